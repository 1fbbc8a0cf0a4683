"""A lens before a dossier: what was published by a date, and without what some agents say.

What is seen is a dossier again, in memory, so that whoever reads one needs to know nothing of
the lens. All of it works on rows, in passes over them: building 100,000 records would cost
more than the whole look, and a row that the lens does not change is shared, not copied.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.dates import OPEN_END, Span, days_between, hull, parse, to_edtf
from kursk_tui.model.records import Row

_KNOWN = "known"
_UNPLACED = "unplaced"
_LATER = "later"

_Rows = Mapping[str, Row]


class Lens(NamedTuple):
    """What is left out: what came after `known_at` (EDTF), claims by agents in `without`, `claims`.

    `known_at` counts until its last day: `2025` is the end of that year. `without` holds
    ids; a person falls with the body that is named there, a unit of that body does not. `claims`
    are single ones, by their ids.
    """

    known_at: str | None = None
    without: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether nothing is left out but what is retracted."""
        return self.known_at is None and not self.without and not self.claims


class Seen(NamedTuple):
    """What is seen through a lens, and how much is not.

    `dossier` is the one that was given where the lens is clear and no claim is retracted: a
    retracted claim is never seen. `undated` are the sources, in
    file order, of which nobody can say whether they were out by then: without a date, with an
    open end, or with a date that may be before or after the moment; empty without `known_at`.
    They stay listed, without their claims. `later` counts the sources published after it.

    A claim that is not seen is missing for one reason, the first of these: it is `retracted`
    (which counts these); its source is `later`; its source is undated (`set_aside` counts these
    claims); it or somebody in its chain is left out (`discounted` counts these).
    """

    dossier: Dossier
    undated: tuple[str, ...]
    later: int
    set_aside: int
    discounted: int
    retracted: int = 0


def look(dossier: Dossier, lens: Lens) -> Seen:
    """Look at a dossier through a lens. The dossier stays as it is.

    What is seen is as sound as what was given, and has its path and stamp: `changed_on_disk`
    still watches the file, `reload` gives all of it. References to a claim that is left out
    go: an opposition, a share's figure (and the figure of a share of that share), an identity.
    Scopes and measures stay. An event stays if a claim that is seen names it or a part of it;
    with a clear lens also if no claim does, retracted or not.

    With `known_at`, events are dated by the claims that are seen alone, and only the agents
    stay that these, their sources and events name, with the bodies and parties of those; so do
    the agents in `without`, or a second look would not know them.

    Raises dates.DateError for a `known_at` that is not EDTF, KeyError for an unknown agent.
    """
    out = frozenset(retracted(dossier))
    if lens.is_clear and not out:
        return Seen(dossier, (), 0, 0, 0)
    if lens.is_clear:
        # The same for everybody who opens the file: only how it differs is kept.
        found = dossier.derived("cleared", lambda: _patches(dossier, look_through(dossier, lens)))
        return Seen(dossier.patched("cleared", found), (), 0, 0, 0, len(out))
    return look_through(dossier, lens)


def _patches(dossier: Dossier, seen: Seen) -> dict[str, tuple[list[str], dict[str, Row]]]:
    """Return for each table which rows are not seen, and those that are seen otherwise."""
    found: dict[str, tuple[list[str], dict[str, Row]]] = {}
    for table in ("claims", "events", "identities"):
        rows, others = dossier.raw_rows(table), seen.dossier.raw_rows(table)
        gone = [id for id in rows if id not in others]
        changed = {id: row for id, row in others.items() if row is not rows[id] and row != rows[id]}
        if gone or changed:
            found[table] = (gone, changed)
    return found


def look_through(dossier: Dossier, lens: Lens) -> Seen:
    """Return what `look` does, row by row, for any lens that leaves something out."""
    out = frozenset(retracted(dossier))
    places = _places(dossier, lens.known_at)
    rows, all_events = dossier.raw_rows("claims"), dossier.raw_rows("events")
    all_claims = {id: row for id, row in rows.items() if id not in out} if out else rows
    open_claims = {id: row for id, row in all_claims.items() if places[row["source"]] == _KNOWN}
    set_aside = sum(places[row["source"]] == _UNPLACED for row in all_claims.values())
    kept = _heard(dossier, open_claims, _silenced(dossier.raw_rows("agents"), lens.without))
    if lens.claims:
        kept = {id: row for id, row in kept.items() if id not in lens.claims}
    claims = _mended(kept)
    sources = {id: row for id, row in dossier.raw_rows("sources").items() if places[id] != _LATER}
    named = _events_of(claims.values(), all_events)
    if lens.is_clear:
        # What no claim ever named is not gone with the retracted ones.
        never = all_events.keys() - _events_of(rows.values(), all_events)
        named |= _closure(never, all_events, "part_of")
    events: _Rows = _chosen(all_events, named)
    agents = dossier.raw_rows("agents")
    if lens.known_at is not None:
        events = _dated(events, _spans(claims.values(), sources))
        speaking = _agents_of(sources.values(), claims.values(), events.values())
        agents = _chosen(agents, _closure({*speaking, *lens.without}, agents, "member_of", "party"))
    tables = {
        "agents": agents,
        "scopes": dossier.raw_rows("scopes"),
        "sources": sources,
        "events": events,
        "measures": dossier.raw_rows("measures"),
        "claims": claims,
        "identities": _whole(dossier.raw_rows("identities"), claims),
    }
    return Seen(
        _made(dossier, tables),
        tuple(id for id, place in places.items() if place == _UNPLACED),
        sum(place == _LATER for place in places.values()),
        set_aside,
        len(open_claims) - len(kept),
        len(out),
    )


def retracted(dossier: Dossier) -> list[str]:
    """Return the ids of the claims that somebody has retracted, in file order."""

    def found() -> list[str]:
        rows = dossier.raw_rows("claims")
        return [id for id, row in rows.items() if row.get("retracted") is not None]

    return dossier.derived("retracted", found)


def publication_dates(dossier: Dossier) -> tuple[str, ...]:
    """Return the days (YYYY-MM-DD) by which another source was out, each once, ascending.

    The last day that a source's date may mean; one that is undated or has an open end has none.
    """
    spans = (
        parse(row["published"])
        for row in dossier.raw_rows("sources").values()
        if row.get("published") is not None
    )
    return tuple(sorted({span.latest for span in spans if not span.is_open_end}))


def _places(dossier: Dossier, known_at: str | None) -> dict[str, str]:
    """Return where each source stands to the moment; without one all of them are known."""
    sources = dossier.raw_rows("sources")
    if known_at is None:
        return dict.fromkeys(sources, _KNOWN)
    moment = parse(known_at).latest
    return {id: _place(row.get("published"), moment) for id, row in sources.items()}


def _place(published: str | None, moment: str) -> str:
    if published is None:
        return _UNPLACED
    first, last = parse(published)
    # It may be out by now, but never surely; and a moment may have an open end itself.
    if last == OPEN_END:
        return _UNPLACED if first <= moment else _LATER
    if last <= moment:
        return _KNOWN
    return _UNPLACED if first <= moment else _LATER


def _silenced(agents: _Rows, without: Iterable[str]) -> set[str]:
    """Return the agents that are left out, with the persons who speak for one of them.

    Raises KeyError for an agent that is not there.
    """
    named = {agents[id]["id"] for id in without}
    persons = (id for id, row in agents.items() if row["kind"] == "person")
    return named.union([id for id in persons if agents[id].get("member_of") in named])


def _heard(dossier: Dossier, claims: dict[str, Row], silenced: Collection[str]) -> dict[str, Row]:
    """Return the claims with nobody silenced among publisher, chain and author of the release."""
    if not silenced:
        return claims
    out = frozenset(silenced)
    sources = {id for id, row in dossier.raw_rows("sources").items() if row["publisher"] in out}
    releases = {id for id, row in dossier.raw_rows("events").items() if row.get("by") in out}
    return {
        id: row
        for id, row in claims.items()
        if row["source"] not in sources
        and row.get("release") not in releases
        and out.isdisjoint(row.get("attribution") or ())
    }


def _mended(claims: dict[str, Row]) -> dict[str, Row]:
    """Return the claims without what refers to one that is not among them."""
    lost = _shares_of_nothing(claims)
    changed: dict[str, Row] = {}
    for id, row in claims.items():
        opposes = row.get("opposes") or ()
        still = [opposition for opposition in opposes if opposition["claim"] in claims]
        if len(still) < len(opposes):
            changed[id] = {**row, "opposes": still}
        misread = row.get("misreads")
        if misread and misread.get("claim") is not None and misread["claim"] not in claims:
            # Still a misreading, though what it misreads is not there to be set beside it.
            changed[id] = {**changed.get(id, row), "misreads": {**misread, "claim": None}}
    for id in lost:
        changed[id] = _without_figure(changed.get(id, claims[id]))
    return {**claims, **changed}


def _shares_of_nothing(claims: _Rows) -> set[str]:
    """Return the shares of a claim that is not there, and the shares of these in turn."""
    shares: dict[str, list[str]] = {}
    for id, row in claims.items():
        whole = row.get("of")
        if whole is not None:
            shares.setdefault(whole, []).append(id)
    todo = [whole for whole in shares if whole not in claims]
    found: set[str] = set()
    while todo:
        parts = shares.get(todo.pop(), ())
        found.update(parts)
        todo += parts
    return found


def _without_figure(row: Row) -> Row:
    """Return a claim as one that has no figure: the codebook then has nothing it could count.

    A percentage that stayed without its whole would be read as a number of persons.
    """
    scope = row.get("scope")
    bare = {**row, "figure": None, "of": None, "measure": None}
    if scope and scope.get("population") is not None:
        bare["scope"] = {**scope, "population": None}
    return bare


def _whole(identities: _Rows, claims: _Rows) -> _Rows:
    """Return the identities of which no claim is missing."""

    def is_whole(row: Row) -> bool:
        named = (term.get("claim") for term in (row["total"], *row["terms"]))
        return all(claim is None or claim in claims for claim in named)

    return {id: row for id, row in identities.items() if is_whole(row)}


def _events_of(claims: Iterable[Row], events: _Rows) -> set[str]:
    """Return the events that claims speak of, relay or count, and what these are part of."""
    found: set[str] = set()
    for row in claims:
        found.update(row.get("events") or ())
        misread = (row.get("misreads") or {}).get("release")
        if misread is not None:
            found.add(misread)
        release, within = row.get("release"), (row.get("scope") or {}).get("within")
        if release is not None:
            found.add(release)
        if within is not None and within in events:  # else it is a period
            found.add(within)
    return _closure(found, events, "part_of")


def _agents_of(sources: Iterable[Row], claims: Iterable[Row], events: Iterable[Row]) -> set[str]:
    """Return the agents that sources, chains and releases name."""
    found: set[str] = set()
    for row in sources:
        found.add(row["publisher"])
        found.update(row.get("cites") or ())
    for row in claims:
        found.update(row.get("attribution") or ())
    return found.union(row["by"] for row in events if row.get("by") is not None)


def _closure(ids: Iterable[str], rows: _Rows, *fields: str) -> set[str]:
    """Return the ids and all that they lead to by these fields."""
    found = set(ids)
    todo = list(found)
    while todo:
        row = rows[todo.pop()]
        new = {row[field] for field in fields if row.get(field) is not None} - found
        found |= new
        todo += new
    return found


def _chosen(rows: _Rows, ids: Collection[str]) -> dict[str, Row]:
    return {id: row for id, row in rows.items() if id in ids}


def _dated(events: _Rows, spans: Mapping[str, set[Span]]) -> dict[str, Row]:
    """Return the events with the dates that the spans give them."""
    found: dict[str, Row] = {}
    for id, row in events.items():
        # A chapter is a heading of ours, dated by nobody.
        date = row.get("date") if row["kind"] == "chapter" else _date(spans.get(id, set()))
        found[id] = row if row.get("date") == date else {**row, "date": date}
    return found


def _spans(claims: Iterable[Row], sources: _Rows) -> dict[str, set[Span]]:
    """Return what date claims say, by the event or period in their `within`; slips say nothing."""
    found: dict[str, set[Span]] = {}
    for row in claims:
        date = (row.get("figure") or {}).get("date")
        within = (row.get("scope") or {}).get("within")
        if date is None or within is None:
            continue
        published = sources[row["source"]].get("published")
        if row["modality"] == "asserted" and published is not None and _is_after(date, published):
            continue
        found.setdefault(within, set()).add(parse(date))
    return found


def _is_after(date: str, page: str) -> bool:
    """Whether a date begins after the last day of a page, with a day's grace for zones of time."""
    return days_between(parse(page).latest, parse(date).earliest) > 1


def _date(spans: Collection[Span]) -> str | None:
    if not spans:
        return None
    whole = hull(_narrowest(spans))
    return None if whole.is_open_start and whole.is_open_end else to_edtf(whole)


def _narrowest(spans: Collection[Span]) -> list[Span]:
    """Return the spans, each there once, that contain no other of them."""
    found: list[Span] = []
    by_end = sorted(spans, key=lambda span: span.latest)
    # From the last to start: of those before it, one that ends no later lies within it.
    for span in sorted(by_end, key=lambda span: span.earliest, reverse=True):
        if not found or span.latest < found[-1].latest:
            found.append(span)
    return found


def _made(dossier: Dossier, tables: Mapping[str, _Rows]) -> Dossier:
    """Return a dossier of these rows in the place of another."""
    return dossier.with_rows({name: rows.values() for name, rows in tables.items()})
