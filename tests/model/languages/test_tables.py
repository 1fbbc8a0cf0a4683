"""The tables themselves: whole, in one form, and each found where it is asked for."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.model.languages import table as home
from kursk_tui.model.languages.folding import fold
from kursk_tui.model.languages.table import Table
from kursk_tui.model.languages.tables import READ, is_read, table
from kursk_tui.model.vague import vague
from kursk_tui.model.vocabulary import HEDGES

RULES = {
    *("__init__", "table", "tables", "others", "folding", "patterns", "numbers", "hedges", "spans"),
    *("quantity", "detecting", "days"),
}


def of(language: str) -> Table:
    found = table(language)
    assert found is not None
    return found


def test_every_file_of_a_language_is_read() -> None:
    files = {path.stem for path in Path(home.__file__).parent.glob("*.py")}
    assert files - RULES == set(READ)


@pytest.mark.parametrize("language", READ)
def test_a_table_is_whole(language: str) -> None:
    found = of(language)
    assert found.code == language
    assert found.name
    told = {*found.before, *found.after}
    assert told <= set(HEDGES)
    # Every way a hedge can go.
    assert {"more_than", "at_least", "at_most", "less_than", "up_to", "nearly", "about"} <= told
    assert {"killed", "wounded", "casualties", "missing", "captured", "sent", "present"} <= set(
        found.cues
    )
    assert found.persons
    assert found.percent
    assert found.fractions
    assert found.saying
    assert found.according or found.according_after
    assert len(found.months) in (0, 12)
    assert found.spaced == bool(found.months)


@pytest.mark.parametrize("language", READ)
def test_words_are_in_one_form(language: str) -> None:
    for field in of(language):
        for text in field.values() if isinstance(field, dict) else (field,):
            if isinstance(text, str):
                assert text == normalize("NFC", text)


@pytest.mark.parametrize("language", READ)
def test_no_word_of_a_number_is_worth_two_things(language: str) -> None:
    found = of(language)
    told: dict[str, float] = {}
    for worth, words in found.numbers.items():
        for word in filter(None, words.split("|") if "|" in words else words.split()):
            assert told.setdefault(word, worth) == worth, word


def test_a_region_has_the_table_of_its_language() -> None:
    assert table("es-MX") is table("es") is table("ES_mx")
    assert is_read("uk-UA")
    assert not is_read("cs")
    assert table("xx") is None


def test_words_of_quantity_are_those_of_the_table() -> None:
    # One list: what a reading says of a word is what a page is read by.
    for language in READ:
        found = of(language)
        for words in found.plural.values():
            for word in words.split():
                assert vague(word, language) is not None, word


@given(st.text(max_size=200))
def test_a_folded_text_knows_where_it_was(text: str) -> None:
    folded = fold(text)
    assert len(folded.at) == len(folded.text) + 1
    assert list(folded.at) == sorted(folded.at)
    assert folded.at[len(folded.text)] == len(text)
    assert fold(folded.text).text == folded.text
