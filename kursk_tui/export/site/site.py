"""A dossier as a folder of plain pages: what stands in which file.

No page needs a script, asks for anything elsewhere, or holds the text of an article. There is no
clock in it: the same dossier gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kursk_tui.analysis.disagreements.folds import fold
from kursk_tui.analysis.disagreements.listing import Disagreements
from kursk_tui.analysis.origins.bands import said_by_measure
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.export.site import lists, records
from kursk_tui.export.site.findings import finding_page
from kursk_tui.export.site.shell import (
    FINDINGS,
    FOLDERS,
    Page,
    Site,
    file_name,
    folds_by_claim,
    pages_of_rows,
    rows_by_claim,
)
from kursk_tui.model.records import Note


def site_pages(
    dossier: Dossier,
    index: Index,
    found: Disagreements,
    *,
    whole: Dossier | None = None,
    narrowed: str = "",
    verdicts: Mapping[str, Sequence[Note]] | None = None,
) -> Iterator[tuple[str, str]]:
    """Yield (path, HTML) of each page, the paths relative and with slashes.

    `found` are the disagreements of the dossier, which is a part of `whole`; `narrowed` says in a
    line what is left out of it. `verdicts`, by target, are shown beside what they are on, with
    their authors and reasons.
    """
    folds = fold(found.rows)
    by_measure = said_by_measure(dossier)
    site = Site(
        dossier=dossier,
        lookups=index,
        folds=folds,
        whole=whole or dossier,
        rows_of=rows_by_claim(folds),
        folds_of=folds_by_claim(folds),
        page_of=pages_of_rows(folds),
        measures=dict.fromkeys(
            id for id, said in by_measure.items() if said or index.claims_of_measure(id)
        ),
        narrowed=narrowed,
        verdicts=verdicts or {},
    )
    top, deep = Page(site), Page(site, "../")
    for path, make in {
        "index.html": lists.index_page,
        "disagreements.html": lists.disagreements_page,
        "measures.html": lists.measures_page,
        "events.html": lists.events_page,
        "sources.html": lists.sources_page,
        "agents.html": lists.agents_page,
        "find.html": lists.find_page,
        "about.html": lists.about_page,
    }.items():
        if path != "events.html" or dossier.events:
            yield path, make(top)
    for kind, ids, page_of in (
        ("measure", site.measures, records.measure_page),
        ("event", dossier.events, records.event_page),
        ("source", dossier.sources, records.source_page),
        ("agent", dossier.agents, records.agent_page),
    ):
        for id in ids:
            yield f"{FOLDERS[kind]}/{file_name(id)}", page_of(deep, id)
    for one in folds:
        yield f"{FINDINGS}/{file_name(one.head.target)}", finding_page(deep, one)
