"""Rows of the search of everything: what kind of thing it is, when, and what it is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kursk_tui.analysis.disagreements.listing import Row, sides_of
from kursk_tui.analysis.query.everywhere import Hit, hits
from kursk_tui.analysis.query.language import Query
from kursk_tui.analysis.query.matching import Matcher, Together
from kursk_tui.analysis.query.wording import Word
from kursk_tui.dossier.holding import Facet
from kursk_tui.tui.display import Line
from kursk_tui.tui.panes.claims import measure_name
from kursk_tui.tui.panes.context import Context, date_column
from kursk_tui.tui.panes.finding import Picked, matcher_of, parsed, where
from kursk_tui.words.phrases import phrase
from kursk_tui.words.records import origin_label, short_name
from kursk_tui.words.rows import row_sentence

DISAGREEMENT = "disagreement"
NAMES = {
    "events": "event",
    "measures": "measure",
    "agents": "agent",
    "sources": "document",
    "claims": "claim",
    DISAGREEMENT: DISAGREEMENT,
}
KIND_WIDTH, DATE_WIDTH, ORIGIN_WIDTH = 13, 12, 14
_FACETS = {"events": "event", "agents": "agent", "sources": "source", "claims": "claim"}


class HitsModel:
    """What the last query found. Ids are made of kind and id.

    `rows` are the disagreements to be looked through: by their sentences, for by the words of
    their claims each claim would bring a dozen.
    """

    sorts: Sequence[str] = ()

    def __init__(self, context: Context, rows: Sequence[Row]) -> None:
        self._context = context
        self._rows: Mapping[str, Row] = {row.target: row for row in rows}
        self._sentences: dict[str, str] = {}
        self._hits: dict[str, Hit] = {}

    def ids(self) -> Sequence[str]:
        """What was found, the best first."""
        return list(self._hits)

    def at(self, item: str | None) -> Hit | None:
        """What a row stands for."""
        return self._hits.get(item or "")

    def facet(self, item: str | None) -> Facet | None:
        """The record of a row that keys can act on."""
        hit = self.at(item)
        if hit is None or hit.kind == DISAGREEMENT:
            return None
        return Facet(_FACETS.get(hit.kind, "measure"), hit.id)

    def clear(self) -> None:
        """Find nothing: nothing is asked for."""
        self._hits = {}

    def pick(self, text: str) -> Picked:
        """Find what a query matches, and let that be the rows. Raises QueryError."""
        query = parsed(text)
        found: list[Hit] = []
        if not query.is_empty:
            matcher = matcher_of(self._context, query)
            found = hits(matcher)
            # Behind what is called so, before what only mentions it.
            at = next((n for n, hit in enumerate(found) if hit.kind == "claims"), len(found))
            found[at:at] = self._disagreeing(matcher, query)
        self._hits = {f"{hit.kind}:{hit.id}": hit for hit in found}
        return Picked(self._hits.__contains__, query.words, has_all=True)

    def _disagreeing(self, matcher: Matcher, query: Query) -> list[Hit]:
        words = [Word(word) for word in query.words]
        dossier = self._context.dossier
        return [
            Hit(DISAGREEMENT, row.target)
            for row in self._rows.values()
            if all(word.is_in(self._sentence(row).casefold()) for word in words)
            and matcher.joins(
                Together(
                    self._sentence(row).casefold(),
                    row.claims,
                    sides_of(dossier, row),
                    target=row.target,
                )
            )
        ]

    def _sentence(self, row: Row) -> str:
        if row.target not in self._sentences:
            self._sentences[row.target] = row_sentence(self._context.dossier, row)
        return self._sentences[row.target]

    def row(self, item: str, width: int) -> Line:
        """Kind, date, what it is called; of a claim who said so where there is room."""
        door, dossier = self._context.display, self._context.dossier
        kind, id = self._hits[item]
        date, name, origin = "", "", ""
        if kind == "events":
            date, name = date_column(dossier.events[id].date), dossier.events[id].title
        elif kind == "measures":
            name = measure_name(dossier.measures[id])
        elif kind == "agents":
            name = f"{dossier.agents[id].name} ({dossier.agents[id].kind})"
        elif kind == "sources":
            source = dossier.sources[id]
            date = date_column(source.published)
            name = f"{short_name(dossier.agents[source.publisher])}: {source.title}"
        elif kind == "claims":
            claim = dossier.claims[id]
            date = date_column(self._context.links.orders.claim_dates[id])
            words = phrase(dossier, claim)
            name = f"{words}: {claim.statement}" if words else claim.statement
            origin = origin_label(dossier, claim)
        else:
            name = self._sentence(self._rows[id])
        room = width - KIND_WIDTH - DATE_WIDTH - (ORIGIN_WIDTH if origin else 0)
        line: Line = [
            (door.pad(NAMES[kind], KIND_WIDTH), "dim"),
            (door.pad(date, DATE_WIDTH), "date"),
            (door.pad(name, room), ""),
        ]
        return [*line, (door.pad(f" {origin}", ORIGIN_WIDTH), "agent")] if origin else line

    def where(self, item: str, word: str) -> str:
        """The field of the record that has a folded word."""
        kind, id = self._hits[item]
        return where(self._context, kind, id, word) if kind != DISAGREEMENT else "sentence"

    def words(self, item: str) -> str:
        """What a row shows."""
        return "".join(text for text, _ in self.row(item, 200)).casefold()

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """The best first is the only order."""
        return ()
