"""Modality by the grammar around a turning word, within its clause."""

from __future__ import annotations

from onrecord.reading.modality.answers import answered
from onrecord.reading.modality.clause import clause, narrated, nobody
from onrecord.reading.modality.group import (
    BREAKS,
    DETERMINERS,
    OBJECTS,
    PREPOSITIONS,
    Group,
    adverb,
    form_of,
    group_of,
)
from onrecord.reading.modality.lexicon import Governor, closed, lexicon
from onrecord.reading.modality.words import Line
from onrecord.vocabulary import Modality

_DEPTH = 3  # governors of governors that are looked at
_REACH = 14  # words between a governor and its infinitive
_NEAR = 2  # words between an adjective and its infinitive: «ready, finally, to»
_NOUN = 7  # words between a governor and its noun
_STOPS = BREAKS - {"as", "since", "after", "before", "until", "till", "-", "when"}
_WISHED = 9  # words between a governor and its participle: «ordered the two sailors freed»
_HEDGES = closed("hedge")
_ALMOST = closed("almost")
_PERIODS = closed("period")
_RELATIVES = frozenset({"who", "which", "that", "he", "she", "they", "it", "we", "i", "you"})
_OPEN = frozenset({"actual", "planned", "possible"})
_UNTOUCHED = frozenset({"asked", "denied", "failed"})


def of_word(line: Line, at: int, last: int | None = None, depth: int = 0) -> Modality:
    """The modality of what the word `at` tells; `last` is the last word of its phrase."""
    if not 0 <= at < len(line):
        return "actual"
    group = group_of(line, at)
    if group.form == "noun":
        found = _noun(line, at, at if last is None else last, depth)
    else:
        found = _verb(line, group, depth)
        if found == "actual" and _nothing_after(line, at if last is None else last):
            found = "denied"
    if depth == 0 and found in _OPEN:
        found = answered(line, group, at if last is None else last) or found
    if depth == 0 and line.forms[-1] == "?" and found in {"actual", "planned"}:
        return "possible"
    return found


def _verb(line: Line, group: Group, depth: int) -> Modality:
    if group.negated and {"until", "till", "unless"} & set(
        line.forms[group.at : group.at + _REACH]
    ):
        return "planned" if group.modal or group.infinitive else "actual"
    if group.negated:
        return "failed" if group.can else "denied"
    opened = clause(line, group)
    if opened == "denied" or opened == "possible":
        return opened
    if group.infinitive:
        return _infinitive(line, group.first, depth)
    if group.modal:
        return opened or _modal(line, group, group.modal)
    if group.form == "ing" and not group.helped:
        return _gerund(line, group.first, depth)
    if _ALMOST & set(line.forms[group.first : group.at]):
        return "failed"  # «was nearly arrested»
    return opened or _wished(line, group) or _hedged(line, group) or "actual"


def _modal(line: Line, group: Group, gives: Modality) -> Modality:
    """What a modal verb gives; of «must have signed» and «would have signed» nobody can tell."""
    if group.perfect and (gives == "asked" or line.forms[group.first] in {"would", "'d"}):
        return "possible"
    hedged = gives == "planned" and ("if" in line.forms or "unless" in line.forms)
    return "possible" if hedged else gives


def _wished(line: Line, group: Group) -> Modality | None:
    """«ordered him [released]», «wants the sailors [freed]»: done only as somebody wishes."""
    if group.form != "past" or group.helped:
        return None
    words = lexicon()
    last = group.first - 1
    if last >= 0 and line.forms[last] in OBJECTS:
        governor = words.governor(line.forms, last, "done")
        return governor.gives if governor else None
    if _followed(line, group.at):
        return None  # «wants the men [held] in Tarn sent home»
    far = passed = False
    for index in range(last, max(0, last - _WISHED), -1):
        word = line.forms[index]
        if word in {"have", "get"} and index < last and line.forms[index - 1] == "to":
            return _infinitive(line, index - 1, 1)  # «tried to have X [freed]»
        if word in BREAKS - {"since"} or word in words.helpers or word in words.modals:
            return None
        if word in {"and", "or", "but"}:
            return None
        governor = words.governor(line.forms, index, "done")
        if word in DETERMINERS and governor is not None:
            first = index - len(governor.phrase)
            related = first > 0 and line.forms[first - 1] in _RELATIVES
            return None if related or (far and not passed) else governor.gives
        far = far or word in PREPOSITIONS
        passed = passed or form_of(line, index) == "past"
    return None


def _followed(line: Line, at: int) -> bool:
    """Whether another past form follows in the same clause."""
    for index in range(at + 1, min(len(line), at + _WISHED)):
        word = line.forms[index]
        if word in {"and", "or", "but"} or word in BREAKS - {"since"}:
            return False
        if form_of(line, index) == "past":
            return True
    return False


def _hedged(line: Line, group: Group) -> Modality | None:
    """«allegedly [killed]», «presumed [killed]»."""
    words = lexicon()
    if _HEDGES & set(line.forms[max(0, group.first - 1) : group.at]):
        return "possible"
    if group.form != "past" or group.helped:
        return None
    governor = words.governor(line.forms, group.first, "next")
    return "possible" if governor and governor.gives == "possible" else None


def _nothing_after(line: Line, last: int) -> bool:
    """«signed nothing», «brought no charges»."""
    after = line.forms[last + 1 : last + 2]
    return bool(after) and after[0] in lexicon().nobody - {"nor"}


# --- what governs ---------------------------------------------------------------------------


def _infinitive(line: Line, first: int, depth: int) -> Modality:
    """«to suspend»: by the nearest word before it that takes an infinitive; else planned."""
    words = lexicon()
    index = first - 1
    while index >= 0 and adverb(line.forms[index]):
        index -= 1
    if index < 0:
        return "planned"
    kind = words.helpers.get(line.forms[index])
    if kind == "be":
        return "planned"
    if kind == "have":
        return "actual" if line.forms[index] == "had" else "asked"
    if line.forms[index] in words.modals:
        return words.modals[line.forms[index]]
    if line.forms[index] == "yet":
        return "denied"
    found = governing(line, index)
    return "planned" if found is None else _composed(line, *found, depth)


def governing(line: Line, index: int) -> tuple[int, Governor] | None:
    """The governor nearest to the left of an infinitive, and where its phrase starts."""
    words = lexicon()
    last = index
    jumped = False
    while index >= 0 and last - index <= _REACH:
        takes = words.governor(line.forms, index + 1, "to")
        if takes is None and last - index <= _NEAR:
            takes = words.governor(line.forms, index + 1, "next")
        if takes is not None and not (
            takes.gives == "actual" and line.forms[index + 1] in _PERIODS
        ):
            return index + 1 - len(takes.phrase), takes
        word = line.forms[index]
        if word in _STOPS:
            opened = _comma(line, index) if word in {",", "—", "–"} and not jumped else None
            if opened is None:
                return None
            index, last, jumped = opened, opened, True
        index -= 1
    return None


def _comma(line: Line, index: int) -> int | None:
    """The mark that opens the aside which the one at `index` closes."""
    for other in range(index - 1, max(-1, index - 12), -1):
        if line.forms[other] == line.forms[index]:
            return other
        if line.forms[other] in {";", ":", "(", ")"}:
            return None
    return None


def _composed(line: Line, at: int, governor: Governor, depth: int) -> Modality:
    """What a governor gives, itself under helpers, negation and other governors."""
    words = lexicon()
    before = line.forms[max(0, at - 3) : at]
    if any(word in words.nobody for word in before):
        return "denied"
    noun = bool(before) and (before[-1] in DETERMINERS or before[-1] in words.adjectives)
    if noun and governor.gives == "actual":
        modal = next((words.modals[w] for w in before if w in words.modals), None)
        return modal or governor.gives  # «would be the first envoy to [visit]»
    if depth >= _DEPTH or noun:
        return governor.gives
    above = of_word(line, at, depth=depth + 1)
    if above == "denied" and governor.gives in {"denied", "failed"}:
        return "possible"
    if governor.gives == "actual":
        return above
    return above if above in _UNTOUCHED else governor.gives


def _gerund(line: Line, first: int, depth: int) -> Modality:
    """«suspending» after a preposition or a verb: considered suspending, without signing."""
    words = lexicon()
    index = first - 1
    while index >= 0 and (adverb(line.forms[index]) or line.forms[index] in {"its", "their"}):
        index -= 1
    if index < 0:
        return "actual"
    for end in (index + 1, index):
        for takes in ("ing", "to") if line.forms[index] == "to" else ("ing",):
            governor = words.governor(line.forms, end, takes)
            if governor:
                return _composed(line, end - len(governor.phrase), governor, depth)
    if line.forms[index] in _AWAY and (kept := _kept_from(line, index)):
        return _composed(line, *kept, depth)
    if line.forms[index] in words.pending:
        return "actual" if narrated(line, index) else "possible"
    if line.forms[index] == "to":
        # «return to implementing»: as the verb before it.
        return of_word(line, index - 1, depth=depth + 1) if index and depth < _DEPTH else "planned"
    return "actual"


_AWAY = frozenset({"from", "against"})


def _kept_from(line: Line, index: int) -> tuple[int, Governor] | None:
    """The verb before «him from» at `index`: «prevented the envoys from [leaving]», or «him
    against»: «warned the envoys against [leaving]»."""
    for end in range(index, max(0, index - _NOUN), -1):
        governor = lexicon().governor(line.forms, end, line.forms[index])
        if governor is not None:
            return end - len(governor.phrase), governor
        if line.forms[end - 1] in BREAKS:
            return None
    return None


# --- nouns ----------------------------------------------------------------------------------


def _noun(line: Line, at: int, last: int, depth: int) -> Modality:
    """«the release of»: by what stands before it, else by the verb of which it is the subject."""
    words = lexicon()
    for index in range(at - 1, max(-1, at - 1 - _NOUN), -1):
        word = line.forms[index]
        if word in words.adjectives:
            return words.adjectives[word]
        if nobody(line, index):
            return "denied"
        governor = words.governor(line.forms, index + 1, "noun") or words.governor(
            line.forms, index + 1, "for" if line.forms[index] != "to" else "noun"
        )
        if governor and not _compound(line, index, at, governor):
            return _composed(line, index + 1 - len(governor.phrase), governor, depth)
        if word in words.pending:
            return "planned"
        if _object_of(line, index) and depth < _DEPTH:
            return of_word(line, index, depth=depth + 1)
        if word in BREAKS or word in words.helpers or word in words.modals:
            break
    return _told(line, last)


def _compound(line: Line, index: int, at: int, governor: Governor) -> bool:
    """Whether a governor is but the first part of a noun: «a press conference»."""
    before = line.forms[index - 1] if index else ""
    return index + 1 == at and len(governor.phrase) == 1 and before in DETERMINERS


def _object_of(line: Line, index: int) -> bool:
    """Whether the word is a verb with its helper before it: «to [resume] talks», «will hold»."""
    before = line.forms[index - 1] if index else ""
    words = lexicon()
    verb = line.forms[index] not in DETERMINERS and form_of(line, index) == "base"
    return (before == "to" and verb) or (before in words.modals or before in words.negations)


def _told(line: Line, last: int) -> Modality:
    """By the verb after a noun: «the signing was postponed», «his release will follow»."""
    words = lexicon()
    for index in range(last + 1, min(len(line), last + 1 + _NOUN)):
        for phrase, gives in words.predicates:
            if line.forms[index] == phrase[0] and line.forms[index : index + len(phrase)] == phrase:
                return gives
        word = line.forms[index]
        if word in words.modals or word in words.helpers:
            return _verb_behind(line, index)
        if word in BREAKS:
            break
    return "actual"


def _verb_behind(line: Line, index: int) -> Modality:
    """By the verb whose helpers start at `index`: «had to be called off», «is possible»."""
    words = lexicon()
    first = index
    chain = words.modals.keys() | words.helpers.keys() | words.negations | {"to"}
    while index < len(line) and (line.forms[index] in chain or adverb(line.forms[index])):
        index += 1
    if index == len(line):
        return of_word(line, index, depth=_DEPTH)
    helpers = set(line.forms[first:index])
    for phrase, gives in words.predicates:
        rest = phrase[1:] if phrase[0] in words.helpers else ()
        plain = not helpers & (words.modals.keys() | words.negations)
        if rest and plain and line.forms[index : index + len(rest)] == rest:
            return gives
    ahead = words.governor(line.forms, index + 1, "next")
    if ahead and ahead.gives != "actual":
        return ahead.gives
    return of_word(line, index, depth=_DEPTH)  # «will begin»: as likely as the beginning
