"""Numbers in digits and words, and what they are worth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.intake.language.numbers import FEW, FRACTION, PERCENT, PLAIN, VAGUE, numbers
from kursk_tui.intake.language.plain import plain

WORTH = [
    ("4,000 men", "4,000", 4000),
    ("4 000 men", "4 000", 4000),
    ("4\u202f000 men", "4 000", 4000),
    ("4000 men", "4000", 4000),
    ("12, 000 men", "12, 000", 12000),
    ("1,234,567 rounds", "1,234,567", 1234567),
    ("15-hundred men", "15-hundred", 1500),
    ("27-hundred wounded", "27-hundred", 2700),
    ("ten thousand men", "ten thousand", 10000),
    ("ten-thousand men", "ten-thousand", 10000),
    ("twelve men", "twelve", 12),
    ("one hundred and twenty days", "one hundred and twenty", 120),
    ("twenty-five men", "twenty-five", 25),
    ("four-thousand-100 men", "four-thousand-100", 4100),
    ("two hundred thousand men", "two hundred thousand", 200000),
    ("1.1 million rounds", "1.1 million", 1100000),
    ("one-point-six million rounds", "one-point-six million", 1600000),
    ("half a million rounds", "half a million", 500000),
    ("a thousand men", "a thousand", 1000),
    ("two dozen men", "two dozen", 24),
    ("6K men", "6K", 6000),
    ("11 thousand men", "11 thousand", 11000),
    # A part of a size, and one and a half of it.
    ("a quarter of a million men", "a quarter of a million", 250000),
    ("three quarters of a million men", "three quarters of a million", 750000),
    ("half of a billion men", "half of a billion", 500000000),
    ("two and a half million men", "two and a half million", 2500000),
    ("a million and a half men", "a million and a half", 1500000),
    # Thousands and decimals as other languages part them.
    ("9.000 men", "9.000", 9000),
    ("1.234 men", "1.234", 1234),
    ("1.234.567 men", "1.234.567", 1234567),
    ("1.234 square kilometres", "1.234", 1.234),
    ("0.125 men", "0.125", 0.125),
    ("$1.234 a litre", "$1.234", 1.234),
    ("1,5 million men", "1,5 million", 1500000),
    ("3,5 square kilometres", "3,5", 3.5),
    ("12'000 men", "12'000", 12000),
    ("1,00,000 men", "1,00,000", 100000),
    ("2.5 lakh men", "2.5 lakh", 250000),
    ("1.5m people", "1.5m", 1500000),
]


@pytest.mark.parametrize(("text", "printed", "value"), WORTH)
def test_plain_numbers(text: str, printed: str, value: float) -> None:
    text = plain(text)
    [number] = numbers(text)
    assert (text[number.start : number.end], number.value, number.kind) == (printed, value, PLAIN)


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("64% of it", 64, PERCENT),
        ("64 percent of it", 64, PERCENT),
        ("64 per cent of it", 64, PERCENT),
        ("forty percent of it", 40, PERCENT),
        ("two-thirds of whom", 66.6667, FRACTION),
        ("two thirds of them", 66.6667, FRACTION),
        ("a third of them", 33.3333, FRACTION),
        ("half of them", 50, FRACTION),
        ("about half the shells", 50, FRACTION),
        ("three-quarters of it", 75, FRACTION),
        ("tens of thousands of men", None, VAGUE),
        ("several hundred men", None, VAGUE),
        ("dozens of men", None, VAGUE),
        ("a small number of men", None, FEW),
        ("a handful of men", None, FEW),
    ],
)
def test_shares_and_words_without_a_value(text: str, value: float | None, kind: str) -> None:
    [number] = numbers(text)
    assert (number.value, number.kind) == (value, kind)


@pytest.mark.parametrize(
    "text",
    ["a third deployment", "the first half-brother", "the third wave", "", "thousandth"],
)
def test_what_is_no_number(text: str) -> None:
    assert numbers(text) == []


def test_words_that_make_no_one_number_are_several() -> None:
    assert [number.value for number in numbers("two two three")] == [2, 2, 3]


def test_endless_digits_are_no_count() -> None:
    assert numbers("1" * 5000) == []


@given(st.integers(1, 999_999_999))
def test_a_formatted_number_is_read_back(value: int) -> None:
    for written in (f"{value:,}", str(value), f"{value:,}".replace(",", " ")):
        [number] = numbers(f"{written} men")
        assert number.value == value


@given(st.integers(1000, 999_999_999))
def test_a_number_of_another_locale_is_read_back(value: int) -> None:
    for mark in (".", "'"):
        [number] = numbers(f"{value:,} men".replace(",", mark))
        assert number.value == value


@given(st.text())
def test_any_text_has_sound_numbers(text: str) -> None:
    text = plain(text)
    last = 0
    for number in numbers(text):
        assert last <= number.start < number.end <= len(text)
        last = number.end
