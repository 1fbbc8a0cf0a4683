"""Small sound dossiers in memory, so that a case about figures is a few lines.

A `World` collects records; `dossier()` checks them as a file would be checked. Whatever a case
does not say is the plainest thing that is sound: a claim stands in a document of its own, by an
outlet of its own, and goes back to `by` by a full chain.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kursk_tui.analysis.ladder.compare import compare
from kursk_tui.analysis.ladder.reading import Reading
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.dates import parse

Row = dict[str, Any]

HEDGE_WORDS = {
    "exact": "exactly {}",
    "none": "{}",
    "about": "about {}",
    "nearly": "nearly {}",
    "more_than": "more than {}",
    "at_least": "at least {}",
    "at_most": "at most {}",
    "less_than": "fewer than {}",
    "up_to": "up to {}",
    "few": "a few",
    "vague": "thousands",
}
# The day of a page that says nothing of a later one.
PAGE_DAY = "2025-03-01"
LOW_ONLY = ("more_than", "at_least")
HIGH_ONLY = ("at_most", "less_than", "up_to")


def figure(hedge: str, *numbers: float, written: str | None = None) -> Row:
    """The figure of a claim: `figure("at_least", 300)`, `figure("between", 1000, 3000)`."""
    low = numbers[0] if numbers else None
    high = numbers[-1] if numbers else None
    if written is None:
        shown = " to ".join(f"{n:,}" for n in numbers)
        written = shown if hedge == "between" else HEDGE_WORDS[hedge].format(shown)
    return {
        "written": written,
        "low": None if hedge in HIGH_ONLY else low,
        "high": None if hedge in LOW_ONLY else high,
        "hedge": hedge,
    }


def page_day(as_of: str | None) -> str:
    """The plainest day for a page: no earlier than the moment that it speaks of."""
    if as_of is None:
        return PAGE_DAY
    span = parse(as_of)
    return max(PAGE_DAY, span.earliest if span.is_open_end else span.latest)


class World:
    """A dossier in the making. Every method returns the id of what it adds."""

    def __init__(self, preset: str = "default") -> None:
        self._preset = preset
        self._tables: dict[str, list[Row]] = {
            name: []
            for name in (
                "agents",
                "scopes",
                "sources",
                "events",
                "measures",
                "claims",
                "identities",
            )
        }
        self._claims_of: dict[str, int] = {}

    def agent(
        self,
        id: str,
        kind: str = "military",
        *,
        name: str | None = None,
        of: str | None = None,
        party: str | None = None,
    ) -> str:
        """Add an agent; `of` is the body it belongs to, `party` the state whose side it is on."""
        return self._add(
            "agents",
            id=id,
            name=name or id.replace("-", " ").title(),
            kind=kind,
            member_of=of,
            party=party,
        )

    def scope(self, id: str, kind: str = "population", *, of: str | None = None) -> str:
        """Add a population, a place or a way of counting, part of another or not."""
        return self._add(
            "scopes", id=id, kind=kind, name=id.replace("-", " ").capitalize(), part_of=of
        )

    def source(
        self,
        id: str,
        publisher: str | None = None,
        *,
        published: str | None = "2025-03-01",
        language: str = "en",
        reading: str | None = None,
    ) -> str:
        """Add a document, by an outlet of its own unless a publisher is named."""
        publisher = publisher or self._known("agents", f"{id}-outlet") or self._outlet(id)
        return self._add(
            "sources",
            id=id,
            publisher=publisher,
            title=f"Report {id}",
            published=published,
            published_basis="unknown" if published is None else "stated",
            kind="report",
            language=language,
            reading=reading,
        )

    def event(
        self,
        id: str,
        *,
        of: str | None = None,
        title: str | None = None,
        date: str | None = None,
        closed: bool = False,
        kind: str = "happening",
        place: str | None = None,
    ) -> str:
        """Add something that happened, or a chapter; part of another event or not.

        What is counted within a `closed` one holds for good.
        """
        title = title or id.replace("-", " ").capitalize()
        return self._add(
            "events",
            id=id,
            title=title,
            kind=kind,
            part_of=of,
            date=date,
            closed=closed or None,
            place=place,
        )

    def release(
        self, id: str, by: str, date: str | None = "2025-03-01", *, turning: bool = False
    ) -> str:
        """Add an utterance of an agent on a day, a turning point of the story or not."""
        return self._add(
            "events",
            id=id,
            title=id.replace("-", " ").capitalize(),
            kind="release",
            by=self._body(by),
            date=date,
            turning=turning or None,
        )

    def measure(
        self,
        id: str,
        basis: str = "cumulative",
        *,
        of: str | None = None,
        since: str | None = None,
        unit: str | None = None,
        name: str | None = None,
        cues: Iterable[str] = (),
    ) -> str:
        """Add a measure, part of another or not."""
        units = {"date": "date", "share": "percent"}
        return self._add(
            "measures",
            id=id,
            name=name or id,
            unit=unit or units.get(basis, "persons"),
            basis=basis,
            part_of=of,
            since=since,
            cues=list(cues),
        )

    def claim(
        self,
        measure: str | None = None,
        fig: Row | str | None = None,
        *,
        by: str | None = None,
        chain: Iterable[str] | None = None,
        lineage: str = "full",
        source: str | None = None,
        published: str | None = "plain",
        release: str | None = None,
        as_of: str | None = None,
        population: str | None = None,
        place: str | None = None,
        within: str | None = None,
        events: Iterable[str] = (),
        counting: str | None = None,
        of: str | None = None,
        modality: str = "asserted",
        likelihood: str | None = None,
        denies: str | None = None,
        excludes: str | None = None,
        misreads_claim: str | None = None,
        misreads_release: str | None = None,
        how: str = "measure",
        statement: str | None = None,
    ) -> str:
        """Add a claim, on a page of its own that is no older than what it speaks of.

        A figure given as text is a date.

        With `misreads_claim` or `misreads_release` it tells one of these wrongly: `how` says in
        what.

        The chain is `by` alone (by default the body whose release it is) unless one is given;
        with neither, the outlet speaks for itself.
        """
        if source is None:
            number = len(self._tables["sources"]) + 1
            if published == "plain":
                published = page_day(as_of)
            source = self.source(f"s{number:02d}", published=published)
        if by is None and chain is None and release is not None:
            by = self._row("events", release)["by"]
        publisher = self._row("sources", source)["publisher"]
        path = list(chain) if chain is not None else [by] if by is not None else []
        path = [self._body(agent) for agent in path if agent != publisher]
        self._claims_of[source] = at = self._claims_of.get(source, 0) + 1
        if isinstance(fig, str):
            fig = {"written": f"on {fig}", "date": fig}
        opposed = [(denies, "denies"), (excludes, "excludes")]
        return self._add(
            "claims",
            id=f"{source}.{at}",
            source=source,
            statement=statement or f"Statement {at} of {source}",
            attribution=path,
            lineage=lineage,
            release=release,
            events=list(events),
            modality=modality,
            likelihood=likelihood,
            opposes=[{"claim": claim, "how": how} for claim, how in opposed if claim],
            measure=measure,
            figure=fig,
            scope={
                "population": population and self._known_or("scopes", population),
                "place": place and self._known_or("scopes", place, "place"),
                "within": within,
                "counting": counting and self._known_or("scopes", counting, "counting"),
            },
            misreads={"claim": misreads_claim, "release": misreads_release, "how": how}
            if misreads_claim or misreads_release
            else None,
            as_of=as_of,
            as_of_basis="stated" if as_of else None,
            of=of,
            locator={"paragraph": at, "sha256": f"{at:064x}"},
        )

    def identity(
        self,
        id: str,
        kind: str,
        total: str,
        *terms: str,
        assumption: str = "Nobody is counted twice.",
    ) -> str:
        """Add an identity of claims. `-x` is taken away; `?x` is the measure to derive."""

        def term(text: str) -> Row:
            sign = -1 if text.startswith("-") else 1
            text = text.removeprefix("-")
            if text.startswith("?"):
                return {"measure": text[1:], "sign": sign}
            return {"claim": text, "sign": sign}

        return self._add(
            "identities",
            id=id,
            kind=kind,
            total=term(total),
            terms=[term(text) for text in terms],
            assumption=assumption,
        )

    def data(self) -> dict[str, Any]:
        """The decoded file that this world would be."""
        meta = {
            "title": "A world",
            "summary": "Made for one case.",
            "schema_version": 2,
            "dataset_version": "1",
            "preset": self._preset,
            "licence": "CC0-1.0",
        }
        tables = {
            name: {str(at): row for at, row in enumerate(rows, 1)}
            for name, rows in self._tables.items()
        }
        return {"meta": {"1": meta}, **tables}

    def dossier(self) -> Dossier:
        """All that was added, checked as a file is. Raises DossierError when it is unsound."""
        return Dossier.from_data(self.data())

    def compare(self, a: str, b: str) -> Reading:
        """The reading of two claims, which must be the same from either side."""
        dossier = self.dossier()
        there, back = compare(dossier, a, b), compare(dossier, b, a)
        assert there == back
        return there

    def _add(self, table: str, **row: Any) -> str:
        kept = {name: value for name, value in row.items() if value is not None}
        self._tables[table].append(kept)
        return str(kept["id"])

    def _row(self, table: str, id: str) -> Row:
        return next(row for row in self._tables[table] if row["id"] == id)

    def _known(self, table: str, id: str) -> str | None:
        return next((id for row in self._tables[table] if row["id"] == id), None)

    def _known_or(self, table: str, id: str, kind: str = "population") -> str:
        return self._known(table, id) or self.scope(id, kind)

    def _body(self, id: str) -> str:
        return self._known("agents", id) or self.agent(id)

    def _outlet(self, source: str) -> str:
        return self.agent(f"{source}-outlet", "outlet", name=f"Outlet {source}")
