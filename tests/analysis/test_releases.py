"""Which wording stands for a release, and where its hedge turns."""

from __future__ import annotations

import random
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.analysis.disagreements.drifts import drifts
from kursk_tui.analysis.disagreements.folds import fold
from kursk_tui.analysis.disagreements.listing import Row, disagreements
from kursk_tui.analysis.ladder import releases
from kursk_tui.analysis.ladder.compare import compare
from kursk_tui.analysis.ladder.releases import direction, printed, tellings
from kursk_tui.dossier import dossier as opening
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.model.records import Claim
from kursk_tui.words.rows import row_sentence
from kursk_tui.words.settling import settling
from tests.analysis.build import World, figure
from tests.analysis.test_properties import quick, worlds

Fields = dict[str, Any]
HEDGES = ("none", "about", "at_least", "more_than", "at_most", "nearly", "up_to")


def briefing() -> World:
    world = World()
    world.measure("killed", since="2024-10-01")
    world.agent("nis")
    world.agent("chief", "person", of="nis")
    world.agent("wire", "news agency")
    world.agent("agency", "news agency")
    world.release("briefing", "nis", "2025-01-13")
    return world


def standing(world: World) -> str:
    (telling,) = tellings(world.dossier()).all
    return telling.standing


def tell(world: World, hedge: str, n: float = 300, **fields: Any) -> str:
    plain: Fields = {"measure": "killed", "fig": figure(hedge, n), "release": "briefing"}
    return world.claim(**{**plain, **fields})


# ---- the own wording


def test_the_wording_of_most_first_relays_stands() -> None:
    world = briefing()
    tell(world, "more_than", 3000)
    own = tell(world, "at_least")
    tell(world, "at_least")
    assert standing(world) == own


def test_a_page_of_an_open_date_is_not_the_first_to_tell_it() -> None:
    world = briefing()
    tell(world, "none", 342, published="2025-01-14/..")
    first = tell(world, "none", 314, published="2025-01-15")
    tell(world, "none", 324, published=None)
    assert standing(world) == first


def test_five_reprints_of_one_agency_count_once() -> None:
    world = briefing()
    for _ in range(5):
        tell(world, "none", chain=["wire", "nis"])
    own = tell(world, "at_least", chain=["agency", "nis"])
    tell(world, "at_least")
    assert standing(world) == own


def test_a_page_that_has_it_from_a_page_is_a_reprint_of_the_agency() -> None:
    world = briefing()
    for paper in ("one", "two"):
        tell(world, "none", chain=[paper, "wire", "nis"])
    own = tell(world, "at_least", chain=["agency", "nis"])
    tell(world, "at_least")
    assert standing(world) == own


def test_the_own_document_of_the_origin_wins_and_of_several_the_earliest() -> None:
    world = briefing()
    for _ in range(3):
        tell(world, "more_than")
    late = world.source("a-late", "nis", published="2025-02-01")
    early = world.source("b-early", "chief", published="2025-01-14")
    tell(world, "none", source=late, chain=())
    own = tell(world, "at_least", source=early, chain=())
    assert standing(world) == own


def test_at_a_tie_the_narrower_stands_then_the_earlier_page_then_the_id() -> None:
    world = briefing()
    tell(world, "at_least", 300)
    own = tell(world, "none", 300)
    assert standing(world) == own
    world = briefing()
    tell(world, "exact", 300, published="2025-01-15")
    own = tell(world, "exact", 200, published="2025-01-14")
    assert standing(world) == own
    world = briefing()
    own = tell(world, "exact", 200)
    tell(world, "exact", 300)
    assert standing(world) == own


def test_of_those_that_tell_it_alike_one_with_a_whole_chain_stands() -> None:
    world = briefing()
    tell(world, "at_least", lineage="partial", chain=["wire"], published="2025-01-14")
    own = tell(world, "at_least", published="2025-01-15")
    assert standing(world) == own


def test_never_the_severest() -> None:
    """A page that lost the hedge, and one that says dead, stand for nobody."""
    world = briefing()
    world.release("speech", "other", "2025-01-13")
    for hedge, n in (("at_least", 300), ("at_least", 300), ("none", 300), ("none", 30)):
        tell(world, hedge, n)
    other = world.claim("killed", figure("none", 3000), release="speech")
    rows = disagreements(world.dossier()).rows
    against = [row for row in rows if other in row.claims]
    assert [(row.kind, row.target) for row in against] == [("tension", f"pair:s01.1|{other}")]
    assert sorted(row.kind for row in rows) == ["drift", "tension", "variance"]


def test_what_leaves_its_scope_unstated_is_told_with_the_only_one_stated() -> None:
    world = briefing()
    ids = [tell(world, "none"), tell(world, "none", place="oblast", counting="confirmed")]
    (telling,) = tellings(world.dossier()).all
    assert telling.claims == tuple(ids)
    tell(world, "none", place="town", counting="confirmed")
    assert len(tellings(world.dossier()).all) == 3


def by_hand(dossier: Dossier, claims: tuple[str, ...]) -> str:
    """The own wording, by counting; the order of records must not matter."""
    found = [dossier.claims[id] for id in claims]
    (release,) = {claim.release for claim in found}
    assert release is not None
    by = dossier.events[release].by
    assert by is not None
    body = dossier.agents[by].member_of or by

    def page(id: str) -> tuple[str, str]:
        return (dossier.sources[dossier.claims[id].source].published or "9999", id)

    def is_own(id: str) -> bool:
        claim = dossier.claims[id]
        publisher = dossier.sources[claim.source].publisher
        speaks_for = dossier.agents[publisher].member_of or publisher
        return claim.lineage == "full" and not claim.attribution and speaks_for == body

    def is_dropped(claim: Claim) -> bool:
        """Whether the same page has its bare number with a hedge too."""
        assert claim.figure is not None
        return claim.figure.hedge == "none" and any(
            other.source == claim.source
            and other.figure is not None
            and other.figure.hedge != "none"
            and printed(other.figure) == printed(claim.figure)
            for other in found
            if is_own(other.id)
        )

    own = [claim.id for claim in found if is_own(claim.id) and not is_dropped(claim)]

    def is_turned(id: str) -> bool:
        """Whether the same page has its number with another hedge further down."""
        figure, source = dossier.claims[id].figure, dossier.claims[id].source
        assert figure is not None
        below = [
            other
            for one in own
            if (other := dossier.claims[one]).source == source
            and other.figure is not None
            and printed(other.figure) == printed(figure)
        ]
        last = max(below, key=lambda claim: claim.locator.paragraph if claim.locator else 0)
        return last.figure is not None and last.figure.hedge != figure.hedge

    own = [id for id in own if not is_turned(id)]
    if own:
        return min(own, key=page)
    relays: dict[object, set[str]] = defaultdict(set)
    told: dict[object, list[str]] = defaultdict(list)
    for claim in found:
        chain = (dossier.sources[claim.source].publisher, *claim.attribution)
        figure = claim.figure
        assert figure is not None
        wording = (figure.low, figure.high, figure.hedge)
        relays[wording].add(
            chain[-2] if claim.lineage == "full" and claim.attribution else chain[-1]
        )
        told[wording].append(claim.id)
    most = max(map(len, relays.values()))
    first = [ids for wording, ids in told.items() if len(relays[wording]) == most]
    # Where one wording leads, it is clear which; ties have tests of their own.
    ids = first[0] if len(first) == 1 else []
    whole = [id for id in ids if dossier.claims[id].lineage == "full"] or ids
    return min(whole, key=page, default="")


@st.composite
def told_worlds(draw: st.DrawFn) -> World:
    """One release, told by up to eight documents in a few wordings by a few ways."""
    world = briefing()
    world.release("speech", "other", "2025-02-14")
    own = [
        world.source("own", "nis", published="2025-01-20"),
        world.source("his", "chief", published="2025-01-16"),
    ]
    chains = (["nis"], ["wire", "nis"], ["agency", "nis"], ["paper", "wire", "nis"], ["chief"])
    for _ in range(draw(st.integers(1, 8))):
        fields: Fields = {
            "chain": draw(st.sampled_from(chains)),
            "lineage": draw(st.sampled_from(["full", "full", "full", "partial"])),
            "published": draw(st.sampled_from(["2025-01-14", "2025-01-15", None])),
        }
        if draw(st.integers(0, 9)) == 9:
            fields |= {"source": draw(st.sampled_from(own)), "chain": (), "lineage": "full"}
        tell(world, draw(st.sampled_from(HEDGES)), draw(st.sampled_from([300, 350])), **fields)
    world.claim("killed", figure("none", 1000), release="speech")
    return world


def shuffled(world: World, seed: int) -> Dossier:
    """The same dossier, its claims in another order."""
    data = world.data()
    rows = list(data["claims"].items())
    random.Random(seed).shuffle(rows)
    return Dossier.from_data({**data, "claims": dict(rows)})


@quick
@given(told_worlds(), st.integers(0, 99))
def test_the_standing_wording_never_depends_on_the_order_of_claims(world: World, seed: int) -> None:
    dossier, other = world.dossier(), shuffled(world, seed)
    one = {t.standing: sorted(t.claims) for t in tellings(dossier).all}
    two = {t.standing: sorted(t.claims) for t in tellings(other).all}
    assert one == two
    for telling in tellings(dossier).all:
        if telling.release == "briefing":
            assert by_hand(dossier, telling.claims) in (telling.standing, "")
    assert list(drifts(dossier)) == list(drifts(other))

    def listed(rows: tuple[Row, ...]) -> list[tuple[object, ...]]:
        return [(row.target, row.kind, row.severity, row.gap, row.echoes) for row in rows]

    assert listed(disagreements(dossier).rows) == listed(disagreements(other).rows)


# ---- drift


def test_of_a_page_of_its_own_the_hedged_wording_stands() -> None:
    """A title of the release drops the hedge of its text: the drift is from the text."""
    world = briefing()
    world.source("own", "nis", published="2025-01-20")
    title = tell(world, "none", source="own", chain=(), lineage="full")
    text = tell(world, "about", source="own", chain=(), lineage="full")
    tell(world, "at_least")
    (telling,) = tellings(world.dossier()).all
    assert title < text
    assert telling.standing == text
    assert [drift.standing for drift in drifts(world.dossier())] == [text]


@quick
@given(told_worlds())
def test_a_drift_is_of_one_number_and_two_directions(world: World) -> None:
    dossier = world.dossier()
    rows = [row for row in disagreements(dossier).rows if row.kind == "drift"]
    found = list(drifts(dossier))
    assert [row.drift for row in rows] == found
    assert len(found) <= 1
    for drift in found:
        claims = [claim for wording in drift.wordings for claim in wording.claims]
        figures = [dossier.claims[claim].figure for claim in claims]
        assert len({printed(f) for f in figures if f is not None}) == 1
        assert len({direction(f) for f in figures if f is not None}) > 1
        assert len(set(claims)) == len(claims)
        assert compare(dossier, drift.standing, drift.turned).kind == "drift"
        assert {row.severity for row in rows} == {1}
        assert row_sentence(dossier, rows[0])
    (own,) = [t for t in tellings(dossier).all if t.release == "briefing"]
    for one, two in combinations(own.claims, 2):
        assert compare(dossier, one, two) == compare(dossier, two, one)
    # And wherever two wordings of the number that stands turn, there is one.
    if any(compare(dossier, own.standing, c).kind == "drift" for c in own.claims):
        assert [drift.standing for drift in found] == [own.standing]


@pytest.mark.parametrize(
    ("one", "two", "kind"),
    [
        ("at_least", "none", "drift"),
        ("more_than", "about", "drift"),
        ("up_to", "none", "drift"),
        ("at_most", "at_least", "drift"),
        ("nearly", "exact", "drift"),
        ("at_least", "more_than", "echo"),
        ("at_most", "up_to", "echo"),
        ("none", "about", "echo"),
    ],
)
def test_which_hedges_point_in_different_directions(one: str, two: str, kind: str) -> None:
    world = briefing()
    reading = world.compare(tell(world, one), tell(world, two))
    assert (reading.kind, reading.severity) == (kind, int(kind == "drift"))


def test_another_number_or_page_or_release_is_no_drift() -> None:
    world = briefing()
    page = world.source("page")
    one = tell(world, "at_least", source=page)
    assert world.compare(one, tell(world, "none", source=page)).kind == "echo"
    assert world.compare(one, tell(world, "none", 350)).kind == "echo"
    world.release("second", "nis", "2025-01-20")
    assert world.compare(one, tell(world, "none", release="second")).kind == "compatible"


def test_what_is_recorded_as_set_against_each_other_is_no_drift() -> None:
    world = briefing()
    one = tell(world, "at_least")
    tell(world, "about", denies=one)
    rows = disagreements(world.dossier()).rows
    assert [(row.kind, row.drift) for row in rows] == [("conflict", None)]


def test_a_drift_weighs_1_and_stands_under_the_row_that_it_decides() -> None:
    world = briefing()
    for hedge in ("about", "about", "at_least"):
        tell(world, hedge)
    world.claim("killed", figure("exact", 1000), by="other", as_of="2025-01-13")
    dossier = world.dossier()
    rows = disagreements(dossier).rows
    assert [(row.kind, row.severity) for row in rows] == [("conflict", 4), ("drift", 1)]
    (found,) = fold(rows)
    assert (found.head, found.rest) == (rows[0], (rows[1],))
    # And what would settle the conflict names the other wording.
    assert settling(dossier, rows[0])[0] == (
        'Whether it was "about 300" (Nis) or "at least 300", as Outlet s03 has it.'
    )


def test_a_drift_under_no_graver_row_stands_alone() -> None:
    world = briefing()
    for hedge in ("about", "about", "at_least"):
        tell(world, hedge)
    (found,) = fold(disagreements(world.dossier()).rows)
    assert (found.head.kind, found.rest) == ("drift", ())


def test_a_title_that_turns_the_hedge_of_its_text_is_not_the_own_wording() -> None:
    world = briefing()
    page = world.source("page")
    # Nearly commits to more than about, and would else stand.
    title = tell(world, "nearly", source=page)
    text = tell(world, "about", source=page)
    own = tellings(world.dossier()).of(title)
    assert own is not None
    assert own.standing == text


def test_a_drift_is_told_with_its_documents() -> None:
    world = briefing()
    for hedge in ("at_least", "at_least", "none", "at_least", "none", "more_than"):
        tell(world, hedge)
    (row,) = disagreements(world.dossier()).rows
    assert row_sentence(world.dossier(), row) == (
        'one release, "Briefing", reported with different hedges: at least 300 killed (3'
        " documents);"
        " 300 (Outlet s03 and Outlet s05); more than 300 (Outlet s06)"
    )


# ---- misreadings


@quick
@given(worlds(2, 8))
def test_a_misreading_is_in_one_row_at_most_and_bears_nothing(world: World) -> None:
    dossier = world.dossier()
    opposed = {o.claim for c in dossier.claims.values() for o in c.opposes}
    opposed |= {c.id for c in dossier.claims.values() if c.opposes}
    rows = disagreements(dossier).rows
    for claim in dossier.claims.values():
        if claim.misreads is None:
            continue
        found = [row for row in rows if claim.id in row.claims]
        kinds = {row.kind for row in found}
        if claim.id not in opposed:
            assert kinds <= {"told as"}
            assert len([row for row in found if row.target.count(claim.id)]) <= 1
            told = [
                other
                for other in dossier.claims
                if other != claim.id
                and compare(dossier, claim.id, other).kind == "told as"
                and dossier.claims[other].misreads is None
            ]
            assert len(told) <= 1


def test_a_misreading_of_a_release_is_set_against_its_own_wording() -> None:
    world = briefing()
    world.measure("hurt")
    tell(world, "more_than", 3000)
    right = world.claim("hurt", figure("about", 2700), release="briefing")
    world.claim("hurt", figure("about", 2700), release="briefing")
    wrong = tell(world, "about", 2700, misreads_release="briefing")
    rows = disagreements(world.dossier()).rows
    assert [(row.kind, row.severity, row.target) for row in rows] == [
        ("told as", 2, f"pair:{right}|{wrong}")
    ]
    assert row_sentence(world.dossier(), rows[0]) == (
        "Outlet s04 (page of 1 Mar 2025) prints about 2,700 killed where Nis (13 Jan 2025) gave"
        " about 2,700 hurt"
    )


@pytest.mark.parametrize(("n", "severity"), [(300, 2), (899, 2), (900, 3)])
def test_a_misreading_weighs_3_from_gap_3(n: float, severity: int) -> None:
    world = briefing()
    right = tell(world, "exact", 300)
    wrong = tell(world, "exact", n, misreads_claim=right, how="period")
    assert world.compare(right, wrong).severity == severity
    (row,) = disagreements(world.dossier()).rows
    assert (row.kind, row.severity) == ("told as", severity)


def test_no_balance_and_no_derived_term_rests_on_a_misreading() -> None:
    world = briefing()
    world.measure("losses")
    world.measure("hurt", of="losses")
    total = world.claim("losses", figure("exact", 1000), by="nis")
    right = tell(world, "exact", 300)
    wrong = tell(world, "exact", 900, misreads_claim=right)
    world.identity("rest", "sum", total, wrong, "?hurt")
    other = world.claim("hurt", figure("exact", 500), by="nis")
    world.identity("whole", "sum", total, wrong, other)
    assert [row.kind for row in disagreements(world.dossier()).rows] == ["told as"]


def test_of_a_page_with_and_without_the_hedge_the_one_with_stands() -> None:
    """A title drops the hedge of the quotation under it."""
    world = World()
    world.measure("killed")
    world.release("statement", "office", "2025-02-14")
    one, other = world.source("one"), world.source("other")
    for page in (one, other):
        world.claim("killed", figure("none", 4000), release="statement", source=page)
    text = world.claim("killed", figure("more_than", 4000), release="statement", source=one)
    assert tellings(world.dossier()).stands("other.1")
    # Once two pages have it with a hedge they outweigh the bare one.
    world.claim("killed", figure("more_than", 4000), release="statement")
    assert tellings(world.dossier()).stands(text)


def test_tellings_that_were_kept_are_those_that_were_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "CACHED_FROM", 0)
    path = tmp_path / "kursk.json"
    path.write_bytes(Path(default_path()).read_bytes())
    made = tellings(Dossier.open(path)).all
    # The second to open it reads what the first has found out.
    again = Dossier.open(path)
    monkeypatch.setattr(releases, "_tellings", lambda _: pytest.fail("worked out again"))
    assert tellings(again).all == made
    assert made
    assert all(type(telling) is releases.Telling for telling in made)
