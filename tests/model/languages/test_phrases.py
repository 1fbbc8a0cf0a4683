"""What a phrase of another language says: its number, its hedge, and which way that goes."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words  # type: ignore[import-untyped, import-not-found, unused-ignore]

from kursk_tui.model.figures import shape_problem
from kursk_tui.model.languages.spans import phrase
from kursk_tui.model.languages.tables import READ
from kursk_tui.model.vague import vague
from tests.model.languages.phrases import ALL, Said

# What a phrase may get wrong of all: values two in a hundred, the way of a hedge five.
VALUES, DIRECTIONS = 0.98, 0.95
FEWEST_PHRASES = 30
_FLOOR, _CEILING = ("more_than", "at_least"), ("at_most", "less_than", "up_to", "nearly")


def direction(hedge: str | None) -> str:
    if hedge in _FLOOR:
        return "floor"
    return "ceiling" if hedge in _CEILING else "plain"


def values(said: Said) -> tuple[float, ...] | None:
    figure = phrase(said.written, said.language)
    if figure is None:
        return None
    ends = (end for end in (figure.low, figure.high) if end is not None)
    return tuple(dict.fromkeys(ends))


def wrong_values(language: str) -> list[str]:
    mine = [said for said in ALL if said.language == language]
    return [said.written for said in mine if values(said) != said.numbers]


@pytest.mark.parametrize("language", READ)
def test_the_numbers_of_phrases(language: str) -> None:
    count = sum(said.language == language for said in ALL)
    assert count >= FEWEST_PHRASES
    assert len(wrong_values(language)) <= (1 - VALUES) * count, wrong_values(language)


@pytest.mark.parametrize("language", READ)
def test_which_way_the_hedges_of_phrases_go(language: str) -> None:
    mine = [said for said in ALL if said.language == language]
    wrong = [
        said.written
        for said in mine
        if (figure := phrase(said.written, said.language)) is None
        or direction(figure.hedge) != direction(said.hedge)
    ]
    assert len(wrong) <= (1 - DIRECTIONS) * len(mine), wrong


def test_every_hedge_of_phrases_in_all_languages_together() -> None:
    wrong = [
        said
        for said in ALL
        if (figure := phrase(said.written, said.language)) is None or figure.hedge != said.hedge
    ]
    assert len(wrong) <= (1 - DIRECTIONS) * len(ALL), wrong
    # No hedge is read from one language alone.
    for hedge, count in Counter(said.hedge for said in ALL).items():
        assert count >= 5, hedge


# ---- there and back

# Small ones all, then ever wider apart, then round ones: each is printed by another rule.
NUMBERS = (
    *range(131),
    *range(137, 1000, 23),
    *range(1003, 100_000, 1777),
    *range(100_001, 10_000_000, 345_679),
    *(200, 300, 1000, 2000, 3000, 10_000, 12_000, 100_000, 350_000, 1_000_000, 1_500_000),
)
# The other library has no Chinese: a few lines make it.
SPOKEN = tuple(language for language in READ if language != "zh")


def read_back(n: int, spelled: str, language: str) -> bool:
    figure = phrase(spelled, language)
    return figure is not None and (figure.low, figure.high) == (n, n)


@pytest.mark.parametrize("language", SPOKEN)
def test_numbers_in_words_are_read_back(language: str) -> None:
    wrong = [
        spelled
        for n in NUMBERS
        if not read_back(n, spelled := num2words(n, lang=language), language)
    ]
    assert len(wrong) <= (1 - VALUES) * len(NUMBERS), wrong


def chinese(n: int) -> str:
    """A number in Chinese words, as it is spoken: 12,030 is 一万二千零三十."""
    digits = "零一二三四五六七八九"
    for size, word in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if n >= size:
            first, rest = divmod(n, size)
            zero = "零" if rest and rest < size // 10 else ""
            return chinese(first) + word + zero + (chinese(rest) if rest else "")
    return digits[n]


@pytest.mark.parametrize("counter", ["", "人", "名"])
def test_numbers_in_chinese_words_are_read_back(counter: str) -> None:
    wrong = [spelled for n in NUMBERS if not read_back(n, spelled := chinese(n) + counter, "zh")]
    assert len(wrong) <= (1 - VALUES) * len(NUMBERS), wrong


@given(st.sampled_from(READ), st.integers(1, 10**9))
def test_digits_are_read_in_every_language(language: str, n: int) -> None:
    assert read_back(n, str(n), language)


@given(st.sampled_from(("uk", "ru", "fr", "pl", "es")), st.integers(1000, 10**9))
def test_groups_of_three_apart_by_spaces_are_one_number(language: str, n: int) -> None:
    for space in (" ", "\u00a0", "\u202f"):
        assert read_back(n, f"{n:,}".replace(",", space), language)


@given(st.sampled_from(("de", "es")), st.integers(1000, 10**9))
def test_groups_of_three_apart_by_points_are_one_number(language: str, n: int) -> None:
    assert read_back(n, f"{n:,}".replace(",", "."), language)


def test_digits_of_other_scripts_are_digits() -> None:
    assert read_back(12_500, "١٢٥٠٠", "ar")
    assert read_back(12_500, "１２５００人", "ja")


@pytest.mark.parametrize(
    ("language", "written", "low"),
    [
        ("de", "2,345 Millionen", 2_345_000),
        ("de", "2.345 Millionen", 2_345_000_000),
        ("ru", "1,345 млн", 1_345_000),
        ("ru", "2,700", 2_700),
        ("es", "1.500 millones", 1_500_000_000),
        ("ko", "3.5만명", 35_000),
    ],
)
def test_one_group_may_be_decimals(language: str, written: str, low: float) -> None:
    figure = phrase(written, language)
    assert figure is not None
    assert figure.low == low


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("ru", "выросло до 300"),
        ("de", "von 200 auf 300 gestiegen"),
        ("fr", "à Paris 300"),
        ("ko", "북한군 3천명"),
        ("cs", "alespoň 300"),
        ("en", "at least 300"),
        ("uk", "багато людей"),
        ("de", ""),
    ],
)
def test_what_a_phrase_alone_does_not_say(language: str, written: str) -> None:
    assert phrase(written, language) is None


def test_two_words_of_quantity_that_are_a_choice_are_one() -> None:
    for language, written in (
        ("pl", "setki lub tysiące"),
        ("fr", "des centaines, voire des milliers"),
    ):
        figure = phrase(written, language)
        assert figure is not None
        assert figure.hedge == "vague"
        # By the codebook a choice has no interval.
        assert vague(written, language) is None


TEXTS = st.text(max_size=300) | st.lists(
    st.sampled_from(
        [word for said in ALL for word in said.written.split()] + [" ", ",", ".", "-", "\u0301"]
    ),
    max_size=40,
).map(" ".join)


@given(st.sampled_from(READ), TEXTS)
def test_any_text_is_a_sound_figure_or_none(language: str, text: str) -> None:
    figure = phrase(text, language)
    assert figure is None or (figure.written == text and shape_problem(figure) is None)
