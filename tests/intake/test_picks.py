"""What a field may hold: the likeliest first, and narrowed by what is typed."""

from __future__ import annotations

import pytest

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.review.forms import CLAIM, SOURCE, Field
from kursk_tui.intake.review.picks import Picks, meaning, picks
from tests.dossier.sample import sample

DOSSIER = Dossier.from_data(sample())
FIELDS: dict[str, Field] = {field.name: field for field in (*SOURCE, *CLAIM)}


def found(name: str, **draft: str) -> Picks:
    source = "gazette-1" if FIELDS[name] in CLAIM else None
    return picks(DOSSIER, FIELDS[name], draft, source)


def values(name: str, typed: str = "", **draft: str) -> list[str]:
    return [pick.value for pick in found(name, **draft).find(typed)]


def test_every_field_of_a_closed_list_has_its_values_with_a_meaning() -> None:
    for field in FIELDS.values():
        if field.choices:
            told = found(field.name).find("")
            assert [pick.value for pick in told] == list(field.choices)
            assert all(pick.beside for pick in told), field.name


@pytest.mark.parametrize(
    ("field", "typed", "first"),
    [
        ("hedge", "range", "between"),
        ("hedge", "floor", "at_least"),
        ("hedge", "At Least", "at_least"),
        ("hedge", "at-l", "at_least"),
        ("hedge", "roughly", "about"),
        ("hedge", "or less", "at_most"),
        ("lineage", "nobody", "unknown"),
        ("modality", "might", "possible"),
        ("published_basis", "guessed", "inferred"),
        ("measure", "flo", "flooded"),
        ("attribution", "tc", "council"),
        ("attribution", "héraut", "herald"),
        ("attribution", "board", "water-board"),
        ("place", "har", "harbour"),
        ("release", "bri", "briefing"),
        ("within", "bre", "breach"),
        ("of", "gazette-1.2", "gazette-1.2"),
        ("of", "two in three", "gazette-1.2"),
    ],
)
def test_what_is_typed_narrows(field: str, typed: str, first: str) -> None:
    assert values(field, typed)[0] == first


def test_what_fits_nothing_leaves_nothing() -> None:
    assert values("measure", "zz") == values("hedge", "zz") == values("title", "x") == []
    # Two letters stand somewhere in almost any name.
    assert "water-board" not in values("attribution", "er")


def test_who_is_named_most_comes_first_and_nobody_twice() -> None:
    assert values("attribution")[0] == "council"
    # The publisher is in no chain of its own claims, nor is one in it twice.
    assert "gazette" not in values("attribution")
    assert "council" not in values("attribution", attribution="council, wat")
    assert values("publisher")[:2] == ["gazette", "herald"]


def test_releases_are_releases_and_a_whole_is_of_the_same_document() -> None:
    assert values("release") == ["briefing"]
    assert set(values("of")) == {"gazette-1.1", "gazette-1.2", "gazette-1.3"}
    assert set(values("place")) == {"town", "harbour"}


def test_a_new_agent_is_asked_what_it_is() -> None:
    assert values("attribution", "+Jane Roe") == []
    assert values("attribution", "+Jane Roe (per") == ["+Jane Roe (person)"]
    assert values("release", "+Talk (2031") == []


def test_what_stands_in_a_field_is_told_in_words() -> None:
    def told(name: str, text: str) -> str:
        return meaning(DOSSIER, FIELDS[name], text)

    assert told("hedge", "floor") == "a floor: at least, or more"
    assert told("attribution", "water-board, council") == "Water Board, Town Council"
    assert told("place", "harbour") == "Harbour"
    assert told("attribution", "nobody") == told("written", "300") == told("hedge", "") == ""


def test_a_name_that_is_typed_whole_comes_before_those_that_begin_with_it() -> None:
    data = sample()
    first = data["measures"]["1"]
    longer = {**first, "id": "hit", "name": "buildings destroyed or damaged", "cues": []}
    own = {**first, "id": "torn-down", "name": "buildings destroyed", "cues": []}
    data["measures"] |= {"8": longer, "9": own}
    told = picks(Dossier.from_data(data), FIELDS["measure"], {}, "gazette-1")
    assert [p.value for p in told.find("Buildings destroyed")][:2] == ["torn-down", "hit"]
