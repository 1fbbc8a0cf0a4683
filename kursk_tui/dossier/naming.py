"""From what somebody typed to the id of a record: exact, a prefix, or an error that helps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kursk_tui.dossier.dossier import Dossier

TABLES = ("claims", "events", "sources", "agents", "measures", "identities")
SINGULAR = {
    "claims": "claim",
    "events": "event",
    "sources": "source",
    "agents": "agent",
    "measures": "measure",
    "identities": "identity",
}
MOST_SHOWN = 8


class UseError(Exception):
    """A command that cannot be carried out as it was typed: what is wrong, and what to do."""

    status = 2


class UnseenError(UseError):
    """What is named is in the dossier, but not in what is looked at: nothing is found."""

    status = 1


def resolve(dossier: Dossier, table: str, text: str) -> str:
    """The id in a table that a text names: itself, its only completion, an agent's alias.

    Raises UseError with the nearest id where there is none, with the candidates where there
    are several.
    """
    rows = records(dossier, table)
    if text in rows:
        return text
    starting = [id for id in rows if id.startswith(text)] if text else []
    if len(starting) == 1:
        return starting[0]
    named = _named(dossier, table, text)
    if len(named) == 1:
        return named[0]
    one = SINGULAR[table]
    several = starting or named
    if several:
        more = len(several) - MOST_SHOWN
        listed = ", ".join(several[:MOST_SHOWN]) + (f" and {more} more" if more > 0 else "")
        raise UseError(f"{one} {text!r} is ambiguous: {listed}; write more of it")
    lists = f"; kursk-tui {'books' if table == 'identities' else table} lists what there is"
    raise UseError(f"no {one} {text!r}{nearest(text, rows) or lists}")


def _named(dossier: Dossier, table: str, text: str) -> list[str]:
    """Records whose name or alias is the text, in any case."""
    wanted = text.casefold()
    if table == "agents":
        # The names of one that was merged are those of the one it turned out to be.
        agents = [a for a in dossier.agents.values() if a.merged_into is None]
        return [a.id for a in agents if wanted in map(str.casefold, (a.name, *a.aliases))]
    if table == "measures":
        return [m.id for m in dossier.measures.values() if m.name.casefold() == wanted]
    return []


def records(dossier: Dossier, table: str) -> Mapping[str, object]:
    """The records of one of TABLES by id."""
    tables: dict[str, Mapping[str, object]] = {
        "claims": dossier.claims,
        "events": dossier.events,
        "sources": dossier.sources,
        "agents": dossier.agents,
        "measures": dossier.measures,
        "identities": dossier.identities,
    }
    return tables[table]


def resolve_any(dossier: Dossier, text: str, tables: Sequence[str] = TABLES) -> tuple[str, str]:
    """(table, id) of a record of one of some tables; `event:museum` names the table too.

    Raises UseError as `resolve` does, also where records of several tables fit.
    """
    prefix, colon, rest = text.partition(":")
    prefixes = {SINGULAR[table]: table for table in tables}
    if colon and prefix in prefixes:
        return prefixes[prefix], resolve(dossier, prefixes[prefix], rest)
    exact = [table for table in tables if text in records(dossier, table)]
    if len(exact) == 1:
        return exact[0], text
    if exact:
        listed = ", ".join(f"{SINGULAR[table]}:{text}" for table in exact)
        raise UseError(f"{text!r} is several things: write {listed}")
    found = [
        (table, id)
        for table in tables
        for id in records(dossier, table)
        if text and id.startswith(text)
    ]
    named = [(table, id) for table in tables for id in _named(dossier, table, text)]
    for fitting in (found, named):
        if len(fitting) == 1:
            return fitting[0]
    found = found or named
    if found:
        listed = ", ".join(f"{SINGULAR[table]}:{id}" for table, id in found[:MOST_SHOWN])
        more = f" and {len(found) - MOST_SHOWN} more" if len(found) > MOST_SHOWN else ""
        raise UseError(f"{text!r} is ambiguous: {listed}{more}; write more of it")
    everything = {id: None for table in tables for id in records(dossier, table)}
    what = " or ".join(SINGULAR[table] for table in tables)
    search = "; kursk-tui find searches all of them"
    raise UseError(f"no {what} {text!r}{nearest(text, everything) or search}")


def nearest(text: str, ids: Mapping[str, object]) -> str:
    """`; did you mean un?`, or nothing where no id is near."""
    import difflib

    near = difflib.get_close_matches(text.casefold(), ids, 3, 0.6)
    return f"; did you mean {' or '.join(near)}?" if near else ""
