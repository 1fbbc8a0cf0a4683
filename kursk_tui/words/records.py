"""Records put into short words: names, chains, figures, citations.

Shared by the screens and by the headless commands, so that both say the same.
"""

from __future__ import annotations

import re

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.provenance import chain_agents, moment_of, origin_of
from kursk_tui.model.dates import human
from kursk_tui.model.records import (
    NO_LICENCE,
    Agent,
    Claim,
    ClaimScope,
    Identity,
    Meta,
    Source,
    Term,
)
from kursk_tui.words.phrases import phrase, phrase_in_full

UNKNOWN = "?"


def short_name(agent: Agent) -> str:
    """The name for narrow columns: the first alias where it is shorter; states keep theirs.

    An alias in another script than Latin is for finding the agent in a text, not for a reader.
    """
    first = agent.aliases[0] if agent.aliases else agent.name
    is_readable = all(char < "\u0250" or not char.isalpha() for char in first)
    is_shorter = len(first) < len(agent.name)
    return first if agent.kind != "state" and is_shorter and is_readable else agent.name


def name_of(dossier: Dossier, agent_id: str) -> str:
    """Short name of an agent id."""
    return short_name(dossier.agents[agent_id])


def abbreviations(dossier: Dossier, text: str) -> list[tuple[str, str]]:
    """(`UN`, `United Nations`): those in a text, in their order there.

    An abbreviation is a short name without a small letter. Of two agents with one, both.
    """
    found = []
    for agent in dossier.agents.values():
        short = short_name(agent)
        if agent.merged_into is None and short != agent.name and short.isupper():
            place = re.search(rf"(?<!\w){re.escape(short)}(?!\w)", text)
            if place is not None:
                found.append((place.start(), short, spelled_out(dossier, agent)))
    return [(short, name) for _, short, name in sorted(found)]


def spelled_out(dossier: Dossier, agent: Agent) -> str:
    """The whole name of an agent, with the state or the body that it belongs to."""
    of = agent.party or agent.member_of
    name = dossier.agents[of].name if of is not None else ""
    return f"{agent.name}, {name}" if name and name not in agent.name else agent.name


def origin_label(dossier: Dossier, claim: Claim) -> str:
    """Who said it, in a word.

    `UN`; `via AFP` where the chain is not whole; `(unnamed)` for somebody unnamed; `?`.
    """
    origin = origin_of(dossier, claim)
    if origin is not None:
        return name_of(dossier, origin)
    if not claim.attribution:
        return UNKNOWN
    last = dossier.agents[claim.attribution[-1]]
    return "(unnamed)" if last.kind == "unnamed" else f"via {short_name(last)}"


def chain_text(dossier: Dossier, claim: Claim) -> str:
    """`UN → AFP → Herald`; a leading `?` where the chain is not whole."""
    names = [name_of(dossier, agent) for agent in chain_agents(dossier, claim)]
    if claim.lineage != "full":
        names.insert(0, UNKNOWN)
    return " → ".join(names)


def moment_text(dossier: Dossier, claim: Claim) -> str:
    """`as of 2026-01`, `said 2025-01-13`, `page: 2025-02-27` or `date unknown`."""
    date, basis = moment_of(dossier, claim)
    if date is None:
        return "date unknown"
    if date.startswith("../"):
        return f"{'page ' if basis == 'page' else ''}by {human(date[3:])}"
    return f"{'page:' if basis == 'page' else basis} {human(date)}"


def has_licence(meta: Meta) -> bool:
    """Whether anybody stated how a dossier may be used."""
    return meta.licence not in ("", NO_LICENCE)


def credit(meta: Meta) -> str:
    """`Flood, dataset 0.3.0, CC0-1.0`; without a licence that nobody stated."""
    licence = f", {meta.licence}" if has_licence(meta) else ""
    return f"{meta.title}, dataset {meta.dataset_version}{licence}"


def placed(text: str, claim: Claim) -> str:
    """A text with the claim's place behind it: `KI ¶11`; the text alone where none is recorded."""
    return text if claim.locator is None else f"{text} ¶{claim.locator.paragraph}"


def measure_name(dossier: Dossier, claim: Claim) -> str:
    """Name of a claim's measure; an empty text without one."""
    return dossier.measures[claim.measure].name if claim.measure else ""


def within_text(dossier: Dossier, scope: ClaimScope) -> str | None:
    """What a figure counts or dates within: an event's title or a period; None the whole."""
    if scope.within is None:
        return None
    event = dossier.events.get(scope.within)
    return event.title if event else human(scope.within)


def scope_names(dossier: Dossier, scope: ClaimScope, within: str = "within ") -> list[str]:
    """The names of whom, where and within what is counted, as far as a scope says."""
    names = [dossier.scopes[s].name for s in (scope.population, scope.place) if s]
    found = within_text(dossier, scope)
    return [*names, f"{within}{found}"] if found else names


def citation(dossier: Dossier, claim: Claim) -> str:
    """One line that a reader can defend a figure with.

    Origin, figure with its words, moment, the way it came, document, place in it, and the id.
    """
    source = dossier.sources[claim.source]
    figure = ""
    if claim.figure is not None:
        figure = f' {measure_name(dossier, claim)} "{phrase_in_full(dossier, claim)}"'
    return (
        f"{origin_label(dossier, claim)}:{figure} "
        f"[{moment_text(dossier, claim)}; {chain_text(dossier, claim)}], "
        f"{_cited(dossier, source, claim)}. Paraphrase: {claim.statement} ({claim.id})"
    )


def source_citation(dossier: Dossier, source: Source) -> str:
    """One line that names a document: publisher, title, date, address, and the id."""
    return f"{_cited(dossier, source)} ({source.id})"


def _cited(dossier: Dossier, source: Source, claim: Claim | None = None) -> str:
    """A document with, of a claim, the place in it."""
    date = human(source.published) if source.published else "undated"
    if source.published_basis == "inferred":
        date += " (inferred)"
    if claim is not None:
        date = placed(date + ",", claim).removesuffix(",")
    url = f", {source.url}" if source.url else ""
    return f'{dossier.agents[source.publisher].name}, "{source.title}", {date}{url}'


def identity_text(dossier: Dossier, identity: Identity) -> str:
    """`4,000 casualties = two-thirds + (wounded)`; a derived term stands in brackets."""

    def words(term: Term) -> str:
        if term.claim is None:
            return f"({dossier.measures[term.measure].name})" if term.measure else "?"
        claim = dossier.claims[term.claim]
        return phrase(dossier, claim) if claim.figure else claim.statement

    text = f"{words(identity.total)} = {words(identity.terms[0])}"
    for term in identity.terms[1:]:
        text += (" + " if term.sign > 0 else " - ") + words(term)
    return text
