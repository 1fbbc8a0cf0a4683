"""A document, or a claim in one, for a program that keeps references: BibTeX and CSL-JSON.

Each is one line. It can go to a clipboard and be pasted anywhere: a shell would carry out what
stands before each line break.
"""

from __future__ import annotations

import json
import re
from typing import Any

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.addresses import web_address
from kursk_tui.model.dates import human
from kursk_tui.model.records import Claim, Source
from kursk_tui.model.text import visible

# A day, a month or a year that is known as such; other dates are given in words.
_PLAIN_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?")
# What has a meaning in TeX, and how it is written where it is meant as a letter.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "%&$#_"},
    }
)
# The type in CSL of each kind of document; what no kind fits is a page.
_TYPES = {"report": "article-newspaper", "digest": "article-newspaper", "post": "post"}


def bibtex(dossier: Dossier, source: Source, claim: Claim | None = None) -> str:
    """An entry of BibTeX under the document's id; its note says which claim is meant, and where.

    Names and titles keep their letters as they are. There is no author but the publisher: a
    dossier records none.
    """
    fields = {
        "author": f"{{{_tex(dossier.agents[source.publisher].name)}}}",
        "title": f"{{{_tex(source.title)}}}",
    }
    plain = _PLAIN_DATE.fullmatch(source.published or "")
    if plain is not None:
        names = ("year", "month", "day")
        parts = zip(names, plain.groups(), strict=True)
        fields |= {name: part for name, part in parts if part is not None}
    elif source.published:
        fields["year"] = _tex(human(source.published))
    address = web_address(source.url)
    if address is not None:
        fields["url"] = address
    if _PLAIN_DATE.fullmatch(source.retrieved or ""):
        fields["urldate"] = str(source.retrieved)
    note = _note(source, claim)
    if note:
        fields["note"] = _tex(note)
    listed = ", ".join(f"{name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{source.id}, {listed}}}"


def bibtex_of_all(dossier: Dossier) -> str:
    """An entry of BibTeX for each document of a dossier, a line each."""
    return "".join(bibtex(dossier, source) + "\n" for source in dossier.sources.values())


def csl_of_all(dossier: Dossier) -> str:
    """The documents of a dossier as a list of items in CSL-JSON, in ASCII, an item a line."""
    items = ",\n ".join(json.dumps(_item(dossier, source)) for source in dossier.sources.values())
    return f"[{items}]\n"


def csl_json(dossier: Dossier, source: Source, claim: Claim | None = None) -> str:
    """A list of one item in CSL-JSON, in ASCII; its note says which claim is meant, and where."""
    return json.dumps([_item(dossier, source, claim)])


def _item(dossier: Dossier, source: Source, claim: Claim | None = None) -> dict[str, Any]:
    publisher = visible(dossier.agents[source.publisher].name)
    item: dict[str, Any] = {
        "id": source.id,
        "type": _TYPES.get(source.kind, "webpage"),
        "title": visible(source.title),
        "author": [{"literal": publisher}],
        "container-title": publisher,
        "issued": _csl_date(source.published),
        "accessed": _csl_date(source.retrieved),
        "language": source.language,
        "URL": web_address(source.url),
        "note": _note(source, claim),
    }
    return {name: value for name, value in item.items() if value}


def _note(source: Source, claim: Claim | None) -> str:
    parts = []
    if claim is not None:
        place = f"paragraph {claim.locator.paragraph}, " if claim.locator is not None else ""
        parts.append(f"{place}claim {claim.id}")
    archived = web_address(source.archived)
    if archived is not None:
        parts.append(f"archived: {archived}")
    return "; ".join(parts)


def _csl_date(date: str | None) -> dict[str, Any] | None:
    if date is None:
        return None
    plain = _PLAIN_DATE.fullmatch(date)
    if plain is None:
        return {"literal": human(date)}
    return {"date-parts": [[int(part) for part in plain.groups() if part is not None]]}


def _tex(text: str) -> str:
    return visible(text).translate(_TEX)
