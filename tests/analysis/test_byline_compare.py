"""Comparing names, and reading authors from metadata."""

from __future__ import annotations

import pytest

from qa.analysis.byline import declared_authors, same_person
from qa.model.jsonvalue import Json


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marta Okafor", "marta okafor"),
        ("Marta Okafor", "Okafor, Marta"),
        ("María José Álvarez", "Maria Jose Alvarez"),
        ("Marta Okafor", "M. Okafor"),
        ("Marta Anne Okafor", "Marta Okafor"),
        ("Dr. Marta Okafor, PhD", "Marta Okafor"),
        ("Jürgen Großmann", "Jurgen Grossmann"),
        ("Jan van den Berg", "Jan Berg"),
    ],
)
def test_writings_of_one_name_agree(one: str, other: str) -> None:
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marta Okafor", "Jonas Weber"),
        ("Marta Okafor", "Jonas Okafor"),
        ("Marta Okafor", "Marta"),
        ("M. O.", "Marta Okafor"),
        ("", "Marta Okafor"),
    ],
)
def test_other_names_do_not(one: str, other: str) -> None:
    assert not same_person(one, other)
    assert not same_person(other, one)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Marta Okafor", ("Marta Okafor",)),
        ("By Marta Okafor", ("Marta Okafor",)),
        ("Marta Okafor and Jonas Weber", ("Marta Okafor", "Jonas Weber")),
        ("Marta Okafor, Jonas Weber", ("Marta Okafor", "Jonas Weber")),
        ("Okafor, Marta", ("Okafor, Marta",)),
        (["Marta Okafor", {"name": "Jonas Weber"}], ("Marta Okafor", "Jonas Weber")),
        ("unknown", ()),
        ("", ()),
        (None, ()),
        (7, ()),
    ],
)
def test_authors_are_read_from_metadata(value: Json, names: tuple[str, ...]) -> None:
    assert declared_authors({"author": value}) == names


def test_the_first_field_with_a_name_counts() -> None:
    assert declared_authors({"author": "", "byline": "Marta Okafor", "creator": "A. Bot"}) == (
        "Marta Okafor",
    )
