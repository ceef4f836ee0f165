"""Where a report speaks of agreements: by name, by a head noun with its words, in short."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.reading.agreements.ellipsis import Several, numbered, recalled
from onrecord.reading.agreements.lexicon import (
    head_kinds,
    head_phrases,
    in_company,
    listed,
    name_pattern,
    names,
    names_by_first,
    turning_heads,
)
from onrecord.reading.modality import Line
from onrecord.reading.modality.group import BREAKS, PREPOSITIONS, QUOTES, SUBJECTS, adverb
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning import Ground
from onrecord.text import words as words_of
from onrecord.vocabulary import AgreementKind

_MOST = 6  # words before a head
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "both"})
_INDEFINITE = frozenset({"a", "an", "another", "any", "no", "some", "one"})
_RELATIVES = frozenset({"that", "which", ",", "-"})
_BEHIND = 9  # words between an understanding and «reached»
_SHORTEST = 2  # letters of initials
_COPULAS = {(who, be) for who in ("it", "this", "that") for be in ("is", "'s", "was")}
_ABOUT = frozenset({"on", "for", "governing", "regulating", "about"})
_TOPIC = 7  # words that tell what an agreement is about
_WITHIN = frozenset({"of", "the", "and", "on", "for", "in", "-", "–", "to"})
_NUMBERS = frozenset({"second", "third", "fourth", "fifth"})
_PROSE = frozenset("and or but nor to as than not will would he she it they we i who under".split())
_SHORT = re.compile(r"[\s\xa0]*\((?:the[\s\xa0]|or[\s\xa0])?[“\"]?([A-Z][A-Za-z-]{1,11})[”\"]?\)")
_ALIAS = re.compile(r",[\s\xa0]or[\s\xa0](?:the[\s\xa0])?([A-Z][A-Z-]{1,11}),")
_NICKNAME = re.compile(
    r",?[\s\xa0](?:also[\s\xa0])?(?:known|dubbed|called|nicknamed)[\s\xa0](?:as[\s\xa0])?"
    r"(?:the[\s\xa0])?[“\"‘]([A-Z][^”\"’]{2,40})[”\"’]"
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """One place where an agreement is spoken of; `start` takes in its article.

    `name` is the canonical or written name where it has one; `words` are the lower-case words
    that tell it from others of its kind; `fresh` where an article makes it a new one.
    """

    start: int
    end: int
    head: str
    kind: AgreementKind | None
    name: str | None
    words: frozenset[str]
    fresh: bool
    definite: bool
    plural: bool
    known: bool = False
    ordinal: bool = False
    anew: bool = False
    pointing: bool = False  # «that accord»: the one just spoken of
    reach: int = 0  # where what it is about ends: «accord on coast guard cooperation»


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
        one = _known(ground, start, end, form) if form else _headed(ground, start, end, kept)
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
    near = {*line.forms[max(0, first - 2) : first], *line.forms[after : after + 2]}
    counted = one.definite or line.forms[first] in listed("count") or line.forms[first].isdigit()
    return counted and bool(near & {"sign", "signed", "signs", "inked", "initialled"})


def _singular(head: str) -> str:
    return head[:-1] if head.endswith("s") and head[:-1] in head_kinds() else head


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


def _headed(ground: Ground, start: int, end: int, kept: Set[str]) -> Spoken | None:
    line = ground.line(start)
    at, last = line.at(start), line.at(end - 1)
    head = " ".join(line.forms[at : last + 1])
    titled = ground.titled(start)
    first = _first(line, at, frozenset(ground.breaks), titled=titled)
    kind = _kind(line, first, at, last)
    if kind == "none" and head in kept and line.forms[first] in _DEFINITE:
        kind = in_company()[head].kind  # «the understanding» of which the text has told
    words = line.forms[first:at]
    weak = kind is None and last + 1 < len(line) and line.forms[last + 1] in _heads()
    if weak or kind == "none" or _barred(line, first, at, last):
        return None
    while kind is not None and last + 1 < len(line) and line.forms[last + 1] in _heads():
        last += 1
        if line.forms[last].startswith("resolution"):
            kind = "other"  # «truce deal», «peace agreement text»
        end = line.ends[last]
    article = words[0] if words else ""
    modifiers = [
        (f, w)
        for f, w in zip(words, line.written[first:at], strict=True)
        if f not in _DEFINITE | _INDEFINITE | QUOTES and f != "'s"
    ]
    if titled:
        # «EU pact»: a headline says whose it is, not what it is called.
        actors = ground.sightings(line.starts[first], line.starts[at])
        theirs = {line.forms[line.at(a.start)] for a in actors}
        modifiers = [m for m in modifiers if m[0] not in theirs]
    named = _name(ground, line, first, at, last) if modifiers else None
    reach = _full(ground, line, at, last)
    if reach > last and kind is not None:
        named = " ".join(
            (named or line.written[at], ground.text[line.ends[last] : line.ends[reach]])
        )
        named, end = " ".join(named.split()), line.ends[reach]
    topic = last if reach > last else _topic(ground, line, last)
    about = {f for f in line.forms[last + 2 : topic + 1] if f not in _WITHIN}
    plural = head.endswith("s") and head[:-1] in head_kinds()
    others = {m[0] for m in modifiers} - listed("plain")
    if kind is None and others and not ("'s" in words or "'" in words):
        return None
    said = _said_of(line, first)
    earlier = kind == "ceasefire" and bool((listed("ordinal") - {"latest"}) & set(words))
    own = {f for f, _ in modifiers if f not in listed("plain") or (earlier and f != article)}
    return Spoken(
        start=line.starts[first],
        end=end,
        head=head,
        kind=kind,
        name=named,
        words=frozenset() if said else frozenset(own | about),
        fresh=(article in _INDEFINITE or "new" in words or earlier) and not said,
        definite=article in _DEFINITE or "'s" in words,
        plural=plural,
        ordinal=bool(_NUMBERS & set(words)),
        anew=bool(listed("again") & set(words)),
        pointing=article in {"that", "this"} and kind is not None,
        reach=max(end, line.ends[topic]),
    )


def _said_of(line: Line, first: int) -> bool:
    """«It is [a bad deal]»: what is said of an agreement is none of its own."""
    return line.forms[max(0, first - 2) : first] in _COPULAS


def _topic(ground: Ground, line: Line, last: int) -> int:
    """The last word of what an agreement is about: «accord on [coast guard cooperation]»."""
    first = last + 2
    if first >= len(line) or line.forms[last + 1] not in _ABOUT:
        return last
    if head_kinds().get(line.forms[last], "ceasefire") in {"ceasefire", "joint_statement", None}:
        return last
    if ground.times_in(line.starts[first], line.ends[min(first + 2, len(line) - 1)]):
        return last  # «a deal on Thursday»
    end = first
    while end < min(first + _TOPIC, len(line)) and (
        not _stops(line, end) or (end == first and line.forms[end].endswith("ed"))
    ):
        end += 1
    while end > first and line.forms[end - 1] in _WITHIN:
        end -= 1
    return end - 1 if end > first else last


def _stops(line: Line, index: int) -> bool:
    form, words = line.forms[index], lexicon()
    topical = form in PREPOSITIONS and form not in {"of", "for"}
    verbal = form in words.helpers or form in words.past or form in words.modals
    ends = form in BREAKS - {"-"} or form in QUOTES or form in SUBJECTS
    return ends or topical or verbal or form.endswith("ed")


@cache
def _heads() -> frozenset[str]:
    return frozenset({*head_kinds(), *in_company()})


def _kind(line: Line, first: int, at: int, last: int) -> AgreementKind | Literal["none"] | None:
    """The kind of a head; None where it only stands for another, none where it is no agreement."""
    head = " ".join(line.forms[at : last + 1])
    company = in_company().get(head)
    if company is not None:
        behind = " ".join(line.forms[last + 1 : last + 3])
        # A resolution is the United Nations' where its sentence speaks of them.
        before = line.forms if company.kind == "other" else line.forms[first:at]
        if company.keeps(before, behind) or _vouched(line, first, at, last):
            return company.kind
    return head_kinds().get(head, "none")


def _vouched(line: Line, first: int, at: int, last: int, *, every: bool = False) -> bool:
    """Whether a name or a verb that is said of agreements alone makes an agreement of a word."""
    if line.forms[at] in head_kinds() and not every:
        return False
    own = line.written[at - 1] if at > first else ""
    named = line.forms[at] not in listed("plan")
    capital = (
        named
        and own[:1].isupper()
        and not own.isupper()
        and (at - 1 > 0 or line.written[at].istitle())
    )
    if capital and any(w[:1].islower() for w in line.written[max(0, first - 3) : last + 3]):
        return True
    before = first - 1
    while before >= 0 and adverb(line.forms[before]):
        before -= 1
    struck = frozenset() if line.forms[at] in listed("plan") else listed("struck")
    strong = listed("strong") | struck
    if before >= 0 and line.forms[before] in strong:
        return True
    for index in range(last + 1, min(last + _BEHIND, len(line))):
        if line.forms[index] in strong:
            return True
        if line.forms[index] in BREAKS - _RELATIVES:
            break
    return False


def _first(line: Line, at: int, breaks: frozenset[int], *, titled: bool) -> int:
    """The first word of the noun phrase whose head is the word `at`."""
    words = lexicon()
    first = at
    for index in range(at - 1, max(-1, at - 1 - _MOST), -1):
        form, written = line.forms[index], line.written[index]
        if form in _DEFINITE or form in _INDEFINITE:
            return index
        if line.starts[index] in breaks or (index < at - 3 and titled):
            break
        if form == "'s":
            first = index
            continue
        if form in QUOTES or (form == "-" and index):
            first = index if form == "-" else first
            continue
        capital = written[:1].isupper() or written[:1].isdigit()
        stops = form in BREAKS or form in PREPOSITIONS or form in _PROSE or form in words.helpers
        if form in listed("plain") and not stops:
            first = index
            continue
        verb = form in words.modals or form in turning_heads() or form in words.past
        if stops or (verb and (titled or not capital)) or not written[:1].isalnum():
            break
        if (form in words.negations or adverb(form)) and form not in listed("plain"):
            break
        if not capital and any("next" not in g.takes for g in words.governors.get(form, ())):
            break
        first = index
    while first < at and (line.forms[first] == "'s" or not line.written[first][:1].isalnum()):
        first += 1
    return first


def _barred(line: Line, first: int, at: int, last: int) -> bool:
    """«plea deal», «deal with it», «in agreement», «the party convention»."""
    before = line.forms[at - 1] if at else ""
    after = "+" + (line.forms[last + 1] if last + 1 < len(line) else "")
    head = line.forms[at]
    if before in listed("barred") and not line.written[at][:1].isupper():
        return True
    if after in listed("barred"):
        return True
    named = line.written[at][:1].isupper() or _vouched(line, first, at, last, every=True)
    if head in {"convention", "charter", "settlement"} and not named:
        return True
    if head in {"convention", "charter"} and before in listed("party"):
        return True
    if head in {"deal", "deals"} and first == at and after in {"+with", "+a"}:
        return True
    if head == "agreement" and first == at and before in {"in", "of", "by"}:
        return True
    return head in {"deal", "text"} and (before == "to" or before in lexicon().modals)


def _full(ground: Ground, line: Line, at: int, last: int) -> int:
    """The last word of «Agreement on Mutual Legal Assistance», a title with capitals all along."""
    index = last + 1
    if not line.written[at][:1].isupper() or line.written[at].isupper() or index >= len(line):
        return last
    if ground.titled(line.starts[at]) or line.forms[index] not in {"on", "for", "of", "concerning"}:
        return last
    if ground.times_in(line.starts[index], line.ends[min(index + 3, len(line) - 1)]):
        return last  # «the MoU on 31 October»
    reached = last
    for at_word in range(index + 1, min(index + 12, len(line))):
        written, form = line.written[at_word], line.forms[at_word]
        if written[:1].isupper() or written[:1].isdigit():
            reached = at_word
        elif form not in _WITHIN:
            break
    return reached


def _name(ground: Ground, line: Line, first: int, at: int, last: int) -> str | None:
    """The name as written: capitalised words and the head, where the phrase has such words."""
    begin = at
    for index in range(at - 1, first - 1, -1):
        written = line.written[index]
        if not (written[:1].isupper() or written[:1].isdigit() or written in {"-", "–"}):
            break
        begin = index
        if index > first and line.forms[index - 1] in QUOTES:
            break
    while begin < at and (
        not line.written[begin][:1].isupper() or line.forms[begin] in _DEFINITE | _INDEFINITE
    ):
        begin += 1
    if (
        begin == at
        or line.written[at].isupper()
        or (ground.titled(line.starts[at]) and line.written[at].islower())
    ):
        return None
    if line.forms[begin] in listed("plain") and begin == at - 1:
        return None
    return " ".join(ground.text[line.starts[begin] : line.ends[last]].split())
