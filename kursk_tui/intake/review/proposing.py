"""An article whose figures another program proposes, in the place of our own rules."""

from __future__ import annotations

from typing import NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.proposers import answers, running
from kursk_tui.intake.proposers.answers import Answered
from kursk_tui.intake.review.taking import Taken, page_of
from kursk_tui.model.text import plural


class TakenWith(NamedTuple):
    """An article as it was taken in, its proposals those of a program, and what it answered."""

    taken: Taken
    answered: Answered


def told(answered: Answered) -> list[str]:
    """What became of an answer, in lines: what was refused and why, what the rules saw besides."""
    lines = []
    for reason, count in sorted(answered.refused.items(), key=lambda pair: -pair[1]):
        lines.append(f"refused, {count} of {answered.proposer}: an answer {reason}")
    if answered.unmeasured:
        name = "a measure that the dossier does not have; it is left empty"
        lines.append(f"{plural(answered.unmeasured, 'answer')} of {answered.proposer}: {name}")
    if answered.missed:
        lines.append(
            f"{plural(answered.missed, 'figure')} that the rules propose and it does not; "
            "without --with they are proposed"
        )
    return lines


def take_with(
    dossier: Dossier, taken: Taken, command: str, *, seconds: float = running.SECONDS
) -> TakenWith:
    """Ask a program for proposals. Raises DossierError where it fails, or answers rubbish."""
    words = running.words_of(command)
    _, published, _ = page_of(dossier, taken.article, taken.seen)
    given = answers.request(dossier, taken.article, published)
    answer = running.run(words, given, seconds=seconds)
    name, found = answers.decoded(answer, running.name_of(words))
    answered = answers.read(
        dossier,
        taken.article.paragraphs,
        found,
        name,
        ours=taken.proposals,
        published=published,
    )
    return TakenWith(taken._replace(proposals=answered.proposals, more=(), sums=()), answered)
