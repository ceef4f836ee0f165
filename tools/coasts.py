"""Make onrecord/drawing/coasts.tsv: the coasts of the world, for maps without borders.

    python -m tools.coasts land-110m.json

``land-110m.json`` is that of the npm package world-atlas 2.0.2 (ISC licence, integrity
sha512-IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ==),
made from Natural Earth 1:110m (public domain). Coasts alone: where borders are is disputed, and
the record takes no side.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TO = Path(__file__).parents[1] / "onrecord" / "drawing" / "coasts.tsv"
SOUTH = -60.0  # what lies south of it is left out
HEAD = """\
# Coasts of the world as rings; a sea within a land is a ring within a ring (fill rule evenodd).
# Points are longitude and latitude in hundredths of a degree, the first whole, then differences.
# Source: Natural Earth 1:110m, public domain, by way of npm's world-atlas 2.0.2 (ISC licence).
# Made by tools/coasts.py. No borders: where they are is disputed, and the record takes no side.
ring
"""


def arcs(atlas: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """The arcs of a topology in degrees."""
    (kx, ky), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    found = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + tx, y * ky + ty))
        found.append(points)
    return found


def rings(atlas: dict[str, Any]) -> Iterator[list[tuple[int, int]]]:
    """Every ring in hundredths of a degree."""
    every = arcs(atlas)
    for shape in atlas["objects"]["land"]["geometries"]:
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for polygon in parts:
            for ring in polygon:
                points: list[tuple[float, float]] = []
                for number in ring:
                    arc = every[number] if number >= 0 else every[~number][::-1]
                    points += arc[1:] if points else arc
                if max(y for _, y in points) > SOUTH:
                    yield [(round(100 * x), round(100 * y)) for x, y in points]


def main() -> None:
    """Writes the file."""
    lines = [HEAD]
    for ring in rings(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))):
        told, before = [], (0, 0)
        for x, y in ring:
            told.append(f"{x - before[0]},{y - before[1]}")
            before = (x, y)
        lines.append(" ".join(told) + "\n")
    TO.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
