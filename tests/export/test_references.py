"""References in BibTeX and CSL-JSON, each in one line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.export.references import bibtex, csl_json
from tests.dossier.sample import sample


def opened(folder: Path, **source: Any) -> Dossier:
    """The flood, with other things said of its first document."""
    data = sample()
    data["sources"]["1"] |= source
    path = folder / "flood.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return Dossier.open(path)


def both(dossier: Dossier, claim: str | None = None) -> tuple[str, dict[str, Any]]:
    source = dossier.sources["gazette-1"]
    found = dossier.claims[claim] if claim is not None else None
    (item,) = json.loads(csl_json(dossier, source, found))
    return bibtex(dossier, source, found), item


def test_a_document(tmp_path: Path) -> None:
    address = "https://gazette.example/flood"
    entry, item = both(opened(tmp_path, url=address, retrieved="2031-04-01"))
    assert entry == (
        "@misc{gazette-1, author = {{Gazette}}, title = {{River floods lower town}}, "
        "year = {2031}, month = {03}, day = {04}, url = {https://gazette.example/flood}, "
        "urldate = {2031-04-01}}"
    )
    assert item == {
        "id": "gazette-1",
        "type": "article-newspaper",
        "title": "River floods lower town",
        "author": [{"literal": "Gazette"}],
        "container-title": "Gazette",
        "issued": {"date-parts": [[2031, 3, 4]]},
        "accessed": {"date-parts": [[2031, 4, 1]]},
        "language": "en",
        "URL": address,
    }


def test_a_claim_names_itself_and_its_place_and_the_archived_copy(tmp_path: Path) -> None:
    archived = "https://archive.example/1"
    entry, item = both(opened(tmp_path, archived=archived), "gazette-1.1")
    note = f"paragraph 2, claim gazette-1.1; archived: {archived}"
    assert item["note"] == note
    assert f"note = {{{note}}}" in entry
    assert "url =" not in entry
    assert "URL" not in item


@pytest.mark.parametrize(
    ("published", "year", "issued"),
    [
        ("2031", "year = {2031}, n", {"date-parts": [[2031]]}),
        ("2031-03", "year = {2031}, month = {03}, n", {"date-parts": [[2031, 3]]}),
        ("2031-03~", "year = {about 2031-03}, n", {"literal": "about 2031-03"}),
        ("2031-21", "year = {spring 2031}, n", {"literal": "spring 2031"}),
    ],
)
def test_dates_as_far_as_they_are_known(
    published: str, year: str, issued: dict[str, Any], tmp_path: Path
) -> None:
    entry, item = both(opened(tmp_path, published=published), "gazette-1.1")
    assert year in entry
    assert item["issued"] == issued


@pytest.mark.parametrize(
    "hostile",
    [
        "one\ntwo\r\nthree\u2028four",
        "\x1b]0;owned\x07",
        r"}, url = {javascript:alert(1)} \input{/etc/passwd}",
        "50% & $5 #1 a_b ~ ^",
        "\u202egnirts",
    ],
)
def test_hostile_text_stays_in_its_field_and_in_its_line(hostile: str, tmp_path: Path) -> None:
    dossier = opened(tmp_path, title=hostile, url="javascript:alert(1)")
    for text in (*map(str, both(dossier)), csl_json(dossier, dossier.sources["gazette-1"])):
        assert len(text.splitlines()) == 1
        assert "\x1b" not in text
        assert "\u202e" not in text
    entry, item = both(dossier)
    assert "URL" not in item
    # What TeX would obey is written out: the braces that are left are those of the entry.
    plain = entry.replace("\\{", "").replace("\\}", "")
    assert plain.count("{") == plain.count("}")
    assert "\\input" not in entry
    depth = 0
    for char in plain[plain.index("{") : -1]:
        depth += (char == "{") - (char == "}")
        assert depth > 0
