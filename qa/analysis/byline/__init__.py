"""Who a document says wrote it."""

from __future__ import annotations

from qa.model.facts import Byline, Layout, Title


def find_byline(text: str, *, layout: Layout, title: Title | None, language: str) -> Byline | None:  # noqa: ARG001
    """The best attribution that the document carries, of any kind, or null."""
    return None
