"""The ladder in words: what each step of a comparison found, and the reasons it names."""

from __future__ import annotations

from kursk_tui.analysis.ladder.reading import Args, Reason, Step
from kursk_tui.dossier.dossier import Dossier

# Why two quantities are not compared.
MISFITS = {
    "no figure": "one has no figure",
    "denial": "one is a denial",
    "status": "one is counted, the other only expected or possible",
    "measures": "different measures",
    "bases": "counted in different ways",
    "population": "different populations",
    "place": "different places",
    "counting": "counted by different rules",
    "within": "within different events or periods",
    "dated events": "dates of different events",
    "crossing": "wider in one respect, narrower in another",
    "no number": "the words of one give no number",
    "slip": "what one asserts is dated after its own page",
    "misreading": "one is recorded as a misreading of something else",
}
COMPATIBLE = {
    "overlap": "the figures overlap",
    "part": "a part below its whole",
    "both open": "both are open on the same side: no information",
    "one range": "they are the two ends of one range",
}
REASONS = {
    "within": "one counts a movement inside the other's total",
    "movement": "{0} was under way",
    "growth": "{0:.0%} of the later count in {1} of {2} days, {3:,.0f} a day",
    "apart": "the moments lie apart",
    "vague moment": "a moment is unknown or too wide, so date cannot be tested",
    "open end": "one of the moments has an open end",
    "page moment": "one date is only the page's, so no rate of growth can be worked out",
    "hardly begun": "the earlier figure dates from when the count had barely begun",
}
# By the name of a step and the code that it found; in braces what the step speaks of.
STEPS = {
    "recorded": {
        "nothing": "no opposition of the two",
        "denies": "one denies the other",
        "excludes": "one excludes the other",
        "identity": "part of the identity {0}; see the books",
        "told as": "one is a misreading of the other",
        "misreading": f"no: {MISFITS['misreading']}",
    },
    "comparable?": {
        "same": "yes, the same measure and scope",
        "part": "yes, one is part of the other by {0}",
        "denied": "yes: one denies what the other says",
        **{code: f"no: {text}" for code, text in MISFITS.items()},
    },
    "intervals": {"no number": MISFITS["no number"]},
    "same release": {
        "no": "no",
        "another scope": "yes, of another scope",
        "release measures": "different measures of one release",
        "hedge turns": "yes, and the number too, but the hedge differs",
        "restated": "yes, and the figures overlap: restated in one document",
        "other document": "yes, and the figures overlap: another document",
        "possible": "yes, but what is only possible could turn out either way",
        "two figures": "yes, but reported with another figure",
        "one range": "yes, and on one page: the two ends of one range",
        "counting": f"yes, but {MISFITS['counting']}",
    },
    "same origin": {
        "no": "no",
        "not established": "not established",
        "no releases": "yes, but two releases are not recorded",
        "overlap": "yes, two releases, and the figures overlap",
        "later forecast": "yes, a later forecast",
        "order unknown": "yes, two releases; which is the later is not known",
        "later release": "yes, a later release with another figure",
        "later figure": "yes, another figure later",
        "later page": "yes, another figure on a later page",
    },
    "must hold": {
        "same": "always: they speak of the same event or period",
        "inside": "always: one lies in the other",
        "together": "yes: the moments are together",
        "same moment": "yes: the moments are the same",
        "apart": "no: the moments lie apart",
        "unknown": "not known: a moment is unknown",
        "wide": "not known: a moment is too wide",
        "vague moment": "not known: a moment is unknown or wide",
        "order": "the earlier count must not be above the later",
    },
    "broken?": {
        "no": "no",
        "entailed": "yes, in what the words commit to",
        "page moment": "yes, but a moment is only the page's: the figure may be older",
        "suggested": "only in what the words suggest",
        "movement": f"no: the moments are days apart, and {REASONS['movement']}",
    },
    "explained?": {
        **COMPATIBLE,
        "within": "one counts a movement inside the other's total",
        "vague moment": "perhaps by date, which cannot be tested",
        **{
            code: f"perhaps by date: {REASONS[code]}"
            for code in ("open end", "page moment", "hardly begun")
        },
        **{code: f"by date: {REASONS[code]}" for code in ("movement", "growth", "apart")},
        "fast growth": f"only in part by date: {REASONS['growth']}",
        "counting": "perhaps by how they count, which only one says",
        "place": "perhaps by the place, which only one names",
        "possible": "by what is said: one only says what might be",
        "forecast": "forecasts: neither has counted",
    },
    "stands behind": {
        "names nobody": "one names no source for what it says: its severity is at most {0}",
        "no origin": "no origin is recorded for either: its severity is at most {0}",
        "floor": "the lower only says how many at least: its severity is 1",
        "word": "a word, and no origin is recorded for either: its severity is 1",
    },
}


def step_text(dossier: Dossier, step: Step) -> str:
    """What a step of the ladder found: `yes: the moments are together`."""
    text = STEPS[step.name][step.found]
    if step.name == "comparable?" and step.about:
        differing, unstated = (
            " and ".join(names) for names in step.about if isinstance(names, tuple)
        )
        tail = f" ({unstated} of one unstated, taken as equal)" if unstated else ""
        return text.format(differing) + tail
    return text.format(*_named(dossier, step.found, step.about))


def reason_text(dossier: Dossier, reason: Reason) -> str:
    """The sums or the event of a reason: `83% of the later count in 32 of 101 days, 59 a day`."""
    return REASONS[reason.ground].format(*_named(dossier, reason.ground, reason.about))


def _named(dossier: Dossier, code: str, about: Args) -> Args:
    """What is put into a text: of a movement the title of its event."""
    return (dossier.events[str(about[0])].title,) if code == "movement" else about
