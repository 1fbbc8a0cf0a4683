"""A new dossier: its title, where and when it happened, and what is counted in it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from kursk_tui.dossier import packs
from kursk_tui.dossier.check import check
from kursk_tui.model import schema
from kursk_tui.model.dates import parse
from kursk_tui.model.records import NO_LICENCE
from kursk_tui.model.text import free_id
from kursk_tui.store.authorship import random_id
from kursk_tui.store.errors import DossierError

LONGEST_ID = 40
_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Beginning(NamedTuple):
    """What a dossier is begun with; only the title is needed.

    `places` are names, the first the whole that the others are not said to lie in; `span` is
    EDTF; `packs` are names or paths of starter packs; `languages` codes, as `en`, of the
    languages that its documents are in.
    """

    title: str
    summary: str = ""
    places: tuple[str, ...] = ()
    span: str | None = None
    packs: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


def begin(wanted: Beginning, path: str, *, new_id: Callable[[], str] = random_id) -> str:
    """The text of the file of a new dossier. `path` is for what is said of it.

    Raises DateError for a span that is no date, DossierError where there is no title, a pack
    cannot be read, or its records would make no sound file.
    """
    title = " ".join(wanted.title.split())
    if not title:
        raise DossierError("needs a title", path=path, hint="give one in a few words")
    if wanted.span is not None:
        parse(wanted.span)
    for code in wanted.languages:
        if not _CODE.fullmatch(code):
            hint = "give codes, as en or uk"
            raise DossierError(f"{code!r} is no code of a language", path=path, hint=hint)
    rows = packs.rows_of(wanted.packs)
    scopes = rows["scopes"]
    for name in wanted.places:
        id = free_id(name, scopes, longest=LONGEST_ID)
        told = {"id": id, "kind": "place", "name": name}
        scopes[id] = {**schema.empty_row("scopes"), **told}
    tables: dict[str, Iterable[dict[str, Any]]] = {
        "meta": [_meta(title, wanted, new_id())],
        "agents": (),
        "scopes": scopes.values(),
        "sources": (),
        "events": [_chapter(title, wanted.span)] if wanted.span else (),
        "measures": rows["measures"].values(),
        "claims": (),
        "identities": (),
    }
    data = {
        name: {str(number): row for number, row in enumerate(some, 1)}
        for name, some in tables.items()
    }
    for problem in check(data, path=path):
        raise problem.error(path)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def plain_summary(title: str) -> str:
    """What a dossier is about, where nobody has said it."""
    return f"{title}: what documents say."


def _meta(title: str, wanted: Beginning, unlike: str) -> dict[str, Any]:
    return {
        # By it notebooks know whose an entry is, and two dossiers may have one title.
        "id": f"{free_id(title, (), longest=LONGEST_ID)}-{unlike[:6]}",
        "title": title,
        "summary": " ".join(wanted.summary.split()) or plain_summary(title),
        "schema_version": schema.SCHEMA_VERSION,
        "dataset_version": "0.1.0",
        "preset": "default",
        "licence": NO_LICENCE,
        "opens": None,
        "languages": list(wanted.languages),
    }


def _chapter(title: str, span: str) -> dict[str, Any]:
    told = {"id": "whole-story", "title": title, "date": span, "kind": "chapter"}
    return {**schema.empty_row("events"), **told}
