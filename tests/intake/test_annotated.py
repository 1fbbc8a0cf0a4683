"""Proposals held against a reader's annotations, on invented sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from kursk_tui.model.records import Figure
from tests.benchmarks.matching import (
    Annotation,
    Tally,
    is_origin,
    places,
    same_name,
    tally,
    total,
)
from tests.intake.world import dossier, proposed

TEXT = (
    "The DIS said about 400 Marovian soldiers were killed in Tarn Oblast.",
    "Otto Brandt said 400 soldiers returned and 70 soldiers were wounded.",
)


def coded(**told: Any) -> Annotation:
    row = {
        "paragraph": 1,
        "written": "about 400",
        "low": 400,
        "high": 400,
        "hedge": "about",
        "measure": "killed",
        "origin": "dis",
        "origin_also": [],
        "whole": True,
        "as_of": None,
        "population": "troops",
        "place": "tarn",
        "modality": "asserted",
        "side": False,
    }
    return Annotation.read(row | told)


def held(*annotations: Annotation, text: Sequence[str] = TEXT[:1]) -> Tally:
    return tally(annotations, proposed(*text), text, dossier().agents, publisher="post")


def test_what_is_right_is_counted() -> None:
    found = held(coded())
    assert not found.wrong
    assert not found.missed
    assert not found.false_alarms
    assert set(found.of.values()) == {1}
    assert found.counts == found.of


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"low": 401}, "bounds"),
        ({"hedge": "nearly"}, "hedge"),
        ({"measure": "sent"}, "measure"),
        ({"as_of": "2032-05"}, "moment"),
        ({"population": None}, "population"),
        ({"place": "brez"}, "place"),
        ({"modality": "planned"}, "modality"),
    ],
)
def test_each_field_that_is_wrong_is_told(told: dict[str, Any], field: str) -> None:
    assert [wrong.field for wrong in held(coded(**told)).wrong] == [field]


def test_a_wrong_origin_with_a_full_chain_is_told_apart() -> None:
    found = held(coded(origin="army"))
    assert {wrong.field for wrong in found.wrong} == {
        "origin",
        "full of whole",
        "not wrong with full",
    }
    text = ("A diplomat said about 400 Marovian soldiers were killed in Tarn Oblast.",)
    hesitating = held(coded(origin="army", whole=False), text=text)
    assert {wrong.field for wrong in hesitating.wrong} == {"origin"}


def test_a_figure_beside_the_matter_is_neither_missed_nor_a_false_alarm() -> None:
    found = held(coded(side=True), coded(written="not there", side=True))
    assert found.of["recall"] == found.of["precision"] == 0
    assert not found.wrong
    assert held().false_alarms


def test_what_is_missed_and_what_is_too_much() -> None:
    annotation = coded(paragraph=2, written="400", hedge="none", measure="returned")
    found = held(coded(), annotation, coded(paragraph=2, written="90"), text=TEXT)
    assert [missed.written for missed in found.missed] == ["90"]
    assert [alarm.figure.written for alarm in found.false_alarms] == ["70"]
    assert found.share("recall") == pytest.approx(2 / 3)
    assert found.share("precision") == pytest.approx(2 / 3)
    both = total([found, found])
    assert both.of["recall"] == 6
    assert len(both.missed) == 2
    assert total([]).share("recall") is None


def test_the_second_of_two_that_are_written_alike_is_the_later_one() -> None:
    text = ("Of 1,400 men 400 fell, and 400 returned.",)
    alike = [coded(written="400"), coded(written="400")]
    assert places(alike, text) == [(13, 16), (27, 30)]
    assert places([coded(written="500"), coded(paragraph=9)], text) == [None, None]


def test_numbers_that_were_seen_and_not_proposed_count_apart() -> None:
    text = ("Rain fell on 12 towns.",)
    annotation = coded(written="12", measure=None)
    agents = dossier().agents
    found = tally([annotation], (), text, agents, second=[(1, 13, 15)])
    assert (found.share("recall"), found.share("with second")) == (0, 1)
    assert tally([annotation], (), text, agents).share("with second") is None


def test_names_are_one_but_for_case_accents_and_articles() -> None:
    assert same_name("+The Gáza  Ministry (government)", "gaza ministry")
    assert not same_name("Gaza Ministry", "Gaza Health Ministry")
    assert not same_name("the", "a")


def test_an_origin_by_its_name_or_one_as_good() -> None:
    agents = dossier().agents
    assert is_origin("+Ivo Stark (person)", coded(origin="+Ivo Stark"), agents)
    assert is_origin("kessler", coded(origin="+Anna Kessler"), agents)
    assert is_origin("kessler", coded(origin="dis", origin_also=["kessler"]), agents)
    assert not is_origin("kessler", coded(origin="dis"), agents)
    assert is_origin("post", coded(origin="outlet"), agents, "post")
    assert is_origin(None, coded(origin=None), agents)
    assert not is_origin("dis", coded(origin=None), agents)
    assert not is_origin(
        None, coded(origin=None, origin_also=["+Reports"])._replace(origin="dis"), agents
    )
    assert is_origin("+Reports", coded(origin=None, origin_also=["+Reports"]), agents)


def test_shares_may_be_half_a_point_apart() -> None:
    annotation = coded(written="33%", low=33, high=33, measure="regained")
    near = proposed("The DIS said 33% of Tarn Oblast was retaken.")[0]
    near = near._replace(figure=Figure("33%", 33.3, 33.3, "none"))
    found = tally([annotation], [near], ("The DIS said 33% of Tarn.",), dossier().agents)
    assert found.share("bounds") == 1
