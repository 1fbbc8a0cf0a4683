"""What other programs read: held against their own libraries, where these are installed."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kursk_tui.analysis.disagreements.listing import disagreements
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.export.interchange.claimreview import claim_review
from kursk_tui.export.interchange.ftm import ftm
from kursk_tui.export.interchange.quickstatements import quickstatements, read_subject
from kursk_tui.export.interchange.stix import stix
from kursk_tui.export.interchange.ucdp import COLUMNS, ucdp
from kursk_tui.export.references import bibtex_of_all, csl_of_all
from kursk_tui.model.records import Note
from kursk_tui.store.errors import DossierError
from tests.analysis.build import World, figure
from tests.export.build import NASTY, poisoned, shipped

ROOT = Path(__file__).parents[2]
FILES = ("kursk.json", *(f"samples/{name}.json" for name in ("al-ahli", "belgrade", "derna")))
VERDICT = Note(
    *(
        "v1",
        "pair:ki-2025-02-27.16b|ki-2025-02-27.17c",
        "verdict",
        "Jo",
        "2026-01-02T10:00:00+02:00",
    ),
    *("other people are counted", "real"),
)
RATING = Note("r1", "claim:ki-2025-02-27.17c", "rating", "Jo", "2026-01-03T10:00:00Z", "", "2")


@pytest.fixture(scope="module", params=FILES)
def dossier(request: pytest.FixtureRequest) -> Dossier:
    return Dossier.open(ROOT / "data" / request.param)


def made_by_all(dossier: Dossier) -> dict[str, str]:
    measure = next(iter(dossier.measures))
    return {
        "ftm": ftm(dossier).text,
        "stix": stix(dossier, disagreements(dossier).rows).text,
        "ucdp": ucdp(dossier, Index(dossier), measure).text,
        "csl": csl_of_all(dossier),
        "bibtex": bibtex_of_all(dossier),
    }


# ---- FollowTheMoney


def test_followthemoney_takes_every_entity(dossier: Dossier) -> None:
    model = pytest.importorskip("followthemoney", reason="followthemoney is not installed").model
    entities = [json.loads(line) for line in ftm(dossier).text.splitlines()]
    ids = {entity["id"] for entity in entities}
    assert len(ids) == len(entities)
    for entity in entities:
        schema = model.get(entity["schema"])
        proxy = model.make_entity(schema)
        proxy.id = entity["id"]
        for name, values in entity["properties"].items():
            prop = schema.get(name)
            for value in values:
                proxy.add(name, value, cleaned=False)
            # Nothing was refused or mended on the way.
            assert sorted(proxy.get(name)) == sorted(set(values)), (entity["id"], name)
            if prop.type.name == "entity":
                for value in values:
                    assert value in ids
                    other = next(e for e in entities if e["id"] == value)
                    assert model.get(other["schema"]).is_a(prop.range), (entity["id"], name)
        schema.validate(proxy.to_dict())


# ---- STIX


def test_stix_takes_every_object(dossier: Dossier) -> None:
    stix2 = pytest.importorskip("stix2", reason="stix2 is not installed")
    text = stix(dossier, disagreements(dossier).rows).text
    bundle = stix2.parse(text, allow_custom=False)
    ids = [one["id"] for one in bundle.objects]
    assert len(set(ids)) == len(ids)
    for one in bundle.objects:
        for ref in one.get("object_refs", ()):
            assert ref in set(ids)
    assert stix(dossier, disagreements(dossier).rows).text == text


def test_a_verdict_is_a_note_and_a_rating_an_opinion_and_only_when_given() -> None:
    five = shipped()
    before = json.loads(stix(five, ()).text)["objects"]
    after = json.loads(stix(five, (), (VERDICT, RATING)).text)["objects"]
    new = [one for one in after if one not in before]
    assert [(one["type"], one["authors"]) for one in new] == [
        ("note", ["Jo"]),
        ("opinion", ["Jo"]),
    ]
    assert new[0]["content"] == "verdict: real; other people are counted"
    assert new[0]["created"] == "2026-01-02T08:00:00.000Z"
    assert new[1]["opinion"] == "agree"
    assert not any("Jo" in one.get("authors", ()) for one in before)


# ---- ClaimReview


def test_a_review_is_what_was_judged_by_whom() -> None:
    pair, rated = json.loads(claim_review(shipped(), (VERDICT, RATING)).text)["@graph"]
    assert pair["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "verdict: real; other people are counted",
    }
    assert pair["author"] == {"@type": "Person", "name": "Jo"}
    assert [item["@type"] for item in pair["itemReviewed"]] == ["Claim", "Claim"]
    assert rated["reviewRating"]["ratingValue"] == 4
    assert rated["itemReviewed"]["author"]["name"] == "National Intelligence Service"
    assert rated["itemReviewed"]["appearance"]["datePublished"] == "2025-02-27"
    assert json.loads(claim_review(shipped(), ()).text)["@graph"] == []


# ---- UCDP


def test_low_and_high_are_the_extremes_of_named_origins() -> None:
    world = World()
    world.measure("killed")
    world.event("strike", date="2025-01-03")
    world.claim("killed", figure("exact", 100), by="army", within="strike")
    world.claim("killed", figure("exact", 300), by="ministry", within="strike")
    world.claim("killed", figure("about", 290), by="ministry", within="strike")
    world.claim("killed", figure("at_least", 120), by="army", within="strike")
    world.claim("killed", figure("exact", 900), lineage="unknown", within="strike")
    made = ucdp(world.dossier(), Index(world.dossier()), "killed")
    (row,) = csv.DictReader(io.StringIO(made.text))
    assert tuple(row) == COLUMNS
    assert (row["low"], row["best"], row["high"]) == ("100", "", "300")
    assert (row["relid"], row["date_start"], row["date_prec"]) == ("strike", "2025-01-03", "1")
    assert any("best" in line for line in made.lost)


# ---- QuickStatements


def subject_file(tmp_path: Path, text: str) -> str:
    path = tmp_path / "item.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


GOOD = 'item = "Q1"\n[measures]\nkilled = "P1120"\n[agents]\nnis = "Q484637"\n'


def test_a_statement_has_its_qualifiers_and_its_reference(tmp_path: Path) -> None:
    whole = Dossier.open(ROOT / "data" / "kursk.json")
    subject = read_subject(subject_file(tmp_path, GOOD), whole)
    made = quickstatements(whole, subject)
    lines = [line.split("\t") for line in made.text.splitlines()]
    assert lines
    for line in lines:
        assert line[:2] == ["Q1", "P1120"]
        assert re.fullmatch(r"\d+(\.\d+)?", line[2])
        rest = dict(zip(line[3::2], line[4::2], strict=True))
        assert re.fullmatch(r'"https?://[^"\s]+"', rest["S854"])
        for name in ("P585", "S577", "S813"):
            assert re.fullmatch(
                r"\+\d{4}-\d\d-\d\dT00:00:00Z/(9|10|11)", rest.get(name, "+2000-00-00T00:00:00Z/9")
            )
    assert any("P3680" in line and "Q484637" in line for line in lines)
    table = list(csv.DictReader(io.StringIO(quickstatements(whole, subject, as_csv=True).text)))
    assert [(row["qid"], row["P1120"], row["S854"]) for row in table] == [
        ("Q1", line[2], line[line.index("S854") + 1]) for line in lines
    ]
    assert any("no one number" in line for line in made.lost)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("item = ", "is no TOML"),
        ("[measures]\nkilled = 'P1'", "names no item"),
        ("item = 'Q1'", "says of no measure"),
        ("item = 'Q1'\n[colours]\na = 'Q1'", "is no part of it"),
        ("item = 'Q1'\nmeasures = 3", "is no table"),
        ("item = 'Q1'\n[measures]\nhives = 'P1'", "is not in the dossier"),
        ("item = 'Q1'\n[measures]\nkilled = 'Q1'", "is no property"),
        ("item = 'Q1'\n[agents]\nnis = 'P1'", "is no item"),
    ],
)
def test_a_file_that_is_wrong_is_refused_in_a_line(text: str, what: str, tmp_path: Path) -> None:
    with pytest.raises(DossierError, match=what) as refused:
        read_subject(subject_file(tmp_path, text), shipped())
    assert len(str(refused.value).splitlines()) == 1


# ---- references


def test_pybtex_reads_every_entry(dossier: Dossier) -> None:
    database = pytest.importorskip("pybtex.database", reason="pybtex is not installed")
    found = database.parse_string(bibtex_of_all(dossier), "bibtex")
    assert list(found.entries) == list(dossier.sources)


def test_csl_is_a_list_of_items_as_its_schema_has_them(dossier: Dossier) -> None:
    items = json.loads(csl_of_all(dossier))
    assert [item["id"] for item in items] == list(dossier.sources)
    for item in items:
        assert item["type"] in ("article-newspaper", "webpage", "post")
        for name in ("issued", "accessed"):
            date = item.get(name, {"literal": "x"})
            assert set(date) <= {"date-parts", "literal"}
            assert all(isinstance(n, int) for part in date.get("date-parts", ()) for n in part)


# ---- all of them


@pytest.mark.parametrize("nasty", NASTY)
def test_hostile_text_commands_nothing(nasty: str) -> None:
    for name, text in made_by_all(poisoned(nasty)).items():
        assert text == made_by_all(poisoned(nasty))[name]
        assert all(char.isprintable() or char == "\n" for char in text), name
        read: Callable[[str], Any] = json.loads
        if name in ("stix", "csl"):
            read(text)
