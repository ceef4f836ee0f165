"""Shares as bars, each with its interval: as SVG, as lines of text, and as the table of the same.

A bar is as long as its share; the line on it goes from where the share may begin to where it may
end. So what rests on few is seen to: its line is long.
"""

from dataclasses import dataclass

from onrecord.drawing.elements import line, number, tag, text
from onrecord.drawing.frame import WIDTH, framed
from onrecord.drawing.lines import Line
from onrecord.drawing.measure import cut
from onrecord.drawing.tables import Table

__all__ = ["Bar", "Bars", "bars_lines", "bars_svg", "bars_table"]

_TOP = 26.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One share, between 0 and 1: how it is called, how sure it is, what it counts, in words."""

    name: str
    count: int
    share: float
    low: float
    high: float
    said: str = ""
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Shares of one whole; ``counted`` says what is counted («statements»)."""

    title: str
    counted: str
    bars: tuple[Bar, ...]


def percent(share: float) -> str:
    """A share in words: whole hundredths, none of which hides that there is something."""
    if 0 < share < 0.01:
        return "under 1 %"
    if 0.99 < share < 1:
        return "over 99 %"
    return f"{share * 100:.0f} %"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where things stand in a drawing of a width: names beside the bars, or above them."""

    wide: float
    row: float
    left: float
    right: float
    above: bool

    def at(self, share: float) -> float:
        """Where a share is."""
        return self.left + (self.right - self.left) * share


_BESIDE = _Place(WIDTH, 34.0, 262.0, 862.0, above=False)
_ABOVE = _Place(358.0, 50.0, 4.0, 354.0, above=True)


def bars_svg(drawn: Bars, *, name: str = "bars", alone: bool = True, narrow: bool = False) -> str:
    """The drawing. ``name`` begins its ids; ``alone``: as a file of its own, with its style.

    ``narrow``: for a phone, 358 pixels wide.
    """
    place = _ABOVE if narrow else _BESIDE
    bottom = _TOP + len(drawn.bars) * place.row
    inside = []
    for share, anchor in (
        (0, "start"),
        (25, "middle"),
        (50, "middle"),
        (75, "middle"),
        (100, "end"),
    ):
        x = place.at(share / 100)
        inside.append(line(f"M{number(x)} {number(_TOP)}V{number(bottom)}", "grid"))
        inside.append(text(x, _TOP - 8, f"{share} %", class_="d", text_anchor=anchor))
    for at, one in enumerate(drawn.bars):
        inside.append(_bar(one, place, _TOP + at * place.row))
    desc = " ".join(f"{one.name}: {_told(one)}." for one in drawn.bars)
    return framed(
        inside, name=name, height=bottom + 8, title=drawn.title, desc=desc, kind="statement",
        alone=alone, wide=place.wide,
    )  # fmt: skip


def _bar(one: Bar, place: _Place, top: float) -> str:
    y = top + (34 if place.above else place.row / 2)
    low, high = number(place.at(one.low)), number(place.at(one.high))
    numbers = f"{one.count:,} · {percent(one.share)} · {_range(one)}"
    if place.above:
        named = [
            text(place.left, y - 14, cut(one.name, 13.5, 150, bold=True), class_="lane halo"),
            text(place.right, y - 14, numbers, class_="d halo", text_anchor="end"),
        ]
    else:
        name = cut(one.name, 13.5, place.left - 18, bold=True)
        named = [
            text(place.left - 12, y + 4.5, name, class_="lane", text_anchor="end"),
            text(place.right + 24, y + 4.5, f"{one.count:,}", class_="yes"),
            text(place.right + 100, y + 4.5, percent(one.share), class_="yes"),
            text(place.right + 190, y + 4.5, _range(one), class_="d"),
        ]
    long = max(place.at(one.share) - place.left, 1.5)
    drawn = "".join([
        *named,
        tag("rect", class_="part", x=place.left, y=y - 8, width=long, height=16.0),
        line(f"M{low} {number(y - 5)}v10m0-5H{high}m0-5v10", "sure"),
    ])  # fmt: skip
    if one.link:
        reach = tag("rect", class_="reach", x=0.0, y=top, width=place.wide, height=place.row)
        drawn = reach + drawn
        return tag("a", drawn, href=one.link, aria_label=f"{one.name}: {_told(one)}")
    return drawn


def bars_lines(drawn: Bars, *, names: int = 24, cells: int = 24) -> tuple[Line, ...]:
    """The same as lines of text: blocks for the share, a line to where it may end.

    ``names`` and ``cells`` are the columns that names and bars may take.
    """
    found = []
    for one in drawn.bars:
        name = one.name if len(one.name) <= names else one.name[: names - 1] + "…"
        numbers = f" {one.count:>6,} {percent(one.share):>10}"
        unbroken = _range(one).replace(" ", "\xa0")
        body = ((numbers, "bold"), (f"  {unbroken}", ""))
        before = (("  ", ""), (name.ljust(names), ""), (_cells(one, cells), "statement"))
        found.append(Line(before, body))
    return tuple(found)


def _cells(one: Bar, most: int) -> str:
    full, high = round(one.share * most), round(one.high * most)
    if one.count and not full and most:
        return "▏" + "─" * (high - 1) + " " * (most - max(high, 1))
    return "█" * full + "─" * (high - full) + " " * (most - max(high, full))


def bars_table(drawn: Bars) -> Table:
    """The same as a table."""
    rows = tuple(
        (one.name, f"{one.count:,}", percent(one.share), _range(one), one.said)
        for one in drawn.bars
    )
    return Table(("What", drawn.counted.capitalize(), "Share", "Between", "Told"), rows)


def _range(one: Bar) -> str:
    low, high = round(one.low * 100), round(one.high * 100)
    return f"{low} to {high} %"


def _told(one: Bar) -> str:
    return f"{one.count:,}, {percent(one.share)}, between {_range(one)}"
