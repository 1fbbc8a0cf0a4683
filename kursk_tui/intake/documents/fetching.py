"""Bytes of one address that the user named, and of nothing else, within a time and a size.

No cookies, no credentials, no other schemes than http and https, also where a server points on
to. A proxy is used only where the user's environment names one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from kursk_tui.store.errors import DossierError

if TYPE_CHECKING:
    from http.client import HTTPResponse

_CHUNK = 65_536
_SCHEMES = ("http", "https")
_REDIRECTS = (301, 302, 303, 307, 308)
_NOT_IN_URL = re.compile(r"[\s\x00-\x1f\x7f\\<>\"]")
# What may stand in an address as it is; the rest is written in percents.
_SAFE = "!#$%&'()*+,/:;=?@[]~-._"
_AS_FILE = "open it in a browser, save the page and give the file"


class Fetched(NamedTuple):
    """What an address gave. `url` is the one that answered, after what it pointed on to.

    `content_type` and `charset` are what the server said, in lower case; None if nothing.
    """

    url: str
    raw: bytes
    content_type: str | None
    charset: str | None


def fetch(
    url: str, *, timeout: float = 20.0, largest: int = 20_000_000, redirects: int = 5
) -> Fetched:
    """Fetch an address that the user named.

    `timeout` is in seconds and holds for everything together, looking up the name included;
    `largest` in bytes, as sent and as unpacked; `redirects` is how often it may point on.

    Raises DossierError, with the address as path: it is none, is of another scheme, holds
    credentials, points on too often or to what it must not, can't be reached, does not answer
    in time, answers with an error or with nothing, breaks off, or is too large.
    """
    # Loaded on use: few sessions fetch anything.
    import threading

    visit = _Visit(url, timeout, largest, redirects)
    # A thread, since neither looking up a name nor reading headers knows of a total limit.
    worker = threading.Thread(target=visit.run, daemon=True, name="kursk-tui-fetch")
    worker.start()
    worker.join(timeout)
    if worker.is_alive():
        visit.abandon()
        hint = f"try again later, or {_AS_FILE}"
        raise DossierError(f"was not complete within {timeout:g} seconds", path=url, hint=hint)
    if visit.error is not None:
        raise visit.error
    assert visit.fetched is not None
    return visit.fetched


class _Visit:
    """One fetch, in a thread of its own; `error` or `fetched` is set when that ends."""

    def __init__(self, url: str, timeout: float, largest: int, redirects: int) -> None:
        self.fetched: Fetched | None = None
        self.error: BaseException | None = None
        self._url = url
        self._timeout = timeout
        self._largest = largest
        self._redirects = redirects
        self._is_abandoned = False

    def run(self) -> None:
        """Do it. Nothing is raised."""
        try:
            self.fetched = self._follow()
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            self.error = error

    def abandon(self) -> None:
        """Let the thread end soon: it stops at the next piece it reads."""
        self._is_abandoned = True

    def _follow(self) -> Fetched:
        at = _checked(self._url, self._url)
        for _ in range(self._redirects + 1):
            status, headers, response = self._ask(at)
            with response:
                if status not in _REDIRECTS:
                    return self._taken(at, status, headers, response)
            pointed = headers.get("Location")
            if not pointed:
                raise self._error("redirects without a target", _AS_FILE)
            at = self._next(at, pointed)
        what = f"redirects more than {self._redirects} times"
        raise self._error(what, _AS_FILE)

    def _next(self, at: str, pointed: str) -> str:
        # Headers come as Latin-1; what a server meant by other bytes is its own affair.
        try:
            target = urljoin(at, quote(pointed.strip(), safe=_SAFE, encoding="latin-1"))
        except ValueError as error:
            raise self._error("redirects to something that is not an address", _AS_FILE) from error
        checked = _checked(target, self._url)
        # A page out there must not make this machine ask its own services, or a neighbour's.
        if _is_inside(checked) and not _is_inside(self._url):
            raise self._error("redirects to an address inside this network", _AS_FILE)
        return checked

    def _ask(self, url: str) -> tuple[int, Mapping[str, str], HTTPResponse]:
        from http.client import HTTPException
        from urllib.error import HTTPError, URLError
        from urllib.request import Request

        headers = {
            "User-Agent": f"kursk-tui/{_version()}",
            "Accept": "text/html, application/xhtml+xml, application/pdf, text/plain;q=0.9",
            "Accept-Encoding": "identity",
        }
        try:
            request = Request(url, headers=headers)  # noqa: S310 - checked to be http or https
            response = _opener().open(request, timeout=self._timeout)
        except HTTPError as error:
            return error.code, error.headers, error  # type: ignore[return-value]
        except URLError as error:
            raise self._unreachable(error.reason) from error
        except (HTTPException, OSError, ValueError) as error:
            raise self._unreachable(error) from error
        return response.status, response.headers, response

    def _taken(
        self, url: str, status: int, headers: Mapping[str, str], response: HTTPResponse
    ) -> Fetched:
        if status != 200:
            raise self._error(f"answers {_phrase(status)}", f"check the address, or {_AS_FILE}")
        announced = headers.get("Content-Length", "")
        expected = int(announced) if re.fullmatch(r"\d{1,15}", announced) else None
        if expected is not None and expected > self._largest:
            raise self._too_large()
        raw = self._body(response)
        # Python takes a body that ends early for a whole one when it is read in pieces.
        is_chunked = "chunked" in headers.get("Transfer-Encoding", "").lower()
        if expected is not None and not is_chunked and len(raw) < expected:
            raise self._error("broke off before it was complete", "try again")
        raw = self._unpacked(raw, headers.get("Content-Encoding", "").strip().lower())
        if not raw:
            raise self._error("the answer was empty", _AS_FILE)
        message: Any = headers
        said = "Content-Type" in headers
        return Fetched(
            url,
            raw,
            message.get_content_type() if said else None,
            message.get_content_charset() if said else None,
        )

    def _body(self, response: HTTPResponse) -> bytes:
        from http.client import HTTPException

        pieces: list[bytes] = []
        size = 0
        try:
            while piece := response.read1(_CHUNK):
                size += len(piece)
                if size > self._largest:
                    raise self._too_large()
                if self._is_abandoned:
                    break
                pieces.append(piece)
        except (HTTPException, OSError, ValueError) as error:
            raise self._error("broke off before it was complete", "try again") from error
        return b"".join(pieces)

    def _unpacked(self, raw: bytes, encoding: str) -> bytes:
        """Return the body unpacked: some servers pack it though they were asked not to."""
        if encoding in ("", "identity"):
            return raw
        if encoding not in ("gzip", "x-gzip"):
            raise self._error("is compressed in a way that was not requested", _AS_FILE)
        import zlib

        unpacker = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
        try:
            # Never more than one byte too many: a small body may unpack to gigabytes.
            plain = unpacker.decompress(raw, self._largest + 1)
        except zlib.error as error:
            raise self._error("is compressed and damaged", _AS_FILE) from error
        if len(plain) > self._largest:
            raise self._too_large()
        if not unpacker.eof:
            raise self._error("broke off before it was complete", "try again")
        return plain

    def _too_large(self) -> DossierError:
        what = f"is larger than {self._largest:,} bytes"
        return self._error(what, "save the text of the article alone, and give the file")

    def _unreachable(self, reason: object) -> DossierError:
        import socket
        import ssl

        if isinstance(reason, ssl.SSLCertVerificationError):
            what = "can't be trusted: its certificate is not valid"
        elif isinstance(reason, socket.gaierror):
            what = "can't be reached: no such name"
        elif isinstance(reason, TimeoutError):
            what = f"did not answer within {self._timeout:g} seconds"
        elif isinstance(reason, OSError) and reason.strerror:
            what = f"can't be reached ({reason.strerror})"
        else:
            what = "can't be reached, or does not answer as a web server does"
        return self._error(what, f"check the address and the network, or {_AS_FILE}")

    def _error(self, what: str, hint: str) -> DossierError:
        return DossierError(what, path=self._url, hint=hint)


def _checked(url: str, named: str) -> str:
    """Return an address as it is asked for. Raises DossierError for one that must not be."""
    is_first = url == named

    def refuse(what: str, hint: str) -> DossierError:
        return DossierError(
            what if is_first else f"redirects to something that {what}", path=named, hint=hint
        )

    whole = "give an address that begins with http:// or https://"
    if _NOT_IN_URL.search(url):
        raise refuse("is not an address: it holds a character that no address has", whole)
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise refuse("is not an address", whole) from error
    if parts.scheme.lower() not in _SCHEMES:
        raise refuse("is not a web address", whole)
    if "@" in parts.netloc:
        raise refuse("holds a name or password", "leave out what stands before the @")
    if not host:
        raise refuse("names no host", whole)
    return _written(parts, host, port)


def _written(parts: SplitResult, host: str, port: int | None) -> str:
    """Return an address in ASCII, without its fragment."""
    try:
        name = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError:
        name = quote(host, safe="")
    netloc = name if port is None else f"{name}:{port}"
    path = quote(parts.path, safe=_SAFE, errors="replace") or "/"
    query = quote(parts.query, safe=_SAFE, errors="replace")
    return urlunsplit((parts.scheme.lower(), netloc, path, query, ""))


def _is_inside(url: str) -> bool:
    """Whether an address says itself that it is of this machine or network."""
    import socket
    from ipaddress import ip_address

    host = (urlsplit(url).hostname or "").rstrip(".")
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        # What the system would make of it: 127.1 and 2130706433 are 127.0.0.1 as well.
        plain = host if ":" in host else socket.inet_ntoa(socket.inet_aton(host))
        return not ip_address(plain).is_global
    except (OSError, ValueError):
        return False


def _opener() -> Any:
    """Return what opens http and https, by the environment's proxies, and nothing else."""
    from urllib import request

    # Not build_opener: that also opens files, FTP and data, and follows where it is pointed.
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.UnknownHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def _phrase(status: int) -> str:
    from http import HTTPStatus

    # The standard's words, not the server's.
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("kursk-tui")
    except PackageNotFoundError:
        return "0"
