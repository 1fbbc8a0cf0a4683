"""Where a sentence tells that somebody speaks: the verb or the words for it, and the noun phrase.

Nothing here knows a dossier: the phrases are cut out by grammar alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from kursk_tui.intake.language import noun_phrases
from kursk_tui.intake.language.bodies import REPORTS
from kursk_tui.intake.language.noun_phrases import Phrase
from kursk_tui.intake.language.plain import Word, bare, word_set
from kursk_tui.intake.language.saying import SAYING, goes_on, is_saying
from kursk_tui.intake.language.tokens import SPEAKING_NOUNS, tokens

# Verbs that may stand before their subject: `said Moreau`.
_INVERTS = word_set(
    "said says reported reports wrote added announced explained noted stated claimed warned"
)
# When, or at what number: no verb stands between a participle and who did it.
_GAP = (
    r"(?: (?:at|on|in|to|late|earlier) (?:(?!\w+ed\b|(?:was|were|is|are|been|be|being|had|has|have"
    r"|that|and|least)\b)[^;:\"]){1,50}?)?"
)
# "The 300 dead announced on Sunday by the mayor": a passive.
_BY_WHOM = re.compile(rf"{_GAP} by (?:the |an? )?(?=[A-Z])")
_ACCORDING = re.compile(
    r"\b(?:according to|as per|per|quoted(?= [^,.;]{1,60} as )"
    r"|as (?:reported|cited|quoted|estimated|told|claimed|assessed|detailed|described|noted"
    r"|stated|indicated|explained|confirmed|announced) (?:by|to)"
    r"|(?:cited|reported|quoted|released|published|announced|provided|compiled|shared|estimated"
    r"|claimed|issued|made|put|stated|said|told|confirmed|given|disclosed|collected|obtained"
    r"|conducted|carried out|prepared|produced|written|counted|recorded|tallied|documented"
    r"|identified|verified|registered|calculated|put forward"
    rf"|raised|lowered|revised|updated){_GAP} (?:by|from)"
    r"|(?:figure|toll|count|estimate|tally|claim) of [\d,.]+(?: (?:dead|deaths|killed|casualties))?"
    r"(?: people| soldiers| persons)? from"
    r"|citing|quoting|attributed to|(?:estimates?|assessments?|remarks|comments|reports?"
    r"|statements?|claims?) of|(?:estimates?|assessments?|data|remarks|comments"
    r"|figures?|reports?|statements?|claims?|information|tall(?:y|ies)|counts?|numbers?"
    r"|briefings?)"
    r" (?:from|by|released by)|(?:figures?|numbers?|tolls?|counts?|tally|data|estimates?)"
    r" (?:comes?|came|stems?|stemmed) from|by (?:the|an?) (?:[a-z]+ )?(?:counts?|tally|reckoning"
    r"|estimates?) of|by (?:some|most|many|several|other|various|all) (?:accounts?|estimates?"
    r"|reports?|counts?|tallies|measures)|based on|relies on|relied on|cited|cites|in the words of"
    r")(?!\w)|\b(?=sources? (?:in|at|within) )",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:told|tells|telling|interview (?:with|for|to)|speaking to|spoke (?:to|with)|speech to"
    r"|confirmed to|statement to|remarks to|comments? to|quoted by|cited by|reported by|posted on"
    r"|writes in|in comments? (?:to|for)|briefed)",
    re.IGNORECASE,
)
# "The figure was not confirmed by police": it is nobody's word.
_NOT = re.compile(
    r"\b(?:not|never|nor|neither|without being|cannot be|\w+n't)(?: (?:be|been|being|yet|so far"
    r"|immediately|officially|independently|publicly|ever))* $",
    re.IGNORECASE,
)
_DENIES = word_set("denied deny denies ruled rule")
# After these alone a phrase that names nobody in particular still tells that somebody speaks.
ALWAYS = ("according to", "citing", "quoting", "as per")
# "By most accounts": nobody who is named.
_ACCOUNTS = re.compile(r"by (?:some|most|many|several|other|various|all) ", re.I)
# Those that without a subject of their own say something of a report or of whoever is quoted.
_OF_REPORTS = word_set("quoted cited released published")
_WITHIN = 220

Sort = Literal["verb", "according", "count", "title"]


class Spoken(NamedTuple):
    """That somebody speaks: the place of the words for it, and the phrase of the speaker.

    `shares` says that the speaker is that of the verb before, `follows` that the speaker stands
    behind the verb. `words` are the words for speaking in lower case; `relays` the phrases of
    those to whom it was said.
    """

    sort: Sort
    start: int
    end: int
    words: str
    phrase: Phrase | None
    shares: bool = False
    follows: bool = False
    relays: tuple[Phrase, ...] = ()


def spoken(text: str, span: tuple[int, int]) -> Iterator[Spoken]:
    """Yield where somebody speaks in the sentence at `span`, verbs first."""
    told = tokens(text, *span)
    yield from _verbs(text, span, told)
    yield from _according(text, span, told)
    yield from _counts(text, span, told)
    yield from _titles(text, span, told)


def opening(text: str, span: tuple[int, int]) -> Phrase | None:
    """Return the noun phrase that a sentence begins with."""
    told = tokens(text, span[0], min(span[1], span[0] + 120))
    return noun_phrases.after(text, told, 0, span[1])


def _verbs(text: str, span: tuple[int, int], told: Sequence[Word]) -> Iterator[Spoken]:
    for at, word in enumerate(told):
        if word.lower not in SAYING or not is_saying(text, told, at) or _in_first_person(told, at):
            continue
        if word.lower not in _OF_REPORTS and _BY_WHOM.match(text, word.end):
            continue
        if word.lower not in _DENIES and _NOT.search(
            text, max(span[0], word.start - 40), word.start
        ):
            # "The army has not said": what it leaves open is not its word.
            continue
        relays = tuple(_relays(text, word, told))
        behind = _inverted(text, span, told, at)
        if behind is not None:
            yield Spoken(
                "verb", word.start, word.end, word.lower, behind, follows=True, relays=relays
            )
            continue
        if goes_on(told, at):
            phrase = noun_phrases.accompanying(text, told, at)
            shares = phrase is None
            yield Spoken("verb", word.start, word.end, word.lower, phrase, shares, relays=relays)
            continue
        phrase = noun_phrases.before(text, told, at)
        if phrase is None and word.lower in _OF_REPORTS:
            # "The report, released on Monday, said".
            continue
        yield Spoken("verb", word.start, word.end, word.lower, phrase, relays=relays)
        if word.lower in ("put", "puts"):
            yield from _without_verb(text, span, told, at)


_AT = re.compile(
    r" at (?=\d|(?:about|around|more|over|up|at least|nearly|almost|some|fewer|less|between)\b)"
)


def _without_verb(
    text: str, span: tuple[int, int], told: Sequence[Word], verb: int
) -> Iterator[Spoken]:
    """Yield whoever puts it at another number: "police put the toll at 30, rescuers at 45"."""
    for at in range(verb + 2, len(told)):
        # Behind a comma, or behind a comma or a number and an "and".
        before = text[max(span[0], told[at].start - 9) : told[at].start]
        if not re.search(r"[,;] (?:(?:and|while|but) )?$|[\d] (?:and|while|but) $", before):
            continue
        phrase = noun_phrases.after(text, told, at, span[1])
        behind = _AT.match(text, phrase.end) if phrase is not None else None
        if behind is not None:
            yield Spoken("verb", behind.start() + 1, behind.end() - 1, "at", phrase)


def _in_first_person(told: Sequence[Word], at: int) -> bool:
    """Whether the speaker of a quotation speaks: whose that is stands outside of it."""
    return any(word.lower in ("we", "i", "you") for word in told[max(0, at - 2) : at])


def _inverted(text: str, span: tuple[int, int], told: Sequence[Word], at: int) -> Phrase | None:
    """Return the phrase behind its verb: `said Moreau`."""
    verb = told[at]
    if verb.lower not in _INVERTS or at + 1 >= len(told):
        return None
    before = text[max(span[0], verb.start - 3) : verb.start]
    if before.strip() and not re.search(r"[,\"–—]|- ", before):
        return None
    if text[verb.end : told[at + 1].start].strip():
        return None
    phrase = noun_phrases.after(text, told, at + 1, span[1])
    if phrase is None:
        return None
    rest = text[phrase.end : span[1]]
    ended = re.match(
        r"\W*$|[,.;\"]| (?:in|on|at|during|while|who|as|to|after|late|early|earlier|this|last"
        r"|yesterday|from|of|with|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
        rest,
        re.IGNORECASE,
    )
    if phrase.head in REPORTS:
        # "The mayor, a doctor, said the toll in the town": what is said, and nobody.
        return None
    nameless = phrase.head not in SPEAKING_NOUNS and not phrase.words[-1].text[:1].isupper()
    is_pronoun = len(phrase.words) == 1 and phrase.head in ("he", "she", "it", "they")
    return phrase if ended and (not nameless or is_pronoun) else None


def _relays(text: str, verb: Word, told: Sequence[Word]) -> Iterator[Phrase]:
    """Yield to whom it was said: "told AFP", "in an interview with The War Zone"."""
    window = text[verb.start : verb.start + _WITHIN]
    stop = re.search(r"[.;]\s", window)
    limit = verb.start + (stop.start() if stop else len(window))
    for match in _TOLD.finditer(text, verb.start, limit):
        at = next((n for n, word in enumerate(told) if word.start >= match.end()), None)
        if at is None or text[match.end() : told[at].start].strip():
            continue
        phrase = noun_phrases.after(text, told, at, limit)
        if phrase is not None:
            yield phrase


def _according(text: str, span: tuple[int, int], told: Sequence[Word]) -> Iterator[Spoken]:
    for match in _ACCORDING.finditer(text, *span):
        at = next((n for n, word in enumerate(told) if word.start >= match.end()), None)
        is_all = _ACCOUNTS.match(match.group()) is not None
        if is_all:
            yield Spoken("according", match.start(), match.end(), "according to", None)
        if is_all or at is None or text[match.end() : told[at].start].strip(' "'):
            continue
        if _NOT.search(text, max(span[0], match.start() - 40), match.start()):
            continue
        phrase = noun_phrases.after(text, told, at, span[1])
        yield Spoken("according", match.start(), match.end(), match.group().lower(), phrase)


_COUNT = (
    r"(?:estimates?|claims?|figures?|data|assessments?|reports?|counts?|tall(?:y|ies)|tolls?"
    r"|numbers?|calculations?|records?|statistics)"
)
# The Water Office's latest count is 400; by its count.
_OWN_COUNT = re.compile(
    r"(?<='s) (?:(?!(?:said|says|that|and|told|has|have|reports|claims)\b)[a-z.-]+ ){0,3}?"
    rf"{_COUNT}"
    r"(?=(?:, [^,]{1,50},)? (?:of|that|is|was|were|are|puts?|stands?|stood|suggests?|shows?|showed"
    r"|for|on|from|rose|reached)\b|[,.]|$)",
)


def _counts(text: str, span: tuple[int, int], told: Sequence[Word]) -> Iterator[Spoken]:
    """Yield whose count a sentence speaks of."""
    for match in _OWN_COUNT.finditer(text, *span):
        at = next((n for n, word in enumerate(told) if word.end == match.start()), None)
        phrase = noun_phrases.owner(text, told, at) if at is not None else None
        if phrase is not None:
            yield Spoken("count", phrase.start, match.end(), "count", phrase)


def _titles(text: str, span: tuple[int, int], told: Sequence[Word]) -> Iterator[Spoken]:
    """Yield the name that a title or a heading begins with: "Water Office: 400 dead"."""
    phrase = noun_phrases.after(text, told, 0, span[1])
    if phrase is not None and text[phrase.end : phrase.end + 3] == ': "':
        yield Spoken("verb", phrase.end, phrase.end + 1, "said", phrase)
    elif phrase is not None and re.match(r":(?: |$)", text[phrase.end : phrase.end + 2]):
        yield Spoken("title", phrase.start, phrase.end, "", phrase)


def is_report(words: str) -> bool:
    """Whether words for speaking begin with what was said: "estimates by"."""
    return bare(words.split()[0]).rstrip("s") in REPORTS if words else False
