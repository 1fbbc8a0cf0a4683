"""The entry point: reads the command line and starts the explorer or a headless command."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run `kursk-tui` with arguments; returns the exit status (0 found, 1 nothing, 2 bad)."""
    from kursk_tui.cli.parser import build_parser

    arguments = build_parser().parse_args(argv)
    if arguments.version:
        from importlib.metadata import version

        print(f"kursk-tui {version('kursk-tui')}")
        return 0
    if arguments.command == "check":
        from kursk_tui.cli.check import run_check

        return run_check(arguments)
    if arguments.command == "notes":
        from kursk_tui.cli.notes import run_notes

        return run_notes(arguments)
    from kursk_tui.tui.run import run_explorer

    return run_explorer(arguments)


if __name__ == "__main__":
    sys.exit(main())
