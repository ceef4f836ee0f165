"""What the opening and the subject of a clause say: «if», «nobody», «before», «denied that»."""

from __future__ import annotations

from onrecord.reading.modality.group import BREAKS, QUOTES, Group, form_of
from onrecord.reading.modality.lexicon import closed, lexicon
from onrecord.reading.modality.words import Line
from onrecord.vocabulary import Modality

_OPENERS = frozenset({"", ",", ";", ":", "—", "–", "(", "and", "but", "or", "."})
_SUBJECT = 9  # words of the subject of a condition without «if»
_UNDONE = closed("not_nobody") | {"."}


def clause(line: Line, group: Group) -> Modality | None:
    """What the opening and the subject of the clause say; None where they say nothing."""
    words = lexicon()
    present = group.form == "base" or (group.form == "past" and not group.helped)
    index = group.first
    while index > 0:
        index -= 1
        word = line.forms[index]
        before = line.forms[index - 1] if index else ""
        if word in QUOTES:
            index = _over(line, index)
            continue
        if word in {"if", "unless", "whether"} or _inverted(line, index, group):
            return "possible"
        if word in words.pending and present and line.forms[index + 1] != "now":
            told = group.form == "past" and narrated(line, index)
            return None if told else "possible"
        if _condition(line, index, before):
            return "possible"
        if nobody(line, index):
            return "denied"
        later = word in {"when", "after"} and group.form == "base" and not group.helped
        if later and _ahead(line):
            return "possible"
        if word == "that":
            return _that(line, index, group)
        governor = words.governor(line.forms, index + 1, "that")
        if governor and governor.gives == "denied" and not group.infinitive:
            finite = group.helped or group.modal or group.form == "past"
            joined = {"and", "or", "but"} & set(line.forms[index : group.first])
            if finite and not joined and group.first - index > 1 and before not in words.helpers:
                return "denied"
        if word in BREAKS:
            return None
    return None


def _over(line: Line, index: int) -> int:
    """Where the quotation opens that a mark at `index` closes; `index` where it closes none."""
    opening = {"”": "“", "»": "«", '"': '"'}.get(line.forms[index])
    if opening is None or (opening == '"' and line.forms[:index].count('"') % 2 == 0):
        return index
    return next((at for at in range(index - 1, -1, -1) if line.forms[at] == opening), 0)


def nobody(line: Line, index: int) -> bool:
    """Whether the word denies as (part of) a subject; a name («Nor», «No. 10») does not."""
    if line.forms[index] not in lexicon().nobody:
        return False
    opens = index == 0 or not line.forms[index - 1].isalnum()
    lower = line.written[index][:1].islower()
    after = line.forms[index + 1] if index + 1 < len(line) else ""
    most = line.forms[index + 1 : index + 3] == ("more", "than")
    return (lower or opens) and after not in _UNDONE and not most


def _inverted(line: Line, index: int, group: Group) -> bool:
    """«should talks [fail]», «had he [signed] it», «were he to [sign]»: conditions without «if»."""
    word, subject = line.forms[index], group.first - index - 1
    if not 0 < subject <= _SUBJECT or line.forms[index + 1] in BREAKS:
        return False
    if word == "should":
        return group.form == "base" and not group.infinitive and group.modal is None
    opens = index == 0 or line.forms[index - 1] in {",", ";", "—", "–"}
    if word == "had":
        return opens and group.form == "past" and not group.infinitive
    return word == "were" and opens and group.infinitive


def narrated(line: Line, index: int) -> bool:
    """Whether the words before `index` tell plainly what happened: «left before the war began»."""
    words = lexicon()
    if _ahead(line) or words.negations & set(line.forms):
        return False
    for form in line.forms[:index]:
        if any(g.gives != "actual" and len(g.phrase) == 1 for g in words.governors.get(form, ())):
            return False
    return any(form_of(line, at) == "past" for at in range(index))


def _ahead(line: Line) -> bool:
    """Whether a modal verb stands in the sentence; «May» is a month."""
    modals = lexicon().modals
    return any(
        form in modals and not (form == "may" and written == "May")
        for form, written in zip(line.forms, line.written, strict=True)
    )


def _condition(line: Line, index: int, before: str) -> bool:
    """Whether a condition opens at `index`; one of a single word only where a clause may open."""
    words = lexicon()
    if line.forms[index] in words.conditions:
        return before in _OPENERS
    return any(" ".join(line.forms[index : index + size]) in words.conditions for size in (2, 3, 4))


def _that(line: Line, index: int, group: Group) -> Modality | None:
    """What the word before «that» makes of the clause: denied that, demand that, hope that."""
    end = index
    while end > 0 and (line.forms[end - 1] in QUOTES or line.forms[end - 1] == ","):
        end -= 1
    governor = lexicon().governor(line.forms, end, "that")
    if governor is None:
        return None
    if governor.gives in {"denied", "possible"}:
        return governor.gives
    return governor.gives if group.modal or group.subjunctive else None
