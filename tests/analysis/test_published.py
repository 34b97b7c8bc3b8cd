"""The publication date comes from the most trusted source, and never from another story."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from qa.analysis import Analysis, Context
from qa.model.document import Document, Source
from qa.model.jsonvalue import Json

BODY = (
    "The harbour board met for three hours and put off its decision on the new quay until the spring, "
    "when the tide tables are printed and the surveyors are back.\n\n"
    "Members said that the plans were sound but the price was not, and asked the engineers for another one "
    "that leaves out the second crane.\n"
)


def analyse(text: str, metadata: Mapping[str, Json] | None = None, *, body_anchor: bool = False) -> Analysis:
    document = Document(id="quay", text=text, source=Source(path="quay.txt"), metadata=metadata or {})
    return Analysis(document, Context(body_anchor=body_anchor))


def day(text: str, metadata: Mapping[str, Json] | None = None) -> str | None:
    published = analyse(text, metadata).published
    return published.value if published else None


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("September 4, 2025", "2025-09-04"),
        ("Published 4 Sept 2025 10:15 EDT", "2025-09-04"),
        ("UpdatedJuly 9, 2025", "2025-07-09"),
        ("By Ane Solberg on August 21, 2019", "2019-08-21"),
        ("Ane Solberg • Oct 20, 2025 • 5 min read", "2025-10-20"),
        ("Posted by Ane Solberg on Tuesday, August 29, 2023", "2023-08-29"),
        ("June 11th, 2024, 10:45 AM", "2024-06-11"),
        ("Stand: 4. September 2025, 12:31 Uhr", "2025-09-04"),
        ("Publicado el 4 de septiembre de 2025", "2025-09-04"),
        ("Publié le 1er mars 2025 à 10h15", "2025-03-01"),
        ("Pubblicato il 4 settembre 2025", "2025-09-04"),
        ("Publicado em 4 de setembro de 2025 às 10h15", "2025-09-04"),
        ("Gepubliceerd op 4 maart 2025", "2025-03-04"),
        ("2025-09-04", "2025-09-04"),
        ("2025年9月4日", "2025-09-04"),
        ("09/24/2025", "2025-09-24"),
        ("4.set.2025 às 10h15", "2025-09-04"),
        ("입력 2025.09.04. 오전 10:15", "2025-09-04"),
        ("2025. szeptember 4. 10:15", "2025-09-04"),
        ("Kamis, 04 Sep 2025 10:15 WIB", "2025-09-04"),
        ("4 września 2025, 10:15", "2025-09-04"),
        ("4 Σεπτεμβρίου 2025", "2025-09-04"),
        ("9/4/2025 10:15 a.m. ET", "2025-09-04"),
        ("Sept. 4, 2025Updated: Sept. 5, 2025 10:15 a.m.", "2025-09-04"),
        ("4 Sep 2025 10.15 CEST Last modified on Fri 5 Sep 2025 11.00 CEST", "2025-09-04"),
    ],
)
def test_reads_the_date_line_under_the_headline(line: str, value: str) -> None:
    assert day(f"Harbour board delays quay\n\n{line}\n\n{BODY}") == value


@pytest.mark.parametrize(
    "line",
    [
        "Event date: March 4, 2024",
        "Doors open March 4, 2024 at 7 pm",
        "© March 4, 2024 Example Ltd",
        "Expires March 4, 2024",
        "Photo taken on March 4, 2024. (Ane Solberg/Example)",
        "A ship in the harbour of Oslo, Norway, March 4, 2024. Ane Solberg/Example",
    ],
)
def test_dates_of_other_things_are_not_the_publication_date(line: str) -> None:
    assert day(f"Harbour board delays quay\n\n{line}\n\n{BODY}") is None


def test_a_publication_date_is_preferred_to_a_revision() -> None:
    text = f"Harbour board delays quay\n\nUpdated: May 19, 2025 · Published: May 8, 2025\n\n{BODY}"
    assert day(text) == "2025-05-08"


def test_the_order_of_day_and_month_is_never_guessed() -> None:
    analysis = analyse(f"Harbour board delays quay\n\nPublished 03/04/2025\n\n{BODY}")
    assert analysis.published is None
    assert [claim.candidates for claim in analysis.date_claims] == [("2025-03-04", "2025-04-03")]


@pytest.mark.parametrize(
    ("line", "metadata", "value"),
    [
        ("Published 03/04/2025, updated 03/27/2025", {}, "2025-03-04"),
        ("Published 03/04/2025, updated 27/04/2025", {}, "2025-04-03"),
        ("Published 03/04/2025 10:15 EDT", {}, "2025-03-04"),
        ("Published 03/04/2025", {"language": "de"}, "2025-04-03"),
        ("Published 03/04/2025", {"language": "en-GB"}, "2025-04-03"),
        ("Published 03/04/2025", {"language": "en-US"}, "2025-03-04"),
        ("Published 03/04/2025", {"url": "https://example.co.uk/quay"}, "2025-04-03"),
        ("Published 03/04/2025", {"url": "https://example.org/2025/04/03/quay"}, "2025-04-03"),
        ("Published 03/04/2025\n\nThe board met on 27/03/2025 to talk.", {}, "2025-04-03"),
        ("Published 03/04/2025\n\nThe board met on April 3, 2025, to talk.", {}, "2025-04-03"),
    ],
)
def test_the_order_is_taken_from_what_decides_it(line: str, metadata: dict[str, Json], value: str) -> None:
    assert day(f"Harbour board delays quay\n\n{line}\n\n{BODY}", metadata) == value


@pytest.mark.parametrize(
    ("metadata", "value"),
    [
        ({"published": "2025-09-04"}, "2025-09-04"),
        ({"published": "2025-09-04T10:15:00Z"}, "2025-09-04T10:15Z"),
        ({"published": "2025-09-04T00:00:00"}, "2025-09-04"),
        ({"date": "4 September 2025"}, "2025-09-04"),
        ({"dct": "19980807"}, "1998-08-07"),
        ({"article:published_time": "2025-09-04T10:15:30+02:00"}, "2025-09-04T10:15:30+02:00"),
        ({"pubDate": "Thu, 04 Sep 2025 10:15:00 GMT"}, "2025-09-04"),
        ({"published_at": 1756980900}, "2025-09-04T10:15:00Z"),
        ({"modified": "2025-09-05", "created": "2025-09-04"}, "2025-09-04"),
    ],
)
def test_reads_metadata(metadata: dict[str, Json], value: str) -> None:
    assert day(BODY, metadata) == value


def test_metadata_goes_before_dateline_before_date_line_before_address() -> None:
    text = f"Quay delayed\n\nMay 6, 2024\n\nOSLO, May 5, 2024 — {BODY}"
    metadata: dict[str, Json] = {"published": "2024-05-04", "url": "https://example.org/2024/05/07/quay"}
    sources = [(claim.source, claim.value) for claim in analyse(text, metadata).date_claims]
    assert sources == [
        ("metadata", "2024-05-04"),
        ("dateline", "2024-05-05"),
        ("date-line", "2024-05-06"),
        ("url", "2024-05-07"),
    ]


@pytest.mark.parametrize(
    "path",
    ["2025/09/04/quay", "2025/sep/04/quay", "news/2025-09-04-quay.html", "20250904/quay", "a/2025/9/4"],
)
def test_reads_the_path_of_the_address(path: str) -> None:
    assert day(BODY, {"url": f"https://example.org/{path}"}) == "2025-09-04"


@pytest.mark.parametrize(("path", "value"), [("2024/02/quay", "2024-02-26"), ("2024/04/quay", None)])
def test_a_dateline_takes_its_year_from_an_address_of_its_month(path: str, value: str | None) -> None:
    text = f"Quay delayed\n\nOSLO, Feb 26 — {BODY}"
    assert day(text, {"url": f"https://example.org/{path}"}) == value


@pytest.mark.parametrize("path", ["2025/09/quay", "item/20259999", "03/04/2025/quay", "quay-12025-09-04"])
def test_a_path_without_a_full_date_says_nothing(path: str) -> None:
    assert day(BODY, {"url": f"https://example.org/{path}"}) is None


def test_a_date_inside_a_sentence_is_not_the_publication_date() -> None:
    assert (
        day(f"Quay delayed\n\nThe old quay was opened on May 5, 1931, and has stood since.\n\n{BODY}") is None
    )


def test_the_body_is_an_anchor_only_on_request() -> None:
    text = f"{BODY}\nThe board meets again on May 5, 2024, at the town hall.\n"
    assert analyse(text).published is None
    published = analyse(text, body_anchor=True).published
    assert published is not None
    assert (published.source, published.value) == ("body", "2024-05-05")


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("03/04/2025", "ambiguous-order"),
        ("31 February 2025", "impossible"),
        ("soon", "malformed"),
        ("2025-09", "incomplete"),
    ],
)
def test_metadata_that_give_no_day_say_why(value: str, problem: str) -> None:
    claims = analyse(BODY, {"published": value}).date_claims
    assert [(claim.value, claim.problem) for claim in claims] == [(None, problem)]
