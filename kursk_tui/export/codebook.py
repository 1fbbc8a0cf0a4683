"""The tables of fields in a codebook, kept as the schema has them.

A field has a row in the section of its table, in the order of the schema. What the codebook says
of a field stays as somebody wrote it; a field that is new gets a row with what the schema says.

`python -m kursk_tui.export.codebook data/README.md` writes them.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from kursk_tui.model import schema

HEAD = "| field | holds |\n|---|---|\n"


def with_fields(text: str) -> str:
    """Return a codebook with a row for each field of each table, and none for any other.

    Raises ValueError where a table has no section, or its section no table of fields.
    """
    for name, fields in schema.DOSSIER.items():
        found = re.search(
            rf"^### `{name}`.*?\n(?:(?!#).*\n)*?{re.escape(HEAD)}((?:\|.*\n)*)", text, re.MULTILINE
        )
        if found is None:
            raise ValueError(f"no table of the fields of {name} under ### `{name}`")
        told = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", found[1], re.MULTILINE))
        rows = [f"| `{field.name}` | {told.get(field.name, field.about)} |\n" for field in fields]
        text = text[: found.start(1)] + "".join(rows) + text[found.end(1) :]
    return text


def main(path: str) -> None:
    """Write the tables of a codebook anew."""
    file = Path(path)
    file.write_text(with_fields(file.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
