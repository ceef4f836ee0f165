"""Which agreement a turning word turns: its object, its subject, or what «it» stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.reading.agreements.lexicon import Turning, turning_heads
from onrecord.reading.agreements.mentions import Spoken
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
_ASIDE = 20  # words that an aside between commas may have
_SIDES = frozenset(
    "sides countries parties leaders ministers nations governments states men".split()
)
_OBJECT_STARTS = frozenset("the a an its their his her this that these those".split()) | OBJECTS
_SELF = frozenset({"itself", "themselves", "alone"})
_RELATIVES = frozenset({"which", "that"})
# «after the truce collapsed», but not «under the truce Orlan …»
_NO_CLAUSE = PREPOSITIONS - {"after", "before", "since", "until"} | {"to"}
_CLAUSE = BREAKS - {"-"} | SUBJECTS
_JOINED = 12  # words between two verbs of one subject
_PIPED = 7  # words from «from which» to its verb
_LENGTH = 5  # words of «took 12 long years»
_MAKING = frozenset({"at", "on", "of", "for", "about", "over", "by", "without"})
_OWN = frozenset(
    {"in_force", "ratified", "signed", "extended", "suspended", "expired", "terminated"}
)
_STAYING = frozenset({"yet", "remains", "remained", "longer", "no"})
_TALKS = frozenset({"talks", "negotiations", "negotiation", "bargaining", "haggling", "diplomacy"})
_APPOSED = 4  # words from the comma to «fruit of»
_MANNER = frozenset({"principle", "writing", "full", "general", "private", "secret"})
_SEEMING = frozenset({"appeared", "appears", "seemed", "seems", "continued", "continues"})
_CLAUSE_MARKS = frozenset({",", ";", ":", "—", "–", "that", "which", "who", "and", "but"})
_SAYING = frozenset("said says say told added adds insisted stressed according".split())


def adjoined(ground: Ground, line: Line, start: int) -> Iterator[int]:
    """The words at which an object may start: `start`, and those behind times and places."""
    while start < len(line) and adverb(line.forms[start]):
        start += 1
    yield start
    for _ in range(3):
        after = _past_adjunct(ground, line, start)
        if after is None:
            return
        start = after
        yield start


def _past_adjunct(ground: Ground, line: Line, start: int) -> int | None:
    """The word behind «on Wednesday», «last week», «in Luanda», «, he said,»."""
    if start + 1 >= len(line):
        return None
    word = line.forms[start]
    if word == "in" and line.forms[start + 1] in _MANNER:
        return start + 2
    if word in {"and", "but", "or"}:
        return _past_verb(line, start + 1)
    if word == ",":
        stop = min(start + 8, len(line))
        close = next((i for i in range(start + 1, stop) if line.forms[i] == ","), None)
        if close is None:
            return None
        dated = ground.times_in(line.starts[start], line.starts[close])
        return close + 1 if dated or _SAYING & set(line.forms[start:close]) else None
    first = start + 1 if word in {"on", "in", "at", "over", "during", "late", "early"} else start
    for time in ground.times_in(line.starts[start], line.ends[min(start + 8, len(line) - 1)]):
        if line.starts[start] <= time.start <= line.starts[min(first + 1, len(line) - 1)]:
            return line.at(time.end - 1) + 1
        break
    if word in {"in", "at"} and line.written[start + 1][:1].isupper():
        end = start + 1
        while end < len(line) and line.written[end][:1].isupper():
            end += 1
        return end
    return None


def _past_verb(line: Line, start: int) -> int | None:
    """«signed [but not ratified] the treaty»: the word behind a verb that shares its object."""
    while start + 1 < len(line) and (
        adverb(line.forms[start]) or line.forms[start] in lexicon().negations
    ):
        start += 1
    return start + 1 if line.forms[start] in turning_heads() else None


def starting(line: Line, index: int, inside: Sequence[Spoken]) -> Spoken | None:
    """The place that starts at the word `index`, or one word on that is no verb."""
    if index >= len(line):
        return None
    for place in inside:
        first = line.at(place.start)
        after = line.at(place.end - 1) + 1
        if after < len(line) and line.forms[after] == "'s":
            continue  # «reaching the accord’s goals»
        skipped = line.forms[index:first]
        if first == index or (
            first == index + 1 and skipped[0] not in BREAKS and skipped[0] not in PREPOSITIONS
            and skipped[0] not in SUBJECTS and skipped[0] != "to" and line.forms[index - 1] != "to"
            and skipped[0] not in turning_heads()
        ):  # fmt: skip
            return place
    return None


def object_of(
    ground: Ground, line: Line, last: int, row: Turning, inside: Sequence[Spoken]
) -> Argument:
    """What the verb whose last word is `last` has as its object behind it."""
    for start in adjoined(ground, line, last + 1):
        for link in row.objects:
            after = start + len(link)
            if tuple(line.forms[start:after]) != link or after >= len(line):
                continue
            found = starting(line, after, inside)
            if found is not None:
                return found, None
            if line.forms[after] in PRONOUNS and not _clause_follows(line, after):
                return None, after
    return None, None


def _clause_follows(line: Line, it: int) -> bool:
    """«agreed it would», «signed: it was»: «it» begins a clause of its own."""
    words = lexicon()
    after = line.forms[it + 1] if it + 1 < len(line) else ""
    return after in words.helpers or after in words.modals or after == "'s"


def of_noun(
    ground: Ground, line: Line, at: int, last: int, row: Turning, inside: Sequence[Spoken]
) -> Argument:
    """What a noun turns: «the suspension of [the treaty]», «[the treaty]’s ratification»."""
    before = line.forms[at - 1] if at else ""
    for link in row.links:
        if link:
            for start in _behind_partners(ground, line, last + 1):
                after = start + len(link)
                if tuple(line.forms[start:after]) == link:
                    found = starting(line, after, inside)
                    if found is not None:
                        return found, None
                    if row.pronoun and line.forms[after : after + 1] == ("it",):
                        return None, after
            continue
        for place in inside:
            end = line.at(place.end - 1)
            if end + 1 == at or (before == "'s" and end + 2 == at):
                return place, None
    own = at - 1
    while own > max(0, at - 3) and line.forms[own] != "its":
        own -= 1
    if own >= 0 and line.forms[own] == "its" and row.change in _OWN:
        return None, own  # «for its early entry into force»
    if row.before:
        subject = _copula(line, at) - 1
        if subject >= 0 and subject + 1 < at and line.forms[subject] == "it":
            return None, subject
        if line.forms[last] == "of":
            return _outcome(line, at, last, inside), None
        for place in reversed(inside):
            end = line.at(place.end - 1) + 1
            if end <= at and _predicated(line, end, at):
                return place, None
    return None, None


def _behind_partners(ground: Ground, line: Line, start: int) -> Iterator[int]:
    """«talks [with Vela on Monday] on»: the words at which a link may start."""
    yield from adjoined(ground, line, start)
    if start < len(line) and line.forms[start] in {"with", "between", "in"}:
        for index in range(start + 1, min(start + 10, len(line))):
            if line.forms[index] in BREAKS:
                return
            yield index


def _outcome(line: Line, at: int, last: int, inside: Sequence[Spoken]) -> Spoken | None:
    """«the accord, the [fruit of] two years of talks»: the agreement that came of talks."""
    if not _TALKS & set(line.forms[last + 1 : last + 8]):
        return None
    for place in reversed(inside):
        end = line.at(place.end - 1) + 1
        if end <= at:
            gap = line.forms[end:at]
            marks = [i for i, w in enumerate(gap) if w in {",", "—", "–", "is", "was"}]
            return place if marks and len(gap) - marks[-1] <= _APPOSED else None
    return None


def _predicated(line: Line, start: int, at: int) -> bool:
    """Whether only the verb «be» and what an agreement is further said to be lies between."""
    return start >= (end := _copula(line, at)) or between(line, start, end, reduced=end == at)


def _copula(line: Line, at: int) -> int:
    """The first word of «is not yet» before the word `at`."""
    words = lexicon()
    while at and (
        line.forms[at - 1] in words.helpers
        or line.forms[at - 1] in words.modals
        or line.forms[at - 1] in words.negations
        or line.forms[at - 1] in _STAYING
        or adverb(line.forms[at - 1])
    ):
        at -= 1
    return at


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
        clear = clear or (due and between(line, end, first, reduced=True))
        if not clear or (_made(line, place) and not reduced):
            continue
        related = first > end and line.forms[first - 1] in _RELATIVES
        outer = _outer(line, place, inside) or _purpose(line, place, inside)
        if reduced or related:
            apart = first > end and line.forms[end] == ","
            return (outer if outer is not None and apart else place), None
        begin = line.at(place.start)
        if outer is None and begin and line.forms[begin - 1] in _NO_CLAUSE:
            continue
        return outer or place, None
    joint = None if reduced or depth else _joint(line, first)
    return subject_of(line, joint, inside, reduced=False, depth=1) if joint else (None, None)


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
        elif _opens_phrase(line, at, start):
            at = _past_phrase(line, at, end)
        elif word == "to" and at == start and not reduced:
            return not _CLAUSE & set(line.forms[at:end])  # «a deal to free hostages was signed»
        elif word in turning_heads() and at == start and line.forms[at].endswith(("ed", "t", "n")):
            at += 1  # «the accord signed in May was suspended»
        elif word == "and" and reduced and at > start:
            at += 1
        else:
            return False
    return True


def _one_verb(line: Line, start: int, end: int) -> bool:
    """«a deal that Orlan laid out in May [was accepted]»: a relative clause, then the verb."""
    clause = range(start, end)
    if end - start > _ASIDE or any(line.forms[i] in _CLAUSE_MARKS for i in clause):
        return False
    verbs = [i for i in clause if line.forms[i] in lexicon().past or line.forms[i].endswith("ed")]
    return bool(verbs) and verbs[0] < end - 1


def _opens_phrase(line: Line, at: int, start: int) -> bool:
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


def _past_phrase(line: Line, at: int, end: int) -> int:
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


def left_from(line: Line, group: Group, inside: Sequence[Spoken], row: Turning) -> Spoken | None:
    """«the deal, from which Orlan [withdrew]»."""
    for index in range(group.first - 1, max(1, group.first - _PIPED), -1):
        if line.forms[index] == "which" and (line.forms[index - 1],) in row.objects:
            behind = index - 2 - (line.forms[index - 2] == ",")
            return next((p for p in inside if line.at(p.end - 1) == behind), None)
    return None


def relative(line: Line, group: Group, inside: Sequence[Spoken]) -> Spoken | None:
    """«the ceasefire they signed», «the accord of 2021, which Orlan suspended»."""
    for place in reversed(inside):
        end = line.at(place.end - 1) + 1
        if end >= group.first:
            continue
        if group.first - end > 14:
            return None
        at = end
        while at < group.first and _opens_phrase(line, at, end):
            if line.forms[at + 1] in {"which", "whom"}:
                return None
            if line.forms[at].endswith("ing") and line.forms[at + 1] == "that":
                return None  # «a text demanding that Orlan halt»
            at = _past_phrase(line, at, group.first)
        if at < group.first and line.forms[at] == ",":
            at += 1
        if at < group.first and line.forms[at] in _RELATIVES:
            at += 1
        elif at > end:
            return None
        gap = line.forms[at : group.first]
        if not gap or len(gap) > 8:
            return None
        names_one = (
            gap[-1] in SUBJECTS or gap[-1] in _SIDES
            or line.written[group.first - 1][:1].isupper()
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


def patient(ground: Ground, line: Line, last: int, group: Group) -> bool:
    """Whether the verb has no object behind it, so that what it turns must stand before it."""
    if last + 1 >= len(line) or ground.times_in(line.starts[last + 1], line.ends[last + 1]):
        return True
    after, written = line.forms[last + 1], line.written[last + 1]
    if after in _OBJECT_STARTS and group.form == "past" and not group.passive:
        return False
    return group.passive or not (written[:1].isupper() and after not in PREPOSITIONS)
