"""What a headless command works on: a workspace made of its options, and how it prints."""

from __future__ import annotations

import argparse
import os
import sys
from functools import cached_property

from kursk_tui.cli.output import Manner, default_format
from kursk_tui.terminal import wants_colour
from kursk_tui.workspace import Workspace


class Session(Workspace):
    """One run of a command. What it opens raises DossierError where it cannot be opened."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        super().__init__(
            arguments.dossier,
            texts=arguments.texts,
            known_at=getattr(arguments, "known_at", None),
            without=getattr(arguments, "without", None) or (),
            notebook=arguments.notes,
            beside=arguments.beside or (),
        )
        self.arguments = arguments

    @property
    def has_lens(self) -> bool:
        """Whether `--known-at` or `--without` was given."""
        names = ("known_at", "without")
        return any(getattr(self.arguments, name, None) is not None for name in names)

    @property
    def left_out(self) -> str:
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
            return UnseenError(f"{SINGULAR[table]} {id} rests only on retracted claims")
        return UnseenError(f"{SINGULAR[table]} {id} is hidden by --known-at or --without")

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
            colour=_colour(arguments.color, tty=tty),
            pager=tty and format in ("table", "md") and not arguments.no_pager,
            ascii_only=arguments.ascii or not encoding.startswith("utf"),
            width=width,
            left_out=self.left_out,
        )


def _colour(choice: str, *, tty: bool) -> bool:
    return wants_colour(choice, os.environ, can=tty and os.environ.get("TERM") != "dumb")
