"""The terminal's answer about its background: taken out of what is typed, whenever it comes."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.terminal import Theme
from kursk_tui.tui.answers import QUESTION, Answers
from tests.five import FIVE
from tests.tui.terminal import ALL_RESTORED, Terminal

WHITE = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\"
FULL_COLOUR = {"COLORTERM": "truecolor", "TERM": "xterm-256color"}
# The grounds of the two themes, as the driver writes them.
DARK, LIGHT = b"48;2;20;23;28", b"48;2;251;251;249"


@given(st.lists(st.integers(5, 40), max_size=4), st.sampled_from(["\x07", "\x1b\\"]))
def test_an_answer_in_any_number_of_pieces_is_no_key(places: list[int], end: str) -> None:
    told: list[Theme] = []
    answers = Answers(told.append)
    text = f"jk\x1b[B{WHITE.removesuffix(QUESTION[-2:])}{end}\x1bd"
    cuts = [0, *sorted(min(place, len(text)) for place in places if place != 5), len(text)]
    # Not between the ESC and the bracket: the driver writes no Esc late, which is a key by itself.
    cuts = [cut for cut in cuts if cut != text.index("]") or cut == 0]
    out = "".join(answers.rest(text[start:stop]) for start, stop in itertools.pairwise(cuts))
    assert out == "jk\x1b[B\x1bd"
    assert told == ["light"]


@pytest.mark.parametrize(
    ("answer", "theme"),
    [
        ("rgb:0000/0000/0000", "dark"),
        ("rgb:1c1c/1c1c/1c1c", "dark"),
        ("rgb:fd/f6/e3", "light"),
        ("rgba:fff/fff/fff/fff", "light"),
        ("rgb:0000/0000/ffff", "dark"),
        ("rgb:9999/9999/9999", "light"),
    ],
)
def test_the_theme_is_that_of_the_background(answer: str, theme: Theme) -> None:
    told: list[Theme] = []
    assert Answers(told.append).rest(f"\x1b]11;{answer}\x07") == ""
    assert told == [theme]


def test_an_answer_that_is_no_colour_is_no_key_either() -> None:
    told: list[Theme] = []
    assert Answers(told.append).rest("a\x1b]11;?\x1b\\b") == "ab"
    assert told == []


def test_what_begins_as_an_answer_does_is_a_key_once_nothing_follows() -> None:
    answers = Answers(lambda _: None)
    assert answers.rest("a\x1b]") == "a"
    assert answers.late() == "\x1b]"
    assert answers.late() == ""
    # What can be nothing else is kept, and never becomes keys.
    assert answers.rest("\x1b]11;rgb:ff") == ""
    assert answers.late() == ""
    assert answers.rest("/ff/ff\x07j") == "j"


@pytest.mark.parametrize("late", [False, True], ids=["at once", "late"])
def test_a_light_terminal_gets_the_light_theme(late: bool) -> None:
    with Terminal(("-d", FIVE), environ=FULL_COLOUR) as terminal:
        if late:
            terminal.wait_for("q quit")
            terminal.quiet()
            assert DARK in terminal.raw
        terminal.wait(lambda: QUESTION.encode() in terminal.raw, "the question")
        terminal.send(WHITE)
        terminal.wait(lambda: LIGHT in terminal.raw, "the light theme")
        terminal.wait_for("q quit")
        terminal.quiet()
        # All of it, and nothing of the answer was taken for keys.
        assert terminal.raw.rindex(LIGHT) > terminal.raw.rfind(DARK)
        assert "1 TIMELINE" in "".join(terminal.lines)
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert terminal.restored == ALL_RESTORED


@pytest.mark.parametrize(
    "environ",
    [
        {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"},
        {"NO_COLOR": "1"},
        {"COLORTERM": ""},
    ],
    ids=["over SSH", "no colour", "sixteen colours"],
)
def test_nobody_is_asked_where_no_answer_counts(environ: dict[str, str]) -> None:
    with Terminal(("-d", FIVE), environ=FULL_COLOUR | environ) as terminal:
        terminal.wait_for("q quit")
        terminal.quiet()
        assert b"\x1b]11;?" not in terminal.raw
        assert b";2;" not in terminal.raw
        terminal.send("q")
        assert terminal.wait_exit() == 0
