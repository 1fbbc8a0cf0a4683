"""Bytes of a text or a web page to characters, with a remark where that was a guess."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LABEL = re.compile(r"[A-Za-z0-9_:.-]{1,40}")
# What Python also calls an encoding (punycode, utf-7, unicode_escape) no article is written
# in, and some of it takes for ever on the wrong bytes.
_KNOWN = re.compile(
    r"utf-8(-sig)?|utf-16(-[lb]e)?|ascii|cp(125\d|866|932|936|949|950)|iso8859-\d{1,2}"
    r"|koi8-[rut]|mac-(roman|cyrillic)|shift_jis(x0213|_2004)?|euc_(jp|kr)|iso2022_jp\w*"
    r"|gb2312|gbk|gb18030|big5(hkscs)?|johab|tis-620"
)
# As browsers read them: a page that says Latin-1 means what Windows calls by that name.
_MEANT = {"ascii": "cp1252", "iso8859-1": "cp1252", "euc_kr": "cp949", "gb2312": "gb18030"}
_META = re.compile(
    rb"<meta\b[^>]{0,200}?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})"
    rb"|<\?xml[^>]{0,100}?\bencoding\s*=\s*[\"']([A-Za-z0-9_:.-]{1,40})",
    re.IGNORECASE,
)
_META_WITHIN = 8192
_LOOKED_AT = 8192

GUESSED = "is not in UTF-8 and was read as Windows-1252: check letters with accents"
DAMAGED = "some bytes fit no character of its encoding and show as \ufffd"


def beginning(raw: bytes, length: int) -> str:
    """Return about the first `length` characters, whatever the encoding, for a first look."""
    for bom, codec in _BOMS:
        if raw.startswith(bom):
            return raw[len(bom) : len(bom) + length * 2].decode(codec, "replace")[:length]
    return raw[:length].decode("latin-1")


def is_binary(raw: bytes) -> bool:
    """Whether the bytes can't be a text: too many of them are controls that no text has."""
    if raw.startswith(tuple(bom for bom, _ in _BOMS)):
        return False
    start = raw[:_LOOKED_AT]
    # Escape (27) is left out: Japanese mail is written with it.
    odd = sum(start.count(code) for code in range(27) if code not in (7, 8, 9, 10, 11, 12, 13))
    return odd * 20 > len(start)


def decode_text(raw: bytes, charset: str | None) -> tuple[str, tuple[str, ...]]:
    """Return a plain text, and remarks: by its mark, what a server said, UTF-8, Windows-1252."""
    return _decoded(raw, [charset])


def decode_page(raw: bytes, charset: str | None) -> tuple[str, tuple[str, ...]]:
    """Return a web page's characters, and remarks; what the page itself says comes third."""
    meta = _META.search(raw[:_META_WITHIN])
    named = (meta[1] or meta[2]).decode("ascii") if meta else None
    # A page that can be read for what it is was not written in two-byte units.
    inside = None if named and named.lower().startswith("utf-16") else named
    return _decoded(raw, [charset, inside])


def _decoded(raw: bytes, labels: list[str | None]) -> tuple[str, tuple[str, ...]]:
    for bom, codec in _BOMS:
        if raw.startswith(bom):
            return _replaced(raw[len(bom) :], codec)
    for label in labels:
        known = _codec(label)
        # A server's old default: what is sound UTF-8 is not Windows-1252 by chance.
        if known is not None and not (known == "cp1252" and _is_utf8(raw)):
            return _replaced(raw, known)
    if _is_utf8(raw):
        return _replaced(raw, "utf-8")
    return raw.decode("cp1252", "replace"), (GUESSED,)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        # A character cut in two at the very end is damage, not another encoding.
        return error.reason == "unexpected end of data" and error.start > 0
    return True


def _codec(label: str | None) -> str | None:
    if label is None or not _LABEL.fullmatch(label):
        return None
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    return _MEANT.get(name, name) if _KNOWN.fullmatch(name) else None


def _replaced(raw: bytes, codec: str) -> tuple[str, tuple[str, ...]]:
    text = raw.decode(codec, "replace")
    # The mark for it may also have been printed: then it stands in the bytes.
    printed = raw.count("\ufffd".encode(codec)) if codec.startswith("utf") else 0
    return text, (DAMAGED,) if text.count("\ufffd") > printed else ()
