"""Where a text is: the one place that it has named so far, for what happens in a sentence without.

A report says once where it is and goes on. What is carried is only a place that has no rival: as
soon as two are named that do not lie in each other, a sentence has to name its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kursk_tui.intake.language.bodies import CALENDAR
from kursk_tui.intake.language.scopes import Named, Scopes

# Title, standfirst and lead say where a whole text is.
_LEADS = 3
_SOMEWHERE = re.compile(
    r"\b(?:in|at|near|outside|around|off|across|inside)(?: the)?(?: [a-z]+)? (?P<name>[A-Z][\w-]+)"
)
# Where somebody goes is not yet where they are.
_TOWARDS = re.compile(r"\b(?:to|into|towards?|for|via|through)(?: the)?(?: [\w'-]+){0,2}? ?$")
# Of another time, of all together, or of anywhere at all.
_ELSEWHERE = re.compile(
    r"\b(?:so far|to date|in total|overall|altogether|in all"
    r"|(?:along|on|at|near) (?:the|its|their) (?:[\w-]+ )?(?:border|frontier)"
    r"|elsewhere|abroad|overseas|worldwide|in (?:\w+ )?(?:19|20)\d\d|years? ago|nationwide"
    r"|across the (?:country|world)|in other (?:areas|regions|places|countries|cities))\b",
    re.IGNORECASE,
)


class Scenes:
    """The places that a text has named so far as where something is."""

    def __init__(self, scopes: Scopes) -> None:
        """Begin a text."""
        self._scopes = scopes
        # Each place with the paragraph that it was named in first, None where somebody goes there.
        self._named: dict[str, int | None] = {}
        self._paragraphs: list[int] = []
        self._here: str | None = None

    def enter(self, paragraph: int) -> None:
        """Come to a paragraph that belongs to the text."""
        self._here = None
        if len(self._paragraphs) < _LEADS:
            self._paragraphs.append(paragraph)

    def take(self, paragraph: int, text: str, places: Sequence[Named]) -> None:
        """Take in the places of a sentence of the text of a paragraph."""
        for place in places:
            if _TOWARDS.search(text, max(0, place.start - 30), place.start):
                self._named.setdefault(place.id, None)
                continue
            if self._named.get(place.id) is None:
                self._named[place.id] = paragraph
            self._here = place.id

    def carried(self, text: str, span: tuple[int, int]) -> str | None:
        """Return the place for a sentence that names none: the only one so far, the narrowest.

        It was named in the same paragraph, or in the title or the lead. None where the sentence
        names a place that the dossier does not know.
        """
        if not self._named or self._is_elsewhere(text, span):
            return None
        inner = [
            id
            for id in self._named
            if not any(self._scopes.narrower(other, id) for other in self._named)
        ]
        if len(inner) != 1:
            return None
        is_here = self._here == inner[0]
        return inner[0] if is_here or self._named[inner[0]] in self._paragraphs else None

    def _is_elsewhere(self, text: str, span: tuple[int, int]) -> bool:
        if _ELSEWHERE.search(text, *span):
            return True
        return any(
            match["name"].lower() not in CALENDAR for match in _SOMEWHERE.finditer(text, *span)
        )
