"""The records of a dossier and of a notebook, as immutable named tuples.

One class a table, with the fields that `schema` has for it (a test compares the two). `builder`
gives what builds one. Nothing here reads a file, a clock or a terminal.

Named tuples, not dataclasses: a headless look-up pays for every import and for every
generated class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, NamedTuple, TypeVar

from kursk_tui.model.vocabulary import (
    AgentKind,
    AsOfBasis,
    Basis,
    EventKind,
    Hedge,
    IdentityKind,
    LanguageBasis,
    Lineage,
    MisreadingKind,
    Modality,
    NoteKind,
    OppositionKind,
    Preset,
    PublishedBasis,
    ScopeKind,
    SourceKind,
    SourceReading,
)

Row = Mapping[str, Any]
R = TypeVar("R")


# The licence of a dossier whose owner has not said how it may be used.
NO_LICENCE = "not stated"


class Meta(NamedTuple):
    """What the dossier is. `preset` names the halo preset its readings default to.

    `opens` is the event that an explorer begins with, None for the overview. `id` stands for the
    dossier in notebooks; files of version 1 have none. `languages` are codes, as `en`; empty where
    nobody told.
    """

    title: str
    summary: str
    schema_version: int
    dataset_version: str
    preset: Preset
    licence: str
    opens: str | None = None
    id: str | None = None
    languages: tuple[str, ...] = ()


class Agent(NamedTuple):
    """Someone who says, relays or is spoken of: a state, a service, a person, an outlet.

    `member_of` is the body a person (or a part of a body) belongs to; `party` the state
    whose side the agent is on; `merged_into` the agent that this one turned out to be. All are
    agent ids.
    """

    id: str
    name: str
    kind: AgentKind
    aliases: tuple[str, ...] = ()
    member_of: str | None = None
    party: str | None = None
    merged_into: str | None = None


class Point(NamedTuple):
    """Where a place is: degrees north and east (WGS 84)."""

    latitude: float
    longitude: float


class Scope(NamedTuple):
    """A population, a place, or a way of counting that figures speak of.

    `part_of` is the scope of the same kind that it lies within; `point` is for places.
    """

    id: str
    kind: ScopeKind
    name: str
    part_of: str | None = None
    point: Point | None = None


class Text(NamedTuple):
    """Fingerprint of a source's text: hash of its paragraphs, and how many there are."""

    sha256: str
    paragraphs: int


class Version(NamedTuple):
    """An earlier text of a document: hash of its paragraphs, and the day it was fetched."""

    sha256: str
    retrieved: str | None = None


class Source(NamedTuple):
    """One document. `published` is EDTF or None; `cites` are the agents it relies on.

    `reading` is one of READINGS. `language` is a code, None where nobody said; `archived` the
    address of a copy, `retrieved` the day on which the page was fetched (EDTF).
    """

    id: str
    publisher: str
    title: str
    published: str | None
    published_basis: PublishedBasis
    kind: SourceKind
    language: str | None = None
    url: str | None = None
    cites: tuple[str, ...] = ()
    text: Text | None = None
    note: str | None = None
    language_basis: LanguageBasis | None = None
    archived: str | None = None
    retrieved: str | None = None
    reading: SourceReading = "registered"
    versions: tuple[Version, ...] = ()


class Event(NamedTuple):
    """Something that happened, or a release: one utterance `by` an origin.

    `date` (EDTF) spans what the claims say of the event's date; it sorts, and is never
    compared. A chapter is a span of the story that holds happenings. What is counted within a
    `closed` event holds for good; of an open one counts may grow. `turning` marks the turning
    points of the story.
    """

    id: str
    title: str
    date: str | None
    kind: EventKind
    by: str | None = None
    place: str | None = None
    part_of: str | None = None
    note: str | None = None
    closed: bool = False
    turning: bool = False


class Measure(NamedTuple):
    """What a figure counts, in which unit and on which basis (stock, cumulative, ...).

    `sum_of` are the measures that usually add up to it where one document gives them all.
    """

    id: str
    name: str
    unit: str
    basis: Basis
    part_of: str | None = None
    since: str | None = None
    cues: tuple[str, ...] = ()
    note: str | None = None
    sum_of: tuple[str, ...] = ()


class Figure(NamedTuple):
    """A figure as printed. Either numbers with a hedge, or (basis date) a `date` in EDTF.

    `low` and `high` are the printed numbers in the measure's unit, percent for a share;
    None is an open end. `hedge` is one of HEDGES, None for a date.
    """

    written: str
    low: float | None = None
    high: float | None = None
    hedge: Hedge | None = None
    date: str | None = None

    @property
    def is_supplied(self) -> bool:
        """Whether `written` is ours, in square brackets, as nobody kept the printed words."""
        return self.written.startswith("[") and self.written.endswith("]")


class ClaimScope(NamedTuple):
    """What a figure speaks of. `within` is an event id or an EDTF period, None the whole.

    `counting` says how it was counted (confirmed, by day of report); all but `within` are ids
    of scopes.
    """

    population: str | None = None
    place: str | None = None
    within: str | None = None
    counting: str | None = None


class Misreading(NamedTuple):
    """What a claim tells wrongly: another claim or a release, and `how` (of MISREADINGS)."""

    claim: str | None
    release: str | None
    how: MisreadingKind


class Opposition(NamedTuple):
    """This claim `denies` another, or `excludes` it (the two texts cannot both hold)."""

    claim: str
    how: OppositionKind
    note: str | None = None


class Locator(NamedTuple):
    """Where a claim stands: paragraph from 1, and the hash of that paragraph."""

    paragraph: int
    sha256: str


class Claim(NamedTuple):
    """One attributed proposition in one source. Never merged with another.

    `locator` is None where nobody recorded the place; `misreads` is what the claim tells
    wrongly, `proposer` what proposed it where no person did; `retracted` is the reason for
    which the claim no longer counts, None while it stands.
    """

    id: str
    source: str
    statement: str
    lineage: Lineage
    modality: Modality
    locator: Locator | None = None
    events: tuple[str, ...] = ()
    attribution: tuple[str, ...] = ()
    release: str | None = None
    likelihood: str | None = None
    opposes: tuple[Opposition, ...] = ()
    measure: str | None = None
    figure: Figure | None = None
    scope: ClaimScope = ClaimScope()
    as_of: str | None = None
    as_of_basis: AsOfBasis | None = None
    of: str | None = None
    note: str | None = None
    retracted: str | None = None
    misreads: Misreading | None = None
    proposer: str | None = None


class Term(NamedTuple):
    """A term of an identity: a claim, or a measure to be derived; `sign` is 1 or -1."""

    claim: str | None
    measure: str | None
    sign: int = 1


class Identity(NamedTuple):
    """total = sum of signed terms, under an assumption put into words."""

    id: str
    kind: IdentityKind
    total: Term
    terms: tuple[Term, ...]
    assumption: str


class Note(NamedTuple):
    """An entry of the notebook: judgement, never record. Superseded or undone, never edited.

    `target` is the text of a `targets.Target`; `created` is ISO 8601 with a zone offset.
    `supersedes` is the id of the entry that this one replaces, undoes (kind undo) or whose
    undoing it takes back (kind redo, naming the undo). `reading` is what the explorer said
    of a pair when it was judged: {kind, severity, sentence, preset}. `dossier` is the id of the
    dossier that it is about, None in entries older than that field.
    """

    id: str
    target: str
    kind: NoteKind
    author: str
    created: str
    body: str = ""
    value: str | None = None
    supersedes: str | None = None
    reading: dict[str, Any] | None = None
    dossier: str | None = None


# What is made of the objects within a row, and of its lists of objects: see the end.
_INNER: dict[Any, dict[str, Callable[[Any], Any]]] = {}


def builder(record: type[R]) -> Callable[[Row], R]:
    """Return what builds a record from a row of its table, or from an object within a row.

    It expects what `dossier.check` has found sound. A field that is absent or null has the
    default of its class, None where it has none; a list is a tuple, an object a record.
    """
    named: Any = record
    names, defaults, inner = named._fields, named._field_defaults, _INNER.get(record, {})
    # Most fields are the value of the row: these are the others, with their place.
    others: list[tuple[int, Callable[[Any], Any], Any]] = [
        (at, inner.get(name) or (tuple if defaults[name] == () else _itself), defaults.get(name))
        for at, name in enumerate(names)
        if name in inner or defaults.get(name) is not None
    ]
    # As `_make` does, which takes longer: dossiers hold 100,000 claims.
    new: Callable[[Iterable[Any]], R] = partial(tuple.__new__, named)

    def build(row: Row) -> R:
        values = [*map(row.get, names)]
        for at, made, default in others:
            value = values[at]
            values[at] = made(value) if value else default
        return new(values)

    return build if others else lambda row: new(map(row.get, names))


def _each(record: type[R]) -> Callable[[list[Row]], tuple[R, ...]]:
    build = builder(record)
    return lambda rows: tuple([build(row) for row in rows])


def _itself(value: Any) -> Any:
    return value


_INNER |= {
    Scope: {"point": builder(Point)},
    Source: {"text": builder(Text), "versions": _each(Version)},
    Claim: {
        "locator": builder(Locator),
        "opposes": _each(Opposition),
        "figure": builder(Figure),
        "scope": builder(ClaimScope),
        "misreads": builder(Misreading),
    },
    Identity: {"total": builder(Term), "terms": _each(Term)},
}


def source_builder() -> Callable[[Row], Source]:
    """Return what builds a document: in a file of version 1 one with a text was read in full."""
    build = builder(Source)

    def built(row: Row) -> Source:
        source = build(row)
        is_told = row.get("reading") is not None or source.text is None
        return source if is_told else source._replace(reading="full")

    return built
