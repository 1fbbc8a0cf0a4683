"""The reader's own settings: a TOML file in the XDG configuration folder.

    # config.toml
    author = "A. Reader"
    mouse = false

    [keys]
    drill = ["enter", "ctrl+o"]
    zoom = "Z"

Each problem is an error that names the file, the line and what to write instead.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from kursk_tui.commands import (
    BY_ID,
    RESERVED_KEYS,
    SCREENS,
    KeyClashError,
    Keymap,
    commands_by_key,
)
from kursk_tui.terminal import THEMES, Theme

_NAMED_KEYS = frozenset(
    (
        *("enter", "escape", "backspace", "delete", "insert", "tab", "shift+tab", "space"),
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
        *(f"f{number}" for number in range(1, 25)),
    )
)


class SettingsError(Exception):
    """The settings file cannot be used. One line: file, line, what, what to do."""


class Settings(NamedTuple):
    """What the settings file says."""

    keymap: Keymap = MappingProxyType({})
    author: str | None = None
    # None: wherever the explorer does not run over SSH.
    mouse: bool | None = None
    # None: slow where the explorer runs over SSH.
    slow_line: bool | None = None
    # Whether to begin with the overview, where the dossier names no event to begin with.
    overview: bool = True
    # None: by what the terminal has, and by its background.
    theme: Theme | None = None


def settings_path(environ: Mapping[str, str] = os.environ) -> Path:
    """`config.toml` in the XDG configuration folder."""
    base = environ.get("XDG_CONFIG_HOME") or ""
    # The XDG specification: a relative path is to be ignored.
    folder = Path(base) if base.startswith("/") else Path.home() / ".config"
    return folder / "kursk-tui" / "config.toml"


def read_settings(path: Path) -> Settings:
    """The settings of a file, defaults where there is none; raises SettingsError."""
    import tomllib

    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read: {error}") from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from error
    for name in data:
        if name not in ("keys", "author", "mouse", "slow_line", "overview", "theme"):
            known = "author, mouse, slow_line, overview, theme, [keys]"
            raise _error(path, text, name, f"unknown setting {name!r}; known: {known}")
    keys = data.get("keys", {})
    if not isinstance(keys, dict):
        raise _error(path, text, "keys", "keys must be a table; write [keys]")
    author = data.get("author")
    if author is not None and not (isinstance(author, str) and author.strip()):
        raise _error(path, text, "author", 'author must be a name; write author = "Your name"')
    choices: dict[str, bool | None] = {}
    for name in ("mouse", "slow_line"):
        value = data.get(name, "auto")
        # By its type: 1 == True, and who writes 1 may mean a button.
        if value != "auto" and not isinstance(value, bool):
            raise _error(path, text, name, f'{name} must be true, false or "auto"')
        choices[name] = None if value == "auto" else value
    overview = data.get("overview", True)
    if not isinstance(overview, bool):
        raise _error(path, text, "overview", "overview must be true or false")
    wish = data.get("theme", "auto")
    theme = next((theme for theme in THEMES if theme == wish), None)
    if theme is None and wish != "auto":
        raise _error(path, text, "theme", f'theme must be {_listed(THEMES)} or "auto"')
    return Settings(
        _read_keymap(path, text, keys), author, **choices, overview=overview, theme=theme
    )


def _listed(values: Iterable[str]) -> str:
    return ", ".join(f'"{value}"' for value in values)


def wants_mouse(
    given: bool | None, settings: Settings, environ: Mapping[str, str] = os.environ
) -> bool:
    """Whether to ask the terminal for its mouse: as the command line says, else the settings.

    Where neither does, not over SSH: each movement would be a message on the line.
    """
    wish = settings.mouse if given is None else given
    return not environ.get("SSH_CONNECTION") if wish is None else wish


def is_over_ssh(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether the reader sits at another machine, as far as the shell says so."""
    return bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))


def is_slow_line(settings: Settings, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether to draw sparingly while keys keep coming: as the settings say, else over SSH."""
    wish = settings.slow_line
    return bool(environ.get("SSH_CONNECTION")) if wish is None else wish


def _read_keymap(path: Path, text: str, keys: Mapping[str, object]) -> Keymap:
    keymap: dict[str, tuple[str, ...]] = {}
    for name, value in keys.items():
        if name not in BY_ID:
            import difflib

            near = difflib.get_close_matches(name, BY_ID, 1)
            hint = f"; did you mean {near[0]}?" if near else "; see `?` in the explorer"
            raise _error(path, text, name, f"unknown command {name!r}{hint}")
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not listed or not all(_is_key(key) for key in listed):
            raise _error(
                path, text, name, f'{name} needs a key or keys, such as "ctrl+o" or ["Z", "f2"]'
            )
        for key in listed:
            if key in RESERVED_KEYS:
                raise _error(
                    path, text, name, f"{key} cannot be told from another key; take another"
                )
        keymap[name] = tuple(listed)
    for screen in SCREENS:
        try:
            commands_by_key(keymap, screen)
        except KeyClashError as error:
            culprit = next(name for name in reversed(error.commands) if name in keymap)
            raise _error(path, text, culprit, str(error)) from error
    return keymap


def _is_key(key: object) -> bool:
    """A character, a named key, or ctrl+ or alt+ with a letter."""
    if not isinstance(key, str):
        return False
    if len(key) == 1:
        return key.isprintable() and key != " "
    modifier, _, letter = key.partition("+")
    if modifier in ("ctrl", "alt") and len(letter) == 1:
        return letter.isascii() and letter.islower()
    return key in _NAMED_KEYS


def _error(path: Path, text: str, name: str, message: str) -> SettingsError:
    """The error with the line where `name` is set."""
    for number, line in enumerate(text.splitlines(), 1):
        key = line.strip().lstrip("[").split("=")[0].split("]")[0].strip().strip("\"'")
        if key == name:
            return SettingsError(f"{path}, line {number}: {message}")
    return SettingsError(f"{path}: {message}")
