"""Whose case it is: the person that a word of steps.tsv turns."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.cases.lexicon import Row, counted, law_words
from onrecord.reading.cases.patients import (
    has_object,
    objects,
    of_a_thing,
    patients,
    related,
    subject_ahead,
)
from onrecord.reading.modality import Group, Line
from onrecord.reading.modality.group import (
    BREAKS,
    DETERMINERS,
    PREPOSITIONS,
)
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.scene import Sighting
from onrecord.reading.turning import Ground, subjects
from onrecord.reading.turning.clause import joined_after, phrase_before, possessor

NOBODY = "nobody"  # stands in for the only person of whom the report tells, if there is one
_WINDOW = 9  # words in which what a row needs must stand
_NUMERALS = frozenset(
    "two three four five six seven eight nine ten eleven twelve dozen dozens hundreds "
    "several".split()
)


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
    return tuple(dict.fromkeys(a for a in actors if a == NOBODY or _one_person(ground, a)))


def _one_person(ground: Ground, actor: str) -> bool:
    kind = ground.kind_of(actor)
    return kind == "person" or (kind == "group" and _definite(ground, actor))


def _definite(ground: Ground, ident: str) -> bool:
    """«the two drivers», «two boat owners»: not «protesters», «migrants»."""
    actor = ground.cast.actor(ident)
    for mention in actor.mentions:
        words = mention.span.text.lower().split()
        if words and (words[0] in counted("numeral") or words[0].isdigit()):
            return True
        if len(words) > 2 and words[0] in DETERMINERS and words[1] in counted("numeral"):
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


def _object(
    ground: Ground, line: Line, at: int, last: int, row: Row, group: Group
) -> tuple[str, ...]:
    """«police arrested X», «X was arrested», «X, arrested in May», «the drivers it arrested»."""
    if group.passive:
        return patients(ground, line, group)
    before = line.forms[group.first - 1] if group.first else ""
    adjective = group.form == "past" and not group.helped and before in PREPOSITIONS | DETERMINERS
    undergoing = () if adjective else objects(ground, line, last)
    if undergoing:
        return undergoing
    spoken_of = related(ground, line, group)
    if spoken_of:
        return spoken_of
    if group.form == "past" and not group.helped and not has_object(line, last):
        before = line.forms[group.first - 1] if group.first else ""
        if before in PREPOSITIONS - {"after", "before", "since"} or before in DETERMINERS:
            return ()  # «the son of jailed reporter X»
        if before in {"if", "once", "when", "unless", "until"}:
            return subject_ahead(ground, line, last)
        return phrase_before(ground, line, group.first)
    return ()


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
            else (patients(ground, line, group) if group.passive else ())
        )
    if group.passive:
        return patients(ground, line, group) if after in row.needs or not after.isalpha() else ()
    if after not in row.needs:
        return ()
    spoken_of = related(ground, line, group)
    if spoken_of or group.form != "past" or group.helped or of_a_thing(ground, line, group):
        return spoken_of
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
    lawful = law_words() & set(line.forms[last : last + 6])
    if line.forms[at].startswith("appear") and not lawful:
        return ()
    return patients(ground, line, group)


def _guilty(
    ground: Ground, line: Line, at: int, last: int, row: Row, group: Group
) -> tuple[str, ...]:
    return objects(ground, line, last) if follows(line, last, row.needs) else ()


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
        return patients(ground, line, group) if after and after[0] in {"to", "from", "into"} else ()
    return objects(ground, line, last) if not line.forms[at].startswith("sent") else ()


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
    return patients(ground, line, group)


def _appeal(
    ground: Ground, line: Line, at: int, last: int, row: Row, group: Group
) -> tuple[str, ...]:
    after = line.forms[last + 1 : last + 2]
    if not after or after[0] in {"to", "for"} or not follows(line, last, row.needs):
        return ()
    if line.forms[at].startswith("file") and "appeal" not in line.forms[last : last + 5]:
        return ()
    return patients(ground, line, group)


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
    if not row.needs & set(line.forms):
        return ()
    for index in range(last + 1, min(last + 6, len(line) - 1)):
        if line.forms[index] == "against":
            return joined_after(ground, line, index + 1)
    return (NOBODY,) if at and line.forms[at - 1] == "no" else ()


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
