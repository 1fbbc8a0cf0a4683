"""The pages that lead to all others: the overview, a list a kind, everything by its id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kursk_tui.analysis.disagreements.folds import Fold
from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.overview import Contested, Turning, overview
from kursk_tui.analysis.story import whole_story
from kursk_tui.export.site.html import Child, Html, items, link, safe, table, tag
from kursk_tui.export.site.records import claim_line
from kursk_tui.export.site.shell import (
    Page,
    between_whom,
    day_or_not,
    language_of,
    search_field,
)
from kursk_tui.model.dates import human, sort_key
from kursk_tui.model.text import capital, plural
from kursk_tui.words.facts import Fact
from kursk_tui.words.overview import (
    brief,
    by_whom,
    headlines,
    months_text,
    new_figures,
    origin_name,
)
from kursk_tui.words.records import short_name
from kursk_tui.words.story import NAMES
from kursk_tui.words.why import book_facts

ABOUT = (
    (
        "What these pages are",
        "They hold what was said, by whom, and about which date. They never say what is true. "
        "They hold no article: each claim is a paraphrase with the figure as printed, and leads "
        "to the page that it was read on.",
    ),
    (
        "Commits to, suggests",
        "What words commit to are the only numbers that they allow; what they suggest is what a "
        "reader takes from them. “At least 300” commits to 300 or more and suggests 300 to 400. "
        "Both are worked out from the words, by one rule for all. Round numbers are read as "
        "approximate, and each comparison is made with three widths of that, the presets.",
    ),
    (
        "Moment",
        "“As of” is a date that the text names, “said” the day on which it was said. “Page of” is "
        "only the date of the page, so the figure may be older.",
    ),
    (
        "Chain, origin",
        "A chain leads from whoever said it first to the page that printed it. The first of a "
        "whole chain is the origin. A question mark stands where the chain is not known to its "
        "beginning. Ten pages with one origin are one voice.",
    ),
    (
        "Disagreement, severity",
        "Figures that count the same are compared in nine steps, the ladder, and each "
        "disagreement is of one kind. Severity goes from 0 to 4, and 4 is the gravest. It does not "
        "say who is wrong. The hinge is the one choice that would make it another kind.",
    ),
    (
        "What holds",
        "The floor is the highest minimum that an origin commits to, the ceiling the lowest "
        "maximum. Neither is an estimate: nobody has recorded that origins are independent, and "
        "what most of them repeat can be wrong.",
    ),
    (
        "Addresses",
        "A page has the id of its record, and a claim stands on its document's page under its own "
        "id. The commands of kursk-tui take the same ids. When the pages are made again, the "
        "address of a record stays as it is.",
    ),
)

KINDS = {
    "conflict": "what the words commit to cannot both hold",
    "tension": "what the words suggest does not overlap, but what they commit to does",
    "told as": "a misreading, set against what it misreads",
    "variance": "one release, told with two figures or under two measures",
    "drift": "one release, one number, and hedges that differ",
    "residual": "what a sum or a ledger leaves over",
    "slip": "a date, or the moment of a figure, that lies after its own page",
    "revision": "one origin, a later release, another figure",
    "difference": "the figures differ, and something recorded explains it",
}


# ---- the overview


def index_page(page: Page) -> str:
    """The dossier at a glance."""
    dossier, site = page.dossier, page.site
    found = overview(dossier, site.folds)
    told = [
        [page.finding(row, f"{capital(sentence)}."), " ", page.severity(row)]
        for row, sentence in headlines(dossier, site.folds)
    ]
    counts = [
        link("sources.html", plural(len(dossier.sources), "document")),
        ", ",
        link("find.html", plural(len(dossier.claims), "claim")),
        ", ",
        link("disagreements.html", plural(len(site.folds), "disagreement")),
        ". ",
        link("about.html", "How to read this"),
        ".",
    ]
    span = f", {months_text(found.months, ' to ')}" if found.months else ""
    contested = [_contested(page, one) for one in found.contested]
    header = ("Measure", "Lowest", "Highest", "Gravest disagreement", "Figures", "Origins")
    return page.page(
        dossier.meta.title,
        tag("p", dossier.meta.summary, class_="lead"),
        tag("p", counts),
        tag("section", tag("h2", "The gravest disagreements"), items(told)) if told else None,
        tag("h2", f"What is contested{span}") if contested else None,
        table("The latest figure of each origin, the gravest first", header, contested)
        if contested
        else None,
        tag("h2", "Turning points") if found.turning else None,
        items(_turning(page, one) for one in found.turning),
        here="index.html",
        search=search_field("Find a name, a figure, an id", to="find.html"),
    )


def _contested(page: Page, one: Contested) -> list[Child]:
    gravest: Child = "none"
    if one.row is not None:
        whom = between_whom(page.dossier, one.row) or one.row.kind
        gravest = safe([page.finding(one.row, whom), ", ", page.severity(one.row)])
    return [
        page.record("measure", one.measure, page.dossier.measures[one.measure].name),
        _end(page, one.low),
        _end(page, one.high),
        gravest,
        str(one.figures),
        str(one.origins),
    ]


def _end(page: Page, q: Quantity | None) -> Child:
    if q is None:
        return "–"
    derived = ", derived" if q.is_derived else ""
    text = f"{brief(page.dossier, q)} ({origin_name(page.dossier, q)}{derived})"
    return page.record("claim", q.id, text) if q.claim is not None else text


def _turning(page: Page, one: Turning) -> list[Child]:
    event = page.dossier.events[one.event]
    by, new = by_whom(page.dossier, one), "; ".join(new_figures(page.dossier, one)[:3])
    return [
        f"{day_or_not(event.date)}: ",
        page.record("event", one.event, event.title),
        f" ({by})" if by else "",
        f": {new}" if new else "",
    ]


# ---- a list a kind


def disagreements_page(page: Page) -> str:
    """Every disagreement in its sentence, gravest first, and sums and ledgers."""
    groups = defaultdict[int, list[Fold]](list)
    for one in page.site.folds:
        groups[one.head.severity].append(one)
    parts = [
        _part(f"Severity {severity}", [page.folded(one) for one in found])
        for severity, found in groups.items()
    ]
    books = page.dossier.identities
    return page.page(
        "Disagreements",
        tag("p", "One is listed for each measure and pair of origins; its page has the others."),
        *(parts or [tag("p", "None is recorded or computed. Agreement is no confirmation.")]),
        tag("h2", "Sums and ledgers") if books else None,
        *(
            tag(
                "article",
                tag("h3", book_facts(page.dossier, book)[0].value),
                page.facts(book_facts(page.dossier, book)),
                page.verdicts(f"identity:{book.id}"),
                id=book.id,
            )
            for book in books.values()
        ),
        here="disagreements.html",
        search=search_field("Filter this list"),
    )


def measures_page(page: Page) -> str:
    """Every measure with what it counts."""
    dossier, index = page.dossier, page.index
    rows = []
    for measure in dossier.measures.values():
        if not page.has_page("measure", measure.id):
            continue
        whole = dossier.measures[measure.part_of] if measure.part_of else None
        rows.append(
            [
                page.record("measure", measure.id, measure.name),
                measure.unit,
                measure.basis,
                page.record("measure", whole.id, whole.name) if whole is not None else "",
                str(len(index.claims_of_measure(measure.id))),
            ]
        )
    header = ("Measure", "Unit", "Basis", "Part of", "Claims")
    return page.page(
        "Measures",
        table("What is counted", header, rows, searched=True) if rows else _nothing(),
        here="measures.html",
        search=search_field("Filter this list"),
    )


def events_page(page: Page) -> str:
    """The story: chapters, what happened in them, and the releases that speak of it."""
    dossier = page.dossier
    told = whole_story(dossier, page.index)
    parts = []
    for chapter in told.chapters:
        rows = [_event(page, row, told.under.get(row, ())) for row in chapter.rows]
        if chapter.id in dossier.events:
            event = dossier.events[chapter.id]
            title = page.record("event", event.id, event.title)
            span = f" ({human(event.date)})" if event.date else ""
            parts.append(_part([title, span], rows))
        else:
            parts.append(_part(NAMES.get(chapter.id, "All events"), rows))
    return page.page(
        "Events",
        *(parts or [_nothing()]),
        here="events.html",
        search=search_field("Filter this list"),
    )


def _event(page: Page, id: str, under: Iterable[str]) -> Html:
    return safe([_event_line(page, id), items(_event_line(page, one) for one in under)])


def _event_line(page: Page, id: str) -> Html:
    event = page.dossier.events[id]
    count = plural(len(page.index.mentions(id)), "claim")
    title = page.record("event", id, event.title)
    return safe([f"{day_or_not(event.date)}: ", title, f" ({event.kind}, {count})"])


def sources_page(page: Page) -> str:
    """Every document by date."""
    sources = page.dossier.sources
    ordered = sorted(sources, key=lambda id: (sort_key(sources[id].published), id))
    return page.page(
        "Documents",
        items((_source(page, id) for id in ordered), data_items=True) or _nothing(),
        here="sources.html",
        search=search_field("Filter this list"),
    )


def _source(page: Page, id: str) -> Html:
    source = page.dossier.sources[id]
    publisher = short_name(page.dossier.agents[source.publisher])
    count = plural(len(page.index.claims_of_source(id)), "claim")
    title = tag("span", page.record("source", id, source.title), lang=language_of(source))
    return safe([f"{day_or_not(source.published)}, {publisher}: ", title, f" ({count})"])


def agents_page(page: Page) -> str:
    """Everyone who says or passes on, who said most first."""
    index, dossier = page.index, page.dossier
    counts = index.counts_of_agents
    ordered = sorted(
        dossier.agents, key=lambda id: (-counts.get(id, (0, 0))[0], -counts.get(id, (0, 0))[1], id)
    )
    rows = []
    for id in ordered:
        said, passed = counts.get(id, (0, 0))
        agent = dossier.agents[id]
        rows.append([page.record("agent", id, agent.name), agent.kind, str(said), str(passed)])
    header = ("Name", "Kind", "Claims as origin", "Claims passed on")
    return page.page(
        "Who speaks",
        table("Who said and who passed on", header, rows, searched=True) if rows else _nothing(),
        here="agents.html",
        search=search_field("Filter this list"),
    )


def find_page(page: Page) -> str:
    """Every record with its id, to be searched."""
    dossier = page.dossier

    def named(kind: str, names: Iterable[tuple[str, str]]) -> list[Html]:
        return [safe([page.record(kind, id, name), " ", tag("code", id)]) for id, name in names]

    measures = (
        (one.id, one.name) for one in dossier.measures.values() if page.has_page("measure", one.id)
    )
    parts = [
        ("Measures", named("measure", measures)),
        ("Events", named("event", ((e.id, e.title) for e in dossier.events.values()))),
        ("Documents", named("source", ((s.id, s.title) for s in dossier.sources.values()))),
        ("Who speaks", named("agent", ((a.id, a.name) for a in dossier.agents.values()))),
        ("Claims", [safe([claim_line(page, id), " ", tag("code", id)]) for id in dossier.claims]),
    ]
    return page.page(
        "Find",
        tag("p", "Every record with its id, as the commands of kursk-tui take it."),
        *(_part(heading, found) for heading, found in parts if found),
        here="find.html",
        search=search_field("Words that a record must have"),
    )


def about_page(page: Page) -> str:
    """How the pages are to be read."""
    told = [(tag("h2", heading), tag("p", text)) for heading, text in ABOUT]
    kinds = page.facts(Fact(kind, text) for kind, text in KINDS.items())
    return page.page(
        "How to read this",
        *told,
        tag("h2", "Kinds of disagreement"),
        kinds,
        here="about.html",
    )


def _part(heading: Child, found: Iterable[Child]) -> Html:
    """A part of a list that is searched; it is hidden where nothing of it is found."""
    listed = items(found, data_items=True)
    return tag("section", tag("h2", heading), listed, data_part=True)


def _nothing() -> Html:
    return tag("p", "Nothing is recorded.")
