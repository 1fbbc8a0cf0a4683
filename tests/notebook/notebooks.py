"""What the tests of the notebook share: a clock of their own, short ways to say something."""

from __future__ import annotations

import itertools
from pathlib import Path

from kursk_tui.model.records import Note
from kursk_tui.notebook.notebook import Notebook

PAIR = "pair:a.1|b.1"
READING = {"kind": "tension", "severity": 2, "sentence": "4,000 × 2/3", "preset": "default"}
# A second each, so that the order of time is the order of writing; in Seoul's zone.
CLOCK = itertools.count()


def clock() -> str:
    second = next(CLOCK)
    return f"2031-03-05T{10 + second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}+09:00"


def open_book(path: Path, *, read_only: bool = False) -> Notebook:
    return Notebook.open(path, read_only=read_only, clock=clock)


def say(book: Notebook, body: str = "x", *, author: str = "ann", target: str = "claim:a.1") -> Note:
    return book.append("note", target, body=body, author=author)


def verdict(book: Notebook, value: str, author: str, supersedes: str | None = None) -> Note:
    return book.append(
        "verdict", PAIR, value=value, body="because", author=author, supersedes=supersedes
    )


def ids(path: Path) -> list[str]:
    return [note.id for note in Notebook.open(path).entries]
