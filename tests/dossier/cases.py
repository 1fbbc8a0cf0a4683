"""One mutation of the sound sample for each kind of problem, and where it must be told."""

from __future__ import annotations

from collections.abc import Callable

from kursk_tui.model.schema import SCHEMA_VERSION
from tests.dossier.sample import Data

Place = tuple[str | None, str | None, str | None]
Mutation = Callable[[Data], object]


def put(table: str, key: str, field: str, value: object) -> Mutation:
    """Set a field, `a.b` for one inside an object."""

    def mutate(data: Data) -> None:
        row = data[table][key]
        *outer, last = field.split(".")
        for name in outer:
            row = row[name]
        row[last] = value

    return mutate


def drop(table: str, key: str, field: str) -> Mutation:
    *outer, last = field.split(".")

    def mutate(data: Data) -> None:
        row = data[table][key]
        for name in outer:
            row = row[name]
        del row[last]

    return mutate


# mutation, where the one problem is told, words it must hold
CASES: dict[str, tuple[Mutation, Place, str]] = {
    # shape
    "unknown table": (
        lambda data: data.update(more={}),
        ("more", None, None),
        "unknown table",
    ),
    "row no object": (
        lambda data: data["scopes"].update({"9": 1}),
        ("scopes", "row 9", None),
        "is not an object",
    ),
    "row key": (
        lambda data: data["scopes"].update({"x": data["scopes"].pop("1")}),
        ("scopes", "houses", None),
        "row key 'x'",
    ),
    "unknown field": (put("agents", "1", "colour", "red"), ("agents", "northland", "colour"), ""),
    "unknown inner field": (
        put("claims", "1", "scope.colour", "red"),
        ("claims", "gazette-1.1", "scope.colour"),
        "unknown field",
    ),
    "missing field": (drop("agents", "1", "name"), ("agents", "northland", "name"), "missing"),
    "missing id": (drop("identities", "1", "id"), ("identities", "row 1", "id"), "missing"),
    "missing inner field": (
        drop("claims", "3", "figure.written"),
        ("claims", "gazette-1.3", "figure.written"),
        "missing",
    ),
    "null where required": (put("events", "1", "title", None), ("events", "flood", "title"), ""),
    "text that is a number": (
        put("claims", "1", "statement", 3),
        ("claims", "gazette-1.1", "statement"),
        "is a number, not text",
    ),
    "number that is true": (
        put("claims", "1", "locator.paragraph", True),
        ("claims", "gazette-1.1", "locator.paragraph"),
        "is true or false, not a whole number",
    ),
    "number that is text": (
        put("claims", "1", "figure.low", "300"),
        ("claims", "gazette-1.1", "figure.low"),
        "is text, not a number",
    ),
    "list that is text": (
        put("claims", "1", "events", "flood"),
        ("claims", "gazette-1.1", "events"),
        "not a list",
    ),
    "list with a list": (
        put("claims", "1", "events", [["flood"]]),
        ("claims", "gazette-1.1", "events[0]"),
        "not text",
    ),
    "list with null": (
        put("agents", "2", "aliases", [None]),
        ("agents", "council", "aliases[0]"),
        "null",
    ),
    "opposition that is text": (
        put("claims", "4", "opposes", ["gazette-1.1"]),
        ("claims", "herald-1.1", "opposes[0]"),
        "not an object",
    ),
    "empty text": (put("measures", "1", "unit", " "), ("measures", "flooded", "unit"), "empty"),
    "empty cue": (
        put("measures", "1", "cues", ["x", ""]),
        ("measures", "flooded", "cues[1]"),
        "empty",
    ),
    "closed list": (put("agents", "4", "kind", "paper"), ("agents", "gazette", "kind"), "'paper'"),
    "hedge": (
        put("claims", "1", "figure.hedge", "circa"),
        ("claims", "gazette-1.1", "figure.hedge"),
        "'circa'",
    ),
    "number beyond bounds": (
        put("claims", "1", "figure.low", 10**400),
        ("claims", "gazette-1.1", "figure.low"),
        "out of range",
    ),
    "sign": (
        put("identities", "1", "total.sign", 2),
        ("identities", "by-district", "total.sign"),
        "2 is not in the list",
    ),
    "schema version": (
        put("meta", "1", "schema_version", 0),
        ("meta", "row 1", "schema_version"),
        "0 is not in the list; one of 1, 2, 3",
    ),
    "a later schema version": (
        put("meta", "1", "schema_version", SCHEMA_VERSION + 1),
        ("meta", "row 1", "schema_version"),
        f"is later than {SCHEMA_VERSION}, the last that this kursk-tui reads; "
        "a newer kursk-tui wrote it",
    ),
    "a sum of itself": (
        put("measures", "1", "sum_of", ["flooded"]),
        ("measures", "flooded", "sum_of"),
        "is the measure itself",
    ),
    # ids and references
    "id with a capital": (
        put("identities", "1", "id", "By-District"),
        ("identities", "By-District", "id"),
        "not an id",
    ),
    "id twice": (
        lambda data: data["scopes"].update({"9": dict(data["scopes"]["3"])}),
        ("scopes", "harbour", "id"),
        "stands twice",
    ),
    "claim id twice": (
        put("claims", "3", "id", "gazette-1.2"),
        ("claims", "gazette-1.2", "id"),
        "stands twice",
    ),
    "unknown reference": (
        put("sources", "1", "publisher", "gazete"),
        ("sources", "gazette-1", "publisher"),
        "did you mean gazette?",
    ),
    "unknown reference in a list": (
        put("claims", "4", "attribution", ["council", "nobody"]),
        ("claims", "herald-1.1", "attribution[1]"),
        "'nobody' is not in agents",
    ),
    "unknown event in within": (
        put("claims", "2", "scope.within", "floood"),
        ("claims", "gazette-1.2", "scope.within"),
        "did you mean flood?",
    ),
    "population that is a place": (
        put("claims", "1", "scope.population", "town"),
        ("claims", "gazette-1.1", "scope.population"),
        "not of kind population",
    ),
    "place that is a population": (
        put("events", "2", "place", "houses"),
        ("events", "breach", "place"),
        "not of kind place",
    ),
    "release that is none": (
        put("claims", "1", "release", "flood"),
        ("claims", "gazette-1.1", "release"),
        "not of kind release",
    ),
    "party that is no state": (
        put("agents", "2", "party", "gazette"),
        ("agents", "council", "party"),
        "not of kind state",
    ),
    "part of another kind": (
        put("scopes", "3", "part_of", "houses"),
        ("scopes", "harbour", "part_of"),
        "can't be part",
    ),
    "part of itself": (
        put("scopes", "2", "part_of", "town"),
        ("scopes", "town", "part_of"),
        "town -> town",
    ),
    "ring of parts": (
        put("events", "1", "part_of", "breach"),
        ("events", "flood", "part_of"),
        "flood -> breach -> flood",
    ),
    "ring of members": (
        put("agents", "2", "member_of", "water-board"),
        ("agents", "council", "member_of"),
        "leads back",
    ),
    "share of itself": (
        put("claims", "2", "of", "gazette-1.2"),
        ("claims", "gazette-1.2", "of"),
        "leads back",
    ),
    # dates
    "date of a source": (
        put("sources", "1", "published", "4 March"),
        ("sources", "gazette-1", "published"),
        "not a date",
    ),
    "date of an event": (
        put("events", "2", "date", "2031-02-30"),
        ("events", "breach", "date"),
        "",
    ),
    "since": (put("measures", "1", "since", "2031-13"), ("measures", "flooded", "since"), ""),
    "as of": (put("claims", "1", "as_of", "soon"), ("claims", "gazette-1.1", "as_of"), ""),
    "date of a figure": (
        put("claims", "3", "figure.date", "3.3."),
        ("claims", "gazette-1.3", "figure.date"),
        "",
    ),
    "published without a date": (
        put("sources", "2", "published_basis", "stated"),
        ("sources", "herald-1", "published"),
        "basis is stated",
    ),
    "published with basis unknown": (
        put("sources", "1", "published_basis", "unknown"),
        ("sources", "gazette-1", "published_basis"),
        "there is a date",
    ),
    "as of without basis": (
        drop("claims", "1", "as_of_basis"),
        ("claims", "gazette-1.1", "as_of_basis"),
        "missing",
    ),
    "basis without as of": (
        drop("claims", "1", "as_of"),
        ("claims", "gazette-1.1", "as_of"),
        "missing",
    ),
    # figures
    "low above high": (
        put("claims", "2", "figure", {"written": "x", "low": 3, "high": 2, "hedge": "between"}),
        ("claims", "gazette-1.2", "figure"),
        "low is above high",
    ),
    "number without a hedge": (
        drop("claims", "1", "figure.hedge"),
        ("claims", "gazette-1.1", "figure"),
        "hedge",
    ),
    "number below zero": (
        put("claims", "1", "figure.low", -1),
        ("claims", "gazette-1.1", "figure"),
        "low",
    ),
    "figure without a measure": (
        drop("claims", "1", "measure"),
        ("claims", "gazette-1.1", "measure"),
        "missing",
    ),
    "date for a count": (
        put("claims", "3", "measure", "flooded"),
        ("claims", "gazette-1.3", "figure.date"),
        "basis stock",
    ),
    "number for a date": (
        put("claims", "2", "measure", "breach-date"),
        ("claims", "gazette-1.2", "figure"),
        "basis date",
    ),
    # claims
    "claim of another source": (
        put("claims", "5", "id", "gazette-1.5"),
        ("claims", "gazette-1.5", "id"),
        "source's id",
    ),
    "paragraph 0": (
        put("claims", "1", "locator.paragraph", 0),
        ("claims", "gazette-1.1", "locator.paragraph"),
        "out of range",
    ),
    "paragraph beyond the text": (
        put("claims", "1", "locator.paragraph", 5),
        ("claims", "gazette-1.1", "locator.paragraph"),
        "has 4 paragraphs",
    ),
    "hash too short": (
        put("claims", "1", "locator.sha256", "ab"),
        ("claims", "gazette-1.1", "locator.sha256"),
        "64",
    ),
    "opposes itself": (
        put("claims", "4", "opposes", [{"claim": "herald-1.1", "how": "denies"}]),
        ("claims", "herald-1.1", "opposes[0].claim"),
        "itself",
    ),
    "publisher in its own chain": (
        put("claims", "4", "attribution", ["herald", "council"]),
        ("claims", "herald-1.1", "attribution[0]"),
        "the publisher itself",
    ),
    "agent twice in a chain": (
        put("claims", "4", "attribution", ["council", "water-board", "council"]),
        ("claims", "herald-1.1", "attribution[2]"),
        "twice",
    ),
    # the rest
    "release without by": (drop("events", "3", "by"), ("events", "briefing", "by"), "missing"),
    "no meta": (lambda data: data.pop("meta"), ("meta", None, None), "holds 0 rows"),
    "two rows of meta": (
        lambda data: data["meta"].update({"2": dict(data["meta"]["1"])}),
        ("meta", None, None),
        "holds 2 rows",
    ),
    "alias of another": (
        put("agents", "4", "aliases", ["tc"]),
        ("agents", "gazette", "aliases[0]"),
        "also a name of council",
    ),
    "name of another": (
        put("agents", "5", "name", "GAZETTE"),
        ("agents", "herald", "name"),
        "also a name of gazette",
    ),
    "one term": (
        lambda data: data["identities"]["1"]["terms"].pop(),
        ("identities", "by-district", "terms"),
        "1 terms",
    ),
    "two derived": (
        put("identities", "1", "total", {"measure": "flooded"}),
        ("identities", "by-district", "terms[1]"),
        "so is total",
    ),
    "term of nothing": (
        put("identities", "1", "total", {"sign": 1}),
        ("identities", "by-district", "total"),
        "a claim or a measure",
    ),
}
