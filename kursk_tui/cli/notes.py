"""`kursk-tui notes`: what two analysts do with their notebooks."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # argparse has no public name for it.
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_notes_parser(commands: Commands) -> None:
    """Add `notes` and its own commands to the commands of a parser."""
    parser = commands.add_parser(
        "notes",
        help="merge two notebooks",
        description="Work on notebooks: flags, notes, verdicts and ratings.",
    )
    actions = parser.add_subparsers(
        title="commands", metavar="COMMAND", dest="notes_command", required=True
    )
    merge = actions.add_parser(
        "merge",
        help="join two notebooks into a third",
        description=(
            "Join two notebooks without losing an entry. The order of the two does not matter, "
            "and merging again changes nothing."
        ),
    )
    merge.add_argument("a", metavar="A", help="a notebook")
    merge.add_argument("b", metavar="B", help="another notebook")
    merge.add_argument(
        "-o", "--output", metavar="C", required=True, help="the notebook to write; a new file"
    )
    merge.add_argument(
        "--force",
        action="store_true",
        help="replace C if it is a notebook of which no entry is lost (it may be A or B)",
    )


def run_notes(arguments: argparse.Namespace) -> int:
    """Merge, and say on stderr how many entries there are; returns 0, or 2 for an error."""
    # Imported here: the parser of every command is built from this module too.
    from kursk_tui.dossier.errors import DossierError
    from kursk_tui.dossier.exchange import merge
    from kursk_tui.model.text import visible

    try:
        count = merge(arguments.a, arguments.b, arguments.output, force=arguments.force)
    except DossierError as error:
        print(f"kursk-tui: {error}", file=sys.stderr)
        return 2
    entries = "1 entry" if count == 1 else f"{count} entries"
    print(f"{visible(arguments.output)}: {entries}", file=sys.stderr)
    return 0
