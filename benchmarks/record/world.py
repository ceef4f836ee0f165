"""Made-up readings for measuring a record: seeded, of any number, like a stream of news.

Stories go on for some reports each, told by several outlets; actors are met by Zipf's law, so that
a few are in nearly every report. A report has 10 statements, some 11 actors, 2 encounters, 3
events, every other one an agreement, every third a case, and about 400 words. One in nine is a wire
copy of one before, one in fourteen another version of one. The words are nonsense among common
English ones: some that any report may have, by Zipf's law, and those of the report's story.
"""

import random
import sys
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate, islice

from benchmarks.record.page import Head, Page, Someone
from onrecord.facts import Reading, encode
from onrecord.tables.states import states
from onrecord.vocabulary import Act, ChangeLabel, EventType, StepLabel

STATES = "US RU CN FR DE GB UA IR IL TR IN JP BR ZA EG SA PK KR PL IT ES CA MX AU NG KE".split()
GIVEN = "Ada Boris Carla Dmitri Elena Farid Greta Hugo Ines Jonas Karim Lena Marek Nora".split()
ROOTS = "vel tor mar kin sol bra den gor hal lis nev pol rud sten tar vik zan mor fel dra".split()
TOPICS = "talks border grain prisoners sanctions missiles ceasefire embassy trade visas".split()
PLACES = "Geneva Vienna Ankara Doha Cairo Oslo Astana Muscat Helsinki Jakarta".split()
CUES: tuple[tuple[str, Act], ...] = (
    ("said", "say"), ("warned", "warn"), ("demanded", "demand"), ("denied", "deny"),
)  # fmt: skip
DEEDS: tuple[tuple[str, str, EventType], ...] = (
    ("expelled", "diplomats", "SANCTION"), ("blacklisted", "a bank", "SANCTION"),
    ("banned", "imports", "SANCTION"), ("froze", "accounts", "SANCTION"),
    ("accused", "agents", "ACCUSE"), ("blamed", "the navy", "ACCUSE"),
    ("condemned", "the raid", "ACCUSE"), ("shelled", "a depot", "ASSAULT"),
    ("bombed", "an airfield", "ASSAULT"), ("sank", "a trawler", "ASSAULT"),
    ("aided", "the farmers", "AID"), ("lent", "a billion", "AID"),
    ("detained", "a sailor", "COERCE"), ("raided", "an office", "COERCE"),
    ("threatened", "the ports", "THREATEN"), ("withdrew", "troops", "RETREAT"),
)  # fmt: skip
CHANGES: tuple[ChangeLabel, ...] = ("signed", "ratified", "suspended", "resumed", "extended")
STEPS: tuple[StepLabel, ...] = ("arrested", "charged", "convicted", "released")
COMMON = (
    "the of and to in that is was for on with as by at from it be are this which had have not but "
    "they were their or an been would will its has after about more than who also other there when "
    "could some into people between new government said year over two against before first under "
    "state time because while during most only where what so years all country world last minister"
).split()
OUTLETS = tuple(f"The {name} {kind}" for name in PLACES for kind in ("Courier", "Herald"))
WIRE = "The Example Wire"
START = date(2012, 1, 1)
_RARE, _OWN = 6000, 24  # words that any report may have; those of one story
_GOING = 20  # stories that go on at a time
_STORIES_A_DAY = 4


@dataclass(frozen=True, slots=True)
class Story:
    """What some reports tell of: who, what, when."""

    number: int
    cast: tuple[int, ...]
    topic: str
    place: str
    day: date
    words: tuple[str, ...]
    said: tuple[tuple[int, str], ...]
    deed: tuple[str, str, EventType]


class World:
    """Everybody there is, and how the words of a report are made."""

    def __init__(self, seed: int = 1, actors: int = 40_000, a_story: int = 5) -> None:
        self._random = random.Random(seed)
        self._a_story = a_story
        self._actors = actors
        self._weights = _zipf(actors)
        self._rare = [_word(self._random) for _ in range(_RARE)]
        self._often = _zipf(_RARE)

    def readings(self, count: int) -> Iterator[Reading]:
        """So many readings; the reports of the stories that are going on come mixed."""
        going: list[tuple[Story, int]] = []
        lately: deque[tuple[Page, Head]] = deque(maxlen=40)
        stories = 0
        for number in range(count):
            while len(going) < _GOING:
                going.append((self._story(stories), self._random.randint(1, 2 * self._a_story - 1)))
                stories += 1
            at = self._random.randrange(len(going))
            story, left = going[at]
            if lately and number % 9 == 8:
                page, head = self._random.choice(lately)
                yield page.reading(_copy(head, number))
                continue
            if lately and number % 14 == 13:
                page, head = self._random.choice(lately)
                yield self._updated(page, head, number)
                continue
            page, head = self._page(story, number)
            lately.append((page, head))
            yield page.reading(head)
            going[at] = story, left - 1
            if left == 1:
                del going[at]

    def _who(self) -> int:
        return self._random.choices(range(self._actors), cum_weights=self._weights)[0]

    def words(self, count: int, story: Sequence[str]) -> str:
        """So many words: common ones, some that any report may have, some of the story."""
        draw = self._random.choices
        common, rare = (
            draw(COMMON, k=count // 2),
            draw(self._rare, cum_weights=self._often, k=count),
        )
        made = common + rare[: count // 4] + draw(story, k=count - count // 2 - count // 4)
        self._random.shuffle(made)
        return " ".join(made)

    def _story(self, number: int) -> Story:
        cast: dict[int, None] = {}
        while len(cast) < 14:
            cast[self._who()] = None
        members = tuple(cast)
        pick = self._random.choice
        own = tuple(_word(self._random) for _ in range(_OWN))
        return Story(
            number,
            members,
            pick(TOPICS),
            pick(PLACES),
            START + timedelta(days=number // _STORIES_A_DAY),
            own,
            tuple((pick(members), self.words(16, own)) for _ in range(14)),
            pick(DEEDS),
        )

    def _page(self, story: Story, number: int) -> tuple[Page, Head]:
        pick = self._random.choice
        page = Page(People())
        told = (story.day + timedelta(days=number % 3)).isoformat()
        own = [(pick(story.cast), self.words(16, story.words)) for _ in range(3)]
        for speaker, words in self._random.sample(story.said, 7) + own:
            other = pick([one for one in story.cast if one != speaker])
            page.say(speaker, other, words, told, pick(CUES))
        page.meet(story.cast[0], story.cast[1], story.day.isoformat(), story.place)
        later = (story.day + timedelta(days=1)).isoformat()
        page.meet(story.cast[2], story.cast[3], later, story.place, voucher=True)
        page.act(story.cast[0], story.cast[2], *story.deed, pick([None, story.day.isoformat()]))
        if number % 2 == 0:
            name = f"{story.topic.title()} Accord of {story.number // 40}"
            page.agree(story.cast[0], story.cast[1], name, pick(CHANGES), story.day.isoformat())
        if number % 3 == 0:
            page.hold(story.cast[4], story.cast[0], pick(STEPS), story.day.isoformat())
        page.put(self.words(120, story.words) + ".\n")
        outlet = OUTLETS[number % len(OUTLETS)]
        url = f"https://news.example/{number}"
        return page, Head(number, url, outlet, told, f"{story.topic.title()} {number}")

    def _updated(self, page: Page, head: Head, number: int) -> Reading:
        """The same report with a line more, a day later: another version."""
        longer = Page(page.people)
        for name in page.__dict__:
            held = getattr(page, name)
            setattr(longer, name, held.copy() if isinstance(held, list | dict) else held)
        longer.put(f"Updated: {self.words(12, COMMON)}.\n")
        day = (date.fromisoformat(head.published) + timedelta(days=1)).isoformat()
        return longer.reading(replace(head, number=number, published=day))


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(ROOTS, k=3))


def _zipf(count: int) -> list[float]:
    """Weights for so many, added up: the tenth is met a tenth as often as the first."""
    return list(accumulate(1 / (rank + 1) for rank in range(count)))


def _copy(head: Head, number: int) -> Head:
    return replace(
        head,
        number=number,
        url=f"https://copies.example/{number}",
        outlet=OUTLETS[number % len(OUTLETS)],
        copy_of=WIRE,
    )


class People(Mapping[int, Someone]):
    """Everybody by number: the first are states, the others act for one."""

    def __getitem__(self, number: int) -> Someone:
        return person(number)

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self)))

    def __len__(self) -> int:
        return 1 << 40


@lru_cache(maxsize=65536)
def person(number: int) -> Someone:
    """Who somebody is, by number alone."""
    if number < len(STATES):
        return Someone(states()[STATES[number]].name, "state", STATES[number])
    draw = random.Random(number)
    name = f"{draw.choice(GIVEN)} {draw.choice(ROOTS)}{draw.choice(ROOTS)}{draw.choice(ROOTS)}"
    return Someone(name.title(), "person", STATES[number % len(STATES)])


def main() -> None:
    """Writes readings, one a line: how many there are, the seed, how many are left out before."""
    count, seed, done = (int(one) for one in sys.argv[1:])
    for reading in islice(World(seed).readings(count), done, None):
        sys.stdout.buffer.write(encode(reading) + b"\n")


if __name__ == "__main__":
    main()
