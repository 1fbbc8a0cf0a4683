"""What there is to say of a claim, an event, a document, an agent or a measure, as facts.

They are built here once. The detail pane, the headless commands and the reports draw them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from kursk_tui.analysis.ladder.intervals import claim_intervals
from kursk_tui.analysis.ladder.quantities import is_slip
from kursk_tui.analysis.story import dates_by_parts, speaks_of
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.provenance import chain_agents
from kursk_tui.model.dates import human
from kursk_tui.model.records import Claim, Event, Source
from kursk_tui.model.text import plural
from kursk_tui.words.flat import plain_facts
from kursk_tui.words.misreadings import misread_text
from kursk_tui.words.phrases import NO_FIRM_CEILING, bounds_text, phrase, phrase_in_full
from kursk_tui.words.records import (
    chain_text,
    identity_text,
    moment_text,
    name_of,
    origin_label,
    placed,
    scope_names,
    short_name,
    within_text,
)

# What a fact is beside its label: the first of all, text that speaks for itself, a remark on the
# fact before it, what warns, what matters less, a day, who.
HEADLINE, TEXT, REMARK = "headline", "text", "remark"
WARNING, DIM, DATE, AGENT = "warning", "dim", "date", "agent"
BASIS_WORDS = {
    "stated": "as printed",
    "page": "the page's own date",
    "inferred": "inferred from the text",
    "unknown": "",
}
READING_WORDS = {
    "full": "in full, paragraph by paragraph",
    "checked": "its figures, checked against the page a second time",
    "registered": "its figures, noted once",
}


class Fact(NamedTuple):
    """A labelled value. `target` is the record it names, as (kind, id); `mark` how it looks.

    `address` is the page that the value is or names.
    """

    label: str
    value: str
    target: tuple[str, str] | None = None
    mark: str = ""
    address: str | None = None


def claim_facts(dossier: Dossier, index: Index, identifier: str) -> list[Fact]:
    """The facts of a claim: what it says, then its links. Raises KeyError for no claim."""
    claim = dossier.claims[identifier]
    facts = [
        Fact("claim", _headline(dossier, claim), mark=HEADLINE),
        Fact("statement", claim.statement, mark=TEXT),
    ]
    chain = placed(chain_text(dossier, claim) + " ", claim).rstrip()
    if claim.lineage != "full":
        chain += f" ({claim.lineage} chain)"
    facts.append(Fact("chain", chain, mark=AGENT))
    facts += _intervals(dossier, claim)
    if claim.figure is None or claim.figure.date is not None:
        facts.append(Fact("moment", moment_text(dossier, claim)))
    if claim.measure or any(claim.scope):
        facts.append(Fact("scope", _scope(dossier, claim)))
    if claim.misreads is not None:
        facts.append(Fact("misreads", misread_text(dossier, claim), mark=WARNING))
    if is_slip(dossier, claim):
        facts.append(Fact("slip", "what it asserts is dated after its own page", mark=WARNING))
    if claim.modality != "asserted" or claim.likelihood:
        said = claim.modality + (f' ("{claim.likelihood}")' if claim.likelihood else "")
        facts.append(Fact("said as", said))
    for opposition in claim.opposes:
        facts.append(_other(dossier, opposition.how, opposition.claim))
        if opposition.note:
            facts.append(Fact("remark", opposition.note, mark=REMARK))
    for other in index.opposed_by(identifier):
        hows = [o.how for o in dossier.claims[other].opposes if o.claim == identifier]
        facts.append(_other(dossier, "denied by" if "denies" in hows else "excluded by", other))
    if claim.of:
        facts.append(_other(dossier, "share of" if _is_share(claim) else "out of", claim.of))
    facts += [_other(dossier, "its share", other) for other in index.shares_of(identifier)]
    for identity in index.identities_of(identifier):
        record = dossier.identities[identity]
        facts.append(Fact("adds up?", identity_text(dossier, record)))
        facts.append(Fact("assumes", record.assumption, mark=DIM))
    if claim.release:
        release = dossier.events[claim.release]
        facts.append(Fact("release", dated(release), ("event", release.id)))
    for event_id in index.events_of_claim(identifier):
        if event_id != claim.release:
            event = dossier.events[event_id]
            facts.append(Fact("event", dated(event), ("event", event_id)))
    source = dossier.sources[claim.source]
    text = document_text(dossier, source)
    facts.append(Fact("source", text, ("source", source.id), address=source.url))
    for agent in chain_agents(dossier, claim):
        name = f"{dossier.agents[agent].name} ({_part_in(dossier, claim, agent)})"
        facts.append(Fact("agent", name, ("agent", agent)))
    if claim.measure:
        measure = dossier.measures[claim.measure]
        facts.append(Fact("measure", measure.name, ("measure", measure.id)))
    facts += [Fact(label, str(value)) for label, value in plain_facts("claims", claim).items()]
    if claim.note:
        facts.append(Fact("coding", claim.note))
    facts.append(Fact("id", claim.id, mark=DIM))
    return facts


def _headline(dossier: Dossier, claim: Claim) -> str:
    """`killed · at least 300 · said 2025-01-13`."""
    if claim.figure is None or claim.measure is None:
        return origin_label(dossier, claim)
    measure = dossier.measures[claim.measure]
    if claim.figure.date is not None:
        event = within_text(dossier, claim.scope) or measure.name
        return f"{event} · {phrase_in_full(dossier, claim)} · {human(claim.figure.date)}"
    moment = moment_text(dossier, claim) + _as_of_basis(claim)
    return " · ".join([measure.name, phrase_in_full(dossier, claim), moment])


def _is_share(claim: Claim) -> bool:
    return claim.figure is not None and claim.figure.hedge not in ("few", "vague")


def _intervals(dossier: Dossier, claim: Claim) -> list[Fact]:
    if claim.figure is None or claim.measure is None or claim.figure.date is not None:
        return []
    if claim.modality == "denied":
        return [Fact("interval", "none: a denial gives no count")]
    found = claim_intervals(dossier, claim, dossier.meta.preset)
    if found is None:
        return [Fact("interval", "none: the words give no number")]
    unit = dossier.measures[claim.measure].unit
    derived = claim.of is not None
    tail = f" {unit}" + (", derived" if derived else "")
    figure = claim.figure if not derived else None
    entailed = bounds_text(figure, found.entailed, derived=derived)
    if claim.figure.hedge == "up_to":
        entailed, tail = NO_FIRM_CEILING, ""
    suggested = bounds_text(figure, found.suggested, derived=derived)
    if entailed == suggested:
        return [Fact("interval", f"{entailed}{tail}")]
    return [
        Fact("commits to", f"{entailed}{tail}"),
        Fact("suggests", f"{suggested} {unit}" + (", derived" if derived else "")),
    ]


def _as_of_basis(claim: Claim) -> str:
    return " (inferred)" if claim.as_of_basis == "inferred" else ""


def _scope(dossier: Dossier, claim: Claim) -> str:
    names = scope_names(dossier, claim.scope, within="within: ")
    if claim.scope.place is None:
        names.insert(1 if claim.scope.population else 0, "place not stated")
    return " · ".join(names)


def _other(dossier: Dossier, label: str, identifier: str) -> Fact:
    """A link to another claim, in a few words."""
    claim = dossier.claims[identifier]
    words = phrase(dossier, claim) or claim.statement
    publisher = name_of(dossier, dossier.sources[claim.source].publisher)
    text = f"{origin_label(dossier, claim)}: {words} ({placed(publisher, claim)})"
    return Fact(label, text, ("claim", identifier))


def _part_in(dossier: Dossier, claim: Claim, agent: str) -> str:
    if agent == dossier.sources[claim.source].publisher:
        own = not claim.attribution and claim.lineage == "full"
        return "publisher, its own claim" if own else "publisher"
    if agent == claim.attribution[-1] and claim.lineage == "full":
        unnamed = dossier.agents[agent].kind == "unnamed"
        return "unnamed: no origin" if unnamed else "origin"
    return "relay" if agent != claim.attribution[-1] else "last known link of the chain"


def dated(event: Event) -> str:
    """The title of an event with its date, where it has one."""
    return f"{event.title} ({human(event.date)})" if event.date else event.title


def document_text(dossier: Dossier, source: Source) -> str:
    """`AFP, 2025-01-13: its title`."""
    name = short_name(dossier.agents[source.publisher])
    return f"{name}, {human(source.published) if source.published else 'undated'}: {source.title}"


def _event_date(dossier: Dossier, event: Event, parts: Iterable[str]) -> str:
    """The date of an event; of one that no claim dates the span of its parts."""
    if event.date is not None:
        return human(event.date)
    near = {id: dossier.events[id] for id in (event.id, *parts)}
    by_parts = dates_by_parts(near).get(event.id)
    return f"not dated by any claim{f'; its parts: {human(by_parts)}' if by_parts else ''}"


def event_facts(dossier: Dossier, index: Index, identifier: str) -> list[Fact]:
    """The facts of an event. Raises KeyError for no event."""
    event = dossier.events[identifier]
    facts = [Fact("event", event.title, mark=HEADLINE)]
    parts = index.parts_of_event(identifier)
    facts.append(Fact("date", _event_date(dossier, event, parts), mark=DATE))
    facts.append(Fact("kind", event.kind))
    if event.by:
        by = dossier.agents[event.by].name
        facts.append(Fact("by", by, ("agent", event.by)))
    if event.place:
        facts.append(Fact("place", dossier.scopes[event.place].name))
    if event.part_of:
        whole = dossier.events[event.part_of]
        facts.append(Fact("part of", dated(whole), ("event", whole.id)))
    for part in parts:
        text = dated(dossier.events[part])
        facts.append(Fact("part", text, ("event", part)))
    for told in speaks_of(index, identifier):
        facts.append(Fact("speaks of", dated(dossier.events[told]), ("event", told)))
    mentions = index.mentions(identifier)
    how = Counter(mentions.values())
    words = {"direct": "direct", "release": "its release", "within": "within", "part": "by a part"}
    split = ", ".join(f"{how[name]} {text}" for name, text in words.items() if how[name])
    count = f"{len(mentions)} mention{'s' if len(mentions) == 1 else ''} it ({split})"
    facts.append(Fact("claims", count if mentions else "none"))
    counts = index.sources_of_claims(mentions)
    for source_id in index.sources_of_event(identifier):
        text = f"{document_text(dossier, dossier.sources[source_id])} ({counts[source_id]})"
        facts.append(Fact("in", text, ("source", source_id)))
    if event.note:
        facts.append(Fact("note", event.note))
    return [*facts, Fact("id", event.id, mark=DIM)]


def _language(source: Source) -> str:
    """The code of a language, and that it was guessed where it was."""
    if source.language is None:
        return "not recorded"
    return source.language + (" (guessed)" if source.language_basis == "guessed" else "")


def published_text(source: Source) -> str:
    """`2025-02-10 (the page's own date)`, `undated`."""
    published = human(source.published) if source.published else "undated"
    basis = BASIS_WORDS[source.published_basis]
    return f"{published} ({basis})" if basis else published


def source_facts(dossier: Dossier, index: Index, identifier: str) -> list[Fact]:
    """The facts of a document. Raises KeyError for no source."""
    source = dossier.sources[identifier]
    publisher = dossier.agents[source.publisher]
    claims = index.claims_of_source(identifier)
    figures = sum(dossier.claims[c].figure is not None for c in claims)
    facts = [
        Fact("title", source.title, mark=HEADLINE),
        Fact("publisher", publisher.name, ("agent", publisher.id)),
        Fact("published", published_text(source), mark=DATE),
        Fact("kind", f"{source.kind}, language {_language(source)}"),
        Fact("reading", READING_WORDS[source.reading]),
        Fact("claims", f"{len(claims)}, {figures} with a figure or a date"),
    ]
    if source.url:
        facts.append(Fact("address", source.url, address=source.url))
    if source.archived:
        facts.append(Fact("archived", source.archived, address=source.archived))
    if source.retrieved:
        facts.append(Fact("retrieved", human(source.retrieved)))
    for agent in source.cites:
        name = dossier.agents[agent].name
        facts.append(Fact("cites", name, ("agent", agent)))
    if source.note:
        facts.append(Fact("note", source.note))
    return [*facts, Fact("id", source.id, mark=DIM)]


def agent_facts(dossier: Dossier, index: Index, identifier: str) -> list[Fact]:
    """The facts of an agent. Raises KeyError for no agent."""
    agent = dossier.agents[identifier]
    # A publisher's own voice is not something that it relays.
    said = set(index.claims_of_agent(identifier, "origin"))
    relayed = set(index.claims_of_agent(identifier, "relay")) - said
    published = set(index.claims_of_agent(identifier, "publisher")) - said
    facts = [
        Fact("name", agent.name, mark=HEADLINE),
        Fact("kind", agent.kind),
        Fact("said", f"{plural(len(said), 'claim')} as origin" if said else "nothing itself"),
    ]
    if relayed:
        facts.append(Fact("relayed", plural(len(relayed), "claim")))
    if published:
        facts.append(Fact("published", f"{plural(len(published), 'claim')} of others"))
    if agent.merged_into:
        into = dossier.agents[agent.merged_into]
        facts.append(Fact("merged into", into.name, ("agent", into.id)))
    if agent.aliases:
        facts.append(Fact("also", ", ".join(agent.aliases)))
    if agent.member_of:
        whole = dossier.agents[agent.member_of]
        facts.append(Fact("belongs to", whole.name, ("agent", whole.id)))
    if agent.party and agent.party != agent.member_of:
        party = dossier.agents[agent.party]
        facts.append(Fact("party", party.name, ("agent", party.id)))
    for other in dossier.agents.values():
        if other.member_of == identifier:
            facts.append(Fact("member", other.name, ("agent", other.id)))
    for source in dossier.sources.values():
        if source.publisher == identifier:
            text = document_text(dossier, source)
            facts.append(Fact("document", text, ("source", source.id)))
    return [*facts, Fact("id", agent.id, mark=DIM)]


def measure_facts(dossier: Dossier, index: Index, identifier: str) -> list[Fact]:
    """The facts of a measure. Raises KeyError for no measure."""
    measure = dossier.measures[identifier]
    facts = [
        Fact("name", measure.name, mark=HEADLINE),
        Fact("unit", measure.unit),
        Fact("basis", measure.basis + (f", since {human(measure.since)}" if measure.since else "")),
        Fact("claims", str(len(index.claims_of_measure(identifier)))),
    ]
    if measure.part_of:
        whole = dossier.measures[measure.part_of]
        facts.append(Fact("part of", whole.name, ("measure", whole.id)))
    for part in dossier.measures.values():
        if part.part_of == identifier:
            facts.append(Fact("part", part.name, ("measure", part.id)))
    if measure.note:
        facts.append(Fact("note", measure.note))
    return [*facts, Fact("id", measure.id, mark=DIM)]
