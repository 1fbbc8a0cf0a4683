"""Dossiers for the tests of this room: one whose every free text is hostile."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model import schema
from kursk_tui.model.schema import Field
from tests.dossier.sample import sample
from tests.five import FIVE
from tests.intake.tables.tables import begun, planned, table_of, taken_in

NASTY = (
    "=cmd|' /C calc'!A0",
    "  +1+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r\n=2",
    "＝1+1",
    "<script>alert(1)</script>",
    "]]><!-- &amp; -->",
    "a|b\nc",
    "*bold* _it_ `code` ~~gone~~ # head",
    "[link](http://evil.example) ![pic](http://evil.example/p.png)",
    "http://evil.example www.evil.example a@evil.example",
    "1. one\n\n- two\n\n    code",
    "--- \n===",
    "\x1b]52;c;x\x07 \x9b31m \x00",
    "\u202edesrever\u2066 \u200b\ufeff",
    "\ufffe \ufdd0 \U000e0041",
    '" onload="alert(1)" \' \\',
    "x" * 1000,
    "e" + "\u0301" * 50,
)


# A story of one week: a word for a figure, a denial, a long name.
WEEK = """\
Date,Outlet,Link,Killed,Injured,Origin,Modality,As of
2025-03-04,AFP,https://afp.example/1,27,up to 90,Families' Committee of Hall 4,asserted,2025-03-04
2025-03-04,Post,https://post.example/1,dozens,,Tower Rail Company,asserted,2025-03-04
2025-03-05,Herald,https://herald.example/2,more than 30,,Families' Committee of Hall 4,asserted,2025-03-05
2025-03-06,Radio,https://radio.example/1,33,80,police,asserted,2025-03-06
2025-03-07,Post,https://post.example/2,24,,Mayor Ines Castellano-Whitfield,asserted,2025-03-07
2025-03-07,Post,https://post.example/2,more than 30,,Mayor Ines Castellano-Whitfield,denied,2025-03-07
"""  # noqa: E501


def week(tmp_path: Path, text: str = WEEK) -> Dossier:
    """A dossier of one's own, begun with a table."""
    dossier = begun(tmp_path)
    return taken_in(dossier, planned(dossier, table_of(tmp_path, text)))


def shipped() -> Dossier:
    """The dossier that comes with the program."""
    return Dossier.open(FIVE)


def shipped_rows() -> dict[str, dict[str, dict[str, Any]]]:
    """Its file, decoded and not looked at by anything of ours: table, id, row."""
    with open(FIVE, encoding="utf-8") as file:  # noqa: PTH123
        data = json.load(file)
    return {
        name: {row.get("id", "meta"): row for row in rows.values()} for name, rows in data.items()
    }


def poisoned(nasty: str, *, table: str | None = None) -> Dossier:
    """The sample with a hostile text in every field that is free text.

    Names must differ, so each has a number behind it. `table` narrows it to one table.
    """
    data = sample()
    for name, fields in schema.DOSSIER.items():
        if table in (None, name):
            for number, row in data[name].items():
                _poison(fields, row, nasty, number)
    return Dossier.from_data(data)


def _poison(fields: tuple[Field, ...], row: dict[str, Any], nasty: str, number: str) -> None:
    for field in fields:
        value = row.get(field.name)
        if field.type == schema.TEXT and not field.choices and field.name not in ("language",):
            row[field.name] = nasty if field.name != "name" else f"{nasty} {number}"
        elif field.type == schema.OBJECT and isinstance(value, dict):
            _poison(field.fields, value, nasty, number)
        elif field.name == "aliases":
            row[field.name] = [f"{nasty}{number}"]
