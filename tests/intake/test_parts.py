"""Parts of a people and parts of a land: the narrower one that a clause tells, the wider of two."""

from __future__ import annotations

import pytest

from kursk_tui.intake.language.proposals import Proposal
from tests.intake.world import Row, dossier_with, proposed

SCOPES: tuple[Row, ...] = (
    {
        "id": "sappers",
        "kind": "population",
        "name": "Marovian sappers",
        "part_of": "engineers",
    },
    {
        "id": "builders",
        "kind": "population",
        "name": "Marovian construction troops",
        "part_of": "engineers",
    },
    {"id": "ulm", "kind": "place", "name": "Democratic Republic of Ulmark"},
    {
        "id": "border",
        "kind": "place",
        "name": "Ulmark's side of the border with Dorvia",
        "part_of": "ulm",
    },
    {"id": "held", "kind": "place", "name": "Ulm-held Vesna", "part_of": "ulm"},
)


# The dossier of the invented war with parts of its engineers, and another land.
DOSSIER = dossier_with("scopes", SCOPES)


def told(*paragraphs: str) -> list[Proposal]:
    """What is proposed for paragraphs of The Harbour Post."""
    return proposed(*paragraphs, of=DOSSIER)


@pytest.mark.parametrize(
    ("phrase", "population"),
    [
        ("400 Marovian sappers were sent to Tarn.", "sappers"),
        ("400 sappers were sent to Tarn.", "sappers"),
        ("400 engineers were sent to Tarn.", "engineers"),
        ("400 engineers engaged in demining were sent to Tarn.", "sappers"),
        ("400 engineers for clearing mines were sent to Tarn.", "sappers"),
        ("400 engineers to rebuild bridges were sent to Tarn.", "builders"),
        ("400 military workers were sent to Tarn.", "builders"),
        ("400 workers were sent to Tarn.", "workers"),
        ("400 wounded soldiers were sent to Tarn.", "troops"),
    ],
)
def test_the_part_of_a_people_that_a_clause_tells(phrase: str, population: str) -> None:
    assert [each.scope.population for each in told(phrase)] == [population]


def test_a_title_in_capitals_names_no_other_body() -> None:
    found = told("Marovia Sends Thousands of Military Workers to Dorvia")
    assert [each.scope.population for each in found] == ["builders"]


@pytest.mark.parametrize(
    ("phrase", "place"),
    [
        ("Some 400 soldiers were killed on the territory of the Dorvian Federation.", "dorvia"),
        ("Some 400 soldiers were killed in Ulmark.", "ulm"),
        ("Some 400 soldiers were killed in Vesna.", "held"),
        ("Some 400 people died in the flood in northwestern Ulmark and Vesna.", "ulm"),
        ("Some 400 people died in Vesna and northern Ulmark.", "ulm"),
        ("The Ulmark flood killed 400 soldiers.", "ulm"),
        ("The war in Ulmark has killed 400 soldiers.", "ulm"),
        ("Because of its war in Ulmark it lost 400 soldiers.", None),
        ("Ulmark attack kills 400 soldiers.", None),
        ("Some 400 soldiers were killed on the front line in Tarn.", "tarn"),
        ("Some 400 soldiers were killed on the front line.", "front"),
        ("400 men are stationed in border regions between Dorvia and Ulmark.", "border"),
        ("400 men are stationed at Ulmark's border with Dorvia.", "border"),
        ("400 men are stationed at the Dorvia-Ulmark border.", "border"),
        (
            "400 men were lost in Dorvia where, as officers had long feared, it rained in Tarn.",
            "tarn",
        ),
    ],
)
def test_where_it_was(phrase: str, place: str | None) -> None:
    assert [each.scope.place for each in told(phrase)] == [place]
