"""Which measure, population and place a figure is given."""

from __future__ import annotations

import pytest

from tests.intake.world import only, proposed


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
    ],
)
def test_measures(text: str, measure: str | None) -> None:
    assert only(text).measure == measure


def test_each_figure_of_a_sentence_has_its_own() -> None:
    found = proposed("At least 400 soldiers were killed and another 900 wounded.")
    assert [(each.figure.low, each.measure) for each in found] == [
        (400, "killed"),
        (900, "wounded"),
    ]


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
        ("They seized 900 square kilometers.", None),
    ],
)
def test_populations(text: str, population: str | None) -> None:
    assert only(text).scope.population == population


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
