"""Read one name of a person from a piece of text, by the shape and the words of its tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.analysis.byline.lexicon import (
    agencies,
    common_words,
    credentials,
    cues,
    first_names,
    honorifics,
    months,
    not_names,
    particles,
    places,
    suffixes,
    surnames,
    titles,
)

_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’`.-](?=[^\W\d_]))*\.?")
_GAP = re.compile(r"[  \t]{1,3}")
_SUFFIX = re.compile(r",? (Jr|Sr|II|III|IV)\b\.?(?![.\w]| [^\W\d_a-z])")
_AFTER_PARTICLE = re.compile(r"(?: [^\W\d_]{1,4}){0,2} [^\W\d_a-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A name as it stands at `start:end` of the text read, in its words."""

    start: int
    end: int
    tokens: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name as it is reported: in one spacing, not in capitals throughout."""
        return _reported(self.tokens)


def _known(token: str) -> int:
    folded = token.casefold()
    return (folded in first_names()) + 2 * (folded in surnames())


def known_first(tokens: tuple[str, ...]) -> bool:
    """Does the name begin with a given name (or one after an initial)?"""
    words = [token for token in tokens if len(token.rstrip(".")) > 1]
    return bool(words) and any(_known(part) & 1 for part in (words[0], *words[0].split("-")))


def known_last(tokens: tuple[str, ...]) -> bool:
    """Does the name end in a known family name?"""
    return any(_known(part) & 2 for part in (tokens[-1], *tokens[-1].split("-")))


def first_class(tokens: tuple[str, ...]) -> str:
    """What the first word is: given (and no common word), common, both, family or unknown."""
    words = [token for token in tokens if len(token.rstrip(".")) > 1]
    if not words:
        return "initial"
    folded = words[0].casefold().rstrip(".")
    known = any(_known(part) & 1 for part in (folded, *folded.split("-")))
    if folded in common_words() or folded in not_names():
        return "both" if known else "common"
    return "given" if known else "family" if _known(folded) & 2 else "unknown"


def last_class(tokens: tuple[str, ...]) -> str:
    """What the last word is: name (and no common word), common, both or unknown."""
    folded = tokens[-1].casefold().rstrip(".")
    known = any(_known(part) for part in (folded, *folded.split("-")))
    if folded in common_words() or folded in not_names():
        return "both" if known else "common"
    return "name" if known else "unknown"


def _is_cap(token: str) -> bool:
    first = token[0]
    return first.isupper() or (
        len(token) > 3 and token[1:2] in "'’-l" and any(c.isupper() for c in token[1:4])
    )


def _initial(token: str) -> bool:
    bare = token.replace(".", "").replace("-", "")
    return bool(bare) and len(bare) <= 3 and bare.isupper() and (token.endswith(".") or len(bare) == 1)


def _normal_case(token: str) -> str:
    if token.isupper() and (len(token) > 3 or _known(token)):
        return "-".join(part[:1] + part[1:].lower() for part in token.split("-"))
    return token


def _reported(tokens: tuple[str, ...]) -> str:
    """The name in one spacing, not in capitals throughout."""
    loud = all(token.isupper() for token in tokens if len(token) > 2)
    shown = [_normal_case(token) if loud else token for token in tokens]
    kept = [word if _initial(word) or word.casefold() in suffixes() else word.rstrip(".") for word in shown]
    return " ".join(kept).replace("`", "'")


def _skip_honorifics(text: str, at: int) -> int:
    for _ in range(3):
        found = _TOKEN.match(text, at)
        if not found or found.group().casefold() not in honorifics():
            return at
        gap = _GAP.match(text, found.end())
        following = _TOKEN.match(text, gap.end()) if gap else None
        if not gap or not following or (len(found.group()) < 3 and _initial(following.group())):
            return at  # "M. A. Okafor" is no monsieur
        at = gap.end()
    return at


def _tokens(text: str, at: int) -> list[tuple[str, int, int]]:
    """The capitalised words from `at` on that could make one name, with the particles between them."""
    found: list[tuple[str, int, int]] = []
    while len(found) < 7:
        match = _TOKEN.match(text, at)
        if not match:
            break
        token = match.group()
        if token.casefold().endswith(_CONTRACTED):
            break
        if not (_is_cap(token) or (token.casefold() in particles() and (found or _small_start(text, match)))):
            break
        if token.endswith(".") and not _initial(token) and token.casefold() not in suffixes():
            found.append((token[:-1], match.start(), match.end() - 1))
            break
        found.append((token, match.start(), match.end()))
        gap = _GAP.match(text, match.end())
        if not gap:
            break
        at = gap.end()
    while found and found[-1][0].casefold() in particles() and found[-1][0].islower():
        found.pop()
    return found


def _small_start(text: str, match: re.Match[str]) -> bool:
    """A particle may begin a name when a capital follows: "de Vries", "van der Merwe"."""
    return bool(_AFTER_PARTICLE.match(text, match.end()))


_STAMPED = re.compile(r"\.?,? ?\d")
_CONTRACTED = ("'m", "’m", "'ve", "’ve", "'ll", "’ll", "'re", "’re", "n't", "n’t")
_CAPITAL = re.compile(r"[A-Z]")
_PREFIXES = (
    "Mc",
    "O’",
    "O'",
    "Mac",
    "Fitz",
    "Von",
    "Van",
    "Del",
    "Den",
    "Der",
    "Dela",
    "Della",
    "San",
    "Ben",
    "Saint",
    "Ter",
    "Abu",
)
_GLUED = re.compile(r"(?:Updated|Published|Posted|Last)(?:[A-Z].*)?$")


def _months(tokens: list[tuple[str, int, int]], text: str) -> list[tuple[str, int, int]]:
    """Without a month at the end that belongs to a date: "Ada Long June 5"."""
    last, _, end = tokens[-1]
    dated = len(tokens) > 1 and last[:3].casefold() in months() and _STAMPED.match(text, end)
    return tokens[:-1] if dated else tokens


def _unglued(tokens: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Cut where extraction lost the space before a title or a date: "Ada LongStaff Writer"."""
    for place, (token, start, _) in enumerate(tokens[1:], 1):
        cut = _seam(token)
        if cut:
            return [*tokens[:place], (token[:cut], start, start + cut)]
    return tokens


def _seam(token: str) -> int:
    """Where two words meet in one without a space, the second of them no name; 0 where there is no seam."""
    if token.casefold() in surnames() or "-" in token:
        return 0
    for found in _CAPITAL.finditer(token, 2):
        cut, following = found.start(), token[found.start() :].casefold()
        if token[:cut] in _PREFIXES or not token[cut - 1].islower():
            continue
        if following in common_words() or following in titles() or following in not_names():
            return cut
        if len(following) > 3 and cut > 2 and token[cut + 1].islower() and following not in surnames():
            return cut
    return 0


def _has_middle(words: list[str]) -> bool:
    """Does the name hold a particle or a second given name: "Ana de la Cruz", "Ana Maria Cruz"?"""
    return any(word[0].islower() for word in words) or (known_first((words[1],)) and known_last((words[2],)))


def _without_outlet(tokens: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Without an outlet that follows the name with no sign between: "Ada Long Associated Press"."""
    least = 3 if len(tokens) > 2 and _initial(tokens[1][0]) else 2
    words = [token for token, _, _ in tokens]
    for cut in range(least, len(words)):
        if " ".join(words[cut:]).casefold() in agencies():
            return tokens[:cut]
    loud = words[-1].isupper() and not words[0].isupper() and not _initial(words[-1])
    if len(words) > least and loud and words[-1].casefold() not in suffixes():
        return tokens[:-1]
    return tokens[:least] if sum(word[0].isupper() for word in words) > 5 else tokens


def _trim(tokens: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Without degrees at the end, and cut before the first word that is no name."""
    for place, (token, _, _) in enumerate(tokens):
        folded = token.casefold()
        if folded in credentials() and place >= 2 and token.isupper():
            return tokens[:place]
        if place < 2 or folded in particles():
            continue
        if folded in titles() or _GLUED.match(token):
            return tokens[:place]
        if folded in not_names():  # the words of an outlet: what is left may hold one more of them
            return tokens[: place if _initial(tokens[1][0]) or _has_middle([t for t, _, _ in tokens]) else 2]
    return tokens


def person_at(text: str, at: int, *, single: bool = False) -> Person | None:
    """The person whose name begins at `at` (after honorifics), or null. `single` allows one word."""
    read = _tokens(text, _skip_honorifics(text, at))
    if len(read) > 1 and _is_heading(read[1][0].casefold()):
        return None
    tokens = _once(_without_outlet(_trim(_unglued(_months(read, text))))) if read else read
    words = tuple(token for token, _, _ in tokens)
    if not _plausible(words, single=single) or _signs_for_a_body(read[len(tokens) :], words):
        return None
    end = tokens[-1][2]
    suffix = _SUFFIX.match(text, end) if len(tokens) > 1 else None
    if suffix:
        words, end = (*words, suffix.group(1)), suffix.end()
    return Person(start=tokens[0][1], end=end, tokens=words)


def _is_heading(second: str) -> bool:
    """Can the second word only be one of a heading or a menu?"""
    return second in not_names() and second not in particles() and second not in surnames()


def _signs_for_a_body(left: list[tuple[str, int, int]], words: tuple[str, ...]) -> bool:
    """Does "Team" or "Editorial" follow words that begin with no given name?"""
    return bool(left) and left[0][0].casefold() in cues("bodies") and not known_first(words[:1])


def _once(tokens: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """A name that stands twice in a row, taken once."""
    half = len(tokens) // 2
    words = [token for token, _, _ in tokens]
    return tokens[:half] if half > 1 and words[:half] == words[half:] else tokens


def _plausible(words: tuple[str, ...], *, single: bool) -> bool:
    solid = [word for word in words if word[0].isupper() or "-" in word or "’" in word or "'" in word]
    if not solid or len(solid) > 5 or (len(solid) < 2 and not single) or words[-1].endswith(("'s", "’s")):
        return False
    folded = [word.casefold() for word in words]
    if any(_no_name(word, place, words) for place, word in enumerate(folded)) or _office(folded):
        return False
    known = known_first(words)
    if all(_initial(word) for word in words) or (len(solid) == 1 and not known):
        return False
    if all(_is_particle(word) for word in folded[:-1]) and len(words) > 1 and not known_last(words):
        return False  # "Le Figaro", "El País"
    whole = " ".join(folded)
    return whole not in agencies() and whole not in places()


def _is_particle(word: str) -> bool:
    """A particle that is no given name too, as Al and Ben are."""
    return word in particles() and (word not in first_names() or word in cues("articles"))


def _office(folded: list[str]) -> bool:
    """Words of a title in place of a name; a few are given names too (Dean)."""
    return folded[0] in titles() and folded[0] not in first_names()


def _no_name(word: str, place: int, words: tuple[str, ...]) -> bool:
    """A word of headings and menus; some are family names too, and stand as such after a given name."""
    if word not in not_names() or word in particles():
        return False
    return not (place > 0 and word in surnames() and known_first(words))
