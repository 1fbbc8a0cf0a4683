"""What follows from what on a form: made anew when it changes, unless somebody wrote it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.review.drafting import suggest
from kursk_tui.intake.review.forms import CLAIM, SOURCE, Built, Draft, claim_draft
from kursk_tui.intake.review.sheet import Sheet
from kursk_tui.model.records import Figure
from tests.dossier.sample import sample
from tests.intake.reviewing import PARAGRAPHS, WHOLE, proposal
from tests.intake.test_forms import forms

DATA = sample()
DOSSIER = Dossier.from_data(DATA)
# Published on 2031-03-04; its claims of the flooded are of houses, in the town and the harbour.
PAGE = "gazette-1"


def sheet(dossier: Dossier = DOSSIER, source: str = PAGE) -> Sheet:
    return Sheet(dossier, "claims", source=source, id=f"{source}.9")


def filled(*typed: tuple[str, str], on: Sheet | None = None) -> Draft:
    """A new form into which something was typed, field after field."""
    on = on or sheet()
    draft = on.blank()
    for field, text in typed:
        draft = on.renewed(draft, field, text)
    return draft


def ends(draft: Draft) -> tuple[str, str, str]:
    return draft["hedge"], draft["low"], draft["high"]


# ---- the phrase


@pytest.mark.parametrize(
    ("phrase", "read"),
    [
        ("at least 300", ("at_least", "300", "")),
        ("3,000 to 4,000", ("between", "3,000", "4,000")),
        ("300 houses or more", ("at_least", "300", "")),
        ("no more than 200", ("at_most", "", "200")),
        ("about a dozen", ("about", "12", "12")),
        ("two-thirds", ("none", "66.6667", "66.6667")),
        ("dozens", ("vague", "", "")),
        ("some of them", ("", "", "")),
        ("", ("", "", "")),
    ],
)
def test_a_phrase_is_read_as_it_is_typed(phrase: str, read: tuple[str, str, str]) -> None:
    assert ends(filled(("written", phrase))) == read


def test_what_a_phrase_is_read_as_stands_beside_it() -> None:
    on = sheet()
    told = {
        phrase: on.reasons(filled(("written", phrase), on=on))["written"]
        for phrase in ("at least 3,000", "300 to 400", "up to 20", "12", "hundreds", "a lot")
    }
    assert told == {
        "at least 3,000": "3,000 to ..., at least",
        "300 to 400": "300 to 400, between",
        "up to 20": "... to 20, up to",
        "12": "12, no hedge",
        "hundreds": "no number, vague",
        "a lot": "not read: say hedge, low and high below",
    }


def test_another_phrase_is_read_anew_but_not_over_what_somebody_wrote() -> None:
    on = sheet()
    draft = filled(("written", "at least 300"), ("written", "about 40"), on=on)
    assert ends(draft) == ("about", "40", "40")
    own = on.renewed(draft, "low", "35")
    assert ends(on.renewed(own, "written", "up to 50")) == ("up_to", "35", "50")


def test_another_hedge_takes_the_number_to_its_end_and_stays() -> None:
    on = sheet()
    draft = filled(("written", "300"), ("hedge", "floor"), on=on)
    assert ends(draft) == ("floor", "300", "")
    assert on.reasons(draft)["hedge"] == "yours: the phrase says none"
    draft = on.renewed(draft, "hedge", "at most")
    assert ends(draft) == ("at most", "", "300")
    assert ends(on.renewed(draft, "written", "about 400")) == ("at most", "", "400")
    # Emptied, it is as the phrase says again.
    assert ends(on.renewed(draft, "hedge", "")) == ("none", "300", "300")


def test_a_phrase_in_another_language_is_not_read_in_english() -> None:
    data = sample()
    data["sources"]["1"]["language"] = "sl"
    on = sheet(Dossier.from_data(data))
    assert ends(filled(("written", "okoli 12"), on=on)) == ("", "", "")
    # Digits alone say nothing of a hedge in any language.
    assert ends(filled(("written", "12"), on=on)) == ("none", "12", "12")


def test_a_date_is_read_from_the_phrase() -> None:
    draft = filled(("measure", "breach-date"), ("written", "on 3 March"))
    assert (draft["date"], *ends(draft)) == ("2031-03-03", "", "", "")
    assert filled(("as_of", "3 March"))["as_of"] == "2031-03-03"
    assert filled(("as_of", "Monday"))["as_of"] == "2031-03-03"
    assert filled(("as_of", "some day"))["as_of"] == "some day"


# ---- what follows from the document and the claims there


def test_a_new_claim_names_nobody_until_somebody_is_named() -> None:
    on = sheet()
    assert (on.blank()["attribution"], on.blank()["lineage"]) == ("", "unknown")
    assert filled(("attribution", "council"), on=on)["lineage"] == "full"
    assert filled(("attribution", "herald"), on=on)["lineage"] == "partial"
    assert filled(("attribution", "+Wire (news agency)"), on=on)["lineage"] == "partial"
    assert filled(("attribution", "+A source (unnamed)"), on=on)["lineage"] == "partial"
    assert filled(("attribution", "+Jane Roe (person)"), on=on)["lineage"] == "full"
    kept = filled(("attribution", "council"), ("lineage", "partial"), on=on)
    assert on.renewed(kept, "attribution", "water-board")["lineage"] == "partial"


def test_a_statement_of_the_origin_itself_is_its_own() -> None:
    data = sample()
    data["sources"]["1"] |= {"kind": "statement", "publisher": "council"}
    data["claims"] = {}
    data["identities"] = {}
    on = sheet(Dossier.from_data(data))
    assert on.blank()["lineage"] == "full"
    assert on.reasons(on.blank())["lineage"] == "the document is the origin's own statement"


def test_a_scope_is_that_of_this_documents_claims_before_all_others() -> None:
    on = sheet()
    draft = filled(("written", "12"), ("measure", "flooded"), on=on)
    # One of its two claims is of the town and one of the harbour: neither is usual.
    assert (draft["population"], draft["place"]) == ("houses", "")
    assert on.reasons(draft)["population"].startswith("as in this document's claims of ")
    data = sample()
    data["claims"]["2"]["scope"]["place"] = "town"
    there = sheet(Dossier.from_data(data))
    assert filled(("measure", "flooded"), on=there)["place"] == "town"
    elsewhere = sheet(Dossier.from_data(data), "herald-1")
    data["claims"]["4"]["source"] = PAGE
    assert filled(("measure", "flooded"), on=elsewhere)["place"] == "town"


def test_a_date_that_is_not_told_stays_empty_and_what_holds_is_said() -> None:
    on = sheet()
    assert on.blank()["as_of"] == ""
    assert on.reasons(on.blank())["as_of"] == "the date of the page holds: 2031-03-04"
    told = filled(("attribution", "council"), on=on)
    assert told["release"] == "briefing"
    assert on.reasons(told)["as_of"].startswith("the date of its release holds: ")
    assert filled(("as_of", "2031-03-04"), on=on)["as_of_basis"] == "stated"


def test_a_release_is_the_one_that_there_is_and_no_guess_among_several() -> None:
    data = sample()
    for row in data["claims"].values():
        row["release"] = None
    said = data["events"]
    briefing = next(row for row in said.values() if row["id"] == "briefing")
    # Nobody here is told by a release, so the council's only one of these days is meant.
    told = filled(("attribution", "water-board"), on=sheet(Dossier.from_data(data)))
    assert told["release"] == ""
    for row in data["claims"].values():
        if row["source"] == PAGE:
            row["attribution"] = []
    told = filled(("attribution", "council"), on=sheet(Dossier.from_data(data)))
    assert told["release"] == "briefing"
    said["99"] = {**briefing, "id": "another", "title": "Another briefing"}
    told = filled(("attribution", "council"), on=sheet(Dossier.from_data(data)))
    assert told["release"] == ""
    # But where this document's claims of that origin tell one, it is that.
    told = filled(("attribution", "council"))
    assert told["release"] == "briefing"


# ---- the statement


def test_a_statement_is_made_anew_when_a_field_of_it_changes() -> None:
    on = sheet()
    draft = filled(("written", "at least 300"), ("measure", "flooded"), on=on)
    assert draft["statement"] == "Gazette, naming nobody: at least 300 houses – flooded."
    for field, text, said in (
        ("attribution", "council", "TC: at least 300 houses – flooded."),
        ("place", "harbour", "TC: at least 300 houses – flooded (Harbour)."),
        ("written", "up to 20", "TC: up to 20 houses – flooded (Harbour)."),
        ("modality", "denied", "TC: up to 20 houses – flooded (Harbour), denied."),
        (
            "attribution",
            "+Jane Roe (person)",
            "Jane Roe: up to 20 houses – flooded (Harbour), denied.",
        ),
        ("attribution", "", "Gazette, naming nobody: up to 20 houses – flooded (Harbour), denied."),
        ("lineage", "full", "Gazette: up to 20 houses – flooded (Harbour), denied."),
    ):
        draft = on.renewed(draft, field, text)
        assert draft["statement"] == said
    # A measure that is none is what is wrong, and not the statement too.
    wrong = on.renewed(draft, "measure", "floodde")
    assert [problem.field for problem in on.problems(wrong)] == ["measure"]
    own = on.renewed(draft, "statement", "In my own words.")
    assert on.renewed(own, "place", "town")["statement"] == "In my own words."
    assert on.renewed(own, "statement", "")["statement"] == draft["statement"]


def test_a_statement_of_a_date_names_what_happened() -> None:
    draft = filled(("measure", "breach-date"), ("events", "breach"), ("written", "on 3 March"))
    title = DOSSIER.events["breach"].title
    assert draft["statement"] == f"Gazette, naming nobody: {title} – on 3 March."


def test_an_edited_proposal_has_no_stale_statement_and_keeps_what_its_sentence_said() -> None:
    # "About" stands elsewhere in the sentence: the phrase by itself has no hedge.
    found = proposal(3, Figure("320", 320, 320, "about"))
    said = suggest(DOSSIER, found, publisher="gazette", published="2031-03-05")
    on = Sheet(DOSSIER, "claims", source=PAGE, id="n", proposed=said.draft, because=said.because)
    assert said.draft["statement"] == "TC: about 320 houses – flooded (Town)."
    draft = on.renewed(said.draft, "attribution", "water-board")
    assert draft["statement"] == "Water Board: about 320 houses – flooded (Town)."
    assert ends(draft) == ("about", "320", "320")
    draft = on.renewed(draft, "written", "at least 330")
    assert ends(draft) == ("at_least", "330", "")
    assert "at least 330" in draft["statement"]


def test_a_statement_follows_where_the_proposal_had_no_measure() -> None:
    found = proposal(3, Figure("at least 320", 320, None, "at_least"), measure=None)
    said = suggest(DOSSIER, found, publisher="gazette", published="2031-03-05")
    on = Sheet(DOSSIER, "claims", source=PAGE, id="n", proposed=said.draft, because=said.because)
    draft = on.renewed(said.draft, "attribution", "water-board")
    assert draft["statement"].startswith("Water Board: at least 320 ")
    draft = on.renewed(draft, "measure", "flooded")
    assert draft["statement"] == "Water Board: at least 320 houses – flooded (Town)."
    own = on.renewed(said.draft, "statement", "In my own words.")
    assert on.renewed(own, "attribution", "water-board")["statement"] == "In my own words."


def test_a_statement_in_another_order_of_words_follows_too() -> None:
    # So it was made beside a text that had the words in the first order.
    turned = "TC: houses – flooded – at least 320 (Town)."
    found = proposal(3, Figure("at least 320", 320, None, "at_least"))
    said = suggest(DOSSIER, found, publisher="gazette", published="2031-03-05")
    on = Sheet(DOSSIER, "claims", source=PAGE, id="n")
    draft = on.renewed({**said.draft, "statement": turned}, "attribution", "water-board")
    assert draft["statement"] == "Water Board: at least 320 houses – flooded (Town)."


def test_of_a_proposal_the_words_stand_beside_what_nobody_changed() -> None:
    said = suggest(
        DOSSIER, WHOLE, publisher="gazette", published="2031-03-05", paragraph=PARAGRAPHS[2]
    )
    on = Sheet(DOSSIER, "claims", source=PAGE, id="n", proposed=said.draft, because=said.because)
    assert on.reasons(said.draft)["events"] == "what most claims of this measure mention"
    assert "events" not in on.reasons({**said.draft, "events": ""})


def test_a_record_that_is_there_keeps_its_own_words() -> None:
    row = DOSSIER.raw_rows("claims")["gazette-1.1"]
    on = Sheet(DOSSIER, "claims", source=PAGE, id="gazette-1.1", before=row)
    draft = on.renewed(claim_draft(row), "attribution", "water-board")
    assert draft["statement"] == row["statement"]
    assert on.problems(draft) == []


def test_a_document_without_a_date_is_undated_and_one_with_a_date_is_asked() -> None:
    on = Sheet(DOSSIER, "sources")
    blank = on.blank()
    assert blank["published_basis"] == "unknown"
    dated = on.renewed(blank, "published", "2031-03-05")
    assert dated["published_basis"] == ""
    assert on.renewed(dated, "published", "")["published_basis"] == "unknown"


# ---- what is wrong, at once


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("hedge", "quite", "'quite' is not one of exact, none, about"),
        ("high", "200", "low is above high: swap them"),
        ("high", "400", "hedge at_least needs low alone: leave high empty"),
        ("attribution", "gazette", "gazette is the publisher itself; leave it out"),
        ("attribution", "counsil", "there is no agent 'counsil'; did you mean council?"),
        ("attribution", "zzz", "there is no agent 'zzz'; +zzz (person) makes a new one"),
        ("as_of", "in March some day", "'in March some day' is not a date; write 2025"),
    ],
)
def test_what_is_wrong_is_a_clause_of_its_own(field: str, text: str, says: str) -> None:
    on = sheet()
    draft = filled(
        ("written", "at least 300"), ("measure", "flooded"), ("attribution", "council"), on=on
    )
    assert on.problems(draft) == []
    told = [problem.what for problem in on.problems(on.renewed(draft, field, text))]
    assert any(what.startswith(says) for what in told), told
    assert not any(what.startswith(("is ", "has ", "needs ")) or "null" in what for what in told)


def test_a_moment_after_the_page_that_tells_it_as_done_is_doubted() -> None:
    on = sheet()
    late = filled(("as_of", "2031-12"), on=on)
    (doubt,) = on.slips(late)
    assert doubt.field == "as_of"
    assert doubt.what.startswith("2031-12 lies after the page that asserts it, of 2031-03-04")
    assert on.slips(on.renewed(late, "modality", "expected")) == []
    assert on.slips(on.renewed(late, "as_of", "2030-12")) == []


def test_an_outlets_own_finding_is_doubted_without_a_note() -> None:
    on = sheet()
    own = filled(
        ("written", "12"), ("measure", "flooded"), ("place", "town"), ("lineage", "full"), on=on
    )
    assert [doubt.field for doubt in on.doubts(own)] == ["lineage"]
    assert on.doubts(on.renewed(own, "note", "Its reporter counted.")) == []


# ---- anything at all


@given(forms([field.name for field in CLAIM]), st.sampled_from(CLAIM), st.text(max_size=20))
@settings(max_examples=200, deadline=None)
def test_any_text_in_any_field(typed: Draft, field: object, text: str) -> None:
    on = sheet()
    draft = {**on.blank(), **typed}
    draft = on.renewed(draft, getattr(field, "name", ""), text)
    assert set(draft) == {field.name for field in CLAIM}
    on.reasons(draft)
    on.doubts(draft)
    told = on.problems(draft)
    assert told or isinstance(on.build(DOSSIER, draft), Built)
    assert all(problem.what and "\n" not in problem.what for problem in told)


@given(forms([field.name for field in SOURCE]), st.sampled_from(SOURCE), st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_any_text_in_any_field_of_a_document(typed: Draft, field: object, text: str) -> None:
    on = Sheet(DOSSIER, "sources")
    draft = on.renewed({**on.blank(), **typed}, getattr(field, "name", ""), text)
    on.reasons(draft)
    assert on.problems(draft) or isinstance(on.build(DOSSIER, draft), Built)
