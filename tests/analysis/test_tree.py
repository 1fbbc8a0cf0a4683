"""Trees of origins: who had a release from whom, and what each page made of its words."""

from __future__ import annotations

import pytest

from kursk_tui.analysis.origins.tree import (
    ALIKE,
    DATE,
    DROPPED,
    MEASURE,
    MISREAD,
    NUMBER,
    SLIP,
    STANDS,
    TURNED,
    Tree,
    again,
    tree_of,
)
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.words.trees import again_text, copying_text, leaf_words, remark, twigs
from tests.analysis.build import World, figure


@pytest.fixture(scope="module")
def shipped() -> Dossier:
    return Dossier.open(default_path())


def world() -> World:
    made = World()
    made.measure("lost", name="killed or wounded")
    made.measure("killed", of="lost")
    made.measure("there", "stock", name="present")
    made.measure("start", "date")
    made.agent("nis", name="NIS")
    made.release("briefing", "nis", "2025-02-27")
    return made


def made(tree: Tree) -> dict[str, str]:
    return {leaf.claim: leaf.how for node in tree.nodes for leaf in node.leaves}


def shape(tree: Tree) -> list[tuple[int, str | None]]:
    return [(node.depth, node.agent) for node in tree.nodes]


def test_a_tree_goes_from_the_origin_over_agencies_to_outlets() -> None:
    data = world()
    data.agent("yonhap", "news agency")
    for outlet, chain in (("kbs", ["yonhap", "nis"]), ("mbc", ["yonhap", "nis"]), ("sbs", ["nis"])):
        data.agent(outlet, "outlet")
        data.source(f"{outlet}-1", outlet)
        data.claim(
            "lost", figure("none", 6000), release="briefing", chain=chain, source=f"{outlet}-1"
        )
    own = data.claim(
        "lost", figure("none", 6000), release="briefing", source=data.source("n", "nis")
    )
    tree = tree_of(data.dossier(), "kbs-1.1")
    assert shape(tree) == [(0, "nis"), (1, "yonhap"), (2, "kbs"), (2, "mbc"), (1, "sbs")]
    assert [node.parent for node in tree.nodes] == [None, 0, 1, 1, 0]
    # The origin's own document is a claim of its own line.
    assert [leaf.claim for leaf in tree.nodes[0].leaves] == [own]
    assert {node.agent: len(node.leaves) for node in tree.nodes}["yonhap"] == 0


def test_whose_chain_is_not_known_is_last_and_says_so() -> None:
    data = world()
    data.agent("yonhap", "news agency")
    lost = data.claim(
        "lost", figure("none", 6000), release="briefing", chain=["yonhap"], lineage="partial"
    )
    data.claim("lost", figure("none", 6000), release="briefing")
    dossier = data.dossier()
    tree = tree_of(dossier, lost)
    assert shape(tree) == [
        (0, "nis"),
        (1, "s02-outlet"),
        (1, None),
        (2, "yonhap"),
        (3, "s01-outlet"),
    ]
    # Without a release a chain begins with whom it goes back to, or with nobody.
    data = world()
    data.agent("yonhap", "news agency")
    data.claim(
        "lost", figure("none", 5), chain=["yonhap"], lineage="partial", source=data.source("a")
    )
    data.claim("lost", figure("none", 7), chain=["yonhap", "nis"], source=data.source("b"))
    dossier = data.dossier()
    assert shape(tree_of(dossier, "a.1")) == [(0, None), (1, "yonhap"), (2, "a-outlet")]
    assert shape(tree_of(dossier, "b.1")) == [(0, "nis"), (1, "yonhap"), (2, "b-outlet")]


def test_what_became_of_the_words_is_told_by_code() -> None:
    data = world()
    ids = {
        STANDS: data.claim("lost", figure("about", 6000), release="briefing"),
        ALIKE: data.claim("lost", figure("about", 6000), release="briefing"),
        DROPPED: data.claim("lost", figure("none", 6000), release="briefing"),
        TURNED: data.claim("lost", figure("at_least", 6000), release="briefing"),
        NUMBER: data.claim("lost", figure("about", 7000), release="briefing"),
        MEASURE: data.claim("killed", figure("none", 6000), release="briefing"),
        MISREAD: data.claim(
            "there", figure("none", 6000), release="briefing", misreads_release="briefing"
        ),
    }
    other = data.claim("there", figure("none", 11000), release="briefing")
    part = data.claim("killed", figure("none", 2000), release="briefing")
    dossier = data.dossier()
    tree = tree_of(dossier, ids[STANDS])
    assert made(tree) == {id: how for how, id in ids.items()}
    assert tree.standing == ids[STANDS]
    # What is about something else is no part of the tree.
    assert tree.others == (("killed", (part,)), ("there", (other,)))
    # From whatever line one comes, it is the same tree; a claim of the dead has that of the dead.
    assert tree_of(dossier, ids[MEASURE]).standing == part
    for id in (id for how, id in ids.items() if how != MEASURE):
        again_ = tree_of(dossier, id)
        assert made(again_) == made(tree), id
        assert again_.claim == id


def test_dates_are_held_against_dates_and_a_slip_is_one() -> None:
    data = world()
    one = data.claim("start", "2025-01", release="briefing")
    data.claim("start", "2025-01", release="briefing")
    two = data.claim("start", "2025-02", release="briefing")
    slip = data.claim("start", "2027-02", release="briefing", published="2025-03-01")
    dossier = data.dossier()
    assert made(tree_of(dossier, one))[two] == DATE
    assert made(tree_of(dossier, slip)) == {slip: SLIP}


def test_what_an_origin_said_again_is_one_line_a_release() -> None:
    data = world()
    data.release("later", "nis", "2025-04-30")
    one = data.claim("lost", figure("about", 6000), release="briefing")
    told = [data.claim("lost", figure("about", 4700), release="later") for _ in range(3)]
    data.claim("there", figure("none", 5), release="later")
    dossier = data.dossier()
    (found,) = again(dossier, one)
    assert (found.claim, found.said, found.documents) == (told[0], "2025-04-30", 3)
    assert again_text(dossier, tree_of(dossier, one), found) == "about 4,700 (in 3 documents)"


def test_the_300_of_the_shipped_dossier_grew_into_at_least_300(shipped: Dossier) -> None:
    tree = tree_of(shipped, "kbs-world-2025-01-13.r1")
    lines = [
        (one.stem + one.name, one.words, one.remark, one.is_here) for one in twigs(shipped, tree)
    ]
    assert lines[:3] == [
        ("NIS", "", "", False),
        ("├ Lee Seong-kweun", "", "", False),
        ("│ ├ KBS World", "some 300", "= stands for the release", True),
    ]
    assert ("├ Kyiv Post", "300", '≈ drops "about"', False) in lines
    assert ("│ └ Occasional Digest", "at least 300", '≈ "about" became "at least"', False) in lines
    assert [line[0] for line in lines[-2:]] == ["└ ? from whom is not known", "  └ Christian Daily"]


def test_every_claim_is_in_its_own_tree_once(shipped: Dossier) -> None:
    for id in shipped.claims:
        tree = tree_of(shipped, id)
        told = [leaf for node in tree.nodes for leaf in node.leaves]
        assert [leaf.claim for leaf in told].count(id) == 1
        assert len({leaf.claim for leaf in told}) == len(told)
        assert not {leaf.claim for leaf in told} & {one for _, ids in tree.others for one in ids}
        lines = twigs(shipped, tree)
        assert [one.claim for one in lines if one.is_here] == [id]
        assert sum(one.claim is not None for one in lines) == len(told)
        for leaf in told:
            text = remark(shipped, tree, leaf)
            assert bool(text) == (leaf.how != ALIKE)


def test_a_measure_is_named_where_it_is_another_one() -> None:
    data = world()
    one = data.claim("lost", figure("about", 6000), release="briefing")
    other = data.claim("killed", figure("none", 6000), release="briefing")
    words = data.claim(statement="It was hard.", release="briefing")
    dossier = data.dossier()
    tree = tree_of(dossier, one)
    assert leaf_words(dossier, tree, dossier.claims[one]) == "about 6,000 ¶1"
    assert leaf_words(dossier, tree, dossier.claims[other]) == "killed: 6,000 ¶1"
    assert leaf_words(dossier, tree_of(dossier, words), dossier.claims[words]) == "in words ¶1"


def test_a_chain_of_any_length_is_drawn() -> None:
    data = world()
    chain = [data.agent(f"a{n}", "outlet") for n in range(60)]
    id = data.claim("lost", figure("none", 5), release="briefing", chain=[*chain, "nis"])
    dossier = data.dossier()
    tree = tree_of(dossier, id)
    assert tree.nodes[-1].depth == 61
    assert max(len(one.stem) for one in twigs(dossier, tree)) < 24


def test_signs_of_copying_name_documents_and_the_value(shipped: Dossier) -> None:
    from kursk_tui.analysis.origins.lineage import copying

    told = [copying_text(shipped, sign) for sign in copying(shipped)]
    assert told[0] == (
        'Kyiv Independent, 27 Feb 2025 and Kyiv Independent, 14 Feb 2025 share "at least 300" '
        'killed of "NIS on losses": 8 other documents of it do not have that'
    )
    assert not any(
        sign.sharing[0] in text for sign, text in zip(copying(shipped), told, strict=True)
    )
