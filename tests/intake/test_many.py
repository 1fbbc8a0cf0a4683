"""A run over many pages: kept, broken off, taken up again; and the inbox that it leaves."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kursk_tui.analysis.trial import CHANGES
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.texts import Texts
from kursk_tui.intake.language.proposals import Because
from kursk_tui.intake.many.batch import Batch, batch, batch_of
from kursk_tui.intake.many.inbox import ENDING as INBOX
from kursk_tui.intake.many.inbox import Inbox, counts
from kursk_tui.intake.many.run import Page, Progress, run
from kursk_tui.intake.many.state import ENDING, Done, State
from kursk_tui.intake.many.triage import triage, triage_queue
from kursk_tui.intake.review import queue as queues
from kursk_tui.intake.review import taking
from kursk_tui.store.errors import DossierError
from tests.five import FIVE
from tests.intake.captures import entry, item, rss
from tests.intake.reviewing import ARTICLE, PROPOSALS, written

# Invented pages in the words of the dossier of five reports.
CHANGER = "Zelensky said on 13 January 2025 that 60 North Korean soldiers had been wounded."
FRESH = "The NIS said on 12 March 2025 that at least 3,000 North Korean soldiers had been wounded."
AGAIN = "In January 2025 the NIS put the North Korean dead at no fewer than 300 soldiers."
NOTHING = "The ferry was late again, and nobody aboard had expected anything else of it."
FEED = rss(
    item("Ferry is late", NOTHING, day=4),
    entry("The old number once more", AGAIN, day=5),
    entry("New count of the wounded", FRESH, day=6),
    entry("A number far from all others", CHANGER, day=7),
)


def feed(raw: bytes = FEED) -> Batch:
    found = batch_of(raw)
    assert found is not None
    return found


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    path = tmp_path / "own.json"
    shutil.copyfile(FIVE, path)
    return Dossier.open(path)


def ran(
    dossier: Dossier, folder: Path | None, found: Batch, told: list[Progress] | None = None
) -> list[Page]:
    at = [] if told is None else told
    return run(
        dossier,
        Texts.none(),
        found,
        folder=None if folder is None else str(folder),
        progress=at.append,
    )


def changes(pages: list[Page]) -> dict[str, str]:
    return {
        page.article.title or "": page.triaged.change if page.triaged else "not read"
        for page in pages
        if page.article is not None
    }


def test_pages_are_sorted_by_what_they_would_change(dossier: Dossier, tmp_path: Path) -> None:
    pages = ran(dossier, tmp_path / "queue", feed())
    assert list(changes(pages).items()) == [
        ("A number far from all others", "verdict"),
        ("New count of the wounded", "figure"),
        ("The old number once more", "echo"),
        ("Ferry is late", "nothing"),
    ]
    first = pages[0].triaged
    assert first is not None
    assert first.reason.startswith("Zelensky: 60 wounded, below NIS's 2,700 of 13 Jan 2025: ")
    found, problems = queues.waiting(str(tmp_path / "queue"), dossier.path)
    assert (len(found), problems) == (4, [])


def test_without_a_folder_nothing_is_kept_and_the_same_is_found(
    dossier: Dossier, tmp_path: Path
) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())
    kept = changes(ran(dossier, tmp_path / "queue", feed()))
    shutil.rmtree(tmp_path / "queue")
    assert changes(ran(dossier, None, feed())) == kept
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_progress_counts_what_is_done_and_what_failed(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text(FRESH, "utf-8")
    (tmp_path / "pages" / "b.txt").write_bytes(b"")
    told: list[Progress] = []
    pages = ran(dossier, tmp_path / "queue", batch(str(tmp_path / "pages")), told)
    assert [(at.done, at.total, at.before) for at in told] == [(1, 2, 0), (2, 2, 0)]
    assert told[-1].failed == 1
    assert [at.told for at in told if at.told] == [page.told for page in pages if page.told]
    assert pages[-1].triaged is None
    assert "is empty" in (pages[-1].told or "")


class _BrokenOffError(Exception):
    pass


def test_a_run_that_is_broken_off_goes_on_where_it_was(dossier: Dossier, tmp_path: Path) -> None:
    folder = tmp_path / "queue"

    def stop(at: Progress) -> None:
        if at.done == 2:
            raise _BrokenOffError

    with pytest.raises(_BrokenOffError):
        run(dossier, Texts.none(), feed(), folder=str(folder), progress=stop)
    assert len(list(folder.glob(f"*{ENDING}"))) == 1
    assert len(queues.waiting(str(folder), dossier.path)[0]) == 2
    told: list[Progress] = []
    pages = ran(dossier, folder, feed(), told)
    assert [(at.done, at.before) for at in told] == [(3, 2), (4, 2)]
    assert sorted(changes(pages).values()) == sorted(CHANGES)
    # It is through: the next run begins anew, and finds the queues there.
    assert list(folder.glob(f"*{ENDING}")) == []
    assert len(ran(dossier, folder, feed())) == 4
    assert len(queues.waiting(str(folder), dossier.path)[0]) == 4


def test_a_failed_page_of_a_broken_run_is_listed_again(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_bytes(b"")
    found = batch(str(tmp_path / "pages"))
    state = State(str(tmp_path / "queue"), dossier.path, found.key)
    state.add(Done(found.pages[0].key, None, "a.txt: is empty; check it"))
    told: list[Progress] = []
    (page,) = ran(dossier, tmp_path / "queue", found, told)
    assert (page.told, told) == ("a.txt: is empty; check it", [])


def test_a_queue_that_was_dropped_meanwhile_is_read_again(dossier: Dossier, tmp_path: Path) -> None:
    found, folder = feed(), tmp_path / "queue"
    state = State(str(folder), dossier.path, found.key)
    state.add(Done(found.pages[0].key, "gone.json", None))
    assert len(ran(dossier, folder, found)) == 4


# ---- how far a run has come


def state(folder: Path) -> State:
    return State(str(folder), str(folder / "d.json"), "batch")


def test_a_torn_line_is_a_page_that_was_not_read(tmp_path: Path) -> None:
    one = state(tmp_path)
    one.add(Done("a", "a.json", None))
    one.add(Done("b", None, "is empty"))
    path = Path(one.path)
    path.write_bytes(path.read_bytes()[:-5])
    assert list(state(tmp_path).done) == ["a"]
    state(tmp_path).add(Done("c", "c.json", None))
    assert list(state(tmp_path).done) == ["a", "c"]


@pytest.mark.parametrize(
    "raw", [b"", b"\n", b"[]", b"[" * 9999, b'{"format": 0}\n{"key": "a"}', b"\xff\x00"]
)
def test_a_damaged_state_begins_anew(tmp_path: Path, raw: bytes) -> None:
    Path(state(tmp_path).path).write_bytes(raw)
    found = state(tmp_path)
    assert found.done == {}
    found.add(Done("a", "a.json", None))
    assert list(state(tmp_path).done) == ["a"]


@pytest.mark.parametrize(
    "row",
    [
        {"key": 1, "queue": None, "told": ""},
        {"key": "b", "queue": "../x", "told": None},
        [],
        {"key": "b"},
    ],
)
def test_lines_that_are_no_pages_are_left_out(tmp_path: Path, row: object) -> None:
    found = state(tmp_path)
    found.add(Done("a", "a.json", None))
    with Path(found.path).open("a", encoding="utf-8") as file:
        file.write(f"\n{json.dumps(row)}")
    assert list(state(tmp_path).done) == ["a"]


def test_runs_of_two_dossiers_or_batches_are_two(tmp_path: Path) -> None:
    paths = {State(str(tmp_path), d, b).path for d in ("a.json", "b.json") for b in ("x", "y")}
    assert len(paths) == 4


# ---- the inbox


def test_what_was_found_is_kept_until_the_dossier_changes(
    dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = str(tmp_path / "queue")
    ran(dossier, tmp_path / "queue", feed())
    tried: list[int] = []
    found = Inbox(folder, dossier).all(lambda done, total: tried.append(total))
    assert (tried, counts(found)) == ([], dict.fromkeys(CHANGES, 1))
    Path(dossier.path).touch()
    changed = Dossier.open(dossier.path)
    assert [each.triaged for each in Inbox(folder, changed).known()] == [None] * 4
    again = Inbox(folder, changed).all(lambda done, total: tried.append(total))
    assert tried == [4] * 4
    assert [each.triaged for each in again] == [each.triaged for each in found]


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"[]", b'{"format": 1}', b'{"format": 1, "found": {"a": 1}}', b"[" * 9999,
        b'{"format": 1, "found": {"a": ["s", ["verdict", "x", 3, true, NaN, 1]]}}',
        b'{"format": 1, "found": {"a": ["s", ["other", "x", 3, true, 1.0, 1]]}}',
    ],
)  # fmt: skip
def test_a_damaged_inbox_is_found_anew(dossier: Dossier, tmp_path: Path, raw: bytes) -> None:
    ran(dossier, tmp_path / "queue", feed())
    (path,) = (tmp_path / "queue").glob(f"*{INBOX}")
    path.write_bytes(raw)
    assert len(Inbox(str(tmp_path / "queue"), dossier).all()) == 4


def test_what_is_decided_is_tried_no_more(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    queue = queues.begin(str(tmp_path / "queue"), dossier.path, ARTICLE, PROPOSALS)
    assert triage_queue(dossier, queue).figures == 3
    skipped = queue.with_item(0, queue.items[0]._replace(state="skipped"))
    # A share of what is not tried is not tried either.
    assert triage_queue(dossier, skipped).figures == 1


def test_proposals_that_nobody_could_accept_are_not_tried(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    first = PROPOSALS[0]
    unmeasured = first._replace(measure=None)
    ahead = first._replace(as_of="2099-01-01", as_of_basis="stated")
    part = first._replace(doubts=(Because("population", "a part of the 400", 0, 0),))
    found = triage(dossier, ARTICLE, [unmeasured, ahead, part])
    assert (found.change, found.figures) == ("nothing", 0)
    assert found.reason.startswith("3 figures of which no claim can be made")


def test_a_page_that_is_in_the_dossier_is_an_echo_of_itself(
    dossier: Dossier, tmp_path: Path
) -> None:
    from kursk_tui.intake.documents.reading import read_bytes

    article = read_bytes(AGAIN.encode(), name="x")
    taken = taking.take(dossier, Texts.none(), article)
    assert triage(dossier, taken.article, taken.proposals).change == "echo"


def test_a_disk_that_refuses_is_told(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / "queue").write_text("no folder", "utf-8")
    with pytest.raises(DossierError):
        ran(dossier, tmp_path / "queue", feed())
