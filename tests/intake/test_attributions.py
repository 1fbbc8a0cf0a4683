"""Who is told to say it: counts, statements, lists, titles, datelines and names of several words.

All on invented sentences, read where nobody is known.
"""

from __future__ import annotations

import pytest

from tests.intake.test_origins import found, origin
from tests.intake.world import proposed

FULL: list[tuple[list[str], str]] = [
    # whose count it is
    (["The Water Office's count stands at 400 dead people."], "+Water Office (government)"),
    (["The Water Office's latest count is 400 dead people."], "+Water Office (government)"),
    (["By the Water Office's count, 400 people died."], "+Water Office (government)"),
    (["Some 400 people died, by the count of the Water Office."], "+Water Office (government)"),
    (["Figures from the Water Office show that 400 people died."], "+Water Office (government)"),
    (["Figures compiled by Lake Watch show that 400 people died."], "+Lake Watch (ngo)"),
    (["Water office figures show that 400 people died."], "+Water office (government)"),
    (["Lake Watch's tally lists 400 dead people."], "+Lake Watch (ngo)"),
    (
        ["The Lake Union's report, released on Monday, found that 400 people died."],
        "+Lake Union (ngo)",
    ),
    (
        ["A statement issued by the Interior Office put the toll at 400 dead people."],
        "+Interior Office (government)",
    ),
    (
        ["The toll was raised to 400 dead people on Sunday by the Water Office."],
        "+Water Office (government)",
    ),
    (["Researchers at Harwick University estimate 400 people died."], "+Harwick University"),
    (["A sparse report by investigators found that 400 people died."], "+investigators"),
    # verbs and words for speaking
    (["The Tarn Fire Service spoke of 400 dead people."], "+Tarn Fire Service (government)"),
    (["Some 400 people died, as the Tarn Fire Service put it."], "+Tarn Fire Service (government)"),
    (["The Water Office has so far confirmed 400 dead people."], "+Water Office (government)"),
    (["Some 400 people died, the Tarn Fire Service said; rain fell on it."], "+Tarn Fire Service"),
    (["It drew 900 people, with Lake Watch saying 400 people died."], "+Lake Watch (ngo)"),
    (
        ["The march drew 900 people, a figure Lake Watch put at 400 dead people."],
        "+Lake Watch (ngo)",
    ),
    (["Tarn Fire Service: 400 people killed"], "+Tarn Fire Service (government)"),
    # the next sentence
    (
        ["Some 400 people died. The figure comes from the Tarn Fire Service."],
        "+Tarn Fire Service (government)",
    ),
    (
        ["Some 400 people died. The number was given by Ivo Stark, head of the fire service."],
        "+Ivo Stark (person)",
    ),
    (
        ["Some 400 people died. The Tarn Fire Service released the figure on Monday."],
        "+Tarn Fire Service (government)",
    ),
    # lists and headings
    (
        ["The Tarn Fire Service said in its report:", "- 900 soldiers returned", "- 400 died"],
        "+Tarn Fire Service (government)",
    ),
    (
        ["Ivo Stark gave these figures:", "400 people killed"],
        "+Ivo Stark (person)",
    ),
    # names of several words
    (["Doctors at St. Brid Hospital said 400 people died."], "+St. Brid Hospital (government)"),
    (["Staff at the Central Hospital said 400 people died."], "+Central Hospital (government)"),
    (["Nurses at Brez Hospital counted 400 dead people."], "+Brez Hospital (government)"),
    (["Dr. Anna Roe of St. Brid Hospital said 400 people died."], "+Anna Roe (person)"),
    (["The governor of Port of Sund said 400 people died."], "+governor of Port of Sund"),
    (
        ["The Families' Committee of Hall 4 said 400 people died."],
        "+Families' Committee of Hall 4 (ngo)",
    ),
    (
        ["According to the Families' Committee of Hall 4, 400 people died."],
        "+Families' Committee of Hall 4 (ngo)",
    ),
    (
        ["Ana Ruiz, spokeswoman for the Families' Committee of Hall 4, said 400 people died."],
        "+Ana Ruiz (person)",
    ),
    (["The head of the rescue effort, Ivo Stark, said 400 people died."], "+Ivo Stark (person)"),
    (["Anna Roe, from the Red Cross, said 400 people died."], "+Anna Roe (person)"),
    (
        ["“Some 400 people died,” Ivo Stark, interior minister of Brez, told reporters."],
        "+Ivo Stark (person)",
    ),
    (
        ["“We saw 400 dead people,” Ivo Stark, a leader of the group “Clear Lake”, said."],
        "+Ivo Stark (person)",
    ),
    (
        ["“We saw 400 dead people,” Ivo Stark, of the group “Clear Lake (“Clean Lake”), said."],
        "+Ivo Stark (person)",
    ),
    (["Commander-in-chief Ivo Stark said 400 soldiers died."], "+Ivo Stark (person)"),
    (
        ["Prime Minister Ivo Stark met survivors on Friday. He said 400 people died."],
        "+Ivo Stark (person)",
    ),
    (["The inquiry of the Lake Union, led by a judge, found that 400 people died."], "+Lake Union"),
    (["Ivo Stark - who lost his boat - said 400 people died."], "+Ivo Stark (person)"),
    (["In Brez, the mayor, Ivo Stark, said 400 people died."], "+Ivo Stark (person)"),
    (["Lt. Col. Ivo Stark said 400 people died."], "+Ivo Stark (person)"),
    (["WLO director-general Ivo Stark said 400 people died."], "+Ivo Stark (person)"),
    (["The WLO's Ivo Stark said 400 people died."], "+Ivo Stark (person)"),
    (["Brez Hospital's Anna Roe reports that 400 people died."], "+Anna Roe (person)"),
    (["Witness Anna Roe said 400 people died."], "+Anna Roe (person)"),
    (["Governor Ivo Stark's spokesman said 400 people died."], "+Ivo Stark (person)"),
    (
        ["The Office of the High Commissioner for Lake Rights said 400 people died."],
        "+Office of the High Commissioner for Lake Rights (government)",
    ),
    (
        ["The International Federation of Lake Rescue and Lake Safety Societies said 400 died."],
        "+International Federation of Lake Rescue and Lake Safety Societies (ngo)",
    ),
    (["The ministry of health said 400 people died."], "+ministry of health (government)"),
    (["Pentagon officials said 400 soldiers died."], "+Pentagon (government)"),
    (["The Brez-based Lake Watch said 400 people died."], "+Lake Watch (ngo)"),
    (["According to Northwire's correspondent, 400 people died."], "+Northwire (ngo)"),
    (["As detailed by Lake Watch, 400 people died."], "+Lake Watch (ngo)"),
    (["Lake Watch fears that 400 people died."], "+Lake Watch (ngo)"),
    (
        ["The Brez Health Ministry said 900 died.", "According to the health ministry, 400 died."],
        "+Brez Health Ministry (government)",
    ),
    (["Police: 400 people killed in Tarn", "It rained."], "+Police (government)"),
    (["A survey published by Harwick University found 400 people died."], "+Harwick University"),
    (["The survey, carried out by Lake Watch, found 400 people died."], "+Lake Watch (ngo)"),
    (["The Brez coastguard said 400 people died."], "+Brez coastguard (military)"),
    (["Fire chief Ivo Stark: “Some 400 people died.”"], "+Ivo Stark (person)"),
    (["WLO's Ivo Stark said 400 people died."], "+Ivo Stark (person)"),
    (["Civil defence said 400 people died."], "+Civil defence (government)"),
    (["Police in neighbouring Selvia said 400 people died."], "+Police (government)"),
    (["Brez's mayor said 400 people died."], "+Brez's mayor (government)"),
    (
        ["Ivo Stark, mayor of Brez, said it rained.", "The mayor of Brez said 400 people died."],
        "+Ivo Stark (person)",
    ),
    # an outlet that counted has it from nobody else
    (["The Sund Tribune counted 400 dead people."], "+Sund Tribune (outlet)"),
    (["According to a tally by Northwire newspaper, 400 people died."], "+Northwire newspaper"),
]


@pytest.mark.parametrize(("paragraphs", "name"), FULL)
def test_whose_it_is_and_nobody_elses(paragraphs: list[str], name: str) -> None:
    told, lineage = origin(*paragraphs)
    assert (told or "").startswith(name)
    assert lineage == "full"


PARTIAL: list[tuple[str, str]] = [
    ("Officials in Rio de Lago said 400 people died.", "+Officials in Rio de Lago (unnamed)"),
    ("Rescuers in St. Brid said 400 people died.", "+Rescuers in St. Brid (unnamed)"),
    ("A diplomat in Dar es Lago told reporters that 400 people died.", "+diplomat in Dar es Lago"),
    ("The emergency services said 400 people died.", "+emergency services (unnamed)"),
    ("A hospital doctor told reporters that 400 people died.", "+hospital doctor (unnamed)"),
    ("Rights groups say 400 people died.", "+Rights groups (unnamed)"),
    (
        "According to Dorvian and Western intelligence agencies, 400 people died.",
        "+Dorvian and Western intelligence agencies (unnamed)",
    ),
    (
        "According to Dorvian, Selvian, and Western officials, 400 people died.",
        "+Dorvian Selvian and Western officials (unnamed)",
    ),
    (
        "Dorvian, Selvian and Western officials said 400 people died.",
        "+Dorvian Selvian and Western officials (unnamed)",
    ),
]


@pytest.mark.parametrize(("text", "name"), PARTIAL)
def test_a_sort_of_people_with_all_its_words(text: str, name: str) -> None:
    told, lineage = origin(text)
    assert (told or "").startswith(name)
    assert lineage == "partial"


def test_western_officials_are_not_all_who_speak_with_them() -> None:
    told = proposed("Dorvian and Western officials said 400 soldiers died.")[0]
    assert told.attribution == ("+Dorvian and Western officials (unnamed)",)


# ---- one name of several


@pytest.mark.parametrize(
    ("before", "after", "name", "lineage"),
    [
        ("Ivo Stark Boyko said 900 people died.", "Stark", "+Ivo Stark Boyko (person)", "full"),
        ("Mayor Ivo Boyko said 900 people died.", "Mayor Boyko", "+Ivo Boyko (person)", "full"),
        ("Ivo Adam Stark said 900 people died.", "Ivo Stark", "+Ivo Adam Stark (person)", "full"),
        (
            "Ivo Stark said 900 people died. Anna Stark said 70 people died.",
            "Stark",
            "+Anna Stark (person)",
            "partial",
        ),
        (
            "Ivo Stark said 900 people died. Anna Stark disagreed.",
            "Stark",
            "+Ivo Stark (person)",
            "partial",
        ),
        (
            "Kim Ro Un said 900 people died. Kim Ro Jong said 70 people died.",
            "Kim",
            "+Kim Ro Jong (person)",
            "partial",
        ),
        (
            "Kim Ro Un said 900 people died. Kim Ro Jong said 70 people died.",
            "Kim Ro Un",
            "+Kim Ro Un (person)",
            "full",
        ),
    ],
)
def test_one_name_is_whoever_has_it(before: str, after: str, name: str, lineage: str) -> None:
    assert origin(before, f"{after} said 400 people died.") == (name, lineage)
    assert origin(before, f"Some 400 people died, according to {after}.") == (name, lineage)


def test_who_has_the_surname_of_a_known_person_is_not_that_person() -> None:
    told = proposed("Anna Brandt said 400 soldiers died.")[0]
    assert told.attribution == ("+Anna Brandt (person)",)
    told = proposed(
        "Otto Brandt said 900 soldiers died. Anna Brandt was there.",
        "Brandt said 400 soldiers died.",
    )[-1]
    assert (told.attribution, told.lineage) == (("brandt",), "partial")
    told = proposed("Oto Brandt said 400 soldiers died.")[0]
    assert (told.attribution, told.lineage) == (("brandt",), "full")


def test_where_somebody_posts_passes_nothing_on() -> None:
    told = found("Mayor Ivo Stark posted on Facebook: “Some 400 people died.”")[0]
    assert told.attribution == ("+Ivo Stark (person)",)


def test_a_briefing_in_a_town_is_no_outlet() -> None:
    told = found("Ivo Stark told a briefing in Brez that 400 people died.")[0]
    assert told.attribution == ("+Ivo Stark (person)",)


# ---- two in one sentence


def test_who_puts_it_at_another_number_is_another() -> None:
    told = found("The Tarn Fire Service put the dead people at 900, rescuers at 400.")
    assert [each.attribution for each in told] == [("+Tarn Fire Service (government)",), ()]
    assert [each.lineage for each in told] == ["full", "partial"]
    told = found("The Tarn Fire Service put the dead people at 900, and Lake Watch at 400.")
    assert [each.attribution[-1] for each in told][1] == "+Lake Watch (ngo)"


def test_who_has_no_verb_may_be_another() -> None:
    told = found("The WLO estimates 900 people died; UNLO, 400 dead.")
    assert [each.lineage for each in told] == ["full", "partial"]


def test_each_according_to_is_of_the_number_before_it() -> None:
    told = found("It was between 400, according to WLO, and 900 dead soldiers, according to UNLO.")
    assert [each.attribution for each in told][-1] == ("+UNLO (ngo)",)


def test_who_ends_a_sentence_with_a_number_speaks_of_that_one() -> None:
    told = found("While the Water Office puts the dead people at 900, Lake Watch counts 400 dead.")
    assert [each.attribution for each in told] == [
        ("+Water Office (government)",),
        ("+Lake Watch (ngo)",),
    ]


def test_who_spoke_before_and_is_done_says_nothing_of_the_rest() -> None:
    told = found("Some 900 people died, Lake Watch said, and Ivo Stark said 400 people died.")
    assert told[1].attribution == ("+Ivo Stark (person)",)


def test_what_is_according_to_somebody_in_a_relative_clause() -> None:
    text = "Another 400 people died in storms that, according to Lake Watch, hit ten towns."
    assert found(text)[0].attribution == ()


def test_who_is_cited_first_is_the_origin() -> None:
    told = found("Quoting the Tarn Fire Service, Sundwire said that 400 people died.")[0]
    assert told.attribution == ("+Sundwire (outlet)", "+Tarn Fire Service (government)")


def test_what_a_flood_claims_nobody_says() -> None:
    assert origin("In 2031, a flood on Lake Sund claimed around 400 lives.") == (None, "unknown")


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ivo Stark rejected claims by Lake Watch that 400 people died.",
        "Mayor Ivo Stark rejected Lake Watch's claim that 400 people died.",
        "Mayor Ivo Stark said Lake Watch had claimed 400 people died.",
    ],
)
def test_of_a_claim_that_is_rejected_whoever_made_it_is_the_origin(text: str) -> None:
    assert found(text)[0].attribution == ("+Ivo Stark (person)", "+Lake Watch (ngo)")


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ivo Stark said reports of 400 dead people were false.",
        "Mayor Ivo Stark said he could not confirm that 400 people died.",
    ],
)
def test_what_others_report_is_not_certainly_the_speakers(text: str) -> None:
    told = found(text)[0]
    assert (told.lineage, told.hesitates) == ("partial", "it speaks of what others report")


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ivo Stark and Governor Anna Roe said 400 people died.",
        "Ivo Stark and Anna Roe said 400 people died.",
        "Brez Hospital and Lake Watch said 400 people died.",
    ],
)
def test_two_names_are_two(text: str) -> None:
    told = found(text)[0]
    assert " and " not in told.attribution[-1]
    assert told.lineage == "partial"


def test_and_inside_of_a_name_joins_it() -> None:
    for name in ("Ministry of Health and Trade", "Brez Food and Water Office"):
        assert origin(f"The {name} said 400 people died.") == (f"+{name} (government)", "full")


def test_a_step_without_a_name_is_missing() -> None:
    told = found("Local media, citing the Tarn Fire Service, reported 400 dead people.")[0]
    assert told.attribution[-1] == "+Tarn Fire Service (government)"
    assert told.lineage == "partial"


def test_what_a_participle_gives_is_the_last_number_alone() -> None:
    text = "Lake Watch says 900 people died, twice the 400 dead people given by the government."
    told = found(text)[0]
    assert (told.attribution, told.lineage) == (("+Lake Watch (ngo)",), "full")


@pytest.mark.parametrize(
    "text",
    [
        "Unconfirmed reports said 400 people died.",
        "Groups such as Lake Watch say 400 people died.",
        "The dam was old, Ivo Stark said, as searchers found 400 dead people.",
    ],
)
def test_who_is_named_for_something_else_says_nothing(text: str) -> None:
    assert origin(text)[0] is None


def test_a_title_that_names_an_office_is_of_whoever_holds_it() -> None:
    text = ("400 people killed, says mayor", "Lake Watch said 400 people were killed.")
    told = found(*text)[0]
    assert (told.lineage, told.hesitates) == ("partial", "whether it is the mayor of the title")
    told = found(text[0], "Mayor Ivo Stark said 400 people were killed.")[0]
    assert (told.attribution, told.lineage) == (("+Ivo Stark (person)",), "full")


def test_of_two_bodies_with_one_name_none_is_certain() -> None:
    before = "The Brez Health Ministry said 900 died. The Tarn Health Ministry said 70 died."
    assert origin(before, "According to the health ministry, 400 people died.")[1] == "partial"


# ---- whose word it is no longer


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("The Relief Agency counted 900 dead people.", "The mayor said 400 people died."),
        ("Lake Watch said 900 people died.", "The governor said 400 people died."),
    ],
)
def test_an_office_is_nobody_of_the_body_that_spoke_before(before: str, text: str) -> None:
    assert origin(f"{before} {text}") == (None, "partial")


@pytest.mark.parametrize(
    "text",
    [
        "Another 400 people died in Tarn.",
        "In addition, 400 people died.",
        "Some 400 people were estimated to have died.",
    ],
)
def test_in_another_paragraph_none_is_certain_to_go_on(text: str) -> None:
    told = proposed("The DIS said 900 soldiers died.", text)[-1]
    assert told.lineage == "partial"
    assert proposed(f"The DIS said 900 soldiers died. {text}")[-1].lineage == "full"


@pytest.mark.parametrize(
    ("text", "lineage"),
    [
        ("The minister said 400 people died.", "full"),
        ("The interior minister said 400 people died.", "full"),
        ("The health minister said 400 people died.", "partial"),
    ],
)
def test_an_office_is_taken_up_with_all_its_words(text: str, lineage: str) -> None:
    before = "Interior Minister Ivo Stark said 900 people died."
    assert origin(before, text) == ("+Ivo Stark (person)", lineage)


def test_what_a_speaker_says_of_itself_is_its_own() -> None:
    before = "Lake Watch said 900 people died."
    assert origin(before, "The WLO said it had recorded 400 dead people.") == ("+WLO (ngo)", "full")
    told = origin(before, "Ivo Stark told reporters he believed 400 people died.")
    assert told == ("+Ivo Stark (person)", "full")


def test_what_became_known_nobody_said() -> None:
    text = ("Ivo Stark said 900 soldiers died.", "It became known that 400 soldiers died.")
    assert origin(*text) == (None, "unknown")


def test_a_number_far_below_the_title_is_not_the_titles() -> None:
    text = (
        "Over 400 soldiers killed, says Lake Watch",
        "It rained.",
        "Boats came, Lake Watch said.",
        "The march was estimated to have over 400 soldiers killed.",
    )
    assert origin(*text)[1] != "full"


def test_a_list_ends_with_its_last_item() -> None:
    text = ("Lake Watch gave these figures:", "- 900 people died", "Rain fell and 400 people died.")
    assert origin(*text)[1] != "full"


# ---- whose text it is


@pytest.mark.parametrize(
    "begins",
    ["BREZ, May 5 (Reuters) - ", "Brez (AFP) – ", "Brez, May 5 (EFE).- ", "BREZ, May 5 (Kyodo) "],
)
def test_a_dateline_tells_whose_text_it_is(begins: str) -> None:
    told = found(f"{begins}Some 400 people died. Lake Watch said 900 people died.")
    assert [each.attribution[0].endswith("(news agency)") for each in told] == [True, True]
    assert told[0].attribution[1:] == ()
    assert (told[0].lineage, told[1].lineage) == ("partial", "full")
    assert told[1].attribution[1:] == ("+Lake Watch (ngo)",)


def test_an_agency_of_the_dossier_is_that_one() -> None:
    told = proposed("BREZ (NW) - Some 400 soldiers died.")[0]
    assert (told.attribution, told.lineage) == (("northwire",), "partial")


@pytest.mark.parametrize("text", ["Brez (WLO) - Some 400 people died.", "Some (AP) 400 died."])
def test_other_brackets_are_no_dateline(text: str) -> None:
    assert found(text)[0].attribution == ()
