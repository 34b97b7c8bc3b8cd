"""Print how well the check unresolved-date finds expressions that need a date to count from.

    python benchmarks/published/unresolved.py ../shared/benchmarks/temporal/aquaint.jsonl.gz [more gold files]

The documents are checked without their creation time, so that every such expression must be flagged. Gold:
DATE and TIME with a calendar value and without a year in their own words.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from typing import Any

from qa.analysis import Analysis
from qa.detectors.unresolved_date import Params, detect
from qa.model.document import Document, Source

_CALENDAR = re.compile(r"\d{4}(-(\d\d(-\d\d)?|W\d\d(-WE)?|Q\d|SP|SU|FA|WI|H\d))?(T.*)?")
_YEAR = re.compile(r"\b1[0-9]{3}\b|\b20\d\d\b")


def needs_anchor(timex: dict[str, Any]) -> bool:
    """Whether the expression has a calendar value that its own words do not give."""
    calendar = timex["type"] in ("DATE", "TIME") and _CALENDAR.fullmatch(timex["value"] or "")
    return bool(calendar) and not _YEAR.search(timex["text"])


def main(paths: list[str]) -> None:
    """One line a file: gold expressions, how many are flagged, and what is flagged beside them."""
    for path in paths:
        gold = found = flagged = on_gold = on_any = documents = 0
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            for row in map(json.loads, stream):
                document = Document(id=row["id"], text=row["text"], source=Source(path=row["id"]))
                spans = [(one.start or 0, one.end or 0) for one in detect(Analysis(document), Params())]
                every = [(one["start"], one["end"]) for one in row["timex"]]
                wanted = [(one["start"], one["end"]) for one in row["timex"] if needs_anchor(one)]
                documents += 1
                gold += len(wanted)
                found += sum(any(a < d and c < b for c, d in spans) for a, b in wanted)
                flagged += len(spans)
                on_gold += sum(any(a < d and c < b for c, d in wanted) for a, b in spans)
                on_any += sum(any(a < d and c < b for c, d in every) for a, b in spans)
        shares = [100 * found / max(gold, 1), *(100 * each / max(flagged, 1) for each in (on_any, on_gold))]
        print(f"{path.rsplit('/', 1)[-1]}: documents {documents}")
        print(f"  need an anchor {gold}, of these flagged {shares[0]:.1f} %")
        print(f"  flagged {flagged}, temporal {shares[1]:.1f} %, in need of an anchor {shares[2]:.1f} %")


if __name__ == "__main__":
    main(sys.argv[1:] or sys.exit(__doc__))
