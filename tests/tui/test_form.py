"""A form by keys: type, pick, go on; what is wrong is told at once, and nothing typed is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.tui.screens.claiming import RecordScreen
from kursk_tui.tui.widgets.virtual_list import VirtualList
from tests.five import FIVE
from tests.tui.driving import NARROW, explorer, press, screen_lines, settle, type_text

SOURCE = "ki-2025-02-27"


def own(folder: Path, path: str | Path = FIVE) -> Path:
    copied = folder / "own.json"
    shutil.copyfile(path, copied)
    return copied


def form(pilot: Pilot[None]) -> RecordScreen:
    screen = pilot.app.screen
    assert isinstance(screen, RecordScreen)
    return screen


def row(pilot: Pilot[None], label: str) -> str:
    """The line of a field, without the cursor's mark."""
    return next(line for line in screen_lines(pilot) if line[2:].startswith(f"{label} "))


def below(pilot: Pilot[None], label: str) -> list[str]:
    """The lines of the screen behind that of a field."""
    lines = screen_lines(pilot)
    return lines[lines.index(row(pilot, label)) + 1 : -1]


def bottom(pilot: Pilot[None]) -> str:
    return screen_lines(pilot)[-1]


async def begin(pilot: Pilot[None]) -> None:
    """A new claim of the first document."""
    await press(pilot, "3 a")
    assert bottom(pilot) == " as printed:"


async def test_a_claim_by_hand_takes_at_most_sixty_keys(tmp_path: Path) -> None:
    """On the shipped dossier, at the cursor: what an analyst who knows it types, and no more."""
    path = own(tmp_path, default_path())
    async with explorer(path=path) as (pilot, screen):
        await press(pilot, "3")
        source = "kbs-2025-02-05"
        assert screen.panes["sources"].move_to_item(source)
        keys = [
            *("a", *"no fewer than 2,700", "tab"),
            *(*"wound", "tab"),
            *(*"nis", "tab"),
            # The way is known from end to end, and the statement is fine as it was made.
            *("enter", "a"),
        ]
        assert len(keys) <= 60
        await press(pilot, ["space" if key == " " else key for key in keys])
        assert pilot.app.screen is screen
        made = Dossier.open(path)
        claim = next(
            c
            for c in made.claims.values()
            if c.figure and "2,700" in c.figure.written and c.source == source
        )
        assert bottom(pilot).startswith(f" added: {claim.id}")
        figure = claim.figure
        assert figure is not None
        assert (figure.low, figure.high, figure.hedge) == (2700, None, "at_least")
        assert (claim.measure, claim.attribution, claim.lineage) == ("wounded", ("nis",), "full")
        assert claim.scope.population == "dprk-troops"
        assert claim.statement.startswith("NIS: at least 2,700 North Korean troops wounded")
        # The page's date is no moment of the claim: it holds where none is told.
        assert claim.as_of is None
        await press(pilot, "u")
        assert claim.id not in Dossier.open(path).claims


async def test_the_phrase_is_read_as_it_is_typed(tmp_path: Path) -> None:
    async with explorer(path=own(tmp_path)) as (pilot, _):
        await begin(pilot)
        await type_text(pilot, "3,000")
        assert row(pilot, "as printed").split() == [
            *("▸", "as", "printed", "3,000"),
            *("3,000,", "no", "hedge"),
        ]
        await press(pilot, "home")
        await type_text(pilot, "at least ")
        assert row(pilot, "as printed").endswith("3,000 to ..., at least")
        assert "at_least" in row(pilot, "hedge")
        assert "no number above" in row(pilot, "high")
        # Escape leaves the field as it was, and what followed from it too.
        await press(pilot, "escape")
        assert form(pilot).filling.draft["written"] == ""
        assert row(pilot, "hedge").split() == ["hedge", "–"]


async def test_what_there_is_to_pick_from_stands_below_the_field(tmp_path: Path) -> None:
    async with explorer(path=own(tmp_path)) as (pilot, _):
        await begin(pilot)
        await press(pilot, "tab")
        # Nothing is chosen before one says so: an empty field stays empty.
        assert not any("▸" in line for line in below(pilot, "measure"))
        assert "more: type to narrow" in "\n".join(below(pilot, "measure"))
        await type_text(pilot, "kil")
        first, second = below(pilot, "measure")[:2]
        assert first.split()[:2] == ["▸", "killed"]
        assert "persons" in first
        assert "killed or wounded" in second
        assert row(pilot, "measure").split()[2] == "killed"
        await press(pilot, "down")
        assert "▸ killed or wounded" in below(pilot, "measure")[1]
        await press(pilot, "up up")
        assert row(pilot, "measure").split()[2] != "killed"
        await press(pilot, "down tab")
        assert form(pilot).filling.draft["measure"] == "killed"
        assert bottom(pilot) == " chain:"


async def test_tab_always_goes_on_and_keeps_what_is_typed(tmp_path: Path) -> None:
    async with explorer(path=own(tmp_path)) as (pilot, _):
        await begin(pilot)
        names = [field.name for field in form(pilot).filling.sheet.fields]
        visited = []
        for _ in names:
            visited.append(form(pilot).rows.cursor)
            before = dict(form(pilot).filling.draft)
            await press(pilot, "tab")
            # A filled field is left as it is.
            assert form(pilot).filling.draft == before
        assert visited == names
        # Behind the last there is none: the form waits for its keys.
        assert "accept" in bottom(pilot)
        await press(pilot, "g enter")
        await type_text(pilot, "some 300")
        await press(pilot, "tab")
        await type_text(pilot, "nonsense")
        await press(pilot, "tab")
        draft = form(pilot).filling.draft
        assert (draft["written"], draft["measure"]) == ("some 300", "nonsense")
        assert bottom(pilot) == " chain:"
        await press(pilot, "shift+tab")
        assert bottom(pilot) == " measure: nonsense"
        await press(pilot, "shift+tab")
        assert bottom(pilot) == " as printed: some 300"


async def test_a_click_on_another_field_keeps_what_is_typed(tmp_path: Path) -> None:
    async with explorer(path=own(tmp_path)) as (pilot, _):
        await begin(pilot)
        await type_text(pilot, "some 300")
        rows = form(pilot).rows
        rows.post_message(VirtualList.Clicked(rows, "measure", again=False))
        await settle(pilot)
        assert form(pilot).filling.draft["written"] == "some 300"
        assert rows.cursor == "measure"


async def test_in_a_list_typing_replaces_and_a_comma_adds(tmp_path: Path) -> None:
    async with explorer(path=own(tmp_path)) as (pilot, _):
        await begin(pilot)
        await press(pilot, "tab tab")
        await type_text(pilot, "yon,")
        assert bottom(pilot) == " chain: yonhap,"
        await type_text(pilot, "nis")
        await press(pilot, "enter")
        assert form(pilot).filling.draft["attribution"] == "yonhap, nis"
        assert "National Intelligence Service" in row(pilot, "chain")
        # Another name in place of both.
        await press(pilot, "enter")
        await type_text(pilot, "zel")
        await press(pilot, "enter")
        assert form(pilot).filling.draft["attribution"] == "zelensky"
        # And one more behind it.
        await press(pilot, "enter comma")
        await type_text(pilot, "nis")
        await press(pilot, "enter")
        assert form(pilot).filling.draft["attribution"] == "zelensky, nis"
        # Opened and left, it stays; emptied, it is empty.
        await press(pilot, "enter enter")
        assert form(pilot).filling.draft["attribution"] == "zelensky, nis"
        await press(pilot, "enter ctrl+u enter")
        assert form(pilot).filling.draft["attribution"] == ""
        assert form(pilot).filling.draft["lineage"] == "unknown"


async def test_a_period_is_not_taken_for_the_beginning_of_an_event(tmp_path: Path) -> None:
    async with explorer(path=own(tmp_path)) as (pilot, _):
        await begin(pilot)
        await press(pilot, "escape")
        form(pilot).rows.move_to_item("within")
        await press(pilot, "enter")
        await type_text(pilot, "2025-01")
        # There is a release of that month, and one may still walk to it.
        assert "nis-2025-01-13" in Dossier.open(FIVE).events
        await press(pilot, "enter")
        assert form(pilot).filling.draft["within"] == "2025-01"
        await press(pilot, "enter")
        await type_text(pilot, "muse")
        await press(pilot, "enter")
        assert form(pilot).filling.draft["within"].startswith("museum")


async def test_a_value_may_be_said_as_people_say_it(tmp_path: Path) -> None:
    async with explorer(path=own(tmp_path)) as (pilot, _):
        await begin(pilot)
        await type_text(pilot, "300")
        await press(pilot, "tab escape")
        form(pilot).rows.move_to_item("hedge")
        await press(pilot, "enter")
        await type_text(pilot, "floor")
        assert "a floor: at least, or more" in below(pilot, "hedge")[0]
        await press(pilot, "enter")
        draft = form(pilot).filling.draft
        assert (draft["hedge"], draft["low"], draft["high"]) == ("at_least", "300", "")
        await press(pilot, "enter")
        await type_text(pilot, "range")
        await press(pilot, "tab")
        assert form(pilot).filling.draft["hedge"] == "between"


@pytest.mark.parametrize("size", [NARROW, (60, 20)])
async def test_what_is_wrong_is_told_whole_beside_its_field(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with explorer(size, path=own(tmp_path)) as (pilot, _):
        await begin(pilot)
        await type_text(pilot, "300")
        await press(pilot, "escape j j enter")
        await type_text(pilot, "nobody at all")
        await press(pilot, "enter")
        assert row(pilot, "chain")[1] == "!"
        said = " ".join(" ".join(below(pilot, "chain")).split())
        assert said.startswith(
            "There is no agent 'nobody at all'; +nobody at all (person) makes a new one."
        )
        # The cursor goes from field to field, past the lines of what is wrong.
        await press(pilot, "j")
        assert form(pilot).rows.cursor == "lineage"
        await press(pilot, "k k")
        assert form(pilot).rows.cursor == "measure"


async def test_a_moment_after_the_page_is_asked_about_once(tmp_path: Path) -> None:
    path = own(tmp_path)
    async with explorer(path=path) as (pilot, screen):
        await begin(pilot)
        await type_text(pilot, "12")
        await press(pilot, "tab")
        await type_text(pilot, "kil")
        await press(pilot, "enter")
        form(pilot).rows.move_to_item("as_of")
        await press(pilot, "enter")
        await type_text(pilot, "December 2025")
        assert "2025-12" in row(pilot, "as of")
        assert row(pilot, "as of")[1] == "?"
        told = " ".join(" ".join(below(pilot, "as of")).split())
        assert told.startswith("2025-12 lies after the page that asserts it, of 2025-02-27;")
        await press(pilot, "enter a")
        assert bottom(pilot).rstrip().endswith("is that so? a again keeps it")
        assert len(Dossier.open(path).claims) == len(Dossier.open(FIVE).claims)
        # Whoever changes the form is asked again.
        await press(pilot, "enter ctrl+u")
        await type_text(pilot, "2025-11")
        await press(pilot, "enter a")
        assert "is that so?" in bottom(pilot)
        await press(pilot, "a")
        assert pilot.app.screen is screen
        assert Dossier.open(path).claims[f"{SOURCE}.r1"].as_of == "2025-11"


async def test_an_edited_claim_has_no_stale_figure(tmp_path: Path) -> None:
    path = own(tmp_path)
    async with explorer(path=path) as (pilot, screen):
        await press(pilot, "2")
        claims = Dossier.open(path).claims
        id = next(c.id for c in claims.values() if c.figure and c.figure.hedge == "at_least")
        assert screen.panes["claims"].move_to_item(id)
        statement = claims[id].statement
        await press(pilot, "E enter ctrl+u")
        await type_text(pilot, "nearly 90")
        await press(pilot, "enter a")
        after = Dossier.open(path).claims[id]
        assert after.figure is not None
        assert (after.figure.low, after.figure.high, after.figure.hedge) == (90, 90, "nearly")
        # In somebody's own words it stays: nobody made it of the fields.
        assert after.statement == statement
