"""The outlet and the day that the head of a plain text names, and heads that name none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.intake.documents import bylines, heads
from kursk_tui.intake.documents.reading import Article, read_bytes
from kursk_tui.intake.review.drafting import document_because
from tests.intake.documents import HEADLINE, PARAGRAPHS

BODY = list(PARAGRAPHS)


def read(*lines: str) -> Article:
    return read_bytes("\n\n".join(lines).encode(), name="t.txt")


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ([HEADLINE, "QUAYTON, 3 March 2025 (Northwire) - The office said so."], "Northwire"),
        ([HEADLINE, "Quayton, March 3 (Northwire) -- The office said so."], "Northwire"),
        ([HEADLINE, "QUAYTON (Northwire) — The office said so."], "Northwire"),
        ([HEADLINE, "NORTH QUAYTON, Vell, March 3, 2025 (NWA): The office said so."], "NWA"),
        ([HEADLINE, "By Ann Lee, The Quay Post, 3 March 2025"], "The Quay Post"),
        ([HEADLINE, "By Ann Lee and Bo Park | Quayton Herald | March 3, 2025"], "Quayton Herald"),
        ([HEADLINE, "By Ann Lee of The Quay Post"], "The Quay Post"),
        ([HEADLINE, "By Ann Lee for Quay News"], "Quay News"),
        ([HEADLINE, "By Ann Lee - QBC"], "QBC"),
        (["The Quay Post", HEADLINE, "3 March 2025"], "The Quay Post"),
        (["Seawatch", HEADLINE, "3 March 2025"], "Seawatch"),
        (["Seawatch", HEADLINE, "By Ann Lee"], "Seawatch"),
        ([HEADLINE, "Quayton Daily", "3 March 2025"], "Quayton Daily"),
        ([HEADLINE, "3 March 2025", "quaypost.example.org"], "quaypost.example.org"),
        (["3 March 2025", "The Quay Post", HEADLINE], "The Quay Post"),
        ([HEADLINE, "The Quay Post | 3 March 2025"], "The Quay Post"),
        ([HEADLINE, "Published: March 3, 2025, Quay Times"], "Quay Times"),
        ([HEADLINE, "Source: Seawatch"], "Seawatch"),
        ([HEADLINE, "Source: Seawatch, 3 March 2025"], "Seawatch"),
        ([HEADLINE, "First published by Seawatch on 3 March 2025"], "Seawatch"),
        ([HEADLINE, "Publisher: The Quay Post"], "The Quay Post"),
    ],
)
def test_an_outlet_is_found_where_heads_have_it(head: list[str], name: str) -> None:
    found = heads.outlet([*head, *BODY])
    assert found is not None
    assert found.name == name
    assert name in found.words
    assert any(found.words in line for line in head)


@pytest.mark.parametrize(
    "head",
    [
        [],
        [HEADLINE],
        [HEADLINE, "3 March 2025"],
        [HEADLINE, "Quayton, 3 March 2025"],
        [HEADLINE, "Published: 3 March 2025"],
        [HEADLINE, "Published 3 March 2025 at 10:40 GMT"],
        [HEADLINE, "By Ann Lee"],
        [HEADLINE, "By Ann Lee, Bo Park and Cy Oh, 3 March 2025"],
        [HEADLINE, "By the time The Quay Post asked, the harbour was closed."],
        [HEADLINE, "On 3 March 2025 the mayor told The Quay Post that the harbour was closed."],
        [HEADLINE, "The mayor (Harbour Party) - once a pilot - said nothing to The Quay Post."],
        [HEADLINE, "Bo Park (Green Party) - who was a pilot - said nothing."],
        [HEADLINE, "The Quay Post reported on 3 March 2025 that the harbour was closed."],
        [HEADLINE, "Source close to the mayor said that the harbour was closed."],
        [HEADLINE, "Sources: three pilots and a cook, who would not be named by anybody at all"],
        ["World", HEADLINE, "3 March 2025"],
        ["Latest news", HEADLINE, "3 March 2025"],
        ["Seawatch", HEADLINE, "The harbour was closed."],
        ["Seawatch went to sea.", HEADLINE, "3 March 2025"],
    ],
)
def test_a_head_without_an_outlet_names_none(head: list[str]) -> None:
    assert heads.outlet([*head, *BODY]) is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("QUAYTON, 3 March 2025 (Northwire) - The office said so.", "2025-03-03"),
        ("By Ann Lee, The Quay Post, 3 March 2025", "2025-03-03"),
        ("Published: 3 March 2025", "2025-03-03"),
        ("The Quay Post | March 3, 2025", "2025-03-03"),
        ("First published by Seawatch on 3 March 2025", "2025-03-03"),
        ("On 3 March 2025 the mayor told The Quay Post that the harbour was closed.", None),
        ("The Quay Post reported on 3 March 2025 that the harbour was closed.", None),
    ],
)
def test_the_day_of_such_heads(line: str, day: str | None) -> None:
    article = read(HEADLINE, line, *BODY)
    assert article.published == day
    assert article.published_basis == ("stated" if day else "unknown")
    assert (article.published_words is not None) == (day is not None)


def test_guesses_are_told_and_the_draft_shows_what_they_rest_on() -> None:
    line = "By Ann Lee, The Quay Post, 3 March 2025"
    article = read(HEADLINE, line, *BODY)
    assert (article.outlet, article.authors) == ("The Quay Post", ("Ann Lee",))
    assert "its outlet is guessed from its byline: The Quay Post" in article.remarks
    reasons = {reason.field: reason.words for reason in document_because(article)}
    language = "English, as a program found"
    assert reasons == {"publisher": line, "published": line, "language": language}


def test_a_text_of_which_nothing_is_guessed_has_no_reasons() -> None:
    article = read(HEADLINE, *BODY)
    assert (article.outlet, article.outlet_words) == (None, None)
    assert [reason.field for reason in document_because(article)] == ["language"]


def test_the_outlet_is_no_author() -> None:
    assert read(HEADLINE, "By Ann Lee of The Quay Post", *BODY).authors == ("Ann Lee",)


_LINES = st.lists(
    st.text(st.sampled_from("By The Post,|-() 3March2025\u2014:."), max_size=60), max_size=9
)


@given(_LINES)
def test_any_head_is_read(lines: list[str]) -> None:
    found = heads.outlet(lines)
    if found is not None:
        assert found.name
        assert found.name in " ".join(" ".join(line.split()) for line in lines)
    bylines.words_of_day(lines, bylines.dateline(lines).day)
