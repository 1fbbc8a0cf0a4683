"""`kursk-tui doctor`: what a report of a fault needs, without any contents."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from kursk_tui.cli import surroundings
from kursk_tui.cli.surroundings import Named
from kursk_tui.dossier import cache
from kursk_tui.dossier.paths import dossier_path
from kursk_tui.model.text import visible
from kursk_tui.notebook.notebook import default_notebook_path
from kursk_tui.settings import SettingsError, read_settings, settings_path, wants_mouse
from kursk_tui.store import backups
from kursk_tui.upkeep import health
from kursk_tui.upkeep.health import Finding

MARK = "!"


def run_doctor(arguments: argparse.Namespace) -> int:
    """Print what was found; returns 0 where there are none and 1 where something needs care.

    Nothing that is broken keeps the rest from being told.
    """
    found = list(_all(arguments))
    needing = sum(bool(finding.todo) for _, finding in found)
    if arguments.format is None:
        _print_lines(found, ascii_only=arguments.ascii)
    else:
        _print_rows(found, arguments)
    verdict = "1 line needs attention" if needing == 1 else f"{needing} lines need attention"
    said = f"{verdict}; each begins with {MARK}" if needing else "no problems"
    print(said, file=sys.stderr)
    return 1 if needing else 0


def _print_lines(found: list[Named], *, ascii_only: bool) -> None:
    width = max(len(name) for name, _ in found)
    # stdout may be of a locale that has no more.
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "")
    ascii_only = ascii_only or not encoding.startswith("utf")
    for name, finding in found:
        mark = MARK if finding.todo else " "
        text = f"{finding.value}; {finding.todo}" if finding.todo else finding.value
        print(f"{mark} {name:<{width}}  {visible(_homeless(text), ascii_only=ascii_only)}")


def _print_rows(found: list[Named], arguments: argparse.Namespace) -> None:
    from kursk_tui.cli.listing import Column, Listing
    from kursk_tui.cli.output import print_listing
    from kursk_tui.cli.session import Session

    columns = (
        Column("care", "care"),
        Column("name", "name"),
        Column("value", "value", wide=True),
        Column("todo", "what to do", wide=True),
    )
    rows = [
        {
            "care": bool(finding.todo),
            "name": name,
            "value": _homeless(finding.value),
            "todo": _homeless(finding.todo) or None,
        }
        for name, finding in found
    ]
    print_listing(Listing(columns, rows), Session(arguments).manner)


def _homeless(text: str) -> str:
    """Text in which the home folder is a tilde: a login name is nobody's business."""
    home = os.environ.get("HOME", "").rstrip("/")
    return re.sub(re.escape(home) + r"(?=[/:;,\s]|$)", "~", text) if home else text


def _all(arguments: argparse.Namespace) -> Iterator[Named]:
    environ = os.environ
    parts: tuple[tuple[str, Callable[[], Iterator[Named]]], ...] = (
        ("versions", surroundings.versions),
        ("terminal", lambda: surroundings.terminal(environ)),
        ("settings", lambda: _settings(arguments)),
        ("dossier", lambda: _dossier(arguments)),
        ("notebook", lambda: _notebooks(arguments)),
        ("intake", lambda: _intake(arguments)),
        ("cache", _cache),
    )
    for name, part in parts:
        try:
            yield from part()
        except Exception as error:  # noqa: BLE001
            # Its words may quote what a file holds.
            what = f"could not be determined ({type(error).__name__})"
            yield name, Finding(what, "send this line with the report")


def _settings(arguments: argparse.Namespace) -> Iterator[Named]:
    path = settings_path()
    yield "settings", _at(str(path), health.look_at(str(path)))
    try:
        settings = read_settings(path)
    except SettingsError as error:
        line = re.search(r"line \d+", str(error).removeprefix(str(path)))
        where = f" at {line.group()}" if line else ""
        todo = "start kursk-tui to see why, and fix it"
        yield "settings say", Finding(f"can't be used{where}", todo)
        return
    keys = len(settings.keymap)
    mouse = "on" if wants_mouse(arguments.mouse, settings) else "off"
    yield "settings say", Finding(f"{keys} commands with other keys, mouse {mouse}")


def _dossier(arguments: argparse.Namespace) -> Iterator[Named]:
    path = dossier_path(arguments.dossier)
    yield "dossier", _at(path, health.look_at(path, needed=True))
    yield "dossier's health", health.dossier_health(path)
    yield "dossier's writers", health.writers(path)


def _notebooks(arguments: argparse.Namespace) -> Iterator[Named]:
    path = arguments.notes or default_notebook_path(None)
    yield "notebook", _at(path, health.look_at(path, changed=True))
    yield "notebook's health", health.notebook_health(path)
    yield "notebook's writers", health.writers(path)
    folder = backups.all_in()
    yield "copies", _at(folder, health.look_at(folder, changed=True))
    for other in arguments.beside or ():
        yield "notebook beside", _at(other, health.look_at(other, needed=True))
        yield "its health", health.notebook_health(other)


def _intake(arguments: argparse.Namespace) -> Iterator[Named]:
    from kursk_tui.intake.documents import text_copies as shelf
    from kursk_tui.intake.review import queue

    texts = str(arguments.texts or shelf.default_folder())
    needed = arguments.texts is not None
    yield "texts", _at(texts, health.look_at(texts, needed=needed, changed=not needed))
    yield "texts in it", Finding(f"{len(list(Path(texts).glob('*.txt'))):,}")
    folder = queue.default_folder()
    yield "queue", _at(folder, health.look_at(folder, changed=True))
    waiting, bad = queue.waiting(folder, dossier_path(arguments.dossier))
    todo = "run kursk-tui import to see which" if bad else ""
    damaged = f", {len(bad):,} unusable" if bad else ""
    yield "articles that wait", Finding(f"{len(waiting):,}{damaged}", todo)


def _cache() -> Iterator[Named]:
    folder = cache.cache_folder(os.environ)
    if folder is None:
        yield "cache", Finding(f"off ({cache.VARIABLE})")
        return
    yield "cache", _at(folder, health.look_at(folder))
    try:
        count, size = cache.kept(folder)
    except OSError:
        todo = "see that it and the folders above it are yours, and chmod go-w them"
        yield "cache holds", Finding("not used: others may write to it", todo)
        return
    yield "cache holds", Finding(f"{count:,} files, {size:,} bytes")


def _at(path: str, finding: Finding) -> Finding:
    return Finding(f"{path}: {finding.value}", finding.todo)
