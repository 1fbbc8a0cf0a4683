"""Every headless command in every format over every hostile text: safe, whole and unaltered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kursk_tui.cli.output import FORMATS
from kursk_tui.cli.parser import build_parser
from tests.cli.running import Result, called, on_terminal
from tests.hostile import commands as run
from tests.hostile.commands import RUNS, WRITING, copied, placed
from tests.hostile.corpus import (
    CONTROLS,
    DAMAGED,
    EVERYTHING,
    FORMULAS,
    HIDDEN,
    MARKUP,
    STRINGS,
    SURROGATES,
    TWICE,
    UNSOUND,
    Files,
    hostile_dossier,
    hostile_notes,
    unsafe,
    write_files,
)

CASES = [(name, words) for name, rows in RUNS.items() for words in rows]
IDS = [ascii(" ".join(words)) for _, words in CASES]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Files with all strings of the corpus in every free text."""
    return write_files(tmp_path_factory.mktemp("everything"), EVERYTHING)


@pytest.fixture(scope="module")
def each(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Files]:
    """Files a string of the corpus, each with it in every free text."""
    return {name: write_files(tmp_path_factory.mktemp("each"), text) for name, text in STRINGS.items()}


def printed(files: Files, *words: str) -> Result:
    return called("-d", files.dossier, "--notes", files.notebook, *words)


def require_sound(name: str, words: tuple[str, ...], files: Files, format: str) -> Result:
    """Run a command in a format and assert what holds of it."""
    result = printed(files, *placed(words, files), "--format", format)
    shown = "json" if words[:2] in (("export", "json"), ("export", "webannotation")) else format
    shown = "schema" if words[:2] == ("export", "schema") else shown
    run.require_printable(result, shown)
    if not result.out or name in ("export", "help", "completions", "man"):
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
    mark = "\u0394ark"
    before = json.dumps(hostile_dossier(mark), ensure_ascii=False)
    # 9 free texts of the schema's are lists or rows of other tables: counted, so that a field
    # that is added to the schema is missed here.
    from kursk_tui.dossier import schema

    def texts_of(fields: tuple[schema.Field, ...]) -> Iterator[str]:
        for field in fields:
            inner = field.item if field.item is not None else field
            if inner.type == schema.TEXT and not inner.choices:
                yield field.name
            yield from texts_of(inner.fields)

    filled: dict[str, set[str]] = {}

    def note(table: str, value: Any, name: str) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                note(table, inner, key)
        elif isinstance(value, list):
            for inner in value:
                note(table, inner, name)
        elif isinstance(value, str) and mark in value:
            filled.setdefault(table, set()).add(name)

    for table, rows in json.loads(before).items():
        for row in rows.values():
            note(table, row, "")
    for table, fields in schema.DOSSIER_FILE.items():
        assert set(texts_of(fields)) - {"table"} <= filled[table], table


@pytest.mark.parametrize(("name", "words"), CASES, ids=IDS)
def test_every_command_in_every_format(
    name: str, words: tuple[str, ...], everything: Files, tmp_path: Path
) -> None:
    before = Path(everything.dossier).read_bytes()
    for format in FORMATS:
        files = copied(everything, tmp_path) if name in WRITING else everything
        require_sound(name, words, files, format)
    assert Path(everything.dossier).read_bytes() == before


@pytest.mark.long
def test_every_command_in_every_format_over_each_string(
    each: dict[str, Files], tmp_path: Path, is_long: bool
) -> None:
    for string in STRINGS if is_long else ("table row",):
        for name, words in CASES:
            for format in FORMATS if is_long else ("csv",):
                files = copied(each[string], tmp_path) if name in WRITING else each[string]
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


# ---- each string at the beginning of a text, where a formula or a list would begin


@pytest.mark.parametrize("string", STRINGS)
def test_each_string_in_lists_and_records(string: str, each: dict[str, Files]) -> None:
    files = each[string]
    for name, words, format in (
        ("claims", ("claims",), "csv"),
        ("agents", ("agents",), "csv"),
        ("claim", ("claim", "herald-1.1", "--texts", files.texts), "md"),
        ("find", ("find", "a"), "plain"),
    ):
        require_sound(name, words, files, format)


@pytest.mark.parametrize("string", STRINGS)
def test_exported_evidence_is_what_was_recorded(string: str, each: dict[str, Files]) -> None:
    result = printed(each[string], "export", "json")
    run.require_printable(result, "json")
    exported = json.loads(result.out)
    for table, rows in hostile_dossier(STRINGS[string]).items():
        if table == "edits":
            continue
        found = exported[table]
        by_id = {row["id"]: row for row in found} if table != "meta" else {None: found}
        for row in rows.values():
            if row.get("retracted"):
                assert row["id"] not in by_id
                continue
            record = by_id[row.get("id")]
            for field, value in row.items():
                if isinstance(value, dict | list):
                    assert _held(value, record[field]), (table, field)
                elif value is not None:
                    assert record[field] == value, (table, field)


def _held(value: Any, record: Any) -> bool:
    """Whether all that was given is in what was exported, which has more fields.

    The sign of a total is one that only terms have.
    """
    if isinstance(value, dict):
        return all(_held(v, record[k]) for k, v in value.items() if k != "sign" or k in record)
    if isinstance(value, list):
        return len(value) == len(record) and all(map(_held, value, record))
    return bool(value == record)


@pytest.mark.parametrize("string", STRINGS)
def test_a_record_in_json_says_what_was_recorded(string: str, each: dict[str, Files]) -> None:
    text = STRINGS[string]
    result = printed(each[string], "claim", "herald-1.1", "--format", "json")
    record = json.loads(result.out)
    assert record["statement"] == text
    assert record["note"] == text
    edits = json.loads(printed(each[string], "edits", "--format", "json").out)
    assert (edits[0]["author"], edits[0]["what"]) == (text, text)
    notes = json.loads(printed(each[string], "notes", "--format", "json").out)
    assert text in {row["body"] for row in notes}


@pytest.mark.parametrize("string", STRINGS)
def test_annotations_quote_what_was_printed(string: str, each: dict[str, Files]) -> None:
    text = STRINGS[string]
    result = printed(each[string], "export", "webannotation")
    run.require_printable(result, "json")
    items = json.loads(result.out)["first"]["items"]
    assert {body["value"] for item in items for body in item["body"] if "value" in body} == {text}
    exact = {i["target"]["selector"]["exact"] for i in items if "selector" in i["target"]}
    # What stands in brackets as a whole was supplied by a reader, and printed nowhere.
    assert exact == (set() if text.startswith("[") and text.endswith("]") else {text})
    assert {item["target"]["source"] for item in items} == {text}


@pytest.mark.parametrize("string", STRINGS)
def test_spreadsheets_run_nothing(string: str, each: dict[str, Files]) -> None:
    for what in ("claims", "pairs", "events"):
        result = printed(each[string], "export", "csv", what)
        run.require_printable(result, "csv")
        run.require_no_formula(result.out)


@pytest.mark.parametrize("string", STRINGS)
def test_reports_and_pictures_hold_no_markup(string: str, each: dict[str, Files]) -> None:
    for of in ((), ("flood",), ("flooded",)):
        result = printed(each[string], "export", "report", *of)
        run.require_printable(result, "md")
        run.require_no_markup(result.out)
    result = printed(each[string], "export", "forest", "flooded")
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


@pytest.mark.parametrize("string", {**CONTROLS, **HIDDEN, **SURROGATES, **MARKUP})
def test_any_argument_is_answered_in_lines(string: str, each: dict[str, Files]) -> None:
    text = {**STRINGS, **SURROGATES}[string]
    files = each["colour"]
    for words in (
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
        ("stats", "--texts", f"/nowhere/{text}"),
        ("notes", "--with", f"/nowhere/{text}"),
        ("export", "json", "-o", f"/nowhere/{text}"),
        ("import", f"/nowhere/{text}"),
        ("open", text),
    ):
        result = printed(files, *(word for word in words))
        run.require_printable(result, "plain")


@pytest.mark.parametrize("string", {**CONTROLS, **SURROGATES})
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
    assert "stands twice" in result.out
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
    assert called("notes", "merge", everything.notebook, everything.other, "-o", str(path)).status == 0
    merged = json.loads(path.read_text("utf-8"))["notes"].values()
    both = [hostile_notes(EVERYTHING), hostile_notes(EVERYTHING, "o")]
    wanted = {row["id"]: row for book in both for row in book["notes"].values()}
    assert {row["id"]: row for row in merged} == wanted


def test_a_copy_is_the_same_bytes(everything: Files, tmp_path: Path) -> None:
    path = tmp_path / "copy.json"
    assert printed(everything, "copy", str(path)).status == 0
    assert path.read_bytes() == Path(everything.dossier).read_bytes()


def test_what_is_undone_is_what_it_was(each: dict[str, Files], tmp_path: Path) -> None:
    for string in FORMULAS:
        files = copied(each[string], tmp_path)
        before = json.loads(Path(files.dossier).read_text("utf-8"))["claims"]
        assert printed(files, "retract", "gazette-1.3", "why").status == 0
        assert printed(files, "edits", "undo").status == 0
        assert json.loads(Path(files.dossier).read_text("utf-8"))["claims"] == before
