"""`x`: what is in view goes into a file, by the ending of its name, and never over another."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.tui.driving import explorer, press, screen_lines, type_text


async def test_the_claims_in_view_go_into_a_spreadsheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explorer((120, 36)) as (pilot, screen):
        await press(pilot, "j j j enter x")
        await type_text(pilot, "view.csv")
        await press(pilot, "enter")
        assert "written: csv" in screen_lines(pilot)[-1]
        with (tmp_path / "view.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [row["id"] for row in rows] == list(screen.panes.context.view.claims)
        before = (tmp_path / "view.csv").read_bytes()
        await press(pilot, "0 x")
        await type_text(pilot, "view.csv")
        await press(pilot, "enter")
        assert "nothing written" in screen_lines(pilot)[-1]
        assert (tmp_path / "view.csv").read_bytes() == before
        await press(pilot, "x")
        await type_text(pilot, "view.csv!")
        await press(pilot, "enter")
        assert (tmp_path / "view.csv").read_bytes() != before


async def test_a_report_on_the_event_one_is_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explorer() as (pilot, screen):
        await press(pilot, "j j j enter x")
        await type_text(pilot, "event.md")
        await press(pilot, "enter")
        title = screen.panes.context.dossier.events[screen.drilling.facets[0].id].title
        assert title in (tmp_path / "event.md").read_text(encoding="utf-8").splitlines()[0]


async def test_a_plot_goes_into_a_picture_and_a_list_into_a_spreadsheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explorer() as (pilot, _):
        await press(pilot, "m j j enter x")
        await type_text(pilot, "killed.svg")
        await press(pilot, "enter")
        assert ET.fromstring((tmp_path / "killed.svg").read_text(encoding="utf-8")).tag.endswith(
            "svg"
        )
        assert "over time" in (tmp_path / "killed.svg").read_text(encoding="utf-8")
        await press(pilot, "p x")
        await type_text(pilot, "rows.svg")
        await press(pilot, "enter")
        assert "over time" not in (tmp_path / "rows.svg").read_text(encoding="utf-8")
        await press(pilot, "backspace backspace d ! j j enter x")
        await type_text(pilot, "grave.csv")
        await press(pilot, "enter")
        with (tmp_path / "grave.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert rows
        assert all(int(row["severity"]) >= 3 for row in rows)


async def test_a_chart_is_written_as_it_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explorer() as (pilot, _):
        await press(pilot, "m j j enter l space x")
        await type_text(pilot, "wide.svg")
        await press(pilot, "enter slash")
        await type_text(pilot, "zelensky")
        await press(pilot, "enter x")
        await type_text(pilot, "few.svg")
        await press(pilot, "enter")
        wide, few = (
            (tmp_path / name).read_text(encoding="utf-8") for name in ("wide.svg", "few.svg")
        )
        assert 0 < few.count("data-figure") < wide.count("data-figure")
        # Its numbers lie far apart, and `l` changed what comes of that.
        assert "logarithmic axis" not in wide + few


async def test_data_and_what_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explorer() as (pilot, screen):
        for name in ("all.json", "all.jsonld"):
            await press(pilot, "x")
            await type_text(pilot, name)
            await press(pilot, "enter")
            assert json.loads((tmp_path / name).read_text(encoding="utf-8"))
        for name in ("all.svg", "all", "nowhere/all.csv"):
            await press(pilot, "x")
            await type_text(pilot, name)
            await press(pilot, "enter")
            assert "nothing written" in screen_lines(pilot)[-1], name
        await press(pilot, "x escape x enter")
        assert pilot.app.screen is screen
        assert sorted(p.name for p in tmp_path.iterdir()) == ["all.json", "all.jsonld"]


async def test_a_brief_is_told_by_the_name_of_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explorer() as (pilot, _):
        await press(pilot, "x")
        assert "brief.html, brief.md, .md" in screen_lines(pilot)[-1]
        for name in ("brief.html", "brief-2.md", "all.md"):
            await type_text(pilot, name)
            await press(pilot, "enter")
            assert "written: " in screen_lines(pilot)[-1]
            await press(pilot, "x")
        await press(pilot, "escape")
        # Of a measure, where the plot of one is shown.
        await press(pilot, "m j j enter x")
        await type_text(pilot, "brief-killed.html")
        await press(pilot, "enter")
    texts = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert "<svg " in texts["brief.html"]
    assert "Oblast: a brief</h1>" in texts["brief.html"]
    assert "Oblast: a brief" in texts["brief-2.md"].splitlines()[0]
    assert "a brief" not in texts["all.md"]
    assert "<h1>Killed: a brief</h1>" in texts["brief-killed.html"]


async def test_a_brief_says_what_a_lens_hides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explorer() as (pilot, _):
        await press(pilot, "t")
        await type_text(pilot, "2025-03")
        await press(pilot, "enter x")
        await type_text(pilot, "brief.md")
        await press(pilot, "enter")
    text = (tmp_path / "brief.md").read_text(encoding="utf-8")
    assert "**Not all that is recorded is here:** known at 2025-03" in text
