"""Any bytes for everything that reads any: what `targets` promises holds."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile.targets import TARGETS, seeds
from tests.intake.documents import needs_pages, needs_pdfs

NEEDS = {"pages": [needs_pages], "pdfs": [needs_pdfs]}
# Each of these takes a process, a file or a library that is slow by itself.
SLOW = {"rows", "notes", "pages", "pdfs", "loading"}
CASES = [pytest.param(name, marks=NEEDS.get(name, [])) for name in TARGETS]


def changed(target: str) -> st.SearchStrategy[bytes]:
    """Inputs of a target: scripts, or sound ones from which a part is cut or replaced."""
    if target in ("rows", "notes"):
        return st.binary(max_size=60)
    sound = st.sampled_from(list(seeds(target)))
    parts = st.lists(st.tuples(st.integers(0, 6000), st.integers(0, 300), _put(target)), max_size=4)
    return st.builds(_with_parts, sound, parts) | _put(target)


def _put(target: str) -> st.SearchStrategy[bytes]:
    pieces = {
        "edtf": [b"2025", b"-", b"/", b"..", b"~", b"?", b"%", b"21", b"0000", b"9998", b"12"],
        "queries": [b'"', b"-", b":", b">=", b"is:", b"by:", b"figure<", b" ", b"+", b"2025-01"],
        "loading": [b"{", b"}", b'"', b"\n", b",\n", b"\n}", b"\\ud800", b"NaN", b"1e999", b"null"],
        "articles": [b"4,000 ", b"at least ", b"soldiers ", b"said ", b"\n", b"March ", b" to "],
        "feeds": [b"<item>", b"</item>", b"<!ENTITY a 'b'>", b"<title>", b"&lt;", b"<![CDATA["],
        "fragments": [b"<p>", b"</", b"<script>", b"&#0;", b"<!--", b"<td>", b"<template>"],
        "archives": [b"WARC/1.0\r\n", b"Content-Length: 9", b"\x1f\x8b\x08", b"sha1:", b"\r\n"],
        "pages": [b"<p>", b"</", b"<table>", b"&#0;", b"<!--", b"<meta charset=utf-7>", b"<td>"],
        "pdfs": [b"<<", b">>", b"/Kids [2 0 R]", b"stream\n", b"endobj", b" 0 R", b"99999999"],
    }[target]
    return st.lists(st.sampled_from(pieces) | st.binary(max_size=6), max_size=8).map(b"".join)


def _with_parts(raw: bytes, parts: list[tuple[int, int, bytes]]) -> bytes:
    for at, cut, put in parts:
        at %= len(raw) + 1
        raw = raw[:at] + put + raw[at + cut :]
    return raw


@pytest.mark.long
@pytest.mark.parametrize("target", CASES)
def test_any_input(target: str, is_long: bool) -> None:
    rounds = (60 if target in SLOW else 300) * (20 if is_long else 1)

    @settings(
        max_examples=rounds, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    @given(changed(target))
    def any_input(raw: bytes) -> None:
        TARGETS[target](raw)

    any_input()
