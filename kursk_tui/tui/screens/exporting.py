"""Writing what is in view to a file: the same exports as the headless ones, by the file's name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from kursk_tui.analysis.disagreements.folds import Fold
from kursk_tui.model.text import plural
from kursk_tui.store.errors import DossierError
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.widgets.prompt import Answers

# By the end of a file's name: what it gets.
KINDS = {
    ".md": "report",
    ".csv": "csv",
    ".json": "data",
    ".jsonld": "annotations",
    ".svg": "picture",
    ".dot": "graph",
}


class Exporting:
    """A part of a screen that can write what it shows.

    `exports` tells what there is to write, by kind; a text is made only when it is asked for.
    """

    def __init__(
        self, screen: ListScreen, exports: Callable[[], dict[str, Callable[[], str]]]
    ) -> None:
        self._screen, self._exports = screen, exports

    def do_export(self) -> None:
        """Ask for a file; its ending says what is written."""
        found = self._exports()
        endings = ", ".join(ending for ending, kind in KINDS.items() if kind in found)
        self._screen.ask(
            f" write to a file ({endings}; end it with ! to replace one): ",
            Answers(done=self._to),
        )

    def _to(self, answer: str | None) -> None:
        name = (answer or "").strip()
        if not name:
            return
        force = name.endswith("!")
        path = Path(name.removesuffix("!").strip()).expanduser()
        found = self._exports()
        kind = KINDS.get(path.suffix.lower(), "")
        if kind not in found:
            endings = ", ".join(ending for ending, k in KINDS.items() if k in found)
            self._screen.say(
                f"nothing written: {path.name} ends in none of {endings}", look="error"
            )
            return
        self._screen.slowly(partial(self._write, kind, found[kind], path, force), "export")

    def _write(self, kind: str, make: Callable[[], str], path: Path, force: bool) -> None:
        from kursk_tui.export.writing import NameTakenError, write

        text = make()
        try:
            write(str(path), text, force=force)
        except DossierError as error:
            if isinstance(error, NameTakenError):
                error.hint = "put ! behind its name to replace it, or give another name"
            self._screen.say(f"nothing written: {error}", look="error")
            return
        self._screen.say(f"written: {kind}, {plural(text.count(chr(10)), 'line')}, to {path}")


def of_dossier(context: Context) -> dict[str, Callable[[], str]]:
    """What can be written of the dossier as it is seen."""

    def data() -> str:
        from kursk_tui.export import dataset

        return dataset.encode(dataset.dataset(context.dossier))

    def annotations() -> str:
        from kursk_tui.export import dataset, webannotation

        return dataset.encode(webannotation.annotations(context.dossier))

    return {"data": data, "annotations": annotations}


def claims_csv(context: Context) -> str:
    """The claims in view as a spreadsheet."""
    from kursk_tui.export.spreadsheet import to_csv
    from kursk_tui.export.tables import claims_table

    return to_csv(*claims_table(context.dossier, context.links, context.view.claims))


def pairs_csv(context: Context, folds: Iterable[Fold]) -> str:
    """Disagreements as a spreadsheet."""
    from kursk_tui.export.spreadsheet import to_csv
    from kursk_tui.export.tables import pairs_table

    return to_csv(*pairs_table(context.dossier, folds))


def report(context: Context) -> str:
    """A report on the event or the measure that the view is narrowed to, else on everything."""
    from kursk_tui.export import report as reports

    for kind, identifier in reversed(context.view.facets):
        if kind == "event":
            return reports.event_report(context.dossier, context.links, identifier)
        if kind == "measure":
            return reports.measure_report(context.dossier, context.links, identifier)
    return reports.dossier_report(context.dossier, context.links)
