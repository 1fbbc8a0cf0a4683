"""One plain sentence for each disagreement, built from parts.

A desk editor must be able to read it aloud: who, when, in which words, how far apart, and why it
is called what it is called. Every sentence names both origins, or says that one is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor, inf, isinf

from kursk_tui.analysis.ladder.bounds import NARROW_GAP, TOGETHER_DAYS, VAGUE_DAYS
from kursk_tui.analysis.ladder.quantities import (
    COUNTED,
    EXPECTED,
    POSSIBLE,
    Quantity,
    When,
    body_of,
)
from kursk_tui.analysis.ladder.reading import NOT_ESTABLISHED, ONE_SIDE, Growth, Reading
from kursk_tui.analysis.ladder.releases import printed
from kursk_tui.analysis.ladder.usual import goes_without_saying, is_of_some, usual
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.links import Naming, linked
from kursk_tui.model.dates import Span, days_apart, days_between, overlap, parse
from kursk_tui.model.figures import Interval, Intervals, derived_text
from kursk_tui.model.records import Claim
from kursk_tui.model.vocabulary import RELAYS
from kursk_tui.words.derivations import bare_figure, derivation
from kursk_tui.words.located import located
from kursk_tui.words.misreadings import MISREADING_WORDS
from kursk_tui.words.phrases import MEASURED, counts_otherwise, is_foreign, spoken, times, to_come
from kursk_tui.words.records import name_of, short_name
from kursk_tui.words.steps import COMPATIBLE, MISFITS
from kursk_tui.words.voices import CITING, behind, claim_who, day, listed, who

# Largest first.
FRACTIONS = (
    (9 / 10, "nine tenths"),
    (4 / 5, "four fifths"),
    (3 / 4, "three quarters"),
    (2 / 3, "two thirds"),
    (3 / 5, "three fifths"),
    (1 / 2, "half"),
    (2 / 5, "two fifths"),
    (1 / 3, "a third"),
    (1 / 4, "a quarter"),
    (1 / 5, "a fifth"),
    (1 / 10, "a tenth"),
)
FLOORS = ("more_than", "at_least")
NEARLY_ALL = 0.95
# Numbers that lie further apart are not said to be one, however loosely they are read.
LOOSELY = 1.25
EITHER_DAYS = 2


def sentence(dossier: Dossier, reading: Reading) -> str:
    """What a reading says, in one sentence without a full stop."""
    if reading.kind == "told as":
        return _told_as(dossier, reading)
    if reading.tier == "recorded":
        return _recorded(dossier, reading)
    if reading.kind in ("variance", "drift", "echo") and reading.a.release:
        return _one_release(dossier, reading)
    first, second = as_named(reading)
    text = "; ".join((side(dossier, first, second), _other_side(dossier, second, first)))
    tail = [*_apart(dossier, reading, first, second), _tie(dossier, reading)]
    is_one_page = reading.a.source is not None and reading.a.source == reading.b.source
    if is_one_page and not _is_dated_again(second, first):
        is_printed = not (reading.a.is_derived or reading.b.is_derived)
        tail.append("the same page prints both" if is_printed else "both are from the same page")
    tail = [part for part in tail if part]
    return text + (": " + "; ".join(tail) if tail else "")


# ---- one side


def _other_side(dossier: Dossier, q: Quantity, first: Quantity) -> str:
    """The second side, without repeating what the first has said."""
    if _is_dated_again(q, first) and q.claim is not None and q.claim.figure is not None:
        return f"the same page also dates it to {day(q.claim.figure.date or '')}"
    return side(dossier, q, first, noun=q.measure != first.measure, again=True)


def _is_dated_again(q: Quantity, first: Quantity) -> bool:
    """Whether the page that dates an event dates it a second time in the same voice."""
    is_one_event = q.basis == first.basis == "date" and q.scope.within == first.scope.within
    return is_one_event and _is_one_voice(q, first)


def _is_one_voice(a: Quantity, b: Quantity) -> bool:
    """Whether two claims stand in one document and came to it the same way."""
    if a.claim is None or b.claim is None or a.source != b.source:
        return False
    return _is_voice(a.claim, b.claim)


def _is_voice(one: Claim, two: Claim) -> bool:
    """Whether a page came to two of its claims the same way."""
    # What is told wrongly is the page's, whoever is given for it.
    alike = (one.misreads is None) == (two.misreads is None)
    return alike and one.attribution == two.attribution and one.lineage == two.lineage


def place_apart(dossier: Dossier, basis: str, place: str | None) -> str:
    """The name of a place that must be said, else an empty text.

    Those present in a country are not those in the place that everybody means.
    """
    if basis != "stock" or place is None or place == usual(dossier, "place"):
        return ""
    return dossier.scopes[place].name


def side(
    dossier: Dossier, q: Quantity, other: Quantity, *, noun: bool = True, again: bool = False
) -> str:
    """`UN (13 Jan 2025) spoke of at least 300 killed`; derived numbers `suggests about ...`.

    What both sides share is said once: not `again`.
    """
    voice = who(dossier, q)
    name = voice.text(_when(dossier, q)) + ("," if voice.cited else "")
    if not q.measure and q.claim is not None:
        return f"{name} {_verb(q, 'said')}, in brief: {q.claim.statement.removesuffix('.')}"
    differing = _differing(dossier, q, other)
    if not again:
        differing |= {"counting"}
        differing |= {"within"} if q.scope.within is not None else set()
        if not goes_without_saying(dossier, "population", q.scope.population):
            differing |= {"population"}
        if place_apart(dossier, q.basis, q.scope.place):
            differing |= {"place"}
    what = _noun(dossier, q) if noun else ""
    if q.basis == "date" and q.claim is not None and q.claim.figure is not None:
        event = dossier.events.get(q.scope.within or "")
        title = event.title if event is not None else "the event"
        date = day(q.claim.figure.date or "")
        verb = "date" if voice.is_many else "dates"
        return f'{name} {verb} "{title}" to {date}{_also(dossier, q, other)}'
    if q.is_derived:
        how = f"derived as {derivation(dossier, q)}{_likely(dossier, q)}"
        number_text = f"{_derived(dossier, q)} {what}".rstrip() + _scope(dossier, q, differing)
        if q.claim is not None:
            return f"{name} {'suggest' if voice.is_many else 'suggests'} {number_text}, {how}"
        identity = dossier.identities[q.identity or ""]
        verb = "add up to" if identity.total.claim is None else "leave"
        return f"the figures of {name} {verb} {number_text}, {how}"
    written = lowered(spoken(dossier, q.claim)) if q.claim is not None else "?"
    measure = dossier.measures[q.measure]
    if q.claim is not None and q.claim.of is not None:
        # A few: of how many says what that can be.
        written += f" of {bare_figure(dossier, dossier.claims[q.claim.of])}"
    if any(cue in written for cue in measure.cues):
        what = ""
    elif measure.unit in MEASURED and not any(char.isalpha() for char in written):
        written += f" {measure.unit}"
    is_number = q.claim is not None and q.claim.of is None and not q.is_wordy
    if what and is_number and counts_otherwise(written, measure):
        what = f"(counted as {what})"
    has = "have" if voice.is_many else "has"
    verb = _verb(q, has if _is_page(dossier, q) else "spoke of")
    return f"{name} {verb} {written} {what}".rstrip() + _scope(dossier, q, differing)


def _is_page(dossier: Dossier, q: Quantity) -> bool:
    """Whether a page has a figure of its own, or by whoever need not be where it comes from."""
    if q.claim is None:
        return False
    publisher = dossier.agents[dossier.sources[q.claim.source].publisher]
    voice = who(dossier, q)
    # A ministry's own page is the ministry that speaks.
    is_own = publisher.kind in RELAYS and voice.speaker == short_name(publisher)
    return bool(voice.cited) or is_own


def _likely(dossier: Dossier, q: Quantity) -> str:
    """How sure a share is put from which a number is made: what nobody printed must not be surer.

    Words of another language are left to the record.
    """
    claim = q.claim
    if claim is None or claim.likelihood is None or is_foreign(dossier, claim):
        return ""
    word = "words" if " " in claim.likelihood else "word"
    return f', with the {word} "{claim.likelihood}"'


def _noun(dossier: Dossier, q: Quantity) -> str:
    """What is counted; of what is expected that it is to come: nobody is expected to be sent."""
    name = dossier.measures[q.measure].name
    return (to_come(name) or name) if q.status == EXPECTED else name


def _also(dossier: Dossier, q: Quantity, other: Quantity) -> str:
    """Whether the page dates its event a second time: it would be unfair to leave that out."""
    if q.claim is None or q.claim.figure is None:
        return ""
    dates = []
    for claim in _on_page(dossier, q):
        is_alike = claim.scope.within == q.scope.within and _is_voice(claim, q.claim)
        if claim.id == other.id or claim.figure is None or not is_alike:
            continue
        if claim.figure.date not in (None, q.claim.figure.date):
            dates.append(day(claim.figure.date or ""))
    return f", and elsewhere on the page to {listed(dates)}" if dates else ""


def _on_page(dossier: Dossier, q: Quantity) -> Iterator[Claim]:
    """The other claims of the document of a claim."""
    for id in linked(dossier, Naming).source.get(q.source or "", ()):
        if id != q.id:
            yield dossier.claims[id]


def _verb(q: Quantity, asserted: str = "spoke of") -> str:
    if q.claim is not None and q.claim.modality == "denied":
        return "denied"
    if q.status == POSSIBLE:
        return "thought possible"
    return "expected" if q.status == EXPECTED else asserted


def _scope(
    dossier: Dossier, q: Quantity, differing: frozenset[str], *, without: str = "in all"
) -> str:
    """What sets this side apart: ` in Derna (children)`; ` in all` beside one that has a period.

    `without` is what is said of a side that names no period or event where the other does.
    """
    parts = []
    where = whole = ""
    if "population" in differing and q.scope.population:
        parts.append(dossier.scopes[q.scope.population].name)
    event = dossier.events.get(q.scope.within or "")
    # An event that is named says where it was.
    is_there = "within" in differing and event is not None and event.place == q.scope.place
    if "place" in differing and q.scope.place and not is_there:
        name = dossier.scopes[q.scope.place].name
        where = located(name)
        parts += [] if where else [name]
    if "counting" in differing and q.scope.counting:
        parts.append(dossier.scopes[q.scope.counting].name)
    if "within" in differing:
        if q.scope.within is not None:
            parts.append(event.title if event else day(q.scope.within))
        else:
            whole = without
    told = (where, whole, f"({', '.join(parts)})" if parts else "")
    return "".join(f" {part}" for part in told if part)


def _differing(dossier: Dossier, a: Quantity, b: Quantity) -> frozenset[str]:
    """In what the two scopes differ; the usual place against an unsaid one is not worth a word."""
    found = set()
    for name in ("population", "place", "counting", "within"):
        one, two = getattr(a.scope, name), getattr(b.scope, name)
        if one == two:
            continue
        is_worth = name != "population" or None not in (one, two)
        if name == "population" and not is_worth:
            unsaid = a if one is None else b
            is_worth = is_of_some(dossier, unsaid.measure, one or two)
        if name == "place" and None in (one, two):
            is_worth = not goes_without_saying(dossier, name, one or two)
        if is_worth:
            found.add(name)
    return frozenset(found)


def _when(dossier: Dossier, q: Quantity) -> str:
    """`as of Jan 2026`; where only a page is dated, of which page that is the date."""
    if q.when.date is None:
        return "undated"
    if q.when.basis == "as of":
        return f"as of {day(q.when.date)}"
    if q.when.basis != "page":
        return _said_on(q)
    text = day(q.when.date)
    if q.source is None:  # derived from several pages
        return f"pages of {text}"
    voice = who(dossier, q)
    publisher = short_name(dossier.agents[dossier.sources[q.source].publisher])
    is_own = publisher in (voice.speaker, voice.beside)
    return f"page of {text}" if is_own else f"in {publisher}, {text}"


def _said_on(q: Quantity) -> str:
    """A release has one day; two of them are two pages that do not agree which."""
    is_either = q.when.span is not None and q.when.span.days == EITHER_DAYS
    return day(q.when.date or "", between=" or " if is_either else " to ")


def lowered(written: str) -> str:
    """A phrase from the beginning of a title, as it reads inside a sentence."""
    is_word = written[1:2].islower() or written.startswith("A ")
    return written[:1].lower() + written[1:] if is_word else written


def _derived(dossier: Dossier, q: Quantity) -> str:
    """A number nobody printed, rounded."""
    ends = derived_ends(dossier, q)
    return derived_text(*ends) if ends is not None else "a number"


def derived_ends(dossier: Dossier, q: Quantity) -> Interval | None:
    """The ends of a number nobody printed: from the printed numbers where they make a point."""
    words = q.under(dossier.meta.preset)
    if q.claim is not None and q.claim.of is not None and q.claim.figure is not None:
        whole = dossier.claims[q.claim.of].figure
        share = q.claim.figure
        if whole is not None and share.low is not None and share.low == share.high:
            ends = [n * share.low / 100 for n in (whole.low, whole.high) if n is not None]
            if len(set(ends)) == 1:
                return Interval(ends[0], inf if whole.hedge in FLOORS else ends[0])
            if ends:
                return Interval(*ends)
    if words is None:
        return None
    if words.entailed.is_open_high and not _has_ceiling(dossier, q):
        return Interval((words.suggested or words.entailed).low, inf)
    shown = words.suggested or words.entailed
    middle = (shown.low + shown.high) / 2
    if q.claim is None and shown.high <= 2 * shown.low:
        return Interval(middle, middle)
    return shown


def _has_ceiling(dossier: Dossier, q: Quantity) -> bool:
    """Does a term say up to? Then a sum has a ceiling too, though one that can be taken back."""
    figures = (claim.figure for claim in behind(dossier, q))
    return any(figure is not None and figure.hedge == "up_to" for figure in figures)


# ---- between the two


def _larger_first(reading: Reading) -> tuple[Quantity, Quantity]:
    def size(q: Quantity) -> tuple[float, str]:
        words = q.intervals[1]
        if words is None:
            return 0.0, q.id
        shown: Interval = words.suggested or words.entailed
        return -shown.low, q.id

    if reading.a.basis == "date":
        return _earlier_first(reading)
    first, second = sorted((reading.a, reading.b), key=size)
    return first, second


def _earlier_first(reading: Reading) -> tuple[Quantity, Quantity]:
    def place(q: Quantity) -> tuple[str, str]:
        if q.basis == "date" and q.claim is not None and q.claim.figure is not None:
            return parse(q.claim.figure.date or "").earliest, q.id
        return (q.when.span.earliest if q.when.span else "", q.id)

    first, second = sorted((reading.a, reading.b), key=place)
    return first, second


def _distance(reading: Reading) -> str:
    if reading.days is not None:
        apart = f"{reading.days} days apart" if reading.days != 1 else "a day apart"
        # Of a month or a week it is not known which day.
        is_wide = any(w is not None and w.entailed.low < w.entailed.high for w in _days_of(reading))
        return f"at least {apart}" if is_wide else apart
    if reading.gap is None or reading.kind in ("compatible", "incomparable", "echo"):
        return ""
    if isinf(reading.gap):
        return "one figure is zero"
    if reading.a.is_wordy or reading.b.is_wordy:
        # A ratio with a word for a number would be laughable.
        return ""
    if reading.gap < NARROW_GAP:
        return ""
    return f"at least {times(reading.gap)} times apart"


def _days_of(reading: Reading) -> tuple[Intervals | None, Intervals | None]:
    """The days that two dates may mean, as ordinals."""
    return reading.a.intervals[1], reading.b.intervals[1]


def _apart(dossier: Dossier, reading: Reading, first: Quantity, second: Quantity) -> list[str]:
    """How far the two are apart, and why that is called what it is called."""
    open_one = _open_one(dossier, reading) if reading.kind == "tension" else None
    distance, why = _distance(reading), _why(dossier, reading, first, second)
    if open_one is None:
        return [distance, *why]
    # Where an end is open nothing is certain: a distance is one of what the words suggest.
    distance = f"on their face {distance}" if distance else ""
    if _is_lower_later(first, second):
        distance += ", and the later count is the lower" if distance else "the later count is lower"
    return [f"{distance}, but {why[0]}" if distance else why[0], *why[1:]]


def as_named(reading: Reading) -> tuple[Quantity, Quantity]:
    """Both sides in the order in which the sentence names them."""
    return _earlier_first(reading) if reading.kind == "revision" else _larger_first(reading)


def apart_text(dossier: Dossier, reading: Reading) -> str:
    """The end of a sentence alone: `at least 3.9 times apart; of what only grows …`."""
    parts = _apart(dossier, reading, *as_named(reading))
    return "; ".join(part for part in parts if part)


def sides_text(dossier: Dossier, reading: Reading) -> str:
    """Both sides and how far they are apart, without a word of why."""
    first, second = as_named(reading)
    text = "; ".join((side(dossier, first, second), _other_side(dossier, second, first)))
    return ": ".join(part for part in (text, _distance(reading)) if part)


def is_about_days(reading: Reading) -> bool:
    """Whether one of the two moments is no single day."""
    return any(q.when.span is None or q.when.span.days != 1 for q in (reading.a, reading.b))


def _open_one(dossier: Dossier, reading: Reading) -> Quantity | None:
    """The side whose open end is why the two contradict nothing."""
    code, about = reading.why
    if code in ("open above", "open below"):
        return reading.a if reading.a.id == about else reading.b
    if code == "fast growth":
        # Only an open end of the lower of the two lets both hold on one day.
        lower = _larger_first(reading)[1]
        words = lower.under(dossier.meta.preset)
        return lower if words is not None and words.entailed.is_open_high else None
    return None


def _why(dossier: Dossier, reading: Reading, first: Quantity, second: Quantity) -> list[str]:
    kind = reading.kind
    if kind == "conflict":
        law, so = _conflict_ground(reading, first, second)
        ground = f"{law}, so {so}" if so else law
        is_near = reading.gap is not None and reading.gap <= LOOSELY
        if is_near and reading.by_preset[-1] not in ("conflict", "tension"):
            # No law gives way to a reading: what follows from the dates does.
            loosely = "round numbers are read very loosely"
            ground += f", unless {loosely}" if so else f"; both can be right only if {loosely}"
        return [ground]
    if kind == "tension":
        is_open = _open_one(dossier, reading) is not None
        if reading.growth is not None:
            return _of_fast_growth(dossier, reading, reading.growth, is_open=is_open)
        parts = [_no_contradiction(dossier, reading)]
        if _is_lower_later(first, second) and not is_open:
            parts.insert(0, "the later count is the lower")
        return parts
    if kind == "revision":
        return [REVISIONS[reading.why.code] + _or_counting(reading)]
    if kind == "difference":
        return [_covered(dossier, reading)]
    if kind == "incomparable":
        return [f"not compared: {_misfit(reading)}"]
    if kind == "compatible":
        return [f"no disagreement: {COMPATIBLE[reading.why.code]}"]
    return []


REVISIONS = {
    "later release": "a later release of the same origin",
    "later figure": "a later figure of the same origin",
    "later page": "the same origin, on a later page",
    "falls": "the later count of the same origin is the lower",
    "page falls": "the same origin, on a later page, and lower",
    "later forecast": "a later forecast of the same origin",
    "order unknown": "two releases of the same origin; which is the later is not known",
}


def _of_fast_growth(
    dossier: Dossier, reading: Reading, growth: Growth, *, is_open: bool
) -> list[str]:
    """Why a count that grew fast is worth a look, and at what pace it would have had to grow.

    Within a fortnight the days speak for themselves. Of a word, or where two may count in two
    ways, no pace is told: only how many days lie between them.
    """
    why = _no_contradiction(dossier, reading)
    about, is_near = is_about_days(reading), growth.days <= TOGETHER_DAYS
    if has_pace(reading):
        since = dossier.measures[reading.a.measure].since
        grown = growth_text(growth, since, about=about)
        if is_open:
            return [why, f"taken at what it suggests, {grown}"]
        return [grown] if is_near else [why, grown]
    days = "a day" if growth.days == 1 else f"{growth.days} days"
    apart = f"they are only {'about ' if about else ''}{days} apart"
    is_rival = reading.a.scope.counting != reading.b.scope.counting
    if is_open:
        return [why, apart] if is_near else [why]
    if is_near:
        return [apart + (", and may count differently" if is_rival else "")]
    return [why + (", if both count in the same way" if is_rival else "")]


def has_pace(reading: Reading) -> bool:
    """Whether something can be said of how fast a count grew: two numbers, counted in one way."""
    is_wordy = reading.a.is_wordy or reading.b.is_wordy
    return not is_wordy and reading.a.scope.counting == reading.b.scope.counting


def _misfit(reading: Reading) -> str:
    code, about = reading.why
    if code == "identity":
        return f"both belong to the identity {about}"
    if code == "release measures":
        return "different measures of one release"
    return MISFITS[code]


def _tie(dossier: Dossier, reading: Reading) -> str:
    """What must be said of two origins that are of one side, or may be one voice."""
    if reading.kind not in ("conflict", "tension"):
        return ""
    a, b = reading.a, reading.b
    if a.origin is None or b.origin is None or a.state is None:
        return ""
    if reading.tie == ONE_SIDE:
        return f"both speak for one side, {name_of(dossier, a.state)}"
    if reading.tie == NOT_ESTABLISHED:
        names = " and ".join(name_of(dossier, origin) for origin in (a.origin, b.origin))
        return f"{names} may be one voice"
    return ""


def _is_lower_later(larger: Quantity, smaller: Quantity) -> bool:
    """Has a cumulative count fallen from one moment to a later one, both of them told?

    Of numbers alone: of what is foreseen and of a few or thousands that cannot be said.
    """
    if "page" in (larger.when.basis, smaller.when.basis):
        return False
    if any(q.is_wordy or q.status != COUNTED for q in (larger, smaller)):
        return False
    if larger.basis != "cumulative" or larger.when.span is None or smaller.when.span is None:
        return False
    return larger.when.span.latest < smaller.when.span.earliest


def _conflict_ground(reading: Reading, first: Quantity, second: Quantity) -> tuple[str, str]:
    """Why two figures contradict each other, and what follows for them where it needs saying."""
    code = reading.why.code
    if code == "dates":
        return "one event cannot have both dates", ""
    if code == "denied":
        return "what one says is what the other denies", ""
    if code == "order":
        if _is_part(reading):
            return "a part cannot be more than a later whole", ""
        return "of what only grows the later count is the lower", ""
    is_part = _is_part(reading)
    if code == "always":
        if is_part:
            return PART_OVER_WHOLE, ""
        return "both count the same thing", "they cannot both be right"
    if code != "moment":
        raise _wordless(code)
    one, two = first.when.span, second.when.span
    unlikely = "it is unlikely that both are right"
    if one is not None and two is not None and days_apart(one, two):
        # Nobody who reads two dates believes that they are one.
        days = _days_between(one, two)
        return f"{PART_OVER_WHOLE}, and they are {days}" if is_part else days, unlikely
    if is_part:
        return PART_OVER_WHOLE, ""
    dates = (first.when.date or "", second.when.date or "")
    if one is not None and one == two and dates[0]:
        are_said = first.when.basis == second.when.basis == "said"
        when = (
            f"both were given on {_said_on(first)}"
            if are_said
            else f"both speak of {day(dates[0])}"
        )
    elif any("~" in date for date in dates):
        when = "their dates are too close to tell apart"
    else:
        when = "their dates overlap"
    wide = any(span is None or (span.days or VAGUE_DAYS) > TOGETHER_DAYS for span in (one, two))
    return when, unlikely if wide else "they cannot both be right"


PART_OVER_WHOLE = "a part cannot be more than its whole"


def _days_between(one: Span, two: Span) -> str:
    """`only a day apart`, `only 7 to 14 days apart`: the most too, where a moment is no one day."""
    least = days_apart(one, two)
    if one.days == two.days == 1:
        return f"only {'a day' if least == 1 else f'{least} days'} apart"
    early, late = sorted((one, two))
    if early.is_open_start or late.is_open_end:
        return f"{'a day' if least == 1 else f'{least} days'} or more apart"
    return f"only {least} to {days_between(early.earliest, late.latest)} days apart"


def _is_part(reading: Reading) -> bool:
    """Whether the two differ in what they count, and not only in what they leave unsaid."""
    if reading.a.scope.counting != reading.b.scope.counting:
        return False
    return any(step.name == "comparable?" and step.found == "part" for step in reading.steps)


def _no_contradiction(dossier: Dossier, reading: Reading) -> str:
    code = reading.why.code
    first, second = _larger_first(reading)
    # A word for a number shows no part to be more than its whole.
    is_shown = _is_part(reading) and not (first.is_wordy or second.is_wordy)
    part = "a part would be more than its whole, but " if is_shown else ""
    open_one = _open_one(dossier, reading)
    if open_one is not None:
        own = "" if code == "fast growth" else part
        return own + _open_end(dossier, open_one, code != "open below")
    if code == "fast growth":
        return "the time between them explains only part of the gap"
    if code == "forecast":
        return "neither is a count: both look ahead"
    if code == "counting":
        return "not called a conflict, since they may count differently"
    if code == "place":
        silent = next(q for q in (first, second) if q.scope.place is None)
        return f"not called a conflict, since {who(dossier, silent).name} names no place"
    if code == "page moment":
        return _page_dates(dossier, first, second)
    if code == "suggested":
        return f"{part}the words leave room for both, though what they suggest does not"
    raise _wordless(code)


def _page_dates(dossier: Dossier, first: Quantity, second: Quantity) -> str:
    """That a page does not date its figure, or neither does; of pages of one day that too.

    Another page may date it: nothing is said of those.
    """
    undated = [q for q in (first, second) if q.when.basis == "page"]
    if len(undated) == 1:
        return f"the page does not date the figure of {who(dossier, undated[0]).name}"
    if first.source == second.source:
        return "the page dates neither figure"
    days = {q.when.date for q in undated}
    if len(days) == 1 and (date := days.pop()) is not None:
        return f"both were published {day(date)}, and neither page dates its figure"
    return "neither page dates its figure"


def _wordless(code: str) -> ValueError:
    """A code that this room has no words for: no other code's words may stand in."""
    return ValueError(f"{code}: no words for it")


def _open_end(dossier: Dossier, q: Quantity, is_above: bool) -> str:
    """Why one of the two contradicts nothing: `"over 1,000" sets no firm upper limit`."""
    end = "upper" if is_above else "lower"
    if q.claim is None or q.is_derived:
        name = who(dossier, q).name
        return f"what is derived from {name} sets no firm {end} limit"
    words = f'"{lowered(spoken(dossier, q.claim))}"'
    figure = q.claim.figure
    if is_above and figure is not None and figure.hedge == "up_to":
        return f"{words} is only a loose upper limit"
    return f"{words} sets no firm {end} limit"


def growth_text(growth: Growth, since: str | None, *, about: bool = False) -> str:
    """`a third or more of the later count would have had to be added in the 9 days between them`.

    The part is never said to be larger than it is; a small one is given in percent. Over a
    fortnight it is said too how long the count has been growing: `, though it had been growing for
    101, since 5 Nov 2024`. `about` says that a moment is no single day, and the days are the fewest
    that they can be.
    """
    # Thirds are no exact numbers.
    named = (name for least, name in FRACTIONS if growth.part > least - 1e-9)
    fraction = f"{next(named, f'{floor(growth.part * 1000) / 10:.1f}%')} or more"
    if growth.part >= NEARLY_ALL:
        fraction = "nearly all"
    days = "day" if growth.days == 1 else f"{growth.days} days"
    if about:
        days = "day or so" if growth.days == 1 else f"{growth.days} or so days"
    text = f"{fraction} of the later count would have had to be added in the {days} between them"
    if growth.days > TOGETHER_DAYS and growth.since_days and since is not None:
        text += f", though it had been growing for {growth.since_days}, since {day(since)}"
    return text


def _covered(dossier: Dossier, reading: Reading) -> str:
    code, about = reading.why
    if code == "within":
        return "no contradiction: one counts a movement inside the other's total"
    if code == "possible":
        return "no contradiction: one only says what might be"
    if code == "movement":
        title = dossier.events[about or ""].title
        return f'no contradiction: between the two moments "{title}" was under way'
    if code == "date untested":
        one, two = reading.a.when.span, reading.b.when.span
        if one is None or two is None:
            text = "time may explain it, but one of the moments is not known"
        elif overlap(one, two):
            text = "time may explain it: one of the moments is too wide to tell"
        else:
            text = "time may explain it: there is no telling how fast the count could grow"
        return text + _or_counting(reading)
    if code != "date":
        raise _wordless(code)
    if "page" in (reading.a.when.basis, reading.b.when.basis):
        text = "explained by date, if the figure is no older than its page"
    else:
        text = "explained by date: the two speak of different moments"
    return text + _or_counting(reading)


def _or_counting(reading: Reading) -> str:
    """That date need not be all: only one of the two says how it counts."""
    one, two = reading.a.scope.counting, reading.b.scope.counting
    return "; they may also count differently" if one != two else ""


def _one_release(dossier: Dossier, reading: Reading) -> str:
    release = dossier.events[reading.a.release or ""]
    first, second = _larger_first(reading)

    def told(q: Quantity) -> str:
        text = side(dossier, q, second if q is first else first)
        if q.source is None:  # derived from what several documents relay
            return text
        publisher = short_name(dossier.agents[dossier.sources[q.source].publisher])
        is_own = q.claim is not None and who(dossier, q).speaker == publisher
        return text if is_own else f"according to {publisher}, {text}"

    how = RELEASE_WORDS[reading.kind]
    tail = _distance(reading) if reading.kind == "variance" else ""
    text = f'one release, "{release.title}", {how}: {told(first)}; {told(second)}'
    return text + (f": {tail}" if tail and reading.gap and reading.gap > 1 else "")


RELEASE_WORDS = {
    "variance": "reported in two ways",
    "drift": "reported with different hedges",
    "echo": "reported twice",
}


# How a figure is put that nobody has counted: before what becomes of those who are counted, or
# behind a name that does not say that.
_FORESEEN = {EXPECTED: ("to", ", as expected"), POSSIBLE: ("that may", ", as possible")}


def _told_as(dossier: Dossier, reading: Reading) -> str:
    """Who prints what for what somebody gave: a misreading and what it was."""
    wrong, right = reading.a, reading.b
    if not wrong.is_misreading:
        wrong, right = right, wrong
    if wrong.claim is None:
        raise ValueError("only a claim can be a misreading")
    source = dossier.sources[wrong.claim.source]
    publisher = short_name(dossier.agents[source.publisher])
    others = [a for a in wrong.claim.attribution if body_of(dossier, a) != right.origin]
    if others:
        publisher += f"{CITING}{listed([short_name(dossier.agents[a]) for a in others])}"
    page = f" (page of {day(source.published)})" if source.published else " (undated)"
    figure = wrong.claim.figure
    if figure is not None and figure.date is not None:
        event = dossier.events.get(wrong.scope.within or "")
        title = event.title if event is not None else "the event"
        how = MISREADING_WORDS[reading.why.code]
        told = f'{publisher}{page}{"," if others else ""} dates "{title}" to {day(figure.date)}'
        return f"{told}, {how}: {side(dossier, right, wrong)}"
    told = f"{publisher}{page}{',' if others else ''} prints {_told(dossier, wrong, right)}"
    aside = ""
    if reading.why.code == "modality":
        aside = ", as already done"
    elif reading.why.code == "period" and _told(dossier, wrong, right) == _told(
        dossier, right, wrong
    ):
        aside = ", as of another moment"
    told += aside
    given = f"{who(dossier, right).text(_when(dossier, right))} gave {_told(dossier, right, wrong)}"
    given += _of_told_measure(dossier, wrong, right)
    if _has_it_right(dossier, wrong, right):
        given += "; the page gets it right elsewhere"
    if wrong.names_nobody:
        return f"{told} and names no source; {given}"
    # Whoever cites somebody else for them need not have told these words wrongly: they differ.
    relayed = {dossier.agents[a].kind for a in others} <= {*RELAYS, "person"}
    if wrong.origin != right.origin or not relayed:
        return f"{told}; {given}"
    return f"{told}{',' if aside else ''} where {given}"


def _has_it_right(dossier: Dossier, wrong: Quantity, right: Quantity) -> bool:
    """Whether the page of a misreading also has what it misreads as it was given."""
    misread = wrong.claim.misreads if wrong.claim is not None else None
    if misread is None:
        return False
    if right.claim is None or right.claim.figure is None or right.claim.release is None:
        return right.source == wrong.source
    number = printed(right.claim.figure)
    return any(
        claim.misreads is None
        and claim.release == right.claim.release
        and claim.measure == right.measure
        and claim.modality == right.claim.modality
        and claim.scope.within == right.scope.within
        and claim.figure is not None
        and printed(claim.figure) == number
        and (misread.how != "hedge" or claim.figure.hedge == right.claim.figure.hedge)
        for claim in _on_page(dossier, wrong)
    )


def _told(dossier: Dossier, q: Quantity, other: Quantity) -> str:
    """A figure with its noun and what sets its scope apart: `about 4,000 killed (2024)`.

    Of a claim without a figure, which can only be what is misread, its statement.
    """
    if not q.measure:
        return f"this: {q.claim.statement.removesuffix('.')}" if q.claim is not None else "?"
    measure = dossier.measures[q.measure]
    text = _derived(dossier, q) if q.claim is None else lowered(spoken(dossier, q.claim))
    so, aside = _FORESEEN.get(q.status or "", ("", ""))
    if not any(cue in text for cue in (*measure.cues, measure.name)):
        coming = to_come(measure.name, so) if so else None
        text += f" {coming or measure.name}"
        aside = "" if coming else aside
    differing = _differing(dossier, q, other)
    if not goes_without_saying(dossier, "population", q.scope.population):
        differing |= {"population"}
    if measure.basis == "flow" and q.is_misreading:
        differing |= {"within"}
    without = "no period given" if q.is_misreading else "in all"
    return text + _scope(dossier, q, differing, without=without) + aside


def _of_told_measure(dossier: Dossier, wrong: Quantity, right: Quantity) -> str:
    """What was given for the measure that a misreading tells: that shows the error."""
    if right.claim is None or wrong.measure == right.measure:
        return ""
    for claim in dossier.claims_with("measure", wrong.measure):
        is_one = claim.source == right.source and claim.release == right.claim.release
        is_alike = claim.scope == right.scope and claim.modality == right.claim.modality
        if is_one and is_alike and claim.figure is not None and claim.misreads is None:
            written, name = lowered(spoken(dossier, claim)), dossier.measures[wrong.measure].name
            has_noun = any(cue in written for cue in dossier.measures[wrong.measure].cues)
            return f" and {written}{'' if has_noun else f' {name}'}"
    return ""


def _recorded(dossier: Dossier, reading: Reading) -> str:
    a, b = reading.a.claim, reading.b.claim
    if a is None or b is None:
        raise ValueError("only claims can be opposed")
    said = any(o.claim == b.id and o.how == reading.why.code for o in a.opposes)
    speaker, other = (a, b) if said else (b, a)
    sides = {a.id: reading.a, b.id: reading.b}
    whens = {id: _when_said(dossier, q) for id, q in sides.items()}
    one, two = (claim_who(dossier, c).text(whens[c.id]) for c in (speaker, other))
    first, then = (c.statement.removesuffix(".") for c in (speaker, other))
    note = next((o.note for o in speaker.opposes if o.claim == other.id and o.note), None)
    why = f". {note.removesuffix('.')}" if note else ""
    if reading.why.code == "denies":
        comma = "," if claim_who(dossier, speaker).cited else ""
        return f"{one}{comma} denied what {two} said. {first}. {then}{why}"
    # Neither speaks of the other: what they do not share comes first.
    brief = f"{why}. {first}. {then}"
    publisher = short_name(dossier.agents[dossier.sources[speaker.source].publisher])
    is_own = claim_who(dossier, speaker).speaker == publisher
    if speaker.source == other.source and one == two:
        # Whose page it is has been said.
        is_page = sides[speaker.id].when.basis == "page"
        when = f"page of {day(sides[speaker.id].when.date or '')}" if is_page else ""
        quoted = claim_who(dossier, speaker).text(when) if is_page else one
        if speaker.release is not None and speaker.release == other.release and not is_own:
            # A title and its text: the origin has said one thing.
            return f"{publisher} tells in two ways what {quoted} said{brief}"
        has = f"{one} says" if is_own else f"{publisher} quotes {quoted} saying"
        return f"{has} two things that are hard to reconcile{brief}"
    comma = "," if claim_who(dossier, speaker).cited else ""
    both = f"what {one}{comma} and {two} say"
    if POSSIBLE in (reading.a.status, reading.b.status):
        return f"{both} need not clash: one only says what may be{brief}"
    return f"{both} is hard to reconcile{brief}"


def _when_said(dossier: Dossier, q: Quantity) -> str:
    """When a statement was made: two of them clash by that. Of a figure as of when it speaks."""
    release = dossier.events.get(q.release or "")
    if q.measure or q.when.basis != "as of" or release is None or release.date is None:
        return _when(dossier, q)
    return _when(dossier, q._replace(when=When(parse(release.date), "said", release.date)))
