"""A bad line at night, a large dossier: every budget beside what is measured.

    python -m tests.benchmarks.night [--claims CLAIMS] [--runs RUNS]

Prints a table (action, budget, measured) of three kinds: what large dossiers cost, against a
bare Textual application, against decoding the same file alone, and against VisiData with the
same file where it is installed; what each action writes to the terminal; and how soon it has
arrived on a line of 64 kbit/s with a round trip of 150 ms. The budgets that are times are held
nowhere else: run this on a quiet machine. Medians of several runs; nothing here passes or fails.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

from tests.benchmarks.make_dossier import make
from tests.tui.measured import BUDGETS, OVER_SSH, session
from tests.tui.terminal import Terminal

BARE = """
from textual.app import App
from textual.widgets import DataTable, Static
class Bare(App):
    CSS = "DataTable { height: 1fr; }"
    def compose(self):
        yield DataTable()
        yield Static("ready")
    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("a", "b")
        for n in range(100):
            table.add_row(str(n), "row")
    def key_q(self):
        self.exit()
Bare().run()
"""
DECODE = "import json, sys; json.loads(open(sys.argv[1], 'rb').read())"
SMALL = 100
FAST_KEY_MS = 50
MEMORY_TIMES = 8
LINE_BYTES, ROUND_TRIP = 8_000, 0.150


def row(action: str, budget: str, measured: str) -> None:
    """Print a line of the table."""
    print(f"{action:48}{budget:>24}{measured:>20}", flush=True)


class Watched(Terminal):
    """A program whose start and answers are timed, and whose memory is looked at."""

    def __init__(self, command: Sequence[str], environ: Mapping[str, str]) -> None:
        self.began = time.monotonic()
        super().__init__([], program=[*command], environ=environ)

    def until(self, text: str) -> float:
        """Seconds from the start until a text is on the screen."""
        self.wait(lambda: any(text in line for line in self.lines), text)
        return time.monotonic() - self.began

    def answer(self, key: str, quiet: float = 0.25) -> float:
        """Seconds from a key to the last of what it wrote."""
        sent, before = time.monotonic(), self.received
        self.send(key)
        while self.read(30.0 if self.received == before else quiet):
            pass
        return self.arrived - sent


def repeated(runs: int, once: Callable[[], dict[str, float]]) -> dict[str, float]:
    """Medians of what several runs measured."""
    found = [once() for _ in range(runs)]
    return {name: median(f[name] for f in found) for name in found[0]}


def opened(path: Path, environ: Mapping[str, str], first: str, text: str) -> dict[str, float]:
    """Open a dossier and use it: seconds of the first screen, until ready, and of keys."""
    command = [sys.executable, "-m", "kursk_tui", "-d", str(path)]
    with Watched(command, environ) as program:
        found = {"paint": program.until(first), "ready": program.until("2 CLAIMS")}
        # Until what is made ready behind the screen is there.
        program.quiet(5.0)
        program.send("2")
        program.quiet()
        for name, key in (("row", "j"), ("page", " ")):
            times = []
            for _ in range(3):
                times.append(program.answer(key, 0.04))
                program.quiet()
            found[name] = median(times)
        program.send("/")
        program.quiet()
        found["typed"] = 0.0
        for character in text:
            found["typed"] = max(found["typed"], program.answer(character, 0.04))
            # What the detail then shows is no part of the answer to the next.
            program.quiet()
        program.send("escape")
        program.quiet()
        program.send("1")
        program.quiet()
        found["drill"] = program.answer("enter", 0.04)
        found["memory"] = program.peak()
        program.quiet()
        program.send("q")
        program.wait_exit()
    return found


def sizes(folder: Path, claims: int, runs: int) -> None:
    """Print what a large dossier costs."""
    small, large = make(folder, SMALL), make(folder, claims)
    environ = {"HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}
    size = large.stat().st_size

    def bare() -> dict[str, float]:
        with Watched([sys.executable, "-c", BARE], environ) as program:
            found = {"paint": program.until("ready"), "row": program.answer("j", 0.04)}
            program.send("q")
            program.wait_exit()
        return found

    def decoded() -> dict[str, float]:
        start = time.monotonic()
        subprocess.run([sys.executable, "-c", DECODE, str(large)], check=True)
        return {"all": time.monotonic() - start}

    base, alone = repeated(runs, bare), repeated(runs, decoded)["all"]
    few = repeated(runs, lambda: opened(small, environ, "2 CLAIMS", "s5"))

    def new_to_it() -> dict[str, float]:
        with tempfile.TemporaryDirectory() as kept:
            return opened(large, {**environ, "XDG_CACHE_HOME": kept}, "Reading", "s5")

    new = repeated(runs, new_to_it)
    opened(large, environ, "Reading", "s")  # kept from now on
    known = repeated(runs, lambda: opened(large, environ, "kursk", "s5"))
    row(f"-- {claims:,} claims, {size / 1e6:.0f} MB; decoding alone", "", f"{alone:.2f} s")
    row("a bare Textual application: first screen", "", f"{base['paint']:.2f} s")
    row("first screen, times that of 100 claims", "1.0", f"{new['paint'] / few['paint']:.2f}")
    row("first screen, times the bare application", "", f"{new['paint'] / base['paint']:.2f}")
    allowed = 2 * alone + few["ready"]
    for name, found in (("first opening", new), ("opened before", known)):
        share = f"{found['ready']:.2f} s, {found['ready'] / allowed:.2f}"
        row(f"ready, {name}", f"{allowed:.2f} s, 1.0", share)
    row("a row, times that of 100 claims", "1.0", f"{known['row'] / few['row']:.2f}")
    row("a page, times that of 100 claims", "1.0", f"{known['page'] / few['page']:.2f}")
    row("a row, times the bare application", "", f"{known['row'] / base['row']:.2f}")
    for name, what in (("typed", "a character in /, at worst"), ("drill", "drill")):
        for when, found in (("first opening", new), ("opened before", known)):
            row(f"{what}, {when}", f"{FAST_KEY_MS} ms", f"{found[name] * 1000:.0f} ms")
    for when, found in (("first opening", new), ("opened before", known)):
        row(f"memory, times the file, {when}", f"{MEMORY_TIMES}", f"{found['memory'] / size:.1f}")
    _visidata(large, environ, runs, new)


def _visidata(path: Path, environ: Mapping[str, str], runs: int, ours: dict[str, float]) -> None:
    program = shutil.which("vd")
    if program is None:
        row("VisiData with the same file", "", "not installed")
        return

    def once() -> dict[str, float]:
        with Watched([program, "--overwrite=n", str(path)], environ) as terminal:
            # The names of the tables stand at the top once the file is decoded.
            found = {"ready": terminal.until("agents")}
            terminal.send("q", "q", "q")
        return found

    theirs = repeated(runs, once)["ready"]
    row("ready, times VisiData", "", f"{ours['ready'] / theirs:.2f}")


def bytes_written() -> None:
    """Print what each action writes, beside its budget."""
    row("-- bytes for an action, 80x24, shipped dossier", "", "")
    for name, written in session(held=True).items():
        row(name.replace("_", " "), str(BUDGETS[name]), str(written))


class SlowLine(Terminal):
    """A terminal at the end of a line that carries so many bytes a second, and no more.

    Read from as slowly as the line would, so that what does not fit waits before it, as it does
    behind a server; the round trip is added to what is measured.
    """

    def read(self, seconds: float) -> bool:
        """Take what the line carries in a twentieth of a second, and let that time pass."""
        self.most_read = LINE_BYTES // 20
        before = self.received
        took = super().read(seconds)
        time.sleep((self.received - before) / LINE_BYTES)
        self.arrived += (self.received - before) / LINE_BYTES
        return took


def slow_line() -> None:
    """Print how soon things have arrived on a slow line."""
    row("-- a line of 64 kbit/s, round trip 150 ms", "", "")

    def settled(terminal: SlowLine, began: float, quiet: float = 0.4) -> float:
        terminal.quiet(quiet)
        return terminal.arrived - began + ROUND_TRIP

    began = time.monotonic()
    with SlowLine([], environ=OVER_SSH) as terminal:
        terminal.wait_for("q quit")
        row("start", "3.0 s", f"{settled(terminal, began):.2f} s")
        terminal.send("2")
        terminal.quiet()
        times = []
        for _ in range(5):
            began = time.monotonic()
            terminal.send("j")
            times.append(settled(terminal, began))
        row("a row with its detail", "300 ms", f"{median(times) * 1000:.0f} ms")
        for _ in range(45):
            os.write(terminal.master, b"j")
            until = time.monotonic() + 1 / 30
            while (left := until - time.monotonic()) > 0:
                terminal.read(left)
        row("a key held for 1.5 s, after its release", "1.0 s", f"{settled(terminal, until):.2f} s")
        terminal.send("q")
        terminal.wait_exit()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Budgets beside what is measured.")
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    row("action", "budget", "measured")
    with tempfile.TemporaryDirectory() as name:
        sizes(Path(name), arguments.claims, arguments.runs)
        os.environ.update(HOME=name, XDG_DATA_HOME=name, XDG_CONFIG_HOME=name)
        bytes_written()
        slow_line()


if __name__ == "__main__":
    main()
