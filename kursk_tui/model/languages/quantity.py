"""Words of quantity where words stand not apart: several thousand in one word."""

from __future__ import annotations

import re
from functools import lru_cache

from kursk_tui.model.languages.table import Table
from kursk_tui.model.languages.tables import table


@lru_cache(maxsize=16)
def unspaced(code: str) -> re.Pattern[str]:
    """Return the pattern of a vague word where words stand not apart: several, then `sizes`."""
    known = table(code) or Table(code, code)
    sizes = "".join(word for words in known.scales.values() for word in words.split())
    several = "|".join(known.several.split())
    return re.compile(rf"(?:{several})(?P<sizes>[{sizes}]{{1,4}})")
