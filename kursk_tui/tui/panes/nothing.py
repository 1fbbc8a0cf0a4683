"""What a pane without rows says: what to press, in a dossier that is empty and in a narrow view."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.tui.display import Display, Line

Key = Callable[[str], str]

_TABLES = {"timeline": "events", "claims": "claims", "sources": "sources", "agents": "agents"}
# How a dossier is begun: commands, in the order in which somebody new needs them.
BEGINNING = {
    "import": "takes an article or a table in, from a file or an address",
    "add-document": "adds a document by hand",
    "dossiers": "lists other dossiers, and samples to look at",
    "help": "shows every key",
}


def nothing_in(pane: str, whole: Dossier, key: Key) -> str:
    """What a pane of the explorer says where the view leaves it no row.

    `pane` is its name, `agents` where it shows these; `whole` the dossier without a lens.
    """
    if pane == "detail":
        return f"the pane with the keys has no row; {key('next-pane')} goes to the next pane"
    if getattr(whole, _TABLES[pane]):
        return f"nothing in this view; {key('back')} goes back, {key('all')} shows everything"
    take_in = f"{key('import')} takes an article or a table in"
    return {
        "timeline": f"no events yet: a claim names them; {take_in}",
        "claims": f"no claims yet: {take_in}, {key('add')} adds one to a document by hand",
        "sources": f"no documents yet: {take_in}, {key('add-document')} adds one by hand",
        "agents": "no agents yet: they come with documents and claims",
    }[pane]


class BeginningModel:
    """The overview of a dossier without claims: the keys that begin it, by their commands."""

    sorts: Sequence[str] = ()

    def __init__(self, door: Display, whole: Dossier, key: Key) -> None:
        self._door, self._key = door, key
        names = [measure.name for measure in whole.measures.values()]
        self._counted = ", ".join(names)

    def ids(self) -> Sequence[str]:
        """Commands; below them what is counted, if anything is."""
        return [*BEGINNING, *(("measures",) if self._counted else ())]

    def row(self, item: str, width: int) -> Line:
        """A key and what it does."""
        if item == "measures":
            text = self._door.fit(f"counted here: {self._counted}", width)
            return [(text, "dim")]
        return [(self._door.pad(self._key(item), 6), "key"), (BEGINNING[item], "")]

    def words(self, item: str) -> str:
        """The text of the line."""
        return BEGINNING.get(item, self._counted).casefold()

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """As listed."""
        return (list(self.ids()).index(item),)
