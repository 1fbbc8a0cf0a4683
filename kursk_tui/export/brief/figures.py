"""The figures of a brief: how far each measure runs, who says what, who holds floor and ceiling."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kursk_tui.analysis.disagreements.listing import Row
from kursk_tui.analysis.ladder.quantities import Quantity, quantity
from kursk_tui.analysis.ladder.releases import printed
from kursk_tui.analysis.origins.bands import Said
from kursk_tui.analysis.origins.holdings import Bound, Holding, count_of, holding
from kursk_tui.analysis.overview import (
    Contested,
    counted,
    highest_of_nobody,
    latest_of,
    main_scope,
    named,
    when_of,
)
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.provenance import moment_of
from kursk_tui.export.blocks import Block, Grid, Heading, Paragraph, Strong, Text
from kursk_tui.export.brief.citing import Citing
from kursk_tui.model.dates import sort_key
from kursk_tui.model.figures import Interval
from kursk_tui.model.records import Claim
from kursk_tui.model.text import plural
from kursk_tui.words.holdings import bodies_text, for_that_time, many, range_text
from kursk_tui.words.overview import origin_name
from kursk_tui.words.phrases import beside, phrase
from kursk_tui.words.records import moment_text, name_of, scope_names
from kursk_tui.words.sentences import as_named
from kursk_tui.words.voices import claim_who, listed, moment_words, who

# So many of each are told; how many more there are is said.
MOST_ORIGINS, MOST_DENIALS = 5, 3
MOST_LOWERED = 2
# A note as short as this stands beside its figure; a longer one is in the annex.
LONGEST_NOTE = 60
# So many who agree are told with their words, more by their names.
FEW = 3
FALLS = ("falls", "page falls")


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
        """How far the latest figures run, which is the newest, and which count was lowered."""
        name = self.dossier.measures[one.measure].name
        label = Strong(f"{name[:1].upper()}{name[1:]}:")
        newest, *others = sorted(self.main, key=lambda q: when_of(self.dossier, q), reverse=True)
        if one.low is None or one.high is None:
            return (label, f"{self._whose(newest)}.", *self._lowered(one.measure, rows))
        low, high = (self._whose(q) for q in (one.low, one.high))
        if one.low.id == one.high.id:
            return (label, f"all who give one say {low}.")
        text = f"the latest figures run from {low} to {high}"
        if all(_is_before(q, newest) for q in others):
            if newest.id == one.high.id:
                text += ", the newest"
            elif newest.id == one.low.id:
                text += "; the first is the newest"
            else:
                text += f"; the newest is {self._whose(newest)}"
        return (label, f"{text}.", *self._lowered(one.measure, rows))

    def _whose(self, q: Quantity) -> str:
        return self.citing.told(q, origin_name(self.dossier, q))

    def _lowered(self, measure: str, rows: Sequence[Row]) -> Text:
        """The counts that only grow and were lowered all the same, the last of each body."""
        found: dict[str, tuple[Quantity, Quantity]] = {}
        for row in rows:
            if row.reading is None or row.reading.why.code not in FALLS or row.pair is None:
                continue
            early, late = as_named(row.reading)
            if early.measure == measure and not (early.is_derived or late.is_derived):
                body = origin_name(self.dossier, late)
                known = found.get(body)
                if known is None or self._order(known) < self._order((early, late)):
                    found[body] = (early, late)
        told = [
            f"{body} from {self.citing.told(early)} to {self.citing.told(late)}"
            for body, (early, late) in list(found.items())[:MOST_LOWERED]
        ]
        return (Strong("Lowered:"), f"{'; '.join(told)}.") if told else ()

    def _order(self, pair: tuple[Quantity, Quantity]) -> tuple[object, ...]:
        early, late = pair
        return (when_of(self.dossier, late), when_of(self.dossier, early))

    # ---- who says what

    def table(self, id: str) -> Iterator[Block]:
        """A heading, a row for the latest figure of each origin, and what holds."""
        dossier, measure = self.dossier, self.dossier.measures[id]
        rows = self._latest()
        most = len(rows) if self.is_alone else MOST_ORIGINS
        # What those of the main scope have in common is said once, above them.
        shared = scope_names(dossier, self.main[0].scope._replace(place=None))
        name = f"{measure.name[:1].upper()}{measure.name[1:]} ({measure.unit})"
        yield Heading(3, ": ".join(part for part in (name, "; ".join(shared)) if part))
        header = ("Origin", "Latest figure", "Scope", "Moment", "Note", "Source")
        yield _filled(header, [self._row(q, shared) for q in rows[:most]])
        texts = self._holds()
        unnamed = highest_of_nobody(dossier, self.said)
        if unnamed is not None:
            texts += (Strong("Higher, and nobody is named for it:"), self.citing.told(unnamed))
            texts = (*texts[:-1], f"{texts[-1]}.")
        if len(rows) > most:
            texts += (f"The annex has {plural(len(rows) - most, 'more origin')}.",)
        yield Paragraph(texts)
        denials = self._denials(id)
        if denials:
            most = len(denials) if self.is_alone else MOST_DENIALS
            told = [f"{'; '.join(map(self._denial, denials[:most]))}."]
            if len(denials) > most:
                told.append(f"The annex has {plural(len(denials) - most, 'more denial')}.")
            yield Paragraph((Strong("Denied:"), *told))

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

    def _row(self, q: Quantity, shared: Sequence[str]) -> tuple[str, ...]:
        scope = scope_names(self.dossier, q.scope)
        if set(shared) <= set(scope):
            scope = [name for name in scope if name not in shared]
        note = (q.claim.note or "") if q.claim is not None else ""
        return (
            who(self.dossier, q).text(),
            self.citing.printed(q),
            "; ".join(scope),
            moment_words(q),
            note if len(note) <= LONGEST_NOTE else "",
            self.citing.refs_of(q),
        )

    # ---- what holds

    def _holds(self) -> Text:
        """Who has the highest minimum and the lowest maximum, in their words, and who agrees."""
        dossier = self.dossier
        quantities = {q.id: q for one in self.said for q in one.all}
        anchor = max(self.main, key=lambda q: when_of(dossier, q))
        found = holding(dossier, quantities.values(), anchor)
        agreement = tuple(self._agreement(found, quantities, anchor))
        if len(found.bodies) == 1 and not found.crosses:
            # The one figure of the time stands in the table.
            return agreement
        low = self._bound(found.floor, quantities, "at least")
        high = self._bound(found.ceiling, quantities, "at most")
        if found.floor and found.ceiling and found.floor.holders == found.ceiling.holders:
            held = Interval(found.floor.value, found.ceiling.value)
            text = f"both are those of {self._held(found.floor, quantities, held)}."
        elif low and high:
            text = f"the highest minimum is that of {low}, the lowest maximum that of {high}"
            text += ". They do not overlap." if found.crosses else "."
        elif low or high:
            which = (
                f"highest minimum is that of {low}" if low else f"lowest maximum is that of {high}"
            )
            text = f"the {which}; no origin commits to a {'maximum' if low else 'minimum'}."
        else:
            text = "no origin commits to a minimum or a maximum."
        return (Strong("Floor and ceiling:"), text, *agreement)

    def _bound(self, bound: Bound | None, quantities: dict[str, Quantity], side: str) -> str:
        """`Brigade (“about 30”, page of 3 Mar 2025, read as at least 28) [1]`; empty for none."""
        if bound is None:
            return ""
        return self._held(bound, quantities, Interval(bound.value, bound.value), side)

    def _held(
        self, bound: Bound, quantities: dict[str, Quantity], read: Interval, side: str = ""
    ) -> str:
        """Who holds a bound, with their words, and how these are read where they do not say it."""
        told: dict[str, str] = {}
        held = [(holder.body, quantities[holder.quantity]) for holder in bound.holders]
        # Of one that holds it with several figures the last.
        for body, q in sorted(held, key=lambda one: when_of(self.dossier, one[1])):
            text = f"{name_of(self.dossier, body)} ({self.citing.printed(q)}, {moment_words(q)}"
            if not (_says(q, read.low) and _says(q, read.high)):
                value = range_text(read, is_date=False)
                text += f", read as {f'{side} ' if side else ''}{value}"
            told[body] = f"{text}) {self.citing.refs_of(q)}"
        return listed(list(told.values()))

    def _agreement(
        self, found: Holding, quantities: dict[str, Quantity], anchor: Quantity
    ) -> Iterator[str]:
        low, high = count_of(self.dossier, found.bodies)
        if not found.agreements:
            return
        yield Strong("Agreement:")
        first = found.agreements[0]
        if len(first.bodies) == 1 and high == 1:
            name = name_of(self.dossier, first.bodies[0])
            yield f"only {name} gives a figure{for_that_time(anchor)}."
        elif len(first.bodies) == 1:
            yield f"no two of the {many(low, high)} origins agree."
        else:
            fewest, most = count_of(self.dossier, first.bodies)
            of = f"{many(fewest, most)} of {many(low, high)}"
            if len(first.bodies) == len(found.bodies):
                of = "both" if high == len(first.bodies) == 2 else f"all {many(low, high)}"
            value = range_text(first.interval, is_date=False)
            yield f"{value} fits what {of} origins say: {self._who_agree(first.bodies)}."

    def _who_agree(self, bodies: Sequence[str]) -> str:
        """Their names; of a few what they said, so that "about 40" is not told as 38."""
        if len(bodies) > FEW:
            return bodies_text(self.dossier, bodies)
        latest = latest_of(self.dossier, self.main)
        return listed(
            [
                f"{name_of(self.dossier, body)} ({self.citing.printed(latest[body])})"
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
        told = f"{claim_who(dossier, claim).speaker}: {words.strip().removesuffix('.')}"
        q = quantity(dossier, claim.id)
        when = moment_words(q) if q is not None else moment_text(dossier, claim)
        return f"{told} ({when}) {self.citing.refs([claim.id])}"


def _is_before(q: Quantity, other: Quantity) -> bool:
    """Whether a figure is surely of an earlier day than another."""
    if q.when.span is None or other.when.span is None:
        return False
    return q.when.span.latest < other.when.span.earliest


def _says(q: Quantity, value: float) -> bool:
    """Whether the words of a figure have a number, or lie just beside it: `more than 300`."""
    figure = q.claim.figure if q.claim is not None and not q.is_derived else None
    if figure is None:
        return False
    return value in printed(figure) or beside(figure, value) is not None


def _filled(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Grid:
    """A table without the columns that are empty in every row."""
    kept = [place for place in range(len(header)) if any(row[place] for row in rows)]

    def cells(row: Sequence[str]) -> tuple[str, ...]:
        return tuple(row[place] for place in kept)

    return Grid(cells(header), tuple(map(cells, rows)))
