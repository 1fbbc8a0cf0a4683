"""What was said of one measure as a picture for an article: a forest plot in SVG.

Black and greys only, told apart by shape: heavy is what words suggest, thin what they commit to,
hatched what nobody printed. What every picture keeps to stands in `drawing`.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence
from math import ceil, floor, inf, isinf, log10
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from kursk_tui.analysis.charted import Plotted, of_measure
from kursk_tui.analysis.ladder.quantities import FORESEEN, Quantity
from kursk_tui.analysis.origins.bands import Said
from kursk_tui.analysis.origins.forest import bars_of, date_of, is_weak
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.export.drawing import (
    BAR_HEIGHT,
    FAINT,
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
    stroke,
    swatch,
    text_width,
)
from kursk_tui.model.dates import LAST_DAY, human, ordinal
from kursk_tui.model.figures import Interval, Intervals, number
from kursk_tui.model.records import Measure
from kursk_tui.model.text import capital, plural, visible
from kursk_tui.words.charts import plotted_measure
from kursk_tui.words.derivations import derivation
from kursk_tui.words.phrases import interval_text
from kursk_tui.words.records import credit
from kursk_tui.words.voices import behind, day, document_label, moment_words, who, written

WIDTH = 1120.0
ROW = 34.0

# Where the columns begin, and how wide they are: moment, origin, bars, words.
MOMENT_AT, MOMENT_WIDTH = MARGIN, 148.0
ORIGIN_AT, ORIGIN_WIDTH = MOMENT_AT + MOMENT_WIDTH + 8, 208.0
PLOT_AT, PLOT_WIDTH = ORIGIN_AT + ORIGIN_WIDTH + 12, 300.0
WORDS_AT = PLOT_AT + PLOT_WIDTH + 18
WORDS_WIDTH = WIDTH - MARGIN - WORDS_AT

MOST_TICKS = 6


class Axis(NamedTuple):
    """The numbers from `low` to `high` on the plot's width, evenly."""

    low: float
    high: float

    def x(self, n: float) -> float:
        """Where a number stands, cut to the axis; an open end is at the end of it."""
        part = (min(max(n, self.low), self.high) - self.low) / (self.high - self.low)
        return PLOT_AT + part * PLOT_WIDTH


# ---- the picture


def forest_svg(dossier: Dossier, measure_id: str, *, claims: Collection[str] | None = None) -> str:
    """The figures of a measure as an SVG document, a row a figure, by moment.

    `claims` narrows them as in the explorer: a derived figure stays while all claims that it
    rests on do. Raises KeyError for a measure or a claim that is not there.
    """
    return rows_svg(dossier, of_measure(dossier, measure_id, claims))


def rows_svg(dossier: Dossier, plotted: Plotted) -> str:
    """What a plot is of, a row a figure, as `forest_svg`. Raises IndexError for no measure."""
    measure, said = plotted_measure(dossier, plotted), plotted.said
    is_mixed = len(plotted.measures) > 1
    drawn = [bars_of(one.quantity, dossier.meta.preset) for one in said]
    is_date = measure.basis == "date"
    axis = _axis([found for found in drawn if found is not None], is_date=is_date)
    sources = _sources(dossier, said)
    parts = [*_titles(dossier, measure)]
    top = 108.0
    bottom = top + ROW * max(1, len(said))
    parts += _grid(axis, top, bottom, is_date=is_date)
    if not said:
        parts.append(label(MARGIN, top + 18, "No figure is recorded.", WIDTH - 2 * MARGIN))
    for at, (one, found) in enumerate(zip(said, drawn, strict=True)):
        parts.append(_row(dossier, one, found, axis, sources, top + ROW * at, is_mixed=is_mixed))
    magnitude = "" if is_date else _magnitude(axis)[1]
    unit = "date" if is_date else measure.unit + (f", in {magnitude}" if magnitude else "")
    parts.append(
        label(PLOT_AT + PLOT_WIDTH / 2, bottom + 37, unit, PLOT_WIDTH, anchor="middle", fill=SOFT)
    )
    shapes, legend_end = _legend(said, drawn, bottom + 66)
    caption, end = _caption(dossier, said, sources, legend_end + 26)
    parts += [*shapes, *caption]
    height = ceil(end + 6)
    what = f"{measure.name}: what was said"
    return document(
        WIDTH,
        height,
        what,
        _description(dossier, measure, said),
        parts,
        hatching("hatch", INK),
    )


def _titles(dossier: Dossier, measure: Measure) -> list[str]:
    meta, room = dossier.meta, WIDTH - 2 * MARGIN
    title = f"{capital(measure.name)}: what was said"
    since = f", counted since {human(measure.since)}" if measure.since else ""
    about = f"{meta.title}{since}. Dataset {meta.dataset_version}."
    heads = [
        (MOMENT_AT, "moment", MOMENT_WIDTH),
        (ORIGIN_AT, "who said it", ORIGIN_WIDTH),
        (WORDS_AT, "in which words", WORDS_WIDTH),
    ]
    return [
        label(MARGIN, 38, title, room, size=21, weight="bold"),
        label(MARGIN, 60, about, room, fill=SOFT),
        *(label(x, 94, name, width, size=SMALL, fill=SOFT) for x, name, width in heads),
    ]


def _description(dossier: Dossier, measure: Measure, said: Sequence[Said]) -> str:
    """The picture in words, for those who do not see it."""
    rows = []
    for one in said:
        q = one.quantity
        words = ", ".join(part for part in words_of(dossier, q) if part)
        if measure.name != dossier.measures[measure.id].name:
            words += f", {dossier.measures[q.measure].name}"
        rows.append(f"{who(dossier, q).text()}, {moment_words(q)}: {words}")
    what = f"Forest plot of {plural(len(said), 'figure')} of {measure.name} ({measure.unit})."
    return " ".join([what, *(f"{row}." for row in rows)])


# ---- rows


def _row(
    dossier: Dossier,
    one: Said,
    found: Intervals | None,
    axis: Axis,
    sources: Sequence[str],
    top: float,
    *,
    is_mixed: bool,
) -> str:
    q, middle = one.quantity, top + ROW / 2
    voice = who(dossier, q)
    words, beside = words_of(dossier, q)
    if is_mixed:
        beside = ", ".join(part for part in (dossier.measures[q.measure].name, beside) if part)
    # The words are whole before any document but the figure's own is named.
    left = WORDS_WIDTH - max(text_width(words, SIZE), text_width(beside, SMALL)) - 8
    refs = _references(dossier, one, sources, left)
    room = WORDS_WIDTH - text_width(refs, SMALL) - 8
    parts = [
        *_cell(MOMENT_AT, middle, *_moment(q), MOMENT_WIDTH),
        *_cell(ORIGIN_AT, middle, voice.name, voice.beside, ORIGIN_WIDTH),
        *_bar(q, found, axis, middle),
        *_cell(WORDS_AT, middle, words, beside, room),
        label(WIDTH - MARGIN, middle + 4, refs, WORDS_WIDTH, size=SMALL, anchor="end", fill=SOFT),
    ]
    return "\n".join([f"<g data-figure={quoteattr(visible(q.id))}>", *parts, "</g>"])


def _references(dossier: Dossier, one: Said, sources: Sequence[str], room: float) -> str:
    """The numbers of a figure's document and, as far as they fit, of those of its echoes.

    `+3` behind them counts the claims whose documents have no room.
    """
    own = _sources(dossier, [Said(one.quantity, ())])
    texts = [f"[{sources.index(source) + 1}]" for source in own]
    left = sorted(one.echoes, key=lambda q: sources.index(q.source) if q.source else -1)
    while left:
        places = [sources.index(source) + 1 for source in _sources(dossier, [Said(left[0], ())])]
        longer = texts + [f"[{place}]" for place in places if f"[{place}]" not in texts]
        rest = [f"+{len(left) - 1}"] if len(left) > 1 else []
        if text_width(" ".join(longer + rest), SMALL) > room:
            break
        texts = longer
        left.pop(0)
    return " ".join(texts + ([f"+{len(left)}"] if left else []))


def _cell(x: float, middle: float, text: str, beside: str, room: float) -> list[str]:
    """A text, and smaller under it what stands beside it."""
    if not beside:
        return [label(x, middle + 4.5, text, room)]
    return [
        label(x, middle - 1.5, text, room),
        label(x, middle + 11.5, beside, room, size=SMALL, fill=SOFT),
    ]


def _moment(q: Quantity) -> tuple[str, str]:
    """The moment, and whether it is only the page's."""
    if q.when.date is None:
        return "not known", ""
    return day(q.when.date), "only the page's date" if q.when.basis == "page" else ""


def words_of(dossier: Dossier, q: Quantity) -> tuple[str, str]:
    """A figure's words, and what part of the whole it counts; of a date the event."""
    words = f"“{written(dossier, q)}”"
    found = q.under(dossier.meta.preset)
    if q.claim is None and found is not None:
        words = interval_text(found.suggested or found.entailed, derived=True)
    event = dossier.events.get(q.scope.within or "")
    within = event.title if event is not None else None
    if within is None and q.scope.within is not None:
        within = human(q.scope.within)
    parts: list[str] = []
    if q.claim is not None and q.claim.modality != "asserted":
        parts.append(q.claim.modality)
    if q.is_slip:
        parts.append("a slip: it lies after its own page")
    how = derivation(dossier, q)
    if how is not None:
        parts.append(f"derived: {how}")
    population = dossier.scopes[q.scope.population] if q.scope.population else None
    if population is not None and population.part_of is not None:
        parts.append(population.name)
    if within is not None:
        parts.append(within)
    return words, ", ".join(parts)


def _bar(q: Quantity, found: Intervals | None, axis: Axis, middle: float) -> list[str]:
    """The thin line of what words commit to under the heavy bar of what they suggest."""
    if found is None:
        why = "a denial gives no count" if q.status is None else "the words give no number"
        return [
            label(
                PLOT_AT + 4, middle + 4, why, PLOT_WIDTH - 8, size=SMALL, fill=SOFT, style="italic"
            )
        ]
    entailed, suggested = found
    fill = "url(#hatch)" if is_weak(q) else INK
    if q.status in FORESEEN:
        fill = "#ffffff"
    return [
        *_line(entailed, axis, middle, dashed=is_weak(q)),
        *([_rect(suggested, axis, middle, fill)] if suggested is not None else []),
        *_arrows(entailed, axis, middle),
    ]


def _line(interval: Interval, axis: Axis, middle: float, *, dashed: bool) -> list[str]:
    first, last = axis.x(interval.low), axis.x(interval.high)
    dashes = ' stroke-dasharray="5 3"' if dashed else ""
    return [
        f'<line class="commits" x1="{fixed(first)}" y1="{fixed(middle)}" x2="{fixed(last)}" '
        f'y2="{fixed(middle)}" stroke="{INK}" stroke-width="2"{dashes}/>'
    ]


def _rect(interval: Interval, axis: Axis, middle: float, fill: str) -> str:
    first, last = axis.x(interval.low), axis.x(interval.high)
    width = last - first
    if width < LEAST_BAR:
        first, width = (first + last - LEAST_BAR) / 2, LEAST_BAR
    return (
        f'<rect class="suggests" x="{fixed(first)}" y="{fixed(middle - BAR_HEIGHT / 2)}" '
        f'width="{fixed(width)}" height="{fixed(BAR_HEIGHT)}" fill="{fill}" stroke="{INK}" '
        'stroke-width="1"/>'
    )


def _arrows(interval: Interval, axis: Axis, middle: float) -> list[str]:
    """An arrow at each end that is open."""
    ends = [(axis.x(inf), 1.0)] if interval.is_open_high else []
    ends += [(axis.x(-inf), -1.0)] if interval.is_open_low else []
    return [arrow(x, middle, (way, 0.0)) for x, way in ends]


# ---- the axis


def _axis(found: Iterable[Intervals], *, is_date: bool) -> Axis:
    """An axis over all finite ends, between round numbers; from zero where that costs little."""
    bars = [i for words in found for i in words if i is not None]
    ends = [n for bar in bars for n in bar if not isinf(n)]
    low, high = min(ends, default=0.0), max(ends, default=1.0)
    if is_date:
        low, high = low - max(3, (high - low) * 0.03), high + max(3, (high - low) * 0.03)
        # A calendar has a first and a last day.
        return Axis(max(1.0, low), min(float(ordinal(LAST_DAY)), high))
    if low < 0.6 * high or low == high:
        low = 0.0
    if low == high:
        high = low + 1
    # An open end needs room for its bar before the arrow.
    high += (high - low) * (0.08 if any(bar.is_open_high for bar in bars) else 0.02)
    step = _step(high - low)
    while True:
        first, last = floor(low / step) * step, ceil(high / step) * step
        # Ends at round numbers may make it so wide that its ticks need a wider step.
        if _step(last - first) <= step:
            return Axis(first, last)
        step = _step(last - first)


def _step(width: float) -> float:
    """A round step (1, 2 or 5 times a power of ten) that makes few enough ticks."""
    power = 10.0 ** floor(log10(width / MOST_TICKS))
    return next(power * n for n in (1, 2, 5, 10) if width / (power * n) <= MOST_TICKS)


def ticks(axis: Axis, *, is_date: bool) -> list[tuple[float, str]]:
    """(number, text) of each tick: round numbers, or first days of months or years."""
    if is_date:
        return _dates(axis)
    step = _step(axis.high - axis.low)
    count = floor((axis.high - axis.low) / step + 1e-9)
    found = [round(axis.low + at * step, 10) for at in range(count + 1)]
    size, _ = _magnitude(axis)
    return [(n, number(n / size)) for n in found]


def _magnitude(axis: Axis) -> tuple[float, str]:
    """What the numbers under the axis are counted in, so that they fit: (1e6, `millions`)."""
    sizes = ((1e12, "trillions"), (1e9, "billions"), (1e6, "millions"))
    return next(((size, name) for size, name in sizes if axis.high >= size), (1.0, ""))


def _dates(axis: Axis) -> list[tuple[float, str]]:
    first = datetime.date.fromordinal(max(1, floor(axis.low)))
    last = datetime.date.fromordinal(floor(axis.high))
    months = (last.year - first.year) * 12 + last.month - first.month
    if months < 2:
        step = max(1, ceil((last - first).days / (MOST_TICKS - 2)))
        days = range(first.toordinal(), last.toordinal() + 1, step)
        return [(float(n), date_of(n)) for n in days]
    wide = next(
        (n for n in (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000) if months / n <= MOST_TICKS),
        24000,
    )
    start = (first.year * 12 + first.month - 1 + wide) // wide * wide
    found = []
    for month in range(start, last.year * 12 + last.month, wide):
        text = f"{month // 12:04d}-{month % 12 + 1:02d}" if wide < 12 else f"{month // 12:04d}"
        begins = datetime.date(month // 12, month % 12 + 1, 1)
        found.append((float(begins.toordinal()), text))
    return found


def _grid(axis: Axis, top: float, bottom: float, *, is_date: bool) -> list[str]:
    parts = []
    for n, text in ticks(axis, is_date=is_date):
        x = axis.x(n)
        parts.append(
            f'<line class="tick" x1="{fixed(x)}" y1="{fixed(top - 4)}" x2="{fixed(x)}" '
            f'y2="{fixed(bottom + 5)}" stroke="{FAINT}" stroke-width="1"/>'
        )
        parts.append(label(x, bottom + 19, text, 90, size=SMALL, anchor="middle", fill=SOFT))
    first, last = fixed(PLOT_AT), fixed(PLOT_AT + PLOT_WIDTH)
    parts.append(
        f'<line class="axis" x1="{first}" y1="{fixed(bottom)}" x2="{last}" y2="{fixed(bottom)}" '
        f'stroke="{SOFT}" stroke-width="1"/>'
    )
    return parts


# ---- under the plot


def _legend(
    said: Sequence[Said], drawn: Sequence[Intervals | None], at: float
) -> tuple[list[str], float]:
    """What the shapes mean, of those that are there; and where that ends."""
    shown = [found for found in drawn if found is not None]

    entries: list[tuple[Sample, str]] = []
    if any(one.quantity.basis == "date" for one in said):
        entries.append((swatch(INK), "the days that the words may mean"))
    else:
        entries.append((swatch(INK), "what the words suggest"))
    if any(found.entailed != found.suggested for found in shown):
        entries.append((stroke(), "what they commit to beyond it"))
    if any(i.entailed.is_open_high or i.entailed.is_open_low for i in shown):
        entries.append((open_end, "open end"))
    hatched = [one.quantity for one in said if is_weak(one.quantity)]
    reasons = []
    if any(q.is_derived for q in hatched):
        reasons.append("derived: nobody printed it")
    if not all(q.counts for q in hatched):
        reasons.append("told wrongly")
    if reasons:
        entries.append((swatch("url(#hatch)"), "; or ".join(reasons)))
    if any(one.quantity.status in FORESEEN for one in said):
        entries.append((swatch(PAPER), "expected or possible"))
    return legend(entries, at, WIDTH - MARGIN)


def _caption(
    dossier: Dossier, said: Sequence[Said], sources: Sequence[str], at: float
) -> tuple[list[str], float]:
    """What a reader must know, and the documents; and where it ends."""
    notes = [
        "Each row is what was said, not what is true. Words in quotation marks are as printed; "
        "a number in square brackets is the document."
    ]
    if any(one.quantity.when.basis == "page" for one in said):
        notes.append("With only the page's date a figure may be older.")
    if any(one.echoes for one in said):
        notes.append(
            "Several numbers are of documents that tell the same figure of one release, "
            "+1 of one more."
        )
    listed = "; ".join(
        f"[{place}] {document_label(dossier, dossier.sources[source])}"
        for place, source in enumerate(sources, 1)
    )
    texts = [" ".join(notes), f"Documents: {listed}." if listed else "", credit_of(dossier)]
    return paragraphs(texts, at, WIDTH - 2 * MARGIN)


def credit_of(dossier: Dossier) -> str:
    """Where a picture comes from, and how it may be used."""
    return f"{credit(dossier.meta)}."


def _sources(dossier: Dossier, said: Iterable[Said]) -> list[str]:
    """The documents that figures stand in, in the order of the file."""
    return sources_of(dossier, (q for one in said for q in one.all))


def sources_of(dossier: Dossier, quantities: Iterable[Quantity]) -> list[str]:
    """The documents that some figures stand in, in the order of the file."""
    found = set()
    for q in quantities:
        found |= {claim.source for claim in behind(dossier, q)}
        if q.claim is not None:
            found.add(q.claim.source)
    return [source for source in dossier.sources if source in found]
