"""Bands: the figures of a measure, and who is apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import combinations
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kursk_tui.analysis.identities.ledger import derived
from kursk_tui.analysis.ladder.compare import weigh
from kursk_tui.analysis.ladder.quantities import Quantity, derived_id, quantity
from kursk_tui.analysis.ladder.releases import tellings
from kursk_tui.analysis.origins import bands
from kursk_tui.analysis.origins.bands import (
    DEEPEST,
    ENTAILED,
    SUGGESTED,
    TIERS,
    Said,
    SetAside,
    Voice,
    said_by_measure,
    said_of,
    set_aside,
    smallest_covers,
    voice_of,
)
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.model.figures import Interval
from tests.analysis.build import World, figure
from tests.analysis.test_properties import worlds
from tests.five import FIVE

SHIPPED = Dossier.open(FIVE)
DAYS = ("2025-01-05", "2025-01-12", "2025-02-01", "2025-06-30")
NUMBERS = (100, 300, 500, 1000, 1100, 3000, 4000)
BODIES = {"north": "north", "south": "south", "east": "east", "chief": "north", "officials": None}

quick = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
Group = frozenset[Voice]


def figures_of(said: Iterable[Said]) -> list[Quantity]:
    return [q for one in said for q in one.all]


def ids_of(said: Iterable[Said]) -> list[tuple[str, ...]]:
    return [tuple(q.id for q in one.all) for one in said]


def counting(basis: str = "cumulative") -> World:
    """One measure, three bodies, somebody who speaks for the first, somebody unnamed."""
    world = World()
    world.measure("counted", basis)
    for agent in ("north", "south", "east"):
        world.agent(agent)
    world.agent("chief", "person", of="north")
    world.agent("officials", "unnamed")
    return world


@st.composite
def counts(draw: st.DrawFn, basis: str | None = None) -> World:
    """Up to eight figures of one measure by few voices, none of them open or around zero."""
    world = counting(basis or draw(st.sampled_from(["cumulative", "stock"])))
    for _ in range(draw(st.integers(1, 8))):
        n = draw(st.sampled_from(NUMBERS))
        hedge = draw(st.sampled_from(["exact", "none", "about", "between"]))
        more = draw(st.sampled_from([100, 1000]))
        world.claim(
            "counted",
            figure("between", n, n + more) if hedge == "between" else figure(hedge, n),
            by=draw(st.sampled_from(list(BODIES))),
            lineage=draw(st.sampled_from(["full", "full", "full", "partial"])),
            as_of=draw(st.sampled_from(DAYS)),
        )
    return world


# ---- the smallest covers


def covers_by_trying(clashes: set[Group], most: int) -> tuple[tuple[Voice, ...], ...]:
    """All smallest sets of names that meet every clash, by trying all sets."""
    names = sorted(set().union(*clashes, set()))
    for size in range(min(most, len(names)) + 1):
        found = [c for c in combinations(names, size) if all(set(c) & clash for clash in clashes)]
        if found:
            return tuple(found)
    return ()


def clash(*names: str) -> Group:
    return frozenset(Voice(name, is_origin=True) for name in names)


clash_sets = st.sets(
    st.sampled_from([clash(*pair) for pair in combinations("abcdefg", 2)]), max_size=12
)


@settings(max_examples=300, deadline=None)
@given(clash_sets)
def test_the_smallest_covers_are_all_that_there_are(clashes: set[Group]) -> None:
    assert smallest_covers(clashes) == covers_by_trying(clashes, DEEPEST)


@given(clash_sets, st.integers(0, 3))
def test_beyond_the_deepest_no_cover_is_told(clashes: set[Group], deepest: int) -> None:
    with patch.object(bands, "DEEPEST", deepest):
        assert smallest_covers(clashes) == covers_by_trying(clashes, deepest)


def test_covers_of_none_of_a_star_and_of_too_many() -> None:
    assert smallest_covers([]) == ((),)
    star = [clash("hub", f"rim-{n}") for n in range(DEEPEST * 2)]
    assert smallest_covers(star) == ways("hub")
    apart = [clash(f"a{n:02d}", f"b{n:02d}") for n in range(DEEPEST + 1)]
    assert smallest_covers(apart) == ()
    found = smallest_covers(apart[:DEEPEST])
    assert len(found) == 2**DEEPEST
    assert {len(way) for way in found} == {DEEPEST}


# ---- the smallest set-aside


def aside_by_trying(dossier: Dossier, quantities: list[Quantity], tier: str) -> SetAside:
    """The fewest voices without whom nobody disagrees, by leaving out every set of them."""
    kinds = {"conflict"} if tier == ENTAILED else {"conflict", "tension"}
    quantities = [q for q in quantities if q.counts]
    voices = sorted({voice_of(dossier, q) for q in quantities})
    clashes = [
        {voice_of(dossier, a), voice_of(dossier, b)}
        for a, b in combinations(quantities, 2)
        if voice_of(dossier, a) != voice_of(dossier, b) and weigh(dossier, a, b).kind in kinds
    ]
    for size in range(len(voices) + 1):
        ways = tuple(
            gone
            for gone in combinations(voices, size)
            if not any(clash.isdisjoint(gone) for clash in clashes)
        )
        if ways:
            return SetAside(ways, len(voices))
    raise AssertionError("without any voice nobody disagrees")


def check_aside(dossier: Dossier, measure: str) -> None:
    quantities = figures_of(said_of(dossier, measure))
    for tier in TIERS:
        assert set_aside(dossier, quantities, tier) == aside_by_trying(dossier, quantities, tier)


@settings(quick, max_examples=60)
@given(worlds(2, 8))
def test_the_set_aside_of_any_measure_is_the_smallest(world: World) -> None:
    dossier = world.dossier()
    for measure in {claim.measure for claim in dossier.claims.values() if claim.measure}:
        check_aside(dossier, measure)


@settings(quick, max_examples=60)
@given(counts())
def test_the_set_aside_of_many_figures_of_a_measure_is_the_smallest(world: World) -> None:
    check_aside(world.dossier(), "counted")


def ways(*names: str) -> tuple[tuple[Voice, ...], ...]:
    """Each of some bodies alone."""
    return tuple((Voice(name, is_origin=True),) for name in names)


def aside(world: World, tier: str = ENTAILED) -> SetAside:
    dossier = world.dossier()
    return set_aside(dossier, figures_of(said_of(dossier, "counted")), tier)


def test_one_against_two_is_the_one_to_set_aside() -> None:
    world = counting("stock")
    for by, n in (("north", 1000), ("south", 1000), ("east", 4000)):
        world.claim("counted", figure("exact", n), by=by, as_of=DAYS[0])
    assert aside(world) == SetAside(ways("east"), 3)


def test_one_against_one_is_either() -> None:
    world = counting("stock")
    for by, n in (("south", 1000), ("north", 4000)):
        world.claim("counted", figure("exact", n), by=by, as_of=DAYS[0])
    assert aside(world) == SetAside(ways("north", "south"), 2)


def test_a_tension_is_no_conflict() -> None:
    world = counting("stock")
    world.claim("counted", figure("at_least", 300), by="north", as_of=DAYS[0])
    world.claim("counted", figure("exact", 1000), by="south", as_of=DAYS[0])
    assert aside(world, ENTAILED) == SetAside(((),), 2)
    assert aside(world, SUGGESTED) == SetAside(ways("north", "south"), 2)


def test_one_release_told_in_two_ways_sets_nobody_apart() -> None:
    world = counting("stock")
    world.release("briefing", "north")
    one = world.claim("counted", figure("exact", 1000), release="briefing")
    two = world.claim("counted", figure("exact", 4000), release="briefing", lineage="partial")
    assert world.compare(one, two).kind == "variance"
    for tier in TIERS:
        assert aside(world, tier) == SetAside(((),), 2)


def test_what_a_voice_says_against_itself_sets_nobody_apart() -> None:
    world = counting("stock")
    for by, n in (("north", 1000), ("chief", 4000)):
        world.claim("counted", figure("exact", n), by=by, as_of=DAYS[0])
    dossier = world.dossier()
    one, two = figures_of(said_of(dossier, "counted"))
    assert weigh(dossier, one, two).kind == "conflict"
    assert aside(world) == SetAside(((),), 1)


def test_whoever_is_last_known_is_a_voice_of_its_own() -> None:
    world = counting("stock")
    number: dict[str, Any] = {"measure": "counted", "fig": figure("exact", 1000)}
    ids = {
        world.claim(**number, by="north"): Voice("north", True),
        world.claim(**number, by="chief"): Voice("north", True),
        world.claim(**number, source=world.source("paper")): Voice("paper-outlet", True),
        world.claim(**number, by="north", lineage="partial", source="paper"): Voice("north", False),
        world.claim(**number, by="officials", source="paper"): Voice("officials", False),
        world.claim(**number, source="paper", lineage="unknown"): Voice("paper-outlet", False),
    }
    dossier = world.dossier()
    found = {q.id: voice_of(dossier, q) for q in figures_of(said_of(dossier, "counted"))}
    assert found == ids
    assert aside(world).voices == 5


def test_a_release_is_the_voice_of_its_body_whatever_the_chain() -> None:
    world = counting("stock")
    world.release("briefing", "chief")
    claim = world.claim("counted", figure("exact", 1000), release="briefing", chain=())
    dossier = world.dossier()
    q = quantity(dossier, claim)
    assert q is not None
    assert voice_of(dossier, q) == Voice("north", True)


def test_too_many_figures_are_not_told_apart_but_voices_are_counted() -> None:
    world = counting("stock")
    for by, n in (("north", 1000), ("south", 4000), ("south", 4000)):
        world.claim("counted", figure("exact", n), by=by, as_of=DAYS[0])
    with patch.object(bands, "MOST_FIGURES", 3):
        assert aside(world).ways == ways("north", "south")
    with patch.object(bands, "MOST_FIGURES", 2):
        assert aside(world) == SetAside((), 2)


# ---- the figures of a measure


def shows_number(q: Quantity) -> bool:
    words = q.intervals[1]
    return words is not None and words.suggested is not None


def check_folding(dossier: Dossier, said: tuple[Said, ...]) -> None:
    """Echoes are of one telling, which an unstated place or population is part of, and overlap."""
    own = tellings(dossier)

    def group(q: Quantity) -> object:
        telling = own.of(q.id)
        return (telling.standing if telling is not None else q.id, q.status)

    for one in said:
        for echo in one.echoes:
            assert group(echo) == group(one.quantity)
            assert tells_alike(one.quantity, echo)
    for one, two in combinations(said, 2):
        sides = (one.quantity, two.quantity)
        is_apart = any(q.claim is None or q.is_misreading or q.is_slip for q in sides)
        if not is_apart and group(one.quantity) == group(two.quantity):
            assert not tells_alike(one.quantity, two.quantity)


def tells_alike(one: Quantity, two: Quantity) -> bool:
    a, b = one.intervals[1], two.intervals[1]
    if a is not None and b is not None and a.suggested is not None and b.suggested is not None:
        return max(a.suggested.low, b.suggested.low) <= min(a.suggested.high, b.suggested.high)
    if a is not None and b is not None:
        return a == b
    assert one.claim is not None
    assert two.claim is not None
    assert one.claim.figure is not None
    assert two.claim.figure is not None
    return one.claim.figure.written == two.claim.figure.written


def check_order(said: tuple[Said, ...]) -> None:
    spans = [one.quantity.when.span for one in said]
    known = [span for span in spans if span is not None]
    assert spans[: len(known)] == known == sorted(known)


@quick
@given(worlds(2, 8), st.data())
def test_every_figure_of_a_measure_is_there_once(world: World, data: st.DataObject) -> None:
    dossier = world.dossier()
    some = data.draw(st.sets(st.sampled_from(list(dossier.claims))))
    for measure in dossier.measures:
        for claims in (None, some):
            said = said_of(dossier, measure, claims)
            kept = set(dossier.claims) if claims is None else claims
            assert Counter(q.id for q in figures_of(said)) == Counter(
                [*claims_with(dossier, measure, kept), *derived_from(dossier, measure, kept)]
            )
            check_order(said)
            if dossier.meta.preset == "default":
                check_folding(dossier, said)


def claims_with(dossier: Dossier, measure: str, kept: set[str]) -> list[str]:
    return [
        claim.id
        for claim in dossier.claims.values()
        if claim.id in kept and claim.measure == measure and claim.figure is not None
    ]


def derived_from(dossier: Dossier, measure: str, kept: set[str]) -> list[str]:
    found = []
    for identity in dossier.identities.values():
        rest = derived(dossier, identity)
        rests_on = {slot.claim for slot in (identity.total, *identity.terms)} - {None}
        if rest is not None and rest.measure == measure and rests_on <= kept:
            found.append(rest.id)
    return found


def test_one_release_told_twice_is_one_figure_and_its_own_wording_stands_for_it() -> None:
    world = counting("stock")
    world.release("briefing", "north")
    one = world.claim("counted", figure("none", 4000), release="briefing")
    wide = world.claim("counted", figure("between", 3000, 5000), release="briefing")
    same = world.claim("counted", figure("none", 4000), release="briefing")
    assert ids_of(said_of(world.dossier(), "counted")) == [(one, wide, same)]


def scoped(world: World) -> dict[str, Any]:
    world.scope("elsewhere", "place")
    return {"place": "elsewhere"}


def by_another_release(world: World) -> dict[str, Any]:
    return {"release": world.release("another", "north")}


def expected(world: World) -> dict[str, Any]:
    return {"modality": "expected"}


def apart(world: World) -> dict[str, Any]:
    return {"fig": figure("exact", 4001)}


def without_release(world: World) -> dict[str, Any]:
    return {"release": None, "by": "north"}


@pytest.mark.parametrize("change", [scoped, by_another_release, expected, apart, without_release])
def test_another_scope_release_status_or_number_is_another_figure(
    change: Callable[[World], dict[str, Any]],
) -> None:
    world = counting("stock")
    told: dict[str, Any] = {"release": world.release("briefing", "north")}
    told |= {"measure": "counted", "fig": figure("exact", 4000), "as_of": DAYS[0]}
    told |= {"place": world.scope("oblast", "place")}
    one, same = world.claim(**told), world.claim(**told)
    other = world.claim(**{**told, **change(world)})
    assert ids_of(said_of(world.dossier(), "counted")) == [(one, same), (other,)]


def test_without_a_recorded_release_nothing_is_an_echo() -> None:
    world = counting("stock")
    told: dict[str, Any] = {"measure": "counted", "fig": figure("exact", 4000), "as_of": DAYS[0]}
    paper, page = world.source("a-paper"), world.source("b-page")
    ids = [
        world.claim(**told, by="north", source=paper),
        world.claim(**told, by="north", source=paper),
        world.claim(**told, by="north", source=page),
        world.claim(**told, lineage="unknown", source=page),
        world.claim(**{**told, "fig": figure("between", 100, 300)}, lineage="unknown", source=page),
        world.claim(**told, lineage="unknown", source=page),
    ]
    assert ids_of(said_of(world.dossier(), "counted")) == [(claim,) for claim in ids]


def test_what_is_told_wrongly_and_what_lies_in_the_future_stand_for_themselves() -> None:
    world = counting("stock")
    told: dict[str, Any] = {"measure": "counted", "fig": figure("exact", 4000)}
    told |= {"release": world.release("briefing", "north", DAYS[0])}
    one, same = world.claim(**told), world.claim(**told)
    wrong = world.claim(**told, misreads_claim=one)
    slip = world.claim(**told, as_of="2026", published="2025-03-01")
    found = ids_of(said_of(world.dossier(), "counted"))
    assert found == [(one, same), (wrong,), (slip,)]


def test_words_without_a_number_are_alike_where_they_are_the_same() -> None:
    world = counting("stock")
    told: dict[str, Any] = {"release": world.release("briefing", "north"), "as_of": DAYS[0]}
    figs = [
        figure("vague", written="a great many"),
        figure("vague", written="a great many"),
        figure("vague", written="very many"),
        figure("few"),
        figure("few"),
        figure("exact", 3),
    ]
    ids = [world.claim("counted", fig, **told) for fig in figs]
    dossier = world.dossier()
    assert [shows_number(q) for q in figures_of(said_of(dossier, "counted"))].count(True) == 1
    assert ids_of(said_of(dossier, "counted")) == [
        (ids[0], ids[1]),
        (ids[2],),
        (ids[3], ids[4]),
        (ids[5],),
    ]


def test_what_is_folded_overlaps_under_the_preset_of_the_dossier() -> None:
    world = World("strict")
    world.measure("counted", "stock")
    world.release("briefing", "north")
    one, two = (world.claim("counted", figure("none", n), release="briefing") for n in (4000, 4300))
    assert world.compare(one, two).kind == "variance"
    assert ids_of(said_of(world.dossier(), "counted")) == [(one,), (two,)]


def test_figures_stand_by_moment_and_unknown_moments_last() -> None:
    world = counting("stock")
    told: dict[str, Any] = {"measure": "counted", "fig": figure("exact", 4000), "by": "north"}
    unknown = world.claim(**told, published=None)
    year = world.claim(**told, as_of="2025")
    late = world.claim(**told, as_of="2025-02-01")
    page = world.claim(**told, published="2025-01-20")
    day = world.claim(**told, as_of="2025-01-01")
    found = [one.quantity.id for one in said_of(world.dossier(), "counted")]
    assert found == [day, year, page, late, unknown]


def books() -> tuple[World, str, str]:
    world = World()
    world.measure("losses")
    world.measure("dead", of="losses")
    world.measure("hurt", of="losses")
    dead = world.claim("dead", figure("exact", 300), by="north", as_of=DAYS[0])
    losses = world.claim("losses", figure("exact", 1000), by="north", as_of=DAYS[0])
    world.identity("books", "sum", losses, dead, "?hurt")
    return world, dead, losses


def test_what_an_identity_leaves_stands_among_the_figures() -> None:
    world, dead, losses = books()
    hurt = world.claim("hurt", figure("exact", 4000), by="south", as_of=DAYS[0])
    dossier = world.dossier()
    rest = derived_id("books", "hurt")
    said = said_of(dossier, "hurt")
    assert ids_of(said) == [(rest,), (hurt,)]
    words = said[0].quantity.under("default")
    assert words is not None
    assert words.entailed == Interval(700, 700)
    assert ids_of(said_of(dossier, "dead")) == [(dead,)]
    assert ids_of(said_of(dossier, "hurt", {dead, losses})) == [(rest,)]
    for without in (dead, losses):
        left = set(dossier.claims) - {without}
        assert ids_of(said_of(dossier, "hurt", left)) == [(hurt,)]


def test_a_derived_figure_has_a_voice() -> None:
    world, _, _ = books()
    world.claim("hurt", figure("exact", 4000), by="south", as_of=DAYS[0])
    dossier = world.dossier()
    quantities = figures_of(said_of(dossier, "hurt"))
    assert set_aside(dossier, quantities, ENTAILED) == SetAside(ways("north", "south"), 2)


def test_a_claim_that_is_not_there_is_an_error_and_no_claims_give_no_figures() -> None:
    world, dead, _ = books()
    dossier = world.dossier()
    with pytest.raises(KeyError):
        said_of(dossier, "dead", [dead, "nowhere.1"])
    assert said_of(dossier, "dead", []) == ()
    assert said_of(dossier, "no such measure") == ()


# ---- the shipped dossier


def shipped(measure: str) -> dict[str, SetAside]:
    quantities = figures_of(said_of(SHIPPED, measure))
    return {tier: set_aside(SHIPPED, quantities, tier) for tier in TIERS}


def test_the_killed_agree_in_words_and_without_ukraine_in_what_is_suggested() -> None:
    found = shipped("killed")
    assert found[ENTAILED].ways == ((),)
    assert found[SUGGESTED].ways == ways("zelensky")


def test_the_wounded_agree_without_the_service_or_without_ukraine() -> None:
    for found in shipped("wounded").values():
        assert found.ways == ways("nis", "zelensky")


def test_nobody_disagrees_about_the_casualties() -> None:
    for found in shipped("casualties").values():
        assert found.ways == ((),)


def test_those_present_agree_without_the_service() -> None:
    for found in shipped("present").values():
        assert found.ways == ways("nis")


def test_the_briefing_of_those_present_is_one_figure_told_three_times() -> None:
    said = {one.quantity.id: one for one in said_of(SHIPPED, "present")}
    assert [q.id for q in said["joongang-2026-02-10.8b"].echoes] == [
        "joongang-2026-02-10.4",
        "joongang-2026-02-10.5",
    ]


def test_every_figure_of_the_shipped_dossier_is_there_once_and_in_order() -> None:
    everything = set(SHIPPED.claims)
    for measure in SHIPPED.measures:
        said = said_of(SHIPPED, measure)
        told = Counter(q.id for q in figures_of(said) if q.claim is not None)
        assert told == Counter(claims_with(SHIPPED, measure, everything))
        check_folding(SHIPPED, said)
        check_order(said)


@pytest.mark.parametrize("part", [None, 3])
def test_all_measures_at_once_are_each_by_itself(part: int | None) -> None:
    dossier = Dossier.open(default_path())
    claims = None if part is None else list(dossier.claims)[::part]
    found = said_by_measure(dossier, claims)
    assert list(found) == list(dossier.measures)
    assert sum(map(len, found.values())) > 100
    for measure, said in found.items():
        assert said == said_of(dossier, measure, claims)
