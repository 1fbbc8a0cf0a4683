"""What the index says is connected with what."""

from __future__ import annotations

import pytest

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.model.folding import normal
from tests.dossier.sample import large, sample


@pytest.fixture
def index() -> Index:
    return Index(Dossier.from_data(sample()))


def test_claims_of_source_and_measure(index: Index) -> None:
    assert index.claims_of_source("herald-1") == ("herald-1.1", "herald-1.2")
    assert index.claims_of_measure("flooded") == ("gazette-1.1", "gazette-1.2", "herald-1.1")
    assert index.claims_of_source("no") == ()


@pytest.mark.parametrize(
    ("agent", "role", "claims"),
    [
        ("council", None, ("gazette-1.1", "gazette-1.2", "herald-1.1")),
        ("council", "origin", ("gazette-1.1", "gazette-1.2")),
        ("council", "relay", ("herald-1.1",)),
        ("council", "publisher", ()),
        ("gazette", None, ("gazette-1.3", "herald-1.2")),
        ("gazette", "origin", ("gazette-1.3",)),
        ("gazette", "relay", ("herald-1.2",)),  # the last of a partial chain is no origin
        ("gazette", "publisher", ("gazette-1.1", "gazette-1.2", "gazette-1.3")),
        ("herald", None, ()),
        ("herald", "publisher", ("herald-1.1", "herald-1.2")),
        ("northland", None, ()),
    ],
)
def test_claims_of_agent(
    index: Index, agent: str, role: str | None, claims: tuple[str, ...]
) -> None:
    assert index.claims_of_agent(agent, role) == claims


def test_unknown_role_is_refused(index: Index) -> None:
    with pytest.raises(ValueError, match="one of origin, relay, publisher"):
        index.claims_of_agent("council", "boss")


def test_mentions_say_how_and_by_which_part(index: Index) -> None:
    assert list(index.mentions("flood").items()) == [
        ("gazette-1.1", "direct"),
        ("gazette-1.2", "within"),
        ("gazette-1.3", "part"),
        ("herald-1.1", "direct"),
    ]
    assert index.via("flood", "gazette-1.3") == "breach"
    assert index.via("flood", "gazette-1.1") is None
    assert index.mentions("briefing") == {"gazette-1.1": "release", "gazette-1.2": "release"}
    assert index.mentions("breach") == {"gazette-1.3": "direct"}
    assert index.mentions("no") == {}


def test_first_way_that_applies_is_told() -> None:
    data = sample()
    data["claims"]["1"]["events"] = ["flood", "breach", "briefing"]
    data["claims"]["1"]["scope"]["within"] = "flood"
    index = Index(Dossier.from_data(data))
    assert index.mentions("flood")["gazette-1.1"] == "direct"
    assert index.via("flood", "gazette-1.1") is None
    assert index.mentions("briefing")["gazette-1.1"] == "direct"


def test_parts_of_parts_count() -> None:
    data = sample()
    data["events"]["4"] = {
        "id": "leak",
        "title": "A leak",
        "kind": "happening",
        "part_of": "breach",
    }
    data["claims"]["5"]["events"] = ["leak"]
    index = Index(Dossier.from_data(data))
    assert index.parts_of_event("flood") == ("breach", "leak")
    assert index.mentions("flood")["herald-1.2"] == "part"
    assert index.via("flood", "herald-1.2") == "leak"
    assert index.via("breach", "herald-1.2") == "leak"
    assert index.events_of_claim("herald-1.2", wholes=True) == ("flood", "breach", "leak")


def test_ring_of_parts_ends() -> None:
    data = sample()
    dossier = Dossier.from_data(data)
    # The check refuses a ring; the index must not hang on one all the same.
    data["events"]["1"]["part_of"] = "breach"
    index = Index(dossier)
    assert index.parts_of_event("flood") == ("breach",)
    assert set(index.mentions("breach")) == set(index.mentions("flood"))
    assert index.events_of_claim("gazette-1.3", wholes=True) == ("flood", "breach")


def test_both_directions_agree(index: Index) -> None:
    dossier = Dossier.from_data(sample())
    for event in dossier.events:
        mentions = index.mentions(event)
        for claim in dossier.claims:
            assert (event in index.events_of_claim(claim, wholes=True)) == (claim in mentions)
        for source in dossier.sources:
            is_named = any(claim in mentions for claim in index.claims_of_source(source))
            assert is_named == (source in index.sources_of_event(event))


def test_events_and_sources(index: Index) -> None:
    assert index.events_of_claim("gazette-1.2") == ("flood", "briefing")
    assert index.events_of_claim("herald-1.1") == ("flood",)  # its within is a period
    assert index.sources_of_event("flood") == ("gazette-1", "herald-1")
    assert index.sources_of_event("breach") == ("gazette-1",)


def test_claims_of_claims(index: Index) -> None:
    assert index.opposed_by("gazette-1.1") == ("herald-1.1",)
    assert index.shares_of("gazette-1.1") == ("gazette-1.2",)
    assert index.identities_of("gazette-1.2") == ("by-district",)
    assert index.identities_of("herald-1.1") == ()
    assert index.children("town") == ("harbour",)
    assert index.children("harbour") == ()


def test_answers_can_not_be_used_to_change_the_index(index: Index) -> None:
    mentions = index.mentions("flood")
    assert isinstance(mentions, dict)
    mentions.clear()
    assert index.mentions("flood")


def test_a_word_is_held_in_any_case_and_by_name(index: Index) -> None:
    assert index.holding("agents", normal("HÉRAUT")) == {"herald"}
    assert index.holding("sources", normal("Héraut")) == {"herald-1"}
    assert index.holding("claims", "heraut") == {"herald-1.1", "herald-1.2"}
    assert "flooded" in index.holding("measures", "under water")
    assert index.holding("claims", "nowhere") == set()
    with pytest.raises(KeyError):
        index.holding("no", "x")


def test_search_text_names_what_a_claim_refers_to(index: Index) -> None:
    text = index.search_text("claims", "herald-1.1")
    for word in ("water board", "héraut", "tc", "flooded", "at most 200", "likely", "2031-03"):
        assert word in text
    assert "gazette-1.1" in text
    for kind, ids in Dossier.from_data(sample()).__dict__["_rows"].items():
        for id in ids:
            assert id in index.search_text(kind, id)
    with pytest.raises(KeyError):
        index.search_text("claims", "no")


def test_words_are_not_found_across_fields(index: Index) -> None:
    assert index.holding("agents", "town council") != set()
    assert index.holding("agents", "town council tc") == set()


def test_file_order_in_a_larger_dossier() -> None:
    dossier = Dossier.from_data(large(7, 100))
    index = Index(dossier)
    assert list(index.mentions("flood")) == list(dossier.claims)
    assert index.claims_of_agent("council") == tuple(dossier.claims)
    assert index.sources_of_event("flood") == tuple(dossier.sources)
