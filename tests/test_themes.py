"""Which theme the explorer begins with."""

from __future__ import annotations

import pytest

from kursk_tui.terminal import Theme, asks_background, theme_of

FULL = {"COLORTERM": "truecolor", "TERM": "xterm-256color"}
SSH = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}


@pytest.mark.parametrize(
    ("wish", "environ", "theme", "asks"),
    [
        (None, FULL, "dark", True),
        (None, FULL | {"COLORTERM": "24bit"}, "dark", True),
        (None, FULL | {"COLORFGBG": "0;15"}, "light", True),
        (None, FULL | {"COLORFGBG": "0;default;15"}, "light", True),
        (None, FULL | {"COLORFGBG": "15;0"}, "dark", True),
        (None, FULL | {"COLORFGBG": "odd"}, "dark", True),
        (None, FULL | SSH, "terminal", False),
        (None, {"TERM": "xterm-256color"}, "terminal", False),
        (None, FULL | {"TERM": "linux"}, "dark", False),
        ("terminal", FULL, "terminal", False),
        ("light", FULL, "light", False),
        ("dark", FULL | {"COLORFGBG": "0;15"}, "dark", False),
        # Whoever asks for it has it over SSH too.
        ("dark", SSH, "dark", False),
    ],
)
def test_theme(wish: Theme | None, environ: dict[str, str], theme: Theme, asks: bool) -> None:
    assert theme_of(wish, environ) == theme
    assert asks_background(wish, environ) is asks
