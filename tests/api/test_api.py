"""The package as a library: what `help python` promises."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import kursk_tui
from kursk_tui import DossierError, Opened, UseError
from kursk_tui.analysis.disagreements.folds import fold
from kursk_tui.analysis.disagreements.listing import disagreements
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.export.tables import TABLES
from kursk_tui.words.rows import row_sentence
from tests.cli.running import called
from tests.five import FIVE

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def opened() -> Opened:
    return kursk_tui.open(FIVE)


def test_the_package_loads_nothing_until_it_is_asked() -> None:
    code = "import sys, kursk_tui; print([m for m in sys.modules if m.startswith('kursk_tui.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_opening_loads_no_screen_and_no_library() -> None:
    code = (
        "import sys, kursk_tui\n"
        f"kursk_tui.open({FIVE!r}).rows('pairs')\n"
        "print({'textual', 'rich', 'tinydb', 'pandas', 'polars'} & set(sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'close'"):
        kursk_tui.__getattr__("close")


def test_without_a_path_it_is_the_shipped_dossier() -> None:
    whole = Dossier.open(ROOT / "data" / "kursk.json")
    standing = [id for id, claim in whole.claims.items() if claim.retracted is None]
    assert list(kursk_tui.open().claims) == standing
    assert kursk_tui.open(Path(FIVE)).title == Dossier.open(FIVE).meta.title


def test_a_reading_is_what_its_words_come_to(opened: Opened) -> None:
    found = opened.reading("ki-2025-02-27.17c")
    assert found == (
        *("ki-2025-02-27.17c", "at least 300", "at least 300", "killed"),
        *((300, None), (300, 400), "persons", "2025-01-13", "said", "nis"),
        ("nis", "kyiv-independent"),
    )
    assert [r.claim for r in opened.readings()] == list(opened.claims)
    killed = [r.claim for r in opened.readings("killed")]
    assert killed == [id for id, claim in opened.claims.items() if claim.measure == "killed"]
    with pytest.raises(KeyError):
        opened.reading("nobody-said-this")
    with pytest.raises(UseError):
        list(opened.readings("unicorns"))


def test_disagreements_are_those_of_the_explorer_with_their_sentence(opened: Opened) -> None:
    dossier = Dossier.open(FIVE)
    rows = disagreements(dossier).rows
    found = opened.disagreements()
    assert [(d.target, d.sentence) for d in found] == [
        (row.target, row_sentence(dossier, row)) for row in rows
    ]
    heads = [one.head.target for one in fold([row for row in rows if row.severity >= 3])]
    assert [d.target for d in opened.disagreements(severity=3, unfold=False)] == heads
    dates = [d for d, row in zip(found, rows, strict=True) if row.reading and row.reading.days]
    assert dates
    assert all(d.gap is None for d in dates)


def test_the_lens_is_that_of_the_shell() -> None:
    early = kursk_tui.open(FIVE, known_at="2025-03-01", without=["nis"])
    told = called("-d", FIVE, "claims", "--known-at", "2025-03-01", "--without", "nis")
    assert len(early.claims) == told.out.count("\n") - 1


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_those_of_the_export(table: str, opened: Opened) -> None:
    options = ("--unfold",) if table == "pairs" else ()
    told = called("-d", FIVE, "export", "jsonl", table, *options)
    rows = json.loads(json.dumps(opened.rows(table)))  # type: ignore[arg-type]
    assert [json.loads(line) for line in told.out.splitlines()] == rows


@pytest.mark.parametrize("library", ["pandas", "polars"])
@pytest.mark.parametrize("table", TABLES)
def test_a_frame_has_the_rows_with_one_type_a_column(
    table: str, library: str, opened: Opened
) -> None:
    pytest.importorskip(library, reason=f"{library} is not installed")
    frame = opened.frame(table, library)  # type: ignore[arg-type]
    rows = opened.rows(table)  # type: ignore[arg-type]
    assert list(frame.columns) == list(rows[0])
    assert frame.shape == (len(rows), len(rows[0]))
    back: Callable[[str], list[object]] = lambda name: (  # noqa: E731
        frame[name].astype(object).where(frame[name].notna(), None).tolist()
        if library == "pandas"
        else frame[name].to_list()
    )
    for name in rows[0]:
        assert back(name) == [row[name] for row in rows], name


def test_what_is_wrong_is_one_of_two_errors(tmp_path: Path, opened: Opened) -> None:
    with pytest.raises(DossierError):
        kursk_tui.open(tmp_path / "none.json")
    with pytest.raises(UseError):
        kursk_tui.open(FIVE, without=["nobody"])
    with pytest.raises(KeyError, match="'rumours' is none of claims, pairs"):
        opened.rows("rumours")  # type: ignore[arg-type]


def test_a_frame_can_be_written_to_parquet(tmp_path: Path, opened: Opened) -> None:
    polars = pytest.importorskip("polars", reason="polars is not installed")
    path = tmp_path / "claims.parquet"
    opened.frame("claims", "polars").write_parquet(path)
    assert polars.read_parquet(path).equals(opened.frame("claims", "polars"))
