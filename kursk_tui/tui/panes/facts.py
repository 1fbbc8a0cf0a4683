"""What the detail says of a claim, an event, a document, an agent or a measure."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kursk_tui.dossier.holding import Facet
from kursk_tui.model import locators
from kursk_tui.model.records import Claim
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.panes.ratings import rated
from kursk_tui.words.facts import (
    HEADLINE,
    REMARK,
    TEXT,
    Fact,
    agent_facts,
    claim_facts,
    event_facts,
    measure_facts,
    source_facts,
)

PASSAGE_LINES = 4
# Facts that stand without their label, and the look of each.
BARE = {HEADLINE: "bold", TEXT: "", REMARK: "dim"}
MAKERS = {
    "claim": claim_facts,
    "event": event_facts,
    "source": source_facts,
    "agent": agent_facts,
    "measure": measure_facts,
}
# Behind the last of these come the passage, and how a claim is rated and why it is in view.
SAYS = ("statement", "chain", "interval", "commits to", "suggests", "moment")
SPEAKS_OF = (*SAYS, "scope", "misreads", "slip", "said as")


def facts(context: Context, kind: str, identifier: str) -> list[Entry]:
    """Entries for a record; `kind` is a kind of facet."""
    found = MAKERS[kind](context.dossier, context.links, identifier)
    entries = [entry_of(fact) for fact in found]
    labels = [fact.label for fact in found]

    def put_behind(last_of: Collection[str], more: list[Entry]) -> None:
        at = max(n for n, label in enumerate(labels) if label in last_of) + 1
        entries[at:at] = more
        labels[at:at] = [entry.label for entry in more]

    if kind == "claim":
        claim = context.dossier.claims[identifier]
        text = rated(context, claim)
        rating = Entry("Admiralty", text, "dim" if "unrated" in text else "")
        put_behind(SPEAKS_OF, [rating, *_mention(context, claim)])
        put_behind(SAYS, _passage(context, claim))
    elif kind == "source":
        if identifier in context.aside:
            text = "set aside: it may not have been published by then"
            entries[labels.index("claims")] = Entry("claims", text, "warning")
        if context.texts is not None:
            copy = context.texts.matched.get(identifier)
            entry = Entry("copy", copy.name if copy else "none attached")
            more = [entry]
            if (newer := context.texts.changed.get(identifier)) is not None:
                text = f"{newer.name} is another text than the one that was read"
                more.append(Entry("newer text", text, "warning"))
            put_behind(("claims", "address", "archived", "retrieved"), more)
    elif kind == "agent":
        rating_text = context.marks.rating(f"agent:{identifier}") or "F (unrated)"
        put_behind(("kind",), [Entry("Admiralty", rating_text)])
    # Right behind the headline: what has been judged must not be below the fold.
    top = 2 if kind == "claim" else 1
    return [*entries[:top], *_notes(context, f"{kind}:{identifier}"), *entries[top:]]


def entries_of(found: Iterable[Fact]) -> list[Entry]:
    """Facts as entries; a label that is that of the fact before stands once."""
    entries: list[Entry] = []
    before = ""
    for fact in found:
        same = fact.label == before != ""
        entries.append(entry_of(fact._replace(label=" ") if same else fact))
        before = fact.label
    return entries


def entry_of(fact: Fact) -> Entry:
    """A fact as an entry of the detail."""
    target = Facet(*fact.target) if fact.target is not None else None
    if fact.mark in BARE:
        return Entry("", fact.value, BARE[fact.mark], target)
    return Entry(fact.label, fact.value, fact.mark, target, address=fact.address)


def _notes(context: Context, target: str) -> list[Entry]:
    """What stands in the notebooks on a record, with who said so."""
    return [
        Entry(
            "rated" if note.kind == "rating" else "flagged",
            f"{note.value or note.kind}, {note.author}: {' '.join(note.body.split())}",
        )
        for note in context.marks.notes(target)
    ]


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
        return [
            Entry("passage", "without a copy: none of the attached texts is this document", "dim")
        ]
    if passage.state == locators.UNPLACED and passage.text is None:
        return [Entry("passage", "nobody recorded where it stands in the text", "dim")]
    if passage.text is None:
        text = "the attached text no longer has the paragraph or its figure"
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
            text = f"¶{passage.paragraph} has the figure, but its wording has changed"
        entries.append(Entry(passage.state, text, "warning"))
    label = passage.state if passage.state == locators.ANCHORED else "passage"
    return [*entries, Entry(label, passage.text, mark=passage.mark, limit=PASSAGE_LINES)]
