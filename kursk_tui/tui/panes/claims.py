"""The claims: figures first, by measure and moment, then dates, then words.

The same figure of the same release stands once; whoever else tells it is folded under it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.cells import cell_len

from kursk_tui.analysis.ladder.echoes import echoes
from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.origins.lineage import standing
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.provenance import moment_of
from kursk_tui.model.dates import sort_key
from kursk_tui.model.records import Claim, Measure
from kursk_tui.tui.display import Line
from kursk_tui.tui.panes.columns import AT_FIRST, SAID, lay_out
from kursk_tui.tui.panes.context import Context, date_column, origin_look
from kursk_tui.tui.panes.finding import Asked, Picked, pick, where
from kursk_tui.words.flat import said_as, wrong_of
from kursk_tui.words.phrases import phrase, shorter
from kursk_tui.words.records import name_of, origin_label
from kursk_tui.words.story import shown_of

# How a claim mentions the event that the view is narrowed to, and what the agent did.
HOW_MARKS = {"direct": " ", "release": "»", "within": " ", "part": "⊂"}
UNFOLDED_MARK = "└ "
ROLE_MARKS = {"origin": " ", "member": "m", "relay": "r", "publisher": "p"}
# From so many cells on the columns have headings.
WIDE = 53
MARKS_WIDTH, DATE_WIDTH = 4, 18
# On equal numbers what reaches further comes first.
HEDGE_ORDER = ("more_than", "at_least", "exact", "none", "about", "between", "nearly", "up_to")


class ClaimsModel:
    """Rows of the pane CLAIMS: marks, and of the chosen `columns` those that there is room for.

    `opened` are the figures whose echoes the reader has unfolded; `unfold` adds to them. A document
    is read claim by claim: a view that is narrowed to one has no folds.
    """

    sorts: Sequence[str] = ("measure", "figure", "moment", "origin", "document")

    def __init__(
        self,
        context: Context,
        opened: set[str] | None = None,
        columns: Sequence[str] = AT_FIRST,
    ) -> None:
        self._context, self._columns = context, columns
        # What was laid out last, for how many cells.
        self._laid_out: tuple[int, list[tuple[str, int]]] = (-1, [])
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

    def heads(self, width: int) -> Line | None:
        """The headings of the columns, where there is room for a line of them."""
        if width < WIDE:
            return None
        door, line = self._context.display, [(" " * (MARKS_WIDTH - 1), "")]
        for name, cells in self._layout(width):
            line += [(" ", ""), (door.pad(name, cells), "dim")]
        return line

    def _layout(self, width: int) -> list[tuple[str, int]]:
        if self._laid_out[0] != width:
            self._laid_out = width, lay_out(self._columns, width - MARKS_WIDTH)
        return self._laid_out[1]

    def row(self, item: str, width: int) -> Line:
        """One claim."""
        marks = self._context.marks
        # What is folded away must not be missed: the gravest mark of a fold stands for it.
        fold = (item, *self.below(item))
        line: Line = [
            (self._mark(item), "dim"),
            marks.disagreement_span(*fold),
            (marks.flag(*(f"claim:{id}" for id in fold)), "warning"),
        ]
        claim, layout = self._context.dossier.claims[item], self._layout(width)
        figure = claim.figure
        runs = _runs(layout)
        # What has no number is told in one text, in the longest stretch that there is for it.
        longest = max((run for run in runs if run[0][0] in SAID), key=_cells, default=None)
        for run in runs:
            if figure is not None and figure.date is None:
                for name, cells in run:
                    line += [(" ", ""), *self._cell(claim, name, cells)]
            elif run[0][0] not in SAID:
                line += [(" ", ""), *self._cell(claim, *run[0])]
            elif run is not longest:
                line.append((" " * (_cells(run) + 1), ""))
            elif figure is not None:
                line += [(" ", ""), *self._date_cells(claim, run)]
            else:
                line += [(" ", ""), (self._context.display.pad(claim.statement, _cells(run)), "")]
        return line

    def _cell(self, claim: Claim, name: str, cells: int) -> Line:
        """What a column says of a claim, in so many cells."""
        dossier, door = self._context.dossier, self._context.display
        if name == "moment":
            return [(door.pad(self._date_text(claim), cells), "date")]
        if name == "measure":
            measure = dossier.measures[claim.measure] if claim.measure else None
            text = "" if self._is_unfolded(claim) else measure_label(measure, cells)
            return [(door.pad(text, cells), "dim")]
        if name == "reading":
            return self._counted(claim, self._reading(claim), "figure", cells)
        if name == "words":
            written = claim.figure.written if claim.figure is not None else ""
            return [(door.pad(written, cells), "")]
        source = dossier.sources[claim.source]
        outlet = name_of(dossier, source.publisher)
        if self._is_unfolded(claim) and name in ("origin", "outlet"):
            # Whose page an echo is on: all else its head has said.
            is_shown = name == "outlet" or not self._has("outlet")
            return [(door.pad(UNFOLDED_MARK + outlet if is_shown else "", cells), "agent")]
        if name == "origin":
            look = origin_look(self._context, standing(dossier, claim))
            return [(door.pad(origin_label(dossier, claim), cells), look)]
        if name == "outlet":
            return [(door.pad(outlet, cells), "agent")]
        return [(door.pad(source.title if name == "title" else claim.statement, cells), "")]

    def _reading(self, claim: Claim) -> str:
        return claim_told_as(self._context.dossier, claim) + phrase(self._context.dossier, claim)

    def _is_unfolded(self, claim: Claim) -> bool:
        return self._hosts.get(claim.id) in self._open

    def _has(self, column: str) -> bool:
        """Whether there was room for a column."""
        return any(name == column for name, _ in self._laid_out[1])

    def _date_text(self, claim: Claim) -> str:
        """The moment; in brackets where it is only the page's, which says little."""
        text = date_column(self._date(claim))
        own = claim.figure is not None and claim.figure.date is not None
        basis = moment_of(self._context.dossier, claim).basis
        return f"({text})" if basis == "page" and not own else text

    def _date_cells(self, claim: Claim, run: Sequence[tuple[str, int]]) -> Line:
        """The phrase as printed, and the event that it dates; the statement where that is shown."""
        door, room = self._context.display, _cells(run)
        if run[-1][0] == "statement" and len(run) > 1:
            stated = run[-1][1]
            room -= stated + 1
            rest: Line = [(" ", ""), (door.pad(claim.statement, stated), "")]
        else:
            rest = []
        event = self._context.dossier.events.get(claim.scope.within or "")
        date_width = min(DATE_WIDTH, room // 2)
        title = event.title if event and not self._is_unfolded(claim) else ""
        return [
            *self._counted(claim, self._reading(claim), "date", date_width),
            (" ", ""),
            (door.pad(title, room - date_width - 1), ""),
            *rest,
        ]

    def _counted(self, claim: Claim, words: str, look: str, width: int) -> Line:
        """A figure or a date, and right behind it how many claims are folded under it."""
        door, folded = self._context.display, self.folded_under(claim.id)
        count = f" +{folded}" if folded else ""
        room = width - len(count)
        if look == "figure" and len(words) > room:
            dossier = self._context.dossier
            before = claim_told_as(dossier, claim)
            words = fit_figure(words, room, [before + text for text in shorter(dossier, claim)])
        if not count:
            return [(door.pad(words, width), look)]
        words = door.fit(words, room)
        return [(words, look), (door.pad(count, width - cell_len(words)), "key")]

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

    def target_of(self, item: str) -> str | None:
        """The claim."""
        return f"claim:{item}"

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


def _runs(layout: Sequence[tuple[str, int]]) -> list[list[tuple[str, int]]]:
    """Columns that say what was said stand together as far as they are side by side."""
    runs: list[list[tuple[str, int]]] = []
    for name, cells in layout:
        if runs and name in SAID and runs[-1][0][0] in SAID:
            runs[-1].append((name, cells))
        else:
            runs.append([(name, cells)])
    return runs


def _cells(run: Sequence[tuple[str, int]]) -> int:
    """How many cells columns side by side take, with those between them."""
    return sum(cells for _, cells in run) + len(run) - 1


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


# A number, or two with what joins them, and the word that says thousands, millions or percent.
_NUMBERS = re.compile(
    r"[$€£]?\d(?:[\d,. \u202f]*\d)?"
    r"(?:(?:-|–| to | and | or )[$€£]?\d(?:[\d,. \u202f]*\d)?)?"
    r"(?:%| percent| per cent| thousand| million| billion)?"
)


def fit_figure(written: str, width: int, shorter: Iterable[str] = ()) -> str:
    """A figure cut so that no number loses a digit: first what is shorter, then words give way.

    An ellipsis never touches a number: `…200` could be the end of 1,200.
    """
    if len(written) <= width:
        return written
    for text in shorter:
        written = text
        if len(written) <= width:
            return written
    found = _NUMBERS.search(written)
    if found is None:
        return written
    before = written[: found.start()].rstrip()
    if before.endswith(" of"):
        # A quarter of 4,000 is not 4,000: the total gives way.
        return before[: width - 1].rstrip() + "…"
    if found.end() + 1 < width:
        piece = written[: width - 1].rstrip()
        return f"{piece}…" if piece[-1].isalpha() else f"{written[: width - 2].rstrip()} …"
    head = width - len(found.group()) - 2
    if head > 0:
        return f"{before[:head].rstrip()}… {found.group()}"
    return found.group() if len(found.group()) <= width else "…"


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
