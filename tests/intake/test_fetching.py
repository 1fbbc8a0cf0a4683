"""Fetching one address, from a server on this machine that does what servers should not."""

from __future__ import annotations

import gzip
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kursk_tui.intake.documents import fetching
from kursk_tui.intake.documents.fetching import Fetched, fetch
from kursk_tui.store.errors import DossierError

BODY = b"<p>Forty boats.</p>"


class Handler(BaseHTTPRequestHandler):
    """Answers by the path; what was asked is kept in `server.asked`."""

    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        name = re.split("[/?]", self.path.strip("/"))[0]
        act: Callable[[], None] | None = getattr(self, f"at_{name}", None)
        with suppress(ConnectionError):
            if act is None:
                self.answer(404)
            else:
                act()

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def at_page(self) -> None:
        kind = "Text/HTML; charset=UTF-8"
        self.answer(200, BODY, Content_Type=kind, Content_Length=str(len(BODY)), Set_Cookie="a=b")

    def at_bare(self) -> None:
        self.answer(200, BODY)

    def at_loop(self) -> None:
        self.answer(302, Location="/loop")

    def at_once(self) -> None:
        self.answer(301, Location="page")

    def at_to(self) -> None:
        self.answer(302, Location=self.path.partition("/to/")[2])

    def at_nowhere(self) -> None:
        self.answer(302)

    def at_announced(self) -> None:
        self.answer(200, Content_Length="1000000000000")

    def at_endless(self) -> None:
        self.answer(200)
        while not self.server.ends.is_set():
            self.wfile.write(b"x" * 10_000)

    def at_drip(self) -> None:
        self.answer(200)
        while not self.server.ends.wait(0.01):
            self.wfile.write(b"x")
            self.wfile.flush()

    def at_slow(self) -> None:
        while not self.server.ends.wait(0.01):
            self.wfile.write(b"H")
            self.wfile.flush()

    def at_silent(self) -> None:
        self.server.ends.wait()

    def at_bomb(self) -> None:
        self.answer(200, gzip.compress(b"\0" * 5_000_000), Content_Encoding="gzip")

    def at_packed(self) -> None:
        self.answer(200, gzip.compress(BODY), Content_Encoding="gzip")

    def at_torn(self) -> None:
        self.answer(200, gzip.compress(BODY)[:-9], Content_Encoding="gzip")

    def at_unpackable(self) -> None:
        self.answer(200, BODY, Content_Encoding="gzip")

    def at_brotli(self) -> None:
        self.answer(200, BODY, Content_Encoding="br")

    def at_truncated(self) -> None:
        self.answer(200, BODY, Content_Length="1000")

    def at_chunked(self) -> None:
        self.protocol_version = "HTTP/1.1"
        self.answer(200, b"5\r\nForty\r\n0\r\n\r\n", Transfer_Encoding="chunked")
        self.close_connection = True

    def at_broken(self) -> None:
        self.protocol_version = "HTTP/1.1"
        self.answer(200, b"ffff\r\nForty", Transfer_Encoding="chunked")
        self.close_connection = True

    def at_empty(self) -> None:
        self.answer(200)

    def at_garbage(self) -> None:
        self.wfile.write(b"\x1b[31mnot HTTP at all\r\n\r\n")

    def at_headers(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\n" + b"X: y\r\n" * 1_000 + b"\r\n")

    def at_odd(self) -> None:
        self.wfile.write(b"HTTP/1.0 799 \x1b[31mred\r\n\r\n")

    def log_message(self, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """`ends` is set at the end, so that no answer goes on for ever."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.ends = threading.Event()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/{path}"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.ends.set()
        server.shutdown()
        thread.join()


def refused(url: str, *, timeout: float = 20.0, largest: int = 100_000) -> str:
    with pytest.raises(DossierError) as caught:
        fetch(url, timeout=timeout, largest=largest)
    assert caught.value.path == url
    assert caught.value.hint
    line = str(caught.value)
    assert "\n" not in line
    assert "\x1b" not in line
    return caught.value.what


def test_a_page(server: Server) -> None:
    url = server.url("page")
    assert fetch(url) == Fetched(url, BODY, "text/html", "utf-8")
    fetch(url)
    for path, headers in server.asked:
        assert path == "/page"
        assert headers["User-Agent"].startswith("kursk-tui/")
        assert headers["Accept-Encoding"] == "identity"
        assert "Cookie" not in headers
        assert "Authorization" not in headers


def test_no_content_type(server: Server) -> None:
    assert fetch(server.url("bare"))[1:] == (BODY, None, None)


def test_pointed_on(server: Server) -> None:
    assert fetch(server.url("once")).url == server.url("page")
    assert refused(server.url("loop")) == "redirects more than 5 times"
    assert len(server.asked) == 2 + 6
    assert "without a target" in refused(server.url("nowhere"))


@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("file:///etc/passwd", "not a web address"),
        ("ftp://127.0.0.1/a", "not a web address"),
        ("data:text/plain,a", "not a web address"),
        ("http://user:secret@127.0.0.1/", "name or password"),
        ("http://[::1", "redirects"),
        ("http://127.0.0.1:99999/", "not an address"),
    ],
)
def test_pointed_on_to_what_must_not_be(server: Server, target: str, what: str) -> None:
    assert what in refused(server.url("to/" + target))


def test_the_web_must_not_point_into_this_network(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The server stands for a proxy, and so for any host of the web.
    monkeypatch.setenv("http_proxy", server.url(""))
    monkeypatch.setattr(
        Handler, "at_http:", lambda self: self.answer(302, Location="http://127.1/"), raising=False
    )
    assert "inside this network" in refused("http://quay.example/a")
    assert [path for path, _ in server.asked] == ["http://quay.example/a"]


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "a.localhost", "127.0.0.1", "127.1", "2130706433", "0x7f.1", "10.0.0.1"),
        *("192.168.1.1", "169.254.169.254", "[::1]", "[fe80::1]", "[::ffff:127.0.0.1]", "a.local"),
        "0.0.0.0",
    ],
)
def test_inside(host: str) -> None:
    assert fetching._is_inside(f"http://{host}:80/a")
    assert not fetching._is_inside("http://quay.example/127.0.0.1")
    assert not fetching._is_inside("http://8.8.8.8/")


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("missing", "answers 404 Not Found"),
        ("odd", "answers 799"),
        ("announced", "is larger than 100,000 bytes"),
        ("endless", "is larger than 100,000 bytes"),
        ("bomb", "is larger than 100,000 bytes"),
        ("torn", "broke off"),
        ("unpackable", "damaged"),
        ("brotli", "compressed"),
        ("truncated", "broke off"),
        ("broken", "broke off"),
        ("empty", "the answer was empty"),
        ("garbage", "does not answer as a web server does"),
        ("headers", "does not answer as a web server does"),
    ],
)
def test_bad_answers(server: Server, path: str, what: str) -> None:
    assert what in refused(server.url(path))


def test_packed_and_chunked_bodies(server: Server) -> None:
    assert fetch(server.url("packed")).raw == BODY
    assert fetch(server.url("chunked")).raw == b"Forty"


@pytest.mark.parametrize("path", ["drip", "slow", "silent"])
def test_the_time_limit_is_for_everything(server: Server, path: str) -> None:
    # Each byte comes well within the limit; all of them never do.
    assert "within 0.2 seconds" in refused(server.url(path), timeout=0.2)


def test_nobody_answers() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as closed:
        port = closed.server_address[1]
    assert "can't be reached" in refused(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    "url",
    [
        *("", "page.html", "quay.example/a", "file:///etc/passwd", "ftp://quay.example/a"),
        *("data:text/plain,a", "javascript:alert(1)", "http://", "http:///a", "http://[::1"),
        *("http://a b/", "http://a/\nb", "http://a/\x1b[31m", "http://a\x00/", "http://a:b/"),
        *("http://user@quay.example/", "http://user:secret@quay.example/", "http://@quay.example/"),
    ],
)
def test_what_is_no_address(url: str) -> None:
    refused(url)


def test_address_as_asked_for(server: Server) -> None:
    fetch(server.url("page/Гавань?q=40 boats".replace(" ", "+") + "#part"))
    path, _ = server.asked[-1]
    assert path == "/page/%D0%93%D0%B0%D0%B2%D0%B0%D0%BD%D1%8C?q=40+boats"
    fetch(server.url("page?x=%D0%93&y=[1]"))
    assert server.asked[-1][0] == "/page?x=%D0%93&y=[1]"
