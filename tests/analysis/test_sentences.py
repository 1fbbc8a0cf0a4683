"""Sentences, word for word."""

from __future__ import annotations

from typing import Any

import pytest

from kursk_tui.analysis.compare import compare
from kursk_tui.analysis.disagreements import disagreements
from kursk_tui.analysis.ledger import residual
from kursk_tui.analysis.reading import Growth
from kursk_tui.words.book_sentences import residual_sentence
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
PRESENT_11000_STANDS = "ki-2026-02-12.2"

Fields = dict[str, Any]

SHIPPED = {
    pair(SHARE, KILLED_300): (
        "Zelensky (14 Feb 2025) suggests about 2,700 killed, derived as two-thirds of 4,000;"
        " NIS (13 Jan 2025) said at least 300: 5.7 times apart; not a contradiction in words,"
        " since the NIS figure is open above; four fifths of them would have had to fall in 32"
        " of 136 days"
    ),
    pair(PRESENT_11000_STANDS, PRESENT_8000): (
        "NIS (as of Jan 2026) said nearly 11,000 present; HUR (as of Jan 2026) said around 8,000:"
        " 1.2 times apart; both speak of one moment, so they cannot both hold, unless round numbers"
        " are read very loosely"
    ),
    pair(*MUSEUM): (
        "Digest, after Yonhap (origin not recorded; page of 5 Feb 2026 or later) dates"
        ' "Museum: construction"'
        " to Oct 2025; the same page also dates it to 5 Jan 2026: 66 days apart; one event"
        " cannot have both dates"
    ),
    pair(WOUNDED_2700, REST): (
        "NIS (13 Jan 2025) said 2,700 wounded; the figures of Zelensky (14 Feb 2025) leave about"
        " 1,300,"
        " derived as 4,000 less two-thirds: 1.7 times apart; a count that only grows cannot"
        " have been higher before"
    ),
    pair(KILLED_2000, SHARE): (
        "Zelensky (14 Feb 2025) suggests about 2,700 killed, derived as two-thirds of 4,000;"
        " unnamed authorities (JoongAng; page of 10 Feb 2026) said as many as 2,000: hardly"
        " apart; the later count is the lower; not a contradiction in words, since a ceiling can be"
        " taken back"
    ),
    pair(DENIAL, LEFT_THE_FRONT): (
        "Budanov denies what Kyiv Independent, after NYT (origin not recorded) says. In brief:"
        " Budanov denies that North Korean soldiers went unseen at the front for weeks; against"
        " that: North Korean troops had been withdrawn from the front, The New York Times reported"
    ),
    "claim:ki-2026-02-12.14b": (
        'Kyiv Independent (12 Feb 2026) dates "Russian counter-offensive" to "this spring": read'
        " from the page's own date that is spring 2026, after the page itself"
    ),
    "claim:ki-2026-02-12.10c": (
        'Kyiv Independent (12 Feb 2026) dates "UK DI on losses" to "earlier in June": read from'
        " the page's own date that is Jun 2026, after the page itself"
    ),
    "identity:ledger-engineers": (
        "JoongAng, NIS and unnamed authorities (JoongAng): around 6,000 sent less about 1,000"
        " returned home against 1,000 present [North Korean engineer troops] does not add up: 3,300"
        " to 4,700 are unaccounted for, assuming this: Engineers who were sent are in Kursk or"
        " home: none died, stayed elsewhere or were still to come; those in the photographs are"
        " all who returned"
    ),
    "identity:sum-deployments": (
        "unnamed authorities (JoongAng): about 11,000 sent plus 1,000 to 3,000 sent plus around"
        " 6,000 sent against 17,000 to 20,000 sent does not add up as printed: the total has"
        " 1,000 too few at the low end"
    ),
    pair(RETURNED_3000, RETURNED_FEW): (
        "HUR (9 Feb 2026) said around 3,000 returned home; JoongAng (page of 10 Feb 2026) said a"
        " small number: the later count is the lower; not a contradiction in words, since the"
        " JoongAng figure is open above"
    ),
    pair(RETURNED_3000, RETURNED_DECEMBER): (
        "HUR (9 Feb 2026) said around 3,000 returned home [in all]; NIS (as of Dec 2025) said"
        " about 1,100 [Return of December 2025]: no contradiction: one counts a movement inside"
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
        'one release, "Hur one", told in two ways: in Outlet s02 HUR (20 Jan 2025) said 18,000'
        " present; in Outlet s01 HUR (20 Jan 2025) said 15,000 present: 1.1 times apart"
    )


def test_a_derived_number_from_two_documents_varies_from_a_printed_one() -> None:
    world = base()
    parts = [world.claim("dead", figure("exact", n), release="hur-one") for n in (100, 200)]
    other = world.claim("losses", figure("exact", 400), release="hur-one")
    world.identity("sum", "sum", "?losses", *parts)
    (row,) = disagreements(world.dossier()).rows
    assert (row.kind, set(row.claims)) == ("variance", {*parts, other})
    assert row_sentence(world.dossier(), row) == (
        'one release, "Hur one", told in two ways: in Outlet s03 HUR (20 Jan 2025) said exactly'
        " 400 killed or wounded; the figures of HUR (20 Jan 2025) add up to about 300 killed or"
        " wounded, derived as exactly 100 plus exactly 200: 1.3 times apart"
    )


def test_one_number_under_two_measures() -> None:
    world = base()
    one = world.claim("losses", figure("none", 4000), release="hur-one")
    two = world.claim("dead", figure("none", 4000, written="4,000 dead"), release="hur-one")
    assert told(world, one, two) == (
        'one release, "Hur one", told in two ways: in Outlet s01 HUR (20 Jan 2025) said 4,000'
        " killed or wounded; in Outlet s02 HUR (20 Jan 2025) said 4,000 dead"
    )


def test_an_echo() -> None:
    world = base()
    one = world.claim("there", figure("none", 4000), release="hur-one")
    two = world.claim("there", figure("about", 4000), release="hur-one")
    assert told(world, one, two) == (
        'one release, "Hur one", told twice: in Outlet s01 HUR (20 Jan 2025) said 4,000'
        " present; in Outlet s02 HUR (20 Jan 2025) said about 4,000 present"
    )


@pytest.mark.parametrize(
    ("first", "second", "tail"),
    [
        (300, 900, "2.6 times apart; a later release of the same origin"),
        (900, 300, "2.6 times apart; a cumulative count that falls"),
    ],
)
def test_a_revision(first: float, second: float, tail: str) -> None:
    world = base()
    one = world.claim("dead", figure("none", first), release="hur-one")
    two = world.claim("dead", figure("none", second), release="hur-two")
    assert told(world, one, two) == (
        f"HUR (20 Jan 2025) said {first} killed; HUR (20 Mar 2025) said {second}: {tail}"
    )


def test_expected_figures() -> None:
    expected: Fields = {"modality": "expected"}
    text = tell(
        {"fig": figure("exact", 300), **expected}, {"fig": figure("exact", 100), **expected}
    )
    assert text == (
        "NIS (page of 1 Mar 2025) expected it to come to exactly 300 present; HUR (page of 1 Mar"
        " 2025) expected it to come to exactly 100: 3.0 times apart; neither has counted: both say"
        " what they expect"
    )


def test_two_days_are_not_told_to_be_one() -> None:
    text = tell({"fig": figure("exact", 300)}, {"fig": figure("exact", 100), "as_of": "2025-03-06"})
    assert text.endswith("5 days apart count as one moment, so they cannot both hold")


def test_a_zero() -> None:
    assert tell({"fig": figure("exact", 300)}, {"fig": figure("exact", 0)}) == (
        "NIS (as of 1 Mar 2025) said exactly 300 present; HUR (as of 1 Mar 2025) said exactly 0:"
        " one of them zero; both speak of one moment, so they cannot both hold"
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
        " of 1,000 to 2,000; NIS (as of 1 Mar 2025) said exactly 123: 4.1 times apart; both"
        " speak of one moment, so they cannot both hold"
    )


def test_what_differs_in_scope_is_told() -> None:
    text = tell(
        {"fig": figure("exact", 300), "place": "town"},
        {"fig": figure("exact", 100), "place": "oblast"},
    )
    assert text == (
        "NIS (as of 1 Mar 2025) said exactly 300 present [Town]; HUR (as of 1 Mar 2025) said"
        " exactly 100 [Oblast]: a part cannot be more than its whole"
    )


@pytest.mark.parametrize(
    ("measure", "fields", "ground"),
    [
        ("losses", {}, "both speak of one moment, so they cannot both hold"),
        (
            "losses",
            {"as_of": "2025-02-01"},
            "a count that only grows cannot have been higher before",
        ),
        ("losses", {"within": "fair"}, "both count the same thing, so they cannot both hold"),
        ("losses", {"within": "rout"}, "both speak of one moment, so they cannot both hold"),
        ("dead", {"within": "fair"}, "a part cannot be more than its whole"),
        ("shots", {}, "both count the same thing, so they cannot both hold"),
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
    far = "" if "part" in ground else " 1.5 times apart;"
    assert text.endswith(f":{far} {ground}")


def test_the_grounds_of_a_tension() -> None:
    for a, b, ground in (
        (
            figure("exact", 300),
            figure("at_least", 100),
            "not a contradiction in words, since the HUR figure is open above",
        ),
        (
            figure("at_most", 300),
            figure("exact", 100),
            "not a contradiction in words, since the NIS figure is open below",
        ),
    ):
        assert tell({"fig": a}, {"fig": b}).endswith(ground)
    page: Fields = {"as_of": None, "published": "2025-03-01"}
    text = tell({"fig": figure("exact", 300)}, {"fig": figure("exact", 100), **page})
    assert text.endswith("not called a conflict, since one of the dates is only the page's")


def test_an_open_end_of_the_later_count_excuses_nothing() -> None:
    text = tell(
        {"measure": "dead", "fig": figure("at_least", 4000), "as_of": "2025-02-14"},
        {"measure": "dead", "fig": figure("exact", 400), "as_of": "2025-01-13"},
    )
    assert text == (
        "NIS (as of 14 Feb 2025) said at least 4,000 killed; HUR (as of 13 Jan 2025) said exactly"
        " 400: 10 times apart; time alone explains it only in part; nine tenths of them would"
        " have had to fall in 32 of 136 days"
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
        assert tell(a, {**b, **fields}).endswith(f"3.0 times apart; {tail}")


def test_readings_that_are_no_disagreement() -> None:
    fig = figure("exact", 300)
    assert tell({"fig": fig}, {"fig": fig}) == (
        "NIS (as of 1 Mar 2025) said exactly 300 present; HUR (as of 1 Mar 2025) said exactly"
        " 300: no disagreement: the figures overlap"
    )
    assert tell({"fig": fig}, {"fig": fig, "modality": "denied"}) == (
        "NIS (as of 1 Mar 2025) said exactly 300 present; HUR (as of 1 Mar 2025) denied exactly"
        " 300: not compared: one is a denial"
    )
    statement: Fields = {"measure": None, "statement": "Nobody is there."}
    assert tell({"fig": fig}, statement) == (
        "NIS (as of 1 Mar 2025) said exactly 300 present; HUR (as of 1 Mar 2025) said,"
        " in brief: Nobody is there: not compared: one has no figure"
    )


def test_an_origin_that_is_not_recorded_is_said_so() -> None:
    a, b = {"fig": figure("exact", 300)}, {"fig": figure("exact", 100)}
    for fields, name in (
        ({"chain": ["wire"], "by": None, "lineage": "partial"}, "Wire (origin not recorded;"),
        ({"by": None, "lineage": "unknown"}, "Outlet s02 (origin not recorded;"),
        ({"by": None}, "Outlet s02 (as of"),
    ):
        assert f"; {name} as of" in tell(a, {**b, **fields}) or name in tell(a, {**b, **fields})


def test_oppositions() -> None:
    world = base()
    page = world.source("page", "nis")
    one = world.claim(source=page, statement="They left.")
    two = world.claim(source=page, statement="They stayed.", excludes=one)
    three = world.claim(by="hur", statement="They never came", denies=two)
    assert told(world, one, two) == (
        "NIS says two things that exclude each other. In brief: They stayed; against that: They"
        " left"
    )
    assert told(world, two, three) == (
        "HUR denies what NIS says. In brief: They never came; against that: They stayed"
    )
    four = world.claim(by="hur", statement="They are many", excludes=one)
    assert told(world, one, four) == (
        "HUR and NIS say things that exclude each other. In brief: They are many; against that:"
        " They left"
    )


def test_the_one_who_denies_is_the_one_who_speaks() -> None:
    data = base()
    one = data.claim(by="nis", statement="They left")
    two = data.claim(by="hur", statement="They did not", denies=one)
    raw = data.data()
    (row,) = [row for row in raw["claims"].values() if row["id"] == one]
    row["opposes"] = [{"claim": two, "how": "excludes"}]
    dossier = type(data.dossier()).from_data(raw)
    assert sentence(dossier, compare(dossier, one, two)) == (
        "HUR denies what NIS says. In brief: They did not; against that: They left"
    )


@pytest.mark.parametrize(
    ("total", "tail"),
    [
        (300, "exactly 100 killed less exactly 60 present against exactly 300 fired"),
        (40, None),
    ],
)
def test_a_ledger(total: float, tail: str | None) -> None:
    world = base()
    ids = [
        world.claim("dead", figure("exact", 100), by="nis"),
        world.claim("there", figure("exact", 60), by="nis"),
    ]
    whole = world.claim("shots", figure("exact", total), by="hur")
    world.identity("books", "ledger", whole, ids[0], f"-{ids[1]}")
    dossier = world.dossier()
    left = residual(dossier, dossier.identities["books"])
    assert left is not None
    text = residual_sentence(dossier, left)
    if tail is None:
        assert text.endswith("against exactly 40 fired adds up")
        assert disagreements(dossier).rows == ()
    else:
        assert text == (
            f"HUR and NIS: {tail} does not add up: 260 are unaccounted for, assuming this: Nobody"
            " is counted twice"
        )


def test_a_residual_in_what_open_terms_suggest() -> None:
    world = base()
    total = world.claim("losses", figure("exact", 50), by="nis")
    parts = [world.claim("dead", figure("at_least", n), by="nis") for n in (60, 70)]
    world.identity("sum", "sum", total, *parts)
    (row,) = [r for r in disagreements(world.dossier()).rows if r.residual is not None]
    assert row_sentence(world.dossier(), row) == (
        "NIS: at least 60 killed plus at least 70 killed against exactly 50 killed or wounded"
        " does not add up: 80 to 100 are unaccounted for, assuming this: Nobody is counted twice"
    )


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (0.825, "four fifths of them would have had to fall in 32 of 136 days"),
        (0.5, "half of them would have had to fall in 32 of 136 days"),
        (0.99, "nearly all of them would have had to fall in 32 of 136 days"),
        (0.1, "a tenth of them would have had to fall in 32 of 136 days"),
        (0.02, "2.0% of them would have had to fall in 32 of 136 days"),
    ],
)
def test_growth_in_words(part: float, text: str) -> None:
    assert growth_text(Growth(part, 32, 136, 60.0)) == text
    assert growth_text(Growth(part, 32, None, 60.0)) == text.replace(" of 136", "")


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("2025-01-13", "13 Jan 2025"),
        ("2025-01", "Jan 2025"),
        ("2025", "2025"),
        ("2025-21", "spring 2025"),
        ("2024-12~", "about Dec 2024"),
        ("2025-01-13/2025-02", "13 Jan to Feb 2025"),
        ("2025-01-13/..", "13 Jan 2025 or later"),
        ("../2025-01", "Jan 2025 or earlier"),
    ],
)
def test_days_in_words(date: str, text: str) -> None:
    assert day(date) == text
