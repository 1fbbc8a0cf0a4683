"""From rows to claims, and a table that comes again."""

from __future__ import annotations

from pathlib import Path

import pytest

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import make, undo
from kursk_tui.intake.tables.cells import STAYS
from kursk_tui.intake.tables.mapping import Mapping, fitting, guess
from kursk_tui.intake.tables.reading import Table
from kursk_tui.intake.tables.rows import PUT_RIGHT, Plan, Planned, _digest, plan, reasons
from kursk_tui.words.voices import claim_who
from tests.five import FIVE
from tests.intake.tables.tables import COUNTS, begun, planned, table_of, taken_in


def test_each_figure_of_a_row_is_a_claim(tmp_path: Path) -> None:
    dossier = begun(tmp_path)
    found = planned(dossier, table_of(tmp_path, COUNTS))
    assert [(row.row, row.state, row.written, row.measure) for row in found.rows] == [
        (2, "new", "at least 500", "killed"),
        (3, "new", "471", "killed"),
        (3, "new", "342", "wounded"),
        (4, "new", "100 to 300", "killed"),
        (5, "new", "hundreds", "killed"),
    ]
    after = taken_in(dossier, found)
    first = after.claims["herald-2023-10-17.r1"]
    assert first.figure is not None
    assert (first.figure.low, first.figure.high, first.figure.hedge) == (500, None, "at_least")
    assert (first.attribution, first.lineage) == (("health-ministry",), "full")
    assert first.statement == "Health Ministry: at least 500 persons killed."
    last = after.claims["gazette-2023-10-18.r1"]
    assert (last.attribution, last.lineage) == ((), "unknown")
    assert last.statement == "Gazette, naming nobody: hundreds of persons killed."
    kinds = {agent.id: agent.kind for agent in after.agents.values()}
    assert kinds["health-ministry"] == "government"
    assert kinds["us-intelligence"] == "intelligence"
    assert kinds["reuters"] == "news agency"
    source = after.sources["post-2023-10-18"]
    assert (source.url, source.published, source.published_basis) == (
        *("https://post.example/1", "2023-10-18", "stated"),
    )
    assert (source.reading, source.title) == ("registered", "[Post, 2023-10-18]")


def test_all_of_a_table_is_one_edit(tmp_path: Path) -> None:
    dossier = begun(tmp_path)
    before = Path(dossier.path).read_bytes()
    after = taken_in(dossier, planned(dossier, table_of(tmp_path, COUNTS)))
    undo(after, author="jo")
    reopened = Dossier.open(dossier.path)
    assert not reopened.claims
    assert not reopened.agents
    assert Path(dossier.path).read_bytes() != before


def test_a_table_that_comes_again_changes_nothing(tmp_path: Path) -> None:
    dossier = begun(tmp_path)
    table = table_of(tmp_path, COUNTS)
    after = taken_in(dossier, planned(dossier, table))
    again = planned(after, table)
    assert again.count("same") == 5
    assert again.changes == ()


def test_a_changed_table_changes_what_changed_in_it(tmp_path: Path) -> None:
    dossier = begun(tmp_path)
    after = taken_in(dossier, planned(dossier, table_of(tmp_path, COUNTS)))
    new = COUNTS.replace("471", "at least 473") + "2023-10-20,Mail,https://m.example/1,9,,\n"
    found = planned(after, table_of(tmp_path, new))
    assert [row for row in found.rows if row.state != "same"] == [
        Planned(
            *(3, "changed", "post-2023-10-18.r1", "at least 473", "killed", "health-ministry"),
            ("figure: 471 → at least 473",),
        ),
        Planned(
            *(6, "new", "mail-2023-10-20.r1", "9", "killed", None),
            named=(("Mail", "outlet"),),
        ),
    ]
    last = taken_in(after, found)
    assert last.claims["post-2023-10-18.r1"].statement == (
        "Health Ministry: at least 473 persons killed."
    )


def test_what_somebody_corrected_stays_while_the_table_stays(tmp_path: Path) -> None:
    dossier = begun(tmp_path)
    table = table_of(tmp_path, COUNTS)
    after = taken_in(dossier, planned(dossier, table))
    row = dict(after.raw_rows("claims")["post-2023-10-18.r1"])
    from kursk_tui.dossier.editing import Change

    corrected = {**row, "statement": "As the ministry told it.", "note": "seen"}
    make(after, (Change("claims", row["id"], row, corrected),), "mended", author="jo")
    mended = Dossier.open(dossier.path)
    assert planned(mended, table).count("same") == 5
    changed = planned(mended, table_of(tmp_path, COUNTS.replace("471", "473")))
    last = taken_in(mended, changed)
    assert last.claims["post-2023-10-18.r1"].statement == "As the ministry told it."
    assert last.claims["post-2023-10-18.r1"].note == "seen"


def test_rows_of_ones_own_claims_come_back_by_id_and_nothing_else_moves(tmp_path: Path) -> None:
    dossier = begun(tmp_path)
    after = taken_in(dossier, planned(dossier, table_of(tmp_path, COUNTS)))
    text = "id,figure\npost-2023-10-18.r1,472\npost-2023-10-18.r2,342\n"
    mapping = Mapping({"id": "id", "figure": "figure"}, {}, {"source": "x", "measure": ""}, {})
    found = planned(after, table_of(tmp_path, text, "back.csv"), mapping)
    assert [row.state for row in found.rows] == ["changed", "same"]
    assert found.rows[0].why == ("figure: 471 → 472",)
    (change,) = found.changes
    assert change.before is not None
    assert change.after is not None
    assert {k for k in change.after if change.after[k] != change.before[k]} == {
        "figure",
        "statement",
    }


def test_a_figure_for_a_claim_in_words_leaves_its_statement(tmp_path: Path) -> None:
    dossier = Dossier.open(FIVE)
    mapping = Mapping({"id": "id"}, {"Killed": "killed"}, {}, {})
    table = table_of(tmp_path, "id,Killed\nki-2025-02-27.5,300\nki-2025-02-27.9,\n")
    (row,) = planned(dossier, table, mapping).rows
    assert (row.state, row.why) == ("changed", ("figure: – → 300", "measure: – → killed"))


def test_who_is_not_known_by_name_is_told_by_the_mapping(tmp_path: Path) -> None:
    dossier = begun(tmp_path)
    text = "Outlet,Killed,Origin\nHerald,3,Jane Roe\nHerald,4,officials\n"
    table = table_of(tmp_path, text)
    found = planned(dossier, table)
    assert [row.state for row in found.rows] == ["refused", "new"]
    assert "say under [agents] of the mapping" in found.rows[0].why[0]
    assert [change.id for change in found.changes if change.table == "agents"] == [
        "herald",
        "officials",
    ]
    given = Mapping(
        {"publisher": "Outlet", "origin": "Origin"},
        {"Killed": "killed"},
        {},
        {"Jane Roe": "person"},
    )
    after = taken_in(dossier, planned(dossier, table, given))
    assert {claim.lineage for claim in after.claims.values()} == {"full", "partial"}


def test_a_refused_row_leaves_nobody_behind(tmp_path: Path) -> None:
    dossier = begun(tmp_path)
    found = planned(
        dossier, table_of(tmp_path, "Outlet,Killed\nHerald,viele\nPost,viele\nHerald,3\n,4\n")
    )
    assert [row.state for row in found.rows] == ["refused", "refused", "new", "refused"]
    assert [change.id for change in found.changes] == [
        *("herald", "herald-undated", "herald-undated.r1"),
    ]


def test_whom_a_row_names_and_nobody_knows_is_told_with_the_kind(tmp_path: Path) -> None:
    text = "Outlet,Killed,Origin\nHerald,3,Families' Committee of Hall 4\nHerald,x,Ministry\n"
    dossier, table = begun(tmp_path), table_of(tmp_path, text)
    first, second = planned(dossier, table).rows
    assert reasons(first) == ("new: Families' Committee of Hall 4 (ngo), Herald (outlet)",)
    assert second.named == ()
    assert reasons(first, but=first.named) == ()
    after = taken_in(dossier, planned(dossier, table))
    assert planned(after, table).rows[0].named == ()


def mended_of(table: Table, row: int, **cells: str) -> Table:
    """The table with cells of a row, by its number in the file, put right."""
    rows = [list(one) for one in table.rows]
    for header, cell in cells.items():
        rows[row - table.first][table.headers.index(header)] = cell
    return table._replace(rows=tuple(map(tuple, rows)))


def by_both(dossier: Dossier, table: Table, filed: Table) -> Plan:
    """What a table would do of which some rows were put right since it was read."""
    return plan(dossier, table, fitting(guess(table, dossier), table, dossier, "t.csv"), filed)


@pytest.mark.parametrize("cell", ["03/04/2025", "2025-04-05"])
def test_a_row_that_was_put_right_is_known_when_its_file_comes_again(
    cell: str, tmp_path: Path
) -> None:
    """Whether the file's own row is refused, or can be read and is wrong."""
    rows = f"Outlet,Killed,Injured,Date\nHerald,3,4,{cell}\nHerald,5,,2025-04-01\n"
    dossier, filed = begun(tmp_path), table_of(tmp_path, rows)
    mended = mended_of(filed, 2, Date="2025-04-03")
    after = taken_in(dossier, by_both(dossier, mended, filed))
    assert set(after.sources) == {"herald-2025-04-03", "herald-2025-04-01"}
    again = planned(after, filed)
    assert (again.changes, [row.state for row in again.rows]) == ((), ["same"] * 3)
    assert [row.why for row in again.rows] == [(PUT_RIGHT,), (PUT_RIGHT,), ()]
    assert again.rows[0].written == "3"
    # Put right in the file as it was here, and here as it was before.
    assert planned(after, mended).count("same") == 3
    assert by_both(after, mended, filed).count("same") == 3


def test_a_row_that_is_put_right_after_it_went_in_is_no_second_claim(tmp_path: Path) -> None:
    dossier = begun(tmp_path)
    filed = table_of(tmp_path, "Outlet,Killed,Origin\nHerald,3,polise department\n")
    after = taken_in(dossier, planned(dossier, filed))
    mended = mended_of(filed, 2, Origin="police department")
    found = by_both(after, mended, filed)
    assert [row.state for row in found.rows] == ["changed"]
    last = taken_in(after, found)
    (claim,) = last.claims.values()
    assert claim.attribution == ("police-department",)
    assert planned(last, filed).changes == ()
    # Once more, in another way.
    other = by_both(last, mended_of(filed, 2, Origin="the mayor"), filed)
    assert [row.state for row in other.rows] == ["changed"]
    moved = by_both(last, mended_of(filed, 2, Outlet="Post"), filed)
    assert moved.rows[0].why == (STAYS,)


@pytest.mark.parametrize("cell", ["n/a", "NA", "-", "–", "?", "unknown", "TBC"])
def test_a_cell_that_says_that_there_is_no_figure_is_empty(cell: str, tmp_path: Path) -> None:
    dossier = begun(tmp_path)
    table = table_of(tmp_path, f"Outlet,Killed,Injured\nHerald,{cell},3\nPost,{cell},{cell}\n")
    assert [row.written for row in planned(dossier, table).rows] == ["3"]
    table = table_of(tmp_path, f"Outlet,Figure,Low,Measure\nHerald,{cell},4,killed\n")
    assert [row.written for row in planned(dossier, table).rows] == ["at least 4"]


@pytest.mark.parametrize("cell", ["none", "Nobody", "no one", "nil"])
def test_a_word_for_nought_is_0(cell: str, tmp_path: Path) -> None:
    dossier = begun(tmp_path)
    table = table_of(tmp_path, f"Outlet,Killed,Origin\nHerald,{cell},police\n")
    (claim,) = taken_in(dossier, planned(dossier, table)).claims.values()
    assert claim.figure is not None
    assert (claim.figure.written, claim.figure.low, claim.figure.high) == (cell, 0, 0)
    assert claim.statement == "police: 0 persons killed."


REFUSED = {
    "no figure at all": ("Outlet,Figure,Measure\nHerald,,killed\n", "there is no figure"),
    "a figure of words": ("Outlet,Killed\nHerald,viele\nPost,3\n", "can't be read as a figure"),
    "a figure and another": (
        'Outlet,Killed\nHerald,"some 40, ten of them badly"\nPost,3\n',
        "write 'some 40' and note the rest: 'some 40, ten of them badly' is more than one figure",
    ),
    "an unknown measure": (
        *("Outlet,Figure,Measure\nHerald,3,hives\n", "'hives' is no measure of this dossier"),
    ),
    "an unknown place": ("Outlet,Killed,Place\nHerald,3,Moon\n", "'Moon' is no place"),
    "a bad address": ("Outlet,Killed,Link\nHerald,3,javascript:x\n", "is no address of a page"),
    "two days": ("Outlet,Killed,As of\nHerald,3,03/04/2025\n", "as of: 03/04/2025 may be two"),
    "a serial number": ("Outlet,Killed,Date\nHerald,3,45234\n", "published: 45234 is a day as"),
    "low above high": (
        *("Outlet,Figure,Low,High,Measure\nHerald,5 to 3,5,3,killed\n", "the figure"),
    ),
    "an unknown modality": ("Outlet,Killed,Modality\nHerald,3,shouted\n", "modality 'shouted'"),
    "nobody who printed it": ("Outlet,Killed\n,3\nPost,4\n", "nothing says where"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_row_that_makes_no_claim_says_why(name: str, tmp_path: Path) -> None:
    text, why = REFUSED[name]
    found = planned(begun(tmp_path), table_of(tmp_path, text))
    assert found.rows[0].state == "refused"
    assert why in found.rows[0].why[0]


def test_bounds_alone_are_put_into_words(tmp_path: Path) -> None:
    text = "Outlet,Low,High,Measure\nA,100,300,killed\nB,100,,killed\nC,,300,killed\nD,5,5,killed\n"
    after = taken_in(begun(tmp_path), planned(begun(tmp_path), table_of(tmp_path, text)))
    told = [
        (c.figure.written, c.figure.low, c.figure.high, c.figure.hedge)
        for c in after.claims.values()
        if c.figure is not None
    ]
    assert told == [
        ("100 to 300", 100, 300, "between"),
        ("at least 100", 100, None, "at_least"),
        ("up to 300", None, 300, "up_to"),
        ("5", 5, 5, "none"),
    ]


def test_rows_of_one_address_are_of_one_document(tmp_path: Path) -> None:
    text = (
        "Outlet,Link,Killed\nHerald,https://a.example/1,3\nHerald,https://a.example/1/,4\n"
        "Herald,https://a.example/2,5\nHerald,http://www.a.example/2?utm_source=x,6\n"
    )
    after = taken_in(begun(tmp_path), planned(begun(tmp_path), table_of(tmp_path, text)))
    assert list(after.sources) == ["herald-undated", "herald-undated-2"]
    assert list(after.claims) == [
        *("herald-undated.r1", "herald-undated.r2"),
        *("herald-undated-2.r1", "herald-undated-2.r2"),
    ]


def test_who_is_called_unnamed_by_the_table_is_so_once(tmp_path: Path) -> None:
    dossier = begun(tmp_path)
    text = "Outlet,Killed,Origin\nHerald,40,unnamed officials\nPost,9,officials\n"
    after = taken_in(dossier, planned(dossier, table_of(tmp_path, text)))
    found = [claim_who(after, claim).name for claim in after.claims.values()]
    assert found == ["unnamed officials", "unnamed officials"]


def test_no_two_of_many_rows_are_taken_for_one() -> None:
    assert len({_digest(f"row {number}") for number in range(200_000)}) == 200_000


def test_rows_about_the_same_are_told_apart_when_they_come_again(tmp_path: Path) -> None:
    dossier = begun(tmp_path)
    table = table_of(tmp_path, "Outlet,Killed\nHerald,3\nHerald,4\nHerald,5\n")
    after = taken_in(dossier, planned(dossier, table))
    assert planned(after, table).count("same") == 3
    changed = table_of(tmp_path, "Outlet,Killed\nHerald,3\nHerald,9\nHerald,5\n")
    found = planned(after, changed)
    assert [row.state for row in found.rows] == ["same", "changed", "same"]
    assert found.rows[1].why == ("figure: 4 → 9",)
