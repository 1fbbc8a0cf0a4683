"""The documents that a brief cites: each has a number, in the order in which they are cited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from kursk_tui.analysis.disagreements.listing import Row
from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.export.blocks import Block, Heading, Item, Items, Link
from kursk_tui.words.derivations import derivation
from kursk_tui.words.overview import brief as in_cells
from kursk_tui.words.phrases import is_foreign
from kursk_tui.words.records import name_of, placed
from kursk_tui.words.sentences import as_named
from kursk_tui.words.voices import behind, day, document_label, moment_words, written

# A note as short as this stands beside what it is on; a longer one is in the annex.
LONGEST_NOTE = 60
# So begins whose proposal a claim was, where it came out of a table.
TABLE = "table "


class Citing:
    """The numbers of the documents, and figures with the number of theirs."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self._cited: dict[str, None] = {}
        self._noted_on: set[str] = set()
        # Whether a paragraph was cited: then the page says what its mark is.
        self.has_paragraphs = False

    def refs(self, claims: Iterable[str]) -> str:
        """`[2] ¶17`: the numbers of the documents of some claims, and the paragraphs."""
        texts = []
        for id in claims:
            claim = self.dossier.claims[id]
            self._cited.setdefault(claim.source)
            self.has_paragraphs |= claim.locator is not None
            number = list(self._cited).index(claim.source) + 1
            texts.append(placed(f"[{number}]", claim))
        return ", ".join(dict.fromkeys(texts))

    def refs_of(self, q: Quantity) -> str:
        """The documents of a figure; of one that nobody printed, of all that it rests on."""
        found = [q.claim] if q.claim is not None else behind(self.dossier, q)
        return self.refs([one.id for one in found])

    def sides(self, row: Row) -> str:
        """The documents of the two figures of a row, as its sentence has them; of a sum, of all.

        Others that say the same as one side are in the annex.
        """
        if row.pair is None:
            return self.refs(row.claims)
        pair = as_named(row.reading) if row.reading is not None else row.pair
        return ", ".join(dict.fromkeys(f"{self.refs_of(q)}{self._noted(q)}" for q in pair))

    def _noted(self, q: Quantity) -> str:
        """The short note on one figure alone, once a page: ` (note: by phone)`."""
        note = self.own_note(q).rstrip(".")
        if not 0 < len(note) <= LONGEST_NOTE or q.id in self._noted_on:
            return ""
        self._noted_on.add(q.id)
        return f" (note: {note})"

    def printed(self, q: Quantity) -> str:
        """A figure as it was printed, in quotation marks, or how it is derived."""
        if q.is_derived:
            return f"{in_cells(self.dossier, q)}, derived as {derivation(self.dossier, q)}"
        figure = written(self.dossier, q)
        # Only what is printed so is in quotation marks: no reading, and no bracket of ours.
        is_printed = q.claim is not None and not is_foreign(self.dossier, q.claim)
        return f'"{figure}"' if is_printed and not figure.startswith("[") else figure

    def short(self, q: Quantity) -> str:
        """A figure as it was printed, or a derived one without its derivation."""
        return in_cells(self.dossier, q) if q.is_derived else self.printed(q)

    def told(self, q: Quantity, *whose: str) -> str:
        """`"23" (Ostrany Brigade, page of 9 Mar 2025) [1]`; without a name where none is given."""
        beside = ", ".join((*whose, self.moment(q)))
        return f"{self.printed(q)} ({beside}) {self.refs_of(q)}{self._noted(q)}"

    def moment(self, q: Quantity) -> str:
        """`as of 3 Mar 2025`, `said 3 Mar 2025`, `published 3 Mar 2025` where only a page is dated.

        A newsroom takes a page for one of paper.
        """
        is_of_page = q.when.basis == "page" and q.when.date is not None
        return f"published {day(q.when.date or '')}" if is_of_page else moment_words(q)

    @property
    def is_from_a_table(self) -> bool:
        """Whether words that were cited are those of a table."""
        return any(
            (claim.proposer or "").startswith(TABLE)
            for source in self._cited
            for claim in self.dossier.claims_with("source", source)
        )

    def own_note(self, q: Quantity) -> str:
        """The note on one figure alone, where it is short: a row's is on all its figures."""
        note = (q.claim.note or "") if q.claim is not None else ""
        return note if q.claim is not None and note not in self._shared(q.claim.source) else ""

    def _shared(self, source: str) -> dict[str, int]:
        """The notes that several claims of a document have."""
        notes = Counter(
            claim.note for claim in self.dossier.claims_with("source", source) if claim.note
        )
        return {note: many for note, many in notes.items() if note is not None and many > 1}

    def sources(self) -> Iterator[Block]:
        """The documents that were cited, in the order of their numbers."""
        if self._cited:
            yield Heading(2, "Sources")
            yield Items(tuple(map(self._source, self._cited)), is_numbered=True, is_small=True)

    def _source(self, id: str) -> Item:
        source = self.dossier.sources[id]
        # A title in brackets is not the page's own.
        title = source.title if source.title.startswith("[") else f'"{source.title}"'
        label = f"{document_label(self.dossier, source)}:"
        shared = list(self._shared(id))
        is_short = len(shared) == 1 and len(shared[0]) <= LONGEST_NOTE
        note = (f"(note: {shared[0]})",) if is_short else ()
        if source.url is None:
            return Item((label, f"{title}. No address is recorded.", *note))
        # A name that was made of outlet and date says nothing new: the address does.
        is_made = source.title == f"[{name_of(self.dossier, source.publisher)}, {source.published}]"
        words = source.url.partition("://")[2] or source.url
        return Item((label, Link(words if is_made else title, source.url), *note))
