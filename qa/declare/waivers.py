"""Waivers outside the checks: the waiver file, and the front matter of a document."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from qa.declare.checks import shown_path
from qa.declare.marked import Marked
from qa.declare.mistakes import schema_mistakes
from qa.declare.yaml_reader import read_yaml
from qa.errors import DeclarationError, Mistake
from qa.model.check import Waiver
from qa.model.config import Config
from qa.model.jsonvalue import Json
from qa.resources import data

DEFAULT_NAME = "qa-waivers.yml"
_CHECK = {
    "type": ["string", "null"],
    "minLength": 1,
    "description": "a check's id or a glob; absent: every check",
}


def waiver_file(config: Config) -> Path:
    """Where the waivers of a repository lie: as configured, else beside the configuration."""
    return config.waivers or config.root / DEFAULT_NAME


def load_waivers(path: Path, root: Path) -> tuple[Waiver, ...]:
    """The waivers of a file in their order. Raises DeclarationError with all mistakes.

    The file holds a list of entries like those below `waive` in a check, each with an optional `check`.
    """
    shown = shown_path(path, root)
    marked, mistakes = read_yaml(path, shown)
    if marked.value is None and not mistakes:
        return ()
    mistakes += schema_mistakes(marked, {"type": "array", "items": entry_schema()}, shown)
    if mistakes:
        raise DeclarationError(mistakes)
    return tuple(
        Waiver(**entry, path=shown, line=marked.line((at,))) for at, entry in enumerate(marked.value)
    )


def document_waivers(
    metadata: Mapping[str, Json], document: str, path: str
) -> tuple[tuple[Waiver, ...], tuple[Mistake, ...]]:
    """The waivers that a document's metadata hold (`qa: {waive: […]}`), and what is wrong with them.

    They concern the document itself and change with it, so they name no document and no hash.
    """
    given = metadata.get("qa")
    if given is None:
        return (), ()
    marked = Marked(value={"qa": given}, lines={})
    mistakes = schema_mistakes(marked, _document_schema(), path)
    if mistakes:
        return (), tuple(mistakes)
    entries: Any = given.get("waive", ()) if isinstance(given, Mapping) else ()
    entries = [entries] if isinstance(entries, Mapping) else entries
    return tuple(Waiver(**entry, document=document, path=path, line=1) for entry in entries), ()


def entry_schema() -> dict[str, Any]:
    """The schema of one entry of a waiver file."""
    schema: dict[str, Any] = deepcopy(data("declare/check.json")["properties"]["waive"]["items"])
    schema["properties"] = {"check": _CHECK} | schema["properties"]
    return schema


def _document_schema() -> dict[str, Any]:
    entry = entry_schema()
    entry["required"] = ["reason"]
    for name in ("document", "sha256"):
        del entry["properties"][name]
    waive = {"if": {"type": "object"}, "then": entry, "else": {"type": "array", "items": entry}}
    return {
        "type": "object",
        "properties": {
            "qa": {
                "type": "object",
                "additionalProperties": False,
                "properties": {"waive": waive},
                "title": "key",
            }
        },
    }
