"""Rows of the list of disagreements, and the detail of one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import floor

from kursk_tui.analysis.disagreements.drifts import Drift
from kursk_tui.analysis.disagreements.folds import Fold
from kursk_tui.analysis.disagreements.listing import Row
from kursk_tui.analysis.identities.factors import GapShare, gap_share
from kursk_tui.analysis.identities.ledger import Residual
from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.ladder.reading import NOT_ESTABLISHED, ONE_SIDE, SAME, UNKNOWN, Reading
from kursk_tui.analysis.origins.forest import drawn_of, is_ceiling
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.holding import Facet
from kursk_tui.model.dates import parse
from kursk_tui.model.text import plural
from kursk_tui.tui.display import Line
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.panes.forest import Bar, forest
from kursk_tui.tui.panes.notes import value_text
from kursk_tui.words.balances import SIGNS
from kursk_tui.words.derivations import gap_share_text, share_words, total_words
from kursk_tui.words.hinges import hinge_text
from kursk_tui.words.phrases import NO_FIRM_CEILING, interval_text, phrase, phrase_in_full
from kursk_tui.words.records import chain_text, name_of, placed, scope_names
from kursk_tui.words.rows import between, row_sentence, wording_publishers
from kursk_tui.words.steps import step_text
from kursk_tui.words.voices import day, document_label, listed, who, written

# Told by shape, not by colour: the graver, the more ink.
SEVERITY_MARKS = {4: "!!", 3: "! ", 2: "? ", 1: "· ", 0: "  "}


class DisagreementsModel:
    """Rows of the list: severity, kind, how far apart, what, who against whom."""

    sorts: Sequence[str] = ("gravest", "kind", "gap", "measure")

    def __init__(
        self, context: Context, folds: Sequence[Fold], unfolded: Collection[str] = ()
    ) -> None:
        self._context = context
        self._folds = {found.head.target: found for found in folds}
        shown = [(row, found.head.target) for found in folds for row in (found.head, *found.rest)]
        self._heads = {row.target: head for row, head in shown}
        self._unfolded = unfolded
        self._rows = {
            row.target: row for row, head in shown if row.target == head or head in unfolded
        }
        self._place = {target: place for place, target in enumerate(self._rows)}
        self._words: dict[str, str] = {}

    def ids(self) -> Sequence[str]:
        """Targets of the rows, gravest first."""
        return list(self._rows)

    def at(self, item: str | None) -> Row | None:
        """The row of an id."""
        return self._rows.get(item or "")

    def all_at(self, item: str) -> tuple[Row, ...]:
        """The row of an id and those that are folded under it."""
        found = self._folds.get(item)
        rest = found.rest if found is not None and item not in self._unfolded else ()
        return (self._rows[item], *rest)

    def shown_at(self, item: str) -> Fold:
        """A row of the list with the rows that it hides."""
        row, *rest = self.all_at(item)
        return Fold(row, tuple(rest))

    def fold_of(self, item: str | None) -> Fold | None:
        """The fold that a row heads or stands in."""
        return self._folds.get(self._heads.get(item or "", ""))

    def _folded(self, item: str) -> str:
        """`+12` where rows are folded under this one, an indent where it is one of them."""
        found = self._folds.get(item)
        if found is None:
            return "  "
        return f"+{len(found.rest)} " if found.rest and item not in self._unfolded else ""

    def row(self, item: str, width: int) -> Line:
        """One disagreement."""
        door, row = self._context.display, self._rows[item]
        gap = gap_text(row)
        what = self._measure(row)
        room = max(10, width - 13 - 7 - 11 - 2)
        halo = " " if row.stable else "~"
        sides = between(row).join(self._sides(row))
        return [
            (self._flag(row), "warning"),
            (SEVERITY_MARKS[row.severity], "warning" if row.severity > 2 else ""),
            (door.pad(row.kind, 10), ""),
            (door.pad(gap, 6, right=True), "figure"),
            (halo, "dim"),
            (door.pad(what, 11), "dim"),
            (" ", ""),
            (self._folded(item), "key"),
            (door.pad(sides, max(0, room - len(self._folded(item)))), ""),
        ]

    def _flag(self, row: Row) -> str:
        """The mark of the row itself: what was said of one of its claims is no word on it."""
        return self._context.marks.flag(row.target)

    def _measure(self, row: Row) -> str:
        dossier = self._context.dossier
        if row.residual is not None:
            return row.residual.identity.kind
        measure = row.reading.a.measure if row.reading is not None else None
        if row.slip is not None:
            measure = row.slip.measure
        if not measure:
            return "words"
        if dossier.measures[measure].basis == "date":
            return "date"
        return dossier.measures[measure].name.replace(" or ", "|")

    def _sides(self, row: Row) -> list[str]:
        dossier = self._context.dossier
        if row.reading is not None:
            ordered = sorted((row.reading.a, row.reading.b), key=_largest)
            return [f"{who(dossier, q).name}: {written(dossier, q)}" for q in ordered]
        if row.residual is not None:
            identity = row.residual.identity
            total = dossier.claims[identity.total.claim or ""]
            terms = [(t.sign, dossier.claims[t.claim]) for t in identity.terms if t.claim]
            signs = ["" if n == 0 and s > 0 else SIGNS[s] + " " for n, (s, _) in enumerate(terms)]
            texts = [s + phrase(dossier, c) for s, (_, c) in zip(signs, terms, strict=True)]
            return [phrase(dossier, total) or "?", " ".join(texts)]
        if row.slip is not None and row.slip.figure is not None:
            publisher = name_of(dossier, dossier.sources[row.slip.source].publisher)
            published = dossier.sources[row.slip.source].published or ""
            return [f'{publisher} "{phrase(dossier, row.slip)}"', f"page of {day(published)}"]
        return []

    def words(self, item: str) -> str:
        """The sentence, the kind and all names: whatever one would filter by."""
        if item not in self._words:
            self._words[item] = " ".join(map(self._words_of, self.all_at(item))).casefold()
        return self._words[item]

    def _words_of(self, row: Row) -> str:
        claims = " ".join(self._context.links.search_text("claims", c) for c in row.claims)
        sentence = row_sentence(self._context.dossier, row)
        return " ".join(
            (row.kind, f"severity:{row.severity}", self._measure(row), sentence, claims)
        )

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """By kind, gap (widest first) or measure; each gravest first."""
        row, place = self._rows[item], self._place[item]
        if sort == "gap":
            return (-row.gap, place)
        if sort == "kind":
            return (row.kind, place)
        return (self._measure(row), place)


def gap_text(row: Row) -> str:
    """`5.7x`, `66 d`, or nothing."""
    if row.reading is not None and row.reading.days is not None:
        return f"{row.reading.days} d"
    if row.gap == float("inf"):
        return "0"
    # Rounded down, as in the sentence.
    return f"{floor(row.gap * 10 + 1e-9) / 10}x" if row.gap > 0 else ""


def _largest(q: Quantity) -> tuple[float, str]:
    words = q.intervals[1]
    return (-(words.suggested or words.entailed).low if words is not None else 0.0, q.id)


# ---- the detail of one


def row_entries(context: Context, row: Row, width: int, folded: int = 0) -> list[Entry]:
    """The sentence, the sides, the plot and the ladder of a row; how many rows it hides."""
    dossier = context.dossier
    entries = [Entry("", row_sentence(dossier, row) + ".", "bold"), Entry("", "")]
    if row.drift is not None:
        entries += _drift_entries(context, row.drift)
    if row.reading is not None:
        entries += _pair_entries(context, row.reading, width)
    elif row.residual is not None:
        entries += _residual_entries(context, row.residual)
    elif row.slip is not None:
        source = dossier.sources[row.slip.source]
        entries.append(Entry("published", f"{source.published} ({source.published_basis})"))
        figure = row.slip.figure
        if figure is not None and figure.date is not None:
            text = f"{phrase_in_full(dossier, row.slip)}: {day(figure.date)}"
            entries.append(Entry("read as", text, "date"))
        elif row.slip.as_of is not None:
            entries.append(Entry("as of", day(row.slip.as_of), "date"))
    entries.append(Entry("", ""))
    entries.append(Entry("kind", f"{row.kind}, severity {row.severity} of 4"))
    if folded:
        text = f"{plural(folded, 'more row')} between the same two; Space in the list shows them"
        entries.append(Entry("folded", text))
    if row.echoes:
        entries.append(
            Entry(
                "stands for",
                f"{plural(row.echoes, 'more pair')} of documents with the same two releases",
            )
        )
    for note in context.marks.notes(row.target):
        body = " ".join(note.body.split())
        entries.append(Entry(note.author, f"{value_text(note)}: {body} ({note.created})"))
    for claim_id in row.claims:
        claim = dossier.claims[claim_id]
        words = phrase(dossier, claim) or claim.statement
        publisher = name_of(dossier, dossier.sources[claim.source].publisher)
        text = f"{words}: {chain_text(dossier, claim)} ({placed(publisher, claim)})"
        entries.append(Entry("claim", text, target=Facet("claim", claim_id)))
    return entries


def _drift_entries(context: Context, drift: Drift) -> list[Entry]:
    """Each wording of a release with the documents that have it; the release's own first."""
    entries = []
    for wording in sorted(drift.wordings, key=lambda w: drift.standing not in w.claims):
        names = listed(wording_publishers(context.dossier, wording))
        own = "the release's own wording, in " if drift.standing in wording.claims else "in "
        words = phrase(context.dossier, context.dossier.claims[wording.claims[0]])
        entries.append(Entry("wording", f"{words}: {own}{names}"))
    return [*entries, Entry("", "")]


def _pair_entries(context: Context, reading: Reading, width: int) -> list[Entry]:
    dossier = context.dossier
    sides = sorted((reading.a, reading.b), key=_largest)
    entries = _side_by_side(context, sides, width)
    factors = gap_share(dossier, reading.a, reading.b) if reading.gap else None
    if factors is not None:
        entries.append(Entry("gap", _factors_text(dossier, factors)))
    if reading.note:
        entries.append(Entry("note", reading.note))
    entries.append(Entry("", ""))
    bars = [
        Bar(who(dossier, q).name, drawn_of(q, found), written(dossier, q))
        for q in sides
        if q.basis != "date" and (found := q.under(dossier.meta.preset)) is not None
    ]
    if len(bars) == 2:
        entries += [Entry("", "", line=line) for line in forest(bars, width)]
        entries.append(Entry("", ""))
    entries += [
        Entry(
            "ladder" if n == 0 else " ",
            f"{STEP_NUMBERS[step.name]}. {step.name}: {step_text(dossier, step)}",
        )
        for n, step in enumerate(reading.steps)
    ]
    # The arithmetic stands in the ladder's last step already.
    entries += [Entry("reason", f"{reason.name}: {reason.state}") for reason in reading.reasons]
    for q in sides:
        identity = q.identity
        if identity is not None:
            entries.append(Entry("assumes", dossier.identities[identity].assumption))
    if reading.tier != "recorded":
        entries += [
            Entry("presets", _presets(reading)),
            Entry("hinge", hinge_text(dossier, reading)),
        ]
    entries.append(Entry("origins", _lineage(context, reading)))
    return entries


def _factors_text(dossier: Dossier, found: GapShare) -> str:
    """`of a total of killed or wounded (4,000; about 3,000) the total explains 13 %, ...`."""
    sides = " against ".join(
        f"{share_words(dossier, f)} of {total_words(dossier, f)}" for f in (found.a, found.b)
    )
    whole = dossier.measures[found.whole].name
    return f"of the ratio of the two {gap_share_text(found)} ({sides} {whole}; in logarithms)"


def _presets(reading: Reading) -> str:
    if reading.stable:
        return "the same under every preset"
    kinds = zip(("strict", "default", "wide"), reading.by_preset, strict=True)
    return "depends on the halo: " + ", ".join(f"{name} {kind}" for name, kind in kinds)


STEP_NUMBERS = {
    "recorded": 1,
    "comparable?": 2,
    "intervals": 2,
    "same release": 3,
    "same origin": 4,
    "must hold": 5,
    "broken?": 6,
    "explained?": 7,
    "stands behind": 9,
}


def _lineage(context: Context, reading: Reading) -> str:
    tie = reading.tie
    if tie == SAME:
        return "same lineage: both go back to one origin"
    if tie == UNKNOWN:
        return "independence not established: one has no recorded origin"
    dossier = context.dossier
    names = " and ".join(dossier.agents[q.origin].name for q in (reading.a, reading.b) if q.origin)
    if tie == NOT_ESTABLISHED:
        return f"{names}: a state and an organ of it, which may be one voice"
    if tie == ONE_SIDE and reading.a.state is not None:
        return f"{names}: two origins on one side, {dossier.agents[reading.a.state].name}"
    return f"{names}; independence not established"


def _side_by_side(context: Context, sides: Sequence[Quantity], width: int) -> list[Entry]:
    """Both sides in two columns under their origins."""
    dossier, door = context.dossier, context.display
    label_width = 9
    column = max(12, (width - label_width - 1) // 2)
    rows: list[tuple[str, list[str]]] = [
        ("", [who(dossier, q).name for q in sides]),
        (
            "words" if all(q.measure for q in sides) else "in brief",
            [_words_in_full(context, q) for q in sides],
        ),
    ]
    if all(q.basis not in ("", "date") for q in sides):
        commits = [_interval(context, q, 0) for q in sides]
        suggests = [_interval(context, q, 1) for q in sides]
        if commits == suggests:
            rows.append(("reads as", commits))
        else:
            rows += [("commits", commits), ("suggests", suggests)]
    rows.append(("moment", [_moment(q) for q in sides]))
    rows.append(
        ("scope", [", ".join(scope_names(dossier, q.scope)) or "not stated" for q in sides])
    )
    rows.append(("chain", [_chain(context, q) for q in sides]))
    rows.append(("document", [_document(context, q) for q in sides]))
    if context.texts is not None:
        rows.append(("passage", [_passage(context, q) for q in sides]))
    entries = []
    for label, texts in rows:
        columns = [door.wrap(text, column - 1) for text in texts]
        for n in range(max(len(lines) for lines in columns)):
            cells = [lines[n] if n < len(lines) else "" for lines in columns]
            look = "bold" if not label else ""
            line: Line = [(door.pad(label if n == 0 else "", label_width), "label")]
            line += [(door.pad(cell, column), look) for cell in cells]
            entries.append(Entry("", "", line=line))
    return entries


def _words_in_full(context: Context, q: Quantity) -> str:
    if q.claim is not None and q.claim.figure is not None:
        return phrase_in_full(context.dossier, q.claim)
    return written(context.dossier, q)


def _interval(context: Context, q: Quantity, tier: int) -> str:
    words = q.under(context.dossier.meta.preset)
    if words is None:
        return "no number"
    if tier == 0 and is_ceiling(q):
        return NO_FIRM_CEILING
    return interval_text(words[tier], derived=q.is_derived)


def _moment(q: Quantity) -> str:
    if q.when.date is None:
        return "unknown"
    span = parse(q.when.date)
    text = day(q.when.date)
    width = f", {span.days} days wide" if span.days and span.days > 31 else ""
    return f"{q.when.basis} {text}{width}"


def _chain(context: Context, q: Quantity) -> str:
    return chain_text(context.dossier, q.claim) if q.claim is not None else "derived"


def _document(context: Context, q: Quantity) -> str:
    if q.claim is None:
        return "none: nobody printed it"
    dossier = context.dossier
    document = document_label(dossier, dossier.sources[q.claim.source])
    return placed(f"{document},", q.claim).removesuffix(",")


def _passage(context: Context, q: Quantity) -> str:
    if q.claim is None or context.texts is None:
        return ""
    passage = context.texts.passage(q.claim)
    return passage.text if passage.text is not None else passage.state


def _residual_entries(context: Context, found: Residual) -> list[Entry]:
    dossier = context.dossier
    identity = found.identity
    entries = [Entry("assumes", identity.assumption)]
    for term in (*identity.terms, identity.total._replace(sign=0)):
        claim = dossier.claims[term.claim or ""]
        mark = {1: "+", -1: "-", 0: "="}[term.sign]
        words = phrase(dossier, claim) or claim.statement
        text = f"{mark} {words}  {chain_text(dossier, claim)}"
        entries.append(Entry("books" if term is identity.terms[0] else " ", text))
    entries.append(Entry("sum", interval_text(found.parts.suggested or found.parts.entailed)))
    entries.append(Entry("total", interval_text(found.total.suggested or found.total.entailed)))
    entries.append(
        Entry(
            "presets",
            "severity "
            + ", ".join(
                f"{name} {severity}"
                for name, severity in zip(
                    ("strict", "default", "wide"), found.by_preset, strict=True
                )
            ),
        )
    )
    return entries
