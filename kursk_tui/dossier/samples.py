"""The samples that come with the program: small dossiers, each to show another thing."""

# pathlib costs a look-up 4 to 6 ms of its 37, so paths are text here.
# ruff: noqa: PTH112, PTH118, PTH208

from __future__ import annotations

import os

from kursk_tui.dossier.dossier import shipped_places
from kursk_tui.dossier.naming import UseError, nearest

_ENDING = ".json"


def folders() -> tuple[str, ...]:
    """Where samples may be: in the package, or beside it in a working copy."""
    return tuple(shipped_places("samples"))


def names() -> tuple[str, ...]:
    """The samples by name, in the order of the alphabet."""
    for folder in folders():
        if os.path.isdir(folder):
            found = (name for name in os.listdir(folder) if name.endswith(_ENDING))
            return tuple(sorted(name.removesuffix(_ENDING) for name in found))
    return ()


def path_of(name: str) -> str:
    """The file of a sample. Raises UseError, which lists the samples, for a name of none."""
    known = names()
    if name not in known:
        near = nearest(name, dict.fromkeys(known)) or f"; samples are {', '.join(known)}"
        raise UseError(f"no sample {name!r}{near}")
    place = next(folder for folder in folders() if os.path.isdir(folder))
    return os.path.join(place, name + _ENDING)


def name_of(path: str) -> str | None:
    """The name of the sample that a path leads to, None where it is no sample."""
    folder, file = os.path.split(os.path.realpath(path))
    is_one = folder in map(os.path.realpath, folders()) and file.endswith(_ENDING)
    return file.removesuffix(_ENDING) if is_one else None
