"""The words of steps.tsv in a report made into turns of persons' cases."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.reading.cases.lexicon import Row, designation_phrases, step_heads, step_phrases, steps
from onrecord.reading.cases.persons import persons
from onrecord.reading.cases.slots import charge_of, legal, place_of, prison_term
from onrecord.reading.modality import Group, Line, carried, group_of
from onrecord.reading.modality.grammar import governing
from onrecord.reading.modality.group import PREPOSITIONS
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.places import Codes
from onrecord.reading.turning import (
    Ground,
    Turn,
    agents,
    controllers,
    date_of,
    reach,
    subjects,
)
from onrecord.vocabulary import Modality, StepLabel

_DOERS = frozenset({"object", "guilty", "go", "patient", "place"})
_PHRASES = frozenset({"before", "in", "on", "due", "back"})
_LONGEST = 160  # code points of a telling


@dataclass(frozen=True, slots=True)
class Found:
    """A turn and the persons whose cases it turns."""

    persons: tuple[str, ...]
    turn: Turn


def turns(ground: Ground, codes: Codes) -> list[Found]:
    """All turns of all cases, in the order of the text."""
    found: list[Found] = []
    named = {i for a, b in designation_phrases().find(ground.text) for i in range(a, b)}
    for start, stop in step_phrases().find(ground.text):
        if ground.idle(start) or start in named:
            continue
        line = ground.line(start)
        if not len(line):
            continue
        at, last = line.at(start), line.at(stop - 1)
        if _before_its_noun(ground, line, at, last):
            continue
        group = group_of(line, at)
        for row in steps().get(" ".join(line.forms[at : last + 1]), ()):
            one = _turn(ground, line, at, last, row, group, codes)
            if one is not None:
                found.append(one)
                break
    return found


def turning(line: Line, index: int) -> bool:
    """Whether the word is a verb that turns cases."""
    form = line.forms[index]
    return form in step_heads() and (
        form.endswith(("ed", "ing")) or form in lexicon().past or line.forms[index - 1] == "to"
    )


def _before_its_noun(ground: Ground, line: Line, at: int, last: int) -> bool:
    """«the jailed reporter»: an adjective within what an actor is called."""
    if last + 1 >= len(line) or line.forms[last + 1] in PREPOSITIONS:
        return False
    before = line.forms[at - 1] if at else ""
    inside = any(
        s.start <= line.starts[at] and line.ends[last + 1] <= s.end
        for s in ground.sightings(line.starts[0], line.ends[-1])
    )
    adjectival = before in {"the", "a", "an", "his", "her", "their", "'s"} or at == 0
    return inside and adjectival and line.forms[last + 1] not in lexicon().helpers


def _turn(
    ground: Ground, line: Line, at: int, last: int, row: Row, group: Group, codes: Codes
) -> Found | None:
    who = persons(ground, line, at, last, row, group)
    if not who or line.forms[-1] == "?" or "what" in line.forms[max(0, group.first - 3) : at]:
        return None  # «asked what he was charged with» tells no charge
    end = max(reach(ground, line, last, turning), last + 1)
    if row.step == "charged" and row.frame == "object" and not legal(ground, line, last, end):
        return None
    modality = _modality(ground, line, at, last)
    if row.frame == "term" and modality == "actual" and line.forms[at].startswith("fac"):
        modality = "possible"
    ahead = (group.infinitive or group.form == "noun") and modality != "actual"
    date = date_of(ground, line, group, (last, end), turning, behind=not ahead)
    if row.frame == "noun" and modality == "actual" and date is None and not _asserted(line, at):
        return None
    label: StepLabel = row.step
    term = prison_term(ground, line, last, end) if label in {"sentenced", "detained"} else None
    if label == "detained" and term is not None:
        # «jailed for nine months» is a sentence, «held for nine months» is not.
        label, term = ("sentenced", term) if line.forms[at].startswith("jail") else (label, None)
    place = place_of(ground, line, last, end, codes, moved=label == "moved")
    charge = charge_of(ground, line.starts[at], line.ends[min(end, len(line)) - 1])
    start = _start(line, at, group, modality)
    stop = line.ends[last]
    if row.frame == "guilty" and "guilty" in line.forms[last:]:
        stop = line.ends[line.forms.index("guilty", last)]
    spans = [slot.span for slot in (date, term, place) if slot is not None]
    for span in spans:
        if span is not None and start < span.start and stop < span.end <= start + _LONGEST:
            stop = span.end
    if not spans or stop == line.ends[last]:
        stop = _object_end(ground, line, last, stop)
    by = _by(ground, line, last, end, row, group, who)
    turn = Turn(
        start=start,
        end=stop,
        label=label,
        modality=modality,
        by=by,
        date=date,
        term=term,
        place=place,
        charge=charge,
        confidence=0.7 if row.frame in {"noun", "patient"} else 0.85,
    )
    return Found(who, turn)


def _modality(ground: Ground, line: Line, at: int, last: int) -> Modality:
    words = lexicon()
    if line.forms[at] in _PHRASES:
        # «is due [before a judge]», «was [on trial]»: by what stands before the phrase.
        for end in (at + 1, at):
            governor = words.governor(line.forms, end, "next")
            if governor is not None:
                return governor.gives
        while at > 0 and line.forms[at] not in words.helpers:
            at -= 1
    start, end = line.starts[at], line.ends[last]
    holders = ground.vouchers.around(start, end)
    return carried(ground.scene, start, end, holders[-1] if holders else None)


def _asserted(line: Line, at: int) -> bool:
    """Whether a noun tells that what it names took place: «after his arrest»."""
    words = lexicon()
    for index in range(at - 1, max(-1, at - 6), -1):
        governor = words.governor(line.forms, index + 1, "noun")
        if governor is not None:
            return governor.gives == "actual"
    return False


def _start(line: Line, at: int, group: Group, modality: Modality) -> int:
    if group.form == "noun" or group.joined is not None:
        return line.starts[at]
    if group.infinitive and modality == "asked":
        found = governing(line, group.first - 1)
        noun = found is not None and line.forms[found[0] - 1 : found[0]] == ("the",)
        if found is not None and noun and group.first - found[0] < 9:
            return line.starts[found[0] - 1]
    return line.starts[group.first] if group.infinitive or group.passive else line.starts[at]


def _object_end(ground: Ground, line: Line, last: int, stop: int) -> int:
    """The end of the person behind an active verb."""
    if last + 1 >= len(line):
        return stop
    found = ground.starting(line.starts[last + 1])
    begins = found is not None and found.start == line.starts[last + 1]
    return found.end if found and begins and found.end <= line.ends[-1] else stop


def _by(
    ground: Ground, line: Line, last: int, end: int, row: Row, group: Group, who: tuple[str, ...]
) -> tuple[str, ...]:
    """Who does it: the agent of a passive, else the subject; who pleads or appeals does."""
    if row.step in {"pleaded", "appealed"}:
        return who
    if row.frame == "noun":
        return tuple(a for a in agents(ground, line, last, end) if a not in who)
    if row.frame not in _DOERS:
        return ()
    if group.passive or (
        group.form == "past" and not group.helped and _reduced(ground, line, last)
    ):
        named = agents(ground, line, last, end)
    elif group.infinitive:
        named = controllers(ground, line, group)
    else:
        named = subjects(ground, line, group)
    return tuple(a for a in named if a not in who)


def _reduced(ground: Ground, line: Line, last: int) -> bool:
    """Whether no object follows, so that the verb is a participle: «owners arrested by …»."""
    return (
        last + 1 >= len(line)
        or ground.starting(line.starts[last + 1]) is None
        or (line.forms[last + 1] in PREPOSITIONS)
    )
