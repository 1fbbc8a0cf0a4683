"""Where the rows of a sound dossier stand in its bytes."""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Mapping, Sequence

from kursk_tui.model.records import Row
from kursk_tui.store.files import pieces

_ROW_START = re.compile(rb'"([1-9][0-9]{0,17})": (?=\{)')
_OPENING = re.compile(r"[ \t\n\r]*\{[ \t\n\r]*")
_COLON = re.compile(r"[ \t\n\r]*:[ \t\n\r]*")
_COMMA = re.compile(r"[ \t\n\r]*,?[ \t\n\r]*")

# Table to its ids line by line, and where each row is from and to.
Layout = dict[str, tuple[str, bytes, bytes]]


def layout_of(raw: bytes) -> Layout:
    """Return where tables and rows stand in a sound dossier, laid out in whatever way.

    Of a key that appears twice in one object the last counts, as for a decoder.
    """
    try:
        return _layout_by_lines(raw)
    except ValueError:
        return _layout_by_decoding(raw)


def layout_by_ids(raw: bytes, ids: Mapping[str, Sequence[str]]) -> Layout:
    """Return the same, where a file has a row a line, from the ids of its rows: none is decoded.

    The file must have been found sound: no field within a row has a number for a name, so that a
    line which begins with one is a row. Raises ValueError where it is laid out otherwise.
    """
    found: dict[str, tuple[array[int], array[int]]] = {}
    for name, start, stop in pieces(raw):
        starts, ends = found.setdefault(name, (array("q"), array("q")))
        for line in raw[start:stop].split(b",\n") if stop > start else ():
            head = _ROW_START.match(line)
            if head is None:
                raise ValueError("not a row a line")
            starts.append(start + head.end())
            ends.append(start + len(line))
            start += len(line) + 2
    if {name: len(places[0]) for name, places in found.items()} != {
        name: len(some) for name, some in ids.items()
    }:
        raise ValueError("rows that are not a line each, or a key that appears twice")
    return {
        name: ("\n".join(ids[name]), starts.tobytes(), ends.tobytes())
        for name, (starts, ends) in found.items()
    }


class _Places:
    """Where the rows of a table stand, gathered row by row."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[str, int, int]] = {}

    def add(self, key: str, row: Row, start: int, end: int) -> None:
        """Take a row; a key that stood before keeps its turn, and loses its row."""
        self._rows[key] = row.get("id", key), start, end

    def packed(self) -> tuple[str, bytes, bytes]:
        """Return them as they are kept."""
        rows = self._rows.values()
        starts, ends = array("q", [r[1] for r in rows]), array("q", [r[2] for r in rows])
        return "\n".join([row[0] for row in rows]), starts.tobytes(), ends.tobytes()


def _layout_by_lines(raw: bytes) -> Layout:
    """Find the rows of a file that has one a line. Raises ValueError where it has not.

    Each row is decoded by itself: what does not stand alone on its line is found out here.
    """
    found: dict[str, _Places] = {}
    for name, start, stop in pieces(raw):
        places = found.setdefault(name, _Places())
        for line in raw[start:stop].split(b",\n") if stop > start else ():
            head = _ROW_START.match(line)
            if head is None:
                raise ValueError("not a row a line")
            places.add(
                head[1].decode(),
                json.loads(line[head.end() :]),
                start + head.end(),
                start + len(line),
            )
            start += len(line) + 2
    return {name: places.packed() for name, places in found.items()}


def _layout_by_decoding(raw: bytes) -> Layout:
    # Read as Latin-1 every byte is a character, so places are those of the bytes. Structure
    # and ids are ASCII; what other words become does not matter here.
    text = raw.decode("latin-1")
    decode = json.JSONDecoder().raw_decode
    found: Layout = {}
    at = _past(_OPENING, text, 0)
    while text[at] != "}":
        name, at = decode(text, at)
        at = _past(_COLON, text, at)
        places = _Places()
        at = _past(_OPENING, text, at)
        while text[at] != "}":
            key, at = decode(text, at)
            first = _past(_COLON, text, at)
            row, last = decode(text, first)
            places.add(key, row, first, last)
            at = _past(_COMMA, text, last)
        found[name] = places.packed()
        at = _past(_COMMA, text, at + 1)
    return found


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    assert match is not None, "the text was decoded before"
    return match.end()
