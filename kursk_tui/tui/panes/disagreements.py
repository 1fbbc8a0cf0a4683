"""Rows of the list of disagreements, and the detail of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kursk_tui.analysis.disagreements.folds import Fold
from kursk_tui.analysis.disagreements.listing import Row, rank, sides_of
from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.ladder.reading import Reading
from kursk_tui.analysis.origins.bands import body_behind
from kursk_tui.analysis.origins.forest import drawn_of
from kursk_tui.analysis.query.matching import Together
from kursk_tui.model.folding import normal
from kursk_tui.tui.display import Line
from kursk_tui.tui.marks import severity_look
from kursk_tui.tui.panes.context import Context, origin_look
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.panes.facts import entries_of
from kursk_tui.tui.panes.finding import Asked, Picked, pick_rows, where
from kursk_tui.tui.panes.forest import Bar, forest
from kursk_tui.tui.panes.notes import value_text
from kursk_tui.words.balances import SIGNS
from kursk_tui.words.phrases import phrase, times
from kursk_tui.words.records import name_of
from kursk_tui.words.rows import between, more_rows, row_sentence
from kursk_tui.words.story import shown_of
from kursk_tui.words.voices import day, who, written
from kursk_tui.words.why import (
    finding_facts,
    gap_facts,
    ladder_facts,
    row_facts,
    said_facts,
    side_facts,
    sides,
)

WIDE, VERY_WIDE = 110, 160
# Told by shape first: the graver, the more ink.
SEVERITY_MARKS = {4: "!!", 3: "! ", 2: "? ", 1: "· ", 0: "  "}


class DisagreementsModel:
    """Rows of the list: severity, kind, how far apart, what, who against whom."""

    sorts: Sequence[str] = ("gravest", "kind", "gap", "measure")

    def __init__(
        self, context: Context, folds: Sequence[Fold], unfolded: set[str] | None = None
    ) -> None:
        self._context = context
        self._folds = {found.head.target: found for found in folds}
        shown = [(row, found.head.target) for found in folds for row in (found.head, *found.rest)]
        self._heads = {row.target: head for row, head in shown}
        self._unfolded = unfolded if unfolded is not None else set()
        self._rows = {row.target: row for row, _ in shown}
        self._place = {target: place for place, target in enumerate(self._rows)}
        self._words: dict[str, str] = {}
        # What was arranged last: which folds are open, and whether there are any.
        self._open: set[str] = set()
        self._shown = 0
        self._is_plain = False

    # ---- which rows

    def ids(self) -> Sequence[str]:
        """Targets of the rows, gravest first, behind each what is folded under it."""
        return list(self._rows)

    def arranged(self, asked: Asked) -> list[str]:
        """The rows to be shown. What a search leaves has no folds."""
        holds = asked.holds
        self._is_plain = holds is not None and asked.narrow
        self._open.clear()
        if holds is not None and asked.narrow:
            # Without folds the gravest come first, whatever they were folded under.
            items = sorted(filter(holds, self._rows), key=lambda item: rank(self._rows[item]))
        else:
            items = list(self._folded_rows(holds))
        if asked.sort != self.sorts[0]:
            items.sort(key=lambda item: self.sort_key(item, asked.sort))
        if asked.reverse:
            items.reverse()
        self._shown = len(items)
        return items

    def _folded_rows(self, holds: Callable[[str], bool] | None) -> Iterator[str]:
        """Rows with their folds; one that holds something searched for is open."""
        for head, found in self._folds.items():
            yield head
            rest = [row.target for row in found.rest]
            if rest and (head in self._unfolded or (holds and any(map(holds, rest)))):
                self._open.add(head)
                yield from rest

    def unfold(self, item: str) -> bool:
        """Open the fold that a row is in."""
        head = self._heads.get(item)
        if head is None or head == item or head in self._open or self._is_plain:
            return False
        self._unfolded.add(head)
        return True

    def stand_in(self, item: str) -> str | None:
        """The row that one is folded under."""
        return self._heads.get(item)

    def place_text(self, place: int) -> str:
        """At which of the rows shown one is, and how many are folded."""
        folded = 0 if self._is_plain else len(self._rows) - self._shown
        return shown_of(place + 1, self._shown, folded)

    @property
    def start(self) -> str | None:
        """The first row."""
        return None

    @property
    def is_plain(self) -> bool:
        """Whether nothing is folded, as only what was searched for is shown."""
        return self._is_plain

    def at(self, item: str | None) -> Row | None:
        """The row of an id."""
        return self._rows.get(item or "")

    def all_at(self, item: str) -> tuple[Row, ...]:
        """The row of an id and those that are folded under it."""
        found = self._folds.get(item)
        is_folded = found is not None and item not in self._open and not self._is_plain
        return (self._rows[item], *(found.rest if found is not None and is_folded else ()))

    def shown_at(self, item: str) -> Fold:
        """A row of the list with the rows that it hides."""
        row, *rest = self.all_at(item)
        return Fold(row, tuple(rest))

    def fold_of(self, item: str | None) -> Fold | None:
        """The fold that a row heads or stands in."""
        return self._folds.get(self._heads.get(item or "", ""))

    def _folded(self, item: str) -> str:
        """`+12` where rows are folded under this one, an indent where it is one of them."""
        if item not in self._folds:
            return "" if self._is_plain else "  "
        _, *rest = self.all_at(item)
        return f"+{len(rest)} " if rest else ""

    def row(self, item: str, width: int) -> Line:
        """One disagreement."""
        door, row = self._context.display, self._rows[item]
        gap = gap_text(row)
        what = self._measure(row)
        # `killed|wou` is no measure: where there is room its name is whole.
        what_width = 11 if width < WIDE else 36 if width >= VERY_WIDE else 20
        room = max(10, width - 13 - 7 - what_width - 2)
        halo = " " if row.stable else "~"
        sides = between(row).join(self._sides(row))
        return [
            (self._flag(row), "warning"),
            (SEVERITY_MARKS[row.severity], severity_look(row.severity)),
            (door.pad(row.kind, 10), ""),
            (door.pad(gap, 6, right=True), "figure"),
            (halo, "dim"),
            (door.pad(what, what_width), "dim"),
            (" ", ""),
            (self._folded(item), "key"),
            (door.pad(sides, max(0, room - len(self._folded(item)))), ""),
        ]

    def _flag(self, row: Row) -> str:
        """The mark of the row itself: what was said of one of its claims is no word on it."""
        return self._context.marks.flag(row.target)

    def _measure(self, row: Row) -> str:
        dossier = self._context.dossier
        if row.residual is not None:
            return row.residual.identity.kind
        if not row.measure:
            return "words"
        measure = dossier.measures[row.measure]
        return "date" if measure.basis == "date" else measure.name.replace(" or ", "|")

    def _sides(self, row: Row) -> list[str]:
        dossier = self._context.dossier
        if row.reading is not None:
            return [f"{who(dossier, q).name}: {written(dossier, q)}" for q in sides(row.reading)]
        if row.residual is not None:
            identity = row.residual.identity
            total = dossier.claims[identity.total.claim or ""]
            terms = [(t.sign, dossier.claims[t.claim]) for t in identity.terms if t.claim]
            signs = ["" if n == 0 and s > 0 else SIGNS[s] + " " for n, (s, _) in enumerate(terms)]
            texts = [s + phrase(dossier, c) for s, (_, c) in zip(signs, terms, strict=True)]
            return [phrase(dossier, total) or "?", " ".join(texts)]
        if row.slip is not None and row.slip.figure is not None:
            publisher = name_of(dossier, dossier.sources[row.slip.source].publisher)
            published = dossier.sources[row.slip.source].published or ""
            return [f'{publisher} "{phrase(dossier, row.slip)}"', f"page of {day(published)}"]
        return []

    def target_of(self, item: str) -> str | None:
        """The disagreement."""
        return item

    # ---- how they are found and sorted

    def pick(self, text: str) -> Picked:
        """What a query picks, also of what is folded. Raises QueryError."""
        return pick_rows(self._context, text, self._together)

    def _together(self, item: str) -> Together:
        row = self._rows[item]
        sides = sides_of(self._context.dossier, row)
        return Together(self.words(item), row.claims, sides, target=row.target)

    def words(self, item: str) -> str:
        """The sentence, the kind and the measure; the words of its claims are looked up."""
        if item not in self._words:
            row = self._rows[item]
            parts = (row.kind, self._measure(row), row_sentence(self._context.dossier, row))
            self._words[item] = "\n".join(parts).casefold()
        return self._words[item]

    def where(self, item: str, word: str) -> str:
        """The sentence, or a field of one of its claims, that has a folded word."""
        context, row = self._context, self._rows[item]
        if word in normal(row_sentence(context.dossier, row)):
            return "sentence"
        found = ((where(context, "claims", claim, word), claim) for claim in row.claims)
        return next((f"{field} of {claim}" for field, claim in found if field), "")

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """By kind, gap (widest first) or measure; each gravest first."""
        row, place = self._rows[item], self._place[item]
        if sort == "gap":
            return (-row.gap, place)
        if sort == "kind":
            return (row.kind, place)
        return (self._measure(row), place)


def gap_text(row: Row) -> str:
    """`5.7x`, `66 d`, or nothing."""
    if row.reading is not None and row.reading.days is not None:
        return f"{row.reading.days} d"
    if row.gap == float("inf"):
        return "0"
    # "1.0 times apart" says nothing: what is wrong there is the wording, or the measure.
    gap = times(row.gap)
    return f"{gap}x" if gap else ""


# ---- the detail of one


def row_entries(context: Context, row: Row, width: int, folded: int = 0) -> list[Entry]:
    """The sentence, the sides, the plot and the ladder of a row; how many rows it hides."""
    dossier = context.dossier
    entries = [Entry("", row_sentence(dossier, row) + ".", "bold"), Entry("", "")]
    entries += entries_of(finding_facts(dossier, row))
    if row.reading is not None:
        entries += [Entry("", "")] if row.drift is not None else []
        entries += _pair_entries(context, row.reading, width)
    entries.append(Entry("", ""))
    about, *more = entries_of(row_facts(row))
    entries.append(about)
    if folded:
        entries.append(Entry("folded", f"{more_rows(folded)}; Space in the list shows them"))
    entries += more
    for note in context.marks.notes(row.target):
        body = " ".join(note.body.split())
        entries.append(Entry(note.author, f"{value_text(note)}: {body} ({note.created})"))
    return [*entries, *entries_of(said_facts(dossier, row))]


def _pair_entries(context: Context, reading: Reading, width: int) -> list[Entry]:
    dossier = context.dossier
    entries = [*_side_by_side(context, reading, width), *entries_of(gap_facts(dossier, reading))]
    entries.append(Entry("", ""))
    bars = [
        Bar(who(dossier, q).name, found, written(dossier, q), _look(context, q))
        for q in sides(reading)
        if q.basis != "date" and (found := drawn_of(q, dossier.meta.preset)) is not None
    ]
    if len(bars) == 2:
        entries += [Entry("", "", line=line) for line in forest(bars, width)]
        entries.append(Entry("", ""))
    return [*entries, *entries_of(ladder_facts(dossier, reading))]


def _side_by_side(context: Context, reading: Reading, width: int) -> list[Entry]:
    """Both sides in two columns under their origins."""
    door = context.display
    label_width = 9
    column = max(12, (width - label_width - 1) // 2)
    rows = [
        (one.label, [one.value, other.value])
        for one, other in zip(*side_facts(context.dossier, reading), strict=True)
    ]
    if context.texts is not None:
        rows.append(("passage", [_passage(context, q) for q in sides(reading)]))
    entries = []
    names = [_look(context, q) for q in sides(reading)]
    for label, texts in rows:
        columns = [door.wrap(text, column - 1) for text in texts]
        for n in range(max(len(lines) for lines in columns)):
            cells = [lines[n] if n < len(lines) else "" for lines in columns]
            line: Line = [(door.pad(label if n == 0 else "", label_width), "label")]
            looks = ("", "") if label else names
            line += [
                (door.pad(cell, column), look) for cell, look in zip(cells, looks, strict=True)
            ]
            entries.append(Entry("", "", line=line))
    return entries


def _look(context: Context, q: Quantity) -> str:
    """The look of who stands behind a side: without colours that of a heading."""
    body = body_behind(context.dossier, q)
    return origin_look(context, body) if body and context.display.colour else "bold"


def _passage(context: Context, q: Quantity) -> str:
    if q.claim is None or context.texts is None:
        return ""
    passage = context.texts.passage(q.claim)
    return passage.text if passage.text is not None else passage.state
