"""The entry point: reads the command line and starts the explorer or a headless command."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    import argparse


def main(argv: Sequence[str] | None = None) -> int:
    """Run `kursk-tui` with arguments; returns the exit status (0 found, 1 nothing, 2 bad)."""
    _have_streams()
    try:
        return _run(list(sys.argv[1:] if argv is None else argv))
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001
        return _fault(error)


def _run(words: list[str]) -> int:
    try:
        try:
            if words[:1] == ["__complete"]:
                # What the shells' completion scripts ask; no part of what people are told of.
                from kursk_tui.cli.complete import run_complete

                return run_complete(words[1:])
            from kursk_tui.cli.parser import EXPLORER, parse

            arguments = parse(words)
            if arguments.version:
                from importlib.metadata import version

                print(f"kursk-tui {version('kursk-tui')}")
                return 0
            if not _is_for_explorer(arguments):
                return _headless(arguments)
            if arguments.command != "tour":
                arguments.run = EXPLORER
        finally:
            # Here and not when Python ends, which would complain in its own words.
            sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the other end has seen enough.
        _drop_output(sys.stdout)
        return 0
    except OSError as error:
        print(f"kursk-tui: can't write: {error.strerror or error}", file=sys.stderr)
        _drop_output(sys.stdout)
        return 2
    try:
        return _function(arguments)(arguments)
    finally:
        _let_go()


def _let_go() -> None:
    """Write what is still to be written, or let it go nowhere: the terminal may be gone.

    Left to Python, that would change the exit status at its end.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            _drop_output(stream)


def _fault(error: Exception) -> int:
    """Say what went wrong, with no value of any variable, and what to do; returns the status."""
    from contextlib import suppress

    from kursk_tui.model.crash import STATUS, crash_report

    # The terminal may be gone too.
    with suppress(OSError, ValueError):
        sys.stderr.write(crash_report(error))
        sys.stderr.flush()
    return STATUS


def _is_for_explorer(arguments: argparse.Namespace) -> bool:
    """Whether the explorer opens: an article is taken in there where there is a terminal."""
    if arguments.command == "import":
        asks_only = arguments.what is None or arguments.list or arguments.what == "-"
        asks_only = asks_only or arguments.proposer is not None or arguments.parse is not None
        # A stream that is closed is None.
        has_terminal = all(s is not None and s.isatty() for s in (sys.stdin, sys.stdout))
        if asks_only or arguments.format is not None or not has_terminal:
            return False
        from kursk_tui.intake.tables.reading import is_table

        if is_table(arguments.what):
            return False
        from kursk_tui.intake.many.batch import is_batch

        return not is_batch(arguments.what)
    return arguments.command in (None, "open", "tour")


def _headless(arguments: argparse.Namespace) -> int:
    """Run a headless command: errors are told in a line, or two more for where in a query."""
    from kursk_tui.dossier.naming import UseError
    from kursk_tui.model.dates import DateError
    from kursk_tui.model.text import visible
    from kursk_tui.store.errors import DossierError

    try:
        return _function(arguments)(arguments)
    except (DossierError, UseError, DateError) as error:
        for line in str(error).splitlines():
            print(f"kursk-tui: {visible(line)}", file=sys.stderr)
        return error.status if isinstance(error, UseError) else 2
    finally:
        _tell_remarks()


def _tell_remarks() -> None:
    """Say what could not be kept of a change, where there was one."""
    backups = sys.modules.get("kursk_tui.store.backups")
    for remark in backups.take_remarks() if backups is not None else ():
        print(f"kursk-tui: {remark}", file=sys.stderr)


def _function(arguments: argparse.Namespace) -> Callable[[argparse.Namespace], int]:
    """What carries a command out, imported only now."""
    from importlib import import_module

    module, _, name = arguments.run.partition(":")
    function: Callable[[argparse.Namespace], int] = getattr(import_module(module), name)
    return function


def _have_streams() -> None:
    """Print to nowhere where a stream is closed, and never fail for a letter it lacks."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _drop_output(stream: TextIO) -> None:
    """Let what is still to be written go nowhere: Python would try again at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


if __name__ == "__main__":
    sys.exit(main())
