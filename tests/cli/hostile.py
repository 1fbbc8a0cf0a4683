"""A small dossier with hostile text in it, a notebook and texts: what the tests of commands read.

It is the invented flood with a third document, an echo, a revision, and texts that would command
a terminal, a spreadsheet or a reader of markup.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import NamedTuple

from tests.dossier.sample import GAZETTE, HERALD, Data, sample

ESCAPE = "\x1b[31mred\x1b]0;owned\x07"
REVERSED = "\u202egnirts\u202c"
BROKEN = "one\ttwo\nthree\r\nfour"
FORMULA = "=cmd|' /C calc'!A0"
MARKUP = "[bold]not bold[/bold] | <b>x</b> `y` *z*"
WIDE = "韓国の情報機関"


def feed(*texts: str) -> str:
    """A feed that a reader saved, with an entry for each text."""
    entries = "".join(
        f"<item><title>{escape(text)}</title><pubDate>Wed, 05 Mar 2031 10:00:00 +0000</pubDate>"
        f"<description>{escape(text)}</description></item>"
        for text in texts
    )
    channel = f"<channel><title>The Quay Post</title>{entries}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'


class Files(NamedTuple):
    """Where it was written: the dossier, a notebook, a folder of articles."""

    dossier: str
    notebook: str
    texts: str


def hostile() -> Data:
    """The decoded dossier."""
    data = sample()
    agents, sources, claims = data["agents"], data["sources"], data["claims"]
    agents["4"]["name"] = f"Gazette {ESCAPE}"
    agents["6"] = {"id": "tribune", "name": MARKUP, "kind": "outlet", "aliases": [FORMULA]}
    sources["2"]["title"] = f"{REVERSED} {BROKEN}"
    sources["3"] = {
        **sources["1"],
        "id": "tribune-1",
        "publisher": "tribune",
        "title": f"{FORMULA} {WIDE}",
        "published": "2031-03-09",
        "note": BROKEN,
        "url": "https://tribune.example/flood",
        "text": {"sha256": "0" * 64, "paragraphs": 9},
    }
    data["events"]["1"]["title"] = f"The flood {MARKUP}"
    data["events"]["4"] = {
        "id": "second-briefing",
        "title": f"Second briefing {WIDE}",
        "date": "2031-03-08",
        "kind": "release",
        "by": "council",
    }
    claims["1"]["note"] = f"{ESCAPE} {REVERSED}"
    claims["5"]["statement"] = f"{FORMULA} {ESCAPE} {REVERSED} {BROKEN} {MARKUP}"
    told = {**claims["1"], "source": "tribune-1", "note": None, "events": []}
    claims["6"] = {
        **told,
        "id": "tribune-1.1",
        "statement": f"{WIDE}: the council counts 300 or more.",
        "locator": {"paragraph": 2, "sha256": "1" * 64},
    }
    claims["7"] = {
        **told,
        "id": "tribune-1.2",
        "release": "second-briefing",
        "as_of": "2031-03-08",
        "statement": FORMULA,
        "figure": {"written": "about 1,400 [bold]", "low": 1400, "high": 1400, "hedge": "about"},
        "locator": {"paragraph": 3, "sha256": "2" * 64},
    }
    for claim in claims.values():
        for name in [name for name, value in claim.items() if value is None]:
            del claim[name]
    data["measures"]["1"]["note"] = f"{MARKUP} {BROKEN}"
    data["identities"]["1"]["assumption"] = f"No house is counted twice. {ESCAPE}"
    return data


def notes() -> dict[str, dict[str, dict[str, str]]]:
    """A decoded notebook: a flag, a note and a verdict."""
    common = {"author": f"ann {ESCAPE}", "created": "2031-03-10T10:00:00+00:00"}
    rows: list[dict[str, str]] = [
        {"id": "f1", "target": "claim:gazette-1.1", "kind": "flag"},
        {"id": "f2", "target": "event:flood", "kind": "note", "body": f"{FORMULA}\n{MARKUP}"},
        {
            "id": "f3",
            "target": "claim:herald-1.1",
            "kind": "verdict",
            "value": "real",
            "body": REVERSED,
        },
    ]
    return {"notes": {str(n): {**row, **common} for n, row in enumerate(rows, 1)}}


def write_hostile(folder: Path) -> Files:
    """Write all of it. The Gazette is as it was read, the Herald's first paragraph has moved."""
    dossier, notebook, texts = folder / "d.json", folder / "notes.json", folder / "texts"
    dossier.write_text(json.dumps(hostile()), "utf-8")
    notebook.write_text(json.dumps(notes()), "utf-8")
    texts.mkdir()
    (texts / "gazette.txt").write_text("\n".join(GAZETTE), "utf-8")
    (texts / "herald.txt").write_text("\n".join(["A new heading", *HERALD]), "utf-8")
    far = "On 5 March 2031 the council said that at most 40 houses were flooded in the town."
    entries = feed(f"{MARKUP} {REVERSED}", f"{FORMULA} {WIDE}. {far}", GAZETTE[1])
    (folder / "feed.xml").write_text(entries, "utf-8")
    newer = [paragraph.replace("at least 300", "300") for paragraph in GAZETTE[:3]]
    (folder / "newer.txt").write_text("\n".join([f"Home {ESCAPE}", *newer]), "utf-8")
    return Files(str(dossier), str(notebook), str(texts))
