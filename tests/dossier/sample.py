"""A small sound dossier about an invented flood, for the tests of this room."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kursk_tui.model import locators

Data = dict[str, dict[str, Any]]

GAZETTE = [
    "River floods lower town",
    "The council said at least 300 houses stand under water.",
    "Two thirds of them are in the harbour, the council said.",
    "The water rose on 3 March.",
]
HERALD = [
    "Flood: what we know",
    "At most 200 houses are flooded, the water board told the Herald.",
]
HARBOUR = "An extra paragraph that no claim speaks of."


def _locator(paras: list[str], number: int) -> dict[str, Any]:
    return {"paragraph": number, "sha256": locators.fingerprint(paras[number - 1])}


def _text(paras: list[str]) -> dict[str, Any]:
    return {"sha256": locators.text_fingerprint(paras), "paragraphs": len(paras)}


def sample() -> Data:
    """Return a fresh copy of the decoded sample."""
    return {
        "meta": {
            "1": {
                "title": "A flood",
                "summary": "What was said about an invented flood.",
                "schema_version": 1,
                "dataset_version": "1",
                "preset": "default",
                "licence": "CC0-1.0",
            }
        },
        "agents": {
            "1": {"id": "northland", "name": "Northland", "kind": "state"},
            "2": {
                "id": "council",
                "name": "Town Council",
                "kind": "government",
                "aliases": ["TC"],
                "party": "northland",
            },
            "3": {
                "id": "water-board",
                "name": "Water Board",
                "kind": "government",
                "member_of": "council",
            },
            "4": {"id": "gazette", "name": "Gazette", "kind": "outlet"},
            "5": {"id": "herald", "name": "Héraut", "kind": "outlet", "aliases": ["Herald"]},
        },
        "scopes": {
            "1": {"id": "houses", "kind": "population", "name": "Houses"},
            "2": {"id": "town", "kind": "place", "name": "Town"},
            "3": {"id": "harbour", "kind": "place", "name": "Harbour", "part_of": "town"},
        },
        "sources": {
            "1": {
                "id": "gazette-1",
                "publisher": "gazette",
                "title": GAZETTE[0],
                "published": "2031-03-04",
                "published_basis": "stated",
                "kind": "report",
                "language": "en",
                "cites": ["council"],
                "text": _text(GAZETTE),
            },
            "2": {
                "id": "herald-1",
                "publisher": "herald",
                "title": HERALD[0],
                "published": None,
                "published_basis": "unknown",
                "kind": "report",
                "language": "en",
                "text": _text(HERALD),
            },
        },
        "events": {
            "1": {"id": "flood", "title": "The flood", "date": "2031-03", "kind": "happening"},
            "2": {
                "id": "breach",
                "title": "The dyke breaks",
                "date": "2031-03-03",
                "kind": "happening",
                "place": "harbour",
                "part_of": "flood",
            },
            "3": {
                "id": "briefing",
                "title": "Briefing of the council",
                "date": "2031-03-04",
                "kind": "release",
                "by": "council",
            },
        },
        "measures": {
            "1": {
                "id": "flooded",
                "name": "flooded",
                "unit": "houses",
                "basis": "stock",
                "cues": ["under water", "flooded"],
            },
            "2": {"id": "breach-date", "name": "breach", "unit": "date", "basis": "date"},
        },
        "claims": {
            "1": {
                "id": "gazette-1.1",
                "source": "gazette-1",
                "events": ["flood"],
                "statement": "The council counts 300 or more flooded houses.",
                "attribution": ["council"],
                "lineage": "full",
                "release": "briefing",
                "modality": "asserted",
                "measure": "flooded",
                "figure": {
                    "written": "at least 300",
                    "low": 300,
                    "high": None,
                    "hedge": "at_least",
                },
                "scope": {"population": "houses", "place": "town", "within": None},
                "as_of": "2031-03-04",
                "as_of_basis": "stated",
                "locator": _locator(GAZETTE, 2),
            },
            "2": {
                "id": "gazette-1.2",
                "source": "gazette-1",
                "statement": "Of these, two in three are in the harbour.",
                "attribution": ["council"],
                "lineage": "full",
                "release": "briefing",
                "modality": "asserted",
                "measure": "flooded",
                "figure": {"written": "Two thirds", "low": 66.7, "high": 66.7, "hedge": "none"},
                "scope": {"population": "houses", "place": "harbour", "within": "flood"},
                "of": "gazette-1.1",
                "locator": _locator(GAZETTE, 3),
            },
            "3": {
                "id": "gazette-1.3",
                "source": "gazette-1",
                "events": ["breach"],
                "statement": "The dyke gave way on 3 March.",
                "lineage": "full",
                "modality": "asserted",
                "measure": "breach-date",
                "figure": {"written": "on 3 March", "date": "2031-03-03"},
                "locator": _locator(GAZETTE, 4),
            },
            "4": {
                "id": "herald-1.1",
                "source": "herald-1",
                "events": ["flood"],
                "statement": "The water board puts it at 200 flooded houses or fewer.",
                "attribution": ["council", "water-board"],
                "lineage": "full",
                "modality": "asserted",
                "likelihood": "likely",
                "opposes": [{"claim": "gazette-1.1", "how": "excludes"}],
                "measure": "flooded",
                "figure": {"written": "At most 200", "low": None, "high": 200, "hedge": "at_most"},
                "scope": {"population": "houses", "place": "town", "within": "2031-03"},
                "locator": _locator(HERALD, 2),
            },
            "5": {
                "id": "herald-1.2",
                "source": "herald-1",
                "statement": "There is a flood.",
                "attribution": ["gazette"],
                "lineage": "partial",
                "modality": "asserted",
                "locator": _locator(HERALD, 1),
            },
        },
        "identities": {
            "1": {
                "id": "by-district",
                "kind": "sum",
                "total": {"claim": "gazette-1.1", "sign": 1},
                "terms": [
                    {"claim": "gazette-1.2", "sign": 1},
                    {"measure": "flooded", "sign": 1},
                ],
                "assumption": "No house is counted in two districts.",
            }
        },
    }


def write_sample(path: Path) -> str:
    """Write the sample as stock JSON and return the path as text."""
    path.write_text(json.dumps(sample()), "utf-8")
    return str(path)


def large(sources: int, claims: int) -> Data:
    """Return a sound dossier of that size, in which hardly two claims are alike."""
    data = sample()
    data["agents"].update(
        {
            str(100 + n): {"id": f"outlet-{n}", "name": f"Outlet {n}", "kind": "outlet"}
            for n in range(200)
        }
    )
    data["sources"] = {
        str(n): {
            **data["sources"]["1"],
            "id": f"s{n}",
            "publisher": f"outlet-{n % 200}",
            "title": f"Report {n} on the flood",
            "text": {"sha256": f"{n:064x}", "paragraphs": 500},
        }
        for n in range(1, sources + 1)
    }
    template = data["claims"]["1"]
    data["claims"] = {
        str(n): {
            **template,
            "id": f"s{n % sources + 1}.{n}",
            "source": f"s{n % sources + 1}",
            "statement": f"The council counts {n} or more flooded houses in the lower town.",
            "figure": {"written": f"at least {n}", "low": n, "high": None, "hedge": "at_least"},
            "scope": dict(template["scope"]),
            "locator": {"paragraph": n % 500 + 1, "sha256": f"{n:064x}"},
        }
        for n in range(1, claims + 1)
    }
    data["identities"] = {}
    return data
