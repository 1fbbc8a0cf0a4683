"""A part of a count is none of all: which part it is is told, or asked about."""

from __future__ import annotations

import pytest

from kursk_tui.intake.language.proposals import Proposal
from tests.intake.test_counts import RELIEF
from tests.intake.world import only, proposed


def doubts(found: list[Proposal]) -> list[str | None]:
    return [each.doubts[0].words if each.doubts else None for each in found]


def of(whole: str) -> str:
    return f"a part of {whole}; whom it counts is not said"


def some(of: str) -> str:
    return f"{of} alone, or all who are counted: not said"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Some 40 people were wounded, a dozen of them critically.", [None, of("the 40")]),
        ("Some 40 people were wounded. Of these, 12 died.", [None, of("the 40")]),
        ("Some 40 people were wounded, including 12 sailors.", [None, of("the 40")]),
        ("A dozen people died, three of them at sea.", [None, of("“A dozen”")]),
        ("Some 52 people were rescued, of whom three died.", [None, of("the 52")]),
        ("At least nine of the dead were sailors.", [of("the dead")]),
        ("Of the dead, 12 were sailors.", [of("the dead")]),
        (
            "Some 40 were wounded, a dozen of them badly, three of them at sea.",
            [None, of("the 40"), of("the 40")],
        ),
        # Who they are, or where, is told.
        ("Some 40 people were killed, including 12 children.", [None, None]),
        ("Some 40 people were killed, 12 of them children.", [None, None]),
        ("At least nine of the dead were children.", [None]),
        ("At least nine of the dead were under 18.", [None]),
        ("Some 40 people were killed, 12 of them in Brez.", [None, None]),
        # All who died of those who were there are all who died, where they were all who were there.
        ("Three of the passengers died.", [some("passengers")]),
        ("Of the passengers, 30 died.", [None]),
        ("Hundreds of people died.", [None]),
        ("Some 300 died and 200 were wounded.", [None, None]),
    ],
)
def test_a_part_has_a_doubt_where_nothing_says_which_part(
    text: str, told: list[str | None]
) -> None:
    assert doubts(proposed(text, of=RELIEF)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Marovia sent 400 soldiers, of whom 30 were killed.", [None, None]),
        ("Marovia lost 400 men, including 30 killed.", [None, None]),
        ("Marovia lost 100 soldiers, 60 killed and 40 wounded.", [None] * 3),
        ("Some 40 soldiers were killed, including 12 engineers.", [None, None]),
        ("Some 40 soldiers were killed, including 12 officers.", [None, of("the 40")]),
        # What adds up to a total is a part of it, whatever the words.
        ("It lost 40 men: 30 on Monday and 10 on Tuesday.", [None, of("the 40"), of("the 40")]),
        ("Marovia sent 400 soldiers: 300 combat troops and 100 engineers.", [None] * 3),
    ],
)
def test_a_part_of_another_measure_or_people_is_all_of_its_own(
    text: str, told: list[str | None]
) -> None:
    assert doubts(proposed(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The mayor denied that more than 30 workers had been killed.", some("workers")),
        ("Some 40 passengers were wounded.", some("passengers")),
        ("Some 40 young nurses were wounded.", some("nurses")),
        # All who live there are all of whom anybody speaks, and the dossier has children.
        ("Some 40 residents were killed.", None),
        ("Some 40 people were killed.", None),
        ("Some 40 children were killed.", None),
        ("Of 200 people killed 40, workers said.", None),
    ],
)
def test_who_counts_some_may_count_no_others(text: str, told: str | None) -> None:
    assert doubts(proposed(text, of=RELIEF))[-1] == told


def test_in_a_dossier_about_one_people_others_are_another() -> None:
    assert doubts(proposed("Some 40 workers were killed.")) == [None]


@pytest.mark.parametrize(
    ("text", "population"),
    [
        ("At least nine of the dead were under 18.", "children"),
        ("Nine of the dead were minors.", "children"),
        ("Nine of the dead are children.", "children"),
        ("Some 40 died; 12 were children.", "children"),
        ("Nine of the dead were under 80.", None),
        ("Nine of the dead were buried.", None),
    ],
)
def test_who_they_are_may_stand_behind_the_verb(text: str, population: str | None) -> None:
    assert proposed(text, of=RELIEF)[-1].scope.population == population


def test_each_of_two_parts_has_its_own_people() -> None:
    text = "Some 40 people were hurt, a dozen of them badly, two of them children."
    populations = [each.scope.population for each in proposed(text, of=RELIEF)]
    assert populations == [None, None, "children"]


def test_who_is_treated_need_not_be_wounded() -> None:
    treated = only("Doctors said they had treated 52 soldiers.")
    assert [doubt.field for doubt in treated.doubts] == ["measure"]
    assert treated.doubts[0].words == "treated: whether wounded is not said"
    assert only("Doctors said 52 soldiers were wounded.").doubts == ()
