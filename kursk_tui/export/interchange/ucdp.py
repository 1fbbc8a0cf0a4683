"""Events as a table with the columns of UCDP's Georeferenced Event Dataset (GED).

Only columns that the dossier can fill are filled. `low` and `high` are the lowest and the highest
number that is printed of a named origin (of *at least 300* the 300); `best` is empty, as the
program has no estimate of its own.
"""

from __future__ import annotations

from collections import Counter

from kursk_tui.analysis.ladder.quantities import COUNTED, Quantity, quantity
from kursk_tui.analysis.origins.bands import body_behind
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import DIRECT, WITHIN, Index
from kursk_tui.export.interchange.made import Made, span_of
from kursk_tui.export.spreadsheet import Value, to_csv
from kursk_tui.model.addresses import web_address
from kursk_tui.model.dates import Span
from kursk_tui.words.interchange import UCDP, left_out

# As in the codebook of GED 23.1, in its order.
COLUMNS = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence"),
    *("conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id"),
    *("dyad_name", "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id"),
    *("side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office"),
    *("source_date", "source_headline", "source_original", "where_prec", "where_coordinates"),
    *("where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt"),
    *("priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec"),
    *("date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"),
    *("best", "high", "low", "gwnoa", "gwnob"),
)
BETWEEN = ";"


def ucdp(dossier: Dossier, index: Index, measure: str) -> Made:
    """The happenings of which named origins give a figure of a measure, a row each."""
    rows: list[tuple[Value, ...]] = []
    undated = uncounted = 0
    for event in dossier.events.values():
        if event.kind != "happening":
            continue
        found = _figures(dossier, index, measure, event.id)
        span = span_of(event.date)
        if not found:
            uncounted += 1
        elif span is None:
            undated += 1
        else:
            cells = _cells(dossier, event.id, found, span) | {"id": len(rows) + 1}
            rows.append(tuple(cells.get(name) for name in COLUMNS))
    lost = (
        *UCDP,
        *left_out(uncounted, "event", "no named origin gives a figure"),
        *left_out(undated, "event", "a row needs a date"),
    )
    return Made(to_csv(COLUMNS, rows), lost)


def _figures(dossier: Dossier, index: Index, measure: str, event: str) -> list[Quantity]:
    """What named origins say of an event itself, of the population that most of them mean."""
    found = []
    for claim, how in index.mentions(event).items():
        row = dossier.raw_rows("claims")[claim]
        # What counts a part of the story beside the event is no figure of the event.
        within = (row.get("scope") or {}).get("within")
        if row.get("measure") != measure or not (
            how == WITHIN or (how == DIRECT and within in (None, event))
        ):
            continue
        q = quantity(dossier, claim)
        if (
            q is not None
            and q.counts
            and q.status == COUNTED
            and not q.is_wordy
            and body_behind(dossier, q) is not None
            and _printed(q)
        ):
            found.append(q)
    if any(q.scope.within == event for q in found):
        found = [q for q in found if q.scope.within == event]
    whom = Counter(q.scope.population for q in found)
    most = max(whom, key=lambda one: (whom[one], one is None, str(one)), default=None)
    return [q for q in found if q.scope.population == most]


def _printed(q: Quantity) -> list[float]:
    """The numbers of a figure as printed, the lower first; none of what nobody printed."""
    figure = q.claim.figure if q.claim is not None and not q.is_derived else None
    if figure is None or q.basis in ("date", "share"):
        return []
    return [number for number in (figure.low, figure.high) if number is not None]


def _cells(dossier: Dossier, event_id: str, found: list[Quantity], span: Span) -> dict[str, Value]:
    event = dossier.events[event_id]
    numbers = [number for q in found for number in _printed(q)]
    sources = [dossier.sources[id] for id in dict.fromkeys(q.source for q in found) if id]
    bodies = dict.fromkeys(body for q in found if (body := body_behind(dossier, q)))
    place = dossier.scopes.get(event.place) if event.place is not None else None
    point = place.point if place is not None else None
    days = span.days or 0
    return {
        "relid": event.id,
        "year": int(span.earliest[:4]),
        "number_of_sources": len(sources),
        "source_article": BETWEEN.join(web_address(source.url) or "" for source in sources),
        "source_office": BETWEEN.join(dossier.agents[s.publisher].name for s in sources),
        "source_date": BETWEEN.join(source.published or "" for source in sources),
        "source_headline": BETWEEN.join(source.title for source in sources),
        "source_original": BETWEEN.join(dossier.agents[body].name for body in bodies),
        "where_coordinates": place.name if place is not None else None,
        "where_description": event.title,
        "latitude": point.latitude if point is not None else None,
        "longitude": point.longitude if point is not None else None,
        "date_prec": _precision(days),
        "date_start": span.earliest,
        "date_end": span.latest,
        "low": min(numbers),
        "high": max(numbers),
    }


def _precision(days: int) -> int:
    """How well a date is known: 1 the day, 2 up to six days, 3 a week, 4 a month, 5 a year."""
    return next(n for n, most in enumerate((1, 6, 7, 31, 10**9), 1) if days <= most)
