"""Books whose terms are swapped: rivals, balances, and what some choice of rivals could do."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kursk_tui.analysis.identities.books import (
    Balance,
    Slot,
    balance,
    choices,
    combinations,
    rivals,
    slots,
    swap,
)
from kursk_tui.analysis.identities.ledger import derived, residual
from kursk_tui.analysis.ladder.intervals import claim_intervals
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.figures import Interval, Intervals
from kursk_tui.model.records import Identity, Term
from kursk_tui.model.vocabulary import PRESETS
from tests.analysis.build import World, figure
from tests.five import FIVE

Fields = dict[str, Any]
Draw = st.DrawFn

MEASURES = ("there", "sent", "dead", "home")
NUMBERS = (0, 1, 7, 95, 100, 300, 500, 1000, 1234, 2500, 4000, 12000)
PLAIN = ("exact", "none", "about", "nearly", "more_than", "at_least", "at_most", "less_than")

quick = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def identity_of(dossier: Dossier, id: str = "books") -> Identity:
    return dossier.identities[id]


def terms_of(identity: Identity) -> tuple[Term, ...]:
    return (identity.total, *identity.terms)


# ---- the ledger of worked example 13


def ledger_world() -> tuple[World, dict[str, str]]:
    """15,000 sent less 600 dead less 2,000 home against 11,000 there; 18,000 beside it."""
    world = World()
    for measure in MEASURES:
        world.measure(measure, "stock" if measure == "there" else "cumulative")
    ids = {
        name: world.claim(measure, figure("none", n), by="nis")
        for name, measure, n in (
            ("sent", "sent", 15000),
            ("dead", "dead", 600),
            ("home", "home", 2000),
            ("there", "there", 11000),
            ("more sent", "sent", 18000),
        )
    }
    books = (ids["there"], ids["sent"], f"-{ids['dead']}", f"-{ids['home']}")
    world.identity("books", "ledger", *books)
    return world, ids


def test_13_the_ledger_of_15000_balances() -> None:
    world, _ = ledger_world()
    dossier = world.dossier()
    found = balance(dossier, identity_of(dossier))
    assert found.verdict == "balances"
    # 11,000 [10,500, 11,500] less 12,400 [10,650, 14,150]
    assert found.residual == Intervals(Interval(-3650, 850), Interval(-3650, 850))
    assert found.point == -1400


def test_13_with_18000_sent_it_cannot() -> None:
    world, ids = ledger_world()
    dossier = world.dossier()
    books = identity_of(dossier)
    assert rivals(dossier, books, 1) == (ids["more sent"],)
    found = balance(dossier, swap(dossier, books, 1, ids["more sent"]))
    assert found.verdict == "cannot"
    assert found.point == -4400
    assert [(c.claim, c.balance.verdict, c.can) for c in choices(dossier, books, 1)] == [
        (ids["sent"], "balances", True),
        (ids["more sent"], "cannot", False),
    ]
    assert combinations(dossier, books) == (1, 2, True)


def test_13_a_rival_elsewhere_may_let_18000_balance() -> None:
    world, ids = ledger_world()
    rival = world.claim("there", figure("none", 15000), by="hur")
    dossier = world.dossier()
    books = identity_of(dossier)
    by_claim = {c.claim: (c.balance.verdict, c.can) for c in choices(dossier, books, 1)}
    assert by_claim == {ids["sent"]: ("balances", True), ids["more sent"]: ("cannot", True)}
    both = swap(dossier, swap(dossier, books, 1, ids["more sent"]), 0, rival)
    assert balance(dossier, both).verdict == "balances"
    # 15,000 there suit either number sent, 11,000 only the smaller one.
    assert combinations(dossier, books) == (3, 4, True)


def test_strained_is_what_only_the_words_allow() -> None:
    world, ids = ledger_world()
    rival = world.claim("sent", figure("more_than", 9000), by="hur")
    dossier = world.dossier()
    changed = swap(dossier, identity_of(dossier), 1, rival)
    found = balance(dossier, changed)
    assert found.verdict == "strained"
    assert found.residual is not None
    assert found.residual.suggested is not None
    assert found.residual.suggested.low > 0 > found.residual.entailed.low
    assert ids["sent"] in rivals(dossier, changed, 1)


def test_a_residual_that_suggests_nothing_is_judged_by_what_it_entails() -> None:
    world, _ = ledger_world()
    few = world.claim("dead", figure("few"), by="hur")
    dossier = world.dossier()
    found = balance(dossier, swap(dossier, identity_of(dossier), 2, few))
    assert found.residual is not None
    assert found.residual.suggested is None
    assert found.verdict == "balances"


def test_words_without_a_number_have_no_verdict() -> None:
    world, _ = ledger_world()
    vague = world.claim("dead", figure("vague", written="hundreds or thousands"), by="hur")
    dossier = world.dossier()
    books = identity_of(dossier)
    changed = swap(dossier, books, 2, vague)
    assert balance(dossier, changed) == Balance("no number", None, None)
    assert vague not in rivals(dossier, books, 2)
    assert combinations(dossier, changed)[0] == 1


def test_a_preset_may_decide() -> None:
    world, _ = ledger_world()
    rival = world.claim("sent", figure("none", 17000), by="hur")
    dossier = world.dossier()
    changed = swap(dossier, identity_of(dossier), 1, rival)
    verdicts = [balance(dossier, changed, preset).verdict for preset in PRESETS]
    assert verdicts == ["cannot", "cannot", "balances"]
    assert dossier.meta.preset == "default"
    with pytest.raises(ValueError, match="preset 'broad'"):
        balance(dossier, changed, "broad")


# ---- slots and swaps


def test_the_total_is_slot_0_and_has_no_sign() -> None:
    world, ids = ledger_world()
    dossier = world.dossier()
    books = identity_of(dossier)
    found = slots(dossier, books)
    assert found[0] == Slot(0, "there", ids["there"])
    assert found[2] == Slot(-1, "dead", ids["dead"])
    assert slots(dossier, swap(dossier, books, 2, None))[2] == Slot(-1, "dead", None)


def test_an_open_slot_gets_what_the_ledger_derives() -> None:
    world, _ = ledger_world()
    dossier = world.dossier()
    opened = swap(dossier, identity_of(dossier), 0, None)
    rest = derived(dossier, opened)
    assert rest is not None
    for preset in PRESETS:
        found = balance(dossier, opened, preset)
        assert found == Balance("derived", rest.under(preset), None)
    assert balance(dossier, opened).residual == Intervals(
        Interval(10650, 14150), Interval(10650, 14150)
    )


def test_what_is_derived_is_at_least_nothing() -> None:
    world, _ = ledger_world()
    dossier = world.dossier()
    found = balance(dossier, swap(dossier, identity_of(dossier), 2, None))
    # 15,000 less 2,000 less 11,000, of which the lowest reading would be below zero.
    assert found.residual is not None
    assert found.residual.entailed.low == 0


def test_only_one_slot_can_be_open_and_only_slots_that_are_there() -> None:
    world, ids = ledger_world()
    remark = world.claim(statement="Nobody knows.")
    dossier = world.dossier()
    books = identity_of(dossier)
    opened = swap(dossier, books, 1, None)
    assert swap(dossier, opened, 1, None) == opened
    with pytest.raises(ValueError, match="only one slot"):
        swap(dossier, opened, 2, None)
    with pytest.raises(ValueError, match="no measure to derive"):
        swap(dossier, swap(dossier, books, 1, remark), 1, None)
    with pytest.raises(KeyError):
        swap(dossier, books, 1, "nobody.1")
    for slot in (-1, 4):
        with pytest.raises(IndexError, match="slots 0 to 3"):
            swap(dossier, books, slot, ids["sent"])
        with pytest.raises(IndexError):
            rivals(dossier, books, slot)
        with pytest.raises(IndexError):
            choices(dossier, books, slot)


# ---- rivals


def rival_world() -> tuple[World, Fields]:
    """Books with 1,000 engineers dead in a town, and the fields of a claim that fits there."""
    world, _ = ledger_world()
    for kind, whole, part, other in (
        ("population", "troops", "engineers", "sailors"),
        ("place", "oblast", "town", "sea"),
    ):
        world.scope(whole, kind)
        world.scope(part, kind, of=whole)
        world.scope(other, kind)
    world.event("war")
    world.event("wave", of="war")
    fits: Fields = {"population": "engineers", "place": "town", "within": "wave", "by": "nis"}
    own = world.claim("dead", figure("none", 1000), **fits)
    total = world.claim("there", figure("none", 5000), by="nis")
    sent = world.claim("sent", figure("none", 6000), by="nis")
    world.identity("scoped", "ledger", total, sent, f"-{own}")
    return world, fits


@pytest.mark.parametrize(
    ("changes", "fits"),
    [
        ({}, True),
        ({"population": None}, True),
        ({"place": None}, True),
        ({"population": "troops"}, False),
        ({"place": "oblast"}, True),
        ({"population": "sailors"}, False),
        ({"place": "sea"}, False),
        ({"within": "war"}, False),
        ({"within": None}, False),
        ({"modality": "expected"}, False),
        ({"modality": "denied"}, False),
    ],
)
def test_who_is_a_rival(changes: Fields, fits: bool) -> None:
    world, fields = rival_world()
    claim = world.claim("dead", figure("none", 700), **{**fields, **changes})
    dossier = world.dossier()
    assert (claim in rivals(dossier, identity_of(dossier, "scoped"), 2)) is fits


def test_another_measure_a_remark_and_a_claim_of_the_books_are_no_rivals() -> None:
    world, fields = rival_world()
    world.claim("home", figure("none", 700), **fields)
    world.claim(statement="Nobody knows.")
    dossier = world.dossier()
    books = identity_of(dossier, "scoped")
    assert rivals(dossier, books, 2) == ()
    own = {term.claim for term in terms_of(books)}
    for slot in range(3):
        assert not own & set(rivals(dossier, books, slot))


def test_echoes_are_told_once_and_those_of_the_slot_itself_not_at_all() -> None:
    world = World()
    for measure in MEASURES:
        world.measure(measure)
    world.release("one", "nis", "2025-01-06")
    world.release("two", "nis", "2025-02-06")
    own = world.claim("dead", figure("none", 600), release="one")
    world.claim("dead", figure("none", 600, written="six hundred"), release="one")
    later = world.claim("dead", figure("none", 600), release="two", as_of="2025-02-03")
    world.claim("dead", figure("none", 600), release="two", as_of="2025-02-05")
    about = world.claim("dead", figure("about", 600), release="two", as_of="2025-01-05")
    alone = [world.claim("dead", figure("none", 600), published=None) for _ in range(2)]
    dozens = world.claim("dead", figure("vague", written="dozens"), release="two")
    hundreds = world.claim("dead", figure("vague", written="hundreds"), release="two")
    sent = world.claim("sent", figure("none", 2000))
    there = world.claim("there", figure("none", 1400))
    world.identity("books", "ledger", there, sent, f"-{own}")
    dossier = world.dossier()
    expected = (about, later, dozens, hundreds, *alone)
    assert rivals(dossier, identity_of(dossier), 2) == expected


def test_an_open_slot_has_the_scope_of_what_is_derived() -> None:
    world = World()
    for measure in MEASURES:
        world.measure(measure)
    total = world.claim("sent", figure("none", 2000), population="troops")
    part = world.claim("dead", figure("none", 500), population="troops")
    home = world.claim("home", figure("none", 1500), population="troops")
    world.claim("home", figure("none", 1500), population="sailors")
    world.identity("books", "sum", total, part, "?home")
    world.identity("unknown", "sum", total, part, "?dead")
    dossier = world.dossier()
    books = identity_of(dossier)
    assert rivals(dossier, books, 2) == (home,)
    # The open slot alone is no choice: its rivals are, and one of them balances.
    assert [(c.claim, c.balance.verdict, c.can) for c in choices(dossier, books, 2)] == [
        (home, "balances", True)
    ]
    assert [(c.balance.verdict, c.can) for c in choices(dossier, books, 1)] == [("derived", True)]
    assert combinations(dossier, books) == (1, 1, True)
    # What is missing differs from the dead by a scope that nobody stated.
    unknown = identity_of(dossier, "unknown")
    assert balance(dossier, unknown) == Balance("no number", None, None)
    assert rivals(dossier, unknown, 2) == ()
    assert combinations(dossier, unknown) == (0, 0, True)


def test_a_rival_stands_in_one_slot_at_a_time() -> None:
    world = World()
    world.measure("there", "stock")
    total = world.claim("there", figure("exact", 200))
    parts = [world.claim("there", figure("exact", n)) for n in (10, 20)]
    world.claim("there", figure("exact", 100))
    world.identity("books", "sum", total, *parts)
    dossier = world.dossier()
    books = identity_of(dossier)
    # 100 plus 100 would make 200, but it is one hundred.
    assert combinations(dossier, books) == (0, 4, True)
    assert all(choice.can is False for slot in range(3) for choice in choices(dossier, books, slot))


# ---- how far the search goes


def test_a_search_that_stops_claims_nothing_of_what_it_did_not_see() -> None:
    world, ids = ledger_world()
    for n in range(3):
        world.claim("dead", figure("exact", 601 + n), by="hur")
        world.claim("there", figure("exact", 11000 + n), by="hur")
    dossier = world.dossier()
    books = identity_of(dossier)
    assert combinations(dossier, books) == (16, 32, True)
    assert combinations(dossier, books, most=32) == (16, 32, True)
    assert combinations(dossier, books, most=31)[1:] == (31, False)
    assert combinations(dossier, books, most=0) == (0, 0, False)
    found = {c.claim: c.can for c in choices(dossier, books, 1, most=10)}
    assert found == {ids["sent"]: True, ids["more sent"]: None}
    assert [c.can for c in choices(dossier, books, 1, most=0)] == [None, None]
    assert [c.can for c in choices(dossier, books, 1)] == [True, False]
    with pytest.raises(ValueError, match=r"."):
        combinations(dossier, books, most=-1)


# ---- properties


@st.composite
def figures(draw: Draw) -> Fields:
    hedge = draw(st.sampled_from([*PLAIN, "up_to", "between", "few", "vague"]))
    n = draw(st.sampled_from(NUMBERS))
    if hedge == "between":
        return figure("between", n, n + draw(st.sampled_from(NUMBERS[1:])))
    if hedge == "few":
        return figure("few")
    if hedge == "vague":
        written = draw(st.sampled_from(["dozens", "hundreds", "thousands", "countless"]))
        return figure("vague", written=written)
    return figure(hedge, n or 1 if hedge in ("nearly", "less_than") else n)


@st.composite
def worlds(draw: Draw, most_rivals: int = 2) -> World:
    """Books of two or three terms, some of one measure, one slot open or none, and rivals."""
    world = World(draw(st.sampled_from(PRESETS)))
    for measure in MEASURES:
        world.measure(measure)
    world.release("one", "nis", "2025-01-06")
    measures = [draw(st.sampled_from(MEASURES)) for _ in range(draw(st.integers(3, 4)))]
    ids: list[str] = []
    for at, measure in enumerate([*measures, *measures * draw(st.integers(0, most_rivals))]):
        is_share = ids and at >= 1 and draw(st.integers(0, 5)) == 5
        ids.append(
            world.claim(
                measure,
                figure("none", draw(st.sampled_from([10, 33.3333, 66.6667])))
                if is_share
                else draw(figures()),
                of=draw(st.sampled_from(ids)) if is_share else None,
                release=draw(st.sampled_from([None, None, "one"])),
            )
        )
    opened = draw(st.sampled_from([None, None, 0, 1]))
    total, *terms = [
        f"?{measure}" if at == opened else ids[at] for at, measure in enumerate(measures)
    ]
    signed = [draw(st.sampled_from(["", "-"])) + term for term in terms]
    world.identity("books", draw(st.sampled_from(["sum", "ledger"])), total, *signed)
    return world


def brute_force(dossier: Dossier, books: Identity) -> list[tuple[tuple[str, ...], bool]]:
    """Every way to fill the slots, and whether the ledger finds that it balances."""
    standing = [term.claim for term in terms_of(books)]
    filled = []
    for chosen in product(
        *(
            ([] if claim is None else [claim]) + list(rivals(dossier, books, at))
            for at, claim in enumerate(standing)
        )
    ):
        swapped_in = [claim for claim in chosen if claim not in standing]
        if len(swapped_in) > len(set(swapped_in)):
            continue
        total, *terms = (
            Term(claim, None, term.sign)
            for claim, term in zip(chosen, terms_of(books), strict=True)
        )
        left = residual(dossier, books._replace(total=total, terms=tuple(terms)))
        zero = (left.suggested or left.entailed) if left is not None else Interval(1, 1)
        filled.append((chosen, zero.low <= 0 <= zero.high))
    return filled


@quick
@given(worlds())
def test_choices_and_combinations_are_what_brute_force_finds(world: World) -> None:
    dossier = world.dossier()
    books = identity_of(dossier)
    filled = brute_force(dossier, books)
    assert combinations(dossier, books) == (sum(b for _, b in filled), len(filled), True)
    for slot, term in enumerate(terms_of(books)):
        found = choices(dossier, books, slot)
        present = [] if term.claim is None else [term.claim]
        assert [c.claim for c in found] == [*present, *rivals(dossier, books, slot)]
        for choice in found:
            assert choice.slot == slot
            assert choice.can is any(b for chosen, b in filled if chosen[slot] == choice.claim)
            changed = swap(dossier, books, slot, choice.claim)
            assert choice.balance == balance(dossier, changed)
            if choice.balance.verdict == "balances":
                assert choice.can


@quick
@given(worlds(), st.integers(0, 12))
def test_a_short_search_says_less_but_nothing_else(world: World, most: int) -> None:
    dossier = world.dossier()
    books = identity_of(dossier)
    balancing, count, _ = combinations(dossier, books)
    found, looked_at, is_all = combinations(dossier, books, most=most)
    assert looked_at == min(most, count)
    assert is_all is (count <= most)
    assert found <= balancing
    for slot in range(len(terms_of(books))):
        whole = choices(dossier, books, slot)
        for short, full in zip(choices(dossier, books, slot, most=most), whole, strict=True):
            assert short._replace(can=None) == full._replace(can=None)
            assert short.can in (None, full.can)


@quick
@given(worlds(), st.data())
def test_swapping_and_swapping_back_changes_nothing(world: World, data: st.DataObject) -> None:
    dossier = world.dossier()
    books = identity_of(dossier)
    slot = data.draw(st.integers(0, len(books.terms)))
    was = terms_of(books)[slot].claim
    assert swap(dossier, books, slot, was) == books
    for rival in rivals(dossier, books, slot):
        there = swap(dossier, books, slot, rival)
        assert there != books
        assert swap(dossier, there, slot, was) == books
        assert slots(dossier, there)[slot] == slots(dossier, books)[slot]._replace(claim=rival)
    if all(term.claim is not None for term in terms_of(books)):
        opened = swap(dossier, books, slot, None)
        assert swap(dossier, opened, slot, was) == books


@quick
@given(worlds(), st.data(), st.sampled_from(PRESETS))
def test_the_books_enclose_every_choice_of_points(
    world: World, data: st.DataObject, preset: str
) -> None:
    dossier = world.dossier()
    books = identity_of(dossier)
    for at in range(len(books.terms) + 1):
        options = [term for term in [terms_of(books)[at].claim] if term]
        options += rivals(dossier, books, at)
        if options:
            books = swap(dossier, books, at, data.draw(st.sampled_from(options)))
    found = balance(dossier, books, preset)
    if found.residual is None or found.verdict == "derived":
        return
    words = [
        claim_intervals(dossier, dossier.claims[term.claim or ""], preset)
        for term in terms_of(books)
    ]
    for layer in ("entailed", "suggested"):
        intervals = [getattr(word, layer) for word in words]
        enclosing = getattr(found.residual, layer)
        assert (enclosing is None) == (None in intervals)
        if enclosing is None:
            continue
        total, *parts = (data.draw(points(interval)) for interval in intervals)
        signs = [term.sign for term in books.terms]
        left = total - sum(s * part for s, part in zip(signs, parts, strict=True))
        assert enclosing.low - 1e-6 <= left <= enclosing.high + 1e-6


def points(interval: Interval) -> st.SearchStrategy[float]:
    """Numbers of an interval; of an open one some that lie far out."""
    high = interval.low + 1e6 if interval.is_open_high else interval.high
    return st.floats(interval.low, high)


@quick
@given(worlds())
def test_a_verdict_says_where_zero_lies(world: World) -> None:
    dossier = world.dossier()
    books = identity_of(dossier)
    is_open = any(term.claim is None for term in terms_of(books))
    for preset in PRESETS:
        found = balance(dossier, books, preset)
        assert (found.verdict == "no number") is (found.residual is None)
        if found.residual is None:
            continue
        assert (found.verdict == "derived") is is_open
        entailed, suggested = found.residual
        expected = {
            "balances": (suggested or entailed).holds(0),
            "strained": entailed.holds(0) and suggested is not None and not suggested.holds(0),
            "cannot": not entailed.holds(0),
        }
        if is_open:
            assert entailed.low >= 0
        else:
            assert [verdict for verdict, holds in expected.items() if holds] == [found.verdict]


# ---- the shipped dossier


@cache
def shipped() -> Dossier:
    return Dossier.open(FIVE)


def told(identity: str, slot: int) -> dict[str, tuple[str, bool | None]]:
    found = choices(shipped(), shipped().identities[identity], slot)
    return {c.claim: (c.balance.verdict, c.can) for c in found}


def test_all_troops_are_no_rivals_of_the_engineers() -> None:
    books = shipped().identities["ledger-engineers"]
    assert combinations(shipped(), books) == (0, 1, True)
    assert told("ledger-engineers", 0) == {"ki-2026-02-12.8b": ("cannot", False)}


def test_who_counts_few_there_strains_the_ledger_of_all_troops() -> None:
    present = told("ledger-joongang", 0)
    assert present["joongang-2026-02-10.18c"] == ("strained", True)
    # 11,000 [10,500, 11,500] just meets 17,000 less 2,200 less 3,300.
    assert present["ki-2026-02-12.6"] == ("balances", True)
    assert "ki-2026-02-12.8b" not in present  # the engineers alone
    killed = told("ledger-joongang", 2)
    assert killed["ki-2025-02-27.16c"] == ("cannot", True)


def test_every_identity_of_the_dossier_is_looked_at_whole() -> None:
    for identity in shipped().identities.values():
        balancing, count, is_all = combinations(shipped(), identity)
        assert is_all
        assert 0 <= balancing <= count
        for slot in range(len(identity.terms) + 1):
            assert None not in [c.can for c in choices(shipped(), identity, slot)]
