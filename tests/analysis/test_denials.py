"""A figure that is denied is no figure of whoever denies it: it is marked, and counts nowhere."""

from __future__ import annotations

from kursk_tui.analysis.disagreements.listing import disagreements
from kursk_tui.analysis.ladder.quantities import quantity
from kursk_tui.analysis.origins.bands import SUGGESTED, said_of, set_aside
from kursk_tui.analysis.origins.chart import chart_of
from kursk_tui.analysis.origins.forest import drawn_of
from kursk_tui.analysis.overview import overview
from kursk_tui.cli.commands.measures import figure_row
from kursk_tui.export.tables import commits_and_suggests
from kursk_tui.words.facts import claim_facts
from kursk_tui.words.flat import claim_row, told_before
from tests.analysis.build import World, figure


def denied() -> tuple[World, str, list[str]]:
    """Two count the dead, a third denies what the first says."""
    world = World()
    world.measure("killed")
    counts = [
        world.claim("killed", figure("exact", number), by=by, as_of="2025-02-01")
        for by, number in (("north", 471), ("south", 300))
    ]
    denial = world.claim(
        "killed", figure("exact", 471), by="east", as_of="2025-02-01", modality="denied"
    )
    return world, denial, counts


def test_a_denied_figure_has_no_bar_and_no_mark() -> None:
    world, denial, counts = denied()
    dossier = world.dossier()
    q, other = quantity(dossier, denial), quantity(dossier, counts[0])
    assert q is not None
    assert other is not None
    assert not q.counts
    assert other.counts
    assert drawn_of(q, "default") is None
    assert drawn_of(other, "default") is not None
    assert [mark.id for mark in chart_of(dossier, [q, other]).marks] == [other.id]


def test_a_denied_figure_is_marked_and_has_no_ends_in_tables() -> None:
    world, denial, counts = denied()
    dossier = world.dossier()
    q = quantity(dossier, denial)
    assert q is not None
    row = figure_row(dossier, q, [])
    assert (row["reading"], row["committed_low"], row["suggested_high"]) == (
        "not exactly 471",
        None,
        None,
    )
    assert row["modality"] == "denied"
    assert told_before(dossier, dossier.claims[counts[0]]) == ""
    assert claim_row(dossier, denial)["committed_low"] is None
    assert claim_row(dossier, counts[0])["committed_low"] == 471
    assert commits_and_suggests(q, "default")[0] == "nothing: it is denied"


def test_the_detail_of_a_denied_figure_commits_to_nothing() -> None:
    from kursk_tui.dossier.index import Index

    world, denial, _ = denied()
    dossier = world.dossier()
    facts = {fact.label: fact.value for fact in claim_facts(dossier, Index(dossier), denial)}
    assert facts["interval"] == "none: a denial gives no count"


def test_who_denies_is_no_origin_of_a_figure_and_no_voice() -> None:
    world, _, counts = denied()
    dossier = world.dossier()
    said = said_of(dossier, "killed")
    assert set_aside(dossier, [one.quantity for one in said], SUGGESTED).voices == 2
    (killed,) = overview(dossier, ()).contested
    assert (killed.figures, killed.origins) == (2, 2)
    assert killed.high is not None
    assert killed.high.id == counts[0]


def test_a_recorded_denial_stands_before_what_follows_from_its_numbers() -> None:
    world = World()
    world.measure("killed")
    for release, by in (("count", "north"), ("answer", "east")):
        world.release(release, by, "2025-02-01")
    world.claim("killed", figure("exact", 471), release="count")
    told_again = world.claim("killed", figure("exact", 471), release="count")
    world.claim("killed", figure("vague", written="dozens"), release="answer", denies=told_again)
    rows = disagreements(world.dossier()).rows
    assert [(row.kind, row.severity) for row in rows] == [("conflict", 3)]


def test_what_one_says_and_another_denies_is_contested() -> None:
    world = World()
    world.measure("killed")
    world.claim("killed", figure("exact", 471), by="north", as_of="2025-02-01")
    world.claim("killed", figure("exact", 471), by="east", as_of="2025-02-01", modality="denied")
    (killed,) = overview(world.dossier(), ()).contested
    assert (killed.figures, killed.origins, killed.low) == (1, 1, None)
