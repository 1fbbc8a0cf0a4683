"""The queue: what waits is on the disk whole, for its owner alone, and apart by dossier."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.documents.reading import Article
from kursk_tui.intake.language.figures import Why
from kursk_tui.intake.language.proposals import Because, Proposal, SeenNumber
from kursk_tui.intake.language.sums import Sum
from kursk_tui.intake.review import queue as queues
from kursk_tui.intake.review.queue import (
    KEPT,
    OPEN,
    SKIPPED,
    STATES,
    Adding,
    Item,
    Queue,
    begin,
    default_folder,
    drop,
    load,
    save,
    waiting,
)
from kursk_tui.intake.review.session import Review
from kursk_tui.model.records import ClaimScope, Figure
from kursk_tui.model.vocabulary import AS_OF_BASES, HEDGES, LINEAGES, MODALITIES, PUBLISHED_BASES
from kursk_tui.store.errors import DossierError
from tests.intake.reviewing import ARTICLE, PROPOSALS, queued, reviewed, written
from tests.store.disks import ROOT, failing, killed, left_over


@pytest.fixture
def queue(tmp_path: Path) -> Queue:
    return queued(tmp_path, written(tmp_path))


def told(path: str | Path) -> str:
    """The one line that is said of a file that is no queue."""
    with pytest.raises(DossierError) as caught:
        load(str(path))
    line = str(caught.value)
    assert line.startswith(f"{path}: ")
    assert caught.value.hint
    assert "\n" not in line
    return line


def damaged(queue: Queue, change: Callable[[dict[str, Any]], object]) -> str:
    data = json.loads(Path(queue.path).read_text("utf-8"))
    change(data)
    Path(queue.path).write_text(json.dumps(data), "utf-8")
    return told(queue.path)


# ---- what is put in comes out


def test_default_folder() -> None:
    at = default_folder
    assert at({"XDG_DATA_HOME": "/x", "HOME": "/h"}) == "/x/kursk-tui/queue"
    assert at({"HOME": "/h"}) == "/h/.local/share/kursk-tui/queue"
    assert at({"XDG_DATA_HOME": "relative", "HOME": "/h"}) == "/h/.local/share/kursk-tui/queue"


def test_what_begins_is_on_the_disk(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    made = begin(str(tmp_path / "queue"), dossier.path, ARTICLE, PROPOSALS, ["SeenNumber."])
    assert load(made.path) == made
    assert (made.dossier, made.source, made.draft) == (os.path.realpath(dossier.path), None, None)
    assert [item.proposal for item in made.items] == list(PROPOSALS)
    assert {item.state for item in made.items} == {OPEN}
    assert made.seen == ("SeenNumber.",)
    assert (made.done, made.count(OPEN)) == (0, 3)


def test_an_article_that_waits_goes_on_where_it_was_left(queue: Queue, tmp_path: Path) -> None:
    left = queue.with_item(1, queue.items[1]._replace(state=SKIPPED, draft={"note": "Why?"}))
    save(left)
    assert queued(tmp_path, Dossier.open(queue.dossier)) == left
    # White space says nothing of what an article is.
    spaced = ARTICLE._replace(paragraphs=tuple(f" {p} " for p in ARTICLE.paragraphs))
    assert queued(tmp_path, Dossier.open(queue.dossier), spaced) == left


TEXT = st.text(max_size=12)
NUMBER = (
    st.none()
    | st.integers(-(10**15), 10**15)
    | st.floats(allow_nan=False, width=32).filter(lambda number: abs(number) < 10**15)
)
NAMES = st.lists(TEXT, max_size=3).map(tuple)
PLACE = st.integers(0, 10**6)
DRAFT = st.none() | st.dictionaries(TEXT, TEXT, max_size=3)
MAYBE = st.none() | TEXT


def one_of(values: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    """One of a closed list, or nothing."""
    return st.none() | st.sampled_from(values)


@st.composite
def contents(draw: st.DrawFn) -> Queue:
    """Any queue that holds together."""
    paragraphs = tuple(draw(st.lists(TEXT, min_size=1, max_size=4)))
    count = draw(st.integers(0, 3))
    of = st.none() | st.integers(0, max(count - 1, 0))
    proposals = st.builds(
        Proposal,
        paragraph=st.integers(1, len(paragraphs)),
        start=PLACE,
        end=PLACE,
        sentence=st.tuples(PLACE, PLACE),
        figure=st.builds(Figure, TEXT, NUMBER, NUMBER, one_of(HEDGES), MAYBE),
        measure=MAYBE,
        scope=st.builds(ClaimScope, MAYBE, MAYBE, MAYBE),
        attribution=NAMES,
        lineage=st.sampled_from(LINEAGES),
        as_of=MAYBE,
        as_of_basis=one_of(AS_OF_BASES),
        modality=st.sampled_from(MODALITIES),
        likelihood=MAYBE,
        of=of,
        unknown_names=NAMES,
        because=st.lists(st.builds(Because, TEXT, TEXT, PLACE, PLACE), max_size=2).map(tuple),
        hesitates=MAYBE,
    )
    items = st.builds(Item, proposals, st.sampled_from(STATES), DRAFT, MAYBE)
    article = st.builds(
        Article,
        title=MAYBE,
        outlet=MAYBE,
        published=MAYBE,
        published_basis=st.sampled_from(PUBLISHED_BASES),
        authors=NAMES,
        language=MAYBE,
        url=MAYBE,
        format=TEXT,
        paragraphs=st.just(paragraphs),
        remarks=NAMES,
    )
    place = st.integers(0, max(count - 1, 0))
    parts = st.lists(place, min_size=2, max_size=3).map(tuple)
    sums = st.builds(Adding, st.builds(Sum, place, parts, TEXT), st.booleans(), MAYBE)
    others = st.builds(SeenNumber, proposals.map(_alone), st.sampled_from(get_args(Why)))
    return Queue(
        "",
        draw(TEXT),
        draw(article),
        tuple(draw(st.lists(items, min_size=count, max_size=count))),
        draw(MAYBE),
        draw(DRAFT),
        draw(NAMES),
        tuple(draw(st.lists(others, max_size=2))),
        tuple(draw(st.lists(sums, max_size=2))) if count else (),
    )


def _alone(proposal: Proposal) -> Proposal:
    return proposal._replace(of=None)


@given(contents())
@settings(max_examples=100, deadline=None)
def test_any_queue_is_read_as_it_was_saved(
    tmp_path_factory: pytest.TempPathFactory, made: Queue
) -> None:
    queue = made._replace(path=str(tmp_path_factory.getbasetemp() / "any" / "queue.json"))
    save(queue)
    assert load(queue.path) == queue


def test_a_queue_of_an_earlier_version_has_no_more_numbers_and_no_sums(queue: Queue) -> None:
    data = json.loads(Path(queue.path).read_text("utf-8"))
    del data["more"], data["sums"]
    Path(queue.path).write_text(json.dumps(data), "utf-8")
    assert load(queue.path) == queue


# ---- files


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_files_and_folders_are_for_their_owner(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    folder = tmp_path / "share" / "kursk-tui" / "queue"
    path = Path(begin(str(folder), dossier.path, ARTICLE, PROPOSALS).path)
    assert path.stat().st_mode & 0o777 == 0o600
    for made in (folder, folder.parent, folder.parent.parent):
        assert made.stat().st_mode & 0o777 == 0o700
    for file in folder.iterdir():
        assert file.stat().st_mode & 0o077 == 0


def test_a_disk_that_fails_leaves_what_was(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", failing(28))
        with pytest.raises(DossierError, match="can't be written; it is unchanged") as caught:
            save(queue._replace(source="s"))
    assert caught.value.path == queue.path
    assert load(queue.path) == queue
    assert left_over(Path(queue.path)) == set()


def test_a_folder_that_can_not_be_made(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    (tmp_path / "queue").write_text("a file", "utf-8")
    with pytest.raises(DossierError):
        queued(tmp_path, dossier)


def test_what_is_dropped_is_gone(queue: Queue) -> None:
    drop(queue)
    assert list(Path(queue.path).parent.iterdir()) == []
    drop(queue)
    assert waiting(str(Path(queue.path).parent), queue.dossier) == ([], [])


# ---- files that are none


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"\x00" * 40,
        b"null",
        b"[]",
        b"{}",
        b'"queue"',
        b"1" * 5000,
        b"[" * 200_000,
        b'{"format": 1, "items": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"format": 1}',
        b'{"format": 2}',
        b'{"format": "1"}',
    ],
    ids=range(14),
)
def test_rubbish_is_told_in_a_line(raw: bytes, queue: Queue) -> None:
    Path(queue.path).write_bytes(raw)
    assert "is not a queue of this version" in told(queue.path)
    assert waiting(str(Path(queue.path).parent), queue.dossier)[0] == []


def test_a_cut_file_is_told(queue: Queue) -> None:
    raw = Path(queue.path).read_bytes()
    for cut in range(0, len(raw) - 1, 211):
        Path(queue.path).write_bytes(raw[:cut])
        told(queue.path)


def test_a_dossier_is_no_queue(tmp_path: Path) -> None:
    told(written(tmp_path).path)


def test_a_longer_file_than_any_is_not_read(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queues, "LARGEST_BYTES", 100)
    assert "is too long for a queue" in told(queue.path)


def test_what_is_no_file_is_told(queue: Queue) -> None:
    assert "can't be read" in told(f"{queue.path}.none")
    folder = Path(queue.path).with_name("x.json")
    folder.mkdir()
    assert "not a regular file" in told(folder)


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update(format=0),
        lambda d: d.update(dossier=5),
        lambda d: d.update(source=["s"]),
        lambda d: d.update(draft="x"),
        lambda d: d.update(draft={"title": 5}),
        lambda d: d.update(items=None),
        lambda d: d.pop("seen"),
        lambda d: d["article"].update(paragraphs=[]),
        lambda d: d["article"].update(paragraphs=[5]),
        lambda d: d["article"].update(title=5),
        lambda d: d["article"].update(more="x"),
        lambda d: d["article"].pop("outlet"),
        lambda d: d["items"][0].update(state="lost"),
        lambda d: d["items"][0].update(claim=7),
        lambda d: d["items"][0].update(draft={"of": None}),
        lambda d: d["items"][0]["proposal"].update(paragraph=0),
        lambda d: d["items"][0]["proposal"].update(paragraph=99),
        lambda d: d["items"][0]["proposal"].update(paragraph=1.5),
        lambda d: d["items"][0]["proposal"].update(paragraph=True),
        lambda d: d["items"][0]["proposal"].update(of=3),
        lambda d: d["items"][0]["proposal"].update(of=-1),
        lambda d: d["items"][0]["proposal"].update(sentence=[1]),
        lambda d: d["items"][0]["proposal"].update(attribution="council"),
        lambda d: d["items"][0]["proposal"].update(modality="perhaps"),
        lambda d: d["items"][0]["proposal"].update(as_of_basis="guessed"),
        lambda d: d["items"][0]["proposal"]["figure"].update(hedge="roughly"),
        lambda d: d["items"][0]["proposal"].update(attribution=[{}]),
        lambda d: d["items"][0]["proposal"]["figure"].update(low=float("nan")),
        lambda d: d["items"][0]["proposal"]["figure"].update(high=float("inf")),
        lambda d: d["items"][0]["proposal"]["figure"].update(written=None),
        lambda d: d["items"][0]["proposal"]["because"].append({"field": "x"}),
        lambda d: d.update(more=[{"why": "lost", "proposal": d["items"][0]["proposal"]}]),
        lambda d: d.update(more=[{"why": "few", "proposal": {}}]),
        lambda d: d.update(more=[{"why": "few", "proposal": d["items"][1]["proposal"]}]),
        lambda d: d.update(sums=[{"sum": {"total": 0, "parts": [1], "words": ""}}]),
        lambda d: d.update(sums=[{"sum": {"total": 0, "parts": [1, 9], "words": ""}}]),
        lambda d: d.update(sums=[{"sum": {"total": 0, "parts": 1, "words": ""}}]),
        lambda d: d.update(sums=[{"taken": True}]),
    ],
    ids=range(38),
)
def test_another_shape_is_told(change: Callable[[dict[str, Any]], object], queue: Queue) -> None:
    assert "is not a queue of this version" in damaged(queue, change)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every place in decoded JSON, as what holds it and its key."""
    found: list[tuple[Any, Any]] = []
    keys = list(value) if isinstance(value, dict) else range(len(value))
    for key in keys:
        found.append((value, key))
        if isinstance(value[key], dict | list):
            found += places(value[key])
    return found


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_value_changed_is_told_or_can_be_reviewed(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("q")
    dossier = written(folder)
    queue = queued(folder, dossier)
    save(queue._replace(source="gazette-1"))
    raw = json.loads(Path(queue.path).read_text("utf-8"))
    holder, key = data.draw(st.sampled_from(places(raw)))
    value = st.sampled_from([None, True, 0, -1, 7, 1.5, "", "x", "kept", [], ["x"], {}, {"a": "b"}])
    holder[key] = data.draw(value)
    Path(queue.path).write_text(json.dumps(raw), "utf-8")
    found, line = None, ""
    try:
        found = load(queue.path)
    except DossierError as error:
        line = str(error)
    if found is None:
        assert "is not a queue of this version" in line
        return
    review = reviewed(folder, dossier, found)
    for _ in review.queue.items:
        assert isinstance(review.progress, str)
        assert isinstance(review.passage, str)
        review.accept()
        review.split()
        review.skip()


def test_a_damaged_queue_says_how_to_import_the_article_again(queue: Queue, tmp_path: Path) -> None:
    Path(queue.path).write_bytes(b"{")
    dossier = Dossier.open(queue.dossier)
    with pytest.raises(DossierError, match="remove it, import the article again"):
        queued(tmp_path, dossier)
    Path(queue.path).unlink()
    assert queued(tmp_path, dossier) == queue


# ---- what waits


def test_what_waits_is_what_is_not_through(queue: Queue) -> None:
    folder = str(Path(queue.path).parent)

    def is_waiting(changed: Queue) -> bool:
        save(changed)
        found, problems = waiting(folder, queue.dossier)
        assert problems == []
        assert found in ([], [changed])
        return bool(found)

    through = tuple(item._replace(state=SKIPPED) for item in queue.items)
    assert is_waiting(queue)
    assert is_waiting(queue._replace(items=through))
    assert is_waiting(queue._replace(source="gazette-1"))
    assert not is_waiting(queue._replace(source="gazette-1", items=through))
    kept = (through[0]._replace(state=KEPT, claim="gazette-1.1"), *through[1:])
    assert not is_waiting(queue._replace(source="gazette-1", items=kept))


def test_two_dossiers_do_not_see_each_others_queues(tmp_path: Path) -> None:
    dossiers = []
    for name in "ab":
        (tmp_path / name).mkdir()
        dossiers.append(written(tmp_path / name))
    one, two = (queued(tmp_path, dossier) for dossier in dossiers)
    assert one.path != two.path
    folder = str(tmp_path / "queue")
    assert waiting(folder, dossiers[0].path) == ([one], [])
    assert waiting(folder, dossiers[1].path) == ([two], [])


def test_a_dossier_by_another_name_is_the_same(queue: Queue, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(queue.dossier)
    folder = str(Path(queue.path).parent)
    assert waiting(folder, str(link)) == ([queue], [])
    assert begin(folder, str(link), ARTICLE, PROPOSALS).path == queue.path


def test_the_one_worked_on_last_comes_first(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    made = [
        queued(tmp_path, dossier, ARTICLE._replace(paragraphs=(*ARTICLE.paragraphs, word)))
        for word in ("one", "two", "three")
    ]
    for seconds, number in enumerate((2, 0, 1)):
        os.utime(made[number].path, (seconds, seconds))
    found, _ = waiting(str(tmp_path / "queue"), dossier.path)
    assert found == [made[1], made[0], made[2]]


def test_files_that_are_none_are_told_beside_the_others(queue: Queue) -> None:
    folder = Path(queue.path).parent
    (folder / "a.json").write_bytes(b"[" * 100_000)
    (folder / "b.json").write_bytes(b'{"format": 0}')
    (folder / "c.json").mkdir()
    (folder / "d.json").symlink_to(folder / "nowhere")
    (folder / "e.txt").write_text("not a queue", "utf-8")
    found, problems = waiting(str(folder), queue.dossier)
    assert found == [queue]
    assert [Path(line.partition(": ")[0]).name for line in problems] == [
        f"{name}.json" for name in "abcd"
    ]
    assert all("\n" not in line for line in problems)


def test_nothing_waits_where_there_is_no_folder(tmp_path: Path) -> None:
    assert waiting(str(tmp_path / "none"), str(tmp_path / "d.json")) == ([], [])


def test_a_queue_of_a_dossier_that_moved_waits_for_none(queue: Queue, tmp_path: Path) -> None:
    moved = tmp_path / "moved.json"
    Path(queue.dossier).rename(moved)
    assert waiting(str(Path(queue.path).parent), str(moved)) == ([], [])


# ---- killed while saving

# Saves the queue for ever, with another note each time, and says so when it is on the disk.
SAVER = """
import sys
from kursk_tui.intake.review.queue import load, save
queue = load(sys.argv[1])
number = int(sys.argv[2])
while True:
    number += 1
    queue = queue._replace(draft={"note": f"{number} " + "x" * number * 97})
    save(queue)
    print(number, flush=True)
"""


@pytest.mark.long
def test_kill_leaves_a_whole_queue(queue: Queue, request: pytest.FixtureRequest) -> None:
    chance, last = random.Random(6), 0
    for _ in range(100 if "long" in str(request.config.getoption("markexpr")) else 4):
        command = [sys.executable, "-c", SAVER, queue.path, str(last)]
        writer = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
        acknowledged = [int(line) for line in killed(writer, chance, 10)]
        note = (load(queue.path).draft or {})["note"]
        last = int(note.split()[0])
        assert note == f"{last} " + "x" * last * 97
        assert last in (acknowledged[-1], acknowledged[-1] + 1)
    save(queue)
    assert load(queue.path) == queue
    assert left_over(Path(queue.path)) == set()


def test_a_review_goes_on_after_a_kill(queue: Queue, tmp_path: Path) -> None:
    """What was written into a form is there for whoever opens the queue next."""
    dossier = Dossier.open(queue.dossier)
    reviewed(tmp_path, dossier, queue).set("title", "Wet cellars")
    again: Review = reviewed(tmp_path, dossier, load(queue.path))
    assert again.draft["title"] == "Wet cellars"
