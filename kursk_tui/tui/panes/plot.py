"""What was said of one measure as a forest plot: a row a figure, on one shared axis."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.origins.bands import Said, body_behind
from kursk_tui.analysis.origins.forest import (
    Axis,
    axis_for,
    axis_number,
    date_of,
    drawn,
    drawn_of,
    is_weak,
    near,
    scale,
)
from kursk_tui.analysis.query.matching import Together
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.figures import Intervals
from kursk_tui.tui.display import Line
from kursk_tui.tui.panes.claims import fit_figure, measure_label, told_as
from kursk_tui.tui.panes.context import Context, date_column, origin_look
from kursk_tui.tui.panes.finding import Picked, pick_rows, where
from kursk_tui.words.derivations import derivation
from kursk_tui.words.phrases import interval_text
from kursk_tui.words.records import name_of
from kursk_tui.words.voices import behind, who, written

DATE_WIDTH, MEASURE_WIDTH = 13, 10
LEAST_DAYS = 30.0  # so many days are shown on either side of a date

# The numbers from which to which an axis goes.
Reach = tuple[float, float]


class PlotModel:
    """Rows of the plot. Ids are those of claims and of derived quantities.

    With a `reach` the axis goes so far, and bars beyond it end in arrows. Where it `is_mixed`,
    each figure says which measure it counts.
    """

    sorts: Sequence[str] = ("moment", "figure", "origin", "scope")

    def __init__(
        self,
        context: Context,
        said: Sequence[Said],
        unfolded: Collection[str],
        *,
        log: bool,
        reach: Reach | None = None,
        is_mixed: bool = False,
    ) -> None:
        self._context, self._log = context, log
        self._reach, self._is_mixed = reach, is_mixed
        self._said = {one.quantity.id: one for one in said}
        self._quantities: dict[str, Quantity] = {}
        self._under: dict[str, str] = {}
        for one in said:
            self._quantities[one.quantity.id] = one.quantity
            if one.quantity.id in unfolded:
                for echo in one.echoes:
                    self._quantities[echo.id] = echo
                    self._under[echo.id] = one.quantity.id
        self._place = {item: place for place, item in enumerate(self._quantities)}
        self._preset = context.dossier.meta.preset

    def ids(self) -> Sequence[str]:
        """Figures by moment; unfolded echoes behind the one that stands for them."""
        return list(self._quantities)

    def at(self, item: str | None) -> Quantity | None:
        """The figure of a row."""
        return self._quantities.get(item or "")

    def head(self, item: str | None) -> str | None:
        """The figure that stands for the one of a row, itself where it is no echo."""
        return self._under.get(item or "", item)

    def echoes(self, item: str | None) -> int:
        """How many echoes a row stands for."""
        said = self._said.get(item or "")
        return len(said.echoes) if said is not None else 0

    # ---- the axis

    def layout(self, width: int) -> tuple[int, int, Axis]:
        """(width of the origin, width of the words, axis) in a row of `width` cells."""
        origin = 11 if width < 100 else 22
        words = 20 if width < 100 else 30
        room = width - 3 - DATE_WIDTH - origin - words - 5
        return origin, words, self._axis(self._quantities.values(), room)

    def _axis(self, quantities: Iterable[Quantity], width: int) -> Axis:
        found = [i for q in quantities if (i := self._intervals(q)) is not None]
        axis = axis_for(found, width, log=self._log)
        if self._reach is None:
            return axis
        low, high = self._reach
        low = max(1.0, low) if self._log else low
        return axis._replace(low=low, high=max(high, low + 1), is_cut=True)

    def reach_of(self, items: Iterable[str]) -> Reach | None:
        """From where to where an axis of some rows goes; None where none gives a number."""
        found = [i for item in items if (i := self._intervals(self._quantities[item])) is not None]
        if not found:
            return None
        axis = axis_for(found, 0, log=self._log)
        return axis.low, axis.high

    def reach_near(self, item: str) -> Reach | None:
        """From where to where an axis goes that shows one row and as much on either side."""
        q = self._quantities[item]
        found = self._intervals(q)
        if found is None:
            return None
        words = found.suggested or found.entailed
        least = LEAST_DAYS if q.basis == "date" else words.low / 4
        return near(found, least)

    def scale(self, width: int) -> str:
        """The line under the bars: what the axis measures."""
        origin, _, axis = self.layout(width)
        text = date_of if self._is_date() else axis_number
        return " " * (3 + DATE_WIDTH + origin + 1) + scale(axis, text)

    def _is_date(self) -> bool:
        return any(q.basis == "date" for q in self._quantities.values())

    def _intervals(self, q: Quantity) -> Intervals | None:
        return drawn_of(q, self._preset)

    # ---- rows

    def row(self, item: str, width: int) -> Line:
        """Marks, moment, origin, bar, the written words, and how many tell the same."""
        door, q = self._context.display, self._quantities[item]
        origin_width, words_width, axis = self.layout(width)
        marks = self._context.marks
        found = self._intervals(q)
        bar = "" if found is None else drawn(found, axis, derived=is_weak(q))
        echoes = self.echoes(item)
        count = f"+{echoes}" if echoes else ""
        name = who(self._context.dossier, q).name
        look = origin_look(self._context, body_behind(self._context.dossier, q))
        if item in self._under and q.claim is not None:
            source = self._context.dossier.sources[q.claim.source]
            name, look = "└ " + name_of(self._context.dossier, source.publisher), ""
        return [
            marks.disagreement_span(item) if q.claim is not None else (" ", ""),
            (marks.flag(f"claim:{item}") if q.claim is not None else " ", "warning"),
            (" ", ""),
            (door.pad(self._moment(q), DATE_WIDTH), "date"),
            (door.pad(name, origin_width), look),
            (" ", ""),
            (door.pad(bar, axis.width), "figure"),
            (" ", ""),
            (door.pad(fit_figure(self._words(q), words_width), words_width), ""),
            (door.pad(count, 3, right=True), "dim"),
        ]

    def _moment(self, q: Quantity) -> str:
        text = date_column(q.when.date)
        return text if q.when.basis != "page" else f"({text})"

    def _words(self, q: Quantity) -> str:
        """A date's words with its event; a number's with the population where it is a part."""
        dossier = self._context.dossier
        words = written(dossier, q)
        if q.claim is None and (found := q.under(self._preset)) is not None:
            # How it was derived stands below; here there is room for what it comes to.
            words = interval_text(found.suggested or found.entailed, derived=True)
        if q.claim is not None:
            words = derivation(dossier, q) or words
        words = told_as(dossier, q) + words
        if self._is_mixed:
            words = f"{measure_label(dossier.measures[q.measure], MEASURE_WIDTH)}: {words}"
        event = dossier.events.get(q.scope.within or "")
        if q.basis == "date" and event is not None:
            return f"{words}: {event.title}"
        part = population_text(dossier, q)
        return f"{words} [{part}]" if part else words

    def target_of(self, item: str) -> str | None:
        """The claim; nothing for a number that nobody printed."""
        return f"claim:{item}" if self._quantities[item].claim is not None else None

    def pick(self, text: str) -> Picked:
        """What a query picks. Raises QueryError."""
        return pick_rows(self._context, text, self._together)

    def _together(self, item: str) -> Together:
        """A figure as its claim; one that is derived as the claims that it comes from."""
        dossier, q = self._context.dossier, self._quantities[item]
        claims = [item] if q.claim is not None else [c.id for c in behind(dossier, q)]
        return Together(self.words(item), claims, (claims,))

    def where(self, item: str, word: str) -> str:
        """The field of the claim that has a folded word."""
        is_claim = self._quantities[item].claim is not None
        return where(self._context, "claims", item, word) if is_claim else ""

    def words(self, item: str) -> str:
        """All words of the claim; of a derived figure how it was derived."""
        q = self._quantities[item]
        if q.claim is None:
            dossier = self._context.dossier
            return f"{written(dossier, q)} {who(dossier, q).name}".casefold()
        return self._context.links.search_text("claims", item)

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """By size (largest first), origin or scope; an echo stays behind its head."""
        head = self._under.get(item, item)
        q, behind = self._quantities[head], self._place[item]
        if sort == "figure":
            found = q.under(self._preset)
            low = (found.suggested or found.entailed).low if found is not None else -1.0
            return (-low, self._place[head], behind)
        if sort == "origin":
            name = who(self._context.dossier, q).name.casefold()
            return (name, self._place[head], behind)
        return (tuple(part or "" for part in q.scope), self._place[head], behind)


def population_text(dossier: Dossier, q: Quantity) -> str:
    """What sets a population apart from the one that it is part of: `combat`; else nothing."""
    scope = dossier.scopes[q.scope.population] if q.scope.population else None
    if scope is None or scope.part_of is None:
        return ""
    whole = dossier.scopes[scope.part_of].name.split()
    own = [word for word in scope.name.split() if word not in whole]
    return " ".join(own) or scope.name
