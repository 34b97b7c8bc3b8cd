"""Plant the known-bad documents of a detector and see whether its check catches them in this very run."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from qa.analysis import Analysis, Context
from qa.detectors.kinds import CorpusDetector, Detector, Features
from qa.model.check import Check, Selection
from qa.model.document import Document, Problem, Source
from qa.model.finding import Finding
from qa.model.result import DocumentResult
from qa.pipeline.evaluate import explain_crash
from qa.resources import shipped
from qa.text.language import detect_language
from qa.verdicts.canary import Planted, missed

_LANGUAGES = 3
_ALL = "all languages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Canaries:
    """What a detector ships: documents by the name of what they are planted as."""

    planted: Sequence[Planted]
    documents: Mapping[str, Sequence[Document]]


def missed_canaries(
    check: Check, detector: Detector, context: Context, results: Iterable[DocumentResult]
) -> list[str]:
    """Sentences' subjects: the canaries that the check should have caught and did not. Empty if all is well,
    and for a check that wants none or whose detector ships none.

    Planted are those in the languages that most documents have. They are furniture by the shipped cues,
    so a corpus that takes some of these away does not miss them for it.
    """
    if not check.canaries:
        return []
    canaries = load_canaries(detector)
    counted = Counter(result.language for result in results if result.language)
    languages = [_ALL] if isinstance(detector, CorpusDetector) else _common(counted)
    bare = replace(check, select=Selection(language=() if _ALL in languages else check.select.language))

    shipped_only = replace(context, cues=None)

    def detect(planted: Planted) -> Iterable[Finding]:
        analyses = [Analysis(each, shipped_only) for each in canaries.documents[planted.name]]
        return _detect(detector, bare, analyses)

    try:
        return [f"of {detector.id} in {each}" for each in missed(canaries.planted, languages, bare, detect)]
    except Exception as error:  # noqa: BLE001 - a broken detector is reported, never fatal
        return [f"of {detector.id} ({explain_crash(error)})"]


def load_canaries(detector: Detector) -> Canaries:
    """The canaries of a detector; none for one of another package."""
    rows, expected = _shipped_canaries(detector.id)
    documents = [_document(row) for row in rows]
    if isinstance(detector, CorpusDetector):
        reasons = frozenset(reason for each in expected.values() for reason in each)
        planted = [Planted(name=detector.id, language=_ALL, reasons=reasons)] if documents else []
        return Canaries(planted=planted, documents={detector.id: documents})
    planted = [
        Planted(name=each.id, language=detect_language(each.text), reasons=expected[each.id])
        for each in documents
        if each.id in expected
    ]
    return Canaries(planted=planted, documents={each.id: [each] for each in documents})


@cache
def _shipped_canaries(detector: str) -> tuple[list[dict[str, Any]], dict[str, frozenset[str]]]:
    folder = shipped("canaries") / detector
    try:
        lines = (folder / "flagged.jsonl").read_text(encoding="utf-8").splitlines()
        expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    except OSError:
        return [], {}
    reasons = {name: frozenset(each["reason"] for each in found) for name, found in expected.items()}
    return [json.loads(line) for line in lines if line.strip()], reasons


def _document(row: Mapping[str, Any]) -> Document:
    source = Source(path=f"canary/{row['id']}")
    blank = not row["text"].strip()
    problems = (Problem(reason="empty", message="holds no text"),) if blank else ()
    return Document(
        id=row["id"],
        text=row["text"],
        source=source,
        metadata=row.get("metadata", {}),
        problems=problems,
        readable=not blank,
    )


def _detect(detector: Detector, check: Check, analyses: Sequence[Analysis]) -> Iterable[Finding]:
    seen = [each for each in analyses if detector.skip(each, check.params) is None]
    if not isinstance(detector, CorpusDetector):
        return [finding for each in seen for finding in detector.detect(each, check.params)]
    by_id = {each.document.id: each for each in seen}
    features = [
        Features(document=name, data=detector.features(each, check.params)) for name, each in by_id.items()
    ]

    def read(document: str) -> Analysis:
        return by_id[document]

    return detector.join(features, check.params, read).findings


def _common(languages: Counter[str]) -> list[str]:
    return [language for language, _ in sorted(languages.items(), key=lambda each: (-each[1], each[0]))][
        :_LANGUAGES
    ]
