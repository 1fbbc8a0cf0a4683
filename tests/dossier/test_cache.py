"""A cache may cost time, never correctness."""

from __future__ import annotations

import gc
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_tui.dossier import cache
from kursk_tui.dossier import dossier as opening
from kursk_tui.dossier.cache import Rows
from kursk_tui.dossier.check import check
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.dossier.editing import Change, make
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.lens import Lens, look
from kursk_tui.dossier.sharing import Shared
from kursk_tui.store import files
from kursk_tui.store.errors import DossierError
from kursk_tui.store.layout import layout_by_ids, layout_of
from tests.dossier.sample import Data, large, sample
from tests.five import FIVE

TABLES = ("agents", "scopes", "sources", "events", "measures", "claims", "identities")

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no cache without owners")


@pytest.fixture(autouse=True)
def no_threshold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "CACHED_FROM", 0)


@pytest.fixture
def folder(own_environment: Path) -> Path:
    return own_environment / ".cache" / "kursk-tui"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "flood.json"
    made.write_bytes(files.encode(sample(), str(made)))
    return made


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that were checked from now on."""
    seen: list[str] = []

    def counted(data: Any, *, path: str, **options: Any) -> Any:
        seen.append(path)
        return check(data, path=path, **options)

    monkeypatch.setattr(opening, "check", counted)
    return seen


def content(dossier: Dossier) -> dict[str, Any]:
    """Everything that a dossier holds, in its order."""
    tables = {name: list(dossier.raw_rows(name).items()) for name in TABLES}
    records = [list(getattr(dossier, name).items()) for name in TABLES]
    return {"meta": dossier.meta, "records": records, **tables}


def one_by_one(dossier: Dossier) -> dict[str, Any]:
    tables = {name: [(id, dossier.raw_rows(name)[id]) for id in dossier.raw_rows(name)]
              for name in TABLES}  # fmt: skip
    records = [[(id, getattr(dossier, name)[id]) for id in getattr(dossier, name)]
               for name in TABLES]  # fmt: skip
    return {"meta": dossier.meta, "records": records, **tables}


def uncached(path: Path) -> dict[str, Any]:
    data = files.tables(files.decode(path.read_bytes(), str(path)), str(path))
    return content(Dossier.from_data(data, str(path)))


def kept(folder: Path, name: str = "layout") -> Path:
    (found,) = folder.glob(f"*.{name}")
    return found


@pytest.mark.parametrize("read", [content, one_by_one])
def test_records_are_the_same_and_checked_once(
    path: Path, checks: list[str], read: Callable[[Dossier], Any]
) -> None:
    wanted = uncached(path)
    del checks[:]
    assert content(Dossier.open(path)) == wanted
    assert len(checks) == 1
    known = Dossier.open(path)
    assert read(known) == wanted
    assert content(known) == wanted
    assert len(checks) == 1
    assert known.stamp == files.stamp(str(path))
    assert not known.changed_on_disk()


def test_shipped_dossier_is_the_same(checks: list[str]) -> None:
    path = Path(default_path())
    wanted = uncached(path)
    Dossier.open(path)
    del checks[:]
    assert content(Dossier.open(path)) == wanted
    assert one_by_one(Dossier.open(path)) == wanted
    assert checks == []


def test_rows_are_a_mapping_like_any_other(path: Path) -> None:
    Dossier.open(path)
    rows = Dossier.open(path).raw_rows("claims")
    plain = {row["id"]: row for row in sample()["claims"].values()}
    assert (list(rows), len(rows)) == (list(plain), len(plain))
    assert "nobody" not in rows
    assert object() not in rows
    assert rows.get("nobody") is None
    with pytest.raises(KeyError):
        rows["nobody"]
    assert list(rows.values()) == list(plain.values())
    with pytest.raises(KeyError):
        rows["nobody"]
    assert rows == plain


def test_what_is_derived_is_kept_and_not_taken_for_what_a_lens_shows(path: Path) -> None:
    made: list[int] = []

    def ids(dossier: Dossier) -> list[str]:
        def make() -> list[str]:
            made.append(1)
            return list(dossier.claims)

        return dossier.derived("ids", make)

    dossier = Dossier.open(path)
    assert ids(dossier) == ids(Dossier.open(path)) == list(dossier.claims)
    assert len(made) == 1
    seen = look(Dossier.open(path), Lens(without=("council",))).dossier
    assert ids(seen) == list(seen.claims) != list(dossier.claims)
    assert len(made) == 2


def test_index_and_lens_see_the_same(path: Path) -> None:
    Dossier.open(path)
    known, plain = Dossier.open(path), Dossier.from_data(sample(), str(path))
    for agent in plain.agents:
        assert Index(known).claims_of_agent(agent) == Index(plain).claims_of_agent(agent)
        lens = Lens(without=(agent,))
        assert content(look(known, lens).dossier) == content(look(plain, lens).dossier)
    for kind in TABLES:
        assert Index(known).holding(kind, "houses") == Index(plain).holding(kind, "houses")


# ---- the bytes


LAYOUTS: tuple[Callable[[Data], str], ...] = (
    lambda data: json.dumps(data),
    lambda data: json.dumps(data, ensure_ascii=False, indent=4),
    lambda data: json.dumps(data, separators=(",", ":")),
    lambda data: json.dumps(data, indent="\t").replace("\n", "\r\n  "),
    lambda data: " \n" + json.dumps(data, ensure_ascii=False, separators=(" ,\n ", " : ")) + "\n\n",
    # The title stands twice, then a row, then a table: the last counts.
    lambda data: json.dumps(data).replace('"title": "', '"title": "x", "title": "'),
    lambda data: json.dumps(data).replace('"agents": {', '"agents": {"1": {"id": "x"}, ', 1),
    lambda data: '{"claims": {"7": {"id": "gone"}}, ' + json.dumps(data)[1:],
)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_any_layout_of_the_file_is_read_alike(
    tmp_path: Path, checks: list[str], layout: Callable[[Data], str]
) -> None:
    path = tmp_path / "laid-out.json"
    path.write_text(layout(sample()), encoding="utf-8", newline="")
    wanted = uncached(path)
    Dossier.open(path)
    del checks[:]
    assert content(Dossier.open(path)) == wanted
    assert one_by_one(Dossier.open(path)) == wanted
    assert checks == []


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1),
    numbers=st.lists(st.floats(allow_nan=False, allow_infinity=False) | st.integers()),
    ascii_only=st.booleans(),
    indent=st.sampled_from([None, 0, 3]),
)
def test_rows_are_found_whatever_is_in_them(
    words: list[str], numbers: list[float], ascii_only: bool, indent: int | None
) -> None:
    rows = {
        str(n): {"id": f"r{n}", word: [word, {word: numbers}]} for n, word in enumerate(words, 1)
    }
    data: Data = {"meta": {"1": {"title": words[0]}}, "claims": rows, "empty": {}}
    encoded = files.encode(data, "any.json")
    claims = [str(row["id"]) for row in rows.values()]
    ids: dict[str, list[str]] = {"meta": ["1"], "claims": claims, "empty": []}
    assert layout_by_ids(encoded, ids) == layout_of(encoded)
    raw = json.dumps(data, ensure_ascii=ascii_only, indent=indent).encode()
    found = {name: cache.Rows(raw, *table) for name, table in layout_of(raw).items()}
    assert list(found) == ["meta", "claims", "empty"]
    assert found["meta"]["1"] == {"title": words[0]}
    assert {id: found["claims"][id] for id in found["claims"]} == {
        row["id"]: row for row in rows.values()
    }
    assert list(found["claims"].values()) == list(rows.values())
    assert len(found["empty"]) == 0
    assert dict(found["empty"].items()) == {}


def test_file_changed_by_one_byte_within_a_tick_is_seen(path: Path, checks: list[str]) -> None:
    before = Dossier.open(path)
    status = path.stat()
    raw = path.read_bytes()
    with path.open("r+b") as file:
        file.write(raw.replace(b"Northland", b"Southland"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert files.stamp(str(path)) == before.stamp
    assert before.reload().agents["northland"].name == "Southland"
    assert len(checks) == 2


def test_every_byte_of_the_dossier_counts(path: Path, folder: Path) -> None:
    raw = path.read_bytes()
    for at in range(0, len(raw), 37):
        changed = bytes([*raw[:at], raw[at] ^ 1, *raw[at + 1 :]])
        store = cache.store_for(raw)
        other = cache.store_for(changed)
        assert store is not None
        assert other is not None
        assert store._file("layout") != other._file("layout")


def test_change_through_the_dossier_is_seen(path: Path) -> None:
    Dossier.open(path)
    dossier = Dossier.open(path)
    dossier.apply(lambda tables: tables.update("agents", "northland", {"name": "Southland"}))
    assert dossier.agents["northland"].name == "Northland"
    assert dossier.changed_on_disk()
    for _ in range(2):
        dossier = dossier.reload()
        assert dossier.agents["northland"].name == "Southland"


# ---- unsound dossiers


@pytest.mark.parametrize(
    "broken",
    [
        lambda text: text.replace('"kind": "state"', '"kind": "stete"'),
        lambda text: text[:-30],
        lambda text: text.replace('"1": {"id": "northland"', '"01": {"id": "northland"'),
        lambda text: text.replace("Northland", "North\\ud800land"),
        lambda text: "[]",
        lambda text: "",
    ],
)
def test_unsound_dossier_is_never_marked_and_always_told_alike(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, broken: Callable[[str], str]
) -> None:
    path = tmp_path / "broken.json"
    path.write_text(broken(files.encode(sample(), "sample").decode()), encoding="utf-8")
    told = []
    for setting in ("", "", cache.OFF):
        monkeypatch.setenv(cache.VARIABLE, setting)
        with pytest.raises(DossierError) as error:
            Dossier.open(path)
        told.append(str(error.value))
    assert len(set(told)) == 1
    assert not folder.exists()


# ---- damage


def damages() -> list[Any]:
    def cut(raw: bytes) -> bytes:
        return raw[: len(raw) // 2]

    def other_version(raw: bytes) -> bytes:
        return raw.replace(b"cache 1\n", b"cache 2\n", 1)

    named = {
        "empty": lambda raw: b"",
        "head": lambda raw: raw[: cache._HEAD - 1],
        "bare head": lambda raw: raw[: cache._HEAD],
        "cut": cut,
        "one short": lambda raw: raw[:-1],
        "one more": lambda raw: raw + b"\0",
        "version": other_version,
        "noise": lambda raw: bytes(range(256)) * 40,
    }
    return [pytest.param(damage, id=name) for name, damage in named.items()]


@pytest.mark.parametrize("damage", damages())
def test_damaged_cache_is_not_believed_and_is_mended(
    path: Path, folder: Path, checks: list[str], damage: Callable[[bytes], bytes]
) -> None:
    Dossier.open(path)
    good = kept(folder).read_bytes()
    kept(folder).write_bytes(damage(good))
    assert content(Dossier.open(path)) == uncached(path)
    assert kept(folder).read_bytes() == good
    del checks[:]
    Dossier.open(path)
    assert checks == []


def test_every_flipped_bit_is_noticed(path: Path, folder: Path) -> None:
    Dossier.open(path)
    store = cache.store_for(path.read_bytes())
    assert store is not None
    assert store.get("layout") is not None
    good = kept(folder).read_bytes()
    places = [*range(cache._HEAD + 20), *range(cache._HEAD + 20, len(good), 11)]
    for at in places:
        kept(folder).write_bytes(bytes([*good[:at], good[at] ^ 1 << at % 8, *good[at + 1 :]]))
        assert store.get("layout") is None, at
    kept(folder).write_bytes(good)
    assert store.get("layout") is not None


def test_file_of_another_dossier_under_our_name_is_not_believed(
    path: Path, tmp_path: Path, folder: Path, checks: list[str]
) -> None:
    Dossier.open(path)
    name = kept(folder).name
    other = tmp_path / "other.json"
    other.write_bytes(path.read_bytes().replace(b"Northland", b"Southland"))
    kept(folder).unlink()
    Dossier.open(other)
    kept(folder).rename(folder / name)
    del checks[:]
    assert Dossier.open(path).agents["northland"].name == "Northland"
    assert len(checks) == 1


def test_huge_cache_file_is_not_read(path: Path, folder: Path) -> None:
    Dossier.open(path)
    os.truncate(kept(folder), 1 << 40)
    assert content(Dossier.open(path)) == uncached(path)
    assert kept(folder).stat().st_size < 100_000


def test_another_checker_believes_nothing(
    path: Path, folder: Path, checks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Dossier.open(path)
    monkeypatch.setattr(cache, "code_digest", lambda: b"another")
    Dossier.open(path)
    assert len(checks) == 2
    assert len(list(folder.glob("*.layout"))) == 2


def test_digest_of_the_code_is_of_every_file_that_judges(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in ("dossier/sqlite", "store", "model", "analysis/ladder"):
        (tmp_path / room).mkdir(parents=True)
    (tmp_path / "dossier" / "__pycache__").mkdir()
    monkeypatch.setattr(cache, "__file__", str(tmp_path / "dossier" / "cache.py"))
    digests = [cache.code_digest.__wrapped__()]
    for name in (
        *("dossier/a.py", "dossier/sqlite/a.py", "store/a.py", "model/a.py"),
        *("analysis/a.py", "analysis/ladder/a.py"),
    ):
        (tmp_path / name).write_text("1")
        digests.append(cache.code_digest.__wrapped__())
    assert len(set(digests)) == 7
    (tmp_path / "dossier" / "__pycache__" / "a.py").write_text("1")
    assert cache.code_digest.__wrapped__() == digests[-1]


def test_code_that_is_in_no_files_keeps_nothing(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.code_digest.cache_clear()
    monkeypatch.setattr(cache, "__file__", "/nowhere/package.zip/dossier/cache.py")
    assert content(Dossier.open(path)) == uncached(path)
    assert not folder.exists()


# ---- the folder


def test_folders_and_files_are_for_their_owner_alone(path: Path, folder: Path) -> None:
    before = os.umask(0)
    try:
        Dossier.open(path)
    finally:
        os.umask(before)
    for made in (folder.parent, folder):
        assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert stat.S_IMODE(kept(folder).stat().st_mode) == 0o600


def test_what_was_checked_before_it_was_written_is_not_checked_again(
    path: Path, checks: list[str]
) -> None:
    dossier = Dossier.open(path)
    del checks[:]
    old = dict(dossier.raw_rows("agents")["council"])
    change = Change("agents", "council", old, {**old, "name": "City Council"})
    make(dossier, [change], "a name", author="ann")
    assert len(checks) == 1
    again = dossier.reload()
    assert len(checks) == 1
    assert content(again) == uncached(path)
    assert again.agents["council"].name == "City Council"
    # Whoever writes by other means is checked.
    path.write_bytes(path.read_bytes() + b"\n")
    del checks[:]
    Dossier.open(path)
    assert len(checks) == 1


def test_nothing_is_kept_when_switched_off(
    path: Path, folder: Path, checks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Dossier.open(path)
    monkeypatch.setenv(cache.VARIABLE, "OFF")
    Dossier.open(path)
    assert len(checks) == 2
    kept(folder).unlink()
    dossier = Dossier.open(path)
    assert dossier.derived("ids", lambda: 1) == 1
    assert list(folder.iterdir()) == []


def test_small_dossier_knows_no_cache(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "CACHED_FROM", path.stat().st_size + 1)
    Dossier.open(path)
    assert not folder.exists()


def test_place_follows_the_specification(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache.cache_folder({"XDG_CACHE_HOME": "/c", "HOME": "/h"}) == "/c/kursk-tui"
    assert cache.cache_folder({"XDG_CACHE_HOME": "c", "HOME": "/h"}) == "/h/.cache/kursk-tui"
    assert cache.cache_folder({"HOME": "/h"}) == "/h/.cache/kursk-tui"
    assert cache.cache_folder({"HOME": "h"}) is None
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    assert cache.cache_folder({}) is None


def is_kept_nowhere(path: Path, checks: list[str]) -> None:
    wanted = uncached(path)
    for _ in range(2):
        del checks[:]
        dossier = Dossier.open(path)
        assert content(dossier) == wanted
        assert dossier.derived("ids", lambda: [1]) == [1]
        assert len(checks) == 1


def test_file_in_the_place_of_the_folder(path: Path, folder: Path, checks: list[str]) -> None:
    folder.parent.mkdir()
    folder.write_text("mine")
    is_kept_nowhere(path, checks)
    assert folder.read_text() == "mine"


def test_file_in_the_place_of_the_folder_above(path: Path, folder: Path, checks: list[str]) -> None:
    folder.parent.write_text("mine")
    is_kept_nowhere(path, checks)


def test_folder_that_others_may_write_to(path: Path, folder: Path, checks: list[str]) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    is_kept_nowhere(path, checks)
    assert list(folder.iterdir()) == []


def test_file_that_others_may_write_to(path: Path, folder: Path, checks: list[str]) -> None:
    Dossier.open(path)
    kept(folder).chmod(0o666)
    Dossier.open(path)
    assert len(checks) == 2
    assert stat.S_IMODE(kept(folder).stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write anywhere")
def test_read_only_folder(path: Path, folder: Path, checks: list[str]) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o500)
    try:
        is_kept_nowhere(path, checks)
    finally:
        folder.chmod(0o700)


@pytest.mark.parametrize("call", ["open", "rename", "mkdir"])
@pytest.mark.parametrize("reason", ["ENOSPC", "EROFS", "EACCES", "EDQUOT", "EIO"])
def test_system_that_refuses(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, reason: str
) -> None:
    import errno

    wanted = uncached(path)
    if call != "mkdir":
        folder.mkdir(parents=True)
    real = getattr(os, call)

    def refuse(*arguments: Any, **names: Any) -> Any:
        if call == "open" and not arguments[1] & os.O_CREAT:
            return real(*arguments, **names)
        raise OSError(getattr(errno, reason), reason)

    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        assert content(Dossier.open(path)) == wanted
    assert not folder.exists() or list(folder.iterdir()) == []


def test_disk_that_fills_up_leaves_nothing_behind(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Dossier.open(path)
    good = kept(folder)
    raw = good.read_bytes()
    good.unlink()
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(raw) // 2, limits[1]))
    try:
        dossier = Dossier.open(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert len(dossier.claims) == len(sample()["claims"])
    assert list(folder.iterdir()) == []


def test_interrupted_writing_leaves_nothing_behind(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*arguments: Any, **names: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", interrupt)
        with pytest.raises(KeyboardInterrupt):
            Dossier.open(path)
    assert list(folder.iterdir()) == []
    assert gc.isenabled()


def test_link_of_our_own_is_followed(
    path: Path, folder: Path, tmp_path: Path, checks: list[str]
) -> None:
    (tmp_path / "big-disk").mkdir(mode=0o700)
    folder.parent.mkdir()
    folder.symlink_to(tmp_path / "big-disk")
    Dossier.open(path)
    Dossier.open(path)
    assert len(checks) == 1
    assert list((tmp_path / "big-disk").iterdir()) != []


@pytest.mark.parametrize("above", [False, True])
def test_link_of_somebody_else_is_not_followed(
    path: Path,
    folder: Path,
    tmp_path: Path,
    checks: list[str],
    monkeypatch: pytest.MonkeyPatch,
    above: bool,
) -> None:
    place = tmp_path / "place"
    place.mkdir(mode=0o700)
    link = folder.parent if above else folder
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(place)
    real = os.lstat

    def lstat(name: Any, **names: Any) -> os.stat_result:
        found = real(name, **names)
        if not stat.S_ISLNK(found.st_mode):
            return found
        return os.stat_result([*found[:4], 4242, *found[5:]])

    monkeypatch.setattr(os, "lstat", lstat)
    is_kept_nowhere(path, checks)
    assert [entry for entry in place.rglob("*") if entry.is_file()] == []


def test_folder_of_somebody_else_is_not_used(
    path: Path, folder: Path, checks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Dossier.open(path)
    others = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: others)
    is_kept_nowhere(path, checks)
    kept(folder).unlink()
    folder.rmdir()
    is_kept_nowhere(path, checks)
    assert not folder.exists()


def test_cache_file_that_is_a_link_a_folder_or_a_pipe(
    path: Path, folder: Path, tmp_path: Path, checks: list[str]
) -> None:
    Dossier.open(path)
    file = kept(folder)
    (tmp_path / "elsewhere").write_bytes(file.read_bytes())
    file.unlink()
    file.symlink_to(tmp_path / "elsewhere")
    Dossier.open(path)
    assert len(checks) == 2
    assert not file.is_symlink()
    file.unlink()
    os.mkfifo(file, 0o600)
    Dossier.open(path)
    assert len(checks) == 3
    assert file.is_file()
    file.unlink()
    file.mkdir()
    Dossier.open(path)
    assert len(checks) == 4
    assert list(folder.iterdir()) == [file]


# ---- bounds


def store(number: int) -> cache.Store:
    made = cache.store_for(str(number).encode())
    assert made is not None
    return made


def test_files_are_bounded_in_number_and_the_newest_stay(folder: Path) -> None:
    for number in range(cache.MOST_FILES + 10):
        store(number).put("layout", number)
        os.utime(folder / store(number)._file("layout"), (number, number))
    assert len(list(folder.iterdir())) == cache.MOST_FILES
    assert [n for n in range(cache.MOST_FILES + 10) if store(n).get("layout") == n] == list(
        range(10, cache.MOST_FILES + 10)
    )


def test_files_are_bounded_in_size(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_BYTES", 10_000)
    for number in range(9):
        store(number).put("layout", bytes(2_000))
        os.utime(folder / store(number)._file("layout"), (number, number))
    assert sum(file.stat().st_size for file in folder.iterdir()) <= 10_000
    assert len(list(folder.iterdir())) == 4
    store(10).put("layout", bytes(2_600))
    assert store(10).get("layout") is None


def test_what_killed_writers_left_goes_and_what_others_put_there_stays(folder: Path) -> None:
    store(1).put("layout", 1)
    old, young = (folder / f"{kept(folder).name}.{c * 16}.tmp" for c in "ab")
    notes, strange = folder / "notes.txt", folder / "abc.layout"
    for file in (old, young, notes, strange):
        file.write_text("x")
    for file in (old, notes, strange):
        os.utime(file, (1, 1))
    for number in range(2, cache.MOST_FILES + 4):
        store(number).put("layout", number)
    assert not old.exists()
    assert all(file.exists() for file in (young, notes, strange))


def test_data_that_is_not_plain_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="unmarshal"):
        store(1).put("layout", object())


# ---- processes

WRITER = """
import sys
from kursk_tui.dossier import cache, dossier
from kursk_tui.store.layout import layout_of
dossier.CACHED_FROM = 0
path, rounds = sys.argv[1], int(sys.argv[2])
names = set()
for n in range(rounds):
    opened = dossier.Dossier.open(path)
    names.add((len(opened.claims.values()), opened.agents["northland"].name))
    assert opened.derived("many", lambda: list(range(20_000))) == list(range(20_000))
    if n % 3 == 0:
        store = cache.store_for(open(path, "rb").read())
        store.put("layout", layout_of(open(path, "rb").read()))
        store.put("many", list(range(20_000)))
print(names)
"""


def test_processes_that_write_at_once(path: Path, folder: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(path), "60"]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    answers = {process.communicate() for process in running}
    assert answers == {(f"{{({len(sample()['claims'])}, 'Northland')}}\n", "")}
    assert sorted(file.suffix for file in folder.iterdir()) == [".layout", ".many"]


def test_small_dossier_imports_nothing_for_the_cache() -> None:
    script = (
        "import sys; from kursk_tui.dossier.dossier import Dossier; "
        f"Dossier.open({str(FIVE)!r}); "
        "print([m for m in ('hashlib', 'kursk_tui.dossier.cache') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr


def test_rows_are_read_while_another_thread_decodes_them() -> None:
    data = large(20, 3000)
    raw = files.encode(data, "x")
    wanted = {row["id"]: row for row in data["claims"].values()}
    ids = list(wanted)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for number in range(12):
            rows = Rows(raw, *layout_of(raw)["claims"])
            wrong: list[object] = []

            def read(rows: Rows = rows, number: int = number, wrong: list[object] = wrong) -> None:
                try:
                    for id in ids[number::7]:
                        if rows[id] != wanted[id] or len(rows) != 3000 or id not in rows:
                            wrong.append(id)
                    if dict(rows.items()) != wanted or list(rows) != ids:
                        wrong.append("all of them")
                except Exception as error:  # noqa: BLE001 - in a thread, told below
                    wrong.append(error)

            threads = [Thread(target=read) for _ in range(3)]
            threads.append(Thread(target=rows.decode, args=(Shared("claims"),)))
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert wrong == []
    finally:
        sys.setswitchinterval(before)


def test_where_the_rows_of_a_large_file_stand_is_known_from_what_it_was_made_of() -> None:
    data = large(300, 4_000)
    raw = files.encode(data, "large.json")
    ids = {name: [row.get("id", key) for key, row in table.items()] for name, table in data.items()}
    found = layout_by_ids(raw, ids)
    assert found == layout_of(raw)
    rows = cache.Rows(raw, *found["claims"])
    assert dict(rows.items()) == {row["id"]: row for row in data["claims"].values()}


@pytest.mark.parametrize(
    "text",
    [
        # A key twice; two rows a line; a row of two lines; another table; a row that is missing.
        '{\n"claims": {\n"1": {"id": "a"},\n"1": {"id": "a"},\n"2": {"id": "b"}\n}\n}\n',
        '{\n"claims": {\n"1": {"id": "a"}, "2": {"id": "b"}\n}\n}\n',
        '{\n"claims": {\n"1": {"id": "a",\n"x": 1},\n"2": {"id": "b"}\n}\n}\n',
        '{\n"claims": {\n"1": {"id": "a"},\n"2": {"id": "b"}\n},\n"agents": {}\n}\n',
        '{\n"claims": {\n"1": {"id": "a"}\n}\n}\n',
        '{"claims": {"1": {"id": "a"}, "2": {"id": "b"}}}',
    ],
)
def test_a_file_that_is_laid_out_otherwise_is_not_guessed_at(text: str) -> None:
    json.loads(text)
    with pytest.raises(ValueError, match="row"):
        layout_by_ids(text.encode(), {"claims": ["a", "b"]})
