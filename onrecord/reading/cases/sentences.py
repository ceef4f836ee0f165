"""Sentences told by their nouns and lengths: handed down, passed, asked for, cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.cases.lexicon import counted, law_words
from onrecord.reading.cases.owners import of_noun
from onrecord.reading.cases.patients import objects, patients
from onrecord.reading.cases.slots import charge_of, count_of
from onrecord.reading.cases.whom import NOBODY, UNITS, Whom, Word, follows, length_behind
from onrecord.reading.modality import group_of
from onrecord.reading.modality.group import BREAKS
from onrecord.reading.turning import Ground, subjects
from onrecord.reading.turning.clause import joined_after, phrase_before, possessor
from onrecord.vocabulary import Modality

_SPENT = frozenset({"into", "of", "through", "completed", "finished", "completing"})
_BEGUN = frozenset({"began", "begins", "started", "starts"})
_OFF = 8  # words from «shaved two years off» to the sentence
_NEAR = 9  # words from «handed down» to «sentence»


def cut(ground: Ground, word: Word) -> Whom:
    """«cut X’s sentence», «shaved two years off the sentence of X»: a court’s new sentence, the
    mercy of whoever rules."""
    line, last = word.line, word.last
    before = set(line.forms[: word.at]) | set(line.forms[last:] if word.group.passive else ())
    ruled = bool(before & counted("ruler"))
    own = _own_cut(ground, word)
    if own:
        ruled = ruled or word.form.startswith("commut")
        return Whom(tuple(own), label="pardoned" if ruled else None)
    if not ruled and not before & (counted("court") | {"panel"}):
        return Whom()
    for index in range(last + 1, min(last + _OFF, len(line))):
        if line.forms[index] in word.row.needs:
            jail = line.forms[index - 1] in {"prison", "jail"}
            own = of_noun(ground, replace(word, at=index - jail, last=index))
            return Whom(tuple(own), label="pardoned" if ruled else None)
        if line.forms[index] in BREAKS:
            break
    return Whom()


def _own_cut(ground: Ground, word: Word) -> Sequence[str]:
    """«X had his sentence [cut] to seven years», «X’s sentence was [cut] by a year»."""
    line, first = word.line, word.group.first
    before = line.forms[first - 1] if first else ""
    told = any(
        length_behind(ground, line, i) for i in range(word.last, min(word.last + 3, len(line)))
    )
    if before not in word.row.needs or not (told or word.form.startswith("commut")):
        return ()
    own = line.forms[max(0, first - 3) : first - 1]
    if own[:1] == ("had",) and own[-1] in {"his", "her", "their"}:
        return phrase_before(ground, line, first - 3)
    return possessor(ground, line, first - 1) if word.group.passive else ()


def sought(ground: Ground, word: Word) -> Whom:
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


def length(ground: Ground, word: Word) -> Whom:
    """«eight months into a ten-year term»: of those told of in the sentence."""
    line, at = word.line, word.at - 1
    if at < 1 or not (line.forms[at].endswith(("-year", "-month")) or line.forms[at] == "life"):
        return Whom()
    before = line.forms[max(0, at - 3) : at]
    own = possessor(ground, line, at)
    if not _SPENT & set(before):
        if _BEGUN & set(line.forms[max(0, at - 3) : at]):
            verb = next(i for i in range(at - 1, -1, -1) if line.forms[i] in _BEGUN)
            return Whom(tuple(subjects(ground, line, group_of(line, verb))), first=at)
        stands: Modality | None = "actual" if counted("upholding") & set(line.forms[:at]) else None
        return Whom(_sentenced(ground, word) or own, modality=stands, first=at)
    return Whom(own or (NOBODY,), weak=True, modality="actual", first=at)


def _sentenced(ground: Ground, word: Word) -> tuple[str, ...]:
    """«the 11-year sentence [against X]», «a six-year term [for X]»."""
    line, last = word.line, word.last
    if word.after not in {"for", "against", "of", "on"}:
        return ()
    named = joined_after(ground, line, last + 2) or tuple(objects(ground, line, last + 1))
    return tuple(a for a in named if ground.kind_of(a) in {"person", "group"})


def handed_down(ground: Ground, word: Word) -> Whom:
    """«handed down a nine-year sentence», «imposed a life sentence on X»: a court’s."""
    line, last = word.line, word.last
    stop = min(last + 1 + _NEAR, len(line))
    told = [i for i in range(last + 1, stop) if line.forms[i] in word.row.needs]
    length = [i for i in range(last + 1, stop) if line.forms[i].endswith(("-year", "-month"))]
    sentence = [i for i in told if line.forms[i] not in {"years", "months", "life"}]
    before = line.forms[word.at - 1] if word.at else ""
    if before in word.row.needs and word.group.form == "past" and not word.group.helped:
        return Whom((NOBODY,), weak=True)  # «the term handed down in March»
    if not told or (word.group.passive or BREAKS & set(line.forms[last + 1 : told[0]]) - {"-"}):
        return Whom()
    if not sentence and "down" not in line.forms[word.at : last + 1]:
        return Whom()  # «imposed five years of silence»
    if sentence and not (length or "life" in line.forms[last + 1 : sentence[0]]):
        return Whom()  # «handed down its sentence» tells no more than a verdict
    for index in range(told[0] + 1, min(told[-1] + 4, len(line) - 1)):
        if line.forms[index] in {"to", "on"}:
            named = joined_after(ground, line, index + 1) or tuple(objects(ground, line, index))
            if named:
                return Whom(named, weak=not sentence and not law_words() & set(line.forms))
    return Whom((NOBODY,), weak=True)


def passed(ground: Ground, word: Word) -> Sequence[str]:
    """«the sentence passed on X»."""
    return joined_after(ground, word.line, word.last + 1) or objects(ground, word.line, word.last)


def term(ground: Ground, word: Word) -> Whom:
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
    if not end and (not given or word.group.passive):
        shorter = _of_the_same_length(word)
        return Whom(tuple(patients(ground, line, group))) if shorter else Whom()
    if not end or (word.form.startswith("serv") and line.forms[end : end + 1] == ("of",)):
        return Whom()  # «had served eight weeks of an 11-year sentence»
    jailed = follows(line, last, word.row.needs)
    after = line.forms[end] if end < len(line) else ""
    facing = word.form.startswith("fac") and (
        word.after in {"up", "at", "a", "as", "life"} or after in {"", ".", "if", "for"}
    )
    closed = given and after in {"for", "in", "", ",", ".", ";", "on"}
    closed = closed or (
        word.form in counted("getting") and after in {"for", "", ",", ".", ";", "each"}
    )
    got = word.form in counted("getting") and not word.form.startswith("serv")
    ruled = counted("court") & set(line.forms if got else line.forms[:last])
    tried = (given or got) and bool(ruled)
    closed = closed or (tried and after == "each")
    serving = word.form.startswith("serv") and after == "in"
    closed = closed or (serving and charge_of(ground, line.starts[end], line.ends[-1]) is not None)
    if not jailed and not closed and not facing:
        return Whom()
    who = undergoing if given and not group.passive else patients(ground, line, group)
    return Whom(tuple(who), weak=not jailed and after != "for" and not tried and not serving)


def _of_the_same_length(word: Word) -> bool:
    """«X got six years, Y received [three]»: a number that stands for so many years."""
    line, at = word.line, word.last + 1
    number = at < len(line) and count_of(line.forms[at]) is not None
    if not number or word.form not in counted("getting") | {"given", "handed"}:
        return False
    after = line.forms[at + 1] if at + 1 < len(line) else ""
    if after.isalpha() and after not in {"for", "each", "and"}:
        return False
    told = [form for form in line.forms[: word.at] if form in UNITS]
    return bool(told) and bool((counted("jail") | counted("court")) & set(line.forms))
