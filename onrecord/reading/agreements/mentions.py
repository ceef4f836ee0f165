"""Where a report speaks of agreements: by name, by a head noun with its words, in short."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.reading.agreements.ellipsis import Several, numbered, recalled
from onrecord.reading.agreements.heads import headed
from onrecord.reading.agreements.lexicon import (
    head_kinds,
    head_phrases,
    listed,
    name_pattern,
    names,
    names_by_first,
    several,
)
from onrecord.reading.agreements.spoken import Spoken
from onrecord.reading.modality import Line
from onrecord.reading.turning import Ground
from onrecord.text import words as words_of

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "both"})
_INDEFINITE = frozenset({"a", "an", "another", "any", "no", "some", "one"})
_ASIDE = 14  # words of what several memorandums are on
_SHORTEST = 2  # letters of initials
_WITHIN = frozenset({"of", "the", "and", "on", "for", "in", "-", "–", "to"})
_SHORT = re.compile(r"[\s\xa0]*\((?:the[\s\xa0]|or[\s\xa0])?[“\"]?([A-Z][A-Za-z-]{1,11})[”\"]?\)")
_ALIAS = re.compile(r",[\s\xa0]or[\s\xa0](?:the[\s\xa0])?([A-Z][A-Z-]{1,11}),")
_NICKNAME = re.compile(
    r",?[\s\xa0](?:also[\s\xa0])?(?:known|dubbed|called|nicknamed)[\s\xa0](?:as[\s\xa0])?"
    r"(?:the[\s\xa0])?[“\"‘]([A-Z][^”\"’]{2,40})[”\"’]"
)


def spoken(ground: Ground) -> list[Spoken]:
    """All places where agreements are spoken of, in order, none overlapping another."""
    text = ground.text
    found: list[Spoken] = []
    several: list[Several] = []
    kept: set[str] = set()
    taken = 0
    short: dict[str, Spoken] = {}
    for start, end, form in _hits(text):
        if start < taken or ground.idle(start):
            continue
        one = _known(ground, start, end, form) if form else headed(ground, start, end, kept)
        if one is None or one.start < taken:
            continue
        if one.kind is not None and (one.plural or one.ordinal):
            several.append(Several(one.end, _singular(one.head), one.kind))
        if one.plural and one.name is None and not _signed(ground, one):
            continue
        found.append(one)
        kept.update((one.head, (one.name or one.head).split()[-1].lower()))
        taken = one.end
        for pattern in (_SHORT, _NICKNAME, _ALIAS):
            defined = pattern.match(text, one.end)
            if defined and (one.name or pattern is _NICKNAME) and defined.group(1) not in names():
                short[defined.group(1)] = one
    numbers = [
        Spoken(
            start, end, name.split()[-1], kind, name, frozenset(),
            fresh=True, definite=False, plural=False, ordinal=True,
        )
        for start, end, name, kind in numbered(ground, several)
        if not any(f.start < end and start < f.end for f in found)
    ]  # fmt: skip
    called = [
        Spoken(
            start, end, head, kind, None, words,
            fresh=kind is not None, definite=kind is None, plural=False,
        )
        for start, end, head, kind, words in recalled(ground, [(f.end, f.kind) for f in found])
        if not any(f.start < end and start < f.end for f in found)
    ]  # fmt: skip
    for one in found:
        for form in _initials(ground, one):
            short.setdefault(form, one)
    others = [*numbers, *called, *_shortened(text, short, found)]
    return sorted([*found, *others], key=lambda m: m.start)


def _initials(ground: Ground, one: Spoken) -> Iterator[str]:
    """«RAA», where the text speaks of a reciprocal access agreement."""
    words = [w for w in ground.text[one.start : one.end].split() if w[0].isalpha()]
    form = "".join(w[0] for w in words if w.lower() not in _WITHIN | _INDEFINITE).upper()
    if len(form) > _SHORTEST and form not in names() and form in ground.text:
        yield form


def _signed(ground: Ground, one: Spoken) -> bool:
    """«signed several agreements», «memorandums were signed»: several, but made at once."""
    line = ground.line(one.start)
    first, after = line.at(one.start), line.at(one.end - 1) + 1
    after = _past_aside(line, after)
    near = {*line.forms[max(0, first - 2) : first], *line.forms[after : after + 2]}
    number = set(line.forms[first : line.at(one.end - 1)])
    counted = bool(number & listed("count")) or any(w.isdigit() for w in number)
    counted = counted or (one.definite and one.head != "documents")
    return counted and bool(near & {"sign", "signed", "signs", "signing", "inked", "initialled"})


def _past_aside(line: Line, after: int) -> int:
    """The word behind «, on health and customs,», or `after` where no aside stands there."""
    if line.forms[after : after + 1] != (",",):
        return after
    close = [i for i in range(after + 1, min(after + _ASIDE, len(line))) if line.forms[i] == ","]
    verbs = (i + 1 for i in close if line.forms[i + 1 : i + 2] in {("were",), ("are",), ("was",)})
    return next(verbs, after)


def _singular(head: str) -> str:
    return head[:-1] if several(head) and head[:-1] in head_kinds() else head


def _hits(text: str) -> Iterator[tuple[int, int, str | None]]:
    known = [(m.start(), m.end(), m.group()) for m in _names(text)]
    heads = [(start, end, None) for start, end in head_phrases().find(text)]
    reached = 0
    for start, end, form in sorted([*known, *heads], key=lambda h: (h[0], -h[1])):
        if start >= reached:
            yield start, end, form
            reached = end if form else reached


def _names(text: str) -> Iterator[re.Match[str]]:
    """The known names of agreements in a text, none overlapping another."""
    by_first, met = names_by_first(), words_of(text)
    reached = 0
    for index in [i for i, form in enumerate(met.forms) if form in by_first]:
        start = met.starts[index]
        found = name_pattern(met.forms[index]).match(text, start) if start >= reached else None
        if found:
            reached = found.end()
            yield found


def _shortened(text: str, short: dict[str, Spoken], found: list[Spoken]) -> Iterator[Spoken]:
    """Further places of the short names that the text defines in brackets."""
    for form, whole in short.items():
        for m in re.finditer(rf"(?<![\w]){re.escape(form)}(?![\w])", text):
            if m.start() > whole.end and not any(
                f.start < m.end() and m.start() < f.end for f in found
            ):
                yield Spoken(
                    m.start(), m.end(), whole.head, whole.kind, whole.name, whole.words,
                    fresh=False, definite=True, plural=False, known=whole.known,
                )  # fmt: skip


def _known(ground: Ground, start: int, end: int, form: str) -> Spoken | None:
    entry = names().get(" ".join(form.split()))
    if entry is None:
        return None
    line = ground.line(start)
    at = line.at(start)
    last = line.at(end - 1)
    tail = line.at(end - 1) + 1
    if tail < len(line) and line.forms[tail] in head_kinds() and head_kinds()[line.forms[tail]]:
        last = tail
    begin = at
    while begin and (line.forms[begin - 1].isdigit() or line.forms[begin - 1] in listed("plain")):
        begin -= 1  # «the 1994 Budapest Memorandum»
    first = begin - 1 if begin and line.forms[begin - 1] in _DEFINITE else at
    return Spoken(
        line.starts[first], line.ends[last], line.forms[last], entry.kind, entry.name,
        frozenset(), fresh=False, definite=True, plural=False, known=True,
    )  # fmt: skip
