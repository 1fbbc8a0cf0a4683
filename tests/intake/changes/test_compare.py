"""A text against a newer one: what matters is told, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.changes.align import align
from kursk_tui.intake.changes.compare import Change, Compared, compare
from kursk_tui.model import locators
from tests.intake import world

TITLE = "What is known of the fighting in Tarn"
KILLED = "The Dorvian Intelligence Service said at least 2,300 Marovian soldiers had been killed."
SENT = "Up to 11,700 Marovian troops were sent to Dorvia, Anna Kessler said on Monday."
TAIL = "The harbour stayed closed through the night, and nobody could say for how long."
OLD = (TITLE, KILLED, SENT, TAIL)


def claim(number: int, paragraph: str, at: int, measure: str, figure: dict[str, Any]) -> world.Row:
    return {
        "id": f"post-1.{number}",
        "source": "post-1",
        "statement": f"Invented statement {number}.",
        "lineage": "full",
        "modality": "asserted",
        "attribution": ["dis" if measure == "killed" else "kessler"],
        "measure": measure,
        "figure": figure,
        "locator": {"paragraph": at, "sha256": locators.fingerprint(paragraph)},
    }


def tables(*, reading: str = "full") -> dict[str, dict[str, world.Row]]:
    tables = world.tables()
    source = tables["sources"]["1"]
    source["text"] = {"sha256": locators.text_fingerprint(OLD), "paragraphs": len(OLD)}
    source["reading"] = reading
    killed = {"written": "at least 2,300", "low": 2300, "high": None, "hedge": "at_least"}
    sent = {"written": "Up to 11,700", "low": None, "high": 11700, "hedge": "up_to"}
    tables["claims"] = {
        "1": claim(1, KILLED, 2, "killed", killed),
        "2": claim(2, SENT, 3, "sent", sent),
    }
    return tables


def dossier(*, reading: str = "full") -> Dossier:
    return Dossier.from_data(tables(reading=reading))


def compared(*new: str, old: tuple[str, ...] | None = OLD, reading: str = "full") -> Compared:
    held = dossier(reading=reading)
    return compare(held, held.sources["post-1"], old, new)


def told(*new: str, old: tuple[str, ...] | None = OLD) -> list[tuple[str, str, str]]:
    return [(c.kind, c.was, c.now) for c in compared(*new, old=old).changes]


def only(*new: str, old: tuple[str, ...] | None = OLD) -> Change:
    (change,) = compared(*new, old=old).changes
    return change


both = pytest.mark.parametrize("old", [OLD, None], ids=["old text", "claims alone"])


@both
def test_the_same_text_has_no_changes(old: tuple[str, ...] | None) -> None:
    assert told(*OLD, old=old) == []


@both
def test_a_dropped_hedge_is_told_with_both_wordings(old: tuple[str, ...] | None) -> None:
    change = only(TITLE, KILLED.replace("at least ", ""), SENT, TAIL, old=old)
    assert (change.kind, change.was, change.now) == ("hedge-dropped", "at least 2,300", "2,300")
    assert (change.claims, change.measure) == (("post-1.1",), "killed")
    assert (change.paragraph, change.now_paragraph) == (2, 2)
    assert change.now_sentence == KILLED.replace("at least ", "")


def test_without_the_old_text_there_is_no_old_sentence() -> None:
    assert only(TITLE, KILLED.replace("at least ", ""), SENT, old=None).was_sentence == ""
    assert only(TITLE, KILLED, old=None).was_sentence == ""


def test_a_claim_whose_paragraph_stands_there_is_not_compared() -> None:
    """Its figure may be one that no rule reads, and its speaker named elsewhere."""
    data = tables()
    data["claims"]["1"]["attribution"] = ["brandt"]
    data["claims"]["1"]["figure"] |= {"low": 77, "high": 88, "hedge": "between"}
    other = Dossier.from_data(data)
    assert compare(other, other.sources["post-1"], None, ("Home", *OLD)).changes == ()


def test_without_the_old_text_nobody_knows_who_is_gone() -> None:
    new = KILLED.replace("The Dorvian Intelligence Service", "It").replace("2,300", "2,400")
    assert [c.kind for c in compared(TITLE, new, SENT, old=None).changes] == ["bound"]


def test_a_hedge_is_turned_or_added() -> None:
    turned = told(TITLE, KILLED.replace("at least", "at most"), SENT, TAIL)
    assert turned == [("hedge-turned", "at least 2,300", "at most 2,300")]
    new = KILLED.replace("at least ", "")
    held = dossier()
    added = compare(held, held.sources["post-1"], (TITLE, new, SENT, TAIL), OLD).changes
    assert [(c.kind, c.was, c.now) for c in added] == [("hedge-added", "2,300", "at least 2,300")]


@both
def test_a_bound_moves(old: tuple[str, ...] | None) -> None:
    found = told(TITLE, KILLED.replace("2,300", "2,700"), SENT, TAIL, old=old)
    assert found == [("bound", "at least 2,300", "at least 2,700")]


def test_a_hedge_goes_while_a_bound_moves() -> None:
    kinds = [kind for kind, *_ in told(TITLE, KILLED.replace("at least 2,300", "2,700"), SENT)]
    assert kinds == ["hedge-dropped", "bound"]


def test_another_measure() -> None:
    change = only(TITLE, KILLED.replace("killed", "wounded"), SENT, TAIL)
    assert (change.kind, change.was, change.now) == ("measure", "killed", "wounded")


def test_another_speaker() -> None:
    new = KILLED.replace("The Dorvian Intelligence Service", "Northwire")
    change = only(TITLE, new, SENT, TAIL)
    assert (change.kind, change.was) == ("speaker-changed", "Dorvian Intelligence Service")
    assert change.now == "Northwire"


def test_no_speaker_any_more() -> None:
    change = only(TITLE, "At least 2,300 Marovian soldiers had been killed.", SENT, TAIL)
    assert (change.kind, change.now) == ("speaker-gone", "")


def test_a_speaker_of_another_paragraph_is_not_missed_in_this_one() -> None:
    """A title takes the chain of the sentence that it sums up, as long as the numbers agree."""
    title = "At least 2,300 Marovian soldiers killed in Tarn"
    found = told(title.replace("2,300", "2,500"), KILLED, old=(title, KILLED))
    assert ("bound", "At least 2,300", "At least 2,500") in found
    assert not [kind for kind, *_ in found if kind.startswith("speaker")]


def test_what_was_told_as_a_fact_is_put_otherwise() -> None:
    change = only(TITLE, KILLED, SENT.replace("were sent", "may be sent"), TAIL)
    assert (change.kind, change.was, change.now) == ("modality", "asserted", "possible")


@both
def test_a_passage_that_is_gone_names_its_claims(old: tuple[str, ...] | None) -> None:
    change = only(TITLE, KILLED, TAIL, old=old)
    assert (change.kind, change.claims, change.was) == (
        "passage-gone",
        ("post-1.2",),
        "Up to 11,700",
    )


def test_a_figure_that_is_gone_from_its_paragraph() -> None:
    new = "Marovian troops were sent to Dorvia, Anna Kessler said on Monday."
    change = only(TITLE, KILLED, new, TAIL)
    assert (change.kind, change.claims) == ("figure-gone", ("post-1.2",))


@both
def test_a_new_figure(old: tuple[str, ...] | None) -> None:
    more = "Some 40 Marovian troops returned in May, Otto Brandt said."
    change = only(*OLD, more, old=old)
    assert (change.kind, change.now, change.claims) == ("figure-new", "Some 40", ())
    assert change.now_paragraph == 5


def test_without_the_old_text_a_page_of_which_little_was_noted_has_no_new_figures() -> None:
    more = "Some 40 Marovian troops returned in May, Otto Brandt said."
    assert compared(*OLD, more, old=None, reading="registered").changes == ()


@pytest.mark.parametrize(
    "new",
    [
        ("Home | World | War", "Share this page", *OLD, "Subscribe to our letter"),
        (TITLE, KILLED, TAIL, SENT),
        (TITLE, f"{KILLED} {SENT}", TAIL),
        (TITLE, KILLED.replace("said at", "told its readers that at"), SENT, TAIL),
        (TITLE, f"{KILLED} The weather was cold.", SENT, TAIL),
        (TITLE, KILLED.replace("  ", " ").replace(" had", "\xa0had"), SENT),
        ("Fighting in Tarn: all we know", KILLED, SENT, TAIL),
    ],
    ids=["furniture", "order", "joined", "wording", "more in it", "spaces", "title"],
)
def test_furniture_and_wording_around_are_not_told(new: tuple[str, ...]) -> None:
    assert told(*new) == []


def test_without_the_old_text_a_reordered_one_has_no_changes() -> None:
    assert told("Home", TITLE, SENT, KILLED, TAIL, old=None) == []


def test_a_paragraph_that_was_parted_is_found_in_both_halves() -> None:
    held = dossier()
    source = held.sources["post-1"]._replace(id="without-claims")
    old = (TITLE, f"{KILLED} {SENT}")
    assert compare(held, source, old, (TITLE, KILLED, SENT)).changes == ()


def test_where_the_paragraphs_are_now() -> None:
    assert compared("Home", TITLE, SENT, KILLED).moved == {2: 4, 3: 3}
    assert compared("Home", TITLE, SENT, old=None).moved == {2: None, 3: 3}


_paragraphs = st.lists(
    st.lists(
        st.sampled_from(
            ["the", "300", "at", "least", "killed", "troops", "said", "a", "of", "x", "y"]
        ),
        max_size=9,
    )
    .map(" ".join)
    .filter(bool),
    max_size=8,
)


@given(_paragraphs)
def test_any_text_against_itself_has_no_changes(paragraphs: list[str]) -> None:
    held = dossier()
    bare = held.sources["post-1"]
    found = compare(held, bare._replace(id="none"), paragraphs, paragraphs)
    assert found.changes == ()
    assert align(paragraphs, paragraphs) == {n: n for n in range(1, len(paragraphs) + 1)}


@given(_paragraphs, _paragraphs)
def test_any_two_texts_are_compared(old: list[str], new: list[str]) -> None:
    held = dossier()
    found = compare(held, held.sources["post-1"], old, new)
    for change in found.changes:
        assert change.now_paragraph is None or 1 <= change.now_paragraph <= len(new)
    aligned = align(old, new)
    assert all(1 <= n <= len(new) for n in aligned.values())
