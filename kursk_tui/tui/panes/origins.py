"""What the view of origins says of a claim, or of all claims in view."""

from __future__ import annotations

from collections import Counter

from kursk_tui.analysis.ladder.quantities import body_of, state_of
from kursk_tui.analysis.origins.lineage import (
    chain,
    circles,
    copying,
    same_origin,
    same_release,
    standing,
    support,
)
from kursk_tui.analysis.origins.profiles import Series, own_figures
from kursk_tui.dossier.holding import Facet
from kursk_tui.model.text import plural
from kursk_tui.tui.panes.context import Context, date_column
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.words.holdings import support_line
from kursk_tui.words.phrases import phrase
from kursk_tui.words.records import (
    moment_text,
    name_of,
    origin_label,
    placed,
    scope_names,
    short_name,
)


def claim_origins(context: Context, claim_id: str) -> list[Entry]:
    """The chain of a claim as a tree, and what shares its release or its origin."""
    dossier = context.dossier
    claim = dossier.claims[claim_id]
    siblings, cousins = same_release(dossier, claim_id), same_origin(dossier, claim_id)
    entries = [
        Entry("", support_line(support(dossier, (claim_id, *siblings))), "bold"),
        Entry("", claim.statement),
        Entry("", ""),
    ]
    for depth, link in enumerate(chain(dossier, claim_id)):
        indent = "  " * depth + ("← " if depth else "")
        text = f"{indent}{dossier.agents[link.agent].name} ({link.role})"
        label = "chain" if depth == 0 else " "
        entries.append(Entry(label, text, target=Facet("agent", link.agent)))
    if claim.lineage != "full":
        entries.append(
            Entry(" ", f"the chain is {claim.lineage}: it does not count as an origin", "warning")
        )
    if claim.release is not None:
        release = dossier.events[claim.release]
        entries.append(Entry("release", release.title, target=Facet("event", release.id)))
    entries.append(Entry("", ""))
    entries += _claims(context, "also told", siblings, "reported by no other document here")
    entries.append(Entry("", ""))
    entries += _claims(context, "also said", cousins, "nothing else on this measure")
    return [*entries, *_warnings(context)]


def view_origins(context: Context) -> list[Entry]:
    """Who stands behind all claims in view, the most quoted first."""
    dossier, claims = context.dossier, context.view.claims
    found = support(dossier, claims)
    entries = [Entry("", support_line(found), "bold")]
    if found.unknown:
        entries.append(
            Entry("", f"{found.unknown} of the documents have no whole chain", "warning")
        )
    entries.append(Entry("", ""))
    bodies = Counter(body for claim in claims if (body := standing(dossier, dossier.claims[claim])))
    for body, count in bodies.most_common():
        text = f"{dossier.agents[body].name}: {count}"
        entries.append(Entry("origin", text, target=Facet("agent", body)))
    return [*entries, *_warnings(context)]


CHANGES = {"first": "  ", "same": "= ", "up": "↑ ", "down": "↓ ", "": "? "}


def agent_origins(context: Context, agent_id: str) -> list[Entry]:
    """What an agent said as origin, over time, and what it passed on."""
    dossier, links = context.dossier, context.links
    agent = dossier.agents[agent_id]
    body = body_of(dossier, agent_id) or agent_id
    said = set(links.claims_of_agent(agent_id, "origin"))
    # Whoever heads a state speaks as an organ of it, and counts by himself.
    people = [a for a in dossier.agents if a != agent_id and body_of(dossier, a) == agent_id]
    through = {c for person in people for c in links.claims_of_agent(person, "origin")} - said
    relayed = set(links.claims_of_agent(agent_id, "relay")) - said
    published = set(links.claims_of_agent(agent_id, "publisher")) - said
    split = f"said {len(said)}"
    if through:
        split += f" · through its people {len(through)}"
    split += f" · relayed {len(relayed)} · published {len(published - relayed)} of others"
    entries = [Entry("", f"{agent.name}: {split}", "bold")]
    if body != agent_id:
        name = dossier.agents[body].name
        entries.append(Entry("", f"counts as {name}", target=Facet("agent", body)))
    elif agent.kind == "person" and (state := state_of(dossier, agent_id)) is not None:
        text = f"an organ of {dossier.agents[state].name}, and an origin of its own"
        entries.append(Entry("", text, target=Facet("agent", state)))
    if said or through:
        told = support(dossier, said | through)
        where = f"in {plural(told.documents, 'document')}, {plural(told.releases, 'release')}"
        entries.append(Entry("", where))
    entries.append(Entry("", ""))
    series = own_figures(dossier, body)
    if not series:
        entries.append(Entry("figures", "none of its own", "dim"))
    if series:
        changed = sum(p.change in ("up", "down") for one in series for p in one.points)
        text = f"{plural(changed, 'revision')} among them (↑ ↓ revised, = the same again)"
        entries.append(Entry("", text if changed else "none of these figures was revised"))
    for one in series:
        entries.append(Entry("", _subject(context, one), "bold"))
        for point in one.points:
            claim = dossier.claims[point.claim]
            words = phrase(dossier, claim)
            wordings = dict.fromkeys(phrase(dossier, dossier.claims[id]) for id in point.told)
            others = [other for other in wordings if other != words]
            words += f" (also: {', '.join(others)})" if others else ""
            times = f", reported {len(point.told)} times" if len(point.told) > 1 else ""
            text = f"{CHANGES[point.change]}{words} ({moment_text(dossier, claim)}{times})"
            date = date_column(point.said)
            entries.append(Entry(date, text, target=Facet("claim", point.claim)))
    whom = Counter(
        origin_label(dossier, dossier.claims[claim]) for claim in sorted(relayed | published)
    )
    if whom:
        entries.append(Entry("", ""))
        names = ", ".join(f"{name} {count}" for name, count in whom.most_common())
        entries.append(Entry("passed on", names))
    return entries


def _subject(context: Context, series: Series) -> str:
    dossier = context.dossier
    name = dossier.measures[series.measure].name
    text = ", ".join([name, *scope_names(dossier, series.scope)])
    return f"{text} ({series.status})" if series.status == "expected" else text


def _claims(context: Context, label: str, ids: tuple[str, ...], nothing: str) -> list[Entry]:
    if not ids:
        return [Entry(label, nothing, "dim")]
    dossier = context.dossier
    entries = []
    for place, claim_id in enumerate(ids):
        claim = dossier.claims[claim_id]
        words = phrase(dossier, claim) or claim.statement
        publisher = name_of(dossier, dossier.sources[claim.source].publisher)
        text = f"{words} ({placed(publisher, claim)}, {moment_text(dossier, claim)})"
        entries.append(Entry(label if place == 0 else " ", text, target=Facet("claim", claim_id)))
    return entries


def _warnings(context: Context) -> list[Entry]:
    """Circles and signs of copying anywhere in the dossier."""
    dossier = context.dossier
    entries = []
    for release, agents in circles(dossier):
        names = " ← ".join(short_name(dossier.agents[a]) for a in (*agents, agents[0]))
        text = f"{dossier.events[release].title}: {names}; nobody is its origin"
        entries.append(Entry("circle", text, "warning", target=Facet("event", release)))
    for sign in copying(dossier):
        text = (
            f"{' and '.join(sign.sharing)} share a value of {dossier.events[sign.release].title} "
            f"that {len(sign.others)} others do not have"
        )
        entries.append(Entry("copied?", text, "warning", target=Facet("event", sign.release)))
    return [Entry("", ""), *entries] if entries else []
