"""The disagreements of what the crumb holds, or all that competes with one claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from kursk_tui.analysis.disagreements.folds import Fold, fold
from kursk_tui.analysis.disagreements.listing import Row
from kursk_tui.dossier.holding import Facet
from kursk_tui.tui.host import Host
from kursk_tui.tui.marks import marks_of
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.panes.disagreements import DisagreementsModel, row_entries
from kursk_tui.tui.screens.acting import Acting
from kursk_tui.tui.screens.citing import Citing, leads_to_article
from kursk_tui.tui.screens.exporting import Exporting, of_dossier, pairs_csv
from kursk_tui.tui.screens.finding import FindingScreen
from kursk_tui.tui.screens.flag import FlagScreen
from kursk_tui.tui.screens.judging import ask_of_marked, disagreement
from kursk_tui.tui.screens.lensing import Lensing
from kursk_tui.tui.screens.menu import MenuScreen, counted
from kursk_tui.tui.screens.noting import Noting
from kursk_tui.tui.screens.undoing import Undoing
from kursk_tui.words.overview import against
from kursk_tui.words.rows import row_sentence

# From which severity upwards, by its least.
SEVERITIES = {0: "every severity", 2: "severity 2 and more", 3: "3 and more", 4: "4 alone"}


class Found(NamedTuple):
    """What the screen shows, for the view and the lens as they are now."""

    context: Context
    rows: Sequence[Row]
    crumb: str
    counts: str
    is_folded: bool = True


def first_claim(row: Row) -> Facet | None:
    """The claim that the sentence on a disagreement names first, or the first that is printed."""
    sides = (row.reading.a, row.reading.b) if row.reading is not None else ()
    printed = [side.claim.id for side in sides if side.claim is not None]
    ids = (*printed, *row.claims)
    return Facet("claim", ids[0]) if ids else None


class DisagreementsScreen(FindingScreen):
    """A list above, the detail of one below. Backspace or Escape returns."""

    signs = ("Disagreements", "Any list", "Bars", "Dates and origins", "Every screen")

    screen_name = "disagreements"

    def __init__(self, host: Host, find: Callable[[], Found], cursor: str | None = None) -> None:
        super().__init__(host, self.entries, self.subject)
        self._find, self._cursor = find, cursor
        self.kind = ""
        self.least = 0
        self.unfolded: set[str] = set()
        self.rows.empty_text = "no disagreement here"
        self.detail.heading, self.detail.counted = "WHY", False
        # Of a row alone nobody could tell which of its two claims is meant.
        self.lensing = Lensing(self, self.finding.target)
        self.parts = (
            self.finding,
            self.lensing,
            Citing(self, self.cited, self.finding.no_claim, self._which),
            Exporting(self, self.exports),
            Noting(self, self._noted, self._flagged),
            Undoing(self, self._flagged),
            Acting(self, self.cited, self.finding.no_claim),
            self.moves,
        )

    def on_mount(self) -> None:
        """Show the rows, gravest first."""
        self.rows.set_active(True)
        self.look_again()
        if self._cursor is not None:
            self.rows.move_to_item(self._cursor)
        first = [self.hint("drill", "read why"), *self.hints("back", "fold", "flag", "origins")]
        keys = self.hints("filter", "help", "quit", "plot", "known-at")
        last = [self.hint("article", "article"), *self.hints("kind", "severity", "discount")]
        self.bottom.hint([*first, *keys, *last])
        self.get_ready()

    def look_again(self) -> None:
        """Find the rows anew and show them."""
        self.context, self.all_rows, crumb, counts, self._is_folded = self._find()
        if self.kind not in (row.kind for row in self.all_rows):
            self.kind = ""
        self.lensing.tell(counts, crumb)
        self.show_rows()

    def seen_changed(self) -> None:
        """Show what disagrees through another lens."""
        if self.is_ready:
            self.look_again()
            self.finding.show_detail()

    def show_rows(self) -> None:
        """The rows of the kind and severity that are asked for."""
        rows = [
            row
            for row in self.all_rows
            if row.severity >= self.least and self.kind in ("", row.kind)
        ]
        self.rows.heading = "DISAGREEMENTS"
        is_gravest = self.rows.sort in ("", DisagreementsModel.sorts[0]) and not self.rows.reverse
        facts = ["gravest first"] if is_gravest else []
        facts += [self.kind] if self.kind else []
        if self.least:
            facts.append(f"severity {self.least}+")
        # All that competes with one claim is read one by one.
        folds = fold(rows) if self._is_folded else list(map(Fold, rows))
        self.rows.legend = ", ".join(facts)
        self.rows.show(DisagreementsModel(self.context, folds, self.unfolded))

    def row(self) -> Row | None:
        """The disagreement at the cursor."""
        model = self.rows.model
        return model.at(self.rows.cursor) if isinstance(model, DisagreementsModel) else None

    def cited(self) -> Facet | None:
        """What the line of the detail leads to; of a row alone its first claim."""
        led = leads_to_article(self.finding.target())
        row = self.row()
        return led or (first_claim(row) if row is not None else None)

    def _which(self, cited: Facet) -> str:
        """Which of the claims of a row is meant."""
        is_named = leads_to_article(self.finding.target()) is not None
        return "" if is_named else f" of its first claim ({cited.id})"

    def entries(self, width: int) -> list[Entry]:
        """The sentence, the sides, the plot and the ladder of the row at the cursor."""
        row = self.row()
        return row_entries(self.context, row, width, self._hidden(row)) if row is not None else []

    def _hidden(self, row: Row) -> int:
        """How many rows are folded under a row."""
        model = self.rows.model
        return len(model.all_at(row.target)) - 1 if isinstance(model, DisagreementsModel) else 0

    def subject(self) -> str:
        """The kind of the row at the cursor."""
        row = self.row()
        return row.kind.upper() if row is not None else ""

    # ---- commands

    def do_sort(self) -> None:
        """The next order."""
        self.moves.do_sort()
        self.show_rows()

    def do_reverse(self) -> None:
        """Turn the order round."""
        self.moves.do_reverse()
        self.show_rows()

    def do_disagreements(self) -> None:
        """Back to where one came from by the same key."""
        self.finding.do_back()

    def do_plot(self) -> None:
        """Chart the sides of the row, with what is told of the same releases."""
        row = self.row()
        if row is None:
            self.say("no disagreement here")
            return
        dossier = self.context.dossier
        if row.reading is not None:
            sides = {q.id: q.measure for q in (row.reading.a, row.reading.b) if q.measure}
        else:
            found = [dossier.claims[id] for id in row.claims]
            sides = {one.id: one.measure for one in found if one.measure and one.figure}
        if not sides:
            self.say("neither side gives a figure that can be charted")
            return
        crumb = f"{row.kind}: {against(dossier, row) or row_sentence(dossier, row)}"
        self.host.survey.show_pair(tuple(sides), tuple(sides.values()), crumb)

    def exports(self) -> dict[str, Callable[[], str]]:
        """The rows as they are shown, as a spreadsheet."""
        model = self.rows.model
        found = (
            [model.shown_at(item) for item in self.rows.items]
            if isinstance(model, DisagreementsModel)
            else []
        )
        return {"csv": lambda: pairs_csv(self.context, found), **of_dossier(self.context)}

    def do_fold(self) -> None:
        """Show the rows between the same two origins as the one at the cursor, or fold them."""
        if self.detail.active:
            # Space turns pages wherever there is nothing to unfold.
            self.moves.do_page_down()
            return
        model = self.rows.model
        found = model.fold_of(self.rows.cursor) if isinstance(model, DisagreementsModel) else None
        if found is None or not found.rest:
            self.say("nothing is folded here: no other row is between these two")
            return
        if self.rows.query_text:
            self.say(f"what was found is unfolded; {self.key('clear')} shows all rows")
            return
        self.unfolded ^= {found.head.target}
        self.rows.move_to_item(found.head.target)
        self.show_rows()
        self.finding.show_detail()

    def do_all(self) -> None:
        """All kinds and severities again; then the lens goes."""
        if self.kind or self.least:
            self.kind, self.least = "", 0
            self.show_rows()
            self.finding.show_detail()
            self.say("every kind and severity")
        else:
            self.lensing.do_all()

    def do_kind(self) -> None:
        """Choose one kind of those that are there, or all."""
        counts = Counter(row.kind for row in self.all_rows if row.severity >= self.least)
        kinds = dict.fromkeys(row.kind for row in self.all_rows)
        items = [counted(kind, kind, counts[kind]) for kind in kinds]
        every = counted("", "all kinds", counts.total())
        self.app.push_screen(
            MenuScreen(self.host, "KINDS", [every, *items], self.kind, self._choose_kind)
        )

    def _choose_kind(self, kind: str) -> None:
        self.kind = kind
        self.show_rows()
        self.finding.show_detail()
        self.say(f"only {self.kind}" if self.kind else "all kinds")

    def do_severity(self) -> None:
        """Choose from which severity upwards."""
        rows = [row for row in self.all_rows if self.kind in ("", row.kind)]
        items = [
            counted(str(least), name, sum(row.severity >= least for row in rows))
            for least, name in SEVERITIES.items()
        ]
        self.app.push_screen(
            MenuScreen(self.host, "SEVERITIES", items, str(self.least), self._choose_severity)
        )

    def _choose_severity(self, least: str) -> None:
        self.least = int(least)
        self.show_rows()
        self.finding.show_detail()
        self.say(SEVERITIES[self.least])

    def do_flag(self) -> None:
        """Flag or judge the disagreement, keeping what the explorer says of it today.

        Or all that is marked.
        """
        row = self.row()
        if ask_of_marked(self):
            return
        if row is None:
            self.say("nothing to flag")
            return
        subject = disagreement(self.context.dossier, row)
        before = marks_of(self.host.workspace).notes(row.target)
        self.app.push_screen(FlagScreen(self.host, [subject], before, self._flagged))

    def _flagged(self, message: str) -> None:
        self.marks_changed()
        self.say(message)

    def marks_changed(self) -> None:
        """Show what was flagged, or found to disagree, meanwhile."""
        if not self.is_ready:
            return
        self.context = self.context._replace(marks=marks_of(self.host.workspace))
        self.show_rows()
        self.finding.show_detail()

    def do_flags(self) -> None:
        """All flags."""
        self.host.show_flags(self.context)

    def _noted(self) -> tuple[str, str] | None:
        """What a note at the cursor would be on."""
        row = self.row()
        return (row.target, row.kind) if row is not None else None
