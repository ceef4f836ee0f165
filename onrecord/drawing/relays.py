"""The order in which outlets told a thing: a line down, the first at its head, copies beside it.

Who adds something stands on the line with what it adds, who copies stands off it with an arc to
whom it copies, who only repeats is a small mark on it.
"""

from dataclasses import dataclass
from typing import Literal

from onrecord.drawing.elements import line, number, tag, text
from onrecord.drawing.frame import framed
from onrecord.drawing.lines import Line
from onrecord.drawing.measure import cut
from onrecord.drawing.tables import Table
from onrecord.record.accounts import Kind

WIDE = 720.0
_ROW = 34.0
_TOP = 14.0
_LINE = 190.0  # where the line is
_OFF = 26.0  # how far a copy stands off it
_TEXT = 240.0
MARKS = {"first": "●", "added": "◆", "copy": "○", "same": "·"}
SAID = {"first": "had it first", "added": "added", "copy": "copied", "same": "told the same"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """One report: whose, when, what its part was; ``of`` is the place of the one it copies.

    ``added`` says what it gave that none before did, ``note`` what else is to be said.
    """

    name: str
    when: str
    part: Literal["first", "copy", "added", "same"]
    of: int | None = None
    added: str = ""
    note: str = ""
    link: str = ""

    @property
    def said(self) -> str:
        """Its part in words."""
        if self.part == "added":
            return f"added {self.added}"
        more = f", and added {self.added}" if self.added else ""
        return SAID[self.part] + (f" {self.note}" if self.note else "") + more


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """Who told a thing in which order; ``left_out`` counts reports that are not among them."""

    title: str
    kind: Kind
    tellers: tuple[Teller, ...]
    left_out: int = 0


def relay_svg(drawn: Relay, *, name: str = "relay", alone: bool = True) -> str:
    """The drawing. ``name`` begins its ids; ``alone``: as a file of its own, with its style."""
    last = _y(len(drawn.tellers) - 1)
    inside = [line(f"M{number(_LINE)} {number(_y(0))}V{number(last)}", "lead")]
    for at, one in enumerate(drawn.tellers):
        inside += _teller(at, one)
    desc = " ".join(f"{one.name}, {one.when}: {one.said}." for one in drawn.tellers)
    return framed(
        inside, name=name, height=last + _ROW / 2 + 8, title=drawn.title, desc=desc,
        kind=drawn.kind, alone=alone, wide=WIDE,
    )  # fmt: skip


def _y(at: int) -> float:
    return _TOP + _ROW / 2 + at * _ROW


def _teller(at: int, one: Teller) -> list[str]:
    y, x = _y(at), _LINE + (_OFF if one.part == "copy" else 0)
    shapes = []
    if one.part == "copy":
        start = _y(one.of) if one.of is not None else y - _ROW * 0.6
        bend = x + 4
        path = f"M{number(_LINE)} {number(start)}C{number(bend)} {number(start)} {number(bend)} "
        shapes.append(line(f"{path}{number(start)} {number(x)} {number(y - 5)}", "away"))
        shapes.append(tag("circle", class_="m", cx=x, cy=y, r=5))
    elif one.part == "same":
        shapes.append(tag("circle", class_="wider m", cx=x, cy=y, r=3.5))
    elif one.part == "added":
        box = f"M{number(x)} {number(y - 7)}l7 7l-7 7l-7 -7z"
        shapes.append(tag("path", class_="holds", d=box))
    else:
        shapes.append(tag("circle", class_="holds", cx=x, cy=y, r=7.5))
    room = WIDE - _TEXT - 8
    named = cut(one.name, 13.5, room, bold=True)
    words = [
        text(_LINE - 16, y + 4.5, one.when, class_="d", text_anchor="end"),
        text(_TEXT, y - 2, named, class_="lane"),
        text(_TEXT, y + 13, cut(one.said, 12.5, room), class_="d"),
    ]
    if one.link:
        label = f"{one.name}, {one.when}: {one.said}"
        return [*shapes, tag("a", *words, href=one.link, aria_label=label)]
    return [*shapes, *words]


def relay_lines(drawn: Relay) -> tuple[Line, ...]:
    """The same as lines of text."""
    found = [
        Line(
            (("  ", ""), (one.when.ljust(26), ""), ("  " if one.part == "copy" else "", ""),
             (MARKS[one.part] + " ", drawn.kind if one.part == "first" else "")),
            ((one.name, "bold" if one.part in ("first", "added") else ""), (f"  {one.said}", "")),
        )
        for one in drawn.tellers
    ]  # fmt: skip
    if drawn.left_out:
        found.append(Line((("  ", ""),), ((f"and {drawn.left_out:,} more reports", ""),)))
    return tuple(found)


def relay_table(drawn: Relay) -> Table:
    """The same as a table."""
    rows = tuple((one.name, one.when, SAID[one.part], one.note, one.added) for one in drawn.tellers)
    return Table(("Outlet", "When", "Part", "Of whom", "What it added"), rows)
