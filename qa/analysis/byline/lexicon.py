"""The words that bylines are made of, read from `qa/data/byline` when first needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from qa.resources import data

_FOLDER = "byline/"


def flat(by_language: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """The words of all languages in one set: a byline may stand in another language than its story."""
    return frozenset(word for words in by_language.values() for word in words)


def alternation(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, the longest first."""
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda each: (-len(each), each)))


@cache
def first_names() -> frozenset[str]:
    """Given names, casefolded."""
    return frozenset(data(f"{_FOLDER}first_names.json")["names"].split())


@cache
def surnames() -> frozenset[str]:
    """Family names, casefolded."""
    return frozenset(data(f"{_FOLDER}surnames.json")["names"].split())


@cache
def common_words() -> frozenset[str]:
    """Words that are common in running text, casefolded; some are names too."""
    by_language: Mapping[str, str] = data(f"{_FOLDER}common_words.json")["words"]
    return frozenset(word for words in by_language.values() for word in words.split())


@cache
def particles() -> frozenset[str]:
    """Words inside names that may stand in lower case: van, de la, bin."""
    return frozenset(data(f"{_FOLDER}persons.json")["particles"])


@cache
def conjunctions() -> frozenset[str]:
    """What joins the last two of several names."""
    return flat(data(f"{_FOLDER}persons.json")["conjunctions"])


@cache
def honorifics() -> frozenset[str]:
    """Titles before a name, which are no part of it."""
    return frozenset(data(f"{_FOLDER}persons.json")["honorifics"])


@cache
def suffixes() -> frozenset[str]:
    """Generational suffixes, which are part of the name."""
    return frozenset(data(f"{_FOLDER}persons.json")["suffixes"])


@cache
def credentials() -> frozenset[str]:
    """Degrees and orders after a name, which are no part of it."""
    return frozenset(data(f"{_FOLDER}persons.json")["credentials"])


@cache
def agencies() -> frozenset[str]:
    """News agencies, casefolded."""
    return frozenset(data(f"{_FOLDER}agencies.json")["agencies"])


@cache
def picture_sources() -> frozenset[str]:
    """Agencies and other sources of pictures."""
    return frozenset(data(f"{_FOLDER}agencies.json")["pictures"])


@cache
def role_bylines() -> frozenset[str]:
    """Offices that sign in place of a person: "staff reporter", "la rédaction"."""
    return flat(data(f"{_FOLDER}roles.json")["bylines"])


@cache
def lone_offices() -> frozenset[str]:
    """Offices of one word that sign on a line of their own."""
    return frozenset(data(f"{_FOLDER}roles.json")["alone"])


@cache
def titles() -> frozenset[str]:
    """Words of a job title that stands beside a name."""
    return flat(data(f"{_FOLDER}roles.json")["titles"])


@cache
def not_names() -> frozenset[str]:
    """Words that stand capitalised in headings and menus and are hardly ever part of a name."""
    return flat(data(f"{_FOLDER}not_names.json")["words"])


@cache
def places() -> frozenset[str]:
    """Places of several words, which have the shape of a name."""
    return frozenset(data(f"{_FOLDER}not_names.json")["places"])


@cache
def about_labels() -> frozenset[str]:
    """Headings over an author's note."""
    return flat(data(f"{_FOLDER}bios.json")["about"])


@cache
def by_phrases() -> frozenset[str]:
    """What introduces an author: "by", "von", "texte de"."""
    return flat(data(f"{_FOLDER}prefixes.json")["by"])


@cache
def label_phrases() -> frozenset[str]:
    """What introduces an author only before a colon or on a line of its own: "author", "text"."""
    return flat(data(f"{_FOLDER}prefixes.json")["labels"])


@cache
def echo_phrases() -> frozenset[str]:
    """What introduces the author of other stories too, as boxes beside a story do: "more posts by"."""
    return flat(data(f"{_FOLDER}prefixes.json")["echoes"])


@cache
def owned_phrases() -> frozenset[str]:
    """What an author has, after the name and an apostrophe: "posts", "articles"."""
    return flat(data(f"{_FOLDER}prefixes.json")["owned"])


@cache
def credit_phrases() -> Mapping[str, str]:
    """What introduces somebody who is not the author, with the role: "photo by" → photo."""
    by_language: Mapping[str, Mapping[str, list[str]]] = data(f"{_FOLDER}prefixes.json")["credits"]
    return {
        phrase: role
        for roles in by_language.values()
        for role, phrases in roles.items()
        for phrase in phrases
    }


@cache
def contributor_phrases(place: str) -> frozenset[str]:
    """What marks contributors: `after` or `before` their names, or `reported` from a place."""
    by_language: Mapping[str, Mapping[str, list[str]]] = data(f"{_FOLDER}contributors.json")["phrases"]
    return frozenset(phrase for forms in by_language.values() for phrase in forms.get(place, ()))


@cache
def bio_verbs() -> frozenset[str]:
    """Verbs with which an author's note goes on after the name."""
    return flat(data(f"{_FOLDER}bios.json")["verbs"])


@cache
def cues(topic: str) -> frozenset[str]:
    """Words and phrases around bylines: teasers, replies, says, writers, being, articles, self, and so on."""
    return flat(data(f"{_FOLDER}cues.json")[topic])


@cache
def months() -> frozenset[str]:
    """The first three letters of the names of months."""
    return frozenset(month[:3] for month in month_stems())


@cache
def month_stems() -> frozenset[str]:
    """The beginnings of the names of months, casefolded."""
    return frozenset(data(f"{_FOLDER}stamps.json")["months"])


@cache
def stamps() -> frozenset[str]:
    """Words of publication stamps: "updated", "min read"."""
    return flat(data(f"{_FOLDER}stamps.json")["stamps"])
