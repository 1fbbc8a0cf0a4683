"""Annotated pages: proposals for texts that no rule was written on, held against a reader's coding.

`tests/benchmarks/pages/README.md` says what a file of annotations holds. The texts are not part
of the project: each page has the SHA-256 of the file that was read.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

from kursk_tui.dossier import beginning
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.intake.language import texts
from kursk_tui.intake.review.forms import agent_called
from kursk_tui.model import schema
from tests.benchmarks.matching import Annotation, Tally, tally, total

SHIPPED = "kursk"
GROUPS = ("this event", "other events", "other languages")
COLUMNS = (
    "recall",
    "with second",
    "precision",
    "bounds",
    "hedge",
    "measure",
    "origin",
    "full of whole",
    "wrong with full",
    "moment",
    "population",
    "place",
    "modality",
)


class Page(NamedTuple):
    """A page with its text and the dossier that it is read for."""

    row: dict[str, Any]
    dossier: Dossier
    paragraphs: tuple[str, ...]

    @property
    def group(self) -> str:
        """Which of GROUPS it is counted in."""
        if self.row["language"] != "en":
            return GROUPS[2]
        return GROUPS[0] if self.row["event"] == SHIPPED else GROUPS[1]


class Result(NamedTuple):
    """What came of a page, and how long it took."""

    page: Page
    tally: Tally
    seconds: float
    words: int


def pages(files: Iterable[tuple[Path, Path]]) -> list[Page]:
    """The pages of files of annotations, each with the folder that has the texts."""
    found: list[Page] = []
    for file, folder in files:
        data = json.loads(file.read_text("utf-8"))
        for row in data["pages"]:
            raw = (folder / f"{row['id']}.txt").read_bytes()
            if hashlib.sha256(raw).hexdigest() != row.get(
                "sha256", hashlib.sha256(raw).hexdigest()
            ):
                print(f"{row['id']}: the text is not the one that was annotated", file=sys.stderr)
            paragraphs = tuple(p for p in raw.decode().splitlines() if p.strip())
            event = row["event"]
            is_shipped = event == SHIPPED
            dossier = shipped() if is_shipped else own_dossier(data["events"][event])
            found.append(Page(row, dossier, paragraphs))
    return found


@cache
def shipped() -> Dossier:
    """The dossier that comes with the program."""
    return Dossier.open(default_path())


def own_dossier(event: dict[str, Any]) -> Dossier:
    """A dossier as its owner would begin it for an event; it has no agents."""
    wanted = beginning.Beginning(
        event["title"], span=event.get("span"), packs=tuple(event.get("packs", ()))
    )
    data = json.loads(beginning.begin(wanted, "own.json"))
    more = {
        "scopes": [
            {"kind": kind, **row}
            for kind, name in (("population", "populations"), ("place", "places"))
            for row in event.get(name, ())
        ],
        "measures": event.get("measures", ()),
    }
    for table, rows in more.items():
        there = {row["id"] for row in data[table].values()}
        for row in rows:
            if row["id"] not in there:
                told = {**schema.empty_row(table), **row}
                data[table][str(len(data[table]) + 1)] = told
    return Dossier.from_data(data)


def read(page: Page) -> Result:
    """What is proposed for a page, held against what was coded of it."""
    row, dossier = page.row, page.dossier
    publisher = agent_called(dossier, row["outlet"])
    start = process_time()
    # As an import does it: the language is found.
    told = texts.read(dossier, page.paragraphs, publisher=publisher, published=row["published"])
    seconds = process_time() - start
    found = tally(
        [Annotation.read(each) for each in row["figures"]],
        told.proposals,
        page.paragraphs,
        dossier.agents,
        publisher=publisher,
        second=[(s.proposal.paragraph, s.proposal.start, s.proposal.end) for s in told.seen],
    )
    return Result(page, found, seconds, sum(len(p.split()) for p in page.paragraphs))


def print_all(results: Sequence[Result], *, verbose: bool, closed: bool) -> None:
    """Print a block for each group, and with `verbose` what was wrong; `closed`: totals alone."""
    for group in GROUPS:
        of_group = [result for result in results if result.page.group == group]
        if of_group:
            _print_group(group, of_group, each=not closed)
    words = sum(result.words for result in results)
    seconds = sum(result.seconds for result in results)
    if words:
        print(f"{1000 * seconds / words:.3f} s per 1,000 words ({words} words)")
    if verbose and not closed:
        for result in results:
            _print_details(result)


def _print_group(group: str, results: Sequence[Result], *, each: bool) -> None:
    pages_told = f"{len(results)} page" + ("s" if len(results) != 1 else "")
    print(f"{group} ({pages_told})")
    whole = total(result.tally for result in results)
    for name in COLUMNS:
        print(f"  {name:<16} {_cell(whole, name)}")
    if each:
        for result in results:
            cells = "  ".join(_short(result.tally, name) for name in ("recall", "origin"))
            print(f"    {result.page.row['id']:<34} {cells}")
    print()


def _cell(found: Tally, name: str) -> str:
    if name == "wrong with full":
        of = found.of["not wrong with full"]
        wrong = of - found.counts["not wrong with full"]
        return f"{wrong / of:.2f}  ({wrong} of {of})" if of else "n/a"
    share = found.share(name)
    return "n/a" if share is None else f"{share:.2f}  ({found.counts[name]} of {found.of[name]})"


def _short(found: Tally, name: str) -> str:
    return f"{name} {found.counts[name]}/{found.of[name]}"


def _print_details(result: Result) -> None:
    print(f"\n{result.page.row['id']}")
    for missed in result.tally.missed:
        print(f"  missed           {missed.paragraph}: {missed.written!a} {missed.measure}")
    for alarm in result.tally.false_alarms:
        print(f"  false alarm      {alarm.paragraph}: {alarm.figure.written!a} {alarm.measure}")
    for wrong in result.tally.wrong:
        name = "WRONG WITH FULL" if wrong.field == "not wrong with full" else wrong.field
        told = f"{wrong.proposed}, not {wrong.coded}"
        print(f"  {name:<15}  {wrong.paragraph}: {wrong.written!a}: {told}")
