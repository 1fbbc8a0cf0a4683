"""Bytes of a web archive, packed or not, read from front to back and never more than is bounded.

A packed archive is a chain of gzip members, mostly one for each record. A few thousand bytes of
it can unpack to gigabytes, and a chain of empty members need never end: both are counted.
"""

from __future__ import annotations

import zlib
from typing import BinaryIO, NamedTuple

CHUNK = 65_536
# Of one archive, unpacked; no reader's capture is longer.
MOST_UNPACKED = 8_000_000_000
MOST_MEMBERS = 1_000_000
_GZIP = b"\x1f\x8b"
# The gzip header is wanted, not that of zlib.
_WINDOW = 31


class Place(NamedTuple):
    """Where a record begins: at which byte its member does, and how far unpacked into that."""

    member: int
    inner: int


class ArchiveError(Exception):
    """Raised where an archive cannot be read on; its text says why."""


class Stream:
    """An archive's bytes from a place on. `end` is where it ends in a file that holds more.

    What is read ends within one member, so that `place` is where a later reader can begin.
    Raises ArchiveError for damage and for more than is read of any archive.
    """

    def __init__(self, file: BinaryIO, start: int = 0, end: int | None = None) -> None:
        file.seek(start)
        self._file, self._end = file, end
        # Up to where the file is read.
        self._at = start
        self._raw = b""
        self._unpacker: zlib._Decompress | None = None
        self._buffer = b""
        self._place = Place(start, 0)
        self._unpacked = self._members = 0
        self._more()
        self._is_packed = self._raw[:2] == _GZIP

    @property
    def place(self) -> Place:
        """Where the next byte stands; that of the next member where one is at its end."""
        self._fill()
        return self._place

    def read(self, most: int) -> bytes:
        """Return some bytes, at most so many; nothing at the end."""
        self._fill()
        taken, self._buffer = self._buffer[:most], self._buffer[most:]
        self._place = self._place._replace(inner=self._place.inner + len(taken))
        return taken

    def line(self, most: int) -> bytes:
        """Return a line with its end; nothing at the end. Raises ArchiveError for a longer one."""
        found = bytearray()
        while not found.endswith(b"\n"):
            self._fill()
            if not self._buffer:
                break
            at = self._buffer.find(b"\n")
            found += self.read(len(self._buffer) if at < 0 else at + 1)
            if len(found) > most:
                raise ArchiveError("has a line that is longer than any of an archive")
        return bytes(found)

    def skip(self, count: int) -> None:
        """Pass over bytes that are there. Raises ArchiveError where the archive ends before."""
        while count:
            taken = self.read(min(count, CHUNK))
            if not taken:
                raise ArchiveError("ends in the middle of a record")
            count -= len(taken)

    def _fill(self) -> None:
        """Have something in the buffer, unless it is the end."""
        while not self._buffer:
            if not self._is_packed:
                self._more()
                if not self._raw:
                    return
                self._buffer, self._raw = self._raw, b""
            elif not self._unpack():
                return
            self._unpacked += len(self._buffer)
            if self._unpacked > MOST_UNPACKED:
                what = f"unpacks to more than {MOST_UNPACKED // 1_000_000_000} GB"
                raise ArchiveError(what)

    def _unpack(self) -> bool:
        """Unpack a piece into the buffer, of the next member at the end of one; False at the end.

        The buffer may stay empty: some members are.
        """
        if self._unpacker is None:
            if not self._raw:
                self._more()
            if not self._raw:
                return False
            self._members += 1
            if self._members > MOST_MEMBERS:
                raise ArchiveError(f"has more than {MOST_MEMBERS:,} pieces")
            self._place = Place(self._at - len(self._raw), 0)
            self._unpacker = zlib.decompressobj(_WINDOW)
        try:
            self._buffer = self._unpacker.decompress(self._raw, CHUNK)
        except zlib.error as error:
            raise ArchiveError("is damaged: it cannot be unpacked") from error
        if self._unpacker.eof:
            self._raw, self._unpacker = self._unpacker.unused_data, None
            return True
        self._raw = self._unpacker.unconsumed_tail
        if not self._raw and not self._buffer:
            self._more()
            if not self._raw:
                raise ArchiveError("ends in the middle of a record")
        return True

    def _more(self) -> None:
        """Read on in the file, if nothing of it is left to be unpacked."""
        if self._raw:
            return
        wanted = CHUNK if self._end is None else min(CHUNK, self._end - self._at)
        self._raw = self._file.read(max(wanted, 0))
        self._at += len(self._raw)
