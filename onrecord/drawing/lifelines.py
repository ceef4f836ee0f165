"""The life of an agreement or a case in lines of text: time runs down, the line at the left.

    2011  ● in force                                  5 February 2011
          ┃
    2021  ┃ ○ expiry planned                          February 2021
          ● extended for five years                   3 February 2021      Biden, Putin
          ┃
    2023  ● suspended                                 28 February 2023     Russia
          ┇ ▷ resumption asked                        2 March 2023         of Russia
          ┇ As of 2 March 2023

The line says how things stood: thick in force, dashed suspended, thin before and after.
"""

from datetime import date

from onrecord.drawing.described import Happening, Life, State
from onrecord.drawing.lines import MARKS, Line, Piece, style_of
from onrecord.drawing.stretches import Stretch, middle, state_at, stretches

LINES: dict[State | None, str] = {
    None: " ", "early": "│", "holds": "┃", "suspended": "┇", "over": "┊",
}  # fmt: skip
_YEAR = 6  # columns of the year
_LONG = 500  # days after which an empty row tells that time went by


def life_lines(life: Life, *, labels: int = 30, dates: int = 18) -> tuple[Line, ...]:
    """The lines; ``labels`` and ``dates`` are the columns that what happened and when may take.

    What has no date stands apart at the end.
    """
    now = date.fromisoformat(life.as_of).toordinal() + 1.0
    lines = stretches(life, now)
    found: list[Line] = []
    year, before, told = 0, 0.0, False
    for one in life.dated:
        day = middle(one)
        if not told and day > now:
            found.append(_now(life, lines, now))
            told = True
        if before and day - before > _LONG:
            found.append(Line(_left("", state_at(lines, day - 1) if day <= now else None)))
        days = one.days
        of = date.fromordinal(days.first).year if days else year
        shown = str(of) if of != year else ""
        year, before = of, day
        found += _row(one, shown, lines, now, labels, dates)
    if not told:
        found.append(_now(life, lines, now))
    if life.undated:
        found += [Line(), Line((("  No date", ""),))]
        found += [
            part for one in life.undated for part in _apart(one, labels, dates)
        ]  # fmt: skip
    return tuple(found)


def _row(
    one: Happening, year: str, lines: tuple[Stretch, ...], now: float, labels: int, dates: int
) -> list[Line]:
    day = middle(one)
    state = state_at(lines, day - 0.01) if day <= now else None
    mark: list[Piece] = [(f"{MARKS[one.modality]} ", "")]
    if one.happened:
        before = (_of_year(year), *mark)
        room = labels + 2
    else:
        before = (*_left(year, state), *mark)
        room = labels
    return [_told(one, tuple(before), room, dates)]


def _apart(one: Happening, labels: int, dates: int) -> list[Line]:
    off: tuple[Piece, ...] = () if one.happened else (("  ", ""),)
    before = (_of_year(""), *off, (f"{MARKS[one.modality]} ", ""))
    return [_told(one, before, labels if off else labels + 2, dates)]


def _told(one: Happening, before: tuple[Piece, ...], labels: int, dates: int) -> Line:
    label = one.label.ljust(labels - 2)
    said = f"  {one.said.ljust(dates - 2)}" if one.detail or one.quoted else f"  {one.said}"
    more = one.detail or (f"«{one.quoted}»" if one.quoted else "")
    body: list[Piece] = [(label, style_of(one.modality)), (said, "")]
    if more:
        body.append((f"  {more}", ""))
    return Line(before, tuple(body), one.weight)


def _now(life: Life, lines: tuple[Stretch, ...], now: float) -> Line:
    standing = f": {life.standing}" if life.standing else ""
    return Line(_left("", state_at(lines, now)), ((f"{life.as_of_said}{standing}", "bold"),))


def _left(year: str, state: State | None) -> tuple[Piece, ...]:
    return _of_year(year), (f"{LINES[state]} ", "")


def _of_year(year: str) -> Piece:
    return f"  {year.ljust(_YEAR - 2)}  "[: _YEAR + 2], ""
