"""Where the sentences of a folded paragraph begin and end, in any of the languages read."""

from __future__ import annotations

import re

from kursk_tui.intake.language.plain import word_set
from kursk_tui.intake.language.sentences import add
from kursk_tui.model.languages.folding import Folded

# Marks that end a sentence wherever they stand, and those that need a space behind them.
_STOP = re.compile(r"[。！？｡]+[\"')\]]*|[.!?…؟۔]+[\"')\]»]{0,3}(?=\s)")
_OPENING = re.compile(r"[\s\"'(\[«*•-]*")
_WORD = re.compile(r"[\w.]{0,12}$")
# A point after one of these ends no sentence, in whatever language.
_SHORT = word_set(
    "г гг тыс тис млн млрд чел ул им св ст п р рр проц м ім вул км кв"
    " proc tys mln mld ok np tzw ul im płn płd wsch zach dr prof gen płk por m.in"
    " ca nr bzw z.b mio mrd tsd str st sog mm mme env av sr sra srta ee.uu ud d.c etc art núm pág"
)


def sentences(folded: Folded, original: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences in the folded text, without the space between them."""
    text = folded.text
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _STOP.finditer(text):
        if match.end() > start and _ends(folded, original, match):
            add(spans, text, start, match.end())
            start = match.end()
    add(spans, text, start, len(text))
    return spans


def _ends(folded: Folded, original: str, stop: re.Match[str]) -> bool:
    text = folded.text
    if not stop.group().startswith("."):
        return True
    opening = _OPENING.match(text, stop.end())
    after = opening.end() if opening is not None else stop.end()
    if after >= len(text):
        return True
    if original[folded.at[after]].islower():
        return False
    word = _WORD.search(text, max(0, stop.start() - 12), stop.start())
    last = word.group() if word is not None else ""
    # "Am 9. Januar": a number of up to two digits is an ordinal.
    is_ordinal = last.isdecimal() and len(last) <= 2
    return not (is_ordinal or last in _SHORT or (len(last) == 1 and last.isalpha()))
