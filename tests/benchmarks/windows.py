"""How long windows of lists take from a derived index, and what building it takes.

    python -m tests.benchmarks.windows [CLAIMS ...]

For dossiers of each size, made from a fixed seed: the building as a ratio to opening the dossier
(decoding and checking it, no cache), the index's size as a ratio to the file's, and each question
as a ratio to the same one asked of the smallest. Medians of several runs; the memory is that of a
process that only asks (Linux). Nothing here passes or fails.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.holding import Facet, Kind, Selection
from kursk_tui.dossier.sqlite.build import build
from kursk_tui.dossier.sqlite.engine import SqliteHolding
from tests.benchmarks.make_dossier import make

SIZES = (1_000, 100_000)
ROUNDS = 25
WINDOW = 50
ALONE = "--ask-alone"


def page(kind: Kind, *facets: Facet, word: str = "") -> Callable[[SqliteHolding], object]:
    """A question: the first window of a list, with its records."""
    selection = Selection(facets, (word,) if word else ())

    def ask(holding: SqliteHolding) -> object:
        return holding.claims.many(holding.listing(kind, selection).page(None, WINDOW).ids)

    return ask


QUESTIONS: dict[str, Callable[[SqliteHolding], object]] = {
    "first window": page("claims"),
    "of an event": page("claims", Facet("event", "release-1172")),
    "documents of an event": page("sources", Facet("event", "release-1172")),
    "a letter": page("claims", word="a"),
    "a rare word": page("claims", word="statement 77"),
    "a word that is nowhere": page("claims", word="zzzz"),
    "how many there are": lambda holding: holding.listing("claims").count(),
}


def reading(path: Path) -> SqliteHolding:
    """An index, to be read alone."""
    return SqliteHolding(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True))


def asked(path: Path) -> dict[str, float]:
    """The seconds that each question takes of an index that was just opened."""
    found = {}
    for name, ask in QUESTIONS.items():
        took = []
        for _ in range(ROUNDS):
            holding = reading(path)
            start = time.perf_counter()
            ask(holding)
            took.append(time.perf_counter() - start)
        found[name] = median(took)
    return found


def alone(path: Path) -> float:
    """The megabytes that a process takes which asks all questions and holds nothing else."""
    command = (sys.executable, "-m", "tests.benchmarks.windows", ALONE, str(path))
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Time windows of lists.")
    parser.add_argument("claims", type=int, nargs="*", default=SIZES)
    parser.add_argument(ALONE, type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.ask_alone is not None:
        holding = reading(arguments.ask_alone)
        for ask in QUESTIONS.values():
            ask(holding)
        # What `getrusage` tells is what the process had before it was this one, too.
        status = Path("/proc/self/status").read_text().split()
        print(int(status[status.index("VmHWM:") + 1]) / 1e3)
        return
    os.environ["KURSK_TUI_CACHE"] = "off"
    least: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for claims in arguments.claims:
            source = make(Path(folder), claims)
            start = time.perf_counter()
            dossier = Dossier.open(source)
            opened = time.perf_counter() - start
            path = Path(folder) / f"{claims}.sqlite"
            database = sqlite3.connect(path)
            start = time.perf_counter()
            build(dossier, database)
            built = time.perf_counter() - start
            database.close()
            ratio = path.stat().st_size / source.stat().st_size
            print(f"{claims:,} claims: built in {built / opened:.1f} x opening", end="")
            print(f", {ratio:.1f} x the file")
            del dossier
            print(f"  a process that asks takes {alone(path):.0f} MB")
            for name, took in asked(path).items():
                least.setdefault(name, took)
                print(
                    f"  {name:24s} {1000 * took:8.2f} ms  {took / least[name]:6.1f} x the smallest"
                )


if __name__ == "__main__":
    main()
