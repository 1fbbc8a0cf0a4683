"""Web archives: which pages are found, which are refused, and that none goes on for ever."""

from __future__ import annotations

import gzip
import hashlib
import io
import tempfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.intake.documents import archives, httpbody, members, wacz
from kursk_tui.intake.documents.archives import Contents, capture, contents
from kursk_tui.intake.documents.members import ArchiveError, Stream
from kursk_tui.intake.documents.reading import LARGEST_BYTES
from kursk_tui.store.errors import DossierError
from tests.intake.captures import answer, capture_zip, packed, record, sha1

URL = "https://quay.example/cellars"
TEXT = b"At least 320 houses stand in water, the council said.\n"


def looked(raw: bytes) -> Contents:
    return contents(Stream(io.BytesIO(raw)))


def page(raw: bytes, number: int = 0) -> archives.Capture:
    place = looked(raw).pages[number].place
    return capture(Stream(io.BytesIO(raw), place.member), place)


@pytest.mark.parametrize("pack", [packed, lambda *records: b"".join(records)])
def test_a_page_is_found_and_read(pack: object) -> None:
    assert callable(pack)
    first = record(URL, answer(TEXT, type="text/html; charset=KOI8-R"))
    raw = pack(
        record("", b"software: x\r\n", type="warcinfo"), first, record(f"{URL}/2", answer(b"2"))
    )
    found = looked(raw)
    assert [(p.url, p.day) for p in found.pages] == [
        (URL, "2031-03-06"),
        (f"{URL}/2", "2031-03-06"),
    ]
    assert (found.refused, found.others, found.told) == ((), 1, None)
    got = page(raw)
    assert (got.raw, got.content_type, got.charset) == (TEXT, "text/html", "koi8-r")
    assert got.remarks == ()
    assert page(raw, 1).raw == b"2"


def test_records_in_one_piece_are_found_too() -> None:
    raw = gzip.compress(record(URL, answer(TEXT)) + record(f"{URL}/2", answer(b"second")))
    assert page(raw, 1).raw == b"second"


@pytest.mark.parametrize(
    "block",
    [
        answer(TEXT, type="image/png"),
        answer(TEXT, status="404 Not Found"),
        answer(TEXT, status="301 Moved"),
        answer(b"  \n"),
        b"no answer at all",
    ],
)
def test_what_is_no_document_is_counted(block: bytes) -> None:
    found = looked(packed(record(URL, block)))
    assert (found.pages, found.refused, found.others) == ((), (), 1)


@pytest.mark.parametrize("type", ["request", "metadata", "revisit", "conversion"])
def test_other_records_are_no_pages(type: str) -> None:
    assert looked(packed(record(URL, answer(TEXT), type=type))).others == 1


def test_a_resource_is_a_document_by_its_own_type() -> None:
    raw = packed(record(URL, TEXT, "Content-Type: text/plain", type="resource"))
    assert page(raw).raw == TEXT


# ---- digests


def test_a_record_whose_block_was_changed_is_refused_and_told() -> None:
    raw = packed(record(URL, answer(TEXT), digest=sha1(b"other")), record(f"{URL}/2", answer(TEXT)))
    found = looked(raw)
    assert [p.url for p in found.pages] == [f"{URL}/2"]
    assert found.refused[0].url == URL
    assert "WARC-Block-Digest" in found.refused[0].what


def test_a_record_whose_payload_was_changed_is_refused() -> None:
    found = looked(packed(record(URL, answer(TEXT), payload=sha1(b"other"))))
    assert "WARC-Payload-Digest" in found.refused[0].what
    assert found.pages == ()


def test_a_picture_that_was_changed_is_told_too() -> None:
    found = looked(packed(record(URL, answer(TEXT, type="image/png"), digest=sha1(b"other"))))
    assert len(found.refused) == 1


@pytest.mark.parametrize(
    "digest",
    [
        "sha256:" + hashlib.sha256(answer(TEXT)).hexdigest(),
        "SHA-256:" + hashlib.sha256(answer(TEXT)).hexdigest().upper(),
        "md5:" + hashlib.md5(answer(TEXT)).hexdigest(),
        "blake9:unknown",
        "",
    ],
)
def test_digests_are_read_however_they_are_written(digest: str) -> None:
    assert len(looked(packed(record(URL, answer(TEXT), digest=digest))).pages) == 1


@pytest.mark.parametrize("digest", ["sha1:", "sha1:!!!", "sha256:00", "md5:" + "0" * 32])
def test_a_digest_that_nothing_fits_is_no_digest_that_fits(digest: str) -> None:
    assert looked(packed(record(URL, answer(TEXT), digest=digest))).pages == ()


def test_a_capture_without_a_digest_says_so() -> None:
    got = page(packed(record(URL, answer(TEXT), digest="", payload="")))
    assert archives.UNCHECKED in got.remarks


def test_a_capture_that_was_cut_off_says_so() -> None:
    raw = packed(record(URL, answer(TEXT), "WARC-Truncated: length", payload=sha1(b"all of it")))
    assert any("cut off (length)" in remark for remark in page(raw).remarks)


def test_the_payload_may_be_that_of_the_unpacked_body() -> None:
    body = gzip.compress(TEXT)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    fields = ("Content-Encoding: gzip", "Transfer-Encoding: chunked")
    for payload in (sha1(chunked), sha1(body), sha1(TEXT)):
        assert page(packed(record(URL, answer(chunked, *fields), payload=payload))).raw == TEXT
    refused = looked(packed(record(URL, answer(chunked, *fields), payload=sha1(b"x"))))
    assert refused.pages == ()


# ---- bodies


def test_a_body_is_unpacked_as_it_was_packed() -> None:
    packer = zlib.compressobj(wbits=-15)
    bare = packer.compress(TEXT) + packer.flush()
    for name, body in (
        ("gzip", gzip.compress(TEXT)),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", bare),
        ("identity", TEXT),
        ("gzip", TEXT),  # unpacked by the browser, which left the name
    ):
        raw = packed(record(URL, answer(body, f"Content-Encoding: {name}")))
        assert page(raw).raw == TEXT, name


def test_a_packing_that_is_not_known_is_refused() -> None:
    found = looked(packed(record(URL, answer(b"\x8bxx", "Content-Encoding: br"))))
    assert "(br)" in found.refused[0].what
    plain = packed(record(URL, answer(b"<p>x", "Content-Encoding: br")))
    assert page(plain).raw == b"<p>x"


def test_a_damaged_packing_is_refused() -> None:
    body = gzip.compress(TEXT)[:12] + b"xxxxxxxxxx"
    found = looked(packed(record(URL, answer(body, "Content-Encoding: gzip"))))
    assert found.refused[0].what == httpbody.DAMAGED


def test_a_body_that_unpacks_without_end_is_refused() -> None:
    bomb = gzip.compress(bytes(LARGEST_BYTES + 10))
    found = looked(packed(record(URL, answer(bomb, "Content-Encoding: gzip"))))
    assert found.refused[0].what == httpbody.TOO_LONG
    assert found.pages == ()


# ---- bounds


def test_a_page_that_is_too_long_is_refused_and_the_next_is_read() -> None:
    raw = packed(
        record(URL, answer(bytes(archives._MOST_BLOCK + 1))), record(f"{URL}/2", answer(TEXT))
    )
    found = looked(raw)
    assert found.refused[0].what == archives.TOO_LONG
    assert [p.url for p in found.pages] == [f"{URL}/2"]


def test_an_archive_that_unpacks_without_end_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "MOST_UNPACKED", 1_000_000)
    bomb = gzip.compress(record(URL, bytes(5_000_000), type="metadata"))
    found = looked(packed(record(URL, answer(TEXT))) + bomb + packed(record(URL, answer(TEXT))))
    assert len(found.pages) == 1
    assert found.told is not None
    assert "unpacks to more than" in found.told


def test_empty_pieces_without_end_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "MOST_MEMBERS", 1_000)
    found = looked(packed(record(URL, answer(TEXT))) + gzip.compress(b"") * 2_000)
    assert len(found.pages) == 1
    assert found.told is not None
    assert "more than 1,000 pieces" in found.told


def test_lines_and_fields_without_end_are_damage() -> None:
    for raw in (b"WARC/1.0\r\n" + b"x" * 100_000, b"WARC/1.0\r\n" + b"a: b\r\n" * 500):
        told = looked(raw).told
        assert told is not None
        assert "what stands after that was not read" in told


@pytest.mark.parametrize("cut", [1, 20, 60, 150, 250, 330])
def test_what_stands_before_a_damage_is_kept(cut: int) -> None:
    whole, part = record(URL, answer(TEXT)), record(f"{URL}/2", answer(TEXT))
    for raw in (whole + part[:-cut], packed(whole) + packed(part)[:-cut]):
        found = looked(raw)
        assert URL in [p.url for p in found.pages]


def test_a_packed_archive_that_is_damaged_is_told() -> None:
    raw = packed(record(URL, answer(TEXT))) + packed(record(URL, answer(TEXT)))[:40] + b"\xff" * 40
    found = looked(raw)
    assert len(found.pages) == 1
    assert found.told is not None


def test_a_page_that_has_gone_is_told() -> None:
    raw = packed(record(URL, answer(TEXT)))
    place = looked(raw).pages[0].place
    with pytest.raises(ArchiveError, match="has changed"):
        capture(Stream(io.BytesIO(b"")), place)


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_an_archive_or_told(raw: bytes, is_packed: bool) -> None:
    start = record(URL, answer(TEXT))
    found = looked(packed(start, raw) if is_packed else start + raw)
    assert len(found.pages) >= 1
    assert looked(raw).pages == ()


@given(st.integers(0, 600), st.binary(min_size=1, max_size=4))
def test_no_page_of_a_changed_archive_is_another(at: int, change: bytes) -> None:
    raw = packed(record(URL, answer(TEXT)))
    changed = raw[:at] + change + raw[at + len(change) :]
    for n, found in enumerate(looked(changed).pages):
        assert found.url != URL or page(changed, n).raw == TEXT


# ---- WACZ


def written(folder: Path, raw: bytes) -> str:
    path = folder / "capture.wacz"
    path.write_bytes(raw)
    return str(path)


ARCHIVE = packed(record(URL, answer(TEXT)), record("https://ads.example/frame", answer(b"Buy.")))


@pytest.mark.parametrize("deflated", [False, True])
def test_a_wacz_holds_archives_and_names_its_pages(tmp_path: Path, deflated: bool) -> None:
    path = written(tmp_path, capture_zip({"a.warc.gz": ARCHIVE}, [URL], deflated=deflated))
    inside = wacz.look_inside(path)
    assert inside.told == ()
    assert inside.pages == {"quay.example/cellars"}
    (stored,) = inside.archives
    assert (stored.raw is not None) == deflated
    with wacz.opened(path, stored) as file:
        found = contents(Stream(file, stored.start, stored.end))
    assert [p.url for p in found.pages] == [URL, "https://ads.example/frame"]


def test_an_archive_that_differs_from_its_hash_is_refused(tmp_path: Path) -> None:
    raw = capture_zip({"a.warc.gz": ARCHIVE, "b.warc.gz": ARCHIVE}, wrong=["b.warc.gz"])
    inside = wacz.look_inside(written(tmp_path, raw))
    assert [stored.name for stored in inside.archives] == ["archive/a.warc.gz"]
    assert "b.warc.gz is not what datapackage.json says" in inside.told[0]


def test_a_list_of_hashes_that_was_changed_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, capture_zip({"a.warc.gz": ARCHIVE}, digest="0" * 64))
    with pytest.raises(DossierError, match="was changed"):
        wacz.look_inside(path)


def test_a_wacz_without_hashes_says_so(tmp_path: Path) -> None:
    inside = wacz.look_inside(written(tmp_path, capture_zip({"a.warc.gz": ARCHIVE}, hashes=False)))
    assert inside.told == (wacz.NO_HASHES,)
    assert len(inside.archives) == 1


def test_an_archive_packed_twice_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wacz, "MOST_PACKED", 10)
    inside = wacz.look_inside(written(tmp_path, capture_zip({"a.warc.gz": ARCHIVE}, deflated=True)))
    assert inside.archives == ()
    assert "packed twice" in inside.told[0]


@pytest.mark.parametrize(
    "raw",
    [b"", b"PK\x03\x04", b"x" * 99, capture_zip({})],
    # A ZIP has the time in it: named after its bytes no two workers would know the same test.
    ids=("nothing", "a mark", "letters", "a ZIP without archives"),
)
def test_what_is_no_wacz_is_refused_in_a_line(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(DossierError) as caught:
        wacz.look_inside(written(tmp_path, raw))
    assert "\n" not in str(caught.value)


@given(st.integers(0, 1200), st.binary(min_size=1, max_size=4))
def test_any_change_of_a_wacz_is_told_or_harmless(at: int, change: bytes) -> None:
    raw = capture_zip({"a.warc.gz": ARCHIVE}, [URL])
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), raw[:at] + change + raw[at + len(change) :])
        try:
            inside = wacz.look_inside(path)
        except DossierError:
            return
        for stored in inside.archives:
            with wacz.opened(path, stored) as file:
                contents(Stream(file, stored.start, stored.end))
