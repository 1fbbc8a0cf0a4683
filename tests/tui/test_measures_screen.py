"""The list of measures: the tree, its counts, the way in and out; keys typed ahead."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from kursk_tui.dossier.holding import Facet
from kursk_tui.tui.screens.books import BookScreen, BooksScreen
from kursk_tui.tui.screens.measures import MeasuresScreen
from kursk_tui.tui.screens.palette import PaletteScreen
from kursk_tui.tui.screens.plot import PlotScreen
from tests.tui.driving import explorer, pane, screen_lines, strike, type_text
from tests.tui.test_forest import (
    SIZES,
    SMALL,
    Rows,
    derived_of,
    figures_of,
    measures,
    reach,
    resize,
    rows_of,
    top,
)


def lines_of(pilot: Pilot[None]) -> dict[str, str]:
    """The lines of the list on the screen, without the cursor, by measure."""
    listed = measures(pilot).rows
    lines = screen_lines(pilot)[2:]
    page = listed.items[listed.offset_row : listed.offset_row + listed.region.height - 1]
    return {item: line[1:] for item, line in zip(page, lines, strict=False)}


def facts_of(line: str, width: int) -> list[str]:
    """What stands behind the name: figures, origins, from – to, moments."""
    name_width = min(46, max(20, width - 1 - 46))
    return line[name_width:].split()


def name_of(rows: Rows, measure: str) -> str:
    """A name by itself: of a share with the percent that a figure would bring."""
    row = rows["measures"][measure]
    return f"% {row['name']}" if row["unit"] == "percent" else str(row["name"])


def depth_of(rows: Rows, measure: str) -> int:
    whole = rows["measures"][measure]["part_of"]
    return 0 if whole is None else 1 + depth_of(rows, whole)


def group_of(rows: Rows, told: set[str], claim: str) -> tuple[object, ...]:
    """What a claim tells of its release: what leaves place or population unsaid goes with the
    only one that is said.
    """
    row = rows["claims"][claim]
    kind = {"asserted": "counted", "denied": None}

    def alike(name: str) -> str | None:
        own: str | None = row["scope"][name]
        others = [
            other["scope"][name]
            for other in map(rows["claims"].__getitem__, told)
            if other["release"] == row["release"] and other["modality"] == row["modality"]
        ]
        said = set(others) - {None}
        return said.pop() if own is None and len(said) == 1 else own

    counted = kind.get(row["modality"], row["modality"])
    return (row["release"], counted, row["scope"]["within"], alike("place"), alike("population"))


def heads_of(rows: Rows, measure: str, claims: set[str] | None = None) -> int:
    """How many different figures are told: those of a release that overlap count once."""
    heads: list[tuple[object, float, float]] = []
    count = 0
    told = figures_of(rows, measure)
    reaches = {c: reach(rows, c) for c in told}
    for claim in sorted(told, key=lambda c: -(r.high - r.low if (r := reaches[c]) else -1)):
        row, words = rows["claims"][claim], reaches[claim]
        if claims is not None and claim not in claims:
            continue
        group = group_of(rows, told, claim)
        if row["release"] is None or words is None:
            count += 1
            continue
        if not any(
            g == group and low <= words.high and words.low <= high for g, low, high in heads
        ):
            heads.append((group, words.low, words.high))
    return count + len(heads)


def body_of(rows: Rows, agent: str) -> str:
    """A person counts as the body they belong to; as an organ of it where that is a state."""
    row = rows["agents"][agent]
    if row["kind"] != "person" or not row["member_of"]:
        return agent
    return agent if rows["agents"][row["member_of"]]["kind"] == "state" else row["member_of"]


def origin_of(rows: Rows, claim: str) -> str | None:
    """The body behind a claim; what is told of a release has the one whose release it is."""
    row = rows["claims"][claim]
    if row["lineage"] != "full":
        return None
    last = (row["attribution"] or [rows["sources"][row["source"]]["publisher"]])[-1]
    if rows["agents"][last]["kind"] == "unnamed":
        return None
    if row["release"] is not None:
        last = rows["events"][row["release"]]["by"]
    return body_of(rows, last)


def derived_origins(rows: Rows, measure: str) -> set[str | None]:
    found = set()
    for identity in derived_of(rows, measure):
        row = rows["identities"][identity]
        bodies = {
            origin_of(rows, term["claim"])
            for term in (row["total"], *row["terms"])
            if term.get("claim")
        }
        found.add(bodies.pop() if len(bodies) == 1 else None)
    return found


async def test_parts_stand_indented_below_their_wholes_at_every_size() -> None:
    rows = rows_of()
    async with explorer() as (pilot, _):
        await strike(pilot, "m")
        for size in SIZES:
            await resize(pilot, size)
            items = measures(pilot).rows.items
            assert set(items) == set(rows["measures"])
            lines = lines_of(pilot)
            assert len(lines) == 11
            for item, line in lines.items():
                name = name_of(rows, item)
                indent = "  " * depth_of(rows, item)
                assert line.startswith(indent + name[:15]), line
                assert not line[len(indent) :].startswith(" "), line
                whole = rows["measures"][item]["part_of"]
                if whole is not None:
                    between = items[items.index(whole) + 1 : items.index(item)]
                    assert items.index(whole) < items.index(item)
                    assert all(depth_of(rows, m) > depth_of(rows, whole) for m in between)


async def test_figures_and_origins_are_counted_as_the_file_has_them() -> None:
    rows = rows_of()
    async with explorer() as (pilot, _):
        await strike(pilot, "m")
        for size in SIZES:
            await resize(pilot, size)
            total = 0
            for item, line in lines_of(pilot).items():
                figures, origins = facts_of(line, size[0])[:2]
                total += int(figures)
                bodies = {origin_of(rows, claim) for claim in figures_of(rows, item)}
                bodies |= derived_origins(rows, item)
                assert int(origins) == len(bodies - {None}), line
                if item != "event-date":
                    expected = heads_of(rows, item) + len(derived_of(rows, item))
                    assert int(figures) == expected, line
            assert f"{total} figures" in screen_lines(pilot)[0]


async def test_from_and_to_are_the_ends_of_what_words_suggest() -> None:
    rows = rows_of()
    async with explorer() as (pilot, _):
        await strike(pilot, "m")
        lines = lines_of(pilot)
        for measure in ("killed", "returned", "coffins-shown", "sent"):
            words = [w for c in figures_of(rows, measure) if (w := reach(rows, c)) is not None]
            low = float(f"{min(w.low for w in words):.3g}")
            high = float(f"{max(w.high for w in words):.3g}")
            assert f"{low:,.0f} – {high:,.0f}" in lines[measure], lines[measure]


async def test_the_cursor_is_on_the_measure_of_the_claim_one_came_from() -> None:
    async with explorer() as (pilot, screen):
        await strike(pilot, "2")
        for claim, measure in (
            ("joongang-2026-02-10.18b", "wounded"),
            ("joongang-2026-02-10.20c", "coffins-shown"),
            ("ki-2025-02-27.5", "sent"),
        ):
            assert pane(screen, "claims").move_to_item(claim)
            await strike(pilot, "m")
            # A claim without a measure leads to the top of the list.
            assert measures(pilot).rows.cursor == measure
            line = next(line for line in screen_lines(pilot) if line.startswith("▸"))
            assert rows_of()["measures"][measure]["name"][:15] in line
            await strike(pilot, "m")
            assert screen.is_current


async def test_typed_ahead_the_cursor_is_on_the_measure_of_the_row_at_the_cursor() -> None:
    async with explorer() as (pilot, screen):
        await strike(pilot, "2")
        claims = pane(screen, "claims")
        await pilot.press("j", "j", "j", "j", "m")
        await strike(pilot, "")
        expected = rows_of()["claims"][claims.items[4]]["measure"]
        assert expected != rows_of()["claims"][claims.items[0]]["measure"]
        assert measures(pilot).rows.cursor == expected


@pytest.mark.parametrize(
    ("keys", "pane_name", "record", "role"),
    [
        ("3", "sources", "ki-2025-02-27", "source"),
        ("3 3", "sources", "nis", "agent"),
    ],
)
async def test_only_what_is_in_view_is_listed(
    keys: str, pane_name: str, record: str, role: str
) -> None:
    rows = rows_of()
    claims = {
        c["id"]
        for c in rows["claims"].values()
        if c["source"] == record or record in c["attribution"]
    }
    async with explorer() as (pilot, screen):
        await strike(pilot, keys)
        assert pane(screen, pane_name).move_to_item(record)
        await strike(pilot, "enter")
        assert screen.drilling.facets == (Facet(role, record),)
        await strike(pilot, "m")
        shown = {m for m in rows["measures"] if figures_of(rows, m) & claims}
        wholes = {whole for m in shown if (whole := rows["measures"][m]["part_of"]) is not None}
        wholes |= {w for m in wholes if (w := rows["measures"][m]["part_of"]) is not None}
        assert set(measures(pilot).rows.items) == shown | wholes
        assert shown < set(rows["measures"])
        assert f"{role}: " in screen_lines(pilot)[0]
        for item, line in lines_of(pilot).items():
            if item in shown - {"event-date"}:
                derived = sum(
                    all(
                        term.get("claim") is None or term["claim"] in claims
                        for term in (identity["total"], *identity["terms"])
                    )
                    for name in derived_of(rows, item)
                    for identity in (rows["identities"][name],)
                )
                assert int(facts_of(line, 80)[0]) == heads_of(rows, item, claims) + derived, line
        await strike(pilot, "enter")
        assert isinstance(top(pilot), PlotScreen)
        assert f"{role}: " in screen_lines(pilot)[0]


async def test_sort_filter_and_back() -> None:
    rows = rows_of()
    async with explorer() as (pilot, screen):
        await strike(pilot, "m")
        listed = measures(pilot).rows
        before = list(listed.items)
        await strike(pilot, "s")
        assert "by figures" in screen_lines(pilot)[1]
        counts = [int(facts_of(line, 80)[0]) for line in lines_of(pilot).values()]
        assert counts == sorted(counts, reverse=True)
        await strike(pilot, "s")
        assert "by name" in screen_lines(pilot)[1]
        names = [rows["measures"][item]["name"] for item in listed.items]
        assert names == sorted(names)
        await strike(pilot, "s")
        assert listed.items == before
        await type_text(pilot, "/coffin")
        await strike(pilot, "enter")
        assert set(listed.items) == {"coffins-shown"}
        await strike(pilot, "escape")
        assert listed.items == before
        await strike(pilot, "escape escape")
        assert top(pilot) is not screen
        assert "Esc once more leaves" in screen_lines(pilot)[-1]
        await strike(pilot, "escape")
        assert top(pilot) is screen


async def test_a_view_without_a_figure_has_no_measure() -> None:
    async with explorer() as (pilot, screen):
        await strike(pilot, "2")
        assert pane(screen, "claims").move_to_item("ki-2025-02-27.5")
        await strike(pilot, "enter m")
        assert "0 figures" in screen_lines(pilot)[0]
        await resize(pilot, SMALL)
        assert "no figure in view" in "\n".join(screen_lines(pilot))
        assert measures(pilot).rows.items == []
        await strike(pilot, "enter j l space s")
        assert isinstance(top(pilot), MeasuresScreen)
        await strike(pilot, "backspace")
        assert top(pilot) is screen


async def test_help_is_everywhere() -> None:
    async with explorer() as (pilot, _):
        await strike(pilot, "m question_mark")
        assert isinstance(top(pilot), PaletteScreen)


# ---- keys typed ahead


async def test_a_burst_of_keys_ends_where_single_keys_would() -> None:
    async with explorer() as (pilot, screen):
        await strike(pilot, "m j enter p l")
        shown = top(pilot)
        assert isinstance(shown, PlotScreen)
        assert shown.measure == "casualties"
        assert shown.is_log
        await strike(pilot, "j j l enter backspace backspace j enter p")
        shown = top(pilot)
        assert isinstance(shown, PlotScreen)
        assert shown.measure == "killed"
        assert not shown.is_log
        await strike(pilot, "backspace backspace b j enter j enter backspace")
        book = top(pilot)
        assert isinstance(book, BookScreen)
        assert book.rows.cursor == "1"
        assert book.rows.active
        await strike(pilot, "backspace backspace m g enter space space backspace b m m")
        # `b` and the second `m` are not the list's: one is said, the other returns.
        assert isinstance(top(pilot), MeasuresScreen)
        await strike(pilot, "m d b")
        assert not isinstance(top(pilot), BooksScreen)
        await strike(pilot, "backspace b")
        assert isinstance(top(pilot), BooksScreen)
        await strike(pilot, "backspace")
        assert top(pilot) is screen


async def test_a_burst_from_the_explorer_folds_the_row_that_it_went_to() -> None:
    async with explorer() as (pilot, screen):
        await strike(pilot, "2")
        assert pane(screen, "claims").move_to_item("joongang-2026-02-10.8b")
        await strike(pilot, "m enter p")
        shown = top(pilot)
        assert isinstance(shown, PlotScreen)
        assert shown.measure == "present"
        before = len(shown.rows.items)
        # "Around 8,000" commits to more than "up to": it stands for the release.
        place = shown.rows.items.index("joongang-2026-02-10.8b")
        await strike(pilot, "g " + "j " * place + "space l")
        assert len(shown.rows.items) == before + 2
        assert shown.is_log
        assert shown.rows.place == place
