"""How names of persons are read: shapes, lists, what is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.analysis.byline.names import read_names


def names(text: str, *, single: bool = False) -> list[str]:
    return [person.name for person in read_names(text, single=single).persons]


@pytest.mark.parametrize(
    "text",
    [
        "Marta Okafor",
        "Marta A. Okafor",
        "M. A. Okafor",
        "Jean-Pierre Dupont",
        "Seán O’Neill",
        "Ursula von der Leyen",
        "Rami al-Saleh",
        "Hélène de la Tour",
        "Иван Петров",
        "Γιάννης Παπαδόπουλος",
        "Martin Weber Jr.",
        "Jan van den Berg",
    ],
)
def test_a_name_is_read_as_it_is_written(text: str) -> None:
    assert names(text) == [text]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("MARTA OKAFOR", "Marta Okafor"),
        ("ANNE-MARIE DUPONT", "Anne-Marie Dupont"),
        ("Dr. Marta Okafor", "Marta Okafor"),
        ("Marta Okafor, PhD, RN", "Marta Okafor"),
        ("Marta Okafor June 5, 2019", "Marta Okafor"),
        ("Marta Okafor Associated Press", "Marta Okafor"),
        ("Marta Okafor Senior Reporter", "Marta Okafor"),
        ("Marta OkaforStaff Writer", "Marta Okafor"),
        ("Marta OkaforUpdated January 25, 2019", "Marta Okafor"),
        ("Marta OkaforIn Travel", "Marta Okafor"),
        ("Marta Okafor I’m a baker", "Marta Okafor"),
        ("Al Root", "Al Root"),
        ("Marta Okafor Marta Okafor", "Marta Okafor"),
    ],
)
def test_titles_outlets_and_dates_are_no_part_of_a_name(text: str, read: str) -> None:
    assert names(text) == [read]


@pytest.mark.parametrize(
    "text",
    [
        "Marta Okafor and Jonas Weber",
        "Marta Okafor & Jonas Weber",
        "Marta Okafor und Jonas Weber",
        "Marta Okafor et Jonas Weber",
        "Marta Okafor y Jonas Weber",
        "Marta Okafor, Jonas Weber",
        "Marta Okafor, PhD, and Jonas Weber, RN",
        "Marta Okafor 1, Jonas Weber 2",
    ],
)
def test_a_list_gives_all_its_names(text: str) -> None:
    assert names(text) == ["Marta Okafor", "Jonas Weber"]


@pytest.mark.parametrize(
    "text", ["Marta Okafor, Coast Herald", "Marta Okafor | Coast Herald", "Marta Okafor in Bergen"]
)
def test_outlets_and_places_are_not_listed(text: str) -> None:
    assert names(text) == ["Marta Okafor"]


@pytest.mark.parametrize(
    "text",
    [
        "Contact Us",
        "Privacy Policy",
        "New York",
        "Marta Okafor's blog",
        "Press Association",
        "El País",
        "J. K.",
        "the ramp",
    ],
)
def test_other_capitals_are_no_names(text: str) -> None:
    assert names(text) == []


def test_one_word_is_a_name_only_where_it_may_be() -> None:
    assert names("Marta") == []
    assert names("Marta", single=True) == ["Marta"]


def test_the_rest_begins_after_the_last_name() -> None:
    text = "Marta Okafor and Jonas Weber, Bergen"
    assert text[read_names(text).end :] == ", Bergen"


@given(st.text(alphabet=st.sampled_from("ABab ,.'’-&|é1\n"), max_size=80))
def test_names_lie_where_they_are_said_to(text: str) -> None:
    read = read_names(text)
    for person in read.persons:
        assert 0 <= person.start < person.end <= len(text)
    assert read.end <= len(text)
