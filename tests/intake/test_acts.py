"""What befell persons and things, told in more words than one or by their sorts alone."""

from __future__ import annotations

from functools import lru_cache

import pytest

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.language.proposals import Proposal
from tests.intake.world import MEASURES, Row, measure, proposed, tables

MORE = (
    measure("arms-lost", "pieces", "cumulative", "vehicles destroyed", "equipment lost"),
    measure("aboard", "persons", "stock", "on board", "aboard"),
    measure("sheltered", "persons", "stock", "in shelters", "sheltering"),
    measure("displaced", "persons", "stock", "displaced"),
    measure("detained", "persons", "cumulative", "detained", "arrested"),
    measure("missing", "persons", "stock", "missing", of="sent"),
    measure("cases", "persons", "cumulative", "cases", "infected"),
    measure("cases-daily", "persons a day", "flow", "new cases"),
)
TIGERS: Row = {"id": "tigers", "kind": "population", "name": "Tarn Tigers"}


@lru_cache(maxsize=1)
def wider() -> Dossier:
    """The dossier of the invented war with measures of more kinds."""
    data = tables()
    for number, row in enumerate(MORE, len(MEASURES) + 1):
        data["measures"][str(number)] = row
    data["scopes"]["90"] = TIGERS
    return Dossier.from_data(data)


def told(text: str) -> list[Proposal]:
    return proposed(text, of=wider())


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (
            "The staff told of 40 guns, 6 jets and 75 trucks lost.",
            ["arms-lost", "arms-lost", "arms-lost"],
        ),
        (
            "The envoy told of 40 jets, 12 howitzers, 175 tanks and infantry combat vehicles,"
            " plus three rocket systems lost by Dorvia.",
            ["arms-lost"] * 4,
        ),
        ("Two jets and nine drones were shot down.", ["arms-lost", "arms-lost"]),
        ("Rebels brought down three drones.", ["arms-lost"]),
        ("Five radars have been knocked out.", ["arms-lost"]),
        ("The raid wrecked 14 trucks.", ["arms-lost"]),
        ("Dorvian losses include 30 tanks and four planes.", ["arms-lost", "arms-lost"]),
        (
            "The enemy lost 300 soldiers, 20 tanks and two planes.",
            ["casualties"] + ["arms-lost"] * 2,
        ),
        ("The army sent 40 tanks to the border.", []),
        ("They captured five tanks.", []),
        ("More than 20 vehicles crossed the river.", []),
    ],
)
def test_arms_are_counted_by_their_sorts_where_they_are_lost(text: str, counted: list[str]) -> None:
    assert [each.measure for each in told(text)] == counted


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("The army shot down four Dorvian jets.", "dorvians"),
        ("It destroyed 12 tanks of the Dorvian army.", "dorvians"),
        ("The Dorvian army destroyed 12 tanks.", None),
        ("It destroyed 12 tanks.", None),
    ],
)
def test_arms_are_whose_their_noun_says_and_nobodys_by_default(
    text: str, whose: str | None
) -> None:
    assert [each.scope.population for each in told(text)] == [whose]


def test_a_dossier_without_losses_of_arms_has_none_of_their_sorts() -> None:
    assert proposed("The raid destroyed 40 tanks and 12 drones.") == []


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("A boat carrying around 90 people capsized.", "aboard"),
        ("A trawler carrying — so its owner fears — around 90 people sank.", "aboard"),
        ("There were over 60 people in the boat.", "aboard"),
        ("Between 300 and 400 people had packed the fishing boat.", "aboard"),
        ("Some 120 people were on the old ferry when it sank.", "aboard"),
        ("Hundreds may have drowned inside the vessel.", "killed"),
        ("The death toll in the bus disaster stands at 38.", "killed"),
        ("About 5,000 people moved into camps.", "sheltered"),
        ("No more than 700 of those are living under tarpaulin.", "sheltered"),
        ("Another 3,400 were in settlement camps round the city.", "sheltered"),
        ("The camp population reached 40,000.", "sheltered"),
        ("It forced about 2,400 people from their homes.", "displaced"),
        ("There were thousands of arrests.", "detained"),
        ("Police took 210 people into custody.", "detained"),
        ("Some 210 people were taken into custody.", "detained"),
        ("Marovia Sends 4,000 More Soldiers", "sent"),
        ("More than 300 arrests were made.", "detained"),
        ("Police received nine complaints of missing people.", "missing"),
        ("They counted 300 casualties or missing.", "casualties"),
        ("The fever has sickened 340 people.", "cases"),
        ("The number of cases rises by 2,000 every day.", "cases-daily"),
        ("There are 400 soldiers there.", "present"),
        ("There are about 12,000 soldiers.", "present"),
        ("There are 400 soldiers on Dorvian soil.", "present"),
        ("At least seven Tigers were killed.", "killed"),
    ],
)
def test_what_befell_persons(text: str, counted: str) -> None:
    assert [each.measure for each in told(text)] == [counted]


def test_who_is_called_by_the_noun_of_a_population_alone() -> None:
    assert told("At least seven Tigers were killed.")[0].scope.population == "tigers"


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Some 400 soldiers were sent, and another 9,000 expected shortly.", ["sent", "sent"]),
        ("There are 3,000 soldiers in Tarn, and another 9,000 expected.", ["present", "sent"]),
        ("Some 400 were sent and another 90 expected to die.", ["sent", "killed"]),
        (
            "A study reckons that the death toll lay between 400 and 700, well below the"
            " Dorvian ministry's much repeated and much doubted tally of 9,000.",
            ["killed", "killed"],
        ),
        (
            "It had pledged to supply 400 sailors — hands trained in the search of harbours and of"
            " river beds — and 900 workers for the ports.",
            ["sent", "sent"],
        ),
        ("Some 40 soldiers were hurt and three were killed.", ["wounded", "killed"]),
        ("Some 40 soldiers were hurt and 90 shot dead.", ["wounded", "killed"]),
    ],
)
def test_a_number_that_goes_on_with_the_one_before(text: str, counted: list[str]) -> None:
    assert [each.measure for each in proposed(text)] == counted


def test_how_many_there_are_of_somebody_is_asked_about() -> None:
    asked = proposed("He put the number of Marovian soldiers at nearly 12,000.")
    assert [(each.figure.written, each.measure) for each in asked] == [("nearly 12,000", None)]
    assert proposed("He put the number of villages at nearly 12,000.") == []


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The number of soldiers killed and wounded has exceeded 3,000.", "casualties"),
        ("The number of Marovian casualties sent to Dorvia was 310.", "casualties"),
        ("The number of Marovian troops sent to Dorvia was 310.", "sent"),
        ("Over 3,000 Soldiers Killed, Wounded In Tarn", "casualties"),
        ("Raid kills 40 soldiers, wounded in Tarn still unknown", "killed"),
    ],
)
def test_killed_and_wounded_in_one_phrase(text: str, counted: str) -> None:
    assert [each.measure for each in proposed(text)] == [counted]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (
            "It downed 12 jets, 30 drones, 14 tanks and 9 radars, and five howitzers.",
            ["arms-lost"] * 5,
        ),
        ("The army lost 12 tanks and destroyed 30 drones.", ["arms-lost"] * 2),
        ("It lost 12 tanks, and three planes were damaged.", ["arms-lost"]),
    ],
)
def test_a_list_of_arms_goes_on_until_a_verb(text: str, counted: list[str]) -> None:
    assert [each.measure for each in told(text)] == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("At least 16 men, including six officers, drowned.", [(16, "killed"), (6, "killed")]),
        (
            "The losses of the troops are around 400 men, including the killed, wounded, missing.",
            [(400, "casualties")],
        ),
        ("The barge has a stated capacity of 45 people.", []),
        ("It was built for 300 passengers.", []),
        ("Officials raised the death toll by 15 to 62.", [(62, "killed")]),
        ("Officials said the death toll was 15 to 62.", [(15, "killed")]),
        ("The lorry was carrying more than 70 Hindus.", [(70, "aboard")]),
        ("Some 40 soldiers died, and nine others were injured.", [(40, "killed"), (9, "wounded")]),
        ("Among the dead were 17 Marovian soldiers.", [(17, "killed")]),
    ],
)
def test_whom_a_number_counts_and_what_it_is_not(text: str, counted: list[tuple[int, str]]) -> None:
    assert [(each.figure.low, each.measure) for each in told(text)] == counted
