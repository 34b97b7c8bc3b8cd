"""Where a map runs makes no difference to what it gives."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.engine import run_map, run_threads


def squares(numbers: Sequence[int]) -> list[int]:
    return [number * number for number in numbers]


def fail(numbers: Sequence[int]) -> list[int]:
    raise ValueError(f"cannot work on {len(numbers)}")


@given(st.lists(st.integers(), max_size=300), st.integers(min_value=1, max_value=3_000_000))
def test_results_come_in_the_order_of_the_items(numbers: list[int], weight: int) -> None:
    assert list(run_map(numbers, squares, weight=lambda _: weight)) == squares(numbers)


def test_a_pool_gives_what_one_process_gives() -> None:
    numbers = list(range(1000))
    assert list(run_map(numbers, squares, jobs=2)) == squares(numbers)


def test_an_error_in_a_worker_reaches_the_caller() -> None:
    with pytest.raises(ValueError, match="cannot work on 64"):
        list(run_map(range(1000), fail, jobs=2))


def test_items_are_taken_only_as_fast_as_they_are_worked_on() -> None:
    items = iter(range(1000))
    next(run_map(items, squares))
    assert next(items) <= 130


@pytest.mark.parametrize("jobs", [1, 2])
def test_threads_give_what_one_would(jobs: int) -> None:
    assert list(run_threads(range(1000), lambda number: number * number, jobs=jobs)) == squares(range(1000))


def test_threads_take_few_items_ahead() -> None:
    items = iter(range(1000))
    next(run_threads(items, abs, jobs=2))
    assert next(items) <= 4


def test_an_error_in_a_thread_reaches_the_caller() -> None:
    with pytest.raises(TypeError):
        list(run_threads(["one", 2], len, jobs=2))
