"""Which record a value of a query names, or what somebody may have meant."""

from __future__ import annotations

from collections.abc import Mapping

from kursk_tui.analysis.query.language import QueryError, Term, near, shown
from kursk_tui.model.folding import normal

MOST_NAMED = 5
# Names that are compared letter by letter to find what somebody may have meant.
_MOST_COMPARED = 2_000


def resolved(term: Term, what: str, names: Mapping[str, tuple[str, ...]]) -> str:
    """Return the id that a value names: an id, a name, or the only one that starts so.

    `names` gives what each id is called. Raises QueryError at the value.
    """
    key = normal(term.value)
    if key in names:
        return key
    for found in (exactly_called(key, names), _starting(key, names)):
        if len(found) == 1:
            return found[0]
        if found:
            raise QueryError(_ambiguous(term.value, what, found), term.value_at)
    meant = _nearest(key, names)
    right = f"did you mean {meant}?" if meant else "write an id, a name or the start of one"
    raise QueryError(f"no {what} is called {shown(term.value)}: {right}", term.value_at)


def exactly_called(key: str, names: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the ids that are a text, folded, or one of whose names is."""
    return [id for id, called in names.items() if id == key or key in map(normal, called)]


def _starting(key: str, names: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [
        id
        for id, called in names.items()
        if any(normal(name).startswith(key) for name in (id, *called))
    ]


def _ambiguous(value: str, what: str, found: list[str]) -> str:
    named = ", ".join(found[:MOST_NAMED])
    more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    return f"{shown(value)} may be more than one {what}: {named}{more}; write one of these"


def _nearest(key: str, names: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return the id of what is called most like a word: what holds it comes first."""
    ids = {normal(name): id for id, called in names.items() for name in (id, *called)}
    # A letter or two stand in almost anything.
    if len(key) > 2:
        for name, id in ids.items():
            if key in name:
                return id
    meant = near(key, list(ids)[:_MOST_COMPARED])
    return ids[meant] if meant is not None else None
