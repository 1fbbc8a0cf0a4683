import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.model.locators import (
    ANCHORED,
    DRIFTED,
    NO_COPY,
    ORPHANED,
    Passage,
    find_phrase,
    fingerprint,
    locate,
    normalise,
    paragraphs,
    text_fingerprint,
)
from kursk_tui.model.records import Locator

PARAS = ["First words.", "At least\u00a0300 killed,  it said.", "More than 1,300 wounded."]
ANY = st.text(st.characters(exclude_categories=[]))


def at(number: int, text: str) -> Locator:
    return Locator(number, fingerprint(text))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("one", ["one"]),
        ("one\n\ntwo\r\n \r\nthree\rfour\n", ["one", "two", "three", "four"]),
        ("\ufeffone\ntwo", ["one", "two"]),
        ("a\u2028b\x0bc\x85d", ["a\u2028b\x0bc\x85d"]),
        ("  kept as it is  \n\u00a0\n", ["  kept as it is  "]),
    ],
)
def test_paragraphs(text: str, lines: list[str]) -> None:
    assert paragraphs(text) == lines


def test_normalise_and_fingerprint() -> None:
    assert normalise("  Cafe\u0301\u00a0 \t x\n") == "Café x"
    assert fingerprint(" a\u00a0 b") == hashlib.sha256(b"a b").hexdigest()
    assert fingerprint("\ud800") != fingerprint("\ud801")
    assert text_fingerprint([" a ", "b"]) == hashlib.sha256(b"a\nb").hexdigest()


@given(ANY)
def test_normalise_is_idempotent_and_any_text_has_a_fingerprint(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert fingerprint(text) == fingerprint(normalise(text))
    assert len(fingerprint(text)) == 64


@pytest.mark.parametrize(
    ("paragraph", "phrase", "found"),
    [
        ("At least 300 killed", "300", "300"),
        ("At least\u00a0 300 killed", "least 300", "least\u00a0 300"),
        ("At least 300 killed", "least\n300", "least 300"),
        ("1,300 and then 300.", "300", "300"),
        ("1,300", "300", None),
        ("300,000", "300", None),
        ("13.5", "5", None),
        ("3000", "300", None),
        ("about 300, or more", "300", "300"),
        ("300.", "300", "300"),
        ("(300)", "300", "300"),
        ("~300-strong", "300", "300"),
        ("약 300명", "300", "300"),
        ("on behalf of half", "half", "half"),
        ("on behalf", "half", None),
        ("사상자삼백명", "삼백", "삼백"),
        ("a.b", "a.b", "a.b"),
        ("axb", "a.b", None),
        ("At least 300", "at least 300", None),
        ("anything", "", None),
        ("anything", "  ", None),
        ("", "x", None),
    ],
)
def test_find_phrase(paragraph: str, phrase: str, found: str | None) -> None:
    mark = find_phrase(paragraph, phrase)
    assert (paragraph[mark[0] : mark[1]] if mark else None) == found


def test_find_phrase_takes_the_first_that_stands_alone() -> None:
    assert find_phrase("1,300 and then 300 and 300.", "300") == (15, 18)


@given(ANY, ANY, ANY, st.sampled_from([" ", "\u00a0", "\n ", "\t\t"]))
def test_find_phrase_slices_back_to_the_phrase(
    before: str, phrase: str, after: str, space: str
) -> None:
    words = phrase.split()
    mark = find_phrase(f"{before} {space.join(words)} {after}", phrase)
    assert (mark is None) == (not words)
    if mark:
        assert f"{before} {space.join(words)} {after}"[mark[0] : mark[1]].split() == words


def test_without_a_copy() -> None:
    assert locate(at(1, "x"), "x", None) == Passage(NO_COPY, None, None, None)


def test_anchored_where_the_hash_is_at_its_number() -> None:
    found = locate(at(2, "At least 300 killed, it said."), "At least 300", PARAS)
    assert found == Passage(ANCHORED, 2, PARAS[1], (0, 12))
    assert locate(at(2, PARAS[1]), "not there", PARAS).mark is None
    assert locate(at(2, PARAS[1]), None, PARAS) == Passage(ANCHORED, 2, PARAS[1], None)


def test_drifted_where_the_hash_is_at_another_number() -> None:
    found = locate(at(1, PARAS[1]), "At least 300", PARAS)
    assert found == Passage(DRIFTED, 2, PARAS[1], (0, 12))
    assert locate(at(99, PARAS[0]), None, PARAS) == Passage(DRIFTED, 1, PARAS[0], None)
    twice = ["same", "x", "y", "same"]
    assert locate(at(3, "same"), None, twice).paragraph == 4
    assert locate(at(2, "same"), None, twice).paragraph == 1


def test_drifted_where_only_the_phrase_is_left() -> None:
    reworded = Locator(2, "0" * 64)
    assert locate(reworded, "300 killed", PARAS) == Passage(DRIFTED, 2, PARAS[1], (9, 19))
    moved = Locator(1, "0" * 64)
    assert locate(moved, "1,300", PARAS).paragraph == 3
    # "300" stands in just one paragraph: the other has it inside a longer number.
    assert locate(moved, "300", PARAS).paragraph == 2


@pytest.mark.parametrize("number", [-1, 0, 1, 2, 9])
@pytest.mark.parametrize("written", [None, "", "4,000"])
def test_orphaned(number: int, written: str | None) -> None:
    assert locate(Locator(number, "0" * 64), written, PARAS) == Passage(ORPHANED)
    assert locate(Locator(number, "0" * 64), written, []) == Passage(ORPHANED)


def test_orphaned_where_the_phrase_could_be_in_several_places() -> None:
    assert locate(Locator(1, "0" * 64), "300", ["x", "300 here", "300 there"]).state == ORPHANED
