"""Who has the word from sentence to sentence, and how far the account of one of them goes on.

Reports go on with what somebody said without naming them again. Whether a paragraph does so is
told by clear signs: words that take up the one before, passives of reporting, the same kind of
count; a sign of the paper's own voice speaks against it.
"""

from __future__ import annotations

import re

from kursk_tui.intake.language import lexicon
from kursk_tui.intake.language.backwards import Chain, Heard
from kursk_tui.intake.language.plain import words
from kursk_tui.intake.language.reader import Names, Sentence
from kursk_tui.model.records import Measure

_PERSONS = r"(?:troops|soldiers|forces|servicemen|personnel|fighters|units?|men|contingent)"
# Words that take up what was told before.
_TAKES_UP = re.compile(
    rf"\W{{0,6}}(?:of (?:these|those|them|the)|among (?:them|these|those)|another|in addition"
    rf"|additionally|moreover|furthermore|also|they|these|those|it also"
    rf"|the (?:rest|others|remaining|latter)"
    rf"|(?:the|that|this) (?:overall |total |same )?(?:figure|number|total|toll|count|tally"
    rf"|casualties|losses|dead|wounded|death toll)"
    rf"|the (?:[A-Z][\w-]+ ){{0,2}}(?:[a-z]+ )?{_PERSONS})\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been) (?:also |further |now )?(?:reported|estimated|assessed|believed"
    r"|understood|known|found|said|thought|presumed|judged|analy[sz]ed|observed|seen as)\b"
    r"|\breportedly\b",
    re.IGNORECASE,
)
# Of those, what takes up one before over paragraphs too.
_OF_THEM = re.compile(
    r"\W{0,6}(?:of (?:these|those|them)|among (?:them|these|those)|it also)\b", re.IGNORECASE
)
_ESTIMATED = re.compile(
    r"\b(?:was|were|is|are|been) (?:also |further |now )?(?:estimated|assessed|believed|understood"
    r"|thought|judged)\b",
    re.IGNORECASE,
)
# The paper looks back, or says what it could not find out.
_LOOKS_BACK = re.compile(
    r"\blast (?:fall|autumn|spring|summer|winter)\b|\b(?:previously|earlier this|years? ago"
    r"|at the time|in (?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December),? (?:19|20)\d\d|in (?:19|20)\d\d|since the (?:start|beginning))\b",
    re.IGNORECASE,
)
_OWN_VOICE = re.compile(
    r"\b(?:verif(?:y|ied)|(?:has|have|did) not comment(?:ed)?|could not be reached"
    r"|unclear|not (?:immediately |yet )?(?:clear|known)|(?:became|is|was) known that"
    r"|open[- ]source"
    r"|our (?:count|tally|analysis))\b",
    re.IGNORECASE,
)
_SUBJECT_WITHIN = 24


class Account:
    """Who has spoken (`told`), the chain of the paragraph (`here`), and whose account it is."""

    def __init__(self, names: Names) -> None:
        """Begin a text in which nobody has said anything yet."""
        self._names = names
        self.told = Heard(names.agents)
        self.here: Chain | None = None
        self._run: Chain | None = None
        self._kinds: set[str] = set()
        # Whether whoever has the word spoke of those who are counted at all.
        self._of_them = False

    def enter(self, sentence: Sentence) -> None:
        """Come to a sentence: with a new paragraph whoever spoke in the last one is done.

        The account goes on beyond it only in a paragraph that has the same subject.
        """
        if not sentence.first:
            return
        self.here = None
        text = sentence.text[slice(*sentence.span)]
        if (
            _OWN_VOICE.search(text)
            or self._has_another_subject(sentence)
            or (not sentence.said and not sentence.found and not _takes_up(text))
        ):
            self._run = None

    def heard(self, chain: Chain, sentence: Sentence) -> None:
        """Take in that somebody speaks, the publisher itself included."""
        printed = sentence.text[slice(*chain.words)] if chain.words is not None else ""
        self.told.note(chain, sentence.paragraph, printed)
        if self._run is None or self._run.attribution != chain.attribution:
            self._kinds = set()
            self._of_them = False
        self._of_them = self._of_them or _is_of_persons(sentence)
        self.here = chain
        self._run = chain if chain.attribution or chain.lineage == "partial" else None

    def counted(self, measure: Measure | None) -> None:
        """Take in what a figure of the account counts."""
        self._kinds.add(kind_of(measure))

    def continued(self, sentence: Sentence, measure: Measure | None) -> Chain | None:
        """Return the chain that a figure goes on with in a paragraph that names nobody."""
        if self.here is not None or self._run is None or sentence.said:
            return None
        text = sentence.text[slice(*sentence.span)]
        passive, takes_up = bool(_PASSIVE.search(text)), _takes_up(text)
        if _LOOKS_BACK.search(text) and not passive:
            takes_up, same = False, False
        else:
            same = measure is not None and kind_of(measure) in self._kinds
        if not (passive or takes_up or same):
            self._run = None
            return None
        self.here = self._run
        return self._run._replace(words=None)

    def is_sure(self, sentence: Sentence, *, is_near: bool) -> bool:
        """Whether a figure for which nobody is told of surely goes on with the speaker before.

        `is_near` says that the speaker spoke in the same paragraph.
        """
        text = sentence.text[slice(*sentence.span)]
        if not self._of_them:
            # "The mayor said talks would go on. Some 400 are believed dead": of another matter.
            return False
        if _OWN_VOICE.search(text) or (_LOOKS_BACK.search(text) and not _PASSIVE.search(text)):
            return False
        if _OF_THEM.match(text):
            return True
        return is_near and bool(_ESTIMATED.search(text) or _takes_up(text))

    def _has_another_subject(self, sentence: Sentence) -> bool:
        """Whether a sentence begins with somebody who is neither counted nor the speaker."""
        if sentence.said or self._run is None:
            return False
        agents = self._names.agents
        begin = sentence.span[0]
        opening = agents.mentions(sentence.text, begin, min(sentence.span[1], begin + 60))
        if not opening or opening[0].start > begin + _SUBJECT_WITHIN:
            return False
        first = opening[0]
        if re.search(r"\d|,|\b(?:in|to|from|of|at|for)\b", sentence.text[begin : first.start]):
            return False
        agent = agents.all[first.id]
        if agent.kind == "state" and self._names.scopes.is_home(agent.name):
            return False
        told = self._run.attribution
        return not (told and agents.same_origin(first.id, told[-1]))


def _is_of_persons(sentence: Sentence) -> bool:
    """Whether a sentence counts something, or tells of troops, people or losses."""
    if sentence.found or sentence.asides:
        return True
    return any(
        lexicon.is_person(word.text) or lexicon.family(word.lower) is not None
        for word in words(sentence.text, *sentence.span)
    )


def _takes_up(text: str) -> bool:
    return bool(_TAKES_UP.match(text))


def kind_of(measure: Measure | None) -> str:
    """Return what kind of count a measure is: of losses, of movements, or of its unit."""
    if measure is None:
        return ""
    cues = {word for cue in measure.cues for word in cue.lower().split()}
    if measure.unit.startswith("persons"):
        if cues & lexicon.LOSSES:
            return "losses"
        if cues & lexicon.MOVEMENTS:
            return "movements"
    return measure.unit
