"""The commands of the lens: known at a date, step by step, and without an agent.

They work on every screen that shows what is in view, and change all of them at once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import partial

from kursk_tui.analysis.origins.lineage import standing
from kursk_tui.dossier.lens import publication_dates
from kursk_tui.model.dates import DateError, human, parse
from kursk_tui.model.text import plural
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.widgets.prompt import Answers
from kursk_tui.tui.widgets.status import TopLine
from kursk_tui.words.records import name_of


class Lensing(ListScreen):
    """Mixed into a screen with a top line that shows what is in view."""

    top: TopLine

    def seen_changed(self) -> None:
        """Draw anew: what is seen is another dossier."""
        raise NotImplementedError

    def subject_of_lens(self) -> tuple[str, str] | None:
        """(kind, id) of the agent or claim that the cursor is on."""
        return None

    def tell(self, counts: str, crumb: str) -> None:
        """The top line, with what the lens leaves out."""
        self.top.tell(counts, crumb, self.kursk.lens_text)

    def out_of(self, count: int, whole: int, name: str) -> str:
        """`28 claims`, or `28 of 35 claims` where a lens leaves some out."""
        if self.kursk.lens.is_clear or count == whole:
            return plural(count, name)
        return f"{count} of {plural(whole, name)}"

    # ---- known at

    def do_known_at(self) -> None:
        """Ask for the date that is looked from."""
        now = self.kursk.lens.known_at
        label = f" known at (now {now}; empty: all): " if now else " known at (as 2025-02-27): "
        self.ask(label, Answers(done=self._known_at))

    def _known_at(self, text: str | None) -> None:
        if text is None:
            return
        date = text.strip()
        try:
            if date:
                parse(date)
        except DateError as error:
            self.say(str(error), look="error")
            return
        self.slowly(partial(self._look_from, date or None), "known at")

    def do_earlier(self) -> None:
        """Back to the publication before."""
        dates = publication_dates(self.kursk.whole)
        at = self.kursk.lens.known_at
        place = len(dates) if at is None else bisect_left(dates, parse(at).latest)
        if place == 0:
            self.say(f"nothing was published before {dates[0]}" if dates else "no source is dated")
        else:
            self._look_from(dates[place - 1])

    def do_later(self) -> None:
        """On to the next publication; behind the last one, everything."""
        dates = publication_dates(self.kursk.whole)
        at = self.kursk.lens.known_at
        if at is None:
            self.say("everything is shown; [ steps back, t asks for a date")
            return
        place = bisect_right(dates, parse(at).latest)
        self._look_from(dates[place] if place < len(dates) else None)

    def _look_from(self, date: str | None) -> None:
        self.kursk.set_lens(self.kursk.lens._replace(known_at=date))
        seen = self.kursk.seen
        if date is None:
            self.say("all that is published")
            return
        known = len(seen.dossier.sources) - len(seen.undated)
        text = (
            f"known at {human(date)}: {known} of {plural(len(self.kursk.whole.sources), 'source')}"
        )
        if seen.later:
            text += f", {seen.later} later"
        if seen.undated:
            aside = plural(seen.set_aside, "claim")
            text += f", {len(seen.undated)} unsure aside ({aside})"
        self.say(text)

    # ---- without an agent

    def do_discount(self) -> None:
        """Leave out whatever has the agent at the cursor in its chain, or take it in again."""
        agent = self._agent()
        if agent is None:
            return
        without = self.kursk.lens.without
        rest = tuple(a for a in without if a != agent)
        out = rest == without
        self.kursk.set_lens(self.kursk.lens._replace(without=(*without, agent) if out else rest))
        name = name_of(self.kursk.whole, agent)
        if out:
            left = plural(self.kursk.seen.discounted, "claim")
            self.say(f"without {name}: {left} left out; D on it again, or 0, takes them in")
        else:
            self.say(f"with {name} again")

    def _agent(self) -> str | None:
        """The agent at the cursor; of a claim the body that stands behind it."""
        kind, identifier = self.subject_of_lens() or ("", "")
        if kind == "agent":
            return identifier
        if kind == "claim":
            whole = self.kursk.whole
            body = standing(whole, whole.claims[identifier])
            if body is not None:
                return body
            self.say("no origin of it is recorded; go to an agent (3 3) to leave one out")
            return None
        without = self.kursk.lens.without
        if len(without) == 1:
            # Its claims are gone from the screen: the one that is left out can only come back.
            return without[0]
        self.say("go to a claim, or to an agent (3 3), to leave out what it says")
        return None

    def do_all(self) -> None:
        """Take the lens away."""
        if not self.clear_lens():
            self.say("nothing is left out")

    def clear_lens(self) -> bool:
        """Take the lens away; False where there is none."""
        if self.kursk.lens.is_clear:
            return False
        self.kursk.set_lens(type(self.kursk.lens)())
        self.say("everything is shown again")
        return True
