"""Starting the explorer from the command line, and refusing where it cannot work."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from typing import NoReturn

from kursk_tui.commands import Keymap, key_of
from kursk_tui.dossier.cache import OFF as CACHE_OFF
from kursk_tui.dossier.cache import VARIABLE as CACHE_VARIABLE
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.naming import SINGULAR, UseError, resolve_any
from kursk_tui.dossier.paths import dossier_path
from kursk_tui.model.text import visible
from kursk_tui.settings import (
    SettingsError,
    is_slow_line,
    read_settings,
    settings_path,
    wants_mouse,
)
from kursk_tui.store.errors import DossierError
from kursk_tui.terminal import (
    asks_background,
    speaks_utf8,
    takes_links,
    theme_of,
    wants_colour,
)
from kursk_tui.tui.opening import Opener, opens_on


def run_explorer(arguments: argparse.Namespace) -> int:
    """Open the dossier and run the explorer; returns the exit status."""
    refusal = _refusal(os.environ)
    if refusal:
        print(f"kursk-tui: {refusal}", file=sys.stderr)
        return 2
    try:
        settings = read_settings(settings_path())
        wanted, article = getattr(arguments, "id", None), getattr(arguments, "what", None)

        def start(dossier: Dossier) -> Facet | None:
            facet = _start(dossier, wanted, settings.keymap)
            _try_article(dossier, article)
            return facet

        opener = Opener(dossier_path(arguments.dossier), start)
        # A small one is opened first: a refusal must not wait for a screen library.
        opened = None if opener.is_large else Dossier.open(opener.path)
        facet = start(opened) if opened is not None else None
        from kursk_tui.tui.app import KurskApp, Options
        from kursk_tui.tui.restoring import run_app

        options = Options(
            texts=arguments.texts,
            ascii_only=arguments.ascii or not speaks_utf8(os.environ),
            colour=wants_colour(arguments.color, os.environ),
            settings=settings,
            notes=arguments.notes,
            beside=tuple(arguments.beside or ()),
            start=facet,
            take_in=article,
            slow_line=is_slow_line(settings),
            overview=settings.overview and wanted is None and article is None,
            links=takes_links(os.environ),
            theme=theme_of(settings.theme, os.environ),
            asks_background=asks_background(settings.theme, os.environ),
        )
        app = KurskApp(opened or opener, options)
    except (DossierError, SettingsError, UseError) as error:
        print(f"kursk-tui: {visible(str(error))}", file=sys.stderr)
        return 2
    status = run_app(app, mouse=wants_mouse(arguments.mouse, settings, os.environ))
    if app.refusal:
        print(f"kursk-tui: {visible(app.refusal)}", file=sys.stderr)
    if app.opener is not None:
        _leave(status)
    return status


def run_tour(arguments: argparse.Namespace) -> int:
    """Lead through the explorer on the shipped dossier; returns the exit status.

    Nothing of it stays: its notebook is in a folder that goes with it, and it keeps no cache.
    """
    refusal = _refusal(os.environ)
    if refusal:
        print(f"kursk-tui: {refusal}", file=sys.stderr)
        return 2
    os.environ[CACHE_VARIABLE] = CACHE_OFF
    with tempfile.TemporaryDirectory(prefix="kursk-tour-") as folder:
        try:
            settings = read_settings(settings_path())
            dossier = Dossier.open(default_path())
            from kursk_tui.tui.app import Options
            from kursk_tui.tui.restoring import run_app
            from kursk_tui.tui.tour import TourApp

            options = Options(
                ascii_only=arguments.ascii or not speaks_utf8(os.environ),
                colour=wants_colour(arguments.color, os.environ),
                settings=settings,
                notes=os.path.join(folder, "notebook.json"),  # noqa: PTH118
                slow_line=is_slow_line(settings),
                overview=True,
                links=takes_links(os.environ),
            )
            app = TourApp(dossier, options)
        except (DossierError, SettingsError) as error:
            print(f"kursk-tui: {visible(str(error))}", file=sys.stderr)
            return 2
        # Without a mouse: a click would lead away from what is told.
        return run_app(app, mouse=False)


def _leave(status: int) -> NoReturn:
    """End at once: to take a large dossier apart piece by piece would take a second.

    All that is to be kept was on the disk before the reader was told so.
    """
    for stream in (sys.stdout, sys.stderr):
        # The terminal may be gone.
        with suppress(OSError):
            stream.flush()
    os._exit(status)


def _try_article(dossier: Dossier, what: str | None) -> None:
    """Read a file that is to be taken in before a screen covers what is wrong with it.

    Raises DossierError. An address is fetched only once, by the explorer.
    """
    if what is not None and "://" not in what:
        from kursk_tui.dossier.editing import require_editable
        from kursk_tui.intake.review.taking import read

        require_editable(dossier)
        read(what)


def _start(dossier: Dossier, text: str | None, keymap: Keymap) -> Facet | None:
    """What `open ID` starts at, else what the dossier opens on. Raises UseError."""
    if text is None:
        return opens_on(dossier)
    table, id = resolve_any(dossier, text)
    if table == "identities":
        key = key_of("books", keymap)
        raise UseError(f"{id} is an identity; see kursk-tui books {id}, or {key} in the explorer")
    return Facet(SINGULAR[table], id)


def _refusal(environ: Mapping[str, str]) -> str:
    """Why the explorer cannot run here; empty where it can."""
    # A stream that is closed is None.
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        return "the explorer needs a terminal; see kursk-tui --help for commands that do not"
    if environ.get("TERM", "") in ("", "dumb"):
        called = f"TERM={environ['TERM']}" if environ.get("TERM") else "TERM is not set"
        return f"this terminal ({called}) cannot move a cursor; see kursk-tui --help for commands"
    return ""
