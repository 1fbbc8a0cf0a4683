"""Many pages at once: the files of a folder, a list, a feed, a web archive, and what each holds.

What is in a batch is known before the first page is read, so that progress can tell the truth.
A page is read only when it is loaded; what is wrong with it is told then.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from kursk_tui.intake.documents import archives, feeds, wacz
from kursk_tui.intake.documents.decoding import decode_text, is_binary
from kursk_tui.intake.documents.members import ArchiveError, Stream
from kursk_tui.intake.documents.reading import LARGEST_BYTES, Article, read_bytes, read_file
from kursk_tui.intake.review.taking import STDIN, read
from kursk_tui.intake.tables.reading import is_table
from kursk_tui.model.addresses import normal_url
from kursk_tui.model.text import plural
from kursk_tui.store.errors import DossierError
from kursk_tui.store.files import os_error

MOST_PAGES = 10_000
_LONGEST_LIST = 5_000_000
_LONGEST_NAME = 4_000
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_LIST_ENDINGS = (".txt", ".lst", ".list", ".urls")
# As much of a file as tells a feed.
_HEAD = 10_000
_WARC_ENDINGS = (".warc", ".warc.gz")
_WACZ_ENDING = ".wacz"

EMPTY = "holds nothing that could be read"
_ONE_BY_ONE = "import it by itself"


class Wanted(NamedTuple):
    """A page to be read: its name for people, its key, and what reads it.

    The key is the same when the page comes again and has not changed. `load` raises DossierError.
    """

    name: str
    key: str
    load: Callable[[], Article]


class Batch(NamedTuple):
    """Pages in their order, with lines about what holds none. `key` tells one batch from others."""

    name: str
    key: str
    pages: tuple[Wanted, ...]
    told: tuple[str, ...] = ()


def is_batch(what: str) -> bool:
    """Whether a name stands for many pages and not for one; standard input is not looked at."""
    if what == STDIN or _URL.match(what):
        return False
    path = Path(what).expanduser()
    try:
        if path.is_dir():
            return True
        if not path.is_file():
            return False
        if _ends(what, *_WARC_ENDINGS, _WACZ_ENDING):
            return True
        with path.open("rb") as file:
            raw = file.read(_LONGEST_LIST if _ends(what, *_LIST_ENDINGS) else _HEAD)
    except (OSError, ValueError):
        return False  # whoever reads it will be told why it cannot be
    if feeds.kind_of(raw) is not None:
        return True
    return _ends(what, *_LIST_ENDINGS) and _listed(raw, path.parent) is not None


def batch(what: str) -> Batch:
    """Find out what a folder, a list, a feed or a web archive holds.

    Raises DossierError where it can't be read, is OPML, or holds nothing.
    """
    path = str(Path(what).expanduser())
    told: list[str] = []
    if Path(path).is_dir():
        pages = _of_folder(path, told)
    else:
        pages = _of_container(path, told) or _of_list(path, told)
    return _made(path, os.path.realpath(path), pages, told)


def batch_of(raw: bytes) -> Batch | None:
    """What standard input holds, where that is a feed or a list; None for an article."""
    told: list[str] = []
    name = "standard input"
    key = f"{STDIN} {sha256(raw).hexdigest()}"
    if feeds.kind_of(raw) is not None:
        return _made(name, key, _of_feed(raw, name, told), told)
    lines = _listed(raw, Path.cwd())
    return None if lines is None else _made(name, key, _of_lines(lines, Path.cwd(), told), told)


def _made(name: str, key: str, pages: Iterator[Wanted], told: list[str]) -> Batch:
    """A batch in which no page stands twice."""
    found: dict[str, Wanted] = {}
    for page in pages:
        if len(found) >= MOST_PAGES:
            told.append(f"more than {MOST_PAGES:,} pages: the rest was not looked at")
            break
        found.setdefault(page.key, page)
    if not found:
        hint = told[0] if told else "name a folder of pages, a list of addresses, or a feed"
        raise DossierError(EMPTY, path=name, hint=hint)
    return Batch(name, key, tuple(found.values()), tuple(told))


# ---- folders and lists


def _of_folder(folder: str, told: list[str]) -> Iterator[Wanted]:
    """The files of a folder by their names; folders in it are not gone into, and that is told."""
    try:
        paths = sorted(path for path in Path(folder).iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise os_error(folder, error, "can't be read") from error
    folders = [path.name for path in paths if path.is_dir()]
    if folders:
        told.append(
            f"{plural(len(folders), 'folder')} in it not gone into: {', '.join(folders[:5])}"
        )
    for path in paths:
        if not path.is_dir():
            yield from _of_file(str(path), told)


def _of_file(path: str, told: list[str]) -> Iterator[Wanted]:
    """A file as a page, or the pages that it holds."""
    if is_table(path):
        yield _failing(path, DossierError("is a table", path=path, hint=_ONE_BY_ONE))
        return
    try:
        inside = _of_container(path, told)
        if inside is None:
            yield Wanted(path, _file_key(path), partial(read_file, path))
        else:
            yield from inside
    except DossierError as error:
        # What one file is must not keep the others from being read.
        yield _failing(path, error)


def _of_container(path: str, told: list[str]) -> Iterator[Wanted] | None:
    """The pages of a feed or a web archive; None for a file that is neither."""
    if _ends(path, _WACZ_ENDING):
        return _of_wacz(path, told)
    if _ends(path, *_WARC_ENDINGS):
        return _of_warc(path, told)
    if feeds.kind_of(_bytes(path, _HEAD)) is None:
        return None
    return _of_feed(_bytes(path, LARGEST_BYTES + 1), path, told)


def _of_list(path: str, told: list[str]) -> Iterator[Wanted]:
    lines = _listed(_bytes(path, _LONGEST_LIST), Path(path).parent)
    if lines is None:
        what = "is no list of addresses or files, and no feed"
        raise DossierError(what, path=path, hint=_ONE_BY_ONE)
    return _of_lines(lines, Path(path).parent, told)


def _of_lines(lines: Sequence[str], beside: Path, told: list[str]) -> Iterator[Wanted]:
    for line in lines:
        if _URL.fullmatch(line):
            yield Wanted(line, f"url {normal_url(line) or line}", partial(read, line))
            continue
        path = _there(line, beside)
        if path is None:
            hint = "check the line: one address or file a line"
            yield _failing(line, DossierError("is not there", path=line, hint=hint))
        elif path.is_dir():
            error = DossierError("is a folder", path=str(path), hint="import it by itself")
            yield _failing(str(path), error)
        else:
            yield from _of_file(str(path), told)


def _listed(raw: bytes, beside: Path) -> list[str] | None:
    """The lines of a list; None for what is more likely an article.

    The first line is an address or a file that is there, and so is at least every second one.
    """
    if is_binary(raw) or len(raw) >= _LONGEST_LIST:
        return None
    text, _ = decode_text(raw, None)
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if not lines or len(lines) > MOST_PAGES or not _is_named(lines[0], beside):
        return None
    named = sum(_is_named(line, beside) for line in lines)
    return lines if 2 * named >= len(lines) else None


def _is_named(line: str, beside: Path) -> bool:
    return _URL.fullmatch(line) is not None or _there(line, beside) is not None


def _there(line: str, beside: Path) -> Path | None:
    """The file that a line names, from where the list lies, else from where one is."""
    if len(line) > _LONGEST_NAME or "\0" in line:
        return None
    named = Path(line).expanduser()
    try:
        return next((path for path in (beside / named, named) if path.exists()), None)
    except OSError:  # a name that no system has
        return None


# ---- feeds and web archives


def _of_feed(raw: bytes, name: str, told: list[str]) -> Iterator[Wanted]:
    feed = feeds.read_feed(raw, name)
    if feed.told is not None:
        told.append(f"{name}: {feed.told}")
    for number, entry in enumerate(feed.entries, 1):
        called = entry.url or f"{name}, entry {number}"
        key = sha256(repr(entry).encode("utf-8", "replace")).hexdigest()
        yield Wanted(called, f"entry {key}", partial(feeds.article_of, entry, called))


def _of_warc(path: str, told: list[str]) -> Iterator[Wanted]:
    whole = wacz.Stored("", 0, Path(path).stat().st_size if Path(path).is_file() else 0, None)
    return _captures(path, whole, frozenset(), told)


def _of_wacz(path: str, told: list[str]) -> Iterator[Wanted]:
    inside = wacz.look_inside(path)
    told += [f"{path}: {line}" for line in inside.told]
    for stored in inside.archives:
        yield from _captures(path, stored, inside.pages, told)


def _captures(
    path: str, stored: wacz.Stored, named: frozenset[str], told: list[str]
) -> Iterator[Wanted]:
    """The pages of an archive, and those that are refused as pages that fail.

    Of a WACZ that names its pages no others are taken: what a page draws in is captured too.
    """
    where = f"{path}: {stored.name}" if stored.name else path
    try:
        with wacz.opened(path, stored) as file:
            found = archives.contents(Stream(file, stored.start, stored.end))
    except OSError as error:
        raise os_error(path, error, "can't be read") from error
    except ArchiveError as error:
        raise DossierError(str(error), path=where, hint="save the capture again") from error
    if found.told is not None:
        told.append(f"{where}: {found.told}")
    wanted = [page for page in found.pages if not named or normal_url(page.url) in named]
    others = found.others + len(found.pages) - len(wanted)
    if others:
        told.append(f"{where}: {plural(others, 'other record')}, no page in them")
    for refused in found.refused:
        problem = DossierError(refused.what, path=refused.url, hint=f"in {where}")
        yield _failing(refused.url, problem)
    key = _file_key(path)
    for page in wanted:
        load = partial(_captured, path, stored, page)
        yield Wanted(page.url, f"{key} {stored.name} {page.place.member} {page.place.inner}", load)


def _captured(path: str, stored: wacz.Stored, page: archives.Kept) -> Article:
    """Read a page out of its archive. Raises DossierError."""
    try:
        with wacz.opened(path, stored) as file:
            stream = Stream(file, page.place.member, stored.end)
            capture = archives.capture(stream, page.place)
    except OSError as error:
        raise os_error(path, error, "can't be read") from error
    except ArchiveError as error:
        raise DossierError(str(error), path=page.url, hint="import the archive again") from error
    article = read_bytes(
        capture.raw,
        name=page.url,
        content_type=capture.content_type,
        url=capture.url,
        charset=capture.charset,
    )
    when = f" on {page.day}" if page.day else ""
    remark = f"captured{when}, in {os.path.basename(path)}"  # noqa: PTH119 - a name and no path
    return article._replace(remarks=(*article.remarks, remark, *capture.remarks))


# ---- files


def _failing(name: str, error: DossierError) -> Wanted:
    """A page of which it is known already that it cannot be read."""

    def load() -> Article:
        raise error

    return Wanted(name, f"failing {name}", load)


def _file_key(path: str) -> str:
    """What tells a state of a file from another; of one that is not there its name alone."""
    try:
        status = Path(path).stat()
    except (OSError, ValueError):
        return f"file {path}"
    return f"file {os.path.realpath(path)} {status.st_mtime_ns} {status.st_size}"


def _bytes(path: str, most: int) -> bytes:
    try:
        if Path(path).exists() and not Path(path).is_file():
            raise DossierError("is not a regular file", path=path, hint="name a file")
        with Path(path).open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise os_error(path, error, "can't be read") from error
    except ValueError as error:
        raise DossierError("is not a file name", path=path, hint="check the name") from error


def _ends(name: str, *endings: str) -> bool:
    return name.lower().endswith(endings)
