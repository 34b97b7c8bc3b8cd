"""The columns of `lines` for many texts at once, by numpy: the same numbers, some ten times as fast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from qa.analysis.layout import alphabet as abc
from qa.analysis.layout import alphabet_batch as sign
from qa.analysis.layout import lines as one
from qa.analysis.layout.alphabet_batch import Array, tables
from qa.analysis.layout.lexicon_batch import Lexicon, step_keys, unpacked
from qa.analysis.layout.rows_batch import Lines
from qa.analysis.layout.spread_batch import spread
from qa.analysis.layout.tokens_batch import Tokens, running, tokens_of
from qa.analysis.layout.vocabulary import ANYWHERE, CLASSES, CUES, OPENS, WEIGHTS, WHOLE, mark

Columns = Mapping[str, Array]
_LANE = 16
_LANES = (1 << _LANE) - 1


def scan(lines: Lines, lexicon: Lexicon) -> dict[str, Array]:
    """The columns of the lines, by the names in `lines.COLUMNS`."""
    bits = tables().bits[lines.codes]
    tokens = tokens_of(lines, bits, lexicon)
    out = _shape(lines, bits)
    out |= _counts(tokens, lexicon)
    out |= _runs(tokens, lexicon, out["len"])
    out |= _cues(tokens, lexicon, out["len"])
    out |= _leans(tokens, lexicon)
    out["prose"] = _prose(out)
    first, last = bits[lines.at], tables().bits[lines.last[0]]
    out["title"] = (
        (out["len"] >= one.TITLE[0])
        & (out["len"] <= one.TITLE[1])
        & (last & sign.NO_TITLE == 0)
        & (out["words"] >= one.TITLE_WORDS[0])
        & (out["words"] <= one.TITLE_WORDS[1])
        & (first & sign.LOWER == 0)
    ).astype(np.int64)
    return out | spread(tokens, lines.text, out["prose"], lexicon.listed)


def _prose(known: Columns) -> Array:
    long = (known["len"] >= one.PROSE) & ((known["send"] > 0) | (known["len"] >= one.LONG_PROSE))
    found: Array = (long & (known["toks"] >= one.PROSE_TOKENS)).astype(np.int64)
    return found


def _lanes(sums: Array, names: tuple[str, ...], width: int) -> dict[str, Array]:
    """Packed counts taken apart."""
    mask = (1 << width) - 1
    return {name: sums >> (width * place) & mask for place, name in enumerate(names)}


def _shape(lines: Lines, bits: Array) -> dict[str, Array]:
    begin, end = lines.at, lines.at + lines.reach
    sums = running(tables().counts[lines.codes])
    out = _lanes(sums[end] - sums[begin], ("upper", "digit", "money", "paren"), _LANE)
    questions = np.flatnonzero(lines.codes == ord("?"))
    last = lines.last
    lasts = tables().bits[last]
    bare = np.zeros(len(begin), np.int64)
    for _ in range(4):
        more = (lasts[bare, np.arange(len(bare))] & sign.CLOSER != 0) & (
            last[bare + 1, np.arange(len(bare))] >= 0
        )
        bare += more
    dots = (last[:3] == ord(".")).all(0)
    shut = (last[0] == ord("]")) & (last[1] == ord(abc.ELLIPSIS))
    length = lines.end - lines.start
    flags = {
        "send": lasts[bare, np.arange(len(bare))] & sign.TERMINAL != 0,
        "colon": last[0] == ord(":"),
        "quest": last[0] == ord("?"),
        "bullet": bits[begin] & sign.BULLET != 0,
        "ell": (length >= 4) & (dots | shut | (last[0] == ord(abc.ELLIPSIS))),
    }
    out |= {name: flag.astype(np.int64) for name, flag in flags.items()}
    out["qmark"] = np.searchsorted(questions, end) - np.searchsorted(questions, begin)
    return out | {"len": length, "gap": np.minimum(one.MOST_GAP, lines.gap)}


def _counts(tokens: Tokens, lexicon: Lexicon) -> dict[str, Array]:
    marks = lexicon.marks[tokens.word]
    flags = (tokens.letters, tokens.capital, marks & mark("function") != 0, tokens.content)
    packed = sum(flag.astype(np.int64) << (_LANE * place) for place, flag in enumerate(flags))
    out = _lanes(tokens.total(np.asarray(packed)), ("words", "caps", "fw", "content"), _LANE)
    out["toks"] = np.diff(tokens.begin)
    out["web"] = tokens.total(marks & mark("web") != 0)
    for part, names in zip(lexicon.classes, (CLASSES[:7], CLASSES[7:]), strict=True):
        out |= _lanes(tokens.total(part[tokens.word]), tuple(f"k_{name}" for name in names), 8)
    out["f_button"] = _first(tokens, lexicon.first_class[tokens.word] >> CLASSES.index("button") & 1)
    return out


def _first(tokens: Tokens, values: Array) -> Array:
    """The value of the first token of each line, else 0."""
    begin, end = tokens.begin[:-1], tokens.begin[1:]
    return np.where(end > begin, np.append(values, 0)[begin], 0)


def _runs(tokens: Tokens, lexicon: Lexicon, length: Array) -> dict[str, Array]:
    marks, classes = lexicon.marks[tokens.word], lexicon.first_class[tokens.word]
    out = _joined(tokens, lexicon, marks, classes)
    begin, end = tokens.begin[:-1], tokens.begin[1:]
    plain = np.append(np.flatnonzero(~tokens.capital), len(tokens.word))
    stop = np.minimum(plain[np.searchsorted(plain, begin)], end)
    lead = stop - begin
    out["lead"] = np.minimum(one.MOST_LEAD, lead)
    copula = np.append(marks, 0)[stop] & mark("copula") != 0
    bio = (lead > 0) & (stop < end) & (lead <= one.BIO_LEAD) & copula
    name = (lead >= 2) & (lead <= 4) & (stop == end) & (length < one.NAME_LINE)
    return out | {"isbio": bio.astype(np.int64), "namelike": name.astype(np.int64)}


def _joined(tokens: Tokens, lexicon: Lexicon, marks: Array, classes: Array) -> dict[str, Array]:
    """What tokens mean side by side. Only few can begin such a run, and only those are looked at."""
    relating, piece, comment = (1 << CLASSES.index(name) for name in ("relating", "piece", "comment"))
    numbers = lexicon.digits[tokens.word]
    starts = (numbers > 0) | (marks & (mark("month") | mark("half-day")) != 0) | (classes & relating != 0)
    at = np.flatnonzero(starts)
    near = _Near(tokens=tokens, at=at)
    digits, two, following = numbers[at], near.after(numbers, 1), near.after(classes, 1)
    clock = (tokens.tight[at] > 0) & (digits > 0) & (digits <= 2) & (two == 2)
    flags = (
        _dates(near, marks, numbers) & (tokens.start[at] < abc.DATE_REACH),
        clock | (marks[at] & mark("half-day") != 0),
        (classes[at] & relating != 0) & (following & piece != 0),
        (digits > 0) & (following & comment != 0),
    )
    line = tokens.line[at]
    names = ("date", "time", "relpiece", "ncomment")
    out = {
        name: np.bincount(line[flag], minlength=len(tokens.begin) - 1)
        for name, flag in zip(names, flags, strict=True)
    }
    out["date"] = np.minimum(1, out["date"])
    return out


@dataclass(frozen=True, slots=True, kw_only=True)
class _Near:
    """Some tokens, and what follows them in their lines."""

    tokens: Tokens
    at: Array

    def after(self, values: Array, by: int) -> Array:
        """The value of the token so many further on in the same line, else 0."""
        place = np.minimum(self.at + by, max(0, len(values) - 1))
        inside = self.at + by < self.tokens.begin[self.tokens.line[self.at] + 1]
        return np.where(inside, values[place], 0)


def _dates(near: _Near, marks: Array, digits: Array) -> Array:
    """Where dates begin."""
    month, unit, ago = (mark(name) for name in ("month", "unit", "ago"))
    first, two, three = digits[near.at], near.after(digits, 1), near.after(digits, 2)
    after, later = near.after(marks, 1), near.after(marks, 2)
    bound = (near.tokens.tight[near.at] > 0) & (near.after(near.tokens.tight, 1) > 0)
    day = (first > 0) & (first <= 2)
    iso = bound & (first == 4) & (two == 2) & (three == 2)
    dotted = bound & day & (two > 0) & (two <= 2) & ((three == 2) | (three == 4))
    named = day & ((after | later) & month != 0)
    past = (first > 0) & (first <= 4) & (after & unit != 0) & (later & ago != 0)
    is_month = marks[near.at] & month != 0
    found: Array = np.where(is_month, (two > 0) & (two <= 4), named | past | iso | dotted)
    return found


def _cues(tokens: Tokens, lexicon: Lexicon, length: Array) -> dict[str, Array]:
    """The kinds of cues of each line: phrases are followed word by word, all at once."""
    found = np.zeros((3, len(length)), np.int64)
    origin = np.flatnonzero(lexicon.entry[tokens.word])
    state, place = lexicon.entry[tokens.word[origin]], origin
    end = tokens.begin[tokens.line + 1]
    while len(origin):
        ended = np.flatnonzero(lexicon.ending[state])
        ends = lexicon.ends[:, state[ended]]
        _note(found, ends, origin=origin[ended], place=place[ended], tokens=tokens, length=length)
        follows = np.flatnonzero(place + 1 < end[origin])
        state, origin, place = state[follows], origin[follows], place[follows] + 1
        state = lexicon.steps[step_keys(state, tokens.word[place])]
        alive = np.flatnonzero(state)
        state, origin, place = state[alive], origin[alive], place[alive]
    anywhere, opens, whole = found[:, None] >> np.arange(len(CUES))[:, None] & 1
    levels = np.where(whole, WHOLE, np.where(opens, OPENS, anywhere * ANYWHERE))
    return dict(zip(CUES, levels, strict=True))


def _note(found: Array, ends: Array, *, origin: Array, place: Array, tokens: Tokens, length: Array) -> None:
    """Take down the kinds of the phrases that end at `place`."""
    line = tokens.line[origin]
    opens = origin == tokens.begin[line]
    whole = opens & (place + 1 == tokens.begin[line + 1]) & (length[line] < one.WHOLE_LINE)
    for how, allowed in enumerate((True, opens, whole)):
        hit = np.flatnonzero((ends[how] != 0) & allowed)
        np.bitwise_or.at(found[how], line[hit], ends[how][hit])


def _leans(tokens: Tokens, lexicon: Lexicon) -> dict[str, Array]:
    begin, end = tokens.begin[:-1], tokens.begin[1:]
    near = np.arange(len(tokens.word)) - begin[tokens.line] < one.LEAN_TOKENS
    known = lexicon.known[tokens.word] * near
    count = tokens.total(known)
    second = np.append(tokens.word, 0)[np.minimum(begin + 1, len(tokens.word))]
    pairs = step_keys(_first(tokens, tokens.word), np.where(end > begin + 1, second, 0))
    pair = lexicon.pairs[np.where(end > begin + 1, pairs, np.uint64(0))]
    out = {"wknown": count}
    for name, lean, pair_lean in zip(("wt", "wh"), lexicon.lean, lexicon.pair_lean, strict=True):
        values = lean[tokens.word] * near
        out[name] = tokens.total(values) // np.maximum(1, count)
        out[f"{name}max"] = _greatest(values, known, tokens)
        out[f"{name}2"] = pair_lean[pair]
        if name == "wt":
            out["wt1"] = _first(tokens, values)
    word = tokens.word * near
    sums = [
        tokens.total(weight[word]) + pair_weight[pair]
        for weight, pair_weight in zip(lexicon.weight, lexicon.pair_weight, strict=True)
    ]
    out[WEIGHTS[0]] = sums[0]
    return out | dict(zip(WEIGHTS[1:], unpacked(sums[1], len(WEIGHTS) - 1), strict=True))


def _greatest(values: Array, known: Array, tokens: Tokens) -> Array:
    """The greatest value of the known tokens of each line; 0 where none is known."""
    which = np.flatnonzero(known)
    out = np.zeros(len(tokens.begin) - 1, np.int64)
    if len(which):
        line = tokens.line[which]
        first = np.flatnonzero(np.concatenate([[True], line[1:] != line[:-1]]))
        out[line[first]] = np.maximum.reduceat(values[which], first)
    return out
