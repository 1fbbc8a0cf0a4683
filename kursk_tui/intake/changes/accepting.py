"""A newer text taken for that of a source: the old one stays known, and claims find their place."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kursk_tui.dossier import editing
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import Change, Edit
from kursk_tui.intake.documents import text_copies
from kursk_tui.model import locators
from kursk_tui.model.records import Row
from kursk_tui.store.authorship import now
from kursk_tui.store.errors import DossierError


def accept(
    dossier: Dossier,
    source: str,
    paragraphs: Sequence[str],
    moved: Mapping[int, int | None],
    *,
    folder: str | os.PathLike[str],
    author: str,
    old: Sequence[str] | None = None,
    is_fetched: bool = False,
    clock: Callable[[], str] = now,
) -> Edit:
    """Record a newer text of a source in one edit, which one undo takes back.

    The text that it had joins its versions with the day of its fetching; that of the new one is
    today, if it `is_fetched`. A claim keeps the place that it had where its passage is gone:
    `moved` says where each paragraph is now. What claims say is not touched.

    Both texts are kept in `folder` first: what the edit then names is there. Raises DossierError,
    with the dossier as it was, where it is the text already, or as `editing.make` and
    `text_copies.put_version` do.
    """
    before = dossier.raw_rows("sources")[source]
    held = before.get("text")
    print_ = locators.text_fingerprint(paragraphs)
    if held is not None and held["sha256"] == print_:
        what = "has this text already"
        hint = "nothing was written"
        raise DossierError(what, path=dossier.path, table="sources", id=source, hint=hint)
    # The day alone of what `clock` gives.
    retrieved = clock()[:10] if is_fetched else None
    changes = [Change("sources", source, before, _with_text(before, paragraphs, retrieved))]
    changes += _places(dossier, source, paragraphs, moved)
    if old is not None:
        text_copies.put_version(folder, source, old)
    text_copies.put_version(folder, source, paragraphs)
    return editing.make(dossier, changes, f"a newer text of {source}", author=author, clock=clock)


def _with_text(before: Row, paragraphs: Sequence[str], retrieved: str | None) -> dict[str, Any]:
    after = dict(before)
    held = before.get("text")
    print_ = locators.text_fingerprint(paragraphs)
    if held is not None:
        version = {"sha256": held["sha256"], "retrieved": before.get("retrieved")}
        # One that comes back is the text again, and no earlier one.
        others = [v for v in before.get("versions") or () if v["sha256"] != print_]
        after["versions"] = [*others, version]
    after["text"] = {"sha256": print_, "paragraphs": len(paragraphs)}
    if "retrieved" in before or retrieved is not None:
        after["retrieved"] = retrieved
    return after


def _places(
    dossier: Dossier, source: str, paragraphs: Sequence[str], moved: Mapping[int, int | None]
) -> list[Change]:
    changes = []
    for id, row in dossier.raw_rows("claims").items():
        place = row.get("locator")
        if row["source"] != source or place is None:
            continue
        number = moved.get(place["paragraph"])
        if number is not None:
            print_ = locators.fingerprint(paragraphs[number - 1])
            there: Row | None = {"paragraph": number, "sha256": print_}
        else:
            # Orphaned, as `verify` tells; but no text has a paragraph beyond its last.
            there = place if place["paragraph"] <= len(paragraphs) else None
        if there != place:
            changes.append(Change("claims", id, row, {**row, "locator": there}))
    return changes
