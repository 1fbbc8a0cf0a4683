"""A web page or a PDF taken apart by a process of its own, with a limit on time and memory.

The libraries that do it parse what anybody may have written, in C and with regular expressions.
Whatever goes wrong there, an endless loop, a full memory, a crash, ends that process and becomes
one line here. It also keeps a hundred modules out of an explorer that stays open all day.

Run as a module it is that process: a line of JSON and the document come in, JSON goes out.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from kursk_tui.intake.documents.found import BROKEN, DAMAGED, Found, UnreadableError
from kursk_tui.store.errors import DossierError

# Five hundred pages of a PDF take half of it on a slow laptop.
SECONDS = 60.0
# A piece of a web page that a feed carries; the other formats are those of `reading`.
FRAGMENT = "fragment"
MEMORY_BYTES = 2_000_000_000


_STATUS_MEMORY = 3


def take_apart(
    format: str,
    raw: bytes,
    *,
    name: str,
    url: str | None,
    charset: str | None,
    seconds: float = SECONDS,
) -> Found:
    """Return what a document of a format (html, pdf, fragment) holds; `seconds` is all it may take.

    Raises DossierError: the document is damaged, encrypted or without text, takes too long or
    too much memory, or no process could be started for it.
    """
    # Loaded on use: plain text needs none of it.
    import subprocess

    request = json.dumps({"format": format, "url": url, "charset": charset, "seconds": seconds})
    # -P: what lies in the folder one happens to be in must not be imported.
    command = [sys.executable or "python3", "-P", "-m", "kursk_tui.intake.documents.sandbox"]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))}
    try:
        done = subprocess.run(
            command,
            input=request.encode() + b"\n" + raw,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environ,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        what = f"could not be read within {seconds:g} seconds"
        raise DossierError(what, path=name, hint=BROKEN) from error
    except (OSError, ValueError) as error:
        what = "no process could be started to read it"
        raise DossierError(what, path=name, hint="try again, or save it as text") from error
    return _answer(done.returncode, done.stdout, name)


def _answer(status: int, output: bytes, name: str) -> Found:
    if status == _STATUS_MEMORY:
        what = f"takes more than {MEMORY_BYTES // 1_000_000_000} GB of memory to read"
        raise DossierError(what, path=name, hint=BROKEN)
    try:
        answer: dict[str, Any] = json.loads(output) if status == 0 else {}
        if "error" in answer:
            raise DossierError(answer["error"], path=name, hint=answer["hint"])
        found: dict[str, Any] = answer["found"]
        for key in ("authors", "paragraphs", "remarks"):
            found[key] = tuple(found[key])
        return Found(**found)
    except (ValueError, TypeError, KeyError) as error:
        raise DossierError(DAMAGED, path=name, hint=BROKEN) from error


def open_up(format: str, raw: bytes, *, url: str | None, charset: str | None) -> Found:
    """Take a document apart in this very process. Raises UnreadableError, or MemoryError."""
    try:
        if format == "pdf":
            from kursk_tui.intake.documents.pdfs import read_pdf

            return read_pdf(raw)
        if format == FRAGMENT:
            from kursk_tui.intake.documents.fragments import read_fragment

            return read_fragment(raw)
        from kursk_tui.intake.documents.pages import read_page

        return read_page(raw, url=url, charset=charset)
    except (UnreadableError, MemoryError):
        raise
    # On hostile input the libraries raise whatever comes.
    except Exception as error:
        raise UnreadableError(DAMAGED) from error


def _limit(seconds: float) -> None:
    """Let the system end this process when it takes too much, even if nobody waits for it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, int(seconds) + 1),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (most, hard))
        except (OSError, ValueError):  # Not every system has every limit.
            continue


def main() -> int:
    """Be the process: read the request from standard input, answer on standard output."""
    request: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    _limit(request["seconds"])
    answer: dict[str, Any]
    try:
        raw = sys.stdin.buffer.read()
        found = open_up(request["format"], raw, url=request["url"], charset=request["charset"])
        answer = {"found": found._asdict()}
    except UnreadableError as error:
        answer = {"error": error.what, "hint": error.hint}
    except MemoryError:
        return _STATUS_MEMORY
    sys.stdout.buffer.write(json.dumps(answer).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
