"""How a sentence puts its figure: as so, as coming, as possible, as denied; and how likely."""

from __future__ import annotations

import re
from typing import NamedTuple

from kursk_tui.model.vocabulary import Modality

_DENIED = re.compile(
    r"\b(?:den(?:ied|ies|y|ying)|reject(?:ed|s)|refut(?:ed|es)|dismiss(?:ed|es)|disputed)"
    r" (?:(?:the |these |those |any |all )?(?:\w+ )?(?:reports?|claims?|allegations?|rumou?rs|media"
    r"|information|figures?|suggestions?)|that|\w+ing)\b|\b(?:it is|was) not true that\b"
    r"|\b(?:has|have|had|saw|sees?|found|is|are) no (?:\w+ )?(?:information|evidence"
    r"|confirmation|indications?|signs?|plans?|intentions?|reports?)"
    r"(?: (?:of|about|regarding|on|that|for|to))\b",
    re.IGNORECASE,
)
# Between "due to" and its verb it is of time; with a noun it tells why.
_DUE = (
    r"due(?= (?:in|by|on|to (?:be|arrive|return|come|leave|go|begin|start|join|deploy|receive|send"
    r"|end|follow))\b)"
)
_EXPECTED = re.compile(
    r"\b(?:(?:is|are|was|were|be|been)?(?: also)? ?"
    r"(?P<likelihood>(?<!than )(?<!as )(?<!than originally )"
    rf"(?:expected|scheduled|planned|slated|projected)|{_DUE})"
    r"|will|shall|is to|are to"
    r"|(?<!\bno )plans? (?:to|for|on|an?|another|new|further|more)"
    r"|planning (?:to|for|a|an|the|another|on)"
    r"|intends? to|in preparation for|(?:is|are) (?:set|going|about) to"
    r"|(?:prepar(?:es?|ing|ations?)|gear(?:s|ing) up|read(?:ies|ying)|aims?|hopes?|seeks?|wants?"
    r"|wish(?:es)?) (?:to|for)(?! (?:the |a )?(?:war|winter)\b)"
    r"|expects?(?= (?:to|that|the|a|an|more|another|up|about))"
    r"|(?:decided|agreed|pledged|promised|ordered|vowed) to"
    r"|(?:is|are)(?: (?:now|also|soon|currently))? (?:sending|deploying|dispatching)"
    r"(?= (?:another|an additional|additional|up to|about|around|some|\d|more|tens|thousands)"
    r"(?![^.;]{0,40}\b(?:per|a|each|every) (?:day|week|month)\b))"
    # Titles leave out the "is": "Ostia to send 400", "ready to deploy 400".
    r"|(?:set|ready|poised|prepared|willing) to (?:send|deploy|dispatch|provide|join|receive|move)"
    r"|(?-i:To (?:Send|Deploy|Dispatch|Provide|Join|Receive))"
    r"|(?-i:^[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2} to (?:send|deploy|dispatch|provide|join|receive))"
    r"|(?:pledged|promised|offered)(?= (?:another|up to|about|around|some|\d|more|thousands))"
    r"|would(?! not be (?:less|fewer|lower) than))\b",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"\b(?:may|might|could|can|potentially|possibly)(?! not be (?:less|fewer|lower) than)"
    r"(?: (?:be|have(?: been)?|also be))?\b"
    r"|\bfeared(?= (?:to be |to have )?(?:dead|drowned|killed|lost|missing|trapped|buried)\b)",
    re.IGNORECASE,
)
_MAY_BE = re.compile(r"\b(?:may|might|could)(?: (?:be|have(?: been)?))?\b", re.IGNORECASE)
_LIKELY = re.compile(
    r"\b(?:(?:highly|most|very|more than) (?:likely|probably)|believed|reportedly|allegedly|likely"
    r"|presumed|presumably|suspected|apparently|appear(?:s|ed|ing)?|seem(?:s|ed|ingly)?|probably"
    r"|potentially|possibly|purportedly|supposedly|thought to|understood to|assumed"
    r"|almost certainly"
    r"|suggests?|feared)\b",
    re.IGNORECASE,
)
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|of|since|by|until|last|this|early|late|during|from|through|after|before|and|to)"
    r"|mid-?) ?$|\d $",
    re.IGNORECASE,
)
_SECOND_VERB = re.compile(
    r"\b(?:and|but)(?: (?:also|now|then|it|they|he|she|is|are|was|were|has|have|had))* $"
    r"|,? (?:where|when) (?:it|they|he|she|this|that)\b|,? (?:and|but|while|as|because|after"
    r"|although|though|since) (?:it|they|he|she|this|that|which)\b"
    r"|, (?:as|while|although|though|because|amid)\b|, (?!including\b)\w+ing\b|[;:]"
    r"|\b(?:saying|adding|warning|noting|telling)\b",
    re.IGNORECASE,
)
_CAME_BEFORE = re.compile(
    r"\b(?:after|despite|following|having|since)(?: having)? \w+(?:ing|ed|en)\b"
)
# In characters: words farther off are of something else, however long the clause.
_NEAR = 240
_NEGATED = re.compile(r"\b(?:not|never|no longer) (?:\w+ )?$", re.IGNORECASE)


class Put(NamedTuple):
    """Modality, likelihood as printed, and the places of the words each rests on."""

    modality: Modality
    modality_words: tuple[int, int] | None
    likelihood: str | None
    likelihood_words: tuple[int, int] | None


class Sign(NamedTuple):
    """A word that says how something is put, its place, and that of its likelihood if any."""

    start: int
    end: int
    likelihood: tuple[int, int] | None = None


class Signs(NamedTuple):
    """The words of a sentence that say how its figures are put, each sort in order."""

    denied: list[Sign]
    expected: list[Sign]
    possible: list[Sign]
    may_be: list[Sign]
    likely: list[Sign]


def signs(text: str, span: tuple[int, int]) -> Signs:
    """Return the words of a sentence of a plain text that say how its figures are put."""
    denied = [Sign(*match.span()) for match in _DENIED.finditer(text, *span)]
    return Signs(
        denied,
        _signs(_EXPECTED, text, span),
        _signs(_POSSIBLE, text, span),
        _signs(_MAY_BE, text, span),
        _signs(_LIKELY, text, span),
    )


def _signs(pattern: re.Pattern[str], text: str, span: tuple[int, int]) -> list[Sign]:
    return [
        Sign(match.start(), match.end(), _likelihood(match))
        for match in pattern.finditer(text, *span)
        if not _NEGATED.search(text, max(0, match.start() - 16), match.start())
        and not (match.group() == "May" and _is_month(text, match))
    ]


def _likelihood(match: re.Match[str]) -> tuple[int, int] | None:
    if "likelihood" not in match.re.groupindex or not match["likelihood"]:
        return None
    return match.span("likelihood")


def put(text: str, told: Signs, clause: tuple[int, int], figure: tuple[int, int]) -> Put:
    """Return how the clause of a figure puts it (codebook, Modality, likelihood, opposition).

    "Denied" must stand before the figure; "will", "expected" and "may" anywhere in the clause
    but behind a second verb ("has 400 men and plans to"). Words of likelihood alone leave it
    asserted.
    """
    told = told._replace(
        expected=[sign for sign in told.expected if not _is_of_another(text, sign, figure)],
        possible=[sign for sign in told.possible if not _is_of_another(text, sign, figure)],
        may_be=[sign for sign in told.may_be if not _is_of_another(text, sign, figure)],
    )
    clause = (max(clause[0], figure[0] - _NEAR), min(clause[1], figure[1] + _NEAR))
    likely = _nearest(told.likely, clause, figure)
    likelihood = likely[:2] if likely else None
    denied = _nearest(told.denied, (clause[0], figure[0]), figure)
    if denied is not None:
        return _put(text, "denied", denied[:2], likelihood)
    may = _nearest(told.may_be, clause, figure)
    expected = _nearest(told.expected, clause, figure)
    possible = _nearest(told.possible, clause, figure)
    if expected is not None and (
        possible is None or _away(expected, figure) <= _away(possible, figure)
    ):
        return _put(text, "expected", expected[:2], expected.likelihood or likelihood)
    if possible is not None:
        return _put(text, "possible", possible[:2], likelihood or (may or possible)[:2])
    return _put(text, "asserted", None, likelihood)


def _is_of_another(text: str, sign: Sign, figure: tuple[int, int]) -> bool:
    """Whether a word behind a figure says how a second verb is put, not that of the figure."""
    if sign.end <= figure[0]:
        # "It will send more after losing 300 men": what came before is over.
        return bool(_CAME_BEFORE.search(text, max(sign.end, figure[0] - _NEAR), figure[0]))
    if sign.start < figure[1] or sign.start > figure[1] + _NEAR:
        return False
    return bool(_SECOND_VERB.search(text, figure[1], sign.start))


def _put(
    text: str,
    modality: Modality,
    place: tuple[int, int] | None,
    likelihood: tuple[int, int] | None,
) -> Put:
    printed = text[likelihood[0] : likelihood[1]] if likelihood else None
    return Put(modality, place, printed, likelihood)


def _nearest(told: list[Sign], clause: tuple[int, int], figure: tuple[int, int]) -> Sign | None:
    inside = [sign for sign in told if clause[0] <= sign.start and sign.end <= clause[1]]
    return min(inside, key=lambda sign: _away(sign, figure), default=None)


def _away(sign: Sign, figure: tuple[int, int]) -> int:
    if sign.end <= figure[0]:
        return figure[0] - sign.end
    return max(0, sign.start - figure[1])


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Whether a capital May is the month: after a small word of time, or before a number."""
    return bool(
        _BEFORE_MONTH.search(text, max(0, match.start() - 12), match.start())
        or re.match(r",? \d", text[match.end() : match.end() + 3])
    )
