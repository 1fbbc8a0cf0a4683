"""A review: what is decided is on the disk, and what is refused leaves all as it was."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_tui.dossier import editing
from kursk_tui.dossier.check import check_file
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import Change, edits
from kursk_tui.dossier.texts import Texts
from kursk_tui.intake.language.proposals import Because, Reading, SeenNumber
from kursk_tui.intake.language.sums import Sum
from kursk_tui.intake.review import session
from kursk_tui.intake.review.forms import CLAIM, SOURCE, agent_called
from kursk_tui.intake.review.queue import KEPT, OPEN, SKIPPED, Adding, Item, load, save
from kursk_tui.intake.review.refusals import field_of
from kursk_tui.intake.review.session import DOCUMENT, Review
from kursk_tui.model import locators
from kursk_tui.model.records import Figure
from kursk_tui.store import disk
from kursk_tui.store.errors import DossierError
from tests.dossier.sample import sample
from tests.intake.reviewing import (
    ARTICLE,
    HALF,
    MOST,
    PARAGRAPHS,
    PROPOSALS,
    WHOLE,
    proposal,
    queued,
    reviewed,
    rows,
    written,
)
from tests.store.disks import failing

QUAY = "the-quay-post-2031-03-05"
# The whole of the share is not the first.
OTHERWISE = (MOST, WHOLE, HALF._replace(of=1))


@pytest.fixture(autouse=True)
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is proposed when the document is accepted is what was proposed before."""

    def read(*_: object, **__: object) -> Reading:
        return Reading(list(PROPOSALS), [])

    monkeypatch.setattr(session, "read", read)


@pytest.fixture
def review(tmp_path: Path) -> Review:
    dossier = written(tmp_path)
    return reviewed(tmp_path, dossier, queued(tmp_path, dossier))


@pytest.fixture
def begun(review: Review) -> Review:
    """A review whose document is accepted."""
    assert review.accept().problems == ()
    return review


def again(review: Review, tmp_path: Path, author: str = "ann") -> Review:
    """A new review of what is on the disk."""
    queue = load(review.queue.path)
    return reviewed(tmp_path, Dossier.open(queue.dossier), queue, author)


def states(review: Review) -> list[str]:
    assert load(review.queue.path) == review.queue
    return [item.state for item in review.queue.items]


def raw(review: Review) -> bytes:
    return Path(review.queue.dossier).read_bytes()


def kept(review: Review) -> str:
    outcome = review.accept()
    assert outcome.problems == ()
    assert outcome.claim is not None
    return outcome.claim


# ---- the document comes first


def test_the_document_comes_first(review: Review) -> None:
    assert review.is_document
    assert review.fields == SOURCE
    assert (review.item, review.passage) == (None, "")
    assert review.progress == "the document, then 3 proposals"
    assert review.draft == {
        "publisher": "+The Quay Post (outlet)",
        "title": PARAGRAPHS[0],
        "published": "2031-03-05",
        "published_basis": "stated",
        "kind": "report",
        "language": "en",
        "url": "https://quay.example/cellars",
        "cites": "",
        "note": "By Ann Reed.",
    }
    before = raw(review)
    assert not review.move(1)
    review.go_to(2)
    assert review.is_document
    assert review.skip().message.startswith("the document comes first")
    assert review.split().message.startswith("only a proposal")
    assert raw(review) == before


def test_the_document_is_one_edit_and_its_text_is_on_the_shelf(
    review: Review, tmp_path: Path
) -> None:
    outcome = review.accept()
    assert outcome.message == f"kept: source {QUAY}"
    assert outcome.claim is None
    after = Dossier.open(review.queue.dossier)
    source = after.sources[QUAY]
    assert (source.publisher, source.title) == ("the-quay-post", PARAGRAPHS[0])
    assert source.text is not None
    assert source.text.sha256 == locators.text_fingerprint(PARAGRAPHS)
    assert after.agents["the-quay-post"].kind == "outlet"
    (edit,) = edits(after)
    assert [change.table for change in edit.changes] == ["agents", "sources"]
    assert (edit.author, edit.what) == ("ann", f"source {QUAY}: {PARAGRAPHS[0]}")
    texts = Texts.attach(after, tmp_path / "texts")
    assert texts.paragraphs(QUAY) == list(PARAGRAPHS)
    assert texts.problems == []
    assert (review.place, review.queue.source) == (0, QUAY)


def test_proposals_are_made_anew_for_the_publisher_that_is_known_now(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def read(dossier: Dossier, *_: object, **said: object) -> Reading:
        asked.append({**said, "known": "the-quay-post" in dossier.agents})
        return Reading([WHOLE], [])

    monkeypatch.setattr(session, "read", read)
    review.accept()
    told = {"publisher": "the-quay-post", "published": "2031-03-05", "language": "en"}
    assert asked == [{**told, "known": True}]
    assert [item.proposal for item in load(review.queue.path).items] == [WHOLE]


def test_a_known_outlet_is_no_new_agent(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    for outlet in ("Herald", "the HERALD", "Héraut"):
        queue = queued(tmp_path, dossier)._replace(article=ARTICLE._replace(outlet=outlet))
        assert reviewed(tmp_path, dossier, queue).draft["publisher"] == "herald"
    assert agent_called(dossier, None) is None
    assert agent_called(dossier, "") is None
    assert agent_called(dossier, "Quay Post") is None
    bare = queued(tmp_path, dossier)._replace(article=ARTICLE._replace(outlet=None))
    assert reviewed(tmp_path, dossier, bare).draft["publisher"] == ""


def test_a_document_that_is_refused_says_why(review: Review) -> None:
    before = raw(review)
    review.set("published", "the fifth")
    outcome = review.accept()
    assert outcome.message.startswith("not kept: published: ")
    assert [problem.field for problem in outcome.problems] == ["published"]
    assert review.problems == outcome.problems
    review.set("published", "2031-03-05")
    assert review.problems == ()
    review.set("publisher", "+Herald")
    outcome = review.accept()
    assert outcome.problems == ()
    assert review.queue.source == "herald-2031-03-05"
    assert raw(review) != before


def test_a_text_that_can_not_be_put_on_the_shelf_is_told(review: Review, tmp_path: Path) -> None:
    (tmp_path / "texts").write_text("a file", "utf-8")
    outcome = review.accept()
    assert "its text was not kept: " in outcome.message
    assert review.queue.source == QUAY


# ---- accepting


def test_a_claim_is_one_edit_at_its_place(begun: Review) -> None:
    assert begun.fields == CLAIM
    assert begun.passage == PARAGRAPHS[2]
    assert begun.progress == "1 of 3 · 0 kept · 0 skipped"
    outcome = begun.accept()
    assert outcome.claim == f"{QUAY}.3"
    claim = Dossier.open(begun.queue.dossier).claims[f"{QUAY}.3"]
    assert claim.figure is not None
    assert (claim.figure.written, claim.figure.low, claim.figure.high) == (
        "at least 320",
        320,
        None,
    )
    assert claim.locator == (3, locators.fingerprint(PARAGRAPHS[2]))
    assert (claim.attribution, claim.release, claim.events) == (
        ("council",),
        "briefing",
        ("flood",),
    )
    (_, edit) = edits(begun.dossier)
    assert [change.id for change in edit.changes] == [f"{QUAY}.3"]
    assert states(begun) == [KEPT, OPEN, OPEN]
    assert begun.place == 1
    assert begun.progress == "2 of 3 · 1 kept · 0 skipped"


def test_new_agents_and_events_come_in_the_same_edit(begun: Review) -> None:
    begun.set("attribution", "council, +Jane Roe (person)")
    begun.set("release", "+Talk at the weir (2031-03-04)")
    begun.set("events", "flood, +Mill lost")
    id = kept(begun)
    edit = edits(begun.dossier)[-1]
    made = [(change.table, change.id) for change in edit.changes]
    assert made == [
        ("agents", "jane-roe"),
        ("events", "jane-roe-2031-03-04"),
        ("events", "mill-lost"),
        ("claims", id),
    ]
    begun.undo()
    after = Dossier.open(begun.queue.dossier)
    assert "jane-roe" not in after.agents
    assert "mill-lost" not in after.events


def test_all_as_proposed(begun: Review) -> None:
    ids = [kept(begun) for _ in PROPOSALS]
    assert ids == [f"{QUAY}.{paragraph}" for paragraph in (3, 4, 5)]
    assert states(begun) == [KEPT] * 3
    assert begun.dossier.claims[ids[1]].of == ids[0]
    assert check_file(begun.queue.dossier) == []
    assert begun.accept().message == f"kept already, as {ids[2]}; E in the explorer edits it"
    assert begun.skip().message == f"kept already, as {ids[2]}; u undoes that"


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def test_no_sentence_of_the_article_gets_into_the_file(begun: Review) -> None:
    before = " ".join(words_of(json.dumps(sample(), ensure_ascii=False)))
    for _ in PROPOSALS:
        kept(begun)
    after = f" {' '.join(words_of(raw(begun).decode()))} "
    for paragraph in PARAGRAPHS[1:]:
        words = words_of(paragraph)
        for at in range(len(words) - 6):
            run = " ".join(words[at : at + 7])
            assert f" {run} " not in after or run in before, run


def test_a_share_is_not_kept_before_its_whole(begun: Review) -> None:
    begun.move(1)
    before = raw(begun)
    outcome = begun.accept()
    assert outcome.claim is None
    assert [problem.field for problem in outcome.problems] == ["of"]
    assert outcome.message.startswith("not kept: share of: it names no whole")
    assert raw(begun) == before
    begun.move(-1)
    whole = kept(begun)
    assert (begun.place, begun.draft["of"]) == (1, whole)
    share = kept(begun)
    assert begun.dossier.claims[share].of == whole


def test_a_share_edited_before_its_whole_was_kept_gets_it_then(begun: Review) -> None:
    begun.move(1)
    begun.set("note", "Half of what stands in the water.")
    begun.move(-1)
    whole = kept(begun)
    assert begun.draft["of"] == whole
    assert begun.draft["note"] == "Half of what stands in the water."
    kept(begun)


def test_a_share_without_its_figure_needs_no_whole(begun: Review) -> None:
    begun.move(1)
    for field in ("measure", "written", "hedge", "low", "high", "population"):
        begun.set(field, "")
    # It was made of the figure, and says nothing without.
    assert begun.draft["statement"] == ""
    begun.set("statement", "Some of them lie in the harbour.")
    claim = kept(begun)
    assert begun.dossier.claims[claim].figure is None


def test_ids_go_on_where_the_paragraph_has_claims(begun: Review) -> None:
    assert kept(begun) == f"{QUAY}.3"
    begun.go_to(0)
    begun.split()
    begun.set("statement", "Something else.")
    assert begun.accept().claim == f"{QUAY}.3b"


# ---- what is typed is kept


def test_what_is_edited_is_taken_up_again(begun: Review, tmp_path: Path) -> None:
    begun.move(1)
    begun.set("statement", "The council sees half of them in the harbour.")
    begun.set("place", "")
    later = again(begun, tmp_path)
    assert later.place == 0
    later.move(1)
    assert later.draft == begun.draft
    assert later.draft["statement"] == "The council sees half of them in the harbour."
    assert later.sheet is not None
    assert later.sheet.reasons(later.draft)["written"]
    later.move(1)
    assert later.draft["written"] == "up to 250"


def test_the_documents_form_too(review: Review, tmp_path: Path) -> None:
    review.set("title", "Cellars")
    assert again(review, tmp_path).draft["title"] == "Cellars"


def test_a_form_that_is_refused_is_kept(begun: Review, tmp_path: Path) -> None:
    begun.set("statement", "Mine.")
    begun.set("attribution", "counsil")
    before = raw(begun)
    outcome = begun.accept()
    assert outcome.message == "not kept: chain: there is no agent 'counsil'; did you mean council?"
    assert begun.draft["statement"] == "Mine."
    later = again(begun, tmp_path)
    assert (later.place, later.draft) == (0, begun.draft)
    assert states(later) == [OPEN] * 3
    assert raw(begun) == before


def test_several_problems_are_counted(begun: Review) -> None:
    begun.set("attribution", "counsil")
    begun.set("modality", "")
    assert begun.accept().message.endswith("did you mean council? (1 more)")
    assert len(begun.problems) == 2
    begun.set("modality", "asserted")
    assert [problem.field for problem in begun.problems] == ["attribution"]


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("attribution", "the-quay-post", "attribution"),
        ("low", "", "written"),
        ("high", "100", "written"),
        ("of", f"{QUAY}.3", "of"),
    ],
)
def test_an_unsound_row_is_told_at_its_field(
    begun: Review, field: str, text: str, told: str
) -> None:
    before = raw(begun)
    begun.set(field, text)
    outcome = begun.accept()
    assert outcome.claim is None
    assert outcome.message.startswith("not kept: ")
    assert "\n" not in outcome.message
    assert len(outcome.problems) == 1
    assert outcome.problems[0].field in (told, "")
    assert raw(begun) == before
    assert states(begun) == [OPEN] * 3
    assert begun.draft[field] == text


# ---- skipping, splitting, walking


def test_skip_and_take_up_again(begun: Review, tmp_path: Path) -> None:
    assert begun.skip().message == "skipped"
    assert (begun.place, states(begun)) == (1, [SKIPPED, OPEN, OPEN])
    assert again(begun, tmp_path).place == 1
    begun.move(-1)
    assert begun.skip().message == "taken up again"
    assert (begun.place, states(begun)) == (0, [OPEN, OPEN, OPEN])
    begun.skip()
    begun.move(-1)
    before = raw(begun)
    assert begun.accept().message == "skipped; s takes it up again"
    assert (states(begun), raw(begun)) == ([SKIPPED, OPEN, OPEN], before)


def test_undo_takes_back_what_was_done_last(begun: Review) -> None:
    first = kept(begun)
    begun.skip()
    begun.go_to(2)
    begun.split()
    assert states(begun) == [KEPT, SKIPPED, OPEN, OPEN]
    assert begun.undo().message == "undone: the split"
    assert (begun.place, states(begun)) == (2, [KEPT, SKIPPED, OPEN])
    assert begun.undo().message == "undone: the skip"
    assert (begun.place, states(begun)) == (1, [KEPT, OPEN, OPEN])
    assert first in begun.dossier.claims
    assert begun.undo().message.startswith(f"undone: claim {first}: ")
    assert (begun.place, states(begun)) == (0, [OPEN] * 3)
    begun.skip()
    begun.go_to(0)
    begun.skip()
    assert begun.undo().message == "undone: skipped again"
    assert states(begun) == [SKIPPED, OPEN, OPEN]


def test_the_form_of_a_kept_claim_stays(begun: Review) -> None:
    kept(begun)
    begun.go_to(0)
    draft = dict(begun.draft)
    begun.set("low", "7")
    assert begun.draft == draft == dict(begun.queue.items[0].draft or {})


def test_the_same_statement_is_not_kept_twice(begun: Review) -> None:
    id = kept(begun)
    begun.go_to(0)
    begun.split()
    before = raw(begun)
    outcome = begun.accept()
    assert outcome.message.startswith(f"not kept: statement: it is already that of {id}")
    assert [problem.field for problem in outcome.problems] == ["statement"]
    assert raw(begun) == before


def test_the_next_open_one_comes_after_a_decision(begun: Review) -> None:
    begun.go_to(1)
    begun.skip()
    assert begun.place == 2
    begun.skip()
    assert begun.place == 0
    begun.skip()
    assert begun.place == 0
    assert begun.progress == "1 of 3 · 0 kept · 3 skipped"


def test_walking_ends_at_the_ends(begun: Review) -> None:
    assert not begun.move(-1)
    assert begun.move(1)
    assert begun.move(1)
    assert not begun.move(1)
    assert begun.place == 2
    begun.go_to(99)
    assert begun.place == 2
    begun.go_to(DOCUMENT)
    assert begun.place == 0


def test_split_keeps_the_places_of_wholes(
    review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "read", lambda *_, **__: Reading(list(OTHERWISE), []))
    begun = review
    begun.accept()

    def wholes() -> list[int | None]:
        return [item.proposal.of for item in begun.queue.items]

    assert wholes() == [None, None, 1]
    begun.split()  # the first, before the whole
    assert (begun.place, wholes()) == (1, [None, None, None, 2])
    begun.go_to(2)
    begun.split()  # the whole itself
    assert (begun.place, wholes()) == (3, [None, None, None, None, 2])
    begun.go_to(4)
    begun.split()  # the share, whose twin has none
    assert (begun.place, wholes()) == (5, [None, None, None, None, 2, None])
    assert again(begun, tmp_path).queue == begun.queue


@given(st.lists(st.integers(0, 5), max_size=5))
@settings(max_examples=25, deadline=None)
def test_any_splits_leave_each_share_with_its_whole(
    tmp_path_factory: pytest.TempPathFactory, at: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("s")
    dossier = written(folder)
    items = tuple(map(Item, OTHERWISE))
    queue = queued(folder, dossier)._replace(source="gazette-1", items=items)
    save(queue)
    review = reviewed(folder, dossier, queue)
    for place in at:
        review.go_to(place)
        review.split()
    for item in review.queue.items:
        if item.proposal.of is not None:
            assert item.proposal.paragraph == 4
            assert review.queue.items[item.proposal.of].proposal == WHOLE
            assert review.queue.items[item.proposal.of].draft is None


def test_a_twin_is_a_claim_of_its_own(begun: Review) -> None:
    begun.split()
    begun.set("statement", "Nobody has looked at the mill.")
    assert kept(begun) == f"{QUAY}.3"
    begun.go_to(0)
    assert kept(begun) == f"{QUAY}.3b"
    whole = begun.queue.items[0].claim
    assert (begun.place, begun.draft["of"]) == (2, whole)


# ---- undoing


def test_undo_opens_the_proposal_again(begun: Review) -> None:
    begun.set("statement", "Mine.")
    id = kept(begun)
    outcome = begun.undo()
    assert outcome.message == f"undone: claim {id}: Mine."
    assert id not in Dossier.open(begun.queue.dossier).claims
    assert (begun.place, states(begun)) == (0, [OPEN] * 3)
    assert begun.queue.items[0].claim is None
    assert begun.draft["statement"] == "Mine."
    assert kept(begun) == id


def test_undo_of_the_source_opens_the_document(begun: Review, tmp_path: Path) -> None:
    kept(begun)
    begun.undo()
    begun.undo()
    assert begun.is_document
    assert (begun.queue.source, states(begun)) == (None, [OPEN] * 3)
    after = Dossier.open(begun.queue.dossier)
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    assert rows(after.path) == rows(written(fresh).path)
    assert begun.undo().message == "nothing of yours to undo"
    assert begun.accept().message == f"kept: source {QUAY}"
    assert kept(begun) == f"{QUAY}.3"


def test_undo_of_what_others_build_on_is_refused(begun: Review) -> None:
    whole = kept(begun)
    kept(begun)
    begun.dossier = begun.dossier.reload()
    first = next(edit for edit in edits(begun.dossier) if edit.what.startswith(f"claim {whole}"))
    before = raw(begun)
    with pytest.raises(DossierError, match="nothing was written"):
        editing.undo(begun.dossier, author="ann", edit_id=first.id)
    assert raw(begun) == before


# ---- others at the same dossier


def elsewhere(path: str, what: str) -> None:
    """What another process does to the dossier."""
    dossier = Dossier.open(path)
    if what == "adds":
        like = dict(dossier.raw_rows("claims")["gazette-1.1"])
        row = {**like, "id": "gazette-1.9", "statement": "By another."}
        editing.make(dossier, [Change("claims", "gazette-1.9", None, row)], "adds", author="bob")
    else:
        assert editing.undo(dossier, author="ann") is not None


def in_another_process(review: Review, what: str) -> None:
    context = multiprocessing.get_context("spawn")
    worker = context.Process(target=elsewhere, args=(review.queue.dossier, what))
    worker.start()
    worker.join(60)
    assert worker.exitcode == 0


def test_two_windows_at_one_article_lose_nothing_of_each_other(
    begun: Review, tmp_path: Path
) -> None:
    other = again(begun, tmp_path, "bob")
    id = kept(begun)
    before = raw(begun)
    assert "statement: it is already that of" in other.accept().message
    for decide in (other.skip, other.split, lambda: other.set("note", "x")):
        with pytest.raises(DossierError, match="was changed by another window"):
            decide()
    assert raw(begun) == before
    assert load(begun.queue.path) == begun.queue
    assert again(begun, tmp_path, "bob").queue.items[0].claim == id
    Path(begun.queue.path).unlink()
    with pytest.raises(DossierError, match="was changed by another window"):
        begun.skip()
    assert not Path(begun.queue.path).exists()


def test_claims_of_a_document_that_is_there_bring_its_text(begun: Review, tmp_path: Path) -> None:
    (text,) = (tmp_path / "texts").glob("*.txt")
    text.unlink()
    again(begun, tmp_path)
    assert text.read_text("utf-8").splitlines() == list(begun.queue.article.paragraphs)


def test_what_another_process_adds_between_two_accepts_stays(begun: Review) -> None:
    first = kept(begun)
    in_another_process(begun, "adds")
    second = kept(begun)
    after = Dossier.open(begun.queue.dossier)
    assert {first, second, "gazette-1.9"} <= set(after.claims)
    assert [edit.author for edit in edits(after)] == ["ann", "ann", "bob", "ann"]
    begun.undo()
    assert "gazette-1.9" in Dossier.open(begun.queue.dossier).claims


def test_a_claim_removed_by_another_process_reopens(begun: Review, tmp_path: Path) -> None:
    begun.skip()
    begun.go_to(2)
    id = kept(begun)
    begun.go_to(1)
    begun.skip()
    in_another_process(begun, "undoes")
    later = again(begun, tmp_path)
    assert states(later) == [SKIPPED, SKIPPED, OPEN]
    assert later.place == 2
    assert kept(later) == id


def test_a_claim_removed_meanwhile_can_be_accepted_again(begun: Review) -> None:
    id = kept(begun)
    elsewhere(begun.queue.dossier, "undoes")
    begun.go_to(0)
    assert kept(begun) == id


def test_a_document_removed_meanwhile_comes_first_again(begun: Review, tmp_path: Path) -> None:
    begun.set("statement", "Mine.")
    elsewhere(begun.queue.dossier, "undoes")
    outcome = begun.accept()
    assert outcome.claim is None
    assert "the document was taken out of the dossier" in outcome.message
    assert begun.is_document
    assert again(begun, tmp_path).is_document
    assert begun.accept().message == f"kept: source {QUAY}"
    assert begun.draft["statement"] == "Mine."
    kept(begun)


def test_an_agent_removed_meanwhile_does_not_break_the_review(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proposals name an agent who came with the document and went with it."""
    review.set("cites", "+Jane Roe (person)")
    by_jane = WHOLE._replace(attribution=("jane-roe",))
    monkeypatch.setattr(session, "read", lambda *_, **__: Reading([by_jane], []))
    review.accept()
    assert review.draft["attribution"] == "jane-roe"
    review.set("note", "Said twice.")
    review.undo()
    review.set("cites", "")
    assert review.accept().message == f"kept: source {QUAY}"
    assert review.accept().message.startswith("not kept: chain: there is no agent 'jane-roe'")
    review.split()
    review.set("attribution", "council")
    kept(review)


def test_a_record_changed_meanwhile_is_not_overwritten(
    begun: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process takes the id between the look at the file and the edit."""
    real, calls = editing.make, list[int]()

    def make(dossier: Dossier, changes: Any, *rest: Any, **said: Any) -> Any:
        if not calls:
            calls.append(1)
            theirs = {**changes[-1].after, "statement": "Theirs."}
            change = Change("claims", theirs["id"], None, theirs)
            real(Dossier.open(dossier.path), [change], "theirs", author="bob")
        return real(dossier, changes, *rest, **said)

    monkeypatch.setattr(editing, "make", make)
    begun.set("statement", "Mine.")
    outcome = begun.accept()
    assert "has changed since the edit was begun" in outcome.message
    assert (outcome.claim, states(begun), begun.place) == (None, [OPEN] * 3, 0)
    assert begun.draft["statement"] == "Mine."
    assert Dossier.open(begun.queue.dossier).claims[f"{QUAY}.3"].statement == "Theirs."
    assert kept(begun) == f"{QUAY}.3b"


# ---- disks


def failing_for(monkeypatch: pytest.MonkeyPatch, path: str) -> Callable[[], None]:
    """Make a file one that can't be replaced, until what is returned is called."""
    real, on = disk.replace, [True]

    def replace(where: str, content: bytes, **options: Any) -> Any:
        if on and where == path:
            with monkeypatch.context() as patched:
                patched.setattr(os, "replace", failing(30))
                return real(where, content, **options)
        return real(where, content, **options)

    monkeypatch.setattr(disk, "replace", replace)
    return on.clear


@pytest.mark.parametrize("at", ["document", "claim"])
def test_a_dossier_that_can_not_be_written_keeps_the_form(
    review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    if at == "claim":
        review.accept()
    before, queue = raw(review), review.queue
    mend = failing_for(monkeypatch, review.queue.dossier)
    outcome = review.accept()
    assert outcome.message.startswith("not kept: ")
    assert "can't be written; " in outcome.message
    assert outcome.problems
    assert raw(review) == before
    assert review.queue == queue == load(queue.path)
    assert (tmp_path / "texts").exists() == (at == "claim")
    mend()
    assert review.accept().problems == ()
    assert len(edits(review.dossier)) == (1 if at == "document" else 2)


@pytest.mark.parametrize("at", ["document", "claim"])
def test_a_queue_that_can_not_be_written_keeps_nothing(
    review: Review, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """Else the claim would be in the dossier, and proposed a second time."""
    if at == "claim":
        review.accept()
    before = raw(review)
    mend = failing_for(monkeypatch, review.queue.path)
    with pytest.raises(DossierError, match="it is unchanged"):
        review.accept()
    assert raw(review) == before
    mend()
    assert review.accept().problems == ()


@pytest.mark.parametrize("at", ["document", "claim"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_crash_around_the_edit_proposes_nothing_twice(
    review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str, when: str
) -> None:
    if at == "claim":
        review.accept()

    class Crash(BaseException):
        pass

    real = editing.make

    def make(*words: Any, **said: Any) -> Any:
        if when == "after":
            real(*words, **said)
        raise Crash

    with monkeypatch.context() as patched:
        patched.setattr(editing, "make", make)
        with pytest.raises(Crash):
            review.accept()
    later = again(review, tmp_path)
    if at == "document":
        assert later.is_document == (when == "before")
        assert (QUAY in later.dossier.sources) == (when == "after")
    else:
        assert states(later)[0] == (OPEN if when == "before" else KEPT)
        assert (f"{QUAY}.3" in later.dossier.claims) == (when == "after")


# ---- numbers that are not proposed


MILL = SeenNumber(
    proposal(3, Figure("the mill", 1, 1, "none"), measure=None, attribution=(), lineage="unknown"),
    "other",
)
MORE = SeenNumber(proposal(5, Figure("a single one", 1, 1, "none"), measure=None), "bare")


@pytest.fixture
def seeing(review: Review, monkeypatch: pytest.MonkeyPatch) -> Review:
    """A review whose document is accepted, of an article with two more numbers."""
    found = Reading(list(PROPOSALS), [MILL, MORE])
    monkeypatch.setattr(session, "read", lambda *_, **__: found)
    review.accept()
    return review


def walked(review: Review) -> list[str]:
    """What one comes by on the way from here to the end."""
    found = []
    while True:
        here = review.item or review.number
        assert here is not None
        found.append(here.proposal.figure.written)
        if not review.move(1):
            return found


def test_the_walk_goes_to_every_number_in_the_order_of_the_text(seeing: Review) -> None:
    assert seeing.progress == "1 of 3 · 0 kept · 0 skipped · 2 more numbers seen"
    assert walked(seeing) == ["at least 320", "the mill", "Half", "up to 250", "a single one"]
    assert seeing.progress == "not proposed: 2 of 2 numbers seen"
    assert (seeing.fields, seeing.draft, seeing.passage) == ((), {}, PARAGRAPHS[4])
    assert seeing.others == ((MORE.proposal.start, MORE.proposal.end),)
    assert seeing.move(-1)
    assert seeing.item == Item(MOST)


def test_what_is_not_proposed_is_no_form(seeing: Review) -> None:
    seeing.move(1)
    seeing.set("note", "Why?")
    assert "left out already" in seeing.skip().message
    assert seeing.split().message == "only a proposal can be split"
    assert seeing.draft == {}
    assert [item.draft for item in seeing.queue.items] == [None] * 3


def test_a_number_becomes_a_proposal_at_its_place(seeing: Review, tmp_path: Path) -> None:
    before = seeing.queue
    seeing.move(1)
    assert "say what it counts" in seeing.accept().message
    assert (seeing.place, seeing.item) == (1, Item(MILL.proposal))
    assert (seeing.draft["written"], seeing.draft["low"], seeing.draft["hedge"]) == (
        "the mill",
        "1",
        "none",
    )
    assert seeing.queue.more == (MORE,)
    # The share behind it has its whole still.
    assert [item.proposal.of for item in seeing.queue.items] == [None, None, 0, None]
    assert again(seeing, tmp_path).queue == seeing.queue
    assert "no proposal again" in seeing.undo().message
    assert seeing.number == MILL
    assert seeing.queue == before
    assert load(before.path) == before


def test_what_was_promoted_is_kept_and_all_is_undone_in_turn(seeing: Review) -> None:
    seeing.move(1)
    seeing.accept()
    seeing.set("measure", "flooded")
    assert kept(seeing) == f"{QUAY}.3"
    seeing.undo()
    assert seeing.item is not None
    assert seeing.item.proposal == MILL.proposal
    seeing.undo()
    assert seeing.number == MILL


def test_what_stays_unproposed_is_said_at_the_end(seeing: Review) -> None:
    for _ in range(3):
        seeing.skip()
    assert seeing.left_out == "; 2 more numbers seen (n)"
    assert seeing.queue.count(OPEN) == 0


@given(st.lists(st.sampled_from(["next", "back", "accept", "split", "undo", "skip"]), max_size=9))
@settings(max_examples=25, deadline=None)
def test_any_steps_lose_no_number(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("n")
    dossier = written(folder)
    items = tuple(map(Item, OTHERWISE))
    queue = queued(folder, dossier)._replace(source="gazette-1", items=items, more=(MILL, MORE))
    save(queue)
    review = reviewed(folder, dossier, queue)
    for step in steps:
        if step == "accept":
            review.promote()
        elif step in ("next", "back"):
            review.move(1 if step == "next" else -1)
        else:
            getattr(review, step)()
    numbers = [item.proposal for item in review.queue.items]
    numbers += [seen.proposal for seen in review.queue.more]
    for one in (MILL.proposal, MORE.proposal, WHOLE, MOST):
        assert one in numbers
    for item in review.queue.items:
        if item.proposal.of is not None:
            assert review.queue.items[item.proposal.of].proposal == WHOLE


# ---- what the text adds up


ALL = proposal(3, Figure("320 houses", 320, 320, "none"))
ONE = proposal(3, Figure("the town", 200, 200, "none"))
TWO = proposal(3, Figure("the mill", 90, 90, "none"))
ADDED = Sum(0, (1, 2), "of whom")


@pytest.fixture
def summing(review: Review, monkeypatch: pytest.MonkeyPatch) -> Review:
    """A review whose document is accepted, of a text that adds two of its figures to a third."""
    found = Reading([ALL, ONE, TWO], [MORE], [ADDED])
    monkeypatch.setattr(session, "read", lambda *_, **__: found)
    review.accept()
    return review


def identities(review: Review) -> dict[str, Any]:
    return dict(rows(review.queue.dossier)["identities"])


def test_what_does_not_add_up_is_said_before_anything_is_kept(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "320 printed; the parts 200 and 90 make 290: 30 short"
    review._save(review.queue._replace(items=tuple(map(Item, (ALL, ONE, TWO)))))
    review._save(review.queue._replace(sums=(Adding(ADDED),)))
    assert review.is_document
    assert [(line.words, line.adds_up) for line in review.sums] == [(said, False)]


def test_a_taken_sum_goes_in_with_the_last_of_its_claims_and_is_undone_with_it(
    summing: Review, tmp_path: Path
) -> None:
    before = identities(summing)
    assert "goes in with the last" in summing.take_sum().message
    assert [line.taken for line in summing.sums] == [True]
    assert again(summing, tmp_path).queue == summing.queue
    first, second = kept(summing), kept(summing)
    assert identities(summing) == before
    outcome = summing.accept()
    third, id = outcome.claim, f"sum-{QUAY}-3"
    assert f"with the sum {id}" in outcome.message
    assert identities(summing)[id]["total"]["claim"] == first
    assert [term["claim"] for term in identities(summing)[id]["terms"]] == [second, third]
    assert check_file(summing.queue.dossier) == []
    # One edit, and one step back.
    assert [change.table for change in edits(summing.dossier)[-1].changes] == [
        "claims",
        "identities",
    ]
    assert id in summing.take_sum().message
    summing.undo()
    assert identities(summing) == before
    assert summing.item is not None
    assert summing.item.proposal == TWO
    assert [line.taken for line in summing.sums] == [True]
    assert f"with the sum {id}" in summing.accept().message


def test_a_sum_that_nobody_takes_stays_out(summing: Review) -> None:
    before = identities(summing)
    summing.take_sum()
    assert summing.take_sum().message == "the sum is left out"
    for _ in range(3):
        kept(summing)
    assert identities(summing) == before


def test_a_sum_of_claims_that_are_kept_goes_in_at_once(summing: Review) -> None:
    for _ in range(3):
        first = kept(summing)
    before = identities(summing)
    assert "kept: sum-" in summing.take_sum().message
    assert len(identities(summing)) == len(before) + 1
    summing.undo()
    assert identities(summing) == before
    assert summing.queue.sums[0].identity is None
    assert first in summing.dossier.claims


def test_a_sum_with_a_skipped_part_cannot_be_taken(summing: Review) -> None:
    summing.go_to(2)
    summing.skip()
    summing.go_to(0)
    assert "is skipped" in summing.take_sum().message
    assert summing.queue.sums == (Adding(ADDED),)


def test_a_figure_of_no_sum(begun: Review) -> None:
    assert begun.sums == []
    assert "no sum" in begun.take_sum().message


def test_splits_and_promotions_keep_the_places_of_sums(summing: Review) -> None:
    summing.go_to(1)
    summing.split()
    assert summing.queue.sums[0].sum == Sum(0, (1, 3), "of whom")
    summing.undo()
    assert summing.queue.sums[0].sum == ADDED


def test_an_identity_that_the_dossier_refuses_keeps_nothing(
    summing: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        kept(summing)
    before = rows(summing.queue.dossier)

    def refuse(*_: object, **__: object) -> None:
        raise DossierError("is unsound", table="identities", id="x")

    monkeypatch.setattr(editing, "make", refuse)
    assert summing.take_sum().problems
    assert rows(summing.queue.dossier) == before
    assert summing.queue.sums == (Adding(ADDED),)


# ---- an article without a figure, and paths of fields


def test_an_article_without_a_proposal(
    review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "read", lambda *_, **__: Reading([], []))
    review.accept()
    assert review.progress == "no proposal · 0 kept · 0 skipped"
    assert (review.item, review.fields, review.draft, review.passage) == (None, (), {}, "")
    assert review.accept().message == "there is nothing to accept"
    assert not review.move(1)
    assert review.left_out == ""
    review.set("note", "nowhere")
    assert again(review, tmp_path).draft == {}


def test_a_path_in_a_record_is_a_field_of_the_form() -> None:
    names = {field.name for field in CLAIM}
    paths = {
        "figure.low": "low",
        "figure": "written",
        "scope": "within",
        "scope.within": "within",
        "attribution[1]": "attribution",
        "opposes[0].claim": None,
        "as_of": "as_of",
        None: None,
    }
    assert {path: field_of(path, names) for path in paths} == paths


def test_a_date_after_the_page_is_asked_about_before_it_is_kept(begun: Review) -> None:
    """What is told as done cannot be of a day that the page did not see."""
    begun.set("as_of", "2031-12")
    assert begun.draft["as_of_basis"] == "stated"
    before = raw(begun)
    outcome = begun.accept()
    assert outcome.claim is None
    assert [problem.field for problem in outcome.problems] == ["as_of"]
    assert outcome.message == (
        "as of: this is after the date of the page; is that so? a again keeps it"
    )
    assert raw(begun) == before
    claim = kept(begun)
    assert begun.dossier.claims[claim].as_of == "2031-12"
    # What is foreseen may well come after its page.
    begun.move(1)
    begun.set("as_of", "2031-12")
    begun.set("modality", "expected")
    kept(begun)


def test_what_follows_is_made_anew_and_kept_as_it_is_left(begun: Review, tmp_path: Path) -> None:
    begun.set("attribution", "water-board")
    begun.set("written", "up to 90")
    assert begun.draft["statement"] == "Water Board: up to 90 houses – flooded (Town)."
    assert (begun.draft["hedge"], begun.draft["high"]) == ("up_to", "90")
    begun.set("hedge", "at_most")
    later = again(begun, tmp_path)
    assert later.draft == begun.draft
    # What somebody wrote before the review was left is still theirs.
    later.set("written", "about 80")
    assert (later.draft["hedge"], later.draft["high"]) == ("at_most", "80")


def test_a_part_that_is_told_as_all_is_asked_about_before_it_is_kept(
    begun: Review, tmp_path: Path
) -> None:
    doubt = Because("population", "a part of the 400; whom it counts is not said", 0, 0)
    item = begun.queue.items[0]
    doubted = item._replace(proposal=item.proposal._replace(doubts=(doubt,)))
    save(begun.queue.with_item(0, doubted), begun.queue)
    begun = again(begun, tmp_path)
    assert begun.sheet is not None
    assert begun.sheet.reasons(begun.draft)["population"] == doubt.words
    before = raw(begun)
    outcome = begun.accept()
    assert outcome.message == f"population: {doubt.words}; is that so? a again keeps it"
    assert raw(begun) == before
    # Who says whom it counts has answered.
    begun.set("population", "")
    assert begun.sheet.slips(begun.draft) == []
    begun.set("population", item.proposal.scope.population or "")
    begun.accept()
    kept(begun)
