"""Events: which accounts become one, by what they code or by their own words."""

from dataclasses import replace
from itertools import combinations

import pytest
from deciding import grouped
from encounter_tables import reading
from event_tables import event_reading

from onrecord.facts import Event, with_keys
from onrecord.record.identity.deciding import evidence_met
from onrecord.record.identity.encounters import Encounters
from onrecord.record.identity.events import Events
from onrecord.record.identity.events.words import RAREST, rarity, turn
from onrecord.record.identity.stems import stem

ROOM = Events()
BASE = {
    "published": "2031-03-07",
    "type": "ASSAULT",
    "actor": "ru",
    "recipient": "ua",
    "of": "",
    "date": "2031-03-06",
    "place": "",
    "counts": "",
    "tells": "attack",
    "sentence": "A drone attack on the grain port of Chornomorsk killed three dockers on Thursday.",
}
SIGNED = {
    **BASE,
    "type": "AGREE",
    "of": "agreement",
    "recipient": "",
    "tells": "signed",
    "sentence": "Russia signed the Loja accord on Thursday.",
}


def together(one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether accounts of two reports become one event."""
    readings = [event_reading("s/a", [one]), event_reading("s/b", [other])]
    return len(grouped(ROOM, readings)) == 1


SHELLED = "Shelling of the grain port of Chornomorsk with drones killed four dockers, Kyiv said."
OTHER_TOWN = "A missile attack on a school in Zhovti Vody wounded two teachers on Friday."


@pytest.mark.parametrize(
    ("other", "one_event"),
    [
        ({"counts": "killed:3"}, True),
        ({"sentence": SHELLED, "tells": "Shelling"}, True),
        ({"sentence": OTHER_TOWN, "date": "2031-03-14"}, False),
        ({"date": "2031-03-20"}, False),
        ({"type": "PROTEST"}, False),
    ],
)
def test_events_by_their_own_words(other: dict[str, str], one_event: bool) -> None:
    assert together(BASE, {**BASE, **other}) == one_event


@pytest.mark.parametrize(
    ("other", "one_event"),
    [
        ({"sentence": "The accord of Loja was signed by Russia."}, True),
        ({"change": "ratified"}, False),
        ({"name": "Black Sea grain deal"}, False),
        ({"date": "2031-05-20"}, False),
        ({"date": "", "sentence": "Moscow signed the accord in haste."}, True),
    ],
)
def test_events_that_code_a_change(other: dict[str, str], one_event: bool) -> None:
    assert together(SIGNED, {**SIGNED, **other}) == one_event


ROW = {
    "published": "2031-03-07",
    "who": "hale|velikov",
    "format": "meeting",
    "modality": "actual",
    "date": "2031-03-06",
    "basis": "",
    "place": "",
    "occasion": "",
    "sentence": "Hale met Velikov.",
}


def test_events_are_one_where_their_encounters_are() -> None:
    rows = [ROW, {**ROW, "who": "us|ru", "format": "talks"}, {**ROW, "date": "2031-04-06"}]
    readings = []
    for number, row in enumerate(rows):
        made = reading(f"s/{number}", [row])
        met = made.encounters[0]
        coded = Event(id="v1", of=met.id, type="CONSULT", tellings=met.tellings)
        readings.append(with_keys(replace(made, events=(coded,))))
    report = {k: n for n, one in enumerate(readings) for k, _ in ROOM.profiles(one)}
    of = {k: n for n, one in enumerate(readings) for k, _ in Encounters().profiles(one)}
    events = sorted(sorted(report[k] for k in one) for one in grouped(ROOM, readings))
    assert events == sorted(sorted(of[k] for k in one) for one in grouped(Encounters(), readings))
    assert events == [[0, 1], [2]]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("a mortar attack on his compound", "attack"),
        ("at least 214 people had died", "die"),
        ("an ambush near San José", "ambush"),
        ("", ""),
    ],
)
def test_the_word_that_tells(told: str, found: str) -> None:
    assert turn(told) == stem(found)


def test_two_that_are_known_to_share_a_block_have_the_same_evidence() -> None:
    told = [
        BASE,
        {**BASE, "counts": "killed:3"},
        {**BASE, "sentence": SHELLED, "tells": "Shelling"},
        {**BASE, "sentence": OTHER_TOWN, "date": "2031-03-14"},
        SIGNED,
        {**SIGNED, "date": "2031-03-07"},
    ]
    readings = [event_reading(f"s/{at}", [row]) for at, row in enumerate(told)]
    profiles = [profile for one in readings for _, profile in ROOM.profiles(one)]
    meeting = [p for p in combinations(profiles, 2) if ROOM.blocks(p[0]) & ROOM.blocks(p[1])]
    assert len(meeting) > 3
    for one, other in meeting:
        assert list(evidence_met(ROOM, one, other).items()) == [*ROOM.evidence(one, other).items()]


def test_small_words_are_not_rare() -> None:
    words = ["to", "police", "howitzer"]
    assert sorted(words, key=lambda word: rarity(stem(word))) == words
    assert rarity("chornomorsk") == RAREST
