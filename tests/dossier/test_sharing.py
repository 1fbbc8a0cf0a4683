"""Texts of many rows held once: the same rows, in less memory."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from kursk_tui.dossier.dossier import default_path
from kursk_tui.dossier.sharing import Shared
from kursk_tui.model import schema
from tests.dossier.sample import large, sample

SHIPPED = json.loads(open(default_path(), "rb").read())  # noqa: PTH123, SIM115


def texts(value: Any) -> list[str]:
    """Every text in decoded JSON that is a value."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inner for text in texts(one)]


@pytest.mark.parametrize("table", schema.DOSSIER_FILE)
@pytest.mark.parametrize("data", [SHIPPED, sample()], ids=["shipped", "sample"])
def test_rows_stay_what_they_are(data: dict[str, Any], table: str) -> None:
    rows = list(data.get(table, {}).values())
    shared = copy.deepcopy(rows)
    Shared(table).share(shared)
    assert json.dumps(shared) == json.dumps(rows)


def test_what_stands_in_many_rows_is_there_once() -> None:
    rows = list(json.loads(json.dumps(large(3, 200)))["claims"].values())
    one_by_one = [json.loads(json.dumps(row)) for row in rows]
    Shared("claims").share(one_by_one)
    for name in ("source", "lineage", "modality", "measure", "release"):
        found = [row[name] for row in one_by_one if row.get(name)]
        assert len({id(text) for text in found}) == len(set(found)), name
    for text in ("council", "flood", "houses", "at_least"):
        found = [each for row in one_by_one for each in texts(row) if each == text]
        assert len(found) > 100
        assert len({id(each) for each in found}) == 1, text
