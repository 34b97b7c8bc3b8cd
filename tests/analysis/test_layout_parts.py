"""The pieces of layout: lines, cues, trees, removal, echoes, corpus frequency."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.analysis.layout import find_layout
from qa.analysis.layout.blocks import Blocks, line_key
from qa.analysis.layout.cues import ANYWHERE, OPENS, WHOLE, cues
from qa.analysis.layout.echoes import echoes
from qa.analysis.layout.features import LOCAL, amid_prose, local
from qa.analysis.layout.furniture import furniture
from qa.analysis.layout.removal import cut_of, removal
from qa.analysis.layout.rows import rows
from qa.analysis.layout.trees import raw_scores, tree
from qa.model.facts import Span

PROSE = (
    "The council met on Tuesday and agreed, after two hours of debate, to close the old bridge for a year."
)


def test_rows_are_the_non_blank_lines_without_the_space_around_them() -> None:
    text = "\r\n  one \n\n\t\rtwo\n"
    assert [(row.text, text[row.start : row.end]) for row in rows(text)] == [("one", "one"), ("two", "two")]


@pytest.mark.parametrize(
    ("line", "kind", "how"),
    [
        ("Related articles", "teaser-list", WHOLE),
        ("» RELATED ARTICLES:", "teaser-list", WHOLE),
        ("Lesen Sie auch: Die neue Brücke", "teaser-list", OPENS),
        ("Suscríbete a nuestro boletín", "newsletter", OPENS),
        ("© 2024 The Harbour Gazette", "legal", OPENS),
        ("Hear it first by subscribing to our newsletter every day", "newsletter", ANYWHERE),
        ("Laisser un commentaire", "comments", WHOLE),
        ("Condividi su Facebook", "share-bar", OPENS),
    ],
)
def test_a_cue_is_known_by_kind_and_place(line: str, kind: str, how: int) -> None:
    assert cues(line)[kind] == how


@pytest.mark.parametrize("line", ["Relatedness is a property", "The shared bar was sold", PROSE])
def test_part_of_a_word_or_of_a_sentence_is_no_cue(line: str) -> None:
    assert max(cues(line).values(), default=0) <= ANYWHERE


def test_running_text_amid_running_text_is_not_looked_at() -> None:
    found = rows("\n".join(["Title", *[PROSE] * 7, "End"]))
    assert amid_prose(found) == [False] * 3 + [True] * 3 + [False] * 3


@given(st.lists(st.text(max_size=40), max_size=12))
def test_each_line_has_every_feature(found: list[str]) -> None:
    text = "\n".join(found)
    lines = rows(text)
    assert all(len(values) == len(LOCAL) for values in local(lines, text, amid_prose(lines)))


def test_trees_take_turns_over_the_outputs() -> None:
    split = tree(([0], [1.5], [-1], [-2], [10.0, 20.0]))
    leaf = tree(([], [], [], [], [1.0]))
    assert raw_scores([split, leaf, split, leaf], 2, [1.5]) == [20.0, 2.0]
    assert raw_scores([split, leaf], 2, [1.6]) == [20.0, 1.0]


def _finds(word: str, text: str) -> list[Span]:
    return [
        Span(start=row.start, end=row.end, reason=word) for row in rows(text) if row.text.startswith(word)
    ]


def test_removal_goes_on_until_nothing_is_found() -> None:
    def first_of_a_pair(text: str) -> list[Span]:
        return _finds("b", text) if "b" in text else _finds("c", text)

    text = "a\nb 1\n\nc 2\nd\nb 3\n"
    out = removal(text, first_of_a_pair)
    assert out.clean
    assert [text[span.start : span.end] for span in out.spans] == ["b 1", "c 2", "b 3"]


def test_removal_gives_up_on_what_never_ends() -> None:
    assert not removal("a\nb\nc\nd\ne\nf\ng\n", lambda text: [Span(start=0, end=1)] if text else []).clean


def test_a_line_leaves_with_the_blank_lines_after_it() -> None:
    text = "one\n\ntwo\n\n\nthree\n"
    start, end = cut_of(text, Span(start=5, end=8))
    assert text[:start] + text[end:] == "one\n\nthree\n"


def test_the_shorter_of_two_passages_is_the_echo() -> None:
    body = rows(
        "\n".join([PROSE[:70], "Something else stands here between them.", f"“{PROSE}”, said the mayor."])
    )
    [(span, other)] = echoes(body, shortest=40)
    assert (span.start, span.reason, other) == (0, "pull-quote", body[2])


def test_short_lines_may_stand_twice() -> None:
    assert echoes(rows("Alex Ward\nA question?\nAlex Ward\nAnother question?"), shortest=60) == []


def test_boundaries_are_no_furniture() -> None:
    body = rows("\n".join(["Advertisement", PROSE, "Advertisement", PROSE.upper(), "Advertisement"]))
    assert [span.start for span in furniture(body)] == [body[2].start]


def test_lines_that_many_documents_end_with_are_a_tail() -> None:
    lines = ["A bridge is closed", *[PROSE.replace("Tuesday", day) for day in ("Monday", "Friday", "Sunday")]]
    shared = [
        "The Harbour Gazette is written by people who live at the coast and love it.",
        "Room 7, Quay 12",
    ]
    text = "\n\n".join([*lines, *shared]) + "\n"
    layout = find_layout(text, language="en", blocks=Blocks(tails={line_key(line): 50 for line in shared}))
    assert text[layout.tail_start :].startswith(shared[0])
    assert "repeated-block" in layout.tail_reasons
