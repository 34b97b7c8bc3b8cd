"""The language of a text shows in its script and its function words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.text.language import detect_language

SENTENCES = {
    "en": "The harbour was quiet, and the boats that had come in with the tide were at the quay.",
    "de": "Der Hafen war ruhig und die Boote, die mit der Flut gekommen waren, lagen nicht weit.",
    "fr": "Le port était calme et les bateaux qui étaient venus avec la marée sont restés dans le bassin.",
    "es": "El puerto estaba tranquilo y los barcos que llegaron con la marea se quedaron en el muelle.",
    "it": "Il porto era calmo e le barche che sono arrivate con la marea non sono più nel canale.",
    "pt": "O porto estava calmo e os barcos que vieram com a maré não foram mais para o mar.",
    "nl": "De haven was rustig en de boten die met het getij waren gekomen lagen niet ver van de kade.",
    "ru": "В порту было тихо, и лодки, которые пришли с приливом, стояли у причала.",
    "zh": "港口很安静，随潮水而来的船只停在码头。",
    "ja": "港は静かで、潮に乗って来た船は岸壁に並んでいた。",
    "ar": "كان الميناء هادئا والقوارب راسية على الرصيف",
}


@pytest.mark.parametrize(("code", "sentence"), SENTENCES.items(), ids=SENTENCES)
def test_a_sentence_gives_its_language_away(code: str, sentence: str) -> None:
    assert detect_language(sentence) == code


@pytest.mark.parametrize("text", ["", "12:30", "Xq zzt brl", "…" * 100])
def test_where_nothing_speaks_for_a_language_it_is_undetermined(text: str) -> None:
    assert detect_language(text) == "und"


def test_a_foreign_quotation_does_not_decide() -> None:
    assert detect_language(SENTENCES["en"] * 3 + " 港口很安静。") == "en"


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    assert 2 <= len(detect_language(text)) <= 3
