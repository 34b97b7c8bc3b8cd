"""The facts of a document as JSON: what `corpus-qa facts` prints and the report's documents carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from qa.analysis import Analysis
from qa.model.jsonvalue import Json


def facts_row(analysis: Analysis) -> dict[str, Json]:
    """Everything that the document says about itself, by `schemas/facts.schema.json`."""
    return summary(analysis) | {"temporal": [_plain(timex) for timex in analysis.temporal]}


def summary(analysis: Analysis) -> dict[str, Json]:
    """The facts without the temporal expressions, which are many."""
    return {
        "document": analysis.document.id,
        "language": analysis.language,
        "layout": _plain(analysis.layout),
        "title": _plain(analysis.title),
        "byline": _plain(analysis.byline),
        "published": _plain(analysis.published),
        "dateline": _plain(analysis.dateline),
    }


def empty_row(document: str) -> dict[str, Json]:
    """The row of a document that could not be read."""
    keys = ("language", "layout", "title", "byline", "published", "dateline")
    return {"document": document, **dict.fromkeys(keys)}


def _plain(value: Any) -> Any:
    return None if value is None else _builtin(asdict(value))


def _builtin(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _builtin(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_builtin(inner) for inner in value]
    return round(value, 4) if isinstance(value, float) else value
