"""Reliability: confidence beside how often facts hold, as a table and as a small figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

EDGES = (0.0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0)
_LEAST = 10  # facts in a bin that is drawn
_SIZE, _MARGIN = 300, 46
_COLOURS = ("#1f6f8b", "#b5532a", "#5b7f2b", "#6b4c9a")


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact's first guess, its confidence, and whether it holds."""

    guess: float
    confidence: float
    holds: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Facts of about one confidence: how many, their mean confidence, the share that holds."""

    count: int
    said: float
    held: float


Said = Callable[[Judged], float]


def bins(facts: Sequence[Judged], said: Said) -> Iterator[Bin]:
    """The bins between EDGES that have facts."""
    for at, low in enumerate(EDGES[:-1]):
        top = EDGES[at + 1]
        own = [f for f in facts if low <= said(f) < top or said(f) == top == 1.0]
        if own:
            count = len(own)
            yield Bin(count, sum(map(said, own)) / count, sum(f.holds for f in own) / count)


def error(facts: Sequence[Judged], said: Said) -> float:
    """The expected calibration error: mean distance of said and held over bins, by count."""
    return sum(b.count * abs(b.said - b.held) for b in bins(facts, said)) / max(1, len(facts))


def brier(facts: Sequence[Judged], said: Said) -> float:
    """The mean squared distance of confidence and truth (Brier, 1950)."""
    return sum((said(f) - f.holds) ** 2 for f in facts) / max(1, len(facts))


def table_of(facts: Sequence[Judged]) -> str:
    """The bins of the calibrated confidence, and both errors beside those of the guess."""
    lines = [f"{'facts':>8}{'said':>8}{'held':>8}"]
    lines += [f"{b.count:8}{b.said:8.2f}{b.held:8.2f}" for b in bins(facts, _confidence)]
    for name, measure in (("calibration error", error), ("Brier score", brier)):
        now, before = measure(facts, _confidence), measure(facts, _guess)
        lines.append(f"{name} {now:.3f} (of the guess {before:.3f})")
    return "\n".join(lines)


def drawn(parts: Mapping[str, Sequence[Judged]]) -> str:
    """An SVG: what is said to the right, what holds upwards, a dot a bin, larger for more facts."""
    marks = [
        f'<line x1="{_x(0.5)}" y1="{_y(0.5)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#999" '
        'stroke-dasharray="4 4"/>'
    ]
    for tick in (0.5, 0.6, 0.7, 0.8, 0.9, 1.0):
        marks.append(f'<text x="{_x(tick)}" y="{_y(0.5) + 18}" text-anchor="middle">{tick}</text>')
        marks.append(f'<text x="{_x(0.5) - 8}" y="{_y(tick) + 4}" text-anchor="end">{tick}</text>')
    for number, (name, facts) in enumerate(parts.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        shown = [b for b in bins(facts, _confidence) if b.count >= _LEAST and b.held >= 0.5]
        points = " ".join(f"{_x(b.said)},{_y(b.held)}" for b in shown)
        marks.append(f'<polyline points="{points}" fill="none" stroke="{colour}"/>')
        marks += [
            f'<circle cx="{_x(b.said)}" cy="{_y(b.held)}" r="{2 + b.count**0.5 / 4:.1f}" '
            f'fill="{colour}" fill-opacity="0.6"/>'
            for b in shown
        ]
        marks.append(
            f'<text x="{_x(0.5) + 10}" y="{_y(1) + 14 + 16 * number}" fill="{colour}">'
            f"{name} ({len(facts)})</text>"
        )
    width = _SIZE + 2 * _MARGIN
    body = "\n".join(marks)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {width}" width="{width}" '
        f'font-family="sans-serif" font-size="12">\n<title>Of the facts given at a confidence '
        f"(right), the share that holds (up)</title>\n"
        f'<rect width="100%" height="100%" fill="white"/>\n'
        f'<rect x="{_x(0.5)}" y="{_y(1)}" width="{_SIZE}" height="{_SIZE}" fill="none" '
        f'stroke="#ccc"/>\n{body}\n'
        f'<text x="{width / 2}" y="{width - 8}" text-anchor="middle">confidence given</text>\n'
        f'<text transform="translate(12 {width / 2}) rotate(-90)" text-anchor="middle">'
        f"share that holds</text>\n</svg>\n"
    )


def _x(value: float) -> float:
    return round(_MARGIN + (value - 0.5) * 2 * _SIZE, 1)


def _y(value: float) -> float:
    return round(_MARGIN + (1 - value) * 2 * _SIZE, 1)


def _confidence(fact: Judged) -> float:
    return fact.confidence


def _guess(fact: Judged) -> float:
    return fact.guess
