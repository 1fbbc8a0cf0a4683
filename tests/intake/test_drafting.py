"""From a proposal to a form: what is suggested beyond the text, and that it says so."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.language.proposals import Because, Proposal
from kursk_tui.intake.review.building import build_claim
from kursk_tui.intake.review.drafting import (
    NEWS_DAYS,
    Suggested,
    events_of,
    release_of,
    statement,
    suggest,
)
from kursk_tui.intake.review.forms import CLAIM, Built
from kursk_tui.model.records import ClaimScope, Figure
from kursk_tui.model.vocabulary import HEDGES, LINEAGES, MODALITIES, Hedge, Lineage, Modality
from tests.dossier.sample import sample
from tests.intake.reviewing import HALF, MOST, PARAGRAPHS, WHOLE, proposal

DOSSIER = Dossier.from_data(sample())


def suggested(found: Proposal, **said: str | None) -> Suggested:
    paragraph = PARAGRAPHS[found.paragraph - 1]
    given = {"publisher": "gazette", "published": "2031-03-05", **said}
    return suggest(
        DOSSIER,
        found,
        publisher=given["publisher"] or "",
        published=given["published"],
        paragraph=paragraph,
        whole=given.get("whole"),
    )


def reasons(found: Suggested) -> dict[str, str]:
    return {reason.field: reason.words for reason in found.because}


def test_a_form_has_every_field_and_the_proposals_values() -> None:
    draft = suggested(WHOLE).draft
    assert set(draft) == {field.name for field in CLAIM}
    assert {name: text for name, text in draft.items() if text} == {
        "statement": "TC: at least 320 houses – flooded (Town).",
        "measure": "flooded",
        "written": "at least 320",
        "hedge": "at_least",
        "low": "320",
        "attribution": "council",
        "lineage": "full",
        "modality": "asserted",
        "population": "houses",
        "place": "town",
        "release": "briefing",
        "events": "flood",
    }


def test_what_goes_beyond_the_text_says_so() -> None:
    found = suggested(WHOLE)
    assert found.because[: len(WHOLE.because)] == WHOLE.because
    assert reasons(found)["events"] == "what most claims of this measure mention"
    # "by Tuesday noon" is a day; "since the weekend" is none.
    assert reasons(found)["release"] == "the same origin, on a day that the sentence names"
    assert reasons(suggested(HALF))["release"] == "the same origin, in the days before the page"
    assert all((r.start, r.end) == (0, 0) for r in found.because[len(WHOLE.because) :])


@pytest.mark.parametrize("found", [WHOLE, HALF, MOST])
def test_what_is_suggested_can_be_built(found: Proposal) -> None:
    draft = suggested(found, whole="gazette-1.1" if found.of is not None else None).draft
    made = build_claim(DOSSIER, draft, source="gazette-1", id="gazette-1.9")
    assert isinstance(made, Built), made
    assert made.new == ()
    assert made.row["of"] == ("gazette-1.1" if found.of is not None else None)
    assert made.row["figure"] == {
        name: value for name, value in found.figure._asdict().items() if name != "date"
    }


# ---- statements


@pytest.mark.parametrize(
    ("hedge", "low", "high", "words"),
    [
        ("exact", 320, 320, "exactly 320"),
        ("none", 320, 320, ": 320"),
        ("about", 4000, 4000, "about 4,000"),
        ("nearly", 320, 320, "nearly 320"),
        ("more_than", 320, None, "more than 320"),
        ("at_least", 320, None, "at least 320"),
        ("at_most", None, 320, "at most 320"),
        ("less_than", None, 320, "fewer than 320"),
        ("up_to", None, 320, "up to 320"),
        ("between", 320, 400, "320 to 400"),
        ("few", None, None, "at least 320"),
        ("vague", None, None, "at least 320"),
        (None, None, None, "at least 320"),
    ],
)
def test_the_amount_in_plain_words(
    hedge: Hedge | None, low: float | None, high: float | None, words: str
) -> None:
    figure = Figure("at least 320", low, high, hedge)
    assert words in statement(DOSSIER, WHOLE._replace(figure=figure), "gazette")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("dozens", "TC: dozens of houses – flooded (Town)."),
        ("several hundred", "TC: several hundred houses – flooded (Town)."),
        ("dozens of houses", "TC: dozens of houses – flooded (Town)."),
    ],
)
def test_a_word_without_a_number_is_joined_as_one_says_it(written: str, said: str) -> None:
    figure = Figure(written, None, None, "vague")
    assert statement(DOSSIER, WHOLE._replace(figure=figure), "gazette") == said


@pytest.mark.parametrize(
    ("modality", "end"),
    [
        ("asserted", "(Town)."),
        ("expected", ", expected."),
        ("possible", ", possibly."),
        ("denied", ", denied."),
    ],
)
def test_how_it_is_put(modality: Modality, end: str) -> None:
    found = statement(DOSSIER, WHOLE._replace(modality=modality), "gazette")
    assert found.endswith(end)
    assert len(found) <= 110


def test_who_says_it_is_the_end_of_the_chain_or_the_publisher() -> None:
    assert statement(DOSSIER, MOST, "gazette").startswith("Water Board: ")
    chain = WHOLE._replace(attribution=("water-board", "council"))
    assert statement(DOSSIER, chain, "gazette").startswith("TC: ")
    assert statement(DOSSIER, WHOLE._replace(attribution=()), "gazette").startswith("Gazette: ")


def test_a_share_is_of_them() -> None:
    assert "Half of them flooded (Harbour)." in statement(DOSSIER, HALF, "gazette")


def test_nothing_but_the_figure_is_known() -> None:
    bare = WHOLE._replace(measure=None, scope=ClaimScope(), attribution=(), lineage="unknown")
    assert statement(DOSSIER, bare, "gazette") == "Gazette, naming nobody: at least 320."
    own = bare._replace(lineage="full")
    assert statement(DOSSIER, own, "gazette") == "Gazette: at least 320."


@pytest.mark.parametrize(
    ("paragraph", "said"),
    [
        ("", "TC: at least 320 houses – flooded (Town)."),
        ("Some say at least 320 houses.", "TC: at least 320 houses – flooded (Town)."),
        ("At least 320 houses (flooded: town) -", "TC: at least 320 houses – flooded (Town)."),
        ("So said TC: At  LEAST 320 houses, flooded", "TC: at least 320 houses – flooded (Town)."),
        ("TC: at least 320 houses flooded (town)", "TC: houses – flooded – at least 320 (Town)."),
    ],
)
def test_words_that_are_the_texts_own_are_turned(paragraph: str, said: str) -> None:
    """The codebook counts seven words in a row as a sentence of others."""
    assert statement(DOSSIER, WHOLE, "gazette", paragraph) == said


# ---- releases and events


@pytest.mark.parametrize(
    ("origin", "published", "days", "found"),
    [
        ("council", "2031-03-04", (), "briefing"),
        ("council", "2031-03-05", (), "briefing"),
        ("council", "2031-03-07", (), "briefing"),
        ("council", "2031-03-08", (), None),
        ("council", "2031-03-03", (), None),
        ("council", None, (), None),
        ("council", None, ("2031-03-04",), "briefing"),
        ("council", "2031-05-01", ("2031-03-04",), "briefing"),
        ("council", "2031-03-05", ("2031-03-01",), None),
        ("council", "2031-03-05", ("2031-02",), "briefing"),
        ("herald", "2031-03-05", (), None),
        (None, "2031-03-05", (), None),
    ],
)
def test_the_release_that_may_be_relayed(
    origin: str | None, published: str | None, days: tuple[str, ...], found: str | None
) -> None:
    assert NEWS_DAYS == 3
    release, why = release_of(DOSSIER, origin, published, days)
    assert release == found
    assert bool(why) == (found is not None)


def test_no_release_where_the_chain_is_not_whole() -> None:
    for lineage in ("partial", "unknown"):
        assert suggested(WHOLE._replace(lineage=lineage)).draft["release"] == ""


def test_the_day_on_which_it_was_said_tells_the_release_or_that_there_is_none() -> None:
    found = suggested(WHOLE._replace(said="2031-03-01"))
    assert found.draft["release"] == "+Town Council, 1 Mar 2031 (2031-03-01)"
    assert reasons(found)["release"] == "said on 2031-03-01: a release of that day is made"
    # Only of who is sure to have said it, of a count that is of no other moment.
    said = WHOLE._replace(said="2031-03-01")
    for other in (
        said._replace(lineage="partial"),
        said._replace(as_of="2031-02", as_of_basis="stated"),
        said._replace(attribution=(), lineage="unknown"),
    ):
        assert suggested(other).draft["release"] == ""


def test_what_is_doubted_of_a_measure_leaves_the_day_as_it_was_said() -> None:
    said = WHOLE._replace(said="2031-03-01")
    for field, release in (
        ("measure", "+Town Council, 1 Mar 2031 (2031-03-01)"),
        ("population", ""),
    ):
        doubted = said._replace(doubts=(Because(field, "not said", 0, 0),))
        assert suggested(doubted).draft["release"] == release


def test_a_day_in_another_clause_tells_no_release() -> None:
    paragraph = (
        "The Town Council, which on Tuesday gave 320 houses, said on Wednesday that 300 were"
        " flooded."
    )
    given = {"paragraph": paragraph, "publisher": "gazette", "published": "2031-03-07"}
    start = paragraph.index("320")
    earlier = WHOLE._replace(sentence=(0, len(paragraph)), start=start, end=start + 3)
    assert suggest(DOSSIER, earlier, **given).draft["release"] == "briefing"
    doubted = earlier._replace(doubts=(Because("release", "an earlier figure", 0, 0),))
    assert suggest(DOSSIER, doubted, **given).draft["release"] == ""
    start = paragraph.index("300")
    later = earlier._replace(start=start, end=start + 3)
    assert suggest(DOSSIER, later, **given).draft["release"] == ""


def test_an_earlier_figure_is_no_part_of_what_was_said_later() -> None:
    paragraph = (
        "The Town Council said on Saturday that 300 houses were flooded, down from 320 a day"
        " earlier."
    )
    start = paragraph.index("320")
    given = {"publisher": "gazette", "published": "2031-03-05"}
    now = WHOLE._replace(said="2031-03-04", sentence=(0, len(paragraph)))
    assert suggest(DOSSIER, now, paragraph=paragraph, **given).draft["release"] == "briefing"
    earlier = now._replace(as_of="2031-03-03", as_of_basis="stated", start=start, end=start + 3)
    draft = suggest(DOSSIER, earlier, paragraph=paragraph, **given).draft
    assert (draft["release"], draft["as_of"]) == ("", "2031-03-03")


def test_a_new_release_is_dated_and_of_the_one_who_spoke() -> None:
    found = suggested(WHOLE._replace(said="2031-03-01"))
    made = build_claim(DOSSIER, found.draft, source="gazette-1", id="gazette-1.9")
    assert isinstance(made, Built), made
    (event,) = [change.after for change in made.new if change.table == "events"]
    assert event is not None
    assert (event["kind"], event["date"], event["by"]) == ("release", "2031-03-01", "council")
    assert made.row["release"] == event["id"]
    assert made.row["as_of"] is None


def test_the_latest_of_several_releases() -> None:
    data = sample()
    for number, day in ((8, "2031-03-03"), (9, "2031-03-05")):
        data["events"][str(number)] = {
            **data["events"]["3"],
            "id": f"briefing-{number}",
            "date": day,
        }
    dossier = Dossier.from_data(data)
    assert release_of(dossier, "council", "2031-03-05")[0] == "briefing-9"
    assert release_of(dossier, "council", "2031-03-05", ("2031-03-03",))[0] == "briefing-8"


def test_events_that_claims_of_the_measure_mention() -> None:
    assert tuple(events_of(DOSSIER, "flooded")) == ("flood",)
    assert tuple(events_of(DOSSIER, "breach-date")) == ("breach",)
    assert tuple(events_of(DOSSIER, None)) == ()
    data = sample()
    flooded = [row for row in data["claims"].values() if row.get("measure") == "flooded"]
    for row in flooded[: (len(flooded) + 1) // 2]:
        row["events"] = []
    assert tuple(events_of(Dossier.from_data(data), "flooded")) == ()
    data["claims"] = {}
    data["identities"] = {}
    assert tuple(events_of(Dossier.from_data(data), "flooded")) == ()


# ---- proposals of another day


def test_ids_that_are_gone_are_left_out() -> None:
    """A queue may be taken up when an edit has taken out an agent, a scope or a measure."""
    stale = WHOLE._replace(
        measure="drowned", scope=ClaimScope("sheds", "mill"), attribution=("jane-roe", "council")
    )
    draft = suggested(stale).draft
    assert (draft["measure"], draft["population"], draft["place"]) == ("", "", "")
    assert (draft["attribution"], draft["lineage"]) == ("council", "partial")
    assert suggested(WHOLE._replace(attribution=("jane-roe",))).draft["lineage"] == "partial"


IDS = st.sampled_from(["flooded", "breach-date", "houses", "town", "council", "herald", "gone"])
NUMBERS = st.none() | st.floats(allow_nan=False, allow_infinity=False, width=32)


@given(
    st.builds(Figure, st.text(min_size=1, max_size=20), NUMBERS, NUMBERS, st.sampled_from(HEDGES)),
    st.none() | IDS,
    st.builds(ClaimScope, st.none() | IDS, st.none() | IDS, st.none() | IDS),
    st.lists(IDS, max_size=3).map(tuple),
    st.sampled_from(LINEAGES),
    st.sampled_from(MODALITIES),
    st.none() | st.integers(0, 3),
    st.text(max_size=80),
)
@settings(max_examples=150, deadline=None)
def test_any_proposal_makes_a_form(
    figure: Figure,
    measure: str | None,
    scope: ClaimScope,
    chain: tuple[str, ...],
    lineage: Lineage,
    modality: Modality,
    of: int | None,
    paragraph: str,
) -> None:
    found = proposal(3, WHOLE.figure)._replace(
        figure=figure,
        measure=measure,
        scope=scope,
        attribution=chain,
        lineage=lineage,
        modality=modality,
        of=of,
    )
    made = suggest(DOSSIER, found, publisher="gazette", published="2031-03-05", paragraph=paragraph)
    assert set(made.draft) == {field.name for field in CLAIM}
    assert all(isinstance(text, str) for text in made.draft.values())
    assert build_claim(DOSSIER, made.draft, source="gazette-1", id="gazette-1.9")


def test_a_speaker_the_dossier_lacks_is_offered_and_told_of() -> None:
    found = proposal(
        3,
        Figure("at least 320", 320, None, "at_least"),
        attribution=("+Harbour Watch (ngo)",),
    )
    said = suggested(found)
    assert said.draft["attribution"] == "+Harbour Watch (ngo)"
    assert said.draft["statement"].startswith("Harbour Watch: ")
    assert said.draft["release"] == ""
    built = build_claim(DOSSIER, said.draft, source="gazette-1", id="gazette-1.9")
    assert isinstance(built, Built)
    assert [(change.table, (change.after or {})["name"]) for change in built.new] == [
        ("agents", "Harbour Watch")
    ]


def test_one_who_was_to_be_made_may_be_there_by_now() -> None:
    named = DOSSIER.agents["council"].name
    found = WHOLE._replace(attribution=(f"+{named} (government)",))
    draft = suggested(found).draft
    assert (draft["attribution"], draft["lineage"]) == ("council", "full")


def test_a_chain_that_hesitates_says_on_what() -> None:
    found = WHOLE._replace(lineage="partial", hesitates="“he” may be Anna or Otto")
    assert reasons(suggested(found))["lineage"] == "hesitates: “he” may be Anna or Otto"
    assert "lineage" not in reasons(suggested(WHOLE))
