"""Two hundred small stories, each its own: English in its small words, of our own making in the others."""

from __future__ import annotations

import random

FIRST = [
    "Anna",
    "Bert",
    "Clara",
    "David",
    "Edda",
    "Frank",
    "Gesa",
    "Hugo",
    "Irma",
    "Jonas",
    "Karin",
    "Lukas",
    "Marta",
    "Nils",
    "Olga",
    "Paul",
]
LAST = [
    "Alder",
    "Birch",
    "Castell",
    "Dorn",
    "Egger",
    "Falk",
    "Grimm",
    "Holm",
    "Ibsen",
    "Juhl",
    "Kern",
    "Lang",
    "Moor",
    "Nord",
    "Orth",
    "Pohl",
]
OPENINGS = ("A bridge for", "No ferry to", "New school in", "The orchards of", "Old trams in", "A choir from")
SMALL = ["the", "of", "and", "to", "in", "was", "with", "for", "that", "on", "by", "at"]
SYLLABLES = [
    "ba",
    "cor",
    "den",
    "fil",
    "gar",
    "hol",
    "jen",
    "kir",
    "lam",
    "mor",
    "nel",
    "pos",
    "rud",
    "sten",
    "tov",
]


def story(number: int, *, byline: bool = True, date: bool = True, tail: str = "") -> str:
    """The story of this number: always the same, and unlike the others."""
    draw = random.Random(number)
    head = [f"{draw.choice(OPENINGS)} {_word(draw).title()}"]
    head += [f"By {draw.choice(FIRST)} {draw.choice(LAST)}"] * byline
    head += [f"May {1 + number % 28}, 2024"] * date
    paragraphs = [" ".join(_sentence(draw) for _ in range(4)) for _ in range(4)]
    return "\n\n".join([*head, *paragraphs, *([tail] if tail else [])]) + "\n"


def _sentence(draw: random.Random) -> str:
    words = [draw.choice(SMALL) if at % 2 else _word(draw) for at in range(draw.randint(11, 17))]
    return f"The {' '.join(words)}."


def _word(draw: random.Random) -> str:
    return "".join(draw.choices(SYLLABLES, k=draw.randint(2, 4)))
