"""What another program answers: only what stands in the text becomes a proposal."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.intake.documents.reading import Article, read_bytes
from kursk_tui.intake.language.propose import propose
from kursk_tui.intake.proposers import answers
from kursk_tui.intake.proposers.answers import Answered
from kursk_tui.intake.proposers.settling import settled
from kursk_tui.store.errors import DossierError
from tests.intake import world

TEXT = (
    "What is known of the fighting in Tarn",
    "The harbour master of Brez told Northwire on Monday that at least 2,300 Marovian soldiers"
    " had been killed since March, and 2,300 more were missing.",
    "Between 400 and 600 engineers may be sent next month, Anna Kessler said.",
)
GOOD: dict[str, Any] = {"paragraph": 2, "written": "2,300", "measure": "killed"}


def read(*given: object, published: str | None = world.PAGE) -> Answered:
    ours = propose(world.dossier(), TEXT, publisher="post", published=published)
    return answers.read(
        world.dossier(), TEXT, list(given), "helper", ours=ours, published=published
    )


def refused(*given: object) -> dict[str, int]:
    answered = read(*given)
    assert answered.proposals == ()
    return dict(answered.refused)


def test_bounds_and_hedge_are_read_by_our_own_rules() -> None:
    (proposal,) = read({**GOOD, "low": 9, "high": 9, "hedge": "exact"}).proposals
    figure = proposal.figure
    assert (figure.written, figure.low, figure.high) == ("at least 2,300", 2300, None)
    assert figure.hedge == "at_least"
    assert TEXT[1][proposal.start : proposal.end] == figure.written
    assert (proposal.measure, proposal.proposer) == ("killed", "helper")


def test_a_part_of_a_range_is_the_whole_range() -> None:
    (proposal,) = read({"paragraph": 3, "written": "600 engineers", "measure": "sent"}).proposals
    assert (proposal.figure.low, proposal.figure.high) == (400, 600)
    assert proposal.modality == "possible"


def test_an_invented_figure_is_refused_and_counted() -> None:
    assert refused({**GOOD, "written": "at least 2,301"}) == {answers.NOT_WRITTEN: 1}
    assert refused({**GOOD, "written": "300"}) == {answers.NOT_WRITTEN: 1}
    assert refused({**GOOD, "written": "at most 2,300"}) == {answers.NOT_WRITTEN: 1}
    assert refused({**GOOD, "paragraph": 3}) == {answers.NOT_WRITTEN: 1}


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("2,300", answers.SHAPE),
        ({"written": "2,300"}, answers.SHAPE),
        ({**GOOD, "paragraph": True}, answers.SHAPE),
        ({**GOOD, "paragraph": "2"}, answers.SHAPE),
        ({**GOOD, "written": ""}, answers.SHAPE),
        ({**GOOD, "written": 2300}, answers.SHAPE),
        ({**GOOD, "speaker": ["him"]}, answers.SHAPE),
        ({**GOOD, "speaker": "x" * 400}, answers.SHAPE),
        ({**GOOD, "paragraph": 0}, answers.NO_PARAGRAPH),
        ({**GOOD, "paragraph": 9}, answers.NO_PARAGRAPH),
        ({**GOOD, "written": "soldiers"}, answers.NO_FIGURE),
        ({**GOOD, "written": TEXT[1]}, answers.NO_FIGURE),
        ({**GOOD, "speaker": "the harbour-master"}, answers.NO_SPEAKER),
        ({**GOOD, "as_of": "in April"}, answers.NO_TIME),
        ({**GOOD, "population": "Brezians"}, answers.NO_POPULATION),
    ],
)
def test_what_is_refused_has_its_reason(answer: object, reason: str) -> None:
    assert refused(answer) == {reason: 1}


def test_one_phrase_that_stands_twice_is_proposed_twice_and_no_more() -> None:
    answered = read(GOOD, GOOD, GOOD)
    assert [proposal.start for proposal in answered.proposals] == sorted(
        {proposal.start for proposal in answered.proposals}
    )
    assert len(answered.proposals) == 2
    assert answered.refused == {answers.TWICE: 1}


def test_an_unknown_measure_is_left_empty_and_counted() -> None:
    answered = read({**GOOD, "measure": "fallen in battle"})
    assert (answered.proposals[0].measure, answered.unmeasured) == (None, 1)


def test_a_measure_may_be_named_in_any_case() -> None:
    assert read({**GOOD, "measure": "Killed"}).proposals[0].measure == "killed"


def test_a_speaker_is_never_whole_by_a_program_s_word() -> None:
    (proposal,) = read({**GOOD, "speaker": "The harbour master of Brez"}).proposals
    assert (proposal.attribution, proposal.lineage) == ((), "partial")
    assert proposal.unknown_names == ("The harbour master of Brez",)
    spoken = {"paragraph": 3, "written": "400", "measure": "sent", "speaker": "Anna Kessler"}
    (agreed,) = read(spoken).proposals
    assert (agreed.attribution, agreed.lineage) == (("kessler",), "full")
    (other,) = read({**GOOD, "speaker": "Northwire"}).proposals
    assert (other.attribution, other.lineage) == (("northwire",), "partial")


def test_words_of_time_are_read_from_the_page() -> None:
    (proposal,) = read({**GOOD, "as_of": "Monday"}).proposals
    assert (proposal.as_of, proposal.as_of_basis) == ("2032-05-17", "stated")


def test_a_population_is_one_of_the_dossier_or_words_that_are_shown() -> None:
    (known,) = read({**GOOD, "population": "dorvian TROOPS"}).proposals
    assert known.scope.population == "dorvians"
    (shown,) = read({**GOOD, "population": "Marovian soldiers"}).proposals
    assert ("population", "Marovian soldiers") in [(r.field, r.words) for r in shown.because]


def test_what_the_rules_see_and_it_does_not_is_counted() -> None:
    assert read(GOOD).missed == len(propose(world.dossier(), TEXT, publisher="post")) - 1
    assert read().missed == len(propose(world.dossier(), TEXT, publisher="post"))


def test_the_day_of_the_page_settles_what_was_open() -> None:
    (proposal,) = read({**GOOD, "as_of": "Monday"}, published=None).proposals
    assert proposal.as_of is None
    (after,) = settled(world.dossier(), TEXT, [proposal], publisher="post", published=world.PAGE)
    assert (after.as_of, after.proposer) == ("2032-05-17", "helper")


def test_the_publisher_stands_in_no_chain() -> None:
    (proposal,) = read({**GOOD, "speaker": "Northwire"}).proposals
    (after,) = settled(
        world.dossier(), TEXT, [proposal], publisher="northwire", published=world.PAGE
    )
    assert (after.attribution, after.lineage) == ((), "partial")


def article() -> Article:
    return read_bytes("\n".join(TEXT).encode(), name="t.txt")


def test_the_request_has_the_paragraphs_and_what_the_dossier_counts() -> None:
    given = json.loads(answers.request(world.dossier(), article(), world.PAGE))
    assert given["paragraphs"][1] == {"paragraph": 2, "text": TEXT[1]}
    assert {"id": "killed", "name": "killed", "unit": "persons", "basis": "cumulative"} in (
        given["measures"]
    )
    assert {"id": "troops", "name": "Marovian troops"} in given["populations"]
    assert given["published"] == world.PAGE


@pytest.mark.parametrize(
    "answer", [b"", b"no JSON", b"{}", b"7", b'{"proposals": 3}', b"[" * 99_999, b"\xff"]
)
def test_rubbish_is_no_answer(answer: bytes) -> None:
    with pytest.raises(DossierError, match="does not answer"):
        answers.decoded(answer, "helper")


def test_a_proposer_may_say_its_name() -> None:
    assert answers.decoded(b'{"proposer": " a\\nb ", "proposals": []}', "x") == ("a b", [])
    assert answers.decoded(b"[]", "x") == ("x", [])
    name, _ = answers.decoded(json.dumps({"proposer": "y" * 99, "proposals": []}).encode(), "x")
    assert len(name) == answers.LONGEST_NAME


_values = st.none() | st.booleans() | st.integers(-3, 9) | st.sampled_from(TEXT[1].split())
_answers = st.dictionaries(
    st.sampled_from(("paragraph", "written", "measure", "speaker", "as_of", "population")),
    _values | st.lists(_values, max_size=2),
)


@given(st.lists(_answers | _values, max_size=4))
def test_any_answer_is_taken_or_counted(given: list[object]) -> None:
    answered = read(*given)
    assert len(answered.proposals) + sum(answered.refused.values()) == len(given)
    for proposal in answered.proposals:
        written = TEXT[proposal.paragraph - 1][proposal.start : proposal.end]
        assert written == proposal.figure.written
