"""Writing what is in view to a file: the same exports as the headless ones, by the file's name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kursk_tui.analysis.disagreements.folds import Fold
from kursk_tui.analysis.disagreements.listing import Row, row_for
from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.selecting import known, select
from kursk_tui.model.text import plural
from kursk_tui.store.errors import DossierError
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.widgets.prompt import Answers

if TYPE_CHECKING:
    from kursk_tui.export.brief.brief import Brief

# The brief as a page and, in a file whose name begins so and ends in .md, as Markdown.
BRIEF, BRIEF_TEXT = "brief", "brief in Markdown"
# By the end of a file's name: what it gets.
KINDS = {
    ".html": BRIEF,
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
    Without it only what is marked is written.
    """

    def __init__(
        self, screen: ListScreen, exports: Callable[[], dict[str, Callable[[], str]]] = dict
    ) -> None:
        self._screen, self._exports = screen, exports

    def do_export(self) -> None:
        """Ask for a file; its ending says what is written. Of marked rows Enter takes a name."""
        marked = self._screen.host.marked
        if marked:
            found, name = of_marked(self._screen.host), free_name()
            others = " ".join(end for end in _endings(found) if end != ".csv")
            label = f" {marked.text} to a file (Enter: {name}; or {others}): "
            self._screen.ask(label, Answers(done=partial(self._to, found, name)))
            return
        found = self._exports()
        if not found:
            key = self._screen.key("mark")
            self._screen.say(f"only marked rows are exported from here; {key} marks one")
            return
        endings = ", ".join(_endings(found))
        self._screen.ask(
            f" write to ({endings}): ",
            Answers(done=partial(self._to, found, "")),
        )

    def _to(self, found: dict[str, Callable[[], str]], proposed: str, answer: str | None) -> None:
        name = answer.strip() or proposed if answer is not None else ""
        if not name:
            return
        force = name.endswith("!")
        path = Path(name.removesuffix("!").strip()).expanduser()
        kind = KINDS.get(path.suffix.lower(), "")
        if kind == "report" and BRIEF_TEXT in found and path.name.lower().startswith(BRIEF):
            kind = BRIEF_TEXT
        if kind not in found:
            endings = ", ".join(_endings(found))
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


def _endings(found: dict[str, Callable[[], str]]) -> list[str]:
    """The endings of the files that can be written; a brief is told by its name."""
    names = [f"{BRIEF}.html", f"{BRIEF}.md"] if BRIEF_TEXT in found else []
    return [*names, *(end for end, kind in KINDS.items() if kind in found and kind != BRIEF)]


def free_name() -> str:
    """`marked.csv`, or the first of `marked-2.csv` and so on that no file here has."""
    names = ("marked.csv", *(f"marked-{number}.csv" for number in range(2, 1000)))
    return next((name for name in names if not Path(name).exists()), names[0])


def marked_claims(host: Host) -> list[str]:
    """The claims that are marked, and those of marked documents, agents, events and pairs.

    As far as they are seen, in file order.
    """
    marked, workspace = host.marked, host.workspace
    wanted = set(marked.of("claim", "pair"))
    for kind in ("source", "agent", "event"):
        for id in marked.of(kind):
            facet = Facet(kind, id)
            if known(workspace.dossier, facet):
                wanted.update(select(workspace.dossier, workspace.index, (facet,)).claims)
    return [id for id in workspace.dossier.claims if id in wanted]


def marked_rows(host: Host) -> list[Row]:
    """The disagreements that are marked, as they are read now, gravest first."""
    targets = [t for t in host.marked if t.startswith(("pair:", "identity:"))]
    found = [row for row in host.workspace.disagreements.rows if row.target in targets]
    listed = {row.target for row in found}
    # What competes with a claim and agrees with it is in no list of disagreements.
    others = [row_for(host.workspace.dossier, target) for target in targets if target not in listed]
    return [*found, *(row for row in others if row is not None)]


def of_marked(host: Host) -> dict[str, Callable[[], str]]:
    """What can be written of the rows that are marked."""
    dossier, index, claims = host.workspace.dossier, host.workspace.index, marked_claims(host)
    kinds = host.marked.kinds()

    def csv() -> str:
        from kursk_tui.export.spreadsheet import to_csv
        from kursk_tui.export.tables import claims_table, pairs_table

        if kinds <= {"pair", "identity"}:
            return to_csv(*pairs_table(dossier, map(Fold, marked_rows(host))))
        return to_csv(*claims_table(dossier, index, claims))

    def claims_report() -> str:
        from kursk_tui.export import report as reports

        return reports.claims_report(dossier, index, claims)

    def data() -> str:
        from kursk_tui.export import dataset

        return dataset.encode(dataset.dataset(dossier, claims))

    def annotations() -> str:
        from kursk_tui.export import dataset, webannotation

        return dataset.encode(webannotation.annotations(dossier, claims))

    return {"report": claims_report, "csv": csv, "data": data, "annotations": annotations}


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


def pages(context: Context, left_out: str) -> dict[str, Callable[[], str]]:
    """A brief and a report on what the view is narrowed to; `left_out` is what a lens hides."""
    return {
        BRIEF: lambda: _brief(context, left_out).html(),
        BRIEF_TEXT: lambda: _brief(context, left_out).markdown(),
        "report": lambda: _report(context, left_out),
    }


def _brief(context: Context, left_out: str) -> Brief:
    from kursk_tui.export.asked import Asked
    from kursk_tui.export.brief import brief as briefs

    dossier, whole, asked = context.dossier, context.whole, Asked(left_out=left_out)
    for kind, id in reversed(context.view.facets):
        if kind == "event":
            return briefs.event_brief(dossier, context.links, id, whole=whole, asked=asked)
        if kind == "measure":
            return briefs.measure_brief(dossier, context.links, id, whole=whole, asked=asked)
    return briefs.dossier_brief(dossier, whole=whole, asked=asked)


def _report(context: Context, left_out: str) -> str:
    """A report on the event or the measure that the view is narrowed to, else on everything."""
    from kursk_tui.export import report as reports
    from kursk_tui.export.asked import Asked

    asked = Asked(left_out=left_out)
    for kind, identifier in reversed(context.view.facets):
        if kind == "event":
            return reports.event_report(context.dossier, context.links, identifier, asked)
        if kind == "measure":
            return reports.measure_report(context.dossier, context.links, identifier, asked)
    return reports.dossier_report(context.dossier, context.links, asked)
