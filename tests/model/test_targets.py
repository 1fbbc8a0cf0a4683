"""Targets: what an entry is about, read and written as one text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.model.targets import TARGET_KINDS, Target, TargetError, normal

IDS = st.from_regex("[a-z0-9][a-z0-9.-]{0,20}", fullmatch=True)
SINGLE = st.sampled_from([kind for kind in TARGET_KINDS if kind != "pair"])


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("claim:ki-2025-02-27.7", Target("claim", ("ki-2025-02-27.7",))),
        ("event:treaty", Target("event", ("treaty",))),
        ("source:ki-2025-02-27", Target("source", ("ki-2025-02-27",))),
        ("agent:nis", Target("agent", ("nis",))),
        ("identity:sent", Target("identity", ("sent",))),
        ("pair:a.1|b.2", Target("pair", ("a.1", "b.2"))),
    ],
)
def test_each_kind_is_read_and_written(text: str, target: Target) -> None:
    assert Target.parse(text) == target
    assert str(target) == text


def test_a_pair_is_the_same_from_either_side() -> None:
    one, other = Target.parse("pair:b.2|a.1"), Target.of("pair", "a.1", "b.2")
    assert one == other
    assert str(one) == "pair:a.1|b.2"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not a target"),
        ("treaty", "write KIND:ID"),
        ("measure:killed", "not a kind of target; one of claim, event"),
        ("Claim:a", "not a kind of target"),
        ("claim:", "'' is not an id"),
        ("claim:A", "'A' is not an id"),
        ("claim:a|b", "is not an id"),
        ("claim: a", "is not an id"),
        ("claim:a\n", "is not an id"),
        ("claim:.a", "is not an id"),
        ("pair:a", "names 1 ids, not 2; write pair:ID|ID"),
        ("pair:a|b|c", "names 3 ids"),
        ("pair:a|", "'' is not an id"),
        ("pair:a|a", "paired with itself"),
    ],
)
def test_what_is_no_target_is_said(text: str, words: str) -> None:
    with pytest.raises(TargetError) as caught:
        Target.parse(text)
    assert words in str(caught.value)
    assert normal(text) == text


def test_a_message_is_one_short_line() -> None:
    for text in ("x" * 10_000, "\x1b[2J:" + "\n" * 500, "claim:" + "\x1b" * 10_000):
        with pytest.raises(TargetError) as caught:
            Target.parse(text)
        assert str(caught.value).isprintable()
        assert len(str(caught.value)) < 500


@given(SINGLE, IDS)
def test_text_comes_back(kind: str, id: str) -> None:
    target = Target.of(kind, id)
    assert Target.parse(str(target)) == target
    assert normal(target) == normal(str(target)) == str(target)


@given(st.lists(IDS, min_size=2, max_size=2, unique=True))
def test_order_in_a_pair_means_nothing(ids: list[str]) -> None:
    target = Target.of("pair", *ids)
    assert target == Target.of("pair", *reversed(ids)) == Target.parse(f"pair:{'|'.join(ids)}")
    assert target.ids == tuple(sorted(ids))
    assert normal(Target("pair", tuple(reversed(target.ids)))) == str(target)


@given(st.text())
def test_any_text_is_a_target_or_an_error(text: str) -> None:
    try:
        target = Target.parse(text)
    except TargetError:
        return
    assert Target.parse(str(target)) == target
