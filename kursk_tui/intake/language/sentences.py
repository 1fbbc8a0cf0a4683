"""Where the sentences of a paragraph begin and end."""

from __future__ import annotations

import re

from kursk_tui.intake.language.plain import plain, word_set

# A full stop after one of these ends no sentence, unless a word that begins one follows.
_SHORT = word_set(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun"
    " mr mrs ms dr prof gen lt col maj capt sgt adm brig cpl pvt rep sen gov st vs etc no nos"
    " approx est inc ltd co corp fig vol sq mt dept min max ca cf eg ie rev hon pres"
)
_STARTERS = word_set(
    "the a an it he she they we this that these those in on at but and however according meanwhile"
    " after before as for since when while if there some about around up at most many his her its"
    " their our another both all"
)
# The stop, closing quotes and brackets, then a reference mark or two as digests have them.
_STOP = re.compile(r"(?<![.!?…])[.!?…]+[\"')\]]{0,3}(?: ?\[[\d, ]{1,12}\]){0,4}(?= )")
_OPENING = re.compile(r"[ \"'(\[\u2022*-]*")
# No sentence is longer: so that rules which look at pairs of its words stay quick on any text.
LONGEST = 2000
_LAST_WORD = re.compile(r"[\w.]{0,12}$")


def sentences(paragraph: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences, in order, without the white space between them.

    Stops in abbreviations, initials and numbers end nothing. Never raises; a paragraph
    without a stop is one sentence, one of white space has none. What is longer than LONGEST
    is cut between two words.
    """
    text = plain(paragraph)
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _STOP.finditer(text):
        if match.end() > start and _ends(text, match):
            add(spans, text, start, match.end())
            start = match.end()
    add(spans, text, start, len(text))
    return spans


def add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Add a span without the white space around it, cut between words where it is too long."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = start + LONGEST if cut < 0 else cut
        spans.append((start, cut))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        spans.append((start, end))


def _ends(text: str, stop: re.Match[str]) -> bool:
    """Whether a stop ends a sentence."""
    opening = _OPENING.match(text, stop.end())
    after = opening.end() if opening else stop.end()
    following = text[after : after + 1]
    if not following:
        return True
    if following.islower():
        return False
    if not stop.group().startswith(".") or len(stop.group().rstrip("\"')] ")) > 1:
        return True
    word = _LAST_WORD.search(text, max(0, stop.start() - 12), stop.start())
    last = word.group() if word else ""
    shortened = last.lower() in _SHORT or (len(last) == 1 and last.isalpha()) or "." in last
    if not shortened or last.replace(".", "").isdigit():
        return True
    return _first_word(text, after) in _STARTERS and last.lower() not in ("no", "nos", "gen", "mr")


def _first_word(text: str, at: int) -> str:
    end = at
    while end < len(text) and end < at + 15 and text[end].isalpha():
        end += 1
    return text[at:end].lower()
