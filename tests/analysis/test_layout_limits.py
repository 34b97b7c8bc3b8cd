"""Layout on hostile and unusual text: it neither breaks nor loses body."""

from __future__ import annotations

import pytest

from qa.analysis.layout import find_layout

ENGLISH = "The council met on {} and agreed, after two hours of debate, to close the old bridge for a year."


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "a b" * 300_000,
        " " * 300_000 + "end",
        "\n" * 100_000,
        "word\n" * 20_000,
        "\r\n\r\n".join(ENGLISH.format(day) for day in range(2_000)),
        "“" * 50_000 + "\n" + "”" * 50_000 + "\nend",
        "#" * 100_000 + "\n- - - \n" * 3,
        "\x00\x01\n\ufeff\n\u2028\n\u200b\n",
    ],
    ids=["letters", "words", "spaces", "breaks", "lines", "paragraphs", "quotes", "hashes", "controls"],
)
def test_any_text_has_a_layout(text: str) -> None:
    layout = find_layout(text)
    assert 0 <= layout.head_end <= layout.tail_start <= len(text)


def test_the_middle_of_a_very_long_document_is_body() -> None:
    text = "\n".join(ENGLISH.format(number) for number in range(5_000))
    layout = find_layout(text)
    assert (layout.head_end, layout.tail_start) == (0, len(text))


@pytest.mark.parametrize(
    "sentence",
    [
        "港湾局は木曜日、東側の水路を十九年ぶりに浚渫することを決めた。海運会社が長年求めてきたものである。",
        "港务局周四决定疏浚东侧航道，这是十九年来的第一次，航运公司多年来一直要求这样做，农民也表示欢迎。",
        "คณะกรรมการท่าเรือลงมติเมื่อวันพฤหัสบดีให้ขุดลอกร่องน้ำฝั่งตะวันออกเป็นครั้งแรกในรอบสิบเก้าปี",
        "قرر مجلس الميناء يوم الخميس تعميق القناة الشرقية للمرة الأولى منذ تسعة عشر عاما.",
        "מועצת הנמל החליטה ביום חמישי להעמיק את התעלה המזרחית לראשונה מזה תשע עשרה שנים.",
    ],
    ids=["ja", "zh", "th", "ar", "he"],
)
def test_scripts_without_spaces_or_from_right_to_left_lose_no_body(sentence: str) -> None:
    text = "\n\n".join([sentence, sentence[::2] + sentence, sentence + sentence[:20], sentence]) + "\n"
    layout = find_layout(text)
    assert text[layout.head_end : layout.tail_start].strip() == text.strip()
