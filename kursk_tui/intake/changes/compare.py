"""A text against a newer one, figure by figure: only what changes what a claim may say.

Both are read by the same rules, so that a slip of these is made twice and shows nowhere. Where
furniture or the wording around a figure changed, there is nothing to tell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.changes.align import align
from kursk_tui.intake.changes.pairing import found_again, pair
from kursk_tui.intake.changes.told import Told, in_text, of_claims, with_claims
from kursk_tui.intake.language.agents import Agents
from kursk_tui.intake.language.plain import plain
from kursk_tui.model import locators
from kursk_tui.model.records import Claim, Figure, Source

HEDGE_DROPPED, HEDGE_TURNED, HEDGE_ADDED = "hedge-dropped", "hedge-turned", "hedge-added"
BOUND, MEASURE, MODALITY = "bound", "measure", "modality"
SPEAKER_GONE, SPEAKER_CHANGED = "speaker-gone", "speaker-changed"
FIGURE_GONE, PASSAGE_GONE, FIGURE_NEW = "figure-gone", "passage-gone", "figure-new"
KINDS = (
    *(HEDGE_DROPPED, HEDGE_TURNED, HEDGE_ADDED, BOUND, MEASURE, SPEAKER_GONE, SPEAKER_CHANGED),
    *(MODALITY, FIGURE_GONE, PASSAGE_GONE, FIGURE_NEW),
)

# These hold no hedge that could be dropped: their bounds are told of.
_BARE = ("none", "exact", "between", "few", "vague", None)


class Change(NamedTuple):
    """One thing that matters: its kind (of KINDS), what was and what is, and the claims on it.

    `was` and `now` are what differs, as printed; the sentences are the two wordings. Of what is
    gone or new one side is empty, and its paragraph None; the old sentence is empty where the
    old text is not at hand. `measure` is what is counted, as far
    as that is known.
    """

    kind: str
    was: str
    now: str
    claims: tuple[str, ...]
    measure: str | None
    paragraph: int | None
    now_paragraph: int | None
    was_sentence: str
    now_sentence: str


class Compared(NamedTuple):
    """What changed, and where each paragraph with a claim is now; None where it is gone.

    `has_old` is False where the old text was not at hand, and claims stood in its place.
    """

    changes: tuple[Change, ...]
    moved: dict[int, int | None]
    has_old: bool


def compare(
    dossier: Dossier, source: Source, old: Sequence[str] | None, new: Sequence[str]
) -> Compared:
    """What a new text of a source changes; `old` is the one of the record, if it is at hand."""
    claims = [c for c in dossier.claims.values() if c.source == source.id]
    comparison = _Comparison(dossier, source, claims, old, new)
    return Compared(tuple(comparison.changes()), comparison.moved(), old is not None)


class _Comparison:
    """The figures of two texts, paired as far as they are the same."""

    def __init__(
        self,
        dossier: Dossier,
        source: Source,
        claims: Sequence[Claim],
        old: Sequence[str] | None,
        new: Sequence[str],
    ) -> None:
        self._dossier, self._claims, self._old, self._new = dossier, claims, old, new
        self._agents = Agents(dossier.agents.values())
        self._named: dict[str, set[str]] = {}
        self._is_whole = source.reading != "registered"
        self.theirs = in_text(dossier, source, new)
        if old is not None:
            self._aligned: dict[int, int] = align(old, new)
            read = in_text(dossier, source, old)
            self.mine, self._left = with_claims(read, claims, old)
        else:
            self._aligned = found_again(claims, new)
            there = {locators.fingerprint(paragraph) for paragraph in new}
            # Of what stands there word for word there is nothing to tell.
            open_ = [c for c in claims if c.locator and c.locator.sha256 not in there]
            self.mine = of_claims(open_)
            figures = {id for told in self.mine for id in told.claims}
            self._left = [c for c in open_ if c.id not in figures]
        self._found = frozenset(self._aligned.values())
        self._pairs = pair(self.mine, self.theirs, self._aligned, has_old=old is not None)

    def changes(self) -> Iterator[Change]:
        """What matters, in the order of the old text, what is new last."""
        gone = self._gone_passages()
        told_gone: set[int] = set()
        for told in self.mine:
            other = self._pairs.get(told)
            if other is not None:
                yield from self._between(told, other)
            elif told.paragraph in gone:
                if told.paragraph not in told_gone:
                    told_gone.add(told.paragraph)
                    yield self._gone_passage(told.paragraph, gone[told.paragraph])
            elif told.claims or told.proposed:
                yield self._one(FIGURE_GONE, told.figure.written, "", told, None)
        for paragraph, ids in gone.items():
            if paragraph not in told_gone and ids:
                yield self._gone_passage(paragraph, ids)
        yield from self._words_gone(gone)
        yield from self._newly_told()

    def moved(self) -> dict[int, int | None]:
        """Where each paragraph that a claim stands in is now."""
        at: dict[int, int | None] = {}
        for claim in self._claims:
            if claim.locator is not None:
                number = claim.locator.paragraph
                at[number] = self._aligned.get(number)
        for told, other in self._pairs.items():
            if told.claims and at.get(told.paragraph) is None:
                at[told.paragraph] = other.paragraph
        return at

    # ---- what changed of one

    def _between(self, told: Told, other: Told) -> Iterator[Change]:
        if self._is_same_paragraph(told, other):
            return
        if not self._is_same_sentence(told, other):
            yield from self._figures(told, other)
            named = None not in (told.measure, other.measure)
            if named and told.measure != other.measure:
                measures = self._dossier.measures
                was, now = measures[told.measure or ""].name, measures[other.measure or ""].name
                if self._old is not None or not self._has_cue(told.measure or "", other):
                    yield self._one(MEASURE, was, now, told, other)
            if other.proposed and told.modality != other.modality and told.modality is not None:
                yield self._one(MODALITY, told.modality, other.modality or "", told, other)
        yield from self._speakers(told, other)

    def _figures(self, told: Told, other: Told) -> Iterator[Change]:
        was, now = told.figure, other.figure
        kind = _hedge_change(was, now)
        if kind is not None:
            yield self._one(kind, was.written, now.written, told, other)
        if told.key != other.key:
            yield self._one(BOUND, was.written, now.written, told, other)

    def _speakers(self, told: Told, other: Told) -> Iterator[Change]:
        """Who said it is told only of those whom the old paragraph names, and the new one not.

        What a figure takes from another sentence changes with that one.
        """
        if not told.speakers and not told.names:
            return
        if set(told.speakers) & set(other.speakers) or set(told.names) & set(other.names):
            return
        if self._old is not None and not self._names_one(self._old[told.paragraph - 1], told):
            return
        if self._names_one(self._new[other.paragraph - 1], told):
            return
        was, now = self._called(told), self._called(other)
        if self._old is None and not now:
            return  # The old paragraph may have named them in other words than their names.
        yield self._one(SPEAKER_CHANGED if now else SPEAKER_GONE, was, now, told, other)

    def _names_one(self, paragraph: str, told: Told) -> bool:
        """Whether a paragraph names a speaker of a figure, or the body that one speaks for."""
        text, bodies = plain(paragraph), self._agents.bodies
        if paragraph not in self._named:
            self._named[paragraph] = {mention.id for mention in self._agents.mentions(text)}
        there = self._named[paragraph]
        if any(bodies(id) & there or id in bodies(o) for id in told.speakers for o in there):
            return True
        return any(plain(name) in text for name in told.names)

    def _called(self, told: Told) -> str:
        return ", ".join((*(self._dossier.agents[id].name for id in told.speakers), *told.names))

    def _has_cue(self, measure: str, other: Told) -> bool:
        text = other.sentence.casefold()
        return any(cue.casefold() in text for cue in self._dossier.measures[measure].cues)

    def _is_same_paragraph(self, told: Told, other: Told) -> bool:
        new = self._new[other.paragraph - 1]
        if self._old is not None:
            return locators.normalise(self._old[told.paragraph - 1]) == locators.normalise(new)
        print_ = locators.fingerprint(new)
        placed = (c.locator for c in self._claims if c.id in told.claims)
        return any(place is not None and place.sha256 == print_ for place in placed)

    @staticmethod
    def _is_same_sentence(told: Told, other: Told) -> bool:
        return locators.normalise(told.sentence) == locators.normalise(other.sentence)

    def _one(self, kind: str, was: str, now: str, told: Told | None, other: Told | None) -> Change:
        return Change(
            kind,
            was,
            now,
            told.claims if told is not None else (),
            (told and told.measure) or (other and other.measure) or None,
            told.paragraph if told is not None else None,
            other.paragraph if other is not None else None,
            told.sentence if told is not None and self._old is not None else "",
            other.sentence if other is not None else "",
        )

    # ---- what is gone, and what is new

    def _gone_passages(self) -> dict[int, tuple[str, ...]]:
        """Paragraphs that are gone, with all that is claimed there, and no figure found again."""
        kept = {told.paragraph for told in self._pairs}
        gone: dict[int, list[str]] = {}
        for told in self.mine:
            if told.claims or told.proposed:
                gone.setdefault(told.paragraph, []).extend(told.claims)
        for claim in self._left:
            if claim.locator is not None:
                gone.setdefault(claim.locator.paragraph, []).append(claim.id)
        return {
            number: tuple(dict.fromkeys(ids))
            for number, ids in sorted(gone.items())
            if number not in self._aligned and number not in kept
        }

    def _gone_passage(self, paragraph: int, claims: tuple[str, ...]) -> Change:
        old = self._old
        held = old is not None and 1 <= paragraph <= len(old)
        text = old[paragraph - 1] if old is not None and held else ""
        here = [t for t in self.mine if t.paragraph == paragraph and (t.proposed or t.claims)]
        written = [t.figure.written for t in here]
        written += [c.figure.written for c in self._left if c.id in claims and c.figure]
        phrases = ", ".join(dict.fromkeys(written))
        return Change(PASSAGE_GONE, phrases, "", claims, None, paragraph, None, text, "")

    def _words_gone(self, gone: Collection[int]) -> Iterator[Change]:
        """Claims whose phrase is no number: days, and what no rule reads."""
        for claim in self._left:
            place, figure = claim.locator, claim.figure
            if place is None or figure is None or figure.is_supplied or place.paragraph in gone:
                continue
            number = self._aligned.get(place.paragraph)
            if number is None or locators.find_phrase(self._new[number - 1], figure.written):
                continue
            if self._old is not None and not (
                place.paragraph <= len(self._old)
                and locators.find_phrase(self._old[place.paragraph - 1], figure.written)
            ):
                continue  # It never stood there in these words.
            text = self._old[place.paragraph - 1] if self._old is not None else ""
            yield Change(
                FIGURE_GONE,
                figure.written,
                "",
                (claim.id,),
                claim.measure,
                place.paragraph,
                number,
                text,
                self._new[number - 1],
            )

    def _newly_told(self) -> Iterator[Change]:
        """Figures that nothing of the old text became; without it, where all it had is claimed."""
        if self._old is None and not self._is_whole:
            return
        paired = set(self._pairs.values())
        known = {told.key for told in self.mine}
        for other in self.theirs:
            if other in paired or not other.proposed:
                continue
            if self._old is None and (other.key in known or other.paragraph in self._found):
                continue
            yield self._one(FIGURE_NEW, "", other.figure.written, None, other)


def _hedge_change(was: Figure, now: Figure) -> str | None:
    """Whether a hedge was dropped, added or turned; None where it is the same, or bounds tell."""
    if was.hedge == now.hedge:
        return None
    if was.hedge not in _BARE and now.hedge in ("none", "exact", None):
        return HEDGE_DROPPED
    if was.hedge in ("none", "exact", None) and now.hedge not in _BARE:
        return HEDGE_ADDED
    return HEDGE_TURNED if was.hedge not in _BARE and now.hedge not in _BARE else None
