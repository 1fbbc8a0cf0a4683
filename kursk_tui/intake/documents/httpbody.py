"""An answer of a web server as an archive keeps it: its head, and its body without packing."""

from __future__ import annotations

import re
import zlib
from functools import cached_property
from typing import NamedTuple

from kursk_tui.intake.documents.reading import LARGEST_BYTES

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_LONGEST_HEAD = 65_536
_MOST_CHUNKS = 1_000_000

DAMAGED = "is damaged: its packing cannot be undone"
TOO_LONG = f"unpacks to more than {LARGEST_BYTES // 1_000_000} MB"
UNKNOWN = "is packed in a way that is not read here ({})"


class _Fields(NamedTuple):
    status: int
    fields: dict[str, str]
    raw: bytes
    problem: str | None = None


class Body(_Fields):
    """An answer: `fields` by name in lower case, `raw` its body, `problem` why it cannot be used.

    Where it is packed, `raw` is as it was sent until it was `decoded`.
    """

    # Without slots: what is worked out once is kept.

    @property
    def content_type(self) -> str | None:
        """What the server called it, in lower case and without parameters."""
        return self.fields.get("content-type", "").partition(";")[0].strip().lower() or None

    @property
    def charset(self) -> str | None:
        """The encoding that the server named."""
        found = _CHARSET.search(self.fields.get("content-type", ""))
        return found[1].lower() if found else None

    @cached_property
    def unchunked(self) -> bytes:
        """The body without the lengths of its chunks; as it is where it has none.

        Many archives say that it was sent in chunks and hold it without.
        """
        if "chunked" not in self.fields.get("transfer-encoding", "").lower():
            return self.raw
        found = _joined(self.raw)
        return self.raw if found is None else found


def parted(block: bytes) -> Body | None:
    """Part an answer into head and body; None where it is no answer."""
    status = _STATUS.match(block)
    if status is None:
        return None
    ends = [
        (at, len(mark))
        for mark in (b"\r\n\r\n", b"\n\n")
        if (at := block.find(mark, 0, _LONGEST_HEAD)) >= 0
    ]
    if not ends:
        return None
    at, length = min(ends)
    fields: dict[str, str] = {}
    for line in block[:at].decode("latin-1").splitlines()[1:]:
        name, _, value = line.partition(":")
        fields.setdefault(name.strip().lower(), value.strip())
    return Body(int(status[1]), fields, block[at + length :])


def decoded(body: Body) -> Body:
    """The same with its body unpacked; `problem` is set where that cannot be done."""
    raw = body.unchunked
    names = [name.strip() for name in body.fields.get("content-encoding", "").lower().split(",")]
    for name in reversed([name for name in names if name not in ("", "identity")]):
        if name not in ("gzip", "x-gzip", "deflate"):
            # Archives of browsers hold what was unpacked already, and keep the name.
            if _is_plain(raw):
                continue
            return _with(body, raw, UNKNOWN.format(name[:20]))
        if name != "deflate" and raw[:2] != b"\x1f\x8b":
            continue
        unpacked, problem = _unpacked(raw, name)
        if problem is not None:
            return _with(body, raw, problem)
        raw = unpacked
    return _with(body, raw, None)


def _with(body: Body, raw: bytes, problem: str | None) -> Body:
    return Body(body.status, body.fields, raw, problem)


def _is_plain(raw: bytes) -> bool:
    return raw.lstrip()[:1] in (b"<", b"%")


def _unpacked(raw: bytes, name: str) -> tuple[bytes, str | None]:
    # Deflate is sent with the head of zlib and without.
    windows = (31,) if name != "deflate" else (15, -15)
    for window in windows:
        unpacker = zlib.decompressobj(window)
        try:
            found = unpacker.decompress(raw, LARGEST_BYTES + 1)
        except zlib.error:
            continue
        if len(found) > LARGEST_BYTES:
            return b"", TOO_LONG
        return found, None
    if name == "deflate" and _is_plain(raw):
        return raw, None
    return b"", DAMAGED


def _joined(raw: bytes) -> bytes | None:
    """The chunks of a body put together; None where it is not in chunks."""
    parts: list[bytes] = []
    at = 0
    for _ in range(_MOST_CHUNKS):
        end = raw.find(b"\r\n", at, at + 100)
        size = re.fullmatch(rb"\s*([0-9a-fA-F]{1,8})\s*(?:;.*)?", raw[at:end]) if end >= 0 else None
        if size is None:
            return None
        length = int(size[1], 16)
        if length == 0:
            return b"".join(parts)
        at = end + 2
        parts.append(raw[at : at + length])
        at += length
        if raw[at : at + 2] != b"\r\n":
            return None
        at += 2
    return None
