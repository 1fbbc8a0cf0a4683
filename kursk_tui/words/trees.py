"""A release as a tree, in lines: who had it from whom, in which words, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kursk_tui.analysis.origins.lineage import Copying
from kursk_tui.analysis.origins.tree import (
    ALIKE,
    DATE,
    DROPPED,
    MEASURE,
    MISREAD,
    NUMBER,
    SLIP,
    STANDS,
    TURNED,
    Again,
    Leaf,
    Tree,
)
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.records import Claim
from kursk_tui.model.text import plural
from kursk_tui.words.phrases import phrase
from kursk_tui.words.records import measure_name, moment_text, name_of, placed, scope_names
from kursk_tui.words.voices import document_label, listed

# In front of what became of the words: they stand for the release, drift, or say another thing.
OWN, DRIFTS, WRONG = "=", "≈", "≠"
HERE = "◄"
LEGEND = (
    f"{HERE} where you came from  {OWN} stands for the release  {DRIFTS} the hedge is dropped or "
    f"turned  {WRONG} says another thing"
)
SIGNS: Mapping[str, str] = {
    STANDS: OWN,
    DROPPED: DRIFTS,
    TURNED: DRIFTS,
    NUMBER: WRONG,
    DATE: WRONG,
    MEASURE: WRONG,
    MISREAD: WRONG,
    SLIP: WRONG,
    ALIKE: "",
}
NOBODY = "? from whom is not known"
IN_WORDS = "in words"
# Deeper branches are drawn no further to the right: a file may have chains of any length.
DEEPEST = 8
BRANCH, LAST, BESIDE, CLEAR = "├ ", "└ ", "│ ", "  "

_MISREAD = {
    "measure": "misread: as another measure",
    "hedge": "misread: with another hedge",
    "period": "misread: of another period",
    "modality": "misread: as done, though foreseen",
    "number": "misread: with another number",
}
_HEDGES = {
    "about": '"about"',
    "nearly": '"nearly"',
    "more_than": '"more than"',
    "at_least": '"at least"',
    "at_most": '"at most"',
    "less_than": '"less than"',
    "up_to": '"up to"',
    "exact": '"exactly"',
    "between": "a range",
    "few": "a vague word",
    "vague": "a vague word",
}
_PLAIN = "a plain number"


class Twig(NamedTuple):
    """A line of a tree: `stem` are the lines that lead to it, then who, and a claim's words.

    `agent` is set where the line names one, `claim` where it has one. `remark` begins with one of
    the signs above, and is empty where the release is told alike.
    """

    stem: str
    name: str
    agent: str | None = None
    claim: str | None = None
    words: str = ""
    remark: str = ""
    is_here: bool = False


def twigs(dossier: Dossier, tree: Tree) -> list[Twig]:
    """The lines of a tree; an agent with several claims has a line for each."""
    children: dict[int | None, list[int]] = {}
    for place, node in enumerate(tree.nodes):
        children.setdefault(node.parent, []).append(place)
    last = {places[-1] for places in children.values()}
    # What stands before the lines below a node.
    under: dict[int, str] = {}
    found: list[Twig] = []
    for place, node in enumerate(tree.nodes):
        stem = beside = ""
        if node.parent is not None:
            before = under[node.parent]
            stem = before + (LAST if place in last else BRANCH)
            beside = before + (CLEAR if place in last else BESIDE)
        under[place] = beside if node.depth <= DEEPEST else under[node.parent or 0]
        inner = beside + (BESIDE if place in children else CLEAR)
        name = name_of(dossier, node.agent) if node.agent is not None else NOBODY
        twig = Twig(stem=stem, name=name, agent=node.agent)
        if not node.leaves:
            found.append(twig)
        for number, leaf in enumerate(node.leaves):
            found.append(
                _with(dossier, tree, twig if number == 0 else Twig(stem=inner, name=""), leaf)
            )
    return found


def _with(dossier: Dossier, tree: Tree, twig: Twig, leaf: Leaf) -> Twig:
    claim = dossier.claims[leaf.claim]
    return twig._replace(
        claim=leaf.claim,
        words=leaf_words(dossier, tree, claim),
        remark=remark(dossier, tree, leaf),
        is_here=leaf.claim == tree.claim,
    )


def leaf_words(dossier: Dossier, tree: Tree, claim: Claim) -> str:
    """`about 6,000 ¶10`, with its measure where that is not the one the tree is about."""
    words = phrase(dossier, claim) if claim.figure is not None else IN_WORDS
    about = dossier.claims[tree.standing or tree.claim].measure
    if claim.measure != about and claim.measure is not None:
        words = f"{measure_name(dossier, claim)}: {words}"
    return placed(words, claim)


def remark(dossier: Dossier, tree: Tree, leaf: Leaf) -> str:
    """What became of the words: `≈ drops "about"`; empty where they are told alike."""
    text = _made_text(dossier, tree, leaf)
    return f"{SIGNS[leaf.how]} {text}" if text else ""


def _made_text(dossier: Dossier, tree: Tree, leaf: Leaf) -> str:
    claim = dossier.claims[leaf.claim]
    if leaf.how == MISREAD and claim.misreads is not None:
        return _MISREAD[claim.misreads.how]
    if leaf.how in (DROPPED, TURNED):
        stands = _hedge(dossier.claims[tree.standing or leaf.claim])
        return f"drops {stands}" if leaf.how == DROPPED else f"{stands} became {_hedge(claim)}"
    return {
        STANDS: "stands for the release",
        NUMBER: "another number",
        DATE: "another date",
        MEASURE: "same number, another measure",
        SLIP: "dated after its page",
    }.get(leaf.how, "")


def _hedge(claim: Claim) -> str:
    hedge = claim.figure.hedge if claim.figure is not None else None
    return _HEDGES.get(hedge or "", _PLAIN)


def told_text(dossier: Dossier, claim_id: str) -> str:
    """A claim beside the tree: its words, its page, and the moment it speaks of."""
    claim = dossier.claims[claim_id]
    words = phrase(dossier, claim) or claim.statement
    publisher = name_of(dossier, dossier.sources[claim.source].publisher)
    return f"{words} ({placed(publisher, claim)}, {moment_text(dossier, claim)})"


def again_text(dossier: Dossier, tree: Tree, one: Again) -> str:
    """What an origin said in another release: its words, of what else, in how many documents."""
    claim, here = dossier.claims[one.claim], dossier.claims[tree.claim]
    beside = scope_names(dossier, claim.scope) if claim.scope != here.scope else []
    beside += [moment_text(dossier, claim)] if claim.as_of is not None else []
    beside.append(f"in {plural(one.documents, 'document')}")
    return f"{phrase(dossier, claim)} ({', '.join(beside)})"


def copying_text(dossier: Dossier, sign: Copying) -> str:
    """Which documents share a value of a release that most others do not have."""
    claim = dossier.claims[sign.claim]
    labels = [document_label(dossier, dossier.sources[source]) for source in sign.sharing]
    title = dossier.events[sign.release].title
    others = plural(len(sign.others), "other document")
    return (
        f'{listed(labels)} share "{phrase(dossier, claim)}" {measure_name(dossier, claim)} of '
        f'"{title}": {others} of it do not have that'
    )
