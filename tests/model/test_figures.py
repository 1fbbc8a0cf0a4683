from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.model.figures import (
    Interval,
    Intervals,
    counted,
    date_span,
    derived_text,
    granularity,
    halo,
    intervals,
    number,
    shape_problem,
    step,
)
from kursk_tui.model.records import Figure
from kursk_tui.model.vocabulary import HEDGES, PRESETS, Hedge

Ends = tuple[float, float]

LOW_ONLY = ("more_than", "at_least")
HIGH_ONLY = ("at_most", "less_than", "up_to")
NUMBERED = tuple(hedge for hedge in HEDGES if hedge not in ("between", "few", "vague"))
COUNTS = st.one_of(
    st.integers(1, 300),
    st.tuples(st.integers(1, 999), st.integers(0, 6)).map(lambda p: p[0] * 10 ** p[1]),
)


def figure(hedge: Hedge, low: float | None = None, high: float | None = None) -> Figure:
    """Return a figure with n in the slots that its hedge uses, or with both ends given."""
    if high is None and low is not None:
        if hedge in HIGH_ONLY:
            low, high = None, low
        elif hedge not in LOW_ONLY:
            high = low
    return Figure("", low, high, hedge)


def made(hedge: Hedge, low: float, high: float | None = None, preset: str = "default") -> Intervals:
    found = intervals(figure(hedge, low, high), preset)
    assert found is not None
    return found


def both(low: float, high: float) -> Intervals:
    return Intervals(Interval(low, high), Interval(low, high))


@pytest.mark.parametrize(
    ("n", "g"),
    [
        *((15000, 5000), (2500, 500), (4700, 100), (1234, 1), (0, 1)),
        *((4000, 1000), (2000.0, 1000), (150, 50), (10, 10), (5, 5)),
        *((66.6667, 1), (0.5, 1)),
    ],
)
def test_granularity(n: float, g: float) -> None:
    assert granularity(n) == g


@pytest.mark.parametrize(
    ("n", "strict", "default", "wide"),
    [
        (4000, 200, 400, 1000),
        (11000, 250, 500, 1500),
        (8000, 250, 500, 1500),
        (15000, 750, 1500, 3750),
        (600, 25, 50, 150),
        (1234, 0, 0, 0),
        (66.6667, 0, 0, 0),
        (0, 0, 0, 0),
    ],
)
def test_halo(n: float, strict: float, default: float, wide: float) -> None:
    assert [halo(n, preset) for preset in PRESETS] == [strict, default, wide]


@pytest.mark.parametrize(
    ("n", "s"),
    [(300, 100), (2000, 1000), (1000, 500), (15000, 5000), (1234, 61.7), (11000, 1000), (0, 0)],
)
def test_step_is_the_scale_within_5_and_50_percent(n: float, s: float) -> None:
    assert step(n) == pytest.approx(s)


@pytest.mark.parametrize(
    ("hedge", "low", "high", "entailed", "suggested"),
    [
        ("exact", 4000, None, (4000, 4000), (4000, 4000)),
        ("none", 4000, None, (3600, 4400), (3600, 4400)),
        ("none", 11000, None, (10500, 11500), (10500, 11500)),
        ("none", 8000, None, (7500, 8500), (7500, 8500)),
        ("none", 15000, None, (13500, 16500), (13500, 16500)),
        ("none", 18000, None, (17500, 18500), (17500, 18500)),
        ("none", 600, None, (550, 650), (550, 650)),
        ("none", 2000, None, (1800, 2200), (1800, 2200)),
        ("none", 1234, None, (1234, 1234), (1234, 1234)),
        ("none", 0, None, (0, 0), (0, 0)),
        ("about", 11000, None, (10500, 11500), (10500, 11500)),
        ("about", 8000, None, (7500, 8500), (7500, 8500)),
        ("about", 1100, None, (1050, 1150), (1050, 1150)),
        # Of what is counted there are no fractions.
        ("about", 1234, None, (1196, 1272), (1196, 1272)),
        ("at_least", 3958, None, (3958, inf), (3958, 4156)),
        ("nearly", 3000, None, (2700, 2999), (2700, 2999)),
        ("nearly", 5, None, (4, 4), (4, 4)),
        ("more_than", 3000, None, (3001, inf), (3001, 4000)),
        ("more_than", 1, None, (2, inf), (2, 2)),
        ("at_least", 300, None, (300, inf), (300, 400)),
        ("at_most", 2000, None, (0, 2000), (1000, 2000)),
        ("less_than", 2000, None, (0, 1999), (1000, 1999)),
        ("less_than", 1, None, (0, 0), (0, 0)),
        ("up_to", 2000, None, (1, inf), (1000, 2200)),
        ("up_to", 1, None, (1, inf), (1, 1)),
        ("between", 17000, 20000, (17000, 20000), (17000, 20000)),
        ("between", 1000, 3000, (1000, 3000), (1000, 3000)),
    ],
)
def test_hedges_under_the_default_preset(
    hedge: Hedge, low: float, high: float | None, entailed: Ends, suggested: Ends
) -> None:
    found = made(hedge, low, high)
    assert found.entailed == pytest.approx(entailed)
    assert found.suggested == pytest.approx(suggested)


def test_the_presets_change_readings_as_the_worked_examples_say() -> None:
    for preset, meet in (("strict", False), ("default", False), ("wide", True)):
        eight = made("about", 8000, preset=preset).entailed
        eleven = made("about", 11000, preset=preset).entailed
        assert eight.overlaps(eleven) is meet
    assert made("none", 8000, preset="wide").entailed.overlaps(
        made("none", 11000, preset="wide").entailed
    )
    default = made("about", 8000).entailed, made("about", 11000).entailed
    assert default[1].low / default[0].high == pytest.approx(1.24, abs=0.01)
    # At most 2,000 killed cannot hold with two-thirds of 4,000, but for the widest halo.
    for preset, meet in (("strict", False), ("default", False), ("wide", True)):
        share = intervals(figure("none", 66.6667), preset, whole=made("none", 4000, preset=preset))
        assert share is not None
        assert share.entailed.overlaps(made("at_most", 2000, preset=preset).entailed) is meet


@pytest.mark.parametrize(("percent", "low", "high"), [(66.6667, 2290, 3070), (33.3333, 1090, 1600)])
def test_a_share_is_its_percentage_of_the_whole(percent: float, low: float, high: float) -> None:
    found = intervals(figure("none", percent), "default", whole=made("none", 4000))
    assert found is not None
    assert found.entailed == pytest.approx((low, high), abs=6)
    assert found.suggested == found.entailed


def test_a_share_is_taken_layer_by_layer() -> None:
    found = intervals(figure("exact", 50), "default", whole=made("at_least", 300))
    assert found == (Interval(150, inf), Interval(150, 200))
    # A whole that suggests nothing leaves the share nothing to suggest.
    few = Intervals(Interval(1, inf), None)
    assert intervals(figure("exact", 50), "default", whole=few) == (Interval(0.5, inf), None)
    # Nothing of something unbounded is nothing, not NaN.
    none = intervals(figure("exact", 0), "default", whole=made("at_least", 300))
    assert none == both(0, 0)


def test_a_ledger_of_the_worked_examples_adds_up() -> None:
    sent, dead, wounded = (made("none", n).entailed for n in (15000, 600, 2000))
    left = sent.plus(dead.negated()).plus(wounded.negated())
    assert left == (10650, 14150)
    assert left.overlaps(made("none", 11000).entailed)
    more = made("none", 18000).entailed.plus(dead.negated()).plus(wounded.negated())
    assert not more.overlaps(made("none", 11000).entailed)


@pytest.mark.parametrize(
    ("hedge", "n", "preset", "entailed", "suggested"),
    [
        ("none", 66, "default", (63, 69), (63, 69)),
        ("about", 66, "strict", (64.5, 67.5), (64.5, 67.5)),
        ("none", 66, "wide", (57, 75), (57, 75)),
        ("about", 99, "default", (96, 100), (96, 100)),
        ("none", 1, "default", (0, 4), (0, 4)),
        ("exact", 66, "default", (66, 66), (66, 66)),
        ("nearly", 50, "default", (47, 50), (47, 50)),
        ("more_than", 50, "default", (50, 100), (50, 75)),
        ("at_least", 90, "default", (90, 100), (90, 100)),
        ("less_than", 50, "default", (0, 50), (25, 50)),
        ("up_to", 40, "default", (0, 100), (30, 43)),
    ],
)
def test_percentages_have_a_halo_in_points_and_stay_within_100(
    hedge: Hedge, n: float, preset: str, entailed: Ends, suggested: Ends
) -> None:
    expected = (entailed, suggested)
    assert intervals(figure(hedge, n), preset, unit="percent") == expected
    assert intervals(figure(hedge, n), preset, basis="share") == expected


def test_one_more_or_less_is_for_counted_things_only() -> None:
    weeks = intervals(figure("more_than", 10), "default", unit="weeks")
    assert weeks is not None
    assert weeks.entailed == (10, inf)
    assert intervals(figure("more_than", 2.5), "default") == ((2.5, inf), (2.5, 3.5))
    assert counted("persons")
    assert counted("articles")
    assert not any(counted(unit) for unit in ("percent", "weeks", "square kilometres"))


def test_few_is_bounded_by_what_it_is_few_of() -> None:
    few = figure("few")
    assert intervals(few, "default") == ((1, inf), None)
    assert intervals(few, "default", whole=made("none", 4000)) == ((1, inf), (1, 440))
    assert intervals(few, "default", whole=both(3, 5)) == ((1, inf), (1, 1))
    unbounded = Intervals(Interval(1, inf), Interval(1, inf))
    assert intervals(few, "default", whole=unbounded) == ((1, inf), None)
    assert intervals(few, "default", unit="percent") == ((1, 100), None)


@pytest.mark.parametrize(
    ("written", "ends"),
    [
        ("dozens", (24, 99)),
        ("Several hundred", (200, 999)),
        ("several-hundred", (200, 999)),
        ("hundreds of soldiers", (200, 999)),
        ("several hundreds", (200, 999)),
        ("THOUSANDS", (2000, 9999)),
        ("several dozen", (24, 99)),
        ("a few hundred", (200, 999)),
        ("tens of thousands", (20_000, 99_999)),
        ("dozens of thousands", (24_000, 99_999)),
        ("hundreds of thousands", (200_000, 999_999)),
        ("several hundred thousand", (200_000, 999_999)),
        ("at least several million", (2_000_000, 9_999_999)),
        ("dozens, hundreds", None),
        ("a hundred thousand", None),
        ("thousands of hundreds", None),
        ("several weeks", None),
        ("hundreds or thousands", None),
        ("a hundred", None),
        ("many", None),
        ("", None),
        ("thousandsfold", None),
    ],
)
def test_vague_words(written: str, ends: Ends | None) -> None:
    found = intervals(Figure(written, hedge="vague"), "default")
    # Whoever says dozens has not said that there were no hundreds.
    assert found == (((ends[0], inf), ends) if ends else None)
    assert intervals(Figure(written, hedge="vague"), "default", unit="percent") is None


def test_dates_and_unsound_figures_have_no_interval() -> None:
    dated = Figure("spring", date="2025-21")
    assert intervals(dated, "default") is None
    assert date_span(dated) == ("2025-03-01", "2025-05-31")
    assert date_span(figure("none", 1)) is None
    assert intervals(figure("none", 1), "default", basis="date") is None
    assert intervals(Figure("", 1, None, "none"), "default") is None
    with pytest.raises(KeyError):
        intervals(figure("none", 1), "huge")


@given(COUNTS, st.sampled_from(NUMBERED))
def test_presets_nest_and_suggested_lies_in_entailed(n: int, hedge: Hedge) -> None:
    for unit in ("persons", "weeks", "percent"):
        if unit == "percent" and n > 100:
            continue
        layers = [intervals(figure(hedge, n), preset, unit=unit) for preset in PRESETS]
        strict, default, wide = (layer for layer in layers if layer)
        for narrow, broad in ((strict, default), (default, wide)):
            assert broad.entailed.contains(narrow.entailed)
            assert broad.suggested
            assert narrow.suggested
            assert broad.suggested.contains(narrow.suggested)
        for layer in (strict, default, wide):
            assert layer.suggested
            assert layer.entailed.contains(layer.suggested)
            assert 0 <= layer.suggested.low <= layer.suggested.high
            assert layer.entailed.low <= layer.entailed.high


@given(COUNTS, st.sampled_from(NUMBERED), st.sampled_from(PRESETS))
def test_the_printed_number_is_entailed_unless_the_words_exclude_it(
    n: int, hedge: Hedge, preset: str
) -> None:
    excluded = hedge in ("nearly", "more_than", "less_than")
    assert made(hedge, n, preset=preset).entailed.holds(n) is not excluded


@given(COUNTS)
def test_halo_and_step_stay_within_their_bounds(n: int) -> None:
    assert halo(n, "strict") <= halo(n, "default") <= halo(n, "wide") <= n / 4
    assert halo(n, "default") <= n / 10
    assert n / 20 <= step(n) <= n / 2
    assert n % granularity(n) == 0


INTERVALS = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(
    lambda pair: Interval(min(pair), max(pair))
)


@given(INTERVALS, INTERVALS)
def test_interval_arithmetic(a: Interval, b: Interval) -> None:
    assert a.overlaps(b) == b.overlaps(a)
    assert a.contains(b) <= a.overlaps(b)
    assert a.plus(b) == b.plus(a)
    assert a.negated().negated() == a
    assert a.plus(a.negated()).holds(0)
    assert a.scaled(Interval(1, 1)) == a
    assert a.scaled(b) == b.scaled(a)


def test_open_ends() -> None:
    assert Interval(1, inf).is_open_high
    assert Interval(-inf, 1).is_open_low
    assert not Interval(0, 1).is_open_low
    assert Interval(1, inf).negated() == (-inf, -1)
    assert Interval(1, inf).plus(Interval(-inf, -1)) == (-inf, inf)


@pytest.mark.parametrize(
    "sound",
    [
        *(figure(hedge, 300) for hedge in NUMBERED),
        figure("between", 1, 2),
        figure("few"),
        figure("vague"),
        figure("none", 0),
        figure("at_most", 0),
        Figure("", date="2025"),
    ],
)
def test_sound_shapes(sound: Figure) -> None:
    assert shape_problem(sound) is None


@pytest.mark.parametrize(
    ("unsound", "part"),
    [
        (Figure(""), "needs a hedge"),
        (Figure("", 1, 1, "roughly"), "needs a hedge"),  # type: ignore[arg-type]
        (Figure("", 1, 2, "none"), "both the same"),
        (Figure("", 1, None, "about"), "both the same"),
        (Figure("", None, None, "exact"), "both the same"),
        (Figure("", 1, 1, "at_least"), "set high to null"),
        (Figure("", None, 1, "more_than"), "low alone"),
        (Figure("", 1, 1, "up_to"), "set low to null"),
        (Figure("", 1, None, "at_most"), "high alone"),
        (Figure("", 1, 1, "between"), "low the smaller"),
        (Figure("", 1, None, "between"), "low the smaller"),
        (Figure("", 2, 1, "between"), "swap them"),
        (Figure("", 1, None, "few"), "no numbers"),
        (Figure("", None, 1, "vague"), "no numbers"),
        (Figure("", 0, 0, "nearly"), "above 0"),
        (Figure("", None, 0, "less_than"), "above 0"),
        (Figure("", -1, -1, "none"), "low must be a number from 0"),
        (Figure("", 1, nan, "between"), "high must be a number from 0"),
        (Figure("", inf, None, "at_least"), "null for an open end"),
        (Figure("", 10**400, 10**400, "none"), "low must be a number"),
        (Figure("", 1, 1, "none", "2025"), "leave out low, high and hedge"),
        (Figure("", None, None, "none", "2025"), "leave out low, high and hedge"),
    ],
)
def test_unsound_shapes(unsound: Figure, part: str) -> None:
    problem = shape_problem(unsound)
    assert problem is not None
    assert part in problem


@pytest.mark.parametrize(
    ("n", "shown"),
    [
        (4000, "4,000"),
        (4000.0, "4,000"),
        (66.6667, "66.6667"),
        (1234.5, "1,234.5"),
        (0.1 + 0.2, "0.3"),
        (2.00001, "2"),
        (0, "0"),
        (-1400, "-1,400"),
        (inf, "∞"),
        (-inf, "-∞"),
    ],
)
def test_number(n: float, shown: str) -> None:
    assert number(n) == shown


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (2666.67, 2666.67, "about 2,700"),
        (2292, 3065, "about 2,300 to 3,100"),
        (2660, 2740, "about 2,700"),
        (2650, 2650, "about 2,700"),
        (13500, 16500, "about 14,000 to 17,000"),
        (0, 27, "about 0 to 27"),
        (2.67, 2.67, "about 2.7"),
        (99.6, 99.6, "about 100"),
        (-1650, 400, "about -1,700 to 400"),
        (2292, inf, "about 2,300 or more"),
        (-inf, 400, "up to about 400"),
        (-inf, inf, "any number"),
    ],
)
def test_derived_text(low: float, high: float, shown: str) -> None:
    assert derived_text(low, high) == shown
