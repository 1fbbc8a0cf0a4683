"""Marks on rows: part of a disagreement, flagged, judged; and what every mark means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from kursk_tui.analysis.disagreements.listing import Row
from kursk_tui.model.records import Note
from kursk_tui.notebook.exchange import Overlay
from kursk_tui.tui.display import Span
from kursk_tui.workspace import Workspace

# The graver, the more ink; 1 is a difference that a recorded reason covers.
SEVERITY = {4: "!", 3: "!", 2: "?", 1: "·"}
VERDICT = {"real": "R", "explained": "x", "coding error": "c", "unsure": "u"}
DISPUTED = "≠"
# The heights of a bar of a line; in the table the lowest and the highest stand for all.
BLOCKS = "▁▂▃▄▅▆▇█"
# Of several the first.
FLAGS = DISPUTED + "Rcuxf "


def severity_look(severity: int) -> str:
    """The look of a disagreement of a severity from 1 to 4; none for 0."""
    return f"severity-{severity}" if severity else ""


class Sign(NamedTuple):
    """A mark as it is drawn, and what it means. `where` is the list or pane that has it."""

    mark: str
    meaning: str
    where: str


SIGNS = tuple(
    Sign(mark, meaning, where)
    for where, signs in (
        (
            "Claims and plots",
            (
                ("!", "part of a serious disagreement (severity 3; 4 is on a bar)"),
                ("?", "part of a lesser disagreement (severity 2)"),
                ("·", "part of a difference that something recorded explains"),
                ("»", "mentions the event of the view by its release"),
                ("⊂", "mentions the event of the view by a part of it"),
                ("m", "said by somebody who speaks for the agent of the view"),
                ("r", "relayed by the agent of the view"),
                ("p", "published by the agent of the view, said by others"),
                (
                    "+2",
                    "this many other claims give the same figure from the same release; the row "
                    "of a claim has the gravest of their marks",
                ),
                ("└", "one of those claims, unfolded"),
            ),
        ),
        (
            "Any list",
            (
                ("■", "in front of a row: you marked it; in the top line how many are marked"),
                ("f", "you flagged it, or wrote a note on it"),
                ("R", "your verdict: real"),
                ("x", "your verdict: explained"),
                ("c", "your verdict: coding error"),
                ("u", "your verdict: unsure"),
                ("≠", "reviewers disagree about it"),
            ),
        ),
        (
            "Disagreements",
            (
                (
                    "!!",
                    "severity 4: a conflict of three times or more, between two sides. The "
                    "gravest rows stand first, and those on firm ground before others; then the "
                    "widest apart",
                ),
                (
                    "!",
                    "severity 3: any other conflict, a denial, a slip; a tension, a variance or a "
                    "misreading of three times or more",
                ),
                (
                    "?",
                    "severity 2: a smaller tension, variance or misreading; a conflict of under "
                    "1.1 times; texts that exclude each other",
                ),
                (
                    "·",
                    "severity 1: a difference that something recorded explains, a revision, other "
                    "wordings of one release",
                ),
                ("≠", "between two figures that differ"),
                ("≈", "between two wordings of one release whose hedges differ"),
                (
                    "~",
                    "depends on how far round numbers reach; between two figures: they agree",
                ),
                ("|", "between two claims that are not compared"),
                ("+12", "this many other rows are folded under this one"),
            ),
        ),
        (
            "Overview",
            (
                (
                    "▁█",
                    "month by month, the highest that the latest figure of an origin came to; the "
                    "most is a full one",
                ),
                ("≤", "before a figure: at most; + behind it: or more"),
                ("figs", "how many figures there are; orig how many origins gave them"),
            ),
        ),
        ("Measures", (("–", "from the lowest to the highest, from the first month to the last"),)),
        (
            "Dates and origins",
            (
                ("+", "behind a date: the start of a span"),
                ("-", "before a date: until then"),
                ("*", "behind a date: inferred; of an event: the span of its parts"),
                ("( )", "around a date: only that of the page, so the figure may be older"),
                ("?", "for an origin: not known at all; before a chain: the rest is not known"),
                ("~", "behind a date: about then; ? behind it: perhaps then"),
                ("→", "who passed it on, from the origin to the page"),
                ("←", "who passed it on, from the page back to the origin"),
            ),
        ),
        (
            "Trees of origins",
            (
                ("├ └", "had it from the line above that stands further left"),
                ("◄", "the claim that you came from"),
                ("=", "the wording that stands for the release"),
                ("≈", "its hedge is dropped or turned"),
                (
                    "≠",
                    "another number or date, the same number of another measure, a misreading, or "
                    "dated after its page",
                ),
            ),
        ),
        (
            "Timeline and sources",
            (
                ("»", "a release"),
                (
                    "+3",
                    "this many releases that speak of it are folded under it; or rows of a chapter",
                ),
                ("└", "one of those releases, unfolded"),
                ("‡", "of this chapter by what it is about, but not within its dates"),
                (
                    "▁█",
                    "how many documents came month by month; the most of a chapter is a full one",
                ),
                ("F", "a document read in full"),
                ("c", "a document checked against its page a second time"),
                ("n", "a document of which your folder of texts has a newer text"),
                ("?", "a document that may be later than the date of the view; set aside"),
            ),
        ),
        (
            "Bars",
            (
                ("█", "what the words suggest"),
                ("━", "what they commit to beyond that"),
                ("►", "an open end; ◄ at the lower end"),
                ("▒", "derived, or told wrongly; ╌ what that commits to"),
                ("│", "on a chart, what they commit to"),
                ("↑", "on a chart, an open end: or more; ↓ or fewer"),
                ("░", "on a chart, nobody is named for it, or the words are no number"),
                ("╌", "on a chart, from an origin's count to its next one"),
                ("▲", "on a chart, the figure at the cursor"),
                ("▄", "on a chart, half a bar: the lower half of a line; ▀ the upper half"),
                (
                    "╎",
                    "on a chart, what weaker words commit to; where steps are joined, a step up or "
                    "down",
                ),
                ("─", "on a chart, the axis of time; ┴ the day that stands below it"),
                (
                    "·",
                    "on a chart, the height of a number of the scale; at the cursor, a figure of "
                    "an origin without a letter",
                ),
            ),
        ),
        (
            "Books and agents",
            (
                ("!", "books that cannot balance"),
                ("?", "books that balance only at strained numbers"),
                ("=", "books that balance; of an agent, the same figure again"),
                ("*", "a rival that stands in the books now"),
                ("·", "the recorded claim"),
                ("↑", "a revision upwards; ↓ downwards; ? the direction is unclear"),
            ),
        ),
        ("Edits", (("×", "an edit that was undone"),)),
        ("Forms", (("!", "this field is refused; the reason stands beside it"),)),
        (
            "Every screen",
            (
                ("▸", "the row at the cursor; in the top line, one step narrower"),
                ("━", "behind the name of the list or the pane that has the keys; ─ of another"),
                ("…", "something is cut; the detail has all of it"),
                ("↓", "in a heading: there is more below; ↑ behind an order: turned round"),
            ),
        ),
    )
    for mark, meaning in signs
)


def signs_on(places: Collection[str], drawn: str, clean: Callable[[str], str]) -> list[Sign]:
    """The signs of some lists and panes that stand in what is drawn of a screen.

    `clean` makes of a mark what the terminal shows. A letter is always among them: nobody could
    tell it from those of the words.
    """
    return [
        sign
        for place in places
        for sign in SIGNS
        if sign.where == place and (sign.mark.isalnum() or _stands(clean(sign.mark), drawn))
    ]


def _stands(mark: str, drawn: str) -> bool:
    """Whether any sign of a mark is drawn; of `+12` any count."""
    if mark.startswith("+") and mark[1:].isdigit():
        return re.search(r"\+\d", drawn) is not None
    signs = BLOCKS if mark == BLOCKS[0] + BLOCKS[-1] else mark.replace(" ", "")
    return any(sign in drawn for sign in signs)


class Marks:
    """Marks for the records of a dossier, looked up by target."""

    def __init__(self, rows: Iterable[Row] | None = None, overlay: Overlay | None = None) -> None:
        # Whether the disagreements are known: of a large dossier they are looked for behind it.
        self.has_looked = rows is not None
        self._severity: dict[str, int] = {}
        for row in rows or ():
            for claim in row.claims:
                self._severity[claim] = max(self._severity.get(claim, 0), row.severity)
        self.overlay = overlay
        self._by_target: dict[str, list[Note]] = defaultdict(list)
        if overlay is not None:
            for voice in overlay.standing:
                self._by_target[voice.note.target].append(voice.note)

    def disagreement(self, *claims: str) -> str:
        """`!`, `?`, `·` or a space: the gravest disagreement that one of some claims is part of."""
        return self.disagreement_span(*claims)[0]

    def disagreement_span(self, *claims: str) -> Span:
        """The same mark with its look: the gravest of two that share a mark is on a bar."""
        severity = max(self._severity.get(claim, 0) for claim in claims)
        return SEVERITY.get(severity, " "), severity_look(severity)

    def disagreed(self) -> set[str]:
        """Claims that are part of a disagreement of severity 2 or more."""
        return {claim for claim, severity in self._severity.items() if severity >= 2}

    def said_of(self, target: str) -> set[str]:
        """What stands on a target, in the words of a query: kinds and verdicts."""
        found = {note.kind for note in self._by_target.get(target, ())}
        return found | {
            note.value
            for note in self._by_target.get(target, ())
            if note.value and note.kind == "verdict"
        }

    def rating(self, target: str) -> str:
        """The ratings that stand on an agent or a claim: `B`, `B/D` of two reviewers, or none."""
        ratings = [n for n in self._by_target.get(target, ()) if n.kind == "rating" and n.value]
        return "/".join(sorted({note.value for note in ratings if note.value}))

    def flag(self, *targets: str) -> str:
        """`f` flagged or noted, a letter for a verdict, `≠` where reviewers disagree.

        Of several targets the mark that comes first in FLAGS.
        """
        return min(map(self._flag, targets), key=FLAGS.index)

    def _flag(self, target: str) -> str:
        notes = [note for note in self._by_target.get(target, ()) if note.kind != "rating"]
        if not notes:
            return " "
        if self.overlay is not None and self.overlay.disagreeing(target):
            return DISPUTED
        verdicts = [note for note in notes if note.kind == "verdict"]
        return VERDICT.get(verdicts[-1].value or "", "f") if verdicts else "f"

    def notes(self, target: str) -> tuple[Note, ...]:
        """What stands on a target itself."""
        return tuple(self._by_target.get(target, ()))


def marks_of(workspace: Workspace) -> Marks:
    """Marks of what is seen: of flags, and of disagreements once they are known."""
    found = workspace.known_disagreements
    return Marks(found.rows if found is not None else None, workspace.notes)
