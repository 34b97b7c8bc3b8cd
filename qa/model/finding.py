"""What a detector says of a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qa.model.jsonvalue import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """The other document of a finding, and one passage shared with it (`start:end` here, `other_*` there)."""

    document: str
    score: float | None = None
    start: int | None = None
    end: int | None = None
    other_start: int | None = None
    other_end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A proposed edit: replace `text[start:end]` by `replacement`."""

    start: int
    end: int
    replacement: str
    title: str


AROUND = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a finding stands in its file: 1-based lines and columns, what it quotes, and what is around it.

    `snippet` is the beginning of the text of the span, `before` and `after` up to 60
    characters of what surrounds it on its line.
    """

    line: int
    column: int
    end_line: int
    snippet: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One defect in one document.

    `reason` is one of the codes that the detector declares. Without a span the whole document is meant.
    `evidence` is what identifies the defect across edits elsewhere; where a detector leaves it empty the
    framework puts the text of the span. The framework also adds the place.
    """

    document: str
    reason: str
    message: str
    start: int | None = None
    end: int | None = None
    score: float | None = None
    related: tuple[Related, ...] = ()
    data: Mapping[str, Json] = field(default_factory=dict)
    fix: Fix | None = None
    evidence: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Documents that belong together, the one to keep, and the weakest link (0–1) that holds them."""

    kind: str
    representative: str
    documents: tuple[str, ...]
    weakest_link: float
    data: Mapping[str, Json] = field(default_factory=dict)
