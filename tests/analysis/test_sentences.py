"""Sentences, word for word."""

from __future__ import annotations

from typing import Any

import pytest

from kursk_tui.analysis.disagreements.listing import disagreements
from kursk_tui.analysis.identities.ledger import residual
from kursk_tui.analysis.ladder.compare import compare
from kursk_tui.analysis.ladder.reading import Growth
from kursk_tui.model.vocabulary import MISREADINGS
from kursk_tui.words.book_sentences import residual_sentence
from kursk_tui.words.misreadings import MISREADING_WORDS, misread_text
from kursk_tui.words.rows import row_sentence
from kursk_tui.words.sentences import growth_text, sentence
from kursk_tui.words.voices import day
from tests.analysis.build import World, figure
from tests.analysis.test_shipped_disagreements import (
    DENIAL,
    KILLED_300,
    KILLED_2000,
    LEFT_THE_FRONT,
    MUSEUM,
    PRESENT_8000,
    REST,
    RETURNED_3000,
    RETURNED_DECEMBER,
    RETURNED_FEW,
    SHARE,
    WOUNDED_2700,
    found,
    pair,
    place,
    shipped,
)

# Of the wordings on its page the narrowest.
PRESENT_11000_STANDS = "ki-2026-02-12.6"

Fields = dict[str, Any]

SHIPPED = {
    pair(SHARE, KILLED_300): (
        "Zelensky (14 Feb 2025) suggests about 2,700 killed, derived as two-thirds of 4,000;"
        ' NIS (13 Jan 2025) spoke of at least 300: on their face at least 5.7 times apart, but "at'
        ' least 300" sets no'
        " firm upper limit; taken at what it suggests, four fifths or more of the later count"
        " would have had to be"
        " added in the 32 days between them, though it had been growing for 136, since Oct 2024;"
        " both are from the same page"
    ),
    pair(PRESENT_11000_STANDS, PRESENT_8000): (
        "NIS (as of 1 Jan to 12 Feb 2026) spoke of about 11,000 present; HUR (as of Jan 2026)"
        " spoke of around 8,000:"
        " at least 1.2 times apart; their dates overlap, so it is unlikely that both are right,"
        ' unless round numbers are read very loosely; the page also has "up to 8,000"'
    ),
    pair(*MUSEUM): (
        'Digest, citing Yonhap (page of 5 Feb 2026 or later), dates "Museum: construction"'
        " to Oct 2025; the same page also dates it to 5 Jan 2026: at least 66 days apart; one event"
        " cannot have both dates"
    ),
    pair(WOUNDED_2700, REST): (
        "NIS (13 Jan 2025) spoke of 2,700 wounded; the figures of Zelensky (14 Feb 2025) leave"
        " about"
        " 1,300, derived as 4,000 less two-thirds: at least 1.6 times apart; of what only"
        " grows the later count is the lower; both are from the same page"
    ),
    pair(KILLED_2000, SHARE): (
        "Zelensky (14 Feb 2025) suggests about 2,700 killed, derived as two-thirds of 4,000;"
        " unnamed authorities (JoongAng; page of 10 Feb 2026) spoke of as many as 2,000: "
        '"as many as 2,000" is only a loose upper limit'
    ),
    pair(DENIAL, LEFT_THE_FRONT): (
        "Budanov (HUR; in Kyiv Independent, 27 Feb 2025) denied what NYT (source"
        " not recorded; 30 Jan 2025) said. Budanov denies that North Korean soldiers went"
        " unseen at the front for weeks. North Korean troops had been withdrawn from"
        " the front, The New York Times reported. A withdrawal from the front would mean that"
        " nobody met them there"
    ),
    "claim:ki-2026-02-12.14b": (
        'Kyiv Independent (12 Feb 2026) dates "Russian counter-offensive" to "this spring": counted'
        " from the page's own date, that is spring 2026, after the page itself"
    ),
    "claim:ki-2026-02-12.10c": (
        'Kyiv Independent (12 Feb 2026) dates "UK DI on losses" to "earlier in June": counted'
        " from the page's own date, that is Jun 2026, after the page itself"
    ),
    "identity:ledger-engineers": (
        "around 6,000 sent (unnamed authorities, JoongAng) less about 1,000 returned home"
        " (JoongAng) against about 1,000 present (NIS) (North Korean engineer troops) does not add"
        " up: the number present would have to be 3,300 to 4,700 higher. The assumption: Engineers"
        " who were sent are in Kursk or home: none died, stayed elsewhere or were still to come;"
        " those in the photographs are all who returned"
    ),
    "identity:sum-deployments": (
        "about 11,000 sent (unnamed authorities, JoongAng) plus 1,000 to 3,000 sent (unnamed"
        " authorities, JoongAng) plus around 6,000 sent (unnamed authorities, JoongAng) against"
        " 17,000 to 20,000 sent (unnamed authorities, JoongAng) does not add up as printed: the"
        " number sent would have to be 1,000 higher at its low end"
    ),
    pair(RETURNED_3000, RETURNED_FEW): (
        "HUR (9 Feb 2026) spoke of around 3,000 returned home; JoongAng (page of 10 Feb 2026)"
        " has a"
        ' small number of 17,000 to 20,000: "a small number" sets no firm upper limit; the same'
        " page prints both"
    ),
    pair(RETURNED_3000, RETURNED_DECEMBER): (
        "HUR (9 Feb 2026) spoke of around 3,000 returned home in all; NIS (as of Dec 2025) spoke"
        " of"
        " about 1,100 (Return of December 2025): no contradiction: one counts a movement inside"
        " the other's total"
    ),
}


@pytest.mark.parametrize("target", SHIPPED)
def test_sentences_of_the_shipped_dossier(target: str) -> None:
    assert row_sentence(shipped(), found().rows[place(target)]) == SHIPPED[target]


# ---- small dossiers


def base() -> World:
    world = World()
    world.measure("losses", since="2024-10", name="killed or wounded", cues=("losses",))
    world.measure("dead", of="losses", since="2024-10", name="killed", cues=("killed", "dead"))
    world.measure("there", "stock", name="present")
    world.measure("shots", "flow", unit="shots", name="fired")
    world.measure("day", "date", name="date")
    world.scope("oblast", "place")
    world.scope("town", "place", of="oblast")
    world.event("fair", title="The fair", closed=True)
    world.event("rout", title="The rout")
    world.agent("hur", name="HUR")
    world.agent("nis", name="NIS")
    world.release("hur-one", "hur", "2025-01-20")
    world.release("hur-two", "hur", "2025-03-20")
    return world


def told(world: World, a: str, b: str) -> str:
    dossier = world.dossier()
    one, two = (sentence(dossier, compare(dossier, *ids)) for ids in ((a, b), (b, a)))
    assert one == two
    return one


def tell(a: Fields, b: Fields) -> str:
    world = base()
    plain: Fields = {"measure": "there", "as_of": "2025-03-01"}
    one = world.claim(**{**plain, "by": "nis", **a})
    return told(world, one, world.claim(**{**plain, "by": "hur", **b}))


def test_a_variance() -> None:
    world = base()
    one = world.claim("there", figure("none", 15000), release="hur-one")
    two = world.claim("there", figure("none", 18000), release="hur-one")
    assert told(world, one, two) == (
        'one release, "Hur one", reported in two ways: according to Outlet s02, HUR (20 Jan'
        " 2025) spoke of"
        " 18,000 present; according to Outlet s01, HUR (20 Jan 2025) spoke of 15,000 present"
    )
    three = world.claim("there", figure("exact", 30000), release="hur-one")
    assert told(world, one, three).endswith("spoke of 15,000 present: at least 1.8 times apart")


def test_a_derived_number_from_two_documents_varies_from_a_printed_one() -> None:
    world = base()
    parts = [world.claim("dead", figure("exact", n), release="hur-one") for n in (100, 200)]
    other = world.claim("losses", figure("exact", 400), release="hur-one")
    world.identity("sum", "sum", "?losses", *parts)
    (row,) = disagreements(world.dossier()).rows
    assert (row.kind, set(row.claims)) == ("variance", {*parts, other})
    assert row_sentence(world.dossier(), row) == (
        'one release, "Hur one", reported in two ways: according to Outlet s03, HUR (20 Jan'
        " 2025) spoke of"
        " exactly 400 killed or wounded; the figures of HUR (20 Jan 2025) add up to about 300"
        " killed or wounded, derived as exactly 100 plus exactly 200: at least 1.3 times apart"
    )


def test_one_number_under_two_measures() -> None:
    world = base()
    one = world.claim("losses", figure("none", 4000), release="hur-one")
    two = world.claim("dead", figure("none", 4000, written="4,000 dead"), release="hur-one")
    assert told(world, one, two) == (
        'one release, "Hur one", reported in two ways: according to Outlet s01, HUR (20 Jan'
        " 2025) spoke of"
        " 4,000 killed or wounded; according to Outlet s02, HUR (20 Jan 2025) spoke of 4,000 dead"
    )


def test_an_echo() -> None:
    world = base()
    one = world.claim("there", figure("none", 4000), release="hur-one")
    two = world.claim("there", figure("about", 4000), release="hur-one")
    assert told(world, one, two) == (
        'one release, "Hur one", reported twice: according to Outlet s01, HUR (20 Jan 2025) spoke'
        " of"
        " 4,000"
        " present; according to Outlet s02, HUR (20 Jan 2025) spoke of about 4,000 present"
    )


@pytest.mark.parametrize(
    ("first", "second", "tail"),
    [
        (300, 900, "at least 2.5 times apart; a later release of the same origin"),
        (900, 300, "at least 2.5 times apart; the later count of the same origin is the lower"),
    ],
)
def test_a_revision(first: float, second: float, tail: str) -> None:
    world = base()
    one = world.claim("dead", figure("none", first), release="hur-one")
    two = world.claim("dead", figure("none", second), release="hur-two")
    assert told(world, one, two) == (
        f"HUR (20 Jan 2025) spoke of {first} killed; HUR (20 Mar 2025) spoke of {second}: {tail}"
    )


def test_two_pages_that_do_not_agree_on_the_day_of_a_release_leave_one_of_two() -> None:
    world = base()
    ids = []
    for by, n in (("hur", 100), ("nis", 900)):
        release = world.release(f"{by}-odd", by, "2025-01-13/2025-01-14")
        ids.append(world.claim("dead", figure("exact", n), release=release))
    assert told(world, *ids) == (
        "NIS (13 or 14 Jan 2025) spoke of exactly 900 killed; HUR (13 or 14 Jan 2025) spoke of"
        " exactly 100: at least 9.0 times apart; both were given on 13 or 14 Jan 2025, so"
        " they cannot both be right"
    )


def test_a_law_that_holds_unless_round_numbers_are_read_very_loosely() -> None:
    plain: Fields = {"measure": "dead"}
    text = tell(
        {**plain, "fig": figure("about", 300), "as_of": "2025-02-01"},
        {**plain, "fig": figure("about", 240)},
    )
    assert text.endswith(
        ": of what only grows the later count is the lower; both can be right only if round numbers"
        " are read very loosely"
    )


def test_what_is_derived_from_several_pages_is_dated_by_no_one_of_them() -> None:
    world = base()
    parts = [world.claim("dead", figure("exact", n), by="nis") for n in (100, 200)]
    world.claim("losses", figure("exact", 10), by="hur", as_of="2025-03-01")
    world.identity("sum", "sum", "?losses", *parts)
    texts = [row_sentence(world.dossier(), row) for row in disagreements(world.dossier()).rows]
    assert any("the figures of NIS (" in text for text in texts)


def test_expected_figures() -> None:
    expected: Fields = {"modality": "expected"}
    text = tell(
        {"fig": figure("exact", 300), **expected}, {"fig": figure("exact", 100), **expected}
    )
    assert text == (
        "NIS (in Outlet s01, 1 Mar 2025) expected exactly 300 to be present; HUR (in Outlet s02, 1"
        " Mar 2025) expected"
        " exactly 100: at least 3.0 times apart; neither is a count: both look ahead"
    )


def test_two_days_are_not_told_to_be_one() -> None:
    text = tell({"fig": figure("exact", 300)}, {"fig": figure("exact", 100), "as_of": "2025-03-06"})
    assert text.endswith("; only 5 days apart, so it is unlikely that both are right")


def test_a_zero() -> None:
    assert tell({"fig": figure("exact", 300)}, {"fig": figure("exact", 0)}) == (
        "NIS (as of 1 Mar 2025) spoke of exactly 300 present; HUR (as of 1 Mar 2025) spoke of"
        " exactly 0:"
        " one figure is zero; both speak of 1 Mar 2025, so they cannot both be right"
    )


def test_derived_numbers_are_rounded_and_say_so() -> None:
    world = base()
    whole = world.claim("losses", figure("between", 1000, 2000), by="hur", as_of="2025-03-01")
    share = world.claim(
        "dead",
        figure("between", 50, 60, written="50 to 60 percent"),
        by="hur",
        as_of="2025-03-01",
        of=whole,
    )
    other = world.claim("dead", figure("exact", 123), by="nis", as_of="2025-03-01")
    assert told(world, share, other) == (
        "HUR (as of 1 Mar 2025) suggests about 500 to 1,200 killed, derived as 50 to 60 percent"
        " of 1,000 to 2,000; NIS (as of 1 Mar 2025) spoke of exactly 123: at least 4.0 times"
        " apart; both speak of 1 Mar 2025, so they cannot both be right"
    )


def test_what_differs_in_scope_is_told() -> None:
    text = tell(
        {"fig": figure("exact", 300), "place": "town"},
        {"fig": figure("exact", 100), "place": "oblast"},
    )
    assert text == (
        "NIS (as of 1 Mar 2025) spoke of exactly 300 present in Town; HUR (as of 1 Mar 2025) spoke"
        " of"
        " exactly 100 in Oblast: a part cannot be more than its whole"
    )


@pytest.mark.parametrize(
    ("measure", "fields", "ground"),
    [
        ("losses", {}, "both speak of 1 Mar 2025, so they cannot both be right"),
        # In a week much may happen, in a quarter nobody can say who is right.
        (
            "losses",
            {"as_of": "2025-02-24/2025-03-02"},
            "their dates overlap, so they cannot both be right",
        ),
        (
            "losses",
            {"as_of": "2025-03"},
            "time may explain it: one of the moments is too wide to tell",
        ),
        (
            "there",
            {"as_of": "2025-03"},
            "time may explain it: one of the moments is too wide to tell",
        ),
        (
            "losses",
            {"as_of": "2025-02-01"},
            "of what only grows the later count is the lower",
        ),
        ("dead", {"as_of": "2025-02-01"}, "a part cannot be more than a later whole"),
        (
            "losses",
            {"as_of": "2025-03-01~"},
            "their dates are too close to tell apart, so they cannot both be right",
        ),
        ("losses", {"within": "fair"}, "both count the same thing, so they cannot both be right"),
        ("losses", {"within": "rout"}, "both speak of 1 Mar 2025, so they cannot both be right"),
        ("dead", {"within": "fair"}, "a part cannot be more than its whole"),
        ("shots", {}, "both count the same thing, so they cannot both be right"),
        ("shots", {"place": "town"}, "a part cannot be more than its whole"),
    ],
)
def test_the_ground_of_a_conflict(measure: str, fields: Fields, ground: str) -> None:
    other = "losses" if measure == "dead" else measure
    within = {"within": fields.get("within")}
    place_of = {"place": "oblast"} if "place" in fields else {}
    text = tell(
        {"measure": measure, "fig": figure("exact", 300), **fields},
        {"measure": other, "fig": figure("exact", 200), **within, **place_of},
    )
    # No ratio between a part and its whole.
    far = "" if "a part " in ground else " at least 1.5 times apart;"
    assert text.endswith(f":{far} {ground}")


def test_two_wide_moments_that_overlap_leave_a_doubt() -> None:
    text = tell(
        {"fig": figure("exact", 300), "as_of": "2025-03"},
        {"fig": figure("exact", 200), "as_of": "2025-03-15/2025-04-15"},
    )
    assert text.endswith("; their dates overlap, so it is unlikely that both are right")


def test_a_count_that_says_how_it_counts_is_set_against_one_that_does_not() -> None:
    world = base()
    for n, of in ((900, "portraits"), (300, None), (300, "portraits")):
        world.claim("dead", figure("exact", n), by="nis", as_of="2025-03-01", counting=of)
    assert told(world, "s01.1", "s02.1") == (
        "NIS (as of 1 Mar 2025) spoke of exactly 900 killed (Portraits); NIS (as of 1 Mar 2025)"
        " spoke of"
        " exactly 300: at least 3.0 times apart; not called a conflict, since they may"
        " count differently"
    )
    assert told(world, "s01.1", "s03.1").endswith(" they cannot both be right")
    # Of two ways of counting no pace is told: there is no one count that grew.
    early = world.claim("dead", figure("exact", 10), by="hur", as_of="2025-02-27")
    assert told(world, "s01.1", early).endswith(
        ": at least 90 times apart; they are only 2 days apart, and may count differently"
    )
    assert told(world, "s02.1", early).endswith(
        ": at least 30 times apart; nearly all of the later count would have had to be added in"
        " the 2 days between them"
    )
    before = world.claim("dead", figure("exact", 10), by="hur", as_of="2025-02-01")
    assert told(world, "s01.1", before).endswith(
        "; the time between them explains only part of the gap, if both count in the same way"
    )


def test_of_a_word_no_pace_is_told() -> None:
    world = base()
    late = world.claim("dead", figure("exact", 9000), by="nis", as_of="2025-03-01")
    word = figure("vague", written="several hundred")
    early = world.claim("dead", word, by="hur", as_of="2025-02-27")
    assert told(world, late, early).endswith(
        ': "several hundred" sets no firm upper limit; they are only 2 days apart'
    )


def test_one_page_that_has_both_is_told() -> None:
    world = base()
    page = world.source("page")
    plain: Fields = {"measure": "there", "as_of": "2025-03-01", "source": page}
    one = world.claim(fig=figure("exact", 300), by="nis", **plain)
    two = world.claim(fig=figure("exact", 100), by="hur", **plain)
    elsewhere = world.claim(fig=figure("exact", 100), by="hur", **{**plain, "source": None})
    assert told(world, one, two).endswith(
        " so they cannot both be right; the same page prints both"
    )
    assert told(world, one, elsewhere).endswith(" so they cannot both be right")


def test_a_page_that_dates_one_event_twice_says_so_once() -> None:
    world = base()
    page = world.source("page")
    plain: Fields = {"measure": "day", "by": "nis", "source": page}
    one = world.claim(fig="2025-01-01", within="fair", **plain)
    two = world.claim(fig="2025-01-20", within="fair", **plain)
    assert told(world, one, two) == (
        'NIS (in Outlet page, 1 Mar 2025) dates "The fair" to 1 Jan 2025; the same page also dates'
        " it to"
        " 20 Jan 2025: 19 days apart; one event cannot have both dates"
    )
    # Another voice on that page is named, and so is another event.
    three = world.claim(fig="2025-01-20", within="fair", **{**plain, "by": "hur"})
    assert "; HUR (in Outlet page, 1 Mar 2025) dates" in told(world, one, three)
    assert told(world, one, three).endswith(" both dates; the same page prints both")
    four = world.claim(fig="2025-01-20", within="rout", **plain)
    assert '; NIS (in Outlet page, 1 Mar 2025) dates "The rout" to 20 Jan 2025: ' in told(
        world, one, four
    )


def test_what_a_page_tells_wrongly_is_not_told_in_the_voice_that_it_cites() -> None:
    world = base()
    page = world.source("page")
    plain: Fields = {"measure": "day", "by": "nis", "within": "fair"}
    misread = world.claim(fig="2025-05-01", **plain)
    one = world.claim(fig="2025-01-01", source=page, **plain)
    two = world.claim(fig="2025-02-01", source=page, misreads_claim=misread, how="period", **plain)
    assert '; Outlet page (a misreading; page of 1 Mar 2025) dates "The fair" to' in told(
        world, one, two
    )


def test_a_bare_number_has_its_unit_where_it_would_count_nobody() -> None:
    world = base()
    world.measure("held", "stock", unit="square kilometres", name="held", cues=("square km",))
    plain: Fields = {"measure": "held", "as_of": "2025-03-01"}
    ids = [
        world.claim(fig=figure("none", n, written=written), by="nis", **plain)
        for n, written in ((1300, "1,300"), (400, "400"), (90, "90 square km"), (20, "some 20"))
    ]
    said = [told(world, ids[0], other).partition("; ") for other in ids[1:]]
    assert {first for first, *_ in said} == {
        "NIS (as of 1 Mar 2025) spoke of 1,300 square kilometres held"
    }
    assert [second.partition(":")[0] for *_, second in said] == [
        "NIS (as of 1 Mar 2025) spoke of 400 square kilometres",
        "NIS (as of 1 Mar 2025) spoke of 90 square km",
        "NIS (as of 1 Mar 2025) spoke of some 20",
    ]


def test_the_grounds_of_a_tension() -> None:
    for a, b, ground in (
        (
            figure("exact", 300),
            figure("at_least", 100),
            ': on their face at least 2.0 times apart, but "at least 100" sets no firm upper limit',
        ),
        (
            figure("at_most", 300),
            figure("exact", 100),
            ', but "at most 300" sets no firm lower limit',
        ),
    ):
        assert tell({"fig": a}, {"fig": b}).endswith(ground)
    page: Fields = {"as_of": None, "published": "2025-03-01"}
    text = tell({"fig": figure("exact", 300)}, {"fig": figure("exact", 100), **page})
    assert text.endswith("; the page does not date the figure of HUR")
    text = tell({"fig": figure("exact", 300), **page}, {"fig": figure("exact", 100), **page})
    assert text.endswith("; both were published 1 Mar 2025, and neither page dates its figure")
    week: Fields = {"as_of": None, "published": "2025-03-08"}
    text = tell({"fig": figure("exact", 300), **page}, {"fig": figure("exact", 100), **week})
    assert text.endswith("; neither page dates its figure")


def test_an_open_end_of_the_later_count_excuses_nothing() -> None:
    text = tell(
        {"measure": "dead", "fig": figure("at_least", 4000), "as_of": "2025-02-14"},
        {"measure": "dead", "fig": figure("exact", 400), "as_of": "2025-01-13"},
    )
    assert text == (
        "NIS (as of 14 Feb 2025) spoke of at least 4,000 killed; HUR (as of 13 Jan 2025) spoke of"
        " exactly"
        " 400: at least 10 times apart; the time between them explains only part of the gap; nine"
        " tenths or more of"
        " the later count would have had to be added in the 32 days between them, though it had"
        " been growing for 136, since Oct 2024"
    )


def test_a_part_above_its_whole_may_still_be_no_contradiction() -> None:
    text = tell(
        {"fig": figure("none", 1000), "place": "town"},
        {"fig": figure("at_least", 100), "place": "oblast"},
    )
    assert text.endswith(
        ': a part would be more than its whole, but "at least 100" sets no firm upper limit'
    )


def test_where_no_end_is_open_the_words_leave_room() -> None:
    world = base()
    world.measure("regained", "share", name="regained")
    plain: Fields = {"measure": "regained", "as_of": "2025-03-01"}
    # Of percent there are a hundred: a ceiling that may be taken back is not open above.
    one = world.claim(fig=figure("exact", 50), by="nis", **plain)
    two = world.claim(fig=figure("up_to", 30), by="hur", **plain)
    assert told(world, one, two).endswith(
        " times apart; the words leave room for both, though what they suggest does not"
    )


def test_a_phrase_from_the_beginning_of_a_sentence_is_small_inside_one() -> None:
    for written, said in (("A further 300", "a further 300"), ("Some 300", "some 300")):
        text = tell({"fig": figure("none", 300, written=written)}, {"fig": figure("exact", 100)})
        assert text.startswith(f"NIS (as of 1 Mar 2025) spoke of {said} present; ")


# ---- what is not said


@pytest.mark.parametrize(
    ("n", "far"),
    [
        (109, ""),
        (110, " at least 1.1 times apart;"),
        # Rounded down: 1.19 and 1.99 are no more than they are.
        (119, " at least 1.1 times apart;"),
        (199, " at least 1.9 times apart;"),
        (230, " at least 2.3 times apart;"),
        (999, " at least 9.9 times apart;"),
        (1999, " at least 19 times apart;"),
    ],
)
def test_a_ratio_is_rounded_down_and_none_is_printed_that_would_be_one(n: float, far: str) -> None:
    text = tell({"fig": figure("exact", n)}, {"fig": figure("exact", 100)})
    assert text.endswith(f":{far} both speak of 1 Mar 2025, so they cannot both be right")


def test_of_ten_times_and_more_no_tenth_is_printed() -> None:
    text = tell({"fig": figure("exact", 1260)}, {"fig": figure("exact", 100)})
    assert ": at least 12 times apart; " in text


def test_a_later_count_is_not_called_lower_where_only_a_page_dates_it() -> None:
    plain: Fields = {"measure": "dead"}
    early: Fields = {**plain, "fig": figure("exact", 300), "as_of": "2025-01-10"}
    late: Fields = {**plain, "fig": figure("up_to", 100)}
    text = tell(early, {**late, "as_of": "2025-03-01"})
    assert ', and the later count is the lower, but "up to 100" is only a loose upper limit' in text
    text = tell(early, {**late, "as_of": None, "published": "2025-03-01"})
    assert "the later count" not in text
    assert text.endswith(' times apart, but "up to 100" is only a loose upper limit')


def usual_world() -> World:
    """Most figures here are of the town, which lies in the oblast."""
    world = base()
    world.scope("village", "place", of="oblast")
    for day_of in ("01", "02", "03"):
        world.claim("shots", figure("exact", 5), by="nis", place="town", within=f"2025-01-{day_of}")
    return world


@pytest.mark.parametrize(
    ("measure", "noun", "place_of", "said"),
    [
        ("there", "present", "town", ""),
        # Those present there need not be those whom everybody means.
        ("there", "present", "oblast", " in Oblast"),
        ("there", "present", "village", " in Village"),
        ("dead", "killed", "town", ""),
        ("dead", "killed", "oblast", ""),
        ("dead", "killed", "village", " in Village"),
    ],
)
def test_the_usual_place_goes_without_saying_and_of_counts_what_it_lies_in(
    measure: str, noun: str, place_of: str, said: str
) -> None:
    world = usual_world()
    plain: Fields = {"measure": measure, "as_of": "2025-03-01"}
    one = world.claim(fig=figure("exact", 300), by="nis", place=place_of, **plain)
    two = world.claim(fig=figure("exact", 100), by="hur", **plain)
    assert told(world, one, two).startswith(
        f"NIS (as of 1 Mar 2025) spoke of exactly 300 {noun}{said}; HUR (as of 1 Mar 2025) spoke"
        " of exactly 100: "
    )


def test_a_bare_number_has_the_hedge_that_holds_for_it() -> None:
    world = base()
    plain: Fields = {"measure": "there", "as_of": "2025-03-01"}
    one = world.claim(fig=figure("about", 3000, written="3,000"), by="nis", **plain)
    two = world.claim(fig=figure("exact", 100), by="hur", **plain)
    assert "spoke of about 3,000 present" in told(world, one, two)


def test_two_places_are_said_though_one_is_the_usual() -> None:
    world = usual_world()
    plain: Fields = {"measure": "there", "as_of": "2025-03-01"}
    one = world.claim(fig=figure("exact", 300), by="nis", place="town", **plain)
    two = world.claim(fig=figure("exact", 100), by="hur", place="oblast", **plain)
    assert "exactly 300 present in Town; " in told(world, one, two)
    assert "exactly 100 in Oblast: " in told(world, one, two)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("2025-03-01", "2025-03-02", "only a day apart, so it is unlikely that both are right"),
        (
            "2025-03-01/2025-03-08",
            "2025-03-15",
            "only 7 to 14 days apart, so it is unlikely that both are right",
        ),
        (
            "../2025-03-08",
            "2025-03-15",
            "7 days or more apart, so it is unlikely that both are right",
        ),
    ],
)
def test_how_far_apart_moments_are_that_are_no_single_day(
    first: str, second: str, said: str
) -> None:
    a: Fields = {"fig": figure("exact", 300), "as_of": first, "published": "2025-04-01"}
    b: Fields = {"fig": figure("exact", 100), "as_of": second, "published": "2025-04-01"}
    assert tell(a, b).endswith(f"; {said}")


def test_a_part_over_its_whole_days_apart_says_how_many() -> None:
    part: Fields = {"fig": figure("exact", 300), "place": "town", "as_of": "2025-03-01"}
    whole: Fields = {"fig": figure("exact", 100), "place": "oblast", "as_of": "2025-03-04"}
    assert tell(part, whole).endswith(
        ": a part cannot be more than its whole, and they are only 3 days apart, so it is"
        " unlikely that both are right"
    )
    assert tell(part, {**whole, "as_of": "2025-03-01"}).endswith(
        ": a part cannot be more than its whole"
    )


@pytest.mark.parametrize(
    ("modality", "so"), [("expected", "to be killed"), ("possible", "that may be killed")]
)
def test_a_misreading_is_put_as_its_page_puts_it(modality: str, so: str) -> None:
    world = base()
    right = world.claim("there", figure("exact", 300), by="nis", as_of="2025-03-01")
    wrong = world.claim(
        "dead", figure("exact", 300), by="nis", modality=modality, misreads_claim=right
    )
    assert f"prints exactly 300 {so} where NIS" in told(world, wrong, right)


def test_a_release_that_is_no_origin_speaks_for_itself_and_not_its_page() -> None:
    world = base()
    world.agent("un", "ngo", name="UN")
    world.release("un-report", "un", "2025-03-01")
    plain: Fields = {"measure": "there", "lineage": "partial", "chain": ("un",)}
    one = world.claim(fig=figure("exact", 300), release="un-report", **plain)
    two = world.claim("there", figure("exact", 100), by="hur", as_of="2025-03-01")
    assert told(world, one, two).startswith(
        "UN (source not recorded; 1 Mar 2025) spoke of exactly 300 present; HUR "
    )
    # Of no release the page speaks, and names what need not be where it comes from.
    three = world.claim(fig=figure("exact", 300), **plain)
    assert told(world, two, three).startswith("Outlet s03, citing UN (page of 1 Mar 2025), has")


def test_the_two_ends_of_one_range_are_no_variance() -> None:
    world = base()
    page = world.source("page")
    plain: Fields = {"measure": "dead", "release": "hur-one", "source": page}
    low = world.claim(fig=figure("more_than", 88_000), **plain)
    high = world.claim(fig=figure("less_than", 107_000), **plain)
    over = world.claim(fig=figure("more_than", 200_000), **plain)
    assert world.compare(low, high).why.code == "one range"
    assert told(world, low, high).endswith(
        ": no disagreement: they are the two ends of one range; the same page prints both"
    )
    # Two ends that leave nothing between them are none.
    assert world.compare(over, high).kind == "variance"
    # Two pages are two tellings.
    other = world.claim("dead", figure("less_than", 107_000), release="hur-one")
    assert world.compare(low, other).kind == "variance"


def test_a_release_that_counts_all_and_a_part_has_no_variance_between_them() -> None:
    world = base()
    for name in ("critical", "light"):
        world.scope(name, "counting")
    part, _, whole = (
        world.claim("dead", figure("exact", n), release="hur-one", counting=counting)
        for n, counting in ((28, "critical"), (300, "light"), (342, None))
    )
    assert (world.compare(part, whole).kind, world.compare(part, whole).why.code) == (
        "incomparable",
        "counting",
    )


def test_of_another_moment_is_said_where_all_else_is_as_it_was() -> None:
    world = base()
    right = world.claim("there", figure("exact", 300), by="nis", as_of="2025-03-01")
    wrong = world.claim(
        "there", figure("exact", 300), as_of="2025-02-01", misreads_claim=right, how="period"
    )
    assert "prints exactly 300 present, as of another moment" in told(world, wrong, right)


def test_that_only_one_says_how_it_counts_is_told_beside_the_date() -> None:
    world = base()
    world.scope("confirmed", "counting")
    one = world.claim("there", figure("exact", 300), by="nis", as_of="2025-03-01")
    two = world.claim("there", figure("exact", 100), by="hur", as_of="2025-01-01")
    three = world.claim(
        "there", figure("exact", 100), by="hur", as_of="2025-01-01", counting="confirmed"
    )
    by_date = "explained by date: the two speak of different moments"
    assert told(world, one, two).endswith(by_date)
    assert told(world, one, three).endswith(f"{by_date}; they may also count differently")


def test_a_variance_names_every_figure_of_its_release() -> None:
    world = base()
    for n in (342, 314, 324):
        world.claim("dead", figure("exact", n), release="hur-one")
    dossier = world.dossier()
    (row,) = disagreements(dossier).rows
    text = row_sentence(dossier, row)
    assert all(str(n) in text for n in (342, 314, 324))
    assert "; others have exactly " in text


def test_two_releases_of_one_day_are_in_no_order() -> None:
    world = base()
    for release in ("morning", "evening"):
        world.release(release, "nis", "2025-03-01")
    one = world.claim("dead", figure("between", 200, 300), release="morning")
    two = world.claim("dead", figure("none", 500), release="evening")
    assert world.compare(one, two).why.code == "order unknown"
    assert told(world, one, two).endswith(
        "at least 1.5 times apart; two releases of the same origin; which is the later is not known"
    )


def test_where_only_one_names_a_small_place_it_is_no_conflict() -> None:
    world = usual_world()
    plain: Fields = {"measure": "dead", "as_of": "2025-03-01"}
    part = world.claim(fig=figure("exact", 300), by="nis", place="village", **plain)
    silent = world.claim(fig=figure("exact", 100), by="hur", **plain)
    usual = world.claim(fig=figure("exact", 300), by="nis", place="town", **plain)
    reading = world.compare(part, silent)
    assert (reading.kind, reading.severity, reading.why.code) == ("tension", 3, "place")
    assert told(world, part, silent) == (
        "NIS (as of 1 Mar 2025) spoke of exactly 300 killed in Village; HUR (as of 1 Mar 2025)"
        " spoke of exactly 100: at least 3.0 times apart; not called a conflict, since HUR"
        " names no place"
    )
    # What is usual goes without saying.
    assert world.compare(usual, silent).kind == "conflict"


# ---- who


def test_a_person_stands_with_their_body_a_head_of_state_alone() -> None:
    world = base()
    world.agent("land", "state", name="Land")
    world.agent("chief", "person", name="Lee Jong-seok", of="nis")
    world.agent("president", "person", name="Ada", of="land")
    world.agent("nobody", "person", name="Nobody")
    for by, who in (
        ("chief", "Lee Jong-seok (NIS; as of 1 Mar 2025)"),
        ("president", "Ada (as of 1 Mar 2025)"),
        ("nobody", "Nobody (as of 1 Mar 2025)"),
    ):
        plain: Fields = {"measure": "there", "as_of": "2025-03-01"}
        one = world.claim(fig=figure("exact", 300), by=by, **plain)
        two = world.claim(fig=figure("exact", 100), by="hur", **plain)
        assert told(world, one, two).startswith(f"{who} spoke of exactly 300 present; HUR ")


def test_of_many_whom_nobody_names_the_verb_is_that_of_many() -> None:
    for id, name, who in (
        (
            "officials",
            "Western officials",
            "unnamed Western officials (Outlet s02; as of 1 Mar 2025)",
        ),
        (
            "official",
            "a Western official",
            "unnamed Western official (Outlet s02; as of 1 Mar 2025)",
        ),
        (
            "governments",
            "several governments",
            "several governments (Outlet s02; as of 1 Mar 2025)",
        ),
    ):
        world = base()
        world.agent(id, "unnamed", name=name)
        way: Fields = {"chain": [id], "lineage": "partial", "as_of": "2025-03-01"}
        whole = world.claim("losses", figure("exact", 1000), by="nis")
        share = {"written": "half", "low": 50, "high": 50, "hedge": "none"}
        one = world.claim("dead", share, of=whole, **way)
        two = world.claim("dead", figure("exact", 100), by="hur", as_of="2025-03-01")
        verb = "suggests" if id == "official" else "suggest"
        assert told(world, one, two).startswith(
            f"{who} {verb} about 500 killed, derived as half of"
        )


# ---- misreadings


@pytest.mark.parametrize(
    ("how", "wrong", "right", "text"),
    [
        (
            "number",
            {"fig": figure("none", 19000)},
            {"fig": figure("none", 10900)},
            "prints 19,000 killed where NIS (as of 1 Feb 2025) gave 10,900 killed",
        ),
        # A word that says what is counted is enough.
        (
            "number",
            {"fig": figure("none", 400, written="400 dead")},
            {"fig": figure("none", 40, written="40 dead")},
            "prints 400 dead where NIS (as of 1 Feb 2025) gave 40 dead",
        ),
        (
            "period",
            {"fig": figure("none", 4000), "within": "2024"},
            {"fig": figure("none", 4000)},
            "prints 4,000 killed (2024) where NIS (as of 1 Feb 2025) gave 4,000 killed in all",
        ),
        (
            "modality",
            {"fig": figure("none", 4000)},
            {"fig": figure("none", 4000), "modality": "expected", "as_of": None},
            "prints 4,000 killed, as already done, where NIS (in Outlet s02, 1 Mar 2025) gave 4,000"
            " to be killed",
        ),
        # What is misread may be no figure.
        (
            "measure",
            {"fig": figure("none", 4000)},
            {"measure": None, "fig": None, "statement": "4,000 came.", "as_of": None},
            "prints 4,000 killed where NIS (in Outlet s02, 1 Mar 2025) gave this: 4,000 came",
        ),
    ],
)
def test_who_prints_what_where_somebody_gave_what(
    how: str, wrong: Fields, right: Fields, text: str
) -> None:
    world = base()
    plain: Fields = {"measure": "dead", "by": "nis", "as_of": "2025-02-01"}
    page = world.source("page")
    one = world.claim(**{**plain, **right})
    two = world.claim(source=page, misreads_claim=one, how=how, **{**plain, **wrong})
    assert told(world, one, two) == f"Outlet page (page of 1 Mar 2025) {text}"


@pytest.mark.parametrize("is_of_release", [True, False])
def test_a_page_that_also_has_it_right_is_given_that(is_of_release: bool) -> None:
    """A title may say what the text under it does not."""
    world = base()
    page = world.source("page")
    given: Fields = {"fig": figure("about", 40), "release": "hur-one"}
    elsewhere = world.claim("dead", **given)
    text = world.claim("dead", source=page, **given)
    right = elsewhere if is_of_release else text
    title = world.claim(
        "dead", figure("none", 400), by="hur", source=page, misreads_claim=right, how="number"
    )
    assert told(world, right, title) == (
        "Outlet page (page of 1 Mar 2025) prints 400 killed where HUR (20 Jan 2025) gave about 40"
        " killed; the page gets it right elsewhere"
    )


def test_a_page_that_dates_an_event_twice_is_quoted_with_both() -> None:
    world = base()
    world.event("building", title="Building")
    page = world.source("page")
    way: Fields = {"measure": "day", "within": "building", "lineage": "unknown"}
    world.claim(fig={"written": "October", "date": "2024-10"}, source=page, **way)
    late = world.claim(fig={"written": "5 Jan", "date": "2025-01-05"}, source=page, **way)
    other = world.claim(
        fig={"written": "23 Oct", "date": "2024-10-23"}, by="nis", **{**way, "lineage": "full"}
    )
    assert "to 5 Jan 2025, and elsewhere on the page to Oct 2024: 74 days apart" in told(
        world, late, other
    )


@pytest.mark.parametrize("how", MISREADINGS)
def test_each_way_of_misreading_has_its_words(how: str) -> None:
    world = base()
    right = world.claim("dead", figure("none", 40), release="hur-one")
    wrong = world.claim("dead", figure("none", 400), by="hur", misreads_claim=right, how=how)
    dossier = world.dossier()
    text = misread_text(dossier, dossier.claims[wrong])
    assert text == f"40 (HUR), {MISREADING_WORDS[how]}"
    (row,) = disagreements(dossier).rows
    assert row.reading is not None
    assert (row.kind, row.severity, row.reading.why.code) == ("told as", 3, how)


def test_whoever_else_is_given_for_a_misreading_is_named() -> None:
    world = base()
    right = world.claim("dead", figure("none", 40), release="hur-one")
    wrong = world.claim("dead", figure("none", 400), by="nis", misreads_claim=right, how="number")
    assert told(world, right, wrong) == (
        "Outlet s02, citing NIS (page of 1 Mar 2025), prints 400 killed; HUR (20 Jan 2025) gave 40"
        " killed"
    )


def test_whoever_tells_it_wrongly_and_names_nobody_is_not_said_to_have_it_from_there() -> None:
    world = base()
    right = world.claim("dead", figure("none", 40), release="hur-one")
    plain: Fields = {"measure": "dead", "misreads_claim": right, "how": "number"}
    own = world.claim(fig=figure("none", 400), by="hur", **plain)
    assert told(world, right, own) == (
        "Outlet s02 (page of 1 Mar 2025) prints 400 killed where HUR (20 Jan 2025) gave 40 killed"
    )
    nobody = world.claim(fig=figure("none", 400), lineage="unknown", **plain)
    assert told(world, right, nobody) == (
        "Outlet s03 (page of 1 Mar 2025) prints 400 killed and names no source; HUR (20 Jan 2025)"
        " gave 40 killed"
    )


def test_differences_say_what_explains_them() -> None:
    a, b = {"fig": figure("exact", 300)}, {"fig": figure("exact", 100)}
    for fields, tail in (
        ({"as_of": "2025-06-01"}, "explained by date: the two speak of different moments"),
        (
            {"as_of": None, "published": None},
            "time may explain it, but one of the moments is not known",
        ),
    ):
        assert tell(a, {**b, **fields}).endswith(f": at least 3.0 times apart; {tail}")


def test_readings_that_are_no_disagreement() -> None:
    fig = figure("exact", 300)
    assert tell({"fig": fig}, {"fig": fig}) == (
        "NIS (as of 1 Mar 2025) spoke of exactly 300 present; HUR (as of 1 Mar 2025) spoke of"
        " exactly"
        " 300: no disagreement: the figures overlap"
    )
    assert tell({"fig": fig}, {"fig": fig, "modality": "denied"}) == (
        "NIS (as of 1 Mar 2025) spoke of exactly 300 present; HUR (as of 1 Mar 2025) denied exactly"
        " 300: what one says is what the other denies"
    )
    statement: Fields = {"measure": None, "statement": "Nobody is there."}
    assert tell({"fig": fig}, statement) == (
        "NIS (as of 1 Mar 2025) spoke of exactly 300 present; HUR (as of 1 Mar 2025) said,"
        " in brief: Nobody is there: not compared: one has no figure"
    )


def test_an_origin_that_is_not_recorded_is_said_so() -> None:
    a, b = {"fig": figure("exact", 300)}, {"fig": figure("exact", 100)}
    for fields, name in (
        (
            {"chain": ["wire"], "by": None, "lineage": "partial"},
            "Outlet s02, citing Wire (as of {}),",
        ),
        ({"by": None, "lineage": "unknown"}, "Outlet s02 (no source named; as of {})"),
        ({"by": None, "lineage": "partial"}, "Outlet s02 (source not told in full; as of {})"),
        ({"by": None}, "Outlet s02 (as of {})"),
    ):
        speaker = name.format("1 Mar 2025")
        assert f"; {speaker} has exactly 100: " in tell(a, {**b, **fields})


def test_oppositions() -> None:
    world = base()
    page = world.source("page", "nis")
    one = world.claim(source=page, statement="They left.")
    two = world.claim(source=page, statement="They stayed.", excludes=one)
    three = world.claim(by="hur", statement="They never came", denies=two)
    assert told(world, one, two) == (
        "NIS (page of 1 Mar 2025) says two things that are hard to reconcile. They stayed. They"
        " left"
    )
    assert told(world, two, three) == (
        "HUR (in Outlet s02, 1 Mar 2025) denied what NIS (page of 1 Mar 2025) said. They"
        " never came. They stayed"
    )
    four = world.claim(by="hur", statement="They are many", excludes=one)
    assert told(world, one, four) == (
        "what HUR (in Outlet s03, 1 Mar 2025) and NIS (page of 1 Mar 2025) say is hard to"
        " reconcile. They are many. They left"
    )


@pytest.mark.parametrize("note", ["Nobody leaves and stays.", "Nobody leaves and stays", None])
def test_the_reason_of_an_opposition_stands_in_its_sentence(note: str | None) -> None:
    data = base()
    one = data.claim(by="nis", statement="They left")
    two = data.claim(by="hur", statement="They stayed", excludes=one)
    raw = data.data()
    (row,) = [row for row in raw["claims"].values() if row["id"] == two]
    row["opposes"] = [{**row["opposes"][0], "note": note}]
    dossier = type(data.dossier()).from_data(raw)
    assert sentence(dossier, compare(dossier, one, two)) == (
        "what HUR (in Outlet s02, 1 Mar 2025) and NIS (in Outlet s01, 1 Mar 2025) say is hard to"
        " reconcile" + (". Nobody leaves and stays" if note else "") + ". They stayed. They left"
    )


def test_a_page_that_has_one_voice_say_two_things() -> None:
    world = base()
    page = world.source("page")
    one = world.claim(source=page, by="nis", statement="They left")
    two = world.claim(source=page, by="nis", statement="They stayed", excludes=one)
    assert told(world, one, two).startswith(
        "Outlet page quotes NIS (page of 1 Mar 2025) saying two things that are hard to"
        " reconcile. They stayed. They left"
    )


def test_a_title_and_its_text_are_what_the_page_makes_of_one_utterance() -> None:
    world = base()
    page = world.source("page")
    world.release("nis-one", "nis", "2025-02-20")
    plain: Fields = {"source": page, "release": "nis-one"}
    one = world.claim(statement="They may have left", **plain)
    two = world.claim(statement="They left", excludes=one, **plain)
    assert told(world, one, two).startswith("Outlet page tells in two ways what NIS (")
    reading = world.compare(one, two)
    assert (reading.kind, reading.severity) == ("conflict", 1)


def test_what_only_may_be_excludes_nothing() -> None:
    world = base()
    one = world.claim(by="nis", statement="They will stay", modality="expected")
    two = world.claim(by="hur", statement="They may go", modality="possible", excludes=one)
    reading = world.compare(one, two)
    assert (reading.kind, reading.severity) == ("difference", 1)
    assert " say need not clash: one only says what may be. They may go. " in told(world, one, two)


def test_an_opposition_is_dated_by_when_it_was_said() -> None:
    world = base()
    world.release("nis-spring", "nis", "2025-03-05")
    one = world.claim(statement="They left", release="nis-spring", as_of="2025-01")
    two = world.claim(by="hur", statement="They stayed", excludes=one)
    assert "and NIS (5 Mar 2025) say is hard to" in told(world, one, two)


def test_a_share_is_no_surer_than_its_words() -> None:
    world = base()
    page = world.source("page")
    plain: Fields = {"by": "nis", "as_of": "2025-03-01", "source": page}
    whole = world.claim("losses", figure("exact", 4000), **plain)
    share = world.claim(
        "dead", figure("none", 25, written="a quarter"), of=whole, likelihood="presumed", **plain
    )
    other = world.claim("dead", figure("exact", 100), by="hur", as_of="2025-03-01")
    assert ', derived as a quarter of exactly 4,000, with the word "presumed"; HUR' in told(
        world, share, other
    )


def test_what_was_given_for_the_measure_that_is_told_shows_the_error() -> None:
    world = base()
    page = world.source("page")
    plain: Fields = {"by": "nis", "as_of": "2025-03-01", "source": page}
    right = world.claim("dead", figure("exact", 300), **plain)
    world.claim("losses", figure("exact", 500), **plain)
    wrong = world.claim("losses", figure("about", 300), by="nis", misreads_claim=right)
    assert told(world, wrong, right).endswith(
        " gave exactly 300 killed and exactly 500 killed or wounded"
    )


def test_an_event_that_is_named_says_where_it_was() -> None:
    world = base()
    world.scope("plant", "place")
    world.scope("land", "place")
    world.event("works", title="Works at the plant", place="plant")
    one = world.claim(
        "there", figure("exact", 300), by="nis", as_of="2025-03-01", within="works", place="plant"
    )
    two = world.claim("there", figure("exact", 100), by="hur", as_of="2025-03-01", place="land")
    assert "(Works at the plant)" in told(world, one, two)


def test_the_one_who_denies_is_the_one_who_speaks() -> None:
    data = base()
    one = data.claim(by="nis", statement="They left")
    two = data.claim(by="hur", statement="They did not", denies=one)
    raw = data.data()
    (row,) = [row for row in raw["claims"].values() if row["id"] == one]
    row["opposes"] = [{"claim": two, "how": "excludes"}]
    dossier = type(data.dossier()).from_data(raw)
    assert sentence(dossier, compare(dossier, one, two)) == (
        "HUR (in Outlet s02, 1 Mar 2025) denied what NIS (in Outlet s01, 1 Mar 2025) said. They"
        " did not. They left"
    )


def books(total: Fields, *terms: Fields) -> str:
    """What a ledger leaves over; each term is added."""
    world = base()
    ids = [world.claim(**term) for term in (total, *terms)]
    world.identity("books", "ledger", *ids)
    dossier = world.dossier()
    left = residual(dossier, dossier.identities["books"])
    assert left is not None
    assert bool(left.severity) == bool(disagreements(dossier).rows)
    return residual_sentence(dossier, left)


DEAD_100: Fields = {"measure": "dead", "fig": figure("exact", 100), "by": "nis"}
THERE_60: Fields = {"measure": "there", "fig": figure("exact", 60), "by": "hur"}
SUM = "exactly 100 killed (NIS) plus exactly 60 present (HUR) against exactly {} fired (NIS)"


@pytest.mark.parametrize(
    ("total", "tail"),
    [
        (300, "does not add up: the number fired would have to be 140 lower"),
        (150, "does not add up: the number fired would have to be 10 higher"),
        (160, None),
    ],
)
def test_a_ledger_names_who_gives_each_term(total: float, tail: str | None) -> None:
    text = books(
        {"measure": "shots", "fig": figure("exact", total), "by": "nis"}, DEAD_100, THERE_60
    )
    if tail is None:
        assert text == f"{SUM.format(total)} adds up"
    else:
        assert text == (f"{SUM.format(total)} {tail}. The assumption: Nobody is counted twice")


def test_what_is_taken_away_is_less() -> None:
    world = base()
    ids = [world.claim(**term) for term in (DEAD_100, THERE_60)]
    total = world.claim("shots", figure("exact", 300), by="hur")
    world.identity("books", "ledger", total, ids[0], f"-{ids[1]}")
    (row,) = disagreements(world.dossier()).rows
    assert row_sentence(world.dossier(), row) == (
        "exactly 100 killed (NIS) less exactly 60 present (HUR) against exactly 300 fired (HUR)"
        " does not add up: the number fired would have to be 260 lower. The assumption: Nobody"
        " is counted twice"
    )


def test_a_voice_without_an_origin_says_so_in_a_ledger() -> None:
    text = books(
        {"measure": "shots", "fig": figure("exact", 10), "lineage": "unknown"},
        {**DEAD_100, "by": None, "chain": ["wire"], "lineage": "partial"},
        THERE_60,
    )
    assert text.startswith(
        "exactly 100 killed (Outlet s02, citing Wire) plus exactly 60 present (HUR) against exactly"
        " 10 fired (Outlet s01, no source named) does not add up: the number fired would have"
        " to be 150 higher"
    )


def test_a_residual_in_what_open_terms_suggest() -> None:
    world = base()
    total = world.claim("losses", figure("exact", 50), by="nis")
    parts = [world.claim("dead", figure("at_least", n), by="nis") for n in (60, 70)]
    world.identity("sum", "sum", total, *parts)
    (row,) = [r for r in disagreements(world.dossier()).rows if r.residual is not None]
    assert row_sentence(world.dossier(), row) == (
        "at least 60 killed (NIS) plus at least 70 killed (NIS) against exactly 50 killed or"
        " wounded (NIS) does not add up: the number killed or wounded would have to be 80 to 100"
        " higher. The assumption: Nobody is counted twice"
    )


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (0.825, "four fifths or more"),
        # Never more than it is, be it by a hair.
        (0.799, "three quarters or more"),
        (0.66, "three fifths or more"),
        (2 / 3, "two thirds or more"),
        (1 - 2 / 3, "a third or more"),
        (0.5, "half or more"),
        (0.949, "nine tenths or more"),
        (0.95, "nearly all"),
        (0.99, "nearly all"),
        (0.1, "a tenth or more"),
        (0.0998, "9.9% or more"),
        (0.02, "2.0% or more"),
    ],
)
def test_growth_in_words(part: float, text: str) -> None:
    growth = Growth(part, 32, 136, 60.0)
    added = f"{text} of the later count would have had to be added in"
    grown = "though it had been growing for 136, since Oct 2024"
    assert growth_text(growth, "2024-10") == f"{added} the 32 days between them, {grown}"
    assert (
        growth_text(growth._replace(since_days=None), None) == f"{added} the 32 days between them"
    )
    # Where a moment is no single day, the days are the fewest that they can be.
    about = growth_text(growth, "2024-10", about=True)
    assert about == f"{added} the 32 or so days between them, {grown}"
    # Within a fortnight the days speak for themselves: since when it has grown is not said.
    near = growth._replace(days=14)
    assert growth_text(near, "2024-10") == f"{added} the 14 days between them"
    assert growth_text(near._replace(days=1), "2024-10") == f"{added} the day between them"
    about = growth_text(near._replace(days=1), "2024-10", about=True)
    assert about == f"{added} the day or so between them"


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("2025-01-13", "13 Jan 2025"),
        ("2025-01", "Jan 2025"),
        ("2025", "2025"),
        ("2025-21", "spring 2025"),
        ("2024-12~", "about Dec 2024"),
        ("2025-01-13/2025-02", "13 Jan to Feb 2025"),
        ("2025-01-13/2025-01-15", "13 to 15 Jan 2025"),
        ("2025-01-13/2025-02-02", "13 Jan to 2 Feb 2025"),
        ("2025-01/2025-02", "Jan to Feb 2025"),
        ("2025-01-13/..", "13 Jan 2025 or later"),
        ("../2025-01", "Jan 2025 or earlier"),
    ],
)
def test_days_in_words(date: str, text: str) -> None:
    assert day(date) == text
