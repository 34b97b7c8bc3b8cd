"""The grammar: one module for each family of temporal expressions, each a table of rules.

A rule is a regular expression over token classes (`qa.analysis.temporal.lexicon.CLASSES`) and a function that
reads the tokens it matched. Of the rules that match at a place the first in the table wins.
"""

from __future__ import annotations

from qa.analysis.temporal.rules import (
    calendar,
    durations,
    periods,
    recurrent,
    references,
    relative,
    times,
    years,
)
from qa.analysis.temporal.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *durations.PARTS,
    *times.RULES,
    *calendar.RULES,
    *years.RULES,
    *recurrent.SETS,
    *relative.RULES,
    *periods.RULES,
    *recurrent.RULES,
    *durations.RULES,
    *references.RULES,
)
