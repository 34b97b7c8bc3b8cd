"""The facts of a document as JSON: what `corpus-qa facts` prints and the report's documents carry."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from qa.analysis import Analysis, Facts
from qa.model.facts import Byline, Dateline, Layout, Published, Span, Title
from qa.model.jsonvalue import Json
from qa.report.documents import FACTS


def facts_row(analysis: Analysis) -> dict[str, Json]:
    """Everything that the document says about itself, by `schemas/facts.schema.json`."""
    row = {"document": analysis.document.id, **summary(analysis)}
    return row | {"temporal": [_plain(timex) for timex in analysis.temporal]}


def summary(analysis: Analysis) -> dict[str, Json]:
    """The facts without the temporal expressions, which are many."""
    return {
        "language": analysis.language,
        "layout": _plain(analysis.layout),
        "title": _plain(analysis.title),
        "byline": _plain(analysis.byline),
        "published": _plain(analysis.published),
        "dateline": _plain(analysis.dateline),
    }


def packed(facts: Mapping[str, Json]) -> bytes:
    """Facts as a result carries them."""
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def empty_row(document: str) -> dict[str, Json]:
    """The row of a document that could not be read."""
    return {"document": document, **dict.fromkeys(FACTS)}


def recalled(packed_facts: bytes) -> Facts | None:
    """The facts that a result carries, as the analysis had them; null when it carries none."""
    if not packed_facts:
        return None
    facts = json.loads(packed_facts.decode("utf-8", "surrogatepass"))
    byline = facts["byline"]
    return Facts(
        language=facts["language"],
        layout=_layout(facts["layout"]),
        title=_made(Title, facts["title"]),
        byline=byline and Byline(**_tuples(byline) | {"roles": tuple(map(tuple, byline["roles"]))}),
        published=_made(Published, facts["published"]),
        dateline=_made(Dateline, facts["dateline"]),
    )


def _layout(value: Mapping[str, Any]) -> Layout:
    return Layout(**_tuples(value) | {"furniture": tuple(Span(**each) for each in value["furniture"])})


def _made(kind: type[Any], value: Mapping[str, Any] | None) -> Any:
    return None if value is None else kind(**value)


def _tuples(value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(inner) if isinstance(inner, list) else inner for key, inner in value.items()}


def _plain(value: Any) -> Any:
    return None if value is None else _builtin(asdict(value))


def _builtin(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _builtin(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_builtin(inner) for inner in value]
    return round(value, 4) if isinstance(value, float) else value
