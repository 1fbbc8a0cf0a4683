"""Who is counted and where: the dossier's own populations and places, by names in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from kursk_tui.intake.language import lexicon
from kursk_tui.intake.language.nations import adjective
from kursk_tui.intake.language.plain import Word, bare, word_set, words
from kursk_tui.model.records import Scope

# Words of a population that other words stand for as well.
_ALIKE = {
    "combat": ("combat", "fighter", "fighters", "infantry", "assault", "frontline"),
    "engineer": (
        "engineer",
        "engineers",
        "sapper",
        "sappers",
        "deminers",
        "demining",
        "engineering",
    ),
    "construction": ("construction", "builders", "builder"),
    "reconnaissance": ("reconnaissance", "scouts"),
    "special": ("special", "commandos", "elite"),
    "wounded": ("wounded", "injured"),
    "officers": ("officer", "officers", "generals"),
    "workers": ("worker", "workers", "labourers", "laborers", "labourer", "laborer"),
    "children": ("child", "children", "minors", "babies", "infants", "toddlers", "schoolchildren"),
    "police": ("police", "policeman", "policemen"),
    "protesters": ("protester", "protesters", "protestors", "demonstrators"),
    "citizens": ("citizen", "citizens", "nationals"),
}
# What those of a kind do, as a clause tells it.
_WORKS = {
    "sappers": re.compile(r"\b(?:demining|de-mining|mines?\b|mine[- ]clear)", re.IGNORECASE),
    "construction": re.compile(r"\b(?:construct|reconstruct|rebuild|building\b)", re.IGNORECASE),
}
_HEADS = frozenset(
    ["troops", "soldiers", "forces", "personnel", "people", "army", "of", "the", "and", "together"]
)
_ADMINISTRATIVE = frozenset(
    [
        "oblast",
        "oblasts",
        "region",
        "regions",
        "province",
        "provinces",
        "state",
        "district",
        "county",
        "part",
        "area",
        "areas",
        "zone",
        "city",
        "town",
        "republic",
        "governorate",
        "of",
        "the",
        "a",
    ]
)
_PREPOSITION = re.compile(
    r"\b(?:in|into|to|at|across|inside|within|around|near|on|over|throughout|towards?|through"
    r"|reached|entered|from(?= the)|via)(?: the| its| all| central"
    r"| (?:north|south)?-?(?:eastern|western|east|west)| (?:north|south)(?:ern)?)*"
    r"(?: \w+ of| \w+'s?)? ?$",
    re.IGNORECASE,
)
# "Its war in Yemen" names the war, not where somebody is; "lost in fighting in Yemen" says it.
_AGAINST = re.compile(
    r"\b(?:war|war effort|invasion|aggression|operation|conflict|effort"
    r"|(?<!\bin )(?<!\bin the )fighting) (?:in|on|of) $",
    re.IGNORECASE,
)
# The next of a list of places: "in Tarn and northern Brez".
_NEXT = re.compile(
    r"(?: \w+)?(?:,| and| or|, and)(?: the| in| in the)?"
    r"(?: (?:north|south)?-?(?:eastern|western|east|west)| (?:north|south)(?:ern)?| central)? "
)
# What happened somewhere is told by its place: "the Tarn flood", "war in Tarn has killed".
_SCENE = re.compile(
    r"(?: [A-Za-z-]+){0,2}? (?:outbreak|epidemic|earthquake|quake|tsunami|floods?|flooding"
    r"|landslides?|mudslides?|cyclone|hurricane|typhoon|storm|wildfires?|fire|famine|drought"
    r"|blasts?|explosions?|crash|collapse|shipwreck|stampede)\b",
    re.IGNORECASE,
)
# A state may be the one that fights; a part of one is where it is fought.
_FIGHT = re.compile(
    r"(?: [A-Za-z-]+){0,2}? (?:bombing|massacre|siege|shelling|attack|strike|airstrike|battle"
    r"|offensive|incursion)\b",
    re.IGNORECASE,
)
_TOOK = re.compile(
    r"(?: (?:may|might|could|has|have|had|is|was|already|so|far))*(?: (?:may|might) have)?"
    r" (?:kill(?:s|ed)|claim(?:s|ed)|cost|leaves|left|displace[sd]|wounded|injured|taken|took)\b",
    re.IGNORECASE,
)
_REGIONS = frozenset(["oblast", "region", "province", "governorate", "county", "district"])
_SOIL = re.compile(
    r"\b(?:on|in|into|across|onto|to|inside|within) (?:the (?:territory|soil|land) of )?(?:the )?"
    r"(?P<nation>[A-Z][a-z]+) (?:soil|territory|land|Federation|Republic|Kingdom)\b"
)
_BORDER = re.compile(
    r"\bborder(?: (?:areas?|regions?|zones?))? between (?P<one>[A-Z]\w+) and (?P<other>[A-Z]\w+)"
    r"|\b(?P<first>[A-Z]\w+)"
    r"(?:'s border with (?P<second>[A-Z]\w+)|[-–](?P<third>[A-Z]\w+) border\b)"
)
# "Frontline units": a kind of units.
_KIND_OF = re.compile(r" (?:units?|troops|soldiers|positions|regions?|service|duty|commanders?)\b")
# Where somebody came from is not where they are counted.
_FROM = re.compile(r"\b(?:from|out of|left|leaving)(?: the)?(?: [A-Z]\w+'s)? $")
# What somebody plans or wants: "in a bid to take Tarn".
_PLANNED = re.compile(
    r"\b(?:(?:plans?|aims?|hopes?|bid|efforts?|attempts?|goals?|intentions?|threats?)"
    r" (?:to|of) (?!send|deploy|dispatch|transfer|move|station|return|commit)"
    r"|(?:aimed|aiming|intended|hoping) (?:to|at) )[^,.;\d]{0,60}$",
    re.IGNORECASE,
)


# Words of the name of a way of counting that tell nothing of it.
_INCLUDED = word_set("included alone only all those who which that and or of the by in")


class Named(NamedTuple):
    """A scope's id and the words of the text that name it; `whence` that somebody left it."""

    id: str
    start: int
    end: int
    whence: bool = False


class _Population(NamedTuple):
    """A population as it is found: `nations` where it is of two, `heads` its nouns of persons."""

    id: str
    nation: tuple[str, ...]
    kinds: tuple[str, ...]
    proper: str
    depth: int
    heads: tuple[str, ...] = ()
    nations: tuple[tuple[str, ...], ...] = ()


class Scopes:
    """The scopes of a dossier, ready to be found in text."""

    def __init__(self, scopes: Iterable[Scope], about: str = "") -> None:
        """Take the scopes in the order of the dossier, and what it says it is `about`.

        Its main population is the first of a nation. A figure that names nobody is of it only
        where title or summary names that nation, and none of the other populations (codebook,
        Scopes).
        """
        self._scopes = {scope.id: scope for scope in scopes}
        populations = [s for s in self._scopes.values() if s.kind == "population"]
        main = next((scope for scope in populations if self._nation(scope)), None)
        self.main = main.id if main is not None else None
        self._nation_words = self._nation(main) if main is not None else ()
        self._populations = [self._population(scope) for scope in populations]
        nations = {self._nation(scope) for scope in populations} - {()}
        named = {nation for nation in nations if _names_nation(about, nation)}
        self.default = self.main if named == {self._nation_words} else None
        self._places = self._place_names()
        firsts: dict[str, list[tuple[str, str]]] = {}
        for name, id in self._places:
            firsts.setdefault(re.split(r"[ '-]", name)[0], []).append((name, id))
        self._by_first = {
            first: sorted(names, key=lambda each: -len(each[0])) for first, names in firsts.items()
        }

    @property
    def nouns(self) -> frozenset[str]:
        """The plural nouns by which populations are called that no word list has: "Tigers"."""
        lasts = (words(s.name)[-1] for s in self._scopes.values() if s.kind == "population")
        told = (word.lower for word in lasts if word.text[:1].isupper())
        return frozenset(word for word in told if word.endswith("s") and not word.endswith("ss"))

    def _nation(self, scope: Scope) -> tuple[str, ...]:
        """Return the words of a nation in a population's name; none of "Combat troops"."""
        return _nation_in(words(scope.name))

    def _population(self, scope: Scope) -> _Population:
        told = words(scope.name)
        nation = list(_nation_in(told))
        parts = [_nation_in(words(part)) for part in scope.name.split(" and ")]
        nations = tuple(parts) if len(parts) > 1 and all(parts) else ()
        proper = ""
        if told and told[0].text[0].isdigit():
            # "528th Regiment of Engineers" is found by its first two words.
            proper, nation = " ".join(word.lower for word in told[:2]), list(self._nation_words)
        kinds = [
            word.lower.rstrip("s") if word.lower == "engineers" else word.lower
            for word in told
            if word.lower not in _HEADS and word.lower not in nation
        ]
        heads = [word.lower for word in told if lexicon.is_person(word.lower)]
        if nation or proper:
            # A part of a people is told by its own noun too: "Marovian sappers".
            is_part = scope.part_of is not None
            kinds = [kind for kind in kinds if kind in _ALIKE or (is_part and kind in heads)]
        else:
            # "Children", "People on the boat": by all its words that say something.
            kinds = [kind for kind in kinds if kind not in lexicon.STOPS] or heads
            if told and told[-1].lower in self.nouns and not heads:
                # "Tarn Tigers": who are called so need no other word.
                kinds = [told[-1].lower]
        return _Population(
            scope.id,
            tuple(nation),
            tuple(kinds),
            proper,
            self._depth(scope.id),
            tuple(heads),
            nations,
        )

    def _depth(self, id: str) -> int:
        depth, seen = 0, {id}
        scope = self._scopes.get(id)
        while scope is not None and scope.part_of and scope.part_of not in seen:
            seen.add(scope.part_of)
            scope, depth = self._scopes.get(scope.part_of), depth + 1
        return depth

    def population(
        self, text: str, phrase: tuple[int, int], sentence: str
    ) -> tuple[str | None, bool]:
        """Return the population of a noun phrase, and whether it is another people's.

        A phrase without a nation is the main population's where nothing in it speaks against
        that; one of a nation that no scope has gives None. `sentence` is where a unit with a
        name of its own is looked for.
        """
        told = words(text, *phrase)
        lower = [bare(word.lower) for word in told]
        both = self._of_two(text[slice(*phrase)])
        if both is not None:
            return both.id or None, self._nation_words not in both.nations
        nation = self._told_nation(told, lower)
        if nation is None:
            return None, True
        kinds = {kind for kind, alike in _ALIKE.items() if any(word in alike for word in lower)}
        if "special" in kinds and not {"force", "forces", "operations", "commandos", "elite"} & set(
            lower
        ):
            kinds.discard("special")
        if not any(lexicon.is_person(w) and w not in _ALIKE["wounded"] for w in lower):
            # "2,700 wounded" are counted as wounded; "wounded soldiers" tells which soldiers.
            kinds.discard("wounded")
        if kinds >= {"workers"} and {"military", "army"} & set(lower) and self._build:
            # Workers of an army are those of its troops who build.
            kinds = kinds - {"workers"} | {"construction"}
        kinds |= {w for w in lower if lexicon.is_person(w) and w not in _ALIKE["wounded"]}
        best: _Population | None = None
        for each in self._populations:
            if each.proper:
                fits = each.proper in " ".join(lower) or (
                    each.proper in sentence.lower() and "engineer" in kinds
                )
            elif not each.nation:
                fits = not each.nations and nation in ((), self._nation_words)
                fits = fits and all(_has(kind, lower) for kind in each.kinds)
            else:
                fits = each.nation == (nation or self._nation_words) and set(each.kinds) <= kinds
                fits = fits and (bool(each.kinds) or self._is_general(each, lower))
            if fits and (best is None or self._key(each) > self._key(best)):
                best = each
        if best is not None and best.id == self.main and not nation:
            return self._by_default(best, lower)
        return (best.id if best else None), nation not in ((), self._nation_words)

    def of_kind(self, kind: str) -> str | None:
        """Return the population that a word alone names, whatever its nation: children."""
        told = (
            p.id for p in self._populations if p.kinds and all(_has(k, [kind]) for k in p.kinds)
        )
        return next(told, None)

    @property
    def _build(self) -> bool:
        """Whether a population is of troops that build."""
        return any(
            "construction" in p.kinds and "workers" not in p.kinds for p in self._populations
        )

    def at_work(self, id: str, work: str) -> str | None:
        """Return the part of a population whose work is told, if one alone is told so by its name.

        "400 engineers are engaged in demining": the sappers among them.
        """
        told = {kind for kind, named in _WORKS.items() if named.search(work)}
        parts = [
            each.id
            for each in self._populations
            if self._scopes[each.id].part_of == id and told & set(each.kinds)
        ]
        return parts[0] if len(parts) == 1 else None

    def _by_default(self, main: _Population, lower: list[str]) -> tuple[str | None, bool]:
        """Return the main population for a phrase that names no nation, if it can be that."""
        nouns = {word for word in lower if lexicon.is_person(word)}
        for mine, theirs in (
            (lexicon.ARMED, lexicon.UNARMED),
            (lexicon.UNARMED, lexicon.ARMED),
        ):
            if set(main.heads) & mine and nouns & theirs and not nouns & mine:
                return None, True
        return self.default, False

    def _of_two(self, phrase: str) -> _Population | None:
        """Return the population of two nations that a phrase joins; one without an id if none."""
        match = _TWO_NATIONS.search(phrase)
        if match is None:
            return None
        parts = [_nation_in(words(match[name])) for name in ("one", "other")]
        if not all(parts) or parts[0] == parts[1]:
            return None
        nobody = _Population("", (), (), "", 0, nations=tuple(parts))
        return next((p for p in self._populations if set(p.nations) == set(parts)), nobody)

    def of_state(self, name: str) -> tuple[str | None, bool] | None:
        """Return the population of a state's forces, and whether they are another people's.

        None where the name is of no state that the dossier has a place for.
        """
        states = {
            scope.name.lower()
            for scope in self._scopes.values()
            if scope.kind == "place" and scope.part_of is None
        }
        if name.lower() not in states:
            return None
        nation = adjective(name)
        if self.is_home(name):
            return self.main, False
        theirs = (p.id for p in self._populations if " ".join(p.nation) == nation)
        return next(theirs, None), True

    def _is_general(self, population: _Population, lower: list[str]) -> bool:
        """Whether a population is the first, general one of its nation."""
        first = next(p for p in self._populations if p.nation == population.nation)
        return first.id == population.id

    @staticmethod
    def _key(population: _Population) -> tuple[int, int, int]:
        return (bool(population.proper), len(population.kinds), population.depth)

    def _told_nation(self, told: list[Word], lower: list[str]) -> tuple[str, ...] | None:
        """Return the nation that a phrase names: () where it names none, None if no scope's."""
        singular = [word.removesuffix("s") for word in lower]
        for each in self._populations:
            n = len(each.nation)
            if n and any(
                tuple(singular[at : at + n]) == each.nation for at in range(len(singular) - n + 1)
            ):
                return each.nation
        for at, word in enumerate(told):
            if word.text[:1].isupper() and _is_nation(lower[at].removesuffix("s")):
                if self._nation_words and self._home_of_main(told, at, lower[at].removesuffix("s")):
                    return self._nation_words
                return None
        return ()

    def _home_of_main(self, told: list[Word], at: int, nation: str) -> bool:
        """Whether a nation printed in short is the main one: N. Macedonian, or Macedonians."""
        if nation != self._nation_words[-1]:
            return False
        before = told[at - 1].text if at else ""
        return not before[:1].isupper() or self._nation_words[0].startswith(before.lower())

    def _place_names(self) -> list[tuple[str, str]]:
        names: list[tuple[str, str]] = []
        home = " ".join(self._nation_words)
        homes = {
            scope.id
            for scope in self._scopes.values()
            if scope.kind == "place" and home and adjective(scope.name) == home
        }
        for scope in self._scopes.values():
            if scope.kind != "place" or scope.id in homes or scope.part_of in homes:
                continue
            for name in _variants(scope.name):
                names.append((name, scope.id))
        return names

    def counting(self, text: str, start: int, end: int, noun: tuple[int, int]) -> Named | None:
        """Return the way of counting that a part of a text names: "recovered 23 bodies".

        Its name has the `noun` of the figure, or what stands where one would, and another word
        of the part. None where several ways are named so.
        """
        counted = bare(text[noun[0] : noun[1]].lower())
        found = []
        for scope in self._scopes.values():
            own = {word.lower for word in words(scope.name)} - _INCLUDED
            if scope.kind != "counting" or counted not in own:
                continue
            for word in words(text, start, end):
                if word.lower in own - {counted}:
                    ends = (min(word.start, noun[0]), max(word.end, noun[1]))
                    found.append(Named(scope.id, *ends))
                    break
        return found[0] if len(found) == 1 else None

    def places(self, text: str, start: int, end: int) -> list[Named]:
        """Return the places named in a part of a plain text, in order.

        A place counts where a word such as "in" or "to" leads to it, or where its name is of a
        region; a state that does something is none.
        """
        found: list[Named] = []
        lowered = text[start:end].lower()
        taken = 0
        for word in re.finditer(r"[^\W_]+", lowered):
            if word.start() < taken:
                continue
            for name, id in self._by_first.get(word.group(), ()):
                finish = word.start() + len(name)
                if (
                    lowered.startswith(name, word.start())
                    and not lowered[finish : finish + 1].isalnum()
                ):
                    begins = start + word.start()
                    next_one = found and _NEXT.fullmatch(text, found[-1].end, begins)
                    if next_one or self._is_place(text, begins, start + finish, id):
                        found.append(_named(text, id, start + word.start(), start + finish))
                    taken = finish
                    break
        found += self._on_soil(text, start, end)
        found += self._at_border(text, start, end)
        return self._within(text, sorted(found, key=lambda named: named.start))

    def _is_place(self, text: str, start: int, end: int, id: str) -> bool:
        if text[end : end + 1] == "-" or text[start - 1 : start] == "-":
            return False
        if _KIND_OF.match(text, end) and self._depth(id) == 0:
            # "Frontline units" tells which units they are, not where.
            return False
        if _PLANNED.search(text, max(0, start - 90), start):
            return False
        if text[end : end + 2] == "'s":
            # "Libya's Derna District": the region counts, the state does not.
            return bool(re.match(r"'s (?:territory|soil|border|far)\b", text[end : end + 12], re.I))
        if _AGAINST.search(text, max(0, start - 40), start):
            return bool(_TOOK.match(text, end))
        if _SCENE.match(text, end) or (self._depth(id) and _FIGHT.match(text, end)):
            return True
        return bool(_PREPOSITION.search(text, max(0, start - 40), start)) or self._depth(id) > 0

    def is_home(self, country: str) -> bool:
        """Whether a country is that of the main population."""
        home = " ".join(self._nation_words)
        return bool(home) and adjective(country) == home

    def has_people_of(self, country: str) -> bool:
        """Whether a population is of a country."""
        return any(p.nation and " ".join(p.nation) == adjective(country) for p in self._populations)

    def tells_nation(self, text: str, phrase: tuple[int, int]) -> bool:
        """Whether a phrase names a nation."""
        told = words(text, *phrase)
        return self._told_nation(told, [bare(word.lower) for word in told]) != ()

    def is_common(self, id: str) -> bool:
        """Whether a place is called by no name of its own: the front line, behind the lines."""
        told = self._scopes[id].name.split()
        return not any(word[:1].isupper() for word in told[1:]) and len(told) > 1

    def is_widest(self, id: str) -> bool:
        """Whether a place lies in no other."""
        return self._depth(id) == 0

    def is_known_place(self, name: str) -> bool:
        """Whether a name begins that of a place of the dossier."""
        return bare(name.lower()) in self._by_first

    def is_region(self, id: str) -> bool:
        """Whether a place is a region of a state by its name: an oblast, a province."""
        told = {word.lower() for word in self._scopes[id].name.split()}
        return bool(told & _REGIONS)

    def state_of(self, nation: str) -> str | None:
        """Return the place of the state with an adjective such as Yemeni."""
        return next(
            (
                scope.id
                for scope in self._scopes.values()
                if scope.kind == "place"
                and scope.part_of is None
                and adjective(scope.name) == nation.lower()
            ),
            None,
        )

    def _at_border(self, text: str, start: int, end: int) -> list[Named]:
        """Return the places that are called after a border between two states, where it is told."""
        found = []
        for match in _BORDER.finditer(text, start, end):
            told = {name for name in match.groups() if name}
            ids = [
                scope.id
                for scope in self._scopes.values()
                if scope.kind == "place" and self._is_border(scope, told)
            ]
            if len(ids) == 1:
                found.append(Named(ids[0], match.start(), match.end()))
        return found

    def _is_border(self, scope: Scope, states: set[str]) -> bool:
        name = scope.name.lower()
        return "border" in name and all(
            state.lower() in name or adjective(state) in name for state in states
        )

    def _on_soil(self, text: str, start: int, end: int) -> list[Named]:
        """Return the states whose soil is named: "on Yemeni soil"."""
        found = []
        for match in _SOIL.finditer(text, start, end):
            id = self.state_of(match["nation"])
            if id is not None and not self.is_home(self._scopes[id].name):
                found.append(Named(id, match.start("nation"), match.end()))
        return found

    def _within(self, text: str, found: list[Named]) -> list[Named]:
        """Join neighbours that one scope names together: Derna and Benghazi."""
        joined: list[Named] = []
        for named in found:
            previous = joined[-1] if joined else None
            if previous is not None:
                between = text[previous.end : named.start].lower()
                both = self._both(previous.id, named.id)
                if both and re.fullmatch(r"(?: oblast| region)?(?: and|,| or)(?: the)? ", between):
                    joined[-1] = Named(both, previous.start, named.end)
                    continue
            joined.append(named)
        return joined

    def _both(self, a: str, b: str) -> str | None:
        """Return the scope named after two others: "Derna and Benghazi districts"."""
        if a == b:
            return None
        first = {_variants(self._scopes[a].name)[-1], _variants(self._scopes[b].name)[-1]}
        for scope in self._scopes.values():
            if scope.kind == "place" and " and " in scope.name:
                told = {word.lower for word in words(scope.name)} - _ADMINISTRATIVE - {"and"}
                if told == first:
                    return scope.id
        return None

    def narrower(self, a: str, b: str) -> bool:
        """Whether place a lies within place b."""
        seen: set[str] = set()
        scope = self._scopes.get(a)
        while scope is not None and scope.part_of and scope.part_of not in seen:
            if scope.part_of == b:
                return True
            seen.add(scope.part_of)
            scope = self._scopes.get(scope.part_of)
        return False


# "Libyan and N. Macedonian troops": both in capitals.
_TWO_NATIONS = re.compile(
    r"\b(?P<one>[A-Z][\w.]+(?: [A-Z][\w.]+)?) and (?P<other>[A-Z][\w.]+(?: [A-Z][\w.]+)?)\b"
)


def _is_nation(word: str) -> bool:
    """Whether a lower-case word in the singular is an adjective of a nation by its look."""
    if word in lexicon.KINDS or lexicon.is_person(word) or lexicon.is_person(f"{word}s"):
        return False
    return word in lexicon.NATIONAL or word.endswith(("an", "ese", "ish", "ench", "aqi", "eli"))


def _nation_in(told: list[Word]) -> tuple[str, ...]:
    """Return the nation that words name, with what stands before it: ("north", "macedonian")."""
    capital = [
        word.lower
        for word in told
        if word.text[:1].isupper()
        and word.lower not in _HEADS
        and word.lower not in _ALIKE
        and word.lower not in lexicon.KINDS
    ]
    last = max((at for at, word in enumerate(capital) if _is_nation(word)), default=None)
    return tuple(capital[: last + 1]) if last is not None else ()


def _names_nation(about: str, nation: tuple[str, ...]) -> bool:
    """Whether a text names a nation by its adjective or its people, not by its state alone."""
    told = [bare(word.lower).removesuffix("s") for word in words(about)]
    n = len(nation)
    return any(tuple(told[at : at + n]) == nation for at in range(len(told) - n + 1))


def _has(kind: str, lower: list[str]) -> bool:
    """Whether a word of a population, or another for it, stands in a phrase."""
    alike = _ALIKE.get(kind, (kind,))
    return any(word in alike or word.removesuffix("s") == kind.removesuffix("s") for word in lower)


def _named(text: str, id: str, start: int, end: int) -> Named:
    return Named(id, start, end, bool(_FROM.search(text, max(0, start - 24), start)))


def _variants(name: str) -> list[str]:
    """Return the lower-case forms of a place's name, the shortest last."""
    lower = name.lower().split(",")[0].removeprefix("the ").removeprefix("around ")
    forms = [lower]
    if lower.endswith(" line"):
        forms += [lower.replace(" line", "line"), lower.removesuffix(" line") + "lines"]
        forms.append(lower.removesuffix(" line"))
    match = re.fullmatch(r"(\w+) part of (\w+)", lower)
    if match:
        forms += [f"{match[2]}'s {match[1]} part", f"{match[1]} {match[2]}"]
    told = [word for word in lower.split() if word not in _ADMINISTRATIVE]
    held = re.fullmatch(r"(?:\w+ )?(?:republic|kingdom) of (?:the )?(\w+)", lower)
    held = held or re.fullmatch(r"\w+-(?:controlled|administered|occupied|held) (\w+)", lower)
    if held is not None:
        # "The Republic of Tarn" and "Dorvian-held Tarn" are called Tarn.
        forms.append(held[1])
        return forms
    if 0 < len(told) < len(lower.split()) and "and" not in told and not match:
        forms.append(" ".join(told))
    return forms
