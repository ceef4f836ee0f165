"""Every kind of question, asked of a record many times: names and days as the reports have them."""

import argparse
import random
from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import accumulate

import onrecord
from benchmarks.record.measured import Took, spread, timed
from benchmarks.record.world import PLACES, START, STATES, TOPICS, person
from onrecord.errors import NotInRecord
from onrecord.question import Asked, Question
from onrecord.store.asking.opened import Record

_LIMIT = 20
_TOLD = 100  # accounts of one thing that `onrecord show` reads
Ask = Callable[["Asking"], object]


class Asking:
    """A record, and what may be asked of it."""

    def __init__(self, record: Record, days: int, seed: int) -> None:
        self.record = record
        self.days = max(1, days)
        self.chance = random.Random(seed)
        self.weights = list(accumulate(1 / (rank + 1) for rank in range(2000)))
        self.ids: dict[str, list[str]] = {}
        for kind in ("statements", "encounters", "agreements", "cases", "events", "actors"):
            found = getattr(record, kind)(limit=200)
            self.ids[kind] = [one.id for one in found]

    def who(self) -> str:
        """Somebody's name, those who are met often more often."""
        return person(self.chance.choices(range(2000), cum_weights=self.weights)[0]).name

    def day(self) -> str:
        """A day within those told of."""
        return (START + timedelta(days=self.chance.randrange(self.days))).isoformat()

    def id(self, kind: str) -> str:
        """The id of a thing."""
        return self.chance.choice(self.ids[kind])

    def any_id(self) -> str:
        """The id of a thing of any kind."""
        return self.id(self.chance.choice([kind for kind, ids in self.ids.items() if ids]))

    def listed(self, kind: str, **filters: object) -> list[object]:
        """The first things of an answer; nothing where a name is not known."""
        try:
            return list(getattr(self.record, kind)(limit=_LIMIT, **filters))
        except NotInRecord:
            return []

    def part(self, asked: Asked, **given: str) -> object:
        """One part of an answer, as a page shows it; nothing where a name is not known."""
        try:
            return self.record.part(Question.of(asked, {"limit": str(_LIMIT), **given}))
        except NotInRecord:
            return None


def _states(one: Asking) -> tuple[str, str]:
    first, second = one.chance.sample(STATES, 2)
    return first, second


QUESTIONS: Mapping[str, Ask] = {
    "statements": lambda o: o.listed("statements"),
    "statements --by NAME": lambda o: o.listed("statements", by=o.who()),
    "statements --by STATE --about NAME": lambda o: o.listed(
        "statements", by=o.chance.choice(STATES), about=o.who()
    ),
    "statements --by --act": lambda o: o.listed("statements", by=o.who(), act="warn"),
    "statements --text WORDS": lambda o: o.listed("statements", text=o.chance.choice(TOPICS)),
    "statements --as-of": lambda o: o.listed("statements", by=o.who(), as_of=o.day()),
    "encounters --between STATES": lambda o: o.listed("encounters", between=_states(o)),
    "encounters --place": lambda o: o.listed("encounters", place=o.chance.choice(PLACES)),
    "encounters --min-sources": lambda o: o.listed("encounters", min_sources=2, by=o.who()),
    "encounters --as-of": lambda o: o.listed("encounters", by=o.who(), as_of=o.day()),
    "agreements": lambda o: o.listed("agreements"),
    "agreements --by STATE": lambda o: o.listed("agreements", by=o.chance.choice(STATES)),
    "cases --by STATE": lambda o: o.listed("cases", by=o.chance.choice(STATES)),
    "events --type --since": lambda o: o.listed("events", type="SANCTION", since=o.day()),
    "events --by --to": lambda o: o.listed(
        "events", **dict(zip(("by", "to"), _states(o), strict=True))
    ),
    "actors --by": lambda o: o.listed("actors", by=o.who()),
    "timeline": lambda o: o.listed("timeline", since=o.day()),
    "timeline --about STATE": lambda o: o.listed("timeline", about=o.chance.choice(STATES)),
    "disputes": lambda o: o.part("disputes"),
    "disputes --about": lambda o: o.part("disputes", about=o.who()),
    "search WORD": lambda o: list(o.record.search(o.chance.choice(TOPICS), limit=_LIMIT)),
    'search "PHRASE"': lambda o: list(o.record.search(f'"{o.who()} met"', limit=_LIMIT)),
    "status": lambda o: o.record.status(o.id("agreements")),
    "status --at --as-of": lambda o: o.record.status(o.id("agreements"), at=o.day()),
    "show": lambda o: o.record.show(o.any_id(), most=_TOLD),
    "why": lambda o: o.record.why(o.any_id()),
}
"""What is asked, by what it is called in the table."""


def asked(
    where: str, days: int, times: int, seed: int = 1, most: float = 4.0
) -> dict[str, tuple[float, float, int]]:
    """(p50, p95, how many) in milliseconds, by the clock, of each kind of question."""
    found = measured(where, days, times, seed, most)
    return {name: spread([one.seconds for one in took]) for name, took in found.items()}


def measured(
    where: str, days: int, times: int, seed: int = 1, most: float = 4.0
) -> dict[str, list[Took]]:
    """What each question of each kind took.

    Each is asked ``times`` times, or for ``most`` seconds; the first is not counted.
    """
    found = {}
    with onrecord.open(where) as record:
        asking = Asking(record, days, seed)
        for name, ask in QUESTIONS.items():
            took: list[Took] = []
            while len(took) <= times and sum(one.seconds for one in took) < most:
                with timed() as one:
                    ask(asking)
                took.append(one)
            found[name] = took[1:] or took
    return found


def main() -> None:
    """Asks a record that the benchmark made; nothing is written. Two minutes at most."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.record.asking", description=main.__doc__
    )
    parser.add_argument("record", metavar="PLACE")
    parser.add_argument("--times", type=int, default=30, metavar="N", help="default: 30")
    options = parser.parse_args()
    with onrecord.open(options.record) as record:
        days = record.count("search") // 24  # some five reports a story, four stories a day
    print(f"{'ms, p50 and p95':<40} {'by the clock':>18} {'of a processor':>18}")
    for name, took in measured(options.record, days, options.times).items():
        clock, cpu = spread([one.seconds for one in took]), spread([one.cpu for one in took])
        print(f"{name:<40} {clock[0]:9.1f} {clock[1]:8.1f} {cpu[0]:9.1f} {cpu[1]:8.1f}")


if __name__ == "__main__":
    main()
