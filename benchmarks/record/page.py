"""A report as it is written, with the facts in it: every span is the text's own."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from onrecord.facts import (
    Actor,
    Agreement,
    Case,
    Change,
    DateSlot,
    Encounter,
    Event,
    Made,
    Mention,
    PlaceSlot,
    Reading,
    Statement,
    Step,
    Telling,
    Voucher,
    with_keys,
)
from onrecord.report import Published, Report, report_id, text_sha256
from onrecord.text import Span
from onrecord.vocabulary import Act, ActorKind, ChangeLabel, EventType, StepLabel


@dataclass(frozen=True, slots=True)
class Someone:
    """An actor as a report tells of it."""

    name: str
    kind: ActorKind
    state: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """Who published a report, where, when; ``copy_of`` is whose words they are."""

    number: int
    url: str
    outlet: str
    published: str
    title: str
    copy_of: str | None = None


class Page:
    """A report that is being written; people are named by a number of the caller's."""

    def __init__(self, people: Mapping[int, Someone] | None = None) -> None:
        self.text = ""
        self.people = {} if people is None else people
        self.mentions: dict[int, list[Span]] = {}
        self.statements: list[Statement] = []
        self.encounters: list[Encounter] = []
        self.agreements: list[Agreement] = []
        self.cases: list[Case] = []
        self.events: list[Event] = []

    def put(self, words: str) -> Span:
        """Writes words; where they stand."""
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text), words)

    def name(self, who: int, words: str | None = None) -> Span:
        """Writes somebody's name (or other ``words`` for it): a mention."""
        span = self.put(words or self.people[who].name)
        self.mentions.setdefault(who, []).append(span)
        return span

    def id(self, who: int) -> str:
        """What an actor is called in this reading."""
        self.mentions.setdefault(who, [])
        return f"a{list(self.mentions).index(who) + 1}"

    def say(
        self, who: int, to: int, words: str, day: str, cue: tuple[str, Act] = ("said", "say")
    ) -> None:
        """«Somebody said “words” to somebody.»"""
        source = self.name(who)
        told = self.put(f" {cue[0]}").start + 1
        self.put(" “")
        content = self.put(words)
        self.put("” to ")
        self.name(to)
        self.put(".\n")
        self.statements.append(
            Statement(
                id=f"s{len(self.statements) + 1}",
                speaker=(self.id(who),),
                addressees=(self.id(to),),
                mode="direct",
                act=cue[1],
                source=(source,),
                cue=(Span.of(self.text, told, told + len(cue[0])),),
                content=(content,),
                quoted=(content,),
                date=DateSlot(value=day, basis="publication"),
                confidence=0.875,
            )
        )

    def meet(
        self, one: int, other: int, day: str | None, place: str | None, *, voucher: bool = False
    ) -> None:
        """«Somebody met somebody in a place», with the event that codes it."""
        first, told, last = self.name(one), self.put(" met "), self.name(other)
        at = self.put(f" in {place}") if place else told
        slot = (
            PlaceSlot(name=place, span=Span.of(self.text, at.start + 4, at.end)) if place else None
        )
        span = Span.of(self.text, first.start, last.end)
        vouched = (Voucher(actor=self.id(one)),) if voucher else ()
        number = len(self.encounters) + 1
        date = DateSlot(value=day, basis="words") if day else None
        both = (self.id(one), self.id(other))
        self.encounters.append(
            Encounter(
                id=f"e{number}", participants=both, date=date, place=slot,
                tellings=(Telling(span=span, vouched_by=vouched, confidence=0.75),),
            )
        )  # fmt: skip
        self.events.append(
            Event(
                id=f"v{len(self.events) + 1}", of=f"e{number}", type="CONSULT", actor=both,
                date=date, tellings=(Telling(span=span),),
            )
        )  # fmt: skip
        self.put(".\n")

    def act(
        self, one: int, other: int, verb: str, what: str, type: EventType, day: str | None
    ) -> None:
        """«Somebody expelled 20 diplomats of somebody»: an event that codes nothing else."""
        self.name(one)
        span = self.put(f" {verb}")
        self.put(f" {what} of ")
        self.name(other)
        self.put(".\n")
        self.events.append(
            Event(
                id=f"v{len(self.events) + 1}",
                type=type,
                actor=(self.id(one),),
                recipient=(self.id(other),),
                date=DateSlot(value=day, basis="words") if day else None,
                tellings=(Telling(span=Span.of(self.text, span.start + 1, span.end)),),
            )
        )

    def agree(self, one: int, other: int, name: str, change: ChangeLabel, day: str) -> None:
        """«Somebody suspended the Border Accord»; the statements so far are about it."""
        first = self.name(one)
        self.put(f" turned to the other side, {change} the ")
        named = self.put(name)
        span = Span.of(self.text, first.start, named.end)
        made = Change(
            id="g1-1", change=change, by=(self.id(one),), date=DateSlot(value=day, basis="words"),
            tellings=(Telling(span=span),),
        )  # fmt: skip
        self.agreements.append(
            Agreement(
                id="g1", name=name, kind="accord", parties=(self.id(one), self.id(other)),
                mentions=(Mention(named),), changes=(made,),
            )
        )  # fmt: skip
        self.statements = [replace(one, about=("g1",)) for one in self.statements]
        self.put(".\n")

    def hold(self, person: int, holder: int, step: StepLabel, day: str) -> None:
        """«Somebody was arrested»: a case."""
        first = self.name(person)
        last = self.put(f" was {step}")
        span = Span.of(self.text, first.start, last.end)
        made = Step(
            id="c1-1", step=step, date=DateSlot(value=day, basis="words"),
            tellings=(Telling(span=span),),
        )  # fmt: skip
        self.cases.append(
            Case(
                id="c1", person=self.id(person), held_by=self.id(holder),
                mentions=(Mention(first),), steps=(made,),
            )
        )  # fmt: skip
        self.put(".\n")

    def reading(self, head: Head) -> Reading:
        """The finished reading."""
        report = Report(
            id=report_id(self.text, url=head.url),
            text_sha256=text_sha256(self.text),
            kind="article",
            source=f"{head.number}.txt",
            title=head.title,
            url=head.url,
            outlet=head.outlet,
            copy_of=head.copy_of,
            published=Published(head.published, "given"),
            text=self.text,
        )
        return with_keys(
            Reading(
                made=Made(version="0.1.0"),
                report=report,
                actors=tuple(self._actor(who, spans) for who, spans in self.mentions.items()),
                statements=tuple(self.statements),
                encounters=tuple(self.encounters),
                agreements=tuple(self.agreements),
                cases=tuple(self.cases),
                events=tuple(self.events),
            )
        )

    def _actor(self, who: int, spans: list[Span]) -> Actor:
        one = self.people[who]
        return Actor(
            id=self.id(who),
            name=one.name,
            kind=one.kind,
            office=one.office,
            represents=one.state,
            sector="GOV" if one.state else None,
            identifiers={"iso3166": one.state} if one.kind == "state" and one.state else {},
            mentions=tuple(Mention(span, "name") for span in spans),
        )
