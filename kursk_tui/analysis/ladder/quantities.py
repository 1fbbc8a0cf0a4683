"""What the ladder compares: a claim, or a number nobody printed, with all it needs beside it.

A quantity carries the intervals under the three presets, the moment, the scope, the release
and the body its chain goes back to. Building one looks up everything once; comparing two then
looks up only how scopes and measures contain one another.
"""

from __future__ import annotations

from typing import NamedTuple

from kursk_tui.analysis.ladder.intervals import claim_intervals
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.provenance import moment_of, origin_of
from kursk_tui.model.dates import Span, ordinal, parse
from kursk_tui.model.figures import Interval, Intervals, date_span
from kursk_tui.model.records import Claim, ClaimScope, Row
from kursk_tui.model.vocabulary import PRESETS

# Between an identity's id and the measure of its derived term.
DERIVED = "--"
COUNTED = "counted"
EXPECTED = "expected"
POSSIBLE = "possible"
FORESEEN = frozenset({EXPECTED, POSSIBLE})
_STATUSES = {"asserted": COUNTED, "expected": EXPECTED, "possible": POSSIBLE}


class When(NamedTuple):
    """A moment: its days (None where unknown) and how we know ("as of", "said", "page")."""

    span: Span | None
    basis: str
    date: str | None


class Quantity(NamedTuple):
    """One side of a comparison. `id` is a claim's id, or identity and measure of a derived one.

    `intervals` has one entry a preset, in the order of PRESETS; None where the words give no
    number. For a date they are ordinals of days. `origin` is the body that a full chain goes
    back to, None where that is not known; `state` the state that it is, or is an organ of.
    `status` is COUNTED, EXPECTED or POSSIBLE, None for a denial. `identity` is set for a derived
    one alone. `is_slip` says that what it asserts lies after its own page.
    """

    id: str
    claim: Claim | None
    measure: str
    basis: str
    scope: ClaimScope
    status: str | None
    when: When
    release: str | None
    origin: str | None
    state: str | None
    source: str | None
    intervals: tuple[Intervals | None, ...]
    identity: str | None = None
    is_slip: bool = False

    @property
    def is_derived(self) -> bool:
        """Whether nobody printed its number: a share of a figure, or what an identity leaves."""
        if self.claim is None or self.claim.of is None or not self.measure:
            return self.identity is not None
        return self.claim.figure is not None and self.claim.figure.hedge not in ("few", "vague")

    @property
    def is_wordy(self) -> bool:
        """Whether its words are a few, dozens, thousands: its numbers are a reader's choice."""
        figure = self.claim.figure if self.claim is not None else None
        return figure is not None and figure.hedge in ("few", "vague")

    @property
    def names_nobody(self) -> bool:
        """Whether its document says so without naming anybody, and not as its own finding."""
        return self.claim is not None and self.origin is None and not self.claim.attribution

    @property
    def is_misreading(self) -> bool:
        """Whether it is recorded as a wrong telling of something else."""
        return self.claim is not None and self.claim.misreads is not None

    @property
    def counts(self) -> bool:
        """Whether a range, a floor, a ceiling or a count of origins may rest on it.

        Not on what is denied: whoever says that it is not so gives no count.
        """
        return self.status is not None and not (self.is_misreading or self.is_slip)

    def under(self, preset: str) -> Intervals | None:
        """The two intervals under a preset; raises ValueError for an unknown one."""
        return self.intervals[PRESETS.index(preset)]


def derived_id(identity: str, measure: str) -> str:
    """The id of the quantity that an identity leaves for a measure."""
    return f"{identity}{DERIVED}{measure}"


def body_of(dossier: Dossier, agent: str | None) -> str | None:
    """The body an agent speaks for: a person counts as the one they belong to.

    Not as a state: whoever heads it speaks as an organ of it.
    """
    if agent is None:
        return None
    record = dossier.agents[agent]
    if record.kind != "person" or record.member_of is None:
        return agent
    return agent if dossier.agents[record.member_of].kind == "state" else record.member_of


def speaker_of(dossier: Dossier, claim: Claim) -> str | None:
    """Who a claim goes back to: the end of a full chain; None where that is not known.

    What a page adds to a release, such as its date, and what it ascribes to the state instead of
    to the organ that spoke, is said by whose release it is.
    """
    origin = origin_of(dossier, claim)
    if origin is None or claim.release is None:
        return origin
    by = dossier.events[claim.release].by
    is_bare_state = dossier.agents[origin].kind == "state" and state_of(dossier, by) == origin
    return by if not claim.attribution or is_bare_state else origin


def state_of(dossier: Dossier, agent: str | None) -> str | None:
    """The state that an agent is, or is an organ of: by `party`, else by what it belongs to."""
    seen: set[str] = set()
    while agent is not None and agent not in seen:
        seen.add(agent)
        record = dossier.agents[agent]
        if record.kind == "state":
            return agent
        if record.party is not None:
            return record.party
        agent = record.member_of
    return None


def when_of(dossier: Dossier, claim: Claim) -> When:
    """The moment of a claim: its as-of, else its release's date, else its source's.

    The moment of a forecast is the day on which it was made.
    """
    if claim.modality in FORESEEN:
        claim = claim._replace(as_of=None)
    date, basis = moment_of(dossier, claim)
    return When(parse(date) if date else None, basis, date)


def status_of(claim: Claim) -> str | None:
    """Counted, expected or possible; None for a denial."""
    return status_of_modality(claim.modality)


def status_of_modality(modality: str) -> str | None:
    """Counted, expected or possible; None for a denial."""
    return _STATUSES.get(modality)


def is_slip(dossier: Dossier, claim: Claim) -> bool:
    """Whether what a claim asserts lies after the last day on which its page can be written.

    Its as-of or its date; with a day's grace, for zones of time. A page without a date has none.
    """
    date = claim.figure.date if claim.figure is not None else None
    published = dossier.sources[claim.source].published
    return _lies_after(claim.modality, (claim.as_of, date), published)


def is_slip_row(dossier: Dossier, row: Row) -> bool:
    """`is_slip` of a claim's row with a figure, without building the claim."""
    dates = (row.get("as_of"), row["figure"].get("date"))
    source = dossier.raw_rows("sources")[row["source"]]
    return _lies_after(row["modality"], dates, source.get("published"))


def _lies_after(modality: str, dates: tuple[str | None, ...], published: str | None) -> bool:
    if modality != "asserted" or published is None or not any(dates):
        return False
    last = ordinal(parse(published).latest)
    return any(date is not None and ordinal(parse(date).earliest) > last + 1 for date in dates)


def quantity(dossier: Dossier, claim_id: str) -> Quantity | None:
    """A claim as a quantity; None for one without a figure. Raises KeyError for no claim."""
    claim = dossier.claims[claim_id]
    if claim.figure is None or claim.measure is None:
        return None
    return side(dossier, claim_id)


def side(dossier: Dossier, claim_id: str) -> Quantity:
    """A claim as one side of a pair. Raises KeyError for an id that is not there.

    One without a figure is a side as well, for what is recorded between two statements.
    """
    claim = dossier.claims[claim_id]
    figured = claim.figure is not None and claim.measure is not None
    measure = (claim.measure or "") if figured else ""
    origin = speaker_of(dossier, claim)
    return Quantity(
        id=claim_id,
        claim=claim,
        measure=measure,
        basis=dossier.measures[measure].basis if measure else "",
        scope=claim.scope,
        status=status_of(claim),
        when=when_of(dossier, claim),
        release=claim.release,
        origin=body_of(dossier, origin),
        state=state_of(dossier, origin),
        source=claim.source,
        intervals=_all_intervals(dossier, claim) if figured else (None,) * len(PRESETS),
        is_slip=is_slip(dossier, claim),
    )


def _all_intervals(dossier: Dossier, claim: Claim) -> tuple[Intervals | None, ...]:
    return tuple(claim_intervals_under(dossier, claim, preset) for preset in PRESETS)


def claim_intervals_under(dossier: Dossier, claim: Claim, preset: str) -> Intervals | None:
    """The intervals of a claim under a preset, of a date in ordinals of days; None without any."""
    if claim.figure is None or claim.figure.date is None:
        return claim_intervals(dossier, claim, preset)
    span = date_span(claim.figure)
    if span is None:
        return None
    days = Interval(float(ordinal(span.earliest)), float(ordinal(span.latest)))
    return Intervals(days, days)


# ---- containment


def relation(chain_a: tuple[str, ...], chain_b: tuple[str, ...]) -> str | None:
    """How the first of two lineages relates: "=", "in" (a lies in b), "over", or None."""
    if chain_a[0] == chain_b[0]:
        return "="
    if chain_b[0] in chain_a:
        return "in"
    return "over" if chain_a[0] in chain_b else None


def measure_line(dossier: Dossier, measure: str) -> tuple[str, ...]:
    """A measure and all it is part of, nearest first."""
    line = [measure]
    while (parent := dossier.measures[line[-1]].part_of) is not None and parent not in line:
        line.append(parent)
    return tuple(line)


def scope_line(dossier: Dossier, scope: str) -> tuple[str, ...]:
    """A population or a place and all it lies in, nearest first."""
    line = [scope]
    while (parent := dossier.scopes[line[-1]].part_of) is not None and parent not in line:
        line.append(parent)
    return tuple(line)


def within_relation(dossier: Dossier, a: str | None, b: str | None) -> str | None:
    """How two `within` relate. A null one is the whole, which contains any other."""
    if a == b:
        return "="
    if a is None:
        return "over"
    if b is None:
        return "in"
    if a in dossier.events and b in dossier.events:
        return relation(within_line(dossier, a), within_line(dossier, b))
    if a not in dossier.events and b not in dossier.events:
        first, second = parse(a), parse(b)
        if first == second:
            return "="
        if second.earliest <= first.earliest and first.latest <= second.latest:
            return "in"
        if first.earliest <= second.earliest and second.latest <= first.latest:
            return "over"
    return None


def within_line(dossier: Dossier, within: str) -> tuple[str, ...]:
    """An event and all it is part of, nearest first; a period stands alone."""
    line = [within]
    while (
        within in dossier.events
        and (parent := dossier.events[line[-1]].part_of) is not None
        and parent not in line
    ):
        line.append(parent)
    return tuple(line)
