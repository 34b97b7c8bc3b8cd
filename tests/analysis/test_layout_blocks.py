"""What a corpus knows of its own furniture: lines that many documents begin or end with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.analysis.layout import find_layout
from qa.analysis.layout.blocks import OFTEN, Blocks, Ends, count_blocks, ends, line_key

PROSE = (
    "The council of {0} voted on {1} to close the old swing bridge for good, and the ferry company said "
    "that it would run a second boat across the river from the spring."
)
PLACES = ("Ellery", "Marrow", "Quinter", "Tolland", "Vesper", "Wick")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
SHARED = ("The Harbour Gazette", "Room 7, Quay 12", "Printed on the island since 1911")


def story(place: str, *end: str) -> str:
    return (
        "\n\n".join([f"A bridge is closed in {place}", *(PROSE.format(place, day) for day in DAYS), *end])
        + "\n"
    )


def table(*texts: str) -> Blocks:
    return count_blocks(map(ends, texts))


def tail_of(text: str, blocks: Blocks | None) -> str:
    return text[find_layout(text, blocks=blocks).tail_start :]


def test_a_block_that_many_documents_end_with_is_a_tail() -> None:
    texts = [story(place, *SHARED) for place in PLACES]
    assert tail_of(texts[0], table(*texts)).split("\n\n") == [*SHARED[:-1], SHARED[-1] + "\n"]
    layout = find_layout(texts[0], blocks=table(*texts))
    assert (layout.tail_reasons[-1], layout.repeated_in) == ("repeated-block", 5)


def test_the_headlines_between_two_repeated_lines_belong_to_the_block() -> None:
    texts = [
        story(
            place, "You may also like", f"{place} in the snow", f"Two goats of {place}", "The Harbour Gazette"
        )
        for place in PLACES
    ]
    assert tail_of(texts[0], table(*texts)).startswith("You may also like")


def test_copies_of_one_story_do_not_make_its_lines_furniture() -> None:
    texts = [story("Ellery", *SHARED, f"Edition {number}") for number in range(9)]
    assert table(*texts) == Blocks()


def test_running_text_is_no_furniture_however_many_have_it() -> None:
    common = PROSE.format("the island", "Sunday")
    texts = [story(place, common) for place in PLACES]
    assert tail_of(texts[0], table(*texts)) == ""


def test_a_line_of_few_documents_tells_nothing() -> None:
    texts = [story(place, *SHARED) for place in PLACES[: OFTEN - 1]]
    assert table(*texts) == Blocks()


def test_case_and_white_space_make_no_difference() -> None:
    assert line_key("  The\tHarbour  GAZETTE") == line_key("the harbour gazette")


@given(st.permutations(range(12)), st.integers(1, 12))
def test_the_counts_do_not_depend_on_the_order_of_the_documents(order: list[int], sample: int) -> None:
    found = [ends(story(f"Town {number}", *SHARED)) for number in range(12)]
    assert count_blocks([found[at] for at in order], sample=sample) == count_blocks(found, sample=sample)


@pytest.mark.parametrize("halvings", [0, 1, 2, 3, 4])
def test_those_below_a_bound_stand_for_all(halvings: int) -> None:
    found = [Ends(signature=at << 56, head=frozenset({1}), tail=frozenset({at % 2})) for at in range(256)]
    bound = 1 << 64 - halvings
    below = [each for each in found if each.signature < bound]
    assert count_blocks(below, sample=16, bound=bound) == count_blocks(found, sample=16)


@given(st.lists(st.text(max_size=40), max_size=30))
def test_blocks_never_take_the_whole_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    everything = dict.fromkeys((line_key(line) for line in lines), 50)
    layout = find_layout(text, blocks=Blocks(heads=everything, tails=everything))
    assert 0 <= layout.head_end <= layout.tail_start <= len(text)
