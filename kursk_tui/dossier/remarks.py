"""Warnings: what a sound dossier may hold and is likely a mistake of whoever coded it.

Opening a dossier does not pay for them: only `check`, `doctor` and whoever asks imports this.
Rows may be unsound, beside problems that `check` tells: what is of the wrong type is then taken
as not there. What was retracted is not looked at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from kursk_tui.dossier.check import Problem, decode_and_check
from kursk_tui.model import dates
from kursk_tui.model.addresses import normal_url

SLIP = "slip"
OLDER = "older than what it tells"
OWN_VOICE = "own voice"
NO_ORIGINAL = "misreading without its release"
CHAPTER = "chapter"
CLOSED = "closed"
TURNING = "turning point"
MERGED = "merged"
ADDRESS = "address"
KINDS = (SLIP, OLDER, OWN_VOICE, NO_ORIGINAL, CHAPTER, CLOSED, TURNING, MERGED, ADDRESS)

# Whose own finding is rare enough to be worth a word in the note.
_RELAYING = ("outlet", "news agency", "aggregator")

# A page may be a day behind its own date, by the zones of time.
_GRACE_DAYS = 1

# In characters, where a warning names another record.
_LONGEST_ID = 80

Row = Mapping[str, Any]
Rows = Mapping[str, Row]


class Remark(NamedTuple):
    """One warning: which of KINDS, and its place and words as of a problem."""

    kind: str
    problem: Problem

    def text(self, path: str) -> str:
        """Return it as one line that is safe to print, as a problem's with the word `warning`."""
        return self.problem._replace(what=f"warning: {self.problem.what}").text(path)


class Judged(NamedTuple):
    """What there is to say of a file; it is sound where there is no problem."""

    problems: list[Problem]
    remarks: list[Remark]


def judge_file(path: str) -> Judged:
    """Return the problems of a dossier's file, as `check_file` does, and its warnings."""
    data, problems = decode_and_check(path)
    return Judged(problems, remarks(data))


def remarks(data: Mapping[str, Any]) -> list[Remark]:
    """Return every warning of the decoded data, table by table.

    Never raises for anything that JSON can hold.
    """
    agents, sources, events = (_rows(data, name) for name in ("agents", "sources", "events"))
    bases = {id: row.get("basis") for id, row in _rows(data, "measures").items()}
    claims = {id: row for id, row in _rows(data, "claims").items() if row.get("retracted") is None}
    figured = _figured(claims)
    return [
        *_merged_twice(agents),
        *_addresses(sources),
        *_older(sources, events, claims),
        *_events(events, figured),
        *_claims(claims, sources, agents, bases, figured),
    ]


def counted(found: Iterable[Remark]) -> dict[str, int]:
    """Return how many warnings there are of each kind that there is, in the order of KINDS."""
    counts = Counter(remark.kind for remark in found)
    return {kind: counts[kind] for kind in KINDS if counts[kind]}


class _Figured(NamedTuple):
    """The events that a claim with a figure mentions, and the releases that one tells.

    A misreading is no telling of its release. `numbers` are those that a release is told with.
    """

    mentioned: set[str]
    told: set[str]
    told_right: set[str]
    numbers: dict[str, set[frozenset[float]]]


def _figured(claims: Rows) -> _Figured:
    found = _Figured(set(), set(), set(), defaultdict(set))
    for row in claims.values():
        if not isinstance(row.get("figure"), dict):
            continue
        found.mentioned.update(_texts(row, "events"))
        if (release := _text(row, "release")) is not None:
            found.told.add(release)
            if row.get("misreads") is None:
                found.told_right.add(release)
                found.numbers[release] |= _numbers(row["figure"])
    return found


def _numbers(figure: Row) -> set[frozenset[float]]:
    """The numbers that a figure prints, as one; none of a date and of a word."""
    ends = (figure.get("low"), figure.get("high"))
    number = frozenset(n for n in ends if isinstance(n, int | float))
    return {number} if number else set()


# ---- agents and sources


def _merged_twice(agents: Rows) -> Iterator[Remark]:
    for id, row in agents.items():
        into = _text(row, "merged_into")
        if into is not None and _text(agents.get(into, {}), "merged_into") is not None:
            what, hint = f"{_short(into)} is itself merged", _name(agents, into)
            yield _remark(MERGED, "agents", id, "merged_into", what, hint)


def _name(agents: Rows, id: str) -> str:
    """Return which agent to name: the one it turned out to be; a ring is a problem of its own."""
    seen = set[str]()
    while id not in seen and (into := _text(agents.get(id, {}), "merged_into")) is not None:
        seen.add(id)
        id = into
    return f"name {_short(id)}"


def _addresses(sources: Rows) -> Iterator[Remark]:
    first: dict[str, str] = {}
    for id, row in sources.items():
        address = normal_url(_text(row, "url"))
        if address is None:
            continue
        other = first.setdefault(address, id)
        if other != id:
            what = f"is also the address of {_short(other)}"
            hint = "keep one of the two documents, or fix the address"
            yield _remark(ADDRESS, "sources", id, "url", what, hint)


def _older(sources: Rows, events: Rows, claims: Rows) -> Iterator[Remark]:
    """Documents that end before a release begins that they tell; one warning for each release."""
    lasts, begins = _last_days(sources), dict[str, int]()
    for id, row in events.items():
        if row.get("kind") == "release" and (span := _span(row.get("date"))) is not None:
            begins[id] = dates.ordinal(span.earliest)
    found: dict[tuple[str, str], str] = {}
    for id, row in claims.items():
        source, release = _text(row, "source"), _text(row, "release")
        if source not in lasts or release not in begins or begins[release] <= lasts[source]:
            continue
        found.setdefault((source, release), id)
    places = {source: place for place, source in enumerate(sources)}
    for source, release in sorted(found, key=lambda key: places[key[0]]):
        told = f"{_short(release)} that it tells in {_short(found[source, release])}"
        hint = "fix either date, or say which release it reports"
        what = f"is older than the release {told}"
        yield _remark(OLDER, "sources", source, "published", what, hint)


# ---- events


def _events(events: Rows, figured: _Figured) -> Iterator[Remark]:
    for id, row in events.items():
        kind, whole = row.get("kind"), _text(row, "part_of")
        if kind == "chapter":
            if row.get("by") is not None:
                what, hint = "is set, but a chapter has no author", "leave it out"
                yield _remark(CHAPTER, "events", id, "by", what, hint)
            outer = events.get(whole or "")
            if outer is not None and outer.get("kind") != "chapter":
                what = (
                    f"{_short(whole or '')} is not a chapter, and a chapter is only part of another"
                )
                yield _remark(CHAPTER, "events", id, "part_of", what, "leave it out")
        if row.get("closed") is True and kind in ("release", "chapter"):
            what, hint = f"is set, but nothing is counted within a {kind}", "leave it out"
            yield _remark(CLOSED, "events", id, "closed", what, hint)
        if row.get("turning") is True and id not in figured.mentioned | figured.told:
            what = "is set, but no claim with a figure mentions or reports it"
            hint = "name it among the events of the claim whose figure was new, or leave it out"
            yield _remark(TURNING, "events", id, "turning", what, hint)


# ---- claims


def _claims(
    claims: Rows, sources: Rows, agents: Rows, bases: Mapping[str, Any], figured: _Figured
) -> Iterator[Remark]:
    lasts = _last_days(sources)
    merged = {id for id, row in agents.items() if _text(row, "merged_into") is not None}
    relayed = {
        id
        for id, row in sources.items()
        if agents.get(_text(row, "publisher") or "", {}).get("kind") in _RELAYING
    }
    for id, row in claims.items():
        source, figure = _text(row, "source"), row.get("figure")
        if not isinstance(figure, dict):
            figure = None
        chain = _texts(row, "attribution")
        if merged and not merged.isdisjoint(chain):
            for number, agent in enumerate(chain):
                if agent in merged:
                    at, what = f"attribution[{number}]", f"{_short(agent)} is merged"
                    yield _remark(MERGED, "claims", id, at, what, _name(agents, agent))
        if source in lasts and row.get("modality") == "asserted":
            dated = [("as_of", row.get("as_of"))]
            if figure is not None:
                dated.append(("figure.date", figure.get("date")))
            for field, date in dated:
                span = None if date is None else _span(date)
                if span is not None and dates.ordinal(span.earliest) > lasts[source]:
                    published = sources[source]["published"]
                    words = (figure or {}).get("written")
                    said = f'"{words}", {date},' if field == "figure.date" and words else date
                    what = f"{said} lies after the page that asserts it, of {published}"
                    hint = "fix it, or set modality to expected; as it stands it dates nothing"
                    yield _remark(SLIP, "claims", id, field, what, hint)
        if figure is None:
            continue
        if (
            not chain
            and row.get("lineage") == "full"
            and row.get("note") is None
            and source in relayed
            and bases.get(_text(row, "measure") or "", "date") != "date"
        ):
            what = "is the publisher's own finding, without a note that says so"
            hint = (
                "say lineage unknown where the document names nobody, "
                "or say in the note that it counted itself"
            )
            yield _remark(OWN_VOICE, "claims", id, "lineage", what, hint)
        misread = row.get("misreads")
        release = _text(misread, "release") if isinstance(misread, dict) else None
        if release is not None and release not in figured.told_right:
            what = f"no claim reports a figure from the release {_short(release)}"
            hint = "add a claim that reports it as it was said, or name the claim that is misread"
            yield _remark(NO_ORIGINAL, "claims", id, "misreads.release", what, hint)
        elif (
            release is not None
            and row.get("note") is None
            and not (_numbers(figure) & figured.numbers[release])
        ):
            what = f"stands in no row: no claim of {_short(release)} has its number"
            hint = "name the claim that is misread instead, or say in the note why there is none"
            yield _remark(NO_ORIGINAL, "claims", id, "misreads.release", what, hint)


# ---- reading rows that may be unsound


def _last_days(sources: Rows) -> dict[str, int]:
    """The last day on which each document can have been written, of those that have one."""
    found: dict[str, int] = {}
    for id, row in sources.items():
        span = _span(row.get("published"))
        if span is not None and not span.is_open_end:
            found[id] = dates.ordinal(span.latest) + _GRACE_DAYS
    return found


def _rows(data: Mapping[str, Any], table: str) -> dict[str, Row]:
    rows = data.get(table)
    found: dict[str, Row] = {}
    for row in rows.values() if isinstance(rows, dict) else ():
        if isinstance(row, dict) and isinstance(id := row.get("id"), str):
            found.setdefault(id, row)
    return found


def _text(row: Row, field: str) -> str | None:
    value = row.get(field)
    return value if isinstance(value, str) else None


def _texts(row: Row, field: str) -> list[str]:
    value = row.get(field)
    # The numbers of places count what is no text too, so that is kept as empty.
    return [v if isinstance(v, str) else "" for v in value] if isinstance(value, list) else []


def _span(date: object) -> dates.Span | None:
    if not isinstance(date, str):
        return None
    try:
        return dates.parse(date)
    except dates.DateError:
        return None


def _short(id: str) -> str:
    """An id as a line can bear it."""
    return id if len(id) <= _LONGEST_ID else id[:_LONGEST_ID] + "…"


def _remark(kind: str, table: str, id: str, field: str, what: str, hint: str) -> Remark:
    return Remark(kind, Problem(table, id, field, what, hint))
