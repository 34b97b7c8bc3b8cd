"""The pieces of layout: lines, cues, columns, decisions, removal, echoes, corpus frequency."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qa.analysis.layout import find_layout, trees
from qa.analysis.layout.alphabet import phrase
from qa.analysis.layout.blocks import Blocks, line_key
from qa.analysis.layout.columns import Columns
from qa.analysis.layout.cues import ANYWHERE, OPENS, WHOLE, cues
from qa.analysis.layout.decide import Candidates, best_cut
from qa.analysis.layout.echoes import echoes
from qa.analysis.layout.furniture import furniture
from qa.analysis.layout.ints import PLAIN, Ints
from qa.analysis.layout.lines import COLUMNS, scan
from qa.analysis.layout.removal import Removal, cut_of, removals
from qa.analysis.layout.rows import rows
from qa.analysis.layout.trees import trees_of
from qa.analysis.layout.vocabulary import vocabulary
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


def test_a_line_is_seen_as_whole_numbers() -> None:
    text = f"Ann Example is a reporter\n\n{PROSE}\n34 comments\nMay 3, 2024"
    found = scan(text, rows(text), vocabulary())
    assert sorted(found) == sorted(COLUMNS)
    assert found["isbio"] == [1, 0, 0, 0]
    assert found["gap"] == [0, 2, 1, 1]
    assert found["prose"] == [0, 1, 0, 0]
    assert found["ncomment"] == [0, 0, 1, 0]
    assert found["date"] == [0, 0, 0, 1]


@pytest.mark.parametrize(
    "line",
    ["May 3, 2024", "3 de mayo", "2024-05-03", "3.5.2024", "2 days ago", "3 March", "Posted on 3/5/24"],
)
def test_a_date_is_known_by_its_tokens(line: str) -> None:
    assert scan(line, rows(line), vocabulary())["date"] == [1]


def test_words_of_running_text_tell_what_belongs_to_it() -> None:
    text = f"{PROSE}\nThe council debate\nFerries and weather"
    found = scan(text, rows(text), vocabulary())
    assert found["c_po"] == [0, 2, 0]


def test_a_number_counts_by_its_length() -> None:
    assert phrase("© 2024 and 12") == ["©", "0000", "and", "00"]


def test_windows_end_where_the_text_ends() -> None:
    first, end = Ints([0, 0, 0, 3, 3]), Ints([3, 3, 3, 5, 5])
    columns = Columns({"len": Ints([64, 128, 0, 640, 0])}, first, end, PLAIN)
    assert columns["len<3"] == [0, 64 * 64, 96 * 64, 0, 640 * 64]
    assert columns["len>all"] == [64 * 64, 64 * 64, 0, 320 * 64, 0]
    assert columns["len-1"] == [-1, 64, 128, -1, 640]
    assert columns["len+1"] == [128, 0, -1, 0, -1]
    assert columns["len^3"] == [64 * 64, 0, -96 * 64, 320 * 64, -640 * 64]


def test_a_tree_is_walked_to_a_leaf() -> None:
    model = trees_of(
        {"features": ["len"], "trees": [[[0], [15], [-1], [-2], [10, 20]], [[], [], [], [], [1]]]}
    )
    assert trees.scores(model, [[15, 16]]) == [11, 21]


def test_the_cut_is_where_it_is_of_most_use() -> None:
    found = Candidates(lines=[3, 9, 12], scores=[0, 9000, 0], words=[200, 40, 0])
    assert best_cut(found, 0).line == 9


def test_a_doubtful_tail_is_no_tail() -> None:
    found = Candidates(lines=[3, 9, 12], scores=[0, 0, 9000], words=[200, 40, 0])
    assert not best_cut(found, 0).sure


def test_a_long_tail_must_be_surer_than_a_short_one() -> None:
    short = Candidates(lines=[3, 9], scores=[500, 0], words=[12, 0])
    long = Candidates(lines=[3, 9], scores=[500, 0], words=[200, 0])
    assert best_cut(short, 0).sure
    assert not best_cut(long, 0).sure


def test_in_doubt_the_later_cut_is_taken() -> None:
    found = Candidates(lines=[3, 9, 12], scores=[4000, 4000, -9000], words=[200, 40, 0])
    assert best_cut(found, 0).line == 9


def _finds(word: str, text: str) -> list[Span]:
    return [
        Span(start=row.start, end=row.end, reason=word) for row in rows(text) if row.text.startswith(word)
    ]


def test_removal_goes_on_until_nothing_is_found() -> None:
    def first_of_a_pair(text: str) -> list[Span]:
        return _finds("b", text) if "b" in text else _finds("c", text)

    text = "a\nb 1\n\nc 2\nd\nb 3\n"
    [out] = _removals([text], first_of_a_pair)
    assert out.clean
    assert [text[span.start : span.end] for span in out.spans] == ["b 1", "c 2", "b 3"]


def test_removal_gives_up_on_what_never_ends() -> None:
    text = "a\nb\nc\nd\ne\nf\ng\n"
    [out] = _removals([text], lambda text: [Span(start=0, end=1)] if text else [])
    assert not out.clean


def test_texts_that_are_gone_through_together_do_not_touch_each_other() -> None:
    texts = ["a\nb\n", "c\n", "b\n\nb\nd\n"]
    found = _removals(texts, lambda text: _finds("b", text)[:1])
    assert [len(each.spans) for each in found] == [1, 0, 2]
    assert all(each.clean for each in found)


def _removals(texts: list[str], find: Callable[[str], list[Span]]) -> list[Removal]:
    return removals(texts, map(find, texts), lambda left: map(find, left))


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
    layout = find_layout(text, blocks=Blocks(tails={line_key(line): 50 for line in shared}))
    assert text[layout.tail_start :].startswith(shared[0])
    assert "repeated-block" in layout.tail_reasons
