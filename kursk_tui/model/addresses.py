"""Addresses: which may be opened, and when two of them are that of one page."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

_MOBILE = re.compile(r"^(?:(?:www\d?|m|mobile|amp)\.)+")
# What is added to an address to follow its readers, and says nothing of the page.
_TRACKING = re.compile(
    r"utm_\w*|mtm_\w*|pk_\w*|at_\w*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|twclid"
    r"|ttclid|mc_[ce]id|_ga|_gl|ref|ref_src|referrer|cmpid|ncid|ocid|smid|sh|share|amp|outputtype",
    re.IGNORECASE,
)

# No address holds one of these; whoever writes one means to be taken for something else.
_IN_NONE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\\<>\"]")
# What may stand in an address as it is; the rest is written in percents. A quote and a dollar
# may too, but a browser's command can be one for a shell, where they end and begin something.
_AS_IT_IS = "!#%&()*+,/:;=?@[]~-._"


def web_address(text: str | None) -> str | None:
    """Return an address in printable ASCII, as a browser may be given it; None for any other.

    Only of http and https, with a host, and without a name or password: what stands before an @
    can look like the host.
    """
    if not text or _IN_NONE.search(text):
        return None
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
        if parts.scheme.lower() not in ("http", "https") or not host or "@" in parts.netloc:
            return None
        name = f"[{host}]" if ":" in host else host
        if not name.isascii():
            name = name.encode("idna").decode("ascii")
        path, query, fragment = (
            quote(part, safe=_AS_IT_IS) for part in (parts.path, parts.query, parts.fragment)
        )
    except ValueError:  # no host, port or character that an address can have
        return None
    if not re.fullmatch(r"[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]", name):
        return None
    netloc = name if port is None else f"{name}:{port}"
    return urlunsplit((parts.scheme.lower(), netloc, path, query, fragment))


def normal_url(url: str | None) -> str | None:
    """Return an address without what may differ for one page; None where there is none.

    Left out are scheme, port, `www.` and `m.`, fragment, the slash at the end, and parameters
    that only follow readers; the others are sorted.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host = _MOBILE.sub("", (parts.hostname or "").rstrip("."))
        if not host:
            return None
        path = re.sub(r"/(?:amp/?|index\.html?)$", "/", parts.path).rstrip("/")
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        kept = sorted(pair for pair in pairs if not _TRACKING.fullmatch(pair[0]))
        return f"{host}{path}?{urlencode(kept)}" if kept else f"{host}{path}"
    except ValueError:  # half a character has no code in an address
        return None
