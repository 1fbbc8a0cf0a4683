"""What is seen of a dossier through a lens, and what is not."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kursk_tui.dossier.check import check
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.lens import Lens, Seen, look, publication_dates
from kursk_tui.model import dates
from kursk_tui.model.records import ClaimScope
from kursk_tui.store import files
from tests.analysis.build import World, figure
from tests.five import FIVE

SHIPPED = Path(FIVE)
TABLES = ("agents", "scopes", "sources", "events", "measures", "claims", "identities")

Data = dict[str, dict[str, Any]]


def data_of(dossier: Dossier) -> Data:
    """The decoded file that a dossier would be."""
    tables = {
        name: {str(at): row for at, row in enumerate(dossier.raw_rows(name).values(), 1)}
        for name in TABLES
    }
    meta = {**dossier.meta._asdict(), "languages": list(dossier.meta.languages)}
    return {"meta": {"1": meta}, **tables}


def ids_of(dossier: Dossier) -> dict[str, list[str]]:
    return {name: list(dossier.raw_rows(name)) for name in TABLES}


@pytest.fixture(scope="module")
def shipped() -> Dossier:
    return Dossier.open(SHIPPED)


@pytest.fixture
def world() -> World:
    world = World()
    world.measure("sent")
    world.measure("day", "date")
    return world


def seen_claims(world: World, lens: Lens) -> list[str]:
    return list(look(world.dossier(), lens).dossier.claims)


def dates_in_the_end(dossier: Dossier) -> dict[str, str | None]:
    """The events that claims name, dated by all that was ever published."""
    seen = look(dossier, Lens("2027")).dossier
    return {id: event.date for id, event in seen.events.items()}


# What the lens is


def test_a_clear_lens_shows_the_very_dossier(shipped: Dossier) -> None:
    assert Lens().is_clear
    assert not Lens("2025").is_clear
    assert not Lens(without=("nis",)).is_clear
    seen = look(shipped, Lens())
    assert seen.dossier is shipped
    assert seen[1:] == ((), 0, 0, 0, 0)


@pytest.mark.parametrize("text", ["", "soon", "2025-13", "2025-02-30", "../.."])
def test_a_moment_that_is_no_date_is_refused(shipped: Dossier, text: str) -> None:
    with pytest.raises(dates.DateError):
        look(shipped, Lens(text))


def test_an_unknown_agent_is_refused(shipped: Dossier) -> None:
    with pytest.raises(KeyError, match="nobody"):
        look(shipped, Lens(without=("nis", "nobody")))


def test_the_file_is_still_watched(tmp_path: Path) -> None:
    path = tmp_path / "kursk.json"
    path.write_bytes(SHIPPED.read_bytes())
    dossier = Dossier.open(path)
    seen = look(dossier, Lens("2025-02-27")).dossier
    assert (seen.path, seen.stamp, seen.meta) == (dossier.path, dossier.stamp, dossier.meta)
    assert not seen.changed_on_disk()
    assert list(seen.reload().claims) == list(dossier.claims)
    path.write_bytes(SHIPPED.read_bytes() + b"\n")
    assert seen.changed_on_disk()


def test_rows_are_shared_unless_they_change_and_never_changed(shipped: Dossier) -> None:
    before = deepcopy(data_of(shipped))
    for moment in (None, *publication_dates(shipped)):
        seen = look(shipped, Lens(moment, ("joongang", "zelensky"))).dossier
        for name in TABLES:
            for id, row in seen.raw_rows(name).items():
                original = shipped.raw_rows(name)[id]
                assert row is original or row != original
    assert data_of(shipped) == before


# Known at


@pytest.mark.parametrize(
    ("published", "moment", "place"),
    [
        ("2025-03-01", "2025-03-01", "known"),
        ("2025-03-01", "2025-02-28", "later"),
        ("2025-03-01", "2025-03", "known"),
        ("2025-03-01", "2025", "known"),
        ("2025-03-01", "2024", "later"),
        ("2025-03-01", "2025-21", "known"),
        ("2025-03", "2025-03-31", "known"),
        ("2025-03", "2025-03", "known"),
        ("2025-03", "2025-03-30", "undated"),
        ("2025-03", "2025-03-01", "undated"),
        ("2025-03", "2025-02", "later"),
        ("2025", "2025-06", "undated"),
        ("2025", "2025", "known"),
        ("2025-03-01~", "2025-03-01", "undated"),
        ("2025-03-01~", "2025-03-01~", "known"),
        ("../2025-03", "1900", "undated"),
        ("../2025-03", "2025-03", "known"),
        ("2025-03/..", "2025-02", "later"),
        ("2025-03/..", "9998", "undated"),
        ("2025-03/..", "2025/..", "undated"),
        ("2025-03", "2025/..", "known"),
        (None, "9998", "undated"),
        (None, "0001", "undated"),
    ],
)
def test_where_a_source_stands_to_a_moment(
    world: World, published: str | None, moment: str, place: str
) -> None:
    source = world.source("paper", published=published)
    claim = world.claim("sent", figure("none", 5), source=source)
    seen = look(world.dossier(), Lens(moment))
    assert list(seen.dossier.claims) == ([claim] if place == "known" else [])
    assert list(seen.dossier.sources) == ([] if place == "later" else [source])
    assert seen.undated == ((source,) if place == "undated" else ())
    assert (seen.later, seen.set_aside) == (place == "later", place == "undated")


def test_without_a_moment_an_undated_source_is_as_good_as_any(world: World) -> None:
    world.agent("north")
    claim = world.claim("sent", figure("none", 5), published=None)
    world.claim("sent", figure("none", 5), by="north")
    seen = look(world.dossier(), Lens(without=("north",)))
    assert list(seen.dossier.claims) == [claim]
    assert seen[1:] == ((), 0, 0, 1, 0)


def test_undated_sources_come_in_the_order_of_the_file(world: World) -> None:
    for id, published in (("z", None), ("b", "2024"), ("a", "2025/.."), ("c", "2025")):
        world.source(id, published=published)
    assert look(world.dossier(), Lens("2025-06")).undated == ("z", "a", "c")


def test_steps_are_the_last_days_of_dated_sources(world: World) -> None:
    assert publication_dates(World().dossier()) == ()
    published = ("2025-03", None, "2024-02", "2025-03-31", "2025/..", "../2023", "2024-01-05")
    for number, date in enumerate(published):
        world.source(f"s{number}", published=date)
    steps = ("2023-12-31", "2024-01-05", "2024-02-29", "2025-03-31")
    assert publication_dates(world.dossier()) == steps


def test_every_step_shows_more_sources(shipped: Dossier) -> None:
    steps = publication_dates(shipped)
    assert steps == ("2025-02-27", "2026-02-10", "2026-02-12")
    later = [look(shipped, Lens(step)).later for step in steps]
    assert later == [3, 1, 0]


# Without some agents


def test_a_discounted_agent_is_looked_for_in_the_whole_chain(world: World) -> None:
    for agent in ("north", "south", "agency"):
        world.agent(agent)
    world.agent("chief", "person", of="north")
    world.agent("unit", of="north")
    world.agent("aide", "person", of="unit")
    world.agent("north-officials", "unnamed", of="north")
    world.agent("paper", "outlet")
    world.agent("writer", "person", of="paper")
    by_north = world.release("by-north", "north")
    by_chief = world.release("by-chief", "chief")
    by_south = world.release("by-south", "south")
    own = world.source("own", "north", published="2025-03-01")
    told = {
        "own": world.claim(source=own),
        "own of the chief": world.claim(source=world.source("his", "chief")),
        "origin": world.claim(by="north"),
        "relay": world.claim(chain=["agency", "north", "south"]),
        "origin after others": world.claim(chain=["agency", "south", "north"]),
        "partial": world.claim(chain=["north"], lineage="partial"),
        "chief": world.claim(chain=["agency", "chief"]),
        "release": world.claim(release=by_north, chain=["agency"]),
        "release of the chief": world.claim(release=by_chief, chain=[]),
        "unit": world.claim(by="unit"),
        "aide": world.claim(by="aide"),
        "officials": world.claim(by="north-officials"),
        "writer": world.claim(by="writer"),
        "south": world.claim(release=by_south),
    }
    dossier = world.dossier()

    def left_out(*without: str) -> set[str]:
        seen = look(dossier, Lens(without=without))
        out = {name for name, id in told.items() if id not in seen.dossier.claims}
        assert seen.discounted == len(out)
        assert list(seen.dossier.sources) == list(dossier.sources)
        assert list(seen.dossier.agents) == list(dossier.agents)
        return out

    chief = {"own of the chief", "chief", "release of the chief"}
    everything = {"own", "origin", "relay", "origin after others", "partial", "release"} | chief
    assert left_out("north") == everything
    assert left_out("chief") == chief
    assert left_out("unit") == {"unit", "aide"}
    assert left_out("paper") == {"writer"}
    assert left_out("agency") == {"relay", "origin after others", "chief", "release"}
    assert left_out("south") == {"relay", "origin after others", "south"}
    assert left_out("north", "unit", "north") == everything | {"unit", "aide"}


def test_each_claim_is_missing_for_one_reason(world: World) -> None:
    world.agent("north")
    for published in ("2025-01", None, "2025-02", "2026-01"):
        world.claim(by="north", published=published)
        world.claim(published=published)
    seen = look(world.dossier(), Lens("2025-02-10", ("north",)))
    assert list(seen.dossier.claims) == ["s02.1"]
    assert (seen.later, seen.set_aside, seen.discounted) == (2, 4, 1)


# What a claim that is seen says of one that is not


def test_opposition_to_a_claim_that_is_not_seen_goes(world: World) -> None:
    early = world.claim(published="2025-01-01")
    late = world.claim(published="2026-01-01")
    denial = world.claim(published="2025-06-01", denies=late, excludes=early)
    only = world.claim(published="2025-06-01", denies=late)
    dossier = world.dossier()
    seen = look(dossier, Lens("2025")).dossier
    assert [(o.claim, o.how) for o in seen.claims[denial].opposes] == [(early, "excludes")]
    assert seen.claims[only].opposes == ()
    assert seen.claims[only]._replace(opposes=dossier.claims[only].opposes) == dossier.claims[only]
    assert Index(seen).opposed_by(early) == (denial,)


def test_a_share_of_a_claim_that_is_not_seen_keeps_its_words(world: World) -> None:
    world.agent("north")
    told = {"population": "troops", "place": "oblast", "within": "war", "as_of": "2025"}
    world.event("war")
    whole = world.claim("sent", figure("none", 900), by="north", denies=None)
    share = world.claim("sent", figure("none", 50), of=whole, denies=whole, **told)
    of_share = world.claim("sent", figure("few"), of=share)
    other = world.claim("sent", figure("none", 10), **told)
    of_other = world.claim("sent", figure("none", 50), of=other)
    dossier = world.dossier()
    seen = look(dossier, Lens(without=("north",))).dossier
    assert whole not in seen.claims
    was = dossier.claims[share]
    assert seen.claims[share] == was._replace(
        figure=None, of=None, measure=None, opposes=(), scope=ClaimScope(None, "oblast", "war")
    )
    assert seen.claims[share].statement == was.statement
    assert seen.claims[of_share] == dossier.claims[of_share]._replace(
        figure=None, of=None, measure=None
    )
    assert [seen.claims[id] for id in (other, of_other)] == [
        dossier.claims[id] for id in (other, of_other)
    ]


def test_no_share_is_read_as_a_count(shipped: Dossier) -> None:
    """Two-thirds of a claim that is not seen must not become 66.7 killed."""
    shares = {claim.id for claim in shipped.claims.values() if claim.of is not None}
    for agent in shipped.agents:
        seen = look(shipped, Lens(without=(agent,))).dossier
        for id in shares & set(seen.claims):
            claim = seen.claims[id]
            assert (claim.of is None) == (claim.figure is None) == (claim.measure is None)


def test_an_identity_needs_all_its_claims(world: World) -> None:
    world.agent("north")
    a, b, c = (world.claim("sent", figure("none", n)) for n in (9, 4, 5))
    gone = world.claim("sent", figure("none", 5), by="north")
    kept = [world.identity("all", "sum", a, b, c), world.identity("derived", "sum", a, b, "?sent")]
    world.identity("no-total", "sum", gone, b, c)
    world.identity("no-term", "ledger", "?sent", a, f"-{gone}")
    seen = look(world.dossier(), Lens(without=("north",))).dossier
    assert list(seen.identities) == kept


# Events


def test_events_are_those_that_claims_name_and_all_they_are_part_of(world: World) -> None:
    for id, of in (
        ("war", None),
        ("wave", "war"),
        ("raid", "wave"),
        ("named", None),
        ("late-raid", "wave"),
        ("untold", "war"),
    ):
        world.event(id, of=of)
    world.agent("north")
    released = world.release("briefing", "north")
    late = world.release("late-briefing", "north")
    world.claim("sent", figure("none", 5), within="raid", published="2025-01-01")
    world.claim("sent", figure("none", 5), within="2024", published="2025-01-01")
    world.claim(release=released, published="2025-01-01")
    world.claim("sent", figure("none", 5), within="late-raid", release=late, published="2026")
    data = world.data()
    data["claims"]["1"]["events"] = ["named"]
    seen = look(Dossier.from_data(data), Lens("2025")).dossier
    assert list(seen.events) == ["war", "wave", "raid", "named", "briefing"]


def test_an_event_is_dated_by_what_was_known(world: World) -> None:
    world.event("start")
    world.event("end")
    world.agent("north")
    world.release("briefing", "north", "2025-01-04")
    for date, published in (
        ("2024", "2025-01-05"),
        ("2024-23", "2025-01-06"),
        ("2024-10-20", "2026-01-01"),
        ("2026-03", "2026-02-01"),  # a slip
    ):
        world.claim("day", date, within="start", published=published)
    world.claim(release="briefing", published="2025-01-05")
    world.claim("day", "2025-01-04", within="briefing", published="2025-01-07")
    world.claim(published="2025-01-05", by="north")
    data = world.data()
    data["claims"]["7"]["events"] = ["end"]
    data["events"]["1"]["date"] = "2024-10-20"
    data["events"]["2"]["date"] = "2025-01-03"
    dossier = Dossier.from_data(data)

    def dated(lens: Lens) -> list[str | None]:
        return [event.date for event in look(dossier, lens).dossier.events.values()]

    assert dated(Lens("2025-01-05")) == ["2024", None, None]
    assert dated(Lens("2025-01-06")) == ["2024-09/2024-11", None, None]
    assert dated(Lens("2025-01-07")) == ["2024-09/2024-11", None, "2025-01-04"]
    assert dated(Lens("2026")) == ["2024-10-20", None, "2025-01-04"]
    # Without a moment nothing is dated anew: what is recorded was known all along.
    assert dated(Lens(without=("north",))) == ["2024-10-20", "2025-01-04"]


@pytest.mark.parametrize(
    ("claimed", "span"),
    [
        ([], None),
        (["2024", "2024-23", "2024-10"], "2024-10"),
        (["2024-10", "2024-23", "2024"], "2024-10"),
        (["2025-05-25", "2025-06"], "2025-05-25/2025-06-30"),
        (["2025-01", "2025-01-01/2025-01-31"], "2025-01"),
        (["2025-01", "2025-01-01"], "2025-01-01"),
        (["2025-01", "2025-01-31"], "2025-01-31"),
        (["2024/..", "2025-01"], "2025-01"),
        (["2025-02/..", "2025-01-15"], "2025-01-15/.."),
        (["../2024", "2026/.."], None),
    ],
)
def test_the_narrowest_claims_date_an_event(
    world: World, claimed: list[str], span: str | None
) -> None:
    event = world.event("start")
    world.claim("day", "2020", within=world.event("another"))
    for date in claimed:
        world.claim("day", date, within=event, published="2027")
    assert dates_in_the_end(world.dossier()).get(event) == span


def test_of_spans_with_one_start_the_shortest_counts(world: World) -> None:
    for month in range(1, 13):
        event = world.event(f"event-{month}")
        for date in (f"2025-{month:02d}", f"2025-{month:02d}-01"):
            world.claim("day", date, within=event, published="2027")
    expected = {f"event-{month}": f"2025-{month:02d}-01" for month in range(1, 13)}
    assert dates_in_the_end(world.dossier()) == expected


@pytest.mark.parametrize(
    ("modality", "published", "span"),
    [
        ("asserted", "2025-01", None),
        ("asserted", "2025-02-27", None),
        # A day's grace, for zones of time: the page of the last day of February.
        ("asserted", "2025-02-28", "2025-03"),
        ("asserted", "2025-02", "2025-03"),
        ("asserted", "2025-03-01", "2025-03"),
        ("expected", "2025-01", "2025-03"),
        ("possible", "2025-01", "2025-03"),
    ],
)
def test_a_slip_dates_nothing(
    world: World, modality: str, published: str, span: str | None
) -> None:
    event = world.event("start")
    world.claim("day", "2025-03", within=event, modality=modality, published=published)
    assert dates_in_the_end(world.dossier()).get(event) == span


def test_the_recorded_dates_are_the_spans(shipped: Dossier) -> None:
    recorded = {id: event.date for id, event in shipped.events.items()}
    assert recorded == {id: date_of(shipped, id) for id in shipped.events}


# Agents


def test_agents_are_those_that_were_named_by_then() -> None:
    world = World()
    for id, kind, of in (
        ("realm", "state", None),
        ("other-realm", "state", None),
        ("ministry", "government", None),
        ("army", "military", "ministry"),
        ("speaker", "person", "army"),
        ("cited", "outlet", None),
        ("asked", "military", None),
        ("later-asked", "military", None),
        ("never", "person", "army"),
    ):
        world.agent(id, kind, of=of)
    world.release("briefing", "speaker")
    world.claim(chain=["asked"], published="2025-01-01")
    world.claim(release="briefing", chain=[], published="2025-01-01")
    world.claim(chain=["later-asked"], published="2026-01-01")
    world.claim(chain=["later-asked"], published=None)
    data = world.data()
    data["agents"]["3"]["party"] = "realm"
    data["agents"]["9"]["party"] = "other-realm"
    data["sources"]["4"]["cites"] = ["cited"]
    dossier = Dossier.from_data(data)
    seen = look(dossier, Lens("2025"))
    expected = ["realm", "ministry", "army", "speaker", "cited", "asked"]
    assert list(seen.dossier.agents) == [*expected, "s01-outlet", "s02-outlet", "s04-outlet"]
    # A discounted agent was named by the reader, and a second look must know it.
    lens = Lens("2025", ("never",))
    again = look(look(dossier, lens).dossier, lens).dossier
    assert {"never", "other-realm"} < set(again.agents)


def test_scopes_and_measures_stay(shipped: Dossier) -> None:
    for lens in (Lens("1900"), Lens("2025-02-27", ("nis",)), Lens(without=("nis",))):
        seen = look(shipped, lens).dossier
        assert list(seen.scopes) == list(shipped.scopes)
        assert list(seen.measures) == list(shipped.measures)


def test_long_before_there_is_nothing(shipped: Dossier) -> None:
    seen = look(shipped, Lens("1900"))
    undated = ["defense-express-undated"]
    assert (list(seen.dossier.sources), list(seen.undated)) == (undated, undated)
    assert (dict(seen.dossier.claims), dict(seen.dossier.events)) == ({}, {})
    assert dict(seen.dossier.identities) == {}


# The shipped dossier


def test_at_every_step_it_is_sound_and_adds_up(shipped: Dossier) -> None:
    steps = publication_dates(shipped)
    for moment in (*steps, "2025", "2026-02", "1900", "9998"):
        examine(shipped, Lens(moment))
    shown = [set(look(shipped, Lens(step)).dossier.claims) for step in steps]
    assert shown == sorted(shown, key=len)


def test_without_any_one_agent_it_is_sound_and_adds_up(shipped: Dossier) -> None:
    for agent in shipped.agents:
        examine(shipped, Lens(without=(agent,)))
        examine(shipped, Lens("2026-02-10", (agent,)))


def test_what_is_seen_can_be_written_and_opened(shipped: Dossier) -> None:
    data = data_of(look(shipped, Lens("2026-02-10", ("nis",))).dossier)
    raw = files.encode(data, "memory")
    assert ids_of(Dossier.from_data(json.loads(raw))) == ids_of(Dossier.from_data(data))


# Any dossier


PUBLISHED = (
    *("2025-01-05", "2025-01-20", "2025-02-10", "2025-03-01"),
    *("2025-01", "2025-02", "2025", "2025-02-10~", None, "2025-02/..", "../2025-01"),
)
MOMENTS = (
    *("2024", "2025-01-05", "2025-01-19", "2025-01", "2025-02-10", "2025-02-11"),
    *("2025-02", "2025-02-20", "2025-21", "2025", "2026"),
)
DATED = ("2024", "2024-12", "2025-01-03", "2025-01", "2025-02-08", "2025-01/..", "../2025-02")
BODIES = ("north", "south", "agency")
SPEAKERS = (*BODIES, "chief", "unit", "aide")
quick = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """A few claims in a few sources of all dates, tied to one another in every way."""
    world = World()
    world.agent("realm", "state")
    for body in BODIES:
        world.agent(body)
    for id, kind, of in (
        ("chief", "person", "north"),
        ("unit", "military", "north"),
        ("aide", "person", "unit"),
    ):
        world.agent(id, kind, of=of)
    world.measure("sent")
    world.measure("day", "date")
    for event, whole in (("war", None), ("wave", "war"), ("raid", "wave"), ("talks", None)):
        world.event(event, of=whole)
    for number, agent in enumerate(("north", "chief", "south")):
        world.release(f"release-{number}", agent, draw(st.sampled_from([None, "2025-02-01"])))
    publishers = st.sampled_from([None, None, *SPEAKERS])
    sources = [
        world.source(f"s{n}", draw(publishers), published=draw(st.sampled_from(PUBLISHED)))
        for n in range(draw(st.integers(1, 5)))
    ]
    ids: list[str] = []
    counted: list[str] = []
    for _ in range(draw(st.integers(0, 9))):
        fields: dict[str, Any] = {
            "source": draw(st.sampled_from(sources)),
            "chain": draw(st.lists(st.sampled_from(SPEAKERS), max_size=2, unique=True)),
            "release": draw(st.sampled_from([None, None, *(f"release-{n}" for n in range(3))])),
            "within": draw(st.sampled_from([None, "2025", "war", "wave", "raid", "release-0"])),
            "modality": draw(st.sampled_from(["asserted", "asserted", "expected"])),
            "population": draw(st.sampled_from([None, "troops"])),
        }
        kind = draw(st.sampled_from(["count", "count", "share", "day", "words"]))
        if kind == "day":
            fields |= {"measure": "day", "fig": draw(st.sampled_from(DATED))}
        elif kind != "words":
            fields |= {"measure": "sent", "fig": figure("none", 50)}
        if kind == "share" and counted:
            fields["of"] = draw(st.sampled_from(counted))
        if ids:
            fields["denies"] = draw(st.sampled_from([None, *ids]))
            fields["excludes"] = draw(st.sampled_from([None, None, *ids]))
        ids.append(world.claim(**fields))
        if kind in ("count", "share"):
            counted.append(ids[-1])
    if len(counted) >= 2:
        world.identity("sum", "sum", "?sent", *counted[:2])
        world.identity("ledger", "ledger", counted[-1], counted[0], "-?sent")
    data = world.data()
    data["agents"]["2"]["party"] = "realm"
    for row in data["claims"].values():
        row["events"] = draw(st.sampled_from([[], [], ["talks"], ["raid", "war"]]))
    for row in data["sources"].values():
        row["cites"] = draw(st.sampled_from([[], ["agency"], ["aide"]]))
    if draw(st.booleans()):  # what refers to another comes before it
        data["claims"] = dict(reversed(data["claims"].items()))
    return Dossier.from_data(data)


lenses = st.builds(
    Lens,
    st.sampled_from([None, *MOMENTS]),
    st.lists(st.sampled_from(SPEAKERS), max_size=2).map(tuple),
)


def stands(published: str | None, moment: str | None) -> str:
    """Where a source stands to a moment, by the codebook's dates alone."""
    if moment is None:
        return "known"
    span = dates.parse(published) if published is not None else None
    if span is None:
        return "undated"
    last = dates.parse(moment).latest
    if span.is_open_end:
        return "later" if span.earliest > last else "undated"
    if span.latest <= last:
        return "known"
    return "later" if span.earliest > last else "undated"


def fate(dossier: Dossier, claim_id: str, lens: Lens) -> str:
    """Why a claim is seen or not: one word."""
    claim = dossier.claims[claim_id]
    source = dossier.sources[claim.source]
    place = stands(source.published, lens.known_at)
    if place != "known":
        return place
    chain = [source.publisher, *claim.attribution]
    if claim.release is not None:
        chain.append(dossier.events[claim.release].by or "")
    for agent in [dossier.agents[id] for id in chain]:
        if agent.id in lens.without:
            return "discounted"
        if agent.kind == "person" and agent.member_of in lens.without:
            return "discounted"
    return "seen"


def date_of(dossier: Dossier, event: str) -> str | None:
    """The date of an event, each span held against each other."""
    spans = set()
    for claim in dossier.claims.values():
        if claim.scope.within != event or claim.figure is None or claim.figure.date is None:
            continue
        span = dates.parse(claim.figure.date)
        published = dossier.sources[claim.source].published
        page = dates.parse(published) if published is not None else None
        if claim.modality != "asserted" or page is None or span.earliest <= page.latest:
            spans.add(span)
    narrow = [s for s in spans if not any(s != o and dates.contains(s, o) for o in spans)]
    if not narrow:
        return None
    hull = dates.hull(narrow)
    return None if hull.is_open_start and hull.is_open_end else dates.to_edtf(hull)


def named_events(dossier: Dossier) -> set[str]:
    index = Index(dossier)
    return {e for claim in dossier.claims for e in index.events_of_claim(claim, wholes=True)}


def named_agents(dossier: Dossier, lens: Lens) -> set[str]:
    found = {*lens.without}
    for source in dossier.sources.values():
        found |= {source.publisher, *source.cites}
    for claim in dossier.claims.values():
        found |= {*claim.attribution}
    found |= {event.by for event in dossier.events.values() if event.by is not None}
    for _ in dossier.agents:
        members = [dossier.agents[id] for id in found]
        found |= {b for a in members for b in (a.member_of, a.party) if b is not None}
    return found


def examine(dossier: Dossier, lens: Lens) -> Seen:
    """Hold what is seen of a dossier against every rule, claim by claim and event by event."""
    result = look(dossier, lens)
    seen = result.dossier
    assert check(data_of(seen), path="memory") == []

    places = {id: stands(s.published, lens.known_at) for id, s in dossier.sources.items()}
    assert list(seen.sources) == [id for id, place in places.items() if place != "later"]
    assert list(result.undated) == [id for id, place in places.items() if place == "undated"]
    assert result.later == list(places.values()).count("later")

    fates = {id: fate(dossier, id, lens) for id in dossier.claims}
    assert list(seen.claims) == [id for id, how in fates.items() if how == "seen"]
    counts = list(fates.values())
    assert result.set_aside == counts.count("undated")
    assert result.discounted == counts.count("discounted")
    missing = counts.count("later") + result.set_aside + result.discounted
    assert len(dossier.claims) == len(seen.claims) + missing

    for id, claim in seen.claims.items():
        was = dossier.claims[id]
        opposes = tuple(o for o in was.opposes if o.claim in seen.claims)
        expected = was._replace(opposes=opposes)
        whole = was.of
        while whole in seen.claims and whole is not None:
            whole = dossier.claims[whole].of
        if whole is not None:  # somewhere up the shares, one is of nothing
            scope = was.scope._replace(population=None)
            expected = expected._replace(figure=None, of=None, measure=None, scope=scope)
        assert claim == expected

    complete = [
        id
        for id, identity in dossier.identities.items()
        if all(t.claim is None or t.claim in seen.claims for t in (identity.total, *identity.terms))
    ]
    assert list(seen.identities) == complete
    assert [seen.identities[id] for id in complete] == [dossier.identities[id] for id in complete]

    assert set(seen.events) == named_events(seen)
    for id, event in seen.events.items():
        date = dossier.events[id].date if lens.known_at is None else date_of(seen, id)
        assert event == dossier.events[id]._replace(date=date)

    agents = set(dossier.agents) if lens.known_at is None else named_agents(seen, lens)
    assert set(seen.agents) == agents
    order = ids_of(dossier)
    for name, ids in ids_of(seen).items():
        assert ids == [id for id in order[name] if id in set(ids)]
    return result


@quick
@given(dossiers(), lenses)
def test_what_is_seen_is_what_the_rules_say(dossier: Dossier, lens: Lens) -> None:
    before = deepcopy(data_of(dossier))
    if lens.is_clear:
        assert look(dossier, lens).dossier is dossier
    else:
        examine(dossier, lens)
    assert data_of(dossier) == before


@quick
@given(dossiers(), lenses)
def test_a_second_look_changes_nothing(dossier: Dossier, lens: Lens) -> None:
    once = look(dossier, lens)
    twice = look(once.dossier, lens)
    assert data_of(twice.dossier) == data_of(once.dossier)
    assert twice[1:] == (once.undated, 0, 0, 0, 0)


@quick
@given(dossiers(), st.tuples(st.sampled_from(MOMENTS), st.sampled_from(MOMENTS)), lenses)
def test_a_later_moment_shows_no_less(
    dossier: Dossier, moments: tuple[str, str], lens: Lens
) -> None:
    first, second = sorted(moments, key=lambda text: dates.parse(text).latest)
    early = ids_of(look(dossier, lens._replace(known_at=first)).dossier)
    late = ids_of(look(dossier, lens._replace(known_at=second)).dossier)
    for name in TABLES:
        assert set(early[name]) <= set(late[name]), name


@quick
@given(dossiers(), st.sampled_from(MOMENTS))
def test_what_was_said_later_leaves_no_trace(dossier: Dossier, moment: str) -> None:
    """Whatever the claims of later sources say, the same is seen."""
    data = data_of(dossier)
    for key, row in data["claims"].items():
        if stands(dossier.sources[row["source"]].published, moment) == "later":
            other = {"statement": "Put in another way.", "events": ["talks"], "attribution": []}
            data["claims"][key] = {**row, **other, "release": None, "opposes": []}
    lens = Lens(moment)
    other_seen = look(Dossier.from_data(data), lens).dossier
    assert data_of(other_seen) == data_of(look(dossier, lens).dossier)


@quick
@given(st.lists(st.sampled_from([*DATED, "2025-01-03/2025-02-08", "2025-02", "2025"]), max_size=8))
def test_spans_are_those_that_contain_no_other(claimed: list[str]) -> None:
    world = World()
    world.measure("day", "date")
    event = world.event("start")
    for date in claimed:
        world.claim("day", date, within=event, published="2027")
    dossier = world.dossier()
    assert dates_in_the_end(dossier).get(event) == date_of(dossier, event)
