"""Every headless command in every format over every hostile text: safe, whole and unaltered."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kursk_tui.cli.output import FORMATS
from kursk_tui.cli.parser import build_parser
from kursk_tui.export.spreadsheet import cell, to_csv
from kursk_tui.model import schema
from tests.cli.running import Result, called, on_terminal
from tests.hostile import commands as run
from tests.hostile.commands import HOSTILE_ID, RUNS, WRITING, copied, placed
from tests.hostile.corpus import (
    CONTROLS,
    DAMAGED,
    EVERYTHING,
    FORMULAS,
    STRINGS,
    SURROGATES,
    TWICE,
    UNSOUND,
    Files,
    Texts,
    always,
    hostile_dossier,
    mixed,
    unsafe,
    write_files,
)

CASES = [(name, words) for name, rows in RUNS.items() for words in rows]
IDS = [ascii(" ".join(words)) for _, words in CASES]
UNFORMATTED = (
    "export",
    "help",
    "completions",
    "man",
    "copy",
    "new",
    "open",
    "tour",
    "notes merge",
    "retract",
)
JSON_EXPORTS = tuple(
    ("export", what)
    for what in ("json", "jsonl", "webannotation", "ftm", "stix", "claimreview", "csl")
)
# From which string on the free texts of a dossier are filled with those of the corpus in turn.
TURNS = (0, 31, 62, 93)


class Room:
    """Folders of hostile files, each written when it is first asked for."""

    def __init__(self, factory: pytest.TempPathFactory) -> None:
        self._factory = factory
        self._made: dict[str | int | None, Files] = {}

    def files(self, what: str | int | None = None) -> Files:
        """One string in every free text, or all of them from one on, or all of them in each."""
        if what not in self._made:
            folder = self._factory.mktemp("hostile")
            self._made[what] = write_files(folder, texts_of(what))
        return self._made[what]


def texts_of(what: str | int | None) -> Texts:
    """What the files of `Room.files` are filled with."""
    if what is None:
        return always(EVERYTHING)
    return mixed(what) if isinstance(what, int) else always(STRINGS[what])


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return Room(tmp_path_factory)


@pytest.fixture(scope="module")
def everything(room: Room) -> Files:
    """Files with all strings of the corpus in every free text."""
    return room.files()


@pytest.fixture(params=[*TURNS, "each"], scope="module")
def filled(request: pytest.FixtureRequest, is_long: bool) -> list[str | int]:
    """What files a test looks at: the strings in turn, and in the long form each of them."""
    if request.param != "each":
        return [request.param]
    return list(STRINGS) if is_long else ["equals"]


def formats_of(name: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """The formats in which a command may print something else."""
    if name in UNFORMATTED:
        return ("plain",)
    return ("table", "json") if any(HOSTILE_ID in word for word in words) else FORMATS


def printed(files: Files, *words: str) -> Result:
    return called("-d", files.dossier, "--notes", files.notebook, *words)


def require_sound(name: str, words: tuple[str, ...], files: Files, format: str) -> Result:
    """Run a command in a format and assert what holds of it."""
    # An export has a form of its own, and refuses another.
    wanted = () if name == "export" else ("--format", format)
    result = printed(files, *placed(words, files), *wanted)
    shown = "json" if words[:2] in JSON_EXPORTS else format
    shown = "schema" if words[:2] == ("export", "schema") else shown
    run.require_printable(result, shown)
    if not result.out or name in UNFORMATTED:
        return result
    if format == "plain" and name not in ("check",):
        run.require_rows(result.out)
    elif format == "csv":
        run.require_no_formula(result.out)
    elif format in ("json", "jsonl"):
        run.require_unaltered(result.out, format)
    elif format == "md":
        run.require_no_markup(result.out)
    return result


def test_no_command_is_forgotten() -> None:
    assert set(run.names_of(build_parser())) == set(RUNS)


def test_the_dossier_holds_the_text_in_every_free_text_and_is_sound(everything: Files) -> None:
    assert printed(everything, "check").status == 0
    mark = "mark"
    filled: dict[str, set[str]] = {}

    def texts_of(fields: tuple[schema.Field, ...]) -> Iterator[str]:
        for field in fields:
            inner = field.item if field.item is not None else field
            if inner.type == schema.TEXT and not inner.choices:
                yield field.name
            yield from texts_of(inner.fields)

    def note(table: str, value: Any, name: str) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                note(table, inner, key)
        elif isinstance(value, list):
            for inner in value:
                note(table, inner, name)
        elif isinstance(value, str) and mark in value:
            filled.setdefault(table, set()).add(name)

    for table, rows in hostile_dossier(always(mark)).items():
        for row in rows.values():
            note(table, row, "")
    for table, fields in schema.DOSSIER_FILE.items():
        assert set(texts_of(fields)) - {"table"} <= filled[table], table


@pytest.mark.parametrize(("name", "words"), CASES, ids=IDS)
def test_every_command_in_every_format(
    name: str, words: tuple[str, ...], everything: Files, tmp_path: Path
) -> None:
    before = Path(everything.dossier).read_bytes()
    for format in formats_of(name, words):
        files = copied(everything, tmp_path) if name in WRITING else everything
        require_sound(name, words, files, format)
    assert Path(everything.dossier).read_bytes() == before


@pytest.mark.long
def test_every_command_in_every_format_over_each_string(
    room: Room, tmp_path: Path, is_long: bool
) -> None:
    for string in STRINGS if is_long else ("table row",):
        for name, words in CASES if is_long else CASES[::7]:
            for format in formats_of(name, words):
                files = room.files(string)
                files = copied(files, tmp_path) if name in WRITING else files
                require_sound(name, words, files, format)


@pytest.mark.parametrize("words", run.MORE, ids=ascii)
def test_what_is_no_command(words: tuple[str, ...], everything: Files) -> None:
    given = placed(words, everything)
    if words[0] == "__complete":
        result = called(*given, "-d", everything.dossier) if len(words) < 3 else called(*given)
    else:
        result = called(*given)
    assert result.status in (0, 2)
    assert unsafe(result.out + result.err) == ""


# ---- strings at the beginning of a text, where a formula or a list would begin


def test_lists_and_records(filled: list[str | int], room: Room) -> None:
    for what in filled:
        files = room.files(what)
        for name, words, format in (
            ("claims", ("claims",), "csv"),
            ("agents", ("agents",), "csv"),
            ("events", ("events",), "md"),
            ("sources", ("sources",), "table"),
            ("claim", ("claim", "herald-1.1", "--texts", files.texts), "md"),
            ("find", ("find", "a"), "plain"),
            ("edits", ("edits",), "csv"),
            ("notes", ("notes",), "csv"),
        ):
            require_sound(name, words, files, format)


def test_exported_evidence_is_what_was_recorded(filled: list[str | int], room: Room) -> None:
    for what in filled:
        result = printed(room.files(what), "export", "json")
        run.require_printable(result, "json")
        exported = json.loads(result.out)
        for table, rows in hostile_dossier(texts_of(what)).items():
            if table == "edits":
                continue
            found = exported[table]
            by_id = {row["id"]: row for row in found} if table != "meta" else {None: found}
            for row in rows.values():
                if row.get("retracted"):
                    assert row["id"] not in by_id
                    continue
                assert _held(row, by_id[row.get("id")]), row


def _held(value: Any, record: Any) -> bool:
    """Whether all that was given is in what was exported, which has more fields.

    The sign of a total is one that only terms have.
    """
    if isinstance(value, dict):
        return all(_held(v, record[k]) for k, v in value.items() if k != "sign" or k in record)
    if isinstance(value, list):
        return len(value) == len(record) and all(map(_held, value, record))
    return bool(value == record)


def test_a_record_in_json_says_what_was_recorded(filled: list[str | int], room: Room) -> None:
    for what in filled:
        files = room.files(what)
        data = hostile_dossier(texts_of(what))
        for row in data["claims"].values():
            if row.get("retracted"):
                continue
            record = json.loads(printed(files, "claim", row["id"], "--format", "json").out)
            assert (record["statement"], record["note"]) == (row["statement"], row["note"])
        found = json.loads(printed(files, "edits", "--format", "json").out)[0]
        edit = data["edits"]["1"]
        assert [found[name] for name in ("author", "what")] == [edit["author"], edit["what"]]
        found = json.loads(printed(files, "notes", "--format", "json").out)
        book = json.loads(Path(files.notebook).read_text("utf-8"))["notes"]
        assert {row["body"] for row in found} == {row["body"] for row in book.values()}


def test_annotations_quote_what_was_printed(filled: list[str | int], room: Room) -> None:
    for what in filled:
        result = printed(room.files(what), "export", "webannotation")
        run.require_printable(result, "json")
        items = {item["id"]: item for item in json.loads(result.out)["first"]["items"]}
        data = hostile_dossier(texts_of(what))
        urls = {row["id"]: row["url"] for row in data["sources"].values()}
        for row in data["claims"].values():
            if row.get("retracted"):
                continue
            item = items[f"urn:kursk-tui:claim:{row['id']}"]
            assert item["body"][0]["value"] == row["statement"]
            assert item["target"]["source"] == urls[row["source"]]
            written = row.get("figure", {}).get("written")
            # What stands in brackets as a whole a reader supplied: it was printed nowhere.
            if written and not (written.startswith("[") and written.endswith("]")):
                assert item["target"]["selector"]["exact"] == written


def test_spreadsheets_run_nothing(filled: list[str | int], room: Room) -> None:
    for what in filled:
        for table in ("claims", "pairs", "events"):
            result = printed(room.files(what), "export", "csv", table)
            run.require_printable(result, "csv")
            run.require_no_formula(result.out)


@pytest.mark.parametrize("string", FORMULAS)
def test_a_formula_in_a_cell_is_text(string: str) -> None:
    text = FORMULAS[string]
    assert not run.is_formula(next(csv.reader(io.StringIO(to_csv([text], []))))[0])
    assert not run.is_formula(cell(text))


def test_reports_and_pictures_hold_no_markup(filled: list[str | int], room: Room) -> None:
    for what in filled:
        for of in ((), ("flood",), ("flooded",)):
            result = printed(room.files(what), "export", "report", *of)
            run.require_printable(result, "md")
            run.require_no_markup(result.out)
        for kind in ("forest", "chart"):
            result = printed(room.files(what), "export", kind, "flooded")
            run.require_printable(result, "svg")
            run.require_drawing(result.out)


def test_formulas_are_known_for_what_they_are() -> None:
    assert all(run.is_formula(text) for text in ("=1+1", "  ＝1", "-5+x", "@x", "\t=1"))
    assert not any(run.is_formula(text) for text in ("-5", "'=1+1", "", "x=1"))


# ---- a terminal


def test_colours_are_ours_and_no_others(everything: Files) -> None:
    for words in (("claims",), ("find", "a"), ("agent", "council"), ("notes",), ("edits",)):
        result = printed(everything, *words, "--format", "table", "--color", "always")
        run.require_printable(result, "table", coloured=True)
        heads = [line for line in result.out.splitlines() if "\x1b" in line]
        assert heads == [line for line in heads if line.startswith("\x1b[1m")]
        assert result.out.count("\x1b") == 2 * len(heads)


def test_on_a_terminal_too(everything: Files) -> None:
    words = ("-d", everything.dossier, "--notes", everything.notebook, "claim", "herald-1.1")
    result = on_terminal([*words, "--no-pager"])
    run.require_printable(result, "table", coloured=True)
    assert result.status == 0
    assert result.out.count("\x1b") % 2 == 0


# ---- arguments and the environment


def asked(text: str) -> tuple[tuple[str, ...], ...]:
    """Commands that are given a text for an id, a date, a query, a file."""
    return (
        ("event", text),
        ("find", text),
        ("claims", "--event", text),
        ("claims", "--known-at", text),
        ("measure", text),
        ("compare", text),
        ("books", text),
        ("export", "report", text),
        ("help", text),
        ("check", f"/nowhere/{text}"),
        ("-d", f"/nowhere/{text}", "stats"),
        ("claims", "--texts", f"/nowhere/{text}"),
        ("notes", "--with", f"/nowhere/{text}"),
        ("export", "json", "-o", f"/nowhere/{text}"),
        ("import", f"/nowhere/{text}"),
        ("open", text),
        (text,),
        ("claims", "--", text),
    )


def test_any_argument_is_answered_in_lines(room: Room, is_long: bool) -> None:
    files = room.files("colour")
    for at, text in enumerate([*STRINGS.values(), *SURROGATES.values()]):
        commands = asked(text)
        for place, words in enumerate(commands):
            # A prime apart, so that a string meets other commands than its neighbours do.
            if is_long or (at * 7 + place) % len(commands) < 3 or text in SURROGATES.values():
                run.require_printable(printed(files, *words), "plain")


@pytest.mark.parametrize("string", [*CONTROLS, *SURROGATES])
def test_whatever_a_reader_is_called(
    string: str, everything: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No environment holds a NUL.
    text = {**STRINGS, **SURROGATES}[string].replace("\0", "")
    if any("\ud800" <= char <= "\udfff" and not "\udc80" <= char <= "\udcff" for char in text):
        pytest.skip("no environment holds such a surrogate")
    monkeypatch.setenv("USER", text)
    files = copied(everything, tmp_path)
    result = printed(files, "retract", "gazette-1.3", text or "x")
    run.require_printable(result, "plain")
    run.require_printable(printed(files, "edits"), "plain")
    run.require_printable(printed(files, "edits", "undo"), "plain")


# ---- files that are damaged


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_dossier_is_one_line_and_stays_as_it_is(name: str, tmp_path: Path) -> None:
    raw, words = DAMAGED[name]
    path = tmp_path / "d.json"
    path.write_bytes(raw)
    for command in (("claims",), ("export", "json"), ("edits", "undo"), ("import", "--list", "x")):
        result = called("-d", str(path), *command)
        assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
        assert words in result.err
        assert unsafe(result.err) == ""
        assert len(result.err) < 2000
    checked = called("check", str(path))
    assert checked.status == 2
    assert unsafe(checked.out + checked.err) == ""
    assert max(map(len, checked.out.splitlines())) < 2000
    assert path.read_bytes() == raw
    assert [entry.name for entry in tmp_path.iterdir()] == ["d.json"]


@pytest.mark.parametrize("name", UNSOUND)
def test_an_unsound_dossier_is_told_in_lines(name: str, tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    path.write_bytes(UNSOUND[name])
    result = called("-d", str(path), "claims")
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert unsafe(result.err) == ""
    assert len(result.err) < 2000
    for format in (*FORMATS, None):
        extra = ("--format", format) if format else ()
        checked = called("check", str(path), *extra)
        assert checked.status == 2
        run.require_printable(checked, format or "check")
    assert path.read_bytes() == UNSOUND[name]


def test_a_key_that_stands_twice_is_told_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    path.write_bytes(TWICE)
    result = called("check", str(path))
    assert result.status == 2
    assert "appears twice" in result.out
    assert called("-d", str(path), "retract", "gazette-1.1", "why").status == 2
    assert path.read_bytes() == TWICE


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_notebook_is_one_line_and_stays_as_it_is(
    name: str, tmp_path: Path, everything: Files
) -> None:
    raw = DAMAGED[name][0]
    path = tmp_path / "n.json"
    path.write_bytes(raw)
    for words in (("notes",), ("claims", "flag:any")):
        result = called("-d", everything.dossier, "--notes", str(path), *words)
        assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
        assert unsafe(result.err) == ""
        assert len(result.err) < 2000
    assert path.read_bytes() == raw


def test_merged_notebooks_hold_what_both_held(everything: Files, tmp_path: Path) -> None:
    path = tmp_path / "merged.json"
    assert (
        called("notes", "merge", everything.notebook, everything.other, "-o", str(path)).status == 0
    )
    merged = json.loads(path.read_text("utf-8"))["notes"].values()
    both = [json.loads(Path(p).read_text("utf-8")) for p in (everything.notebook, everything.other)]
    wanted = {row["id"]: row for book in both for row in book["notes"].values()}
    assert {row["id"]: row for row in merged} == wanted


def test_a_copy_is_the_same_bytes(everything: Files, tmp_path: Path) -> None:
    path = tmp_path / "copy.json"
    assert printed(everything, "copy", str(path)).status == 0
    assert path.read_bytes() == Path(everything.dossier).read_bytes()


def test_what_is_undone_is_what_it_was(room: Room, tmp_path: Path) -> None:
    for turn in TURNS:
        files = copied(room.files(turn), tmp_path)
        before = json.loads(Path(files.dossier).read_text("utf-8"))["claims"]
        assert printed(files, "retract", "gazette-1.3", "why").status == 0
        assert printed(files, "edits", "undo").status == 0
        assert json.loads(Path(files.dossier).read_text("utf-8"))["claims"] == before
