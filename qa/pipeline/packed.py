"""A document's result as few bytes, and back: what the results cache keeps.

Places and evidence are not kept: the document is at hand when a result is used again, and gives them anew.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from qa.model.finding import Finding, Fix, Related

_FACTS = b"".join(
    line.strip()
    for line in b"""
    {"facts":{"language":"en","layout":{"head_end":0,"tail_start":,"furniture":[{"start":,"end":,
    "reason":"promo-link"}],"head_reasons":[],"tail_reasons":["newsletter","teaser-list"],"head_score":0.0,
    "tail_score":0.0,"evaluated":true},"title":{"text":"","start":0,"end":},"byline":{"kind":"person",
    "names":[""],"start":,"end":,"score":0.9,"roles":[["",""]],"region":"head","evidence":[]},"published":
    {"value":"20","source":"dateline","start":null,"end":null},"dateline":{"place":null,"date":null,
    "start":,"end":}},"parts":{"":{"f":[]},"":{"f":[["",null,null,null,[],{"value":null,"type":"DATE"},
    null,""]]},"":{"s":"not selected"},"":{"x":{"$d":[["",{"$b":0}]]}}}}
    """.splitlines()
)
"""Primes the compressor with what every result holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one check gave on one document: findings, a reason for skipping it, or features."""

    findings: tuple[Finding, ...] | None = None
    skipped: str | None = None
    features: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A kept result: the facts (null when the run told none), and the parts by key (see `part_key`)."""

    facts: Mapping[str, Any] | None
    parts: Mapping[str, Part] = field(default_factory=dict)


def pack(kept: Kept) -> bytes:
    """As bytes. A part whose features are not made of builtins is left out."""
    blobs: list[bytes] = []
    parts = {}
    for key, part in kept.parts.items():
        try:
            parts[key] = _packed_part(part, blobs)
        except TypeError:
            continue
    value = {"facts": kept.facts, "parts": parts}
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    squeeze = zlib.compressobj(level=6, wbits=-15, zdict=_FACTS)
    packed = squeeze.compress(text.encode("utf-8", "surrogatepass")) + squeeze.flush()
    sizes = [len(packed), *map(len, blobs)]
    head = json.dumps(sizes, separators=(",", ":")).encode() + b"\n"
    return b"".join([head, packed, *blobs])


def unpack(stored: bytes) -> Kept | None:
    """The opposite of `pack`; null for bytes that it did not write."""
    try:
        head, _, rest = stored.partition(b"\n")
        pieces = []
        for size in json.loads(head):
            pieces.append(rest[:size])
            rest = rest[size:]
        loose = zlib.decompressobj(wbits=-15, zdict=_FACTS)
        value = json.loads((loose.decompress(pieces[0]) + loose.flush()).decode("utf-8", "surrogatepass"))
        parts = {key: _part(part, pieces[1:]) for key, part in value["parts"].items()}
        return Kept(facts=value["facts"], parts=parts)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, zlib.error):
        return None


def _packed_part(part: Part, blobs: list[bytes]) -> dict[str, Any]:
    if part.skipped is not None:
        return {"s": part.skipped}
    if part.findings is not None:
        return {"f": [_packed_finding(each) for each in part.findings]}
    return {"x": _tagged(part.features, blobs)}


def _part(packed: Mapping[str, Any], blobs: Sequence[bytes]) -> Part:
    if "s" in packed:
        return Part(skipped=packed["s"])
    if "f" in packed:
        return Part(findings=tuple(_finding(each) for each in packed["f"]))
    return Part(features=_untagged(packed["x"], blobs))


def _packed_finding(finding: Finding) -> list[Any]:
    related = [asdict(each) for each in finding.related]
    fix = None if finding.fix is None else asdict(finding.fix)
    return [finding.reason, finding.message, finding.start, finding.end, finding.score, related,
            dict(finding.data), fix, finding.evidence]  # fmt: skip


def _finding(packed: Sequence[Any]) -> Finding:
    reason, message, start, end, score, related, data, fix, evidence = packed
    return Finding(
        document="",
        reason=reason,
        message=message,
        start=start,
        end=end,
        score=score,
        related=tuple(Related(**each) for each in related),
        data=data,
        fix=None if fix is None else Fix(**fix),
        evidence=evidence,
    )


def _tagged(value: Any, blobs: list[bytes]) -> Any:
    """Builtins as JSON: what JSON has no word for is a mapping with one `$` key."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, bytes):
        if value not in blobs:
            blobs.append(value)
        return {"$b": blobs.index(value)}
    if isinstance(value, list):
        return [_tagged(each, blobs) for each in value]
    if isinstance(value, tuple):
        return {"$t": [_tagged(each, blobs) for each in value]}
    if isinstance(value, dict):
        return {"$d": [[_tagged(key, blobs), _tagged(each, blobs)] for key, each in value.items()]}
    raise TypeError(f"{type(value).__name__} can't be kept")


def _untagged(value: Any, blobs: Sequence[bytes]) -> Any:
    if isinstance(value, list):
        return [_untagged(each, blobs) for each in value]
    if not isinstance(value, dict):
        return value
    ((tag, inner),) = value.items()
    if tag == "$b":
        return blobs[inner]
    if tag == "$t":
        return tuple(_untagged(each, blobs) for each in inner)
    return {_untagged(key, blobs): _untagged(each, blobs) for key, each in inner}
