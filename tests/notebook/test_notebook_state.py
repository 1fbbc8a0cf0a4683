"""What stands: a matter of the entries and their links, not of order, clock or machine."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.model.records import Note
from kursk_tui.model.vocabulary import JUDGEMENTS, NOTE_KINDS, NoteKind
from kursk_tui.notebook import notes
from kursk_tui.notebook.notes import forks, ordered, standing, to_redo, to_undo

TARGET = "claim:a.1"
IDS = [f"e{number}" for number in range(9)]
TIMES = [
    "2031-03-05T10:00:00+00:00",
    "2031-03-05T10:00:00+09:00",
    "2031-03-05T10:00:01Z",
    "2031-03-05T23:59:59-11:00",
    "2031-03-05",
    "yesterday",
    "",
]


def entry(
    id: str,
    supersedes: str | None = None,
    *,
    kind: NoteKind = "note",
    author: str = "ann",
    created: str = TIMES[0],
) -> Note:
    return Note(id, TARGET, kind, author, created, body="x", supersedes=supersedes)


def undo(id: str, named: str, *, kind: NoteKind = "undo") -> Note:
    return entry(id, named, kind=kind)


def ids(entries: tuple[Note, ...]) -> list[str]:
    return [note.id for note in entries]


@st.composite
def anything(draw: st.DrawFn) -> list[Note]:
    """Entries with any links: to each other, to themselves, in rings, to nothing."""
    chosen = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=8))
    return [
        entry(
            id,
            draw(st.none() | st.sampled_from([*IDS, "elsewhere"])),
            kind=draw(st.sampled_from(["note", "note", "note", *NOTE_KINDS])),
            author=draw(st.sampled_from(["ann", "bob"])),
            created=draw(st.sampled_from(TIMES)),
        )
        for id in chosen
    ]


# --- plain cases -------------------------------------------------------------------------


def test_entries_of_their_own_all_stand_by_time() -> None:
    late = entry("a", created="2031-03-05T09:00:02Z")
    early = entry("b", created="2031-03-05T18:00:01+09:00")
    assert ids(standing([late, early])) == ["b", "a"]


def test_of_a_chain_the_last_stands() -> None:
    chain = [entry("c"), entry("b", "c"), entry("a", "b")]
    assert ids(standing(chain)) == ["a"]
    assert ids(standing([*chain, undo("u", "a")])) == ["b"]
    assert ids(standing([*chain, undo("u", "a"), undo("v", "b")])) == ["c"]


def test_what_was_replaced_stays_replaced_when_the_middle_of_a_chain_is_undone() -> None:
    chain = [entry("a"), entry("b", "a"), entry("c", "b")]
    assert ids(standing([*chain, undo("u", "b")])) == ["c"]


def test_undo_of_an_undo_and_redo_of_an_undo_are_one() -> None:
    done = [entry("a"), undo("u", "a")]
    assert standing(done) == ()
    for kind in ("undo", "redo"):
        assert ids(standing([*done, undo("v", "u", kind=kind)])) == ["a"]
        again = [*done, undo("v", "u", kind=kind), undo("w", "v")]
        assert standing(again) == ()


def test_two_undoes_need_two_redoes() -> None:
    done = [entry("a"), undo("u", "a"), undo("v", "a"), undo("r", "u", kind="redo")]
    assert standing(done) == ()
    assert ids(standing([*done, undo("s", "v", kind="redo")])) == ["a"]


def test_links_that_mean_nothing_have_no_effect() -> None:
    assert ids(standing([entry("a", "gone")])) == ["a"]
    assert standing([undo("u", "gone"), undo("r", "gone", kind="redo")]) == ()
    # A redo names an undo, a judgement a judgement.
    assert ids(standing([entry("a"), undo("r", "a", kind="redo")])) == ["a"]
    assert ids(standing([entry("a"), undo("u", "a"), entry("b", "u")])) == ["b"]


def test_two_who_replace_one_entry_both_stand_and_are_a_fork() -> None:
    mine, hers = entry("b", "a"), entry("c", "a", author="bob")
    for known in ([entry("a"), mine, hers], [mine, hers]):
        assert standing(known) == (mine, hers)
        assert forks(known) == (notes.Fork("a", (mine, hers)),)
    assert forks([entry("a"), mine, hers, undo("u", "c")]) == ()
    assert forks([entry("a"), mine, hers, entry("d", "b")])[0].heads == (hers, entry("d", "b"))


def test_a_fork_in_a_fork_is_one_fork() -> None:
    tree = [entry("a"), entry("b", "a"), entry("c", "b"), entry("d", "b"), entry("e", "d")]
    assert [(fork.replaced, ids(fork.heads)) for fork in forks(tree)] == [("b", ["c", "e"])]
    tree += [entry("f", "a"), entry("z")]
    assert [(fork.replaced, ids(fork.heads)) for fork in forks(tree)] == [("a", ["f", "c", "e"])]


@pytest.mark.parametrize("size", [1, 2, 5])
def test_of_a_ring_the_latest_stands(size: int) -> None:
    ring = [
        entry(f"e{n}", f"e{(n - 1) % size}", created=f"2031-03-05T10:00:0{n}Z") for n in range(size)
    ]
    for order in permutations(ring):
        assert ids(standing(order)) == [f"e{size - 1}"]


def test_a_long_chain_is_no_burden() -> None:
    chain = [entry("n0"), *(entry(f"n{n}", f"n{n - 1}") for n in range(1, 20_000))]
    assert ids(standing(chain)) == ["n19999"]
    undoes = [entry("u0"), *(undo(f"u{n}", f"u{n - 1}") for n in range(1, 20_001))]
    assert ids(standing(undoes)) == ["u0"]


def test_within_a_second_an_entry_follows_the_one_it_names() -> None:
    made = [entry("z"), entry("m", "z"), undo("a", "m"), entry("k")]
    assert ids(ordered(made)) == ["k", "z", "m", "a"]


# --- any entries -------------------------------------------------------------------------


@given(anything(), st.randoms())
def test_order_and_repetition_mean_nothing(entries: list[Note], chance: object) -> None:
    shuffled = [*entries, *entries[:3]]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert standing(shuffled) == standing(entries)
    assert ordered(shuffled) == ordered(entries)
    assert set(forks(shuffled)) == set(forks(entries))


@given(anything())
def test_only_judgements_stand_and_none_that_is_replaced_by_one(entries: list[Note]) -> None:
    stand = standing(entries)
    assert {note.kind for note in stand} <= set(JUDGEMENTS)
    assert set(stand) <= set(entries)
    if not any(note.kind in ("undo", "redo") for note in entries):
        assert bool(stand) == bool(entries)
        named = {note.supersedes for note in entries if note.supersedes != note.id}
        assert {note for note in entries if note.id not in named} <= set(stand)


@given(anything(), st.data(), st.sampled_from(TIMES), st.sampled_from(TIMES))
def test_undo_then_redo_is_identity(
    entries: list[Note], data: st.DataObject, then: str, later: str
) -> None:
    before = standing(entries)
    if not before:
        return
    taken = data.draw(st.sampled_from(before))
    undone = [*entries, entry("u", taken.id, kind="undo", created=then)]
    assert taken not in standing(undone)
    assert set(before) - {taken} <= set(standing(undone))
    for kind in ("undo", "redo"):
        again = entry("r", "u", kind=kind, created=later)
        assert standing([*undone, again]) == before
    assert forks([*undone, again]) == forks(entries)


@given(anything(), st.data(), st.sampled_from(TIMES))
def test_replacing_takes_one_and_adds_one(
    entries: list[Note], data: st.DataObject, then: str
) -> None:
    before = standing(entries)
    if not before:
        return
    replaced = data.draw(st.sampled_from(before))
    new = entry("new", replaced.id, created=then)
    assert set(standing([*entries, new])) == (set(before) - {replaced}) | {new}
    rival = entry("rival", replaced.id, author="bob", created=then)
    both = [*entries, new, rival]
    assert set(standing(both)) == (set(before) - {replaced}) | {new, rival}
    assert any({new, rival} <= set(fork.heads) for fork in forks(both))


@given(anything())
def test_heads_of_forks_stand_and_no_entry_is_in_two(entries: list[Note]) -> None:
    heads = [note for fork in forks(entries) for note in fork.heads]
    assert len(heads) == len(set(heads))
    assert set(heads) <= set(standing(entries))
    assert all(len(fork.heads) > 1 for fork in forks(entries))


@given(st.lists(st.sampled_from(["new", "replace", "undo", "redo", "other"]), max_size=25))
def test_undo_and_redo_go_as_in_an_editor(steps: list[str]) -> None:
    """Held against a stack of past states, with another author's entries in between."""
    entries: tuple[Note, ...] = ()
    now: frozenset[str] = frozenset()
    past: list[frozenset[str]] = []
    future: list[frozenset[str]] = []
    for number, step in enumerate(steps):
        id = f"n{number:02}"
        if step == "other":
            entries += (entry(id, author="bob"),)
        elif step == "undo":
            taken = to_undo(entries, "ann")
            assert (taken is None) == (not past)
            if taken is not None:
                entries += (undo(id, taken.id),)
                future.append(now)
                now = past.pop()
        elif step == "redo":
            undoing = to_redo(entries, "ann")
            assert (undoing is None) == (not future)
            if undoing is not None:
                entries += (undo(id, undoing.id, kind="redo"),)
                past.append(now)
                now = future.pop()
        else:
            # The entry to replace is not always the last one.
            replaced = min(now) if step == "replace" and now else None
            entries += (entry(id, replaced),)
            past.append(now)
            future.clear()
            now = (now - {replaced} if replaced else now) | {id}
        mine = {note.id for note in standing(entries) if note.author == "ann"}
        assert mine == now


def test_of_others_nothing_is_undone_or_redone() -> None:
    entries = (entry("a", author="bob"), entry("b"), undo("u", "b"))
    assert to_undo(entries, "ann") is None
    assert to_undo(entries, "bob") == entries[0]
    assert to_redo(entries, "ann") == entries[2]
    assert to_redo(entries, "bob") is None
    assert to_redo((*entries, entry("c", author="bob")), "ann") == entries[2]
    assert to_redo((*entries, entry("c")), "ann") is None
