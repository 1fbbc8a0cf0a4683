"""Rows made of forms: a claim, a source, with the records they need."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.review.forms import (
    CLAIM,
    DATED,
    FORMS,
    LONGEST,
    SOURCE,
    Built,
    Field,
    Problem,
    Reader,
    asked,
    draft_of,
)
from kursk_tui.model import locators, schema
from kursk_tui.model.records import Row
from kursk_tui.model.text import free_id
from kursk_tui.model.vocabulary import HEDGES, LanguageBasis

Place = dict[str, Any]
_HOW_DATED = "say how the date is known: stated, page or inferred"


def build_claim(
    dossier: Dossier,
    draft: Mapping[str, str],
    *,
    source: str,
    id: str,
    place: Place | None = None,
    before: Row | None = None,
    proposer: str | None = None,
) -> Built | list[Problem]:
    """A row of the table `claims` from a form, or what is wrong with the form.

    `place` is its locator, None where the text is not at hand, `proposer` what proposed it where
    neither a person nor our own rules did. `before` is the row that is
    edited: its place, oppositions and retraction stay. What must hold between the fields is
    for the check, when the edit is made.
    """
    reader = Reader(dossier, draft)
    reader.publisher = dossier.sources[source].publisher
    values = _values(reader, "claims", CLAIM)
    values |= {"id": id, "source": source, "figure": _figure(reader, values)}
    row = _row(schema.DOSSIER["claims"], values, before, {"locator": place, "proposer": proposer})
    twin = _same_statement(dossier, source, row["statement"], id)
    if twin is not None:
        reader.wrong("statement", f"it is already that of {twin}; say what is different")
    if row["as_of"] is not None and row["as_of_basis"] is None:
        reader.wrong("as_of_basis", "say how the date is known: stated or inferred")
    return reader.problems or Built(row, tuple(reader.new))


def build_source(
    dossier: Dossier,
    draft: Mapping[str, str],
    *,
    paragraphs: tuple[str, ...] = (),
    guessed: str | None = None,
    before: Row | None = None,
) -> Built | list[Problem]:
    """A row of the table `sources` from a form, or what is wrong with the form.

    `paragraphs` are those of its text, whose fingerprint it gets; none where there is no
    text. `guessed` is the language that a program found, which a person may have left or put
    another in its place. `before` is the row that is edited: its id and fingerprint stay.
    """
    reader = Reader(dossier, draft)
    if reader.text("publisher") is None:
        reader.missing("publisher", "it is missing: an agent, or +Name (outlet)")
    if reader.text("published") is not None and reader.text("published_basis") is None:
        reader.wrong("published_basis", _HOW_DATED)
    values = _values(reader, "sources", SOURCE)
    published, basis = values["published"], values["published_basis"]
    if published is None and basis not in (None, "unknown"):
        reader.wrong("published_basis", "there is no date, so it is unknown")
    if published is not None and basis == "unknown":
        reader.wrong("published_basis", _HOW_DATED)
    values["id"] = before["id"] if before is not None else ""
    new = {
        "text": _text(paragraphs),
        "reading": "full" if paragraphs else "registered",
        "language_basis": _language_basis(values["language"], guessed),
    }
    row = _row(schema.DOSSIER["sources"], values, before, new)
    if reader.problems:
        return reader.problems
    if before is None:
        called = f"{row['publisher']}-{published or 'undated'}"
        row["id"] = free_id(called, set(dossier.sources), longest=DATED)
    return Built(row, tuple(reader.new))


def _language_basis(language: str | None, guessed: str | None) -> LanguageBasis | None:
    """How the language of a new document is known: by a program, or by who reads it."""
    if language is None:
        return None
    return "guessed" if language == guessed else "found"


def build_record(
    dossier: Dossier, table: str, draft: Mapping[str, str], *, before: Row | None = None
) -> Built | list[Problem]:
    """A row of any other table that has a form, or what is wrong with the form.

    `before` is the row that is edited: what nobody has touched stays just as it is. With another
    `id` the row is to take its place under that.
    """
    reader = Reader(dossier, draft)
    # An id that nobody gives is made of the name.
    values = _values(reader, table, tuple(each for each in FORMS[table] if each.name != "id"))
    was = draft_of(table, before) if before is not None else {}
    for within, field in asked(table):
        if within is None and field.name in was and draft.get(field.name, "") == was[field.name]:
            values.pop(field.name, None)
    id = reader.text("id") or (before or {}).get("id")
    if id is None:
        id = free_id(called(draft), set(dossier.raw_rows(table)), longest=LONGEST)
    if re.fullmatch(schema.SLUG_PATTERN, id) is None:
        reader.wrong("id", "it is not an id; write small letters, digits, - and .")
    elif id in dossier.raw_rows(table) and (before is None or id != before["id"]):
        reader.wrong("id", "it is already that of another record")
    values["id"] = id
    row = _row(schema.DOSSIER[table], values, before, {})
    for field in schema.DOSSIER[table]:
        inner = row.get(field.name)
        if isinstance(inner, dict) and all(value is None for value in inner.values()):
            row[field.name] = None
    if before is not None:
        row = {n: value for n, value in row.items() if n in before or value not in (None, [])}
    return reader.problems or Built(row, tuple(reader.new))


def called(draft: Mapping[str, str]) -> str:
    """What a record is called, from which its id is made."""
    return next((draft[name] for name in ("name", "title", "kind") if draft.get(name)), "")


def _values(reader: Reader, table: str, form: tuple[Field, ...]) -> dict[str, Any]:
    """What the fields of a form come to, in its order: a release is made before its event.

    Those of a figure are left out, as each depends on the others.
    """
    fields = {f.name: f for within, f in asked(table) if within is None or within.name != "figure"}
    return {each.name: reader.value(fields[each.name]) for each in form if each.name in fields}


def _row(
    fields: tuple[schema.Field, ...], values: Row, before: Row | None, new: Row
) -> dict[str, Any]:
    """A row with the values of a form, in the order of the schema.

    What no form asks for is as in the row that is edited; in a new one as in `new`, or empty.
    """
    row: dict[str, Any] = {}
    for field in fields:
        name = field.name
        if name in values:
            row[name] = values[name]
        elif any(inner.help is not None for inner in field.fields):
            there = before.get(name) if before is not None else None
            inner = _row(field.fields, values, there, {})
            # What an older file does not have, and nobody gave, it does not get either.
            row[name] = {n: v for n, v in inner.items() if v is not None or not there or n in there}
        elif before is None:
            row[name] = new.get(name, [] if field.type == schema.LIST else None)
        elif name in before:
            row[name] = before[name]
    return row


def next_claim_id(dossier: Dossier, source: str, paragraph: int | None) -> str:
    """The id of the next claim of a paragraph; without one, of the claims without a place.

    By the codebook: source, point, paragraph, then b, c, d; or `r` and a number. An id that an
    edit has taken out again may be given anew.
    """
    taken = set(dossier.claims)
    if paragraph is None:
        number = 1
        while f"{source}.r{number}" in taken:
            number += 1
        return f"{source}.r{number}"
    for letters in _letters():
        id = f"{source}.{paragraph}{letters}"
        if id not in taken:
            return id
    raise AssertionError("there is always a further id")


def place_of(paragraphs: tuple[str, ...], paragraph: int) -> Place:
    """The locator of a paragraph, counted from 1."""
    return {"paragraph": paragraph, "sha256": locators.fingerprint(paragraphs[paragraph - 1])}


def _letters() -> Any:
    yield ""
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    yield from alphabet[1:]
    for first in alphabet:
        for second in alphabet:
            yield first + second


def _same_statement(dossier: Dossier, source: str, statement: str, id: str) -> str | None:
    """The other claim of a source that says the same: by the codebook there is none."""
    for other in dossier.raw_rows("claims").values():
        if other["source"] == source and other["id"] != id and other["statement"] == statement:
            return str(other["id"])
    return None


def _figure(reader: Reader, values: Row) -> dict[str, Any] | None:
    measure, written = values["measure"], reader.text("written")
    if measure is None:
        given = [n for n in ("written", "low", "high", "date", "hedge") if reader.text(n)]
        if given and reader.text("measure") is None:
            labels = {field.name: field.label for field in CLAIM}
            what = " and ".join(labels[name] for name in given)
            told = f"it is missing, but there is a figure: say what it counts, or empty {what}"
            reader.missing("measure", told)
        return None
    if written is None:
        reader.missing("written", "it is missing: the phrase as printed")
        return None
    if _basis(reader, measure) == "date":
        date = reader.date("date")
        if date is None:
            reader.missing("date", f"it is missing: {measure} is a date")
        return {"written": written, "date": date}
    hedge = reader.choice("hedge", HEDGES)
    if reader.text("hedge") is None:
        reader.missing("hedge", "it is missing, and the phrase does not say it: choose one")
    low, high = reader.number("low"), reader.number("high")
    return {"written": written, "low": low, "high": high, "hedge": hedge}


def _basis(reader: Reader, measure: str) -> str:
    """How a measure behaves in time, of one that the form makes too."""
    made = {c.id: c.after for c in reader.new if c.table == "measures" and c.after is not None}
    if measure in made:
        return str(made[measure]["basis"])
    return reader.dossier.measures[measure].basis


def _text(paragraphs: tuple[str, ...]) -> dict[str, Any] | None:
    if not paragraphs:
        return None
    return {"sha256": locators.text_fingerprint(paragraphs), "paragraphs": len(paragraphs)}
