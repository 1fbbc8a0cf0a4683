"""What became of those who are counted: by the verb that has them as its subject or object."""

from __future__ import annotations

import pytest

from kursk_tui.intake.language.proposals import Proposal
from tests.intake.world import dossier_with, measure, only, proposed

MEASURES = (
    measure("captured", "persons", "cumulative", "captured", "taken prisoner", of="sent"),
    measure("deserted", "persons", "cumulative", "deserted", of="sent"),
    measure("lost-share", "percent", "share", "of the troops lost"),
    measure("unseen", "weeks", "stock", "not been seen"),
)


# The dossier of the invented war with more that may become of people.
DOSSIER = dossier_with("measures", MEASURES)


def told(*paragraphs: str) -> list[Proposal]:
    """What is proposed for paragraphs of The Harbour Post."""
    return proposed(*paragraphs, of=DOSSIER)


@pytest.mark.parametrize(
    ("sentence", "measure"),
    [
        ("Guards detained 18 soldiers who abandoned their positions.", "deserted"),
        ("Guards detained 18 soldiers.", "captured"),
        ("Guards captured 18 soldiers.", "captured"),
        ("Some 400 soldiers left their posts.", "deserted"),
        ("While many were sent, 400 engineers are engaged in repairs.", "present"),
        ("Another 400 engineers are working on bridges.", "present"),
        ("Soldiers have been destroyed, including 400 Marovian soldiers.", "killed"),
        ("The guns eliminated some 400 soldiers.", "killed"),
        ("The fire destroyed 300 houses; 400 soldiers looked on.", None),
        ("The number of dead could be between 300 and 400 losses only.", "killed"),
        ("These losses are more than a third of the soldiers.", "lost-share"),
        ("They had not been observed for about three weeks.", "unseen"),
        ("They had not been seen for about three weeks.", "unseen"),
    ],
)
def test_the_verb_that_governs_tells_themeasure(sentence: str, measure: str | None) -> None:
    assert [each.measure for each in told(sentence)] == [measure]


def test_these_losses_are_of_no_other_army() -> None:
    assert only("These dead came to 400 soldiers.").measure == "killed"


def test_a_number_that_is_told_again_is_of_the_same_people_and_place() -> None:
    found = proposed("There are 600 Dorvian soldiers in Tarn - these are 600 that are not in Brez.")
    assert [(p.measure, p.scope.population, p.scope.place) for p in found] == [
        ("present", "dorvians", "tarn"),
        ("present", "dorvians", "tarn"),
    ]


@pytest.mark.parametrize(
    ("sentence", "population"),
    [
        ("Another 200 were wounded.", "engineers"),
        ("An additional 200 were wounded.", "engineers"),
        ("Some 200 were wounded.", "troops"),
        ("Another 200 soldiers were wounded.", "troops"),
    ],
)
def test_more_of_them_are_of_the_same_part_of_a_people(sentence: str, population: str) -> None:
    found = proposed(f"In Tarn 300 engineers were killed. {sentence}")
    assert [each.scope.population for each in found] == ["engineers", population]
