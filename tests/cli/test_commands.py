"""What commands print where, how they end, and what they refuse."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kursk_tui.analysis.ladder.reading import DISAGREEING
from kursk_tui.cli.output import FORMATS, Manner, page, rendered
from kursk_tui.cli.parser import KINDS, build_parser, commands_of
from kursk_tui.help.topics import TOPICS, text_of
from tests.cli.golden_files import FOLDER, LISTINGS, SINGLE
from tests.cli.hostile import Files, hostile, write_hostile
from tests.cli.running import Result, called, on_terminal, spawned
from tests.dossier.sample import GAZETTE

Run = Callable[..., Result]
SGR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return write_hostile(tmp_path_factory.mktemp("commands"))


@pytest.fixture
def run(files: Files) -> Run:
    def runs(*words: str) -> Result:
        return called("-d", files.dossier, "--notes", files.notebook, *words)

    return runs


def lines(text: str) -> list[dict[str, str]]:
    """Plain output as rows."""
    head, *rows = (line.split("\t") for line in text.splitlines())
    return [dict(zip(head, row, strict=True)) for row in rows]


# ---- exit status


@pytest.mark.parametrize("name", [*LISTINGS, *SINGLE])
def test_what_is_found_is_0_on_stdout(name: str, run: Run, files: Files) -> None:
    words = {**LISTINGS, **SINGLE}[name]
    folder = str(Path(files.dossier).parent)
    result = run(*(word.replace(FOLDER, folder) for word in words))
    assert result.status == (2 if name == "verify" else 0)  # its Herald has drifted
    assert result.out
    assert "kursk-tui:" not in result.err


NOTHING: tuple[tuple[str, ...], ...] = (
    ("find", "nowhere-to-be-found"),
    ("events", "xyzzy"),
    ("claims", "xyzzy"),
    ("claims", "--measure", "flooded", "--modality", "denied"),
    ("sources", "xyzzy"),
    ("agents", "xyzzy"),
    ("disagreements", "--severity", "4"),
    ("compare", "herald-1.2"),
    ("origins", "northland"),
    ("measures", "--known-at", "2001"),
    ("measure", "flooded", "--known-at", "2001"),
    ("books", "--known-at", "2001"),
    ("event", "flood", "--known-at", "2001"),
    ("claim", "gazette-1.1", "--without", "council"),
    ("origins", "gazette-1.1", "--without", "council"),
    ("books", "by-district", "--without", "council"),
)


@pytest.mark.parametrize("words", NOTHING, ids=" ".join)
@pytest.mark.parametrize("format", ["table", "plain", "json"])
def test_nothing_found_is_1_and_said(words: tuple[str, ...], format: str, run: Run) -> None:
    result = run(*words, "--format", format)
    assert result.status == 1
    assert "nothing found" in result.err or "is hidden" in result.err
    unseen = "is hidden" in result.err
    assert result.out.count("\n") == (0 if unseen or format == "table" else 1)
    if format == "json" and not unseen:
        assert json.loads(result.out) == []


def test_no_notes_and_no_copies_are_1(run: Run, files: Files, tmp_path: Path) -> None:
    result = called("-d", files.dossier, "--notes", str(tmp_path / "none.json"), "notes")
    assert (result.status, lines(result.out)) == (1, [])
    assert run("verify", "--texts", str(tmp_path)).status == 1


BAD: tuple[tuple[str, ...], ...] = (
    ("bogus",),
    ("--bogus",),
    ("event",),
    ("event", ""),
    ("event", "nowhere"),
    ("claim", "gazette"),
    ("source", "nowhere"),
    ("agent", "nowhere"),
    ("measure", "nowhere"),
    ("compare", "nowhere", "gazette-1.1"),
    ("compare", "gazette-1.1", "gazette-1.1"),
    ("origins", "nowhere"),
    ("books", "nowhere"),
    ("find",),
    ("find", ""),
    ("find", "  "),
    ("claims", "--modality", "perhaps"),
    ("claims", "-museum"),
    ("disagreements", "--severity", "5"),
    ("disagreements", "--severity", "x"),
    ("disagreements", "--kind", "quarrel"),
    ("disagreements", "--claim", "nowhere"),
    ("events", "--known-at", "yesterday"),
    ("events", "--known-at", ""),
    ("events", "--without", "nobody"),
    ("verify",),
    ("verify", "--texts", "/nowhere"),
    ("claim", "gazette-1.1", "--texts", "/nowhere"),
    ("export",),
    ("export", "bogus"),
    ("export", "forest"),
    ("export", "forest", "nowhere"),
    ("export", "chart"),
    ("export", "chart", "nowhere"),
    ("export", "chart", "flooded", "--log", "--even"),
    ("export", "csv", "nowhere"),
    ("export", "json", "flood"),
    ("export", "report", "nowhere"),
    ("export", "report", "flood", "-o", "/nowhere/x.md"),
    ("help", "bogus"),
    ("completions", "tcsh"),
    ("check", "/nowhere.json"),
    ("events", "--format", "xml"),
    ("open", "flood"),
    ("\x1b[31m\n",),
    ("event", "\x1b[31m\n\u202e"),
    ("claims", "event:\x1b[31m"),
)


@pytest.mark.parametrize("words", BAD, ids=" ".join)
def test_bad_use_is_2_and_a_line_on_stderr(words: tuple[str, ...], run: Run) -> None:
    result = run(*words)
    assert result.status == 2
    if words[0] == "check":  # its problems are what was asked for
        assert result.out.count("\n") == 1
        return
    assert result.out == ""
    assert result.err.startswith("kursk-tui: ")
    assert result.err.count("\n") in ((3,) if words[-1].startswith("event:") else (1,))
    assert all(c.isprintable() for c in result.err.replace("\n", ""))


def test_what_to_do_is_said(run: Run) -> None:
    for words, said in (
        (("event", "flod"), "did you mean flood?"),
        (("event", "FLOD"), "did you mean flood?"),
        (("agent", "counsil"), "did you mean council?"),
        (("measure", "floded"), "did you mean flooded?"),
        (("source", "herald-2"), "did you mean herald-1"),
        (("books", "by-distrikt"), "did you mean by-district?"),
        (("origins", "counsil"), "no claim or agent 'counsil'; did you mean council?"),
        (("export", "report", "floded"), "no event or measure 'floded'; did you mean flooded"),
        (("help", "claimz"), "did you mean claim or claims?"),
        (("claim", "gazette"), "is ambiguous: gazette-1.1, gazette-1.2, gazette-1.3"),
        (("origins", "gazette-"), "is ambiguous: claim:gazette-1.1, claim:gazette-1.2"),
        (("export", "report", "b"), "is ambiguous: event:breach, event:briefing, measure:breach"),
        (("claims", "-museum"), "goes after --"),
        (("verify",), "--texts DIR"),
        (("open", "flood"), "needs a terminal; see kursk-tui --help for commands that do not"),
    ):
        assert said in run(*words).err


# ---- names


def test_ids_may_be_short_and_agents_and_measures_go_by_name(run: Run) -> None:
    def id_of(*words: str) -> str:
        record = json.loads(run(*words, "--format", "json").out)
        return str(record.get("id") or record.get("measure") or record.get("claim"))

    assert id_of("event", "brea") == "breach"
    assert id_of("claim", "herald-1.2") == "herald-1.2"
    assert id_of("agent", "TC") == id_of("agent", "town council") == "council"
    assert id_of("agent", "HÉRAUT") == "herald"
    assert id_of("measure", "floo") == "flooded"
    assert id_of("source", "her") == "herald-1"
    assert id_of("origins", "claim:herald-1.2") == "herald-1.2"
    assert run("origins", "tc").out == run("origins", "agent:council").out != ""
    assert run("claims", "--by", "tc").out == run("claims", "--by", "council").out != ""


def test_options_stand_before_and_after_the_command(files: Files, tmp_path: Path) -> None:
    a, b = tmp_path / "a.json", tmp_path / "b.json"
    for path, name in ((a, "anna"), (b, "bert")):
        row = {"id": name, "target": "claim:gazette-1.1", "kind": "flag", "author": name}
        row["created"] = "2031-03-10T10:00:00+00:00"
        path.write_text(json.dumps({"notes": {"1": row}}))
    before = called("-d", files.dossier, "--format", "csv", "claims")
    assert before == called("claims", "-d", files.dossier, "--format", "csv")
    assert before == called("-d", "/nowhere", "claims", "-d", files.dossier, "--format", "csv")
    for words in (
        ("--with", str(a), "--with", str(b), "notes"),
        ("--with", str(a), "notes", "--with", str(b)),
        ("notes", "--with", str(a), "--with", str(b)),
    ):
        rows = lines(called("-d", files.dossier, "--notes", files.notebook, *words).out)
        assert {"anna", "bert"} < {row["author"] for row in rows}


# ---- filters, held against the rows of the file


def raw() -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in hostile()["claims"].values()}


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ((), lambda c: True),
        (("--event", "breach"), lambda c: "breach" in c.get("events", ())),
        (
            ("--event", "flood"),
            lambda c: (
                {"flood", "breach"} & {*c.get("events", ()), c.get("scope", {}).get("within")}
                != set()
            ),
        ),
        (("--source", "tribune-1"), lambda c: c["source"] == "tribune-1"),
        (("--source", "herald"), lambda c: c["source"] == "herald-1"),
        (("--by", "water-board"), lambda c: c.get("attribution", ())[-1:] == ["water-board"]),
        (
            ("--agent", "council"),
            lambda c: "council" in c.get("attribution", ()),
        ),
        (("--measure", "flooded"), lambda c: c.get("measure") == "flooded"),
        (("--modality", "denied"), lambda c: c["modality"] == "denied"),
        (("--modality", "asserted"), lambda c: c["modality"] == "asserted"),
        (("--since", "2031-03-05"), lambda c: c.get("as_of", "") >= "2031-03-05"),
        (("--min", "1,000"), lambda c: (c.get("figure", {}).get("low") or 0) >= 1000),
        (("--max", "200", "--by", "water-board"), lambda c: c["id"] == "herald-1.1"),
        (("two", "in", "three"), lambda c: "two in three" in c["statement"]),
        (("[bold]",), lambda c: "[bold]" in json.dumps(c) or c["source"] == "tribune-1"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_filter_keeps_what_the_rows_say(
    words: tuple[str, ...], holds: Callable[[dict[str, Any]], bool], run: Run
) -> None:
    found = {row["id"] for row in lines(run("claims", *words).out)}
    wanted = {id for id, row in raw().items() if holds(row)}
    if words == ("[bold]",):
        # A title of what a claim refers to is among its words.
        assert wanted <= found
    else:
        assert found == wanted


def test_filters_of_disagreements(run: Run) -> None:
    def found(*words: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = json.loads(
            run("disagreements", "--format", "json", *words).out
        )
        return rows

    everything = found("--unfold")
    assert [row["severity"] for row in everything] == sorted(
        (row["severity"] for row in everything), reverse=True
    )

    def filtered(*words: str) -> list[dict[str, Any]]:
        """Unfolded; folded it is the same rows, counted."""
        folded, rows = found(*words), found("--unfold", *words)
        heads = [{name: row[name] for name in row if name != "more"} for row in folded]
        assert [row for row in heads if row in rows] == heads
        assert sum(1 + row["more"] for row in folded) == len(rows)
        return rows

    assert filtered("--kind", "conflict") == [r for r in everything if r["kind"] == "conflict"]
    assert filtered("--severity", "2") == [r for r in everything if r["severity"] >= 2]
    assert filtered("--claim", "tribune-1.2") == [
        r for r in everything if "tribune-1.2" in r["claims"]
    ]
    assert filtered("--measure", "flooded") == everything
    assert filtered("--event", "breach") == []


def test_every_kind_of_disagreement_can_be_asked_for(files: Files, tmp_path: Path) -> None:
    assert {kind.replace("-", " ") for kind in KINDS} == DISAGREEING
    data = json.loads(Path(files.dossier).read_text("utf-8"))
    wrong = {**data["claims"]["1"], "id": "gazette-1.8", "statement": "Told wrongly."}
    misreads = {"claim": "gazette-1.1", "release": None, "how": "hedge"}
    data["claims"]["90"] = wrong | {"release": None, "misreads": misreads, "opposes": []}
    path = tmp_path / "misread.json"
    path.write_text(json.dumps(data), "utf-8")
    for kind in KINDS:
        result = called("-d", str(path), "disagreements", "--kind", kind, "--format", "json")
        assert result.status in (0, 1)
        found = [row["kind"] for row in json.loads(result.out)]
        assert set(found) <= {kind.replace("-", " ")}
        assert bool(found) or kind != "told-as"


def test_known_at_and_without_say_what_they_leave_out(run: Run) -> None:
    result = run("claims", "--known-at", "2031-03-05")
    assert {row["id"] for row in lines(result.out)} == {
        id for id, row in raw().items() if row["source"] == "gazette-1"
    }
    assert result.err == (
        "known at 2031-03-05: without 1 later source, and without 2 claims from 1 source that "
        "may be later\n"
    )
    result = run("claims", "--without", "TC", "--without", "herald")
    assert {row["id"] for row in lines(result.out)} == {"gazette-1.3"}
    assert result.err == "without TC, herald: 6 claims left out\n"
    shown = run("export", "csv", "claims", "--without", "council")
    assert shown.out.count("\n") == 3
    assert "left out" in shown.err


def test_an_error_in_a_query_points_at_the_character(run: Run) -> None:
    for words, text, at in (
        (("claims", "measure:flod"), "measure:flod", 8),
        (("find", "flood", "mesure:x"), "flood mesure:x", 6),
        (("events", 'a "b'), 'a "b', 2),
        (("agents", "after:soon"), "after:soon", 6),
        (("sources", "xyz", "--", "-"), "xyz -", 4),
        (("claims", "--since", "soon"), "after:soon", 6),
        (("claims", "--min", "many"), "figure>=many", 8),
        (("claims", "--event", "a b"), 'event:"a b"', 6),
        (("claims", "é\x1b", "x:y"), "é␛ x:y", 3),
    ):
        result = run(*words)
        assert (result.status, result.out) == (2, "")
        told, shown, caret = result.err.splitlines()
        assert told.startswith("kursk-tui: ")
        assert shown == f"kursk-tui: {text}"
        assert caret == "kursk-tui: " + " " * at + "^"


def test_a_minus_goes_after_two_of_them(run: Run) -> None:
    found = {row["id"] for row in lines(run("claims", "measure:flooded", "--", "-by:tc").out)}
    assert found == {"herald-1.1"}


def test_find_ranks_names_first(run: Run) -> None:
    rows = lines(run("find", "council").out)
    assert (rows[0]["kind"], rows[0]["id"]) == ("agent", "council")
    assert {row["kind"] for row in rows} == {"agent", "event", "claim", "source"}


# ---- formats, terminals, colours


def test_the_format_goes_by_where_stdout_goes(files: Files) -> None:
    words = ("-d", files.dossier, "agents")
    shown = on_terminal(words)
    assert shown.out.startswith("\x1b[1magent")
    assert "\t" not in shown.out
    assert spawned(*words).out == called(*words, "--format", "plain").out
    # A pipe has no width and no colour even where a table is asked for.
    assert "\x1b" not in called(*words, "--format", "table").out


@pytest.mark.parametrize(
    ("environ", "more", "coloured"),
    [
        ({}, (), True),
        ({"NO_COLOR": "1"}, (), False),
        ({"NO_COLOR": ""}, (), True),
        ({"TERM": "dumb"}, (), False),
        ({}, ("--color", "never"), False),
        ({"NO_COLOR": "1"}, ("--color", "always"), True),
    ],
)
def test_colours(
    environ: dict[str, str],
    more: tuple[str, ...],
    coloured: bool,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from kursk_tui.cli import session

    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    choice = more[1] if more else "auto"
    assert session._colour(choice, tty=True) == coloured
    assert session._colour(choice, tty=False) == (choice == "always")


@pytest.mark.parametrize("format", [f for f in FORMATS if f != "table"])
def test_no_colour_outside_a_table(format: str, run: Run) -> None:
    assert "\x1b" not in run("agents", "--format", format, "--color", "always").out


@pytest.mark.parametrize("name", LISTINGS)
@pytest.mark.parametrize("format", FORMATS)
def test_ascii_is_ascii(name: str, format: str, run: Run, files: Files) -> None:
    folder = str(Path(files.dossier).parent)
    words = (word.replace(FOLDER, folder) for word in LISTINGS[name])
    result = run(*words, "--format", format, "--ascii")
    assert (result.out + result.err).isascii()
    if format == "json":
        json.loads(result.out)


def test_a_stream_without_the_letters(files: Files) -> None:
    environ = {"PYTHONIOENCODING": "ascii"}
    result = spawned("-d", files.dossier, "sources", "--format", "json", environ=environ)
    assert result.status == 0
    assert json.loads(result.out) == json.loads(
        called("-d", files.dossier, "sources", "--format", "json").out
    )
    # What is exported is the same bytes everywhere.
    result = spawned("-d", files.dossier, "export", "report", environ=environ)
    assert result.out == called("-d", files.dossier, "export", "report").out


@pytest.mark.parametrize("columns", ["20", "40", "60", "80", "100", "200"])
def test_a_table_fits_and_loses_nothing(
    columns: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    from rich.cells import cell_len

    for words in (("claims",), ("disagreements",), ("books", "by-district"), ("agent", "council")):
        shown = run(*words, "--format", "table").out
        assert max(map(cell_len, shown.splitlines())) <= max(40, int(columns))
        assert "…" not in shown
        squeezed = "".join(sorted("".join(shown.split())))
        wide = _with_columns("1000", run, monkeypatch, words)
        if words[0] != "agent" and int(columns) >= 60:
            # Whatever stands where: the same letters.
            assert squeezed == "".join(sorted("".join(wide.split())))
        monkeypatch.setenv("COLUMNS", columns)


def _with_columns(
    columns: str, run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> str:
    monkeypatch.setenv("COLUMNS", columns)
    return run(*words, "--format", "table").out


def test_a_plot_that_is_cut_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in (40, 60, 80, 200):
        shown = _with_columns(str(columns), run, monkeypatch, ("measure", "flooded"))
        rows, _, tail = shown.partition("█ suggested")
        assert max(map(len, shown.splitlines())) <= columns
        assert ("…" in rows) == ("… is cut" in tail.replace("\n", " "))
    assert "…" not in shown


# ---- the pager


def pager(tmp_path: Path, body: str) -> dict[str, str]:
    """A pager that tells that it ran."""
    script = tmp_path / "pager"
    script.write_text(f"#!/bin/sh\n{body}\n")
    script.chmod(0o755)
    return {"PAGER": str(script)}


def test_a_pager_is_for_what_is_long_on_a_terminal(files: Files, tmp_path: Path) -> None:
    environ = pager(tmp_path, "echo PAGED; cat")
    words = ("-d", files.dossier, "agents")
    assert on_terminal(words, environ=environ, size=(100, 5)).out.startswith("PAGED\n")
    for result in (
        on_terminal(words, environ=environ, size=(100, 24)),
        on_terminal((*words, "--no-pager"), environ=environ, size=(100, 5)),
        on_terminal((*words, "--format", "plain"), environ=environ, size=(100, 5)),
        spawned(*words, "--format", "table", environ=environ),
    ):
        assert result.status == 0
        assert "PAGED" not in result.out
        assert "water-board" in result.out


@pytest.mark.parametrize("command", ["/nowhere/pager", "false", "'", "sh -c 'exit 3'", "   "])
def test_a_pager_that_fails_is_done_without(
    command: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PAGER", command)
    monkeypatch.setenv("PATH", "/bin:/usr/bin")
    page("what is to be read\n" * 10_000)
    sys.stdout.flush()
    assert capfd.readouterr().out == "what is to be read\n" * 10_000


def test_a_pager_may_be_left_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PAGER", pager(tmp_path, "head -1; exit 0")["PAGER"])
    page("a line\n" * 100_000)
    sys.stdout.flush()
    assert capfd.readouterr() == ("a line\n", "")


# ---- ends that nobody waits for


@pytest.mark.parametrize("words", ["claims", "--help", "man", "export json"])
def test_a_reader_may_leave(words: str, files: Files) -> None:
    read, write = os.pipe()
    os.close(read)
    result = subprocess.run(
        [sys.executable, "-m", "kursk_tui", "-d", files.dossier, *words.split()],
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert (result.returncode, result.stderr) == (0, b"")


def test_head_gets_its_line() -> None:
    command = f'"{sys.executable}" -m kursk_tui find a --format jsonl | head -1'
    result = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert (result.stdout.count(b"\n"), result.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_a_line() -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "kursk_tui", "claims"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert result.returncode == 2
    assert result.stderr == b"kursk-tui: can't write: No space left on device\n"


def test_a_closed_stdout_is_no_error() -> None:
    command = f'"{sys.executable}" -m kursk_tui agents >&-'
    result = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert (result.returncode, result.stderr) == (0, b"")


def test_ctrl_c_is_quiet(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    code = (
        "import signal, sys, pathlib, time\n"
        # Whoever started us may have had it ignored.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from kursk_tui.cli.commands import records\n"
        "from kursk_tui.main import main\n"
        "def slow(*_):\n"
        f"    pathlib.Path({str(ready)!r}).touch()\n"
        "    time.sleep(30)\n"
        "records.query_of = slow\n"
        "sys.exit(main(['claims']))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    while not ready.exists():
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=20) == (b"", b"")
    assert process.returncode == 130


# ---- files that are not as they should be


@pytest.mark.parametrize("content", [None, "", "{", "[]", '{"meta": {}}'])
def test_a_dossier_that_cannot_be_read_is_a_line(content: str | None, tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    if content is not None:
        path.write_text(content)
    for words in (
        ("find", "x"),
        ("events",),
        ("event", "x"),
        ("claims",),
        ("measures",),
        ("disagreements",),
        ("books",),
        ("stats",),
        ("verify", "--texts", str(tmp_path)),
        ("export", "report"),
    ):
        result = called("-d", str(path), *words)
        assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
        assert str(path) in result.err


def test_check_in_a_format(tmp_path: Path, files: Files) -> None:
    data = hostile()
    data["claims"]["1"]["source"] = "nowhere\x1b"
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(data))
    bare = called("check", str(path))
    for format in FORMATS:
        result = called("check", str(path), "--format", format)
        assert result.status == 2
        assert "problem" in result.err
        assert "source" in result.out
        assert "\x1b" not in result.out
    problems = json.loads(called("check", str(path), "--format", "json").out)
    assert len(problems) == bare.out.count("\n")
    assert called("check", files.dossier, "--format", "json") == (
        0,
        "[]\n",
        f"{files.dossier}: sound\n",
    )


def test_a_damaged_notebook_is_a_line(files: Files, tmp_path: Path) -> None:
    path = tmp_path / "n.json"
    path.write_text("{")
    for words in (("notes",), ("claims", "flag:any")):
        result = called("-d", files.dossier, "--notes", str(path), *words)
        assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)


def test_notes_are_listed_and_searched(run: Run) -> None:
    rows = lines(run("notes").out)
    assert [(row["kind"], row["target"]) for row in rows] == [
        ("flag", "claim:gazette-1.1"),
        ("note", "event:flood"),
        ("verdict", "claim:herald-1.1"),
    ]
    for query, wanted in (("any", {"gazette-1.1", "herald-1.1"}), ("real", {"herald-1.1"})):
        assert {r["id"] for r in lines(run("claims", f"flag:{query}").out)} == wanted


# ---- verify


def test_verify_tells_each_state(run: Run, files: Files, tmp_path: Path) -> None:
    result = run("verify", "--texts", files.texts)
    assert result.status == 2
    assert {row["claim"]: row["state"] for row in lines(result.out)} == {
        "herald-1.1": "drifted",
        "herald-1.2": "drifted",
    }
    assert result.err == "3 anchored, 2 drifted, 2 without a copy\n"
    assert len(lines(run("verify", "--all", "--texts", files.texts).out)) == 7
    gazette = tmp_path / "gazette.txt"
    gazette.write_text("\n".join(GAZETTE))
    result = run("verify", "--texts", str(tmp_path))
    assert (result.status, lines(result.out)) == (0, [])
    assert result.err == "4 without a copy, 3 anchored\n"
    gazette.write_text("\n".join(["new", "new", GAZETTE[1]]))
    result = run("verify", "--texts", str(tmp_path))
    assert result.status == 2
    states = {row["claim"]: row["state"] for row in lines(result.out)}
    assert states == {
        "gazette-1.1": "drifted",
        "gazette-1.2": "orphaned",
        "gazette-1.3": "orphaned",
    }


# ---- export


def test_export_writes_and_never_over_a_file_unasked(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "out"
    for words in (
        ("report",),
        ("report", "event:flood"),
        ("report", "measure:flooded"),
        ("csv",),
        ("csv", "pairs", "--severity", "2"),
        ("json",),
        ("schema",),
        ("webannotation",),
        ("forest", "flooded"),
        ("chart", "flooded"),
        ("chart", "flooded", "--log", "--all-scopes"),
    ):
        shown = run("export", *words, "-o", "-")
        assert shown.status == 0
        assert shown == run("export", *words)
        path.unlink(missing_ok=True)
        written = run("export", *words, "-o", str(path))
        size = len(shown.out.encode())
        assert written == (0, "", f"{path}: {size:,} bytes\n")
        assert path.read_bytes() == shown.out.encode()
    path.write_text("mine")
    refused = run("export", "json", "-o", str(path))
    assert (refused.status, refused.out, path.read_text()) == (2, "", "mine")
    assert "--force" in refused.err
    assert run("export", "json", "-o", str(path), "--force").status == 0
    assert json.loads(path.read_text())
    assert [entry.name for entry in tmp_path.iterdir()] == ["out"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_export_to_a_folder_that_is_closed(run: Run, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    result = run("export", "json", "-o", str(tmp_path / "x.json"))
    tmp_path.chmod(0o700)
    assert (result.status, result.err.count("\n")) == (2, 1)


def test_export_to_a_folder_or_a_device_is_refused(run: Run, tmp_path: Path) -> None:
    for name in (str(tmp_path), str(tmp_path / "no" / "x"), "/proc/nowhere/x", ""):
        result = run("export", "json", "-o", name, "--force")
        assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)


def test_pairs_are_exported_from_a_severity(run: Run) -> None:
    for folded in ((), ("--unfold",)):
        everything = list(csv.DictReader(run("export", "csv", "pairs", *folded).out.splitlines()))
        words = ("export", "csv", "pairs", "--severity", "2", *folded)
        graver = list(csv.DictReader(run(*words).out.splitlines()))
        kept = [row for row in everything if int(row["severity"]) >= 2]
        assert 0 < len(graver) < len(everything)
        if folded:
            assert graver == kept
        # What is folded under a row is counted without what is lighter.
        assert [row["target"] for row in graver] == [row["target"] for row in kept]
        assert all(
            int(one["more"]) <= int(all_of_it["more"])
            for one, all_of_it in zip(graver, kept, strict=True)
        )


def test_reports_and_pairs_are_folded_as_the_list_is(run: Run) -> None:
    def heads(*words: str) -> list[str]:
        rows = json.loads(run("disagreements", "--format", "json", *words).out)
        return [row["target"] for row in rows]

    for folded in ((), ("--unfold",)):
        rows = csv.DictReader(run("export", "csv", "pairs", *folded).out.splitlines())
        assert [row["target"] for row in rows] == heads(*folded)
        report = run("export", "report", *folded).out
        assert len(re.findall(r"^\d+\. \*\*", report, re.MULTILINE)) == len(heads(*folded))


# ---- the explorer


def test_open_refuses_before_it_draws(files: Files) -> None:
    words = ("-d", files.dossier, "open")
    result = on_terminal((*words, "flod"))
    assert (result.status, result.out) == (2, "")
    assert "did you mean flood" in result.err
    result = on_terminal((*words, "by-district"))
    assert (result.status, result.out) == (2, "")
    assert "kursk-tui books by-district" in result.err


# ---- help


@pytest.mark.parametrize("name", [*commands_of(build_parser()), "notes merge", "query"])
def test_help_on_everything(name: str) -> None:
    if name not in ("query", "notes merge"):
        # Of what has a topic the topic is the help, which names the options.
        more = f"\nThe command's options: kursk-tui {name} --help\n"
        own = text_of(name) + more if name in TOPICS else called(name, "--help").out
        assert called("help", name).out == own != ""
    else:
        assert called(*(["help", "query"] if name == "query" else [*name.split(), "--help"])).out
    assert called("help").out.startswith(called("--help").out)


def test_an_empty_table_is_no_line() -> None:
    from kursk_tui.cli.listing import Column, Listing

    nothing = Listing((Column("a", "A"),), [])
    shown = {format: rendered(nothing, Manner(format)) for format in FORMATS}
    assert shown == {
        "table": "",
        "plain": "a\n",
        "json": "[]\n",
        "jsonl": "",
        "csv": "a\n",
        "md": "| A |\n| --- |\n",
    }
