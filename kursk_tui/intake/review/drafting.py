"""From a proposal to a form that a person reviews: what the text cannot say is suggested too.

What is suggested beyond the text (a statement in plain words, the events that claims of this
measure mention, a release of the same origin from these days) says so among its reasons.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from kursk_tui.analysis.ladder.quantities import body_of
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.documents.reading import Article
from kursk_tui.intake.language.asof import aside
from kursk_tui.intake.language.elsewhen import is_earlier
from kursk_tui.intake.language.moments import moments
from kursk_tui.intake.language.plain import plain
from kursk_tui.intake.language.proposals import Because, Proposal
from kursk_tui.intake.language.published import Page
from kursk_tui.intake.review.forms import (
    CLAIM,
    SOURCE,
    Draft,
    agent_called,
    new_name,
    number_text,
)
from kursk_tui.model.dates import days_apart, human, is_valid, overlap, parse
from kursk_tui.model.languages.detecting import can_propose, name_of
from kursk_tui.model.languages.tables import base
from kursk_tui.model.records import Figure, Measure
from kursk_tui.model.vocabulary import Modality
from kursk_tui.words.phrases import reading
from kursk_tui.words.records import short_name
from kursk_tui.words.voices import day

# A briefing is news for so many days.
NEWS_DAYS = 3
# So many words in a row are somebody else's sentence, by the codebook.
COPIED_RUN = 7

_AMOUNTS = {
    "exact": "exactly {low}",
    "none": "{low}",
    "about": "about {low}",
    "nearly": "nearly {low}",
    "more_than": "more than {low}",
    "at_least": "at least {low}",
    "at_most": "at most {high}",
    "less_than": "fewer than {high}",
    "up_to": "up to {high}",
    "between": "{low} to {high}",
}


class Suggested(NamedTuple):
    """A form filled from a proposal, why each field is what it is, and what is doubted of it."""

    draft: Draft
    because: tuple[Because, ...]
    doubts: tuple[Because, ...] = ()


def suggest(
    dossier: Dossier,
    proposal: Proposal,
    *,
    publisher: str,
    published: str | None,
    paragraph: str = "",
    whole: str | None = None,
    language: str | None = None,
) -> Suggested:
    """A form for a proposal. `whole` is the id of the claim that it is a share of, if kept.

    `paragraph` is the one that the proposal stands in: a day in its sentence tells releases of
    one origin apart. `language` is that of the page.
    """
    proposal = _known(dossier, proposal)
    figure, scope = proposal.figure, proposal.scope
    origin = _origin(proposal, publisher)
    draft = {field.name: "" for field in CLAIM}
    draft.update(
        measure=proposal.measure or "",
        written=figure.written,
        hedge=figure.hedge or "",
        low=number_text(figure.low),
        high=number_text(figure.high),
        of=whole or "",
        population=scope.population or "",
        place=scope.place or "",
        counting=scope.counting or "",
        within=scope.within or "",
        as_of=proposal.as_of or "",
        as_of_basis=proposal.as_of_basis or "",
        attribution=", ".join(proposal.attribution),
        lineage=proposal.lineage,
        modality=proposal.modality,
        likelihood=proposal.likelihood or "",
        statement=statement(dossier, proposal, publisher, paragraph, language),
    )
    because = list(proposal.because)
    if proposal.hesitates:
        because.append(_reason("lineage", f"hesitates: {proposal.hesitates}"))
    start, end = proposal.sentence
    text = plain(paragraph)
    named = [m for m in moments(paragraph[start:end], Page.published(published)) if m.edtf]
    clause = aside(text, (start, end), proposal.start)
    days = [m.edtf or "" for m in named if aside(text, (start, end), start + m.start) == clause]
    # A queue that somebody has edited may have any text there.
    said = proposal.said if proposal.said is not None and is_valid(proposal.said) else None
    if is_earlier(text, proposal.start):
        # "Down from the 22 of a day earlier": that was said on another day.
        said = proposal.as_of
    days = [said] if said is not None else days
    # An earlier figure, and one beside another that has the day, are of no release near the page.
    is_other = bool(named) and not days
    is_other |= said is None and any(doubt.field == "release" for doubt in proposal.doubts)
    release, why = (None, "") if is_other else release_of(dossier, origin, published, days)
    if release is not None:
        draft["release"] = release
        because.append(_reason("release", why))
    elif said is not None:
        told = f"said on {human(said)}; this dossier has no release of that day"
        if _is_new_release(proposal, said):
            draft["release"] = f"+{_speaker_name(dossier, proposal)}, {day(said)} ({said})"
            told = f"said on {human(said)}: a release of that day is made"
        because.append(_reason("release", told))
    events = events_of(dossier, proposal.measure)
    if events:
        draft["events"] = ", ".join(events)
        because.append(_reason("events", "what most claims of this measure mention"))
    return Suggested(draft, tuple(because), proposal.doubts)


def _is_new_release(proposal: Proposal, said: str) -> bool:
    """Whether a day on which somebody is sure to have said a count makes an utterance of its own.

    A count of another moment was said on another day; of a part whom it counts is not known. What
    a measure is has nothing to do with the day.
    """
    is_day = parse(said).days == 1
    is_sure = proposal.lineage == "full" and bool(proposal.attribution)
    is_sure &= all(doubt.field == "measure" for doubt in proposal.doubts)
    return is_day and is_sure and proposal.as_of is None and proposal.of is None


def _speaker_name(dossier: Dossier, proposal: Proposal) -> str:
    """The name of whom a chain ends in, of somebody new without the kind behind it."""
    last = proposal.attribution[-1]
    if last.startswith("+"):
        return last.removeprefix("+").partition(" (")[0]
    return dossier.agents[last].name


def document_draft(dossier: Dossier, article: Article) -> Draft:
    """A form for the document itself, from what was read of it."""
    outlet = article.outlet
    publisher = agent_called(dossier, outlet) or (f"+{outlet} (outlet)" if outlet else "")
    draft = {field.name: "" for field in SOURCE}
    draft.update(
        publisher=publisher,
        title=article.title or "",
        published=article.published or "",
        published_basis=article.published_basis,
        kind="report",
        language=article.language or "",
        url=article.url or "",
        note=f"By {', '.join(article.authors)}." if article.authors else "",
    )
    return draft


def document_because(article: Article) -> tuple[Because, ...]:
    """What the guesses of a document's form rest on, where a reader should look at them."""
    words = {"publisher": article.outlet_words, "published": article.published_words}
    found = [_reason(field, text) for field, text in words.items() if text is not None]
    if article.language is not None:
        without = "" if can_propose(article.language) else "; its figures can't be proposed"
        text = f"{name_of(article.language)}, as a program found{without}"
        found.append(_reason("language", text))
    return tuple(found)


class Told(NamedTuple):
    """What a statement is made of. `speaker` is a name; a share `is_share` of a claim's whole.

    `population` and `place` are ids of scopes; of those that are to be made, their names.
    `language` is that of the figure's words.
    """

    speaker: str
    figure: Figure
    measure: Measure | None
    population: str | None
    place: str | None
    is_share: bool
    modality: Modality
    dates: str = ""
    language: str | None = None


def statement(
    dossier: Dossier,
    proposal: Proposal,
    publisher: str,
    paragraph: str = "",
    language: str | None = None,
) -> str:
    """What a proposal says, in plain words made of its fields and never of the text's own.

    Where these happen to be the text's (`up to 900 foreign troops killed`), in another order.
    """
    proposal = _known(dossier, proposal)
    scope = proposal.scope
    told = Told(
        speaker(dossier, _speaker(proposal, publisher), proposal.attribution, proposal.lineage),
        proposal.figure,
        dossier.measures[proposal.measure] if proposal.measure is not None else None,
        scope.population,
        scope.place,
        proposal.of is not None,
        proposal.modality,
        language=language,
    )
    return worded(dossier, told, paragraph)


def speaker(dossier: Dossier, agent: str, chain: Sequence[str], lineage: str) -> str:
    """Who says it, by name. A document that names nobody is not itself the one that counted."""
    name = new_name(agent) if agent.startswith("+") else short_name(dossier.agents[agent])
    return f"{name}, naming nobody" if not chain and lineage == "unknown" else name


def worded(dossier: Dossier, told: Told, paragraph: str = "") -> str:
    """A statement of what is told, as `statement` makes it of a proposal."""
    said = wordings(dossier, told)
    return next((text for text in said if not _copies(text, paragraph)), said[-1])


def wordings(dossier: Dossier, told: Told) -> list[str]:
    """The statements that may be made of what is told, in one order of words and another."""
    figure, measure, scopes = told.figure, told.measure, dossier.scopes
    amount = printed = _in_english(figure, told)
    if figure.hedge in _AMOUNTS:
        low, high = number_text(figure.low), number_text(figure.high)
        amount = _AMOUNTS[figure.hedge].format(low=low or high, high=high or low)
    elif re.search(r"(dozens|scores|hundreds|thousands|millions|number)$", amount):
        amount += " of"
    ending = _PUT.get(told.modality, "")
    if measure is not None and measure.basis == "date":
        return [f"{told.speaker}: {told.dates or measure.name} – {figure.written}{ending}."]
    unit = measure.unit if measure is not None else ""
    if told.is_share:
        amount, what = printed, "of them"
    elif unit in ("persons", "") and told.population is not None:
        what = scopes[told.population].name if told.population in scopes else told.population
    else:
        what = unit
    if amount.endswith(what):
        what = ""
    elif figure.hedge == "vague" and amount.endswith("s"):
        # "Hundreds of troops", but "several hundred troops".
        amount = f"{amount} of"
    counted = measure.name if measure is not None and measure.name not in what else ""
    dash = "" if unit == "persons" or told.is_share or not counted else "–"
    where = ""
    if told.place is not None:
        where = f"({scopes[told.place].name if told.place in scopes else told.place})"
    return [
        " ".join(word for word in (f"{told.speaker}:", *order, where) if word) + f"{ending}."
        for order in ((amount, what, dash, counted), (what, dash, counted, "–", amount))
    ]


def _in_english(figure: Figure, told: Told) -> str:
    """A figure as printed; of a page in another language as an English reader takes it."""
    if told.language is None or base(told.language) == "en" or figure.date is not None:
        return figure.written
    return reading(figure, unit="percent" if told.is_share else "persons", language=told.language)


_PUT = {"expected": ", expected", "possible": ", possibly", "denied": ", denied"}


def release_of(
    dossier: Dossier,
    origin: str | None,
    published: str | None,
    days: Sequence[str] = (),
    *,
    only: bool = False,
) -> tuple[str | None, str]:
    """A release of an origin that a sentence may relay, and why; None where there is none.

    The one on a day that the sentence names (`days`, EDTF); where it names none, the latest of
    the days up to the page's date, or with `only` the one that there is. A release of the same
    body counts too: a spokesman speaks for the ministry.
    """
    if origin is None:
        return None, ""
    body = body_of(dossier, origin)
    said = [
        (parse(event.date), event.id)
        for event in dossier.events.values()
        if event.kind == "release" and event.date and body_of(dossier, event.by) == body
    ]
    named = [parse(day) for day in days]
    # A month that is named is when something was so; a day may be when it was said.
    on = [
        (span.latest, id)
        for span, id in said
        for day in named
        if (day.days or 99) <= 1 and overlap(span, day)
    ]
    if on:
        return max(on)[1], "the same origin, on a day that the sentence names"
    if published is None or any((day.days or 99) <= 1 for day in named):
        return None, ""
    page = parse(published)
    late = [
        (span.latest, id)
        for span, id in said
        if span.earliest <= page.latest and days_apart(span, page) <= NEWS_DAYS
    ]
    if not late or (only and len(late) > 1):
        return None, ""
    return max(late)[1], "the same origin, in the days before the page"


def events_of(dossier: Dossier, measure: str | None) -> Sequence[str]:
    """The events that claims of a measure mention, if most of them mention the same; else none."""
    if measure is None:
        return ()
    counts = Counter(
        tuple(row.get("events") or ())
        for row in dossier.raw_rows("claims").values()
        if row.get("measure") == measure
    )
    found, count = counts.most_common(1)[0] if counts else ((), 0)
    return found if 2 * count > counts.total() else ()


def _copies(text: str, paragraph: str) -> bool:
    """Whether a text shares a run of COPIED_RUN words with a paragraph."""
    theirs = f" {' '.join(_words(paragraph))} "
    mine = _words(text)
    runs = range(len(mine) - COPIED_RUN + 1)
    return any(f" {' '.join(mine[at : at + COPIED_RUN])} " in theirs for at in runs)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _known(dossier: Dossier, proposal: Proposal) -> Proposal:
    """A proposal without ids that an edit has taken out of the dossier since it was made.

    Who was to be made then may be an agent by now.
    """
    scope, found = proposal.scope, tuple(_agent(dossier, a) for a in proposal.attribution)
    known = tuple(dict.fromkeys(agent for agent in found if agent is not None))
    return proposal._replace(
        measure=proposal.measure if proposal.measure in dossier.measures else None,
        scope=scope._replace(
            population=scope.population if scope.population in dossier.scopes else None,
            place=scope.place if scope.place in dossier.scopes else None,
            counting=scope.counting if scope.counting in dossier.scopes else None,
        ),
        attribution=known,
        # Who is missing is no longer told: the chain is not whole.
        lineage="partial" if None in found and proposal.lineage == "full" else proposal.lineage,
    )


def _agent(dossier: Dossier, agent: str) -> str | None:
    """The id of an agent, or one that is to be made; None where it is neither."""
    if agent.startswith("+"):
        return agent_called(dossier, new_name(agent)) or agent
    return agent if agent in dossier.agents else None


def _origin(proposal: Proposal, publisher: str) -> str | None:
    """The id of the origin; None where it is not certain, or not yet in the dossier."""
    speaker = _speaker(proposal, publisher)
    return speaker if proposal.lineage == "full" and not speaker.startswith("+") else None


def _speaker(proposal: Proposal, publisher: str) -> str:
    return proposal.attribution[-1] if proposal.attribution else publisher


def _reason(field: str, words: str) -> Because:
    return Because(field, words, 0, 0)
