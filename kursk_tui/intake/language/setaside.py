"""What has a number and is no figure: dates, times, names, ages, marks, and whole paragraphs.

The codebook, Figures and hedges and What is not a claim: numbers in names, addresses and
reference marks are no figures, and furniture holds no claims.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_OFTEN = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|several)"
_UNFIT = re.compile(
    "|".join(
        (
            # Times of day, scores, ratios; dates with strokes or points.
            r"\b\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?",
            r"\b\d{1,2} ?[ap]\.?m\b\.?",
            r"\b\d{1,4}/\d{1,2}(?:/\d{1,4})?\b",
            r"\b\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)\b",
            # A range of days or years: March 10-12, 10 to 12 March, 2022-2024.
            rf"\b{_MONTH} \d{{1,2}} ?(?:[-–—]|to|and) ?\d{{1,2}}\b(?!,\d)",
            rf"\b\d{{1,2}} ?(?:[-–—]|to|and) ?\d{{1,2}} {_MONTH}",
            r"\b(?:19|20)\d\d ?[-–—/] ?(?:19|20)?\d\d\b(?![,.]\d)",
            r"\b(?:19|20)\d\ds\b",
            # Ordinals: regiments, brigades, parallels, centuries.
            r"\b\d{1,6}(?:st|nd|rd|th|d)\b",
            # Marks of references, lists, notes; phone numbers; versions; No. 7; Article 4.
            r"\[[\d, –-]{1,20}\]",
            r"(?<=[a-z.,\"]) ?\(\d{1,2}\)",
            r"\+\d[\d ()-]{6,20}",
            r"(?<![\d,.])\b\d{3}-\d{3}-\d{4}\b",
            # With two groups only behind a word for it: "300-400 soldiers" is a range.
            r"\b(?:call|dial|phone|tel|telephone|fax|hotline)\.?:? \d{3}-\d{3,4}(?:-\d{4})?\b",
            # Not "1.234.567", which has points as another language has them.
            r"\b(?!\d{1,3}(?:\.\d{3}){2,4}(?![\d.]))\d{1,4}\.\d{1,4}\.\d[\d.]{0,12}",
            r"(?:#|№ ?)\d{1,9}",
            r"\b[Mm]agnitude[- ](?:of )?\d(?:\.\d)?\b|\b\d(?:\.\d)?-magnitude\b",
            r"\b(?:No|Nos|Nr|[Vv]ersion|[Aa]rticles?|[Cc]hapter|[Pp]age|[Rr]esolution|[Pp]aragraph"
            r"|[Ss]ection|[Cc]lause|[Rr]oute|[Hh]ighway|Road|[Rr]oom|Building|[Aa]partment|[Ff]light"
            r"|[Hh]all|Block|Gate|Dock|Pier|Terminal|Platform|Ward|Shaft|Tower|Zone|Reactor|Tunnel"
            r"|Hangar|Warehouse|Line|Unit|Figure|Table|[Pp]hase|Part|Day|[Ee]pisode|[Gg]roup of"
            r"|Big|Channel|Level"
            r"|[Gg]rade|Class|Vol|[Mm]agnitude)\.? "
            r"(?:\d{1,5}(?:st|nd|rd|th)?|[Oo]ne|[Tt]wo|[Tt]hree"
            r"|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Tt]wenty)\b(?![,.]\d)",
            # Names of models: KN-23, T-62, Su-25, F-16s, MiG 31, Type-75, 240mm, M1A1.
            r"\b[A-Z]{1,3}\d{1,4}[A-Za-z]?\d{0,2}\b",
            r"\b(?:Type|MiG|Su|Mi|Ka|Kh|Tu|Leopard|Shahed|Geran|Area|Camp|Apollo) \d{1,4}\b",
            r"\b[A-Za-z]{1,10}-\d{1,4}[A-Za-z]{0,3}\b(?!,\d)",
            r"\b\d{1,4}(?:\.\d{1,3})?[- ]?(?:mm|cm|kg|km/h|kph|mph|kW|MW|GW|Hz|GHz"
            r"|millimet(?:er|re)"
            r"|calib(?:er|re)|cc|px)s?\b",
            r"\b(?:[GE]|G-|P)\d{1,2}\b",
            # Temperature, coordinates, angles.
            r"[-–]?\b\d{1,3}(?:\.\d)? ?(?:°|degrees?\b)(?: ?[CFNEW]\b)?",
            r"\b\d{1,3} ?min(?:ute)?s? read\b",
            r"\b\d{1,5} (?:articles?|comments?|views?|shares?|likes?|photos?|followers)\b",
            # Sayings.
            r"\b[Oo]ne of\b|\b(?:no|any|every|each|some|another|this|that|which|the)[ -]one\b"
            r"|\bone another\b|\bone (?:day|side|hand|way|thing|time|more|such|who|that|by one)\b"
            r"|\bone's\b|\b[Oo]n (?:the )?one\b|\bzero[- ]sum\b|\b[Aa]t (?:sixes|one)\b"
            r"|\b[Oo]ne[- ](?:time|way|sided|off|third of the way)\b"
            r"|\b(?:24/7|50-50|fifty-fifty|9/11|101st|catch-22|first[- ]hand|nine lives to)\b"
            r"|\bthousand (?:words|times)\b|\bmillion times\b"
            r"|\b(?:two|three|four|six)-?(?:party|way|fold)\b"
            r"|\b(?:two|three|four|five)-(?:day|week|month|year|hour|page|front|star|point|state|part)\b",
        )
    )
)
_AGE = re.compile(
    "|".join(
        (
            # Ages: aged 20, 19-year-old, 34, as an apposition after a name.
            r"\b(?:aged?|ages) (?:between )?\d{1,3}(?:(?: to | and |[-–])\d{1,3})?\b(?!,\d)",
            r"\b(?:\d{1,3}|[a-z]{3,9})(?:-[a-z]{3,5})?[- ]years?[- ]olds?\b",
            # Nine of them were under 18; children under five.
            r"\b(?:were|are|children|girls|boys|people|those|youths|minors|anyone) (?:all |aged )?"
            r"(?:under|below|over) (?:the age of )?(?:5|five|12|14|15|16|17|18|21)\b"
            r"(?= ?(?:$|[.,;:)\"]|and\b|or\b|when\b|who\b))",
            r"(?<=[a-z]), \d{2},(?= (?:who|said|told|a|an|the|from|was|is)\b)",
            r"\bas (?:young|old) as \d{1,3}\b(?!,\d)",
            r"\bin (?:his|her|their) (?:early |mid-?|late )?(?:\d0s|teens|twenties|thirties|forties"
            r"|fifties|sixties)\b",
        )
    )
)
_HOW_OFTEN = re.compile(
    "|".join(
        (
            # Rounds of talks; in two waves: how often, not how many.
            rf"\b{_OFTEN} (?:[a-z]+ )?rounds? of (?:talks|negotiations|consultations|meetings"
            r"|voting|sanctions|deployments?)",
            rf"\b(?:in|over|after|during|into|across) {_OFTEN} (?:[a-z]+ )?(?:rounds|waves|stages"
            r"|phases|batches|deployments|tranches|occasions|steps)\b",
        )
    )
)
# "Raised the toll by 15 to 62": by how much, and not how many.
_BY_HOW_MUCH = re.compile(
    r"\b(?:r[io]ses?|risen|rais(?:ed|es|ing)|gr[eo]wn?|increased?|f[ae]ll|fallen|dropped|lowered"
    r"|jumped|climbed|revised)\b[^.;,\d]{0,50} by (?:another )?(?:\d[\d,]*|[a-z]{3,9})(?= to \d)",
    re.IGNORECASE,
)
# How many there is room for.
_ROOM = re.compile(
    r"\b(?:capacity|room|space|designed|built|licen[cs]ed|seats)\b[^.;,\d]{0,24}? (?:of|for|was|is)"
    r"(?: just| only| up to| about| around| some)? (?:\d[\d,]*|[a-z]{3,9})"
    r"(?= (?:[a-z]+ )?(?:people|persons|passengers|inmates|prisoners|patients|spectators|fans"
    r"|worshippers|guests|visitors|pilgrims|migrants|men)\b)",
    re.IGNORECASE,
)
_COMPOUND = re.compile(r"-(?!strong|odd|plus|man\b|member|hundred|thousand|million)[a-z]")
_MULTIPLE = re.compile(r" ?(?:times|fold|x)\b(?! (?:the number|as many))")

_FURNITURE = re.compile(
    r"\bmin(?:ute)?s? read\b|^\W{0,3}(?:photo|image|picture|credit|read (?:more|also|next)|see also"
    r"|related|updated?|published|by [A-Z]|share|subscribe|sign up|advert\w*|copyright|©|follow us"
    r"|cookies?|tags?|topics?)\b(?! (?:figures?|reports?|data|numbers?))"
    r"|getty images|\bscreenshot\b"
    r"|all rights reserved|^\W*$|/ ?(?:AP|AFP|Reuters|EPA|TASS|Yonhap)\W{0,3}$"
    r"|\((?:photo|image|source|credit)s?:|^\W{0,3}\d{1,2}:\d\d"
    r"|\b(?:archive|file|illustrative) (?:photo|picture|image)\b\.?$",
    re.IGNORECASE,
)
_CREDIT_WITHIN = 400
_TITLES = 6


def is_furniture(text: str) -> bool:
    """Whether a paragraph is furniture: credits, times of reading, teasers, bylines, forms.

    Only short ones can be: in a longer one such a phrase is part of what is told.
    """
    if len(text) > _CREDIT_WITHIN:
        return False
    return bool(_FURNITURE.search(text))


def is_repeated(text: str, before: Sequence[str]) -> bool:
    """Whether a paragraph only prints a title or caption among the first ones a second time."""
    if len(text) > _CREDIT_WITHIN:
        return False
    folded = " ".join(text.split()).lower()
    for title in before[:_TITLES]:
        first = " ".join(title[:_CREDIT_WITHIN].split()).lower()
        if len(first.split()) > 4 and first in folded and len(folded) < 3 * len(first):
            return True
    return False


# What a number counts that is no figure, and is told all the same.
Told = Literal["age", "often", "room", "change"]


def unfit(text: str) -> list[tuple[int, int]]:
    """Return the spans of a plain text in which a number counts nothing, in order."""
    return [match.span() for match in _UNFIT.finditer(text)]


def told_apart(text: str) -> list[tuple[int, int, Told]]:
    """Return the spans of a plain text in which a number is no count: an age, how often."""
    found: list[tuple[int, int, Told]] = [(*match.span(), "age") for match in _AGE.finditer(text)]
    found += [(*match.span(), "often") for match in _HOW_OFTEN.finditer(text)]
    found += [(*match.span(), "room") for match in _ROOM.finditer(text)]
    found += [(*match.span(), "change") for match in _BY_HOW_MUCH.finditer(text)]
    return sorted(found)


def compounded(text: str, end: int) -> bool:
    """Whether a number that ends here is the first half of a word: a 3-day visit."""
    return bool(_COMPOUND.match(text, end))


def multiplies(text: str, end: int) -> bool:
    """Whether a number that ends here says how many times: 12 times, 3x."""
    return bool(_MULTIPLE.match(text, end))
