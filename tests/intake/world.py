"""A small sound dossier of an invented war, for the tests of what intake proposes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.language.proposals import Proposal
from kursk_tui.intake.language.propose import propose

Row = dict[str, Any]

AGENTS: tuple[Row, ...] = (
    {"id": "marovia", "name": "Marovia", "kind": "state", "aliases": ["Sel"]},
    {"id": "dorvia", "name": "Dorvia", "kind": "state", "aliases": ["Kastel"]},
    {
        "id": "dis",
        "name": "Dorvian Intelligence Service",
        "kind": "intelligence",
        "aliases": ["DIS"],
        "party": "dorvia",
    },
    {
        "id": "army",
        "name": "Dorvian military",
        "kind": "military",
        "aliases": ["Armed Forces of Dorvia"],
        "party": "dorvia",
    },
    {
        "id": "kessler",
        "name": "Anna Kessler",
        "kind": "person",
        "member_of": "dis",
        "party": "dorvia",
    },
    {"id": "brandt", "name": "Otto Brandt", "kind": "person", "member_of": "dorvia"},
    {"id": "northwire", "name": "Northwire", "kind": "news agency", "aliases": ["NW"]},
    {"id": "post", "name": "The Harbour Post", "kind": "outlet", "aliases": ["Harbour Post"]},
    {"id": "lantern", "name": "Lantern", "kind": "outlet"},
    {
        "id": "officials",
        "name": "Western officials, not named",
        "kind": "unnamed",
        "aliases": ["Western officials"],
    },
    {"id": "analysts", "name": "Analysts, not named", "kind": "unnamed", "aliases": ["analysts"]},
)
SCOPES: tuple[Row, ...] = (
    {"id": "troops", "kind": "population", "name": "Marovian troops"},
    {"id": "combat", "kind": "population", "name": "Marovian combat troops", "part_of": "troops"},
    {
        "id": "engineers",
        "kind": "population",
        "name": "Marovian engineer troops",
        "part_of": "troops",
    },
    {"id": "workers", "kind": "population", "name": "Marovian workers"},
    {"id": "dorvians", "kind": "population", "name": "Dorvian troops"},
    {"id": "dorvia", "kind": "place", "name": "Dorvia"},
    {"id": "marovia", "kind": "place", "name": "Marovia"},
    {"id": "both", "kind": "place", "name": "Tarn and Brez oblasts", "part_of": "dorvia"},
    {"id": "tarn", "kind": "place", "name": "Tarn Oblast", "part_of": "both"},
    {"id": "brez", "kind": "place", "name": "Brez Oblast", "part_of": "both"},
    {"id": "front", "kind": "place", "name": "The front line"},
)


def measure(id: str, unit: str, basis: str, *cues: str, of: str | None = None) -> Row:
    return {
        "id": id,
        "name": id,
        "unit": unit,
        "basis": basis,
        "cues": list(cues),
        "part_of": of,
        "since": "2031-03" if basis == "cumulative" else None,
    }


MEASURES = (
    measure("casualties", "persons", "cumulative", "casualties", "losses", of="sent"),
    measure("killed", "persons", "cumulative", "killed", "dead", "died", of="casualties"),
    measure("wounded", "persons", "cumulative", "wounded", "injured", of="casualties"),
    measure("sent", "persons", "cumulative", "sent", "deployed", "dispatched"),
    measure("present", "persons", "stock", "stationed", "remain"),
    measure("returned", "persons", "cumulative", "returned", of="sent"),
    measure("daily", "persons a day", "flow", "casualties", "lost"),
    measure("others-killed", "persons", "cumulative", "killed"),
    measure("coffins", "coffins", "flow", "coffins"),
    measure("ground", "square kilometres", "cumulative", "seized", "captured"),
    measure("ground-held", "square kilometres", "stock", "hold", "under control"),
    measure("regained", "percent", "share", "regained control", "retaken"),
    measure("shells", "rounds", "cumulative", "shells", "munitions"),
    measure("absence", "weeks", "stock", "not seen", "for weeks"),
    measure("value", "US dollars", "cumulative", "worth of arms"),
    measure("event-date", "day", "date"),
)
PAGE = "2032-05-20"  # a Thursday


def tables() -> dict[str, dict[str, Row]]:
    """The decoded tables of the dossier: names, measures and one source, no claims."""
    rows_of: dict[str, tuple[Row, ...]] = {
        "meta": (
            {
                "title": "A war",
                "summary": "What was said about Marovian troops in an invented war.",
                "schema_version": 1,
                "dataset_version": "1",
                "preset": "default",
                "licence": "CC0-1.0",
            },
        ),
        "agents": AGENTS,
        "scopes": SCOPES,
        "sources": (
            {
                "id": "post-1",
                "publisher": "post",
                "title": "War",
                "published": PAGE,
                "published_basis": "stated",
                "kind": "report",
                "language": "en",
            },
        ),
        "events": (),
        "measures": MEASURES,
        "claims": (),
        "identities": (),
    }
    return {
        name: {str(number): row for number, row in enumerate(rows, 1)}
        for name, rows in rows_of.items()
    }


@lru_cache(maxsize=1)
def dossier() -> Dossier:
    """The dossier of these tables."""
    return Dossier.from_data(tables())


def dossier_with(table: str, more: Iterable[Row]) -> Dossier:
    """The dossier with more rows of a table."""
    data = tables()
    for number, row in enumerate(more, len(data[table]) + 1):
        data[table][str(number)] = row
    return Dossier.from_data(data)


def proposed(
    *paragraphs: str, published: str | None = PAGE, of: Dossier | None = None
) -> list[Proposal]:
    """What is proposed for paragraphs of The Harbour Post, by the dossier or another."""
    return propose(of or dossier(), paragraphs, publisher="post", published=published)


def only(*paragraphs: str, published: str | None = PAGE) -> Proposal:
    """The one proposal for paragraphs that have one figure."""
    found = proposed(*paragraphs, published=published)
    assert len(found) == 1, [(each.figure.written, each.measure) for each in found]
    return found[0]
