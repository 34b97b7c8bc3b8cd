"""Draw growth.jsonl as growth.svg: milliseconds and bytes a document against the number of documents.

python benchmarks/index/growth.py 10000 100000 1000000 > benchmarks/index/growth.jsonl
python benchmarks/index/plot.py
"""

from __future__ import annotations

import json
from math import log10
from pathlib import Path

HERE = Path(__file__).parent
WIDTH, HEIGHT, LEFT, TOP, STEP = 640, 320, 60, 30, 150
SERIES = {
    "cold look-up and insert, ms": ("cold_ms", "#b2182b"),
    "warm look-up, ms": ("lookup_ms", "#2166ac"),
    "warm insert, ms": ("insert_ms", "#1b7837"),
    "bytes a document": ("bytes_per_document", "#777777"),
}


def main() -> None:
    rows = [json.loads(line) for line in (HERE / "growth.jsonl").read_text().splitlines()]
    parts = [*_axes(rows)]
    for title, (key, colour) in SERIES.items():
        points = [(_x(row["documents"], rows), _y(row[key]), row[key]) for row in rows]
        path = " ".join(f"{x:.0f},{y:.0f}" for x, y, _ in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [_text(x, y - 6, f"{value:g}", colour) for x, y, value in points]
        parts.append(_text(points[-1][0] + 90, points[-1][1] + 4, title, colour))
    body = "\n".join(parts)
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"'
    svg = f'{opening} font-family="sans-serif" font-size="11">\n{body}\n</svg>\n'
    (HERE / "growth.svg").write_text(svg)


def _axes(rows: list[dict[str, float]]) -> list[str]:
    marks = [_text(_x(row["documents"], rows), HEIGHT - 12, f"{row['documents']:,}", "#000") for row in rows]
    levels = [(10**power, _y(10**power)) for power in range(4)]
    lines = [f'<path d="M{LEFT} {y:.0f}H{WIDTH - 200}" stroke="#ddd"/>' for _, y in levels]
    return ['<rect width="100%" height="100%" fill="#fff"/>', *lines, *marks] + [
        _text(LEFT - 24, y + 4, f"{value:,}", "#000") for value, y in levels
    ]


def _x(documents: float, rows: list[dict[str, float]]) -> float:
    return LEFT + 20 + STEP * (log10(documents) - log10(rows[0]["documents"]))


def _y(value: float) -> float:
    return HEIGHT - 40 - (log10(max(value, 1)) / 3) * (HEIGHT - 40 - TOP)


def _text(x: float, y: float, text: str, colour: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" fill="{colour}" text-anchor="middle">{text}</text>'


if __name__ == "__main__":
    main()
