"""Whose case it is: the persons that a word of steps.tsv turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from onrecord.reading.cases.company import TOGETHER
from onrecord.reading.cases.courts import appeals, charged_with, hearings, swaps
from onrecord.reading.cases.lexicon import Row, counted, law_words, steps
from onrecord.reading.cases.patients import (
    beside,
    by_model,
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
from onrecord.reading.cases.whom import NOBODY, Whom, duration_at, follows, length_behind
from onrecord.reading.modality import Group, Line, group_of, of_word
from onrecord.reading.modality.group import BREAKS, DETERMINERS, PREPOSITIONS, adverb
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.scene import Sighting
from onrecord.reading.turning import Ground, subjects
from onrecord.reading.turning.clause import joined_after, phrase_before, possessor

_HOLDERS = frozenset({"state", "government_body", "organization", "group", "office"})
_AWAITED = frozenset({"awaiting", "awaits", "await", "awaited", "facing", "faces", "face"})
_COURTS = frozenset({"court", "judge", "judges", "tribunal", "jury"})
_STAYS = ("remain", "languish", "stay", "sit", "sat", "wait", "linger", "rot")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase of steps.tsv where it stands: the words `[at, last]` of a line."""

    line: Line
    at: int
    last: int
    row: Row
    group: Group

    @property
    def form(self) -> str:
        """Its first word."""
        return self.line.forms[self.at]

    @property
    def after(self) -> str:
        """The word behind it, "" at the end of the sentence."""
        return self.line.forms[self.last + 1] if self.last + 1 < len(self.line) else ""


def persons(ground: Ground, word: Word) -> Whom:
    """The persons whose case the word turns; none where it turns no case."""
    frame = word.row.frame
    if frame not in _NOUNS and word.group.form == "noun":
        return Whom()
    found = _FRAMES[frame](ground, word)
    found = found if isinstance(found, Whom) else Whom(tuple(found))
    if not found.persons and frame == "object":
        found = Whom(by_model(ground, word.line, word.group, word.last, "ARG1"))
    held = tuple(dict.fromkeys(a for a in found.persons if a == NOBODY or _can_be_held(ground, a)))
    return replace(found, persons=held, weak=found.weak or word.row.weak)


def _can_be_held(ground: Ground, actor: str) -> bool:
    """Persons and groups; whether these are told apart is asked when all turns are known."""
    return actor.startswith(TOGETHER) or ground.kind_of(actor) in {"person", "group"}


def _object(ground: Ground, word: Word) -> Whom | Sequence[str]:
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
        return _participle(ground, word)
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
    found = beside(ground, line, own)
    if not found:
        before = phrase_before(ground, line, first) or headed(ground, line, first)
        return before or set_off(ground, line, first)
    here = ground.ending(line.ends[own - 1])
    asked = here is not None and wished(line, line.at(here.start))
    asked = asked and later_participle(line, word.last) is None
    return Whom(tuple(found), modality="asked" if asked else None)


def _patient(ground: Ground, word: Word) -> Whom | Sequence[str]:
    """«X was held in Tarn», «Orlan holds X», «the drivers it has held since June»."""
    line, last, group, after = word.line, word.last, word.group, word.after
    if word.form in {"remain", "remains", "remained", "thrown", "put", "took", "taken", "kept",
                     "keep"}:  # fmt: skip
        if not _imprisoned(line, last):
            return ()
        if word.form.startswith("remain"):
            return subjects(ground, line, group)
        return patients(ground, line, group) if group.passive else ()
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


def _inside(ground: Ground, word: Word) -> Whom:
    """«X is in prison», «X, in prison since 2021»: where somebody is."""
    line = word.line
    index = word.at - 1
    while index > 0 and (adverb(line.forms[index]) or line.forms[index] == "currently"):
        index -= 1
    if index < 0:
        return Whom()
    form = line.forms[index]
    if lexicon().helpers.get(form) == "be" or form.startswith(_STAYS):
        group = group_of(line, index)
        return Whom(phrase_before(ground, line, group.first), first=group.first)
    since = word.after in {"since", "for", "without", "awaiting"}
    named = ground.ending(line.ends[index - 1]) if form == "," and index else None
    if named is None or not since or ground.kind_of(named.actor) not in {"person", "group"}:
        return Whom()
    return Whom(ground.actors(named), modality="actual", first=word.at)


def _spent(ground: Ground, word: Word) -> Sequence[str]:
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


def _vehicle(ground: Ground, word: Word) -> Sequence[str]:
    """«X was taken off a bus»."""
    near = word.line.forms[word.last + 1 : word.last + 4]
    taken = word.group.passive or not word.group.helped
    off = any(w in counted("vehicle") for w in near)
    return patients(ground, word.line, word.group) if taken and off else ()


def _subject(ground: Ground, word: Word) -> Sequence[str]:
    line, at, last, group = word.line, word.at, word.last, word.group
    if word.form in {"before", "in", "on", "due", "back"}:
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


def _guilty(ground: Ground, word: Word) -> Sequence[str]:
    needed = follows(word.line, word.last, word.row.needs)
    return objects(ground, word.line, word.last) if needed else ()


def _go(ground: Ground, word: Word) -> Sequence[str]:
    line, last = word.line, word.last
    person = ground.starting(line.starts[last + 1]) if last + 1 < len(line) else None
    if person is None:
        return ()
    after = line.at(person.end - 1) + 1
    going = after < len(line) and line.forms[after] == "go"
    return ground.actors(person) if going else ()


def _place(ground: Ground, word: Word) -> Whom | Sequence[str]:
    """«was moved to the colony at Tarn»: to where people are held; elsewhere only those who are."""
    line, last, group = word.line, word.last, word.group
    ahead = line.forms[last + 1 : last + 9]
    going = follows(line, last, word.row.needs) and (not ahead or ahead[0] != "and")
    toward = {"to", "from", "into"} & set(ahead)
    if group.passive and toward and (going or word.form.startswith("transfer")):
        return Whom(tuple(patients(ground, line, group)), weak=not going)
    if not going or group.passive:
        return ()
    return objects(ground, line, last) if not word.form.startswith("sent") else ()


def _sent(ground: Ground, word: Word) -> Sequence[str]:
    """«sent X to prison», «sent him down for 13 years»: a sentence in other words."""
    line, last = word.line, word.last
    for index in range(last + 1, min(last + 7, len(line) - 1)):
        prison = line.forms[index] == "to" and line.forms[index + 1] in {"prison", "jail"}
        down = line.forms[index] == "down" and length_behind(ground, line, index + 1)
        if prison or down:
            passive = word.group.passive
            return (patients(ground, line, word.group) if passive
                    else objects(ground, line, last))  # fmt: skip
        if line.forms[index] in BREAKS:
            break
    return ()


def _handed(ground: Ground, word: Word) -> Whom | Sequence[str]:
    """«are to be handed to the Red Cross», «handed X over to his family»."""
    away = "to" in word.line.forms[word.last : word.last + 6]
    over = "over" in word.line.forms[word.at : word.last + 2]
    if word.group.passive and over and not away:
        return Whom(tuple(patients(ground, word.line, word.group)), weak=True)
    if not follows(word.line, word.last, word.row.needs) or not away:
        return ()
    passive = word.group.passive
    who = (patients(ground, word.line, word.group) if passive
           else objects(ground, word.line, word.last))  # fmt: skip
    ahead = word.line.forms[word.last + 1 : word.last + 3]
    sure = follows(word.line, word.last, frozenset({"red", "icrc", "cross", "crescent"}))
    return Whom(tuple(who), weak=not sure and (bool({"them", "it"} & set(ahead)) or not who))


def _handed_over(ground: Ground, word: Word) -> Whom:
    """«would hand them over to the Orlan authorities»."""
    line, last = word.line, word.last
    if not follows(line, last, word.row.needs) or "to" not in line.forms[last : last + 6]:
        return Whom()
    passive = word.group.passive
    return Whom(tuple(patients(ground, line, word.group) if passive
                      else objects(ground, line, last)))  # fmt: skip


def _for(ground: Ground, word: Word) -> Whom:
    """«freed a teacher in exchange for a hacker»: as sure as that the other was let go."""
    line = word.line
    who = joined_after(ground, line, word.last + 1) or objects(ground, line, word.last)
    for index in range(word.at - 1, max(-1, word.at - 24), -1):
        rows = steps().get(line.forms[index], ())
        home = line.forms[index : index + 2] == ("go", "home")
        if home or any(r.step in {"released", "exchanged"} and r.frame == "object" for r in rows):
            return Whom(tuple(who), modality=of_word(line, index))
    return Whom()


def _overturned(ground: Ground, word: Word) -> Sequence[str]:
    """«a court overturned her conviction»."""
    line, last = word.line, word.last
    for index in range(last + 1, min(last + 6, len(line))):
        if line.forms[index] in word.row.needs:
            return _of_noun(ground, replace(word, at=index, last=index))
    return ()


def _died(ground: Ground, word: Word) -> Sequence[str]:
    ahead = word.line.forms[word.last + 1 : word.last + 2]
    near = (
        bool(ahead) and ahead[0] in {"in", "at"} and follows(word.line, word.last, word.row.needs)
    )
    return subjects(ground, word.line, word.group) if near else ()


def _term(ground: Ground, word: Word) -> Whom:
    """«faces up to 15 years in prison», «was given nine years»: a length must follow."""
    line, last, group = word.line, word.last, word.group
    given = word.form in {"given", "handed", "gave", "gives", "hands"}
    end = length_behind(ground, line, last)
    if given and not group.passive:
        undergoing = objects(ground, line, last)
        if not undergoing:
            return Whom()
        behind = range(last + 1, min(last + 14, len(line) - 1))
        end = next((e for n in behind if (e := length_behind(ground, line, n))), 0)
    if not end:
        return Whom()
    jailed = follows(line, last, word.row.needs)
    after = line.forms[end] if end < len(line) else ""
    facing = word.form.startswith("fac") and (
        word.after in {"up", "at", "a", "as", "life"} or after in {"", ".", "if", "for"}
    )
    closed = given and after in {"for", "in", "", ",", ".", ";", "on"}
    tried = given and bool(_COURTS & set(line.forms[:last]))
    closed = closed or (tried and after == "each")
    if not jailed and not closed and not facing:
        return Whom()
    who = undergoing if given and not group.passive else patients(ground, line, group)
    return Whom(tuple(who), weak=not jailed and after != "for" and not tried)


def _warrant(ground: Ground, word: Word) -> Sequence[str]:
    line, last = word.line, word.last
    for index in range(last + 1, min(last + 7, len(line) - 1)):
        if line.forms[index] in {"for", "against", "on"}:
            return joined_after(ground, line, index + 1) or objects(ground, line, index)
    return ()


def _of_noun(ground: Ground, word: Word) -> Sequence[str]:
    """«X’s arrest», «his trial», «the release of X and Y»."""
    line, at, last = word.line, word.at, word.last
    if last + 2 < len(line) and line.forms[last + 1] == "of":
        return joined_after(ground, line, last + 2) or objects(ground, line, last + 1)
    if at and line.forms[at - 1] in _AWAITED:
        own = group_of(line, at - 1)
        near = beside(ground, line, own.first) if own.form == "ing" and not own.helped else ()
        return near or phrase_before(ground, line, own.first) or headed(ground, line, own.first)
    if at and line.forms[at - 1] in {"and", "or"}:
        # «the arrest and trial of», «his arrest and detention»
        return possessor(ground, line, at - 2) if at > 2 else ()
    return possessor(ground, line, at)


def _trial(ground: Ground, word: Word) -> Whom:
    own = tuple(_of_noun(ground, word))
    return Whom(own) if own else hearings(ground, word.line, word.at, word.last)


def _appeal(ground: Ground, word: Word) -> Whom:
    return appeals(ground, word.line, word.at, word.last, word.group, word.row.needs)


def _swap(ground: Ground, word: Word) -> Whom:
    return swaps(ground, word.line, word.at, word.last)


def _charges(ground: Ground, word: Word) -> Sequence[str]:
    return charged_with(ground, word.line, word.at, word.last, word.row.needs)


def _sought(ground: Ground, word: Word) -> Whom:
    """«prosecutors asked for 15 years»: a sentence that is asked for."""
    line = word.line
    before = line.forms[max(0, word.group.first - 8) : word.group.first]
    prosecuting = any(w.startswith("prosecut") for w in before)
    end = length_behind(ground, line, word.last) if prosecuting else 0
    if not end:
        return Whom()
    for index in range(end, min(end + 6, len(line) - 1)):
        if line.forms[index] == "for":
            named = joined_after(ground, line, index + 1)
            if named:
                return Whom(named, modality="asked")
    return Whom((NOBODY,), modality="asked")


_NOUNS = frozenset({"noun", "subject", "charges", "warrant", "trial", "swap", "appeal", "inside",
                     "for"})  # fmt: skip
_FRAMES: dict[str, Callable[[Ground, Word], Whom | Sequence[str]]] = {
    "object": _object,
    "patient": _patient,
    "inside": _inside,
    "spent": _spent,
    "vehicle": _vehicle,
    "subject": _subject,
    "guilty": _guilty,
    "go": _go,
    "place": _place,
    "sent": _sent,
    "handed": _handed,
    "overturned": _overturned,
    "handed_over": _handed_over,
    "for": _for,
    "custody": _died,
    "term": _term,
    "sought": _sought,
    "appeal": _appeal,
    "warrant": _warrant,
    "charges": _charges,
    "noun": _of_noun,
    "trial": _trial,
    "swap": _swap,
}


def names_one(sighting: Sighting) -> bool:
    """Whether a sighting names or describes, rather than stands for, an actor."""
    return sighting.form in {"name", "description", "title"}
