"""Days as tables have them."""

from __future__ import annotations

import pytest

from kursk_tui.intake.tables.moments import TableDateError, edtf


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-01-13", "2025-01-13"),
        ("2025-01-13 08:00:00", "2025-01-13"),
        ("2025-01-13T08:00Z", "2025-01-13"),
        ("13 January 2025", "2025-01-13"),
        ("13th Jan. 2025", "2025-01-13"),
        ("January 13, 2025", "2025-01-13"),
        ("Sept 3 2024", "2024-09-03"),
        ("13-Jan-2025", "2025-01-13"),
        ("Jan 2025", "2025-01"),
        ("13.1.2025", "2025-01-13"),
        ("3.4.2025", "2025-04-03"),
        ("13/01/2025", "2025-01-13"),
        ("01/13/2025", "2025-01-13"),
        ("3/3/2025", "2025-03-03"),
        ("2025", "2025"),
        ("2025-01/2025-03", "2025-01/2025-03"),
        ("2024-12~", "2024-12~"),
    ],
)
def test_a_day_is_read(text: str, day: str) -> None:
    assert edtf(text) == day


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("03/04/2025", "may be two days; write 2025-04-03 or 2025-03-04"),
        ("45234", "a day as a spreadsheet counts it"),
        ("yesterday", "not a date"),
        ("31 February 2025", "2025-02-31"),
        ("32.1.2025", "2025-01-32"),
    ],
)
def test_what_is_no_day_or_two_is_refused(text: str, what: str) -> None:
    with pytest.raises(TableDateError, match=what):
        edtf(text)
