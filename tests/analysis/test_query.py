"""The language of searches: what is read, what is refused and where the caret then points."""

from __future__ import annotations

from difflib import get_close_matches

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kursk_tui.analysis.query.fields import FIELDS, FORMS, STATES, Field, amount, first_day
from kursk_tui.analysis.query.language import (
    Query,
    QueryError,
    Term,
    near,
    parse,
    quoted,
    shown,
)
from kursk_tui.model.dates import DateError
from kursk_tui.model.folding import folded, normal
from kursk_tui.model.vocabulary import HEDGES, MODALITIES, VERDICTS

quick = settings(max_examples=150, deadline=None)

NAMED = ("measure", "by", "party", "agent", "via", "event", "source")


def only(text: str) -> Term:
    (term,) = parse(text).terms
    return term


def refused(text: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert "\n" not in caught.value.message
    assert str(caught.value) == caught.value.message
    assert 0 <= caught.value.at <= len(text)
    return caught.value


# ---- what is read


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("museum", Term("", "", "museum", False, False, 0, 0)),
        ("  museum ", Term("", "", "museum", False, False, 2, 2)),
        ("-museum", Term("", "", "museum", True, False, 0, 1)),
        ('"special forces"', Term("", "", "special forces", False, True, 0, 0)),
        ('-"special forces"', Term("", "", "special forces", True, True, 0, 1)),
        ('"say ""weeks"""', Term("", "", 'say "weeks"', False, True, 0, 0)),
        ("by:nis", Term("by", ":", "nis", False, False, 0, 3)),
        ("BY:NIS", Term("by", ":", "NIS", False, False, 0, 3)),
        ("-by:nis", Term("by", ":", "nis", True, False, 0, 4)),
        ('by:"The War Zone"', Term("by", ":", "The War Zone", False, False, 0, 3)),
        ("source:a:b", Term("source", ":", "a:b", False, False, 0, 7)),
        ("measure:casualties+", Term("measure", ":", "casualties+", False, False, 0, 8)),
        ("figure>1000", Term("figure", ">", "1000", False, False, 0, 7)),
        ("figure>=1,000", Term("figure", ">=", "1,000", False, False, 0, 8)),
        ("figure<1.5", Term("figure", "<", "1.5", False, False, 0, 7)),
        ("figure<=3", Term("figure", "<=", "3", False, False, 0, 8)),
        ('figure="3"', Term("figure", "=", "3", False, False, 0, 7)),
        ("after:2025-21", Term("after", ":", "2025-21", False, False, 0, 6)),
        ("before:2025/..", Term("before", ":", "2025/..", False, False, 0, 7)),
        ("hedge:at-least", Term("hedge", ":", "at_least", False, False, 0, 6)),
        ("hedge:at_least", Term("hedge", ":", "at_least", False, False, 0, 6)),
        ("flag:coding-error", Term("flag", ":", "coding error", False, False, 0, 5)),
        ('flag:"Coding error"', Term("flag", ":", "coding error", False, False, 0, 5)),
        ("is:Disagreed", Term("is", ":", "disagreed", False, False, 0, 3)),
        ("--x", Term("", "", "-x", True, False, 0, 1)),
        ('"-x"', Term("", "", "-x", False, True, 0, 0)),
        ('"http://x"', Term("", "", "http://x", False, True, 0, 0)),
    ],
)
def test_a_term_is_read(text: str, term: Term) -> None:
    assert only(text) == term


def test_terms_keep_their_order_and_their_places() -> None:
    query = parse('killed  by:nis\t-"at the front"')
    assert [(t.field, t.value, t.at) for t in query.terms] == [
        ("", "killed", 0),
        ("by", "nis", 8),
        ("", "at the front", 15),
    ]
    assert query.text == 'killed  by:nis\t-"at the front"'


@pytest.mark.parametrize("text", ["", " ", "\t\n "])
def test_nothing_asked_for_is_an_empty_query(text: str) -> None:
    assert parse(text) == Query(text, ())
    assert parse(text).is_empty
    assert parse(text).words == ()


def test_words_to_mark_are_the_bare_ones_that_must_be_there() -> None:
    query = parse('killed by:nis -front "special forces" killed -"in Kursk" figure>3')
    assert query.words == ("killed", "special forces")
    assert not query.is_empty


@pytest.mark.parametrize("hedge", HEDGES)
def test_every_hedge_is_read_with_hyphens_too(hedge: str) -> None:
    assert only(f"hedge:{hedge}").value == only(f"hedge:{hedge.replace('_', '-')}").value == hedge


def test_every_value_of_a_list_is_read() -> None:
    listed = [field for field in FIELDS if field.values]
    assert [field.name for field in listed] == ["hedge", "modality", "flag", "is"]
    for field in listed:
        for value in field.values:
            assert only(f"{field.name}:{quoted(value)}").value == value
            assert only(f"{field.name}:{value.replace(' ', '-')}").value == value


# ---- what is refused, and where


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        # a field
        ("http://x", 0, 'quote it: "http://x"'),
        ("x 12:30", 2, 'quote it: "12:30"'),
        ("measur:killed", 0, "did you mean measure?"),
        ("-measur:killed", 1, "did you mean measure?"),
        (":x", 0, 'quote it: ":x"'),
        ('12:"a b"', 0, "put it in quotes"),
        ("killed>1000", 0, "only figure is compared"),
        # an operator
        ("by=nis", 2, "by takes a colon, as in by:digest"),
        ("x figure:5", 8, "figure takes one of > >= < <= =, as in figure>=1,000"),
        # an empty value
        ("by:", 3, "by: needs a value right after it, as in by:digest"),
        ("by: nis", 3, "by: needs a value"),
        ("figure>=", 8, "figure>= needs a value"),
        ('by:""', 3, "by needs something"),
        ('by:"  "', 3, "by needs something"),
        ("measure:+", 8, "measure needs something"),
        ('""', 0, "a phrase needs something"),
        ("\N{COMBINING ACUTE ACCENT}", 0, "a word needs something"),
        ("x -", 2, "a minus needs a term"),
        ("- x", 0, "a minus needs a term"),
        # quotes
        ('x "open', 2, "never closed"),
        ('by:"open', 3, "never closed"),
        ('"open""', 0, "never closed"),
        ('foo"bar"', 3, "inside a word"),
        ('by:na"x', 5, "inside a value"),
        ('"a"b', 3, "a space must follow"),
        ('by:"a"b', 6, "a space must follow"),
        # values
        ("after:2025-13", 6, "no month 13"),
        ("before:yesterday", 7, "not a date"),
        ("after:../2025", 6, "no first day"),
        ("figure>many", 7, "write 1000, 1,000 or 1.5"),
        ("figure>1,00", 7, "not a number"),
        ("figure>1,5", 7, "not a number"),
        ("figure=>1", 7, "not a number"),
        ("figure>-1", 7, "not a number"),
        ("hedge:abot", 6, "did you mean about?"),
        ("hedge:qqq", 6, "it takes exact, none, about"),
        ("modality:expectd", 9, "did you mean expected?"),
        ("flag:codingerror", 5, "did you mean coding-error?"),
        ("is:disagree", 3, "did you mean disagreed?"),
        ("x is:zzz", 5, f"it takes {', '.join(STATES)}"),
    ],
)
def test_what_is_wrong_is_pointed_at(text: str, at: int, says: str) -> None:
    error = refused(text)
    assert (error.at, says in error.message) == (at, True), error.message


def test_the_caret_stands_under_the_place() -> None:
    text = "killed after:2025-13"
    assert refused(text).pointed(text) == "killed after:2025-13\n             ^"
    assert refused("by:").pointed("by:") == "by:\n   ^"


def test_what_is_pointed_at_is_safe_to_show_and_two_lines() -> None:
    text = '"a\nb\x1b[2J" after:x'
    shown_text, caret = refused(text).pointed(text).split("\n")
    assert "\x1b" not in shown_text
    assert shown_text[len(caret) - 1 :] == "x"


@pytest.mark.parametrize("text", ["x\x1b[2J:y", "hedge:\x1b[2J", "after:\x1b[2J", "figure>\x1b[2J"])
def test_a_message_holds_nothing_that_moves_a_cursor(text: str) -> None:
    assert refused(text).message.isprintable()


def test_a_long_value_is_cut_in_a_message() -> None:
    assert len(refused("hedge:" + "x" * 5000).message) < 250
    assert len(shown("x" * 5000)) == 42


# ---- the table of fields


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_the_example_of_a_field_is_one(field: Field) -> None:
    assert only(field.example).field == field.name
    assert field.what
    assert "\n" not in field.what


def test_the_examples_of_the_other_forms_are_some() -> None:
    word, phrase, minus = (only(form.example) for form in FORMS)
    assert (word.field, word.phrase, word.negated) == ("", False, False)
    assert (phrase.field, phrase.phrase, phrase.negated) == ("", True, False)
    assert (minus.field, minus.phrase, minus.negated) == ("", False, True)


def test_every_field_is_there_once() -> None:
    names = [field.name for field in FIELDS]
    others = ["after", "before", "until", "figure", "hedge", "modality", "flag", "is"]
    assert names == [*NAMED, *others]
    assert {*MODALITIES} == set(FIELDS[12].values)
    assert {*VERDICTS, "any", "flag", "note", "rating"} == set(FIELDS[13].values)


# ---- words as they are searched


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("8,000", "8000"),
        ("1,234,567", "1234567"),
        ("a,b 1, 2", "a,b 1, 2"),
        ("São Tomé", "sao tome"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("ﬁn ²", "fin 2"),
        ("Russia’s “north” – front", 'russia\'s "north" - front'),
        ("Й", "и"),
        ("한국", folded("한국")),
    ],
)
def test_words_are_searched_without_case_and_accents(text: str, plain: str) -> None:
    assert folded(text) == plain


def test_a_normal_text_has_single_spaces() -> None:
    assert normal("  The\tWar\N{NO-BREAK SPACE}\n Zone ") == "the war zone"


@quick
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    assert folded(text.casefold()) == once


@quick
@given(st.integers(0, 10**15))
def test_a_number_is_read_with_commas_and_without(n: int) -> None:
    assert amount(str(n)) == amount(f"{n:,}") == n


def test_a_date_starts_on_its_first_day() -> None:
    assert first_day("2025-02") == "2025-02-01"
    assert first_day("2025/..") == "2025-01-01"
    with pytest.raises(DateError, match="no first day"):
        first_day("../2025")


def test_the_nearest_is_the_one_the_standard_library_finds() -> None:
    names = [field.name for field in FIELDS]
    assert near("sorce", names) == get_close_matches("sorce", names)[0] == "source"
    assert near("zzz", names) is None


# ---- any text at all

queries = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from([field.example for field in FIELDS]),
        st.sampled_from([f"{field.name}{op}" for field in FIELDS for op in field.operators]),
        st.sampled_from(['"', '""', "-", ":", ">=", " ", "\n", "2025-01", "1,000", "+"]),
    ),
    max_size=6,
).map("".join)


def outcome(text: str) -> Query | QueryError:
    try:
        return parse(text)
    except QueryError as error:
        return error


@settings(max_examples=400, deadline=None)
@given(queries)
@example("\udcff:x")
def test_nothing_but_a_query_error_is_raised(text: str) -> None:
    query = outcome(text)
    if isinstance(query, QueryError):
        assert 0 <= query.at <= len(text)
        assert "\n" not in query.message
        assert query.pointed(text).count("\n") == 1
        return
    assert query.text == text
    starts = [term.at for term in query.terms]
    assert starts == sorted(set(starts))
    for term in query.terms:
        assert term.at <= term.value_at < len(text)
        assert (text[term.at] == "-") >= term.negated


@quick
@given(queries)
def test_terms_written_again_are_read_as_the_same(text: str) -> None:
    try:
        terms = parse(text).terms
    except QueryError:
        return
    again = parse(" ".join(term.text for term in terms)).terms
    assert [t._replace(at=0, value_at=0) for t in again] == [
        t._replace(at=0, value_at=0) for t in terms
    ]


@quick
@given(st.sampled_from(NAMED), st.text(min_size=1).filter(lambda text: normal(text.rstrip("+"))))
def test_any_value_comes_back_from_its_quotes(field: str, value: str) -> None:
    assert only(f"{field}:{quoted(value)}").value == value
    written = value.replace('"', '""')
    assert only(f'{field}:"{written}"').value == value
    assert only(f'"{written}"').value == value
