"""Verbs that say something and do something: only what follows tells which.

All on invented sentences, read where nobody is known.
"""

from __future__ import annotations

import pytest

from tests.intake.test_origins import found, origin

DEEDS = [
    "Selvia added more than 400 soldiers last year.",
    "Selvia sent boats in May, and added some 400 soldiers in June.",
    "Selvia sent boats, adding another 400 soldiers in June.",
    "Selvia put 400 soldiers on the border.",
    "Ivo Stark put his men on alert, and 400 soldiers died.",
    "The Water Office counted on 400 soldiers to build the dam.",
    "Some 400 soldiers reported for duty.",
    "The Brez Army showed 400 captured soldiers to the crowd.",
    "Selvia gave 900 shells to Tarn, and 400 soldiers were killed.",
    "The Brez Army gave ground, and 400 soldiers were killed.",
    "The Brez Army released 400 soldiers in spring.",
    "The Brez Army recalled 400 soldiers.",
    "The Brez Army posted 400 soldiers at the gate.",
    "Selvia named 400 soldiers heroes.",
    "Selvia tells 400 soldiers to go home.",
    "The Brez Army dismissed about 400 soldiers.",
]
SAID = [
    "The Tarn Fire Service added that 400 people had died.",
    "The Tarn Fire Service added 400 people had died.",
    "Some 400 people died, the Tarn Fire Service added.",
    "The Tarn Fire Service put the dead at 400.",
    "The Tarn Fire Service put losses at up to 400 dead people.",
    "The Tarn Fire Service put the dead people at no fewer than 400.",
    "The Tarn Fire Service put the dead people at perhaps 400.",
    "The Tarn Fire Service put the toll of the flood at 400 dead people.",
    "The Tarn Fire Service gave a toll of 400 dead people.",
    "The Tarn Fire Service showed that 400 people died.",
    "The Tarn Fire Service counted 400 dead people.",
    "The Tarn Fire Service reported 400 dead people.",
    "A report by the Tarn Fire Service found 400 dead people.",
    "Records of the Tarn Fire Service showed 400 dead people.",
    "The Tarn Fire Service raised the toll to 400 dead people.",
    "The Tarn Fire Service told the mayor that 400 people died.",
]


@pytest.mark.parametrize("text", DEEDS)
def test_who_does_something_says_nothing_of_it(text: str) -> None:
    assert [each.attribution for each in found(text)][-1] == ()


@pytest.mark.parametrize("text", DEEDS[:4])
def test_a_deed_goes_on_with_whoever_spoke_before(text: str) -> None:
    told = origin(f"Lake Watch said 900 soldiers died. {text}")
    assert told == ("+Lake Watch (ngo)", "partial")


@pytest.mark.parametrize("text", SAID)
def test_a_clause_or_a_count_behind_the_verb_is_said(text: str) -> None:
    assert origin(text) == ("+Tarn Fire Service (government)", "full")


@pytest.mark.parametrize("verb", ["indicating", "suggesting"])
def test_what_indicates_something_may_be_all_that_was_told(verb: str) -> None:
    told = origin(f"Lake Watch said boats burned, {verb} that 400 soldiers died.")
    assert told == ("+Lake Watch (ngo)", "partial")
