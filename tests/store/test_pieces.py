"""Large files: decoded in pieces, checked by columns, searched and put in order by rows."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kursk_tui.analysis.query.language import parse
from kursk_tui.analysis.query.matching import Matcher
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.provenance import moment_of
from kursk_tui.model.dates import sort_key
from kursk_tui.model.folding import folded, normal
from kursk_tui.store import files
from kursk_tui.store.errors import DossierError

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
ROWS = st.dictionaries(st.integers(1, 60).map(str), st.dictionaries(TEXT, VALUE, max_size=3))
TABLES = st.dictionaries(TEXT, ROWS, max_size=4)


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PIECE_BYTES", 8)


def plain(raw: bytes) -> Any:
    """What the interpreter's own decoder says."""
    return json.loads(raw)


def is_json(raw: bytes) -> bool:
    try:
        plain(raw)
    except ValueError:
        return False
    return True


@pytest.fixture(scope="module")
def shipped() -> Dossier:
    return Dossier.open(default_path())


@pytest.fixture(scope="module")
def index(shipped: Dossier) -> Index:
    return Index(shipped)


@settings(max_examples=200, deadline=None)
@given(TABLES)
def test_a_file_of_ours_is_decoded_alike_in_pieces(data: dict[str, Any]) -> None:
    raw = files.encode(data, "x")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "PIECE_BYTES", 8)
        shares: list[float] = []
        found = files.decode(raw, "x", shares.append)
        in_pieces = files._decode_in_pieces(raw, files.unwatched)
    assert found == data
    assert list(found) == list(data)
    assert {name: list(rows) for name, rows in found.items()} == {
        name: list(rows) for name, rows in data.items()
    }
    if data:
        assert in_pieces == data
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)


LAID_OUT_OTHERWISE: tuple[Callable[[bytes], bytes], ...] = (
    lambda raw: json.dumps(plain(raw)).encode(),
    lambda raw: json.dumps(plain(raw), indent=1).encode(),
    lambda raw: json.dumps(plain(raw), indent=0).encode(),
    lambda raw: raw.replace(b"\n", b"\r\n"),
    lambda raw: raw.rstrip(b"\n"),
    lambda raw: raw + b"\n",
    # The same table, the same row twice: the last counts, as for any decoder.
    lambda raw: raw.replace(b'"b": {', b'"a": {', 1),
    lambda raw: raw.replace(b'"2": {', b'"1": {'),
    # Two rows on a line, and what looks like a row within another.
    lambda raw: raw.replace(b"},\n", b"}, "),
    lambda raw: raw.replace(b'"x": 1', b'"x": {\n"3": {"y":\n1}\n}'),
)


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize("change", LAID_OUT_OTHERWISE)
def test_any_other_layout_means_the_same(change: Callable[[bytes], bytes]) -> None:
    data: dict[str, Any] = {
        "a": {"1": {"x": 1}, "2": {"x": '},\n"9": {'}},
        "b": {"1": {"z": [1, {"x": 1}]}},
        "c": {},
    }
    raw = change(files.encode(data, "x"))
    assert files.decode(raw, "x") == plain(raw)


CUTS = [files.encode({"a": {"1": {"x": 1}, "2": {"y": [2]}}, "b": {"1": {}}}, "x")]


@settings(max_examples=300, deadline=None)
@given(
    st.integers(0, 60), st.integers(0, 60), st.sampled_from([b"", b"{", b"}", b"\n}", b",\n", b'"'])
)
def test_what_is_damaged_is_decoded_or_refused_as_by_a_whole(
    start: int, length: int, put: bytes
) -> None:
    raw = CUTS[0][:start] + put + CUTS[0][start + length :]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "PIECE_BYTES", 8)
        try:
            found = files.decode(raw, "x")
        except DossierError:
            assert not is_json(raw)
        else:
            assert found == plain(raw)


@pytest.mark.usefixtures("small_pieces")
def test_progress_may_give_the_work_up() -> None:
    class GivenUpError(Exception):
        pass

    def give_up(share: float) -> None:
        raise GivenUpError

    raw = files.encode({"a": {str(n): {"x": n} for n in range(1, 20)}}, "x")
    with pytest.raises(GivenUpError):
        files.decode(raw, "x", give_up)


WORDS = (
    "nis",
    "4,000",
    "4000",
    "killed",
    "e",
    "ki",
    "special forces",
    "kim",
    "–",
    "zelenskyy",
    "¶",
)


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_found_in_all_at_once_as_in_each(
    shipped: Dossier, index: Index, word: str
) -> None:
    needle = normal(word)
    for kind in ("claims", "events", "sources", "agents", "measures"):
        wanted = {
            id
            for id in shipped.raw_rows(kind)
            if needle in " ".join(folded(index.search_text(kind, id)).split(" "))
        }
        assert index.holding(kind, needle) == wanted, kind


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_part_of_a_records_words_finds_it(
    shipped: Dossier, index: Index, data: st.DataObject
) -> None:
    kind = data.draw(st.sampled_from(("claims", "events", "sources", "agents")))
    id = data.draw(st.sampled_from(sorted(shipped.raw_rows(kind))))
    line = data.draw(st.sampled_from(index.search_text(kind, id).split("\n")))
    # Of the words as they are searched: half of 4,000 is no part of 4000.
    line = normal(line)
    start = data.draw(st.integers(0, max(0, len(line) - 1)))
    part = (line[start : start + data.draw(st.integers(1, 12))]).strip()
    found = index.holding(kind, part)
    assert id in found
    matcher = Matcher(shipped, index, parse('"' + part.replace('"', '""') + '"')) if part else None
    if matcher is not None:
        assert {other for other in shipped.raw_rows(kind) if matcher.matches(kind, other)} == found


def test_orders_are_those_of_the_records(shipped: Dossier) -> None:
    orders = Index(shipped).orders
    measures = list(shipped.measures)

    def claim_key(id: str) -> tuple[object, ...]:
        claim = shipped.claims[id]
        figure = claim.figure
        is_date = claim.measure is not None and shipped.measures[claim.measure].basis == "date"
        kind = 2 if figure is None else 1 if is_date else 0
        place = measures.index(claim.measure) if claim.measure else len(measures)
        date = (figure.date if figure else None) or moment_of(shipped, claim).date
        return kind, place, sort_key(date)

    assert list(orders.claims.ids) == sorted(shipped.claims, key=claim_key)
    assert list(orders.events.ids) == sorted(
        shipped.events, key=lambda e: (sort_key(shipped.events[e].date), e)
    )
    assert list(orders.sources.ids) == sorted(
        shipped.sources, key=lambda s: (sort_key(shipped.sources[s].published), s)
    )
    some = list(shipped.claims)[5:60:7]
    assert list(orders.claims.sorted(reversed(some))) == sorted(some, key=claim_key)
    assert list(orders.claims.sorted(shipped.claims)) == list(orders.claims.ids)


@example([0, 1])
@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 780), max_size=8))
def test_who_is_behind_some_claims(shipped: Dossier, numbers: list[int]) -> None:
    index, claims = Index(shipped), list(shipped.claims)
    some = sorted({claims[n] for n in numbers if n < len(claims)})
    found = index.agents_of_claims(some)
    for agent in shipped.agents:
        said, relay, published = (
            set(index.claims_of_agent(agent, role)) & set(some)
            for role in ("origin", "relay", "publisher")
        )
        assert found.get(agent, (0, 0)) == (len(said), len((relay | published) - said))
    assert index.events_of_claims(some) == {
        event for claim in some for event in index.events_of_claim(claim)
    }
    assert index.agents_of_claims(claims) == index.counts_of_agents
