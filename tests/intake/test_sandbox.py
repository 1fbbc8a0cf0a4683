"""The process that takes documents apart, and the extra it needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kursk_tui.intake.documents import sandbox
from kursk_tui.intake.documents.found import BROKEN, INSTALL, UnreadableError
from kursk_tui.store.errors import DossierError
from tests.intake.documents import HEADLINE, page, pdf, read, refused, without

ROOT = Path(__file__).parents[2]


def test_without_the_extra_the_error_is_the_line_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without(monkeypatch, "trafilatura", "pypdf")
    for raw in (page(), pdf([[HEADLINE]])):
        error = refused(raw)
        assert error.hint == "pip install 'kursk-tui[intake]'"
        assert "not installed" in error.what
    assert read(HEADLINE.encode()).title == HEADLINE


def test_an_extra_installed_in_part_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "trafilatura")
    with pytest.raises(UnreadableError) as caught:
        sandbox.open_up("html", page(), url=None, charset=None)
    assert caught.value.hint == INSTALL


def test_time_is_limited() -> None:
    with pytest.raises(DossierError, match="within 0 seconds"):
        sandbox.take_apart("pdf", b"%PDF-", name="a", url=None, charset=None, seconds=0)


@pytest.mark.parametrize("output", [b"", b"{", b"[]", b"{}", b'{"found": {}}', b'{"found": 3}'])
def test_a_process_that_breaks_is_one_line(output: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess([], 0 if output else -11, output)

    monkeypatch.setattr(subprocess, "run", broken)
    with pytest.raises(DossierError, match="made to break"):
        sandbox.take_apart("pdf", b"", name="a", url=None, charset=None)


def test_nothing_of_the_folder_one_is_in_is_imported(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('imported')")
    code = (
        "import sys; sys.path[:] = [p for p in sys.path if p]\n"
        "from kursk_tui.intake.documents.sandbox import take_apart\n"
        "from kursk_tui.store.errors import DossierError\n"
        "try: take_apart('pdf', b'%PDF-1.4', name='a', url=None, charset=None)\n"
        "except DossierError as error: print(error.hint)"
    )
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-P", "-c", code]
    done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, check=True)
    assert done.stdout.decode().strip() in (BROKEN, INSTALL)


def test_reading_loads_no_library() -> None:
    code = (
        "import sys\n"
        "from kursk_tui.intake.documents.reading import read_bytes\n"
        "read_bytes(b'Forty boats lie there.', name='a')\n"
        "print([m for m in sys.modules if m.split('.')[0] in "
        "('trafilatura', 'pypdf', 'lxml', 'htmldate', 'subprocess', 'urllib3', 'tinydb')])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"
