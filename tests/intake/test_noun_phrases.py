"""Noun phrases cut out beside a verb, whom they name, and quotations, on invented words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.intake.language import noun_phrases, quotations, speaking
from kursk_tui.intake.language.agents import skeleton
from kursk_tui.intake.language.nations import is_country
from kursk_tui.intake.language.plain import plain, word_set
from kursk_tui.intake.language.tokens import tokens
from kursk_tui.intake.language.whom import whom


def subject(text: str, verb: str = "said") -> str | None:
    """The phrase before the last verb of a text, without determiner and asides."""
    told = tokens(text, 0, len(text))
    at = max(n for n, word in enumerate(told) if word.lower == verb)
    found = noun_phrases.before(text, told, at)
    return None if found is None else " ".join(word.text for word in found.words)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The Brez water office said", "Brez water office"),
        ("The Brez water office later said", "Brez water office"),
        ("The Brez water office on Oct. 17 said", "Brez water office"),
        ("The Brez water office (local name) said", "Brez water office"),
        ("The World Lake Office (WLO) said", "World Lake Office"),
        ("An official of the Ministry of the Interior said", "official of the Ministry of the"),
        ("The troops sent to Mali, he said", "he"),
        ("Anna Roe, a lawmaker from Brez, who leads the panel, said", "Anna Roe"),
        ("However, the Lake Committees, a network of boats, said", "Lake Committees"),
        ("U.N. envoy Anna Roe said", "U.N. envoy Anna Roe"),
        ("It rained; then said", None),
        ('It rained." said', None),
        ("said", None),
    ],
)
def test_the_phrase_before_a_verb(text: str, told: str | None) -> None:
    found = subject(text)
    assert found == told or (told is not None and (found or "").startswith(told))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("the Brez water office.", "Brez water office"),
        ("estimates from march organizers", "estimates from march organizers"),
        ("the Centre for Lake Studies in Brez", "Centre for Lake Studies"),
        ("the WHO, some died", "WHO"),
        ("Anna Roe spoke on Monday", "Anna Roe"),
        ("400 dead", None),
        ("on Monday", None),
    ],
)
def test_the_phrase_behind_a_word(text: str, told: str | None) -> None:
    found = noun_phrases.after(text, tokens(text, 0, len(text)), 0, len(text))
    assert (None if found is None else " ".join(w.text for w in found.words)) == told


def test_countries_and_spellings() -> None:
    assert is_country("the Netherlands")
    assert not is_country("Selvia")
    assert skeleton("Sergey Petrovskyi") == skeleton("Sergei Petrovsky")
    assert skeleton("Anna Roe") != skeleton("Anna Rau")


@pytest.mark.parametrize(
    ("raw", "quoted"),
    [
        ("He said “so it is” and went.", ["“so it is”"]),
        ('He said "so it is" and "no".', ['"so it is"', '"no"']),
        ("“It goes on. And on.", ["“It goes on. And on."]),
        ("He said „so it is“ and went.", ["„so it is“"]),
        ("It is so.", []),
    ],
)
def test_quotations(raw: str, quoted: list[str]) -> None:
    (found,) = quotations.spans([(plain(raw), raw)])
    assert [raw[start:end] for start, end in found] == quoted


WORDS = sorted(
    word_set(
        "the a Brez Health Ministry ministry official officials of from in said told that who , ."
        " ( ) \" “ ” Anna Roe Roe's he it and but on Monday U.N. WHO according to by adding says"
        " quoted as 400 – report study president , Doctors Without"
    )
)


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join) | st.text(max_size=80))
def test_any_text_gives_sound_phrases(raw: str) -> None:
    text = plain(raw)
    for each in speaking.spoken(text, (0, len(text))):
        assert 0 <= each.start <= each.end <= len(text)
        for phrase in (each.phrase, *each.relays):
            if phrase is None:
                continue
            assert 0 <= phrase.start < phrase.end <= len(text)
            assert phrase.words
            who = whom(phrase, opens=phrase.start == 0)
            assert who.name or who.sort in ("refers", "nobody")
            assert not set(who.name) & set(",()+")
    (found,) = quotations.spans([(text, raw)])
    ends = [end for quote in found for end in quote]
    assert ends == sorted(ends)
