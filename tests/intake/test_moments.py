"""Phrases of time, and which of them is the moment of a figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.intake.language.moments import moments
from kursk_tui.intake.language.published import Page
from kursk_tui.model.dates import is_valid
from tests.intake.world import PAGE, only, proposed


@pytest.mark.parametrize(
    ("phrase", "edtf"),
    [
        ("Jan. 13", "2032-01-13"),
        ("13 January 2031", "2031-01-13"),
        ("January 13th, 2031", "2031-01-13"),
        ("2031-01-13", "2031-01-13"),
        ("December 2031", "2031-12"),
        ("December", "2031-12"),
        ("last December", "2031-12"),
        ("early August 2031", "2031-08-01/2031-08-10"),
        ("late August", "2031-08-21/2031-08-31"),
        ("May", "2032-05"),
        ("Sept. 20", "2031-09-20"),
        ("2031", "2031"),
        ("early 2032", "2032-01-01/2032-03-31"),
        ("the start of 2032", "2032-01"),
        ("this year", "2032"),
        ("last year", "2031"),
        ("last month", "2032-04"),
        ("last week", "2032-05-10/2032-05-16"),
        ("the last week", "2032-05-13/2032-05-20"),
        ("last fall", "2031-23"),
        ("this spring", "2032-21"),
        ("this winter", "2032-24"),
        ("last winter", "2031-24"),
        ("autumn 2031", "2031-23"),
        ("Monday", "2032-05-17"),
        ("Thursday", "2032-05-20"),
        ("last Thursday", "2032-05-13"),
        ("last Monday", "2032-05-17"),
        ("the past two weeks", "2032-05-06/2032-05-20"),
        ("the last 48 hours", "2032-05-18/2032-05-20"),
        ("January 11 this year", "2032-01-11"),
        ("11 December last year", "2031-12-11"),
        ("two or three weeks ago", "2032-04-29~"),
        ("yesterday", "2032-05-19"),
        ("currently", "2032-05-20"),
        ("three weeks ago", "2032-04-29~"),
        ("two months ago", "2032-03"),
        ("April last year", "2031-04"),
        ("late last year", "2031-10/2031-12"),
        ("early this year", "2032-01-01/2032-03-31"),
        ("the end of this year", "2032-12"),
    ],
)
def test_phrases_are_read_literally_from_the_page(phrase: str, edtf: str) -> None:
    found = moments(f"It was {phrase} then", Page.published(PAGE))
    assert found[0].edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The soldiers arrived in December.", "2031-12"),
        ("In December, the soldiers arrived.", "2031-12"),
        ("Soldiers from the north, 400 in December", "2031-12"),
        ("The ministry said in December that more will come.", "2031-12"),
        ("Losses have grown since September.", "2031-09"),
        ("They were buried on Dec. 5.", "2031-12-05"),
        ("By December, 400 had fallen.", "2031-12"),
        ("The soldiers will arrive in December.", "2032-12"),
        ("In December, the soldiers will arrive.", "2032-12"),
        ("The soldiers are expected to be deployed by December.", "2032-12"),
        ("The next wave is due on Dec. 5.", "2032-12-05"),
        ("The soldiers to arrive by December", "2032-12"),
        ("By the end of the year they had lost 400.", "2031-12"),
        ("They will have lost 400 by the end of the year.", "2032-12"),
        ("They will arrive on Saturday.", "2032-05-22"),
        ("They arrived on Saturday.", "2032-05-15"),
        ("They are expected next Thursday.", "2032-05-27"),
    ],
)
def test_past_verbs_look_back_and_what_is_to_come_lies_ahead(text: str, edtf: str) -> None:
    [moment] = moments(text, Page.published(PAGE))
    assert moment.edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They died from March to May.", "2032-03/2032-05"),
        ("They died between March 3 and April 9.", "2032-03-03/2032-04-09"),
        ("They died from Sept. 20 through Dec. 31, 2031.", "2031-09-20/2031-12-31"),
    ],
)
def test_a_span_of_time_is_one_phrase(text: str, edtf: str) -> None:
    [moment] = moments(text, Page.published(PAGE))
    assert (moment.edtf, moment.kind) == (edtf, "span")


def test_what_is_counted_within_a_span_has_no_moment_and_a_stock_has() -> None:
    killed = only("From March to May, 400 soldiers were killed.")
    assert (killed.as_of, killed.scope.within) == (None, "2032-03/2032-05")
    there = only("From March to May, 400 soldiers were stationed in Tarn.")
    assert (there.as_of, there.scope.within) == ("2032-03/2032-05", None)


def test_what_a_day_names_is_not_that_of_a_count() -> None:
    assert only("Some 400 soldiers died in Saturday's raid.").as_of is None


def test_early_in_a_year_ends_with_the_page() -> None:
    [moment] = moments("in early 2032", Page.published("2032-02-12"))
    assert moment.edtf == "2032-01-01/2032-02-12"


@pytest.mark.parametrize("phrase", ["Monday", "last year", "Jan. 13", "currently", "last fall"])
@pytest.mark.parametrize("published", [None, "2032-05-20/..", "nonsense"])
def test_a_page_without_a_date_gives_none(phrase: str, published: str | None) -> None:
    [moment] = moments(f"on {phrase}", Page.published(published))
    assert moment.edtf is None


@pytest.mark.parametrize("text", ["they may come", "a march to the sea", "Feb. 31", "2,031 men"])
def test_what_is_no_date(text: str) -> None:
    assert [each for each in moments(text, Page.published(PAGE)) if each.edtf] == []


@pytest.mark.parametrize(
    ("text", "as_of", "basis"),
    [
        ("On Jan. 11 this year, it became known that 400 soldiers were killed.", None, None),
        ("Some 400 soldiers were killed since the war began on May 3.", None, None),
        ("They dug on Monday, looking for men of a raid that killed 400.", None, None),
        ("On Monday, in a raid that struck the camp, 400 men were killed.", "2032-05-17", "stated"),
        ("Some 400 soldiers were killed before the truce of May 3.", None, None),
        ("Some 400 soldiers were killed on May 3.", "2032-05-03", "stated"),
        ("Some 400 soldiers were killed when the dam burst on May 3.", "2032-05-03", "stated"),
        ("As of January 2032, 400 soldiers had been killed.", "2032-01", "stated"),
        ("By mid-April, 400 soldiers had been killed.", "2032-04-11/2032-04-20", "stated"),
        ("Some 400 soldiers are currently stationed there.", "2032-05-20", "inferred"),
        ("About 90 combat and 8 engineer troops are currently stationed there.", PAGE, "inferred"),
        ("Some 400 soldiers were stationed there since March.", "2032-03/..", "stated"),
        ("The DIS said on Monday 400 soldiers were killed.", None, None),
        ("On Monday, the DIS said 400 soldiers were killed.", None, None),
        ("A May 3 estimate by the DIS has 400 dead soldiers.", None, None),
        ("Since March 2031, 400 soldiers have been killed.", None, None),
        ("Since the March 2031 deployment, 400 soldiers were killed.", None, None),
        ("Up to 400 soldiers were deployed last fall.", None, None),
        ("May 2032 – 400 soldiers were killed.", None, None),
        ("Some 400 soldiers were killed.", None, None),
        ("By the end of last year, 400 soldiers had been killed.", "2031-12", "stated"),
        ("May 12, 2032 – Kastel honours 40 fallen soldiers.", "2032-05-12", "stated"),
        ("May 12, 2032 – The DIS said 40 soldiers were killed.", None, None),
        ("They attacked in May, seizing 9 square kilometers within the first weeks.", None, None),
        ("At the moment 400 soldiers are stationed there.", PAGE, "inferred"),
    ],
)
def test_the_moment_of_a_figure(text: str, as_of: str | None, basis: str | None) -> None:
    found = proposed(text)
    assert {(each.as_of, each.as_of_basis) for each in found} == {(as_of, basis)}


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("Up to 400 soldiers were deployed last fall.", "2031-23"),
        ("Marovia may send 400 soldiers this year.", "2032"),
        ("Some 400 soldiers were killed in the last week.", "2032-05-13/2032-05-20"),
        ("Some 400 soldiers returned in April.", "2032-04"),
        ("Some 400 soldiers were killed this month.", "2032-05"),
        ("Some 400 soldiers were killed over the past three days.", "2032-05-17/2032-05-20"),
    ],
)
def test_a_period_in_which_it_is_counted(text: str, within: str) -> None:
    assert only(text).scope.within == within


@pytest.mark.parametrize("when", ["In 2031", "Last year", "During 2031"])
def test_a_whole_year_is_what_is_counted_within_and_no_moment(when: str) -> None:
    told = only(f"{when}, 400 soldiers were killed.")
    assert (told.as_of, told.scope.within) == (None, "2031")


def test_how_long_nobody_was_seen_is_no_date() -> None:
    assert only("They were not seen at the front for the past two weeks.").measure == "absence"


@given(st.text(), st.sampled_from([PAGE, "2032", "0001-01-01", "9998-12-31", None]))
def test_any_text_has_sound_moments(text: str, published: str | None) -> None:
    for moment in moments(text, Page.published(published)):
        assert 0 <= moment.start < moment.end <= len(text)
        assert moment.edtf is None or is_valid(moment.edtf)


@pytest.mark.parametrize("published", ["0001-01-01", "9998-12-31"])
def test_the_ends_of_the_calendar(published: str) -> None:
    text = "last year, last month, next year, next month, yesterday, tomorrow, last fall, Monday"
    for moment in moments(text, Page.published(published)):
        assert moment.edtf is None or is_valid(moment.edtf)


def test_a_count_that_goes_on_keeps_its_moment() -> None:
    found = proposed("As of May 3, 2032, 400 soldiers had been killed. Of these, 90 died in Tarn.")
    assert [each.as_of for each in found] == ["2032-05-03"] * 2


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Otto Brandt, who had told reporters on Tuesday that 300 soldiers had died, denied that"
            " more than 400 soldiers were killed.",
            {300: "2032-05-18", 400: None},
        ),
        (
            "The DIS, which put the toll at 300 dead on the first evening, said on Tuesday that 400"
            " soldiers had died.",
            {300: None, 400: "2032-05-18"},
        ),
        (
            "The DIS, which has its seat in Tarn, said on Tuesday that 400 soldiers had died.",
            {400: "2032-05-18"},
        ),
    ],
)
def test_the_day_of_a_relative_clause_is_of_what_stands_in_it_alone(
    text: str, days: dict[float, str | None]
) -> None:
    assert {each.figure.low: each.said for each in proposed(text)} == days


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The DIS said on Tuesday that 400 soldiers had died.", "2032-05-18"),
        ("On Tuesday, the DIS said 400 soldiers had died.", "2032-05-18"),
        ("The DIS said that 400 soldiers had died on Tuesday.", None),
        ("On Tuesday, 400 soldiers died.", None),
        ("The DIS said in May that 400 soldiers had died.", None),
    ],
)
def test_the_day_of_saying_is_kept_and_no_moment_of_the_count(text: str, said: str | None) -> None:
    told = only(text)
    assert told.said == said
    if said is not None:
        assert (told.as_of, told.scope.within) == (None, None)


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        ("So far 400 soldiers have been killed.", "2032-05-20"),
        ("Till Monday, 400 soldiers were killed.", "2032-05-17"),
        ("Until Monday 400 soldiers are stationed there.", "../2032-05-17"),
        ("The ministry Wednesday put the toll at 400 soldiers killed.", None),
        ("The army on Wednesday lost 400 soldiers.", "2032-05-19"),
        ("BREZ, May 19 (Northwire) - Some 400 soldiers were killed in the raid.", None),
        ("BREZ, May 19 (NW) Some 400 soldiers were killed in the raid.", None),
        ("On May 19 (a Wednesday) some 400 soldiers were killed in the raid.", "2032-05-19"),
    ],
)
def test_a_day_of_saying_is_no_moment_and_the_end_of_a_count_is_one(
    text: str, as_of: str | None
) -> None:
    assert only(text).as_of == as_of
