"""Values over time as a small SVG: a line for each."""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

_WIDE, _HIGH = 640, 300
_LEFT, _RIGHT, _TOP, _BELOW = 60, 20, 52, 44
_COLOURS = ("#1a5fb4", "#9a5b13", "#2d7d46")
_STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#444}.t{font-weight:600;fill:#222}"
    ".a{stroke:#ddd}polyline{fill:none;stroke-width:1.5}"
)
_POINTS = 600

Line = Sequence[tuple[float, float]]


def drawn(title: str, lines: Mapping[str, Line], unit: str) -> str:
    """Lines by name, each of seconds and values, from 0 on; minutes stand below."""
    last = max((at for line in lines.values() for at, _ in line), default=1.0) or 1.0
    top = max((value for line in lines.values() for _, value in line), default=1.0) * 1.25 or 1.0
    wide, high = _WIDE - _LEFT - _RIGHT, _HIGH - _TOP - _BELOW
    parts = [f'<text class="t" x="{_LEFT}" y="18">{escape(title)}</text>']
    for step in range(5):
        y = _TOP + high - step / 4 * high
        x = _LEFT + step / 4 * wide
        parts.append(
            f'<line class="a" x1="{_LEFT}" x2="{_WIDE - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
            f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{top * step / 4:.3g}</text>'
            f'<text x="{x:.1f}" y="{_HIGH - _BELOW + 18}" text-anchor="middle">'
            f"{last / 60 * step / 4:.3g}</text>"
        )
    for at, ((name, line), colour) in enumerate(zip(lines.items(), _COLOURS, strict=False)):
        thinned = line[:: max(1, len(line) // _POINTS)]
        told = " ".join(
            f"{_LEFT + x / last * wide:.1f},{_TOP + high - y / top * high:.1f}" for x, y in thinned
        )
        parts.append(f'<polyline stroke="{colour}" points="{told}"/>')
        parts.append(
            f'<text x="{_LEFT + at * 190}" y="36" style="fill:{colour}">{escape(name)}</text>'
        )
    middle = _LEFT + wide / 2
    parts.append(f'<text x="{middle:.0f}" y="{_HIGH - 8}" text-anchor="middle">minutes</text>')
    parts.append(f'<text x="8" y="{_TOP - 4}">{escape(unit)}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" role="img" '
        f'aria-label="{escape(title)}"><style>{_STYLE}</style>{"".join(parts)}</svg>\n'
    )
