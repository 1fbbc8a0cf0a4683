"""Why a form is not kept, in a line: at its field where there is one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kursk_tui.intake.review.forms import Field, Problem
from kursk_tui.store.errors import DossierError

# With these begins what is said of a field that is named before it.
_PREDICATES = frozenset(("is", "has", "lies", "must", "needs", "holds", "does"))
_SET_TO_NULL = re.compile(r"set (low and high|low|high) to null")
# Fields whose text is a day, which may lie after the page.
DATES = ("as_of", "date")
# What is wrong with a figure as a whole is told at its phrase.
_NO_FIELD = {"figure": "written", "scope": "within"}


def refusal(problems: Sequence[Problem], fields: Sequence[Field]) -> str:
    """The first problem with the label of its field, and how many more there are."""
    first = problems[0]
    labels = {field.name: field.label for field in fields}
    label = labels.get(first.field, first.field)
    more = f" ({len(problems) - 1} more)" if len(problems) > 1 else ""
    return f"not kept: {label}: {first.what}{more}" if label else f"not kept: {first.what}{more}"


def question(slip: Problem, fields: Sequence[Field], accept: str) -> str:
    """What one is asked of what is likely a mistake; the key `accept` then keeps it."""
    label = next(field.label for field in fields if field.name == slip.field)
    what = "this is after the date of the page" if slip.field in DATES else slip.what
    return f"{label}: {what}; is that so? {accept} again keeps it"


def problem_of(error: DossierError, table: str, fields: Sequence[Field]) -> Problem:
    """What the check says of a row of `table`, at the form's field; at none (\"\") for the rest."""
    field = field_of(error.field, {field.name for field in fields})
    if error.table != table or field is None:
        return Problem("", _without_path(error))
    return Problem(field, clause(error.what, error.hint))


def clause(what: str, hint: str | None) -> str:
    """What a check says of a field as a clause of its own, in the words of a form."""
    what = f"it {what}" if what.split(" ", 1)[0] in _PREDICATES else what
    told = f"{what}; {hint}" if hint else what
    # A form has no null: there a field is empty.
    return _SET_TO_NULL.sub(r"leave \1 empty", told).replace("or null", "or empty")


def field_of(path: str | None, names: set[str]) -> str | None:
    """The form's field that a path in a record belongs to: `figure.low` is `low`."""
    if path is None:
        return None
    parts = path.replace("]", "").replace("[", ".").split(".")
    found = (_NO_FIELD.get(part, part) for part in reversed(parts))
    return next((name for name in found if name in names), None)


def _without_path(error: DossierError) -> str:
    """An error in a line that begins with what matters: whose file it is, one knows."""
    if error.table is None:
        # Of the file as a whole: in how much detail is less than what to do about it.
        what = error.what.partition("; ")[0].partition(" (")[0]
        return str(DossierError(what, hint=error.hint))
    return str(DossierError(error.what, id=error.id, field=error.field, hint=error.hint))
