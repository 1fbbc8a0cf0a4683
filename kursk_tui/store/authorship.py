"""Who writes, and when: what edits and entries of a notebook are signed with."""

from __future__ import annotations

import os
from collections.abc import Mapping

# No name of an author is longer.
MAX_NAME = 200


def now() -> str:
    """Return the time as entries carry it: local, to the second, with the zone's offset."""
    from datetime import datetime

    return datetime.now().astimezone().isoformat(timespec="seconds")


def random_id() -> str:
    """Return 128 random bits in hex: no two people make the same, and it tells no value."""
    return os.urandom(16).hex()


def default_author(environ: Mapping[str, str] = os.environ) -> str:
    """Return who is at the keyboard: USER, LOGNAME, what the system says, or `unknown`."""
    for name in ("USER", "LOGNAME"):
        if author := _as_text(environ.get(name, "")):
            return author
    import getpass

    try:
        return _as_text(getpass.getuser()) or "unknown"
    except (ImportError, KeyError, OSError):
        return "unknown"


def _as_text(name: str) -> str:
    """Return a name from the environment without what no entry may hold."""
    # Bytes that are no UTF-8 come as lone surrogates.
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return text.strip()[:MAX_NAME]
