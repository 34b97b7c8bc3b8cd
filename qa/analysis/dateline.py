"""The place line that opens a news story."""

from __future__ import annotations

from qa.model.facts import Dateline, Layout


def find_dateline(text: str, *, layout: Layout, language: str) -> Dateline | None:  # noqa: ARG001
    """The dateline ("BEIJING, March 28 —"), or null."""
    return None
