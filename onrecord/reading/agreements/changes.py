"""Where the life of an agreement turns: a word of changes.tsv where it is spoken of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.reading.agreements.lexicon import (
    Turning,
    of_kind,
    turning_heads,
    turning_phrases,
    turnings,
)
from onrecord.reading.agreements.mentions import Spoken
from onrecord.reading.modality import Group, Line, group_of, of_word
from onrecord.reading.modality.grammar import governing
from onrecord.reading.modality.group import BREAKS, OBJECTS, PREPOSITIONS, SUBJECTS, adverb
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning import Ground
from onrecord.reading.turning.clause import clause_first

_FAR = 14  # words between an agreement and the verb of which it is the subject
_SIDES = frozenset(
    "sides countries parties leaders ministers nations governments states men".split()
)
_PRONOUNS = frozenset({"it", "anything", "nothing"})
_OBJECT_STARTS = frozenset("the a an its their his her this that these those".split()) | OBJECTS


@dataclass(frozen=True, slots=True)
class Hit:
    """A turning word with the place that it turns; `place` is None where «it» stands for one."""

    line: Line
    at: int
    last: int
    turning: Turning
    group: Group
    place: Spoken | None
    pronoun: int | None  # the word «it»
    after: bool  # whether the agreement stands behind the turning word


class Places:
    """The places of a report, to be asked which lie in a stretch."""

    def __init__(self, spoken: Sequence[Spoken]) -> None:
        self._spoken = spoken
        self._starts = [s.start for s in spoken]

    def within(self, start: int, end: int) -> Sequence[Spoken]:
        """The places that start inside `[start, end)`."""
        return self._spoken[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def last_before(self, position: int) -> Spoken | None:
        """The last place that ends before `position`."""
        index = bisect_left(self._starts, position) - 1
        return self._spoken[index] if index >= 0 else None


def turning(line: Line, index: int) -> bool:
    """Whether the word is a verb that turns an agreement, in a form that is no noun."""
    form = line.forms[index]
    return form in turning_heads() and (
        form.endswith(("ed", "ing")) or form in lexicon().past or line.forms[index - 1] == "to"
    )


def hits(ground: Ground, spoken: Sequence[Spoken]) -> Iterator[Hit]:
    """Every turning word that stands at a place where an agreement is spoken of."""
    places = Places(spoken)
    for start, end in turning_phrases().find(ground.text):
        if ground.idle(start):
            continue
        line = ground.line(start)
        inside = places.within(line.starts[0], line.ends[-1]) if len(line) else ()
        if not inside and not _PRONOUNS & set(line.forms):
            continue
        if any(s.start <= start < s.end for s in inside):
            continue
        at, last = line.at(start), line.at(end - 1)
        if at and line.forms[at - 1] in {"the", "a", "an"} and line.forms[at] in lexicon().past:
            continue  # «the left»
        form = " ".join(line.forms[at : last + 1])
        group = group_of(line, at)
        for row in turnings().get(form, ()):
            hit = _hit(line, at, last, row, group, inside)
            if hit is not None and _limited(hit):
                yield hit
                break


def _limited(hit: Hit) -> bool:
    kinds = hit.turning.kinds
    return not kinds or (hit.place is not None and hit.place.kind in kinds)


def _hit(
    line: Line, at: int, last: int, row: Turning, group: Group, inside: Sequence[Spoken]
) -> Hit | None:
    found: Spoken | None
    if row.noun:
        found = _of_noun(line, at, last, row, inside)
        after = found is not None and found.start > line.starts[at]
        return Hit(line, at, last, row, group, found, None, after) if found else None
    if group.form == "noun":
        return None
    if not row.before:
        found, pronoun = _object(line, last, row, inside)
        if found is not None or (pronoun is not None and row.pronoun):
            return Hit(line, at, last, row, group, found, pronoun, True)
        if () not in row.links and row.links:
            return None
        if not _patient(line, last, group):
            return None
        found = _relative(line, group, inside) if not group.passive else None
        if found is not None:
            return Hit(line, at, last, row, group, found, None, False)
        if not group.passive and (group.form != "past" or group.helped):
            return None
    found, pronoun = _subject(line, group, inside, reduced=not (row.before or group.passive))
    if found is None and not (pronoun is not None and row.pronoun):
        return None
    return Hit(line, at, last, row, group, found, pronoun, False)


def _patient(line: Line, last: int, group: Group) -> bool:
    """Whether the verb has no object behind it, so that what it turns must stand before it."""
    if last + 1 >= len(line):
        return True
    after, written = line.forms[last + 1], line.written[last + 1]
    if after in _OBJECT_STARTS and group.form == "past" and not group.passive:
        return False
    return group.passive or not (written[:1].isupper() and after not in PREPOSITIONS)


def _starting(line: Line, index: int, inside: Sequence[Spoken]) -> Spoken | None:
    """The place that starts at the word `index`, or one word on."""
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
            and skipped[0] not in SUBJECTS and skipped[0] != "to"
        ):  # fmt: skip
            return place
    return None


def _object(
    line: Line, last: int, row: Turning, inside: Sequence[Spoken]
) -> tuple[Spoken | None, int | None]:
    start = last + 1
    while start < len(line) and adverb(line.forms[start]):
        start += 1
    for link in row.links or ((),):
        after = start + len(link)
        if tuple(line.forms[start:after]) != link or after >= len(line):
            continue
        found = _starting(line, after, inside)
        if found is not None:
            return found, None
        if line.forms[after] in _PRONOUNS and not _clause_follows(line, after):
            return None, after
    return None, None


def _clause_follows(line: Line, it: int) -> bool:
    """«agreed it would», «signed: it was»: «it» begins a clause of its own."""
    words = lexicon()
    after = line.forms[it + 1] if it + 1 < len(line) else ""
    return after in words.helpers or after in words.modals or after == "'s"


def _of_noun(
    line: Line, at: int, last: int, row: Turning, inside: Sequence[Spoken]
) -> Spoken | None:
    before = line.forms[at - 1] if at else ""
    for link in row.links:
        if link:
            after = last + 1 + len(link)
            if tuple(line.forms[last + 1 : after]) == link:
                found = _starting(line, after, inside)
                if found is not None:
                    return found
            continue
        for place in inside:
            end = line.at(place.end - 1)
            if end + 1 == at or (before == "'s" and end + 2 == at):
                return place
    if row.before:
        for place in inside:
            gap = line.forms[line.at(place.end - 1) + 1 : at]
            if len(gap) <= 2 and all(w in lexicon().helpers or adverb(w) for w in gap):
                return place
    return None


def _subject(
    line: Line, group: Group, inside: Sequence[Spoken], *, reduced: bool
) -> tuple[Spoken | None, int | None]:
    """The place, or the word «it», that is the subject of a verb."""
    if group.infinitive:
        found, pronoun = _raised(line, group, inside)
        if found is not None or pronoun is not None:
            return found, pronoun
    first = clause_first(line, group)
    before = first - 1
    while before >= 0 and adverb(line.forms[before]):
        before -= 1
    if before >= 0 and line.forms[before] in _PRONOUNS and not reduced:
        return None, before
    for place in reversed(inside):
        end = line.at(place.end - 1) + 1
        if end > first:
            continue
        begin = line.at(place.start)
        if begin and not reduced and line.forms[begin - 1] in PREPOSITIONS | {"to"}:
            continue
        gap = line.forms[end:first]
        if len(gap) > _FAR or not _bridges(line, end, first, reduced=reduced):
            return None, None
        return place, None
    return None, None


def _raised(line: Line, group: Group, inside: Sequence[Spoken]) -> tuple[Spoken | None, int | None]:
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


def _bridges(line: Line, start: int, end: int, *, reduced: bool) -> bool:
    """Whether what stands between an agreement and a verb leaves it the verb's subject."""
    words = lexicon()
    gap = [w for w in line.forms[start:end] if not adverb(w)]
    while gap and gap[-1] in {"which", "that"} and len(gap) > 1:
        gap.pop()
        if gap[-1] == ",":
            gap.pop()
    while gap and gap[0] in {"which", "that", ","}:
        if gap.pop(0) == "," and gap and gap[-1] == ",":
            return not reduced  # an aside between commas
    if not gap:
        return True
    verbs = any(w in words.helpers or w in words.modals or w in turning_heads() for w in gap)
    if verbs and gap[0] in turning_heads() and not reduced:
        # «the accord signed in May was suspended»
        verbs = any(w in words.helpers or w in words.modals for w in gap)
        return not verbs and not any(w in BREAKS for w in gap)
    return (
        gap[0] in PREPOSITIONS
        and not verbs
        and not any(w in BREAKS or w == "and" for w in gap[-1:])
    )


def _relative(line: Line, group: Group, inside: Sequence[Spoken]) -> Spoken | None:
    """«the ceasefire they signed», «the treaty that Orlan suspended»."""
    for place in reversed(inside):
        end = line.at(place.end - 1) + 1
        if end >= group.first:
            continue
        gap = line.forms[end : group.first]
        if len(gap) > 8:
            return None
        while gap and gap[0] in {"that", "which", ","}:
            gap = gap[1:]
        names_one = len(gap) > 0 and (
            gap[-1] in SUBJECTS or gap[-1] in _SIDES
            or line.written[group.first - 1][:1].isupper()
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


def undone(line: Line, at: int) -> int | None:
    """The word «reverse» of «reverse the decision to [suspend]», before a turning word."""
    for index in range(at - 1, max(-1, at - 14), -1):
        if line.forms[index] in of_kind("undo"):
            return index
        if line.forms[index] in BREAKS - {"-"}:
            return None
    return None


def asserted(hit: Hit) -> bool:
    """Whether a noun tells that what it names took place: «after the collapse of the truce»."""
    words = lexicon()
    for index in range(hit.at - 1, max(-1, hit.at - 6), -1):
        governor = words.governor(hit.line.forms, index + 1, "noun")
        if governor is not None:
            return governor.gives == "actual"
        if hit.line.forms[index] in {"as", "of", "in"} and hit.turning.change == "violated":
            return True
        if hit.line.forms[index] in {"held", "holding", "resumed", "began", "opened", "started"}:
            return True
    return hit.turning.change == "negotiated" and hit.turning.before


def said_of(hit: Hit) -> str:
    """The modality of a hit by its grammar."""
    if hit.turning.gives:
        return hit.turning.gives
    return of_word(hit.line, hit.at, hit.last)
