"""Every sample has the views, takes an article in, and is exported as the shipped one is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kursk_tui.dossier import samples
from kursk_tui.dossier.dossier import Dossier
from tests.cli.running import called
from tests.tui.driving import NARROW, WIDE, explorer, press, screen_lines

SAMPLES = samples.names()
COMMANDS = (
    *(("overview",), ("events",), ("sources",), ("agents",), ("claims",), ("measures",)),
    *(("disagreements",), ("stats",), ("find", "people"), ("check",)),
)
EXPORTS = ("report", "csv", "json", "webannotation")
# What happened to people there, in an invented article.
TOLD = {"al-ahli": "were killed", "belgrade": "took part", "derna": "were missing"}
# Each key opens a view over the panes, which Backspace leaves.
VIEWS = ("d", "m", "o", "b", "F", "H", "M", "?")


def test_the_samples_are_there() -> None:
    assert SAMPLES == ("al-ahli", "belgrade", "derna")


@pytest.mark.parametrize("name", SAMPLES)
def test_every_view_of_the_shell(name: str) -> None:
    for words in COMMANDS:
        result = called("--sample", name, *words, "--format", "plain")
        assert result.status == 0, (words, result.err)
        assert result.out or words == ("check",)
    dossier = Dossier.open(samples.path_of(name))
    for command, id in (
        ("measure", next(iter(dossier.measures))),
        ("claim", next(iter(dossier.claims))),
        ("origins", next(iter(dossier.claims))),
    ):
        assert called(command, id, "--sample", name).status == 0


@pytest.mark.parametrize("name", SAMPLES)
def test_every_export(name: str) -> None:
    for what in EXPORTS:
        result = called("--sample", name, "export", what)
        assert (result.status, bool(result.out)) == (0, True), result.err
    counted = json.loads(called("--sample", name, "export", "json").out)
    assert counted["meta"]
    dossier = Dossier.open(samples.path_of(name))
    figures = [claim.measure for claim in dossier.claims.values() if claim.figure]
    measure = max({m for m in figures if m}, key=figures.count)
    for what in ("chart", "forest"):
        assert "<svg" in called("--sample", name, "export", what, measure).out


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_every_view_of_the_explorer(name: str, size: tuple[int, int]) -> None:
    path = samples.path_of(name)
    title = Dossier.open(path).meta.title
    async with explorer(size, path=path) as (pilot, _):
        assert title[:12] in screen_lines(pilot)[0]
        for key in (*VIEWS, "~"):
            await press(pilot, ["2", key])
            lines = screen_lines(pilot)
            assert any(lines[1:-1]), key
            if key not in "~M":
                await press(pilot, "backspace" if key != "?" else "escape")
        await press(pilot, "enter")
        assert any(screen_lines(pilot)[1:-1])


@pytest.mark.parametrize("name", SAMPLES)
def test_an_article_is_taken_in_by_its_own_measures(name: str, tmp_path: Path) -> None:
    own = tmp_path / "own.json"
    assert called("--sample", name, "copy", str(own)).status == 0
    article = tmp_path / "article.txt"
    text = f"An invented report\n\nOfficials said on Monday that 417 people {TOLD[name]}.\n"
    article.write_text(text, encoding="utf-8")
    result = called("-d", str(own), "import", str(article), "--list", "--format", "jsonl")
    assert result.status == 0, result.err
    assert [json.loads(line)["low"] for line in result.out.splitlines()] == [417]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_for_reading(name: str) -> None:
    claim = next(iter(Dossier.open(samples.path_of(name)).claims))
    refused = called("--sample", name, "retract", claim, "why not")
    assert refused.status == 2
    assert f"kursk-tui --sample {name} copy FILE" in refused.err


def test_what_is_no_sample_is_told_what_is() -> None:
    refused = called("--sample", "dernaa", "overview")
    assert (refused.status, refused.out) == (2, "")
    assert "did you mean derna?" in refused.err
    listed = called("--sample")
    assert (listed.status, listed.out.split()) == (0, list(SAMPLES))
