"""The one error of this room: what is wrong, where it is, and what to do about it."""

from __future__ import annotations

# In characters. A name in a damaged file may be a megabyte long, and an error is a line.
LONGEST_NAME = 200
LONGEST_WHAT = 1_000


class DossierError(Exception):
    """A dossier or notebook that can't be read or changed, or must not be.

    `what` says what is wrong; `path`, `table`, `id` and `field` say where, as far as that is
    known; `hint` says what to do. `str()` is one line that is safe to print: names and ids
    come from files that nobody here controls.
    """

    def __init__(
        self,
        what: str,
        *,
        path: str | None = None,
        table: str | None = None,
        id: str | None = None,
        field: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(what)
        self.what = what
        self.path = path
        self.table = table
        self.id = id
        self.field = field
        self.hint = hint

    def __str__(self) -> str:
        return one_line(
            self.what,
            path=self.path,
            table=self.table,
            id=self.id,
            field=self.field,
            hint=self.hint,
        )


def one_line(
    what: str,
    *,
    path: str | None = None,
    table: str | None = None,
    id: str | None = None,
    field: str | None = None,
    hint: str | None = None,
) -> str:
    """Return `FILE: table T, id X, field F: what; hint`, without the parts that are None."""
    # Imported here: a look-up that finds nothing wrong never prints an error.
    from kursk_tui.model.text import visible

    place = ", ".join(
        f"{name} {_cut(value, LONGEST_NAME)}"
        for name, value in (("table", table), ("id", id), ("field", field))
        if value is not None
    )
    line = ": ".join(part for part in (path, place, _cut(what, LONGEST_WHAT)) if part)
    return visible(f"{line}; {hint}" if hint else line)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + "…"
