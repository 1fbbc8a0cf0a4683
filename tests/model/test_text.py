import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.model.text import _UNUSUAL, _shown, visible

ANY = st.text(st.characters(exclude_categories=[]))
HOSTILE = st.text(
    st.one_of(
        st.characters(max_codepoint=0x2FF, exclude_categories=[]),
        st.sampled_from("\u0301\u0300\u034f\u200b\u202e\u2066\u2028\ufeff\ufe0f\ufff9\ud800\ufdd0"),
        st.sampled_from(" \t\n\u00a0\x1b"),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text", "plain text"),
        ("", ""),
        ("Зеленський — «так»", "Зеленський — «так»"),
        ("북한군 · 朝鮮", "북한군 · 朝鮮"),
        ("\x1b]52;c;eA==\x07", "␛]52;c;eA==␇"),
        ("a\x00b", "a␀b"),
        ("\x7f", "<U+007F>"),
        ("\x9b31m", "<U+009B>31m"),
        ("a\nb\r\nc\td", "a b c d"),
        ("a \n\t\u2028\x0b\x0c\x85\u2029 b", "a b"),
        ("a  b", "a  b"),
        ("é  b", "é  b"),
        ("\u202egnp.exe", "<U+202E>gnp.exe"),
        ("\u061c\u200e\u200f\u2066\u2069", "<U+061C><U+200E><U+200F><U+2066><U+2069>"),
        ("a\u200bb\u00adc\ufeff", "a<U+200B>b<U+00AD>c<U+FEFF>"),
        ("\u180e\u2060\u2064", "<U+180E><U+2060><U+2064>"),
        ("\U000e0041\U000e007f", "<U+E0041><U+E007F>"),
        ("❤\ufe0f\U000e0100", "❤<U+FE0F><U+E0100>"),
        ("\ufff9\ufffb", "<U+FFF9><U+FFFB>"),
        ("\ufffe\U0010ffff\ufdd0", "<U+FFFE><U+10FFFF><U+FDD0>"),
        ("\ue000\U000f0000", "<U+E000><U+F0000>"),
        ("\u115f\u3164\u034f", "<U+115F><U+3164><U+034F>"),
        ("\ud800\udfff", "\ufffd\ufffd"),
        ("e" + "\u0301" * 9 + "x", "e" + "\u0301" * 4 + "x"),
        ("e\u0301\u0301\u0301a\u0301\u0301\u0301", "e\u0301\u0301\u0301a\u0301\u0301\u0301"),
        ("\U0001f600", "\U0001f600"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text", "plain text"),
        ("\x1b[2J\x00", "^[[2J^@"),
        ("“curly” ‘quotes’ – — …", "\"curly\" 'quotes' - - ..."),
        ("NIS → KI · ¶", "NIS -> KI . ?"),
        ("2/3 × 4,000", "2/3 x 4,000"),
        ("a\u00a0b\u202fc", "a b c"),
        ("Café e\u0301 Łódź Straße", "Cafe e Lodz Strasse"),
        ("½ ﬁ ①", "1/2 fi 1"),
        ("Київ", "????"),
        ("북한", "??"),
        ("[3,600, ∞)", "[3,600, inf)"),
        ("\u202ex\x9b", "<U+202E>x<U+009B>"),
        ("\ud800", "?"),
        ("a\nb", "a b"),
    ],
)
def test_visible_in_ascii(text: str, shown: str) -> None:
    assert visible(text, ascii_only=True) == shown


@given(st.one_of(ANY, HOSTILE), st.booleans())
def test_the_output_is_harmless_and_stays_so(text: str, ascii_only: bool) -> None:
    shown = visible(text, ascii_only=ascii_only)
    assert visible(shown, ascii_only=ascii_only) == shown
    assert not {unicodedata.category(char) for char in shown} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    shown.encode("utf-8")
    if ascii_only:
        assert shown.isascii()
        assert shown.isprintable()


@given(HOSTILE)
def test_no_more_than_four_combining_marks_in_a_row(text: str) -> None:
    assert not re.search("[\u0300\u0301]{5}", visible(text))


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_plain_text_is_never_lengthened(text: str) -> None:
    # Hangul fillers are letters by category, but invisible ones.
    plain = re.sub("[\u115f\u1160\u3164\uffa0]", "", text)
    assert visible(plain) == plain


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)), st.booleans())
def test_printable_ascii_is_left_alone(text: str, ascii_only: bool) -> None:
    assert visible(text, ascii_only=ascii_only) == text


def test_the_blocks_that_skip_the_slow_path_hold_nothing_hidden() -> None:
    for code in range(0x110000):
        char = chr(code)
        if not _UNUSUAL.match(char):
            assert not _shown.__wrapped__(char)
            assert unicodedata.category(char)[0] != "M"


def test_a_long_run_of_spaces_costs_no_more_than_its_length() -> None:
    assert visible("é" + " " * 200_000) == "é" + " " * 200_000
