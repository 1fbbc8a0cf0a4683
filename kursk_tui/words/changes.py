"""What is said of a text that changed: what became of a figure, a speaker, a passage."""

from __future__ import annotations

from collections.abc import Mapping

# By the code of a change: what it is called in a list.
CALLED: Mapping[str, str] = {
    "hedge-dropped": "hedge dropped",
    "hedge-turned": "hedge turned",
    "hedge-added": "hedge added",
    "bound": "bound moved",
    "measure": "measure changed",
    "speaker-gone": "speaker gone",
    "speaker-changed": "speaker changed",
    "modality": "put otherwise",
    "figure-gone": "figure gone",
    "passage-gone": "passage gone",
    "figure-new": "new figure",
}
SAME = "nothing that matters to a claim has changed"
NO_OLD_TEXT = (
    "the text that the dossier has read is not at hand: only what its claims hold is compared"
)


def change_text(kind: str, was: str, now: str) -> str:
    """A change in a line, of what it was and what it is: `hedge dropped: about 300 → 300`."""
    called = CALLED[kind]
    if was and now:
        return f"{called}: {was} → {now}"
    return f"{called}: {was or now}" if was or now else called
