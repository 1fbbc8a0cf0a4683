"""The codebook's tables of fields against the schema."""

from __future__ import annotations

from pathlib import Path

import pytest

from kursk_tui.export.codebook import HEAD, main, with_fields
from kursk_tui.model import schema

CODEBOOK = Path(__file__).parents[2] / "data" / "README.md"


def test_the_codebook_has_a_row_for_each_field() -> None:
    text = CODEBOOK.read_text("utf-8")
    assert with_fields(text) == text, "run python -m kursk_tui.export.codebook data/README.md"


def test_a_missing_row_is_made_and_a_foreign_one_goes(tmp_path: Path) -> None:
    text = CODEBOOK.read_text("utf-8")
    row = next(line for line in text.splitlines() if line.startswith("| `likelihood` |"))
    book = tmp_path / "README.md"
    book.write_text(text.replace(row, "| `colour` | of the page |"), "utf-8")
    main(str(book))
    about = next(f.about for f in schema.DOSSIER["claims"] if f.name == "likelihood")
    assert book.read_text("utf-8") == text.replace(row, f"| `likelihood` | {about} |")


def test_a_book_without_a_section_is_refused() -> None:
    sections = "".join(f"### `{name}`\n\n{HEAD}\n" for name in schema.DOSSIER)
    assert with_fields(sections).count("| `id` |") == len(schema.DOSSIER)
    with pytest.raises(ValueError, match="fields of claims"):
        with_fields(sections.replace("### `claims`\n", "### `claims`\n\nNone.\n\n## Other\n"))
