"""Abbreviations, spelled out for whoever does not know them."""

from __future__ import annotations

from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.words.records import abbreviations, spelled_out


def test_those_in_a_text_are_spelled_out_in_its_order() -> None:
    dossier = Dossier.open(default_path())
    assert abbreviations(dossier, "HUR against NIS, then NIS; ROK JCS") == [
        ("HUR", "Defence Intelligence of Ukraine"),
        ("NIS", "National Intelligence Service, South Korea"),
        ("ROK JCS", "Joint Chiefs of Staff of South Korea"),
    ]
    # No part of a word, and no name that is whole as it stands.
    assert abbreviations(dossier, "JANIS, NISA and Zelensky, DENIS") == []
    assert abbreviations(dossier, "") == []


def test_a_state_is_not_named_twice() -> None:
    agents = Dossier.open(default_path()).agents
    assert spelled_out(Dossier.open(default_path()), agents["hur"]).count("Ukraine") == 1
