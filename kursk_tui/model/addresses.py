"""When two addresses are that of one page."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_MOBILE = re.compile(r"^(?:(?:www\d?|m|mobile|amp)\.)+")
# What is added to an address to follow its readers, and says nothing of the page.
_TRACKING = re.compile(
    r"utm_\w*|mtm_\w*|pk_\w*|at_\w*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|twclid"
    r"|ttclid|mc_[ce]id|_ga|_gl|ref|ref_src|referrer|cmpid|ncid|ocid|smid|sh|share|amp|outputtype",
    re.IGNORECASE,
)


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
