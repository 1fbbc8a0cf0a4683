"""The numbers of a folded text in another language: digits, words, both together, and words of
quantity, with what they are worth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kursk_tui.model.languages.patterns import (
    HALF,
    ROUGH,
    SCALE,
    SMALL,
    WHOLE,
    Patterns,
    Word,
)

PLAIN, PERCENT, FRACTION, VAGUE, FEW = "plain", "percent", "fraction", "vague", "few"

_DIGITS = re.compile(
    r"(?<!\d)(?<!\d[.,])(?<![^\W\d_][-.])(?:"
    r"(?P<spaces>\d{1,3}(?: \d{3})+(?!\d))|(?P<points>\d{1,3}(?:\.\d{3})+(?!\d))"
    r"|(?P<commas>\d{1,3}(?:,\d{3})+(?!\d))|(?P<others>\d{1,3}(?:['٬]\d{3})+(?!\d))"
    r"|\d{1,15})(?P<decimals>[.,٫]\d{1,6}(?!\d))?(?!\d)"
)
_LATIN_BEFORE = re.compile(r"[a-z]$")
_MARKS = {"spaces": " ", "points": ".", "commas": ",", "others": "'"}
_GAP = re.compile(r"[ -]?$")
_ABBREVIATED = 5
_ZERO = Word(SMALL, 0)


class Number(NamedTuple):
    """A number and its place in the folded text. `value` is None for a vague word.

    `magnitude` is what a word such as million multiplied it by; `spelled` that it has no digit,
    `grouped` that its digits stand in groups; `rough` that the word itself is about a number.
    """

    start: int
    end: int
    value: float | None
    kind: str = PLAIN
    magnitude: float = 1.0
    spelled: bool = False
    grouped: bool = False
    rough: bool = False


class _Token(NamedTuple):
    """A part of a number: `glued` that it is joined to the one before by the language's word."""

    start: int
    end: int
    told: Word
    digits: bool = False
    grouped: bool = False
    glued: bool = False
    ambiguous: bool = False


def numbers(text: str, known: Patterns) -> list[Number]:
    """Return the numbers of a folded text in order, none overlapping another. Never raises."""
    found = [
        *_words_of_quantity(text, known),
        *_shares(text, known),
        *_counted(text, known, _tokens(text, known)),
    ]
    found.sort(key=lambda number: (number.start, -number.end, number.value is not None))
    kept: list[Number] = []
    for number in found:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


def _tokens(text: str, known: Patterns) -> list[_Token]:
    tokens = list(_digits(text, known))
    taken = {place for token in tokens for place in range(token.start, token.end)}
    phrases = [
        _Token(match.start(), match.end(), told, glued=_begins_joined(match.group(), known))
        for match in known.phrases.finditer(text)
        if (told := _phrase(match.group(), known)) is not None
    ]
    tokens += phrases
    taken |= {place for token in phrases for place in range(token.start, token.end)}
    for match in known.letters.finditer(text):
        if match.start() not in taken:
            tokens += _word(match.group(), match.start(), known)
    return sorted(tokens, key=lambda token: token.start)


def _phrase(found: str, known: Patterns) -> Word | None:
    """What a word of two parts is worth, with or without what is written onto it."""
    told = known.words.get(found)
    for prefix in known.table.prefixes.split() if told is None else ():
        told = told or known.words.get(found.removeprefix(prefix))
    return told


def _begins_joined(found: str, known: Patterns) -> bool:
    joined = known.table.joined
    return bool(joined) and found not in known.words and found.startswith(joined)


def _digits(text: str, known: Patterns) -> Iterator[_Token]:
    decimal, grouping = known.table.decimal, known.table.grouping
    for match in _DIGITS.finditer(text):
        before = text[max(0, match.start() - 1) : match.start()]
        if before.isascii() and before.isalnum():
            continue
        onto = known.onto.search(text, max(0, match.start() - 4), match.start())
        if known.table.spaced and before.isalpha() and onto is None:
            continue
        group = match.lastgroup if match.lastgroup != "decimals" else None
        group = group or next((name for name in _MARKS if match[name]), None)
        printed, end = match.group(), match.end()
        if group == "spaces" and " " not in grouping:
            # Two numbers that stand beside one another.
            printed = printed.split(" ")[0]
            end = match.start() + len(printed)
            group = None
        decimals = match["decimals"] if end == match.end() else None
        if decimals and decimals[0] == "," and decimal == "." and "," in grouping:
            # "7,8": two numbers of a list.
            end -= len(decimals)
            decimals = None
        whole = text[match.start() : end - len(decimals or "")]
        mark = _MARKS.get(group or "")
        once = mark is not None and whole.count(mark) == 1
        ambiguous = (
            once and mark is not None and mark in ".," and (mark == decimal or mark not in grouping)
        )
        plain = re.sub(r"\D", "", whole)
        value = float(f"{plain}.{decimals[1:]}" if decimals else plain)
        yield _Token(
            match.start(),
            end,
            Word(SMALL, value),
            digits=True,
            grouped=mark is not None,
            ambiguous=ambiguous,
        )


def _word(word: str, start: int, known: Patterns) -> list[_Token]:
    """Return the parts of a number that a word is: one, several in a compound, or none."""
    told = known.words.get(word)
    if told is not None:
        return [_Token(start, start + len(word), told)]
    joined = known.table.joined
    if joined:
        for prefix in (joined, *known.table.prefixes.split()):
            told = known.words.get(word.removeprefix(prefix)) if word.startswith(prefix) else None
            if told is not None:
                onto = 0 if prefix == joined else len(prefix)
                glued = prefix.startswith(joined)
                return [_Token(start + onto, start + len(word), told, glued=glued)]
    return _parts(word, start, known) if known.compound is not None else []


def _parts(word: str, start: int, known: Patterns) -> list[_Token]:
    """Take a word of several numbers apart; none where any of it is something else."""
    assert known.compound is not None
    parts: list[_Token] = []
    at, glued = 0, False
    while at < len(word):
        match = known.compound.match(word, at)
        if match is None or not match.group():
            return []
        if match.group() in known.table.joiners.split():
            glued = True
        else:
            told = known.words[match.group()]
            parts.append(_Token(start + at, start + match.end(), told, glued=glued))
            glued = False
        at = match.end()
    return parts


def _counted(text: str, known: Patterns, tokens: list[_Token]) -> Iterator[Number]:
    at = 0
    while at < len(tokens):
        number, used = _read(text, known, tokens, at)
        if number is not None:
            tenths = known.tenths.match(text, number.end)
            percent = known.percent.match(text, number.end)
            if tenths is not None and number.value is not None and number.value <= 10:
                worth = number.value * 10
                number = number._replace(end=tenths.end(), value=worth, kind=PERCENT)
            elif text[number.start - 1 : number.start] == "%" and number.start:
                number = number._replace(start=number.start - 1, kind=PERCENT)
            elif percent is not None:
                number = number._replace(end=percent.end(), kind=PERCENT)
            yield number
        at += max(used, 1)


class _Sum:
    """A number on the way through its words."""

    def __init__(self, known: Patterns) -> None:
        self._known = known
        self._inner = {100.0} if known.table.spaced else {10.0, 100.0, 1000.0}
        self.total, self.group, self.tail = 0.0, 0.0, 0.0
        self.below = float("inf")
        self.last: _Token | None = None
        self.magnitude = 1.0
        self.half = False

    def take(self, token: _Token, glued: bool) -> bool:
        """Take in the next word; False where it belongs to another number."""
        told, last = token.told, self.last
        if not self._known.table.spaced and told == _ZERO and last is not None:
            # It stands for a place that is left out: a hundred, nothing, five.
            return last.told.kind == SCALE
        if told.kind == SMALL or (told.kind == SCALE and not self._multiplies(told, glued)):
            taken = self._small(token, told.value, glued)
        elif told.kind == SCALE:
            taken = self._scale(told)
        elif told.kind == WHOLE and (last is None or glued) and told.value < self.below:
            self.total += self.group + told.value
            self.group = self.tail = 0.0
            self.below = 10.0 ** (len(str(int(told.value))) - 1)
            taken = True
        elif told.kind == HALF and glued and last is not None and last.told.kind == SCALE:
            # Two millions and a half.
            self.total += last.told.value / 2
            taken = True
        elif told.kind == HALF and last is None:
            self.group = self.tail = 0.5
            self.half = taken = True
        else:
            taken = False
        if taken:
            self.last = token
        return taken

    def _multiplies(self, told: Word, glued: bool) -> bool:
        """Whether a scale multiplies what stands before it; joined by "and" it is added."""
        return not (glued and self.last is not None and self.last.told.kind in (SCALE, WHOLE))

    def _small(self, token: _Token, value: float, glued: bool) -> bool:
        last = self.last
        if last is None:
            pass
        elif token.digits and (last.digits or last.told.kind != SCALE):
            return False
        elif last.told.kind == SMALL and not last.digits:
            before = last.told.value
            if (before, value) in self._known.table.scores:
                self.group += before * value - before
                self.tail = before * value
                return True
            if not self._follows(before, value, glued):
                return False
        elif (
            last.digits
            or value >= self.below
            or (last.told.kind == SCALE and value >= last.told.value)
        ):
            return False
        self.group += value
        self.tail = value
        return True

    def _follows(self, before: float, value: float, glued: bool) -> bool:
        """Whether two words below a thousand make one number: twenty five, three-and-twenty."""
        if not self._known.table.spaced:
            return before >= 20 and value < 10
        if before >= 100:
            return value < 100
        if glued and self._known.table.units_first and before < 10:
            return value >= 20
        # Twenty and ten make thirty nowhere; where twenties are counted (sixty-ten-seven) they do.
        if self._known.table.scores and before == 10:
            return 7 <= value <= 9
        return before >= 20 and value < (20 if self._known.table.scores else 10)

    def _scale(self, told: Word) -> bool:
        value = told.value
        if self.last is None and told.alone is not None:
            self.total, self.below = told.alone, value
            return True
        if self.half and value < 1000:
            return False
        if value in self._inner:
            if value == 100 and self.tail >= 100:
                return False
            self.group += (self.tail or 1) * value - self.tail
            self.tail = 0.0
            self.magnitude = max(self.magnitude, value)
            return True
        if value < self.below:
            self.total += (self.group if self.last is not None and self.group else 1) * value
        elif self.total:
            # Two thousand millions.
            self.total = (self.total + self.group) * value
        else:
            return False
        self.group = self.tail = 0.0
        self.below = value
        self.magnitude = max(self.magnitude, value)
        return True


def _read(text: str, known: Patterns, tokens: list[_Token], at: int) -> tuple[Number | None, int]:
    """Return the number that begins with a token, and how many tokens it has."""
    first = tokens[at]
    if first.told.kind == ROUGH:
        return Number(first.start, first.end, first.told.value, spelled=True, rough=True), 1
    made = _Sum(known)
    used, end = 0, first.start
    for token in tokens[at : at + 24]:
        glued = used > 0 and (token.glued or _is_joined(text, end, token.start, known))
        if used and not (glued or _GAP.fullmatch(text, end, token.start)):
            break
        if not known.table.spaced and used and token.start > end and not _may_stand_apart(made):
            break
        if not made.take(token, glued):
            break
        used, end = used + 1, token.end
    if not used or (made.half and used == 1):
        return None, used
    value = made.total + made.group
    if first.ambiguous and used > 1 and made.magnitude > 1:
        # "1,345 million": a word that multiplies makes decimals of what else were a group.
        value = value / 1000
    elif first.ambiguous and known.percent.match(text, end):
        value = value / 1000
    if text[end : end + 1] == "." and made.last is not None and not made.last.digits:
        end += _point(text, end, made)
    spelled = not any(token.digits for token in tokens[at : at + used])
    grouped = first.grouped and used == 1
    number = Number(first.start, end, round(value, 4), PLAIN, made.magnitude, spelled, grouped)
    return number, used


def _point(text: str, end: int, made: _Sum) -> int:
    """How many characters the point of a short form has: тис., mln."""
    last = made.last
    if last is None or last.told.kind != SCALE or last.end - last.start > _ABBREVIATED:
        return 0
    # At the end of a text it may be the end of a sentence, which is as well.
    return 1 if text[end + 1 : end + 2] in (" ", "") and text[end + 1 : end + 3].strip() else 0


def _is_joined(text: str, end: int, start: int, known: Patterns) -> bool:
    """Whether one of the language's words inside numbers stands between two places."""
    between = text[end:start].strip(" -")
    return bool(between) and between in (*known.table.joiners.split(), known.table.joined)


def _may_stand_apart(made: _Sum) -> bool:
    """Whether the next part may stand behind a space: "1만 2천" has one behind the ten thousand."""
    return made.last is not None and made.last.told.kind == SCALE and made.last.told.value >= 1000


def _shares(text: str, known: Patterns) -> Iterator[Number]:
    for match in known.fractions.finditer(text):
        percent = known.shares.get(match.group())
        if percent is not None:
            yield Number(match.start(), match.end(), percent, FRACTION, spelled=True)
    if not known.table.parts:
        return
    for match in re.finditer(
        rf"(?P<below>\d{{1,3}}|{known.letters.pattern})\s?{known.table.parts}\s?"
        rf"(?P<above>\d{{1,3}}|(?:{known.letters.pattern})+)",
        text,
    ):
        below, above = _plain(match["below"], known), _plain(match["above"], known)
        if below and above and above <= below:
            share = round(above * 100 / below, 4)
            kind = PERCENT if below == 100 else FRACTION
            yield Number(match.start(), match.end(), share, kind, spelled=True)


def _plain(text: str, known: Patterns) -> float | None:
    """What a number alone is worth."""
    if text.isdecimal():
        return float(text)
    tokens = [
        token
        for match in known.letters.finditer(text)
        for token in _word(match.group(), match.start(), known)
    ]
    number, used = _read(text, known, tokens, 0) if tokens else (None, 0)
    return number.value if number is not None and used == len(tokens) else None


def _words_of_quantity(text: str, known: Patterns) -> Iterator[Number]:
    for match in known.vague.finditer(text):
        yield Number(match.start(), match.end(), None, VAGUE, spelled=True)
    for match in known.few.finditer(text):
        end = match.start() + len(match.group().rstrip())
        yield Number(match.start(), end, None, FEW, spelled=True)
