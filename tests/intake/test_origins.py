"""Who says it, whoever has a dossier: speakers by name, references, quotations, and doubts.

The dossier of `world` has some agents; `bare` has its scopes and measures and no agent at all.
"""

from __future__ import annotations

from functools import lru_cache

import pytest

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.language.proposals import Proposal
from kursk_tui.intake.language.propose import propose
from tests.intake import world
from tests.intake.world import PAGE, only, proposed


@lru_cache(maxsize=1)
def bare() -> Dossier:
    """The dossier of the invented war, before anybody was taken into it."""
    rows = world.tables()
    rows["agents"], rows["sources"] = {}, {}
    return Dossier.from_data(rows)


def found(*paragraphs: str) -> list[Proposal]:
    """What is proposed for paragraphs where nobody is known."""
    return propose(bare(), paragraphs, published=PAGE)


def origin(*paragraphs: str) -> tuple[str | None, str]:
    """The origin of the last figure of paragraphs where nobody is known, and its lineage."""
    last = found(*paragraphs)[-1]
    return (last.attribution[-1] if last.attribution else None), last.lineage


# ---- whole noun phrases, with a kind

NAMED = [
    ("The Brez Health Ministry said 400 soldiers died.", "+Brez Health Ministry (government)"),
    ("Brez's health ministry said on Monday 400 soldiers died.", "+Brez's health ministry"),
    ("The Dorvian Red Cross reported 400 soldiers dead.", "+Dorvian Red Cross (ngo)"),
    ("Interior minister Otto Adam Brandt said 400 soldiers died.", "+Otto Adam Brandt (person)"),
    ("LTPD spokesman Ivo Stark said 400 soldiers died.", "+Ivo Stark (person)"),
    ("The head of the LTPD, Ivo Stark, stated that 400 soldiers died.", "+Ivo Stark (person)"),
    ("Its Tarn director, Anna Maria Roe, told reporters 400 soldiers died.", "+Anna Maria Roe"),
    ("President of Selvia Ivo Stark said 400 soldiers died.", "+Ivo Stark (person)"),
    (
        "Ivo Stark, a member of a group looking into war crimes, believes 400 soldiers died.",
        "+Ivo Stark (person)",
    ),
    ("Ivo Stark, 34, said 400 soldiers died.", "+Ivo Stark (person)"),
    ("Selvia's private Abendsee television reported 400 soldiers dead.", "+Abendsee television"),
    ("Some 400 soldiers died, according to the U.N. relief agency.", "+U.N. relief agency"),
    ("According to the WTO, 400 soldiers died.", "+WTO (ngo)"),
    ("A study from Harwick found that 400 soldiers died.", "+Harwick (analyst)"),
    ("Harwick's study estimates that 400 soldiers died.", "+Harwick (analyst)"),
    ("Some 400 soldiers died, according to estimates from march organizers.", "+march organizers"),
    ("A harbour ministry official said 400 soldiers died.", "+harbour ministry (government)"),
    ("A source in the General Staff said 400 soldiers died.", "+General Staff (military)"),
    ("India reported 400 soldiers dead.", "+India (state)"),
    ("Doctors Without Fear said 400 soldiers died.", "+Doctors Without Fear"),
    ("The figure of 400 dead soldiers was confirmed by the Tarn Fire Service.", "+Tarn Fire"),
    ('"We count 400 dead soldiers," said Ivo Stark, a deputy mayor.', "+Ivo Stark (person)"),
    (
        "Remarks were made by Council Secretary Ivo Stark, who mentioned 400 dead soldiers.",
        "+Ivo Stark (person)",
    ),
    (
        "Some 400 soldiers died, port head Ivo Stark was quoted by the Sund agency as saying.",
        "+Ivo Stark (person)",
    ),
    ("Tarn's rescue agency raised the death toll to 400 soldiers.", "+Tarn's rescue agency"),
    ("Ivo Stark late Monday (local time) put the number of dead soldiers at 400.", "+Ivo Stark"),
    (
        "Some 400 soldiers have died — the Tarn Fire Service told lawmakers on Monday.",
        "+Tarn Fire Service",
    ),
    (
        "Ivo Stark, spokesman of the Ministry of Water and Trade, said the toll had risen, and that"
        " 400 soldiers died.",
        "+Ivo Stark (person)",
    ),
    ("Some 400 soldiers died, according to the state agency, Sundwire.", "+Sundwire"),
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_who_no_dossier_has_is_offered_by_name(text: str, name: str) -> None:
    told, lineage = origin(text)
    assert told is not None
    assert told.startswith(name)
    agency = told.endswith(("(outlet)", "(news agency)"))
    assert lineage == ("partial" if agency else "full")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Selvian officials said 400 soldiers died.", "+Selvian officials (unnamed)"),
        ("Local residents said 400 soldiers died.", "+Local residents (unnamed)"),
        ("A monitoring group said 400 soldiers died.", "+monitoring group (unnamed)"),
        ("Some 400 soldiers died, medical sources said.", "+medical sources (unnamed)"),
    ],
)
def test_of_a_sort_of_people_no_chain_is_full(text: str, name: str) -> None:
    assert origin(text) == (name, "partial")
    assert found(text)[0].hesitates == "only the sort of the speaker is told"


@pytest.mark.parametrize(
    "text",
    [
        "The latest figures on Sunday showed that 400 soldiers died.",
        "Photos show 400 dead soldiers.",
        "Reports of soldiers say nothing, and 400 soldiers died.",
        "The number of Selvian soldiers is known, and 400 of the soldiers died.",
        "A short film said to show them was seen, and 400 soldiers died.",
        "LAKE CITY, United States – Some 400 soldiers died.",
    ],
)
def test_days_reports_and_places_are_no_speakers(text: str) -> None:
    told = found(text)[-1]
    assert told.attribution == ()
    assert told.lineage != "full"


def test_whoever_is_told_it_passes_it_on() -> None:
    told = found("Ivo Stark told the Sund Tribune that 400 soldiers died.")[0]
    assert told.attribution == ("+Sund Tribune (outlet)", "+Ivo Stark (person)")
    told = found("Ivo Stark told reporters that 400 soldiers died.")[0]
    assert told.attribution == ("+Ivo Stark (person)",)


def test_one_who_is_told_in_several_forms_is_one() -> None:
    text = (
        "Floods killed 400 soldiers: WLO",
        "Some 900 soldiers returned, the World Lake Office (WLO) said.",
        "Ivo Stark said 70 soldiers died. Stark said 60 soldiers were wounded.",
    )
    told = [each.attribution[-1] for each in found(*text)]
    assert told[:2] == ["+World Lake Office (government)"] * 2
    assert told[2:] == ["+Ivo Stark (person)"] * 2


def test_another_spelling_of_a_known_person_is_that_person() -> None:
    rows = world.tables()
    rows["agents"]["99"] = {"id": "petr", "name": "Sergey Petrovskyi", "kind": "person"}
    text = ["Sergei Petrovsky said 400 soldiers died. Petrovsky said 70 were wounded."]
    told = propose(Dossier.from_data(rows), text, published=PAGE)
    assert {each.attribution for each in told} == {("petr",)}


def test_a_name_beside_the_name_of_a_country_is_not_the_country() -> None:
    told = only("Some 400 soldiers died, according to Dorvia's Sund news agency.")
    assert told.attribution == ("+Sund news agency (news agency)",)
    assert told.lineage == "partial"


# ---- two who speak in one sentence


def test_the_outer_speaker_stands_first() -> None:
    told = found("Selvia's army said 400 soldiers died, according to Ivo Stark.")[0]
    assert told.attribution == ("+Ivo Stark (person)", "+Selvia's army (military)")
    told = found("India reported 400 soldiers dead, the World Lake Office said on Monday.")[0]
    assert told.attribution == ("+World Lake Office (government)", "+India (state)")


def test_of_two_who_speak_together_none_is_certain() -> None:
    told = found("Ivo Stark and the Tarn Fire Service said 400 soldiers died.")[0]
    assert (told.lineage, told.hesitates) == ("partial", "the speaker is not certain")
    # One person with two offices is one.
    text = (
        "Former President and the Lake Union's chief negotiator Ivo Stark said 400 soldiers died."
    )
    assert origin(text) == ("+Ivo Stark (person)", "full")


def test_a_participle_goes_on_with_its_speaker() -> None:
    told = found("Ivo Stark spoke on Monday, adding that 400 soldiers died.")[0]
    assert (told.attribution, told.lineage) == (("+Ivo Stark (person)",), "full")
    told = found(
        "The Tarn Fire Service said little, with an aide, Ivo Stark, putting the dead soldiers at"
        " 400."
    )[0]
    assert told.lineage == "partial"


# ---- references backwards

STARK = "Ivo Stark said 900 soldiers returned."
ROE = "Anna Roe met the press."


@pytest.mark.parametrize(
    ("before", "text", "name", "lineage"),
    [
        (STARK, "He said 400 soldiers died.", "+Ivo Stark (person)", "full"),
        # The sentence before was about somebody else.
        (f"{STARK} {ROE}", "She said 400 soldiers died.", "+Anna Roe (person)", "full"),
        (
            "The Tarn Fire Service said 900 soldiers returned.",
            "It said 400 soldiers died.",
            "+Tarn Fire Service (government)",
            "full",
        ),
        (
            "The Brez Health Ministry said 900 soldiers returned.",
            "The ministry said 400 soldiers died.",
            "+Brez Health Ministry (government)",
            "full",
        ),
        (
            "The Brez Health Ministry said 900 soldiers returned.",
            "The Selvian Health Ministry said 400 soldiers died.",
            "+Selvian Health Ministry (government)",
            "full",
        ),
        (
            "Lake Union officials said 900 soldiers returned.",
            "The officials said 400 soldiers died.",
            "+Lake Union (ngo)",
            "full",
        ),
        (
            "A spokesman for the Tarn army said 900 soldiers returned.",
            "The spokesman said 400 soldiers died.",
            "+Tarn army (military)",
            "full",
        ),
    ],
)
def test_a_reference_takes_up_the_one_that_fits(
    before: str, text: str, name: str, lineage: str
) -> None:
    assert origin(before, text) == (name, lineage)


def test_where_two_fit_it_hesitates() -> None:
    two = (
        "The Brez Health Ministry said 900 soldiers returned, and the Tarn Water Ministry said 70"
        " soldiers returned."
    )
    told = found(two, "The ministry said 400 soldiers died.")[-1]
    assert told.lineage == "partial"
    assert told.hesitates is not None
    assert "Brez Health Ministry" in told.hesitates
    assert "Tarn Water Ministry" in told.hesitates


def test_a_ministry_nobody_named_is_nobody() -> None:
    told = found(STARK, "The ministry said 400 soldiers died.")[-1]
    assert (told.attribution, told.lineage) == ((), "partial")
    assert told.hesitates is not None
    assert "ministry" in told.hesitates


def test_an_office_that_nobody_is_said_to_hold_hesitates() -> None:
    told = found(STARK, "The mayor said 400 soldiers died.")[-1]
    assert (told.attribution, told.lineage) == (("+Ivo Stark (person)",), "partial")
    text = "Ivo Stark, the mayor of Brez, said 900 soldiers returned."
    assert origin(text, "The mayor said 400 soldiers died.") == ("+Ivo Stark (person)", "full")


def test_the_one_agent_of_a_dossier_with_such_a_name_may_be_meant() -> None:
    told = only("The service said 400 soldiers died.")
    assert (told.attribution, told.lineage) == (("dis",), "partial")
    assert told.hesitates == "“the service” is not named in full"


def test_a_pronoun_that_may_be_another_hesitates() -> None:
    told = proposed(
        "Brandt said 900 soldiers returned to Otto Brandt and Anna Kessler. He said 400 died."
    )[-1]
    assert (told.attribution, told.lineage) == (("brandt",), "partial")
    assert told.hesitates == "“he” may be Otto Brandt or Anna Kessler"


def test_it_is_the_body_that_the_sentence_before_was_about_and_hesitates() -> None:
    before = "The DIS said 900 soldiers returned."
    read_on_air = "Northwire has read on air the names of 300 soldiers. It now speaks of 400 dead."
    told = proposed(before, read_on_air)[-1]
    assert (told.attribution, told.lineage) == (("northwire",), "partial")
    assert told.hesitates == "“it” may be Northwire or Dorvian Intelligence Service"
    told = proposed(f"{before} It also said 400 soldiers died.")[-1]
    assert (told.attribution, told.lineage) == (("dis",), "full")


def test_a_spokesman_may_speak_for_whoever_spoke_before_in_the_paragraph() -> None:
    before = "The DIS said 900 soldiers returned."
    told = proposed(f"{before} A spokesman said 400 soldiers died.")[-1]
    assert (told.attribution, told.lineage) == (("dis",), "partial")
    assert told.hesitates == "whose spokesman it is"
    for text in (
        [before, "A spokesman said 400 soldiers died."],
        [f"{before} A spokesman for the Lake Union said 400 soldiers died."],
    ):
        assert proposed(*text)[-1].attribution != ("dis",)


@pytest.mark.parametrize(
    ("before", "text", "lineage"),
    [
        ("The DIS held a briefing.", "Ivo Stark, a lawmaker, said 400 soldiers died.", "partial"),
        ("", "Ivo Stark, a lawmaker, told of it by the DIS, said 400 soldiers died.", "partial"),
        ("The DIS held a briefing.", "Ivo Stark, a farmer, said 400 soldiers died.", "full"),
        ("It rained.", "Ivo Stark, a lawmaker, said 400 soldiers died.", "full"),
    ],
)
def test_a_lawmaker_may_pass_on_what_a_service_told_them(
    before: str, text: str, lineage: str
) -> None:
    told = proposed(*filter(None, (before, text)))[-1]
    assert told.lineage == lineage
    if lineage == "partial":
        assert told.hesitates == "whether it is what Dorvian Intelligence Service told them"


# ---- quotations and what a later sentence tells


def test_a_quotation_goes_over_sentences() -> None:
    text = "“We lost 400 soldiers. Another 70 soldiers were wounded,” Ivo Stark said."
    assert [each.attribution for each in found(text)] == [("+Ivo Stark (person)",)] * 2
    assert {each.lineage for each in found(text)} == {"full"}


def test_a_quotation_behind_its_speaker() -> None:
    text = "“It rained,” Ivo Stark said. “We lost 400 soldiers.”"
    assert origin(text) == ("+Ivo Stark (person)", "full")


def test_a_speaker_before_a_quotation_of_somebody_else() -> None:
    text = (
        "In Brez, where the Lake Union already warned in May that fighting had killed 900 soldiers,"
        " “a further 400 soldiers have died,” Ivo Stark said."
    )
    assert origin(text) == ("+Ivo Stark (person)", "full")
    assert found(text)[-1].attribution == ("+Ivo Stark (person)",)


def test_an_open_quotation_goes_over_paragraphs() -> None:
    told = found("Ivo Stark said: “We lost 400 soldiers.", "“Another 70 soldiers were wounded.”")
    assert [(each.attribution, each.lineage) for each in told] == [
        (("+Ivo Stark (person)",), "full")
    ] * 2


def test_what_a_quotation_says_of_we_is_its_speakers() -> None:
    text = "“We estimate that 400 soldiers died,” Ivo Stark said."
    assert origin(text) == ("+Ivo Stark (person)", "full")


def test_in_a_quotation_of_nobody_the_paper_does_not_speak() -> None:
    told = proposed("“The Harbour Post counted 400 dead soldiers.")[0]
    assert (told.attribution, told.lineage) == ((), "partial")
    assert told.hesitates == "a quotation of nobody who is named"


@pytest.mark.parametrize(
    "after",
    [
        "This was stated by Ivo Stark in his address.",
        "That is what Ivo Stark said.",
        "This was announced on Monday by Ivo Stark.",
        "Ivo Stark announced this on Monday.",
    ],
)
def test_the_next_sentence_may_tell_who_said_it(after: str) -> None:
    assert origin(f"Some 400 soldiers died. {after}") == ("+Ivo Stark (person)", "full")
    assert origin("Some 400 soldiers died.", after) == ("+Ivo Stark (person)", "full")


def test_speech_between_dashes_is_of_whoever_ends_it() -> None:
    text = "We lost 400 soldiers. We count the others, and they are many – Ivo Stark said."
    assert origin(text) == ("+Ivo Stark (person)", "full")
    text = "Some 400 soldiers died. The others are many – Ivo Stark said."
    assert origin(text) == ("+Ivo Stark (person)", "partial")


# ---- what is not certain


def test_a_sentence_that_names_nobody_only_may_go_on() -> None:
    told = proposed("The DIS said 400 soldiers died. Some 900 soldiers were wounded in Tarn.")[1]
    assert (told.attribution, told.lineage) == (("dis",), "partial")
    assert told.hesitates == "its sentence names nobody; it may go on with the speaker before"


def test_a_sentence_that_takes_up_the_one_before_goes_on() -> None:
    told = proposed("The DIS said 400 soldiers died. Another 900 soldiers were wounded.")[1]
    assert (told.attribution, told.lineage) == (("dis",), "full")


def test_a_number_told_elsewhere_is_not_certainly_the_same() -> None:
    filler = [f"The DIS said {n}0 soldiers returned." for n in range(11, 16)]
    told = proposed(*filler, "Up to 400 soldiers died.", "The DIS said 400 soldiers died.")
    assert (told[5].attribution, told[5].lineage) == (("dis",), "partial")
    assert told[5].hesitates == "its sentence names nobody; another one tells the same number"


def test_a_lead_that_repeats_the_title_is_its_speakers() -> None:
    told = proposed("400 soldiers killed, says DIS", "Some 400 soldiers were killed in Tarn.")
    assert [(each.attribution, each.lineage) for each in told] == [(("dis",), "full")] * 2


def test_what_is_full_hesitates_on_nothing() -> None:
    texts = [text for text, _ in NAMED]
    for each in found(*texts):
        assert each.lineage != "full" or each.hesitates is None
