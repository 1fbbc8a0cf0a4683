"""The language of searches: a line of text becomes a Query. Pure; nothing is looked up here.

Terms stand apart by spaces, and all must hold. A term is a word, a phrase in quotes, or
`field:value` (`figure>1000` for numbers); a minus before any of them turns it round. What has
spaces or quotes in it is quoted, and a quote within quotes is written twice. Which fields there
are stands in `fields`; which records a query matches is a matter for `matching`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kursk_tui.analysis.query.fields import BY_NAME, COLON, COMPARISONS, Field
from kursk_tui.model.folding import normal
from kursk_tui.model.text import visible

_QUOTE = '"'
_OPERATOR_STARTS = ":<>="
_LONGEST_SHOWN = 40


class QueryError(ValueError):
    """A query that can't be understood, or names what is not there.

    `message` is one line: what is wrong, and what is right. `at` is the character that it is
    about, from 0; the length of the query where something is missing at its end.
    """

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message = message
        self.at = at

    def pointed(self, text: str) -> str:
        """Return two lines: the query, safe to show, and a caret under the place."""
        return f"{visible(text)}\n{' ' * len(visible(text[: self.at]))}^"


class Term(NamedTuple):
    """One condition. `field` and `operator` are empty for a word or a phrase.

    `value` is without its quotes; where a field has a list of values it is the one of the
    list. `at` is where the term starts, `value_at` where its value does, quote included.
    """

    field: str
    operator: str
    value: str
    negated: bool
    phrase: bool
    at: int
    value_at: int

    @property
    def text(self) -> str:
        """The term as text that is read as this term again."""
        value = _in_quotes(self.value) if self.phrase else self.value
        body = f"{self.field}{self.operator}{quoted(self.value)}" if self.field else value
        return f"-{body}" if self.negated else body


class Query(NamedTuple):
    """A text and its terms in order, all of which must hold; none of them match everything."""

    text: str
    terms: tuple[Term, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Words and phrases that must be there: what to mark in the records that match."""
        wanted = (term.value for term in self.terms if not term.field and not term.negated)
        return tuple(dict.fromkeys(wanted))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not self.terms


def parse(text: str) -> Query:
    """Return the query that a text is. Raises QueryError."""
    terms: list[Term] = []
    at = _to_text(text, 0)
    while at < len(text):
        term, end = _term(text, at)
        terms.append(term)
        at = _to_text(text, end)
    return Query(text, tuple(terms))


def quoted(value: str) -> str:
    """Return a value as it is written after a field: in quotes where it needs them."""
    needs = not value or _QUOTE in value or any(char.isspace() for char in value)
    return _in_quotes(value) if needs else value


def near(wanted: str, known: Iterable[str]) -> str | None:
    """Return the one of some words that comes nearest to a word; None if none is near."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(wanted, list(known), 1)), None)


def shown(text: str) -> str:
    """Return text in quotes for a message: on one line, safe to show, not too long."""
    text = visible(text)
    return f'"{text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"}"'


# ---- reading


def _term(text: str, start: int) -> tuple[Term, int]:
    """Return the term that starts at a place, and where it ends."""
    negated = text[start] == "-"
    at = start + negated
    if at == len(text) or text[at].isspace():
        raise QueryError('a minus needs a term right after it, as in -museum; quote it: "-"', start)
    if text[at] == _QUOTE:
        value, end = _quoted_at(text, at)
        _require_text(value, at, "a phrase")
        return _word(value, negated, phrase=True, at=start, value_at=at), end
    end = at
    while end < len(text) and not text[end].isspace() and text[end] not in _OPERATOR_STARTS:
        if text[end] == _QUOTE:
            raise QueryError("a quote inside a word: put a space before it", end)
        end += 1
    if end == len(text) or text[end].isspace():
        value = text[at:end]
        _require_text(value, at, "a word")
        if value in ("AND", "OR", "NOT"):
            what = "all terms must hold; " if value == "AND" else ""
            what = what or ("write a minus before a term; " if value == "NOT" else "ask twice; ")
            raise QueryError(
                f'{value} is not part of the language: {what}as a word it is "{value}"', at
            )
        return _word(value, negated, phrase=False, at=start, value_at=at), end
    field, operator = _field(text, at, end), _operator(text, end)
    _require_operator(field, operator, end)
    value_at = end + len(operator)
    value, end = _value_at(text, value_at, field, operator)
    value = _checked(field, value, value_at)
    term = Term(
        field=field.name,
        operator=operator,
        value=value,
        negated=negated,
        phrase=False,
        at=start,
        value_at=value_at,
    )
    return term, end


def _word(value: str, negated: bool, *, phrase: bool, at: int, value_at: int) -> Term:
    return Term(
        field="",
        operator="",
        value=value,
        negated=negated,
        phrase=phrase,
        at=at,
        value_at=value_at,
    )


def _field(text: str, at: int, end: int) -> Field:
    """Return the field whose name stands before an operator."""
    name = text[at:end].casefold()
    if name in BY_NAME:
        return BY_NAME[name]
    word = text[at : _to_space(text, at)]
    itself = "put it in quotes" if _QUOTE in word else f"quote it: {shown(word)}"
    if not name:
        raise QueryError(f"no field stands before {text[end]}; to find it as a word, {itself}", at)
    meant = near(name, BY_NAME)
    if meant:
        right = f": did you mean {meant}?"
    elif text[end] != ":":
        right = ": only figure is compared, as in figure>=1,000."
    else:
        right = f": there are {', '.join(BY_NAME)}."
    raise QueryError(
        f"{shown(text[at:end])} is not a field{right} To find it as a word, {itself}", at
    )


def _operator(text: str, at: int) -> str:
    two = text[at : at + 2]
    return two if two in COMPARISONS else text[at]


def _require_operator(field: Field, operator: str, at: int) -> None:
    if operator not in field.operators:
        wanted = "a colon" if field.operators == COLON else f"one of {' '.join(field.operators)}"
        raise QueryError(f"{field.name} takes {wanted}, as in {field.example}", at)


def _value_at(text: str, at: int, field: Field, operator: str) -> tuple[str, int]:
    """Return the value that starts at a place, without its quotes, and where it ends."""
    if at < len(text) and text[at] == _QUOTE:
        return _quoted_at(text, at)
    end = _to_space(text, at)
    if end == at:
        what = f"{field.name}{operator} needs a value right after it, as in {field.example}"
        raise QueryError(what, at)
    inner = text.find(_QUOTE, at, end)
    if inner >= 0:
        raise QueryError("a quote inside a value: quote the whole value", inner)
    return text[at:end], end


def _quoted_at(text: str, start: int) -> tuple[str, int]:
    """Return what stands between quotes, and the place after them."""
    at = start
    while (at := text.find(_QUOTE, at + 1)) >= 0:
        if text[at + 1 : at + 2] == _QUOTE:
            at += 1
            continue
        if at + 1 < len(text) and not text[at + 1].isspace():
            raise QueryError("a space must follow a closing quote", at + 1)
        return text[start + 1 : at].replace(_QUOTE * 2, _QUOTE), at + 1
    raise QueryError("this quote is never closed: put another at the end", start)


def _checked(field: Field, value: str, at: int) -> str:
    """Return a value that a field takes, as its list has it."""
    _require_text(value.removesuffix("+") if field.name == "measure" else value, at, field.name)
    if field.values:
        return _choice(field, value, at)
    if field.reads is not None:
        try:
            field.reads(value)
        except ValueError as error:
            raise QueryError(str(error), at) from error
    return value


def _choice(field: Field, value: str, at: int) -> str:
    values = {_key(one): one for one in field.values}
    key = _key(value)
    if key in values:
        return values[key]
    meant = near(key, values)
    guess = f": did you mean {meant}? It takes" if meant else ": it takes"
    raise QueryError(f"{field.name} takes no {shown(value)}{guess} {', '.join(values)}", at)


def _key(value: str) -> str:
    return normal(value).replace("_", "-").replace(" ", "-")


def _require_text(value: str, at: int, what: str) -> None:
    # An accent alone folds to nothing, and nothing is part of every text.
    if not normal(value):
        raise QueryError(f"{what} needs something to look for", at)


def _in_quotes(value: str) -> str:
    return f"{_QUOTE}{value.replace(_QUOTE, _QUOTE * 2)}{_QUOTE}"


def _to_text(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _to_space(text: str, at: int) -> int:
    while at < len(text) and not text[at].isspace():
        at += 1
    return at
