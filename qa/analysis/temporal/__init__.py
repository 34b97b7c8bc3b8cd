"""Temporal expressions: found, typed, anchored and resolved."""

from __future__ import annotations

from qa.model.facts import Published, Timex


def find_temporal(text: str, *, language: str, published: Published | None) -> tuple[Timex, ...]:  # noqa: ARG001
    """Every temporal expression of the text in order, disjoint."""
    return ()
