"""Words that stand for a number, in many languages."""

from __future__ import annotations

import pytest

from kursk_tui.model.vague import vague


@pytest.mark.parametrize(
    ("language", "written", "low", "high", "words"),
    [
        ("fr", "quelques dizaines", 20, 99, "dozens"),
        ("fr", "des dizaines de milliers", 20_000, 99_999, "tens of thousands"),
        ("it", "dozzine di morti", 24, 99, "dozens"),
        ("it", "decine", 20, 99, "dozens"),
        ("es", "miles", 2_000, 9_999, "thousands"),
        ("es-MX", "decenas de miles", 20_000, 99_999, "tens of thousands"),
        ("es", "varios cientos", 200, 999, "hundreds"),
        ("pl", "kilkadziesiąt", 20, 99, "dozens"),
        ("pl", "kilka tysięcy", 2_000, 9_999, "thousands"),
        ("de", "Dutzende", 24, 99, "dozens"),
        ("de", "Zehntausende Menschen", 20_000, 99_999, "tens of thousands"),
        ("de", "mehrere hunderttausend", 200_000, 999_999, "hundreds of thousands"),
        ("ru", "десятки тысяч", 20_000, 99_999, "tens of thousands"),
        ("uk", "сотні", 200, 999, "hundreds"),
        ("sl", "več sto tisoč", 200_000, 999_999, "hundreds of thousands"),
        ("sr", "nekoliko hiljada", 2_000, 9_999, "thousands"),
        ("ar", "عشرات الآلاف", 20_000, 99_999, "tens of thousands"),
        ("ko", "수백 명", 200, 999, "hundreds"),
        ("ko", "수십만 명", 200_000, 999_999, "hundreds of thousands"),
        ("en", "several dozen", 24, 99, "dozens"),
        (None, "tens of thousands", 20_000, 99_999, "tens of thousands"),
    ],
)
def test_vague_words_of_many_languages(
    language: str | None, written: str, low: float, high: float, words: str
) -> None:
    assert vague(written, language) == (low, high, words)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "miles"),  # a length, and no Spanish thousands
        (None, "miles"),
        ("fr", "une centaine"),
        ("de", "hundert"),
        ("es", "cientos o miles"),
        ("xx", "hundreds"),
        ("ko", "몇 명"),
    ],
)
def test_what_is_no_vague_word_of_its_language(language: str | None, written: str) -> None:
    assert vague(written, language) is None
