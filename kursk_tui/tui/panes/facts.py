"""What the detail says of a claim, an event, a document, an agent or a measure."""

from __future__ import annotations

from collections import Counter

from kursk_tui.analysis.ladder.intervals import claim_intervals
from kursk_tui.analysis.ladder.quantities import is_slip
from kursk_tui.dossier.provenance import chain_agents
from kursk_tui.model import locators
from kursk_tui.model.dates import human
from kursk_tui.model.records import Claim, Event, Source
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.panes.ratings import rated
from kursk_tui.tui.view import Facet
from kursk_tui.words.flat import plain_facts
from kursk_tui.words.phrases import interval_text, phrase, phrase_in_full
from kursk_tui.words.records import (
    chain_text,
    identity_text,
    moment_text,
    name_of,
    origin_label,
    placed,
    short_name,
    within_text,
)
from kursk_tui.words.rows import misread_text

PASSAGE_LINES = 4
BASIS_WORDS = {
    "stated": "as printed",
    "page": "the page's own date",
    "inferred": "inferred from the text",
    "unknown": "",
}


def facts(context: Context, kind: str, identifier: str) -> list[Entry]:
    """Entries for a record; `kind` is a kind of facet."""
    makers = {
        "claim": _claim,
        "event": _event,
        "source": _source,
        "agent": _agent,
        "measure": _measure,
    }
    entries = makers[kind](context, identifier)
    # Right behind the headline: what has been judged must not be below the fold.
    top = 2 if kind == "claim" else 1
    return [*entries[:top], *_notes(context, f"{kind}:{identifier}"), *entries[top:]]


def _notes(context: Context, target: str) -> list[Entry]:
    """What stands in the notebooks on a record, with who said so."""
    return [
        Entry(
            "rated" if note.kind == "rating" else "flagged",
            f"{note.value or note.kind}, {note.author}: {' '.join(note.body.split())}",
        )
        for note in context.marks.notes(target)
    ]


def _claim(context: Context, identifier: str) -> list[Entry]:
    dossier, index = context.dossier, context.links
    claim = dossier.claims[identifier]
    entries = [Entry("", _headline(context, claim), "bold"), Entry("", claim.statement)]
    chain = placed(chain_text(dossier, claim) + " ", claim).rstrip()
    if claim.lineage != "full":
        chain += f" ({claim.lineage} chain)"
    entries.append(Entry("chain", chain, "agent"))
    entries += _interval_entries(context, claim)
    if not _is_number(claim):
        entries.append(Entry("moment", moment_text(dossier, claim)))
    entries += _passage(context, claim)
    if claim.measure or any(claim.scope):
        entries.append(Entry("scope", _scope(context, claim)))
    if claim.misreads is not None:
        entries.append(Entry("misreads", misread_text(dossier, claim), "warning"))
    if is_slip(dossier, claim):
        entries.append(Entry("slip", "what it asserts lies after its own page", "warning"))
    if claim.modality != "asserted" or claim.likelihood:
        said = claim.modality + (f' ("{claim.likelihood}")' if claim.likelihood else "")
        entries.append(Entry("said as", said))
    text = rated(context, claim)
    entries.append(Entry("Admiralty", text, "dim" if "unrated" in text else ""))
    entries += _mention(context, claim)
    for opposition in claim.opposes:
        entries.append(_other(context, opposition.how, opposition.claim))
        if opposition.note:
            entries.append(Entry("", opposition.note, "dim"))
    for other in index.opposed_by(identifier):
        hows = [o.how for o in dossier.claims[other].opposes if o.claim == identifier]
        entries.append(_other(context, "denied by" if "denies" in hows else "excluded by", other))
    if claim.of:
        entries.append(_other(context, "share of" if _is_share(claim) else "out of", claim.of))
    entries += [_other(context, "its share", other) for other in index.shares_of(identifier)]
    for identity in index.identities_of(identifier):
        record = dossier.identities[identity]
        entries.append(Entry("adds up?", identity_text(dossier, record)))
        entries.append(Entry("assumes", record.assumption, "dim"))
    if claim.release:
        release = dossier.events[claim.release]
        entries.append(Entry("release", _dated(release), target=Facet("event", release.id)))
    for event_id in index.events_of_claim(identifier):
        if event_id != claim.release:
            event = dossier.events[event_id]
            entries.append(Entry("event", _dated(event), target=Facet("event", event_id)))
    source = dossier.sources[claim.source]
    entries.append(Entry("source", _document(context, source), target=Facet("source", source.id)))
    for agent in chain_agents(dossier, claim):
        name = f"{dossier.agents[agent].name} ({_part_in(context, claim, agent)})"
        entries.append(Entry("agent", name, target=Facet("agent", agent)))
    if claim.measure:
        measure = dossier.measures[claim.measure]
        entries.append(Entry("measure", measure.name, target=Facet("measure", measure.id)))
    entries += [Entry(label, value) for label, value in plain_facts("claims", claim).items()]
    if claim.note:
        entries.append(Entry("coding", claim.note))
    entries.append(Entry("id", claim.id, "dim"))
    return entries


def _headline(context: Context, claim: Claim) -> str:
    """`killed · at least 300 · said 2025-01-13`."""
    if claim.figure is None or claim.measure is None:
        return origin_label(context.dossier, claim)
    measure = context.dossier.measures[claim.measure]
    if claim.figure.date is not None:
        event = within_text(context.dossier, claim) or measure.name
        return f"{event} · {phrase_in_full(context.dossier, claim)} · {human(claim.figure.date)}"
    moment = moment_text(context.dossier, claim) + _as_of_basis(claim)
    return " · ".join([measure.name, phrase_in_full(context.dossier, claim), moment])


def _is_number(claim: Claim) -> bool:
    return claim.figure is not None and claim.figure.date is None


def _is_share(claim: Claim) -> bool:
    return claim.figure is not None and claim.figure.hedge not in ("few", "vague")


def _interval_entries(context: Context, claim: Claim) -> list[Entry]:
    dossier = context.dossier
    if claim.figure is None or claim.measure is None or claim.figure.date is not None:
        return []
    found = claim_intervals(dossier, claim, dossier.meta.preset)
    if found is None:
        return [Entry("interval", "none: the words give no number")]
    unit = dossier.measures[claim.measure].unit
    derived = claim.of is not None
    tail = f" {unit}" + (", derived" if derived else "")
    entailed = interval_text(found.entailed, derived=derived)
    if claim.figure.hedge == "up_to":
        entailed, tail = "nothing firm: a ceiling can be taken back", ""
    suggested = interval_text(found.suggested, derived=derived)
    if entailed == suggested:
        return [Entry("interval", f"{entailed}{tail}")]
    return [
        Entry("commits to", f"{entailed}{tail}"),
        Entry("suggests", f"{suggested} {unit}" + (", derived" if derived else "")),
    ]


def _as_of_basis(claim: Claim) -> str:
    return " (inferred)" if claim.as_of_basis == "inferred" else ""


def _scope(context: Context, claim: Claim) -> str:
    dossier = context.dossier
    parts = []
    if claim.scope.population:
        parts.append(dossier.scopes[claim.scope.population].name)
    parts.append(
        dossier.scopes[claim.scope.place].name if claim.scope.place else "place not stated"
    )
    within = within_text(dossier, claim)
    if within:
        parts.append(f"within: {within}")
    return " · ".join(parts)


def _mention(context: Context, claim: Claim) -> list[Entry]:
    """How the claim comes to be in a view that is narrowed to an event."""
    how = context.view.how.get(claim.id)
    event = next((f.id for f in context.view.facets if f.kind == "event"), None)
    if how is None or event is None:
        return []
    title = context.dossier.events[event].title
    if how == "part":
        part = context.links.via(event, claim.id)
        name = context.dossier.events[part].title if part else "a part"
        return [Entry("mentions", f"{title}, through its part: {name}")]
    words = {
        "direct": title,
        "release": f"it is reported from this release: {title}",
        "within": f"it counts or dates {title}",
    }
    return [Entry("mentions", words[how])]


def _passage(context: Context, claim: Claim) -> list[Entry]:
    """The article's own words where a copy is attached, and the state of the locator."""
    if context.texts is None:
        return []
    passage = context.texts.passage(claim)
    if passage.state == locators.NO_COPY and claim.locator is None:
        return []  # Of a page that was only noted nobody expects a copy.
    if passage.state == locators.NO_COPY:
        return [Entry("passage", "without a copy: no attached text is this document", "dim")]
    if passage.state == locators.UNPLACED and passage.text is None:
        return [Entry("passage", "nobody recorded where it stands in the text", "dim")]
    if passage.text is None:
        text = "the attached text has neither the paragraph nor its figure any more"
        return [Entry("orphaned", text, "warning")]
    entries = []
    if passage.state == locators.UNPLACED:
        text = f"its words stand in ¶{passage.paragraph}, and nowhere else"
        entries.append(Entry(passage.state, text, "dim"))
    elif passage.state != locators.ANCHORED:
        place = claim.locator
        same = place is not None and locators.fingerprint(passage.text) == place.sha256
        text = f"the paragraph is now ¶{passage.paragraph}, unchanged"
        if not same:
            text = f"¶{passage.paragraph} has the figure, but is not worded as it was read"
        entries.append(Entry(passage.state, text, "warning"))
    label = passage.state if passage.state == locators.ANCHORED else "passage"
    return [*entries, Entry(label, passage.text, mark=passage.mark, limit=PASSAGE_LINES)]


def _other(context: Context, label: str, identifier: str) -> Entry:
    """A link to another claim, in a few words."""
    dossier = context.dossier
    claim = dossier.claims[identifier]
    words = phrase(dossier, claim) or claim.statement
    publisher = name_of(dossier, dossier.sources[claim.source].publisher)
    text = f"{origin_label(dossier, claim)}: {words} ({placed(publisher, claim)})"
    return Entry(label, text, target=Facet("claim", identifier))


def _part_in(context: Context, claim: Claim, agent: str) -> str:
    if agent == context.dossier.sources[claim.source].publisher:
        own = not claim.attribution and claim.lineage == "full"
        return "publisher, its own claim" if own else "publisher"
    if agent == claim.attribution[-1] and claim.lineage == "full":
        unnamed = context.dossier.agents[agent].kind == "unnamed"
        return "unnamed: no origin" if unnamed else "origin"
    return "relay" if agent != claim.attribution[-1] else "last known of the chain"


def _dated(event: Event) -> str:
    return f"{event.title} ({human(event.date)})" if event.date else event.title


def _document(context: Context, source: Source) -> str:
    name = short_name(context.dossier.agents[source.publisher])
    return f"{name}, {human(source.published) if source.published else 'undated'}: {source.title}"


def _event(context: Context, identifier: str) -> list[Entry]:
    dossier, index = context.dossier, context.links
    event = dossier.events[identifier]
    entries = [Entry("", event.title, "bold")]
    when = human(event.date) if event.date else "not dated by any claim"
    entries.append(Entry("date", when, "date"))
    entries.append(Entry("kind", event.kind))
    if event.by:
        by = dossier.agents[event.by].name
        entries.append(Entry("by", by, target=Facet("agent", event.by)))
    if event.place:
        entries.append(Entry("place", dossier.scopes[event.place].name))
    if event.part_of:
        whole = dossier.events[event.part_of]
        entries.append(Entry("part of", _dated(whole), target=Facet("event", whole.id)))
    for part in index.parts_of_event(identifier):
        text = _dated(dossier.events[part])
        entries.append(Entry("part", text, target=Facet("event", part)))
    mentions = index.mentions(identifier)
    how = Counter(mentions.values())
    words = {"direct": "direct", "release": "its release", "within": "within", "part": "by a part"}
    split = ", ".join(f"{how[name]} {text}" for name, text in words.items() if how[name])
    entries.append(Entry("claims", f"{len(mentions)} mention it ({split})" if mentions else "none"))
    counts = index.sources_of_claims(mentions)
    for source_id in index.sources_of_event(identifier):
        text = f"{_document(context, dossier.sources[source_id])} ({counts[source_id]})"
        entries.append(Entry("in", text, target=Facet("source", source_id)))
    if event.note:
        entries.append(Entry("note", event.note))
    return [*entries, Entry("id", event.id, "dim")]


READING_WORDS = {
    "full": "in full, paragraph by paragraph",
    "checked": "its figures, held against the page a second time",
    "registered": "its figures, noted once",
}


def _language(source: Source) -> str:
    """The code of a language, and that it was guessed where it was."""
    if source.language is None:
        return "not recorded"
    return source.language + (" (guessed)" if source.language_basis == "guessed" else "")


def _source(context: Context, identifier: str) -> list[Entry]:
    dossier, index = context.dossier, context.links
    source = dossier.sources[identifier]
    publisher = dossier.agents[source.publisher]
    published = human(source.published) if source.published else "undated"
    basis = BASIS_WORDS[source.published_basis]
    claims = index.claims_of_source(identifier)
    figures = sum(dossier.claims[c].figure is not None for c in claims)
    entries = [
        Entry("", source.title, "bold"),
        Entry("publisher", publisher.name, target=Facet("agent", publisher.id)),
        Entry("published", published + (f" ({basis})" if basis else ""), "date"),
        Entry("kind", f"{source.kind}, language {_language(source)}"),
        Entry("reading", READING_WORDS[source.reading]),
        Entry("claims", f"{len(claims)}, {figures} with a figure or a date"),
    ]
    if identifier in context.aside:
        text = "set aside: nobody can say whether it was out by then"
        entries[-1] = Entry("claims", text, "warning")
    if source.url:
        entries.append(Entry("address", source.url))
    if source.archived:
        entries.append(Entry("archived", source.archived))
    if source.retrieved:
        entries.append(Entry("retrieved", human(source.retrieved)))
    if context.texts is not None:
        copy = context.texts.matched.get(identifier)
        entries.append(Entry("copy", copy.name if copy else "none attached"))
    for agent in source.cites:
        name = dossier.agents[agent].name
        entries.append(Entry("cites", name, target=Facet("agent", agent)))
    if source.note:
        entries.append(Entry("note", source.note))
    return [*entries, Entry("id", source.id, "dim")]


def _agent(context: Context, identifier: str) -> list[Entry]:
    dossier, index = context.dossier, context.links
    agent = dossier.agents[identifier]
    # A publisher's own voice is not something that it relays.
    said = set(index.claims_of_agent(identifier, "origin"))
    relayed = set(index.claims_of_agent(identifier, "relay")) - said
    published = set(index.claims_of_agent(identifier, "publisher")) - said
    entries = [
        Entry("", agent.name, "bold"),
        Entry("kind", agent.kind),
        Entry("Admiralty", context.marks.rating(f"agent:{identifier}") or "F (unrated)"),
        Entry("said", f"{len(said)} claims as origin"),
        Entry("relayed", f"{len(relayed)} claims; published {len(published)} of others"),
    ]
    if agent.aliases:
        entries.append(Entry("also", ", ".join(agent.aliases)))
    if agent.member_of:
        whole = dossier.agents[agent.member_of]
        entries.append(Entry("belongs to", whole.name, target=Facet("agent", whole.id)))
    if agent.party and agent.party != agent.member_of:
        party = dossier.agents[agent.party]
        entries.append(Entry("party", party.name, target=Facet("agent", party.id)))
    for other in dossier.agents.values():
        if other.member_of == identifier:
            entries.append(Entry("member", other.name, target=Facet("agent", other.id)))
    for source in dossier.sources.values():
        if source.publisher == identifier:
            text = _document(context, source)
            entries.append(Entry("document", text, target=Facet("source", source.id)))
    return [*entries, Entry("id", agent.id, "dim")]


def _measure(context: Context, identifier: str) -> list[Entry]:
    dossier, index = context.dossier, context.links
    measure = dossier.measures[identifier]
    entries = [
        Entry("", measure.name, "bold"),
        Entry("unit", measure.unit),
        Entry(
            "basis", measure.basis + (f", since {human(measure.since)}" if measure.since else "")
        ),
        Entry("claims", str(len(index.claims_of_measure(identifier)))),
    ]
    if measure.part_of:
        whole = dossier.measures[measure.part_of]
        entries.append(Entry("part of", whole.name, target=Facet("measure", whole.id)))
    for part in dossier.measures.values():
        if part.part_of == identifier:
            entries.append(Entry("part", part.name, target=Facet("measure", part.id)))
    if measure.note:
        entries.append(Entry("note", measure.note))
    return [*entries, Entry("id", measure.id, "dim")]
