"""What is said under a forest plot: the row at the cursor, and what most origins support."""

from __future__ import annotations

from collections.abc import Sequence

from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.origins.bands import Said
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.holding import Facet
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.panes.ratings import rated
from kursk_tui.words.holdings import aside_text, holding_texts
from kursk_tui.words.records import chain_text, placed, scope_names
from kursk_tui.words.voices import moment_words, who, written


def row_entries(context: Context, q: Quantity) -> list[Entry]:
    """Who said the figure of a row, of what, and how it came."""
    dossier = context.dossier
    headline = f"{who(dossier, q).text()}: {written(dossier, q)} · {moment_words(q)}"
    entries = [Entry("", headline, "bold"), Entry("counts", _scope(context, q))]
    identity = q.identity
    if identity is not None:
        entries.append(Entry("derived", f"assuming: {dossier.identities[identity].assumption}"))
    if q.claim is not None:
        target = Facet("claim", q.id)
        source = dossier.sources[q.claim.source]
        text = f"{placed(chain_text(dossier, q.claim), q.claim)}, "
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
    names = [dossier.measures[q.measure].name] if q.measure else []
    return ", ".join([*names, *scope_names(dossier, q.scope)])


def holding_entries(dossier: Dossier, said: Sequence[Said], anchor: Quantity) -> list[Entry]:
    """What holds of what a row counts, and who says so."""
    return [Entry(label, text) for label, text in holding_texts(dossier, said, anchor)]


def aside_entries(dossier: Dossier, said: Sequence[Said]) -> list[Entry]:
    """The fewest voices without whom the figures of the plot do not disagree."""
    return [Entry("set aside", aside_text(dossier, said))]
