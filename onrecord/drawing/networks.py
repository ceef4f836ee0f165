"""Who met whom: a line of names with an arc from each to each, as SVG and as lines of text.

An arc diagram (Wattenberg 2002): names stand one below the other, where each can be read, those of
one state together; arcs stand at their right, the thicker the oftener two met. What did not take
place is a broken line. The order of names makes arcs short; it depends on what is drawn alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.drawing.elements import line, mark, number, tag, text, words
from onrecord.drawing.frame import WIDTH, framed
from onrecord.drawing.lines import MARKS, Line, Piece, style_of
from onrecord.drawing.measure import cut, width
from onrecord.drawing.tables import Table
from onrecord.vocabulary import Modality

__all__ = ["Meeting", "Network", "Party", "network_lines", "network_svg", "network_table"]

MOST = 28  # names in one drawing
_ROW, _TOP = 26.0, 20.0
_SIDE, _NAME, _SPINE = 0.0, 168.0, 470.0
_SIZE, _SMALL = 13.0, 12.5
_WIDTHS = ((10, 7.0), (5, 5.0), (3, 3.5), (2, 2.5), (1, 1.5))  # pixels of an arc, by times met
_ROUNDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One who met others: a name, the state in words ("" for none), where the name leads to."""

    name: str
    side: str = ""
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Two parties by their places in the network, and what is told of them.

    ``times`` they met; ``beside`` says what did not take place («1 planned») and ``modality`` what
    most of that is. ``said`` are the dates in words, ``link`` where the arc leads to.
    """

    one: int
    other: int
    times: int = 0
    beside: str = ""
    modality: Modality = "actual"
    said: str = "no date"
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Parties and who of them met whom; ``note`` says what is left out."""

    title: str
    parties: tuple[Party, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    note: str = ""


def network_svg(network: Network, *, name: str = "network", alone: bool = True) -> str:
    """The drawing. ``name`` begins its ids; ``alone``: as a file of its own, with its style."""
    kept = _kept(network)
    order = _order(network, kept)
    at = {party: _TOP + row * _ROW + _ROW / 2 for row, party in enumerate(order)}
    bottom = _TOP + len(order) * _ROW
    drawn = [one for one in network.meetings if one.one in at and one.other in at]
    arcs, marks = _arcs(network, drawn, at)
    inside = [*_grid(network, order, bottom), *arcs, *_names(network, order, at), *marks]
    left = len({p for one in network.meetings for p in (one.one, one.other)}) - len(order)
    notes = [network.note] if network.note else []
    if left > 0:
        notes.append(f"{left} more who met fewer are in the table.")
    for note in notes:
        bottom += 22
        inside.append(text(_NAME, bottom, note, class_="d"))
    desc = " ".join(_sentence(network, one) for one in network.meetings) or "Nobody met anybody."
    return framed(
        inside, name=name, height=bottom + 12, title=network.title, desc=desc,
        kind="network encounter", alone=alone,
    )  # fmt: skip


def _kept(network: Network) -> list[int]:
    """The parties that find room: those with the most meetings."""
    weight: dict[int, int] = {}
    for one in network.meetings:
        for party in (one.one, one.other):
            weight[party] = weight.get(party, 0) + max(one.times, 1)
    return sorted(weight, key=lambda p: (-weight[p], network.parties[p].name, p))[:MOST]


def _order(network: Network, kept: Sequence[int]) -> list[int]:
    """Parties in an order that makes arcs short, those of one side together.

    Each side is moved, and each party within its side, to where arcs are shortest in all, until
    no move makes them shorter.
    """
    near: dict[int, list[tuple[int, int]]] = {party: [] for party in kept}
    for one in network.meetings:
        if one.one in near and one.other in near:
            near[one.one].append((one.other, max(one.times, 1)))
            near[one.other].append((one.one, max(one.times, 1)))
    sides: dict[str, list[int]] = {}
    for party in kept:
        sides.setdefault(network.parties[party].side or f"\0{party}", []).append(party)
    groups = list(sides.values())

    def length() -> int:
        return _length([party for group in groups for party in group], near)

    for _ in range(_ROUNDS):
        before = length()
        _moved(groups, length)
        for group in groups:
            _moved(group, length)
        if length() == before:
            break
    return [party for group in groups for party in group]


def _moved(some: list[Any], length: Callable[[], int]) -> None:
    """Each member of a list at the place where the length is least; the list is changed."""
    for one in list(some):
        at = least = some.index(one)
        best = length()
        for place in range(len(some)):
            some.insert(place, some.pop(at))
            at, now = place, length()
            if now < best:
                best, least = now, place
        some.insert(least, some.pop(at))


def _length(order: Sequence[int], near: dict[int, list[tuple[int, int]]]) -> int:
    place = {party: at for at, party in enumerate(order)}
    return sum(abs(place[p] - place[o]) * w for p, others in near.items() for o, w in others)


def _grid(network: Network, order: Sequence[int], bottom: float) -> list[str]:
    """The line that names stand on, and where a side begins its name and a rule."""
    found = [line(f"M{number(_SPINE)} {number(_TOP)}V{number(bottom)}", "over")]
    before: str | None = None
    for row, party in enumerate(order):
        side = network.parties[party].side
        y = _TOP + row * _ROW
        if side != before or not side:
            if row:
                found.append(line(f"M0 {number(y)}H{number(_SPINE)}", "rule"))
            shown = cut(side, _SMALL, _NAME - 12)
            found.append(text(_SIDE, y + _ROW / 2 + 4.5, shown, class_="d"))
        before = side
    return found


def _names(network: Network, order: Sequence[int], at: dict[int, float]) -> list[str]:
    found = []
    for party in order:
        one, y = network.parties[party], at[party]
        shown = text(_NAME, y + 4.5, cut(one.name, _SIZE, _SPINE - _NAME - 16), class_="lane")
        found.append(tag("a", shown, href=one.link) if one.link else shown)
        found.append(tag("circle", class_="dot", cx=_SPINE, cy=y, r=4))
    return found


def _arcs(
    network: Network, drawn: Sequence[Meeting], at: dict[int, float]
) -> tuple[list[str], list[str]]:
    """The arcs, the widest below, and what stands at them: how often, or what did not happen."""
    arcs, marks = [], []
    taken: list[tuple[float, float, float]] = []
    most = max((abs(at[one.one] - at[one.other]) for one in drawn), default=1.0)
    for one in sorted(drawn, key=lambda m: (-abs(at[m.one] - at[m.other]), m.one, m.other)):
        low, high = sorted((at[one.one], at[one.other]))
        out = 30 + (high - low) / most * (WIDTH - _SPINE - 200)
        path = f"M{number(_SPINE)} {number(low)}A{number(out)} {number((high - low) / 2)} 0 0 1 "
        path += f"{number(_SPINE)} {number(high)}"
        thick = next((px for times, px in _WIDTHS if one.times >= times), 1.5)
        kind = "met" if one.times else "away"
        arc = tag("path", class_=kind, d=path, stroke_width=number(thick) if one.times else "")
        whole = (tag("title", words(_sentence(network, one))), arc)
        arcs.append(tag("a", *whole, href=one.link) if one.link else tag("g", *whole))
        said = " · ".join(filter(None, (f"{one.times}×" if one.times > 1 else "", one.beside)))
        if said:
            marks += _said(one, said, (_SPINE + out, (low + high) / 2), taken)
    return arcs, marks


def _said(
    one: Meeting, said: str, place: tuple[float, float], taken: list[tuple[float, float, float]]
) -> list[str]:
    """Words at the top of an arc, where they find room; the table has them all."""
    x, y = place
    wide = width(said, _SMALL) + 22
    for off in (0.0, -15.0, 15.0, -30.0, 30.0):
        box = (x, x + wide, y + off)
        if all(box[1] < a or b < box[0] or abs(box[2] - c) >= 14 for a, b, c in taken):
            taken.append(box)
            kind = "yes halo" if one.times else "no halo"
            sign = [] if one.times else [mark(one.modality, x + 2, y + off)]
            start = x + 6 if one.times else x + 14
            return [*sign, text(start, y + off + 4.5, said, class_=kind)]
    return []


def _sentence(network: Network, one: Meeting) -> str:
    """A meeting in words."""
    names = f"{network.parties[one.one].name} and {network.parties[one.other].name}"
    return f"{names}: {', '.join(filter(None, (_times(one), one.beside, one.said)))}."


def _times(one: Meeting) -> str:
    return {0: "", 1: "met once", 2: "met twice"}.get(one.times, f"met {one.times} times")


def network_table(network: Network) -> Table:
    """Every pair, those who met oftenest first."""
    rows = tuple(
        (network.parties[one.one].name, network.parties[one.other].name,
         str(one.times) if one.times else "", one.beside, one.said)
        for one in network.meetings
    )  # fmt: skip
    return Table(("Who", "Whom", "Times met", "Not held", "When"), rows)


def network_lines(network: Network) -> tuple[Line, ...]:
    """Each pair once, below the one of the two who met more others."""
    told: dict[int, int] = {}
    for one in network.meetings:
        for place in (one.one, one.other):
            told[place] = told.get(place, 0) + 1
    heads = sorted(told, key=lambda p: (-told[p], network.parties[p].name, p))
    left = list(network.meetings)
    found: list[Line] = []
    for head in heads:
        here = [one for one in left if head in (one.one, one.other)]
        if not here:
            continue
        left = [one for one in left if one not in here]
        party = network.parties[head]
        side: list[Piece] = [(f"  {party.side}", "")] if party.side else []
        found += [Line(), Line(body=((party.name, "bold"), *side))]
        found += [_line(network, head, one) for one in here]
    if network.note:
        found += [Line(), Line((("  ", ""),), ((network.note, ""),))]
    return tuple(found)


def _line(network: Network, head: int, one: Meeting) -> Line:
    party = network.parties[one.other if one.one == head else one.one]
    sign = MARKS["actual" if one.times else one.modality]
    times = f"  {one.times} times" if one.times > 1 else ""
    beside = f"  {one.beside}" if one.beside else ""
    side = f", {party.side}" if party.side else ""
    body: list[Piece] = [(party.name, style_of("actual" if one.times else one.modality))]
    body += [(side + times, ""), (beside, "italic")]
    return Line(((f"  {sign} ", ""),), tuple(piece for piece in body if piece[0]), one.said)
