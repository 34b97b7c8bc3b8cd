"""Seasons, quarters, halves, fiscal years, decades and centuries."""

from __future__ import annotations

from dataclasses import replace

from qa.analysis.temporal.meaning import Draft, Recurring
from qa.analysis.temporal.rules.rule import Rule, Tokens, first, number, word

_RELATIVE = "LXIJ"


def _yearly(tokens: Tokens, field: str, granularity: str) -> Draft:
    """A part of a year: with its year absolute, else relative to the anchor."""
    year = number(tokens, "Yn" if first(tokens, "B") else "Y")
    if year is not None:
        era = f"BC{year:04}" if word(tokens, "B") == "BC" else f"{year:04}"
        return Draft(type="DATE", value=f"{era}-{field}", granularity=granularity)
    relative = first(tokens, _RELATIVE + "A")
    with_unit = relative is not None and first(tokens, "Uy") is not None
    shift = number(tokens, _RELATIVE + "A")
    if relative is None and first(tokens, "U") is not None:
        formula = Recurring(field=field, years=0)
    elif with_unit and relative and relative.kind != "J":
        formula = Recurring(field=field, years=shift)
    else:
        formula = Recurring(field=field, direction=shift)
    base = "text" if relative is not None and relative.kind == "A" else "story"
    return Draft(
        type="DATE",
        value=f"XXXX-{field}",
        granularity=granularity,
        formula=formula,
        anchored=True,
        base=base,
    )


def _season(tokens: Tokens) -> Draft:
    return _yearly(tokens, word(tokens, "S"), "season")


def _quarter(tokens: Tokens) -> Draft | None:
    ordinal = number(tokens, "o")
    if ordinal is None or not 1 <= ordinal <= 4:
        return None
    return _yearly(tokens, f"Q{ordinal}", "quarter")


def _half(tokens: Tokens) -> Draft | None:
    """A quarter, or a half with its year: the first half alone is one of a match as well."""
    field = word(tokens, "G")
    if field.startswith("H") and not first(tokens, "YLXIJAU"):
        return None
    return _yearly(tokens, field, "quarter" if field.startswith("Q") else "half-year")


def _fiscal(tokens: Tokens) -> Draft | None:
    year = number(tokens, "Y")
    if year is not None:
        return Draft(type="DATE", value=f"{year:04}", granularity="year")
    shift = number(tokens, "LXIJ")
    if shift is None:
        return None
    relative = _yearly(tokens, "01", "year")
    return replace(relative, value="XXXX", formula=Recurring(field="", years=shift))


def _decade(tokens: Tokens) -> Draft | None:
    start = number(tokens, "E")
    if start is None:
        return None
    if start < 100:
        return Draft(
            type="DATE",
            value=f"19{start // 10}X",
            granularity="decade",
        )
    if start % 100 == 0 and start not in (1900, 2000):
        return Draft(type="DATE", value=f"{start // 100}XX", granularity="century")
    return Draft(type="DATE", value=f"{start // 10:03}X", granularity="decade")


def _decade_named(tokens: Tokens) -> Draft | None:
    """ "les années 1990", "los años 80", "la década de 1990"."""
    start = number(tokens, "Ydn")
    if start is None or start % 10 or not (20 <= start < 100 or 1000 <= start < 2100):
        return None
    if word(tokens, "U") not in ("", "DE") or word(tokens, "u") not in ("", "Y"):
        return None
    value = f"{start // 10}X" if start > 99 else f"19{start // 10}X"
    return Draft(type="DATE", value=value, granularity="decade")


def _century(tokens: Tokens) -> Draft | None:
    nth = number(tokens, "o")
    if nth is None or word(tokens, "U") != "CE" or not 1 <= nth <= 30:
        return None
    if word(tokens, "B") == "BC":
        return Draft(type="DATE", value=f"BC{nth - 1:02}XX", granularity="century")
    return Draft(type="DATE", value=f"{nth - 1:02}XX", granularity="century")


_YEAR = r"(?:c?F?Y|F(?:[LXIJA]|tA?)U|[LXIJA]U|F?t?[LXIJ]?yY?)"
RULES: tuple[Rule, ...] = (
    Rule("season", rf"m?t?m?[LXIAJ]?S(?:{_YEAR}B?|F?nB|[LX])?", _season),
    Rule("quarter", rf"m?t?[IJ]?o-?y?4(?:{_YEAR})?", _quarter),
    Rule("half", rf"t?[IJ]?G-?(?:{_YEAR})?", _half),
    Rule("half", r"YG", _half),
    Rule("fiscal-year", r"t?[LXIJ]?yY?", _fiscal),
    Rule("decade", r"(?:tmF)?t?m?-?E(?:[uU](?![6bf]))?", _decade),
    Rule("decade", r"t?(?:UF|u(?:F?t?uF)?)[Ydn](?![ndY-])", _decade_named),
    Rule("century", r"t?Uo", _century),
    Rule("century", r"(?:tmF)?(?:t?m?-?|m?t?)o-?UB?", _century),
)
