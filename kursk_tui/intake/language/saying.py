"""Verbs of saying: which words are one, with a subject, and not a noun, a passive or a deed.

Many verbs that say something also do something: an army adds 300 men, and a spokesman adds that
300 died. They say it where a clause, a quotation or a count is what they have behind them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kursk_tui.intake.language.bodies import REPORTS, UNNAMED
from kursk_tui.intake.language.lexicon import AUXILIARIES, IRREGULAR, PERSONS, STOPS
from kursk_tui.intake.language.plain import Word, bare, word_set

SAYING = word_set(
    "said says say saying told tells tell telling reported reports report reporting claimed claims"
    " claim claiming announced announces announcing estimated estimates estimate estimating"
    " believes believed believe confirmed confirms confirm confirming noted notes noting added adds"
    " adding stated states stating warned warns warning revealed reveals revealing disclosed"
    " discloses assessed assesses assess denied denies deny denying acknowledged acknowledges"
    " admitted admits admitting wrote writes writing indicated indicates indicate suggested"
    " suggests explained explains declared declares alleged alleges"
    " asserted asserts maintains"
    " insisted insists testified recalled put puts putting counted counts calculates calculated"
    " reckons thinks expects predicts predicted projected concluded concludes found showed shows"
    " show showing learned detected observed posted tweeted tweeting briefed quoted described"
    " describes"
    " rejected dismissed published publishes publishing releases released documented identified"
    " verified tallied recorded names named views sees mentioned mentions mentioning stressed"
    " stresses stressing emphasized emphasised pointed remarked commented replied specified"
    " clarified informed cited cautioned lists listed gave gives giving lowered raised"
    " revised updated upped spoke speaks talked fear fears indicating suggesting insisting"
    " alleging asserting referenced references"
)
# Of those, what goes on with the sentence's own subject: "..., adding that 300 died".
_PARTICIPLES = word_set(
    "saying telling reporting claiming announcing estimating adding noting stating warning"
    " revealing confirming denying admitting writing putting showing tweeting publishing mentioning"
    " stressing giving indicating suggesting insisting alleging asserting"
)
# Those that do something when a plain number follows: "added 300 men".
_DOES = word_set(
    "added adds adding found finds showed shows show showing named names recalled posted dismissed"
    " rejected told tells tell telling raised lowered briefed"
)
# Those that say something only of what is itself said: "put the toll at 300", "gave a number".
_PUTS = word_set("put puts putting")
_GIVES = word_set("gave gives giving released releases")
# Nobody has these at hand: whoever finds 300 deaths tells of them.
_CASES = word_set("deaths fatalities casualties cases injuries losses")
# Whoever counts on somebody, or reports for duty, says nothing of a count.
_NO_SPEECH = {
    **dict.fromkeys(word_set("counted counts counting"), word_set("on upon among")),
    **dict.fromkeys(word_set("reported reports report reporting"), word_set("for")),
    **dict.fromkeys(word_set("added adds adding"), word_set("to up")),
    **dict.fromkeys(word_set("showed shows show showing"), word_set("up off")),
}
_NUMBER = (
    r"(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|tens|dozens|scores|hundreds|thousands)"
    r"\b)"
)
_HEDGE = (
    r"(?:(?:an?|the|its|their|his|her|another|additional|further|about|around|some|more|fewer|less"
    r"|than|over|under|up|to|at|least|most|nearly|almost|only|just|roughly|approximately|well"
    r"|close|as|high|low|many|estimated|between|no|not|now|perhaps|possibly|probably|slightly|far"
    r"|somewhere|anywhere|well|a) ){0,6}"
)
_NUMBER_OF = re.compile(f" {_HEDGE}{_NUMBER}")
_PUT_AT = re.compile(
    rf"[^,;:.\"]{{0,80}}? (?:at|between|above|below|in the|close to|closer to) {_HEDGE}{_NUMBER}"
)
# Behind a verb that says something now, of what was said before it: "released on Monday".
_WHEN = word_set("on in by to at last this late early earlier yesterday today")
# Here the phrase behind a verb ends: what follows is no longer its object.
_ENDS = re.compile(
    r"[,;:.()\"–—]|\b(?:and|but|while|when|as|after|before|because|since|where|who|which|whose)\b"
)
_FINITE = (AUXILIARIES | IRREGULAR) - frozenset(("to", "be", "been", "being", "can", "get"))
# In characters: so far behind a verb its clause is looked for.
_CLAUSE_WITHIN = 200
_CLAUSE_WORDS = word_set("that how whether what why")
# What a flood claims, which says nothing.
_LIVES = word_set("life lives victims responsibility")
# Those that say something only before "of": "spoke of 300 dead".
_OF_WHAT = word_set("spoke speaks talked")
# Those that say something only of a count: "raised the toll to 300".
_OF_COUNTS = word_set("lowered raised revised updated upped")
_COUNTS = word_set("toll tolls number numbers figure figures estimate estimates count total tally")
_PLURAL = word_set(
    "officials analysts experts lawmakers authorities sources media agencies they we who some many"
    " others newspapers outlets diplomats researchers observers services reports figures data"
    " commanders organizers organisers police rescuers doctors prosecutors rebels scientists groups"
    " numbers records estimates statistics documents counts"
)
# Capitalised they are a part of a name, or begin one.
_NOUNS_TOO = REPORTS | word_set("states notes views names lists counts shows tells says put")
_CLAUSE = word_set("that the some around about more nearly at up between only over as")
_PASSIVE = frozenset(("is", "are", "was", "were", "been", "be", "being"))


def goes_on(told: Sequence[Word], at: int) -> bool:
    """Whether a verb of saying shares the subject of one before it: "and said", "adding"."""
    if told[at].lower in _PARTICIPLES:
        return True
    place = at - 1
    while place >= 0 and (
        told[place].lower in ("also", "then", "later") or told[place].lower.endswith("ly")
    ):
        place -= 1
    return place >= 0 and told[place].lower in ("and", "but")


def is_saying(text: str, told: Sequence[Word], at: int) -> bool:
    """Whether a word is a verb of saying with a subject, not a noun, a passive or a deed."""
    return _is_verb(told, at) and not _is_deed(text, told, at)


def _is_deed(text: str, told: Sequence[Word], at: int) -> bool:
    """Whether a verb that may say something does something: what it has behind it tells."""
    verb = told[at]
    if text[verb.end : verb.end + 1] != " " or at + 1 >= len(told):
        return False
    following = told[at + 1].lower
    if following in _NO_SPEECH.get(verb.lower, ()):
        return True
    near = {word.lower for word in told[at + 1 : at + 8]}
    is_number = _NUMBER_OF.match(text, verb.end) is not None
    if verb.lower in _PUTS:
        if following in ("it", "at") or near & _COUNTS:
            return False
        return is_number or _PUT_AT.match(text, verb.end) is None
    if verb.lower in _GIVES:
        # "Gave 300 as the toll", "released on Monday".
        return not near & REPORTS and following not in _WHEN
    if verb.lower not in _DOES or not is_number or near & _CASES:
        return False
    is_report = any(bare(word.lower) in REPORTS for word in told[max(0, at - 8) : at])
    return not is_report and not _has_clause(text, told, at)


def _has_clause(text: str, told: Sequence[Word], at: int) -> bool:
    """Whether a clause stands behind a verb, and not a plain noun: 300 men died, and not 300 men.

    Its own verb is the sign, behind the noun that is counted.
    """
    ends = _ENDS.search(text, told[at].end, told[at].end + _CLAUSE_WITHIN)
    end = ends.start() if ends is not None else told[at].end + _CLAUSE_WITHIN
    is_noun = False
    for word in told[at + 1 : at + 25]:
        lower = word.lower
        if word.start >= end:
            return False
        is_verb = lower in _FINITE or (lower.endswith("ed") and lower not in PERSONS)
        if lower in _CLAUSE_WORDS or (is_noun and is_verb):
            return True
        is_noun = lower.isalpha() and not is_verb and lower not in STOPS
    return False


def _is_verb(told: Sequence[Word], at: int) -> bool:
    word = told[at].lower
    before = [bare(each.lower) for each in told[max(0, at - 3) : at]]
    previous = before[-1] if before else ""
    if word in REPORTS and (
        previous
        in ("the", "a", "an", "its", "their", "his", "her", "of", "to", "any", "no", "these")
        or (at and told[at - 1].text.endswith("'s"))
        or (
            word in ("estimate", "reports", "claims", "report")
            and previous in ("denied", "earlier")
        )
    ):
        return False
    following = told[at + 1].lower if at + 1 < len(told) else ""
    if word in REPORTS and (following in SAYING or following in ("was", "were", "are", "is")):
        # "Unconfirmed reports said": it is they that say.
        return False
    if word in _OF_COUNTS and not _COUNTS & {each.lower for each in told[at + 1 : at + 6]}:
        return False
    if word.startswith("claim") and _LIVES & {each.lower for each in told[at + 1 : at + 6]}:
        return False
    if word in ("fear", "fears") and following not in _CLAUSE and not following[:1].isdecimal():
        return False
    if word in _OF_WHAT and following != "of":
        return False
    if following == "to" and word in ("said", "reported", "believed", "alleged"):
        # "A film said to show them": a passive, unless somebody is told.
        hearer = told[at + 2].text[:1] if at + 2 < len(told) else ""
        if not hearer.isupper():
            return False
    if word in REPORTS and following in ("of", "from", "by", "on", "for", "about", "as"):
        return False
    if at and told[at].text[:1].isupper() and word in _NOUNS_TOO | _PARTICIPLES:
        return False
    if word in ("estimated", "reported", "confirmed", "named") and previous in (
        "an",
        "the",
        "a",
        "of",
        "and",
        "no",
    ):
        return previous == "and"
    if word in ("report", "estimate", "claim", "count", "show") and previous not in _PLURAL:
        if (_PLURAL | UNNAMED) & {each.lower for each in told[max(0, at - 10) : at]}:
            # Figures from the Water Office show, doctors at Brez Hospital report.
            return following in _CLAUSE or following[:1].isdecimal()
        return previous.endswith("s") and (following in _CLAUSE or following[:1].isdecimal())
    if previous in _PASSIVE and word in ("quoted", "cited"):
        # "The mayor was quoted by Northwire as saying".
        return following in ("by", "as", "in", "saying")
    if previous in _PASSIVE or (previous in ("also", "now", "widely") and set(before) & _PASSIVE):
        return False
    if previous in ("to", "not") and word in ("say", "report", "tell", "show", "deny", "confirm"):
        return False
    return at > 0 or word not in (
        *("counts", "put", "puts", "shows", "show", "found", "named", "names", "estimated", "gave"),
        *("lists", "reported", "listed"),
    )
