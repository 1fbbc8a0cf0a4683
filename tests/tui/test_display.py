"""The one door: what may reach a terminal, and how wide it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kursk_tui.tui.display import Display, words_pattern, wrap_offsets
from kursk_tui.tui.panes.detail import Entry, lay_out
from tests.dossier.sample import sample
from tests.tui.driving import explorer, press, screen_lines, type_text

HOSTILE = [
    "\x1b]52;c;aGVsbG8=\x07",
    "\x1b[2J\x1b[H",
    "\x9b31m",
    "\x90q\x9c",
    "abc\u202edef",
    "a\u200bb",
    "[red]x[/red] [/foo] [@click=app.bell]y[/]",
    "line\nbreak\ttab",
    "wide 日本語 name",
    "e" + "\u0301" * 30,
    "\udc80 lone",
]
text = st.text(max_size=60) | st.sampled_from(HOSTILE)


@given(text, st.integers(0, 50), st.booleans())
def test_fit_is_at_most_as_wide_and_has_no_control(word: str, width: int, plain: bool) -> None:
    fitted = Display(ascii_only=plain).fit(word, width)
    assert cell_len(fitted) <= width
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in fitted)
    if plain:
        assert fitted.isascii()


@given(text, st.integers(1, 50), st.booleans())
def test_pad_is_exactly_as_wide(word: str, width: int, right: bool) -> None:
    assert cell_len(Display().pad(word, width, right=right)) == width


@given(
    st.lists(st.tuples(text, st.sampled_from(["", "bold", "match", "agent"]))),
    st.integers(0, 60),
    st.sampled_from(["", "cursor", "cursor-passive"]),
)
def test_a_strip_is_exactly_as_wide(line: list[tuple[str, str]], width: int, base: str) -> None:
    strip = Display().strip(line, width, base)
    assert cell_len(strip.text) == width
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in strip.text)


@given(text, st.integers(1, 40))
def test_wrapping_loses_only_spaces(word: str, width: int) -> None:
    clean = Display().clean(word)
    lines = [clean[a:b] for a, b in wrap_offsets(clean, width)]
    assert "".join(lines).replace(" ", "") == clean.replace(" ", "")
    for line in lines:
        assert cell_len(line) <= width or len(line) == 1


@given(text, st.text(max_size=10))
def test_marks_change_no_text(word: str, query: str) -> None:
    door = Display()
    marked = door.marked([(word, "")], words_pattern(query))
    assert "".join(piece for piece, _ in marked).replace("", "") == (
        door.clean(word) if words_pattern(query) else word
    )


@given(text, st.integers(0, 20), st.integers(0, 20), st.integers(12, 60))
def test_a_mark_in_the_detail_is_on_the_marked_words(
    passage: str, start: int, length: int, width: int
) -> None:
    end = min(len(passage), start + length)
    start = min(start, end)
    door = Display()
    rows = lay_out([Entry("", passage, mark=(start, end))], width, door)
    marked = "".join(t for row in rows for t, look in row.line if look == "passage-mark")
    # A range that begins inside what is shown as one mark cannot be drawn; then none is.
    wanted = door.clean(passage[start:end])
    assert marked.replace(" ", "") in ("", wanted.replace(" ", ""))


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_hostile_text_is_shown_and_never_obeyed(hostile: str, tmp_path: Path) -> None:
    data = sample()
    for row in data["claims"].values():
        row["statement"] = hostile + " statement"
        row["note"] = hostile
    for table in ("events", "sources"):
        for row in data[table].values():
            row["title"] = hostile + " title"
    for row in data["agents"].values():
        row["name"] = hostile + row["name"]
    if hostile.startswith("\udc80"):
        pytest.skip("a file in UTF-8 cannot hold a lone surrogate; the check refuses its escape")
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    async with explorer(path=path) as (pilot, _):
        await press(pilot, "2 j 4 j v")
        lines = screen_lines(pilot)
        await press(pilot, "escape 3 3")
        lines += screen_lines(pilot)
        await type_text(pilot, "/title")
        await press(pilot, "enter 2 y")
        lines += screen_lines(pilot)
        everything = "".join(lines) + pilot.app.clipboard
        assert not any(
            ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202e\u200b" for c in everything
        )
        if "[red]" in hostile:
            assert "[red]x[/red]" in everything
