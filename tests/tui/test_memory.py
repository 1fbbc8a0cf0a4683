"""Memory: what a larger dossier takes on top of a smaller one, as a multiple of its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from kursk_tui.tui import opening
from tests.benchmarks.make_dossier import make
from tests.tui.terminal import Terminal

# At most so many times the file: a budget that does not depend on how fast a machine is.
TIMES = 8
# Far apart: what two runs of one file differ by, some megabytes, must be little beside it.
FEW, MANY = 6_000, 30_000


def used(path: Path) -> int:
    """Open a dossier, search it, drill and come back; the most memory that took."""
    with Terminal(["-d", str(path)]) as terminal:
        terminal.wait_for("q quit")
        terminal.send("2", "/", *"asserted", "enter")
        terminal.quiet()
        terminal.send("1", "enter", "backspace", "d")
        # They are looked for last of all that is made behind the screen.
        terminal.wait_for("1 DISAGREEMENTS")
        terminal.quiet()
        found = terminal.peak()
        terminal.send("backspace")
        terminal.quiet()
        terminal.send("q")
        assert terminal.wait_exit() == 0
    return found


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no system that tells memory")
def test_a_larger_file_takes_no_more_than_its_share(tmp_path: Path) -> None:
    few, many = make(tmp_path, FEW), make(tmp_path, MANY)
    size = many.stat().st_size - few.stat().st_size
    assert few.stat().st_size > opening.LARGE_BYTES
    # The first time it is checked and kept, the second it is known. What the program itself and
    # a bounded list take is in both, and falls out.
    for _ in range(2):
        assert used(many) - used(few) <= TIMES * size
