"""Who and what is connected with what, over one opened dossier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.search import TextIndex

DIRECT = "direct"
RELEASE = "release"
WITHIN = "within"
PART = "part"
MENTIONS = (DIRECT, RELEASE, WITHIN, PART)

ORIGIN = "origin"
RELAY = "relay"
PUBLISHER = "publisher"
ROLES = (ORIGIN, RELAY, PUBLISHER)

Ids = tuple[str, ...]
_Groups = dict[str, list[str]]


class _Links(NamedTuple):
    """Claim ids by what they name, from one pass over the claims, in file order."""

    source: _Groups
    measure: _Groups
    events: _Groups
    release: _Groups
    within: _Groups
    origin: _Groups
    relay: _Groups
    publisher: _Groups
    opposed: _Groups
    shares: _Groups
    order: dict[str, int]


class Index:
    """Look-ups over a dossier, each built when first asked for.

    Every list is a tuple in file order. An id that is not in the dossier has empty lists;
    only `events_of_claim` and `agents_of_claim`, which read the claim, raise KeyError.
    """

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._links: _Links | None = None
        self._parts: dict[str, _Groups] = {}
        self._mentions: dict[str, dict[str, str]] = {}
        self._via: dict[str, dict[str, str]] = {}
        self._identities: _Groups | None = None
        self._texts: TextIndex | None = None

    def claims_of_source(self, source: str) -> Ids:
        """Return the claims that stand in a source."""
        return tuple(self._all().source.get(source, ()))

    def claims_of_measure(self, measure: str) -> Ids:
        """Return the claims of a measure itself, without its parts."""
        return tuple(self._all().measure.get(measure, ()))

    def claims_of_agent(self, agent: str, role: str | None = None) -> Ids:
        """Return the claims that an agent made or passed on.

        Without a role: those with the agent anywhere in the chain, and those its own
        documents make in its own voice (no chain, full lineage). With one: `origin`, the last
        of a full chain or such an own voice; `relay`, elsewhere in a chain; `publisher`, every
        claim of its documents, whoever made it. Raises ValueError for another role.
        """
        links = self._all()
        if role is None:
            found = {*links.origin.get(agent, ()), *links.relay.get(agent, ())}
            return tuple(sorted(found, key=links.order.__getitem__))
        groups = {ORIGIN: links.origin, RELAY: links.relay, PUBLISHER: links.publisher}
        if role not in groups:
            raise ValueError(f"role {role!r}: one of {', '.join(ROLES)}")
        return tuple(groups[role].get(agent, ()))

    def agents_of_claim(self, claim: str) -> Ids:
        """Return the publisher and the chain of a claim, in the order of the table agents.

        The order of the chain is on the claim. Raises KeyError for an unknown claim.
        """
        record = self._dossier.claims[claim]
        publisher = self._dossier.sources[record.source].publisher
        return self._ordered("agents", {publisher, *record.attribution})

    def opposed_by(self, claim: str) -> Ids:
        """Return the claims that are recorded as opposing this one."""
        return tuple(self._all().opposed.get(claim, ()))

    def shares_of(self, claim: str) -> Ids:
        """Return the claims that are a share of this one."""
        return tuple(self._all().shares.get(claim, ()))

    def identities_of(self, claim: str) -> Ids:
        """Return the identities that have this claim as total or term."""
        if self._identities is None:
            found: _Groups = {}
            for id, identity in self._dossier.identities.items():
                for term in dict.fromkeys((identity.total, *identity.terms)):
                    if term.claim and id not in found.setdefault(term.claim, []):
                        found[term.claim].append(id)
            self._identities = found
        return tuple(self._identities.get(claim, ()))

    def children(self, scope: str) -> Ids:
        """Return the scopes that are directly part of this one."""
        return tuple(self._children("scopes").get(scope, ()))

    def parts_of_event(self, event: str) -> Ids:
        """Return the events that are part of this one, and their parts in turn."""
        return self._ordered("events", set(self._walk(event)))

    def mentions(self, event: str) -> Mapping[str, str]:
        """Return every claim that mentions an event, with how: the first that applies of

        `direct` (it names the event), `release` (it relays the event), `within` (its figure
        counts the event), `part` (any of these for a part of the event; see `via`).
        """
        if event not in self._mentions:
            links = self._all()
            how: dict[str, str] = {}
            via: dict[str, str] = {}
            for kind, groups in self._ways(links):
                for claim in groups.get(event, ()):
                    how.setdefault(claim, kind)
            for part in self._walk(event):
                for _, groups in self._ways(links):
                    for claim in groups.get(part, ()):
                        if how.setdefault(claim, PART) == PART:
                            via.setdefault(claim, part)
            claims = sorted(how, key=links.order.__getitem__)
            self._mentions[event] = {claim: how[claim] for claim in claims}
            self._via[event] = via
        return dict(self._mentions[event])

    def via(self, event: str, claim: str) -> str | None:
        """Return the part through which a claim mentions an event, None if not so."""
        self.mentions(event)
        return self._via[event].get(claim)

    def sources_of_event(self, event: str) -> Ids:
        """Return the sources of all claims that mention an event."""
        rows = self._dossier.raw_rows("claims")
        found = {rows[claim]["source"] for claim in self.mentions(event)}
        return self._ordered("sources", found)

    def events_of_claim(self, claim: str, *, wholes: bool = False) -> Ids:
        """Return the events that a claim names, relays or counts.

        With `wholes` also those that these are part of: then exactly the events whose
        `mentions` hold the claim. Raises KeyError for an unknown claim.
        """
        return self._ordered("events", self._events_of((claim,), wholes))

    def events_of_source(self, source: str, *, wholes: bool = False) -> Ids:
        """Return the events of all claims of a source; `wholes` as in `events_of_claim`."""
        return self._ordered("events", self._events_of(self.claims_of_source(source), wholes))

    def search_text(self, kind: str, id: str) -> str:
        """Return all words of a record, casefolded, with the names of what it refers to.

        `kind` is a table. Raises KeyError for an unknown table or id.
        """
        return self._text_index().text(kind, id)

    def search(
        self, words: str | Iterable[str], kinds: Iterable[str] | None = None
    ) -> dict[str, Ids]:
        """Return the records that hold every word, by table; tables without any left out.

        `words` is a text, split at white space, or the words; they are matched anywhere, in
        any case. No words find nothing. Raises KeyError for an unknown table in `kinds`.
        """
        return self._text_index().search(words, kinds)

    def _text_index(self) -> TextIndex:
        if self._texts is None:
            self._texts = TextIndex(self._dossier)
        return self._texts

    def _events_of(self, claims: Iterable[str], wholes: bool) -> set[str]:
        events, found = self._dossier.events, set[str]()
        for claim in claims:
            record = self._dossier.claims[claim]
            found.update(record.events)
            found.update(e for e in (record.release, record.scope.within) if e in events and e)
        todo = list(found) if wholes else []
        while todo:
            whole = events[todo.pop()].part_of
            if whole is not None and whole not in found:
                found.add(whole)
                todo.append(whole)
        return found

    @staticmethod
    def _ways(links: _Links) -> tuple[tuple[str, _Groups], ...]:
        return (DIRECT, links.events), (RELEASE, links.release), (WITHIN, links.within)

    def _walk(self, event: str) -> list[str]:
        """Return the parts of an event, nearest first, each once even in a ring."""
        children = self._children("events")
        found = {event: None}
        todo = [event]
        for at in todo:
            new = [child for child in children.get(at, ()) if child not in found]
            found.update(dict.fromkeys(new))
            todo += new
        return list(found)[1:]

    def _children(self, table: str) -> _Groups:
        if table not in self._parts:
            groups: _Groups = {}
            for id, row in self._dossier.raw_rows(table).items():
                if row.get("part_of") is not None:
                    groups.setdefault(row["part_of"], []).append(id)
            self._parts[table] = groups
        return self._parts[table]

    def _ordered(self, table: str, wanted: set[str]) -> Ids:
        if len(wanted) < 2:
            return tuple(wanted)
        return tuple(id for id in self._dossier.raw_rows(table) if id in wanted)

    def _all(self) -> _Links:
        if self._links is None:
            dossier = self._dossier
            # A bare tuple: what is kept on the disk knows no classes.
            links: Any = dossier.derived("links", lambda: tuple(_linked(dossier)))
            self._links = _Links(*links)
        return self._links


def _linked(dossier: Dossier) -> _Links:
    """Group the claims. Works on rows: building 100,000 records would cost more than this."""
    links = _Links({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {})
    publishers = {id: row["publisher"] for id, row in dossier.raw_rows("sources").items()}
    events = dossier.raw_rows("events")

    def put(groups: _Groups, key: str, claim: str) -> None:
        group = groups.get(key)
        if group is None:
            groups[key] = [claim]
        elif group[-1] != claim:  # a list that names one thing twice
            group.append(claim)

    for number, (id, row) in enumerate(dossier.raw_rows("claims").items()):
        links.order[id] = number
        source = row["source"]
        put(links.source, source, id)
        put(links.publisher, publishers[source], id)
        if measure := row.get("measure"):
            put(links.measure, measure, id)
        for event in row.get("events") or ():
            put(links.events, event, id)
        if release := row.get("release"):
            put(links.release, release, id)
        within = (row.get("scope") or {}).get("within")
        if within is not None and within in events:
            put(links.within, within, id)
        relays = row.get("attribution") or ()
        if row["lineage"] == "full":
            put(links.origin, relays[-1] if relays else publishers[source], id)
            relays = relays[:-1]
        for agent in relays:
            put(links.relay, agent, id)
        for opposition in row.get("opposes") or ():
            put(links.opposed, opposition["claim"], id)
        if whole := row.get("of"):
            put(links.shares, whole, id)
    return links
