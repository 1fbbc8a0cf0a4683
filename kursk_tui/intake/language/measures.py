"""Which measure of a dossier a figure is of: by cues, unit and the grammar near the number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kursk_tui.intake.language import acts, figures, lexicon
from kursk_tui.intake.language.figures import Found
from kursk_tui.intake.language.nearness import FAMILY, FARTHEST, Cue, distance
from kursk_tui.intake.language.plain import Word, words
from kursk_tui.intake.language.units import Unit, counts_persons, is_rate, units
from kursk_tui.model.records import Measure

_PRESENT = lexicon.FAMILIES.index(lexicon.PRESENT)
_RATE = re.compile(
    r"(?:\w+ ){0,4}(?:per day|a day|each day|every day|daily|per week|a week|per month|a month)\b"
    r"(?! (?:earlier|before|later|after|ago)\b)"
)


# "In just a week" is no rate.
_DURING = re.compile(r"\b(?:in|within|over|for|after|during)(?: \w+)? (?:a|each|every) \w+$")

# Who is somewhere is there: "10,000 soldiers are now in the region".
_THERE = re.compile(
    r"\b(?:is|are|was|were|be|been)(?: now| already| still| currently)*"
    r" (?:there\b|here\b|(?:in(?:side)?|at|on|near|along)\b"
    r" (?!(?:a|an|fact|need|line|talks|order"
    r"|track|their|his|its|the way|shock|good|bad|critical|hospital)\b))",
    re.IGNORECASE,
)


# A passive verb right behind a figure's noun: "400 people were treated".
_PASSIVE = re.compile(
    r" (?:were|was|are|is|(?:have|has|had) been|being) (?:(?!not\b)\w+ly |also |then |later |still"
    r" |now )*(?P<verb>(?!reported|believed|estimated|said|feared|thought|presumed|known|found"
    r"|listed|registered|recorded|counted|seen|confirmed|identified|buried|recovered|verified|named"
    r"|among|understood|assessed|expected|likely|given|put|in\b|at\b|on\b)\w+(?:ed|en|t))\b",
    re.IGNORECASE,
)

# "The number of dead may be between 300 and 400": the subject says what is counted.
_IS_NUMBER = re.compile(
    r"\b(?:number|total|count|toll) of (?:[A-Za-z]+ ){0,3}?(?P<what>[a-z]+)"
    r"(?: (?:so far|there|(?:[a-z]+ )?(?:in|to|from|at|on) (?:the )?[A-Z]\w+))?"
    r" (?:(?:could|may|might|would|can|will|has|have|had|now|already|about) )*"
    r"(?:is|was|be|been|are|were|reached|reaches|exceeds|exceeded|stands at|stood at|at)\b"
    r"[^,.;:\d]{0,30}$"
)
_NUMBER_OF = re.compile(
    r"\b(?:number|strength|presence|contingent|force|ranks) of (?P<whom>[^,.;\d]{3,60}?)"
    r" (?:has |have |had )?"
    r"(?:(?P<fell>(?:fell|fallen|dropped|decreased|declined|shrunk|shrank|dwindled"
    r"|(?:was|is|been) (?:down|reduced)) (?:from [^,.;]{1,30} )?to)"
    r"|(?P<is>(?:rose|risen|grew|grown|increased) to|reached|stands at|stood at|is|was))\b",
    re.IGNORECASE,
)
_SOMEWHERE = re.compile(r"\b(?:in|at|on|near|along) (?:the )?[A-Za-z]")


_LIVES = frozenset(("life", "lives"))


class Choice(NamedTuple):
    """A measure and the place of the words on which it rests (None: the unit alone)."""

    measure: str
    words: tuple[int, int] | None


class Measures:
    """The measures of a dossier, ready to be told from each other in a sentence.

    Measures of one kind for other populations than the dossier's first stand later in its
    table with the same cues: `own` figures take the first of them, others the last.
    """

    def __init__(self, measures: Sequence[Measure]) -> None:
        """Take the measures in the order of the dossier."""
        self.all = {measure.id: measure for measure in measures if measure.basis != "date"}
        self.units: list[Unit] = units(list(self.all.values()))
        self._persons = [m for m in self.all.values() if counts_persons(m)]
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._families: dict[int, list[str]] = {}
        self._ground: dict[frozenset[str], list[str]] = {}
        for measure in self.all.values():
            self._learn(measure)
        self._wholes = self._find_wholes()
        self.nouns = self._find_nouns()
        self.losses = frozenset(
            m.id for m in self._persons if any(c.lower() in lexicon.LOSSES for c in m.cues)
        )

        there = self._families.get(_PRESENT, [])
        # What happens to persons somewhere: they are lost, or they are there.
        self.happening = self.losses | {m for m in there if self.all[m].basis == "stock"}

    def _learn(self, measure: Measure) -> None:
        for cue in measure.cues:
            phrase = tuple(word.lower for word in words(cue))
            if not phrase:
                continue
            if is_rate(measure) and len(phrase) > 1:
                # "Cases" are new ones, too, where so many a day are told.
                nouns = (word for word in phrase if word.endswith("s") and word != "daily")
                for noun in nouns:
                    self._phrases.setdefault(noun, []).append(((noun,), measure.id))
            for other in (phrase, *_unseen(phrase)):
                self._phrases.setdefault(other[0], []).append((other, measure.id))
            if len(phrase) == 2 and phrase[1] == "of":
                # "A crowd of": whoever says "the crowd" says it too.
                self._phrases[phrase[0]].append((phrase[:1], measure.id))
            for form in lexicon.forms(phrase[0]) if len(phrase) == 1 else ():
                self._phrases.setdefault(form, []).append(((form,), measure.id))
            family = lexicon.family(phrase[0]) if len(phrase) == 1 else None
            if family is not None and counts_persons(measure) and not is_rate(measure):
                ids = self._families.setdefault(lexicon.FAMILIES.index(family), [])
                if measure.id not in ids:
                    ids.append(measure.id)
            # "Of the losses" is a share of persons, and no verb of ground.
            verbs = (word for word in phrase if word not in ("loss", "losses"))
            grounds = {each for word in verbs if (each := lexicon.ground(word))}
            if len(grounds) == 1 and not counts_persons(measure):
                # "Destroyed or damaged" is said of both together alone.
                held = self._ground.setdefault(grounds.pop(), [])
                if measure.id not in held:
                    held.append(measure.id)

    def _find_wholes(self) -> dict[frozenset[str], str]:
        """Return the whole of every two parts: killed and wounded together are casualties."""
        wholes: dict[frozenset[str], str] = {}
        for a in self._persons:
            for b in self._persons:
                # Of those who were sent both are a part, and together they are not all.
                sent = self._families.get(lexicon.FAMILIES.index(lexicon.SENT), ())
                if a.part_of is None or a.part_of in sent:
                    continue
                if a.id != b.id and a.part_of == b.part_of:
                    wholes[frozenset((a.id, b.id))] = a.part_of
        return wholes

    def whole_of(self, parts: Sequence[str]) -> str | None:
        """Return the measure that some measures add up to: their own, or the one they are of."""
        told = set(parts)
        if len(told) == 1:
            return told.pop()
        wholes = {self.all[part].part_of for part in told}
        return wholes.pop() if len(wholes) == 1 else None

    def _find_nouns(self) -> frozenset[str]:
        """Return the plural nouns among the cues of persons: cases, participants, visas."""
        lasts = {words(cue)[-1].lower for m in self._persons for cue in m.cues if words(cue)}
        return frozenset(
            word
            for word in lasts
            if word.endswith("s") and not word.endswith("ss") and lexicon.family(word) is None
        )

    def cues(self, text: str, start: int, end: int) -> list[Cue]:
        """Return the cues of a sentence of a plain text, in order, the longest at each place."""
        found: list[Cue] = []
        told = words(text, start, end)
        at = 0
        while at < len(told):
            cue, used = self._cue(told, at)
            if cue is not None:
                found.append(cue)
            at += used
        found += self._acts(text, start, end)
        there = self._families.get(lexicon.FAMILIES.index(lexicon.PRESENT), [])
        for match in _THERE.finditer(text, start, end) if there else ():
            if not any(cue.start < match.end() and match.start() < cue.end for cue in found):
                found.append(Cue(match.start(), match.end(), tuple(there), True, False))
        found += self._stocks(text, start, end)
        return self._joined(text, sorted(found, key=lambda cue: cue.start))

    def _acts(self, text: str, start: int, end: int) -> list[Cue]:
        """Return what an army or a crowd does in more words than one."""
        found: list[Cue] = []
        for pattern, family in acts.PHRASES:
            ids = self._families.get(lexicon.FAMILIES.index(family), [])
            for match in pattern.finditer(text, start, end) if ids else ():
                at = match.span(match.lastgroup or 0)
                is_plain = family in acts.WHERE
                found.append(Cue(*at, tuple(ids), is_plain, family in acts.PLAINLY))
        for pattern, ground in acts.GROUND_PHRASES:
            ids = self._ground.get(ground, [])
            for match in pattern.finditer(text, start, end) if ids else ():
                found.append(Cue(*match.span(), tuple(ids), False, False, True))
        return found

    def _stocks(self, text: str, start: int, end: int) -> list[Cue]:
        """Return where a number of persons is told that falls, as only those who are there do."""
        there = self._families.get(lexicon.FAMILIES.index(lexicon.PRESENT), [])
        found: list[Cue] = []
        for match in _NUMBER_OF.finditer(text, start, end) if there else ():
            told = [word.lower for word in words(match["whom"])]
            if any(lexicon.family(word) for word in told):
                continue
            if match["fell"] or _SOMEWHERE.search(match["whom"]):
                at = match.span("fell" if match["fell"] else "is")
                found.append(Cue(*at, tuple(there), False, False))
        return found

    def _cue(self, told: list[Word], at: int) -> tuple[Cue | None, int]:
        word = told[at]
        best: list[str] = []
        length = 0
        for phrase, measure in self._phrases.get(word.lower, ()):
            if tuple(each.lower for each in told[at : at + len(phrase)]) != phrase:
                continue
            if len(phrase) > length:
                best, length = [], len(phrase)
            if len(phrase) == length:
                best.append(measure)
        named = length > 0
        family = self._family(told, at)
        if family is not lexicon.family(word.lower):
            best, length, named = [], 0, False
        ground = lexicon.ground(word.lower)
        if ground is lexicon.HELD and _is_after_ground(told, at):
            # "Lost control of": it is the verb that says what became of the ground.
            best, length, named, ground = [], 0, False, None
        is_plain = family in lexicon.PLAIN_FAMILIES
        if length < 2 and family is not None:
            ids = self._families.get(lexicon.FAMILIES.index(family), [])
            best += [m for m in ids if m not in best and (not named or self._is_twin(m, best))]
        if length < 2 and ground is not None:
            best += [m for m in self._ground.get(ground, ()) if m not in best]
        bars = length < 2 and ground is not None
        if not best and not bars:
            return None, 1
        last = told[at + max(length, 1) - 1]
        if word.lower == "deployed" and _is_stative(told, at):
            # "Are deployed" tells where they are, "were deployed" that they went.
            best = self._families.get(lexicon.FAMILIES.index(lexicon.PRESENT)) or best
        ordered = tuple(measure for measure in self.all if measure in best)
        return Cue(word.start, last.end, ordered, is_plain, named, bars), max(length, 1)

    def _is_twin(self, measure: str, named: Sequence[str]) -> bool:
        """Whether a measure has a cue of one whose own cue was found: it counts others so."""
        cues = {cue.lower() for cue in self.all[measure].cues}
        return any(cue.lower() in cues for each in named for cue in self.all[each].cues)

    @staticmethod
    def _family(told: list[Word], at: int) -> frozenset[str] | None:
        """Return the family of a word where it stands: "sent home" is a return."""
        family = lexicon.family(told[at].lower)
        following = told[at + 1].lower if at + 1 < len(told) else ""
        if family is lexicon.SENT and following == "home":
            return lexicon.RETURNED
        if family is lexicon.SENT and following == "missing":
            return lexicon.MISSING
        if family is lexicon.LOST and _LIVES & {word.lower for word in told[at + 1 : at + 4]}:
            # Who "lost their lives" is no casualty of any sort, but dead.
            return lexicon.KILLED
        return family

    def _joined(self, text: str, found: list[Cue]) -> list[Cue]:
        """Join "killed and wounded" and the like to a cue of what contains both."""
        joined: list[Cue] = []
        for cue in found:
            previous = joined[-1] if joined else None
            if previous is not None and (
                re.fullmatch(r" (?:and|or|and/or) (?:[^\W\d]+ )?|/", text[previous.end : cue.start])
                or (text[previous.end : cue.start] == ", " and _CLOSES.match(text, cue.end))
            ):
                wholes = [
                    whole
                    for a in previous.measures
                    for b in cue.measures
                    if (whole := self._wholes.get(frozenset((a, b))))
                ]
                if wholes:
                    ids = tuple(dict.fromkeys(wholes))
                    joined[-1] = Cue(previous.start, cue.end, ids, False, True)
                    continue
            joined.append(cue)
        return joined

    def choose(
        self, text: str, cues: Sequence[Cue], found: Sequence[Found], at: int, *, own: bool
    ) -> Choice | None:
        """Return the measure of the figure at a position of a sentence's figures, or None.

        `cues` are those of the sentence, as `cues` finds them; `own` says that the
        figure counts the dossier's first population, or nobody named.
        """
        figure = found[at]
        fitting = {measure.id for measure in self._fitting(text, figure)}
        barred = figure.unit is not None and (
            figure.unit.is_measured or figure.unit.sorts is not None
        )
        verb = _own_verb(text, figure)
        ranked = sorted(
            (
                # Of two that stand alike, what the dossier itself names says more.
                (away if cue.named else away + FAMILY, number, cue)
                for number, cue in enumerate(cues)
                if (any(measure in fitting for measure in cue.measures) or (barred and cue.bars))
                and (verb is None or cue.start >= verb or cue.end > figure.start)
                and (away := distance(text, found, at, cue)) <= FARTHEST
            ),
            key=lambda each: each[:2],
        )
        subject = _IS_NUMBER.search(text, max(0, figure.start - 90), figure.start)
        for _, _, cue in ranked:
            if subject is not None and cue.start <= subject.start("what") < cue.end:
                return self.of_cue(text, figure, cue, own=own)
        for _, _, cue in ranked:
            return self.of_cue(text, figure, cue, own=own)
        if at + 1 < len(found) and is_list(text, figure, found[at + 1]):
            # "40 drones, 6 helicopters and 75 tanks lost": the last of the list has the verb.
            return self.choose(text, cues, found, at + 1, own=own)
        return self._by_unit(figure) or self._standing(text, figure, fitting, own=own)

    def _standing(self, text: str, figure: Found, fitting: set[str], *, own: bool) -> Choice | None:
        """Return that persons are where they are told to be, or that more of them are to come."""
        for family, place in acts.told_of(text, figure):
            ids = self._families.get(lexicon.FAMILIES.index(family), ())
            told = [measure for measure in ids if measure in fitting]
            if told:
                return Choice(told[0] if own else told[-1], place)
        return None

    def of_cue(self, text: str, figure: Found, cue: Cue, *, own: bool) -> Choice | None:
        """Return the measure that a cue gives a figure, None where it has another unit."""
        fitting = [measure.id for measure in self._fitting(text, figure)]
        ids = self._persons_first(figure, [m for m in cue.measures if m in fitting])
        return Choice(ids[0] if own else ids[-1], (cue.start, cue.end)) if ids else None

    def share_of(self, measure: str) -> str | None:
        """Return the measure in percent that tells a share with the words of one of persons."""
        mine = {f for cue in self.all[measure].cues for w in words(cue) if (f := _family_of(w))}
        for other in self.all.values():
            told = _OF_WHAT.sub("", f"{other.name} {' '.join(other.cues)}")
            if other.unit == "percent" and any(_family_of(word) in mine for word in words(told)):
                return other.id
        return None

    def fitted(self, measure: str | None, figure: Found) -> Choice | None:
        """Return the measure of another figure that one without a cue takes over, if it may."""
        if measure is None:
            return None
        if figure.kind == figures.UNIT:
            is_fit = figure.unit is not None and self.all[measure] in figure.unit.measures
            return Choice(measure, None) if is_fit else None
        if not counts_persons(self.all[measure]):
            return None
        return Choice(measure, None) if figure.kind in (figures.PERSONS, figures.BARE) else None

    def _persons_first(self, figure: Found, ids: list[str]) -> list[str]:
        """Put rates last, or first where the text gives a rate, which `_fitting` has seen to."""
        return sorted(ids, key=lambda measure: is_rate(self.all[measure]), reverse=True)

    def _fitting(self, text: str, figure: Found) -> list[Measure]:
        """Return the measures with the unit of a figure."""
        if figure.kind == figures.UNIT:
            return list(figure.unit.measures) if figure.unit else []
        if figure.kind == figures.SHARE:
            return [
                measure
                for measure in self.all.values()
                if measure.unit in ("percent", "share")
                or (counts_persons(measure) and not is_rate(measure))
            ]
        end = max(figure.end, figure.noun_end)
        told = _RATE.match(text[end : end + 60].lstrip())
        rate = told is not None and not _DURING.search(told.group())
        return [measure for measure in self._persons if is_rate(measure) == rate]

    def _by_unit(self, figure: Found) -> Choice | None:
        """Return the measure of a unit that no other measure has: a coffin needs no cue."""
        if figure.kind != figures.UNIT or figure.unit is None:
            return None
        fitting = figure.unit.measures
        is_sort = figure.unit.pattern is None or not figure.unit.pattern.fullmatch(figure.noun)
        if len(fitting) != 1 or figure.unit.is_time or figure.unit.is_money or is_sort:
            return None
        return Choice(fitting[0].id, None)


def is_list(text: str, figure: Found, following: Found) -> bool:
    """Whether two figures of one unit stand in a list, with nothing but their nouns between."""
    if figure.kind != figures.UNIT or following.unit is not figure.unit:
        return False
    between = (max(figure.end, figure.noun_end), following.start)
    return _LISTED.fullmatch(text, *between) is not None and not any(
        word.lower in lexicon.AUXILIARIES or lexicon.ground(word.lower) is not None
        for word in words(text, *between)
    )


def _is_stative(told: list[Word], at: int) -> bool:
    """Whether a participle follows "are", "remain" or "currently" and names a state."""
    before = [word.lower for word in told[max(0, at - 2) : at]]
    return bool(before) and (
        before[-1] in ("are", "is", "remain", "remains", "currently", "still", "now")
        or (before[-1] in ("already", "also") and before[0] in ("are", "is"))
    )


# "400 killed, wounded in Tarn", as titles have it; in "killed 40, wounded 90" a number comes next.
_CLOSES = re.compile(
    r" ?(?:$|[.;:)]|(?:in|at|near|by|on|as|during|since|after|or|and)\b)", re.IGNORECASE
)
_LISTED = re.compile(r"[a-z -]{0,48}(?:,| and|, and|,? as well as|,? plus) ?")
# "Of the losses": what it is a share of, and not what became of them.
_OF_WHAT = re.compile(r"\bof (?:(?:the|its|all|their) )?\w+")


def _unseen(phrase: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return what else is said for "not been seen"."""
    if "not" not in phrase or phrase[-1] != "seen":
        return []
    return [(*phrase[:-1], word) for word in ("observed", "spotted", "noticed", "sighted")]


def _family_of(word: Word) -> frozenset[str] | None:
    return lexicon.family(word.lower)


def _is_after_ground(told: list[Word], at: int) -> bool:
    """Whether "control" or "hold" is what was lost, taken or regained."""
    before = [word.lower for word in told[max(0, at - 2) : at]]
    return any(lexicon.ground(word) not in (None, lexicon.HELD) for word in before)


def _own_verb(text: str, figure: Found) -> int | None:
    """Return where the passive verb of a figure begins: what stands before is of others."""
    if figure.kind != figures.PERSONS or not figure.noun_end:
        return None
    match = _PASSIVE.match(text, figure.noun_end)
    return match.start("verb") if match and figure.noun not in lexicon.LOSSES else None
