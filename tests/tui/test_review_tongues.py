"""A page in another language through the review, by keys, and whole on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.tui.screens.review import ReviewScreen
from tests.tui.driving import explorer, press, screen_lines, type_text
from tests.tui.test_review import bottom, own_copy, review, take_in

# Invented articles: a title and two paragraphs each.
UKRAINIAN = (
    "Що підрахували після боїв біля річки",
    "За даними NIS, у боях загинули щонайменше 310 солдатів, а понад 1,9 тис. бійців було"
    " поранено, і це лише ті, кого знайшли після відступу.",
    "Zelensky заявив, що до річки відправили від 3 до 4 тисяч військових.",
)
KOREAN = (
    "강가 전투 뒤에 집계된 피해",
    "NIS에 따르면 강가에서 벌어진 전투로 최소 310명이 숨지고 약 1천900명이 다친 것으로 집계됐다.",
    "강을 건너 파병된 병력은 3천~4천명으로 알려졌으며 정확한 수는 아직 확인되지 않았다.",
)
ARABIC = (
    "ما أحصي بعد المعارك عند النهر",
    "وبحسب NIS قتل ما لا يقل عن 310 جنود في المعارك عند النهر، وأصيب نحو 1900 شخص بجروح بعد"
    " انسحاب القوات من المدينة.",
)


def written(folder: Path, paragraphs: tuple[str, ...]) -> Path:
    path = folder / "article.txt"
    path.write_text("\n\n".join(paragraphs), encoding="utf-8")
    return path


def whole(pilot: Pilot[None]) -> str:
    """All characters of the screen without the space between them: lines break anywhere."""
    return "".join("".join(screen_lines(pilot)).split())


async def keep_document(pilot: Pilot[None]) -> None:
    await press(pilot, "enter")
    await type_text(pilot, "yonhap")
    await press(pilot, "tab enter a")


async def keep_all(pilot: Pilot[None], path: Path, count: int) -> Dossier:
    for _ in range(count):
        await press(pilot, "a")
        assert "kept:" in bottom(pilot)
    return Dossier.open(path)


@pytest.mark.parametrize(
    ("paragraphs", "language", "name", "hedges"),
    [
        (UKRAINIAN, "uk", "Ukrainian", ["at_least", "more_than", "between"]),
        (KOREAN, "ko", "Korean", ["at_least", "about", "between"]),
        (ARABIC, "ar", "Arabic", ["at_least", "about"]),
    ],
    ids=["uk", "ko", "ar"],
)
async def test_a_page_in_another_language_becomes_claims_by_keys(
    tmp_path: Path,
    paragraphs: tuple[str, ...],
    language: str,
    name: str,
    hedges: list[str],
) -> None:
    path = own_copy(tmp_path)
    async with explorer(path=path, size=(100, 40)) as (pilot, _):
        await take_in(pilot, written(tmp_path, paragraphs))
        assert review(pilot).review.draft["language"] == language
        assert f"{name}, as a program found" in "\n".join(screen_lines(pilot))
        await keep_document(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        # The passage is whole, and no line is wider than the screen.
        assert "".join(paragraphs[1].split()) in whole(pilot)
        assert all(cell_len(line) <= 100 for line in screen_lines(pilot))
        dossier = await keep_all(pilot, path, len(hedges))
    source = next(s for s in dossier.sources.values() if s.title == paragraphs[0])
    assert (source.language, source.language_basis) == (language, "guessed")
    claims = [c for c in dossier.claims.values() if c.source == source.id]
    assert [c.figure.hedge for c in claims if c.figure] == hedges
    assert [c.measure for c in claims][:2] == ["killed", "wounded"]
    assert claims[0].attribution == ("nis",)
    assert {c.lineage for c in claims} <= {"partial", "unknown"}


async def test_a_page_whose_figures_cannot_be_proposed_says_so(tmp_path: Path) -> None:
    text = (
        "Po povodni v údolí",
        "Po povodni v údolí záchranáři uvedli, že zahynulo nejméně třicet lidí a že se dalších"
        " čtyřicet nenašlo, ale město nedostalo pomoc.",
    )
    async with explorer(path=own_copy(tmp_path), size=(100, 40)) as (pilot, _):
        await take_in(pilot, written(tmp_path, text))
        shown = " ".join("\n".join(screen_lines(pilot)).split())
        assert "the text is in Czech: none of its figures can be proposed" in shown
