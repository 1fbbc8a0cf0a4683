"""The events of a dossier as a story: chapters, what happened in them, and who spoke of that.

A release is folded under what it speaks of: one happening may be told by thirty. Nothing is left
out, and no date is made up: an event that nobody dates takes the span of its parts, and is marked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import inf
from typing import NamedTuple
from weakref import WeakKeyDictionary

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.model.dates import Span, hull, overlap, parse, sort_key, to_edtf
from kursk_tui.model.records import Event

# Headings that no record stands for. No id of a record begins with a colon.
BEFORE, UNDATED = ":before", ":undated"

# A chapter that holds so many others whole, and most of them, runs beside the story.
_LEAST_HELD = 2


class Chapter(NamedTuple):
    """A heading and the rows under it, in order of time, undated ones last.

    `id` is that of a chapter's record, BEFORE or UNDATED; empty where there is no heading.
    """

    id: str
    rows: tuple[str, ...]
    is_background: bool = False


class Story(NamedTuple):
    """Chapters in order, releases by the row that they are folded under, dates taken from parts.

    Every event is a heading, one of the rows, or folded under one of them, and only once.
    """

    chapters: tuple[Chapter, ...]
    under: Mapping[str, tuple[str, ...]]
    dates: Mapping[str, str]


def story(dossier: Dossier, index: Index, ids: Iterable[str]) -> Story:
    """Tell some events of a dossier as a story; with all of them the headings of all chapters.

    A happening stands in the chapter that it is part of. A release that speaks of no happening
    here, one that is a turning point, and what is part of no chapter stand by their date: in the
    shortest chapter that holds it, else in the one that had begun last.
    """
    return Telling(dossier, index, ids).story()


_KNOWN: WeakKeyDictionary[Dossier, Story] = WeakKeyDictionary()


def whole_story(dossier: Dossier, index: Index) -> Story:
    """Tell all events of a dossier as a story, worked out once."""
    found = _KNOWN.get(dossier)
    if found is None:
        found = _KNOWN[dossier] = story(dossier, index, dossier.events)
    return found


def plain(dossier: Dossier, ids: Iterable[str]) -> Story:
    """Put some events in order of time, without headings and with nothing folded."""
    dates = dates_by_parts(dossier.events)
    return Story((Chapter("", _in_time(dossier.events, dates, ids)),), {}, dates)


def speaks_of(index: Index, release: str) -> list[str]:
    """Return what a release speaks of, the most first; nothing for an event of another kind."""
    told = index.events_told(release)
    return sorted(told, key=lambda id: -told[id])


def chapter_by_event(dossier: Dossier, index: Index) -> dict[str, str]:
    """Return the chapter that each event stands in, for those that stand in one."""
    told = whole_story(dossier, index)
    return {
        id: chapter.id
        for chapter in told.chapters
        if chapter.id in dossier.events
        for row in chapter.rows
        for id in (row, *told.under.get(row, ()))
    }


class Telling:
    """How some events are put into a story; see `story`."""

    _NOWHERE: tuple[str | None, int] = (None, 0)

    def __init__(self, dossier: Dossier, index: Index, ids: Iterable[str]) -> None:
        self._events, self._index = dossier.events, index
        self._ids = dict.fromkeys(ids)
        self.dates = dates_by_parts(dossier.events)
        self._depths: dict[str, tuple[str | None, int]] = {}
        self._chapters = [id for id, event in self._events.items() if event.kind == "chapter"]
        spans = {id: self._span(id) for id in self._chapters}
        self._spans = {id: span for id, span in spans.items() if span is not None}
        self._beside = self._running_beside()

    def story(self) -> Story:
        """Return the story."""
        under = self._folded()
        hidden = {id for rows in under.values() for id in rows}
        shown = [id for id in self._ids if id not in hidden and self._events[id].kind != "chapter"]
        placed: dict[str, list[str]] = defaultdict(list)
        for id in shown if self._chapters else ():
            placed[self._place(id)].append(id)
        headings = [id for id in self._in_order() if id in placed or id in self._ids]
        if not headings:
            # Without chapters there is one row of time, and nothing is before or after them.
            rows = _in_time(self._events, self.dates, shown)
            return Story((Chapter("", rows),) if rows else (), under, self.dates)
        chapters = tuple(
            Chapter(id, _in_time(self._events, self.dates, placed[id]), self._is_background(id))
            for id in (BEFORE, *headings, UNDATED)
            if id in headings or id in placed
        )
        return Story(chapters, under, self.dates)

    # ---- chapters

    def _in_order(self) -> list[str]:
        """The chapters: what came before the story, the story, what runs beside it."""
        return sorted(
            self._chapters,
            key=lambda id: (not self._is_background(id), id in self._beside, *self._when(id)),
        )

    def _is_background(self, id: str) -> bool:
        """Whether a chapter has no beginning: it is what came before the story."""
        return id == BEFORE or (id in self._spans and self._spans[id].is_open_start)

    def _running_beside(self) -> set[str]:
        """Chapters that hold most others whole: threads, of which no moment is the place."""
        beside = set()
        for id, span in self._spans.items():
            others = [
                other
                for key, other in self._spans.items()
                if key != id and not other.is_open_start and self._chapter_above(key) != id
            ]
            held = [o for o in others if span.earliest <= o.earliest and o.latest <= span.latest]
            if len(held) >= _LEAST_HELD and 2 * len(held) > len(others):
                beside.add(id)
        return beside

    def _chapter_above(self, chapter: str) -> str | None:
        """The chapter that another is part of."""
        whole = self._events[chapter].part_of
        return self._above(whole)[0] if whole in self._events else None

    def _above(self, id: str | None) -> tuple[str | None, int]:
        """The chapter of an event (a chapter's own is itself), and how many steps up that is."""
        way: list[str] = []
        at, found = id, self._NOWHERE
        while at is not None and at in self._events and at not in way:
            if at in self._depths:
                found = self._depths[at]
                break
            if self._events[at].kind == "chapter":
                found = (at, 0)
                break
            way.append(at)
            at = self._events[at].part_of
        chapter, steps = found
        for at in reversed(way):
            steps += 1
            self._depths[at] = (chapter, steps)
        return chapter, steps

    def _place(self, id: str) -> str:
        """The heading that a row stands under."""
        own = self._above(id)[0] or self._above(self._told_first(id))[0]
        span = self._span(id)
        if own is not None and (span is None or self._events[id].kind == "happening"):
            return own
        if span is None:
            return UNDATED
        day = span.latest if span.is_open_start else span.earliest
        begun = [
            chapter
            for chapter, of in self._spans.items()
            if of.earliest <= day and (chapter == own or chapter not in self._beside)
        ]
        if not begun:
            return BEFORE
        holding = [chapter for chapter in begun if day <= self._spans[chapter].latest]
        if own in holding:
            return own
        if holding:
            return min(holding, key=lambda chapter: (self._length(chapter), chapter))
        return max(begun, key=lambda chapter: (self._spans[chapter].earliest, chapter))

    def _length(self, chapter: str) -> float:
        days = self._spans[chapter].days
        return inf if days is None else days

    # ---- what is folded

    def _folded(self) -> dict[str, tuple[str, ...]]:
        """Releases by the row that they stand under, in order of time."""
        hosts = {
            id: host
            for id in self._ids
            if self._events[id].kind == "release" and not self._events[id].turning
            if (host := self._told_first(id)) is not None
        }
        found: dict[str, list[str]] = defaultdict(list)
        for id in hosts:
            at, way = hosts[id], {id}
            # A release may speak of another; then both stand under what that speaks of.
            while at in hosts and at not in way:
                way.add(at)
                at = hosts[at]
            # Two that speak of each other alone stand by themselves.
            if at not in hosts:
                found[at].append(id)
        return {id: _in_time(self._events, self.dates, rows) for id, rows in found.items()}

    def _told_first(self, release: str) -> str | None:
        """What a release speaks of most, of what is in view; None where that is nothing.

        Happenings go before other releases, a part before its whole.
        """
        event = self._events[release]
        if event.kind != "release":
            return None
        if event.part_of in self._ids and self._events[event.part_of].kind != "chapter":
            return event.part_of
        told = self._index.events_told(release)
        counts = {
            id: number
            for id, number in told.items()
            if id in self._ids and self._events[id].kind != "chapter"
        }
        happenings = {id: n for id, n in counts.items() if self._events[id].kind == "happening"}
        counts = happenings or counts
        if len(counts) < 2:
            return next(iter(counts), None)
        # Of equals what is told in the chapter of the release's day; then the first: `max` keeps
        # the order in which claims name them.
        span = self._span(release)

        def rank(id: str) -> tuple[int, bool, int]:
            chapter, steps = self._above(id)
            own = self._spans.get(chapter or "")
            is_on = span is not None and own is not None and overlap(span, own)
            return counts[id], is_on, steps

        return max(counts, key=rank)

    # ---- dates

    def _span(self, id: str) -> Span | None:
        date = self._events[id].date or self.dates.get(id)
        return parse(date) if date is not None else None

    def _when(self, id: str) -> tuple[object, ...]:
        return (*sort_key(self._events[id].date or self.dates.get(id)), id)


def _in_time(
    events: Mapping[str, Event], dates: Mapping[str, str], ids: Iterable[str]
) -> tuple[str, ...]:
    return tuple(sorted(ids, key=lambda id: (sort_key(events[id].date or dates.get(id)), id)))


def dates_by_parts(events: Mapping[str, Event]) -> dict[str, str]:
    """Return the span of their parts for events without a date of their own that have dated parts.

    A part that has no date passes on what its own parts give. Releases say nothing here: when
    something was said is not when it happened.
    """
    spans: dict[str, list[Span]] = defaultdict(list)
    for event in events.values():
        if event.date is None or event.kind == "release":
            continue
        whole, seen = event.part_of, {event.id}
        while whole is not None and whole in events and whole not in seen:
            if events[whole].date is not None:
                break
            spans[whole].append(parse(event.date))
            seen.add(whole)
            whole = events[whole].part_of
    found = {}
    for id, parts in spans.items():
        span = hull(parts)
        if not (span.is_open_start and span.is_open_end):
            found[id] = to_edtf(span)
    return found


# ---- how much was published when


class Axis(NamedTuple):
    """Months from the first to the last, both counted from year 0."""

    first: int
    last: int


def axis_of(published: Iterable[str | None]) -> Axis | None:
    """Return the months in which some documents were published; None where none is dated."""
    months = [month for date in published if (month := _month(date)) is not None]
    return Axis(min(months), max(months)) if months else None


def density(published: Iterable[str | None], axis: Axis, cells: int) -> tuple[int, ...]:
    """Return the most documents of one month in each of some equal parts of an axis.

    There are as many parts as months where there are fewer of these. A document that is dated by
    a span counts in its first month, an undated one not at all.
    """
    size = axis.last - axis.first + 1
    cells = min(cells, size)
    found = [0] * cells
    months = Counter(month for date in published if (month := _month(date)) is not None)
    for month, number in months.items():
        if axis.first <= month <= axis.last:
            cell = (month - axis.first) * cells // size
            found[cell] = max(found[cell], number)
    return tuple(found)


def _month(date: str | None) -> int | None:
    if date is None:
        return None
    span = parse(date)
    day = span.latest if span.is_open_start else span.earliest
    return int(day[:4]) * 12 + int(day[5:7]) - 1
