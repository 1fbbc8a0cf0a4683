"""Nothing in the program needs the first dossier: none of its names stands in the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kursk_tui"
# The tour shows the shipped dossier, and the manual may take its examples from it.
MAY = ("tui/tour.py", "tui/touring.py", "words/tour.py")
NAMES = re.compile(
    r"\b(?:DPRK|NIS|HUR|KCNA|Zelensk\w*|Budanov\w*|Umerov\w*|Shoigu|Pyongyang|Seoul|Kyiv\w*"
    r"|(?:North |South )?Korean?s?|Ukrain\w*|Russian?s?|Yonhap|Belgorod|Kursk (?:Oblast|Region)"
    r"|ki-20\d\d\S*)\b",
    re.IGNORECASE,
)
# The program's own name, its package, its variables, and the words of its vocabulary.
OWN = re.compile(
    r"(?i:kursk(?:[-_\\]+tui\w*|-tour-|-note-|-lost|\.json|\.tcss|App|:\w+))|\bkursk\b"
)
# What is no name of a dossier: languages, countries and agencies that any text may name.
ANY_TEXT = {
    "model/locators.py": {"korean"},
    "model/languages/ko.py": {"korean"},
    "model/languages/ru.py": {"russian"},
    "model/languages/uk.py": {"ukrainian"},
    "intake/language/nations.py": {"ukraine", "ukrainian", "russia", "north korea", "south korea"},
    "intake/language/setaside.py": {"yonhap"},
}
FILES = sorted(
    path
    for ending in ("py", "toml", "tcss")
    for path in PACKAGE.rglob(f"*.{ending}")
    if path.relative_to(PACKAGE).as_posix() not in MAY
)


def found(path: Path) -> set[str]:
    """What of a file is one: the number of its line, and the name."""
    may = ANY_TEXT.get(path.as_posix().rpartition("kursk_tui/")[2], set())
    names = set[str]()
    for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
        for match in NAMES.finditer(text):
            if match.group().lower() not in may:
                names.add(f"{number}: {match.group()}")
        if re.search("kursk", OWN.sub("", text), re.IGNORECASE):
            names.add(f"{number}: {text}")
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_name_of_the_first_dossier(path: Path) -> None:
    assert found(path) == set()


def test_a_name_would_be_found(tmp_path: Path) -> None:
    lines = ('"""Of the NIS."""', "X = 'Zelensky'", "# Derna", "Y = 'kursk-tui'", "Z = 'Kursk'")
    path = tmp_path / "planted.py"
    path.write_text("\n".join(lines), "utf-8")
    assert {name.partition(":")[0] for name in found(path)} == {"1", "2", "5"}
