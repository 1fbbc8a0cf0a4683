"""What stands for many pages, and what a batch of each kind holds."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from kursk_tui.intake.documents import fetching
from kursk_tui.intake.documents.reading import Article
from kursk_tui.intake.many.batch import Batch, Wanted, batch, batch_of, is_batch
from kursk_tui.intake.many.reading import read_all
from kursk_tui.intake.review import taking
from kursk_tui.store.errors import DossierError
from tests.intake.captures import answer, capture_zip, item, packed, record, rss
from tests.intake.documents import needs_pages, page

TEXT = "The council counts at least 320 wet houses.\nNobody else does.\n"
URL = "https://quay.example/cellars"


def read(found: Batch) -> dict[str, Article | DossierError]:
    return {wanted.name: got for wanted, got in read_all(found.pages)}


def failed(found: Batch) -> list[str]:
    return [str(got) for got in read(found).values() if isinstance(got, DossierError)]


def articles(found: Batch) -> list[Article]:
    return [got for got in read(found).values() if isinstance(got, Article)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(f"{name} reports\n{TEXT}", "utf-8")
    return tmp_path


def test_the_files_of_a_folder_are_its_pages(folder: Path) -> None:
    (folder / ".hidden").write_text("x", "utf-8")
    (folder / "below").mkdir()
    found = batch(str(folder))
    assert is_batch(str(folder))
    assert [Path(p.name).name for p in found.pages] == ["one.txt", "two.txt"]
    assert found.told == ("1 folder in it not gone into: below",)
    assert len(articles(found)) == 2


def test_a_page_that_cannot_be_read_never_stops_the_rest(folder: Path) -> None:
    (folder / "bad.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "table.csv").write_text("a,b\n1,2\n", "utf-8")
    (folder / "feed.xml").write_bytes(
        rss("<item><title>&x;</title>", before="<!DOCTYPE rss [<!ENTITY x ''>]>")
    )
    os.mkfifo(folder / "pipe")
    found = batch(str(folder))
    assert len(articles(found)) == 2
    lines = failed(found)
    assert len(lines) == 5
    for words in ("is empty", "is a table", "declares entities", "not a regular file"):
        assert any(words in line for line in lines), words
    assert all("\n" not in line for line in lines)


def test_a_list_names_addresses_and_files_from_where_it_lies(folder: Path) -> None:
    listed = folder / "list.txt"
    listed.write_text(
        f"# mine\n{URL}\none.txt\n\nnone.txt\n{folder / 'two.txt'}\none.txt\n", "utf-8"
    )
    assert is_batch(str(listed))
    found = batch(str(listed))
    names = [page.name for page in found.pages]
    # Twice named is once read; an address is fetched only when it is loaded.
    assert names == [URL, str(folder / "one.txt"), "none.txt", str(folder / "two.txt")]
    files = [page for page in found.pages if page.name != URL]
    got = {wanted.name: what for wanted, what in read_all(files)}
    assert isinstance(got[names[1]], Article)
    assert "is not there" in str(got["none.txt"])


def test_an_article_is_no_list(folder: Path) -> None:
    for text in (
        TEXT,
        f"{TEXT}{URL}\n",
        f"{URL}\n{TEXT}One more.\nAnd one more.\n",
        "one.txt is a file\n",
    ):
        path = folder / "article.txt"
        path.write_text(text, "utf-8")
        assert not is_batch(str(path)), text
        assert batch_of(text.encode()) is None, text


def test_a_list_in_a_list_and_a_folder_in_a_list_are_told(folder: Path) -> None:
    (folder / "below").mkdir()
    (folder / "list.txt").write_text("below\none.txt\n", "utf-8")
    assert any("is a folder" in line for line in failed(batch(str(folder / "list.txt"))))


def test_a_feed_is_read_from_a_file_and_from_standard_input(tmp_path: Path) -> None:
    raw = rss(item("One", TEXT, link=URL), item("Two", TEXT))
    path = tmp_path / "feed.xml"
    path.write_bytes(raw)
    assert is_batch(str(path))
    for found in (batch(str(path)), batch_of(raw)):
        assert found is not None
        assert [p.name for p in found.pages] == [URL, f"{found.name}, entry 2"]
        assert sorted(a.title or "" for a in articles(found)) == ["One", "Two"]


def test_a_feed_is_told_by_what_is_in_it_and_not_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "saved").write_bytes(rss(item("One", TEXT)))
    (tmp_path / "article.xml").write_text(TEXT, "utf-8")
    assert is_batch(str(tmp_path / "saved"))
    assert not is_batch(str(tmp_path / "article.xml"))
    assert len(articles(batch(str(tmp_path)))) == 2


def test_a_feed_by_its_address_is_not_taken_for_an_article(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    got = fetching.Fetched("https://x.example/feed", rss(item("One", TEXT)), "text/xml", None)
    monkeypatch.setattr(fetching, "fetch", lambda what: got)
    with pytest.raises(DossierError, match="is a feed of many pages"):
        taking.read("https://x.example/feed")


def test_an_entry_that_changed_is_another_page() -> None:
    one, two = batch_of(rss(item("One", "a"))), batch_of(rss(item("One", "b")))
    assert one is not None
    assert two is not None
    assert one.pages[0].key != two.pages[0].key
    again = batch_of(rss(item("One", "a")))
    assert again is not None
    assert again.pages[0].key == one.pages[0].key


def test_opml_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "subs.opml").write_text("<opml><body/></opml>", "utf-8")
    with pytest.raises(DossierError, match="none of them is fetched"):
        batch(str(tmp_path / "subs.opml"))
    (tmp_path / "below").mkdir()
    with pytest.raises(DossierError, match="holds nothing"):
        batch(str(tmp_path / "below"))


@pytest.mark.parametrize(
    "name", ["none", "none.xml", "a\0b", "x" * 5000, "https://x.example/feed.xml", "-"]
)
def test_what_stands_for_one_page_is_no_batch(name: str) -> None:
    assert not is_batch(name)


@pytest.mark.parametrize("ending", ["warc", "warc.gz"])
def test_a_web_archive_is_read_offline(tmp_path: Path, ending: str) -> None:
    records = (
        record(URL, answer(TEXT.encode())),
        record(f"{URL}/2", answer(TEXT.encode(), type="image/png")),
        record(f"{URL}/3", answer(TEXT.encode()), digest="sha1:AAAA"),
    )
    path = tmp_path / f"capture.{ending}"
    path.write_bytes(packed(*records) if ending.endswith("gz") else b"".join(records))
    found = batch(str(path))
    assert is_batch(str(path))
    (article,) = articles(found)
    assert article.url == URL
    assert any("captured on 2031-03-06" in remark for remark in article.remarks)
    assert found.told == (f"{path}: 1 other record, no page in them",)
    assert "is not what its digest says" in failed(found)[0]


@needs_pages
def test_of_a_wacz_the_pages_that_it_names_are_read(tmp_path: Path) -> None:
    archive = packed(
        record(URL, answer(page(), type="text/html; charset=utf-8")),
        record("https://ads.example/frame", answer(b"<html><p>Buy.</p></html>", type="text/html")),
    )
    path = tmp_path / "capture.wacz"
    path.write_bytes(capture_zip({"a.warc.gz": archive}, [f"{URL}#top"]))
    found = batch(str(path))
    (article,) = articles(found)
    assert (article.url, article.outlet) == (URL, "The Quay Post")
    assert "1 other record" in found.told[0]


def test_a_damaged_archive_in_a_folder_stops_nothing(folder: Path) -> None:
    (folder / "a.warc.gz").write_bytes(gzip.compress(b"no archive"))
    (folder / "b.wacz").write_bytes(b"no zip")
    found = batch(str(folder))
    assert len(articles(found)) == 2
    assert any("is no WACZ" in line for line in failed(found))
    assert any("is no WARC" in line for line in found.told)


def test_what_is_wrong_with_the_program_is_not_taken_for_a_bad_page() -> None:
    def load() -> Article:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(read_all([Wanted("x", "x", load)]))


def test_pages_are_read_side_by_side() -> None:
    from threading import Barrier

    together = Barrier(3)

    def load() -> Article:
        together.wait(20)
        raise DossierError("is met", path="x", hint="y")

    pages = [Wanted(str(n), str(n), load) for n in range(6)]
    assert len(list(read_all(pages, workers=3))) == 6
    assert list(read_all([])) == []
