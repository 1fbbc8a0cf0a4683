"""Invented web archives and feeds, written by hand for the tests of reading them."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import io
import json
import zipfile
from collections.abc import Mapping, Sequence


def answer(body: bytes, *fields: str, status: str = "200 OK", type: str = "text/plain") -> bytes:
    """What a server sent: its head and a body."""
    head = [f"HTTP/1.1 {status}", f"Content-Type: {type}", *fields]
    return "\r\n".join([*head, "", ""]).encode() + body


def sha1(raw: bytes) -> str:
    return f"sha1:{base64.b32encode(hashlib.sha1(raw).digest()).decode()}"


def record(
    url: str,
    block: bytes,
    *fields: str,
    type: str = "response",
    payload: str | None = None,
    digest: str | None = None,
    length: int | None = None,
) -> bytes:
    """A record of a WARC with the digests of its block and of its payload."""
    body = block.partition(b"\r\n\r\n")[2] if type == "response" else block
    head = [
        "WARC/1.1",
        f"WARC-Type: {type}",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2031-03-06T08:00:00Z",
        f"WARC-Block-Digest: {sha1(block) if digest is None else digest}",
        f"WARC-Payload-Digest: {sha1(body) if payload is None else payload}",
        *fields,
        f"Content-Length: {len(block) if length is None else length}",
    ]
    return "\r\n".join([*head, "", ""]).encode() + block + b"\r\n\r\n"


def packed(*records: bytes) -> bytes:
    """A member of gzip for each record, as archives are written."""
    return b"".join(map(gzip.compress, records))


def capture_zip(
    archives: Mapping[str, bytes],
    pages: Sequence[str] = (),
    *,
    wrong: Sequence[str] = (),
    deflated: bool = False,
    digest: str | None = None,
    hashes: bool = True,
) -> bytes:
    """A WACZ; the hashes of `wrong` are those of something else."""
    found = io.BytesIO()
    how = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    resources = [
        {
            "path": f"archive/{name}",
            "hash": "sha256:" + hashlib.sha256(b"x" if name in wrong else raw).hexdigest(),
        }
        for name, raw in archives.items()
    ]
    package = json.dumps({"profile": "data-package", "resources": resources}).encode()
    told = hashlib.sha256(package).hexdigest() if digest is None else digest
    with zipfile.ZipFile(found, "w", how) as file:
        for name, raw in archives.items():
            file.writestr(f"archive/{name}", raw)
        if pages:
            lines = [{"format": "json-pages-1.0"}, *({"url": url} for url in pages)]
            file.writestr("pages/pages.jsonl", "\n".join(map(json.dumps, lines)))
        if hashes:
            file.writestr("datapackage.json", package)
            file.writestr("datapackage-digest.json", json.dumps({"hash": f"sha256:{told}"}))
    return found.getvalue()


def rss(*items: str, title: str = "The Quay Post", before: str = "", more: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{before}<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{title}</title><language>en-gb</language>{more}{''.join(items)}</channel></rss>"
    ).encode()


def entry(title: str, text: str, day: int = 5) -> str:
    """An entry that carries a line of plain text, for which no process has to be started."""
    return (
        f"<item><title>{html.escape(title)}</title>"
        f"<pubDate>Wed, {day:02} Mar 2031 10:00:00 +0100</pubDate>"
        f"<description>{html.escape(text)}</description></item>"
    )


def item(title: str, *paragraphs: str, link: str = "", day: int = 5, more: str = "") -> str:
    """An entry that carries its text as HTML."""
    text = html.escape("".join(f"<p>{html.escape(each)}</p>" for each in paragraphs))
    where = f"<link>{link}</link>" if link else ""
    return (
        f"<item><title>{html.escape(title)}</title>{where}"
        f"<pubDate>Wed, {day:02} Mar 2031 10:00:00 +0100</pubDate>"
        f"<description>{text}</description>{more}</item>"
    )
