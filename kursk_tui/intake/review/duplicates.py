"""Whether an article, or the text it was made from, is in the dossier already.

One agency's text is printed by ten outlets, cut here and headed anew there. Recorded as ten
documents it looks like ten witnesses. So before an article is taken in, its text, its address
and its wording are held against those of every source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.texts import Texts
from kursk_tui.model import locators
from kursk_tui.model.addresses import normal_url
from kursk_tui.words.records import name_of

if TYPE_CHECKING:
    from kursk_tui.intake.documents.reading import Article

SAME_TEXT = "text"
SAME_URL = "url"
SAME_WORDING = "wording"

# Words in a row that are compared. Two who report on one briefing share its phrases, five words
# at a time, in a tenth of their text at most; one who reprints the other, cut and retouched,
# in more than half. The tests hold both ends.
RUN = 5
SHARED = 0.35
# Below so many runs, a shared quotation or a note on the author would be most of the text.
FEWEST_RUNS = 40

# Without a copy of the other text: paragraphs that claims stand in, known by their hash.
_FEWEST_PARAGRAPHS = 2
_SHARED_PARAGRAPHS = 0.3

_ORDER = {SAME_TEXT: 0, SAME_URL: 1, SAME_WORDING: 2}
# Scripts without spaces between words are compared by their characters.
_WORD = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]|[^\W\u3040-\u30ff\u4e00-\u9fff]+")


class Seen(NamedTuple):
    """A source that an article was seen in, whole or in part.

    `how` is text (word for word), url (the same address) or wording (much of it word for
    word). `share` from 0 to 1 is how much of the shorter text stands in the longer one, or,
    where there is no copy, how many of the paragraphs that claims of the source stand in; it
    is 0 where an address is the same and nothing is known of the wording.
    """

    source: str
    how: str
    share: float


def seen_before(dossier: Dossier, texts: Texts, article: Article) -> list[Seen]:
    """Return the sources that an article repeats, most alike first, each once.

    `texts` are the copies attached: wording is compared with these. Of a source without a
    copy, the hashes of the paragraphs that its claims stand in are compared instead.
    """
    print_ = locators.text_fingerprint(article.paragraphs)
    address = normal_url(article.url)
    mine = _runs(article.paragraphs)
    hashes = {locators.fingerprint(paragraph) for paragraph in article.paragraphs}
    placed = _placed(dossier)
    seen = []
    for id, source in dossier.sources.items():
        paragraphs = texts.paragraphs(id)
        if (source.text is not None and source.text.sha256 == print_) or (
            paragraphs is not None and locators.text_fingerprint(paragraphs) == print_
        ):
            seen.append(Seen(id, SAME_TEXT, 1.0))
            continue
        if paragraphs is not None:
            share, is_alike = _shared_runs(mine, _runs(paragraphs))
        else:
            share, is_alike = _shared_paragraphs(hashes, placed.get(id, set()))
        if address is not None and address == normal_url(source.url):
            seen.append(Seen(id, SAME_URL, share))
        elif is_alike:
            seen.append(Seen(id, SAME_WORDING, share))
    return sorted(seen, key=lambda one: (_ORDER[one.how], -one.share))


def sentence(dossier: Dossier, seen: Seen) -> str:
    """Return one plain line: what a repeated source is, and what the article then is."""
    source = dossier.sources[seen.source]
    called = (
        f"{seen.source} ({name_of(dossier, source.publisher)}, {source.published or 'undated'})"
    )
    if seen.how == SAME_TEXT:
        return (
            f"The same document as {called}, word for word; from another outlet it would be an "
            "echo, and therefore no corroboration."
        )
    if seen.how == SAME_URL:
        part = f", of whose text it shares {seen.share:.0%}" if seen.share else ""
        return f"The address of {called}{part}: the same document, perhaps in a later version."
    return (
        f"Probably an echo of {called}, and therefore no corroboration: {seen.share:.0%} of the "
        "wording compared stands there word for word."
    )


def _runs(paragraphs: Iterable[str]) -> set[int]:
    """Return the runs of RUN words of a text, each as a number.

    Case, quotation marks and the ends of paragraphs do not count: they are what a reprint
    changes first.
    """
    words = [word for p in paragraphs for word in _WORD.findall(p.casefold())]
    return {hash(tuple(words[at : at + RUN])) for at in range(len(words) - RUN + 1)}


def _shared_runs(mine: set[int], other: set[int]) -> tuple[float, bool]:
    """Return how much of the shorter text stands in the longer, and if that tells a reprint."""
    shorter = min(len(mine), len(other))
    if not shorter:
        return 0.0, False
    share = len(mine & other) / shorter
    return share, share >= SHARED and shorter >= FEWEST_RUNS


def _shared_paragraphs(mine: set[str], placed: set[str]) -> tuple[float, bool]:
    if not placed:
        return 0.0, False
    common = len(mine & placed)
    share = common / len(placed)
    return share, common >= _FEWEST_PARAGRAPHS and share >= _SHARED_PARAGRAPHS


def _placed(dossier: Dossier) -> dict[str, set[str]]:
    """Return for each source the hashes of the paragraphs that its claims stand in."""
    placed: dict[str, set[str]] = {}
    for claim in dossier.claims.values():
        if claim.locator is not None:
            placed.setdefault(claim.source, set()).add(claim.locator.sha256)
    return placed
