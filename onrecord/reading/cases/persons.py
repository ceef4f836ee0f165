"""Whose case it is: the person that a word of steps.tsv turns."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.cases.lexicon import Row, law_words, roles, steps
from onrecord.reading.modality import Group, Line, group_of
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
from onrecord.reading.turning import Ground, controllers, subjects
from onrecord.reading.turning.clause import joined_after, phrase_before, possessor

_TITLES = 8  # words of titles before a name
_WINDOW = 9  # words in which what a row needs must stand
_NUMERALS = frozenset(
    "two three four five six seven eight nine ten eleven twelve dozen dozens hundreds several".split()
)
_ARTICLES = frozenset({"the", "both", "his", "her", "their", "its", "all", "these", "those"})


def persons(
    ground: Ground, line: Line, at: int, last: int, row: Row, group: Group
) -> tuple[str, ...]:
    """The persons whose case the word turns; () where there are none or it turns no case."""
    if row.frame == "noun":
        return _held(ground, _of_noun(ground, line, at, last))
    if group.form == "noun" and row.frame not in {"subject", "charges", "warrant"}:
        return ()
    found = _FRAMES[row.frame](ground, line, at, last, row, group)
    return _held(ground, found)


def _held(ground: Ground, actors: Sequence[str]) -> tuple[str, ...]:
    """Those of the actors who can be held: persons, and groups that are told apart."""
    return tuple(
        dict.fromkeys(
            a for a in actors
            if ground.kind_of(a) == "person" or (ground.kind_of(a) == "group" and _definite(ground, a))
        )
    )  # fmt: skip


def _definite(ground: Ground, ident: str) -> bool:
    """«the two drivers», «two boat owners»: not «protesters», «migrants»."""
    actor = ground.cast.actor(ident)
    for mention in actor.mentions:
        words = mention.span.text.lower().split()
        if words and (words[0] in _NUMERALS or words[0].isdigit()):
            return True
        if len(words) > 2 and words[0] in _ARTICLES and words[1] in _NUMERALS:
            return True
    return False


def follows(line: Line, last: int, needs: frozenset[str]) -> bool:
    """Whether one of the words a row needs follows within its clause."""
    ahead = line.forms[last + 1 : last + 1 + _WINDOW]
    for index, word in enumerate(ahead):
        if word in needs:
            return True
        if word in BREAKS - {"-", ","} and index:
            return False
    return False


def _objects(ground: Ground, line: Line, last: int) -> tuple[str, ...]:
    index = last + 1
    while index < len(line) and (adverb(line.forms[index]) or line.forms[index] in QUOTES):
        index += 1
    if index >= len(line) or line.forms[index] in PREPOSITIONS or line.forms[index] in BREAKS:
        return ()
    for first in range(index, min(index + _TITLES, len(line))):
        found = ground.starting(line.starts[first])
        if found is not None and found.start == line.starts[first]:
            if _holdable(ground, found.actor) and _titled(line, index, first):
                return joined_after(ground, line, first)
            if ground.kind_of(found.actor) != "state":
                return ()
        if line.forms[first] in PREPOSITIONS or line.forms[first] in BREAKS:
            return ()
    return ()


def _holdable(ground: Ground, actor: str) -> bool:
    return ground.kind_of(actor) in {"person", "group"}


def _titled(line: Line, first: int, name: int) -> bool:
    """Whether what stands before a name belongs to it: «release “wrongly held” citizen X»."""
    if first == name or (name - first == 1 and line.forms[first] in DETERMINERS):
        return True
    word, written = line.forms[name - 1], line.written[name - 1]
    return written[:1].isupper() or word in QUOTES or word in roles()


def _passive(ground: Ground, line: Line, group: Group) -> tuple[str, ...]:
    if group.infinitive:
        return controllers(ground, line, group)
    return (
        subjects(ground, line, group)
        or _reduced(ground, line, group.first)
        or _aside(ground, line, group.first)
    )


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
            if found is not None and ground.kind_of(found.actor) == "person":
                return (found.actor,)
            return ()
    return ()


def _object(
    ground: Ground, line: Line, at: int, last: int, row: Row, group: Group
) -> tuple[str, ...]:
    """«police arrested X», «X was arrested», «X, arrested in May», «the drivers it arrested»."""
    if group.passive:
        return _passive(ground, line, group)
    objects = _objects(ground, line, last)
    if objects:
        return objects
    related = _related(ground, line, group)
    if related:
        return related
    if group.form == "past" and not group.helped and not _active_subject(line, last):
        before = line.forms[group.first - 1] if group.first else ""
        if before in {"if", "once", "when", "unless", "until"}:
            return _ahead(ground, line, last)
        return phrase_before(ground, line, group.first)
    return ()


def _ahead(ground: Ground, line: Line, last: int) -> tuple[str, ...]:
    """«If convicted, [he] faces prison»: the subject of the main clause."""
    for index in range(last + 1, min(last + 8, len(line) - 1)):
        if line.forms[index] == ",":
            return joined_after(ground, line, index + 1)
    return ()


def _active_subject(line: Line, last: int) -> bool:
    """Whether a verb with a bare object follows, so that what stands before is its subject."""
    if last + 1 >= len(line):
        return False
    after = line.forms[last + 1]
    closed = after in PREPOSITIONS or after in BREAKS or after in {"and", "or"} or adverb(after)
    day = after in lexicon().conditions or line.written[last + 1][:3] in _DAYS
    return not (closed or day or after in {"last", "this", "while", "again", "early", "late"})


_DAYS = frozenset({"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"})


def _related(ground: Ground, line: Line, group: Group) -> tuple[str, ...]:
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
    if index < 0 or (line.forms[index] in BREAKS or line.forms[index] in PREPOSITIONS):
        return ()
    found = ground.ending(line.ends[index])
    return (found.actor,) if found and found.actor != (subject.actor if subject else "") else ()


def _patient(
    ground: Ground, line: Line, at: int, last: int, row: Row, group: Group
) -> tuple[str, ...]:
    """«X was held in Tarn», «X remains in custody», «the drivers it has held since June»."""
    after = line.forms[last + 1] if last + 1 < len(line) else ""
    if line.forms[at] in {"remain", "remains", "remained", "thrown", "put", "took", "taken", "kept",
                          "keep"}:  # fmt: skip
        jailed = _imprisoned(line, last)
        if not jailed:
            return ()
        active = line.forms[at].startswith("remain")
        return (
            subjects(ground, line, group)
            if active
            else (_passive(ground, line, group) if group.passive else ())
        )
    if group.passive:
        return _passive(ground, line, group) if after in row.needs or not after.isalpha() else ()
    if after not in row.needs:
        return ()
    related = _related(ground, line, group)
    if related or group.form != "past" or group.helped:
        return related
    return phrase_before(ground, line, group.first)


def _imprisoned(line: Line, last: int) -> bool:
    ahead = line.forms[last + 1 : last + 6]
    return (
        bool(ahead)
        and ahead[0] in {"in", "into", "under", "to"}
        and any(
            w in {"jail", "prison", "custody", "detention", "captivity", "arrest"} for w in ahead
        )
    )


def _subject(
    ground: Ground, line: Line, at: int, last: int, row: Row, group: Group
) -> tuple[str, ...]:
    if line.forms[at] in {"before", "in", "on", "due", "back"}:
        # «is due [before a judge]»: the verb stands before the phrase.
        for index in range(at - 1, max(-1, at - 6), -1):
            if line.forms[index] in lexicon().helpers:
                return phrase_before(ground, line, index)
            if line.forms[index] in BREAKS:
                break
        return ()
    if line.forms[at] == "appear" or line.forms[at].startswith("appear"):
        if not (law_words() & set(line.forms[last : last + 6])):
            return ()
    return _passive(ground, line, group)


def _guilty(
    ground: Ground, line: Line, at: int, last: int, row: Row, group: Group
) -> tuple[str, ...]:
    return _objects(ground, line, last) if follows(line, last, row.needs) else ()


def _go(ground: Ground, line: Line, at: int, last: int, row: Row, group: Group) -> tuple[str, ...]:
    person = ground.starting(line.starts[last + 1]) if last + 1 < len(line) else None
    if person is None:
        return ()
    after = line.at(person.end - 1) + 1
    return (person.actor,) if after < len(line) and line.forms[after] == "go" else ()


def _place(
    ground: Ground, line: Line, at: int, last: int, row: Row, group: Group
) -> tuple[str, ...]:
    """«was moved to the colony at Tarn»: only to where people are held."""
    after = line.forms[last + 1 : last + 2]
    going = follows(line, last, row.needs) and (not after or after[0] != "and")
    if not going:
        return ()
    if group.passive:
        return _passive(ground, line, group) if after and after[0] in {"to", "from", "into"} else ()
    return _objects(ground, line, last) if not line.forms[at].startswith("sent") else ()


def _died(
    ground: Ground, line: Line, at: int, last: int, row: Row, group: Group
) -> tuple[str, ...]:
    ahead = line.forms[last + 1 : last + 2]
    near = bool(ahead) and ahead[0] in {"in", "at"} and follows(line, last, row.needs)
    return subjects(ground, line, group) if near else ()


def _term(
    ground: Ground, line: Line, at: int, last: int, row: Row, group: Group
) -> tuple[str, ...]:
    """«faces up to 15 years in prison»: a length of imprisonment must follow."""
    limit = min(len(line), last + _WINDOW)
    times = ground.times_in(line.ends[last], line.ends[limit - 1]) if limit > last + 1 else []
    if not any(t.type == "DURATION" for t in times) or not follows(line, last, row.needs):
        return ()
    if line.forms[at] in {"given", "handed"} and not group.passive:
        return ()
    return _passive(ground, line, group)


def _appeal(
    ground: Ground, line: Line, at: int, last: int, row: Row, group: Group
) -> tuple[str, ...]:
    after = line.forms[last + 1 : last + 2]
    if not after or after[0] in {"to", "for"} or not follows(line, last, row.needs):
        return ()
    if line.forms[at].startswith("file") and "appeal" not in line.forms[last : last + 5]:
        return ()
    return _passive(ground, line, group)


def _warrant(
    ground: Ground, line: Line, at: int, last: int, row: Row, group: Group
) -> tuple[str, ...]:
    for index in range(last + 1, min(last + 3, len(line) - 1)):
        if line.forms[index] in {"for", "against"}:
            return joined_after(ground, line, index + 1)
    return ()


def _charges(
    ground: Ground, line: Line, at: int, last: int, row: Row, group: Group
) -> tuple[str, ...]:
    """«charges (brought) against X»; not those of a speech."""
    if not law_words() & set(line.forms) and "brought" not in line.forms:
        return ()
    for index in range(last + 1, min(last + 6, len(line) - 1)):
        if line.forms[index] == "against":
            return joined_after(ground, line, index + 1)
    return ()


def _of_noun(ground: Ground, line: Line, at: int, last: int) -> tuple[str, ...]:
    """«X’s arrest», «his trial», «the release of X and Y»."""
    if last + 2 < len(line) and line.forms[last + 1] == "of":
        return joined_after(ground, line, last + 2)
    if at and line.forms[at - 1] in {"and", "or"}:
        # «the arrest and trial of», «his arrest and detention»
        return possessor(ground, line, at - 2) if at > 2 else ()
    return possessor(ground, line, at)


_FRAMES = {
    "object": _object,
    "patient": _patient,
    "subject": _subject,
    "guilty": _guilty,
    "go": _go,
    "place": _place,
    "custody": _died,
    "term": _term,
    "appeal": _appeal,
    "warrant": _warrant,
    "charges": _charges,
}


def names_one(sighting: Sighting) -> bool:
    """Whether a sighting names or describes, rather than stands for, an actor."""
    return sighting.form in {"name", "description", "title"}
