import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.model.dates import (
    OPEN_END,
    OPEN_START,
    DateError,
    Span,
    contains,
    days_apart,
    days_between,
    hull,
    human,
    is_valid,
    ordinal,
    overlap,
    parse,
    sort_key,
    to_edtf,
    typed,
)

DAYS = st.dates(datetime.date(1, 1, 1), datetime.date(9998, 12, 31))
SPANS = st.tuples(DAYS, DAYS).map(
    lambda pair: Span(min(pair).isoformat(), max(pair).isoformat()),
)
BODIES = st.one_of(
    DAYS.map(lambda day: day.isoformat()),
    DAYS.map(lambda day: day.isoformat()[:7]),
    DAYS.map(lambda day: day.isoformat()[:4]),
    st.tuples(DAYS, st.integers(21, 24)).map(lambda p: f"{p[0].isoformat()[:4]}-{p[1]}"),
)
DATES = st.tuples(BODIES, st.sampled_from(["", "~", "?", "%"])).map("".join)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-01", "2025-01-01", "2025-01-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2000-02-29", "2000-02-29", "2000-02-29"),
        ("2025-01-13", "2025-01-13", "2025-01-13"),
        ("2025-21", "2025-03-01", "2025-05-31"),
        ("2025-22", "2025-06-01", "2025-08-31"),
        ("2025-23", "2025-09-01", "2025-11-30"),
        ("2025-24", "2025-12-01", "2026-02-28"),
        ("2023-24", "2023-12-01", "2024-02-29"),
        ("2025-01?", "2025-01-01", "2025-01-31"),
        ("2024-12~", "2024-11-01", "2025-01-31"),
        ("2024-12%", "2024-11-01", "2025-01-31"),
        ("2025-01-01~", "2024-12-31", "2025-01-02"),
        ("2024-02-28~", "2024-02-27", "2024-02-29"),
        ("2025~", "2024-01-01", "2026-12-31"),
        ("2025-21~", "2024-12-01", "2025-08-31"),
        ("2025-01/2025-03", "2025-01-01", "2025-03-31"),
        ("2025-01-13/2025-03", "2025-01-13", "2025-03-31"),
        ("2024-12~/2025-01-05~", "2024-11-01", "2025-01-06"),
        ("2024-10/..", "2024-10-01", OPEN_END),
        ("../2025-01", OPEN_START, "2025-01-31"),
        ("0001~", "0001-01-01", "0002-12-31"),
        ("0001-01-01~", "0001-01-01", "0001-01-02"),
        ("9998~", "9997-01-01", "9998-12-31"),
        ("9998-24", "9998-12-01", "9998-12-31"),
        ("9998-12-31~", "9998-12-30", "9998-12-31"),
    ],
)
def test_parse_gives_the_days_a_date_may_mean(text: str, earliest: str, latest: str) -> None:
    assert parse(text) == (earliest, latest)
    assert is_valid(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "../..",
        "/",
        "2025/",
        "/2025",
        "2025/2026/2027",
        "0000",
        "9999",
        "2025-00",
        "2025-13",
        "2025-20",
        "2025-25",
        "2025-02-30",
        "2025-02-29",
        "2025-01-00",
        "2025-21-01",
        "2025-1",
        "2025--1",
        "2-25",
        "-2025",
        "20250101",
        "2025-0101",
        "2025-01001",
        "2025-01-1 ",
        " 2025",
        "2025 ",
        "2025\n",
        "２０２５",
        "٢٠٢٥",
        "²025",
        "2025~~",
        "2025?~",
        "~2025",
        "..~/2025",
        "2025/..~",
        "2025-03/2025-01",
        "2025-03~/2025-02~",
        "2025-01-13T10:00",
        "2025-1X",
        "spring 2025",
    ],
)
def test_parse_refuses_all_else_in_one_line_that_says_what_is_right(text: str) -> None:
    assert not is_valid(text)
    with pytest.raises(DateError, match=r"; (write|leave)") as caught:
        parse(text)
    message = str(caught.value)
    assert message.isascii()
    assert message.isprintable()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("2025-13", "no month 13"),
        ("2025-02-30", "no day 30 in 2025-02; write a day from 01 to 28"),
        ("0000", "no year 0000"),
        ("2025-03/2025-01", "write 2025-01/2025-03"),
        ("../..", "both ends are open"),
    ],
)
def test_the_message_names_the_mistake(text: str, part: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    assert part in str(caught.value)


@given(st.text(alphabet="0123456789-/.~?% \x1b٣x", max_size=22))
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    if is_valid(text):
        assert parse(text).earliest <= parse(text).latest
        assert human(text)
    else:
        with pytest.raises(DateError) as caught:
            human(text)
        assert str(caught.value).isprintable()


def test_span_knows_its_width_and_its_open_ends() -> None:
    assert parse("2025-01").days == 31
    assert parse("2025-01-13").days == 1
    assert parse("2024-10/..").days is None
    assert parse("2024-10/..").is_open_end
    assert not parse("2024-10/..").is_open_start
    assert parse("../2024").days is None
    assert parse("../2024").is_open_start


@given(DAYS)
def test_ordinal_agrees_with_the_calendar(day: datetime.date) -> None:
    assert ordinal(day.isoformat()) == day.toordinal()


def test_ordinal_takes_the_open_ends() -> None:
    assert ordinal(OPEN_START) == 1 - 366
    assert ordinal(OPEN_END) == datetime.date.max.toordinal()


def test_days_of_the_worked_examples() -> None:
    # 32 of the 136 days since October; 66 days between two starts of one building.
    assert days_between("2025-01-13", "2025-02-14") == 32
    assert days_between("2025-02-14", "2025-01-13") == -32
    assert days_between("2024-10-01", "2025-02-14") == 136
    assert days_apart(parse("2025-10"), parse("2026-01-05")) == 66


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("2025-01", "2025-02", 1),
        ("2025-01", "2025-01-31", 0),
        ("2025-01/..", "2026", 0),
        ("../2025-01", "2025-02-14", 14),
        ("../2025", "2025-06/..", 0),
    ],
)
def test_days_apart(a: str, b: str, apart: int) -> None:
    assert days_apart(parse(a), parse(b)) == apart
    assert days_apart(parse(b), parse(a)) == apart
    assert overlap(parse(a), parse(b)) is (apart == 0)


@given(SPANS, SPANS)
def test_overlap_and_distance_are_symmetric_and_agree(a: Span, b: Span) -> None:
    assert overlap(a, b) == overlap(b, a) == (days_apart(a, b) == 0)
    assert days_apart(a, b) == days_apart(b, a) >= 0


@given(st.lists(SPANS, min_size=1, max_size=5))
def test_the_hull_contains_every_span(spans: list[Span]) -> None:
    assert all(contains(hull(spans), span) for span in spans)
    assert overlap(hull(spans), spans[0])


def test_hull_and_contains() -> None:
    assert hull([parse("2025-01"), parse("2024-10/..")]) == ("2024-10-01", OPEN_END)
    assert contains(parse("2025"), parse("2025-01"))
    assert not contains(parse("2025-01"), parse("2025"))
    assert contains(parse("2024/.."), parse("2025-01/.."))
    with pytest.raises(ValueError, match="at least one"):
        hull([])


def test_sort_key_puts_early_before_late_narrow_before_wide_and_none_last() -> None:
    texts = [None, "2025", "2025-01/..", "2025-01", "2025-01-01", "2024-12~", "../2025", "2024-12"]
    assert sorted(texts, key=sort_key) == [
        "2024-12~",
        "2024-12",
        "2025-01-01",
        "2025-01",
        "2025",
        "2025-01/..",
        "../2025",
        None,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2025",
        "2025-01",
        "2025-01-13",
        "2025-01/2025-03",
        "2024/2025",
        "2025-01/2025-06",
        "2025-01-13/2025-01-14",
        "2024-10/..",
        "2024/..",
        "../2025-01-13",
    ],
)
def test_to_edtf_gives_the_shortest_text(text: str) -> None:
    assert to_edtf(parse(text)) == text


@given(SPANS, st.sampled_from(["closed", "start", "end"]))
def test_to_edtf_round_trips(span: Span, kind: str) -> None:
    if kind == "start":
        span = span._replace(earliest=OPEN_START)
    if kind == "end":
        span = span._replace(latest=OPEN_END)
    assert parse(to_edtf(span)) == span


@given(DATES)
def test_a_widened_date_contains_the_bare_one(text: str) -> None:
    assert contains(parse(text), parse(text.rstrip("~?%")))
    assert parse(to_edtf(parse(text))) == parse(text)


@pytest.mark.parametrize(
    "span",
    [
        Span(OPEN_START, OPEN_END),
        Span("2025-02-01", "2025-01-01"),
        Span("2025-02-30", "2025-03-01"),
        Span("x", "y"),
    ],
)
def test_to_edtf_refuses_what_has_no_text(span: Span) -> None:
    with pytest.raises(DateError):
        to_edtf(span)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2025", "2025"),
        ("2025-01", "2025-01"),
        ("2025-21", "spring 2025"),
        ("2025-22?", "summer 2025 (?)"),
        ("2025-24", "winter 2025/26"),
        ("2099-24", "winter 2099/00"),
        ("2024-12~", "about 2024-12"),
        ("2024-12?", "2024-12 (?)"),
        ("2024-12%", "about 2024-12 (?)"),
        ("2024-10/..", "from 2024-10"),
        ("../2024-10~", "until about 2024-10"),
        ("2025-01/2025-03", "2025-01 to 2025-03"),
        ("2025-01-13~/2025-21", "about 2025-01-13 to spring 2025"),
    ],
)
def test_human_reads_like_words(text: str, shown: str) -> None:
    assert human(text) == shown


def test_human_refuses_what_is_no_date() -> None:
    with pytest.raises(DateError):
        human("soon")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1 Feb 2025", "2025-02-01"),
        ("1feb25", "2025-02-01"),
        ("1. february 2025", "2025-02-01"),
        ("Feb 2025", "2025-02"),
        ("feb. 2025", "2025-02"),
        ("2025-2-1", "2025-02-01"),
        ("2025-2", "2025-02"),
        (" 2025-02-01 ", "2025-02-01"),
    ],
)
def test_a_date_is_typed_as_people_write_it(text: str, date: str) -> None:
    assert typed(text) == date
    assert is_valid(date)


@pytest.mark.parametrize("text", ["2025", "2024-10/..", "ma 2025", "febuary 2025", "1 2 2025", ""])
def test_what_is_no_such_date_is_left_to_be_judged(text: str) -> None:
    assert typed(text) == text


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_date_or_a_date_error(text: str) -> None:
    found = typed(text)
    if not is_valid(found):
        with pytest.raises(DateError):
            parse(found)


@given(DAYS)
def test_a_day_is_the_same_however_it_is_typed(day: datetime.date) -> None:
    if day.year > 999:
        assert typed(f"{day.day} {day:%B} {day.year}") == day.isoformat()
        assert typed(f"{day.year}-{day.month}-{day.day}") == day.isoformat()
