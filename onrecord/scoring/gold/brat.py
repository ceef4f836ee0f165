"""brat standoff (``.ann``): what is marked in it, as a reading.

Text-bound annotations mark actors, by their kind (``Person``, ``State``, ``Unnamed_source`` …), and
``Content`` and ``Agreement``; events are facts, and their trigger is the word that states them:

    Statement:T3 Speaker:T1 Content:T2 Addressee:T4      trigger: the cue («said»)
    Encounter:T5 Participant:T1 Participant2:T4          trigger: «met»
    Change_suspended:T6 Agreement:T7 By:T1               trigger: «suspended»
    Step_sentenced:T8 Person:T9 By:T1                    trigger: «was sentenced»

A statement without a cue has its content as trigger and no argument Content. Attributes of events
are ``Modality``, ``Mode``, ``Terms``, ``Act`` and ``Format``, with the contract's values.
``* SAME T1 T9`` and relations make several marks one actor. Notes are passed over.
The format: https://brat.nlplab.org/standoff.html.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from onrecord.errors import InvalidReading
from onrecord.facts import Actor, Change, Encounter, Mention, Reading, Statement, Step, Telling
from onrecord.scoring.gold.drafts import composed
from onrecord.text import Span
from onrecord.vocabulary import (
    Act,
    ActorKind,
    ChangeLabel,
    Format,
    Modality,
    Mode,
    StepLabel,
    Terms,
    values,
)

ACTORS = {kind.capitalize(): kind for kind in values(ActorKind)}
EVENTS = {
    "Statement": ("Speaker*", "Content*", "Addressee*", "Target*"),
    "Encounter": ("Participant*",),
    **{f"Change_{label}": ("Agreement", "By*") for label in values(ChangeLabel)},
    **{f"Step_{label}": ("Person", "By*") for label in values(StepLabel)},
}
ATTRIBUTES = {
    "Modality": values(Modality), "Mode": values(Mode), "Terms": values(Terms),
    "Act": values(Act), "Format": values(Format),
}  # fmt: skip
_MARKED = {"Content": "Content", "Agreement": "Agreement"}  # roles that no actor has
_BOUND = re.compile(r"(T\d+)\t(\S+) ((?:\d+ \d+)(?:;\d+ \d+)*)\t(.*)")
_EVENT = re.compile(r"(E\d+)\t(\S+?):(T\d+)((?: \S+?:[TE]\d+)*) ?")
_ATTRIBUTE = re.compile(r"[AM]\d+\t(\S+) (\S+)(?: (\S+))?")
_SAME = re.compile(r"\*\t\S+((?: T\d+)+)")
_RELATION = re.compile(r"R\d+\t\S+ \S+?:(T\d+) \S+?:(T\d+)\t?")
_PASSED = ("#", "N")  # notes, and references to knowledge bases


@dataclass(slots=True)
class _Marks:
    """What stands in a file, by its names."""

    kinds: dict[str, str] = field(default_factory=dict)
    spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    events: list[tuple[str, str, str, tuple[tuple[str, str], ...]]] = field(default_factory=list)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    same: list[tuple[str, ...]] = field(default_factory=list)


def configuration() -> str:
    """An ``annotation.conf`` for brat, with all that is understood here."""
    lines = ["[entities]", *ACTORS, "Content", "Agreement", "", "[relations]"]
    lines += ["Same Arg1:<ENTITY>, Arg2:<ENTITY>", "", "[events]"]
    for name, roles in EVENTS.items():
        told = (f"{role}:{_MARKED.get(role.rstrip('*'), '<ENTITY>')}" for role in roles)
        lines.append(f"{name} {', '.join(told)}")
    lines += ["", "[attributes]"]
    lines += [f"{name} Arg:<EVENT>, Value:{'|'.join(told)}" for name, told in ATTRIBUTES.items()]
    return "\n".join(lines) + "\n"


def reading(text: str, marked: str, name: str) -> Reading:
    """The reading that annotations of a text make; InvalidReading, with the line, where none."""
    marks = _Marks()
    for number, line in enumerate(marked.splitlines(), 1):
        if line.strip() and not line.startswith(_PASSED):
            _take(marks, text, line.rstrip("\n"), f"{name}, line {number}")
    actors, ids = _actors(marks)
    parts: dict[str, list[Any]] = {"s": [], "e": [], "g": [], "c": []}
    for event, kind, trigger, arguments in marks.events:
        where = f"{name}, {event}"
        if trigger not in marks.spans:
            _refuse(where, f"there is no {trigger}")
        given = _given(arguments, marks, ids, where)
        _fact(parts, kind, marks.spans[trigger], given, marks.attributes.get(event, {}), where)
    return composed(text, name, actors, parts["s"], parts["e"], parts["g"], parts["c"])


def _take(marks: _Marks, text: str, line: str, where: str) -> None:
    if found := _BOUND.fullmatch(line):
        name, kind, places, words = found.groups()
        spans = []
        for place in places.split(";"):
            start, end = map(int, place.split())
            if not 0 <= start < end <= len(text):
                _refuse(where, f"{start} {end} lies outside the text")
            spans.append(Span.of(text, start, end))
        if " ".join(span.text for span in spans).split() != words.split():
            _refuse(where, f"the text has {spans[0].text[:40]!r} there, not {words[:40]!r}")
        marks.kinds[name], marks.spans[name] = kind, tuple(spans)
    elif found := _EVENT.fullmatch(line):
        event, kind, trigger, told = found.groups()
        if kind not in EVENTS:
            _refuse(where, f"{kind!r} is no kind of fact; there are {', '.join(EVENTS)}")
        arguments = tuple(tuple(each.split(":")) for each in told.split())
        marks.events.append((event, kind, trigger, arguments))
    elif found := _ATTRIBUTE.fullmatch(line):
        slot, of, value = found.groups()
        if slot in ATTRIBUTES:
            if value not in ATTRIBUTES[slot]:
                _refuse(where, f"{slot} is one of {', '.join(ATTRIBUTES[slot])}, not {value!r}")
            marks.attributes.setdefault(of, {})[slot.lower()] = value
    elif found := _SAME.fullmatch(line):
        marks.same.append(tuple(found[1].split()))
    elif found := _RELATION.fullmatch(line):
        marks.same.append((found[1], found[2]))
    else:
        _refuse(where, "this is no line of brat's standoff format")


def _actors(marks: _Marks) -> tuple[list[Actor], Mapping[str, str]]:
    """The actors, and which of them each mark is of."""
    group = {name: name for name, kind in marks.kinds.items() if kind in ACTORS}
    for names in marks.same:
        known = [name for name in names if name in group]
        first = min((group[name] for name in known), default=None)
        merged = {group[name] for name in known}
        group |= {name: first for name, of in group.items() if of in merged and first}
    made: list[Actor] = []
    ids: dict[str, str] = {}
    for of in dict.fromkeys(group.values()):
        members = [name for name in group if group[name] == of]
        kind = ACTORS[marks.kinds[of]]
        form = "description" if kind == "unnamed_source" else "name"
        spans = sorted({marks.spans[name][0] for name in members}, key=lambda span: span.start)
        ids |= dict.fromkeys(members, f"a{len(made) + 1}")
        made.append(
            Actor(
                id=f"a{len(made) + 1}",
                name=max((span.text for span in spans), key=len),
                kind=kind,  # type: ignore[arg-type]
                unnamed=kind == "unnamed_source",
                mentions=tuple(Mention(span, form) for span in spans),  # type: ignore[arg-type]
            )
        )
    return made, ids


def _given(
    arguments: Iterable[tuple[str, str]], marks: _Marks, ids: Mapping[str, str], where: str
) -> dict[str, list[Any]]:
    """What stands in each role: ids of actors, or spans."""
    found: dict[str, list[Any]] = {}
    for role, of in arguments:
        role = role.rstrip("0123456789")
        if of not in marks.spans:
            _refuse(where, f"there is no {of}")
        if role in ("Content", "Agreement"):
            found.setdefault(role, []).extend(marks.spans[of])
        elif of in ids:
            found.setdefault(role, []).append(ids[of])
        else:
            _refuse(where, f"{role}:{of} is no actor")
    return found


def _fact(
    parts: Mapping[str, list[Any]],
    kind: str,
    trigger: tuple[Span, ...],
    given: Mapping[str, list[Any]],
    attributes: Mapping[str, str],
    where: str,
) -> None:
    slots: dict[str, Any] = dict(attributes)
    name, _, label = kind.partition("_")
    if name == "Statement":
        content = tuple(sorted(given.get("Content", ()), key=lambda span: span.start))
        slots = {"mode": "indirect"} | {k: v for k, v in slots.items() if k != "format"}
        parts["s"].append(
            Statement(
                id="", speaker=_ids(given, "Speaker"), addressees=_ids(given, "Addressee"),
                targets=_ids(given, "Target"), cue=trigger if content else (),
                content=content or trigger, **slots,
            )
        )  # fmt: skip
        return
    tellings = tuple(Telling(span=span) for span in trigger)
    slots = {k: v for k, v in slots.items() if k in ("modality", "format")}
    if name == "Encounter":
        met = _ids(given, "Participant")
        parts["e"].append(Encounter(id="", participants=met, tellings=tellings, **slots))
        return
    slots.pop("format", None)
    by = _ids(given, "By")
    if name == "Change":
        if not given.get("Agreement"):
            _refuse(where, "it is of no agreement")
        change = Change(id="", change=label, by=by, tellings=tellings, **slots)  # type: ignore[arg-type]
        parts["g"].append((given["Agreement"][0].text, change))
    else:
        step = Step(id="", step=label, by=by, tellings=tellings, **slots)  # type: ignore[arg-type]
        parts["c"].append(((_ids(given, "Person") or ("",))[0], step))


def _ids(given: Mapping[str, list[Any]], role: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(given.get(role, ())))


def _refuse(where: str, why: str) -> NoReturn:
    raise InvalidReading(f"{where}: {why}.", "Correct the annotation; `--brat` prints what may be.")
