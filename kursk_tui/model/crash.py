"""What is said of a fault of the program: a traceback that is safe to look at, and what to do.

No value of any variable is printed. What the exception itself says may quote a file, so every
line goes through `visible`, and a long one is cut.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from kursk_tui.model.text import visible

# The status that sysexits.h calls EX_SOFTWARE.
STATUS = 70

_LONGEST = 400
_FRAMES = 60
_ADVICE = (
    "this is a fault in the program, which has ended. Nothing that you kept is lost:",
    "flags, notes and edits are written at once. Only what you were typing is gone.",
    "Start it again; to report the fault, send the lines above with what this prints:",
    "kursk-tui doctor",
)


def crash_report(error: BaseException, environ: Mapping[str, str] = os.environ) -> str:
    """The report of an exception, with the paths of the home folder cut short; ends a line."""
    lines = [*_traceback(error, environ.get("HOME", "")), ""]
    lines += [f"kursk-tui: {line}" for line in _ADVICE]
    return "\n".join(lines) + "\n"


def _traceback(error: BaseException, home: str) -> Iterator[str]:
    from traceback import TracebackException

    told = TracebackException.from_exception(error, limit=-_FRAMES, capture_locals=False)
    for text in told.format():
        for line in text.splitlines():
            shown = visible(line.replace(f"{home}/", "~/") if len(home) > 1 else line)
            yield shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]} ..."
