"""Every engine behind the small surface gives the same, record by record and in the same order."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.holding import KINDS, Facet, Holding, Kind, Link, Selection
from kursk_tui.dossier.memory import MemoryHolding
from kursk_tui.dossier.timespan import TIME
from kursk_tui.model.folding import normal
from tests.analysis.build import World
from tests.analysis.test_properties import worlds
from tests.dossier.engines import indexed

DATA = Path(__file__).parents[2] / "data"
PATHS = (DATA / "kursk.json", *sorted(DATA.glob("samples/*.json")))
RANGES = ("2024-11", "2023-09-12/2023-09-15", "../2024-12", "2025-03-15/..", "1900", "2025-03~")
LINKS: dict[Link, str] = {
    "parts": "events",
    "members": "agents",
    "documents": "agents",
    "opposed by": "claims",
    "shares": "claims",
    "identities": "claims",
}


@cache
def engines(path: Path) -> tuple[Dossier, Holding, Holding]:
    dossier = Dossier.open(path)
    return dossier, MemoryHolding(dossier), indexed(dossier)


@st.composite
def facets(draw: st.DrawFn, dossier: Dossier) -> Facet:
    """One that the dossier may hold, or not."""
    kind = draw(st.sampled_from(["event", "source", "agent", "measure", "claim", TIME]))
    if kind == TIME:
        return Facet(TIME, draw(st.sampled_from(RANGES)))
    ids = [*dossier.raw_rows(f"{kind}s"), "nothing-of-that-name"]
    return Facet(kind, draw(st.sampled_from(ids)))


@st.composite
def selections(draw: st.DrawFn, dossier: Dossier) -> Selection:
    some = draw(st.lists(facets(dossier), max_size=3, unique_by=lambda facet: facet.kind))
    rows = dossier.raw_rows(draw(st.sampled_from(["claims", "sources", "agents"])))
    texts = [
        str(row.get("statement") or row.get("title") or row.get("name")) for row in rows.values()
    ]
    word = st.sampled_from([*texts, "zzz", ""]).flatmap(
        lambda text: st.sampled_from([normal(w) for w in [*text.split(), text[:9], ""]])
    )
    return Selection(tuple(some), tuple(draw(st.lists(word, max_size=2))))


def ids(holding: Holding, kind: Kind, selection: Selection) -> tuple[str, ...]:
    return holding.listing(kind, selection).page(None, 10**6).ids


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
@settings(deadline=None, max_examples=120)
@given(st.data())
def test_lists_are_the_same(path: Path, data: st.DataObject) -> None:
    dossier, memory, sqlite = engines(path)
    selection = data.draw(selections(dossier))
    for kind in KINDS:
        found = ids(memory, kind, selection)
        assert ids(sqlite, kind, selection) == found
        assert sqlite.listing(kind, selection).count() == (len(found), True)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
@settings(deadline=None, max_examples=60)
@given(st.data(), st.sampled_from(KINDS), st.integers(1, 60))
def test_windows_are_the_same(path: Path, data: st.DataObject, kind: Kind, size: int) -> None:
    dossier, *both = engines(path)
    selection = data.draw(selections(dossier))
    some = ids(both[0], kind, selection)
    id = data.draw(st.sampled_from(some)) if some else None
    for back in (False, True):
        for after in (None, id):
            one, two = (h.listing(kind, selection).page(after, size, back=back) for h in both)
            assert one == two
    if id is not None:
        one, two = (h.listing(kind, selection).around(id, size) for h in both)
        assert one == two


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_records_and_links_are_the_same(path: Path) -> None:
    dossier, memory, sqlite = engines(path)
    assert sqlite.meta == memory.meta
    assert dict(sqlite.measures) == dict(memory.measures)
    assert dict(sqlite.scopes) == dict(memory.scopes)
    for table in (*KINDS, "identities"):
        names = list(dossier.raw_rows(table))
        one, two = (getattr(h, table).many([*names, "nothing.1"]) for h in (memory, sqlite))
        assert one == two
        assert list(one) == list(two) == names
    for link, table in LINKS.items():
        for id in dossier.raw_rows(table):
            for limit in (None, 1):
                assert tuple(sqlite.links(link, id, limit)) == tuple(memory.links(link, id, limit))


@settings(deadline=None, max_examples=60)
@given(worlds(2, 8), st.data())
def test_lists_of_any_world_are_the_same(world: World, data: st.DataObject) -> None:
    dossier = world.dossier()
    memory, sqlite = MemoryHolding(dossier), indexed(dossier)
    for _ in range(4):
        selection = data.draw(selections(dossier))
        for kind in KINDS:
            assert ids(sqlite, kind, selection) == ids(memory, kind, selection)
    whole = sqlite.near(())
    for table in (*KINDS, "identities", "measures", "scopes"):
        assert whole.raw_rows(table) == dossier.raw_rows(table)
