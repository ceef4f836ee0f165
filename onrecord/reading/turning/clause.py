"""Who does it: the subject, the controller of an infinitive, the agent of a passive."""

from __future__ import annotations

from onrecord.reading.modality import Group, Line, group_of
from onrecord.reading.modality.grammar import governing
from onrecord.reading.modality.group import (
    BREAKS,
    DETERMINERS,
    PREPOSITIONS,
    QUOTES,
    SUBJECTS,
    adverb,
)
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.scene import Sighting
from onrecord.reading.turning.ground import Ground

_JOINS = frozenset({"and", ",", "&", "plus"})
_ASIDE = 18  # words that an aside between commas may have
_ALONE = frozenset({"he", "she", "they", "it", "we", "i"})
_DEPTH = 3
_PHRASE = 6  # words of what an aside names
SIDES = "the sides"  # stands in for the parties of the agreement, which the caller knows
_OPENERS = frozenset({"after", "before", "since", "until", "following"})  # of a clause, here
_AGAIN = _OPENERS | {"while", "when", "who", "which", "that", "whose", "as"}
_BEARERS = frozenset({"on", "upon", "for", "to", "between", "by"})


def subjects(ground: Ground, line: Line, group: Group, depth: int = 0) -> tuple[str, ...]:
    """The actors that are the subject of a verb, () where they are not in the cast."""
    if group.infinitive:
        return controllers(ground, line, group, depth)
    if depth > _DEPTH:
        return ()
    first = group.first
    before = _back(line, first - 1)
    if group.form == "ing" and not group.helped and before >= 0:
        return _of_gerund(ground, line, before, depth)
    if before >= 0 and line.forms[before] in {"and", "or", "but"} and group.joined is None:
        return _of_joined(ground, line, before, group, depth)
    return phrase_before(ground, line, first)


def _of_gerund(ground: Ground, line: Line, before: int, depth: int) -> tuple[str, ...]:
    """«accused X of [breaking] it»: X; «X ruled out [signing] it»: the subject of the verb."""
    if line.forms[before] in {"out", "off", "up"} and before:
        before -= 1  # «ruled out signing»
    if line.forms[before] not in PREPOSITIONS:
        own = group_of(line, before)
        return subjects(ground, line, own, depth + 1) if own.form != "noun" else ()
    return phrase_before(ground, line, before)


def _back(line: Line, index: int) -> int:
    while index >= 0 and adverb(line.forms[index]) and line.forms[index] not in {"both", "all"}:
        index -= 1
    return index


def _of_joined(ground: Ground, line: Line, joint: int, group: Group, depth: int) -> tuple[str, ...]:
    """«X met Y and [signed] it»: the subject of the verb before; the first phrase of the clause."""
    start = joint
    while start > 0 and line.forms[start - 1] not in BREAKS - {",", "-"}:
        start -= 1
    for sighting in ground.sightings(line.starts[start], line.starts[joint]):
        at = line.at(sighting.start)
        word = line.forms[at - 1] if at > start else ""
        if word not in PREPOSITIONS and word != "to":
            return _with_joined(ground, line, sighting.start, ground.actors(sighting), forward=True)
    return ()


def phrase_before(ground: Ground, line: Line, first: int) -> tuple[str, ...]:
    """The actors of the noun phrase that ends right before the word `first`."""
    index = _back(line, first - 1)
    related = False
    for _ in range(3):
        if index < 0:
            return ()
        word = line.forms[index]
        if word in {"who", "which", "that"}:
            related = True
            index -= 1
            if index >= 0 and line.forms[index] == ",":
                index -= 1
            continue
        if word in {",", "—", "–", ")"}:
            opened = _opening(line, index)
            if opened is None:
                return ()
            inside = ground.ending(line.ends[index - 1])
            index = _back(line, opened - 1)
            if inside is not None and index >= 0 and _names_it(ground, line, opened, inside, index):
                # «its leader, Mr Quell, signed»: the aside names who is spoken of.
                start = _aside_start(line, opened, index, inside)
                return _with_joined(ground, line, start, ground.actors(inside), forward=False)
            continue
        if word.isdigit() and index > 1 and line.forms[index - 1] == ",":
            index -= 2  # «Brill, 61, from Tarn, was»
        found = ground.ending(line.ends[index])
        if found is None:
            when = _when(ground, line, index)
            if when is None:
                return ()
            index = _back(line, when - 1)
            continue
        at = line.at(found.start)
        before = at - 1
        while before >= 0 and (line.forms[before] in DETERMINERS or "-" in line.forms[before][1:]):
            before -= 1  # «of the 12-year-old Brill»
        if before >= 0 and line.forms[before] in PREPOSITIONS - _OPENERS and not related:
            index = _back(line, before - 1)
            continue
        return _with_joined(ground, line, found.start, ground.actors(found), forward=False)
    return ()


def _aside_start(line: Line, opened: int, index: int, inside: Sighting) -> int:
    """Where the phrase begins that an aside names: «X and [his counterpart, Mr Quell,] signed»."""
    if line.at(inside.start) < opened:
        return inside.start
    for at in range(index, max(-1, index - _PHRASE), -1):
        if line.forms[at] in DETERMINERS:
            return line.starts[at]
        if line.forms[at] in BREAKS or line.forms[at] in PREPOSITIONS:
            break
    return inside.start


def _names_it(ground: Ground, line: Line, opened: int, inside: Sighting, index: int) -> bool:
    """Whether an aside names what stands before it: «its leader, Mr Quell,»."""
    outside = ground.ending(line.ends[index])
    if outside is None:
        return not line.forms[index].isdigit()
    alone = line.at(inside.start) == opened + 1 and ground.kind_of(inside.actor) == "person"
    return alone and ground.kind_of(outside.actor) == "state"


def _when(ground: Ground, line: Line, index: int) -> int | None:
    """The first word of «on Monday» that ends at the word `index`: «Orlan on Monday signed»."""
    for time in ground.times_in(line.starts[max(0, index - 4)], line.ends[index]):
        if line.at(time.end - 1) == index:
            at = line.at(time.start)
            dated = at > 0 and line.forms[at - 1] in {"on", "in", "at", "late", "early"}
            return at - 1 if dated else at
    return None


def _opening(line: Line, index: int) -> int | None:
    mark = {")": "("}.get(line.forms[index], line.forms[index])
    for other in range(index - 1, max(-1, index - _ASIDE), -1):
        if line.forms[other] == mark:
            return other
    return None


def _with_joined(
    ground: Ground, line: Line, start: int, named: tuple[str, ...], *, forward: bool
) -> tuple[str, ...]:
    """The actors joined to a phrase: «A, B and C»; commas alone join nobody."""
    found, listed = list(named), list(named)
    position = start
    if not forward and _opens_clause(line, line.at(start)):
        return named
    for _ in range(6):
        other, closed = (_next if forward else _previous)(ground, line, position)
        pronoun = other is not None and other.form == "pronoun" and not forward
        if other is None or other.actor in listed or pronoun:
            break  # «ratified them, and Orlan walked away»
        headed = ground.titled(position) and other.start == line.starts[0]
        if not (closed or forward or headed or len(found) > 1):
            break  # but of a headline «Orlan, Vela sign pact»
        if forward and _acts(ground, line, other):
            break  # «ratified it, and Orlan later walked away»
        listed.extend(ground.actors(other))
        position = other.start
        if closed or not forward:
            found = list(listed)
    return tuple(dict.fromkeys(found if forward else reversed(found)))


def _acts(ground: Ground, line: Line, other: Sighting) -> bool:
    """Whether who is set off by a comma is the subject of a clause of its own."""
    at = line.at(other.start)
    if at < 2 or line.forms[at - 2] != "," or line.forms[at - 1] not in {"and", "but"}:
        return False
    index = line.at(other.end - 1) + 1
    while index < len(line) and adverb(line.forms[index]):
        index += 1
    words = lexicon()
    word = line.forms[index] if index < len(line) else ""
    return (
        word in words.past
        or word in words.helpers
        or word in words.modals
        or (word.endswith("ed") and len(word) > 4)
    )


def _opens_clause(line: Line, at: int) -> bool:
    """«…, Brill, and [he] was freed»: nobody is joined to a subject that opens a clause."""
    return at > 1 and line.forms[at] in _ALONE and line.forms[at - 2 : at] == (",", "and")


def _next(ground: Ground, line: Line, position: int) -> tuple[Sighting | None, bool]:
    """Whoever is joined behind the phrase at `position`, and whether by more than a comma."""
    here = ground.starting(position)
    after = line.at(here.end - 1) + 1 if here else len(line)
    if after + 1 < len(line) and line.forms[after] == "," and line.forms[after + 1].isdigit():
        after += 2  # «Brill, 44, and Quell»
    nearby = after
    while nearby < len(line) and line.forms[nearby] in _JOINS:
        nearby += 1
    if nearby == after or nearby >= len(line):
        return None, False
    return ground.starting(line.starts[nearby]), line.forms[nearby - 1] != ","


def _previous(ground: Ground, line: Line, position: int) -> tuple[Sighting | None, bool]:
    """Whoever is joined before the phrase at `position`, and whether by more than a comma."""
    at = line.at(position)
    nearby = at - 1
    while nearby >= 0 and line.forms[nearby] in _JOINS:
        nearby -= 1
    if nearby < 0 or nearby == at - 1:
        return None, False
    if nearby > 1 and line.forms[nearby].isdigit() and line.forms[nearby - 1] == ",":
        nearby -= 2
    return ground.ending(line.ends[nearby]), line.forms[at - 1] != ","


def joined_before(ground: Ground, line: Line, found: Sighting) -> tuple[str, ...]:
    """The actors of a phrase with those joined to it before."""
    return _with_joined(ground, line, found.start, ground.actors(found), forward=False)


def joined_after(ground: Ground, line: Line, index: int) -> tuple[str, ...]:
    """The actors of the noun phrase that starts at the word `index`, with those joined to it."""
    found = ground.starting(line.starts[index]) if index < len(line) else None
    if found is None:
        return ()
    return _with_joined(ground, line, found.start, ground.actors(found), forward=True)


def controllers(ground: Ground, line: Line, group: Group, depth: int = 0) -> tuple[str, ...]:
    """Who would do what an infinitive tells: «urged [Orlan] to», «[Orlan]’s decision to»."""
    if depth > _DEPTH:
        return ()
    found = governing(line, group.first - 1)
    if found is None:
        return phrase_before(ground, line, group.first)
    at, governor = found
    end = at + len(governor.phrase)
    between = _between(ground, line, end, group.first)
    if between and at and line.forms[at - 1] not in {"'s"}:
        return between
    if governor.gives == "asked" and end < group.first:
        told = line.forms[end : group.first]
        return (SIDES,) if any(w in told for w in ("sides", "parties", "both", "countries")) else ()
    own = group_of(line, at)
    if own.form == "noun" or (at and line.forms[at - 1] == "'s"):
        holder = possessor(ground, line, at)
        return holder or subjects_of_noun(ground, line, at, depth)
    doers = subjects(ground, line, own, depth + 1)
    return tuple(dict.fromkeys((*doers, *_partners(ground, line, end, group.first))))


def _between(ground: Ground, line: Line, first: int, last: int) -> tuple[str, ...]:
    """The actors between a governor and its «to» who are to do it."""
    found: list[str] = []
    if first >= last:
        return ()
    for sighting in ground.sightings(line.starts[first], line.starts[last]):
        at = line.at(sighting.start)
        before = line.forms[at - 1] if at else ""
        while before in DETERMINERS | QUOTES and at > 1:
            at -= 1
            before = line.forms[at - 1]
        if at > first and before in PREPOSITIONS - _BEARERS and not found:
            continue
        if at > first and found and before not in _JOINS:
            break
        found.extend(ground.actors(sighting))
    return tuple(dict.fromkeys(found))


def _partners(ground: Ground, line: Line, first: int, last: int) -> tuple[str, ...]:
    """«reached an agreement with X to»: X does it too."""
    for at in range(first, min(last, len(line) - 1)):
        if line.forms[at] == "with":
            return joined_after(ground, line, at + 1)
    return ()


def clause_first(line: Line, group: Group) -> int:
    """The first word of the whole verb: «was set [to expire]» starts at «was»."""
    if not group.infinitive:
        return group.first
    index = _back(line, group.first - 1)
    if index >= 0 and line.forms[index] in lexicon().helpers:
        return _helpers_first(line, index)
    found = governing(line, index)
    return group_of(line, found[0]).first if found else group.first


def _helpers_first(line: Line, index: int) -> int:
    words = lexicon()
    while index > 0 and (
        line.forms[index - 1] in words.helpers or line.forms[index - 1] in words.negations
    ):
        index -= 1
    return index


def subjects_of_noun(ground: Ground, line: Line, at: int, depth: int) -> tuple[str, ...]:
    """«X reached an agreement to», «X made the decision to»: the subject of the verb before."""
    for index in range(at - 1, max(-1, at - 5), -1):
        if line.forms[index] in BREAKS:
            break
        group = group_of(line, index)
        if group.infinitive and group.form == "base":
            return controllers(ground, line, group, depth + 1)
        if group.form == "past" and line.forms[index] not in PREPOSITIONS:
            return subjects(ground, line, group, depth + 1)
    return ()


def possessor(ground: Ground, line: Line, at: int) -> tuple[str, ...]:
    """«X’s decision», «X’s early release», «his arrest»: whose it is."""
    for index in range(at - 1, max(-1, at - 4), -1):
        word = line.forms[index]
        if word == "'s" or (word == "’" and line.written[index - 1].endswith("s")):
            found = ground.ending(line.ends[index - 1]) or ground.ending(line.ends[index])
            return ground.actors(found) if found else ()
        if word in {"his", "her", "its", "their", "whose"}:
            here = ground.starting(line.starts[index])
            return ground.actors(here) if here and here.start == line.starts[index] else ()
        if word in BREAKS or word in PREPOSITIONS or word in SUBJECTS:
            break
    return ()


def agents(ground: Ground, line: Line, last: int, end: int) -> tuple[str, ...]:
    """«signed by X and by Y»: the actors behind «by» in the words after `last`, up to `end`."""
    found: list[str] = []
    for at in range(last + 1, min(end, len(line) - 1)):
        if line.forms[at] in _AGAIN:
            break
        if line.forms[at] != "by":
            continue
        named = ground.starting(line.starts[at + 1])
        if named is None:
            continue
        after = line.at(named.end - 1) + 1
        aside = after + 1 < len(line) and line.forms[after] == ","
        told = ground.starting(line.starts[after + 1]) if aside else None
        if (
            told is not None
            and told.start == line.starts[after + 1]
            and told.form == "name"
            and ground.kind_of(told.actor) == "person"
            and told.actor != named.actor
        ):
            # «by their leader, Mr Quell»: an office and who holds it.
            found.append(told.actor)
            continue
        found.extend(_with_joined(ground, line, named.start, ground.actors(named), forward=True))
    return tuple(dict.fromkeys(found))
