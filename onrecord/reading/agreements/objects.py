"""Which agreement is the object of a turning word, or what a turning noun is of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.reading.agreements.between import between
from onrecord.reading.agreements.lexicon import Turning, listed, turning_heads
from onrecord.reading.agreements.spoken import Spoken
from onrecord.reading.modality import Line
from onrecord.reading.modality.group import BREAKS, PREPOSITIONS, SUBJECTS, adverb
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning import Ground

Argument = tuple[Spoken | None, int | None]  # an agreement, or the word «it» that stands for one
PRONOUNS = frozenset({"it", "them", "anything", "nothing", "something"})
_OWN = frozenset(
    {"in_force", "ratified", "signed", "extended", "suspended", "expired", "terminated"}
)
_STAYING = frozenset({"yet", "remains", "remained", "longer", "no"})
_OWNERS = frozenset({"its", "their", "his", "her", "our"})
_OWNER = 5  # words of «the two countries’»
_APPOSED = 4  # words from the comma to «fruit of»
_MANNER = frozenset({"principle", "writing", "full", "general", "private", "secret"})
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
        aside = line.forms[start + 1] == "as" or _SAYING & set(line.forms[start:close])
        return close + 1 if dated or aside else None
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
            after = _past_link(line, start, link)
            if after is None or after >= len(line):
                continue
            found = starting(line, after, inside)
            if found is not None:
                return found, None
            if line.forms[after] in PRONOUNS and not _clause_follows(line, after):
                return None, after
    return None, None


def _past_link(line: Line, start: int, link: tuple[str, ...]) -> int | None:
    """The word behind a link at `start`, or behind one with its owner: «Orlan’s approval of»."""
    for first in (start, _past_owner(line, start)) if link else (start,):
        after = first + len(link)
        if tuple(line.forms[first:after]) == link:
            return after
    return None


def _past_owner(line: Line, start: int) -> int:
    """The word behind «Orlan’s» and «its», whose participation or approval it is."""
    for index in range(start, min(start + _OWNER, len(line))):
        if line.forms[index] in {"'s", "'"} or line.forms[index] in _OWNERS:
            return index + 1
        if line.forms[index] in BREAKS or line.forms[index] in PREPOSITIONS:
            break
    return start


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
            if row.change == "resumed" and not _is_itself(line, place, at):
                continue
            if end <= at and (_predicated(line, end, at) or _with_participle(line, end, at)):
                return place, None
    return None, None


def _is_itself(line: Line, place: Spoken, at: int) -> bool:
    """«the treaty [is] back in force», but not «the talk of the treaty is» nor «wants it back»."""
    begin = line.at(place.start)
    return _copula(line, at) < at and not (begin and line.forms[begin - 1] in PREPOSITIONS)


def _behind_partners(ground: Ground, line: Line, start: int) -> Iterator[int]:
    """«talks [with Vela on Monday] on»: the words at which a link may start."""
    yield from adjoined(ground, line, start)
    if start < len(line) and line.forms[start] in {"with", "between", "in", "by"}:
        for index in range(start + 1, min(start + 10, len(line))):
            if line.forms[index] in BREAKS:
                return
            yield index


def _outcome(line: Line, at: int, last: int, inside: Sequence[Spoken]) -> Spoken | None:
    """«the accord, the [fruit of] two years of talks»: the agreement that came of talks."""
    if not listed("talks") & set(line.forms[last + 1 : last + 8]):
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


def _with_participle(line: Line, start: int, at: int) -> bool:
    """«the treaty, signed in 2018 and [in force] since 2019»: a participle behind its comma."""
    joined = start + 1 < at and line.forms[at - 1] == "and" and line.forms[start] == ","
    verb = line.forms[start + 1] if joined else ""
    past = verb in turning_heads() and (verb.endswith("ed") or verb in lexicon().past)
    return past and not set(line.forms[start + 2 : at - 1]) & BREAKS


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
