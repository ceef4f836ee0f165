"""Many things on their days: lanes by kind as SVG, a list with a column a kind as text.

Every day is as wide as any other. A date that is no day is a bar as long as the days it may mean.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.drawing.axis import MONTHS, Axis, even
from onrecord.drawing.described import Happening, Tally, Timeline
from onrecord.drawing.elements import glyph, line, mark, number, tag, text, words
from onrecord.drawing.frame import WIDTH, framed
from onrecord.drawing.lines import MARKS, Line, Piece, style_of
from onrecord.drawing.measure import cut, width
from onrecord.drawing.stretches import middle
from onrecord.drawing.tables import in_words
from onrecord.record.accounts import Kind

LANES: tuple[tuple[Kind, str, str], ...] = (
    ("encounter", "Encounters", "∞"), ("agreement", "Agreements", "§"), ("case", "Cases", "▥"),
    ("event", "Events", "◆"),
)  # fmt: skip
_SAID: tuple[Kind, str] = ("statement", "“")  # in lines of text; else they are counted
_LEFT, _RIGHT = 132.0, WIDTH - 16.0
_ROW, _ROWS = 27.0, 6
_SIZE, _SMALL = 12.5, 12.0
_BARS = 44.0  # pixels that the lane of statements is high


def timeline_svg(timeline: Timeline, *, name: str = "timeline", alone: bool = True) -> str:
    """The drawing. ``name`` begins its ids; ``alone``: as a file of its own, see ``life_svg``."""
    first = date.fromisoformat(timeline.first).toordinal()
    last = date.fromisoformat(timeline.last).toordinal() + 1
    axis = even(first, max(last, first + 1), _LEFT, _RIGHT)
    inside: list[str] = []
    y = 24.0
    for kind, named, _ in LANES:
        there = [one for one in timeline.dated if one.kind == kind]
        if there:
            lane, y = _lane(axis, kind, named, there, y)
            inside += lane
    if timeline.tallies:
        lane, y = _tallied(axis, timeline.tallies, y)
        inside += lane
    desc = in_words((*timeline.dated, *timeline.undated)) or "Nothing on these days."
    return framed(
        [*_grid(axis, y), *inside], name=name, height=y + 6, title=timeline.title, desc=desc,
        kind="timeline", alone=alone,
    )  # fmt: skip


def _grid(axis: Axis, bottom: float) -> list[str]:
    found, free = [], 0.0
    for tick in axis.ticks():
        found.append(line(f"M{number(tick.place)} 24V{number(bottom)}", "grid"))
        if tick.place >= free and tick.place + 4 + width(tick.name, _SMALL) <= WIDTH:
            found.append(text(tick.place + 4, 17, tick.name, class_="d"))
            free = tick.place + width(tick.name, _SMALL) + 14
    edges = (axis.places[0], axis.places[-1])
    return [*found, *(line(f"M{number(x)} 24V{number(bottom)}", "grid") for x in edges)]


def _head(kind: Kind, named: str, middle_: float) -> list[str]:
    return [glyph(kind, 0.0, middle_ - 8), text(24.0, middle_ + 5, named, class_="lane")]


@dataclass(frozen=True, slots=True)
class _Set:
    one: Happening
    row: int
    left: bool | None  # null: no room for words


def _lane(
    axis: Axis, kind: Kind, named: str, there: Sequence[Happening], y: float
) -> tuple[list[str], float]:
    """One kind's lane from ``y`` on, and where it ends."""
    rows = _rows(axis, there)
    count = max(one.row for one in rows) + 1
    high = max(44.0, count * _ROW + 12)
    start = y + (high - count * _ROW) / 2 + _ROW / 2
    found = _head(kind, named, y + high / 2)
    found.append(line(f"M0 {number(y + high)}H{number(_RIGHT)}", "rule"))
    for one in rows:
        found += _mark(axis, one, start + one.row * _ROW)
    return [tag("g", *found, class_=kind)], y + high


def _rows(axis: Axis, there: Sequence[Happening]) -> list[_Set]:
    """A row and a side for each; what finds none is a mark alone, in the last row."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(_ROWS)]
    found = []
    for one in there:
        x, wide = axis.place(middle(one)), width(_label(one), _SIZE, bold=one.happened) + 14
        sides = ((False, x - 8, x + wide), (True, x - wide, x + 8))
        fitting = (
            (row, left, low, high)
            for row in range(_ROWS)
            for left, low, high in sides
            if low >= _LEFT - 4 and high <= WIDTH
            and all(high + 8 < a or b + 8 < low for a, b in taken[row])
        )  # fmt: skip
        row, side, low, high = next(fitting, (_ROWS - 1, None, x - 8, x + 8))
        taken[row].append((low, high))
        found.append(_Set(one, row, side))
    return found


def _label(one: Happening) -> str:
    return cut(one.label, _SIZE, 300, bold=one.happened)


def _mark(axis: Axis, placed: _Set, y: float) -> list[str]:
    one, x = placed.one, axis.place(middle(placed.one))
    days, parts = one.days, []
    if days and not days.exact:
        low, high = axis.place(days.first), axis.place(days.last + 1)
        parts.append(line(f"M{number(low)} {number(y + 11)}v4H{number(high)}v-4", "span"))
    parts.append(mark(one.modality, x, y))
    if placed.left is None:
        parts.insert(0, tag("title", words(in_words([one]))))
    else:
        at, anchor = (x - 11, "end") if placed.left else (x + 11, "start")
        kind = "yes halo" if one.happened else "no halo"
        parts.append(text(at, y + 4.5, _label(one), class_=kind, text_anchor=anchor))
    return [tag("a", *parts, href=one.link)] if one.link else [tag("g", *parts)]


def _tallied(axis: Axis, tallies: Sequence[Tally], y: float) -> tuple[list[str], float]:
    """Statements counted between two cuts of the axis: hollow all, filled on the record."""
    bins = [[0, 0] for _ in axis.days[:-1]]
    for one in tallies:
        day = date.fromisoformat(one.day).toordinal()
        at = max((n for n, first in enumerate(axis.days[:-1]) if first <= day), default=None)
        if at is not None and day < axis.days[-1]:
            bins[at][0] += one.all
            bins[at][1] += one.on_record
    most = max((all_ for all_, _ in bins), default=0) or 1
    bottom = y + _BARS + 18
    found = _head("statement", "Statements", y + (_BARS + 18) / 2)
    for at, (all_, on_record) in enumerate(bins):
        left, right = axis.places[at] + 5, axis.places[at + 1] - 5
        if not all_ or right - left < 1:
            continue
        high, part = _BARS * 0.7 * all_ / most, _BARS * 0.7 * on_record / most
        found.append(
            tag("rect", class_="bar", x=left, y=bottom - high, width=right - left, height=high)
        )
        found.append(
            tag("rect", class_="part", x=left, y=bottom - part, width=right - left, height=part)
        )
        if width(f"{all_:,}", _SMALL) <= right - left + 6:
            middle_ = (left + right) / 2
            found.append(
                text(middle_, bottom - high - 4, f"{all_:,}", class_="d", text_anchor="middle")
            )
    found.append(line(f"M0 {number(bottom)}H{number(_RIGHT)}", "rule"))
    return [tag("g", *found, class_="statement")], bottom


# As lines of text.


def timeline_lines(timeline: Timeline, *, dates: int = 18) -> tuple[Line, ...]:
    """A line a thing, in the order of days, its mark in the column of its kind.

    ``dates`` are the columns that a date takes. Statements are counted on the days they are of.
    """
    there = {one.kind for one in timeline.happenings}
    every: tuple[tuple[Kind, str], ...] = tuple((kind, sign) for kind, _, sign in LANES)
    lanes = [one for one in (*every, _SAID) if one[0] in there]
    head: list[Piece] = [("".ljust(dates + 2), "")]
    for kind, sign in lanes:
        head.append((f"{sign} ", kind))
    found = [Line(tuple(head))] if lanes else []
    counted = {date.fromisoformat(one.day).toordinal(): one for one in timeline.tallies}
    said = ""
    for one in timeline.dated:
        days = one.days
        if days:
            found += _counts(counted, days.first, dates, len(lanes))
        found.append(_row(one, one.said if one.said != said else "", lanes, dates))
        said = one.said
    found += _counts(counted, date.max.toordinal(), dates, len(lanes))
    if timeline.undated:
        found += [Line(), Line((("  No date", ""),))]
        found += [_row(one, "", lanes, dates) for one in timeline.undated]
    return tuple(found)


def _row(one: Happening, said: str, lanes: Sequence[tuple[Kind, str]], dates: int) -> Line:
    cells = "".join(f"{MARKS[one.modality] if kind == one.kind else ' '} " for kind, _ in lanes)
    body: list[Piece] = [(one.label, style_of(one.modality))]
    if one.detail:
        body.append((f"  {one.detail}", ""))
    return Line(((f"  {said.ljust(dates)}", ""), (cells + " ", "")), tuple(body), one.weight)


def _counts(counted: dict[int, Tally], until: int, dates: int, lanes: int) -> list[Line]:
    """The statements of the days up to one, which are then told."""
    found = []
    for day in sorted(day for day in counted if day <= until):
        one, on = counted.pop(day), date.fromordinal(day)
        told = (
            f"{one.all:,} statement{'' if one.all == 1 else 's'}, {one.on_record:,} on the record"
        )
        said = f"  {on.day} {MONTHS[on.month - 1]} {on.year}".ljust(dates + 2)
        found.append(
            Line(((said, ""), ("  " * lanes + " ", "")), (("“ ", "statement"), (told, "")))
        )
    return found
