"""Who and what a table names: a dossier's agents, documents, measures, scopes and events.

Each is known by its id and by what else it is called. An agent or a document that is new is made
of its name, and taken back where the row that names it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from collections.abc import Mapping as Map
from typing import Any

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.language.kinds import kind_of
from kursk_tui.intake.tables.moments import TableDateError, edtf
from kursk_tui.model import schema
from kursk_tui.model.addresses import normal_url, web_address
from kursk_tui.model.text import free_id
from kursk_tui.model.vocabulary import AGENT_KINDS

# The cells of a row by their fields.
Values = Map[str, str]
_SLUG, _DATED = 40, 80
# One who tells what another said, whichever of them is named first; the second in brackets or not.
_QUOTING = re.compile(
    r"(?P<relay>.+?)(?:,\s*|\s+)(?P<open>\()?(?:citing|quoting|quotes|cites)\s+"
    r"(?P<origin>.+?)(?(open)\))",
    re.IGNORECASE,
)
_THROUGH = re.compile(
    r"(?P<origin>.+?)(?:,\s*|\s+)(?P<open>\()?(?:via|(?:as )?(?:quoted|cited|reported) by)\s+"
    r"(?P<relay>.+?)(?(open)\))",
    re.IGNORECASE,
)


class RefusedError(Exception):
    """A row that makes no claim; its text says why."""

    def __init__(self, why: str, unknown: str | None = None) -> None:
        super().__init__(why)
        self.unknown = unknown


class _Either:
    """What is in either of two: the ids that are taken, without a copy of 100,000."""

    def __init__(self, there: Container[str], new: Container[str]) -> None:
        self.there, self.new = there, new

    def __contains__(self, id: object) -> bool:
        return id in self.there or id in self.new


class Names:
    """What a dossier has, by its spellings, and what rows made besides: `new`, by table and id.

    `kinds` says what kind of agent somebody is whom the dossier does not know.
    """

    def __init__(self, dossier: Dossier, kinds: Map[str, str]) -> None:
        self.dossier, self.kinds = dossier, kinds
        self.new: dict[str, dict[str, dict[str, Any]]] = {"agents": {}, "sources": {}}
        # Those of them whom the row names that is being read.
        self.named: dict[str, None] = {}
        self._agents = {
            _bare(name): agent.merged_into or agent.id
            for agent in dossier.agents.values()
            for name in (agent.id, agent.name, *agent.aliases)
        }
        self._ids = {
            (kind, _bare(name)): id
            for kind, id, called in _spelled(dossier)
            for name in (id, called)
        }
        self._sources: dict[tuple[str, ...], str] = {}
        for id, row in dossier.raw_rows("sources").items():
            self._sources.setdefault(_source_key(row), id)

    # ---- what only a dossier has

    def id_of(self, kind: str, text: str | None, called: str = "") -> str | None:
        """The id of a measure, an event or a scope of a kind. Raises RefusedError for none."""
        if text is None:
            return None
        found = self._ids.get((kind, _bare(text)))
        if found is None:
            raise RefusedError(f"{text!r} is no {called or kind} of this dossier")
        return found

    def moment(self, field: str, text: str | None, *, events: bool = False) -> str | None:
        """A date in EDTF, or where it may be one an event's id. Raises RefusedError."""
        if text is None:
            return None
        event = self._ids.get(("event", _bare(text))) if events else None
        if event is not None:
            return event
        try:
            return edtf(text)
        except TableDateError as error:
            raise RefusedError(f"{field.replace('_', ' ')}: {error}") from error

    # ---- documents and agents

    def source(self, values: Values) -> str:
        """The document that a row was printed in, made of its address, outlet, title and date."""
        given = values.get("source")
        if given is not None:
            if given not in self.dossier.sources:
                raise RefusedError(f"there is no document {given!r}")
            return given
        url = values.get("url")
        if url is not None and web_address(url) is None:
            raise RefusedError(f"{url!r} is no address of a page")
        # Where nobody is named, the host of the address.
        name = values.get("publisher") or (normal_url(url) or "").partition("/")[0]
        if not name:
            raise RefusedError("nothing says where it was printed")
        published = self.moment("published", values.get("published"))
        publisher = self.agent(name, "publisher")
        dated = published or "undated"
        row = schema.empty_row("sources") | {
            "publisher": publisher,
            "title": values.get("title") or f"[{self.name(publisher)}, {dated}]",
            "published": published,
            "published_basis": "stated" if published else "unknown",
            "kind": "report",
            "language": values.get("language"),
            "language_basis": "stated" if values.get("language") else None,
            "url": url,
            "archived": values.get("archived"),
            "reading": "registered",
        }
        key = _source_key(row)
        if key in self._sources:
            return self._sources[key]
        taken = _Either(self.dossier.sources, self.new["sources"])
        id = free_id(f"{publisher}-{dated}", taken, longest=_DATED)
        self.new["sources"][id] = {**row, "id": id}
        self._sources[key] = id
        return id

    def agent(self, name: str, role: str) -> str:
        """The agent of a name, who is an `origin` or a `publisher`."""
        found = self._agents.get(_bare(name))
        if found is not None:
            if found in self.new["agents"]:
                self.named[found] = None
            return found
        kind = self.kinds.get(name) or _kind(name, role)
        if kind is None:
            told = ", ".join(AGENT_KINDS)
            what = f"{name!r} is new: say under [agents] of the mapping which kind it is ({told})"
            raise RefusedError(what, name)
        taken = _Either(self.dossier.agents, self.new["agents"])
        id = free_id(name, taken, longest=_SLUG)
        row = schema.empty_row("agents")
        self.new["agents"][id] = {**row, "id": id, "name": name, "kind": kind}
        self._agents[_bare(name)] = id
        self.named[id] = None
        return id

    def chain(self, text: str) -> list[str]:
        """Who a cell says that it comes from, the nearest first: of `police, via AFP` AFP, police.

        A name that is known is one, whatever words it has.
        """
        text = text.strip()
        if not text:
            return []
        if _bare(text) in self._agents or text in self.kinds:
            return [text]
        quoting = _QUOTING.fullmatch(text)
        if quoting is not None:
            return [*self.chain(quoting["relay"]), *self.chain(quoting["origin"])]
        through = _THROUGH.fullmatch(text)
        if through is not None:
            return [*self.chain(through["relay"]), *self.chain(through["origin"])]
        return [text]

    def publisher(self, source: str) -> str:
        """The agent who published a document."""
        new = self.new["sources"].get(source)
        publisher = new["publisher"] if new is not None else self.dossier.sources[source].publisher
        return str(publisher)

    def name(self, agent: str) -> str:
        """What an agent is called."""
        new = self.new["agents"].get(agent)
        return str(new["name"]) if new is not None else self.dossier.agents[agent].name

    def kind(self, agent: str) -> str:
        """What kind of agent somebody is."""
        new = self.new["agents"].get(agent)
        return str(new["kind"]) if new is not None else self.dossier.agents[agent].kind

    def forget(self, agents: int, sources: int) -> None:
        """Take back all new agents but so many, the first ones, and all but so many documents."""
        while len(self.new["agents"]) > agents:
            _, row = self.new["agents"].popitem()
            self._agents.pop(_bare(row["name"]), None)
        while len(self.new["sources"]) > sources:
            _, row = self.new["sources"].popitem()
            self._sources.pop(_source_key(row), None)


def _spelled(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    """The kind, the id and the name of what a table may name but not make."""
    yield from (("measure", one.id, one.name) for one in dossier.measures.values())
    yield from ((one.kind, one.id, one.name) for one in dossier.scopes.values())
    yield from (("event", one.id, one.title) for one in dossier.events.values())


def _source_key(row: Any) -> tuple[str, ...]:
    """What two documents that are one have in common: an address, or else outlet, title, date."""
    url = normal_url(row.get("url"))
    if url is not None:
        return ("url", url)
    return ("title", row["publisher"], row["title"], row.get("published") or "")


def _kind(name: str, role: str) -> str | None:
    """What somebody is by their name; None where that cannot be seen."""
    told = kind_of(name)
    if role == "publisher" and told != "news agency":
        return "outlet"
    return told


def _bare(text: str) -> str:
    return " ".join(text.casefold().removeprefix("the ").split())
