"""Which dossiers were opened lately: a small file that may be anything, and never stops anybody."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.dossier.recent import MOST, recent, recent_path, remember, with_the_program
from kursk_tui.dossier.samples import names, path_of
from tests.five import FIVE


def own(folder: Path, name: str) -> Dossier:
    """A dossier of one's own, opened."""
    path = folder / f"{name}.json"
    path.write_bytes(Path(FIVE).read_bytes())
    return Dossier.open(path)


def test_the_newest_stands_first_and_each_once(tmp_path: Path) -> None:
    one, other = own(tmp_path, "one"), own(tmp_path, "other")
    assert recent() == ()
    for dossier in (one, other, one):
        remember(dossier)
    first, second = recent()
    assert (first.path, second.path) == (one.path, other.path)
    assert (first.documents, first.claims) == (len(one.sources), len(one.claims))
    assert first.title == one.meta.title


def test_a_file_that_is_gone_is_said_so(tmp_path: Path) -> None:
    dossier = own(tmp_path, "one")
    remember(dossier)
    Path(dossier.path).unlink()
    assert [known.kind for known in recent()] == ["gone"]


def test_what_comes_with_the_program_is_always_listed_and_never_kept() -> None:
    remember(Dossier.open(default_path()))
    remember(Dossier.open(path_of("derna")))
    assert not os.path.lexists(recent_path())
    found = with_the_program()
    assert [known.kind for known in found] == ["shipped", *["sample"] * len(names())]
    dossier = Dossier.open(default_path())
    assert (found[0].documents, found[0].claims) == (len(dossier.sources), len(dossier.claims))


def test_no_more_are_kept_than_anybody_reads(tmp_path: Path) -> None:
    for number in range(MOST + 3):
        remember(own(tmp_path, f"d{number}"))
    assert [Path(known.path).stem for known in recent()[:2]] == [f"d{MOST + 2}", f"d{MOST + 1}"]
    assert len(recent()) == MOST


def test_where_it_cannot_be_kept_it_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").write_text("a file in the place of the folder", "utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    remember(own(tmp_path, "one"))
    assert recent() == ()


@given(st.binary(max_size=200) | st.recursive(
    st.none() | st.text() | st.integers(),
    lambda inner: st.lists(inner) | st.dictionaries(
        st.sampled_from(["dossiers", "path", "title", "when", "documents", "claims"]), inner
    ),
    max_leaves=20,
).map(lambda data: json.dumps(data).encode()))  # fmt: skip
def test_whatever_stands_in_the_file_is_no_error(raw: bytes) -> None:
    path = Path(recent_path())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    for known in recent():
        assert os.path.isabs(known.path)  # noqa: PTH117
