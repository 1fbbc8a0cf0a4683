"""What kind of agent a name tells, to the reader of texts and to the reader of tables alike."""

from __future__ import annotations

import pytest

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.language.kinds import kind_of
from kursk_tui.intake.tables.names import Names
from tests.five import FIVE

KINDS = [
    ("Brez Health Ministry", "government"),
    ("Ministry of Health", "government"),
    ("Brez coast guard", "military"),
    ("Brez Fire Brigade", "government"),
    ("Selvian military intelligence", "intelligence"),
    ("Sund news agency", "news agency"),
    ("Agence France-Presse", "news agency"),
    ("Press Trust of India", "news agency"),
    ("Reuters", "news agency"),
    ("Sund Tribune", "outlet"),
    ("Evening Post", "outlet"),
    ("British Broadcasting Corporation", "outlet"),
    ("Harwick University", "analyst"),
    ("Lake Institute of Police Studies", "analyst"),
    ("Dorvian Red Cross", "ngo"),
    ("Red Crescent of Selvia", "ngo"),
    ("U.N. relief agency", "ngo"),
    ("Lake Watch", "ngo"),
    ("Mayor Ann Quill", "person"),
    ("Interior Minister Bo Park", "person"),
    ("Mayor of Brez", "government"),
    ("Families' Committee of Hall 4", "ngo"),
    ("Foreign Affairs Committee of the Senate", "parliament"),
    ("House Intelligence Committee", "parliament"),
    ("Investigative Committee", "government"),
    ("National Assembly", "parliament"),
    ("Tower Rail Company", "ngo"),
    ("Acme Ltd.", "ngo"),
    ("Teachers' Union", "ngo"),
    ("Police Union", "ngo"),
    ("Union of Brez Miners", "ngo"),
    ("St. Brid Hospital", "government"),
    ("Brez Civil Protection", "government"),
    ("hospital officials", "unnamed"),
    ("two officials", "unnamed"),
]


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_the_kind_that_a_name_tells(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize("name", ["Anna Roe", "John Doe", "Acid", "Jan Unwin", "Brez", ""])
def test_a_name_that_tells_none(name: str) -> None:
    assert kind_of(name) is None


def test_a_table_asks_the_same_rule() -> None:
    names = Names(Dossier.open(FIVE), {})
    for name, kind in KINDS:
        assert names.kind(names.agent(name, "origin")) == kind
