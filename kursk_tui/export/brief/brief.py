"""A brief: one page on what is contested, to be handed over. The long report is its annex.

It says who gives which figure, which disagreements are the gravest and what would settle them,
and what is told wrongly; it never says what is true. Every number in it names its document. There
is no clock in it: the same dossier gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from kursk_tui.analysis.disagreements.folds import Fold
from kursk_tui.analysis.disagreements.listing import Row, disagreements, row_of
from kursk_tui.analysis.ladder.compare import compare_quantities
from kursk_tui.analysis.ladder.quantities import COUNTED, Quantity
from kursk_tui.analysis.ladder.reading import Reading
from kursk_tui.analysis.origins.bands import said_by_measure
from kursk_tui.analysis.origins.lineage import Support, support
from kursk_tui.analysis.overview import Contested, later_than, main_scope, overview
from kursk_tui.dossier.beginning import plain_summary
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.export.asked import ASKED_NOTHING, Asked
from kursk_tui.export.blocks import (
    Block,
    Grid,
    Heading,
    Item,
    Items,
    Paragraph,
    Picture,
    Strong,
    Text,
    to_html,
    to_markdown,
)
from kursk_tui.export.brief.citing import Citing
from kursk_tui.export.brief.figures import AGAINST, Figures, first_hand, is_told
from kursk_tui.export.report import LEFT_OUT, PREFACE
from kursk_tui.model.dates import sort_key
from kursk_tui.model.text import capital, plural
from kursk_tui.words.overview import brief as in_cells
from kursk_tui.words.overview import origin_name
from kursk_tui.words.records import has_licence
from kursk_tui.words.rows import row_sentence
from kursk_tui.words.sentences import sides_text
from kursk_tui.words.settling import settling
from kursk_tui.words.voices import day

# So many of each are told; how many more there are is said.
MOST_MEASURES, MOST_OTHERS, MOST_GRAVE, MOST_MISREADINGS = 3, 3, 5, 3
MOST_UNTOLD, MOST_LIKEWISE = 4, 2
# So many things that would settle a disagreement, the weightiest first.
MOST_SETTLING = 2
# What is lighter is told only where somebody asks for it: most of it is explained by date or scope.
LEAST = 2
# From this severity on, one disagreement of each measure is told before a second of any.
GRAVE = 3

TOLD_WRONGLY, REVISION = "told as", "revision"
NOTE = (
    "Floor: the highest minimum committed to by the newest date; ceiling: the lowest maximum from"
    " that date on."
)
SEVERITY = "Severity, 1 to 4: how hard it is for both to be right."
PARAGRAPHS = "¶: the paragraph, every line above it counted."


class Brief(NamedTuple):
    """A brief: its title, and its blocks in their order."""

    title: str
    blocks: tuple[Block, ...]

    @property
    def picture(self) -> str | None:
        """The chart (SVG); None where no figure can be drawn."""
        return next((block.svg for block in self.blocks if isinstance(block, Picture)), None)

    def markdown(self, picture: str | None = None) -> str:
        """As Markdown; `picture` is the name of the file beside it that has the chart."""
        return to_markdown(self.blocks, picture=picture)

    def html(self) -> str:
        """As one file of HTML with the chart in it."""
        return to_html(self.title, self.blocks)


def dossier_brief(
    dossier: Dossier, *, whole: Dossier | None = None, asked: Asked = ASKED_NOTHING
) -> Brief:
    """A brief on all that a dossier holds. Origins have their letters of `whole`."""
    page = _Page(dossier, whole or dossier, tuple(dossier.claims), asked)
    summary = dossier.meta.summary
    # What `new` writes where nobody says what it is about tells no more than the title.
    is_plain = summary == plain_summary(dossier.meta.title)
    return page.brief(dossier.meta.title, "", "" if is_plain else summary)


def event_brief(
    dossier: Dossier,
    index: Index,
    event_id: str,
    *,
    whole: Dossier | None = None,
    asked: Asked = ASKED_NOTHING,
) -> Brief:
    """A brief on an event and its parts. Raises KeyError for an id that is not there."""
    event = dossier.events[event_id]
    page = _Page(dossier, whole or dossier, index.mentions(event_id), asked)
    return page.brief(event.title, event_id, "")


def measure_brief(
    dossier: Dossier,
    index: Index,
    measure_id: str,
    *,
    whole: Dossier | None = None,
    asked: Asked = ASKED_NOTHING,
) -> Brief:
    """A brief on a measure. Raises KeyError for an id that is not there."""
    measure = dossier.measures[measure_id]
    claims = index.claims_of_measure(measure_id)
    page = _Page(dossier, whole or dossier, claims, asked, measure_id)
    return page.brief(measure.name, measure_id, "")


class _Grave(NamedTuple):
    """A disagreement that is told, and others that share a figure with it: that one, the other."""

    row: Row
    others: list[tuple[Quantity, Quantity]]


class _Page:
    """A brief that is being written: sources get their numbers as they are cited."""

    def __init__(
        self,
        dossier: Dossier,
        whole: Dossier,
        claims: Collection[str],
        asked: Asked,
        measure: str | None = None,
    ) -> None:
        self.dossier, self.whole, self.asked, self.measure = dossier, whole, asked, measure
        self.claims = set(claims)
        self.has_all = len(self.claims) == len(dossier.claims)
        found = disagreements(dossier)
        self.rows = tuple(row for row in found.rows if self.claims.intersection(row.claims))
        self.folds = asked.folds(self.rows)
        within = None if self.has_all else self.claims
        self.said = said_by_measure(dossier, within)
        contested = overview(dossier, self.folds, claims=within).contested
        if measure is not None:
            contested = tuple(one for one in contested if one.measure == measure)
        self.contested: Sequence[Contested] = contested
        self.citing = Citing(dossier)
        # Measures of which something is told.
        self.told: set[str] = set()

    def brief(self, title: str, of: str, summary: str) -> Brief:
        """The whole page."""
        title = f"{capital(title)}: a brief"
        parts: list[Block] = [Heading(1, title)]
        if self.asked.left_out:
            parts.append(Paragraph((Strong(LEFT_OUT), f"{self.asked.left_out}.")))
        measures = self._measures()
        parts += [
            Heading(2, "What is contested"),
            *([Paragraph((summary,))] if summary else []),
            Items(tuple(self._in_short(measures))),
            *self._figures(measures),
            *self._gravest(),
            *self._misreadings(),
            *self._verdicts(),
            *self._not_told(),
            *self.citing.sources(),
            *self._about(of),
        ]
        return Brief(title, tuple(parts))

    def _about(self, of: str) -> Iterator[Block]:
        """What the page is, and where there is more: whoever pastes the rest needs none of it."""
        meta = self.dossier.meta
        # A title is not said twice.
        version = f"{meta.title}, dataset" if of else "Dataset"
        about = f"{version} {meta.dataset_version}."
        about += f" Licence of the data: {meta.licence}." if has_licence(meta) else ""
        printed = "printed or as a table has them" if self.citing.is_from_a_table else "printed"
        what = PREFACE.format(page="brief", printed=printed)
        marks = (PARAGRAPHS,) if self.citing.has_paragraphs else ()
        yield Paragraph(
            (Strong("About this brief:"), about, what, NOTE, SEVERITY, *marks, self._annex(of))
        )

    # ---- figures

    def _measures(self) -> list[str]:
        """The measures that have a table: the first that are contested."""
        ids = [one.measure for one in self.contested]
        if self.measure is not None and not ids:
            ids = [self.measure]
        measures = self.dossier.measures
        told = [
            id
            for id in ids
            # A later date of one event is no newer state of it, and a share is of something.
            if measures[id].basis not in ("date", "share")
            and main_scope(self.dossier, self.said.get(id, ()))
        ]
        return told[:MOST_MEASURES]

    def _of(self, measure: str) -> Figures:
        is_alone = self.measure is not None
        said = self.said[measure]
        return Figures(self.dossier, said, self.claims, self.citing, is_alone=is_alone)

    def _in_short(self, measures: Sequence[str]) -> Iterator[Item]:
        """How far each measure runs, in a sentence, and on how much all of it rests."""
        contested = {one.measure: one for one in self.contested}
        for id in measures:
            if id in contested and (_is_contested(contested[id]) or len(measures) == 1):
                yield Item(self._of(id).in_short(contested[id], self.rows))
        yield Item((rests_on(support(self.dossier, list(self.claims))), *self._newest()))

    def _newest(self) -> Iterator[str]:
        """Of when the newest document is: a brief has no other date."""
        sources = {self.dossier.claims[id].source for id in self.claims}
        days = [self.dossier.sources[id].published for id in sources]
        dated = sorted((date for date in days if date), key=sort_key)
        if dated:
            yield f"The newest document is of {day(dated[-1])}."

    def _figures(self, told: Sequence[str]) -> Iterator[Block]:
        """The chart of the first measure, a table for each of the first, a line for the others."""
        if told:
            yield self._chart(told[0])
            yield Heading(2, "The latest figure of each origin")
        for id in told:
            yield from self._of(id).table(id)
        others = [one for one in self.contested if one.measure not in told]
        ends = [one for one in others if one.low is not None and one.high is not None][:MOST_OTHERS]
        self.told.update(told, (one.measure for one in ends))
        if ends:
            yield Heading(3, "Also contested")
            yield Grid(
                ("Measure", "Lowest of the latest", "Highest of the latest", "Origins", "Severity"),
                tuple(map(self._ends, ends)),
            )

    def _chart(self, id: str) -> Picture:
        from kursk_tui.export.chart import chart_svg

        claims = None if self.has_all or self.measure is not None else self.claims
        svg = chart_svg(self.dossier, id, whole=self.whole, claims=claims, is_small=True)
        name = self.dossier.measures[id].name
        return Picture(svg, f"{capital(name)}: what was said, over time")

    def _ends(self, one: Contested) -> tuple[str, ...]:
        ends = [q for q in (one.low, one.high) if q is not None]
        severity = one.row.severity if one.row is not None else 0
        return (
            self.dossier.measures[one.measure].name,
            *(f"{in_cells(self.dossier, q)}, {self._whose(q)}" for q in ends),
            str(one.origins),
            str(severity),
        )

    def _whose(self, q: Quantity) -> str:
        return f"{origin_name(self.dossier, q)} {self.citing.refs_of(q)}"

    # ---- disagreements

    def _picked(self) -> list[_Grave]:
        """The gravest, each with others of one of its figures: many rows may be one story.

        First one a measure, then what shares no figure with those; what stands before what is past.
        """
        asked = self.asked
        rows = [
            self._newest_of(one)
            for one in self.folds
            if one.head.severity >= (asked.severity or LEAST) and one.head.kind != TOLD_WRONGLY
        ]
        # Of one severity those come first whose figures nobody has replaced since.
        past = {row.target for row in rows if self._is_past(row)}
        rows.sort(key=lambda row: (-row.severity, row.target in past))
        first: dict[str, Row] = {}
        for row in rows:
            if row.severity < GRAVE:
                break
            first.setdefault(row.pair.a.measure if row.pair is not None else row.target, row)
        chosen = list(first.values())[:MOST_GRAVE]
        for row in rows:
            is_in = any(one is row or _is_one_story(one, row) for one in chosen)
            if len(chosen) < MOST_GRAVE and not is_in:
                # Of a story the widest of its gravest, where that is no past one.
                story = [
                    one
                    for one in rows
                    if one.severity == row.severity
                    and one.target not in past - {row.target}
                    and _is_one_story(one, row)
                    and not any(_is_one_story(one, other) for other in chosen)
                ]
                chosen.append(max((row, *story), key=lambda one: one.gap))
        others: dict[str, list[tuple[Quantity, Quantity]]] = {row.target: [] for row in chosen}
        for row in self.rows:
            is_light = row.severity < LEAST
            if row.target in others or row.kind not in AGAINST or is_light:
                continue
            if row.pair is None or not all(map(_is_count, row.pair)):
                continue
            for one in chosen:
                shared = _shared(one, row)
                if shared is not None and _is_one_story(one, row):
                    a, b = row.pair
                    is_first = is_told(a, shared)
                    others[one.target].append((shared, b if is_first else a))
                    break
        return [_Grave(row, others[row.target]) for row in rows if row.target in others]

    def _newest_of(self, found: Fold) -> Row:
        """Of a fold the row that is told: of those as grave as its head what stands, of counts."""
        if not self._only_grows(found.head):
            return found.head
        grave = [
            row
            for row in (found.head, *found.rest)
            if (row.severity, row.kind) == (found.head.severity, found.head.kind)
        ]
        return min(grave, key=lambda row: sum(map(self._is_replaced, row.pair or ())))

    def _is_replaced(self, q: Quantity) -> bool:
        return self._replaced_by(q) is not None

    def _only_grows(self, row: Row) -> bool:
        measure = self.dossier.measures.get(row.measure)
        return measure is not None and measure.basis == "cumulative"

    def _replaced_by(self, q: Quantity) -> Quantity | None:
        """The newest figure of the body behind a figure, where it is another one and later."""
        later = later_than(self.dossier, self.said.get(q.measure, ()), q)
        return later if later is not None and not is_told(later, q) else None

    def _is_past(self, row: Row) -> bool:
        """Whether a body behind two that disagree has given another figure since, or revised it."""
        is_replaced = any(map(self._is_replaced, row.pair or ()))
        return row.kind == REVISION or (row.kind in AGAINST and is_replaced)

    def _is_past_count(self, row: Row) -> bool:
        return self._only_grows(row) and self._is_past(row)

    def _gravest(self) -> Iterator[Block]:
        picked = self._picked()
        yield Heading(2, "The gravest disagreements")
        if not picked:
            least = (self.asked.severity or LEAST) if self.rows else 0
            yield Paragraph((Asked(least).none_text,))
            return
        # What its own body has replaced comes after what stands.
        picked.sort(key=lambda one: self._is_past_count(one.row))
        yield from self._furthest_apart([one.row for one in picked])
        yield Items(tuple(map(self._grave, picked)), is_numbered=True)

    def _furthest_apart(self, told: Sequence[Row]) -> Iterator[Block]:
        """The ends of the latest figures of the first count, where no row told has figures that
        stand: what is lighter, as time may explain it, is what the day is about all the same.
        """
        if not self.contested:
            return
        one = self.contested[0]
        if self.dossier.measures[one.measure].basis != "cumulative":
            return
        if one.low is None or one.high is None:
            return
        if any(row.measure == one.measure and not self._is_past(row) for row in told):
            return
        said = self.said[one.measure]
        low, high = (first_hand(self.dossier, said, q) for q in (one.low, one.high))
        row = row_of(self.dossier, compare_quantities(self.dossier, low, high))
        if row.reading is not None and row.severity >= (self.asked.severity or 1):
            yield Paragraph(tuple(self._apart(row, row.reading)))

    def _apart(self, row: Row, reading: Reading) -> Iterator[str]:
        """The latest figures, and the gravest that those two have said against each other.

        Whoever contradicted each other before have not come to agree because time has passed.
        """
        bodies = {q.origin for q in row.pair or ()}
        least = self.asked.severity or LEAST
        before = next(
            (
                one
                for one in self.rows
                if one.pair is not None and one.kind in AGAINST and one.severity >= least
                if one.measure == row.measure and {q.origin for q in one.pair} == bodies
                if None not in bodies
            ),
            None,
        )
        yield Strong("The latest figures, furthest apart:")
        if before is None:
            yield f"{capital(row_sentence(self.dossier, row))}."
        else:
            yield f"{capital(sides_text(self.dossier, reading))}."
        yield self.citing.sides(row)
        if before is not None:
            yield Strong(f"Between the two before ({before.kind}, severity {before.severity}):")
            yield f"{capital(row_sentence(self.dossier, before))}."
            yield self.citing.sides(before)

    def _grave(self, one: _Grave) -> Item:
        dossier, row = self.dossier, one.row
        self._tell(row)
        sentence = row_sentence(dossier, row).strip().removesuffix(".")
        settles = settling(dossier, row)[:MOST_SETTLING]
        below: tuple[Text, ...] = ((Strong("What would settle it:"), *settles),) if settles else ()
        text = (
            Strong(f"{capital(row.kind)}, severity {row.severity}{self._since_replaced(row)}."),
            f"{capital(sentence)}.",
            self.citing.sides(row),
            *self._also(one),
            *self._since(row),
        )
        return Item(text, below)

    def _since_replaced(self, row: Row) -> str:
        is_said = row.kind in AGAINST and self._is_past_count(row)
        return ", replaced since" if is_said else ""

    def _also(self, one: _Grave) -> Iterator[str]:
        """Who else disagrees with the one figure or, where several do, with the other."""
        against: dict[str, dict[str, Quantity]] = {}
        figures: dict[str, Quantity] = {}
        own = {q.origin for q in one.row.pair or ()} - {None}
        for shared, other in one.others:
            if any(is_told(other, q) for q in one.row.pair or ()):
                continue
            last = other.claim.attribution[-1:] if other.claim is not None else ()
            if own & {other.origin, *last}:
                # What a side has said at another time, or may have, stands against nobody else.
                continue
            if self._only_grows(one.row) and self._is_replaced(other):
                # What its own body has replaced is against nothing any more.
                continue
            figures[shared.id] = shared
            # Of one body the gravest alone: rows come in that order.
            against.setdefault(shared.id, {}).setdefault(origin_name(self.dossier, other), other)
        order = sorted(against, key=lambda id: -len(against[id]))
        most = MOST_LIKEWISE
        if len(order) > 1:
            one_side, other_side = (against[id] for id in order[:2])
            both = {
                name: q
                for name, q in one_side.items()
                if name in other_side and is_told(q, other_side[name])
            }
            yield from self._against("both", both)
            most = 1
            for name in both:
                del one_side[name], other_side[name]
        for id in order:
            shared = figures[id]
            whose = f"{self.citing.short(shared)} of {origin_name(self.dossier, shared)}"
            yield from self._against(whose, against[id], most)

    def _against(
        self, whom: str, found: Mapping[str, Quantity], most: int = MOST_LIKEWISE
    ) -> Iterator[str]:
        told = [self.citing.told(q, name) for name, q in list(found.items())[:most]]
        if told:
            more = len(found) - len(told)
            yield Strong(f"Also against {whom}:")
            yield f"{'; '.join(told)}{f' and {more} more' if more else ''}."

    def _since(self, row: Row) -> Text:
        """What those who disagree have said since, where it is another figure."""
        found: dict[str, None] = {}
        for q in row.pair or ():
            later = self._replaced_by(q)
            if later is not None and not any(is_told(later, one) for one in row.pair or ()):
                found[self.citing.told(later, origin_name(self.dossier, later))] = None
        return (Strong("Since then:"), f"{'; '.join(found)}.") if found else ()

    def _misreadings(self) -> Iterator[Block]:
        """One a document: what it tells wrongly of what is contested comes first."""
        ranks = {one.measure: place for place, one in enumerate(self.contested)}
        found: dict[str, tuple[int, Row]] = {}
        for row in (one.head for one in self.folds):
            if row.kind != TOLD_WRONGLY or row.pair is None:
                continue
            wrong = next((q for q in row.pair if q.is_misreading), row.pair.a)
            if wrong.source is not None:
                rank = ranks.get(wrong.measure, len(ranks))
                found.setdefault(wrong.source, (rank, row))
        if not found:
            return
        rows = [row for _, row in sorted(found.values(), key=lambda one: one[0])]
        yield Heading(2, "Misreadings to avoid")
        yield Items(tuple(self._misreading(row) for row in rows[:MOST_MISREADINGS]))
        if len(rows) > MOST_MISREADINGS:
            more = plural(len(rows) - MOST_MISREADINGS, "more document")
            yield Paragraph((f"The annex has those of {more}.",))

    def _misreading(self, row: Row) -> Item:
        self._tell(row)
        sentence = row_sentence(self.dossier, row)
        return Item((f"{sentence}.", self.citing.sides(row)))

    def _tell(self, row: Row) -> None:
        """Note of which measures a row tells."""
        claims = map(self.dossier.claims.__getitem__, row.claims)
        self.told.update(claim.measure for claim in claims if claim.measure is not None)

    def _not_told(self) -> Iterator[Block]:
        """The measures with figures of which nothing is told, the contested ones first."""
        if self.measure is not None:
            return
        rest = [id for id, said in self.said.items() if said]
        order = dict.fromkeys([*(one.measure for one in self.contested), *rest])
        names = [self.dossier.measures[id].name for id in order if id not in self.told]
        if not names:
            return
        listed = ", ".join(names[:MOST_UNTOLD])
        if len(names) > MOST_UNTOLD:
            listed += f" and {len(names) - MOST_UNTOLD} more"
        yield Paragraph((Strong("Not told here, and in the annex:"), f"{listed}."))

    def _verdicts(self) -> Iterator[Block]:
        """What notebooks say of the disagreements, where somebody asked for it."""
        if self.asked.verdicts is None:
            return
        yield Heading(2, "Verdicts of people")
        judged = [row for row in self.asked.rows(self.rows) if self.asked.of(row)]
        if not judged:
            yield Paragraph(("The notebook has none on a disagreement told here.",))
            return
        items = []
        for row in judged:
            sentence = row_sentence(self.dossier, row)
            below = tuple((f"{text}.",) for text in self.asked.verdict_texts(self.dossier, row))
            items.append(Item((f"{capital(sentence)}.", self.citing.sides(row)), below))
        yield Items(tuple(items))

    def _annex(self, of: str) -> str:
        if of in self.dossier.events and of in self.dossier.measures:
            of = f"{'event' if self.measure is None else 'measure'}:{of}"
        command = " ".join(part for part in ("kursk-tui export report", of) if part)
        return f"The annex: {command}."


def _is_contested(one: Contested) -> bool:
    """Whether more than a date or a scope is between those who give a figure."""
    return one.low is not None and one.row is not None and one.row.severity >= LEAST


def _is_count(q: Quantity) -> bool:
    """Whether somebody stands by a number; not who denies one, nor what has only words."""
    return q.status == COUNTED and (q.claim is None or q.claim.figure is not None)


def _is_one_story(one: Row, other: Row) -> bool:
    """Whether two rows are of one figure and of those who stand against it."""
    return {one.kind, other.kind} <= set(AGAINST) and _shared(one, other) is not None


def _shared(one: Row, other: Row) -> Quantity | None:
    """The figure that two rows have in common."""
    if one.pair is None or other.pair is None:
        return None
    return next((q for q in one.pair if any(is_told(q, p) for p in other.pair)), None)


def rests_on(found: Support) -> str:
    """On how many documents a page rests, and on how many bodies their figures lead back to."""
    low, high = found.origins
    text = plural(found.documents, "document")
    if not high:
        return f"{text}; no chain of relays leads to whoever counted."
    text += f", {plural(high, 'origin')}"
    if low != high:
        text += "; whether they counted independently is not recorded"
    if found.unknown:
        do = "does not say" if found.unknown == 1 else "do not say"
        text += f"; {plural(found.unknown, 'document')} {do} whose figures they are"
    return f"{text}."
