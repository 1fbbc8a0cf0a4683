"""Reports in Markdown: what was said of an event, of a measure, of all that a dossier holds.

A report says who said what, where it disagrees and what would settle that; it never says what is
true. Whatever comes from the dossier is escaped, so that nothing in it is markup, a link or a
picture. There is no clock in it: the same dossier gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from kursk_tui.analysis.disagreements.folds import Fold
from kursk_tui.analysis.disagreements.listing import Disagreements, Row, disagreements
from kursk_tui.analysis.identities.books import balance
from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.origins.bands import Said, said_by_measure, said_of
from kursk_tui.analysis.origins.lineage import Support, circles, copying, standing, support
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.provenance import moment_of
from kursk_tui.export.asked import ASKED_NOTHING, Asked
from kursk_tui.export.markdown import escaped, quoted, table
from kursk_tui.export.tables import commits_and_suggests
from kursk_tui.model.addresses import web_address
from kursk_tui.model.dates import human
from kursk_tui.model.records import Claim, Event, Identity, Source
from kursk_tui.model.text import capital, plural
from kursk_tui.model.vocabulary import PRESETS
from kursk_tui.words.balances import balance_text, combinations_text, equation
from kursk_tui.words.derivations import derivation
from kursk_tui.words.facts import HEADLINE, Fact, event_facts, measure_facts, published_text
from kursk_tui.words.holdings import NOBODY, aside_text, holding_texts, support_line
from kursk_tui.words.misreadings import misread_text
from kursk_tui.words.phrases import phrase
from kursk_tui.words.records import chain_text, has_licence, name_of, placed
from kursk_tui.words.rows import more_rows, row_sentence
from kursk_tui.words.settling import scope_words, settling
from kursk_tui.words.voices import (
    behind,
    claims_of,
    document_label,
    listed,
    moment_words,
    who,
    written,
)

PREFACE = (
    "This {page} holds what was said, by whom, and about which date. It does not say what is true. "
    "Words in quotation marks are as {printed}; all else is paraphrase."
)
# Before what a lens leaves out: whoever is handed the page must know of it.
LEFT_OUT = "Not all that is recorded is here:"
READING_NOTE = (
    "*Commits to* gives the only numbers that the words allow; *suggests* gives what a reader"
    " takes "
    "from them. Both are computed from the words, and rounded where nobody printed the number. "
    "*As of* gives a date that the text names, *said* the day of the utterance; *page of* gives "
    "only the date of the page, so the figure may be older."
)
HOLDS_NOTE = (
    "The floor is the highest minimum that an origin commits to, the ceiling the lowest maximum, "
    "each with who says so. A loose ceiling, such as *up to*, does not count. Origins *agree* on "
    "the range that the latest figures of the largest number of them share in what they suggest. "
    "None of this is an estimate, or called likely or true: nobody has recorded that origins are "
    "independent, and what most of them repeat can be wrong."
)
MISREADINGS_NOTE = (
    "Recorded as misreadings of something else. They are listed here, and left out of every count, "
    "range and disagreement except the one with what they misread."
)
ASIDE_NOTE = (
    "*Set aside* names the fewest voices without whom no two of the rest disagree. It does not say "
    "that they are wrong."
)


# ---- the parts of a report


class _Subject(NamedTuple):
    """What a report is about: its claims, in file order, and the sources they stand in."""

    dossier: Dossier
    claims: tuple[str, ...]
    sources: tuple[str, ...]

    def ref(self, claim: Claim) -> str:
        """`[2] ¶17`: the number of the source in the list at the end, and the paragraph."""
        return placed(f"[{self.number(claim.source)}]", claim)

    def number(self, source: str) -> int:
        """The number of a source in the list at the end."""
        return self.sources.index(source) + 1


def _subject(dossier: Dossier, claims: Iterable[str], *rows: Row) -> _Subject:
    """A report on some claims; the rows may name claims beyond them, whose sources count too."""
    own = set(claims)
    named = {claim for row in rows for claim in row.claims} | own
    sources = {dossier.claims[claim].source for claim in named}
    return _Subject(
        dossier,
        tuple(claim for claim in dossier.claims if claim in own),
        tuple(source for source in dossier.sources if source in sources),
    )


def event_report(
    dossier: Dossier, index: Index, event_id: str, asked: Asked = ASKED_NOTHING
) -> str:
    """What was said of an event and its parts. Raises KeyError for an id that is not there."""
    event = dossier.events[event_id]
    mentions = index.mentions(event_id)
    found = disagreements(dossier)
    rows = asked.rows(row for row in found.rows if set(row.claims) & set(mentions))
    books = _books_of(dossier, mentions)
    subject = _subject(dossier, [*mentions, *_claims_in(dossier, books)], *rows)
    subject = subject._replace(claims=tuple(c for c in subject.claims if c in mentions))
    return _text(
        _head(dossier, f"{event.title}: what was said", asked.left_out),
        _about(event_facts(dossier, index, event_id)),
        _counts(dossier, subject.claims),
        _figures(subject, said_by_measure(dossier, mentions).values()),
        _statements(subject),
        _disagreements(subject, rows, found, asked),
        _books(subject, books),
        _limits(subject),
        _sources(subject),
    )


def measure_report(
    dossier: Dossier, index: Index, measure_id: str, asked: Asked = ASKED_NOTHING
) -> str:
    """What was said of a measure. Raises KeyError for an id that is not there."""
    measure = dossier.measures[measure_id]
    said = said_of(dossier, measure_id)
    claims = index.claims_of_measure(measure_id)
    found = disagreements(dossier)
    rows = asked.rows(row for row in found.rows if set(row.claims) & set(claims))
    # A number that is derived for this measure rests on claims of others.
    rests = [c for one in said for c in _claims_behind(dossier, one.quantity)]
    books = [
        identity
        for identity in dossier.identities.values()
        if any(slot.measure == measure_id for slot in (identity.total, *identity.terms))
        or any(claim.measure == measure_id for claim in claims_of(dossier, identity))
    ]
    subject = _subject(dossier, [*claims, *rests, *_claims_in(dossier, books)], *rows)
    subject = subject._replace(claims=tuple(c for c in subject.claims if c in claims))
    return _text(
        _head(dossier, f"{measure.name}: what was said", asked.left_out),
        _about(measure_facts(dossier, index, measure_id)),
        _counts(dossier, subject.claims),
        _figures(subject, [said]),
        _holdings(dossier, said),
        _disagreements(subject, rows, found, asked),
        _books(subject, books),
        _limits(subject),
        _sources(subject),
    )


def claims_report(dossier: Dossier, index: Index, claims: Sequence[str]) -> str:
    """What some claims say, and where two of them disagree. Raises KeyError for an unknown id."""
    own = set(claims)
    found = disagreements(dossier)
    rows = tuple(
        row for row in found.rows if len(own.intersection(row.claims)) >= min(2, len(row.claims))
    )
    subject = _subject(dossier, claims, *rows)
    return _text(
        _head(dossier, f"{plural(len(claims), 'claim')}: what was said"),
        _counts(dossier, subject.claims),
        _figures(subject, said_by_measure(dossier, own).values()),
        _statements(subject),
        _disagreements(subject, rows, found, Asked(unfold=True)),
        _limits(subject),
        _sources(subject),
    )


def dossier_report(dossier: Dossier, index: Index, asked: Asked = ASKED_NOTHING) -> str:
    """What was said of all that a dossier holds."""
    found = disagreements(dossier)
    subject = _Subject(dossier, tuple(dossier.claims), tuple(dossier.sources))
    return _text(
        _head(dossier, dossier.meta.title, asked.left_out),
        ["## What it is about", "", escaped(dossier.meta.summary)],
        _counts(dossier, subject.claims),
        _events(dossier, index),
        _figures(subject, said_by_measure(dossier).values()),
        _statements(subject),
        _disagreements(subject, asked.rows(found.rows), found, asked),
        _books(subject, list(dossier.identities.values())),
        _limits(subject),
        _sources(subject),
    )


def _text(*parts: Sequence[str]) -> str:
    """The parts that hold something, a blank line between them, a line feed at the end."""
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _head(dossier: Dossier, title: str, left_out: str = "") -> list[str]:
    meta = dossier.meta
    version = f"{escaped(meta.title)}, dataset {escaped(meta.dataset_version)}"
    licence = f" Licence of the data: {escaped(meta.licence)}." if has_licence(meta) else ""
    return [
        f"# {escaped(capital(title))}",
        "",
        f"{version}.{licence}",
        "",
        PREFACE.format(page="report", printed="printed"),
        *(["", f"{LEFT_OUT} {escaped(left_out)}."] if left_out else []),
    ]


def _about(facts: Iterable[Fact]) -> list[str]:
    """What the facts of a record say of it, without its documents, which stand at the end."""
    shown = [fact for fact in facts if fact.mark != HEADLINE and fact.label not in ("in", "id")]
    lines = [f"- {fact.label}: {escaped(fact.value)}" for fact in shown if fact.label != "note"]
    notes = [f"Note on the coding: {escaped(fact.value)}" for fact in shown if fact.label == "note"]
    return ["## What it is about", "", *lines, *(line for note in notes for line in ("", note))]


def _counts(dossier: Dossier, claims: Collection[str]) -> list[str]:
    found = support(dossier, claims)
    return ["## What is behind it", "", f"**{support_line(found)}**", "", counts_text(found)]


def counts_text(found: Support) -> str:
    """How many documents, utterances and bodies stand behind some claims, in a sentence or two."""
    low, high = found.origins
    origins = "no whole chain leads to an origin"
    if high:
        origins = f"whole chains lead to {'one body' if high == 1 else f'{high} bodies'}"
    if low != high:
        origins += (
            f", and as nobody has recorded that they are independent, there may be as few as {low}"
        )
    told = plural(found.documents, "document")
    if found.releases:
        told += f" and {plural(found.releases, 'recorded utterance')}"
    alone = found.documents == 1 and not found.releases
    text = f"{told} {'reports' if alone else 'report'} it; {origins}."
    if found.unknown:
        have = "has" if found.unknown == 1 else "have"
        text += f" {plural(found.unknown, 'document')} {have} no whole chain for any of it."
    return text


def _events(dossier: Dossier, index: Index) -> list[str]:
    def row(event: Event) -> list[str]:
        part_of = dossier.events[event.part_of].title if event.part_of else ""
        date = human(event.date) if event.date else "not dated"
        claims, sources = len(index.mentions(event.id)), len(index.sources_of_event(event.id))
        words = (event.title, event.kind, date, part_of)
        return [*(escaped(word) for word in words), str(claims), str(sources)]

    if not dossier.events:
        return []
    header = ("Event", "Kind", "Date", "Part of", "Claims", "Documents")
    return ["## Events", "", *table(header, map(row, dossier.events.values()))]


# ---- figures


def _figures(subject: _Subject, by_measure: Iterable[Sequence[Said]]) -> list[str]:
    """A row a figure, measure by measure; echoes of one release stand in one row."""
    said = [one for found in by_measure for one in found]
    rows = [_figure_row(subject, one) for one in said if not one.quantity.is_misreading]
    wrong = [one.quantity for one in said if one.quantity.is_misreading]
    if not said:
        return ["## Figures", "", "No figure is recorded."]
    header = ("Measure", "Written", "Commits to", "Suggests", "Moment", "Chain", "Documents")
    lines = ["## Figures", "", READING_NOTE, "", *table(header, rows)]
    return [*lines, *_misreadings(subject, wrong)]


def _misreadings(subject: _Subject, wrong: Sequence[Quantity]) -> list[str]:
    """The figures that are recorded as misreadings, each with its own words and place."""
    dossier = subject.dossier
    rows = [
        [
            _measure(dossier, q),
            quoted(written(dossier, q)) + _said_as(q.claim),
            escaped(misread_text(dossier, q.claim)),
            _document(subject, q.claim),
        ]
        for q in wrong
        if q.claim is not None
    ]
    if not rows:
        return []
    header = ("Measure", "Written", "Misreads", "Document")
    return ["", "### Misreadings", "", MISREADINGS_NOTE, "", *table(header, rows)]


def _figure_row(subject: _Subject, one: Said) -> list[str]:
    dossier, q = subject.dossier, one.quantity
    commits, suggests = commits_and_suggests(q, dossier.meta.preset)
    if q.claim is None:
        assumed = dossier.identities[q.identity or ""].assumption
        words = f"{escaped(written(dossier, q))}, *derived: nobody printed it; assuming:* "
        words += escaped(assumed)
        chain = escaped(f"from figures of {who(dossier, q).text()}")
    else:
        words = quoted(written(dossier, q)) + _said_as(q.claim)
        how = derivation(dossier, q)
        if how is not None:
            words += f", *derived as* {escaped(how)}"
        if q.is_slip:
            words += ", *a slip: it lies after its own page*"
        chain = escaped(chain_text(dossier, q.claim))
    return [
        _measure(dossier, q),
        words,
        escaped(commits),
        escaped(suggests),
        escaped(moment_words(q)),
        chain,
        _documents(subject, one),
    ]


def _measure(dossier: Dossier, q: Quantity) -> str:
    """The measure of a figure with its scope, escaped."""
    scope = scope_words(dossier, q)
    return escaped(dossier.measures[q.measure].name + (f" ({scope})" if scope else ""))


def _said_as(claim: Claim) -> str:
    parts: list[str] = [claim.modality] if claim.modality != "asserted" else []
    if claim.likelihood:
        parts.append(f'"{claim.likelihood}"')
    return f" ({escaped(', '.join(parts))})" if parts else ""


def _documents(subject: _Subject, one: Said) -> str:
    """The document of a figure, then those of its echoes, each with its date."""
    dossier, q = subject.dossier, one.quantity
    if q.claim is None:
        claims = [dossier.claims[claim] for claim in _claims_behind(dossier, q)]
        return "; ".join(_document(subject, claim) for claim in claims)
    text, own = _document(subject, q.claim), phrase(dossier, q.claim)
    also = []
    for echo in one.echoes:
        if echo.claim is not None:
            words = phrase(dossier, echo.claim)
            # What another document prints is never put into the mouth of this one.
            told = "" if words == own else f", as {quoted(words)}"
            also.append(_document(subject, echo.claim) + told)
    return f"{text}; also reported by: {'; '.join(also)}" if also else text


def _document(subject: _Subject, claim: Claim) -> str:
    source = subject.dossier.sources[claim.source]
    return f"{escaped(document_label(subject.dossier, source))} {subject.ref(claim)}"


def _claims_behind(dossier: Dossier, q: Quantity) -> list[str]:
    """The claims that a derived figure rests on; none for a claim."""
    return [claim.id for claim in behind(dossier, q)]


def _statements(subject: _Subject) -> list[str]:
    """What was said without a figure."""
    dossier = subject.dossier
    claims = [dossier.claims[claim] for claim in subject.claims]
    lines = [
        f"- {escaped(claim.statement)}{_said_as(claim)} "
        f"({escaped(chain_text(dossier, claim))}) {subject.ref(claim)}"
        for claim in claims
        if claim.figure is None
    ]
    return ["## Statements without a figure", "", *lines] if lines else []


# ---- what holds, set aside


def _holdings(dossier: Dossier, said: Sequence[Said]) -> list[str]:
    if not said:
        return []
    lines = ["## What holds, and who is apart", ""]
    rows = _holding_rows(dossier, said)
    if rows:
        header = ("What is counted", "Moment", "What holds", "Who agrees")
        lines += [HOLDS_NOTE, "", *table(header, rows), ""]
    else:
        lines += ["None of the comparable figures has a recorded origin.", ""]
    aside = aside_text(dossier, said)
    return [*lines, f"{escaped(capital(aside))}. {ASIDE_NOTE}"]


def _holding_rows(dossier: Dossier, said: Sequence[Said]) -> list[list[str]]:
    """A row a scope and moment of which something holds."""
    rows: dict[tuple[str, ...], None] = {}
    for one in said:
        q = one.quantity
        if q.status is None or q.is_misreading or q.is_slip or q.under(dossier.meta.preset) is None:
            continue
        (_, holds), (_, agree), *crossing = holding_texts(dossier, said, q)
        if agree == NOBODY:
            continue
        for label, text in crossing:
            holds += f". {label.capitalize()}: {text}"
        texts = (escaped(holds), escaped(agree))
        # Figures of one scope and moment ask the same: one row is enough.
        rows[_measure(dossier, q), escaped(moment_words(q)), *texts] = None
    return [list(row) for row in rows]


# ---- disagreements


def _disagreements(
    subject: _Subject, rows: Sequence[Row], found: Disagreements, asked: Asked
) -> list[str]:
    lines = ["## Disagreements", ""]
    if not rows:
        return [*lines, asked.none_text]
    folds = asked.folds(rows)
    counted = f"{plural(len(rows), 'disagreement')}, gravest first. Severity goes up to 4."
    if asked.severity:
        counted += f" Only those of severity {asked.severity} or more are listed."
    if len(folds) < len(rows):
        counted += f" One is listed for each measure and pair of origins: {len(folds):,} in all."
    lines.append(counted)
    if found.looked_at < found.apart:
        lines.append(
            f"Only the {found.looked_at:,} widest apart of {found.apart:,} pairs were read."
        )
    for number, one in enumerate(folds, 1):
        lines += ["", *_disagreement(subject, number, one, asked)]
    return lines


def _disagreement(subject: _Subject, number: int, one: Fold, asked: Asked) -> list[str]:
    dossier, row = subject.dossier, one.head
    claims = [dossier.claims[claim] for claim in row.claims]
    refs = ", ".join(dict.fromkeys(subject.ref(claim) for claim in claims))
    sentence = escaped(row_sentence(dossier, row).strip().removesuffix("."))
    lines = [
        f"{number}. **{row.kind}**, severity {row.severity}, {_halo(row)}. {sentence}. ({refs})"
    ]
    indent = " " * (len(str(number)) + 2)
    if row.echoes:
        pairs = f"{plural(row.echoes, 'more pair')} of documents with the same two releases"
        lines += ["", f"{indent}Stands for {pairs}."]
    if one.rest:
        lines += ["", f"{indent}{more_rows(len(one.rest))}."]
    if row.reading is not None and row.reading.note:
        lines += ["", f"{indent}Note on the coding: {escaped(row.reading.note)}"]
    for text in asked.verdict_texts(dossier, row):
        lines += ["", f"{indent}{escaped(text)}."]
    lines.append("")
    settles = settling(dossier, row)
    if not settles:
        return [*lines, f"{indent}The record points to nothing that would settle it."]
    lines.append(f"{indent}What would settle it:")
    lines.append("")
    return [*lines, *(f"{indent}- {escaped(text)}" for text in settles)]


def _halo(row: Row) -> str:
    """Whether the reading is the same under every preset."""
    if row.stable:
        return "stable"
    if row.reading is not None:
        kinds = zip(PRESETS, row.reading.by_preset, strict=True)
        by = ", ".join(f"{preset} {kind}" for preset, kind in kinds)
    else:
        severities = row.residual.by_preset if row.residual is not None else ()
        by = ", ".join(
            f"{preset} severity {severity}"
            for preset, severity in zip(PRESETS, severities, strict=True)
        )
    return f"depends on how far round numbers reach ({by})"


# ---- books


def _books_of(dossier: Dossier, claims: Collection[str]) -> list[Identity]:
    return [
        identity
        for identity in dossier.identities.values()
        if any(claim.id in claims for claim in claims_of(dossier, identity))
    ]


def _claims_in(dossier: Dossier, books: Iterable[Identity]) -> list[str]:
    return [claim.id for identity in books for claim in claims_of(dossier, identity)]


def _books(subject: _Subject, books: Sequence[Identity]) -> list[str]:
    if not books:
        return []
    dossier = subject.dossier
    lines = [
        "## Books",
        "",
        "Sums and ledgers that should fit under their assumption. They do not say which term is "
        "wrong where they do not.",
    ]
    for identity in books:
        found = balance(dossier, identity)
        claims = claims_of(dossier, identity)
        refs = ", ".join(dict.fromkeys(subject.ref(claim) for claim in claims))
        lines += [
            "",
            f"- **{escaped(equation(dossier, identity))}** ({identity.kind}) ({refs})",
            f"  {escaped(balance_text(found))}. Assuming: {escaped(identity.assumption)}",
            f"  {escaped(combinations_text(dossier, identity).capitalize())}.",
        ]
    return lines


# ---- limits and sources


def _limits(subject: _Subject) -> list[str]:
    """What the record does not have, counted."""
    dossier = subject.dossier
    claims = [dossier.claims[claim] for claim in subject.claims]
    sources = [dossier.sources[source] for source in subject.sources]
    figures = [claim for claim in claims if claim.figure is not None]
    moments = [moment_of(dossier, claim).basis for claim in figures]
    bases = [source.published_basis for source in sources]
    no_origin = sum(standing(dossier, claim) is None for claim in claims)
    facts = [
        f"Documents without a date: {bases.count('unknown')} of {len(sources)}.",
        f"Documents whose date is inferred: {bases.count('inferred')}; "
        f"is only the page's: {bases.count('page')}.",
        f"Claims whose chain is not whole: {no_origin} of {len(claims)}.",
        f"Figures and dates of an unknown moment: {moments.count('unknown')} of {len(figures)}; "
        f"with only the page's date: {moments.count('page')}.",
        f"As-of dates that are inferred: {sum(c.as_of_basis == 'inferred' for c in claims)}.",
    ]
    releases = {claim.release for claim in claims if claim.release is not None}
    for release, agents in circles(dossier):
        if release in releases:
            names = listed([name_of(dossier, agent) for agent in agents])
            title = dossier.events[release].title
            facts.append(f'Chains of "{title}" run in a circle: {names}.')
    for sign in copying(dossier):
        if sign.release in releases:
            title, shared = dossier.events[sign.release].title, len(sign.sharing)
            facts.append(f'{shared} documents share a rare value of "{title}", a sign of copying.')
    # Two values of one release may be shared by as many.
    return ["## Limits", "", *(f"- {escaped(fact)}" for fact in dict.fromkeys(facts))]


def _sources(subject: _Subject) -> list[str]:
    lines = [
        f"- [{number}] {_source(subject.dossier, subject.dossier.sources[source])}"
        for number, source in enumerate(subject.sources, 1)
    ]
    return ["## Documents", "", *lines] if lines else []


def _source(dossier: Dossier, source: Source) -> str:
    publisher = dossier.agents[source.publisher].name
    text = escaped(f'{publisher}, "{source.title}", {published_text(source)}')
    if source.url is None:
        return f"{text}. No address is recorded."
    # Only what is surely an address becomes a link; the rest is text.
    address = web_address(source.url)
    if address is not None:
        return f"{text}. <{address}>"
    return f"{text}. {escaped(source.url)}"
