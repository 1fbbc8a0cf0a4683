"""The figures of a brief: how far each measure runs, who says what, who holds floor and ceiling."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kursk_tui.analysis.disagreements.listing import Pair, Row
from kursk_tui.analysis.ladder.quantities import Quantity, quantity
from kursk_tui.analysis.ladder.releases import printed
from kursk_tui.analysis.ladder.usual import goes_without_saying
from kursk_tui.analysis.origins.bands import Said
from kursk_tui.analysis.origins.holdings import Bound, Holding, count_of, holding
from kursk_tui.analysis.overview import (
    Contested,
    counted,
    highest_of_nobody,
    later_than,
    latest_of,
    main_scope,
    named,
    when_of,
)
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.provenance import moment_of
from kursk_tui.export.blocks import Block, Grid, Heading, Paragraph, Strong, Text
from kursk_tui.export.brief.citing import LONGEST_NOTE, Citing
from kursk_tui.model.dates import days_apart, sort_key
from kursk_tui.model.records import Claim, ClaimScope
from kursk_tui.model.text import capital, plural
from kursk_tui.words.holdings import bodies_text, many
from kursk_tui.words.overview import origin_name
from kursk_tui.words.phrases import phrase
from kursk_tui.words.records import moment_text, name_of, scope_names
from kursk_tui.words.sentences import as_named
from kursk_tui.words.voices import claim_who, listed, who

# So many of each are told; how many more there are is said.
MOST_ORIGINS, MOST_DENIALS = 5, 3
MOST_LOWERED, MOST_STEPS, MOST_APART = 2, 3, 3
# So many who agree are told with their words, more by their names.
FEW = 3
FALLS = ("falls", "page falls")
# In days: what a page repeats so soon after its origin has told it is news.
NEWS_DAYS = 3
# Of these kinds rows of one figure are one story.
AGAINST = ("conflict", "tension")


class Figures:
    """What a brief tells of one measure; a brief on a measure alone has room for all of it."""

    def __init__(
        self,
        dossier: Dossier,
        said: Sequence[Said],
        claims: Collection[str],
        citing: Citing,
        *,
        is_alone: bool,
    ) -> None:
        self.dossier, self.said, self.claims, self.citing = dossier, said, claims, citing
        self.is_alone = is_alone
        self.main = main_scope(dossier, said)

    # ---- in short

    def in_short(self, one: Contested, rows: Sequence[Row]) -> Text:
        """How far the latest figures run, which is the newest, and which count was lowered.

        What is there now is not contested by what was there before: of a stock the gravest
        disagreement of figures that stand is told beside the newest.
        """
        measure = self.dossier.measures[one.measure]
        of = scope_names(self.dossier, self._told_scope())
        name = capital(measure.name)
        label = Strong(f"{name} ({'; '.join(of)}):" if of else f"{name}:")
        newest, *others = sorted(self.main, key=lambda q: when_of(self.dossier, q), reverse=True)
        if one.low is None or one.high is None:
            return (label, f"{self._whose(newest)}.", *self._lowered(one.measure, rows))
        is_sure = all(_is_before(q, newest) for q in others)
        if measure.basis == "stock" and one.row is not None and one.row.pair is not None:
            pair = next(filter(self._stands, self._pairs(one, rows)), None)
            told = [f"the newest is {self._whose(newest)}"] if is_sure or pair is None else []
            if pair is not None:
                told.append(f"unresolved: {' against '.join(map(self._whose, pair))}")
            return (label, f"{'; '.join(told)}.")
        low, high = (self._whose(q) for q in (one.low, one.high))
        text = f"latest figures run from {low} to {high}"
        if is_sure and newest.id not in (one.low.id, one.high.id):
            text += f"; the newest is {self._whose(newest)}"
        elif is_sure:
            text += f"; {origin_name(self.dossier, newest)}'s is the newest"
        some = self._apart()
        text += f"; of some alone: {'; '.join(some)}" if some else ""
        return (label, f"{text}.", *self._lowered(one.measure, rows), *self._denied(one))

    def _denied(self, one: Contested) -> Text:
        """Who denies a figure, where that is the gravest of what is contested."""
        reading = one.row.reading if one.row is not None else None
        if reading is None or reading.why.code != "denied":
            return ()
        told = [q.claim for q in (reading.a, reading.b) if q.claim and q.status is None]
        return (Strong("Denied:"), f"{'; '.join(map(self._denial, told))}.")

    def _pairs(self, one: Contested, rows: Sequence[Row]) -> Iterator[Pair]:
        """The pairs of a measure that disagree, the gravest first."""
        for row in rows:
            if row.pair is None or not row.severity or row.kind not in AGAINST:
                continue
            if {q.measure for q in row.pair} == {one.measure}:
                yield row.pair

    def _stands(self, pair: Pair) -> bool:
        """Whether neither side of a pair has been replaced by its own body."""
        return all(later_than(self.dossier, self.said, q) is None for q in pair)

    def _apart(self) -> list[str]:
        """Counts of some alone, where whom the others count goes without saying."""
        if not self.main or self.main[0].scope.population is not None:
            return []
        # Cited is only what is told.
        some = [q for q in counted(self.dossier, self.said) if q.scope.population is not None]
        scopes = self.dossier.scopes
        told = []
        for q in some[:MOST_APART]:
            whom, whose = scopes[q.scope.population or ""].name, origin_name(self.dossier, q)
            # Patients of a hospital that speaks for itself: its name is said.
            names = () if whose.lower() in whom.lower() else (whose,)
            told.append(f"{whom} {self.citing.told(q, *names)}")
        return told

    def _told_scope(self) -> ClaimScope:
        """The scope of the main figures, so far as it does not go without saying."""
        scope = max((q.scope for q in self.main), key=lambda scope: scope.place or "")
        for kind in ("population", "place"):
            if goes_without_saying(self.dossier, kind, getattr(scope, kind)):
                scope = scope._replace(**{kind: None})
        return scope

    def _plain(self, scope: ClaimScope) -> ClaimScope:
        """A scope without its place, where that is the only one that anybody counts in."""
        places = {q.scope.place for one in self.said for q in one.all} - {None}
        is_usual = goes_without_saying(self.dossier, "place", scope.place)
        return scope._replace(place=None) if len(places) < 2 and is_usual else scope

    def _whose(self, q: Quantity) -> str:
        q = first_hand(self.dossier, self.said, q)
        return self.citing.told(q, origin_name(self.dossier, q))

    def _lowered(self, measure: str, rows: Sequence[Row]) -> Text:
        """The counts that only grow and were lowered all the same, the last falls of each body."""
        found: dict[str, list[tuple[Quantity, Quantity]]] = {}
        for row in rows:
            if row.reading is None or row.reading.why.code not in FALLS or row.pair is None:
                continue
            early, late = as_named(row.reading)
            is_alike = early.scope.counting == late.scope.counting
            if early.measure == measure and is_alike and not (early.is_derived or late.is_derived):
                found.setdefault(origin_name(self.dossier, late), []).append((early, late))
        told = []
        for body, falls in list(found.items())[:MOST_LOWERED]:
            steps = self._falling(falls)
            text = f"{body} from {' to '.join(map(self.citing.told, steps))}"
            told.append(f"{text}{self._noted_elsewhere(steps[-1])}")
        return (Strong("Later and lower:"), f"{'; '.join(told)}.") if told else ()

    def _falling(self, falls: Sequence[tuple[Quantity, Quantity]]) -> list[Quantity]:
        """The last figures of a body, each lower than the one before it, as `falls` has them."""
        early, late = max(falls, key=self._order)
        steps = [early, late]
        while len(steps) < MOST_STEPS:
            before = [pair for pair in falls if is_told(pair[1], steps[0])]
            if not before:
                break
            steps.insert(0, max(before, key=self._order)[0])
        return steps

    def _noted_elsewhere(self, q: Quantity) -> str:
        """`, noted: revised after DNA tests [9]`: what another page's record says of a figure."""
        if self.citing.own_note(q):
            return ""
        for one in (one for said in self.said for one in said.all if is_told(one, q)):
            note = (one.claim.note or "").rstrip(".") if one.claim is not None else ""
            if one.id != q.id and 0 < len(note) <= LONGEST_NOTE:
                return f", noted: {note} {self.citing.refs_of(one)}"
        return ""

    def _order(self, pair: tuple[Quantity, Quantity]) -> tuple[object, ...]:
        early, late = pair
        return (when_of(self.dossier, late), when_of(self.dossier, early))

    # ---- who says what

    def table(self, id: str) -> Iterator[Block]:
        """A heading, a row for the latest figure of each origin, and what holds."""
        dossier, measure = self.dossier, self.dossier.measures[id]
        rows = self._latest()
        most = len(rows) if self.is_alone or len(rows) <= MOST_ORIGINS + FEW else MOST_ORIGINS
        # What those of the main scope have in common is said once, above them.
        shared = scope_names(dossier, self.main[0].scope._replace(place=None))
        name = f"{capital(measure.name)} ({measure.unit})"
        yield Heading(3, ": ".join(part for part in (name, "; ".join(shared)) if part))
        header = ("Origin", "Latest figure", "Scope", "Moment", "Note", "Holds", "Source")
        quantities = {q.id: q for one in self.said for q in one.all}
        anchor = max(self.main, key=lambda q: when_of(dossier, q))
        found = holding(dossier, quantities.values(), anchor)
        yield _filled(header, [self._row(q, shared, found) for q in rows[:most]])
        texts = (*self._crossing(found, quantities), *self._agreement(found))
        unnamed = highest_of_nobody(dossier, self.said)
        if unnamed is not None:
            told = f"{self.citing.told(unnamed)}."
            texts = (*texts, Strong("Higher, and nobody is named for it:"), told)
        if len(rows) > most:
            texts = (*texts, f"The annex has {plural(len(rows) - most, 'more origin')}.")
        if texts:
            yield Paragraph(texts)
        denials = self._denials(id)
        if denials:
            most = len(denials) if self.is_alone else MOST_DENIALS
            lines = [f"{'; '.join(map(self._denial, denials[:most]))}."]
            if len(denials) > most:
                lines.append(f"The annex has {plural(len(denials) - most, 'more denial')}.")
            yield Paragraph((Strong("Denied:"), *lines))

    def _latest(self) -> list[Quantity]:
        """The latest figure of each origin, the newest first, those of the main scope before."""
        dossier = self.dossier
        found = (
            self.main,
            # An origin that never counts what most of them count still gave a figure.
            counted(dossier, self.said),
            # And one that has only a word for it: it is counted among those who agree or do not.
            named(dossier, self.said),
        )
        rows: dict[str | None, Quantity] = {}
        for quantities in found:
            latest = latest_of(dossier, quantities)
            rest = {body: q for body, q in latest.items() if body not in rows}
            ordered = sorted(rest, key=lambda body: when_of(dossier, rest[body]), reverse=True)
            rows.update((body, rest[body]) for body in ordered)
        return list(rows.values())

    def _row(self, q: Quantity, shared: Sequence[str], found: Holding) -> tuple[str, ...]:
        holds = " and ".join(name for name, bound in _ends(found) if _has(bound, q))
        q = first_hand(self.dossier, self.said, q)
        scope = scope_names(self.dossier, self._plain(q.scope))
        if set(shared) <= set(scope):
            scope = [name for name in scope if name not in shared]
        note = self.citing.own_note(q)
        return (
            who(self.dossier, q).text(),
            self.citing.printed(q),
            "; ".join(scope),
            self.citing.moment(q),
            note if len(note) <= LONGEST_NOTE else "",
            holds,
            self.citing.refs_of(q),
        )

    # ---- what holds

    def _crossing(self, found: Holding, quantities: dict[str, Quantity]) -> Text:
        """Who has a floor above whose ceiling, in their words; nothing where none has."""
        if not found.crosses or found.floor is None or found.ceiling is None:
            return ()
        low, high = (self._held(bound, quantities) for bound in (found.floor, found.ceiling))
        return (Strong("Floor above ceiling:"), f"{low} against {high}.")

    def _held(self, bound: Bound, quantities: dict[str, Quantity]) -> str:
        """`"about 30" (Brigade, published 3 Mar 2025) [1]`: who holds a bound, with their words."""
        told: dict[str, str] = {}
        held = [(holder.body, quantities[holder.quantity]) for holder in bound.holders]
        # Of one that holds it with several figures the last.
        for body, q in sorted(held, key=lambda one: when_of(self.dossier, one[1])):
            told[body] = self.citing.told(q, name_of(self.dossier, body))
        return listed(list(told.values()))

    def _agreement(self, found: Holding) -> Iterator[str]:
        """Who may mean one number; never which, for nobody may have said it."""
        low, high = count_of(self.dossier, found.bodies)
        if not found.agreements or high == 1:
            return
        yield Strong("Agreement:")
        first = found.agreements[0]
        if len(first.bodies) == 1:
            yield f"no two of {many(low, high)} who give a number suggest the same."
            return
        all_of_them = "both" if high == len(first.bodies) == 2 else "all"
        if len(first.bodies) < len(found.bodies):
            fewest, most = count_of(self.dossier, first.bodies)
            all_of_them = f"{many(fewest, most)} of {many(low, high)}"
        yield f"{all_of_them} who give a number may mean one: {self._who_agree(first.bodies)}."

    def _who_agree(self, bodies: Sequence[str]) -> str:
        """Their names; of a few what they said."""
        if len(bodies) > FEW:
            return bodies_text(self.dossier, bodies)
        latest = latest_of(self.dossier, self.main)
        return listed(
            [
                # How it is derived stands in its row.
                f"{name_of(self.dossier, body)} ({self.citing.short(latest[body])})"
                if body in latest
                else name_of(self.dossier, body)
                for body in bodies
            ]
        )

    # ---- denials

    def _denials(self, id: str) -> list[Claim]:
        """The latest denial of a measure by each who denies anything of it, the latest first."""
        dossier = self.dossier
        found: dict[str, Claim] = {}
        denied = [
            claim
            for claim in map(dossier.claims.__getitem__, self.claims)
            if claim.measure == id and claim.modality == "denied" and claim.misreads is None
        ]

        def order(claim: Claim) -> tuple[object, ...]:
            return (*sort_key(moment_of(dossier, claim).date), claim.id)

        for claim in sorted(denied, key=order, reverse=True):
            found.setdefault(claim_who(dossier, claim).speaker, claim)
        return list(found.values())

    def _denial(self, claim: Claim) -> str:
        dossier = self.dossier
        words = phrase(dossier, claim) if claim.figure is not None else claim.statement
        scope = scope_names(dossier, self._plain(claim.scope)) if claim.figure is not None else []
        shared = self._told_scope() if self.main else ClaimScope()
        scope = [name for name in scope if name not in scope_names(dossier, shared)]
        whom = f", on {'; '.join(scope)}" if scope else ""
        told = f"{claim_who(dossier, claim).speaker}{whom}: {words.strip().removesuffix('.')}"
        q = quantity(dossier, claim.id)
        when = self.citing.moment(q) if q is not None else moment_text(dossier, claim)
        return f"{told} ({when}) {self.citing.refs([claim.id])}"


def is_told(q: Quantity, other: Quantity) -> bool:
    """Whether two figures are one: the same number of the same origin, on whatever page."""
    if q.claim is None or other.claim is None or q.id == other.id:
        return q.id == other.id
    if (q.measure, q.origin) != (other.measure, other.origin) or q.status != other.status:
        return False
    if q.claim.figure is None or other.claim.figure is None:
        return False
    numbers = printed(q.claim.figure)
    return bool(numbers) and numbers == printed(other.claim.figure)


def first_hand(dossier: Dossier, said: Sequence[Said], q: Quantity) -> Quantity:
    """A figure as a document of its origin's own tells it, where that is no older than news is.

    Of one that only its page dates: what was said on a day stands as it was said.
    """
    if q.when.basis != "page" or q.origin is None:
        return q

    def is_own(one: Quantity) -> bool:
        source = dossier.sources.get(one.source or "")
        return source is not None and source.publisher == q.origin

    if is_own(q) or q.when.span is None:
        return q
    for one in (one for each in said for one in each.all if is_told(one, q) and is_own(one)):
        if one.when.span is not None and days_apart(one.when.span, q.when.span) <= NEWS_DAYS:
            return one
    return q


def _is_before(q: Quantity, other: Quantity) -> bool:
    """Whether a figure is surely of an earlier day than another."""
    if q.when.span is None or other.when.span is None:
        return False
    return q.when.span.latest < other.when.span.earliest


def _ends(found: Holding) -> tuple[tuple[str, Bound | None], ...]:
    return (("floor", found.floor), ("ceiling", found.ceiling))


def _has(bound: Bound | None, q: Quantity) -> bool:
    return bound is not None and any(holder.quantity == q.id for holder in bound.holders)


def _filled(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Grid:
    """A table without the columns that are empty in every row."""
    kept = [place for place in range(len(header)) if any(row[place] for row in rows)]

    def cells(row: Sequence[str]) -> tuple[str, ...]:
        return tuple(row[place] for place in kept)

    return Grid(cells(header), tuple(map(cells, rows)))
