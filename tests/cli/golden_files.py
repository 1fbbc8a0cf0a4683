"""What every command prints in every format, as files: `python -m tests.cli.golden_files`.

Look at what changed before committing it. Only the name of the temporary folder is replaced.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from kursk_tui.cli.output import FORMATS
from kursk_tui.main import main
from tests.cli.hostile import Files, write_hostile

GOLDEN = Path(__file__).parent / "golden"
FOLDER = "{folder}"

LISTINGS: dict[str, tuple[str, ...]] = {
    "find": ("find", "council"),
    "events": ("events",),
    "event": ("event", "flood"),
    "claims": ("claims", "--measure", "flooded"),
    "claim": ("claim", "gazette-1.1"),
    "claim-hostile": ("claim", "herald-1.2", "--texts", f"{FOLDER}/texts"),
    "sources": ("sources",),
    "source": ("source", "herald-1"),
    "agents": ("agents",),
    "agent": ("agent", "tribune"),
    "overview": ("overview",),
    "measures": ("measures",),
    "measure": ("measure", "flooded", "--unfold"),
    "disagreements": ("disagreements",),
    "compare": ("compare", "gazette-1.1", "herald-1.1"),
    "compare-one": ("compare", "tribune-1.2"),
    "origins": ("origins", "gazette-1.1"),
    "origins-agent": ("origins", "council"),
    "books": ("books",),
    "books-one": ("books", "by-district"),
    "notes": ("notes",),
    "verify": ("verify", "--all", "--texts", f"{FOLDER}/texts"),
    "diff": ("diff", "gazette-1", f"{FOLDER}/newer.txt", "--texts", f"{FOLDER}/texts"),
    "check": ("check",),
    "stats": ("stats",),
    "import": ("import", "--list", f"{FOLDER}/texts/gazette.txt"),
    "import-many": ("import", "--list", f"{FOLDER}/feed.xml"),
    "known-at": ("claims", "--known-at", "2031-03-05"),
}
SINGLE: dict[str, tuple[str, ...]] = {
    "check-bare.txt": ("check",),
    "export-brief.md": ("export", "brief"),
    "export-brief-event.md": ("export", "brief", "event:breach"),
    "export-brief-measure.md": ("export", "brief", "flooded"),
    "export-brief-verdicts.md": ("export", "brief", "--with-verdicts"),
    "export-report.md": ("export", "report"),
    "export-report-event.md": ("export", "report", "breach"),
    "export-report-measure.md": ("export", "report", "flooded"),
    "export-claims.csv": ("export", "csv"),
    "export-pairs.csv": ("export", "csv", "pairs"),
    "export-events.csv": ("export", "csv", "events"),
    "export-sources.csv": ("export", "csv", "sources"),
    "export-agents.csv": ("export", "csv", "agents"),
    "export-measures.csv": ("export", "csv", "measures"),
    "export-scopes.csv": ("export", "csv", "scopes"),
    "export-claims.jsonl": ("export", "jsonl"),
    "export-pairs.jsonl": ("export", "jsonl", "pairs"),
    "export-ftm.jsonl": ("export", "ftm"),
    "export-stix.json": ("export", "stix"),
    "export-ucdp.csv": ("export", "ucdp", "flooded"),
    "export-csl.json": ("export", "csl"),
    "export-references.bib": ("export", "bibtex"),
    "export-data.json": ("export", "json"),
    "export-webannotation.json": ("export", "webannotation"),
    "export-forest.svg": ("export", "forest", "flooded"),
    "export-chart.svg": ("export", "chart", "flooded"),
    "export-origins.svg": ("export", "origins", "gazette-1.1"),
    "export-origins.dot": ("export", "origins", "gazette-1.1", "--dot"),
    "help-query.txt": ("help", "query"),
    "completions.bash": ("completions", "bash"),
    "completions.zsh": ("completions", "zsh"),
    "completions.fish": ("completions", "fish"),
    "man.roff": ("man",),
}


class Printed(NamedTuple):
    """What a command printed, and how it ended."""

    status: int
    out: str
    err: str


def cases() -> Iterator[tuple[str, tuple[str, ...]]]:
    """(file, words of the command) of every file."""
    for name, words in LISTINGS.items():
        for format in FORMATS:
            suffix = "txt" if format == "table" else "tsv" if format == "plain" else format
            yield f"{name}.{suffix}", (*words, "--format", format)
        yield f"{name}.colour.txt", (*words, "--format", "table", "--color", "always")
    yield from SINGLE.items()


def printed(files: Files, words: tuple[str, ...]) -> Printed:
    """Run a command in this process, 80 columns wide."""
    folder = str(Path(files.dossier).parent)
    given = [word.replace(FOLDER, folder) for word in words]
    buffer, err = io.BytesIO(), io.StringIO()
    out = io.TextIOWrapper(buffer, "utf-8")
    environ = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "KURSK_TUI_DOSSIER")}
    environ |= {"COLUMNS": "80", "XDG_CACHE_HOME": folder, "XDG_DATA_HOME": folder}
    with (
        mock.patch.dict(os.environ, environ, clear=True),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        status = main(["-d", files.dossier, "--notes", files.notebook, *given])
    out.flush()
    text = buffer.getvalue().decode()
    return Printed(status, text.replace(folder, FOLDER), err.getvalue().replace(folder, FOLDER))


def renew() -> None:
    """Write every file, and remove what no case has."""
    GOLDEN.mkdir(exist_ok=True)
    names = set()
    with tempfile.TemporaryDirectory() as folder:
        files = write_hostile(Path(folder))
        for name, words in cases():
            names.add(name)
            (GOLDEN / name).write_bytes(printed(files, words).out.encode())
    for path in GOLDEN.iterdir():
        if path.name not in names:
            path.unlink()
    print(f"{GOLDEN}: {len(names)} files", file=sys.stderr)


if __name__ == "__main__":
    renew()
