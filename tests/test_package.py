"""What is built carries the dossier, and the project names nothing outside itself."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from kursk_tui.dossier import dossier as module
from kursk_tui.dossier.dossier import default_path
from kursk_tui.store.errors import DossierError

ROOT = Path(__file__).parent.parent


def test_the_wheel_is_told_to_carry_the_dossier() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    carried = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert carried["data/kursk.json"] == "kursk_tui/data/kursk.json"
    assert carried["data/versions.json"] == "kursk_tui/data/versions.json"
    assert carried["data/README.md"] == "kursk_tui/help/codebook.md"


def test_the_dossier_is_found_in_the_package_before_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "kursk_tui"
    (package / "dossier").mkdir(parents=True)
    monkeypatch.setattr(module, "__file__", str(package / "dossier" / "dossier.py"))
    with pytest.raises(DossierError, match="not there"):
        default_path()
    beside = tmp_path / "data" / "kursk.json"
    beside.parent.mkdir()
    beside.write_text("{}", encoding="utf-8")
    assert default_path() == str(beside)
    inside = package / "data" / "kursk.json"
    inside.parent.mkdir()
    inside.write_text("{}", encoding="utf-8")
    assert default_path() == str(inside)


def test_dependencies_have_a_lower_bound_and_a_cap() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    listed = [*project["dependencies"], *(d for extra in extras for d in extra)]
    # An extra may take in another one of ours.
    listed = [requirement for requirement in listed if not requirement.startswith("kursk-tui[")]
    for requirement in listed:
        assert re.fullmatch(r"[\w-]+>=[\d.]+,<\d+", requirement), requirement


def test_readme_pictures_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    pictures = re.findall(r"\((screenshots/[^)]+)\)", readme)
    assert pictures
    assert {Path(picture).name for picture in pictures} == {
        path.name for path in (ROOT / "screenshots").iterdir()
    }
    for picture in pictures:
        assert (ROOT / picture).is_file(), picture


def test_the_guide_for_contributors_names_what_is_there() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:kursk_tui|tests|data)/[\w./-]+)`", guide)
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []
    modules = re.findall(r"python -m ((?:kursk_tui|tests)[\w.]+)", guide)
    assert modules
    assert [m for m in modules if not (ROOT / f"{m.replace('.', '/')}.py").is_file()] == []
    headings = re.findall(r"^#+ (.+)$", guide, re.M)
    places = {heading.lower().replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", guide)) <= places
