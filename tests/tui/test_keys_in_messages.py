"""Messages name the keys that the reader's keymap gives, not those of the registry."""

from __future__ import annotations

import pytest

from kursk_tui.commands import COMMANDS, key_of
from kursk_tui.settings import Settings
from kursk_tui.tui.app import Options
from tests.tui.driving import explorer, press, screen_lines

# Every command by a function key: whatever else a message names is a key that does nothing.
KEYMAP = {command.id: (f"f{number}",) for number, command in enumerate(COMMANDS, 1)}
OPTIONS = Options(settings=Settings(keymap=KEYMAP))


@pytest.mark.parametrize(
    ("commands", "message"),
    [
        ("back", "this is where you started; {quit} quits"),
        ("earlier back", "this is where you started; {all} shows everything; {quit} quits"),
        ("later", "everything is shown; {earlier} steps back, {known-at} asks for a date"),
        ("next-match", "nothing searched for; {filter} filters"),
        ("kind", "Kind: not on this screen; {help} lists what is"),
        ("copy", "go to a claim ({claims}) or a document ({sources}) to copy its citation"),
        ("article", "go to a claim ({claims}) or a document ({sources}) to open its article"),
        ("archived", "go to a claim ({claims}) or a document ({sources}) to open its archived"),
        ("claims copy", "citation sent to the terminal ({copy} again: id): "),
        ("competing", "go to a claim ({claims}) to see what competes with it"),
        ("rate", "agents and claims are rated: go to a claim ({claims}) or an agent ({sources}"),
        ("retract", "name this happening; {merge} merges it into another"),
        ("add", "go to a document ({sources}) or a claim ({claims}) first, or add"),
        ("disagreements clear", "{clear} once more leaves, as {back} does"),
        ("flag z", "nothing typed yet: {drill} asks why"),
        ("claims flag drill enter undo", "undone: flag"),
        ("flags", "nothing flagged; {flag} flags"),
    ],
)
async def test_a_message_names_the_key_of_the_keymap(commands: str, message: str) -> None:
    # `enter` is no command here: it ends what a prompt asks for.
    keys = [KEYMAP[name][0] if name in KEYMAP else name for name in commands.split()]
    for command in COMMANDS:
        message = message.replace(f"{{{command.id}}}", key_of(command.id, KEYMAP))
    async with explorer((120, 36), options=OPTIONS) as (pilot, _):
        await press(pilot, keys)
        assert message in "\n".join(screen_lines(pilot))


async def test_the_bottom_line_names_the_panes_by_their_keys() -> None:
    async with explorer((120, 36)) as (pilot, _):
        assert "1-4 panes" in screen_lines(pilot)[-1]
    async with explorer((120, 36), options=OPTIONS) as (pilot, _):
        keys = " ".join(KEYMAP[name][0] for name in ("timeline", "claims", "sources", "detail"))
        assert f"{keys} panes" in screen_lines(pilot)[-1]


def test_a_sentence_has_the_names_of_keys_and_not_their_signs() -> None:
    assert [key_of(name, {}) for name in ("drill", "back", "clear", "quit", "fold")] == [
        "Enter",
        "Backspace",
        "Esc",
        "q",
        "Space",
    ]
