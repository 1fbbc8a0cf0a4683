"""Which records of a dossier a query matches, and which of them it fits best.

Names are looked up once, when a Matcher is made. Terms that the index can answer narrow first,
then those that read a field, and only what is left has its words read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Set
from functools import cache
from typing import NamedTuple

from kursk_tui.analysis.ladder.intervals import claim_intervals
from kursk_tui.analysis.query.called import exactly_called, resolved
from kursk_tui.analysis.query.fields import ANY, BY_NAME, Field, amount, first_day, last_day
from kursk_tui.analysis.query.language import Query, Term
from kursk_tui.analysis.query.wording import Word, fit
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import ORIGIN, PUBLISHER, RELAY, Index
from kursk_tui.dossier.orders import claim_date
from kursk_tui.model.dates import Span, parse
from kursk_tui.model.folding import folded, normal
from kursk_tui.model.records import Row
from kursk_tui.store.files import uncollected

KINDS = ("claims", "events", "sources", "agents", "measures")

# Disagreements of this severity and above count for is:disagreed.
GRAVE = 2

# The terms of a range of time.
OF_TIME = ("after", "before", "until")

_CLAIMS = ("claims",)
_DATED = ("claims", "events", "sources")
_TARGETS = {"claims": "claim", "events": "event", "sources": "source", "agents": "agent"}
# Of so few records, where most are out already, each is read by itself: all words of all
# records need not be made ready then.
_FEW = 500
_PART = 4

Ids = Collection[str]
Flags = Callable[[str], Collection[str]]


class _Test(NamedTuple):
    """A term made ready. A record of another kind than `kinds` does not pass it.

    `ids` gives all ids of a kind that pass, `holds` tells of one; of both, `holds` is asked
    where few are left. `word` is what a term without a field looks for.
    """

    cost: int
    negated: bool
    kinds: tuple[str, ...]
    ids: Callable[[str], Ids] | None = None
    holds: Callable[[str, str], bool] | None = None
    word: Word | None = None
    is_of_time: bool = False
    # Whether something stands on a target itself.
    stands_on: Callable[[str], bool] | None = None

    def passes(self, kind: str, id: str) -> bool:
        """Whether a record passes, a minus counted in."""
        return self._finds(kind, id) != self.negated

    def kept(self, kind: str, ids: list[str], whole: int) -> list[str]:
        """Return those of some records that pass, in their order; `whole` is how many there are."""
        if kind not in self.kinds:
            return ids if self.negated else []
        found = self.all_of(kind, len(ids), whole)
        if found is None:
            return [id for id in ids if self._finds(kind, id) != self.negated]
        if self.negated:
            return [id for id in ids if id not in found]
        return [id for id in ids if id in found]

    def all_of(self, kind: str, asked: int, whole: int) -> Ids | None:
        """Return all ids of a kind that pass, None if so many are sooner asked for one by one."""
        is_few = asked <= _FEW and _PART * asked < whole
        if self.ids is None or (self.holds is not None and is_few):
            return None
        return self.ids(kind)

    def _finds(self, kind: str, id: str) -> bool:
        if kind not in self.kinds:
            return False
        if self.holds is not None:
            return self.holds(kind, id)
        return self.ids is not None and id in self.ids(kind)


class Together(NamedTuple):
    """A row that several records of a kind are told of together: a disagreement, a sum.

    Words are looked for in its casefolded `text` and in the records; any other term has to hold of
    one of `ids`, with a minus of all of them. Terms of time have to hold, all at once, of a record
    on each of the `sides`. A flag may also stand on its `target`.
    """

    text: str
    ids: Collection[str]
    sides: Iterable[Collection[str]]
    kind: str = "claims"
    target: str = ""


class Matcher:
    """A query over one opened dossier. `kind` is always one of KINDS."""

    def __init__(
        self,
        dossier: Dossier,
        index: Index,
        query: Query,
        *,
        flags: Flags | None = None,
        disagreed: Callable[[], Collection[str]] | None = None,
    ) -> None:
        """Look up the names of a query. Raises QueryError for one that is not known.

        `flags` gives what stands on a target such as `claim:ID`: "flag", "note", "rating" and
        values of verdicts; without it nothing does. `disagreed` gives the claims that are part
        of a grave disagreement, and is asked only when it must be; without it they are found.
        """
        self._dossier = dossier
        self._index = index
        self._flags = flags
        self._disagreed = disagreed
        self._rows: Mapping[str, Row] = dossier.raw_rows("claims")
        self._words = [Word(word) for word in query.words]
        tests = [self._test(term) for term in query.terms]
        self._tests = sorted(tests, key=lambda test: test.cost)

    def matches(self, kind: str, id: str) -> bool:
        """Whether a record passes every term. Raises KeyError for one that is not there."""
        if id not in self._table(kind):
            raise KeyError(id)
        return all(test.passes(kind, id) for test in self._tests)

    def joins(self, row: Together) -> bool:
        """Whether a row of several records passes every term: see Together."""
        timed = [test for test in self._tests if test.is_of_time]
        return all(self._joins(test, row) for test in self._tests if not test.is_of_time) and all(
            any(all(test.passes(row.kind, id) for test in timed) for id in side)
            for side in row.sides
            if timed
        )

    def _joins(self, test: _Test, row: Together) -> bool:
        if test.word is not None and test.ids is not None:
            holding = test.ids(row.kind)
            found = test.word.is_in(row.text) or any(id in holding for id in row.ids)
            return found != test.negated
        if test.stands_on is not None and test.stands_on(row.target):
            return not test.negated
        passing = (test.passes(row.kind, id) for id in row.ids)
        return all(passing) if test.negated else any(passing)

    def select(self, kind: str) -> list[str]:
        """Return the ids that match, in the order of the file."""
        ids = list(self._table(kind))
        whole = len(ids)
        with uncollected():
            for test in self._tests:
                if not ids:
                    break
                ids = test.kept(kind, ids, whole)
        return ids

    def chosen(self, kind: str) -> Set[str]:
        """Return the ids that match, in no order: sooner than `select` for a single term."""
        term = self._tests[0] if len(self._tests) == 1 else None
        if term is not None and not term.negated and kind in term.kinds:
            count = len(self._table(kind))
            found = term.all_of(kind, count, count)
            if isinstance(found, Set):
                return found
        return set(self.select(kind))

    def rank(self, kind: str, id: str) -> int:
        """Return how well a record fits the words that are looked for: more is better.

        What a record is called (id, name, title, figure as printed) counts above what a claim
        states, and that above the rest of its words; a whole word counts above a part of one.
        Zero without words. Raises KeyError for a record that is not there.
        """
        if id not in self._table(kind):
            raise KeyError(id)
        called = [normal(text) for text in (id, *self._called(kind, id))]
        stated = folded(self._dossier.claims[id].statement) if kind == "claims" else ""
        rest = self._index.search_text(kind, id)
        return sum(fit(word, called, stated, rest) for word in self._words)

    # ---- terms

    def _test(self, term: Term) -> _Test:
        """Return a term as a test. Names are looked up now, ids only when asked for."""
        if not term.field:
            return self._test_word(term)
        field = BY_NAME[term.field]
        if not field.names:
            test: _Test = getattr(self, f"_test_{term.field}")(term)
            return test
        ids, named = getattr(self, f"_of_{term.field}"), self._named(field, term)
        return _Test(
            cost=0,
            negated=term.negated,
            kinds=field.kinds,
            ids=cache(lambda kind: ids(kind, named)),
        )

    def _named(self, field: Field, term: Term) -> object:
        """Return what a value names: an id, or several of measures and sources."""
        if field.name == "measure":
            return self._measures(term)
        if field.name == "source":
            return self._sources(term)
        return resolved(term, field.names.removesuffix("s"), self._names(field.names))

    def _test_word(self, term: Term) -> _Test:
        word = Word(term.value)
        text, holding = self._index.search_text, self._index.holding
        return _Test(
            cost=8,
            negated=term.negated,
            kinds=KINDS,
            ids=cache(lambda kind: holding(kind, word.folded)),
            holds=lambda kind, id: word.is_in(text(kind, id)),
            word=word,
        )

    def _test_after(self, term: Term) -> _Test:
        day = first_day(term.value)
        return self._dated(term, lambda span: span is not None and span.latest >= day)

    def _test_before(self, term: Term) -> _Test:
        day = first_day(term.value)
        return self._dated(term, lambda span: span is not None and span.earliest < day)

    def _test_until(self, term: Term) -> _Test:
        day = last_day(term.value)
        return self._dated(term, lambda span: span is not None and span.earliest <= day)

    def _test_figure(self, term: Term) -> _Test:
        fits, n = _COMPARED[term.operator], amount(term.value)
        return self._figures(3, term, lambda row: fits(self._ends(row), n))

    def _test_hedge(self, term: Term) -> _Test:
        return self._figures(2, term, lambda row: row["figure"].get("hedge") == term.value)

    def _test_modality(self, term: Term) -> _Test:
        return self._claims(term, lambda row: row["modality"] == term.value)

    def _test_flag(self, term: Term) -> _Test:
        def stands_on(target: str) -> bool:
            found = self._flags(target) if self._flags is not None else ()
            return bool(found) if term.value == ANY else term.value in found

        return _Test(
            cost=5,
            negated=term.negated,
            kinds=tuple(_TARGETS),
            holds=lambda kind, id: stands_on(f"{_TARGETS[kind]}:{id}"),
            stands_on=stands_on,
        )

    def _test_is(self, term: Term) -> _Test:
        match term.value:
            case "figure":
                return self._figures(2, term, _is_number)
            case "date":
                return self._figures(2, term, lambda row: not _is_number(row))
            case "derived":
                return self._figures(
                    2, term, lambda row: _is_number(row) and row.get("of") is not None
                )
            case "undated":
                return self._dated(term, lambda span: span is None)
            case "checked":
                kinds = ("claims", "sources")
                return _Test(cost=2, negated=term.negated, kinds=kinds, holds=self._is_checked)
            case "misread":
                return self._claims(term, lambda row: bool(row.get("misreads")))
            case "disagreed":
                # What the words have ruled out need not be set against each other.
                return _Test(
                    cost=9, negated=term.negated, kinds=_CLAIMS, ids=cache(lambda _: self._grave())
                )
        raise ValueError(f"is:{term.value}: no such state")

    def _is_checked(self, kind: str, id: str) -> bool:
        """Whether a document was read in full or held against its page a second time."""
        source = id if kind == "sources" else self._rows[id]["source"]
        return self._dossier.sources[source].reading != "registered"

    # ---- names

    def _names(self, kind: str) -> dict[str, tuple[str, ...]]:
        return {id: self._called(kind, id) for id in self._table(kind)}

    def _measures(self, term: Term) -> Ids:
        names = self._names("measures")
        if not term.value.endswith("+"):
            return {resolved(term, "measure", names)}
        whole = resolved(term._replace(value=term.value[:-1]), "measure", names)
        return _with_parts(self._dossier, whole)

    def _sources(self, term: Term) -> Ids:
        """Return the sources that a value names: several may share the start of an id."""
        sources = self._dossier.sources
        key = normal(term.value)
        if key in sources:
            return {key}
        publishers = {source.publisher for source in sources.values()}
        agents = self._names("agents")
        names = {id: called for id, called in agents.items() if id in publishers}
        exactly = exactly_called(key, names)
        found = {s.id for s in sources.values() if s.id.startswith(key) or s.publisher in exactly}
        if found:
            return found
        # Ids of sources are there to be suggested; that none starts so is known by now.
        known: dict[str, tuple[str, ...]] = {**dict.fromkeys(sources, ()), **names}
        publisher = resolved(term, "source or publisher", known)
        return {source.id for source in sources.values() if source.publisher == publisher}

    # ---- ids by the index

    def _of_measure(self, kind: str, measures: Ids) -> Ids:
        if kind == "measures":
            return measures
        return {id for m in measures for id in self._index.claims_of_measure(m)}

    def _of_by(self, kind: str, agent: str) -> Ids:
        agents = self._dossier.agents
        speakers = {agent} | {
            a.id for a in agents.values() if a.kind == "person" and a.member_of == agent
        }
        if kind == "events":
            return {e.id for e in self._dossier.events.values() if e.by in speakers}
        return {id for speaker in speakers for id in self._origin_of(speaker)}

    def _origin_of(self, agent: str) -> Ids:
        """Return the claims that go back to an agent: somebody unnamed is nobody's origin."""
        if self._dossier.agents[agent].kind == "unnamed":
            return ()
        return self._index.claims_of_agent(agent, ORIGIN)

    def _of_via(self, kind: str, agent: str) -> Ids:
        if kind == "sources":
            return {s.id for s in self._dossier.sources.values() if s.publisher == agent}
        of = self._index.claims_of_agent
        return {*of(agent, PUBLISHER), *of(agent, RELAY)}.difference(self._origin_of(agent))

    def _of_party(self, kind: str, state: str) -> Ids:
        """Agents on the side of a state, and the state itself; claims that go back to one."""
        agents = {
            agent.id
            for agent in self._dossier.agents.values()
            if agent.party == state or agent.id == state
        }
        if kind == "agents":
            return agents
        return {claim for agent in agents for claim in self._origin_of(agent)}

    def _of_agent(self, kind: str, agent: str) -> Ids:
        if kind == "agents":
            return {agent}
        if kind == "sources":
            return self._of_via(kind, agent)
        of = self._index.claims_of_agent
        return {*of(agent), *of(agent, PUBLISHER)}

    def _of_event(self, kind: str, event: str) -> Ids:
        if kind == "events":
            return {event, *self._index.parts_of_event(event)}
        if kind == "sources":
            return set(self._index.sources_of_event(event))
        return self._index.mentions(event).keys()

    def _of_source(self, kind: str, sources: Ids) -> Ids:
        if kind == "sources":
            return sources
        return {id for source in sources for id in self._index.claims_of_source(source)}

    def _grave(self) -> Ids:
        if self._disagreed is not None:
            return frozenset(self._disagreed())
        # The ladder is much to load, and rarely asked for here.
        from kursk_tui.analysis.disagreements.listing import disagreements

        rows = disagreements(self._dossier).rows
        return {claim for row in rows if row.severity >= GRAVE for claim in row.claims}

    # ---- fields of one record

    def _table(self, kind: str) -> Collection[str]:
        if kind not in KINDS:
            raise KeyError(kind)
        return self._dossier.raw_rows(kind)

    def _called(self, kind: str, id: str) -> tuple[str, ...]:
        """Return what a record is called, its id left out; a claim by its figure as printed."""
        dossier = self._dossier
        if kind == "claims":
            figure = dossier.claims[id].figure
            return (figure.written,) if figure else ()
        if kind == "events":
            return (dossier.events[id].title,)
        if kind == "sources":
            return (dossier.sources[id].title,)
        if kind == "agents":
            agent = dossier.agents[id]
            return (agent.name, *agent.aliases)
        measure = dossier.measures[id]
        return (measure.name, *measure.cues)

    def _figures(self, cost: int, term: Term, fits: Callable[[Row], bool]) -> _Test:
        """Return a test of the rows of claims with a figure."""
        rows = self._rows

        def all_that_fit(_: str) -> Ids:
            return {id for id, row in rows.items() if row.get("figure") and fits(row)}

        def holds(_: str, id: str) -> bool:
            return bool(rows[id].get("figure")) and fits(rows[id])

        return _Test(
            cost=cost, negated=term.negated, kinds=_CLAIMS, ids=cache(all_that_fit), holds=holds
        )

    def _claims(self, term: Term, fits: Callable[[Row], bool]) -> _Test:
        """Return a test of the rows of claims."""
        rows = self._rows
        return _Test(
            cost=1, negated=term.negated, kinds=_CLAIMS, holds=lambda _, id: fits(rows[id])
        )

    def _ends(self, row: Row) -> tuple[float, ...]:
        """Return the printed numbers of a figure, the least first; of a share what it makes."""
        figure = row["figure"]
        if figure.get("date") is not None:
            return ()
        if row.get("of") is None:
            low, high = figure.get("low"), figure.get("high")
            if low is None or high is None:
                return () if low is high else (high if low is None else low,)
            return low, high
        claim = self._dossier.claims[row["id"]]
        found = claim_intervals(self._dossier, claim, self._dossier.meta.preset)
        ends = found.suggested if found is not None else None
        return tuple(ends or ())

    def _dated(self, term: Term, fits: Callable[[Span | None], bool]) -> _Test:
        """Return the test of the days that a record may be of; each date is weighed once."""

        @cache
        def passes(date: str | None) -> bool:
            return fits(None if date is None else parse(date))

        def all_that_pass(kind: str) -> Ids:
            if kind == "claims":
                dates = self._index.orders.claim_dates
            else:
                dates = {id: self._date(kind, id) for id in self._table(kind)}
            good = {date for date in set(dates.values()) if passes(date)}
            return {id for id, date in dates.items() if date in good}

        def holds(kind: str, id: str) -> bool:
            return passes(self._date(kind, id))

        return _Test(
            cost=4,
            negated=term.negated,
            kinds=_DATED,
            ids=cache(all_that_pass),
            holds=holds,
            is_of_time=term.field in OF_TIME,
        )

    def _date(self, kind: str, id: str) -> str | None:
        """Return the date of a record; of a claim the one it gives, else that of its moment."""
        if kind == "events":
            return self._dossier.events[id].date
        if kind == "sources":
            return self._dossier.sources[id].published
        return claim_date(self._dossier, self._rows[id])


def _is_number(row: Row) -> bool:
    """Whether the figure of a claim's row is a number, not a date."""
    return row["figure"].get("date") is None


# The numbers of a figure come the least first.
_COMPARED: dict[str, Callable[[tuple[float, ...], float], bool]] = {
    ">": lambda ends, n: bool(ends) and ends[-1] > n,
    ">=": lambda ends, n: bool(ends) and ends[-1] >= n,
    "<": lambda ends, n: bool(ends) and ends[0] < n,
    "<=": lambda ends, n: bool(ends) and ends[0] <= n,
    "=": lambda ends, n: bool(ends) and ends[0] <= n <= ends[-1],
}


def _with_parts(dossier: Dossier, whole: str) -> Ids:
    """Return a measure and all its parts, and their parts in turn."""
    found = {whole}
    size = 0
    while size != len(found):
        size = len(found)
        found |= {m.id for m in dossier.measures.values() if m.part_of in found}
    return found
