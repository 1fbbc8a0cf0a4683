"""Claims as Web Annotations: the structure that the W3C's model asks for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.export import webannotation
from kursk_tui.export.dataset import encode
from tests.dossier.sample import sample
from tests.export.build import NASTY, poisoned, shipped, shipped_rows

# Keys of the model that are used here; anything else must carry the prefix of the context.
MODEL_KEYS = frozenset(
    {
        *("@context", "id", "type", "label", "total", "first", "last", "partOf", "startIndex"),
        *("items", "motivation", "body", "target", "source", "selector", "exact", "value"),
        *("format", "language", "purpose"),
    }
)
URN = re.compile(r"urn:kursk-tui:[a-z]+(:[A-Za-z0-9._~%:-]+)?")


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return webannotation.annotations(shipped())


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for name, inner in value.items():
            if name != "@context":
                yield from objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner)


def test_the_collection_and_its_page(made: dict[str, Any]) -> None:
    assert made["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert made["type"] == "AnnotationCollection"
    page = made["first"]
    assert page["type"] == "AnnotationPage"
    assert page["partOf"] == made["id"]
    assert page["startIndex"] == 0
    assert made["last"] == page["id"]
    assert made["total"] == len(page["items"]) == len(shipped_rows()["claims"])


def test_an_annotation_a_claim(made: dict[str, Any]) -> None:
    rows = shipped_rows()
    items = made["first"]["items"]
    assert [item["id"] for item in items] == [f"urn:kursk-tui:claim:{c}" for c in rows["claims"]]
    for item, raw in zip(items, rows["claims"].values(), strict=True):
        assert item["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
        assert (item["type"], item["motivation"]) == ("Annotation", "describing")
        textual, *figures = item["body"]
        assert textual["type"] == "TextualBody"
        assert textual["value"] == raw["statement"]
        assert (textual["format"], textual["language"]) == ("text/plain", "en")
        target, figure = item["target"], raw["figure"]
        assert target["type"] == "SpecificResource"
        source = rows["sources"][raw["source"]]
        assert target["source"] == (source["url"] or f"urn:kursk-tui:source:{source['id']}")
        assert target["kursk:locator"] == {
            "kursk:paragraph": raw["locator"]["paragraph"],
            "kursk:sha256": raw["locator"]["sha256"],
        }
        chain = [source["publisher"], *raw["attribution"]][::-1]
        assert item["kursk:chain"] == [f"urn:kursk-tui:agent:{agent}" for agent in chain]
        if figure is None:
            assert figures == []
            assert "selector" not in target
            continue
        assert target["selector"] == {"type": "TextQuoteSelector", "exact": figure["written"]}
        (data,) = figures
        assert data["type"] == "Dataset"
        assert data["kursk:written"] == figure["written"]
        assert data["kursk:measure"] == rows["measures"][raw["measure"]]["name"]
        for name in ("low", "high", "hedge", "date"):
            assert data.get(f"kursk:{name}") == figure.get(name)


def test_an_origin_is_told_only_where_the_chain_is_whole(made: dict[str, Any]) -> None:
    rows = shipped_rows()["claims"].values()
    for item, raw in zip(made["first"]["items"], rows, strict=True):
        for data in item["body"][1:]:
            assert ("kursk:origin" in data) <= (raw["lineage"] == "full")


def test_nothing_of_the_article_but_figure_words(made: dict[str, Any]) -> None:
    quoted = [o["exact"] for o in objects(made) if o.get("type") == "TextQuoteSelector"]
    figures = [raw["figure"] for raw in shipped_rows()["claims"].values() if raw["figure"]]
    assert quoted == [figure["written"] for figure in figures]
    assert max(map(len, quoted)) <= 60
    assert not any({"prefix", "suffix"} & set(o) for o in objects(made))


def test_every_key_has_a_meaning_in_the_context(made: dict[str, Any]) -> None:
    context = made["@context"][1]
    # JSON-LD takes a term as a prefix only if its address ends in one of these.
    assert context["kursk"][-1] in ":/?#[]@"
    for one in objects(made):
        for name in one:
            assert name in MODEL_KEYS or name.startswith("kursk:"), name
    for name, term in context.items():
        if name != "kursk":
            assert term["@id"] == context["kursk"] + name.removeprefix("kursk:")


def test_ids_are_urns_and_each_is_there_once(made: dict[str, Any]) -> None:
    ids = [one["id"] for one in objects(made) if "id" in one]
    assert len(set(ids)) == len(ids)
    assert all(URN.fullmatch(id) for id in ids)


def test_an_address_is_the_source() -> None:
    data = sample()
    data["sources"]["1"]["url"] = "https://gazette.example/flood"
    items = webannotation.annotations(Dossier.from_data(data))["first"]["items"]
    assert items[0]["target"]["source"] == "https://gazette.example/flood"
    assert items[3]["target"]["source"] == "urn:kursk-tui:source:herald-1"


def test_the_same_bytes_twice() -> None:
    assert encode(webannotation.annotations(shipped())) == encode(
        webannotation.annotations(shipped())
    )


@pytest.mark.parametrize("nasty", NASTY)
def test_hostile_text_stays_text(nasty: str) -> None:
    made = webannotation.annotations(poisoned(nasty))
    assert json.loads(encode(made)) == made
    assert URN.fullmatch(made["id"])
    assert {item["body"][0]["value"] for item in made["first"]["items"]} == {nasty}
