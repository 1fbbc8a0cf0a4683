"""Records that get another id, turn out to be another, are parted or taken out.

Everything that names them goes along, so that one edit does all of it: see `editing`. These only
say which changes that takes; each raises KeyError where a record is not there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import Change
from kursk_tui.dossier.references import Key, pointed, pointing, users
from kursk_tui.model import schema
from kursk_tui.model.records import Row
from kursk_tui.model.text import free_id
from kursk_tui.store.errors import DossierError

# Of an id made of a name.
LONGEST_ID = 40


def renamed(dossier: Dossier, table: str, before: Row, row: Row) -> tuple[Change, ...]:
    """Return what puts a row with another id in the place of a record, as an editor saw that.

    Raises DossierError for the event that the explorer opens on.
    """
    key, to = (table, before["id"]), row["id"]
    _require_movable(dossier, key)
    own = pointed(schema.DOSSIER[table], row, key, to)
    return (Change(*key, before, own), *_moved(dossier, key, to, but={key}))


def removed(dossier: Dossier, table: str, id: str) -> tuple[Change, ...]:
    """Return what takes a record out. Raises DossierError where another one names it."""
    row = dossier.raw_rows(table)[id]
    named = [user for user in users(dossier, (table, id)) if user != (table, id)]
    if named:
        more = f" and {len(named) - 1} more" if len(named) > 1 else ""
        hint = f"{named[0][0]} {named[0][1]}{more}"
        raise DossierError("is named by other records", table=table, id=id, hint=hint)
    return (Change(table, id, row, None),)


def merged(dossier: Dossier, table: str, id: str, into: str) -> tuple[Change, ...]:
    """Return what makes one record of two: all that names `id` then names `into`.

    An agent stays, with `merged_into`, and its names become other names of the one it turned out
    to be; any other record is taken out, and the name of a measure becomes a word that names it
    in a text. Raises DossierError where the two cannot be one.
    """
    rows, key = dossier.raw_rows(table), (table, id)
    row, other = rows[id], rows[into]
    _require_movable(dossier, key)
    if id == into:
        raise DossierError("is the record itself", table=table, id=id, hint="name another one")
    if other.get("merged_into") not in (None, id):
        hint = f"name {other['merged_into']}"
        raise DossierError("is merged into another itself", table=table, id=into, hint=hint)
    # Kinds of agents are judgements, and two spellings may have got two of them.
    for name in () if table == "agents" else ("kind", "unit"):
        if row.get(name) != other.get(name):
            what = f"is of {name} {row.get(name)}, and {into} of {other.get(name)}"
            raise DossierError(what, table=table, id=id, hint="they cannot be one")
    kept = _without_itself(schema.DOSSIER[table], pointed(schema.DOSSIER[table], other, key, into))
    for field in schema.DOSSIER[table]:
        # What lay within the one that is gone lies within what that lay within.
        if field.is_chain and other.get(field.name) == id and row.get(field.name) != into:
            kept[field.name] = row.get(field.name)
    if table == "agents":
        kept["aliases"] = _names([*_list(other, "aliases"), *_all_names(row)], but=[other["name"]])
        gone = Change(table, id, row, {**row, "merged_into": into})
    else:
        if table == "measures":
            words = [*_list(other, "cues"), row["name"], *_list(row, "cues")]
            kept["cues"] = _names(words)
        gone = Change(table, id, row, None)
    changes = [gone, *_moved(dossier, key, into, but={key, (table, into)})]
    if kept != other:
        changes.append(Change(table, into, other, kept))
    return tuple(changes)


def split(
    dossier: Dossier,
    agent: str,
    alias: str,
    kind: str,
    *,
    claims: Collection[str] = (),
    sources: Collection[str] = (),
) -> tuple[Change, ...]:
    """Return what makes an agent of its own of another name of one, and moves some records to it.

    Of `claims` the chains name it then, of `sources` it is the publisher; a release moves with
    the last of the claims that relay it. An agent that was merged and had that name is the one
    that it was. Raises DossierError where it is no other name of the agent, or a claim or source
    does not name that.
    """
    agents = dossier.raw_rows("agents")
    row = agents[agent]
    if alias not in _list(row, "aliases"):
        raise DossierError(
            f"has no other name {alias}", table="agents", id=agent, hint="name another"
        )
    was = next((r for r in agents.values() if _is_twin(r, agent, alias)), None)
    if was is not None:
        id, change = was["id"], Change("agents", was["id"], was, {**was, "merged_into": None})
        names = _folded(_all_names(was))
    else:
        id = free_id(alias, agents, longest=LONGEST_ID)
        blank: dict[str, Any] = {field.name: None for field in schema.DOSSIER["agents"]}
        own = {"id": id, "name": alias, "kind": kind, "aliases": []}
        sides = {name: row.get(name) for name in ("member_of", "party")}
        change, names = Change("agents", id, None, {**blank, **own, **sides}), _folded([alias])
    left = [name for name in _list(row, "aliases") if name.casefold() not in names]
    changes = [Change("agents", agent, row, {**row, "aliases": left}), change]
    changes += _some_moved(dossier, "claims", claims, "attribution", agent, id)
    changes += _some_moved(dossier, "sources", sources, "publisher", agent, id)
    return (*changes, *_releases(dossier, agent, id, set(claims)))


def _moved(dossier: Dossier, key: Key, to: str, but: Collection[Key]) -> list[Change]:
    """What lets all records name another one in place of one."""
    publishers = {}
    if key[0] == "agents":
        publishers = {
            id: to if row["publisher"] == key[1] else row["publisher"]
            for id, row in dossier.raw_rows("sources").items()
        }
    found = []
    for table in schema.DOSSIER:
        fields = pointing(table, key[0])
        for id, row in dossier.raw_rows(table).items() if fields else ():
            if (table, id) in but:
                continue
            new = _each_once(row, pointed(fields, row, key, to))
            if publishers.get(row.get("source", "")) == to and to in (new.get("attribution") or ()):
                # Whoever published it is in no chain of its claims.
                new["attribution"] = [agent for agent in new["attribution"] if agent != to]
            if new != row:
                found.append(Change(table, id, row, new))
    return found


def _each_once(before: Row, row: dict[str, Any]) -> dict[str, Any]:
    """A row without what a list names twice since; of a chain the end stays, for it is the origin.

    What was there twice before is nobody's doing here.
    """
    for name, value in row.items():
        if value == before.get(name) or not isinstance(value, list):
            continue
        if all(isinstance(one, str) for one in value):
            if name == "attribution":
                row[name] = list(dict.fromkeys(reversed(value)))[::-1]
            else:
                row[name] = list(dict.fromkeys(value))
    return row


def _without_itself(fields: Sequence[schema.Field], row: dict[str, Any]) -> dict[str, Any]:
    """A row that does not name itself."""
    for field in fields:
        if field.refers and row.get(field.name) == row["id"]:
            row[field.name] = None
    return row


def _some_moved(
    dossier: Dossier, table: str, ids: Iterable[str], field: str, agent: str, to: str
) -> list[Change]:
    fields = tuple(f for f in schema.DOSSIER[table] if f.name == field)
    found = []
    for id in dict.fromkeys(ids):
        row = dossier.raw_rows(table)[id]
        new = pointed(fields, row, ("agents", agent), to)
        if new == row:
            raise DossierError(
                f"does not name {agent}", table=table, id=id, field=field, hint="leave it"
            )
        found.append(Change(table, id, row, new))
    return found


def _releases(dossier: Dossier, agent: str, to: str, moved: set[str]) -> list[Change]:
    """The releases of an agent that only claims relay which moved to another."""
    relays: dict[str, set[str]] = {}
    for id, row in dossier.raw_rows("claims").items():
        if row.get("release"):
            relays.setdefault(row["release"], set()).add(id)
    rows = dossier.raw_rows("events")
    return [
        Change("events", id, rows[id], {**rows[id], "by": to})
        for id, claims in relays.items()
        if claims <= moved and rows[id].get("by") == agent
    ]


def _require_movable(dossier: Dossier, key: Key) -> None:
    if key == ("events", dossier.meta.opens):
        what = "is the event that the explorer opens on"
        raise DossierError(what, table=key[0], id=key[1], hint="take it out of meta, opens first")


def _is_twin(row: Row, agent: str, alias: str) -> bool:
    """Whether an agent was merged into another and had a name."""
    return row.get("merged_into") == agent and alias.casefold() in _folded(_all_names(row))


def _all_names(row: Row) -> list[str]:
    return [row["name"], *_list(row, "aliases")]


def _list(row: Mapping[str, Any], name: str) -> list[str]:
    return list(row.get(name) or ())


def _folded(names: Iterable[str]) -> set[str]:
    return {name.casefold() for name in names}


def _names(names: Iterable[str], but: Iterable[str] = ()) -> list[str]:
    """Names, each once whatever its case."""
    seen = _folded(but)
    found = []
    for name in names:
        if name.casefold() not in seen:
            seen.add(name.casefold())
            found.append(name)
    return found
