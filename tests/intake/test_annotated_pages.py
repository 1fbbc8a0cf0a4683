"""The files of annotations: sound, and for dossiers that can be begun as they say."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kursk_tui.model import dates
from kursk_tui.model.vocabulary import HEDGES, MODALITIES
from tests.benchmarks.annotated import SHIPPED, own_dossier, shipped
from tests.benchmarks.matching import Annotation

FOLDER = Path(__file__).resolve().parents[1] / "benchmarks" / "pages"
FILES = sorted(FOLDER.glob("*.json"))


@cache
def data(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return loaded


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_annotation_is_sound(path: Path) -> None:
    for page in data(path)["pages"]:
        assert re.fullmatch(r"[0-9a-f]{64}", page["sha256"])
        assert page["published"] is None or dates.is_valid(page["published"])
        event = page["event"]
        dossier = shipped() if event == SHIPPED else own_dossier(data(path)["events"][event])
        for row in page["figures"]:
            one = Annotation.read(row)
            assert one.hedge in HEDGES
            assert one.modality in (*MODALITIES, "planned")
            assert one.as_of is None or dates.is_valid(one.as_of)
            assert one.measure is None or one.measure in dossier.measures
            for scope in (one.population, one.place):
                assert scope is None or scope in dossier.scopes
            for origin in (one.origin, *one.origin_also):
                known = origin is None or origin.startswith("+") or origin in dossier.agents
                assert known or origin == "outlet"
            # A phrase, and no sentence of a page.
            assert len(one.written.split()) <= 12
