"""The noun phrase around a head noun, and whether it speaks of an agreement."""

from __future__ import annotations

from collections.abc import Set
from functools import cache
from typing import Literal

from onrecord.reading.agreements.lexicon import (
    head_kinds,
    in_company,
    listed,
    several,
    turning_heads,
)
from onrecord.reading.agreements.spoken import Spoken
from onrecord.reading.agreements.titles import full, name, topic
from onrecord.reading.modality import Line
from onrecord.reading.modality.group import BREAKS, PREPOSITIONS, QUOTES, adverb
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning import Ground
from onrecord.vocabulary import AgreementKind

_MOST = 6  # words before a head
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "both"})
_INDEFINITE = frozenset({"a", "an", "another", "any", "no", "some", "one"})
_RELATIVES = frozenset({"that", "which", ",", "-"})
_BEHIND = 9  # words between an understanding and «reached»
_COPULAS = {(who, be) for who in ("it", "this", "that") for be in ("is", "'s", "was")}
_WITHIN = frozenset({"of", "the", "and", "on", "for", "in", "-", "–", "to"})
_PLAYED = 3  # words of «is not a»
_NUMBERS = frozenset({"second", "third", "fourth", "fifth"})
_PROSE = frozenset("and or but nor to as than not will would he she it they we i who under".split())


def headed(ground: Ground, start: int, end: int, kept: Set[str]) -> Spoken | None:
    line = ground.line(start)
    at, last = line.at(start), line.at(end - 1)
    head = " ".join(line.forms[at : last + 1])
    titled = ground.titled(start)
    first = _first(line, at, frozenset(ground.breaks), titled=titled)
    kind = _kind(line, first, at, last)
    if kind == "none" and head in kept and line.forms[first] in _DEFINITE:
        kind = in_company()[head].kind  # «the understanding» of which the text has told
    if kind is None and line.forms[first] in {"a", "an"} and first:
        kind = "accord" if line.forms[first - 1] in listed("initials") else None
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
    modifiers = _modifiers(ground, line, first, at, titled=titled)
    named = name(ground, line, first, at, last) if modifiers else None
    reach = full(ground, line, at, last)
    if reach > last and kind is not None:
        named = " ".join(
            (named or line.written[at], ground.text[line.ends[last] : line.ends[reach]])
        )
        named, end = " ".join(named.split()), line.ends[reach]
    told = last if reach > last else topic(ground, line, last)
    about = {f for f in line.forms[last + 2 : told + 1] if f not in _WITHIN}
    plural = several(head)
    others = set(modifiers) - listed("plain")
    if kind is None and others and not ("'s" in words or "'" in words):
        return None
    general = _in_general(line, first, last) or _denied(line, head)
    if not modifiers and kind is not None and general:
        return None
    said = _said_of(line, first)
    earlier = kind == "ceasefire" and bool((listed("ordinal") - {"latest"}) & set(words))
    own = {f for f in modifiers if f not in listed("plain") or (earlier and f != article)}
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
        reach=max(end, line.ends[told]),
    )


def _modifiers(ground: Ground, line: Line, first: int, at: int, *, titled: bool) -> list[str]:
    """The words before a head that tell which agreement it is."""
    idle = _DEFINITE | _INDEFINITE | QUOTES | {"'s"}
    if titled:
        # «EU pact»: a headline says whose it is, not what it is called.
        actors = ground.sightings(line.starts[first], line.starts[at])
        idle |= {line.forms[line.at(a.start)] for a in actors}
    return [form for form in line.forms[first:at] if form not in idle]


def _in_general(line: Line, first: int, last: int) -> bool:
    """«An agreement is between equals»: none in particular."""
    if line.forms[first] not in {"a", "an"} or last + 1 >= len(line):
        return False
    opens = first == 0 or not line.forms[first - 1].isalnum()
    return opens and line.forms[last + 1] in {"is", "must", "should", "needs", "can"}


def _denied(line: Line, head: str) -> bool:
    """«A treaty that opens our ports to spies is [not a treaty]»: a word that is played with."""
    words = lexicon()
    for at, form in enumerate(line.forms):
        if form != head or at < _PLAYED:
            continue
        article, negation = line.forms[at - 1], line.forms[at - 2]
        denied = article in {"a", "an"} and negation in words.negations
        played = denied and line.forms[at - 3] in {*words.helpers, *QUOTES}
        if played and not (at + 1 < len(line) and line.forms[at + 1] in words.helpers):
            return True
    return False


def _said_of(line: Line, first: int) -> bool:
    """«It is [a bad deal]»: what is said of an agreement is none of its own."""
    return line.forms[max(0, first - 2) : first] in _COPULAS


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
        if line.forms[index] in strong and line.forms[index - 1] != "to":
            return True  # but «plans to ratify the treaty» are none
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
        if form in {"and", ","} and first < at and index > 1 and _opened(line, index - 2):
            return index - 2  # «an immediate and lasting ceasefire»
        capital = written[:1].isupper() or written[:1].isdigit()
        stops = form in BREAKS or form in PREPOSITIONS or form in _PROSE or form in words.helpers
        if form in listed("plain") and not stops:
            if form in turning_heads() and not _participle(line, index):
                break
            first = index
            continue
        verb = form in words.modals or form in turning_heads() or form in words.past
        if stops or (verb and (titled or not capital)) or not written[:1].isalnum():
            break
        if form.endswith("ly") and first < at and adverb(form):
            continue  # «a legally binding agreement»
        if (form in words.negations or adverb(form)) and form not in listed("plain"):
            break
        governing = any("next" not in g.takes for g in words.governors.get(form, ()))
        article = line.forms[index - 1] if index else ""
        if not capital and governing and article not in _DEFINITE | _INDEFINITE:
            break  # «the [power] pact», but «offered a pact»
        first = index
    while first < at and (line.forms[first] == "'s" or not line.written[first][:1].isalnum()):
        first += 1
    return first


def _opened(line: Line, index: int) -> bool:
    """Whether an article stands at the word, and one plain word behind it."""
    article = line.forms[index] in _INDEFINITE | {"the"}
    return article and line.written[index + 1].isalpha() and line.written[index + 1].islower()


def _participle(line: Line, index: int) -> bool:
    """«the [signed] accord», not «Orlan [signed] eight accords»: by what stands before it."""
    before = line.forms[index - 1] if index else ""
    beginning = _DEFINITE | _INDEFINITE | {"'s"}
    return before in beginning or before in listed("plain") or adverb(before)


def _barred(line: Line, first: int, at: int, last: int) -> bool:
    """«plea deal», «deal with it», «in agreement», «the party convention»."""
    before = line.forms[at - 1] if at else ""
    after = "+" + (line.forms[last + 1] if last + 1 < len(line) else "")
    head = line.forms[at]
    if before in listed("barred") and not line.written[at][:1].isupper():
        return True
    if after in listed("barred"):
        return True
    named = any(w[:1].isupper() for w in line.written[max(first, 1) : at + 1])
    named = named or _vouched(line, first, at, last, every=True)
    if head in {"convention", "charter", "settlement"} and not named:
        return True
    if head in {"convention", "charter"} and before in listed("party"):
        return True
    if head in {"deal", "deals"} and first == at and after in {"+with", "+a"}:
        return True
    if head == "agreement" and first == at and before in {"in", "of", "by"}:
        return True
    return head in {"deal", "text"} and (before == "to" or before in lexicon().modals)
