"""Chains that the rules leave empty, from a dependency parse: who is the subject of the saying.

Needs the extra `parse` and a model that the reader brings. Nothing else of the program imports
spaCy, and nothing is downloaded. What is found is never whole: a parse is wrong now and then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.language.agents import Agents
from kursk_tui.intake.language.plain import plain
from kursk_tui.intake.language.proposals import Because, Proposal
from kursk_tui.intake.language.saying import SAYING
from kursk_tui.store.errors import DossierError

INSTALL = "pip install 'kursk-tui[parse]'"
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubjpass")
# Words that carry on a speaker who was named before: the parse alone does not know whom.
_PRONOUNS = frozenset(("he", "she", "it", "they", "who", "which", "that", "we", "i", "one"))
_AFTER_ACCORDING = ("prep", "pobj", "obl", "nmod", "pcomp")
# What hangs on a noun and does not belong to its name.
_APART = frozenset(("relcl", "acl", "acl:relcl", "appos", "punct", "cc", "conj"))
_LONGEST_SPEAKER = 120


class Token(NamedTuple):
    """A word of a parsed paragraph: its place, its head's position, and how it depends on it."""

    text: str
    start: int
    end: int
    head: int
    dep: str


Parser = Callable[[str], Sequence[Token]]


class Parsed(NamedTuple):
    """What parses a paragraph, and what it is called."""

    name: str
    parse: Parser


def load(model: str) -> Parsed:
    """A spaCy model by its name or folder. Raises DossierError, with what to install, for none."""
    try:
        import spacy  # type: ignore[import-not-found, unused-ignore]
    except ImportError as error:
        what = "needs a package that is not installed"
        raise DossierError(what, path=f"--parse {model}", hint=INSTALL) from error
    try:
        pipeline = spacy.load(model)
    except (OSError, ValueError, ImportError) as error:
        what = "is no spaCy model that can be loaded"
        hint = "name one that is installed, or its folder"
        raise DossierError(what, path=f"--parse {model}", hint=hint) from error
    if not {"parser"} & set(pipeline.pipe_names):
        what = "is a model without a dependency parser"
        raise DossierError(what, path=f"--parse {model}", hint="name one that has a parser")

    def parse(paragraph: str) -> list[Token]:
        return [
            Token(t.text, t.idx, t.idx + len(t.text), t.head.i, t.dep_) for t in pipeline(paragraph)
        ]

    return Parsed(f"spaCy {pipeline.meta['lang']}_{pipeline.meta['name']}", parse)


def fill(
    dossier: Dossier, paragraphs: Sequence[str], proposals: Sequence[Proposal], parsed: Parsed
) -> tuple[Proposal, ...]:
    """The same proposals; of those that name nobody, with the speaker that the parse finds.

    A page's own voice (an empty chain that is whole) stays its own.
    """
    agents = Agents(dossier.agents.values())
    trees: dict[int, Tree] = {}
    found = []
    for proposal in proposals:
        if proposal.attribution or proposal.unknown_names or proposal.lineage == "full":
            found.append(proposal)
            continue
        number, paragraph = proposal.paragraph, paragraphs[proposal.paragraph - 1]
        if number not in trees:
            trees[number] = Tree(parsed.parse(paragraph))
        place = trees[number].speaker_of(proposal.start, proposal.end)
        found.append(_with_speaker(proposal, paragraph, place, agents, parsed.name))
    return tuple(found)


class Tree:
    """A parsed paragraph: its words, and which of them depend on which."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self._below: list[list[int]] = [[] for _ in tokens]
        for at, token in enumerate(tokens):
            if token.head != at:
                self._below[token.head].append(at)

    def below(self, at: int, deps: Sequence[str] = ()) -> list[int]:
        """The words that depend on a word, all or in one of some ways."""
        return [n for n in self._below[at] if not deps or self.tokens[n].dep in deps]

    def speaker_of(self, start: int, end: int) -> tuple[int, int] | None:
        """The place of the words for whoever says what stands at a place.

        The subject of the nearest verb of saying above it, or who is named by "according to"; None
        where there is neither, or it is only a pronoun.
        """
        tokens, passed = self.tokens, set[int]()
        at = next((n for n, t in enumerate(tokens) if t.start < end and start < t.end), None)
        while at is not None and at not in passed:
            passed.add(at)
            if tokens[at].text.lower() in SAYING:
                subjects = [n for n in self.below(at, _SUBJECTS) if n not in passed]
                if subjects:
                    return self._words(subjects[0])
            for according in self.below(at):
                if tokens[according].text.lower() == "according":
                    named = self.below(according, _AFTER_ACCORDING)
                    named = [n for to in named for n in self.below(to, ("pobj",))] or named
                    return self._words(named[0]) if named else None
            at = tokens[at].head
        return None

    def _words(self, top: int) -> tuple[int, int] | None:
        """The words of a noun phrase, without what is said of it in a clause of its own."""
        # What a program that is no parser answers may go in a circle.
        inside, waiting = {top}, [top]
        while waiting:
            for n in self.below(waiting.pop()):
                if n not in inside and self.tokens[n].dep not in _APART:
                    inside.add(n)
                    waiting.append(n)
        if self.tokens[top].text.lower() in _PRONOUNS:
            return None
        start = min(self.tokens[n].start for n in inside)
        end = max(self.tokens[n].end for n in inside)
        return (start, end) if end - start <= _LONGEST_SPEAKER else None


def _with_speaker(
    proposal: Proposal,
    paragraph: str,
    place: tuple[int, int] | None,
    agents: Agents,
    name: str,
) -> Proposal:
    if place is None:
        return proposal
    words = paragraph[slice(*place)]
    mentions = agents.mentions(plain(paragraph), *place)
    chain = tuple(dict.fromkeys(mention.id for mention in mentions))
    return proposal._replace(
        attribution=chain,
        lineage="partial",
        unknown_names=() if chain else (words,),
        because=(*proposal.because, Because("attribution", words, *place)),
        proposer=name,
    )
