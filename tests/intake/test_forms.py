"""Every field of a form: read as it is typed, or refused in a line that names the field."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.review.building import build_claim, build_source
from kursk_tui.intake.review.forms import (
    CLAIM,
    SOURCE,
    Built,
    Draft,
    Problem,
    Reader,
    asked,
    number_text,
    scope_named,
)
from kursk_tui.model import schema
from kursk_tui.model.text import free_id
from kursk_tui.model.vocabulary import MODALITIES
from tests.dossier.sample import sample

DOSSIER = Dossier.from_data(sample())
GOOD: Draft = {
    **{field.name: "" for field in CLAIM},
    "statement": "The council counts 300 houses.",
    "measure": "flooded",
    "written": "at least 300",
    "hedge": "at_least",
    "low": "300",
    "attribution": "council",
    "lineage": "full",
    "modality": "asserted",
    "population": "houses",
    "place": "town",
    "events": "flood",
}
PAGE: Draft = {
    **{field.name: "" for field in SOURCE},
    "publisher": "gazette",
    "title": "Wet cellars",
    "published": "2031-03-05",
    "published_basis": "stated",
    "kind": "report",
    "language": "en",
}


def built(**changed: str) -> Built:
    made = build_claim(DOSSIER, {**GOOD, **changed}, source="gazette-1", id="gazette-1.9")
    assert isinstance(made, Built), made
    return made


def row(**changed: str) -> dict[str, Any]:
    return built(**changed).row


def problems(**changed: str) -> list[Problem]:
    made = build_claim(DOSSIER, {**GOOD, **changed}, source="gazette-1", id="gazette-1.9")
    assert isinstance(made, list), made
    return made


def page(**changed: str) -> Built | list[Problem]:
    return build_source(DOSSIER, {**PAGE, **changed})


@pytest.mark.parametrize(
    "text", ["7 March 2031", "March 7, 2031", "7 березня 2031 року", "2031년 3월 7일"]
)
def test_a_day_may_be_typed_as_it_is_written(text: str) -> None:
    assert row(as_of=text, as_of_basis="stated")["as_of"] == "2031-03-07"
    # What is no day is refused as it was typed.
    problem = problems(as_of="3월 어느 날", as_of_basis="stated")[0]
    assert problem.what.startswith("'3월 어느 날' is not a date; write 2025")


def test_a_good_form_is_a_row_with_every_field_of_the_table() -> None:
    made = built()
    assert made.new == ()
    assert made.row == {
        "id": "gazette-1.9",
        "source": "gazette-1",
        "events": ["flood"],
        "statement": "The council counts 300 houses.",
        "attribution": ["council"],
        "lineage": "full",
        "release": None,
        "modality": "asserted",
        "likelihood": None,
        "opposes": [],
        "measure": "flooded",
        "figure": {"written": "at least 300", "low": 300, "high": None, "hedge": "at_least"},
        "scope": {"population": "houses", "place": "town", "counting": None, "within": None},
        "as_of": None,
        "as_of_basis": None,
        "of": None,
        "locator": None,
        "note": None,
        "retracted": None,
        "misreads": None,
        "proposer": None,
    }


@pytest.mark.parametrize(
    ("field", "text", "table", "told"),
    [
        (
            *("measure", "+Drowned (persons, cum)", "measures"),
            {"name": "Drowned", "unit": "persons", "basis": "cumulative", "cues": ["Drowned"]},
        ),
        ("population", "+Sheds", "scopes", {"kind": "population", "name": "Sheds"}),
        ("place", "+Old Port (place)", "scopes", {"kind": "place", "name": "Old Port"}),
        ("place", "+Port (north)", "scopes", {"kind": "place", "name": "Port (north)"}),
        ("place", "+[red]Port[/] \u202e", "scopes", {"name": "[red]Port[/] \u202e"}),
    ],
)
def test_what_is_coded_with_is_made_at_its_first_use(
    field: str, text: str, table: str, told: dict[str, Any]
) -> None:
    made = built(**{field: text})
    (change,) = made.new
    assert (change.table, change.before) == (table, None)
    assert change.after is not None
    assert {**change.after, **told} == change.after
    assert list(change.after) == [each.name for each in schema.DOSSIER[table]]
    assert change.id in (made.row[field] if field == "measure" else made.row["scope"][field])


def test_what_is_there_is_not_made_a_second_time() -> None:
    made = built(measure="+Flooded (houses, stock)", population="+houses", place="+TOWN")
    assert made.new == ()
    assert made.row["measure"] == "flooded"
    assert (made.row["scope"]["population"], made.row["scope"]["place"]) == ("houses", "town")


# ---- what is typed and what it means


@pytest.mark.parametrize(
    ("field", "text", "path", "value"),
    [
        ("statement", "  two \t words\n", "statement", "two words"),
        ("measure", "flooded", "measure", "flooded"),
        ("measure", "flo", "measure", "flooded"),
        ("written", " some  300 ", "figure.written", "some 300"),
        ("hedge", "at_l", "figure.hedge", "at_least"),
        ("hedge", "bet", "figure.hedge", "between"),
        ("of", "gazette-1.1", "of", "gazette-1.1"),
        ("of", "herald-1.2", "of", "herald-1.2"),
        ("attribution", "", "attribution", []),
        ("attribution", "council, water", "attribution", ["council", "water-board"]),
        ("attribution", " ,council,, council ,", "attribution", ["council"]),
        ("attribution", "TC", "attribution", ["council"]),
        ("attribution", "town council", "attribution", ["council"]),
        ("attribution", "héraut", "attribution", ["herald"]),
        ("lineage", "par", "lineage", "partial"),
        ("release", "briefing", "release", "briefing"),
        ("release", "bri", "release", "briefing"),
        ("modality", "den", "modality", "denied"),
        ("population", "hou", "scope.population", "houses"),
        ("place", "Harb", "scope.place", "harbour"),
        ("place", "own", "scope.place", "town"),
        ("within", "breach", "scope.within", "breach"),
        ("within", "brea", "scope.within", "breach"),
        ("within", "2031-03/2031-04", "scope.within", "2031-03/2031-04"),
        ("events", "flood,breach", "events", ["flood", "breach"]),
        ("events", "", "events", []),
        ("likelihood", "likely", "likelihood", "likely"),
        ("note", "As said twice.", "note", "As said twice."),
    ],
)
def test_what_is_typed_is_read(field: str, text: str, path: str, value: object) -> None:
    found: Any = row(**{field: text})
    for step in path.split("."):
        found = found[step]
    assert found == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("300", 300),
        ("4,000", 4000),
        ("1,234,567", 1234567),
        ("11 700", 11700),
        ("11\u00a0700", 11700),
        ("4,000.5", 4000.5),
        ("66.6667", 66.6667),
        ("66.6667%", 66.6667),
        ("50 %", 50),
        ("2/3", 66.6667),
        ("1/2%", 50),
        ("3 / 4", 75),
        ("7/4", 175),
        ("1e3", 1000),
        ("-5", -5),
        ("1,000,000,000,000,000", 10**15),
    ],
)
def test_numbers_as_people_write_them(text: str, value: float | None) -> None:
    found = Reader(DOSSIER, {"low": text}).number("low")
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        *("many", "inf", "-inf", "nan", "Infinity", "1e400", "1e16", "9" * 400, "1/0", "0/0"),
        *("1/2/3", "2/", "1//2", "66,67", "4,5", "1,2345", "1,,000", "4 5", "0x10", "%", "-", "½"),
        *("1,000,000,000,000,001", "1" * 20 + "/3", "4 thousand", "1,000 2"),
    ],
)
@pytest.mark.parametrize("field", ["low", "high"])
def test_what_is_no_number_is_refused(field: str, text: str) -> None:
    (problem,) = problems(**{field: text})
    assert problem.field == field
    assert "is not a number; write it as 4,000, 66.6667 or 2/3" in problem.what


@given(st.floats(-(10.0**15), 10.0**15) | st.integers(-(10**15), 10**15))
def test_a_number_is_read_as_it_is_written(number: float) -> None:
    assert Reader(DOSSIER, {"low": number_text(number)}).number("low") == number


def test_numbers_are_written_as_one_would_type_them() -> None:
    found = [number_text(n) for n in (None, 0, 300, 4000.0, 66.6667, 1234.5)]
    assert found == ["", "0", "300", "4,000", "66.6667", "1,234.5"]


# ---- what is refused


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("statement", "", "is missing"),
        ("statement", " \n ", "is missing"),
        ("measure", "floodde", "no measure 'floodde'; did you mean flooded?"),
        ("measure", "x", "no measure 'x'"),
        ("measure", "", "is missing, but there is a figure"),
        ("measure", "+drowned", "say its unit and basis: +drowned (persons, cumulative)"),
        ("measure", "+drowned (persons)", "the bases: stock, cumulative, flow, share, date"),
        ("measure", "+drowned (persons, often)", "say its unit and basis"),
        ("measure", "+", "it names nobody after the +"),
        ("written", "", "is missing: the phrase as printed"),
        ("hedge", "", "it is missing, and the phrase does not say it: choose one"),
        ("hedge", "quite", "'quite' is not one of exact, none, about, nearly, more than, at least"),
        ("hedge", "at_", "'at_' may be at least or at most"),
        ("of", "gazette-1.", "claim 'gazette-1.' is ambiguous: gazette-1.1, gazette-1.2"),
        ("of", "gazette-2.1", "did you mean gazette-1"),
        ("of", "+All houses", "a new one can't be made here"),
        ("attribution", "counsil", "no agent 'counsil'; did you mean council?"),
        ("attribution", "council, nobody", "no agent 'nobody'"),
        ("attribution", "+Jane Roe", "say what Jane Roe is: +Jane Roe (KIND), state, "),
        ("attribution", "+Jane Roe (queen)", "say what Jane Roe is"),
        ("attribution", "+Jane Roe (p)", "say what Jane Roe is"),
        ("attribution", "+", "names nobody after the +"),
        ("attribution", "+ (person)", "names nobody after the +"),
        ("lineage", "", "is missing"),
        ("lineage", "entire", "'entire' is not one of full, partial, unknown"),
        ("release", "flood", "flood is a happening, not a release"),
        ("release", "brieffing", "no event 'brieffing'; did you mean briefing?"),
        ("release", "+", "names nobody after the +"),
        ("release", "+Speech (March)", "'March'"),
        ("as_of", "13 January", "'13 January'"),
        ("as_of", "2031-13", "2031-13"),
        ("as_of", "2031-02-30", "2031-02-30"),
        ("modality", "", "is missing"),
        ("modality", "maybe", f"is not one of {', '.join(MODALITIES)}"),
        ("population", "house5", "no population 'house5'; did you mean houses?"),
        ("population", "town", "no population 'town'"),
        ("population", "+Sheds (place)", "Sheds is to be a place, and this is a population"),
        ("place", "o", "place 'o' is ambiguous: town, harbour"),
        ("place", "houses", "no place 'houses'"),
        ("within", "last week", "no event 'last week'"),
        ("within", "2031-99", "no event '2031-99'"),
        ("events", "flod", "no event 'flod'; did you mean flood?"),
        ("events", "b", "event 'b' is ambiguous: breach, briefing"),
        ("events", "+Ferry sunk (yesterday)", "'yesterday'"),
    ],
)
def test_what_is_refused_names_its_field(field: str, text: str, words: str) -> None:
    found = problems(**{"as_of_basis": "stated", field: text})
    assert [problem.field for problem in found] == [field]
    assert words in found[0].what
    assert "\n" not in found[0].what


@pytest.mark.parametrize("field", ["low", "high", "hedge"])
def test_a_number_without_measure_and_phrase_is_not_dropped(field: str) -> None:
    none = {"measure": "", "written": "", "low": "", "high": "", "hedge": "", "of": ""}
    (found,) = problems(**{**none, field: "about" if field == "hedge" else "40"})
    assert found.field == "measure"
    assert (
        found.what == f"it is missing, but there is a figure: say what it counts, or empty {field}"
    )


def test_a_date_without_a_basis_and_a_basis_that_is_none() -> None:
    assert row(as_of="2031-03~", as_of_basis="inf")["as_of_basis"] == "inferred"
    (missing,) = problems(as_of="2031-03-04")
    assert missing.field == "as_of_basis"
    assert missing.what == "say how the date is known: stated or inferred"
    (none,) = problems(as_of_basis="certain")
    assert none == Problem("as_of_basis", "'certain' is not one of stated, inferred")


def test_a_measure_of_dates_wants_a_date() -> None:
    dated = {"measure": "breach-date", "written": "on 3 March", "hedge": "", "low": ""}
    assert row(**dated, date="2031-03-03")["figure"] == {
        "written": "on 3 March",
        "date": "2031-03-03",
    }
    assert problems(**dated) == [
        Problem("date", "it is missing: breach-date is a date", is_missing=True)
    ]
    (wrong, *_) = problems(**dated, date="3 March")
    assert wrong.field == "date"


def test_no_measure_and_no_phrase_is_no_figure() -> None:
    assert row(measure="", written="", hedge="", low="", population="")["figure"] is None


def test_all_that_is_wrong_is_told_each_once() -> None:
    found = problems(
        statement="",
        measure="nothing",
        attribution="nobody, +Jane Roe",
        release="+Briefing",
        modality="x",
        as_of="then",
        place="moon",
    )
    fields = [problem.field for problem in found]
    assert len(found) == len(set(found))
    assert set(fields) == {
        *("statement", "measure", "attribution", "modality", "as_of", "place", "as_of_basis")
    }
    assert fields.count("measure") == 1
    assert fields.count("attribution") == 2


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("publisher", "", "is missing: an agent, or +Name (outlet)"),
        ("publisher", "gazete", "no agent 'gazete'; did you mean gazette?"),
        ("publisher", "+Quay Post", "say what Quay Post is"),
        ("title", "", "is missing"),
        ("published", "5 March", "'5 March'"),
        ("published", "", "there is no date, so it is unknown"),
        ("published_basis", "unknown", "say how the date is known: stated, page or inferred"),
        ("published_basis", "", "say how the date is known: stated, page or inferred"),
        ("published_basis", "s.", "is not one of stated, page, inferred, unknown"),
        ("kind", "", "is missing"),
        ("kind", "letter", "is not one of report, digest, statement, post, video"),
        ("cites", "council, counsil", "no agent 'counsil'; did you mean council?"),
    ],
)
def test_what_is_refused_of_a_document(field: str, text: str, words: str) -> None:
    found = page(**{field: text})
    assert isinstance(found, list)
    expected = "published_basis" if (field, text) == ("published", "") else field
    assert [problem.field for problem in found] == [expected]
    assert words in found[0].what


def test_a_language_that_nobody_can_say_stays_unsaid() -> None:
    made = page(language="")
    assert isinstance(made, Built)
    assert made.row["language"] is None


def test_scopes_by_id_beginning_or_part_of_a_name() -> None:
    for text in ("harbour", "har", "HARBOUR", "arb"):
        assert scope_named(DOSSIER, "place", text) == "harbour"


# ---- new records


def test_a_new_agent_in_a_chain() -> None:
    made = built(attribution="council, +Jane  Roe (per)")
    assert made.row["attribution"] == ["council", "jane-roe"]
    (change,) = made.new
    assert (change.table, change.id, change.before) == ("agents", "jane-roe", None)
    assert change.after == {
        "id": "jane-roe",
        "name": "Jane Roe",
        "kind": "person",
        "aliases": [],
        "member_of": None,
        "party": None,
        "merged_into": None,
    }


@pytest.mark.parametrize("kind", ["news", "news agency"])
def test_a_kind_of_two_words(kind: str) -> None:
    (change,) = built(attribution=f"+The Wire ({kind})").new
    assert change.after is not None
    assert change.after["kind"] == "news agency"


def test_a_new_release_is_of_the_end_of_the_chain() -> None:
    made = built(
        attribution="council, +Jane Roe (person)", release="+Talk at the weir (2031-03-05)"
    )
    assert made.row["release"] == "jane-roe-2031-03-05"
    event = made.new[-1].after
    assert event is not None
    assert (event["kind"], event["by"], event["date"], event["title"]) == (
        *("release", "jane-roe", "2031-03-05", "Talk at the weir"),
    )
    assert [change.table for change in made.new] == ["agents", "events"]


def test_a_new_release_without_a_chain_is_the_publishers() -> None:
    event = built(attribution="", release="+Leading article").new[0].after
    assert event is not None
    assert (event["id"], event["by"], event["date"]) == ("leading-article", "gazette", None)


def test_a_new_release_needs_an_origin() -> None:
    reader = Reader(DOSSIER, {"release": "+Talk"})
    assert reader.reference("release", "releases") is None
    assert reader.problems == [Problem("release", "a release needs an origin: give the chain")]


def test_a_new_event_and_what_the_figure_counts() -> None:
    made = built(events="flood, +Ferry sunk (2031-03)", within="+ferry sunk")
    assert made.row["events"] == ["flood", "ferry-sunk"]
    assert made.row["scope"]["within"] == "ferry-sunk"
    (change,) = made.new
    assert change.after is not None
    assert (change.after["kind"], change.after["by"]) == ("happening", None)


def test_the_same_name_twice_makes_one_record() -> None:
    made = built(attribution="+Jane Roe (person), +jane roe", events="+Ferry sunk, +FERRY SUNK")
    assert made.row["attribution"] == ["jane-roe"]
    assert made.row["events"] == ["ferry-sunk"]
    assert [change.id for change in made.new] == ["jane-roe", "ferry-sunk"]


def test_a_release_that_is_named_as_an_event_too_is_one_record() -> None:
    made = built(release="+Talk at the weir (2031-03-05)", events="flood, +Talk at the weir")
    assert made.row["release"] == "council-2031-03-05"
    assert made.row["events"] == ["flood", "council-2031-03-05"]
    assert len(made.new) == 1


def test_new_ids_are_free_and_readable() -> None:
    assert free_id("Ślęża & Öl!", set(), longest=40) == "sleza-ol"
    assert free_id("Мост", set(), longest=40) == "unnamed"
    assert free_id("Flood", {"flood", "flood-2"}, longest=40) == "flood-3"
    assert len(free_id("x" * 300, set(), longest=40)) == 40
    assert built(events="+Flood").row["events"] == ["flood-2"]


def test_a_date_in_an_id_is_never_cut_short() -> None:
    agent = "+Commission for the Dykes of the Northern Lowlands (government)"
    made = built(attribution=agent, release="+Report (2031-03-05)")
    assert made.row["release"].endswith("-2031-03-05")
    source = page(publisher=agent)
    assert isinstance(source, Built)
    assert source.row["id"].endswith("-2031-03-05")


# ---- anything at all


TYPED = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="+,()/%-. 0123456789aceflo", max_size=20),
    st.sampled_from(
        ["+", "+A (person)", "+B (2031)", "flood", "2031-03", "council", "at_least", "1e999", "2/3"]
    ),
)


def forms(names: list[str]) -> st.SearchStrategy[Draft]:
    return st.dictionaries(st.sampled_from(names), TYPED)


def is_told(found: object, names: set[str]) -> bool:
    return isinstance(found, list) and all(problem.field in names for problem in found)


@given(forms([field.name for field in CLAIM]))
@settings(max_examples=300, deadline=None)
def test_any_text_in_any_field_of_a_claim(typed: Draft) -> None:
    """Never an exception: a row, or what is wrong with it."""
    for draft in (typed, {**GOOD, **typed}):
        made = build_claim(DOSSIER, draft, source="gazette-1", id="gazette-1.9")
        assert made
        assert isinstance(made, Built) or is_told(made, {field.name for field in CLAIM})


@given(forms([field.name for field in SOURCE]))
@settings(max_examples=200, deadline=None)
def test_any_text_in_any_field_of_a_document(typed: Draft) -> None:
    for draft in (typed, {**PAGE, **typed}):
        made = build_source(DOSSIER, draft, paragraphs=("One.",))
        assert made
        assert isinstance(made, Built) or is_told(made, {field.name for field in SOURCE})


@pytest.mark.parametrize("table", ["claims", "sources"])
def test_a_form_asks_only_for_what_it_can_read(table: str) -> None:
    read = {schema.TEXT, schema.DATE, schema.PERIOD, schema.REFERENCE, schema.NUMBER}
    for _, field in asked(table):
        item = field.item or field
        assert item.type in (read if field.item is None else {schema.REFERENCE}), field.name
