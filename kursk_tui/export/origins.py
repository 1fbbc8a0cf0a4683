"""Who had a release from whom, as a picture: a tree in SVG, and a graph for Graphviz (DOT).

As the explorer draws it: a line a claim, in its own words, and what became of the words of the
release. Nothing is told by colour alone.
"""

from __future__ import annotations

from math import ceil

from kursk_tui.analysis.ladder.quantities import body_of
from kursk_tui.analysis.origins.signs import colours
from kursk_tui.analysis.origins.tree import Node, tree_of
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.export.chart import COLOURS
from kursk_tui.export.drawing import (
    INK,
    MARGIN,
    SMALL,
    SOFT,
    document,
    fixed,
    label,
    paragraphs,
)
from kursk_tui.export.picture import credit_of
from kursk_tui.model.text import plural, visible
from kursk_tui.words.charts import letters_of
from kursk_tui.words.records import measure_name, name_of, origin_label
from kursk_tui.words.trees import (
    DEEPEST,
    DRIFTS,
    NOBODY,
    OWN,
    SIGNS,
    WRONG,
    leaf_words,
    remark,
)
from kursk_tui.words.voices import day, document_label

WIDTH = 1080.0
ROOM = WIDTH - 2 * MARGIN
TOP, ROW, STEP = 112.0, 24.0, 22.0
# Where the columns begin: the words, what became of them, and the page.
WORDS_AT, REMARK_AT, PAGE_AT = MARGIN + 300, MARGIN + 560, MARGIN + 800
# Dark enough to be read on white, as all words are.
DRIFT, WRONG_COLOUR = "#8a6100", "#c0262d"
REMARK_COLOURS = {DRIFTS: DRIFT, WRONG: WRONG_COLOUR, OWN: INK}
NOTES = (
    f"From the top down: who gave it out, and who had it from there. {OWN} the wording that "
    f"stands for the release, {DRIFTS} its hedge is dropped or turned, {WRONG} another thing is "
    "said. What was said, not what is true."
)


def origins_svg(dossier: Dossier, claim_id: str, *, whole: Dossier | None = None) -> str:
    """The tree that a claim is in, as an SVG document.

    Letters and colours are those of `whole`, of which the dossier is a part. Raises KeyError for
    no claim.
    """
    return _Picture(dossier, claim_id, whole or dossier).svg()


def origins_dot(dossier: Dossier, claim_id: str, *, whole: Dossier | None = None) -> str:
    """The same tree as a directed graph in the language of Graphviz.

    An arrow leads from whoever gave it out to whoever had it from there, and to each claim. Raises
    KeyError for no claim.
    """
    found = _Tree(dossier, claim_id, whole or dossier)
    lines = [
        "digraph origins {",
        f"  graph [label={_quoted(found.title())}, labelloc=t, rankdir=LR];",
        '  node [fontname="sans-serif", shape=box];',
    ]
    for place, node in enumerate(found.tree.nodes):
        colour = found.colour(place)
        looks = f'style=bold, color="{colour}", fontcolor="{colour}"' if node.parent is None else ""
        lines.append(f"  a{place} [{', '.join(filter(None, (_label(found.name(place)), looks)))}];")
        if node.parent is not None:
            lines.append(f"  a{node.parent} -> a{place};")
        for number, leaf in enumerate(node.leaves):
            claim = dossier.claims[leaf.claim]
            told = remark(dossier, found.tree, leaf)
            words = leaf_words(dossier, found.tree, claim)
            colour = REMARK_COLOURS.get(told[:1], INK)
            text = "\n".join(part for part in (words, told, found.page(leaf.claim)) if part)
            style = "rounded,bold" if leaf.claim == claim_id else "rounded"
            # Not by their own ids: a claim might be called like an agent's node.
            lines.append(
                f"  c{place}_{number} [{_label(text)}, tooltip={_quoted(leaf.claim)}, "
                f'style="{style}", color="{colour}", fontcolor="{colour}"];'
            )
            lines.append(f"  a{place} -> c{place}_{number} [style=dashed];")
    return "\n".join([*lines, "}", ""])


def _label(text: str) -> str:
    return f"label={_quoted(text)}"


def _quoted(text: str) -> str:
    """A string of DOT: nothing hidden in it, each line a line of the label."""
    lines = (visible(line).replace("\\", "\\\\").replace('"', '\\"') for line in text.split("\n"))
    return '"' + "\\n".join(lines) + '"'


class _Tree:
    """A tree and its words."""

    def __init__(self, dossier: Dossier, claim_id: str, whole: Dossier) -> None:
        self.dossier, self.tree = dossier, tree_of(dossier, claim_id)
        self._letters, self._places = letters_of(whole), colours(whole)

    def title(self) -> str:
        """What is told, by whom, and in which release."""
        dossier, tree = self.dossier, self.tree
        about = dossier.claims[tree.standing or tree.claim]
        what = measure_name(dossier, about) or "a statement"
        if tree.release is None:
            return f"Who had it from whom: {what}, {origin_label(dossier, about)}"
        release = dossier.events[tree.release]
        date = f", {day(release.date)}" if release.date is not None else ""
        return f"Who had it from whom: {what}, {release.title}{date}"

    def name(self, place: int) -> str:
        """The name at a node; before that of an origin its letter."""
        node = self.tree.nodes[place]
        if node.agent is None:
            return NOBODY
        name = name_of(self.dossier, node.agent)
        sign = self._letters.get(self._body(node), "") if node.parent is None else ""
        return f"{sign} {name}".lstrip()

    def colour(self, place: int) -> str:
        """The colour of an origin; of all others that of words."""
        node = self.tree.nodes[place]
        number = self._places.get(self._body(node)) if node.parent is None else None
        return INK if number is None else COLOURS[number % len(COLOURS)]

    def page(self, claim: str) -> str:
        """The page that a claim stands on: who published it, and when."""
        return document_label(self.dossier, self.dossier.sources[self.dossier.claims[claim].source])

    def _body(self, node: Node) -> str:
        return body_of(self.dossier, node.agent) or ""


class _Picture(_Tree):
    """A tree as rows: the line of an agent, and one for each of its claims."""

    def svg(self) -> str:
        """The whole document."""
        meta, claims = self.dossier.meta, sum(len(node.leaves) for node in self.tree.nodes)
        parts = [
            label(MARGIN, 38, self.title(), ROOM, size=19, weight="bold"),
            label(MARGIN, 60, f"{meta.title}. {plural(claims, 'claim')}.", ROOM, fill=SOFT),
        ]
        heads = ((MARGIN, "who"), (WORDS_AT, "in which words"), (REMARK_AT, "what became of them"))
        parts += [
            label(x, TOP - 18, text, 240, size=SMALL, fill=SOFT)
            for x, text in (*heads, (PAGE_AT, "on which page"))
        ]
        at, rows = TOP, {}
        for place, node in enumerate(self.tree.nodes):
            rows[place] = at
            x = self._x(node)
            if node.parent is not None:
                parts += self._lines(x - STEP + 7, rows[node.parent], at, x)
            weight = "bold" if node.parent is None else ""
            name = label(
                x,
                at + 4,
                self.name(place),
                WORDS_AT - x - 8,
                fill=self.colour(place),
                weight=weight,
            )
            parts.append(name)
            for leaf in node.leaves:
                parts += self._leaf(node, leaf.claim, remark(self.dossier, self.tree, leaf), at)
                at += ROW
            at += 0 if node.leaves else ROW
        texts = [NOTES, credit_of(self.dossier)]
        more, end = paragraphs(texts, at + 18, ROOM)
        return document(
            WIDTH, ceil(end + 6), self.title(), self._description(), [*parts, *more], ""
        )

    @staticmethod
    def _x(node: Node) -> float:
        return MARGIN + STEP * min(node.depth, DEEPEST)

    @staticmethod
    def _lines(x: float, top: float, at: float, end: float) -> list[str]:
        """From whom it came: down, and along to the name."""
        points = f"{fixed(x)},{fixed(top + 8)} {fixed(x)},{fixed(at)} {fixed(end - 4)},{fixed(at)}"
        return [
            f'<polyline class="had-it-from" points="{points}" fill="none" stroke="{SOFT}" '
            'stroke-width="1"/>'
        ]

    def _leaf(self, node: Node, claim_id: str, told: str, at: float) -> list[str]:
        claim = self.dossier.claims[claim_id]
        is_here = claim_id == self.tree.claim
        weight = "bold" if is_here else ""
        words = leaf_words(self.dossier, self.tree, claim)
        colour = REMARK_COLOURS.get(told[:1], INK)
        found = [
            label(WORDS_AT, at + 4, words, REMARK_AT - WORDS_AT - 10, weight=weight),
            label(REMARK_AT, at + 4, told, PAGE_AT - REMARK_AT - 10, fill=colour),
            label(PAGE_AT, at + 4, self.page(claim_id), WIDTH - MARGIN - PAGE_AT, fill=SOFT),
        ]
        return [part for part, text in zip(found, (words, told, "page"), strict=True) if text]

    def _description(self) -> str:
        """The picture in words, for those who do not see it."""
        rows = []
        for place, node in enumerate(self.tree.nodes):
            had = ""
            if node.parent is not None:
                had = f", from {self.name(node.parent)}"
            told = [
                ", ".join(
                    part
                    for part in (
                        leaf_words(self.dossier, self.tree, self.dossier.claims[leaf.claim]),
                        remark(self.dossier, self.tree, leaf).lstrip("".join(SIGNS.values()) + " "),
                    )
                    if part
                )
                for leaf in node.leaves
            ]
            rows.append(f"{self.name(place)}{had}{': ' if told else ''}{'; '.join(told)}.")
        return " ".join([f"{self.title()}.", *rows])
