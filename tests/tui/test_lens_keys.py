"""Known at a date, and without an agent: the keys on every screen; what an agent said; any keys.

What was known by a date is reckoned here from the rows of the file.
"""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from textual.events import Key
from textual.pilot import Pilot

from kursk_tui.commands import COMMANDS
from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.lens import Lens
from kursk_tui.tui.app import Options
from kursk_tui.tui.screens.books import BooksScreen
from kursk_tui.tui.screens.disagreements import DisagreementsScreen
from kursk_tui.tui.screens.explorer import ExplorerScreen
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.screens.measures import MeasuresScreen
from kursk_tui.tui.screens.origins import OriginsScreen
from kursk_tui.tui.screens.overview import OverviewScreen
from kursk_tui.tui.screens.plot import PlotScreen
from tests.five import FIVE
from tests.tui.driving import (
    NARROW,
    WIDE,
    claims_in,
    explorer,
    pane,
    screen_lines,
    settle,
    strike,
    type_text,
)
from tests.tui.test_forest import SMALL, Rows, resize, rows_of, top
from tests.tui.test_measures_screen import origin_of

EARLIER, LATER = "left_square_bracket", "right_square_bracket"
DATES = ("2025-02-27", "2026-02-10", "2026-02-12")


def state_of(published: str | None, date: str) -> str:
    """`known`, `later`, or `undated` where nobody can say; for a day."""
    if published is None:
        return "undated"
    first, _, last = published.partition("/")
    if last:
        return "undated" if first <= date else "later"
    return "known" if first <= date else "later"


def sources_at(rows: Rows, date: str, state: str) -> set[str]:
    return {s["id"] for s in rows["sources"].values() if state_of(s["published"], date) == state}


def claims_at(rows: Rows, date: str) -> set[str]:
    known = sources_at(rows, date, "known")
    return {c["id"] for c in rows["claims"].values() if c["source"] in known}


def claims_without(rows: Rows, agent: str) -> set[str]:
    """Claims with neither the agent nor who speaks for it among publisher, chain, release."""
    out = {agent} | {
        a["id"]
        for a in rows["agents"].values()
        if a["kind"] == "person" and a["member_of"] == agent
    }
    return {
        c["id"]
        for c in rows["claims"].values()
        if rows["sources"][c["source"]]["publisher"] not in out
        and not out.intersection(c["attribution"])
        and rows["events"].get(c["release"] or "", {}).get("by") not in out
    }


def events_of(rows: Rows, claims: set[str]) -> set[str]:
    """The events that claims speak of, tell or count, and what these are part of."""
    found: set[str] = set()
    for claim in claims:
        row = rows["claims"][claim]
        within = row["scope"]["within"]
        names = [*row["events"], row["release"], within if within in rows["events"] else None]
        for name in names:
            event = name
            while event is not None:
                found.add(event)
                event = rows["events"][event]["part_of"]
    return found


def known_at(rows: Rows, date: str) -> str:
    """What the top line says."""
    undated = len(sources_at(rows, date, "undated"))
    return f"known at {date}" + (f" (+{undated} unsure)" if undated else "")


def bottom(pilot: Pilot[None]) -> str:
    return screen_lines(pilot)[-1].strip()


def lensing(pilot: Pilot[None]) -> ListScreen:
    screen = pilot.app.screen
    assert isinstance(screen, ListScreen)
    return screen


def facets(screen: ExplorerScreen) -> tuple[Facet, ...]:
    """What the explorer is narrowed to, read anew."""
    return screen.drilling.facets


def copy_of(folder: Path) -> Path:
    path = folder / "kursk.json"
    path.write_bytes(Path(FIVE).read_bytes())
    return path


# ---- step by step


async def test_steps_lead_through_all_publications_to_both_ends() -> None:
    rows = rows_of()
    assert sorted({p for s in rows["sources"].values() if (p := s["published"])}) == [
        *(d for d in DATES if d < "2026-02-05"),
        "2026-02-05/..",
        *(d for d in DATES if d > "2026-02-05"),
    ]
    async with explorer() as (pilot, screen):
        before = screen_lines(pilot)
        await strike(pilot, LATER)
        assert "everything is shown" in bottom(pilot)
        for date in reversed(DATES):
            await strike(pilot, EARLIER)
            assert known_at(rows, date) in screen_lines(pilot)[0]
            known = len(sources_at(rows, date, "known"))
            aside = sources_at(rows, date, "undated")
            text = f"known at {date}: {known} of 5 sources"
            claims = sum(c["source"] in aside for c in rows["claims"].values())
            text += f", {len(aside)} unsure ({claims} claims) aside; 0: all"
            assert bottom(pilot) == text
            assert set(claims_in(screen)) == claims_at(rows, date)
        at_first = screen_lines(pilot)[:-1]
        await strike(pilot, EARLIER)
        assert bottom(pilot) == "nothing was published before 2025-02-27"
        assert screen_lines(pilot)[:-1] == at_first
        for date in DATES[1:]:
            await strike(pilot, LATER)
            assert known_at(rows, date) in screen_lines(pilot)[0]
        await strike(pilot, LATER)
        assert bottom(pilot) == "everything is shown: this is the latest date"
        await strike(pilot, "1 g")
        assert screen_lines(pilot) == before


async def test_every_pane_rests_on_what_was_known() -> None:
    rows = rows_of()
    async with explorer() as (pilot, screen):
        for date in reversed(DATES):
            await strike(pilot, EARLIER)
            claims = claims_at(rows, date)
            known, aside = (sources_at(rows, date, s) for s in ("known", "undated"))
            assert set(claims_in(screen)) == claims
            # With those that are folded under others.
            assert set(pane(screen, "timeline").model.ids()) == events_of(rows, claims)
            listed = pane(screen, "sources").items
            assert set(listed[: len(known)]) == known
            assert set(listed[len(known) :]) == aside
            lines = screen_lines(pilot)
            for source in aside:
                publisher = rows["agents"][rows["sources"][source]["publisher"]]
                name = (publisher["aliases"] or [publisher["name"]])[0]
                line = next(x for x in lines[11:] if name[:6] in x and "?" in x[:38])
                assert re.search(r" \?\s", line.replace("│", " ") + " ")
            await strike(pilot, "3 3")
            named = {a for c in claims for a in rows["claims"][c]["attribution"]}
            named |= {rows["events"][e]["by"] for e in events_of(rows, claims)} - {None}
            for source in known | aside:
                row = rows["sources"][source]
                named |= {row["publisher"], *row["cites"]}
            around = set(named)
            while True:
                more = {rows["agents"][a][f] for a in around for f in ("member_of", "party")} - {
                    None
                }
                if more <= around:
                    break
                around |= more
            assert set(pane(screen, "sources").items) == around
            await strike(pilot, "3 d")
            found = top(pilot)
            assert isinstance(found, DisagreementsScreen)
            sides = {c for row in found.all_rows for c in row.claims if "--" not in c}
            assert sides <= claims
            await strike(pilot, "backspace b")
            listed_books = top(pilot)
            assert isinstance(listed_books, BooksScreen)
            whole = {
                i["id"]
                for i in rows["identities"].values()
                if all(
                    t.get("claim") is None or t["claim"] in claims
                    for t in (i["total"], *i["terms"])
                )
            }
            assert set(listed_books.rows.items) == whole
            await strike(pilot, "backspace m")
            listed_measures = top(pilot)
            assert isinstance(listed_measures, MeasuresScreen)
            assert "event-date" in listed_measures.rows.items
            await strike(pilot, "G enter")
            shown = top(pilot)
            assert isinstance(shown, PlotScreen)
            assert shown.measure == "event-date"
            assert set(shown.rows.items) <= claims
            await strike(pilot, "backspace backspace 1")


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_date_stands_in_the_top_line_of_every_screen(size: tuple[int, int]) -> None:
    rows = rows_of()
    text = known_at(rows, "2026-02-10")
    assert text == "known at 2026-02-10 (+2 unsure)"
    async with explorer(size) as (pilot, screen):
        await strike(pilot, f"{EARLIER} {EARLIER}")
        for keys, kind in (
            ("2", ExplorerScreen),
            ("d", DisagreementsScreen),
            ("backspace m", MeasuresScreen),
            ("enter", PlotScreen),
            ("backspace backspace b", BooksScreen),
            ("backspace o", OriginsScreen),
        ):
            await strike(pilot, keys)
            assert isinstance(top(pilot), kind)
            assert text in screen_lines(pilot)[0]
            # From there one steps on, and all screens below follow.
            await strike(pilot, EARLIER)
            assert "known at 2025-02-27 (+1 unsure)" in screen_lines(pilot)[0]
            assert set(claims_in(screen)) == claims_at(rows, "2025-02-27")
            await strike(pilot, LATER)
            assert text in screen_lines(pilot)[0]


async def test_at_80_columns_the_top_line_says_how_many_claims_are_left() -> None:
    async with explorer() as (pilot, _):
        await strike(pilot, EARLIER)
        assert "93/157 claims" in screen_lines(pilot)[0]


async def test_at_a_small_size_the_crumb_keeps_its_room() -> None:
    async with explorer(SMALL) as (pilot, screen):
        await strike(pilot, EARLIER + " 3 3")
        assert pane(screen, "sources").move_to_item("kyiv-independent")
        await strike(pilot, "enter D")
        assert re.search(r"agent: Ky.*dent", screen_lines(pilot)[0])


async def test_a_step_redraws_the_screen_one_is_on() -> None:
    rows = rows_of()
    async with explorer() as (pilot, screen):
        await strike(pilot, "m enter p")
        shown = top(pilot)
        assert isinstance(shown, PlotScreen)
        seen = []
        for date in reversed(DATES):
            await strike(pilot, EARLIER)
            claims = claims_at(rows, date)
            told = {c for c in claims if rows["claims"][c]["measure"] == "sent"}
            assert set(shown.rows.items) <= told
            numbers = re.findall(r"\d+", shown.top.counts)
            assert sum(map(int, numbers)) == len(told)
            seen.append(screen_lines(pilot)[2:8])
        assert len({str(lines) for lines in seen}) == 3
        await strike(pilot, "0")
        assert "everything is shown again" in bottom(pilot)
        await strike(pilot, f"{EARLIER} {EARLIER} {EARLIER} backspace")
        # A plot is left for the date from which it was opened.
        assert screen.host.workspace.lens.known_at is None
        await strike(pilot, f"backspace {EARLIER} {EARLIER} {EARLIER} d {LATER}")
        found = top(pilot)
        assert isinstance(found, DisagreementsScreen)
        many = len(found.all_rows)
        await strike(pilot, EARLIER)
        assert 0 < len(found.all_rows) < many
        assert len(found.rows.items) == len(found.all_rows)
        await strike(pilot, f"backspace b {LATER}")
        listed = top(pilot)
        assert isinstance(listed, BooksScreen)
        many = len(listed.rows.items)
        await strike(pilot, EARLIER)
        assert 0 < len(listed.rows.items) < many
        assert f"{len(listed.rows.items)} identities" in screen_lines(pilot)[0]
        assert screen.host.workspace.lens.known_at == DATES[0]


async def test_the_list_of_disagreements_says_how_many_there_are_with_all() -> None:
    async with explorer(WIDE) as (pilot, _):
        await strike(pilot, "d")
        whole = re.search(r"(\d+) disagreements", screen_lines(pilot)[0])
        assert whole is not None
        await strike(pilot, f"{EARLIER} {EARLIER}")
        now = re.search(r"(\d+) disagreements \((\d+) with all\)", screen_lines(pilot)[0])
        assert now is not None
        assert now[2] == whole[1]
        assert 0 < int(now[1]) < int(whole[1])
        assert screen_lines(pilot)[1].strip().startswith(f"1 DISAGREEMENTS  1/{now[1]}")


async def test_the_next_kind_where_the_present_one_is_gone() -> None:
    async with explorer() as (pilot, _):
        await strike(pilot, "d")
        found = lensing(pilot)
        assert isinstance(found, DisagreementsScreen)
        for _ in range(9):
            if found.kind == "slip":
                break
            await strike(pilot, "K j enter")
        assert found.kind == "slip"
        await strike(pilot, f"{EARLIER} {EARLIER} {EARLIER}")
        assert not any(row.kind == "slip" for row in found.all_rows)
        await strike(pilot, "K j enter")
        assert found.kind != "slip"


async def test_all_takes_the_kind_and_the_severity_away_first() -> None:
    async with explorer() as (pilot, _):
        await strike(pilot, f"d K j enter ! j enter {EARLIER}")
        found = lensing(pilot)
        assert isinstance(found, DisagreementsScreen)
        assert (bool(found.kind), found.least) == (True, 2)
        await strike(pilot, "0")
        assert (found.kind, found.least) == ("", 0)
        assert "every kind and severity" in bottom(pilot)
        assert not pilot.app.workspace.lens.is_clear  # type: ignore[attr-defined]
        await strike(pilot, "0")
        assert pilot.app.workspace.lens.is_clear  # type: ignore[attr-defined]


# ---- a date that is asked for


async def test_t_takes_a_date_and_nothing_and_refuses_what_is_none() -> None:
    rows = rows_of()
    async with explorer() as (pilot, screen):
        await strike(pilot, "t")
        assert "known at" in bottom(pilot)
        await type_text(pilot, "2025")
        await strike(pilot, "enter")
        assert "known at 2025 (+1 unsure)" in screen_lines(pilot)[0]
        assert set(claims_in(screen)) == claims_at(rows, "2025-12-31")
        before = screen_lines(pilot)[:-1]
        for bad in ("2025-13", "yesterday"):
            await strike(pilot, "t ctrl+u")
            await type_text(pilot, bad)
            await strike(pilot, "enter")
            assert screen.host.workspace.lens.known_at == "2025"
            assert screen_lines(pilot)[:-1] == before
            assert screen.bottom.look == "error"
            assert bad in bottom(pilot)
        await strike(pilot, "t")
        assert "now 2025;" in bottom(pilot)
        await strike(pilot, "ctrl+u 2 0 2 6 escape")
        assert screen_lines(pilot)[:-1] == before
        assert screen.host.workspace.lens.known_at == "2025"
        await strike(pilot, "t ctrl+u enter")
        assert bottom(pilot) == "everything is shown: this is the latest date"
        assert screen.host.workspace.lens.is_clear
        # Between publications a step goes to the nearest.
        await strike(pilot, "t 2 0 2 6 minus 0 1 enter " + LATER)
        assert screen.host.workspace.lens.known_at == "2026-02-10"
        await strike(pilot, f"t ctrl+u 2 0 2 6 minus 0 1 enter {EARLIER}")
        assert screen.host.workspace.lens.known_at == "2025-02-27"


async def test_before_anything_was_published_all_is_empty_and_stands() -> None:
    async with explorer() as (pilot, screen):
        await strike(pilot, "t 2 0 2 0 enter")
        assert pane(screen, "claims").items == []
        assert pane(screen, "timeline").items == []
        assert pane(screen, "sources").items == ["defense-express-undated"]
        await strike(pilot, "enter 2 enter d enter K v backspace backspace")
        await strike(pilot, "escape escape m enter l space backspace b enter f o enter")
        for _ in range(6):
            await strike(pilot, "backspace")
        assert top(pilot) is screen
        assert "known at 2020" in screen_lines(pilot)[0]


# ---- narrowed to what is not known yet


@pytest.mark.parametrize(
    ("keys", "name", "record", "crumb"),
    [
        ("1", "timeline", "museum", "event: Memorial museum"),
        ("3", "sources", "ki-2026-02-12", "source: Kyiv Independent 2026-02-12"),
        ("2", "claims", "ki-2026-02-12.8", "claim: About 10,000"),
    ],
)
async def test_what_is_not_known_yet_gives_an_empty_view_and_comes_back(
    keys: str, name: str, record: str, crumb: str
) -> None:
    async with explorer(WIDE) as (pilot, screen):
        await strike(pilot, keys)
        assert pane(screen, name).move_to_item(record)
        await strike(pilot, "enter")
        assert crumb in screen_lines(pilot)[0]
        items = {pane_name: list(pane(screen, pane_name).items) for pane_name in screen.panes.lists}
        assert items["claims"]
        await strike(pilot, f"{EARLIER} {EARLIER} {EARLIER}")
        assert crumb in screen_lines(pilot)[0]
        for pane_name in ("timeline", "claims", "sources"):
            assert pane(screen, pane_name).items == []
        for other in ("d", "b", "o"):
            await strike(pilot, other)
            assert top(pilot) is not screen
            await strike(pilot, "backspace")
            assert top(pilot) is screen
        await strike(pilot, f"{LATER} {LATER} {LATER}")
        now = {pane_name: list(pane(screen, pane_name).items) for pane_name in screen.panes.lists}
        assert now == items
        await strike(pilot, "backspace")
        assert not screen.drilling.facets
        assert not screen.drilling.history


@pytest.mark.parametrize("key", ["m", "y"])
async def test_keys_on_a_claim_that_is_not_known_yet(key: str) -> None:
    async with explorer() as (pilot, screen):
        await strike(pilot, "2")
        assert pane(screen, "claims").move_to_item("ki-2026-02-12.8")
        await strike(pilot, f"enter {EARLIER} {EARLIER}")
        assert screen.panes.detail_of == ("claim", "ki-2026-02-12.8")
        await strike(pilot, key)
        assert screen.is_mounted


async def test_other_keys_on_a_claim_that_is_not_known_yet() -> None:
    async with explorer() as (pilot, screen):
        await strike(pilot, "2")
        assert pane(screen, "claims").move_to_item("ki-2026-02-12.8")
        await strike(pilot, f"enter {EARLIER} {EARLIER}")
        assert "left out: known at 2026-02-10" in "\n".join(screen_lines(pilot))
        for key in ("c", "o", "b", "d", "f", "v", "F"):
            await strike(pilot, key)
            assert top(pilot) is not screen, key
            await strike(pilot, "escape" if key == "f" else "backspace")
            assert top(pilot) is screen, key


async def test_the_way_back_holds_through_lenses() -> None:
    rows = rows_of()
    async with explorer() as (pilot, screen):
        assert pane(screen, "timeline").move_to_item("first-deployment")
        await strike(pilot, "enter")
        many = set(claims_in(screen))
        await strike(pilot, "3 enter")
        assert len(facets(screen)) == 2
        await strike(pilot, f"{EARLIER} {EARLIER} {EARLIER} backspace")
        assert facets(screen) == (Facet("event", "first-deployment"),)
        assert set(claims_in(screen)) == many & claims_at(rows, DATES[0])
        await strike(pilot, f"{LATER} {LATER} {LATER}")
        assert set(claims_in(screen)) == many
        await strike(pilot, "backspace")
        assert not screen.drilling.facets
        assert pane(screen, "timeline").cursor == "first-deployment"
        assert not screen.drilling.history


async def test_0_takes_the_narrowing_away_first_and_then_the_lens() -> None:
    async with explorer() as (pilot, screen):
        await strike(pilot, f"2 enter {EARLIER}")
        assert screen.drilling.facets
        await strike(pilot, "0")
        assert not screen.drilling.facets
        assert screen.host.workspace.lens.known_at == "2026-02-12"
        assert "known at 2026-02-12" in screen_lines(pilot)[0]
        await strike(pilot, "0")
        assert screen.host.workspace.lens.is_clear
        assert bottom(pilot) == "everything is shown again"
        assert "known at" not in screen_lines(pilot)[0]
        await strike(pilot, "0")
        assert bottom(pilot) == "the view is not narrowed"


# ---- without an agent


async def test_an_agent_is_left_out_and_taken_in_again() -> None:
    rows = rows_of()
    left = claims_without(rows, "hur")
    out = len(rows["claims"]) - len(left)
    async with explorer(WIDE) as (pilot, screen):
        await strike(pilot, "3 3")
        assert pane(screen, "sources").move_to_item("hur")
        await strike(pilot, "D")
        assert "without HUR" in screen_lines(pilot)[0]
        assert f"{len(left)} of 157 claims" in screen_lines(pilot)[0]
        assert bottom(pilot).startswith(f"without HUR: {out} claims left out")
        assert set(claims_in(screen)) == left
        assert not left & {
            c for c, row in rows["claims"].items() if "budanov" in row["attribution"]
        }
        await strike(pilot, EARLIER)
        top_line = screen_lines(pilot)[0]
        assert "known at 2026-02-12 (+2 unsure) without HUR" in top_line
        assert set(claims_in(screen)) == left & claims_at(rows, "2026-02-12")
        await strike(pilot, f"{EARLIER} {EARLIER}")
        assert pane(screen, "sources").move_to_item("hur")
        await strike(pilot, "D")
        assert bottom(pilot) == "with HUR again"
        assert set(claims_in(screen)) == claims_at(rows, DATES[0])
        # Two of them, and both away at once.
        await strike(pilot, "D")
        assert pane(screen, "sources").move_to_item("nis")
        await strike(pilot, "D")
        assert "without HUR, NIS" in screen_lines(pilot)[0]
        both = left & claims_without(rows, "nis") & claims_at(rows, DATES[0])
        assert set(claims_in(screen)) == both
        await strike(pilot, "0")
        assert len(claims_in(screen)) == 157


async def test_of_a_claim_its_origin_is_left_out() -> None:
    rows = rows_of()
    async with explorer() as (pilot, screen):
        await strike(pilot, "2")
        claims = pane(screen, "claims")
        assert claims.move_to_item("digest-2026-02.4b")
        await strike(pilot, "D")
        assert bottom(pilot).startswith("leave out (an agent)")
        await strike(pilot, "escape")
        assert screen.host.workspace.lens.is_clear
        assert claims.move_to_item("ki-2025-02-27.16c")
        await strike(pilot, "D")
        # He heads a state: an organ of it, and an origin of its own.
        assert screen.host.workspace.lens.without == ("zelensky",)
        assert set(claims_in(screen)) == claims_without(rows, "zelensky")
        assert "ki-2025-02-27.16c" not in claims_in(screen)
        # Its claims are gone: from an event D takes the one that is left out in again.
        await strike(pilot, "1 D")
        assert screen.host.workspace.lens.is_clear
        assert bottom(pilot) == "with Zelensky again"
        # There is nobody at the cursor: it asks whom.
        await strike(pilot, "D n o b o d y enter")
        assert "no agent 'nobody'" in bottom(pilot)
        await strike(pilot, "D n i s enter")
        assert screen.host.workspace.lens.without == ("nis",)
        assert set(claims_in(screen)) == claims_without(rows, "nis")


async def test_from_a_plot_the_origin_of_its_row_is_left_out() -> None:
    rows = rows_of()
    async with explorer() as (pilot, screen):
        await strike(pilot, "m")
        listed = lensing(pilot)
        assert isinstance(listed, MeasuresScreen)
        assert listed.rows.move_to_item("returned")
        await strike(pilot, "enter p")
        shown = lensing(pilot)
        assert isinstance(shown, PlotScreen)
        assert shown.rows.move_to_item("ki-2026-02-12.9")
        await settle(pilot)
        await strike(pilot, "D")
        assert (
            screen.host.workspace.lens.without == (origin_of(rows, "ki-2026-02-12.9"),) == ("nis",)
        )
        assert "ki-2026-02-12.9" not in shown.rows.items
        assert shown.rows.items
        assert "without NIS" in screen_lines(pilot)[0]


async def test_what_the_message_names_takes_the_agent_in_again() -> None:
    async with explorer() as (pilot, screen):
        await strike(pilot, "m j enter j D")
        assert "left out; 0 brings" in bottom(pilot)
        assert not screen.host.workspace.lens.is_clear
        await strike(pilot, "0")
        assert screen.host.workspace.lens.is_clear


# ---- a file that changes under a lens


async def test_a_file_that_changes_is_read_through_the_same_lens(tmp_path: Path) -> None:
    path = copy_of(tmp_path)
    rows = rows_of()
    async with explorer(WIDE, path=path) as (pilot, screen):
        await strike(pilot, "3 3")
        assert pane(screen, "sources").move_to_item("ri-sol-ju")
        await strike(pilot, "D")
        assert pane(screen, "sources").move_to_item("hur")
        await strike(pilot, f"D {EARLIER} d")
        found = lensing(pilot)
        before = screen_lines(pilot)
        assert "with all)" in before[0]
        data = json.loads(path.read_text(encoding="utf-8"))
        for row in data["claims"].values():
            if row["id"] == "ki-2025-02-27.17c":
                row["statement"] = "An altered statement."
        other = path.with_suffix(".new")
        other.write_text(json.dumps(data), encoding="utf-8")
        other.replace(path)
        screen.host.check_files()
        await settle(pilot)
        assert top(pilot) is found
        assert screen_lines(pilot)[0] == before[0]
        assert screen_lines(pilot)[1:20] == before[1:20]
        assert screen.host.workspace.lens.without == ("ri-sol-ju", "hur")
        expected = claims_without(rows, "hur") & claims_at(rows, "2026-02-12")
        assert set(claims_in(screen)) == expected
        assert screen.panes.context.dossier.claims["ki-2025-02-27.17c"].statement.startswith(
            "An alt"
        )
        # Who is no longer in the file is no longer left out.
        data["agents"] = {k: r for k, r in data["agents"].items() if r["id"] != "ri-sol-ju"}
        other.write_text(json.dumps(data), encoding="utf-8")
        other.replace(path)
        screen.host.check_files()
        await settle(pilot)
        assert screen.host.workspace.lens == Lens("2026-02-12", ("hur",))
        assert "without HUR" in screen_lines(pilot)[0]
        assert "Ri Sol-ju" not in screen_lines(pilot)[0]
        assert set(claims_in(screen)) == expected


async def test_what_competes_with_a_claim_that_goes_from_the_file(tmp_path: Path) -> None:
    path = copy_of(tmp_path)
    async with explorer(path=path) as (pilot, screen):
        await strike(pilot, "2")
        assert pane(screen, "claims").move_to_item("ki-2026-02-12.9")
        await strike(pilot, "c")
        data = json.loads(path.read_text(encoding="utf-8"))
        gone = "ki-2026-02-12.9"
        data["claims"] = {k: r for k, r in data["claims"].items() if r["id"] != gone}
        path.write_text(json.dumps(data), encoding="utf-8")
        screen.host.reload(asked=True)
        await settle(pilot)
        assert gone not in screen.panes.context.dossier.claims
        assert screen_lines(pilot)[0]


# ---- what an agent said


def split_of(rows: Rows, agent: str) -> tuple[int, int, int]:
    """How many claims an agent said, relayed, and published of others."""
    said, relayed, published = set(), set(), set()
    for claim, row in rows["claims"].items():
        publisher = rows["sources"][row["source"]]["publisher"]
        chain = row["attribution"]
        full = row["lineage"] == "full"
        if full and (chain[-1] if chain else publisher) == agent:
            said.add(claim)
        elif agent in chain:
            relayed.add(claim)
        elif publisher == agent:
            published.add(claim)
    return len(said), len(relayed), len(published)


async def test_o_on_an_agent_counts_what_it_said_and_relayed() -> None:
    rows = rows_of()
    async with explorer() as (pilot, screen):
        await strike(pilot, "3 3")
        for agent in ("nis", "yonhap", "kyiv-independent", "hur"):
            assert pane(screen, "sources").move_to_item(agent)
            await settle(pilot)
            await strike(pilot, "o")
            said, relayed, published = split_of(rows, agent)
            text = " ".join(line.strip() for line in screen_lines(pilot)[2:4])
            assert re.search(rf"said {said}\b", text), text
            assert re.search(rf"relayed {relayed}\b", text), text
            assert re.search(rf"published {published} of others", text), text
            await strike(pilot, "o")
            assert top(pilot) is screen


async def test_a_series_stands_in_the_order_of_its_dates() -> None:
    async with explorer(WIDE) as (pilot, screen):
        await strike(pilot, "3 3")
        steps = 0
        for agent in ("hur", "nis", "joongang"):
            assert pane(screen, "sources").move_to_item(agent)
            await settle(pilot)
            await strike(pilot, "o")
            series: list[str] = []
            for line in screen_lines(pilot)[3:-1]:
                found = re.match(r"[ ▸](\d{4}(?:-\d\d){0,2}|unsure)\b", line)
                series = [*series, found[1]] if found else []
                assert series == sorted(series), line
                steps += found is not None
            await strike(pilot, "backspace")
        assert steps > 10


async def test_o_on_a_person_says_whom_they_count_as() -> None:
    rows = rows_of()
    async with explorer() as (pilot, screen):
        await strike(pilot, "3 3")
        for person, body in (("budanov", "hur"), ("zelensky", "ukraine")):
            assert rows["agents"][person]["member_of"] == body
            assert pane(screen, "sources").move_to_item(person)
            await settle(pilot)
            await strike(pilot, "o")
            name = rows["agents"][body]["name"]
            text = "\n".join(screen_lines(pilot))
            if rows["agents"][body]["kind"] == "state":
                assert f"an organ of {name}, and an origin of its own" in text
                assert "counts as" not in text
            else:
                assert f"counts as {name}" in text
            await strike(pilot, "backspace")


async def test_what_the_head_of_a_state_says_is_not_counted_as_said_by_the_state() -> None:
    rows = rows_of()
    async with explorer() as (pilot, screen):
        await strike(pilot, "3 3")
        for body, people in (("ukraine", 0), ("hur", 1)):
            assert pane(screen, "sources").move_to_item(body)
            await settle(pilot)
            await strike(pilot, "o")
            text = "\n".join(screen_lines(pilot))
            assert rows["agents"][body]["name"] in text
            assert text.count("through its people") == people
            await strike(pilot, "backspace")


async def test_one_agent_is_one_origin_of_what_it_said() -> None:
    async with explorer() as (pilot, screen):
        await strike(pilot, "3 3")
        assert pane(screen, "sources").move_to_item("kyiv-independent")
        await settle(pilot)
        await strike(pilot, "o")
        assert "origins 1-6" not in "\n".join(screen_lines(pilot))


# ---- any keys

SET_ASIDE = {"quit", "suspend", "note", "copy"}
NAMES = {"=": "equals_sign", "/": "slash", "[": EARLIER, "]": LATER, "!": "exclamation_mark"}
NAMES |= {"?": "question_mark", ":": "colon"}


@pytest.mark.parametrize("seed", [1, 2])
async def test_any_keys_in_any_order_leave_the_explorer_standing(seed: int, tmp_path: Path) -> None:
    chosen = random.Random(seed)
    keys = [NAMES.get(k, k) for c in COMMANDS if c.id not in SET_ASIDE for k in c.keys]
    # The ways into the screens and through the dates more often than the rest.
    keys += ["m", "b", "d", "enter", "enter", "j", "j", EARLIER, LATER, "D", "backspace"] * 3
    options = Options(notes=str(tmp_path / "notes.json"), author="walker")
    async with explorer(options=options) as (pilot, screen):
        walked = []
        for step in range(300):
            key = chosen.choice(keys)
            walked.append(key)
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
            if step % 12 == 11:
                await settle(pilot)
                assert pilot.app.is_running, walked[-30:]
                assert len(screen_lines(pilot)) == 24
        for _ in range(24):
            await strike(pilot, "escape")
            prompt = getattr(top(pilot), "prompt", None)
            if prompt is not None and prompt.asking:
                # A form with something in it asks before it goes.
                await strike(pilot, "y enter")
            elif isinstance(top(pilot), OverviewScreen):
                # One Escape too many does not leave the first screen.
                await strike(pilot, "backspace")
        assert top(pilot) is screen
        assert pilot.app.is_running
        await resize(pilot, WIDE)
        # Where the lens and the crumb fill the line, the name gives way first.
        assert " claim" in screen_lines(pilot)[0]
