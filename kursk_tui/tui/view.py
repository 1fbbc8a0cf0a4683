"""What the explorer is narrowed to, step by step. Pure: no widget, no terminal.

A view has at most one facet of each kind. Facets of different kinds narrow together (an event
and an agent: what that agent said or relayed about that event); drilling to another event
replaces the event. A claim is only a place to look around from: drilling on from it replaces
it.
"""

from __future__ import annotations

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.timespan import TIME, joined
from kursk_tui.words.phrases import phrase
from kursk_tui.words.records import short_name


def drill(facets: tuple[Facet, ...], target: Facet) -> tuple[Facet, ...]:
    """The facets after drilling to `target` (see the module's docstring)."""
    kept = tuple(f for f in facets if f.kind not in (target.kind, "claim"))
    return (*kept, target)


def facet_name(dossier: Dossier, facet: Facet) -> str:
    """Short name of what a facet narrows to, for the crumb."""
    if facet.kind == "event":
        return dossier.events[facet.id].title
    if facet.kind == "source":
        source = dossier.sources[facet.id]
        return f"{short_name(dossier.agents[source.publisher])} {source.published or 'undated'}"
    if facet.kind == "agent":
        return short_name(dossier.agents[facet.id])
    if facet.kind == "measure":
        return dossier.measures[facet.id].name
    if facet.kind == TIME:
        return joined(facet.id)
    claim = dossier.claims[facet.id]
    words = phrase(dossier, claim) or claim.statement
    return words if len(words) < 30 else f"{words[:17]}…{words[-11:]}"


def crumb(dossier: Dossier, facets: tuple[Facet, ...]) -> str:
    """`event: Treaty ▸ agent: UN`, or `all`."""
    if not facets:
        return "all"
    return " ▸ ".join(f"{f.kind}: {facet_name(dossier, f)}" for f in facets)
