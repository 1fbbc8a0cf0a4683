"""`w` and `W` open an article, `y` cites it, on every screen that has a claim at its cursor."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kursk_tui.model.text import visible
from kursk_tui.settings import Settings
from kursk_tui.tui import browser
from kursk_tui.tui.app import Options
from kursk_tui.tui.screens import citing
from kursk_tui.tui.screens.base import BaseScreen
from kursk_tui.tui.screens.listing import ListScreen
from tests.dossier.sample import Data, sample
from tests.tui.driving import explorer, pane, press, type_text
from tests.tui.terminal import Terminal

GAZETTE = "https://gazette.example/flood?a=1&b=2"
ARCHIVED = "https://archive.example/2031/gazette"
HERALD = "https://herald.example/what-we-know"


@pytest.fixture
def flood(tmp_path: Path) -> Path:
    """The flood, with addresses: of the Gazette and its archived copy, of the Herald alone."""
    return written(tmp_path, sample())


def written(folder: Path, data: Data, **more: str) -> Path:
    data["sources"]["1"] |= {"url": GAZETTE, "archived": ARCHIVED, **more}
    data["sources"]["2"]["url"] = HERALD
    path = folder / "flood.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a browser was given."""
    found: list[str] = []

    def open_page(address: str) -> bool:
        found.append(address)
        return True

    monkeypatch.setenv("BROWSER", "a-browser")
    monkeypatch.setattr(citing, "open_page", open_page)
    return found


def message(pilot: Pilot[None]) -> str:
    """What the screen at the top says."""
    screen = pilot.app.screen
    assert isinstance(screen, ListScreen)
    return screen.bottom.message


async def until(pilot: Pilot[None], text: str) -> None:
    """Wait until the screen at the top says something."""
    for _ in range(6000):
        if text in message(pilot):
            return
        await asyncio.sleep(0.005)
    raise AssertionError(message(pilot))


def on_file(path: Path) -> str:
    """What a browser of another process wrote."""
    end = time.monotonic() + 20
    while not path.exists() or not path.read_text():
        assert time.monotonic() < end, path
        time.sleep(0.01)
    return path.read_text()


async def given(opened: list[str], count: int = 1) -> list[str]:
    """What a browser was given since this was asked; it is started in a thread."""
    for _ in range(2000):
        if len(opened) >= count:
            break
        await asyncio.sleep(0.005)
    found = opened[:]
    opened.clear()
    return found


# ---- opening, screen by screen


@pytest.mark.parametrize(
    ("keys", "address"),
    [
        ("2 w", GAZETTE),
        ("2 W", ARCHIVED),
        ("3 w", GAZETTE),
        ("3 j w", HERALD),
        # The detail of a claim: its first line is the claim's own.
        ("2 4 w", GAZETTE),
        ("2 4 j w", GAZETTE),
        ("2 v w", None),
        ("1 w", None),
        ("3 3 w", None),
        # What a line of its tree leads to, else the claim itself.
        ("2 o w", GAZETTE),
    ],
)
async def test_the_explorer_opens_what_is_at_the_cursor(
    keys: str, address: str | None, flood: Path, opened: list[str]
) -> None:
    async with explorer(path=flood) as (pilot, _):
        await press(pilot, keys)
        if address is None:
            assert "go to " in message(pilot)
            assert "to open its article" in message(pilot)
            assert opened == []
        else:
            assert message(pilot) == f"opening: {address}"
            assert await given(opened) == [address]


async def test_a_line_of_a_detail_opens_the_document_that_it_leads_to(
    flood: Path, opened: list[str]
) -> None:
    async with explorer(path=flood) as (pilot, screen):
        await press(pilot, "1")
        pane(screen, "timeline").move_to_item("flood")
        await press(pilot, "4 w")
        assert message(pilot).startswith("go to a claim (2) or a document (3)")
        detail = pane(screen, "detail")
        for place in range(len(detail.items)):
            detail.move_to(place)
            row = screen.panes.detail_row()
            if row is not None and row.entry.target == ("source", "herald-1"):
                break
        await press(pilot, "w")
        assert await given(opened) == [HERALD]
        # The same line in the reader.
        await press(pilot, "v")
        reader = pilot.app.screen
        assert isinstance(reader, ListScreen)
        texts = [reader.current.model.words(item) for item in reader.current.items]
        reader.current.move_to(next(n for n, text in enumerate(texts) if "what we know" in text))
        await press(pilot, "w")
        assert await given(opened) == [HERALD]


async def test_a_disagreement_opens_its_first_claim_and_says_so(
    flood: Path, opened: list[str]
) -> None:
    async with explorer(path=flood) as (pilot, _):
        await press(pilot, "d w")
        first = message(pilot).partition("opening of its first claim (")[2].partition(")")[0]
        assert first in ("gazette-1.1", "herald-1.1")
        own, other = (GAZETTE, HERALD) if first == "gazette-1.1" else (HERALD, GAZETTE)
        assert await given(opened) == [own]
        await press(pilot, "2")
        lists = pilot.app.screen
        assert isinstance(lists, ListScreen)
        for _ in lists.current.items:
            await press(pilot, "w j")
        assert set(await given(opened, len(lists.current.items))) == {own, other}
        # The overview has the same row.
        await press(pilot, "backspace backspace ~ G w")
        for _ in range(3):
            # Below it are the names of those who are called by a few letters.
            if "go to" in message(pilot):
                await press(pilot, "k w")
        assert f"opening of its first claim ({first}):" in message(pilot)
        await press(pilot, "g w")
        assert "go to a disagreement, or to a claim in the panes (1)" in message(pilot)


async def test_plots_books_flags_and_origins_open_the_claim_at_the_cursor(
    flood: Path, opened: list[str]
) -> None:
    async with explorer(path=flood) as (pilot, screen):
        await press(pilot, "2")
        pane(screen, "claims").move_to_item("gazette-1.1")
        await press(pilot, "m enter w")
        assert await given(opened) in ([GAZETTE], [HERALD])
        await press(pilot, "backspace backspace b w")
        assert "go to a line of a claim or a document (2)" in message(pilot)
        await press(pilot, "enter w")
        assert await given(opened) == [GAZETTE]
        await press(pilot, "backspace backspace f enter enter F w")
        assert await given(opened) == [GAZETTE]
        await press(pilot, "backspace o")
        origins = pilot.app.screen
        assert isinstance(origins, ListScreen)
        seen = []
        for _ in origins.current.items:
            await press(pilot, "w")
            seen.append(message(pilot))
            await press(pilot, "j")
        assert set(seen) <= {f"opening: {GAZETTE}", f"opening: {HERALD}"}
        assert f"opening: {GAZETTE}" in seen


async def test_a_form_opens_the_article_of_what_it_is_of(flood: Path, opened: list[str]) -> None:
    async with explorer(path=flood) as (pilot, _):
        await press(pilot, "2 E w")
        # A new form begins in its first field.
        await press(pilot, "backspace a escape w")
        await press(pilot, "backspace 3 E w")
        assert await given(opened, 3) == [GAZETTE] * 3
        await press(pilot, "backspace A escape w")
        assert message(pilot) == "accept it first (a) to open its article"


# ---- where nothing can be opened


async def test_what_is_missing_is_said_and_what_key_would_work(
    tmp_path: Path, opened: list[str]
) -> None:
    data = sample()
    path = written(tmp_path, data)
    del data["sources"]["1"]["url"]
    path.write_text(json.dumps(data), encoding="utf-8")
    async with explorer(path=path) as (pilot, _):
        await press(pilot, "2 w")
        said = "no address of gazette-1 is recorded; W opens its archived copy"
        assert message(pilot) == said
        await press(pilot, "3 j W")
        said = "no archived copy of herald-1 is recorded; w opens its article"
        assert message(pilot) == said
        await press(pilot, "1 W")
        assert message(pilot).endswith(" to open its archived copy")
    assert opened == []


@pytest.mark.parametrize(
    "hostile",
    [
        "javascript:alert(1)",
        "--help",
        "-https://gazette.example/",
        "file:///etc/passwd",
        "https://gazette.example/a b",
        "https://gazette.example/\x1b]52;c;b3duZWQ=\x07",
        "https://gazette.example/\u202e x",
        "https://gazette.example@evil.example/",
    ],
)
async def test_a_hostile_address_is_shown_and_neither_opened_nor_copied(
    hostile: str, tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, sample(), url=hostile)
    async with explorer(path=path) as (pilot, _):
        await press(pilot, "2 w")
        shown = f"gazette-1 has no web address: {hostile}; W opens its archived copy"
        assert visible(message(pilot)) == visible(shown)
        monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
        await press(pilot, "w 3 w")
        # Of its forms the address is none.
        await press(pilot, "y y")
        assert message(pilot).startswith("id sent to the terminal (y again: BibTeX)")
    assert opened == []
    assert pilot.app.clipboard == "gazette-1"


# ---- where no browser is


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22", "over SSH"),
        ("SSH_TTY", "/dev/pts/1", "over SSH"),
        ("BROWSER", "", "no browser here"),
        ("BROWSER", "lynx", "lynx needs the terminal"),
    ],
)
async def test_without_a_browser_the_address_goes_to_the_clipboard(
    name: str,
    value: str,
    why: str,
    flood: Path,
    opened: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(name, value)
    async with explorer(path=flood) as (pilot, _):
        await press(pilot, "2 w")
        assert message(pilot) == f"{why}: address sent to the terminal: {GAZETTE}"
        assert pilot.app.clipboard == GAZETTE
        await press(pilot, "W")
        assert pilot.app.clipboard == ARCHIVED
        await press(pilot, "d w")
        assert "address of its first claim (" in message(pilot)
    assert opened == []


async def test_a_browser_that_cannot_be_started_leaves_the_address_in_the_clipboard(
    flood: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BROWSER", str(tmp_path / "none"))
    monkeypatch.setattr(browser, "PATIENCE_SECONDS", 60)
    async with explorer(path=flood) as (pilot, _):
        await press(pilot, "2 w")
        await until(pilot, f"no browser could be started: address sent to the terminal: {GAZETTE}")
        assert pilot.app.clipboard == GAZETTE


def test_a_real_browser_gets_the_address_and_the_terminal_nothing_of_it(
    flood: Path, tmp_path: Path
) -> None:
    script = tmp_path / "browser"
    script.write_text(
        "#!/bin/sh\necho LOUD; echo LOUD >&2; echo LOUD > /dev/tty\n"
        f"printf '%s' \"$1\" > {tmp_path}/got\n"
    )
    script.chmod(0o755)
    environ = {"BROWSER": f"{script} %s", "DISPLAY": ""}
    with Terminal(["-d", str(flood)], environ=environ) as terminal:
        terminal.wait_for("q quit")
        terminal.send("2", "w")
        terminal.wait_for(f"opening: {GAZETTE}")
        assert on_file(tmp_path / "got") == GAZETTE
        terminal.quiet()
        assert b"LOUD" not in terminal.raw
        # The explorer goes on, and the message stands until the next key.
        assert any(f"opening: {GAZETTE}" in line for line in terminal.lines)
        terminal.send("q")
        terminal.wait_exit()


# ---- citing


async def test_y_again_sends_the_next_form_and_the_message_says_which(flood: Path) -> None:
    async with explorer(path=flood) as (pilot, screen):
        await press(pilot, "2")
        claim = pane(screen, "claims").cursor
        forms = ["citation", "address", "id", "BibTeX", "CSL-JSON"]
        sent = []
        for form, then in zip(
            [*forms, "citation"], [*forms[1:], "citation", "address"], strict=True
        ):
            await press(pilot, "y")
            assert message(pilot).startswith(f"{form} sent to the terminal (y again: {then}): ")
            sent.append(pilot.app.clipboard)
        assert sent[0].endswith(f"({claim})")
        assert sent[1:3] == [GAZETTE, claim]
        assert sent[3].startswith("@misc{gazette-1, ")
        assert f"claim {claim}" in sent[3]
        (item,) = json.loads(sent[4])
        assert item["URL"] == GAZETTE
        assert sent[5] == sent[0]
        assert all("\n" not in text for text in sent)


async def test_y_begins_again_after_any_other_command_and_on_another_record(flood: Path) -> None:
    async with explorer(path=flood) as (pilot, screen):
        await press(pilot, "2 y y")
        assert message(pilot).startswith("address sent")
        await press(pilot, "j k y")
        assert message(pilot).startswith("citation sent")
        # A click is no command.
        pane(screen, "claims").move_by(1)
        await press(pilot, "y")
        assert message(pilot).startswith("citation sent")
        # What finds a command comes between no two.
        await press(pilot, "ctrl+p")
        await type_text(pilot, "copy citation")
        await press(pilot, "enter")
        assert message(pilot).startswith("address sent")


async def test_a_document_is_cited_too(flood: Path) -> None:
    async with explorer(path=flood) as (pilot, _):
        await press(pilot, "3 j y")
        assert pilot.app.clipboard == (
            'Héraut, "Flood: what we know", undated, https://herald.example/what-we-know (herald-1)'
        )
        await press(pilot, "y y y")
        assert pilot.app.clipboard.startswith("@misc{herald-1, author = {{Héraut}}")
        assert "note" not in pilot.app.clipboard


async def test_disagreements_and_plots_cite_the_claim_at_the_cursor(flood: Path) -> None:
    async with explorer(path=flood) as (pilot, _):
        await press(pilot, "d y")
        first = message(pilot).partition("citation of its first claim (")[2].partition(")")[0]
        assert pilot.app.clipboard.endswith(f"({first})")
        await press(pilot, "y")
        assert message(pilot).startswith(f"address of its first claim ({first}) sent to")
        await press(pilot, "backspace m enter y")
        assert message(pilot).startswith("citation sent to the terminal (y again: address)")


async def test_a_screen_without_claims_says_so(flood: Path, opened: list[str]) -> None:
    async with explorer(path=flood) as (pilot, _):
        await press(pilot, "m w")
        assert message(pilot).startswith("Open article: not on this screen")
        await press(pilot, "y")
        assert message(pilot).startswith("Copy citation: not on this screen")


async def test_messages_name_the_keys_of_the_keymap(flood: Path) -> None:
    keymap = {"article": ("f5",), "archived": ("f6",), "copy": ("f7",)}
    options = Options(settings=Settings(keymap=keymap))
    async with explorer(path=flood, options=options) as (pilot, _):
        await press(pilot, "3 j f6")
        assert message(pilot).endswith("; f5 opens its article")
        await press(pilot, "f7")
        assert "(f7 again: address)" in message(pilot)
        assert isinstance(pilot.app.screen, BaseScreen)
