"""Testimonies made in code: a small invented world, and reports that tell of it."""

import hashlib
from typing import Any

from onrecord.facts import (
    Agreement,
    Case,
    Change,
    DateSlot,
    DurationSlot,
    Encounter,
    Event,
    Mention,
    PlaceSlot,
    Statement,
    Step,
    Telling,
    Voucher,
)
from onrecord.record.things import Ref, Source, Testimony
from onrecord.text import Span

REFS = {
    "a1": Ref(id="actor-halvorsen", name="Astrid Halvorsen", kind="person",
              office="Foreign Minister", represents="NO"),
    "a2": Ref(id="actor-eldjarn", name="Jon Eldjarn", kind="person",
              office="Prime Minister", represents="IS"),
    "a3": Ref(id="actor-norway", name="Norway", kind="state", represents="NO"),
    "a4": Ref(id="actor-iceland", name="Iceland", kind="state", represents="IS"),
    "a5": Ref(id="actor-diplomat", name="senior Norwegian diplomat", kind="unnamed_source",
              represents="NO", unnamed=True),
    "a6": Ref(id="actor-coastguard", name="Coast Guard", kind="government_body", represents="IS"),
    "a7": Ref(id="actor-sandvik", name="Leif Sandvik", kind="person"),
    "a8": Ref(id="actor-moen", name="Kari Moen", kind="person", office="Foreign Minister",
              represents="NO"),
    "a9": Ref(id="actor-official", name="Norwegian official", kind="unnamed_source",
              represents="NO", unnamed=True),
    "a10": Ref(id="actor-denmark", name="Denmark", kind="state", represents="DK"),
    "a11": Ref(id="actor-greenland", name="Greenland", kind="state", represents="GL"),
    "a12": Ref(id="actor-reuters", name="Reuters", kind="organization"),
    "g1": Ref(id="agreement-accord", name="Northern Waters Accord"),
    "c1": Ref(id="case-sandvik", name="Leif Sandvik"),
    "s1": Ref(id="statement-offer", name="statement"),
}  # fmt: skip
IDS = {ref.id: local for local, ref in REFS.items()}


def hexed(*of: Any) -> str:
    """Sixteen hexadecimal digits made of anything."""
    return hashlib.sha256(repr(of).encode()).hexdigest()[:16]


def source(outlet: str, day: str, *, report: str | None = None, **more: Any) -> Source:
    """A report's version by an outlet, counted on a day of March 2026 («05») or at a moment."""
    counted = day if "T" in day else f"{day if '-' in day else f'2026-03-{day}'}T23:59:59Z"
    name = report or hexed(outlet, day)
    return Source(report=name, version=hexed(name, more.get("speaks", True)), outlet=outlet,
                  counted=counted, **more)  # fmt: skip


def says(told: Any, outlet: str, day: str, **more: Any) -> Testimony:
    """A testimony; its key is the fact's, made from where it stands."""
    of = source(outlet, day, **more)
    return Testimony(of, getattr(told, "key", "") or hexed(of.report, type(told)), told, REFS)


def telling(words: str = "met", *chain: tuple[str, str]) -> Telling:
    """A telling in those words, vouched by actors on terms, outermost first."""
    links = tuple(Voucher(actor=actor, terms=terms) for actor, terms in chain)  # type: ignore
    return Telling(span=Span(0, len(words), words), vouched_by=links)


def on(value: str | None, basis: Any = "words") -> DateSlot | None:
    """A date, or none."""
    return DateSlot(value=value, basis=basis) if value else None


def at(name: str | None, country: str | None = None, **more: Any) -> PlaceSlot | None:
    """A place, or none."""
    return PlaceSlot(name=name, country=country, **more) if name else None


def lasting(value: str, mod: Any = None) -> DurationSlot:
    """A duration."""
    return DurationSlot(value=value, mod=mod)


def encounter(*who: str, date: str | None = None, **more: Any) -> Encounter:
    """An account of an encounter."""
    more.setdefault("tellings", (telling(),))
    key = more.pop("key", "") or hexed(who, date, sorted(more.items(), key=repr))
    slot = date if isinstance(date, DateSlot) else on(date)
    return Encounter(id="e1", key=key, participants=who, date=slot, **more)


def change(label: str, date: str | None = None, **more: Any) -> Change:
    """A change of an agreement."""
    more.setdefault("tellings", (telling(label),))
    key = more.pop("key", "") or hexed(label, date, sorted(more.items(), key=repr))
    return Change(id="g1-1", key=key, change=label, date=on(date), **more)  # type: ignore


def accord(*changes: Change, **more: Any) -> Agreement:
    """An account of the agreement."""
    more.setdefault("name", "Northern Waters Accord")
    words = more["name"]
    mentions = (Mention(Span(0, len(words), words)),)
    return Agreement(id="g1", changes=changes, mentions=mentions, **more)


def step(label: str, date: str | None = None, **more: Any) -> Step:
    """A step of a case."""
    more.setdefault("tellings", (telling(label),))
    key = more.pop("key", "") or hexed(label, date, sorted(more.items(), key=repr))
    return Step(id="c1-1", key=key, step=label, date=on(date), **more)  # type: ignore


def case(*steps: Step, **more: Any) -> Case:
    """An account of the case."""
    more.setdefault("person", "a7")
    mentions = (Mention(Span(0, 8, "Sandvik ")),)
    return Case(id="c1", steps=steps, mentions=mentions, **more)


def statement(words: str, *, by: str = "a1", quoted: bool = False, **more: Any) -> Statement:
    """An account of a statement."""
    span = Span(10, 10 + len(words), words)
    more.setdefault("mode", "direct" if quoted else "indirect")
    key = more.pop("key", "") or hexed(words, by, sorted(more.items(), key=repr))
    return Statement(
        id="s1",
        key=key,
        speaker=(by,),
        content=(span,),
        quoted=(span,) if quoted else (),
        cue=(Span(0, 4, "said"),),
        **more,
    )


def event(type_: str = "ASSAULT", date: str | None = None, **more: Any) -> Event:
    """An account of an event."""
    more.setdefault("tellings", (telling("struck"),))
    key = more.pop("key", "") or hexed(type_, date, sorted(more.items(), key=repr))
    return Event(id="v1", key=key, type=type_, date=on(date), **more)  # type: ignore
