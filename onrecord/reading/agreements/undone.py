"""What takes back a suspension or a withdrawal: «lifted its suspension of the treaty»."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.reading.agreements.hit import Hit, turning
from onrecord.reading.agreements.lexicon import of_kind, turnings
from onrecord.reading.agreements.whether import ahead_of
from onrecord.reading.modality import Line, group_of, of_word
from onrecord.reading.modality.group import BREAKS, PREPOSITIONS
from onrecord.reading.turning import Ground, Turn, controllers, date_of, subjects

_UNDONE = frozenset({"suspended", "withdrawn"})
_OPEN = frozenset({"planned", "possible", "asked"})
_REACH = 14  # words from «reverse» to what is reversed
_NEAR = 5  # words from «lifted» to «suspension»
_HELPING = frozenset(
    "will would shall should must may could has have had not n't been be is was to now being "
    "due set expected yet never".split()
)


def over(ground: Ground, hit: Hit) -> Turn | None:
    """A suspension that ends, or is ended, told by its noun: a resumption as likely as the ending.

    «The suspension of the treaty will end on 1 July», «Orlan lifted its suspension of the treaty».
    """
    row, place = hit.turning, hit.place
    if not row.noun or row.change not in _UNDONE or not hit.after or place is None or not hit.told:
        return None
    line = hit.line
    verb = _behind(line, line.at(place.end - 1) + 1)
    if row.change == "withdrawn" and (verb is None or line.forms[verb] in of_kind("ends")):
        verb = None  # a withdrawal may be reversed, and ends nowhere
    passive = verb is not None
    if verb is None:
        verb = _before(line, hit.at, row.change)
    if verb is None:
        return None
    group = group_of(line, verb)
    end = max(verb, hit.last, line.at(place.end - 1)) + 1
    while end < len(line) and line.forms[end] not in BREAKS:
        end += 1
    modality = of_word(line, verb)
    if passive and modality == "actual" and group.form == "base" and not group.helped:
        modality = "planned"  # «lapses on Monday»
    date = date_of(ground, line, group, (verb, end), turning, behind=modality == "actual")
    if modality in _OPEN:
        date = ahead_of(ground, date)
    by = controllers(ground, line, group) if group.infinitive else subjects(ground, line, group)
    start = min(line.starts[hit.at], line.starts[verb])
    stop = max(line.ends[verb], line.ends[hit.last])
    return Turn(
        start=start,
        end=max(stop, date.span.end) if date is not None and date.span is not None else stop,
        label="resumed",
        modality=modality,
        by=() if passive else by,
        date=date,
        confidence=0.7,
    )


def _behind(line: Line, at: int) -> int | None:
    """The verb of which the suspension is the subject: «will [end]», «has been [lifted]»."""
    if line.forms[at : at + 1] in {("with",), ("between",)}:  # «of the treaty with Vela was lifted»
        near = range(at + 1, min(at + _NEAR + 1, len(line)))
        at = next((i for i in near if line.forms[i] in _HELPING), at)
    first = at
    while at < len(line) and line.forms[at] in _HELPING:
        at += 1
    if at >= len(line):
        return None
    ends, undo = line.forms[at] in of_kind("ends"), line.forms[at] in of_kind("undo")
    return at if ends or (undo and at > first) else None


def _before(line: Line, noun: int, change: str) -> int | None:
    """The verb of which the suspension is the object: «[lifted] its suspension»."""
    for at in range(noun - 1, max(-1, noun - _NEAR), -1):
        word = line.forms[at]
        if word in of_kind("undo") or (change == "suspended" and word in of_kind("ends")):
            return at if group_of(line, at).form != "noun" else None
        if word in BREAKS or word in PREPOSITIONS or word in {"and", "to"}:
            return None
    return None


def stayed(line: Line, noun: int) -> bool:
    """Whether what a noun names is itself suspended: «[suspend] its withdrawal»."""
    for at in range(noun - 1, max(-1, noun - _NEAR), -1):
        word = line.forms[at]
        if any(row.change == "suspended" and row.plain for row in turnings().get(word, ())):
            return True
        if word in BREAKS or word in PREPOSITIONS or word in {"and", "to"}:
            return False
    return False


def taken_back(ground: Ground, hit: Hit, turn: Turn) -> Iterator[Turn]:
    """«urged Orlan to reverse its decision to suspend it»: resuming is asked."""
    if turn.label not in _UNDONE:
        return
    line = hit.line
    verb = _undoing(line, hit.at)
    if verb is None:
        return
    group = group_of(line, verb)
    yield Turn(
        start=line.starts[verb],
        end=line.ends[max(verb, hit.group.first - 1)],
        label="resumed",
        modality=of_word(line, verb),
        by=subjects(ground, line, group),
        confidence=0.7,
    )


def _undoing(line: Line, at: int) -> int | None:
    """The word «reverse» of «reverse the decision to [suspend]», before a turning word."""
    for index in range(at - 1, max(-1, at - _REACH), -1):
        if line.forms[index] in of_kind("undo"):
            return index
        if line.forms[index] in BREAKS - {"-"}:
            return None
    return None
