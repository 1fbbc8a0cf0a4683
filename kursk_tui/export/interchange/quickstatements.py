"""Wikidata QuickStatements: figures as statements on one item, each with its reference.

Which item it is, and which property a measure is there, nobody can guess: a small file in TOML
says it.

    item = "Q123"
    [measures]
    killed = "P1120"
    [agents]
    council = "Q456"

Only a number that stands for itself can be a statement: a single figure, exact, bare or with an
*about*. What is open to one side, or a range, would say more or less than its page.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.origins.bands import body_behind, said_by_measure
from kursk_tui.analysis.overview import main_scope
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.export.interchange.made import Made
from kursk_tui.model.addresses import web_address
from kursk_tui.store import files
from kursk_tui.store.errors import DossierError
from kursk_tui.words.interchange import QUICKSTATEMENTS, left_out

# Point in time, sourcing circumstances and statement supported by are qualifiers; reference URL,
# publication date and retrieved stand in the reference. `circa` is an item.
AT, HOW, BY = "P585", "P1480", "P3680"
URL, PUBLISHED, RETRIEVED = "S854", "S577", "S813"
CIRCA = "Q5727902"
_ITEM, _PROPERTY = re.compile(r"Q[1-9]\d*"), re.compile(r"P[1-9]\d*")
_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_TABLES = ("measures", "agents")


class Subject(NamedTuple):
    """The item that statements are about; measure -> property, agent -> item, by ids."""

    item: str
    measures: Mapping[str, str]
    agents: Mapping[str, str]


class Statement(NamedTuple):
    """One statement: a property with its amount, then qualifiers and reference by property."""

    property: str
    amount: str
    qualifiers: dict[str, str]
    reference: dict[str, str]


def read_subject(path: str, dossier: Dossier) -> Subject:
    """Read which item and properties are meant. Raises DossierError where it is wrong."""
    raw, _ = files.read(path)
    try:
        data = tomllib.loads(raw.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DossierError(f"is no TOML: {error}", path=path, hint="mend it by hand") from error
    item = data.pop("item", None)
    if not isinstance(item, str) or not _ITEM.fullmatch(item):
        raise DossierError("names no item", path=path, hint='write item = "Q123"')
    for name, table in data.items():
        if name not in _TABLES:
            hint = f"its tables are {' and '.join(_TABLES)}"
            raise DossierError("is no part of it", path=path, table=name, hint=hint)
        form, there = (
            (_PROPERTY, dossier.measures) if name == "measures" else (_ITEM, dossier.agents)
        )
        if not isinstance(table, dict):
            raise DossierError("is no table", path=path, table=name, hint="write one")
        for id, value in table.items():
            if id not in there:
                raise DossierError(
                    "is not in the dossier", path=path, table=name, field=id, hint="leave it out"
                )
            if not isinstance(value, str) or not form.fullmatch(value):
                what = "is no property, as P1120" if name == "measures" else "is no item, as Q30"
                raise DossierError(what, path=path, table=name, field=id, hint="look it up")
    if not data.get("measures"):
        hint = 'write [measures], and below it killed = "P1120"'
        raise DossierError("says of no measure which property it is", path=path, hint=hint)
    return Subject(item, data["measures"], data.get("agents", {}))


def quickstatements(dossier: Dossier, subject: Subject, *, as_csv: bool = False) -> Made:
    """The figures of named origins in the main scope of each measure, as version 1 or as CSV."""
    statements, open_ended, bare = [], 0, 0
    said = said_by_measure(dossier)
    for measure, property in subject.measures.items():
        for q in main_scope(dossier, said[measure]):
            amount = _amount(q)
            source = dossier.sources[q.source] if q.source is not None else None
            address = web_address(source.url) if source is not None else None
            if amount is None:
                open_ended += 1
            elif address is None or '"' in address:
                bare += 1
            else:
                statements.append(_statement(dossier, subject, q, property, amount, address))
    lost = (
        *QUICKSTATEMENTS,
        *left_out(
            open_ended,
            "figure",
            "no one number: open to one side, a range or derived",
        ),
        *left_out(bare, "figure", "no address of a page to refer to"),
    )
    write = _as_csv if as_csv else _as_lines
    return Made(write(subject.item, statements), lost)


def _amount(q: Quantity) -> str | None:
    figure = q.claim.figure if q.claim is not None and not q.is_derived else None
    if figure is None or figure.low is None or figure.low != figure.high:
        return None
    if figure.hedge not in ("exact", "none", "about"):
        return None
    return f"{figure.low:g}" if figure.low % 1 else str(int(figure.low))


def _statement(
    dossier: Dossier, subject: Subject, q: Quantity, property: str, amount: str, address: str
) -> Statement:
    assert q.claim is not None
    assert q.claim.figure is not None
    source = dossier.sources[q.claim.source]
    qualifiers: dict[str, str | None] = {
        AT: _time(q.when.date) if q.when.basis in ("as of", "said") else None,
        HOW: CIRCA if q.claim.figure.hedge == "about" else None,
        BY: subject.agents.get(body_behind(dossier, q) or ""),
    }
    reference = {
        URL: f'"{address}"',
        PUBLISHED: _time(source.published),
        RETRIEVED: _time(source.retrieved),
    }
    return Statement(property, amount, _there(qualifiers), _there(reference))


def _there(values: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value is not None}


def _time(date: str | None) -> str | None:
    """A day, month or year that is known as such, with its precision; other dates are none."""
    plain = _PLAIN.fullmatch(date or "")
    if plain is None:
        return None
    year, month, day = plain[1], plain[2] or "00", plain[3] or "00"
    precision = 11 if plain[3] else 10 if plain[2] else 9
    return f"+{year}-{month}-{day}T00:00:00Z/{precision}"


def _as_lines(item: str, statements: list[Statement]) -> str:
    """Version 1: a statement a line, tabs between its parts."""
    return "".join("\t".join((item, *_parts(one))) + "\n" for one in statements)


def _parts(one: Statement) -> Iterator[str]:
    yield from (one.property, one.amount)
    for name, value in (one.qualifiers | one.reference).items():
        yield from (name, value)


def _as_csv(item: str, statements: list[Statement]) -> str:
    """As CSV: of each property a column, and behind it those of its qualifiers and references."""
    more = (AT, HOW, BY, URL, PUBLISHED, RETRIEVED)
    properties = list(dict.fromkeys(one.property for one in statements))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    header = ["qid"]
    for property in properties:
        header += [property, *(name.replace("P", "qal", 1) for name in more)]
    writer.writerow(header)
    for one in statements:
        row = [item]
        for property in properties:
            own = one.property == property
            values = one.qualifiers | one.reference
            row += [one.amount if own else "", *(values.get(n, "") if own else "" for n in more)]
        writer.writerow(row)
    return out.getvalue()
