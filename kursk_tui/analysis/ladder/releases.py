"""Which wording stands for a release, where documents tell it in several.

A release is compared with others by its own wording, never by the severest: that of the origin's
own document where there is one, else that of most first relays. What the other documents make of
it is its variance (another number or measure) and its drift (another direction of the hedge).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import starmap
from math import inf
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from kursk_tui.analysis.ladder.intervals import claim_intervals
from kursk_tui.analysis.ladder.quantities import body_of, is_slip_row, status_of_modality
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.links import Voices, linked
from kursk_tui.dossier.provenance import origin_of
from kursk_tui.model.dates import parse, sort_key
from kursk_tui.model.records import Claim, Figure, Row

# Which way a hedge points: at a floor, at a ceiling, or at the number itself.
FLOOR, CEILING, PLAIN = "floor", "ceiling", "plain"
_DIRECTIONS = {
    "at_least": FLOOR,
    "more_than": FLOOR,
    "at_most": CEILING,
    "less_than": CEILING,
    "up_to": CEILING,
    "nearly": CEILING,
}


# A number without a word beside it; a date has no hedge.
BARE = ("none", None)


def told_elsewhere(dossier: Dossier, claim: Claim) -> Iterator[Claim]:
    """The other claims of the same number, measure and origin, in file order.

    None for a claim without a number, or whose origin is not known.
    """
    origin = origin_of(dossier, claim)
    if origin is None or claim.figure is None or not printed(claim.figure):
        return
    wanted = (claim.measure, claim.figure.low, claim.figure.high)
    rows = dossier.raw_rows("claims")
    for id in linked(dossier, Voices).origin.get(origin, ()):
        # By row: an origin may have thousands of claims.
        row = rows[id]
        figure = row.get("figure") or {}
        is_one = (row.get("measure"), figure.get("low"), figure.get("high")) == wanted
        if is_one and id != claim.id:
            yield dossier.claims[id]


class Telling(NamedTuple):
    """What one release says of one measure and scope: the claims that tell it, in file order.

    `standing` is the one whose wording is the release's own.
    """

    release: str
    measure: str
    standing: str
    claims: tuple[str, ...]


class Tellings:
    """The tellings of a dossier, by claim."""

    def __init__(self, dossier: Dossier) -> None:
        # Which wording is the looser hangs on how round numbers are read.
        found = dossier.derived(f"tellings{dossier.meta.preset}", lambda: _plain(dossier))
        self.all: tuple[Telling, ...] = tuple(starmap(Telling, found))
        self._by_claim = {claim: telling for telling in self.all for claim in telling.claims}
        # Asked for misreadings alone, and made when the first is: most dossiers have few.
        self._by_release: dict[str, list[Telling]] | None = None

    def of(self, claim: str) -> Telling | None:
        """The telling that a claim is part of; None where no release is recorded."""
        return self._by_claim.get(claim)

    def of_release(self, release: str) -> tuple[Telling, ...]:
        """All that a release says, in file order."""
        if self._by_release is None:
            self._by_release = defaultdict(list)
            for telling in self.all:
                self._by_release[telling.release].append(telling)
        return tuple(self._by_release.get(release, ()))

    def stands(self, claim: str) -> bool:
        """Whether a claim stands in pairs with other releases: its own wording, or no release."""
        telling = self._by_claim.get(claim)
        return telling is None or telling.standing == claim


_KNOWN: WeakKeyDictionary[Dossier, Tellings] = WeakKeyDictionary()


def tellings(dossier: Dossier) -> Tellings:
    """The tellings of a dossier, worked out once."""
    found = _KNOWN.get(dossier)
    if found is None:
        found = _KNOWN[dossier] = Tellings(dossier)
    return found


def direction(figure: Figure) -> str:
    """Which way the hedge of a figure points: FLOOR, CEILING or PLAIN."""
    return way(figure.hedge)


def way(hedge: str | None) -> str:
    """Which way a hedge points: FLOOR, CEILING or PLAIN."""
    return _DIRECTIONS.get(hedge or "", PLAIN)


def printed(figure: Figure) -> frozenset[float]:
    """The numbers that a figure prints, without its hedge."""
    return frozenset(n for n in (figure.low, figure.high) if n is not None)


def misread_by(dossier: Dossier, claim: Claim) -> str | None:
    """The claim that a misreading is set against; None where none is recorded.

    Of a release an own wording that prints the same number: of another measure for what is told
    as another measure, else of the same.
    """
    misread = claim.misreads
    if misread is None or claim.figure is None:
        return None
    if misread.claim is not None:
        return misread.claim
    number = printed(claim.figure)
    found = []
    for telling in tellings(dossier).of_release(misread.release or ""):
        other = dossier.claims[telling.standing]
        if number and other.figure is not None and printed(other.figure) == number:
            is_told_so = other.measure == claim.measure
            found.append((is_told_so == (misread.how == "measure"), telling.standing))
    return min(found)[1] if found else None


def _plain(dossier: Dossier) -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
    return tuple(tuple(telling) for telling in _tellings(dossier))  # type: ignore[misc]


def _tellings(dossier: Dossier) -> Iterable[Telling]:
    rows = dossier.raw_rows("claims")
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows.values():
        release = row.get("release")
        if release is None or row.get("figure") is None or row.get("measure") is None:
            continue
        status = status_of_modality(row["modality"])
        if status is None or row.get("misreads") or is_slip_row(dossier, row):
            continue
        scope = row.get("scope") or {}
        groups[release, row["measure"], status, scope.get("within")].append(row)
    told: list[tuple[str, str, list[Row]]] = []
    for (release, measure, *_), found in groups.items():
        scoped = [found]
        # Most stand alone, and have nobody to share a scope with.
        for name in ("counting", "place", "population") if len(found) > 1 else ():
            scoped = [alike for rows in scoped for alike in _by_stated(rows, name)]
        told += [(release, measure, alike) for alike in scoped]
    standing: dict[int, str] = {}
    # Shares come last: of two that are told alike the one of a standing whole stands.
    for is_share in (False, True):
        stands = frozenset(standing.values())
        for at, (release, _, alike) in enumerate(told):
            if all(row.get("of") is not None for row in alike) == is_share:
                is_alone = len(alike) == 1
                own = alike[0]["id"] if is_alone else _standing(dossier, release, alike, stands)
                standing[at] = own
    for at, (release, measure, alike) in enumerate(told):
        yield Telling(release, measure, standing[at], tuple(row["id"] for row in alike))


def _by_stated(rows: Sequence[Row], name: str) -> list[list[Row]]:
    """Rows by a part of their scope; what leaves it unstated goes with the only one stated."""
    groups: dict[str | None, list[Row]] = defaultdict(list)
    stated = {(row.get("scope") or {}).get(name) for row in rows} - {None}
    only = next(iter(stated)) if len(stated) == 1 else None
    for row in rows:
        groups[(row.get("scope") or {}).get(name) or only].append(row)
    return list(groups.values())


def _standing(dossier: Dossier, release: str, rows: Sequence[Row], stands: Collection[str]) -> str:
    """The claim whose wording is the release's own; `stands` are those of which that is known."""
    sources = dossier.raw_rows("sources")

    def page(row: Row) -> tuple[Any, ...]:
        published = sources[row["source"]].get("published")
        # A page that may be of any later day is not the first to tell it.
        is_open = published is None or parse(published).days is None
        return (is_open, sort_key(published), row["id"])

    by = body_of(dossier, dossier.events[release].by)
    own = [row for row in rows if _is_own(dossier, sources[row["source"]], row, by)]
    if own:
        own = text_last(hedged_first(own, lambda row: str(row["source"])))
        return str(min(own, key=page)["id"])

    wordings: dict[object, list[Row]] = defaultdict(list)
    # A number that is printed stands before one that has to be worked out.
    direct = [row for row in rows if row.get("of") is None] or rows
    hedged = hedged_first(direct, lambda row: str(sources[row["source"]]["publisher"]))
    for row in text_last(hedged):
        wordings[_wording(row)].append(row)

    def weight(told: Iterable[Row]) -> tuple[Any, ...]:
        alike = list(told)
        relays = {_first_relay(sources[row["source"]]["publisher"], row) for row in alike}
        first = min(alike, key=page)
        return (-len(relays), *_looseness(dossier, first["id"]), page(first))

    told = min(wordings.values(), key=weight)

    def place(row: Row) -> tuple[Any, ...]:
        # One whose chain is whole says whose words they are.
        is_of_other = row.get("of") is not None and row["of"] not in stands
        return (is_of_other, row["lineage"] != "full", *page(row))

    return str(min(told, key=place)["id"])


def hedged_first(rows: Sequence[Row], teller: Callable[[Row], str]) -> list[Row]:
    """Leave out a bare number where the same teller also has it with its hedge.

    Titles, leads and later pages drop hedges; nobody adds one.
    """

    def number(row: Row) -> tuple[Any, ...]:
        figure = row["figure"]
        return teller(row), frozenset((figure.get("low"), figure.get("high"))) - {None}

    hedged = {number(row) for row in rows if row["figure"].get("hedge") not in BARE}
    return [
        row for row in rows if row["figure"].get("hedge") not in BARE or number(row) not in hedged
    ]


def text_last(rows: Sequence[Row]) -> list[Row]:
    """Leave out what a page puts otherwise further down, with the same number: title and lead.

    They sum up the text, and turn its hedge.
    """
    last = {
        _one_number(row): row["figure"].get("hedge") for row in sorted(rows, key=_place_on_page)
    }
    return [row for row in rows if row["figure"].get("hedge") == last[_one_number(row)]]


def _place_on_page(row: Row) -> tuple[Any, ...]:
    """Where a claim stands: by its paragraph, else by its place among what was noted."""
    locator = row.get("locator")
    digits = re.findall(r"\d+", row["id"].rpartition(".")[2])
    return (locator["paragraph"] if locator else int(digits[0]) if digits else 0, row["id"])


def _one_number(row: Row) -> tuple[Any, ...]:
    figure = row["figure"]
    ends = frozenset((figure.get("low"), figure.get("high"))) - {None}
    # Of a date, and of words, there is no number: each is what it is.
    return row["source"], ends or row["id"], row.get("of") is not None


def _is_own(dossier: Dossier, source: Row, row: Row, by: str | None) -> bool:
    if row["lineage"] != "full" or row.get("attribution"):
        return False
    return body_of(dossier, source["publisher"]) == by


def _wording(row: Row) -> object:
    figure: Mapping[str, Any] = row["figure"]
    return (
        figure.get("low"),
        figure.get("high"),
        figure.get("hedge"),
        figure.get("date"),
        figure["written"] if figure.get("hedge") == "vague" else None,
        row.get("of") is not None,
    )


def _first_relay(publisher: str, row: Row) -> str:
    """Who had it from the origin: five reprints of one agency have it from that agency."""
    chain: list[str] = [publisher, *(row.get("attribution") or ())]
    if row["lineage"] == "full" and len(chain) > 1:
        chain.pop()
    return chain[-1]


def _looseness(dossier: Dossier, claim: str) -> tuple[float, float]:
    """How little a wording commits to: the width it leaves, and, open above, how low its floor."""
    words = claim_intervals(dossier, dossier.claims[claim], dossier.meta.preset)
    if words is None:
        return (inf, 0.0)
    low, high = words.entailed
    return (high - low, -low if words.entailed.is_open_high else 0.0)
