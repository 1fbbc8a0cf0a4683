"""Figures of another year's event, and those that were told before a newer one."""

from __future__ import annotations

import pytest

from kursk_tui.intake.language.moments import moments
from kursk_tui.intake.language.proposals import Reading
from kursk_tui.intake.language.propose import read
from kursk_tui.intake.language.published import Page
from tests.intake.test_counts import relief
from tests.intake.world import PAGE, dossier, proposed


def reading(text: str) -> Reading:
    return read(dossier(), [text], publisher="post", published=PAGE)


@pytest.mark.parametrize(
    "text",
    [
        "A similar fire at the plant in 1998 killed six people.",
        "It was the worst raid since the 2005 flood that killed 500 people.",
        "It was the worst raid since the 2005 flood, which killed 500 people.",
        "Some 500 people died in the 2005 flood.",
        "The 2005 flood claimed the lives of 500 people.",
        "In the 1990s, 40 people were killed here.",
        "The war of 1950-53 killed 30,000 people.",
    ],
)
def test_what_another_year_counted_is_seen_and_not_proposed(text: str) -> None:
    found = reading(text)
    assert found.proposals == []
    assert [each.why for each in found.seen] == ["before"]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry, built in 1998, sank, killing 300 people.",
        "A ferry built in 1998 sank and killed 300 people.",
        "Since 2005 floods have killed 300 people.",
        "Survivors of the 2005 flood said 300 people were killed.",
        "The deadliest raid since 1998 killed 300 people.",
        "The worst raid since the 2005 flood, it killed 300 people on Monday.",
        "In 1998 the road was closed; on Monday 300 people died.",
        "The 2031 raid killed 300 people.",
        "Some 300 people died in the 2031 raid.",
        "Last year 300 people died.",
    ],
)
def test_a_year_that_names_something_else_takes_no_figure_away(text: str) -> None:
    found = reading(text)
    assert [(each.figure.low, each.doubts) for each in found.proposals] == [(300, ())]


def test_in_a_dossier_without_a_time_of_its_own_a_far_year_is_doubted() -> None:
    of = relief(since=None)
    [one] = proposed("A similar fire at the plant in 1998 killed six people.", of=of)
    assert one.doubts[0].words == "of 1998: it may be another event"
    [one] = proposed("A similar fire at the plant in 2031 killed six people.", of=of)
    assert one.doubts == ()


@pytest.mark.parametrize(
    "text",
    [
        "The toll rose to 30 dead from 22 dead.",
        "The DIS revised the toll from 22 dead to 30 dead.",
        "Some 30 soldiers died, compared with 22 dead.",
        "The DIS put the toll at 30 dead, down from an earlier figure of 22 dead.",
    ],
)
def test_the_figure_before_a_newer_one_is_doubted(text: str) -> None:
    doubts = {each.figure.low: [d.words for d in each.doubts] for each in proposed(text)}
    assert doubts == {30: [], 22: ["an earlier figure than the one it is told beside"]}


def test_a_figure_of_an_aside_is_doubted_where_it_has_no_day() -> None:
    text = "The DIS, which put the toll at 30 dead {}, said on Wednesday that 22 soldiers had died."
    earlier = ["an earlier figure than the one it is told beside"]
    for when, doubts in (("on the first evening", earlier), ("on Tuesday", [])):
        first, second = proposed(text.format(when))
        assert (first.figure.low, [d.words for d in first.doubts]) == (30, doubts)
        assert (second.figure.low, second.doubts) == (22, ())


def test_who_came_from_somewhere_was_told_no_earlier() -> None:
    [one] = proposed("Marovia sent up to 900 soldiers from 22 villages.")
    assert one.doubts == ()


def test_an_earlier_figure_of_a_day_is_of_that_day() -> None:
    text = "The DIS said on Tuesday 30 soldiers had died, up from 22 dead a day earlier."
    later, earlier = proposed(text)
    assert (later.as_of, later.measure) == (None, "killed")
    assert (earlier.as_of, earlier.measure, earlier.doubts) == ("2032-05-17", "killed", ())


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("On May 3 they left. A day earlier it rained.", "2032-05-02"),
        ("On May 3 they left. Two days later it rained.", "2032-05-05"),
        ("On May 3 they left; it rained the previous day.", "2032-05-02"),
        ("On May 3 they left; it rained the day after.", "2032-05-04"),
        ("It rained a day earlier.", "2032-05-19"),
        ("It rained the previous day.", None),
        ("They left in May. It rained the next day.", None),
    ],
)
def test_a_day_beside_another_is_counted_from_it(text: str, edtf: str | None) -> None:
    assert moments(text, Page.published(PAGE))[-1].edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("in the 1990s", "1990/1999"),
        ("from 1950-53", "1950/1953"),
        ("from 1950–1953", "1950/1953"),
    ],
)
def test_spans_of_years(text: str, edtf: str) -> None:
    assert [each.edtf for each in moments(text, Page.published(PAGE))] == [edtf]
