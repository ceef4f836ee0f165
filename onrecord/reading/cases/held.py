"""Who is held: the object of an arrest, the subject of its passive, whoever is in prison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.cases.described import peoples
from onrecord.reading.cases.lexicon import counted, steps
from onrecord.reading.cases.patients import (
    beside,
    earlier_participle,
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
from onrecord.reading.modality.group import DETERMINERS, PREPOSITIONS, adverb
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning import Ground, subjects
from onrecord.reading.turning.clause import joined_after, phrase_before

_POLICE = frozenset({"police", "policemen", "gendarmes"})
_CAPTIVES = frozenset({"a", "prisoners", "hostages", "captives"})
_OWNER = 7  # words of «in the hands»
_HOLDERS = frozenset({"state", "government_body", "organization", "group", "office"})
_RELATIVES = frozenset({"that", "which", "what", "whom"})
_CLAUSE = 12  # words of the subject in a relative clause
_STAYS = ("remain", "languish", "stay", "sit", "sat", "wait", "linger", "rot")


def by_object(ground: Ground, word: Word) -> Whom | Sequence[str]:
    """«police arrested X», «X was arrested», «X, arrested in May», «the drivers it arrested»."""
    line, last, group = word.line, word.last, word.group
    if group.passive:
        return patients(ground, line, group)
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
        if not _imprisoned(line, last):
            return ()
        if word.form.startswith("remain"):
            return subjects(ground, line, group)
        return patients(ground, line, group) if group.passive else related(ground, line, group)
    if after == "off" and word.form != "seized":
        return ()  # «held off until May», but «the crews seized off Tarn»
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
    if spoken_of or group.form != "past" or group.helped or of_a_thing(ground, line, group):
        return spoken_of
    return _participle(ground, word)


def _held_by_somebody(ground: Ground, word: Word) -> Sequence[str]:
    """«Norway holds a customs officer»: a person in the hands of a state, body or movement."""
    line, last = word.line, word.last
    if word.form[:4] not in {"hold", "held", "seiz"}:
        return ()
    whom = objects(ground, line, last)
    if not whom or not all(ground.kind_of(a) in _HOLDERS for a in _holder(ground, word)):
        return ()
    here = ground.starting(line.starts[last + 1])
    after = line.at(here.end - 1) + 1 if here is not None else len(line)
    apart = line.forms[after] if after < len(line) else ""
    return () if apart in {"responsible", "accountable", "back", "up", "to", "liable"} else whom


def _holder(ground: Ground, word: Word) -> Sequence[str]:
    return subjects(ground, word.line, word.group) or ("",)


def _imprisoned(line: Line, last: int) -> bool:
    ahead = line.forms[last + 1 : last + 6]
    into = bool(ahead) and ahead[0] in {"in", "into", "under", "to"}
    return into and any(w in counted("jail") or w == "arrest" for w in ahead)


def inside(ground: Ground, word: Word) -> Whom:
    """«X is in prison», «X, in prison since 2021»: where somebody is."""
    line = word.line
    index = word.at - 1
    while index > 0 and (adverb(line.forms[index]) or line.forms[index] == "currently"):
        index -= 1
    if index < 0:
        return Whom()
    form = line.forms[index]
    if word.form in _CAPTIVES and not _captive(ground, word):
        return Whom()
    if lexicon().helpers.get(form) == "be" or form.startswith(_STAYS):
        group = group_of(line, index)
        return Whom(phrase_before(ground, line, group.first), first=group.first)
    since = word.after in {"since", "for", "without", "awaiting"}
    named = ground.ending(line.ends[index - 1]) if form == "," and index else None
    if named is None or not since or ground.kind_of(named.actor) not in {"person", "group"}:
        return Whom()
    return Whom(ground.actors(named), modality="actual", first=word.at)


def _captive(ground: Ground, word: Word) -> bool:
    """«was a hostage of the rebels», «had been a prisoner since May»; no «hostage to fortune»."""
    line = word.line
    if word.after in {"since", "in", "for", "at", "under", "until", "inside"}:
        return True
    return word.after == "of" and bool(joined_after(ground, line, word.last + 2))


def keeping(ground: Ground, word: Word) -> Whom:
    """«X is in Orlan’s custody», «X has been in the hands of the rebels since May»."""
    line = word.line
    first = next((i for i in range(word.at - 1, max(-1, word.at - _OWNER), -1)
                  if line.forms[i] == "in"), None)  # fmt: skip
    if first is None or word.at - first < 2:
        return Whom()
    own = line.forms[first + 1 : word.at]
    whose = own[-1] in peoples() or own[-1] == "'s"
    behind = own == ("the",) and word.after == "of" and word.form == "hands"
    held = joined_after(ground, line, word.last + 2) if behind else ()
    held = held if all(ground.kind_of(a) in _HOLDERS for a in held) else ()
    if not whose and not held:
        return Whom()
    if own[-1] == "'s" and word.form == "hands":
        owner = ground.ending(line.ends[word.at - 2])
        if owner is None or ground.kind_of(owner.actor) not in _HOLDERS:
            return Whom()
    return inside(ground, replace(word, at=first))


def spent(ground: Ground, word: Word) -> Sequence[str]:
    """«X has spent three years in Orlan’s prisons»."""
    line = word.line
    end = length_behind(ground, line, word.last)
    ahead = line.forms[end : end + 5]
    if (
        not end
        or not ahead
        or ahead[0] not in {"in", "behind"}
        or not any(w in counted("jail") for w in ahead)
    ):
        return ()
    return subjects(ground, line, word.group)


def off_a_vehicle(ground: Ground, word: Word) -> Whom:
    """«X was taken off a bus»: surely by the law where it is told of in the sentence."""
    near = word.line.forms[word.last + 1 : word.last + 4]
    taken = word.group.passive or not word.group.helped
    off = any(w in counted("vehicle") for w in near)
    who = patients(ground, word.line, word.group) if taken and off else ()
    by = counted("takers") & set(word.line.forms)
    return Whom(tuple(who), weak=not by, label="arrested" if by & _POLICE else None)
