"""A declared check: an instance of a detector with its options, its reach and its limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from qa.model.jsonvalue import Json


class Severity(StrEnum):
    """How much a finding matters. `OFF` only in a check's map of reasons."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How many flagged documents are too many: more than `count`, or a share above `ratio` (0–1)."""

    count: int | None = None
    ratio: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """Limits on the documents flagged. Without any, one finding fails its case."""

    fail: Limit | None = None
    warn: Limit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which documents a check looks at. Empty means all."""

    path: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    metadata: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """An accepted finding: whose, why, until when (ISO date), bound to the content by `sha256`.

    `document` is an id, a path or a glob; `check` an id or a glob (null: the check that declares it, or every
    check). `finding` is a fingerprint or its first eight or more characters. `expires` is the last day on
    which it holds.
    """

    document: str
    reason: str
    check: str | None = None
    owner: str | None = None
    expires: str | None = None
    sha256: str | None = None
    finding: str | None = None
    reason_code: str | None = None
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One entry of a `checks/*.yml` file. `params` is an instance of the detector's Params."""

    id: str
    detector: str
    params: Any
    title: str = ""
    severity: Severity = Severity.ERROR
    reasons: Mapping[str, Severity] = field(default_factory=dict)
    select: Selection = Selection()
    threshold: Threshold = Threshold()
    owner: str | None = None
    tags: tuple[str, ...] = ()
    help: str = ""
    waivers: tuple[Waiver, ...] = ()
    canaries: bool = False
    enabled: bool = True
    path: str = ""
    line: int = 0
