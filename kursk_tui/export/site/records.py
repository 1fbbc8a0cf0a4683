"""The pages of records: measures, events, documents with their claims, and who speaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kursk_tui.analysis.disagreements.listing import Row
from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.origins.bands import Said, said_by_measure, said_of
from kursk_tui.dossier.provenance import moment_of
from kursk_tui.export.chart import chart_svg
from kursk_tui.export.site.html import Child, Html, framed, items, safe, table, tag
from kursk_tui.export.site.shell import Page, language_of
from kursk_tui.export.tables import commits_and_suggests
from kursk_tui.model.dates import sort_key
from kursk_tui.model.text import capital, plural
from kursk_tui.words.derivations import derivation
from kursk_tui.words.facts import (
    HEADLINE,
    agent_facts,
    claim_facts,
    event_facts,
    measure_facts,
    source_facts,
)
from kursk_tui.words.holdings import NOBODY, aside_text, holding_texts
from kursk_tui.words.misreadings import misread_text
from kursk_tui.words.phrases import phrase
from kursk_tui.words.records import chain_text, moment_text, name_of, origin_label, placed
from kursk_tui.words.settling import scope_words
from kursk_tui.words.voices import behind, document_label, moment_words, who, written

# So many disagreements of a claim are seen at once; more are unfolded.
FEW = 5
FIGURES = (
    *("Moment", "Who says so", "Words", "What is counted"),
    *("Commits to", "Suggests", "Chain", "Document"),
)


# ---- measures


def measure_page(page: Page, id: str) -> str:
    """A measure: its chart, the figures behind it, what holds, what disagrees."""
    dossier, measure = page.dossier, page.dossier.measures[id]
    said = said_of(dossier, id)
    return page.page(
        capital(measure.name),
        page.facts(measure_facts(dossier, page.index, id)),
        _chart(page, id, said),
        _figures(page, said),
        _holdings(page, said),
        page.disagreements(page.index.claims_of_measure(id)),
        picture=bool(said),
    )


def _chart(page: Page, id: str, said: Sequence[Said]) -> Html:
    if not said:
        return Html()
    broad, narrow = (
        # What makes it a file of its own has no place within a page.
        Html(drawn[drawn.index("<svg") :].strip())
        for drawn in (
            chart_svg(page.dossier, id, whole=page.site.whole, is_narrow=is_narrow)
            for is_narrow in (False, True)
        )
    )
    name = f"Chart of {page.dossier.measures[id].name} over time"
    return tag(
        "section",
        tag("h2", "Over time"),
        framed(name, broad, look="wide broad"),
        tag("div", narrow, class_="narrow"),
        tag("p", "The table below has the same figures, and those that the chart leaves out."),
    )


def _figures(page: Page, said: Sequence[Said]) -> Html:
    rows = [_figure(page, one) for one in said]
    if not rows:
        return safe([tag("h2", "Figures"), tag("p", "No figure is recorded.")])
    return tag("section", tag("h2", "Figures"), table("Who said how many", FIGURES, rows))


def _figure(page: Page, one: Said) -> list[Child]:
    dossier, q = page.dossier, one.quantity
    commits, suggests = commits_and_suggests(q, dossier.meta.preset)
    scope = scope_words(dossier, q)
    name = dossier.measures[q.measure].name
    return [
        moment_words(q),
        _voice(page, q),
        _words(page, q),
        f"{name} ({scope})" if scope else name,
        commits,
        suggests,
        chain_text(dossier, q.claim) if q.claim is not None else "derived",
        _documents(page, one),
    ]


def _voice(page: Page, q: Quantity) -> Html:
    """Who says it, a link where that is one agent."""
    text = who(page.dossier, q).text()
    return page.record("agent", q.origin, text) if q.origin is not None else safe(text)


def _words(page: Page, q: Quantity) -> Html:
    """The words, a link to the claim; of what nobody printed the claims behind it."""
    dossier = page.dossier
    if q.claim is None:
        identity = dossier.identities[q.identity or ""]
        return safe(
            [f"{written(dossier, q)}: derived, nobody printed it; assuming: ", identity.assumption]
        )
    remarks = []
    how = derivation(dossier, q)
    if how is not None:
        remarks.append(f"derived as {how}")
    if q.claim.modality != "asserted":
        remarks.append(q.claim.modality)
    if q.is_misreading:
        remarks.append(misread_text(dossier, q.claim))
    if q.is_slip:
        remarks.append("a slip: it lies after its own page")
    beside = f" ({'; '.join(remarks)})" if remarks else ""
    return safe([page.record("claim", q.id, written(dossier, q)), beside])


def _documents(page: Page, one: Said) -> Html:
    """The document of a figure, then those of its echoes; of a derived one all behind it."""
    dossier, q = page.dossier, one.quantity
    if q.claim is None:
        return safe(_with_commas(_document(page, claim.id) for claim in behind(dossier, q)))
    first = _document(page, q.id)
    also = [_document(page, echo.id) for echo in one.echoes if echo.claim is not None]
    return safe([first, "; also told by ", _with_commas(also)]) if also else first


def _with_commas(found: Iterable[Html]) -> Html:
    return Html("; ".join(found))


def _document(page: Page, id: str) -> Html:
    claim = page.dossier.claims[id]
    label = document_label(page.dossier, page.dossier.sources[claim.source])
    return page.record("claim", id, placed(label, claim))


def _holdings(page: Page, said: Sequence[Said]) -> Html:
    """A row a scope and moment of which something holds, and who would have to be set aside."""
    dossier, rows = page.dossier, dict[tuple[str, ...], None]()
    for one in said:
        q = one.quantity
        if q.status is None or not q.counts or q.under(dossier.meta.preset) is None:
            continue
        (_, holds), (_, agree), *crossing = holding_texts(dossier, said, q)
        if agree != NOBODY:
            holds += "".join(f". {capital(label)}: {text}" for label, text in crossing)
            counted = scope_words(dossier, q) or dossier.measures[q.measure].name
            rows[moment_words(q), counted, holds, agree] = None
    if not rows:
        return Html()
    header = ("Moment", "What is counted", "What holds", "Who agrees")
    return tag(
        "section",
        tag("h2", "What holds"),
        tag("p", "None of this is an estimate, and what most origins repeat can be wrong."),
        table("The highest minimum and the lowest maximum at each moment", header, rows),
        tag("p", f"{capital(aside_text(dossier, said))}."),
    )


# ---- events


def event_page(page: Page, id: str) -> str:
    """An event: its documents, every figure and statement that mentions it, what disagrees."""
    dossier, event = page.dossier, page.dossier.events[id]
    mentions = page.index.mentions(id)
    by_measure = said_by_measure(dossier, mentions)
    figures = [_figure(page, one) for said in by_measure.values() for one in said]
    words = [claim for claim in mentions if dossier.claims[claim].figure is None]
    heading = tag("h2", "Figures")
    return page.page(
        event.title,
        page.facts(event_facts(dossier, page.index, id)),
        page.verdicts(f"event:{id}"),
        heading if figures else None,
        table("Figures that mention it", FIGURES, figures) if figures else None,
        claims_part(page, "Statements", words),
        page.disagreements(mentions),
    )


# ---- documents and their claims


def source_page(page: Page, id: str) -> str:
    """A document, and all it says: each claim stands under its id."""
    dossier, source = page.dossier, page.dossier.sources[id]
    claims = page.index.claims_of_source(id)
    return page.page(
        source.title,
        page.facts(source_facts(dossier, page.index, id)),
        page.verdicts(f"source:{id}"),
        tag("h2", "What it says") if claims else None,
        *(_claim(page, claim) for claim in claims),
        language=language_of(source),
    )


def _claim(page: Page, id: str) -> Html:
    """A claim with all that is known of it, under its id as an anchor."""
    facts = claim_facts(page.dossier, page.index, id)
    heading = next(fact.value for fact in facts if fact.mark == HEADLINE)
    return tag(
        "article",
        tag("h3", capital(heading)),
        tag("p", page.dossier.claims[id].statement),
        page.facts(facts, but=("statement", "source")),
        _disagrees(page, page.site.rows_of.get(id, ())),
        page.verdicts(f"claim:{id}"),
        id=id,
    )


def _disagrees(page: Page, rows: Sequence[Row]) -> Html:
    """The disagreements of a claim in a few words each."""
    if not rows:
        return Html()
    listed = items(map(page.short, rows))
    count = f"In {plural(len(rows), 'disagreement')}"
    if len(rows) <= FEW:
        return safe([tag("p", f"{count}:"), listed])
    return tag("details", tag("summary", count), listed)


# ---- who speaks


def agent_page(page: Page, id: str) -> str:
    """Who speaks: all that it said, passed on, and published of others."""
    dossier, index = page.dossier, page.index
    said = index.claims_of_agent(id, "origin")
    relayed = [claim for claim in index.claims_of_agent(id, "relay") if claim not in set(said)]
    known = {*said, *relayed}
    published = [claim for claim in index.claims_of_agent(id, "publisher") if claim not in known]
    return page.page(
        dossier.agents[id].name,
        page.facts(agent_facts(dossier, index, id)),
        page.verdicts(f"agent:{id}"),
        claims_part(page, "What it said", said),
        claims_part(page, "What it passed on", relayed),
        claims_part(page, "What it published of others", published),
        page.disagreements(said, "What disagrees with it") if said else None,
    )


def claims_part(page: Page, heading: str, claims: Iterable[str]) -> Html:
    """Claims by moment, each in a line that leads to it; nothing where there is none."""
    ordered = sorted(claims, key=lambda id: _when(page, id))
    if not ordered:
        return Html()
    return tag("section", tag("h2", heading), items(claim_line(page, id) for id in ordered))


def _when(page: Page, id: str) -> tuple[object, ...]:
    claim = page.dossier.claims[id]
    figure = claim.figure
    date = figure.date if figure is not None and figure.date else moment_of(page.dossier, claim)[0]
    return (*_key(date), page.index.place_of(id))


def _key(date: str | None) -> tuple[object, ...]:
    return tuple(sort_key(date))


def claim_line(page: Page, id: str) -> Html:
    """`flooded: at least 300 (Council, said 2031-03-04; Gazette ¶4)`, a link to the claim."""
    dossier, claim = page.dossier, page.dossier.claims[id]
    words = claim.statement
    if claim.figure is not None and claim.measure is not None:
        words = f"{dossier.measures[claim.measure].name}: {phrase(dossier, claim)}"
    publisher = placed(name_of(dossier, dossier.sources[claim.source].publisher), claim)
    beside = f" ({origin_label(dossier, claim)}, {moment_text(dossier, claim)}; {publisher})"
    return safe([page.record("claim", id, words), beside])
