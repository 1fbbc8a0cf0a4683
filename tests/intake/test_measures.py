"""Which measure, population and place a figure is given."""

from __future__ import annotations

import pytest

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.language import again, figures
from kursk_tui.intake.language.agents import Agents
from kursk_tui.intake.language.measures import Measures
from kursk_tui.intake.language.scopes import Scopes
from kursk_tui.intake.language.whereabouts import people
from kursk_tui.model.records import Measure, Scope
from tests.intake.world import only, proposed, tables


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("About 400 Marovian soldiers were killed.", "killed"),
        ("The battle killed 400 soldiers.", "killed"),
        ("The death toll of the soldiers is 400.", "killed"),
        ("There were 400 deaths among the soldiers.", "killed"),
        ("Some 400 soldiers have been killed or wounded.", "casualties"),
        ("Marovia suffered 400 casualties.", "casualties"),
        ("Marovian losses exceeded 400.", "casualties"),
        ("Marovia has sent 400 soldiers.", "sent"),
        ("Up to 400 soldiers were deployed to Tarn Oblast.", "sent"),
        ("A contingent of 400 soldiers is on its way.", "sent"),
        ("Some 400 soldiers are stationed in Tarn.", "present"),
        ("Some 400 soldiers are now in Tarn.", "present"),
        ("Some 400 soldiers are currently deployed in Tarn.", "present"),
        ("As few as 400 remain at the front.", "present"),
        ("Some 400 soldiers have gone home.", "returned"),
        ("Of those, 400 soldiers came back and returned home.", "returned"),
        ("About 400 soldiers deployed to Tarn have been killed.", "killed"),
        ("The army lost 40 soldiers a day.", "daily"),
        ("They counted six coffins.", "coffins"),
        ("They seized some 900 square kilometers of land.", "ground"),
        ("They held about 900 square kilometers.", "ground-held"),
        ("They regained control of 64% of the land.", "regained"),
        ("It shipped 2 million rounds of munitions.", "shells"),
        ("The soldiers were not seen at the front for weeks.", "absence"),
        ("They delivered $3 billion worth of arms.", "value"),
        ("Some 400 soldiers sang.", None),
        ("The number of Marovian soldiers in Tarn fell to 400.", "present"),
        ("The number of soldiers in Tarn rose to 400.", "present"),
        ("The number of dead soldiers fell to 400.", "killed"),
        ("The bodies of 400 Marovian soldiers came back.", "killed"),
        ("Some 400 soldiers fell.", "killed"),
        ("Some 400 soldiers fell ill.", None),
        ("Some 400 wounded soldiers have been sent home.", "returned"),
        ("Some 400 dead soldiers were counted.", "killed"),
        ("Some 400 soldiers went missing.", None),
        ("Some 400 soldiers are there.", "present"),
        ("Marovia withdrew 400 soldiers from the front.", None),
        ("The combined deployments amount to 400 soldiers.", "sent"),
        ("In two deployments, about 400 troops went to Dorvia.", "sent"),
        ("Marovia sent 400 soldiers in two rounds.", "sent"),
        ("The unit, 400 strong, was sent to Tarn.", "sent"),
        ("There are 400 Marovian troops now in Tarn.", "present"),
        ("Marovia has some 400 troops in Tarn.", "present"),
        ("About 400 soldiers continue to fight at the front.", "present"),
        ("Some 400 labourers work on sites near the front.", "present"),
        ("Marovia wants 400 soldiers in uniform.", None),
        ("Some 400 injured Marovian soldiers were repatriated.", "returned"),
        ("The army lost 40 soldiers in just a week.", "casualties"),
        ("The shelling killed a shepherd, and 400 soldiers were treated.", "wounded"),
        ("The shelling killed a shepherd; of that town 400 soldiers were vaccinated.", None),
        ("The losses have come to 400 men, including the wounded.", "casualties"),
        # What became of ground: what the dossier has no measure for is of none.
        ("They lost control of 900 square kilometers.", None),
        ("They lost 900 square kilometers.", None),
        ("They regained 900 square kilometers.", None),
        ("They have control over 900 square kilometers.", "ground-held"),
        ("They took control of 900 square kilometers.", "ground"),
        ("They conquered 900 square kilometers.", "ground"),
    ],
)
def test_measures(text: str, measure: str | None) -> None:
    assert only(text).measure == measure


def measure_of(text: str, *rows: tuple[str, str, tuple[str, ...]], own: bool = True) -> str | None:
    """What the first figure of a text is in a dossier with these measures alone."""
    told = Measures([Measure(id, id, unit, "cumulative", cues=cues) for id, unit, cues in rows])
    found = figures.figures(text, (0, len(text)), told.units, (), told.nouns)
    choice = told.choose(text, told.cues(text, 0, len(text)), found, 0, own=own)
    return choice.measure if choice else None


def test_a_cue_of_the_dossier_says_more_than_a_word_of_a_family() -> None:
    sent, entries = ("sent", "persons", ("sent",)), ("entries", "persons", ("entered",))
    for rows in ((sent, entries), (entries, sent)):
        assert measure_of("About 400 citizens entered the country.", *rows) == "entries"
        assert measure_of("About 400 citizens were shipped there.", *rows) == rows[0][0]
        both = "The ship arrived with 400 citizens who had entered it."
        assert measure_of(both, *rows) == "entries"
    assert measure_of("About 400 citizens entered it.", entries, sent, own=False) == "entries"


def test_a_cue_with_of_is_told_without_it_too() -> None:
    crowd = ("attendance", "persons", ("crowd of", "marched"))
    text = "They put the crowd between 900 and 1,200 people."
    assert measure_of(text, crowd) == "attendance"
    told = Measures([Measure("attendance", "", "persons", "cumulative", cues=crowd[2])])
    text = "Tens of thousands more marched, and thousands more took to the streets of that crowd."
    found = figures.figures(text, (0, len(text)), [], is_told=lambda: True)
    assert [each.figure.written for each in found] == ["Tens of thousands", "thousands"]
    assert told.nouns == frozenset()


def test_what_was_done_to_a_noun_that_is_itself_a_cue() -> None:
    contacts = ("contacts", "persons", ("contacts",))
    dead = ("deaths", "persons", ("died", "fallen"))
    text = "Some 400 contacts had been traced of those who had fallen sick."
    assert measure_of(text, contacts, dead) == "contacts"


def test_ground_that_only_one_measure_counts_is_not_any_ground() -> None:
    held = ("held", "square kilometres", ("under control",))
    assert measure_of("They hold 900 square kilometres.", held) == "held"
    assert measure_of("It spans 900 square kilometres.", held) == "held"
    for verb in ("seized", "lost", "regained", "ceded"):
        assert measure_of(f"They {verb} 900 square kilometres.", held) is None
    lost = ("lost", "square kilometres", ("lost ground",))
    assert measure_of("They ceded 900 square kilometres.", held, lost) == "lost"


def test_each_figure_of_a_sentence_has_its_own() -> None:
    found = proposed("At least 400 soldiers were killed and another 900 wounded.")
    assert [(each.figure.low, each.measure) for each in found] == [
        (400, "killed"),
        (900, "wounded"),
    ]


def test_one_more_of_a_list_is_of_what_the_one_before_it_is() -> None:
    found = proposed("They sent 500 officers, 200 engineers and 700 men to the front in spring.")
    assert [each.measure for each in found] == ["sent"] * 3
    for text, is_listed in (
        ("They sent 500 officers and 200 engineers to the front.", True),
        ("They sent 500 officers, and 200 engineers sang.", False),
        ("They sent 500 officers who had led 200 engineers.", False),
        ("They sent 500 officers; and 200 engineers.", False),
    ):
        span = (0, len(text))
        first, second = figures.figures(text, span, [])
        assert again.listed(text, span, first, second) is is_listed


def test_a_whole_and_its_part() -> None:
    found = proposed("About 90 of the 4,000 soldiers sent to Tarn were killed.")
    assert [(each.figure.low, each.measure) for each in found] == [(90, "killed"), (4000, "sent")]


@pytest.mark.parametrize(
    "text",
    [
        "They suffered 900 casualties, two-thirds of whom were killed.",
        "They suffered 900 casualties. Two-thirds of them were killed.",
        "Of the 900 soldiers deployed, two-thirds were killed.",
    ],
)
def test_a_share_has_the_measure_of_its_result(text: str) -> None:
    whole, share = proposed(text)
    assert whole.figure.low == 900
    assert (share.measure, share.of, share.figure.low) == ("killed", 0, 66.6667)


def test_a_share_of_a_whole_that_stands_behind_it() -> None:
    share, whole = proposed("Half of the 900 soldiers were killed.")
    assert (share.of, share.measure) == (1, "killed")
    assert whole.figure.low == 900


def test_a_share_told_in_one_word() -> None:
    _, share = proposed("They suffered 900 casualties, two-thirds fatal.")
    assert (share.measure, share.of, share.figure.low) == ("killed", 0, 66.6667)


def test_a_share_of_troops_is_none_of_the_dead() -> None:
    found = proposed("Some 900 soldiers were killed. They lost a third of all the troops there.")
    assert [(each.figure.low, each.of) for each in found] == [(900, None), (33.3333, None)]


def test_a_share_without_its_whole_is_asked_about() -> None:
    found = only("They suffered nearly 40% casualties.")
    assert (found.figure.written, found.measure, found.of) == ("nearly 40%", None, None)


@pytest.mark.parametrize(
    "text",
    [
        "The toll may reach 50 thousand people.",
        "They fought over several hundred square kilometres.",
        "It means thousands of Marovian soldiers.",
    ],
)
def test_what_no_measure_counts_is_asked_about(text: str) -> None:
    assert only(text).measure in (None, "killed")


def test_a_share_of_nothing_that_is_measured_is_not_proposed() -> None:
    assert proposed("Prices rose by 9%, and half of the shops closed.") == []


@pytest.mark.parametrize(
    ("text", "population"),
    [
        ("Some 400 Marovian troops were killed.", "troops"),
        ("Some 400 soldiers were killed.", "troops"),
        ("Some 400 Marovians were killed.", "troops"),
        ("Some 400 combat troops were killed.", "combat"),
        ("Some 400 fighters were killed.", "combat"),
        ("Some 400 Marovian sappers were killed.", "engineers"),
        ("Some 400 Marovian workers were killed.", "workers"),
        ("Some 400 Dorvian soldiers were killed.", "dorvians"),
        ("Dorvian forces said nothing; 400 of their soldiers were killed.", "dorvians"),
        ("Some 400 Ostian soldiers were killed.", None),
        # Another people or body: by its name, by whose army it is, by what it does.
        ("Some 400 villagers were killed.", None),
        ("Some 400 Taliban fighters were killed.", None),
        ("Some 400 Storm Corps soldiers were killed.", "troops"),
        ("Some 400 Iraqis were killed.", None),
        ("Dorvia has about 400 soldiers at the front.", "dorvians"),
        ("It said Dorvia lost 400 soldiers.", "dorvians"),
        ("In winter, Ostia lost 400 soldiers.", None),
        ("Marovia lost 400 soldiers.", "troops"),
        ("Dorvia said on Monday that 400 of its soldiers had died.", "dorvians"),
        ("Over 400 Soldiers Killed, Wounded In Tarn", "troops"),
        ("Marovia said 400 of its workers had died.", "workers"),
        ("Kuwait said that 400 of its soldiers had died.", None),
        ("Soldiers who fight against Dorvia have suffered 400 casualties.", "troops"),
        ("They came to help Dorvian forces, and 400 were killed.", "troops"),
        ("The raid killed 400 Dorvian and Marovian soldiers.", None),
        ("They seized 900 square kilometers.", None),
    ],
)
def test_populations(text: str, population: str | None) -> None:
    assert only(text).scope.population == population


@pytest.mark.parametrize(
    "text",
    [
        "It sent 25,000 Marovian workers, of whom 5,000 came in May.",
        "It sent 25,000 Marovian workers, and 5,000 of them came in May.",
        "It sent 25,000 Marovian workers and another 5,000 in May.",
    ],
)
def test_a_part_of_those_before_is_of_their_population(text: str) -> None:
    assert [each.scope.population for each in proposed(text)] == ["workers", "workers"]


def test_whom_the_sentence_named_is_meant_where_the_dossier_is_about_nobody() -> None:
    data = tables()
    data["meta"]["1"]["summary"] = "What was said."
    of = Dossier.from_data(data)
    told = {
        "Some 70 Dorvian soldiers were killed, and 400 soldiers were injured.": "dorvians",
        "Some 70 Dorvian soldiers were killed, and 400 civilians were injured.": None,
        "The Marovian army lost 400 killed.": "troops",
        "Some 400 were killed.": None,
    }
    for text, population in told.items():
        assert proposed(text, of=of)[-1].scope.population == population, text


def population_of(text: str, names: tuple[str, ...], *, about: str) -> str | None:
    """The population of the first figure in a dossier with these populations, by its name."""
    told = Scopes([Scope(name, "population", name) for name in names], about)
    found = figures.figures(text, (0, len(text)), [])
    return people(told, Agents([]), text, (0, len(text)), found[0]).population


@pytest.mark.parametrize(
    ("text", "population"),
    [
        ("Some 400 Ostian soldiers were killed.", "Ostian soldiers"),
        ("Some 400 soldiers were killed.", None),
        ("Some 400 people were killed.", None),
        ("Some 400 were killed.", None),
        ("Some 400 children were killed.", "Children"),
        ("Some 400 people on the ferry were killed.", None),
        ("Some 400 people of the ferry were killed.", "People on the ferry"),
        ("Some 400 Ostian and Ruthenian soldiers were killed.", "Ostian and Ruthenian soldiers"),
    ],
)
def test_no_population_by_default_where_the_dossier_is_about_none(
    text: str, population: str | None
) -> None:
    names = (
        "Civilians",
        "Children",
        "People on the ferry",
        "Ostian soldiers",
        "Ostian and Ruthenian soldiers",
    )
    assert population_of(text, names, about="The sinking off Ostia") == population


@pytest.mark.parametrize(
    ("about", "population"),
    [
        ("Ostian soldiers in Tarn", "Ostian soldiers"),
        ("The Ostians in Tarn", "Ostian soldiers"),
        ("The war in Tarn. What is said of Ostian losses.", "Ostian soldiers"),
        ("The stampede of Tarn", None),
        ("The war between Ostia and Ruthenia", None),
        ("Losses of the Ostian and the Ruthenian army", None),
        ("Ruthenian soldiers in Tarn", None),
    ],
)
def test_nobody_named_is_whom_title_or_summary_names(about: str, population: str | None) -> None:
    names = ("Civilians", "Ostian soldiers", "Ruthenian soldiers")
    assert population_of("Some 400 were killed.", names, about=about) == population
    assert population_of("Some 400 civilians fell.", names, about=about) == "Civilians"
    assert population_of("Some 400 tourists fell.", names, about=about) is None


def test_another_nation_has_the_measure_of_the_others() -> None:
    assert only("Some 400 Dorvian soldiers were killed.").measure == "others-killed"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Some 400 soldiers were sent to Dorvia's Tarn Oblast.", "tarn"),
        ("Some 400 soldiers were sent to the Tarn region.", "tarn"),
        ("Some 400 soldiers were sent to Tarn and Brez oblasts.", "both"),
        ("Some 400 soldiers were sent to Dorvia.", "dorvia"),
        ("Dorvia counted 400 dead soldiers.", None),
        ("Some 400 soldiers remain at the front line.", "front"),
        ("Some 400 soldiers were killed in Dorvia's war in Dorvia.", None),
        ("Some 400 soldiers returned to Marovia.", None),
        ("Fighting goes on in Tarn Oblast; 400 soldiers returned home.", None),
        ("They fought in Tarn Oblast. Another 400 soldiers were killed.", "tarn"),
        ("They fought in Tarn Oblast. In the region, 400 soldiers were killed.", "tarn"),
        ("They went to Tarn Oblast. Some 400 soldiers are there.", "tarn"),
        ("They went to Tarn Oblast. There are 400 dead soldiers.", None),
        ("Tarn Oblast borders Brez Oblast. In this region, 400 soldiers were killed.", "tarn"),
        ("They went to the front line. In the oblast, 400 soldiers were killed.", None),
        ("Some 400 soldiers remain in the region of the lakes.", None),
        ("Some 400 front-line soldiers were killed.", None),
        ("Some 400 frontline soldiers were killed.", None),
        ("Some 400 soldiers returned from the front.", None),
        ("Some 400 soldiers were killed on Dorvian soil.", "dorvia"),
        ("Some 400 soldiers were killed on Marovian soil.", None),
        ("Losses in Tarn Oblast reached 400 soldiers.", "tarn"),
        ("Some 400 soldiers were killed in a bid to take Tarn Oblast.", None),
        ("Marovia plans to send 400 soldiers to Tarn Oblast.", "tarn"),
        ("Some 400 soldiers were killed in the fighting in Tarn.", "tarn"),
        ("Marovia suffered 400 casualties in fighting in Dorvia.", "dorvia"),
        ("In its war in Dorvia it lost 400 soldiers.", None),
        ("They killed 400 soldiers in three weeks in Tarn.", "tarn"),
    ],
)
def test_places(text: str, place: str | None) -> None:
    assert only(text).scope.place == place


@pytest.mark.parametrize(
    ("reference", "place"),
    [("the Dorvian region", "tarn"), ("the region", "tarn"), ("the Ostian village", None)],
)
def test_a_region_named_some_paragraphs_before(reference: str, place: str | None) -> None:
    found = proposed(
        "They fought in Tarn Oblast.", "Rain fell.", f"Some 400 soldiers remain in {reference}."
    )
    assert [each.scope.place for each in found] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "The number of deaths in Tarn is 350 and for Brez it is 200.",
        "In Tarn 350 soldiers died and in Brez 200.",
        "Some 350 soldiers died in Tarn and 200 in Brez.",
    ],
)
def test_each_of_two_figures_has_its_own_place(text: str) -> None:
    assert [each.scope.place for each in proposed(text)] == ["tarn", "brez"]


def test_a_title_tells_where_its_number_is() -> None:
    found = proposed(
        "Marovia sends 900 soldiers to Tarn",
        "Rain fell.",
        "The DIS said about 900 soldiers were sent, and 70 soldiers were killed.",
    )
    assert [each.scope.place for each in found] == ["tarn", "tarn", None]


def test_killed_and_wounded_with_a_number_between_are_two_counts() -> None:
    found = proposed("Of the 9,000 soldiers deployed, 2,000 have been wounded and 600 killed.")
    assert [each.measure for each in found] == ["sent", "wounded", "killed"]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Another 300 followed in May.", "sent"),
        ("This brings the total to 7,300.", "sent"),
        ("The figure rose to 7,300 in May.", "sent"),
        ("300 of them died in Tarn.", "killed"),
        ("Another 300 soldiers sang.", None),
    ],
)
def test_a_sentence_that_goes_on_with_a_count(text: str, measure: str | None) -> None:
    found = proposed(f"Marovia has sent 7,000 soldiers. {text}")
    assert [each.measure for each in found] == ["sent", measure]


@pytest.mark.parametrize(
    "text", ["Another 300 followed in May.", "The figure rose to 300.", "Another 300 sang."]
)
def test_what_goes_on_with_no_count_is_not_proposed(text: str) -> None:
    assert proposed(f"Rain fell. {text}") == []


def test_a_number_of_which_two_things_are_said() -> None:
    first, second = proposed("About 400 soldiers who returned in April may be sent back to Tarn.")
    assert first.figure == second.figure
    assert (first.measure, first.as_of, first.scope.place) == ("returned", "2032-04", None)
    assert (second.measure, second.as_of, second.scope.place) == ("sent", None, "tarn")
    assert (first.modality, second.modality) == ("asserted", "possible")


@pytest.mark.parametrize(
    "text",
    [
        "About 400 soldiers who trained in April were killed.",
        "About 400 soldiers who were killed and buried in April returned.",
        "About 400 soldiers deployed to Tarn have been killed.",
    ],
)
def test_a_number_of_which_one_thing_is_said(text: str) -> None:
    assert only(text).figure.low == 400


def test_a_unit_behind_a_number_tells_whom_it_counts() -> None:
    found = proposed("Some 900 soldiers and 80 from engineer units remain in Tarn.")
    assert [each.scope.population for each in found] == ["troops", "engineers"]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Marovia is preparing for a third deployment of 400 soldiers.", "expected"),
        ("Marovia plans another deployment of 400 soldiers.", "expected"),
        ("Marovia wants to send 400 soldiers.", "expected"),
        ("Some 400 soldiers are due to arrive.", "expected"),
        ("Due to the frost 400 soldiers died.", "asserted"),
        ("Marovia has 400 troops at the front and plans to send more.", "asserted"),
        ("Marovia sent 400 soldiers, and it will send more.", "asserted"),
        ("Marovia lost 400 soldiers, saying more could die.", "asserted"),
        ("Some 400 dead soldiers are more than expected.", "asserted"),
        ("Some 400 soldiers and 90 workers will be sent.", "expected"),
        ("Some 400 soldiers feared dead", "possible"),
        ("Dorvia has no information about plans to send 400 soldiers.", "denied"),
    ],
)
def test_how_a_count_is_put(text: str, modality: str) -> None:
    assert proposed(text)[0].modality == modality
