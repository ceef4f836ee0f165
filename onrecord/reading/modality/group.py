"""A verb and its helpers: «would not have been formally extended», read from the verb leftwards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from onrecord.reading.modality.lexicon import closed, lexicon
from onrecord.reading.modality.words import Line
from onrecord.vocabulary import Modality

Form = Literal["base", "past", "ing", "noun"]

DETERMINERS = closed("determiner")
PREPOSITIONS = closed("preposition")
SUBJECTS = closed("subject")
OBJECTS = closed("object")
BREAKS = closed("break")
QUOTES = closed("quote")
_ADVERBS = closed("adverb")
_NO_ADVERBS = closed("not_adverb")
_DAYS = closed("day")
_NOUN_ENDINGS = tuple(sorted(closed("noun_ending")))
_NO_NOUNS = closed("not_noun")
_BARE = closed("bare")  # verbs that a verb without «to» follows: «to help sign»
_ASIDES = closed("aside")  # between commas: «might, however, [sign]»
_INSIDE = frozenset(tuple(p.split()) for p in closed("inside"))  # «would in return [sign]»
_FOCUS = closed("focus")  # «not only signed», which denies nothing
_JOINING = frozenset({"and", "or", "but"})
_REACH = 12  # words that a coordination or a governor may lie away


@dataclass(frozen=True, slots=True)
class Group:
    """The verb group of the word `at`; `first` is its leftmost word, helpers and «to» included.

    `joined` is the word from which helpers are shared: «was [arrested] and charged».
    """

    first: int
    at: int
    form: Form
    passive: bool = False
    helped: bool = False
    modal: Modality | None = None
    can: bool = False
    negated: bool = False
    infinitive: bool = False
    perfect: bool = False
    subjunctive: bool = False
    joined: int | None = None


def adverb(form: str) -> bool:
    """Whether a word may stand between a verb and its helpers."""
    return form in _ADVERBS or form in QUOTES or _ends_so(form)


def _ends_so(form: str) -> bool:
    return form.endswith("ly") and len(form) > 4 and form not in _NO_ADVERBS


def form_of(line: Line, at: int) -> Form:
    """Whether the word is a past form, one in -ing, a base or present form, or a noun there."""
    word = line.forms[at]
    before = line.forms[at - 1] if at else ""
    after = line.forms[at + 1] if at + 1 < len(line) else ""
    if word.endswith("ing") and len(word) > 5:
        return "noun" if before in DETERMINERS and after not in DETERMINERS else "ing"
    if word.endswith("ed") or word in lexicon().past:
        return "past"
    if before == "to" or before in SUBJECTS or before in lexicon().modals or before == "n't":
        return "base"
    if before == "that" and word.endswith("s") and not word.endswith("ss"):
        return "base"  # «a truce that takes effect»: no plural stands behind «that»
    if before in DETERMINERS or before in PREPOSITIONS or after == "of":
        return "noun"
    if before in lexicon().adjectives or lexicon().governor(line.forms, at, "noun"):
        return "noun"
    if word.endswith(_NOUN_ENDINGS) and word not in _NO_NOUNS:
        return "noun"
    return "noun" if _after_verb(line, at) else "base"


def _after_verb(line: Line, at: int) -> bool:
    """Whether the word before is a verb with «to» or a modal verb before it: «to hold [talks]»."""
    if at < 2:
        return False
    opens, verb = line.forms[at - 2], line.forms[at - 1]
    words = lexicon()
    if (opens != "to" and opens not in words.modals) or not verb.isalpha():
        return False
    return not (verb in _BARE or verb in words.helpers or verb in words.negations or adverb(verb))


def group_of(line: Line, at: int) -> Group:
    """The verb group of a word; for a noun only the word itself."""
    form = form_of(line, at)
    if form == "noun":
        return Group(at, at, form)
    alone = _left(line, at, form)
    before = _skip(line, alone.first - 1)
    bare = not alone.helped and not alone.infinitive and alone.modal is None and not alone.negated
    ended = before - (before > 0 and line.forms[before] == ",")
    if bare and QUOTES & set(line.forms[max(0, ended) : alone.first]):
        return alone  # «“… can be signed,” [said] Lund»
    joins = before >= 0 and (line.forms[before] in _JOINING or _listed(line, before, at))
    if bare and joins and form != "ing":
        return _shared(line, alone, before) or alone
    return alone


def _listed(line: Line, comma: int, at: int) -> bool:
    """Whether a comma is a list's: «was held, [charged] and tried», not «will go, [said] Lund»."""
    if line.forms[comma] != ",":
        return False
    named = at + 1 < len(line) and line.written[at + 1][:1].isupper()
    return not named and DETERMINERS.isdisjoint(line.forms[at + 1 : at + 2])


def _skip(line: Line, index: int) -> int:
    while index >= 0 and adverb(line.forms[index]):
        index -= 1
    return index


def _left(line: Line, at: int, form: Form) -> Group:
    words = lexicon()
    group = Group(at, at, form)
    kinds: list[str] = []
    index = at - 1
    while index >= 0:
        word = line.forms[index]
        if word == "to":
            group = replace(group, first=index, infinitive=True)
            index = _skip(line, index - 1)
            if index >= 0 and line.forms[index] in words.negations:
                group = replace(group, negated=True, first=index)
            break
        kind = words.helpers.get(word) or _clitic(line, index)
        if kind:
            kinds.append(kind)
            group = replace(group, first=index, helped=True)
        elif word == "may" and index and line.written[index] == "May":
            break  # «signed in May was suspended»
        elif word in words.modals:
            can = word in {"can", "could", "ca", "cannot"}
            no = word == "cannot" or group.negated
            group = replace(group, first=index, modal=words.modals[word], can=can, negated=no)
        elif word in words.negations and line.forms[index + 1] in _FOCUS:
            pass
        elif word in words.negations or (word == "longer" and line.forms[index - 1] == "no"):
            group = replace(group, first=index, negated=True)
        elif word == "yet" and line.forms[index - 1] in words.negations:
            pass  # «has not yet signed»
        elif word == "," and line.forms[index - 1] in _ASIDES and line.forms[index - 2] == ",":
            index -= 2
        elif word == "and" and _ends_so(line.forms[index - 1]) and _ends_so(line.forms[index + 1]):
            pass  # «should immediately and unconditionally [release]»
        elif size := _inside(line, index):
            index -= size - 1
        elif not adverb(word) and not (word in _DAYS and index > 1) and word != "longer":
            break
        index -= 1
    passive = form == "past" and bool(kinds) and kinds[0] in {"be", "get"}
    be = form == "past" and line.forms[group.first] == "be" and group.modal is None
    base = form == "base" and not kinds and group.modal is None and not line.forms[at].endswith("s")
    subjunctive = (be or base) and not group.infinitive
    return replace(group, passive=passive, perfect="have" in kinds, subjunctive=subjunctive)


def _inside(line: Line, last: int) -> int:
    """How many words a phrase has that ends at a word and may part a verb from its helpers: «would
    in return [sign]»; 0 where none does."""
    for size in (2, 3):
        if last - size >= 0 and line.forms[last + 1 - size : last + 1] in _INSIDE:
            return size
    return 0


def _clitic(line: Line, index: int) -> str | None:
    """«'s» as a helper: «it's suspended», «he's been held»; else it is a possessive."""
    if line.forms[index] != "'s" or index == 0:
        return None
    before = line.forms[index - 1]
    return "be" if before in SUBJECTS or before in {"that", "there", "what", "here"} else None


def _shared(line: Line, alone: Group, coordinator: int) -> Group | None:
    """The helpers of the verb that this one is joined to: «will sign it and [ratify] it»."""
    words = lexicon()
    for index in range(coordinator - 1, max(-1, coordinator - _REACH), -1):
        word = line.forms[index]
        if word in BREAKS and word != ",":
            return None
        fits = form_of(line, index) == alone.form and word not in words.helpers
        if not fits or word in words.modals or adverb(word) or word in DETERMINERS:
            continue
        other = _left(line, index, alone.form)
        if alone.form == "past" and (other.helped or other.infinitive):
            return replace(other, at=alone.at, joined=index)
        if alone.form == "base" and (other.infinitive or other.modal):
            return replace(other, at=alone.at, joined=index)
    return None
