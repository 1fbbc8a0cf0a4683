"""Closed lists: each type has its values, and none stands twice."""

from __future__ import annotations

from typing import get_args

import pytest

from kursk_tui.model import vocabulary

LISTS = {name: value for name, value in vars(vocabulary).items() if name.isupper()}
TYPES = [value for value in vars(vocabulary).values() if get_args(value)]


@pytest.mark.parametrize("name", LISTS)
def test_no_value_stands_twice(name: str) -> None:
    assert len(set(LISTS[name])) == len(LISTS[name])


@pytest.mark.parametrize("type", TYPES, ids=str)
def test_each_type_has_its_tuple_of_values(type: object) -> None:
    assert get_args(type) in LISTS.values()


def test_relays_are_kinds_of_agents_and_judgements_kinds_of_notes() -> None:
    assert set(vocabulary.RELAYS) < set(vocabulary.AGENT_KINDS)
    assert set(vocabulary.JUDGEMENTS) < set(vocabulary.NOTE_KINDS)
