"""The entry point: reads the command line and starts the explorer or a headless command."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run `kursk-tui` with arguments; returns the exit status (0 found, 1 nothing, 2 bad)."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["__complete"]:
        # What the shells' completion scripts ask; no part of what is documented for people.
        from kursk_tui.cli.complete import run_complete

        return run_complete(words[1:])
    from kursk_tui.cli.parser import build_parser

    arguments = build_parser().parse_args(words)
    if arguments.version:
        from importlib.metadata import version

        print(f"kursk-tui {version('kursk-tui')}")
        return 0
    from importlib import import_module

    module, _, name = arguments.run.partition(":")
    run: Callable[..., int] = getattr(import_module(module), name)
    if arguments.command in (None, "open"):
        return run(arguments)
    return _headless(run, arguments)


def _headless(run: Callable[..., int], arguments: object) -> int:
    """Run a headless command: errors in one line, and quiet when nobody reads on."""
    from kursk_tui.dossier.errors import DossierError
    from kursk_tui.dossier.naming import UseError
    from kursk_tui.model.dates import DateError
    from kursk_tui.model.text import visible

    try:
        status = run(arguments)
        sys.stdout.flush()
    except (DossierError, UseError, DateError) as error:
        for line in str(error).splitlines():
            print(f"kursk-tui: {visible(line)}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read the other end has seen enough; Python would complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return status


if __name__ == "__main__":
    sys.exit(main())
