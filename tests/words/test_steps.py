"""The steps of the ladder in words: every code has its text, and says what it speaks of."""

from __future__ import annotations

import ast
from inspect import getsource

import pytest

from kursk_tui.analysis.ladder import bounds, compare, fit
from kursk_tui.analysis.ladder.reading import Growth, Reason, Step, Why
from kursk_tui.words.sentences import sentence
from kursk_tui.words.steps import MISFITS, STEPS, reason_text, step_text
from tests.analysis.build import World, figure


def coded_steps() -> set[tuple[str, str]]:
    """(name, code) of every step that the ladder makes with a code written out."""
    found = set()
    for module in (bounds, compare, fit):
        for node in ast.walk(ast.parse(getsource(module))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id != "Step" or not isinstance(node.args[0], ast.Constant):
                continue
            codes = [n.value for n in ast.walk(node.args[1]) if isinstance(n, ast.Constant)]
            found |= {(str(node.args[0].value), code) for code in codes if isinstance(code, str)}
    return found


def test_every_code_has_a_text() -> None:
    made = coded_steps()
    assert len(made) > 20
    assert {(name, code) for name, code in made if code not in STEPS[name]} == set()


def test_what_is_not_compared_has_a_text() -> None:
    tree = ast.parse(getsource(fit))
    codes = {
        node.value.value
        for function in tree.body
        if isinstance(function, ast.FunctionDef) and function.name in ("fit_of", "_fit")
        for node in ast.walk(function)
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Constant)
    }
    assert "measures" in codes
    assert codes <= set(MISFITS)


@pytest.mark.parametrize(
    ("step", "text"),
    [
        (Step("recorded", "excludes"), "one excludes the other"),
        (
            Step("recorded", "identity", ("sum",)),
            "part of the identity sum; see the books",
        ),
        (Step("comparable?", "bases"), "no: counted in different ways"),
        (Step("comparable?", "same", ((), ())), "yes, the same measure and scope"),
        (
            Step("comparable?", "same", ((), ("population", "place"))),
            "yes, the same measure and scope (population and place of one unstated, "
            "taken as equal)",
        ),
        (
            Step("comparable?", "part", (("measure", "within"), ("place",))),
            "yes, one is part of the other by measure and within (place of one unstated, "
            "taken as equal)",
        ),
        (
            Step("broken?", "movement", ("war",)),
            "no: the moments are days apart, and The {war} was under way",
        ),
        (Step("explained?", "movement", ("war",)), "by date: The {war} was under way"),
        (
            Step("explained?", "fast growth", Growth(0.83, 32, 101, 59.4)),
            "only in part by date: 83% of the later count in 32 of 101 days, 59 a day",
        ),
        (Step("explained?", "vague moment"), "perhaps by date, which cannot be tested"),
        (
            Step("stands behind", "no origin", (2,)),
            "no origin is recorded for either: its severity is at most 2",
        ),
    ],
)
def test_a_step_says_what_it_found(step: Step, text: str) -> None:
    world = World()
    world.event("war", title="The {war}")
    assert step_text(world.dossier(), step) == text


def test_a_reason_has_its_sums() -> None:
    world = World()
    world.event("war", title="The war")
    growth = Growth(0.83, 32, 101, 1059.4)
    for reason, text in (
        (
            Reason("date", "partial", "growth", growth),
            "83% of the later count in 32 of 101 days, 1,059 a day",
        ),
        (Reason("movement", "covers", "movement", ("war",)), "The war was under way"),
        (Reason("date", "covers", "apart"), "the moments lie apart"),
    ):
        assert reason_text(world.dossier(), reason) == text


@pytest.mark.parametrize("kind", ["conflict", "tension", "difference"])
def test_a_ground_without_words_is_not_told_as_another(kind: str) -> None:
    world = World()
    world.measure("there", "stock")
    one = world.claim("there", figure("exact", 300), by="north", as_of="2025-02-01")
    two = world.claim("there", figure("exact", 100), by="south", as_of="2025-02-01")
    dossier = world.dossier()
    reading = compare.compare(dossier, one, two)._replace(kind=kind, why=Why("of no such name"))
    with pytest.raises(ValueError, match="of no such name: no words for it"):
        sentence(dossier, reading)
