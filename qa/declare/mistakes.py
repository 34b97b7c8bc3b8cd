"""What a JSON Schema finds wrong, said for people: at which line, what, and what is allowed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from qa.declare.hints import did_you_mean
from qa.declare.marked import Marked, Step
from qa.errors import Mistake

_NOUNS = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "null",
    "number": "a number",
    "object": "a mapping",
    "string": "a text",
}
_FORMATS = {"date": "a date", "encoding": "a known encoding", "regex": "a regular expression"}
_QUOTED = 60
Said = Iterator[tuple[Sequence[Step], str, str]]


class _Error(Protocol):
    """What is used of a `jsonschema.ValidationError`."""

    instance: Any
    schema: Any
    validator: Any
    validator_value: Any
    message: str
    cause: Exception | None

    @property
    def absolute_path(self) -> Sequence[Step]: ...


def schema_mistakes(marked: Marked, schema: Mapping[str, Any], shown: str) -> list[Mistake]:
    """Every way in which the value breaks the schema, sorted by line."""
    from jsonschema import Draft202012Validator, FormatChecker  # noqa: PLC0415 - 0.1 s, and only this needs it

    formats = FormatChecker(["date", "regex"])
    formats.checks("encoding", raises=(LookupError, ValueError))(_is_text_encoding)
    validator = Draft202012Validator(schema, format_checker=formats)
    found = {
        Mistake(path=shown, line=marked.line(path), message=message, hint=hint)
        for error in validator.iter_errors(marked.value)
        for path, message, hint in _SAY.get(str(error.validator), _say_other)(error)
    }
    return sorted(found)


def _is_text_encoding(name: object) -> bool:
    """True, or LookupError or ValueError; `hex` and its like are codecs, but none of text."""
    return bool("a".encode(str(name)))


def _path(error: _Error) -> tuple[Step, ...]:
    return tuple(error.absolute_path)


def _label(path: Sequence[Step]) -> str:
    """The dotted name of a place, without the number of the entry that the line tells anyway."""
    parts = path[1:] if path and isinstance(path[0], int) else path
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in parts).lstrip(".")


def _quote(value: Any) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    text = "".join(char if char.isprintable() else repr(char)[1:-1] for char in text[: _QUOTED + 1])
    return f"'{text[:_QUOTED]}…'" if len(text) > _QUOTED else f"'{text}'"


def _kind(value: Any) -> str:
    """What a wrong value is: scalars are quoted, the rest is named."""
    return {dict: "a mapping", list: "a list", type(None): "nothing"}.get(type(value)) or _quote(value)


def _say_unknown_key(error: _Error) -> Said:
    allowed = error.schema.get("properties", {})
    noun = error.schema.get("title", "key")
    for key in error.instance:
        if key not in allowed:
            yield (*_path(error), key), f"unknown {noun} {_quote(key)}", did_you_mean(key, allowed)


def _say_missing_key(error: _Error) -> Said:
    for key in error.validator_value:
        if key not in error.instance:
            yield _path(error), f"key '{key}' is missing", _hint(error.schema["properties"].get(key, {}))


def _say_type(error: _Error) -> Said:
    wanted = error.validator_value
    nouns = [_NOUNS[name] for name in ([wanted] if isinstance(wanted, str) else wanted)]
    subject = _label(_path(error)) or ("a check" if error.absolute_path else "the file")
    verb = "must be" if error.absolute_path else "must hold"
    yield (
        _path(error),
        f"{subject} {verb} {' or '.join(nouns)}, not {_kind(error.instance)}",
        _hint(error.schema),
    )


def _say_choice(error: _Error) -> Said:
    if "type" in error.schema and not isinstance(error.instance, str):
        return  # the wrong type is a mistake of its own
    path = _path(error)
    noun = error.schema.get("title") or f"value for {_label(path)}:"
    yield path, f"unknown {noun} {_kind(error.instance)}", did_you_mean(error.instance, error.validator_value)


def _say_bound(error: _Error) -> Said:
    bound = "at least" if error.validator == "minimum" else "at most"
    message = (
        f"{_label(_path(error))} must be {bound} {error.validator_value:g}, not {_quote(error.instance)}"
    )
    yield _path(error), message, _hint(error.schema)


def _say_long(error: _Error) -> Said:
    length = f"{len(error.instance)} characters, at most {error.validator_value} can match"
    yield _path(error), f"{_label(_path(error))} is too long: {length}", _hint(error.schema)


def _say_pattern(error: _Error) -> Said:
    message = f"{_label(_path(error))} cannot be {_quote(error.instance)}"
    yield _path(error), message, _hint(error.schema) or f"must match {error.validator_value}"


def _say_format(error: _Error) -> Said:
    wanted = _FORMATS.get(error.validator_value, error.validator_value)
    hint = "write it as YYYY-MM-DD" if error.validator_value == "date" else str(error.cause or "")
    yield _path(error), f"{_label(_path(error))} is not {wanted}: {_quote(error.instance)}", hint


def _say_empty(error: _Error) -> Said:
    subject = _label(_path(error)) or "the file"
    allowed = error.schema.get("properties")
    yield _path(error), f"{subject} must not be empty", did_you_mean("", allowed) if allowed else ""


def _say_other(error: _Error) -> Said:
    yield _path(error), f"{_label(_path(error))}: {error.message}".removeprefix(": ")[:300], ""


def _hint(schema: Mapping[str, Any]) -> str:
    return str(schema.get("description", ""))


_SAY: Mapping[str, Callable[[_Error], Said]] = {
    "additionalProperties": _say_unknown_key,
    "required": _say_missing_key,
    "type": _say_type,
    "enum": _say_choice,
    "minimum": _say_bound,
    "maximum": _say_bound,
    "pattern": _say_pattern,
    "format": _say_format,
    "minItems": _say_empty,
    "minLength": _say_empty,
    "maxLength": _say_long,
    "minProperties": _say_empty,
}
