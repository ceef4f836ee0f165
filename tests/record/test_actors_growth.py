"""What a new node costs does not grow with the record: blocks single out, components stay small."""

import random
from collections import defaultdict
from functools import cache
from itertools import combinations

import pytest
from deciding import components

from onrecord.facts import Actor
from onrecord.record.identity.actors.blocking import blocks
from onrecord.record.identity.actors.comparing import likeness
from onrecord.record.identity.actors.names import parsed
from onrecord.record.identity.actors.sketching import Sketch
from onrecord.record.identity.sketches import sketch
from onrecord.tables import rows
from onrecord.tables.states import states

OFFICES = [None, None, "president", "foreign minister", "minister", "general", "ambassador"]


@cache
def crowd(people: int) -> tuple[Sketch, ...]:
    """The sketches of that many people of frequent names, each told ten times in several ways."""
    chance = random.Random(11)
    names = defaultdict(list)
    for row in rows("frequent_names"):
        names[row["kind"]].append(row["name"])
    codes = sorted(states())
    found = set()
    for _ in range(people):
        given, middle, family = (chance.choice(names[k]) for k in ("given", "given", "family"))
        code = codes[min(int(chance.paretovariate(0.7)) - 1, len(codes) - 1)]
        office = chance.choice(OFFICES)
        forms = [f"{given} {family}", family, f"{given[0]}. {family}", f"{given} {middle} {family}"]
        for _ in range(10):
            actor = Actor(
                id="a",
                kind="person",
                name=chance.choice(forms),
                office=chance.choice((office, None)),
                represents=chance.choice((code, code, None)),
            )
            found.add(sketch(actor, 2022))
    return tuple(sorted((one for one in found if one.sort == "person"), key=repr))


def met(told: tuple[Sketch, ...], where) -> tuple[float, list[tuple[int, int]]]:
    """How many others each is compared with, and who is tied."""
    blocked = defaultdict(list)
    for at, one in enumerate(told):
        for block in where(one):
            blocked[block].append(at)
    pairs = {pair for inside in blocked.values() for pair in combinations(inside, 2)}
    tied = [p for p in pairs if sum(likeness(told[p[0]], told[p[1]]).values()) > 0]
    return len(pairs) / len(told), tied


def assert_flat(where) -> None:
    few, many = met(crowd(300), where)[0], met(crowd(1200), where)[0]
    assert many < 8
    assert many < 2.5 * few


def test_four_times_the_people_are_hardly_more_to_compare():
    assert_flat(blocks)


def test_looking_for_a_surname_alone_is_caught():
    with pytest.raises(AssertionError):
        assert_flat(lambda one: {parsed(one.name).words[-1]})


def test_components_of_frequent_names_stay_small():
    told = crowd(1200)
    found = components(range(len(told)), met(told, blocks)[1])
    assert max(map(len, found)) < 40
