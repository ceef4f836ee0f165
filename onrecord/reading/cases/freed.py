"""Who is free, or home again."""

from __future__ import annotations

from onrecord.reading.cases.lexicon import counted
from onrecord.reading.cases.whom import Whom, Word
from onrecord.reading.modality import group_of, of_word
from onrecord.reading.modality.group import BREAKS, adverb
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning import Ground
from onrecord.reading.turning.clause import phrase_before
from onrecord.vocabulary import Modality

_CLOSED = BREAKS - {"that", "which", "who", "whom", "whose", "-"}


def at_large(ground: Ground, word: Word) -> Whom:
    """«X is free after two weeks», «X is home»: of those held; not «free to go», «home to»."""
    line = word.line
    index = word.at - 1
    while index > 0 and (adverb(line.forms[index]) or line.forms[index] in {"not", "n't", "a"}):
        index -= 1
    if index < 1 or lexicon().helpers.get(line.forms[index]) != "be":
        return Whom()
    man = word.form == "free" and word.after in {"man", "woman", "men", "women"}
    article = line.forms[word.at - 1] == "a"
    after = word.after
    closed = not after or after in _CLOSED or after in counted("at_large") or _dated(ground, word)
    if not (man if article else closed or man):
        return Whom()
    group = group_of(line, index)
    found = of_word(line, index)
    negated = {"not", "n't"} & set(line.forms[index : word.at])
    modality: Modality = "denied" if negated and found == "actual" else found
    if negated and "if" in line.forms[max(0, group.first - 6) : group.first]:
        modality = "asked"  # «warned of a strike if the two men were not home by May»
    who = phrase_before(ground, line, group.first)
    return Whom(tuple(who), weak=True, modality=modality, first=group.first)


def _dated(ground: Ground, word: Word) -> bool:
    line = word.line
    if word.after not in {"on", "in", "for"}:
        return False
    return bool(ground.times_in(line.starts[word.last + 1], line.ends[-1]))
