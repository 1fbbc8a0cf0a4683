"""What the measures of a dossier are counted in, as it is printed."""

from __future__ import annotations

import re
from typing import NamedTuple

from kursk_tui.intake.language import lexicon
from kursk_tui.model.records import Measure

# Spellings of units that are not the plural of their own last word.
_SPELLINGS = {
    "square kilometres": r"(?:square|sq\.?) ?(?:kilomet(?:er|re)s?|km)|km2|km²|sq\.? ?km",
    "kilometres": r"kilomet(?:er|re)s?|km",
    "metres": r"met(?:er|re)s?",
    "hectares": r"hectares?|ha",
    "tonnes": r"(?:metric )?(?:tons?|tonnes?)",
    "tons": r"(?:metric )?(?:tons?|tonnes?)",
    "us dollars": r"(?:US |U\.S\. )?dollars?",
    "dollars": r"(?:US |U\.S\. )?dollars?",
    "rounds": r"rounds?|shells?",
}
# Sorts of buildings, which are printed where these are counted together.
_BUILDINGS = re.compile(
    r"(?<![\w-])(?:houses?|homes?|dwellings?|hospitals?|clinics?|health cent(?:er|re)s?|schools?"
    r"|churches|mosques?|temples?|shops?|apartments?|structures?)(?!\w)",
    re.IGNORECASE,
)
# Sorts of what an army loses, where losses of it are counted together.
_ARMS = re.compile(
    r"(?<![\w-])(?:(?:(?:infantry )?(?:fighting|combat|armou?red) )?vehicles?|tanks?|helicopters?"
    r"|choppers?|planes?|warplanes?|aircraft|airplanes?|jets?|bombers?|drones?|UAVs?|howitzers?"
    r"|mortars?|guns?|cannons?|trucks?|carriers?|APCs?|IFVs?|launchers?|radars?|warships?|boats?"
    r"|artillery pieces?|(?:fire|missile|rocket|air defen[cs]e|artillery) systems?)(?!\w)",
    re.IGNORECASE,
)
_NO_NOUN = ("percent", "percentage points", "share", "day")
_SPAN_OF_TIME = frozenset({"hours", "days", "weeks", "months", "years"})
_RATES = (" a day", " per day", " a week", " a month", " a year")


class Unit(NamedTuple):
    """A unit as the measures write it, the pattern of its printed forms, and its measures."""

    name: str
    pattern: re.Pattern[str] | None
    measures: tuple[Measure, ...]

    @property
    def sorts(self) -> re.Pattern[str] | None:
        """The pattern of what it takes in under other names, None where there is none."""
        if self.is_arms:
            return _ARMS
        return _BUILDINGS if self.name == "buildings" else None

    @property
    def is_arms(self) -> bool:
        """Whether it is what an army loses, counted together."""
        return self.name == "pieces" and any(_tells_loss(measure) for measure in self.measures)

    @property
    def is_money(self) -> bool:
        """Whether it is a currency, which is printed as a sign before the number."""
        return "dollar" in self.name or self.name in ("euros", "won", "roubles", "rubles", "yen")

    @property
    def is_measured(self) -> bool:
        """Whether it is a length, an area or a weight."""
        return self.name.startswith(("square", "hectare", "kilomet", "met", "ton"))

    @property
    def is_time(self) -> bool:
        """Whether it is a length of time."""
        return self.name in _SPAN_OF_TIME


def _tells_loss(measure: Measure) -> bool:
    told = {word for cue in measure.cues for word in cue.lower().split()}
    return bool(told & (lexicon.RUINED | lexicon.LOST))


def plain_unit(unit: str) -> str:
    """Return a unit without its rate: persons for "persons a day"."""
    lower = unit.lower()
    for rate in _RATES:
        lower = lower.removesuffix(rate)
    return lower


def is_rate(measure: Measure) -> bool:
    """Whether a measure counts per day, week, month or year."""
    return measure.unit.lower().endswith(_RATES)


def counts_persons(measure: Measure) -> bool:
    """Whether a measure is of persons, at a time or per day."""
    return plain_unit(measure.unit) == "persons"


def units(measures: list[Measure]) -> list[Unit]:
    """Return the units other than persons that have printed nouns, in the order of the file.

    A plural cue of a measure ("artillery systems") is a noun for its unit as well.
    """
    grouped: dict[str, list[Measure]] = {}
    for measure in measures:
        name = plain_unit(measure.unit)
        if name != "persons" and measure.basis != "date" and name not in _NO_NOUN:
            grouped.setdefault(name, []).append(measure)
    return [Unit(name, _pattern(name, group), tuple(group)) for name, group in grouped.items()]


def _pattern(name: str, group: list[Measure]) -> re.Pattern[str]:
    forms = {_SPELLINGS.get(name) or _forms(name)}
    for measure in group:
        for cue in measure.cues:
            last = cue.lower().split()[-1] if cue.split() else ""
            if last.isalpha() and last.endswith("s") and not last.endswith("ss"):
                forms.add(_forms(cue.lower()))
    return re.compile(
        rf"(?<![\w-])(?:{'|'.join(sorted(forms, key=len, reverse=True))})(?!\w)", re.I
    )


def _forms(name: str) -> str:
    """Return a pattern for a plural noun and its singular."""
    escaped = r"[ -]".join(re.escape(word) for word in re.split(r"[ -]", name) if word)
    return f"{escaped[:-1]}s?" if escaped.endswith("s") else escaped
