"""What the lists of names and of common words say about the words of a name."""

from __future__ import annotations

from qa.analysis.byline.lexicon import common_words, first_names, not_names, surnames


def known(token: str) -> int:
    """1 for a given name, 2 for a family name, 3 for both, 0 for neither."""
    folded = token.casefold()
    return (folded in first_names()) + 2 * (folded in surnames())


def known_first(tokens: tuple[str, ...]) -> bool:
    """Does the name begin with a given name (or one after an initial)?"""
    words = [token for token in tokens if len(token.rstrip(".")) > 1]
    return bool(words) and any(known(part) & 1 for part in (words[0], *words[0].split("-")))


def known_last(tokens: tuple[str, ...]) -> bool:
    """Does the name end in a known family name?"""
    return any(known(part) & 2 for part in (tokens[-1], *tokens[-1].split("-")))


def first_class(tokens: tuple[str, ...]) -> str:
    """What the first word is: given (and no common word), common, both, family or unknown."""
    words = [token for token in tokens if len(token.rstrip(".")) > 1]
    if not words:
        return "initial"
    folded = words[0].casefold().rstrip(".")
    listed = any(known(part) & 1 for part in (folded, *folded.split("-")))
    if folded in common_words() or folded in not_names():
        return "both" if listed else "common"
    return "given" if listed else "family" if known(folded) & 2 else "unknown"


def last_class(tokens: tuple[str, ...]) -> str:
    """What the last word is: name (and no common word), common, both or unknown."""
    folded = tokens[-1].casefold().rstrip(".")
    listed = any(known(part) for part in (folded, *folded.split("-")))
    if folded in common_words() or folded in not_names():
        return "both" if listed else "common"
    return "name" if listed else "unknown"


def initial(token: str) -> bool:
    """Is it an initial, or several: "A.", "J.-P."?"""
    bare = token.replace(".", "").replace("-", "")
    return bool(bare) and len(bare) <= 3 and bare.isupper() and (token.endswith(".") or len(bare) == 1)
