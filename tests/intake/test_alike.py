"""Who is nearly known: sorts of people of a place, reports of nobody, other names of a known body.

All on invented sentences; the dossier of `world` has some agents, elsewhere nobody is known.
"""

from __future__ import annotations

import pytest

from kursk_tui.intake.language.alike import names_nobody
from tests.intake.test_origins import origin
from tests.intake.world import dossier_with, only, proposed

# ---- a place is no body


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Selm authorities Wednesday put the toll at 400.", "+Selm authorities (government)"),
        ("The Selm state authorities said 400 died.", "+Selm state authorities (government)"),
        ("Port Lune residents said 400 people died.", "+Port Lune residents (unnamed)"),
        ("Selm officials said 400 people died.", "+Selm officials (unnamed)"),
        ("Brez city officials said 400 people died.", "+Brez city officials (unnamed)"),
        ("Lower Selm villagers spoke of 400 dead people.", "+Lower Selm villagers (unnamed)"),
    ],
)
def test_people_of_a_place_keep_their_noun_and_are_never_certain(text: str, name: str) -> None:
    assert origin(text.replace("400.", "400 dead people.")) == (name, "partial")


def test_whose_officials_are_of_a_body_is_the_body() -> None:
    assert origin("WLO officials said 400 people died.") == ("+WLO (ngo)", "full")
    told = origin("Lake Watch officials said 400 people died.")
    assert told == ("+Lake Watch (ngo)", "full")


@pytest.mark.parametrize("name", ["Lake Watch", "Lake Church", "Lake Research"])
def test_a_name_that_ends_like_an_adjective_of_a_nation_is_whole(name: str) -> None:
    told = origin(f"A {name} survey found 400 people died.")
    assert told[0] is not None
    assert told[0].startswith(f"+{name} (")


# ---- reports of nobody


@pytest.mark.parametrize(
    "who",
    ["The first reports", "The latest reports", "The initial estimates", "Early accounts"],
)
def test_reports_of_nobody_are_not_of_who_spoke_before(who: str) -> None:
    told = origin(f"Ivo Stark said boats came. {who} put the toll at 400 dead people.")
    assert told[0] != "+Ivo Stark (person)"
    assert told[1] == "partial"


@pytest.mark.parametrize("who", ["by some accounts", "by most estimates", "By several counts"])
def test_accounts_of_several_are_of_nobody(who: str) -> None:
    told = origin(f"Ivo Stark said boats came. It carried, {who}, 400 dead people.")
    assert told == (None, "partial")


def test_a_report_that_was_told_of_is_still_taken_up() -> None:
    told = origin("Lake Watch published a report. The report put the toll at 400 dead people.")
    assert told == ("+Lake Watch (ngo)", "full")


def test_an_article_is_of_an_outlet() -> None:
    told = origin("Lake Watch said 900 people died. The article said 400 people died.")
    assert told == ("+Lake Watch (ngo)", "partial")


# ---- nearly a body of the dossier


@pytest.mark.parametrize(
    "name", ["Dorvia intelligence", "Dorvia's intelligence", "Dorvian intelligence"]
)
def test_a_service_is_called_by_its_state_in_any_form(name: str) -> None:
    told = only(f"{name} said 400 soldiers were killed.")
    assert (told.attribution, told.lineage) == (("dis",), "full")


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("The Dorvian secret service", "dis"),
        ("Dorvia's spy service", "dis"),
        ("The Dorvian high command", "army"),
    ],
)
def test_what_is_nearly_a_body_of_the_dossier_is_offered_with_a_doubt(name: str, id: str) -> None:
    told = only(f"{name} said 400 soldiers were killed.")
    assert (told.attribution, told.lineage) == ((id,), "partial")
    assert "whether" in (told.hesitates or "")


def test_a_body_with_words_of_its_own_is_another_one() -> None:
    told = only("The Dorvian Customs Service said 400 soldiers were killed.")
    assert told.attribution == ("+Dorvian Customs Service (ngo)",)


def test_of_two_that_may_be_meant_both_are_told() -> None:
    rows = [
        {
            "id": "bureau",
            "name": "Second Bureau",
            "kind": "intelligence",
            "aliases": [],
            "party": "dorvia",
        }
    ]
    told = proposed(
        "The Dorvian secret service said 400 soldiers were killed.",
        of=dossier_with("agents", rows),
    )[0]
    assert told.lineage == "partial"
    assert "Dorvian Intelligence Service or Second Bureau" in (told.hesitates or "")


def test_the_words_of_an_alias_with_its_state_called_otherwise_are_that_one() -> None:
    rows = [
        {
            "id": "mod",
            "name": "Defence office of the south",
            "kind": "government",
            "aliases": ["Dorvia MoD"],
            "party": "dorvia",
        }
    ]
    told = proposed(
        "The Kastel MoD said 400 soldiers were killed.", of=dossier_with("agents", rows)
    )[0]
    assert (told.attribution, told.lineage) == (("mod",), "full")


@pytest.mark.parametrize(
    ("name", "kind", "is_nobody"),
    [
        ("intelligence agency", "intelligence", True),
        ("Intelligence", "intelligence", True),
        ("army", "military", True),
        ("Selvia's president", "person", True),
        ("president", "person", True),
        ("Lantern", "person", True),
        ("U.S. Deputy Ambassador", "person", True),
        ("Now France", "person", True),
        ("U.S. and South Korean", "ngo", True),
        ("French, British", "ngo", True),
        ("South Korean Red Cross", "ngo", False),
        ("Brez Army", "military", False),
        ("Tarn Intelligence Service", "intelligence", False),
        ("President Anna Roe", "person", False),
        ("Anna Roe", "person", False),
        ("Brez Health Ministry", "government", False),
    ],
)
def test_a_sort_or_an_office_names_nobody(name: str, kind: str, is_nobody: bool) -> None:
    assert names_nobody(name, kind) is is_nobody


@pytest.mark.parametrize(
    "text",
    [
        "The intelligence agency said 400 soldiers died.",
        "Selvia's president said 400 soldiers died.",
        "Some 400 soldiers died, the army said.",
    ],
)
def test_who_names_no_one_is_not_sure_to_be_an_origin(text: str) -> None:
    name, lineage = origin(text)
    assert name is None or name.startswith("+")
    assert lineage != "full"


def test_a_body_of_a_state_is_not_the_state() -> None:
    for text, lineage in (
        ("Dorvia's military intelligence reports that 400 soldiers were killed.", "partial"),
        ("Dorvia's secret service said 400 soldiers were killed.", "partial"),
        ("Dorvia said 400 soldiers were killed.", "full"),
    ):
        assert only(text).lineage == lineage


def test_a_body_without_its_state_may_be_that_of_the_dossier() -> None:
    told = only("According to the Intelligence Service, 400 soldiers were killed.")
    assert (told.attribution, told.lineage) == (("dis",), "partial")


def test_an_agency_of_a_state_is_not_sure_to_have_counted() -> None:
    rows = [{"id": "tarn-wire", "name": "Tarn Wire", "kind": "news agency", "party": "dorvia"}]
    for text, lineage in (
        ("Some 400 soldiers were killed, Tarn Wire reports.", "partial"),
        ("Tarn Wire has counted 400 killed soldiers.", "full"),
    ):
        told = proposed(text, of=dossier_with("agents", rows))[0]
        assert (told.attribution, told.lineage) == (("tarn-wire",), lineage)
