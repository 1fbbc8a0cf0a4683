"""A text that has named one place is there, until it names another."""

from __future__ import annotations

import pytest

from tests.intake.world import dossier_with, proposed

THERE = "The town in Tarn Oblast was shelled."


def last_place(*paragraphs: str) -> str | None:
    """The place of the last figure that is proposed."""
    return proposed(*paragraphs)[-1].scope.place


@pytest.mark.parametrize(
    "sentence",
    [
        "Some 400 soldiers were killed.",
        "Some 400 soldiers were wounded.",
        "Some 400 soldiers remain stationed.",
    ],
)
def test_the_one_place_is_carried_on_within_its_paragraph(sentence: str) -> None:
    assert last_place(f"{THERE} {sentence}") == "tarn"


def test_the_one_place_is_carried_on_from_the_lead() -> None:
    assert (
        last_place(THERE, "Rain fell.", "It was cold.", "Some 400 soldiers were killed.") == "tarn"
    )


def test_the_narrowest_of_places_in_each_other_is_carried() -> None:
    assert last_place(f"The war came to Dorvia. {THERE} Some 400 soldiers were killed.") == "tarn"


@pytest.mark.parametrize(
    "paragraphs",
    [
        (f"{THERE} The village in Brez was not. Some 400 soldiers were killed.",),
        (f"{THERE} Some 400 soldiers were killed in Izmark.",),
        (f"{THERE} Some 400 soldiers were killed elsewhere.",),
        (f"{THERE} So far 400 soldiers were killed.",),
        (f"{THERE} Some 400 soldiers were sent.",),
        (f"{THERE} Some 400 Dorvian soldiers were killed.",),
        ("Rain.", "It was cold.", "It was late.", THERE, "Some 400 soldiers were killed."),
    ],
)
def test_with_another_place_or_matter_or_late_in_the_text_none_is_carried(
    paragraphs: tuple[str, ...],
) -> None:
    assert last_place(*paragraphs) is None


def test_where_somebody_goes_is_not_where_the_rest_is() -> None:
    assert last_place("They went to Tarn Oblast. Some 400 soldiers were killed.") is None


def test_a_state_that_speaks_is_no_place() -> None:
    assert last_place("Dorvia said its aim was peace. Some 400 soldiers were killed.") is None


def test_what_lies_along_a_border_is_not_where_the_rest_is() -> None:
    assert last_place(f"{THERE} Some 400 soldiers are stationed along the northern border.") is None


def test_two_who_tell_one_number_may_tell_it_of_two_places() -> None:
    told = proposed(
        "Anna Kessler said 400 soldiers were killed in Tarn.",
        "In Brez it was quiet.",
        "Otto Brandt said 400 soldiers were killed.",
    )
    assert [each.scope.place for each in told] == ["tarn", None]


def test_a_place_in_the_name_of_a_body_is_no_place_of_its_figures() -> None:
    told = "The {} said that 400 soldiers were killed."
    assert last_place(told.format("mayor of Tarn Oblast")) == "tarn"
    assert last_place(told.format("Tarn Oblast Fire Brigade")) is None


# ---- a way of counting

COUNTINGS = (
    {"id": "recovered", "kind": "counting", "name": "bodies buried or recovered"},
    {"id": "with-missing", "kind": "counting", "name": "missing included"},
    {"id": "by-name", "kind": "counting", "name": "identified by name"},
)


@pytest.mark.parametrize(
    ("text", "counting"),
    [
        ("The army said it had recovered 23 bodies of soldiers who died.", "recovered"),
        ("Some 23 bodies of soldiers killed there have been buried.", "recovered"),
        ("The army recovered, and 23 soldiers were killed.", None),
        ("Some 23 soldiers were killed, missing ones included.", None),
        ("Some 23 bodies of soldiers who died were seen.", None),
    ],
)
def test_a_way_of_counting_is_named_by_the_noun_and_another_word(
    text: str, counting: str | None
) -> None:
    told = proposed(text, of=dossier_with("scopes", COUNTINGS))
    assert [each.scope.counting for each in told] == [counting]
    if counting is not None:
        assert "counting" in {each.field for each in told[0].because}


# ---- the enemy


@pytest.mark.parametrize(
    ("text", "population"),
    [
        ("The enemy lost 400 soldiers, including 70 killed.", None),
        ("According to him, the enemy lost 400 soldiers.", None),
        ("The enemy lost 400 Dorvian soldiers.", "dorvians"),
        ("The army fights the enemy; 400 soldiers were killed.", "troops"),
    ],
)
def test_the_enemy_is_not_the_people_that_goes_without_saying(
    text: str, population: str | None
) -> None:
    assert proposed(text)[0].scope.population == population
