"""The claims: figures first, by measure and moment, then dates, then words."""

from __future__ import annotations

from collections.abc import Sequence

from kursk_tui.dossier.words import moment_of, name_of, origin_label
from kursk_tui.model.dates import sort_key
from kursk_tui.model.records import Claim
from kursk_tui.tui.display import Line
from kursk_tui.tui.panes.context import Context, date_column

# How a claim mentions the event that the view is narrowed to, and what the agent did.
HOW_MARKS = {"direct": " ", "release": "»", "within": " ", "part": "⊂"}
ROLE_MARKS = {"origin": " ", "relay": "r", "publisher": "p"}
WIDE = 60


class ClaimsModel:
    """Rows of the pane CLAIMS: mark, measure and figure (or the statement), origin."""

    sorts: Sequence[str] = ("measure", "figure", "moment", "origin", "document")

    def __init__(self, context: Context) -> None:
        self._context = context
        order = {measure: place for place, measure in enumerate(context.dossier.measures)}
        self._measure_place = order
        claims = context.dossier.claims
        place = {claim: number for number, claim in enumerate(context.view.claims)}
        self._place = place
        self._ids = sorted(place, key=lambda c: (*self._kind_key(claims[c]), place[c]))

    def _kind_key(self, claim: Claim) -> tuple[object, ...]:
        """Figures by measure, then dates, then claims in words; each by moment."""
        measure = self._context.dossier.measures[claim.measure] if claim.measure else None
        kind = 2 if claim.figure is None else 1 if measure and measure.basis == "date" else 0
        place = self._measure_place.get(claim.measure or "", len(self._measure_place))
        return kind, place, sort_key(self._date(claim))

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
        mark = self._mark(item)
        origin_width = min(11 if width < WIDE else 20, width // 3)
        line: Line = [(mark, "dim")]
        room = width - origin_width - 2
        if width >= WIDE:
            line.append((door.pad(date_column(self._date(claim)), 11), "date"))
            room -= 11
        if claim.figure is None:
            line.append((door.pad(claim.statement, room), ""))
        else:
            line += self._figure(claim, room)
        return [*line, (" ", ""), (door.pad(origin, origin_width), "agent")]

    def _figure(self, claim: Claim, room: int) -> Line:
        """Measure and figure; for a date the dated event; where there is room the statement."""
        door, dossier = self._context.display, self._context.dossier
        figure = claim.figure
        if figure is None:
            return []
        written = figure.written
        if figure.date is not None and claim.scope.within:
            event = dossier.events.get(claim.scope.within)
            date_width = min(16, room // 2)
            return [
                (door.pad(written, date_width), "date"),
                (" ", ""),
                (door.pad(event.title if event else "", room - date_width - 1), ""),
            ]
        name = dossier.measures[claim.measure].name if claim.measure else ""
        name = name.replace(" or ", "|")
        wide = room > 44
        name_width = 20 if wide else min(11, room // 2)
        figure_width = 22 if wide else room - name_width - 1
        line: Line = [
            (door.pad(name, name_width), "dim"),
            (" ", ""),
            (door.pad(written, figure_width), "figure"),
        ]
        if wide:
            line += [
                (" ", ""),
                (door.pad(claim.statement, room - name_width - figure_width - 2), ""),
            ]
        return line

    def _mark(self, item: str) -> str:
        view = self._context.view
        mark = HOW_MARKS.get(view.how.get(item, ""), " ")
        role = ROLE_MARKS.get(view.role.get(item, ""), " ")
        return role if mark == " " else mark

    def words(self, item: str) -> str:
        """All words of the claim, with the names of what it refers to."""
        return self._context.links.search_text("claims", item)

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """By figure (largest first), moment, origin, or place in the documents."""
        dossier = self._context.dossier
        claim = dossier.claims[item]
        if sort == "figure":
            figure = claim.figure
            ends = [n for n in (figure.low, figure.high) if n is not None] if figure else []
            return (0, -max(ends), self._place[item]) if ends else (1, self._place[item])
        if sort == "moment":
            return (sort_key(self._date(claim)), self._place[item])
        if sort == "origin":
            return (origin_label(dossier, claim).casefold(), self._place[item])
        if sort == "document":
            return (self._place[item],)
        return (*self._kind_key(claim), self._place[item])


def legend(context: Context) -> str:
    """What the marks in front of the claims mean in this view; empty without any."""
    parts: list[str] = []
    how = [context.view.how[c] for c in context.view.claims if c in context.view.how]
    if count := how.count("release"):
        parts.append(f"{count} » its release")
    if count := how.count("part"):
        parts.append(f"{count} ⊂ a part")
    role = [context.view.role[c] for c in context.view.claims if c in context.view.role]
    if count := role.count("relay"):
        parts.append(f"{count} r relayed")
    if count := role.count("publisher"):
        parts.append(f"{count} p published")
    return ", ".join(parts)


def publisher_name(context: Context, source_id: str) -> str:
    """Short name of a document's publisher."""
    return name_of(context.dossier, context.dossier.sources[source_id].publisher)
