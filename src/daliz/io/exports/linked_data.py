"""The register as JSON-LD: PROV-O for sources, Web Annotation for pointers, SKOS for themes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from daliz.model.record import (
    InterviewStatement,
    Passage,
    Record,
    RecordStatement,
    SourceRef,
    Standing,
    StatusEvent,
    Text,
)

__all__ = ["linked_data_of"]

BASE = "https://daliz.example/register/"
CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "@base": BASE,
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "daliz": f"{BASE}vocabulary#",
    "id": "@id",
    "type": "@type",
    "title": {"@id": "dct:title", "@container": "@language"},
    "summary": {"@id": "dct:description", "@container": "@language"},
    "label": {"@id": "skos:prefLabel", "@container": "@language"},
    "subject": {"@id": "dct:subject", "@type": "@id"},
    "source": {"@id": "prov:hadPrimarySource", "@type": "@id"},
    "used": {"@id": "prov:used", "@type": "@id"},
    "about": {"@id": "daliz:about", "@type": "@id"},
    "partOf": {"@id": "dct:isPartOf", "@type": "@id"},
    "inScheme": {"@id": "skos:inScheme", "@type": "@id"},
    "hasBody": {"@id": "oa:hasBody"},
    "hasTarget": {"@id": "oa:hasTarget"},
    "hasSource": {"@id": "oa:hasSource", "@type": "@id"},
    "hasSelector": {"@id": "oa:hasSelector"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@id"},
    "page": {"@id": "prov:atLocation", "@type": "@id"},
}
PRECISION = {1: "xsd:gYear", 2: "xsd:gYearMonth", 3: "xsd:date"}


def _words(text: Text | None) -> dict[str, str] | None:
    """Return a text by language; None where there is none."""
    if text is None:
        return None
    return {lang: value for lang in ("en", "ru", "kk", "ja") if (value := getattr(text, lang))}


def dated(value: str | None) -> object:
    """Return a date typed by its precision; a range, a quarter or a date without a year stays text."""
    if value is None:
        return None
    if "/" in value or "Q" in value or value.startswith("--"):
        return {"@value": value, "@type": "daliz:PartialDate"}
    return {"@value": value, "@type": PRECISION[value.count("-") + 1]}


def _node(**given: object) -> dict[str, object]:
    """Return a node without what is absent."""
    return {name.rstrip("_"): value for name, value in given.items() if value not in (None, [], {}, ())}


def linked_data_of(
    *,
    themes: Sequence[Mapping[str, Any]],
    sources: Iterable[SourceRef],
    records: Iterable[tuple[Record, Standing]],
    events: Iterable[StatusEvent],
    facts: Iterable[RecordStatement],
    interview: Sequence[InterviewStatement],
    passages: Mapping[str, Passage],
    text_source: str,
) -> str:
    """Return the register as one JSON-LD document."""
    graph: list[dict[str, object]] = [
        _node(id="themes", type="skos:ConceptScheme", label={"en": "Themes of the register"})
    ]
    graph += [_theme(row) for row in themes]
    graph += [_source(s) for s in sources]
    graph += [_record(r, s) for r, s in records]
    graph += [_event(e) for e in events]
    graph += [_fact(f) for f in facts]
    graph += [_annotation(s, passages[s.passage], text_source) for s in interview]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _theme(row: Mapping[str, Any]) -> dict[str, object]:
    label = {lang: row[f"name_{lang}"] for lang in ("en", "ru", "kk", "ja") if row[f"name_{lang}"]}
    return _node(id=f"theme/{row['theme']}", type="skos:Concept", inScheme="themes", label=label)


def _source(source: SourceRef) -> dict[str, object]:
    node = _node(id=f"source/{source.id}", type="prov:Entity", page=source.url)
    node["dct:publisher"] = source.publisher
    node["daliz:grade"] = source.grade
    if source.published:
        node["dct:issued"] = source.published
    if source.accessed:
        node["daliz:read"] = dated(source.accessed)
    return node


def _record(record: Record, standing: Standing) -> dict[str, object]:
    node = _node(
        id=f"record/{record.id}",
        type=["prov:Entity", f"daliz:{record.kind.capitalize()}"],
        title=_words(record.title),
        summary=_words(record.summary),
        subject=[f"theme/{t}" for t in record.themes],
        source=[f"source/{s}" for s in record.sources],
        partOf=None if record.parent is None else f"record/{record.parent}",
    )
    for name, value in (("dct:date", dated(record.on)), ("daliz:due", dated(record.due))):
        if value is not None:
            node[name] = value
    node["daliz:status"] = {"daliz:asOf": dated(standing.as_of.isoformat()), "daliz:value": standing.status}
    if record.amount is not None:
        node["daliz:amount"] = {"daliz:value": record.amount, "daliz:currency": record.currency}
    if record.made_by is not None:
        node["prov:wasAttributedTo"] = {"@type": "prov:Agent", "title": _words(record.made_by)}
    return node


def _event(event: StatusEvent) -> dict[str, object]:
    node = _node(
        id=f"event/{event.id}",
        type=["prov:Activity", "daliz:StatusEvent"],
        about=f"record/{event.record}",
        used=f"source/{event.source_id}",
        summary=_words(event.summary),
    )
    node |= {"daliz:status": event.status, "daliz:on": dated(event.on), "daliz:known": dated(event.known)}
    return node


def _fact(fact: RecordStatement) -> dict[str, object]:
    node = _node(
        id=f"fact/{fact.id}", type=["prov:Entity", "daliz:Statement"], source=[f"source/{fact.source_id}"]
    )
    for name in ("subject", "property", "value", "unit", "bound", "scope", "said_by"):
        value = getattr(fact, name)
        if value is not None:
            node[f"daliz:{name}"] = value
    if fact.as_of is not None:
        node["daliz:asOf"] = dated(fact.as_of)
    return node


def _annotation(statement: InterviewStatement, passage: Passage, source: str) -> dict[str, object]:
    """Return a statement as an annotation: our words and verdict on a place of a text we do not carry."""
    selector = {
        "type": "oa:TextPositionSelector",
        "oa:start": passage.start,
        "oa:end": passage.end,
        "daliz:sha256": passage.sha256,
        "daliz:normalSha256": passage.normal_sha256,
    }
    body = {
        "type": "oa:TextualBody",
        "rdf:value": _language_values(statement.summary),
        "motivation": "oa:describing",
    }
    verdict = {
        "type": "oa:TextualBody",
        "rdf:value": _language_values(statement.evidence),
        "motivation": "oa:assessing",
        "daliz:verdict": statement.verdict,
    }
    return {
        "id": f"statement/{statement.id}",
        "type": "oa:Annotation",
        "motivation": "oa:describing",
        "subject": [f"theme/{t}" for t in statement.themes],
        "hasBody": [body, verdict],
        "hasTarget": {
            "type": "oa:SpecificResource",
            "hasSource": f"source/{source}",
            "hasSelector": selector,
        },
        "source": [f"source/{s}" for s in statement.sources],
    }


def _language_values(text: Text) -> list[dict[str, str]]:
    return [{"@value": value, "@language": lang} for lang, value in (_words(text) or {}).items()]
