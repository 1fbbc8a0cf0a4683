"""Where a claim comes from and when it speaks of: its chain, its origin, its moment."""

from __future__ import annotations

from typing import NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.records import Claim
from kursk_tui.model.vocabulary import MomentBasis


class Moment(NamedTuple):
    """When a claim speaks of: EDTF or None, and how we know.

    `basis` is "as of" (the claim says), "said" (its release's date), "page" (its source's
    date; the figure may be older) or "unknown".
    """

    date: str | None
    basis: MomentBasis


def origin_of(dossier: Dossier, claim: Claim) -> str | None:
    """Id of the agent a claim goes back to: the end of a full chain; None where it has none.

    A chain that is partial or unknown, or that ends in somebody unnamed, gives no origin. An
    empty full chain is the publisher itself. A person counts as the body they belong to, which
    is for the analysis: here the person is named.
    """
    if claim.lineage != "full":
        return None
    last = claim.attribution[-1] if claim.attribution else dossier.sources[claim.source].publisher
    return None if dossier.agents[last].kind == "unnamed" else last


def chain_agents(dossier: Dossier, claim: Claim) -> list[str]:
    """Agent ids from the origin (or the last one known) to the publisher."""
    return [*reversed(claim.attribution), dossier.sources[claim.source].publisher]


def moment_of(dossier: Dossier, claim: Claim) -> Moment:
    """The moment of a claim: its as-of, else its release's date, else its source's."""
    if claim.as_of is not None:
        return Moment(claim.as_of, "as of")
    release = dossier.events[claim.release] if claim.release else None
    if release is not None and release.date is not None:
        return Moment(release.date, "said")
    published = dossier.sources[claim.source].published
    return Moment(published, "page") if published is not None else Moment(None, "unknown")
