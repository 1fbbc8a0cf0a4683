"""A claim that is retracted is never seen, and takes with it what rests on it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_tui.analysis.disagreements.listing import disagreements
from kursk_tui.dossier import dossier as dossiers
from kursk_tui.dossier import lens as lenses
from kursk_tui.dossier.cache import Rows
from kursk_tui.dossier.check import check
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import retract, undo
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.lens import Lens, Seen, look, look_through, retracted
from kursk_tui.store import files
from tests.dossier.sample import Data, sample
from tests.dossier.test_lens import data_of
from tests.five import FIVE

WHY = "counted twice"
CLAIMS = tuple(row["id"] for row in sample()["claims"].values())
FIRST, *_, LAST = Dossier.open(FIVE).claims


def flood(*gone: str, **tables: dict[str, Any]) -> Dossier:
    """The sample with some claims retracted, and rows added to its tables."""
    data = sample()
    for table, rows in tables.items():
        data[table].update(rows)
    for row in data["claims"].values():
        if row["id"] in gone:
            row["retracted"] = WHY
    return Dossier.from_data(data)


def clear(dossier: Dossier) -> Seen:
    return look(dossier, Lens())


def five_without(*gone: str) -> Dossier:
    data: Data = data_of(Dossier.open(FIVE))
    data["claims"] = {
        key: {**row, "retracted": WHY} if row["id"] in gone else row
        for key, row in data["claims"].items()
    }
    return Dossier.from_data(data)


def test_nothing_is_retracted_until_somebody_does() -> None:
    dossier = flood()
    assert retracted(dossier) == []
    assert clear(dossier).dossier is dossier
    assert clear(dossier).retracted == 0


def test_a_retracted_claim_is_not_seen_and_counted() -> None:
    dossier = flood("herald-1.2", "gazette-1.3")
    assert retracted(dossier) == ["gazette-1.3", "herald-1.2"]
    seen = clear(dossier)
    assert list(seen.dossier.claims) == ["gazette-1.1", "gazette-1.2", "herald-1.1"]
    assert seen[1:] == ((), 0, 0, 0, 2)
    # The dossier itself keeps it, with the reason.
    assert dossier.claims["herald-1.2"].retracted == WHY
    assert list(dossier.claims) == list(CLAIMS)


def test_a_share_of_it_loses_its_figure() -> None:
    seen = clear(flood("gazette-1.1")).dossier
    share = seen.claims["gazette-1.2"]
    assert (share.figure, share.of, share.measure, share.scope.population) == (None,) * 4
    assert (share.scope.place, share.scope.within) == ("harbour", "flood")
    assert share.statement == sample()["claims"]["2"]["statement"]


def test_a_share_of_a_share_of_it_too() -> None:
    row = {**sample()["claims"]["2"], "id": "gazette-1.2b", "of": "gazette-1.2"}
    seen = clear(flood("gazette-1.1", claims={"9": row})).dossier
    assert seen.claims["gazette-1.2b"].figure is None
    of_share = clear(flood("gazette-1.2", claims={"9": row})).dossier
    assert of_share.claims["gazette-1.2b"].figure is None
    assert of_share.claims["gazette-1.1"].figure is not None


def test_its_whole_does_not_go_with_a_share() -> None:
    seen = clear(flood("gazette-1.2")).dossier
    assert seen.claims["gazette-1.1"] == flood().claims["gazette-1.1"]


def test_oppositions_to_it_go() -> None:
    assert flood().claims["herald-1.1"].opposes
    assert clear(flood("gazette-1.1")).dossier.claims["herald-1.1"].opposes == ()
    assert clear(flood("gazette-1.3")).dossier.claims["herald-1.1"].opposes


@pytest.mark.parametrize("gone", ["gazette-1.1", "gazette-1.2"])
def test_identities_with_it_go(gone: str) -> None:
    assert dict(clear(flood(gone)).dossier.identities) == {}
    assert list(clear(flood("gazette-1.3")).dossier.identities) == ["by-district"]


def test_events_that_only_it_named_go() -> None:
    seen = clear(flood("gazette-1.3")).dossier
    assert "breach" not in seen.events
    assert list(seen.events) == ["flood", "briefing"]


def test_events_that_nobody_named_stay() -> None:
    """They were there before the claim was retracted, and it is no reason for them to go."""
    gala = {"id": "gala", "title": "A gala", "date": None, "kind": "happening", "part_of": "breach"}
    seen = clear(flood("gazette-1.3", events={"9": gala})).dossier
    assert list(seen.events) == ["flood", "breach", "briefing", "gala"]
    later = look(flood("gazette-1.3", events={"9": gala}), Lens("2032"))
    assert "gala" not in later.dossier.events


def test_sources_agents_scopes_and_measures_stay() -> None:
    dossier = flood(*CLAIMS)
    seen = clear(dossier).dossier
    assert dict(seen.claims) == {}
    for table in ("sources", "agents", "scopes", "measures"):
        assert seen.raw_rows(table) == dossier.raw_rows(table)


def test_it_is_missing_for_one_reason_alone() -> None:
    """Retracted comes before undated and before left out."""
    whole = look(flood(), Lens("2032", ("council",)))
    part = look(flood("herald-1.1", "gazette-1.1"), Lens("2032", ("council",)))
    assert (whole.retracted, part.retracted) == (0, 2)
    assert part.set_aside == whole.set_aside - 1  # the Herald has no date
    assert part.discounted == whole.discounted - 1


def test_no_lens_shows_it() -> None:
    dossier = flood("gazette-1.1")
    for lens in (Lens(), Lens("2032"), Lens(without=("herald",)), Lens("2032", ("herald",))):
        assert "gazette-1.1" not in look(dossier, lens).dossier.claims


def test_a_date_that_it_gave_is_gone_with_known_at() -> None:
    dated = {**sample()["claims"]["3"], "id": "gazette-1.3b"}
    dated["figure"] = {"written": "in March", "date": "2031-03"}
    dated["scope"] = {"within": "breach"}
    exact = {**dated, "id": "gazette-1.3c", "figure": {"written": "3", "date": "2031-03-03"}}
    both = {"8": dated, "9": exact}
    seen = look(flood(claims=both), Lens("2032")).dossier
    assert seen.events["breach"].date == "2031-03-03"
    seen = look(flood("gazette-1.3c", claims=both), Lens("2032")).dossier
    assert seen.events["breach"].date == "2031-03"


@given(st.sets(st.sampled_from(CLAIMS)))
@settings(max_examples=40, deadline=None)
def test_what_is_seen_is_sound_whatever_is_retracted(gone: set[str]) -> None:
    dossier = flood(*gone)
    before = data_of(dossier)
    seen = clear(dossier)
    assert check(data_of(seen.dossier), path="memory") == []
    assert set(seen.dossier.claims) == set(CLAIMS) - gone
    assert seen.retracted == len(gone)
    assert data_of(dossier) == before


FIVE_CLAIMS = tuple(Dossier.open(FIVE).claims)


@given(st.sets(st.sampled_from(FIVE_CLAIMS), max_size=12))
@settings(max_examples=10, deadline=None)
def test_five_reports_are_sound_whatever_is_retracted(gone: set[str]) -> None:
    seen = clear(five_without(*gone)).dossier
    assert check(data_of(seen), path="memory") == []
    assert not gone & set(seen.claims)
    assert not gone & {claim.of for claim in seen.claims.values()}


def test_nothing_that_is_found_names_it() -> None:
    dossier = Dossier.open(FIVE)
    found = [id for row in disagreements(dossier).rows for id in row.claims]
    busiest = max(FIVE_CLAIMS, key=found.count)
    seen = clear(five_without(busiest)).dossier
    rows = disagreements(seen).rows
    assert rows
    assert not any(busiest in row.claims for row in rows)
    measure = dossier.claims[busiest].measure
    assert measure is not None
    assert busiest in Index(dossier).claims_of_measure(measure)
    assert busiest not in Index(seen).claims_of_measure(measure)


@pytest.mark.parametrize("is_large", [False, True])
def test_retracting_and_undoing_shows_after_a_reload(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_large: bool
) -> None:
    """Also where what was found out about a dossier is kept between runs."""
    monkeypatch.setattr(dossiers, "CACHED_FROM", 1 if is_large else 10**9)
    path = tmp_path / "d.json"
    shutil.copyfile(FIVE, path)
    dossier, id = Dossier.open(path), FIVE_CLAIMS[3]
    assert id in clear(dossier).dossier.claims
    retract(dossier, id, WHY, author="a")
    for _ in range(2):
        later = dossier.reload()
        assert retracted(later) == [id]
        assert id not in clear(later).dossier.claims
    undo(dossier, author="a")
    assert id in clear(dossier.reload()).dossier.claims


# ---- what is kept of it


@settings(max_examples=60, deadline=None)
@given(st.sets(st.sampled_from(CLAIMS), min_size=1))
def test_what_differs_is_all_that_differs(gone: set[str]) -> None:
    dossier = flood(*gone)
    seen, wanted = clear(dossier), look_through(dossier, Lens())
    assert data_of(seen.dossier) == data_of(wanted.dossier)
    assert seen._replace(dossier=dossier) == wanted._replace(dossier=dossier)
    for table in ("claims", "events", "identities"):
        rows, others = seen.dossier.raw_rows(table), wanted.dossier.raw_rows(table)
        assert len(rows) == len(others)
        assert list(rows) == list(others) == list(rows.keys())
        assert {id: rows[id] for id in rows} == dict(others)
        assert [id in rows for id in dossier.raw_rows(table)] == [
            id in others for id in dossier.raw_rows(table)
        ]
        assert list(rows.values()) == list(others.values())


def test_a_look_up_decodes_what_it_asks_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dossiers, "CACHED_FROM", 0)
    path = tmp_path / "five.json"
    raw = data_of(five_without(FIRST))
    path.write_bytes(files.encode(raw, str(path)))
    made = clear(Dossier.open(path)).dossier
    wanted = data_of(made)
    Index(made).claims_of_measure("killed")
    monkeypatch.setattr(lenses, "look_through", lambda *_: pytest.fail("looked through again"))
    again = Dossier.open(path)
    seen = clear(again).dossier
    assert FIRST not in seen.claims
    with pytest.raises(KeyError):
        seen.claims[FIRST]
    assert seen.claims[LAST].id == LAST
    assert Index(seen).claims_of_measure("killed") == Index(made).claims_of_measure("killed")
    # Of 100,000 rows a few are decoded.
    rows = again.raw_rows("claims")
    assert isinstance(rows, Rows)
    assert rows._all is None
    assert data_of(seen) == wanted
