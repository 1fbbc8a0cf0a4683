"""Names of a table, and whom and what a dossier knows by them."""

from __future__ import annotations

import pytest

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.tables.names import Names, RefusedError
from tests.five import FIVE


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return Dossier.open(FIVE)


@pytest.fixture
def names(dossier: Dossier) -> Names:
    return Names(dossier, {"Jane Roe": "person"})


def test_what_a_dossier_has_is_known_by_its_id_and_its_name(names: Names) -> None:
    assert names.id_of("measure", "killed") == "killed"
    assert names.id_of("measure", "Killed  or WOUNDED") == "casualties"
    assert names.id_of("population", "the North  Korean troops") == "dprk-troops"
    assert names.id_of("place", "Front line") == "front"
    assert names.id_of("event", "museum") == "museum"
    assert names.id_of("measure", None) is None


def test_each_sort_has_its_own_names(names: Names) -> None:
    with pytest.raises(RefusedError, match="'museum' is no measure of this dossier"):
        names.id_of("measure", "museum")
    with pytest.raises(RefusedError, match="'dprk-troops' is no place of this dossier"):
        names.id_of("place", "dprk-troops")
    with pytest.raises(RefusedError, match="'party' is no release of this dossier"):
        names.id_of("event", "party", "release")


def test_a_moment_is_a_date_and_in_some_fields_an_event(names: Names) -> None:
    assert names.moment("as_of", "13 January 2025") == "2025-01-13"
    assert names.moment("within", "Recapture of Kursk", events=True) == "recapture"
    assert names.moment("within", None, events=True) is None
    with pytest.raises(RefusedError, match="as of: "):
        names.moment("as_of", "Recapture of Kursk")


def test_an_agent_is_known_by_other_names_too(names: Names) -> None:
    assert names.agent("National Intelligence Service", "origin") == "nis"
    assert names.agent("seoul's spy agency", "origin") == "nis"
    assert names.new == {"agents": {}, "sources": {}}


@pytest.mark.parametrize(
    ("name", "role", "kind"),
    [
        ("Reuters", "publisher", "news agency"),
        ("Ministry of Health", "origin", "government"),
        ("Ministry of Health", "publisher", "outlet"),
        ("two officials", "origin", "unnamed"),
        ("Evening Post", "origin", "outlet"),
        ("Jane Roe", "origin", "person"),
    ],
)
def test_somebody_new_is_what_the_name_says(names: Names, name: str, role: str, kind: str) -> None:
    id = names.agent(name, role)
    assert (names.kind(id), names.name(id)) == (kind, name)
    assert names.agent(f"the {name.upper()}", "origin") == id


@pytest.mark.parametrize(
    ("cell", "chain"),
    [
        ("police", ["police"]),
        ("police, via AFP", ["AFP", "police"]),
        ("police (via AFP)", ["AFP", "police"]),
        ("AFP citing police", ["AFP", "police"]),
        ("AFP, quoting the police", ["AFP", "the police"]),
        ("AFP (citing police)", ["AFP", "police"]),
        ("police, quoted by AFP", ["AFP", "police"]),
        ("police via AFP via Reuters", ["Reuters", "AFP", "police"]),
        ("Reuters, citing AFP citing police", ["Reuters", "AFP", "police"]),
        ("Trivia Society", ["Trivia Society"]),
        # Known by that name.
        ("Officials citing NIS", ["Officials citing NIS"]),
        ("", []),
    ],
)
def test_one_who_tells_what_another_said_is_a_chain(cell: str, chain: list[str]) -> None:
    names = Names(Dossier.open(FIVE), {"Officials citing NIS": "unnamed"})
    assert names.chain(cell) == chain


def test_of_whom_nothing_says_what_they_are_is_told_with_the_refusal(names: Names) -> None:
    with pytest.raises(RefusedError, match="say under") as error:
        names.agent("John Doe", "origin")
    assert error.value.unknown == "John Doe"


def test_a_document_is_known_by_its_address_else_by_its_outlet_title_and_date(
    names: Names,
) -> None:
    values = {"publisher": "Herald", "published": "2 May 2025", "title": "A day"}
    first = names.source(values)
    assert first == "herald-2025-05-02"
    assert names.publisher(first) == "herald"
    assert names.source(values) == first
    assert names.source(values | {"title": "Another"}) == "herald-2025-05-02-2"
    by_address = names.source({"url": "https://www.news.example/1"})
    assert by_address == "news-example-undated"
    assert names.source({"url": "http://news.example/1/", "publisher": "Herald"}) == by_address


def test_what_is_taken_back_is_unknown_again(names: Names) -> None:
    kept = names.source({"publisher": "Herald"})
    before = [len(made) for made in names.new.values()]
    values = {"publisher": "Gazette", "url": "https://gazette.example/1"}
    names.source(values)
    names.forget(*before)
    assert {table: list(rows) for table, rows in names.new.items()} == {
        "agents": ["herald"],
        "sources": [kept],
    }
    assert names.source(values) == "gazette-undated"
