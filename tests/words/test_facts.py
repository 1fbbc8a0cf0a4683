"""The facts of a record: each names records that are there, and every hand draws the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

import pytest

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.export.markdown import escaped
from kursk_tui.export.report import event_report
from kursk_tui.main import main
from kursk_tui.words.facts import (
    HEADLINE,
    Fact,
    agent_facts,
    claim_facts,
    event_facts,
    measure_facts,
    source_facts,
)
from tests.five import FIVE

Maker = Callable[[Dossier, Index, str], list[Fact]]
MAKERS: dict[str, Maker] = {
    "claim": claim_facts,
    "event": event_facts,
    "source": source_facts,
    "agent": agent_facts,
    "measure": measure_facts,
}


@cache
def shipped() -> tuple[Dossier, Index]:
    dossier = Dossier.open(FIVE)
    return dossier, Index(dossier)


def records(kind: str) -> Iterable[str]:
    dossier, _ = shipped()
    tables: dict[str, Iterable[str]] = {
        "claim": dossier.claims,
        "event": dossier.events,
        "source": dossier.sources,
        "agent": dossier.agents,
        "measure": dossier.measures,
    }
    return tables[kind]


@pytest.mark.parametrize("kind", MAKERS)
def test_a_fact_has_a_label_a_value_and_a_record_that_is_there(kind: str) -> None:
    dossier, index = shipped()
    for id in records(kind):
        found = MAKERS[kind](dossier, index, id)
        assert (found[0].mark, found[-1].label, found[-1].value) == (HEADLINE, "id", id)
        for fact in found:
            assert fact.label
            assert fact.value
            assert fact.target is None or fact.target[1] in records(fact.target[0])


@pytest.mark.parametrize("kind", MAKERS)
def test_nobody_has_no_facts(kind: str) -> None:
    dossier, index = shipped()
    with pytest.raises(KeyError):
        MAKERS[kind](dossier, index, "nobody")


def test_a_shell_prints_the_facts_with_the_ids_they_lead_to(
    capsys: pytest.CaptureFixture[str],
) -> None:
    dossier, index = shipped()
    claim = "ki-2025-02-27.16c"
    assert main(["claim", claim, "--dossier", FIVE, "--format", "plain"]) == 0
    printed = dict.fromkeys(capsys.readouterr().out.splitlines()[1:])
    facts = claim_facts(dossier, index, claim)
    wanted = [
        f"{fact.label}\t{fact.value}{f' ({fact.target[1]})' if fact.target else ''}"
        for fact in facts
    ]
    assert sorted(printed) == sorted(dict.fromkeys(wanted))


def test_a_report_begins_with_the_facts_of_its_event() -> None:
    dossier, index = shipped()
    text = event_report(dossier, index, "museum")
    for fact in event_facts(dossier, index, "museum"):
        if fact.mark != HEADLINE and fact.label not in ("in", "id", "note"):
            assert f"\n- {fact.label}: {escaped(fact.value)}\n" in text
