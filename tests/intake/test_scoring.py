"""Scores: proposals held against curated figures, on an invented source and on real ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.dossier.texts import Texts
from kursk_tui.model import locators
from tests.benchmarks.scoring import FIELDS, score, table, total
from tests.intake import world

ROOT = Path(__file__).resolve().parents[2]
TEXTS_VARIABLE = "KURSK_TUI_TEST_TEXTS"
# The documents the rules were written on.
WRITTEN_ON = (
    "ki-2025-02-27",
    "defense-express-undated",
    "digest-2026-02",
    "ki-2026-02-12",
)

TEXT = [
    "The DIS said about 400 Marovian soldiers were killed in Tarn Oblast.",
    "Some 900 soldiers returned. Another 70 soldiers were wounded.",
]


def claim(id: str, paragraph: int, measure: str, number: float, hedge: str) -> world.Row:
    return {
        "id": id,
        "source": "post-1",
        "statement": f"Statement {id}.",
        "events": [],
        "attribution": ["dis"] if paragraph == 1 else [],
        "lineage": "full" if paragraph == 1 else "unknown",
        "modality": "asserted",
        "opposes": [],
        "measure": measure,
        "figure": {"written": "400", "low": number, "high": number, "hedge": hedge},
        "scope": {"population": "troops", "place": "tarn" if paragraph == 1 else None},
        "locator": {
            "paragraph": paragraph,
            "sha256": locators.fingerprint(TEXT[paragraph - 1]),
        },
    }


@pytest.fixture
def curated() -> Dossier:
    rows = world.tables()
    rows["claims"] = {
        "1": claim("post-1.1", 1, "killed", 400, "about"),
        "2": claim("post-1.2", 2, "sent", 900, "about"),
        "3": claim("post-1.2b", 2, "killed", 800, "none"),
    }
    return Dossier.from_data(rows)


def test_a_score_counts_what_was_met_and_what_was_not(curated: Dossier) -> None:
    found = score(curated, "post-1", TEXT)
    assert (found.curated, found.proposed, found.matched) == (3, 3, 2)
    assert found.misses == ("post-1.2b",)
    assert [each.figure.written for each in found.false_alarms] == ["70"]
    assert [(each.claim, each.field) for each in found.wrong] == [("post-1.2", "measure")]
    assert found.right == {field: 1 if field == "measure" else 2 for field in FIELDS}
    assert found.recall == found.precision == pytest.approx(2 / 3)
    assert found.share("measure") == 0.5


def test_who_is_named_is_told_from_who_is_not(curated: Dossier) -> None:
    rows = world.tables()
    rows["claims"] = {"1": claim("post-1.2", 2, "returned", 900, "about") | {"lineage": "full"}}
    found = score(Dossier.from_data(rows), "post-1", TEXT)
    # The curator says that the paper counted itself; the text does not say who did.
    assert [(w.field, w.proposed, w.curated) for w in found.wrong if w.field == "origin"] == [
        ("origin", None, "post")
    ]


def test_a_total_and_its_table(curated: Dossier) -> None:
    found = score(curated, "post-1", TEXT)
    both = total([found, found])
    assert (both.curated, both.matched, both.right["hedge"]) == (6, 4, 4)
    rows = table([found, both])
    assert rows[0][0] == "source"
    assert [row[0] for row in rows[1:]] == ["post-1", "total"]
    assert {len(row) for row in rows} == {len(rows[0])}


def test_nothing_is_all_right() -> None:
    none = total([])
    assert (none.recall, none.precision, none.share("hedge")) == (1, 1, 1)


def test_a_source_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        score(world.dossier(), "nowhere", [])


@pytest.fixture(scope="module")
def texts() -> tuple[Dossier, Texts]:
    dossier = Dossier.open(default_path())
    named = os.environ.get(TEXTS_VARIABLE)
    folder = Path(named) if named else ROOT.parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip(f"no copies of the articles: no folder {folder}; name one in {TEXTS_VARIABLE}")
    return dossier, Texts.attach(dossier, folder)


@pytest.mark.parametrize("source", WRITTEN_ON)
def test_documents_the_rules_were_written_on(source: str, texts: tuple[Dossier, Texts]) -> None:
    dossier, attached = texts
    paragraphs = attached.paragraphs(source)
    if paragraphs is None:
        pytest.skip(f"no copy of {source}")
    found = score(dossier, source, paragraphs)
    assert found.recall >= 0.95
    assert found.precision >= 0.9
    for field, least in (
        ("hedge", 0.95),
        ("measure", 0.85),
        ("origin", 0.85),
        ("population", 0.85),
    ):
        assert found.share(field) >= least, found.wrong
