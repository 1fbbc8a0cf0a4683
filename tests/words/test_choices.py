"""What people say for a value: one word means one value, and the value is one of its list."""

from __future__ import annotations

import pytest

from kursk_tui.intake.review.forms import FORMS
from kursk_tui.words.choices import MEANINGS, SAID, meant, plain_value

# What a field may be, over all tables that have one of its name.
CHOICES: dict[str, tuple[str, ...]] = {}
for form in FORMS.values():
    for each in form:
        if each.choices:
            CHOICES[each.name] = (*CHOICES.get(each.name, ()), *each.choices)


def test_every_closed_list_of_a_form_is_explained() -> None:
    assert {name: set(MEANINGS[name]) for name in CHOICES} == {
        n: set(c) for n, c in CHOICES.items()
    }
    assert set(MEANINGS) == set(CHOICES)


@pytest.mark.parametrize("field", list(SAID))
def test_what_is_said_for_a_value_means_just_that(field: str) -> None:
    for said, value in SAID[field].items():
        assert meant(field, said, CHOICES[field]) == [value]
        assert said not in map(plain_value, CHOICES[field])
    for value in CHOICES[field]:
        assert meant(field, value, CHOICES[field]) == [value]
        assert meant(field, plain_value(value).upper(), CHOICES[field]) == [value]
