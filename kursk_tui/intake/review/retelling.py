"""Earlier claims that tell what a claim of a dated release tells: they are of that release too.

A table says when its pages were published; the article read after it may say on which day a figure
was given. Without this the record would have the figure twice, once with a day and once without.
"""

from __future__ import annotations

from collections.abc import Sequence

from kursk_tui.analysis.ladder.releases import direction, printed
from kursk_tui.analysis.ladder.usual import goes_without_saying
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import Change
from kursk_tui.dossier.provenance import origin_of
from kursk_tui.intake.review.forms import Built
from kursk_tui.model.dates import days_apart, parse
from kursk_tui.model.records import Claim, ClaimScope, Figure

# A page of the day on which something was said, or of the next one, tells it as news.
DAYS = 1


def retold(dossier: Dossier, built: Built) -> list[Change]:
    """The changes that give earlier claims the release of a claim that is about to be made.

    Only those that have neither release nor moment of their own, of the same origin, measure,
    scope and number with its hedge, whose page is of the release's day or the next. Nothing for
    a claim whose release has no single day.
    """
    row = built.row
    date = _date(dossier, built)
    if date is None or row["lineage"] != "full" or row["figure"] is None or row["of"] is not None:
        return []
    day = parse(date)
    if day.days != 1:
        return []
    origin = (row["attribution"] or [dossier.sources[row["source"]].publisher])[-1]
    own = Figure(**row["figure"])
    scope = _told(dossier, ClaimScope(**row["scope"]))

    def tells_it(claim: Claim) -> bool:
        published = dossier.sources[claim.source].published
        if claim.figure is None or published is None or claim.misreads is not None:
            return False
        if claim.release is not None or claim.as_of is not None or claim.of is not None:
            return False
        if (_told(dossier, claim.scope), claim.modality) != (scope, row["modality"]):
            return False
        if origin_of(dossier, claim) != origin or printed(claim.figure) != printed(own):
            return False
        page = parse(published)
        is_news = page.days == 1 and page.earliest >= day.earliest and days_apart(page, day) <= DAYS
        return is_news and direction(claim.figure) == direction(own)

    rows = dossier.raw_rows("claims")
    return [
        Change("claims", claim.id, rows[claim.id], {**rows[claim.id], "release": row["release"]})
        for claim in dossier.claims_with("measure", row["measure"])
        if tells_it(claim)
    ]


def _told(dossier: Dossier, scope: ClaimScope) -> ClaimScope:
    """A scope without a place that everybody means."""
    return (
        scope._replace(place=None) if goes_without_saying(dossier, "place", scope.place) else scope
    )


def _date(dossier: Dossier, built: Built) -> str | None:
    """The day of a claim's release, which may be made with it."""
    release = built.row["release"]
    for change in built.new:
        if change.table == "events" and change.id == release and change.after is not None:
            date: str | None = change.after["date"]
            return date
    event = dossier.events.get(release or "")
    return event.date if event is not None else None


def told_of(changes: Sequence[Change]) -> str:
    """`now of one release with x`, and with how many more; empty where nothing was changed."""
    if not changes:
        return ""
    more = f" and {len(changes) - 1} more" if len(changes) > 1 else ""
    return f"now of one release with {changes[0].id}{more}"
