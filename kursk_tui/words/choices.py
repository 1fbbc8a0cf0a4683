"""What the values of closed lists mean, in a few words, and what people say for them."""

from __future__ import annotations

from collections.abc import Mapping

# By the name of a field: each of its values, and what it means.
MEANINGS: Mapping[str, Mapping[str, str]] = {
    "hedge": {
        "exact": "exactly so many",
        "none": "a bare number",
        "about": "about, some, roughly",
        "nearly": "nearly, almost, close to",
        "more_than": "more than, over, above",
        "at_least": "a floor: at least, or more",
        "at_most": "a ceiling: at most, no more than",
        "less_than": "fewer than, under",
        "up_to": "up to, as many as",
        "between": "a range: from one number to another",
        "few": "a few, a handful",
        "vague": "a word without a number: hundreds",
    },
    "lineage": {
        "full": "every step is named, or it is the publisher's own",
        "partial": "a step is missing, or the last one is unnamed",
        "unknown": "the document names nobody",
    },
    "modality": {
        "asserted": "told as a fact",
        "expected": "told as what will be",
        "possible": "told as what may be",
        "denied": "told as untrue",
    },
    "as_of_basis": {
        "stated": "the sentence has a date",
        "inferred": "worked out, as from the sentence before",
    },
    "published_basis": {
        "stated": "printed beside the article",
        "page": "only on the page around it",
        "inferred": "worked out from what it says",
        "unknown": "no date at all",
    },
    "kind": {
        "report": "an article of its own",
        "digest": "drawn from the reports of others",
        "statement": "by the origin itself",
        "post": "on a social network",
        "video": "a film",
        "happening": "something that happened",
        "release": "words that somebody put out",
        "chapter": "a span of the story",
        "population": "whom a figure counts",
        "place": "where it counts them",
        "counting": "how they were counted",
        "sum": "parts that make up a whole",
        "ledger": "what came and went makes what is there",
        "state": "a country",
        "intelligence": "an intelligence service",
        "military": "armed forces, or a part of them",
        "government": "a ministry, an office, a city",
        "parliament": "a parliament, or a part of it",
        "person": "somebody by name",
        "news agency": "passes news on to outlets",
        "outlet": "a newspaper, a station, a site",
        "aggregator": "collects what others report",
        "analyst": "a body that weighs what others say",
        "ngo": "a body of no state",
        "unnamed": "a source without a name: officials",
    },
    "basis": {
        "stock": "how many there are at a moment",
        "cumulative": "how many so far: it only grows",
        "flow": "how many in a span of time",
        "share": "how much of a whole, in percent",
        "date": "when something was",
    },
    "closed": {
        "yes": "what is counted within it holds for good",
        "no": "counts within it may still grow",
    },
    "turning": {
        "yes": "a turning point: the overview shows it",
        "no": "no turning point",
    },
}

# What people say for a value, beside its own name. One word or phrase means one value.
SAID: Mapping[str, Mapping[str, str]] = {
    "hedge": {
        "range": "between",
        "from to": "between",
        "or": "between",
        "floor": "at_least",
        "minimum": "at_least",
        "no fewer than": "at_least",
        "no less than": "at_least",
        "or more": "at_least",
        "ceiling": "at_most",
        "maximum": "at_most",
        "no more than": "at_most",
        "or fewer": "at_most",
        "or less": "at_most",
        "over": "more_than",
        "above": "more_than",
        "exceeds": "more_than",
        "fewer than": "less_than",
        "under": "less_than",
        "below": "less_than",
        "as many as": "up_to",
        "as high as": "up_to",
        "some": "about",
        "around": "about",
        "roughly": "about",
        "approximately": "about",
        "estimated": "about",
        "almost": "nearly",
        "close to": "nearly",
        "precisely": "exact",
        "bare": "none",
        "plain": "none",
        "no hedge": "none",
        "without": "none",
        "handful": "few",
        "a few": "few",
        "hundreds": "vague",
        "dozens": "vague",
        "thousands": "vague",
    },
    "lineage": {
        "whole": "full",
        "complete": "full",
        "own": "full",
        "part": "partial",
        "incomplete": "partial",
        "unnamed": "partial",
        "anonymous": "partial",
        "nobody": "unknown",
        "not known": "unknown",
    },
    "modality": {
        "fact": "asserted",
        "said": "asserted",
        "will": "expected",
        "planned": "expected",
        "forecast": "expected",
        "may": "possible",
        "might": "possible",
        "could": "possible",
        "untrue": "denied",
        "false": "denied",
    },
    "as_of_basis": {"printed": "stated", "guessed": "inferred", "worked out": "inferred"},
    "published_basis": {
        "printed": "stated",
        "beside": "stated",
        "address": "page",
        "guessed": "inferred",
        "worked out": "inferred",
        "none": "unknown",
        "undated": "unknown",
        "no date": "unknown",
    },
    "kind": {
        "article": "report",
        "news": "report",
        "press release": "statement",
        "tweet": "post",
        "telegram": "post",
        "film": "video",
        "summary": "digest",
        "newspaper": "outlet",
        "ministry": "government",
        "office": "government",
        "army": "military",
        "service": "intelligence",
        "think tank": "analyst",
        "anonymous": "unnamed",
        "country": "state",
    },
    "basis": {
        "total": "cumulative",
        "so far": "cumulative",
        "at a moment": "stock",
        "per day": "flow",
        "percent": "share",
    },
    "closed": {"true": "yes", "over": "yes", "open": "no", "false": "no"},
    "turning": {"true": "yes", "false": "no"},
}


def plain_value(value: str) -> str:
    """A value as one says it: `at least` for `at_least`."""
    return value.replace("_", " ")


def meant(field: str, text: str, choices: tuple[str, ...]) -> list[str]:
    """Return the values of a closed list that a text may mean, the likeliest first.

    Its own name comes first, then what is said for it, then their beginnings, each value once.
    Case and the marks between words do not matter. All of them for an empty text.
    """
    wanted = " ".join(text.replace("_", " ").replace("-", " ").casefold().split())
    said = {word: value for word, value in SAID.get(field, {}).items() if value in choices}
    names = {plain_value(value): value for value in choices}
    exact = [table[wanted] for table in (names, said) if wanted in table]
    if exact:
        return exact[:1]
    found = [value for name, value in names.items() if name.startswith(wanted)]
    if wanted:
        found += [value for word, value in said.items() if word.startswith(wanted)]
    return list(dict.fromkeys(found))
