"""A PDF taken apart: its lines put together to paragraphs. Needs the extra `intake`.

A PDF knows where letters stand, not what a paragraph is. That is guessed from the length of the
lines and how they end, so a paragraph may come out in two, or two as one.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from kursk_tui.intake.documents import bylines
from kursk_tui.intake.documents.found import BROKEN, INSTALL, Found, UnreadableError
from kursk_tui.intake.documents.lines import LARGEST_TEXT_BYTES, kept, short

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 500

INCOMPLETE = "is a PDF, and the package that reads it is not completely installed"

_SCANNED = "run it through OCR first, then read the result"
# How far the last line of a paragraph stays behind a full line, at least.
_SHORT_LINE = 0.75
_ENDS = (".", "!", "?", ":", '."', ".”", ".’", "?”", "!”", ".»", ".)")
_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy"
_COMPOUND = re.compile(rf"(?:\d|\b(?:{_NUMBERS}|eighty|ninety|one|half|mid|non|pro|self))$", re.I)
_NO_TITLE = re.compile(r"untitled|microsoft word|\.(?:docx?|pdf|indd|rtf|odt|qxd)\b", re.I)
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.I)


def read_pdf(raw: bytes) -> Found:
    """Return what a PDF holds, at most MOST_PAGES of it.

    Raises UnreadableError when it is damaged, encrypted, or pictures only; MemoryError.
    """
    import logging

    logging.disable(logging.CRITICAL)
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError
    except ImportError as error:
        raise UnreadableError(INCOMPLETE, INSTALL) from error
    try:
        reader = PdfReader(io.BytesIO(raw), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("is a PDF locked with a password", "save an open copy of it")
        count = len(reader.pages)
    except (UnreadableError, MemoryError):
        raise
    except DependencyError as error:
        raise UnreadableError("is an encrypted PDF", "save an open copy of it") from error
    # On damage it raises whatever comes, not only its own errors.
    except Exception as error:
        raise UnreadableError("is a damaged PDF", BROKEN) from error
    pages, remarks = _pages(reader, min(count, MOST_PAGES))
    if not any(pages):
        what = "is a PDF in which no text was found: its pages may be pictures, or damaged"
        raise UnreadableError(what, _SCANNED)
    if count > MOST_PAGES:
        remarks.append(f"cut off after {MOST_PAGES} of {count} pages: the rest was not read")
    empty = [number for number, page in enumerate(pages, 1) if not page]
    if empty:
        remarks.append(f"no text on {_numbers(empty)}: a picture, empty, or damaged")
    pages, left_out = _without_running(pages)
    if left_out:
        remarks.append(f"{left_out} running heads, feet and page numbers were left out")
    paragraphs, cut = kept(_paragraphs(pages))
    remarks.append("paragraphs of a PDF are guessed from its lines: check them")
    if cut:
        remarks.append(cut)
    return _found(reader, paragraphs, remarks)


def _found(reader: PdfReader, paragraphs: tuple[str, ...], remarks: list[str]) -> Found:
    title, author, made, language = _about(reader)
    dated = bylines.dateline(paragraphs)
    if dated.day is None and made is not None:
        remarks.append(f"the file was made on {made}, which may not be the date of publication")
    if title is None or _NO_TITLE.search(title):
        title = bylines.title(paragraphs)
    authors = bylines.authors(paragraphs) or ((author,) if author else ())
    return Found(
        title=title,
        outlet=None,
        published=dated.day,
        published_basis=dated.basis,
        authors=authors,
        language=language,
        url=None,
        paragraphs=paragraphs,
        remarks=tuple(remarks),
    )


def _pages(reader: PdfReader, count: int) -> tuple[list[list[str]], list[str]]:
    """Return the lines of each page, and remarks on pages that could not be read."""
    pages: list[list[str]] = []
    failed: list[int] = []
    size = 0
    for number in range(count):
        try:
            text = reader.pages[number].extract_text()
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - one damaged page is not the end of the document
            failed.append(number + 1)
            text = ""
        size += len(text)
        pages.append([" ".join(line.split()) for line in text.split("\n") if line.strip()])
        if size > LARGEST_TEXT_BYTES:
            break
    return pages, [f"{_numbers(failed)} could not be read: damaged"] if failed else []


def _about(reader: PdfReader) -> tuple[str | None, str | None, str | None, str | None]:
    """Return title, author, day the file was made, and language, as far as it has them."""
    from pypdf.errors import PyPdfError

    title = author = made = language = None
    # What it says of itself is a courtesy: where that is damaged, what was found stands.
    with suppress(AttributeError, KeyError, TypeError, ValueError, RecursionError, PyPdfError):
        info = reader.metadata
        if info is not None:
            title, author = short(info.title), short(info.author)
            digits = re.match(r"D:(\d{4})(\d\d)(\d\d)", short(info.get("/CreationDate")) or "")
            day = bylines.first_day("-".join(digits.groups())) if digits else None
            made = day[0] if day else None
        language = short(reader.root_object.get("/Lang"))
    code = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", language or "")
    return title, author, made, code[0].lower() if code else None


def _without_running(pages: list[list[str]]) -> tuple[list[list[str]], int]:
    """Take away what stands at the top or foot of most pages, but for its numbers."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_DIGITS.sub("#", line) for line in (*page[:2], *page[-2:])})
    needed = max(3, sum(1 for page in pages if page) // 2)
    cleaned: list[list[str]] = []
    left_out = 0
    for page in pages:
        last = len(page) - 1
        lines = []
        for at, line in enumerate(page):
            is_edge = at < 2 or at > last - 2
            runs = edges[_DIGITS.sub("#", line)] >= needed
            if is_edge and (runs or (at in (0, last) and _PAGE_NUMBER.fullmatch(line))):
                left_out += 1
            else:
                lines.append(line)
        cleaned.append(lines)
    return cleaned, left_out


def _paragraphs(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    lines = [line for page in pages for line in page]
    lengths = sorted(len(line) for line in lines)
    full = lengths[len(lengths) * 9 // 10] if lengths else 0
    whole = set(re.findall(r"\w+-\w+", " ".join(lines)))
    current = ""
    for at, line in enumerate(lines):
        current = _joined(current, line, whole) if current else line
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if _is_last(line, following, full):
            yield current
            current = ""
    if current:
        yield current


def _is_last(line: str, following: str, full: int) -> bool:
    """Whether a line ends its paragraph."""
    if not following:
        return True
    is_short = len(line) < full * _SHORT_LINE
    if line.endswith(_ENDS):
        # A full line that happens to end a sentence does not end the paragraph.
        return is_short
    # A heading: short, with no mark at its end, and what follows begins anew.
    return is_short and not following[:1].islower() and not line.endswith((",", "-", "–", ";"))


def _joined(before: str, line: str, whole: set[str]) -> str:
    """Put a line after another, with the word that was divided between them made whole."""
    if before.endswith("\xad"):
        return before[:-1] + line
    if before.endswith("-") and before[-2:-1].isalnum() and line[:1].islower():
        left, right = re.findall(r"\w+", before)[-1], re.findall(r"\w+", line)[0]
        # Two-thirds is one word with a hyphen, soldiers one without: where it can't be told
        # from elsewhere in the text, numbers keep theirs.
        if f"{left}-{right}" in whole or _COMPOUND.search(left):
            return before + line
        return before[:-1] + line
    if before.endswith("-") and before[-2:-1].isalnum():
        return before + line
    return f"{before} {line}"


def _numbers(pages: Sequence[int]) -> str:
    shown = ", ".join(map(str, pages[:5]))
    more = f" and {len(pages) - 5} more" if len(pages) > 5 else ""
    return f"{'page' if len(pages) == 1 else 'pages'} {shown}{more}"
