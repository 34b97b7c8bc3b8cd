"""Columns that are made of others: shares, distances, cohesion of windows, places in the text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from qa.analysis.layout.ints import Array
from qa.analysis.layout.vocabulary import CLASSES, OPENING

_FAR = 40
_SHORT = 60
_REPEATED = 30
_AHEAD = (2, 7)
_REACH = 320
_LENGTHS = (26, 61, 121, 301)
_STRONG = tuple(kind for kind in OPENING if kind != "credits")
_CLASSES = tuple(f"k_{name}" for name in CLASSES if name not in ("you", "we"))
_PEAK = 4000
Columns = Any


def _per_cent(part: str, of: str, columns: Columns) -> Array:
    return columns[part] * 100 // columns.lib.most(columns[of], 1)


def _among(part: str, of: str, none: int, columns: Columns) -> Array:
    return columns.lib.where(columns[of], _per_cent(part, of, columns), none)


def _novelty(columns: Columns) -> Array:
    new = columns["content"] - columns["c_seen"]
    return columns.lib.where(columns["content"], new * 100 // columns.lib.most(columns["content"], 1), 50)


def _in_reach(part: str, columns: Columns) -> Array:
    return columns[part] * 100 // columns.lib.most(columns.lib.least(columns["len"], _REACH), 1)


def _greatest(names: tuple[str, ...], columns: Columns) -> Array:
    out = columns[names[0]]
    for name in names[1:]:
        out = columns.lib.most(out, columns[name])
    return out


def _sum(names: tuple[str, ...], columns: Columns) -> Array:
    out = columns[names[0]]
    for name in names[1:]:
        out = out + columns[name]
    return out


def _since(flag: str, level: int, columns: Columns) -> Array:
    """Lines since the last one with the flag before this one; 40 at most."""
    lib = columns.lib
    marked = lib.where(lib.at_least(columns[flag], level), columns.at, -1)
    latest = lib.peaks(marked)[lib.most(columns.at - 1, 0)]
    there = lib.at_least(latest, columns.first) * lib.at_least(columns.at - 1, latest)
    return lib.where(there, lib.least(columns.at - latest, _FAR), _FAR)


def _until(flag: str, level: int, columns: Columns) -> Array:
    """Lines to the next one with the flag after this one; 40 at most."""
    lib, far = columns.lib, columns.size + _FAR
    marked = lib.where(lib.at_least(columns[flag], level), columns.at, far)
    ahead = (0 - lib.peaks((0 - marked)[::-1]))[::-1]
    following = ahead[lib.least(columns.at + 1, columns.size - 1)]
    there = lib.at_least(columns.end - 1, following) * lib.at_least(following, columns.at + 1)
    return lib.where(there, lib.least(following - columns.at, _FAR), _FAR)


def _before(name: str, columns: Columns) -> Array:
    return columns.total(name, columns.first, columns.at)


def _after(name: str, columns: Columns) -> Array:
    return columns.total(name, columns.at, columns.end)


def _whole(name: str, columns: Columns) -> Array:
    return columns.total(name, columns.first, columns.end)


def _place(name: str, columns: Columns) -> Array:
    return _before(name, columns) * 1000 // columns.lib.most(_whole(name, columns), 1)


def _prose_share(side: Callable[[str, Columns], Array], columns: Columns) -> Array:
    return side("pchars", columns) * 100 // columns.lib.most(side("len", columns), 1)


def _outline(columns: Columns) -> Array:
    """The look of a line as one number: its length in five steps, its end, date, bullet, digits."""
    lib = columns.lib
    steps = lib.at_least(columns["len"], _LENGTHS[0])
    for length in _LENGTHS[1:]:
        steps = steps + lib.at_least(columns["len"], length)
    numeric = lib.at_least(columns["digit"] * 4, columns["toks"] + 1)
    return steps * 16 + columns["send"] * 8 + columns["date"] * 4 + columns["bullet"] * 2 + numeric


def _rhythm(by: int, columns: Columns) -> Array:
    """Whether the line looks like the one `by` lines further on."""
    return columns.lib.equal(columns["outline"], columns.shifted(["outline"], by)[0])


def _cohesion(part: str, of: str, side: str, width: str, columns: Columns) -> Array:
    return columns.share(part, of, columns.window(side, width))


def _new(side: str, width: str, columns: Columns) -> Array:
    return 100 - _cohesion("c_seen", "content", side, width, columns)


def suffix_peak(values: Array, most: int, columns: Columns) -> Array:
    """The greatest of the values (0 to `most`) from each line to the end of its text."""
    texts = columns.lib.sums(columns.lib.equal(columns.at, columns.first))[1:]
    step = (texts[-1] - texts) * (most + 1)
    return columns.lib.peaks((values + step)[::-1])[::-1] - step


def prefix_peak(values: Array, most: int, columns: Columns) -> Array:
    """The greatest of the values (0 to `most`) from the beginning of the text to each line."""
    texts = columns.lib.sums(columns.lib.equal(columns.at, columns.first))[1:]
    return columns.lib.peaks(values + texts * (most + 1)) - texts * (most + 1)


def _stood(columns: Columns) -> Array:
    """Characters of a line that stood before in the text."""
    again = columns.lib.at_least(columns["rep"], 1) * columns.lib.at_least(columns["len"], _REPEATED)
    return again * columns["reach"]


def _opening(columns: Columns) -> Array:
    """Log odds, in hundredths, that the line opens a tail, by the words of the lines about it."""
    lib = columns.lib
    [after], [before] = columns.shifted(["nw"], 1), columns.shifted(["pw"], -1)
    begin, end = (lib.least(columns.at + by, columns.end) for by in _AHEAD)
    return columns["ow"] + after + before + columns.total("aw", begin, end)


def _peak_after(name: str, columns: Columns) -> Array:
    return suffix_peak(columns.lib.least(columns[name], _PEAK), _PEAK, columns)


def document(columns: Columns, name: str) -> Array:
    """A number of the whole text: lines, characters, the share of running text, cues, gaps, bullets."""
    rows = columns.end - columns.first
    if name == "doc_rows":
        return rows
    if name == "doc_chars":
        return _whole("len", columns)
    if name == "doc_prose":
        return _whole("pchars", columns) * 100 // columns.lib.most(_whole("len", columns), 1)
    return _whole({"doc_cue": "cue2", "doc_gap": "gap", "doc_bullet": "bullet"}[name], columns) * 64 // rows


DERIVED: dict[str, Callable[[Columns], Array]] = {
    "cue": partial(_greatest, _STRONG),
    "cue2": lambda columns: columns.lib.at_least(columns["cue"], 2),
    "pchars": lambda columns: columns["len"] * columns["prose"],
    "capr": partial(_per_cent, "caps", "words"),
    "fwr": partial(_per_cent, "fw", "words"),
    "upr": partial(_in_reach, "upper"),
    "digr": partial(_in_reach, "digit"),
    "nov": _novelty,
    "coh": partial(_among, "c_po", "content", -1),
    "cohb": partial(_among, "c_pb", "content", -1),
    "short": lambda columns: 1 - columns.lib.at_least(columns["len"], _SHORT),
    "kall": partial(_sum, _CLASSES),
    "kshare": partial(_per_cent, "kall", "toks"),
    "kbio": lambda columns: columns["isbio"] * (columns["k_author"] + 1),
    "place": partial(_place, "len"),
    "rplace": lambda columns: (columns.at - columns.first) * 1000 // (columns.end - columns.first),
    "rowsb": lambda columns: columns.at - columns.first,
    "rowsa": lambda columns: columns.end - columns.at,
    "charsb": partial(_before, "len"),
    "charsa": partial(_after, "len"),
    "prb": partial(_place, "pchars"),
    "prbn": partial(_before, "prose"),
    "pra": partial(_after, "prose"),
    "psb": partial(_prose_share, _before),
    "psa": partial(_prose_share, _after),
    "since": partial(_since, "prose", 1),
    "until": partial(_until, "prose", 1),
    "sincecue": partial(_since, "cue", 2),
    "sincedate": partial(_since, "date", 1),
    "thread": lambda columns: columns.lib.at_least(columns["ncomment"] * 3 + columns["comments"], 3),
    "sincethread": partial(_since, "thread", 1),
    "untilthread": partial(_until, "thread", 1),
    "sinceopener": partial(_since, "opener", 2),
    "untilcue": partial(_until, "cue", 2),
    "reach": lambda columns: columns.lib.least(columns["len"], _REACH),
    "stood": _stood,
    "op": _opening,
    "outline": _outline,
    "maxafter": partial(_peak_after, "len"),
    "maxpafter": partial(_peak_after, "pchars"),
}
DERIVED.update({f"p{by}": partial(_rhythm, by) for by in (1, 2, 3)})
for _side, _width in (("<", "3"), ("<", "8"), (">", "3"), (">", "8"), (">", "all")):
    for _name, _part, _of in (
        ("cohw", "c_po", "content"),
        ("cohbw", "c_pb", "content"),
        ("ncohw", "n_po", "n"),
        ("rcohw", "r_po", "rare"),
        ("again", "stood", "reach"),
        ("r_you", "k_you", "toks"),
        ("r_we", "k_we", "toks"),
        ("r_offer", "k_offer", "toks"),
        ("r_author", "k_author", "toks"),
        ("r_all", "kall", "toks"),
    ):
        DERIVED[f"{_name}{_side}{_width}"] = partial(_cohesion, _part, _of, _side, _width)
    DERIVED[f"nova{_side}{_width}"] = partial(_new, _side, _width)
