"""The search of everything: type, see what kind of thing has the words, and go there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kursk_tui.analysis.disagreements.listing import Row
from kursk_tui.dossier.holding import Facet
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.hits import DISAGREEMENT, HitsModel
from kursk_tui.tui.screens.acting import Acting
from kursk_tui.tui.screens.citing import Citing, leads_to_article
from kursk_tui.tui.screens.listing import OverScreen
from kursk_tui.tui.widgets.prompt import Answers
from kursk_tui.tui.widgets.virtual_list import ListState

# What is searched: all that is seen, and the disagreements whose sentences are.
Look = Callable[[], tuple[Context, Sequence[Row]]]

ASKED = " search everything: "
NOTHING_ASKED = "events, measures, agents, documents, claims and disagreements: type a word"


class SearchScreen(OverScreen):
    """Enter goes to the row at the cursor, and Backspace there comes back; Escape leaves.

    While one types the arrows move in the list; Tab gives it the keys, which then act on its rows.
    """

    def __init__(self, host: Host, look: Look, text: str) -> None:
        super().__init__(host, "search")
        self._look, self._text = look, text
        self.rows.heading = "SEARCH"
        self._model = HitsModel(*look())
        missing = "go to a line of a claim or a document"
        self.parts = (
            Citing(self, self._cited, lambda: missing),
            Acting(self, self._record, lambda: missing),
            *self.parts,
        )

    def on_mount(self) -> None:
        """Search for what was typed before, and let it be typed on."""
        self.rows.set_active(True)
        hints = self.hints("drill", "back", "filter", "disagreements", "article", "help")
        self.bottom.hint([(hints[0][0], "go there"), hints[1], (hints[2][0], "search"), *hints[3:]])
        self.top.tell("", "everything")
        self._look_for(self._text)
        self.do_filter()
        self.get_ready()

    def _look_for(self, text: str) -> None:
        """Show what has the words, from the best."""
        self._text = text
        self._model.clear()
        self.rows.empty_text = "nothing has these words" if text.split() else NOTHING_ASKED
        self.rows.show(self._model, ListState(None, 0, text, bool(text.split()), "", False))

    def seen_changed(self) -> None:
        """Search what is seen now; the row at the cursor stays if it is found again."""
        if self.is_ready:
            cursor = self.rows.cursor
            self._model = HitsModel(*self._look())
            self._look_for(self._text)
            if cursor is not None:
                self.rows.move_to_item(cursor)

    def marks_changed(self) -> None:
        """What disagrees may be known by now, or what was flagged be looked for."""
        self.seen_changed()

    def _cited(self) -> Facet | None:
        return leads_to_article(self._record())

    def _record(self) -> Facet | None:
        return self._model.facet(self.rows.cursor)

    # ---- commands

    def do_filter(self) -> None:
        """Type on."""
        self.ask(ASKED, Answers(self._look_for, self._done, self._passed), self._text)

    def _done(self, text: str | None) -> None:
        if text is None:
            self.dismiss()
        elif self.rows.query_error:
            self.say(self.rows.query_error)
        else:
            self.do_drill()

    def _passed(self, key: str) -> None:
        page = self.rows.page
        moves = {"down": 1, "up": -1, "pagedown": page, "pageup": -page}
        if key in moves:
            self.rows.move_by(moves[key])
        elif key == "tab":
            self.bottom.release()

    def do_clear(self) -> None:
        """To the screen below."""
        self.do_back()

    def do_drill(self) -> None:
        """Go to the row at the cursor."""
        hit, facet, survey = self._model.at(self.rows.cursor), self._record(), self.host.survey
        if hit is None:
            self.say(self.rows.empty_text)
        elif hit.kind == DISAGREEMENT:
            survey.show_row(hit.id)
        elif facet is not None and facet.kind == "measure":
            survey.show_chart(facet.id, None)
        elif facet is not None:
            self.host.open_in_explorer(facet, alone=True)
