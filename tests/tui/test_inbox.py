"""The inbox by keys: many pages taken in at once, sorted by what each would change."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from kursk_tui.intake.review import queue as queues
from kursk_tui.tui.screens import waiting
from kursk_tui.tui.screens.review import ReviewScreen
from kursk_tui.tui.screens.waiting import WaitingScreen
from tests.intake.captures import entry, rss
from tests.intake.test_many import AGAIN, CHANGER, FRESH, NOTHING
from tests.tui.driving import explorer, press, screen_lines, settle, type_text
from tests.tui.test_review import bottom, keep_document, own_copy

FEED = rss(
    entry("Ferry is late", NOTHING, 4),
    entry("The old number once more", AGAIN, 5),
    entry("New count of the wounded", FRESH, 6),
    entry("Far from all others", CHANGER, 7),
    "<item><guid>x</guid></item>",
)


def saved(folder: Path, raw: bytes = FEED) -> Path:
    path = folder / "feed.xml"
    path.write_bytes(raw)
    return path


async def take_in(pilot: Pilot[None], path: Path) -> None:
    await press(pilot, "i")
    if isinstance(pilot.app.screen, WaitingScreen):
        await press(pilot, "i")
    await type_text(pilot, str(path))
    await press(pilot, "enter")
    await pilot.app.workers.wait_for_complete()
    await settle(pilot)


def places(pilot: Pilot[None], *texts: str) -> list[int]:
    """The lines in which texts stand; of one that is nowhere -1."""
    lines = screen_lines(pilot)
    return [next((n for n, line in enumerate(lines) if text in line), -1) for text in texts]


async def test_a_feed_is_taken_in_and_its_verdict_changer_stands_on_top(tmp_path: Path) -> None:
    async with explorer(path=own_copy(tmp_path)) as (pilot, _):
        await take_in(pilot, saved(tmp_path))
        assert isinstance(pilot.app.screen, WaitingScreen)
        found = places(
            pilot,
            *("WOULD CHANGE A VERDICT  1", "Far from all", "NEW FIGURE  1", "New count of"),
            *("ECHO  1", "The old number", "NOTHING  1", "Ferry is late"),
        )
        assert -1 not in found
        assert found == sorted(found)
        assert "1 page of 5 not read: " in bottom(pilot)
        assert "4 articles" in screen_lines(pilot)[0]
        # Enter opens the review of the one at the cursor, which is the first article.
        await press(pilot, "enter")
        shown = pilot.app.screen
        assert isinstance(shown, ReviewScreen)
        assert shown.review.queue.article.title == "Far from all others"


async def test_why_is_told_in_full(tmp_path: Path) -> None:
    async with explorer(path=own_copy(tmp_path)) as (pilot, _):
        await take_in(pilot, saved(tmp_path))
        await press(pilot, "v")
        text = " ".join(" ".join(screen_lines(pilot)).split())
        assert "would change a verdict" in text
        assert "Zelensky: 60 wounded, below NIS's 2,700 of 13 Jan 2025: " in text
        assert "The Quay Post" in text
        await press(pilot, "backspace")
        assert isinstance(pilot.app.screen, WaitingScreen)


async def test_a_heading_is_no_article(tmp_path: Path) -> None:
    async with explorer(path=own_copy(tmp_path)) as (pilot, _):
        await take_in(pilot, saved(tmp_path))
        for keys in ("g enter", "v"):
            await press(pilot, keys)
            assert "this is a heading" in bottom(pilot)
        await press(pilot, "X")
        assert "nothing to drop" in bottom(pilot)


async def test_a_filter_finds_what_would_change_what(tmp_path: Path) -> None:
    async with explorer(path=own_copy(tmp_path)) as (pilot, _):
        await take_in(pilot, saved(tmp_path))
        await type_text(pilot, "/echo")
        await press(pilot, "enter")
        assert places(pilot, "The old number", "Ferry is late", "ECHO  1")[1:] == [-1, -1]
        await press(pilot, "enter")
        shown = pilot.app.screen
        assert isinstance(shown, ReviewScreen)
        assert shown.review.queue.article.title == "The old number once more"


@pytest.mark.parametrize("at_once", [0, 9])
async def test_what_is_accepted_changes_what_the_others_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(waiting, "AT_ONCE", at_once)
    twice = rss(entry("First of two", FRESH, 7), entry("Second of two", f"{FRESH} Again.", 6))
    async with explorer(path=own_copy(tmp_path)) as (pilot, _):
        await take_in(pilot, saved(tmp_path, twice))
        assert -1 not in places(pilot, "NEW FIGURE  2")
        await press(pilot, "enter")
        await keep_document(pilot)
        await press(pilot, "a")
        assert "kept: " in bottom(pilot)
        await press(pilot, "backspace i")
        await settle(pilot)
        assert -1 not in places(pilot, "ECHO  1", "Second of two")
        assert places(pilot, "NEW FIGURE", "NOT TRIED") == [-1, -1]


async def test_what_cannot_be_read_at_all_is_told(tmp_path: Path) -> None:
    opml = saved(tmp_path, b"<opml><body/></opml>")
    async with explorer(path=own_copy(tmp_path)) as (pilot, screen):
        await take_in(pilot, opml)
        assert pilot.app.screen is screen
        assert "not imported" in bottom(pilot)
        assert not Path(queues.default_folder()).exists()


async def test_what_is_read_meanwhile_waits_where_one_has_gone_on(tmp_path: Path) -> None:
    async with explorer(path=own_copy(tmp_path)) as (pilot, _):
        await press(pilot, "i")
        await type_text(pilot, str(saved(tmp_path)))
        await press(pilot, "enter question_mark")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        # Nothing takes the screen that one looks at away.
        assert not isinstance(pilot.app.screen, WaitingScreen)
        await press(pilot, "backspace i")
        assert isinstance(pilot.app.screen, WaitingScreen)
