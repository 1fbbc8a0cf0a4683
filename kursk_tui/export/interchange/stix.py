"""STIX 2.1: a bundle of identities, reports and notes; recorded denials are opinions.

Every id is a uuid5 of the dossier's id and the record's, so that a bundle made again has the
same ids and replaces the former.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from kursk_tui.analysis.disagreements.listing import Row
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.provenance import origin_of
from kursk_tui.export.dataset import encode
from kursk_tui.export.interchange.made import (
    UNKNOWN_DAY,
    Made,
    key_of,
    midnight,
    span_of,
    utc,
)
from kursk_tui.model.addresses import web_address
from kursk_tui.model.records import Claim, Note
from kursk_tui.model.text import visible
from kursk_tui.model.vocabulary import AgentKind
from kursk_tui.words.interchange import STIX, figure_text, rating_text, undated, verdict_text
from kursk_tui.words.records import name_of
from kursk_tui.words.rows import row_sentence

Object = dict[str, Any]
_CLASSES: dict[AgentKind, str] = {"person": "individual", "unnamed": "unknown"}
# What a rating of a claim on the Admiralty scale is as an opinion; 6 is none.
_OPINIONS = {
    "1": "strongly-agree",
    "2": "agree",
    "3": "neutral",
    "4": "disagree",
    "5": "strongly-disagree",
}


def stix(dossier: Dossier, rows: Iterable[Row], judgements: Sequence[Note] = ()) -> Made:
    """The dossier with its disagreements as a STIX bundle, and with verdicts and ratings.

    `rows` are the disagreements to be told, `judgements` the verdicts and ratings that may be
    passed on: none unless they were asked for.
    """
    objects = [*_objects(dossier, rows), *_judged(dossier, judgements)]
    bundle = {"type": "bundle", "id": _id(dossier, "bundle", "all"), "objects": objects}
    missing = sum(span_of(source.published) is None for source in dossier.sources.values())
    return Made(encode(bundle), (*STIX, *undated(missing)))


def _objects(dossier: Dossier, rows: Iterable[Row]) -> Iterator[Object]:
    days = [_day(dossier, source) for source in dossier.sources]
    first = min((day for day in days if day != UNKNOWN_DAY), default=UNKNOWN_DAY)
    for agent in dossier.agents.values():
        yield _made(dossier, "identity", agent.id, midnight(first)) | {
            "name": visible(agent.name),
            "identity_class": _CLASSES.get(agent.kind, "organization"),
            "roles": [agent.kind],
        }
    by_source: dict[str, list[str]] = {}
    for claim in dossier.claims.values():
        by_source.setdefault(claim.source, []).append(claim.id)
    for source in dossier.sources.values():
        refs = [_id(dossier, "identity", source.publisher)]
        refs += [_id(dossier, "note", claim) for claim in by_source.get(source.id, ())]
        at = midnight(_day(dossier, source.id))
        made = _made(dossier, "report", source.id, at)
        address = web_address(source.url)
        if address is not None:
            made["external_references"] = [{"source_name": source.id, "url": address}]
        yield made | {"name": visible(source.title), "published": at, "object_refs": refs}
    for claim in dossier.claims.values():
        yield _claim(dossier, claim)
        for opposed in claim.opposes:
            yield _made(
                dossier,
                "opinion",
                f"{claim.id}|{opposed.claim}",
                midnight(_day(dossier, claim.source)),
            ) | {
                "opinion": "strongly-disagree",
                "explanation": visible(claim.statement),
                "authors": [_who(dossier, claim)],
                "object_refs": [_id(dossier, "note", opposed.claim)],
            }
    for row in rows:
        if not row.claims:
            continue
        last = max(_day(dossier, dossier.claims[id].source) for id in row.claims)
        yield _made(dossier, "note", row.target, midnight(last)) | {
            "abstract": f"{row.kind}, severity {row.severity} of 4",
            "content": visible(row_sentence(dossier, row)),
            "object_refs": [_id(dossier, "note", id) for id in row.claims],
        }


def _claim(dossier: Dossier, claim: Claim) -> Object:
    refs = [_id(dossier, "report", claim.source)]
    refs += [_id(dossier, "identity", agent) for agent in claim.attribution]
    text = figure_text(dossier, claim)
    made = _made(dossier, "note", claim.id, midnight(_day(dossier, claim.source)))
    return made | {
        "content": visible(f"{claim.statement}\n{text}" if text else claim.statement),
        "authors": [_who(dossier, claim)],
        "object_refs": list(dict.fromkeys(refs)),
    }


def _judged(dossier: Dossier, judgements: Sequence[Note]) -> Iterator[Object]:
    """Verdicts are notes on what they judge, ratings of claims opinions on these."""
    for note in judgements:
        kind, _, rest = note.target.partition(":")
        claims = [id for id in rest.split("|") if id in dossier.claims]
        if not claims:
            continue
        refs = [_id(dossier, "note", id) for id in claims]
        opinion = _OPINIONS.get(note.value or "") if note.kind == "rating" else None
        author = {"authors": [visible(note.author)], "object_refs": refs}
        if opinion is not None and kind == "claim":
            yield _made(dossier, "opinion", note.id, utc(note.created)) | {
                "opinion": opinion,
                "explanation": visible(rating_text(note)),
                **author,
            }
        elif note.kind == "verdict":
            yield _made(dossier, "note", f"notebook {note.id}", utc(note.created)) | {
                "content": visible(verdict_text(note)),
                **author,
            }


def _who(dossier: Dossier, claim: Claim) -> str:
    origin = origin_of(dossier, claim) or dossier.sources[claim.source].publisher
    return visible(name_of(dossier, origin))


def _day(dossier: Dossier, source: str) -> str:
    """The last day on which a document can have been published."""
    span = span_of(dossier.sources[source].published)
    return span.latest if span is not None else UNKNOWN_DAY


def _made(dossier: Dossier, kind: str, name: str, at: str) -> Object:
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": _id(dossier, kind, name),
        "created": at,
        "modified": at,
    }


def _id(dossier: Dossier, kind: str, name: str) -> str:
    return f"{kind}--{uuid5(NAMESPACE_URL, f'urn:kursk-tui:{key_of(dossier)}:{kind}:{name}')}"
