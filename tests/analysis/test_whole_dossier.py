"""What the shipped dossier says as a whole: the first rows that a reader sees are worth it."""

from __future__ import annotations

import pytest

from kursk_tui.analysis.disagreements import Row, disagreements
from kursk_tui.analysis.folds import Fold, fold
from kursk_tui.analysis.origins import support
from kursk_tui.analysis.reading import Why
from kursk_tui.dossier.dossier import Dossier, default_path

WHOLE = Dossier.open(default_path())


@pytest.fixture(scope="module")
def folds() -> tuple[Fold, ...]:
    return fold(disagreements(WHOLE).rows)


def holding(folds: tuple[Fold, ...], one: str, two: str, kind: str) -> tuple[int, Row]:
    """The first row of a kind in which two claims stand against each other, and its place."""
    for place, found in enumerate(folds, 1):
        for row in (found.head, *found.rest):
            if {one, two} <= set(row.claims) and row.kind == kind:
                return place, row
    raise AssertionError(f"{one} and {two} stand in no {kind}")


# Two claims and the kind of their row, which no reader of the folded list should have to look for.
STORY = {
    "Zelensky's two thirds dead against the tenth that a lawmaker was told": (
        ("ki-2025-02-27.16c", "joongang-2025-03-05.r4", "conflict")
    ),
    "North Korea's 350 portraits against Zelensky's 4,000 dead": (
        ("kyiv-independent-2025-09-02.r2", "realist-online-undated.r2", "tension")
    ),
    "the museum begun in October, on 23 October and in January": (
        ("fmt-2025-10-24.r2", "digest-2026-02.14d", "conflict")
    ),
    "74 settlements held, says one side, and 28, says the other": (
        ("dogru-haber-undated.r2", "dogru-haber-undated.r3", "conflict")
    ),
    "engineers who do not add up": (("ki-2026-02-12.8b", "joongang-2026-02-10.19b", "residual")),
    "2,700 wounded against the rest of Zelensky's 4,000": (
        ("break-news-2025-01-14.r2", "ki-2025-02-27.16b", "conflict")
    ),
    "10 million shells against 6.5 million": (("kbs-2025-06-26.r1", "tsn-undated.r1", "conflict")),
    "11,000 present against 8,000, early in 2026": (
        ("ki-2026-02-12.6", "joongang-2026-02-10.5", "conflict")
    ),
}
TOP = 100


@pytest.mark.parametrize("name", STORY)
def test_the_story_is_told_from_the_top(folds: tuple[Fold, ...], name: str) -> None:
    one, two, kind = STORY[name]
    place, row = holding(folds, one, two, kind)
    assert place <= TOP
    assert row.severity == 3


def test_11000_in_kursk_after_3000_five_days_before_are_moving_in(folds: tuple[Fold, ...]) -> None:
    _, row = holding(folds, "infobalkans-2024-11-06.r1", "dagens-undated.r1", "difference")
    assert row.severity == 1
    assert row.reading is not None
    assert row.reading.why == Why("movement", "first-deployment")


def test_6000_dead_are_only_told_as_what_they_misread(folds: tuple[Fold, ...]) -> None:
    wrong = "the-star-2025-11-14.r2"
    found = [row for one in folds for row in (one.head, *one.rest) if wrong in row.claims]
    assert [row.kind for row in found] == ["told as"]


def test_one_briefing_of_two_numbers_is_a_variance(folds: tuple[Fold, ...]) -> None:
    for odd, release in (
        ("le360-2025-04.r2", "nis-2025-04-30"),
        ("24newnews-undated.r2", "gerasimov-2025-03-12"),
    ):
        _, row = holding(folds, odd, odd, "variance")
        assert row.severity == 2
        assert row.pair is not None
        assert {q.release for q in row.pair} == {release}


def test_equal_numbers_of_other_things_never_meet(folds: tuple[Fold, ...]) -> None:
    """15,000 soldiers and 15,000 workers; 11,000 sent, present and of the first wave."""
    for found in folds:
        for row in (found.head, *found.rest):
            assert not {"kbs-2025-05-02.r1", "kbs-2025-05-02.r4"} <= set(row.claims)
            assert not {"joongang-2026-02-10.17", "ki-2026-02-12.6"} <= set(row.claims)


def test_a_briefing_told_by_many_is_one_origin() -> None:
    claims = [c.id for c in WHOLE.claims.values() if c.release == "nis-2025-04-30"]
    found = support(WHOLE, claims)
    assert found.documents >= 9
    assert found.releases == 1
    assert found.origins == (1, 1)


def test_the_top_is_not_one_voice_again_and_again(folds: tuple[Fold, ...]) -> None:
    """Of the first thirty rows none repeats the same two claims' documents and measure."""
    seen = set()
    for found in folds[:30]:
        if found.head.pair is not None:
            key = frozenset((q.source, q.measure, q.scope) for q in found.head.pair)
            assert key not in seen, found.head.target
            seen.add(key)
