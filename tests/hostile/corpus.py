"""What a hostile article, dossier, name or argument may hold: strings and damaged files by name.

`hostile_dossier` puts strings into every free text of a sound dossier, `hostile_notes` into a
notebook of it, `write_files` writes both with articles beside them. What may reach a reader is
said here a second time, by `unsafe`, and not by `model.text`: a test that asked the code under
test what is safe could not fail.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

from tests.cli.hostile import feed, hostile, notes
from tests.dossier.sample import GAZETTE, HERALD, Data, sample
from tests.intake.captures import answer, packed, record

# What each free text is taken from.
Texts = Callable[[], str]

ESC, BEL, ST = "\x1b", "\x07", "\x1b\\"

CONTROLS = {
    "colour": f"{ESC}[31mred{ESC}[0m",
    "clear screen": f"{ESC}[2J{ESC}[H",
    "alternate screen": f"{ESC}[?1049h",
    "mouse on": f"{ESC}[?1003h{ESC}[?2004h",
    "cursor report": f"{ESC}[6n{ESC}[c{ESC}[>q",
    "window report": f"{ESC}[21t",
    "reset": f"{ESC}c",
    "charset": f"{ESC}(0{ESC}#8",
    "title": f"{ESC}]0;owned{BEL}",
    "link": f"{ESC}]8;;file:///etc/passwd{ST}click{ESC}]8;;{ST}",
    "clipboard": f"{ESC}]52;c;aGVsbG8={BEL}",
    "palette": f"{ESC}]4;1;?{BEL}",
    "unended": f"{ESC}]52;c;",
    "lone escape": ESC,
    "device string": f"{ESC}P+q544e{ST}",
    "sixel": f"{ESC}Pq#0;2;0;0;0{ST}",
    "application": f"{ESC}_Gf=100;AAAA{ST}",
    "privacy": f"{ESC}^secret{ST}",
    "start of string": f"{ESC}Xtext{ST}",
    "C1 colour": "\x9b31m",
    "C1 clipboard": "\x9d52;c;aGVsbG8=\x9c",
    "C1 device string": "\x90q\x9c",
    "C1 all": "".join(map(chr, range(0x80, 0xA0))),
    "C0 all": "".join(map(chr, range(0x20))) + "\x7f",
    "NUL": "before\0after",
    "backspaces": "secret\b\b\b\b\b\bpublic",
    "bell": BEL * 8,
    "carriage return": "first\rover it",
    "breaks": "one\ntwo\r\nthree\vfour\ffive\x85six\u2028seven\u2029eight",
    "tabs": "one\ttwo\t\tthree",
}
HIDDEN = {
    "override": "\u202egnirts\u202c",
    "unended override": "\u202e",
    "embedding": "\u202aleft\u202bright\u202c",
    "isolates": "\u2066left\u2067right\u2068first\u2069",
    "marks": "a\u200eb\u200fc\u061cd",
    "zero width": "a\u200bb\u200cc\u200dd\u2060e",
    "byte order mark": "\ufeffname",
    "soft hyphen": "na\u00adme",
    "grapheme joiner": "na\u034fme",
    "fillers": "\u115f\u1160\u3164\uffa0\u17b4\u180e",
    "invisible plus": "1\u20642",
    "tags": "".join(chr(0xE0000 + ord(c)) for c in "hidden"),
    "selectors": "A\ufe0f\ufe0e\U000e0100",
    "interlinear": "\ufff9base\ufffaruby\ufffb",
    "noncharacters": "\uffff\ufdd0\U0010ffff",
    "private": "\ue000\uf8ff\U000f0000",
    "shorthand": "\U0001bca0\U0001d173",
}
LETTERS = {
    "pile": "Z" + "\u0334\u0315\u0322\u0341" * 8 + "algo",
    "pile at the start": "\u0301" * 12,
    "enclosing": "a\u20dd\u20e0\u0489",
    "wide": "韓国の情報機関による発表",
    "full width": "ＮＩＳ：１，０００",
    "ambiguous": "±×÷°§¶†‡…→①★αЖ─│",
    "halfwidth": "ﾊﾝｶﾞｰ",
    "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 🇰🇵🇺🇦 👍🏽 ☺️",
    "jamo": "ᄒᆞᆫ글",
    "right to left": "كيم جونغ أون",
    "Hebrew with a number": "קורסק 4,000 הרוגים",
    "Devanagari": "क्षत्रिय",
    "Thai": "ที่นี่ไม่มีช่องว่าง",
    "lookalike": "Yоnhаp",
    "sharp s": "STRAẞE ﬃ İı",
    "other planes": "𝕬𐍈🀄",
    "long word": "x" * 130,
    "long wide word": "語" * 70,
    "spaces": " \u00a0\u2003\u202f\u3000 wide",
}
MARKUP = {
    "console markup": "[red]x[/red] [/foo] [@click=app.bell]y[/] [link=file:///x]z[/link]",
    "unended markup": "[bold",
    "backslash markup": "\\[bold]x\\",
    "Markdown": "| a | b |\n|---|---|\n# x\n* [x](javascript:alert(1)) `c` ~~s~~ ![i](http://x/i)",
    "Markdown fence": "```\ncode\n```",
    "Markdown address": "see https://example.org/x?y=1 and www.example.org",
    "Markdown list": "1. one",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": "\" onload=\"alert(1)' x='",
    "entity": "&lt;b&gt; &#x202e; &amp;amp; &bogus;",
    "CDATA": "]]><svg onload=alert(1)><![CDATA[",
    "comment": "--><b>x</b><!--",
    "processing": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y "z">]>&y;',
    "style": "</style></text><style>*{display:none}",
    "javascript address": "javascript:alert(1)",
    "format": "%s %n {0} {x.__class__} ${HOME} $(id) `id` %(x)s",
    "shell": "'; rm -rf / #",
    "path": "../../../../etc/passwd",
    "roff": ".so /etc/passwd\n'br \\fB",
    "JSON": '", "id": "x"}]}\\u001b\\',
    "TOML": '"""\n[keys]\nquit = "a"',
    "glob": "*?[a-z](.*)+\\1(?P<x>",
    "query": 'by:nis "open -minus figure>=',
    "table row": "a | b\tc;d,e",
}
FORMULAS = {
    "equals": "=cmd|' /C calc'!A0",
    "plus": "+1+1",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "tab before": "\t=1+1",
    "return before": "\r=1+1",
    "line before": "\n=1+1",
    "spaces before": "   =1+1",
    "no-break space before": "\u00a0=1+1",
    "wide space before": "\u3000@x",
    "zero width before": "\u200b=1+1",
    "mark before": "\ufeff=1+1",
    "override before": "\u202e=1+1",
    "full-width equals": "＝1+1",
    "full-width plus": "＋1",
    "full-width minus": "－1",
    "full-width at": "＠SUM",
    "small-form plus": "﹢1+1",
    "minus sign": "−1",
    "quoted": '"=1+1"',
    "apostrophe": "'=1+1",
    "separator": '";=1+1;"',
    "new row": '"\n=1+1,"',
    "hyperlink": '=HYPERLINK("http://x","y")',
    "external": "=DDE('a';'b';'c')",
}
STRINGS: dict[str, str] = {**CONTROLS, **HIDDEN, **LETTERS, **MARKUP, **FORMULAS}

# What no file in UTF-8 can hold, and an argument or an environment can.
SURROGATES = {
    "high": "a\ud800b",
    "low": "\udc80",
    "pair reversed": "\udc00\ud83d",
    "bytes of Latin-1": "caf\udce9",
}
EVERYTHING = " ¦ ".join(STRINGS.values())

# A single line of a megabyte, of each kind that is dealt with by another way.
MEGABYTE = {
    "ASCII word": "x" * 1_000_000,
    "ASCII words": "word " * 200_000,
    "wide": "語" * 333_000,
    "marks": "\u202e" * 333_000,
    "combining": "e" + "\u0301" * 500_000,
    "escapes": f"{ESC}[31m" * 200_000,
    "digits": "1,234 " * 166_000,
    "tabs": "\t" * 1_000_000,
    "brackets": "[" * 1_000_000,
}

# A file that can't be read as a dossier: its bytes, and what the line about it says.
DAMAGED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "is empty"),
    "NUL bytes": (b"\0" * 4096, "not valid JSON"),
    "NUL in a string": (b'{"meta": {"1": {"title": "a\0b"}}}', "not valid JSON"),
    "escape in a string": (b'{"meta": {"1": {"title": "\x1b[31m"}}}', "not valid JSON"),
    "escape in a key": (b'{"\\u001b]0;x\\u0007": {}}', "unknown table"),
    "escape for a row": (b'{"meta": {"\\u001b[2J": {}}}', "row key"),
    "escape for JSON": (b"\x1b[2J\x1b[31m", "not valid JSON"),
    "C1 bytes": (b'{"meta": \x9b31m}', "not UTF-8"),
    "byte order mark": (b"\xef\xbb\xbf{}", "byte order mark"),
    "UTF-16": ("\ufeff{}".encode("utf-16-le"), "not UTF-8"),
    "UTF-32": ("\ufeff{}".encode("utf-32-le"), "not UTF-8"),
    "overlong": (b'{"\xc0\xaf": {}}', "not UTF-8"),
    "surrogate bytes": (b'{"\xed\xa0\x80": {}}', "not UTF-8"),
    "lone surrogate": (b'{"meta": {"1": {"title": "\\ud800"}}}', "surrogate"),
    "lone surrogate in a key": (b'{"\\udc00": {}}', "surrogate"),
    "10,000 lists deep": (b"[" * 10_000 + b"]" * 10_000, "nested too deep"),
    "10,000 objects deep": (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "nested too deep"),
    "10,000 deep in a row": (
        b'{"meta": {"1": {"title": ' + b"[" * 10_000 + b"]" * 10_000 + b"}}}",
        "nested too deep",
    ),
    "900 deep in a row": (b'{"meta": {"1": ' + b'{"title":' * 900 + b"1" + b"}" * 902, "meta"),
    "huge integer": (b'{"meta": {"1": {"n": ' + b"9" * 5000 + b"}}}", "too many digits"),
    "huge exponent": (b'{"meta": {"1": {"n": 1e999999}}}', "not a number in JSON"),
    "NaN": (b'{"meta": {"1": {"n": NaN}}}', "NaN"),
    "infinity": (b'{"meta": {"1": {"n": -Infinity}}}', "-Infinity"),
    "truncated": (b'{"meta": {"1": {"title": "A fl', "not valid JSON"),
    "two documents": (b"{}{}", "not valid JSON"),
    "trailing comma": (b'{"meta": {},}', "not valid JSON"),
    "comment": (b"{} // x", "not valid JSON"),
    "no object": (b'"meta"', "is not an object of tables"),
    "null": (b"null", "is not an object of tables"),
    "row of a list": (b'{"meta": {"1": []}}', "row 1 is not an object"),
    "row number of Arabic digits": ('{"meta": {"١": {}}}'.encode(), "row key"),
    "megabyte of garbage": (b"\xff" * 1_000_000, "not UTF-8"),
    "megabyte in one string": (b'"' + b"x" * 1_000_000, "not valid JSON"),
    "megabyte for a key": (b'{"' + b"x" * 1_000_000 + b'": {}}', "unknown table"),
    "megabyte for a row": (b'{"meta": {"' + b"x" * 1_000_000 + b'": {}}}', "row key"),
}


def _with(table: str, row: str, **fields: Any) -> bytes:
    """The sample with some fields of one record as they should not be."""
    data = sample()
    data[table][row].update(fields)
    return json.dumps(data).encode()


# A dossier that decodes and is unsound.
UNSOUND: dict[str, bytes] = {
    "id of an escape": _with("agents", "4", id=f"{ESC}[31m"),
    "id of an override": _with("agents", "4", id="\u202ex"),
    "reference to an escape": _with("sources", "1", publisher=f"x{ESC}]52;c;x{BEL}"),
    "reference of a megabyte": _with("sources", "1", publisher="x" * 1_000_000),
    "date of a megabyte": _with("sources", "1", published="2" * 1_000_000),
    "date of Arabic digits": _with("sources", "1", published="٢٠٣١-٠٣-٠٤"),
    "language that is no text": _with("sources", "1", language=["en"]),
    "unknown field of escapes": _with("claims", "1", **{f"{ESC}[2J": 1}),
    "huge integer": _with("claims", "1", locator={"paragraph": 10**400, "sha256": "0" * 64}),
    "huge figure": _with(
        "claims", "1", figure={"written": "x", "low": 10**300, "high": None, "hedge": "at_least"}
    ),
    "negative figure": _with(
        "claims", "1", figure={"written": "x", "low": 5, "high": -5, "hedge": "none"}
    ),
    "truth for a number": _with(
        "claims", "1", figure={"written": "x", "low": True, "high": True, "hedge": "none"}
    ),
    "blank statement": _with("claims", "1", statement="\u2003\x1c\x1f"),
    "list of lists": _with("agents", "2", aliases=[[[["x"]]]]),
    "100 deep": _with("agents", "2", aliases=json.loads("[" * 100 + "]" * 100)),
    "own whole": _with("events", "1", part_of="flood"),
    "own share": _with("claims", "1", of="gazette-1.1"),
    "two of one name": _with("agents", "4", name="héraut"),
}

# What is wrong with a key that stands twice is told by `check`; a reader takes the last.
TWICE = json.dumps(sample()).encode()[:-1] + b', "claims": {}, "identities": {}}'


class Files(NamedTuple):
    """Where it was written: the dossier, two notebooks, a folder of articles, one article."""

    dossier: str
    notebook: str
    other: str
    texts: str
    article: str


def always(text: str) -> Texts:
    """The same text again and again."""
    return lambda: text


def mixed(offset: int) -> Texts:
    """The strings of the corpus one after another, from one of them on."""
    strings = list(STRINGS.values())
    return cycle([*strings[offset:], *strings[:offset]]).__next__


def hostile_dossier(text: Texts) -> Data:
    """A sound dossier with the next text as the beginning of every free text of every table.

    Names must differ, so an id stands behind them; a language and an address too are free text
    to the check. Edits are there, and a claim that is retracted, one that misreads another, and
    one that is a slip.
    """
    data = hostile()
    for name in ("title", "summary", "dataset_version", "licence"):
        data["meta"]["1"][name] = text()
    data["meta"]["1"]["languages"] = [text()]
    for row in data["agents"].values():
        row |= {"name": f"{text()} {row['id']}", "aliases": [f"{text()} alias of {row['id']}"]}
    for row in data["scopes"].values():
        row["name"] = f"{text()} {row['id']}"
    for row in data["sources"].values():
        row |= {"title": text(), "url": text(), "language": text(), "note": text()}
        row |= {"archived": text(), "language_basis": "guessed", "reading": "checked"}
    for row in data["events"].values():
        row |= {"title": text(), "note": text()}
    for row in data["measures"].values():
        name = f"{text()} {row['id']}"
        row |= {"name": name, "unit": text(), "cues": [text()], "note": text()}
    for row in data["claims"].values():
        row |= {"statement": text(), "likelihood": text(), "note": text(), "proposer": text()}
        if "figure" in row:
            row["figure"] = {**row["figure"], "written": text()}
        row["opposes"] = [{**one, "note": text()} for one in row.get("opposes", ())]
    data["claims"]["8"] = {**data["claims"]["7"], "id": "tribune-1.3", "retracted": text()}
    misreads = {"claim": "gazette-1.1", "release": None, "how": "hedge"}
    data["claims"]["9"] = {**data["claims"]["1"], "id": "gazette-1.8", "misreads": misreads}
    late = {"as_of": "2032-05", "as_of_basis": "stated"}
    data["claims"]["10"] = {**data["claims"]["1"], "id": "gazette-1.9", **late}
    for number in ("9", "10"):
        row = data["claims"][number]
        row |= {"statement": text(), "opposes": [], "release": None}
        row["figure"] = {**row["figure"], "written": text()}
    data["identities"]["1"]["assumption"] = text()
    claim = data["claims"]["5"]
    before = {**claim, "statement": f"before: {text()}"}
    change = {"table": "claims", "record": claim["id"], "follows": text()}
    data["edits"] = {
        "1": {
            "id": "edit-1",
            "made": text(),
            "author": text(),
            "what": text(),
            "changes": [{**change, "before": _as_text(before), "after": _as_text(claim)}],
        }
    }
    return data


def _as_text(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False)


def free_texts(value: Any) -> list[str]:
    """Every text in decoded JSON that is a value, wherever it stands."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for inner in value.values() for text in free_texts(inner)]
    return (
        [text for inner in value for text in free_texts(inner)] if isinstance(value, list) else []
    )


def hostile_notes(text: Texts, suffix: str = "") -> dict[str, Any]:
    """A decoded notebook of such texts for author and body, label, time and target."""
    rows = [
        {**row, "id": row["id"] + suffix, "author": text(), "body": text()}
        for row in notes()["notes"].values()
    ]
    more: list[dict[str, Any]] = [
        {"id": f"f4{suffix}", "target": text(), "kind": "flag", "value": text()},
        {"id": f"f5{suffix}", "target": "agent:council", "kind": "rating", "value": "B"},
        {
            "id": f"f6{suffix}",
            "target": "pair:gazette-1.1|herald-1.1",
            "kind": "flag",
            "reading": {"kind": text(), "severity": 2, "sentence": text(), "preset": text()},
        },
    ]
    for row in more:
        row |= {"author": f"{text()}{suffix}", "created": text(), "body": text()}
    return {"notes": {str(n): row for n, row in enumerate([*rows, *more], 1)}}


def article(text: str) -> str:
    """An article in which the text stands beside figures, names and a date."""
    name = " ".join(text.split())
    return "\n".join(
        [
            f"{name} says 300 houses are flooded",
            "4 March 2031",
            f"The Town Council said at least 300 houses stand under water, {name}.",
            f"{name} 4,000 {name} said on 5 March that 1,200 houses were flooded, {name} said.",
            text,
        ]
    )


def write_files(folder: Path, text: Texts) -> Files:
    """Write a dossier, two notebooks and articles that hold such texts everywhere."""
    texts = folder / "texts"
    texts.mkdir()
    names = ("d.json", "notes.json", "other.json", "texts", "article.txt")
    found = Files._make(str(folder / name) for name in names)
    Path(found.dossier).write_text(json.dumps(hostile_dossier(text)), "utf-8")
    Path(found.notebook).write_text(json.dumps(hostile_notes(text)), "utf-8")
    Path(found.other).write_text(json.dumps(hostile_notes(text, "o")), "utf-8")
    (texts / "gazette.txt").write_text("\n".join([*GAZETTE, text()]), "utf-8")
    (texts / "herald.txt").write_text("\n".join([text(), *HERALD]), "utf-8")
    Path(found.article).write_text(article(text()), "utf-8")
    (folder / "feed.xml").write_text(feed(text(), article(text())), "utf-8")
    archive = record(f"https://x.example/{text()}", answer(article(text()).encode()), text())
    (folder / "capture.warc.gz").write_bytes(packed(archive))
    return found


# ---- what may reach a reader

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufdd0-\ufdef"
    "\ue000-\uf8ff\ud800-\udfff\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U0010ffff]"
)
_PILE = re.compile("[\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]{5}")


def unsafe(text: str, *, allowed: str = "\n", piles: bool = True) -> str:
    """What of a text must not reach a terminal, as escapes; empty where nothing is amiss.

    `piles` too: more than four combining marks in a row. JSON may hold them, as its text is
    what was recorded.
    """
    found = [char for char in _UNSAFE.findall(text) if char not in allowed]
    found += _PILE.findall(text) if piles else []
    return ascii("".join(dict.fromkeys(found))) if found else ""
