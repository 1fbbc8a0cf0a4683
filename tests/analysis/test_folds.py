"""Folding a long list: nothing lost, nothing doubled, order kept, the odd one out as head."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_tui.analysis.disagreements import Row, disagreements
from kursk_tui.analysis.folds import FEWEST, FOLDED_FROM, Fold, fold
from kursk_tui.dossier.dossier import Dossier, default_path
from tests.five import FIVE

WHOLE = Dossier.open(default_path())
ROWS = disagreements(WHOLE).rows


def shown(folds: tuple[Fold, ...]) -> list[Row]:
    return [row for found in folds for row in (found.head, *found.rest)]


def test_a_list_that_can_be_read_through_is_not_folded() -> None:
    five = Dossier.open(FIVE)
    rows = disagreements(five).rows
    assert len(rows) < FOLDED_FROM
    assert fold(five, rows) == tuple(map(Fold, rows))


def test_every_row_of_the_shipped_dossier_stands_once() -> None:
    folds = fold(WHOLE, ROWS)
    assert Counter(row.target for row in shown(folds)) == Counter(row.target for row in ROWS)
    assert len(folds) < len(ROWS) / 5


def test_heads_are_ranked_and_rest_is_never_before_a_head_of_a_figure() -> None:
    place = {row.target: number for number, row in enumerate(ROWS)}
    folds = fold(WHOLE, ROWS)
    heads = [place[found.head.target] for found in folds]
    assert heads == sorted(heads)
    for found in folds:
        rest = [place[row.target] for row in found.rest]
        assert rest == sorted(rest)
        if found.head.kind != "variance":
            assert all(number > place[found.head.target] for number in rest)


def test_rows_of_a_fold_share_a_figure_or_rest_on_a_mistelling() -> None:
    for found in fold(WHOLE, ROWS):
        if not found.rest:
            continue
        assert found.head.pair is not None
        sides = [
            {(q.release or q.source or q.voice, q.measure, q.scope) for q in row.pair}
            for row in (found.head, *found.rest)
            if row.pair is not None
        ]
        if found.head.kind == "variance" and not set.intersection(*sides):
            odd = {q.id for q in found.head.pair}
            for row in found.rest:
                assert row.pair is not None
                assert odd & {q.id for q in row.pair}
        else:
            assert set.intersection(*sides)
            assert len(sides) >= min(FEWEST, len(sides))


def test_wounded_told_as_dead_stand_under_the_variance_not_at_the_top() -> None:
    """One page tells 3,000 casualties of a post as 3,000 dead; five tell them as casualties."""
    folds = fold(WHOLE, ROWS)
    odd = "kbs-world-2024-12.r1"
    heads = [found for found in folds if any(odd in row.claims for row in (found.head,))]
    assert [found.head.kind for found in heads] == ["variance"]
    assert len(heads[0].rest) >= 5
    assert all(odd in row.claims for row in heads[0].rest)
    assert max(row.severity for row in heads[0].rest) > heads[0].head.severity


@given(st.sets(st.integers(0, len(ROWS) - 1), min_size=1, max_size=120))
@settings(max_examples=40, deadline=None)
def test_any_part_of_the_list_folds_without_loss(places: set[int]) -> None:
    rows = [ROWS[place] for place in sorted(places)]
    folds = fold(WHOLE, rows, least=0)
    assert sorted(row.target for row in shown(folds)) == sorted(row.target for row in rows)
    again = fold(WHOLE, rows, least=0)
    assert again == folds
