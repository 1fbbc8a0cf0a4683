"""The query language in the panes: fields, errors at their character, while one types."""

from __future__ import annotations

import pytest

from tests.tui.driving import claims_in, explorer, pane, press, screen_lines, type_text


@pytest.mark.parametrize(
    ("pane_keys", "name", "query"),
    [
        ("2", "claims", "by:nis measure:killed"),
        ("2", "claims", "hedge:up-to -by:hur"),
        ("2", "claims", "is:disagreed after:2026"),
        ("1", "timeline", "museum -tree"),
        ("3", "sources", "source:ki"),
        ("3 3", "sources", "agent:kcna"),
    ],
)
async def test_a_pane_is_narrowed_to_what_a_query_finds(
    pane_keys: str, name: str, query: str
) -> None:
    from kursk_tui.analysis.query.language import parse
    from kursk_tui.analysis.query.matching import Matcher

    kinds = {"1": "events", "2": "claims", "3": "sources", "3 3": "agents"}
    async with explorer((120, 36)) as (pilot, screen):
        await press(pilot, pane_keys)
        await type_text(pilot, "/" + query)
        await press(pilot, "enter")
        marks = screen.panes.context.marks
        matcher = Matcher(
            screen.panes.context.dossier,
            screen.panes.context.links,
            parse(query),
            flags=marks.said_of,
            disagreed=marks.disagreed,
        )
        found = matcher.select(kinds[pane_keys])
        assert len(found) > 0
        assert set(pane(screen, name).items) == set(found)


async def test_an_error_names_its_character_and_leaves_what_was_found() -> None:
    async with explorer((120, 36)) as (pilot, screen):
        await press(pilot, "2")
        await type_text(pilot, "/by:nis")
        found = list(pane(screen, "claims").items)
        await type_text(pilot, " colour:red")
        assert pane(screen, "claims").items == found
        assert "at character 8" in pane(screen, "claims").query_error
        await press(pilot, "enter")
        assert "at character 8" in screen_lines(pilot)[-1]
        await press(pilot, "escape")
        assert len(claims_in(screen)) == len(screen.panes.context.view.claims)


async def test_a_flag_is_found_by_what_was_said() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2 f j enter")
        await type_text(pilot, "checked twice")
        await press(pilot, "enter")
        flagged = pane(screen, "claims").cursor
        await type_text(pilot, "/flag:real")
        assert pane(screen, "claims").items == [flagged]


async def test_a_phrase_is_found_while_its_quote_is_open() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2")
        await type_text(pilot, '/"special operations')
        items = pane(screen, "claims").items
        assert 0 < len(items) < 10
        assert not pane(screen, "claims").query_error
        await type_text(pilot, '"')
        assert pane(screen, "claims").items == items


async def test_no_text_typed_letter_by_letter_breaks_the_list() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2 slash")
        for text in ('-by:ni "a b', 'measure:"killed', "figure>", "flag:real -", "::", '"" by:'):
            for character in text:
                await type_text(pilot, character)
                assert pane(screen, "claims").items is not None
            await press(pilot, "ctrl+u")
