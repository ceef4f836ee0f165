"""The life of an agreement or a case as SVG.

What happened is a dot on a bar that says how things stood; labels above it. What was planned,
asked, denied, failed or possible hangs below, off the bar. A date that is no day has a bracket as
long as the days it may mean. What has no date stands apart, under the drawing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from onrecord.drawing.axis import MONTHS, Axis, axis
from onrecord.drawing.described import Happening, Life
from onrecord.drawing.elements import line, mark, number, tag, text, words
from onrecord.drawing.frame import WIDTH, framed
from onrecord.drawing.measure import cut, width
from onrecord.drawing.placing import Label, Wanted, rows
from onrecord.drawing.stretches import Stretch, middle, stretches
from onrecord.drawing.tables import in_words

_LEFT, _RIGHT = 44.0, WIDTH - 40.0
_BAR = 22.0  # pixels that the bar is high
_ABOVE, _BELOW = 42.0, 40.0  # … between two rows of labels
_MOST = 16  # labels on a side; what has none is in the table all the same
_SIZE, _SMALL = 13.0, 12.5
_ROOM = 260.0  # a label is at most so wide


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where things stand."""

    life: Life
    axis: Axis
    now: float
    top: float  # of the bar
    bottom: float
    hatch: str

    def x(self, day: float) -> float:
        return self.axis.place(day)


def life_svg(life: Life, *, name: str = "life", alone: bool = True) -> str:
    """The drawing. ``name`` begins its ids, where a page has more than one of them.

    ``alone``: as a file of its own, with style and ground; else for a page that has ``STYLE``.
    """
    above = _most([one for one in life.dated if one.happened])
    below = _most([one for one in life.dated if not one.happened])
    now = date.fromisoformat(life.as_of).toordinal() + 1.0
    laid = _axis(life, now)
    wall = laid.place(now)
    at_now = width(life.as_of_said, _SIZE, bold=True) + 10
    over = rows(_wanted(above, laid, 6), 4, WIDTH - 4, (wall,))
    under = rows(_wanted(below, laid, 14), 4, WIDTH - 4)
    top = 34 + 46 + _ABOVE * (1 + max((one.row for one in over if one), default=0)) - 20
    plan = _Plan(life, laid, now, top, top + _BAR, f"url(#{name}-hatch)")
    height = plan.bottom + 56 + _BELOW * (1 + max((one.row for one in under if one), default=0))
    apart = _undated(life, height + 4)
    inside = [
        *_wider(plan, height - 8),
        *_line(plan),
        *_ticks(plan),
        *_as_of(plan, wall, at_now),
        *_each(_over, plan, above, over),
        *_each(_under, plan, below, under),
        *_each(_under, plan, [one for one in life.dated if one not in (*above, *below)], None),
        *apart[0],
    ]  # fmt: skip
    return framed(
        inside, name=name, height=height + apart[1], title=f"The life of {life.name}",
        desc=_said(life), kind=life.kind, alone=alone,
    )  # fmt: skip


def _said(life: Life) -> str:
    on = [one for one in life.dated if one.happened]
    off = [one for one in life.dated if not one.happened]
    parts = [f"{life.as_of_said}: {life.standing or 'no status'}."]
    parts += [f"On the line: {in_words(on)}"] if on else []
    parts += [f"Beside the line: {in_words(off)}"] if off else []
    parts += [f"Without a date: {in_words(life.undated)}"] if life.undated else []
    return " ".join(parts)


def _axis(life: Life, now: float) -> Axis:
    marks = [middle(one) for one in life.dated]
    spans = [days for one in life.dated if (days := one.days)]
    first = min([int(now) - 1, *(days.first for days in spans)])
    last = max([int(now), *(days.last + 1 for days in spans)])
    edge = max(3, (last - first) // 50)
    ends = max(1, first - edge), min(date.max.toordinal(), last + edge)
    return axis(*ends, [*marks, now], _LEFT, _RIGHT)


def _most(happenings: list[Happening]) -> list[Happening]:
    """Those with the most behind them, in their order; the last of all is always there."""
    if len(happenings) <= _MOST:
        return happenings
    ranked = sorted(range(len(happenings)), key=lambda at: (-happenings[at].sources, -at))
    kept = {len(happenings) - 1, *ranked[: _MOST - 1]}
    return [one for at, one in enumerate(happenings) if at in kept]


def _wanted(happenings: Sequence[Happening], laid: Axis, offset: float) -> list[Wanted]:
    return [Wanted(laid.place(middle(one)), _wide(one), offset) for one in happenings]


def _wide(one: Happening) -> float:
    label = width(_label(one), _SIZE, bold=one.happened)
    return max(label, width(_note(one), _SMALL))


def _label(one: Happening) -> str:
    return cut(one.label, _SIZE, _ROOM, bold=one.happened)


def _note(one: Happening) -> str:
    told = ". ".join(part for part in (one.said, one.weight) if part)
    return cut(told, _SMALL, _ROOM)


def _wider(plan: _Plan, height: float) -> list[str]:
    """What is drawn wider lies on a sheet that says so."""
    found = []
    for first, last in plan.axis.wider():
        left, right = plan.x(first), plan.x(last)
        if right - left > (_RIGHT - _LEFT) * 0.95:
            continue
        found.append(
            tag("rect", class_="wider", x=left, y=24.0, width=right - left, height=height - 20)
        )
        found += _note_wider(left, right, plan.x(plan.now), _months(first, last))
    return found


def _note_wider(left: float, right: float, wall: float, when: str) -> list[str]:
    """What a sheet says, at its left or behind the line of «as of»: where there is room."""
    parts = [(left, min(wall, right)), (wall, right)] if left < wall < right else [(left, right)]
    for shown in (f"{when}, drawn wider", f"{when}, wider", "drawn wider"):
        for start, end in parts:
            if width(shown, _SMALL) + 16 <= end - start:
                return [text(start + 8, 42, shown, class_="d")]
    return []


def _months(first: int, last: int) -> str:
    """«Oct 2022 to Apr 2023», «Jan to Apr 2023», «Feb 2023»."""
    one, other = date.fromordinal(first), date.fromordinal(last - 1)
    if (one.year, one.month) == (other.year, other.month):
        return f"{MONTHS[one.month - 1]} {one.year}"
    year = "" if one.year == other.year else f" {one.year}"
    return f"{MONTHS[one.month - 1]}{year} to {MONTHS[other.month - 1]} {other.year}"


def _line(plan: _Plan) -> list[str]:
    """The bar: early, in force, suspended, over; and what lies ahead."""
    lines = stretches(plan.life, plan.now)
    found = [part for one in lines for part in _stretch(plan, one)]
    left = plan.x(plan.now)
    if lines and lines[-1].state != "over" and _RIGHT - left > 4:
        found.append(
            tag("rect", class_="ahead", x=left, y=plan.top, width=_RIGHT - left, height=_BAR)
        )
        standing = f"{plan.life.standing[:1].upper()}{plan.life.standing[1:]}"
        dots = (plan.x(middle(one)) for one in plan.life.dated if one.happened)
        end = min((dot for dot in dots if dot > left), default=_RIGHT)
        if standing and width(standing, _SIZE) + 20 <= end - left:
            found.append(text(left + 9, plan.bottom - 6.5, standing))
    if not lines:  # nothing happened that is dated: the line has no body
        middle_ = plan.top + _BAR / 2
        found.append(line(f"M{number(_LEFT)} {number(middle_)}H{number(_RIGHT)}", "tick"))
    return found


def _stretch(plan: _Plan, one: Stretch) -> list[str]:
    left, right = plan.x(one.first), plan.x(one.last)
    thin = one.state in ("early", "over")
    y, high = (plan.top + 7, 8.0) if thin else (plan.top, _BAR)
    style = {"fill": plan.hatch} if one.state == "suspended" else {}
    found = [
        tag(
            "rect",
            class_=one.state,
            x=left,
            y=y,
            width=max(1.0, right - left),
            height=high,
            **style,
        )
    ]
    room, at = _widest(plan, left, right)
    if not thin and width(one.name, _SIZE, bold=True) <= room:
        kind = "in" if one.state == "holds" else "yes halo"
        found.append(text(at, plan.bottom - 6.5, one.name, class_=kind, text_anchor="middle"))
    return found


def _widest(plan: _Plan, left: float, right: float) -> tuple[float, float]:
    """The room between two dots on a part of the bar, the widest that there is, and its middle."""
    dots = sorted(plan.x(middle(one)) for one in plan.life.dated if one.happened)
    edges = [left, *(dot for dot in dots if left < dot < right), right]
    gaps = [(b - a - 24, (a + b) / 2) for a, b in pairwise(edges)]
    return max(gaps, key=lambda gap: (round(gap[0], 3), -gap[1]))


def _ticks(plan: _Plan) -> list[str]:
    found: list[str] = []
    taken: list[tuple[float, float]] = []
    for tick in sorted(plan.axis.ticks(), key=lambda one: (one.rank, one.day)):
        half = width(tick.name, _SMALL) / 2 + 6
        start, end = tick.place - half, tick.place + half
        if start < 0 or end > WIDTH or any(start < b and a < end for a, b in taken):
            continue
        taken.append((start, end))
        found.append(line(f"M{number(tick.place)} {number(plan.bottom)}v7", "tick"))
        found.append(
            text(tick.place, plan.bottom + 21, tick.name, class_="d", text_anchor="middle")
        )
    return found


def _as_of(plan: _Plan, wall: float, wide: float) -> list[str]:
    left = wall + 10 + wide > WIDTH
    x, anchor = (wall - 8, "end") if left else (wall + 8, "start")
    return [
        line(f"M{number(wall)} 8V{number(plan.bottom)}", "asof"),
        text(x, 18, plan.life.as_of_said, class_="yes halo", text_anchor=anchor),
    ]


def _each(
    draw: Callable[[_Plan, Happening, Label | None], list[str]],
    plan: _Plan,
    happenings: Sequence[Happening],
    labels: Sequence[Label | None] | None,
) -> list[str]:
    given = labels or [None] * len(happenings)
    return [part for pair in zip(happenings, given, strict=True) for part in draw(plan, *pair)]


def _over(plan: _Plan, one: Happening, label: Label | None) -> list[str]:
    x, y = plan.x(middle(one)), plan.top + _BAR / 2
    found = [*_bracket(plan, one), mark(one.modality, x, y)]
    if label is None:
        return found
    at = plan.top - 26 - _ABOVE * label.row - 16
    leader = line(f"M{number(x)} {number(at + 4)}V{number(plan.top)}", "lead")
    return [leader, *_linked(one, [*found, _words(one, label, x, at, 6, "yes")])]


def _under(plan: _Plan, one: Happening, label: Label | None) -> list[str]:
    if label is None:  # happened or not, it is a mark alone
        return _bare(plan, one)
    x = plan.x(middle(one))
    y = plan.bottom + 52 + _BELOW * label.row
    leader = line(f"M{number(x)} {number(plan.bottom)}V{number(y - 7)}", "away")
    shown = _words(one, label, x, y + 4.5, 14, "no")
    return [leader, *_linked(one, [*_bracket(plan, one), mark(one.modality, x, y), shown])]


def _bare(plan: _Plan, one: Happening) -> list[str]:
    """A mark without words, for which there was no room: the table has them."""
    y = plan.top + _BAR / 2 if one.happened else plan.bottom + 34
    return [
        tag("g", tag("title", words(in_words([one]))), mark(one.modality, plan.x(middle(one)), y))
    ]


def _words(one: Happening, label: Label, x: float, y: float, offset: float, kind: str) -> str:
    at = x - offset if label.left else x + offset
    note = tag("tspan", words(_note(one)), class_="d", x=at, dy=17)
    anchor = "end" if label.left else "start"
    return tag(
        "text", words(_label(one)), note, class_=f"{kind} halo", x=at, y=y, text_anchor=anchor
    )


def _linked(one: Happening, parts: list[str]) -> list[str]:
    return [tag("a", *parts, href=one.link)] if one.link else parts


def _bracket(plan: _Plan, one: Happening) -> list[str]:
    """A bracket over the days that a date may mean, where it is no day."""
    days = one.days
    if days is None or days.exact:
        return []
    left, right = plan.x(days.first), plan.x(days.last + 1)
    y, tip = (plan.top - 3, -4) if one.happened else (plan.bottom + 27, 4)
    if one.happened:
        path = f"M{number(left)} {number(y)}v{tip}H{number(right)}v{-tip}"
    else:
        path = f"M{number(left)} {number(y + 4)}v{-tip}H{number(right)}v{tip}"
    return [line(path, "span")]


def _undated(life: Life, y: float) -> tuple[list[str], float]:
    """What has no date, in rows under a line of its own; with the height that it takes."""
    if not life.undated:
        return [], 0.0
    found = [
        line(f"M{number(_LEFT)} {number(y)}H{number(_RIGHT)}", "rule"),
        text(_LEFT, y + 24, "No date", class_="d"),
    ]
    x, row = start, at = _LEFT + 76, y + 19
    for one in life.undated:
        note = ", ".join(part for part in (one.detail, one.weight) if part)
        shown, told = cut(one.label, _SIZE, 300, bold=one.happened), cut(note, _SMALL, 300)
        wide = 14 + width(shown, _SIZE, bold=one.happened) + 8 + width(told, _SMALL)
        if x > start and x + wide > _RIGHT:
            x, row = start, row + 24
        kind = "yes" if one.happened else "no"
        note_ = tag("tspan", words(told), class_="d", dx=8) if told else ""
        body = tag("text", words(shown), note_, class_=kind, x=x + 14, y=row + 4.5)
        found += _linked(one, [mark(one.modality, x + 4, row), body])
        x += wide + 30
    return found, row - at + 46
