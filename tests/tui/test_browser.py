"""The reader's browser: a real command, in a process that has no terminal."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from kursk_tui.tui import browser
from kursk_tui.tui.browser import no_browser, open_page

ADDRESS = "https://gazette.example/flood?a=1&b=2#c"


@pytest.mark.parametrize(
    ("environ", "why"),
    [
        ({}, "no browser here"),
        ({"BROWSER": ""}, "no browser here"),
        ({"DISPLAY": ":0"}, ""),
        ({"WAYLAND_DISPLAY": "wayland-0"}, ""),
        ({"BROWSER": "firefox"}, ""),
        ({"BROWSER": "/opt/my browser/run %s"}, ""),
        ({"BROWSER": "/usr/bin/w3m -N %s:firefox", "DISPLAY": ":0"}, "w3m needs the terminal"),
        ({"DISPLAY": ":0", "SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}, "over SSH"),
        ({"BROWSER": "firefox", "SSH_TTY": "/dev/pts/1"}, "over SSH"),
    ],
)
def test_where_a_page_would_be_seen(environ: dict[str, str], why: str) -> None:
    assert no_browser(environ, "linux") == why


def test_a_mac_always_has_one() -> None:
    assert no_browser({}, "darwin") == ""
    assert no_browser({"SSH_TTY": "/dev/ttys001"}, "darwin") == "over SSH"


@pytest.fixture(autouse=True)
def time_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may take long to start a process."""
    monkeypatch.setattr(browser, "PATIENCE_SECONDS", 60)


def command(folder: Path, body: str) -> str:
    """A script that stands for a browser."""
    path = folder / "browser"
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def environ(**more: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "TERM": "xterm", **more}


@pytest.mark.parametrize("form", ["{}", "{} %s", "{} -- %s", "no-such-browser:{}"])
def test_the_command_gets_the_address_as_one_word(form: str, tmp_path: Path) -> None:
    script = command(tmp_path, f'for last; do :; done; printf "%s" "$last" > {tmp_path}/got')
    assert open_page(ADDRESS, environ(BROWSER=form.format(script)))
    assert (tmp_path / "got").read_text() == ADDRESS


def test_a_browser_has_no_terminal_and_writes_nowhere(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    body = f"echo loud; echo loud >&2; (: < /dev/tty) 2> /dev/null && touch {tmp_path}/has-terminal"
    script = command(tmp_path, f"{body}\ncat > {tmp_path}/stdin\ntouch {tmp_path}/done")
    assert open_page(ADDRESS, environ(BROWSER=script))
    assert (tmp_path / "done").exists()
    assert not (tmp_path / "has-terminal").exists()
    assert (tmp_path / "stdin").read_bytes() == b""
    assert capfd.readouterr() == ("", "")


def test_a_browser_that_fails_is_told(tmp_path: Path) -> None:
    assert not open_page(ADDRESS, environ(BROWSER=command(tmp_path, "exit 3")))
    assert not open_page(ADDRESS, environ(BROWSER=str(tmp_path / "none")))
    assert not open_page(ADDRESS, environ())


def test_a_browser_that_stays_open_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "PATIENCE_SECONDS", 0.2)
    # It goes on until it is told to end.
    script = command(tmp_path, f"until [ -e {tmp_path}/end ]; do sleep 0.05; done")
    before = time.monotonic()
    assert open_page(ADDRESS, environ(BROWSER=script))
    assert time.monotonic() - before < 20
    (tmp_path / "end").touch()


def test_no_module_is_taken_from_the_folder_that_one_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "webbrowser.py").write_text(f"open({str(tmp_path / 'owned')!r}, 'w')")
    monkeypatch.chdir(tmp_path)
    script = command(tmp_path, "exit 0")
    assert open_page(ADDRESS, environ(BROWSER=script, PYTHONPATH=str(tmp_path)))
    assert not (tmp_path / "owned").exists()
