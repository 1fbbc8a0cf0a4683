"""A figure's words as an English reader takes them.

A phrase in another language is read by rules from its hedge and its printed ends, never
translated: `at least 30`. The record keeps the phrase; where both are shown the phrase stands
behind, with its language: `at least 30 [pl: Co najmniej 30]`.
"""

from __future__ import annotations

import re
from math import floor, isinf

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.dates import human
from kursk_tui.model.figures import Interval, counted, derived_text, number
from kursk_tui.model.records import Claim, Figure, Measure
from kursk_tui.model.vague import vague

_PATTERNS = {
    "exact": "exactly {}",
    "none": "{}",
    "about": "about {}",
    "nearly": "nearly {}",
    "more_than": "more than {}",
    "at_least": "at least {}",
    "at_most": "at most {}",
    "less_than": "fewer than {}",
    "up_to": "up to {}",
    "between": "{}",
    "few": "a few",
    "vague": "an uncounted number",
}


# As short as can be: for a narrow column.
_SIGNS = {
    "about": "c. {}",
    "nearly": "nearly {}",
    "more_than": ">{}",
    "at_least": "≥{}",
    "at_most": "≤{}",
    "less_than": "<{}",
    "up_to": "up to {}",
}

# Units without which a number of them cannot be said.
MEASURED = ("square kilometres", "square metres", "hectares", "weeks", "days")

_DIGITS = "0"  # stands for a number in digits
_NUMBERS = frozenset(
    (
        _DIGITS,
        *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        *("eleven", "twelve", "fifteen", "twenty", "thirty", "forty", "fifty", "sixty"),
        *("seventy", "eighty", "ninety", "one", "hundred", "thousand"),
    )
)

# With these a printed phrase begins as a number does in a sentence.
_OPENERS = _NUMBERS | frozenset(
    (
        *("a", "an", "the", "about", "around", "some", "roughly", "approximately", "circa", "at"),
        *("more", "over", "above", "nearly", "almost", "close", "closer", "up", "as", "between"),
        *("fewer", "less", "under", "below", "only", "just", "even", "no", "not", "exactly"),
        *("several", "many", "few", "dozens", "hundreds", "thousands", "tens", "another"),
        *("half", "upwards", "well", "precisely", "twice", "zero", "none", "nobody", "possibly"),
    )
)

# What a number of persons may be called; any other noun behind it counts something else.
_PERSONS = frozenset(
    (
        *("people", "persons", "men", "women", "children", "civilians", "residents", "workers"),
        *("soldiers", "troops", "personnel", "fighters", "servicemen", "servicemembers", "others"),
        *("officers", "officials", "prisoners", "pows", "engineers", "laborers", "labourers"),
        *("employees", "patients", "passengers", "victims", "casualties", "fatalities", "deaths"),
        *("dead", "dozen", "dozens", "million", "more", "total", "strong", "refugees", "families"),
    )
)

# These take an article before their number.
_WITH_ARTICLE = ("estimated", "additional")


# What stands for the language of a phrase where nobody recorded it, or it is English.
_OTHER = "other language"


def reading(figure: Figure, *, unit: str = "persons", language: str | None = None) -> str:
    """A figure in English, made from its hedge and its ends: `at least 30`, `6.5 percent`.

    A vague word of a `language` that is known reads as one in English: `dozens`. Of the units
    percent alone is named.
    """
    if figure.date is not None:
        return human(figure.date)
    if figure.hedge == "vague" and (word := vague(figure.written, language)) is not None:
        return word.words
    ends = [number(round(n, 2)) for n in (figure.low, figure.high) if n is not None]
    text = " to ".join(dict.fromkeys(ends))
    if unit == "percent" and ends:
        text += " percent"
    if figure.hedge == "less_than" and not counted(unit):
        return f"less than {text}"
    return _PATTERNS.get(figure.hedge or "none", "{}").format(text)


def shorter(dossier: Dossier, claim: Claim) -> tuple[str, ...]:
    """What can stand for a figure's words where they do not fit, the longest first.

    Their reading, `about 200`, then signs, `c. 200`. Nothing for a date, and for a few or dozens,
    whose words are all there is.
    """
    figure = claim.figure
    if figure is None or figure.date is not None or figure.hedge in ("few", "vague"):
        return ()
    unit = _unit(dossier, claim)
    ends = [_brief(round(n, 2)) for n in (figure.low, figure.high) if n is not None]
    text = "-".join(dict.fromkeys(ends)) + ("%" if unit == "percent" and ends else "")
    return reading(figure, unit=unit), _SIGNS.get(figure.hedge or "none", "{}").format(text)


def _brief(n: float) -> str:
    """`2,700`, `5.5bn`: thousands in full, millions only where that loses no digit."""
    for size, name in ((1e9, "bn"), (1e6, "m")):
        if n >= size and n / size == round(n / size, 2):
            return f"{number(n / size)}{name}"
    return number(n)


def is_foreign(dossier: Dossier, claim: Claim) -> bool:
    """Whether a claim's phrase is one that an English reader may not read."""
    figure = claim.figure
    if figure is None or figure.is_supplied:
        return False
    language = dossier.sources[claim.source].language
    if language is not None and not _is_english(language):
        return True
    return any(char.isalpha() and ord(char) > 0x24F for char in figure.written)


def phrase(dossier: Dossier, claim: Claim) -> str:
    """A figure's words for a sentence, a list or a plot: as printed, or their reading.

    An empty text for a claim without a figure.
    """
    if claim.figure is None:
        return ""
    if not is_foreign(dossier, claim):
        return claim.figure.written
    language = dossier.sources[claim.source].language
    return reading(claim.figure, unit=_unit(dossier, claim), language=language)


def spoken(dossier: Dossier, claim: Claim) -> str:
    """A figure's words inside a sentence, after `said`: as printed where they can stand there.

    `already exceeded 3,000` cannot: it becomes `more than 3,000`. `the estimated 11,000` is `an
    estimated 11,000`.
    """
    text = phrase(dossier, claim)
    if claim.figure is not None and claim.figure.is_supplied:
        text = text[1:-1]
    if claim.figure is None or claim.figure.date is not None:
        return text
    # A hedge that stands elsewhere in its sentence holds for a number that is printed bare.
    if claim.figure.hedge not in ("none", "exact") and text.replace(",", "").isdecimal():
        return reading(claim.figure, unit=_unit(dossier, claim))
    bare = text[4:] if text.lower().startswith("the ") else text
    first, _, rest = bare.partition(" ")
    if first.lower() in _WITH_ARTICLE and _first_word(rest) in _NUMBERS:
        return f"an {first.lower()} {rest}"
    if _begins_well(bare):
        return bare
    if _begins_well(text):
        return text
    if claim.figure.hedge in ("few", "vague"):
        return text
    return reading(claim.figure, unit=_unit(dossier, claim))


def counts_otherwise(text: str, measure: Measure) -> bool:
    """Whether the words behind a number of persons say what else was counted: `41 names` killed.

    A sentence must not make persons of them: it says as what the record counts them.
    """
    last = re.split(r"[ -]", text.lower())[-1].strip(".,;\"'”“")
    is_known = last in _PERSONS or last in _OPENERS or last in measure.name
    return measure.unit == "persons" and last.isalpha() and not is_known


def _begins_well(text: str) -> bool:
    return _first_word(text) in _OPENERS


def _first_word(text: str) -> str:
    """In small letters; of `eleven-thousand` the first part, of digits `_DIGITS`."""
    first = text.lstrip("“\"'(~<>≥≤").split(" ")[0].lower().rstrip(",”\"'")
    return _DIGITS if first[:1].isdigit() else first.split("-")[0]


def phrase_in_full(dossier: Dossier, claim: Claim) -> str:
    """A figure's words where there is room: of a foreign phrase both, and the language."""
    if claim.figure is None or not is_foreign(dossier, claim):
        return phrase(dossier, claim)
    language = dossier.sources[claim.source].language
    if language is None or _is_english(language):
        language = _OTHER
    return f"{phrase(dossier, claim)} [{language}: {claim.figure.written}]"


def _is_english(language: str) -> bool:
    return language.replace("_", "-").split("-")[0].lower() == "en"


def _unit(dossier: Dossier, claim: Claim) -> str:
    """The unit of the printed numbers: of a share percent, whatever it is a share of."""
    if claim.of is not None or claim.measure is None:
        return "percent"
    return dossier.measures[claim.measure].unit


# ---- what is counted

# Words for what became of those who are counted, beside those that end in -ed.
_BECAME = frozenset(
    ("sent", "lost", "held", "taken", "retaken", "driven", "shown", "seen", "present", "missing")
)
_DID = {"returned": "return", "deserted": "desert", "fled": "flee"}


def to_come(name: str, so: str = "to") -> str | None:
    """The name of a measure of what is yet to come: `to be sent`, `shells to be delivered`.

    With `so` as `that may` it is `that may be sent`. None where the name does not say what becomes
    of what is counted.
    """
    words = name.split(" ")
    at = next((at for at, word in enumerate(words) if _tells_what_became(word)), None)
    if at is None:
        return None
    word = words[at]
    words[at] = f"{so} {_DID[word]}" if word in _DID else f"{so} be {word}"
    return " ".join(words)


def _tells_what_became(word: str) -> bool:
    return word in _BECAME or word[-2:] == "ed" or word in _DID


def number_of(name: str, unit: str) -> str:
    """What a measure counts, as the subject of a sentence: `the number present`."""
    if unit in MEASURED:
        return f"the {unit} {name}"
    first = name.split(" ")[0]
    if _tells_what_became(first):
        return f"the number {name}"
    return f"the number of {name}" if first == unit else f"the figure for {name}"


# ---- how far apart


def times(gap: float) -> str:
    """How many times apart two figures are, the same wherever it is said: `8.5`, `918`.

    Counted between the nearer ends of what the words suggest, and rounded down: whoever divides
    the printed numbers gets no less. Nothing for a ratio that says nothing.
    """
    if isinf(gap):
        return ""
    rounded_down = floor(gap * 10 + 1e-9) / 10 if gap < 10 else floor(gap)
    return str(rounded_down) if rounded_down > 1 else ""


# ---- intervals

NO_FIRM_CEILING = "nothing firm: a ceiling can be taken back"


def interval_text(interval: Interval | None, *, derived: bool = False) -> str:
    """`3,600 to 4,400`, `300 or more`, `up to 2,000`; derived numbers are rounded."""
    if interval is None:
        return "no bounds"

    def text(n: float) -> str:
        if not derived or abs(n) < 100:
            return number(round(n, 1) if n % 1 else n)
        return number(round(n, -1))

    if interval.is_open_high:
        return "any number" if interval.is_open_low else f"{text(interval.low)} or more"
    if interval.is_open_low:
        return f"up to {text(interval.high)}"
    if interval.low == interval.high:
        return text(interval.low)
    return f"{text(interval.low)} to {text(interval.high)}"


def bounds_text(figure: Figure | None, interval: Interval | None, *, derived: bool = False) -> str:
    """`interval_text` of what a figure says; an end that lies just beside its number is named so.

    "More than 6,000" counts from 6,001 on, which nobody printed: it stays `more than 6,000`.
    """
    if figure is None or interval is None:
        return interval_text(interval, derived=derived)
    over = beside(figure, interval.low)
    under = beside(figure, interval.high)
    if over is not None:
        above = f"more than {number(over)}"
        return above if interval.is_open_high else f"{above}, up to {number(interval.high)}"
    if under is not None:
        below = f"fewer than {number(under)}"
        return below if interval.low <= 0 else f"{number(interval.low)} to {below}"
    return interval_text(interval, derived=derived)


def beside(figure: Figure, end: float) -> float | None:
    """The printed number that an end is one above or below of, where the words exclude it."""
    if figure.hedge == "more_than" and figure.low is not None and end == figure.low + 1:
        return figure.low
    if figure.hedge == "less_than" and figure.high is not None and end == figure.high - 1:
        return figure.high
    return None


def rounded(n: float) -> str:
    """A number nobody printed, to two significant figures, where `about` is said otherwise."""
    return derived_text(n, n).removeprefix("about ")
