"""A terminal explorer for contested events. In Python: `kursk_tui.open(path)`, see `api`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kursk_tui.api import Disagreement, DossierError, Opened, Reading, UseError, open

__all__ = ["Disagreement", "DossierError", "Opened", "Reading", "UseError", "open"]


def __getattr__(name: str) -> object:
    # The commands import this package too, and pay for nothing that they do not use.
    if name in __all__:
        from kursk_tui import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
