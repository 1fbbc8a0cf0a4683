"""The states of the explorer that are pictured: in snapshots, and in the README.

A scenario is a start and the keys that lead from it; both the snapshot tests and
`python -m tests.tui.pictures` run these, so that a picture cannot differ from what is tested.
"""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from textual.pilot import Pilot

from kursk_tui.dossier import editing
from kursk_tui.dossier.beginning import Beginning, begin
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.dossier.holding import Facet
from kursk_tui.model.locators import fingerprint, text_fingerprint
from kursk_tui.notebook.notebook import Notebook
from kursk_tui.terminal import Theme
from kursk_tui.tui.app import KurskApp, Options
from kursk_tui.tui.tour import TourApp
from tests.five import FIVE
from tests.intake.tables.tables import MIXED
from tests.intake.test_many import FEED
from tests.tui.articles import ADDED, PARAGRAPHS, SEEN, written
from tests.tui.driving import NARROW, WIDE, make_app, press, settle, type_text

PLAIN = Options()


class Scenario(NamedTuple):
    """A picture to be taken: `keys` are pressed one after another, `text:` types."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    options: Options = PLAIN
    damage: bool = False
    texts: bool = False
    flags: bool = False
    whole: bool = False
    article: tuple[str, ...] = ()
    feed: bool = False
    tour: bool = False
    edited: bool = False
    # A dossier that was just begun, and a table to be taken into it.
    begun: bool = False
    table: bool = False


def both(name: str, *keys: str, **given: Any) -> list[Scenario]:
    """The same state at 80x24 and at 120x36; `given` are fields of a scenario."""
    return [Scenario(f"{name}-{size[0]}x{size[1]}", size, keys, **given) for size in (NARROW, WIDE)]


def sized(name: str, *keys: str, **given: Any) -> list[Scenario]:
    """The same state in all sizes; in ASCII and without colour on the smallest."""
    plain = Options(ascii_only=True), Options(colour=False)
    return [
        *both(name, *keys, **given),
        Scenario(f"{name}-200x60", (200, 60), keys, **given),
        Scenario(f"{name}-ascii-80x24", NARROW, keys, plain[0], **given),
        Scenario(f"{name}-no-color-80x24", NARROW, keys, plain[1], **given),
    ]


def themed(name: str, *keys: str) -> list[Scenario]:
    """A state of the shipped dossier in the dark and in the light theme, in both sizes."""
    themes: tuple[Theme, ...] = ("dark", "light")
    return [
        scenario
        for theme in themes
        for scenario in both(f"{theme}-{name}", *keys, whole=True, options=Options(theme=theme))
    ]


# The shipped dossier, opened on what it opens on.
LOSSES = Options(start=Facet("event", "losses"))
# The shipped dossier's story, with those who spoke of the first deployment.
UNFOLDED = (*"jjjjjjjjjjj", "space", "j")
# A claim by hand of the first document: its phrase, and what begins to be its measure.
BY_HAND = ("3", "a", "text:at least 300", "tab", "text:ki")
# A figure whose place in the chart beside the detail is marked.
BESIDE = ("2", "j", "j", "j", "j", "j")
# Three claims, of which the first two are counts of the same.
MARKED = ("2", ",", "j", ",", "j", "j", ",", "j")
COMPARED = ("2", ",", "j", ",")
# NIS's about 300, of which others made at least 300.
TREE = ("2", "text:/300 measure:killed by:nis", "enter", "G", "o")
FILTERED = ("2", "text:/by:nis", "enter", "p")
TOUR_KEYS = ("enter", "right", "t", "backspace", "d", "o", "w", "f", "?")
# A new dossier of a title, with the pack under the cursor.
BEGIN = ("O", "text:/begin", "enter", "enter", "text:Flood", "enter", "escape", *"jjjj", "enter")
KEPT = ("enter", "text:kyiv-i", "tab", "enter", "a")
KILT = ("j", "enter", "ctrl+u", "text:kilt", "enter", "a")


SCENARIOS: tuple[Scenario, ...] = (
    *both("start"),
    *both("drilled-event", "j", "j", "j", "enter"),
    *both("drilled-agent", "2", "text:/hur", "enter", "enter", "text:/hur", "enter", "enter"),
    *both("claim", "2", "j", "j", "j", "j", texts=True),
    *both("filtered", "2", "text:/zelen", "enter"),
    *both("filtering", "1", "text:/muse"),
    *both("agents", "3", "3"),
    *both("long-value", "2", "j", "4", "v", texts=True),
    *both("zoomed", "2", "z"),
    *both("help", "?"),
    *both("help-overview", "~", "?", whole=True),
    *both("help-chart", "~", "enter", "?", whole=True),
    *both("help-disagreements", "d", "?", whole=True),
    Scenario("help-200x60", (200, 60), ("?",), whole=True),
    *both("help-searched", "?", "text:severity"),
    *both("help-ascii", "d", "?", whole=True, options=Options(ascii_only=True, colour=False)),
    *both("palette", "ctrl+p", "text:sort"),
    *both("empty", "2", "text:/nobody says this", "enter"),
    *both("invalid-file", "2", "j", damage=True),
    *both("no-color", "2", "text:/killed", "enter", "j", options=Options(colour=False)),
    *both("ascii", "2", "text:/killed", "enter", "j", options=Options(ascii_only=True)),
    *both("disagreements", "d", "j", "j", "j", "j"),
    *both("disagreement", "d", "z"),
    *both("competing", "2", "j", "j", "j", "c"),
    *both("origins", "2", "j", "o"),
    *both("origins-tree", *TREE, whole=True),
    Scenario("origins-tree-200x60", (200, 60), TREE, whole=True),
    *both("origins-tree-ascii", *TREE, whole=True, options=Options(ascii_only=True)),
    *both("origins-tree-no-color", *TREE, whole=True, options=Options(colour=False)),
    *both("agent-profile", "3", "3", "j", "j", "j", "o"),
    *both("measures", "2", "j", "j", "j", "j", "m"),
    *both("measure", "2", "j", "j", "j", "j", "m", "enter", "p"),
    *both("chart", "~", "enter", "j", "j", "j", whole=True),
    Scenario("chart-200x60", (200, 60), ("~", "enter", "j", "j"), whole=True),
    *both("chart-all", "~", "enter", "space", "l", whole=True),
    *both("chart-dates", "m", "text:/event-date", "enter", "enter"),
    *both("chart-ascii", "~", "enter", "j", options=Options(ascii_only=True), whole=True),
    *both("chart-no-color", "~", "enter", "j", options=Options(colour=False), whole=True),
    *both("chart-known-at", "~", "enter", "[", "[", "[", whole=True),
    *both("chart-of-a-pair", "d", "p", whole=True),
    Scenario("chart-of-a-pair-200x60", (200, 60), ("d", "p"), whole=True),
    *both("chart-of-a-filter", *FILTERED, whole=True),
    Scenario("chart-of-a-filter-200x60", (200, 60), FILTERED, whole=True),
    *both("rows-of-a-filter", *FILTERED, "p", whole=True),
    *both("measure-alone", "~", "enter", "p", "z", whole=True),
    *both("measure-axis-cut", "~", "enter", "p", "z", *"jjjj", "Z", "Z", whole=True),
    *both("measure-unfolded", "m", "text:/present", "enter", "enter", "p", "j", "space"),
    *both("measure-log", "m", "j", "enter", "p", "l"),
    *both("measure-ascii", "m", "j", "enter", "p", "j", options=Options(ascii_only=True)),
    *both("books", "b", "j", "j", "j", "j", "j"),
    *both("book-swapped", "b", "j", "j", "j", "j", "j", "enter", "j", "enter", "j", "enter"),
    *both("known-at", "t", "text:2026-02-10", "enter"),
    *both("measure-known-at", "m", "j", "j", "enter", "p", "[", "[", "["),
    *both("discounted", "3", "3", "j", "j", "j", "D", "d"),
    *both("rate-dialog", "3", "3", "R", "j"),
    *both("flag-dialog", "d", "f", "j", "enter", "text:two different months", flags=True),
    *both("marked", *MARKED),
    Scenario("marked-200x60", (200, 60), MARKED, whole=True),
    *both("marked-ascii", *MARKED, options=Options(ascii_only=True)),
    *both("marked-no-color", *MARKED, options=Options(colour=False)),
    *both("marked-flag-dialog", *MARKED, "f"),
    *both("marked-export", *MARKED, "x"),
    *both("export", "x"),
    *both("export-of-a-plot", "m", "j", "j", "enter", "x"),
    *both("compared", *COMPARED, "c"),
    *both("columns", "C", "j", "space", ">"),
    *both("columns-chosen", "2", "C", "space", "G", "space", *"<<<<<", "enter"),
    Scenario("columns-chosen-200x60", (200, 60), ("2", "z"), whole=True),
    *both("flags", "F", flags=True),
    *both("flagged", "2", flags=True),
    *both("whole-start", whole=True, options=LOSSES),
    *both("whole-timeline", *UNFOLDED, whole=True),
    Scenario("whole-timeline-200x60", (200, 60), UNFOLDED, whole=True),
    *both("range", "T", "text:2025-01..2025-03", "enter", whole=True),
    *both("range-overview", "~", "T", "text:2026-01..2026-03", "enter", whole=True),
    *both("range-disagreements", "d", "T", "text:2026-01..2026-03", "enter", whole=True),
    Scenario("range-200x60", (200, 60), ("T", "text:2025-01..2025-03", "enter"), whole=True),
    *both("found-unseen", "2", "text:/museum kcna", "enter", "j", whole=True),
    *both("found-disagreements", "d", "text:/by:nis after:2026", "enter", "j", whole=True),
    *both("search", "text:/museum", "tab", "down", "down", whole=True),
    Scenario("search-200x60", (200, 60), ("text:/museum", "tab"), whole=True),
    Scenario(
        "search-ascii-80x24",
        NARROW,
        ("text:/museum", "tab"),
        whole=True,
        options=Options(ascii_only=True, colour=False),
    ),
    *both("overview", "~", whole=True),
    Scenario("overview-200x60", (200, 60), ("~",), whole=True),
    *both("overview-ascii", "~", whole=True, options=Options(ascii_only=True, colour=False)),
    *both("tour", whole=True, tour=True),
    Scenario("tour-200x60", (200, 60), whole=True, tour=True),
    *both("tour-known-at", "enter", "right", "t", whole=True, tour=True),
    *both("tour-refused", "enter", "x", whole=True, tour=True),
    *both("tour-end", *TOUR_KEYS, whole=True, tour=True),
    *both(
        "tour-ascii",
        *("enter", "right"),
        options=Options(ascii_only=True, colour=False),
        whole=True,
        tour=True,
    ),
    *both("leaving", "d", "escape", whole=True),
    *both("asked-for-an-agent", "~", "D", "text:nis", whole=True),
    *both("whole-disagreements", "d", "j", "j", whole=True, options=LOSSES),
    *both("whole-unfolded", "d", "j", "j", "space", "j", whole=True),
    *both("review-document", article=PARAGRAPHS),
    *both("review-claim", *KEPT, article=PARAGRAPHS),
    *both(
        "review-refused",
        *KEPT,
        "j",
        "enter",
        "ctrl+u",
        "text:kilt",
        "enter",
        "a",
        article=PARAGRAPHS,
    ),
    *both("review-completing", *KEPT, "j", "enter", "ctrl+u", "text:ca", article=PARAGRAPHS),
    *both("review-kept", *KEPT, "a", article=PARAGRAPHS),
    *both("review-sum", *KEPT, "=", article=ADDED),
    *both("review-not-proposed", *KEPT, "n", article=SEEN),
    *both("waiting", *KEPT, "s", "backspace", "i", article=PARAGRAPHS),
    *both("inbox", feed=True),
    *both("claim-edited", "2", "E", "j", "j"),
    *both("form-new", "3", "a"),
    *both("form-picking", *BY_HAND),
    Scenario("form-picking-200x60", (200, 60), BY_HAND),
    *both("form-picking-ascii", *BY_HAND, options=Options(ascii_only=True)),
    *both("form-picking-no-color", *BY_HAND, options=Options(colour=False)),
    *both("form-filled", *BY_HAND, "tab", "text:nis", "enter"),
    *both("form-wrong", *BY_HAND, "tab", "text:nobody at all", "tab", "escape"),
    *both("form-doubted", *BY_HAND, "enter", *"jjjjjjjjjj", "enter", "text:2027", "enter", "a"),
    *both("edits", "H", edited=True),
    *sized("begun", begun=True),
    *sized("begun-overview", "~", begun=True),
    *sized("dossiers", "O", whole=True),
    *sized("begin", *BEGIN),
    *sized("table", begun=True, table=True),
    *sized("table-columns", "tab", "j", begun=True, table=True),
    *both("table-pick", "tab", "j", "enter", begun=True, table=True),
    *both("table-kind", "G", "k", "enter", begun=True, table=True),
    *themed("dossiers", "O"),
    Scenario("light-table-80x24", NARROW, ("G",), Options(theme="light"), begun=True, table=True),
    *themed("panes", "2", "j"),
    *themed("overview", "~"),
    *themed("disagreements", "d", "j"),
    *themed("chart", "~", "enter", "j"),
    Scenario("beside-200x60", (200, 60), BESIDE, whole=True),
    Scenario("beside-160x40", (160, 40), BESIDE, whole=True),
    Scenario("dark-beside-200x60", (200, 60), BESIDE, Options(theme="dark"), whole=True),
    Scenario("light-beside-200x60", (200, 60), BESIDE, Options(theme="light"), whole=True),
    Scenario(
        "beside-ascii-200x60",
        (200, 60),
        BESIDE,
        Options(ascii_only=True, colour=False),
        whole=True,
    ),
    *both("vocabulary", "V", "g"),
    Scenario("vocabulary-200x60", (200, 60), ("V", "g")),
    Scenario("light-vocabulary-80x24", NARROW, ("V", "g"), Options(theme="light")),
    Scenario("vocabulary-ascii-80x24", NARROW, ("V", "g"), Options(ascii_only=True, colour=False)),
    *both("measure-form", "V", "g", "j", "E"),
    *both("merge-form", "V", "g", "j", "J", "enter"),
    *both("split-form", "3", "3", "P"),
    Scenario("small-50x14", (50, 14), ("2", "j")),
    Scenario("too-small-30x8", (30, 8)),
)

BY_NAME = {scenario.name: scenario for scenario in SCENARIOS}


def dossier_for(scenario: Scenario, folder: Path) -> Path:
    """A copy of the shipped dossier, which the scenario may damage."""
    path = folder / "kursk.json"
    path.write_bytes(Path(default_path() if scenario.whole else FIVE).read_bytes())
    if scenario.begun:
        wanted = Beginning("A blast at the harbour", places=("Harbour",), packs=("casualties",))
        path.write_text(begin(wanted, str(path), new_id=lambda: "0" * 32), encoding="utf-8")
    if scenario.edited:
        _edit(path)
    if scenario.texts:
        _attach_invented_text(path, folder)
    if scenario.flags:
        _write_notebooks(folder)
    return path


def _edit(path: Path) -> None:
    """Two edits of fixed dates, one of them taken back."""
    ticks = count()

    def clock() -> str:
        return f"2026-03-01T09:{next(ticks):02}:00+00:00"

    def new_id() -> str:
        return f"{next(ticks):032}"

    dossier = Dossier.open(path)
    claim = "ki-2026-02-12.10c"
    reason = "the page carried it over from another year"
    editing.retract(dossier, claim, reason, author="analyst", clock=clock, new_id=new_id)
    dossier = dossier.reload()
    editing.undo(dossier, author="analyst", clock=clock, new_id=new_id)


def _write_notebooks(folder: Path) -> None:
    """Two people's notebooks of fixed dates: one of a pair's verdicts is disputed."""
    pair = "pair:ki-2025-02-27.16c|ki-2025-02-27.17c"
    before = {"kind": "conflict", "severity": 3, "sentence": "As it was read.", "preset": "default"}
    own = _notebook(folder / "own.json", 1)
    own.append(
        "verdict", pair, value="real", body="not the same month", author="analyst", reading=before
    )
    own.append("flag", "claim:joongang-2026-02-10.8b", body="ask the paper", author="analyst")
    own.append("note", "event:museum", body="two dates\nboth from one digest", author="analyst")
    other = _notebook(folder / "other.json", 2)
    other.append("verdict", pair, value="explained", body="losses of February", author="colleague")


def _notebook(path: Path, day: int) -> Notebook:
    """A notebook whose clock ticks a minute an entry from a fixed day."""
    ticks = count()

    def clock() -> str:
        return f"2026-03-{day:02}T09:{next(ticks):02}:00+00:00"

    return Notebook.open(str(path), clock=clock, new_id=lambda: f"{day:02}{next(ticks):030}")


def _attach_invented_text(path: Path, folder: Path) -> None:
    """Give one document a text of our own, so that pictures with passages need no article."""
    data = json.loads(path.read_text(encoding="utf-8"))
    rows = [r for r in data["claims"].values() if r["source"] == "ki-2025-02-27"]
    source = next(r for r in data["sources"].values() if r["id"] == "ki-2025-02-27")
    paragraphs = [
        f"Paragraph {n} of a stand-in." for n in range(1, source["text"]["paragraphs"] + 1)
    ]
    for row in rows:
        number = row["locator"]["paragraph"]
        written = row["figure"]["written"] if row["figure"] else ""
        if written and written not in paragraphs[number - 1]:
            paragraphs[number - 1] += f" A line written for this picture says {written}, no more."
    for row in rows:
        row["locator"]["sha256"] = fingerprint(paragraphs[row["locator"]["paragraph"] - 1])
    source["text"]["sha256"] = text_fingerprint(paragraphs)
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    (folder / "texts").mkdir()
    (folder / "texts" / "stand-in.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")


def app_for(scenario: Scenario, folder: Path) -> KurskApp:
    """The explorer as a scenario starts it."""
    path = dossier_for(scenario, folder)
    options = scenario.options
    if scenario.tour:
        return TourApp(Dossier.open(path), options._replace(overview=True))
    if scenario.article:
        taken = written(folder, paragraphs=scenario.article)
        options = options._replace(take_in=str(taken))
    if scenario.feed:
        (folder / "feed.xml").write_bytes(FEED)
        options = options._replace(take_in=str(folder / "feed.xml"))
    if scenario.table:
        (folder / "counts.csv").write_text(MIXED, encoding="utf-8")
        options = options._replace(take_in=str(folder / "counts.csv"))
    if scenario.texts:
        options = options._replace(texts=folder / "texts")
    if scenario.flags:
        beside = (str(folder / "other.json"),)
        options = options._replace(notes=str(folder / "own.json"), beside=beside)
    return make_app(path, options)


async def play(pilot: Pilot[None], scenario: Scenario) -> None:
    """Press a scenario's keys and leave the screen at rest."""
    await settle(pilot)
    await pilot.app.workers.wait_for_complete()
    await settle(pilot)
    for key in scenario.keys:
        if key.startswith("text:"):
            await type_text(pilot, key.removeprefix("text:"))
        else:
            await press(pilot, [key])
    if scenario.damage:
        app = pilot.app
        assert isinstance(app, KurskApp)
        Path(app.workspace.whole.path).write_text('{"meta": ', encoding="utf-8")
        app.reload(asked=True)
        # The path of a temporary folder must not be in a picture.
        bottom = app.explorer.bottom
        bottom.say(bottom.message.replace(app.workspace.whole.path, "kursk.json"), look=bottom.look)
        await settle(pilot)
