"""Who is cleared, or dies in custody: told by a verb or a noun and what goes with it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.cases.lexicon import law_words
from onrecord.reading.cases.owners import of_noun
from onrecord.reading.cases.patients import objects, patients
from onrecord.reading.cases.whom import Whom, Word
from onrecord.reading.modality import group_of
from onrecord.reading.modality.group import BREAKS
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning import Ground, subjects
from onrecord.reading.turning.clause import joined_after

_ENDS = BREAKS - {"-", ",", "as", "while", "after"}
_NEAR = 9  # words from a verb to what goes with it


def cleared(ground: Ground, word: Word) -> Sequence[str]:
    """«cleared X of murder», «X was cleared on Monday»."""
    if word.group.passive:
        near = word.after in word.row.needs or not word.after.isalpha()
        return patients(ground, word.line, word.group) if near else ()
    ahead = word.line.forms[word.last + 1 : word.last + 1 + _NEAR]
    return objects(ground, word.line, word.last) if "of" in ahead else ()


def dead(ground: Ground, word: Word) -> Sequence[str]:
    """«the death in custody of X», «X’s death in prison»: of whoever was held."""
    line, last = word.line, word.last
    ahead = line.forms[last + 1 : last + 1 + _NEAR]
    told = [i for i, form in enumerate(ahead) if form in word.row.needs]
    if not told or not {"in", "at"} & set(ahead[: told[0]]) or "row" in ahead:
        return ()
    own = of_noun(ground, word)
    if own:
        return own
    for index in range(last + 1 + told[0], min(last + 3 + told[0], len(line) - 1)):
        if line.forms[index] == "of":
            return joined_after(ground, line, index + 1) or objects(ground, line, index)
    return ()


def at_liberty(ground: Ground, word: Word) -> Whom:
    """«walked out of the court a free man»: the subject of the verb before."""
    line = word.line
    for index in range(word.at - 1, max(-1, word.at - 2 * _NEAR), -1):
        form = line.forms[index]
        if form in lexicon().past or form.endswith("ed") or form in lexicon().helpers:
            group = group_of(line, index)
            sure = bool(law_words() & set(line.forms))
            return Whom(tuple(subjects(ground, line, group)), weak=not sure, first=group.first)
        if form in BREAKS:
            break
    return Whom()


def upheld(ground: Ground, word: Word) -> Whom:
    """«upheld the sentence of X», «X’s conviction was confirmed»: an appeal that failed."""
    line, last = word.line, word.last
    if word.group.passive:
        noun = word.group.first - 1
        while (
            noun > 0 and line.forms[noun] not in word.row.needs and word.group.first - noun < _NEAR
        ):
            noun -= 1
    else:
        noun = next(
            (i for i in range(last + 1, min(last + _NEAR, len(line)))
             if line.forms[i] in word.row.needs), -1,
        )  # fmt: skip
        if noun < 0 or BREAKS - {"-"} & set(line.forms[last + 1 : noun]):
            return Whom()
    if noun < 1 or line.forms[noun] not in word.row.needs:
        return Whom()
    of = Word(line, noun, noun, word.row, group_of(line, noun))
    own = tuple(of_noun(ground, of))
    behind = line.forms[noun + 1 : noun + 2]
    if not own and behind in {("against",), ("for",), ("on",)}:
        own = joined_after(ground, line, noun + 2) or tuple(objects(ground, line, noun + 1))
    return Whom(own, modality="failed", label="appealed")
