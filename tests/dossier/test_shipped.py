"""The shipped dossier: what its codebook promises, held against the data and the texts.

The texts are not part of the project. They are looked for in the folder that
KURSK_TUI_TEST_TEXTS names, else beside the project; without them the tests that need them
are skipped.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kursk_tui.analysis.ladder.intervals import claim_intervals
from kursk_tui.dossier.check import check_file
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.texts import Texts
from kursk_tui.model import dates, figures, locators, schema
from kursk_tui.model.records import Claim
from kursk_tui.model.vocabulary import HEDGES
from kursk_tui.store import files

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "data" / "kursk.json"
CODEBOOK = ROOT / "data" / "README.md"
TEXTS_VARIABLE = "KURSK_TUI_TEST_TEXTS"

YARDSTICKS = {"sources": 310, "agents": 310, "events": 270, "claims": 1550}
CHECKED = 210
FIGURES = 1100
READ_FIGURES = 80
LONGEST_STATEMENT = 110
LONGEST_PHRASE = 60
COPIED_RUN = 7

# The words that stand for each hedge; a number with none of them is hedged `none`.
HEDGE_WORDS = {
    "about": r"about|around|some|roughly|approximately|an estimated|~",
    "nearly": r"nearly|almost|close to|approaching",
    "more_than": r"more than|over|above|exceed\w*",
    "at_least": r"at least|no fewer than|a minimum of|or more|upwards of",
    "at_most": r"at most|no more than",
    "less_than": r"fewer than|less than|under",
    "up_to": r"up to|as many as|as high as",
    "exact": r"exactly|precisely",
}
# Claims whose hedge does not stand in their own phrase.
SHARED_HEDGE = {"ki-2026-02-12.8b": "the hedge before the first number of the list"}
# Claims whose phrase prints a number that is neither end of the figure.
SECOND_NUMBER = {"ki-2026-02-12.12b": "one figure in two units, the first is recorded"}
NUMBER_WORDS = {"three": 3.0, "nine": 9.0, "two-thirds": 66.6667}

# Relays whose chain ends in somebody other than the one whose release it is, or the state of whom
# it is an organ.
OTHER_ORIGIN = {
    "joongang-2025-03-05.r1": "the lawmaker tells what HUR told him",
    "joongang-2025-03-05.r2": "the lawmaker tells what Kyiv counts",
    "news-az-2025-03-05.r1": "the lawmaker tells what Budanov told him",
    "news-az-2025-03-05.r2": "the lawmaker tells what Budanov told him",
    "joongang-2024-12-24.r1": "the President cites the Commander-in-Chief",
    "euromaidan-press-2025-01-09.r3": "the President cites the Commander-in-Chief",
    "menafn-2024-12-16.r1": "the President cites the Commander-in-Chief",
    "menafn-2025-01-04.r1": "the President cites the Commander-in-Chief",
    "menafn-2025-01-04.r3": "the President cites the Commander-in-Chief",
    "g-novosti-2024-11-27.r4": "the diplomat cites HUR",
    "liga-2024-12-31.r1": "the Pentagon confirms a figure of the White House",
    "ukrainska-pravda-2024-12-19.r6": "the Pentagon is named, not its officer",
    "upday-2025-04-30.r3": "the military is named, not its chiefs of staff",
    "news-pravda-2025-07-12.r6": "the ministry is named, not its chief of staff",
    "news1-undated.r6": "state media are named, not their agency",
    "babel-2025-04-28.r2": "the agency carries Kim's words",
    "news-pravda-2025-08-22.r2": "the agency carries Kim's words",
    "kcna-2025-04-28-text.r2": "the agency carries the Commission's stand",
    "kcna-2025-04-28-text.r3": "the agency carries the Commission's stand",
    "kcna-2025-04-28-text.r4": "the agency carries the Commission's stand",
    "naenara-undated.r1": "the agency carries the Commission's stand",
}
# Figures whose phrase was seen in another edition of the page, so that the words are ours.
OTHER_EDITION = {f"tsn-undated-2.r{number}" for number in range(4, 8)}
# Events whose date is not that of their parts or of the moments of their claims.
DATED_OTHERWISE = {"dunai-transfers": "two autumn months without a year, told in February"}

# What is not a claim: source, first and last paragraph, why.
FURNITURE = (
    ("ki-2026-02-12", 1, 1, "name of the section"),
    ("ki-2026-02-12", 3, 3, "reading time"),
    ("ki-2026-02-12", 4, 4, "the title again"),
    ("ki-2026-02-12", 17, 20, "about the author"),
    ("ki-2026-02-12", 21, 23, "news feed"),
    ("joongang-2026-02-10", 1, 3, "weather, place and date of the page"),
    ("joongang-2026-02-10", 6, 6, "the title again"),
    ("joongang-2026-02-10", 15, 15, "the caption again"),
    ("joongang-2026-02-10", 21, 22, "how it was translated, and by whom"),
    ("digest-2026-02", 2, 2, "state of the page"),
    ("digest-2026-02", 7, 7, "heading"),
    ("digest-2026-02", 17, 31, "list of articles"),
    ("ki-2025-02-27", 1, 4, "page furniture"),
    ("ki-2025-02-27", 6, 6, "byline, recorded as the date of publication"),
    ("ki-2025-02-27", 8, 8, "note on the audio"),
    ("ki-2025-02-27", 20, 51, "other articles and forms"),
    ("defense-express-undated", 1, 1, "mark of a heading"),
    ("defense-express-undated", 3, 4, "captions that say nothing of an event"),
    ("defense-express-undated", 8, 8, "another article"),
    ("defense-express-undated", 9, 10, "the title and the captions again"),
    ("defense-express-undated", 16, 16, "another article"),
)

# Numbers that no `written` holds: source, paragraph (0: all), pattern around the number, why.
EXEMPT = (
    ("digest-2026-02", 0, r"\[\d+\]", "reference number"),
    ("digest-2026-02", 1, r"in 2026$", "year of the title, recorded as the as-of"),
    ("digest-2026-02", 3, r"as of January 2026", "date recorded as the as-of"),
    ("digest-2026-02", 10, r"\d+th Regiment", "name of a regiment"),
    ("digest-2026-02", 13, r"\d+th Regiment", "name of a regiment"),
    ("joongang-2026-02-10", 14, r"the April 25 House", "name of a theatre"),
    ("ki-2026-02-12", 2, r"start of 2026", "date recorded as the as-of"),
    ("ki-2026-02-12", 6, r"early 2026", "date recorded as the as-of"),
)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# Numbers in letters. "one" and "first" are left out: they are seldom a count.
IN_LETTERS = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?"
    r"|thousands?|millions?|half|halves|thirds?|quarters?|two-thirds)\b",
    re.IGNORECASE,
)
EXEMPT_IN_LETTERS = (("joongang-2026-02-10", 17, r"a third deployment", "an ordinal, not a share"),)
# Phrases of time without a number, which are read from the date of publication.
OF_TIME = re.compile(
    r"\b(?:(?:last|this|next|previous|coming|earlier in) "
    r"(?:year|spring|summer|fall|autumn|winter|month|weeks?|day|January|February|March|April|May|June"
    r"|July|August|September|October|November|December)"
    r"|yesterday|today|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|currently)\b",
    re.IGNORECASE,
)
EXEMPT_OF_TIME = (
    ("ki-2025-02-27", 11, r"this year", "period the figure counts within"),
    ("ki-2026-02-12", 8, r"currently", "recorded as the as-of"),
    ("joongang-2026-02-10", 13, r"currently", "says of an occupation that it lasts"),
    ("defense-express-undated", 7, r"coming weeks", "the page has no date to count from"),
    ("defense-express-undated", 15, r"currently", "the page has no date to count from"),
)


class Passage(NamedTuple):
    """One paragraph of a text: of which source, its number from 1, and its words."""

    source: str
    number: int
    text: str


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return Dossier.open(SHIPPED)


@pytest.fixture(scope="module")
def texts(dossier: Dossier) -> Texts:
    named = os.environ.get(TEXTS_VARIABLE)
    folder = Path(named) if named else ROOT.parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip(f"no copies of the articles: no folder {folder}; name one in {TEXTS_VARIABLE}")
    return Texts.attach(dossier, folder)


@pytest.fixture(scope="module")
def passages(dossier: Dossier, texts: Texts) -> list[Passage]:
    found: list[Passage] = []
    for id in read_sources(dossier):
        paras = texts.paragraphs(id)
        assert paras is not None, f"no copy of {id}"
        found += [Passage(id, number, text) for number, text in enumerate(paras, 1)]
    return found


def read_sources(dossier: Dossier) -> list[str]:
    """Return the sources that were read paragraph by paragraph."""
    return [id for id, source in dossier.sources.items() if source.text is not None]


def read_claims(dossier: Dossier) -> list[Claim]:
    """Return the claims of sources that were read paragraph by paragraph."""
    read = set(read_sources(dossier))
    return [claim for claim in dossier.claims.values() if claim.source in read]


def registered(dossier: Dossier) -> dict[str, list[Claim]]:
    """Return the claims of each source of which only figures and events were noted."""
    found: dict[str, list[Claim]] = {}
    for claim in dossier.claims.values():
        if dossier.sources[claim.source].text is None:
            found.setdefault(claim.source, []).append(claim)
    return found


def in_paragraphs(dossier: Dossier) -> dict[tuple[str, int], list[Claim]]:
    """Return the claims with a place by source and paragraph, in the order of the file."""
    found: dict[tuple[str, int], list[Claim]] = {}
    for claim in dossier.claims.values():
        if claim.locator is None:
            continue
        found.setdefault((claim.source, claim.locator.paragraph), []).append(claim)
    return found


def is_slip(dossier: Dossier, claim: Claim) -> bool:
    """Whether a date claim lies after the page that asserts it."""
    page = dossier.sources[claim.source].published
    assert claim.figure is not None
    assert claim.figure.date is not None
    return (
        claim.modality == "asserted"
        and page is not None
        and dates.parse(claim.figure.date).earliest > dates.parse(page).latest
    )


def date_of(dossier: Dossier, event: str) -> dates.Span | None:
    """Return the span of the date claims of an event, by the codebook's rule."""
    spans = {
        dates.parse(claim.figure.date)
        for claim in dossier.claims.values()
        if claim.scope.within == event
        and claim.figure is not None
        and claim.figure.date is not None
        and not is_slip(dossier, claim)
    }
    narrow = [
        span
        for span in spans
        if not any(other != span and dates.contains(span, other) for other in spans)
    ]
    return dates.hull(narrow) if narrow else None


def moments_of(dossier: Dossier, event: str) -> Iterator[str]:
    """Return the dates of the parts of an event, and the moments of the claims that speak of it."""
    for part in dossier.events.values():
        if part.part_of == event:
            yield from filter(None, [part.date])
            yield from moments_of(dossier, part.id)
    for claim in dossier.claims.values():
        if event not in claim.events:
            continue
        if claim.scope.within and claim.scope.within not in dossier.events:
            yield claim.scope.within
        release = dossier.events[claim.release].date if claim.release else None
        moment = claim.as_of or release or dossier.sources[claim.source].published
        if moment is not None:
            yield moment


def bodies(dossier: Dossier, agent: str) -> set[str]:
    """Return an agent and the bodies it belongs to."""
    found = {agent}
    at = dossier.agents[agent].member_of
    while at is not None:
        found.add(at)
        at = dossier.agents[at].member_of
    return found


def words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"\w+", text)]


def runs(text: str) -> Iterator[tuple[str, ...]]:
    found = words(text)
    for at in range(len(found) - COPIED_RUN + 1):
        yield tuple(found[at : at + COPIED_RUN])


def own_words(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Return everything in the dossier that is to be in own words, with where it stands."""
    yield "meta", dossier.meta.summary
    for source in dossier.sources.values():
        yield f"{source.id} note", source.note or ""
    for event in dossier.events.values():
        yield f"{event.id} title", event.title
        yield f"{event.id} note", event.note or ""
    for measure in dossier.measures.values():
        yield f"{measure.id} note", measure.note or ""
    for identity in dossier.identities.values():
        yield f"{identity.id} assumption", identity.assumption
    for claim in dossier.claims.values():
        yield f"{claim.id} statement", claim.statement
        yield f"{claim.id} note", claim.note or ""
        for opposition in claim.opposes:
            yield f"{claim.id} opposes {opposition.claim}", opposition.note or ""


def codebook_blocks() -> Iterator[tuple[str, str]]:
    """Return the paragraphs of the codebook, with the line where each begins."""
    start, block = 1, list[str]()
    lines = CODEBOOK.read_text("utf-8").splitlines()
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            block.append(line)
            continue
        if block:
            yield f"{CODEBOOK.name} line {start}", "\n".join(block)
        start, block = number + 1, []


def marks(text: str, phrases: Iterable[str]) -> list[tuple[int, int]]:
    """Return where each phrase first stands in a text."""
    return [span for phrase in phrases if (span := locators.find_phrase(text, phrase))]


def uncovered(
    passage: Passage,
    numbers: re.Pattern[str],
    claims: Iterable[Claim],
    exempt: Iterable[tuple[str, int, str, str]],
) -> list[str]:
    """Return the numbers of a paragraph that stand in no claim's phrase and no exemption."""
    spans = marks(passage.text, [claim.figure.written for claim in claims if claim.figure])
    for source, number, pattern, _ in exempt:
        if source == passage.source and number in (0, passage.number):
            spans += [match.span() for match in re.finditer(pattern, passage.text)]
    return [
        f"{passage.source}.{passage.number}: {match.group()}"
        for match in numbers.finditer(passage.text)
        if not any(start <= match.start() and match.end() <= end for start, end in spans)
    ]


def is_furniture(passage: Passage) -> bool:
    return any(
        source == passage.source and first <= passage.number <= last
        for source, first, last, _ in FURNITURE
    )


# The file


def test_dossier_is_sound() -> None:
    assert check_file(str(SHIPPED)) == []


def test_file_is_as_the_program_writes_it() -> None:
    raw = SHIPPED.read_bytes()
    assert files.encode(json.loads(raw), str(SHIPPED)) == raw


def test_dossier_holds_enough(dossier: Dossier) -> None:
    held = {
        "sources": len(dossier.sources),
        "agents": len(dossier.agents),
        "events": len(dossier.events),
        "claims": len(dossier.claims),
    }
    assert {name: held[name] for name, least in YARDSTICKS.items() if held[name] < least} == {}
    readings = Counter(source.reading for source in dossier.sources.values())
    assert readings["full"] == len(read_sources(dossier)) == 5
    assert readings["checked"] >= CHECKED
    with_figure = [claim.id for claim in dossier.claims.values() if claim.figure is not None]
    assert len(with_figure) >= FIGURES
    assert sum(claim.figure is not None for claim in read_claims(dossier)) >= READ_FIGURES


# Claims


def test_ids_follow_their_paragraph(dossier: Dossier) -> None:
    letters = ["", *"bcdefghijklmnopqrstuvwxyz"]
    for (source, paragraph), claims in in_paragraphs(dossier).items():
        expected = [f"{source}.{paragraph}{letter}" for letter in letters[: len(claims)]]
        assert [claim.id for claim in claims] == expected


def test_claims_stand_in_the_order_of_the_file(dossier: Dossier) -> None:
    order = {id: number for number, id in enumerate(dossier.sources)}
    places = [
        (order[claim.source], claim.locator.paragraph if claim.locator else 0)
        for claim in dossier.claims.values()
    ]
    assert places == sorted(places)


def test_claims_of_a_page_that_was_only_noted_are_numbered(dossier: Dossier) -> None:
    for source, claims in registered(dossier).items():
        assert [claim.id for claim in claims] == [
            f"{source}.r{number}" for number in range(1, len(claims) + 1)
        ]
        assert all(claim.locator is None for claim in claims), source
    assert all(claim.locator is not None for claim in read_claims(dossier))


def test_no_page_says_one_thing_twice(dossier: Dossier) -> None:
    """The key of a claim is its place, never its value: nothing is told apart by value alone."""
    for source, claims in registered(dossier).items():
        rest = [claim._replace(id="", statement="", note=None) for claim in claims if claim.figure]
        assert len(set(rest)) == len(rest), source


def test_every_name_is_that_of_one_agent(dossier: Dossier) -> None:
    names = Counter(
        name.casefold()
        for agent in dossier.agents.values()
        for name in {agent.name.casefold(), *(alias.casefold() for alias in agent.aliases)}
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_no_page_stands_twice(dossier: Dossier) -> None:
    urls = Counter(source.url for source in dossier.sources.values() if source.url)
    assert [url for url, count in urls.items() if count > 1] == []
    assert len(urls) > 180


# A briefing, the documents that must tell it, and what its echoes and variances rest on.
TOLD_BY_MANY = {
    "nis-2025-01-13": 6,
    "nis-2025-02-04": 1,
    "nis-2025-02-27": 5,
    "jcs-2025-03-27": 3,
    "nis-2025-04-30": 9,
    "nis-2025-09-02": 6,
    "nis-2026-02-12": 4,
    "zelensky-2024-12-23": 5,
    "zelensky-2025-01-05": 2,
    "zelensky-2025-01-09": 2,
    "zelensky-2025-02-14": 2,
    "uk-di-losses": 6,
    "gerasimov-2025-04-26": 5,
    "kcna-2025-04-28": 4,
}


def test_releases_are_told_by_their_documents(dossier: Dossier) -> None:
    told: dict[str, set[str]] = {}
    for claim in dossier.claims.values():
        if claim.release is not None:
            told.setdefault(claim.release, set()).add(claim.source)
    few = {id: len(told[id]) for id, least in TOLD_BY_MANY.items() if len(told[id]) < least}
    assert few == {}


def test_words_of_ours_stand_in_brackets(dossier: Dossier) -> None:
    """A day where nobody noted how a page prints it; numbers only of another edition of a page."""
    ours = {
        claim.id for claim in dossier.claims.values() if claim.figure and claim.figure.is_supplied
    }
    days = {claim.id for claim in dossier.claims.values() if claim.figure and claim.figure.date}
    assert ours - days == OTHER_EDITION
    assert not any(c.figure.is_supplied for c in read_claims(dossier) if c.figure)


def test_claims_of_one_paragraph_share_its_hash(dossier: Dossier) -> None:
    for claims in in_paragraphs(dossier).values():
        assert len({claim.locator.sha256 for claim in claims if claim.locator}) == 1


def test_statements_are_short_and_each_its_own(dossier: Dossier) -> None:
    claims = dossier.claims.values()
    assert [c.id for c in claims if len(c.statement) > LONGEST_STATEMENT] == []
    counts = Counter((claim.source, claim.statement) for claim in claims)
    assert [key for key, count in counts.items() if count > 1] == []


def test_phrases_as_printed_are_short(dossier: Dossier) -> None:
    phrases = {
        (claim.id, phrase)
        for claim in dossier.claims.values()
        for phrase in (claim.likelihood, claim.figure and claim.figure.written)
        if phrase
    }
    assert {key for key in phrases if len(key[1]) > LONGEST_PHRASE} == set()


def test_no_claim_stands_twice(dossier: Dossier) -> None:
    for claims in in_paragraphs(dossier).values():
        rest = [claim._replace(id="") for claim in claims]
        assert len(set(rest)) == len(rest), claims[0].id
        # The same figure of the same thing, only worded in another way, is no second claim.
        counted = [claim._replace(statement="", note=None) for claim in rest if claim.figure]
        assert len(set(counted)) == len(counted), claims[0].id


def test_share_is_of_a_claim_of_its_source(dossier: Dossier) -> None:
    shares = {claim.id: claim.of for claim in dossier.claims.values() if claim.of}
    assert shares
    for share, whole in shares.items():
        assert dossier.claims[whole].source == dossier.claims[share].source, share
        assert dossier.claims[whole].figure is not None, share


def test_population_is_only_that_of_a_figure(dossier: Dossier) -> None:
    claims = dossier.claims.values()
    assert [c.id for c in claims if c.scope.population and not c.measure] == []


def test_chain_without_agents_is_the_publisher_or_unknown(dossier: Dossier) -> None:
    for claim in dossier.claims.values():
        if claim.lineage == "unknown":
            assert claim.attribution == (), claim.id
        if claim.lineage == "full" and claim.attribution:
            assert dossier.agents[claim.attribution[-1]].kind != "unnamed", claim.id


def test_figures_are_in_shape(dossier: Dossier) -> None:
    for claim in dossier.claims.values():
        if claim.figure is not None:
            assert claim.figure.hedge in (None, *HEDGES), claim.id
            assert figures.shape_problem(claim.figure) is None, claim.id


def test_hedges_stand_in_the_phrase(dossier: Dossier) -> None:
    for claim in read_claims(dossier):
        if claim.figure is None or claim.figure.hedge is None:
            continue
        hedge, written = claim.figure.hedge, claim.figure.written.casefold()
        if hedge in ("between", "few", "vague") or claim.id in SHARED_HEDGE:
            continue
        found = [name for name, any_of in HEDGE_WORDS.items() if re.search(any_of, written)]
        assert found == ([] if hedge == "none" else [hedge]), claim.id


def test_numbers_are_the_printed_ones(dossier: Dossier) -> None:
    for claim in read_claims(dossier):
        if claim.figure is None or claim.figure.hedge is None or claim.id in SECOND_NUMBER:
            continue
        written = claim.figure.written
        printed = {float(number.replace(",", "")) for number in NUMBER.findall(written)}
        for word, number in NUMBER_WORDS.items():
            if word in written.split():
                printed.add(number)
        ends = {end for end in (claim.figure.low, claim.figure.high) if end is not None}
        assert printed == ends, claim.id


def test_date_claim_names_the_event_it_dates(dossier: Dossier) -> None:
    for claim in dossier.claims.values():
        if claim.figure is not None and claim.figure.date is not None:
            assert claim.scope.within in dossier.events, claim.id
            assert claim.scope.within in claim.events, claim.id


def test_opposition_says_why(dossier: Dossier) -> None:
    for claim in dossier.claims.values():
        for opposition in claim.opposes:
            assert opposition.note, claim.id
            if opposition.how == "denies":
                assert claim.modality == "denied", claim.id


def test_own_finding_of_a_page_says_what_makes_it_one(dossier: Dossier) -> None:
    """A figure without attribution has no origin, unless the publisher found it out."""
    press = ("outlet", "news agency", "aggregator")
    for claim in dossier.claims.values():
        if claim.attribution or claim.lineage != "full" or claim.measure in (None, "event-date"):
            continue
        if dossier.agents[dossier.sources[claim.source].publisher].kind in press:
            assert claim.note, claim.id


def test_misreading_keeps_what_it_prints(dossier: Dossier) -> None:
    misread = [claim for claim in dossier.claims.values() if claim.misreads is not None]
    assert {claim.misreads.how for claim in misread if claim.misreads} <= {
        "measure",
        "period",
        "modality",
        "number",
    }
    for claim in misread:
        assert claim.misreads is not None
        assert claim.figure is not None, claim.id
        assert (claim.misreads.claim is None) != (claim.misreads.release is None), claim.id
        if claim.misreads.claim is None:
            continue
        right = dossier.claims[claim.misreads.claim]
        if claim.misreads.how == "number":
            # The right number is on another page.
            assert claim.release is not None, claim.id
            assert (right.release, right.misreads) == (claim.release, None), claim.id
        elif right.source != claim.source:
            # Its number is taken from elsewhere, or the release's words stand on another page; the
            # note says why.
            assert claim.release in (None, right.release), claim.id
            assert claim.note, claim.id
            assert right.misreads is None, claim.id
            one, two = (claim_intervals(dossier, c, "default") for c in (claim, right))
            assert one is not None, claim.id
            assert two is not None, claim.id
            assert one.entailed.overlaps(two.entailed), claim.id


# Dates


def test_no_document_is_older_than_a_release_that_it_tells(dossier: Dossier) -> None:
    older = set()
    for claim in dossier.claims.values():
        page = dossier.sources[claim.source].published
        release = dossier.events[claim.release].date if claim.release is not None else None
        if page is None or release is None:
            continue
        latest, earliest = dates.parse(page).latest, dates.parse(release).earliest
        # A day's grace, for the zones.
        if earliest > latest and dates.days_between(latest, earliest) > 1:
            older.add(claim.id)
    assert older == set()


def test_document_without_a_date_has_the_bound_of_its_newest_release(dossier: Dossier) -> None:
    for claim in dossier.claims.values():
        if dossier.sources[claim.source].published is None and claim.release is not None:
            assert dossier.events[claim.release].date is None, claim.id


def test_nothing_asserted_lies_after_its_page_but_two_slips(dossier: Dossier) -> None:
    slips = set()
    for claim in dossier.claims.values():
        page = dossier.sources[claim.source].published
        said = claim.as_of or (claim.figure.date if claim.figure else None)
        if claim.modality != "asserted" or page is None or said is None:
            continue
        if dates.parse(said).earliest > dates.parse(page).latest:
            slips.add(claim.id)
    assert slips == {"ki-2026-02-12.10c", "ki-2026-02-12.14b"}


# Events, releases, measures


def test_every_event_can_be_reached(dossier: Dossier) -> None:
    index = Index(dossier)
    assert [event for event in dossier.events if not index.mentions(event)] == []


def test_event_dates_span_what_is_claimed(dossier: Dossier) -> None:
    """A release, and a happening without parts that a claim dates, has the span of those dates."""
    umbrellas = {event.part_of for event in dossier.events.values()}
    wrong = {
        id: (event.date, claimed)
        for id, event in dossier.events.items()
        if (claimed := date_of(dossier, id)) is not None or event.kind == "release"
        if id not in umbrellas
        if (dates.parse(event.date) if event.date else None) != claimed
    }
    assert wrong == {}


def test_umbrellas_are_dated_by_their_parts_and_the_moments_of_their_claims(
    dossier: Dossier,
) -> None:
    """Those that no claim dates. The note says how it was done; chapters are dated by us."""
    apart = set()
    for id, event in dossier.events.items():
        if event.kind == "release" or event.date is None or date_of(dossier, id) is not None:
            continue
        found = [dates.parse(moment) for moment in moments_of(dossier, id)]
        assert event.note or event.kind == "chapter", id
        if not found or not dates.overlap(dates.hull(found), dates.parse(event.date)):
            apart.add(id)
    assert apart == set(DATED_OTHERWISE)


def test_release_is_by_a_named_agent(dossier: Dossier) -> None:
    releases = [event for event in dossier.events.values() if event.kind == "release"]
    assert releases
    for release in releases:
        assert release.by is not None, release.id
        assert dossier.agents[release.by].kind != "unnamed", release.id


def test_happening_is_by_nobody(dossier: Dossier) -> None:
    happenings = [event for event in dossier.events.values() if event.kind == "happening"]
    assert [event.id for event in happenings if event.by is not None] == []


def test_full_chain_ends_in_the_one_whose_release_it_is(dossier: Dossier) -> None:
    """But who dates an utterance is the page or its agency, not the one who spoke."""
    others = set()
    for claim in dossier.claims.values():
        if claim.release is None or claim.lineage != "full" or not claim.attribution:
            continue
        by, last = dossier.events[claim.release].by, claim.attribution[-1]
        assert by is not None
        of_state = by == dossier.agents[last].party or last == dossier.agents[by].party
        if claim.scope.within == claim.release or of_state:
            continue
        if not bodies(dossier, last) & bodies(dossier, by):
            others.add(claim.id)
    assert others == set(OTHER_ORIGIN)


def test_one_utterance_has_one_release(dossier: Dossier) -> None:
    """No two of one agent's, of one day and name, and so with the same echoes."""
    named = Counter(
        (event.by, event.title) for event in dossier.events.values() if event.kind == "release"
    )
    allowed = {("budanov", "Budanov to The War Zone")}  # two interviews with one site
    assert {key for key, count in named.items() if count > 1} <= allowed


def test_turning_points_carry_a_figure(dossier: Dossier) -> None:
    turning = [event.id for event in dossier.events.values() if event.turning]
    assert 8 <= len(turning) <= 12
    told = {
        event
        for claim in dossier.claims.values()
        if claim.figure is not None
        for event in (*claim.events, claim.release)
    }
    assert [event for event in turning if event not in told] == []


def test_summary_counts_the_documents(dossier: Dossier) -> None:
    counts = Counter(source.reading for source in dossier.sources.values())
    codebook = CODEBOOK.read_text("utf-8")
    for number in (len(dossier.sources), *counts.values()):
        assert re.search(rf"\b{number}\b", dossier.meta.summary), number
    for reading, number in counts.items():
        assert f"| `{reading}` | {number} |" in codebook


def test_measures_are_used(dossier: Dossier) -> None:
    used = {claim.measure for claim in dossier.claims.values()}
    assert [measure for measure in dossier.measures if measure not in used] == []


def test_only_cumulative_measures_are_parts(dossier: Dossier) -> None:
    for measure in dossier.measures.values():
        if measure.part_of is not None:
            assert measure.basis == "cumulative", measure.id
            assert dossier.measures[measure.part_of].basis == "cumulative", measure.id


# The codebook


def test_codebook_names_every_field_and_value() -> None:
    codebook = CODEBOOK.read_text("utf-8")
    missing: list[str] = []

    def walk(table: str, fields: Iterable[schema.Field]) -> None:
        for field in fields:
            names = [field.name, *(str(choice) for choice in field.choices)]
            missing.extend(f"{table}: {name}" for name in names if f"`{name}`" not in codebook)
            walk(table, field.fields)
            if field.item is not None:
                walk(table, field.item.fields)

    for table, fields in schema.DOSSIER.items():
        assert f"`{table}`" in codebook
        walk(table, fields)
    assert missing == []


def test_codebook_treats_every_decision(dossier: Dossier) -> None:
    codebook = CODEBOOK.read_text("utf-8")
    named = set(re.findall(r"`([a-z0-9][a-z0-9.-]*)`", codebook))
    noted = {id for id in read_sources(dossier) if dossier.sources[id].note}
    noted |= {event.id for event in dossier.events.values() if event.note}
    noted |= {claim.id for claim in read_claims(dossier) if claim.note or claim.opposes}
    assert sorted(noted - named) == []


def test_codebook_cites_only_what_is_there(dossier: Dossier) -> None:
    codebook = CODEBOOK.read_text("utf-8")
    sources = "|".join(re.escape(id) for id in dossier.sources)
    cited = set(re.findall(rf"`((?:{sources})\.r?\d+[a-z]?)`", codebook))
    assert len(cited) > 100
    assert sorted(cited - set(dossier.claims)) == []


# With copies of the texts


def test_every_text_is_there(dossier: Dossier, texts: Texts) -> None:
    for id in read_sources(dossier):
        paras, source = texts.paragraphs(id), dossier.sources[id]
        assert paras is not None, id
        assert source.text is not None, id
        assert source.text.paragraphs == len(paras), id
        assert source.text.sha256 == locators.text_fingerprint(paras), id


def test_every_locator_is_anchored(dossier: Dossier, texts: Texts) -> None:
    states = {claim.id: texts.passage(claim).state for claim in read_claims(dossier)}
    assert {id: state for id, state in states.items() if state != locators.ANCHORED} == {}


def test_every_printed_phrase_stands_in_its_paragraph(
    dossier: Dossier, passages: list[Passage]
) -> None:
    paragraph = {(passage.source, passage.number): passage.text for passage in passages}
    astray = [
        f"{claim.id}: {phrase}"
        for claim in read_claims(dossier)
        for phrase in (claim.likelihood, claim.figure and claim.figure.written)
        if phrase
        and claim.locator
        and not locators.find_phrase(paragraph[claim.source, claim.locator.paragraph], phrase)
    ]
    assert astray == []


def test_own_words(dossier: Dossier, passages: list[Passage]) -> None:
    printed = {run: f"{p.source}.{p.number}" for p in passages for run in runs(p.text)}
    copied = {
        f"{where}: {' '.join(run)} ({printed[run]})"
        for where, text in [*own_words(dossier), *codebook_blocks()]
        for run in runs(text)
        if run in printed
    }
    assert copied == set()


def test_every_paragraph_is_furniture_or_holds_a_claim(
    dossier: Dossier, passages: list[Passage]
) -> None:
    held = in_paragraphs(dossier)
    wrong = [
        f"{passage.source}.{passage.number}"
        for passage in passages
        if is_furniture(passage) == ((passage.source, passage.number) in held)
    ]
    assert wrong == []
    last = Counter(passage.source for passage in passages)
    assert [row for row in FURNITURE if not 1 <= row[1] <= row[2] <= last[row[0]]] == []


@pytest.mark.parametrize(
    ("numbers", "exempt"),
    [
        pytest.param(NUMBER, EXEMPT, id="digits"),
        pytest.param(IN_LETTERS, EXEMPT_IN_LETTERS, id="letters"),
        pytest.param(OF_TIME, EXEMPT_OF_TIME, id="phrases of time"),
    ],
)
def test_no_printed_number_is_forgotten(
    dossier: Dossier,
    passages: list[Passage],
    numbers: re.Pattern[str],
    exempt: tuple[tuple[str, int, str, str], ...],
) -> None:
    held = in_paragraphs(dossier)
    told = [passage for passage in passages if not is_furniture(passage)]
    forgotten = [
        number
        for passage in told
        for number in uncovered(
            passage, numbers, held.get((passage.source, passage.number), ()), exempt
        )
    ]
    assert forgotten == []
    stale = [
        (source, number, pattern)
        for source, number, pattern, _ in exempt
        if not any(
            passage.source == source
            and number in (0, passage.number)
            and re.search(pattern, passage.text)
            for passage in told
        )
    ]
    assert stale == []
