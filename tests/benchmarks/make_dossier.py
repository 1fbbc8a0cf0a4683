"""Write dossiers of a given size, always the same ones.

    python -m tests.benchmarks.make_dossier FOLDER [CLAIMS ...]

Writes FOLDER/CLAIMS.json for each number of claims (by default 1000, 10000 and 100000), with
10,000 sources, or a tenth of the claims where those are fewer than 100,000.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from kursk_tui.store import files
from tests.benchmarks.disagreements import SOURCES, generate

SIZES = (1_000, 10_000, 100_000)


def make(folder: Path, claims: int) -> Path:
    """Write a dossier of that many claims, unless it is there; returns its file."""
    path = folder / f"{claims}.json"
    if not path.exists():
        data = generate(claims, min(SOURCES, max(4, claims // 10)))
        path.write_bytes(files.encode(data, str(path)))
    return path


def main() -> None:
    """Write them and print their names."""
    parser = argparse.ArgumentParser(description="Write dossiers of a given size.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("claims", type=int, nargs="*", default=SIZES)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for claims in arguments.claims:
        print(make(arguments.folder, claims))


if __name__ == "__main__":
    main()
