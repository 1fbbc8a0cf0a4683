"""Work on much data without the garbage collector, and what becomes of garbage meanwhile."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from weakref import ref

import pytest

from kursk_tui.store.files import uncollected

MUCH = 60_000


class Ring:
    """What refers to itself, and so goes only when it is looked for."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    gc.unfreeze()
    yield
    gc.unfreeze()
    gc.collect()


def much() -> list[list[int]]:
    with uncollected():
        assert not gc.isenabled()
        return [[n] for n in range(MUCH)]


def test_what_is_much_is_kept_out_of_later_collections() -> None:
    kept = much()
    assert gc.isenabled()
    assert gc.get_freeze_count() >= MUCH
    assert len(kept) == MUCH
    with uncollected():
        pass
    assert gc.isenabled()


def test_what_is_little_is_not() -> None:
    with uncollected():
        kept = [[n] for n in range(10)]
    assert gc.get_freeze_count() == 0
    assert kept


def test_garbage_of_before_is_not_kept_for_ever() -> None:
    first = much()
    ring = Ring()
    gone = ref(ring)
    del ring
    second = much()
    gc.collect()
    assert gone() is None
    assert len(first) == len(second)


def test_one_inside_another_and_one_where_the_collector_is_off() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
