"""Which agreement is the subject of a turning word, or stands before it as its object."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.agreements.between import between, opens_phrase, past_phrase
from onrecord.reading.agreements.lexicon import Turning, of_kind, turning_heads
from onrecord.reading.agreements.spoken import Spoken
from onrecord.reading.modality import Group, Line, group_of
from onrecord.reading.modality.grammar import governing
from onrecord.reading.modality.group import BREAKS, OBJECTS, PREPOSITIONS, SUBJECTS, adverb
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning import Ground
from onrecord.reading.turning.clause import clause_first

Argument = tuple[Spoken | None, int | None]  # an agreement, or the word «it» that stands for one
PRONOUNS = frozenset({"it", "them", "anything", "nothing", "something"})
_FAR = 26  # words between an agreement and the verb of which it is the subject
_PURPOSE = 3  # words from a deal to what it is «to extend»
_SIDES = frozenset(
    "sides countries parties leaders ministers nations governments states men".split()
)
_OBJECT_STARTS = frozenset("the a an its their his her this that these those".split()) | OBJECTS
_RELATIVES = frozenset({"which", "that"})
# «after the truce collapsed», but not «under the truce Orlan …»
_NO_CLAUSE = PREPOSITIONS - {"after", "before", "since", "until"} | {"to"}
_JOINED = 12  # words between two verbs of one subject
_PIPED = 7  # words from «from which» to its verb
OPENING = frozenset("if unless once until when though although".split())
_LENGTH = 5  # words of «took 12 long years»
_MAKING = frozenset({"at", "on", "of", "for", "about", "over", "by", "without"})
_SEEMING = frozenset({"appeared", "appears", "seemed", "seems", "continued", "continues"})


def subject_of(
    line: Line, group: Group, inside: Sequence[Spoken], *, reduced: bool, depth: int = 0
) -> Argument:
    """The agreement, or the word «it», that is the subject of a verb."""
    if group.infinitive:
        found, pronoun = _raised(line, group, inside)
        if found is not None or pronoun is not None:
            return found, pronoun
    first = clause_first(line, group)
    if group.infinitive and first and line.forms[first - 1] in _SEEMING:
        first -= 1
    else:
        first = taking(line, group) or first
    due = group.infinitive and first < group.first  # «, due to expire in May»
    before = first - 1
    while before >= 0 and adverb(line.forms[before]):
        before -= 1
    if before >= 0 and line.forms[before] in PRONOUNS and not reduced:
        return None, before
    for place in reversed(inside):
        end = line.at(place.end - 1) + 1
        if end > first:
            continue
        if first - end > _FAR:
            return None, None
        clear = between(line, end, first, reduced=reduced)
        inside_aside = first > end + 1 and line.forms[first - 1] == ","
        clear = clear or (due and not inside_aside and between(line, end, first, reduced=True))
        related = first > end and line.forms[first - 1] in _RELATIVES
        if not clear or (_made(line, place) and not (reduced or related)):
            continue
        outer = _outer(line, place, inside) or _purpose(line, place, inside)
        if reduced or related:
            apart = first > end and line.forms[end] == ","
            whole = outer is not None and apart and outer.kind is not None
            return (outer if whole else place), None
        begin = line.at(place.start)
        if outer is None and begin and line.forms[begin - 1] in _NO_CLAUSE:
            continue
        return outer or place, None
    joint = None if reduced or depth else _joint(line, first)
    return subject_of(line, joint, inside, reduced=False, depth=1) if joint else (None, None)


def set_off(line: Line, group: Group, inside: Sequence[Spoken]) -> Spoken | None:
    """«a truce, [to take effect] at noon»: what an infinitive behind a comma is to become of."""
    comma = group.first - 1
    if not group.infinitive or comma < 1 or line.forms[comma] != ",":
        return None
    return next((p for p in inside if line.at(p.end - 1) + 1 == comma), None)


def taking(line: Line, group: Group) -> int | None:
    """«[took] 12 years to negotiate»: the verb of which the agreement is the subject."""
    if not group.infinitive:
        return None
    for index in range(group.first - 1, max(0, group.first - _LENGTH), -1):
        if line.forms[index] in {"took", "taken", "takes"}:
            return group_of(line, index).first
        if line.forms[index] in BREAKS:
            break
    return None


def _made(line: Line, place: Spoken) -> bool:
    """«talks on reaching [a truce] resumed»: whether it is the object of a verb within a phrase."""
    begin = line.at(place.start)
    return begin > 1 and line.forms[begin - 1].endswith("ing") and line.forms[begin - 2] in _MAKING


def _joint(line: Line, first: int) -> Group | None:
    """«was signed in May and [has been ratified]»: the verb before that has the same subject."""
    index = first - 1
    while index >= 0 and (adverb(line.forms[index]) or line.forms[index] == ","):
        index -= 1
    if index < 1 or line.forms[index] not in {"and", "but", "then"}:
        return None
    words = lexicon()
    for at in range(index - 1, max(0, index - _JOINED), -1):
        form = line.forms[at]
        if form in {";", ":", "—", "–"} or form in SUBJECTS:
            return None
        lower = line.written[at][:1].islower()
        if lower and (form in words.past or form.endswith("ed") or form in turning_heads()):
            found = group_of(line, at)
            if found.form != "noun" and (found.helped or found.form == "past"):
                return found
    return None


def _outer(line: Line, place: Spoken, inside: Sequence[Spoken]) -> Spoken | None:
    """«[a protocol] to the treaty was signed»: the place that another hangs on."""
    begin = line.at(place.start)
    if not begin or line.forms[begin - 1] not in PREPOSITIONS | {"to"}:
        return None
    for other in inside:
        if line.at(other.end - 1) + 1 == begin - 1:
            return other
    return None


def _purpose(line: Line, place: Spoken, inside: Sequence[Spoken]) -> Spoken | None:
    """«[a deal] to extend the truce was reached»: the place whose purpose holds another."""
    begin = line.at(place.start)
    if begin < _PURPOSE or line.forms[begin - 2] != "to":
        return None
    if line.forms[begin - 1] not in turning_heads():
        return None
    ends = begin - _PURPOSE
    return next((p for p in inside if line.at(p.end - 1) == ends), None)


def _raised(line: Line, group: Group, inside: Sequence[Spoken]) -> Argument:
    """«expect [it] to be ratified», «want [the truce] to hold»: what stands behind the governor."""
    found = governing(line, group.first - 1)
    if found is None:
        return None, None
    behind = found[0] + len(found[1].phrase)
    if behind >= group.first:
        return None, None
    if line.forms[behind] == "it":
        return None, behind
    places = [p for p in inside if line.at(p.start) == behind and p.end <= line.starts[group.first]]
    return (places[0] if places else None), None


def left_from(line: Line, group: Group, inside: Sequence[Spoken], row: Turning) -> Spoken | None:
    """«the deal, from which Orlan [withdrew]»."""
    for index in range(group.first - 1, max(1, group.first - _PIPED), -1):
        if line.forms[index] == "which" and (line.forms[index - 1],) in row.objects:
            behind = index - 2 - (line.forms[index - 2] == ",")
            return next((p for p in inside if line.at(p.end - 1) == behind), None)
    return None


def short_clause(line: Line, group: Group, inside: Sequence[Spoken]) -> Spoken | None:
    """«The truce lapses unless [renewed]», «If [ratified], the pact»: what both verbs are of."""
    bare = group.form == "past" and not (group.helped or group.modal or group.infinitive)
    opener = group.first - 1
    if not bare or opener < 0 or line.forms[opener] not in OPENING:
        return None
    if opener == 0 or not line.forms[opener - 1].isalnum():
        comma = next((i for i in range(group.at, len(line)) if line.forms[i] == ","), None)
        ahead = [p for p in inside if comma is not None and line.at(p.start) == comma + 1]
        if ahead:
            return ahead[0]
    before = [p for p in inside if 0 <= opener - line.at(p.end - 1) - 1 <= _JOINED]
    return before[0] if before else None


def fronted(line: Line, group: Group, inside: Sequence[Spoken]) -> Spoken | None:
    """«[Signed] in 1992, the treaty bars …»: what a participle that opens a sentence is of."""
    bare = group.form == "past" and not (group.helped or group.modal or group.infinitive)
    opening = all(adverb(form) or form == "first" for form in line.forms[: group.first])
    if not bare or not opening or line.forms[group.at + 1 : group.at + 2] == (",",):
        return None
    for index in range(group.at + 1, min(group.at + _FAR, len(line) - 1)):
        if line.forms[index] in {";", ":", "—", "–"}:
            return None
        if line.forms[index] != ",":
            continue
        found = next((p for p in inside if line.at(p.start) == index + 1), None)
        if found is not None:
            return found
        after = line.forms[index + 1]
        if after not in PREPOSITIONS and after not in OPENING and not after[:1].isdigit():
            return None  # «Signed by Orlan, Vela keeps the treaty»
    return None


def relative(line: Line, group: Group, inside: Sequence[Spoken]) -> Spoken | None:
    """«the ceasefire they signed», «the accord of 2021, which Orlan suspended»."""
    first = clause_first(line, group) if group.infinitive else group.first
    for place in reversed(inside):
        end = line.at(place.end - 1) + 1
        if end >= first:
            continue
        if first - end > 14:
            return None
        at = end
        while at < first and opens_phrase(line, at, end):
            if line.forms[at + 1] in {"which", "whom"}:
                return None
            if line.forms[at].endswith("ing") and line.forms[at + 1] == "that":
                return None  # «a text demanding that Orlan halt»
            at = past_phrase(line, at, first)
        if at < first and line.forms[at] == ",":
            at += 1
        if at < first and line.forms[at] in _RELATIVES:
            at += 1
        elif at + 1 < first and line.forms[at] == "whose" and _goes_on(line.forms[at + 1]):
            at += 2  # «the treaty, whose application Orlan suspended»
        elif at > end:
            return None
        gap = line.forms[at:first]
        if not gap or len(gap) > 8:
            return None
        names_one = (
            gap[-1] in SUBJECTS or gap[-1] in _SIDES
            or line.written[first - 1][:1].isupper()
            or (at > end and gap[0] in _OBJECT_STARTS)
        )  # fmt: skip
        clean = not any(
            w in BREAKS
            or w in lexicon().helpers
            or w in PREPOSITIONS - {"of"}
            or w in turning_heads()
            for w in gap
        )
        return place if names_one and clean else None
    return None


def _goes_on(noun: str) -> bool:
    """Whether a noun is what an agreement does while it lasts: its application."""
    return f"{noun} of" in of_kind("activity")


def patient(ground: Ground, line: Line, last: int, group: Group) -> bool:
    """Whether the verb has no object behind it, so that what it turns must stand before it."""
    if last + 1 >= len(line) or ground.times_in(line.starts[last + 1], line.ends[last + 1]):
        return True
    after, written = line.forms[last + 1], line.written[last + 1]
    if after in _OBJECT_STARTS and group.form == "past" and not group.passive:
        return False
    return group.passive or not (written[:1].isupper() and after not in PREPOSITIONS)
