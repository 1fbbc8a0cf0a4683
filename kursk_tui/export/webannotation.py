"""The claims as W3C Web Annotations: what a document says, and where in it.

The model has no selector for a paragraph of a text without markup. So an annotation has two
things: a TextQuoteSelector with the figure's words, which are short phrases as printed and never
a sentence of the document, and beside it `kursk:locator`, the number of the paragraph and the
SHA-256 of its normalised text, by which whoever has a copy finds it. A claim without a figure has
the locator alone: its words are ours, and nothing of the document is quoted.
"""

from collections.abc import Iterable
from urllib.parse import quote

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.provenance import chain_agents, moment_of, origin_of
from kursk_tui.export.dataset import Json
from kursk_tui.model.records import Claim

ANNOTATION_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
TERMS = "urn:kursk-tui:terms:"
# A chain is in order, and its agents are things, not words.
CONTEXT: tuple[str | Json, ...] = (
    ANNOTATION_CONTEXT,
    {
        "kursk": TERMS,
        "kursk:chain": {"@id": f"{TERMS}chain", "@type": "@id", "@container": "@list"},
        "kursk:origin": {"@id": f"{TERMS}origin", "@type": "@id"},
    },
)
# Statements are the coder's own words, whatever the language of the document.
STATEMENT_LANGUAGE = "en"


def annotations(dossier: Dossier, claims: Iterable[str] | None = None) -> Json:
    """An AnnotationCollection whose first and only page holds an Annotation a claim, or of some.

    Of the model: a TextualBody with the statement, a Dataset body with the figure where there is
    one, and a SpecificResource as target. Its `source` is the document's address, else a urn.
    What the model has no term for is in properties of the prefix `kursk`. There is no time of
    making, so that the same dossier gives the same bytes.
    """
    ids = dossier.claims if claims is None else claims
    items = [_annotation(dossier, dossier.claims[id]) for id in ids]
    collection = _urn("annotations", dossier.meta.dataset_version)
    page = {
        "id": f"{collection}:page:1",
        "type": "AnnotationPage",
        "partOf": collection,
        "startIndex": 0,
        "items": items,
    }
    return {
        "@context": list(CONTEXT),
        "id": collection,
        "type": "AnnotationCollection",
        "label": f"{dossier.meta.title}, dataset {dossier.meta.dataset_version}",
        "kursk:licence": dossier.meta.licence,
        "total": len(items),
        "first": page,
        "last": page["id"],
    }


def _annotation(dossier: Dossier, claim: Claim) -> Json:
    bodies: list[Json] = [
        {
            "type": "TextualBody",
            "value": claim.statement,
            "format": "text/plain",
            "language": STATEMENT_LANGUAGE,
            "purpose": "describing",
        }
    ]
    if claim.figure is not None:
        bodies.append(_figure(dossier, claim))
    return {
        "@context": list(CONTEXT),
        "id": _urn("claim", claim.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": bodies,
        "target": _target(dossier, claim),
        "kursk:chain": [_urn("agent", agent) for agent in chain_agents(dossier, claim)],
        "kursk:lineage": claim.lineage,
        "kursk:modality": claim.modality,
    }


def _figure(dossier: Dossier, claim: Claim) -> Json:
    """The figure as data: only what is recorded, without what its words come to."""
    figure, origin, moment = claim.figure, origin_of(dossier, claim), moment_of(dossier, claim)
    measure = dossier.measures[claim.measure] if claim.measure is not None else None
    found: Json = {
        "id": _urn("figure", claim.id),
        "type": "Dataset",
        "kursk:written": figure.written if figure is not None else None,
        "kursk:hedge": figure.hedge if figure is not None else None,
        "kursk:low": figure.low if figure is not None else None,
        "kursk:high": figure.high if figure is not None else None,
        "kursk:date": figure.date if figure is not None else None,
        "kursk:measure": measure.name if measure is not None else None,
        "kursk:unit": measure.unit if measure is not None else None,
        "kursk:moment": moment.date,
        "kursk:momentBasis": moment.basis,
        "kursk:origin": _urn("agent", origin) if origin is not None else None,
        "kursk:originName": dossier.agents[origin].name if origin is not None else None,
    }
    # To JSON-LD a null says as much as a property that is not there.
    return {name: value for name, value in found.items() if value is not None}


def _target(dossier: Dossier, claim: Claim) -> Json:
    source = dossier.sources[claim.source]
    target: Json = {
        "type": "SpecificResource",
        "source": source.url if source.url is not None else _urn("source", source.id),
    }
    if claim.figure is not None and not claim.figure.is_supplied:
        target["selector"] = {"type": "TextQuoteSelector", "exact": claim.figure.written}
    if claim.locator is not None:
        target["kursk:locator"] = {
            "kursk:paragraph": claim.locator.paragraph,
            "kursk:sha256": claim.locator.sha256,
        }
    return target


def _urn(kind: str, name: str) -> str:
    """`urn:kursk-tui:claim:ID`; what a urn cannot hold is escaped."""
    return f"urn:kursk-tui:{kind}:{quote(name, safe='')}"
