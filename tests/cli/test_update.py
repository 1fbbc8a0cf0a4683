"""`kursk-tui update`: what it says, what it lists, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from kursk_tui.cli.complete import completions
from kursk_tui.cli.output import FORMATS
from kursk_tui.dossier import versions
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.store import files
from kursk_tui.upkeep import updating
from tests.cli.running import Result, called, spawned
from tests.dossier.sample import sample
from tests.five import FIVE

CLAIM = "gazette-1.1"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A copy of a shipped dossier in which a claim was retracted that the data mended since."""
    new = sample()
    new["meta"]["1"].update(id="flood", schema_version=2, dataset_version="2")
    new["claims"]["1"].update(retracted="They say so too.", note="Mended.")
    new["claims"]["5"]["statement"] = "There is a flood, says the Gazette."
    shipped = tmp_path / "kursk.json"
    shipped.write_bytes(files.encode(new, ""))
    listed = tmp_path / "versions.json"
    listed.write_text(versions.encoded(dict([versions.entry(sample())])))
    monkeypatch.setattr(updating, "default_path", lambda: str(shipped))
    monkeypatch.setattr(versions, "known_path", lambda: str(listed))
    path = str(tmp_path / "my own.json")
    Path(path).write_bytes(files.encode(sample(), ""))
    assert called("-d", path, "retract", CLAIM, "mine").status == 0
    return path


def refused(result: Result) -> str:
    assert (result.status, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert result.err.startswith("kursk-tui: ")
    return result.err


def test_it_says_what_was_done_and_lists_what_stays(own: str) -> None:
    result = called("update", own, "--format", "json")
    assert result.status == 0
    assert json.loads(result.out) == [
        {
            "table": "claims",
            "id": CLAIM,
            "field": "retracted",
            "yours": "mine",
            "new": "They say so too.",
        }
    ]
    done, stays = result.err.splitlines()
    assert done == (
        f"{own}: updated from data 1 to 2: 0 added, 2 changed, 0 removed; "
        f"kursk-tui restore '{own}' last reverses it"
    )
    assert stays == (
        "1 record stays as you have it, unlike data 2; "
        f"kursk-tui update '{own}' --take TABLE:ID takes the shipped one"
    )
    again = called("update", own, "--format", "json")
    assert (again.status, again.out) == (0, result.out)
    assert again.err == f"{own}: already has data 2; nothing was written\n{stays}\n"


def test_restore_takes_it_back(own: str) -> None:
    before = Path(own).read_bytes()
    called("update", own)
    assert called("restore", own, "last").status == 0
    assert Path(own).read_bytes() == before


def test_a_dry_run_says_what_would_be_done(own: str) -> None:
    before = Path(own).read_bytes()
    result = called("update", own, "--dry-run", "--take", f"claims:{CLAIM}")
    assert result.status == 0
    assert Path(own).read_bytes() == before
    assert result.err.splitlines() == [
        f"{own}: would be updated from data 1 to 2: 0 added, 2 changed, 0 removed",
        f"took claims:{CLAIM} of data 2; nothing was written",
        "data 2 changes none of the records that you changed",
    ]


def test_a_record_is_taken_and_given_back(own: str) -> None:
    called("update", own)
    result = called("update", own, "--take", f"claims:{CLAIM}")
    assert result.err.splitlines()[1] == (
        f"took claims:{CLAIM} of data 2; kursk-tui -d '{own}' edits undo reverses it"
    )
    assert Dossier.open(own).claims[CLAIM].retracted == "They say so too."
    assert "match the shipped" in called("update", own, "--take", f"claims:{CLAIM}").err
    assert called("-d", own, "edits", "undo").status == 0
    assert Dossier.open(own).claims[CLAIM].retracted == "mine"


def test_every_format_has_it(own: str) -> None:
    for format in FORMATS:
        assert "They say so too." in called("update", own, "--format", format).out
    rows = list(csv.DictReader(io.StringIO(called("update", own, "--format", "csv").out)))
    assert [(row["yours"], row["new"]) for row in rows] == [("mine", "They say so too.")]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--take", "claims"), "names no record; write TABLE:ID"),
        (("--take", f"claim:{CLAIM}"), "names no table; did you mean claims?"),
        (("--take", "meta:flood"), "names no table; write TABLE:ID"),
        (("--take", "claims:\x1b[31m"), "table claims, id ␛[31m: is not a record of the shipped"),
    ],
)
def test_what_can_not_be_taken_is_a_line(own: str, words: tuple[str, ...], message: str) -> None:
    before = Path(own).read_bytes()
    assert message in refused(called("update", own, *words))
    assert Path(own).read_bytes() == before


def test_what_is_no_copy_is_a_line(own: str, tmp_path: Path) -> None:
    before = Path(FIVE).read_bytes()
    five = str(shutil.copyfile(FIVE, tmp_path / "five.json"))
    assert "is not a copy of the shipped dossier, 'A flood'" in refused(called("update", five))
    assert Path(five).read_bytes() == before
    assert "can't be read" in refused(called("update", str(tmp_path / "none.json")))
    assert "not a data version" in refused(spawned("update", five))


def test_the_dossier_inside_the_package_is_not_updated(
    own: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import kursk_tui

    monkeypatch.setattr(kursk_tui, "__path__", [str(Path(own).parent)])
    assert "comes with the program" in refused(called("update", own))


def test_the_shipped_dossier_is_of_its_own_data(tmp_path: Path) -> None:
    path = str(shutil.copyfile(default_path(), tmp_path / "d.json"))
    result = spawned("update", path, "--format", "json")
    assert (result.status, json.loads(result.out)) == (0, [])
    assert Path(path).read_bytes() == Path(default_path()).read_bytes()


def test_what_can_be_taken_is_completed(own: str) -> None:
    typed = f"'{own}'"
    assert completions(["update", typed, "--take", ""]) == [f"claims:{CLAIM}"]
    called("update", own)
    assert completions(["update", typed, "--take", "cl"]) == [f"claims:{CLAIM}"]
    assert completions(["update", "/nowhere", "--take", ""]) == []
    assert completions(["update", "--take", ""]) == []
    assert "--dry-run" in completions(["update", "--d"])
