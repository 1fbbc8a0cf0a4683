"""Telling a reprint from an independent report, and an address from its dressings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.texts import Texts
from kursk_tui.intake.documents.reading import Article
from kursk_tui.intake.review.duplicates import Seen, seen_before, sentence
from kursk_tui.model.addresses import normal_url
from tests.dossier.sample import GAZETTE, sample

# An invented agency's text.
AGENCY = [
    "Council says 300 houses stand under water after river bursts its banks",
    "NORTHPORT, March 3 - At least 300 houses in the lower town stand under water after the "
    "river burst its banks in the night, the council said on Monday, calling on everybody who "
    "can to leave for the school on the hill.",
    "The council's spokeswoman told a briefing that two thirds of the houses are in the harbour "
    "quarter, where the dam gave way at four in the morning and the pumps failed for want of "
    "power.",
    '"We have never seen water rise so fast, and we do not know when it will fall," she said, '
    "adding that 12 people had been taken to hospital and that nobody was missing so far.",
    "The water board, which runs the dam, put the number of houses at no more than 200 and said "
    "that the council had counted sheds and garages as well.",
    "Rain is expected until Thursday. The last flood of this kind, in the autumn of 1987, cost "
    "the town a bridge and most of its market.",
]
# Another reporter at the same briefing: the same figures, the same quotation.
OTHER = [
    "Two thirds of flooded homes in harbour quarter, council tells reporters",
    "When the dam broke at four on Monday morning, most people in the harbour quarter were "
    "asleep. By noon the council counted at least 300 houses under water, two thirds of them "
    "there.",
    "The spokeswoman, who had been up all night, kept her briefing short. "
    '"We have never seen water rise so fast, and we do not know when it will fall," she said. '
    "Twelve people are in hospital; everybody else has been found.",
    "On the hill the school has made room for some four hundred. Volunteers brought soup, and "
    "the fire brigade lent its beds. Pumps stand idle because there is no power to run them.",
    "Not everybody trusts the count. The water board speaks of 200 houses at the most. A clerk "
    "there, who did not want to be named, said the council had listed garages too.",
    "Forecasters see no end of the rain before Thursday. Older people compare it with 1987, "
    "when the market was swept away.",
]
# A reprint: new headline, no place line, a paragraph and some sentences cut, words changed.
REPRINT = [
    "River floods town, hundreds of homes lost",
    "At least 300 houses in the lower town stand under water after the river burst its banks in "
    "the night, the town council said on Monday.",
    "The spokeswoman for the council told a briefing that two thirds of the houses are in the "
    "harbour quarter, where the dam gave way at four in the morning.",
    "“We have never seen water rise so fast, and we do not know when it will fall,” she said, "
    "adding that 12 people had been taken to hospital and that nobody was missing.",
    "The Water Board, which runs the dam, put the number of houses at no more than 200 and said "
    "the council had counted sheds and garages as well.",
]


def article(paragraphs: list[str], url: str | None = None) -> Article:
    return Article(
        paragraphs[0], None, None, "unknown", (), "en", url, "text", tuple(paragraphs), ()
    )


def dossier(**fields: Any) -> Dossier:
    data = sample()
    herald = next(row for row in data["sources"].values() if row["id"] == "herald-1")
    herald.update(fields)
    return Dossier.from_data(data)


def attached(paragraphs: list[str] | None) -> Texts:
    """What the reader has: a text of herald-1, and none of gazette-1."""
    if paragraphs is None:
        return Texts.none()
    return Texts({"herald-1": Path("herald-1.txt")}, {"herald-1": paragraphs})


def test_same_text_is_known_with_and_without_a_copy() -> None:
    opened = dossier()
    again = article([f" {paragraph}  " for paragraph in GAZETTE])
    assert seen_before(opened, Texts.none(), again) == [Seen("gazette-1", "text", 1.0)]
    assert seen_before(opened, attached(AGENCY), article(AGENCY)) == [Seen("herald-1", "text", 1.0)]


@pytest.mark.parametrize(
    "changed",
    [
        REPRINT,
        AGENCY[:4],
        [AGENCY[0], *AGENCY[2:5]],
        [paragraph.upper() for paragraph in AGENCY],
        [" ".join(AGENCY)],
        [*AGENCY, *OTHER[3:]],
        ["A headline of our own making", *AGENCY[1:], "Our reporter added this. " * 20],
    ],
    ids=["retouched", "cut short", "cut inside", "shouted", "one line", "enlarged", "framed"],
)
def test_reprint_is_found_from_either_side(changed: list[str]) -> None:
    for mine, other in ((changed, AGENCY), (AGENCY, changed)):
        (seen,) = seen_before(dossier(), attached(other), article(mine))
        assert (seen.source, seen.how) == ("herald-1", "wording")
        assert seen.share > 0.5


def test_two_reports_on_one_briefing_are_two() -> None:
    assert seen_before(dossier(), attached(AGENCY), article(OTHER)) == []
    assert seen_before(dossier(), attached(OTHER), article(REPRINT)) == []


def test_a_few_words_in_common_are_no_reprint() -> None:
    assert seen_before(dossier(), attached(AGENCY), article(AGENCY[3:4])) == []
    assert seen_before(dossier(), attached(["Flood", "Flood"]), article(["Flood"])) == []


def test_text_without_spaces_is_compared() -> None:
    text = [
        "市議会は月曜日、川の氾濫により少なくとも三百戸の家屋が浸水したと発表し、住民に丘の上の学校への避難を呼びかけた。"
    ]
    cut = [
        "少なくとも三百戸の家屋が浸水したと発表し、住民に丘の上の学校への避難を呼びかけた。高台の学校には人が集まった。"
    ]
    (seen,) = seen_before(dossier(), attached(text), article(cut))
    assert seen.how == "wording"


def test_without_a_copy_paragraphs_of_claims_are_known() -> None:
    # Three claims stand in three paragraphs of the Gazette, of which two are here.
    cut = ["Flood in the lower town", *GAZETTE[1:3]]
    (seen,) = seen_before(dossier(), Texts.none(), article(cut))
    assert (seen.source, seen.how) == ("gazette-1", "wording")
    assert seen.share == pytest.approx(2 / 3)
    assert seen_before(dossier(), Texts.none(), article(["Flood", GAZETTE[1]])) == []


def test_same_address_is_known_and_order_is_by_likeness() -> None:
    opened = dossier(url="https://www.herald.example/flood?id=3&utm_source=x#top", text=None)
    other = article(OTHER, "http://m.herald.example/flood/?fbclid=abc&id=3")
    assert seen_before(opened, Texts.none(), other) == [Seen("herald-1", "url", 0.0)]
    (seen,) = seen_before(opened, attached(AGENCY), other._replace(paragraphs=tuple(REPRINT)))
    assert seen.how == "url"
    assert seen.share > 0.5
    both = other._replace(paragraphs=tuple(GAZETTE))
    assert [one.source for one in seen_before(opened, Texts.none(), both)] == [
        *("gazette-1", "herald-1"),
    ]


@pytest.mark.parametrize(
    "url",
    [
        "https://quay.example/a/b?x=1&y=2",
        "http://www.quay.example/a/b/?y=2&x=1",
        "HTTPS://WWW2.QUAY.example:443/a/b?x=1&y=2#c",
        "https://m.quay.example/a/b?utm_source=t&x=1&utm_medium=u&y=2&gclid=3",
        "https://amp.quay.example./a/b/amp?x=1&y=2",
        "  https://quay.example/a/b/index.html?x=1&y=2 ",
    ],
)
def test_one_page_under_many_addresses(url: str) -> None:
    assert normal_url(url) == "quay.example/a/b?x=1&y=2"


def test_other_pages_stay_other() -> None:
    urls = ["https://a.example/b", "https://a.example/B", "https://a.example/b?id=1"]
    urls += ["https://a.example/b?id=2", "https://mail.a.example/b", "https://a.example/"]
    assert len({normal_url(url) for url in urls}) == len(urls)
    for nothing in (None, "", "http://[::1", "mailto:a@b", "/a/b"):
        assert normal_url(nothing) is None


def test_sentences() -> None:
    opened = dossier()
    text, url, wording = (
        sentence(opened, Seen("gazette-1", how, share))
        for how, share in (("text", 1.0), ("url", 0.0), ("wording", 0.873))
    )
    for line in (text, url, wording):
        assert "gazette-1" in line
        assert "\n" not in line
    assert "same document" in text
    assert "no corroboration" in text
    assert "later version" in url
    assert "%" not in url
    assert "87%" in wording
    assert "echo" in wording
    assert "no corroboration" in wording
    assert "40%" in sentence(opened, Seen("gazette-1", "url", 0.4))
