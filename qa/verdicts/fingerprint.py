"""What makes a finding the same finding tomorrow.

A fingerprint digests check, document, reason, normalised evidence and an ordinal among equals. Line numbers
and offsets have no part in it, so edits elsewhere in the document leave it alone.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from qa.model.finding import Finding

VERSION = 1
_DIGITS = 24
_LONGEST = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The fingerprint of a finding, and the same without its document (`kin`)."""

    fingerprint: str
    kin: str


def with_evidence(finding: Finding, text: str) -> Finding:
    """The finding with its evidence normalised and short; taken from the span's text when it names none.

    Call it while the text is at hand; after that a finding can be identified without it. Applying it twice
    changes nothing.
    """
    evidence = finding.evidence
    if not evidence and finding.start is not None and finding.end is not None:
        evidence = text[finding.start : finding.end]
    return replace(finding, evidence=_normalised(evidence))


def identify(check_id: str, findings: Iterable[Finding]) -> Iterator[tuple[Finding, Identity]]:
    """Every finding of one check with its identity. Equal ones of a document are numbered by offset."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in sorted(findings, key=place):
        key = (finding.document, finding.reason, _normalised(finding.evidence))
        kin = (check_id, *key[1:], str(seen[key]))
        seen[key] += 1
        yield finding, Identity(fingerprint=_digest(*kin, finding.document), kin=_digest(*kin))


def place(finding: Finding) -> tuple[str, int, int, str, str]:
    """The order of findings: document, offset, reason."""
    start = -1 if finding.start is None else finding.start
    end = -1 if finding.end is None else finding.end
    return finding.document, start, end, finding.reason, finding.evidence


def _normalised(evidence: str) -> str:
    canonical = " ".join(unicodedata.normalize("NFC", evidence).split())
    return canonical if len(canonical) <= _LONGEST else f"sha256:{_digest(canonical)}"


def _digest(*parts: str) -> str:
    joined = "\x1f".join((f"corpus-qa/{VERSION}", *parts))
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
