"""Sketches: what they keep, how they compare, how they are packed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qa.text.hashing import MASK
from qa.text.sketch import FLOOR, SCALE, pack, sketch, unpack

WORDS = st.integers(0, 10**6).map(lambda number: f"word{number}")
LONG = " ".join(f"ferry{number} harbour{number * 7}" for number in range(2000))


def test_a_short_text_is_kept_in_full() -> None:
    found = sketch("The bridge over the Lind closes on Monday for repairs.")
    assert len(found.hashes) == 9
    assert found.bound == MASK


def test_a_long_text_keeps_about_one_in_scale() -> None:
    found = sketch(LONG)
    assert found.bound == MASK // SCALE
    assert 0.8 < len(found.hashes) * SCALE / len(sketch(LONG, floor=MASK).hashes) < 1.2


@given(st.lists(WORDS, max_size=400))
def test_hashes_rise_and_stay_below_the_bound(words: list[str]) -> None:
    found = sketch(" ".join(words))
    hashes = list(found.hashes)
    assert hashes == sorted(set(hashes))
    assert all(each <= found.bound for each in hashes)
    assert len(hashes) >= min(FLOOR, len(sketch(" ".join(words), floor=MASK).hashes))


@given(st.lists(WORDS, max_size=400), st.integers(1, 64))
def test_a_coarser_sketch_is_the_beginning_of_a_finer_one(words: list[str], scale: int) -> None:
    text = " ".join(words)
    fine, coarse = sketch(text), sketch(text, scale=SCALE * scale, floor=10)
    assert fine.packed.startswith(coarse.packed)


def test_a_text_without_letters_has_an_empty_sketch() -> None:
    assert sketch(" \n--- * ").packed == b""


@given(st.lists(st.integers(0, MASK)))
def test_packing_is_little_endian_on_every_platform(hashes: list[int]) -> None:
    packed = pack(hashes)
    assert packed == b"".join(each.to_bytes(8, "little") for each in hashes)
    assert list(unpack(packed)) == hashes
