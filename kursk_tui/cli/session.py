"""What a headless command works on: the dossier through its lens, the notebooks, a manner.

Everything is opened when first asked for: a look-up pays only for what it needs.
"""

from __future__ import annotations

import argparse
import os
import sys
from functools import cached_property
from typing import TYPE_CHECKING

from kursk_tui.cli.output import Manner, default_format
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.paths import dossier_path

if TYPE_CHECKING:
    from kursk_tui.analysis.disagreements import Disagreements
    from kursk_tui.dossier.exchange import Overlay
    from kursk_tui.dossier.lens import Seen


class Session:
    """One run of a command. What it opens raises DossierError where it cannot be opened."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.arguments = arguments

    @cached_property
    def whole(self) -> Dossier:
        """The dossier as it is in the file."""
        return Dossier.open(dossier_path(self.arguments.dossier))

    @cached_property
    def seen(self) -> Seen:
        """What `--known-at` and `--without` leave of it. Raises DateError, UseError."""
        from kursk_tui.dossier.lens import Lens, look
        from kursk_tui.dossier.naming import resolve

        known_at = getattr(self.arguments, "known_at", None)
        names = getattr(self.arguments, "without", None) or ()
        agents = tuple(resolve(self.whole, "agents", name) for name in names)
        return look(self.whole, Lens(known_at, agents))

    @property
    def dossier(self) -> Dossier:
        """The dossier as it is seen."""
        if getattr(self.arguments, "known_at", None) or getattr(self.arguments, "without", None):
            return self.seen.dossier
        return self.whole

    @cached_property
    def index(self) -> Index:
        """Look-ups over what is seen."""
        return Index(self.dossier)

    @cached_property
    def disagreements(self) -> Disagreements:
        """The disagreements of what is seen."""
        from kursk_tui.analysis.disagreements import disagreements

        return disagreements(self.dossier)

    @cached_property
    def notes(self) -> Overlay:
        """One's own notebook with those laid beside it."""
        from kursk_tui.dossier.exchange import overlay
        from kursk_tui.dossier.notebook import Notebook, default_notebook_path

        own = Notebook.open(self.arguments.notes or default_notebook_path(None))
        beside = [Notebook.open(path, read_only=True) for path in self.arguments.beside or ()]
        return overlay(own, beside)

    @cached_property
    def manner(self) -> Manner:
        """How to print, from the options, the environment and where stdout goes."""
        arguments, stdout = self.arguments, sys.stdout
        format = arguments.format or default_format(stdout)
        tty = stdout.isatty()
        width = 100
        if format == "table":
            from shutil import get_terminal_size

            width = get_terminal_size((100, 24)).columns
        encoding = (stdout.encoding or "").lower().replace("-", "")
        return Manner(
            format,
            colour=_colour(arguments.color, tty),
            pager=tty and format in ("table", "md") and not arguments.no_pager,
            ascii_only=arguments.ascii or not encoding.startswith("utf"),
            width=width,
        )


def _colour(choice: str, tty: bool) -> bool:
    if choice != "auto":
        return choice == "always"
    return tty and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
