"""`export`: options are honoured or refused; a brief has its files; notebooks stay private."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from kursk_tui.analysis.disagreements.listing import disagreements
from kursk_tui.cli.commands.export import OPTIONS
from kursk_tui.dossier.dossier import Dossier
from tests.cli.hostile import hostile
from tests.cli.running import Result, called

KINDS: tuple[tuple[str, ...], ...] = (
    *(("brief",), ("brief", "flooded"), ("report",), ("report", "event:flood")),
    *(("csv",), ("csv", "pairs"), ("csv", "events"), ("json",), ("schema",), ("webannotation",)),
    *(("forest", "flooded"), ("chart", "flooded"), ("origins", "gazette-1.1")),
)
GIVEN = {
    "severity": ("--severity", "0"),
    "with_verdicts": ("--with-verdicts",),
    "unfold": ("--unfold",),
    "log": ("--even",),
    "all_scopes": ("--all-scopes",),
    "dot": ("--dot",),
    "map": ("--map", "map.toml"),
    "csv": ("--csv",),
    "known_at": ("--known-at", "2031-03-05"),
    "without": ("--without", "tribune"),
}
SECRET = "Nobody but me knows this"


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    """A notebook with a verdict on the gravest row, and with a flag and a note of each kind."""
    target = disagreements(Dossier.from_data(hostile())).rows[0].target
    common = {"author": "Ann Example", "created": "2031-03-10T10:00:00+00:00"}
    entries = [
        {"id": "v1", "target": target, "kind": "verdict", "value": "explained", "body": SECRET},
        {"id": "n1", "target": "claim:gazette-1.1", "kind": "note", "body": f"{SECRET} too"},
        {"id": "f1", "target": "event:flood", "kind": "flag", "body": f"{SECRET} as well"},
        {"id": "r1", "target": "agent:council", "kind": "rating", "value": "C", "body": SECRET},
    ]
    rows = {str(number): {**entry, **common} for number, entry in enumerate(entries, 1)}
    path = tmp_path / "own.json"
    path.write_text(json.dumps({"notes": rows}), "utf-8")
    return path


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = tmp_path / "d.json"
    path.write_text(json.dumps(hostile()), "utf-8")
    return path


def export(dossier: Path, notebook: Path, *words: str) -> Result:
    return called("-d", str(dossier), "--notes", str(notebook), "export", *words)


def test_an_option_is_honoured_or_refused(dossier: Path, notebook: Path) -> None:
    assert set(GIVEN) == set(OPTIONS)
    for words in KINDS:
        kind = " ".join(words[:2]) if words[0] == "csv" else words[0]
        kind = "csv claims" if kind == "csv" else kind
        for name, (_, kinds) in OPTIONS.items():
            result = export(dossier, notebook, *words, *GIVEN[name])
            if kind in kinds:
                assert (result.status, bool(result.out)) == (0, True), (words, name, result.err)
            else:
                assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
                assert result.err.startswith(f"kursk-tui: {GIVEN[name][0]} does nothing for")


@pytest.mark.parametrize(
    "words",
    [
        *(("--format", "json"), ("--ascii",), ("--color", "always"), ("--force",)),
        ("--with", "other.json"),
    ],
    ids=" ".join,
)
def test_what_is_for_a_terminal_or_a_file_is_refused(
    words: tuple[str, ...], dossier: Path, notebook: Path
) -> None:
    result = export(dossier, notebook, "report", *words)
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert words[0] in result.err


def test_severity_is_honoured_in_a_report(dossier: Path, notebook: Path) -> None:
    found = {}
    for least in ("0", "3"):
        text = export(dossier, notebook, "report", "--severity", least).out
        found[least] = [int(n) for n in re.findall(r"^\d+\. \*\*.*severity (\d),", text, re.M)]
    assert found["3"] == [severity for severity in found["0"] if severity >= 3]
    assert found["3"] != found["0"]


def test_nothing_of_a_notebook_goes_out_unasked(dossier: Path, notebook: Path) -> None:
    for words in KINDS:
        result = export(dossier, notebook, *words)
        assert result.status == 0
        assert SECRET not in result.out, words
        assert "Ann Example" not in result.out, words


def test_verdicts_go_out_with_reason_and_name_when_asked_for(dossier: Path, notebook: Path) -> None:
    for words in (("brief",), ("report",), ("csv", "pairs")):
        result = export(dossier, notebook, *words, "--with-verdicts")
        assert result.status == 0
        assert result.out.count("Ann Example") == 1
        assert result.out.count(SECRET) == 1, "a verdict, and neither note, flag nor rating"
        assert "explained" in result.out
    rows = list(csv.DictReader(result.out.splitlines()))
    judged = [row for row in rows if row["verdict"]]
    assert [(r["verdict"], r["verdict_by"], r["verdict_reason"]) for r in judged] == [
        ("explained", "Ann Example", SECRET)
    ]


def test_a_colleague_s_verdicts_are_asked_for_too(
    dossier: Path, notebook: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.json"
    words = ("--with-verdicts", "--with", str(notebook))
    assert "Ann Example" in export(dossier, mine, "brief", *words).out


def test_a_brief_has_its_chart_in_the_page_or_beside_the_text(
    dossier: Path, notebook: Path, tmp_path: Path
) -> None:
    page, text, chart = (tmp_path / name for name in ("b.html", "b.md", "b.svg"))
    assert export(dossier, notebook, "brief", "-o", str(page)).status == 0
    assert "<svg " in page.read_text("utf-8")
    assert not chart.exists()
    assert export(dossier, notebook, "brief", "-o", str(text)).status == 0
    assert "](b.svg)" in text.read_text("utf-8")
    assert chart.read_text("utf-8").startswith("<?xml")
    text.unlink()
    chart.write_text("mine")
    refused = export(dossier, notebook, "brief", "-o", str(text))
    assert (refused.status, refused.err.count("\n")) == (2, 1)
    assert str(chart) in refused.err
    assert chart.read_text() == "mine"
    assert not text.exists()
    assert export(dossier, notebook, "brief", "-o", str(text), "--force").status == 0
    assert chart.read_text("utf-8").startswith("<?xml")


def test_a_brief_is_written_as_what_it_can_be(
    dossier: Path, notebook: Path, tmp_path: Path
) -> None:
    for ending in (".docx", ".pdf", ".svg"):
        result = export(dossier, notebook, "brief", "-o", str(tmp_path / f"b{ending}"))
        assert (result.status, result.err.count("\n")) == (2, 1)
        assert ".html or .md" in result.err
    assert not list(tmp_path.glob("b.*"))


def test_what_a_lens_hides_is_said_in_the_page(dossier: Path, notebook: Path) -> None:
    for words in (("brief",), ("report",)):
        assert "Not all that is recorded is here" not in export(dossier, notebook, *words).out
        told = export(dossier, notebook, *words, "--without", "council").out
        assert re.search(
            r"Not all that is recorded is here:(\*\*)? without council: \d+ claim", told
        )
