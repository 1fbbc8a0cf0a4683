"""Each word of the screens stands in the glossary, and README and topics say what is so."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from pathlib import Path

from kursk_tui.analysis.identities import books
from kursk_tui.analysis.ladder.reading import KINDS
from kursk_tui.dossier.dossier import default_path
from kursk_tui.dossier.naming import SINGULAR
from kursk_tui.help.topics import text_of
from kursk_tui.model import locators, records, vocabulary
from tests.manual.documents import README

PACKAGE = Path(records.__file__).parents[1]
# Words of the screens that no closed list of the program has.
OTHERS = (
    *("halo", "voice", "origin", "relay", "publisher", "chain", "lineage", "as-of", "scope"),
    *("basis", "severity", "hinge", "ladder", "fold", "interval", "lens", "disagreement"),
    *("misreading", "rival", "dossier", "notebook", "figure", "hedge", "proposal", "Admiralty"),
)
MOST_BYTES = 6000


def glossary() -> set[str]:
    """The words that the glossary explains."""
    items = re.findall(r"^- ([^:]+): ", re.sub(r"\n +", " ", text_of("glossary")), re.M)
    return {word.strip() for item in items for word in item.split(",")}


def labels() -> set[str]:
    """The labels of all entries of a detail, as the code has them."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Entry", "Fact"):
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and str(first.value).strip():
                    found.add(str(first.value))
    return found


def test_every_word_of_the_vocabulary_is_in_the_glossary() -> None:
    verdicts = (books.BALANCES, books.STRAINED, books.CANNOT, books.DERIVED, books.NO_NUMBER)
    words = {
        *KINDS,
        *vocabulary.BASES,
        *vocabulary.MODALITIES,
        *vocabulary.LINEAGES,
        *vocabulary.SCOPE_KINDS,
        *vocabulary.EVENT_KINDS,
        *vocabulary.IDENTITY_KINDS,
        *vocabulary.READINGS,
        *vocabulary.PUBLISHED_BASES,
        *vocabulary.JUDGEMENTS,
        *vocabulary.VERDICTS,
        *vocabulary.PRESETS,
        *vocabulary.OPPOSITIONS,
        *records.ClaimScope._fields,
        *locators.STATES,
        *SINGULAR.values(),
        *verdicts,
        *OTHERS,
    }
    assert sorted(words - glossary()) == []


def test_every_label_of_the_detail_is_in_the_glossary() -> None:
    known = glossary()
    found = labels()
    assert len(found) > 50
    assert [x for x in sorted(found) if not {x, x.removesuffix("s")} & known] == []


def test_the_readme_is_two_screens_and_its_numbers_are_those_of_the_data() -> None:
    text = README.read_text("utf-8")
    assert len(text.encode()) <= MOST_BYTES
    data = json.loads(Path(default_path()).read_text("utf-8"))
    readings = Counter(row["reading"] for row in data["sources"].values())
    claims = [row for row in data["claims"].values() if not row.get("retracted")]
    words = " ".join(text.split())
    assert readings["full"] == 5
    assert f"{len(data['sources'])} documents, {len(claims):,} claims. Five reports" in words
    assert f"{readings['checked']} other documents were checked against the original page" in words
    assert f"now {data['meta']['1']['dataset_version']}." in words
