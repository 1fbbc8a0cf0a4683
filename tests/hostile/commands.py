"""What every headless command is run with, and what must hold of all that it prints."""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from kursk_tui.cli.parser import commands_of
from tests.cli.running import Result
from tests.hostile.corpus import Files, free_texts, unsafe

HOSTILE_ID = "\x1b]52;c;x\x07\u202e"
# Stand for the files of a run.
FOLDER, TEXTS, ARTICLE, NOTES, OTHER = "{folder}", "{texts}", "{article}", "{notes}", "{other}"

# Every command by its name; a new one has no row here and makes a test fail.
RUNS: dict[str, tuple[tuple[str, ...], ...]] = {
    "find": (("find", "flood"), ("find", "a"), ("find", HOSTILE_ID)),
    "events": (("events",), ("events", HOSTILE_ID)),
    "event": (("event", "flood"), ("event", "second-briefing"), ("event", HOSTILE_ID)),
    "sources": (("sources",), ("sources", f'"{HOSTILE_ID}"')),
    "source": (("source", "gazette-1"), ("source", "herald-1"), ("source", HOSTILE_ID)),
    "agents": (("agents",), ("agents", f"x:{HOSTILE_ID}")),
    "agent": (("agent", "tribune"), ("agent", "council"), ("agent", HOSTILE_ID)),
    "claims": (
        ("claims",),
        ("claims", "--texts", TEXTS, "--known-at", "2031-03-09", "--without", "water-board"),
        ("claims", f"event:{HOSTILE_ID}"),
        ("claims", "--by", HOSTILE_ID),
        ("claims", "--without", HOSTILE_ID),
        ("claims", "--known-at", HOSTILE_ID),
        ("claims", "--min", HOSTILE_ID),
    ),
    "claim": (
        ("claim", "gazette-1.1"),
        ("claim", "herald-1.1", "--texts", TEXTS),
        ("claim", "tribune-1.3"),
        ("claim", "gazette-1.8"),
        ("claim", "gazette-1.9"),
        ("claim", HOSTILE_ID),
    ),
    "overview": (("overview",),),
    "measures": (("measures",),),
    "measure": (
        ("measure", "flooded", "--unfold"),
        ("measure", "flooded", "--log"),
        ("measure", "breach-date"),
        ("measure", HOSTILE_ID),
    ),
    "disagreements": (
        ("disagreements",),
        ("disagreements", "--unfold"),
        ("disagreements", "--kind", "told-as"),
        ("disagreements", "--kind", "slip"),
        ("disagreements", "--kind", HOSTILE_ID),
        ("disagreements", "--claim", HOSTILE_ID),
    ),
    "compare": (
        ("compare", "gazette-1.1", "herald-1.1"),
        ("compare", "tribune-1.2"),
        ("compare", "gazette-1.1", HOSTILE_ID),
    ),
    "origins": (("origins", "gazette-1.1"), ("origins", "council"), ("origins", HOSTILE_ID)),
    "books": (("books",), ("books", "by-district"), ("books", HOSTILE_ID)),
    "export": (
        ("export", "brief"),
        ("export", "brief", "event:flood"),
        ("export", "brief", "flooded", "--with-verdicts"),
        ("export", "report"),
        ("export", "report", "flood"),
        ("export", "report", "flooded"),
        ("export", "csv"),
        ("export", "report", "--unfold"),
        ("export", "csv", "pairs"),
        ("export", "csv", "pairs", "--unfold"),
        ("export", "csv", "events"),
        *(("export", "csv", table) for table in ("sources", "agents", "measures", "scopes")),
        ("export", "jsonl"),
        ("export", "jsonl", "pairs"),
        ("export", "xlsx", "-o", f"{FOLDER}/x{HOSTILE_ID}.xlsx"),
        ("export", "sqlite", "-o", f"{FOLDER}/x{HOSTILE_ID}.sqlite"),
        ("export", "ftm"),
        ("export", "stix", "--with-verdicts"),
        ("export", "claimreview"),
        ("export", "claimreview", "--with-verdicts"),
        ("export", "ucdp", "flooded"),
        ("export", "ucdp", HOSTILE_ID),
        ("export", "quickstatements"),
        ("export", "quickstatements", "--map", f"/nowhere/{HOSTILE_ID}"),
        ("export", "csl"),
        ("export", "bibtex"),
        ("export", "ftm", HOSTILE_ID),
        ("export", "json"),
        ("export", "schema"),
        ("export", "webannotation"),
        ("export", "forest", "flooded"),
        ("export", "chart", "flooded"),
        ("export", "chart", "flooded", "--even", "--all-scopes"),
        ("export", "origins", "gazette-1.1"),
        ("export", "origins", "gazette-1.1", "--dot"),
        ("export", "site", f"{FOLDER}/site{HOSTILE_ID}", "--with-verdicts"),
        ("export", "site", f"/nowhere/{HOSTILE_ID}"),
        ("export", "csv", HOSTILE_ID),
        ("export", "forest", HOSTILE_ID),
        ("export", "chart", HOSTILE_ID),
        ("export", "origins", HOSTILE_ID),
        ("export", "json", "-o", f"{FOLDER}/x{HOSTILE_ID}"),
        ("export", "json", "-o", f"/nowhere/{HOSTILE_ID}"),
    ),
    "import": (
        ("import", "--list", ARTICLE),
        ("import", ARTICLE),
        ("import",),
        ("import", f"{FOLDER}/feed.xml"),
        ("import", "--list", f"{FOLDER}/capture.warc.gz"),
        ("import", "--list", TEXTS),
        ("import", f"{FOLDER}/{HOSTILE_ID}"),
        ("import", f"ftp://{HOSTILE_ID}"),
        ("import", ARTICLE, "--with", f"printf {HOSTILE_ID}"),
        ("import", ARTICLE, "--with", HOSTILE_ID),
        ("import", ARTICLE, "--parse", HOSTILE_ID),
        ("import", f"http://{HOSTILE_ID}/"),
    ),
    "diff": (
        ("diff", "gazette-1", ARTICLE),
        ("diff", "herald-1", ARTICLE, "--texts", TEXTS),
        ("diff", "gazette-1", ARTICLE, "--accept"),
        ("diff", HOSTILE_ID, ARTICLE),
        ("diff", "gazette-1", f"{FOLDER}/{HOSTILE_ID}"),
        ("diff", "gazette-1", f"http://{HOSTILE_ID}/"),
    ),
    "dossiers": (("dossiers",),),
    "new": (
        ("new", f"{FOLDER}/new.json", "--title", HOSTILE_ID, "--place", HOSTILE_ID),
        ("new", f"{FOLDER}/new{HOSTILE_ID}.json", "--title", "x", "--pack", "crowd"),
        ("new", f"{FOLDER}/n.json", "--title", "x", "--pack", HOSTILE_ID),
        ("new", f"{FOLDER}/n.json", "--title", "x", "--pack", f"/nowhere/{HOSTILE_ID}.toml"),
        ("new", f"{FOLDER}/n.json", "--title", "x", "--span", HOSTILE_ID),
        ("new", f"/nowhere/{HOSTILE_ID}", "--title", "x"),
        ("new", f"{FOLDER}/n.json"),
    ),
    "copy": (
        ("copy", f"{FOLDER}/copy{HOSTILE_ID}.json"),
        ("copy", f"/nowhere/{HOSTILE_ID}"),
    ),
    "retract": (
        ("retract", "gazette-1.3", f"why {HOSTILE_ID}"),
        ("retract", HOSTILE_ID, "why"),
    ),
    "edits": (("edits",),),
    "edits undo": (
        ("edits", "undo"),
        ("edits", "undo", "edit-1"),
        ("edits", "undo", HOSTILE_ID),
    ),
    "edits redo": (("edits", "redo"),),
    "open": (("open", "flood"), ("open", HOSTILE_ID)),
    "tour": (("tour",),),
    "notes": (
        ("notes",),
        ("notes", "--with", OTHER),
        ("notes", "--with", f"/nowhere/{HOSTILE_ID}"),
    ),
    "notes merge": (
        ("notes", "merge", NOTES, OTHER, "-o", f"{FOLDER}/merged{HOSTILE_ID}.json"),
        ("notes", "merge", NOTES, f"/nowhere/{HOSTILE_ID}", "-o", f"{FOLDER}/m.json"),
    ),
    "verify": (
        ("verify", "--texts", TEXTS),
        ("verify", "--all", "--texts", TEXTS),
        ("verify", "--texts", f"/nowhere/{HOSTILE_ID}"),
    ),
    "check": (("check",), ("check", "--strict"), ("check", f"/nowhere/{HOSTILE_ID}")),
    "doctor": (("doctor",),),
    "update": (
        ("update", f"/nowhere/{HOSTILE_ID}"),
        ("update", f"{FOLDER}/d.json", "--dry-run"),
        ("update", f"{FOLDER}/d.json", "--take", f"claims:{HOSTILE_ID}"),
    ),
    "restore": (
        ("restore",),
        ("restore", f"/nowhere/{HOSTILE_ID}"),
        ("restore", f"{FOLDER}/{HOSTILE_ID}", "last"),
        ("restore", f"{FOLDER}/d.json", HOSTILE_ID),
    ),
    "stats": (("stats",),),
    "help": (("help",), ("help", "query"), ("help", HOSTILE_ID)),
    "completions": (("completions", "bash"), ("completions", "zsh"), ("completions", "fish")),
    "man": (("man",),),
}
# What the shells' scripts ask, and no command at all.
MORE: tuple[tuple[str, ...], ...] = (
    ("__complete", "claim", ""),
    ("__complete", "claims", "--by", ""),
    ("__complete", "claims", "--", "by:"),
    ("__complete", "open", "event:"),
    ("__complete", HOSTILE_ID),
    ("__complete", "-d", f"{FOLDER}/{HOSTILE_ID}", "claim", ""),
    (HOSTILE_ID,),
    (f"--{HOSTILE_ID}",),
    ("--format", HOSTILE_ID, "claims"),
    ("--version",),
)
# These write; each run of them gets files of its own.
WRITING = frozenset(
    {"import", "diff", "new", "copy", "retract", "edits undo", "edits redo", "notes merge"}
)

_OWN_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_FORMULA = tuple("=+-@\t\r＝＋－＠")
_LINK = re.compile(r"(?<!\\)\]\(|(?<!\\)<[a-zA-Z/!?]|^ *(?:```|~~~)", re.MULTILINE)


def names_of(parser: argparse.ArgumentParser, before: str = "") -> Iterator[str]:
    """The commands of a parser and those inside them."""
    for name, inner in commands_of(parser).items():
        yield before + name
        yield from names_of(inner, f"{before}{name} ")


def placed(words: tuple[str, ...], files: Files) -> list[str]:
    """The words of a command for the files of a run."""
    folder = str(Path(files.dossier).parent)
    named = {
        FOLDER: folder,
        TEXTS: files.texts,
        ARTICLE: files.article,
        NOTES: files.notebook,
        OTHER: files.other,
    }
    found = []
    for word in words:
        for mark, name in named.items():
            word = word.replace(mark, name)
        found.append(word)
    return found


def copied(files: Files, folder: Path) -> Files:
    """The same files in a folder of their own."""
    target = folder / "own"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(Path(files.dossier).parent, target)
    return Files(*(str(target / Path(name).name) for name in files))


def require_printable(result: Result, format: str, *, coloured: bool = False) -> None:
    """Assert what holds of any command: its status, and no character that commands or hides."""
    assert result.status in (0, 1, 2), result
    assert "Traceback" not in result.err
    out = _OWN_COLOURS.sub("", result.out) if coloured else result.out
    assert unsafe(result.err) == ""
    in_json = format in ("json", "jsonl")
    allowed = "\n\t" if format == "plain" else "\n"
    assert unsafe(out, allowed=allowed, piles=not in_json) == ""
    if result.status == 2 and not result.out:
        assert 1 <= result.err.count("\n") <= 3
    for line in result.err.splitlines():
        assert line.strip()


def require_rows(out: str) -> None:
    """Assert that every line of plain output has as many cells as the first."""
    assert len({line.count("\t") for line in out.splitlines()}) == 1


def require_no_formula(out: str) -> None:
    """Assert that a spreadsheet takes no cell for a formula, and every line has all cells."""
    rows = list(csv.reader(io.StringIO(out), strict=True))
    assert len({len(row) for row in rows}) <= 1
    for row in rows:
        for cell in row:
            assert not is_formula(cell), cell
    assert len(rows) == out.count("\n")


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet may take a cell for a formula: a bare number is none."""
    if not cell.strip().startswith(_FORMULA):
        return False
    try:
        float(cell)
    except ValueError:
        return True
    return False


def require_unaltered(out: str, format: str) -> None:
    """Assert that no text in JSON was replaced by what stands for it on a screen."""
    read = [json.loads(line) for line in out.splitlines()] if format == "jsonl" else json.loads(out)
    for text in free_texts(read):
        assert "␛" not in text, text
        assert "<U+" not in text, text


def require_no_markup(out: str) -> None:
    """Assert that Markdown holds no link, tag or fence, which no export of ours writes."""
    found = _LINK.search(out)
    assert found is None, out[max(0, found.start() - 60) : found.end() + 60]
    for line in out.splitlines():
        if line.startswith("| "):
            assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == out_columns(out, line), line


def out_columns(out: str, line: str) -> int:
    """How many bars the head of the table has that a line stands in."""
    lines = out.splitlines()
    at = lines.index(line)
    while at > 0 and lines[at - 1].startswith("|"):
        at -= 1
    return len(re.findall(r"(?<!\\)(?:\\\\)*\|", lines[at]))


_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = {
    *("svg", "g", "rect", "line", "text", "tspan", "path", "title", "desc", "defs"),
    *("pattern", "style", "polygon", "circle", "clipPath", "polyline", "metadata"),
}


def require_drawing(out: str) -> ElementTree.Element:
    """Assert that a picture is XML of shapes and words alone: no script, no link, no handler."""
    assert "<!DOCTYPE" not in out
    assert "<![CDATA[" not in out
    root = ElementTree.fromstring(out)
    for element in root.iter():
        assert isinstance(element.tag, str)  # neither a comment nor an instruction
        assert element.tag.removeprefix(_SVG) in _DRAWN, element.tag
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on"), name
            assert "href" not in name.lower(), name
            assert "javascript" not in value.lower()
    return root
