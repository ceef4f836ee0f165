"""Who is held: the object of an arrest, the subject of its passive, whoever is in prison."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.cases.lexicon import counted, steps
from onrecord.reading.cases.patients import (
    beside,
    earlier_participle,
    fronted,
    has_object,
    headed,
    later_participle,
    objects,
    of_a_thing,
    patients,
    related,
    set_off,
    subject_ahead,
    wished,
)
from onrecord.reading.cases.whom import Whom, Word, duration_at, length_behind
from onrecord.reading.modality import Line, group_of
from onrecord.reading.modality.group import DETERMINERS, PREPOSITIONS
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning import Ground, subjects
from onrecord.reading.turning.clause import joined_after, phrase_before

_HOLDERS = frozenset({"state", "government_body", "organization", "group", "office"})
_RELATIVES = frozenset({"that", "which", "what", "whom"})
_CLAUSE = 12  # words of the subject in a relative clause
_NEAR = 6  # words from whoever takes people to «seized»


def by_object(ground: Ground, word: Word) -> Whom | Sequence[str]:
    """«police arrested X», «X was arrested», «X, arrested in May», «the drivers it arrested»."""
    line, last, group = word.line, word.last, word.group
    if group.passive:
        return patients(ground, line, group)
    if word.form.startswith("grant") and word.after == "to":
        return joined_after(ground, line, last + 2) or objects(ground, line, last + 1)
    before = line.forms[group.first - 1] if group.first else ""
    adjective = group.form == "past" and not group.helped and before in PREPOSITIONS | DETERMINERS
    if before == "those":
        return _among(ground, word)
    adjective = adjective and before not in {"each", "both", "all"}
    undergoing = () if adjective else objects(ground, line, last)
    if undergoing:
        return undergoing
    spoken_of = related(ground, line, group)
    if spoken_of:
        return spoken_of
    bare = group.form == "past" and not group.helped
    if bare and group.negated and before in {"and", "but", ","}:
        return _of_verb_before(ground, word)  # «was arrested and never charged»
    if bare and group.first == 0:
        return subject_ahead(ground, line, last)  # «Arrested in May, X …»
    if bare and before == "ordered":
        return patients(ground, line, group_of(line, group.first - 1))  # «X was ordered freed»
    if bare and before == "and" and (ahead := fronted(ground, line, group)):
        return ahead
    if bare and (not has_object(line, last) or duration_at(ground, line, last + 1)):
        if before in PREPOSITIONS - {"after", "before", "since"} or before in DETERMINERS:
            return ()  # «the son of jailed reporter X»
        if before in {"if", "once", "when", "unless", "until"}:
            return subject_ahead(ground, line, last)
        found = _participle(ground, word)
        joined = before in {"and", "but"} and word.after in PREPOSITIONS
        nobody = not (found.persons if isinstance(found, Whom) else found)
        return _of_verb_before(ground, word) if nobody and joined else found
    return ()


def to_prison(ground: Ground, word: Word) -> bool:
    """«sentenced to six years», «to death»."""
    line, last = word.line, word.last
    ahead = set(line.forms[last + 2 : last + 2 + _NEAR])
    told = length_behind(ground, line, last + 1) > 0
    return told or bool(ahead & (counted("jail") | counted("penalty")))


def _of_verb_before(ground: Ground, word: Word) -> Sequence[str]:
    line, first = word.line, word.group.first
    for index in range(first - 1, max(-1, first - 16), -1):
        if line.forms[index] in steps() and group_of(line, index).passive:
            return patients(ground, line, group_of(line, index))
    return ()


def _among(ground: Ground, word: Word) -> Sequence[str]:
    """«Among those released is X»."""
    line, group = word.line, word.group
    if line.forms[max(0, group.first - 2)] != "among":
        return ()
    for index in range(word.last + 1, min(word.last + 8, len(line) - 1)):
        if lexicon().helpers.get(line.forms[index]) == "be":
            return joined_after(ground, line, index + 1) or objects(ground, line, index)
    return ()


def _participle(ground: Ground, word: Word) -> Whom | Sequence[str]:
    """«the two sailors held in Tarn», «a skipper from Tarn held there»; «wants them freed»."""
    line, first = word.line, word.group.first
    earlier = earlier_participle(line, first)
    own = first if earlier is None else earlier
    if _in_relative(ground, line, own):
        return ()
    found = beside(ground, line, own)
    if not found:
        before = phrase_before(ground, line, first) or headed(ground, line, first)
        return before or set_off(ground, line, first)
    here = ground.ending(line.ends[own - 1])
    asked = here is not None and wished(line, line.at(here.start))
    asked = asked and later_participle(line, word.last) is None
    return Whom(tuple(found), modality="asked" if asked else None)


def _in_relative(ground: Ground, line: Line, first: int) -> bool:
    """«the video that X released today»: X does it."""
    subject = ground.ending(line.ends[first - 1]) if first else None
    at = line.at(subject.start) if subject is not None else 0
    words = lexicon()
    while at and subject is not None:
        word = line.forms[at - 1]
        if word in _RELATIVES:
            return True
        closed = word in PREPOSITIONS or word in words.helpers or word in words.modals
        if closed or word in words.past or word in {",", ";", ":", "who"} or at < first - _CLAUSE:
            return False
        at -= 1
    return False


def in_custody(ground: Ground, word: Word) -> Whom | Sequence[str]:
    """«X was held in Tarn», «Orlan holds X», «the drivers it has held since June»."""
    line, last, group, after = word.line, word.last, word.group, word.after
    if word.form in {"remain", "remains", "remained", "thrown", "put", "took", "taken", "kept",
                     "keep"}:  # fmt: skip
        if not _imprisoned(line, last) and not _where(line, group.first):
            return ()
        if word.form.startswith("remain"):
            return subjects(ground, line, group)
        return patients(ground, line, group) if group.passive else related(ground, line, group)
    at_sea = line.written[last + 2 : last + 3] and line.written[last + 2][:1].isupper()
    if after == "off" and word.form != "seized" and not (word.group.passive and at_sea):
        return ()  # «held off until May», but «the crews seized off Tarn», «was held off Tarn»
    timed = duration_at(ground, line, last + 1)
    if group.passive:
        held = after in word.row.needs or not after.isalpha() or timed
        return patients(ground, line, group) if held else ()
    undergoing = _held_by_somebody(ground, word)
    if undergoing:
        return undergoing
    if after not in word.row.needs and not timed:
        return ()
    spoken_of = related(ground, line, group)
    if group.form == "past" and not group.helped and group.first:
        if line.forms[group.first - 1] == "ordered":
            whom = patients(ground, line, group_of(line, group.first - 1))
            return Whom(tuple(whom), modality="actual")  # «X was ordered held for 60 days»
        spoken_of = spoken_of or fronted(ground, line, group)
    if spoken_of or group.form != "past" or group.helped or of_a_thing(ground, line, group):
        return spoken_of
    return _participle(ground, word)


def _held_by_somebody(ground: Ground, word: Word) -> Sequence[str]:
    """«Norway holds a customs officer»: a person in the hands of a state, body or movement."""
    line, last = word.line, word.last
    if word.form[:4] not in {"hold", "held", "seiz"}:
        return ()
    whom = objects(ground, line, last)
    taking = counted("takers") & set(line.forms[max(0, word.at - _NEAR) : word.at])
    holding = all(ground.kind_of(a) in _HOLDERS for a in _holder(ground, word))
    if not whom or not (holding or (taking and word.form.startswith("seiz"))):
        return ()
    here = ground.starting(line.starts[last + 1])
    after = line.at(here.end - 1) + 1 if here is not None else len(line)
    apart = line.forms[after] if after < len(line) else ""
    return () if apart in {"responsible", "accountable", "back", "up", "to", "liable"} else whom


def _holder(ground: Ground, word: Word) -> Sequence[str]:
    return subjects(ground, word.line, word.group) or ("",)


def _where(line: Line, first: int) -> bool:
    """«the remand prison, where X is [kept]»: whether the clause tells what is done in a prison."""
    before = line.forms[max(0, first - _CLAUSE) : first]
    if "where" not in before:
        return False
    at = max(0, first - _CLAUSE) + before.index("where")
    return bool(counted("jail") & set(line.forms[max(0, at - _NEAR) : at]))


def _imprisoned(line: Line, last: int) -> bool:
    ahead = line.forms[last + 1 : last + 6]
    into = bool(ahead) and ahead[0] in {"in", "into", "under", "to"}
    return into and any(w in counted("jail") or w == "arrest" for w in ahead)


def off_a_vehicle(ground: Ground, word: Word) -> Whom:
    """«X was taken off a bus»: surely by the law where it is told of in the sentence."""
    near = word.line.forms[word.last + 1 : word.last + 4]
    taken = word.group.passive or not word.group.helped
    off = any(w in counted("vehicle") for w in near)
    ahead = not word.group.helped and word.group.first == 0  # «Dragged from his car, X …»
    who: Sequence[str] = ()
    if taken and off:
        who = subject_ahead(ground, word.line, word.last) if ahead else ()
        who = who or patients(ground, word.line, word.group)
    by = counted("takers") & set(word.line.forms)
    forced = word.form in counted("forced")
    return Whom(
        tuple(who), weak=not (by or forced), label="arrested" if by & counted("police") else None
    )
