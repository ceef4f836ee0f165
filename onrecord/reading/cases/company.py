"""The cast together with the people whom only the sentences of cases tell: by description, or
as several told before («the two», «both», «they»).

They stand in a cast of their own while steps are read; those who have a case join the report's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.facts import Actor, Case, Mention
from onrecord.reading.cases.apposed import apposed
from onrecord.reading.cases.described import Described, described, parted
from onrecord.reading.cases.lexicon import adjectives, both, counted, person_heads, steps
from onrecord.reading.modality import Line
from onrecord.reading.modality.group import BREAKS, PREPOSITIONS, adverb
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.scene import Cast, Sighting
from onrecord.reading.turning import Ground
from onrecord.text import Span

TOGETHER = "together"  # how the ids of several told before begin
ALONE = "described"  # how the ids of the described begin
_OFFICIAL = frozenset({"GOV", "JUD", "COP", "MIL", "LEG", "SPY"})
_TOLD_OF = frozenset("the these those all remaining other their its his her".split())
_LATER = frozenset({"a", "the", "his"})


@dataclass(slots=True)
class Company:
    """The extended cast, and what the added ones were told by."""

    cast: Cast
    told: dict[str, Described] = field(default_factory=dict)
    heads: dict[str, set[str]] = field(default_factory=dict)  # of named persons: id → heads

    def joined(self, cast: Cast, cases: Sequence[Case]) -> tuple[Cast, tuple[Case, ...]]:
        """The report's cast with those of the added who have a part in cases, and the cases."""
        needed = {i for c in cases for i in (c.person, *(b for s in c.steps for b in s.by))}
        extra = [a for a in self.cast.actors if a.id in needed and a.id in self.told]
        ids = {a.id: cast.free(n) for n, a in enumerate(extra, start=1)}
        if not ids:
            return cast, tuple(cases)
        seen = [replace(s, actor=ids[s.actor]) for s in self.cast.sightings if s.actor in ids]
        whole = cast.joined([replace(a, id=ids[a.id]) for a in extra], seen)
        return whole, tuple(_renamed(case, ids) for case in cases)


def _renamed(case: Case, ids: Mapping[str, str]) -> Case:
    steps = tuple(
        replace(step, by=tuple(ids.get(actor, actor) for actor in step.by)) for step in case.steps
    )
    return replace(case, person=ids.get(case.person, case.person), steps=steps)


def company(ground: Ground, lines: Sequence[Line]) -> Company:
    """The cast and all who are described in the lines."""
    made = Company(ground.cast)
    actors: dict[str, Actor] = {}
    seen: list[Sighting] = []
    gone: set[tuple[int, int]] = set()
    for line in lines:
        for several, named in apposed(ground, line):
            gone.add(several.span)
            seen += [Sighting(*several.span, actor, "description") for actor in named]
        for start, end in _together(ground, line):
            ident = f"{TOGETHER} {start}"
            gone.add((start, end))
            seen.append(Sighting(start, end, ident, "pronoun"))
            actors[ident] = Actor(id=ident, name=ground.text[start:end], kind="group")
        parts = list(parted(line))
        whole = _merged(described(line, bare=ground.titled(line.starts[0])), line)
        for one in (*parts, *whole):
            start, end = _span(ground, line, one)
            known = () if one in parts else _known(ground, line, one)
            if known is None:
                continue
            for actor in known:
                seen.append(Sighting(start, end, actor, "description"))
                made.heads.setdefault(actor, set()).add(one.head)
            if not known:
                ident = _ident(ground, line, one)
                seen.append(Sighting(start, end, ident, "description"))
                made.told.setdefault(ident, one)
                actors[ident] = _actor(ground, line, one, ident, actors.get(ident))
    kept = tuple(s for s in ground.cast.sightings if s.span not in gone)
    made.cast = replace(ground.cast, sightings=kept).joined(actors.values(), seen)
    return made


def _together(ground: Ground, line: Line) -> Iterator[tuple[int, int]]:
    """Where a line speaks of several told before whom the cast does not know, or takes for
    somebody in office."""
    known = both()
    for at in [i for i, form in enumerate(line.forms) if form in known]:
        for words in known[line.forms[at]]:
            after = at + len(words)
            if line.forms[at:after] == words and _stands_alone(line, after, words[0]):
                span = line.starts[at], line.ends[after - 1]
                if _unknown(ground, span):
                    yield span
                break


def _stands_alone(line: Line, after: int, phrase: str) -> bool:
    """«the two were», not «the two sides»."""
    word = line.forms[after] if after < len(line) else ""
    words = lexicon()
    closed = word in PREPOSITIONS or word in BREAKS or word in words.helpers
    verb = word in words.modals or word in words.past or word.endswith("ed") or word in steps()
    return (
        phrase in {"they", "them", "their"} or closed or verb or not word.isalpha() or adverb(word)
    )


def _unknown(ground: Ground, span: tuple[int, int]) -> bool:
    """Whether the cast has nobody at these words, or takes them for somebody in office."""
    here = ground.starting(span[0])
    if here is None or here.start >= span[1]:
        return ground.covering(span[0]) is None
    actors = ground.actors(here)
    vague = len(actors) == 1 and ground.kind_of(actors[0]) == "group"
    vague = vague and not told_apart(ground, actors[0])
    return here.span == span and (vague or any(is_official(ground, a) for a in actors))


def is_official(ground: Ground, ident: str) -> bool:
    """Whether an actor is a person in office: one who holds, tries or speaks, and is not held."""
    if ground.kind_of(ident) != "person":
        return ground.kind_of(ident) not in {"group", "unnamed_source"}
    actor = ground.cast.actor(ident)
    return bool(actor.office) or actor.sector in _OFFICIAL


def _merged(found: Iterable[Described], line: Line) -> Iterator[Described]:
    """«nine women and two ailing soldiers», «33 captive aid workers and soldiers» as one."""
    waiting: Described | None = None
    for one in found:
        between = line.forms[waiting.last + 1 : one.first] if waiting is not None else ()
        counted_so = waiting is not None and waiting.plural and waiting.det == "n"
        if waiting is not None and counted_so and one.plural and between == ("and",):
            both = waiting.count and one.count
            count = (waiting.count or 0) + (one.count or 0) if both else waiting.count
            waiting = replace(waiting, last=one.last, count=count)
            continue
        if waiting is not None:
            yield waiting
        waiting = one if one.det != "+" else None
    if waiting is not None:
        yield waiting


def _span(ground: Ground, line: Line, one: Described) -> tuple[int, int]:
    start = line.starts[one.first]
    if line.forms[one.first] == "'s" and one.first:
        owner = ground.ending(line.ends[one.first - 1])
        start = owner.start if owner is not None else line.starts[one.first - 1]
    return start, line.ends[one.last]


def _known(ground: Ground, line: Line, one: Described) -> tuple[str, ...] | None:
    """The named persons whom a description is beside; () where there are none; None where the
    words are spoken for already or describe nobody new."""
    at = line.ends[one.last]
    low = _span(ground, line, one)[0]
    for sighting in ground.sightings(low, line.ends[-1]):
        if sighting.start >= at:
            break
        if sighting.end >= at and not (one.plural and sighting.start > low):
            return None
    before = line.forms[one.first - 1] if one.first else ""
    if before in lexicon().helpers and lexicon().helpers[before] == "be":
        return None  # «he is a convict»
    after = line.forms[one.last + 1] if one.last + 1 < len(line) else ""
    if after in {",", ":", "—", "–"} or after == "":
        named = _listed(ground, line, one.last + 2) if after else ()
        if named and (one.plural or one.det in _LATER):
            return named if one.plural else named[:1]
    beside = ground.starting(at + 1) if after[:1].isalpha() else None
    if beside is not None and beside.start == at + 1 and _named(ground, beside):
        return (beside.actor,)
    first = line.at(low) if line.forms[one.first] == "'s" else one.first
    before = line.forms[first - 1] if first else ""
    if before == "," and one.det in _LATER and not one.plural:
        index = first - 2
        if index > 0 and line.forms[index].isdecimal() and line.forms[index - 1] == ",":
            index -= 2
        told = ground.ending(line.ends[index]) if index >= 0 else None
        if told is not None and _named(ground, told):
            return (told.actor,)
    return ()


def _listed(ground: Ground, line: Line, first: int) -> tuple[str, ...]:
    """The persons named from a word on: «two reporters, A and B,»."""
    found: list[str] = []
    index = first
    while index < len(line):
        here = ground.starting(line.starts[index])
        if here is None or here.start != line.starts[index] or not _named(ground, here):
            break
        found.append(here.actor)
        index = line.at(here.end - 1) + 1
        while (
            index + 2 < len(line) and line.forms[index] == "," and line.forms[index + 1].isdecimal()
        ):
            index += 2
        while index < len(line) and line.forms[index] in {",", "and"}:
            index += 1
    return tuple(dict.fromkeys(found))


def _named(ground: Ground, sighting: Sighting) -> bool:
    return sighting.form == "name" and ground.kind_of(sighting.actor) == "person"


def _ident(ground: Ground, line: Line, one: Described) -> str:
    """The same words describe the same people; «another …» somebody else."""
    first = one.first + (one.det in _LATER and line.forms[one.first] != "'s")
    words = " ".join(line.forms[first : one.last + 1])
    if one.det == "his":
        owner = ground.starting(line.starts[one.first])
        words = f"{owner.actor if owner else ''}: {words}"
    return f"{ALONE} {words}"


def _actor(ground: Ground, line: Line, one: Described, ident: str, before: Actor | None) -> Actor:
    start, end = _span(ground, line, one)
    mention = Mention(Span.of(ground.text, start, end), "description")
    if before is not None:
        return replace(before, mentions=(*before.mentions, mention))
    first = one.first + (one.det in {"a", "the"})
    name = ground.text[line.starts[first] : end] if one.det != "his" else mention.span.text
    kind = "group" if one.plural else "person"
    return Actor(id=ident, name=" ".join(name.split()), kind=kind, mentions=(mention,))  # type: ignore[arg-type]


def told_apart(ground: Ground, ident: str) -> bool:
    """«the two drivers», «some 400 prisoners», «the hostages»: not «protesters», «migrants»."""
    actor = ground.cast.actor(ident)
    numbers = counted("numeral")
    for mention in actor.mentions:
        written = mention.span.text.split()
        words = [w.lower() for w in written]
        if words and words[-1] in counted("siblings") and len(words) > 1 and written[-2].istitle():
            return True  # «the Quell brothers»
        if any(w in numbers or w.replace(",", "").isdecimal() for w in words[:3]):
            return True
        if words and words[-1] in {"couple", "pair", "duo", "trio"}:
            return True
        held = (adjectives().get(word) == "detained" for word in words[1:-1])
        if words and words[0] == "the" and any(held):
            return True  # «the kidnapped engineers»
        head = person_heads().get(words[-1]) if words else None
        captive = head is not None and head[0] in counted("captive")
        if captive and (words[0] in _TOLD_OF or ground.titled(mention.span.start)):
            return True
        if words and words[-1].lower() in {"crew", "crews"} and words[0].lower() in _TOLD_OF:
            return True  # «the crew», «its crew»: all who are aboard
    return False


def is_captive(told: Described) -> bool:
    """Whether people are held by what they are called: «hostages», «detainees»."""
    return told.head in counted("captive")
