"""When a chain is not told as known in full: negated sources, other matters, late paragraphs."""

from __future__ import annotations

import pytest

from tests.intake.world import only, proposed


@pytest.mark.parametrize(
    "words",
    [
        "was not confirmed by the army",
        "has not yet been confirmed by police",
        "was never put by DIS",
    ],
)
def test_what_somebody_did_not_confirm_is_not_theirs(words: str) -> None:
    told = only(f"Lantern reported that 1,500 soldiers were killed, although the figure {words}.")
    assert told.attribution == ("lantern",)
    assert told.lineage == "partial"


def test_what_somebody_has_not_said_is_not_theirs() -> None:
    told = only("The Dorvian military has not said that 500 soldiers were killed.")
    assert (told.attribution, told.lineage) == ((), "unknown")


def test_what_is_confirmed_by_somebody_is_theirs() -> None:
    told = only("Lantern reported that 1,500 soldiers were killed, as confirmed by the DIS.")
    assert told.attribution[-1] == "dis"


def test_who_spoke_of_something_else_is_doubted_for_the_figure_that_follows() -> None:
    told = only(
        "Anna Kessler said talks would go on in Tarn on Friday."
        " Some 400 soldiers are believed killed."
    )
    assert told.lineage == "partial"
    assert told.hesitates


def test_who_spoke_of_those_counted_goes_on_with_the_figure_that_follows() -> None:
    told = only(
        "Anna Kessler said the enemy had lost soldiers in Tarn."
        " Another 400 soldiers are believed wounded."
    )
    assert (told.attribution, told.lineage) == (("kessler",), "full")


def test_a_late_paragraph_is_no_lead_that_a_later_one_tells_the_source_of() -> None:
    found = proposed(
        "In Tarn 900 soldiers were wounded on Monday.",
        "The road was closed.",
        "Rain fell on the town.",
        "The market opened late.",
        "Nobody was at the harbour.",
        "Only 30 soldiers were killed.",
        "The bridge was closed.",
        "Anna Kessler said 30 soldiers were killed.",
    )
    late = next(each for each in found if each.paragraph == 6)
    assert late.lineage != "full"
