"""Figures: numbers with the hedge and the noun that belong to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.intake.language import figures, hedges, setaside
from kursk_tui.intake.language.figures import Found
from kursk_tui.intake.language.measures import Measures
from kursk_tui.intake.language.plain import plain
from kursk_tui.intake.language.sentences import LONGEST, sentences
from kursk_tui.model.figures import shape_problem
from kursk_tui.model.records import Figure
from kursk_tui.model.vocabulary import Hedge
from tests.intake.world import dossier, proposed

HEDGED = {
    "exact": ("exactly", "precisely"),
    "about": ("about", "around", "some", "roughly", "approximately", "an estimated", "closer to"),
    "nearly": ("nearly", "almost", "close to", "approaching"),
    "more_than": ("more than", "over", "above", "exceeding", "in excess of", "well over"),
    "at_least": ("at least", "no fewer than", "a minimum of", "upwards of", "as few as"),
    "at_most": ("at most", "no more than", "not more than", "a maximum of"),
    "less_than": ("fewer than", "less than", "under", "just under"),
    "up_to": ("up to", "as many as", "as high as", "as much as"),
}
LOW, HIGH = ("more_than", "at_least"), ("at_most", "less_than", "up_to")


def found(text: str) -> list[Found]:
    text = plain(text)
    units = Measures(list(dossier().measures.values())).units
    return figures.figures(text, (0, len(text)), units)


def first(text: str) -> Figure:
    each = found(text)
    assert each, text
    return each[0].figure


@pytest.mark.parametrize(
    ("hedge", "words"), [(hedge, words) for hedge, all_of in HEDGED.items() for words in all_of]
)
def test_hedges_before_a_number(hedge: Hedge, words: str) -> None:
    low = None if hedge in HIGH else 4000.0
    high = None if hedge in LOW else 4000.0
    assert first(f"They sent {words} 4,000 troops.") == Figure(f"{words} 4,000", low, high, hedge)


@pytest.mark.parametrize(
    ("words", "hedge"),
    [
        ("estimated at over", "more_than"),
        ("approximately at least", "at_least"),
        ("at least some", "at_least"),
        ("as many as some", "up_to"),
    ],
)
def test_of_several_hedges_the_strongest_holds_wherever_it_stands(words: str, hedge: Hedge) -> None:
    assert first(f"Losses are {words} 300 soldiers.").hedge == hedge


@pytest.mark.parametrize(
    ("text", "written", "low", "high", "hedge"),
    [
        ("4,000 or more troops fell", "4,000 or more", 4000, None, "at_least"),
        ("4,000 troops or more fell", "4,000 troops or more", 4000, None, "at_least"),
        ("some 3,000 or more troops", "some 3,000 or more", 3000, None, "at_least"),
        ("3,000-plus troops", "3,000-plus", 3000, None, "at_least"),
        ("300 or so troops", "300 or so", 300, 300, "about"),
        ("a 50,000-strong force of troops", "50,000", 50000, 50000, "none"),
        ("1,000 to 3,000 troops", "1,000 to 3,000", 1000, 3000, "between"),
        ("10,000-12,000 troops", "10,000-12,000", 10000, 12000, "between"),
        ("25,000–30,000 troops", "25,000–30,000", 25000, 30000, "between"),
        ("between 10 and 20 troops", "between 10 and 20", 10, 20, "between"),
        ("four to six thousand troops", "four to six thousand", 4000, 6000, "between"),
        ("an additional 3,000 troops", "3,000", 3000, 3000, "none"),
        ("up to another 500 troops", "up to another 500", None, 500, "up_to"),
        ("at least a thousand troops", "at least a thousand", 1000, None, "at_least"),
        ("several hundred troops", "several hundred", None, None, "vague"),
        ("a handful of troops", "a handful", None, None, "few"),
        ("not more than 20 troops", "not more than 20", None, 20, "at_most"),
        ("~40 troops", "~40", 40, 40, "about"),
        ("some 10-odd troops", "some 10-odd", 10, 10, "about"),
        ("a further 1,000 troops", "1,000", 1000, 1000, "none"),
        ("two dozen service members", "two dozen", 24, 24, "none"),
        ("4 to 5 thousand returnees", "4 to 5 thousand", 4000, 5000, "between"),
        ("up to a quarter of a million men", "up to a quarter of a million", None, 250000, "up_to"),
        ("between 9.000 and 10.000 men", "between 9.000 and 10.000", 9000, 10000, "between"),
        # Where the upper end is a floor as well, there is none.
        ("between 70 and over 90 men", "between 70 and over 90", 70, None, "at_least"),
        ("between 70 and at least 90 men", "between 70 and at least 90", 70, None, "at_least"),
        ("70 to almost 90 men", "70 to almost 90", 70, 90, "between"),
        ("between about 70 and 90 men", "between about 70 and 90", 70, 90, "between"),
        ("as many as 70,000-90,000 men", "as many as 70,000-90,000", 70000, 90000, "between"),
        ("700-900 troops", "700-900", 700, 900, "between"),
        ("the low end of the 70 to 90 men", "the low end of the 70 to 90", 70, 90, "between"),
    ],
)
def test_written_reaches_as_far_as_number_and_hedge(
    text: str, written: str, low: float | None, high: float | None, hedge: Hedge
) -> None:
    assert first(text) == Figure(written, low, high, hedge)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("some 1,300 square kilometers (500 square miles)", "all"),
        ("over 900 sq. km of land", "over 900 sq. km"),
        ("for about three weeks", "about three weeks"),
        ("for weeks", "weeks"),
        ("$1.7 billion worth of arms", "$1.7 billion"),
        ("six coffins", "six"),
    ],
)
def test_units_that_are_no_persons(text: str, written: str) -> None:
    assert first(text).written == (text if written == "all" else written)


@pytest.mark.parametrize(
    "text",
    [
        "They have control over 90 square kilometres.",
        "The camp is spread over 90 square kilometres.",
        "The reports about 90 soldiers are old.",
        "They spoke about 90 soldiers.",
    ],
)
def test_a_word_that_another_needs_is_no_hedge(text: str) -> None:
    figure = first(text)
    assert (figure.hedge, figure.low, figure.high) == ("none", 90, 90)


def test_a_list_shares_the_hedge_of_its_first_number() -> None:
    each = found("About 900 combat and 80 engineer troops are there.")
    assert [one.figure.hedge for one in each] == ["about", "about"]
    assert [one.noun for one in each] == ["troops", "troops"]


def test_another_begins_a_new_count() -> None:
    each = found("At least 900 soldiers died and another 80 soldiers fled.")
    assert [one.figure.hedge for one in each] == ["at_least", "none"]


def test_four_digits_before_a_noun_are_no_year() -> None:
    assert [each.figure.low for each in proposed("2000 soldiers were killed.")] == [2000]
    assert [each.figure.low for each in proposed("In 2000 soldiers were killed.")] == []


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("25-30 000 soldiers", 25_000, 30_000),
        ("3 to 4,000 soldiers", 3_000, 4_000),
        ("between 20 and 30,000 soldiers", 20_000, 30_000),
        # Nobody leaves out the thousands of these.
        ("1 to 10,000 soldiers", 1, 10_000),
        ("5 to 3,000 soldiers", 5, 3_000),
        ("300 to 4,000 soldiers", 300, 4_000),
        ("900 to 1,500 soldiers", 900, 1_500),
    ],
)
def test_the_thousands_of_a_range_may_be_printed_once(written: str, low: int, high: int) -> None:
    figure = first(written)
    assert (figure.low, figure.high) == (low, high)


def test_a_change_is_no_range() -> None:
    each = found("The troops grew from 1,000 to 3,000.")
    assert [one.figure.low for one in each] == [1000, 3000]


@pytest.mark.parametrize(
    "text",
    [
        "In 2031 the soldiers came.",
        "The soldiers of 2031-2032 left.",
        "At 7:30 p.m. the soldiers ate.",
        "The KN-23, the T-62 and a 152-millimeter gun hit soldiers.",
        "Soldiers fired a 240mm gun.",
        "The 528th Regiment of soldiers left.",
        "A 19-year-old soldier, aged 20, was seen.",
        "The soldiers took Route 66 and No. 5.",
        "Soldiers of the G7 and the Group of Seven met.",
        "The soldiers left [1]. They ate [2, 3].",
        "Soldiers can call +1 212 555 0100.",
        "Soldiers can call 555-0100, or dial 212-555-0100.",
        "It was 30 degrees and soldiers sweated.",
        "One of the soldiers spoke.",
        "The third deployment of soldiers began.",
        "Soldiers met on a three-day visit.",
        "Losses of soldiers rose 12 times.",
        "There were two rounds of talks about soldiers.",
        "The soldiers came in three waves.",
        "Soldiers used version 2.1.3 of it.",
    ],
)
def test_numbers_that_are_no_figures(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "4 min read",
        "Photo: soldiers in 2031 (AP)",
        "Soldiers march on June 3. (Getty Images)",
        "Read more: 4,000 soldiers return",
        "8:36 PM",
        "***",
    ],
)
def test_furniture(text: str) -> None:
    assert setaside.is_furniture(text)


def test_a_paragraph_is_no_furniture() -> None:
    assert not setaside.is_furniture("The army reports that 300 soldiers returned.")


def test_sentences_end_at_stops_and_not_in_abbreviations() -> None:
    text = "Gen. Hill spoke on Jan. 4. The U.S. army left [1]. \u201cGo!\u201d N. Korea said so."
    spans = sentences(text)
    assert [text[start:end] for start, end in spans] == [
        "Gen. Hill spoke on Jan. 4.",
        "The U.S. army left [1].",
        "\u201cGo!\u201d",
        "N. Korea said so.",
    ]


@given(st.text())
def test_sentences_cover_all_but_white_space(text: str) -> None:
    spans = sentences(text)
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(plain(kept).split()) == "".join(plain(text).split())
    assert all(0 < end - start <= LONGEST for start, end in spans)


@given(
    st.integers(2, 999_999),
    st.sampled_from([(h, w) for h, all_of in HEDGED.items() for w in all_of]),
    st.sampled_from(["They sent {} troops.", "{} soldiers were killed", "of {} workers, he said"]),
)
def test_a_hedged_number_is_found_again(value: int, hedge: tuple[str, str], around: str) -> None:
    figure = first(around.format(f"{hedge[1]} {value:,}"))
    assert figure.hedge == hedge[0]
    assert {figure.low, figure.high} - {None} == {float(value)}
    assert figure.written == f"{hedge[1]} {value:,}"


@given(st.text(st.sampled_from("0123456789,.-– abcdefto %$()[]'\"about more than soldiers")))
def test_any_text_has_sound_figures(text: str) -> None:
    text = plain(text)
    for span in sentences(text):
        last = span[0]
        for each in figures.figures(text, span, Measures(list(dossier().measures.values())).units):
            assert last <= each.start <= each.first < each.last <= each.end <= span[1]
            assert text[each.start : each.end] == each.figure.written
            assert shape_problem(each.figure) is None
            last = each.end


def test_the_outer_hedge_and_the_stronger_sense() -> None:
    text = "as many as an additional 3,000"
    hedge = hedges.before(text, text.index("3,000"))
    assert hedge is not None
    assert (hedge.name, hedge.start) == ("up_to", 0)
    assert hedges.before("the 3,000", 4) is None


# ---- a phrase by itself


@pytest.mark.parametrize(
    ("hedge", "words"), [(hedge, words) for hedge, all_of in HEDGED.items() for words in all_of]
)
def test_a_phrase_by_itself_is_read_as_in_a_sentence(hedge: Hedge, words: str) -> None:
    low = None if hedge in HIGH else 4000.0
    high = None if hedge in LOW else 4000.0
    assert figures.phrase(f"{words} 4,000") == Figure(f"{words} 4,000", low, high, hedge)


@pytest.mark.parametrize(
    ("written", "low", "high", "hedge"),
    [
        ("300", 300, 300, "none"),
        ("2024", 2024, 2024, "none"),
        ("three", 3, 3, "none"),
        ("300 soldiers or more", 300, None, "at_least"),
        ("between 300 and 400", 300, 400, "between"),
        ("12-15 thousand", 12000, 15000, "between"),
        ("some 500 square km (193 square miles)", 500, 500, "about"),
        ("the 11,000", 11000, 11000, "none"),
        ("dozens of", None, None, "vague"),
        ("a handful", None, None, "few"),
    ],
)
def test_a_phrase_need_not_say_what_it_counts(
    written: str, low: float | None, high: float | None, hedge: Hedge
) -> None:
    assert figures.phrase(written) == Figure(written, low, high, hedge)


@pytest.mark.parametrize(
    "written",
    ["", "nobody", "300 killed and 2,700 wounded", "okoli 12", "11 тисяч", "300명", "x" * 300],
)
def test_what_is_no_one_phrase_is_not_read(written: str) -> None:
    assert figures.phrase(written) is None


@given(st.text(max_size=60) | st.text(alphabet="0123456789,. -+atleso%", max_size=40))
def test_any_phrase_is_sound_or_none(written: str) -> None:
    figure = figures.phrase(written)
    assert figure is None or (figure.written == written and shape_problem(figure) is None)


def test_phrases_of_the_shipped_dossier_are_read_as_they_were_curated() -> None:
    whole = Dossier.open(default_path())
    given = [
        claim.figure
        for claim in whole.claims.values()
        if claim.figure is not None
        and claim.figure.date is None
        and whole.sources[claim.source].language == "en"
    ]
    read = [figures.phrase(figure.written) for figure in given]
    alike = sum(mine == theirs for mine, theirs in zip(read, given, strict=True))
    assert alike / len(given) >= 0.95


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The raid killed 40 Iraqis.", "iraqis"),
        ("Some 7,000 demonstrators came.", "demonstrators"),
        ("At least 40 migrants died.", "migrants"),
        ("Some 40 injured Iraqi soldiers left.", "soldiers"),
        ("Some 40 wounded young men left.", "men"),
    ],
)
def test_who_is_counted(text: str, noun: str) -> None:
    [each] = found(text)
    assert (each.kind, each.noun) == (figures.PERSONS, noun)


def test_a_dossiers_own_nouns_for_who_is_counted() -> None:
    text = "Some 40 suitors of that house came."
    span = (0, len(text))
    assert figures.figures(text, span, []) == []
    [each] = figures.figures(text, span, [], (), frozenset(["suitors"]))
    assert (each.kind, each.noun) == (figures.PERSONS, "suitors")


def test_a_number_may_stand_alone_where_the_dossiers_cue_is_told() -> None:
    text = "The turnout was put at 4,000."
    span = (0, len(text))
    assert figures.figures(text, span, []) == []
    [each] = figures.figures(text, span, [], is_told=lambda: True)
    assert (each.kind, each.figure.low) == (figures.BARE, 4000)


def test_what_is_counted_in_a_range_that_is_named_as_one() -> None:
    [each] = found("Their dead are at the low end of the 100 to 300 spectrum.")
    assert (each.figure.low, each.figure.high, each.figure.hedge) == (100, 300, "between")


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("An estimated figure of 400 soldiers died.", ["about"]),
        ("The estimated number of 400 soldiers is too low.", ["about"]),
        ("The dead would not be less than 400 soldiers.", ["at_least"]),
        ("The dead could not be fewer than 400 soldiers.", ["at_least"]),
        ("Not more than 400 soldiers died.", ["at_most"]),
        ("Around 700 officers and 2 generals died.", ["about", "none"]),
        ("Around 700 officers and 20 generals died.", ["about", "about"]),
        ("At least 700 officers and 2 generals died.", ["at_least", "at_least"]),
    ],
)
def test_hedges_of_lists_and_of_nouns(text: str, hedges: list[str]) -> None:
    assert [each.figure.hedge for each in proposed(text)] == hedges


def test_how_young_somebody_was_is_no_count() -> None:
    found = proposed("Soldiers as young as 18 were among the 40 killed.")
    assert [each.figure.low for each in found] == [40]
