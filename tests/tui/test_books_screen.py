"""The books: what each leaves over, and terms that are swapped; reckoned here from the rows."""

from __future__ import annotations

import json
import re
from math import inf
from pathlib import Path

from textual.pilot import Pilot

from kursk_tui.dossier.holding import Facet
from kursk_tui.notebook.notebook import Notebook
from kursk_tui.tui.app import Options
from kursk_tui.tui.screens.books import BookScreen, BooksScreen
from kursk_tui.tui.screens.flag import FlagScreen
from kursk_tui.tui.screens.reader import ReaderScreen
from tests.five import FIVE
from tests.tui.driving import NARROW, explorer, pane, press, screen_lines, settle, strike, type_text
from tests.tui.test_forest import (
    SIZES,
    SMALL,
    Reach,
    Rows,
    number,
    reach,
    resize,
    rows_of,
    top,
)


def books(pilot: Pilot[None]) -> BooksScreen:
    screen = pilot.app.screen
    assert isinstance(screen, BooksScreen)
    return screen


def book(pilot: Pilot[None]) -> BookScreen:
    screen = pilot.app.screen
    assert isinstance(screen, BookScreen)
    return screen


def claims_in(rows: Rows, identity: str) -> list[str | None]:
    """The claims of the slots, the total first; None where one is open."""
    row = rows["identities"][identity]
    return [term.get("claim") for term in (row["total"], *row["terms"])]


def signs_of(rows: Rows, identity: str) -> list[int]:
    return [term["sign"] for term in rows["identities"][identity]["terms"]]


def left_over(rows: Rows, claims: list[str | None], signs: list[int]) -> Reach:
    """Total less terms."""
    found = [reach(rows, claim) for claim in claims if claim is not None]
    low, high, least, most = found[0] or Reach(0, 0, 0, 0)
    for words, sign in zip(found[1:], signs, strict=True):
        assert words is not None
        if sign > 0:
            low, high = low - words.high, high - words.low
            least, most = least - words.most, most - words.least
        else:
            low, high = low + words.low, high + words.high
            least, most = least + words.least, most + words.most
    return Reach(low, high, least, most)


def verdict_of(left: Reach) -> str:
    if left.low <= 0 <= left.high:
        return "only just" if 0 in (left.low, left.high) and left.low != left.high else "balances"
    return "strained" if left.least <= 0 <= left.most else "cannot"


def ends_in(text: str) -> tuple[float, float]:
    """The two ends of an amount that stands in a line, short of the terms or over them.

    `500 short to 20 over`, `501 to 5,800 short`, `up to 20 over`; of a derived term `1 to 2`.
    """
    n = r"([\d,.]+)"
    if found := re.search(rf"{n} short to {n} over", text):
        return -number(found[1]), number(found[2])
    if found := re.search(rf"{n} to {n} (short|over)", text):
        near_end, far_end = number(found[1]), number(found[2])
        return (-far_end, -near_end) if found[3] == "short" else (near_end, far_end)
    if found := re.search(rf"up to {n} (short|over)", text):
        return (-number(found[1]), 0) if found[2] == "short" else (0, number(found[1]))
    if found := re.search(rf"{n} (short|over)", text):
        one = number(found[1]) * (-1 if found[2] == "short" else 1)
        return one, one
    if "nothing" in text:
        return 0, 0
    found = re.search(rf"(-?{n}) to (-?{n})", text)
    if found is None:
        single = re.search(r"-?[\d,.]+", text)
        assert single is not None, text
        return number(single.group()), number(single.group())
    return number(found[1]), number(found[3])


def near(text: str, left: Reach) -> bool:
    """Whether a line says what is left over, which is rounded to tens where it is not whole."""
    low, high = ends_in(text)
    return abs(low - left.low) <= 10 and abs(high - left.high) <= 10


def row_line(pilot: Pilot[None], listed_id: str, item: str) -> str:
    """The line of a row of a list on the screen."""
    screen = top(pilot)
    assert isinstance(screen, BooksScreen | BookScreen)
    listed = screen.rows if listed_id == "rows" else screen.detail
    place = listed.items.index(item) - listed.offset_row
    return screen_lines(pilot)[listed.region.y + 1 + place]


async def open_book(pilot: Pilot[None], identity: str) -> BookScreen:
    if not isinstance(pilot.app.screen, BooksScreen):
        await strike(pilot, "b")
    assert books(pilot).rows.move_to_item(identity)
    await strike(pilot, "enter")
    return book(pilot)


# ---- the list


async def test_all_identities_are_listed_with_what_they_leave_over() -> None:
    rows = rows_of()
    async with explorer() as (pilot, _):
        await strike(pilot, "b")
        for size in SIZES:
            await resize(pilot, size)
            screen = books(pilot)
            assert list(screen.rows.items) == list(rows["identities"])
            assert "10 identities" in screen_lines(pilot)[0]
            for identity in rows["identities"]:
                assert screen.rows.move_to_item(identity)
                line = row_line(pilot, "rows", identity)
                claims = claims_in(rows, identity)
                if None in claims:
                    assert "derived" in line
                    continue
                left = left_over(rows, claims, signs_of(rows, identity))
                assert verdict_of(left) in line
                assert near(line, left), line


async def test_an_open_term_is_what_the_others_leave() -> None:
    rows = rows_of()
    async with explorer() as (pilot, _):
        await strike(pilot, "b")
        sums = {"sum-nis-2025-casualties": 1, "sum-joongang-casualties": 1, "ledger-digest": -1}
        for identity, sign in sums.items():
            line = row_line(pilot, "rows", identity)
            one, two = (reach(rows, c) for c in claims_in(rows, identity) if c is not None)
            assert one is not None
            assert two is not None
            other = two if sign > 0 else Reach(-two.high, -two.low, 0, 0)
            assert near(line, Reach(one.low + other.low, one.high + other.high, 0, inf)), line


async def test_the_detail_follows_and_shows_the_assumption() -> None:
    rows = rows_of()
    async with explorer() as (pilot, _):
        await strike(pilot, "b j j j j j j j j j")
        assert books(pilot).rows.cursor == "ledger-engineers"
        text = " ".join(" ".join(screen_lines(pilot)).split())
        assert rows["identities"]["ledger-engineers"]["assumption"] in text
        assert "no other claim gives a figure for any of its terms" in text


async def test_the_cursor_is_on_the_identity_of_the_claim_one_came_from() -> None:
    async with explorer() as (pilot, screen):
        await strike(pilot, "2")
        for claim, identity in (
            ("digest-2026-02.4c", "ledger-digest"),
            ("ki-2026-02-12.8b", "sum-nis-2026-present"),
            ("ki-2025-02-27.16c", "sum-zelensky-casualties"),
            ("ki-2025-02-27.5", "sum-deployments"),
        ):
            assert pane(screen, "claims").move_to_item(claim)
            await strike(pilot, "b")
            assert books(pilot).rows.cursor == identity
            await strike(pilot, "b")
            assert top(pilot) is screen


async def test_only_identities_with_a_claim_in_view() -> None:
    rows = rows_of()
    async with explorer() as (pilot, screen):
        await strike(pilot, "3")
        assert pane(screen, "sources").move_to_item("digest-2026-02")
        await strike(pilot, "enter b")
        expected = [
            identity
            for identity in rows["identities"]
            if any(c and c.startswith("digest-") for c in claims_in(rows, identity))
        ]
        assert list(books(pilot).rows.items) == expected == ["ledger-digest", "ledger-regiment-528"]
        await strike(pilot, "backspace backspace 2")
        assert pane(screen, "claims").move_to_item("ki-2025-02-27.5")
        await strike(pilot, "enter b")
        assert "no sums or ledgers in this view" in "\n".join(screen_lines(pilot))
        await strike(pilot, "enter f v z enter z backspace")
        assert top(pilot) is screen


async def test_sort_by_verdict_puts_what_cannot_balance_first() -> None:
    async with explorer() as (pilot, _):
        await strike(pilot, "b s")
        assert "by verdict" in screen_lines(pilot)[1]
        order = ["cannot", "strained", "balances", "derived"]
        verdicts = [
            next(v for v in order if v in row_line(pilot, "rows", item))
            for item in books(pilot).rows.items[:8]
        ]
        assert verdicts == sorted(verdicts, key=order.index)
        assert len(set(verdicts)) >= 3
        await type_text(pilot, "/wounded")
        await strike(pilot, "enter")
        assert "sum-zelensky-casualties" in books(pilot).rows.items
        assert "sum-deployments" not in books(pilot).rows.items


async def test_a_flag_on_an_identity_is_kept_and_marked(tmp_path: Path) -> None:
    notes = tmp_path / "notes.json"
    async with explorer(options=Options(notes=str(notes))) as (pilot, _):
        await strike(pilot, "b j")
        before = row_line(pilot, "rows", "sum-nis-2026-present")
        await strike(pilot, "f")
        assert isinstance(top(pilot), FlagScreen)
        await strike(pilot, "j enter")
        await type_text(pilot, "two rounds")
        await strike(pilot, "enter")
        assert isinstance(top(pilot), BooksScreen)
        assert "kept" in screen_lines(pilot)[-1]
        after = row_line(pilot, "rows", "sum-nis-2026-present")
        assert before[1] == " "
        assert after[1] == "R"
        assert after[2:] == before[2:]
        kept = Notebook.open(str(notes)).entries
        assert [(n.target, n.kind, n.value, n.body) for n in kept] == [
            ("identity:sum-nis-2026-present", "verdict", "real", "two rounds")
        ]


# ---- one identity


async def test_a_rival_in_a_slot_is_reckoned_with_and_0_puts_back() -> None:
    rows = rows_of()
    async with explorer() as (pilot, _):
        screen = await open_book(pilot, "ledger-joongang")
        for size in (NARROW, SMALL):
            await resize(pilot, size)
            claims = claims_in(rows, "ledger-joongang")
            signs = signs_of(rows, "ledger-joongang")
            before = screen_lines(pilot)
            assert "strained" in row_line(pilot, "rows", "left")
            assert near(row_line(pilot, "rows", "left"), left_over(rows, claims, signs))
            assert screen.rows.move_to_item("2")
            await settle(pilot)
            await strike(pilot, "enter")
            assert screen.detail.active
            assert screen.detail.cursor == claims[2] == "joongang-2026-02-10.18"
            await strike(pilot, "j enter")
            rival = screen.detail.cursor
            assert rival is not None
            assert rival != claims[2]
            assert rows["claims"][rival]["measure"] == "killed"
            swapped = left_over(rows, [*claims[:2], rival, *claims[3:]], signs)
            line = row_line(pilot, "rows", "left")
            assert near(line, swapped), line
            words = {
                "balances": "balanc",
                "only just": "only just",
                "strained": "strained",
                "cannot": "cannot",
            }
            assert words[verdict_of(swapped)] in line
            assert rows["claims"][rival]["figure"]["written"] in row_line(pilot, "rows", "2")
            assert screen_lines(pilot)[-1].strip().startswith("swapped; 0 puts back")
            assert "swapped" in screen_lines(pilot)[0]
            await strike(pilot, "0")
            assert screen_lines(pilot)[-1].strip() == "as recorded"
            await strike(pilot, "backspace")
            assert screen.rows.move_to_item("0")
            await settle(pilot)
            assert screen_lines(pilot)[:-1] == before[:-1]
            await strike(pilot, "0")
            assert "this is what is recorded" in screen_lines(pilot)[-1]


async def test_each_offer_says_what_it_would_leave_over() -> None:
    rows = rows_of()
    checked = 0
    async with explorer() as (pilot, _):
        for identity in ("sum-deployments", "ledger-joongang", "ledger-regiment-528"):
            claims = claims_in(rows, identity)
            screen = await open_book(pilot, identity)
            for place in range(len(claims)):
                assert screen.rows.move_to_item(str(place))
                await settle(pilot)
                for item in list(screen.detail.items):
                    assert screen.detail.move_to_item(item)
                    line = row_line(pilot, "detail", item)
                    tried = [*claims[:place], item, *claims[place + 1 :]]
                    left = left_over(rows, tried, signs_of(rows, identity))
                    assert near(line, left), line
                    assert verdict_of(left) in line
                    assert ("*" in line[:3]) == (item == claims[place])
                    checked += 1
            await strike(pilot, "backspace")
    assert checked > 15


async def test_every_swap_of_every_identity_leaves_the_screen_standing() -> None:
    rows = rows_of()
    swaps = 0
    async with explorer() as (pilot, _):
        for identity in rows["identities"]:
            screen = await open_book(pilot, identity)
            for place in screen.rows.items[:-1]:
                assert screen.rows.move_to_item(place)
                screen.finding.show_detail()
                for item in list(screen.detail.items):
                    screen.finding.activate(screen.detail)
                    if (
                        screen.detail.move_to_item(item)
                        and item != claims_in(rows, identity)[int(place)]
                    ):
                        screen.do_drill()
                        assert screen.identity is not None
                        assert item in [
                            term.claim for term in (screen.identity.total, *screen.identity.terms)
                        ]
                        swaps += 1
                screen.do_all()
            screen.finding.activate(screen.rows)
            await strike(pilot, "G")
            last = "derived" if None in claims_in(rows, identity) else "total is"
            assert last in row_line(pilot, "rows", "left")
            await strike(pilot, "backspace")
    assert swaps > 30


async def test_enter_on_what_stands_there_leads_to_it_in_the_explorer() -> None:
    async with explorer() as (pilot, screen):
        await open_book(pilot, "sum-deployments")
        await press(pilot, "j enter enter")
        assert top(pilot) is screen
        assert screen.drilling.facets == (Facet("claim", "joongang-2026-02-10.17"),)
        await strike(pilot, "backspace")
        assert not screen.drilling.facets


async def test_typed_ahead_enter_leads_to_the_claim_of_the_slot_at_the_cursor() -> None:
    async with explorer() as (pilot, screen):
        await open_book(pilot, "sum-deployments")
        await strike(pilot, "j enter enter")
        assert top(pilot) is screen
        assert screen.drilling.facets == (Facet("claim", "joongang-2026-02-10.17"),)


async def test_typed_ahead_no_claim_gets_into_a_slot_of_another_measure() -> None:
    rows = rows_of()
    async with explorer() as (pilot, _):
        screen = await open_book(pilot, "ledger-joongang")
        await strike(pilot, "j j enter j enter")
        assert screen.rows.cursor == "2"
        assert screen.identity is not None
        assert screen.identity != screen.recorded
        stands = screen.identity.terms[1].claim
        assert stands is not None
        assert rows["claims"][stands]["measure"] == "killed"


async def test_what_is_left_over_has_no_rivals() -> None:
    async with explorer() as (pilot, _):
        screen = await open_book(pilot, "sum-deployments")
        await strike(pilot, "G enter")
        assert "move to a term" in screen_lines(pilot)[-1]
        assert screen.rows.active
        assert "Three deployments and no others" in "\n".join(screen_lines(pilot))


async def test_an_open_slot_says_so_and_takes_a_claim() -> None:
    rows = rows_of()
    async with explorer() as (pilot, _):
        screen = await open_book(pilot, "sum-zelensky-casualties")
        assert "derived: no claim stands here" in row_line(pilot, "rows", "2")
        assert "derived" in row_line(pilot, "rows", "left")
        assert screen.rows.move_to_item("2")
        await settle(pilot)
        await strike(pilot, "enter")
        offers = list(screen.detail.items)
        assert offers
        assert all(rows["claims"][c]["measure"] == "wounded" for c in offers)
        assert not any("*" in row_line(pilot, "detail", c)[:3] for c in offers)
        await strike(pilot, "enter")
        taken = screen.detail.cursor
        assert taken is not None
        claims = ["ki-2025-02-27.16b", "ki-2025-02-27.16c", taken]
        assert near(row_line(pilot, "rows", "left"), left_over(rows, [*claims], [1, 1]))
        assert "total is" in row_line(pilot, "rows", "left")
        await strike(pilot, "0")
        assert "derived: no claim stands here" in row_line(pilot, "rows", "2")


async def test_a_slot_beside_an_open_one_is_swapped_and_what_is_open_derived_anew() -> None:
    rows = rows_of()
    async with explorer() as (pilot, _):
        screen = await open_book(pilot, "sum-nis-2025-casualties")
        assert screen.rows.move_to_item("2")
        await settle(pilot)
        await strike(pilot, "enter j enter")
        rival = screen.detail.cursor
        assert rival == "joongang-2026-02-10.18b"
        killed, wounded = reach(rows, "ki-2025-02-27.17c"), reach(rows, rival)
        assert killed is not None
        assert wounded is not None
        line = row_line(pilot, "rows", "left")
        assert near(line, Reach(killed.low + wounded.low, killed.high + wounded.high, 0, 0)), line


async def test_v_shows_the_assumption_and_returns() -> None:
    async with explorer() as (pilot, _):
        screen = await open_book(pilot, "ledger-engineers")
        await strike(pilot, "v")
        assert isinstance(top(pilot), ReaderScreen)
        assert "none died, stayed elsewhere" in " ".join(" ".join(screen_lines(pilot)).split())
        await strike(pilot, "escape")
        assert top(pilot) is screen


async def test_z_gives_the_rivals_the_screen() -> None:
    async with explorer() as (pilot, _):
        screen = await open_book(pilot, "sum-deployments")
        await strike(pilot, "z")
        assert not screen.rows.display


async def test_the_month_of_a_rival_is_whole_at_80_columns() -> None:
    async with explorer() as (pilot, _):
        screen = await open_book(pilot, "sum-deployments")
        assert row_line(pilot, "detail", screen.detail.items[0]).endswith("2026-02")


# ---- while the file or the lens changes


async def test_a_step_that_takes_the_book_away_says_so() -> None:
    async with explorer() as (pilot, _):
        await open_book(pilot, "sum-nis-2026-present")
        await strike(pilot, "left_square_bracket left_square_bracket")
        assert isinstance(top(pilot), BookScreen)
        assert "one of its claims is hidden" in screen_lines(pilot)[2]
        assert "known at 2026-02-10" in screen_lines(pilot)[0]
        assert "known at" in screen_lines(pilot)[-1]


async def test_a_step_back_brings_the_book_back() -> None:
    async with explorer() as (pilot, _):
        await open_book(pilot, "sum-nis-2026-present")
        await strike(pilot, "left_square_bracket")
        assert isinstance(top(pilot), BookScreen)
        await strike(pilot, "left_square_bracket")
        assert "left out" in screen_lines(pilot)[0]
        await strike(pilot, "right_square_bracket")
        assert "about 11,000" in "\n".join(screen_lines(pilot)).lower()
        await strike(pilot, "left_square_bracket backspace")
        assert "sum-nis-2026-present" not in books(pilot).rows.items
        await strike(pilot, "right_square_bracket")
        assert "sum-nis-2026-present" in books(pilot).rows.items


async def test_typed_ahead_a_step_that_takes_the_book_away_before_it_is_drawn() -> None:
    async with explorer() as (pilot, _):
        await strike(pilot, "b j enter left_square_bracket left_square_bracket")
        assert isinstance(top(pilot), BookScreen)
        assert "left out" in screen_lines(pilot)[0]


def change(path: Path, identity: str, place: int, claim: str, *, without: str = "") -> None:
    """Write the file with another claim in a term, and perhaps without the former claim."""
    data = json.loads(path.read_text(encoding="utf-8"))
    for row in data["identities"].values():
        if row["id"] == identity:
            row["terms"][place]["claim"] = claim
    data["claims"] = {k: row for k, row in data["claims"].items() if row["id"] != without}
    path.write_text(json.dumps(data), encoding="utf-8")


def remove(path: Path, identity: str, claim: str) -> None:
    """Write the file without an identity and one of its claims."""
    data = json.loads(path.read_text(encoding="utf-8"))
    for name, gone in (("identities", identity), ("claims", claim)):
        data[name] = {k: row for k, row in data[name].items() if row["id"] != gone}
    path.write_text(json.dumps(data), encoding="utf-8")


def copy_of(folder: Path) -> Path:
    path = folder / "kursk.json"
    path.write_bytes(Path(FIVE).read_bytes())
    return path


async def test_a_book_follows_its_file(tmp_path: Path) -> None:
    path = copy_of(tmp_path)
    async with explorer(path=path) as (pilot, screen):
        await open_book(pilot, "sum-nis-2026-present")
        change(path, "sum-nis-2026-present", 0, "joongang-2026-02-10.8b")
        screen.host.reload(asked=True)
        await settle(pilot)
        assert "around 8,000" in row_line(pilot, "rows", "1")


async def test_a_book_outlives_a_claim_of_it(tmp_path: Path) -> None:
    path = copy_of(tmp_path)
    async with explorer(path=path) as (pilot, screen):
        await open_book(pilot, "sum-nis-2026-present")
        change(path, "sum-nis-2026-present", 0, "joongang-2026-02-10.8b", without="ki-2026-02-12.8")
        screen.host.reload(asked=True)
        await settle(pilot)
        assert "ki-2026-02-12.8" not in screen.panes.context.dossier.claims
        assert "around 8,000" in row_line(pilot, "rows", "1")


async def test_a_book_that_goes_while_it_is_read_whole(tmp_path: Path) -> None:
    path = copy_of(tmp_path)
    async with explorer(path=path) as (pilot, screen):
        await open_book(pilot, "sum-nis-2026-present")
        await strike(pilot, "v")
        remove(path, "sum-nis-2026-present", "ki-2026-02-12.8")
        screen.host.reload(asked=True)
        await settle(pilot)
        assert "sum-nis-2026-present" not in screen.panes.context.dossier.identities
        await strike(pilot, "escape j enter")
        assert isinstance(top(pilot), BookScreen)
        assert "left out" in screen_lines(pilot)[0]


async def test_a_book_that_goes_from_the_file_is_left(tmp_path: Path) -> None:
    path = copy_of(tmp_path)
    async with explorer(path=path) as (pilot, screen):
        await open_book(pilot, "sum-nis-2026-present")
        remove(path, "sum-nis-2026-present", "ki-2026-02-12.8")
        screen.host.reload(asked=True)
        await settle(pilot)
        assert "left out" in screen_lines(pilot)[0]
        await strike(pilot, "j enter v 0 backspace")
        assert "sum-nis-2026-present" not in books(pilot).rows.items
