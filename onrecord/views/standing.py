"""How things stand and on whose word: what every view of a reading asks of its facts.

A status is made of what happened alone; effective terms are the outermost voucher's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.facts import Agreement, Case, Change, Encounter, Reading, Statement, Step, Voucher
from onrecord.record.life import labels
from onrecord.views.labels import ACTS, CHANGES, LASTING, STATUSES, STEPS
from onrecord.views.names import Names
from onrecord.views.safe import words
from onrecord.vocabulary import Terms

# Below this a fact says that it is unsure, and why.
SURE = 0.7

# Acts whose hearer is who they are aimed at, where nobody else is.
_SAID_TO = ("ask", "urge", "warn", "order")

Turn = Change | Step


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a thing stands: its last actual turn, the status in words, whether it holds since."""

    turn: Turn
    name: str
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as a sentence: who, verb, then whom it is aimed at and who else hears it.

    ``aimed`` and ``heard`` lead to them («of », «before »); the verb is an infinitive unless it
    was said. ``targets`` and ``others`` are ids of actors.
    """

    speakers: str
    verb: str
    aimed: str
    targets: tuple[str, ...]
    heard: str
    others: tuple[str, ...]


def date_of(turn: Turn) -> str:
    """The date of a change or step as it stands in the record; empty where there is none."""
    return (turn.date.value or "") if turn.date else ""


def standing(thing: Agreement | Case) -> Standing | None:
    """Where an agreement or a case stands; None where nothing is told as having happened.

    A violation is an incident beside the status, not a status.
    """
    if isinstance(thing, Case):
        step = _latest(thing.steps)
        return Standing(step, STEPS[step.step][0]) if isinstance(step, Step) else None
    change = _latest([change for change in thing.changes if change.change != "violated"])
    if not isinstance(change, Change):
        return None
    name = STATUSES.get(change.change, CHANGES[change.change][0])
    return Standing(change, name, name in LASTING)


def _latest(turns: Sequence[Turn]) -> Turn | None:
    """The last actual turn: by date where any has one, else by the report's order.

    One without a date is later than the last that has one where it comes later in the usual course
    of a life, as in a record (``onrecord.record.status``): «freed» behind «convicted last year».
    """
    actual = [turn for turn in turns if turn.modality == "actual"]
    dated = [turn for turn in actual if date_of(turn)]
    if not dated:
        return actual[-1] if actual else None
    last = max(dated, key=date_of)
    return max((last, *(t for t in actual if not date_of(t) and _rank(t) > _rank(last))), key=_rank)


def _rank(turn: Turn) -> int:
    """How late in the usual course of a life a turn comes."""
    return labels()[turn.change if isinstance(turn, Change) else turn.step].rank


def in_time(turns: Sequence[Turn]) -> list[Turn]:
    """Turns by date; one without a date stays behind the one told before it.

    What is asked for no day comes last: it is still open.
    """
    order: list[tuple[bool, str, int]] = []
    before = ""
    for number, turn in enumerate(turns):
        is_open = turn.modality == "asked" and not date_of(turn)
        before = date_of(turn) or ("" if is_open else before)
        order.append((is_open, before, number))
    return [turns[number] for _, _, number in sorted(order)]


def stating(reading: Reading, turn: Turn) -> list[Statement]:
    """The statements that carry a change or a step."""
    return [statement for statement in reading.statements if statement.id in turn.stated_in]


def speakers_of(statements: Sequence[Statement]) -> tuple[str, ...]:
    """Whoever speaks in them, each once, in order."""
    return tuple(dict.fromkeys(actor for statement in statements for actor in statement.speaker))


def denials(reading: Reading, step: Step) -> list[Statement]:
    """The statements that deny the charge of a step and name it."""
    if not step.charge:
        return []
    return [
        statement
        for statement in reading.statements
        if statement.act == "deny" and any(step.charge in span.text for span in statement.content)
    ]


def terms_of(statement: Statement) -> Terms:
    """A statement's effective terms: its outermost voucher's, else its own."""
    return statement.vouched_by[0].terms if statement.vouched_by else statement.terms


def resting(encounter: Encounter) -> list[tuple[str, tuple[Voucher, ...]]]:
    """What rests on a source inside the report: all of it (no name), or slots by name."""
    tellings = encounter.tellings
    if tellings and all(telling.vouched_by for telling in tellings):
        return [("", tellings[0].vouched_by)]
    found: list[tuple[str, tuple[Voucher, ...]]] = []
    slots = (("date", encounter.date), ("place", encounter.place), ("length", encounter.duration))
    for name, slot in slots:
        told = [tellings[number] for number in slot.told if number < len(tellings)] if slot else []
        if told and all(telling.vouched_by for telling in told):
            found.append((name, told[0].vouched_by))
    return found


def said(statement: Statement, names: Names) -> Said:
    """«Blinken urged Russia»; for what was not said, an infinitive."""
    past, base, aimed, heard = ACTS[statement.act]
    targets = statement.targets
    others = tuple(actor for actor in statement.addressees if actor not in targets)
    if statement.act in _SAID_TO and not targets:
        targets, others = others, ()
    speakers = names.several(statement.speaker) or _unnamed(statement)
    verb = past if statement.modality == "actual" else base
    return Said(speakers, verb, aimed, targets, heard, others)


def _unnamed(statement: Statement) -> str:
    """Whoever the words name, where no actor was made of them."""
    return " ".join(words(span.text) for span in statement.source) or "Speaker not told"


def dateline_place(reading: Reading) -> str:
    """The dateline's place by its usual name; unknown, «OSLO» is still not shouted."""
    dateline = reading.report.dateline
    if dateline is None:
        return ""
    at = (dateline.span.start, dateline.span.end)
    known = (p.name for p in reading.places if (p.span.start, p.span.end) == at)
    printed = dateline.place.title() if dateline.place.isupper() else dateline.place
    return words(next(known, printed))
