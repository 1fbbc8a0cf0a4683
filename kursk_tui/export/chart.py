"""What was said of one measure, as a picture: a chart over time in SVG.

As the explorer draws it: a bar is what words suggest, a thin line what they commit to beyond it,
an arrow an open end. An origin has a letter and a colour, and nothing is told by colour alone.
The numbers go with the picture, as CSV in its `metadata`; each figure has its words in a `title`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from math import ceil
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from kursk_tui.analysis.charted import Charted, Plotted, charted, of_measure, picked
from kursk_tui.analysis.ladder.quantities import FORESEEN, Quantity
from kursk_tui.analysis.origins.chart import (
    FAINT,
    WEAK,
    Chart,
    Mark,
    Scale,
    calendar_ticks,
    ticks,
    time_scale,
    value_scale,
)
from kursk_tui.analysis.origins.forest import axis_number, date_of
from kursk_tui.analysis.origins.signs import colours
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.export.drawing import (
    ARROW,
    INK,
    LEAST_BAR,
    MARGIN,
    PAPER,
    SIZE,
    SMALL,
    SOFT,
    Sample,
    arrow,
    document,
    fixed,
    hatching,
    label,
    legend,
    open_end,
    paragraphs,
    safe,
    stroke,
    swatch,
    text_width,
)
from kursk_tui.export.drawing import FAINT as GRID
from kursk_tui.export.picture import credit_of, sources_of, words_of
from kursk_tui.export.spreadsheet import Value, to_csv
from kursk_tui.model.dates import human
from kursk_tui.model.text import capital, plural, visible
from kursk_tui.words.charts import calendar_text, letters_of, plotted_measure
from kursk_tui.words.records import name_of, within_text
from kursk_tui.words.voices import document_label, listed, moment_words, who

WIDTH = 1080.0
# For a phone.
NARROW = 380.0
TOP, SMALL_TOP = 120, 30
# The plot's height, and how much higher it is for each figure beyond so many.
LEAST_HEIGHT, MOST_HEIGHT, MANY = 480, 760, 60
SMALL_HEIGHT = 240
# Above and below the scale: room for the arrow of an open end, or a little.
EDGE, RIM = 24, 8
BAR = 7
STEM = 9.0
STEP = "5 3"
LETTER = 10.5
SIGN = 8  # the width of a letter
# How many bars' widths a figure may stand beside its day, so that two of one day can be seen.
REACH = (0, 1, -1, 2, -2, 3, -3)
UNDATED = 16
MOST_TICKS = 9
LABEL_WIDTH = 74
# How far from the picture's edge a label of the axis may stand.
EDGE_ROOM = 4
LEGEND_COLUMNS = 4
# In the legend, before a name and behind it.
LETTER_ROOM = 48

# A colour for each number of `analysis.origins.chart.colours`, dark enough to be read on white.
COLOURS = (
    *("#1a7a3c", "#2468d8", "#a0268f", "#8a6100", "#00767f", "#c0262d"),
    *("#6a6a00", "#3a6f8f", "#b5480a", "#1f2f8f", "#cf1f78", "#4a7a00"),
)
NOBODY, LIGHT, MONTHS = "#707070", "#e2e2e2", "#f0f0f0"

TABLE = (
    *("letter", "origin", "moment", "words", "committed_low", "suggested_low", "suggested_high"),
    *("committed_high", "ground", "document", "id"),
)
GROUNDS = {FAINT: "nobody named, or no number", WEAK: "derived, or told wrongly"}


class Box(NamedTuple):
    """A part of the picture that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def common(self, other: Box) -> float:
        """How much of the picture is in both."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, width) * max(0.0, height)


class Placed(NamedTuple):
    """A figure in the picture: the middle of its bar, heights of its ends, where its letter is."""

    mark: Mark
    x: float
    low: float
    high: float
    least: float
    most: float
    letter: tuple[float, float]

    @property
    def middle(self) -> float:
        """The height in the middle of its bar."""
        return (self.low + self.high) / 2


def chart_svg(
    dossier: Dossier,
    measure_id: str,
    *,
    whole: Dossier | None = None,
    claims: Collection[str] | None = None,
    only: Collection[str] | None = None,
    has_all: bool = False,
    log: bool | None = None,
    is_small: bool = False,
    is_narrow: bool = False,
) -> str:
    """The figures of a measure over time as an SVG document.

    Letters are those of `whole`, of which the dossier is a part. `claims` narrows what was said as
    `forest_svg` does, and `only` what of it is drawn; without `only` it is the main scope, or every
    scope with `has_all`. `log` is whether the axis is logarithmic; None is as the chart would.
    A small one is lower and has no titles and no small print, for a page that says all that; a
    narrow one is small, as wide as a phone, and without the numbers in it.
    Raises KeyError for a measure or a claim that is not there.
    """
    plotted = of_measure(dossier, measure_id, claims)
    return _Picture(
        dossier, plotted, whole or dossier, only, has_all, log, is_small, is_narrow
    ).svg()


def plotted_svg(
    dossier: Dossier,
    plotted: Plotted,
    *,
    whole: Dossier | None = None,
    only: Collection[str] | None = None,
    has_all: bool = False,
    log: bool | None = None,
) -> str:
    """What a plot is of, over time, as `chart_svg` draws it. Raises IndexError for no measure."""
    return _Picture(dossier, plotted, whole or dossier, only, has_all, log).svg()


class _Picture:
    """One chart, its scales and what is drawn."""

    def __init__(
        self,
        dossier: Dossier,
        plotted: Plotted,
        whole: Dossier,
        only: Collection[str] | None,
        has_all: bool,
        log: bool | None,
        is_small: bool = False,
        is_narrow: bool = False,
    ) -> None:
        self.is_small, self.is_narrow = is_small or is_narrow, is_narrow
        self.width = NARROW if is_narrow else WIDTH
        self.room = self.width - 2 * MARGIN
        # A page may have a narrow one beside the other, and an id is there once.
        self.prefix = "narrow-" if is_narrow else ""
        self.dossier, self.measure = dossier, plotted_measure(dossier, plotted)
        self.said, self.left_out = plotted.said, plotted.left_out
        # Of several measures each figure says which it counts.
        self.is_mixed = len(plotted.measures) > 1
        self.charted = charted(dossier, self.said, has_all=has_all)
        shown = [one.quantity for one in self.charted.said] if only is None else None
        self.shown = picked(self.said, only or ()) if shown is None else shown
        self.quantities = {q.id: q for q in self.shown}
        self.chart: Chart = self.charted.chart(dossier, self.shown)
        self.is_log = self.charted.is_log(log)
        self.letters: Mapping[str, str] = letters_of(whole)
        self.places = colours(whole)
        marks = self.chart.marks
        height = min(MOST_HEIGHT, LEAST_HEIGHT + 3 * max(0, len(marks) - MANY))
        if self.is_small:
            height = SMALL_HEIGHT
        self.top = SMALL_TOP if self.is_small else TOP
        self.bottom = self.top + height
        self.values = value_scale(marks, height, is_log=self.is_log)
        # An axis that begins at nought stands on it.
        self.foot = 0 if self.values.low == 0 else RIM
        if any(mark.is_open_low for mark in marks):
            self.foot = EDGE
        self.values = self.values._replace(cells=height - EDGE - self.foot)
        self.numbers = self._numbers(self.charted)
        widest = max((text_width(text, SMALL) for _, text in self.numbers), default=0.0)
        self.left = ceil(MARGIN + widest + 10)
        undated = sum(mark.day is None for mark in marks)
        # They have a place of their own, behind the axis.
        most = 64 if is_narrow else 160
        self.beside = min(most, max(64, UNDATED * (undated + 1))) if undated else 0
        self.right = int(self.width - MARGIN) - self.beside
        self.days = time_scale(marks, self.right - self.left)
        self.placed = self._place()

    def svg(self) -> str:
        """The whole document."""
        parts = [*([] if self.is_small else self._titles()), *self._grid()]
        if not self.placed:
            parts.append(
                label(self.left + 12, self.top + 40, "No figure gives a number.", self.room)
            )
        parts += [self._step(first, second) for first, second in self._steps()]
        order = sorted(self.placed, key=lambda one: one.mark.ground)
        parts += [self._figure(one) for one in order]
        parts += [text for one in order for text in self._letter(one)]
        under, end = self._under(self.bottom + 60.0)
        parts += [*under, *([] if self.is_narrow else [self._table()])]
        height = ceil(end + 6)
        title = f"{self.measure.name}: what was said, over time"
        words = self._description()
        return document(
            self.width, height, title, words, parts, self._patterns(), prefix=self.prefix
        )

    # ---- scales

    def _numbers(self, found: Charted) -> list[tuple[float, str]]:
        if found.are_dates:
            days = calendar_ticks(self.values, MOST_TICKS)
            return [(day, calendar_text(day, long=True)) for day in days]
        return [(n, axis_number(n)) for n in ticks(self.values, MOST_TICKS)]

    def y(self, n: float) -> float:
        """The height of a number, from the top of the picture."""
        return float(self.bottom - self.foot - self.values.cell(n))

    def _place(self) -> list[Placed]:
        """A place for each figure, the firmest first, so that they stand on their own day."""
        taken: list[Box] = []
        found = []
        undated = 0
        for mark in sorted(self.chart.marks, key=lambda mark: (-mark.ground, mark.day or 0)):
            if mark.day is None or self.days is None:
                exact = self.right + 24 + UNDATED * float(undated)
                exact = min(exact, self.width - MARGIN - UNDATED)
                undated += 1
            else:
                exact = float(self.left + self.days.cell(mark.day))
            signs = len(self.letters.get(mark.voice or "", ""))
            one = self._best(mark, exact, taken, signs)
            taken += _boxes(one, signs)
            found.append(one)
        return found

    def _best(self, mark: Mark, exact: float, taken: Sequence[Box], signs: int) -> Placed:
        """On its day, or as near as it meets nothing; where it must, where it covers least."""
        bars = [self._bar(mark, exact + step * (BAR + 2.0)) for step in REACH]
        bars = [bar for bar in bars if self.left < bar.x < self.width - MARGIN] or bars[:1]
        near = [box for box in taken if box.left < exact + 60 and box.right > exact - 60]
        best: tuple[float, Placed] | None = None
        for bar in bars:
            (body,) = _boxes(bar)
            covered = 4 * sum(body.common(box) for box in near)
            for letter in _letter_places(bar, signs) if signs else (bar.letter,):
                tried = bar._replace(letter=letter)
                extra = _letter_box(letter, signs)
                cost = covered + (sum(extra.common(box) for box in near) if signs else 0.0)
                if not cost:
                    return tried
                if best is None or cost < best[0]:
                    best = (cost, tried)
        assert best is not None
        return best[1]

    def _bar(self, mark: Mark, x: float) -> Placed:
        low, high = self.y(mark.low), self.y(mark.high)
        if low - high < LEAST_BAR:
            low, high = (low + high + LEAST_BAR) / 2, (low + high - LEAST_BAR) / 2
        least, most = self.y(mark.least), self.y(mark.most)
        return Placed(mark, x, low, high, least, most, (x + BAR / 2 + 1.5, (low + high) / 2))

    # ---- drawing

    def colour(self, mark: Mark) -> str:
        """The colour of whoever stands behind a figure; grey where nobody is named."""
        return NOBODY if mark.voice is None else self._colour_of(mark.voice)

    def _colour_of(self, voice: str) -> str:
        place = self.places.get(voice)
        return INK if place is None else COLOURS[place % len(COLOURS)]

    def _fill(self, mark: Mark) -> str:
        if mark.ground == WEAK:
            return f"url(#{self._hatch(self.colour(mark))})"
        if mark.ground == FAINT:
            return LIGHT
        return PAPER if self.quantities[mark.id].status in FORESEEN else self.colour(mark)

    def _patterns(self) -> str:
        found = {self.colour(mark) for mark in self.chart.marks if mark.ground == WEAK} | {INK}
        return "".join(hatching(self._hatch(colour), colour) for colour in sorted(found))

    def _hatch(self, colour: str) -> str:
        return f"{self.prefix}hatch-{colour[1:]}"

    def _grid(self) -> list[str]:
        parts = []
        end = int(self.width - MARGIN) if self.beside else self.right
        if self.days is not None:
            days = calendar_ticks(self.days, (self.right - self.left) // LABEL_WIDTH)
            for day in days:
                x = self.left + self.days.cell(day)
                parts.append(_line("month", x, self.top, x, self.bottom, MONTHS))
                parts.append(_line("tick", x, self.bottom, x, self.bottom + 5, SOFT))
            parts += self._day_labels(self.days, days)
        for n, words in self.numbers:
            y = self.y(n)
            parts.append(_line("grid", self.left, y, end, y, GRID))
            parts.append(self._axis_label(self.left - 7, y + 3.5, words, "end"))
        parts.append(_line("axis", self.left, self.bottom, self.right, self.bottom, SOFT))
        if self.beside:
            parts.append(_line("axis", self.right + 10, self.bottom, end, self.bottom, SOFT))
            middle = (self.right + 10 + end) / 2
            parts.append(self._axis_label(middle, self.bottom + 19, "undated", "middle"))
        unit = "the date that was said" if self.charted.are_dates else self.measure.unit
        unit += ", on a logarithmic axis" if self.is_log else ""
        parts.append(label(MARGIN, self.top - 10, unit, self.room, size=SMALL, fill=SOFT))
        return parts

    def _day_labels(self, scale: Scale, days: Sequence[int]) -> list[str]:
        """The days under the axis, each where no other is: one without room has its tick alone."""
        parts, reached = [], 0.0
        # Among days the first of a month is a day.
        are_days = any(date.fromordinal(day).day != 1 for day in days)
        # Behind the axis stands what is undated; else there is the margin.
        end = self.right + 8 if self.beside else self.width - EDGE_ROOM
        for day in days:
            words = calendar_text(day, long=True)
            if are_days and date.fromordinal(day).day == 1:
                words = f"1 {words}"
            half = text_width(words, SMALL) / 2
            at = min(max(self.left + scale.cell(day), EDGE_ROOM + half), end - half)
            if at - half >= reached:
                parts.append(self._axis_label(at, self.bottom + 19, words, "middle"))
                reached = at + half
        return parts

    def _axis_label(self, x: float, y: float, words: str, anchor: str) -> str:
        return label(x, y, words, self.room, size=SMALL, anchor=anchor, fill=SOFT)

    def _steps(self) -> list[tuple[Placed, Placed]]:
        by_id = {one.mark.id: one for one in self.placed}
        return [(by_id[first], by_id[second]) for first, second in self.chart.steps]

    def _step(self, first: Placed, second: Placed) -> str:
        """From a count along to the day of the next one of its origin, and up or down to it."""
        points = ((first.x, first.middle), (second.x, first.middle), (second.x, second.middle))
        joined = " ".join(f"{fixed(x)},{fixed(y)}" for x, y in points)
        return (
            f'<polyline class="step" points="{joined}" fill="none" '
            f'stroke="{self.colour(first.mark)}" stroke-width="1.2" stroke-dasharray="{STEP}"/>'
        )

    def _figure(self, one: Placed) -> str:
        mark, colour = one.mark, self.colour(one.mark)
        top, bottom = one.most, one.least
        parts = [f"<title>{safe(self._sentence(self.quantities[mark.id]))}</title>"]
        if mark.is_open_high:
            top = min(top, one.high) - STEM
            parts.append(arrow(one.x, top, (0.0, -1.0), colour))
        if mark.is_open_low:
            bottom = max(bottom, one.low) + STEM
            parts.append(arrow(one.x, bottom, (0.0, 1.0), colour))
        dashes = ' stroke-dasharray="4 2.5"' if mark.ground == WEAK else ""
        parts.insert(
            1,
            f'<line class="commits" x1="{fixed(one.x)}" y1="{fixed(bottom)}" x2="{fixed(one.x)}" '
            f'y2="{fixed(top)}" stroke="{colour}" stroke-width="1.6"{dashes}/>',
        )
        parts.append(
            f'<rect class="suggests" x="{fixed(one.x - BAR / 2)}" y="{fixed(one.high)}" '
            f'width="{BAR}" height="{fixed(one.low - one.high)}" fill="{self._fill(mark)}" '
            f'stroke="{colour}" stroke-width="1"/>'
        )
        return "\n".join([f"<g data-figure={quoteattr(visible(mark.id))}>", *parts, "</g>"])

    def _letter(self, one: Placed) -> list[str]:
        """The letter of whoever stands behind a figure, over all bars."""
        letter = self.letters.get(one.mark.voice or "")
        if letter is None:
            return []
        x, y = one.letter
        return [
            f'<text class="letter" x="{fixed(x)}" y="{fixed(y + 3.8)}" '
            f'fill="{self.colour(one.mark)}" font-size="{fixed(LETTER)}" font-weight="bold" '
            f'stroke="{PAPER}" stroke-width="2" paint-order="stroke">{letter}</text>'
        ]

    # ---- words

    def _titles(self) -> list[str]:
        meta, name = self.dossier.meta, self.measure.name
        since = f", counted since {human(self.measure.since)}" if self.measure.since else ""
        return [
            label(
                MARGIN,
                38,
                f"{capital(name)}: what was said, over time",
                self.room,
                size=21,
                weight="bold",
            ),
            label(MARGIN, 60, f"{meta.title}{since}.", self.room, fill=SOFT),
            label(MARGIN, 79, self._extent(), self.room, fill=SOFT),
        ]

    def _extent(self) -> str:
        """How many of the figures are drawn, and what the rest of them are."""
        count, drawn = plural(len(self.said), "figure"), len(self.chart.marks)
        text = f"{drawn} of {count}" if drawn < len(self.said) else count
        scope = self._scope()
        if scope and drawn < len(self.said):
            scope = f"of one scope: {scope}"
        if scope:
            text += f", {scope}"
        wordless = len(self.shown) - drawn
        if wordless:
            text += f"; {wordless} more without a number"
        if self.left_out:
            text += f"; {plural(self.left_out, 'figure')} of other units left out"
        return f"{text}."

    def _scope(self) -> str:
        """Whom and what within all that is drawn is about; empty where that differs."""
        scopes = {(q.scope.population, q.scope.within) for q in self.shown}
        if len(scopes) != 1:
            return ""
        scope = self.shown[0].scope
        names = [self.dossier.scopes[scope.population].name] if scope.population else []
        within = within_text(self.dossier, scope)
        return ", ".join([*names, *([f"within {within}"] if within else [])])

    def _sentence(self, q: Quantity) -> str:
        """Who said a figure, of when, in which words, and where that stands."""
        words = ", ".join(self._words(q))
        told = f"{who(self.dossier, q).text()}, {moment_words(q)}: {words}"
        where = self._documents(q)
        return f"{told} [{where}]" if where else told

    def _words(self, q: Quantity) -> list[str]:
        parts = [part for part in words_of(self.dossier, q) if part]
        return [*parts, self.dossier.measures[q.measure].name] if self.is_mixed else parts

    def _documents(self, q: Quantity) -> str:
        sources = sources_of(self.dossier, [q])
        return "; ".join(document_label(self.dossier, self.dossier.sources[id]) for id in sources)

    def _description(self) -> str:
        """The picture in words, for those who do not see it."""
        measure, marks = self.measure, self.chart.marks
        text = f"Chart over time of {plural(len(marks), 'figure')} of {measure.name} "
        text += f"({measure.unit})"
        text += ", on a logarithmic axis." if self.is_log else "."
        named = [
            f"{self.letters[voice]} is {name_of(self.dossier, voice)}"
            for voice in self.chart.voices
            if voice in self.letters
        ]
        origins = f"Letters are origins: {listed(named)}." if named else ""
        rows = [f"{self._sentence(self.quantities[mark.id])}." for mark in marks]
        return " ".join([text, *([origins] if origins else []), *rows])

    def _under(self, at: float) -> tuple[list[str], float]:
        """Who the letters are, what the shapes mean, what a reader must know; and the end of it."""
        parts, at = self._origins(at)
        shapes, at = legend(self._shapes(), at, self.width - MARGIN)
        parts += shapes
        if self.is_small:
            return parts, at + 8
        notes = [
            "Each figure stands at the moment that it speaks of, as somebody said it: what was "
            "said, not what is true. Figures that would cover each other stand side by side."
        ]
        if any(self.quantities[mark.id].when.basis == "page" for mark in self.chart.marks):
            notes.append("With only the page's date a figure may be older.")
        sources = sources_of(self.dossier, [self.quantities[mark.id] for mark in self.chart.marks])
        credit = f"From {plural(len(sources), 'document')}. " if sources else ""
        texts = [" ".join(notes), credit + credit_of(self.dossier)]
        more, end = paragraphs(texts, at + 26, self.room)
        return [*parts, *more], end

    def _origins(self, at: float) -> tuple[list[str], float]:
        """Rows of letters with names and how many figures they have, most first."""
        counts = dict.fromkeys(self.chart.voices, 0)
        for mark in self.chart.marks:
            if mark.voice is not None:
                counts[mark.voice] += 1
        texts = {voice: f"{name_of(self.dossier, voice)} ({n})" for voice, n in counts.items()}
        # As many columns as there is room for whole names.
        widest = max((text_width(text, SIZE) for text in texts.values()), default=0.0)
        columns = min(LEGEND_COLUMNS, max(1, int(self.room // (widest + LETTER_ROOM))))
        width = self.room / columns
        parts = []
        rows = ceil(len(counts) / columns)
        for place, (voice, shown) in enumerate(texts.items()):
            # Down the columns, as a list is read.
            column, row = divmod(place, rows)
            x, y, colour = MARGIN + width * column, at + 19 * row, self._colour_of(voice)
            letter = self.letters.get(voice, "·")
            parts += [
                f'<rect x="{fixed(x)}" y="{fixed(y - 10)}" width="{BAR}" height="12" '
                f'fill="{colour}"/>',
                label(x + 13, y, letter, 22, weight="bold", fill=colour),
                label(x + 36, y, shown, width - LETTER_ROOM),
            ]
        return parts, at + 19 * rows + (8 if rows else 0)

    def _shapes(self) -> list[tuple[Sample, str]]:
        """What the shapes mean, of those that are there."""
        marks = self.chart.marks
        are_days = self.charted.are_dates
        what = "the days that the words may mean" if are_days else "what the words suggest"
        found: list[tuple[Sample, str]] = [(swatch(INK), what)] if marks else []
        if any(m.least < m.low or m.most > m.high for m in marks):
            found.append((stroke(), "what they commit to beyond it"))
        above, below = (any(m.is_open_high for m in marks), any(m.is_open_low for m in marks))
        if above or below:
            ends = {True: ("later", "earlier"), False: ("more", "fewer")}[are_days]
            named = [
                f"or {end}" for end, is_there in zip(ends, (above, below), strict=True) if is_there
            ]
            found.append((open_end, f"open end: {', '.join(named)}"))
        if self.chart.steps:
            found.append((stroke(STEP), "to the next count of an origin"))
        weak = [self.quantities[m.id] for m in marks if m.ground == WEAK]
        if weak:
            reasons = ["derived: nobody printed it"] if any(q.is_derived for q in weak) else []
            reasons += ["told wrongly"] if not all(q.counts for q in weak) else []
            found.append((swatch(f"url(#{self._hatch(INK)})"), "; or ".join(reasons)))
        if any(m.ground == FAINT for m in marks):
            found.append((swatch(LIGHT, NOBODY), GROUNDS[FAINT]))
        if any(self._fill(m) == PAPER for m in marks):
            found.append((swatch(PAPER), "expected or possible"))
        return found

    def _table(self) -> str:
        """The numbers behind the picture, for whoever wants to draw them anew."""
        rows = [self._cells(mark) for mark in self.chart.marks]
        return f'<metadata id="table">{safe_lines(to_csv(TABLE, rows))}</metadata>'

    def _cells(self, mark: Mark) -> tuple[Value, ...]:
        q = self.quantities[mark.id]
        number = date_of if self.charted.are_dates else float
        return (
            self.letters.get(mark.voice or ""),
            who(self.dossier, q).text(),
            q.when.date,
            ", ".join(self._words(q)) if self.is_mixed else words_of(self.dossier, q)[0],
            None if mark.is_open_low else number(mark.least),
            number(mark.low),
            number(mark.high),
            None if mark.is_open_high else number(mark.most),
            GROUNDS.get(mark.ground),
            self._documents(q),
            q.id,
        )


def safe_lines(text: str) -> str:
    """A text of several lines for an element."""
    return "\n".join(safe(line) for line in text.split("\n"))


# ---- places


def _boxes(one: Placed, signs: int = 0) -> list[Box]:
    """What a figure takes: its bar with its line and arrows, and the signs of its origin."""
    tip = STEM + ARROW
    top = min(one.high, one.most - (tip if one.mark.is_open_high else 0))
    bottom = max(one.low, one.least + (tip if one.mark.is_open_low else 0))
    half = BAR / 2
    boxes = [Box(one.x - half, top - 1, one.x + half, bottom + 1)]
    return [*boxes, _letter_box(one.letter, signs)] if signs else boxes


def _letter_box(letter: tuple[float, float], signs: int) -> Box:
    x, y = letter
    return Box(x, y - 5, x + SIGN * signs, y + 5)


def _letter_places(one: Placed, signs: int) -> list[tuple[float, float]]:
    """Where a letter may stand: beside the bar in its middle, beside its ends, above, below."""
    (bar,) = _boxes(one)
    right, left = one.x + BAR / 2 + 1.5, one.x - BAR / 2 - 1.5 - SIGN * signs
    heights = (one.middle, one.high + 5, one.low - 5)
    beside = [(x, y) for y in heights for x in (right, left)]
    middle = one.x - SIGN * signs / 2
    return [*beside, (middle, bar.top - 6), (middle, bar.bottom + 6)]


def _line(kind: str, x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return (
        f'<line class="{kind}" x1="{fixed(x1)}" y1="{fixed(y1)}" x2="{fixed(x2)}" '
        f'y2="{fixed(y2)}" stroke="{colour}" stroke-width="1"/>'
    )
