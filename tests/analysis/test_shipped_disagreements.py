"""What the list of disagreements holds on the five reports, and what it must not hold.

The worked examples of the ladder that live in them. `test_whole_dossier` looks at the shipped list.
"""

from __future__ import annotations

from functools import cache

import pytest

from kursk_tui.analysis.disagreements.listing import (
    Disagreements,
    Row,
    competing,
    disagreements,
    rank,
)
from kursk_tui.analysis.identities.ledger import residual
from kursk_tui.analysis.ladder.compare import compare
from kursk_tui.analysis.ladder.quantities import derived_id
from kursk_tui.analysis.ladder.reading import Hinge
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.words.rows import row_sentence
from tests.five import FIVE

SHARE = "ki-2025-02-27.16c"  # two-thirds of 4,000 killed
KILLED_300 = "ki-2025-02-27.17c"
WOUNDED_2700 = "ki-2025-02-27.17d"
REST = derived_id("sum-zelensky-casualties", "wounded")
KILLED_2000 = "joongang-2026-02-10.18"
PRESENT_11000 = "ki-2026-02-12.6"
PRESENT_8000 = "joongang-2026-02-10.8b"
MUSEUM = ("digest-2026-02.12", "digest-2026-02.14d")
DENIAL, LEFT_THE_FRONT = "ki-2025-02-27.15", "ki-2025-02-27.14b"
RETURNED_3000 = "joongang-2026-02-10.16"
RETURNED_FEW = "joongang-2026-02-10.18d"
RETURNED_DECEMBER = "ki-2026-02-12.9"
SLIPS = {"ki-2026-02-12.10c", "ki-2026-02-12.14b"}
ELEVEN_THOUSANDS = {
    "first deployment": "joongang-2026-02-10.17",
    "present, early 2026": PRESENT_11000,
    "present in Kursk and Belgorod": "defense-express-undated.5",
    "sent in all": "digest-2026-02.9b",
}


@cache
def shipped() -> Dossier:
    return Dossier.open(FIVE)


@cache
def found() -> Disagreements:
    return disagreements(shipped())


def place(target: str) -> int:
    targets = [row.target for row in found().rows]
    assert target in targets
    return targets.index(target)


def row_of(*claims: str) -> Row:
    """The row of a pair, whichever of its echoes stands for it."""
    (row,) = [
        row for row in found().rows if set(claims) <= set(row.claims) and row.residual is None
    ]
    return row


def pair(one: str, two: str) -> str:
    return f"pair:{min(one, two)}|{max(one, two)}"


def test_it_is_complete_and_ranked() -> None:
    rows = found().rows
    ranks = [rank(row) for row in rows]
    assert ranks == sorted(ranks)
    assert found().looked_at == found().apart > 80
    assert len({row.target for row in rows}) == len(rows)
    assert {row.severity for row in rows} == {1, 2, 3}


def test_300_killed_against_two_thirds_of_4000_is_at_the_top() -> None:
    row = found().rows[0]
    assert row.target == pair(SHARE, KILLED_300)
    assert (row.kind, row.severity, row.origins, row.stable) == ("tension", 3, 2, True)
    assert row.gap == pytest.approx(5.73, abs=0.005)


def test_2700_wounded_against_the_rest() -> None:
    row = found().rows[place(pair(WOUNDED_2700, REST))]
    assert (row.kind, row.severity, row.origins, row.stable) == ("conflict", 3, 2, True)
    assert row.gap == pytest.approx(1.66, abs=0.005)
    assert set(row.claims) == {WOUNDED_2700, "ki-2025-02-27.16b", SHARE}


def test_11000_against_8000_present_in_early_2026() -> None:
    row = row_of(PRESENT_11000, PRESENT_8000)
    assert (row.kind, row.severity, row.origins, row.stable) == ("conflict", 3, 2, False)
    assert row.gap == pytest.approx(1.2353, abs=0.0001)
    # Restatements on either side, but only one document each; the NIS's 10,000 combat troops have
    # another scope, and so a row of their own.
    assert (len(row.claims), row.echoes) == (5, 0)
    assert row.reading is not None
    assert row.reading.hinge == Hinge("preset", None, "wide", "compatible")


def test_as_many_as_2000_killed_against_the_earlier_share() -> None:
    row = found().rows[place(pair(KILLED_2000, SHARE))]
    assert (row.kind, row.severity, row.stable) == ("tension", 2, False)
    assert row.gap == pytest.approx(1.04, abs=0.005)


def test_the_total_of_17000_to_20000_against_its_parts() -> None:
    row = found().rows[place("identity:sum-deployments")]
    assert (row.kind, row.severity) == ("residual", 1)
    assert row.residual is not None
    assert row.residual.printed == (-1000, 0)


def test_the_two_dates_of_the_museum() -> None:
    # 66 days apart, but no origin is recorded for either: it weighs no more.
    row = row_of(*MUSEUM)
    assert (row.kind, row.severity) == ("conflict", 2)
    assert row.reading is not None
    assert row.reading.days == 66


def test_the_denial_that_the_troops_had_left_the_front() -> None:
    row = row_of(DENIAL, LEFT_THE_FRONT)
    assert (row.kind, row.severity) == ("conflict", 3)
    assert row.reading is not None
    assert (row.reading.tier, row.reading.why.code) == ("recorded", "denies")
    # And the spokesperson of the Special Operations Forces, who confirmed it.
    assert row_of(DENIAL, "ki-2025-02-27.14c").severity == 3


def test_engineers_sent_present_and_home() -> None:
    row = found().rows[place("identity:ledger-engineers")]
    assert (row.kind, row.severity, row.stable) == ("residual", 3, True)
    assert row.residual is not None
    assert row.residual.point == -4000
    assert row.residual.identity.assumption
    # JoongAng and the NIS; the authorities that gave 6,000 are unnamed.
    assert row.origins == 2


def test_3000_returned_against_only_a_small_number() -> None:
    row = row_of(RETURNED_3000, RETURNED_FEW)
    assert (row.kind, row.severity) == ("tension", 2)


def test_3000_returned_and_1100_in_december() -> None:
    row = row_of(RETURNED_3000, RETURNED_DECEMBER)
    assert (row.kind, row.severity) == ("difference", 1)
    assert row.reading is not None
    assert [(r.name, r.state) for r in row.reading.reasons] == [("within", "covers")]


def test_the_two_slips() -> None:
    slips = [row for row in found().rows if row.kind == "slip"]
    assert {row.target for row in slips} == {f"claim:{claim}" for claim in SLIPS}
    assert {row.severity for row in slips} == {3}


def test_a_slip_is_in_no_other_row() -> None:
    for row in found().rows:
        assert row.kind == "slip" or SLIPS.isdisjoint(row.claims)


def test_four_meanings_of_11000_are_kept_apart() -> None:
    ids = list(ELEVEN_THOUSANDS.values())
    for row in found().rows:
        if row.residual is None:
            assert len(set(ids) & set(row.claims)) <= 1, row.target
    for at, one in enumerate(ids):
        for two in ids[at + 1 :]:
            assert compare(shipped(), one, two).severity == 0


def test_identities_that_hold_are_silent() -> None:
    dossier = shipped()
    listed = {row.target for row in found().rows}
    held = [
        identity
        for identity in dossier.identities.values()
        if (left := residual(dossier, identity)) is not None and left.severity == 0
    ]
    # 10,000 combat and 1,000 engineer troops make 11,000.
    assert "sum-nis-2026-present" in {identity.id for identity in held}
    assert listed.isdisjoint(f"identity:{identity.id}" for identity in held)


def test_no_row_pairs_two_claims_of_one_release() -> None:
    for row in found().rows:
        if row.reading is None or row.kind == "variance":
            continue
        a, b = row.reading.a, row.reading.b
        assert a.release is None or a.release != b.release, row.target


def test_no_two_rows_repeat_one_pair_of_releases() -> None:
    """One row for each pair of (release, measure, scope); places are those of the words."""
    seen = set()
    for row in found().rows:
        reading = row.reading
        if reading is None or not (reading.a.measure and reading.b.measure):
            continue
        if reading.a.release is None or reading.b.release is None:
            continue
        key = frozenset(
            (q.release, q.measure, q.scope.population, q.scope.counting, q.scope.within)
            for q in (reading.a, reading.b)
        )
        assert key not in seen, row.target
        seen.add(key)


def test_every_row_can_be_told() -> None:
    for row in found().rows:
        text = row_sentence(shipped(), row)
        assert text.strip() == text
        assert "\n" not in text
        assert "  " not in text
        assert not text.endswith(".")


def test_every_claim_can_be_set_against_all_others() -> None:
    dossier = shipped()
    heard = set()
    for claim in dossier.claims:
        for row in competing(dossier, claim):
            assert row.pair is not None
            a, b = row.pair
            assert claim in (a.id, b.id)
            heard.add(row.kind)
            # What one document says twice is not listed.
            assert row.kind != "echo" or a.source != b.source
    assert "incomparable" not in heard
    assert {"compatible", "conflict", "difference", "revision", "tension"} <= heard
    kinds = [row.kind for row in competing(dossier, KILLED_300)]
    assert kinds[0] == "tension"
