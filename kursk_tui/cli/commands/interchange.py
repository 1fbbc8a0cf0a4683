"""`export` for other programs: what their format cannot hold is told on stderr."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping

from kursk_tui.cli.session import Session
from kursk_tui.dossier.naming import UseError
from kursk_tui.export.interchange.made import Made
from kursk_tui.model.records import Note


class NothingToWriteError(UseError):
    """There is nothing of what was asked for."""

    status = 1


def interchanged(session: Session, arguments: argparse.Namespace) -> str:
    """The text of one of INTERCHANGES. Raises UseError for what cannot be exported so."""
    what, of = arguments.what, arguments.of
    if of is not None and what != "ucdp":
        raise UseError(f"export {what} takes the whole dossier; leave {of!r} out")
    made = _MAKERS[what](session, arguments)
    from kursk_tui.model.text import visible

    for line in made.lost:
        print(visible(line), file=sys.stderr)
    return made.text


def _judgements(session: Session) -> tuple[Note, ...]:
    """The verdicts and ratings that stand on this dossier, by time."""
    from kursk_tui.export.asked import judgements_of

    notes = (voice.note for voice in session.notes.standing)
    return judgements_of(session.whole, notes, "verdict", "rating")


def _ftm(session: Session, arguments: argparse.Namespace) -> Made:
    from kursk_tui.export.interchange.ftm import ftm

    return ftm(session.dossier)


def _stix(session: Session, arguments: argparse.Namespace) -> Made:
    from kursk_tui.export.interchange.stix import stix

    judgements = _judgements(session) if arguments.with_verdicts else ()
    rows = [row for row in session.disagreements.rows if row.severity >= (arguments.severity or 0)]
    return stix(session.dossier, rows, judgements)


def _claim_review(session: Session, arguments: argparse.Namespace) -> Made:
    from kursk_tui.export.interchange.claimreview import claim_review

    if not arguments.with_verdicts:
        raise UseError(
            "a ClaimReview is a verdict of yours, with your name and your reason; "
            "give --with-verdicts to write yours into the file"
        )
    made = claim_review(session.dossier, _judgements(session))
    if '"ClaimReview"' not in made.text:
        raise NothingToWriteError("your notebook has no verdict on this dossier; nothing written")
    return made


def _quickstatements(session: Session, arguments: argparse.Namespace) -> Made:
    from kursk_tui.export.interchange.quickstatements import quickstatements, read_subject

    if arguments.map is None:
        raise UseError(
            "nobody can guess which item and property is meant: give --map FILE, which says "
            'item = "Q..." and under [measures] killed = "P1120"'
        )
    subject = read_subject(arguments.map, session.dossier)
    return quickstatements(session.dossier, subject, as_csv=arguments.csv)


def _ucdp(session: Session, arguments: argparse.Namespace) -> Made:
    from kursk_tui.export.interchange.ucdp import ucdp

    if arguments.of is None:
        raise UseError("export ucdp needs a measure, as in export ucdp killed -o events.csv")
    return ucdp(session.dossier, session.index, session.named("measures", arguments.of))


def _csl(session: Session, arguments: argparse.Namespace) -> Made:
    from kursk_tui.export.references import csl_of_all
    from kursk_tui.words.interchange import REFERENCES

    return Made(csl_of_all(session.dossier), REFERENCES)


def _bibtex(session: Session, arguments: argparse.Namespace) -> Made:
    from kursk_tui.export.references import bibtex_of_all
    from kursk_tui.words.interchange import REFERENCES

    return Made(bibtex_of_all(session.dossier), REFERENCES)


_MAKERS: Mapping[str, Callable[[Session, argparse.Namespace], Made]] = {
    "ftm": _ftm,
    "stix": _stix,
    "claimreview": _claim_review,
    "quickstatements": _quickstatements,
    "ucdp": _ucdp,
    "csl": _csl,
    "bibtex": _bibtex,
}
