"""Mentions of events as a record knows them: a reading whose events are a corpus' mentions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from onrecord.facts import Event, Reading, Telling, with_keys
from onrecord.reading.reader import read_report
from onrecord.reading.spotting import Spotted
from onrecord.record.clusters import clusters
from onrecord.record.identity.events import EventProfile, Events
from onrecord.record.identity.protocol import named
from onrecord.report import Published, Report, text_sha256
from onrecord.text import Span
from onrecord.vocabulary import EventType

Range = tuple[int, int]
Key = tuple[str, int, int]
Profiled = tuple[Key, EventProfile]
# Corpora give no type of PLOVER's: all mentions have one, so that types neither tie nor part.
_TYPE: EventType = "CONSULT"
_MOST = 3  # actors of a role


def reading(name: str, text: str) -> Reading:
    """The reading of a corpus' text, with that name as its source.

    When it came out is left open: it is found in a third of ECB+'s texts only.
    """
    report = Report(
        id=text_sha256(name)[:16], text_sha256=text_sha256(text), text=text, source=name
    )
    read = read_report(report)
    return replace(read, report=replace(read.report, published=Published()))


def recorded(read: Reading, spans: Iterable[Range], spotted: Spotted) -> Reading:
    """A reading with the mentions `spans` of its text as its only facts, in their order.

    Who stands in the roles of a mention are the reading's actors within the spans that the model
    gives to those roles.
    """
    text = read.report.text
    mentioned = sorted((m.span.start, m.span.end, a.id) for a in read.actors for m in a.mentions)
    predicates = list(spotted.relations.predicates())
    events = []
    for number, (start, end) in enumerate(sorted(set(spans))):
        head = next(((a, b) for a, b in predicates if start <= a and b <= end), (start, end))
        roles = spotted.relations.roles(*head)
        events.append(
            Event(
                id=f"v{number}",
                type=_TYPE,
                actor=_within(roles.get("ARG0"), mentioned),
                recipient=_within(roles.get("ARG1"), mentioned),
                tellings=(Telling(span=Span.of(text, start, end)),),
            )
        )
    facts = replace(read, statements=(), encounters=(), agreements=(), cases=())
    return with_keys(replace(facts, events=tuple(events)))


def _within(span: Range | None, mentioned: Sequence[tuple[int, int, str]]) -> tuple[str, ...]:
    """The actors that are spoken of within a span, in the order of the text."""
    if span is None:
        return ()
    inside = (actor for start, end, actor in mentioned if span[0] <= start and end <= span[1])
    return tuple(dict.fromkeys(inside))[:_MOST]


def profiles(read: Reading) -> list[Profiled]:
    """The profile of each event of a reading, with its report and place."""
    by_key = {event.key: event.tellings[0].span for event in read.events}
    return [
        ((read.report.source, by_key[key].start, by_key[key].end), profile)
        for key, profile in Events().profiles(read)
    ]


def grouped(known: Sequence[Profiled]) -> list[list[Key]]:
    """The mentions by the event they are of, as the record decides it.

    As in the record: components are held together by pairs that share a block and whose evidence
    is above zero, and within one all pairs count. Mentions of one report are free to be one: a
    reading tells an event once, a corpus marks every word for it.
    """
    identity = Events()
    by_name: dict[int, EventProfile] = {}
    keys: dict[int, list[Key]] = {}
    for key, profile in known:
        name = named("event", profile)
        by_name[name] = profile
        keys.setdefault(name, []).append(key)
    names = sorted(by_name)
    points = {
        (a, b): sum(identity.evidence(by_name[a], by_name[b]).values())
        for a, b in combinations(names, 2)
    }
    found = []
    for component in _components(names, [pair for pair, value in points.items() if value > 0]):
        inside = {pair: points[pair] for pair in combinations(component, 2)}
        found += clusters(component, inside)
    return [sorted(key for name in one for key in keys[name]) for one in found]


def _components(names: Sequence[int], tied: Iterable[tuple[int, int]]) -> list[list[int]]:
    lead = {name: name for name in names}

    def first(name: int) -> int:
        while lead[name] != name:
            lead[name] = lead[lead[name]]
            name = lead[name]
        return name

    for one, other in tied:
        lead[first(one)] = first(other)
    found: dict[int, list[int]] = {}
    for name in names:
        found.setdefault(first(name), []).append(name)
    return list(found.values())
