"""The plot of a measure: bars against the scale, folding, orders, and what stands below.

What a bar must reach is reckoned here from the rows of the file by the rules of the manual, not
by the code that draws.
"""

from __future__ import annotations

import json
import re
from itertools import product
from math import inf, log10
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from textual.pilot import Pilot

from kursk_tui.dossier.holding import Facet
from kursk_tui.tui.app import Options
from kursk_tui.tui.screens.base import BaseScreen
from kursk_tui.tui.screens.measures import MeasuresScreen
from kursk_tui.tui.screens.plot import PlotScreen
from kursk_tui.tui.widgets.painted import Painted
from tests.five import FIVE
from tests.tui.driving import NARROW, WIDE, explorer, pane, screen_lines, settle, strike, type_text

SMALL = (50, 14)
SIZES = (NARROW, WIDE, SMALL)
COUNTED = ("casualties", "killed", "wounded", "returned", "present", "sent")
Rows = dict[str, dict[str, dict[str, Any]]]

# An example in the manual or a count by hand: (claim, suggested low, suggested high).
BY_HAND = (
    ("ki-2025-02-27.17c", 300, 400),
    ("ki-2025-02-27.16b", 3600, 4400),
    ("ki-2025-02-27.16c", 2292, 3065),
    ("joongang-2026-02-10.18", 1000, 2200),
    ("joongang-2026-02-10.18d", 1, 2000),
    ("digest-2026-02.13c", 9, 9),
    ("ki-2026-02-12.10", 5500, 6500),
    ("ki-2026-02-12.9", 1050, 1150),
)


# ---- the rows of the file, read by hand


def rows_of(path: str | Path | None = None) -> Rows:
    """The tables of a dossier by id, as plain JSON."""
    data = json.loads(Path(path or FIVE).read_text(encoding="utf-8"))
    return {
        name: {row["id"]: row for row in table.values()}
        for name, table in data.items()
        if name != "meta"
    }


class Reach(NamedTuple):
    """What words suggest and what they commit to, by the manual's rules."""

    low: float
    high: float
    least: float
    most: float


def reach(rows: Rows, claim: str) -> Reach | None:
    """How far the words of a claim reach; None for a date and for words without a number."""
    row = rows["claims"][claim]
    figure = row["figure"]
    if figure is None or figure.get("date"):
        return None
    whole = reach(rows, row["of"]) if row.get("of") else None
    percent = whole is not None or rows["measures"][row["measure"]]["unit"] == "percent"
    ends = [end for end in (figure["low"], figure["high"]) if end is not None]
    hedge = figure["hedge"]
    if hedge == "few":
        return Reach(1, max(1, whole.high / 10), 1, inf) if whole is not None else None
    if hedge == "vague":
        return Reach(2000, 9999, 2000, inf) if figure["written"] == "thousands" else None
    if hedge == "between":
        return Reach(ends[0], ends[1], ends[0], ends[1])
    found = _one_number(ends[0], hedge, 3 if percent else _halo(ends[0]), percent)
    if whole is None:
        return found
    low, high = found.low / 100, found.high / 100
    return Reach(low * whole.low, high * whole.high, low * whole.least, high * whole.most)


def _one_number(n: float, hedge: str, halo: float, percent: bool) -> Reach:
    step = min(max(_scale_of(n), n / 20), n / 2)
    about = max(halo, 0 if percent else n * 3 / 100)
    return {
        "none": Reach(n - halo, n + halo, n - halo, n + halo),
        "about": Reach(n - about, n + about, n - about, n + about),
        "nearly": Reach(n - about, n - 1, n - about, n - 1),
        "at_least": Reach(n, n + step, n, inf),
        "more_than": Reach(n + 1, n + step, n + 1, inf),
        "less_than": Reach(n - step, n - 1, 0, n - 1),
        "up_to": Reach(n - step, n + halo, 1, inf),
    }[hedge]


def _scale_of(n: float) -> float:
    """10 to the trailing zeros, five times that where the rest ends in 5."""
    digits = str(int(n))
    rest = digits.rstrip("0")
    return float(10 ** (len(digits) - len(rest)) * (5 if rest.endswith("5") else 1))


def _halo(n: float) -> float:
    scale = _scale_of(n)
    return 0.0 if scale == 1 else min(scale / 2, n / 10)


def figures_of(rows: Rows, measure: str) -> set[str]:
    """Claims that give a figure of a measure."""
    claims = rows["claims"].values()
    return {c["id"] for c in claims if c["measure"] == measure and c["figure"] is not None}


def is_share(row: dict[str, Any]) -> bool:
    """Whether a claim's number is a share of another one's: then nobody printed it."""
    return bool(row["of"]) and row["figure"]["hedge"] not in ("few", "vague")


def derived_of(rows: Rows, measure: str) -> set[str]:
    """Identities that leave a number of a measure open."""
    return {
        identity["id"]
        for identity in rows["identities"].values()
        if any(
            term.get("claim") is None and term["measure"] == measure
            for term in (identity["total"], *identity["terms"])
        )
    }


def first_day(rows: Rows, claim: str) -> str:
    """The first day of what a claim speaks of; `~` where nothing dates it."""
    row = rows["claims"][claim]
    release = rows["events"].get(row["release"] or "", {})
    date = row["as_of"] or release.get("date") or rows["sources"][row["source"]]["published"]
    if date is None:
        return "~"
    seasons = {"21": "03", "22": "06", "23": "09", "24": "12"}
    year, _, rest = date.partition("/")[0].partition("-")
    month, _, day = rest.partition("-")
    return f"{year}-{seasons.get(month, month or '01')}-{day or '01'}"


# ---- the screen


def plot(pilot: Pilot[None]) -> PlotScreen:
    screen = pilot.app.screen
    assert isinstance(screen, PlotScreen)
    return screen


def top(pilot: Pilot[None]) -> object:
    """The screen that is shown."""
    return pilot.app.screen


def measures(pilot: Pilot[None]) -> MeasuresScreen:
    screen = pilot.app.screen
    assert isinstance(screen, MeasuresScreen)
    return screen


async def open_plot(pilot: Pilot[None], measure: str) -> PlotScreen:
    """From the explorer or the list of measures to the forest plot of one."""
    if not isinstance(pilot.app.screen, MeasuresScreen):
        await strike(pilot, "m")
    assert measures(pilot).rows.move_to_item(measure)
    await strike(pilot, "enter p g")
    return plot(pilot)


async def resize(pilot: Pilot[None], size: tuple[int, int]) -> None:
    """Give the terminal another size."""
    await pilot.resize_terminal(*size)
    await settle(pilot)


def shown_rows(pilot: Pilot[None]) -> dict[str, str]:
    """The lines of the plot that are on the screen, by the id of their row."""
    listed = plot(pilot).rows
    lines = screen_lines(pilot)
    start = listed.region.y + 1
    page = listed.items[listed.offset_row : listed.offset_row + listed.region.height - 1]
    return {item: lines[start + n] for n, item in enumerate(page)}


def ruler(pilot: Pilot[None]) -> str:
    """The line under the bars."""
    return screen_lines(pilot)[plot(pilot).ruler.region.y]


def axis_cells(pilot: Pilot[None]) -> tuple[int, int]:
    """The first and the last column of the scale, as the line under the bars has them."""
    line = ruler(pilot)
    return len(line) - len(line.lstrip()), len(line) - 1


def bar_of(pilot: Pilot[None], line: str) -> str:
    """The cells of a row that stand over the scale."""
    first, last = axis_cells(pilot)
    return line[first : last + 1].ljust(last + 1 - first)


def span_of(bar: str, glyph: str) -> tuple[int, int] | None:
    """The first and the last cell with a glyph."""
    cells = [cell for cell, text in enumerate(bar) if text == glyph]
    return (cells[0], cells[-1]) if cells else None


def detail_lines(screen: PlotScreen) -> list[str]:
    """All of the text below the bars, also what is not on the screen."""
    model = screen.detail.model
    return ["".join(t for t, _ in model.row(item, 200)) for item in screen.detail.items]


def number(text: str) -> float:
    return float(text.replace(",", ""))


# ---- bars


def test_the_reckoning_of_this_test_agrees_with_what_was_counted_by_hand() -> None:
    rows = rows_of()
    for claim, low, high in BY_HAND:
        found = reach(rows, claim)
        assert found is not None
        assert round(found.low) == low
        assert round(found.high) == high


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_bars_lie_where_the_scale_under_them_says(size: tuple[int, int]) -> None:
    rows = rows_of()
    seen = 0
    async with explorer(size) as (pilot, _):
        measures_seen = COUNTED if size == NARROW else ("killed", "present")
        for measure, log in product(measures_seen, (False, True)):
            screen = await open_plot(pilot, measure)
            if log:
                await strike(pilot, "l")
            first, last = axis_cells(pilot)
            numbers = ruler(pilot).split()
            low, high = number(numbers[0]), number(numbers[-1])
            # The scale is rounded to three digits.
            slack = 1 + (last - first) * 0.01 * high / (high - low)

            def place(
                n: float,
                low: float = low,
                high: float = high,
                cells: int = last - first,
                log: bool = log,
            ) -> float:
                if not log:
                    return (n - low) / (high - low) * cells
                part = log10(max(n, low)) - log10(low)
                return part / (log10(high) - log10(low)) * cells

            for item in list(screen.rows.items):
                assert screen.rows.move_to_item(item)
                line = shown_rows(pilot)[item]
                words = reach(rows, item) if item in rows["claims"] else None
                glyph = "▒" if item in rows["claims"] and is_share(rows["claims"][item]) else "█"
                span = span_of(bar_of(pilot, line), glyph)
                if words is None:
                    assert span is None, line
                    continue
                assert span is not None, line
                seen += 1
                assert abs(span[0] - max(0, place(words.low))) <= slack, line
                end = min(place(words.high), last - first)
                # The arrow of an open end stands in the last cell, over whatever ends there.
                assert abs(span[1] - end) <= slack + (words.most == inf), line
            await strike(pilot, "backspace")
    assert seen == (2 * 36 if size == NARROW else 2 * 12)


async def test_arrows_show_open_ends_and_hatching_what_nobody_printed() -> None:
    rows = rows_of()
    open_above = {"more_than", "at_least", "few", "vague"}
    arrows = hatched = 0
    async with explorer(SMALL) as (pilot, _):
        for measure in COUNTED:
            screen = await open_plot(pilot, measure)
            for item in list(screen.rows.items):
                assert screen.rows.move_to_item(item)
                bar = bar_of(pilot, shown_rows(pilot)[item])
                claim = rows["claims"].get(item)
                assert "◄" not in bar
                if claim is None or is_share(claim):
                    assert set(bar) <= set(" ▒╌►"), bar
                    assert "▒" in bar
                    hatched += claim is None
                else:
                    assert "▒" not in bar
                    assert ("►" in bar) == (claim["figure"]["hedge"] in open_above), bar
                    arrows += "►" in bar
            await strike(pilot, "backspace")
    assert hatched == 4
    assert arrows >= 5


async def test_at_a_small_size_larger_figures_still_lie_further_right() -> None:
    rows = rows_of()
    async with explorer(SMALL) as (pilot, _):
        screen = await open_plot(pilot, "present")
        found = []
        for item in list(screen.rows.items):
            assert screen.rows.move_to_item(item)
            span = span_of(bar_of(pilot, shown_rows(pilot)[item]), "█")
            words = reach(rows, item) if item in rows["claims"] else None
            if words is not None:
                assert span is not None
                found.append((words, span))
        assert len(found) >= 7
        for a, at in found:
            for b, bt in found:
                if a.low <= b.low:
                    assert at[0] <= bt[0]
                if a.high <= b.high:
                    assert at[1] <= bt[1]


async def test_a_scale_says_its_two_ends_at_every_size() -> None:
    async with explorer() as (pilot, _):
        await open_plot(pilot, "sent")
        for size in SIZES:
            await resize(pilot, size)
            numbers = ruler(pilot).split()
            assert len(numbers) >= 2
            assert numbers[0] == "0"
            assert 20_000 < number(numbers[-1]) < 22_500


async def test_a_narrow_logarithmic_scale_does_not_join_its_ends_into_one_number() -> None:
    async with explorer(SMALL) as (pilot, _):
        await open_plot(pilot, "casualties")
        await strike(pilot, "l")
        assert all(re.fullmatch(r"\d{1,3}(,\d{3})*", part) for part in ruler(pilot).split())


# ---- rows


async def test_rows_stand_by_moment_and_none_is_missing() -> None:
    rows = rows_of()
    async with explorer() as (pilot, _):
        for measure in (*COUNTED, "event-date", "absence"):
            screen = await open_plot(pilot, measure)
            items = list(screen.rows.items)
            days = [first_day(rows, item) for item in items if item in rows["claims"]]
            assert days == sorted(days), measure
            top_line = screen.top.counts
            numbers = [int(n) for n in re.findall(r"\d+", top_line)]
            expected = len(figures_of(rows, measure)) + len(derived_of(rows, measure))
            assert numbers[0] == len(items), measure
            assert sum(numbers) == expected, measure
            await strike(pilot, "backspace")


async def test_space_unfolds_what_tells_the_same_and_folds_it_again() -> None:
    rows = rows_of()
    told = {
        claim
        for claim in figures_of(rows, "present")
        if rows["claims"][claim]["release"] == "hur-2026-02-09"
    }
    assert len(told) == 3
    async with explorer() as (pilot, _):
        screen = await open_plot(pilot, "present")
        for size in (NARROW, WIDE):
            await resize(pilot, size)
            heads = [item for item in screen.rows.items if item in told]
            assert len(heads) == 1
            assert screen.rows.move_to_item(heads[0])
            await settle(pilot)
            folded = screen_lines(pilot)
            assert shown_rows(pilot)[heads[0]].endswith("+2")
            await strike(pilot, "space")
            assert screen.rows.cursor == heads[0]
            at = screen.rows.items.index(heads[0])
            assert set(screen.rows.items[at : at + 3]) == told
            echo = shown_rows(pilot)[screen.rows.items[at + 1]]
            assert "└ JoongAng" in echo
            await strike(pilot, "j space")
            assert screen.rows.cursor == heads[0]
            assert told.intersection(screen.rows.items) == set(heads)
            assert screen_lines(pilot)[:-1] == folded[:-1]
            assert screen.rows.move_to_item("ki-2026-02-12.8")
            await strike(pilot, "space")
            assert "nothing is folded here" in screen_lines(pilot)[-1]


async def test_s_puts_the_largest_first_then_walks_on_and_comes_back() -> None:
    rows = rows_of()
    async with explorer() as (pilot, _):
        screen = await open_plot(pilot, "sent")
        before = list(screen.rows.items)
        await strike(pilot, "s")
        assert "by figure" in screen_lines(pilot)[1]
        lows = [w.low for item in screen.rows.items if (w := reach(rows, item)) is not None]
        assert len(lows) == len(before) >= 10
        assert lows == sorted(lows, reverse=True)
        for name in ("origin", "scope"):
            await strike(pilot, "s")
            assert f"by {name}" in screen_lines(pilot)[1]
            assert sorted(screen.rows.items) == sorted(before)
        await strike(pilot, "s")
        assert screen.rows.items == before


async def test_a_filter_keeps_the_rows_with_the_words() -> None:
    rows = rows_of()
    async with explorer() as (pilot, _):
        screen = await open_plot(pilot, "present")
        everything = list(screen.rows.items)
        await type_text(pilot, "/yonhap")
        await strike(pilot, "enter")
        found = list(screen.rows.items)
        assert 0 < len(found) < len(everything)
        printed = {c for c in found if c in rows["claims"]}
        assert printed
        assert all("yonhap" in rows["claims"][c]["attribution"] for c in printed)
        assert "NIS" in "\n".join(shown_rows(pilot).values())
        await strike(pilot, "escape")
        assert screen.rows.items == everything


async def test_l_changes_the_scale_and_changes_it_back() -> None:
    async with explorer() as (pilot, _):
        screen = await open_plot(pilot, "present")
        for size in SIZES:
            await resize(pilot, size)
            before, line = screen_lines(pilot), ruler(pilot)
            cursor = screen.rows.cursor
            await strike(pilot, "l")
            assert screen_lines(pilot)[-1].strip() == "logarithmic scale"
            assert "log scale" in screen.rows.legend
            assert ruler(pilot) != line
            assert screen.rows.cursor == cursor
            await strike(pilot, "l")
            assert screen_lines(pilot)[:-1] == before[:-1]
            assert screen_lines(pilot)[-1].strip() == "even scale"


async def test_dates_have_no_logarithmic_scale() -> None:
    rows = rows_of()
    async with explorer() as (pilot, _):
        screen = await open_plot(pilot, "event-date")
        before = screen_lines(pilot)
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", ruler(pilot).split()[0])
        await strike(pilot, "l")
        assert screen_lines(pilot)[:-1] == before[:-1]
        assert "dates cannot be shown on a logarithmic axis" in screen_lines(pilot)[-1]
        assert screen.rows.move_to_item("ki-2026-02-12.6b")
        await settle(pilot)
        line = shown_rows(pilot)["ki-2026-02-12.6b"]
        title = rows["events"]["nis-2026-02-12"]["title"]
        assert f"Feb. 12: {title}"[:15] in line
        assert "█" in line


# ---- what stands below


async def test_the_detail_says_what_holds_and_whom_to_set_aside() -> None:
    rows = rows_of()
    async with explorer() as (pilot, _):
        screen = await open_plot(pilot, "killed")
        for item in list(screen.rows.items):
            assert screen.rows.move_to_item(item)
            await settle(pilot)
            lines = detail_lines(screen)
            assert rows["claims"][item]["figure"]["written"] in lines[0]
            for label in ("what holds", "agree"):
                assert sum(line.startswith(label) for line in lines) == 1, (item, label)
            assert not any("supported" in line or "set aside" in line for line in lines)
        assert screen.rows.move_to_item("ki-2025-02-27.17c")
        await settle(pilot)
        shown = "\n".join(screen_lines(pilot))
        assert "NIS: at least 300" in shown
        text = " ".join(" ".join(detail_lines(screen)).split())
        # By 13 January only NIS had spoken; a later ceiling bounds what was true by then.
        assert (
            "what holds at 13 Jan 2025: at least 300 (NIS, 13 Jan 2025); "
            "at most 3,070 (Zelensky, 14 Feb 2025) agree only NIS gives a figure" in text
        )
        # Zelensky's two-thirds of 4,000 against at least 300: a tension between two voices. It is
        # told once a plot: in short in the heading, whole at the end of the whole text.
        assert "v: without 1 of 4 voices no two disagree" in shown
        short = "leave out 1 of 4 voices and no two of the others disagree"
        await strike(pilot, "v")
        whole = " ".join(" ".join(screen_lines(pilot)).split())
        assert f"set aside {short} in what they suggest: Zelensky; in what they commit" in whole
        await strike(pilot, "backspace")
        assert screen.rows.move_to_item("joongang-2026-02-10.18")
        await settle(pilot)
        text = " ".join(" ".join(detail_lines(screen)).split())
        # Up to 2,000 of unnamed people is neither a ceiling nor an origin's.
        assert (
            "what holds at 10 Feb 2026: at least 2,290 (Zelensky, 14 Feb 2025); "
            "no origin commits to a maximum agree no two of the 2 origins agree" in text
        )


async def test_where_a_floor_lies_above_a_ceiling_the_pair_is_read_beside_them() -> None:
    async with explorer() as (pilot, _):
        screen = await open_plot(pilot, "present")
        assert screen.rows.move_to_item("joongang-2026-02-10.8b")
        await settle(pilot)
        text = " ".join(" ".join(detail_lines(screen)).split())
        bounds = r"at least [\d,]+ \(NIS, [^;]*; but at most 8,500 \(HUR, Jan 2026\): these"
        assert re.search(bounds, text)
        pair = r"they cross NIS \([^)]*\) spoke of \w+ 11,000 present; HUR \(as of Jan 2026\) spoke"
        assert re.search(pair, text)


async def test_a_denial_counts_nothing() -> None:
    async with explorer() as (pilot, _):
        screen = await open_plot(pilot, "absence")
        assert screen.rows.move_to_item("ki-2025-02-27.15")
        await settle(pilot)
        assert shown_rows(pilot)["ki-2025-02-27.15"].startswith("▸")
        assert "not weeks" in shown_rows(pilot)["ki-2025-02-27.15"]
        assert "a denial gives no count" in "\n".join(screen_lines(pilot))


@pytest.mark.parametrize("size", [NARROW, SMALL])
async def test_the_chain_leads_to_the_claim_and_back_is_the_way_one_came(
    size: tuple[int, int],
) -> None:
    async with explorer(size) as (pilot, screen):
        shown = await open_plot(pilot, "killed")
        assert shown.rows.move_to_item("ki-2025-02-27.17c")
        await settle(pilot)
        await strike(pilot, "enter")
        assert shown.detail.active
        while not shown.detail.model.words(shown.detail.cursor or "").startswith("chain"):
            before = shown.detail.cursor
            await strike(pilot, "j")
            assert shown.detail.cursor != before
        await strike(pilot, "enter")
        assert top(pilot) is screen
        assert screen.drilling.facets == (Facet("claim", "ki-2025-02-27.17c"),)
        # 50 columns are not enough for a heading beside the counts: the crumb keeps its room.
        assert "claim: at least 300" in screen_lines(pilot)[0]
        await strike(pilot, "backspace")
        assert not screen.drilling.facets
        assert not screen.drilling.history


async def test_backspace_leads_from_the_rows_to_the_measures_to_the_explorer() -> None:
    async with explorer() as (pilot, screen):
        await strike(pilot, "2")
        before = screen_lines(pilot)
        shown = await open_plot(pilot, "wounded")
        await strike(pilot, "enter backspace")
        assert top(pilot) is shown
        assert shown.rows.active
        await strike(pilot, "backspace")
        assert measures(pilot).rows.cursor == "wounded"
        await strike(pilot, "backspace")
        assert top(pilot) is screen
        assert screen_lines(pilot) == before


async def test_after_held_arrows_the_detail_is_of_the_row_at_the_cursor() -> None:
    rows = rows_of()
    async with explorer() as (pilot, _):
        screen = await open_plot(pilot, "sent")
        await pilot.press(*["j"] * 7)
        await settle(pilot)
        cursor = screen.rows.cursor
        assert cursor == screen.rows.items[7]
        written = rows["claims"][cursor]["figure"]["written"]
        assert written in detail_lines(screen)[0]
        # At once, without a rest in between.
        await pilot.press("k", "k", "enter")
        await settle(pilot)
        cursor = screen.rows.items[5]
        assert screen.rows.cursor == cursor
        assert rows["claims"][cursor]["figure"]["written"] in detail_lines(screen)[0]
        assert screen.detail.active


async def test_typed_ahead_the_chain_is_that_of_the_row_at_the_cursor() -> None:
    async with explorer() as (pilot, _):
        screen = await open_plot(pilot, "sent")
        await strike(pilot, "j j j enter")
        lines = detail_lines(screen)
        down = next(n for n, line in enumerate(lines) if line.startswith("chain"))
    async with explorer() as (pilot, explored):
        screen = await open_plot(pilot, "sent")
        await strike(pilot, "j j j enter " + "j " * down + "enter")
        facet = explored.drilling.facets[-1]
        assert facet.id == screen.rows.items[3]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_z_gives_the_plot_the_screen(size: tuple[int, int]) -> None:
    async with explorer(size) as (pilot, _):
        screen = await open_plot(pilot, "killed")
        seen = len(shown_rows(pilot))
        before = screen_lines(pilot)
        await strike(pilot, "z")
        assert not screen.detail.display
        # All but the two lines at the ends, the title, and the scale.
        assert len(shown_rows(pilot)) == min(size[1] - 4, len(screen.rows.items)) > seen - 1
        assert ruler(pilot).strip()
        for _ in range(len(screen.rows.items) - 1):
            await strike(pilot, "j")
            assert screen.rows.cursor in shown_rows(pilot)
        await strike(pilot, "g backspace")
        assert top(pilot) is screen
        assert screen_lines(pilot) == before
        # Whoever goes to the detail sees it.
        await strike(pilot, "z enter")
        assert screen.detail.display
        assert screen.detail.active


async def test_z_gives_the_detail_the_screen_and_v_opens_it() -> None:
    async with explorer() as (pilot, _):
        screen = await open_plot(pilot, "killed")
        await strike(pilot, "enter z")
        assert not screen.rows.display
        assert not any("█" in line and "suggested" not in line for line in screen_lines(pilot))
        await strike(pilot, "z")
        assert screen.rows.display
        await strike(pilot, "v")
        assert "KILLED" in screen_lines(pilot)[0]
        await strike(pilot, "escape")
        assert top(pilot) is screen


def ends_of(pilot: Pilot[None]) -> tuple[float, float]:
    """The numbers at both ends of the scale."""
    first, *_, last = ruler(pilot).split()
    return float(first.replace(",", "")), float(last.replace(",", ""))


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=str)
async def test_the_axis_is_cut_to_the_rows_on_the_screen_and_to_the_figure_there(
    size: tuple[int, int],
) -> None:
    rows = rows_of()
    async with explorer(size) as (pilot, _):
        screen = await open_plot(pilot, "killed")
        whole = ends_of(pilot)
        assert screen.rows.move_to_item("ki-2025-02-27.17c")
        await strike(pilot, "Z Z" if size == WIDE else "Z")
        while "figure here" not in screen_lines(pilot)[-1]:
            await strike(pilot, "Z")
        # At least 300: from 200 to 500, with as much on either side as the words suggest.
        assert ends_of(pilot) == (200, 500)
        assert "axis cut (Z)" in screen_lines(pilot)[screen.rows.region.y]
        for item, line in shown_rows(pilot).items():
            found = reach(rows, item) if item in rows["claims"] else None
            if found is None or found.low != found.least or found.high != found.most:
                continue
            bar = bar_of(pilot, line)
            assert (bar.rstrip()[-1:] == "►") == (found.high > 500), line
            assert (bar[:1] == "◄") == (found.low < 200), line
        # It stays while one moves, and goes with one key more.
        await strike(pilot, "j j k")
        assert ends_of(pilot) == (200, 500)
        await strike(pilot, "Z")
        assert ends_of(pilot) == whole
        assert "axis cut" not in screen_lines(pilot)[screen.rows.region.y]
        # Of a logarithmic axis too.
        await strike(pilot, "Z l")
        assert ends_of(pilot)[0] >= 1


async def test_a_chart_has_the_axis_of_all_that_it_shows() -> None:
    async with explorer() as (pilot, _):
        await open_plot(pilot, "killed")
        await strike(pilot, "p Z")
        assert "p shows rows" in screen_lines(pilot)[-1]


# ---- what is not there


async def test_where_no_figure_is_left_there_is_no_scale() -> None:
    async with explorer() as (pilot, _):
        await open_plot(pilot, "territory-captured")
        assert "1,300" in ruler(pilot)
        await strike(pilot, "left_square_bracket " * 3)
        assert "no claim in view gives a figure for this measure" in "\n".join(screen_lines(pilot))
        assert ruler(pilot).strip() == ""


async def test_a_whole_without_figures_of_its_own_opens_as_an_empty_plot() -> None:
    async with explorer() as (pilot, screen):
        await strike(pilot, "2")
        assert pane(screen, "claims").move_to_item("digest-2026-02.4c")
        await strike(pilot, "enter")
        assert screen.drilling.facets == (Facet("claim", "digest-2026-02.4c"),)
        shown = await open_plot(pilot, "sent")
        assert shown.rows.items == []
        assert "no claim in view gives a figure for this measure" in "\n".join(screen_lines(pilot))
        await strike(pilot, "l space enter enter j k v backspace backspace")
        assert isinstance(top(pilot), MeasuresScreen)


async def test_a_measure_that_goes_from_the_file_leaves_an_empty_plot(tmp_path: Path) -> None:
    path = tmp_path / "kursk.json"
    path.write_bytes(Path(FIVE).read_bytes())
    async with explorer(path=path) as (pilot, screen):
        await open_plot(pilot, "coffins-shown")
        data = json.loads(path.read_text(encoding="utf-8"))
        for name, gone in (("measures", "coffins-shown"), ("claims", "joongang-2026-02-10.20c")):
            data[name] = {k: row for k, row in data[name].items() if row["id"] != gone}
        path.write_text(json.dumps(data), encoding="utf-8")
        screen.host.reload(asked=True)
        await settle(pilot)
        assert "coffins-shown" not in screen.panes.context.dossier.measures
        assert "no longer" in "\n".join(screen_lines(pilot))
        await strike(pilot, "j enter space l v D escape backspace backspace")
        assert isinstance(top(pilot), MeasuresScreen)


# ---- terminals


ASCII = Options(ascii_only=True)


async def test_in_ascii_every_screen_is_ascii() -> None:
    async with explorer(options=ASCII) as (pilot, _):
        for keys in (
            "m",
            "j enter",
            "enter",
            "backspace l",
            "backspace backspace b",
            "enter",
            "j enter",
            "escape backspace backspace o",
            "backspace d",
            "enter",
            "escape backspace left_square_bracket",
            "m",
            "enter",
        ):
            await strike(pilot, keys)
            text = "\n".join(screen_lines(pilot))
            assert text.isascii(), [line for line in text.split("\n") if not line.isascii()]
            # No character of the explorer's own is shown by its number.
            assert "\\u" not in text


async def test_in_ascii_bars_are_made_of_signs() -> None:
    async with explorer(options=ASCII) as (pilot, _):
        await open_plot(pilot, "casualties")
        shown = shown_rows(pilot)
        assert "###" in bar_of(pilot, shown["ki-2025-02-27.16b"])
        assert bar_of(pilot, shown["ki-2026-02-12.10b"]).rstrip().endswith(">")
        assert set(bar_of(pilot, shown["sum-nis-2025-casualties--casualties"])) == set(" :->")


async def test_without_colour_nothing_has_one() -> None:
    async with explorer(options=Options(colour=False)) as (pilot, _):
        await open_plot(pilot, "killed")
        for keys in ("", "l", "backspace backspace b", "enter"):
            await strike(pilot, keys)
            screen = pilot.app.screen
            assert isinstance(screen, BaseScreen)
            for widget in screen.query(Painted):
                for y in range(widget.size.height):
                    for segment in widget.render_line(y):
                        assert segment.style is None or segment.style.color is None, segment
                        assert segment.style is None or segment.style.bgcolor is None, segment
