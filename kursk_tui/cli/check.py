"""`kursk-tui check`: every problem of a dossier's file."""

from __future__ import annotations

import argparse
import os
import sys

from kursk_tui.dossier.check import check_file
from kursk_tui.dossier.errors import DossierError
from kursk_tui.dossier.paths import dossier_path


def run_check(arguments: argparse.Namespace) -> int:
    """Print one line a problem; returns 0 for a sound file and 2 for any other."""
    try:
        path = os.fspath(arguments.file) if arguments.file else dossier_path(arguments.dossier)
    except DossierError as error:
        print(f"kursk-tui: {error}", file=sys.stderr)
        return 2
    problems = check_file(path)
    for problem in problems:
        print(problem.text(path))
    count = len(problems)
    if count:
        print(f"{path}: {count} problem{'s' if count > 1 else ''}", file=sys.stderr)
        return 2
    print(f"{path}: sound")
    return 0
