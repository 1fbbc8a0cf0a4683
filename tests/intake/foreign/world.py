"""The invented war, with names in other scripts and more that is counted."""

from __future__ import annotations

from functools import lru_cache

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.language.proposals import Proposal
from kursk_tui.intake.language.texts import propose
from tests.intake.world import Row, measure, tables

ALIASES = {
    "marovia": [
        "Маровія",
        "Маровия",
        "마로비아",
        "Marowien",
        "Marovie",
        "Marowia",
        "ماروفيا",
        "МРВ",
        "Північна Селія",
    ],
    "dorvia": ["Дорвія", "Дорвия", "도르비아", "Dorwien"],
    "dis": ["ДРС", "도르정보원", "多里情报局", "ドル情報庁", "استخبارات دورفيا", "DIS"],
    "kessler": ["Кесслер", "케슬러", "凯斯勒", "ケスラー"],
    "northwire": ["Норсвайр", "노스와이어"],
}
MEASURES = (
    measure("missing", "persons", "stock", "missing"),
    measure("captured", "persons", "cumulative", "captured", "taken prisoner"),
    measure("displaced", "persons", "stock", "displaced", "homeless"),
    measure("evacuated", "persons", "cumulative", "evacuated"),
    measure("attended", "persons", "cumulative", "attended", "demonstrators"),
    measure("houses-lost", "buildings", "cumulative", "buildings destroyed"),
    measure("houses-hit", "buildings", "cumulative", "buildings damaged"),
    measure("lost-at-sea", "persons", "cumulative", "dead or missing"),
)


@lru_cache(maxsize=1)
def dossier() -> Dossier:
    """The dossier of the invented war with these."""
    data = tables()
    for agent in data["agents"].values():
        agent["aliases"] = list(
            dict.fromkeys([*agent.get("aliases", []), *ALIASES.get(agent["id"], [])])
        )
    rows: dict[str, Row] = data["measures"]
    for number, row in enumerate(MEASURES, len(rows) + 1):
        rows[str(number)] = row
    return Dossier.from_data(data)


def proposed(language: str, *paragraphs: str) -> list[Proposal]:
    """What is proposed for paragraphs in a language."""
    return propose(dossier(), paragraphs, language=language, publisher="post")


def told(language: str, *paragraphs: str) -> list[tuple[str, str | None]]:
    """The phrase and the measure of each figure that is proposed."""
    return [(each.figure.written, each.measure) for each in proposed(language, *paragraphs)]
