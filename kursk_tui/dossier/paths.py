"""Which dossier is meant."""

# pathlib costs a look-up 4 to 6 ms of its 37, so paths are text here.

from __future__ import annotations

import os
from collections.abc import Mapping
from os import PathLike

from kursk_tui.dossier.dossier import default_path

VARIABLE = "KURSK_TUI_DOSSIER"


def dossier_path(given: str | PathLike[str] | None, environ: Mapping[str, str] = os.environ) -> str:
    """The file named by `-d`, else by KURSK_TUI_DOSSIER, else the shipped one.

    Raises DossierError where the shipped one is missing.
    """
    if given is not None:
        return os.fspath(given)
    return environ.get(VARIABLE) or default_path()
