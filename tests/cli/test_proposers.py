"""import --with and --parse: what another program proposes, and what happens where it fails."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from shlex import quote

import pytest

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.documents import text_copies
from kursk_tui.intake.review import queue as queues
from kursk_tui.intake.review.session import Review
from tests.cli.running import Result, called
from tests.five import FIVE

PAGE = """\
Ferry town learns how many soldiers crossed

The harbour master of Vell said on Tuesday that at least 2,300 North Korean soldiers had been \
wounded in Kursk Oblast since the winter.
"""
HONEST = {
    "paragraph": 2,
    "written": "2,300 North Korean soldiers",
    "measure": "wounded",
    "speaker": "The harbour master of Vell",
}
INVENTED = {**HONEST, "written": "at least 23,000"}

Run = Callable[..., Result]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return Path(shutil.copyfile(FIVE, tmp_path / "own.json"))


@pytest.fixture
def run(own: Path, tmp_path: Path) -> Run:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, "utf-8")
    return lambda *words: called("-d", str(own), "import", str(page), *words)


def proposer(folder: Path, code: str) -> str:
    path = folder / "helper.py"
    path.write_text(code, "utf-8")
    return f"{quote(sys.executable)} {quote(str(path))}"


def answering(folder: Path, *answers: object) -> str:
    return proposer(folder, f"print({json.dumps(json.dumps(list(answers)))})")


def waiting() -> list[queues.Queue]:
    folder = Path(queues.default_folder())
    return [queues.load(str(path)) for path in folder.glob("*.json")] if folder.exists() else []


def test_what_it_proposes_waits_under_its_name(run: Run, tmp_path: Path) -> None:
    result = run("--with", answering(tmp_path, HONEST))
    assert result.status == 0
    assert "at least 2,300" in result.out
    (queue,) = waiting()
    (item,) = queue.items
    assert (item.proposal.proposer, item.proposal.measure) == ("helper.py", "wounded")
    assert (item.proposal.figure.low, item.proposal.figure.hedge) == (2300, "at_least")


def test_an_invented_figure_is_refused_and_told(run: Run, tmp_path: Path) -> None:
    result = run("--with", answering(tmp_path, INVENTED, HONEST), "--format", "json")
    assert result.status == 0
    assert [row["written"] for row in json.loads(result.out)] == [
        "at least 2,300 North Korean soldiers"
    ]
    assert "23,000" not in result.out
    line = "refused, 1 of helper.py: an answer has a phrase that does not stand in its paragraph"
    assert line in result.err.splitlines()
    (queue,) = waiting()
    assert len(queue.items) == 1


def test_the_claim_bears_its_proposer_s_name(run: Run, own: Path, tmp_path: Path) -> None:
    run("--with", answering(tmp_path, HONEST))
    (queue,) = waiting()
    dossier = Dossier.open(own)
    review = Review(
        dossier,
        queue,
        author="ann",
        texts=text_copies.default_folder(),
        key=lambda name: name,
    )
    review.set("publisher", "kyiv-i")
    assert review.accept().problems == ()
    assert len(review.queue.items) == 1
    review.set("attribution", "+Harbour master of Vell (government)")
    kept = review.accept()
    assert kept.claim is not None, kept
    claim = Dossier.open(own).claims[kept.claim]
    assert claim.proposer == "helper.py"
    assert claim.figure is not None
    assert claim.figure.low == 2300


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import sys; sys.exit(3)", "ended with status 3"),
        ("import os; os.kill(os.getpid(), 15)", "was killed by signal 15"),
        ("import time; time.sleep(600)", "did not answer within 1 seconds"),
        ("print('I am sorry')", "does not answer in JSON"),
        ("print('{}')", "does not answer with a list of proposals"),
        ("import sys; sys.stdout.write('x' * 6_000_000)", "answers more than 5,000,000 bytes"),
    ],
)
def test_a_failing_proposer_is_one_line_and_nothing_is_written(
    run: Run, tmp_path: Path, code: str, told: str
) -> None:
    result = run("--with", proposer(tmp_path, code), "--seconds", "1")
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert told in result.err
    assert waiting() == []


def test_one_that_is_not_there_is_told(run: Run) -> None:
    result = run("--with", "/nowhere/helper")
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert "can't be started" in result.err


def test_an_article_that_waits_stays_as_it_was_left(run: Run, tmp_path: Path) -> None:
    run()
    (before,) = waiting()
    result = run("--with", answering(tmp_path, HONEST))
    assert "it waits already and stays as it was left" in result.err
    assert waiting() == [before]


def test_a_notebook_may_still_be_named_before_the_command(
    run: Run, own: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.txt"
    result = called("-d", str(own), "--with", str(tmp_path / "none"), "import", str(page), "--list")
    assert result.status in (0, 2)
    assert "can't be started" not in result.err


def test_with_and_parse_go_one_at_a_time(run: Run, tmp_path: Path) -> None:
    result = run("--with", answering(tmp_path), "--parse", "x")
    assert (result.status, result.err.count("\n")) == (2, 1)


@pytest.mark.skipif(
    importlib.util.find_spec("spacy") is not None, reason="spaCy is installed: nothing is missing"
)
def test_without_spacy_one_line_says_what_to_install(run: Run) -> None:
    result = run("--parse", "en_core_web_sm")
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert "pip install 'kursk-tui[parse]'" in result.err
    assert waiting() == []
