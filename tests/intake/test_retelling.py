"""A figure that the record has without a day is of the release that a later page dates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kursk_tui.dossier.check import check_file
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import edits
from kursk_tui.intake.language.proposals import Reading
from kursk_tui.intake.review import session
from kursk_tui.intake.review.building import build_claim
from kursk_tui.intake.review.forms import Built
from kursk_tui.intake.review.retelling import retold, told_of
from kursk_tui.intake.review.session import Review
from kursk_tui.model.records import Figure
from tests.dossier.sample import Data, sample
from tests.intake.reviewing import PROPOSALS, WHOLE, queued, reviewed, written

# What a form says of a claim of a release on the day on which the gazette's page is of.
DRAFT = {
    "measure": "flooded",
    "written": "at least 300",
    "hedge": "at_least",
    "low": "300",
    "population": "houses",
    "place": "town",
    "attribution": "council",
    "lineage": "full",
    "modality": "asserted",
    "statement": "The council has at least 300 houses flooded.",
    "release": "+Town Council, 3 Mar 2031 (2031-03-03)",
}


def undated(**changes: Any) -> Data:
    """The sample with its first claim alone, which has no release and no moment."""
    data = sample()
    first = data["claims"]["1"] | {"release": None, "as_of": None, "as_of_basis": None} | changes
    data["claims"] = {"1": first}
    data["identities"] = {}
    data["sources"]["1"] |= {"published": "2031-03-03"}
    return data


def changed(data: Data, **draft: str) -> list[str]:
    """The ids of the claims that get the release of a claim that a form makes."""
    dossier = Dossier.from_data(data)
    built = build_claim(dossier, DRAFT | draft, source="herald-1", id="herald-1.9")
    assert isinstance(built, Built), built
    changes = retold(dossier, built)
    for change in changes:
        assert change.before is not None
        assert change.after == {**change.before, "release": built.row["release"]}
    return [change.id for change in changes]


def test_the_claim_of_the_same_figure_gets_the_release() -> None:
    assert changed(undated()) == ["gazette-1.1"]


@pytest.mark.parametrize(
    "draft",
    [
        {"written": "at least 301", "low": "301"},
        {"written": "at most 300", "hedge": "at_most", "low": "", "high": "300"},
        {"attribution": "water-board"},
        {"lineage": "partial"},
        {"modality": "denied"},
        {"place": "harbour"},
        {"release": ""},
        # A page of two days later, or of the day before, need not tell that release.
        {"release": "+Town Council, 1 Mar 2031 (2031-03-01)"},
        {"release": "+Town Council, 4 Mar 2031 (2031-03-04)"},
        {"release": "+Town Council, March 2031 (2031-03)"},
    ],
)
def test_another_figure_leaves_it(draft: dict[str, str]) -> None:
    assert changed(undated(), **draft) == []


def test_a_page_of_the_next_day_tells_it_too() -> None:
    assert changed(undated(), release="+Town Council, 2 Mar 2031 (2031-03-02)") == ["gazette-1.1"]


@pytest.mark.parametrize(
    "claim",
    [
        {"release": "briefing"},
        {"as_of": "2031-03-02", "as_of_basis": "stated"},
        {"lineage": "partial"},
    ],
)
def test_what_has_a_release_or_a_moment_or_no_origin_keeps_it(claim: dict[str, str]) -> None:
    assert changed(undated(**claim)) == []


def test_of_a_page_without_a_day_nothing_is_known() -> None:
    data = undated()
    data["sources"]["1"]["published"] = "2031-03"
    assert changed(data) == []


def test_a_review_changes_both_in_one_edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again = WHOLE._replace(
        said="2031-03-03", figure=Figure("at least 300", 300, None, "at_least"), as_of=None
    )
    proposals = (again, *PROPOSALS[2:])
    monkeypatch.setattr(session, "read", lambda *_, **__: Reading(list(proposals), []))
    dossier = written(tmp_path, undated())
    review: Review = reviewed(tmp_path, dossier, queued(tmp_path, dossier))
    review.accept()
    outcome = review.accept()
    assert outcome.also == "now of one release with gazette-1.1"
    release = "council-2031-03-03"
    after = Dossier.open(review.queue.dossier)
    assert after.claims["gazette-1.1"].release == after.claims[outcome.claim or ""].release
    assert after.claims["gazette-1.1"].release == release
    assert [change.table for change in edits(after)[-1].changes] == ["events", "claims", "claims"]
    assert check_file(review.queue.dossier) == []
    review.undo()
    after = Dossier.open(review.queue.dossier)
    assert after.claims["gazette-1.1"].release is None
    assert release not in after.events


def test_how_many_more_is_said() -> None:
    dossier = Dossier.from_data(undated())
    built = build_claim(dossier, DRAFT, source="herald-1", id="herald-1.9")
    assert isinstance(built, Built)
    found = retold(dossier, built)
    assert told_of(found * 3) == "now of one release with gazette-1.1 and 2 more"
    assert told_of([]) == ""
