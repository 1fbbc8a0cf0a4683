"""The review by keys alone: an article in, claims out, left and taken up again, and undone."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.dossier.editing import edits
from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.texts import Texts
from kursk_tui.intake.documents import text_copies as shelf
from kursk_tui.model import locators
from kursk_tui.model.records import Claim
from kursk_tui.store import files
from kursk_tui.tui.app import KurskApp
from kursk_tui.tui.run import _start
from kursk_tui.tui.screens.claiming import RecordScreen
from kursk_tui.tui.screens.disagreements import DisagreementsScreen
from kursk_tui.tui.screens.review import ReviewScreen
from kursk_tui.tui.screens.waiting import EditsScreen, WaitingScreen
from tests.benchmarks.scoring import score
from tests.five import FIVE
from tests.tui.articles import ADDED, PARAGRAPHS, SEEN, written
from tests.tui.driving import explorer, press, screen_lines, settle, type_text

SOURCE = "kyiv-independent-2025-01-14"


def own_copy(folder: Path, path: str = FIVE) -> Path:
    """A dossier that may be edited."""
    copied = folder / "own.json"
    shutil.copyfile(path, copied)
    return copied


async def take_in(pilot: Pilot[None], path: Path) -> None:
    """`i`, the name of a file, Enter; and wait until it is read."""
    await press(pilot, "i")
    await type_text(pilot, str(path))
    await press(pilot, "enter")
    await pilot.app.workers.wait_for_complete()
    await settle(pilot)


def review(pilot: Pilot[None]) -> ReviewScreen:
    screen = pilot.app.screen
    assert isinstance(screen, ReviewScreen)
    return screen


def bottom(pilot: Pilot[None]) -> str:
    return screen_lines(pilot)[-1]


async def keep_document(pilot: Pilot[None], publisher: str = "kyiv-i") -> None:
    await press(pilot, "enter")
    await type_text(pilot, publisher)
    await press(pilot, "tab enter a")


async def test_an_article_becomes_claims_by_keys_alone(tmp_path: Path) -> None:
    path = own_copy(tmp_path)
    async with explorer(path=path) as (pilot, screen):
        await take_in(pilot, written(tmp_path))
        assert review(pilot).review.is_document
        await keep_document(pilot)
        assert f"kept: source {SOURCE}" in bottom(pilot)
        lines = screen_lines(pilot)
        assert "  1 of 4 · 0 kept · 0 skipped" in lines[0]
        assert "no fewer than" in "".join(lines[2:4])
        await press(pilot, "a")
        assert f"kept: {SOURCE}.3:" in bottom(pilot)
        assert "disagreement" in bottom(pilot)
        await press(pilot, "a")
        assert f"kept: {SOURCE}.3b:" in bottom(pilot)
        dossier = Dossier.open(path)
        one, two = dossier.claims[f"{SOURCE}.3"], dossier.claims[f"{SOURCE}.3b"]
        assert one.figure is not None
        assert two.figure is not None
        assert (one.figure.written, one.figure.low, one.figure.hedge) == (
            "no fewer than 300",
            300,
            "at_least",
        )
        assert (one.measure, two.measure) == ("killed", "wounded")
        assert one.attribution == two.attribution == ("yonhap", "nis")
        assert one.release == two.release == "nis-2025-01-13"
        assert one.locator is not None
        assert one.locator.sha256 == locators.fingerprint(PARAGRAPHS[2])
        # The text is on the shelf, not in the dossier.
        kept = (Path(shelf.default_folder(os.environ)) / f"{SOURCE}.txt").read_text("utf-8")
        assert kept.splitlines() == list(PARAGRAPHS)
        assert PARAGRAPHS[2] not in path.read_text("utf-8")
        # The explorer below shows them, with the passage.
        await press(pilot, "backspace")
        assert pilot.app.screen is screen
        assert SOURCE in bottom(pilot)
        assert f"{SOURCE}.3" in screen.host.workspace.whole.claims
        assert screen.host.workspace.texts is not None
        assert screen.host.workspace.texts.passage(one).state == locators.ANCHORED


async def test_what_is_kept_shows_what_it_disagrees_with(tmp_path: Path) -> None:
    async with explorer(path=own_copy(tmp_path)) as (pilot, _):
        await take_in(pilot, written(tmp_path))
        await press(pilot, "c")
        assert "keep a claim first" in bottom(pilot)
        await keep_document(pilot)
        await press(pilot, "a c")
        shown = pilot.app.screen
        assert isinstance(shown, DisagreementsScreen)
        assert "Zelensky" in "".join(screen_lines(pilot))
        await press(pilot, "backspace")
        assert review(pilot).review.place == 1


async def test_a_field_is_edited_and_what_is_wrong_is_told_at_the_field(tmp_path: Path) -> None:
    path = own_copy(tmp_path)
    async with explorer(path=path) as (pilot, _):
        await take_in(pilot, written(tmp_path))
        await press(pilot, "a")
        assert "not kept: publisher" in bottom(pilot)
        assert len(Dossier.open(path).sources) == 5
        await keep_document(pilot)
        await press(pilot, "j enter ctrl+u")
        await type_text(pilot, "nonsense")
        await press(pilot, "enter a")
        assert "no measure 'nonsense'" in bottom(pilot)
        assert review(pilot).rows.cursor == "measure"
        assert SOURCE + ".3" not in Dossier.open(path).claims
        await press(pilot, "enter ctrl+u")
        await type_text(pilot, "wou")
        assert "wounded" in "".join(screen_lines(pilot))
        await press(pilot, "tab enter a")
        assert Dossier.open(path).claims[SOURCE + ".3"].measure == "wounded"


async def test_skip_split_and_walk(tmp_path: Path) -> None:
    async with explorer(path=own_copy(tmp_path)) as (pilot, _):
        await take_in(pilot, written(tmp_path))
        await press(pilot, "s p")
        assert "only a proposal can be split" in bottom(pilot)
        await keep_document(pilot)
        await press(pilot, "N")
        assert "this is the first" in bottom(pilot)
        await press(pilot, "p")
        assert "  2 of 5" in screen_lines(pilot)[0]
        await press(pilot, "s")
        assert "  3 of 5 · 0 kept · 1 skipped" in screen_lines(pilot)[0]
        await press(pilot, "N")
        assert "(skipped)" in "".join(screen_lines(pilot))
        await press(pilot, "s n n n n")
        assert "no further proposal" in bottom(pilot)
        assert "  5 of 5 · 0 kept · 0 skipped" in screen_lines(pilot)[0]


async def test_a_review_is_left_and_taken_up_where_it_was(tmp_path: Path) -> None:
    path = own_copy(tmp_path)
    async with explorer(path=path) as (pilot, _):
        await take_in(pilot, written(tmp_path))
        await keep_document(pilot)
        await press(pilot, "a s")
        review(pilot).rows.move_to_item("statement")
        await press(pilot, "enter ctrl+u")
        await type_text(pilot, "My own words.")
        await press(pilot, "enter backspace")
        assert "2 proposals left; i goes on" in bottom(pilot)
    async with explorer(path=path) as (pilot, _):
        await press(pilot, "i")
        assert isinstance(pilot.app.screen, WaitingScreen)
        assert "2 of 4" in "".join(screen_lines(pilot))
        await press(pilot, "enter")
        assert "  3 of 4 · 1 kept · 1 skipped" in screen_lines(pilot)[0]
        assert review(pilot).review.draft["statement"] == "My own words."
        await press(pilot, "a a backspace")
        assert "all decided" in bottom(pilot)
        await press(pilot, "i")
        assert "take in (file, folder or http address)" in bottom(pilot)


async def test_undo_opens_the_proposal_again(tmp_path: Path) -> None:
    path = own_copy(tmp_path)
    async with explorer(path=path) as (pilot, _):
        await take_in(pilot, written(tmp_path))
        await keep_document(pilot)
        await press(pilot, "a u")
        assert "undone: claim" in bottom(pilot)
        assert f"{SOURCE}.3" not in Dossier.open(path).claims
        assert "  1 of 4 · 0 kept" in screen_lines(pilot)[0]
        await press(pilot, "u")
        assert review(pilot).review.is_document
        assert SOURCE not in Dossier.open(path).sources


async def test_undo_takes_back_a_skip_and_a_split_too(tmp_path: Path) -> None:
    path = own_copy(tmp_path)
    async with explorer(path=path) as (pilot, _):
        await take_in(pilot, written(tmp_path))
        await keep_document(pilot)
        await press(pilot, "a s u")
        assert "undone: the skip" in bottom(pilot)
        assert f"{SOURCE}.3" in Dossier.open(path).claims
        await press(pilot, "p u")
        assert "undone: the split" in bottom(pilot)
        assert "  2 of 4 · 1 kept · 0 skipped" in screen_lines(pilot)[0]
        await press(pilot, "N enter")
        assert f"kept, as {SOURCE}.3: E in the explorer edits it" in bottom(pilot)
        await press(pilot, "u c")
        assert "keep a claim first" in bottom(pilot)


async def test_the_end_of_a_review_is_said(tmp_path: Path) -> None:
    article = written(tmp_path)
    async with explorer(path=own_copy(tmp_path)) as (pilot, _):
        await take_in(pilot, article)
        await keep_document(pilot)
        await press(pilot, "s s s s")
        assert "skipped; all decided" in bottom(pilot)
        await press(pilot, "backspace")
        await take_in(pilot, article)
        assert f"already imported as {SOURCE}, and fully reviewed" in bottom(pilot)


async def test_what_was_typed_is_not_left_without_a_question(tmp_path: Path) -> None:
    async with explorer(path=own_copy(tmp_path)) as (pilot, screen):
        await press(pilot, "3 a escape escape")
        assert pilot.app.screen is screen
        await press(pilot, "a")
        await type_text(pilot, "some 300")
        await press(pilot, "enter")
        # Escape, the way back and the way out all ask first.
        for key in ("escape", "backspace", "q", "ctrl+c"):
            await press(pilot, key)
            assert "leave without keeping it?" in bottom(pilot)
            await press(pilot, "enter")
            shown = pilot.app.screen
            assert isinstance(shown, RecordScreen)
            assert shown.filling.draft["written"] == "some 300"
        await press(pilot, "backspace y enter")
        assert pilot.app.screen is screen


async def test_an_article_that_is_here_already_is_told_first(tmp_path: Path) -> None:
    path = own_copy(tmp_path)
    async with explorer(path=path) as (pilot, _):
        await take_in(pilot, written(tmp_path))
        await keep_document(pilot)
        await press(pilot, "s s s s backspace")
        (tmp_path / "copy.txt").write_text("\n".join(PARAGRAPHS), encoding="utf-8")
        await take_in(pilot, tmp_path / "copy.txt")
        # The same words in the queue go on where they were left.
        assert review(pilot).review.queue.source == SOURCE
    altered = [*PARAGRAPHS, "A last line that the other one did not have."]
    async with explorer(path=path) as (pilot, _):
        (tmp_path / "echo.txt").write_text("\n".join(altered), encoding="utf-8")
        await take_in(pilot, tmp_path / "echo.txt")
        assert "echo" in bottom(pilot)
        assert SOURCE in bottom(pilot)


async def test_what_cannot_be_read_is_said_in_a_line(tmp_path: Path) -> None:
    async with explorer(path=own_copy(tmp_path)) as (pilot, screen):
        await take_in(pilot, tmp_path / "nowhere.txt")
        assert pilot.app.screen is screen
        assert "not imported" in bottom(pilot)
        (tmp_path / "empty.txt").write_text("", encoding="utf-8")
        await take_in(pilot, tmp_path / "empty.txt")
        assert "not imported" in bottom(pilot)


async def test_the_dossier_of_the_package_is_not_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import kursk_tui

    path = own_copy(tmp_path)
    async with explorer(path=path) as (pilot, screen):
        monkeypatch.setattr(kursk_tui, "__path__", [str(tmp_path)])
        for key in ("i", "2 E", "2 X", "2 a"):
            await press(pilot, key)
            assert pilot.app.screen is screen
            assert "kursk-tui copy FILE" in bottom(pilot)
    assert path.read_bytes() == Path(FIVE).read_bytes()


# ---- by hand


async def test_a_claim_is_added_by_hand_without_an_article(tmp_path: Path) -> None:
    path = own_copy(tmp_path)
    async with explorer(path=path) as (pilot, screen):
        await press(pilot, "a")
        assert "go to a document" in bottom(pilot)
        await press(pilot, "3 a escape")
        shown = pilot.app.screen
        assert isinstance(shown, RecordScreen)
        await press(pilot, "a")
        assert "not kept: statement: it is missing" in bottom(pilot)
        await press(pilot, "g enter")
        await type_text(pilot, "twelve")
        await press(pilot, "tab")
        await type_text(pilot, "kil")
        await press(pilot, "enter a")
        assert pilot.app.screen is screen
        assert "added: ki-2025-02-27.r1" in bottom(pilot)
        claim = Dossier.open(path).claims["ki-2025-02-27.r1"]
        assert claim.locator is None
        assert claim.figure is not None
        figure = claim.figure
        assert (claim.measure, figure.low, figure.high, figure.hedge) == ("killed", 12, 12, "none")
        # Whom the document has it from was not said, so it is nobody's: not the outlet's own.
        assert (claim.attribution, claim.lineage) == ((), "unknown")


async def test_a_claim_is_edited_retracted_and_all_is_undone_in_turn(tmp_path: Path) -> None:
    path = own_copy(tmp_path)
    before = Dossier.open(path)
    async with explorer(path=path) as (pilot, screen):
        await press(pilot, "2")
        claim = screen.panes["claims"].cursor
        assert claim is not None
        await press(pilot, "E")
        shown = pilot.app.screen
        assert isinstance(shown, RecordScreen)
        shown.rows.move_to_item("statement")
        await press(pilot, "enter ctrl+u")
        await type_text(pilot, "Put otherwise.")
        await press(pilot, "enter a")
        assert f"edited: {claim}" in bottom(pilot)
        assert Dossier.open(path).claims[claim].statement == "Put otherwise."
        await press(pilot, "X enter")
        assert "for a reason" in bottom(pilot)
        await press(pilot, "X")
        await type_text(pilot, "misread")
        await press(pilot, "enter")
        assert f"retracted {claim}" in bottom(pilot)
        assert claim not in screen.panes.context.view.claims
        assert Dossier.open(path).claims[claim].retracted == "misread"
        assert all(claim not in row.claims for row in screen.host.workspace.disagreements.rows)
        # A flag in between is undone in its turn.
        await press(pilot, "f enter enter")
        assert "kept: flag" in bottom(pilot)
        await press(pilot, "u")
        assert "undone: flag" in bottom(pilot)
        assert Dossier.open(path).claims[claim].retracted == "misread"
        await press(pilot, "u")
        assert "undone: retracted" in bottom(pilot)
        assert claim in screen.panes.context.view.claims
        await press(pilot, "U")
        assert "done again: retracted" in bottom(pilot)
        await press(pilot, "u u")
        assert Dossier.open(path).claims[claim] == before.claims[claim]
        await press(pilot, "H")
        assert isinstance(pilot.app.screen, EditsScreen)
        assert "×" in "".join(screen_lines(pilot))


async def test_a_document_is_added_by_hand_and_edited(tmp_path: Path) -> None:
    path = own_copy(tmp_path)
    async with explorer(path=path) as (pilot, screen):
        await press(pilot, "A escape a")
        assert "not kept: publisher" in bottom(pilot)
        await press(pilot, "enter")
        await type_text(pilot, "+The Daily (outlet)")
        await press(pilot, "enter j enter")
        await type_text(pilot, "[A page]")
        await press(pilot, "enter j enter")
        await type_text(pilot, "2026-01-05")
        await press(pilot, "enter a")
        assert "not kept: date is: say how the date is known" in bottom(pilot)
        await press(pilot, "enter")
        await type_text(pilot, "st")
        await press(pilot, "tab enter a")
        assert "added: the-daily-2026-01-05" in bottom(pilot)
        made = Dossier.open(path)
        assert made.agents["the-daily"].kind == "outlet"
        assert made.sources["the-daily-2026-01-05"].text is None
        await press(pilot, "3")
        assert screen.panes["sources"].move_to_item("the-daily-2026-01-05")
        await press(pilot, "E j enter ctrl+u")
        await type_text(pilot, "Another title")
        await press(pilot, "enter a")
        assert Dossier.open(path).sources["the-daily-2026-01-05"].title == "Another title"
        await press(pilot, "u u")
        assert "the-daily-2026-01-05" not in Dossier.open(path).sources
        assert "the-daily" not in Dossier.open(path).agents


async def test_an_edit_of_somebody_else_is_taken_back_from_the_list(tmp_path: Path) -> None:
    from kursk_tui.dossier.editing import retract

    path = own_copy(tmp_path)
    retract(Dossier.open(path), "ki-2025-02-27.17c", "no", author="somebody")
    async with explorer(path=path) as (pilot, _):
        await press(pilot, "H enter")
        assert "– → no" in "\n".join(screen_lines(pilot))
        await press(pilot, "backspace u")
        assert "undone: retracted" in bottom(pilot)
        assert Dossier.open(path).claims["ki-2025-02-27.17c"].retracted is None
        assert len(edits(Dossier.open(path))) == 2
        await press(pilot, "u")
        assert "no edit that stands" in bottom(pilot)


def test_a_dossier_may_name_the_event_that_comes_first(tmp_path: Path) -> None:
    assert _start(Dossier.open(default_path()), None, {}) is None
    data = json.loads(Path(FIVE).read_bytes())
    data["meta"]["1"]["opens"] = "treaty"
    path = tmp_path / "five.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert _start(Dossier.open(path), None, {}) == Facet("event", "treaty")


# ---- a report of the shipped dossier, taken out and in again


def without(source: str, path: Path) -> Path:
    """A copy of the shipped dossier from which a document and all it says are gone."""
    data: dict[str, dict[str, Any]] = json.loads(Path(default_path()).read_bytes())
    gone = {row["id"] for row in data["claims"].values() if row["source"] == source}

    def stays(table: str, row: dict[str, Any]) -> bool:
        if table == "identities":
            named = {term.get("claim") for term in (row["total"], *row["terms"])}
            return not named & gone
        return row["id"] != source if table == "sources" else row["id"] not in gone

    for table in ("identities", "claims", "sources"):
        data[table] = {key: row for key, row in data[table].items() if stays(table, row)}
    for row in data["claims"].values():
        row["opposes"] = [o for o in row["opposes"] if o["claim"] not in gone]
    path.write_bytes(files.encode(data, str(path)))
    return path


@pytest.mark.parametrize("source", ["ki-2025-02-27"])
async def test_a_report_taken_out_comes_back_by_keys_alone(source: str, tmp_path: Path) -> None:
    whole = Dossier.open(default_path())
    named = os.environ.get("KURSK_TUI_TEST_TEXTS")
    folder = Path(named) if named else Path(__file__).resolve().parents[3] / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip(f"no copies of the articles: no folder {folder}")
    paragraphs = Texts.attach(whole, folder).paragraphs(source)
    assert paragraphs is not None
    (tmp_path / "report.txt").write_text("\n".join(paragraphs), encoding="utf-8")
    path = without(source, tmp_path / "less.json")
    async with explorer(path=path) as (pilot, _):
        await take_in(pilot, tmp_path / "report.txt")
        await keep_document(pilot, whole.sources[source].publisher)
        total = len(review(pilot).review.queue.items)
        for _ in range(total):
            await press(pilot, "a")
        queue = review(pilot).review.queue
        assert queue.count("kept") == total, bottom(pilot)
    after = Dossier.open(path)
    made = [claim for claim in after.claims.values() if claim.source == queue.source]
    assert isinstance(pilot.app, KurskApp)

    def key(claim: Claim) -> object:
        assert claim.locator is not None
        assert claim.figure is not None
        return (claim.locator.paragraph, claim.measure, claim.figure.low, claim.figure.high)

    wanted = [
        claim
        for claim in whole.claims.values()
        if claim.source == source and claim.figure is not None and claim.figure.date is None
    ]
    back = {key(claim) for claim in made}
    found = sum(key(claim) in back for claim in wanted)
    measured = score(whole, source, paragraphs)
    assert found >= measured.matched * 0.9
    assert found / len(wanted) >= 0.85


async def test_numbers_that_are_not_proposed_are_walked_to_and_made_proposals_by_keys(
    tmp_path: Path,
) -> None:
    path = own_copy(tmp_path)
    article = written(tmp_path, "mules.txt", SEEN)
    async with explorer(path=path) as (pilot, _):
        await take_in(pilot, article)
        assert "3 more numbers seen" in screen_lines(pilot)[0]
        await keep_document(pilot)
        assert "1 of 1 · 0 kept · 0 skipped · 3 more numbers seen" in screen_lines(pilot)[0]
        # The last proposal is decided: what else was seen is told with the key that leads there.
        await press(pilot, "a")
        assert "all decided; 3 more numbers seen (n)" in bottom(pilot)
        await press(pilot, "n")
        lines = screen_lines(pilot)
        assert "not proposed: 1 of 3 numbers seen" in lines[0]
        assert "counts what no measure of this dossier counts" in "".join(lines)
        assert "a makes a proposal of it" in "".join(lines)
        await press(pilot, "n n")
        assert "an age" in "".join(screen_lines(pilot))
        await press(pilot, "n")
        assert "no further" in bottom(pilot)
        await press(pilot, "N N a")
        assert "a proposal now" in bottom(pilot)
        lines = screen_lines(pilot)
        assert "2 of 2 · 1 kept · 0 skipped · 2 more numbers seen" in lines[0]
        assert "about 40" in "".join(lines)
        await press(pilot, "u")
        assert "no proposal again" in bottom(pilot)
        assert review(pilot).review.number is not None
        await press(pilot, "a enter")
        await type_text(pilot, "killed")
        await press(pilot, "tab escape a")
        found = [claim.figure for claim in Dossier.open(path).claims.values()]
        assert any(figure is not None and figure.written == "about 40" for figure in found)


async def test_what_a_text_adds_up_is_told_and_taken_by_keys(tmp_path: Path) -> None:
    path = own_copy(tmp_path)
    said = "3,100 printed; the parts 300 and 2,700 make 3,000: 100 short"
    async with explorer(path=path) as (pilot, _):
        await take_in(pilot, written(tmp_path, paragraphs=ADDED))
        # Before anything is kept.
        assert said in "".join(screen_lines(pilot))
        before = dict(Dossier.open(path).identities)
        await keep_document(pilot)
        assert said in "".join(screen_lines(pilot))
        assert "= takes it" in " ".join(" ".join(screen_lines(pilot)).split())
        await press(pilot, "=")
        assert "goes in with the last of its claims" in bottom(pilot)
        assert "taken" in " ".join(screen_lines(pilot)[2:8])
        await press(pilot, "a a")
        assert dict(Dossier.open(path).identities) == before
        await press(pilot, "a")
        assert "with the sum" in bottom(pilot)
        [new] = [one for id, one in Dossier.open(path).identities.items() if id not in before]
        assert (new.kind, len(new.terms)) == ("sum", 2)
        await press(pilot, "u")
        assert dict(Dossier.open(path).identities) == before
        assert "3 of 3 · 2 kept" in screen_lines(pilot)[0]
