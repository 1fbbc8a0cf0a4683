"""The documents in view; and, in the same pane, the agents."""

from __future__ import annotations

from collections.abc import Sequence

from kursk_tui.model.dates import sort_key
from kursk_tui.tui.display import Line
from kursk_tui.tui.panes.context import Context, date_column
from kursk_tui.tui.panes.finding import Picked, pick, where
from kursk_tui.words.records import short_name

# Read in full; checked against its page a second time; noted once.
NAME_WIDTH, LEAST_TITLE = 19, 20
NEWER = "n"
READING_MARKS = {"full": "F", "checked": "c", "registered": " "}


class SourcesModel:
    """Rows of the pane SOURCES: date, publisher, title where it fits, claims in view."""

    sorts: Sequence[str] = ("date", "publisher", "claims")

    def __init__(self, context: Context) -> None:
        self._context = context
        view, links = context.view, context.links
        self._newer = context.texts.changed if context.texts is not None else {}
        # Of everything it is known without a look at each claim.
        self._counts = (
            links.sources_of_claims(view.claims) if view.facets else links.counts_of_sources
        )

    def ids(self) -> Sequence[str]:
        """Documents in view, by date of publication; what no date can place has a lane below."""
        aside = self._context.aside
        return sorted(self._context.view.sources, key=lambda source: source in aside)

    def row(self, item: str, width: int) -> Line:
        """One document."""
        door, dossier = self._context.display, self._context.dossier
        source = dossier.sources[item]
        # An inferred date must not look like a printed one.
        inferred = source.published is not None and source.published_basis == "inferred"
        date = date_column(source.published) + ("*" if inferred else "")
        room = width - 20
        has_title = room >= NAME_WIDTH + LEAST_TITLE
        name_width = NAME_WIDTH if has_title else room
        line: Line = [
            (door.pad(date, 12), "date" if source.published else "dim"),
            (door.pad(short_name(dossier.agents[source.publisher]), name_width), "agent"),
            (" ", ""),
            *self._read(item),
        ]
        if has_title:
            line.append((door.pad(source.title, room - name_width), ""))
        flag = self._context.marks.flag(f"source:{item}")
        count = "?" if item in self._context.aside else str(self._counts.get(item, 0))
        return [*line, (flag, "warning"), (door.pad(count, 4, right=True), "dim")]

    def _read(self, item: str) -> Line:
        """How a document was read, and whether there is a newer text of it."""
        mark = READING_MARKS[self._context.dossier.sources[item].reading]
        if item not in self._newer:
            return [(mark + " ", "dim")]
        return [(mark, "dim"), (NEWER, "warning")]

    def target_of(self, item: str) -> str | None:
        """The document."""
        return f"source:{item}"

    def pick(self, text: str) -> Picked:
        """What a query picks. Raises QueryError."""
        return pick(self._context, "sources", text)

    def where(self, item: str, word: str) -> str:
        """The field of the record that has a folded word."""
        return where(self._context, "sources", item, word)

    def words(self, item: str) -> str:
        """All words of the document's record."""
        return self._context.links.search_text("sources", item)

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """By publisher, or by number of claims in view (most first)."""
        source = self._context.dossier.sources[item]
        aside = item in self._context.aside
        if sort == "claims":
            return (aside, -self._counts.get(item, 0), sort_key(source.published))
        if sort == "publisher":
            name = short_name(self._context.dossier.agents[source.publisher])
            return (aside, name.casefold(), sort_key(source.published))
        return (aside, sort_key(source.published), item)


class AgentsModel:
    """Rows of the same pane as AGENTS: name, kind, how many claims they said and relayed."""

    sorts: Sequence[str] = ("said", "relayed", "name", "kind")

    def __init__(self, context: Context) -> None:
        self._context = context
        view, links = context.view, context.links
        # Of everything it is worked out once.
        self._counts = (
            links.agents_of_claims(view.claims) if view.facets else links.counts_of_agents
        )
        # A column for ratings only where there is one: names need the room.
        rated = any(context.marks.rating(f"agent:{agent}") for agent in context.view.agents)
        self._rating_width = 2 if rated else 0

    def ids(self) -> Sequence[str]:
        """Agents in view, those who said most first."""
        return sorted(self._context.view.agents, key=lambda a: self.sort_key(a, "said"))

    def counts(self, item: str) -> tuple[int, int]:
        """How many of the claims in view an agent said, and relayed or published."""
        return self._counts.get(item, (0, 0))

    def row(self, item: str, width: int) -> Line:
        """One agent."""
        door = self._context.display
        agent = self._context.dossier.agents[item]
        said, relayed = self.counts(item)
        facts = f"{said:>3} said {relayed:>3} relayed"
        room = max(0, width - len(facts) - 1 - self._rating_width)
        kind_width = 13 if room > 34 else 0
        name = agent.name if len(agent.name) <= room - kind_width else short_name(agent)
        return [
            (door.pad(name, room - kind_width), "agent"),
            (door.pad(agent.kind, kind_width), "dim"),
            (door.pad(self._context.marks.rating(f"agent:{item}"), self._rating_width), "bold"),
            (self._context.marks.flag(f"agent:{item}"), "warning"),
            (facts, "dim"),
        ]

    def target_of(self, item: str) -> str | None:
        """The agent."""
        return f"agent:{item}"

    def pick(self, text: str) -> Picked:
        """What a query picks. Raises QueryError."""
        return pick(self._context, "agents", text)

    def where(self, item: str, word: str) -> str:
        """The field of the record that has a folded word."""
        return where(self._context, "agents", item, word)

    def words(self, item: str) -> str:
        """All names of the agent."""
        return self._context.links.search_text("agents", item)

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """By what they said, relayed, or are."""
        agent = self._context.dossier.agents[item]
        said, relayed = self.counts(item)
        first: object = {"said": -said, "relayed": -relayed, "kind": agent.kind}.get(sort, "")
        return (first, agent.name.casefold())
