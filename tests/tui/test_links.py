"""Addresses are links of the terminal (OSC 8): whole on every line, and none that is not safe."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from kursk_tui.terminal import takes_links
from kursk_tui.tui.app import Options
from kursk_tui.tui.display import Display, linked
from kursk_tui.tui.panes.detail import Entry, lay_out
from tests.dossier.sample import sample
from tests.tui.driving import NARROW, explorer, pane, press, type_text
from tests.tui.terminal import Terminal

LONG = (
    "https://gazette.example/2031/03/04/the-river-floods-the-lower-town-and-the-harbour?id=1234567"
)
LINK = re.compile(rb"\x1b\]8;id=([^;]*);([^\x1b]*)\x1b\\")
END = b"\x1b]8;;\x1b\\"
SSH = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}


def flood(folder: Path, address: str = LONG) -> Path:
    data = sample()
    data["sources"]["1"]["url"] = address
    path = folder / "flood.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def written(
    path: Path, *keys: str, environ: Mapping[str, str], arguments: tuple[str, ...]
) -> bytes:
    """All that the explorer wrote to a terminal for some keys."""
    with Terminal(["-d", str(path), *arguments], environ=environ) as terminal:
        terminal.wait_for("q quit")
        terminal.send(*keys)
        terminal.quiet()
        terminal.send("q")
        terminal.wait_exit()
        return bytes(terminal.raw)


@pytest.mark.parametrize(
    ("environ", "arguments"),
    [({}, ()), ({"NO_COLOR": "1"}, ()), ({}, ("--ascii",))],
    ids=["colours", "no colours", "ascii"],
)
def test_every_line_of_an_address_is_the_whole_link(
    environ: dict[str, str], arguments: tuple[str, ...], tmp_path: Path
) -> None:
    raw = written(flood(tmp_path), "3", environ=environ, arguments=arguments)
    links = LINK.findall(raw)
    assert len(links) >= 2
    assert {address for _, address in links} == {LONG.encode()}
    # One number: a terminal knows that the lines are one link.
    assert len({number for number, _ in links}) == 1
    assert raw.count(END) == len(links)


def test_on_a_slow_line_only_the_whole_screen_has_links(tmp_path: Path) -> None:
    path = flood(tmp_path)
    assert not LINK.search(written(path, "3", environ=SSH, arguments=()))
    assert LINK.search(written(path, "3", "v", environ=SSH, arguments=()))


@pytest.mark.parametrize("kind", ["linux", "vt100"])
def test_a_terminal_that_would_print_links_gets_none(kind: str, tmp_path: Path) -> None:
    raw = written(flood(tmp_path), "3", "v", environ={"TERM": kind}, arguments=())
    assert b"\x1b]8" not in raw
    assert not takes_links({"TERM": kind})
    assert takes_links({"TERM": "xterm-256color"})


@pytest.mark.parametrize(
    "hostile",
    [
        "javascript:alert(1)",
        "https://gazette.example/\x1b\\\x1b]52;c;b3duZWQ=\x07",
        "https://gazette.example/\x07",
        "https://gazette.example/\u009c",
        "https://gazette.example/a b",
        "https://gazette.example@evil.example/",
        "file:///etc/passwd",
        "-",
    ],
)
async def test_a_hostile_address_is_text_and_no_link(hostile: str, tmp_path: Path) -> None:
    async with explorer(path=flood(tmp_path, hostile)) as (pilot, screen):
        await press(pilot, "3")
        detail = pane(screen, "detail")
        segments = [part for y in range(detail.size.height) for part in detail.render_line(y)]
        assert not any(part.style is not None and part.style.link for part in segments)
        text = "".join(part.text for part in segments)
        assert "address" in text
        assert "\x1b" not in text
    assert linked("dim", hostile) == "dim"


@pytest.mark.parametrize("active", [False, True])
async def test_the_link_stays_under_the_cursor_and_under_a_match(
    active: bool, tmp_path: Path
) -> None:
    async with explorer(NARROW, path=flood(tmp_path)) as (pilot, screen):
        await press(pilot, "3 4" if active else "3")
        detail = pane(screen, "detail")
        places = [
            n
            for n, item in enumerate(detail.items)
            if "gazette.example" in detail.model.words(item)
        ]
        assert len(places) > 1
        if active:
            await type_text(pilot, "/floods-the")
            await press(pilot, "enter escape")
            detail.move_to(places[0])
        for place in places:
            strip = detail.make_line(place - detail.offset_row + 1)
            shown = [
                part for part in strip if part.text.strip() and part.text.strip(" ▸") != "address"
            ]
            assert {part.style.link for part in shown if part.style is not None} == {LONG}, (
                strip.text
            )


def test_a_piece_of_an_address_leads_to_all_of_it_and_its_label_nowhere() -> None:
    entry = Entry("address", LONG, address=LONG)
    rows = lay_out([entry], 40, Display())
    assert len(rows) > 2
    for row in rows:
        (_, label), (_, look) = row.line
        assert label == "label"
        assert look == f" {LONG}"
    assert "".join(row.line[1][0] for row in rows) == LONG
    slow = lay_out([entry], 40, Display(slow=True))
    assert {look for row in slow for _, look in row.line} == {"label", ""}
    assert lay_out([entry], 40, Display(slow=True), whole=True) == rows


async def test_links_can_be_left_out(tmp_path: Path) -> None:
    options = Options(links=False)
    async with explorer(path=flood(tmp_path), options=options) as (pilot, screen):
        await press(pilot, "3")
        detail = pane(screen, "detail")
        segments = [part for y in range(detail.size.height) for part in detail.render_line(y)]
        assert not any(part.style is not None and part.style.link for part in segments)
