"""What the view of origins says of a claim, or of all claims in view."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.cells import cell_len

from kursk_tui.analysis.ladder.quantities import body_of, state_of
from kursk_tui.analysis.origins.lineage import circles, copying, same_release, standing, support
from kursk_tui.analysis.origins.profiles import Series, own_figures
from kursk_tui.analysis.origins.tree import Tree, again, tree_of
from kursk_tui.dossier.holding import Facet
from kursk_tui.model.text import plural
from kursk_tui.tui.display import Line
from kursk_tui.tui.panes.claims import fit_figure
from kursk_tui.tui.panes.context import Context, date_column, origin_look
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.words.charts import letters_of
from kursk_tui.words.holdings import support_line
from kursk_tui.words.phrases import phrase
from kursk_tui.words.records import (
    measure_name,
    moment_text,
    origin_label,
    scope_names,
    short_name,
)
from kursk_tui.words.trees import (
    DRIFTS,
    HERE,
    LEGEND,
    WRONG,
    Twig,
    again_text,
    copying_text,
    told_text,
    twigs,
)
from kursk_tui.words.voices import day


def claim_origins(context: Context, claim_id: str, width: int) -> list[Entry]:
    """The tree that a claim is in, then what else its release and its origin say.

    Lines of the tree are laid out for `width` cells.
    """
    dossier = context.dossier
    claim, tree = dossier.claims[claim_id], tree_of(dossier, claim_id)
    siblings = same_release(dossier, claim_id)
    entries = [
        Entry("", support_line(support(dossier, (claim_id, *siblings))), "bold"),
        Entry("", claim.statement),
    ]
    if tree.release is not None:
        release = dossier.events[tree.release]
        date = f" ({day(release.date)})" if release.date is not None else ""
        entries.append(Entry("release", release.title + date, target=Facet("event", release.id)))
    if claim.lineage != "full":
        text = f"the chain is {claim.lineage}: it does not count as an origin"
        entries.append(Entry("chain", text, "warning"))
    about = dossier.claims[tree.standing or claim_id]
    heading = "WHO HAD IT FROM WHOM"
    if about.measure is not None:
        heading = f"{measure_name(dossier, about).upper()}: {heading}"
    entries += [Entry("", ""), Entry("", heading, "bold")]
    entries += _tree_lines(context, tree, width)
    entries.append(Entry("", LEGEND, "dim"))
    for measure, ids in tree.others:
        name = dossier.measures[measure].name if measure is not None else "in words alone"
        if measure == about.measure and measure is not None:
            name += ", of another scope"
        entries += [Entry("", ""), Entry("", f"ALSO TOLD OF THE RELEASE: {name}", "bold")]
        entries += [Entry("", told_text(dossier, id), target=Facet("claim", id)) for id in ids]
    entries += _again(context, tree)
    return [*entries, *_warnings(context, tree.release)]


# Cells of a tree's columns: the most that names and words take of a line, and what the date and
# the title of a page need.
NAME_PART, WORDS_PART = 0.36, 0.32
DATE_WIDTH, LEAST_TITLE = 12, 24


def _tree_lines(context: Context, tree: Tree, width: int) -> list[Entry]:
    """A line a twig: who, in which words, what became of them; on a wide screen on which page."""
    dossier, door = context.dossier, context.display
    found = twigs(dossier, tree)

    def widest(texts: Iterable[str]) -> int:
        return max((cell_len(door.clean(text)) for text in texts), default=0) + 1

    names = min(widest(twig.stem + _shown(context, twig) for twig in found), int(width * NAME_PART))
    words = min(widest(twig.words for twig in found), int(width * WORDS_PART))
    rest = width - names - words - 2
    remarks = min(widest(twig.remark for twig in found), rest)
    has_date = rest - remarks >= DATE_WIDTH
    title = rest - remarks - DATE_WIDTH if has_date else 0
    entries = []
    for twig in found:
        claim = dossier.claims[twig.claim] if twig.claim is not None else None
        look = "bold" if twig.is_here else ""
        who = look
        if twig.agent is not None and not twig.stem:
            who = origin_look(context, body_of(dossier, twig.agent))
        # What has no words beside it has the whole line.
        name = door.pad(twig.stem + _shown(context, twig), names if claim is not None else width)
        stem = door.clean(twig.stem)
        line: Line = [(stem, "dim"), (name[len(stem) :], who)]
        if claim is not None:
            fitting = fit_figure(door.clean(twig.words), words - 1)
            line += [
                (door.pad(fitting, words), look or "figure"),
                (door.pad(HERE if twig.is_here else "", 2), "bold"),
                (door.pad(twig.remark, remarks), _remark_look(twig.remark)),
            ]
            source = dossier.sources[claim.source]
            if has_date:
                line.append((door.pad(date_column(source.published), DATE_WIDTH), "date"))
            if title >= LEAST_TITLE:
                line.append((door.fit(source.title, title), "dim"))
        target = Facet("claim", claim.id) if claim is not None else None
        if target is None and twig.agent is not None:
            target = Facet("agent", twig.agent)
        text = " ".join(part for part in (twig.name, twig.words, twig.remark) if part)
        entries.append(Entry("", text, target=target, line=line))
    return entries


def _shown(context: Context, twig: Twig) -> str:
    """The name of a twig; before that of an origin its letter, and behind it the whole name."""
    if twig.stem or twig.agent is None:
        return twig.name
    dossier = context.dossier
    body = body_of(dossier, twig.agent) or twig.agent
    sign, whole = letters_of(context.whole).get(body, ""), dossier.agents[twig.agent].name
    text = twig.name if whole == twig.name else f"{twig.name}, {whole}"
    return f"{sign} {text}".lstrip()


def _remark_look(remark: str) -> str:
    return "warning" if remark[:1] == WRONG else "bold" if remark[:1] == DRIFTS else "dim"


def _again(context: Context, tree: Tree) -> list[Entry]:
    """What the same origin said on the measure in other releases."""
    dossier = context.dossier
    claim = dossier.claims[tree.claim]
    found = again(dossier, tree.claim)
    if not found:
        return []
    heading = f"ALSO SAID BY {origin_label(dossier, claim)}: {measure_name(dossier, claim)}"
    return [
        Entry("", ""),
        Entry("", heading, "bold"),
        *(
            Entry(
                date_column(one.said),
                again_text(dossier, tree, one),
                target=Facet("claim", one.claim),
            )
            for one in found
        ),
    ]


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


def _warnings(context: Context, of: str | None = None) -> list[Entry]:
    """Circles and signs of copying, of one release or anywhere in the dossier."""
    dossier = context.dossier
    entries = []
    for release, agents in circles(dossier):
        if of in (None, release):
            names = " ← ".join(short_name(dossier.agents[a]) for a in (*agents, agents[0]))
            text = f"{dossier.events[release].title}: {names}; nobody is its origin"
            entries.append(Entry("circle", text, "warning", target=Facet("event", release)))
    for sign in copying(dossier):
        if of in (None, sign.release):
            text, target = copying_text(dossier, sign), Facet("event", sign.release)
            entries.append(Entry("copied?", text, "warning", target=target))
    return [Entry("", ""), *entries] if entries else []
