"""Arithmetic inside a text: which figures are parts of which, and whether they add up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.language.propose import read
from kursk_tui.intake.language.sums import Ends, Sum, members, missing, moved
from kursk_tui.words.adding import adding
from tests.intake.world import PAGE, Row, dossier, tables


def told(*paragraphs: str) -> list[tuple[str, ...]]:
    """The sums of a text as printed, total first."""
    found = read(dossier(), paragraphs, publisher="post", published=PAGE)
    return [
        tuple(found.proposals[place].figure.written for place in members(each))
        for each in found.sums
    ]


def said(*paragraphs: str) -> str:
    """What is said of the one sum of a text."""
    found = read(dossier(), paragraphs, publisher="post", published=PAGE)
    [one] = found.sums
    whole = found.proposals[one.total]
    parts = [found.proposals[place] for place in one.parts]
    return adding(whole.figure, [part.figure for part in parts], missing(whole, parts))


@pytest.mark.parametrize(
    "text",
    [
        "Marovia suffered 62,400 casualties: 25,200 killed and 36,200 wounded.",
        "The army had 62,400 casualties, of whom 25,200 were killed and 36,200 wounded.",
        "A total of 62,400 casualties, 25,200 killed and 36,200 wounded, were told.",
        "They had 62,400 casualties. Of these, 25,200 were killed and 36,200 wounded.",
        # A whole of the dossier beside all its parts needs no word for it.
        "They had 62,400 casualties. Some say 25,200 were killed and 36,200 wounded.",
    ],
)
def test_parts_behind_their_total(text: str) -> None:
    assert told(text) == [("62,400", "25,200", "36,200")]


@pytest.mark.parametrize(
    "text",
    [
        "Some 25,200 were killed and 36,200 wounded, 62,400 in all.",
        "They lost 25,200 killed and 36,200 wounded, for a total of 62,400 casualties.",
        "They had 25,200 killed and 36,200 wounded, totalling 62,400 casualties.",
        "They had 25,200 dead soldiers. They had 36,200 wounded soldiers. In all, 62,400 "
        "casualties were told.",
    ],
)
def test_a_total_behind_its_parts(text: str) -> None:
    [(total, *parts)] = told(text)
    assert (total, len(parts)) == ("62,400", 2)


@pytest.mark.parametrize(
    "text",
    [
        "Marovia sent 900 troops, comprising 700 soldiers and 200 sappers.",
        "Marovia sent 900 troops, of whom 700 are combat troops and 200 engineers.",
        "Marovia sent 900 troops made up of 700 soldiers and 200 engineers.",
        "Marovia sent 900 troops, including 700 soldiers and 200 engineers.",
    ],
)
def test_parts_of_one_measure(text: str) -> None:
    assert told(text) == [("900", "700", "200")]
    found = read(dossier(), [text], publisher="post", published=PAGE)
    # What has no measure of its own is of what the whole is.
    assert {each.measure for each in found.proposals} == {"sent"}


def test_a_list_of_paragraphs() -> None:
    text = (
        "Marovia sent 900 troops:",
        "- 700 combat troops were sent",
        "- 100 engineers were sent",
    )
    assert told(*text) == [("900", "700", "100")]
    assert told(*text[:1], "Then 700 soldiers were sent.", *text[2:]) == []


@pytest.mark.parametrize(
    "text",
    [
        # "Including" may leave out what it likes.
        "Marovia sent 900 troops, including 70 officers and 20 engineers.",
        "Marovia sent 900 troops, of whom 70 were killed.",
        "Some 400 soldiers were killed and 900 returned.",
        "Marovia sent 900 troops. Then 700 soldiers were sent, and 200 workers.",
        "They suffered 900 casualties, two-thirds of whom were killed.",
        "Marovia may send 900 troops, and sent 700 soldiers and 200 engineers.",
    ],
)
def test_what_no_words_put_together_is_no_sum(text: str) -> None:
    assert told(text) == []


def test_a_number_in_all_is_of_what_its_parts_are_together() -> None:
    text = "Some 300 soldiers were killed and 900 wounded, 1,200 in all."
    found = read(dossier(), [text], publisher="post", published=PAGE)
    assert [each.measure for each in found.proposals] == ["killed", "wounded", "casualties"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "They had 62,400 casualties: 25,200 killed and 36,200 wounded.",
            "62,400 printed; the parts 25,200 and 36,200 make 61,400: 1,000 short",
        ),
        (
            "They had 61,000 casualties: 25,200 killed and 36,200 wounded.",
            "61,000 printed; the parts 25,200 and 36,200 make 61,400: 400 over",
        ),
        (
            "They had 61,400 casualties: 25,200 killed and 36,200 wounded.",
            "61,400 printed; the parts 25,200 and 36,200 make just that",
        ),
        (
            "They sent 700 men in spring, 100 to 300 men in summer and 600 men in autumn, 1,300 "
            "to 1,600 in all.",
            "1,300 to 1,600 printed; the parts 700, 100 to 300 and 600 make 1,400 to 1,600: "
            "100 over at the low end",
        ),
        (
            "They had at least 900 casualties: 300 killed and more than 700 wounded.",
            "at least 900 printed; the parts 300 and more than 700 make 1,000: 100 over",
        ),
        (
            "They had at least 900 casualties: 300 killed and up to 700 wounded.",
            "at least 900 printed; the parts 300 and up to 700 make no number, as an end is open",
        ),
    ],
)
def test_what_is_missing_is_said(text: str, words: str) -> None:
    assert said(text) == words


def test_ends_that_are_open_miss_nothing() -> None:
    assert Ends(None, None).adds_up
    assert Ends(0.0, None).adds_up
    assert not Ends(0.0, -1.0).adds_up


@given(st.integers(0, 9), st.lists(st.integers(0, 9), min_size=2, max_size=4), st.integers(0, 9))
def test_places_move_with_the_proposals(total: int, parts: list[int], at: int) -> None:
    one = Sum(total, tuple(parts))
    there = moved(one, at, 1)
    assert all(
        after == before + (before >= at)
        for before, after in zip(members(one), members(there), strict=True)
    )
    assert moved(there, at + 1, -1) == one


@given(st.lists(st.text(st.sampled_from("0123456789,: -soldiers killedwounded.of whominall"))))
def test_any_text_has_sums_of_its_own_proposals(paragraphs: list[str]) -> None:
    found = read(dossier(), paragraphs, publisher="post", published=PAGE)
    totals = [each.total for each in found.sums]
    assert len(totals) == len(set(totals))
    for each in found.sums:
        assert len(each.parts) > 1
        assert each.total not in each.parts
        assert all(0 <= place < len(found.proposals) for place in members(each))


def test_what_usually_adds_up_is_what_the_dossier_says() -> None:
    text = "Sent were 10,000 soldiers. About 7,000 soldiers are still there and 3,000 went home."
    data = tables()
    row = next(row for row in data["measures"].values() if row["id"] == "sent")
    assert summed(data, text) == []
    row["sum_of"] = ["present", "returned"]
    assert summed(data, text) == [("10,000", "About 7,000", "3,000")]
    # Beside one of its parts alone nothing is added up.
    assert summed(data, "Sent were 10,000 soldiers. About 7,000 soldiers are still there.") == []


def summed(data: dict[str, dict[str, Row]], text: str) -> list[tuple[str, ...]]:
    found = read(Dossier.from_data(data), [text], publisher="post", published=PAGE)
    return [
        tuple(found.proposals[place].figure.written for place in members(each))
        for each in found.sums
    ]
