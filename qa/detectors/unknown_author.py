"""Flag authors who stand on no declared roster."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.analysis import Analysis
from qa.analysis.byline import declared_authors, same_person
from qa.detectors.kinds import DocumentDetector
from qa.model.finding import Finding
from qa.model.option import option

REASONS = {
    "unknown-in-text": "the byline names somebody who is not on the roster",
    "unknown-in-metadata": "the metadata name somebody who is not on the roster",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """The people who write for the corpus."""

    roster: tuple[str, ...] = option(
        (), help="Names of the known authors; order, accents and initials are free."
    )
    metadata_counts: bool = option(True, help="Whether authors in the metadata are looked up too.")


def _skip(_analysis: Analysis, params: Params) -> str | None:
    return None if params.roster else "the roster is empty"


def _unknown(name: str, params: Params) -> bool:
    return not any(same_person(name, known) for known in params.roster)


def _detect(analysis: Analysis, params: Params) -> Iterator[Finding]:
    byline = analysis.byline
    if not params.roster:
        return
    if byline and byline.kind == "person":
        for name in (each for each in byline.names if _unknown(each, params)):
            yield Finding(
                document=analysis.document.id,
                reason="unknown-in-text",
                message=f"{name} is not on the roster of known authors",
                start=byline.start,
                end=byline.end,
                score=byline.score,
                data={"name": name},
                evidence=name,
            )
    if params.metadata_counts:
        for name in declared_authors(analysis.document.metadata):
            if _unknown(name, params):
                yield Finding(
                    document=analysis.document.id,
                    reason="unknown-in-metadata",
                    message=f"{name} (metadata) is not on the roster of known authors",
                    data={"name": name},
                    evidence=name,
                )


DETECTOR = DocumentDetector(id="unknown-author", params=Params, reasons=REASONS, detect=_detect, skip=_skip)
