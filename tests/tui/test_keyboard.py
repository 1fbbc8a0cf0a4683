"""What comes from the terminal: a paste stays a paste, and noise ends nothing."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser
from textual.events import Key, Paste

from kursk_tui.notebook.notebook import Notebook
from kursk_tui.tui.keyboard import PASTE_END, PASTE_START, Keyboard
from tests.tui.terminal import Terminal

STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# What an article, a bad copy or an attacker may hold.
PASTED = (
    "plain words",
    "quote \x1b[31mred\x1b[0m end\nXbecause pasted\n",
    "\x1b",
    "\x1b\x1b[201",
    "a\x1b]52;c;x\x07b",
    "\x1b[200~again",
    "\x9b31m",
    "q\rq\nd",
    "x" * 90 + "\x1b" + "y" * 90,
    "",
)


def events(chunks: list[bytes]) -> list[Key | Paste]:
    """What the explorer is given, chunk by chunk as they are read."""
    keyboard, parser = Keyboard(), XTermParser()
    found = [
        event for chunk in chunks if (text := keyboard.text(chunk)) for event in parser.feed(text)
    ]
    # A mark is passed on with the next key, so there is always one more.
    found += parser.feed("!")
    assert all(isinstance(event, Key | Paste) for event in found)
    return [event for event in found if isinstance(event, Key | Paste)]


def cut(raw: bytes, places: list[int]) -> list[bytes]:
    ends = [*sorted(place % (len(raw) + 1) for place in places), len(raw)]
    return [raw[start:end] for start, end in zip([0, *ends], ends, strict=False)]


@given(st.sampled_from(PASTED) | st.text(max_size=40), st.lists(st.integers(0, 500), max_size=6))
def test_a_paste_is_one_event_and_no_key(pasted: str, places: list[int]) -> None:
    pasted = pasted.encode("utf-8", "replace").decode()
    # Whoever pastes the very mark of the end ends the paste: terminals take that out.
    pasted = pasted.replace(PASTE_END, "")
    raw = f"j{PASTE_START}{pasted}{PASTE_END}k".encode()
    first, *pastes, key, last = events(cut(raw, places))
    assert isinstance(first, Key)
    assert isinstance(key, Key)
    assert isinstance(last, Key)
    assert (first.key, key.key) == ("j", "k")
    texts = [event.text for event in pastes if isinstance(event, Paste)]
    assert len(texts) == len(pastes)
    assert texts == [STEERING.sub("", pasted)]


@given(st.lists(st.sampled_from([*PASTED, PASTE_START, PASTE_END, "j", "é"])), st.data())
def test_how_it_is_read_makes_no_difference(parts: list[str], data: st.DataObject) -> None:
    raw = "".join(parts).encode()
    places = data.draw(st.lists(st.integers(0, len(raw)), max_size=8))
    keyboard, other = Keyboard(), Keyboard()
    whole = keyboard.text(raw)
    assert "".join(other.text(chunk) for chunk in cut(raw, places)) == whole


@given(st.text())
def test_without_a_paste_nothing_is_changed(text: str) -> None:
    raw = text.encode("utf-8", "replace")
    if PASTE_START not in text:
        assert Keyboard().text(raw) == raw.decode()


def test_a_key_is_not_kept_back() -> None:
    keyboard = Keyboard()
    for part in ("\x1b", "[", "2", "0", "0"):
        assert keyboard.text(part.encode()) == part
    assert keyboard.text(b"~a\x1b[A") == "~a[A"


def test_noise_is_no_end() -> None:
    with Terminal([]) as terminal:
        terminal.wait_for("q quit")
        for noise in (b"\xff", b"\xe9\x80", b"\xc3", b"\xf0\x9f", b"\x80" * 5000):
            os.write(terminal.master, noise)
            terminal.quiet(0.1)
        terminal.send("?")
        terminal.wait_for("HELP")
        # An Esc with a letter right after it is another key.
        terminal.send("escape")
        terminal.quiet()
        terminal.send("q")
        assert terminal.wait_exit() == 0


@pytest.mark.parametrize("keys", [[], ["2", "f", "enter"], ["2", "/"]])
def test_nothing_that_is_pasted_is_carried_out(keys: list[str], tmp_path: Path) -> None:
    marker, notes = tmp_path / "ran", tmp_path / "notes.json"
    editor = tmp_path / "editor.sh"
    editor.write_text(f"#!/bin/sh\ntouch {marker}\n", "utf-8")
    editor.chmod(0o700)
    text = "".join(PASTED) + f"\nq\n\x1b\x1bq\x1b[31mq\nd\ne\nX\x1b\rq\x03q\ntouch {marker}\n"
    with Terminal(["--notes", str(notes)], environ={"EDITOR": str(editor)}) as terminal:
        terminal.wait_for("q quit")
        terminal.send(*keys)
        terminal.quiet()
        place = terminal.lines[0]
        os.write(terminal.master, f"{PASTE_START}{text}{PASTE_END}".encode())
        terminal.quiet()
        assert terminal.process.poll() is None
        assert terminal.lines[0] == place or keys == ["2", "/"]
        for _ in range(3):
            terminal.send("escape")
            terminal.quiet()
        terminal.send("q")
        assert terminal.wait_exit() == 0
    assert not marker.exists()
    assert not notes.exists() or Notebook.open(notes).entries == ()
