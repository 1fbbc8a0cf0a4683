"""Figures over time as lines of text: bars, letters, steps, both axes and a legend.

A bar is what the words suggest, a thin line what they commit to beyond it, an arrow an open end.
Half blocks double the rows. Nothing is told by colour alone: each origin has a letter.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kursk_tui.analysis.origins.chart import (
    FAINT,
    FIRM,
    WEAK,
    Chart,
    Mark,
    Scale,
    calendar_ticks,
    ticks,
    time_scale,
    value_scale,
)
from kursk_tui.analysis.origins.forest import axis_number
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.tui.display import Display, Line
from kursk_tui.words.charts import calendar_text
from kursk_tui.words.records import name_of

# Under the chart: the axis of time and its labels.
AXIS_LINES = 2
LABEL_CELLS = 8
LEGEND_WIDTHS = ((150, 30), (100, 24), (0, 17))
# How far a mark may stand beside its day, so that two of one day can both be seen.
REACH = (0, 1, -1, 2, -2, 3, -3)
# The glyphs of a whole cell, a lower and an upper half, and of a line.
BARS = {FIRM: "█▄▀", WEAK: "▒▒▒", FAINT: "░░░"}
ASCII_BARS = {FIRM: "###", WEAK: ":::", FAINT: "..."}
LINES = {FIRM: "│", WEAK: "╎", FAINT: "╎"}
OTHER = "·"
CURSOR = "chart-cursor"


class Glyphs(NamedTuple):
    """What the chart is drawn with."""

    bars: Mapping[int, str]
    lines: Mapping[int, str]
    up: str
    down: str
    grid: str
    step: str
    rise: str
    axis: str
    tick: str
    here: str


UNICODE = Glyphs(BARS, LINES, "↑", "↓", "·", "╌", "╎", "─", "┴", "▲")
ASCII = Glyphs(
    ASCII_BARS, {FIRM: "|", WEAK: "|", FAINT: "|"}, "^", "v", "-", "-", "|", "-", "+", "^"
)


class Canvas:
    """Cells with a glyph and a look each; what is drawn later covers what was there."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._cells: dict[tuple[int, int], tuple[str, str]] = {}

    def put(self, x: int, y: int, glyph: str, look: str) -> None:
        """Draw a glyph, where it lies on the canvas; `y` counts from the bottom."""
        if 0 <= x < self.width and 0 <= y < self.height:
            self._cells[x, y] = (glyph, look)

    def is_free(self, x: int, y: int) -> bool:
        """Whether nothing is drawn in a cell of the canvas."""
        inside = 0 <= x < self.width and 0 <= y < self.height
        return inside and (x, y) not in self._cells

    def line(self, y: int) -> Line:
        """One row, from the left."""
        return [self._cells.get((x, y), (" ", "")) for x in range(self.width)]


class Placed(NamedTuple):
    """A mark on the canvas: its column, its bar in half cells, the ends of its line in cells."""

    mark: Mark
    x: int
    low: int
    high: int
    least: int
    most: int

    @property
    def cells(self) -> range:
        """The rows that it takes, with an arrow above or below."""
        return range(self.least - self.mark.is_open_low, self.most + 1 + self.mark.is_open_high)


class ChartPainter:
    """Draws one chart in one size."""

    def __init__(
        self,
        dossier: Dossier,
        chart: Chart,
        door: Display,
        letters: Mapping[str, str],
        colours: Mapping[str, int],
        *,
        is_log: bool,
        are_dates: bool,
    ) -> None:
        self._dossier, self._chart, self._door = dossier, chart, door
        self._is_log, self._are_dates = is_log and not are_dates, are_dates
        self._glyphs = ASCII if door.ascii_only else UNICODE
        self._letters = letters
        self._colours = colours
        self._placed: dict[tuple[int, int], list[Placed]] = {}

    def lines(self, width: int, height: int, cursor: str | None) -> list[Line]:
        """The chart as `height` lines of `width` cells."""
        legend_width = next(cells for least, cells in LEGEND_WIDTHS if width >= least)
        rows = max(3, height - AXIS_LINES)
        values = value_scale(self._chart.marks, rows * 2, is_log=self._is_log)
        numbers = self._numbers(values, max(2, rows // 2))
        margin = max((len(text) for text in numbers.values()), default=1) + 1
        undated = [mark for mark in self._chart.marks if mark.day is None]
        # Undated figures have a place of their own behind the axis.
        beside = min(8, 2 + len(undated)) if undated else 0
        columns = max(10, width - margin - legend_width - 1 - beside)
        days = time_scale(self._chart.marks, columns)
        canvas = Canvas(columns + beside, rows)
        placed = self._placed.get((width, height))
        if placed is None:
            placed = self._placed[width, height] = self._place(canvas, values, days, columns)
        self._draw(canvas, placed, cursor)
        self._fill(canvas, placed, [values.cell(n) // 2 for n in numbers])
        labels = {values.cell(n) // 2: text for n, text in numbers.items()}
        legend = self._legend(legend_width, rows)
        lines = [
            [
                (labels.get(y, "").rjust(margin - 1) + " ", "dim"),
                *canvas.line(y),
                (" ", ""),
                *legend[rows - 1 - y],
            ]
            for y in range(rows - 1, -1, -1)
        ]
        # Its own day, where the bar has moved aside for others of that day.
        at = next((one.x for one in placed if one.mark.id == cursor), None)
        day = next((one.mark.day for one in placed if one.mark.id == cursor), None)
        if day is not None and days is not None:
            at = days.cell(day)
        return [*lines, *self._time_axis(margin, columns, beside, days, at)][:height]

    def _numbers(self, values: Scale, most: int) -> dict[float, str]:
        """The numbers, or the first days of months, that stand beside the axis, with their text."""
        if self._are_dates:
            return {day: calendar_text(day, long=True) for day in calendar_ticks(values, most)}
        return {n: axis_number(n) for n in ticks(values, most)}

    def _look(self, mark: Mark) -> str:
        if mark.ground == FAINT or mark.voice is None:
            return "dim"
        place = self._colours.get(mark.voice)
        return f"origin-{place}" if place is not None else "bold"

    # ---- places

    def _place(
        self, canvas: Canvas, values: Scale, days: Scale | None, columns: int
    ) -> list[Placed]:
        """A column for each mark, the firmest first, so that they stand on their own day."""
        taken: set[tuple[int, int]] = set()
        found = []
        ordered = sorted(self._chart.marks, key=lambda mark: (-mark.ground, mark.day or 0))
        beside = columns + 2
        for mark in ordered:
            least, most = values.cell(mark.least) // 2, values.cell(mark.most) // 2
            bar = Placed(mark, 0, values.cell(mark.low), values.cell(mark.high), least, most)
            if mark.day is None or days is None:
                x = min(beside, canvas.width - 1)
                beside += 1
            else:
                exact = days.cell(mark.day)
                # With its letter a mark is two cells wide.
                free = (
                    exact + step
                    for step in REACH
                    if 0 <= exact + step < columns
                    and not any(
                        (exact + step + more, y) in taken for more in (0, 1) for y in bar.cells
                    )
                )
                x = next(free, exact)
            taken |= {(x, y) for y in bar.cells}
            found.append(bar._replace(x=x))
        return found

    # ---- drawing

    def _draw(self, canvas: Canvas, placed: list[Placed], cursor: str | None) -> None:
        """All marks, the one at the cursor last; then the letters, in cells that are free."""
        ordered = sorted(placed, key=lambda one: (one.mark.id == cursor, one.mark.ground))
        for one in ordered:
            self._bar(canvas, one, CURSOR if one.mark.id == cursor else self._look(one.mark))
        for one in reversed(ordered):
            is_here = one.mark.id == cursor
            letter = self._letters.get(one.mark.voice or "")
            if letter is None and not is_here:
                continue
            middle = (one.low + one.high) // 4
            sign = letter or OTHER
            places = [
                (one.x + 1, middle),
                (one.x - len(sign), middle),
                (one.x, one.cells.stop),
                (one.x, one.cells.start - 1),
            ]
            free = (
                (x, y)
                for x, y in places
                if all(canvas.is_free(x + more, y) for more in range(len(sign)))
            )
            x, y = next(free, (one.x, middle))
            look = "cursor" if is_here else self._look(one.mark)
            for more, character in enumerate(sign):
                canvas.put(x + more, y, character, look)

    def _bar(self, canvas: Canvas, one: Placed, look: str) -> None:
        mark, glyphs = one.mark, self._glyphs
        whole, lower, upper = tuple(glyphs.bars[mark.ground])
        for y in range(one.least, one.most + 1):
            canvas.put(one.x, y, glyphs.lines[mark.ground], look)
        for y in range(one.low // 2, one.high // 2 + 1):
            has_lower, has_upper = one.low <= 2 * y, one.high >= 2 * y + 1
            glyph = whole if has_lower and has_upper else lower if has_lower else upper
            canvas.put(one.x, y, glyph, look)
        if mark.is_open_high:
            canvas.put(one.x, one.most + 1, glyphs.up, look)
        if mark.is_open_low:
            canvas.put(one.x, one.least - 1, glyphs.down, look)

    def _fill(self, canvas: Canvas, placed: list[Placed], grid: list[int]) -> None:
        """Into cells that are free: what joins the steps of an origin, then the grid."""
        by_id = {one.mark.id: one for one in placed}
        for first, second in self._chart.steps:
            one, two = by_id[first], by_id[second]
            look = self._look(one.mark)
            level, goal = (one.low + one.high) // 4, (two.low + two.high) // 4
            for x in range(one.x + 1, two.x):
                if canvas.is_free(x, level):
                    canvas.put(x, level, self._glyphs.step, look)
            for y in range(min(level, goal) + 1, max(level, goal)):
                if canvas.is_free(two.x, y):
                    canvas.put(two.x, y, self._glyphs.rise, look)
        for y in grid:
            for x in range(0, canvas.width, 3):
                if canvas.is_free(x, y):
                    canvas.put(x, y, self._glyphs.grid, "dim")

    # ---- around it

    def _legend(self, width: int, rows: int) -> list[Line]:
        """Who the letters are, the most marks first; then what the shapes mean."""
        door, glyphs = self._door, self._glyphs
        marks = self._chart.marks
        shapes: list[Line] = [[(glyphs.bars[FIRM][0] + " ", ""), ("suggested", "dim")]]
        if self._chart.steps:
            shapes.append([(glyphs.step + " ", ""), ("to its next one", "dim")])
        if any(mark.ground == FAINT for mark in marks):
            shapes.append([(glyphs.bars[FAINT][0] + " ", "dim"), ("nobody named", "dim")])
        if any(mark.ground == WEAK for mark in marks):
            shapes.append([(glyphs.bars[WEAK][0] + " ", ""), ("not as printed", "dim")])
        if any(mark.is_open_high for mark in marks):
            shapes.append([(glyphs.up + " ", ""), ("or more", "dim")])
        if any(mark.is_open_low for mark in marks):
            shapes.append([(glyphs.down + " ", ""), ("or fewer", "dim")])
        room = max(0, rows - len(shapes))
        lines: list[Line] = []
        named = [voice for voice in self._chart.voices if voice in self._letters]
        widest = max((len(self._letters[voice]) for voice in named), default=1) + 1
        for voice in named[:room]:
            place = self._colours.get(voice)
            look = f"origin-{place}" if place is not None else "bold"
            name = door.fit(name_of(self._dossier, voice), width - widest)
            lines.append([(self._letters[voice].ljust(widest), look), (name, look)])
        if len(named) > room > 0:
            lines[-1] = [(f"  and {len(named) - room + 1} more", "dim")]
        lines += shapes
        return [*lines, *([[]] * rows)][:rows]

    def _time_axis(
        self, margin: int, columns: int, beside: int, days: Scale | None, at: int | None
    ) -> list[Line]:
        """The axis with its ticks and the place of the cursor; the months below."""
        glyphs = self._glyphs
        axis = [glyphs.axis] * columns + [" "] * beside
        labels = [" "] * (columns + beside)
        if days is not None:
            for day in calendar_ticks(days, max(1, columns // LABEL_CELLS)):
                x = days.cell(day)
                axis[x] = glyphs.tick
                text = calendar_text(day, long=False)
                start = min(max(0, x - len(text) // 2), columns - len(text))
                labels[start : start + len(text)] = text
        if beside:
            text = "undated"[: beside + 1]
            labels[len(labels) - len(text) :] = text
        line: Line = [(" " * margin, ""), ("".join(axis), "dim")]
        if at is not None:
            before, after = "".join(axis[:at]), "".join(axis[at + 1 :])
            line = [(" " * margin + before, "dim"), (glyphs.here, "bold"), (after, "dim")]
        return [line, [(" " * margin + "".join(labels), "dim")]]
