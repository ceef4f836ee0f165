"""Who is held: the object of an arrest, the subject of its passive, whoever is in prison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.cases.described import peoples
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
from onrecord.reading.cases.whom import NOBODY, Whom, Word, duration_at, length_behind
from onrecord.reading.modality import Line, group_of
from onrecord.reading.modality.group import BREAKS, DETERMINERS, PREPOSITIONS, adverb
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning import Ground, subjects
from onrecord.reading.turning.clause import joined_after, phrase_before

_POLICE = frozenset({"police", "policemen", "gendarmes"})
_CAPTIVES = frozenset({"a", "prisoners", "hostages", "captives"})
_IN_HANDS = frozenset("custody hands captivity detention jail prison prisons".split())
_OWNER = 7  # words of «in the hands»
_HOLDERS = frozenset({"state", "government_body", "organization", "group", "office"})
_RELATIVES = frozenset({"that", "which", "what", "whom"})
_CLAUSE = 12  # words of the subject in a relative clause
_DURING = frozenset({"after", "following", "during", "his", "her", "their", "'s"})
_GOING_ON = frozenset({"and", "or", "said", "says", "who", "whose", "that"})
_NEAR = 6  # words from whoever takes people to «seized»
_STAYS = ("remain", "languish", "stay", "sit", "sat", "wait", "linger", "rot")


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


def _imprisoned(line: Line, last: int) -> bool:
    ahead = line.forms[last + 1 : last + 6]
    into = bool(ahead) and ahead[0] in {"in", "into", "under", "to"}
    return into and any(w in counted("jail") or w == "arrest" for w in ahead)


def inside(ground: Ground, word: Word) -> Whom:
    """«X is in prison», «X, in prison since 2021»: where somebody is."""
    line = word.line
    index = word.at - 1
    while index > 0 and (adverb(line.forms[index]) or line.forms[index] in {"currently", "back"}):
        index -= 1
    if index < 0:
        return Whom()
    form = line.forms[index]
    if word.form in _CAPTIVES and not _captive(ground, word):
        return Whom()
    if lexicon().helpers.get(form) == "be" or form.startswith(_STAYS):
        group = group_of(line, index)
        who = phrase_before(ground, line, group.first) or _who(ground, line, group.first)
        return Whom(tuple(who), first=group.first)
    near = () if word.form in _CAPTIVES else _inmates(ground, word)
    if near:
        return Whom(near, modality="actual", first=word.at, undated=True)
    if _after_a_while(ground, line, index):
        return Whom((NOBODY,), weak=True, modality="actual", first=word.at, undated=True)
    since = word.after in {"since", "for", "without", "awaiting"}
    named = ground.ending(line.ends[index - 1]) if form == "," and index else None
    if named is None or not since or ground.kind_of(named.actor) not in {"person", "group"}:
        return Whom()
    return Whom(ground.actors(named), modality="actual", first=word.at)


def _who(ground: Ground, line: Line, first: int) -> Sequence[str]:
    """«the crew of the Orla, [who] are in custody»: who heads the phrase before."""
    if first < 2 or line.forms[first - 1] != "who":
        return ()
    stop = first - 1 - (line.forms[first - 2] == ",")
    for index in range(stop - 1, max(0, stop - _CLAUSE), -1):
        found = ground.ending(line.ends[index]) if line.forms[index + 1] == "of" else None
        people = found is not None and ground.kind_of(found.actor) in {"person", "group"}
        if found is not None and found.end == line.ends[index] and people:
            return ground.actors(found)
    return ()


def _inmates(ground: Ground, word: Word) -> tuple[str, ...]:
    """«visited X [in the remand prison]», «the reporter [in a Luanda jail] is X»: whoever stands
    right before the phrase; not its guards, nor those whom a verb has just put there."""
    line = word.line
    found = _said_to_be(ground, word) or beside(ground, line, word.at)
    here = ground.ending(line.ends[word.at - 1]) if found else None
    if here is None or here.form == "pronoun":
        return ()
    first = line.at(here.start)
    before = line.forms[first - 1] if first else ""
    head = line.forms[word.at - 1]
    closed = not word.after.isalpha() or word.after in PREPOSITIONS or word.after in _GOING_ON
    closed = closed or word.after in lexicon().helpers or adverb(word.after)
    if head in counted("keepers") or before in counted("placing") or not closed:
        return ()
    if wished(line, first) or before in {"if", "no", "unless"}:
        return ()
    return tuple(found)


def _said_to_be(ground: Ground, word: Word) -> tuple[str, ...]:
    """«the reporter in a Luanda jail is [X]»: the name behind."""
    line, last = word.line, word.last
    if lexicon().helpers.get(word.after) != "be" or last + 2 >= len(line):
        return ()
    named = joined_after(ground, line, last + 2)
    here = ground.starting(line.starts[last + 2])
    return named if here is not None and here.form == "name" else ()


def _after_a_while(ground: Ground, line: Line, index: int) -> bool:
    """«after two weeks [in custody]», «his three years [in prison]»: of those told of there."""
    low = max(0, index - _OWNER)
    told = [t for t in ground.times_in(line.starts[low], line.ends[index]) if t.type == "DURATION"]
    if not told or line.at(told[-1].end - 1) != index:
        return False
    first = line.at(told[-1].start)
    return bool(_DURING & set(line.forms[max(0, first - 3) : first]))


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
    if _prison(word, own, line.written[first + 1 : word.at]):
        return inside(ground, replace(word, at=first))
    if word.form not in _IN_HANDS:
        return Whom()
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


def _prison(word: Word, own: Sequence[str], written: Sequence[str]) -> bool:
    """«in [a Luanda] jail», «in [the remand] prison», «in [a detention] centre»."""
    if set(own) & (BREAKS - {"-"} | PREPOSITIONS | {"and", "to"}):
        return False
    if word.form in {"camp", "camps", "centre", "center", "facility", "barracks", "colony"}:
        return bool(set(own) & counted("penal"))
    if word.form in {"cell", "cells"}:
        return own[-1] in {"his", "her", "their"} or bool(set(own) & counted("penal"))
    if word.form not in counted("jail") or word.form in _IN_HANDS - {"prison", "prisons", "jail"}:
        return False
    return len(own) > 1 or own[0] in {"a", "an"} or written[0][:1].isupper()


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
