"""Laws of the temporal analysis, on generated dates and hostile text."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.analysis.temporal import find_temporal
from qa.analysis.temporal.gregorian import easter, nth_weekday
from qa.analysis.temporal.lexicon import languages, lexicon
from qa.model.facts import Published, Timex

MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
MONATE = [
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
]  # fmt: skip
MESES = [
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
]  # fmt: skip
MOIS = [
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
]  # fmt: skip
FORMS = {
    "iso": ("en", lambda day: day.isoformat()),
    "american": ("en", lambda day: f"{MONTHS[day.month - 1]} {day.day}, {day.year}"),
    "short": (
        "en",
        lambda day: f"{MONTHS[day.month - 1][:3]}{'' if day.month == 5 else '.'} {day.day}, {day.year}",
    ),
    "british": ("en", lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}"),
    "of": ("en", lambda day: f"the {day.day}th of {MONTHS[day.month - 1]} {day.year}"),
    "slashed": ("en", lambda day: f"{day.year}/{day.month:02}/{day.day:02}"),
    "german": ("de", lambda day: f"{day.day}. {MONATE[day.month - 1]} {day.year}"),
    "dotted": ("de", lambda day: f"{day.day:02}.{day.month:02}.{day.year}"),
    "spanish": ("es", lambda day: f"{day.day} de {MESES[day.month - 1]} de {day.year}"),
    "french": ("fr", lambda day: f"{day.day} {MOIS[day.month - 1]} {day.year}"),
}
DAYS = st.dates(min_value=date(1583, 1, 1), max_value=date(2199, 12, 31))
NEAR = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
DAY_GRANULAR = [
    "yesterday",
    "today",
    "tomorrow",
    "10 days ago",
    "the day after tomorrow",
    "five days from now",
]
_PIECES = (
    "May march the last next two 3 10:30 2018 Monday on of , . - – “ ” \" '' `` week days ago later in a.m. "
    "early 1990s 5th Q3 half and to before after every İ ½ $ % 1/2/2018 Easter BC year-old century"
)
WORDS = st.sampled_from([*_PIECES.split(), "\n", "\n\n"])


def find(text: str, day: date | None = None, language: str = "en") -> tuple[Timex, ...]:
    published = Published(value=day.isoformat(), source="metadata") if day else None
    return find_temporal(text, language=language, published=published)


@pytest.mark.parametrize("form", FORMS)
@given(day=DAYS)
@settings(max_examples=60, deadline=None)
def test_a_date_rendered_and_read_back_is_the_same_date(form: str, day: date) -> None:
    language, render = FORMS[form]
    (timex,) = find(f"({render(day)})", language=language)
    assert timex.value == day.isoformat()


@pytest.mark.parametrize("words", DAY_GRANULAR)
@given(day=NEAR, shift=st.integers(-400, 400))
@settings(max_examples=30, deadline=None)
def test_shifting_the_anchor_shifts_what_counts_in_days(words: str, day: date, shift: int) -> None:
    (before,) = find(f"He came {words}.", day)
    (after,) = find(f"He came {words}.", day + timedelta(days=shift))
    assert before.value
    assert after.value
    assert date.fromisoformat(after.value) - date.fromisoformat(before.value) == timedelta(days=shift)


@given(day=NEAR, shift=st.integers(-60, 60).map(lambda weeks: 7 * weeks))
@settings(max_examples=40, deadline=None)
def test_shifting_the_anchor_by_weeks_shifts_weekdays(day: date, shift: int) -> None:
    (before,) = find("He came on Monday.", day)
    (after,) = find("He came on Monday.", day + timedelta(days=shift))
    assert date.fromisoformat(after.value or "") - date.fromisoformat(before.value or "") == timedelta(shift)


@given(words=st.lists(WORDS, max_size=30), more=st.lists(WORDS, max_size=30))
@settings(max_examples=150, deadline=None)
def test_text_appended_changes_nothing_before_it(words: list[str], more: list[str]) -> None:
    text = " ".join(words) + "\nend of it."
    alone = find(text, date(2018, 3, 28))
    together = find(f"{text}\n\nUnrelated. {' '.join(more)}", date(2018, 3, 28))
    assert together[: len(alone)] == alone


def lexicon_text(language: str) -> st.SearchStrategy[tuple[str, str]]:
    words = st.one_of(st.sampled_from(sorted(lexicon(language).entries)), WORDS)
    return st.tuples(st.just(language), st.lists(words, max_size=25).map(" ".join))


@given(
    source=st.one_of(st.tuples(st.just("en"), st.text(max_size=200)), *map(lexicon_text, languages())),
    day=st.sampled_from([date(2018, 3, 28), date(2024, 2, 29), date.min, date.max]),
)
@settings(max_examples=400, deadline=None)
def test_spans_are_inside_the_text_in_order_and_disjoint(source: tuple[str, str], day: date) -> None:
    language, text = source
    end = 0
    for timex in find(text, day, language):
        assert end <= timex.start < timex.end <= len(text)
        assert timex.text == text[timex.start : timex.end]
        assert timex.type in {"DATE", "TIME", "DURATION", "SET"}
        assert not (timex.resolved and timex.reason)
        end = timex.end


@pytest.mark.parametrize(
    "piece",
    ["1", "1/", "may ", "May ", "10:30 ", '"', "“", "the last ", "2018-", "a month ", "Aug.", " ", "\n"],
)
@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_endless_repetition_ends(piece: str, language: str) -> None:
    text = piece * (40_000 // len(piece))
    assert isinstance(find(text, date(2018, 3, 28), language), tuple)


@given(year=st.integers(1583, 4099))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    assert easter(year).isoweekday() == 7
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


@given(
    year=st.integers(1, 9998),
    month=st.integers(1, 12),
    weekday=st.integers(1, 7),
    nth=st.sampled_from([1, 2, 3, 4, -1]),
)
def test_the_nth_weekday_is_that_weekday_of_that_month(year: int, month: int, weekday: int, nth: int) -> None:
    day = nth_weekday(year, month, weekday, nth)
    assert (day.year, day.month, day.isoweekday()) == (year, month, weekday)
