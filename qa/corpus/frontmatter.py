"""The YAML front matter of a Markdown file."""

from __future__ import annotations

import math
import re
from typing import Any

import yaml

from qa.model.document import Problem
from qa.model.jsonvalue import Json

_FENCE = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_MAX_CHARACTERS = 65_536
_MAX_DEPTH = 20
_TIMESTAMP = "tag:yaml.org,2002:timestamp"


class _Loader(yaml.SafeLoader):
    """Leaves dates as they are written: 31 June is for a check to judge, not a reason to lose the rest."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the parent's own table, less one line
        first: [(tag, form) for tag, form in resolvers if tag != _TIMESTAMP]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def split_front_matter(text: str) -> tuple[dict[str, Json], int, tuple[Problem, ...]]:
    """The metadata, the offset at which the document's text begins, and what is wrong with them.

    Broken front matter is a problem of the document; its lines then stay in the text: nothing is lost.
    """
    found = _FENCE.match(text[: _MAX_CHARACTERS + 8]) if text.startswith("---") else None
    if found is None:
        return {}, 0, ()
    try:
        return _mapping(_load(found.group(1))), found.end(), ()
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        first = str(error).splitlines()[0] if str(error) else "nested too deeply"
        return {}, 0, (Problem(reason="bad-front-matter", message=f"the front matter is no use: {first}"),)


def _mapping(value: Any) -> dict[str, Json]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ValueError("it is not a mapping")
    return {str(key): _json(inner, 0) for key, inner in value.items()}


def _load(source: str) -> Any:
    """Plain YAML without aliases: metadata has no use for them, and they make a small file a huge value.

    Nor is it nested deeply, which would take the parser time that grows with the square of the depth.
    """
    depth = 0
    for event in yaml.parse(source, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise ValueError("aliases are not allowed in front matter")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            raise ValueError("front matter is nested too deeply")
    return yaml.load(source, Loader=_Loader)  # noqa: S506 - a safe loader


def _json(value: Any, depth: int) -> Json:
    """Dates become ISO strings, keys strings; anything else that JSON has no word for its text."""
    if depth > _MAX_DEPTH:
        raise ValueError("front matter is nested too deeply")
    if isinstance(value, dict):
        return {str(key): _json(inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, list):
        return [_json(inner, depth + 1) for inner in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    return value if isinstance(value, float) and math.isfinite(value) else str(value)
