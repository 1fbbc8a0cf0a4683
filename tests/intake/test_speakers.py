"""Chains of attribution: who said it, who passed it on, and how much of the way is known."""

from __future__ import annotations

import pytest

from tests.intake.world import only, proposed

CHAINS: list[tuple[str, tuple[str, ...], str]] = [
    ("The DIS said 400 soldiers were killed.", ("dis",), "full"),
    ("Some 400 soldiers were killed, the DIS said.", ("dis",), "full"),
    ("Some 400 soldiers were killed, according to the DIS.", ("dis",), "full"),
    ("According to the DIS, 400 soldiers were killed.", ("dis",), "full"),
    ("\u201cWe count 400 dead soldiers,\u201d said Otto Brandt.", ("brandt",), "full"),
    ("Dorvia's military said 400 soldiers were killed.", ("army",), "full"),
    ("Dorvian intelligence says 400 soldiers were killed.", ("dis",), "full"),
    ("Kastel says 400 soldiers were killed.", ("dorvia",), "full"),
    ("DIS: 400 soldiers were killed", ("dis",), "full"),
    ("Some 400 soldiers were killed – DIS", ("dis",), "full"),
    ("The DIS's estimate of 400 dead soldiers stands.", ("dis",), "full"),
    ("A DIS official said 400 soldiers were killed.", ("dis",), "full"),
    ("A spokesman for the DIS said 400 soldiers were killed.", ("dis",), "full"),
    ("DIS chief Anna Kessler said 400 soldiers were killed.", ("kessler",), "full"),
    (
        "Anna Kessler, deputy chief of the Dorvian Intelligence Service, told Lantern that 400"
        " soldiers were killed.",
        ("lantern", "kessler"),
        "full",
    ),
    ("An official from the DIS told Northwire 400 soldiers died.", ("northwire", "dis"), "full"),
    (
        "Some 400 soldiers were killed, Kessler told Lantern on Monday.",
        ("lantern", "kessler"),
        "full",
    ),
    ("Northwire, citing the DIS, said 400 soldiers were killed.", ("northwire", "dis"), "full"),
    ("Northwire reported that the DIS said 400 soldiers died.", ("northwire", "dis"), "full"),
    ("The DIS said 400 soldiers died, Northwire reported.", ("northwire", "dis"), "full"),
    (
        "Some 400 soldiers died, Northwire reported on Monday, citing the DIS.",
        ("northwire", "dis"),
        "full",
    ),
    ("Northwire reported that 400 soldiers were killed.", ("northwire",), "partial"),
    ("Western officials said 400 soldiers were killed.", ("officials",), "partial"),
    ("Analysts believe that 400 soldiers were killed.", ("analysts",), "partial"),
    ("A diplomat said 400 soldiers were killed.", (), "partial"),
    ("The Harbour Post counted 400 dead soldiers.", (), "full"),
    ("Some 400 soldiers were killed.", (), "unknown"),
    ("Some 400 soldiers were killed [3].", (), "unknown"),
    ("The soldiers sent to Dorvia, he said, lost 400 men.", (), "partial"),
]


@pytest.mark.parametrize(("text", "chain", "lineage"), CHAINS)
def test_chains(text: str, chain: tuple[str, ...], lineage: str) -> None:
    proposal = only(text)
    assert (proposal.attribution, proposal.lineage) == (chain, lineage)


def test_two_speakers_of_one_sentence_have_each_their_own() -> None:
    found = proposed("Brandt said 400 soldiers died, while the DIS said 900 soldiers died.")
    assert [each.attribution for each in found] == [("brandt",), ("dis",)]


def test_a_pronoun_carries_the_chain_on() -> None:
    found = proposed(
        "Kessler told Lantern that 400 soldiers died.", "She said 900 soldiers were wounded."
    )
    assert found[1].attribution == ("lantern", "kessler")


def test_the_report_is_the_one_told_before() -> None:
    found = proposed(
        "Northwire reported, citing the DIS, that 400 soldiers died.",
        "The report said 900 soldiers were wounded.",
    )
    assert found[1].attribution == ("northwire", "dis")


def test_a_chain_told_once_holds_for_its_origin() -> None:
    found = proposed(
        "Kessler told Lantern that 400 soldiers died.",
        "Rain fell.",
        "Kessler noted that 900 soldiers were wounded.",
        "Dorvian intelligence says 70 soldiers returned.",
    )
    assert [each.attribution for each in found[1:]] == [("lantern", "kessler")] * 2


def test_a_dated_utterance_is_another_report() -> None:
    found = proposed(
        "Kessler told Lantern that 400 soldiers died.",
        "On Jan. 3 Kessler said 300 soldiers had died.",
    )
    assert found[1].attribution == ("kessler",)


def test_a_sentence_goes_on_with_the_report_of_its_paragraph() -> None:
    found = proposed("The DIS said 400 soldiers died. Another 900 soldiers were wounded.")
    assert found[1].attribution == ("dis",)


def test_of_a_new_paragraph_that_names_nobody_no_origin_is_recorded() -> None:
    found = proposed("The DIS said 400 soldiers died.", "Up to 900 soldiers were deployed.")
    assert (found[1].attribution, found[1].lineage) == ((), "unknown")


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("The DIS said 400 soldiers died.", "Some 900 soldiers were wounded [3]."),
        ("The DIS said 400 soldiers died. Some 900 soldiers were wounded [3].",),
    ],
)
def test_what_has_a_reference_of_its_own_goes_on_with_no_account(
    paragraphs: tuple[str, ...],
) -> None:
    found = proposed(*paragraphs)
    assert (found[1].attribution, found[1].lineage) == ((), "unknown")


def test_a_title_takes_the_chain_of_what_it_sums_up() -> None:
    found = proposed("400 soldiers killed", "The DIS said about 400 soldiers were killed.")
    assert found[0].attribution == ("dis",)


def test_a_title_that_says_more_has_no_origin() -> None:
    found = proposed("Marovia sends 400 soldiers", "The DIS said 400 soldiers were killed.")
    assert (found[0].attribution, found[0].lineage) == ((), "unknown")


def test_a_way_told_in_a_sentence_about_reports() -> None:
    found = proposed(
        "Northwire relies on Lantern's reporting, which in turn cited the DIS.",
        "Dorvian intelligence says 400 soldiers died.",
    )
    assert found[0].attribution == ("northwire", "lantern", "dis")


def test_names_of_nobody_known_are_told() -> None:
    proposal = only("Ivo Stark said 400 soldiers were killed.")
    assert (proposal.attribution, proposal.lineage) == (("+Ivo Stark (person)",), "full")
    proposal = only("DIS spokesman Ivo Stark said 400 soldiers were killed.")
    assert (proposal.attribution, proposal.unknown_names) == (("dis",), ("Ivo Stark",))


@pytest.mark.parametrize(
    "text",
    [
        "Of these, 300 were killed in Tarn Oblast.",
        "In addition, 60 soldiers were wounded.",
        "Some 900 soldiers were reported to have returned.",
        "Some 900 soldiers were wounded.",
        "The service also said 900 soldiers returned.",
        "It added that 900 soldiers returned.",
        "According to the assessment, 900 soldiers returned.",
    ],
)
def test_a_paragraph_that_goes_on_with_an_account(text: str) -> None:
    found = proposed("The DIS said 400 soldiers died.", text)
    assert found[1].attribution == ("dis",)


@pytest.mark.parametrize(
    "text",
    [
        "Some 900 soldiers returned.",
        "Some 900 soldiers were killed last fall.",
        "Some 900 soldiers were killed in 2031.",
        "Dorvia has lost 900 soldiers.",
    ],
)
def test_a_paragraph_in_which_nobody_is_named(text: str) -> None:
    found = proposed("The DIS said 400 soldiers died.", text)
    assert (found[1].attribution, found[1].lineage) == ((), "unknown")


def test_what_the_paper_itself_counted_is_its_own() -> None:
    text = "The Harbour Post counted 900 dead soldiers."
    found = proposed("The DIS said 400 soldiers died.", text)
    assert (found[1].attribution, found[1].lineage) == ((), "full")


def test_an_account_goes_on_over_paragraphs_of_the_same_subject() -> None:
    account = (
        "According to the DIS, about 9,000 soldiers are stationed in Tarn.",
        "The soldiers fire at border villages.",
        "About 2,000 soldiers came home last month.",
    )
    assert [each.attribution for each in proposed(*account)] == [("dis",)] * 2
    apart = (account[0], "Kastel built a road.", account[2])
    assert [each.attribution for each in proposed(*apart)] == [("dis",), ()]


@pytest.mark.parametrize("source", ["media reports", "report says", "officials say"])
def test_a_title_with_a_source_in_general_takes_the_chain_of_the_text(source: str) -> None:
    found = proposed(
        f"400 soldiers killed in Tarn, {source}",
        "Northwire, citing the DIS, said about 400 soldiers were killed.",
    )
    assert found[0].attribution == ("northwire", "dis")


def test_a_sentence_of_somebody_in_general_keeps_its_own_chain() -> None:
    found = proposed("Officials say 400 soldiers died.", "The DIS said 400 soldiers died.")
    assert (found[0].attribution, found[0].lineage) == ((), "partial")
