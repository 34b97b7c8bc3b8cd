"""The place line that opens a news story is read as agencies write it."""

from __future__ import annotations

import pytest

from qa.analysis.dateline import find_dateline
from qa.model.facts import Dateline, Layout

STORY = "The harbour board met for three hours and put off its decision on the new quay."


def read(opening: str, story: str = STORY, tail_start: int | None = None) -> Dateline | None:
    text = f"Harbour board delays quay\n\n{opening} {story}"
    return find_dateline(text, layout=Layout(head_end=0, tail_start=tail_start or len(text)), language="en")


@pytest.mark.parametrize(
    ("opening", "place", "date"),
    [
        ("BEIJING, March 28, 2018 —", "BEIJING", "2018-03-28"),
        ("SALVADOR, Feb 26 -", "SALVADOR", "XXXX-02-26"),
        ("NAIROBI, Kenya (AP) _", "NAIROBI, Kenya", None),
        ("INDEPENDENCE, Mo. (AP)--", "INDEPENDENCE, Mo.", None),
        ("ST. LOUIS (AP) —", "ST. LOUIS", None),
        ("WASHINGTON, D.C. —", "WASHINGTON, D.C.", None),
        ("(Reuters) -", None, None),
        ("Sept 4 (Reuters) -", None, "XXXX-09-04"),
        ("NEW YORK, Sept. 4, 2025 /PRNewswire/ --", "NEW YORK", "2025-09-04"),
        ("WASHINGTON/LONDON, Monday, May 5 --", "WASHINGTON/LONDON", "XXXX-05-05"),
        ("Berlin (dpa) -", "Berlin", None),
        ("BERLIN, 4. September –", "BERLIN", "XXXX-09-04"),
        ("Madrid, 4 sep (EFE).-", "Madrid", "XXXX-09-04"),
        ("São Paulo, 4 set (Lusa) –", "São Paulo", "XXXX-09-04"),
    ],
)
def test_reads_place_and_day(opening: str, place: str | None, date: str | None) -> None:
    found = read(opening)
    assert found is not None
    assert (found.place, found.date) == (place, date)


@pytest.mark.parametrize(
    "opening",
    [
        "UPDATE 1 -",
        "NOTE —",
        "March On —",
        "A —",
        "Oslo —",
        "Tokyo, Feb 31 (Kyodo) --",
        "OSLO (corner shop) —",
    ],
)
def test_headings_and_impossible_days_are_no_dateline(opening: str) -> None:
    assert read(opening) is None


def test_a_place_without_a_story_behind_it_is_no_dateline() -> None:
    assert read("OSLO —", story="Soon") is None


def test_the_span_is_the_dateline_without_its_surroundings() -> None:
    text = "Quay delayed\n\n  OSLO, May 5 — " + STORY
    found = find_dateline(text, layout=Layout(head_end=0, tail_start=len(text)), language="en")
    assert found is not None
    assert text[found.start : found.end] == "OSLO, May 5 —"


def test_a_dateline_in_the_tail_is_another_storys() -> None:
    text = f"{STORY}\n\nOSLO (AP) — {STORY}"
    layout = Layout(head_end=0, tail_start=text.index("OSLO"))
    assert find_dateline(text, layout=layout, language="en") is None
