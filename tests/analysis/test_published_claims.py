"""Claims to the publication date: read in any form, weighed, and compared."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.analysis import Analysis
from qa.analysis.published import Claim, conflicts, stated_weekday
from qa.analysis.published.reader import read_dates
from qa.analysis.published.words import fold, lexicon
from qa.model.document import Document, Source

DAYS = st.dates(min_value=date(1600, 1, 1), max_value=date(2068, 12, 31))
FORMS = [
    "{day:%Y-%m-%d}",
    "{day:%Y/%m/%d}",
    "{month} {day.day}, {day.year}",
    "{month} {day.day:02}, {day.year}",
    "{day.day} {month} {day.year}",
    "{day.day}. {month} {day.year}",
    "{day.day} de {month} de {day.year}",
    "{day.day:02}-{month}-{day.year}",
    "{day.year}年{day.month}月{day.day}日",
]


@pytest.mark.parametrize("form", FORMS)
@given(day=DAYS, language=st.sampled_from(sorted(lexicon()["months"])), short=st.integers(0, 5))
def test_a_rendered_date_is_read_back(form: str, day: date, language: str, short: int) -> None:
    names = lexicon()["months"][language][day.month - 1]
    text = form.format(day=day, month=names[short % len(names)])
    (reading,) = read_dates(f"Word {text} word")
    assert reading.value == day


@given(day=DAYS)
def test_a_numeric_date_has_one_reading_or_both(day: date) -> None:
    (reading,) = read_dates(f"{day.day}/{day.month}/{day.year}")
    assert day in reading.candidates
    assert reading.value == (day if day.day > 12 or day.day == day.month else None)


@pytest.mark.parametrize(
    "text",
    ["version 10.1.2025.3", "call 555-04-2025", "March 2025", "on 11 may 2,000 people", "1/2", "12:30:45"],
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert read_dates(text) == []


@given(st.text(alphabet="0123456789/.- JanFebMarchº,年月日 \n", max_size=200))
def test_readings_are_in_order_and_disjoint(text: str) -> None:
    readings = read_dates(text)
    assert all(one.end <= other.start for one, other in pairwise(readings))
    assert all(0 <= reading.start < reading.end <= len(text) for reading in readings)


@pytest.mark.parametrize(
    ("shown", "weekday"),
    [
        ("Tuesday, March 4, 2024", 2),
        ("Lundi 4 mars 2024", 1),
        ("mar 4 2024", 0),
        ("March 4, 2024 (Monday)", 1),
    ],
)
def test_the_weekday_beside_a_date_is_read(shown: str, weekday: int) -> None:
    (reading,) = read_dates(shown)
    claim = Claim(source="date-line", value=None, text="", start=reading.start, end=reading.end)
    assert stated_weekday(shown, claim) == weekday


def test_a_later_revision_is_no_conflict() -> None:
    published = Claim(source="metadata", value="2024-03-04", text="", kind="published")
    later = Claim(source="metadata", value="2025-03-04", text="", kind="updated")
    earlier = Claim(source="metadata", value="2023-03-04", text="", kind="updated")
    assert not list(conflicts([published, later], 0))
    assert [conflict.days for conflict in conflicts([published, earlier], 0)] == [366]


@pytest.mark.parametrize(("shown", "days"), [("XXXX-12-31", 1), ("XXXX-01-03", 2), ("XXXX-02-29", 59)])
def test_a_dateline_without_a_year_is_compared_by_its_day(shown: str, days: int) -> None:
    published = Claim(source="metadata", value="2024-01-01", text="", kind="published")
    dateline = Claim(source="dateline", value=None, text=shown, kind="published", problem="no-year")
    assert [conflict.days for conflict in conflicts([published, dateline], 0)] == [days]


@pytest.mark.parametrize(
    "text",
    [
        "1/2/2024 " * 110_000,
        "By " * 300_000,
        "PLACE, " * 150_000,
        "\n" * 100_000 + "March 4, 2024",
        "March 4, 2024\n" * 70_000,
        "(" * 500_000,
    ],
    ids=["dates", "bylines", "places", "blank lines", "date lines", "brackets"],
)
def test_hostile_texts_are_read_to_the_end(text: str) -> None:
    document = Document(id="long", text=text, source=Source(path="long.txt"), metadata={"language": "en"})
    analysis = Analysis(document)
    assert analysis.dateline is None
    assert isinstance(analysis.date_claims, tuple)


def test_no_month_name_means_two_months_or_is_too_short_to_be_seen() -> None:
    meanings: dict[str, set[int]] = {}
    for names in lexicon()["months"].values():
        for number, forms in enumerate(names, 1):
            for form in forms:
                meanings.setdefault(fold(form), set()).add(number)
    assert [name for name, numbers in sorted(meanings.items()) if len(numbers) > 1 or len(name) < 3] == []
