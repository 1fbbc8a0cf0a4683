"""How long the list of disagreements takes over 100,000 claims.

    python -m tests.benchmarks.disagreements [CLAIMS [SOURCES]]

Prints the time in seconds and as a ratio to decoding the same data from JSON, which says more
on another machine; the peak of memory that the list itself takes; and how many pairs lie apart
and were looked at. The data is made from a fixed seed. Nothing here passes or fails.
"""

from __future__ import annotations

import json
import random
import sys
import time
import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from kursk_tui.analysis.disagreements.listing import disagreements
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.words.rows import row_sentence

CLAIMS = 100_000
SOURCES = 10_000
SEED = 20250301
START = date(2024, 10, 1)
DAYS = 500
ROUNDS = 3
SHOWN = 50

Row = dict[str, Any]

HEDGED = (
    ("none", "{}", 8),
    ("about", "about {}", 5),
    ("more_than", "more than {}", 3),
    ("at_least", "at least {}", 2),
    ("up_to", "up to {}", 1),
    ("exact", "exactly {}", 1),
)
LOW_ONLY = ("more_than", "at_least")


def generate(claims: int = CLAIMS, sources: int = SOURCES, seed: int = SEED) -> dict[str, Any]:
    """A sound dossier of that size: bodies, outlets, releases, measures in trees, shares.

    A figure is the measure's own number on its day, as its speaker sees it: bodies differ by a
    standing factor, and now and then an outlet gets it wrong.
    """
    chance = random.Random(seed)
    bodies = [f"body-{n}" for n in range(60)]
    outlets = [f"outlet-{n}" for n in range(600)]
    bias = {body: chance.uniform(0.9, 1.15) for body in bodies}
    tables: dict[str, list[Row]] = {
        "agents": [
            *({"id": id, "name": id.title(), "kind": "military"} for id in bodies),
            *({"id": id, "name": id.title(), "kind": "outlet"} for id in outlets),
        ],
        "scopes": _scopes(),
        "measures": _measures(),
        "events": _releases(chance, bodies, sources // 4),
        "sources": [_source(chance, n, outlets) for n in range(sources)],
        "claims": [],
        "identities": [],
    }
    releases = [row for row in tables["events"] if row["kind"] == "release"]
    measures = tables["measures"]
    for n in range(claims):
        source = tables["sources"][n % sources]
        tables["claims"].append(_claim(chance, n, source, releases, measures, bodies, bias))
    _shares(chance, tables["claims"], measures)
    _identities(tables)
    meta = {
        "title": "Many claims",
        "summary": "Made to be counted.",
        "schema_version": 1,
        "dataset_version": "1",
        "preset": "default",
        "licence": "CC0-1.0",
    }
    numbered = {name: {str(n): row for n, row in enumerate(t, 1)} for name, t in tables.items()}
    return {"meta": {"1": meta}, **numbered}


def _scopes() -> list[Row]:
    rows: list[Row] = [{"id": "troops", "kind": "population", "name": "Troops"}]
    rows.append({"id": "oblast", "kind": "place", "name": "Oblast"})
    for n in range(8):
        rows.append({"id": f"unit-{n}", "kind": "population", "name": f"Unit {n}"})
        rows[-1]["part_of"] = "troops"
        rows.append({"id": f"town-{n}", "kind": "place", "name": f"Town {n}", "part_of": "oblast"})
    return rows


def _measures() -> list[Row]:
    """Six trees of five: a whole, two parts of it and two parts of the first."""
    rows: list[Row] = []
    for tree in range(6):
        basis = "stock" if tree == 5 else "cumulative"
        for n, whole in enumerate((None, 0, 0, 1, 1)):
            row = {"id": f"m{tree}-{n}", "name": f"measure {tree}.{n}", "unit": "persons"}
            row |= {"basis": basis, "since": START.isoformat()}
            if whole is not None:
                row["part_of"] = f"m{tree}-{whole}"
            rows.append(row)
    return rows


def _day(chance: random.Random) -> str:
    return (START + timedelta(days=chance.randrange(DAYS))).isoformat()


def _releases(chance: random.Random, bodies: list[str], count: int) -> list[Row]:
    rows: list[Row] = [{"id": f"event-{n}", "kind": "happening"} for n in range(40)]
    rows += [
        {"id": f"release-{n}", "kind": "release", "by": chance.choice(bodies), "date": _day(chance)}
        for n in range(count)
    ]
    for row in rows:
        row["title"] = row["id"].replace("-", " ").title()
    return rows


def _source(chance: random.Random, n: int, outlets: list[str]) -> Row:
    return {
        "id": f"s{n}",
        "publisher": chance.choice(outlets),
        "title": f"Report {n}",
        "published": _day(chance),
        "published_basis": "stated",
        "kind": "report",
        "language": "en",
    }


def _claim(
    chance: random.Random,
    n: int,
    source: Row,
    releases: list[Row],
    measures: list[Row],
    bodies: list[str],
    bias: dict[str, float],
) -> Row:
    relayed = chance.random() < 0.6
    release = chance.choice(releases) if relayed else None
    body = release["by"] if release else chance.choice(bodies)
    day = release["date"] if release else source["published"]
    row: Row = {
        "id": f"{source['id']}.{n}",
        "source": source["id"],
        "events": [f"event-{n % 40}"],
        "statement": f"Statement {n}",
        "attribution": [body],
        "lineage": "full" if chance.random() < 0.8 else "partial",
        "modality": "asserted" if chance.random() < 0.95 else "expected",
        "locator": {"paragraph": n // 100 + 1, "sha256": f"{n:064x}"},
    }
    if release:
        row["release"] = release["id"]
    elif chance.random() < 0.5:
        row |= {"as_of": day, "as_of_basis": "stated"}
    if chance.random() < 0.3:
        return row
    measure = measures[_of_release(chance, release, len(measures))]
    row["measure"] = measure["id"]
    row["figure"] = _figure(chance, _number(measure, day) * bias[body])
    scope = chance.random()
    if scope < 0.2:
        row["scope"] = {"place": f"town-{n % 8}", "population": "troops", "within": None}
    elif scope < 0.4:
        row["scope"] = {"place": "oblast", "population": f"unit-{n % 8}", "within": None}
    elif scope < 0.5:
        row["scope"] = {"place": "oblast", "population": "troops", "within": f"event-{n % 40}"}
    else:
        row["scope"] = {"place": "oblast", "population": "troops", "within": None}
    return row


def _of_release(chance: random.Random, release: Row | None, count: int) -> int:
    """One release speaks of a few measures, and its relays of the same."""
    if release is None:
        return chance.randrange(count)
    return (int(release["id"].rpartition("-")[2]) + chance.randrange(3)) % count


def _number(measure: Row, day: str) -> float:
    tree, n = measure["id"][1:].split("-")
    size = 2000.0 * (int(tree) + 1) * (1.0, 0.6, 0.4, 0.25, 0.35)[int(n)]
    if measure["basis"] == "stock":
        return size
    return size * (0.1 + 0.9 * (date.fromisoformat(day) - START).days / DAYS)


def _figure(chance: random.Random, n: float) -> Row:
    if chance.random() < 0.02:
        n *= chance.choice((0.1, 0.5, 2, 10))
    scale = 10 ** (len(str(int(n))) - 2) if n >= 100 else 1
    rounded = max(scale, round(n / scale) * scale)
    hedge, words, _ = chance.choices(HEDGED, [weight for *_, weight in HEDGED])[0]
    return {
        "written": words.format(f"{rounded:,}"),
        "low": None if hedge == "up_to" else rounded,
        "high": None if hedge in LOW_ONLY else rounded,
        "hedge": hedge,
    }


def _shares(chance: random.Random, claims: list[Row], measures: list[Row]) -> None:
    """One claim in fifty is a share of another figure, of a measure that its own is part of."""
    wholes = {row["id"]: row.get("part_of") for row in measures}
    by_measure: dict[str, list[Row]] = {}
    for row in claims:
        if "measure" in row:
            by_measure.setdefault(row["measure"], []).append(row)
    for row in claims[::50]:
        whole = wholes.get(row.get("measure"))
        if whole is not None:
            of = chance.choice(by_measure[whole])
            row["of"] = of["id"]
            row["figure"] = {"written": "two-thirds", "low": 66.6667, "high": 66.6667}
            row["figure"]["hedge"] = "none"


def _identities(tables: dict[str, list[Row]]) -> None:
    """A few hundred sums, each of claims of one source."""
    by_source: dict[str, list[str]] = {}
    for row in tables["claims"]:
        if "figure" in row and row.get("of") is None:
            by_source.setdefault(row["source"], []).append(row["id"])
    for n, ids in enumerate(by_source.values()):
        if n % 30 == 0 and len(ids) >= 3:
            total, *terms = ({"claim": id, "sign": 1} for id in ids[:3])
            tables["identities"].append(
                {
                    "id": f"sum-{n}",
                    "kind": "sum",
                    "total": total,
                    "terms": terms,
                    "assumption": "Nobody is counted twice.",
                }
            )


def _best(work: Callable[[], object]) -> float:
    """The shortest of a few rounds, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main(arguments: list[str]) -> None:
    """Generate, measure and print."""
    claims = int(arguments[0]) if arguments else CLAIMS
    sources = int(arguments[1]) if len(arguments) > 1 else min(SOURCES, max(4, claims // 10))
    data = generate(claims, sources)
    text = json.dumps(data)
    decoding = _best(lambda: json.loads(text))
    opening = _best(lambda: Dossier.from_data(data))
    times = []
    for _ in range(ROUNDS):
        dossier = Dossier.from_data(data)  # a fresh one has built no records yet
        start = time.perf_counter()
        found = disagreements(dossier)
        times.append(time.perf_counter() - start)
    start = time.perf_counter()
    for row in found.rows[:SHOWN]:
        row_sentence(dossier, row)
    shown = time.perf_counter() - start
    dossier = Dossier.from_data(data)
    tracemalloc.start()
    disagreements(dossier)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    figures = sum("figure" in row for row in data["claims"].values())
    print(f"claims          {claims:>12,}   of them with a figure {figures:,}")
    print(f"decode JSON     {decoding:>12.2f} s ({len(text) / 1e6:.0f} MB)")
    print(f"open and check  {opening:>12.2f} s")
    print(f"disagreements   {min(times):>12.2f} s = {min(times) / decoding:.1f} x decoding")
    print(f"{SHOWN} sentences    {shown:>12.3f} s")
    print(f"peak memory     {peak / 1e6:>12.1f} MB above the dossier itself")
    print(f"pairs apart     {found.apart:>12,}   looked at {found.looked_at:,}")
    print(f"rows            {len(found.rows):>12,}")


if __name__ == "__main__":
    main(sys.argv[1:])
