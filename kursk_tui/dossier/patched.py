"""The rows of a table without some of them, and with others in the place of some."""

from __future__ import annotations

from collections.abc import Collection, ItemsView, Iterator, KeysView, Mapping, ValuesView

from kursk_tui.model.records import Row


class Patched(Mapping[str, Row]):
    """Rows by id in their order, of which some are gone and some are others.

    What the rows are taken from decodes them when they are asked for; so does this. Asking for
    an id that is not there raises KeyError.
    """

    def __init__(
        self, rows: Mapping[str, Row], gone: Collection[str], changed: Mapping[str, Row]
    ) -> None:
        """Every id of `gone` and `changed` is one of `rows`."""
        self._rows, self._gone, self._changed = rows, frozenset(gone), changed
        self._all: dict[str, Row] | None = None

    def __getitem__(self, id: str) -> Row:
        if self._all is not None:
            return self._all[id]
        if id in self._gone:
            raise KeyError(id)
        changed = self._changed.get(id)
        return changed if changed is not None else self._rows[id]

    def __iter__(self) -> Iterator[str]:
        return (id for id in self._rows if id not in self._gone)

    def __len__(self) -> int:
        return len(self._rows) - len(self._gone)

    def __contains__(self, id: object) -> bool:
        return id in self._rows and id not in self._gone

    def keys(self) -> KeysView[str]:
        """Return the ids; decodes nothing."""
        return KeysView(self)

    def items(self) -> ItemsView[str, Row]:
        """Return ids and rows; decodes all of them."""
        return self._whole().items()

    def values(self) -> ValuesView[Row]:
        """Return the rows; decodes all of them."""
        return self._whole().values()

    def _whole(self) -> dict[str, Row]:
        if self._all is None:
            changed, gone = self._changed, self._gone
            self._all = {
                id: changed.get(id, row) for id, row in self._rows.items() if id not in gone
            }
        return self._all
