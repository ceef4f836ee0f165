"""Places on a map: coasts without borders, a disc for each place as large as much happened there.

A degree of longitude is drawn as long as it is in the middle of the map. Coasts: ``coasts.tsv``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, radians, sqrt

from onrecord.drawing.elements import number, tag, text, words
from onrecord.drawing.frame import WIDTH, framed
from onrecord.drawing.measure import cut, width
from onrecord.drawing.tables import Table

_HIGH = 560.0
_LEAST, _MOST = 6.0, 20.0  # pixels of a disc's radius
_TALL = 12.0  # degrees of latitude that a map shows at least
_SIZE = 12.5

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place: its name, where it lies in degrees, how often something was there, and what."""

    name: str
    lat: float
    lon: float
    count: int
    detail: str = ""
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """Places, in any order."""

    title: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class _View:
    """What part of the world is seen: pixels of a degree, and what lies at the upper left."""

    west: float
    north: float
    across: float
    down: float

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self.west) * self.across, (self.north - lat) * self.down


def map_svg(drawn: Map, *, name: str = "map", alone: bool = True) -> str:
    """The drawing, cut to where the places lie; see ``life_svg`` for ``name`` and ``alone``."""
    view = _view(drawn.spots)
    order = sorted(drawn.spots, key=lambda one: (-one.count, one.name, one.lat, one.lon))
    most = max((one.count for one in order), default=1)
    clip = (
        f'<clipPath id="{name}-clip"><path d="M0 0H{number(WIDTH)}V{number(_HIGH)}H0z"/></clipPath>'
    )
    land = tag("path", class_="land", d=_land(view), fill_rule="evenodd")
    inside = [clip, tag("g", land, clip_path=f"url(#{name}-clip)")]
    inside += _spots(order, view, most)
    desc = " ".join(_said(one) for one in order) or "Nothing has a place."
    return framed(
        [tag("g", *inside, class_="encounter")], name=name, height=_HIGH, title=drawn.title,
        desc=desc, kind="map", alone=alone,
    )  # fmt: skip


def map_table(drawn: Map) -> Table:
    """Every place, where most happened first."""
    order = sorted(drawn.spots, key=lambda one: (-one.count, one.name))
    rows = tuple(
        (one.name, f"{one.lat:.2f}, {one.lon:.2f}", f"{one.count:,}", one.detail) for one in order
    )
    return Table(("Place", "Position", "Times", "Last"), rows)


@cache
def coasts() -> tuple[Ring, ...]:
    """The rings of ``coasts.tsv``, as longitude and latitude in degrees."""
    found = []
    lines = (files("onrecord.drawing") / "coasts.tsv").read_text(encoding="utf-8").splitlines()
    for told in lines:
        if told.startswith("#") or told == "ring":
            continue
        x = y = 0
        ring = []
        for pair in told.split(" "):
            dx, _, dy = pair.partition(",")
            x, y = x + int(dx), y + int(dy)
            ring.append((x / 100, y / 100))
        found.append(tuple(ring))
    return tuple(found)


def _view(spots: Sequence[Spot]) -> _View:
    """All places, with air around them, in the shape of the drawing."""
    lats = [one.lat for one in spots] or [0.0]
    lons = [one.lon for one in spots] or [0.0]
    lat, lon = (max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2
    squeeze = max(0.2, cos(radians(lat)))
    shape = WIDTH / _HIGH
    tall = max(_TALL, 1.35 * (max(lats) - min(lats)))
    tall = max(tall, 1.35 * (max(lons) - min(lons)) * squeeze / shape)
    down = _HIGH / tall
    across = down * squeeze
    return _View(lon - WIDTH / across / 2, lat + tall / 2, across, down)


def _land(view: _View) -> str:
    """The coasts that are seen; those beyond the date line are drawn again on the other side."""
    east, south = view.west + WIDTH / view.across, view.north - _HIGH / view.down
    found = []
    for ring in coasts():
        lons, lats = [x for x, _ in ring], [y for _, y in ring]
        if max(lats) < south or min(lats) > view.north:
            continue
        for turn in (-360.0, 0.0, 360.0):
            if max(lons) + turn >= view.west and min(lons) + turn <= east:
                places = [view.place(x + turn, y) for x, y in ring]
                found.append("M" + "L".join(f"{number(x)} {number(y)}" for x, y in places) + "z")
    return "".join(found)


def _spots(order: Sequence[Spot], view: _View, most: int) -> list[str]:
    """Discs, the largest first and so below; names where there is room beside them."""
    taken: list[tuple[float, float, float, float]] = []
    discs, labels = [], []
    for one in order:
        x, y = view.place(one.lon, one.lat)
        radius = max(_LEAST, _MOST * sqrt(one.count / most))
        taken.append((x - radius, y - radius, x + radius, y + radius))
        discs.append((one, x, y, radius))
    for one, x, y, radius in discs:
        shown = cut(f"{one.name} {one.count:,}", _SIZE, 200, bold=True)
        wide = width(shown, _SIZE, bold=True)
        labels.append(_label(shown, wide, x, y, radius, taken))
    return [
        _spot(one, x, y, radius, label)
        for (one, x, y, radius), label in zip(discs, labels, strict=True)
    ]


def _label(
    shown: str, wide: float, x: float, y: float, radius: float,
    taken: list[tuple[float, float, float, float]],
) -> str:  # fmt: skip
    """The name to the right or left of a disc, or over or under it; nothing where all is taken."""
    for left, middle in (
        (x + radius + 5, y), (x - radius - 5 - wide, y),
        (x - wide / 2, y - radius - 9), (x - wide / 2, y + radius + 9),
    ):  # fmt: skip
        box = (left, middle - 8, left + wide, middle + 8)
        free = all(box[2] < a or c < box[0] or box[3] < b or d < box[1] for a, b, c, d in taken)
        if free and left >= 0 and left + wide <= WIDTH and 8 <= middle <= _HIGH - 8:
            taken.append(box)
            return text(left, middle + 4.5, shown, class_="yes halo")
    return ""


def _spot(one: Spot, x: float, y: float, radius: float, label: str) -> str:
    parts = (
        tag("title", words(_said(one))),
        tag("circle", class_="spot", cx=x, cy=y, r=radius),
        label,
    )
    return tag("a", *parts, href=one.link) if one.link else tag("g", *parts)


def _said(one: Spot) -> str:
    times = "once" if one.count == 1 else f"{one.count:,} times"
    detail = f", last {one.detail}" if one.detail else ""
    return f"{one.name}, {times}{detail}."
