"""The settings file: what is taken, and the line at fault of what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kursk_tui.help.topics import text_of
from kursk_tui.settings import (
    SettingsError,
    is_slow_line,
    read_settings,
    settings_path,
    wants_mouse,
)


def settings_file(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert dict(read_settings(tmp_path / "none.toml").keymap) == {}


def test_keys_are_read_as_one_or_several(tmp_path: Path) -> None:
    path = settings_file(
        tmp_path, '[keys]\nzoom = "Z"\ndrill = ["enter", "ctrl+g", "ctrl+o", "f2"]\n'
    )
    assert read_settings(path).keymap == {
        "zoom": ("Z",),
        "drill": ("enter", "ctrl+g", "ctrl+o", "f2"),
    }


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[keys]\nzoon = "Z"', 2, "did you mean zoom?"),
        ('[keys]\n\n\nzoom = ""', 4, "needs a key"),
        ("[keys]\nzoom = []", 2, "needs a key"),
        ("[keys]\nzoom = 7", 2, "needs a key"),
        ('[keys]\nzoom = "zz"', 2, "needs a key"),
        ('[keys]\nzoom = "ctrl+h"', 2, "cannot be told"),
        ('[keys]\nzoom = "s"', 2, "both"),
        ('[keys]\nzoom = "Z"\nfilter = "Z"', 3, "both"),
        # Of the same screen, though one of the two is of another screen too.
        ('[keys]\nzoom = "Z"\nscale = "space"', 3, "both fold and scale"),
        ('colour = "red"', 1, "unknown setting"),
        ("keys = 3", 1, "must be a table"),
        ('author = "A"\nmouse = "always"', 2, 'true, false or "auto"'),
        ("mouse = 1", 1, 'true, false or "auto"'),
        ("mouse = []", 1, 'true, false or "auto"'),
        ('slow_line = "never"', 1, 'true, false or "auto"'),
        ('overview = "auto"', 1, "true or false"),
        ('theme = "solarized"', 1, '"dark", "light", "terminal" or "auto"'),
        ("theme = true", 1, '"dark", "light", "terminal" or "auto"'),
    ],
)
def test_a_fault_names_file_line_and_cure(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = settings_file(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        read_settings(path)
    message = str(caught.value)
    assert message.startswith(f"{path}, line {line}: ")
    assert words in message
    assert "\n" not in message


def test_broken_toml_names_the_line(tmp_path: Path) -> None:
    path = settings_file(tmp_path, "[keys]\nzoom = \n")
    with pytest.raises(SettingsError, match=r"not valid TOML: .* \(at line 2"):
        read_settings(path)


def test_the_mouse_is_the_command_line_s_then_the_settings_then_not_ssh_s(tmp_path: Path) -> None:
    far, near = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}, {"SSH_CONNECTION": ""}
    for line, there, here in (
        ("", False, True),
        ('mouse = "auto"', False, True),
        ("mouse = true", True, True),
        ("mouse = false", False, False),
    ):
        settings = read_settings(settings_file(tmp_path, line))
        assert wants_mouse(None, settings, far) is there
        assert wants_mouse(None, settings, near) is here
        for given in (True, False):
            assert wants_mouse(given, settings, far) is given
            assert wants_mouse(given, settings, near) is given


def test_the_file_lies_in_the_xdg_folder(tmp_path: Path) -> None:
    assert settings_path({"XDG_CONFIG_HOME": "/x"}) == Path("/x/kursk-tui/config.toml")
    default = Path.home() / ".config" / "kursk-tui" / "config.toml"
    assert settings_path({}) == default
    assert settings_path({"XDG_CONFIG_HOME": "not/absolute"}) == default


def test_the_manual_s_own_example_is_taken(tmp_path: Path) -> None:
    example = text_of("settings").split("```toml\n")[1].split("```")[0]
    settings = read_settings(settings_file(tmp_path, example))
    assert settings.author == "A. Reader"
    assert settings.keymap["drill"][0] == "enter"


def test_a_line_is_slow_as_the_settings_say_else_over_ssh(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    near: dict[str, str] = {}
    far = {"SSH_CONNECTION": "1 2 3 4"}
    for text, here, there in (
        ("", False, True),
        ("slow_line = true", True, True),
        ("slow_line = false", False, False),
    ):
        path.write_text(text, encoding="utf-8")
        settings = read_settings(path)
        assert (is_slow_line(settings, near), is_slow_line(settings, far)) == (here, there)


def test_whether_the_overview_comes_first(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none.toml").overview
    assert not read_settings(settings_file(tmp_path, "overview = false")).overview


def test_a_theme_is_taken_and_auto_is_none(tmp_path: Path) -> None:
    assert read_settings(settings_file(tmp_path, 'theme = "light"')).theme == "light"
    assert read_settings(settings_file(tmp_path, 'theme = "auto"')).theme is None
