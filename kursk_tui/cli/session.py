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
    from kursk_tui.analysis.disagreements.listing import Disagreements
    from kursk_tui.dossier.lens import Seen
    from kursk_tui.notebook.exchange import Overlay


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
    def has_lens(self) -> bool:
        """Whether `--known-at` or `--without` was given."""
        names = ("known_at", "without")
        return any(getattr(self.arguments, name, None) is not None for name in names)

    @property
    def dossier(self) -> Dossier:
        """The dossier as it is seen."""
        return self.seen.dossier

    @property
    def lens(self) -> str:
        """What is left out of what is seen, in a line; empty where nothing was to be."""
        if not self.has_lens:
            return ""
        from kursk_tui.model.text import plural

        parts, seen = [], self.seen
        if self.arguments.known_at is not None:
            later, unsure = plural(seen.later, "later source"), plural(seen.set_aside, "claim")
            parts.append(
                f"known at {self.arguments.known_at}: without {later}, and without {unsure} from "
                f"{plural(len(seen.undated), 'source')} that may be later"
            )
        if self.arguments.without:
            left = plural(seen.discounted, "claim")
            parts.append(f"without {', '.join(self.arguments.without)}: {left} left out")
        return "; ".join(parts)

    def named(self, table: str, text: str) -> str:
        """The id in a table that a text names. Raises UseError, also where it is not seen."""
        from kursk_tui.dossier.naming import UseError, resolve

        try:
            return resolve(self.dossier, table, text)
        except UseError:
            if self.dossier is self.whole:
                raise
        raise self._unseen(table, resolve(self.whole, table, text))

    def named_any(self, text: str, *tables: str) -> tuple[str, str]:
        """(table, id) of what a text names in one of some tables. Raises UseError as `named`."""
        from kursk_tui.dossier.naming import UseError, resolve_any

        try:
            return resolve_any(self.dossier, text, tables)
        except UseError:
            if self.dossier is self.whole:
                raise
        raise self._unseen(*resolve_any(self.whole, text, tables))

    def _unseen(self, table: str, id: str) -> Exception:
        """Why a record of the file is not seen."""
        from kursk_tui.dossier.naming import SINGULAR, UnseenError

        reason = self.whole.claims[id].retracted if table == "claims" else None
        if reason is not None:
            return UnseenError(f"claim {id} is retracted: {reason}")
        if not self.has_lens:
            return UnseenError(f"{SINGULAR[table]} {id} rests on retracted claims alone")
        return UnseenError(f"{SINGULAR[table]} {id} is not seen with these --known-at, --without")

    @cached_property
    def index(self) -> Index:
        """Look-ups over what is seen."""
        return Index(self.dossier)

    @cached_property
    def disagreements(self) -> Disagreements:
        """The disagreements of what is seen."""
        from kursk_tui.analysis.disagreements.listing import disagreements

        return disagreements(self.dossier)

    @cached_property
    def notes(self) -> Overlay:
        """One's own notebook with those laid beside it."""
        from kursk_tui.notebook.exchange import overlay
        from kursk_tui.notebook.notebook import Notebook, default_notebook_path

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
            lens=self.lens,
        )


def _colour(choice: str, tty: bool) -> bool:
    if choice != "auto":
        return choice == "always"
    return tty and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
