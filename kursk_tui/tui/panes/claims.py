"""The claims: figures first, by measure and moment, then dates, then words.

The same figure of the same release stands once; whoever else tells it is folded under it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.cells import cell_len

from kursk_tui.analysis.ladder.echoes import echoes
from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.provenance import moment_of
from kursk_tui.model.dates import sort_key
from kursk_tui.model.records import Claim, Measure
from kursk_tui.tui.display import Line
from kursk_tui.tui.panes.context import Context, date_column
from kursk_tui.tui.panes.finding import Asked, Picked, pick, where
from kursk_tui.words.flat import wrong_of
from kursk_tui.words.phrases import phrase
from kursk_tui.words.records import name_of, origin_label
from kursk_tui.words.story import shown_of

# How a claim mentions the event that the view is narrowed to, and what the agent did.
HOW_MARKS = {"direct": " ", "release": "»", "within": " ", "part": "⊂"}
UNFOLDED_MARK = "└ "
ROLE_MARKS = {"origin": " ", "member": "m", "relay": "r", "publisher": "p"}
WIDE, VERY_WIDE = 53, 90
MEASURE_WIDTH, FIGURE_WIDTH, ORIGIN_WIDTH, LEAST_STATEMENT = 10, 17, 11, 24
# On equal numbers what reaches further comes first.
HEDGE_ORDER = ("more_than", "at_least", "exact", "none", "about", "between", "nearly", "up_to")


class ClaimsModel:
    """Rows of the pane CLAIMS: mark, measure and figure (or the statement), origin.

    `opened` are the figures whose echoes the reader has unfolded; `unfold` adds to them. A document
    is read claim by claim: a view that is narrowed to one has no folds.
    """

    sorts: Sequence[str] = ("measure", "figure", "moment", "origin", "document")

    def __init__(self, context: Context, opened: set[str] | None = None) -> None:
        self._context = context
        self._opened = opened if opened is not None else set()
        self._order = context.links.orders.claims
        view = context.view
        self._ids = self._order.sorted(view.claims)
        self._echoes: dict[str, tuple[str, ...]] = {}
        # Of a large dossier they come with the disagreements: its first screen waits for neither.
        is_ready = context.marks.has_looked or not context.dossier.is_large
        if is_ready and not any(facet.kind == "source" for facet in view.facets):
            self._echoes = echoes(context.dossier, view.claims if view.facets else None)
        self._hosts = {id: host for host, ids in self._echoes.items() for id in ids}
        # What was arranged last: which folds are open, and whether there are any.
        self._open: set[str] = set()
        self._items: list[str] = []
        self._is_plain = False

    # ---- which rows

    def _date(self, claim: Claim) -> str | None:
        if claim.figure is not None and claim.figure.date is not None:
            return claim.figure.date
        return moment_of(self._context.dossier, claim).date

    def ids(self) -> Sequence[str]:
        """Claims in view, by measure and moment, folded or not."""
        return self._ids

    def arranged(self, asked: Asked) -> list[str]:
        """The rows to be shown. What a search leaves, and other orders, have no folds."""
        is_narrow = asked.holds is not None and asked.narrow
        is_flat = asked.sort != self.sorts[0]
        self._is_plain = is_narrow or is_flat
        self._open.clear()
        if not self._is_plain:
            self.unfold(asked.cursor or "")
            self._items = list(self._folded(asked.holds, reverse=asked.reverse))
            return self._items
        items = list(self._ids)
        if asked.holds is not None and asked.narrow:
            items = list(filter(asked.holds, items))
        if is_flat:
            items.sort(key=lambda item: self.sort_key(item, asked.sort))
        if asked.reverse:
            items.reverse()
        self._items = items
        return items

    def _folded(self, holds: Callable[[str], bool] | None, *, reverse: bool) -> Iterator[str]:
        """Rows with their folds; one that holds something searched for is open."""
        for id in reversed(self._ids) if reverse else self._ids:
            if id in self._hosts:
                continue
            yield id
            below = self._echoes.get(id)
            if below and (id in self._opened or (holds and any(map(holds, below)))):
                self._open.add(id)
                yield from sorted(below, key=self._order.place, reverse=reverse)

    @property
    def has_folds(self) -> bool:
        """Whether anything can be folded or unfolded."""
        return bool(self._echoes)

    def fold_at(self, item: str | None) -> str | None:
        """The row that heads the fold of a row: itself, or what it is an echo of."""
        return item if item in self._echoes else self._hosts.get(item or "")

    def folded_under(self, item: str) -> int:
        """How many claims are folded under a row, if it is shown as the head of a fold."""
        return len(self.below(item))

    def below(self, item: str) -> tuple[str, ...]:
        """The claims that are folded under a row, if it is shown as the head of a fold."""
        is_folded = not self._is_plain and item not in self._open
        return self._echoes.get(item, ()) if is_folded else ()

    def unfold(self, item: str) -> bool:
        """Open the fold that a claim is in: whoever asks for a claim sees it, and no other."""
        host = self._hosts.get(item)
        if host is None or host in self._opened or self._is_plain:
            return False
        self._opened.add(host)
        return True

    def stand_in(self, item: str) -> str | None:
        """The figure that a claim is an echo of."""
        return self._hosts.get(item)

    def place_text(self, place: int) -> str:
        """At which of the rows shown one is, and how many claims are folded."""
        shown = len(self._items)
        return shown_of(place + 1, shown, 0 if self._is_plain else len(self._ids) - shown)

    @property
    def start(self) -> str | None:
        """The first row that has a date; where nothing can be folded, the first."""
        if self._is_plain:
            return None
        dates = self._context.links.orders.claim_dates
        return next((id for id in self._items if dates[id] is not None), None)

    # ---- how they are drawn

    def row(self, item: str, width: int) -> Line:
        """One claim. Narrow: measure, figure, origin; wide: moment and statement too."""
        context, door = self._context, self._context.display
        claim = context.dossier.claims[item]
        origin = self._outlet(claim) or origin_label(context.dossier, claim)
        origin_width = 18 if width >= VERY_WIDE else ORIGIN_WIDTH
        marks = context.marks
        # What is folded away must not be missed: the gravest mark of a fold stands for it.
        fold = (item, *self.below(item))
        line: Line = [
            (self._mark(item), "dim"),
            (marks.disagreement(*fold), "warning"),
            (marks.flag(*(f"claim:{id}" for id in fold)), "warning"),
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
        title = event.title if event and not self._outlet(claim) else ""
        return [
            *self._counted(claim, words, "date", date_width),
            (" ", ""),
            (door.pad(title, room - date_width - 1), ""),
        ]

    def _outlet(self, claim: Claim) -> str:
        """Of an echo that is unfolded whose page it is on: what else it is, its head has said."""
        if self._hosts.get(claim.id) not in self._open:
            return ""
        dossier = self._context.dossier
        return UNFOLDED_MARK + name_of(dossier, dossier.sources[claim.source].publisher)

    def _counted(self, claim: Claim, words: str, look: str, width: int) -> Line:
        """A figure or a date, and right behind it how many claims are folded under it."""
        door, folded = self._context.display, self.folded_under(claim.id)
        count = f" +{folded}" if folded else ""
        room = width - len(count)
        words = fit_figure(words, room) if look == "figure" else words
        if not count:
            return [(door.pad(words, width), look)]
        words = door.fit(words, room)
        return [(words, look), (door.pad(count, width - cell_len(words)), "key")]

    def _number_cells(self, claim: Claim, room: int) -> Line:
        """Measure and figure, and the statement where a good part of it fits."""
        door, dossier = self._context.display, self._context.dossier
        measure = dossier.measures[claim.measure] if claim.measure else None
        written = claim_told_as(dossier, claim) + phrase(dossier, claim)
        wide = room >= 17 + 21 + LEAST_STATEMENT
        # Never so narrow that one measure looks like another.
        name_width = 17 if wide else min(MEASURE_WIDTH, max(6, room - FIGURE_WIDTH - 1))
        figure_width = 20 if wide else room - name_width - 1
        name = "" if self._outlet(claim) else measure_label(measure, name_width)
        line: Line = [
            (door.pad(name, name_width), "dim"),
            (" ", ""),
            *self._counted(claim, written, "figure", figure_width),
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

    # ---- how they are found and sorted

    def pick(self, text: str) -> Picked:
        """What a query picks. Raises QueryError."""
        return pick(self._context, "claims", text)

    def where(self, item: str, word: str) -> str:
        """The field of the record that has a folded word."""
        return where(self._context, "claims", item, word)

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
