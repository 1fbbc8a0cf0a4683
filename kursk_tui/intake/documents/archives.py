"""Captures of web pages in a WARC file, read offline: which pages it holds, and one of them.

The digests that a record bears are worked out again. A record that differs from one of them is
refused and told: a capture is kept as evidence, and is none where it was changed.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple

from kursk_tui.intake.documents.httpbody import Body, decoded, parted
from kursk_tui.intake.documents.members import CHUNK, ArchiveError, Place, Stream
from kursk_tui.intake.documents.reading import LARGEST_BYTES

MOST_RECORDS = 500_000
MOST_PAGES = 5_000
_LONGEST_LINE = 65_536
_MOST_FIELDS = 200
_MOST_BLANK = 1_000
# A record that begins so far into one piece cannot be found again without unpacking all of that.
_FARTHEST = 200_000_000
# The head of an answer, beside what a document may be.
_MOST_BLOCK = LARGEST_BYTES + _LONGEST_LINE
_VERSION = re.compile(rb"WARC/\d{1,2}\.\d{1,2}\s*")
_DIGESTS = {"sha1": 20, "sha256": 32, "sha512": 64, "md5": 16}
_DOCUMENTS = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain")

BLOCK, PAYLOAD = "WARC-Block-Digest", "WARC-Payload-Digest"
DIFFERS = "is not what its digest says ({}): refused"
UNCHECKED = "the capture has no digest that could be checked"
TRUNCATED = "the capture is cut off ({}): the text may end early"
TOO_LONG = f"is longer than {LARGEST_BYTES // 1_000_000} MB"
IN_ONE = "is packed in one piece with too much before it: pack the archive record by record"


class Kept(NamedTuple):
    """A page that an archive holds: where, and when it was captured (a day, or nothing)."""

    url: str
    day: str
    place: Place


class Refused(NamedTuple):
    """A record that is a page and is not taken, and why."""

    url: str
    what: str


class Contents(NamedTuple):
    """What an archive holds: pages, pages that are refused, how many records are none.

    `told` says why it was not read to its end.
    """

    pages: tuple[Kept, ...]
    refused: tuple[Refused, ...]
    others: int
    told: str | None = None


class Capture(NamedTuple):
    """A page as captured, and what a reader should know of it."""

    url: str
    raw: bytes
    content_type: str | None
    charset: str | None
    remarks: tuple[str, ...]


class _Record(NamedTuple):
    """A record: its fields by name in lower case, its block (None if too long), what differs."""

    fields: dict[str, str]
    block: bytes | None
    differs: str | None
    place: Place


def contents(stream: Stream) -> Contents:
    """Go through an archive and check every record of a page. Never raises for what it holds."""
    pages: list[Kept] = []
    refused: list[Refused] = []
    others, told = 0, None
    try:
        for number, record in enumerate(_records(stream), 1):
            url = _address(record)
            problem = record.differs if url is None or not _may_be_page(record) else _wrong(record)
            if number > MOST_RECORDS or len(pages) + len(refused) >= MOST_PAGES:
                told = f"holds more than {len(pages) + len(refused):,} pages, or too many records"
                break
            if problem is not None and url is not None and _may_be_page(record):
                refused.append(Refused(url, problem))
            elif problem is not None:
                refused.append(Refused(url or record.fields.get("warc-type", "record"), problem))
            elif url is not None and _page(record) is not None:
                pages.append(Kept(url, _day(record), record.place))
            else:
                others += 1
    except ArchiveError as error:
        told = f"{error}; what stands after that was not read"
    return Contents(tuple(pages), tuple(refused), others, told)


def capture(stream: Stream, place: Place) -> Capture:
    """Return the page that begins at a place; `stream` begins with the member of it.

    Raises ArchiveError where there is none any more.
    """
    stream.skip(place.inner)
    for record in _records(stream):
        url, body = _address(record), _page(record)
        if url is None or body is None or _wrong(record) is not None:
            break
        remarks = []
        if not any(record.fields.get(name.lower()) for name in (BLOCK, PAYLOAD)):
            remarks.append(UNCHECKED)
        if record.fields.get("warc-truncated"):
            remarks.append(TRUNCATED.format(record.fields["warc-truncated"][:40]))
        return Capture(url, body.raw, body.content_type, body.charset, tuple(remarks))
    raise ArchiveError("has changed since it was looked through")


# ---- records


def _records(stream: Stream) -> Iterator[_Record]:
    while True:
        line = b"\r\n"
        for _ in range(_MOST_BLANK):
            place = stream.place
            line = stream.line(_LONGEST_LINE)
            if line.strip() or not line:
                break
        if not line:
            return
        if not _VERSION.fullmatch(line):
            raise ArchiveError("is no WARC, or damaged: a record does not begin where it should")
        fields = _fields(stream)
        length = fields.get("content-length", "")
        if not re.fullmatch(r"\d{1,15}", length):
            raise ArchiveError("is damaged: a record does not say how long it is")
        yield _record(stream, fields, int(length), place)


def _fields(stream: Stream) -> dict[str, str]:
    """The fields of a record; of one that stands twice the first holds."""
    fields: dict[str, str] = {}
    name = ""
    for _ in range(_MOST_FIELDS):
        line = stream.line(_LONGEST_LINE)
        if not line.strip():
            return fields
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text[:1] in " \t" and name:
            fields[name] = f"{fields[name]} {text.strip()}"[:_LONGEST_LINE]
            continue
        name, _, value = text.partition(":")
        name = name.strip().lower()
        fields.setdefault(name, value.strip())
    raise ArchiveError("is damaged: a record has more fields than any")


def _record(stream: Stream, fields: dict[str, str], length: int, place: Place) -> _Record:
    """Read a block, whole where it may be a page's, and check its digest on the way."""
    digest = _Digest(fields.get(BLOCK.lower(), ""))
    keeps = length <= _MOST_BLOCK and fields.get("warc-type", "") in ("response", "resource")
    block, left = bytearray(), length
    while left:
        taken = stream.read(min(left, CHUNK))
        if not taken:
            raise ArchiveError("ends in the middle of a record")
        left -= len(taken)
        digest.add(taken)
        if keeps:
            block += taken
    differs = DIFFERS.format(BLOCK) if digest.differs else None
    return _Record(fields, bytes(block) if keeps else None, differs, place)


def _address(record: _Record) -> str | None:
    """The address of a record that answers a request, or is a resource; None for any other."""
    if record.fields.get("warc-type") not in ("response", "resource"):
        return None
    # Version 0.18 writes it between angle brackets.
    url = record.fields.get("warc-target-uri", "").strip("<>")
    return url if re.match(r"https?://", url, re.IGNORECASE) else None


def _day(record: _Record) -> str:
    found = re.match(r"\d{4}-\d\d-\d\d", record.fields.get("warc-date", ""))
    return found[0] if found else ""


def _may_be_page(record: _Record) -> bool:
    """Whether a record is a document by what it says, whatever is wrong with it."""
    if record.block is None:
        return True
    body = _body(record)
    return body is not None and _is_document(body)


def _page(record: _Record) -> Body | None:
    """The document of a record; None where it is none: a picture, a redirection, an error."""
    if record.block is None:
        return None
    body = _body(record)
    return decoded(body) if body is not None and _is_document(body) else None


def _body(record: _Record) -> Body | None:
    block = record.block or b""
    if record.fields.get("warc-type") == "resource":
        return Body(200, {"content-type": record.fields.get("content-type", "")}, block)
    return parted(block)


def _is_document(body: Body) -> bool:
    return body.status == 200 and body.content_type in _DOCUMENTS and bool(body.raw.strip())


def _wrong(record: _Record) -> str | None:
    """Why a page is not taken, if it is not."""
    if record.block is None:
        return TOO_LONG
    if record.differs is not None:
        return record.differs
    if record.place.inner > _FARTHEST:
        return IN_ONE
    body = _body(record)
    if body is None:
        return None
    whole = decoded(body)
    told = record.fields.get(PAYLOAD.lower(), "")
    # As it was sent, without its chunks, or unpacked: writers of archives differ.
    versions = [body.raw, body.unchunked, *([whole.raw] if whole.problem is None else [])]
    digests = [_Digest(told) for _ in versions]
    for digest, version in zip(digests, versions, strict=True):
        digest.add(version)
    if all(digest.differs for digest in digests) and not record.fields.get("warc-truncated"):
        return DIFFERS.format(PAYLOAD)
    return whole.problem


class _Digest:
    """A digest such as `sha1:ABC...`, and what is worked out beside it."""

    def __init__(self, told: str) -> None:
        name, _, value = told.strip().partition(":")
        name = name.lower().replace("-", "")
        self._wanted: bytes | None = None
        if name in _DIGESTS:
            self._wanted = _bytes_of(value.strip(), _DIGESTS[name])
            # One that cannot be read as a digest is one that nothing fits.
            self._wanted = b"" if self._wanted is None else self._wanted
            self._hash = hashlib.new(name, usedforsecurity=False)

    def add(self, data: bytes) -> None:
        """Take in what comes next."""
        if self._wanted is not None:
            self._hash.update(data)

    @property
    def differs(self) -> bool:
        """Whether there is a digest of a kind that is known, and it is another."""
        return self._wanted is not None and self._hash.digest() != self._wanted


def _bytes_of(text: str, length: int) -> bytes | None:
    """A digest as it is written: in base 32 mostly, else in base 16 or 64."""
    try:
        if re.fullmatch(r"[0-9a-fA-F]+", text) and len(text) == 2 * length:
            return bytes.fromhex(text)
        padded = text + "=" * (-len(text) % 8)
        if re.fullmatch(r"[A-Za-z2-7]+=*", padded) and len(text.rstrip("=")) == -(-length * 8 // 5):
            return base64.b32decode(padded, casefold=True)
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return None
