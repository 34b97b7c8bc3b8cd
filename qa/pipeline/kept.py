"""Keys of kept results, and results from what was kept.

A document's key digests all that its facts depend on: the text, the metadata, the names, the code. The key
of a part digests the detector, its version, its options and what the check selects. So a changed severity,
reason or threshold costs nothing, a changed option costs one check, an edited document costs that document.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import qa
from qa.analysis.layout.blocks import Blocks
from qa.declare.waivers import document_waivers
from qa.detectors.kinds import Detector
from qa.index.cache import ResultCache
from qa.model.check import Check
from qa.model.document import Document
from qa.model.result import DocumentResult
from qa.pipeline.evaluate import FACTS, placed
from qa.pipeline.facts import packed
from qa.pipeline.packed import Kept, Part, pack, unpack
from qa.pipeline.plan import Plan
from qa.report.documents import facts_of
from qa.verdicts.fingerprint import with_evidence

_CODE = (".py", ".json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What the keys of a run are made from: `stamp` and `blocks` for documents, `parts` by check id."""

    stamp: bytes
    parts: Mapping[str, str]
    blocks: Blocks | None = None


def keys_of(plan: Plan) -> Keys:
    """The keys for a plan."""
    context = plan.context
    own = context.cues.digest if context.cues else None
    outside = (context.now, context.body_anchor, own, sys.version_info[:2], unicodedata.unidata_version)
    stamp = _digest(code_digest(), repr(outside).encode())
    parts = {check.id: part_key(check, detector) for check, detector in plan.detectors()}
    return Keys(stamp=stamp, parts=parts, blocks=plan.context.blocks)


@cache
def code_digest() -> bytes:
    """A digest of the package's own code and data: a result of other code is another result."""
    root = Path(qa.__file__).parent
    files = sorted(path for path in root.rglob("*") if path.suffix in _CODE and "_shipped" not in path.parts)
    return _digest(*(part for path in files for part in (path.name.encode(), path.read_bytes())))


def part_key(check: Check, detector: Detector) -> str:
    """The key of what one check gives on a document."""
    params = asdict(check.params) if check.params is not None else None
    said = [detector.id, detector.version, params, asdict(check.select)]
    return _digest(_json(said)).hex()[:16]


def document_key(document: Document, keys: Keys) -> bytes:
    """The key of a document's result. Of the corpus it holds only what the document's own lines ask for."""
    source = document.source
    named = [document.id, source.path, document.metadata, [each.reason for each in document.problems]]
    shared = keys.blocks.relevant(document.text) if keys.blocks else []
    return _digest(keys.stamp, _json([named, shared]), document.text.encode("utf-8", "surrogatepass"))


def look_up(
    cache: ResultCache, key: bytes, document: Document, plan: Plan, keys: Keys
) -> tuple[DocumentResult | None, Plan]:
    """What is kept of a document, and the plan for what is left to do (without checks: nothing)."""
    stored = cache.get(key) if document.readable else None
    kept = unpack(stored) if stored is not None else None
    if kept is None or (plan.facts and kept.facts is None):
        return None, plan
    done = {
        check.id: kept.parts[keys.parts[check.id]]
        for check in plan.checks
        if keys.parts[check.id] in kept.parts
    }
    left = replace(plan, checks=tuple(check for check in plan.checks if check.id not in done))
    return _result(document, kept, done), left


def keep(cache: ResultCache, key: bytes, result: DocumentResult, keys: Keys, *, whole: bool) -> None:
    """Keep a result; with `whole` only that, else beside what is kept of checks that did not run now.

    What broke is not kept, so that it is tried again.
    """
    if result.unreadable or FACTS in result.crashed:
        return
    parts = {part: _part(result, check) for check, part in keys.parts.items() if check not in result.crashed}
    facts: Mapping[str, Any] | None = facts_of(result) if result.facts else None
    before = None if whole else unpack(cache.get(key) or b"")
    if before is not None:
        parts = {**before.parts, **parts}
        facts = before.facts if facts is None else facts
    cache.put(key, pack(Kept(facts=facts, parts=parts)))


def merged(known: DocumentResult, fresh: DocumentResult) -> DocumentResult:
    """Two results on one document, of different checks; all else from the fresh one."""
    return replace(
        fresh,
        findings={**known.findings, **fresh.findings},
        skipped={**known.skipped, **fresh.skipped},
        features=(*known.features, *fresh.features),
    )


def _part(result: DocumentResult, check: str) -> Part:
    if check in result.skipped:
        return Part(skipped=result.skipped[check])
    if check in result.findings:
        return Part(findings=tuple(map(_without_place, result.findings[check])))
    return Part(features=dict(result.features).get(check))


def _without_place(finding: Any) -> Any:
    """Evidence is dropped where the span's text gives it again."""
    if finding.place is None or finding.start is None or finding.end is None:
        return finding
    span = replace(finding, start=0, end=finding.end - finding.start, evidence="")
    whole = len(finding.place.snippet) == finding.end - finding.start
    same = whole and with_evidence(span, finding.place.snippet).evidence == finding.evidence
    return replace(finding, evidence="") if same else finding


def _result(document: Document, kept: Kept, done: Mapping[str, Part]) -> DocumentResult:
    findings = {
        check: placed([replace(each, document=document.id) for each in part.findings], document)
        for check, part in done.items()
        if part.findings is not None
    }
    waivers, mistakes = document_waivers(document.metadata, document.id, document.source.path)
    return DocumentResult(
        document=document.id,
        source=document.source,
        problems=tuple(problem.reason for problem in document.problems),
        language=kept.facts["language"] if kept.facts else None,
        facts=packed(kept.facts) if kept.facts else b"",
        waivers=waivers,
        mistakes=tuple(map(str, mistakes)),
        findings=findings,
        skipped={check: part.skipped for check, part in done.items() if part.skipped is not None},
        features=tuple(
            (check, part.features)
            for check, part in done.items()
            if part.findings is None and part.skipped is None
        ),
    )


def _json(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, default=str, ensure_ascii=True).encode()


def _digest(*parts: bytes) -> bytes:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.digest()
