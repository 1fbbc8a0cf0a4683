"""The claims: figures first, by measure and moment, then dates, then words."""

from __future__ import annotations

from collections.abc import Sequence

from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.provenance import moment_of
from kursk_tui.model.dates import sort_key
from kursk_tui.model.records import Claim, Measure
from kursk_tui.tui.display import Line
from kursk_tui.tui.panes.context import Context, date_column
from kursk_tui.tui.panes.finding import Picked, pick
from kursk_tui.words.flat import wrong_of
from kursk_tui.words.phrases import phrase
from kursk_tui.words.records import origin_label

# How a claim mentions the event that the view is narrowed to, and what the agent did.
HOW_MARKS = {"direct": " ", "release": "»", "within": " ", "part": "⊂"}
ROLE_MARKS = {"origin": " ", "member": "m", "relay": "r", "publisher": "p"}
WIDE, VERY_WIDE = 53, 90
MEASURE_WIDTH, FIGURE_WIDTH, ORIGIN_WIDTH, LEAST_STATEMENT = 10, 17, 11, 24
# On equal numbers what reaches further comes first.
HEDGE_ORDER = ("more_than", "at_least", "exact", "none", "about", "between", "nearly", "up_to")


class ClaimsModel:
    """Rows of the pane CLAIMS: mark, measure and figure (or the statement), origin."""

    sorts: Sequence[str] = ("measure", "figure", "moment", "origin", "document")

    def __init__(self, context: Context) -> None:
        self._context = context
        self._order = context.links.orders.claims
        self._ids = self._order.sorted(context.view.claims)

    def _date(self, claim: Claim) -> str | None:
        if claim.figure is not None and claim.figure.date is not None:
            return claim.figure.date
        return moment_of(self._context.dossier, claim).date

    def ids(self) -> Sequence[str]:
        """Claims in view, by measure and moment."""
        return self._ids

    def row(self, item: str, width: int) -> Line:
        """One claim. Narrow: measure, figure, origin; wide: moment and statement too."""
        context, door = self._context, self._context.display
        claim = context.dossier.claims[item]
        origin = origin_label(context.dossier, claim)
        origin_width = 18 if width >= VERY_WIDE else ORIGIN_WIDTH
        marks = context.marks
        line: Line = [
            (self._mark(item), "dim"),
            (marks.disagreement(item), "warning"),
            (marks.flag(f"claim:{item}"), "warning"),
            (" ", ""),
        ]
        room = width - origin_width - 5
        if width >= WIDE:
            line.append((door.pad(self._date_text(claim), 13), "date"))
            room -= 13
        if claim.figure is None:
            line.append((door.pad(claim.statement, room), ""))
        elif claim.figure.date is not None:
            line += self._date_cells(claim, room)
        else:
            line += self._number_cells(claim, room)
        return [*line, (" ", ""), (door.pad(origin, origin_width), "agent")]

    def _date_text(self, claim: Claim) -> str:
        """The moment; in brackets where it is only the page's, which says little."""
        text = date_column(self._date(claim))
        own = claim.figure is not None and claim.figure.date is not None
        basis = moment_of(self._context.dossier, claim).basis
        return f"({text})" if basis == "page" and not own else text

    def _date_cells(self, claim: Claim, room: int) -> Line:
        """The phrase as printed, and the event that it dates."""
        door = self._context.display
        event = self._context.dossier.events.get(claim.scope.within or "")
        date_width = min(18, room // 2)
        words = claim_told_as(self._context.dossier, claim) + phrase(self._context.dossier, claim)
        return [
            (door.pad(words, date_width), "date"),
            (" ", ""),
            (door.pad(event.title if event else "", room - date_width - 1), ""),
        ]

    def _number_cells(self, claim: Claim, room: int) -> Line:
        """Measure and figure, and the statement where a good part of it fits."""
        door, dossier = self._context.display, self._context.dossier
        measure = dossier.measures[claim.measure] if claim.measure else None
        written = claim_told_as(dossier, claim) + phrase(dossier, claim)
        wide = room >= 17 + 21 + LEAST_STATEMENT
        # Never so narrow that one measure looks like another.
        name_width = 17 if wide else min(MEASURE_WIDTH, max(6, room - FIGURE_WIDTH - 1))
        figure_width = 20 if wide else room - name_width - 1
        line: Line = [
            (door.pad(measure_label(measure, name_width), name_width), "dim"),
            (" ", ""),
            (door.pad(fit_figure(written, figure_width), figure_width), "figure"),
        ]
        if wide:
            left = room - name_width - figure_width - 2
            line += [(" ", ""), (door.pad(claim.statement, left), "")]
        return line

    def _mark(self, item: str) -> str:
        view = self._context.view
        mark = HOW_MARKS.get(view.how.get(item, ""), " ")
        role = ROLE_MARKS.get(view.role.get(item, ""), " ")
        return role if mark == " " else mark

    def _size_key(self, claim: Claim) -> tuple[object, ...]:
        """Like with like: persons first, then other units, each largest first; a share counts
        as what it comes to.
        """
        dossier, figure = self._context.dossier, claim.figure
        if figure is None or figure.date is not None or claim.measure is None:
            return (2, "", 0.0, 0)
        unit = dossier.measures[claim.measure].unit
        ends = [n for n in (figure.low, figure.high) if n is not None]
        if claim.of is not None and ends:
            whole = dossier.claims[claim.of].figure
            wholes = [n for n in (whole.low, whole.high) if n is not None] if whole else []
            ends = [n * w / 100 for n in ends for w in wholes]
        if not ends:
            return (1, unit, 0.0, 0)
        hedge = figure.hedge or ""
        order = HEDGE_ORDER.index(hedge) if hedge in HEDGE_ORDER else len(HEDGE_ORDER)
        return (0, "" if unit == "persons" else unit, -max(ends), order)

    def pick(self, text: str) -> Picked:
        """What a query picks. Raises QueryError."""
        return pick(self._context, "claims", text)

    def words(self, item: str) -> str:
        """All words of the claim, with the names of what it refers to."""
        return self._context.links.search_text("claims", item)

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """By figure (largest first), moment, origin, or place in the documents."""
        if sort == "measure":
            return (self._order.place(item),)
        place = self._context.links.place_of(item)
        if sort == "document":
            return (place,)
        dossier = self._context.dossier
        claim = dossier.claims[item]
        if sort == "figure":
            return (*self._size_key(claim), place)
        if sort == "moment":
            return (sort_key(self._date(claim)), place)
        return (origin_label(dossier, claim).casefold(), place)


SAID_AS = {"expected": "to be ", "possible": "may be ", "denied": "not "}


def said_as(claim: Claim) -> str:
    """A word before a figure that nobody states as a fact; nothing before one that is."""
    return SAID_AS.get(claim.modality, "")


WRONG = {"misreading": "misread: ", "slip": "slip: "}


def claim_told_as(dossier: Dossier, claim: Claim) -> str:
    """A word before a figure that is told wrongly, lies after its page, or is no fact."""
    wrong = wrong_of(dossier, claim)
    return WRONG[wrong] if wrong is not None else said_as(claim)


def told_as(dossier: Dossier, q: Quantity) -> str:
    """`claim_told_as` of a figure; nothing before a derived one."""
    return claim_told_as(dossier, q.claim) if q.claim is not None else ""


def measure_name(measure: Measure) -> str:
    """The name of a measure by itself: of a share with the percent that a figure would bring."""
    return f"% {measure.name}" if measure.unit == "percent" else measure.name


def measure_label(measure: Measure | None, width: int) -> str:
    """The name of a measure, or its id where only that fits: `killed or wounded` cut would read
    as the killed alone.
    """
    if measure is None:
        return ""
    name = measure_name(measure).replace(" or ", "|")
    if len(name) <= width or (len(measure.id) > width and len(measure.id) >= len(name)):
        return name
    return measure.id


def fit_figure(written: str, width: int) -> str:
    """A figure cut so that no number loses a digit: the words before it give way."""
    if len(written) <= width:
        return written
    digits = [place for place, c in enumerate(written) if c.isdigit()]
    if not digits:
        return written
    if written[: digits[0]].rstrip().endswith(" of"):
        # A quarter of 4,000 is not 4,000: the total gives way.
        return written[: min(width, digits[0]) - 1].rstrip() + "…"
    tail = written[digits[0] : digits[-1] + 1]
    head = width - len(tail) - 1
    if len(written) - (digits[-1] + 1) > 0 and digits[-1] + 2 <= width:
        return written[: width - 1] + "…"
    return written[:head] + "…" + tail if head >= 0 else "…"


def legend(context: Context) -> str:
    """What the marks in front of the claims mean in this view; empty without any."""
    parts: list[str] = []
    if not context.view.how and not context.view.role:
        return ""
    how = [context.view.how[c] for c in context.view.claims if c in context.view.how]
    if count := how.count("release"):
        parts.append(f"{count} » its release")
    if count := how.count("part"):
        parts.append(f"{count} ⊂ a part")
    role = [context.view.role[c] for c in context.view.claims if c in context.view.role]
    if count := role.count("member"):
        parts.append(f"{count} m by a member")
    if count := role.count("relay"):
        parts.append(f"{count} r relayed")
    if count := role.count("publisher"):
        parts.append(f"{count} p published")
    return ", ".join(parts)
