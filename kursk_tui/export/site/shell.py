"""What every page has: where records stand, links to them, and the frame of a page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote

from kursk_tui.analysis.disagreements.folds import Fold
from kursk_tui.analysis.disagreements.listing import Row
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.export.site.html import Child, Html, items, link, outward, safe, tag
from kursk_tui.export.site.looks import PICTURE_STYLE, SCRIPT, STYLE, policy
from kursk_tui.model.dates import human
from kursk_tui.model.records import Note, Source
from kursk_tui.model.text import capital, plural
from kursk_tui.words.facts import HEADLINE, WARNING, Fact
from kursk_tui.words.overview import origin_name
from kursk_tui.words.phrases import times
from kursk_tui.words.records import credit
from kursk_tui.words.rows import more_rows, row_sentence
from kursk_tui.words.voices import listed

# The pages that every page leads to, in their order.
LISTS = {
    "index.html": "Overview",
    "disagreements.html": "Disagreements",
    "measures.html": "Measures",
    "events.html": "Events",
    "sources.html": "Documents",
    "agents.html": "Who speaks",
    "find.html": "Find",
    "about.html": "How to read this",
}
# The folder of each kind of record that has pages of its own.
FOLDERS = {"measure": "measures", "event": "events", "source": "sources", "agent": "agents"}
FINDINGS = "disagreements"
# An id may be longer than a name of a file.
_LONGEST = 120
# No id of a record has a low line, so that none is taken for this one.
_MAIN = "_main"
_LANGUAGE = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Site(NamedTuple):
    """What a site is made of.

    `folds` are the disagreements, gravest first; `rows_of` those that a claim takes part in, and
    `folds_of` the places of their folds; `page_of` the page of each by its target. `narrowed` says
    what is left out of what is seen, in a line; `verdicts` are those to be shown, by what they are
    on; `whole` is the dossier whose letters the charts have; `measures` are those of which anything
    is said.
    """

    dossier: Dossier
    lookups: Index
    folds: Sequence[Fold]
    whole: Dossier
    rows_of: Mapping[str, Sequence[Row]]
    folds_of: Mapping[str, Sequence[int]]
    page_of: Mapping[str, str]
    measures: Collection[str]
    narrowed: str = ""
    verdicts: Mapping[str, Sequence[Note]] = {}


def rows_by_claim(folds: Iterable[Fold]) -> dict[str, list[Row]]:
    """The disagreements that each claim takes part in, gravest first."""
    found: dict[str, list[Row]] = defaultdict(list)
    for one in folds:
        for row in (one.head, *one.rest):
            for claim in dict.fromkeys(row.claims):
                found[claim].append(row)
    return found


def folds_by_claim(folds: Iterable[Fold]) -> dict[str, list[int]]:
    """The places, in the list of folds, of those that each claim takes part in."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(folds):
        for claim in {claim for row in (one.head, *one.rest) for claim in row.claims}:
            found[claim].append(place)
    return found


def pages_of_rows(folds: Iterable[Fold]) -> dict[str, str]:
    """The page of each disagreement by its target: those of one fold share one."""
    return {
        row.target: f"{FINDINGS}/{file_name(one.head.target)}"
        for one in folds
        for row in (one.head, *one.rest)
    }


def file_name(id: str) -> str:
    """The name of the page of an id or a target; one that is too long ends in its digest."""
    plain = re.sub(r"[^a-z0-9.-]", "_", id)
    if len(plain) > _LONGEST:
        plain = f"{plain[:_LONGEST]}_{sha256(id.encode()).hexdigest()[:12]}"
    return f"{plain}.html"


class Page:
    """The frame of pages that stand so deep; `up` leads from them to the root of the site."""

    def __init__(self, site: Site, up: str = "") -> None:
        self.site, self.up = site, up
        self.dossier, self.index = site.dossier, site.lookups

    # ---- links

    def to(self, path: str) -> str:
        """The address of a page of the site, from here."""
        return f"{self.up}{path}"

    def address(self, kind: str, id: str) -> str:
        """The address of a record, from here. Raises KeyError for a claim that is not there."""
        if kind == "claim":
            source = self.dossier.claims[id].source
            return f"{self.to(f'sources/{file_name(source)}')}#{id}"
        return self.to(f"{FOLDERS[kind]}/{file_name(id)}")

    def has_page(self, kind: str, id: str) -> bool:
        """Whether a record has a page: a measure of which nothing is said has none."""
        return kind != "measure" or id in self.site.measures

    def record(self, kind: str, id: str, *text: Child) -> Html:
        """A link to a record, by its id where there is no text; text where it has no page."""
        if not self.has_page(kind, id):
            return safe(text or (id,))
        return link(self.address(kind, id), *(text or (id,)))

    def finding(self, row: Row, *text: Child) -> Html:
        """A link to a disagreement."""
        page = self.to(self.site.page_of[row.target])
        return link(f"{page}#{quote(row.target, safe='')}", *text)

    # ---- parts that many pages have

    def facts(self, found: Iterable[Fact], *, but: Iterable[str] = ()) -> Html:
        """Labelled values, without their headline and without some labels; each label once."""
        left_out, groups = set(but), defaultdict[str, list[Html]](list)
        for fact in found:
            if fact.mark != HEADLINE and fact.label not in left_out:
                groups[fact.label].append(tag("dd", self.fact(fact)))
        rows = [tag("div", tag("dt", label), *values) for label, values in groups.items()]
        return tag("dl", *rows) if rows else Html()

    def fact(self, fact: Fact) -> Html:
        """The value of a fact, a link where it names a record or an address."""
        if fact.target is not None:
            return self.record(*fact.target, fact.value)
        if fact.address is not None:
            return outward(fact.address, fact.value)
        return tag("strong", fact.value) if fact.mark == WARNING else safe(fact.value)

    def verdicts(self, target: str) -> Html:
        """What notebooks say of a target, where that was asked for."""
        notes = self.site.verdicts.get(target, ())
        if not notes:
            return Html()
        told = [
            [tag("strong", note.value), f": {note.body}" if note.body else "", f" ({note.author}, ",
             f"{note.created[:10]})"]
            for note in notes
        ]  # fmt: skip
        return tag("div", tag("p", "What readers noted, which is no part of the record:"),
                   items(told))  # fmt: skip

    def severity(self, row: Row) -> Html:
        """`severity 3, conflict`, the gravest so that it is seen."""
        grave = "grave" if row.severity >= 3 else "soft"
        return tag("span", f"severity {row.severity}, {row.kind}", class_=grave)

    def short(self, row: Row) -> Html:
        """A disagreement in a few words: its measure and between whom."""
        text = between_whom(self.dossier, row) or row_sentence(self.dossier, row)
        measure = measure_of(self.dossier, row)
        text = f"{measure}: {text}" if measure else text
        return safe([self.finding(row, text), ", ", self.severity(row)])

    def folded(self, one: Fold) -> Html:
        """A disagreement in its sentence, and how many more stand between the same two."""
        more = f", and {more_rows(len(one.rest))}" if one.rest else ""
        sentence = f"{capital(row_sentence(self.dossier, one.head))}."
        return safe([self.finding(one.head, sentence), " ", self.severity(one.head), more])

    def disagreements(self, claims: Iterable[str], heading: str = "What disagrees") -> Html:
        """A part with the disagreements that some claims take part in, folded, gravest first."""
        places = {place for claim in claims for place in self.site.folds_of.get(claim, ())}
        found = [self.site.folds[place] for place in sorted(places)]
        if not found:
            return tag("section", tag("h2", heading), tag("p", "Nothing that was compared."))
        return tag("section", tag("h2", heading), items(map(self.folded, found)))

    # ---- the frame

    def page(
        self,
        title: str,
        *body: Child,
        here: str = "",
        search: Child = None,
        picture: bool = False,
        language: str | None = None,
    ) -> str:
        """A whole page under its heading, which is in a `language` where that is not English.

        `here` is its place among LISTS, if it has one; `picture` whether it has a chart.
        """
        meta = self.dossier.meta
        style = STYLE + PICTURE_STYLE if picture else STYLE
        script = SCRIPT if search is not None else None
        name = title if here == "index.html" else f"{title} – {meta.title}"
        head = tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", http_equiv="Content-Security-Policy", content=policy(style, script)),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="referrer", content="no-referrer"),
            tag("title", name),
            tag("style", Html(style)),
        )
        places = [
            link(self.to(path), text, aria_current="page" if path == here else None)
            for path, text in LISTS.items()
            if path != "events.html" or self.dossier.events
        ]
        frame = tag(
            "body",
            link(f"#{_MAIN}", "Skip to the content", class_="skip"),
            tag(
                "header",
                tag("p", meta.title) if here != "index.html" else None,
                tag("nav", items(places), aria_label="Pages"),
            ),
            tag(
                "main",
                tag("h1", title, lang=language),
                self._narrowed(),
                search,
                *body,
                id=_MAIN,
                tabindex="-1",
            ),
            tag("footer", tag("p", self._credit())),
            tag("script", Html(script)) if script is not None else None,
        )
        return f"<!DOCTYPE html>\n{tag('html', head, frame, lang='en')}\n"

    def _narrowed(self) -> Html:
        text = self.site.narrowed
        return tag("p", "Not all of the dossier: ", text, ".", class_="lead") if text else Html()

    def _credit(self) -> list[Child]:
        return [
            f"{credit(self.dossier.meta)}. ",
            "These pages say who said what. They do not say what is true. Made with kursk-tui.",
        ]


def search_field(label: str, *, to: str | None = None) -> Html:
    """A field that a script shows: it filters the page, or leads `to` a page that does."""
    return tag(
        "form",
        tag("label", label, for_="_search"),
        tag("input", type="search", id="_search", autocomplete="off"),
        " ",
        tag("output", for_="_search", role="status") if to is None else None,
        hidden=True,
        role="search",
        data_to=to,
    )


def language_of(source: Source) -> str | None:
    """The language of a document, for who reads aloud; None for no code of a language."""
    code = (source.language or "").replace("_", "-")
    return code if _LANGUAGE.fullmatch(code) else None


def day_or_not(date: str | None) -> str:
    """A date for people, or that there is none."""
    return human(date) if date is not None else "undated"


def between_whom(dossier: Dossier, row: Row) -> str:
    """`Council and Board, 3.9 times apart`; empty where a row is not of two."""
    if row.pair is None or row.reading is None:
        return ""
    text = listed(list(dict.fromkeys(origin_name(dossier, q) for q in row.pair)))
    if row.reading.days is not None:
        return f"{text}, {plural(row.reading.days, 'day')} apart"
    told = times(row.gap)
    return f"{text}, {told} times apart" if told else text


def measure_of(dossier: Dossier, row: Row) -> str:
    """The name of what a row is about; empty for a sum, and for what is told in words."""
    return dossier.measures[row.measure].name if row.measure else ""
