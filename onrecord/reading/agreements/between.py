"""What may stand between an agreement and the verb of which it is the subject."""

from __future__ import annotations

from onrecord.reading.agreements.lexicon import turning_heads
from onrecord.reading.modality import Line
from onrecord.reading.modality.group import BREAKS, OBJECTS, PREPOSITIONS, SUBJECTS, adverb
from onrecord.reading.modality.lexicon import lexicon

_ASIDE = 20  # words that an aside between commas may have
_OBJECT_STARTS = frozenset("the a an its their his her this that these those".split()) | OBJECTS
_PARTICLES = frozenset("up out down off over".split())
_SELF = frozenset({"itself", "themselves", "alone"})
_RELATIVES = frozenset({"which", "that"})
_CLAUSE = BREAKS - {"-"} | SUBJECTS
_CLAUSE_MARKS = frozenset({",", ";", ":", "—", "–", "that", "which", "who", "and", "but"})


def between(line: Line, start: int, end: int, *, reduced: bool) -> bool:
    """Whether what stands between an agreement and a verb leaves it the verb's subject.

    What may stand there: «itself», phrases with a preposition, asides between two commas,
    «signed in May», and before the verb of a clause of its own «which».
    """
    while end > start and adverb(line.forms[end - 1]):
        end -= 1
    at = start
    while at < end:
        word = line.forms[at]
        if adverb(word) or word in _SELF:
            at += 1
        elif word == "(":
            close = _closing(line, at, end, ")")
            if close is None:
                return False
            at = close + 1
        elif word == ",":
            if reduced and at + 1 == end:
                return True
            if at + 1 < end and line.forms[at + 1] in _RELATIVES and at + 2 >= end:
                return True
            close = _closing(line, at, end, ",")
            if close is None or close - at > _ASIDE:
                return False
            at = close + 1
            if reduced and at >= end:
                return False
        elif word in _RELATIVES and at + 1 == end:
            return True
        elif word in _RELATIVES and at == start and not reduced:
            return _one_verb(line, at + 1, end)
        elif word in PREPOSITIONS and at + 1 < end and line.forms[at + 1] == "which":
            return "," not in line.forms[at:end] and not reduced
        elif opens_phrase(line, at, start):
            at = past_phrase(line, at, end)
        elif word == "to" and at == start and not reduced:
            return not _CLAUSE & set(line.forms[at:end])  # «a deal to free hostages was signed»
        elif at == start and _told_in_short(word):
            at += 1  # «the accord signed in May was suspended»
            while at < end and line.forms[at] in _PARTICLES:
                at += 1  # «drawn up by Vela»
        elif word == "and" and reduced and at > start:
            at += 1
        else:
            return False
    return True


def _told_in_short(word: str) -> bool:
    """«signed», «drawn»: a form that may tell in short what was done with an agreement."""
    return (word in turning_heads() or word in lexicon().past) and word.endswith(("ed", "t", "n"))


def _one_verb(line: Line, start: int, end: int) -> bool:
    """«a deal that Orlan laid out in May [was accepted]»: a relative clause, then the verb."""
    clause = range(start, end)
    if end - start > _ASIDE or any(line.forms[i] in _CLAUSE_MARKS for i in clause):
        return False
    verbs = [i for i in clause if line.forms[i] in lexicon().past or line.forms[i].endswith("ed")]
    return bool(verbs) and verbs[0] < end - 1


def opens_phrase(line: Line, at: int, start: int) -> bool:
    """Whether «on fishing», «to the treaty», «calling for talks» starts at the word."""
    word = line.forms[at]
    calling = at == start and word.endswith("ing") and line.written[at][:1].islower()
    return word in PREPOSITIONS or calling or (word == "to" and _names(line, at + 1))


def _names(line: Line, index: int) -> bool:
    """Whether a noun phrase starts at the word, so that «to» before it is no infinitive."""
    return index < len(line) and (
        line.forms[index] in _OBJECT_STARTS or line.written[index][:1].isupper()
    )


def _closing(line: Line, at: int, end: int, mark: str) -> int | None:
    return next((i for i in range(at + 1, end) if line.forms[i] == mark), None)


def past_phrase(line: Line, at: int, end: int) -> int:
    """The word behind a phrase that starts with the preposition `at`."""
    words = lexicon()
    index = at + 1
    while index < end:
        word = line.forms[index]
        verbal = word in words.helpers or word in words.modals or word in SUBJECTS
        lower = line.written[index][:1].islower()
        if verbal or (word in words.past and lower and index > at + 1):
            return index
        if word in BREAKS and word != "-":
            return index
        if word in PREPOSITIONS:
            return index
        index += 1
    return index
