"""How long headless look-ups take, from the start of the process to its end.

    python -m tests.benchmarks.lookups [--claims CLAIMS] [--rounds ROUNDS]

On the shipped dossier as ratios to a bare `python -c pass`; on a large one, made from a fixed
seed, as ratios to `jq` with the same filter on the same file: with no cache yet, with one, and
with it switched off. Medians of several runs. Nothing here passes or fails.

`jq` gets the lighter work: it prints rows as they stand in the file, where a look-up works out
moments and intervals, and for `find` it reads statements alone, where that reads all words of
all records and the names of whatever they refer to.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

from kursk_tui.store import files
from tests.benchmarks.disagreements import CLAIMS, SOURCES, generate

ROUNDS = 5
# Short runs are cheap to repeat, and the machine's moods weigh more on them.
SHORT_ROUNDS = 25
BUDGET = 6

PYTHON = (sys.executable, "-c")
RUN = (*PYTHON, "import sys; from kursk_tui.main import main; sys.exit(main())")

SHIPPED = (
    ("claims", "--measure", "casualties", "--format", "jsonl"),
    ("claim", "ki-2025-02-27.5", "--format", "plain"),
    ("find", "museum", "--format", "plain"),
)
# The look-up, and what jq is asked for.
LARGE = (
    (
        ("claims", "--measure", "m1-2", "--format", "jsonl"),
        '.claims[] | select(.measure == "m1-2")',
    ),
    (("claim", "s5.5", "--format", "plain"), '.claims[] | select(.id == "s5.5")'),
    (
        ("find", "statement 77", "--format", "plain"),
        '.claims[] | select(.statement | ascii_downcase | contains("statement 77"))',
    ),
)


def environment(home: Path) -> dict[str, str]:
    """An environment with a home of its own, in which modules are compiled once, as installed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    for name in ("KURSK_TUI_CACHE", "KURSK_TUI_DOSSIER", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        kept.pop(name, None)
    return {
        **kept,
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "PYTHONPYCACHEPREFIX": str(home / "compiled"),
    }


def seconds(
    command: tuple[str, ...],
    environ: Mapping[str, str],
    rounds: int,
    before: Callable[[], object] = lambda: None,
) -> float:
    """The median time of a command. Raises CalledProcessError where it fails."""
    times = []
    for _ in range(rounds):
        before()
        start = time.perf_counter()
        subprocess.run(command, env=environ, stdout=subprocess.DEVNULL, check=True)
        times.append(time.perf_counter() - start)
    return median(times)


def shipped(environ: Mapping[str, str]) -> None:
    """Print look-ups on the shipped dossier."""
    bare = (*PYTHON, "pass")
    for command in (bare, *((*RUN, *words) for words in SHIPPED)):
        seconds(command, environ, 1)  # compiled from now on
    start = seconds(bare, environ, SHORT_ROUNDS)
    print(f"shipped dossier{'':25}{'ms':>9}   times python -c pass (budget {BUDGET})")
    print(f"{'python -c pass':40}{start * 1000:9.1f}{1:9.1f}")
    for words in SHIPPED:
        took = seconds((*RUN, *words), environ, SHORT_ROUNDS)
        print(f"{' '.join(words):40}{took * 1000:9.1f}{took / start:9.1f}")


def large(home: Path, environ: Mapping[str, str], claims: int, rounds: int) -> None:
    """Print look-ups on a dossier of that many claims."""
    path = home / "large.json"
    data = generate(claims, min(SOURCES, max(4, claims // 10)))
    path.write_bytes(files.encode(data, str(path)))
    size = path.stat().st_size / 1e6
    jq = shutil.which("jq")
    print(f"\n{claims:,} claims ({size:.0f} MB){'':15}{'ms':>9}   times faster than jq")
    off = {**environ, "KURSK_TUI_CACHE": "off"}
    for words, asked in LARGE:
        command = (*RUN, "-d", str(path), *words)
        taken = seconds((jq, "-c", asked, str(path)), environ, rounds) if jq else None
        print(" ".join(words))
        print(f"  {'jq':38}{taken * 1000:9.0f}" if taken else "  jq is not installed")
        for name, environ_of, before in (
            ("no cache yet", environ, lambda: _forget(home)),
            ("cache", environ, lambda: None),
            ("cache off", off, lambda: None),
        ):
            took = seconds(command, environ_of, rounds, before)
            ratio = f"{taken / took:9.1f}" if taken else ""
            print(f"  {name:38}{took * 1000:9.0f}{ratio}")


def _forget(home: Path) -> None:
    shutil.rmtree(home / "cache", ignore_errors=True)


def main(words: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time headless look-ups.")
    parser.add_argument("--claims", type=int, default=CLAIMS, help="claims of the large dossier")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="runs on the large dossier")
    arguments = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        environ = environment(home)
        shipped(environ)
        large(home, environ, arguments.claims, arguments.rounds)


if __name__ == "__main__":
    main(sys.argv[1:])
