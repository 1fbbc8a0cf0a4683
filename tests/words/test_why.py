"""What every hand tells of a disagreement besides its sentence."""

from __future__ import annotations

from pathlib import Path

from kursk_tui.analysis.disagreements.listing import Row, disagreements
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.words.facts import DATE, Fact
from kursk_tui.words.rows import more_rows
from kursk_tui.words.why import finding_facts, said_facts
from tests.five import FIVE

DERNA = Path(__file__).parents[2] / "data" / "samples" / "derna.json"


def shipped(target: str, path: str | Path = FIVE) -> tuple[Dossier, Row]:
    dossier = Dossier.open(path)
    (row,) = (row for row in disagreements(dossier).rows if row.target == target)
    return dossier, row


def test_a_slip_tells_its_dates_and_who_said_it() -> None:
    dossier, row = shipped("claim:ki-2026-02-12.10c")
    assert row.measure == "event-date"
    assert finding_facts(dossier, row) == [
        Fact("published", "2026-02-12 (inferred)"),
        Fact("read as", "Earlier in June: Jun 2026", mark=DATE),
    ]
    text = "Earlier in June: Kyiv Independent (Kyiv Independent ¶10)"
    assert said_facts(dossier, row) == [
        Fact("claim", text, target=("claim", "ki-2026-02-12.10c")),
    ]


def test_a_sum_tells_its_terms_and_is_of_no_measure() -> None:
    dossier, row = shipped("identity:ledger-engineers")
    assert row.measure == ""
    labels = [fact.label for fact in finding_facts(dossier, row)]
    assert labels == ["assumes", "books", "books", "books", "sum", "total", "presets"]
    assert [fact.target for fact in said_facts(dossier, row)] == [
        ("claim", claim) for claim in row.claims
    ]


def test_a_release_in_several_wordings_tells_each_besides_its_two_sides() -> None:
    dossier, row = shipped("pair:al-jazeera-2023-09-11.r1|wion-2023-09-12.r1", DERNA)
    assert row.pair is not None
    assert finding_facts(dossier, row) == [
        Fact("wording", "more than 2,000: the release's own wording, in WION"),
        Fact("wording", "As many as 2,000: in Al Jazeera"),
    ]


def test_two_sides_tell_themselves() -> None:
    dossier = Dossier.open(FIVE)
    row = next(row for row in disagreements(dossier).rows if row.kind == "conflict")
    assert row.pair is not None
    assert row.measure == row.pair.a.measure
    assert finding_facts(dossier, row) == []


def test_what_is_folded_is_counted() -> None:
    assert more_rows(1) == "1 more row between the same two"
    assert more_rows(3) == "3 more rows between the same two"
