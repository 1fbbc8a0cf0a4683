"""The tree of origins as a picture and as a graph: every claim is there, and can be read."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from kursk_tui.analysis.origins.tree import tree_of
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.export import drawing
from kursk_tui.export.origins import origins_dot, origins_svg
from kursk_tui.words.phrases import phrase
from tests.analysis.build import World, figure
from tests.export.build import NASTY
from tests.export.test_chart import ATTRIBUTES, ELEMENTS, SVG, contrast, parsed, texts

CLAIM = "kbs-world-2025-01-13.r1"


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return Dossier.open(default_path())


def named(text: str) -> Dossier:
    """A claim whose measure, origin and words are some text."""
    data = World()
    data.measure("killed", name=text)
    data.agent("nis", name=text)
    data.release("briefing", "nis")
    data.claim("killed", figure("none", 300, written=text), release="briefing")
    return data.dossier()


def title_and_description(root: ET.Element) -> tuple[str, str]:
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    return title.text or "", description.text or ""


def test_every_claim_of_the_tree_is_in_the_picture_and_in_its_description(
    dossier: Dossier,
) -> None:
    root = parsed(origins_svg(dossier, CLAIM))
    title, description = title_and_description(root)
    assert title == "Who had it from whom: killed, NIS on losses, 13 to 14 Jan 2025"
    shown = texts(root)
    for node in tree_of(dossier, CLAIM).nodes:
        for leaf in node.leaves:
            words = phrase(dossier, dossier.claims[leaf.claim])
            assert any(text.startswith(words) for text in shown)
            assert words in description
    assert 'Occasional Digest, from UPI: at least 300, "about" became "at least".' in description
    assert "N NIS" in shown
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "title desc"


def test_all_words_can_be_read_on_white_and_nothing_runs(dossier: Dossier) -> None:
    for claim in (CLAIM, "digest-2026-02.4b", "joongang-2026-02-10.8b"):
        root = parsed(origins_svg(dossier, claim))
        for text in root.iter(f"{SVG}text"):
            assert contrast(text.get("fill", drawing.INK)) >= 4.5
        for element in root.iter():
            assert element.tag.removeprefix(SVG) in ELEMENTS
            assert set(element.attrib) <= ATTRIBUTES
        width, height = float(root.attrib["width"]), float(root.attrib["height"])
        for text in root.iter(f"{SVG}text"):
            assert 0 < float(text.attrib["x"]) < width
            assert 0 < float(text.attrib["y"]) < height


def test_the_graph_has_an_arrow_from_whom_each_had_it(dossier: Dossier) -> None:
    text = origins_dot(dossier, CLAIM)
    tree = tree_of(dossier, CLAIM)
    assert text.startswith("digraph origins {\n")
    assert text.endswith("}\n")
    for place, node in enumerate(tree.nodes):
        if node.parent is not None:
            assert f"  a{node.parent} -> a{place};" in text
    leaves = sum(len(node.leaves) for node in tree.nodes)
    assert len(re.findall(r"-> c\d+_\d+ ", text)) == leaves
    assert '\\"about\\" became \\"at least\\"' in text
    for colour in re.findall(r'fontcolor="(#\w+)"', text):
        assert contrast(colour) >= 4.5


@pytest.mark.parametrize("harm", [*NASTY, '"];}', "\\", '\\"', "a\nb"])
def test_text_that_means_harm_stays_in_its_string(harm: str) -> None:
    made = named(harm)
    (claim,) = made.claims
    text = origins_dot(made, claim)
    # Without its strings nothing is left but the words of the language.
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "S", text)
    assert re.fullmatch(r"[\w\s{}\[\],=;>-]+", bare), bare
    assert text.replace("\n", "").isprintable()
    parsed(origins_svg(made, claim))


def test_the_same_dossier_gives_the_same_bytes(dossier: Dossier) -> None:
    for draw in (origins_svg, origins_dot):
        assert draw(Dossier.open(default_path()), CLAIM) == draw(dossier, CLAIM)
    with pytest.raises(KeyError):
        origins_svg(dossier, "nothing")
