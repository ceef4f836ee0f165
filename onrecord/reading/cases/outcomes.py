"""What becomes of a case in words that need others beside them: a fine, a case that is thrown out,
a gate that somebody walks through, somebody who is put out of the country."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.cases.lexicon import counted
from onrecord.reading.cases.patients import objects, patients
from onrecord.reading.cases.whom import NOBODY, Whom, Word, follows
from onrecord.reading.modality.group import BREAKS, PREPOSITIONS, adverb
from onrecord.reading.turning import Ground, subjects
from onrecord.reading.turning.clause import joined_after

_NEAR = 9  # words from a verb to what must go with it
_OUT = frozenset({"out", "over", "across", "on", "onto", "aboard", "to"})
_AWAY = 6  # words from «out» to the country


def fined(ground: Ground, word: Word) -> Whom:
    """«A court fined X 300 euros», «X was fined by a magistrate»: where a court is told of."""
    if not counted("court") & set(word.line.forms):
        return Whom()
    if word.group.passive:
        return Whom(tuple(patients(ground, word.line, word.group)))
    return Whom(tuple(objects(ground, word.line, word.last)))


def thrown_out(ground: Ground, word: Word) -> Whom:
    """«Judges threw out the bribery case against X»: by judges."""
    line, last = word.line, word.last
    ahead = range(last + 1, min(last + 1 + _NEAR, len(line)))
    noun = next((i for i in ahead if line.forms[i] in word.row.needs), None)
    if word.group.passive or noun is None or BREAKS - {"-"} & set(line.forms[last + 1 : noun]):
        return Whom()
    if not counted("court") & set(line.forms):
        return Whom()
    if line.forms[noun + 1 : noun + 2] != ("against",):
        return Whom((NOBODY,), weak=True)
    return Whom(joined_after(ground, line, noun + 2) or tuple(objects(ground, line, noun + 1)))


def through_the_gate(ground: Ground, word: Word) -> Sequence[str]:
    """«X walked through the gate of Evin prison»: whoever leaves a place where people are held."""
    own = set(word.line.forms[word.at : word.last + 1]) & word.row.needs
    if not own and not follows(word.line, word.last, word.row.needs):
        return ()
    return subjects(ground, word.line, word.group)


def _away(word: Word, out: int) -> bool:
    """«out of the country», but not «out of the country club»."""
    line = word.line
    for index in range(out + 1, min(out + _AWAY, len(line))):
        if line.forms[index] in word.row.needs:
            after = line.forms[index + 1] if index + 1 < len(line) else ""
            closed = not after.isalpha() or after in PREPOSITIONS or adverb(after)
            return closed or after in counted("at_large")
    return False


def put_out(ground: Ground, word: Word) -> Sequence[str]:
    """«put X out of the country», «marched them over the border», «put her on a plane»."""
    line, last = word.line, word.last
    if word.group.passive:
        return ()
    whom = objects(ground, line, last)
    for index in range(last + 2, min(last + 1 + _NEAR, len(line) - 2)) if whom else ():
        if line.forms[index] in BREAKS:
            break
        if line.forms[index] in _OUT:
            return whom if _away(word, index) else ()
    return ()
