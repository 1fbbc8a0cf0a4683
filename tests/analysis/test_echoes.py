"""Echoes: the same figure of the same release, told by others."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kursk_tui.analysis.ladder.echoes import echoes
from kursk_tui.analysis.ladder.releases import tellings
from kursk_tui.analysis.origins.bands import said_by_measure
from kursk_tui.dossier.dossier import Dossier, default_path
from tests.analysis.build import World, figure
from tests.analysis.test_properties import worlds

quick = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def by_measure(dossier: Dossier, claims: set[str] | None = None) -> dict[str, tuple[str, ...]]:
    """The echoes as the plots have them, which build a quantity of every claim."""
    return {
        said.quantity.id: tuple(echo.id for echo in said.echoes)
        for found in said_by_measure(dossier, claims).values()
        for said in found
        if said.echoes
    }


def telling(*figures: dict[str, object], by: str = "north") -> tuple[World, list[str]]:
    """A world in which one release is told in some figures, each on a page of its own."""
    world = World()
    world.measure("counted")
    world.agent(by)
    release = world.release("briefing", by)
    return world, [world.claim("counted", fig, release=release) for fig in figures]


def test_the_plots_and_the_lists_fold_alike() -> None:
    dossier = Dossier.open(default_path())
    found = echoes(dossier)
    assert len(found) > 100
    assert found == by_measure(dossier)
    # Worked out once.
    assert echoes(dossier) is found


@quick
@given(worlds(least=4, most=12), st.data())
def test_any_claims_fold_as_the_plots_fold_them(world: World, data: st.DataObject) -> None:
    dossier = world.dossier()
    assert echoes(dossier) == by_measure(dossier)
    ids = sorted(dossier.raw_rows("claims"))
    chosen = data.draw(st.sets(st.sampled_from(ids)))
    found = echoes(dossier, chosen)
    assert found == by_measure(dossier, chosen)
    own = tellings(dossier)
    heads, folded = set(found), [id for ids in found.values() for id in ids]
    # Only what is in view is folded, once, under what is in view and no echo itself.
    assert heads | set(folded) <= chosen
    assert len(folded) == len(set(folded))
    assert heads.isdisjoint(folded)
    for head, others in found.items():
        group = own.of(head)
        assert group is not None
        assert {head, *others} <= set(group.claims)
        # The release's own wording is never folded away.
        assert group.standing not in others


def test_the_own_wording_stands_also_where_it_comes_later() -> None:
    world, (first, second) = telling(figure("about", 1000), figure("none", 1000))
    own = world.source("own-page", "north")
    stands = world.claim("counted", figure("exact", 1000), release="briefing", source=own, chain=())
    assert echoes(world.dossier()) == {stands: (first, second)}
    # Where it is not in view, another stands for it.
    assert echoes(world.dossier(), [second, first]) == {first: (second,)}


def test_another_number_and_other_words_stand_for_themselves() -> None:
    world, (a, b, c, d, e, f) = telling(
        figure("exact", 1000),
        figure("exact", 5000),
        figure("vague", written="some of them"),
        figure("vague", written="an unknown number"),
        figure("exact", 5000),
        figure("vague", written="some of them"),
    )
    assert echoes(world.dossier()) == {b: (e,), c: (f,)}
    assert echoes(world.dossier(), [a, b, c, d]) == {}


def test_two_releases_statements_and_no_release_are_no_echoes() -> None:
    world, _ = telling(figure("exact", 1000))
    world.release("later", "north", "2025-03-02")
    world.claim("counted", figure("exact", 1000), release="later")
    for _ in range(2):
        world.claim("counted", figure("exact", 1000), by="north")
        world.claim(release="briefing")
    assert echoes(world.dossier()) == {}


def test_a_share_is_told_again_only_of_the_same_whole() -> None:
    world, (small, large) = telling(figure("exact", 300), figure("exact", 9000))
    third = figure("none", 33.3333, written="a third")
    world.measure("part")
    one = world.claim("part", third, of=small, release="briefing")
    two = world.claim("part", third, of=large, release="briefing")
    again = world.claim("part", third, of=large, release="briefing")
    found = echoes(world.dossier())
    assert found == by_measure(world.dossier())
    assert (two in found) != (again in found)
    assert one not in found
