"""The chart over time as a picture: where figures stand, what they say, and that nothing runs."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from kursk_tui.analysis.charted import charted
from kursk_tui.analysis.origins import signs as numbers
from kursk_tui.analysis.origins.bands import said_of
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.export import chart, drawing
from kursk_tui.export.chart import chart_svg
from kursk_tui.export.drawing import text_width
from kursk_tui.model.text import visible
from kursk_tui.words.charts import letters_of
from tests.analysis.build import World, figure
from tests.export.build import NASTY, poisoned, shipped, week

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = frozenset(
    (
        *("svg", "title", "desc", "defs", "pattern", "rect", "line", "text", "g", "polygon"),
        *("polyline", "metadata"),
    )
)
ATTRIBUTES = frozenset(
    (
        *("width", "height", "viewBox", "role", "aria-labelledby", "id", "class"),
        *("font-family", "font-size", "font-weight", "font-style", "text-anchor"),
        *("fill", "stroke", "stroke-width", "stroke-dasharray", "patternUnits", "paint-order"),
        *("patternTransform", "x", "y", "x1", "x2", "y1", "y2", "points", "data-figure"),
    )
)
COLOUR = re.compile(r"#[0-9a-f]{6}|url\(#hatch-[0-9a-f]{6}\)|none")


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return shipped()


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def figures_of(root: ET.Element) -> dict[str, ET.Element]:
    return {g.attrib["data-figure"]: g for g in root.iter(f"{SVG}g")}


def of_class(element: ET.Element, name: str) -> list[ET.Element]:
    return [one for one in element.iter() if one.get("class") == name]


def bar(element: ET.Element) -> tuple[float, float, float]:
    """(x of the middle, top, bottom) of what the words suggest."""
    (rect,) = of_class(element, "suggests")
    x, y = float(rect.attrib["x"]), float(rect.attrib["y"])
    return x + float(rect.attrib["width"]) / 2, y, y + float(rect.attrib["height"])


def line(element: ET.Element) -> tuple[float, float]:
    (found,) = of_class(element, "commits")
    return float(found.attrib["y2"]), float(found.attrib["y1"])


def texts(element: ET.Element) -> list[str]:
    """What is to be read: of each text element what is drawn, without its title."""
    found = []
    for text in element.iter(f"{SVG}text"):
        whole = text.find(f"{SVG}title")
        found.append((text.text or "") if whole is None else (whole.tail or ""))
    return found


def table_of(root: ET.Element) -> list[dict[str, str]]:
    (found,) = root.iter(f"{SVG}metadata")
    return list(csv.DictReader(io.StringIO(found.text or "")))


def pictures(dossier: Dossier) -> Iterator[tuple[str, bool, ET.Element]]:
    for measure in dossier.measures:
        for has_all in (False, True):
            yield measure, has_all, parsed(chart_svg(dossier, measure, has_all=has_all))


# ---- figures


def test_every_figure_with_a_number_is_there_and_says_who_and_where(dossier: Dossier) -> None:
    for measure, has_all, root in pictures(dossier):
        found = charted(dossier, said_of(dossier, measure), has_all=has_all)
        marks = {mark.id for mark in found.chart(dossier).marks}
        figures = figures_of(root)
        assert set(figures) == marks
        assert {row["id"] for row in table_of(root)} == marks
        description = root.find(f"{SVG}desc")
        assert description is not None
        for figure_ in figures.values():
            title = figure_[0]
            assert title.tag == f"{SVG}title"
            assert re.search(r".+, .+: .+ \[.+\]", title.text or "")
            assert (title.text or "") in (description.text or "")


def test_larger_numbers_never_lie_lower(dossier: Dossier) -> None:
    for measure, has_all, root in pictures(dossier):
        found = charted(dossier, said_of(dossier, measure), has_all=has_all)
        figures = figures_of(root)
        for side in ("low", "high"):
            places = []
            for mark in found.chart(dossier).marks:
                _, top, bottom = bar(figures[mark.id])
                # What is too thin to be seen is as tall as it must be, in the middle of its place.
                least = bottom - top <= drawing.LEAST_BAR + 0.01
                at = (top + bottom) / 2 if least else {"low": bottom, "high": top}[side]
                places.append((getattr(mark, side), at))
            for (_, lower), (_, higher) in pairwise(sorted(places, key=lambda p: (p[0], -p[1]))):
                assert higher <= lower + drawing.LEAST_BAR / 2 + 0.01


def test_a_number_stands_at_its_tick() -> None:
    world = World()
    world.measure("killed")
    ids = {n: world.claim("killed", figure("exact", n), by=f"by-{n}") for n in (100, 1000, 10000)}
    root = parsed(chart_svg(world.dossier(), "killed"))
    grid = {float(one.attrib["y1"]) for one in of_class(root, "grid")}
    ticks = {
        text.text: float(text.attrib["y"]) - 3.5
        for text in root.iter(f"{SVG}text")
        if text.get("text-anchor") == "end"
    }
    for n, id in ids.items():
        _, top, bottom = bar(figures_of(root)[id])
        assert (top + bottom) / 2 == pytest.approx(ticks[f"{n:,}"], abs=0.51)
        assert ticks[f"{n:,}"] in grid
    even = parsed(chart_svg(world.dossier(), "killed", log=False))
    assert "on a logarithmic axis" in " ".join(texts(root))
    assert "on a logarithmic axis" not in " ".join(texts(even))
    middles = {n: sum(bar(figures_of(even)[id])[1:]) / 2 for n, id in ids.items()}
    assert middles[100] - middles[1000] == pytest.approx(
        (middles[100] - middles[10000]) / 11, abs=1
    )
    heights = [sum(bar(figures_of(root)[id])[1:]) / 2 for id in ids.values()]
    assert heights[0] - heights[1] == pytest.approx(heights[1] - heights[2], abs=1.1)


def test_what_words_suggest_and_commit_to_and_open_ends() -> None:
    world = World()
    world.measure("killed")
    ids = {
        "open": world.claim("killed", figure("at_least", 3000), by="a"),
        "ceiling": world.claim("killed", figure("at_most", 7000), by="b"),
        "plain": world.claim("killed", figure("between", 4000, 6000), by="c"),
        "vague": world.claim("killed", figure("vague", written="many"), by="d"),
        "denied": world.claim("killed", figure("exact", 5000), by="e", modality="denied"),
        "foreseen": world.claim("killed", figure("exact", 5000), by="f", modality="expected"),
    }
    root = parsed(chart_svg(world.dossier(), "killed", has_all=True))
    figures = figures_of(root)
    # Neither words without a number nor a denial gives a bar.
    assert set(figures) == {ids[name] for name in ("open", "ceiling", "plain", "foreseen")}
    assert "2 more without a number" in " ".join(texts(root))
    (tip,) = of_class(figures[ids["open"]], "open")
    _, top, _ = bar(figures[ids["open"]])
    assert all(float(pair.split(",")[1]) < top for pair in tip.attrib["points"].split())
    assert of_class(figures[ids["plain"]], "open") == []
    _, top, bottom = bar(figures[ids["ceiling"]])
    first, last = line(figures[ids["ceiling"]])
    assert first == pytest.approx(top)
    assert last > bottom + 50  # down to nought
    fills = {
        name: of_class(figures[ids[name]], "suggests")[0].get("fill")
        for name in ids
        if ids[name] in figures
    }
    assert fills["foreseen"] == drawing.PAPER
    assert fills["plain"] in chart.COLOURS
    for words in ("open end: or more", "what they commit to beyond it", "expected or possible"):
        assert words in texts(root)


def test_what_nobody_printed_is_hatched_and_what_nobody_says_is_light() -> None:
    world = World()
    world.measure("killed")
    release = world.release("briefing", "ministry", "2025-01-01")
    right = world.claim("killed", figure("exact", 100), release=release)
    wrong = world.claim("killed", figure("exact", 900), misreads_release=release)
    nobody = world.claim("killed", figure("exact", 500), by=None, lineage="unknown")
    root = parsed(chart_svg(world.dossier(), "killed"))
    fills = {
        id: of_class(one, "suggests")[0].attrib["fill"] for id, one in figures_of(root).items()
    }
    assert fills[right] in chart.COLOURS
    assert fills[wrong].startswith("url(#hatch-")
    assert fills[nobody] == chart.LIGHT
    patterns = {one.attrib["id"] for one in root.iter(f"{SVG}pattern")}
    assert fills[wrong][5:-1] in patterns
    assert "told wrongly" in texts(root)
    assert "nobody named, or no number" in texts(root)


def test_counts_of_an_origin_are_joined() -> None:
    world = World()
    world.measure("killed")
    days = ("2025-01-01", "2025-03-01", "2025-06-01")
    ids = [
        world.claim("killed", figure("exact", 100 * (at + 1)), by="ministry", as_of=day)
        for at, day in enumerate(days)
    ]
    root = parsed(chart_svg(world.dossier(), "killed"))
    steps = of_class(root, "step")
    assert len(steps) == 2
    figures = figures_of(root)
    for step, (first, second) in zip(steps, pairwise(ids), strict=True):
        points = [tuple(map(float, p.split(","))) for p in step.attrib["points"].split()]
        assert [points[0][0], points[-1][0]] == [bar(figures[id])[0] for id in (first, second)]
        assert points[0][1] == points[1][1]
        assert points[1][0] == points[2][0]


def test_later_figures_stand_further_right_and_undated_ones_by_themselves() -> None:
    world = World()
    world.measure("killed")
    early, late = (
        world.claim("killed", figure("exact", 100), as_of=day, by=by)
        for day, by in (("2025-01-01", "a"), ("2025-07-01", "b"))
    )
    never = world.claim("killed", figure("exact", 100), by="c", as_of=None, published=None)
    root = parsed(chart_svg(world.dossier(), "killed", has_all=True))
    figures = figures_of(root)
    places = [bar(figures[id])[0] for id in (early, late, never)]
    assert places == sorted(places)
    assert "undated" in texts(root)
    assert next(row for row in table_of(root) if row["id"] == never)["moment"] == ""


def test_dates_stand_on_their_days_and_open_ones_do_not_press_them_flat() -> None:
    world = World()
    world.measure("when", "date")
    event = world.event("flood")
    ids = [
        world.claim("when", date, within=event, by=f"by-{at}")
        for at, date in enumerate(("2024-03/..", "../2024-06", "2024-05"))
    ]
    root = parsed(chart_svg(world.dossier(), "when", log=True))
    figures = figures_of(root)
    _, top, bottom = bar(figures[ids[2]])
    assert bottom - top > 40
    assert len(of_class(figures[ids[0]], "open")) == 1
    assert "open end: or later, or earlier" in texts(root)
    assert "logarithmic" not in " ".join(texts(root))
    assert table_of(root)[-1]["suggested_low"].startswith("2024-")


def test_figures_are_narrowed_as_in_the_explorer(dossier: Dossier) -> None:
    whole = figures_of(parsed(chart_svg(dossier, "killed", has_all=True)))
    main = figures_of(parsed(chart_svg(dossier, "killed")))
    assert set(main) < set(whole)
    wanted = set(sorted(main)[:2])
    root = parsed(chart_svg(dossier, "killed", only=wanted))
    assert set(figures_of(root)) == wanted
    # Letters stay what they are when less is drawn.
    letters = letters_of(dossier)
    for row in table_of(root):
        assert row["letter"] in {"", *letters.values()}
    none = parsed(chart_svg(dossier, "killed", claims=()))
    assert "No figure gives a number." in texts(none)
    with pytest.raises(KeyError):
        chart_svg(dossier, "nothing")


# ---- letters and colours


def test_an_origin_has_one_letter_and_a_letter_one_origin(dossier: Dossier) -> None:
    letters = letters_of(dossier)
    assert len(set(letters.values())) == len(letters)
    for _, _, root in pictures(dossier):
        named = {row["origin"]: row["letter"] for row in table_of(root) if row["letter"]}
        assert named.get("NIS", "N") == "N"
        shown = [text.text for text in of_class(root, "letter")]
        rows = [row["letter"] for row in table_of(root) if row["letter"]]
        assert sorted(map(str, shown)) == sorted(rows)
        # All of them stand in the legend as well.
        assert set(rows) <= set(texts(root))


def test_the_days_of_one_week_stand_apart_and_names_are_whole(tmp_path: Path) -> None:
    root = parsed(chart_svg(week(tmp_path), "killed", is_small=True))
    shown = texts(root)
    assert {"Families' Committee of Hall 4 (2)", "Mayor Ines Castellano-Whitfield (1)"} <= set(
        shown
    )
    assert "1 Mar 2025" in shown
    days = [one for one in root.iter(f"{SVG}text") if re.fullmatch(r"\d+ Mar 2025", one.text or "")]
    assert len(days) > 5
    ends = [
        (x - half, x + half)
        for one in days
        for x in [float(one.attrib["x"])]
        for half in [text_width(one.text or "", drawing.SMALL) / 2]
    ]
    assert ends[0][0] >= 0
    assert ends[-1][1] <= chart.WIDTH
    assert all(one[1] <= other[0] for one, other in pairwise(ends))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(colour: str) -> float:
    """With white, by WCAG 2."""
    return 1.05 / (luminance(colour) + 0.05)


def test_colours_are_as_many_as_numbers_and_can_be_read() -> None:
    assert len(chart.COLOURS) == len(set(chart.COLOURS)) == numbers.COLOURS
    assert contrast("#ffffff") == pytest.approx(1)
    assert contrast("#000000") == pytest.approx(21)
    for colour in (*chart.COLOURS, chart.NOBODY, drawing.INK, drawing.SOFT):
        assert contrast(colour) >= 4.5


def test_all_words_have_a_colour_that_can_be_read(dossier: Dossier) -> None:
    for _, _, root in pictures(dossier):
        for text in root.iter(f"{SVG}text"):
            assert contrast(text.get("fill", drawing.INK)) >= 4.5


def test_a_colour_is_that_of_the_terminal(dossier: Dossier) -> None:
    places = numbers.colours(dossier)
    said = said_of(dossier, "killed")
    figures = figures_of(parsed(chart_svg(dossier, "killed", has_all=True)))
    marks = charted(dossier, said, has_all=True).chart(dossier).marks
    for mark in marks:
        if mark.voice is not None and mark.voice in places:
            (found,) = of_class(figures[mark.id], "suggests")
            assert found.get("stroke") == chart.COLOURS[places[mark.voice]]


# ---- the picture


def test_it_says_what_it_is(dossier: Dossier) -> None:
    root = parsed(chart_svg(dossier, "present"))
    shown = " ".join(texts(root))
    for words in (
        "Present: what was said, over time",
        "North Korean troops in Russia's Kursk Oblast",
        "persons",
        "what the words suggest",
        "what was said, not what is true",
        "CC0-1.0",
    ):
        assert words in shown
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == "title desc"
    description = root.find(f"{SVG}desc")
    assert description is not None
    assert "Letters are origins: " in (description.text or "")


def test_all_of_it_is_inside_the_picture(dossier: Dossier) -> None:
    for _, _, root in pictures(dossier):
        _, _, width, height = map(float, root.attrib["viewBox"].split())
        assert (root.attrib["width"], root.attrib["height"]) == (f"{width:.0f}", f"{height:.0f}")
        for element in root.iter():
            for name in ("x", "x1", "x2"):
                assert 0 <= float(element.get(name, 0)) <= width
            for name in ("y", "y1", "y2"):
                assert 0 <= float(element.get(name, 0)) <= height
            for point in element.get("points", "").split():
                x, y = map(float, point.split(","))
                assert 0 <= x <= width
                assert 0 <= y <= height
        for text in root.iter(f"{SVG}text"):
            if text.get("text-anchor") is None:
                (drawn,) = texts(_alone(text))
                size = float(text.get("font-size", drawing.SIZE))
                assert float(text.attrib["x"]) + text_width(drawn, size) * 0.85 <= width


def _alone(text: ET.Element) -> ET.Element:
    found = ET.Element(f"{SVG}svg")
    found.append(text)
    return found


def test_nothing_to_fetch_and_only_what_a_picture_needs(dossier: Dossier) -> None:
    for measure in dossier.measures:
        svg = chart_svg(dossier, measure, has_all=True)
        assert svg.count("http") == 1  # the name of the language
        root = parsed(svg)
        patterns = {one.attrib["id"] for one in root.iter(f"{SVG}pattern")}
        for element in root.iter():
            assert element.tag.removeprefix(SVG) in ELEMENTS
            assert set(element.attrib) <= ATTRIBUTES
            for name in ("fill", "stroke"):
                found = element.get(name, "#000000")
                assert COLOUR.fullmatch(found)
                assert not found.startswith("url") or found[5:-1] in patterns


def test_the_same_bytes_twice(dossier: Dossier) -> None:
    for measure in dossier.measures:
        assert chart_svg(shipped(), measure) == chart_svg(dossier, measure)


@pytest.mark.parametrize("nasty", NASTY)
def test_hostile_text_stays_inert(nasty: str) -> None:
    made = poisoned(nasty)
    for measure in made.measures:
        svg = chart_svg(made, measure, has_all=True)
        assert not any(visible(char) != char for char in svg if char not in "\n\u0301")
        root = parsed(svg)
        for element in root.iter():
            assert element.tag.removeprefix(SVG) in ELEMENTS
            assert set(element.attrib) <= ATTRIBUTES
        for row in table_of(root):
            # No text has made a row or a cell of its own.
            assert row["id"] in made.claims or row["id"] in figures_of(root)
            assert None not in row
