"""Who a document says wrote it: forms, kinds, places, and what is no byline."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.analysis import Analysis
from qa.analysis.byline import KINDS, find_byline, searched
from qa.analysis.byline.deep import deep_starts
from qa.model.document import Document, Source
from qa.model.facts import Byline, Layout

TITLE = "Ferry ramp does not fit the pier"
STORY = [
    f"{one} {other}"
    for one, other in (
        (
            "The ferry to Torsholm will not sail before Friday, because the new ramp does not fit the pier",
            "and nobody measured it twice, neither at the yard nor on the island.",
        ),
        (
            "Islanders said that they had warned the council in spring, when the first drawings hung",
            "in the library and the harbour master shook his head at them.",
        ),
        (
            "A spokesman for the yard said that the ramp would be cut to size and paid for by the insurer,",
            "and that he was sorry for the wait and for the mail that lies in sacks.",
        ),
    )
]


def document(*before: str, after: tuple[str, ...] = (), title: str = TITLE) -> str:
    return "\n\n".join([title, *before, *STORY, *after]) + "\n"


def byline(text: str) -> Byline | None:
    return Analysis(Document(id="story", text=text, source=Source(path="story.txt"))).byline


def named(text: str) -> tuple[str, ...]:
    found = byline(text)
    return found.names if found and found.kind == "person" else ()


@pytest.mark.parametrize(
    "line",
    [
        "By Ingrid Solvang",
        "BY INGRID SOLVANG",
        "by: Ingrid Solvang",
        "ByIngrid Solvang",
        "Written by Ingrid Solvang",
        "Words by Ingrid Solvang",
        "Story and photos by Ingrid Solvang",
        "By Ingrid Solvang, Senior Reporter",
        "By Ingrid Solvang | Coast Herald",
        "By Ingrid Solvang, Associated Press",
        "By Ingrid Solvang Published March 12, 2019",
        "March 12, 2019 by Ingrid Solvang",
        "Von Ingrid Solvang",
        "Par Ingrid Solvang",
        "Por Ingrid Solvang",
        "di Ingrid Solvang",
        "Door Ingrid Solvang",
        "Av Ingrid Solvang",
        "Texte : Ingrid Solvang",
        "Автор: Ingrid Solvang",
        "Dal nostro inviato Ingrid Solvang",
        "12 March 2019 | Ingrid Solvang | 3 comments",
        "Edited by Marta Jansen — Written by Ingrid Solvang",
        "Protokolliert von Ingrid Solvang",
    ],
)
def test_a_by_line_names_the_author(line: str) -> None:
    assert named(document(line)) == ("Ingrid Solvang",)


def test_a_label_on_its_own_line_introduces_the_author() -> None:
    assert named(document("Written by", "Ingrid Solvang")) == ("Ingrid Solvang",)


def test_a_bare_name_beside_the_date_names_the_author() -> None:
    assert named(document("Marta Jansen", "12 March 2019")) == ("Marta Jansen",)


def test_an_authors_note_at_the_end_names_the_author() -> None:
    note = "Marta Jansen is a staff writer who covers the coast."
    assert named(document(after=(note,))) == ("Marta Jansen",)


def test_the_reporter_signs_an_agency_story() -> None:
    assert named(document(after=("(Reporting by Marta Jansen; Editing by Tom Brown)",))) == ("Marta Jansen",)


def test_all_authors_are_named() -> None:
    assert named(document("By Marta Jansen, Jonas Weber and Ingrid Solvang")) == (
        "Marta Jansen",
        "Jonas Weber",
        "Ingrid Solvang",
    )


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Ingrid Solvang",
        "Photographs by Ingrid Solvang",
        "Edited by Ingrid Solvang",
        "Translated by Ingrid Solvang",
        "Übersetzung: Ingrid Solvang",
        "Foto: Ingrid Solvang",
        "Ingrid Solvang/Getty Images",
        "© 2019 by Ingrid Solvang",
    ],
)
def test_credits_name_no_author(line: str) -> None:
    assert named(document(line)) == ()


def test_authors_on_neighbouring_lines_are_named_together() -> None:
    assert named(document("By Marta Jansen", "By Jonas Weber", "12 March 2019")) == (
        "Marta Jansen",
        "Jonas Weber",
    )


def test_a_note_is_found_far_from_the_ends_of_a_story() -> None:
    note = "Marta Jansen is a staff writer and a regular contributor who covers the coast."
    text = document(*STORY * 4, note, after=tuple(STORY * 4))
    assert text.index(note) in [at for at, _ in deep_starts(text)]


@pytest.mark.parametrize(
    "heading", ["Opening Hours", "Shipping Policy", "Affiliated Brands", "Verwandte Artikel"]
)
def test_a_heading_of_common_words_is_no_byline(heading: str) -> None:
    assert named(document(heading)) == ()


def test_a_photographer_before_a_source_of_pictures_is_no_author() -> None:
    assert named(document("Ingrid Solvang | Getty Images")) == ()


def test_other_roles_are_kept_apart() -> None:
    found = byline(document("By Ingrid Solvang", "Photographs by Marta Jansen"))
    assert found is not None
    assert (found.names, found.roles) == (("Ingrid Solvang",), (("Marta Jansen", "photo"),))


def test_a_headline_that_begins_with_a_name_is_no_byline() -> None:
    assert named(document(title="Marta Jansen: nobody measured the ramp")) == ()


def test_a_quoted_official_is_no_author() -> None:
    said = "Marta Jansen, who runs the yard, said that the ramp would be cut to size."
    assert named(document(after=(said,))) == ()


def test_a_commenter_is_no_author() -> None:
    assert named(document(after=("Marta Jansen says:", "We knew it all along.", "Reply"))) == ()


@pytest.mark.parametrize(
    ("line", "kind", "name"),
    [
        ("By Reuters", "agency", "Reuters"),
        ("Associated Press", "agency", "Associated Press"),
        ("Por EFE", "agency", "EFE"),
        ("By Staff Reporter", "role", "Staff Reporter"),
        ("By the Editorial Board", "role", "the Editorial Board"),
        ("Redacción", "role", "Redacción"),
        ("Door onze redactie buitenland", "role", "onze redactie"),
        ("By: KL | Coast Insight", "initials", "KL"),
        ("By K.L.", "initials", "K.L."),
        ("Posted by @tide_watcher", "handle", "@tide_watcher"),
        ("By ingrid@example.org", "handle", "ingrid@example.org"),
        ("By admin", "handle", "admin"),
    ],
)
def test_a_byline_without_a_person_has_its_kind(line: str, kind: str, name: str) -> None:
    found = byline(document(line))
    assert found is not None
    assert (found.kind, found.names, found.region) == (kind, (name,), "head")


def test_an_agency_in_the_dateline_signs() -> None:
    text = "\n\n".join((TITLE, f"BERGEN, May 3 (Reuters) - {STORY[0]}", *STORY[1:]))
    found = byline(text)
    assert found is not None
    assert (found.kind, found.names) == ("agency", ("Reuters",))


@pytest.mark.parametrize(("sign", "kind"), [("(dpa/kb)", "agency"), ("(kb)", "initials")])
def test_signs_at_the_end_are_read(sign: str, kind: str) -> None:
    found = byline(document(after=(sign,)))
    assert found is not None
    assert (found.kind, found.region) == (kind, "head" if found.region == "head" else "body-end")


def test_contributors_are_not_authors() -> None:
    note = "Jansen reported from Bergen. Jonas Weber in Kiel and Ingrid Solvang contributed to this report."
    found = byline(document(after=(note,)))
    assert found is not None
    assert found.kind == "contributors-only"
    assert found.names == ("Jansen", "Jonas Weber", "Ingrid Solvang")
    assert found.roles[0] == ("Jansen", "reporting")


def test_the_one_who_asks_is_the_interviewer() -> None:
    turns = (
        ("Marta Jansen", "Why does the ramp not fit?"),
        ("Pavel Novak", "Because nobody measured it twice."),
        ("Marta Jansen", "And what happens now?"),
        ("Pavel Novak", "It will be cut to size."),
    )
    found = byline("\n\n".join((TITLE, *STORY, *(line for turn in turns for line in turn))))
    assert found is not None
    assert (found.kind, found.names) == ("speaker-only", ("Marta Jansen",))


def test_speakers_before_a_colon_count_too() -> None:
    turns = "Marta Jansen: Why not?\nPavel Novak: Because.\nMarta Jansen: And now?\nPavel Novak: We wait.\n"
    found = byline("\n\n".join((TITLE, *STORY, turns)))
    assert found is not None
    assert (found.kind, found.names) == ("speaker-only", ("Marta Jansen",))


def test_nobody_signs_a_plain_story() -> None:
    assert byline(document()) is None


def test_the_search_says_where_it_looked() -> None:
    text = document()
    parts = searched(text, layout=Layout(head_end=0, tail_start=len(text)))
    assert sum(parts.values()) == 1 + len(STORY)


@pytest.mark.parametrize("text", ["", "\n" * 1000, " ", "By", "By ", "By\n", "©", "A" * 5000, "By " * 2000])
def test_little_text_is_no_trouble(text: str) -> None:
    find_byline(text, layout=Layout(head_end=0, tail_start=len(text)), title=None)


_LINES = st.sampled_from(
    [
        "By Marta Jansen",
        "Marta Jansen",
        "12 March 2019",
        "Reply",
        "Photo: Jonas Weber",
        "(dpa)",
        STORY[0],
        "",
        "About",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_LINES, max_size=12), st.integers(0, 400), st.integers(0, 400))
def test_spans_lie_inside_whatever_the_layout(lines: list[str], head: int, tail: int) -> None:
    text = "\n".join(lines)
    start, end = sorted((min(head, len(text)), min(tail, len(text))))
    found = find_byline(text, layout=Layout(head_end=start, tail_start=end), title=None)
    if found:
        assert found.kind in KINDS
        assert 0 <= found.start < found.end <= len(text)
        assert 0 <= found.score <= 1
        assert found.names


def test_one_who_answers_in_an_interview_is_its_subject_not_its_author() -> None:
    answers = "".join(
        f"And {what}?\n\nYusuf Demirel: It stood in the yard for eleven years, and nobody had the key.\n\n"
        for what in ("the clock", "the bell", "the roof")
    )
    lead = "Yusuf Demirel has kept the town's clocks for forty years. We met him in the tower.\n\n"
    assert byline(f"The Man Who Mends the Clocks\n\n{lead}{answers}") is None
