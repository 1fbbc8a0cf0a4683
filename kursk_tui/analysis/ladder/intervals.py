"""The two intervals of a claim: its figure, its measure's unit, and the whole of a share."""

from __future__ import annotations

from functools import lru_cache

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.figures import Intervals, intervals
from kursk_tui.model.records import Claim, Figure
from kursk_tui.model.vocabulary import Hedge


def claim_intervals(dossier: Dossier, claim: Claim, preset: str) -> Intervals | None:
    """What a claim's words commit to and suggest, in the unit of its measure.

    A share is taken of the interval of the claim it is `of`, however long that chain (the
    check of a dossier has ruled out circles). None for a date, for a claim without a figure,
    and where the words give no interval. Raises KeyError for an unknown preset.
    """
    if claim.figure is None or claim.measure is None:
        return None
    whole = None
    if claim.of is not None:
        whole = claim_intervals(dossier, dossier.claims[claim.of], preset)
        # "A few of X" still says something where X does not; a share of nothing known does not.
        if whole is None and claim.figure.hedge not in ("few", "vague"):
            return None
    measure = dossier.measures[claim.measure]
    if whole is None:
        _, low, high, hedge, date = claim.figure
        written, language = "", None
        if hedge == "vague":
            written, language = claim.figure.written, language_of(dossier, claim)
        return _of_words(
            written, low, high, hedge, date, preset, measure.unit, measure.basis, language
        )
    return intervals(claim.figure, preset, unit=measure.unit, basis=measure.basis, whole=whole)


def language_of(dossier: Dossier, claim: Claim) -> str | None:
    """The language of a figure's words: that of its page, unless they are ours."""
    if claim.figure is not None and claim.figure.is_supplied:
        return None
    return dossier.sources[claim.source].language


@lru_cache(maxsize=16384)
def _of_words(
    written: str,
    low: float | None,
    high: float | None,
    hedge: Hedge | None,
    date: str | None,
    preset: str,
    unit: str,
    basis: str,
    language: str | None,
) -> Intervals | None:
    """The same words mean the same wherever they stand; only vague ones are read as written."""
    figure = Figure(written, low, high, hedge, date)
    return intervals(figure, preset, unit=unit, basis=basis, language=language)
