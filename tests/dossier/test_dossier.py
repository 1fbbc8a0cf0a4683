"""Opening, reading and changing a dossier."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kursk_tui.dossier import dossier as dossier_module
from kursk_tui.dossier.check import check
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.dossier.tables import Tables
from kursk_tui.model.records import Agent, Claim, Figure
from kursk_tui.store.errors import DossierError
from tests.dossier.sample import sample, write_sample


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_sample(tmp_path / "f.json")
    return tmp_path / "f.json"


def rename(tables: Tables) -> None:
    tables.update("agents", "gazette", {"name": "The Gazette"})


def test_records_come_in_file_order_and_are_built_once(path: Path) -> None:
    dossier = Dossier.open(path)
    assert list(dossier.agents) == ["northland", "council", "water-board", "gazette", "herald"]
    assert dossier.agents["council"] == Agent(
        "council", "Town Council", "government", ("TC",), None, "northland"
    )
    claim = dossier.claims["gazette-1.1"]
    assert isinstance(claim, Claim)
    assert claim.figure == Figure("at least 300", 300, None, "at_least")
    assert dossier.claims["gazette-1.1"] is claim
    assert dossier.meta.title == "A flood"
    assert (len(dossier.scopes), len(dossier.sources), len(dossier.events)) == (3, 2, 3)
    assert (len(dossier.measures), len(dossier.claims), len(dossier.identities)) == (2, 5, 1)
    assert "nobody" not in dossier.agents
    assert dossier.agents.get("nobody") is None
    with pytest.raises(KeyError):
        dossier.agents["nobody"]


def test_unsound_dossier_is_refused_with_its_first_problem(path: Path) -> None:
    data = sample()
    data["agents"]["4"]["kind"] = "paper"
    data["events"]["3"].pop("by")
    path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(DossierError) as caught:
        Dossier.open(path)
    line = str(caught.value)
    assert line.startswith(f"{path}: table agents, id gazette, field kind: 'paper'")
    assert "2 problems" in line
    assert "kursk-tui check FILE lists all, restore FILE good copies" in line


def test_unsound_data_is_refused() -> None:
    with pytest.raises(DossierError, match="memory: table meta: holds 0 rows"):
        Dossier.from_data({})
    assert Dossier.from_data(sample(), "x").path == "x"


def test_damaged_and_missing_files_are_refused(path: Path, tmp_path: Path) -> None:
    path.write_text(path.read_text()[:-1], "utf-8")
    with pytest.raises(DossierError, match="not valid JSON"):
        Dossier.open(path)
    with pytest.raises(DossierError, match="can't be read"):
        Dossier.open(tmp_path / "no.json")


def test_change_is_written_and_seen_after_a_reload(path: Path) -> None:
    dossier = Dossier.open(path)
    dossier.apply(rename)
    assert dossier.agents["gazette"].name == "Gazette"
    assert dossier.changed_on_disk()
    again = dossier.reload()
    assert again.agents["gazette"].name == "The Gazette"
    assert not again.changed_on_disk()


def test_change_works_on_what_is_in_the_file_now(path: Path) -> None:
    one, two = Dossier.open(path), Dossier.open(path)
    one.apply(rename)
    two.apply(lambda tables: tables.remove("identities", "by-district"))
    assert two.reload().agents["gazette"].name == "The Gazette"
    assert not two.reload().identities


def test_unsound_change_is_not_written(path: Path) -> None:
    dossier = Dossier.open(path)
    before = path.read_bytes()
    with pytest.raises(DossierError) as caught:
        dossier.apply(lambda tables: tables.remove("claims", "gazette-1.1"))
    assert "nothing was written" in str(caught.value)
    assert path.read_bytes() == before
    assert not dossier.changed_on_disk()


def test_exception_of_a_change_passes_through(path: Path) -> None:
    before = path.read_bytes()

    def fail(tables: Tables) -> None:
        rename(tables)
        raise LookupError("mine")

    with pytest.raises(LookupError, match="mine"):
        Dossier.open(path).apply(fail)
    assert path.read_bytes() == before


def test_old_dossier_stays_usable_when_the_file_is_damaged(path: Path) -> None:
    dossier = Dossier.open(path)
    path.write_text("{", "utf-8")
    with pytest.raises(DossierError):
        dossier.reload()
    with pytest.raises(DossierError):
        dossier.apply(rename)
    assert dossier.claims["herald-1.1"].statement.startswith("The water board")
    assert path.read_text("utf-8") == "{"


def test_gone_file_has_changed(path: Path) -> None:
    dossier = Dossier.open(path)
    path.unlink()
    assert dossier.changed_on_disk()


def test_tables_insert_update_remove_and_copy(path: Path) -> None:
    dossier = Dossier.open(path)
    row = {"id": "mill", "kind": "place", "name": "Mill", "part_of": "town"}

    def change(tables: Tables) -> None:
        tables.insert("scopes", row)
        row["name"] = "changed too late"
        tables.update("scopes", "mill", {"id": "old-mill"})
        tables.insert_many("scopes", [{"id": "gate", "kind": "place", "name": "Gate"}])
        tables.remove("scopes", "gate")
        tables.rows("scopes")[0]["name"] = "changed in a copy"
        tables.rows("agents")[1]["aliases"].append("changed in a copy")
        assert [r["id"] for r in tables.rows("scopes")] == ["houses", "town", "harbour", "old-mill"]
        assert tables.rows("none") == ()

    dossier.apply(change)
    again = dossier.reload()
    assert again.scopes["old-mill"].name == "Mill"
    assert again.scopes["houses"].name == "Houses"
    assert again.agents["council"].aliases == ("TC",)


def test_tables_name_the_row_that_is_not_there_or_already_there(path: Path) -> None:
    dossier = Dossier.open(path)
    before = path.read_bytes()
    for change, words in (
        (lambda t: t.update("scopes", "no", {}), "table scopes, id no: is not there"),
        (lambda t: t.remove("scopes", "no"), "table scopes, id no: is not there"),
        (lambda t: t.insert("scopes", {"id": "town"}), "id town: is already there"),
    ):
        with pytest.raises(DossierError, match=words):
            dossier.apply(change)
    assert path.read_bytes() == before


def test_shipped_dossier_is_looked_for_in_the_package_then_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package"
    monkeypatch.setattr(dossier_module, "__file__", str(package / "dossier" / "dossier.py"))
    with pytest.raises(DossierError, match="shipped dossier is not there"):
        default_path()
    for folder in (tmp_path / "data", package / "data"):
        folder.mkdir(parents=True)
        (folder / "kursk.json").write_text("{}")
        assert default_path() == str(folder / "kursk.json")


def test_opening_imports_neither_tinydb_nor_anything_slow(path: Path) -> None:
    code = (
        "import sys; from kursk_tui.dossier.dossier import Dossier, default_path;"
        f"Dossier.open({str(path)!r}).claims['herald-1.1'];"
        "slow = {'tinydb', 'pathlib', 'dataclasses', 'tempfile', 'hashlib', 'difflib', 'copy',"
        "'threading', 'unicodedata', 'textual', 'rich'};"
        "print(*sorted(slow & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == []


def test_sample_survives_a_round_through_the_storage(path: Path) -> None:
    Dossier.open(path).apply(rename)
    data = json.loads(path.read_text("utf-8"))
    assert check(data, path="f.json") == []
    data["agents"]["4"]["name"] = "Gazette"
    assert data == sample()
