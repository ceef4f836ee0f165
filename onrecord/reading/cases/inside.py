"""Who is in prison, or in somebody's hands: by the words of a place where people are held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.cases.described import peoples
from onrecord.reading.cases.lexicon import counted
from onrecord.reading.cases.patients import beside, wished
from onrecord.reading.cases.whom import NOBODY, Whom, Word, length_behind
from onrecord.reading.modality import Line, group_of
from onrecord.reading.modality.group import BREAKS, PREPOSITIONS, adverb
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning import Ground, subjects
from onrecord.reading.turning.clause import joined_after, phrase_before

_OWNER = 7  # words of «in the hands»
_HOLDERS = frozenset({"state", "government_body", "organization", "group", "office"})
_OWNING = frozenset({"his", "her", "their"})
_CLAUSE = 12  # words of the subject in a relative clause
_DURING = frozenset({"after", "following", "during", "his", "her", "their", "'s"})
_GOING_ON = frozenset({"and", "or", "said", "says", "who", "whose", "that"})
_NEAR = 6  # words in which a length of time stands


def inside(ground: Ground, word: Word) -> Whom:
    """«X is in prison», «X, in prison since 2021»: where somebody is."""
    line = word.line
    index = word.at - 1
    while index > 0 and (adverb(line.forms[index]) or line.forms[index] in {"currently", "back"}):
        index -= 1
    if index < 0:
        return Whom()
    index = _past_a_while(ground, line, index)
    form = line.forms[index]
    if word.form in counted("captives") and not _captive(ground, word):
        return Whom()
    if lexicon().helpers.get(form) == "be" or form.startswith(_stays()):
        group = group_of(line, index)
        who = phrase_before(ground, line, group.first) or _who(ground, line, group.first)
        return Whom(tuple(who), first=group.first)
    near = () if word.form in counted("captives") else _inmates(ground, word)
    if near:
        return Whom(near, modality="actual", first=word.at, undated=True)
    if _after_a_while(ground, line, index):
        return Whom((NOBODY,), weak=True, modality="actual", first=word.at, undated=True)
    since = word.after in {"since", "for", "without", "awaiting"}
    named = ground.ending(line.ends[index - 1]) if form == "," and index else None
    if named is None or not since or ground.kind_of(named.actor) not in {"person", "group"}:
        return Whom()
    return Whom(ground.actors(named), modality="actual", first=word.at)


def _past_a_while(ground: Ground, line: Line, index: int) -> int:
    """«has been languishing [for 34 days] in a jail»: the word before the length of time."""
    low = max(0, index - _NEAR)
    for time in ground.times_in(line.starts[low], line.ends[index]):
        first = line.at(time.start)
        ends = line.at(time.end - 1) == index
        if time.type == "DURATION" and ends and first and line.forms[first - 1] == "for":
            return first - 2 if first > 1 else index
        if time.type == "DURATION" and ends and line.forms[first] == "for" and first:
            return first - 1
    return index


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
    wanted = before in {"see", "seeing"} and counted("wishing") & set(line.forms[:first])
    if head in counted("keepers") or before in counted("placing") or wanted or not closed:
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
                  if line.forms[i] in {"in", "at"}), None)  # fmt: skip
    numbered = word.after in counted("numbered")
    if first is None or (word.at - first < 2 and not numbered):
        return Whom()
    if line.forms[first] == "at" and not _visited_at(ground, line, first):
        return Whom()
    own = line.forms[first + 1 : word.at]
    if _prison(word, own, line.written[first + 1 : word.at]):
        found = inside(ground, replace(word, at=first))
        return found if found.persons else _in_own_cell(ground, word, first)
    if word.form not in counted("in_hands"):
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


def _in_own_cell(ground: Ground, word: Word, first: int) -> Whom:
    """«is on hunger strike in [his] Luanda cell»: whose cell it is."""
    line = word.line
    if word.form != "cell" or line.forms[first + 1] not in _OWNING:
        return Whom()
    owner = ground.covering(line.starts[first + 1])
    if owner is None or ground.kind_of(owner.actor) != "person":
        return Whom()
    sure = (counted("penal") | counted("hunger")) & set(line.forms)
    return Whom((owner.actor,), weak=not sure, modality="actual", first=first, undated=True)


def _visited_at(ground: Ground, line: Line, at: int) -> bool:
    """«spent an hour with X [at] Evin prison», «visited X [at] the remand prison»: of those seen
    there; whoever works there, or comes, is at a prison too."""
    here = ground.ending(line.ends[at - 1]) if at else None
    first = line.at(here.start) if here is not None else 0
    for index in range(first - 1, max(-1, first - _NEAR), -1):
        if line.forms[index] in counted("visiting"):
            return True
        if line.forms[index] in PREPOSITIONS or line.forms[index] in BREAKS:
            break
    return False


def _prison(word: Word, own: Sequence[str], written: Sequence[str]) -> bool:
    """«in [a Luanda] jail», «in [the remand] prison», «in [a detention] centre»."""
    if set(own) & (BREAKS - {"-"} | PREPOSITIONS | {"and", "to"}):
        return False
    if word.after in counted("numbered") and word.form in counted("jail"):
        return True  # «in Colony No. 12»
    if word.form in {"camp", "camps", "centre", "center", "facility", "barracks", "colony"}:
        return bool(set(own) & counted("penal"))
    if word.form in {"cell", "cells"}:
        first = word.at - len(own) - 1
        stays = first > 0 and word.line.forms[first - 1].startswith(_stays())
        closed = not word.after.isalpha() or word.after in PREPOSITIONS
        owned = bool({own[0], own[-1]} & _OWNING) or bool(set(own) & counted("penal"))
        return owned or (stays and closed)  # «sits in a cell»
    if word.form not in counted("jail") or word.form in counted("in_hands") - {
        "prison",
        "prisons",
        "jail",
    }:
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


def _stays() -> tuple[str, ...]:
    """How verbs begin that tell where somebody stays: «remains», «languishes»."""
    return tuple(counted("stays"))
