"""Numbers that stand with whoever counted them, whoever tells of them in the sentence.

All on invented sentences; the dossier of `world` has some agents, elsewhere nobody is known.
"""

from __future__ import annotations

import pytest

from tests.intake.test_origins import found
from tests.intake.world import proposed

ROE, STARK, LAKE = "+Anna Roe (person)", "+Ivo Stark (person)", "+Lake Watch (ngo)"
ORIGINS: list[tuple[str, list[str | None]]] = [
    ("Anna Roe said the 300 dead people counted by Lake Watch were buried.", [LAKE]),
    ("Anna Roe rejected the figure of 300 dead from Lake Watch.", [LAKE]),
    ("Anna Roe called it twice the 300 deaths Lake Watch reported.", [LAKE]),
    ("Anna Roe said 900 died, above the 300 deaths given by Lake Watch.", [ROE, LAKE]),
    ("Anna Roe said 300 people died, a figure provided by Lake Watch.", [LAKE]),
    (
        "The toll, which Anna Roe said was high, is far from the 300 deaths (all of men) given by"
        " Lake Watch.",
        [LAKE],
    ),
    (
        "The figure of 300 dead people, which Anna Roe said was given by Ivo Stark, is high.",
        [STARK],
    ),
    ("The dam, which Anna Roe said was old, burst and killed 300 people.", [None]),
    ("The 300 dead people announced on Sunday by Lake Watch include boys.", [LAKE]),
    ("Lake Watch said at least 300 people were killed by the Brez Army.", [LAKE]),
    (
        "Anna Roe said Lake Watch's count of 300 dead people is wrong and that 40 people died.",
        [LAKE, ROE],
    ),
]


@pytest.mark.parametrize(("text", "origins"), ORIGINS)
def test_a_number_is_of_whom_it_stands_with(text: str, origins: list[str | None]) -> None:
    told = [each.attribution[-1] if each.attribution else None for each in found(text)]
    assert told == origins


def test_who_passes_a_number_on_is_in_its_chain() -> None:
    text = "The figure of 300 dead people, which Anna Roe said was given by Ivo Stark, is high."
    assert [(each.attribution, each.lineage) for each in found(text)] == [((ROE, STARK), "full")]


def test_who_counted_wins_over_another_count() -> None:
    text = (
        "The DIS estimate of 900 dead soldiers is above the 300 dead soldiers given by Northwire."
    )
    assert [each.attribution for each in proposed(text)] == [("dis",), ("northwire",)]


def test_what_somebody_announced_is_not_the_number_before_it() -> None:
    told = found("Some 300 people were killed in a raid announced by Lake Watch on Monday.")
    assert [each.lineage for each in told] == ["partial"]
