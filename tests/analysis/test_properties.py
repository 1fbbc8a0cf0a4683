"""What must hold of any dossier, tried on small random ones."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kursk_tui.analysis.disagreements.listing import Row, disagreements, rank
from kursk_tui.analysis.identities.ledger import derived, is_printed, residual
from kursk_tui.analysis.ladder.compare import compare, compare_quantities
from kursk_tui.analysis.ladder.fit import opposition
from kursk_tui.analysis.ladder.quantities import Quantity, quantity, side
from kursk_tui.analysis.ladder.reading import DISAGREEING, TWO, Reading
from kursk_tui.analysis.ladder.releases import tellings
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.figures import Interval, Intervals
from kursk_tui.model.vocabulary import MISREADINGS, PRESETS
from kursk_tui.words.rows import row_sentence
from kursk_tui.words.sentences import sentence
from kursk_tui.words.voices import claim_who
from tests.analysis.build import World, figure

Fields = dict[str, Any]
Draw = st.DrawFn

COUNTS = ("losses", "dead", "hurt")
MEASURES = (*COUNTS, "there", "there-fit", "shots", "regained")
SUBJECTS = (
    ("losses",),
    ("losses", "dead"),
    COUNTS,
    ("there", "there-fit"),
    ("there",),
    ("day",),
    ("shots",),
    ("regained",),
    (*MEASURES, "day"),
)
NUMBERS = (0, 1, 7, 90, 95, 100, 300, 500, 1000, 1100, 1234, 2500, 3000, 4000, 12000)
MOMENTS = (
    None,
    "2025",
    "2025-01-05",
    "2025-01",
    "2025-02-01",
    "2025-02~",
    "2025-21",
    "2024-11/2025-03",
    "2025-06-30",
    "2025-03/..",
)
DATES = ("2025-01", "2025-01-20", "2025-02-21", "2025-01-25~", "2025", "2026-21", "2024-12/..")
ONE_NUMBER = ("exact", "none", "about", "nearly", "more_than", "at_least")
WIDER = {"exact": "none", "none": "about"}

quick = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def base(preset: str) -> World:
    """The same few agents, scopes, measures, events and releases for every dossier."""
    world = World(preset)
    world.measure("losses", since="2024-10-01")
    world.measure("dead", of="losses", since="2024-10-01")
    world.measure("hurt", of="losses")
    world.measure("there", "stock")
    world.measure("there-fit", "stock", of="there")
    world.measure("shots", "flow", unit="shots")
    world.measure("regained", "share")
    world.measure("day", "date")
    world.measure("elsewhere")
    for kind, whole, part in (("population", "troops", "engineers"), ("place", "oblast", "town")):
        world.scope(whole, kind)
        world.scope(part, kind, of=whole)
    world.event("war")
    world.event("wave", of="war")
    world.event("strike", of="war", closed=True)
    world.agent("land", "state")
    for agent in ("north", "guard"):
        world.agent(agent, party="land")
    world.agent("south")
    world.agent("chief", "person", of="north")
    world.agent("officials", "unnamed")
    world.release("north-one", "north", "2025-01-06")
    world.release("north-two", "north", "2025-02-20")
    world.release("south-one", "south", "2025-02-20")
    world.release("south-undated", "south", None)
    return world


@st.composite
def figures(draw: Draw) -> Fields:
    hedge = draw(st.sampled_from([*ONE_NUMBER, "at_most", "less_than", "up_to", "between", "few"]))
    n = draw(st.sampled_from(NUMBERS))
    if hedge == "between":
        return figure("between", n, n + draw(st.sampled_from(NUMBERS[1:])))
    if hedge == "few":
        return figure("few")
    if hedge in ("nearly", "less_than"):
        n = n or 1
    return figure(hedge, n)


@st.composite
def claim_fields(
    draw: Draw, measures: tuple[str, ...] = MEASURES, *, scoped: bool = True
) -> Fields:
    """What a claim says; `scoped` off leaves out where, whom and within what."""
    measure = draw(st.sampled_from(measures))
    scopes: dict[str, tuple[str | None, ...]]
    scopes = {"population": (None, "troops", "engineers"), "place": (None, "oblast", "town")}
    scopes["within"] = (None, "wave", "strike", "war", "2025-01", "2025")
    scopes["counting"] = (None, None, None, "confirmed")
    chains = (("north",), ("south",), ("guard",), ("land",), ("officials",), ("chief", "south"), ())
    releases = (None, None, "north-one", "north-two", "south-one", "south-undated")
    return {
        "measure": measure,
        "fig": draw(st.sampled_from(DATES) if measure == "day" else figures()),
        "chain": draw(st.sampled_from(chains)),
        "lineage": draw(st.sampled_from(["full", "full", "full", "partial"])),
        "release": draw(st.sampled_from(releases)),
        "published": draw(st.sampled_from(["2025-03-01", "2025-06", None])),
        "as_of": draw(st.sampled_from(MOMENTS)),
        **{name: draw(st.sampled_from(ids)) for name, ids in scopes.items() if scoped},
        "modality": draw(st.sampled_from(["asserted"] * 12 + ["expected", "possible", "denied"])),
    }


@st.composite
def worlds(draw: Draw, least: int = 2, most: int = 6) -> World:
    """A world of claims about few things, that they may disagree: with shares, oppositions,

    misreadings, documents of two claims, statements without figures, and an identity.
    """
    world = base(draw(st.sampled_from(PRESETS)))
    about = draw(st.sampled_from(SUBJECTS))
    is_scoped = draw(st.booleans())
    ids: list[str] = []
    counted: list[str] = []
    for _ in range(draw(st.integers(least, most))):
        fields = draw(claim_fields(about, scoped=is_scoped))
        if ids and draw(st.integers(0, 4)) == 4:
            fields["source"] = draw(st.sampled_from(ids)).partition(".")[0]
        if ids and draw(st.integers(0, 12)) == 12:
            fields[draw(st.sampled_from(["denies", "excludes"]))] = draw(st.sampled_from(ids))
        if draw(st.integers(0, 15)) == 15:
            fields["measure"] = fields["fig"] = None
        elif ids and draw(st.integers(0, 9)) == 9:
            what = draw(st.sampled_from(["misreads_claim", "misreads_release"]))
            fields["how"] = draw(st.sampled_from(MISREADINGS))
            releases = ("north-one", "south-undated")
            fields[what] = draw(st.sampled_from(ids if what == "misreads_claim" else releases))
        if counted and fields["measure"] in COUNTS and draw(st.integers(0, 4)) == 4:
            fields["of"] = draw(st.sampled_from(counted))
            fields["fig"] = figure(
                draw(st.sampled_from(ONE_NUMBER)), draw(st.sampled_from([10, 33.3333, 66.6667]))
            )
        ids.append(world.claim(**fields))
        if fields["measure"] in COUNTS:
            counted.append(ids[-1])
    if len(counted) >= 3 and draw(st.booleans()):
        total, *terms = counted[:3]
        shape = draw(st.sampled_from(["claims", "total", "term"]))
        if shape == "total":
            total = "?losses"
        if shape == "term":
            terms = [terms[0], "?hurt"]
        signed = [draw(st.sampled_from(["", "-"])) + term for term in terms]
        world.identity("books", draw(st.sampled_from(["sum", "ledger"])), total, *signed)
    return world


def pairs(dossier: Dossier) -> list[tuple[str, str]]:
    return list(combinations(dossier.claims, 2))


def told_of(dossier: Dossier, side: Quantity, text: str) -> bool:
    """Whether a sentence names where a side comes from, or that it is not recorded."""
    if side.claim is not None:
        claims = [side.claim]
    else:
        identity = dossier.identities[side.identity or ""]
        slots = (identity.total, *identity.terms)
        claims = [dossier.claims[slot.claim] for slot in slots if slot.claim is not None]
    return all(told(claim_who(dossier, claim), text) for claim in claims)


def told(voice: Any, text: str) -> bool:
    return voice.name in text and (voice.beside in text or voice.beside == "")


@quick
@given(worlds())
def test_a_pair_reads_the_same_from_either_side_and_names_both(world: World) -> None:
    dossier = world.dossier()
    for one, two in pairs(dossier):
        there, back = compare(dossier, one, two), compare(dossier, two, one)
        assert there == back
        text = sentence(dossier, there)
        assert text == sentence(dossier, back)
        for q in (there.a, there.b):
            # What is told wrongly is its page's, and nobody else's.
            assert told_of(dossier, q, text) or (there.kind == "told as" and q.is_misreading)
        assert "  " not in text
        assert not text.endswith((".", ";", ":", " "))


@quick
@given(worlds())
def test_kinds_severities_and_what_goes_with_them(world: World) -> None:
    dossier = world.dossier()
    for one, two in pairs(dossier):
        reading = compare(dossier, one, two)
        assert (reading.severity > 0) == (reading.kind in DISAGREEING)
        assert len(reading.by_preset) == len(PRESETS)
        assert reading.kind == reading.by_preset[PRESETS.index(dossier.meta.preset)]
        assert reading.stable or (reading.hinge is not None and reading.hinge.choice == "preset")
        if reading.kind == "difference" and reading.why.code not in ("possible", "excludes"):
            assert any(reason.state in ("covers", "untested") for reason in reading.reasons)
        assert reading.gap is None or reading.gap >= 1
        if reading.severity == 4:
            assert reading.tie == TWO
        if reading.kind == "told as":
            assert reading.a.is_misreading != reading.b.is_misreading
        if reading.kind == "echo":
            assert reading.origins <= 1


@quick
@given(worlds(1, 3))
def test_a_claim_beside_itself_is_no_disagreement(world: World) -> None:
    dossier = world.dossier()
    for claim in dossier.claims:
        assert compare(dossier, claim, claim).severity == 0


@quick
@given(data=st.data(), preset=st.sampled_from(PRESETS))
def test_widening_an_interval_never_raises_the_severity(data: st.DataObject, preset: str) -> None:
    about = data.draw(st.sampled_from([s for s in SUBJECTS if "day" not in s]))
    narrow, other = data.draw(claim_fields(about)), data.draw(claim_fields(about))
    fig = narrow["fig"]
    if fig["hedge"] in WIDER:
        wide = figure(WIDER[fig["hedge"]], fig["low"])
    elif fig["hedge"] == "between":
        low, high = fig["low"], fig["high"]
        wide = figure(
            "between",
            data.draw(st.sampled_from([n for n in NUMBERS if n <= low])),
            high + data.draw(st.sampled_from(NUMBERS)),
        )
    else:
        assume(False)
        return
    # One printed number under two measures is about print, not about width.
    assume(narrow["release"] is None or narrow["release"] != other["release"])
    severities = []
    for fields in (narrow, {**narrow, "fig": wide}):
        world = base(preset)
        one, two = world.claim(**fields), world.claim(**other)
        severities.append(world.compare(one, two).severity)
    assert severities[1] <= severities[0]


@quick
@given(worlds(), figures())
def test_an_unrelated_claim_changes_nothing(world: World, fig: Fields) -> None:
    before = world.dossier()
    readings = {pair: compare(before, *pair) for pair in pairs(before)}
    rows = disagreements(before).rows
    world.claim("elsewhere", fig, by="south", release="south-one", as_of="2025-01")
    after = world.dossier()
    assert {pair: compare(after, *pair) for pair in readings} == readings
    assert disagreements(after).rows == rows


@quick
@given(worlds(3, 6))
def test_an_outlet_that_repeats_the_wording_of_a_release_adds_no_row(world: World) -> None:
    dossier = world.dossier()
    before = disagreements(dossier).rows
    own = [dossier.claims[telling.standing] for telling in tellings(dossier).all]
    # A moment that its page gives varies with the page.
    own = [c for c in own if c.as_of is not None and c.modality == "asserted" and c.of is None]
    own = [c for c in own if c.figure is not None and c.figure.date is None and c.attribution]
    assume(own)
    claim = own[0]
    tied = {
        slot.claim
        for identity in dossier.identities.values()
        for slot in (identity.total, *identity.terms)
    }
    assume(claim.id not in tied)
    # What is recorded between two claims does not hold of a third.
    opposed = {o.claim for c in dossier.claims.values() for o in c.opposes}
    misread = {id for c in dossier.claims.values() if c.misreads for id in c.misreads[:2]}
    assume(not claim.opposes and not {claim.id, claim.release} & (opposed | misread))
    # Nor is a number that a document tells as another measure told so by a third.
    others = [c for c in dossier.claims.values() if c.release == claim.release]
    assume(all(c.measure == claim.measure for c in others))
    # What one page says in two ways is its own; a second page that says one of them makes a drift.
    assume(all(c.source != claim.source for c in others if c.id != claim.id))
    assert claim.figure is not None
    world.claim(
        claim.measure,
        {**claim.figure._asdict(), "date": None},
        release=claim.release,
        chain=claim.attribution,
        lineage=claim.lineage,
        as_of=claim.as_of,
        **claim.scope._asdict(),
        modality=claim.modality,
    )
    after = disagreements(world.dossier()).rows
    assert shape(after) == shape(before)


def shape(rows: Iterable[Row]) -> list[tuple[str, int, float, int]]:
    return sorted((r.kind, r.severity, r.gap, r.origins) for r in rows)


# ---- books


@quick
@given(data=st.data(), preset=st.sampled_from(PRESETS))
def test_a_residual_encloses_every_choice_of_numbers(data: st.DataObject, preset: str) -> None:
    world = base(preset)
    signs = data.draw(st.lists(st.sampled_from([1, -1]), min_size=2, max_size=3))
    ids = [world.claim("losses", data.draw(figures()), by="north") for _ in (0, *signs)]
    terms = [("-" if sign < 0 else "") + term for sign, term in zip(signs, ids[1:], strict=True)]
    world.identity("books", "ledger", ids[0], *terms)
    dossier = world.dossier()
    found = residual(dossier, dossier.identities["books"])
    assert found is not None
    sides = [words_of(dossier, claim, preset) for claim in ids]
    for layer, enclosing in (("entailed", found.entailed), ("suggested", found.suggested)):
        intervals = [getattr(words, layer) for words in sides]
        if None in intervals:
            assert enclosing is None
            continue
        assert enclosing is not None
        for total, *parts in product(*(some_of(interval) for interval in intervals)):
            left = total - sum(s * part for s, part in zip(signs, parts, strict=True))
            assert enclosing.low <= left + 1e-6
            assert enclosing.high >= left - 1e-6
    holds = found.entailed.low <= 1e-9 and found.entailed.high >= -1e-9
    assert (found.severity == 3) is not holds
    if found.point is not None:
        assert found.entailed.low - 1e-6 <= found.point <= found.entailed.high + 1e-6


@quick
@given(data=st.data(), preset=st.sampled_from(PRESETS))
def test_a_derived_term_encloses_every_choice_of_numbers(data: st.DataObject, preset: str) -> None:
    world = base(preset)
    total = world.claim("losses", data.draw(figures()), by="north")
    part = world.claim("dead", data.draw(figures()), by="north")
    world.identity("books", "sum", total, part, "?hurt")
    dossier = world.dossier()
    found = derived(dossier, dossier.identities["books"])
    assert found is not None
    words = found.under(preset)
    assert words is not None
    whole, known = (words_of(dossier, claim, preset) for claim in (total, part))
    for t, p in product(some_of(whole.entailed), some_of(known.entailed)):
        if t >= p:
            assert words.entailed.low - 1e-6 <= t - p <= words.entailed.high + 1e-6
    assert words.entailed.low >= 0


def words_of(dossier: Dossier, claim: str, preset: str) -> Intervals:
    found = quantity(dossier, claim)
    assert found is not None
    words = found.under(preset)
    assert words is not None
    return words


def some_of(interval: Interval) -> tuple[float, ...]:
    """Numbers of an interval: its ends and its middle; of an open one some that lie far out."""
    high = interval.low + 1e6 if interval.is_open_high else interval.high
    return interval.low, (interval.low + high) / 2, high


# ---- the list against brute force


def row_key(dossier: Dossier, a: Quantity, b: Quantity) -> object:
    """What one row stands for: of each side what a release tells, else the claim."""
    if not (a.measure and b.measure) or a.is_misreading or b.is_misreading:
        return frozenset((a.id, b.id))
    told = [tellings(dossier).of(q.id) for q in (a, b)]
    return frozenset(t.standing if t else q.id for t, q in zip(told, (a, b), strict=True))


def is_set_against(dossier: Dossier, reading: Reading) -> bool:
    """Whether a pair is one of the list: both stand, or one release is reported in two ways."""
    own = tellings(dossier)
    if reading.tier == "recorded" or reading.why.code == "two measures":
        return True
    both = own.stands(reading.a.id) and own.stands(reading.b.id)
    one = own.of(reading.a.id)
    if one is not None and one is own.of(reading.b.id):
        return one.standing in (reading.a.id, reading.b.id)
    return both


def brute_force(dossier: Dossier) -> dict[object, tuple[object, ...]]:
    """The gravest (severity, gap, origins) of each key over all pairs, drifts apart."""
    readings = [compare(dossier, one, two) for one, two in pairs(dossier)]
    for identity in dossier.identities.values():
        rest = derived(dossier, identity)
        for claim in dossier.claims:
            if rest is not None and quantity(dossier, claim) is not None:
                # What its own release prints stands against nothing else.
                if is_printed(dossier, rest) and dossier.claims[claim].release != rest.release:
                    continue
                readings.append(compare_quantities(dossier, side(dossier, claim), rest))
    found: dict[object, tuple[object, ...]] = {}
    for reading in readings:
        if reading.kind in DISAGREEING - {"drift"} and is_set_against(dossier, reading):
            key = row_key(dossier, reading.a, reading.b)
            # What somebody denies stands before what only follows from numbers.
            is_recorded = opposition(reading.a, reading.b) is not None
            worth = (reading.severity, is_recorded, reading.gap or 0.0, reading.origins)
            found[key] = max(found.get(key, worth), worth)
    return {key: (severity, *rest) for key, (severity, _, *rest) in found.items()}


def listed(dossier: Dossier) -> tuple[Row, ...]:
    return tuple(r for r in disagreements(dossier).rows if r.pair is not None and r.drift is None)


@settings(quick, max_examples=150)
@given(worlds(2, 8))
def test_the_list_is_what_brute_force_finds(world: World) -> None:
    dossier = world.dossier()
    rows = {
        row_key(dossier, row.pair.a, row.pair.b): (row.severity, row.gap, row.origins)
        for row in listed(dossier)
        if row.pair is not None
    }
    assert len(rows) == len(listed(dossier))
    assert rows == brute_force(dossier)


@quick
@given(worlds(2, 8))
def test_rows_are_ranked_and_can_be_told(world: World) -> None:
    dossier = world.dossier()
    found = disagreements(dossier)
    assert list(found.rows) == sorted(found.rows, key=rank)
    assert len({row.target for row in found.rows}) == len(found.rows)
    for row in found.rows:
        assert row.severity > 0
        assert row_sentence(dossier, row)
        assert set(row.claims) <= set(dossier.claims)
        assert row.claims
        assert row.stable in (True, False)


def test_an_order_of_records_does_not_matter() -> None:
    world = base("default")
    fields: Fields = {"by": "north", "as_of": "2025-03"}
    for n in (100, 1000, 300):
        world.claim("there", figure("exact", n), **fields)
    data = world.data()
    turned = {**data, "claims": dict(reversed(data["claims"].items()))}
    rows = [
        [(row.target, row.echoes) for row in disagreements(Dossier.from_data(d)).rows]
        for d in (data, turned)
    ]
    assert rows[0] == rows[1]


@pytest.mark.parametrize("preset", PRESETS)
def test_no_claims_no_rows(preset: str) -> None:
    assert disagreements(base(preset).dossier()).rows == ()
