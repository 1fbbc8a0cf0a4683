"""What is known of a language, as data: its words for numbers, hedges, people, losses, months.

A language is one file of this folder with one `TABLE` and no rule: whoever adds a language, or
words to one, writes no code. The rules that read them are in `numbers`, `hedges` and `spans`, and
`model.vague` and `intake` read the same tables. English has its own rules in `intake.language`.

Words are small letters in Unicode NFC; forms of one word stand apart by spaces, phrases by bars.
A star at the end of a word stands for any ending, one at the beginning for any first part.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kursk_tui.model.vocabulary import Hedge


class Table(NamedTuple):
    """A language. What it has no word for is left out.

    Detection: `name` in English; `letters` that no other language of its script has; `common`
    words that stand in every text.

    Numbers: `spaced` where words stand apart; `grouping` the marks between groups of three digits,
    `decimal` the mark before decimals; `numbers` the words by what they are worth, `scales` those
    that multiply; `halves` (half a million) may stand before a scale alone; `scores` pairs that
    are multiplied (4 and 20 in French); `joiners` words inside a number, `joined` a letter that
    joins by standing before the word; `units_first` where three-and-twenty is said; `compound`
    where numbers are written in one word; `rough` words that are about a number (a dozen).

    Words of quantity: `several`; `plural` sizes (hundreds), `bare` sizes that need a word for
    several before them, where the words of `numbers` and `scales` do not tell; `few` of somebody;
    `ors` between two of them that are a choice.

    Hedges: `before` and `after` a number; `fillers` may stand between. `changes` are verbs after
    which "to" names a goal (rose to 300). `ranges` are openers and joiners (from ... to), `to`
    joiners that need no opener. `percent`; `tenths` of a whole; `fractions` by their percent;
    `parts` what stands between denominator and numerator where that comes first.

    Pages: `prefixes` that are written onto a word; `persons` nouns, `counters` of persons right
    behind a number; `duals`: two of somebody in one word; `units` other nouns by the English unit;
    `cues` by what happened; `of` between a part and its whole, `them` for those counted before;
    `whence` between people and their country; `where` stands before the name of a place, or
    behind it where words stand not apart; `ands` between two cues; `stops` words that part
    clauses; `strips` endings that the name of a state may lose before those of its adjective
    (`nations`) or of its people (`natives`), `linking` what joins its two words there; `armies`
    bodies of soldiers; `of_month` may stand between a day and its month, `months` from January
    on; `dated` what stands behind the number of a year, an hour, an age; `saying` verbs,
    `according` to whom, `according_after` the same behind the name.
    """

    code: str
    name: str
    letters: str = ""
    common: str = ""
    spaced: bool = True
    grouping: str = " ."
    decimal: str = ","
    numbers: Mapping[float, str] = {}
    scales: Mapping[float, str] = {}
    halves: str = ""
    scores: tuple[tuple[float, float], ...] = ()
    joiners: str = ""
    joined: str = ""
    units_first: bool = False
    compound: bool = False
    rough: Mapping[float, str] = {}
    several: str = ""
    plural: Mapping[int, str] = {}
    bare: Mapping[int, str] = {}
    few: str = ""
    ors: str = ""
    before: Mapping[Hedge, str] = {}
    after: Mapping[Hedge, str] = {}
    fillers: str = ""
    changes: str = ""
    ranges: str = ""
    to: str = ""
    percent: str = ""
    tenths: str = ""
    fractions: Mapping[float, str] = {}
    parts: str = ""
    prefixes: str = ""
    persons: str = ""
    counters: str = ""
    duals: str = ""
    units: Mapping[str, str] = {}
    cues: Mapping[str, str] = {}
    of: str = ""
    them: str = ""
    whence: str = ""
    where: str = ""
    ands: str = ""
    stops: str = ""
    strips: str = ""
    nations: str = ""
    natives: str = ""
    linking: str = ""
    armies: str = ""
    of_month: str = ""
    months: tuple[str, ...] = ()
    dated: str = ""
    saying: str = ""
    according: str = ""
    according_after: str = ""
