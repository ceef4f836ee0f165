"""Very many reports of one thing: what makes a record slow if anything does."""

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from benchmarks.record.page import Head, Page, Someone
from benchmarks.record.world import OUTLETS, ROOTS
from onrecord.facts import Reading

_DAY = date(2023, 3, 2)
_PEOPLE = {
    0: Someone("United States", "state", "US"),
    1: Someone("Russia", "state", "RU"),
    2: Someone("Antony Blinken", "person", "US", "Secretary of State"),
    3: Someone("Sergei Lavrov", "person", "RU", "foreign minister"),
    4: Someone("Ned Price", "person", "US", "spokesman"),
}
_CALLED = (
    Someone("Antony Blinken", "person", "US", "Secretary of State"),
    Someone("Antony Blinken", "person", "US"),
    Someone("Blinken", "person", "US"),
    Someone("Antony J. Blinken", "person", "US", "Secretary of State"),
    Someone("Secretary Blinken", "person"),
    Someone("Antony Blinken", "person"),
)
_SENTENCE = (
    "we will not accept any change of the border that is made by force and we will go on helping "
    "those who defend their villages their harvest and their children for as long as it takes"
).split()
_VERBS = ("expelled", "ordered out", "threw out", "sent home", "declared unwanted")


def _event(page: Page, chance: random.Random, at: int) -> None:
    day = chance.choice([None, _DAY.isoformat()])
    verb, what = chance.choice(_VERBS), chance.choice(["20 diplomats", "20 envoys", "diplomats"])
    page.act(1, 0, verb, what, "SANCTION", day)


def _meeting(page: Page, chance: random.Random, at: int) -> None:
    one, other = chance.choice([(2, 3), (0, 3), (2, 1), (0, 1)])
    day = chance.choice([None, _DAY.isoformat(), _DAY.isoformat(), "2023-03"])
    page.meet(one, other, day, chance.choice([None, "New Delhi"]))


def _quotation(page: Page, chance: random.Random, at: int) -> None:
    start = chance.randrange(0, len(_SENTENCE) - 8)
    words = _SENTENCE[start : start + chance.randint(8, len(_SENTENCE))]
    page.say(2, 3, " ".join(words), (_DAY + timedelta(days=at % 2)).isoformat())


def _actor(page: Page, chance: random.Random, at: int) -> None:
    page.people = {**_PEOPLE, 2: chance.choice(_CALLED)}
    page.say(2, 3, _nonsense(chance, 14), (_DAY + timedelta(days=at % 365)).isoformat())


def _pair(page: Page, chance: random.Random, at: int) -> None:
    day = (_DAY + timedelta(days=chance.randrange(365))).isoformat()
    page.meet(0, 1, chance.choice([None, day]), None)
    page.act(1, 0, chance.choice(_VERBS), "diplomats", "SANCTION", chance.choice([None, day]))


HOT: Mapping[str, tuple[Callable[[Page, random.Random, int], None], int]] = {
    "one event": (_event, 3),
    "one meeting": (_meeting, 3),
    "one quotation": (_quotation, 2),
    "one actor": (_actor, 365),
    "two states over a year": (_pair, 365),
}
"""What reports may all tell of: how a page tells it, and the days over which they come out."""


def readings(of: str, count: int, seed: int = 1) -> Iterator[Reading]:
    """So many reports that all tell of one thing, each in its own words."""
    tell, days = HOT[of]
    chance = random.Random(f"{of} {seed}")
    for number in range(count):
        page = Page(_PEOPLE)
        page.put(_nonsense(chance, 30) + ".\n")
        tell(page, chance, number)
        page.put(_nonsense(chance, 40) + ".\n")
        told = _DAY + timedelta(days=number % days)
        outlet = OUTLETS[number % len(OUTLETS)]
        url = f"https://{of.replace(' ', '-')}.example/{number}"
        yield page.reading(Head(number, url, outlet, told.isoformat(), f"{of} {number}"))


def _nonsense(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(ROOTS) + chance.choice(ROOTS) for _ in range(count))
