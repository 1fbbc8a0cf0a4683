"""Numbers that nobody printed, in words: how they come about, and what explains a gap."""

from __future__ import annotations

from collections.abc import Callable

from kursk_tui.analysis.identities.factors import Factors, GapShare
from kursk_tui.analysis.identities.ledger import own_wording
from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.figures import derived_text, number
from kursk_tui.model.records import Claim, Identity, Term
from kursk_tui.words.phrases import phrase, rounded


def derivation(dossier: Dossier, q: Quantity) -> str | None:
    """How a number came about: `two-thirds of 4,000`, `4,000 less 300`; None where printed."""
    if q.identity is not None:
        identity = own_wording(dossier, dossier.identities[q.identity])
        return _derived_term(dossier, identity)
    return _share(dossier, q.claim) if q.is_derived and q.claim is not None else None


def _share(dossier: Dossier, claim: Claim) -> str:
    """`two-thirds of 4,000`; raises KeyError for a claim that is no share."""
    return f"{phrase(dossier, claim)} of {bare_figure(dossier, dossier.claims[claim.of or ''])}"


def bare_figure(dossier: Dossier, claim: Claim) -> str:
    """A figure as printed, without the word that names its measure: `4,000` casualties."""
    if claim.figure is None:
        return claim.statement
    written = phrase(dossier, claim)
    cues = dossier.measures[claim.measure].cues if claim.measure else ()
    for cue in sorted(cues, key=len, reverse=True):
        if written.endswith(" " + cue):
            return written[: -len(cue) - 1]
    return written


def _derived_term(dossier: Dossier, identity: Identity) -> str:
    def words(term: Term) -> str:
        return bare_figure(dossier, dossier.claims[term.claim]) if term.claim is not None else "?"

    if identity.total.claim is None:
        return _added(identity, words)
    text = words(identity.total)
    for term in identity.terms:
        if term.claim is not None:
            text += (" less " if term.sign > 0 else " plus ") + words(term)
    return text


def _added(identity: Identity, words: Callable[[Term], str]) -> str:
    """The terms of an identity joined by their signs: `300 plus 2,700 less 20`."""
    text = words(identity.terms[0])
    for term in identity.terms[1:]:
        text += (" plus " if term.sign > 0 else " less ") + words(term)
    return text


# ---- factors


def total_words(dossier: Dossier, found: Factors) -> str:
    """A total as printed, `4,000`; one that nobody printed as `about 3,000 (300 plus 2,700)`."""
    if found.of is not None:
        claim = dossier.claims[found.of]
        if claim.of is None:
            return bare_figure(dossier, claim)
        how = _share(dossier, claim)
    else:
        identity = dossier.identities[found.identity or ""]
        how = _added(identity, lambda term: _bare_numbers(dossier, term))
    return f"{derived_text(found.total, found.total)} ({how})"


def _bare_numbers(dossier: Dossier, term: Term) -> str:
    """The printed numbers of a term without their hedges; of a share how it came about."""
    claim = dossier.claims[term.claim or ""]
    if claim.of is not None:
        return _share(dossier, claim)
    figure = claim.figure
    ends = [] if figure is None else [n for n in (figure.low, figure.high) if n is not None]
    return " to ".join(number(end) for end in dict.fromkeys(ends))


def share_words(dossier: Dossier, found: Factors) -> str:
    """A share as printed, `two-thirds`; one that nobody printed as `10 %`."""
    if found.claim is not None:
        return phrase(dossier, dossier.claims[found.claim])
    return f"{rounded(100 * found.share)} %"


def gap_share_text(found: GapShare) -> str:
    """`the total explains 13 %, the share 87 %`; percentages that add up to 100."""
    percent = round(100 * found.of_total)
    parts = [("the total", percent), ("the share", 100 - percent)]
    if percent > 100 or percent < 0:
        parts.sort(key=lambda part: -part[1])
        (more, above), (less, below) = parts
        return f"{more} explains {number(above)} %, {less} offsets {number(-below)} %"
    return f"the total explains {percent} %, the share {100 - percent} %"
