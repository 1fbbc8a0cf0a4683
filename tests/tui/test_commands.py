"""The registry: every command is carried out somewhere, has keys of its own, and is told of."""

from __future__ import annotations

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.commands import (
    BY_ID,
    COMMANDS,
    RESERVED_KEYS,
    SCREENS,
    Command,
    KeyClashError,
    _textual_key,
    commands_by_key,
    method_of,
    shown_key,
)
from kursk_tui.intake.changes.compare import Compared
from kursk_tui.intake.review.session import Review
from kursk_tui.intake.tables.reading import Table
from kursk_tui.tui.panes.columns import AT_FIRST
from kursk_tui.tui.screens.base import BaseScreen
from kursk_tui.tui.screens.changes import ChangesScreen, Newer
from kursk_tui.tui.screens.columns import ColumnsScreen
from kursk_tui.tui.screens.disagreements import DisagreementsScreen, Found
from kursk_tui.tui.screens.plot import measure_plot
from kursk_tui.tui.screens.review import ReviewScreen
from kursk_tui.tui.screens.table import TableScreen
from tests.tui.driving import make_app


def screens() -> dict[str, BaseScreen]:
    """A screen of each name, with its parts; none is shown."""
    app = make_app()
    look = app.explorer.drilling.look
    return {
        # The explorer has every command that is no other screen's own.
        "": app.explorer,
        "explorer": app.explorer,
        "columns": ColumnsScreen(app, AT_FIRST, print),
        "plot": measure_plot(app, look, "killed"),
        "disagreements": DisagreementsScreen(app, lambda: Found(look()[0], (), "", "")),
        "review": ReviewScreen(app, cast("Review", None), print, print),
        "changes": ChangesScreen(
            app, app.workspace.whole, Newer("", "", None, (), Compared((), {}, True)), print
        ),
        "table": TableScreen(app, "t.csv", Table("t.csv", ("Dead",), (("1",),)), None, print),
    }


# A form has no order to be put in and no matches to walk through; into a table no claim is added.
FORMS = ("review", "table", "changes")

# Bytes that stand for another key too, that the line keeps, or that tmux and screen take for
# the beginning of their own commands.
KEPT_BY_TERMINALS = {f"ctrl+{letter}" for letter in "abhijmqs"} | {"ctrl+@", "ctrl+space"}
# What every terminal sends, that of TERM=linux and one behind tmux or screen too: characters, the
# oldest keys, and control with a letter. Not function keys, alt, shift or ctrl with an arrow.
OLDEST_KEYS = {"enter", "backspace", "escape", "tab", "space", "up", "down", "left", "right"}
# Keys that a keyboard or a terminal may lack, so that they may only stand beside others.
BESIDE_OTHERS = {"pageup", "pagedown", "home", "end", "shift+tab"}
# Keys that mean this in every program of a terminal; the palette has these commands too.
ONLY_THE_LINE_S = {"suspend": ("ctrl+z",), "redraw": ("ctrl+l",)}


ALL_KEYS = {key for command in COMMANDS for key in command.keys}


def is_plain(key: str) -> bool:
    """Whether any terminal sends a key, and nobody keeps it."""
    return key in OLDEST_KEYS or (len(key) == 1 and "!" <= key <= "~")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_a_screen_carries_out_every_command(command: Command) -> None:
    # These two narrow the list of disagreements; elsewhere they say that they do not.
    there = command.id in ("kind", "severity")
    for name in command.screen.split() or [""]:
        screen = screens()["disagreements" if there else name]
        assert method_of(command.id, (screen, *screen.parts)) is not None, name


def test_no_method_is_without_a_command() -> None:
    owners = [owner for screen in screens().values() for owner in (screen, *screen.parts)]
    names = {name for owner in owners for name in dir(owner)}
    methods = {name[3:].replace("_", "-") for name in names if name.startswith("do_")}
    assert methods == set(BY_ID)


def test_no_key_belongs_to_two_commands() -> None:
    for screen in SCREENS:
        own = [c for c in COMMANDS if (screen in c.screen.split() if screen else not c.screen)]
        keys = [key for command in own for key in command.keys]
        assert len(keys) == len(set(keys))
        commands_by_key({}, screen)


def test_a_second_meaning_of_a_key_on_one_screen_is_an_error() -> None:
    with pytest.raises(KeyClashError, match="q is the key of both zoom and quit"):
        commands_by_key({"zoom": ("q",)})
    # Both are of the plot, though one of them is of another screen too.
    keymap = {"scale": ("space",)}
    with pytest.raises(KeyClashError, match="space is the key of both fold and scale"):
        commands_by_key(keymap, "plot")
    commands_by_key(keymap, "disagreements")


def test_every_screen_with_keys_of_its_own_is_known() -> None:
    assert set(SCREENS) == set(screens())
    assert all(screen.screen_name == name for name, screen in screens().items() if name)


@given(st.sampled_from(COMMANDS), st.sampled_from(sorted(ALL_KEYS)))
def test_a_keymap_gives_each_key_one_meaning_or_is_refused(command: Command, key: str) -> None:
    for screen in command.screen.split() or [""]:
        own = [c for c in COMMANDS if (screen in c.screen.split() if screen else not c.screen)]
        clashes = any(key in c.keys for c in own if c.id != command.id)
        try:
            found = commands_by_key({command.id: (key,)}, screen)
        except KeyClashError:
            assert clashes
        else:
            assert not clashes
            assert command.id in found.values()


def test_a_screen_can_give_a_key_another_meaning() -> None:
    assert commands_by_key({})["space"] == "page-down"
    assert commands_by_key({}, "plot")["space"] == "fold"
    assert commands_by_key({}, "plot")["j"] == "down"
    # Every command that loses its key there has another.
    for screen in set(SCREENS) - set(FORMS):
        assert {*commands_by_key({}).values()} <= {*commands_by_key({}, screen).values()}


def test_every_command_has_a_key_that_nobody_keeps() -> None:
    for command in COMMANDS:
        plain = [key for key in command.keys if is_plain(key)]
        assert plain or ONLY_THE_LINE_S.get(command.id) == command.keys, command.id
        for key in set(command.keys) - set(plain):
            # Beside others: control with a letter that is a key of its own, or a rarer key.
            is_control = key.startswith("ctrl+") and key[5:].isascii() and len(key) == 6
            assert (is_control and key[5:].islower()) or key in BESIDE_OTHERS, (command.id, key)
            assert key not in KEPT_BY_TERMINALS, (command.id, key)
    assert {"ctrl+a", "ctrl+space"} >= KEPT_BY_TERMINALS - RESERVED_KEYS


@pytest.mark.parametrize("screen", sorted(SCREENS))
def test_no_screen_takes_the_only_key_that_nobody_keeps(screen: str) -> None:
    if screen in FORMS:
        return
    keys = commands_by_key({}, screen)
    # As Textual names them: a sign is a word there.
    signs = {_textual_key(key) for key in ALL_KEYS if is_plain(key)}
    plain = {name for key, name in keys.items() if key in signs}
    shown = {c.id for c in COMMANDS if not c.screen or screen in c.screen.split()}
    assert plain >= shown - set(ONLY_THE_LINE_S)


def test_every_command_can_be_given_other_keys() -> None:
    keymap = {command.id: (f"f{number}",) for number, command in enumerate(COMMANDS, 1)}
    for screen in SCREENS:
        shown = {c.id for c in COMMANDS if not c.screen or screen in c.screen.split()}
        assert commands_by_key(keymap, screen) == {keymap[name][0]: name for name in shown}
    assert commands_by_key({})["slash"] == "filter"


def test_titles_and_help_fit_and_are_there() -> None:
    for command in COMMANDS:
        assert 2 < len(command.title) <= 17
        assert command.help.endswith(".")


def test_keys_are_shown_as_people_write_them() -> None:
    assert [shown_key(key) for key in ("enter", "/", "ctrl+p", "G")] == ["⏎", "/", "ctrl+p", "G"]
