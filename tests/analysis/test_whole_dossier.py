"""What the shipped dossier says as a whole: the first rows that a reader sees are worth it.

The examples are those of the ladder that live in the dossier, and stories that an editor would
want to see. Nothing rests on which document happens to stand for a release.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from kursk_tui.analysis.disagreements.folds import Fold, fold
from kursk_tui.analysis.disagreements.listing import Row, disagreements, rank
from kursk_tui.analysis.identities.ledger import derived
from kursk_tui.analysis.ladder.compare import compare, compare_quantities
from kursk_tui.analysis.ladder.quantities import quantity, side
from kursk_tui.analysis.origins.lineage import standing, support
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.model.records import Claim

WHOLE = Dossier.open(default_path())
# A desk reads so many rows: the list of the issue, and what the examples must not fall out of.
READ = 60
HUNDRED = 100
WITHIN_RELEASE = ("variance", "drift")

Side = Callable[[Claim], bool]


@pytest.fixture(scope="module")
def folds() -> tuple[Fold, ...]:
    return fold(disagreements(WHOLE).rows)


def rows_of(found: Fold) -> tuple[Row, ...]:
    return (found.head, *found.rest)


def told(release: str, measure: str, *, of: bool | None = None) -> Side:
    """Return whether a claim tells this measure of a release; `of`: as a share, or as none."""

    def matches(claim: Claim) -> bool:
        return (
            claim.release == release
            and claim.measure == measure
            and claim.misreads is None
            and (of is None or (claim.of is not None) == of)
        )

    return matches


def one(claim: str) -> Side:
    return lambda other: other.id == claim


def places(folds: tuple[Fold, ...], kinds: tuple[str, ...], *sides: Side) -> Iterator[int]:
    """Return the places of the folded rows that hold a claim of each side in one row."""
    for place, found in enumerate(folds, 1):
        for row in rows_of(found):
            claims = [WHOLE.claims[claim] for claim in row.claims]
            if row.kind in kinds and all(any(map(side, claims)) for side in sides):
                yield place
                break


SHARE = told("zelensky-2025-02-14", "killed", of=True)
# What stands in one row, of which kinds, and which example of the ladder it is.
EXAMPLES = {
    "1: at least 300 dead against two thirds of 4,000": (
        ("tension",),
        (told("nis-2025-01-13", "killed"), SHARE),
    ),
    "4: 11,000 present against 8,000 early in 2026": (
        ("conflict",),
        (told("nis-2026-02-12", "present"), told("hur-2026-02-09", "present")),
    ),
    "8: one briefing told as 15,000 and 18,000": (
        ("variance",),
        (one("le360-2025-04.r2"), told("nis-2025-04-30", "sent")),
    ),
    "10: 1,100 hit and more than 3,000 on one day": (
        ("conflict",),
        (told("jcs-2024-12-23", "casualties"), told("zelensky-2024-12-23", "casualties")),
    ),
    "11: two days for one museum": (
        ("conflict",),
        (one("digest-2026-02.14d"), lambda claim: claim.scope.within == "museum-construction"),
    ),
    "12: Budanov denies the special forces": (
        ("conflict",),
        (one("ki-2025-02-27.15"), one("ki-2025-02-27.14c")),
    ),
    "16: this spring, in a report of February": (("slip",), (one("ki-2026-02-12.14b"),)),
}
STORIES = {
    "the dead that Pyongyang showed against those of the NIS": (
        ("tension", "conflict"),
        (told("kcna-2025-08-30", "killed"), told("nis-2025-09-02", "killed")),
    ),
    "more than 6,000 hit by June, and 4,000 in August": (
        ("conflict",),
        (told("uk-di-losses", "casualties"), told("syrskyi-2025-08-06", "casualties")),
    ),
    "10 million shells and missiles against 6.5 million shells": (
        ("tension",),
        (one("joongang-2025-06-26.r1"), told("skibitskyi-reuters", "shells")),
    ),
    "74 settlements held, says one side, and 28, says the other": (
        ("conflict",),
        (one("dogru-haber-undated.r2"), one("dogru-haber-undated.r3")),
    ),
    "3,000 home, and hardly anybody": (
        ("tension",),
        (told("hur-2026-02-09", "returned"), one("joongang-2026-02-10.18d")),
    ),
    "killed and wounded together told as dead": (
        ("told as",),
        (one("upday-2025-08-22.r1"), told("uk-di-losses", "casualties")),
    ),
    "some 300 here, at least 300 there": (("drift",), (told("nis-2025-01-13", "killed"),)),
}


@pytest.mark.parametrize("name", [*EXAMPLES, *STORIES])
def test_what_a_desk_should_see_stands_in_the_first_hundred(
    folds: tuple[Fold, ...], name: str
) -> None:
    kinds, sides = {**EXAMPLES, **STORIES}[name]
    assert next(places(folds, kinds, *sides), len(folds)) <= HUNDRED


def test_the_flagship_is_the_first_row(folds: tuple[Fold, ...]) -> None:
    """The dead of Zelensky against those of the NIS, whichever of their releases stand for it."""
    pair = folds[0].head.pair
    assert pair is not None
    assert {q.measure for q in pair} == {"killed"}
    assert {q.origin for q in pair} == {"zelensky", "nis"}


def test_what_is_left_of_more_than_4000_contradicts_no_2700_wounded() -> None:
    """Example 15, but of the release's own wording: what is left is open above, as its total."""
    rest = derived(WHOLE, WHOLE.identities["sum-zelensky-casualties"])
    assert rest is not None
    words = rest.under("default")
    assert words is not None
    assert words.entailed.is_open_high
    nis = quantity(WHOLE, "kbs-world-2025-01-13.r2")
    assert nis is not None
    reading = compare_quantities(WHOLE, nis, rest)
    assert (reading.kind, reading.severity) == ("tension", 1)


# The gap is small and the later figure names nobody: example 2 is in the list, but not at its top.
def test_a_ceiling_that_can_be_taken_back_is_a_small_tension(folds: tuple[Fold, ...]) -> None:
    place = next(places(folds, ("tension",), one("joongang-2026-02-10.18"), SHARE))
    rows = rows_of(folds[place - 1])
    assert {row.severity for row in rows if "joongang-2026-02-10.18" in row.claims} <= {1, 2}


def test_no_movement_inside_a_total_is_grave(folds: tuple[Fold, ...]) -> None:
    """Example 9: 3,000 home in all, and 1,100 in December."""
    sides = told("hur-2026-02-09", "returned"), one("ki-2026-02-12.9")
    assert list(places(folds, ("conflict", "tension"), *sides)) == []
    assert list(places(folds, ("difference",), *sides)) != []


def test_one_order_from_the_gravest_down(folds: tuple[Fold, ...]) -> None:
    ranks = [rank(found.head) for found in folds]
    assert ranks == sorted(ranks)


def test_nothing_rests_on_a_misreading(folds: tuple[Fold, ...]) -> None:
    """Each stands in one row at most, as that; also beyond the rows that a desk reads."""
    misread = {claim.id for claim in WHOLE.claims.values() if claim.misreads is not None}
    held = Counter(
        claim
        for found in folds
        for row in rows_of(found)
        for claim in misread & set(row.claims)
        if row.kind == "told as"
    )
    for found in folds:
        for row in rows_of(found):
            assert row.kind == "told as" or misread.isdisjoint(row.claims), row.target
    assert max(held.values()) == 1
    assert len(held) > 15


def test_no_two_folded_rows_have_one_measure_and_the_same_two_origins(
    folds: tuple[Fold, ...],
) -> None:
    seen = set()
    for found in folds:
        pair = found.head.pair
        if pair is None or not all(q.measure and q.origin for q in pair):
            continue
        if found.head.kind in (*WITHIN_RELEASE, "told as"):
            continue
        key = (frozenset(q.measure for q in pair), frozenset(q.origin for q in pair))
        assert key not in seen, found.head.target
        seen.add(key)


def test_one_release_is_not_in_tension_with_itself(folds: tuple[Fold, ...]) -> None:
    """Of two of its claims only variance, drift, a misreading or another scope is told."""
    for found in folds:
        for row in rows_of(found):
            if row.pair is None or row.kind not in ("tension", "revision"):
                continue
            releases = [q.release for q in row.pair]
            assert releases[0] is None or releases[0] != releases[1], row.target


def test_what_names_nobody_is_not_grave(folds: tuple[Fold, ...]) -> None:
    for found in folds[:READ]:
        row = found.head
        if row.pair is None or row.kind == "told as" or row.severity < 3:
            continue
        for q in row.pair:
            claim = WHOLE.claims.get(q.id)
            assert claim is None or claim.lineage != "unknown", row.target


def test_what_may_come_never_contradicts(folds: tuple[Fold, ...]) -> None:
    for found in folds:
        for row in rows_of(found):
            if row.reading is None or row.kind not in ("conflict", "tension"):
                continue
            if row.pair is None or row.reading.tier == "recorded":
                continue
            claims = [WHOLE.claims.get(q.id) for q in row.pair]
            numbers = [c for c in claims if c is not None and c.figure is not None]
            assert all(claim.modality != "possible" for claim in numbers), row.target


def test_the_only_slips_are_two(folds: tuple[Fold, ...]) -> None:
    slips = [found.head.claims for found in folds if found.head.kind == "slip"]
    assert sorted(slips) == [("ki-2026-02-12.10c",), ("ki-2026-02-12.14b",)]


def test_equal_numbers_of_other_things_never_meet(folds: tuple[Fold, ...]) -> None:
    """15,000 soldiers and 15,000 workers; 11,000 sent, present and of the first wave."""
    apart = (
        ("kbs-2025-05-02.r1", "kbs-2025-05-02.r4"),
        ("joongang-2026-02-10.17", "ki-2026-02-12.6"),
        ("digest-2026-02.9b", "ki-2026-02-12.6"),
    )
    for two in apart:
        assert compare(WHOLE, *two).severity == 0
        for found in folds:
            for row in rows_of(found):
                assert row.residual is not None or not set(two) <= set(row.claims)


def test_a_briefing_told_by_many_is_one_voice() -> None:
    """Where a page names the state, not its service, the range says so; no other side is in it."""
    claims = [
        claim.id
        for claim in WHOLE.claims.values()
        if claim.release == "nis-2025-04-30" and claim.measure != "event-date"
    ]
    found = support(WHOLE, claims)
    assert found.documents >= 9
    assert found.releases == 1
    bodies = {standing(WHOLE, WHOLE.claims[claim]) for claim in claims} - {None}
    assert "nis" in bodies
    assert bodies <= {"nis", "south-korea"}
    assert found.origins[0] == 1


# ---- how some of it is recorded


def test_whose_tenth_is_dead_is_not_put_into_anybodys_mouth() -> None:
    yu = side(WHOLE, "joongang-2025-03-05.r4")
    assert (yu.origin, yu.claim and yu.claim.likelihood) == (None, "presumed")


def test_a_sum_of_a_title_stands_in_no_row(folds: tuple[Fold, ...]) -> None:
    for found in folds:
        for row in rows_of(found):
            assert "truthlens-2025-05-30.r4" not in row.claims


def test_who_is_denied_has_spoken_before() -> None:
    denied, denial = (side(WHOLE, f"euromaidan-press-2024-11-25.r{n}") for n in (2, 3))
    assert denied.when.span is not None
    assert denial.when.span is not None
    assert denied.when.span.latest <= denial.when.span.latest


def test_the_title_of_an_event_has_nothing_that_only_one_text_says() -> None:
    assert "shovel" not in WHOLE.events["museum-construction"].title


def test_loose_words_exclude_nothing() -> None:
    for other in ("joongang-2026-02-10.12", "ki-2026-02-12.14c"):
        assert compare(WHOLE, "joongang-2026-02-10.5c", other).severity == 0


def test_a_floor_against_another_figure_is_not_in_the_list_of_a_desk(
    folds: tuple[Fold, ...],
) -> None:
    """Nor is a hedge alone, nor one word against the numbers of nobody known."""
    heads = [found.head for found in folds if found.head.severity > 1]
    assert not [row for row in heads if row.kind == "drift"]
    words = [row for row in heads if "unn-undated.r8" in row.claims]
    # Tens of thousands, say several governments: once, against what the NIS counts.
    assert [row.pair is not None and {q.origin for q in row.pair} for row in words] == [
        {None, "nis"}
    ]
    assert len(heads) < 80
