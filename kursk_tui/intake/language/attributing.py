"""Who has the word for a figure: in its sentence, in the quotation around it, or in the next."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kursk_tui.intake.language import chains, quotations, reader, speaking
from kursk_tui.intake.language.accounts import Account
from kursk_tui.intake.language.backwards import Chain
from kursk_tui.intake.language.reader import Names, Sentence
from kursk_tui.intake.language.subjects import subject_of
from kursk_tui.model.records import Measure

_MOST_WAYS = 100
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|I|[Mm]y)\b")
_DASH = re.compile(r" ?[–—-] ?(?:the )?$")
NOBODY = "a quotation of nobody who is named"
GOES_ON = "its sentence names nobody; it may go on with the speaker before"


class Attribution:
    """The chains of a text on the way through it."""

    def __init__(self, names: Names) -> None:
        """Begin a text."""
        self._names = names
        self.account = Account(names)
        self._ways: list[Chain] = []
        self._was_open = False
        self._quoted: int | None = None
        # Of whom the items are that stand below "The mayor gave these figures:".
        self._heading: Chain | None = None

    def enter(self, sentence: Sentence) -> None:
        """Come to a sentence."""
        if sentence.first and (sentence.said or not _is_item(sentence)):
            self._heading = None
        self.account.enter(sentence)
        # A text that tells more ways than these is no article.
        told = reader.ways(self._names, sentence, self.account.told)
        fresh = [chain for chain in told if chain not in self._ways]
        self._ways += fresh[: _MOST_WAYS - len(self._ways)]

    def chain_of(
        self, paragraph: Sequence[Sentence], place: int, at: int, after: Sentence | None
    ) -> Chain | None:
        """Return the chain that is told for the figure at a place, None where nobody is told of.

        `paragraph` are the sentences of the paragraph, `place` is that of the figure's; `after`
        is the first sentence of the next paragraph.
        """
        sentence, agents = paragraph[place], self._names.agents
        quote = quotations.around(sentence.quotes, at)
        said = [u for u in sentence.said if not u.back or u.start < at < u.covers[1]]
        if quote is not None:
            said = quotations.of_quote(quote, said)
        chain = chains.told(sentence.text, at, said, agents, self.account.told, sentence.paragraph)
        if quote is not None and (chain is None or chain.attribution == ()):
            chain = (
                self._quoted_by(paragraph, place, quote)
                if chain is None or chain.lineage == "full"
                else chain
            )
        elif chain is None:
            chain = self._heading or self._told_later(paragraph, place, after)
        if chain is None:
            return None
        return chains.extended(chain._replace(dated=sentence.dated), self._ways, agents)

    def leave(self, sentence: Sentence, chains_told: Sequence[Chain], *, is_last: bool) -> None:
        """Go on from a sentence, in which some chains were told for its figures."""
        told = self.account.told
        for chain in chains_told[:-1]:
            told.note(chain, sentence.paragraph)
        heard = chains_told[-1] if chains_told else None
        heard = heard or reader.last_word(self._names, sentence, told, self._ways)
        if heard is not None:
            self.account.heard(heard, sentence)
        if sentence.said and sentence.said[-1].trailing:
            # "Marovia reported 300 dead, the WHO said": it is the WHO that speaks.
            last = chains.joined(
                sentence.text,
                sentence.said[-1:],
                self._names.agents,
                told,
                sentence.paragraph,
            )
            ends = last.attribution[-1:]
            is_relay = any(self._names.agents.is_relay(id) for id in ends)
            if ends and not is_relay and (heard is None or ends != heard.attribution[-1:]):
                told.note(last, sentence.paragraph)
        agents = self._names.agents
        for mention in agents.mentions(sentence.text, *sentence.span):
            told.named(mention.id, sentence.paragraph)
        # Of a sentence in which somebody speaks the speaker is meant by the next "he".
        opening = None if sentence.said else speaking.opening(sentence.text, sentence.span)
        subject = subject_of(sentence.text, opening, agents) if opening is not None else None
        told.subject = subject.agent if subject is not None else None
        if is_last and sentence.said and sentence.text.rstrip().endswith(":"):
            self._heading = reader.whole(self._names, sentence, sentence.said[-1], told)
        if is_last:
            quotes = sentence.quotes
            self._was_open = bool(quotes) and quotations.is_open(quotes[-1], sentence.text)
            self._quoted = sentence.paragraph if quotes else None

    def unsaid(self, sentence: Sentence, measure: Measure | None) -> Chain:
        """Return the chain of a figure for which nobody is told of."""
        text = sentence.text[slice(*sentence.span)]
        going_on = chains.unsaid(text, self.account.here)
        is_near = going_on != chains.UNSAID
        if not is_near:
            if chains.has_reference(text):
                return going_on
            before = self.account.continued(sentence, measure)
            if before is None:
                return going_on
            going_on = before
        if not self.account.is_sure(sentence, is_near=is_near):
            going_on = going_on.doubted(GOES_ON)
        # What is told next goes on with it as it is here, doubted or not.
        self.account.here = going_on
        return going_on

    def _quoted_by(
        self, paragraph: Sequence[Sentence], place: int, quote: tuple[int, int]
    ) -> Chain | None:
        """Return the chain of whoever says a quotation, over sentences and paragraphs."""
        told = self.account.told
        for sentence in paragraph[place:]:
            behind = quotations.closing(quote, sentence.said)
            if behind is not None:
                return reader.whole(self._names, sentence, behind, told)
            if sentence.span[0] > quote[1]:
                break
        for sentence in reversed(paragraph[: place + 1]):
            leads = quotations.leading(quote, sentence.said, sentence.quotes)
            if leads is not None:
                return reader.whole(self._names, sentence, leads, told)
        sentence = paragraph[place]
        begins = not sentence.text[: quote[0]].strip()
        if begins and told.last is not None:
            if self._was_open or self._quoted == sentence.paragraph - 1:
                return told.last._replace(words=None)
            if self._quoted is not None and sentence.paragraph - self._quoted <= 2:
                return told.last._replace(words=None).doubted(NOBODY)
        return Chain((), "partial", doubt=NOBODY)

    def _told_later(
        self, paragraph: Sequence[Sentence], place: int, after: Sentence | None
    ) -> Chain | None:
        """Return the chain that a later sentence tells: "This was stated by the mayor"."""
        told = self.account.told
        later = [*paragraph[place + 1 :], *([after] if after is not None else [])]
        for sentence in later:
            behind = next((u for u in sentence.said if u.back), None)
            if behind is not None:
                return reader.whole(self._names, sentence, behind, told)
            if sentence.said or sentence.found:
                break
        last = paragraph[-1]
        if last.quotes or len(paragraph) == 1 or paragraph[place].said:
            return None
        ending = next((u for u in last.said if _ends(last, u.start, u.end)), None)
        if ending is None:
            return None
        # In the manner of direct speech between dashes the whole paragraph is the speaker's.
        chain = reader.whole(self._names, last, ending, told)
        is_speech = any(_FIRST_PERSON.search(s.text[slice(*s.span)]) for s in paragraph[place:])
        if chain is None or is_speech:
            return chain
        return chain.doubted(GOES_ON)


_ITEM = re.compile(r"\W*[-•*–—·‣▪]")


def _is_item(sentence: Sentence) -> bool:
    """Whether a paragraph is one of a list: it begins with a mark, or ends without a stop."""
    return bool(_ITEM.match(sentence.text)) or not sentence.text.rstrip().endswith(
        (".", "!", "?", '"')
    )


def _ends(sentence: Sentence, start: int, end: int) -> bool:
    text = sentence.text
    is_last = not text[end : sentence.span[1]].strip(" .!")
    return is_last and bool(_DASH.search(text, max(0, start - 8), start))
