"""What befell those who are counted, in sentences that say two things of one number or another."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from kursk_tui.dossier.dossier import Dossier
from tests.intake.world import Row, measure, only, proposed, tables


def relief(*, since: str | None = "2031-03") -> Dossier:
    """A dossier that follows no army: who came, who was saved, what became of houses."""
    counted = (
        measure("killed", "persons", "cumulative", "killed", "dead", "died"),
        measure("wounded", "persons", "cumulative", "wounded", "injured"),
        measure("crowd", "persons", "cumulative", "gathered", "marched", "demonstrators"),
        measure("rescued", "persons", "cumulative", "rescued"),
        measure("buildings-destroyed", "buildings", "cumulative", "collapsed", "homes destroyed"),
        measure("buildings-damaged", "buildings", "cumulative", "homes damaged"),
        measure("buildings-hit", "buildings", "cumulative", "destroyed or damaged"),
    )
    scopes = (
        {"id": "children", "kind": "population", "name": "Children"},
        {"id": "tarn", "kind": "place", "name": "Tarn"},
        {"id": "brez", "kind": "place", "name": "Brez"},
    )
    rows = [{**row, "since": since} for row in counted]
    data = {**tables(), "measures": numbered(rows), "scopes": numbered(scopes)}
    return Dossier.from_data(data)


def numbered(rows: Iterable[Row]) -> dict[str, Row]:
    return {str(number): row for number, row in enumerate(rows, 1)}


RELIEF = relief()


def told(text: str) -> list[tuple[str, str | None]]:
    return [(each.figure.written, each.measure) for each in proposed(text, of=RELIEF)]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("They killed 70 and wounded 40 soldiers.", ["killed", "wounded"]),
        ("They killed 70 and wounded 40 soldiers in three days in Tarn.", ["killed", "wounded"]),
        ("They sent 70 and brought back 40 soldiers.", ["sent", "sent"]),
        ("Nine soldiers lost their lives.", ["killed"]),
        ("The storm cost the lives of 900 soldiers.", ["killed"]),
        ("The army lost 900 soldiers.", ["casualties"]),
        ("Some 900 more soldiers are en route to Tarn.", ["sent"]),
        ("Some 900 soldiers are on their way to Tarn.", ["sent"]),
        ("Some 900 soldiers sent to Tarn, where they are deployed now, wait.", ["sent"]),
        ("Some 900 soldiers sent to Tarn were wounded.", ["wounded"]),
        ("In Tarn, where they are stationed, 900 soldiers died.", ["killed"]),
    ],
)
def test_what_a_verb_says_of_its_own_number(text: str, measures: list[str | None]) -> None:
    assert [each.measure for each in proposed(text)] == measures


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Some 900 demonstrators have been killed.", "killed"),
        ("Some 900 demonstrators were on the square.", "crowd"),
        ("The police counted 900 demonstrators.", "crowd"),
        ("On Monday 170 demonstrators lost their lives.", "killed"),
        ("Tens of thousands more took to the streets of the capital.", "crowd"),
        ("Some 9,000 members of the guild convened at the harbour.", "crowd"),
        ("Nearly 9,000 women filled the main square.", "crowd"),
        ("Over 500k people are here.", "crowd"),
        ("The boat had 104 survivors.", "rescued"),
        ("Survivors said 40 men were killed.", "killed"),
        ("Some 104 survivors of the blast were wounded.", "wounded"),
    ],
)
def test_who_is_counted_and_what_befell_them(text: str, name: str) -> None:
    assert [measured for _, measured in told(text)] == [name]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("More than 400 soldiers died, two-thirds of them officers.", "two-thirds"),
        ("Losses exceed 400, two-thirds fatal.", "two-thirds"),
    ],
)
def test_a_share_behind_a_count_has_a_hedge_of_its_own(text: str, written: str) -> None:
    share = next(each for each in proposed(text) if each.figure.written == written)
    assert share.figure.hedge == "none"


def test_a_list_of_counts_shares_its_hedge_still() -> None:
    found = proposed("More than 400 soldiers and 300 sappers died.")
    assert [each.figure.hedge for each in found] == ["more_than", "more_than"]


@pytest.mark.parametrize(
    "text",
    [
        "Two weeks later 400 soldiers had died.",
        "It was clear that two or three months earlier, some 400 soldiers died.",
        "It has been two to three weeks since 400 soldiers died.",
    ],
)
def test_how_long_before_or_after_is_no_figure(text: str) -> None:
    assert only(text).figure.low == 400


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Marovia is set to send aid after suffering more than 400 casualties.", "asserted"),
        ("Marovia will send aid despite having lost 400 soldiers.", "asserted"),
        ("Marovia will send 400 soldiers after the feast.", "expected"),
        ("Marovia is expected to lose 400 soldiers.", "expected"),
        ("It got 400 soldiers and was preparing for a march.", "asserted"),
        ("It sent 400 soldiers to Tarn, where they seek to hold a hill.", "asserted"),
        ("Some 400 soldiers, including sappers, may have been killed.", "possible"),
        ("A raid killed 400 soldiers, as fears grew that others may be trapped.", "asserted"),
        ("They lost 400 soldiers, including sappers. More may be killed.", "asserted"),
    ],
)
def test_what_is_over_is_told_as_so(text: str, modality: str) -> None:
    assert only(text).modality == modality


def test_a_list_behind_including_is_a_part_of_the_sentence_alone() -> None:
    text = "They lost 400 soldiers, including 20 sappers who may be prisoners."
    assert [each.modality for each in proposed(text)] == ["asserted", "possible"]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        (
            "Four hospitals and one health centre were completely destroyed.",
            ["buildings-destroyed"] * 2,
        ),
        ("Another 32 hospitals and 18 schools were damaged.", ["buildings-damaged"] * 2),
        (
            "Some 300 homes were destroyed and 400 schools damaged.",
            ["buildings-destroyed", "buildings-damaged"],
        ),
        ("Floods razed 300 houses.", ["buildings-destroyed"]),
        ("Some 300 buildings have collapsed.", ["buildings-destroyed"]),
        ("Some 300 schools were destroyed or damaged.", ["buildings-hit"]),
        ("It runs 300 schools and 12 hospitals.", []),
        ("The overall figure is around 700; they died in Tarn.", ["killed"]),
        ("With figures from other places, the overall toll is around 700.", ["killed"]),
    ],
)
def test_houses_of_any_kind_and_what_became_of_them(text: str, measures: list[str]) -> None:
    assert [measured for _, measured in told(text)] == measures
