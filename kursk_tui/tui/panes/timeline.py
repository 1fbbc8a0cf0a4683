"""The timeline: the story in chapters, with releases folded under what they speak of."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Collection, Iterator, Sequence

from rich.cells import cell_len

from kursk_tui.analysis.story import (
    UNDATED,
    Axis,
    Chapter,
    Story,
    axis_of,
    density,
    plain,
    story,
    whole_story,
)
from kursk_tui.model.dates import overlap, parse, sort_key
from kursk_tui.tui.display import Line
from kursk_tui.tui.panes.context import Context, date_column
from kursk_tui.tui.panes.finding import Asked, Picked, pick, where
from kursk_tui.words.story import NAMES, density_bar, shown_of, span_text

RELEASE_MARK = "»"
UNFOLDED_MARK = "└"
OUTSIDE_MARK = "‡"
# So few events are read one by one: headings and folds would only hide them.
FEW = 24
BAR_WIDTH, WIDE_BAR_WIDTH, WIDE, VERY_WIDE = 8, 16, 50, 72
DATE_WIDTH, SPAN_WIDTH, LEAST_NUMBER = 11, 25, 3


def _story_of(context: Context) -> Story:
    """What is in view as a story; a narrowed view of few events as a plain list."""
    view = context.view
    if not view.facets:
        return whole_story(context.dossier, context.links)
    if len(view.events) <= FEW:
        return plain(context.dossier, view.events)
    return story(context.dossier, context.links, view.events)


class TimelineModel:
    """Rows of the pane TIMELINE: headings, and events with date, mark, title, claims in view.

    `toggled` are the rows whose fold the reader opened or closed. A chapter is open at first, what
    came before the story and the releases are folded.
    """

    sorts: Sequence[str] = ("date", "title", "claims")

    def __init__(self, context: Context, toggled: Collection[str] = ()) -> None:
        self._context, self._toggled = context, toggled
        view = context.view
        self._in_view = set(view.claims)
        self._counts: dict[str, int] = {}
        self._bars: dict[tuple[str, int], str] = {}
        self._axis: Axis | None = None
        told = _story_of(context)
        self.story = told
        self._size = sum(self._amount(chapter) for chapter in told.chapters)
        self._chapters = {chapter.id: chapter for chapter in told.chapters if chapter.id}
        self._hosts = {id: host for host, rows in told.under.items() for id in rows}
        self._headings = {id: c.id for c in told.chapters if c.id for id in c.rows}
        # What was arranged last: which folds are open, where the headings are, how much is folded.
        self._open: set[str] = set()
        self._heading_places: list[int] = []
        self._shown = self._folded = 0
        self._items: list[str] = []
        self._is_narrow = self._is_flat = False

    # ---- which rows

    def ids(self) -> Sequence[str]:
        """All headings and events, in the order of the story."""
        return [
            id
            for chapter in self.story.chapters
            for id in (*([chapter.id] if chapter.id else ()), *self._below(chapter))
        ]

    def arranged(self, asked: Asked) -> list[str]:
        """The rows to be shown. Other orders than that of time have no headings and no folds."""
        holds = asked.holds
        self._open.clear()
        self._is_narrow = holds is not None and asked.narrow
        self._is_flat = asked.sort != self.sorts[0]
        if self._is_flat:
            items = sorted(self._context.view.events, key=lambda i: self.sort_key(i, asked.sort))
            if asked.reverse:
                items.reverse()
            if holds is not None and asked.narrow:
                items = list(filter(holds, items))
            self._heading_places = []
        else:
            items = []
            for chapter in self._in_order(asked.reverse):
                if holds is not None and asked.narrow:
                    items += self._found(chapter, holds, reverse=asked.reverse)
                else:
                    items += self._rows(chapter, holds, reverse=asked.reverse)
            self._heading_places = [n for n, id in enumerate(items) if id in self._chapters]
        self._items = items
        self._shown = len(items) - len(self._heading_places)
        is_whole = self._is_flat or self._is_narrow
        self._folded = 0 if is_whole else self._size - self._shown
        return items

    def _in_order(self, reverse: bool) -> list[Chapter]:
        """The chapters; what has no date comes last whichever way round."""
        chapters = list(self.story.chapters)
        if not reverse:
            return chapters
        dated = [chapter for chapter in chapters if chapter.id != UNDATED]
        return [*reversed(dated), *chapters[len(dated) :]]

    def _turned(self, ids: Sequence[str], reverse: bool) -> Sequence[str]:
        """Rows in order of time or against it; those without a date come last either way."""
        if not reverse:
            return ids
        dated = [id for id in ids if self._date(id) is not None]
        return [*reversed(dated), *ids[len(dated) :]]

    def _rows(
        self, chapter: Chapter, holds: Callable[[str], bool] | None, *, reverse: bool
    ) -> Iterator[str]:
        """The rows of a chapter; a fold that holds something searched for is open."""
        if chapter.id:
            yield chapter.id
            found = holds is not None and any(map(holds, self._below(chapter)))
            if not (found or self._is_open(chapter.id)):
                return
            self._open.add(chapter.id)
        for row in self._turned(chapter.rows, reverse):
            yield row
            below = self.story.under.get(row, ())
            if below and ((holds and any(map(holds, below))) or self._is_open(row)):
                self._open.add(row)
                yield from self._turned(below, reverse)

    def _found(
        self, chapter: Chapter, holds: Callable[[str], bool], *, reverse: bool
    ) -> Iterator[str]:
        """What a search finds in a chapter, under its heading; all of it if only that is found.

        In order of time: what a release is folded under need not be among what is found.
        """
        found = list(filter(holds, self._below(chapter)))
        found.sort(key=lambda id: (sort_key(self._date(id)), id))
        if not found and chapter.id and holds(chapter.id):
            found = list(chapter.rows)
        if found and chapter.id:
            self._open.add(chapter.id)
            yield chapter.id
        yield from self._turned(found, reverse)

    def _below(self, chapter: Chapter) -> Iterator[str]:
        """Every event of a chapter, folded or not."""
        for row in chapter.rows:
            yield row
            yield from self.story.under.get(row, ())

    def _is_open(self, head: str) -> bool:
        """Whether the reader has a fold open."""
        chapter = self._chapters.get(head)
        at_first = chapter is not None and not chapter.is_background
        return at_first != (head in self._toggled)

    @property
    def has_folds(self) -> bool:
        """Whether anything can be folded or unfolded."""
        return bool(self.story.under or self._chapters)

    def fold_at(self, item: str | None) -> str | None:
        """The row that heads the fold of a row: itself, or what it is folded under."""
        chapter = self._chapters.get(item or "")
        if chapter is not None:
            return chapter.id if chapter.rows else None
        return item if item in self.story.under else self._hosts.get(item or "")

    def unfold(self, item: str) -> bool:
        """Nothing: what is folded away is stood for by what it speaks of."""
        return False

    def stand_in(self, item: str) -> str | None:
        """What a row is folded under, as far as that is shown; what was found next to it."""
        host = self._hosts.get(item, item)
        if self._is_narrow:
            shown = set(self._items).difference(self._chapters)
            order = self.ids()
            at = order.index(item) if item in order else 0
            return next((id for id in (*order[at:], *order[at::-1]) if id in shown), None)
        heading = self._headings.get(host)
        return heading if heading is not None and heading not in self._open else host

    def place_text(self, place: int) -> str:
        """At which of the events shown one is, headings not counted, and how many are folded."""
        before = bisect(self._heading_places, place)
        is_heading = before > 0 and self._heading_places[before - 1] == place
        return shown_of(None if is_heading else place + 1 - before, self._shown, self._folded)

    @property
    def start(self) -> str | None:
        """The first row of the first chapter of the story itself."""
        rows = (id for c in self.story.chapters if not c.is_background for id in c.rows)
        return next(rows, None)

    # ---- how they are drawn

    def count(self, item: str) -> int:
        """How many of the claims in view mention an event in any way."""
        if item not in self._counts:
            mentions = self._context.links.mentions(item)
            self._counts[item] = sum(claim in self._in_view for claim in mentions)
        return self._counts[item]

    def _date(self, item: str) -> str | None:
        return self._context.dossier.events[item].date or self.story.dates.get(item)

    def row(self, item: str, width: int) -> Line:
        """A heading or an event."""
        is_heading = item in self._chapters and not self._is_flat
        return self._heading(item, width) if is_heading else self._event(item, width)

    def _heading(self, item: str, width: int) -> Line:
        """A chapter: its name, its span where there is room, when how much was published of it."""
        door = self._context.display
        folded = self.folded_under(item)
        event = self._context.dossier.events.get(item)
        if event is None:
            return self._titled(NAMES[item], "bold", folded, width)
        bar_width = WIDE_BAR_WIDTH if width >= WIDE else BAR_WIDTH
        number = str(self.count(item))
        number_width = max(LEAST_NUMBER, len(number))
        room = width - bar_width - number_width - 2
        span: Line = []
        if width >= VERY_WIDE:
            room -= SPAN_WIDTH
            span = [(door.pad(span_text(self._date(item)), SPAN_WIDTH), "date")]
        return [
            *self._titled(event.title, "bold", folded, room),
            *span,
            (" ", ""),
            (door.pad(self._bar(item, bar_width), bar_width), "spark"),
            (self._context.marks.flag(f"event:{item}"), "warning"),
            (door.pad(number, number_width, right=True), "dim"),
        ]

    def _event(self, item: str, width: int) -> Line:
        """An event: its date, its mark, its title, how many releases are folded under it."""
        event, door = self._context.dossier.events[item], self._context.display
        date = date_column(event.date)
        if event.date is None and item in self.story.dates:
            # Taken from its parts, it is inferred, and that says more than that it is a span.
            date = date_column(self.story.dates[item]).removesuffix("+") + "*"
        mark = " "
        if event.kind == "release":
            mark = RELEASE_MARK
        elif self._is_outside(item):
            mark = OUTSIDE_MARK
        if self._hosts.get(item) in self._open and not self._is_narrow:
            mark = UNFOLDED_MARK
        number = str(self.count(item))
        number_width = max(LEAST_NUMBER, len(number))
        folded = self.folded_under(item)
        look = "bold" if event.turning or event.kind == "chapter" else ""
        return [
            (door.pad(date, DATE_WIDTH), "date" if self._date(item) else "dim"),
            (mark, "dim"),
            *self._titled(event.title, look, folded, width - DATE_WIDTH - number_width - 2),
            (self._context.marks.flag(f"event:{item}"), "warning"),
            (door.pad(number, number_width, right=True), "dim"),
        ]

    def _is_outside(self, item: str) -> bool:
        """Whether an event is of its chapter by what it is about, and not by when it was."""
        chapter, date = self._headings.get(item), self._date(item)
        span = self._date(chapter) if chapter and chapter not in NAMES else None
        if self._is_flat or date is None or span is None:
            return False
        return not overlap(parse(date), parse(span))

    def _titled(self, title: str, look: str, folded: int, room: int) -> Line:
        """A title in all the room there is, and right behind it how many rows are folded."""
        door = self._context.display
        if not folded:
            return [(door.pad(title, room), look)]
        text = f" +{folded}"
        title = door.fit(title, max(0, room - len(text)))
        return [(title, look), (door.pad(text, room - cell_len(title)), "key")]

    def folded_under(self, item: str) -> int:
        """How many events are folded under a row, if it is shown as the head of a fold."""
        if item in self._open or self._is_narrow or self._is_flat:
            return 0
        chapter = self._chapters.get(item)
        return self._amount(chapter) if chapter else len(self.story.under.get(item, ()))

    def _amount(self, chapter: Chapter) -> int:
        return sum(1 for _ in self._below(chapter))

    def _bar(self, item: str, width: int) -> str:
        """How many documents in view told of a chapter, month by month of all in view."""
        if (item, width) not in self._bars:
            context = self._context
            rows = context.dossier.sources
            if self._axis is None:
                self._axis = axis_of(rows[id].published for id in context.view.sources)
            told = (c for c in context.links.mentions(item) if c in self._in_view)
            published = [rows[id].published for id in context.links.sources_of_claims(told)]
            cells = density(published, self._axis, width) if self._axis is not None else ()
            self._bars[item, width] = density_bar(cells, width)
        return self._bars[item, width]

    def target_of(self, item: str) -> str | None:
        """The event, or the chapter of a heading."""
        return f"event:{item}" if item not in NAMES else None

    # ---- how they are found and sorted

    def pick(self, text: str) -> Picked:
        """What a query picks. Raises QueryError."""
        return pick(self._context, "events", text)

    def where(self, item: str, word: str) -> str:
        """The field of the record that has a folded word."""
        return where(self._context, "events", item, word) if item not in NAMES else ""

    def words(self, item: str) -> str:
        """All words of the event."""
        return "" if item in NAMES else self._context.links.search_text("events", item)

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """By title, or by number of claims (most first)."""
        event = self._context.dossier.events[item]
        if sort == "claims":
            return (-self.count(item), sort_key(self._date(item)))
        if sort == "title":
            return (event.title.casefold(),)
        return (sort_key(self._date(item)), item)
