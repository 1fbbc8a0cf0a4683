"""Taking an article in: read it, look whether it is here already, propose, put it in the queue."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.texts import Texts
from kursk_tui.intake.documents.feeds import kind_of
from kursk_tui.intake.documents.reading import LARGEST_BYTES, Article, read_bytes, read_file
from kursk_tui.intake.language import texts as languages
from kursk_tui.intake.language.proposals import Proposal, SeenNumber
from kursk_tui.intake.language.sums import Sum
from kursk_tui.intake.review.duplicates import SAME_TEXT, Seen, seen_before, sentence
from kursk_tui.intake.review.forms import agent_called
from kursk_tui.intake.review.queue import Queue, begin, save
from kursk_tui.model.languages.detecting import name_of
from kursk_tui.model.languages.tables import base
from kursk_tui.store.errors import DossierError

STDIN = "-"
_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


class Taken(NamedTuple):
    """An article as read: `seen` where it stands already, `proposals` what may be claimed.

    `more` are the numbers that count something and are not proposed, `sums` what the text adds
    up.
    """

    article: Article
    seen: tuple[Seen, ...]
    proposals: tuple[Proposal, ...]
    more: tuple[SeenNumber, ...] = ()
    sums: tuple[Sum, ...] = ()


def read(what: str) -> Article:
    """Read a file, an address (http or https, fetched only here), or standard input (`-`).

    Raises DossierError where it can't be fetched or read.
    """
    if what == STDIN:
        return read_raw(read_stdin())
    if _URL.match(what):
        from kursk_tui.intake.documents.fetching import fetch

        got = fetch(what)
        if kind_of(got.raw) is not None:
            # Whoever follows a feed would fetch what nobody has named.
            hint = "save it to a file ending in .xml, and import that"
            raise DossierError("is a feed of many pages", path=got.url, hint=hint)
        return read_bytes(
            got.raw,
            name=got.url,
            content_type=got.content_type,
            url=got.url,
            charset=got.charset,
        )
    return read_file(what)


def read_stdin() -> bytes:
    """Return what stands in standard input, up to what is too long. Raises DossierError."""
    if sys.stdin is None:
        raise DossierError("is closed", path="standard input", hint="pipe the article into it")
    return sys.stdin.buffer.read(LARGEST_BYTES + 1)


def read_raw(raw: bytes) -> Article:
    """Read an article that came by standard input. Raises DossierError as `read_bytes` does."""
    return read_bytes(raw, name="standard input")


def take(dossier: Dossier, texts: Texts, article: Article) -> Taken:
    """Look whether an article is in the dossier, and propose claims from it."""
    seen = tuple(seen_before(dossier, texts, article))
    publisher, published, language = page_of(dossier, article, seen)
    article = _with_doubt(dossier, article)
    found = languages.read(
        dossier,
        article.paragraphs,
        language=language,
        publisher=publisher,
        published=published,
    )
    return Taken(article, seen, tuple(found.proposals), tuple(found.seen), tuple(found.sums))


def _with_doubt(dossier: Dossier, article: Article) -> Article:
    """An article whose language is none of the dossier's: that is a remark, for it may be wrong."""
    told = {base(code) for code in dossier.meta.languages}
    if not told or article.language is None or base(article.language) in told:
        return article
    why = f"{name_of(article.language)} is none of the languages of this dossier"
    return article._replace(remarks=(*article.remarks, why))


def page_of(
    dossier: Dossier, article: Article, seen: Sequence[Seen]
) -> tuple[str | None, str | None, str | None]:
    """Who published an article, when, in which language; of a known text, as it is recorded."""
    same = next((one.source for one in seen if one.how == SAME_TEXT), None)
    if same is not None:
        source = dossier.sources[same]
        return source.publisher, source.published, source.language or article.language
    return agent_called(dossier, article.outlet), article.published, article.language


def enqueue(dossier: Dossier, taken: Taken, folder: str) -> Queue:
    """Put what was taken in into the queue of a dossier; see `queue.begin`.

    Of a text that is the dossier's already, claims go to the source that it is of.
    """
    lines = [sentence(dossier, one) for one in taken.seen]
    queue = begin(
        folder, dossier.path, taken.article, taken.proposals, lines, taken.more, taken.sums
    )
    same = next((one.source for one in taken.seen if one.how == SAME_TEXT), None)
    if queue.source is None and same is not None:
        told = queue._replace(source=same)
        save(told, queue)
        return told
    return queue
