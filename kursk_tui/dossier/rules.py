"""What must hold between the fields of a record, and between records.

A rule is given a row whose fields it needs are sound in themselves, and tells what is wrong.
What it looks up in other rows may be unsound: those are then taken as unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from kursk_tui.dossier.fields import Finding
from kursk_tui.model import figures
from kursk_tui.model.records import Figure, builder

Rows = Mapping[str, Any]
Rule = Callable[[dict[str, Any]], Sequence[Finding]]
# The fields that must be sound for the rule to make sense, and the rule.
NeedsAndRule = tuple[frozenset[str], Rule]

_NONE: tuple[Finding, ...] = ()


def record_rules(tables: Mapping[str, Rows]) -> dict[str, tuple[NeedsAndRule, ...]]:
    """Return the rules of each table of a dossier."""
    publishers = _column(tables, "sources", "publisher")
    texts = _column(tables, "sources", "text")
    bases = _column(tables, "measures", "basis")
    return {
        "agents": (_rule(_name_rule(tables.get("agents", {})), "id", "name", "aliases"),),
        "scopes": (_rule(_kind_rule(_column(tables, "scopes", "kind")), "kind", "part_of"),),
        "sources": (_rule(_published, "published_basis"),),
        "events": (_rule(_release, "kind"),),
        "measures": (_rule(_sum_of, "id", "sum_of"),),
        "claims": (
            _rule(_belongs, "id", "source"),
            _rule(_chain_rule(publishers), "source", "attribution"),
            _rule(_place_rule(texts), "source", "locator"),
            _rule(_as_of),
            _rule(_figure_rule(bases), "figure", "measure"),
            _rule(_opposes, "id", "opposes"),
            _rule(_misreads, "id", "misreads", "figure"),
        ),
        "identities": (_rule(_terms, "total", "terms"),),
    }


def chain_problems(table: Rows, field: str) -> Iterator[tuple[str, str, str]]:
    """Return each ring of references once: the id it is told of, what, and what to do."""
    following: dict[str, str] = {}
    for row in table.values():
        if not isinstance(row, dict):
            continue
        id, other = row.get("id"), row.get(field)
        if isinstance(id, str) and isinstance(other, str):
            following.setdefault(id, other)
    done: set[str] = set()
    for start in following:
        path: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in done and at not in path:
            path[at] = None
            at = following.get(at)
        if at is not None and at in path:
            ring = list(path)[list(path).index(at) :]
            shown = [*ring[:6], "…", ring[-1]] if len(ring) > 7 else ring
            what = f"leads back to itself: {' -> '.join([*shown, at])}"
            yield at, what, "take one of these references out"
        done.update(path)


def _rule(rule: Rule, *needs: str) -> NeedsAndRule:
    return frozenset(needs), rule


def _column(tables: Mapping[str, Rows], table: str, field: str) -> dict[str, Any]:
    """Return id -> value of one field, of the rows that have both."""
    values: dict[str, Any] = {}
    for row in tables.get(table, {}).values():
        if isinstance(row, dict) and isinstance(id := row.get("id"), str) and field in row:
            values.setdefault(id, row[field])
    return values


def _name_rule(agents: Rows) -> Rule:
    """No two agents may answer to one name, or a name in a text could mean either.

    An agent that was merged answers to none: its names are those of the one it turned out to be.
    """
    owners: dict[str, str] = {}
    rows = [row for row in agents.values() if isinstance(row, dict)]
    rows = [row for row in rows if isinstance(row.get("id"), str) and not row.get("merged_into")]
    for row in rows:
        if isinstance(row.get("name"), str):
            owners.setdefault(row["name"].casefold(), row["id"])
    for row in rows:
        aliases = row.get("aliases")
        for alias in aliases if isinstance(aliases, list) else ():
            if isinstance(alias, str):
                owners.setdefault(alias.casefold(), row["id"])

    def rule(row: dict[str, Any]) -> Sequence[Finding]:
        if row.get("merged_into"):
            return _NONE
        named = [("name", row["name"])]
        named += [(f"aliases[{n}]", alias) for n, alias in enumerate(row.get("aliases") or ())]
        # A row that is only to be put into the table owns its names, if nobody does.
        owned = [(field, owners.get(name.casefold(), row["id"])) for field, name in named]
        return [
            (field, f"is also a name of {owner}", "leave it to one of the two")
            for field, owner in owned
            if owner != row["id"]
        ]

    return rule


def _kind_rule(kinds: Mapping[str, Any]) -> Rule:
    def rule(row: dict[str, Any]) -> Sequence[Finding]:
        whole = row.get("part_of")
        if whole is not None and kinds.get(whole, row["kind"]) != row["kind"]:
            return [("part_of", f"a {row['kind']} can't be part of a {kinds[whole]}", None)]
        return _NONE

    return rule


def _published(row: dict[str, Any]) -> Sequence[Finding]:
    is_dated, basis = row.get("published") is not None, row["published_basis"]
    if not is_dated and basis != "unknown":
        return [("published", f"is null, but its basis is {basis}", "give the date, or unknown")]
    if is_dated and basis == "unknown":
        hint = "say stated, page or inferred, or leave the date out"
        return [("published_basis", "is unknown, but there is a date", hint)]
    return _NONE


def _sum_of(row: dict[str, Any]) -> Sequence[Finding]:
    if row["id"] in (row.get("sum_of") or ()):
        return [("sum_of", "is the measure itself", "name its parts, without the measure itself")]
    return _NONE


def _release(row: dict[str, Any]) -> Sequence[Finding]:
    if row["kind"] == "release" and row.get("by") is None:
        return [("by", "is missing, but the event is a release", "name whose release it is")]
    return _NONE


def _belongs(row: dict[str, Any]) -> Sequence[Finding]:
    if row["id"].startswith(row["source"] + "."):
        return _NONE
    return [("id", "does not start with its source's id", f"call it {row['source']}.N")]


def _chain_rule(publishers: Mapping[str, Any]) -> Rule:
    def rule(row: dict[str, Any]) -> Sequence[Finding]:
        chain = row.get("attribution")
        if not chain:
            return _NONE
        publisher = publishers.get(row["source"])
        if publisher not in chain and (len(chain) == 1 or len(set(chain)) == len(chain)):
            return _NONE
        found: list[Finding] = []
        for number, agent in enumerate(chain):
            at = f"attribution[{number}]"
            if agent == publisher:
                found.append((at, f"{agent} is the publisher itself", "leave it out"))
            if agent in chain[:number]:
                found.append((at, f"{agent} is in the chain twice", "leave one out"))
        return found

    return rule


def _place_rule(texts: Mapping[str, Any]) -> Rule:
    told = {
        source: text.get("paragraphs") for source, text in texts.items() if isinstance(text, dict)
    }
    lasts = {source: last for source, last in told.items() if type(last) is int}

    def rule(row: dict[str, Any]) -> Sequence[Finding]:
        last, locator = lasts.get(row["source"]), row.get("locator")
        if last is None or locator is None:
            return _NONE
        number = locator["paragraph"]
        if number <= last:
            return _NONE
        what = f"{number} is beyond the document, which has {last} paragraphs"
        return [("locator.paragraph", what, None)]

    return rule


def _as_of(row: dict[str, Any]) -> Sequence[Finding]:
    has_date, has_basis = row.get("as_of") is not None, row.get("as_of_basis") is not None
    if has_date and not has_basis:
        return [("as_of_basis", "is missing, but there is an as_of", "say stated or inferred")]
    if has_basis and not has_date:
        return [("as_of", "is missing, but there is an as_of_basis", "give the date or drop both")]
    return _NONE


def _figure_rule(bases: Mapping[str, Any]) -> Rule:
    # Numbers and hedges repeat: the same ones are weighed once.
    known: dict[tuple[object, ...], str | None] = {}
    built = builder(Figure)

    def rule(row: dict[str, Any]) -> Sequence[Finding]:
        raw = row.get("figure")
        if raw is None:
            return _NONE
        shape = raw.get("low"), raw.get("high"), raw.get("hedge"), raw.get("date")
        if shape not in known:
            known[shape] = figures.shape_problem(built(raw))
        problem = known[shape]
        measure = row.get("measure")
        if problem is None and measure is not None:
            is_date = raw.get("date") is not None
            if is_date == (bases.get(measure) == "date"):
                return _NONE
            if measure not in bases:
                return _NONE
            if is_date:
                what = f"is a date, but {measure} is of basis {bases[measure]}"
                return [("figure.date", what, "give numbers, or a measure of basis date")]
            what = f"is a number, but {measure} is of basis date"
            return [("figure", what, "give its date, or another measure")]
        found: list[Finding] = []
        if measure is None:
            found.append(("measure", "is missing, but there is a figure", "say what it counts"))
        if problem is not None:
            found.append(("figure", problem, None))
        return found

    return rule


def _opposes(row: dict[str, Any]) -> Sequence[Finding]:
    opposed = row.get("opposes")
    if not opposed:
        return _NONE
    return [
        (f"opposes[{number}].claim", "is the claim itself", "leave it out")
        for number, opposition in enumerate(opposed)
        if opposition["claim"] == row["id"]
    ]


def _misreads(row: dict[str, Any]) -> Sequence[Finding]:
    misread = row.get("misreads")
    if misread is None:
        return _NONE
    if (misread.get("claim") is None) == (misread.get("release") is None):
        return [("misreads", "must name a claim or a release, one of the two", None)]
    if misread.get("claim") == row["id"]:
        return [("misreads.claim", "is the claim itself", "name the claim that it misreports")]
    if row.get("figure") is None:
        return [("misreads", "needs a figure", "a statement that is wrong opposes the other")]
    return _NONE


def _terms(row: dict[str, Any]) -> Sequence[Finding]:
    found: list[Finding] = []
    placed = [("total", row["total"])]
    placed += [(f"terms[{number}]", term) for number, term in enumerate(row["terms"])]
    derived = []
    for at, term in placed:
        if (term.get("claim") is None) == (term.get("measure") is None):
            found.append((at, "must name a claim or a measure, one of the two", None))
        elif term.get("measure") is not None:
            derived.append(at)
    found += [
        (at, f"is to be derived, but so is {derived[0]}", "only one part can be derived")
        for at in derived[1:]
    ]
    if len(row["terms"]) < 2:
        found.append(("terms", f"holds {len(row['terms'])} terms", "give it two or more"))
    return found
