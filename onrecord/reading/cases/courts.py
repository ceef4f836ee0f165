"""What is told of a case without its person: trials, appeals, charges, talk of an exchange."""

from __future__ import annotations

from onrecord.reading.cases.lexicon import counted, law_words
from onrecord.reading.cases.patients import beside, objects, patients
from onrecord.reading.cases.whom import NOBODY, Whom, follows, length_behind
from onrecord.reading.modality import Group, Line, group_of
from onrecord.reading.modality.group import BREAKS, DETERMINERS, PREPOSITIONS
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning import Ground, subjects
from onrecord.reading.turning.clause import joined_after, possessor
from onrecord.vocabulary import Modality

_NEAR = 7  # words around a noun in which the verb that says what became of it stands
_SPEAKING = frozenset({"person", "group"})
_NO_APPEAL = frozenset({"for", "court", "courts", "judge", "judges", "panel"})
_CLOSING = frozenset("against within and but before on in next".split())
_AT = frozenset({"after", "following", "during", "in", "at", "of", "since", "through"})


def charged_with(
    ground: Ground, line: Line, at: int, last: int, needs: frozenset[str]
) -> tuple[str, ...]:
    """«charges (brought) against X»; not those of a speech."""
    if not needs & set(line.forms):
        return ()
    for index in range(last + 1, min(last + 6, len(line) - 1)):
        if line.forms[index] == "against":
            return joined_after(ground, line, index + 1)
    return (NOBODY,) if at and line.forms[at - 1] == "no" else ()


def hearings(ground: Ground, line: Line, at: int, last: int) -> Whom:
    """«after a closed trial», «hearings began»: a trial of those the report tells of there."""
    first = _phrase_start(line, at)
    before = line.forms[first - 1] if first else ""
    after = line.forms[last + 1] if last + 1 < len(line) else ""
    if set(line.forms[first:at]) & counted("no_trial") or after in counted("no_trial"):
        return Whom()
    going = any(w in counted("opens") for w in line.forms[last + 1 : last + 5])
    held = line.forms[at] in {"trial", "retrial", "court-martial"}
    if going or (held and before in _AT and line.forms[first] in DETERMINERS | {"trial"}):
        return Whom((NOBODY,), first=first)
    return Whom()


def appeals(
    ground: Ground, line: Line, at: int, last: int, group: Group, needs: frozenset[str]
) -> Whom:
    """«X will appeal», «his appeal was rejected», «filed an appeal»."""
    if group.form == "noun":
        return _appeal(ground, line, at, last)
    after = line.forms[last + 1] if last + 1 < len(line) else ""
    if line.forms[at].startswith(("file", "lodge")) and "appeal" not in line.forms[last : last + 5]:
        return Whom()
    court = follows(line, last, needs) or bool(law_words() - {"convicted"} & set(line.forms))
    court = court or (after == "against" and length_behind(ground, line, last + 1) > 0)
    if after == "for" or (after == "to" and not court):
        return Whom()
    closed = not after.isalpha() or after in _CLOSING
    if not court and not closed:
        return Whom()
    if any(w.startswith("prosecut") for w in line.forms[max(0, group.first - 3) : group.first]):
        return Whom((NOBODY,), weak=True)
    who = patients(ground, line, group)
    speak = clients(ground) if who else {}
    who = tuple(speak.get(a, NOBODY if _is_counsel(ground, a) else a) for a in who)
    return Whom(who, weak=not court or NOBODY in who)


def _is_counsel(ground: Ground, actor: str) -> bool:
    """«a lawyer, who has appealed»: not for themselves."""
    if ground.kind_of(actor) not in _SPEAKING:
        return False
    told = ground.cast.actor(actor)
    return told.name[:1].islower() and told.name.split()[-1].lower() in counted("counsel")


def mercy(ground: Ground, line: Line, at: int, last: int) -> Whom:
    """«talk of a pardon», «petitioned the king for clemency»: of whose case the report tells."""
    after = line.forms[last + 1] if last + 1 < len(line) else "."
    named = joined_after(ground, line, last + 2) if after in {"for", "of"} else ()
    named = tuple(a for a in named if ground.kind_of(a) == "person")
    closed = (
        bool(named)
        or after in PREPOSITIONS - {"of", "for"} | {"ahead"}
        or after in BREAKS
        or after in lexicon().helpers
    )
    first = _phrase_start(line, at)
    before = line.forms[first - 1] if first else ""
    if not (closed or after in {"and", "or"}) or not (first < at or before == "for"):
        return Whom()
    said: dict[str, Modality] = {"mercy_denied": "denied", "mercy_asked": "asked",
                                  "mercy_raised": "possible"}  # fmt: skip
    became = _became(line, first, last, said)
    asked = {"asked", "asks", "asking", "urged"} & set(line.forms[max(0, first - _NEAR) : first])
    if became is None and not (asked and before == "for"):
        return Whom()
    became = became or "asked"
    sure = bool(named) and became == "asked"
    return Whom(named or (NOBODY,), weak=not sure, modality=became, first=first)


def higher(ground: Ground, line: Line, group: Group) -> Whom:
    """«X will go to the Supreme Court»: an appeal in other words, of those who are held."""
    who = patients(ground, line, group)
    speak = clients(ground) if who else {}
    return Whom(tuple(speak.get(a, a) for a in who), weak=True)


def _appeal(ground: Ground, line: Line, at: int, last: int) -> Whom:
    after = line.forms[last + 1] if last + 1 < len(line) else ""
    by = joined_after(ground, line, last + 2) if after == "by" else ()
    by = by or (tuple(objects(ground, line, last + 1)) if after == "by" else ())
    if (after == "by" and not by) or after in _NO_APPEAL:
        return Whom()
    said: dict[str, Modality] = {
        "appeal_failed": "failed",
        "appeal_planned": "planned",
        "appeal_made": "actual",
    }
    became = _became(line, at, last, said)
    if became is None:
        return Whom()
    own = by or possessor(ground, line, at)
    sure = bool(by) or (own == _loser(ground, line, at) and bool(law_words() & set(line.forms)))
    if line.forms[max(0, at - 2) : at - 1] == ("pending",):
        own = beside(ground, line, at - 2)  # «the release of X pending his appeal»: no other’s
        sure = bool(law_words() & set(line.forms))
    return Whom(own or (NOBODY,), weak=not sure, modality=became, first=_phrase_start(line, at))


def _loser(ground: Ground, line: Line, at: int) -> tuple[str, ...]:
    """«[X] lost her appeal»: the subject of the verb before the noun."""
    for index in range(at - 1, max(0, at - 4), -1):
        form = line.forms[index]
        if form in lexicon().past or form.endswith("ed"):
            return subjects(ground, line, group_of(line, index)) or ("",)
    return ("",)


def swaps(ground: Ground, line: Line, at: int, last: int) -> Whom:
    """«an exchange had been raised», «a prisoner swap was offered»: talk of exchanging people."""
    before = line.forms[at - 1] if at else ""
    after = line.forms[last + 1] if last + 1 < len(line) else ""
    people = before in counted("swap")
    named: tuple[str, ...] = ()
    if after in {"of", "for", "involving", "including"}:
        named = joined_after(ground, line, last + 2) or objects(ground, line, last + 1)
    named = tuple(a for a in named if ground.kind_of(a) in _SPEAKING)
    of_people = after in {"of", "involving", "including"} and bool(
        named or counted("swap") & set(line.forms[last + 2 : last + 5])
    )
    if after == "of" and not of_people:
        return Whom()
    first = _phrase_start(line, at)
    alone = first < at and line.forms[first] in {"a", "an", "the", "any", "no", "such", "possible"}
    if not (people or of_people) and not (alone and at - first <= 2):
        return Whom()
    said: dict[str, Modality] = {"swap_failed": "failed", "swap_raised": "possible",
                                  "swap_agreed": "planned", "swap_done": "actual"}  # fmt: skip
    became = _became(line, at, last, said)
    ruled_out = {"ruled", "rules", "ruling", "rule"} & set(line.forms[max(0, first - 3) : first])
    if line.forms[first] == "no" or (first and line.forms[first - 1] == "no") or ruled_out:
        became = "denied"
    if became == "denied" and {"whether", "if"} & set(line.forms[max(0, first - 8) : first]):
        return Whom()  # «asked whether he still ruled out an exchange»
    in_it = first > 0 and line.forms[first - 1] in _AT - {"of"} | {"under", "via", "by"}
    in_it = in_it or line.forms[max(0, first - 2) : first] == ("part", "of")
    if became is None and in_it:
        became = "actual"  # «was freed in a prisoner swap»
    if became is None:
        return Whom()
    return Whom(named or (NOBODY,), weak=not named, modality=became, first=first)


def _became(line: Line, at: int, last: int, said: dict[str, Modality]) -> Modality | None:
    """What the words around a noun say became of what it names, the first class that has one."""
    low, high = at, last + 1
    while low > 0 and at - low < _NEAR and line.forms[low - 1] not in BREAKS - {","}:
        low -= 1
    while high < len(line) and high - last < _NEAR and line.forms[high] not in BREAKS - {"that"}:
        high += 1
    around = f" {' '.join(line.forms[low:high])} "
    for kind, modality in said.items():
        if any(f" {form} " in around for form in counted(kind)):
            return modality
    return None


def _phrase_start(line: Line, at: int) -> int:
    """The first word of the noun phrase that ends at a noun: «a closed trial»."""
    index = at
    words = lexicon()
    while index > 0 and at - index < 4:
        form = line.forms[index - 1]
        if (
            form in BREAKS - {"-"}
            or form in words.helpers
            or form in words.modals
            or (form in _AT or form in {"and", "to", "by", "on", "from", "with", "for"})
        ):
            break
        index -= 1
        if form in DETERMINERS or form == "no":
            break
    return index


def clients(ground: Ground) -> dict[str, str]:
    """Whom the lawyers of a report speak for: «Brill’s lawyer, Ana Corvo», «his lawyer»."""
    spoken = sorted(ground.cast.sightings, key=lambda s: (s.start, -s.end))
    found: dict[str, str] = {}
    for index, outer in enumerate(spoken):
        if outer.actor in found or ground.kind_of(outer.actor) not in _SPEAKING:
            continue
        for inner in spoken[index + 1 : index + 5]:
            if inner.start >= outer.end:
                break
            words = ground.text[inner.end : outer.end].lower().split()[:4]
            if inner.actor != outer.actor and any(
                w.strip(",") in counted("counsel") for w in words
            ):
                found[outer.actor] = inner.actor
    return found
