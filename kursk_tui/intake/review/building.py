"""Rows made of forms: a claim, a source, with the records they need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.review.forms import CLAIM, DATED, Built, Problem, Reader, free_id
from kursk_tui.model import locators
from kursk_tui.model.records import Row
from kursk_tui.model.vocabulary import (
    AS_OF_BASES,
    HEDGES,
    LINEAGES,
    MODALITIES,
    PUBLISHED_BASES,
    SOURCE_KINDS,
)

Place = dict[str, Any]


def build_claim(
    dossier: Dossier,
    draft: Mapping[str, str],
    *,
    source: str,
    id: str,
    place: Place | None = None,
    before: Row | None = None,
) -> Built | list[Problem]:
    """A row of the table `claims` from a form, or what is wrong with the form.

    `place` is its locator, None where the text is not at hand. `before` is the row that is
    edited: its place, oppositions and retraction stay. What must hold between the fields is
    for the check, when the edit is made.
    """
    reader = Reader(dossier, draft)
    reader.publisher = dossier.sources[source].publisher
    measure = reader.reference("measure", "measures")
    row: dict[str, Any] = {
        "id": id,
        "source": source,
        "events": [],
        "statement": reader.required("statement"),
        "attribution": reader.references("attribution", "agents"),
        "lineage": reader.choice("lineage", LINEAGES, required=True),
        "release": reader.reference("release", "releases"),
        "modality": reader.choice("modality", MODALITIES, required=True),
        "likelihood": reader.text("likelihood"),
        "opposes": list((before or {}).get("opposes") or ()),
        "measure": measure,
        "figure": _figure(reader, measure),
        "scope": {
            "population": reader.reference("population", "population"),
            "place": reader.reference("place", "place"),
            "within": _within(reader),
        },
        "as_of": reader.date("as_of"),
        "as_of_basis": reader.choice("as_of_basis", AS_OF_BASES),
        "of": reader.reference("of", "claims"),
        "locator": place if before is None else before.get("locator"),
        "note": reader.text("note"),
        "retracted": None if before is None else before.get("retracted"),
        **_kept(before, {"misreads": None, "proposer": None}),
    }
    row["scope"] |= _kept(None if before is None else before.get("scope"), {"counting": None})
    twin = _same_statement(dossier, source, row["statement"], id)
    if twin is not None:
        reader.wrong("statement", f"is that of {twin} already; say what is different")
    row["events"] = reader.references("events", "events")
    if row["as_of"] is not None and row["as_of_basis"] is None:
        reader.wrong("as_of_basis", "is missing, as there is a date: stated or inferred")
    return reader.problems or Built(row, tuple(reader.new))


def build_source(
    dossier: Dossier,
    draft: Mapping[str, str],
    *,
    paragraphs: tuple[str, ...] = (),
    before: Row | None = None,
) -> Built | list[Problem]:
    """A row of the table `sources` from a form, or what is wrong with the form.

    `paragraphs` are those of its text, whose fingerprint it gets; none where there is no
    text. `before` is the row that is edited: its id and fingerprint stay.
    """
    reader = Reader(dossier, draft)
    publisher = reader.reference("publisher", "agents")
    if reader.text("publisher") is None:
        reader.wrong("publisher", "is missing: an agent, or +Name (outlet)")
    published = reader.date("published")
    basis = reader.choice("published_basis", PUBLISHED_BASES, required=True)
    if published is None and basis not in (None, "unknown"):
        reader.wrong("published_basis", "there is no date, so it is unknown")
    if published is not None and basis == "unknown":
        reader.wrong("published_basis", "there is a date: stated, page or inferred")
    row: dict[str, Any] = {
        "id": before["id"] if before is not None else "",
        "publisher": publisher,
        "title": reader.required("title"),
        "published": published,
        "published_basis": basis,
        "kind": reader.choice("kind", SOURCE_KINDS, required=True),
        "language": reader.text("language"),
        "url": reader.text("url"),
        "cites": reader.references("cites", "agents"),
        "text": before.get("text") if before is not None else _text(paragraphs),
        "note": reader.text("note"),
        **_kept(before, _TAKEN_IN if paragraphs else {**_TAKEN_IN, "reading": "registered"}),
    }
    if reader.problems:
        return reader.problems
    if before is None:
        called = f"{publisher}-{published or 'undated'}"
        row["id"] = free_id(called, set(dossier.sources), longest=DATED)
    return Built(row, tuple(reader.new))


# What no form asks for, as a document that is taken in with its text has it.
_TAKEN_IN: dict[str, Any] = {
    "language_basis": None,
    "archived": None,
    "retrieved": None,
    "reading": "full",
    "versions": [],
}


def _kept(before: Row | None, new: dict[str, Any]) -> dict[str, Any]:
    """Fields that no form asks for: as they are in the row that is edited, of a new one `new`."""
    if before is None:
        return new
    return {name: before[name] for name in new if name in before}


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


def _within(reader: Reader) -> str | None:
    """An event, or a period in EDTF."""
    from kursk_tui.model.dates import DateError, parse

    text = reader.text("within")
    if text is None or text in reader.dossier.events:
        return text
    try:
        parse(text)
    except DateError:
        return reader.reference("within", "events")
    return text


def _figure(reader: Reader, measure: str | None) -> dict[str, Any] | None:
    written = reader.text("written")
    if measure is None:
        given = [n for n in ("written", "low", "high", "date", "hedge") if reader.text(n)]
        if given and reader.text("measure") is None:
            labels = {field.name: field.label for field in CLAIM}
            what = " and ".join(labels[name] for name in given)
            reader.wrong("measure", f"is missing, as there is a figure; or empty {what}")
        return None
    if written is None:
        reader.wrong("written", "is missing: the phrase as printed")
        return None
    if reader.dossier.measures[measure].basis == "date":
        date = reader.date("date")
        if date is None:
            reader.wrong("date", f"is missing: {measure} is a date")
        return {"written": written, "date": date}
    hedge = reader.choice("hedge", HEDGES)
    if reader.text("hedge") is None:
        reader.wrong("hedge", f"is missing: one of {', '.join(HEDGES)}")
    low, high = reader.number("low"), reader.number("high")
    return {"written": written, "low": low, "high": high, "hedge": hedge}


def _text(paragraphs: tuple[str, ...]) -> dict[str, Any] | None:
    if not paragraphs:
        return None
    return {"sha256": locators.text_fingerprint(paragraphs), "paragraphs": len(paragraphs)}
