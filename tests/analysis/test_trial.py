"""What claims that are only tried would change, as the list of disagreements has it."""

from __future__ import annotations

from typing import Any

import pytest

from kursk_tui.analysis.disagreements.listing import disagreements
from kursk_tui.analysis.trial import ECHO, FIGURE, GRAVE, NOTHING, VERDICT, Effect, effect
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.dossier.lens import Lens, look
from kursk_tui.dossier.trying import with_rows
from kursk_tui.words.inbox import counted, effect_text
from tests.analysis.build import World, figure

Fields = dict[str, Any]


def world() -> World:
    found = World("default")
    found.measure("dead", since="2024-01-01")
    found.measure("hurt", since="2024-01-01")
    found.scope("troops", "population")
    found.scope("civilians", "population")
    return found


def tried(made: World, *claims: str) -> tuple[Effect, Dossier]:
    """What some claims of a world would change in the rest of it."""
    after = made.dossier()
    before = look(after, Lens(claims=claims)).dossier
    return effect(before, after, claims), after


def told(made: World, *claims: str, unsound: int = 0) -> str:
    found, after = tried(made, *claims)
    return effect_text(after, found, unsound)


def test_a_figure_far_from_what_another_says_would_change_a_verdict() -> None:
    made = world()
    made.claim("dead", figure("exact", 4000), by="north", as_of="2025-03-01")
    own = made.claim("dead", figure("exact", 300), by="south", as_of="2025-03-01")
    found, _ = tried(made, own)
    assert found.change == VERDICT
    assert found.clashes[0].severity >= GRAVE
    assert found.clashes[0].firm
    text = told(made, own)
    assert text.startswith("South: exactly 300 dead, below North's exactly 4,000 of 1 Mar 2025: ")
    assert text.endswith("conflict 13x")


def test_a_figure_that_fits_is_new() -> None:
    made = world()
    made.claim("dead", figure("about", 300), by="north", as_of="2025-03-01")
    own = made.claim("dead", figure("about", 310), by="south", as_of="2025-03-01")
    found, _ = tried(made, own)
    assert (found.change, found.clashes, found.echoes) == (FIGURE, (), ())
    assert told(made, own) == "South: about 310 dead, its first figure of this"


def test_a_new_figure_stands_beside_the_last_of_its_origin() -> None:
    made = world()
    ours: Fields = {"by": "north", "population": "troops"}
    made.claim("dead", figure("at_least", 500), **ours, as_of="2025-02-01")
    made.claim("dead", figure("at_least", 600), **ours, as_of="2025-04-01")
    made.scope("officers", "population", of="troops")
    other: Fields = {**ours, "population": "officers"}
    made.claim("dead", figure("at_least", 90), **other, as_of="2025-04-02")
    own = made.claim("dead", figure("exact", 2000), **ours, as_of="2025-09-01")
    assert told(made, own) == "North: exactly 2,000 dead, above its at least 600 of 1 Apr 2025"


def test_the_same_number_of_the_same_origin_is_an_echo() -> None:
    made = world()
    there = made.claim("dead", figure("at_least", 300), by="north", as_of="2025-03-01")
    own = made.claim("dead", figure("exact", 300), by="north", as_of="2025-03-05")
    found, after = tried(made, own)
    assert found.change == ECHO
    assert found.echoes == ((own, there),)
    source = after.claims[there].source
    assert told(made, own) == f"North: exactly 300 dead, as in {source} (at least 300)"


def test_the_same_release_is_an_echo_though_it_is_rounded() -> None:
    made = world()
    release = made.release("north", "2025-03-01")
    made.claim("dead", figure("exact", 298), by="north", release=release)
    own = made.claim("dead", figure("about", 300), by="north", release=release)
    assert tried(made, own)[0].change == ECHO


def test_two_who_know_it_each_for_themselves_are_no_echo() -> None:
    made = world()
    made.claim("dead", figure("exact", 300), by="north", as_of="2025-03-01")
    own = made.claim("dead", figure("exact", 300), by="south", as_of="2025-03-01")
    assert tried(made, own)[0].change == FIGURE


def test_who_names_nobody_repeats_and_who_is_known_says_it_anew() -> None:
    nobody: Fields = {"lineage": "unknown", "chain": ()}
    made = world()
    made.claim("dead", figure("exact", 300), by="north")
    own = made.claim("dead", figure("exact", 300), **nobody)
    assert tried(made, own)[0].change == ECHO
    made = world()
    made.claim("dead", figure("exact", 300), **nobody)
    own = made.claim("dead", figure("exact", 300), by="north")
    assert tried(made, own)[0].change == FIGURE


def test_another_wording_of_a_release_is_set_against_its_own_alone() -> None:
    made = world()
    made.agent("north")
    release = made.release("brief", "north", "2025-03-01")
    statement = made.source("statement", "north")
    said = made.claim("dead", figure("exact", 4000), source=statement, chain=(), release=release)
    made.claim("dead", figure("exact", 4000), by="south", as_of="2025-03-01")
    own = made.claim("dead", figure("exact", 400), by="north", release=release)
    found, _ = tried(made, own)
    assert [(c.kind, c.other.id) for c in found.clashes] == [("variance", said)]


def test_a_better_wording_of_a_release_makes_no_row_that_was_there() -> None:
    made = world()
    made.agent("north")
    release = made.release("brief", "north", "2025-03-01")
    made.claim("dead", figure("exact", 4000), by="north", release=release)
    made.claim("dead", figure("exact", 300), by="south", as_of="2025-03-01")
    statement = made.source("statement", "north")
    own = made.claim("dead", figure("exact", 4600), source=statement, chain=(), release=release)
    assert tried(made, own)[0].change == FIGURE


def test_another_population_or_measure_is_no_echo() -> None:
    made = world()
    made.claim("dead", figure("exact", 300), by="north", population="troops")
    one = made.claim("dead", figure("exact", 300), by="north", population="civilians")
    two = made.claim("hurt", figure("exact", 300), by="north", population="troops")
    assert tried(made, one)[0].change == FIGURE
    assert tried(made, two)[0].change == FIGURE


def test_without_claims_nothing_changes() -> None:
    made = world()
    made.claim("dead", figure("exact", 300), by="north")
    assert tried(made)[0].change == NOTHING
    assert told(made) == "no figure of what the dossier counts"
    assert told(made, unsound=2).startswith("2 figures of which no claim can be made")


def test_more_figures_are_counted() -> None:
    made = world()
    one = made.claim("dead", figure("exact", 300), by="north")
    two = made.claim("hurt", figure("exact", 900), by="north")
    assert told(made, one, two).endswith("; 1 more new figure")
    assert counted({"echo": 2, "verdict": 1}) == "1 would change a verdict, 2 with echoes alone"


def test_rows_that_are_tried_leave_the_dossier_as_it_is() -> None:
    made = world()
    made.claim("dead", figure("exact", 300), by="north")
    before = made.dossier()
    row = next(iter(before.raw_rows("claims").values()))
    after = with_rows(before, {"claims": [{**row, "id": f"{row['source']}.x"}]})
    assert len(after.claims) == len(before.claims) + 1
    assert (after.path, after.stamp) == (before.path, before.stamp)


# ---- as the list of disagreements has it


def _grave(dossier: Dossier) -> dict[frozenset[str], tuple[str, int]]:
    """The grave rows between two figures that nobody had to record."""
    return {
        frozenset(q.id for q in row.pair): (row.kind, row.severity)
        for row in disagreements(dossier).rows
        if row.severity >= GRAVE and row.pair is not None and row.pair.reading.tier != "recorded"
    }


@pytest.fixture(scope="module")
def shipped() -> tuple[Dossier, dict[frozenset[str], tuple[str, int]]]:
    after = look(Dossier.open(default_path()), Lens()).dossier
    return after, _grave(after)


# Documents with verdict changers, with new figures, and with echoes alone.
@pytest.mark.parametrize(
    "source",
    ["kyiv-independent-2025-01-31", "online-ua-2025-01-24", "unn-2025-08-06", "unn-2025-01-23"],
)
def test_what_is_told_is_what_the_list_would_have(
    shipped: tuple[Dossier, dict[frozenset[str], tuple[str, int]]], source: str
) -> None:
    after, rows = shipped
    claims = [id for id, row in after.raw_rows("claims").items() if row["source"] == source]
    before = look(after, Lens(claims=tuple(claims))).dossier
    found = effect(before, after, claims)
    new = dict(rows.items() - _grave(before).items())
    echoes = {claim for claim, _ in found.echoes}
    expected = {pair: how for pair, how in new.items() if pair & (set(claims) - echoes)}
    clashes = {frozenset((c.claim, c.other.id)): (c.kind, c.severity) for c in found.clashes}
    assert clashes == expected
