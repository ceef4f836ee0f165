"""The cost of a report against the size of the record, drawn as a small SVG."""

import math
from collections.abc import Sequence
from xml.sax.saxutils import escape

_WIDE, _HIGH = 640, 300
_LEFT, _RIGHT, _TOP, _BELOW = 60, 20, 36, 44
_STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#444}.t{font-weight:600;fill:#222}"
    ".a{stroke:#bbb}.l{fill:none;stroke:#1a5fb4;stroke-width:2}.d{fill:#1a5fb4}"
)

Point = tuple[float, float]


def plotted(title: str, points: Sequence[Point], unit: str, along: str = "reports kept") -> str:
    """An SVG of a value (from 0 on) against the number of reports (by powers of ten).

    ``along`` names what stands there in their place.
    """
    least, most = (math.log10(max(1, end(x for x, _ in points))) for end in (min, max))
    top = max(y for _, y in points) * 1.25 or 1.0
    wide, high = _WIDE - _LEFT - _RIGHT, _HIGH - _TOP - _BELOW

    def place(x: float, y: float) -> Point:
        across = (math.log10(x) - least) / ((most - least) or 1)
        return _LEFT + across * wide, _TOP + high - y / top * high

    at = [place(*point) for point in points]
    parts = [f'<text class="t" x="{_LEFT}" y="20">{escape(title)}</text>']
    for step in range(5):
        value = top * step / 4
        y = place(points[0][0], value)[1]
        parts.append(
            f'<line class="a" x1="{_LEFT}" x2="{_WIDE - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        )
        parts.append(f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{value:.3g}</text>')
    for (x, y), (reports, _) in zip(at, points, strict=True):
        parts.append(f'<circle class="d" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>')
        under = _HIGH - _BELOW + 18
        parts.append(f'<text x="{x:.1f}" y="{under}" text-anchor="middle">{reports:,.0f}</text>')
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
    parts.append(f'<polyline class="l" points="{line}"/>')
    below = _HIGH - 8
    parts.append(
        f'<text x="{_LEFT + wide / 2:.0f}" y="{below}" text-anchor="middle">{escape(along)}</text>'
    )
    parts.append(f'<text x="8" y="{_TOP - 4}">{escape(unit)}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" role="img" '
        f'aria-label="{escape(title)}"><style>{_STYLE}</style>{"".join(parts)}</svg>\n'
    )
