"""Many pages at once from the shell: what is printed, kept, told meanwhile, and after a kill."""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kursk_tui.cli.output import FORMATS
from kursk_tui.intake.review import queue as queues
from kursk_tui.main import _is_for_explorer
from tests.cli.running import Result, called, on_terminal
from tests.five import FIVE
from tests.intake.captures import answer, entry, item, packed, record, rss
from tests.intake.test_many import AGAIN, CHANGER, FRESH, NOTHING
from tests.store.disks import ROOT

Run = Callable[..., Result]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.json"
    shutil.copyfile(FIVE, path)
    return path


@pytest.fixture
def run(own: Path) -> Run:
    return lambda *words: called("-d", str(own), *words)


@pytest.fixture
def forty(tmp_path: Path) -> Path:
    """A feed of 40 pages, of which one would change a verdict, and one cannot be read."""
    texts = [NOTHING, AGAIN, FRESH]
    entries = [entry(f"Page {n}", f"{n}. {texts[n % 3]}", n % 27 + 1) for n in range(38)]
    entries.insert(20, item("Far from all others", CHANGER))
    entries.insert(30, "<item><guid>x</guid></item>")
    path = tmp_path / "feed.xml"
    path.write_bytes(rss(*entries))
    return path


def rows(text: str) -> list[dict[str, str]]:
    head, *lines = (line.split("\t") for line in text.splitlines())
    return [dict(zip(head, line, strict=True)) for line in lines]


def waiting(own: Path) -> int:
    return len(queues.waiting(queues.default_folder(), str(own))[0])


def test_a_feed_of_forty_is_sorted_with_its_verdict_changer_on_top(
    run: Run, own: Path, forty: Path
) -> None:
    before = own.read_bytes()
    result = run("import", str(forty))
    assert result.status == 0
    found = rows(result.out)
    assert len(found) == 40
    assert found[0]["article"] == "Far from all others"
    assert found[0]["reason"].startswith("Zelensky: 60 wounded, below NIS's 2,700 of ")
    order = [row["change"] for row in found]
    assert order == sorted(
        order, key=["verdict", "new figure", "echo", "nothing", "not read"].index
    )
    assert "without a title and without text" in found[-1]["reason"]
    assert (
        "40 pages: 1 would change a verdict, 12 with a new figure, 13 with echoes alone, "
        "13 with nothing new, 1 not read; "
        f"39 wait for review: kursk-tui -d {own}, then i"
    ) in result.err
    assert "20 of 40 pages: " in result.err
    assert own.read_bytes() == before
    assert waiting(own) == 39
    # The same again finds all of it there.
    assert run("import", str(forty)).out == result.out
    assert waiting(own) == 39


def test_list_keeps_nothing(run: Run, own: Path, forty: Path) -> None:
    result = run("import", str(forty), "--list")
    assert rows(result.out)[0]["change"] == "verdict"
    assert "wait for review" not in result.err
    assert not Path(queues.default_folder()).exists()


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_has_each_page(run: Run, forty: Path, format: str) -> None:
    result = run("import", str(forty), "--list", "--format", format)
    assert result.status == 0
    assert "Far from all others" in " ".join(result.out.split())
    if format == "json":
        first: dict[str, Any] = json.loads(result.out)[0]
        assert (first["change"], first["severity"], first["figures"]) == ("verdict", 4, 1)
        assert first["published"] == "2031-03-05"


def test_what_waits_is_sorted_by_what_it_would_change(run: Run, forty: Path) -> None:
    run("import", str(forty))
    result = run("import")
    found = rows(result.out)
    assert len(found) == 39
    assert (found[0]["article"], found[0]["change"]) == ("Far from all others", "verdict")
    assert (
        "1 would change a verdict, 12 with a new figure, 13 with echoes alone, "
        "13 with nothing new; "
    ) in result.err
    assert all(Path(row["file"]).exists() for row in found)


def test_a_folder_a_list_and_an_archive_are_taken_in(run: Run, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.txt").write_text(FRESH, "utf-8")
    archive = packed(record("https://quay.example/a", answer(AGAIN.encode())))
    (pages / "b.warc.gz").write_bytes(archive)
    (tmp_path / "list.txt").write_text("pages/a.txt\npages/none.txt\n", "utf-8")
    assert [row["change"] for row in rows(run("import", str(pages)).out)] == ["new figure", "echo"]
    result = run("import", str(tmp_path / "list.txt"))
    assert [row["change"] for row in rows(result.out)] == ["new figure", "not read"]
    assert "pages/none.txt: is not there" in result.err


def test_lines_of_standard_input_are_pages(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(FRESH, "utf-8")
    for raw, changes in (
        (f"{tmp_path / 'a.txt'}\n{tmp_path / 'none.txt'}\n".encode(), ["new figure", "not read"]),
        (rss(item("A", AGAIN)), ["echo"]),
    ):
        stdin = io.TextIOWrapper(io.BytesIO(raw))
        monkeypatch.setattr(sys, "stdin", stdin)
        found = rows(run("import", "-", "--list").out)
        assert [row["change"] for row in found] == changes


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("subs.opml", b"<opml><body/></opml>", "none of them is fetched"),
        ("f.xml", b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss><item/></rss>", "declares entities"),
        ("f.rss", b"<rss><channel><item>", "no entry can be read"),
        ("f.atom", b"<feed></feed>", "holds nothing"),
        ("a.warc", b"no archive", "holds nothing"),
        ("a.wacz", b"no zip", "is no WACZ"),
    ],
)
def test_what_holds_no_pages_is_refused_in_a_line(
    run: Run, tmp_path: Path, name: str, raw: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(raw)
    result = run("import", str(tmp_path / name))
    assert (result.status, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert words in result.err


def test_no_page_could_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "a.txt").write_bytes(b"")
    result = run("import", str(tmp_path / "p"))
    assert result.status == 1
    assert rows(result.out)[0]["change"] == "not read"


def test_a_dossier_that_is_nobodys_takes_nothing(forty: Path) -> None:
    result = called("--sample", "derna", "import", str(forty))
    assert result.status == 2
    assert "copy FILE" in result.err
    assert called("--sample", "derna", "import", str(forty), "--list").status == 0


def test_many_are_read_in_the_shell_on_a_terminal_too(own: Path, forty: Path) -> None:
    options = argparse.Namespace(
        command="import", what=str(forty), list=False, format=None, proposer=None, parse=None
    )
    assert not _is_for_explorer(options)
    result = on_terminal(["-d", str(own), "import", str(forty), "--no-pager"])
    assert result.status == 0
    assert "Far from all others" in " ".join(result.out.split())


def test_the_same_text_twice_is_one_page_and_told(run: Run, own: Path, tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "p" / name).write_text(FRESH, "utf-8")
    result = run("import", str(tmp_path / "p"))
    assert len(rows(result.out)) == waiting(own) == 1
    assert "2 pages: 1 with a new figure, 1 the same text as another of them; " in result.err


def test_a_run_that_is_broken_off_says_that_it_goes_on(own: Path, tmp_path: Path) -> None:
    path = tmp_path / "feed"
    # So many that it is not done before the signal comes, on a busy machine too.
    path.write_bytes(rss(*(entry(f"Page {n}", f"{n}. {AGAIN}") for n in range(2_000))))
    command = [sys.executable, "-m", "kursk_tui", "-d", str(own), "import", str(path)]
    # Whoever runs the tests behind a shell has the signal ignored, and so would this.
    known = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        first = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    finally:
        signal.signal(signal.SIGINT, known)
    assert first.stderr is not None
    first.stderr.readline()
    first.send_signal(signal.SIGINT)
    out, err = first.communicate()
    assert (first.returncode, out) == (130, b"")
    assert err.endswith(b"broken off; the same command goes on where it was\n")


def test_after_a_kill_the_same_command_goes_on(own: Path, tmp_path: Path) -> None:
    many = 150
    path = tmp_path / "feed.xml"
    path.write_bytes(rss(*(entry(f"Page {n}", f"{n}. {AGAIN}") for n in range(many))))
    command = [sys.executable, "-m", "kursk_tui", "-d", str(own), "import", str(path)]
    first = subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, env=os.environ
    )
    assert first.stderr is not None
    line = first.stderr.readline()
    os.kill(first.pid, signal.SIGKILL)
    first.communicate()
    assert line.startswith(b"10 of 150 pages: ")
    done = waiting(own)
    assert 10 <= done < many
    second = called("-d", str(own), "import", str(path))
    before = int(second.err.split(" of 150 were read before")[0])
    # At most the page that was under way is read a second time, and has one queue all the same.
    assert done - 1 <= before <= done
    assert second.status == 0
    assert len(rows(second.out)) == many
    assert waiting(own) == many
    assert list(Path(queues.default_folder()).glob("*.run")) == []
    assert "were read before" not in called("-d", str(own), "import", str(path)).err
