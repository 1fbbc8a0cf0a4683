"""The documents that a brief cites: each has a number, in the order in which they are cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kursk_tui.analysis.disagreements.listing import Row
from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.export.blocks import Block, Heading, Item, Items, Link
from kursk_tui.words.derivations import derivation
from kursk_tui.words.overview import brief as in_cells
from kursk_tui.words.phrases import is_foreign
from kursk_tui.words.records import placed
from kursk_tui.words.sentences import as_named
from kursk_tui.words.voices import behind, document_label, moment_words, written


class Citing:
    """The numbers of the documents, and figures with the number of theirs."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self._cited: dict[str, None] = {}

    def refs(self, claims: Iterable[str]) -> str:
        """`[2] ¶17`: the numbers of the documents of some claims, and the paragraphs."""
        texts = []
        for id in claims:
            claim = self.dossier.claims[id]
            self._cited.setdefault(claim.source)
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
        return ", ".join(dict.fromkeys(self.refs_of(q) for q in pair))

    def printed(self, q: Quantity) -> str:
        """A figure as it was printed, in quotation marks, or how it is derived."""
        if q.is_derived:
            return f"{in_cells(self.dossier, q)}, derived as {derivation(self.dossier, q)}"
        figure = written(self.dossier, q)
        # Only what is printed so is in quotation marks: no reading, and no bracket of ours.
        is_printed = q.claim is not None and not is_foreign(self.dossier, q.claim)
        return f"“{figure}”" if is_printed and not figure.startswith("[") else figure

    def told(self, q: Quantity, *whose: str) -> str:
        """`“23” (Ostrany Brigade, page of 9 Mar 2025) [1]`; without a name where none is given."""
        beside = ", ".join((*whose, moment_words(q)))
        return f"{self.printed(q)} ({beside}) {self.refs_of(q)}"

    def sources(self) -> Iterator[Block]:
        """The documents that were cited, in the order of their numbers."""
        if self._cited:
            yield Heading(2, "Sources")
            yield Items(tuple(map(self._source, self._cited)), is_numbered=True, is_small=True)

    def _source(self, id: str) -> Item:
        source = self.dossier.sources[id]
        # A title in brackets is not the page's own.
        title = source.title if source.title.startswith("[") else f"“{source.title}”"
        label = f"{document_label(self.dossier, source)}:"
        if source.url is None:
            return Item((label, f"{title}. No address is recorded."))
        return Item((label, Link(title, source.url)))
