"""An invented article on the sample's flood, what is proposed of it, and a review of it.

The proposals are written by hand: what a review does with one does not hang on how figures are
read.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

from kursk_tui.commands import key_of
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.documents.reading import Article
from kursk_tui.intake.language.proposals import Because, Proposal
from kursk_tui.intake.review.queue import Queue, begin
from kursk_tui.intake.review.session import Review
from kursk_tui.model.records import ClaimScope, Figure
from kursk_tui.store import files
from tests.dossier.sample import Data, sample

PARAGRAPHS = (
    "Harbour quarter counts its wet cellars once more",
    "By Ann Reed",
    "The council told this paper that at least 320 houses were standing in water in the town by "
    "Tuesday noon, and that nobody had yet dared to look at the mill.",
    "Half of them lie in the harbour, where the pumps have been silent since the weekend.",
    "Engineers of the water board, reached by boat, would admit to up to 250 houses and to not "
    "a single one more.",
)
ARTICLE = Article(
    title=PARAGRAPHS[0],
    outlet="The Quay Post",
    published="2031-03-05",
    published_basis="stated",
    authors=("Ann Reed",),
    language="en",
    url="https://quay.example/cellars",
    format="text",
    paragraphs=PARAGRAPHS,
    remarks=(),
)


def proposal(paragraph: int, figure: Figure, **told: Any) -> Proposal:
    """A proposal that counts houses in the town by the council, unless it is told otherwise."""
    text = PARAGRAPHS[paragraph - 1]
    start = text.index(figure.written)
    end = start + len(figure.written)
    plain = Proposal(
        paragraph=paragraph,
        start=start,
        end=end,
        sentence=(0, len(text)),
        figure=figure,
        measure="flooded",
        scope=ClaimScope("houses", "town"),
        attribution=("council",),
        lineage="full",
        as_of=None,
        as_of_basis=None,
        modality="asserted",
        likelihood=None,
        of=None,
        unknown_names=(),
        because=(Because("figure", figure.written, start, end),),
    )
    return plain._replace(**told)


WHOLE = proposal(3, Figure("at least 320", 320, None, "at_least"))
HALF = proposal(
    4, Figure("Half", 50, 50, "none"), of=0, scope=ClaimScope("houses", "harbour", None)
)
MOST = proposal(
    5, Figure("up to 250", None, 250, "up_to"), attribution=("water-board",), modality="possible"
)
PROPOSALS = (WHOLE, HALF, MOST)


def written(folder: Path, data: Data | None = None) -> Dossier:
    """The sample, or other data, as a file in a folder."""
    path = folder / "d.json"
    path.write_bytes(files.encode(sample() if data is None else data, str(path)))
    return Dossier.open(path)


def queued(folder: Path, dossier: Dossier, article: Article = ARTICLE) -> Queue:
    """The article in the queue of a dossier, with the proposals of this module."""
    return begin(str(folder / "queue"), dossier.path, article, PROPOSALS)


def reviewed(folder: Path, dossier: Dossier, queue: Queue, author: str = "ann") -> Review:
    """A review of a queue; its clock gives another second each time."""
    seconds = count()
    return Review(
        dossier,
        queue,
        author=author,
        texts=str(folder / "texts"),
        key=lambda name: key_of(name, {}),
        clock=lambda: f"2031-04-01T00:00:{next(seconds):02}+00:00",
    )


def rows(path: str) -> dict[str, Any]:
    """What is in a dossier's file now, table by table, without the edits."""
    dossier = Dossier.open(path)
    tables = ("agents", "scopes", "sources", "events", "measures", "claims", "identities")
    return {table: dict(dossier.raw_rows(table)) for table in tables}
