"""The frozen hash: saved indexes hold its values."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qa.text.hashing import MASK, gram_hashes, hash_letters, mix

FROZEN = {
    "": 0x0000000000000000,
    "a": 0xAEFF7D4B5B72EC99,
    "thebridgec": 0x35CC1914F305A272,
    "漢字": 0x4BDD4DE3735DE9DE,
}


def test_the_hash_is_frozen() -> None:
    assert {letters: hash_letters(letters) for letters in FROZEN} == FROZEN


@given(st.text(max_size=30))
def test_a_hash_has_64_bits(letters: str) -> None:
    assert 0 <= hash_letters(letters) <= MASK


@given(st.lists(st.integers(0, MASK), unique=True))
def test_mixing_loses_nothing(values: list[int]) -> None:
    assert len({mix(value) for value in values}) == len(values)


def test_a_gram_is_hashed_like_the_letters_alone() -> None:
    letters = "thebridgecloses"
    assert list(gram_hashes(letters, [0, 3], 6)) == [hash_letters("thebri"), hash_letters("bridge")]


def test_a_short_text_is_one_gram_and_an_empty_one_none() -> None:
    assert list(gram_hashes("abc", [0, 2], 6)) == [hash_letters("abc")]
    assert list(gram_hashes("", [], 6)) == []
