"""What shapes the records that claims are coded with: editing, deleting, merging, splitting."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kursk_tui.dossier import editing, samples
from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.moving import removed
from kursk_tui.dossier.references import users
from kursk_tui.store.errors import DossierError
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.widgets.prompt import Answers
from kursk_tui.words.uses import name_of_row, sort_of, uses_text

# The reader of articles is a fifth of all that the program imports: only who edits waits for it.
if TYPE_CHECKING:
    from kursk_tui.intake.review.forms import Draft
    from kursk_tui.tui.screens.claiming import RecordFilling

# The table of each kind of record that a cursor can be on, and that has a form.
TABLES = {
    "claim": "claims",
    "source": "sources",
    "event": "events",
    "agent": "agents",
    "measure": "measures",
    "scope": "scopes",
    "identity": "identities",
}
MERGED = ("event", "agent", "measure", "scope")
# In columns. What is asked is not longer than that, so that there is room for an answer.
_ROOM = 40


def may_edit(screen: ListScreen) -> bool:
    """Whether the file is one that a reader edits; says what to do where it is not."""
    try:
        editing.require_editable(screen.host.workspace.whole)
    except DossierError:
        # Shorter than the error: what to do must fit a line of 80 columns.
        sample = samples.name_of(screen.host.workspace.whole.path)
        if sample is not None:
            how = f"kursk-tui --sample {sample} copy FILE makes it yours"
            screen.say(f"a sample is for reading; {how}", look="error")
        else:
            copy = "kursk-tui copy FILE makes one of your own"
            screen.say(f"this dossier ships with the program; {copy}", look="error")
        return False
    return True


def open_form(screen: ListScreen, filling: RecordFilling) -> None:
    """Show a form over a screen, which is told what became of it."""
    from kursk_tui.tui.screens.claiming import RecordScreen

    screen.app.push_screen(RecordScreen(screen.host, filling, screen.say))


class Shaping:
    """The commands on the record at the cursor, claims left aside.

    `look` tells it, None where there is none; `missing` then says where one is.
    """

    def __init__(
        self, screen: ListScreen, look: Callable[[], Facet | None], missing: Callable[[], str]
    ) -> None:
        self._screen, self._look, self._missing = screen, look, missing
        self._workspace = screen.host.workspace

    def do_edit(self) -> None:
        """The record at the cursor as a form."""
        facet = self._of(tuple(TABLES), "edit it")
        if facet is None or not may_edit(self._screen):
            return
        from kursk_tui.tui.screens.claiming import ClaimFilling, SourceFilling, TableFilling

        space = self._workspace
        filling: RecordFilling
        if facet.kind == "claim":
            filling = ClaimFilling(space, space.whole.claims[facet.id].source, facet.id)
        elif facet.kind == "source":
            filling = SourceFilling(space, facet.id, self._screen.key)
        else:
            filling = TableFilling(space, TABLES[facet.kind], facet.id)
        open_form(self._screen, filling)

    def add(self, table: str, given: Draft) -> None:
        """A new record of a table, of which something is given."""
        if may_edit(self._screen):
            from kursk_tui.tui.screens.claiming import TableFilling

            open_form(self._screen, TableFilling(self._workspace, table, None, given))

    def do_retract(self) -> None:
        """Delete the record at the cursor where nothing names it; else say what does."""
        facet = self._of(tuple(kind for kind in TABLES if kind != "claim"), "delete it")
        if facet is None or not may_edit(self._screen):
            return
        screen, dossier, table = self._screen, self._workspace.whole, TABLES[facet.kind]
        found = users(dossier, (table, facet.id))
        row = dossier.raw_rows(table)[facet.id]
        sort = sort_of(table, row)
        if found:
            named = f"not deleted: {uses_text(dossier, found)} {_verb(len(found))} this {sort}"
            merge = f"{screen.key('merge')} merges it into another"
            screen.say(f"{named}; {merge}" if facet.kind in MERGED else named)
            return
        label = f' delete the {sort} "{_cut(name_of_row(row))}"? (y): '
        screen.ask(label, Answers(done=lambda answer: self._delete(facet, answer)))

    def _delete(self, facet: Facet, answer: str | None) -> None:
        screen, table = self._screen, TABLES[facet.kind]
        if (answer or "").strip().casefold() not in ("y", "yes"):
            screen.say("nothing is deleted")
            return
        try:
            dossier = self._workspace.whole.reload()
            sort = sort_of(table, dossier.raw_rows(table)[facet.id])
            what = f"deleted {facet.id}, a {sort}"
            changes = removed(dossier, table, facet.id)
            editing.make(dossier, changes, what, author=self._workspace.author)
        except DossierError as error:
            screen.say(screen.told("not deleted", error), look="error")
        except KeyError:
            screen.say("somebody else has deleted it meanwhile")
        else:
            screen.host.edited()
            screen.say(f"{what}; {screen.key('undo')} undoes that")

    def do_merge(self) -> None:
        """Ask which other record the one at the cursor is really."""
        facet = self._of(MERGED, "merge it into another")
        if facet is None or not may_edit(self._screen):
            return
        dossier, table = self._workspace.whole, TABLES[facet.kind]
        into = dossier.raw_rows(table)[facet.id].get("merged_into")
        if into is not None:
            self._screen.say(f"{facet.id} is merged into {into} already")
            return
        from kursk_tui.tui.screens.claiming import ReshapingFilling

        open_form(self._screen, ReshapingFilling(self._workspace, table, facet.id))

    def do_split_agent(self) -> None:
        """Make an agent of its own of another name of the one at the cursor."""
        facet = self._of(("agent",), "split another agent off")
        if facet is None or not may_edit(self._screen):
            return
        agent = self._workspace.whole.agents[facet.id]
        if not agent.aliases:
            edit = self._screen.key("edit")
            told = f"{_cut(agent.name)} has no other name that could be split off"
            self._screen.say(f"{told}; {edit} gives it one")
            return
        from kursk_tui.tui.screens.claiming import ReshapingFilling

        marked = self._screen.host.marked.of("claim")
        open_form(self._screen, ReshapingFilling(self._workspace, "agents", facet.id, marked))

    def _of(self, kinds: tuple[str, ...], what: str) -> Facet | None:
        """The record at the cursor where it is of some kinds; else a line says what is missing."""
        facet = self._look()
        raw_rows = self._workspace.whole.raw_rows
        # It may have been taken out meanwhile, and the list not drawn anew.
        if facet and facet.kind in kinds and facet.id in raw_rows(TABLES[facet.kind]):
            return facet
        self._screen.say(f"{self._missing()} to {what}")
        return None


def _verb(count: int) -> str:
    return "names" if count == 1 else "name"


def _cut(name: str) -> str:
    return name if len(name) <= _ROOM else name[: _ROOM - 1] + "…"
