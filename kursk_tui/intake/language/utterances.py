"""What a speaker in a sentence says: the words that tell it, and how far it goes."""

from __future__ import annotations

from typing import NamedTuple


class Utterance(NamedTuple):
    """What a speaker in a sentence covers, and the chain down to them.

    `start` and `end` are the place of the words that tell the speaker; `covers` the part of
    the sentence that is theirs; `carried` that they go on with what was told before, with the
    noun or pronoun that `refers` there ("he said", "the report said"); `names` are names that
    stand for no agent. `back` says that it is of the sentence before ("This was stated by ...").
    `called` is the noun that refers, with all its words ("the health minister"). `owns` says that
    what it covers is one number, which stands with its speaker.
    """

    start: int
    end: int
    covers: tuple[int, int]
    chain: tuple[str, ...]
    partial: bool = False
    carried: bool = False
    trailing: bool = False
    names: tuple[str, ...] = ()
    refers: str = ""
    is_sure: bool = True
    back: bool = False
    called: str = ""
    owns: bool = False
