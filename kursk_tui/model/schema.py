"""The one table of fields: every table of a dossier and of a notebook, field by field.

The check, the records, the forms, the search, the columns of lists, the JSON Schema and the
codebook are made from it. Rules between fields or records (an `of` that leads back to itself, a
low above its high) are in `kursk_tui.dossier.rules`.

A plain field is two edits: a line here, and one in its record (`kursk_tui.model.records`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from kursk_tui.model import vocabulary

SCHEMA_VERSION = 3
# A file of an earlier version is read as it is: each version only added fields, none of them
# required. The first change that is made to it says that it is of the present one. Of a later
# version nothing is looked at but that.
READABLE_VERSIONS = tuple(range(1, SCHEMA_VERSION + 1))

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
    """One field of a record. It is absent or null where it is not required.

    `about` says in words what it is. `choices` are all values it may have; `where` narrows a
    reference to records whose field has that value; `item` is what a list holds, `fields` what
    an object holds; `is_chain` marks a reference that must never lead back to where it started.

    A field is a word of its record, stands in rows of it (CSV, JSON) and in no form, unless it
    says otherwise: `searched`, `listed`; `help` is what a form says beside it (`about` where it
    is empty, None where no form has it). `shown` puts it into the detail just as it is. `label`
    is what forms and the detail call it, its name where empty.
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
    label: str = ""
    help: str | None = None
    searched: bool = True
    listed: bool = True
    shown: bool = False


Tables = dict[str, tuple[Field, ...]]


def flattened(table: str) -> Iterator[tuple[Field | None, Field]]:
    """Yield the fields of a dossier's table, those of an object in the place of the object.

    Before each stands the object that it is in, None where it is the record's own.
    """
    for field in DOSSIER[table]:
        if field.type == OBJECT:
            yield from ((field, inner) for inner in field.fields)
        else:
            yield None, field


def empty_row(table: str) -> dict[str, Any]:
    """A record of a table without anything in it, its fields in the order of the table."""
    return {field.name: [] if field.type == LIST else None for field in DOSSIER[table]}


def arranged(first: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
    """Return names in an order of their own as far as it goes, then the rest as they come."""
    return tuple(dict.fromkeys((*first, *names)))


_ID = Field("id", SLUG, "readable id, used in commands and references", required=True)
# Forms make it of the name. Of claims and documents no form asks for it.
_NAMED = _ID._replace(help="made of the name; give another, and all that name it follow")
_NOTE = Field("note", TEXT, "a remark on the record, in our own words")
_REMARK = _NOTE._replace(help="a remark, in your own words")
_SHA256 = Field("sha256", SHA256, "64 lower-case hex digits", required=True, listed=False)

_TERM = (
    Field("claim", REFERENCE, "the claim whose figure it is", refers="claims"),
    Field("measure", REFERENCE, "instead of a claim: the measure to derive", refers="measures"),
    Field("sign", INTEGER, "1 is added, -1 taken away; 1 when absent", choices=(1, -1)),
)

DOSSIER: Tables = {
    "meta": (
        Field("id", SLUG, "stands for the dossier in notebooks"),
        Field("title", TEXT, "name of the dossier", required=True),
        Field("summary", TEXT, "what it is about, in a sentence or two", required=True),
        Field(
            "schema_version",
            INTEGER,
            "version of this schema",
            required=True,
            choices=READABLE_VERSIONS,
        ),
        Field("dataset_version", TEXT, "version of the data", required=True),
        Field(
            "preset",
            TEXT,
            "halo preset its readings default to",
            required=True,
            choices=vocabulary.PRESETS,
        ),
        Field("licence", TEXT, "terms under which it may be passed on", required=True),
        Field(
            "opens",
            REFERENCE,
            "the event that an explorer opens on, null for the overview",
            refers="events",
        ),
        Field(
            "languages",
            LIST,
            "languages that its documents are in",
            item=Field("language", TEXT, "a language code, as en"),
        ),
    ),
    "agents": (
        _NAMED,
        Field("name", TEXT, "name as shown", required=True, help=""),
        Field(
            "kind",
            TEXT,
            "what the agent is",
            required=True,
            choices=vocabulary.AGENT_KINDS,
            help="",
        ),
        Field(
            "aliases",
            LIST,
            "other names for the agent",
            item=Field("alias", TEXT, "another name"),
            help="other names that texts use, between commas",
        ),
        Field(
            "member_of",
            REFERENCE,
            "the body it belongs to",
            refers="agents",
            is_chain=True,
            help="the body it belongs to; +Name (kind) for a new one",
        ),
        Field(
            "party",
            REFERENCE,
            "the state it sides with",
            refers="agents",
            where=("kind", "state"),
            help="the state it sides with; +Name (state) for a new one",
        ),
        Field(
            "merged_into",
            REFERENCE,
            "the agent that it turned out to be",
            refers="agents",
            is_chain=True,
            searched=False,
            listed=False,
        ),
    ),
    "scopes": (
        _NAMED,
        Field(
            "kind",
            TEXT,
            "whom, where, or how it is counted",
            required=True,
            choices=vocabulary.SCOPE_KINDS,
            help="",
        ),
        Field("name", TEXT, "name as shown", required=True, help=""),
        Field(
            "part_of",
            REFERENCE,
            "the scope it lies within",
            refers="scopes",
            is_chain=True,
            # Its name is no word of the part: who looks for the whole would be led to all parts.
            searched=False,
            help="the whole of the same kind that it lies within",
        ),
        Field(
            "point",
            OBJECT,
            "where a place is",
            fields=(
                Field(
                    "latitude",
                    NUMBER,
                    "degrees north",
                    required=True,
                    minimum=-90,
                    help="of a place: degrees north, as 32.76",
                ),
                Field(
                    "longitude",
                    NUMBER,
                    "degrees east",
                    required=True,
                    minimum=-180,
                    help="of a place: degrees east, as 22.64",
                ),
            ),
        ),
    ),
    "sources": (
        _ID,
        Field(
            "publisher",
            REFERENCE,
            "who published the document",
            required=True,
            refers="agents",
            help="+Name (outlet) for a new one",
        ),
        Field(
            "title",
            TEXT,
            "title as printed",
            required=True,
            help="as printed; in [brackets] if it is yours",
        ),
        Field(
            "published",
            DATE,
            "date of publication, null when unknown",
            help="EDTF, as 2025-01-13; empty if unknown",
        ),
        Field(
            "published_basis",
            TEXT,
            "where that date is from",
            required=True,
            choices=vocabulary.PUBLISHED_BASES,
            label="date is",
            help="",
            searched=False,
        ),
        Field(
            "kind",
            TEXT,
            "what sort of document",
            required=True,
            choices=vocabulary.SOURCE_KINDS,
            help="",
        ),
        Field(
            "language",
            TEXT,
            "language code of the text",
            help="code, as en; empty if nobody can say",
        ),
        Field(
            "language_basis",
            TEXT,
            "how it is known",
            choices=vocabulary.LANGUAGE_BASES,
            searched=False,
            listed=False,
        ),
        Field("url", TEXT, "where it was published", label="address", help="where it can be read"),
        Field("archived", TEXT, "address of an archived copy", searched=False),
        Field("retrieved", DATE, "the day on which it was fetched", searched=False),
        Field(
            "reading",
            TEXT,
            "how it was taken in: all of it, its figures, or its figures and a second time",
            choices=vocabulary.READINGS,
            searched=False,
        ),
        Field(
            "cites",
            LIST,
            "agents it relies on",
            item=Field("agent", REFERENCE, "an agent", refers="agents"),
            help="agents it draws on, commas",
        ),
        Field(
            "text",
            OBJECT,
            "fingerprint of its text",
            fields=(
                _SHA256,
                Field("paragraphs", INTEGER, "how many paragraphs", required=True, minimum=1),
            ),
            listed=False,
        ),
        Field(
            "versions",
            LIST,
            "earlier texts of it",
            item=Field(
                "version",
                OBJECT,
                "one of them",
                fields=(_SHA256, Field("retrieved", DATE, "when it was fetched")),
            ),
            searched=False,
            listed=False,
        ),
        _NOTE._replace(help="what its dating rests on, what looks wrong"),
    ),
    "events": (
        _NAMED,
        Field("title", TEXT, "what happened, in a few words", required=True, help=""),
        Field(
            "date",
            DATE,
            "spans the dates claimed for it; sorts, is never compared",
            help="when, by all that is claimed: 2025-01-13, 2025-01/2025-03",
        ),
        Field(
            "kind",
            TEXT,
            "a happening, a release of words, or a chapter",
            required=True,
            choices=vocabulary.EVENT_KINDS,
            help="",
        ),
        Field(
            "by",
            REFERENCE,
            "whose release it is",
            refers="agents",
            help="of a release: who spoke",
        ),
        Field(
            "place",
            REFERENCE,
            "where",
            refers="scopes",
            where=("kind", "place"),
            help="where; +Name for a new place",
        ),
        Field(
            "part_of",
            REFERENCE,
            "the event it is part of",
            refers="events",
            is_chain=True,
            searched=False,
            help="the event or chapter that it is part of",
        ),
        Field(
            "closed",
            BOOLEAN,
            "whether what is counted within it holds for good",
            listed=False,
            help="",
        ),
        Field(
            "turning",
            BOOLEAN,
            "whether it is a turning point of the story",
            listed=False,
            help="",
        ),
        _REMARK,
    ),
    "measures": (
        _NAMED,
        Field(
            "name",
            TEXT,
            "name as shown",
            required=True,
            help="as it stands behind a number: 300 killed",
        ),
        Field(
            "unit",
            TEXT,
            "what is counted: persons, percent, ...",
            required=True,
            help="what is counted: persons, houses, percent",
        ),
        Field(
            "basis",
            TEXT,
            "how it behaves in time",
            required=True,
            choices=vocabulary.BASES,
            help="",
        ),
        Field(
            "part_of",
            REFERENCE,
            "the measure it is part of",
            refers="measures",
            is_chain=True,
            searched=False,
            help="the measure that it is part of",
        ),
        Field(
            "sum_of",
            LIST,
            "measures that usually add up to it, where one document gives them all",
            item=Field("measure", REFERENCE, "a measure", refers="measures"),
            searched=False,
            listed=False,
            help="measures that usually add up to it, between commas",
        ),
        Field(
            "since",
            DATE,
            "where a cumulative count starts",
            help="where a cumulative count starts, as 2024-11-05",
        ),
        Field(
            "cues",
            LIST,
            "words that name it in a text",
            item=Field("cue", TEXT, "a word or phrase"),
            help="words that name it in a text, between commas",
        ),
        _REMARK,
    ),
    "claims": (
        _ID,
        Field("source", REFERENCE, "the document it stands in", required=True, refers="sources"),
        Field(
            "events",
            LIST,
            "events it speaks of",
            item=Field("event", REFERENCE, "an event", refers="events"),
            help="what it speaks of, commas; +Title for a new one",
        ),
        Field(
            "statement",
            TEXT,
            "what it says, in our own words",
            required=True,
            help="what it says, in your own words",
        ),
        Field(
            "attribution",
            LIST,
            "chain from nearest the publisher to the origin, without the publisher",
            item=Field("agent", REFERENCE, "an agent of the chain", refers="agents"),
            label="chain",
            help="from nearest the publisher to the origin, commas",
            listed=False,
        ),
        Field(
            "lineage",
            TEXT,
            "how much of the chain is known",
            required=True,
            choices=vocabulary.LINEAGES,
            help="",
        ),
        Field(
            "release",
            REFERENCE,
            "the release relayed",
            refers="events",
            where=("kind", "release"),
            help="the utterance relayed; +Title (date) for a new one",
        ),
        Field(
            "modality", TEXT, "how it is put", required=True, choices=vocabulary.MODALITIES, help=""
        ),
        Field("likelihood", TEXT, "words of likelihood as printed", help=""),
        Field(
            "opposes",
            LIST,
            "claims it contradicts in words",
            item=Field(
                "opposition",
                OBJECT,
                "one such claim",
                fields=(
                    Field("claim", REFERENCE, "the other claim", required=True, refers="claims"),
                    Field(
                        "how",
                        TEXT,
                        "denies it, or can't hold beside it",
                        required=True,
                        choices=vocabulary.OPPOSITIONS,
                        searched=False,
                    ),
                    _NOTE,
                ),
            ),
            listed=False,
        ),
        Field(
            "measure",
            REFERENCE,
            "what its figure counts",
            refers="measures",
            help="what the figure counts; empty without one",
        ),
        Field(
            "figure",
            OBJECT,
            "the figure as printed, numbers or a date",
            fields=(
                Field(
                    "written",
                    TEXT,
                    "the short phrase as printed",
                    required=True,
                    label="as printed",
                    help="the shortest phrase with number and hedge",
                ),
                Field(
                    "low",
                    NUMBER,
                    "lower printed number, null for an open end",
                    help="the printed number; empty for an open end",
                ),
                Field(
                    "high",
                    NUMBER,
                    "upper printed number, null for an open end",
                    help="the printed number; empty for an open end",
                ),
                Field(
                    "hedge",
                    TEXT,
                    "how the number is hedged",
                    choices=vocabulary.HEDGES,
                    help="as the words before the number say",
                    searched=False,
                ),
                Field(
                    "date",
                    DATE,
                    "for a measure of basis date: the phrase read literally",
                    help="of a measure of dates: EDTF, as 2025-01-13",
                    searched=False,
                ),
            ),
        ),
        Field(
            "misreads",
            OBJECT,
            "what it tells wrongly: a claim or a release, one of the two",
            fields=(
                Field("claim", REFERENCE, "the claim misread", refers="claims"),
                Field(
                    "release",
                    REFERENCE,
                    "the release misread",
                    refers="events",
                    where=("kind", "release"),
                ),
                Field(
                    "how",
                    TEXT,
                    "measure, hedge, period, modality, number",
                    required=True,
                    choices=vocabulary.MISREADINGS,
                ),
            ),
            searched=False,
            listed=False,
        ),
        Field(
            "scope",
            OBJECT,
            "what the figure speaks of",
            fields=(
                Field(
                    "population",
                    REFERENCE,
                    "whom",
                    refers="scopes",
                    where=("kind", "population"),
                    help="who is counted",
                ),
                Field(
                    "place",
                    REFERENCE,
                    "where",
                    refers="scopes",
                    where=("kind", "place"),
                    help="where",
                ),
                Field(
                    "counting",
                    REFERENCE,
                    "how counted",
                    refers="scopes",
                    where=("kind", "counting"),
                    help="how it was counted, where it says; +Name for a new way",
                    searched=False,
                    listed=False,
                ),
                Field(
                    "within",
                    PERIOD,
                    "event or period counted, null for the whole",
                    help="event or period counted; empty for the whole",
                ),
            ),
        ),
        Field(
            "as_of",
            DATE,
            "the moment it speaks of",
            help="the moment it speaks of, EDTF; empty if none is named",
            listed=False,
        ),
        Field(
            "as_of_basis",
            TEXT,
            "how that is known",
            choices=vocabulary.AS_OF_BASES,
            label="as of is",
            help="",
            searched=False,
            listed=False,
        ),
        Field(
            "of",
            REFERENCE,
            "the whole that a share is taken of",
            refers="claims",
            is_chain=True,
            label="share of",
            help="the claim that a share is a part of",
            listed=False,
        ),
        Field(
            "locator",
            OBJECT,
            "where it stands in its source, null where nobody recorded it",
            fields=(
                Field("paragraph", INTEGER, "paragraph, from 1", required=True, minimum=1),
                _SHA256,
            ),
        ),
        Field(
            "proposer",
            TEXT,
            "what proposed it, null where a person did",
            label="proposed by",
            shown=True,
            searched=False,
            listed=False,
        ),
        _NOTE._replace(help="the decision, where the text left one to make", listed=False),
        Field(
            "retracted",
            TEXT,
            "why the claim no longer counts; null while it stands",
            searched=False,
            listed=False,
        ),
    ),
    "identities": (
        _NAMED,
        Field(
            "kind",
            TEXT,
            "a sum of parts, or a ledger in time",
            required=True,
            choices=vocabulary.IDENTITY_KINDS,
            help="",
        ),
        Field(
            "total",
            OBJECT,
            "what the terms add up to",
            required=True,
            fields=_TERM,
            help="a claim; or a measure, to derive what is missing",
        ),
        Field(
            "terms",
            LIST,
            "the signed terms",
            required=True,
            item=Field("term", OBJECT, "one term", fields=_TERM),
            help="claims between commas, - before what is taken away",
        ),
        Field(
            "assumption",
            TEXT,
            "what must hold for it to hold",
            required=True,
            help="what must be so for them to add up, in a sentence",
        ),
    ),
}

# What was done to the records. It stands in the file beside them and is no record itself: it is
# not passed on with them.
EDITS: Tables = {
    "edits": (
        _ID,
        Field("made", TEXT, "when, in ISO 8601 with the zone's offset", required=True),
        Field("author", TEXT, "who made it", required=True),
        Field("what", TEXT, "what was done, in a few words", required=True),
        # No reference: the edit that is taken back may be forgotten by now.
        Field("undoes", SLUG, "the edit that it takes back, null for any other"),
        Field(
            "changes",
            LIST,
            "the records changed",
            required=True,
            item=Field(
                "change",
                OBJECT,
                "one record before and after",
                fields=(
                    Field("table", TEXT, "the table of the record", required=True),
                    Field("record", SLUG, "the id of the record", required=True),
                    Field("before", TEXT, "the record before, as JSON; null where there was none"),
                    Field("after", TEXT, "the record after, as JSON; null where it was taken out"),
                    # No reference: that record may be gone by now.
                    Field(
                        "follows",
                        TEXT,
                        "of a record taken out: the id of the one it stood behind, - for none",
                    ),
                ),
            ),
        ),
    ),
}

DOSSIER_FILE: Tables = {**DOSSIER, **EDITS}

NOTEBOOK: Tables = {
    "notes": (
        Field("id", SLUG, "random, so that no two people make the same", required=True),
        Field("dossier", SLUG, "the id of the dossier it is about"),
        Field("target", TEXT, "what it is about: claim:ID, pair:ID|ID, ...", required=True),
        Field("kind", TEXT, "what sort of entry", required=True, choices=vocabulary.NOTE_KINDS),
        Field("body", TEXT, "the entry itself, in words"),
        Field("author", TEXT, "who wrote it", required=True),
        Field("created", TEXT, "when, in ISO 8601 with the zone's offset", required=True),
        Field("value", TEXT, "a verdict or rating, the label of a flag"),
        # No reference: what it names may stand in a colleague's notebook.
        Field("supersedes", SLUG, "the entry it replaces, undoes or redoes", is_chain=True),
        Field(
            "reading",
            OBJECT,
            "what the explorer said of the pair at the time",
            fields=(
                Field("kind", TEXT, "the word for it: tension, conflict, ...", required=True),
                Field("severity", INTEGER, "how grave, 0 is not", required=True, minimum=0),
                Field("sentence", TEXT, "the reason as it was shown", required=True),
                Field("preset", TEXT, "the halo preset it was made under", required=True),
            ),
        ),
    ),
}
