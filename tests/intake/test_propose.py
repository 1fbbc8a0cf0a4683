"""Whole proposals: what a curator gets for a text, and what no text may do."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_tui.intake.language.plain import word_set
from kursk_tui.intake.language.proposals import Proposal
from kursk_tui.intake.language.propose import propose
from kursk_tui.model import dates
from kursk_tui.model.figures import shape_problem
from kursk_tui.model.records import ClaimScope, Figure
from kursk_tui.model.vocabulary import HEDGES, LINEAGES, MODALITIES
from tests.intake.world import PAGE, dossier, only, proposed

REPORT = (
    "Marovia sends 900 more soldiers, Dorvian intelligence says",
    "By Jo Reed May 20, 2032 7:06 AM 2 min read",
    "Marovian soldiers parade in Sel on May 1, 2032 (Photo: Northwire)",
    "Marovia has sent about 900 more soldiers to Dorvia\u2019s Tarn Oblast, an official from"
    " the Dorvian Intelligence Service (DIS) told Lantern on May 19.",
    "The Harbour Post could not verify the claims.",
    "Up to 5,000 Marovian troops were deployed to Tarn Oblast last fall to help hold off an attack"
    " that began in August 2031.",
    "Otto Brandt said on May 14 that Marovian troops have suffered 2,000\u00a0casualties,"
    " two-thirds of whom have been killed. The DIS put the figure at no fewer than 700 dead and"
    " another 1,600 wounded.",
    "The troops may be reinforced by between 200 and 300 engineers this year, analysts believe.",
)


def test_a_report() -> None:
    found = proposed(*REPORT)
    told = [
        (each.paragraph, each.figure.written, each.measure, each.attribution, each.lineage)
        for each in found
    ]
    assert told == [
        (1, "900", "sent", ("lantern", "dis"), "full"),
        (4, "about 900", "sent", ("lantern", "dis"), "full"),
        (6, "Up to 5,000", "sent", (), "unknown"),
        (7, "2,000", "casualties", ("brandt",), "full"),
        (7, "two-thirds", "killed", ("brandt",), "full"),
        (7, "no fewer than 700", "killed", ("lantern", "dis"), "full"),
        (7, "1,600", "wounded", ("lantern", "dis"), "full"),
        (8, "between 200 and 300", "sent", ("analysts",), "partial"),
    ]
    assert found[4].of == 3


def test_a_proposal_in_full() -> None:
    text = "As many as 400 Marovian sappers may be sent to Tarn this year, Kessler told Lantern."
    proposal = only(text)
    assert proposal._replace(because=()) == Proposal(
        paragraph=1,
        start=0,
        end=14,
        sentence=(0, len(text)),
        figure=Figure("As many as 400", None, 400, "up_to"),
        measure="sent",
        scope=ClaimScope("engineers", "tarn", "2032"),
        attribution=("lantern", "kessler"),
        lineage="full",
        as_of=None,
        as_of_basis=None,
        modality="possible",
        likelihood="may be",
        of=None,
        unknown_names=(),
        because=(),
    )
    assert {each.field: each.words for each in proposal.because} == {
        "figure": "400",
        "hedge": "As many as",
        "measure": "sent",
        "population": "sappers",
        "place": "Tarn",
        "attribution": "Kessler told",
        "within": "this year",
        "modality": "may be",
        "likelihood": "may be",
    }


@pytest.mark.parametrize(
    ("text", "modality", "likelihood"),
    [
        ("Some 400 soldiers were killed.", "asserted", None),
        ("Some 400 soldiers are believed to have been killed.", "asserted", "believed"),
        ("It is highly likely that 400 soldiers were killed.", "asserted", "highly likely"),
        ("Another 400 soldiers are expected to be sent.", "expected", "expected"),
        ("Another 400 soldiers will be sent.", "expected", None),
        ("Another 400 soldiers could be sent.", "possible", "could be"),
        ("Another 400 soldiers might be sent.", "possible", "might be"),
        ("In May 400 soldiers were killed.", "asserted", None),
        ("Kastel denied reports that 400 soldiers were killed.", "denied", None),
        ("Brandt denied that 400 soldiers were killed.", "denied", None),
        ("Some 400 soldiers were killed, and more may come.", "asserted", None),
    ],
)
def test_modality(text: str, modality: str, likelihood: str | None) -> None:
    proposal = only(text)
    assert (proposal.modality, proposal.likelihood) == (modality, likelihood)


def test_written_is_as_printed_in_the_raw_paragraph() -> None:
    text = "\u201cAbout 4\u202f000 soldiers\u201d were killed."
    proposal = only(text)
    assert proposal.figure.written == "About 4\u202f000" == text[proposal.start : proposal.end]
    assert proposal.figure.low == 4000


def test_a_title_printed_twice_is_proposed_once() -> None:
    title = "Marovia sends 900 soldiers to the front"
    found = proposed(title, f"Harbour Post {title}", "Rain fell.")
    assert [each.paragraph for each in found] == [1]


def test_few_persons_that_nothing_measures_are_left_out() -> None:
    assert proposed("Two soldiers sang. Some 2 million people watched.") == []


def test_without_publisher_and_date() -> None:
    found = propose(dossier(), ["The Harbour Post said on Monday 400 soldiers died."])
    assert [each.attribution for each in found] == [("post",)]


def test_nothing_in_nothing_out() -> None:
    assert proposed() == []
    assert proposed("", " ", "\n") == []


def check(paragraphs: list[str], found: list[Proposal]) -> None:
    """What holds of any proposal for any text."""
    places = [(each.paragraph, each.start) for each in found]
    assert places == sorted(places)
    world = dossier()
    for each in found:
        raw = paragraphs[each.paragraph - 1]
        assert raw[each.start : each.end] == each.figure.written
        assert each.sentence[0] <= each.start < each.end <= each.sentence[1]
        assert each.figure.hedge in HEDGES
        assert shape_problem(each.figure) is None
        assert each.measure is None or each.measure in world.measures
        assert each.scope.population is None or each.scope.population in world.scopes
        assert each.scope.place is None or each.scope.place in world.scopes
        for agent in each.attribution:
            assert agent in world.agents or re.fullmatch(r"\+[^,()+]+ \([a-z ]+\)", agent)
        assert "post" not in each.attribution
        assert each.lineage in LINEAGES
        assert each.modality in MODALITIES
        assert (each.as_of is None) == (each.as_of_basis is None)
        assert each.as_of is None or dates.is_valid(each.as_of)
        assert each.of is None or 0 <= each.of < len(found)
        for because in each.because:
            assert raw[because.start : because.end] == because.words
            assert because.words


WORDS = sorted(
    word_set(
        "4,000 about at least up to between and 10 to 20 soldiers troops killed wounded sent"
        " Marovian Dorvian DIS said Kessler told Lantern that according citing Northwire in Tarn"
        " Oblast since May 2031 Monday two-thirds of whom the . , ; may expected for weeks $3"
        " million % He Another [1] shells square kilometers ( ) last year officials : half first"
        " 19-year-old \u201c \u201d \u2013"
    )
)


@settings(max_examples=150)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), max_size=4))
def test_any_words_give_sound_proposals(paragraphs: list[str]) -> None:
    check(paragraphs, proposed(*paragraphs))


@given(st.lists(st.text(), max_size=3))
def test_any_text_gives_sound_proposals(paragraphs: list[str]) -> None:
    check(paragraphs, proposed(*paragraphs))


@pytest.mark.parametrize(
    "unit", ["a", " ", "1", "!", "\u201c", "-", "of the ", "Dorvia Sel ", "(("]
)
def test_a_line_four_times_as_long_takes_about_four_times_as_long(unit: str) -> None:
    def cost(length: int) -> float:
        line = unit * (length // len(unit))
        start = process_time()
        assert proposed(line) == []
        return process_time() - start

    # The square of the length would take sixteen times as long.
    assert cost(250_000) < 10 * max(cost(62_500), 0.01)


@pytest.mark.parametrize(
    "unit",
    [
        "400 soldiers and ",
        "Kessler said 400 soldiers died ",
        "1 to 2 ",
        "said that the DIS, citing ",
        "Of these, 300 died in the region there. ",
        "who returned may be sent back to Tarn 400 soldiers ",
        "12 ",
    ],
)
def test_a_line_full_of_figures(unit: str) -> None:
    line = unit * (60_000 // len(unit))
    check([line], proposed(line))


def test_published_far_away() -> None:
    for published in ("0001-01-01", "9998-12-31", "2032/..", "../2032"):
        check(list(REPORT), proposed(*REPORT, published=published))


def test_the_dossiers_claims_play_no_part() -> None:
    class Blind:
        """A dossier that has no claims to look at."""

        def __init__(self) -> None:
            world = dossier()
            self.agents, self.scopes, self.measures = world.agents, world.scopes, world.measures
            self.events, self.meta = world.events, world.meta

    blind = propose(Blind(), REPORT, publisher="post", published=PAGE)  # type: ignore[arg-type]
    assert blind == proposed(*REPORT)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Marovia is set to send another 4,000 soldiers.", "expected"),
        ("Marovia is sending another 4,000 soldiers.", "expected"),
        ("Marovia is now deploying 4,000 soldiers.", "expected"),
        ("Marovia had agreed to provide 4,000 soldiers.", "expected"),
        ("Marovia To Send 4,000 More Soldiers", "expected"),
        ("Marovia to deploy 4,000 soldiers at the front", "expected"),
        ("Kessler: Marovia ready to send 4,000 soldiers", "expected"),
        ("Marovia promised 4,000 soldiers and sent them.", "expected"),
        ("It used two ships to send 4,000 soldiers.", "asserted"),
        ("It promised aid, and 4,000 soldiers are stationed in Tarn.", "asserted"),
        ("Marovia is sending aid, and 4,000 soldiers are stationed in Tarn.", "asserted"),
        ("The dead would not be less than 200 soldiers.", "asserted"),
        ("The dead could not be fewer than 200 soldiers.", "asserted"),
        ("The dead would be 200 soldiers.", "expected"),
        ("Villagers hold that not less than 200 soldiers perished.", "asserted"),
    ],
)
def test_what_is_to_come_and_what_cannot_be_less(text: str, modality: str) -> None:
    assert only(text).modality == modality


def test_what_a_pair_of_dashes_holds_parts_no_verb_from_its_figures() -> None:
    text = "It had agreed to send 400 sappers — men who clear mines — and 900 workers to Tarn."
    assert [each.modality for each in proposed(text)] == ["expected", "expected"]
    text = "It may lose 400 men - the army has 900 killed - and more."
    assert [each.modality for each in proposed(text)] == ["possible", "asserted"]
