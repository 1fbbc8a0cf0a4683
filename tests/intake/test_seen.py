"""Numbers that are seen and not proposed: kept with their place, as they are read, and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.intake.language.proposals import Reading
from kursk_tui.intake.language.propose import read
from kursk_tui.model.figures import shape_problem
from tests.intake.world import PAGE, dossier


def reading(*paragraphs: str) -> Reading:
    return read(dossier(), paragraphs, publisher="post", published=PAGE)


@pytest.mark.parametrize(
    ("text", "written", "low", "high", "why"),
    [
        ("Soldiers lost about 40 mules.", "about 40", 40, 40, "other"),
        ("Two brigades of soldiers came.", "Two", 2, 2, "other"),
        ("Some 40 brigades of soldiers came.", "Some 40", 40, 40, "other"),
        ("The road of the soldiers is at least 90 miles long.", "at least 90 miles", 90, None, 0),
        ("It is 90 miles (145 km) off.", "90 miles (145 km)", 90, 90, "other"),
        ("A mule costs $4,500 (4,124 euros).", "$4,500 (4,124 euros)", 4500, 4500, "unmeasured"),
        ("A mule is worth up to 400 roubles.", "up to 400 roubles", None, 400, "other"),
        ("The soldier is aged 34.", "34", 34, 34, "age"),
        ("A 34-year-old man told it.", "34", 34, 34, "age"),
        ("At least nine of the dead were under 18.", "under 18", None, 18, "age"),
        ("It went on in three rounds of talks.", "three", 3, 3, "often"),
        ("Prices rose 12 times.", "12", 12, 12, "often"),
        ("Some 7 soldiers sang.", "Some 7", 7, 7, "few"),
        ("It is a town of 90,000 people.", "90,000", 90000, 90000, "anybody"),
        ("Half of the shops closed.", "Half", 50, 50, "share"),
        ("Their soldiers slept; 900.", "900", 900, 900, 0),
        ("They were away for about three weeks.", "about three weeks", 3, 3, "unmeasured"),
        ("Photo: 400 soldiers were killed (AP)", "400", 400, 400, "caption"),
        ("Dozens of mules fell.", "Dozens", None, None, "other"),
    ],
)
def test_what_counts_something_is_kept_with_why(
    text: str, written: str, low: float | None, high: float | None, why: str
) -> None:
    found = reading(text)
    [one] = [each for each in found.seen if each.proposal.figure.written == written]
    assert (one.proposal.figure.low, one.proposal.figure.high) == (low, high)
    assert text[one.proposal.start : one.proposal.end] == written
    assert one.proposal.measure is None
    assert why in (0, one.why)


def test_a_title_that_is_printed_twice() -> None:
    title = "Some 400 soldiers were killed in the raid"
    found = reading(title, "Nobody spoke.", title)
    assert [each.paragraph for each in found.proposals] == [1]
    assert [(each.proposal.paragraph, each.why) for each in found.seen] == [(3, "repeated")]


@pytest.mark.parametrize(
    "text",
    [
        "In 2031, on May 3, at 7:30, they came by Route 66 with a T-62.",
        "The 528th Regiment left three days ago, for two years.",
        "One of them said the two had come. The third wave began.",
        "They met on a three-day visit [1], and left on 12 March.",
        "Call 212-555-0100.",
        "The quake had a magnitude of 7.6.",
    ],
)
def test_dates_times_and_names_count_nothing(text: str) -> None:
    assert reading(text)[:2] == ([], [])


def test_what_is_proposed_is_not_seen_a_second_time() -> None:
    found = reading("About 400 soldiers and 40 mules were killed.")
    assert [each.figure.written for each in found.proposals] == ["About 400"]
    assert [each.proposal.figure.written for each in found.seen] == ["40"]


def test_who_says_it_is_read_for_what_is_seen_too() -> None:
    [one] = reading("The DIS said about 40 mules were lost.").seen
    assert (one.proposal.attribution, one.proposal.lineage) == (("dis",), "full")


def test_a_sentence_with_more_figures_than_are_weighed_shows_the_rest() -> None:
    found = reading(", ".join(f"{n}00 soldiers were killed" for n in range(1, 40)))
    assert {each.why for each in found.seen} == {"many"}
    assert len(found.proposals) + len(found.seen) == 39


@given(st.lists(st.text(st.sampled_from("0123456789,.-– %$() aboutmensoldiersaged"))))
def test_any_text_has_sound_seen_numbers_apart_from_the_proposals(paragraphs: list[str]) -> None:
    found = reading(*paragraphs)
    taken = [(p.paragraph, p.start, p.end) for p in found.proposals]
    for one in (each.proposal for each in found.seen):
        assert paragraphs[one.paragraph - 1][one.start : one.end] == one.figure.written
        assert shape_problem(one.figure) is None
        assert not any(n == one.paragraph and s < one.end and one.start < e for n, s, e in taken)


def test_the_number_of_a_hall_counts_nobody() -> None:
    found = reading("The families of Hall 4 said that 41 soldiers were killed.")
    assert [each.figure.written for each in found.proposals] == ["41"]
    assert found.seen == []


def test_a_toll_under_a_number_is_no_age() -> None:
    found = reading("The toll was 300. Some said that the dead were under 180, others over 400.")
    assert "under 180" in [each.figure.written for each in found.proposals]
