"""What a plot is of: a measure, the two sides of a disagreement, or what a filter leaves."""

from __future__ import annotations

import pytest

from kursk_tui.analysis.charted import Plotted, charted, of_claims, of_measure, of_pair
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.words.charts import measures_text, plotted_measure
from tests.analysis.build import World, figure


def world() -> World:
    made = World()
    for measure in ("killed", "wounded", "missing"):
        made.measure(measure)
    made.measure("shells", unit="shells")
    made.measure("start", "date")
    for agent, day in (("nis", "2025-01-13"), ("hur", "2025-02-01"), ("isw", "2025-03-01")):
        made.agent(agent)
        made.release(f"{agent}-says", agent, day)
    return made


def ids(plotted: Plotted) -> list[str]:
    return [one.quantity.id for one in plotted.said]


def test_a_pair_is_shown_with_what_its_releases_tell_of_the_measure() -> None:
    data = world()
    a = data.claim("killed", figure("none", 300), release="nis-says")
    other = data.claim("killed", figure("none", 900), release="nis-says", as_of="2025-01-01")
    b = data.claim("killed", figure("none", 2000), release="hur-says")
    data.claim("wounded", figure("none", 2700), release="nis-says")
    data.claim("killed", figure("none", 600), release="isw-says")
    alone = data.claim("killed", figure("none", 5), by="isw")
    dossier = data.dossier()
    found = of_pair(dossier, (a, b), ("killed", "killed"))
    assert set(ids(found)) == {a, other, b}
    assert found.measures == ("killed",)
    # What is of no release has nothing around it.
    assert ids(of_pair(dossier, (alone,), ("killed",))) == [alone]
    assert of_pair(dossier, ("nothing",), ("killed",)) == Plotted((), ())


def test_two_sides_that_tell_one_figure_are_two_all_the_same() -> None:
    data = world()
    told = [data.claim("killed", figure("none", 300), release="nis-says") for _ in range(3)]
    dossier = data.dossier()
    assert len(of_measure(dossier, "killed").said) == 1
    found = of_pair(dossier, told[:2], ("killed",))
    assert ids(found) == told[:2]
    assert [q.id for q in found.said[0].echoes] == told[2:]


def test_figures_of_one_unit_share_an_axis_and_the_others_are_counted() -> None:
    data = world()
    told = [
        data.claim("wounded", figure("none", 40), release="hur-says"),
        data.claim("killed", figure("none", 10), release="nis-says"),
        data.claim("killed", figure("none", 90), release="isw-says"),
    ]
    rest = [
        data.claim("shells", figure("none", 7), release="nis-says"),
        data.claim("start", "2025-01", release="nis-says"),
    ]
    words = data.claim(statement="It was hard.", release="nis-says")
    dossier = data.dossier()
    found = of_claims(dossier, [*told, *rest, words])
    assert found.measures == ("killed", "wounded")
    # By their moments, whatever they count.
    assert ids(found) == [told[1], told[0], told[2]]
    assert found.left_out == 2
    assert of_claims(dossier, [words]) == Plotted((), ())
    # Dates stand by themselves, also where a number has no unit but days.
    assert of_claims(dossier, rest[1:]).measures == ("start",)


def test_each_measure_has_a_main_scope_and_steps_of_its_own() -> None:
    data = world()
    for day in ("2025-01-01", "2025-02-01"):
        data.claim("killed", figure("none", 10), by="nis", as_of=day, population="troops")
        data.claim("wounded", figure("none", 30), by="nis", as_of=day, population="others")
    dossier = data.dossier()
    found = charted(dossier, of_claims(dossier, list(dossier.claims)).said, has_all=False)
    assert len(found.said) == 4
    steps = found.chart(dossier).steps
    measures = {id: dossier.claims[id].measure for id in dossier.claims}
    assert [(measures[a], measures[b]) for a, b in steps] in (
        [("killed", "killed"), ("wounded", "wounded")],
        [("wounded", "wounded"), ("killed", "killed")],
    )


def test_a_plot_is_called_by_what_it_is_of() -> None:
    dossier = world().dossier()
    assert measures_text(dossier, ("killed",)) == "killed"
    assert measures_text(dossier, ("killed", "wounded")) == "killed and wounded"
    named = measures_text(dossier, ("killed", "wounded", "missing", "shells"))
    assert named == "killed and 3 more"
    one, two = Plotted(("killed",), ()), Plotted(("killed", "wounded"), ())
    assert plotted_measure(dossier, one) is dossier.measures["killed"]
    assert plotted_measure(dossier, two).name == "killed and wounded"
    with pytest.raises(KeyError):
        of_measure(Dossier.from_data(world().data()), "nothing")
