"""What the program runs on and in: versions, terminal, clipboard. For a report of a fault."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from kursk_tui.terminal import speaks_utf8, theme_of, wants_colour
from kursk_tui.upkeep.health import Finding

Named = tuple[str, Finding]

NEEDED = ("textual", "rich", "tinydb")
FOR_INTAKE = ("trafilatura", "htmldate", "lxml", "pypdf")
LEAST_COLUMNS, LEAST_ROWS = 40, 10
_TMUX_SECONDS = 2.0
_NOT_TAKEN = "kursk-tui claim ID prints what it would have sent"


def versions() -> Iterator[Named]:
    """The program, what it is made with, and how it was installed."""
    from importlib.metadata import PackageNotFoundError, distribution, version

    yield "kursk-tui", Finding(f"{version('kursk-tui')}, {_installed()}")
    yield "python", Finding(f"{sys.version.split()[0]} {sys.implementation.name}, {sys.executable}")
    for name in NEEDED:
        try:
            yield name, Finding(version(name))
        except PackageNotFoundError:
            yield name, Finding("not installed", "install kursk-tui again, with pip")
    there = []
    for name in FOR_INTAKE:
        try:
            there.append(f"{name} {distribution(name).version}")
        except PackageNotFoundError:
            there.append(f"{name} not installed")
    yield "for web pages and PDFs", Finding(", ".join(there))
    import platform

    yield "system", Finding(platform.platform())


def _installed() -> str:
    """From what it was installed, and where the code is."""
    import json
    from importlib.metadata import distribution

    where = Path(__file__).parents[1]
    told = json.loads(distribution("kursk-tui").read_text("direct_url.json") or "{}")
    if told.get("dir_info", {}).get("editable"):
        return f"editable, in {where.parent}"
    return f"installed in {where}"


def terminal(environ: Mapping[str, str]) -> Iterator[Named]:
    """The terminal, what stands between it and us, and how the explorer would draw."""
    name = environ.get("TERM", "")
    todo = ""
    if name in ("", "dumb"):
        todo = "the explorer needs a terminal that moves a cursor; the commands of --help do not"
    parts = [f"TERM={name or '(not set)'}"]
    parts += [f"{n}={environ[n]}" for n in ("COLORTERM", "TERM_PROGRAM") if environ.get(n)]
    yield "terminal", Finding(" ".join(parts), todo)
    streams = {"stdin": sys.stdin, "stdout": sys.stdout, "stderr": sys.stderr}
    seen = [f"{n} {'yes' if s is not None and s.isatty() else 'no'}" for n, s in streams.items()]
    yield "on a terminal", Finding(", ".join(seen))
    yield "size", _size(environ)
    between = [
        what
        for variable, what in (("SSH_CONNECTION", "ssh"), ("TMUX", "tmux"), ("STY", "screen"))
        if environ.get(variable)
    ]
    yield "through", Finding(", ".join(between) or "nothing that is known")
    yield "colours", Finding(_colours(environ))
    names = [f"{n}={environ[n]}" for n in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(n)]
    drawn = "Unicode" if speaks_utf8(environ) else "ASCII only: the locale is not UTF-8"
    encoding = getattr(sys.stdout, "encoding", None) or "none"
    yield "locale", Finding(f"{' '.join(names) or '(not set)'}, stdout {encoding}, drawn: {drawn}")
    yield "clipboard", _clipboard(environ)
    others = sorted(n for n in environ if n.startswith(("TEXTUAL", "KURSK_TUI_", "ESCDELAY")))
    yield "other settings", Finding(" ".join(f"{n}={environ[n]}" for n in others) or "none")


def _colours(environ: Mapping[str, str]) -> str:
    """What the explorer would draw in, as far as no setting decides."""
    if not wants_colour("auto", environ):
        return "none (NO_COLOR)"
    theme = theme_of(None, environ)
    if theme == "terminal":
        return "the terminal's own 16"
    return f"24 bits, {theme}, or as the terminal's background is"


def _size(environ: Mapping[str, str]) -> Finding:
    for stream in (sys.__stdout__, sys.__stdin__, sys.__stderr__):
        try:
            columns, rows = os.get_terminal_size(stream.fileno() if stream is not None else -1)
        except (OSError, ValueError):
            continue
        break
    else:
        return Finding("no terminal to ask")
    said = f"{columns}x{rows}"
    for name, true in (("COLUMNS", columns), ("LINES", rows)):
        if environ.get(name, "").isdecimal() and int(environ[name]) not in (0, true):
            return Finding(
                f"{said}, but {name}={environ[name]}",
                f"the explorer follows {name} and not the window: unset {name}",
            )
    if (columns, rows) == (0, 0):
        return Finding(
            f"{said}: treated as 80x24", "tell the terminal's size: stty cols 80 rows 24"
        )
    is_small = columns < LEAST_COLUMNS or rows < LEAST_ROWS
    least = f"the explorer needs {LEAST_COLUMNS}x{LEAST_ROWS}: enlarge the window"
    return Finding(said, least if is_small else "")


def _clipboard(environ: Mapping[str, str]) -> Finding:
    """Which way a citation takes, and whether it arrives as far as can be known."""
    way = "y sends it to the terminal (OSC 52)"
    if environ.get("TMUX"):
        setting = _tmux_setting()
        if setting == "on":
            return Finding(f"{way} through tmux, whose set-clipboard is on")
        if setting:
            return Finding(
                f"{way}; tmux drops it: set-clipboard is {setting}",
                "put `set -s set-clipboard on` into ~/.tmux.conf",
            )
        return Finding(f"{way} through tmux, which does not report its set-clipboard")
    if environ.get("STY"):
        return Finding(f"{way}; screen drops it", _NOT_TAKEN)
    if environ.get("TERM", "").startswith(("linux", "vt")):
        return Finding(f"{way}; this one has no clipboard", _NOT_TAKEN)
    if environ.get("TERM_PROGRAM") == "Apple_Terminal":
        return Finding(f"{way}; Apple's does not accept it", "use another terminal for y")
    return Finding(f"{way}; the terminal's settings decide whether it is accepted")


def _tmux_setting() -> str:
    """What tmux does with what programs send to the clipboard; empty where it doesn't say."""
    program = shutil.which("tmux")
    if program is None:
        return ""
    command = [program, "show-options", "-sv", "set-clipboard"]
    try:
        asked = subprocess.run(
            command, capture_output=True, timeout=_TMUX_SECONDS, check=False, text=True
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ""
    return asked.stdout.strip() if asked.returncode == 0 else ""
