"""`kursk-tui check`: every problem of a dossier's file, and what is to be looked at again."""

from __future__ import annotations

import argparse
import os
import sys

from kursk_tui.dossier.paths import dossier_path
from kursk_tui.dossier.remarks import Judged, judge_file


def run_check(arguments: argparse.Namespace) -> int:
    """Print one line a problem, then one a warning; returns 0 for a sound file, 2 for any other.

    With `--strict` a file with warnings is not sound. With `--format` all are rows as of any
    command, and what there is to say of the file goes to stderr. Raises DossierError where no
    dossier can be found.
    """
    from kursk_tui.model.text import visible

    path = os.fspath(arguments.file) if arguments.file else dossier_path(arguments.dossier)
    judged = judge_file(path)
    is_bad = bool(judged.problems or (arguments.strict and judged.remarks))
    said = visible(f"{path}: {_said(judged, strict=arguments.strict)}")
    if arguments.format is not None:
        from kursk_tui.cli.listing import Column, Listing
        from kursk_tui.cli.output import print_listing
        from kursk_tui.cli.session import Session

        columns = [Column(name, name) for name in ("level", "table", "id", "field")]
        columns += [Column(name, name, wide=True) for name in ("what", "hint")]
        rows = [{"level": "error", **problem._asdict()} for problem in judged.problems]
        rows += [{"level": "warning", **remark.problem._asdict()} for remark in judged.remarks]
        print_listing(Listing(tuple(columns), rows, narration=said), Session(arguments).manner)
        return 2 if is_bad else 0
    lines = [problem.text(path) for problem in judged.problems]
    lines += [remark.text(path) for remark in judged.remarks]
    for line in lines:
        print(visible(line, ascii_only=arguments.ascii))
    print(said, file=sys.stderr if is_bad else sys.stdout)
    return 2 if is_bad else 0


def _said(judged: Judged, *, strict: bool) -> str:
    problems, remarks = len(judged.problems), len(judged.remarks)
    warnings = f"{remarks} warning{'s' if remarks > 1 else ''}"
    if problems:
        said = f"{problems} problem{'s' if problems > 1 else ''}"
        return f"{said}, {warnings}" if remarks else said
    if not remarks:
        return "sound"
    return f"{warnings}, not sound under --strict" if strict else f"sound, {warnings}"
