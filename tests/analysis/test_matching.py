"""What a query matches, against the raw rows of the shipped dossier and small worlds."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_tui.analysis.disagreements.listing import disagreements
from kursk_tui.analysis.ladder.intervals import claim_intervals
from kursk_tui.analysis.query.fields import FIELDS
from kursk_tui.analysis.query.language import QueryError, parse, quoted
from kursk_tui.analysis.query.matching import KINDS, Matcher
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.provenance import origin_of
from kursk_tui.model.dates import parse as parse_date
from kursk_tui.model.folding import folded, normal
from tests.analysis.build import World, figure
from tests.five import FIVE

Row = dict[str, Any]

SHIPPED = Dossier.open(FIVE)
INDEX = Index(SHIPPED)
RAW = json.loads(Path(FIVE).read_text(encoding="utf-8"))

# id -> row, in the order of the file, read without the house's own readers.
ROWS: dict[str, dict[str, Row]] = {
    table: {row["id"]: row for row in rows.values()}
    for table, rows in RAW.items()
    if table in KINDS
}
CLAIMS, EVENTS, SOURCES = ROWS["claims"], ROWS["events"], ROWS["sources"]
AGENTS, MEASURES = ROWS["agents"], ROWS["measures"]

STANDING = {
    "claim:ki-2025-02-27.17c": {"flag", "real"},
    "claim:ki-2025-02-27.17d": {"note"},
    "claim:ki-2026-02-12.14b": {"verdict", "coding error"},
    "event:treaty": {"flag"},
    "source:digest-2026-02": {"unsure"},
    "agent:nis": {"rating"},
}
GRAVE = {"ki-2025-02-27.17c", "ki-2025-02-27.16c"}

quick = settings(max_examples=120, deadline=None)


def matcher(text: str, dossier: Dossier = SHIPPED, **given: Any) -> Matcher:
    index = INDEX if dossier is SHIPPED else Index(dossier)
    return Matcher(dossier, index, parse(text), **given)


def found(text: str, kind: str = "claims", dossier: Dossier = SHIPPED) -> list[str]:
    """What a query selects, with the notebook and the disagreements above."""
    return matcher(
        text,
        dossier,
        flags=lambda target: STANDING.get(target, ()),
        disagreed=lambda: GRAVE,
    ).select(kind)


def those(rows: dict[str, Row], wanted: Callable[[Row], object]) -> list[str]:
    return [id for id, row in rows.items() if wanted(row)]


def refused(text: str, dossier: Dossier = SHIPPED) -> QueryError:
    with pytest.raises(QueryError) as caught:
        matcher(text, dossier)
    assert "\n" not in caught.value.message
    assert 0 <= caught.value.at < len(text)
    return caught.value


# ---- the rows read once more, without the index and the records


def origin(claim: Row) -> str | None:
    if claim["lineage"] != "full":
        return None
    last = (claim["attribution"] or [SOURCES[claim["source"]]["publisher"]])[-1]
    return None if AGENTS[last]["kind"] == "unnamed" else last


def passed_on(claim: Row) -> set[str]:
    chain = {SOURCES[claim["source"]]["publisher"], *claim["attribution"]}
    return chain - {origin(claim)}


def wholes(event: str | None) -> set[str]:
    line: set[str] = set()
    while event in EVENTS:
        line.add(event)
        event = EVENTS[event]["part_of"]
    return line


def mentioned(claim: Row) -> set[str]:
    direct = [*claim["events"], claim["release"], claim["scope"]["within"]]
    return {event for one in direct for event in wholes(one)}


def date_of(claim: Row) -> str | None:
    fig = claim["figure"] or {}
    release = EVENTS.get(claim["release"] or "", {})
    published: str | None = SOURCES[claim["source"]]["published"]
    return fig.get("date") or claim["as_of"] or release.get("date") or published


def printed(claim: Row) -> list[float]:
    fig = claim["figure"] or {}
    if claim["of"] is not None:
        made = claim_intervals(SHIPPED, SHIPPED.claims[claim["id"]], RAW["meta"]["1"]["preset"])
        return [] if made is None or made.suggested is None else list(made.suggested)
    return [fig[end] for end in ("low", "high") if fig.get(end) is not None]


# ---- names: measure, by, via, event, source


@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_finds_its_claims_and_itself(measure: str) -> None:
    assert found(f"measure:{measure}") == those(CLAIMS, lambda c: c["measure"] == measure)
    assert found(f"measure:{measure}", "measures") == [measure]
    assert found(f"-measure:{measure}") == those(CLAIMS, lambda c: c["measure"] != measure)


@pytest.mark.parametrize(
    ("value", "measure"),
    [
        ("killed", "killed"),
        ("KILLED", "killed"),
        ("kille", None),  # killed; killed or wounded; killed or injured
        ("dead", "killed"),
        ("fata", "killed"),
        ("killed or wounded", "casualties"),
        ("killed  or inj", "casualties"),
        ("coffins visible", "coffins-shown"),
        ("seizing", "territory-captured"),
    ],
)
def test_a_measure_goes_by_its_name_and_its_cues(value: str, measure: str | None) -> None:
    text = f"measure:{quoted(value)}"
    if measure is None:
        assert "casualties, killed" in refused(text).message
    else:
        assert found(text) == those(CLAIMS, lambda c: c["measure"] == measure)


def test_a_plus_takes_the_parts_of_a_measure_and_theirs() -> None:
    parts = {"casualties", "killed", "wounded"}
    assert found("measure:casualties+") == those(CLAIMS, lambda c: c["measure"] in parts)
    all_sent = {"sent", "returned", *parts}
    assert found("measure:sent+") == those(CLAIMS, lambda c: c["measure"] in all_sent)
    assert found("measure:sent+", "measures") == [m for m in MEASURES if m in all_sent]
    assert found("measure:losses+") == found("measure:casualties+")
    assert found("measure:killed+") == found("measure:killed")


@pytest.mark.parametrize("agent", AGENTS)
def test_by_finds_what_goes_back_to_an_agent_or_its_people(agent: str) -> None:
    people = those(AGENTS, lambda a: a["kind"] == "person" and a["member_of"] == agent)
    speakers = {agent, *people}
    assert found(f"by:{agent}") == those(CLAIMS, lambda c: origin(c) in speakers)
    assert found(f"by:{agent}", "events") == those(EVENTS, lambda e: e["by"] in speakers)
    assert found(f"-by:{agent}") == those(CLAIMS, lambda c: origin(c) not in speakers)
    assert found(f"by:{agent}", "sources") == []


@pytest.mark.parametrize(
    ("value", "agent"),
    [
        ("NIS", "nis"),
        ("National Intelligence Service", "nis"),
        ("national intelligence", "nis"),
        ("zelen", "zelensky"),
        ("Kim", "kim-jong-un"),  # an alias, though others begin so
        ("Seoul's spy agency", "nis"),
        ("Seoul’s  spy agency", "nis"),
        ("war-", "war-zone"),
    ],
)
def test_an_agent_goes_by_its_names(value: str, agent: str) -> None:
    assert found(f"by:{quoted(value)}") == found(f"by:{agent}")
    assert found(f"via:{quoted(value)}") == found(f"via:{agent}")


@pytest.mark.parametrize("agent", AGENTS)
def test_via_finds_what_an_agent_passed_on(agent: str) -> None:
    assert found(f"via:{agent}") == those(CLAIMS, lambda c: agent in passed_on(c))
    assert found(f"via:{agent}", "sources") == those(SOURCES, lambda s: s["publisher"] == agent)
    assert found(f"-via:{agent}") == those(CLAIMS, lambda c: agent not in passed_on(c))
    assert found(f"via:{agent}", "events") == []


def test_what_an_outlet_says_itself_it_did_not_pass_on() -> None:
    own = [id for id in found("source:joongang") if origin(CLAIMS[id]) == "joongang"]
    assert own
    assert set(own) == set(found("by:joongang"))
    assert not set(own) & set(found("via:joongang"))


def test_nobody_unnamed_is_an_origin() -> None:
    world = World()
    world.agent("officials", "unnamed")
    claim = world.claim(chain=["officials"])
    dossier = world.dossier()
    assert found("by:officials", dossier=dossier) == []
    assert found("via:s01-outlet", dossier=dossier) == [claim]


def test_a_person_speaks_for_a_body_and_a_part_of_a_body_does_not() -> None:
    world = World()
    world.agent("army")
    world.agent("chief", "person", of="army")
    world.agent("regiment", of="army")
    claims = [world.claim(by=agent) for agent in ("army", "chief", "regiment")]
    dossier = world.dossier()
    assert found("by:army", dossier=dossier) == claims[:2]
    assert found("by:chief", dossier=dossier) == claims[1:2]


@pytest.mark.parametrize("event", EVENTS)
def test_an_event_finds_what_mentions_it_or_a_part(event: str) -> None:
    assert found(f"event:{event}") == those(CLAIMS, lambda c: event in mentioned(c))
    assert found(f"event:{event}", "events") == those(EVENTS, lambda e: event in wholes(e["id"]))
    assert found(f"-event:{event}") == those(CLAIMS, lambda c: event not in mentioned(c))
    assert found(f"event:{event}", "agents") == []


def test_an_event_goes_by_its_title() -> None:
    assert found('event:"memorial museum"', "events") == found("event:museum", "events")
    assert found('event:"recapture of"') == found("event:recapture")


@pytest.mark.parametrize("source", SOURCES)
def test_a_source_finds_its_claims_and_itself(source: str) -> None:
    assert found(f"source:{source}") == those(CLAIMS, lambda c: c["source"] == source)
    assert found(f"source:{source}", "sources") == [source]
    assert found(f"-source:{source}") == those(CLAIMS, lambda c: c["source"] != source)
    assert found(f"source:{source}", "events") == []


@pytest.mark.parametrize(
    ("value", "start"),
    [
        ("ki-2025", "ki-2025"),
        ("KI-", "ki-"),
        ("The Kyiv Independent", "ki-"),
        ("kyiv", "ki-"),
        ("JoongAng Ilbo", "joongang"),
        ("digest", "digest"),
    ],
)
def test_sources_go_by_the_start_of_their_ids_and_by_their_publisher(
    value: str, start: str
) -> None:
    text = f"source:{quoted(value)}"
    assert found(text) == those(CLAIMS, lambda c: c["source"].startswith(start))
    assert found(text, "sources") == those(SOURCES, lambda s: s["id"].startswith(start))


def test_the_exact_id_of_a_source_leaves_out_longer_ones() -> None:
    world = World()
    world.measure("dead")
    for source in ("report", "report-2"):
        world.claim("dead", figure("none", 7), source=world.source(source))
    dossier = world.dossier()
    assert found("source:report", "sources", dossier) == ["report"]
    assert found("source:repor", "sources", dossier) == ["report", "report-2"]


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        ("by:nsi", 3, "did you mean nis?"),
        ("x -by:nsi", 6, "did you mean nis?"),
        ("via:yonap", 4, "did you mean yonhap?"),
        ("by:independent", 3, "did you mean kyiv-independent?"),
        ("measure:kiled", 8, "did you mean killed?"),
        ("measure:kiled+", 8, "did you mean killed?"),
        ("event:musuem", 6, "did you mean museum?"),
        ("source:joonang", 7, "did you mean joongang?"),
        ('by:"qqq zzz"', 3, "write an id, a name or the start of one"),
        ("by:kim-", 3, "more than one agent: kim-jong-un, kim-ju-ae;"),
        ("by:north", 3, "more than one agent: dprk, kpa, dprk-choir, dprk-media;"),
        ("via:s", 4, "sof, storm-corps and 4 more; write one of these"),
        ("measure:territory", 8, "territory-captured, territory-regained;"),
        ("event:nis", 6, "nis-2025-01-13, nis-2025-02-27, nis-2026-02-12;"),
    ],
)
def test_a_name_that_nobody_has_is_pointed_at(text: str, at: int, says: str) -> None:
    error = refused(text)
    assert (error.at, says in error.message) == (at, True), error.message


def test_a_start_that_publishers_share_is_ambiguous() -> None:
    world = World()
    for name in ("north-post", "north-herald"):
        world.source(f"report-{name}", world.agent(name, "outlet"))
    assert "north-post, north-herald" in refused("source:north", world.dossier()).message
    north = world.agent("north", "outlet")
    sources = [world.source("report-north", north), world.source("north-2025", north)]
    assert found("source:North", "sources", world.dossier()) == sources


# ---- dates


def dated(kind: str, row: Row) -> str | None:
    date: str | None
    if kind == "claims":
        return date_of(row)
    date = row["date"] if kind == "events" else row["published"]
    return date


@pytest.mark.parametrize("kind", ["claims", "events", "sources"])
@pytest.mark.parametrize(
    "date", ["2024-08", "2025", "2025-02-27", "2025-23", "2026-02-12", "2026-02", "2030", "2025~"]
)
def test_dates_are_what_a_record_may_be_of(kind: str, date: str) -> None:
    day = parse_date(date).earliest

    def is_after(row: Row) -> bool:
        text = dated(kind, row)
        return text is not None and parse_date(text).latest >= day

    def is_before(row: Row) -> bool:
        text = dated(kind, row)
        return text is not None and parse_date(text).earliest < day

    rows = ROWS[kind]
    assert found(f"after:{date}", kind) == those(rows, is_after)
    assert found(f"before:{date}", kind) == those(rows, is_before)
    assert found(f"-after:{date}", kind) == those(rows, lambda row: not is_after(row))


def test_an_unknown_date_is_neither_before_nor_after() -> None:
    undated = found("is:undated")
    assert undated == those(CLAIMS, lambda c: date_of(c) is None)
    assert "defense-express-undated.13" in undated
    for text in ("after:0001", "before:9998"):
        assert set(found(text)) == set(CLAIMS) - set(undated)
    assert found("is:undated", "events") == those(EVENTS, lambda e: e["date"] is None)
    assert found("is:undated", "sources") == ["defense-express-undated"]


def test_a_claim_that_dates_an_event_is_of_the_date_that_it_gives() -> None:
    assert "ki-2026-02-12.12" in found("before:2024-10")  # August 2024, in a report of 2026
    assert "ki-2026-02-12.12" not in found("after:2026")


def test_dates_stand_only_on_what_has_some() -> None:
    for kind in ("agents", "measures"):
        assert found("after:0001", kind) == []
        assert found("-after:0001", kind) == list(ROWS[kind])


@pytest.mark.parametrize(
    ("date", "after", "before"),
    [("2025-03-01", True, False), ("2025-03-02", False, True), ("2025-02-28", True, False)],
)
def test_the_first_day_itself_is_after_and_not_before(date: str, after: bool, before: bool) -> None:
    world = World()
    world.claim(published="2025-03-01")
    dossier = world.dossier()
    assert bool(found(f"after:{date}", dossier=dossier)) is after
    assert bool(found(f"before:{date}", dossier=dossier)) is before


# ---- figures


@pytest.mark.parametrize("n", [0, 9, 300, 1000, 2667, 2700, 6000, 11000, 12000, 64, 1.5, 5e6])
def test_figures_go_by_their_printed_ends(n: float) -> None:
    number = f"{n:,}"
    ends = {id: printed(claim) for id, claim in CLAIMS.items()}
    assert found(f"figure>{number}") == [id for id in CLAIMS if any(e > n for e in ends[id])]
    assert found(f"figure>={number}") == [id for id in CLAIMS if any(e >= n for e in ends[id])]
    assert found(f"figure<{number}") == [id for id in CLAIMS if any(e < n for e in ends[id])]
    assert found(f"figure<={number}") == [id for id in CLAIMS if any(e <= n for e in ends[id])]
    inside = [id for id in CLAIMS if ends[id] and min(ends[id]) <= n <= max(ends[id])]
    assert found(f"figure={number}") == inside
    assert found(f"figure={number.replace(',', '')}") == inside
    assert found(f"-figure={number}") == [id for id in CLAIMS if id not in inside]


def test_a_share_counts_as_what_it_comes_to() -> None:
    share = "ki-2025-02-27.16c"  # two-thirds of 4,000
    assert share in found("figure=2,600")
    assert share not in found("figure=66.6667")
    assert share not in found("figure<100")
    few = "joongang-2026-02-10.18d"  # a small number, of 17,000 to 20,000
    assert few in found("figure=1,000")
    assert "ki-2025-02-27.19b" in found("figure=64")  # of no recorded whole


def test_an_open_end_and_a_vague_word_print_no_number() -> None:
    at_least = "ki-2025-02-27.17c"  # at least 300
    assert at_least in found("figure=300")
    assert at_least not in found("figure=301")
    assert at_least not in found("figure>300")
    vague = "defense-express-undated.5b"  # thousands
    assert vague not in found("figure>=0")
    assert vague in found("-figure>=0")


def test_dates_never_match_a_number() -> None:
    assert not set(found("figure>=0")) & set(found("is:date"))


@pytest.mark.parametrize("hedge", ["exact", "none", "about", "at_least", "up_to", "vague", "few"])
def test_a_hedge_finds_the_figures_that_have_it(hedge: str) -> None:
    def is_hedged(claim: Row) -> bool:
        return (claim["figure"] or {}).get("hedge") == hedge

    assert found(f"hedge:{hedge}") == those(CLAIMS, is_hedged)
    assert found(f"-hedge:{hedge.replace('_', '-')}") == those(CLAIMS, lambda c: not is_hedged(c))


@pytest.mark.parametrize("modality", ["asserted", "expected", "possible", "denied"])
def test_a_modality_finds_the_claims_that_have_it(modality: str) -> None:
    assert found(f"modality:{modality}") == those(CLAIMS, lambda c: c["modality"] == modality)
    assert found(f"-modality:{modality}") == those(CLAIMS, lambda c: c["modality"] != modality)


# ---- states and the notebook


def test_states_tell_numbers_dates_and_shares_apart() -> None:
    figured = those(CLAIMS, lambda c: c["figure"])
    dates = those(CLAIMS, lambda c: (c["figure"] or {}).get("date"))
    assert found("is:date") == dates
    assert found("is:figure") == [id for id in figured if id not in dates]
    assert found("is:derived") == those(CLAIMS, lambda c: c["of"])
    assert found("-is:figure") == [id for id in CLAIMS if id not in figured or id in dates]
    assert found("is:figure", "measures") == found("is:date", "events") == []


def test_the_disagreed_are_those_it_is_told_of() -> None:
    assert found("is:disagreed") == [id for id in CLAIMS if id in GRAVE]
    assert found("-is:disagreed") == [id for id in CLAIMS if id not in GRAVE]
    assert found("is:disagreed", "sources") == []


def test_the_disagreed_are_found_when_nobody_tells() -> None:
    rows = disagreements(SHIPPED).rows
    grave = {claim for row in rows if row.severity >= 2 for claim in row.claims}
    lesser = {claim for row in rows for claim in row.claims} - grave
    assert grave
    assert lesser
    assert matcher("is:disagreed").select("claims") == [id for id in CLAIMS if id in grave]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("killed by:nis", False),
        ("is:disagreed zzzzz", False),
        ("is:disagreed killed", True),
        ("-is:disagreed killed", True),
    ],
)
def test_disagreements_are_asked_for_only_when_they_decide(text: str, asks: bool) -> None:
    asked: list[bool] = []

    def disagreed() -> Collection[str]:
        asked.append(True)
        return GRAVE

    matcher(text, disagreed=disagreed).select("claims")
    assert bool(asked) is asks


@pytest.mark.parametrize(
    "flag", ["flag", "note", "rating", "real", "explained", "coding error", "unsure"]
)
@pytest.mark.parametrize("kind", KINDS)
def test_flags_are_those_that_stand_on_a_record(kind: str, flag: str) -> None:
    standing = [id for id in ROWS[kind] if flag in STANDING.get(f"{kind[:-1]}:{id}", ())]
    assert found(f"flag:{quoted(flag)}", kind) == standing
    assert found(f"flag:{flag.replace(' ', '-')}", kind) == standing
    assert found(f"-flag:{quoted(flag)}", kind) == [id for id in ROWS[kind] if id not in standing]


@pytest.mark.parametrize("kind", KINDS)
def test_any_flag_is_whatever_stands(kind: str) -> None:
    assert found("flag:any", kind) == [id for id in ROWS[kind] if f"{kind[:-1]}:{id}" in STANDING]


def test_without_a_notebook_nothing_is_flagged() -> None:
    assert matcher("flag:any").select("claims") == []
    assert matcher("-flag:any").select("claims") == list(CLAIMS)


# ---- words


def searched(kind: str, id: str) -> str:
    lines = folded(INDEX.search_text(kind, id)).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "text",
    [
        "museum",
        "MUSEUM",
        "useu",
        "múseum",
        "8000",
        "8,000",
        "Russia's",
        "russia’s",
        '"special forces"',
        '"Special   FORCES"',
        '"cial for"',
        '"8,000 north"',
        '"forces special"',
        "km²",
        "zzzz",
        "nis.",
    ],
)
def test_a_word_is_found_anywhere_in_a_record(kind: str, text: str) -> None:
    wanted = normal(text.strip('"'))
    holding = [id for id in ROWS[kind] if wanted in searched(kind, id)]
    assert found(text, kind) == holding
    assert found(f"-{text}", kind) == [id for id in ROWS[kind] if id not in holding]


def test_words_are_found_as_expected() -> None:
    assert found('"special forces"', "agents") == ["sof"]
    assert found('"forces special"') == []
    assert "joongang-2026-02-10.4" in found("8000")
    assert "joongang-2026-02-10" in found("8000", "sources")
    assert "museum" in found("museum", "events")


def test_a_phrase_does_not_run_from_one_field_into_the_next() -> None:
    world = World()
    world.agent("north", name="Northern Army")
    world.claim(by="north", statement="The  post was\ttaken")
    dossier = world.dossier()
    assert found('"post was taken"', dossier=dossier)
    assert not found('"taken full"', dossier=dossier)  # the lineage comes next


def test_accents_are_neither_here_nor_there() -> None:
    world = World()
    world.claim(statement="Général Łukasz said 1,200 at the café")
    dossier = world.dossier()
    for text in ("general", "GÉNÉRAL", "lukasz", "cafe", "café", "1200", '"said 1,200 at"'):
        assert found(text, dossier=dossier), text
    assert not found("cafes", dossier=dossier)


# ---- ranking


def best(text: str, kind: str) -> list[str]:
    made = matcher(text)
    return sorted(made.select(kind), key=lambda id: -made.rank(kind, id))


def test_what_is_called_so_comes_first() -> None:
    assert best("museum", "events")[0] == "museum"
    assert best("nis", "agents")[0] == "nis"
    assert best("killed", "measures")[0] == "killed"
    assert best("8000", "claims")[0] in {
        id for id, c in CLAIMS.items() if "8,000" in (c["figure"] or {}).get("written", "")
    }


def test_ranks_fall_from_names_to_statements_to_the_rest_and_from_words_to_parts() -> None:
    world = World()
    world.agent("ford", name="Ford")
    world.measure("dead")
    ranked = [
        world.claim("dead", figure("none", 7, written="ford")),
        world.claim("dead", figure("none", 7, written="7 at the ford")),
        world.claim("dead", figure("none", 7, written="7 on fords")),
        world.claim(statement="They crossed the ford"),
        world.claim(statement="They could afford it"),
        world.claim(by="ford", statement="They crossed"),
        world.claim(statement="They waited"),
    ]
    made = matcher("ford", world.dossier())
    assert [made.rank("claims", id) for id in ranked] == [7, 6, 5, 4, 3, 2, 0]


def test_words_of_other_records_rank_lowest() -> None:
    world = World()
    world.agent("clifford")
    claim = world.claim(by="clifford", statement="They crossed")
    dossier = world.dossier()
    made = matcher("ford", dossier)
    assert (made.rank("claims", claim), made.rank("agents", "clifford")) == (1, 5)


def test_without_words_all_rank_alike() -> None:
    made = matcher("by:nis -killed")
    assert {made.rank(kind, id) for kind in KINDS for id in ROWS[kind]} == {0}


# ---- all of it together

terms = st.one_of(
    st.sampled_from(["museum", "8000", "killed", "kursk", '"north korean"', "a", "zzzz", "é"]),
    st.sampled_from([f"measure:{m}" for m in MEASURES] + ["measure:sent+"]),
    st.sampled_from([f"{field}:{a}" for field in ("by", "via") for a in AGENTS]),
    st.sampled_from([f"event:{event}" for event in EVENTS]),
    st.sampled_from(["source:ki", "source:digest", "source:joongang"]),
    st.sampled_from([f"{f}:{d}" for f in ("after", "before") for d in ("2024-10", "2025", "2026")]),
    st.sampled_from(["figure>1000", "figure<=300", "figure=11,000", "figure>=0"]),
    st.sampled_from(["hedge:about", "modality:expected", "flag:any", "flag:real"]),
    st.sampled_from(["is:disagreed", "is:figure", "is:date", "is:derived", "is:undated"]),
)
signed = st.builds(lambda term, negated: f"-{term}" if negated else term, terms, st.booleans())
several = st.lists(signed, max_size=3)
kinds = st.sampled_from(KINDS)


@quick
@given(several, kinds)
def test_selecting_is_asking_for_each(texts: list[str], kind: str) -> None:
    made = matcher(
        " ".join(texts), flags=lambda target: STANDING.get(target, ()), disagreed=lambda: GRAVE
    )
    assert made.select(kind) == [id for id in ROWS[kind] if made.matches(kind, id)]
    assert made.chosen(kind) == set(made.select(kind))


@quick
@given(terms, kinds)
def test_a_minus_finds_what_is_left(text: str, kind: str) -> None:
    positive, negative = found(text, kind), found(f"-{text}", kind)
    assert not set(positive) & set(negative)
    assert sorted([*positive, *negative]) == sorted(ROWS[kind])


@quick
@given(several, signed, kinds)
def test_terms_narrow_each_by_itself_and_in_any_order(
    texts: list[str], more: str, kind: str
) -> None:
    both = found(" ".join([*texts, more]), kind)
    fewer, alone = found(" ".join(texts), kind), set(found(more, kind))
    assert both == [id for id in fewer if id in alone]
    assert both == found(" ".join([more, *reversed(texts)]), kind)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_asked_for_is_everything(kind: str) -> None:
    assert found("", kind) == list(ROWS[kind])


def test_every_example_of_a_field_finds_something() -> None:
    for field in FIELDS:
        assert any(found(field.example, kind) for kind in KINDS), field.example


def test_a_record_or_a_table_that_is_not_there_is_an_error() -> None:
    made = matcher("museum")
    for kind, id in (("claims", "nobody"), ("agents", "museum")):
        with pytest.raises(KeyError):
            made.matches(kind, id)
        with pytest.raises(KeyError):
            made.rank(kind, id)
    with pytest.raises(KeyError):
        made.select("scopes")


def test_a_side_is_a_state_and_all_whose_party_it_is() -> None:
    dossier = Dossier.open(FIVE)
    index = Index(dossier)
    agents = {a.id for a in dossier.agents.values() if "ukraine" in (a.id, a.party)}
    assert {"hur", "zelensky", "ukraine"} <= agents
    matcher = Matcher(dossier, index, parse("party:ukraine"))
    assert set(matcher.select("agents")) == agents
    said = {c for c in dossier.claims if origin_of(dossier, dossier.claims[c]) in agents}
    assert set(matcher.select("claims")) == said
    rest = Matcher(dossier, index, parse("-party:ukraine")).select("claims")
    assert said.isdisjoint(rest)
    assert len(said) + len(rest) == len(dossier.claims)


def test_documents_are_found_by_what_they_mention() -> None:
    dossier = Dossier.open(FIVE)
    index = Index(dossier)
    found = Matcher(dossier, index, parse("event:museum")).select("sources")
    mentions = index.mentions("museum")
    assert set(found) == {dossier.claims[c].source for c in mentions} != set()


@pytest.mark.parametrize("word", ["AND", "OR", "NOT"])
def test_words_of_other_languages_are_told_apart(word: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(f"by:nis {word} by:hur")
    assert caught.value.at == 7
    assert parse(f'by:nis "{word}"').words == (word,)
