"""What a text without markup says of itself."""

from __future__ import annotations

import pytest

from kursk_tui.intake.documents import bylines
from tests.intake.documents import HEADLINE, PARAGRAPHS


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("27 February 2025", "2025-02-27"),
        ("Feb. 27, 2025", "2025-02-27"),
        ("Thursday, February 27th, 2025, 7:06 AM", "2025-02-27"),
        ("the 1st of Sept 2024", "2024-09-01"),
        ("2025-02-27T23:59:00+09:00", "2025-02-27"),
        ("2025.2.7", "2025-02-07"),
        ("2025/02/27", "2025-02-27"),
        ("29 February 2024", "2024-02-29"),
        ("Київ, 7 березня 2025 року, 14:00", "2025-03-07"),
        ("2025년 2월 29일, 2025년 3월 7일", "2025-03-07"),
        ("29 February 2025", None),
        ("02/03/2025", None),
        ("February 2025", None),
        ("Feb. 27", None),
        ("1.2025-02-27", None),
        ("12025-02-27", None),
        ("2025-13-01", None),
    ],
)
def test_first_day(written: str, day: str | None) -> None:
    found = bylines.first_day(written)
    assert (found and found[0]) == day


@pytest.mark.parametrize(
    ("paragraphs", "day", "basis"),
    [
        ([HEADLINE, "4 March 2025", *PARAGRAPHS], "2025-03-04", "stated"),
        (["60.8 F", "Tuesday, March 4, 2025", HEADLINE, *PARAGRAPHS], "2025-03-04", "page"),
        ([HEADLINE, "by Ann Lee March 4, 2025 7:06 AM 2 min read"], "2025-03-04", "stated"),
        ([HEADLINE, "QUAYTON, March 4, 2025 (Agency) -- The office"], "2025-03-04", "stated"),
        ([HEADLINE, "QUAYTON, March 4 (Agency) -- The office"], None, "unknown"),
        ([HEADLINE, "Updated March 4, 2025"], None, "unknown"),
        ([HEADLINE, "Published 4 March 2025, updated 6 March 2025"], "2025-03-04", "stated"),
        ([HEADLINE, "Updated 6 March 2025, published 4 March 2025"], "2025-03-04", "stated"),
        ([HEADLINE, "The count of 4 March 2025 was wrong."], None, "unknown"),
        ([HEADLINE, *PARAGRAPHS * 3, "Quayton, 4 March 2025"], "2025-03-04", "page"),
    ],
)
def test_dateline(paragraphs: list[str], day: str | None, basis: str) -> None:
    assert bylines.dateline(paragraphs) == (day, basis)


def test_title_is_not_a_button_a_date_or_a_byline() -> None:
    top = ["War", "Skip to content", "March 4, 2025", "By Ann Lee of The Quay Post"]
    assert bylines.title([*top, HEADLINE, *PARAGRAPHS]) == HEADLINE
    assert bylines.title(["Boats in harbour", PARAGRAPHS[0]]) == "Boats in harbour"
    assert bylines.title(list(PARAGRAPHS)) is None


def test_authors() -> None:
    assert bylines.authors([HEADLINE, "By Ann Lee, Bo Park & Cy Oh"]) == (
        *("Ann Lee", "Bo Park", "Cy Oh"),
    )
    assert bylines.authors([*PARAGRAPHS, "BY ANN LEE [lee@quay.example]"]) == ("ANN LEE",)
    assert bylines.authors(["by the way, nobody came"]) == ()
