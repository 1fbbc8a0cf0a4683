"""Origins: chains, what stands behind figures, circles, signs of copying."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.analysis.origins.lineage import (
    Link,
    _circle,
    chain,
    circles,
    copying,
    same_origin,
    same_release,
    support,
)
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.words.holdings import support_line
from tests.analysis.build import World, figure
from tests.five import FIVE

SHIPPED = Dossier.open(FIVE)


def world() -> World:
    made = World()
    made.measure("there", "stock", name="present")
    made.agent("hur", name="HUR")
    made.agent("nis", name="NIS")
    made.release("briefing", "hur", "2025-01-20")
    made.release("second", "hur", "2025-03-20")
    return made


def test_the_chain_of_the_8000_and_of_the_6000() -> None:
    assert chain(SHIPPED, "joongang-2026-02-10.8b") == (
        Link("joongang", "publisher"),
        Link("hur", "origin"),
    )
    assert chain(SHIPPED, "ki-2026-02-12.10") == (
        Link("kyiv-independent", "publisher"),
        Link("yonhap", "relay"),
        Link("nis", "origin"),
    )
    assert chain(SHIPPED, "digest-2026-02.4b") == (
        Link("digest", "publisher"),
        Link("yonhap", "last known"),
    )


def test_five_outlets_with_one_briefing_are_one_origin() -> None:
    data = world()
    ids = [data.claim("there", figure("none", 4000), release="briefing") for _ in range(5)]
    found = support(data.dossier(), ids)
    assert (found.documents, found.releases, found.origins) == (5, 1, (1, 1))
    assert support_line(found) == "documents 5 · releases 1 · origins 1"


def test_a_release_is_one_origin_whatever_the_outlet_adds_to_it() -> None:
    ids = [c.id for c in SHIPPED.claims.values() if c.release == "nis-2026-02-12"]
    found = support(SHIPPED, ids)
    assert len(ids) > 5
    assert (found.releases, found.origins) == (1, (1, 1))


def test_two_origins_are_not_independent_because_nobody_says_so() -> None:
    data = world()
    ids = [data.claim("there", figure("none", 4000), by=by) for by in ("hur", "nis")]
    assert support_line(support(data.dossier(), ids)) == "documents 2 · releases 0 · origins 1-2"


def test_a_chain_that_is_not_whole_gives_no_origin() -> None:
    found = support(SHIPPED, ["digest-2026-02.4b"])
    assert (found.origins, found.unknown) == ((0, 0), 1)
    both = support(SHIPPED, ["digest-2026-02.4b", "ki-2026-02-12.10"])
    assert (both.origins, both.unknown) == ((1, 1), 1)


def test_what_shares_the_release_and_what_the_origin() -> None:
    data = world()
    one = data.claim("there", figure("none", 4000), release="briefing")
    two = data.claim("there", figure("none", 4000), release="briefing")
    later = data.claim("there", figure("none", 3000), release="second")
    alone = data.claim("there", figure("none", 3000), by="nis")
    dossier = data.dossier()
    assert same_release(dossier, one) == (two,)
    assert same_origin(dossier, one) == (later,)
    assert same_release(dossier, alone) == same_origin(dossier, alone) == ()


def test_the_shipped_dossier_runs_in_no_circle_and_shows_no_copying() -> None:
    assert circles(SHIPPED) == ()
    assert copying(SHIPPED) == ()


def test_a_circle_is_found_and_said_once() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": set()}
    assert _circle(graph) == ("a", "b", "c")
    assert _circle({"a": {"b"}, "b": {"c"}}) == ()


@given(st.dictionaries(st.sampled_from("abcdef"), st.sets(st.sampled_from("abcdef"), max_size=4)))
def test_every_circle_is_one_and_none_is_missed(graph: dict[str, set[str]]) -> None:
    circle = _circle(graph)
    for one, two in zip(circle, circle[1:] + circle[:1], strict=True):
        assert two in graph[one]
    reach = {agent: set(graph.get(agent, ())) for agent in "abcdef"}
    for _ in reach:
        for agent in reach:
            reach[agent] |= set().union(*(reach[n] for n in reach[agent]), set())
    assert bool(circle) == any(agent in reach[agent] for agent in reach)


def test_a_rare_value_that_two_share_is_a_sign_of_copying() -> None:
    data = world()
    usual = [data.claim("there", figure("none", 15000), release="briefing") for _ in range(3)]
    rare = [data.claim("there", figure("none", 18000), release="briefing") for _ in range(2)]
    dossier = data.dossier()
    (sign,) = copying(dossier)
    assert set(sign.sharing) == {dossier.claims[c].source for c in rare}
    assert set(sign.others) == {dossier.claims[c].source for c in usual}
    assert (sign.release, sign.measure) == ("briefing", "there")


def test_a_value_that_most_have_or_one_has_is_no_sign() -> None:
    data = world()
    for number in (15000, 15000, 15000, 18000):
        data.claim("there", figure("none", number), release="briefing")
    assert copying(data.dossier()) == ()
    # Of two against two neither is the rare one.
    data = world()
    for number in (15000, 15000, 18000, 18000):
        data.claim("there", figure("none", number), release="briefing")
    assert copying(data.dossier()) == ()
