"""Whether the words round a date tell of what is past, or of what is still to come."""

from __future__ import annotations

import re

# In characters: how far verbs are looked for that tell whether a date lies ahead.
_ROUND = 90
_CLAUSE_END = re.compile(r"[.!?;:,–—]| and | but | while ")
_AHEAD = re.compile(
    r"\b(?:will|would|shall|expected|planned|plans?|planning|scheduled|slated|due|upcoming|coming"
    r"|next|intends?|going to|set to|could|may|might|prepar(?:es?|ing)|to be|hopes?|aims?|expects?"
    r"|later this year)\b"
)
_PASSED = (
    r"(?!expected|planned|scheduled|slated|need|indeed|feed|speed|seed)"
    r"(?:was|were|had|has|have|did|came|went|sent|fell|lost|took|began|struck|hit|said|told|wrote|rose"
    r"|held|left|made|saw|got|met|brought|killed|\w{2,}ed)"
)
_BACK = re.compile(rf"\b{_PASSED}\b")
_JUST_BEFORE = re.compile(
    rf"(?<!\bbe )(?<!\bbeen )\b{_PASSED}(?: \w+)?(?: (?:in|on|during|since))(?: the)? $"
    r"|\b(?:since|last) $"
)
_NOT_YET = re.compile(r"\b(?:by|until|till|before) (?:the )?$")


def is_ahead(text: str, start: int, end: int) -> bool:
    """Whether the words round a date tell of what is still to come."""
    first, last = max(0, start - _ROUND), min(len(text), end + _ROUND)
    if _JUST_BEFORE.search(text, first, start):
        return False
    begin = max((m.end() for m in _CLAUSE_END.finditer(text, first, start)), default=first)
    finish = next((m.start() for m in _CLAUSE_END.finditer(text, end, last)), last)
    for part in ((begin, finish), (first, last)):
        ahead, back = _AHEAD.search(text, *part), _BACK.search(text, *part)
        if ahead or back:
            return bool(ahead) and (part == (begin, finish) or not back)
    return bool(_NOT_YET.search(text, first, start))
