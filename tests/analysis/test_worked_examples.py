"""Seventeen worked cases of how two figures compare, and near misses that must not fire."""

from __future__ import annotations

import pytest

from kursk_tui.analysis.disagreements.listing import disagreements
from kursk_tui.analysis.identities.ledger import Residual, derived, residual
from kursk_tui.analysis.ladder.compare import compare, compare_quantities
from kursk_tui.analysis.ladder.quantities import is_slip, quantity
from kursk_tui.analysis.ladder.reading import Hinge, Reading
from kursk_tui.analysis.origins.lineage import support
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.figures import Interval
from kursk_tui.words.sentences import sentence
from tests.analysis.build import World, figure

TWO_THIRDS = figure("none", 66.6667, written="two-thirds")


def suggested(dossier: Dossier, claim: str, preset: str = "default") -> Interval:
    found = quantity(dossier, claim)
    assert found is not None
    words = found.under(preset)
    assert words is not None
    assert words.suggested is not None
    return words.suggested


def left_over(world: World, identity: str) -> Residual:
    dossier = world.dossier()
    found = residual(dossier, dossier.identities[identity])
    assert found is not None
    return found


def near(interval: Interval, low: float, high: float) -> None:
    assert (interval.low, interval.high) == pytest.approx((low, high))


def counts() -> World:
    world = World()
    world.measure("sent", since="2024-11-05")
    world.measure("casualties", of="sent", since="2024-11-05")
    world.measure("killed", of="casualties", since="2024-11-05")
    world.measure("wounded", of="casualties", since="2024-11-05")
    world.measure("returned", of="sent", since="2024-11-05")
    world.measure("present", "stock")
    world.release("nis-january", "nis", "2025-01-13")
    world.release("zelensky-february", "zelensky", "2025-02-14")
    return world


# ---- 1


def two_thirds_world(lower: str = "at_least") -> tuple[World, str, str]:
    world = counts()
    nis = world.claim("killed", figure(lower, 300), release="nis-january")
    whole = world.claim("casualties", figure("none", 4000), release="zelensky-february")
    share = world.claim("killed", TWO_THIRDS, release="zelensky-february", of=whole)
    return world, nis, share


def test_1_at_least_300_against_two_thirds_of_4000() -> None:
    world, nis, share = two_thirds_world()
    dossier = world.dossier()
    near(suggested(dossier, nis), 300, 400)
    words = suggested(dossier, share)
    assert (round(words.low, -1), round(words.high, -1)) == (2290, 3070)
    reading = world.compare(nis, share)
    assert (reading.kind, reading.severity, reading.tier) == ("tension", 3, "suggested")
    assert reading.gap == pytest.approx(5.73, abs=0.005)
    assert reading.growth is not None
    assert (reading.growth.days, reading.growth.since_days) == (32, 101)
    assert reading.growth.part == pytest.approx(0.825, abs=0.001)
    (reason,) = reading.reasons
    assert (reason.name, reason.state) == ("date", "partial")
    assert (reason.ground, reason.about) == ("growth", reading.growth)
    assert reading.growth.per_day == pytest.approx(59, abs=0.5)
    assert reading.by_preset == ("tension", "tension", "difference")
    assert not reading.stable
    assert reading.hinge == Hinge("preset", None, "wide", "difference")
    assert (reading.origins, reading.same_lineage) == (2, False)


def test_1_stands_at_the_top_of_the_list() -> None:
    world, nis, share = two_thirds_world()
    world.claim("killed", figure("at_least", 300), release="nis-january")
    world.claim("killed", figure("none", 2000), release="nis-january")
    rows = disagreements(world.dossier()).rows
    assert rows[0].target == f"pair:{nis}|{share}"
    # What one page makes of the briefing is its variance, and stands against nobody else.
    assert [row.kind for row in rows] == ["tension", "variance"]


def test_1_without_the_start_of_the_count_date_covers_it() -> None:
    world = World()
    world.measure("killed")
    one = world.claim("killed", figure("at_least", 300), by="nis", as_of="2025-01-13")
    two = world.claim("killed", figure("none", 2700), by="zelensky", as_of="2025-02-14")
    reading = world.compare(one, two)
    assert (reading.kind, reading.severity) == ("difference", 1)
    assert [(r.name, r.state) for r in reading.reasons] == [("date", "covers")]


def test_1_a_year_later_date_covers_it() -> None:
    world = counts()
    one = world.claim("killed", figure("at_least", 300), by="nis", as_of="2025-01-13")
    two = world.claim("killed", figure("none", 2700), by="zelensky", as_of="2026-02-14")
    assert world.compare(one, two).kind == "difference"


# ---- 2


def as_many_as_world(hedge: str) -> tuple[World, str, str]:
    world = counts()
    whole = world.claim("casualties", figure("none", 4000), release="zelensky-february")
    share = world.claim("killed", TWO_THIRDS, release="zelensky-february", of=whole)
    later = world.claim("killed", figure(hedge, 2000), by="officials", as_of="2026-02")
    return world, later, share


def test_2_as_many_as_2000_killed_against_the_earlier_share() -> None:
    world, later, share = as_many_as_world("up_to")
    near(suggested(world.dossier(), later), 1000, 2200)
    reading = world.compare(later, share)
    assert (reading.kind, reading.severity, reading.tier) == ("tension", 2, "suggested")
    assert reading.gap == pytest.approx(1.04, abs=0.005)
    assert reading.by_preset == ("tension", "tension", "compatible")
    assert not reading.stable
    assert reading.hinge == Hinge("preset", None, "wide", "compatible")


def test_2_at_most_2000_cannot_be_taken_back() -> None:
    world, later, share = as_many_as_world("at_most")
    reading = world.compare(later, share)
    assert (reading.kind, reading.tier) == ("conflict", "entailed")
    assert reading.by_preset == ("conflict", "conflict", "compatible")


def test_2_at_most_3000_is_no_disagreement() -> None:
    world = counts()
    one = world.claim("killed", figure("none", 2700), by="zelensky", as_of="2025-02-14")
    two = world.claim("killed", figure("at_most", 3000), by="officials", as_of="2026-02")
    assert world.compare(one, two).kind == "compatible"


# ---- 3


def test_3_four_meanings_of_11000_are_kept_apart() -> None:
    world = counts()
    for place in ("kursk", "kursk-belgorod"):
        world.scope(place, "place")
    world.event("first-wave")
    first = world.claim(
        "sent", figure("about", 11000), by="officials", as_of="2024", within="first-wave"
    )
    there = world.claim(
        "present", figure("about", 11000), by="nis", as_of="2026-01/2026-02", place="kursk"
    )
    both = world.claim(
        "present", figure("about", 11000), by="hur", as_of="2025-02", place="kursk-belgorod"
    )
    in_all = world.claim("sent", figure("more_than", 11000), by="yonhap", place="kursk")
    kinds = {
        (one, two): world.compare(one, two).kind
        for at, one in enumerate((first, there, both, in_all))
        for two in (first, there, both, in_all)[at + 1 :]
    }
    # A wave inside a total overlaps it and says nothing more; the rest cannot be compared.
    assert kinds.pop((first, in_all)) == "compatible"
    assert set(kinds.values()) == {"incomparable"}
    assert disagreements(world.dossier()).rows == ()


# ---- 4


def present_world(low: float = 8000, place: str = "kursk") -> tuple[World, str, str]:
    world = counts()
    world.scope("russia", "place")
    world.scope("kursk", "place", of="russia")
    world.scope("belgorod", "place", of="russia")
    nis = world.claim(
        "present", figure("about", 11000), by="nis", as_of="2026-01/2026-02-12", place="kursk"
    )
    hur = world.claim("present", figure("about", low), by="hur", as_of="2026-01", place=place)
    return world, nis, hur


def test_4_about_11000_against_around_8000_present() -> None:
    world, nis, hur = present_world()
    reading = world.compare(nis, hur)
    assert (reading.kind, reading.severity, reading.tier) == ("conflict", 3, "entailed")
    assert reading.gap == pytest.approx(1.2353, abs=0.0001)
    assert reading.by_preset == ("conflict", "conflict", "compatible")
    assert reading.hinge == Hinge("preset", None, "wide", "compatible")
    assert reading.origins == 2
    assert reading.reasons == ()


@pytest.mark.parametrize(
    ("low", "place"),
    [(10500, "kursk"), (8000, "belgorod")],
    ids=["the halos meet", "another place"],
)
def test_4_does_not_fire(low: float, place: str) -> None:
    world, nis, hur = present_world(low, place)
    assert world.compare(nis, hur).severity == 0


# ---- 5


def parts_world(low: float = 17000) -> World:
    world = counts()
    world.event("one")
    world.event("two")
    world.event("three")
    ids = [
        world.claim("sent", figure("about", 11000), by="officials", within="one"),
        world.claim("sent", figure("between", 1000, 3000), by="officials", within="two"),
        world.claim("sent", figure("about", 6000), by="officials", within="three"),
    ]
    total = world.claim("sent", figure("between", low, 20000), by="officials")
    world.identity("waves", "sum", total, *ids, assumption="Three waves and no others.")
    return world


def test_5_printed_ends_leave_1000_at_the_low_end() -> None:
    found = left_over(parts_world(), "waves")
    assert found.severity == 1
    assert found.printed == (-1000, 0)
    assert found.entailed.holds(0)
    assert found.by_preset == (1, 1, 1)
    assert found.identity.assumption == "Three waves and no others."
    near(found.parts.entailed, 17000, 21000)
    (row,) = disagreements(parts_world().dossier()).rows
    assert (row.kind, row.severity, row.target) == ("residual", 1, "identity:waves")


def test_5_a_printed_total_that_adds_up_is_silent() -> None:
    assert left_over(parts_world(18000), "waves").severity == 0
    assert disagreements(parts_world(18000).dossier()).rows == ()


# ---- 6


def troops_world(total: float, hedge: str = "none") -> tuple[World, str, str]:
    world = counts()
    world.scope("all-troops")
    world.scope("combat", of="all-troops")
    world.scope("engineers", of="all-troops")
    fields = {"as_of": "2026-01", "by": "nis"}
    combat = world.claim("present", figure("none", 10000), population="combat", **fields)
    engineers = world.claim("present", figure("none", 1000), population="engineers", **fields)
    everybody = world.claim("present", figure(hedge, total), population="all-troops", **fields)
    world.identity("troops", "sum", everybody, combat, engineers)
    other = world.claim(
        "present", figure("up_to", 8000), by="hur", as_of="2026-01", population="all-troops"
    )
    return world, combat, other


def test_6_combat_and_engineer_troops_make_11000() -> None:
    world, _, _ = troops_world(11000)
    found = left_over(world, "troops")
    assert (found.severity, found.printed) == (0, (0, 0))


def test_6_terms_of_an_identity_are_the_ledgers_matter() -> None:
    world, combat, _ = troops_world(8000)
    reading = world.compare(combat, "s03.1")
    assert (reading.kind, reading.severity) == ("incomparable", 0)
    assert left_over(world, "troops").severity == 3


def test_6_combat_troops_alone_against_up_to_8000_in_all() -> None:
    world, combat, other = troops_world(11000)
    reading = world.compare(combat, other)
    # 10,000 alone reads as 9,000 to 11,000; "up to 8,000" reaches 8,500.
    assert (reading.kind, reading.severity, reading.tier) == ("tension", 2, "suggested")


def test_6_up_to_8000_combat_troops_of_10000_in_all_is_no_disagreement() -> None:
    world = counts()
    world.scope("all-troops")
    world.scope("combat", of="all-troops")
    one = world.claim(
        "present", figure("none", 10000), by="nis", as_of="2026-01", population="all-troops"
    )
    two = world.claim(
        "present", figure("up_to", 8000), by="hur", as_of="2026-01", population="combat"
    )
    assert world.compare(one, two).kind == "compatible"


# ---- 7


def five_outlets(hedges: tuple[str, ...]) -> tuple[World, list[str]]:
    world = counts()
    chains = (["zelensky"], ["wire", "zelensky"], ["paper", "wire", "zelensky"], ["wire"], None)
    return world, [
        world.claim(
            "casualties",
            figure(hedge, 4000),
            release="zelensky-february",
            chain=chain,
            lineage="partial" if chain == ["wire"] else "full",
        )
        for chain, hedge in zip(chains, hedges, strict=True)
    ]


def test_7_five_outlets_carry_one_presidents_4000() -> None:
    world, ids = five_outlets(("none", "about", "none", "exact", "about"))
    dossier = world.dossier()
    assert len({dossier.claims[claim].source for claim in ids}) == 5
    assert len({dossier.claims[claim].release for claim in ids}) == 1
    for at, one in enumerate(ids):
        for two in ids[at + 1 :]:
            reading = compare(dossier, one, two)
            assert (reading.kind, reading.severity) == ("echo", 0)
            assert reading.origins <= 1
    sides = [quantity(dossier, claim) for claim in ids]
    assert {side.origin for side in sides if side is not None} == {"zelensky", None}
    assert disagreements(dossier).rows == ()
    found = support(dossier, ids)
    assert (found.documents, found.releases, found.origins) == (5, 1, (1, 1))


def test_7_a_hedge_that_turns_on_the_way_is_one_drift() -> None:
    world, ids = five_outlets(("none", "about", "none", "nearly", "up_to"))
    dossier = world.dossier()
    for at, one in enumerate(ids):
        for two in ids[at + 1 :]:
            turns = (one in ids[:3]) != (two in ids[:3])
            reading = compare(dossier, one, two)
            assert (reading.kind, reading.severity) == (("drift", 1) if turns else ("echo", 0))
    (row,) = disagreements(dossier).rows
    assert (row.kind, row.severity, row.origins) == ("drift", 1, 1)
    assert set(row.claims) == set(ids)


# ---- 8


def briefing_world(first: float, second: float) -> tuple[World, str, str]:
    world = counts()
    world.release("briefing", "hur", "2025-01-20")
    one = world.claim(
        "sent", figure("none", first), release="briefing", chain=["agency-one", "hur"]
    )
    two = world.claim(
        "sent", figure("none", second), release="briefing", chain=["agency-two", "hur"]
    )
    return world, one, two


def test_8_one_briefing_two_agencies_two_figures() -> None:
    world, one, two = briefing_world(15000, 18000)
    reading = world.compare(one, two)
    assert (reading.kind, reading.severity, reading.tier) == ("variance", 2, "suggested")
    assert reading.gap == pytest.approx(17500 / 16500)
    assert reading.same_lineage
    assert reading.origins == 1


def test_8_one_briefing_two_agencies_one_figure() -> None:
    world, one, two = briefing_world(15000, 16000)
    assert world.compare(one, two).kind == "echo"


# ---- 9


@pytest.mark.parametrize(
    ("measure", "part", "total"),
    [
        ("casualties", figure("more_than", 1000), figure("more_than", 3000)),
        ("returned", figure("about", 1100), figure("about", 3000)),
    ],
    ids=["last week", "december"],
)
def test_9_a_movement_inside_a_total(measure: str, part: object, total: object) -> None:
    world = counts()
    assert isinstance(part, dict)
    assert isinstance(total, dict)
    one = world.claim(
        measure, part, by="president", as_of="2025-01-05", within="2024-12-29/2025-01-04"
    )
    two = world.claim(measure, total, by="hur", as_of="2025-01-05")
    reading = world.compare(one, two)
    assert (reading.kind, reading.severity) == ("difference", 1)
    assert [(r.name, r.state) for r in reading.reasons] == [("within", "covers")]
    assert reading.stable


def test_9_a_movement_above_its_total_is_no_mere_difference() -> None:
    world = counts()
    one = world.claim(
        "returned", figure("about", 5000), by="nis", as_of="2025-12-31", within="2025-12"
    )
    two = world.claim("returned", figure("about", 3000), by="hur", as_of="2026-02-05")
    assert world.compare(one, two).kind == "conflict"


# ---- 10


def test_10_about_1100_and_already_more_than_3000_on_one_day() -> None:
    world = counts()
    one = world.claim("casualties", figure("about", 1100), by="jcs", as_of="2024-12-23")
    two = world.claim("casualties", figure("more_than", 3000), by="zelensky", as_of="2024-12-23")
    reading = world.compare(one, two)
    assert (reading.kind, reading.severity, reading.tier) == ("conflict", 3, "entailed")
    assert reading.gap == pytest.approx(3001 / 1150)
    assert reading.stable


def test_10_said_on_two_days_it_is_not_a_conflict() -> None:
    world = counts()
    one = world.claim("casualties", figure("about", 1100), by="jcs", as_of="2024-12-23")
    two = world.claim("casualties", figure("more_than", 3000), by="zelensky", as_of="2025-02-23")
    assert world.compare(one, two).kind == "difference"


# ---- 11


def museum_world(second: str) -> tuple[World, str, str]:
    world = World()
    world.measure("event-date", "date")
    world.event("construction", title="Museum: construction")
    one = world.claim("event-date", "2025-10", by="kcna", within="construction", published="2026")
    two = world.claim("event-date", second, by="joongang", within="construction", published="2026")
    return world, one, two


def test_11_two_dates_of_one_museum() -> None:
    world, one, two = museum_world("2026-01-05")
    reading = world.compare(one, two)
    assert (reading.kind, reading.days, reading.gap) == ("conflict", 66, 3)
    assert reading.severity == 4  # two named origins
    assert reading.stable


def test_11_one_page_is_one_origin_and_weighs_3() -> None:
    world = World()
    world.measure("event-date", "date")
    world.event("construction")
    page = world.source("page", published="2026-02-05")
    one = world.claim("event-date", "2025-10", within="construction", source=page)
    two = world.claim("event-date", "2026-01-05", within="construction", source=page)
    reading = world.compare(one, two)
    assert (reading.kind, reading.severity, reading.days) == ("conflict", 3, 66)


def test_11_a_day_inside_the_month_is_no_disagreement() -> None:
    world, one, two = museum_world("2025-10-23")
    assert world.compare(one, two).kind == "compatible"


# ---- 12


def test_12_a_denial_needs_no_numbers() -> None:
    world = World()
    confirmed = world.claim(by="sof")
    denial = world.claim(by="budanov", denies=confirmed)
    reading = world.compare(confirmed, denial)
    assert (reading.kind, reading.severity, reading.tier) == ("conflict", 3, "recorded")
    assert reading.gap is None
    (row,) = disagreements(world.dossier()).rows
    assert (row.kind, row.severity, row.origins) == ("conflict", 3, 2)


def test_12_two_statements_without_a_denial_are_nothing() -> None:
    world = World()
    one, two = world.claim(by="sof"), world.claim(by="budanov")
    assert world.compare(one, two).kind == "incomparable"
    assert disagreements(world.dossier()).rows == ()


# ---- 13


def ledger_world(sent: float) -> World:
    world = counts()
    ids = [
        world.claim("sent", figure("none", sent), by="nis"),
        world.claim("killed", figure("none", 600), by="nis"),
        world.claim("returned", figure("none", 2000), by="nis"),
    ]
    there = world.claim("present", figure("none", 11000), by="nis")
    world.identity(
        "books",
        "ledger",
        there,
        ids[0],
        f"-{ids[1]}",
        f"-{ids[2]}",
        assumption="Who is neither dead nor home is there.",
    )
    return world


def test_13_the_ledger_of_15000_holds() -> None:
    found = left_over(ledger_world(15000), "books")
    near(found.parts.entailed, 10650, 14150)
    near(found.total.entailed, 10500, 11500)
    assert found.severity == 0
    assert found.point is not None
    assert abs(found.point) == 1400
    assert found.identity.assumption == "Who is neither dead nor home is there."


def test_13_the_ledger_of_18000_cannot_hold() -> None:
    found = left_over(ledger_world(18000), "books")
    assert found.severity == 3
    assert not found.entailed.holds(0)
    assert disagreements(ledger_world(18000).dossier()).rows[0].target == "identity:books"


# ---- 14


def test_14_likelihood_does_not_widen_the_interval() -> None:
    world = counts()
    likely = world.claim(
        "casualties",
        figure("more_than", 6000),
        by="uk-di",
        as_of="2025-06",
        likelihood="highly likely",
    )
    plain = world.claim("casualties", figure("more_than", 6000), by="uk-di", as_of="2025-06")
    dossier = world.dossier()
    one, two = quantity(dossier, likely), quantity(dossier, plain)
    assert one is not None
    assert two is not None
    assert one.intervals == two.intervals
    assert one.claim is not None
    assert one.claim.likelihood == "highly likely"


# ---- 15


def rest_world(wounded: float = 2700) -> tuple[World, str]:
    world, _, share = two_thirds_world()
    nis = world.claim("wounded", figure("none", wounded), release="nis-january")
    whole = share.replace("s03", "s02")
    world.identity("casualties", "sum", whole, share, "?wounded")
    return world, nis


def rest_reading(world: World, nis: str) -> Reading:
    dossier = world.dossier()
    left, right = quantity(dossier, nis), derived(dossier, dossier.identities["casualties"])
    assert left is not None
    assert right is not None
    there, back = (
        compare_quantities(dossier, left, right),
        compare_quantities(dossier, right, left),
    )
    assert there == back
    return there


def test_15_2700_wounded_against_the_other_third_of_4000() -> None:
    world, nis = rest_world()
    dossier = world.dossier()
    rest = derived(dossier, dossier.identities["casualties"])
    assert rest is not None
    words = rest.under("default")
    assert words is not None
    # The complementary share of the total, not the total less the share.
    assert (round(words.entailed.low, -1), round(words.entailed.high, -1)) == (1090, 1600)
    assert rest.origin == "zelensky"
    reading = rest_reading(world, nis)
    assert (reading.kind, reading.severity, reading.tier) == ("conflict", 3, "entailed")
    assert reading.gap == pytest.approx(1.66, abs=0.005)
    assert reading.stable
    targets = [row.target for row in disagreements(dossier).rows]
    assert f"pair:{reading.a.id}|{reading.b.id}" in targets


def test_15_1500_wounded_agrees_with_the_other_third() -> None:
    world, nis = rest_world(1500)
    assert rest_reading(world, nis).kind == "compatible"


# ---- 16


def test_16_this_spring_in_a_report_of_february_2026() -> None:
    world = World()
    world.measure("event-date", "date")
    world.event("offensive")
    late = world.claim("event-date", "2026-21", within="offensive", published="2026-02-12")
    true = world.claim(
        "event-date", "2025-21", within="offensive", by="mod", published="2026-02-12"
    )
    dossier = world.dossier()
    assert is_slip(dossier, dossier.claims[late])
    assert not is_slip(dossier, dossier.claims[true])
    # It is a slip, and is compared no further.
    (row,) = disagreements(dossier).rows
    assert (row.kind, row.severity, row.target) == ("slip", 3, f"claim:{late}")
    assert compare(dossier, late, true).severity == 0


@pytest.mark.parametrize(
    ("date", "published", "modality"),
    [
        ("2026-21", "2026-02-12", "expected"),
        ("2026-21", None, "asserted"),
        ("2026-02", "2026-02-12", "asserted"),
        ("2026-21", "2026-02-05/..", "asserted"),
    ],
    ids=["expected", "undated page", "the same month", "page open at its end"],
)
def test_16_does_not_fire(date: str, published: str | None, modality: str) -> None:
    world = World()
    world.measure("event-date", "date")
    world.event("offensive")
    claim = world.claim(
        "event-date", date, within="offensive", published=published, modality=modality
    )
    dossier = world.dossier()
    assert not is_slip(dossier, dossier.claims[claim])


# ---- 17


def engineers_world(there: float) -> World:
    world = counts()
    sent = world.claim("sent", figure("about", 6000), by="officials")
    home = world.claim("returned", figure("about", 1000), by="joongang")
    left = world.claim("present", figure("none", there), by="nis")
    world.identity("engineers", "ledger", left, sent, f"-{home}")
    return world


def test_17_6000_engineers_less_1000_home_against_1000_present() -> None:
    found = left_over(engineers_world(1000), "engineers")
    assert (found.severity, found.by_preset) == (3, (3, 3, 3))
    (row,) = disagreements(engineers_world(1000).dossier()).rows
    assert (row.kind, row.severity) == ("residual", 3)
    assert row.origins == 3


def test_17_5000_present_would_hold() -> None:
    assert left_over(engineers_world(5000), "engineers").severity == 0


def test_17_only_bodies_that_a_full_chain_names_stand_behind_a_residual() -> None:
    world = counts()
    world.agent("officials", "unnamed")
    world.agent("hur")
    world.agent("chief", "person", of="hur")
    sent = world.claim("sent", figure("about", 6000), by="officials")
    home = world.claim("returned", figure("about", 1000), by="hur")
    left = world.claim("present", figure("none", 1000), by="chief")
    more = world.claim("killed", figure("none", 100), by="wire", lineage="partial")
    world.identity("engineers", "ledger", left, sent, f"-{home}", f"-{more}")
    (row,) = disagreements(world.dossier()).rows
    assert row.origins == 1


# ---- what nobody printed


def worded_world(hedge: str) -> World:
    """One page has 4,000, two have another hedge; two-thirds of it are dead, says each."""
    world = counts()
    for one in ("none", hedge, hedge):
        page = world.source(f"page-{len(world.data()['sources'])}")
        plain = {"release": "zelensky-february", "source": page}
        whole = world.claim("casualties", figure(one, 4000), **plain)
        share = world.claim("killed", TWO_THIRDS, of=whole, **plain)
        if one == "none":
            world.identity("casualties", "sum", whole, share, "?wounded")
    return world


@pytest.mark.parametrize(("hedge", "kind"), [("more_than", "tension"), ("about", "conflict")])
def test_what_is_left_of_a_release_is_left_of_its_own_wording(hedge: str, kind: str) -> None:
    world = worded_world(hedge)
    nis = world.claim("wounded", figure("none", 2700), release="nis-january")
    dossier = world.dossier()
    rest = derived(dossier, dossier.identities["casualties"])
    assert rest is not None
    words = rest.under("default")
    assert words is not None
    assert words.entailed.is_open_high == (hedge == "more_than")
    reading = rest_reading(world, nis)
    assert reading.kind == kind
    text = sentence(dossier, reading)
    assert f"derived as {figure(hedge, 4000)['written']} less two-thirds" in text


def test_two_parts_of_one_release_stay_two() -> None:
    """They have one measure and one scope, as if the one were another telling of the other."""
    world = counts()
    parts = [world.claim("killed", figure("none", n), release="nis-january") for n in (100, 200)]
    world.identity("sum", "sum", "?casualties", *parts)
    dossier = world.dossier()
    rest = derived(dossier, dossier.identities["sum"])
    assert rest is not None
    assert rest.intervals[1] is not None
    assert rest.intervals[1].entailed.holds(300)
    assert not rest.intervals[1].entailed.holds(200)


@pytest.mark.parametrize("is_printed", [True, False])
def test_what_a_release_prints_is_not_worked_out(is_printed: bool) -> None:
    world = counts()
    parts = [
        world.claim("killed", figure("none", 300), release="nis-january"),
        world.claim("wounded", figure("none", 2700), release="nis-january"),
    ]
    world.identity("sum", "sum", "?casualties", *parts)
    world.claim("casualties", figure("none", 6000), by="officials", as_of="2025-01-13")
    if is_printed:
        world.claim("casualties", figure("none", 3000), release="nis-january")
    targets = [row.target for row in disagreements(world.dossier()).rows]
    assert len(targets) == 1
    assert ("sum--casualties" in targets[0]) is not is_printed
