"""Days that stand beside a step and are not its own."""

from __future__ import annotations

from itertools import pairwise

from onrecord.facts import DateSlot
from onrecord.reading.cases.patients import has_object
from onrecord.reading.cases.whom import Word
from onrecord.reading.modality import Line
from onrecord.reading.modality.group import SUBJECTS
from onrecord.reading.modality.lexicon import lexicon

_OFFENDED = frozenset({"charged", "convicted", "sentenced", "acquitted", "tried", "wanted"})
_ARTICLES = frozenset({"a", "an", "the", "'s", "his", "her", "their"})


def of_another(line: Line, word: Word, date: DateSlot) -> bool:
    """Whether a day is that of the offence («charged in the December 2004 bombing», «convicted of
    killing X in 2005») or of what was told before («began in 2012 and was jailed»)."""
    if date.span is None or not line.starts[0] <= date.span.start < line.ends[-1]:
        return False
    at = line.at(date.span.start)
    if at > word.last:
        if {"until", "till", "pending"} & set(line.forms[word.last + 1 : at]):
            return True  # «remanded until a hearing on Saturday»
        return word.row.step in _OFFENDED and _of_offence(line, word.last, at)
    return _participle(line, word) or _joined(line, at, word)


def _of_offence(line: Line, last: int, at: int) -> bool:
    between = line.forms[last + 1 : at]
    if between and between[-1] in _ARTICLES:
        return True
    doing = any(
        one in {"for", "of", "with"} and other.endswith("ing") and len(other) > 5
        for one, other in pairwise(between[:-2])  # but «given six years for spying in 2023»
    )
    thing = between[:2] == ("in", "the") and line.written[last + 3][:1].islower()
    return doing or thing  # «in the bombing», not «in the United States»


def _participle(line: Line, word: Word) -> bool:
    """«In May it freed two men [held] at Tarn»: the day is that of the verb."""
    group = word.group
    bare = group.form == "past" and not group.helped and not group.passive
    before = line.forms[group.first - 1] if group.first else ""
    verb = any(_finite(line, i) for i in range(group.first - 1, max(-1, group.first - 12), -1))
    return bare and verb and before not in {"and", "or", ","} and not has_object(line, word.last)


def _joined(line: Line, at: int, word: Word) -> bool:
    """«[He began it in 2012] and was jailed»: a verb before the day, a joint behind it."""
    between = line.forms[at : word.at]
    if word.group.joined is not None and len(between) < 4:
        return False  # «was tried in May and jailed»
    if not {"and", "but"} & set(between[-4:]) or SUBJECTS & set(between):
        return False
    return any(_finite(line, i) for i in range(max(0, at - 14), at))


def _finite(line: Line, index: int) -> bool:
    form = line.forms[index]
    return form in lexicon().past or form in lexicon().helpers or form.endswith("ed")
