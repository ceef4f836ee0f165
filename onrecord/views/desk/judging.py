"""What a reviewer is shown of one fact: the question, the words in their lines, other candidates.

Words stand in paragraphs that are the report's own lines, letter for letter: what is selected in
the browser is a stretch of the report.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from onrecord.record.things import AgreementThing, CaseThing, StatementThing, Thing, ThingTelling
from onrecord.store import waiting
from onrecord.store.asking.answering import Answering
from onrecord.store.record import Record as Store
from onrecord.store.waiting import Candidate, Waiting
from onrecord.text import Span
from onrecord.views.dates import date_words
from onrecord.views.safe import words
from onrecord.views.things import phrases

NEAR = 1  # lines with words in them, before and after
SHOWN = 5  # tellings


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a line: of what was said, of who said it, of the turning words, or around them."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a report; ``start`` is its place in the report's text."""

    number: int
    start: int
    pieces: tuple[Stretch, ...]
    near: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A telling: the report's lines around it. ``slots`` are those whose words may be mended."""

    report: str
    counted: str
    key: str
    source: str
    lines: tuple[Line, ...]
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turned:
    """A change or a step that can be judged by itself."""

    id: str
    said: str
    when: str
    modality: str


@dataclass(frozen=True, slots=True)
class Judged:
    """All that is shown of what is judged."""

    thing: Thing
    question: str
    why: str
    tellings: tuple[Shown, ...]
    more: int
    turns: tuple[Turned, ...]
    candidates: tuple[Candidate, ...]
    mergeable: tuple[tuple[str, str], ...]
    accounts: tuple[tuple[str, str], ...]


def judged(store: Store, one: Waiting, texts: Any) -> Judged:
    """What is shown of a thing that waits; ``texts`` gives texts by (report, counted)."""
    thing = one.thing
    with store.reading() as connection:
        answering = Answering(connection, store.points, None)
        others = waiting.candidates(connection, answering, thing)
        merges = waiting.mergeable(connection, answering, thing)
        accounts = waiting.accounts_told(connection, thing)
    told = [t for t in thing.tellings if t.span][:SHOWN]
    known = texts({(t.report, t.counted) for t in told})
    shown = [_shown(thing, t, known.get((t.report, t.counted))) for t in told]
    return Judged(
        thing=thing,
        question=_question(thing, one),
        why=_why(one),
        tellings=tuple(each for each in shown if each),
        more=max(0, len(thing.tellings) - len(told)),
        turns=_turns(thing),
        candidates=tuple(others),
        mergeable=tuple(
            (each.id, f"{phrases.title(each)}, {phrases.weight(each)}") for each in merges
        ),
        accounts=tuple(
            (key, f"{words(outlet)}, {date_words(day)}") for key, outlet, day in accounts
        ),
    )


def _question(thing: Thing, one: Waiting) -> str:
    """What is asked of the reviewer."""
    if thing.disputes:
        return f"Reports disagree about the {thing.disputes[0].about.replace('_', ' ')}."
    if isinstance(thing, StatementThing) and thing.speaker:
        return f"Is this {phrases.several(thing, thing.speaker)} speaking?"
    return f"{phrases.title(thing)}: is this so?"


def _why(one: Waiting) -> str:
    doubt = [why for why in one.why if why.startswith("unsure")]
    if doubt:
        return f"The reading is {doubt[0].replace(', ', ': ')}."
    return "" if one.thing.disputes else "Nothing about it is in doubt."


def _turns(thing: Thing) -> tuple[Turned, ...]:
    if not isinstance(thing, AgreementThing | CaseThing):
        return ()
    turns = thing.changes if isinstance(thing, AgreementThing) else thing.steps
    return tuple(
        Turned(
            one.id,
            phrases.turn(one),
            date_words(one.date.value if one.date else None),
            one.modality,
        )
        for one in turns
    )


def _shown(thing: Thing, one: ThingTelling, text: str | None) -> Shown | None:
    """The lines around a telling; None where its text is not at hand or says otherwise."""
    assert one.span
    if text is None or not one.span.holds(text):
        return None
    marked = _marked(thing, one)
    slots = tuple(dict.fromkeys(role for role, _ in marked if role in ("source", "content", "cue")))
    where = words(one.outlet or one.url or one.source)
    published = date_words(one.published or one.counted[:10])
    return Shown(
        one.report,
        one.counted,
        one.key,
        f"{where}, {published}",
        _lines(text, one.span, marked),
        slots,
    )


def _marked(thing: Thing, one: ThingTelling) -> list[tuple[str, Span]]:
    """The words by their role, the most telling role of a character first."""
    if not isinstance(thing, StatementThing):
        return [("turn", one.span)] if one.span else []
    return [
        (role, Span(given["start"], given["end"], given["text"]))
        for role in ("source", "cue", "content")
        for given in one.slots.get(role) or ()
    ]


def _lines(text: str, span: Span, marked: Sequence[tuple[str, Span]]) -> tuple[Line, ...]:
    first = min([span.start, *(one.start for _, one in marked)])
    last = max([span.end, *(one.end for _, one in marked)])
    begin = text.rfind("\n", 0, first) + 1
    for _ in range(NEAR):
        before = text[:begin].rstrip("\n")
        begin = before.rfind("\n") + 1 if before else 0
    end = text.find("\n", max(first, last - 1))
    end = len(text) if end < 0 else end
    for _ in range(NEAR):
        after = len(text) - len(text[end:].lstrip("\n"))
        stop = text.find("\n", after)
        end = len(text) if stop < 0 else stop
    found, at, number = [], begin, text.count("\n", 0, begin) + 1
    for line in text[begin:end].split("\n"):
        if line.strip():
            pieces = _pieces(line, at, marked)
            near = all(one.role == "around" for one in pieces)
            found.append(Line(number, at, pieces, near))
        at, number = at + len(line) + 1, number + 1
    return tuple(found)


def _pieces(line: str, at: int, marked: Sequence[tuple[str, Span]]) -> tuple[Stretch, ...]:
    """A line cut wherever a role begins or ends."""
    stop = at + len(line)
    cuts = {at, stop}
    for _, one in marked:
        cuts |= {edge for edge in (one.start, one.end) if at < edge < stop}
    edges = sorted(cuts)
    return tuple(
        Stretch(
            next((role for role, one in marked if one.start <= start and end <= one.end), "around"),
            line[start - at : end - at],
        )
        for start, end in pairwise(edges)
    )
