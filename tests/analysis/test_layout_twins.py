"""Layout by plain Python and by numpy: the same numbers, the same layouts."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.analysis.layout import find_layouts, lines
from qa.analysis.layout.ints import PLAIN, Ints
from qa.analysis.layout.rows import EDGE, rows
from qa.analysis.layout.vocabulary import vocabulary
from qa.analysis.layout.work import PlainEngine

np = pytest.importorskip("numpy")

from qa.analysis.layout import layouts_by, lexicon_batch, lines_batch, rows_batch  # noqa: E402
from qa.analysis.layout.ints_batch import NUMPY  # noqa: E402
from qa.analysis.layout.work_batch import numpy_engine  # noqa: E402

LINE = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="aZ9.,’ \r©@²İΣ\u2028\U0001d400", max_size=400),
    st.sampled_from(
        [
            "",
            "Related stories",
            "Sign up for our newsletter",
            "34 Comments",
            "Ann Example is the editor of the Gazette.",
            "Published May 3, 2024 at 10:15 am",
            "Vor 3 Tagen … 2024-05-03",
            "The council met on Tuesday and agreed, after two hours of debate, to close the old bridge.",
            "The bridge at Ellery, which the council had closed, opens again, the mayor said on Friday.",
        ]
    ),
)
TEXTS = st.lists(st.lists(LINE, max_size=14).map("\n".join), min_size=1, max_size=4)
WORDS = ["Read", "more", "of", "our", "news", "a", "the"]
NUMBERS = st.lists(st.integers(-1000, 1000), min_size=1, max_size=9)


@given(TEXTS)
def test_the_columns_are_the_same(texts: list[str]) -> None:
    found = rows_batch.lines_of(texts)
    known = lines_batch.scan(found, lexicon_batch.lexicon())
    at = 0
    for text in texts:
        plain = rows(text)
        columns = lines.scan(text, plain, vocabulary())
        here = slice(at, at + len(plain))
        assert found.start[here].tolist() == [row.start for row in plain]
        assert found.end[here].tolist() == [row.end for row in plain]
        for name in lines.COLUMNS:
            assert known[name][here].tolist() == columns[name], name
        at += len(plain)
    assert at == len(found.start)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_the_layouts_are_the_same(texts: list[str]) -> None:
    plain = [next(layouts_by(PlainEngine(), [text])) for text in texts]
    assert [*layouts_by(numpy_engine(), texts)] == plain
    assert [*find_layouts(texts)] == plain


def test_of_a_very_long_text_the_same_lines_are_looked_at() -> None:
    chance = random.Random(4)
    text = "\n".join(" ".join(chance.choices(WORDS, k=4)) for _ in range(2 * EDGE + 90))
    assert next(layouts_by(PlainEngine(), [text])) == next(layouts_by(numpy_engine(), [text]))


@given(NUMBERS, st.integers(1, 7))
def test_lists_count_as_arrays_do(values: list[int], number: int) -> None:
    plain, array = PLAIN.array(values), NUMPY.array(values)
    assert isinstance(plain, Ints)
    for one, other in (
        (plain + number, array + number),
        (number - plain, number - array),
        (plain * plain // number, array * array // number),
        (plain[::-1] - plain, array[::-1] - array),
        (PLAIN.sums(plain), NUMPY.sums(array)),
        (PLAIN.peaks(plain), NUMPY.peaks(array)),
        (PLAIN.least(plain, number), NUMPY.least(array, number)),
        (PLAIN.most(plain, -plain[0]), NUMPY.most(array, -array[0])),
        (PLAIN.at_least(plain, number), NUMPY.at_least(array, number)),
        (PLAIN.equal(plain, plain[0]), NUMPY.equal(array, array[0])),
        (PLAIN.where(PLAIN.at_least(plain, 0), plain, number), NUMPY.where(array >= 0, array, number)),
    ):
        assert one.tolist() == other.tolist()
