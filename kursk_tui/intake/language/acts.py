"""What persons do, or is done to them and to things, in more words than one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kursk_tui.intake.language import lexicon
from kursk_tui.intake.language.figures import PERSONS, Found

# "Some 400 men fell" in battle; "the number fell to 400" tells how many are left.
_FELL = re.compile(
    r"\b(?:troops|soldiers|men|servicemen|fighters) (?:had |have )?(?P<verb>fell|fallen)\b"
    r"(?! (?:to|from|by|ill|short|sick|back|behind|into|under|below|silent|asleep|on|out|for))"
)
# An army that is "destroyed" is killed; of houses the word says something else.
_ENEMY = (
    r"(?:troops|soldiers|men|servicemen|fighters|personnel|occupants|occupiers|invaders|enemies"
    r"|militants|terrorists|attackers|combatants|mercenaries|rebels|insurgents)"
)
_DESTROYED = re.compile(
    rf"\b{_ENEMY}(?: (?:have|has|had|were|was|been|being|already|also))+"
    r" (?P<verb>destroyed|eliminated|neutrali[sz]ed|liquidated|wiped out)\b"
    r"|\b(?P<active>destroyed|eliminated|neutrali[sz]ed|liquidated|wiped out)"
    r"(?= (?:about |around |some |nearly |over |more than |at least |up to |another )?"
    rf"(?:\d[\d,]*|hundreds of|dozens of|thousands of)"
    rf"(?: (?!where|with|and|in|at|near|as|who|that)[a-z-]+){{0,3}}? {_ENEMY}\b)",
    re.IGNORECASE,
)
_LEFT_POSTS = re.compile(
    r"\b(?P<verb>abandon(?:ed|ing)?|left|leaving|quit|fled) (?:their|its|his) (?:[a-z-]+ )?"
    r"(?:positions?|posts?|units?|trenches|ranks)\b"
)
# Who is on the way somewhere was sent; a crowd is told by what it does.
_EN_ROUTE = re.compile(
    r"\b(?P<verb>en route|on (?:the|their|its) way|headed|heading|bound) (?:to|for|towards?)\b",
    re.IGNORECASE,
)
_CROWDS = re.compile(
    r"\b(?P<verb>(?:took|taken|taking|take) to the streets|turned out|convened|flocked|converged"
    r"|(?:flooded|filled|filling|flooding|thronged|swarmed|packed|poured into) (?:the )?"
    r"(?:\w+ ){0,3}?(?:streets?|squares?|avenues?|parks?|plazas?))\b",
    re.IGNORECASE,
)
# Who is in a vessel is aboard: "a boat carrying 90 people", "over 60 people in the ferry".
_VESSEL = (
    r"(?:boats?|ferry|ferries|ships?|vessels?|trawlers?|dinghy|dinghies|rafts?|yachts?|barges?"
    r"|planes?|airplanes?|jets?|aircraft|airliners?|helicopters?|flights?|bus|buses|coach|trains?"
    r"|minibus|minibuses|truck|lorry|submarine)"
)
_IN_VESSEL = re.compile(
    rf"\b(?P<in>(?:in|on|inside|packed|crammed into|boarded|aboard)"
    rf" (?:the|a|an|that|this|its|their|each)"
    rf"(?: (?!other\b)[a-z-]+){{0,2}}? {_VESSEL})\b"
    r"(?! (?:station|stop|terminal|company|tragedy|disaster|accident|crash|sinking|incident))"
    rf"|\b{_VESSEL}\b[^.;\d]{{0,60}}?\b(?P<carries>carr(?:ied|ying|ies|y)|packed with|crammed with"
    r"|laden with|transporting|was taking|had taken)\b",
    re.IGNORECASE,
)
# Who lives in tents or camps is sheltered there; soldiers are, too, but no dossier counts it.
_IN_CAMPS = re.compile(
    r"\b(?:in|into|under|at|inside)(?: (?:the|a|an))?(?: [a-z-]+){0,2}? "
    r"(?P<camps>tents?|tarpaulins?|(?<!training )(?<!army )(?<!military )camps?|shelters?|shanties"
    r"|encampments?|makeshift (?:homes|housing))\b"
    r"|\b(?P<of>camp (?:population|residents|dwellers)|population of the camps?)\b",
    re.IGNORECASE,
)
_CUSTODY = re.compile(
    r"\b(?P<verb>t(?:aken|ook|aking)(?: [a-z0-9,]+){0,4} into custody|round(?:ed|ing) up)\b",
    re.IGNORECASE,
)
_FROM_HOME = re.compile(
    r"\b(?:forc(?:ed|ing|es?)|dr(?:ove|iven|iving)|chas(?:ed|ing)|push(?:ed|ing))\b[^.;]{1,60}?"
    r"\b(?P<verb>(?:from|out of) (?:their|its) homes?)\b",
    re.IGNORECASE,
)
# "Another 9,000 expected", "a further 400 are expected in spring": they are on their way.
_MORE = re.compile(r"\b(?:another|additional|further|more)(?: [a-z]+)? ?$", re.IGNORECASE)
_EXPECTED = re.compile(
    r"(?: more)?(?: (?:is|are|was|were))? (?P<verb>expected)\b(?= ?(?:$|[.,;:)\"]|soon|shortly"
    r"|briefly|later|in|by|within|next|there|here|to (?:arrive|come|join|follow"
    r"|be (?:sent|deployed|dispatched))))",
    re.IGNORECASE,
)
# What an army does to aircraft and vehicles, in two words.
_SHOT_DOWN = re.compile(
    r"\b(?:(?:shot|shoots?|shooting|brought|bringing) down|(?:knock(?:ed|s|ing)|t(?:ook|akes|aken)"
    r"|taking|burn(?:ed|t)) out|bl[eo]wn? up)\b",
    re.IGNORECASE,
)

# What is said in more words than one, or with a noun beside the verb, and of which family it is.
PHRASES = (
    (_FELL, lexicon.KILLED),
    (_DESTROYED, lexicon.KILLED),
    (_LEFT_POSTS, lexicon.DESERTED),
    (_EN_ROUTE, lexicon.SENT),
    (_CROWDS, lexicon.PRESENT),
    (_IN_VESSEL, lexicon.ABOARD),
    (_IN_CAMPS, lexicon.SHELTERED),
    (_FROM_HOME, lexicon.DISPLACED),
    (_CUSTODY, lexicon.ARRESTED),
)
# Of these what is done is said as plainly as by a word of the dossier.
PLAINLY = (
    lexicon.DESERTED,
    lexicon.PRESENT,
    lexicon.SHELTERED,
    lexicon.DISPLACED,
    lexicon.ARRESTED,
)
# Where they are, or that they went: a word for what befell them says more.
WHERE = (lexicon.SENT, lexicon.ABOARD)
GROUND_PHRASES = ((_SHOT_DOWN, lexicon.RUINED),)

# "There are 400 men now in the city", "it has 400 men at the border", "400 men work on sites".
_HAS = re.compile(
    r"\b(?:there (?:are|were|may be|could be|remain)|has|have|had|having|keeps?|kept|maintains?"
    r"|with)(?: now| still| already| currently| also)*(?: an?| the| another| its)? ?$",
    re.IGNORECASE,
)
# "There are 400 men, and": who is there without a word of where.
_THERE_ARE = re.compile(
    r"\b(?P<are>there (?:are|were))(?: now| still| already| currently)* $", re.I
)
_STANDS = re.compile(
    r"(?:(?: who| that)?(?: are| were| have been| now| currently| still)*"
    r" (?P<works>(?:(?:continued?|continues) to )?(?:work|worked|working|toil|toiling|employed"
    r"|engaged|involved|fight|serve|operate|stay)) (?:on|in|at|as|along|near)\b"
    r"|(?: [a-z'-]+){0,2}?"
    r" (?P<stands>(?:(?:now|currently|still|already|presently) )?"
    r"(?:(?:in|inside|at|along|near|across)\b"
    r"(?! (?:a|an|fact|need|line|talks|order|total|all|return|exchange|the way)\b)"
    r"|on(?= (?:the )?(?:[A-Z][a-z]+ )?(?:territory|soil|side|land|front|border|island)\b)"
    r"|there\b)))",
    re.IGNORECASE,
)


def told_of(text: str, figure: Found) -> Iterator[tuple[frozenset[str], tuple[int, int]]]:
    """Yield the families of what is said right round a figure, without a verb for it alone.

    "It has 400 men in Tarn", "400 work on sites", "there are 400 men.", "another 400 expected".
    """
    end = max(figure.end, figure.noun_end)
    before = max(0, figure.start - 40)
    expected = _EXPECTED.match(text, end)
    if expected is not None and _MORE.search(text, before, figure.first):
        yield lexicon.SENT, expected.span("verb")
    if figure.kind != PERSONS or not figure.noun_end:
        return
    behind = _STANDS.match(text, figure.noun_end)
    there = _THERE_ARE.search(text, before, figure.start)
    if behind is not None and behind["works"]:
        yield lexicon.PRESENT, behind.span("works")
    elif behind is not None and _HAS.search(text, before, figure.start):
        yield lexicon.PRESENT, behind.span("stands")
    elif (
        there is not None
        and figure.noun in lexicon.ARMED
        and text[figure.noun_end : figure.noun_end + 1] in ("", ",", ".", ";")
    ):
        yield lexicon.PRESENT, there.span("are")
