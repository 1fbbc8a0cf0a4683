"""The records of a dossier and of a notebook, as immutable named tuples.

One class a table. Every record is built from a plain dictionary by `from_row`, which
expects a row that `dossier.check` has found sound. Optional fields that are absent are
None (or an empty tuple). Nothing here reads a file, a clock or a terminal.

Named tuples, not dataclasses: a headless look-up pays for every import and for every
generated class.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

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


class Meta(NamedTuple):
    """What the dossier is. `preset` names the halo preset its readings default to.

    `opens` is the event that an explorer begins with, None for everything. `id` stands for the
    dossier in notebooks; files of version 1 have none.
    """

    title: str
    summary: str
    schema_version: int
    dataset_version: str
    preset: Preset
    licence: str
    opens: str | None = None
    id: str | None = None

    @classmethod
    def from_row(cls, row: Row) -> Meta:
        """Build from the one row of the table `meta`."""
        return cls(
            row["title"],
            row["summary"],
            row["schema_version"],
            row["dataset_version"],
            row["preset"],
            row["licence"],
            row.get("opens"),
            row.get("id"),
        )


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

    @classmethod
    def from_row(cls, row: Row) -> Agent:
        """Build from a row of the table `agents`."""
        return cls(
            row["id"],
            row["name"],
            row["kind"],
            tuple(row.get("aliases") or ()),
            row.get("member_of"),
            row.get("party"),
            row.get("merged_into"),
        )


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

    @classmethod
    def from_row(cls, row: Row) -> Scope:
        """Build from a row of the table `scopes`."""
        point = row.get("point")
        return cls(
            row["id"],
            row["kind"],
            row["name"],
            row.get("part_of"),
            Point(point["latitude"], point["longitude"]) if point else None,
        )


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

    @classmethod
    def from_row(cls, row: Row) -> Source:
        """Build from a row of the table `sources`."""
        text = row.get("text")
        return cls(
            row["id"],
            row["publisher"],
            row["title"],
            row.get("published"),
            row["published_basis"],
            row["kind"],
            row.get("language"),
            row.get("url"),
            tuple(row.get("cites") or ()),
            Text(text["sha256"], text["paragraphs"]) if text else None,
            row.get("note"),
            row.get("language_basis"),
            row.get("archived"),
            row.get("retrieved"),
            # A file of version 1 says nothing of it, and has a text where all was read.
            row.get("reading") or ("full" if text else "registered"),
            tuple(Version(v["sha256"], v.get("retrieved")) for v in row.get("versions") or ()),
        )


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

    @classmethod
    def from_row(cls, row: Row) -> Event:
        """Build from a row of the table `events`."""
        return cls(
            row["id"],
            row["title"],
            row.get("date"),
            row["kind"],
            row.get("by"),
            row.get("place"),
            row.get("part_of"),
            row.get("note"),
            bool(row.get("closed")),
            bool(row.get("turning")),
        )


class Measure(NamedTuple):
    """What a figure counts, in which unit and on which basis (stock, cumulative, ...)."""

    id: str
    name: str
    unit: str
    basis: Basis
    part_of: str | None = None
    since: str | None = None
    cues: tuple[str, ...] = ()
    note: str | None = None

    @classmethod
    def from_row(cls, row: Row) -> Measure:
        """Build from a row of the table `measures`."""
        return cls(
            row["id"],
            row["name"],
            row["unit"],
            row["basis"],
            row.get("part_of"),
            row.get("since"),
            tuple(row.get("cues") or ()),
            row.get("note"),
        )


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

    @classmethod
    def from_row(cls, row: Row) -> Figure:
        """Build from the `figure` of a claim's row."""
        return cls(
            row["written"], row.get("low"), row.get("high"), row.get("hedge"), row.get("date")
        )

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

    @classmethod
    def from_row(cls, row: Row) -> Claim:
        """Build from a row of the table `claims`."""
        figure, scope, place = row.get("figure"), row.get("scope") or {}, row.get("locator")
        misread = row.get("misreads")
        return cls(
            row["id"],
            row["source"],
            row["statement"],
            row["lineage"],
            row["modality"],
            Locator(place["paragraph"], place["sha256"]) if place else None,
            tuple(row.get("events") or ()),
            tuple(row.get("attribution") or ()),
            row.get("release"),
            row.get("likelihood"),
            tuple(
                Opposition(o["claim"], o["how"], o.get("note")) for o in row.get("opposes") or ()
            ),
            row.get("measure"),
            Figure.from_row(figure) if figure else None,
            ClaimScope(
                scope.get("population"),
                scope.get("place"),
                scope.get("within"),
                scope.get("counting"),
            ),
            row.get("as_of"),
            row.get("as_of_basis"),
            row.get("of"),
            row.get("note"),
            row.get("retracted"),
            Misreading(misread.get("claim"), misread.get("release"), misread["how"])
            if misread
            else None,
            row.get("proposer"),
        )


class Term(NamedTuple):
    """A term of an identity: a claim, or a measure to be derived; `sign` is 1 or -1."""

    claim: str | None
    measure: str | None
    sign: int


class Identity(NamedTuple):
    """total = sum of signed terms, under an assumption put into words."""

    id: str
    kind: IdentityKind
    total: Term
    terms: tuple[Term, ...]
    assumption: str

    @classmethod
    def from_row(cls, row: Row) -> Identity:
        """Build from a row of the table `identities`."""

        def term(raw: Row) -> Term:
            return Term(raw.get("claim"), raw.get("measure"), raw.get("sign", 1))

        return cls(
            row["id"],
            row["kind"],
            term(row["total"]),
            tuple(term(raw) for raw in row["terms"]),
            row["assumption"],
        )


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
    body: str
    author: str
    created: str
    value: str | None = None
    supersedes: str | None = None
    reading: dict[str, Any] | None = None
    dossier: str | None = None

    @classmethod
    def from_row(cls, row: Row) -> Note:
        """Build from a row of the table `notes`."""
        reading = row.get("reading")
        return cls(
            row["id"],
            row["target"],
            row["kind"],
            row.get("body") or "",
            row["author"],
            row["created"],
            row.get("value"),
            row.get("supersedes"),
            None if reading is None else dict(reading),
            row.get("dossier"),
        )
