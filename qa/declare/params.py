"""A detector's Params dataclass, both as a JSON Schema and as what a declaration is turned into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

_JSON_TYPES: Mapping[Any, str] = {bool: "boolean", int: "integer", float: "number", str: "string"}


def params_schema(params: type[Any]) -> dict[str, Any]:
    """The schema of a Params dataclass. Raises TypeError for an annotation that has no JSON type."""
    hints = get_type_hints(params)
    properties = {each.name: _field_schema(each, hints[each.name]) for each in fields(params)}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def build_params(params: type[Any], given: Mapping[str, Any]) -> Any:
    """The instance for options that fit the schema. Raises ValueError when the class itself refuses them."""
    hints = get_type_hints(params)
    return params(**{name: _convert(hints[name], value) for name, value in given.items()})


def _field_schema(each: Field[Any], annotation: Any) -> dict[str, Any]:
    schema = _type_schema(annotation)
    inner = schema.get("items", schema)
    for name, word in (
        ("minimum", "minimum"),
        ("maximum", "maximum"),
        ("choices", "enum"),
        ("format", "format"),
    ):
        if (value := each.metadata.get(name)) is not None:
            inner[word] = list(value) if word == "enum" else value
    if "enum" in inner and "null" in inner.get("type", ()):
        inner["enum"].append(None)
    if sentence := each.metadata.get("help"):
        schema["description"] = sentence
    default = each.default_factory() if each.default_factory is not MISSING else each.default
    if default is not MISSING:
        schema["default"] = _jsonable(default)
    return schema


def _type_schema(annotation: Any) -> dict[str, Any]:
    inner, optional = _strip_none(annotation)
    schema: dict[str, Any]
    if get_origin(inner) is tuple:
        schema = {"type": "array", "items": _type_schema(get_args(inner)[0])}
    elif get_origin(inner) is not None and issubclass(get_origin(inner), Mapping):
        schema = {"type": "object", "additionalProperties": _type_schema(get_args(inner)[1])}
    elif inner in _JSON_TYPES:
        schema = {"type": _JSON_TYPES[inner]}
    else:
        raise TypeError(f"an option cannot have the type {annotation}")
    if optional:
        schema["type"] = [schema["type"], "null"]
    return schema


def _strip_none(annotation: Any) -> tuple[Any, bool]:
    if get_origin(annotation) not in {Union, UnionType}:
        return annotation, False
    inner = [each for each in get_args(annotation) if each is not NoneType]
    if len(inner) != 1:
        raise TypeError(f"an option cannot have the type {annotation}")
    return inner[0], True


def _convert(annotation: Any, value: Any) -> Any:
    inner, _ = _strip_none(annotation)
    if value is None:
        return None
    if get_origin(inner) is tuple:
        return tuple(_convert(get_args(inner)[0], item) for item in value)
    return inner(value) if inner in (int, float) else value


def _jsonable(value: Any) -> Any:
    return [_jsonable(item) for item in value] if isinstance(value, tuple) else value
