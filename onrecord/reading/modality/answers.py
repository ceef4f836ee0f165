"""What is asked about and answered, and what is called untrue, in the same sentence."""

from __future__ import annotations

from onrecord.reading.modality.group import BREAKS, QUOTES, Group, adverb
from onrecord.reading.modality.lexicon import closed, lexicon
from onrecord.reading.modality.words import Line
from onrecord.vocabulary import Modality

_REPORTS = closed("report")
_UNTRUE = closed("untrue")
_REFUTING = closed("refuting")
_ANSWERING = closed("answering")
_ASKING = frozenset({"asked", "question", "questions", "pressed", "questioned"})
_BY = 7  # words of «report by a broadcaster»
_FAR = 24  # words from what is reported to «are untrue»
_ANSWER = 5  # words of an answer: «that his country would not»
_CLAUSES = frozenset("that who which because while although though as when".split())
_ENDS = frozenset({";", "?", "!"})


def answered(line: Line, group: Group, last: int) -> Modality | None:
    """What the rest of a sentence makes of what a verb tells; None where it says nothing of it.

    «Reports that Orlan will leave are untrue», «denied a report on its site that it left» and «It
    is untrue that Orlan left»: denied; «Asked
    whether it would leave, he said that it would not»: denied, planned where it would.
    """
    for index in range(group.first - 1, max(-1, group.first - _FAR), -1):
        word = line.forms[index]
        if word == "that" and index:
            if line.forms[index - 1] in _UNTRUE:
                return _negated(line, index - 1)
            report = _report(line, index)
            if report is not None:
                refuted = _REFUTING & set(line.forms[max(0, report - 5) : report])
                return "denied" if refuted or _called_untrue(line, last) else None
        if word in {"whether", "if"}:
            asked = _ASKING & set(line.forms[max(0, index - 4) : index])
            return _answer(line, last) if asked else None
        if word in _ENDS or word in QUOTES:
            return None
    return None


def _report(line: Line, that: int) -> int | None:
    """The word «report» of «a report by a broadcaster [that]»."""
    for index in range(that - 1, max(-1, that - _BY), -1):
        if line.forms[index] in _REPORTS:
            return index
        if line.forms[index] in BREAKS or lexicon().helpers.get(line.forms[index]):
            return None
    return None


def _negated(line: Line, at: int) -> Modality | None:
    """«It is [untrue] that»: denied, unless that is denied in turn."""
    before = line.forms[max(0, at - 3) : at]
    return None if lexicon().negations & set(before) else "denied"


def _called_untrue(line: Line, last: int) -> bool:
    """Whether «are untrue» follows what is reported, with no clause between."""
    for index in range(last + 1, min(len(line) - 1, last + _FAR)):
        word = line.forms[index]
        if word in _ENDS or word in _CLAUSES:
            return False
        if lexicon().helpers.get(word) == "be":
            told = [w for w in line.forms[index + 1 : index + 4] if not adverb(w)]
            if told[:1] and told[0] in _UNTRUE:
                return True
            if told[:2] in (["not", "true"], ["not", "correct"], ["n't", "true"]):
                return True
    return False


def _answer(line: Line, last: int) -> Modality | None:
    """What the answer behind a question is: «, he said it would not», «, she answered no»."""
    words = lexicon()
    for index in range(last + 1, len(line) - 1):
        if line.forms[index] not in _ANSWERING or "," not in line.forms[last + 1 : index]:
            continue
        behind = [w for w in line.forms[index + 1 : index + 2 + _ANSWER] if w not in QUOTES]
        if behind[:1] == ["that"]:
            behind = behind[1:]
        if behind[:1] == ["no"] and (len(behind) < 2 or behind[1] in BREAKS):
            return "denied"
        for at, word in enumerate(behind[:-1]):
            if word not in words.helpers and word not in words.modals:
                continue
            negated = behind[at + 1] in words.negations
            closes = behind[at + 1 + negated :][:1]
            if at == 0 or not closes or closes[0] not in BREAKS:
                return None
            return "denied" if negated else words.modals.get(word, "actual")
        return None
    return None
