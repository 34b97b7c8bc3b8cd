"""What the join costs as the corpus grows: measure several corpora, and draw what was measured.

    python growth.py measure 10k.jsonl 100k.jsonl 1m.jsonl --jobs 2 > growth.jsonl
    python growth.py draw

Beside every `NAME.jsonl` lies `NAME.tsv`, the planted pairs. Each corpus is measured by `measure.py` in a
process of its own: wall and processor time from JSONL to clusters with passages, and the memory of all
processes.
"""

from __future__ import annotations

import argparse
import json
import sys
from math import log10
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from spent import spent

HERE = Path(__file__).parent
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 680, 400, 70, 190, 40, 50
LOW, HIGH = -1, 3
SERIES = (
    ("cpu_s", "processor time, s", "#2166ac"),
    ("wall_s", "wall, two cores, s", "#b2182b"),
    ("memory_gb", "memory, all processes, GB", "#1b7837"),
)

Row = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    measuring = commands.add_parser("measure")
    measuring.add_argument("documents", nargs="+", type=Path)
    measuring.add_argument("--jobs", type=int, default=2)
    commands.add_parser("draw")
    options = parser.parse_args()
    if options.command == "draw":
        rows = [json.loads(line) for line in (HERE / "growth.jsonl").read_text().splitlines()]
        (HERE / "growth.svg").write_text(drawn(sorted(rows, key=lambda row: row["documents"])))
        return
    for path in options.documents:
        print(json.dumps(measured(path, options.jobs)), flush=True)


def measured(path: Path, jobs: int) -> Row:
    script, pairs = str(HERE / "measure.py"), str(path.with_suffix(".tsv"))
    found = spent([sys.executable, script, str(path), pairs, "--jobs", str(jobs), "--row"])
    if found.code:
        sys.exit(f"{path}: measure.py ended with {found.code}")
    megabytes = round(path.stat().st_size / 1e6)
    row: Row = json.loads(found.output.splitlines()[-1])
    return {**row, "megabytes": megabytes, "memory_gb": found.memory_gb}


def drawn(rows: list[Row]) -> str:
    """Rows as lines over logarithmic axes; the grey line grows as the documents do."""
    parts = ['<rect width="100%" height="100%" fill="#fff"/>', *_grid(rows), *_proportional(rows)]
    for key, title, colour in SERIES:
        if any(row[key] is None for row in rows):
            continue  # wall says nothing on a busy machine: put null
        points = [(_x(row["documents"], rows), _y(row[key]), row[key]) for row in rows]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for x, y, value in points:
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>')
            below = key == "wall_s"
            parts.append(_text(x, y + (16 if below else -8), f"{value:.3g}", colour))
        parts.append(_text(points[-1][0] + 26, points[-1][1] + 4, title, colour, "start"))
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, "documents of 2 KB", "#000"))
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"'
    return f'{opening} font-family="sans-serif" font-size="12">\n' + "\n".join(parts) + "\n</svg>\n"


def _grid(rows: list[Row]) -> list[str]:
    found = []
    for power in range(LOW, HIGH + 1):
        y = _y(10**power)
        found.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        found.append(_text(LEFT - 8, y + 4, f"{10.0**power:g}", "#000", "end"))
    for row in rows:
        x = _x(row["documents"], rows)
        found.append(f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#eee"/>')
        found.append(_text(x, HEIGHT - BOTTOM + 18, f"{row['documents']:,}", "#000"))
    return found


def _proportional(rows: list[Row]) -> list[str]:
    """From the first point of the processor time on, so much for each document."""
    first, last = rows[0], rows[-1]
    end = first["cpu_s"] * last["documents"] / first["documents"]
    points = [
        (_x(row["documents"], rows), _y(value)) for row, value in ((first, first["cpu_s"]), (last, end))
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    label = _text(points[1][0] - 34, points[1][1] + 2, "in proportion", "#999", "end")
    return [f'<polyline points="{path}" fill="none" stroke="#999" stroke-dasharray="4 4"/>', label]


def _x(documents: float, rows: list[Row]) -> float:
    """The place of a number of documents, with room to both sides."""
    low, high = log10(rows[0]["documents"]), log10(rows[-1]["documents"])
    width = WIDTH - LEFT - RIGHT - 60
    return LEFT + 30 + width * (log10(documents) - low) / max(high - low, 1e-9)


def _y(value: float) -> float:
    height = HEIGHT - TOP - BOTTOM
    return HEIGHT - BOTTOM - height * (log10(max(value, 10.0**LOW)) - LOW) / (HIGH - LOW)


def _text(x: float, y: float, text: str, colour: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}">{text}</text>'


if __name__ == "__main__":
    main()
