"""The checks on dates: what each one flags, and what it leaves to the others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from qa.analysis import Analysis, Context
from qa.detectors import conflicting_dates, implausible_date, missing_date, unresolved_date
from qa.model.document import Document, Source
from qa.model.jsonvalue import Json

BODY = (
    "The harbour board met yesterday and put off its decision on the new quay, because the price was too "
    "high and the plans left out the second crane.\n"
)


def analyse(
    head: str = "", metadata: Mapping[str, Json] | None = None, *, now: date | None = None, body: str = BODY
) -> Analysis:
    text = f"Harbour board delays quay\n\n{head}{body}"
    document = Document(id="quay", text=text, source=Source(path="quay.txt"), metadata=metadata or {})
    return Analysis(document, Context(now=now))


def test_a_date_is_in_the_future_only_of_a_pinned_day() -> None:
    metadata: dict[str, Json] = {"published": "2024-03-04"}
    params = implausible_date.Params()
    assert not list(implausible_date.detect(analyse("", metadata), params))
    assert not list(implausible_date.detect(analyse("", metadata, now=date(2024, 3, 3)), params))
    found = implausible_date.detect(analyse("", metadata, now=date(2024, 3, 2)), params)
    assert [finding.reason for finding in found] == ["future"]


def test_a_revision_may_stand_for_the_publication_when_that_is_wanted() -> None:
    analysis = analyse("Last updated: March 4, 2024\n\n")
    assert list(missing_date.detect(analysis, missing_date.Params()))
    assert not list(missing_date.detect(analysis, missing_date.Params(accept_updated=True)))


@pytest.mark.parametrize(("tolerance", "flagged"), [(9, True), (10, False)])
def test_sources_may_differ_by_the_tolerance(tolerance: int, flagged: bool) -> None:
    analysis = analyse("March 4, 2024\n\n", {"published": "2024-03-14"})
    params = conflicting_dates.Params(tolerance=tolerance)
    assert bool(list(conflicting_dates.detect(analysis, params))) is flagged


def test_an_unresolved_date_tells_where_an_anchor_was_sought() -> None:
    analysis = analyse("Published 03/04/2024\n\n")
    (finding,) = unresolved_date.detect(analysis, unresolved_date.Params())
    assert finding.data["searched"] == [
        {"source": "metadata", "found": None, "problem": None},
        {"source": "dateline", "found": None, "problem": None},
        {"source": "date-line", "found": None, "problem": "ambiguous-order"},
        {"source": "url", "found": None, "problem": None},
    ]


def test_quoted_expressions_are_marked_and_can_be_left_out() -> None:
    body = (
        BODY.replace(" yesterday", "")
        + "\n“We saw the drawing last week,” the chairwoman said to the press.\n"
    )
    analysis = analyse(body=body)
    (finding,) = unresolved_date.detect(analysis, unresolved_date.Params())
    assert finding.data["quoted"] is True
    assert not list(unresolved_date.detect(analysis, unresolved_date.Params(quoted=False)))


def test_vague_references_are_left_out_unless_wanted() -> None:
    body = "The price of steel has doubled in recent years, and the harbour board has noticed with alarm.\n"
    analysis = analyse(body=body)
    assert not list(unresolved_date.detect(analysis, unresolved_date.Params()))
    assert list(unresolved_date.detect(analysis, unresolved_date.Params(vague=True)))
