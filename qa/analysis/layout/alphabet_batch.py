"""Tables of `alphabet` for numpy: what a character is, by code point below 65,536."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qa.analysis.layout import alphabet as abc

Array = NDArray[Any]

LETTER, DIGIT, SYMBOL = 1, 2, 3
SIZE = 0x10000
_SPACE, _BREAK, _UPPER, _LOWER, _TERMINAL, _CLOSER, _BULLET, _NO_TITLE = (1 << bit for bit in range(2, 10))
_MONEY, _BRACKET = 1 << 10, 1 << 11
SPACE, BREAK, UPPER, LOWER, TERMINAL, CLOSER, BULLET, NO_TITLE = (
    _SPACE,
    _BREAK,
    _UPPER,
    _LOWER,
    _TERMINAL,
    _CLOSER,
    _BULLET,
    _NO_TITLE,
)
"""Bits of a character; the lowest two are its kind of token (0 for none)."""
KIND = 3


class Tables(NamedTuple):
    """By code point: its bits, what it adds to two packed counts, its lower form and one."""

    bits: Array
    counts: Array
    low: Array


@cache
def tables() -> Tables:
    """The tables; made once, in some hundredths of a second."""
    plane = [chr(code) for code in range(SIZE)]
    bits = np.zeros(SIZE, np.uint16)
    for code, char in enumerate(plane):
        bits[code] = _bits(char)
    for signs, bit in (
        ("\r\n", _BREAK),
        (abc.TERMINAL, _TERMINAL),
        (abc.CLOSERS, _CLOSER),
        (abc.BULLETS, _BULLET),
        (abc.NO_TITLE_END, _NO_TITLE),
        (abc.MONEY, _MONEY),
        (abc.BRACKETS, _BRACKET),
    ):
        bits[[ord(sign) for sign in signs]] |= bit
    bits[[ord(sign) for sign in abc.SYMBOLS]] |= SYMBOL
    low = np.arange(1, SIZE + 1, dtype=np.uint64)
    for code, form in abc.lower_table().items():
        low[code] = ord(form) + 1
    return Tables(bits, _counts(bits), low)


def _bits(char: str) -> int:
    kind = DIGIT if char.isdecimal() else LETTER if char.isalnum() else 0
    return kind | char.isspace() * _SPACE | char.isupper() * _UPPER | char.islower() * _LOWER


def _counts(bits: Array) -> Array:
    """Capitals, digits, money and brackets, sixteen bits each."""
    flags = (bits & _UPPER, (bits & KIND) == DIGIT, bits & _MONEY, bits & _BRACKET)
    out = np.zeros(SIZE, np.int64)
    for place, flag in enumerate(flags):
        out |= (flag != 0).astype(np.int64) << (16 * place)
    return out
