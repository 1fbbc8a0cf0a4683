"""An article's paragraphs in, proposed claims out: what a curator then confirms or mends.

Everything here follows the codebook and is a guess: no proposal becomes a claim by itself. The
rules look at the dossier's agents, scopes and measures, and never at its claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.language import (
    asking,
    datelines,
    elsewhen,
    filling,
    leads,
    one_figure,
    parts,
    reader,
    sums,
)
from kursk_tui.intake.language.attributing import Attribution
from kursk_tui.intake.language.backwards import Chain
from kursk_tui.intake.language.chains import UNSAID
from kursk_tui.intake.language.figures import Aside
from kursk_tui.intake.language.proposals import Proposal, Reading, SeenNumber
from kursk_tui.intake.language.reader import Names, Sentence
from kursk_tui.intake.language.scenes import Scenes
from kursk_tui.intake.language.scopes import Named
from kursk_tui.intake.language.whereabouts import (
    Spoken,
    named_in,
)

ELSEWHERE = "its sentence names nobody; another one tells the same number"
_MOST_PLACES = 8
_MOST_PROPOSALS = 3000


def propose(
    dossier: Dossier,
    paragraphs: Sequence[str],
    *,
    publisher: str | None = None,
    published: str | None = None,
) -> list[Proposal]:
    """Return the claims with figures that an article's paragraphs may hold, in reading order.

    `publisher` is the id of the agent that published it, left out of every chain; `published`
    an EDTF date, from which relative phrases of time are read (None: they have no date). What
    the dossier already claims plays no part. Never raises, whatever the text; what has more
    figures than anybody could review is read no further.
    """
    return read(dossier, paragraphs, publisher=publisher, published=published).proposals


def read(
    dossier: Dossier,
    paragraphs: Sequence[str],
    *,
    publisher: str | None = None,
    published: str | None = None,
) -> Reading:
    """Return the proposals for a text, as `propose` does, with what else was seen in it.

    Dates, times of day, names and marks with numbers are in neither: they count nothing.
    """
    names = Names(dossier, publisher, published)
    reading = _Reading(names, elsewhen.begins(dossier))
    told = reading.without_asides(reader.read(names, paragraphs), paragraphs)
    for paragraph, after in _paragraphs(told):
        reading.take(paragraph, paragraphs[paragraph[0].paragraph - 1], after)
        if len(reading.proposals) + len(reading.seen) >= _MOST_PROPOSALS:
            break
    proposals = _with_leads(names, reading.proposals, reading.own, reading.vague)
    wire = datelines.agency(paragraphs, names.agents)
    if wire is not None and wire != publisher:
        proposals = [datelines.carried(each, wire) for each in proposals]
    added = sums.sums(names.measures, proposals, paragraphs)
    for each in added:
        measure = proposals[each.total].measure
        for part in each.parts:
            if proposals[part].measure is None:
                # "11,000 soldiers, 900 of them engineers": the parts are of what the whole is.
                proposals[part] = proposals[part]._replace(measure=measure)
    proposals = parts.doubted(names.measures, names.scopes, proposals, paragraphs, added)
    return Reading(proposals, sorted(reading.seen, key=_place_of), added)


def _place_of(seen: SeenNumber) -> tuple[int, int]:
    return seen.proposal.paragraph, seen.proposal.start


def _paragraphs(read: Iterator[Sentence]) -> Iterator[tuple[list[Sentence], Sentence | None]]:
    """Yield the sentences of each paragraph, and the one that comes after them."""
    here: list[Sentence] = []
    for sentence in read:
        if here and sentence.paragraph != here[0].paragraph:
            yield here, sentence
            here = []
        here.append(sentence)
    if here:
        yield here, None


class _Reading:
    """A text on the way through it: the proposals so far, and what they may be taken up from."""

    def __init__(self, names: Names, begins: str | None) -> None:
        self.proposals: list[Proposal] = []
        self.own: list[bool] = []
        self.vague: list[str] = []
        self.seen: list[SeenNumber] = []
        self._names, self._begins = names, begins
        self._attribution = Attribution(names)
        self._recent: list[Spoken] = []
        self._place: Named | None = None
        self._scenes = Scenes(names.scopes)
        self._when: str | None = None
        self._measure: str | None = None

    def without_asides(
        self, read: Iterable[Sentence], paragraphs: Sequence[str]
    ) -> Iterator[Sentence]:
        """Yield the sentences of the text itself; of captions and the like the numbers are kept."""
        for sentence in read:
            if sentence.apart is None:
                yield sentence
                continue
            for found in sentence.found:
                raw = paragraphs[sentence.paragraph - 1]
                self._aside(sentence, raw, Aside(found, sentence.apart), UNSAID)

    def take(self, paragraph: Sequence[Sentence], raw: str, after: Sentence | None) -> None:
        """Take in the sentences of the paragraph `raw`; `after` is the one that follows them."""
        self._place, self._when, self._measure = None, None, None
        self._scenes.enter(paragraph[0].paragraph)
        for place in range(len(paragraph)):
            self._take(paragraph, place, raw, after)

    def _take(
        self, paragraph: Sequence[Sentence], place: int, raw: str, after: Sentence | None
    ) -> None:
        sentence = paragraph[place]
        self._attribution.enter(sentence)
        heard: list[Chain] = []
        positions: dict[int, int] = {}
        for at, figure in enumerate(sentence.found):
            chain = self._attribution.chain_of(paragraph, place, figure.first, after)
            if chain is not None and chain not in heard:
                heard.append(chain)
            self._figure(sentence, raw, at, chain, positions)
        for aside in sentence.asides:
            chain = self._attribution.chain_of(paragraph, place, aside.found.first, after)
            self._aside(sentence, raw, aside, chain or UNSAID)
        _resolve(self.proposals, positions)
        told = [self.proposals[position] for position in positions.values()]
        self._when = next((each.as_of for each in told if each.as_of), self._when)
        self._measure = next((each.measure for each in told[::-1] if each.measure), self._measure)
        self._attribution.leave(sentence, heard, is_last=place == len(paragraph) - 1)
        for each in told:
            measure = self._names.measures.all.get(each.measure or "")
            self._attribution.account.counted(measure)
        self._place = sentence.places[-1] if sentence.places else self._place
        self._scenes.take(sentence.paragraph, sentence.text, sentence.places)
        ids = named_in(self._names.scopes, sentence.text, sentence.span, sentence.places)
        self._recent += [Spoken(id, sentence.paragraph) for id in ids]
        del self._recent[:-_MOST_PLACES]

    def _figure(
        self,
        sentence: Sentence,
        raw: str,
        at: int,
        chain: Chain | None,
        positions: dict[int, int],
    ) -> None:
        told = filling.Told(
            sentence,
            raw,
            chain or UNSAID,
            self._place,
            self._scenes,
            self._when,
            self._measure,
            self._recent,
        )
        proposals = one_figure.proposals_of(self._names, told, at, self.proposals, positions)
        figure = sentence.found[at]
        if not proposals:
            self._aside(sentence, raw, Aside(figure, asking.why_not(figure)), told.chain)
        place = (figure.start, figure.end)
        named = elsewhen.occasion(sentence.text, sentence.span, place, sentence.times)
        for proposal in proposals:
            measure = self._names.measures.all.get(proposal.measure or "")
            begins = elsewhen.earliest(measure.since if measure else None) or self._begins
            why = elsewhen.of_another_event(
                sentence.text, proposal, named, begins, self._names.page
            )
            if why == "before":
                self._aside(sentence, raw, Aside(figure, why), told.chain)
                continue
            why = why or elsewhen.earlier(sentence.text, proposal)
            proposal = proposal._replace(doubts=(why,) if why is not None else ())
            if chain is None:
                proposal = _of_chain(proposal, self._attribution.unsaid(sentence, measure))
            positions[at] = len(self.proposals)
            self.proposals.append(proposal)
            self.own.append(chain is None)
            general = "" if chain is None else leads.in_general(sentence, chain, self._names)
            self.vague.append(general)

    def _aside(self, sentence: Sentence, raw: str, aside: Aside, chain: Chain) -> None:
        self.seen.append(one_figure.seen(self._names, sentence, raw, aside, chain))


def _of_chain(proposal: Proposal, chain: Chain) -> Proposal:
    return proposal._replace(
        attribution=chain.attribution,
        lineage=chain.lineage,
        unknown_names=chain.names,
        hesitates=chain.doubt or None,
    )


def _resolve(proposals: list[Proposal], positions: dict[int, int]) -> None:
    """Turn a whole that stands behind its share ("half of the 4,000") into its position."""
    for position in positions.values():
        of = proposals[position].of
        if of is not None and of < 0:
            proposals[position] = proposals[position]._replace(of=positions.get(-of - 1))


def _with_leads(
    names: Names, proposals: list[Proposal], own: list[bool], vague: list[str]
) -> list[Proposal]:
    taken = leads.summed_up(proposals, own, vague, names.agents.same_origin)
    firsts = leads.leading(proposals)
    for position, other in [*taken.items(), *leads.beside(proposals, taken)]:
        told = proposals[other]
        if proposals[position].paragraph not in firsts and told.lineage == "full":
            told = told._replace(lineage="partial", hesitates=ELSEWHERE)
        ends = told.attribution[-1] if told.attribution else None
        if not leads.fits(vague[position], ends, names.agents) and told.lineage == "full":
            doubt = f"whether it is the {vague[position]} of the title"
            told = told._replace(lineage="partial", hesitates=doubt)
        proposals[position] = proposals[position]._replace(
            attribution=told.attribution,
            lineage=told.lineage,
            unknown_names=told.unknown_names,
            hesitates=told.hesitates,
        )
        if proposals[position].as_of is None and told.as_of is not None:
            proposals[position] = proposals[position]._replace(
                as_of=told.as_of, as_of_basis="inferred"
            )
    for position, other in leads.repeated(proposals, own).items():
        told = proposals[other]
        proposals[position] = proposals[position]._replace(
            lineage=told.lineage, hesitates=told.hesitates
        )
    for position, place in leads.places(proposals).items():
        scope = proposals[position].scope._replace(place=place)
        proposals[position] = proposals[position]._replace(scope=scope)
    return proposals
