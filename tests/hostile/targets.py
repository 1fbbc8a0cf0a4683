"""What is fuzzed: each target takes any bytes and raises AssertionError where a promise breaks.

`test_fuzz` feeds them by hypothesis, `fuzz` by atheris, which looks where the code branches. Bytes
are a text, a file, or, for `rows` and `notes`, a script of changes to sound data: most of what is
made so is still sound, and what is sound every command must be able to show.
"""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from kursk_tui.analysis.query import language as query
from kursk_tui.analysis.query.fields import FIELDS
from kursk_tui.analysis.query.language import QueryError
from kursk_tui.analysis.query.matching import KINDS, Matcher
from kursk_tui.dossier.check import check
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.intake.documents.archives import capture, contents
from kursk_tui.intake.documents.feeds import article_of, read_feed
from kursk_tui.intake.documents.found import UnreadableError
from kursk_tui.intake.documents.members import Stream
from kursk_tui.intake.documents.reading import read_bytes
from kursk_tui.intake.documents.sandbox import open_up
from kursk_tui.intake.language.texts import propose
from kursk_tui.model import dates, schema
from kursk_tui.model.figures import shape_problem
from kursk_tui.model.languages.tables import READ
from kursk_tui.notebook import notebook
from kursk_tui.store import files
from kursk_tui.store.errors import DossierError
from tests.cli.hostile import notes as sound_notes
from tests.cli.running import called
from tests.hostile.commands import HOSTILE_ID, RUNS, WRITING, placed, require_printable
from tests.hostile.corpus import Files, article, hostile_dossier, mixed, unsafe, write_files
from tests.hostile.mutating import Script, changes, mutated
from tests.intake import documents
from tests.intake.captures import answer, entry, item, packed, record, rss

Target = Callable[[bytes], None]

FORMATS = ("table", "plain", "csv", "json", "md")

# ---- texts


def edtf(raw: bytes) -> None:
    """Any text is a date, of which all that is made of dates holds, or one line."""
    text = _text(raw)
    try:
        span = dates.parse(text)
    except dates.DateError as error:
        _require_line(str(error))
        assert not dates.is_valid(text)
        return
    assert dates.is_valid(text)
    for day in (span.earliest, span.latest):
        assert day in (dates.OPEN_START, dates.OPEN_END) or dates.parse(day) == (day, day)
    assert span.earliest <= span.latest
    assert dates.ordinal(span.earliest) <= dates.ordinal(span.latest)
    assert dates.parse(dates.to_edtf(span)) == span
    assert unsafe(dates.human(text)) == ""
    assert dates.sort_key(text) < dates.sort_key(None)
    assert dates.overlap(span, span)
    assert dates.contains(span, span)
    assert span.days is None or span.days >= 1


def queries(raw: bytes) -> None:
    """Any text is a query, which is read alike when it is written again, or one line."""
    text = _text(raw)
    try:
        found = query.parse(text)
    except QueryError as error:
        _require_refusal(error, text)
        return
    again = query.parse(" ".join(term.text for term in found.terms))
    assert [_bare(term) for term in again.terms] == [_bare(term) for term in found.terms]
    dossier, index = _flood()
    try:
        matcher = Matcher(dossier, index, found)
    except QueryError as error:
        _require_refusal(error, text)
        return
    for kind in KINDS:
        ids = list(dossier.raw_rows(kind))
        assert matcher.select(kind) == [id for id in ids if matcher.matches(kind, id)]
        for id in ids:
            assert matcher.rank(kind, id) >= 0


# ---- files


def loading(raw: bytes) -> None:
    """Any file is what the interpreter's decoder says, whole or in pieces, or one line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "d.json"
        path.write_bytes(raw)
        try:
            dossier: Dossier | None = Dossier.open(path)
        except DossierError as error:
            _require_line(str(error))
            dossier = None
        if dossier is not None:
            _require_shown(str(path), Script(raw[-2:]))
    whole = _decoded(raw)
    with _small_pieces():
        in_pieces = files._decode_in_pieces(raw, files.unwatched)
    if in_pieces is not None:
        assert whole is not None
        assert _as_json(in_pieces) == _as_json(whole[0])
    if whole is not None:
        (data,) = whole
        assert _as_json(data) == _as_json(json.loads(raw))
        if not isinstance(data, dict):
            assert dossier is None
            return
        problems = check(data, path="d.json")
        assert bool(problems) == (dossier is None)
        for problem in problems:
            _require_line(problem.text("d.json"))


def rows(raw: bytes) -> None:
    """A dossier changed anywhere is unsound, in lines, or else every command can show it."""
    script = Script(raw)
    looked_at = script.below(256), script.below(len(FORMATS))
    data = hostile_dossier(mixed(0))
    for take_back in changes(data, schema.DOSSIER_FILE, script):
        problems = check(data, path="d.json")
        assert problems == check(data, path="d.json", quick=False)
        for problem in problems:
            _require_line(problem.text("d.json"))
        # What is unsound goes no further, so that the rest of the script has its say.
        if problems:
            take_back()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "d.json"
        path.write_bytes(files.encode(data, "d.json"))
        assert _as_json(json.loads(path.read_bytes())) == _as_json(data)
        _require_shown(str(path), Script(bytes(looked_at)))


def notes(raw: bytes) -> None:
    """A notebook changed anywhere, or torn, is read whole or refused in one line."""
    script = Script(raw)
    data = mutated(sound_notes(), schema.NOTEBOOK, script)
    text = json.dumps(data, ensure_ascii=True)
    if script.below(4) == 1:
        at = script.below(min(len(text), 65_536))
        text = text[:at] + text[at + script.below(40) :]
    files_ = _hostile_files()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notes.json"
        path.write_text(text, "utf-8")
        before = path.read_bytes()
        try:
            notebook.read(str(path))
        except DossierError as error:
            _require_line(str(error))
        words = script.pick((["notes"], ["claims", "flag:any"], ["export", "report"], ["check"]))
        result = called("-d", files_.dossier, "--notes", str(path), *words)
        require_printable(result, "plain")
        assert path.read_bytes() == before


# ---- articles


def articles(raw: bytes) -> None:
    """Any bytes are an article whose proposals stand in it, or one line."""
    try:
        found = read_bytes(raw, name="article.txt")
    except DossierError as error:
        _require_line(str(error))
        return
    assert documents.holds(found.paragraphs)
    for line in (found.title or "", *found.authors, *found.remarks):
        assert "\n" not in line
    assert found.published is None or dates.is_valid(found.published)
    dossier, _ = _flood()
    published = found.published or "2031-03-04"
    # Any text may be said to be of any language.
    language = ("en", *READ)[len(raw) % (len(READ) + 1)]
    proposals = propose(
        dossier, found.paragraphs, language=language, publisher="gazette", published=published
    )
    for each in proposals:
        paragraph = found.paragraphs[each.paragraph - 1]
        assert paragraph[each.start : each.end] == each.figure.written
        assert each.sentence[0] <= each.start < each.end <= each.sentence[1]
        assert shape_problem(each.figure) is None
        assert each.as_of is None or dates.is_valid(each.as_of)
        assert each.of is None or 0 <= each.of < len(proposals)
        assert all(a in dossier.agents or a.startswith("+") for a in each.attribution)
        for because in each.because:
            assert paragraph[because.start : because.end] == because.words != ""


def feeds(raw: bytes) -> None:
    """Any bytes are a feed whose entries are articles, or one line."""
    try:
        found = read_feed(raw, "a feed")
    except DossierError as error:
        _require_line(str(error))
        return
    for each in found.entries:
        assert "\n" not in (each.title or "")
        assert each.published is None or dates.is_valid(each.published)
        # What is markup is read by a process of its own, and by the target of fragments.
        if not each.is_markup:
            with suppress(DossierError):
                assert documents.holds(article_of(each, "an entry").paragraphs)


def fragments(raw: bytes) -> None:
    """Any bytes are the paragraphs of a piece of a page, or one line."""
    _opened("fragment", raw)


def archives(raw: bytes) -> None:
    """Any bytes are a web archive whose pages can be read again, or a line on why not."""
    found = contents(Stream(io.BytesIO(raw)))
    if found.told is not None:
        _require_line(found.told)
    for refused in found.refused:
        _require_line(refused.what)
    for page in found.pages:
        assert capture(Stream(io.BytesIO(raw), page.place.member), page.place).url == page.url


def pages(raw: bytes) -> None:
    """Any bytes said to be a web page are its paragraphs, or one line."""
    _opened("html", raw)


def pdfs(raw: bytes) -> None:
    """Any bytes said to be a PDF are its paragraphs, or one line."""
    _opened("pdf", raw)


TARGETS: dict[str, Target] = {
    "edtf": edtf,
    "queries": queries,
    "loading": loading,
    "rows": rows,
    "notes": notes,
    "articles": articles,
    "feeds": feeds,
    "fragments": fragments,
    "archives": archives,
    "pages": pages,
    "pdfs": pdfs,
}


def seeds(target: str) -> Iterator[bytes]:
    """What to start from: sound inputs of a target, which a fuzzer then changes."""
    if target == "edtf":
        for date in ("2025", "2025-01-13~", "2025-21?", "2024-10/..", "../2025-24%", "2024/2025"):
            yield date.encode()
    elif target == "queries":
        yield from (field.example.encode() for field in FIELDS)
        yield b'flood -"lower town" by:council figure>=1,000 is:disagreed'
    elif target == "loading":
        data = hostile_dossier(mixed(0))
        yield files.encode(data, "d.json")
        yield json.dumps(data).encode()
        yield b'{\n"a": {\n"1": {"x": 1},\n"2": {}\n},\n"b": {}\n}\n'
    elif target in ("rows", "notes"):
        yield from (bytes([n]) * 12 for n in range(0, 256, 16))
    elif target == "articles":
        yield article("the harbour").encode()
        yield "\n".join(documents.PARAGRAPHS).encode()
    elif target == "feeds":
        yield rss(item("Wet cellars", "At least 320."), entry("One", "Two."))
    elif target == "fragments":
        yield b"<p>At least <b>320</b> &amp; more<br>or <table><tr><td>less</td></tr></table>"
    elif target == "archives":
        records = (
            record("https://x.example/", answer(b"At least 320.")),
            record("", b"x", type=""),
        )
        yield b"".join(records)
        yield packed(*records)
    elif target == "pages":
        yield documents.page()
    elif target == "pdfs":
        yield documents.pdf([[documents.HEADLINE, *documents.PARAGRAPHS]])


# ---- the parts


def _require_shown(path: str, script: Script) -> None:
    """Assert that a command of the script's choice shows a sound dossier."""
    placed_in = _hostile_files()._replace(dossier=path)
    words = script.pick(_READING)
    format = script.pick(FORMATS)
    said = ["-d", path, "--notes", placed_in.notebook, *placed(words, placed_in)]
    # An export has a form of its own, and refuses another.
    result = called(*said, *(() if words[0] == "export" else ("--format", format)))
    in_json = (("export", "json"), ("export", "jsonl"), ("export", "webannotation"))
    shown = "json" if words[:2] in in_json else format
    require_printable(result, "schema" if words[:2] == ("export", "schema") else shown)


_READING = [
    words
    for name, runs in RUNS.items()
    if name not in WRITING
    for words in runs
    if not any(HOSTILE_ID in word for word in words) and name != "open"
]


def _opened(format: str, raw: bytes) -> None:
    try:
        found = open_up(format, raw, url=None, charset=None)
    except UnreadableError as error:
        _require_line(error.what)
        _require_line(error.hint)
        return
    assert documents.holds(found.paragraphs)
    assert "\n" not in (found.title or "")
    assert found.published is None or dates.is_valid(found.published)
    json.dumps(found._asdict()).encode()


def _require_line(text: str) -> None:
    """Assert that what a user is told is one line, safe to show and not endless."""
    assert text.strip()
    assert unsafe(text, allowed="") == "", text
    assert len(text) < 2_000, text[:2_000]


def _require_refusal(error: QueryError, text: str) -> None:
    """Assert that a query's error is a line and points into it."""
    assert 0 <= error.at <= len(text)
    _require_line(error.message)
    shown, caret = error.pointed(text).split("\n")
    assert unsafe(shown) == ""
    assert caret.strip() == "^"


def _text(raw: bytes) -> str:
    """Bytes as a text in which anything may stand, half surrogate pairs too."""
    return raw.decode("utf-8", "surrogateescape")


def _bare(term: query.Term) -> query.Term:
    return term._replace(at=0, value_at=0)


def _decoded(raw: bytes) -> tuple[Any] | None:
    """What both decoders say, alike; None where they refuse, in the same words."""
    found: list[Any] = []
    refused: list[str] = []
    for decode in (files.decode, files.decode_with_repeats):
        try:
            found.append(decode(raw, "d.json"))
        except DossierError as error:
            refused.append(str(error))
    if refused:
        _require_line(refused[0])
        assert refused == refused[:1] * 2
        return None
    plain, (data, _) = found
    assert _as_json(plain) == _as_json(data)
    return (plain,)


def _as_json(data: Any) -> str:
    """Decoded JSON as text, by which 1, 1.0 and true differ as they must."""
    return json.dumps(data)


@contextmanager
def _small_pieces() -> Iterator[None]:
    """Let files be decoded in pieces of a few bytes."""
    was, files.PIECE_BYTES = files.PIECE_BYTES, 16
    try:
        yield
    finally:
        files.PIECE_BYTES = was


@cache
def _flood() -> tuple[Dossier, Index]:
    dossier = Dossier.from_data(hostile_dossier(mixed(0)))
    return dossier, Index(dossier)


@cache
def _hostile_files() -> Files:
    """Files beside the one that is fuzzed; they stay until the process ends."""
    folder = tempfile.TemporaryDirectory()
    _KEPT.append(folder)
    return write_files(Path(folder.name), mixed(0))


_KEPT: list[tempfile.TemporaryDirectory[str]] = []
