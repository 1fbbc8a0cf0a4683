"""The person whom a noun phrase names beside an office, behind it, or before a body."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from kursk_tui.intake.language.bodies import BODIES, REPORTS, ROLES, UNNAMED
from kursk_tui.intake.language.joining import JOINS
from kursk_tui.intake.language.kinds import kind_of
from kursk_tui.intake.language.noun_phrases import Phrase
from kursk_tui.intake.language.plain import Word, bare
from kursk_tui.model.vocabulary import AgentKind

Sort = Literal["name", "unnamed", "refers", "nobody"]


class Who(NamedTuple):
    """Whom a phrase names.

    `name` and `kind` are those of an agent; of `unnamed` only the sort is told. What `refers` to
    somebody named before has the `noun` it does so with, and a name to fall back on, if any.
    `role` is the office that a person is said to hold, `body` the words of what they belong to.
    """

    sort: Sort
    name: str = ""
    kind: AgentKind = "unnamed"
    noun: str = ""
    role: str = ""
    definite: bool = False
    is_single: bool = False


def of_body(head: Sequence[Word], proper: Sequence[bool]) -> Who | None:
    """Return the person whom a name says to be of a body: Anna Roe of Brez Hospital."""
    at = next((n for n, word in enumerate(head) if n and word.lower in ("of", "at")), None)
    owner = next((n for n, word in enumerate(head) if word.text.endswith("'s")), None)
    if at is not None:
        body, held = printed(head[at + 1 :]), range(at)
    elif owner is not None:
        # Brez Hospital's Anna Roe.
        body, held = bare(printed(head[: owner + 1])), range(owner + 1, len(head))
    else:
        return None
    named = [n for n in held if bare(head[n].lower) not in ROLES]
    run = [head[n] for n in named]
    if (
        not all(proper[n] for n in named)
        or not (len(run) in (2, 3) or (len(run) == 1 and body.isupper() and owner == 0))
        or kind_of(printed(run)) is not None
        or not (kind_of(body) or (body.isupper() and len(body) > 1) or owner == 0)
    ):
        return None
    return person(run, "")


def beside(phrase: Phrase, some: Sequence[Word]) -> Who | None:
    """Return the person whose name stands beside an office: "the chief, Anna Roe"."""
    run = [w for w in phrase.aside if w.text[:1].isupper()]
    is_name = len(run) == len(phrase.aside) and 2 <= len(run) <= 4
    last = phrase.words[-1]
    if len(run) == len(phrase.aside) and phrase.head in BODIES and last.text[:1].islower():
        kind = kind_of(printed(phrase.words)) or BODIES[phrase.head]
        return Who("name", printed(run), kind, is_single=len(run) == 1)
    if is_name and phrase.head in ROLES | UNNAMED:
        left = [w for w in run if bare(w.lower) not in ROLES]
        if left:
            return person(left, printed(some))
    return None


def holder(some: Sequence[Word], proper: Sequence[bool]) -> Who | None:
    """Return the person named behind an office: coast guard spokesman Ivo Stark."""
    last = len(some)
    while last > 0 and proper[last - 1] and bare(some[last - 1].lower) not in ROLES:
        last -= 1
    run, office = some[last:], some[:last]
    if not run or not office or run[0].lower == "without":
        return None
    roles = [w for w in office if bare(w.lower) in ROLES | UNNAMED]
    if any(bare(w.lower) in BODIES or bare(w.lower) in REPORTS for w in run) or some[
        last - 1
    ].text.endswith("'s"):
        return None
    before = some[last - 1].lower
    if not roles:
        is_noun = bare(before) in BODIES and not proper[last - 1]
        if is_noun and len(run) <= 4:
            # Metro operator WMATA.
            kind = kind_of(printed(office)) or BODIES[bare(before)]
            return Who("name", printed(run), kind, is_single=len(run) == 1)
        return None
    if before in JOINS or before in ("the", "and"):
        # "The head of the WHO" names none; "president of Marovia Otto Kern" one.
        if len(run) < 3 or before != "of":
            return None
        run = run[-2:]
    return person(run, printed(office))


def person(run: Sequence[Word], role: str) -> Who:
    """Return the person of a name, who holds an office or none."""
    return Who("name", printed(run), "person", role=role.lower(), is_single=len(run) == 1)


def printed(some: Sequence[Word]) -> str:
    """The words as a name: with a possessor's ending, without commas."""
    parts = [word.text for word in some]
    while parts and parts[0].lower() in ("the", "a", "an"):
        parts.pop(0)
    return " ".join(parts)
