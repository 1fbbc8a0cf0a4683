"""Flags and ratings of what the cursor is on: a part of the explorer."""

from __future__ import annotations

from collections.abc import Sequence

from kursk_tui.analysis.disagreements.listing import Row
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.holding import Facet
from kursk_tui.tui.host import Host
from kursk_tui.tui.marks import marks_of
from kursk_tui.tui.panes.notes import target_text
from kursk_tui.tui.screens.exporting import marked_rows
from kursk_tui.tui.screens.flag import FLAGS, RATINGS, Choice, FlagScreen, Subject
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.screens.panes import Panes
from kursk_tui.tui.view import facet_name
from kursk_tui.words.rows import row_sentence


def described(whole: Dossier, facet: Facet) -> tuple[str, str]:
    """What a notebook names a record by, and what it is in words; of a claim what it says."""
    about = f"{facet.kind}: {facet_name(whole, facet)}"
    if facet.kind == "claim":
        about += f" — {whole.claims[facet.id].statement}"
    return f"{facet.kind}:{facet.id}", about


def disagreement(dossier: Dossier, row: Row) -> Subject:
    """What a notebook keeps of a disagreement: how the explorer reads it today."""
    sentence = row_sentence(dossier, row)
    reading = {
        "kind": row.kind,
        "severity": row.severity,
        "sentence": sentence,
        "preset": dossier.meta.preset,
    }
    return Subject(row.target, sentence, reading)


def marked_subjects(host: Host) -> list[Subject]:
    """All that is marked, to be judged together."""
    whole, seen = host.workspace.whole, host.workspace.dossier
    rows = {row.target: row for row in marked_rows(host)}
    subjects = []
    for target in host.marked:
        kind, _, id = target.partition(":")
        if target in rows:
            subjects.append(disagreement(seen, rows[target]))
        elif kind in ("pair", "identity"):
            subjects.append(Subject(target, target_text(whole, target)))
        else:
            subjects.append(Subject(*described(whole, Facet(kind, id))))
    return subjects


def ask_of_marked(screen: ListScreen, choices: Sequence[Choice] = FLAGS) -> bool:
    """Ask for one flag, verdict or rating for all that is marked; False where nothing is."""
    host = screen.host
    if not host.marked:
        return False
    subjects = marked_subjects(host)
    signs = marks_of(host.workspace)
    before = [note for subject in subjects for note in signs.notes(subject.target)]
    screen.app.push_screen(FlagScreen(host, subjects, before, screen.say, choices))
    return True


def rate_marked(screen: ListScreen) -> bool:
    """Rate all that is marked, on one scale; says so where that cannot be; False for no marks."""
    kinds = screen.host.marked.kinds()
    if not kinds:
        return False
    (kind,) = kinds if len(kinds) == 1 else ("",)
    if kind in RATINGS:
        return ask_of_marked(screen, RATINGS[kind])
    one = f"{screen.key('unmark')} unmarks all"
    screen.say(f"claims are rated together, or agents; marked: {screen.host.marked.text}; {one}")
    return True


def ask(screen: ListScreen, target: str, about: str, choices: Sequence[Choice] = FLAGS) -> None:
    """Ask for a flag or a verdict, or for one of other choices, and why."""
    host = screen.host
    before = marks_of(host.workspace).notes(target)
    subject = Subject(target, about)
    screen.app.push_screen(FlagScreen(host, [subject], before, screen.say, choices))


class Judging:
    """The commands that flag or rate the record at the cursor."""

    def __init__(self, screen: ListScreen, panes: Panes) -> None:
        self._screen, self._host, self._panes = screen, screen.host, panes

    def do_flag(self) -> None:
        """Flag what is at the cursor, or all that is marked."""
        if ask_of_marked(self._screen):
            return
        subject = self.subject()
        if subject is not None:
            ask(self._screen, *subject)

    def do_rate(self) -> None:
        """Rate the agent or the claim at the cursor, or those that are marked."""
        if rate_marked(self._screen):
            return
        subject = self.subject()
        if subject is None:
            return
        target, about = subject
        choices = RATINGS.get(target.partition(":")[0])
        if choices is None:
            self._screen.say(f"agents and claims are rated: {self._panes.go_to('claim', 'agent')}")
            return
        ask(self._screen, target, about, choices)

    def do_flags(self) -> None:
        """All flags."""
        self._host.show_flags(self._panes.context)

    def subject(self) -> tuple[str, str] | None:
        """Target and description of what the cursor is on; says so where it is nothing."""
        subject = self._panes.subject()
        if subject is None or subject.kind == "measure":
            self._screen.say("go to an event, a claim, a source or an agent first")
            return None
        return described(self._panes.context.whole, subject)
