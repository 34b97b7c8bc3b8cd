"""Cues that a corpus declares count beside the shipped ones, and change nothing where they do not stand."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from qa.analysis import Analysis, Context
from qa.analysis.layout import find_layout, find_layouts, layouts_by
from qa.analysis.layout.cues import ANYWHERE, OPENS, WHOLE, cues
from qa.analysis.layout.phrases import PLACES
from qa.analysis.layout.reasons import CODES
from qa.analysis.layout.vocabulary import KINDS, OPENING
from qa.analysis.layout.work import PlainEngine
from qa.detectors import registry
from qa.model.cues import Cue, OwnCues
from qa.model.document import Document, Source
from qa.model.facts import Layout

STORY = [
    "Neue Brücke über die Elbe eröffnet",
    "Die neue Brücke über die Elbe ist am Montag nach vier Jahren Bau für den Verkehr freigegeben worden.",
    "Der Bau hat nach Angaben der Stadt rund achtzig Millionen Euro gekostet, zwölf mehr als geplant waren.",
    "Die alte Brücke soll im Frühjahr abgerissen werden; ihre Pfeiler aus Sandstein kommen in ein Museum.",
    "Anwohner hatten lange gegen den Neubau geklagt, weil sie den Lärm der Lastwagen der Nacht fürchteten.",
]
BLOCK = ["Die Brücke wird am Freitag gegen sechs Uhr für den Verkehr geöffnet."]
SYLLABLES = st.sampled_from(["zor", "quin", "balk", "dru", "ven", "lapf", "miro", "stex", "ulb", "wend"])
WORD = st.lists(SYLLABLES, min_size=2, max_size=3).map("".join)
PHRASE = st.lists(WORD, min_size=1, max_size=4).map(" ".join).filter(lambda phrase: len(phrase) < 60)
CUE = st.builds(Cue, kind=st.sampled_from(KINDS), place=st.sampled_from(PLACES), phrase=PHRASE)
TEXTS = st.lists(
    st.sampled_from([*STORY, *BLOCK, "", "Read more", "Related articles", "zorbalk"]), max_size=12
)


def own(kind: str, place: str, *phrases: str) -> OwnCues:
    return OwnCues(added=tuple(Cue(kind=kind, place=place, phrase=each) for each in phrases))


def text_of(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def tail(text: str, cues: OwnCues | None) -> str:
    return text[find_layout(text, own=cues).tail_start :]


def layouts(text: str, cues: OwnCues | None) -> list[Layout]:
    """By both engines, and many at once."""
    return [
        next(layouts_by(PlainEngine(own=cues), [text])),
        find_layout(text, own=cues),
        *find_layouts([text, text], own=cues),
    ]


FEW = settings(max_examples=25)  # every declaration makes lookup tables of its own


@FEW
@given(kind=st.sampled_from(OPENING), place=st.sampled_from(["line", "start", "any"]), phrase=PHRASE)
@example(kind="newsletter", place="line", phrase="abonniere unseren rundbrief")
def test_a_declared_phrase_opens_a_trailing_block_and_gives_the_reason(kind, place, phrase):
    before, after = {"line": ("", ""), "start": ("", " und mehr"), "any": ("Hier ", " und mehr")}[place]
    text = text_of(*STORY, f"{before}{phrase.capitalize()}{after}", *BLOCK)
    assume(not tail(text, None))  # the model may find a tail by itself
    found = layouts(text, own(kind, place, phrase))
    assert text[found[0].tail_start :].startswith(f"{before}{phrase.capitalize()}")
    assert kind in found[0].tail_reasons
    assert found == [found[0]] * len(found)


def test_without_the_declaration_the_same_block_is_no_tail():
    text = text_of(*STORY, "Zorbalk quindru", *BLOCK)
    assert tail(text, None) == ""
    assert tail(text, own("newsletter", "line", "zorbalk quindru")).startswith("Zorbalk quindru")


@FEW
@given(lines=TEXTS, phrases=st.lists(PHRASE, max_size=4))
def test_a_phrase_changes_nothing_where_it_does_not_stand(lines, phrases):
    text = text_of(*lines)
    assume(not any(phrase in text.lower() for phrase in phrases))
    declared = OwnCues(added=tuple(Cue(kind="legal", place="any", phrase=each) for each in phrases))
    assert layouts(text, declared) == layouts(text, None)


@FEW
@given(
    lines=TEXTS, cues=st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(PLACES), PHRASE), max_size=3)
)
def test_both_engines_go_by_the_same_declaration(lines, cues):
    added = [Cue(kind=kind, place=place, phrase=phrase) for kind, place, phrase in cues]
    added += [
        Cue(kind="comments", place="any", phrase="Brücke"),
        Cue(kind="legal", place="start", phrase="Die alte"),
    ]
    declared = OwnCues(added=tuple(added), without=("related articles",))
    found = layouts(text_of(*lines, *(phrase for _, _, phrase in cues)), declared)
    assert found == [found[0]] * len(found)


def test_a_box_inside_the_story_is_furniture_and_no_tail():
    text = text_of(*STORY[:3], "Hol dir den Rundbrief", *STORY[3:])
    declared = own("newsletter", "line", "Hol dir den Rundbrief")
    layout = find_layout(text, own=declared)
    assert layout.tail_start == len(text)
    assert [text[span.start : span.end] for span in layout.furniture] == ["Hol dir den Rundbrief"]
    assert not find_layout(text).furniture


def test_an_opener_cuts_whatever_follows():
    text = text_of(*STORY, "Zum Weiterlesen empfohlen", *STORY[1:])
    assert tail(text, None) == ""
    assert tail(text, own("opener", "line", "Zum Weiterlesen empfohlen")).startswith("Zum Weiterlesen")


def test_an_invitation_in_a_sentence_opens_a_tail():
    invitation = (
        "Melde dich an, und wir schicken dir jeden Freitag die besten Geschichten der Woche ins Postfach."
    )
    text = text_of(*STORY, invitation)
    assert tail(text, own("newsletter", "start", "Melde dich an")) == text_of(invitation)


def test_a_sentence_that_only_mentions_a_phrase_stays_body():
    text = text_of(*STORY)
    assert tail(text, own("newsletter", "any", "Lärm der Lastwagen")) == ""


@pytest.mark.parametrize(
    ("place", "line", "how"),
    [
        ("line", "» Unser  Rundbrief", None),
        ("line", "» Unser Rundbrief «", WHOLE),
        ("start", "Unser Rundbrief: jetzt", OPENS),
        ("any", "Hier ist unser Rundbrief.", ANYWHERE),
        ("start", "Unser Rundbriefkasten", None),
    ],
)
def test_a_line_is_matched_without_the_signs_around_it(place, line, how):
    assert cues(line, own("newsletter", place, "Unser  Rundbrief")).get("newsletter") == how


def test_a_shipped_phrase_that_is_taken_away_counts_no_longer():
    text = text_of(*STORY[:3], "Read more: the bridge that nobody wanted", *STORY[3:])
    assert find_layout(text).furniture
    assert not any(layout.furniture for layout in layouts(text, OwnCues(without=("read more",))))
    assert (
        cues("Read More", OwnCues(without=("Read more!",)))
        .keys()
        .isdisjoint({"teaser-list", "advertisement"})
    )


def test_all_checks_of_layout_go_by_the_declaration():
    text = text_of("Zorbalk quindru", *STORY, "Venmiro lapf", *BLOCK)
    added = (
        Cue(kind="navigation", place="line", phrase="zorbalk quindru"),
        Cue(kind="comments", place="start", phrase="venmiro"),
    )
    document = Document(id="a", text=text, source=Source(path="a"))
    analysis = Analysis(document, Context(cues=OwnCues(added=added)))
    detector = registry()["off-topic-tail"]
    (finding,) = detector.detect(analysis, detector.params())
    assert (finding.reason, finding.fix is not None) == ("comments", True)
    assert analysis.title is not None
    assert analysis.title.text == STORY[0]


def test_equal_declarations_are_equal_and_others_are_not():
    first, second = own("legal", "line", "ab cd"), own("legal", "line", "ab cd")
    assert (first, hash(first)) == (second, hash(second))
    assert len({first, own("legal", "any", "ab cd"), OwnCues(without=("ab cd",)), OwnCues()}) == 4


def test_kinds_that_open_a_tail_are_the_reasons_of_tails():
    assert set(OPENING) == set(CODES) - {"other-topic", "repeated-block"}
