"""Cases: persons held, charged, tried or exchanged, and the steps of their cases.

``cases`` is the door. A step is a word of steps.tsv of which a person (or a group told apart)
is the patient; whether it happened is the modality room's to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.facts import Case, Mention, Statement, Step
from onrecord.reading.cases.company import company
from onrecord.reading.cases.described import peoples
from onrecord.reading.cases.lexicon import counted, designation_phrases, designations
from onrecord.reading.cases.likewise import likewise
from onrecord.reading.cases.persons import names_one
from onrecord.reading.cases.slips import taken_once, told_of_somebody
from onrecord.reading.cases.turns import Found, hits, turns
from onrecord.reading.cases.whose import settled
from onrecord.reading.modality.group import PREPOSITIONS
from onrecord.reading.places import codes_of
from onrecord.reading.scene import Cast, Scene, Sighting
from onrecord.reading.times import TimeMention
from onrecord.reading.turning import Ground, Turn, folded
from onrecord.text import Span

__all__ = ["cases"]

_HOLDING = ("arrested", "detained", "charged", "tried", "convicted", "sentenced", "released")
_OPENING, _CLOSING = frozenset("“\"‘'"), frozenset("”\"’'")
_VERDICTS = frozenset({"convicted", "sentenced", "tried"})
_TAKEN = frozenset("captured abducted kidnapped seized snatched capture abduction".split())
_NEAR = 60  # code points between a designation and a name


def cases(
    scene: Scene,
    times: Sequence[TimeMention],
    cast: Cast,
    statements: Sequence[Statement],
) -> tuple[Cast, tuple[Case, ...]]:
    """The cases of a report in the order of their first words, one for each person, and the cast
    with those whom only a case tells of.

    Never raises, whatever the text; ids are c1, c1-1 …, keys are left empty.
    """
    ground = Ground(scene, times, cast, statements)
    words = hits(ground)
    known = company(ground, list({hit.line.starts[0]: hit.line for hit in words}.values()))
    ground = Ground(scene, times, known.cast, statements)
    told = turns(ground, words, codes_of(scene, cast))
    told += list(likewise(ground, told))
    found = settled(ground, known, told)
    found = told_of_somebody(ground, known, found)
    court = _only_court(ground) or _court_told(ground, found)
    designated = _designated(ground)
    first: dict[str, int] = {}
    for one in found:
        for person in one.persons:
            first[person] = min(first.get(person, one.turn.start), one.turn.start)
    for person, (_, span) in designated.items():
        first[person] = min(first.get(person, span.start), span.start)
    made: list[Case] = []
    for person in sorted(first, key=lambda p: (first[p], p)):
        mine = [f.turn.told(ground) for f in found if person in f.persons]
        steps, named = folded(taken_once(mine), ground), designated.get(person)
        if not steps and named is None:
            continue
        made.append(_case(ground, person, steps, named, f"c{len(made) + 1}", court))
    return known.joined(cast, made)


def _case(
    ground: Ground,
    person: str,
    steps: Sequence[Turn],
    designated: tuple[str, Span] | None,
    ident: str,
    court: str | None,
) -> Case:
    held_by = _holder(ground, steps)
    spoken = designated[1] if designated else _spoken(ground, person, steps)
    return Case(
        id=ident,
        person=person,
        held_by=held_by,
        designation=designated[0] if designated else None,
        mentions=(Mention(spoken),) if spoken else (),
        steps=tuple(
            _step(_by(turn, person, court, held_by), f"{ident}-{i}")
            for i, turn in enumerate(steps, start=1)
        ),
    )


def _only_court(ground: Ground) -> str | None:
    """The court of a report that tells of no other."""
    courts = [
        actor.id
        for actor in ground.cast.actors
        if actor.kind in {"government_body", "office"}
        and {"court", "tribunal"} & set(actor.name.lower().split())
    ]
    return courts[0] if len(courts) == 1 else None


def _court_told(ground: Ground, found: Sequence[Found]) -> str | None:
    """The only court that is told to have tried or judged anybody."""
    courts = {
        actor
        for one in found
        if one.turn.label in _VERDICTS
        for actor in one.turn.by
        if {"court", "tribunal"} & set(ground.cast.actor(actor).name.lower().split())
    }
    return courts.pop() if len(courts) == 1 else None


def _by(turn: Turn, person: str, court: str | None, held_by: str | None) -> Turn:
    """Everybody pleads for themselves; a verdict is the court's; who is asked to let somebody go
    is whoever holds them, and so is who arrested them where nobody else is told."""
    if turn.label == "pleaded":
        return replace(turn, by=(person,))
    asked = turn.label == "released" and turn.modality == "asked"
    done = turn.label in _HOLDING and turn.modality == "actual"
    if turn.by or not (asked or done):
        return turn
    doer = (court if turn.label in _VERDICTS else None) or held_by
    return replace(turn, by=(doer,)) if doer else turn


def _holder(ground: Ground, steps: Sequence[Turn]) -> str | None:
    """Who holds them: the state of whoever does it, else the state where it happens."""
    for label in _HOLDING:
        for turn in steps:
            asked = turn.modality == "asked" and label == "released"
            if turn.label == label and (turn.modality == "actual" or asked):
                for actor in turn.by:
                    if ground.state_of(actor) or _captor(ground, actor):
                        return ground.state_of(actor) or actor
    for turn in steps:
        taken = _TAKEN & set(ground.text[turn.start : turn.end].lower().split())
        if turn.label in _HOLDING[:6] and turn.place and turn.place.country and not taken:
            state = ground.state(turn.place.country)
            if state:
                return state
    return _jailer(ground, steps)


def _captor(ground: Ground, actor: str) -> bool:
    """Whether a movement may hold people: an organisation, or a group with a name of its own."""
    named = ground.cast.actor(actor).name[:1].isupper()
    kind = ground.kind_of(actor)
    return kind == "organization" or (kind == "group" and named)


def _jailer(ground: Ground, steps: Sequence[Turn]) -> str | None:
    """The state in whose prisons they are told to be: «in Burmese prisons»."""
    for turn in steps:
        if turn.label not in _HOLDING[:6] or turn.modality != "actual":
            continue
        line = ground.line(turn.start)
        for at in range(line.at(turn.start), min(len(line), line.at(turn.end) + 9)):
            if line.forms[at] in counted("jail") and at:
                code = peoples().get(line.forms[at - 1])
                state = ground.state(code) if code else None
                if state:
                    return state
    return None


def _spoken(ground: Ground, person: str, steps: Sequence[Turn]) -> Span | None:
    """The name or description nearest before the first step, else the first of all."""
    own = [s for s in ground.cast.sightings if s.actor == person and names_one(s)]
    start = min((t.start for t in steps), default=0)
    before = [s for s in own if s.start <= start]
    chosen = before[-1] if before else (own[0] if own else None)
    return Span.of(ground.text, chosen.start, chosen.end) if chosen else None


def _step(turn: Turn, ident: str) -> Step:
    return Step(
        id=ident,
        step=turn.label,  # type: ignore[arg-type]
        modality=turn.modality,
        by=turn.by,
        date=turn.told_date,
        place=turn.place,
        charge=turn.charge,
        term=turn.term,
        stated_in=turn.stated_in,
        tellings=turn.tellings,
        confidence=turn.confidence,
    )


def _designated(ground: Ground) -> dict[str, tuple[str, Span]]:
    """Persons designated as wrongfully detained and the like, with the words that do so."""
    found: dict[str, tuple[str, Span]] = {}
    for start, end in designation_phrases().find(ground.text):
        if ground.idle(start):
            continue
        line = ground.line(start)
        held = _designee(ground, start, end, line.starts[0], line.ends[-1])
        if held is None or held.actor in found:
            continue
        name = designations()[" ".join(ground.text[start:end].lower().split())]
        low, high = min(start, held.start), max(end, held.end)
        opens, closes = ground.text[max(0, low - 1) : low], ground.text[end : end + 1]
        quoted = opens in _OPENING and closes in _CLOSING
        found[held.actor] = (name, Span.of(ground.text, low - quoted, high))
    return found


def _designee(ground: Ground, start: int, end: int, low: int, high: int) -> Sighting | None:
    """The person named behind the designation, or whose name it is set to by a comma."""
    for sighting in ground.sightings(low, high):
        if ground.kind_of(sighting.actor) != "person" or not names_one(sighting):
            continue
        if sighting.start <= start and end <= sighting.end:
            return sighting
        between = ground.text[end : sighting.start]
        apart = set(between) & set(",;:—()") or PREPOSITIONS & set(between.lower().split())
        if 0 <= sighting.start - end <= _NEAR and not apart:
            return sighting
        before = ground.text[sighting.end : start].strip()
        if sighting.end <= start and before in {", a", ", the", ",", "is a", "was a", "as a", "as"}:
            return sighting
    return None
