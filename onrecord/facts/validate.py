"""The validator: what the contract forbids, said in words.

Tests, ``onrecord check`` and whoever takes in a reading from outside ask it. Every law is a
function of the reading, walked through once, that yields its faults; ``validate`` runs them all.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache

from onrecord.facts.references import references
from onrecord.facts.timex import is_date, is_duration, is_timex
from onrecord.facts.types import (
    DateSlot,
    DurationSlot,
    Mention,
    Reading,
    Statement,
    Telling,
    TermSlot,
    Time,
)
from onrecord.facts.walk import facts, letters, listed, nodes, words
from onrecord.report import Published, text_sha256
from onrecord.text import Span

MOST_WORDS = 150  # of one statement's content

_COUNTRY = re.compile("[A-Z]{2}(?:[A-Z]{2})?")  # ISO 3166-1 alpha-2, or 3166-3


class _Walked:
    """A reading with all that stands in it, each with its path, and the ids it refers to."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.nodes = nodes(reading)
        self.facts = list(facts(reading))
        self.ids = list(_all_ids(reading))
        self.references = list(references(reading))


def validate(reading: Reading) -> list[str]:
    """The faults of a reading, in words; none where it keeps the contract."""
    walked = _Walked(reading)
    return [fault for law in _LAWS for fault in law(walked)]


def plain_faults(reading: Reading) -> list[str]:
    """Only the faults that no reading may have, whoever made it: those that a score counts.

    Spans that are not the text's, ids that are nothing, facts without words, contents over
    the limit, and statements said twice.
    """
    walked = _Walked(reading)
    return [fault for law in (_spans, _nothing, _words, _said_once) for fault in law(walked)]


def _text(of: _Walked) -> Iterator[str]:
    """The text is text, and the one that was hashed."""
    report = of.reading.report
    try:
        digest = text_sha256(report.text)
    except UnicodeEncodeError:
        yield "report.text holds a surrogate, which is no character"
        return
    if digest != report.text_sha256:
        yield f"report.text_sha256 is {report.text_sha256!r}, the text's is {digest!r}"
    if "\r" in report.text or "\x00" in report.text:
        yield "report.text holds U+000D or U+0000"
    if not report.id:
        yield "report.id is empty"


def _spans(of: _Walked) -> Iterator[str]:
    """Every span is the report's own words."""
    text = of.reading.report.text
    for where, span in of.nodes:
        if isinstance(span, Span) and not span.holds(text):
            there = text[max(span.start, 0) : max(span.end, 0)]
            yield (
                f"{where}: span {span.start}:{span.end} says {span.text[:60]!r}, "
                f"the text has {there[:60]!r} there"
            )


def _listed(of: _Walked) -> Iterator[str]:
    """Listed values are of their list, and numbers in their bounds."""
    for where, node in of.nodes:
        if isinstance(node, Span):
            continue
        for name, allowed in listed(node.__class__):
            if getattr(node, name) not in allowed:
                yield f"{where}.{name}: {getattr(node, name)!r} is no listed value"
        sure = getattr(node, "confidence", None)
        if sure is not None and not 0 <= sure <= 1:
            yield f"{where}.confidence: {sure} is not between 0 and 1"
        for name in ("country", "represents"):
            code = getattr(node, name, None)
            if code is not None and _COUNTRY.fullmatch(code) is None:
                yield f"{where}.{name}: {code!r} is no ISO 3166 code"
    for actor in of.reading.actors:
        if any(mention.form is None for mention in actor.mentions):
            yield f"{actor.id} has a mention without form"


def _dates(of: _Walked) -> Iterator[str]:
    """Dates and durations are ISO 8601 / TIMEX3 values."""
    for where, node in of.nodes:
        if isinstance(node, Span | Mention | Telling):
            continue
        value = getattr(node, "value", None)
        if isinstance(node, DateSlot | Published):
            good = value is None or is_date(value)
        elif isinstance(node, DurationSlot | TermSlot):
            good = value is None or is_duration(value)
        elif isinstance(node, Time):
            good = value is None or is_timex(value, node.type)
        else:
            continue
        if not good:
            yield f"{where}.value: {value!r} is no ISO 8601 / TIMEX3 value"
    for name in ("seen", "modified"):
        moment = getattr(of.reading.report, name)
        if moment is not None and not is_date(moment):
            yield f"report.{name}: {moment!r} is no ISO 8601 time"


def _ids(of: _Walked) -> Iterator[str]:
    """Ids are shaped for what they name, each given once."""
    for name, letter in _LETTERS.items():
        for node in getattr(of.reading, name):
            if re.fullmatch(rf"{letter}[1-9]\d*", node.id) is None:
                yield f"{name}: the id {node.id!r} is not shaped like {letter}1"
            for part in getattr(node, "changes", ()) or getattr(node, "steps", ()):
                if re.fullmatch(rf"{re.escape(node.id)}-[1-9]\d*", part.id) is None:
                    yield f"{name}: the id {part.id!r} is not shaped like {node.id}-1"
    for given, count in Counter(of.ids).items():
        if count > 1:
            yield f"{given} is the id of {count} things"


def _keys(of: _Walked) -> Iterator[str]:
    """Every fact has a key, and no other has the same."""
    held: dict[str, list[str]] = defaultdict(list)
    for fact in of.facts:
        held[fact.key].append(fact.id)
    for key, ids in held.items():
        if not key:
            yield f"{', '.join(ids)}: no key"
        elif len(ids) > 1:
            yield f"{', '.join(ids)}: the same key {key}"


def _nothing(of: _Walked) -> Iterator[str]:
    """Ids point at something."""
    there = set(of.ids)
    for where, given, _ in of.references:
        if given not in there:
            yield f"{where}: {given} is nothing"


def _wrong_kind(of: _Walked) -> Iterator[str]:
    """Ids point at the kind of thing that they should."""
    there = set(of.ids)
    for where, given, kinds in of.references:
        if given in there and not _is_of(kinds, given):
            yield f"{where}: {given} is of the wrong kind"


@lru_cache(maxsize=4096)
def _is_of(kinds: tuple[str, ...], given: str) -> bool:
    """Whether an id is shaped for one of some kinds of thing."""
    return any(re.fullmatch(kind, given) for kind in kinds)


def _told(of: _Walked) -> Iterator[str]:
    """``told`` counts into the fact's own tellings."""
    for fact in of.facts:
        known = len(getattr(fact, "tellings", ()))
        for name in _SLOTS:
            for index in getattr(getattr(fact, name, None), "told", ()):
                if not 0 <= index < known:
                    yield f"{fact.id}.{name}.told: there is no telling {index}"


def _words(of: _Walked) -> Iterator[str]:
    """Nothing without its words."""
    for fact in of.facts:
        if not words(fact):
            yield f"{fact.id} shows no words"
    for statement in of.reading.statements:
        if sum(len(span.text.split()) for span in statement.content) > MOST_WORDS:
            yield f"{statement.id} quotes over {MOST_WORDS} words"


def _said(of: _Walked) -> Iterator[str]:
    """A statement has content or cue; an agreement and a case are spoken of."""
    for statement in of.reading.statements:
        if statement.source and not statement.content and not statement.cue:
            yield f"{statement.id} has neither content nor cue"
    for agreement in of.reading.agreements:
        if not agreement.mentions and not agreement.changes:
            yield f"{agreement.id} shows no words"
    for case in of.reading.cases:
        if not case.mentions and not case.steps:
            yield f"{case.id} shows no words"


def _said_once(of: _Walked) -> Iterator[str]:
    """No two statements with one cue share words of their contents."""
    said: dict[tuple[tuple[int, int], ...], list[Statement]] = defaultdict(list)
    for statement in of.reading.statements:
        if not statement.cue:
            continue
        cue = tuple(sorted((span.start, span.end) for span in statement.cue))
        before = said[cue]
        if before:
            content = letters(statement.content)
            again = [other.id for other in before if content & letters(other.content)]
            if again:
                yield f"{statement.id} says again what {again[0]} says with the same cue"
        before.append(statement)


_LAWS = (
    _text, _spans, _listed, _dates, _ids, _keys, _nothing, _wrong_kind, _told, _words, _said,
    _said_once,
)  # fmt: skip
_SLOTS = ("date", "place", "duration")  # of a fact, that say which tellings give them
_LETTERS = {
    "actors": "a", "statements": "s", "encounters": "e", "agreements": "g", "cases": "c",
    "events": "v", "notices": "n",
}  # fmt: skip


def _all_ids(reading: Reading) -> Iterator[str]:
    """The id of everything that has one."""
    for name in _LETTERS:
        for node in getattr(reading, name):
            yield node.id
            for part in getattr(node, "changes", ()) or getattr(node, "steps", ()):
                yield part.id
