"""The hinge of a reading, in words: it names the side that it is about, whatever the ids."""

from __future__ import annotations

import json

import pytest

from kursk_tui.analysis.disagreements.listing import disagreements, row_of
from kursk_tui.analysis.ladder.compare import compare
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.words.hinges import hinge_text
from kursk_tui.words.settling import settling
from tests.analysis.build import World, figure


@pytest.mark.parametrize("turned", [False, True])
def test_the_hinge_names_its_claim_where_one_id_begins_like_the_other(turned: bool) -> None:
    world = World()
    world.measure("there")
    page = world.source("s01")
    plain = {"measure": "there", "as_of": "2025-03-01", "source": page}
    few = world.claim(fig=figure("none", 300), by="north", **plain)
    many = world.claim(fig=figure("at_least", 900), by="south", **plain)
    ids = {few: "s01.1", many: "s01.1b"}
    if turned:
        ids = {few: "s01.1b", many: "s01.1"}
    data = world.data()
    for row in data["claims"].values():
        row["id"] = ids[row["id"]]
    dossier = Dossier.from_data(json.loads(json.dumps(data)))
    reading = compare(dossier, "s01.1", "s01.1b")
    assert reading.hinge is not None
    assert (reading.hinge.choice, reading.hinge.claim) == ("hedge", ids[few])
    assert hinge_text(dossier, reading) == 'hedge: tension if "300" (North) were read as at least'
    first = settling(dossier, row_of(dossier, reading))[0]
    assert first == 'Whether "300" (North) means at least that many.'


@pytest.mark.parametrize("is_told", [True, False])
def test_what_another_claim_of_the_row_gives_is_not_asked_for(is_told: bool) -> None:
    """One page leaves out date and place of a briefing, another one has them."""
    world = World()
    world.measure("there", "stock")
    world.measure("dead")
    for place in ("town", "port"):
        world.scope(place, "place")
    for _ in range(3):
        # Where most of it is; the town has to be named.
        world.claim("dead", figure("exact", 7), by="north", as_of="2025-02-01", place="port")
    world.release("briefing", "north", None)
    plain = {"measure": "there", "release": "briefing"}
    world.claim(fig=figure("about", 300), **plain)
    world.claim(fig=figure("about", 300), **plain)
    beside = {"as_of": "2025-02-28", "place": "town"} if is_told else {}
    world.claim(fig=figure("none", 300), published="2025-03-02", **plain, **beside)
    world.claim("there", figure("exact", 900), by="south", as_of="2025-03-01", place="town")
    dossier = world.dossier()
    (row,) = [row for row in disagreements(dossier).rows if row.kind in ("conflict", "tension")]
    assert set(row.claims) == {"s04.1", "s05.1", "s06.1", "s07.1"}
    asked = " ".join(settling(dossier, row))
    assert ("The day of " in asked) is not is_told
    assert ("it does not say where" in asked) is not is_told
