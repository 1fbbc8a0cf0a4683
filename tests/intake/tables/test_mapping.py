"""Which column is which: guessed, kept, used again, refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.intake.tables import mapping as mappings
from kursk_tui.intake.tables.mapping import NOTHING, Mapping, fitting, guess
from kursk_tui.store.errors import DossierError
from tests.intake.tables.tables import COUNTS, begun, table_of


def test_a_wide_table_is_seen_through(tmp_path: Path) -> None:
    found = guess(table_of(tmp_path, COUNTS), begun(tmp_path))
    assert found.columns == {
        "url": "Link",
        "publisher": "Outlet",
        "published": "Date",
        "origin": "According to",
    }
    assert found.figures == {"Killed": "killed", "Injured": "wounded"}


def test_a_long_table_is_seen_through(tmp_path: Path) -> None:
    text = "source,web page,category,count,as of\nHerald,https://a.example/1,killed,3,2023-10-17\n"
    found = guess(table_of(tmp_path, text), begun(tmp_path))
    assert found.columns == {
        "url": "web page",
        "publisher": "source",
        "figure": "count",
        "measure": "category",
        "as_of": "as of",
    }


def test_a_column_called_like_a_measure_that_holds_words_counts_nothing(tmp_path: Path) -> None:
    text = "Outlet,Figure,Measure,Missing\nHerald,3,killed,the date\n"
    assert guess(table_of(tmp_path, text), begun(tmp_path)).figures == {}


_WORD = st.text(max_size=12)
_FIELD = st.sampled_from(mappings.FIELDS)


@given(
    st.dictionaries(_FIELD, _WORD),
    st.dictionaries(_WORD, _WORD),
    st.dictionaries(_FIELD, _WORD),
    st.dictionaries(_WORD, st.sampled_from(("state", "news agency", "unnamed"))),
)
def test_what_is_written_is_read_again(
    columns: dict[str, str], figures: dict[str, str], always: dict[str, str], agents: dict[str, str]
) -> None:
    import tempfile

    wanted = Mapping(columns, figures, always, agents)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.toml"
        path.write_bytes(mappings.written(wanted).encode())
        assert mappings.read(str(path)) == wanted


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[columns", "is no TOML"),
        ("[colours]\na = 'b'", "is no part of a mapping"),
        ("columns = 3", "is no table of texts"),
        ("[columns]\nhue = 'b'", "is no field"),
        ("[agents]\nJo = 'hermit'", "is no kind of agent"),
    ],
)
def test_a_mapping_that_is_wrong_is_refused_in_a_line(text: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DossierError, match=what) as refused:
        mappings.read(str(path))
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("given_mapping", "what"),
    [
        (NOTHING, "no column holds figures"),
        (Mapping({"figure": "Killed"}, {}, {}, {}), "nothing says what is counted"),
        (Mapping({}, {"Killed": "killed"}, {}, {}), "nothing says where"),
        (Mapping({"figure": "Toll"}, {}, {}, {}), "has no column 'Toll'; its columns are Date"),
        (Mapping({}, {"Killed": "hives"}, {}, {}), "'hives' is no measure of this dossier"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(
    given_mapping: Mapping, what: str, tmp_path: Path
) -> None:
    with pytest.raises(DossierError, match=what):
        fitting(given_mapping, table_of(tmp_path, COUNTS), begun(tmp_path), "map.toml")


def test_headers_and_measures_answer_to_their_names(tmp_path: Path) -> None:
    loose = Mapping({"publisher": "outlet"}, {"KILLED": "Killed"}, {}, {})
    found = fitting(loose, table_of(tmp_path, COUNTS), begun(tmp_path), "map.toml")
    assert (found.columns, found.figures) == ({"publisher": "Outlet"}, {"Killed": "killed"})


def test_a_column_is_one_thing_and_a_field_one_column() -> None:
    begun = Mapping({"published": "Date"}, {"Dead": "killed"}, {"place": "Harbour"}, {})
    as_place = mappings.as_field(begun, "Date", "place")
    assert as_place == Mapping({"place": "Date"}, {"Dead": "killed"}, {}, {})
    counted = mappings.as_figures(as_place, "Date", "wounded")
    assert counted.columns == {}
    assert mappings.taken_for(counted, "Date") == ("figures", "wounded")
    moved = mappings.as_field(begun, "Day", "published")
    assert moved.columns == {"published": "Day"}
    assert mappings.taken_for(moved, "Date") == ("", "")
    assert mappings.left_out(begun, "Dead").figures == {}


def test_what_is_the_same_in_all_rows_is_in_no_column() -> None:
    begun = Mapping({"place": "Where"}, {}, {}, {})
    always = mappings.in_all_rows(begun, "place", "Harbour")
    assert always == Mapping({}, {}, {"place": "Harbour"}, {})
    assert mappings.in_all_rows(always, "place", "").always == {}
