"""Who and what is connected with what, over one opened dossier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from functools import cached_property
from operator import itemgetter

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.links import (
    FAMILIES,
    Between,
    F,
    Groups,
    Mentioning,
    Naming,
    Voices,
    linked,
    names_any,
    origin_and_relays,
)
from kursk_tui.dossier.orders import Orders
from kursk_tui.dossier.search import NAMED, TextIndex

DIRECT = "direct"
RELEASE = "release"
WITHIN = "within"
PART = "part"

ORIGIN = "origin"
RELAY = "relay"
PUBLISHER = "publisher"
ROLES = (ORIGIN, RELAY, PUBLISHER)

# So many ids are put into a set in the time that looking at one claim takes.
_UNITED_AS_FAST = 20

Ids = tuple[str, ...]


class Index:
    """Look-ups over a dossier, each built when first asked for.

    Every list is a tuple in file order. An id that is not in the dossier has empty lists;
    only `events_of_claim`, which reads the claim, raises KeyError.
    """

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._parts: dict[str, Groups] = {}
        self._mentions: dict[str, dict[str, str]] = {}
        self._via: dict[str, dict[str, str]] = {}
        self._identities: Groups | None = None
        self._texts: TextIndex | None = None
        self.orders = Orders(dossier)

    def claims_of_source(self, source: str) -> Ids:
        """Return the claims that stand in a source."""
        return tuple(self._linked(Naming).source.get(source, ()))

    def claims_of_measure(self, measure: str) -> Ids:
        """Return the claims of a measure itself, without its parts."""
        return tuple(self._linked(Naming).measure.get(measure, ()))

    def claims_of_agent(self, agent: str, role: str | None = None) -> Ids:
        """Return the claims that an agent made or passed on.

        Without a role: those with the agent anywhere in the chain, and those its own
        documents make in its own voice (no chain, full lineage). With one: `origin`, the last
        of a full chain or such an own voice; `relay`, elsewhere in a chain; `publisher`, every
        claim of its documents, whoever made it. Raises ValueError for another role.
        """
        links = self._linked(Voices)
        if role is None:
            found = {*links.origin.get(agent, ()), *links.relay.get(agent, ())}
            return tuple(sorted(found, key=self._places.__getitem__))
        groups = {ORIGIN: links.origin, RELAY: links.relay, PUBLISHER: links.publisher}
        if role not in groups:
            raise ValueError(f"role {role!r}: one of {', '.join(ROLES)}")
        return tuple(groups[role].get(agent, ()))

    def in_order(self, claims: Iterable[str]) -> Ids:
        """Return some claims in file order. Raises KeyError for one that is not there."""
        return tuple(sorted(claims, key=self._places.__getitem__))

    def place_of(self, claim: str) -> int:
        """Return where a claim stands in the file, from 0. Raises KeyError."""
        return self._places[claim]

    @cached_property
    def _places(self) -> dict[str, int]:
        ids = self._dossier.raw_rows("claims")
        return dict(zip(ids, range(len(ids)), strict=True))

    def documents_of(self, agent: str) -> Ids:
        """Return the sources that an agent published."""
        return tuple(self._documents.get(agent, ()))

    def members_of(self, agent: str) -> Ids:
        """Return the agents that are members of this one."""
        return tuple(self._members.get(agent, ()))

    @cached_property
    def _documents(self) -> Groups:
        return self._grouped("sources", "publisher")

    @cached_property
    def _members(self) -> Groups:
        return self._grouped("agents", "member_of")

    def _grouped(self, table: str, field: str) -> Groups:
        """Return the ids of a table by what a field of theirs names."""
        groups: Groups = {}
        for id, row in self._dossier.raw_rows(table).items():
            if row.get(field) is not None:
                groups.setdefault(row[field], []).append(id)
        return groups

    def opposed_by(self, claim: str) -> Ids:
        """Return the claims that are recorded as opposing this one."""
        return tuple(self._linked(Between).opposed.get(claim, ()))

    def shares_of(self, claim: str) -> Ids:
        """Return the claims that are a share of this one."""
        return tuple(self._linked(Between).shares.get(claim, ()))

    def identities_of(self, claim: str) -> Ids:
        """Return the identities that have this claim as total or term."""
        if self._identities is None:
            found: Groups = {}
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
            ways = self._ways()
            how: dict[str, str] = {}
            via: dict[str, str] = {}
            for kind, groups in ways:
                for claim in groups.get(event, ()):
                    how.setdefault(claim, kind)
            for part in self._walk(event):
                for _, groups in ways:
                    for claim in groups.get(part, ()):
                        if how.setdefault(claim, PART) == PART:
                            via.setdefault(claim, part)
            self._mentions[event] = {claim: how[claim] for claim in self.in_order(how)}
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

    def events_told(self, release: str) -> Mapping[str, int]:
        """Return what a release speaks of: events that its claims name or count, with how many do.

        In the order in which they are first named; the release itself is not among them.
        """
        return self._told.get(release, {})

    @cached_property
    def _told(self) -> dict[str, dict[str, int]]:
        return self._dossier.derived("told", self._told_by_release)

    def _told_by_release(self) -> dict[str, dict[str, int]]:
        events, found = self._dossier.raw_rows("events"), dict[str, dict[str, int]]()
        for row in self._dossier.raw_rows("claims").values():
            release = row.get("release")
            if not release:
                continue
            told = found.setdefault(release, {})
            within = (row.get("scope") or {}).get("within")
            for event in dict.fromkeys((*(row.get("events") or ()), within)):
                if event in events and event != release:
                    told[event] = told.get(event, 0) + 1
        return found

    def events_of_claims(self, claims: Iterable[str]) -> set[str]:
        """Return the events that some claims name, relay or count. Raises KeyError."""
        rows, events = self._dossier.raw_rows("claims"), self._dossier.raw_rows("events")
        found: set[str] = set()
        for claim in claims:
            row = rows[claim]
            found.update(row.get("events") or ())
            if release := row.get("release"):
                found.add(release)
            within = (row.get("scope") or {}).get("within")
            if within is not None and within in events:
                found.add(within)
        return found

    def sources_of_claims(self, claims: Iterable[str]) -> dict[str, int]:
        """Return the sources of some claims, with how many of these each has. Raises KeyError."""
        rows = map(self._dossier.raw_rows("claims").__getitem__, claims)
        return dict(Counter(map(itemgetter("source"), rows)))

    def agents_of_claims(self, claims: Iterable[str]) -> dict[str, tuple[int, int]]:
        """Return who is in the chains of some claims: how many each said, and passed on.

        Said is what goes back to the agent; passed on what it relays or publishes of others.
        Raises KeyError.
        """
        rows = self._dossier.raw_rows("claims")
        publishers = self._publishers
        said: dict[str, int] = {}
        passed: dict[str, int] = {}
        for claim in claims:
            row = rows[claim]
            publisher = publishers[row["source"]]
            origin, relays = origin_and_relays(row, publisher)
            if origin is not None:
                said[origin] = said.get(origin, 0) + 1
            for agent in {publisher, *relays}:
                if agent != origin:
                    passed[agent] = passed.get(agent, 0) + 1
        return {a: (said.get(a, 0), passed.get(a, 0)) for a in (said | passed)}

    @cached_property
    def counts_of_agents(self) -> dict[str, tuple[int, int]]:
        """`agents_of_claims` of all claims."""
        claims = self._dossier.raw_rows("claims")
        return self._dossier.derived("agentcounts", lambda: self.agents_of_claims(claims))

    @cached_property
    def counts_of_sources(self) -> dict[str, int]:
        """How many claims each source has, of those that have any."""

        def count() -> dict[str, int]:
            # By row and not by id: as many look-ups would take longer than the counting.
            rows = self._dossier.raw_rows("claims").values()
            return dict(Counter([row["source"] for row in rows]))

        return self._dossier.derived("sourcecounts", count)

    @cached_property
    def _publishers(self) -> dict[str, str]:
        return {id: row["publisher"] for id, row in self._dossier.raw_rows("sources").items()}

    def search_text(self, kind: str, id: str) -> str:
        """Return all words of a record, casefolded, with the names of what it refers to.

        `kind` is a table. Raises KeyError for an unknown table or id.
        """
        return self._text_index().text(kind, id)

    def fields_with(self, kind: str, id: str, word: str) -> list[str]:
        """Return the fields of a record that hold a word or a phrase, as `holding` takes it.

        Raises KeyError for an unknown table or id.
        """
        return self._text_index().fields_with(kind, id, word)

    def holding(self, kind: str, word: str) -> Set[str]:
        """Return the records of a table that hold a word, or a phrase, anywhere in their words.

        `word` must be as `folding.normal` makes it; an empty one is in all. Raises KeyError for
        an unknown table.
        """
        texts = self._text_index()
        found = texts.holding(kind, word)
        if kind != "claims" or len(found) == len(self._dossier.claims):
            return found
        # A claim has its own words and those of what it names: these are searched once each.
        named = {table: texts.named(table, word) for table in NAMED}
        found_by_name = [
            group[id] for table, group in self.by_table() for id in named[table] if id in group
        ]
        rows = self._dossier.raw_rows("claims")
        if sum(map(len, found_by_name)) <= _UNITED_AS_FAST * (len(rows) - len(found)):
            return set(found).union(*found_by_name)
        publishers = self._publishers
        named["sources"] |= {id for id, by in publishers.items() if by in named["agents"]}
        missing = [id for id in rows if id not in found]
        return set(found).union([id for id in missing if names_any(rows[id], named)])

    def ready(self) -> None:
        """Make what the first view of all needs: of a large dossier it takes a moment."""
        self.orders.claims  # noqa: B018
        self._linked(Mentioning)
        self._told  # noqa: B018
        self.counts_of_sources  # noqa: B018

    def ready_to_search(self) -> None:
        """Make what drilling and the first search need: of a large dossier it takes a moment."""
        for family in FAMILIES:
            self._linked(family)
        self.orders.ready()
        self.counts_of_agents  # noqa: B018
        self._text_index().ready()

    def _text_index(self) -> TextIndex:
        if self._texts is None:
            self._texts = TextIndex(self._dossier)
        return self._texts

    def _events_of(self, claims: Iterable[str], wholes: bool) -> set[str]:
        events, found = self._dossier.events, self.events_of_claims(claims)
        todo = list(found) if wholes else []
        while todo:
            whole = events[todo.pop()].part_of
            if whole is not None and whole not in found:
                found.add(whole)
                todo.append(whole)
        return found

    def _ways(self) -> tuple[tuple[str, Groups], ...]:
        found = self._linked(Mentioning)
        return (DIRECT, found.events), (RELEASE, found.release), (WITHIN, found.within)

    def by_table(self) -> tuple[tuple[str, Groups], ...]:
        """Return each group whose keys are records that a claim has words from, by their table."""
        naming = self._linked(Naming)
        return (
            *(("agents", group) for group in self._linked(Voices)),
            ("sources", naming.source),
            ("measures", naming.measure),
            *(("events", group) for group in self._linked(Mentioning)),
            *(("scopes", group) for group in (naming.population, naming.place)),
        )

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

    def _children(self, table: str) -> Groups:
        if table not in self._parts:
            self._parts[table] = self._grouped(table, "part_of")
        return self._parts[table]

    def _ordered(self, table: str, wanted: set[str]) -> Ids:
        if len(wanted) < 2:
            return tuple(wanted)
        return tuple(id for id in self._dossier.raw_rows(table) if id in wanted)

    def _linked(self, family: type[F]) -> F:
        return linked(self._dossier, family)
