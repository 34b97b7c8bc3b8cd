"""Accepted findings: which waiver covers which finding, and which waivers no longer do what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from qa.model.check import Waiver
from qa.model.verdict import DocumentInfo, Judged, Suppression
from qa.text.globs import matches_any

_SHORTEST = 8
_GLOB = frozenset("*?[")


class Fate(IntEnum):
    """What became of a waiver in a run; of several the highest is told."""

    UNUSED = 0
    EXPIRED = 1
    OUTDATED = 2
    USED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """What suppresses each finding (by fingerprint), and the fate of every waiver."""

    suppressions: Mapping[str, Suppression]
    fates: Mapping[Waiver, Fate]


def waive(
    waivers: Iterable[Waiver],
    found: Iterable[Judged],
    documents: Mapping[str, DocumentInfo],
    today: date | None,
) -> Waived:
    """Match waivers with findings. Without `today` nothing expires."""
    fates = dict.fromkeys(waivers, Fate.UNUSED)
    book = _Book(fates)
    suppressions: dict[str, Suppression] = {}
    for judged in found:
        info = documents.get(judged.finding.document) or DocumentInfo(id=judged.finding.document)
        for waiver in book.candidates(info):
            if not _concerns(waiver, judged):
                continue
            fate = _fate(waiver, info, today)
            fates[waiver] = max(fates[waiver], fate)
            if fate is Fate.USED and judged.fingerprint not in suppressions:
                suppressions[judged.fingerprint] = _suppression(waiver)
    for waiver, fate in fates.items():
        if fate is Fate.UNUSED and _is_over(waiver, today):
            fates[waiver] = Fate.EXPIRED
    return Waived(suppressions=suppressions, fates=fates)


def notice(waiver: Waiver, fate: Fate) -> str | None:
    """The sentence about a waiver that does nothing, or null for one that is of use."""
    where = f"{waiver.path}:{waiver.line}: " if waiver.path else ""
    what = f"{where}waiver of {waiver.document}" + (f" ({waiver.finding})" if waiver.finding else "")
    if fate is Fate.EXPIRED:
        return f"{what} expired on {waiver.expires}: mend the document, or renew the waiver"
    if fate is Fate.OUTDATED:
        return f"{what} was given for other content: look at the document again and renew the sha256"
    if fate is Fate.UNUSED:
        return f"{what} covers no finding: remove it"
    return None


class _Book:
    """Waivers by the document they name; globs are tried on all."""

    def __init__(self, waivers: Iterable[Waiver]) -> None:
        self._exact: dict[str, list[Waiver]] = defaultdict(list)
        self._globs: list[Waiver] = []
        for waiver in waivers:
            self._exact[waiver.document].append(waiver)
            if _GLOB & set(waiver.document):
                self._globs.append(waiver)

    def candidates(self, info: DocumentInfo) -> list[Waiver]:
        named = self._exact.get(info.id, [])
        if info.path != info.id:
            named = [*named, *self._exact.get(info.path, [])]
        return [
            *named,
            *(
                w
                for w in self._globs
                if matches_any(info.id, [w.document]) or matches_any(info.path, [w.document])
            ),
        ]


def _concerns(waiver: Waiver, judged: Judged) -> bool:
    if waiver.check is not None and not matches_any(judged.check_id, [waiver.check]):
        return False
    if waiver.reason_code is not None and waiver.reason_code != judged.finding.reason:
        return False
    if waiver.finding is None:
        return True
    return len(waiver.finding) >= _SHORTEST and judged.fingerprint.startswith(waiver.finding)


def _fate(waiver: Waiver, info: DocumentInfo, today: date | None) -> Fate:
    if _is_over(waiver, today):
        return Fate.EXPIRED
    bound = waiver.sha256
    if bound is not None and (len(bound) < _SHORTEST or not info.sha256.startswith(bound.lower())):
        return Fate.OUTDATED
    return Fate.USED


def _is_over(waiver: Waiver, today: date | None) -> bool:
    return today is not None and waiver.expires is not None and today.isoformat() > waiver.expires


def _suppression(waiver: Waiver) -> Suppression:
    return Suppression(kind="waiver", reason=waiver.reason, owner=waiver.owner, expires=waiver.expires)
