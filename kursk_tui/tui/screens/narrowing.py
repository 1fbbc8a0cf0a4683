"""The axis of a forest plot: of all its figures, of those on the screen, or of the one there."""

from __future__ import annotations

from collections.abc import Callable

from kursk_tui.tui.panes.plot import PlotModel, Reach
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.widgets.plot_list import PlotList


class Narrowing:
    """A part of a screen with a forest plot: the key goes from one axis to the next.

    `changed` shows the rows anew. What is cut stays cut while one moves, so that a step of the
    cursor draws two rows and not all of them.
    """

    def __init__(self, screen: ListScreen, figures: PlotList, changed: Callable[[], None]) -> None:
        self._screen, self._figures, self._changed = screen, figures, changed
        self.reach: Reach | None = None
        self._at = 0

    def do_axis(self) -> None:
        """The next of the axes that differs from the one there is."""
        figures, model = self._figures, self._figures.model
        if figures.draw is not None or not isinstance(model, PlotModel):
            forest = self._screen.key("forest")
            self._screen.say(f"the axis of a chart is of all that it shows; {forest} shows rows")
            return
        first = figures.offset_row
        seen = figures.items[first : first + figures.page]
        here = figures.cursor
        everything = model.reach_of(figures.items)
        offers: list[tuple[Reach | None, str]] = [
            (None, "the axis of all figures"),
            (model.reach_of(seen), "the axis of the rows on the screen"),
            (model.reach_near(here) if here is not None else None, "the axis of the figure here"),
        ]
        for step in range(1, len(offers)):
            at = (self._at + step) % len(offers)
            reach, text = offers[at]
            # Where all rows are on the screen, theirs is that of all.
            if at == 0 or (reach is not None and reach not in (everything, self.reach)):
                break
        else:
            self._screen.say("the axis is that of all figures, and none here gives a number")
            return
        self._at, self.reach = at, reach
        self._changed()
        key = self._screen.key("axis")
        self._screen.say(text if reach is None else f"{text}; {key} again changes it")
