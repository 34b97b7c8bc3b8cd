"""Years: alone, in ranges that leave out a century, before and after Christ."""

from __future__ import annotations

from collections.abc import Sequence

from qa.analysis.temporal.meaning import Draft
from qa.analysis.temporal.rules.calendar import era_year, year_of
from qa.analysis.temporal.rules.rule import Rule, Tokens, number


def _years(tokens: Tokens) -> Sequence[Draft] | None:
    """ "1915-16", "2006 and 2007": the second may leave out its century."""
    one, two = tokens[0], tokens[-1]
    if not isinstance(one.value, int) or not isinstance(two.value, int):
        return None
    second = two.value
    if two.kind != "Y":
        second += one.value - one.value % 100
        if two.end - two.start != 2 or second <= one.value:
            return None
    last = len(tokens)
    return (
        Draft(type="DATE", value=f"{one.value:04}", granularity="year", first=0, last=1),
        Draft(type="DATE", value=f"{second:04}", granularity="year", first=last - 1, last=last),
    )


def _plain_year(tokens: Tokens) -> Draft | None:
    year = year_of(tokens)
    return Draft(type="DATE", value=f"{year:04}", granularity="year") if year is not None else None


def _era_year(tokens: Tokens) -> Draft | None:
    year = number(tokens, "Yndo")
    if year is None or not 0 < year < 10000:
        return None
    return Draft(type="DATE", value=era_year(tokens, year), granularity="year")


def _era_range(tokens: Tokens) -> Sequence[Draft] | None:
    one, two = (token for token in tokens if token.kind in "Ynd")
    if not isinstance(one.value, int) or not isinstance(two.value, int):
        return None
    ends = ((one, 0, 1), (two, 2, len(tokens)))
    return [
        Draft(
            type="DATE", value=era_year(tokens, int(str(token.value))), granularity="year", first=at, last=end
        )
        for token, at, end in ends
    ]


RULES: tuple[Rule, ...] = (
    Rule("era:range", r"[Ynd][-&][Ynd]B", _era_range),
    Rule("era:year", r"(?:t?m-?F?)?(?:[Ynd]B|B[Ynd])", _era_year),
    Rule("year:range", r"Y[-][dn](?!-?[uU])", _years),
    Rule("year", r"(?:t?mF?-?)?Y(?!-?[uU_x])", _plain_year),
)
