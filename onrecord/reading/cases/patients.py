"""Who undergoes a verb: its object, the subject of its passive, whom a clause speaks of."""

from __future__ import annotations

from onrecord.reading.cases.lexicon import counted, person_heads, roles, steps
from onrecord.reading.modality import Group, Line, group_of
from onrecord.reading.modality.group import (
    BREAKS,
    DETERMINERS,
    QUOTES,
    SUBJECTS,
    adverb,
)
from onrecord.reading.modality.group import (
    PREPOSITIONS as _PREPOSITIONS,
)
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning import Ground, controllers, subjects
from onrecord.reading.turning.clause import joined_after, joined_before, phrase_before

PREPOSITIONS = _PREPOSITIONS | {"near", "outside", "inside", "aboard", "alongside", "off", "behind"}
_ENDS = BREAKS - {"since", "after", "before"}
_CLAUSE = 16  # words before a verb in which the head of its subject stands
_ARTICLES = frozenset({"a", "an", "the", "another", "one", "his", "her", "its", "their"})
_WISHES = frozenset({"want", "wants", "wanted", "order", "ordered", "orders", "need", "needs"})
_OBJECTS = frozenset({"object", "patient", "place", "sent", "vehicle", "handed"})
_TITLES = 8  # words of titles before a name


def objects(ground: Ground, line: Line, last: int) -> tuple[str, ...]:
    index = last + 1
    while index < len(line) and (adverb(line.forms[index]) or line.forms[index] in QUOTES):
        index += 1
    index = _past_manner(line, index)
    if index >= len(line) or line.forms[index] in PREPOSITIONS or line.forms[index] in BREAKS:
        return ()
    if line.forms[index] in SUBJECTS:
        return ()
    for first in range(index, min(index + _TITLES, len(line))):
        if _owns(line, first):
            return ()
        found = ground.starting(line.starts[first])
        if found is not None and found.start == line.starts[first]:
            if owner(line, found.end):
                return ()  # «seized Brill’s phone»
            if _holdable(ground, found.actor) and _titled(line, index, first):
                return joined_after(ground, line, first)
            if ground.kind_of(found.actor) != "state":
                return ()
        if line.forms[first] == "," and line.forms[index] in _ARTICLES:
            if counted("rest") & set(line.forms[index:first]):
                return ()  # «asked if he would free the others, X said»
            return _apposed(ground, line, first + 1)
        if line.forms[first] in PREPOSITIONS or line.forms[first] in BREAKS:
            return ()
    return ()


def _past_manner(line: Line, index: int) -> int:
    """«free [without conditions] the scholar X»: the word behind a manner before the object."""
    for length in (3, 2):
        if " ".join(line.forms[index : index + length]) in counted("manner"):
            return index + length
    return index


def _apposed(ground: Ground, line: Line, first: int) -> tuple[str, ...]:
    """«released a teacher, [Ana Corvo],»: the name behind the comma."""
    found = ground.starting(line.starts[first]) if first < len(line) else None
    named = found is not None and found.start == line.starts[first] and found.form == "name"
    person = named and found is not None and ground.kind_of(found.actor) == "person"
    return (found.actor,) if person and found is not None else ()


def owner(line: Line, end: int) -> bool:
    """Whether a possessive ending follows."""
    after = line.at(end - 1) + 1
    word = line.forms[after] if after < len(line) else ""
    follows = line.forms[after + 1] if after + 1 < len(line) else ""
    return word == "'s" or (word == "’" and follows.isalpha())


def _owns(line: Line, index: int) -> bool:
    """«kidnapped [her] child»: a possessive, no object."""
    if line.forms[index] not in {"her", "his", "their", "its", "our", "my", "your"}:
        return False
    after = line.forms[index + 1] if index + 1 < len(line) else ""
    closed = after in PREPOSITIONS or after in BREAKS or after in QUOTES or adverb(after)
    return after.isalpha() and not closed and after not in _NO_NOUNS


_NO_NOUNS = frozenset("and or but last guilty away off up out down home back over".split())


def _holdable(ground: Ground, actor: str) -> bool:
    return ground.kind_of(actor) in {"person", "group"}


def _titled(line: Line, first: int, name: int) -> bool:
    """Whether what stands before a name belongs to it: «release “wrongly held” citizen X»."""
    if first == name or (name - first == 1 and line.forms[first] in DETERMINERS):
        return True
    word, written = line.forms[name - 1], line.written[name - 1]
    return written[:1].isupper() or word in QUOTES or word in roles() or word in person_heads()


def patients(ground: Ground, line: Line, group: Group) -> tuple[str, ...]:
    """Of whom a passive or a verb of state tells."""
    if group.first and line.forms[group.first - 1] in lexicon().nobody:
        return ()  # «vowed that nobody would be exchanged»
    if group.infinitive:
        before = line.forms[group.first - 1] if group.first else ""
        if lexicon().helpers.get(before) == "be":  # «X is [to be freed]»
            group = group_of(line, group.first - 1)
            return subjects(ground, line, group) or headed(ground, line, group.first)
        return controllers(ground, line, group)
    if line.forms[group.first] == "being":
        return _of_the_clause(ground, line, group)
    return (
        subjects(ground, line, group)
        or _reduced(ground, line, group.first)
        or _aside(ground, line, group.first)
        or headed(ground, line, group.first)
    )


def _of_the_clause(ground: Ground, line: Line, group: Group) -> tuple[str, ...]:
    """«X came home after [being freed]», «After [being freed], X …»: the subject beside it."""
    at = group.first - 1
    seen = beside(ground, line, group.first)
    if seen and (here := ground.ending(line.ends[at])) is not None:
        first = line.at(here.start)
        if first and line.forms[first - 1] in counted("perceiving"):
            return seen  # «saw X being led away»
    if at <= 0:
        return subject_ahead(ground, line, group.at)
    for index in range(at - 1, max(-1, at - _CLAUSE), -1):
        form = line.forms[index]
        finite = form in lexicon().past or (form.endswith("ed") and form not in steps())
        finite = finite or form in lexicon().helpers or form in lexicon().modals
        if finite:
            own = group_of(line, index)
            found = subjects(ground, line, own) or headed(ground, line, own.first)
            if found:
                return found
        if form in {";", ":"}:
            break
    return ()


def headed(ground: Ground, line: Line, first: int) -> tuple[str, ...]:
    """«a businessman operating in Tarn [was]»: the phrase that heads the words before a verb."""
    low = max(0, first - _CLAUSE)
    for index in range(first - 1, low - 1, -1):
        form = line.forms[index]
        if form in BREAKS or form in {"and", "but", "or", "to"} or form in lexicon().modals:
            return ()
        if index < first - 1 and form in lexicon().helpers:
            return ()
        found = ground.ending(line.ends[index])
        if found is None or found.end != line.ends[index] or index == first - 1:
            continue
        at = line.at(found.start)
        before = line.forms[at - 1] if at else ""
        after = line.forms[index + 1]
        modified = after in PREPOSITIONS or after.endswith(("ing", "ed"))
        if before not in PREPOSITIONS and modified:
            return ground.actors(found) if _holdable(ground, found.actor) else ()
    return ()


def beside(ground: Ground, line: Line, first: int) -> tuple[str, ...]:
    """«the two sailors [held in Tarn]»: the phrase right before a participle."""
    found = ground.ending(line.ends[first - 1]) if first else None
    if found is None or found.end != line.ends[first - 1] or not _holdable(ground, found.actor):
        return ()
    return joined_before(ground, line, found)


def set_off(ground: Ground, line: Line, first: int) -> tuple[str, ...]:
    """«two others, [tried in their absence]»: the phrase before the comma."""
    if first < 2 or line.forms[first - 1] != ",":
        return ()
    found = ground.ending(line.ends[first - 2])
    if found is None or found.end != line.ends[first - 2] or not _holdable(ground, found.actor):
        return ()
    return joined_before(ground, line, found)


def wished(line: Line, start: int) -> bool:
    """«wants [the woman] detained», «ordered him held»: what is only wished or ordered."""
    before = line.forms[start - 1] if start else ""
    governor = lexicon().governor(line.forms, start, "noun") if start else None
    return before in _WISHES or (governor is not None and governor.gives == "asked")


def of_a_thing(ground: Ground, line: Line, group: Group) -> bool:
    """«during a meeting, held in Oslo»: a participle behind a comma belongs to what it follows."""
    index = group.first - 2
    if group.helped or index < 0 or line.forms[index + 1] != ",":
        return False
    before = line.forms[index]
    coordinated = before in steps() or before in QUOTES or adverb(before)
    return before.isalpha() and not coordinated and ground.ending(line.ends[index]) is None


def earlier_participle(line: Line, first: int) -> int | None:
    """«two sailors [held] in Tarn since May sent home»: the participle nearer to the phrase."""
    for index in range(first - 1, max(-1, first - 10), -1):
        form = line.forms[index]
        if form in _ENDS or form in lexicon().helpers or form in {"and", "to"}:
            return None
        if _undergone(form) and _past(form) and not group_of(line, index).helped:
            return index
    return None


def _undergone(form: str) -> bool:
    """Whether a word turns the case of its object: «held», not «sought»."""
    return any(row.frame in _OBJECTS for row in steps().get(form, ()))


def later_participle(line: Line, last: int) -> int | None:
    """The other participle, seen from the nearer one."""
    for index in range(last + 1, min(len(line), last + 10)):
        form = line.forms[index]
        if form in _ENDS or form in lexicon().helpers or form in {"and", "to"}:
            return None
        if form in steps() and _past(form):
            return index
    return None


def _past(form: str) -> bool:
    return form.endswith("ed") or form in lexicon().past


def _reduced(ground: Ground, line: Line, first: int) -> tuple[str, ...]:
    """«two owners arrested in May [were freed]»: past the participle."""
    for index in range(first - 1, max(-1, first - 12), -1):
        form = line.forms[index]
        if form in BREAKS or form in lexicon().helpers:
            return ()
        if form in steps() and form.endswith("ed") and not group_of(line, index).helped:
            return phrase_before(ground, line, index)
    return ()


def _aside(ground: Ground, line: Line, first: int) -> tuple[str, ...]:
    """«X, a former marine who was arrested»: the name before the comma."""
    words = lexicon()
    for index in range(first - 1, max(-1, first - 14), -1):
        form = line.forms[index]
        if form in words.helpers or form in words.modals:
            return ()
        if form == ",":
            found = ground.ending(line.ends[index - 1]) if index else None
            if found is None or ground.kind_of(found.actor) != "person":
                return ()
            at = line.at(found.start)
            return () if at and line.forms[at - 1] in _PREPOSITIONS | {"to"} else (found.actor,)
    return ()


def subject_ahead(ground: Ground, line: Line, last: int) -> tuple[str, ...]:
    """«If convicted, [he] faces prison»: the subject of the main clause."""
    for index in range(last + 1, min(last + 14, len(line) - 1)):
        if line.forms[index] == ",":
            return joined_after(ground, line, index + 1)
    return ()


def fronted(ground: Ground, line: Line, group: Group) -> tuple[str, ...]:
    """«Accused of spying and [held] alone, X …»: the subject behind the comma, where a sentence
    opens with participles."""
    opening = line.forms[0] if len(line) else ""
    closed = set(line.forms[: group.first]) & (BREAKS - {"-"})
    if not opening.endswith("ed") and opening not in lexicon().past:
        return ()
    if closed or group.helped or set(line.forms[: group.first]) & set(lexicon().helpers):
        return ()
    return subject_ahead(ground, line, group.at)


def has_object(line: Line, last: int) -> bool:
    """Whether a verb with a bare object follows, so that what stands before is its subject."""
    if last + 1 >= len(line):
        return False
    after = line.forms[last + 1]
    closed = (
        after in PREPOSITIONS or after in BREAKS or after in {"and", "or", "to"} or adverb(after)
    )
    day = after in lexicon().conditions or line.written[last + 1][:3] in _DAYS
    return not (closed or day or after in {"last", "this", "while", "again", "early", "late"})


_DAYS = frozenset({"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"})


def related(ground: Ground, line: Line, group: Group) -> tuple[str, ...]:
    """«the drivers (whom) it has held»: an object before its subject."""
    index = group.first - 1
    if index < 1 or not (line.forms[index] in SUBJECTS or ground.ending(line.ends[index])):
        return ()
    if line.forms[index] in {"who", "i"}:
        return ()
    subject = ground.ending(line.ends[index])
    index = (line.at(subject.start) if subject else index) - 1
    while index >= 0 and line.forms[index] in {"whom", "who", "that", "the"}:
        index -= 1
    if index > 0 and line.forms[index : index + 2] == (",", "whom"):
        index -= 1
    if index < 0 or (line.forms[index] in BREAKS or line.forms[index] in PREPOSITIONS):
        return ()
    found = ground.ending(line.ends[index])
    return (found.actor,) if found and found.actor != (subject.actor if subject else "") else ()


def _goes_on(line: Line, index: int) -> bool:
    """Whether a phrase goes on behind a name with a noun of its own."""
    form, written = line.forms[index], line.written[index]
    closed = form in PREPOSITIONS or form in BREAKS or form in lexicon().helpers or adverb(form)
    closed = closed or form in {"and", "or", "who", "whom", "whose", "that", "which", "to"}
    participle = form.endswith(("ed", "ing")) or form in lexicon().past or form in steps()
    return form.isalpha() and written.islower() and not closed and not participle


def by_model(ground: Ground, line: Line, group: Group, last: int, role: str) -> tuple[str, ...]:
    """Who has a role in what a verb tells by the model, where people or those who hold them head
    the phrase."""
    at = group.at
    before = line.forms[at - 1] if at else ""
    if group.form == "past" and not group.helped and before in PREPOSITIONS | DETERMINERS:
        return ()  # «the son of jailed reporter X»
    span = ground.scene.relations.roles(line.starts[at], line.ends[last]).get(role)
    if span is None or span[0] < line.starts[0] or span[1] > line.ends[-1]:
        return ()
    first = line.at(span[0])
    if span[0] < line.starts[at] and not group.passive and (group.helped or has_object(line, last)):
        return ()  # «X has captured the allegiance of many»
    if _owns(line, first) or (not group.passive and group.form == "base" and first < at):
        return ()
    found = next(iter(ground.sightings(*span)), None)
    if found is None or owner(line, found.end):
        return ()
    apart = "," in line.forms[first : line.at(found.start)]
    if apart and counted("rest") & set(line.forms[first:]):
        return ()  # «asked if he would free the others, X said»
    here, after = line.at(found.start), line.at(found.end - 1) + 1
    if after < len(line) and line.ends[after] <= span[1] and _goes_on(line, after):
        return ()  # «more Clinton emails»
    titled = here == first or (role == "ARG1" and _titled(line, first, here))
    return joined_after(ground, line, here) if titled else ()
