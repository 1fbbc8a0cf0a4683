"""The words before and after a number that say how it is meant: the codebook's closed list."""

from __future__ import annotations

import re
from typing import NamedTuple

from kursk_tui.intake.language.plain import word_set
from kursk_tui.model import vocabulary

_BEFORE: tuple[tuple[vocabulary.Hedge, str], ...] = (
    (
        "at_most",
        r"(?:no|not) more than|at (?:the )?most|a maximum of|not exceeding|no greater than",
    ),
    (
        "at_least",
        r"at (?:the very )?least|as (?:few|little) as|a minimum of|upwards? of|minimum"
        r"|(?:no|not(?: be| have been)?) (?:fewer|less|lower) than",
    ),
    (
        "more_than",
        r"more than|(?:well |just |slightly |far )?(?:over|above)|exceed(?:s|ed|ing)?"
        r"|surpass(?:es|ed|ing)?|top(?:s|ped|ping)|in excess of|(?:greater|higher|larger) than",
    ),
    ("less_than", r"(?:fewer|less|lower|smaller) than|(?:just |well |slightly )?(?:under|below)"),
    ("up_to", r"up to|as (?:many|high|much) as|anywhere up to"),
    (
        "nearly",
        r"nearly|almost|close to|approach(?:es|ed|ing)|near(?:s|ed|ing)|just short of|not quite",
    ),
    ("exact", r"exactly|precisely"),
    (
        "about",
        r"about|around|some|roughly|approximately|approx\.?|an estimated|estimated(?: at)?"
        r"|(?:an? )?estimated (?:figure|number|total|strength|count|toll) of"
        r"|estimates? of|an? approximate|an? approximately|circa|c\.|ca\.|closer to"
        r"|in the region of"
        r"|(?:on|in|of) the order of|somewhere around|estimated to (?:be|number)|~|≈",
    ),
)
_ENDING = tuple(
    (hedge, re.compile(rf"(?:(?<![\w-])(?:{words})|(?<=[~≈])) ?$", re.IGNORECASE))
    for hedge, words in _BEFORE
)
_FILLER = re.compile(
    r"(?<![\w-])(?:an? (?:total|combined total|further|additional|extra|combined|other)(?: of)?"
    r"|another|additional|further|only|just|total of|already|even|perhaps|maybe|possibly"
    r"|probably|likely|a|\"only\"|between) ?$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?<![\w-])(?:anywhere )?(?:between|from) $", re.IGNORECASE)
# A hedge of the lower end alone: "between about 300 and 400".
_LOW_HEDGE = re.compile(
    r"(?<![\w-])(?:about|around|roughly|approximately|some|nearly|almost|an estimated|at least"
    r"|over|more than) $",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"(?<![\w-])(?:another|an additional|additional|a further|further|an extra|more than another)"
    r"(?: \w+)? ?$",
    re.IGNORECASE,
)
_AFTER: tuple[tuple[vocabulary.Hedge, re.Pattern[str]], ...] = (
    (
        "at_least",
        re.compile(r" or (?:even )?more\b|-plus\b|\+| plus\b(?! \d)| at (?:the )?least\b"),
    ),
    ("at_most", re.compile(r" or (?:fewer|less)\b| at (?:the )?most\b")),
    ("about", re.compile(r" or so\b|-odd\b| or thereabouts\b|, give or take\b| approximately\b")),
)
_STRENGTH = ("at_most", "less_than", "at_least", "more_than", "up_to", "nearly", "exact", "about")
_WINDOW = 56
# With none of these at its end no text ends with a hedge or a filler: a look at one word is
# much quicker than all the patterns.
_LAST = word_set(
    "than most maximum of exceeding least few little minimum over above exceed exceeds exceeded"
    " surpass surpasses surpassed surpassing top tops topped topping under below to many high much"
    " nearly almost approach approaches approached approaching near nears neared nearing short"
    " quite exactly precisely about around some roughly approximately approx approximate estimated"
    " at circa c ca estimate estimates somewhere be number total further additional extra combined"
    " other another as only just already even perhaps maybe possibly probably likely a an between"
)
_LAST_WORD = re.compile(r"([A-Za-z]*)\W{0,3}$")


def _may_end(text: str, at: int) -> bool:
    """Whether the text before a place can end with a hedge or a filler."""
    if text[max(0, at - 2) : at].strip()[-1:] in ("~", "≈"):
        return True
    match = _LAST_WORD.search(text, max(0, at - 16), at)
    return match is not None and match[1].lower() in _LAST


# "Control over 90 villages", "spread over 90 acres", "a report about 400 men": no hedge, but
# what the noun or verb before it needs.
_GOVERNING = {
    "over": re.compile(
        r"\b(?:control|power|authority|rule|command|sovereignty|dominance|jurisdiction|dispute"
        r"|war|fight|battle|grip|hold|mandate|influence|extend(?:s|ed|ing)?|spread(?:s|ing)?"
        r"|stretch(?:es|ed|ing)?|scattered|t(?:ake|akes|aken|aking|ook)|handed|fl[ey]w|flying"
        r"|crossed) $",
        re.IGNORECASE,
    ),
    "about": re.compile(
        r"\b(?:reports?|information|stor(?:y|ies)|news|sp(?:ea|o)k(?:e|en|s|ing)?|talk(?:s|ed|ing)?"
        r"|ask(?:s|ed|ing)?|rumou?rs?|claims?|details|questions?|heard|concerned|worried) $",
        re.IGNORECASE,
    ),
}


class Hedge(NamedTuple):
    """A hedge and the place of its words, with what stands between them and the number."""

    name: vocabulary.Hedge
    start: int
    end: int


def before(text: str, at: int) -> Hedge | None:
    """Return the hedge that ends at a place, the outermost words and the strongest sense.

    "As many as an additional 3,000" is up to; "at least some 300" is at least.
    """
    found: list[Hedge] = []
    end = at
    for _ in range(5):
        if not _may_end(text, end):
            break
        window = max(0, end - _WINDOW)
        hedge = _ending(text, window, end)
        if hedge is not None:
            found.append(hedge)
            end = hedge.start
            continue
        filler = _FILLER.search(text, window, end)
        if filler is None:
            break
        end = filler.start()
    if not found:
        return None
    name = min((hedge.name for hedge in found), key=_STRENGTH.index)
    return Hedge(name, found[-1].start, found[0].end)


def _ending(text: str, window: int, end: int) -> Hedge | None:
    found = [
        Hedge(hedge, match.start(), match.end())
        for hedge, pattern in _ENDING
        if (match := pattern.search(text, window, end))
        and match.start() < end
        and not _is_governed(text, window, match)
    ]
    # "No more than" begins before the "more than" in it.
    return min(found, key=lambda hedge: hedge.start) if found else None


def _is_governed(text: str, window: int, match: re.Match[str]) -> bool:
    """Whether a word is no hedge, for the word before it needs it."""
    governing = _GOVERNING.get(match.group().strip().lower())
    return governing is not None and bool(governing.search(text, window, match.start()))


def after(text: str, at: int) -> Hedge | None:
    """Return the hedge that begins at a place: "or more", "or so", "-plus"."""
    for hedge, pattern in _AFTER:
        match = pattern.match(text, at)
        if match:
            return Hedge(hedge, match.start(), match.end())
    return None


def begins_range(text: str, at: int) -> int | None:
    """Return where "between" or "from" before a number begins, None without one.

    A hedge may stand between it and the number: "between about 300 and 400".
    """
    window = max(0, at - _WINDOW)
    hedge = _LOW_HEDGE.search(text, window, at)
    match = _BETWEEN.search(text, window, hedge.start() if hedge else at)
    return match.start() if match else None


def begins_new_count(text: str, at: int) -> bool:
    """Whether "another" or the like stands before a number, and no hedge holds for it."""
    return bool(_ANOTHER.search(text, max(0, at - _WINDOW), at))
