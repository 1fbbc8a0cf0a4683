"""Fuzzing guided by coverage: each target of `targets` for some minutes, and a table of it.

    python -m tests.hostile.fuzz [TARGET ...] [--seconds N] [--keep FOLDER]

Needs atheris (`pip install atheris`; it runs on Linux and macOS) and says so where it is not
there. Each target is a process of its own; an input that breaks a promise is kept in FOLDER, and
what was wrong with it gets a test of its own. Status 1 when anything was found.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import subprocess
import sys
import tempfile
from pathlib import Path

# A single input that takes longer than this is a finding too. The slowest sound one takes 0.2 s.
SECONDS_AN_INPUT = 20
MEMORY_MB = 3_000
LONGEST_INPUT = {"rows": 80, "notes": 80, "edtf": 40, "queries": 120}

_COVERAGE = re.compile(r"cov: (\d+) ft: (\d+)")
_RUNS = re.compile(r"stat::number_of_executed_units:\s*(\d+)|Done (\d+) runs")


def fuzz(target: str, words: list[str]) -> None:
    """Be the process of one target; never comes back."""
    import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

    with atheris.instrument_imports(include=["kursk_tui"]):
        from tests.hostile.targets import TARGETS
    atheris.Setup([sys.argv[0], *words], TARGETS[target])
    atheris.Fuzz()


def run(target: str, seconds: int, kept: Path) -> tuple[str, ...]:
    """Fuzz one target and return its row: name, runs, edges reached, inputs found."""
    from tests.hostile.targets import seeds

    found = kept / target
    found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds(target)):
            (Path(corpus) / f"seed-{number}").write_bytes(seed)
        words = [
            *(corpus, f"-max_total_time={seconds}", f"-artifact_prefix={found}/"),
            *(f"-timeout={SECONDS_AN_INPUT}", f"-rss_limit_mb={MEMORY_MB}"),
            *(f"-max_len={LONGEST_INPUT.get(target, 20_000)}", "-print_final_stats=1"),
        ]
        command = [sys.executable, "-m", "tests.hostile.fuzz", "--be", target, "--", *words]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    (found / "log.txt").write_text(done.stdout + done.stderr, "utf-8")
    said = done.stdout + done.stderr
    covered = _COVERAGE.findall(said)
    runs = _RUNS.search(said)
    count = next(filter(None, runs.groups()), "?") if runs else "?"
    inputs = [path.name for path in found.iterdir() if path.name != "log.txt"]
    failed = "" if done.returncode == 0 or inputs else f"ended with {done.returncode}"
    return target, count, covered[-1][0] if covered else "?", ", ".join(inputs) or failed or "none"


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--keep", type=Path, default=Path("fuzzed"), metavar="FOLDER")
    parser.add_argument("--be", help=argparse.SUPPRESS)
    if "--be" in sys.argv:
        at = sys.argv.index("--be")
        fuzz(sys.argv[at + 1], sys.argv[at + 3 :])
    given = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        print("atheris is not installed: pip install atheris; nothing was fuzzed", file=sys.stderr)
        return 2
    from tests.hostile.targets import TARGETS

    unknown = [target for target in given.targets if target not in TARGETS]
    if unknown:
        parser.error(f"no target {unknown[0]!r}: there are {', '.join(TARGETS)}")
    print(f"{'target':<10} {'runs':>9} {'edges':>6}  found ({given.seconds} s each)")
    has_found = False
    for target in given.targets or TARGETS:
        name, runs, edges, found = run(target, given.seconds, given.keep)
        print(f"{name:<10} {runs:>9} {edges:>6}  {found}", flush=True)
        has_found = has_found or found != "none"
    return int(has_found)


if __name__ == "__main__":
    sys.exit(main())
