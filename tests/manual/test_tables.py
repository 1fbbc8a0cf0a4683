"""The manual's tables are those of the registries, and its keys and marks stand in them."""

from __future__ import annotations

import re
from itertools import chain

import pytest

from kursk_tui.analysis.origins import forest
from kursk_tui.commands import COMMANDS, shown_key
from kursk_tui.help.topics import TOPICS, text_of
from kursk_tui.tui import marks
from kursk_tui.tui.panes import books, claims, disagreements, origins, sources
from kursk_tui.words import plots, rows, trees
from tests.manual.documents import documents, spans
from tests.manual.tables import TABLES, WIDTH, with_table

KEYS = {shown_key(key) for command in COMMANDS for key in command.keys}
MARKS = {sign.mark for sign in marks.SIGNS}
LOOKS_LIKE_A_KEY = re.compile(r"[^\s]|(?:ctrl|shift)\+\w+|Esc|Tab|Space|Home|End|Pg(?:Up|Dn)")
COUNT = re.compile(r"\+\d+")


@pytest.mark.parametrize(("topic", "heading"), TABLES)
def test_a_table_is_its_registry_s(topic: str, heading: str) -> None:
    text = text_of(topic)
    assert with_table(text, heading, TABLES[topic, heading]()) == text, (
        "python -m tests.manual.tables"
    )


def test_every_key_and_mark_is_registered() -> None:
    found = 0
    for name, text in documents().items():
        for span in spans(text):
            if LOOKS_LIKE_A_KEY.fullmatch(span):
                assert span in KEYS | MARKS | set(plots.LEGEND_DERIVED), (name, span)
                found += 1
            elif COUNT.fullmatch(span):
                assert any(COUNT.fullmatch(mark) for mark in MARKS), (name, span)
    assert found > 100


def test_every_mark_that_is_drawn_is_explained() -> None:
    drawn = chain(
        marks.SEVERITY.values(),
        marks.VERDICT.values(),
        (marks.DISPUTED,),
        claims.HOW_MARKS.values(),
        claims.ROLE_MARKS.values(),
        sources.READING_MARKS.values(),
        disagreements.SEVERITY_MARKS.values(),
        books.VERDICT_MARKS.values(),
        (rows.UNEQUAL, rows.ALMOST, rows.AGREED),
        (trees.HERE, *trees.SIGNS.values()),
        (forest.BAR, forest.LINE, forest.DERIVED_BAR),
    )
    for mark in {found.strip() for found in drawn} - {""}:
        assert mark in MARKS, mark
    told = " ".join(sign.mark + " " + sign.meaning for sign in marks.SIGNS)
    for change in origins.CHANGES.values():
        assert not change.strip() or change.strip() in told


def test_every_topic_is_a_file_and_fits_eighty_columns() -> None:
    for topic in TOPICS:
        text = text_of(topic)
        assert text.startswith("# ")
        assert text.endswith("\n")
        if topic != "codebook":  # that one is a document of the data, read on paper
            wide = [line for line in text.splitlines() if len(line) > WIDTH]
            assert not wide, topic
