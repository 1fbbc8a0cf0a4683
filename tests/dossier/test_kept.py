"""A kept index may cost time, never correctness."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kursk_tui.dossier import cache
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.holding import KINDS, Holding
from kursk_tui.dossier.memory import MemoryHolding
from kursk_tui.dossier.sqlite import kept
from kursk_tui.dossier.sqlite.build import build
from kursk_tui.store import files
from tests.dossier.sample import large, sample

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no cache without owners")
MOMENTS = 200


@pytest.fixture
def folder(own_environment: Path) -> Path:
    return own_environment / ".cache" / "kursk-tui" / kept.FOLDER


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "flood.json"
    made.write_bytes(files.encode(sample(), str(made)))
    return made


def answers(holding: Holding) -> object:
    """All records of all lists, in their order."""
    found: list[object] = [holding.meta, holding.revision, dict(holding.measures)]
    for kind in KINDS:
        listing = holding.listing(kind)
        ids = listing.page(None, 10_000).ids
        found.append((listing.count(), list(getattr(holding, kind).many(ids).items())))
    return found


def wanted(path: Path) -> object:
    return answers(MemoryHolding(Dossier.open(path)))


def the_index(folder: Path) -> Path:
    (found,) = folder.glob("*.sqlite")
    return found


def test_it_is_built_once_and_answers_as_the_file_does(path: Path, folder: Path) -> None:
    assert kept.find(str(path)) is None
    assert kept.keep(Dossier.open(path))
    found = kept.find(str(path))
    assert found is not None
    assert answers(found.holding) == wanted(path)
    assert found.is_of_file()
    assert [name.suffix for name in folder.iterdir()] == [".sqlite"]


def test_folders_and_files_are_for_their_owner_alone(path: Path, folder: Path) -> None:
    before = os.umask(0)
    try:
        assert kept.keep(Dossier.open(path))
    finally:
        os.umask(before)
    for made in (folder.parent, folder):
        assert stat.S_IMODE(made.stat().st_mode) == 0o700
    for file in (the_index(folder), *folder.parent.glob("*.index")):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_name_with_signs_of_an_address_is_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = tmp_path / "a?mode=rwc#b%20c"
    at.mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(at))
    made = at / "what? 100%.json"
    made.write_bytes(files.encode(sample(), str(made)))
    assert kept.keep(Dossier.open(made))
    found = kept.find(str(made))
    assert found is not None
    assert answers(found.holding) == wanted(made)


# ---- another file, another code


def test_a_changed_file_has_another_index(path: Path) -> None:
    dossier = Dossier.open(path)
    assert kept.keep(dossier)
    data = sample()
    data["meta"]["1"]["title"] = "A ford"
    path.write_bytes(files.encode(data, str(path)))
    assert kept.find(str(path)) is None
    # What was opened is no longer what is there.
    assert not kept.keep(dossier)
    assert kept.keep(Dossier.open(path))
    found = kept.find(str(path))
    assert found is not None
    assert found.holding.meta.title == "A ford"


def test_a_file_that_changes_while_its_index_is_built_has_none(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = build

    def while_it_changes(dossier: Dossier, *rest: object) -> None:
        made(dossier, *rest)  # type: ignore[arg-type]
        path.write_bytes(path.read_bytes() + b"\n")

    monkeypatch.setattr(kept, "build", while_it_changes)
    assert not kept.keep(Dossier.open(path))
    assert kept.find(str(path)) is None


def test_bytes_that_changed_behind_the_clock_are_found_by_reading(path: Path) -> None:
    assert kept.keep(Dossier.open(path))
    found = kept.find(str(path))
    assert found is not None
    path.write_bytes(path.read_bytes().replace(b"A flood", b"A ford."))
    assert not found.is_of_file()
    path.unlink()
    assert not found.is_of_file()


def test_another_code_makes_its_own(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept.keep(Dossier.open(path))
    monkeypatch.setattr(cache, "code_digest", lambda: b"another")
    assert kept.find(str(path)) is None


# ---- what is wrong with it


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.7, 0.999])
@pytest.mark.parametrize("harm", ["cut", "flipped", "emptied"])
def test_damage_costs_time(path: Path, folder: Path, share: float, harm: str) -> None:
    assert kept.keep(Dossier.open(path))
    file = the_index(folder)
    raw = bytearray(file.read_bytes())
    at = int(share * len(raw))
    if harm == "flipped":
        raw[at] ^= 0xFF
    else:
        raw[at:] = b"" if harm == "cut" else bytes(len(raw) - at)
    file.write_bytes(raw)
    assert kept.find(str(path)) is None
    assert kept.keep(Dossier.open(path))
    assert kept.find(str(path)) is not None


def test_an_index_without_its_digest_is_not_trusted(path: Path, folder: Path) -> None:
    assert kept.keep(Dossier.open(path))
    (told,) = folder.parent.glob("*.index")
    told.unlink()
    assert kept.find(str(path)) is None


@pytest.mark.parametrize("mode", [0o666, 0o620])
def test_what_others_may_write_is_not_trusted(path: Path, folder: Path, mode: int) -> None:
    assert kept.keep(Dossier.open(path))
    the_index(folder).chmod(mode)
    assert kept.find(str(path)) is None


def test_a_folder_that_others_may_write_to_is_not_used(path: Path, folder: Path) -> None:
    assert kept.keep(Dossier.open(path))
    folder.chmod(0o777)
    assert kept.find(str(path)) is None
    assert not kept.keep(Dossier.open(path))


def test_a_folder_of_somebody_else_is_not_used(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kept.keep(Dossier.open(path))
    others = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: others)
    assert kept.find(str(path)) is None
    assert not kept.keep(Dossier.open(path))


def test_a_link_in_its_place_is_not_followed(path: Path, folder: Path, tmp_path: Path) -> None:
    assert kept.keep(Dossier.open(path))
    file = the_index(folder)
    elsewhere = file.rename(tmp_path / "elsewhere")
    file.symlink_to(elsewhere)
    assert kept.find(str(path)) is None


def test_nothing_is_kept_when_switched_off(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cache.VARIABLE, "off")
    assert not kept.keep(Dossier.open(path))
    assert kept.find(str(path)) is None
    assert not folder.exists()


def test_a_dossier_in_memory_and_a_missing_file_have_none(tmp_path: Path) -> None:
    assert not kept.keep(Dossier.from_data(sample()))
    assert kept.find(str(tmp_path / "nothing.json")) is None
    assert kept.find("a\0b") is None


def test_a_full_disk_leaves_nothing_behind(path: Path, folder: Path) -> None:
    path.write_bytes(files.encode(large(2_000, 40), str(path)))
    code = (
        "import resource, signal, sys\n"
        "from kursk_tui.dossier.dossier import Dossier\n"
        "from kursk_tui.dossier.sqlite import kept\n"
        "dossier = Dossier.open(sys.argv[1])\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))\n"
        "sys.exit(kept.keep(dossier))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, path], check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert list(folder.iterdir()) == []
    assert kept.find(str(path)) is None


# ---- who makes it


def test_only_the_newest_indexes_stay(tmp_path: Path, folder: Path) -> None:
    paths = [tmp_path / f"{n}.json" for n in range(kept.MOST + 2)]
    for number, path in enumerate(paths):
        path.write_bytes(files.encode(sample(), str(path)))
        assert kept.keep(Dossier.open(path))
        for file in folder.iterdir():
            # The clock of a file system may be coarse: each is older than those after it.
            times = file.stat().st_mtime_ns - 10**9 * (len(paths) - number)
            os.utime(file, ns=(times, times))
    assert len(list(folder.iterdir())) == kept.MOST
    assert [kept.find(str(path)) is not None for path in paths] == [False] * 2 + [True] * kept.MOST


def test_what_a_killed_builder_left_goes_and_what_is_not_ours_stays(
    path: Path, folder: Path
) -> None:
    folder.mkdir(parents=True, mode=0o700)
    folder.parent.chmod(0o700)
    old, new = (folder / f"{'a' * 64}.sqlite.{digit * 16}.tmp" for digit in "12")
    for file in (old, new, folder / "mine.txt"):
        file.write_text("")
    os.utime(old, (0, 0))
    os.utime(folder / "mine.txt", (0, 0))
    assert kept.keep(Dossier.open(path))
    assert {file.name for file in folder.iterdir()} == {
        the_index(folder).name,
        new.name,
        "mine.txt",
    }


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarm that kills")
def test_a_kill_at_any_moment_leaves_no_wrong_answer(path: Path, folder: Path) -> None:
    """Builders are killed by an alarm that nobody handles, each at another moment."""
    code = (
        "import os, random, signal, sys, time\n"
        "from kursk_tui.dossier.dossier import Dossier\n"
        "from kursk_tui.dossier.sqlite import kept\n"
        "path, seed, moments = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])\n"
        "dossier = Dossier.open(path)\n"
        "start = time.perf_counter()\n"
        "assert kept.keep(dossier)\n"
        "whole, rolled, killed = time.perf_counter() - start, random.Random(seed), 0\n"
        "for _ in range(moments):\n"
        "    child = os.fork()\n"
        "    if child == 0:\n"
        "        signal.setitimer(signal.ITIMER_REAL, rolled.uniform(1e-5, 1.2 * whole))\n"
        "        kept.keep(dossier)\n"
        "        os._exit(0)\n"
        "    rolled.random()\n"
        "    killed += os.WIFSIGNALED(os.waitpid(child, 0)[1])\n"
        "    found = kept.find(path)\n"
        "    print(killed, found is not None and found.holding.listing('claims').count().value)\n"
    )
    seed = random.randrange(10**6)
    done = subprocess.run(
        [sys.executable, "-c", code, path, str(seed), str(MOMENTS)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, ""), seed
    told = [line.split() for line in done.stdout.splitlines()]
    assert len(told) == MOMENTS
    count = str(len(Dossier.open(path).claims))
    # Whoever was killed before the digest was written left an index that nobody trusts.
    assert {value for _, value in told} <= {count, "False"}, seed
    assert int(told[-1][0]) > MOMENTS // 10, seed
    assert kept.keep(Dossier.open(path))
    found = kept.find(str(path))
    assert found is not None
    assert answers(found.holding) == wanted(path)


def test_two_processes_build_it_at_once(path: Path, folder: Path) -> None:
    path.write_bytes(files.encode(large(2_000, 40), str(path)))
    code = (
        "import sys\n"
        "from kursk_tui.dossier.dossier import Dossier\n"
        "from kursk_tui.dossier.sqlite import kept\n"
        "dossier = Dossier.open(sys.argv[1])\n"
        "print('ready', flush=True)\n"
        "sys.stdin.readline()\n"
        "sys.exit(0 if kept.keep(dossier) else 1)\n"
    )
    builders = [
        subprocess.Popen(
            [sys.executable, "-c", code, path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for builder in builders:
        assert builder.stdout is not None
        assert builder.stdout.readline() == "ready\n"
    for builder in builders:
        assert builder.stdin is not None
        builder.stdin.write("\n")
        builder.stdin.flush()
    assert [builder.communicate()[0] for builder in builders] == ["", ""]
    assert [builder.returncode for builder in builders] == [0, 0]
    found = kept.find(str(path))
    if found is None:  # the digest of the one beside the index of the other
        assert kept.keep(Dossier.open(path))
        found = kept.find(str(path))
    assert found is not None
    assert answers(found.holding) == wanted(path)
    assert len(list(folder.iterdir())) == 1
