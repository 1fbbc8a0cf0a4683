"""From a file to the queue, and all the way into the dossier, with figures as they are read."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kursk_tui
from kursk_tui.dossier.check import check_file
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import require_editable
from kursk_tui.dossier.texts import Texts
from kursk_tui.intake.documents import fetching
from kursk_tui.intake.review.duplicates import SAME_TEXT
from kursk_tui.intake.review.queue import KEPT, OPEN, load, waiting
from kursk_tui.intake.review.session import Review
from kursk_tui.intake.review.taking import Taken, enqueue, read, take
from kursk_tui.model import locators
from kursk_tui.model.schema import SCHEMA_VERSION
from kursk_tui.store.errors import DossierError
from tests.dossier.sample import GAZETTE
from tests.five import FIVE
from tests.intake.reviewing import reviewed, written

# An invented page in the words of the dossier of five reports.
ARTICLE = """\
Ferry town learns how many soldiers crossed the strait

By Ada Quill
March 12, 2025

South Korea's National Intelligence Service told lawmakers on Tuesday that at least 2,300 North \
Korean soldiers had been wounded in Kursk Oblast since the winter.

A third of them were killed later, the service added in a hall that smelled of paint.

Up to 11,700 North Korean troops were deployed to Russia, Zelensky said on Monday, before he \
left for a dinner with the mayors of nine small towns.

Nearly 900 North Korean soldiers were killed near the ferry, according to Ukraine's military \
intelligence, which gave no day for it.
"""


@pytest.fixture
def page(tmp_path: Path) -> str:
    path = tmp_path / "page.txt"
    path.write_text(ARTICLE, "utf-8")
    return str(path)


@pytest.fixture
def five(tmp_path: Path) -> Dossier:
    path = tmp_path / "five.json"
    shutil.copyfile(FIVE, path)
    return Dossier.open(path)


def taken(dossier: Dossier, what: str) -> Taken:
    return take(dossier, Texts.none(), read(what))


def into(folder: Path, dossier: Dossier, what: str) -> Review:
    """A review of a page that was just taken in."""
    queue = enqueue(dossier, taken(dossier, what), str(folder / "queue"))
    return reviewed(folder, dossier, queue)


# ---- reading


def test_a_file_is_read(page: str) -> None:
    article = read(page)
    assert article.title == "Ferry town learns how many soldiers crossed the strait"
    assert (article.published, article.published_basis) == ("2025-03-12", "stated")
    assert article.authors == ("Ada Quill",)
    assert list(article.paragraphs) == locators.paragraphs(ARTICLE)


def test_standard_input_is_read(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))
    assert read("-") == read(page)


@pytest.mark.parametrize("raw", [b"", b"  \n", b"\x00\x01\x02" * 50])
def test_what_is_no_text_on_standard_input(raw: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    with pytest.raises(DossierError, match="standard input: ") as caught:
        read("-")
    assert "\n" not in str(caught.value)


def test_standard_input_that_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(DossierError, match="standard input: is closed"):
        read("-")


@pytest.mark.parametrize("address", ["https://quay.example/a", "HTTP://quay.example/a"])
def test_an_address_is_fetched(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(url: str) -> fetching.Fetched:
        assert url == address
        return fetching.Fetched("https://quay.example/b", ARTICLE.encode(), "text/plain", "utf-8")

    monkeypatch.setattr(fetching, "fetch", fetch)
    assert read(address).url == "https://quay.example/b"


def test_another_kind_of_address_is_refused(tmp_path: Path) -> None:
    for address in ("file:///etc/hosts", "gopher://quay.example/", "ftp://quay.example/a"):
        with pytest.raises(DossierError):
            read(address)


@pytest.mark.parametrize("name", ["none.txt", "a/b/c.txt", "", "x" * 300, "nul\x00.txt", "."])
def test_what_can_not_be_read_is_told_in_a_line(name: str, tmp_path: Path) -> None:
    with pytest.raises(DossierError) as caught:
        read(str(tmp_path / name) if name else name)
    assert "\n" not in str(caught.value)


# ---- what is there already


def test_a_new_page_is_seen_nowhere(five: Dossier, page: str) -> None:
    found = taken(five, page)
    assert found.seen == ()
    assert len(found.proposals) >= 3
    assert {proposal.paragraph for proposal in found.proposals} <= set(range(4, 8))


def test_a_language_that_the_dossier_does_not_expect_is_told(page: str) -> None:
    data = json.loads(Path(FIVE).read_text("utf-8"))
    assert "languages" not in data["meta"]["1"]

    def remarks(languages: list[str]) -> str:
        data["meta"]["1"]["languages"] = languages
        dossier = Dossier.from_data(data)
        return " ".join(taken(dossier, page).article.remarks)

    told = "English is none of the languages of this dossier"
    assert told in remarks(["uk", "ko"])
    assert told not in remarks(["uk", "en-GB"])
    assert told not in remarks([])


def test_a_text_that_is_there_goes_to_its_source(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    (tmp_path / "again.txt").write_text("\n\n".join(GAZETTE), "utf-8")
    found = taken(dossier, str(tmp_path / "again.txt"))
    assert [(one.source, one.how) for one in found.seen] == [("gazette-1", SAME_TEXT)]
    queue = enqueue(dossier, found, str(tmp_path / "queue"))
    assert queue.source == "gazette-1"
    assert load(queue.path) == queue
    assert "gazette-1" in queue.seen[0]
    review = reviewed(tmp_path, dossier, queue)
    assert not review.is_document
    # Its paragraphs have claims, and the ids of the codebook go on from there: .1 and .2 stand
    # for paragraphs 2 and 3 in the sample, so that of paragraph 2 is taken.
    assert review.accept().claim == "gazette-1.2b"


def test_a_text_that_was_accepted_by_others_meanwhile_goes_there_too(
    tmp_path: Path, five: Dossier, page: str
) -> None:
    """It waited for the document to be accepted, and now another has put it in."""
    mine = enqueue(five, taken(five, page), str(tmp_path / "mine"))
    theirs = into(tmp_path, five, page)
    theirs.set("publisher", "kyiv-independent")
    theirs.accept()
    source = theirs.queue.source
    after = five.reload()
    queue = enqueue(after, taken(after, page), str(tmp_path / "mine"))
    assert (queue.path, queue.source) == (mine.path, source)
    assert not reviewed(tmp_path, after, queue).is_document


def test_taking_it_again_goes_on_where_it_was_left(
    tmp_path: Path, five: Dossier, page: str
) -> None:
    review = into(tmp_path, five, page)
    review.set("publisher", "kyiv-independent")
    review.accept()
    review.skip()
    dossier = five.reload()
    queue = enqueue(dossier, taken(dossier, page), str(tmp_path / "queue"))
    assert queue == review.queue
    assert waiting(str(tmp_path / "queue"), five.path)[0] == [queue]


# ---- into the dossier


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def test_all_as_proposed_is_sound_and_in_no_words_of_the_article(
    tmp_path: Path, five: Dossier, page: str
) -> None:
    before = set(five.claims)
    old = f" {' '.join(words_of(Path(five.path).read_text('utf-8')))} "
    review = into(tmp_path, five, page)
    review.set("publisher", "+The Quay Post (outlet)")
    assert review.accept().problems == ()
    paragraphs = review.queue.article.paragraphs
    for place in range(len(review.queue.items)):
        review.go_to(place)
        outcome = review.accept()
        # Of a figure whose measure nobody could tell, the form says so and goes no further.
        assert outcome.claim or outcome.problems
    after = five.reload()
    made = [after.claims[id] for id in after.claims if id not in before]
    assert len(made) >= 3
    assert check_file(five.path) == []
    source = review.queue.source
    for claim in made:
        assert claim.source == source
        assert claim.figure is not None
        assert claim.locator is not None
        found = locators.locate(claim.locator, claim.figure.written, paragraphs)
        assert (found.state, found.mark is not None) == (locators.ANCHORED, True)
        assert len(claim.statement) <= 110
    assert len({claim.statement for claim in made}) == len(made)
    new = f" {' '.join(words_of(Path(five.path).read_text('utf-8')))} "
    for paragraph in paragraphs[1:]:
        words = words_of(paragraph)
        for at in range(len(words) - 6):
            run = f" {' '.join(words[at : at + 7])} "
            assert run not in new or run in old, run
    texts = Texts.attach(after, tmp_path / "texts")
    assert texts.paragraphs(source or "") == list(paragraphs)


def test_everything_undone_leaves_the_dossier_as_it_was(
    tmp_path: Path, five: Dossier, page: str
) -> None:
    review = into(tmp_path, five, page)
    review.set("publisher", "+The Quay Post (outlet)")
    review.accept()
    for place in range(len(review.queue.items)):
        review.go_to(place)
        review.accept()
    assert review.queue.count(KEPT)
    while review.undo().message.startswith("undone: "):
        assert review.queue == load(review.queue.path)
    assert review.queue.source is None
    assert review.queue.count(OPEN) == len(review.queue.items)
    before, after = json.loads(Path(FIVE).read_bytes()), json.loads(Path(five.path).read_bytes())
    after.pop("edits")
    # The first edit made it a file of today's version, and that stays.
    (meta,) = before["meta"].values()
    assert meta["schema_version"] == 1
    meta["schema_version"] = SCHEMA_VERSION
    assert after == before


@given(st.lists(st.text(max_size=60).filter(str.strip), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_any_text_can_be_taken_in(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("t")
    dossier = written(folder)
    (folder / "page.txt").write_bytes("\n".join(lines).encode())
    try:
        article = read(str(folder / "page.txt"))
    except DossierError:
        return
    queue = enqueue(dossier, take(dossier, Texts.none(), article), str(folder / "queue"))
    assert load(queue.path) == queue
    review = reviewed(folder, dossier, queue)
    review.set("publisher", "+Quay (outlet)")
    outcome = review.accept()
    assert outcome.problems or review.queue.source


# ---- the dossier of the program


def test_the_dossier_in_the_package_is_not_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, own = tmp_path / "kursk_tui", tmp_path / "own"
    for folder in (package / "data", own):
        folder.mkdir(parents=True)
    monkeypatch.setattr(kursk_tui, "__path__", [str(package), *kursk_tui.__path__])
    require_editable(written(own))
    inside = written(package / "data")
    with pytest.raises(DossierError, match="kursk-tui copy FILE, then kursk-tui -d FILE"):
        require_editable(inside)
    link = own / "link.json"
    link.symlink_to(inside.path)
    with pytest.raises(DossierError, match="comes with the program"):
        require_editable(Dossier.open(link))
