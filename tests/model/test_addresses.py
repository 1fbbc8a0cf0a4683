"""Which addresses may be opened, and as what they are written."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kursk_tui.model.addresses import web_address


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("https://gazette.example/flood", "https://gazette.example/flood"),
        ("HTTP://Gazette.Example", "http://gazette.example"),
        (
            "https://gazette.example:8443/a?b=c&d=%20#e",
            "https://gazette.example:8443/a?b=c&d=%20#e",
        ),
        ("https://[::1]/a_(b)", "https://[::1]/a_(b)"),
        ("https://ko.example/북", "https://ko.example/%EB%B6%81"),
        ("https://북한.example/", "https://xn--pr3b894b.example/"),
        # A browser's command can be one for a shell.
        (
            "https://gazette.example/'$(id)`id`|{}",
            "https://gazette.example/%27%24(id)%60id%60%7C%7B%7D",
        ),
        ("https://gazette.example/\u202e", "https://gazette.example/%E2%80%AE"),
    ],
)
def test_an_address_is_written_in_ascii(text: str, written: str) -> None:
    assert web_address(text) == written
    assert web_address(written) == written


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "gazette.example",
        "//gazette.example/a",
        "javascript:alert(1)",
        "data:text/html,<b>",
        "file:///etc/passwd",
        "ftp://gazette.example/",
        "-https://gazette.example/",
        "--help",
        " https://gazette.example/",
        "https://gazette.example/a b",
        "ht\ntps://gazette.example/",
        "https://gazette.example/\x1b]8;;",
        "https://gazette.example/\x9c",
        "https://gazette.example\\@evil.example/",
        "https://gazette.example@evil.example/",
        "https://gazette\u202e.example/",
        "https://gazette.example/\ud800",
        "https://gazette.example:x/",
        "https://a%62.example/",
        "https://[gazette]/",
        "https:///a",
        "http:a",
    ],
)
def test_nothing_else_is_an_address_to_be_opened(text: str | None) -> None:
    assert web_address(text) is None


@given(st.text() | st.text().map("https://a.example/".__add__) | st.text().map("http://".__add__))
@example("https://a.example/%action")
def test_what_is_given_to_a_browser_or_a_terminal_is_printable_ascii(text: str) -> None:
    found = web_address(text)
    if found is not None:
        assert found.startswith(("http://", "https://"))
        assert all("!" <= char <= "~" for char in found)
        assert not set("'\"`$\\<>{}|^") & set(found)
        assert web_address(found) == found
