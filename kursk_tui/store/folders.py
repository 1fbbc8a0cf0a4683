"""Where on a disk what belongs to the reader lies."""

# pathlib costs a look-up 4 to 6 ms of its 37, so paths are text here.
# ruff: noqa: PTH111, PTH118

from __future__ import annotations

import os
from collections.abc import Mapping


def data_folder(environ: Mapping[str, str] = os.environ) -> str:
    """Return `kursk-tui` in the XDG data folder: notebook, copies, texts, reviews."""
    base = environ.get("XDG_DATA_HOME") or ""
    if not base.startswith("/"):  # the XDG specification: a relative path is to be ignored
        home = environ.get("HOME") or os.path.expanduser("~")
        base = os.path.join(home, ".local", "share")
    return os.path.join(base, "kursk-tui")
