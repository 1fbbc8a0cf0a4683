"""What a page that waits for review would change, each in a sentence."""

from __future__ import annotations

from kursk_tui.analysis.ladder.quantities import Quantity, side
from kursk_tui.analysis.ladder.releases import printed
from kursk_tui.analysis.trial import Clash, Effect, New
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.records import Claim
from kursk_tui.model.text import plural
from kursk_tui.words.phrases import phrase, times
from kursk_tui.words.records import short_name
from kursk_tui.words.sentences import lowered
from kursk_tui.words.voices import day, who

# The heading of each group, and how many of it are told in a line.
GROUPS = {
    "verdict": "would change a verdict",
    "figure": "new figure",
    "echo": "echo",
    "nothing": "nothing",
    "not read": "not read",
}
# In a column.
IN_BRIEF = {**GROUPS, "verdict": "verdict"}


# Behind a number of pages.
_OF_PAGES = {
    **GROUPS,
    "figure": "with a new figure",
    "echo": "with echoes alone",
    "nothing": "with nothing new",
}


def counted(counts: dict[str, int]) -> str:
    """`2 would change a verdict, 12 with echoes alone`: pages, in the order of the groups."""
    told = (f"{counts[name]} {group}" for name, group in _OF_PAGES.items() if counts.get(name))
    return ", ".join(told)


def effect_text(dossier: Dossier, found: Effect, unsound: int) -> str:
    """`Council: 2,000 flooded, above its 600 of 1 Apr 2031; 2 more new figures`.

    `dossier` is the one in which the claims are tried; `unsound` are proposals that could not be.
    """
    if found.clashes:
        return _with_more(clash_text(dossier, found.clashes[0]), len(found.new) - 1, "new figure")
    if found.new:
        return _with_more(new_text(dossier, found.new[0]), len(found.new) - 1, "new figure")
    if found.echoes:
        text = echo_text(dossier, *found.echoes[0])
        return _with_more(text, len(found.echoes) - 1, "echo", "echoes")
    if unsound:
        return f"{plural(unsound, 'figure')} of which no claim can be made without a person"
    return "no figure of what the dossier counts"


def clash_text(dossier: Dossier, clash: Clash) -> str:
    """`Council: 20 flooded, below Board's 400 of 9 Jan 2031: conflict 20x`."""
    own = side(dossier, clash.claim)
    gap = f" {gap}x" if (gap := times(clash.gap)) else ""
    told = f"{_figure(dossier, own)}, {_against(dossier, own, clash.other)}"
    return f"{told}: {clash.kind}{gap}"


def new_text(dossier: Dossier, new: New) -> str:
    """`Council: 2,000 flooded, above its 600 of 1 Apr 2031`; or that it is its first."""
    own = side(dossier, new.claim)
    told = _figure(dossier, own)
    if new.former is not None:
        return f"{told}, {_against(dossier, own, side(dossier, new.former))}"
    if own.origin is None:
        return f"{told}, a number that is not there"
    return f"{told}, its first figure of this"


def echo_text(dossier: Dossier, claim: str, same: str) -> str:
    """`Council: 300 flooded, as in herald-2031-01-13`."""
    own, other = side(dossier, claim), side(dossier, same)
    turned = ""
    one, two = own.claim, other.claim
    if one is not None and two is not None and one.figure is not None and two.figure is not None:
        # The same number under other words is what a reader has to look at.
        turned = f" ({phrase(dossier, two)})" if one.figure.hedge != two.figure.hedge else ""
    return f"{_figure(dossier, own)}, as in {dossier.claims[same].source}{turned}"


def _figure(dossier: Dossier, q: Quantity) -> str:
    measure = dossier.measures[q.measure].name
    words = lowered(phrase(dossier, q.claim)) if q.claim is not None else ""
    share = "of them " if q.claim is not None and q.claim.of is not None else ""
    return f"{_name(dossier, q)}: {words} {share}{measure}"


def _name(dossier: Dossier, q: Quantity) -> str:
    """Who says it: the origin, else whoever passes it on and does not say from whom."""
    if q.claim is None:
        return who(dossier, q).name
    return _named(dossier, q.claim)


def _named(dossier: Dossier, claim: Claim) -> str:
    if claim.attribution:
        last = short_name(dossier.agents[claim.attribution[-1]])
        return last if claim.lineage == "full" else f"perhaps {last}"
    publisher = short_name(dossier.agents[dossier.sources[claim.source].publisher])
    return publisher if claim.lineage == "full" else f"{publisher}, naming nobody"


def _against(dossier: Dossier, own: Quantity, other: Quantity) -> str:
    """`above its 600 of 1 Apr 2031`, `apart from Board's 4,000`."""
    is_own = own.origin is not None and own.origin == other.origin
    whose = "its" if is_own else f"{_possessive(_name(dossier, other))}"
    if other.claim is None:
        return f"apart from what follows from {_name(dossier, other)}"
    when = f" of {day(other.when.date)}" if other.when.date else ""
    what = "" if own.measure == other.measure else f" {dossier.measures[other.measure].name}"
    return f"{_way(own, other)} {whose} {lowered(phrase(dossier, other.claim))}{what}{when}"


def _way(own: Quantity, other: Quantity) -> str:
    """Which of two lies above, by the numbers that are printed."""
    one, two = own.claim, other.claim
    if own.basis == "date" or one is None or two is None or not (one.figure and two.figure):
        return "apart from"
    mine, theirs = printed(one.figure), printed(two.figure)
    if not mine or not theirs:
        return "apart from"
    if min(mine) > max(theirs):
        return "above"
    return "below" if max(mine) < min(theirs) else "apart from"


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _with_more(text: str, more: int, one: str, many: str = "") -> str:
    if more < 1:
        return text
    return f"{text}; {more} more {one if more == 1 else many or one + 's'}"
