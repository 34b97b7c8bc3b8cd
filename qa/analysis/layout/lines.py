"""What each line of a text says by itself, as whole numbers: shape, words, classes of words, cues,
vocabulary.

`lines_batch` gives the same for many texts at once, by numpy, to the last number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from qa.analysis.layout import alphabet as abc
from qa.analysis.layout.rows import Row
from qa.analysis.layout.spread import SPREAD, spread
from qa.analysis.layout.tokens import Token, tokens_of
from qa.analysis.layout.vocabulary import ANYWHERE, CLASSES, CUES, OPENS, WHOLE, Vocabulary, mark

SHAPE = ("len", "gap", "upper", "digit", "money", "paren", "qmark", "send", "colon", "quest", "bullet", "ell")
COUNTS = ("toks", "words", "caps", "fw", "content", "web", "relpiece", "ncomment", "time")
FLAGS = ("date", "lead", "isbio", "namelike", "prose", "title", "f_button")
LEANS = ("wt", "wtmax", "wt1", "wh", "whmax", "wknown", "wt2", "wh2")
COLUMNS = (*SHAPE, *COUNTS, *(f"k_{name}" for name in CLASSES), *FLAGS, *CUES, *SPREAD, *LEANS)
"""Names of the columns."""

PROSE, LONG_PROSE, PROSE_TOKENS = 80, 240, 4
TITLE, TITLE_WORDS = (12, 160), (3, 24)
WHOLE_LINE, NAME_LINE = 60, 45
LEAN_TOKENS = 24
MOST_GAP, MOST_LEAD, BIO_LEAD = 4, 9, 5
_FUNCTION, _WEB = mark("function"), mark("web")


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
    out = _shape(line, plain, gap)
    out |= _counts(tokens, vocabulary)
    out |= _runs(tokens, vocabulary, len(line))
    out |= _cues(tokens, vocabulary, len(line))
    out |= _leans(tokens, vocabulary)
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
    return {
        "len": len(line),
        "gap": gap,
        "upper": sum(map(str.isupper, plain)),
        "digit": sum(map(str.isdecimal, plain)),
        "money": sum(map(plain.count, abc.MONEY)),
        "paren": sum(map(plain.count, abc.BRACKETS)),
        "qmark": plain.count("?"),
        "send": int(bare[-1] in abc.TERMINAL),
        "colon": int(last == ":"),
        "quest": int(last == "?"),
        "bullet": int(plain[0] in abc.BULLETS),
        "ell": int(len(line) >= 4 and cut_off),
    }


def _counts(tokens: Sequence[Token], vocabulary: Vocabulary) -> dict[str, int]:
    marks = [vocabulary.marks[token.word] for token in tokens]
    classes = [vocabulary.classes[token.word] for token in tokens]
    letters = [token for token in tokens if token.letters]
    out = {
        "toks": len(tokens),
        "words": len(letters),
        "caps": sum(token.capital for token in letters),
        "fw": sum(bool(bits & _FUNCTION) for bits in marks),
        "content": sum(token.content for token in letters),
        "web": sum(bool(bits & _WEB) for bits in marks),
        "f_button": int(bool(classes) and classes[0] >> CLASSES.index("button") & 1),
    }
    for place, name in enumerate(CLASSES):
        out[f"k_{name}"] = sum(bits >> place & 1 for bits in classes)
    return out


def _runs(tokens: Sequence[Token], vocabulary: Vocabulary, length: int) -> dict[str, int]:
    """What tokens mean side by side: dates, times, "34 comments", "related articles", "Ann Example is"."""
    size = len(tokens)
    marks = [vocabulary.marks[token.word] for token in tokens] + [0, 0]
    classes = [vocabulary.classes[token.word] for token in tokens] + [0]
    digits = [vocabulary.digits[token.word] for token in tokens] + [0, 0]
    tight = [int(b.start - a.end == 1) for a, b in pairwise(tokens)] + [0, 0]
    relating, piece, comment = (1 << CLASSES.index(name) for name in ("relating", "piece", "comment"))
    half_day = mark("half-day")
    at = range(size)
    dates = (_date(i, marks, digits, tight) for i in at if tokens[i].start < abc.DATE_REACH)
    lead = next((i for i in at if not tokens[i].capital), size)
    times = ((tight[i] and 0 < digits[i] <= 2 and digits[i + 1] == 2) or marks[i] & half_day for i in at)
    return {
        "date": int(any(dates)),
        "time": sum(map(bool, times)),
        "relpiece": sum(bool(classes[i] & relating and classes[i + 1] & piece) for i in at),
        "ncomment": sum(bool(digits[i] and classes[i + 1] & comment) for i in at),
        "lead": min(MOST_LEAD, lead),
        "isbio": int(0 < lead < size and lead <= BIO_LEAD and bool(marks[lead] & mark("copula"))),
        "namelike": int(2 <= lead <= 4 and lead == size and length < NAME_LINE),
    }


def _date(i: int, marks: Sequence[int], digits: Sequence[int], tight: Sequence[int]) -> bool:
    """Whether a date begins at token `i`: "May 3", "3 de mayo", 2024-05-03, 3.5.2024, "2 days ago"."""
    month, unit, ago = mark("month"), mark("unit"), mark("ago")
    one, two, three = digits[i : i + 3]
    if marks[i] & month:
        return 0 < two <= 4
    if not one:
        return False
    named = one <= 2 and bool((marks[i + 1] | marks[i + 2]) & month)
    past = one <= 4 and bool(marks[i + 1] & unit and marks[i + 2] & ago)
    if not (tight[i] and tight[i + 1]):
        return named or past
    iso = one == 4 and two == 2 and three == 2
    return named or past or iso or (one <= 2 and 0 < two <= 2 and three in (2, 4))


def _cues(tokens: Sequence[Token], vocabulary: Vocabulary, length: int) -> dict[str, int]:
    """For each kind of cue: whole line (3), opens it (2), anywhere in it (1), else 0."""
    anywhere = opens = whole = 0
    for start in range(len(tokens)):
        for end, bits in _phrases_at(start, tokens, vocabulary):
            anywhere |= bits[0]
            if start == 0:
                opens |= bits[1]
                whole |= bits[2] if end == len(tokens) and length < WHOLE_LINE else 0
    return {
        kind: WHOLE if whole >> i & 1 else OPENS if opens >> i & 1 else ANYWHERE if anywhere >> i & 1 else 0
        for i, kind in enumerate(CUES)
    }


def _phrases_at(
    start: int, tokens: Sequence[Token], vocabulary: Vocabulary
) -> Iterator[tuple[int, tuple[int, int, int]]]:
    """The phrases that begin at a token: where each ends, and the kinds it speaks for."""
    state: int | None = 0
    for place in range(start, len(tokens)):
        state = vocabulary.steps[state or 0].get(tokens[place].word)
        if state is None:
            return
        if state in vocabulary.ends:
            yield place + 1, vocabulary.ends[state]


def _leans(tokens: Sequence[Token], vocabulary: Vocabulary) -> dict[str, int]:
    """Mean, greatest and first lean of the words to tail and head, and that of the opening pair."""
    found = [vocabulary.lean[token.word] for token in tokens[:LEAN_TOKENS]]
    known = [lean for lean in found if lean]
    count = max(1, len(known))
    tails, heads = [lean[0] for lean in known], [lean[1] for lean in known]
    first = found[0] if found and found[0] else (0, 0)
    pair = (tokens[0].word, tokens[1].word) if len(tokens) > 1 else (0, 0)
    opening = vocabulary.pair_lean.get(pair, (0, 0))
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
