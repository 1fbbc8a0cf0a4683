"""A place in a sentence: with the word before it where one is sure."""

from __future__ import annotations

import pytest

from kursk_tui.words.located import located


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Derna", "in Derna"),
        ("Eastern Libya", "in Eastern Libya"),
        ("Marino, Kursk Oblast", "in Marino, Kursk Oblast"),
        ("Port of Spain", "in Port of Spain"),
        ("Gaza Strip", "in the Gaza Strip"),
        ("Around Donetsk", "around Donetsk"),
        ("Behind the front line", "behind the front line"),
        ("before the National Assembly", "before the National Assembly"),
        # No word is sure before these: they stand in brackets.
        ("The front line", ""),
        ("Derna and around it", ""),
        ("European part of Russia", ""),
        ("Around", "in Around"),
    ],
)
def test_a_place_has_its_word(name: str, told: str) -> None:
    assert located(name) == told
