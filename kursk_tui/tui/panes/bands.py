"""What is said under a forest plot: the row at the cursor, and what most origins support."""

from __future__ import annotations

from collections.abc import Sequence

from kursk_tui.analysis.bands import (
    ENTAILED,
    SUGGESTED,
    Said,
    SetAside,
    most_supported,
    set_aside,
)
from kursk_tui.analysis.intervals import interval_text
from kursk_tui.analysis.quantities import Quantity, identity_of
from kursk_tui.analysis.voices import listed, who
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.words import chain_text, name_of, plural, within_text
from kursk_tui.model.figures import Interval
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.panes.disagreements import written
from kursk_tui.tui.panes.plot import date_of, moment_words
from kursk_tui.tui.panes.ratings import rated
from kursk_tui.tui.view import Facet


def row_entries(context: Context, q: Quantity) -> list[Entry]:
    """Who said the figure of a row, of what, and how it came."""
    dossier = context.dossier
    headline = f"{who(dossier, q).text()}: {written(q)} · {moment_words(q)}"
    entries = [Entry("", headline, "bold"), Entry("counts", _scope(context, q))]
    identity = identity_of(q)
    if identity is not None:
        entries.append(Entry("derived", f"assuming: {dossier.identities[identity].assumption}"))
    if q.claim is not None:
        target = Facet("claim", q.id)
        source = dossier.sources[q.claim.source]
        text = f"{chain_text(dossier, q.claim)} ¶{q.claim.locator.paragraph}, "
        text += f"{source.published or 'undated'}"
        if q.claim.modality != "asserted":
            text += f" ({q.claim.modality})"
        entries.append(Entry("chain", text, target=target))
        rating = rated(context, q.claim)
        if "unrated" not in rating:
            entries.append(Entry("Admiralty", rating))
    return entries


def _scope(context: Context, q: Quantity) -> str:
    dossier = context.dossier
    parts = [dossier.measures[q.measure].name if q.measure else ""]
    parts += [dossier.scopes[s].name for s in (q.scope.population, q.scope.place) if s]
    if q.claim is not None and (within := within_text(dossier, q.claim)):
        parts.append(f"within {within}")
    return ", ".join(part for part in parts if part)


def supported_entries(
    dossier: Dossier, said: Sequence[Said], anchor: Quantity, before: Dossier | None = None
) -> list[Entry]:
    """What most origins support of what a row counts, by what words suggest and commit to."""
    if anchor.status is None:
        return [Entry("supported", "a denial counts nothing", "dim")]
    quantities = [q for one in said for q in one.all]
    lines = []
    for tier in (SUGGESTED, ENTAILED):
        found = most_supported(dossier, quantities, anchor, tier)
        if found.interval is None:
            lines.append("no origin is recorded for what can be compared with it")
            continue
        total = len(found.origins) + len(found.against)
        if len(found.origins) == 1 and total > 1:
            lines.append(f"no range: no two of the {total} origins agree")
            continue
        names = listed([name_of(dossier, body) for body in found.origins])
        text = f"{_text(anchor, found.interval)}: {len(found.origins)} of "
        text += f"{plural(total, 'origin')} ({names})"
        if found.ties:
            text += f"; {plural(found.ties, 'other range')} as well supported"
        lines.append(text)
    if len(set(lines)) == 1:
        return [Entry("supported", lines[0])]
    labels = ("supported", "committed")
    return [Entry(label, text) for label, text in zip(labels, lines, strict=True)]


def aside_entries(dossier: Dossier, said: Sequence[Said]) -> list[Entry]:
    """The fewest voices without whom the figures of the plot do not disagree."""
    quantities = [q for one in said for q in one.all]
    by_tier = {tier: set_aside(dossier, quantities, tier) for tier in (SUGGESTED, ENTAILED)}
    conflict, tension = by_tier[ENTAILED], by_tier[SUGGESTED]
    if conflict == tension:
        return [Entry("set aside", _aside(conflict, "disagreement"))]
    return [
        Entry("set aside", f"{_aside(tension, 'tension')}; {_aside(conflict, 'conflict')}"),
    ]


def _aside(found: SetAside, what: str) -> str:
    if not found.ways:
        return f"{what}: too many to tell"
    size = len(found.ways[0])
    if size == 0:
        return f"no {what}: nobody need be set aside"
    shown = [listed(list(way)) for way in found.ways[:3]]
    more = "" if len(found.ways) <= 3 else f", or {len(found.ways) - 3} other ways"
    return f"no {what} without {', or '.join(shown)}{more} ({size} of {found.voices} voices)"


def _text(anchor: Quantity, interval: Interval) -> str:
    if anchor.basis == "date":
        low, high = date_of(interval.low), date_of(interval.high)
        return low if low == high else f"{low} to {high}"
    rough = any(n % 1 for n in interval if n not in (float("inf"), float("-inf")))
    return interval_text(interval, derived=rough)
