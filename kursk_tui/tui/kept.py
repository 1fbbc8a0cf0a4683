"""What the reader chose in the explorer and finds again the next time: a small file of its own.

The settings are the reader's to write, and no program changes them.
"""

# As in the rooms below: paths are text.
# ruff: noqa: PTH118, PTH120

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence

from kursk_tui.store import disk
from kursk_tui.store.errors import DossierError
from kursk_tui.store.files import read
from kursk_tui.store.folders import data_folder

LARGEST_BYTES = 100_000


def kept_path(environ: Mapping[str, str] = os.environ) -> str:
    """Return `kursk-tui/explorer.json` in the XDG data folder."""
    return os.path.join(data_folder(environ), "explorer.json")


def kept(name: str) -> Sequence[object]:
    """The list that was kept under a name; an empty one where there is none that can be read."""
    found = _read(kept_path()).get(name)
    return found if isinstance(found, list) else []


def keep(name: str, values: Sequence[str]) -> None:
    """Keep a list under a name, and all else as it is. Raises DossierError."""
    path = kept_path()
    disk.make_folder(os.path.dirname(path))
    with disk.locked(path):
        disk.sweep(path)
        content = json.dumps({**_read(path), name: list(values)}, indent=1) + "\n"
        disk.replace(path, content.encode())


def _read(path: str) -> dict[str, object]:
    """What is in the file; nothing where it is none of ours: only a preference is lost then."""
    if not os.path.lexists(path):
        return {}
    try:
        raw, _ = read(path)
        data = json.loads(raw) if len(raw) <= LARGEST_BYTES else {}
    except (DossierError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
