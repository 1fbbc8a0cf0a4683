"""The tables, and the CSV they become."""

from __future__ import annotations

import csv
import io
from collections import Counter
from math import inf

import pytest

from kursk_tui.analysis.disagreements.folds import Fold, fold
from kursk_tui.analysis.disagreements.listing import disagreements
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.export import tables
from kursk_tui.export.spreadsheet import cell, to_csv
from kursk_tui.export.tables import claims_table, events_table, pairs_table
from kursk_tui.model.text import visible
from kursk_tui.words.rows import row_sentence
from tests.analysis.build import World, figure
from tests.export.build import NASTY, poisoned, shipped, shipped_rows


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return shipped()


def read_back(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def number(text: str) -> float | None:
    return float(text) if text else None


# ---- cells


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        (-5, "-5"),
        (-5.5, "-5.5"),
        (300.0, "300"),
        (66.6667, "66.6667"),
        (1e15, "1000000000000000"),
        (inf, "inf"),
        ("", ""),
        ("plain", "plain"),
        ("a - b", "a - b"),
        ("'=1", "'=1"),
        ("=1", "'=1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("  =1", "'  =1"),
        ("\xa0=1", "'\xa0=1"),
        ("\u3000＝1", "'\u3000＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠x", "'＠x"),
        ("\tx", "' x"),
        ("\rx", "' x"),
        ("\t=x", "' =x"),
        ("\x1bc", "␛c"),
        ("\u202ex", "<U+202E>x"),
        ("\u200b=1", "<U+200B>=1"),
    ],
)
def test_a_cell(value: str | int | float | bool | None, text: str) -> None:
    assert cell(value) == text


def test_quotes_commas_and_line_breaks() -> None:
    text = to_csv(("a", "b"), [('say "x"', "1,000"), ("two\nlines", "")])
    assert text == 'a,b\n"say ""x""","1,000"\ntwo lines,\n'


def test_a_row_is_as_long_as_the_header() -> None:
    with pytest.raises(ValueError, match="a row of 1 cells under a header of 2"):
        to_csv(("a", "b"), [("x",)])


@pytest.mark.parametrize("nasty", NASTY)
def test_hostile_text_comes_back_harmless(nasty: str) -> None:
    dossier = poisoned(nasty)
    index = Index(dossier)
    folds = fold(disagreements(dossier).rows)
    assert folds
    for table in (
        claims_table(dossier, index),
        pairs_table(dossier, folds),
        events_table(dossier, index),
    ):
        text = to_csv(*table)
        assert text == to_csv(*table)
        assert text.count("\n") == 1 + len(table[1])
        assert not any(visible(char) != char for char in text if char not in "\n\u0301")
        for row in csv.reader(io.StringIO(text, newline="")):
            assert len(row) == len(table[0])
            for value in row:
                start = value.lstrip(" \xa0\u3000")[:1]
                assert start not in tuple("=+-@\t\r＝＋－＠") or not start
    back = read_back(to_csv(*claims_table(dossier, index)))
    assert {row["statement"].removeprefix("'") for row in back} == {visible(nasty)}


# ---- claims


def test_claims_are_those_of_the_file(dossier: Dossier) -> None:
    rows = shipped_rows()
    back = read_back(to_csv(*claims_table(dossier, Index(dossier))))
    assert [row["id"] for row in back] == list(rows["claims"])
    for row, raw in zip(back, rows["claims"].values(), strict=True):
        source, figure, scope = rows["sources"][raw["source"]], raw["figure"] or {}, raw["scope"]
        assert tuple(row) == tables.CLAIMS
        same = {
            **{name: raw[name] for name in ("source", "statement", "measure", "lineage")},
            **{name: raw[name] for name in ("release", "modality", "likelihood")},
            **{name: scope[name] for name in ("population", "place", "within")},
            "published": source["published"],
            "publisher": rows["agents"][source["publisher"]]["name"],
            "written": figure.get("written"),
            "hedge": figure.get("hedge"),
            "unit": rows["measures"][raw["measure"]]["unit"] if raw["measure"] else None,
        }
        assert {name: row[name] for name in same} == {n: v or "" for n, v in same.items()}
        assert int(row["paragraph"]) == raw["locator"]["paragraph"]
        assert number(row["low"]) == figure.get("low")
        assert number(row["high"]) == figure.get("high")
        named = [*raw["events"], raw["release"], scope["within"]]
        assert set(row["events"].split()) == {e for e in named if e in rows["events"]}
        last = raw["attribution"][-1] if raw["attribution"] else source["publisher"]
        known = raw["lineage"] == "full" and rows["agents"][last]["kind"] != "unnamed"
        assert row["origin"] == (rows["agents"][last]["name"] if known else "")
        release = rows["events"].get(raw["release"] or "", {})
        if raw["as_of"]:
            expected = (raw["as_of"], "as of")
        elif release.get("date"):
            expected = (release["date"], "said")
        elif source["published"]:
            expected = (source["published"], "page")
        else:
            expected = ("", "unknown")
        assert (row["moment"], row["moment_basis"]) == expected


@pytest.mark.parametrize(
    ("claim", "committed", "suggested"),
    [
        # at least 300
        ("ki-2025-02-27.17c", (300, None), (300, 400)),
        # 4,000 casualties: a halo of a tenth
        ("ki-2025-02-27.16b", (3600, 4400), (3600, 4400)),
        # as many as 2,000: half of it at most below, a tenth above
        ("joongang-2026-02-10.18", (1, None), (1000, 2200)),
        # a range has no halo
        ("joongang-2026-02-10.17e", (17000, 20000), (17000, 20000)),
        # a date has no numbers
        ("ki-2025-02-27.17b", (None, None), (None, None)),
    ],
)
def test_intervals_of_worked_examples(
    dossier: Dossier,
    claim: str,
    committed: tuple[float | None, ...],
    suggested: tuple[float | None, ...],
) -> None:
    header, rows = claims_table(dossier, Index(dossier))
    row = next(dict(zip(header, row, strict=True)) for row in rows if row[0] == claim)
    assert (row["committed_low"], row["committed_high"]) == committed
    assert (row["suggested_low"], row["suggested_high"]) == suggested


# ---- pairs and events


def test_pairs_are_the_rows_that_were_given(dossier: Dossier) -> None:
    found = disagreements(dossier).rows
    back = read_back(to_csv(*pairs_table(dossier, map(Fold, found))))
    assert len(back) == len(found) > 30
    assert {row["more"] for row in back} == {"0"}
    for row, given in zip(back, found, strict=True):
        assert tuple(row) == tables.PAIRS
        assert (row["target"], row["kind"]) == (given.target, given.kind)
        assert int(row["severity"]) == given.severity
        assert row["stable"] == ("yes" if given.stable else "no")
        assert row["sentence"] == row_sentence(dossier, given)
        assert int(row["firmness"]) == given.firmness
        assert tuple(row["claims"].split()) == given.claims
        assert int(row["origins"]) == given.origins
        if given.target.startswith("pair:"):
            one, two = given.target.removeprefix("pair:").split("|")
            assert (row["claim_a"], row["claim_b"]) == (one, two)
            assert row["who_a"]
            assert row["who_b"]
            assert bool(row["days"]) <= (not row["gap"])
        elif given.target.startswith("claim:"):
            assert (f"claim:{row['claim_a']}", row["claim_b"]) == (given.target, "")
        else:
            assert not row["claim_a"] + row["claim_b"] + row["who_a"] + row["written_b"]
    assert Counter(row["kind"] for row in back)["slip"] == 2


def test_each_side_of_a_pair_stands_alone(dossier: Dossier) -> None:
    """Whoever gets a row of it alone knows where to read both figures, and their bounds."""
    claims = {row["id"]: row for row in read_back(to_csv(*claims_table(dossier, Index(dossier))))}
    same = ("publisher", "published", "language", "paragraph", "source", "address", "moment_basis")
    back = read_back(to_csv(*pairs_table(dossier, map(Fold, disagreements(dossier).rows))))
    for row in back:
        for side in "ab":
            claim = claims.get(row[f"claim_{side}"])
            if claim is not None:
                assert {n: row[f"{n}_{side}"] for n in same} == {n: claim[n] for n in same}
                assert row[f"written_{side}"] == (claim["written"] or claim["statement"])
                assert row[f"reading_{side}"]
            if claim is not None and row["kind"] != "slip":
                for end in ("committed_low", "committed_high", "suggested_low", "suggested_high"):
                    assert number(row[f"{end}_{side}"]) == number(claim[end])
    derived = [row for row in back if "--" in row["claim_a"] + row["claim_b"]]
    assert derived
    for row in derived:
        side = "a" if "--" in row["claim_a"] else "b"
        # Nobody printed it: the pages that it was worked out from.
        assert row[f"source_{side}"]
        assert row[f"publisher_{side}"]
        assert row[f"suggested_low_{side}"] + row[f"suggested_high_{side}"]
    sums = [row for row in back if row["kind"] == "residual"]
    assert sums
    assert all(row["publisher_a"] and row["publisher_b"] for row in sums)


def test_folded_pairs_are_the_heads_with_how_many_stand_under_them(dossier: Dossier) -> None:
    found = disagreements(dossier).rows
    folds = fold(found)
    back = read_back(to_csv(*pairs_table(dossier, folds)))
    assert [row["target"] for row in back] == [one.head.target for one in folds]
    assert [int(row["more"]) for row in back] == [len(one.rest) for one in folds]
    assert sum(int(row["more"]) for row in back) + len(back) == len(found) > len(back)


def test_what_is_told_wrongly_says_so_in_its_row() -> None:
    world = World()
    world.measure("killed")
    release = world.release("briefing", "ministry", "2025-01-01")
    right = world.claim("killed", figure("exact", 100), release=release)
    wrong = world.claim("killed", figure("exact", 900), misreads_release=release)
    slip = world.claim("killed", figure("exact", 700), as_of="2026-02", published="2025-03-01")
    dossier = world.dossier()
    back = read_back(to_csv(*claims_table(dossier, Index(dossier))))
    assert {row["id"]: row["wrong"] for row in back} == {
        right: "",
        wrong: "misreading",
        slip: "slip",
    }


def test_a_foreign_phrase_has_its_reading_and_its_language_beside_it() -> None:
    world = World()
    world.measure("killed")
    source = world.source("gazeta", language="pl")
    world.claim("killed", figure("at_least", 30, written="Co najmniej 30"), source=source)
    dossier = world.dossier()
    (row,) = read_back(to_csv(*claims_table(dossier, Index(dossier))))
    assert (row["written"], row["reading"], row["language"]) == (
        *("Co najmniej 30", "at least 30"),
        "pl",
    )


def test_the_gravest_pair_as_the_readme_tells_it(dossier: Dossier) -> None:
    back = read_back(to_csv(*pairs_table(dossier, fold(disagreements(dossier).rows))))
    row = next(row for row in back if row["claim_b"] == "ki-2025-02-27.17c")
    assert (row["who_a"], row["written_a"], row["moment_a"]) == (
        *("Zelensky", "two-thirds"),
        "2025-02-14",
    )
    assert row["reading_a"] == "two-thirds of 4,000"
    assert (row["who_b"], row["written_b"], row["moment_b"]) == (
        *("NIS", "at least 300"),
        "2025-01-13",
    )
    assert float(row["gap"]) == pytest.approx(5.7, abs=0.05)


def test_events_are_those_of_the_file(dossier: Dossier) -> None:
    rows = shipped_rows()
    back = read_back(to_csv(*events_table(dossier, Index(dossier))))
    assert [row["id"] for row in back] == list(rows["events"])

    def parts(event: str) -> set[str]:
        inner = {e for e, raw in rows["events"].items() if raw["part_of"] == event}
        return {event}.union(*(parts(part) for part in inner))

    for row, raw in zip(back, rows["events"].values(), strict=True):
        for name in ("title", "date", "kind", "by", "place", "part_of"):
            assert row[name] == (raw[name] or "")
        wanted = parts(raw["id"])
        mentioning = [
            claim
            for claim in rows["claims"].values()
            if wanted & {*claim["events"], claim["release"], claim["scope"]["within"]}
        ]
        assert int(row["claims"]) == len(mentioning)
        assert int(row["sources"]) == len({claim["source"] for claim in mentioning})
