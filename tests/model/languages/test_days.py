"""Full dates in the languages that are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.model.languages.days import written_days
from kursk_tui.model.languages.patterns import phrases_of
from kursk_tui.model.languages.tables import READ, table

WRITTEN = {
    "uk": "7 березня 2025 року",
    "ru": "7 марта 2025 г.",
    "ko": "2025년 3월 7일",
    "zh": "2025年3月7日",
    "ja": "2025年3月7日",
    "fr": "7 mars 2025",
    "de": "7. März 2025",
    "pl": "7 marca 2025 r.",
    "es": "7 de marzo de 2025",
    "ar": "٧ آذار ٢٠٢٥",
}


@pytest.mark.parametrize("language", READ)
def test_a_day_as_it_is_written(language: str) -> None:
    text = f"x {WRITTEN[language]} x"
    ((year, month, day, start, end),) = set(written_days(text))
    assert (year, month, day) == (2025, 3, 7)
    assert text[start:end].strip() == text[start:end]
    assert text[start:end] in WRITTEN[language]


def test_other_ways_to_write_it() -> None:
    for text, found in (
        ("le 1er mars 2025", (2025, 3, 1)),
        ("7 MARS 2025", (2025, 3, 7)),
        ("2025 年 12 月 31 日", (2025, 12, 31)),
        ("7 كانون الأول 2025", (2025, 12, 7)),
        ("7 من مارس 2025", (2025, 3, 7)),
    ):
        assert [one[:3] for one in written_days(text)] == [found]
    for text in ("7 mars", "mars 2025", "17.7 mars 2025", "12025年3月7日", "7 marsouins 2025"):
        assert list(written_days(text)) == []


def test_no_name_is_of_two_months() -> None:
    numbers: dict[str, set[int]] = {}
    for each in map(table, READ):
        assert each is not None
        for number, names in enumerate(each.months, 1):
            for name in phrases_of(names):
                numbers.setdefault(name, set()).add(number)
    assert {name for name, found in numbers.items() if len(found) > 1} == set()


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for *_, start, end in written_days(text):
        assert 0 <= start < end <= len(text)
