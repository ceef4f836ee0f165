"""Whose case it is: the persons that a word of steps.tsv turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from onrecord.reading.cases.company import TOGETHER
from onrecord.reading.cases.courts import appeals, charged_with, hearings, higher, mercy, swaps
from onrecord.reading.cases.freed import at_large
from onrecord.reading.cases.held import by_object, in_custody, off_a_vehicle, to_prison
from onrecord.reading.cases.inside import inside, keeping, spent
from onrecord.reading.cases.lexicon import counted, law_words, steps
from onrecord.reading.cases.outcomes import fined, put_out, through_the_gate, thrown_out
from onrecord.reading.cases.owners import of_noun
from onrecord.reading.cases.patients import (
    beside,
    by_model,
    objects,
    patients,
)
from onrecord.reading.cases.sentences import cut, handed_down, length, passed, sought, term
from onrecord.reading.cases.taken import at_liberty, cleared, dead, upheld
from onrecord.reading.cases.whom import NOBODY, Whom, Word, follows, length_behind
from onrecord.reading.modality import of_word
from onrecord.reading.modality.group import BREAKS
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.scene import Sighting
from onrecord.reading.turning import Ground
from onrecord.reading.turning.clause import joined_after, phrase_before


def persons(ground: Ground, word: Word) -> Whom:
    """The persons whose case the word turns; none where it turns no case."""
    frame = word.row.frame
    if _of_no_prison(word):
        return Whom()
    if frame not in _NOUNS and word.group.form == "noun":
        return Whom()
    if word.form == "tried" and not word.group.passive and _attempt(word):
        return Whom()  # «X tried to», «X tried on Monday to»
    told = word.form == "sentenced" and word.after == "to" and not word.group.passive
    if told and not to_prison(ground, word):
        return Whom()  # «X, sentenced to irrelevance»
    if word.form.startswith("captur") and counted("pictures") & set(_ahead(word)):
        return Whom()  # «was captured on camera»
    if word.form == "held" and word.group.infinitive and not _jailed(word):
        return Whom()  # «a meeting to be held»
    found = _FRAMES[frame](ground, word)
    found = found if isinstance(found, Whom) else Whom(tuple(found))
    if not found.persons and frame == "object":
        found = Whom(by_model(ground, word.line, word.group, word.last, "ARG1"))
    if not found.persons and frame == "subject" and word.form not in _PHRASED:
        found = Whom(by_model(ground, word.line, word.group, word.last, "ARG0"))
    if _of_other_things(ground, word):
        found = replace(found, weak=True)
    held = tuple(dict.fromkeys(a for a in found.persons if a == NOBODY or _can_be_held(ground, a)))
    weak = word.row.weak and not _by_the_law(word)
    return replace(found, persons=held, weak=found.weak or weak)


def _by_the_law(word: Word) -> bool:
    """«Officers led away X», «led away X on suspicion of spying»: by their words."""
    if word.row.step != "detained" or word.row.frame not in {"object", "led"}:
        return False
    line, last = word.line, word.last
    if {"suspicion"} & set(line.forms[last + 1 : last + _SUSPECT]):
        return True
    by = line.forms[last + 1 :] if word.group.passive else line.forms[: word.at]
    taken = "by" in by[:_NEAR] or not word.group.passive
    return taken and bool(counted("takers") & set(by[:_NEAR] if word.group.passive else by))


def _of_no_prison(word: Word) -> bool:
    """«freed from his duties», «held in high regard», «held up by snow»."""
    ahead = word.line.forms[word.last + 1 : word.last + 5]
    from_it = word.after == "from" or word.line.forms[word.last] == "from"
    if word.form.startswith(("free", "releas")) and from_it:
        return bool(counted("no_prison") & set(ahead))
    return word.form == "held" and word.after == "in" and bool(counted("no_prison") & set(ahead))


def _ahead(word: Word) -> Sequence[str]:
    """The words right behind «captured on»."""
    return word.line.forms[word.last + 1 : word.last + 5]


def _attempt(word: Word) -> bool:
    ahead = word.line.forms[word.last + 1 : word.last + 6]
    return "to" in ahead and "for" not in ahead


def _jailed(word: Word) -> bool:
    return bool((counted("jail") | {"hostage", "captive"}) & set(word.line.forms))


def _of_other_things(ground: Ground, word: Word) -> bool:
    """«the film is set to be released», «was expelled from the party»: says of nobody that the
    law has hold of them."""
    line = word.line
    around = set(line.forms)
    seen = ground.sightings(line.starts[0], line.ends[-1])
    ruled = any(ground.kind_of(s.actor) in {"state", "government_body"} for s in seen)
    if word.form.startswith("releas"):
        captive = {form for one in counted("captive") for form in (one, f"{one}s")}
        captive |= {
            "captors",
            "kidnappers",
            "pirates",
            "hijackers",
            "ransom",
            "abductors",
            "those",
            "questioned",
            "interrogated",
        }
        return not ruled and not around & (law_words() | counted("jail") | captive)
    if word.row.step == "moved" and word.row.frame == "noun":
        # «the transfer of the striker»
        return not around & (law_words() | counted("jail") | counted("captive"))
    if word.row.step != "deported" or not word.form.startswith(tuple(counted("thrown"))):
        return False
    if counted("membership") & set(line.forms[word.last : word.last + 9]):
        return True
    return not ruled and not around & counted("abroad")


_PHRASED = frozenset({"before", "in", "on", "due", "back"})


def _can_be_held(ground: Ground, actor: str) -> bool:
    """Persons and groups; whether these are told apart is asked when all turns are known."""
    return actor.startswith(TOGETHER) or ground.kind_of(actor) in {"person", "group"}


def _subject(ground: Ground, word: Word) -> Sequence[str]:
    line, at, last, group = word.line, word.at, word.last, word.group
    if word.form in _PHRASED:
        # «is due [before a judge]»: the verb stands before the phrase.
        for index in range(at - 1, max(-1, at - 6), -1):
            if line.forms[index] in lexicon().helpers:
                return phrase_before(ground, line, index)
            if line.forms[index] in BREAKS:
                break
        # «the engineer [on trial in Tarn]»
        return beside(ground, line, at) if line.forms[at : last + 1] == ("on", "trial") else ()
    lawful = law_words() & set(line.forms[last : last + 6])
    if line.forms[at].startswith("appear") and not lawful:
        return ()
    return patients(ground, line, group)


def _led(ground: Ground, word: Word) -> Whom | Sequence[str]:
    """«Officers led X away»: not who is led from the dock when all is told."""
    return by_object(ground, word) if _by_the_law(word) else ()


def _guilty(ground: Ground, word: Word) -> Sequence[str]:
    needed = follows(word.line, word.last, word.row.needs)
    return objects(ground, word.line, word.last) if needed else ()


def _go(ground: Ground, word: Word) -> Sequence[str]:
    """«let X go», «set X free», «allowed X to leave»: what the row needs is right behind them."""
    line, last = word.line, word.last
    person = ground.starting(line.starts[last + 1]) if last + 1 < len(line) else None
    if person is None:
        return ()
    after = line.at(person.end - 1) + 1
    if {"leave"} & word.row.needs and (several := objects(ground, line, last)):
        named = ground.sightings(line.starts[last], line.ends[-1])
        ends = [line.at(s.end - 1) + 1 for s in named if s.actor == several[-1]]
        ends = [i + (line.forms[i : i + 1] == ("to",)) for i in ends]
        leaving = [i for i in ends[:1] if line.forms[i : i + 1] and line.forms[i] in word.row.needs]
        return several if leaving else ()
    after += after + 1 < len(line) and line.forms[after] == "to"
    going = after < len(line) and line.forms[after] in word.row.needs
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
    if not _to_the_law(ground, word):
        return Whom()
    passive = word.group.passive
    return Whom(tuple(patients(ground, line, word.group) if passive
                      else objects(ground, line, last)))  # fmt: skip


def _to_the_law(ground: Ground, word: Word) -> bool:
    """«to the Orlan authorities», «handed over X to Orlan»: to those who can hold people."""
    line, last = word.line, word.last
    to = [i for i in range(last + 1, min(last + _NEAR, len(line) - 1)) if line.forms[i] == "to"]
    if not to:
        return False
    found = joined_after(ground, line, to[0] + 1)
    over = "over" in line.forms[word.at : to[0]] or word.form.startswith("surrender")
    states = bool(found) and all(ground.kind_of(a) == "state" for a in found)
    return follows(line, last, word.row.needs) or (over and states)


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
            return of_noun(ground, replace(word, at=index, last=index))
    return ()


def _hears(ground: Ground, word: Word) -> Sequence[str]:
    """«will hear the case of X», «began hearing the engineers’ case», «the case against X»."""
    line, last = word.line, word.last
    for index in range(last + 1, min(last + _NEAR, len(line))):
        if line.forms[index] in word.row.needs:
            if line.forms[index + 1 : index + 2] == ("against",):
                return joined_after(ground, line, index + 2)
            return of_noun(ground, replace(word, at=index, last=index))
        if line.forms[index] in BREAKS:
            break
    return ()


def _died(ground: Ground, word: Word) -> Sequence[str]:
    ahead = word.line.forms[word.last + 1 : word.last + 2]
    near = bool(ahead) and ahead[0] in _DYING and follows(word.line, word.last, word.row.needs)
    if not near or (word.form in counted("slain") and not word.group.passive):
        return ()
    return patients(ground, word.line, word.group)


def _warrant(ground: Ground, word: Word) -> Sequence[str]:
    line, last = word.line, word.last
    for index in range(last + 1, min(last + 7, len(line) - 1)):
        if line.forms[index] in {"for", "against", "on"}:
            return joined_after(ground, line, index + 1) or objects(ground, line, index)
        if line.forms[index] in BREAKS or line.forms[index] == ",":
            break
    return ()


def _told_of(ground: Ground, word: Word) -> Whom:
    """«X’s arrest»; «heard of the arrest»: of whoever is told to be held."""
    own = tuple(of_noun(ground, word))
    the = word.at and word.line.forms[word.at - 1] == "the" and word.after != "of"
    if own or not the or word.form not in counted("told_of"):
        return Whom(own)
    return Whom((NOBODY,), weak=True)


def _trial(ground: Ground, word: Word) -> Whom:
    own = tuple(of_noun(ground, word))
    return Whom(own) if own else hearings(ground, word.line, word.at, word.last)


def _appeal(ground: Ground, word: Word) -> Whom:
    return appeals(ground, word.line, word.at, word.last, word.group, word.row.needs)


def _swap(ground: Ground, word: Word) -> Whom:
    return swaps(ground, word.line, word.at, word.last)


def _charges(ground: Ground, word: Word) -> Sequence[str]:
    return charged_with(ground, word.line, word.at, word.last, word.row.needs)


def _higher(ground: Ground, word: Word) -> Whom:
    return higher(ground, word.line, word.group)


def _mercy(ground: Ground, word: Word) -> Whom:
    return mercy(ground, word.line, word.at, word.last)


_NOUNS = frozenset({"length", "mercy", "noun", "subject", "charges", "warrant", "trial", "swap",
                     "appeal", "inside", "for", "keeping", "free", "passed", "death",
                     "freeman"})  # fmt: skip
_SUSPECT = 16  # words from «led away» to «on suspicion»
_NEAR = 9  # words from «handed over» to «to»
_DYING = frozenset({"in", "at", "of", "from", "while", "during", "as", "under", "by", "on"})
_FRAMES: dict[str, Callable[[Ground, Word], Whom | Sequence[str]]] = {
    "object": by_object,
    "patient": in_custody,
    "inside": inside,
    "keeping": keeping,
    "free": at_large,
    "handed_down": handed_down,
    "passed": passed,
    "spent": spent,
    "vehicle": off_a_vehicle,
    "subject": _subject,
    "guilty": _guilty,
    "go": _go,
    "place": _place,
    "sent": _sent,
    "handed": _handed,
    "overturned": _overturned,
    "hears": _hears,
    "cut": cut,
    "higher": _higher,
    "mercy": _mercy,
    "handed_over": _handed_over,
    "death": dead,
    "freeman": at_liberty,
    "upheld": upheld,
    "cleared": cleared,
    "for": _for,
    "custody": _died,
    "term": term,
    "sought": sought,
    "length": length,
    "appeal": _appeal,
    "warrant": _warrant,
    "charges": _charges,
    "noun": _told_of,
    "trial": _trial,
    "swap": _swap,
    "led": _led,
    "fined": fined,
    "thrown_out": thrown_out,
    "gate": through_the_gate,
    "out": put_out,
}


def names_one(sighting: Sighting) -> bool:
    """Whether a sighting names or describes, rather than stands for, an actor."""
    return sighting.form in {"name", "description", "title"}
