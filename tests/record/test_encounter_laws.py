"""Laws of the identity of encounters and of events, each shown to fail on a planted fault."""

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest
from deciding import components, grouped, tied
from encounter_tables import reading
from event_tables import event_reading
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from onrecord.facts import Reading
from onrecord.record.identity.encounters import Encounters
from onrecord.record.identity.events import Events
from onrecord.record.identity.protocol import Evidence, Identity, named

PEOPLE = ["hale", "velikov", "velikov1", "velikov2", "rufm", "us", "ru", "rudel", "liu", "renwick"]
DAYS = ["2031-03-06", "2031-03-07", "2031-03-13", "2031-03", "2031-W10", "2031", ""]
PLACES = ["Vienna/AT/2761369", "Austria/AT/2782113", "Oslo/NO/3143244", ""]
SENTENCES = [
    "They met.",
    "The first round of talks was held.",
    "When they last met they talked of grain.",
    "A second round on prisoners is planned.",
]
ROWS = st.fixed_dictionaries(
    {
        "published": st.sampled_from(["2031-03-05", "2031-03-07", "2031-04-02", ""]),
        "who": st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True).map("|".join),
        "format": st.sampled_from(["meeting", "call", "talks", "visit", "summit"]),
        "modality": st.sampled_from(["actual", "planned", "failed", "asked"]),
        "date": st.sampled_from(DAYS),
        "basis": st.sampled_from(["", "carried"]),
        "place": st.sampled_from(PLACES),
        "occasion": st.sampled_from(["", "G20 summit"]),
        "sentence": st.sampled_from(SENTENCES),
    }
)
EVENT_ROWS = st.fixed_dictionaries(
    {
        "published": st.sampled_from(["2031-03-05", "2031-03-07", "2031-04-02", ""]),
        "type": st.sampled_from(["ASSAULT", "SANCTION"]),
        "actor": st.sampled_from(["", "ru", "rudel"]),
        "recipient": st.sampled_from(["", "ua", "uadel"]),
        "of": st.sampled_from(["", "statement", "agreement"]),
        "date": st.sampled_from(DAYS),
        "place": st.sampled_from(PLACES),
        "counts": st.sampled_from(["", "killed:3", "killed:4"]),
        "tells": st.sampled_from(["attack", "shelled", "an attack on the port"]),
        "sentence": st.sampled_from(
            ["The attack on the port of Odesa shelled the docks.", "Drones: an attack on the port."]
        ),
    }
)
ROOMS = {
    "encounters": (Encounters(), ROWS, reading),
    "events": (Events(), EVENT_ROWS, event_reading),
}
Law = Callable[[Identity, list[Reading]], None]
SLOW = [HealthCheck.too_slow]


def _profiles(room: Identity, readings: list[Reading]) -> list[object]:
    return [profile for one in readings for _, profile in room.profiles(one)]


def symmetric(room: Identity, readings: list[Reading]) -> None:
    for one, other in combinations(_profiles(room, readings), 2):
        assert room.evidence(one, other) == room.evidence(other, one)


def sought(room: Identity, readings: list[Reading]) -> None:
    """Who is tied shares a block."""
    for one, other in combinations(_profiles(room, readings), 2):
        if sum(room.evidence(one, other).values()) > 0:
            assert room.blocks(one) & room.blocks(other)


def alone(room: Identity, readings: list[Reading]) -> None:
    """Profiles and what they say do not depend on what else has been read."""
    together = _profiles(room, readings)
    apart = [profile for one in readings for profile in _profiles(room, [one])]
    assert together == apart


def in_any_order(room: Identity, readings: list[Reading]) -> None:
    """The same accounts make the same things, in whatever order they come."""
    shuffled = list(readings)
    random.Random(len(readings)).shuffle(shuffled)
    assert grouped(room, shuffled) == grouped(room, readings)


def told_apart(room: Identity, readings: list[Reading]) -> None:
    """Accounts of one reading have profiles of their own."""
    for one in readings:
        profiles = _profiles(room, [one])
        assert len(set(profiles)) == len(profiles)


def in_components(room: Identity, readings: list[Reading]) -> None:
    """A component left alone is decided as among all others."""
    whole = grouped(room, readings)
    profiles, of = {}, {}
    for one in readings:
        for _, profile in room.profiles(one):
            name = named(room.kind, profile)
            profiles[name] = profile
            of.setdefault(name, []).append(one)
    for component in components(profiles, tied(room, profiles)):
        inside = {id(one): one for name in component for one in of[name]}
        keys = {
            key
            for one in inside.values()
            for key, profile in room.profiles(one)
            if named(room.kind, profile) in component
        }
        found = [one for one in grouped(room, list(inside.values())) if keys.issuperset(one)]
        assert [one for one in whole if keys.issuperset(one)] == found


LAWS: list[Law] = [symmetric, sought, alone, in_any_order, told_apart, in_components]


def check(law: Law, name: str, room: Identity, examples: int, phases: tuple = tuple(Phase)) -> None:
    _, rows, made = ROOMS[name]

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=phases,
        suppress_health_check=SLOW,
    )
    @given(st.lists(st.lists(rows, min_size=1, max_size=2), min_size=1, max_size=5))
    def holds(reports: list[list[dict[str, str]]]) -> None:
        law(room, [made(f"s/{number}", told) for number, told in enumerate(reports)])

    holds()


@pytest.mark.parametrize("name", ROOMS)
@pytest.mark.parametrize("law", LAWS)
def test_law(law: Law, name: str) -> None:
    check(law, name, ROOMS[name][0], 60)


class OneSided(Encounters):
    """Planted: the first account's format counts, not both."""

    def evidence(self, one: object, other: object) -> Evidence:
        return {**super().evidence(one, other), "format": float(one.format == "call")}


class Unsought(Encounters):
    """Planted: accounts are looked for by the date as it is written."""

    def blocks(self, profile: object) -> frozenset[str]:
        return frozenset({f"{profile.date}:{len(profile.participants)}"})


class Counting(Encounters):
    """Planted: the number of accounts read so far is part of a profile."""

    def __init__(self) -> None:
        self.read = 0

    def profiles(self, reading: Reading) -> object:
        for key, profile in super().profiles(reading):
            self.read += 1
            yield key, replace(profile, count=self.read)


class LastRead(Encounters):
    """Planted: what was read last is like nothing."""

    last: object = None

    def profiles(self, reading: Reading) -> object:
        for key, profile in super().profiles(reading):
            self.last = profile
            yield key, profile

    def evidence(self, one: object, other: object) -> Evidence:
        late = self.last in (one, other)
        return {"late": -9.0} if late else super().evidence(one, other)


class Blurred(Encounters):
    """Planted: two that one reading tells may have one profile."""

    def profiles(self, reading: Reading) -> object:
        return ((key, replace(p, ordinal=0)) for key, p in super().profiles(reading))


@pytest.mark.parametrize(
    ("law", "room"),
    [
        (symmetric, OneSided()),
        (sought, Unsought()),
        (alone, Counting()),
        (in_any_order, LastRead()),
        (told_apart, Blurred()),
    ],
)
def test_law_sees_a_planted_fault(law: Law, room: Identity) -> None:
    with pytest.raises(AssertionError):
        check(law, "encounters", room, 400, (Phase.generate,))
