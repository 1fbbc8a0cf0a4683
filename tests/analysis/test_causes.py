"""What once filled the list with rows that nobody should see: a small world for each cause.

The letters are those of an audit of the list; the numbers at the end those of the issue's
falsehoods that are about figures.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given

from kursk_tui.analysis.disagreements.folds import Fold, fold
from kursk_tui.analysis.disagreements.listing import Row, disagreements
from kursk_tui.analysis.ladder.quantities import quantity
from kursk_tui.analysis.ladder.reading import ONE_SIDE
from kursk_tui.analysis.origins.bands import said_of
from kursk_tui.analysis.origins.holdings import holding
from kursk_tui.words.holdings import holding_texts
from kursk_tui.words.rows import row_sentence
from tests.analysis.build import World, figure
from tests.analysis.test_properties import quick, worlds

Fields = dict[str, Any]


def losses() -> World:
    world = World()
    world.measure("casualties", since="2024-11-05")
    world.measure("killed", of="casualties", since="2024-11-05")
    world.measure("sent")
    world.measure("present", "stock")
    world.agent("rok", "state", name="South Korea")
    world.agent("nis", "intelligence", name="NIS", party="rok")
    world.agent("jcs", "military", name="JCS", party="rok")
    world.agent("ukraine", "state")
    world.agent("zelensky", "person", of="ukraine")
    world.agent("hur", "intelligence", name="HUR", party="ukraine")
    world.release("nis-january", "nis", "2025-01-13")
    world.release("zelensky-february", "zelensky", "2025-02-14")
    return world


def rows_of(world: World) -> tuple[Row, ...]:
    return disagreements(world.dossier()).rows


def kinds(world: World) -> list[str]:
    return [row.kind for row in rows_of(world)]


def story(world: World) -> list[Fold]:
    return list(fold(rows_of(world)))


def test_a_the_dead_that_a_state_acknowledged_are_those_of_its_first_deployments() -> None:
    """Portraits of 350 dead stand for some of the dead, not for all losses till today."""
    world = losses()
    world.event("first-deployment")
    world.claim(
        "killed",
        figure("none", 350),
        chain=["dprk"],
        lineage="partial",
        within="first-deployment",
        published="2025-09-02",
    )
    world.claim("casualties", figure("more_than", 6000), by="uk-di", as_of="2025-06-15")
    world.claim("killed", figure("about", 2000), by="nis", as_of="2025-09-02")
    # The portraits, a part, lie below the totals as they should.
    rows = [row for row in rows_of(world) if row.severity > 1]
    assert rows == []
    # No ratio is made of a part and the total.
    assert all("times apart" not in row_sentence(world.dossier(), row) for row in rows_of(world))


def test_b_killed_and_wounded_told_as_dead_make_one_row() -> None:
    world = losses()
    right = world.claim("casualties", figure("more_than", 6000), by="uk-di", as_of="2025-06-15")
    wrong = world.claim(
        "killed", figure("more_than", 6000), by="uk-di", as_of="2025-06-15", misreads_claim=right
    )
    for n, day in ((600, "2025-04-30"), (2000, "2025-09-02")):
        world.claim("killed", figure("about", n), by="nis", as_of=day)
    found = [row for row in rows_of(world) if wrong in row.claims]
    assert [(row.kind, set(row.claims)) for row in found] == [("told as", {right, wrong})]


def test_c_a_figure_of_no_known_moment_stands_below_what_is_firmer() -> None:
    """An old figure in a later page: its moment is unknown, and nothing rests on the page's."""
    world = losses()
    old = world.claim("killed", figure("none", 1200), by="usa", published=None)
    early = world.claim("killed", figure("about", 600), by="nis", as_of="2025-01-30")
    late = world.claim("killed", figure("about", 800), by="hur", as_of="2025-04-30")
    first, *others = rows_of(world)
    assert {row.severity for row in (first, *others)} == {1}
    assert set(first.claims) == {early, late}
    for row in others:
        assert old in row.claims
        assert row.gap > first.gap
        assert "one of the moments is not known" in row_sentence(world.dossier(), row)


def test_d_the_losses_of_a_week_are_no_total() -> None:
    world = losses()
    world.release("kirby", "usa", "2024-12-27")
    week: Fields = {"within": "2024-12-21/2024-12-27", "release": "kirby"}
    world.claim("casualties", figure("more_than", 1000), **week)
    world.claim("casualties", figure("more_than", 1000), **week)
    world.claim("casualties", figure("more_than", 3000), by="zelensky", as_of="2024-12-23")
    (row,) = rows_of(world)
    assert (row.kind, row.severity) == ("difference", 1)
    assert row.gap == 0
    assert row_sentence(world.dossier(), row).endswith(
        "no contradiction: one counts a movement inside the other's total"
    )


def test_e_a_stale_figure_is_an_echo_of_its_release() -> None:
    """The page is what is stale: it stands behind the release, in no pair of its own."""
    world = losses()
    for day in ("2025-01-14", "2025-01-15"):
        world.claim("killed", figure("at_least", 300), release="nis-january", published=day)
    stale = world.claim(
        "killed", figure("none", 300), release="nis-january", published="2025-10-24"
    )
    other = world.claim("killed", figure("exact", 2700), release="zelensky-february")
    found = [(row.kind, row.target) for row in rows_of(world)]
    assert found == [("tension", f"pair:s01.1|{other}"), ("drift", f"pair:s01.1|{stale}")]


def test_f_a_state_beside_its_organ_is_no_second_origin() -> None:
    world = losses()
    plain: Fields = {"measure": "present", "as_of": "2025-01-05"}
    world.claim(fig=figure("exact", 12000), by="ukraine", **plain)
    world.claim(fig=figure("exact", 3000), by="zelensky", **plain)
    (row,) = rows_of(world)
    assert (row.severity, row.origins) == (3, 1)
    assert row_sentence(world.dossier(), row).endswith("; Ukraine and Zelensky may be one voice")


def test_f_two_organs_of_one_state_are_of_one_side() -> None:
    world = losses()
    plain: Fields = {"measure": "present", "as_of": "2025-01-05"}
    world.claim(fig=figure("exact", 12000), by="hur", **plain)
    world.claim(fig=figure("exact", 3000), by="zelensky", **plain)
    (row,) = rows_of(world)
    assert (row.severity, row.origins) == (3, 2)
    assert row.reading is not None
    assert row.reading.tie == ONE_SIDE


def test_g_within_an_open_event_a_later_count_may_be_higher() -> None:
    world = losses()
    world.event("extra-troops")
    fields: Fields = {"measure": "sent", "within": "extra-troops"}
    world.claim(fig=figure("about", 1000), by="nis", as_of="2025-02-27", **fields)
    world.claim(fig=figure("about", 3000), by="jcs", as_of="2025-03-27", **fields)
    (row,) = rows_of(world)
    assert (row.kind, row.severity) == ("difference", 1)


def test_h_may_is_not_will_and_the_day_of_saying_counts() -> None:
    world = losses()
    fields: Fields = {"measure": "sent", "modality": "expected"}
    world.claim(fig=figure("about", 12000), by="nis", published="2024-10-18", **fields)
    world.claim(fig=figure("about", 30000), by="hur", published="2025-07-02", **fields)
    may: Fields = {**fields, "modality": "possible", "published": "2024-10-18"}
    world.claim(fig=figure("about", 100000), by="ukraine", **may)
    assert {row.severity for row in rows_of(world)} == {1}
    texts = [row_sentence(world.dossier(), row) for row in rows_of(world)]
    assert any(
        "Ukraine (in Outlet s03, 18 Oct 2024) thought possible about 100,000" in text
        for text in texts
    )


def test_h_a_later_forecast_of_one_origin_is_a_revision() -> None:
    world = losses()
    fields: Fields = {"measure": "sent", "modality": "expected", "by": "nis"}
    world.claim(fig=figure("about", 12000), published="2024-10-18", **fields)
    world.claim(fig=figure("about", 4500), published="2024-10-30", **fields)
    (row,) = rows_of(world)
    assert (row.kind, row.severity) == ("revision", 1)


def test_i_while_units_move_in_a_later_stock_is_higher() -> None:
    world = losses()
    world.event("deployment", date="2024-10-08/2024-12-01")
    sent = world.claim("sent", figure("about", 11000), by="nis", within="deployment")
    killed = world.claim("killed", figure("about", 300), by="nis")
    plain: Fields = {"place": "kursk"}
    left = world.claim("present", figure("about", 10700), by="nis", as_of="2025-01-13", **plain)
    world.identity("books", "ledger", left, sent, f"-{killed}")
    early = world.claim("present", figure("about", 3000), by="hur", as_of="2024-10-30", **plain)
    late = world.claim("present", figure("about", 11000), by="usa", as_of="2024-11-04", **plain)
    (row,) = [row for row in rows_of(world) if set(row.claims) == {early, late}]
    assert (row.kind, row.severity) == ("difference", 1)
    assert "they cannot both be right" not in row_sentence(world.dossier(), row)


def test_j_the_severest_wording_does_not_stand_for_a_release() -> None:
    world = losses()
    for hedge, n in (("at_least", 300), ("at_least", 300), ("none", 300), ("none", 30)):
        world.claim("killed", figure(hedge, n), release="nis-january")
    other = world.claim("killed", figure("about", 2700), release="zelensky-february")
    against = [row for row in rows_of(world) if other in row.claims]
    assert [(row.kind, set(row.claims) & {"s01.1", "s03.1", "s04.1"}) for row in against] == [
        ("tension", {"s01.1", "s03.1"})
    ]
    assert against[0].target == f"pair:s01.1|{other}"


def test_k_one_story_is_one_fold_whatever_its_phrases() -> None:
    """`350` and `about 350` of one body against one figure of another."""
    world = losses()
    for hedge, day in (("none", "2025-08-22"), ("about", "2025-08-30"), ("exact", "2025-09-02")):
        world.claim("killed", figure(hedge, 350), by="dprk", as_of=day)
    for n, day in ((2000, "2025-08-22"), (2100, "2025-08-30")):
        world.claim("killed", figure("none", n), by="nis", as_of=day)
    assert len(rows_of(world)) > 1
    assert len([one for one in story(world) if one.head.origins == 2]) == 1


def test_l_of_a_story_the_pair_of_one_day_is_the_head() -> None:
    world = losses()
    world.release("jcs-december", "jcs", "2024-12-23")
    world.release("zelensky-december", "zelensky", "2024-12-23")
    world.release("zelensky-january", "zelensky", "2025-01-05")
    jcs = world.claim("casualties", figure("about", 1100), release="jcs-december")
    near = world.claim("casualties", figure("more_than", 3000), release="zelensky-december")
    world.claim("casualties", figure("none", 3800), release="zelensky-january")
    (one,) = [one for one in story(world) if jcs in one.head.claims]
    assert set(one.head.claims) == {jcs, near}
    assert len(one.rest) == 1
    assert one.rest[0].gap > one.head.gap


def test_m_the_share_of_a_moving_front_is_of_its_day() -> None:
    world = losses()
    world.measure("regained", "share")
    world.event("counter-offensive")
    for n, by, day in ((64, "rudskoi", "2025-02-20"), (86, "gerasimov", "2025-03-12")):
        world.claim("regained", figure("none", n), by=by, as_of=day, within="counter-offensive")
    (row,) = rows_of(world)
    assert (row.kind, row.severity) == ("difference", 1)


def test_n_growth_is_measured_from_the_first_day_on_which_a_count_could_grow() -> None:
    """What was said in the first fortnight says nothing of a pace."""
    world = losses()
    early = world.claim("killed", figure("none", 30), by="hur", as_of="2024-11-17")
    late = world.claim("killed", figure("at_least", 100), by="nis", as_of="2024-11-20")
    (row,) = [row for row in rows_of(world) if {early, late} <= set(row.claims)]
    assert (row.kind, row.severity) == ("difference", 1)
    assert "would have been added" not in row_sentence(world.dossier(), row)


def test_o_no_ratio_between_the_total_and_one_event() -> None:
    world = losses()
    world.event("strike")
    world.claim("killed", figure("none", 11), by="hur", within="strike", as_of="2025-01-05")
    world.claim("killed", figure("none", 4000), by="zelensky", as_of="2025-01-16")
    (row,) = rows_of(world)
    assert (row.severity, row.gap) == (1, 0.0)
    assert "times apart" not in row_sentence(world.dossier(), row)


# ---- falsehoods


def test_1_the_highest_mistranslation_is_not_what_most_support() -> None:
    world = losses()
    right = world.claim("casualties", figure("more_than", 6000), by="uk-di", as_of="2025-01-13")
    wrong = world.claim(
        "killed", figure("more_than", 6000), by="uk-di", as_of="2025-01-13", misreads_claim=right
    )
    for n in range(1, 6):
        by = f"body-{n}"
        anchor = world.claim("killed", figure("at_least", 100 * n), by=by, as_of="2025-01-13")
    dossier = world.dossier()
    said = said_of(dossier, "killed")
    q = quantity(dossier, anchor)
    assert q is not None
    found = holding(dossier, [one for each in said for one in each.all], q)
    assert found.floor is not None
    assert (found.floor.value, [h.body for h in found.floor.holders]) == (500, ["body-5"])
    assert "uk-di" not in found.bodies
    # Six thousand dead are nobody's, and no number of bodies supports an open floor.
    text = " ".join(text for _, text in holding_texts(dossier, said, q))
    assert "6,001" not in text
    assert "at least 500 (Body 5" in text
    assert wrong in {one.quantity.id for one in said}


def test_2_two_figures_of_unknown_chains_stand_each_by_itself() -> None:
    world = losses()
    page = world.source("page", published="2025-02-05")
    ids = [
        world.claim("killed", fig, lineage="unknown", source=page, as_of="2025-01-13")
        for fig in (figure("between", 100, 300), figure("about", 300))
    ]
    said = said_of(world.dossier(), "killed")
    assert [[q.id for q in one.all] for one in said] == [[claim] for claim in ids]


@quick
@given(worlds(2, 8))
def test_2_each_claim_stands_once_unfolded_and_folded_the_counts_add_up(world: World) -> None:
    dossier = world.dossier()
    for measure in dossier.measures:
        said = said_of(dossier, measure)
        unfolded = [q.id for one in said for q in one.all if q.claim is not None]
        of_measure = [c.id for c in dossier.claims.values() if c.measure == measure and c.figure]
        assert Counter(unfolded) == Counter(of_measure)
        heads = [one for one in said if one.quantity.claim is not None]
        assert len(heads) + sum(len(one.echoes) for one in said) == len(of_measure)
        for one in said:
            # No recorded release, no echo.
            releases = {q.release for q in one.all}
            assert len(releases) == 1
            assert not one.echoes or None not in releases


def test_4_no_sum_rests_on_a_slip() -> None:
    def books(as_of: str) -> list[str]:
        world = World()
        for measure in ("sent", "killed", "present"):
            world.measure(measure)
        plain = {"by": "nis", "published": "2025-09-02"}
        total = world.claim("sent", figure("exact", 100), as_of="2025-09", **plain)
        part = world.claim("killed", figure("exact", 10), as_of=as_of, **plain)
        rest = world.claim("present", figure("exact", 10), as_of="2025-09", **plain)
        world.identity("sum", "sum", total, part, rest)
        return [row.kind for row in rows_of(world)]

    assert books("2025-09") == ["residual"]
    assert books("2027") == ["slip"]


def test_4_a_moment_after_its_page_is_a_slip_and_bears_nothing_else() -> None:
    for measure in ("killed", "present"):
        world = losses()
        slip = world.claim(
            measure, figure("about", 2000), by="nis", as_of="2027", published="2025-09-02"
        )
        other = world.claim(measure, figure("about", 600), by="hur", as_of="2025-04-30")
        assert [(row.kind, row.claims) for row in rows_of(world)] == [("slip", (slip,))]
        dossier = world.dossier()
        q = quantity(dossier, other)
        assert q is not None
        quantities = [one for each in said_of(dossier, measure) for one in each.all]
        assert holding(dossier, quantities, q).bodies == ("hur",)
