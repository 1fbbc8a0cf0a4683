"""`kursk-tui check`: every problem of a dossier's file."""

from __future__ import annotations

import argparse
import os
import sys

from kursk_tui.dossier.check import check_file
from kursk_tui.dossier.paths import dossier_path


def run_check(arguments: argparse.Namespace) -> int:
    """Print one line a problem; returns 0 for a sound file and 2 for any other.

    With `--format` the problems are rows as of any command, and what there is to say of the
    file goes to stderr. Raises DossierError where no dossier can be found.
    """
    from kursk_tui.model.text import visible

    path = os.fspath(arguments.file) if arguments.file else dossier_path(arguments.dossier)
    problems = check_file(path)
    count = len(problems)
    said = f"{count} problem{'s' if count > 1 else ''}" if count else "sound"
    said = visible(f"{path}: {said}")
    if arguments.format is not None:
        from kursk_tui.cli.listing import Column, Listing
        from kursk_tui.cli.output import print_listing
        from kursk_tui.cli.session import Session

        columns = [Column(name, name) for name in ("table", "id", "field")]
        columns += [Column(name, name, wide=True) for name in ("what", "hint")]
        rows = [problem._asdict() for problem in problems]
        print_listing(Listing(tuple(columns), rows, narration=said), Session(arguments).manner)
        return 2 if count else 0
    for problem in problems:
        print(visible(problem.text(path), ascii_only=arguments.ascii))
    print(said, file=sys.stderr if count else sys.stdout)
    return 2 if count else 0
