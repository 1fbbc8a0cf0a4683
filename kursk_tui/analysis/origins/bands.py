"""What was said of one measure: its figures in order, and who is apart.

Nothing here is "true" or "likely". The *set-aside* are the fewest voices without whom the others
do not disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import combinations
from typing import NamedTuple

from kursk_tui.analysis.identities.ledger import derived
from kursk_tui.analysis.ladder.compare import weigh
from kursk_tui.analysis.ladder.echoes import Told, alike
from kursk_tui.analysis.ladder.quantities import Quantity, body_of, quantity
from kursk_tui.analysis.ladder.releases import Tellings, tellings
from kursk_tui.analysis.origins.lineage import standing
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.store.files import uncollected

# Which of a figure's two intervals is meant.
ENTAILED, SUGGESTED = "entailed", "suggested"
TIERS = (ENTAILED, SUGGESTED)
DISAGREE = {ENTAILED: frozenset({"conflict"}), SUGGESTED: frozenset({"conflict", "tension"})}

# More figures than these are not set against each other one by one.
MOST_FIGURES = 400
# More voices than these need not be tried for the smallest set-aside.
DEEPEST = 12


class Said(NamedTuple):
    """A figure of a measure; `echoes` are others of its release that overlap with it."""

    quantity: Quantity
    echoes: tuple[Quantity, ...]

    @property
    def all(self) -> tuple[Quantity, ...]:
        """The figure and its echoes."""
        return (self.quantity, *self.echoes)


class Voice(NamedTuple):
    """Who stands behind a figure: the body (an agent's id) where that is known, else whoever is
    last known, or the identity that a figure is derived from.
    """

    id: str
    is_origin: bool


class SetAside(NamedTuple):
    """The fewest voices without whom the rest do not disagree.

    `ways` holds every smallest set of voices, () alone where nobody disagrees; it is empty
    where there were too many figures or voices to tell. `voices` counts all.
    """

    ways: tuple[tuple[Voice, ...], ...]
    voices: int


# ---- the figures


@uncollected()
def said_of(
    dossier: Dossier, measure: str, claims: Collection[str] | None = None
) -> tuple[Said, ...]:
    """Figures of a measure, derived ones among them, by moment; unknown moments last.

    `claims` narrows them: a derived figure stays while all claims that it rests on do.
    Raises KeyError for a claim that is not there.
    """
    rows = dossier.raw_rows("claims")
    ids = rows if claims is None else claims
    # By row: to build all of 100,000 claims for each measure takes a minute.
    return _said(dossier, measure, [id for id in ids if rows[id].get("measure") == measure], claims)


@uncollected()
def said_by_measure(
    dossier: Dossier, claims: Collection[str] | None = None
) -> dict[str, tuple[Said, ...]]:
    """`said_of` every measure, in the order of the file. Raises KeyError as that does."""
    rows = dossier.raw_rows("claims")
    ids: dict[str | None, list[str]] = defaultdict(list)
    for claim_id in rows if claims is None else claims:
        ids[rows[claim_id].get("measure")].append(claim_id)
    return {measure: _said(dossier, measure, ids[measure], claims) for measure in dossier.measures}


def _said(
    dossier: Dossier, measure: str, ids: Sequence[str], claims: Collection[str] | None
) -> tuple[Said, ...]:
    """Figures of a measure: those of the claims `ids`, and those derived within `claims`."""
    preset, own = dossier.meta.preset, tellings(dossier)
    groups: dict[object, list[Quantity]] = defaultdict(list)
    for claim_id in ids:
        q = quantity(dossier, claim_id)
        if q is not None:
            # No recorded release, no echo: of two such figures each stands for itself.
            telling = own.of(q.id)
            groups[telling.standing if telling is not None else q.id].append(q)
    found = [said for group in groups.values() for said in _folded(group, preset, own)]
    for identity in dossier.identities.values():
        slots = (identity.total, *identity.terms)
        if not any(slot.measure == measure for slot in slots):
            continue
        if claims is not None and any(s.claim and s.claim not in claims for s in slots):
            continue
        q = derived(dossier, identity)
        if q is not None:
            found.append(Said(q, ()))
    return tuple(sorted(found, key=lambda said: moment_key(said.quantity)))


def _folded(group: Sequence[Quantity], preset: str, own: Tellings) -> list[Said]:
    """One for figures of a release that overlap; the release's own wording comes first."""
    if len(group) == 1:
        return [Said(group[0], ())]
    by_id = {q.id: q for q in group}
    found = alike([Told(q.id, q.under(preset), _words(q)) for q in group], own)
    return [Said(by_id[head], tuple(by_id[id] for id in others)) for head, *others in found]


def _words(q: Quantity) -> str | None:
    return q.claim.figure.written if q.claim is not None and q.claim.figure is not None else None


def moment_key(q: Quantity) -> tuple[bool, str, str, str]:
    """Key that puts figures in the order of their moments, unknown ones last."""
    span = q.when.span
    if span is None:
        return (True, "", "", q.id)
    return (False, span.earliest, span.latest, q.id)


# ---- the smallest set-aside


def set_aside(dossier: Dossier, quantities: Sequence[Quantity], tier: str) -> SetAside:
    """The fewest voices to set aside so that no two of the others disagree in a tier.

    A voice is the body that a whole chain leads to, else whoever is last known. What one
    voice says against itself sets nobody apart; a misreading, a slip and a denial are no voice.
    """
    quantities = [q for q in quantities if q.counts]
    names = {q.id: voice_of(dossier, q) for q in quantities}
    voices = len(set(names.values()))
    if len(quantities) > MOST_FIGURES:
        return SetAside((), voices)
    clashes = {
        frozenset((names[a.id], names[b.id]))
        for a, b in combinations(quantities, 2)
        if names[a.id] != names[b.id] and weigh(dossier, a, b).kind in DISAGREE[tier]
    }
    return SetAside(smallest_covers(clashes), voices)


def voice_of(dossier: Dossier, q: Quantity) -> Voice:
    """Who stands behind a figure."""
    body = body_behind(dossier, q)
    if body is not None:
        return Voice(body, is_origin=True)
    if q.claim is None:
        return Voice(q.identity or q.id, is_origin=False)
    last = q.claim.attribution[-1:] or (dossier.sources[q.claim.source].publisher,)
    return Voice(last[0], is_origin=False)


def body_behind(dossier: Dossier, q: Quantity) -> str | None:
    """The body that stands behind a figure; behind a derived one, if all its claims share it."""
    if q.claim is not None:
        return standing(dossier, q.claim)
    if q.origin is not None and q.release is not None:
        return body_of(dossier, dossier.events[q.release].by)
    return q.origin


def said_on(dossier: Dossier, q: Quantity) -> str | None:
    """When a figure was said: the date of its release, else of its document (EDTF or None)."""
    if q.release is not None and dossier.events[q.release].date is not None:
        return dossier.events[q.release].date
    return dossier.sources[q.source].published if q.source is not None else None


def smallest_covers(clashes: Collection[frozenset[Voice]]) -> tuple[tuple[Voice, ...], ...]:
    """All smallest sets of voices that take part in every clash; empty if more than DEEPEST.

    By trying either side of each clash that is still open, first with none, then with one
    more name each time: exact, and quick because few voices disagree with many.
    """
    ordered: list[tuple[Voice, ...]] = sorted(tuple(sorted(clash)) for clash in clashes)
    none: tuple[Voice, ...] = ()
    for size in range(DEEPEST + 1):
        found: set[tuple[Voice, ...]] = set()
        _cover(ordered, none, size, found)
        if found:
            return tuple(sorted(found))
    return ()


def _cover(
    clashes: Sequence[tuple[Voice, ...]],
    chosen: tuple[Voice, ...],
    left: int,
    found: set[tuple[Voice, ...]],
) -> None:
    still_open = [clash for clash in clashes if not set(clash) & set(chosen)]
    if not still_open:
        found.add(tuple(sorted(chosen)))
        return
    # Names that clash no more than `left` times with others cannot cover more than that.
    counts: dict[Voice, int] = defaultdict(int)
    for clash in still_open:
        for name in clash:
            counts[name] += 1
    if left == 0 or len(still_open) > left * max(counts.values()):
        return
    for name in still_open[0]:
        _cover(still_open, (*chosen, name), left - 1, found)
