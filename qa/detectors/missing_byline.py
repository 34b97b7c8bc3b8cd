"""Flag documents that name no person as their author, and say what stands there instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.analysis import Analysis
from qa.analysis.byline import declared_authors, searched
from qa.detectors.kinds import DocumentDetector
from qa.model.facts import Byline
from qa.model.finding import Finding
from qa.model.option import option

REASONS = {
    "absent": "nobody is named anywhere that was searched",
    "agency-only": "a news agency signs, no person",
    "role-only": "an office such as the staff or the editorial board signs, no person",
    "initials-only": "only initials stand in the byline",
    "handle-only": "only a user name or an e-mail address stands in the byline",
    "contributors-only": "people are credited at the end, but nobody is named as the author",
    "speaker-only": "the interviewer is named only as a speaker's label",
    "outside-the-body": "the author is named only in the tail, far from the story",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What counts as an attribution."""

    metadata_counts: bool = option(True, help="Whether an author in the metadata is attribution enough.")
    min_words: int = option(0, help="Shortest document that needs a byline, in words.", minimum=0)


def _skip(analysis: Analysis, params: Params) -> str | None:
    if not analysis.text.strip():
        return "no text"
    if params.min_words and len(analysis.text.split()) < params.min_words:
        return f"shorter than {params.min_words} words"
    return None


def _reason(byline: Byline | None) -> str | None:
    """The code for what is wrong with an attribution; null when a person is named where one should be."""
    if byline is None:
        return "absent"
    if byline.kind == "person":
        return "outside-the-body" if byline.region == "outside-the-body" else None
    return byline.kind if byline.kind.endswith("-only") else f"{byline.kind}-only"


def _message(reason: str, byline: Byline | None) -> str:
    if byline is None:
        return "no author is named in the head, at the end of the body or in the credits"
    return f"no author is named as such: {REASONS[reason]} ({', '.join(byline.names)})"


def _detect(analysis: Analysis, params: Params) -> Iterator[Finding]:
    if params.metadata_counts and declared_authors(analysis.document.metadata):
        return
    byline = analysis.byline
    reason = _reason(byline)
    if reason is None:
        return
    yield Finding(
        document=analysis.document.id,
        reason=reason,
        message=_message(reason, byline),
        start=byline.start if byline else None,
        end=byline.end if byline else None,
        score=byline.score if byline else None,
        data={
            "searched": searched(analysis.text, layout=analysis.layout),
            "names": list(byline.names) if byline else [],
            "roles": [list(pair) for pair in byline.roles] if byline else [],
        },
        evidence="" if byline else "absent",
    )


DETECTOR = DocumentDetector(id="missing-byline", params=Params, reasons=REASONS, detect=_detect, skip=_skip)
