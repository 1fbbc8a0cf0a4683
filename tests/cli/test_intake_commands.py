"""import, copy, retract, edits: what they print, what they keep, and what they refuse."""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kursk_tui
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import edits
from kursk_tui.intake.documents import text_copies as shelf
from kursk_tui.intake.review import queue as queues
from kursk_tui.main import _is_for_explorer
from kursk_tui.store import files
from tests.cli.running import Result, called, on_terminal, spawned
from tests.dossier.sample import GAZETTE, sample
from tests.five import FIVE

# An invented page in the words of the dossier of five reports.
PAGE = """\
Ferry town learns how many soldiers crossed

By Ada Quill
March 12, 2025

South Korea's National Intelligence Service told lawmakers on Tuesday that at least 2,300 North \
Korean soldiers had been wounded in Kursk Oblast since the winter.

Up to 11,700 North Korean troops were deployed to Russia, Zelensky said on Monday.
"""

Run = Callable[..., Result]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A dossier of one's own."""
    path = tmp_path / "own.json"
    shutil.copyfile(FIVE, path)
    return path


@pytest.fixture
def page(tmp_path: Path) -> str:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, "utf-8")
    return str(path)


@pytest.fixture
def run(own: Path) -> Run:
    return lambda *words: called("-d", str(own), *words)


def queue_files() -> list[str]:
    folder = Path(queues.default_folder())
    return sorted(path.name for path in folder.glob("*.json")) if folder.exists() else []


def plain(text: str) -> list[dict[str, str]]:
    head, *rows = (line.split("\t") for line in text.splitlines())
    return [dict(zip(head, row, strict=True)) for row in rows]


def one_line(result: Result, status: int = 2) -> str:
    """The one line that is said of a command that is refused."""
    assert (result.status, result.out) == (status, "")
    assert result.err.count("\n") == 1
    assert result.err.startswith("kursk-tui: ") or status == 1
    return result.err


# ---- import


def test_import_list_prints_and_keeps_nothing(run: Run, own: Path, page: str) -> None:
    before = own.read_bytes()
    result = run("import", page, "--list")
    assert result.status == 0
    found = plain(result.out)
    assert {row["written"] for row in found} >= {"at least 2,300", "Up to 11,700"}
    assert (
        "Ferry town learns how many soldiers crossed (outlet unknown, 2025-03-12): " in result.err
    )
    assert "wait for review" not in result.err
    assert queue_files() == []
    assert not Path(shelf.default_folder()).exists()
    assert own.read_bytes() == before


def test_import_list_as_json_has_each_field(run: Run, page: str) -> None:
    found = json.loads(run("import", page, "--list", "--format", "json").out)
    row = next(row for row in found if row["written"] == "at least 2,300")
    assert (row["low"], row["high"], row["hedge"]) == (2300, None, "at_least")
    assert (row["paragraph"], row["attribution"]) == (4, ["nis"])
    assert all(": " in reason for reason in row["because"])


def test_import_queues(run: Run, own: Path, page: str) -> None:
    before = own.read_bytes()
    result = run("import", page)
    assert result.status == 0
    found = plain(result.out)
    assert f"{len(found)} wait for review: kursk-tui -d {own}, then i" in result.err
    assert own.read_bytes() == before
    (name,) = queue_files()
    queue = queues.load(str(Path(queues.default_folder()) / name))
    assert (queue.source, len(queue.items)) == (None, len(found))
    assert run("import", page).status == 0
    assert queue_files() == [name]


def test_import_without_an_article_lists_what_waits(run: Run, page: str, tmp_path: Path) -> None:
    nothing = run("import")
    assert nothing.status == 1
    assert "nothing waits for review" in nothing.err
    run("import", page)
    result = run("import")
    assert result.status == 0
    (row,) = plain(result.out)
    assert row["article"] == "Ferry town learns how many soldiers crossed"
    assert (row["done"], row["source"]) == ("0", "")
    assert Path(row["file"]).exists()
    other = tmp_path / "other.json"
    shutil.copyfile(FIVE, other)
    assert called("-d", str(other), "import").status == 1


def test_import_tells_of_files_that_are_no_queues(run: Run, page: str) -> None:
    run("import", page)
    folder = Path(queues.default_folder())
    (folder / "a.json").write_bytes(b"[" * 100_000)
    (folder / "b.json").write_bytes(b'{"format": 0}')
    result = run("import")
    assert result.status == 0
    assert len(plain(result.out)) == 1
    assert result.err.count("is not a queue of this version") == 2


def test_import_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    result = run("import", "-")
    assert result.status == 0
    assert queue_files()
    assert "wait for review" in result.err


def test_an_article_without_a_figure(run: Run, tmp_path: Path) -> None:
    (tmp_path / "calm.txt").write_text("A quiet day\n\nNothing was said.\n", "utf-8")
    listed = run("import", str(tmp_path / "calm.txt"), "--list")
    assert listed.status == 1
    assert run("import", str(tmp_path / "calm.txt")).status == 0
    assert len(queue_files()) == 1


def test_a_text_that_is_there_is_told_and_goes_to_its_source(tmp_path: Path) -> None:
    dossier, text = tmp_path / "flood.json", tmp_path / "again.txt"
    dossier.write_bytes(files.encode(sample(), str(dossier)))
    text.write_text("\n".join(GAZETTE), "utf-8")
    result = called("-d", str(dossier), "import", str(text))
    assert "gazette-1" in result.err
    assert "no corroboration" in result.err
    (row,) = plain(called("-d", str(dossier), "import").out)
    assert row["source"] == "gazette-1"


def test_hostile_titles_reach_no_terminal(run: Run, tmp_path: Path) -> None:
    text = "\x1b[31mTitle\x1b]0;owned\x07 \u202egnirts\n\n" + PAGE
    (tmp_path / "bad.txt").write_text(text, "utf-8")
    for words in (("import", str(tmp_path / "bad.txt")), ("import",)):
        result = run(*words)
        assert not any(c in result.out + result.err for c in "\x1b\x07\u202e")


@pytest.mark.parametrize(
    "raw",
    [b"", b"\n\n", b"\x00" * 99, b"PK\x03\x04rest", b"%PDF-1.4 broken"],
    ids=range(5),
)
def test_what_is_no_article_is_refused_in_a_line(run: Run, tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "bad").write_bytes(raw)
    result = run("import", str(tmp_path / "bad"))
    assert "Traceback" not in result.err
    one_line(result)
    assert queue_files() == []


@pytest.mark.parametrize("name", ["none.txt", "page.txt/x", "x" * 400, "a\x00b"])
def test_a_file_that_can_not_be_read(run: Run, tmp_path: Path, page: str, name: str) -> None:
    line = one_line(run("import", str(tmp_path / name)))
    assert queue_files() == []
    assert "Traceback" not in line


def test_addresses_that_are_not_fetched(run: Run) -> None:
    for address in ("file:///etc/hosts", "ftp://quay.example/a", "http://", "http://127.0.0.1:1/"):
        one_line(run("import", address, "--list"))


def test_a_queue_folder_that_can_not_be_made(run: Run, page: str) -> None:
    folder = Path(queues.default_folder())
    folder.parent.mkdir(parents=True)
    folder.write_text("a file", "utf-8")
    one_line(run("import", page))


# ---- who opens the explorer


class Stream(io.StringIO):
    def __init__(self, is_terminal: bool) -> None:
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal


def asked(**said: Any) -> argparse.Namespace:
    given = {"what": "a.txt", "list": False, "format": None, "proposer": None, "parse": None}
    return argparse.Namespace(**{"command": "import", **given, **said})


@pytest.mark.parametrize(
    ("stdin", "stdout", "said", "expected"),
    [
        (True, True, {}, True),
        (False, True, {}, False),
        (True, False, {}, False),
        (None, True, {}, False),
        (True, None, {}, False),
        (True, True, {"list": True}, False),
        (True, True, {"proposer": "helper"}, False),
        (True, True, {"parse": "model"}, False),
        (True, True, {"what": None}, False),
        (True, True, {"what": "-"}, False),
        (True, True, {"format": "json"}, False),
        (None, None, {"command": None}, True),
        (False, False, {"command": "open"}, True),
        (True, True, {"command": "claims"}, False),
        (True, True, {"command": "edits"}, False),
    ],
)
def test_an_article_opens_the_explorer_at_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
    stdin: bool | None,
    stdout: bool | None,
    said: dict[str, Any],
    expected: bool,
) -> None:
    for name, kind in (("stdin", stdin), ("stdout", stdout)):
        monkeypatch.setattr(sys, name, None if kind is None else Stream(kind))
    assert _is_for_explorer(asked(**said)) is expected


def test_import_list_at_a_terminal_prints(own: Path, page: str) -> None:
    result = on_terminal(["-d", str(own), "--no-pager", "import", page, "--list"])
    assert result.status == 0
    assert "at least 2,300" in result.out
    assert "\x1b[?1049h" not in result.out


def test_what_cannot_be_read_opens_no_screen(own: Path, tmp_path: Path) -> None:
    result = on_terminal(["-d", str(own), "import", str(tmp_path / "nope.txt")])
    assert result.status == 2
    assert "\x1b[?1049h" not in result.out
    assert result.err.startswith(f"kursk-tui: {tmp_path / 'nope.txt'}: ")
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("what", ["-", "page"])
def test_import_with_stdin_closed(own: Path, page: str, what: str) -> None:
    script = 'exec "$0" -m kursk_tui -d "$1" import "$2" --format plain <&-'
    words = [sys.executable, str(own), page if what == "page" else what]
    done = subprocess.run(
        ["sh", "-c", script, *words], capture_output=True, text=True, check=False, timeout=60
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == (0 if what == "page" else 2)


# ---- copy


def test_copy_is_a_dossier_to_be_edited(run: Run, own: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine.json"
    result = run("copy", str(target))
    assert (result.status, result.out) == (0, "")
    assert f"kursk-tui -d {target} opens it" in result.err
    assert target.read_bytes() == own.read_bytes()
    claim = next(iter(Dossier.open(target).claims))
    assert called("-d", str(target), "retract", claim, "why").status == 0
    assert Dossier.open(own).claims[claim].retracted is None
    assert called("-d", str(target), "check").status == 0


def test_copy_never_takes_the_place_of_a_file_unasked(run: Run, own: Path, tmp_path: Path) -> None:
    target = tmp_path / "there.json"
    target.write_text("mine", "utf-8")
    assert "is there already; give --force to replace it" in one_line(run("copy", str(target)))
    assert target.read_text("utf-8") == "mine"
    assert run("copy", str(target), "--force").status == 0
    assert target.read_bytes() == own.read_bytes()
    assert "give --force" in one_line(run("copy", str(own)))


@pytest.mark.parametrize("name", [".", "no/such/folder.json", "x" * 300])
def test_copies_that_can_not_be_written(run: Run, tmp_path: Path, name: str) -> None:
    one_line(run("copy", str(tmp_path / name), "--force"))


def test_the_shipped_dossier_can_be_copied(tmp_path: Path) -> None:
    target = tmp_path / "mine.json"
    assert called("copy", str(target)).status == 0
    assert stat.S_IMODE(target.stat().st_mode) & 0o600 == 0o600
    assert len(Dossier.open(target).claims) > 700


# ---- retract


def disputed(run: Run) -> str:
    """A claim that takes part in disagreements."""
    rows = json.loads(run("disagreements", "--format", "json").out)
    pair = next(row for row in rows if len(row["claims"]) == 2)
    return str(pair["claims"][0])


def test_a_retracted_claim_counts_no_more(run: Run, own: Path) -> None:
    claim = disputed(run)
    assert run("claim", claim).status == 0
    before = {name: run(name, "--format", "json").out for name in ("claims", "stats")}
    result = run("retract", claim, "counted  twice")
    assert (result.status, result.out) == (0, "")
    assert f"{claim}: counted twice; kursk-tui -d {own} edits undo reverses it" in result.err
    line = one_line(run("claim", claim), status=1)
    assert f"claim {claim} is retracted: counted twice" in line
    claims = json.loads(run("claims", "--format", "json").out)
    assert claim not in [row["id"] for row in claims]
    assert len(claims) == len(json.loads(before["claims"])) - 1
    assert run("stats", "--format", "json").out != before["stats"]
    for row in json.loads(run("disagreements", "--format", "json").out):
        assert claim not in row["claims"]
    for words in (("compare", claim), ("origins", claim), ("compare", claim, claim)):
        assert "is retracted: counted twice" in one_line(run(*words), status=1)
    assert run("check").status == 0


def test_what_was_taken_back_is_done_again(run: Run) -> None:
    claim = disputed(run)
    run("retract", claim, "counted twice")
    assert "nothing of yours to redo" in one_line(run("edits", "redo"), status=1)
    run("edits", "undo")
    result = run("edits", "redo")
    assert (result.status, result.out) == (0, "")
    assert f"done again: retracted {claim}: counted twice" in result.err
    assert "is retracted: counted twice" in one_line(run("claim", claim), status=1)
    assert run("edits", "redo").status == 1


def test_what_is_retracted_comes_back_with_undo(run: Run, own: Path) -> None:
    claim = disputed(run)
    shown = run("claim", claim).out
    run("retract", claim, "counted twice")
    result = run("edits", "undo")
    assert result.status == 0
    assert f"undone: retracted {claim}: counted twice" in result.err
    assert run("claim", claim).out == shown


def test_retracting_twice_says_that_it_is(run: Run) -> None:
    claim = disputed(run)
    run("retract", claim, "counted twice")
    assert "is retracted: counted twice" in one_line(run("retract", claim, "again"), status=1)


@pytest.mark.parametrize(
    ("id", "reason", "words"),
    [
        ("nowhere.1", "why", "no claim 'nowhere.1'"),
        ("", "why", "no claim ''"),
        ("ki-", "why", "is ambiguous"),
        ("first", "", "a claim is retracted for a reason; give one"),
        ("first", " \n ", "a claim is retracted for a reason; give one"),
        ("first", "half \udcff of a pair", "can't be written"),
    ],
)
def test_what_is_not_retracted(run: Run, own: Path, id: str, reason: str, words: str) -> None:
    before = own.read_bytes()
    claim = next(iter(Dossier.open(own).claims)) if id == "first" else id
    assert words in one_line(run("retract", claim, reason))
    assert own.read_bytes() == before


# ---- edits


def test_edits_from_the_last_to_the_first(run: Run, own: Path) -> None:
    nothing = run("edits")
    assert nothing.status == 1
    assert "nothing was edited in this file" in nothing.err
    one, two = list(Dossier.open(own).claims)[:2]
    run("retract", one, "first")
    run("retract", two, "second")
    found = plain(run("edits").out)
    assert [row["what"] for row in found] == [
        f"retracted {two}: second",
        f"retracted {one}: first",
    ]
    assert {row["author"] for row in found} == {"analyst"}
    run("edits", "undo")
    found = json.loads(run("edits", "--format", "json").out)
    assert [row["state"] for row in found] == ["", "undone", ""]
    assert found[0]["records"] == [f"claims:{two}"]


def test_undo_by_the_beginning_of_an_id(run: Run, own: Path) -> None:
    one, two = list(Dossier.open(own).claims)[:2]
    run("retract", one, "first")
    run("retract", two, "second")
    first, _ = edits(Dossier.open(own))
    shown = plain(run("edits").out)[-1]["id"]
    assert first.id.startswith(shown)
    result = run("edits", "undo", shown)
    assert result.status == 0
    assert f"undone: retracted {one}: first" in result.err
    after = Dossier.open(own)
    assert (after.claims[one].retracted, after.claims[two].retracted) == (None, "second")
    assert "it no longer stands" in one_line(run("edits", "undo", shown), status=1)


def test_undo_of_what_is_not_there(run: Run, own: Path) -> None:
    assert "nothing of yours to undo" in one_line(run("edits", "undo"), status=1)
    assert "no edit 'e7'" in one_line(run("edits", "undo", "e7"))
    for claim in list(Dossier.open(own).claims)[:2]:
        run("retract", claim, "why")
    assert "more than one edit ''" in one_line(run("edits", "undo", ""))


def test_undo_takes_ones_own(run: Run, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = next(iter(Dossier.open(own).claims))
    run("retract", claim, "why")
    monkeypatch.setenv("USER", "somebody-else")
    assert "nothing of yours to undo" in one_line(run("edits", "undo"), status=1)
    assert Dossier.open(own).claims[claim].retracted == "why"


def test_a_history_with_rubbish_in_it(run: Run, own: Path) -> None:
    data = json.loads(own.read_bytes())
    change = {"table": "claims", "record": "x", "before": "{", "after": None}
    data["edits"] = {
        "1": {"id": "e1", "made": "2031", "author": "analyst", "what": "x", "changes": [change]}
    }
    own.write_bytes(files.encode(data, str(own)))
    for words in (("edits",), ("edits", "undo"), ("edits", "undo", "e1")):
        assert "table edits, id e1: holds a record that is not JSON" in one_line(run(*words))


# ---- the dossier of the program, and disks


def test_the_dossier_in_the_package_is_only_read(
    own: Path, page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "kursk_tui"
    (package / "data").mkdir(parents=True)
    inside = package / "data" / "kursk.json"
    shutil.copyfile(FIVE, inside)
    monkeypatch.setattr(kursk_tui, "__path__", [str(package), *kursk_tui.__path__])
    claim, before = next(iter(Dossier.open(inside).claims)), inside.read_bytes()
    for words in (("import", page), ("retract", claim, "why"), ("edits", "undo")):
        line = one_line(called("-d", str(inside), *words))
        assert f"{inside}: comes with the program" in line
        assert "kursk-tui copy FILE, then kursk-tui -d FILE" in line
    assert inside.read_bytes() == before
    assert queue_files() == []
    # Looking is no editing.
    assert called("-d", str(inside), "import", page, "--list").status == 0
    assert called("-d", str(inside), "import").status == 1
    assert called("-d", str(inside), "edits").status == 1
    assert called("-d", str(inside), "copy", str(tmp_path / "mine.json")).status == 0
    assert called("-d", str(own), "retract", claim, "why").status == 0


def test_a_disk_that_can_not_be_written(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim, before = disputed(run), own.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(30, os.strerror(30))

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", fail)
        assert "can't be written; it is unchanged" in one_line(run("retract", claim, "why"))
    assert own.read_bytes() == before
    assert run("claim", claim).status == 0


@pytest.mark.parametrize(
    "words",
    [
        ("import", "a", "b"),
        ("import", "--lists"),
        ("copy",),
        ("copy", "a", "b"),
        ("retract",),
        ("retract", "x"),
        ("retract", "a.1", "two", "words"),
        ("edits", "again"),
        ("edits", "redo", "a"),
        ("edits", "undo", "a", "b"),
    ],
    ids=" ".join,
)
def test_bad_use_is_2_and_says_how(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words)
    assert (result.status, result.out) == (2, "")
    assert result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("words", [("import",), ("copy", "x"), ("retract", "x", "y"), ("edits",)])
def test_a_dossier_that_is_none(words: tuple[str, ...], tmp_path: Path) -> None:
    one_line(called("-d", str(tmp_path / "none.json"), *words))


def test_intake_loads_no_screen(own: Path, page: str) -> None:
    script = (
        "import sys; from kursk_tui.main import main; main(sys.argv[1:]); "
        "print([m for m in ('textual', 'trafilatura', 'pypdf') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "-d", str(own), "import", page],
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    assert done.stdout.splitlines()[-1] == "[]"
    assert spawned("-d", str(own), "import").status == 0


def test_numbers_that_are_not_proposed_are_counted_and_named(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "mules.txt"
    page.write_text("Some 40 mules drowned.\n\nA man aged 34 told it.\n", encoding="utf-8")
    result = run("import", str(page), "--list")
    assert "2 more numbers seen" in result.err + result.out
    assert "not proposed, paragraph 1: Some 40 (counts what no measure" in result.err
    assert "not proposed, paragraph 2: 34 (an age)" in result.err
