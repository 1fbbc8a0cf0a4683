"""The small surface over a dossier: any engine behind it must pass these."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.dossier.holding import KINDS, Facet, Holding, Kind, Listing, Selection
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.lens import Lens, look
from kursk_tui.dossier.memory import MemoryHolding
from kursk_tui.dossier.selecting import select
from tests.dossier.engines import indexed

DOSSIER = Dossier.open(default_path())
INDEX = Index(DOSSIER)


ENGINES: dict[str, Holding] = {
    "memory": MemoryHolding(DOSSIER, INDEX),
    "sqlite": indexed(DOSSIER),
}


@pytest.fixture(params=ENGINES, scope="module")
def holding(request: pytest.FixtureRequest) -> Holding:
    return ENGINES[request.param]


FACETS = st.one_of(
    st.builds(Facet, st.just("event"), st.sampled_from(sorted(DOSSIER.events))),
    st.builds(Facet, st.just("agent"), st.sampled_from(sorted(DOSSIER.agents))),
    st.builds(Facet, st.just("source"), st.sampled_from(sorted(DOSSIER.sources))),
    st.builds(Facet, st.just("measure"), st.sampled_from(sorted(DOSSIER.measures))),
    st.builds(Facet, st.just("event"), st.just("nothing-of-that-name")),
)
SELECTIONS = st.builds(
    Selection,
    st.lists(FACETS, max_size=2, unique_by=lambda facet: facet.kind).map(tuple),
    st.lists(st.sampled_from(["kursk", "nis", "killed", "zzz"]), max_size=2).map(tuple),
)


def all_of(listing: Listing, size: int) -> list[str]:
    """The whole list, window by window."""
    found: list[str] = []
    while True:
        page = listing.page(found[-1] if found else None, size)
        assert page.has_before == bool(found) or not page.ids
        found += page.ids
        if not page.has_after:
            return found


@given(st.sampled_from(KINDS), SELECTIONS, st.integers(1, 700))
@settings(max_examples=60, deadline=None)
def test_windows_make_up_the_list_from_either_end(
    holding: Holding, kind: Kind, selection: Selection, size: int
) -> None:
    listing = holding.listing(kind, selection)
    ids = all_of(listing, size)
    assert len(ids) == len(set(ids)) == listing.count().value
    assert listing.count().exact
    back: list[str] = []
    while True:
        page = listing.page(back[0] if back else None, size, back=True)
        back = [*page.ids, *back]
        if not page.has_before:
            break
    assert back == ids


@given(SELECTIONS, st.integers(1, 40), st.data())
@settings(max_examples=60, deadline=None)
def test_a_window_around_a_record_has_it_in_the_middle(
    holding: Holding, selection: Selection, size: int, data: st.DataObject
) -> None:
    listing = holding.listing("claims", selection)
    ids = all_of(listing, 500)
    if not ids:
        return
    id = data.draw(st.sampled_from(ids))
    page = listing.around(id, size)
    assert len(page.ids) == min(size, len(ids))
    start = ids.index(page.ids[0])
    assert list(page.ids) == ids[start : start + size]
    before = ids.index(id) - start
    # Off the middle only where an end of the list is in the window.
    assert before == size // 2 or not page.has_before or not page.has_after
    assert page.has_before == (start > 0)
    assert page.has_after == (start + len(page.ids) < len(ids))


@given(SELECTIONS)
@settings(max_examples=60, deadline=None)
def test_a_list_is_what_its_facets_and_words_leave(holding: Holding, selection: Selection) -> None:
    expected = set(select(DOSSIER, INDEX, selection.facets).claims)
    for word in selection.words:
        expected &= set(INDEX.holding("claims", word))
    assert set(all_of(holding.listing("claims", selection), 500)) == expected


def test_lists_are_in_the_orders_of_their_kinds(holding: Holding) -> None:
    for kind in KINDS:
        assert tuple(all_of(holding.listing(kind), 333)) == getattr(INDEX.orders, kind).ids


def test_what_is_not_there(holding: Holding) -> None:
    listing = holding.listing("events")
    for size in (0, -1):
        with pytest.raises(ValueError, match="at least 1"):
            listing.page(None, size)
        with pytest.raises(ValueError, match="at least 1"):
            listing.around("losses", size)
    with pytest.raises(KeyError):
        listing.page("nothing-of-that-name", 5)
    with pytest.raises(KeyError):
        listing.around("nothing-of-that-name", 5)
    with pytest.raises(KeyError):
        holding.near(["nothing-of-that-name"])
    nothing = holding.listing("claims", Selection((Facet("event", "nothing-of-that-name"),)))
    assert (nothing.count().value, nothing.page(None, 5).ids) == (0, ())


def test_records_are_looked_up_many_at_once(holding: Holding) -> None:
    ids = ["ki-2026-02-12.6", "nothing.1", "ki-2026-02-12.2"]
    assert list(holding.claims.many(ids)) == [ids[0], ids[2]]
    assert holding.claims[ids[0]] == DOSSIER.claims[ids[0]]
    assert ids[1] not in holding.claims


def test_links_are_those_of_the_index_cut_where_asked(holding: Holding) -> None:
    assert holding.links("parts", "incursion") == INDEX.parts_of_event("incursion")
    assert len(holding.links("parts", "incursion")) > 1
    assert holding.links("parts", "incursion", 1) == INDEX.parts_of_event("incursion")[:1]
    assert holding.links("documents", "nobody") == ()


def test_a_neighbourhood_holds_what_its_claims_are_set_against(holding: Holding) -> None:
    near = holding.near(["ki-2025-02-27.15"])
    assert {"ki-2025-02-27.14b", "ki-2025-02-27.14c"} <= set(near.claims)


def test_a_lens_gives_another_holding(holding: Holding) -> None:
    lens = Lens("2024-12")
    seen = holding.look(lens)
    assert set(all_of(seen.listing("claims"), 500)) == set(look(DOSSIER, lens).dossier.claims)
    assert seen.listing("claims").count().value < holding.listing("claims").count().value
