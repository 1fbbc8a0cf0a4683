"""ClaimReview of schema.org, as JSON-LD: what was judged in the notebook, and by whom.

Only judgements make a review: the program itself passes none. A rating of a claim has a number
(5 is confirmed, 1 improbable). A verdict on a disagreement has words alone, and reviews the
sentence that was judged, with both claims below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kursk_tui.analysis.disagreements.listing import row_for
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.provenance import origin_of
from kursk_tui.export.dataset import encode
from kursk_tui.export.interchange.made import Made, span_of
from kursk_tui.model.addresses import web_address
from kursk_tui.model.records import Note
from kursk_tui.words.interchange import CLAIM_REVIEW, rating_text, verdict_text
from kursk_tui.words.rows import row_sentence

Json = dict[str, Any]
_BEST, _WORST = 5, 1


def claim_review(dossier: Dossier, judgements: Sequence[Note]) -> Made:
    """The reviews of a notebook as a JSON-LD graph, empty where nothing was judged."""
    graph = list(_reviews(dossier, judgements))
    return Made(encode({"@context": "https://schema.org", "@graph": graph}), CLAIM_REVIEW)


def _reviews(dossier: Dossier, judgements: Sequence[Note]) -> Iterator[Json]:
    for note in judgements:
        kind, _, rest = note.target.partition(":")
        claims = [id for id in rest.split("|") if id in dossier.claims]
        if not claims:
            continue
        rating: Json = {"@type": "Rating", "alternateName": verdict_text(note)}
        if note.kind == "rating":
            if kind != "claim" or note.value not in ("1", "2", "3", "4", "5"):
                continue
            value = _BEST + 1 - int(note.value)
            rating |= {"ratingValue": value, "bestRating": _BEST, "worstRating": _WORST}
            rating["alternateName"] = rating_text(note)
            said = dossier.claims[claims[0]].statement
        else:
            row = row_for(dossier, note.target) if kind == "pair" else None
            told = (note.reading or {}).get("sentence")
            said = str(told) if told else row_sentence(dossier, row) if row else ""
            said = said or dossier.claims[claims[0]].statement
        items = [_claim(dossier, id) for id in claims]
        yield {
            "@type": "ClaimReview",
            "@id": f"urn:kursk-tui:note:{note.id}",
            "datePublished": note.created[:10],
            "author": {"@type": "Person", "name": note.author},
            "claimReviewed": said,
            "reviewRating": rating,
            "itemReviewed": items[0] if len(items) == 1 else items,
        }


def _claim(dossier: Dossier, id: str) -> Json:
    claim = dossier.claims[id]
    source = dossier.sources[claim.source]
    origin = origin_of(dossier, claim)
    publisher = dossier.agents[source.publisher].name
    page: Json = {"@type": "CreativeWork", "name": source.title, "publisher": publisher}
    address, span = web_address(source.url), span_of(source.published)
    if address is not None:
        page["url"] = address
    if span is not None and span.days == 1:
        page["datePublished"] = span.earliest
    made: Json = {
        "@type": "Claim",
        "@id": f"urn:kursk-tui:claim:{id}",
        "text": claim.statement,
        "appearance": page,
    }
    if origin is not None:
        agent = dossier.agents[origin]
        kind = "Person" if agent.kind == "person" else "Organization"
        made["author"] = {"@type": kind, "name": agent.name}
    return made
