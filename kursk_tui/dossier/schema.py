"""The tables of a dossier and of a notebook as data: what `check` walks.

A field is absent or null when it is not required. Rules between fields or records (an `of`
that leads back to itself, a low above its high) are not here but in `rules`.
"""

from __future__ import annotations

from typing import NamedTuple

from kursk_tui.model import vocabulary

SCHEMA_VERSION = 2
# A file of version 1 is read as it is: version 2 only added fields, none of them required. The
# first change that is made to it says that it is of version 2. Of a later version nothing is
# looked at but that.
READABLE_VERSIONS = (1, 2)

# Kinds of value. A reference is the id of a record in the table `refers`; a period is a date
# or the id of an event; the others say it themselves.
TEXT = "text"
SLUG = "slug"
DATE = "date"
PERIOD = "period"
SHA256 = "sha256"
REFERENCE = "reference"
INTEGER = "integer"
NUMBER = "number"
BOOLEAN = "boolean"
OBJECT = "object"
LIST = "list"

SLUG_PATTERN = "[a-z0-9][a-z0-9.-]*"
SHA256_PATTERN = "[0-9a-f]{64}"

# Whole numbers stay exact in a float up to here, and sums of figures far below it.
LARGEST_NUMBER = 10**15


class Field(NamedTuple):
    """One field of a record.

    `where` narrows a reference to records whose field has that value; `item` is what a list
    holds; `fields` what an object holds; `is_chain` marks a reference that must never lead
    back to where it started; `about` says in words what the field is.
    """

    name: str
    type: str
    about: str
    required: bool = False
    choices: tuple[str | int, ...] = ()
    refers: str | None = None
    where: tuple[str, str] | None = None
    fields: tuple[Field, ...] = ()
    item: Field | None = None
    minimum: int | None = None
    is_chain: bool = False


Tables = dict[str, tuple[Field, ...]]


def _text(name: str, about: str, *, required: bool = False) -> Field:
    return Field(name, TEXT, about, required)


def _choice(name: str, about: str, choices: tuple[str, ...], *, required: bool = True) -> Field:
    return Field(name, TEXT, about, required, choices)


def _date(name: str, about: str) -> Field:
    return Field(name, DATE, about)


def _reference(
    name: str,
    refers: str,
    about: str,
    *,
    required: bool = False,
    where: tuple[str, str] | None = None,
    is_chain: bool = False,
) -> Field:
    return Field(name, REFERENCE, about, required, refers=refers, where=where, is_chain=is_chain)


def _list(name: str, about: str, item: Field, *, required: bool = False) -> Field:
    return Field(name, LIST, about, required, item=item)


def _object(name: str, about: str, *fields: Field, required: bool = False) -> Field:
    return Field(name, OBJECT, about, required, fields=fields)


_ID = Field("id", SLUG, "readable id, used in commands and references", required=True)
_NOTE = _text("note", "a remark on the record, in our own words")
_SHA256 = Field("sha256", SHA256, "64 lower-case hex digits", required=True)


def _term(name: str, about: str, *, required: bool = False) -> Field:
    return _object(
        name,
        about,
        _reference("claim", "claims", "the claim whose figure it is"),
        _reference("measure", "measures", "instead of a claim: the measure to derive"),
        Field("sign", INTEGER, "1 is added, -1 taken away; 1 when absent", choices=(1, -1)),
        required=required,
    )


DOSSIER: Tables = {
    "meta": (
        Field("id", SLUG, "stands for the dossier in notebooks"),
        _text("title", "name of the dossier", required=True),
        _text("summary", "what it is about, in a sentence or two", required=True),
        Field(
            "schema_version",
            INTEGER,
            "version of this schema",
            required=True,
            choices=READABLE_VERSIONS,
        ),
        _text("dataset_version", "version of the data", required=True),
        _choice("preset", "halo preset its readings default to", vocabulary.PRESETS),
        _text("licence", "terms under which it may be passed on", required=True),
        _reference("opens", "events", "the event that an explorer opens on, null for all"),
    ),
    "agents": (
        _ID,
        _text("name", "name as shown", required=True),
        _choice("kind", "what the agent is", vocabulary.AGENT_KINDS),
        _list("aliases", "other names for the agent", _text("alias", "another name")),
        _reference("member_of", "agents", "the body it belongs to", is_chain=True),
        _reference("party", "agents", "the state it sides with", where=("kind", "state")),
        _reference("merged_into", "agents", "the agent that it turned out to be", is_chain=True),
    ),
    "scopes": (
        _ID,
        _choice("kind", "whom, where, or how it is counted", vocabulary.SCOPE_KINDS),
        _text("name", "name as shown", required=True),
        _reference("part_of", "scopes", "the scope it lies within", is_chain=True),
        _object(
            "point",
            "where a place is",
            Field("latitude", NUMBER, "degrees north", required=True, minimum=-90),
            Field("longitude", NUMBER, "degrees east", required=True, minimum=-180),
        ),
    ),
    "sources": (
        _ID,
        _reference("publisher", "agents", "who published the document", required=True),
        _text("title", "title as printed", required=True),
        _date("published", "date of publication, null when unknown"),
        _choice("published_basis", "where that date is from", vocabulary.PUBLISHED_BASES),
        _choice("kind", "what sort of document", vocabulary.SOURCE_KINDS),
        _text("language", "language code of the text"),
        _choice("language_basis", "how it is known", vocabulary.LANGUAGE_BASES, required=False),
        _text("url", "where it was published"),
        _text("archived", "address of an archived copy"),
        _date("retrieved", "the day on which it was fetched"),
        _choice(
            "reading",
            "how it was taken in: all of it, its figures, or its figures and a second time",
            vocabulary.READINGS,
            required=False,
        ),
        _list("cites", "agents it relies on", _reference("agent", "agents", "an agent")),
        _object(
            "text",
            "fingerprint of its text",
            _SHA256,
            Field("paragraphs", INTEGER, "how many paragraphs", required=True, minimum=1),
        ),
        _list(
            "versions",
            "earlier texts of it",
            _object("version", "one of them", _SHA256, _date("retrieved", "when it was fetched")),
        ),
        _NOTE,
    ),
    "events": (
        _ID,
        _text("title", "what happened, in a few words", required=True),
        _date("date", "spans the dates claimed for it; sorts, is never compared"),
        _choice("kind", "a happening, a release of words, or a chapter", vocabulary.EVENT_KINDS),
        _reference("by", "agents", "whose release it is"),
        _reference("place", "scopes", "where", where=("kind", "place")),
        _reference("part_of", "events", "the event it is part of", is_chain=True),
        Field("closed", BOOLEAN, "whether what is counted within it holds for good"),
        Field("turning", BOOLEAN, "whether it is a turning point of the story"),
        _NOTE,
    ),
    "measures": (
        _ID,
        _text("name", "name as shown", required=True),
        _text("unit", "what is counted: persons, percent, ...", required=True),
        _choice("basis", "how it behaves in time", vocabulary.BASES),
        _reference("part_of", "measures", "the measure it is part of", is_chain=True),
        _date("since", "where a cumulative count starts"),
        _list("cues", "words that name it in a text", _text("cue", "a word or phrase")),
        _NOTE,
    ),
    "claims": (
        _ID,
        _reference("source", "sources", "the document it stands in", required=True),
        _list("events", "events it speaks of", _reference("event", "events", "an event")),
        _text("statement", "what it says, in our own words", required=True),
        _list(
            "attribution",
            "chain from nearest the publisher to the origin, without the publisher",
            _reference("agent", "agents", "an agent of the chain"),
        ),
        _choice("lineage", "how much of the chain is known", vocabulary.LINEAGES),
        _reference("release", "events", "the release relayed", where=("kind", "release")),
        _choice("modality", "how it is put", vocabulary.MODALITIES),
        _text("likelihood", "words of likelihood as printed"),
        _list(
            "opposes",
            "claims it contradicts in words",
            _object(
                "opposition",
                "one such claim",
                _reference("claim", "claims", "the other claim", required=True),
                _choice("how", "denies it, or can't hold beside it", vocabulary.OPPOSITIONS),
                _NOTE,
            ),
        ),
        _reference("measure", "measures", "what its figure counts"),
        _object(
            "figure",
            "the figure as printed, numbers or a date",
            _text("written", "the short phrase as printed", required=True),
            Field("low", NUMBER, "lower printed number, null for an open end"),
            Field("high", NUMBER, "upper printed number, null for an open end"),
            _choice("hedge", "how the number is hedged", vocabulary.HEDGES, required=False),
            _date("date", "for a measure of basis date: the phrase read literally"),
        ),
        _object(
            "misreads",
            "what it tells wrongly: a claim or a release, one of the two",
            _reference("claim", "claims", "the claim misread"),
            _reference("release", "events", "the release misread", where=("kind", "release")),
            _choice("how", "measure, hedge, period, modality, number", vocabulary.MISREADINGS),
        ),
        _object(
            "scope",
            "what the figure speaks of",
            _reference("population", "scopes", "whom", where=("kind", "population")),
            _reference("place", "scopes", "where", where=("kind", "place")),
            _reference("counting", "scopes", "how counted", where=("kind", "counting")),
            Field("within", PERIOD, "event or period counted, null for the whole"),
        ),
        _date("as_of", "the moment it speaks of"),
        _choice("as_of_basis", "how that is known", vocabulary.AS_OF_BASES, required=False),
        _reference("of", "claims", "the whole that a share is taken of", is_chain=True),
        _object(
            "locator",
            "where it stands in its source, null where nobody recorded it",
            Field("paragraph", INTEGER, "paragraph, from 1", required=True, minimum=1),
            _SHA256,
        ),
        _text("proposer", "what proposed it, null where a person did"),
        _NOTE,
        _text("retracted", "why the claim no longer counts; null while it stands"),
    ),
    "identities": (
        _ID,
        _choice("kind", "a sum of parts, or a ledger in time", vocabulary.IDENTITY_KINDS),
        _term("total", "what the terms add up to", required=True),
        _list("terms", "the signed terms", _term("term", "one term"), required=True),
        _text("assumption", "what must hold for it to hold", required=True),
    ),
}

# What was done to the vocabulary. It stands in the file beside them and is no record itself: it is
# not passed on with them.
EDITS: Tables = {
    "edits": (
        _ID,
        _text("made", "when, in ISO 8601 with the zone's offset", required=True),
        _text("author", "who made it", required=True),
        _text("what", "what was done, in a few words", required=True),
        # No reference: the edit that is taken back may be forgotten by now.
        Field("undoes", SLUG, "the edit that it takes back, null for any other"),
        _list(
            "changes",
            "the records changed",
            _object(
                "change",
                "one record before and after",
                _text("table", "the table of the record", required=True),
                Field("record", SLUG, "the id of the record", required=True),
                _text("before", "the record before, as JSON; null where there was none"),
                _text("after", "the record after, as JSON; null where it was taken out"),
            ),
            required=True,
        ),
    ),
}

DOSSIER_FILE: Tables = {**DOSSIER, **EDITS}

NOTEBOOK: Tables = {
    "notes": (
        Field("id", SLUG, "random, so that no two people make the same", required=True),
        Field("dossier", SLUG, "the id of the dossier it is about"),
        _text("target", "what it is about: claim:ID, pair:ID|ID, ...", required=True),
        _choice("kind", "what sort of entry", vocabulary.NOTE_KINDS),
        _text("body", "the entry itself, in words"),
        _text("author", "who wrote it", required=True),
        _text("created", "when, in ISO 8601 with the zone's offset", required=True),
        _text("value", "a verdict or rating, the label of a flag"),
        # No reference: what it names may stand in a colleague's notebook.
        Field("supersedes", SLUG, "the entry it replaces, undoes or redoes", is_chain=True),
        _object(
            "reading",
            "what the explorer said of the pair at the time",
            _text("kind", "the word for it: tension, conflict, ...", required=True),
            Field("severity", INTEGER, "how grave, 0 is not", required=True, minimum=0),
            _text("sentence", "the reason as it was shown", required=True),
            _text("preset", "the halo preset it was made under", required=True),
        ),
    ),
}
