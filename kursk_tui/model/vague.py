"""Words that stand for a number without giving one, a table a language: dozens, hundreds, milliers.

What they are multiplied by is read as it stands: *several hundred thousand*, *decenas de miles*.
A word that names a size in the plural, or one behind a word for several, is at least two of it and
fewer than ten. Words of one language may mean something else in another (Spanish *miles*), so the
language of the page decides which table is read; English where nobody recorded it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

DOZEN = 12


class Vague(NamedTuple):
    """From `low` to `high` such a word reaches, both included; `words` says it in English."""

    low: float
    high: float
    words: str


class _Words(NamedTuple):
    """Of a language: words for several; sizes in the plural; sizes that need several before."""

    several: frozenset[str]
    plural: Mapping[str, int]
    bare: Mapping[str, int]


_SIZES = (10, DOZEN, 100, 1_000, 10_000, 100_000, 1_000_000, 1_000_000_000)


def _sizes(text: str) -> dict[str, int]:
    """Words by what they stand for: those of each of `_SIZES` in turn, apart by bars."""
    columns = zip(text.split("|"), _SIZES, strict=False)
    return {word: size for words, size in columns for word in words.split()}


def _words(several: str, plural: str, bare: str = "") -> _Words:
    return _Words(frozenset(several.split()), _sizes(plural), _sizes(bare))


_ENGLISH = _words(
    "several few many",
    "tens|dozens|hundreds|thousands|||millions|billions",
    "ten|dozen|hundred|thousand|||million|billion",
)
_SERBIAN = _words(
    "nekoliko više par неколико више",
    "desetine desetina desetinama desetke десетине десетина|tuceti|"
    "stotine stotina stotinama стотине стотина|"
    "hiljade hiljada hiljadama tisuće tisuća tisućama хиљаде хиљада|||"
    "milioni miliona milijuni milijuna милиони милиона",
    "deset||sto stotinu",
)
_TABLES: dict[str, _Words] = {
    "en": _ENGLISH,
    "fr": _words(
        "quelques plusieurs",
        "dizaines|douzaines|centaines|milliers|||millions|milliards",
        "||cents cent|mille",
    ),
    "es": _words(
        "varios varias algunos algunas unos unas muchos muchas",
        "decenas|docenas|cientos centenares centenas|miles millares|||millones",
        "||cien|mil",
    ),
    "pt": _words(
        "vários várias alguns algumas muitos muitas",
        "dezenas|dúzias|centenas|milhares|||milhões",
        "|||mil",
    ),
    "it": _words(
        "alcune alcuni diverse diversi parecchie molte qualche varie",
        "decine|dozzine|centinaia|migliaia|||milioni",
        "||cento|mila",
    ),
    "ro": _words("câteva cateva mai multe", "zeci|duzini|sute|mii|||milioane"),
    "de": _words(
        "mehrere einige mehreren einigen viele etliche",
        "|dutzende dutzenden|hunderte hunderten|tausende tausenden|"
        "zehntausende zehntausenden|hunderttausende hunderttausenden|millionen|milliarden",
        "|dutzend|hundert|tausend|zehntausend|hunderttausend",
    ),
    "nl": _words(
        "enkele verscheidene meerdere paar vele",
        "tientallen|dozijnen|honderden|duizenden|tienduizenden|honderdduizenden|miljoenen",
        "||honderd|duizend|||miljoen",
    ),
    "sv": _words(
        "flera några många",
        "tiotals|dussintals|hundratals hundratal|tusentals|tiotusentals|hundratusentals|miljontals",
        "||hundra|tusen|||miljoner",
    ),
    "no": _words(
        "flere noen mange",
        "titalls|dusinvis|hundrevis hundretalls|tusenvis tusener|titusenvis titusener|"
        "hundretusener|millioner",
        "||hundre|tusen",
    ),
    "da": _words(
        "flere nogle mange",
        "|dusinvis snesevis|hundredvis hundreder|tusindvis tusinder|titusinder|hundredtusinder|"
        "millioner",
        "||hundrede|tusind",
    ),
    "fi": _words(
        "useita muutamia monia",
        "kymmeniä kymmenet|tusinoita|satoja sadat|tuhansia tuhannet|||miljoonia miljoonat",
    ),
    "hu": _words("több néhány", "|tucatnyian|százak|ezrek||||", "tíz|tucat|száz|ezer|||millió"),
    "pl": _words(
        "kilka parę wiele kilku",
        "dziesiątki dziesiątek dziesiątkami kilkadziesiąt kilkudziesięciu|tuziny|"
        "setki setek setkami kilkaset kilkuset|tysiące tysięcy tysiącami|||"
        "miliony milionów milionami",
    ),
    "cs": _words(
        "několik pár mnoho",
        "desítky desítek desítkami|tucty tuctů|stovky stovek stovkami set|"
        "tisíce tisíců tisíci tisíc|||miliony milionů",
    ),
    "sk": _words(
        "niekoľko pár mnoho",
        "desiatky desiatok|tucty|stovky stoviek|tisíce tisícov|||milióny miliónov",
    ),
    "sl": _words(
        "več nekaj",
        "desetine desetin desetinami|ducate|stotine stotin stotinami|"
        "tisoče tisočev tisoči|||milijone milijoni milijonov",
        "deset||sto|tisoč",
    ),
    "sr": _SERBIAN,
    "hr": _SERBIAN,
    "bs": _SERBIAN,
    "sh": _SERBIAN,
    "ru": _words(
        "несколько много нескольких",
        "десятки десятков десятками десятках|дюжины|сотни сотен сотнями сотнях|"
        "тысячи тысяч тысячами тысячах|||миллионы миллионов",
    ),
    "uk": _words(
        "кілька декілька багато кількох",
        "десятки десятків десятками десятках|дюжини|сотні сотень сотнями сотнях|"
        "тисячі тисяч тисячами тисячах|||мільйони мільйонів",
    ),
    "bg": _words("няколко много", "десетки|дузини|стотици|хиляди|||милиони"),
    "mk": _words("неколку многу", "десетици десетина||стотици|илјади|||милиони"),
    "el": _words(
        "μερικές αρκετές πολλές μερικοί μερικά",
        "δεκάδες δεκάδων|ντουζίνες|εκατοντάδες εκατοντάδων|χιλιάδες χιλιάδων|||εκατομμύρια",
    ),
    "tr": _words("birkaç", "onlarca||yüzlerce|binlerce|||milyonlarca", "on||yüz|bin|||milyon"),
    "id": _words("beberapa", "puluhan|lusinan|ratusan|ribuan|||jutaan", "||ratus|ribu|||juta"),
    "ar": _words("عدة بضع بضعة", "عشرات||مئات مئة|آلاف ألاف الاف|||ملايين"),
    "he": _words("כמה מספר", "עשרות|תריסרי|מאות|אלפי אלפים|||מיליוני מיליונים"),
}
# Between two sizes that are multiplied: tens of thousands, decenas de miles.
_JOINERS = frozenset(("of", "de", "d", "di", "von", "van", "da", "do", "av", "af"))
# Languages without spaces between words: what stands anywhere in the phrase, the longest first.
_UNSPACED = {
    "ko": _sizes("수십||수백|수천|수만|수십만|수백만"),
    "ja": _sizes("数十||数百|数千|数万|数十万|数百万"),
    "zh": _sizes(
        "数十 數十 几十 幾十||数百 數百 几百 上百|数千 數千 几千 上千|数万 數萬 上万|数十万 數十萬|"
        "数百万 數百萬"
    ),
}
_NAMES = {
    10: "dozens",  # nobody says tens alone
    DOZEN: "dozens",
    100: "hundreds",
    1_000: "thousands",
    10_000: "tens of thousands",
    DOZEN * 1_000: "tens of thousands",
    100_000: "hundreds of thousands",
    1_000_000: "millions",
    10_000_000: "tens of millions",
    100_000_000: "hundreds of millions",
    1_000_000_000: "billions",
}
# Letters that belong together, or one sign that keeps two sizes apart.
_TOKEN = re.compile(r"[^\W\d_]+|[^\s\w'’-]")


@lru_cache(maxsize=4096)
def vague(written: str, language: str | None = None) -> Vague | None:
    """Return what the one vague word in a phrase reaches, None where there is no one rule.

    Sizes that stand together are multiplied; sizes that are a choice (*hundreds or thousands*)
    have no rule, nor has one size alone (*a hundred*).
    """
    code = (language or "en").replace("_", "-").split("-")[0].lower()
    # Only where a phrase is read: a look-up need not load it.
    from unicodedata import normalize

    text = normalize("NFC", written).lower()
    if code in _UNSPACED:
        sizes = _UNSPACED[code]
        found = max((word for word in sizes if word in text), key=len, default=None)
        return _reach(sizes[found]) if found is not None else None
    table = _TABLES.get(code)
    return _read(_TOKEN.findall(text), table) if table is not None else None


def _read(tokens: list[str], table: _Words) -> Vague | None:
    """Read the one run of sizes in the words of a phrase."""
    if table is _TABLES["ar"]:
        tokens = [token.removeprefix("ال") for token in tokens]
    sizes = {**table.bare, **table.plural}
    places = [at for at, token in enumerate(tokens) if token in sizes]
    if not places:
        return None
    first, last = places[0], places[-1]
    between = {token for token in tokens[first : last + 1] if token not in sizes}
    values = [sizes[tokens[at]] for at in places]
    is_vague = any(tokens[at] in table.plural for at in places)
    # Only what stands right before them says how many of them: several hundred.
    is_vague = is_vague or bool(table.several & set(tokens[max(first - 2, 0) : first]))
    rises = all(one < two for one, two in pairwise(values))
    if not is_vague or not rises or not between <= _JOINERS:
        return None
    product = 1
    for value in values:
        product *= value
    return _reach(product)


def _reach(size: int) -> Vague | None:
    name = _NAMES.get(size)
    if name is None:
        return None
    # Who has dozens has no hundred.
    tens = size // DOZEN * 10 if size in (DOZEN, DOZEN * 1_000) else size
    return Vague(2.0 * size, 10.0 * tens - 1, name)
