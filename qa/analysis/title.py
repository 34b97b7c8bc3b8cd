"""The headline of a document."""

from __future__ import annotations

from qa.model.facts import Layout, Title


def find_title(text: str, layout: Layout) -> Title | None:  # noqa: ARG001
    """The headline as it stands in the text, or null."""
    return None
