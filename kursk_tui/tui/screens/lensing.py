"""The commands of the lens: known at a date, step by step, and without an agent; a range of time.

They change what all screens show at once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import partial

from kursk_tui.analysis.origins.lineage import standing
from kursk_tui.dossier.lens import Lens, publication_dates
from kursk_tui.dossier.naming import UseError, resolve
from kursk_tui.dossier.timespan import joined, range_of
from kursk_tui.model.dates import DateError, human, parse, typed
from kursk_tui.model.text import plural
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.widgets.prompt import Answers
from kursk_tui.words.records import name_of
from kursk_tui.workspace import Workspace

Subject = tuple[str, str]


def lens_text(workspace: Workspace) -> str:
    """What the lens leaves out, for the top line; empty without one."""
    parts = []
    lens = workspace.lens
    if lens.known_at is not None:
        undated = len(workspace.seen.undated)
        aside = f" (+{undated} unsure)" if undated else ""
        parts.append(f"known at {lens.known_at}{aside}")
    names = [name_of(workspace.whole, agent) for agent in lens.without]
    if lens.claims:
        names.append(plural(len(lens.claims), "claim"))
    if names:
        parts.append(f"without {', '.join(names)}")
    return " ".join(parts)


def _told(range: str | None) -> str:
    return f"only what lies in {joined(range)}" if range is not None else "every time is shown"


class Lensing:
    """A part of a screen that shows what is in view.

    `subject` tells the kind and id of the agent or claim that the cursor is on, if it is on one.
    """

    def __init__(
        self, screen: ListScreen, subject: Callable[[], Subject | None] = lambda: None
    ) -> None:
        self._screen, self._host, self._subject = screen, screen.host, subject
        self._workspace = screen.host.workspace
        # The range of time before one was asked for here; the screen is not left before it is back.
        self._ranges: list[str | None] = []
        screen.steps_back = self._range_back

    def tell(self, counts: str, crumb: str) -> None:
        """Write the top line, with what the lens leaves out."""
        self._screen.top.tell(counts, crumb, lens_text(self._workspace))

    def out_of(self, count: int, whole: int, name: str) -> str:
        """`28 claims`, or `28 of 35 claims` where a lens leaves some out."""
        if self._workspace.lens.is_clear or count == whole:
            return plural(count, name)
        return f"{count:,} of {plural(whole, name)}"

    # ---- known at

    def do_known_at(self) -> None:
        """Ask for the date that is looked from."""
        now = self._workspace.lens.known_at
        label = f" known at (now {now}; empty: all): " if now else " known at (as 1feb25): "
        self._screen.ask(label, Answers(done=self._known_at))

    def _known_at(self, text: str | None) -> None:
        if text is None:
            return
        date = typed(text.strip())
        try:
            if date:
                parse(date)
        except DateError as error:
            self._screen.say(str(error), look="error")
            return
        self._screen.slowly(partial(self._look_from, date or None), "known at")

    def do_earlier(self) -> None:
        """Back to the publication before."""
        dates = publication_dates(self._workspace.whole)
        at = self._workspace.lens.known_at
        place = len(dates) if at is None else bisect_left(dates, parse(at).latest)
        if place == 0:
            self._screen.say(
                f"nothing was published before {dates[0]}" if dates else "no source is dated"
            )
        else:
            self._look_from(dates[place - 1])

    def do_later(self) -> None:
        """On to the next publication; behind the last one, everything."""
        dates = publication_dates(self._workspace.whole)
        at = self._workspace.lens.known_at
        if at is None:
            earlier, known_at = map(self._screen.key, ("earlier", "known-at"))
            self._screen.say(
                f"everything is shown; {earlier} steps back, {known_at} asks for a date"
            )
            return
        place = bisect_right(dates, parse(at).latest)
        self._look_from(dates[place] if place < len(dates) else None)

    def _look_from(self, date: str | None) -> None:
        self._host.set_lens(self._workspace.lens._replace(known_at=date))
        seen = self._workspace.seen
        if date is None:
            self._screen.say("everything is shown: this is the latest date")
            return
        known = len(seen.dossier.sources) - len(seen.undated)
        sources = plural(len(self._workspace.whole.sources), "source")
        text = f"known at {human(date)}: {known} of {sources}"
        if seen.undated:
            aside = plural(seen.set_aside, "claim")
            text += f", {len(seen.undated)} unsure ({aside}) aside"
        self._screen.say(f"{text}; {self._screen.key('all')}: all")

    # ---- a range of time

    def do_range(self) -> None:
        """Ask for the range of time that everything is narrowed to."""
        now = self._host.survey.range
        example = f"now {joined(now)}; empty: all" if now else "2025, 2025-01..2025-03, 2025-01.."
        self._screen.ask(f" range of time ({example}): ", Answers(done=self._range))

    def _range(self, text: str | None) -> None:
        if text is None:
            return
        try:
            range = range_of(text) if text.strip() else None
        except DateError as error:
            self._screen.say(str(error), look="error")
            return
        self._screen.slowly(partial(self._narrow, range), "range of time")

    def _narrow(self, range: str | None) -> None:
        before = self._host.survey.range
        if range == before:
            self._screen.say(_told(range))
            return
        # Taken away by hand, there is no step to go back.
        self._ranges = [*self._ranges, before] if range is not None else []
        self._host.set_range(range)
        back = f"; {self._screen.key('back')} takes it back" if range is not None else ""
        self._screen.say(_told(range) + back)

    def _range_back(self) -> bool:
        """Take back the range that was asked for on this screen; False where none was."""
        if not self._ranges or self._host.survey.range is None:
            return False
        range = self._ranges.pop()
        self._host.set_range(range)
        self._screen.say(_told(range))
        return True

    def clear_range(self) -> bool:
        """Take the range of time away; False where there is none."""
        if self._host.survey.range is None:
            return False
        self._ranges = []
        self._host.set_range(None)
        self._screen.say(_told(None))
        return True

    # ---- without an agent

    def do_discount(self) -> None:
        """Leave out whatever has the agent at the cursor in its chain, or take it in again.

        Or what is marked: agents as at the cursor, claims by themselves, documents by their claims.
        """
        if self._host.marked:
            self._discount_marked()
            return
        agent = self._agent()
        if agent is None:
            self._screen.ask(" leave out (an agent): ", Answers(done=self._named))
        else:
            self._leave_out(agent)

    def _named(self, text: str | None) -> None:
        """Leave out whom somebody named, by any of their names or by their id."""
        if not text or not text.strip():
            return
        try:
            agent = resolve(self._workspace.whole, "agents", text.strip())
        except UseError as error:
            self._screen.say(str(error), look="error")
            return
        self._screen.slowly(partial(self._leave_out, agent), "leave out")

    def _leave_out(self, agent: str) -> None:
        without = self._workspace.lens.without
        rest = tuple(a for a in without if a != agent)
        out = rest == without
        self._host.set_lens(
            self._workspace.lens._replace(without=(*without, agent) if out else rest)
        )
        name = name_of(self._workspace.whole, agent)
        if out:
            left = plural(self._workspace.seen.discounted, "claim")
            all = self._screen.key("all")
            self._screen.say(f"without {name}: {left} left out; {all} brings them back")
        else:
            self._screen.say(f"with {name} again")

    def _discount_marked(self) -> None:
        marked, lens, whole = self._host.marked, self._workspace.lens, self._workspace.whole
        agents, claims = marked.of("agent"), marked.of("claim")
        for source in marked.of("source"):
            claims += self._workspace.whole_index.claims_of_source(source)
        claims = list(dict.fromkeys(claims))
        if not agents and not claims:
            what = "claims, documents and agents can be left out"
            self._screen.say(f"{what}; marked: {marked.text}")
            return
        again, all = map(self._screen.key, ("discount", "all"))
        if {*agents} <= {*lens.without} and {*claims} <= {*lens.claims}:
            rest = tuple(agent for agent in lens.without if agent not in agents)
            kept = tuple(claim for claim in lens.claims if claim not in claims)
            self._host.set_lens(lens._replace(without=rest, claims=kept))
            self._screen.say(f"with what is marked again; {again} leaves it out")
            return
        without = tuple(dict.fromkeys((*lens.without, *agents)))
        out = tuple(dict.fromkeys((*lens.claims, *claims)))
        self._host.set_lens(lens._replace(without=without, claims=out))
        parts = [name_of(whole, agent) for agent in agents]
        parts += [plural(len(claims), "marked claim")] if claims else []
        left = plural(self._workspace.seen.discounted, "claim")
        said = f"without {', '.join(parts)}: {left} left out; {again} again, or {all}"
        self._screen.say(f"{said}, brings them back")

    def _agent(self) -> str | None:
        """The agent at the cursor; of a claim the body that stands behind it; None for neither."""
        kind, identifier = self._subject() or ("", "")
        if kind == "agent":
            return identifier
        if kind == "claim":
            whole = self._workspace.whole
            return standing(whole, whole.claims[identifier])
        without = self._workspace.lens.without
        # Its claims are gone from the screen: the one that is left out can only come back.
        return without[0] if len(without) == 1 else None

    def do_all(self) -> None:
        """Take the range of time away; then the lens."""
        if not self.clear_range() and not self.clear_lens():
            self._screen.say("nothing is left out")

    def clear_lens(self) -> bool:
        """Take the lens away; False where there is none."""
        if self._workspace.lens.is_clear:
            return False
        self._host.set_lens(Lens())
        self._screen.say("everything is shown again")
        return True
