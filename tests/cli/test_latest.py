"""`measure`: which figure is the latest that what holds is told for."""

from __future__ import annotations

from kursk_tui.analysis.origins.bands import said_of
from kursk_tui.cli.commands.measures import figure_row, latest_of
from tests.analysis.build import World, figure


def test_the_latest_figure_gives_a_number_and_is_no_misreading() -> None:
    world = World()
    world.measure("killed")
    world.claim("killed", figure("exact", 28), by="north", as_of="2025-01-01")
    right = world.claim("killed", figure("exact", 314), by="north", as_of="2025-01-02")
    world.claim(
        "killed", figure("exact", 341), by="north", as_of="2025-01-03", misreads_claim=right
    )
    world.claim("killed", figure("vague", written="dozens"), by="south", as_of="2025-01-04")
    world.claim("killed", figure("exact", 9), by="east", as_of="2025-01-05", modality="denied")
    found = [one.quantity for one in said_of(world.dossier(), "killed")]
    assert latest_of(found, "default").id == right
    # Where none gives one, the last of all.
    assert latest_of(found[-1:], "default") == found[-1]


def test_a_figure_says_of_whom_and_how_it_counts() -> None:
    world = World()
    world.measure("killed")
    world.claim(
        "killed",
        figure("exact", 28),
        by="north",
        population="children",
        place="town",
        counting="confirmed",
    )
    dossier = world.dossier()
    (one,) = said_of(dossier, "killed")
    row = figure_row(dossier, one.quantity, [])
    assert row["scope"] == "Children; Town; Confirmed"
