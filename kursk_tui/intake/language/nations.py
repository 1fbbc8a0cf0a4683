"""The adjectives of countries, by which their troops and services are named."""

from __future__ import annotations

_IRREGULAR = {
    "france": "french",
    "china": "chinese",
    "japan": "japanese",
    "ukraine": "ukrainian",
    "israel": "israeli",
    "iraq": "iraqi",
    "germany": "german",
    "poland": "polish",
    "turkey": "turkish",
    "britain": "british",
    "sudan": "sudanese",
    "lebanon": "lebanese",
    "yemen": "yemeni",
    "pakistan": "pakistani",
    "afghanistan": "afghan",
    "united states": "american",
    "united kingdom": "british",
    "iran": "iranian",
    "egypt": "egyptian",
    "vietnam": "vietnamese",
}


def adjective(country: str) -> str:
    """Return the lower-case adjective of a country's name: Libyan, Israeli."""
    name = country.lower()
    if name in _IRREGULAR:
        return _IRREGULAR[name]
    if name.endswith("a"):
        return f"{name}n"
    return f"{name}ian" if not name.endswith("e") else f"{name[:-1]}ian"
