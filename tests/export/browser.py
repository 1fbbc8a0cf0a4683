"""A real browser that is driven through pipes: Chromium without a window, and no driver.

It speaks the protocol of Chromium's own tools over two file descriptors, one message after the
other, each ended by a NUL. Nothing is added to a page that is looked at.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import select
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

DEADLINE_SECONDS = 60.0
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def found() -> str | None:
    """The path of a Chromium, None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Browser:
    """One page of a browser. What it logs as an error, and what it asks for, is kept."""

    def __init__(self, process: subprocess.Popen[bytes], to: int, back: int) -> None:
        self._process, self._to, self._back = process, to, back
        self._number, self._session, self._rest = 0, "", b""
        self._events: list[dict[str, Any]] = []
        self.errors: list[str] = []
        self.asked: list[str] = []
        target = self._send("Target.createTarget", url="about:blank")["targetId"]
        attached = self._send("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._send(f"{domain}.enable")

    @classmethod
    @contextlib.contextmanager
    def opened(cls, program: str, profile: Path) -> Iterator[Self]:
        """Start a browser with an empty profile, and end it."""
        read_by_it, to = os.pipe()
        back, written_by_it = os.pipe()

        def place() -> None:
            # Where it looks for them. Put elsewhere first, as the ends may have these numbers.
            one, two = os.dup(read_by_it), os.dup(written_by_it)
            os.dup2(one, 3)
            os.dup2(two, 4)

        process = subprocess.Popen(
            [
                *(program, "--headless=new", "--no-sandbox", "--disable-gpu"),
                *("--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking"),
                *("--remote-debugging-pipe", f"--user-data-dir={profile}", "about:blank"),
            ],
            preexec_fn=place,
            close_fds=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(read_by_it)
        os.close(written_by_it)
        try:
            yield cls(process, to, back)
        finally:
            process.kill()
            process.wait()
            os.close(to)
            os.close(back)

    def open(self, address: str) -> None:
        """Go to an address and wait until the page is there."""
        self._events.clear()
        self.errors.clear()
        self.asked.clear()
        failed = self._send("Page.navigate", url=address).get("errorText")
        assert failed is None, (address, failed)
        self._wait()

    def go(self, do: Callable[[], object]) -> None:
        """Do what leads to another page, and wait until that is there."""
        self._events.clear()
        do()
        self._wait()

    def _wait(self) -> None:
        while not any(e["method"] == "Page.loadEventFired" for e in self._events):
            self._take(self._message())

    def size(self, width: int, height: int = 900) -> None:
        """Make the page so wide and high, as on a phone where it is narrow."""
        self._send(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 600,
        )  # fmt: skip

    def look(self, *, dark: bool = False, media: str = "screen") -> None:
        """Prefer dark or light; `media` is screen or print."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._send("Emulation.setEmulatedMedia", media=media, features=[scheme])

    def scripts(self, *, allowed: bool) -> None:
        """Let the scripts of pages run, or not."""
        self._send("Emulation.setScriptExecutionDisabled", value=not allowed)

    def value(self, expression: str) -> Any:
        """What an expression comes to in the page; a promise is waited for."""
        found = self._send(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def type(self, text: str) -> None:
        """Type a text where the focus is; a line feed is the key Enter."""
        for char in text:
            key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
            about = key if char == "\n" else {"text": char, "key": char}
            self._send("Input.dispatchKeyEvent", type="keyDown", **about)
            self._send("Input.dispatchKeyEvent", type="keyUp", **about)

    def press_tab(self) -> None:
        """Press Tab."""
        for type in ("keyDown", "keyUp"):
            about = {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
            self._send("Input.dispatchKeyEvent", type=type, **about)

    def picture(self, path: Path, *, whole: bool = False) -> None:
        """Write what is seen as a PNG; with `whole` all of the page."""
        data = self._send("Page.captureScreenshot", captureBeyondViewport=whole)["data"]
        path.write_bytes(base64.b64decode(data))

    # ---- messages

    def _send(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._message()
            if answer.get("id") == self._number:
                assert "error" not in answer, (method, answer)
                result: dict[str, Any] = answer["result"]
                return result
            self._take(answer)

    def _take(self, event: dict[str, Any]) -> None:
        if "method" not in event:
            return
        self._events.append(event)
        about = event["params"]
        if event["method"] == "Log.entryAdded" and about["entry"]["level"] == "error":
            self.errors.append(about["entry"]["text"])
        if event["method"] == "Runtime.exceptionThrown":
            self.errors.append(str(about))
        if event["method"] == "Network.requestWillBeSent":
            self.asked.append(about["request"]["url"])

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._back], [], [], DEADLINE_SECONDS)
            assert ready, "the browser does not answer"
            part = os.read(self._back, 1 << 20)
            assert part, "the browser has ended"
            self._rest += part
        message, self._rest = self._rest.split(b"\0", 1)
        decoded: dict[str, Any] = json.loads(message)
        return decoded
