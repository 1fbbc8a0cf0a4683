"""A page in the reader's own browser: in a process of its own, which has no terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import PurePath
from threading import Thread

from kursk_tui.settings import is_over_ssh

# In a process of its own, as a browser may write to the terminal or wait to be closed. Without
# the folder that we are in, whose files would be taken for modules.
_OPEN = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"
_COMMAND = (sys.executable, "-I", "-c", _OPEN)
# How long a browser that cannot be started may take to say so.
PATIENCE_SECONDS = 10.0
# Browsers that need the terminal, which is ours.
_OF_THE_TERMINAL = ("w3m", "lynx", "links", "links2", "elinks", "www-browser")


def no_browser(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """Why a page that is opened here would not be seen by the reader; empty where it would be."""
    if is_over_ssh(environ):
        # Also where $BROWSER is set: what it opens is on the screen of the other machine.
        return "over SSH"
    wanted = environ.get("BROWSER", "").split(os.pathsep)[0].split()
    name = PurePath(wanted[0]).name if wanted else ""
    if name in _OF_THE_TERMINAL:
        return f"{name} needs the terminal"
    has_desktop = environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")
    if not wanted and not has_desktop and platform not in ("darwin", "win32"):
        return "no browser here"
    return ""


def open_page(address: str, environ: Mapping[str, str] = os.environ) -> bool:
    """Open an address by $BROWSER or as the desktop does; False where that could not be started.

    Waits for PATIENCE_SECONDS at most; what runs for longer is the browser itself, which goes on
    when we end. What it writes goes nowhere. The address must be one of `web_address`.
    """
    # Without TERM none of the browsers that need a terminal is tried.
    without = {name: value for name, value in environ.items() if name != "TERM"}
    nowhere = subprocess.DEVNULL
    try:
        process = subprocess.Popen(
            [*_COMMAND, address],
            stdin=nowhere,
            stdout=nowhere,
            stderr=nowhere,
            env=without,
            start_new_session=True,
        )
    except (OSError, ValueError):
        return False
    try:
        return process.wait(PATIENCE_SECONDS) == 0
    except subprocess.TimeoutExpired:
        # Or it would stay behind as a process that has ended and that nobody asks after.
        Thread(target=process.wait, daemon=True).start()
        return True
