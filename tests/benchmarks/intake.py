"""How well the rules of intake propose what a curator coded. Nothing here passes or fails.

    python -m tests.benchmarks.intake --pages FILE --texts DIR [--pages FILE --texts DIR] [-v]
    python -m tests.benchmarks.intake --texts DIR [--hold-out ID ...] [-v]

With --pages: annotated pages of any event, in groups; each file goes with the --texts at its
place. --closed prints totals alone, for pages on which no rule may be written.

Without: the documents of the shipped dossier. Those that are held out are counted apart: no
rule was written on them, and -v prints nothing of them but their totals.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.dossier.texts import Texts
from tests.benchmarks import annotated
from tests.benchmarks.scoring import Score, score, table, total


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table of scores."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--texts", required=True, type=Path, action="append", help="folder with the copies"
    )
    parser.add_argument("--pages", type=Path, action="append", help="file of annotations")
    parser.add_argument("--closed", action="store_true", help="print totals alone")
    parser.add_argument("--hold-out", nargs="*", default=["joongang-2026-02-10"], metavar="ID")
    parser.add_argument("--only", nargs="*", default=None, metavar="ID")
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args(arguments)
    if options.pages:
        if len(options.pages) != len(options.texts):
            parser.error("each --pages needs its --texts")
        found = annotated.pages(zip(options.pages, options.texts, strict=True))
        results = [annotated.read(page) for page in found]
        annotated.print_all(results, verbose=options.verbose, closed=options.closed)
        return
    dossier = Dossier.open(default_path())
    texts = Texts.attach(dossier, options.texts[0])
    written_on: list[Score] = []
    held_out: list[Score] = []
    for id in dossier.sources:
        paragraphs = texts.paragraphs(id)
        if paragraphs is None or (options.only is not None and id not in options.only):
            continue
        group = held_out if id in options.hold_out else written_on
        group.append(score(dossier, id, paragraphs))
    print_table([*written_on, total(written_on, "total, rules written on them")])
    if held_out:
        print()
        print_table([*held_out, total(held_out, "total, held out")])
    if options.verbose:
        for each in written_on:
            print_details(each)


def print_table(scores: Sequence[Score]) -> None:
    """Print scores in columns."""
    rows = table(scores)
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))


def print_details(each: Score) -> None:
    """Print what was missed, what was proposed in vain, and which fields are wrong."""
    print(f"\n{each.source}")
    for id in each.misses:
        print(f"  missed       {id}")
    for proposal in each.false_alarms:
        print(
            f"  false alarm  paragraph {proposal.paragraph}: {proposal.figure.written!a}"
            f" {proposal.measure}"
        )
    for wrong in each.wrong:
        print(f"  {wrong.field:<11}  {wrong.claim}: {wrong.proposed}, not {wrong.curated}")


if __name__ == "__main__":
    main()
