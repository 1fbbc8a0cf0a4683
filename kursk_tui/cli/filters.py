"""Options that filter, as terms of the one query language."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from kursk_tui.dossier.naming import UseError

if TYPE_CHECKING:
    from kursk_tui.analysis.query.language import Query
    from kursk_tui.analysis.query.matching import Matcher
    from kursk_tui.cli.session import Session


def query_of(arguments: argparse.Namespace) -> Query:
    """The query that words and options of a command make. Raises UseError where it is wrong."""
    from kursk_tui.analysis.query.fields import FIELDS
    from kursk_tui.analysis.query.language import QueryError, parse, quoted

    parts = [" ".join(arguments.query)] if arguments.query else []
    for field in FIELDS:
        for option in field.options:
            value = getattr(arguments, option.name, None)
            if value is not None:
                parts.append(f"{field.name}{option.operator}{quoted(str(value))}")
    text = " ".join(parts)
    try:
        return parse(text)
    except QueryError as error:
        raise UseError(f"{error}\n{error.pointed(text)}") from error


def matcher_of(session: Session, query: Query) -> Matcher:
    """What a query picks from what a session sees. Raises UseError for a name it cannot place."""
    from kursk_tui.analysis.query.language import QueryError
    from kursk_tui.analysis.query.matching import Matcher

    try:
        return Matcher(
            session.dossier,
            session.index,
            query,
            flags=lambda target: _standing(session, target),
            disagreed=lambda: _disagreed(session),
        )
    except QueryError as error:
        raise UseError(f"{error}\n{error.pointed(query.text)}") from error


def _standing(session: Session, target: str) -> set[str]:
    """What stands on a target in the notebooks, in the query's words."""
    found: set[str] = set()
    for voice in session.notes.of(target):
        found.add(voice.note.kind)
        if voice.note.value and voice.note.kind == "verdict":
            found.add(voice.note.value)
    return found


def _disagreed(session: Session) -> set[str]:
    """Claims that are part of a disagreement of severity 2 or more."""
    rows = session.disagreements.rows
    return {claim for row in rows if row.severity >= 2 for claim in row.claims}
