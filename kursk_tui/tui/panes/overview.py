"""Rows of the overview: what is contested, the turning points, the gravest disagreements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from kursk_tui.analysis.disagreements.folds import Fold
from kursk_tui.analysis.disagreements.listing import Row, sides_of
from kursk_tui.analysis.ladder.quantities import Quantity, body_of
from kursk_tui.analysis.origins.bands import body_behind
from kursk_tui.analysis.overview import Contested, Overview, Turning
from kursk_tui.analysis.query.matching import Together
from kursk_tui.tui.display import Line, wrap_offsets
from kursk_tui.tui.marks import severity_look
from kursk_tui.tui.panes.claims import measure_label
from kursk_tui.tui.panes.context import Context, date_column, origin_look
from kursk_tui.tui.panes.disagreements import SEVERITY_MARKS
from kursk_tui.tui.panes.finding import Picked, pick_rows
from kursk_tui.words.overview import (
    against_parts,
    brief,
    by_whom,
    headlines,
    in_short,
    months_text,
    new_figures,
    origin_name,
    scope_note,
    sparkline,
)
from kursk_tui.words.records import abbreviations

# What a row leads to: a measure, an event, a row of the list of disagreements, or, from a heading,
# the whole list that it stands for.
CONTESTED, TURNING, HEADLINES = "contested", "turning", "headlines"
MEASURE, EVENT, DISAGREEMENT = "measure", "event", "disagreement"
# Lines that lead nowhere: what abbreviations stand for.
NAMES = "names"
# Fewer are never shown, however low the screen.
LEAST_MEASURES, LEAST_TURNING = 5, 3
HEADINGS, SENTENCE_LINES = 3, 2
WIDE, VERY_WIDE = 110, 150
SPARK, COUNT = 17, 5


class Widths(NamedTuple):
    """Cells of the columns of a measure. `ends` are one column, or one for each end."""

    name: int
    spark: int
    ends: tuple[int, ...]


NARROW_WIDTHS = Widths(15, 12, (17,))
WIDE_WIDTHS = Widths(28, SPARK, (20, 20))
VERY_WIDE_WIDTHS = Widths(34, SPARK, (28, 28))


def widths(width: int) -> Widths:
    """The columns of a measure in so many cells."""
    if width >= VERY_WIDE:
        return VERY_WIDE_WIDTHS
    return WIDE_WIDTHS if width >= WIDE else NARROW_WIDTHS


class Spot(NamedTuple):
    """What the cursor is on: one of the kinds above, and the id of the record or row."""

    kind: str
    id: str


class OverviewModel:
    """The three parts in as many rows as a screen has: less is shown of each on a lower one.

    `key` leads to all measures. Where rows are left over, abbreviations are spelled out in them.
    """

    sorts: Sequence[str] = ()

    def __init__(
        self,
        context: Context,
        found: Overview,
        folds: Sequence[Fold],
        width: int,
        height: int,
        key: str = "",
    ) -> None:
        self._context, self._found, self._key = context, found, key
        dossier = context.dossier
        lines: list[tuple[Spot, Callable[[int], Line]]] = []
        gravest = headlines(dossier, folds)
        self._disagreeing = {row.target: row for row, _ in gravest}
        told = self._sentences(gravest, width)
        room = height - HEADINGS - len(told)
        contested = found.contested[: max(LEAST_MEASURES, room - len(found.turning))]
        turning = _foremost(found.turning, max(LEAST_TURNING, room - len(contested)))
        lines.append((Spot(CONTESTED, ""), self._contested_heading))
        lines += [(Spot(MEASURE, one.measure), self._measure_row(one)) for one in contested]
        if turning:
            lines.append((Spot(TURNING, ""), self._heading("TURNING POINTS")))
            lines += [(Spot(EVENT, one.event), self._turning_row(one)) for one in turning]
        if told:
            lines.append((Spot(HEADLINES, ""), self._heading("THE GRAVEST DISAGREEMENTS")))
            lines += told
        spare = height - len(lines) - 1
        if spare > 0:
            below = [*self._scopes(contested, width), *self._names(contested, turning, told, width)]
            lines += below[:spare]
        # Those that there is no room for; a key leads to all of them.
        self._more = len(found.contested) - len(contested)
        self._rows = {str(number): row for number, row in enumerate(lines)}

    def ids(self) -> Sequence[str]:
        """Numbers of the lines."""
        return list(self._rows)

    def at(self, item: str | None) -> Spot | None:
        """What a line is of."""
        found = self._rows.get(item or "")
        return found[0] if found is not None else None

    def item_of(self, spot: Spot | None) -> str | None:
        """The first line of something, None where it is not shown."""
        return next((item for item, (own, _) in self._rows.items() if own == spot), None)

    def row(self, item: str, width: int) -> Line:
        """One line."""
        return self._rows[item][1](width)

    def target_of(self, item: str) -> str | None:
        """The event or the disagreement of a line."""
        kind, id = self._rows[item][0]
        if kind == EVENT:
            return f"event:{id}"
        return id if kind == DISAGREEMENT else None

    def pick(self, text: str) -> Picked:
        """What a query picks: a heading by its words alone. Raises QueryError."""
        return pick_rows(self._context, text, self._together)

    def _together(self, item: str) -> Together:
        (kind, id), _ = self._rows[item]
        text, dossier = self.words(item), self._context.dossier
        row = self._disagreeing.get(id) if kind == DISAGREEMENT else None
        if row is not None:
            return Together(text, row.claims, sides_of(dossier, row), target=row.target)
        if kind == EVENT:
            return Together(text, (id,), ((id,),), "events", f"event:{id}")
        if kind == MEASURE:
            return Together(text, (id,), ((id,),), "measures")
        return Together(text, (), ((),))

    def words(self, item: str) -> str:
        """The text of the line."""
        return "".join(text for text, _ in self._rows[item][1](WIDE)).casefold()

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """Their order is the only one."""
        return (int(item),)

    # ---- rows

    def _heading(self, text: str) -> Callable[[int], Line]:
        def line(width: int) -> Line:
            return [(f"{text} ", "bold"), ("─" * max(0, width - cell_len(text) - 1), "rule")]

        return line

    def _contested_heading(self, width: int) -> Line:
        door, months = self._context.display, self._found.months
        name, spark, ends = widths(width)
        span = months_text(months, " ")
        titles = ("low", "high") if len(ends) > 1 else ("low to high",)
        gravest = f"gravest  +{self._more} more: {self._key}" if self._more else "gravest"
        span = span if len(span) <= spark else ""
        return [
            (door.pad("CONTESTED", name), "bold"),
            (" ", ""),
            (door.pad(span, spark), "dim"),
            (door.pad("figs", COUNT, right=True), "dim"),
            (door.pad("orig", COUNT, right=True), "dim"),
            ("  ", ""),
            *[(door.pad(text, w), "dim") for text, w in zip(titles, ends, strict=True)],
            (gravest, "dim"),
        ]

    def _measure_row(self, one: Contested) -> Callable[[int], Line]:
        def row(width: int) -> Line:
            door, dossier = self._context.display, self._context.dossier
            name, spark, ends = widths(width)
            line: Line = [
                (door.pad(measure_label(dossier.measures[one.measure], name), name), "bold"),
                (" ", ""),
                (door.pad(sparkline(one.levels, spark), spark), "spark"),
                (door.pad(str(one.figures), COUNT, right=True), ""),
                (door.pad(str(one.origins), COUNT, right=True), "agent"),
                ("  ", ""),
                *self._ends(one, ends),
            ]
            if one.row is None:
                return line
            look = "bold" if one.row.severity > 2 else ""
            line.append((SEVERITY_MARKS[one.row.severity], severity_look(one.row.severity)))
            room = width - sum(len(text) for text, _ in line)
            for text, q in against_parts(dossier, one.row):
                text = door.fit(text, max(0, room))
                line.append((text, self._look(q) if q is not None else look))
                room -= cell_len(text)
            return line

        return row

    def _ends(self, one: Contested, widths: tuple[int, ...]) -> Line:
        """From and to in one column, or, on a wide screen, each with who says so."""
        door, dossier = self._context.display, self._context.dossier
        if one.low is None or one.high is None:
            return [(" " * sum(widths), "")]
        low, high = brief(dossier, one.low), brief(dossier, one.high)
        if len(widths) == 1:
            text = low if low == high else f"{low} to {high}"
            return [(door.pad(text, widths[0] - 1) + " ", "figure")]
        line: Line = []
        for text, q, w in ((low, one.low, widths[0]), (high, one.high, widths[1])):
            text = door.fit(text, w - 2)
            name = door.pad(origin_name(dossier, q), w - cell_len(text) - 2)
            line += [(f"{text} ", "figure"), (name + " ", self._look(q))]
        return line

    def _look(self, q: Quantity) -> str:
        return origin_look(self._context, body_behind(self._context.dossier, q))

    def _turning_row(self, one: Turning) -> Callable[[int], Line]:
        def row(width: int) -> Line:
            door, dossier = self._context.display, self._context.dossier
            event = dossier.events[one.event]
            title = min(max(30, width // 3), 60)
            new = new_figures(dossier, one)
            by_width = 10 if width < WIDE else 24
            room = width - 12 - title - by_width - 2
            text = ""
            for figure in new:
                more = f"{text}, {figure}" if text else figure
                if text and len(more) > room:
                    break
                text = more
            return [
                (door.pad(date_column(event.date), 12), "date"),
                (door.pad(event.title, title), ""),
                (" ", ""),
                (door.pad(text, room), "figure"),
                (" ", ""),
                (
                    door.pad(by_whom(dossier, one), by_width),
                    origin_look(self._context, body_of(dossier, event.by)),
                ),
            ]

        return row

    def _scopes(
        self, contested: Sequence[Contested], width: int
    ) -> list[tuple[Spot, Callable[[int], Line]]]:
        """Of what a range is, for each measure with figures of other scopes beyond it."""
        door = self._context.display
        notes = [note for one in contested if (note := scope_note(self._context.dossier, one))]
        wrapped = [line for note in notes for line in door.wrap(note, max(20, width - 1))]
        return [(Spot(NAMES, ""), _always([(line, "dim")])) for line in wrapped]

    def _names(
        self,
        contested: Sequence[Contested],
        turning: Sequence[Turning],
        told: Sequence[tuple[Spot, Callable[[int], Line]]],
        width: int,
    ) -> list[tuple[Spot, Callable[[int], Line]]]:
        """The abbreviations in the rows above, spelled out, in lines of so many cells."""
        rows = [self._measure_row(one) for one in contested]
        rows += [*(self._turning_row(one) for one in turning), *(row for _, row in told)]
        drawn = "\n".join("".join(text for text, _ in row(width)) for row in rows)
        names = abbreviations(self._context.dossier, drawn)
        text = " · ".join(f"{short}: {name}" for short, name in names)
        wrapped = self._context.display.wrap(text, max(20, width - 1)) if names else []
        return [(Spot(NAMES, ""), _always([(line, "dim")])) for line in wrapped]

    def _sentences(
        self, told: Sequence[tuple[Row, str]], width: int
    ) -> list[tuple[Spot, Callable[[int], Line]]]:
        """Each in at most two lines: in short where it is longer. Enter leads to all of it."""
        door = self._context.display
        room = max(20, width - 2)
        lines: list[tuple[Spot, Callable[[int], Line]]] = []
        for told_row, sentence in told:
            clean = door.clean(sentence)
            offsets = wrap_offsets(clean, room)
            if len(offsets) > SENTENCE_LINES:
                clean = door.clean(in_short(self._context.dossier, told_row))
                offsets = wrap_offsets(clean, room)
            for number, (start, end) in enumerate(offsets[:SENTENCE_LINES]):
                is_last = number == SENTENCE_LINES - 1
                text = door.fit(clean[start:], room) if is_last else clean[start:end]
                line: Line = [("  " if number else door.clean("· "), "dim"), (text, "")]
                lines.append((Spot(DISAGREEMENT, told_row.target), _always(line)))
        return lines


def _foremost(turning: Sequence[Turning], count: int) -> list[Turning]:
    """So many turning points in their order: those with the most new figures, and the last."""
    if len(turning) <= count:
        return list(turning)
    last = len(turning) - 1
    places = sorted(range(last), key=lambda place: (-len(turning[place].figures), place))
    return [turning[place] for place in sorted([*places[: count - 1], last])]


def _always(line: Line) -> Callable[[int], Line]:
    return lambda _: line
