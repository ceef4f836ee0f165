"""The turns of a transcript: labels that say who holds the floor."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from onrecord.reading.layout.lines import Line
from onrecord.reading.layout.marks import opens, words
from onrecord.reading.layout.plain import told

_PAREN = r"(?:\s?[(\[][^)\]:]{1,60}[)\]])?"
_POST = r"(?:,\s[^:.!?]{2,60})?"
_CAPS = re.compile(
    rf"(?P<name>(?:(?:Mc|Mac|Mr|Mrs|Ms|Dr)?[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*)(?:\s(?:Mc|Mac)?[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){{0,6}}){_PAREN}{_POST}:(?=\s|$)"
)
_LETTER = re.compile(
    r"(?P<name>Q(?:\d\d?|uestion)?|A(?:\d\d?|nswer)?)(?:\.|:)\s+(?=[A-Z“\"’'(\[—–-])"
)
_SPACED = re.compile(r"(?P<name>Q)\s+(?=[A-Z“\"(\[—–-])")  # as the White House prints it
_MIXED = re.compile(rf"(?P<name>[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]*){{0,5}}){_PAREN}:\s+(?=\S)")


def turns(lines: Sequence[Line]) -> dict[int, tuple[int, int]]:
    """Line number → the label's name in the text, for the lines that open a turn.

    Labels in capitals count from three lines on, «Q:» and «A:» from two; names in small letters
    only where at least two of them come again and a third of all lines bear one, or one of them
    does and half of all lines bear one.
    """
    found: dict[int, tuple[int, int]] = {}
    letters = 0
    mixed: dict[int, re.Match[str]] = {}
    for number, line in enumerate(lines):
        head = line.words[:140]
        letter = _LETTER.match(head)
        match = letter or _CAPS.match(head)
        if match and not opens("correction", head) and not opens("furniture", head):
            letters += letter is not None
            found[number] = _range(line, match)
        elif (
            not match
            and (other := _MIXED.match(head))
            and (_unnamed(other, line) or not opens("credit", head))
        ):
            mixed[number] = other
    if len(found) < 3 and letters < 2:
        mixed |= {n: m for n in found if (m := _MIXED.match(lines[n].words[:140]))}
        found = {}
    if found:
        asked = ((n, _SPACED.match(line.words[:8])) for n, line in enumerate(lines))
        found |= {n: _range(lines[n], m) for n, m in asked if m and n > min(found)}
    again = Counter(m["name"] for m in mixed.values())
    steady = {n: m for n, m in mixed.items() if again[m["name"]] > 1}
    asked_by_many = len(again) > 1 and len(steady) >= 3
    several = len({m["name"] for m in steady.values()}) > 1 and len(steady) * 3 >= len(lines)
    if several or (asked_by_many and len(mixed) * 2 >= len(lines)):
        # A name that speaks once is a turn too where the others make it a transcript, but not in
        # the first line: «Radio Selm: the bridge».
        found |= {n: _range(lines[n], m) for n, m in mixed.items() if n or n in steady}
    return dict(sorted(found.items()))


def _unnamed(match: re.Match[str], line: Line) -> bool:
    """«Host: When will it open?», but not «Host: Jane Roe», which is a credit."""
    return match["name"].lower() in words("asks") and told(line.words)


def _range(line: Line, match: re.Match[str]) -> tuple[int, int]:
    return line.start + match.start("name"), line.start + match.end("name")
