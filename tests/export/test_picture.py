"""The picture: where its bars stand, what it says, and that nothing in it runs."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from math import inf

import pytest

from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.export import drawing, picture
from kursk_tui.export.drawing import cut, text_width, wrapped
from kursk_tui.export.picture import forest_svg, ticks
from kursk_tui.model.text import visible
from tests.analysis.build import World, figure
from tests.export.build import NASTY, poisoned, shipped

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = frozenset(
    ("svg", "title", "desc", "defs", "pattern", "rect", "line", "text", "g", "polygon")
)
ATTRIBUTES = frozenset(
    (
        *("width", "height", "viewBox", "role", "aria-labelledby", "id", "class"),
        *("font-family", "font-size", "font-weight", "font-style", "text-anchor"),
        *("fill", "stroke", "stroke-width", "stroke-dasharray", "patternUnits"),
        *("patternTransform", "x", "y", "x1", "x2", "y1", "y2", "points", "data-figure"),
    )
)
GREY = re.compile(r"#([0-9a-f]{2})\1\1|url\(#hatch\)")


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def rows_of(root: ET.Element) -> dict[str, ET.Element]:
    return {g.attrib["data-figure"]: g for g in root.iter(f"{SVG}g")}


def texts(element: ET.Element) -> list[str]:
    """What is to be read: of each text element what is drawn, without its title."""
    found = []
    for text in element.iter(f"{SVG}text"):
        whole = text.find(f"{SVG}title")
        found.append((text.text or "") if whole is None else (whole.tail or ""))
    return found


def scale_of(root: ET.Element) -> tuple[float, float]:
    """(x of nought, x a unit), from two ticks and the numbers under them."""
    places = [float(t.attrib["x1"]) for t in root.iter(f"{SVG}line") if t.get("class") == "tick"]
    numbers = []
    for text in root.iter(f"{SVG}text"):
        if text.get("text-anchor") == "middle" and float(text.attrib["x"]) in places:
            plain = (text.text or "").replace(",", "")
            if re.fullmatch(r"-?[\d.]+", plain):
                numbers.append((float(text.attrib["x"]), float(plain)))
    (x1, n1), (x2, n2) = numbers[0], numbers[-1]
    sizes = {"millions": 1e6, "billions": 1e9, "trillions": 1e12}
    size = next((n for name, n in sizes.items() if any(name in t for t in texts(root))), 1.0)
    n1, n2 = n1 * size, n2 * size
    unit = (x2 - x1) / (n2 - n1)
    return x1 - n1 * unit, unit


def bar(row: ET.Element) -> tuple[float, float]:
    rect = next(r for r in row.iter(f"{SVG}rect") if r.get("class") == "suggests")
    x = float(rect.attrib["x"])
    return x, x + float(rect.attrib["width"])


def line(row: ET.Element) -> tuple[float, float]:
    found = next(r for r in row.iter(f"{SVG}line") if r.get("class") == "commits")
    return float(found.attrib["x1"]), float(found.attrib["x2"])


def arrows(row: ET.Element) -> list[float]:
    """The tips of the arrows."""
    found = [p for p in row.iter(f"{SVG}polygon") if p.get("class") == "open"]
    return [float(p.attrib["points"].split(",")[0]) for p in found]


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return shipped()


def worded() -> tuple[Dossier, dict[str, str]]:
    """A measure with every way of wording, and the claims' ids by their hedges."""
    world = World()
    world.measure("killed")
    ids = {}
    for name, fig in (
        ("exact", figure("exact", 5000)),
        ("round", figure("none", 4000)),
        ("at_least", figure("at_least", 3000)),
        ("up_to", figure("up_to", 2000)),
        ("at_most", figure("at_most", 7000)),
        ("between", figure("between", 6000, 8000)),
        ("vague", figure("vague", written="many")),
    ):
        ids[name] = world.claim("killed", fig, by=f"by-{name.replace('_', '-')}")
    ids["expected"] = world.claim("killed", figure("exact", 5000), modality="expected")
    ids["denied"] = world.claim("killed", figure("exact", 5000), modality="denied")
    return world.dossier(), ids


# ---- bars


@pytest.mark.parametrize(
    ("name", "suggested", "committed"),
    [
        # By the table of hedges, worked out by hand.
        ("round", (3600, 4400), (3600, 4400)),
        ("at_least", (3000, 4000), (3000, inf)),
        ("up_to", (1000, 2200), (1000, 2200)),
        ("at_most", (6000, 7000), (0, 7000)),
        ("between", (6000, 8000), (6000, 8000)),
    ],
)
def test_bars_stand_where_their_numbers_are(
    name: str, suggested: tuple[float, float], committed: tuple[float, float]
) -> None:
    made, ids = worded()
    root = parsed(forest_svg(made, "killed"))
    nought, unit = scale_of(root)
    row = rows_of(root)[ids[name]]
    end = picture.PLOT_AT + picture.PLOT_WIDTH

    def x(n: float) -> float:
        return end if n == inf else nought + n * unit

    assert bar(row) == pytest.approx([x(n) for n in suggested], abs=0.02)
    assert line(row) == pytest.approx([x(n) for n in committed], abs=0.02)
    assert bool(arrows(row)) == (inf in committed)


def test_one_number_can_still_be_seen() -> None:
    made, ids = worded()
    root = parsed(forest_svg(made, "killed"))
    nought, unit = scale_of(root)
    first, last = bar(rows_of(root)[ids["exact"]])
    assert last - first == pytest.approx(drawing.LEAST_BAR)
    assert (first + last) / 2 == pytest.approx(nought + 5000 * unit, abs=0.02)


def test_what_has_no_bar_says_why() -> None:
    made, ids = worded()
    rows = rows_of(parsed(forest_svg(made, "killed")))
    assert "the words give no number" in texts(rows[ids["vague"]])
    assert "a denial gives no count" in texts(rows[ids["denied"]])
    for name in ("vague", "denied"):
        assert list(rows[ids[name]].iter(f"{SVG}rect")) == []


def test_kinds_are_told_apart_by_shape(dossier: Dossier) -> None:
    made, ids = worded()
    rows = rows_of(parsed(forest_svg(made, "killed")))

    def fill(row: ET.Element) -> str:
        return next(r.attrib["fill"] for r in row.iter(f"{SVG}rect"))

    assert fill(rows[ids["exact"]]) == drawing.INK
    assert fill(rows[ids["expected"]]) == "#ffffff"
    root = parsed(forest_svg(dossier, "wounded"))
    assert fill(rows_of(root)["sum-zelensky-casualties--wounded"]) == "url(#hatch)"
    assert "derived: nobody printed it" in texts(root)
    assert "expected or possible" not in texts(root)
    assert "told wrongly" not in texts(root)


def test_what_is_told_wrongly_is_hatched_and_says_so() -> None:
    world = World()
    world.measure("killed")
    release = world.release("briefing", "ministry", "2025-01-01")
    right = world.claim("killed", figure("exact", 100), release=release)
    wrong = world.claim("killed", figure("exact", 900), misreads_release=release)
    slip = world.claim("killed", figure("exact", 700), as_of="2026-02", published="2025-03-01")
    root = parsed(forest_svg(world.dossier(), "killed"))
    rows = rows_of(root)
    fills = {id: next(r.attrib["fill"] for r in row.iter(f"{SVG}rect")) for id, row in rows.items()}
    assert fills == {right: drawing.INK, wrong: "url(#hatch)", slip: "url(#hatch)"}
    assert "a misreading" in " ".join(texts(rows[wrong]))
    assert "a slip: it lies after its own page" in " ".join(texts(rows[slip]))
    assert "told wrongly" in texts(root)
    assert "derived: nobody printed it" not in texts(root)


def test_a_foreign_phrase_is_given_by_its_reading() -> None:
    world = World()
    world.measure("killed")
    source = world.source("gazeta", language="pl")
    world.claim("killed", figure("at_least", 30, written="Co najmniej 30"), source=source)
    shown = " ".join(texts(parsed(forest_svg(world.dossier(), "killed"))))
    assert "“at least 30”" in shown
    assert "Co najmniej" not in shown


def test_dates_stand_on_their_days(dossier: Dossier) -> None:
    root = parsed(forest_svg(dossier, "event-date"))
    rows = rows_of(root)
    # A whole year, in the place and the width of its days.
    year = bar(rows["joongang-2026-02-10.5c"]) if "joongang-2026-02-10.5c" in rows else None
    years = [bar(row) for row in rows.values() if bar(row)[1] - bar(row)[0] > 100]
    assert years
    assert year is None or year in years
    january = bar(rows["ki-2025-02-27.17b"])
    february = bar(rows["ki-2025-02-27.16"])
    middle = [sum(pair) / 2 for pair in (january, february)]
    a_day = (years[0][1] - years[0][0]) / 365
    # 13 January to 14 February 2025
    assert (middle[1] - middle[0]) / a_day == pytest.approx(32, abs=0.3)


def test_a_date_with_an_open_end_has_an_arrow() -> None:
    world = World()
    world.measure("when", "date")
    event = world.event("flood")
    ids = [
        world.claim("when", date, within=event, by=f"by-{at}")
        for at, date in enumerate(("2024-03/..", "../2024-06", "2024-05"))
    ]
    rows = rows_of(parsed(forest_svg(world.dossier(), "when")))
    start, end = picture.PLOT_AT, picture.PLOT_AT + picture.PLOT_WIDTH
    assert [tip > end for tip in arrows(rows[ids[0]])] == [True]
    assert [tip < start for tip in arrows(rows[ids[1]])] == [True]
    assert arrows(rows[ids[2]]) == []
    # What is open does not press the rest together.
    assert bar(rows[ids[2]])[1] - bar(rows[ids[2]])[0] > 20


def test_rows_are_those_of_the_measure_and_can_be_narrowed(dossier: Dossier) -> None:
    root = parsed(forest_svg(dossier, "present"))
    assert len(rows_of(root)) == 9
    wanted = {"ki-2026-02-12.6", "ki-2026-02-12.8"}
    assert set(rows_of(parsed(forest_svg(dossier, "present", claims=wanted)))) == wanted
    none = parsed(forest_svg(dossier, "present", claims=()))
    assert "No figure is recorded." in texts(none)
    with pytest.raises(KeyError):
        forest_svg(dossier, "nothing")


# ---- what it says


def test_no_phrase_as_printed_gives_way_to_numbers_of_documents() -> None:
    dossier = Dossier.open(default_path())
    shown = [text for text in texts(parsed(forest_svg(dossier, "killed"))) if text[:1] == "“"]
    assert len(shown) > 30
    assert [text for text in shown if not text.endswith("”")] == []


def test_it_says_what_it_is(dossier: Dossier) -> None:
    root = parsed(forest_svg(dossier, "present"))
    shown = " ".join(texts(root))
    for words in (
        "Present: what was said",
        "North Korean troops in Russia's Kursk Oblast",
        "0.1.0",
        "persons",
        "what the words suggest",
        "what they commit to beyond it",
        "open end",
        "Each row is what was said, not what is true.",
        "“around 8,000”",
        "[3]",
        "CC0-1.0",
        "[3] JoongAng, 10 Feb 2026",
    ):
        assert words in shown
    assert root.find(f"{SVG}title") is not None
    description = root.find(f"{SVG}desc")
    assert description is not None
    assert "HUR, as of Jan 2026: “around 8,000”." in (description.text or "")
    assert root.attrib["aria-labelledby"] == "title desc"


def test_references_lead_to_documents(dossier: Dossier) -> None:
    for measure in dossier.measures:
        root = parsed(forest_svg(dossier, measure))
        shown = " ".join(texts(root))
        named = set(re.findall(r"\[(\d+)\] [A-Z]", shown))
        for row in rows_of(root).values():
            used = set(re.findall(r"\[(\d+)\]", texts(row)[-1]))
            assert used
            assert used <= named


def test_all_of_it_is_inside_the_picture(dossier: Dossier) -> None:
    for measure in dossier.measures:
        root = parsed(forest_svg(dossier, measure))
        _, _, width, height = map(float, root.attrib["viewBox"].split())
        assert (root.attrib["width"], root.attrib["height"]) == (f"{width:.0f}", f"{height:.0f}")
        for element in root.iter():
            for name in ("x", "x1", "x2"):
                assert 0 <= float(element.get(name, 0)) <= width
            for name in ("y", "y1", "y2"):
                assert 0 <= float(element.get(name, 0)) <= height
        for text in root.iter(f"{SVG}text"):
            if text.get("text-anchor") is None:
                whole = text.find(f"{SVG}title")
                drawn = (text.text if whole is None else whole.tail) or ""
                size = float(text.get("font-size", drawing.SIZE))
                assert float(text.attrib["x"]) + text_width(drawn, size) * 0.85 <= width


def test_a_long_title_is_cut() -> None:
    made = poisoned("long words " * 40)
    bold = [
        t for t in parsed(forest_svg(made, "flooded")).iter(f"{SVG}text") if t.get("font-weight")
    ]
    (title,) = bold
    (drawn,) = texts(title)
    size = float(title.attrib["font-size"]) * drawing.BOLDER
    assert drawn.endswith("…")
    assert drawing.MARGIN + text_width(drawn, size) <= picture.WIDTH - drawing.MARGIN


def test_nothing_to_fetch_and_no_colour(dossier: Dossier) -> None:
    for measure in dossier.measures:
        svg = forest_svg(dossier, measure)
        assert svg.count("http") == 1  # the name of the language
        for element in parsed(svg).iter():
            assert element.tag.removeprefix(SVG) in ELEMENTS
            assert set(element.attrib) <= ATTRIBUTES
            for name in ("fill", "stroke"):
                assert GREY.fullmatch(element.get(name, "#000000"))


def test_the_same_bytes_twice(dossier: Dossier) -> None:
    for measure in dossier.measures:
        assert forest_svg(shipped(), measure) == forest_svg(dossier, measure)


# ---- hostile text


@pytest.mark.parametrize("nasty", NASTY)
def test_hostile_text_stays_inert(nasty: str) -> None:
    made = poisoned(nasty)
    for measure in made.measures:
        svg = forest_svg(made, measure)
        assert not any(visible(char) != char for char in svg if char not in "\n\u0301")
        root = parsed(svg)
        for element in root.iter():
            assert element.tag.removeprefix(SVG) in ELEMENTS
            assert set(element.attrib) <= ATTRIBUTES
        for text in root.iter(f"{SVG}text"):
            whole = text.find(f"{SVG}title")
            if whole is not None:
                # What is cut from what is drawn is not lost.
                drawn = whole.tail or ""
                assert drawn.endswith("…")
                assert (whole.text or "").startswith(drawn[:-1])
                assert len(drawn) < 160


# ---- text and axis


def test_cutting_and_wrapping() -> None:
    assert cut("short", 12, 100) == "short"
    long = cut("w" * 1000, 12, 100)
    assert long.endswith("…")
    assert text_width(long, 12) <= 100
    assert cut("x", 12, 1) == "…"
    lines = wrapped("one two three " * 30, 11, 200)
    assert len(lines) > 3
    assert all(text_width(text, 11) <= 200 for text in lines)
    assert wrapped("w" * 500, 11, 200) == ["w" * 500]
    assert wrapped("", 11, 200) == []


@pytest.mark.parametrize(
    "ends",
    [(0, 1), (0, 3), (0, 14000), (900, 1100), (2e14, 1e15), (1e6, 9e6), (0.2, 0.7), (99, 101)],
)
def test_ticks_are_few_and_round(ends: tuple[float, float]) -> None:
    world = World()
    world.measure("wide")
    low, high = ends
    world.claim("wide", figure("between", low, high))
    root = parsed(forest_svg(world.dossier(), "wide"))
    places = [t for t in root.iter(f"{SVG}line") if t.get("class") == "tick"]
    assert 2 <= len(places) <= picture.MOST_TICKS + 1
    _, unit = scale_of(root)
    first, last = bar(next(iter(rows_of(root).values())))
    assert last - first == pytest.approx(max(drawing.LEAST_BAR, (high - low) * unit), abs=0.05)


@pytest.mark.parametrize(
    "date",
    ["2025", "2025-01-13", "0001", "9998-12-31", "2025-01/2026-06", "1900/2020", "0001/9998"],
)
def test_ticks_of_dates(date: str) -> None:
    world = World()
    world.measure("when", "date")
    world.claim("when", date, within=world.event("flood"))
    root = parsed(forest_svg(world.dossier(), "when"))
    places = [float(t.attrib["x1"]) for t in root.iter(f"{SVG}line") if t.get("class") == "tick"]
    assert 1 <= len(places) <= picture.MOST_TICKS + 2
    assert places == sorted(places)
    assert ticks(picture.Axis(739000.0, 739030.0), is_date=True)
