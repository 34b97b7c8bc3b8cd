"""Temporal expressions of running text: found, typed, anchored, resolved, or left open with a reason."""

from __future__ import annotations

import pytest

from qa.analysis.temporal import find_temporal
from qa.model.facts import Layout, Published, Timex

WEDNESDAY = "2018-03-28"


def find(text: str, *, day: str | None = WEDNESDAY, language: str = "en") -> tuple[Timex, ...]:
    published = Published(value=day, source="metadata") if day else None
    return find_temporal(text, language=language, published=published)


def one(text: str, *, day: str | None = WEDNESDAY, language: str = "en") -> Timex:
    found = find(text, day=day, language=language)
    assert len(found) == 1, [timex.text for timex in found]
    return found[0]


ABSOLUTE = [
    ("It opened on March 3, 2015.", "March 3, 2015", "DATE", "2015-03-03"),
    ("It opened on Tuesday, March 3, 2015.", "Tuesday, March 3, 2015", "DATE", "2015-03-03"),
    ("It opened on 3 March 2015.", "3 March 2015", "DATE", "2015-03-03"),
    ("It opened on the 3rd of March 2015.", "the 3rd of March 2015", "DATE", "2015-03-03"),
    ("It opened in Sept. 2015 at last.", "Sept. 2015", "DATE", "2015-09"),
    ("It opened in early June 2015.", "early June 2015", "DATE", "2015-06"),
    ("It opened in 2015.", "2015", "DATE", "2015"),
    ("It opened 2015-03-03.", "2015-03-03", "DATE", "2015-03-03"),
    ("Logged 2015-03-03T10:45Z here.", "2015-03-03T10:45Z", "TIME", "2015-03-03T10:45Z"),
    ("It opened in the 1990s.", "the 1990s", "DATE", "199X"),
    ("A mill of the 19th century.", "the 19th century", "DATE", "18XX"),
    ("It opened in summer 2015.", "summer 2015", "DATE", "2015-SU"),
    ("Sales fell in the third quarter of 2015.", "the third quarter of 2015", "DATE", "2015-Q3"),
    ("Sales fell in Q3 2015.", "Q3 2015", "DATE", "2015-Q3"),
    ("Sales fell in the first half of 2015.", "the first half of 2015", "DATE", "2015-H1"),
    ("The fort fell in 490 BC.", "490 BC", "DATE", "BC0490"),
    ("They met on Christmas Day 2015.", "Christmas Day 2015", "DATE", "2015-12-25"),
    ("They met at 9:30 p.m. on March 3, 2015.", "9:30 p.m. on March 3, 2015", "TIME", "2015-03-03T21:30"),
]


@pytest.mark.parametrize(("text", "span", "kind", "value"), ABSOLUTE)
def test_an_absolute_date_needs_no_anchor(text: str, span: str, kind: str, value: str) -> None:
    timex = one(text, day=None)
    assert (timex.text, timex.type, timex.value) == (span, kind, value)
    assert timex.resolved
    assert not timex.anchored


RELATIVE = [
    ("He left yesterday.", "yesterday", "2018-03-27"),
    ("He leaves tomorrow morning.", "tomorrow morning", "2018-03-29TMO"),
    ("He left the day before yesterday.", "the day before yesterday", "2018-03-26"),
    ("He spoke last night.", "last night", "2018-03-27TNI"),
    ("He spoke this morning.", "this morning", "2018-03-28TMO"),
    ("They met last week.", "last week", "2018-W12"),
    ("They meet next month.", "next month", "2018-04"),
    ("They met last year.", "last year", "2017"),
    ("They met early this month.", "early this month", "2018-03"),
    ("They met two weeks ago.", "two weeks ago", "2018-W11"),
    ("They met 10 days ago.", "10 days ago", "2018-03-18"),
    ("They met almost three years ago.", "almost three years ago", "2015"),
    ("They meet this spring.", "this spring", "2018-SP"),
    ("They met last fall.", "last fall", "2017-FA"),
    ("They met last October.", "last October", "2017-10"),
    ("They met last Friday.", "last Friday", "2018-03-23"),
    ("They meet next Friday.", "next Friday", "2018-03-30"),
    ("They met last Thanksgiving.", "last Thanksgiving", "2017-11-23"),
    ("They meet a year from now.", "a year from now", "2019"),
]


@pytest.mark.parametrize(("text", "span", "value"), RELATIVE)
def test_a_relative_date_counts_from_the_story(text: str, span: str, value: str) -> None:
    timex = one(text)
    assert (timex.text, timex.value) == (span, value)
    assert timex.anchored
    assert timex.resolved


@pytest.mark.parametrize(("text", "span", "value"), RELATIVE)
def test_a_relative_date_without_an_anchor_says_so(text: str, span: str, value: str) -> None:
    timex = one(text, day=None)
    assert timex.text == span
    assert timex.anchored
    assert not timex.resolved
    assert timex.reason == "no-anchor"


@pytest.mark.parametrize(
    ("text", "value", "cue"),
    [
        ("The minister resigned on Monday.", "2018-03-26", "past-tense"),
        ("The minister will resign on Monday.", "2018-04-02", "future-tense"),
        ("The minister, who will go, on Monday issued a note.", "2018-03-26", "past-tense"),
        ("On Monday, the minister resigned.", "2018-03-26", "past-tense"),
        ("The mill closed in October.", "2017-10", "past-tense"),
        ("The mill is expected to close in October.", "2018-10", "future-tense"),
        ("The vote took place on March 20.", "2018-03-20", "nearest"),
        ("The vote: April 2.", "2018-04-02", "nearest"),
    ],
)
def test_direction_comes_from_the_tense(text: str, value: str, cue: str) -> None:
    timex = one(text)
    assert timex.value == value
    assert timex.rule.endswith(f"/{cue}")


@pytest.mark.parametrize(
    ("text", "candidates"),
    [("Monday: rain.", ("2018-03-26", "2018-04-02")), ("October: rain.", ("2017-10", "2018-10"))],
)
def test_without_a_cue_both_directions_are_candidates(text: str, candidates: tuple[str, ...]) -> None:
    timex = one(text)
    assert timex.candidates == candidates
    assert timex.reason == "ambiguous-direction"
    assert not timex.resolved


def test_the_day_of_the_story_needs_no_direction() -> None:
    assert one("Wednesday: rain.").value == WEDNESDAY


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They slept three days.", "P3D"),
        ("A 16-hour flight.", "PT16H"),
        ("It took 5 1/2 hours.", "PT5H30M"),
        ("It took a year and a half.", "P1.5Y"),
        ("It took more than a decade.", "P10Y"),
        ("It took several weeks.", "PXW"),
        ("It took twenty-five minutes.", "PT25M"),
        ("They waited for months.", "PXM"),
    ],
)
def test_a_duration_has_its_length_as_value(text: str, value: str) -> None:
    timex = one(text, day=None)
    assert (timex.type, timex.value, timex.anchored) == ("DURATION", value, False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He runs daily.", "P1D"),
        ("He runs every day.", "P1D"),
        ("He runs every two weeks.", "P2W"),
        ("He runs every Monday.", "XXXX-WXX-1"),
        ("He runs on Mondays.", "XXXX-WXX-1"),
        ("He runs twice a week.", "P1W"),
        ("He runs every other month.", "P2M"),
    ],
)
def test_a_set_recurs(text: str, value: str) -> None:
    timex = one(text)
    assert (timex.type, timex.value) == ("SET", value)


def test_a_duration_that_reaches_back_from_the_story_needs_its_date() -> None:
    text = "It snowed for the first time in nearly seven years."
    timex = one(text, day=None)
    assert (timex.text, timex.value) == ("nearly seven years", "P7Y")
    assert timex.anchored
    assert timex.reason == "no-anchor"
    assert one(text).resolved


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Two years into his reign he fell ill.", "Two years"),
        ("He left ten days before the murder.", "ten days"),
        ("It came just weeks before the flood.", "weeks"),
    ],
)
def test_what_counts_from_an_event_is_never_resolved(text: str, span: str) -> None:
    timex = one(text)
    assert timex.text == span
    assert timex.anchored
    assert not timex.resolved
    assert timex.reason == "event-relative"


def test_the_next_day_counts_from_the_day_named_before() -> None:
    _, second = find("They met on March 3, 2015. The next day they parted.")
    assert (second.text, second.value) == ("The next day", "2015-03-04")
    assert second.rule.endswith("/text")


def test_the_next_day_after_no_day_is_left_open() -> None:
    assert one("The next day they parted.").reason == "event-relative"


def test_a_day_of_the_tail_is_never_counted_from() -> None:
    text = "A story.\nMore: they met on March 3, 2015.\nThe next day they parted."
    layout = Layout(head_end=0, tail_start=text.index("More"))
    assert find_temporal(text, language="en", published=None, layout=layout)[1].value == "XXXX-XX-XX"


HISTORY = (
    "The war of 1812 was long past when another began on May 3, 1815. On June 4, 1815 the fort fell, and on "
    "July 9, 1815 the town. "
)


def test_a_history_carries_its_year_on() -> None:
    *_, last = find(HISTORY + "In September the siege was lifted.")
    assert (last.value, last.rule) == ("1815-09", "month/future-tense/text")


def test_news_counts_from_its_own_day_even_after_a_date_of_old() -> None:
    *_, last = find("The mill opened on May 3, 1815. In September it closed.")
    assert last.value == "2017-09"


def test_an_undated_story_with_one_full_date_leaves_its_months_open() -> None:
    *_, last = find("The mill opened on May 3, 2015. In September it closed.", day=None)
    assert last.reason == "no-anchor"


def test_a_time_takes_the_day_that_follows_it() -> None:
    first, _ = find("The bomb went off at 10:35 a.m. (local) on Friday.")
    assert first.value == "2018-03-23T10:35"


@pytest.mark.parametrize(
    ("text", "spans", "values"),
    [
        ("In 2014 and 2015.", ["2014", "2015"], ["2014", "2015"]),
        ("From June 3–5, 2015.", ["June 3", "5, 2015"], ["2015-06-03", "2015-06-05"]),
        ("On 3 and 5 June 2015.", ["3", "5 June 2015"], ["2015-06-03", "2015-06-05"]),
        ("From June 30 to July 2, 2015.", ["June 30", "July 2, 2015"], ["2015-06-30", "2015-07-02"]),
        ("In June-July 2015.", ["June", "July 2015"], ["2015-06", "2015-07"]),
        ("The war of 1914-18.", ["1914", "18"], ["1914", "1918"]),
        ("From 499 to 493 BC.", ["499", "493 BC"], ["BC0499", "BC0493"]),
    ],
)
def test_parts_of_a_list_share_what_they_leave_out(text: str, spans: list[str], values: list[str]) -> None:
    found = find(text, day=None)
    assert [timex.text for timex in found] == spans
    assert [timex.value for timex in found] == values


def test_a_numeric_date_with_two_readings_is_never_guessed() -> None:
    timex = one("Due 3/4/2015.")
    assert timex.value is None
    assert timex.candidates == ("2015-03-04", "2015-04-03")
    assert timex.reason == "ambiguous-order"


def test_a_day_that_there_is_not_is_malformed() -> None:
    timex = one("Due February 30, 2015.")
    assert (timex.reason, timex.resolved) == ("malformed", False)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We met yesterday,” he said.", True),
        ('"We met yesterday," he said.', True),
        ("``We met yesterday,'' he said.", True),
        ("„Wir trafen uns yesterday“, sagte er.", True),
        ('"We met," he said yesterday.', False),
        ('The 6" pipe came yesterday and the 8" pipe too.', False),
        ("“We met.\n\nThey met yesterday.", False),
    ],
)
def test_an_expression_in_a_quotation_is_marked(text: str, quoted: bool) -> None:
    assert one(text).quoted is quoted


NEGATIVES = [
    "May said the plan was sound.",
    "Mrs May will speak.",
    "Theresa May’s plan failed.",
    "They may go, and March on to the sea.",
    "They march on.",
    "She came second in the race, the third of her life.",
    "A second term for the second man.",
    "The sun sat low.",
    "Read the Sunday Times.",
    "Read today’s Post for more.",
    "Prices fall and springs spring.",
    "See section 3.2.1 and § 1984.",
    "Call 555-1234 or +44 20 7946 0958.",
    "It cost $2018 or 1,984 euros.",
    "Version 2.0.2015 of the tool.",
    "They won 2-1 and then 3:1.",
    "Flight 1984 left from gate 12.",
    "A 44-year-old man, 12 years old at heart.",
    "Some 2000 soldiers and 1900 workers came.",
    "Jan Novak met Dec Hart.",
    "He is in his 30s.",
    "Numbers 10 12 14 and 3/4 of a pound.",
    "The Women’s March on the capital.",
]


@pytest.mark.parametrize("text", NEGATIVES)
def test_no_date_is_seen_where_there_is_none(text: str) -> None:
    assert [timex.text for timex in find(text)] == []


FOREIGN = [
    ("de", "Am 28. März 2015 kam er.", "28. März 2015", "2015-03-28"),
    ("de", "Er kam letzte Woche.", "letzte Woche", "2018-W12"),
    ("de", "Er kam vor zwei Wochen.", "vor zwei Wochen", "2018-W11"),
    ("de", "Er sagte am Montagabend ab.", "Montagabend", "2018-03-26TEV"),
    ("de", "Er wird am Freitag kommen.", "Freitag", "2018-03-30"),
    ("de", "Im 19. Jahrhundert.", "19. Jahrhundert", "18XX"),
    ("de", "In den 1990er Jahren.", "den 1990er Jahren", "199X"),
    ("es", "Llegó el 28 de marzo de 2015.", "el 28 de marzo de 2015", "2015-03-28"),
    ("es", "Llegó la semana pasada.", "la semana pasada", "2018-W12"),
    ("es", "Llegó hace dos semanas.", "hace dos semanas", "2018-W11"),
    ("es", "Llegó el lunes pasado.", "lunes pasado", "2018-03-26"),
    ("es", "Un molino del siglo XIX.", "siglo XIX", "18XX"),
    ("fr", "Il est venu le 28 mars 2015.", "le 28 mars 2015", "2015-03-28"),
    ("fr", "Il est venu la semaine dernière.", "la semaine dernière", "2018-W12"),
    ("fr", "Il est venu il y a deux semaines.", "il y a deux semaines", "2018-W11"),
    ("fr", "Il est venu hier soir.", "hier soir", "2018-03-27TEV"),
    ("fr", "Il est venu l’an dernier.", "l’an dernier", "2017"),
    ("fr", "Les années 1990 furent froides.", "Les années 1990", "199X"),
]


@pytest.mark.parametrize(("language", "text", "span", "value"), FOREIGN)
def test_common_forms_of_other_languages_are_read(language: str, text: str, span: str, value: str) -> None:
    timex = one(text, language=language)
    assert (timex.text, timex.value) == (span, value)


def test_an_unknown_language_is_read_as_english() -> None:
    assert one("Am 2018-03-28.", language="xx", day=None).value == "2018-03-28"
