"""The one source of a detector's options: a dataclass field that also carries its schema and its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import Any


def option(
    default: Any,
    *,
    help: str,  # noqa: A002 - the word users see in YAML and on the command line
    minimum: float | None = None,
    maximum: float | None = None,
    choices: Sequence[str] | None = None,
    format: str | None = None,  # noqa: A002 - as in JSON Schema
    factory: bool = False,
) -> Any:
    """A field of a Params dataclass with its help, bounds (inclusive) and allowed values.

    `format` is one that declarations are held to: `date` or `regex`.

    With `factory` the default is called to make the value. The annotation gives the JSON type: bool, int,
    float, str, a tuple of one of these, or one of these `| None`.
    """
    metadata = {"help": help, "minimum": minimum, "maximum": maximum, "choices": choices, "format": format}
    if factory:
        return field(default_factory=default, metadata=metadata)
    return field(default=default, metadata=metadata)
