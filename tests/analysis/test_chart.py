"""Figures over time: where they lie, who has which letter and colour, what is joined."""

from __future__ import annotations

import datetime
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kursk_tui.analysis.origins.bands import said_of
from kursk_tui.analysis.origins.chart import (
    FIRM,
    LOG_FROM,
    WEAK,
    Chart,
    Mark,
    Scale,
    calendar_ticks,
    chart_of,
    ticks,
    time_scale,
    value_scale,
)
from kursk_tui.analysis.origins.forest import is_weak
from kursk_tui.analysis.origins.lineage import standing
from kursk_tui.analysis.origins.signs import COLOURS, bodies, colours, letters
from kursk_tui.analysis.overview import in_main_scope, main_scope
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.words.charts import letters_of

FIRST, LAST = (datetime.date(y, 1, 1).toordinal() for y in (1900, 2100))
numbers = st.floats(1, 1e9)


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return Dossier.open(default_path())


def mark(low: float, high: float, day: int | None = 739000) -> Mark:
    return Mark(
        id="m",
        day=day,
        low=low,
        high=high,
        least=low,
        most=high,
        is_open_low=False,
        is_open_high=False,
        voice=None,
        ground=FIRM,
    )


# ---- scales


@given(numbers, numbers, st.integers(2, 300), st.booleans(), st.lists(numbers, min_size=2))
def test_larger_numbers_never_lie_lower(
    a: float, b: float, cells: int, is_log: bool, found: list[float]
) -> None:
    scale = value_scale([mark(min(a, b), max(a, b))], cells, is_log=is_log)
    places = [scale.cell(n) for n in sorted(found)]
    assert places == sorted(places)
    assert all(0 <= place < cells for place in places)
    assert scale.cell(a) <= scale.cell(b) or a > b


@given(numbers, numbers, st.integers(2, 20), st.booleans())
@example(1.0, 1.0000000000000002, 3, False)
def test_ticks_are_few_and_on_the_scale(a: float, b: float, most: int, is_log: bool) -> None:
    scale = value_scale([mark(min(a, b), max(a, b))], 40, is_log=is_log)
    found = ticks(scale, most)
    assert len(found) <= most
    assert found == sorted(set(found))
    assert all(scale.low <= n <= scale.high * (1 + 1e-9) for n in found)


@given(st.integers(FIRST, LAST), st.integers(0, 40_000), st.integers(1, 40))
def test_days_of_the_axis_are_evenly_apart(first: int, days: int, most: int) -> None:
    scale = Scale(first, first + days, 60)
    found = calendar_ticks(scale, most)
    assert len(found) <= most
    assert all(scale.low <= day <= scale.high for day in found)
    dates = [datetime.date.fromordinal(day) for day in found]
    if any(day.day != 1 for day in dates):
        steps = {(b - a).days for a, b in pairwise(dates)}
        assert days < 62
        assert found
    else:
        steps = {(b.year - a.year) * 12 + b.month - a.month for a, b in pairwise(dates)}
    assert len(steps) <= 1


def test_numbers_far_apart_want_a_logarithm() -> None:
    near = Chart((mark(100, 100), mark(100, LOG_FROM * 100 - 1)), (), ())
    far = Chart((mark(100, 100), mark(100, LOG_FROM * 100)), (), ())
    assert not near.wants_log
    assert far.wants_log
    assert not Chart((), (), ()).wants_log
    assert not Chart((mark(0, 0),), (), ()).wants_log


def test_an_even_scale_begins_at_zero_unless_that_squeezes_the_figures() -> None:
    assert value_scale([mark(100, 3000)], 40, is_log=False).low == 0
    assert value_scale([mark(9000, 10000)], 40, is_log=False).low > 8000
    assert time_scale([mark(1, 2, None)], 40) is None


# ---- letters and colours


@given(st.dictionaries(st.text(min_size=1, max_size=4), st.text(max_size=12), max_size=120))
def test_no_two_have_one_letter(names: dict[str, str]) -> None:
    found = letters(names)
    assert set(found) == set(names)
    assert len(set(found.values())) == len(found)
    assert all(sign.isascii() and sign.isalpha() for sign in found.values())
    # One letter as long as there are any, and two for all who come later.
    assert [len(sign) for sign in found.values()] == [
        1 if place < 52 else 2 for place in range(len(found))
    ]


def test_a_letter_is_one_of_the_name_where_that_is_free() -> None:
    found = letters({"uk": "UK DI", "ua": "Ukraine", "x": "北", "u": "U", "v": "U"})
    assert found == {"uk": "U", "ua": "K", "x": "A", "u": "u", "v": "B"}


def test_with_all_letters_taken_it_is_two_of_the_name() -> None:
    everyone = {c: c for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    everyone |= {c.lower(): c.lower() for c in everyone}
    found = letters(everyone | {"mt": "Moscow Times", "mr": "Moscow Review", "bei": "北"})
    assert [found[id] for id in ("mt", "mr", "bei")] == ["Mo", "Ms", "Aa"]


def test_everybody_who_stands_behind_a_claim_has_a_letter_and_a_colour(dossier: Dossier) -> None:
    behind = {standing(dossier, claim) for claim in dossier.claims.values()} - {None}
    assert set(bodies(dossier)) == behind
    assert set(letters_of(dossier)) == set(colours(dossier)) == behind


def test_steps_join_figures_of_one_measure_alone(dossier: Dossier) -> None:
    quantities = {
        one.quantity.id: one.quantity
        for measure in ("killed", "wounded")
        for one in said_of(dossier, measure)
    }
    steps = chart_of(dossier, quantities.values(), quantities).steps
    assert steps
    assert all(quantities[a].measure == quantities[b].measure for a, b in steps)


def test_those_who_speak_most_have_colours_that_differ(dossier: Dossier) -> None:
    found = colours(dossier)
    assert set(found.values()) == set(range(COLOURS))
    counts = Counter(found.values())
    assert max(counts.values()) - min(counts.values()) <= 1
    assert len({found[agent] for agent in ("nis", "zelensky", "uk-di", "hur")}) == 4
    assert colours(dossier) is found


# ---- a chart


def test_every_figure_with_a_number_is_a_mark(dossier: Dossier) -> None:
    for measure in dossier.measures:
        figures = [one.quantity for one in said_of(dossier, measure)]
        chart = chart_of(dossier, figures)
        preset = dossier.meta.preset
        assert {m.id for m in chart.marks} == {q.id for q in figures if q.under(preset) is not None}
        days = [m.day for m in chart.marks]
        dated = [day for day in days if day is not None]
        assert days == sorted(dated) + [None] * (len(days) - len(dated))
        by_id = {q.id: q for q in figures}
        for m in chart.marks:
            assert m.least <= m.low <= m.high <= m.most
            assert (m.ground == WEAK) == is_weak(by_id[m.id])
            assert m.voice is not None or m.ground != FIRM


def test_steps_join_what_one_origin_counts_on(dossier: Dossier) -> None:
    said = said_of(dossier, "killed")
    figures = [one.quantity for one in said]
    chart = chart_of(dossier, figures, [q.id for q in main_scope(dossier, said)])
    by_id = {m.id: m for m in chart.marks}
    nis = [pair for pair in chart.steps if by_id[pair[0]].voice == "nis"]
    assert [by_id[pair[0]].low for pair in nis] == sorted(by_id[pair[0]].low for pair in nis)
    assert len(nis) == 3
    for first, second in chart.steps:
        one, two = by_id[first], by_id[second]
        assert one.voice == two.voice
        assert one.day is not None
        assert two.day is not None
        assert one.day <= two.day
        assert one.ground == two.ground == FIRM
    assert chart_of(dossier, figures).steps == ()


def test_those_present_are_no_steps_of_a_count(dossier: Dossier) -> None:
    said = said_of(dossier, "present")
    figures = [one.quantity for one in said]
    assert chart_of(dossier, figures, [q.id for q in figures]).steps == ()


def test_the_dead_of_one_strike_are_of_another_scope(dossier: Dossier) -> None:
    said = said_of(dossier, "killed")
    main = in_main_scope(dossier, said)
    assert 0 < len(main) < len(said)
    assert {q.id for q in main_scope(dossier, said)} <= {one.quantity.id for one in main}
    assert all(one.quantity.scope.within is None for one in main)
    # Whoever says it: also what is told wrongly, and what nobody is named for.
    assert any(one.quantity.is_misreading for one in main)
    assert any(one.quantity.names_nobody for one in main)
