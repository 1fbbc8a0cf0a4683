"""What would settle a disagreement: which recorded thing is missing, or would have to differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kursk_tui.analysis.disagreements.drifts import decisive
from kursk_tui.analysis.disagreements.listing import Row
from kursk_tui.analysis.identities.ledger import Residual
from kursk_tui.analysis.ladder.quantities import Quantity, side, within_relation
from kursk_tui.analysis.ladder.reading import Hinge, Reading
from kursk_tui.analysis.ladder.releases import told_elsewhere
from kursk_tui.analysis.ladder.usual import goes_without_saying, is_of_some
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.provenance import moment_of, origin_of
from kursk_tui.model.records import Claim, Identity
from kursk_tui.words.phrases import phrase
from kursk_tui.words.records import name_of, scope_names, short_name
from kursk_tui.words.sentences import growth_text, has_pace, is_about_days, lowered
from kursk_tui.words.voices import claim_who, claims_of, listed, who, written

HEDGE_WORDS = {
    "none": "just that many",
    "about": "about that many",
    "at_least": "at least that many",
    "up_to": "up to that many",
    "at_most": "at most that many",
}


def settling(dossier: Dossier, row: Row) -> tuple[str, ...]:
    """What would settle a disagreement, each in a plain sentence; not Markdown.

    Only what the record itself points to: the choice on which the reading hinges, moments and
    scopes that are not stated, chains that are not whole, assumptions. What another claim of the
    row gives for the same release is not asked for. Empty where it points to
    nothing. The order is that of weight: the hinge first, the way to the source last.
    """
    if row.reading is not None:
        found = _settling_pair(dossier, row, row.reading)
    elif row.residual is not None:
        found = _settling_residual(dossier, row.residual)
    elif row.slip is not None:
        found = _settling_slip(dossier, row.slip)
    else:
        found = iter(())
    return tuple(dict.fromkeys(found))


def _settling_pair(dossier: Dossier, row: Row, reading: Reading) -> Iterator[str]:
    sides = (reading.a, reading.b)
    told = {q.id: _told_again(dossier, row, q) for q in sides}
    if reading.kind == "told as":
        wrong = reading.a if reading.a.is_misreading else reading.b
        if wrong.claim is not None:
            publisher = name_of(dossier, dossier.sources[wrong.claim.source].publisher)
            yield f"A correction by {publisher}, or the words it relays."
    elif reading.tier == "recorded":
        names = listed(list(dict.fromkeys(who(dossier, q).speaker for q in sides)))
        yield f"What exactly {names} said, and about what: the record has only paraphrases."
    else:
        wordings = tuple(decisive(dossier, reading))
        yield from _wordings(dossier, wordings)
        hinge = reading.hinge
        # What another page of the row gives is not asked for.
        is_told = hinge is not None and any(
            hinge.choice == "hedge" and hinge.claim == q.id for q, *_ in wordings
        )
        # Whoever denies a number means no other one by it.
        is_denial = any(q.status is None for q in sides)
        # Whoever revised a figure gave two of two days.
        is_revised = reading.kind == "revision" and hinge is not None and hinge.choice == "as-of"
        is_asked = not (is_told or is_denial or is_revised)
        if hinge is not None and is_asked and not _is_given(hinge, told):
            yield _hinge(dossier, reading, hinge)
        yield from _by_why(dossier, reading)
        # A date counts nobody, and what lies within a total does so at any moment.
        if reading.a.basis != "date":
            yield from _unstated(dossier, reading, told)
        if reading.a.basis != "date" and reading.why.code != "within":
            # What the hinge asks for is not asked again.
            asked = hinge.claim if hinge is not None and hinge.choice == "as-of" else None
            others = [q for q in sides if q.id != asked and not _has_moment(told[q.id])]
            yield from _joined((_moment(dossier, q), label(dossier, q)) for q in others)
    for q in sides:
        identity = q.identity
        if identity is not None:
            yield _whether_assumed(dossier.identities[identity])
    claims = [q.claim for q in sides if q.claim is not None]
    yield from _joined((_way(dossier, claim), _thing(dossier, claim)) for claim in claims)


def _told_again(dossier: Dossier, row: Row, q: Quantity) -> tuple[Claim, ...]:
    """The claims of a row that tell what one side tells, on other pages."""
    if q.release is None:
        return ()
    claims = (dossier.claims[id] for id in row.claims if id != q.id)
    return tuple(c for c in claims if c.release == q.release and c.measure == q.measure)


def _has_moment(told: tuple[Claim, ...]) -> bool:
    return any(claim.as_of is not None for claim in told)


def _is_given(hinge: Hinge, told: Mapping[str, tuple[Claim, ...]]) -> bool:
    """Whether the date on which a reading hinges stands on another page of the row."""
    return hinge.choice == "as-of" and _has_moment(told.get(hinge.claim or "", ()))


def _wordings(dossier: Dossier, found: Iterable[tuple[Quantity, Claim, str]]) -> Iterator[str]:
    """Which words a release had, where its other wordings would make it another kind."""
    others: dict[str, list[str]] = {}
    for q, claim, _ in found:
        publisher = name_of(dossier, dossier.sources[claim.source].publisher)
        words = lowered(phrase(dossier, claim))
        others.setdefault(label(dossier, q), []).append(f'"{words}", as {publisher} has it')
    for own, worded in others.items():
        before = "".join(f", {words}" for words in worded[:-1])
        yield f"Whether it was {own}{f'{before},' if before else ''} or {worded[-1]}."


def _hinge(dossier: Dossier, reading: Reading, hinge: Hinge) -> str:
    """The one choice that would make it another kind, as a sentence."""
    if hinge.choice == "preset":
        return "How exact the round numbers are meant to be."
    is_first = reading.a.id == hinge.claim
    q, other = (reading.a, reading.b) if is_first else (reading.b, reading.a)
    own = label(dossier, q)
    if hinge.choice == "hedge":
        words = HEDGE_WORDS.get(hinge.value, hinge.value.replace("_", " "))
        return f"Whether {own} means {words}."
    if hinge.choice == "as-of":
        return f"Whether {own} is of the same date as {label(dossier, other)}."
    measure = dossier.measures[hinge.value].name
    return f'Whether {own} counts "{measure}".'


def _by_why(dossier: Dossier, reading: Reading) -> Iterator[str]:
    """What the ground of the reading asks for."""
    why, about = reading.why
    a, b = reading.a, reading.b
    if why in ("open above", "open below"):
        open_one = a if a.id == about else b
        name = label(dossier, open_one)
        figure = open_one.claim.figure if open_one.claim is not None else None
        if figure is not None and figure.hedge == "up_to":
            yield f"Whether {name} is a firm ceiling."
        else:
            end = "an upper" if why == "open above" else "a lower"
            yield f"A figure with {end} end in place of {name}."
    elif why == "within":
        is_inner = within_relation(dossier, a.scope.within, b.scope.within) == "in"
        inner, outer = (a, b) if is_inner else (b, a)
        yield f"Whether {label(dossier, inner)} is counted in {label(dossier, outer)}."
    elif why in ("two figures", "hedge turns"):
        release = _release(dossier, a)
        yield f"The words of the release itself, {release}: which version they contain."
    elif why == "two measures":
        names = " or ".join(f'"{dossier.measures[q.measure].name}"' for q in (a, b))
        yield f"The words of the release itself, {_release(dossier, a)}: {names}."
    elif why == "order unknown":
        yield "Which of the two releases is the later: the hour of each."
    elif why in ("later page", "page falls"):
        origin = dossier.agents[a.origin].name if a.origin is not None else "the origin"
        yield f"Whether {origin} gave both, or one of the pages has it wrong."
    elif reading.kind == "revision" and (
        (a.source is not None and a.source == b.source)
        or any(q.claim is not None and q.claim.note for q in (a, b))
    ):
        # The page that tells both, or the record, is where to look.
        return
    elif reading.kind == "revision":
        origin = dossier.agents[a.origin].name if a.origin is not None else "the origin"
        yield f"Why {origin} gave another figure later: a correction, or another count."
    elif a.basis == "date":
        within = dossier.events.get(a.scope.within or "")
        event = f'"{within.title}"' if within is not None else "the event"
        yield f"Whether both dates are for the same stage of {event}."
    elif reading.kind in ("conflict", "tension") and (a.measure, a.scope) == (b.measure, b.scope):
        yield "Whether both count the same."
    if reading.growth is not None and not any(r.state == "covers" for r in reading.reasons):
        since = dossier.measures[a.measure].since
        grown = growth_text(reading.growth, since, about=is_about_days(reading))
        pace = f": {grown}" if has_pace(reading) else ""
        yield f"A figure for a date between the two{pace}."


def _unstated(
    dossier: Dossier, reading: Reading, told: Mapping[str, tuple[Claim, ...]]
) -> Iterator[str]:
    """What a side leaves unsaid about whom or where, while the other side says it."""
    for q, other in ((reading.a, reading.b), (reading.b, reading.a)):
        again = [claim.scope for claim in told[q.id]]
        for name, own, there in (
            ("who is counted", q.scope.population, other.scope.population),
            ("where", q.scope.place, other.scope.place),
        ):
            part = "place" if name == "where" else "population"
            is_said = any(getattr(scope, part) is not None for scope in again)
            if part == "population" and is_of_some(dossier, q.measure, there):
                continue
            if part == "place" and goes_without_saying(dossier, part, there):
                continue
            if own is None and there is not None and not is_said:
                scope = dossier.scopes[there].name
                yield f"Whether {label(dossier, q)} counts only {scope}: it does not say {name}."


# Before and after the name of what a sentence is about; None where there is nothing to say.
_Frame = tuple[str, str] | None


def _joined(asked: Iterable[tuple[_Frame, str]]) -> Iterator[str]:
    """A sentence a frame, with all that is asked in it."""
    names: dict[tuple[str, str], dict[str, None]] = {}
    for frame, name in asked:
        if frame is not None:
            names.setdefault(frame, {})[name] = None
    for (before, after), found in names.items():
        yield f"{before} {listed(list(found))}{after}"


def _moment(dossier: Dossier, q: Quantity) -> _Frame:
    """An as-of date, where a side has none, nor any other claim of the same figure."""
    is_of_page = q.when.basis == "page"
    if not is_of_page and (q.when.basis != "unknown" or q.claim is None):
        return None
    others = told_elsewhere(dossier, q.claim) if q.claim is not None else ()
    if any(moment_of(dossier, other).basis in ("as of", "said") for other in others):
        return None
    how = "is not given there" if is_of_page else "neither text nor page gives"
    return "The day of", f", which {how}."


def _way(dossier: Dossier, claim: Claim) -> _Frame:
    """The way to the source, where the record does not have all of it."""
    if origin_of(dossier, claim) is None:
        last = dossier.agents[claim.attribution[-1]] if claim.attribution else None
        if last is not None and last.kind == "unnamed":
            return "Who is behind", ": nobody is named."
        if last is not None:
            return f"Where {short_name(last)} got", ": the chain ends there."
        publisher = name_of(dossier, dossier.sources[claim.source].publisher)
        return f"Where {publisher} got", ": no chain is recorded."
    if claim.release is None and claim.attribution and not _is_told_at_first_hand(dossier, claim):
        return "The original statement behind", "."
    return None


def _is_told_at_first_hand(dossier: Dossier, claim: Claim) -> bool:
    """Whether the record has the number of a claim in a document of its origin's own."""
    origin = origin_of(dossier, claim)
    return any(
        dossier.sources[other.source].publisher == origin
        for other in told_elsewhere(dossier, claim)
    )


def _thing(dossier: Dossier, claim: Claim) -> str:
    """A claim inside a sentence: its printed words, or that it is a statement, and whose."""
    if claim.figure is not None:
        return claim_label(dossier, claim)
    speaker = claim_who(dossier, claim).speaker
    # "Where NYT got the statement of NYT" says nothing.
    is_last = claim.attribution and short_name(dossier.agents[claim.attribution[-1]]) == speaker
    if is_last and origin_of(dossier, claim) is None:
        return "what it says"
    return f"the statement of {speaker}"


def _settling_residual(dossier: Dossier, found: Residual) -> Iterator[str]:
    if found.severity == 1:
        yield "Whether the printed ends are meant to add up, or were rounded one by one."
    yield _whether_assumed(found.identity)
    claims = claims_of(dossier, found.identity)
    names = [(claim, _thing(dossier, claim)) for claim in claims]
    yield from _joined((_moment(dossier, side(dossier, claim.id)), name) for claim, name in names)
    yield from _joined((_way(dossier, claim), name) for claim, name in names)


def _settling_slip(dossier: Dossier, claim: Claim) -> Iterator[str]:
    words = phrase(dossier, claim) if claim.figure is not None else claim.statement
    publisher = name_of(dossier, dossier.sources[claim.source].publisher)
    if claim.figure is not None and claim.figure.date is not None:
        yield f'Which year {publisher} means by "{words}", and when the words were written.'
    else:
        yield f'Which moment {publisher} means by "{words}", and when the words were written.'
    yield from _joined([(_way(dossier, claim), _thing(dossier, claim))])


def _whether_assumed(identity: Identity) -> str:
    return f"Whether this holds: {identity.assumption.strip().removesuffix('.')}."


def _release(dossier: Dossier, q: Quantity) -> str:
    release = dossier.events.get(q.release or "")
    return f'"{release.title}"' if release is not None else "which is not recorded"


def label(dossier: Dossier, q: Quantity) -> str:
    """A side as it is named in a sentence: `"at least 300" (UN)`."""
    if q.claim is not None:
        return claim_label(dossier, q.claim)
    return f"the derived figure {written(dossier, q)} of {who(dossier, q).name}"


def claim_label(dossier: Dossier, claim: Claim) -> str:
    """A claim as it is named in a sentence: its printed words, else its paraphrase, and who."""
    name = claim_who(dossier, claim).name
    if claim.figure is not None:
        denied = "denied by " if claim.modality == "denied" else ""
        return f'"{phrase(dossier, claim)}" ({denied}{name})'
    return f"{claim.statement.removesuffix('.')} ({name})"


def scope_words(dossier: Dossier, q: Quantity) -> str:
    """`Residents; Harbour; within First deployment`, as far as it is stated."""
    return "; ".join(scope_names(dossier, q.scope, "of " if q.basis == "date" else "within "))
