"""A dossier's names made ready, and a text cut into sentences with what is said in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.language import (
    asof,
    chains,
    figures,
    modality,
    newcomers,
    quotations,
    setaside,
    speakers,
    speaking,
    whereabouts,
)
from kursk_tui.intake.language.agents import Agents
from kursk_tui.intake.language.backwards import Chain, Heard
from kursk_tui.intake.language.figures import Aside, Found, Why
from kursk_tui.intake.language.measures import Measures
from kursk_tui.intake.language.moments import Moment, moments
from kursk_tui.intake.language.nearness import Cue
from kursk_tui.intake.language.plain import plain
from kursk_tui.intake.language.published import Page
from kursk_tui.intake.language.scopes import Named, Scopes
from kursk_tui.intake.language.sentences import sentences
from kursk_tui.intake.language.speakers import Voices
from kursk_tui.intake.language.units import counts_persons
from kursk_tui.intake.language.utterances import Utterance

# A sentence with more of them is none: the rules look at pairs of speakers and figures.
_MOST_SPEAKERS, _MOST_FIGURES = 16, 24


class Names:
    """The agents, scopes and measures of a dossier, and who published the text when."""

    def __init__(self, dossier: Dossier, publisher: str | None, published: str | None) -> None:
        """Make ready what of a dossier can be found in a text; its claims play no part."""
        self.agents = Agents(dossier.agents.values())
        self.measures = Measures(list(dossier.measures.values()))
        about = f"{dossier.meta.title}. {dossier.meta.summary}"
        self.scopes = Scopes(dossier.scopes.values(), about)
        self.nouns = self.measures.nouns | self.scopes.nouns
        self.publisher = publisher
        self.page = Page.published(published)


class Sentence(NamedTuple):
    """A sentence of a text and all that is found in it.

    `text` is the whole plain paragraph and `span` the sentence's place in it; `first` says that
    it begins its paragraph, `dated` that it tells the day of an utterance; `quotes` are the places
    of the paragraph's quotations. `asides` are numbers that are not proposed; with `apart` none
    is, for the paragraph is a caption or the like.
    """

    paragraph: int
    text: str
    span: tuple[int, int]
    said: list[Utterance]
    times: list[Moment]
    found: list[Found]
    cues: list[Cue]
    places: list[Named]
    joints: list[tuple[int, int]]
    signs: modality.Signs
    first: bool
    dated: bool
    quotes: list[tuple[int, int]]
    asides: list[Aside]
    apart: Why | None = None


class _Paragraph(NamedTuple):
    """A paragraph in plain characters with its sentences; `apart` where it is none of the text."""

    number: int
    text: str
    spans: list[tuple[int, int]]
    apart: Why | None


def read(names: Names, paragraphs: Sequence[str]) -> Iterator[Sentence]:
    """Yield the sentences of a text in order; furniture and repeated titles are told apart.

    Who speaks in it and is no agent of the dossier is taken in first.
    """
    parts = [
        _Paragraph(number, text, sentences(paragraph), apart)
        for number, paragraph, text, apart in _told_apart(paragraphs)
    ]
    own = [part for part in parts if part.apart is None]
    flat = [(part.text, span) for part in own for span in part.spans]
    proper = newcomers.capitals(flat)
    spoken = [list(speaking.spoken(text, span)) for text, span in flat]
    newcomers.meet(names.agents, flat, spoken, proper)
    said = iter(spoken)
    voices = Voices(names.agents, names.publisher, proper)
    quoted = iter(quotations.spans([(part.text, paragraphs[part.number - 1]) for part in own]))
    for part in parts:
        number, text, spans, apart = part
        quotes = next(quoted) if apart is None else []
        times = moments(text, names.page)
        at = 0
        for place, span in enumerate(spans):
            while at < len(times) and times[at].start < span[0]:
                at += 1
            end = at
            while end < len(times) and times[end].start < span[1]:
                end += 1
            uttered = speakers.utterances(text, span, next(said), voices) if apart is None else []
            told = _sentence(names, uttered, number, text, span, times[at:end], place == 0, quotes)
            if apart is None:
                yield told
            elif told.found:
                yield told._replace(apart=apart)


def _told_apart(paragraphs: Sequence[str]) -> Iterator[tuple[int, str, str, Why | None]]:
    """Yield each paragraph with its number, in plain characters, and why it is none of the text."""
    titles: list[str] = []
    for number, paragraph in enumerate(paragraphs, 1):
        text = plain(paragraph)
        apart: Why | None = None
        if setaside.is_furniture(text):
            apart = "caption"
        elif setaside.is_repeated(text, titles):
            apart = "repeated"
        else:
            titles.append(text)
        yield number, paragraph, text, apart


def _sentence(
    names: Names,
    said: list[Utterance],
    paragraph: int,
    text: str,
    span: tuple[int, int],
    times: list[Moment],
    first: bool,
    quotes: list[tuple[int, int]],
) -> Sentence:
    said = said[:_MOST_SPEAKERS]
    dated = [(moment.start, moment.end) for moment in times]
    measures = names.measures
    cues: list[Cue] = []

    def is_told() -> bool:
        cues.extend(measures.cues(text, *span))
        return any(counts_persons(measures.all[id]) for cue in cues for id in cue.measures)

    found, asides = figures.read(text, span, measures.units, dated, names.nouns, is_told)
    asides += [Aside(each, "many") for each in found[_MOST_FIGURES:]]
    found = found[:_MOST_FIGURES]
    return Sentence(
        paragraph,
        text,
        span,
        said,
        times,
        found,
        cues or (measures.cues(text, *span) if found else []),
        _places(names, text, span),
        whereabouts.joints(text, span) if found or asides else [],
        modality.signs(text, span if found or asides else (span[0], span[0])),
        first,
        any(asof.is_of_saying(text, moment, said) for moment in times),
        quotes,
        asides,
    )


def _places(names: Names, text: str, span: tuple[int, int]) -> list[Named]:
    """Return the places named in a sentence: the Tarn Fire Brigade is no place of its figures."""
    called = names.agents.mentions(text, *span)
    return [
        place
        for place in names.scopes.places(text, *span)
        if not any(m.start < place.end < m.end and m.start <= place.start for m in called)
    ]


def ways(names: Names, sentence: Sentence, heard: Heard) -> list[Chain]:
    """Return the chains of more than one step that a sentence tells."""
    relied = chains.relied_on(sentence.text, sentence.span, names.agents)
    told = [relied] if relied is not None else []
    for utterance in sentence.said:
        if utterance.carried:
            continue
        chain = whole(names, sentence, utterance, heard)
        if chain is not None and len(chain.attribution) > 1:
            told.append(chain)
            break
    return told


def last_word(
    names: Names, sentence: Sentence, heard: Heard, chains_told: Sequence[Chain]
) -> Chain | None:
    """Return the chain of a sentence without a figure, for the sentences after it."""
    if not sentence.said:
        return None
    chain = whole(names, sentence, sentence.said[-1], heard)
    if chain is None:
        return None
    return chains.extended(chain._replace(dated=sentence.dated), chains_told, names.agents)


def whole(names: Names, sentence: Sentence, utterance: Utterance, heard: Heard) -> Chain | None:
    """Return the chain of an utterance, with whoever passes it on."""
    at = max(utterance.covers[0], utterance.covers[1] - 1)
    return chains.told(sentence.text, at, sentence.said, names.agents, heard, sentence.paragraph)
