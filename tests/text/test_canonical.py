"""The canonical form: what makes no difference, and the way back to the text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.text.canonical import canonical, fold, folded_words, letters_of

ACCENTED = (
    "Cafe\u0301 na\u00efve STRASSE \u00df exam-\nple in\u00adter \ufb01n "
    "\u6f22\u5b57 \u0130x \u1112\u1161\u11ab"
)
TEXTS = st.text() | st.text(alphabet=ACCENTED + "e\u0301\u0327\u200d\u3099\u304b \n")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ferry, delayed!", "ferry DELAYED"),
        ("the cafe\u0301 opens", "the caf\u00e9 opens"),
        ("co-\noperation", "cooperation"),
        ("time\u00adtable", "timetable"),
        ("Stra\u00dfe", "STRASSE"),
        ("\ufb01nal o\ufb03ce", "final office"),
        ("two  words\r\n", "two words"),
    ],
)
def test_two_ways_to_write_a_text_have_one_form(one: str, other: str) -> None:
    assert canonical(one).letters == canonical(other).letters


@given(TEXTS)
def test_the_letters_alone_are_those_of_the_canonical_form(text: str) -> None:
    assert letters_of(text) == canonical(text).letters


@pytest.mark.parametrize(("one", "other"), [("resume", "r\u00e9sum\u00e9"), ("1,000", "1,001"), ("", "x")])
def test_other_letters_make_another_text(one: str, other: str) -> None:
    assert canonical(one).letters != canonical(other).letters


def test_letters_of_a_script_without_spaces_are_words() -> None:
    assert canonical("\u6f22\u5b57 and kana \u304b\u306a").words == [
        "\u6f22",
        "\u5b57",
        "and",
        "kana",
        "\u304b",
        "\u306a",
    ]


@given(TEXTS)
def test_the_form_with_offsets_is_the_form_without(text: str) -> None:
    found = canonical(text)
    assert found.words == folded_words(fold(text))
    assert found.letters == "".join(found.words)
    assert len(found.begins) == len(found.ends) == len(found.letters)
    assert list(found.starts) == [sum(map(len, found.words[:at])) for at in range(len(found.words) + 1)]


@given(TEXTS)
def test_offsets_rise_and_lie_inside_the_text(text: str) -> None:
    found = canonical(text)
    assert list(found.begins) == sorted(found.begins)
    assert all(0 <= b < e <= len(text) for b, e in zip(found.begins, found.ends, strict=True))


@given(TEXTS)
def test_a_letter_stands_where_the_map_says(text: str) -> None:
    found = canonical(text)
    for at, letter in enumerate(found.letters):
        assert letter in fold(text[found.begins[at] : found.ends[at]])


@given(TEXTS)
def test_the_form_does_not_depend_on_the_unicode_normal_form(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert canonical(composed).letters == canonical(decomposed).letters
