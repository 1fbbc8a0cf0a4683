"""Foreign phrases by their readings: made by rule, and English left as it was printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.figures import UNCOUNTED, Interval
from kursk_tui.model.records import Claim, Figure
from kursk_tui.model.text import visible
from kursk_tui.model.vocabulary import HEDGES
from kursk_tui.words.phrases import (
    bounds_text,
    is_foreign,
    number_of,
    phrase,
    phrase_in_full,
    reading,
    spoken,
    to_come,
)
from kursk_tui.words.records import citation
from tests.analysis.build import World

LETTERS = re.compile(r"[^\W\d_]")


def claim(
    figure: Mapping[str, object] | str,
    *,
    language: str | None = "pl",
    unit: str = "persons",
    share: bool = False,
) -> tuple[Dossier, Claim]:
    """A claim in a document of a language, and its dossier; a share is one of 4,000."""
    world = World()
    world.measure("losses", "date" if isinstance(figure, str) else "cumulative", unit=unit)
    source = world.source("page")
    whole = None
    if share:
        whole = world.claim("losses", {"written": "4 000", **ends(4000), "hedge": "none"})
    given = figure if isinstance(figure, str) else dict(figure)
    id = world.claim("losses", given, source=source, of=whole)
    data = world.data()
    for row in data["sources"].values():
        row["language"] = language
    dossier = Dossier.from_data(data)
    return dossier, dossier.claims[id]


def ends(low: float | None, high: float | None = None) -> dict[str, object]:
    return {"low": low, "high": low if high is None else high}


# Every hedge with a phrase in another language, its ends, and how an English reader takes it.
BY_HEDGE = [
    ("exact", "dokładnie 30", (30, 30), "exactly 30"),
    ("none", "4 tys. żołnierzy", (4000, 4000), "4,000"),
    ("about", "około 30", (30, 30), "about 30"),
    ("nearly", "prawie 11 000", (11000, 11000), "nearly 11,000"),
    ("more_than", "ponad 6000", (6000, None), "more than 6,000"),
    ("at_least", "Co najmniej 30", (30, None), "at least 30"),
    ("at_most", "najwyżej 30", (None, 30), "at most 30"),
    ("less_than", "mniej niż 30", (None, 30), "fewer than 30"),
    ("up_to", "do 15 tysięcy", (None, 15000), "up to 15,000"),
    ("between", "10–12 tys.", (10000, 12000), "10,000 to 12,000"),
    ("few", "kilku", (None, None), "a few"),
    ("vague", "setki", (None, None), "hundreds"),
]


def test_no_hedge_is_forgotten() -> None:
    assert {hedge for hedge, *_ in BY_HEDGE} == set(HEDGES)


@pytest.mark.parametrize(("hedge", "written", "numbers", "read"), BY_HEDGE)
def test_a_foreign_phrase_is_read_by_its_hedge_and_its_ends(
    hedge: str, written: str, numbers: tuple[float | None, float | None], read: str
) -> None:
    low, high = numbers
    row = {"written": written, "low": low, "high": high, "hedge": hedge}
    dossier, found = claim(row)
    assert is_foreign(dossier, found)
    assert phrase(dossier, found) == read
    assert spoken(dossier, found) == read
    assert phrase_in_full(dossier, found) == f"{read} [pl: {written}]"
    assert f'"{read} [pl: {written}]"' in citation(dossier, found)
    # The record keeps the phrase.
    assert found.figure is not None
    assert found.figure.written == written


@pytest.mark.parametrize(
    ("hedge", "numbers", "read"),
    [
        ("none", (6.5, 6.5), "6.5 percent"),
        ("about", (33.3333, 33.3333), "about 33.33 percent"),
        ("between", (60, 70), "60 to 70 percent"),
        ("more_than", (40, None), "more than 40 percent"),
        ("less_than", (None, 5), "less than 5 percent"),
        ("few", (None, None), "a few"),
    ],
)
def test_percent_is_said(hedge: str, numbers: tuple[float | None, float | None], read: str) -> None:
    low, high = numbers
    row = {"written": "jakaś część", "low": low, "high": high, "hedge": hedge}
    dossier, found = claim(row, unit="percent")
    assert phrase(dossier, found) == read


def test_a_share_is_percent_whatever_it_is_a_share_of() -> None:
    row = {"written": "dwie trzecie", "low": 66.6667, "high": 66.6667, "hedge": "none"}
    dossier, found = claim(row, share=True)
    assert phrase(dossier, found) == "66.67 percent"


@pytest.mark.parametrize("unit", sorted(UNCOUNTED - {"percent", "date"}))
def test_what_is_not_counted_is_less_and_not_fewer(unit: str) -> None:
    figure = Figure("mniej niż 50", None, 50, "less_than")
    assert reading(figure, unit=unit) == "less than 50"


def test_small_parts_are_not_rounded_away() -> None:
    assert reading(Figure("0,04 %", 0.04, 0.04, "none"), unit="percent") == "0.04 percent"
    assert reading(Figure("1 268,25", 1268.25, 1268.25, "none"), unit="km²") == "1,268.25"


@pytest.mark.parametrize(
    ("date", "read"),
    [
        ("2024-11-22", "2024-11-22"),
        ("2024-11", "2024-11"),
        ("2024-12~", "about 2024-12"),
        ("2025-21", "spring 2025"),
        ("2024-10/..", "from 2024-10"),
        ("2024-10-01/2024-10-05", "2024-10-01 to 2024-10-05"),
    ],
)
def test_a_date_is_read_as_dates_are_in_lists(date: str, read: str) -> None:
    dossier, found = claim(date)
    assert found.figure is not None
    assert phrase(dossier, found) == read
    assert phrase_in_full(dossier, found) == f"{read} [pl: {found.figure.written}]"


@pytest.mark.parametrize("language", ["en", "EN", "en-GB", "en_US", None])
@pytest.mark.parametrize(("hedge", "written", "numbers", "read"), BY_HEDGE)
def test_english_stays_as_printed(
    language: str | None,
    hedge: str,
    written: str,
    numbers: tuple[float | None, float | None],
    read: str,
) -> None:
    low, high = numbers
    printed = f"{read}, wounded — “or so”, naïve café"
    row = {"written": printed, "low": low, "high": high, "hedge": hedge}
    dossier, found = claim(row, language=language)
    assert not is_foreign(dossier, found)
    assert phrase(dossier, found) == phrase_in_full(dossier, found) == printed


@pytest.mark.parametrize("language", ["en", "en-GB", None])
@pytest.mark.parametrize("written", ["не менее 30", "최소 30명", "30人以上", "τουλάχιστον 30"])
def test_another_script_is_foreign_whatever_the_page_is_in(
    language: str | None, written: str
) -> None:
    row = {"written": written, **ends(30), "high": None, "hedge": "at_least"}
    dossier, found = claim(row, language=language)
    assert phrase(dossier, found) == "at least 30"
    # Nobody says that it is English, or which language it is.
    assert phrase_in_full(dossier, found) == f"at least 30 [other language: {written}]"


@pytest.mark.parametrize("language", ["pl", "en", None])
def test_words_that_are_ours_are_no_foreign_phrase(language: str | None) -> None:
    row = {"written": "[at least 30]", "low": 30, "high": None, "hedge": "at_least"}
    dossier, found = claim(row, language=language)
    assert not is_foreign(dossier, found)
    assert phrase(dossier, found) == phrase_in_full(dossier, found) == "[at least 30]"
    # In a sentence they need no brackets: nobody is quoted.
    assert spoken(dossier, found) == "at least 30"


@pytest.mark.parametrize(
    ("hedge", "numbers", "written", "said"),
    [
        ("more_than", (3000, None), "already exceeded 3,000", "more than 3,000"),
        ("at_least", (300, None), "at least 300", "at least 300"),
        ("none", (400, 400), "400", "400"),
        ("none", (800, 800), "800 km [309 square miles]", "800 km [309 square miles]"),
        ("none", (800, 800), "[sic] 800", "800"),
        ("none", (400, 400), "“400”", "“400”"),
        ("about", (400, 400), "Some 400", "Some 400"),
        ("few", (None, None), "small numbers", "small numbers"),
        ("about", (400, 400), "the estimated 400", "an estimated 400"),
        ("about", (400, 400), "Estimated four-hundred", "an estimated four-hundred"),
        ("none", (400, 400), "additional 400", "an additional 400"),
        ("none", (400, 400), "an additional 400", "an additional 400"),
        ("about", (400, 400), "estimated at 400", "about 400"),
        ("about", (400, 400), "estimated casualties to 400", "about 400"),
        ("none", (400, 400), "the 400", "400"),
        ("none", (400, 400), "The 400 soldiers", "400 soldiers"),
        ("few", (None, None), "the first", "the first"),
        ("vague", (None, None), "untold thousands", "untold thousands"),
    ],
)
def test_what_cannot_follow_said_is_read(
    hedge: str, numbers: tuple[float | None, float | None], written: str, said: str
) -> None:
    low, high = numbers
    row = {"written": written, "low": low, "high": high, "hedge": hedge}
    dossier, found = claim(row, language="en")
    assert spoken(dossier, found) == said
    assert phrase(dossier, found) == written


def test_a_claim_without_a_figure_has_no_phrase() -> None:
    world = World()
    id = world.claim()
    dossier = world.dossier()
    found = dossier.claims[id]
    assert not is_foreign(dossier, found)
    assert phrase(dossier, found) == phrase_in_full(dossier, found) == ""
    assert spoken(dossier, found) == ""


# ---- in ASCII


@pytest.mark.parametrize(
    ("language", "written", "shown"),
    [
        ("ko", "최소 30명", "at least 30 [ko]"),
        ("uk", "щонайменше 30", "at least 30 [uk]"),
        ("zh-Hant-TW", "至少30人", "at least 30 [zh-Hant-TW]"),
        ("sr_Cyrl", "најмање 30", "at least 30 [sr_Cyrl]"),
        ("en", "최소 30명", "at least 30 [other language]"),
        (None, "최소 30명", "at least 30 [other language]"),
        ("ko", "최소 30명 [추정]", "at least 30 [ko]"),
        ("ko", "30명?", "at least 30 [ko]"),
        # What loses only its accents is kept.
        (
            "pl",
            "Co najmniej trzydzieści, łącznie",
            "at least 30 [pl: Co najmniej trzydziesci, lacznie]",
        ),
        ("fr", "30 au moins ?", "at least 30 [fr: 30 au moins ?]"),
    ],
)
def test_no_letter_becomes_a_question_mark_where_a_reading_stands_before_it(
    language: str | None, written: str, shown: str
) -> None:
    row = {"written": written, "low": 30, "high": None, "hedge": "at_least"}
    dossier, found = claim(row, language=language)
    text = f"killed · {phrase_in_full(dossier, found)} · 2025-01-13"
    assert visible(text, ascii_only=True) == f"killed . {shown} . 2025-01-13"
    assert visible(phrase(dossier, found), ascii_only=True) == "at least 30"


SCRIPTS = st.text(
    st.one_of(
        st.characters(min_codepoint=0x20, max_codepoint=0x2FF, exclude_categories=["C"]),
        st.sampled_from("북한군至少人щїђעربπ[]?:-0123"),
    ),
    min_size=1,
    max_size=30,
).filter(lambda text: text.strip() and text.count("[") == text.count("]") == 0)


@given(SCRIPTS, st.sampled_from(["ko", "uk", "ar", "en", None]))
def test_in_ascii_no_foreign_phrase_brings_question_marks(
    written: str, language: str | None
) -> None:
    row = {"written": written, "low": 30, "high": None, "hedge": "at_least"}
    dossier, found = claim(row, language=language)
    shown = visible(phrase_in_full(dossier, found), ascii_only=True)
    if is_foreign(dossier, found) and LETTERS.search(written):
        assert shown.count("?") <= written.count("?")


def test_brackets_that_are_no_phrase_stay() -> None:
    assert visible("see [2: 북]", ascii_only=True) == "see [2: ?]"
    assert visible("[Note: 북]", ascii_only=True) == "[Note: ?]"
    assert visible("at least 30 [ko: 북", ascii_only=True) == "at least 30 [ko: ?"


def test_long_text_of_brackets_is_read_once() -> None:
    for part in ("[ko: ", "[ko: []", "[ko: [x", "[]", "[ko: 북] "):
        visible(part * 20_000 + "é", ascii_only=True)


@pytest.mark.parametrize(
    ("figure", "interval", "text"),
    [
        (
            Figure(written="a", low=6000, high=None, hedge="more_than"),
            (6001, inf),
            "more than 6,000",
        ),
        (
            Figure(written="a", low=6000, high=None, hedge="more_than"),
            (6001, 7000),
            "more than 6,000, up to 7,000",
        ),
        (Figure(written="a", low=None, high=500, hedge="less_than"), (0, 499), "fewer than 500"),
        (
            Figure(written="a", low=None, high=500, hedge="less_than"),
            (400, 499),
            "400 to fewer than 500",
        ),
        # An end that is not just beside the number is none that the words exclude.
        (Figure(written="a", low=6000, high=None, hedge="more_than"), (4001, inf), "4,001 or more"),
        (Figure(written="a", low=6001, high=None, hedge="at_least"), (6001, inf), "6,001 or more"),
        (None, (6001, inf), "6,001 or more"),
    ],
)
def test_no_bound_is_a_number_that_nobody_printed(
    figure: Figure | None, interval: tuple[float, float], text: str
) -> None:
    assert bounds_text(figure, Interval(*interval)) == text


@pytest.mark.parametrize(
    ("name", "expected", "possible"),
    [
        ("sent", "to be sent", "that may be sent"),
        ("shells delivered", "shells to be delivered", "shells that may be delivered"),
        ("returned home", "to return home", "that may return home"),
        ("present", "to be present", "that may be present"),
        ("casualties", None, None),
    ],
)
def test_what_is_yet_to_come_is_not_said_to_be_done(
    name: str, expected: str | None, possible: str | None
) -> None:
    assert (to_come(name), to_come(name, "that may")) == (expected, possible)


@pytest.mark.parametrize(
    ("name", "unit", "text"),
    [
        ("present", "persons", "the number present"),
        ("killed or wounded", "persons", "the number killed or wounded"),
        ("settlements held", "settlements", "the number of settlements held"),
        ("held by Ukraine", "square kilometres", "the square kilometres held by Ukraine"),
        ("cost of the damage", "US dollars", "the figure for cost of the damage"),
    ],
)
def test_which_number_is_meant_is_said(name: str, unit: str, text: str) -> None:
    assert number_of(name, unit) == text
