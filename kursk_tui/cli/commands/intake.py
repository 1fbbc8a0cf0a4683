"""Taking articles in, and editing from the shell: import, copy, retract, edits."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from kursk_tui.cli.listing import Column, Listing, Row
from kursk_tui.cli.output import print_listing
from kursk_tui.cli.session import Session
from kursk_tui.dossier.naming import UseError

if TYPE_CHECKING:
    from kursk_tui.dossier.texts import Texts
    from kursk_tui.intake.language.proposals import Proposal
    from kursk_tui.intake.many.batch import Batch
    from kursk_tui.intake.review.taking import Taken

PROPOSED = (
    Column("paragraph", "par.", number=True),
    Column("written", "figure"),
    Column("measure", "measure"),
    Column("origin", "origin"),
    Column("as_of", "as of"),
    Column("modality", "how"),
    Column("because", "rests on", wide=True),
)
EDITS = (
    Column("id", "id", whole=True),
    Column("made", "when"),
    Column("author", "by"),
    Column("what", "what", wide=True),
    Column("state", "state"),
)


def run_import(arguments: argparse.Namespace) -> int:
    """`import WHAT`: read it, say where it stands already, queue it; `--list` only shows.

    What stands for many pages is read as such: see `many`.
    """
    from kursk_tui.intake.tables.reading import is_table

    if arguments.what is not None and is_table(arguments.what):
        from kursk_tui.cli.commands.tables import run_import_table

        if arguments.proposer is not None or arguments.parse is not None:
            raise UseError("a table says itself what it holds; leave out --with and --parse")
        return run_import_table(arguments)
    from kursk_tui.dossier.editing import require_editable
    from kursk_tui.intake.review import queue as queues
    from kursk_tui.intake.review import taking

    session = Session(arguments)
    dossier = session.whole
    if arguments.what is None:
        from kursk_tui.cli.commands.many import run_list_waiting

        return run_list_waiting(session, _call(session))
    if not arguments.list:
        require_editable(dossier)
    raw = taking.read_stdin() if arguments.what == taking.STDIN else None
    batch = _batch(arguments.what, raw)
    if batch is not None:
        if arguments.proposer is not None or arguments.parse is not None:
            raise UseError("--with and --parse take one article at a time")
        from kursk_tui.cli.commands.many import run_import_many

        return run_import_many(session, batch, _texts(session), _call(session))
    article = taking.read(arguments.what) if raw is None else taking.read_raw(raw)
    taken = taking.take(dossier, _texts(session), article)
    taken, lines = _proposed_otherwise(session, taken)
    from kursk_tui.intake.review.duplicates import sentence
    from kursk_tui.words.asides import REASONS

    for line in [sentence(dossier, one) for one in taken.seen] + list(article.remarks) + lines:
        _tell(session, line)
    if arguments.list:
        for number in taken.more:
            written, why = number.proposal.figure.written, REASONS[number.why]
            _tell(
                session, f"not proposed, paragraph {number.proposal.paragraph}: {written} ({why})"
            )
    rows = [_proposal_row(proposal) for proposal in taken.proposals]
    narration = _headline(taken)
    if not arguments.list:
        made = taking.enqueue(dossier, taken, queues.default_folder())
        if tuple(item.proposal for item in made.items) != taken.proposals:
            _tell(session, "it waits already and stays as it was left; drop it to have it anew")
        left = made.count(queues.OPEN)
        goes_on = f"{left} wait for review: {_call(session)}, then i" if left else "all decided"
        narration += f"; {goes_on if made.items else 'the document waits for review'}"
    status = print_listing(Listing(PROPOSED, rows, narration=narration), session.manner)
    return status if arguments.list else 0


def _batch(what: str, raw: bytes | None) -> Batch | None:
    """The pages that a name or standard input stands for; None for one article."""
    from kursk_tui.intake.many import batch as batches

    if raw is not None:
        return batches.batch_of(raw)
    return batches.batch(what) if batches.is_batch(what) else None


def _proposed_otherwise(session: Session, taken: Taken) -> tuple[Taken, list[str]]:
    """What a program or a parse proposes, where one was named, and what is to be told of it."""
    arguments = session.arguments
    if arguments.proposer is not None and arguments.parse is not None:
        raise UseError("--with and --parse go one at a time: a proposer names the speakers itself")
    if arguments.proposer is not None:
        from kursk_tui.intake.review.proposing import take_with, told

        taken, answered = take_with(
            session.whole, taken, arguments.proposer, seconds=arguments.seconds
        )
        return taken, told(answered)
    if arguments.parse is not None:
        from kursk_tui.intake.proposers.parse import fill, load

        parser = load(arguments.parse)
        filled = fill(session.whole, taken.article.paragraphs, taken.proposals, parser)
        count = sum(a != b for a, b in zip(filled, taken.proposals, strict=True))
        from kursk_tui.model.text import plural

        return taken._replace(proposals=filled), [f"{plural(count, 'chain')} filled by the parse"]
    return taken, []


def _headline(taken: Taken) -> str:
    from kursk_tui.model.languages.detecting import name_of
    from kursk_tui.model.languages.tables import base
    from kursk_tui.model.text import plural
    from kursk_tui.words.asides import more

    article = taken.article
    title = article.title or "an article without a title"
    date = article.published or "without a date"
    figures = plural(len(taken.proposals), "figure")
    paragraphs = plural(len(article.paragraphs), "paragraph")
    rest = f", {more(len(taken.more))}" if taken.more else ""
    told = [article.outlet or "outlet unknown", date]
    if article.language is not None and base(article.language) != "en":
        told.append(f"in {name_of(article.language)}")
    return f"{title} ({', '.join(told)}): {figures} in {paragraphs}{rest}"


def _proposal_row(proposal: Proposal) -> Row:
    figure = proposal.figure
    return {
        "paragraph": proposal.paragraph,
        "written": figure.written,
        "low": figure.low,
        "high": figure.high,
        "hedge": figure.hedge,
        "measure": proposal.measure,
        "population": proposal.scope.population,
        "place": proposal.scope.place,
        "within": proposal.scope.within,
        "attribution": list(proposal.attribution),
        "lineage": proposal.lineage,
        "origin": proposal.attribution[-1] if proposal.attribution else None,
        "as_of": proposal.as_of,
        "modality": proposal.modality,
        "likelihood": proposal.likelihood,
        "unknown_names": list(proposal.unknown_names),
        "proposer": proposal.proposer,
        "hesitates": proposal.hesitates,
        "because": [
            f"{reason.field}: {reason.words}" for reason in (*proposal.doubts, *proposal.because)
        ],
    }


def _texts(session: Session) -> Texts:
    from kursk_tui.dossier.texts import Texts
    from kursk_tui.intake.documents.text_copies import folder_of

    folder = folder_of(session.arguments.texts)
    return Texts.attach(session.whole, folder) if folder is not None else Texts.none()


# ---- copies, retracting, the history


def run_copy(arguments: argparse.Namespace) -> int:
    """`copy FILE`: the dossier's file under another name, to be edited there."""
    from kursk_tui.export.writing import write
    from kursk_tui.store import files
    from kursk_tui.upkeep import restoring

    session = Session(arguments)
    raw, _ = files.read(session.whole.path)
    if arguments.force:
        restoring.keep_replaced(arguments.file)
    write(arguments.file, raw.decode(), force=arguments.force)
    _tell(session, f"copied to {arguments.file}; kursk-tui -d {arguments.file} opens it")
    return 0


def run_retract(arguments: argparse.Namespace) -> int:
    """`retract ID REASON`: the claim stays in the file and counts no more."""
    from kursk_tui.dossier.editing import require_editable, retract
    from kursk_tui.store.authorship import default_author

    session = Session(arguments)
    claim = session.named("claims", arguments.id)
    reason = " ".join(arguments.reason.split())
    if not reason:
        raise UseError("a claim is retracted for a reason; give one")
    require_editable(session.whole)
    edit = retract(session.whole, claim, reason, author=default_author())
    _tell(session, f"{edit.what}; {_call(session)} edits undo reverses it")
    return 0


def run_edits(arguments: argparse.Namespace) -> int:
    """`edits`: what was done to the dossier; `edits undo [ID]` and `edits redo` step in it."""
    from kursk_tui.dossier.editing import edits, redo, require_editable, undo, undone
    from kursk_tui.store.authorship import default_author

    session = Session(arguments)
    dossier = session.whole
    if arguments.edits_command == "undo":
        require_editable(dossier)
        wanted = arguments.edit
        if wanted is not None:
            found = [edit.id for edit in edits(dossier) if edit.id.startswith(wanted)]
            if len(found) != 1:
                what = "no" if not found else "more than one"
                raise UseError(f"{what} edit {wanted!r}; {_call(session)} edits lists them")
            wanted = found[0]
        made = undo(dossier, author=default_author(), edit_id=wanted)
        if made is None:
            no = "nothing of yours to undo" if wanted is None else "it no longer stands"
            _tell(session, f"{no}; {_call(session)} edits lists what was done")
            return 1
        _tell(session, made.what)
        return 0
    if arguments.edits_command == "redo":
        require_editable(dossier)
        made = redo(dossier, author=default_author())
        _tell(session, made.what if made is not None else "nothing of yours to redo")
        return 0 if made is not None else 1
    made_so_far = edits(dossier)
    taken_back = undone(made_so_far)
    rows: list[Row] = [
        {
            "id": edit.id[:8],
            "made": edit.made,
            "author": edit.author,
            "what": edit.what,
            "records": [f"{change.table}:{change.id}" for change in edit.changes],
            "state": "undone" if edit.id in taken_back else "",
        }
        for edit in reversed(made_so_far)
    ]
    narration = "" if rows else "nothing was edited in this file"
    return print_listing(Listing(EDITS, rows, narration=narration), session.manner)


def _call(session: Session) -> str:
    """How the program was called, as what is to be typed next."""
    from shlex import quote

    given = session.arguments.dossier
    return f"kursk-tui -d {quote(str(given))}" if given else "kursk-tui"


def _tell(session: Session, line: str) -> None:
    from kursk_tui.model.text import visible

    print(visible(line, ascii_only=session.manner.ascii_only), file=sys.stderr)
