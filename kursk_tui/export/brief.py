"""A brief: one page on what is contested, to be handed over. The long report is its annex.

It says who gives which figure, which disagreements are the gravest and what would settle them,
and what is told wrongly; it never says what is true. Every number in it names its document. There
is no clock in it: the same dossier gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from kursk_tui.analysis.disagreements.folds import Fold
from kursk_tui.analysis.disagreements.listing import Row, disagreements
from kursk_tui.analysis.ladder.quantities import Quantity, quantity
from kursk_tui.analysis.origins.bands import Said, said_by_measure
from kursk_tui.analysis.origins.lineage import support
from kursk_tui.analysis.overview import (
    Contested,
    counted,
    highest_of_nobody,
    later_than,
    latest_of,
    main_scope,
    named,
    overview,
    when_of,
)
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.provenance import moment_of
from kursk_tui.export.asked import ASKED_NOTHING, Asked
from kursk_tui.export.blocks import (
    Block,
    Grid,
    Heading,
    Item,
    Items,
    Link,
    Paragraph,
    Picture,
    Strong,
    Text,
    to_html,
    to_markdown,
)
from kursk_tui.export.report import LEFT_OUT, PREFACE, counts_text
from kursk_tui.model.dates import sort_key
from kursk_tui.model.records import Claim
from kursk_tui.model.text import plural
from kursk_tui.words.derivations import derivation
from kursk_tui.words.holdings import NOBODY, holding_texts
from kursk_tui.words.overview import brief as in_cells
from kursk_tui.words.overview import origin_name
from kursk_tui.words.phrases import is_foreign, phrase
from kursk_tui.words.records import has_licence, moment_text, placed, scope_names
from kursk_tui.words.rows import row_sentence
from kursk_tui.words.settling import settling
from kursk_tui.words.voices import behind, claim_who, document_label, moment_words, who, written

# So many of each are told; how many more there are is said.
MOST_MEASURES, MOST_ORIGINS, MOST_OTHERS, MOST_GRAVE, MOST_MISREADINGS = 3, 6, 4, 5, 3
MOST_DENIALS, MOST_UNTOLD = 3, 8
# So many things that would settle a disagreement, the weightiest first.
MOST_SETTLING = 2
# What is lighter is told only where somebody asks for it: most of it is explained by date or scope.
LEAST = 2
# From this severity on, one disagreement of each measure is told before a second of any.
GRAVE = 3

TOLD_WRONGLY = "told as"
NOTE = (
    "The floor is the highest minimum that an origin commits to, the ceiling the lowest maximum, "
    "each with who says so. None of this is an estimate, or called likely or true."
)
LABELS = {"what holds": "Floor and ceiling", "agree": "Agreement", "they cross": "They cross"}


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
    return page.brief(dossier.meta.title, "", dossier.meta.summary)


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
        self.cited: dict[str, None] = {}
        # Measures of which something is told.
        self.told: set[str] = set()

    def brief(self, title: str, of: str, summary: str) -> Brief:
        """The whole page."""
        dossier, meta = self.dossier, self.dossier.meta
        title = f"{title[:1].upper()}{title[1:]}: a brief"
        # A title is not said twice.
        version = f"{meta.title}, dataset" if of else "Dataset"
        about = f"{version} {meta.dataset_version}."
        about += f" Licence of the data: {meta.licence}." if has_licence(meta) else ""
        parts: list[Block] = [
            Heading(1, title),
            Paragraph((about, PREFACE.format(page="brief"), self._annex(of))),
        ]
        if self.asked.left_out:
            parts.append(Paragraph((Strong(LEFT_OUT), f"{self.asked.left_out}.")))
        parts += [
            Heading(2, "What is contested"),
            *([Paragraph((summary,))] if summary else []),
            Paragraph((counts_text(support(dossier, list(self.claims))),)),
            *self._figures(),
            *self._gravest(),
            *self._misreadings(),
            *self._verdicts(),
            *self._not_told(),
            *self._sources(),
        ]
        return Brief(title, tuple(parts))

    # ---- figures

    def _figures(self) -> Iterator[Block]:
        """The chart of the first measure, a table for each of the first, a line for the others."""
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
        told = told[:MOST_MEASURES]
        if told:
            yield self._chart(told[0])
            yield Heading(2, "The latest figure of each origin")
            yield Paragraph((NOTE,))
        for id in told:
            yield from self._table(id, self.said[id])
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
        return Picture(
            svg,
            f"{name[:1].upper()}{name[1:]}: what was said, over time",
            f"The chart is not in this text: kursk-tui export chart {id} -o {id}.svg draws it.",
        )

    def _table(self, id: str, said: Sequence[Said]) -> Iterator[Block]:
        dossier, measure = self.dossier, self.dossier.measures[id]
        main = main_scope(dossier, said)
        latest = latest_of(dossier, main)
        # An origin that never counts what most of them count still gave a figure.
        others = latest_of(dossier, counted(dossier, said))

        def order(q: Quantity) -> tuple[object, ...]:
            return when_of(dossier, q)

        rows = sorted(latest.values(), key=order, reverse=True)
        # And one that has only a word for it: it is counted among those who agree or do not.
        worded = latest_of(dossier, named(dossier, said))
        for found, but in ((others, latest), (worded, {**latest, **others})):
            rest = [q for body, q in found.items() if body not in but]
            rows += sorted(rest, key=order, reverse=True)
        # A brief on one measure has room for all of them.
        most = MOST_ORIGINS if self.measure is None else len(rows)
        # What those of the main scope have in common is said once, above them.
        shared = scope_names(dossier, main[0].scope._replace(place=None))
        name = f"{measure.name[:1].upper()}{measure.name[1:]} ({measure.unit})"
        yield Heading(3, ": ".join(part for part in (name, "; ".join(shared)) if part))
        header = ("Origin", "Latest figure", "Scope", "Moment", "Source")
        yield _filled(header, [self._latest(q, shared) for q in rows[:most]])
        anchor = max(main, key=order)
        texts = []
        grave = {row_sentence(dossier, one.head) for one in self._picked()}
        for label, text in holding_texts(dossier, said, anchor):
            # What is told below, among the gravest, is not told twice.
            if text != NOBODY and text not in grave:
                texts += [Strong(f"{LABELS[label]}:"), f"{text}."]
        unnamed = highest_of_nobody(dossier, said)
        if unnamed is not None:
            figure = f"{self._printed(unnamed)} ({moment_words(unnamed)}) {self._refs_of(unnamed)}"
            texts += [Strong("Higher, and nobody is named for it:"), f"{figure}."]
        if len(rows) > most:
            more = plural(len(rows) - most, "more origin")
            texts.append(f"The annex has {more}.")
        if texts:
            yield Paragraph(tuple(texts))
        denials = self._denials(id)
        if denials:
            most = MOST_DENIALS if self.measure is None else len(denials)
            told = [f"{'; '.join(map(self._denial, denials[:most]))}."]
            if len(denials) > most:
                told.append(f"The annex has {plural(len(denials) - most, 'more denial')}.")
            yield Paragraph((Strong("Denied:"), *told))

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
        return f"{told} ({when}) {self._refs([claim.id])}"

    def _latest(self, q: Quantity, shared: Sequence[str]) -> tuple[str, ...]:
        dossier = self.dossier
        scope = scope_names(dossier, q.scope)
        if set(shared) <= set(scope):
            scope = [name for name in scope if name not in shared]
        return (
            who(dossier, q).text(),
            self._printed(q),
            "; ".join(scope),
            moment_words(q),
            self._refs_of(q),
        )

    def _printed(self, q: Quantity) -> str:
        """A figure as it was printed, or how it is derived."""
        if q.is_derived:
            return f"{in_cells(self.dossier, q)}, derived as {derivation(self.dossier, q)}"
        figure = written(self.dossier, q)
        # Only what is printed so is in quotation marks: no reading, and no bracket of ours.
        is_printed = q.claim is not None and not is_foreign(self.dossier, q.claim)
        return f"“{figure}”" if is_printed and not figure.startswith("[") else figure

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
        return f"{origin_name(self.dossier, q)} {self._refs_of(q)}"

    # ---- disagreements

    def _picked(self) -> list[Fold]:
        """The gravest: first one a measure, for three rows about one count would be one story."""
        asked = self.asked
        folds = [
            one
            for one in self.folds
            if one.head.severity >= (asked.severity or LEAST) and one.head.kind != TOLD_WRONGLY
        ]
        first: dict[str, Fold] = {}
        for one in folds:
            pair = one.head.pair
            if one.head.severity < GRAVE:
                break
            first.setdefault(pair.a.measure if pair is not None else one.head.target, one)
        chosen = [*first.values(), *folds]
        kept = {one.head.target for one in list(dict.fromkeys(chosen))[:MOST_GRAVE]}
        return [one for one in folds if one.head.target in kept]

    def _gravest(self) -> Iterator[Block]:
        picked = self._picked()
        yield Heading(2, "The gravest disagreements")
        if not picked:
            least = (self.asked.severity or LEAST) if self.rows else 0
            yield Paragraph((Asked(least).none_text,))
            return
        yield Items(tuple(self._grave(one.head) for one in picked), is_numbered=True)

    def _grave(self, row: Row) -> Item:
        dossier = self.dossier
        self._tell(row)
        sentence = row_sentence(dossier, row).strip().removesuffix(".")
        settles = settling(dossier, row)[:MOST_SETTLING]
        below: tuple[Text, ...] = ((Strong("What would settle it:"), *settles),) if settles else ()
        text = (
            Strong(f"{row.kind[:1].upper()}{row.kind[1:]}, severity {row.severity} of 4."),
            f"{sentence[:1].upper()}{sentence[1:]}.",
            self._sides(row),
            *self._since(row),
        )
        return Item(text, below)

    def _since(self, row: Row) -> Text:
        """What those who disagree have said since, where it is another figure."""
        found: dict[str, None] = {}
        for q in row.pair or ():
            later = later_than(self.dossier, self.said.get(q.measure, ()), q)
            if later is not None:
                told = f"{origin_name(self.dossier, later)} {self._printed(later)}"
                found[f"{told}, {moment_words(later)} {self._refs_of(later)}"] = None
        return (Strong("Since then:"), f"{'; '.join(found)}.") if found else ()

    def _misreadings(self) -> Iterator[Block]:
        """One a document: what it tells wrongly of what is contested comes first."""
        ranks = {one.measure: place for place, one in enumerate(self.contested)}
        found: dict[str, tuple[int, Row]] = {}
        for row in self.asked.rows(self.rows):
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
        return Item((f"{sentence}.", self._sides(row)))

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
            items.append(Item((f"{sentence[:1].upper()}{sentence[1:]}.", self._sides(row)), below))
        yield Items(tuple(items))

    # ---- sources

    def _refs_of(self, q: Quantity) -> str:
        """The documents of a figure; of one that nobody printed, of all that it rests on."""
        found = [q.claim] if q.claim is not None else behind(self.dossier, q)
        return self._refs([one.id for one in found])

    def _sides(self, row: Row) -> str:
        """The documents of the two figures that a row is about; of a sum, of all its claims."""
        if row.pair is None:
            return self._refs(row.claims)
        # Others that say the same as one side are in the annex.
        return ", ".join(dict.fromkeys(self._refs_of(q) for q in row.pair))

    def _refs(self, claims: Iterable[str]) -> str:
        """`[2] ¶17`: the numbers of the documents of some claims, and the paragraphs."""
        texts = []
        for id in claims:
            claim = self.dossier.claims[id]
            self.cited.setdefault(claim.source)
            number = list(self.cited).index(claim.source) + 1
            texts.append(placed(f"[{number}]", claim))
        return ", ".join(dict.fromkeys(texts))

    def _sources(self) -> Iterator[Block]:
        if self.cited:
            yield Heading(2, "Sources")
            yield Items(tuple(map(self._source, self.cited)), is_numbered=True, is_small=True)

    def _source(self, id: str) -> Item:
        source = self.dossier.sources[id]
        # A title in brackets is not the page's own.
        title = source.title if source.title.startswith("[") else f"“{source.title}”"
        label = f"{document_label(self.dossier, source)}:"
        if source.url is None:
            return Item((label, f"{title}. No address is recorded."))
        return Item((label, Link(title, source.url)))

    def _annex(self, of: str) -> str:
        if of in self.dossier.events and of in self.dossier.measures:
            of = f"{'event' if self.measure is None else 'measure'}:{of}"
        command = " ".join(part for part in ("kursk-tui export report", of) if part)
        return f"Its annex is the report, with every figure and every disagreement: {command}."


def _filled(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Grid:
    """A table without the columns that are empty in every row."""
    kept = [place for place in range(len(header)) if any(row[place] for row in rows)]

    def cells(row: Sequence[str]) -> tuple[str, ...]:
        return tuple(row[place] for place in kept)

    return Grid(cells(header), tuple(map(cells, rows)))
