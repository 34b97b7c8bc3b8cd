"""What each line of a text says by itself, as whole numbers: shape, words, classes of words, cues,
vocabulary.

`lines_batch` gives the same for many texts at once, by numpy, to the last number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from qa.analysis.layout import alphabet as abc
from qa.analysis.layout.rows import Row
from qa.analysis.layout.spread import SPREAD, spread
from qa.analysis.layout.tokens import Token, tokens_of
from qa.analysis.layout.vocabulary import (
    ANYWHERE,
    CLASSES,
    COUNTED,
    CUES,
    LANE,
    NO_WEIGHT,
    OPENS,
    WEIGHTS,
    WHOLE,
    Vocabulary,
    mark,
)

SHAPE = ("len", "gap", "upper", "digit", "money", "paren", "qmark", "send", "colon", "quest", "bullet", "ell")
COUNTS = ("toks", "words", "caps", "fw", "content", "web", "relpiece", "ncomment", "time")
FLAGS = ("date", "lead", "isbio", "namelike", "prose", "title", "f_button")
LEANS = ("wt", "wtmax", "wt1", "wh", "whmax", "wknown", "wt2", "wh2")
COLUMNS = (*SHAPE, *COUNTS, *(f"k_{name}" for name in CLASSES), *FLAGS, *CUES, *SPREAD, *LEANS, *WEIGHTS)
"""Names of the columns."""

PROSE, LONG_PROSE, PROSE_TOKENS = 80, 240, 4
TITLE, TITLE_WORDS = (12, 160), (3, 24)
WHOLE_LINE, NAME_LINE = 60, 45
LEAN_TOKENS = 24
MOST_GAP, MOST_LEAD, BIO_LEAD = 4, 9, 5
_MONTH, _UNIT, _AGO = mark("month"), mark("unit"), mark("ago")
_COPULA, _HALF_DAY = mark("copula"), mark("half-day")
_RELATING, _PIECE, _COMMENT = (1 << CLASSES.index(name) for name in ("relating", "piece", "comment"))
_BUTTON = CLASSES.index("button")
_COUNTED = {"function": "fw", "web": "web"} | {name: f"k_{name}" for name in CLASSES}
_MASK = (1 << LANE) - 1
_NO_CUES = dict.fromkeys(CUES, 0)
_ASCII = (b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"0123456789")


def scan(text: str, rows: Sequence[Row], vocabulary: Vocabulary) -> dict[str, list[int]]:
    """The columns of a text's lines, by the names in `COLUMNS`."""
    tokens = [tokens_of(row.text, vocabulary) for row in rows]
    table = []
    last = 0
    for row, found in zip(rows, tokens, strict=True):
        gap = min(MOST_GAP, text.count("\n", last, row.start))
        table.append(_line(row.text, gap, found, vocabulary))
        last = row.end
    columns = {name: [values[name] for values in table] for name in COLUMNS if name not in SPREAD}
    return columns | spread(tokens, columns["prose"], vocabulary.listed)


def _line(line: str, gap: int, tokens: Sequence[Token], vocabulary: Vocabulary) -> dict[str, int]:
    plain = abc.within_plane(line[: abc.REACH])
    words = [token.word for token in tokens]
    out = _shape(line, plain, gap)
    counts = _counts(words, vocabulary)
    out |= {column: counts[name] for name, column in _COUNTED.items()}
    out |= _amounts(tokens, words, vocabulary)
    out |= _runs(tokens, words, vocabulary, counts)
    out |= _names(tokens, words, vocabulary, len(line))
    out |= _cues(words, vocabulary, len(line))
    out |= _leans(words, vocabulary)
    out |= _weights(words, vocabulary)
    last, first = abc.within_plane(line[-1]), plain[0]
    long = len(line) >= PROSE and (out["send"] or len(line) >= LONG_PROSE)
    out["prose"] = int(long and len(tokens) >= PROSE_TOKENS)
    out["title"] = int(
        TITLE[0] <= len(line) <= TITLE[1]
        and last not in abc.NO_TITLE_END
        and TITLE_WORDS[0] <= out["words"] <= TITLE_WORDS[1]
        and not first.islower()
    )
    return out


def _shape(line: str, plain: str, gap: int) -> dict[str, int]:
    end = abc.within_plane(line[-8:])
    last = end[-1]
    bare = end
    for _ in range(4):
        if len(bare) > 1 and bare[-1] in abc.CLOSERS:
            bare = bare[:-1]
    cut_off = last == abc.ELLIPSIS or end[-3:] == "..." or end[-2:] == abc.ELLIPSIS + "]"
    upper, digit = _capitals_and_digits(plain)
    return {
        "len": len(line),
        "gap": gap,
        "upper": upper,
        "digit": digit,
        "money": sum(map(plain.count, abc.MONEY)),
        "paren": sum(map(plain.count, abc.BRACKETS)),
        "qmark": plain.count("?"),
        "send": int(bare[-1] in abc.TERMINAL),
        "colon": int(last == ":"),
        "quest": int(last == "?"),
        "bullet": int(plain[0] in abc.BULLETS),
        "ell": int(len(line) >= 4 and cut_off),
    }


def _capitals_and_digits(plain: str) -> tuple[int, int]:
    if not plain.isascii():
        return sum(map(str.isupper, plain)), sum(map(str.isdecimal, plain))
    raw = plain.encode()
    upper, digit = (len(raw) - len(raw.translate(None, signs)) for signs in _ASCII)
    return upper, digit


def _counts(words: Sequence[int], vocabulary: Vocabulary) -> dict[str, int]:
    """How many of the words have each of `COUNTED`."""
    sums = sum([vocabulary.counts[word] for word in words])
    return {name: sums >> LANE * place & _MASK for place, name in enumerate(COUNTED)}


def _amounts(tokens: Sequence[Token], words: Sequence[int], vocabulary: Vocabulary) -> dict[str, int]:
    return {
        "toks": len(tokens),
        "words": sum([token.letters for token in tokens]),
        "caps": sum([token.capital for token in tokens]),
        "content": sum([token.content for token in tokens]),
        "f_button": int(bool(words) and vocabulary.classes[words[0]] >> _BUTTON & 1),
    }


def _runs(
    tokens: Sequence[Token], words: Sequence[int], vocabulary: Vocabulary, counts: Mapping[str, int]
) -> dict[str, int]:
    """What tokens mean side by side: dates, times, "34 comments", "related articles"; `counts` tell whether
    such runs can be there at all.
    """
    out = {"date": 0, "time": counts["half-day"], "relpiece": 0, "ncomment": 0}
    if not counts["digits"] and not (counts["relating"] and counts["piece"]):
        return out
    classes = [vocabulary.classes[word] for word in words] + [0]
    out["relpiece"] = sum(bool(a & _RELATING and b & _PIECE) for a, b in pairwise(classes))
    if counts["digits"]:
        marks = [vocabulary.marks[word] for word in words] + [0, 0]
        digits = [vocabulary.digits[word] for word in words] + [0, 0]
        tight = [int(b.start - a.end == 1) for a, b in pairwise(tokens)] + [0, 0]
        at = [i for i, bits in enumerate(marks) if digits[i] or bits & _MONTH]
        dates = (_date(i, marks, digits, tight) for i in at if tokens[i].start < abc.DATE_REACH)
        clocks = (tight[i] and 0 < digits[i] <= 2 and digits[i + 1] == 2 for i in at)
        out["date"] = int(any(dates))
        out["time"] += sum(map(bool, clocks))
        out["ncomment"] = sum(bool(digits[i] and classes[i + 1] & _COMMENT) for i in at)
    return out


def _names(
    tokens: Sequence[Token], words: Sequence[int], vocabulary: Vocabulary, length: int
) -> dict[str, int]:
    """How many names a line begins with, whether it is one, and whether it tells who that is."""
    size = len(tokens)
    lead = next((place for place, token in enumerate(tokens) if not token.capital), size)
    told = 0 < lead < size and lead <= BIO_LEAD and vocabulary.marks[words[lead]] & _COPULA
    return {
        "lead": min(MOST_LEAD, lead),
        "isbio": int(bool(told)),
        "namelike": int(2 <= lead <= 4 and lead == size and length < NAME_LINE),
    }


def _date(i: int, marks: Sequence[int], digits: Sequence[int], tight: Sequence[int]) -> bool:
    """Whether a date begins at token `i`: "May 3", "3 de mayo", 2024-05-03, 3.5.2024, "2 days ago"."""
    one, two, three = digits[i : i + 3]
    if marks[i] & _MONTH:
        return 0 < two <= 4
    if not one:
        return False
    named = one <= 2 and bool((marks[i + 1] | marks[i + 2]) & _MONTH)
    past = one <= 4 and bool(marks[i + 1] & _UNIT and marks[i + 2] & _AGO)
    if not (tight[i] and tight[i + 1]):
        return named or past
    iso = one == 4 and two == 2 and three == 2
    return named or past or iso or (one <= 2 and 0 < two <= 2 and three in (2, 4))


def _cues(words: Sequence[int], vocabulary: Vocabulary, length: int) -> dict[str, int]:
    """For each kind of cue: whole line (3), opens it (2), anywhere in it (1), else 0."""
    anywhere = opens = whole = 0
    begins = vocabulary.steps[0]
    for start, word in enumerate(words):
        if word in begins:
            for end, bits in _phrases_at(start, words, vocabulary):
                anywhere |= bits[0]
                if start == 0:
                    opens |= bits[1]
                    whole |= bits[2] if end == len(words) and length < WHOLE_LINE else 0
    if not anywhere | opens | whole:
        return _NO_CUES
    return {
        kind: WHOLE if whole >> i & 1 else OPENS if opens >> i & 1 else ANYWHERE if anywhere >> i & 1 else 0
        for i, kind in enumerate(CUES)
    }


def _phrases_at(
    start: int, words: Sequence[int], vocabulary: Vocabulary
) -> Iterator[tuple[int, tuple[int, int, int]]]:
    """The phrases that begin at a word: where each ends, and the kinds it speaks for."""
    state: int | None = 0
    for place in range(start, len(words)):
        state = vocabulary.steps[state or 0].get(words[place])
        if state is None:
            return
        if state in vocabulary.ends:
            yield place + 1, vocabulary.ends[state]


def _leans(words: Sequence[int], vocabulary: Vocabulary) -> dict[str, int]:
    """Mean, greatest and first lean of the words to tail and head, and that of the opening pair."""
    found = [vocabulary.lean[word] for word in words[:LEAN_TOKENS]]
    known = [lean for lean in found if lean]
    count = max(1, len(known))
    tails, heads = [lean[0] for lean in known], [lean[1] for lean in known]
    first = found[0] if found and found[0] else (0, 0)
    opening = vocabulary.pair_lean.get(_opening(words), (0, 0))
    return {
        "wt": sum(tails) // count,
        "wtmax": max(tails, default=0),
        "wt1": first[0],
        "wh": sum(heads) // count,
        "whmax": max(heads, default=0),
        "wknown": len(known),
        "wt2": opening[0],
        "wh2": opening[1],
    }


def _opening(words: Sequence[int]) -> tuple[int, int]:
    """The pair of words that opens the line."""
    return (words[0], words[1]) if len(words) > 1 else (0, 0)


def _weights(words: Sequence[int], vocabulary: Vocabulary) -> dict[str, int]:
    """The sums of the weights of the words, and of the opening pair."""
    found = [vocabulary.weight[word] for word in words[:LEAN_TOKENS]]
    found.append(vocabulary.pair_weight.get(_opening(words), NO_WEIGHT))
    return dict(zip(WEIGHTS, map(sum, zip(*found, strict=True)), strict=True))
