"""Chains from a dependency parse: by hand-made parses, and with spaCy where it is installed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.intake.language.proposals import Proposal
from kursk_tui.intake.proposers.parse import Parsed, Token, Tree, fill, load
from kursk_tui.store.errors import DossierError
from tests.intake import world

Word = tuple[str, int, str]

SAID: list[Word] = [
    ("Anyone", 3, "nsubj"),
    ("in", 0, "prep"),
    ("Brez", 1, "pobj"),
    ("says", 3, "ROOT"),
    ("that", 8, "mark"),
    ("300", 6, "nummod"),
    ("boats", 8, "nsubj"),
    ("there", 6, "advmod"),
    ("sank", 3, "ccomp"),
]


def tokens(words: list[Word]) -> list[Token]:
    found, at = [], 0
    for text, head, dep in words:
        found.append(Token(text, at, at + len(text), head, dep))
        at += len(text) + 1
    return found


def text_of(words: list[Word]) -> str:
    return " ".join(text for text, *_ in words)


def speaker(words: list[Word], phrase: str = "300") -> str | None:
    text = text_of(words)
    start = text.index(phrase)
    place = Tree(tokens(words)).speaker_of(start, start + len(phrase))
    return text[slice(*place)] if place is not None else None


def test_the_subject_of_the_saying_above_the_figure() -> None:
    assert speaker(SAID) == "Anyone in Brez"


def test_according_to_somebody() -> None:
    words: list[Word] = [
        ("300", 1, "nummod"),
        ("boats", 2, "nsubj"),
        ("sank", 2, "ROOT"),
        ("according", 2, "prep"),
        ("to", 3, "prep"),
        ("the", 6, "det"),
        ("pilot", 4, "pobj"),
    ]
    assert speaker(words) == "the pilot"


def test_a_clause_about_the_speaker_is_no_part_of_the_name() -> None:
    words = list(SAID)
    words[1:3] = [("who", 2, "nsubj"), ("swam", 0, "relcl")]
    assert speaker(words) == "Anyone"


def test_a_pronoun_and_a_figure_that_nobody_says_have_no_speaker() -> None:
    assert speaker([("They", 3, "nsubj"), *SAID[1:]]) is None
    assert speaker([("300", 1, "nummod"), ("boats", 2, "nsubj"), ("sank", 2, "ROOT")]) is None


def test_a_number_of_the_speaker_is_not_said_by_it() -> None:
    words: list[Word] = [
        ("300", 1, "nummod"),
        ("pilots", 2, "nsubj"),
        ("said", 2, "ROOT"),
        ("so", 2, "advmod"),
    ]
    assert speaker(words) is None


def proposals(text: str) -> list[Proposal]:
    return world.proposed(text)


def filled(text: str, words: list[Word]) -> list[Proposal]:
    found = proposals(text)
    assert text == text_of(words)
    parsed = Parsed("a parse", lambda _: tokens(words))
    return list(fill(world.dossier(), (text,), found, parsed))


EMPTY: list[Word] = [
    ("At", 1, "advmod"),
    ("2,300", 3, "nummod"),
    ("Marovian", 3, "amod"),
    ("soldiers", 5, "nsubjpass"),
    ("were", 5, "auxpass"),
    ("killed", 8, "ccomp"),
    ("Otto", 7, "compound"),
    ("Brandt", 8, "nsubj"),
    ("thinks", 8, "ROOT"),
]


def test_an_empty_chain_is_filled_and_never_whole() -> None:
    text = text_of(EMPTY)
    before = [p for p in proposals(text) if not p.attribution and p.lineage != "full"]
    after = filled(text, EMPTY)
    if before:
        assert (after[0].attribution, after[0].lineage) == (("brandt",), "partial")
        assert after[0].proposer == "a parse"
        assert ("attribution", "Otto Brandt") in [(r.field, r.words) for r in after[0].because]


def test_who_is_no_agent_is_offered_by_their_words() -> None:
    (proposal,) = world.proposed("The 2,300 Marovian soldiers were killed.")
    assert (proposal.attribution, proposal.lineage) == ((), "unknown")
    words: list[Word] = [
        ("Anyone", 1, "nsubj"),
        ("says", 1, "ROOT"),
        ("2,300", 3, "nummod"),
        ("died", 1, "ccomp"),
    ]
    text = text_of(words)
    start = text.index("2,300")
    proposal = proposal._replace(start=start, end=start + 5)
    (after,) = fill(world.dossier(), (text,), [proposal], Parsed("x", lambda _: tokens(words)))
    assert (after.attribution, after.lineage) == ((), "partial")
    assert (after.unknown_names, after.proposer) == (("Anyone",), "x")


def test_what_the_rules_found_is_left_alone() -> None:
    text = "Anna Kessler said 2,300 Marovian soldiers had been killed."
    found = proposals(text)
    assert found[0].attribution == ("kessler",)

    def parse(_: str) -> list[Token]:
        raise AssertionError

    assert list(fill(world.dossier(), (text,), found, Parsed("x", parse))) == found


_TEXTS = st.sampled_from(("said", "300", "according", "to", "he", "x"))


@given(st.lists(st.tuples(_TEXTS, st.integers(0, 9))))
def test_any_tree_is_read(words: list[tuple[str, int]]) -> None:
    made: list[Word] = [
        (text, head % len(words), "nsubj" if head % 2 else "pobj") for text, head in words
    ]
    found = tokens(made)
    for token in found:
        place = Tree(found).speaker_of(token.start, token.end)
        assert place is None or 0 <= place[0] < place[1] <= len(text_of(made))


# ---- with spaCy itself


def test_a_model_that_is_none_and_one_without_a_parser(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="the extra parse is not installed")
    with pytest.raises(DossierError, match="is no spaCy model"):
        load(str(tmp_path / "none"))
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(DossierError, match="without a dependency parser"):
        load(str(tmp_path / "blank"))


def test_a_small_model_of_one_s_own_is_read(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="the extra parse is not installed")
    from spacy.training import Example  # type: ignore[import-not-found, unused-ignore]

    text = text_of(SAID)
    pipeline = spacy.blank("en")
    pipeline.add_pipe("parser", config={"min_action_freq": 1})
    gold = {"heads": [head for _, head, _ in SAID], "deps": [dep for *_, dep in SAID]}
    example = Example.from_dict(pipeline.make_doc(text), gold)
    optimizer = pipeline.initialize(lambda: [example])
    for _ in range(60):
        pipeline.update([example], sgd=optimizer)
    pipeline.to_disk(tmp_path / "small")
    parsed = load(str(tmp_path / "small"))
    start = text.index("300")
    place = Tree(parsed.parse(text)).speaker_of(start, start + 3)
    assert place is not None
    assert text[slice(*place)] == "Anyone in Brez"
    assert parsed.name.startswith("spaCy en_")
