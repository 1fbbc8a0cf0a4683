"""An opened dossier: checked, and never changed under its readers."""

# pathlib costs a look-up 4 to 6 ms of its 37, so paths are text here.
# ruff: noqa: PTH100, PTH113, PTH118, PTH120

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from kursk_tui.dossier.check import check
from kursk_tui.model.records import (
    Agent,
    Claim,
    Event,
    Identity,
    Measure,
    Meta,
    Row,
    Scope,
    Source,
    builder,
    source_builder,
)
from kursk_tui.store import files
from kursk_tui.store.errors import DossierError
from kursk_tui.store.files import Progress, Stamp

if TYPE_CHECKING:
    # A look-up reads the JSON itself: TinyDB is loaded when something is to be changed.
    from kursk_tui.dossier.cache import Store
    from kursk_tui.dossier.tables import Tables

R = TypeVar("R")

# From so many bytes on, what was found out about a dossier is kept: see `cache`. A smaller one
# is read and checked before a cache is even found.
CACHED_FROM = 200_000
# How much of opening is done when all is decoded, as measured; the rest is the check.
_DECODED = 0.55
# Up to so many claims whatever is worked out of them is there at once.
_QUICK_CLAIMS = 2_000
# So many records are kept built: all of 100,000 would take as much memory as the rows do.
_MOST_BUILT = 2_500


class Records(Mapping[str, R]):
    """The records of a table by id, in the order of the file, each built when asked for.

    Asking for an id that is not there raises KeyError.
    """

    def __init__(self, rows: Mapping[str, Row], build: Callable[[Row], R]) -> None:
        self._rows = rows
        self._build = build
        self._built: dict[str, R] = {}

    def __getitem__(self, id: str) -> R:
        try:
            return self._built[id]
        except KeyError:
            built = self._build(self._rows[id])
            if len(self._built) >= _MOST_BUILT:
                self._built = {}
            self._built[id] = built
            return built

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, id: object) -> bool:
        return id in self._rows


class Dossier:
    """A sound dossier as it was when it was opened. `path` is as given.

    Readers get immutable records. What another process writes to the file shows only in a
    new dossier, from `reload()`.
    """

    def __init__(self, data: Mapping[str, Any], path: str, stamp: Stamp | None) -> None:
        """Take data that has been checked: use `open` or `from_data`."""
        rows: dict[str, Mapping[str, Row]] = {
            name: {row["id"]: row for row in table.values()}
            for name, table in data.items()
            if name != "meta"
        }
        self._take(next(iter(data["meta"].values())), rows, path, stamp)

    def _take(
        self, meta: Row, rows: Mapping[str, Mapping[str, Row]], path: str, stamp: Stamp | None
    ) -> None:
        self.path = path
        self.stamp = stamp
        self._rows = rows
        self._store: Store | None = None
        self._rest: Callable[[], object] | None = None
        self._unkept: list[tuple[str, Any]] = []
        self.meta = builder(Meta)(meta)
        self.agents: Records[Agent] = self._records("agents", Agent)
        self.scopes: Records[Scope] = self._records("scopes", Scope)
        self.sources: Records[Source] = Records(rows.get("sources", {}), source_builder())
        self.events: Records[Event] = self._records("events", Event)
        self.measures: Records[Measure] = self._records("measures", Measure)
        self.claims: Records[Claim] = self._records("claims", Claim)
        self.identities: Records[Identity] = self._records("identities", Identity)

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        progress: Progress = files.unwatched,
        *,
        finish: bool = True,
    ) -> Dossier:
        """Read and check a dossier.

        `progress` is told how far it has come; what it raises passes through. Without `finish`
        what can wait is left for `finish()`.

        Raises DossierError when the file can't be read, is damaged, or is unsound: the error
        is then the first problem, says how many there are and how to list them.
        """
        name = os.fspath(path)
        with files.uncollected():
            raw, stamp = files.read(name)
            if len(raw) < CACHED_FROM:
                return cls._checked(files.tables(files.decode(raw, name), name), name, stamp)
            dossier = cls._opened_large(raw, name, stamp, progress, finish)
            # Not needed any more, and as large as the file.
            del raw
        if finish:
            dossier.finish()
        return dossier

    @property
    def is_large(self) -> bool:
        """Whether working out what all claims say together takes longer than a key is felt to."""
        return len(self.claims) > _QUICK_CLAIMS

    def finish(self) -> None:
        """Do what `open` left for later.

        Of a file that nobody had opened before: write down what was found out, for whoever
        opens it next. Of another: decode the rows that nobody asked for yet. Of both: hold
        texts that stand in many rows once.
        """
        rest, self._rest = self._rest, None
        if rest is not None:
            rest()
        while self._unkept and self._store is not None:
            self._store.put(*self._unkept.pop())

    @classmethod
    def from_data(cls, data: Mapping[str, Any], path: str = "memory") -> Dossier:
        """Build from decoded data, which must not be changed afterwards.

        Raises DossierError when the data is unsound.
        """
        return cls._checked(data, path, None)

    def with_rows(self, tables: Mapping[str, Iterable[Row]]) -> Dossier:
        """Return a dossier in memory of other rows, with this one's meta, path and stamp.

        The rows are shared and not copied. They must be sound: nothing is checked again.
        """
        data = {
            name: {str(number): row for number, row in enumerate(rows, 1)}
            for name, rows in tables.items()
        }
        meta = {**self.meta._asdict(), "languages": list(self.meta.languages)}
        return Dossier({"meta": {"1": meta}, **data}, self.path, self.stamp)

    def patched(
        self, name: str, patches: Mapping[str, tuple[Collection[str], Mapping[str, Row]]]
    ) -> Dossier:
        """Return a dossier without some rows of some tables, and with others in their place.

        `patches` has for a table the ids of those that go and the rows that come, by id. They
        follow from this dossier alone, and are called `name`: what is derived from the result is
        kept as what is derived from this one is. The rows must be sound: nothing is checked.
        """
        from kursk_tui.dossier.patched import Patched

        rows = {
            table: Patched(some, *patches[table]) if table in patches else some
            for table, some in self._rows.items()
        }
        made = Dossier.__new__(Dossier)
        meta = {**self.meta._asdict(), "languages": list(self.meta.languages)}
        made._take(meta, rows, self.path, self.stamp)
        made._store = self._store.beside(name) if self._store is not None else None
        return made

    def reload(self, *, finish: bool = True) -> Dossier:
        """Open the file again. Raises DossierError as `open` does; this one stays usable."""
        files.require_there(self.path)
        return type(self).open(self.path, finish=finish)

    def changed_on_disk(self) -> bool:
        """Whether the file is no longer the one that was opened; True when it is gone."""
        return files.stamp(self.path) != self.stamp

    def apply(self, change: Callable[[Tables], None]) -> None:
        """Change the file: run `change` on its present content, check the result, write once.

        All or nothing, under a lock, and on what is in the file now, which may be newer than
        this dossier; this dossier itself stays as it is (`reload` for the new state).

        Raises DossierError, with nothing written, when the result would be unsound or the
        file can't be read, locked or written. What `change` raises passes through.
        """
        from kursk_tui.dossier.tables import Tables
        from kursk_tui.store.storage import SafeStorage

        files.require_there(self.path)
        storage = SafeStorage(self.path, backups=True)
        with storage.transaction() as database:
            change(Tables(database, self.path))
            tables = database.storage.read() or {}
            problems = check(tables, path=self.path)
            if problems:
                more = f"; {len(problems) - 1} more" if len(problems) > 1 else ""
                hint = problems[0].hint
                raise problems[0].error(
                    self.path, hint=f"{hint + '; ' if hint else ''}nothing was written{more}"
                )
        if storage.written is not None and len(storage.written) >= CACHED_FROM:
            from kursk_tui.dossier import cache

            # Whoever opens these very bytes next need not find out again that they are sound.
            store = cache.store_for(storage.written)
            if store is not None:
                cache.keep(store, storage.written, _ids(tables))

    def raw_rows(self, table: str) -> Mapping[str, Row]:
        """Return the rows of a table by id, as decoded: for readers of this room only."""
        return self._rows.get(table, {})

    def claims_with(self, field: str, *values: str | None) -> Iterator[Claim]:
        """Yield the claims whose field has one of some values, in file order.

        Only these are built: to build all of 100,000 takes a second. `field` is one that a row
        holds as it is, such as `measure` or `release`; absent counts as None.
        """
        for id, row in self.raw_rows("claims").items():
            if row.get(field) in values:
                yield self.claims[id]

    def derived(self, name: str, make: Callable[[], R]) -> R:
        """Return what `make` makes of these records, or made of them before: see `cache`.

        It must follow from the records alone, by code of this room, of `model` or of `analysis`,
        and be plain: dictionaries, lists, bare tuples, text, numbers, None at most within them. It
        is shared, so it must not be changed. `name` is lower-case letters.
        """
        if self._store is None:
            return make()
        found: R | None = self._store.get(name)
        if found is None:
            found = make()
            if self._rest is None:
                self._store.put(name, found)
            else:
                # Whoever waits for the first screen need not wait for the disk.
                self._unkept.append((name, found))
        return found

    def _records(self, table: str, record: type[R]) -> Records[R]:
        return Records(self._rows.get(table, {}), builder(record))

    @classmethod
    def _opened_large(
        cls, raw: bytes, path: str, stamp: Stamp, progress: Progress, finish: bool
    ) -> Dossier:
        """Decode and check, unless these very bytes were found sound before."""
        from kursk_tui.dossier import cache

        store = cache.store_for(raw)
        known = cache.known(store, raw) if store is not None else None
        if known is not None:
            dossier = cls.__new__(cls)
            dossier._take(known.meta, known.rows, path, stamp)
            # A look-up decodes what it needs, and is done.
            if not finish:
                dossier._rest = partial(cache.decode_all, known)
        else:
            data = files.decode(raw, path, lambda share: progress(share * _DECODED))
            dossier = cls._checked(
                files.tables(data, path),
                path,
                stamp,
                lambda share: progress(_DECODED + share * (1 - _DECODED)),
            )
            if not finish or store is not None:
                dossier._rest = partial(dossier._keep, store, raw, sharing=not finish)
        dossier._store = store
        return dossier

    def _keep(self, store: Store | None, raw: bytes, *, sharing: bool) -> None:
        """Write down what was found out; before that, with `sharing`, take less memory."""
        from kursk_tui.dossier import cache
        from kursk_tui.dossier.sharing import Shared

        if sharing:
            for name, rows in self._rows.items():
                Shared(name).share(rows.values())
        if store is not None:
            ids = {name: list(rows) for name, rows in self._rows.items()}
            cache.keep(store, raw, {"meta": ["meta"], **ids})

    @classmethod
    def _checked(
        cls,
        data: Mapping[str, Any],
        path: str,
        stamp: Stamp | None,
        progress: Progress = files.unwatched,
    ) -> Dossier:
        problems = check(data, path=path, progress=progress)
        if problems and problems[0].is_newer:
            raise problems[0].error(path)
        if problems:
            count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
            raise problems[0].error(
                path, hint=f"{count}: kursk-tui check FILE lists all, restore FILE good copies"
            )
        return cls(data, path, stamp)


def _ids(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    return {
        name: [row.get("id", key) for key, row in table.items()] for name, table in tables.items()
    }


def default_path() -> str:
    """Return the path of the shipped dossier. Raises DossierError as `shipped_path` does."""
    return shipped_path("kursk.json", "the shipped dossier")


def shipped_path(name: str, what: str) -> str:
    """Return the path of a file that comes with the program: in the package, else beside it.

    An installed package has it inside; a working copy has it in `data/` beside the package.
    Raises DossierError, which says what it is, when it is in neither place.
    """
    places = shipped_places(name)
    for place in places:
        if os.path.isfile(place):
            return place
    raise DossierError(
        f"{what} is not there",
        path=places[0],
        hint=f"nor at {places[1]}; install kursk-tui again, or name a file with -d",
    )


def shipped_places(name: str) -> list[str]:
    """Return where a file or folder that comes with the program may be, the likelier first."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    return [os.path.join(at, "data", name) for at in (package, os.path.dirname(package))]
