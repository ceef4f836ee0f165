"""Made-up readings for measuring a record: seeded, of any number, like a stream of news.

Stories go on for some reports each; actors are met by Zipf's law, so that a few are in nearly every
report. A report has some 10 statements, 11 actors, 2 encounters, an agreement, 2 events, and now
and then a case. The words are nonsense in an English shape; spans are true.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

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

_STATES = "US RU CN FR DE GB UA IR IL TR IN JP BR ZA EG SA PK KR PL IT ES CA MX AU NG KE".split()
_GIVEN = "Ada Boris Carla Dmitri Elena Farid Greta Hugo Ines Jonas Karim Lena Marek Nora".split()
_ROOTS = "vel tor mar kin sol bra den gor hal lis nev pol rud sten tar vik zan mor fel dra".split()
_TOPICS = "talks border grain prisoners sanctions missiles ceasefire embassy trade visas".split()
_PLACES = "Geneva Vienna Ankara Doha Cairo Oslo Astana Muscat Helsinki Jakarta".split()
_CUES = (("said", "say"), ("warned", "warn"), ("demanded", "demand"), ("denied", "deny"))
_OUTLETS = tuple(f"The {name} {kind}" for name in _PLACES for kind in ("Courier", "Herald"))
_START = date(2019, 1, 1)


@dataclass(frozen=True, slots=True)
class Story:
    """What some reports tell of: who, what, when."""

    number: int
    cast: tuple[int, ...]
    topic: str
    place: str
    day: date
    said: tuple[tuple[int, str], ...]


class World:
    """Everybody there is, and how the words of a report are made."""

    def __init__(self, seed: int = 1, actors: int = 40_000, a_story: int = 5) -> None:
        self._random = random.Random(seed)
        self._a_story = a_story
        self._actors = actors
        self._weights = list(accumulate(1 / (rank + 1) for rank in range(actors)))

    def readings(self, count: int) -> Iterator[Reading]:
        """So many readings; the reports of the stories that are going on come mixed."""
        going: list[tuple[Story, int]] = []
        stories = 0
        for number in range(count):
            while len(going) < 20:
                going.append((self._story(stories), self._random.randint(1, 2 * self._a_story - 1)))
                stories += 1
            at = self._random.randrange(len(going))
            story, left = going[at]
            yield self._reading(story, number)
            going[at] = story, left - 1
            if left == 1:
                del going[at]

    def _who(self) -> int:
        return self._random.choices(range(self._actors), cum_weights=self._weights)[0]

    def _words(self, count: int) -> str:
        pick = self._random.choice
        return " ".join(pick(_ROOTS) + pick(_ROOTS) for _ in range(count))

    def _story(self, number: int) -> Story:
        cast: dict[int, None] = {}
        while len(cast) < 14:
            cast[self._who()] = None
        members = tuple(cast)
        day = _START + timedelta(days=number // 8)
        said = tuple((self._random.choice(members), self._words(14)) for _ in range(14))
        pick = self._random.choice
        return Story(number, members, pick(_TOPICS), pick(_PLACES), day, said)

    def _reading(self, story: Story, number: int) -> Reading:
        page = _Page(story, number, self._random)
        own = [(self._random.choice(story.cast), self._words(14)) for _ in range(3)]
        for speaker, words in self._random.sample(story.said, 7) + own:
            page.say(speaker, words, self._words(6))
        page.meet(story.cast[0], story.cast[1], 0)
        page.meet(story.cast[2], story.cast[3], 1)
        page.agree(story.cast[0], story.cast[1])
        if number % 3 == 0:
            page.hold(story.cast[4], story.cast[0])
        page.fill(self._words(60))
        return page.reading()


def _name(actor: int) -> tuple[str, str, str]:
    """(name, kind, state) of an actor by its number: the first are states."""
    if actor < len(_STATES):
        return f"State of {_STATES[actor]}", "state", _STATES[actor]
    draw = random.Random(actor)
    name = f"{draw.choice(_GIVEN)} {draw.choice(_ROOTS)}{draw.choice(_ROOTS)}{draw.choice(_ROOTS)}"
    return name.title(), "person", _STATES[actor % len(_STATES)]


class _Page:
    """A report as it is written, with the facts in it."""

    def __init__(self, story: Story, number: int, chance: random.Random) -> None:
        self._story = story
        self._number = number
        self._chance = chance
        self._text = ""
        self._mentions: dict[int, list[Span]] = {}
        self._statements: list[Statement] = []
        self._encounters: list[Encounter] = []
        self._agreements: list[Agreement] = []
        self._cases: list[Case] = []
        self._events: list[Event] = []

    def say(self, speaker: int, words: str, around: str) -> None:
        cue, act = self._chance.choice(_CUES)
        other = self._chance.choice(self._story.cast)
        source = self._mention(speaker)
        self._put(f", {around},")
        told = self._put(f" {cue} ").start + 1
        self._put("“")
        content = self._put(words)
        self._put("” to ")
        self._mention(other)
        self._statements.append(
            Statement(
                id=f"s{len(self._statements) + 1}",
                speaker=(self._id(speaker),),
                addressees=(self._id(other),),
                mode="direct",
                act=act,  # type: ignore[arg-type]
                source=(source,),
                cue=(Span.of(self._text, told, told + len(cue)),),
                content=(content,),
                quoted=(content,),
                about=("g1",),
                date=DateSlot(value=self._day().isoformat(), basis="publication"),
                confidence=0.875,
            )
        )
        self._put(".\n")

    def meet(self, one: int, other: int, later: int) -> None:
        first = self._mention(one)
        self._put(" met ")
        last = self._mention(other)
        at = self._put(f" in {self._story.place}")
        span = Span.of(self._text, first.start, last.end)
        vouchers = (Voucher(actor=self._id(one)),) if later else ()
        day = self._story.day + timedelta(days=later)
        number = len(self._encounters) + 1
        self._encounters.append(
            Encounter(
                id=f"e{number}",
                participants=(self._id(one), self._id(other)),
                date=DateSlot(value=day.isoformat(), basis="words"),
                place=PlaceSlot(
                    name=self._story.place, span=Span.of(self._text, at.start + 4, at.end)
                ),
                tellings=(Telling(span=span, vouched_by=vouchers, confidence=0.75),),
            )
        )
        self._events.append(
            Event(
                id=f"v{number}",
                of=f"e{number}",
                type="CONSULT",
                actor=(self._id(one), self._id(other)),
                date=DateSlot(value=day.isoformat(), basis="words"),
                tellings=(Telling(span=span),),
            )
        )
        self._put(".\n")

    def agree(self, one: int, other: int) -> None:
        first = self._mention(one)
        self._put(" suspended the ")
        named = self._put(f"{self._story.topic.title()} Accord of {self._story.number // 40}")
        span = Span.of(self._text, first.start, named.end)
        change = Change(
            id="g1-1",
            change="suspended",
            by=(self._id(one),),
            date=DateSlot(value=self._story.day.isoformat(), basis="words"),
            tellings=(Telling(span=span),),
        )
        self._agreements.append(
            Agreement(
                id="g1",
                name=named.text,
                kind="accord",
                parties=(self._id(one), self._id(other)),
                mentions=(Mention(named),),
                changes=(change,),
            )
        )
        self._put(".\n")

    def hold(self, person: int, state: int) -> None:
        first = self._mention(person)
        last = self._put(" was arrested")
        span = Span.of(self._text, first.start, last.end)
        step = Step(
            id="c1-1",
            step="arrested",
            date=DateSlot(value=self._story.day.isoformat(), basis="words"),
            tellings=(Telling(span=span),),
        )
        self._cases.append(
            Case(
                id="c1",
                person=self._id(person),
                held_by=self._id(state),
                mentions=(Mention(first),),
                steps=(step,),
            )
        )
        self._put(".\n")

    def fill(self, words: str) -> None:
        self._put(words + ".\n")

    def reading(self) -> Reading:
        outlet = _OUTLETS[self._number % len(_OUTLETS)]
        url = f"https://news.example/{self._number}"
        report = Report(
            id=report_id(self._text, url=url),
            text_sha256=text_sha256(self._text),
            kind="article",
            source=f"{self._number}.txt",
            title=f"{self._story.topic.title()} {self._number}",
            url=url,
            outlet=outlet,
            published=Published(self._day().isoformat(), "given"),
            text=self._text,
        )
        return with_keys(
            Reading(
                made=Made(version="0.1.0"),
                report=report,
                actors=tuple(self._actor(actor, spans) for actor, spans in self._mentions.items()),
                statements=tuple(self._statements),
                encounters=tuple(self._encounters),
                agreements=tuple(self._agreements),
                cases=tuple(self._cases),
                events=tuple(self._events),
            )
        )

    def _actor(self, actor: int, spans: list[Span]) -> Actor:
        name, kind, state = _name(actor)
        return Actor(
            id=self._id(actor),
            name=name,
            kind=kind,  # type: ignore[arg-type]
            represents=state,
            sector="GOV",
            identifiers={"iso3166": state} if kind == "state" else {},
            mentions=tuple(Mention(span, "name") for span in spans),
        )

    def _day(self) -> date:
        return self._story.day + timedelta(days=self._number % 3)

    def _id(self, actor: int) -> str:
        self._mentions.setdefault(actor, [])
        return f"a{list(self._mentions).index(actor) + 1}"

    def _mention(self, actor: int) -> Span:
        span = self._put(_name(actor)[0])
        self._mentions.setdefault(actor, []).append(span)
        return span

    def _put(self, words: str) -> Span:
        start = len(self._text)
        self._text += words
        return Span(start, len(self._text), words)
