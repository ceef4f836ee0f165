"""Cases by a surname alone: whose it is, where a component has the full name; and whose not."""

from collections.abc import Callable, Mapping
from itertools import combinations

from deciding import grouped
from told_tables import case

from onrecord.facts import Reading
from onrecord.record.identity.cases import CaseProfile, Cases
from onrecord.record.identity.cases.completing import reread

ROOM = Cases()


def held(person: str, told: str = "2026-03-10", **more: str) -> Reading:
    row = {"person": person, "told": told, "words": "", "held_by": "iceland", "charge": "",
           "steps": ""}  # fmt: skip
    return case(row | more, f"{person}/{told}/{more}")


def together(*readings: Reading) -> int:
    return len(grouped(ROOM, readings))


FIRST = [
    held("Ottilie Varn", steps="arrested:2026-03-02", charge="espionage"),
    held("Ottilie Varn", "2026-03-12", steps="charged:2026-03-11", charge="espionage"),
    held("Ottilie Varn", "2026-03-15", steps="moved:2026-02", charge="espionage"),
    held("Otylie Varen", "2026-03-13", steps="arrested:2026-03-03"),
]
AFTER = [
    held("Varn", "2026-04-02", charge="espionage", steps="moved:2026-04-01"),
    held("Varen", "2026-05-30", charge="smuggling", steps="moved:2026-05-29"),
]


def test_a_surname_alone_is_that_of_whoever_has_it_whole() -> None:
    assert together(*FIRST, *AFTER) == 1


def test_not_where_two_have_it() -> None:
    other = held("Bertil Varn", "2026-03-20", charge="espionage", steps="arrested:2026-03-19")
    assert together(*FIRST, other) == 2
    found = grouped(ROOM, [*FIRST, other, *AFTER])
    keys = {key for one in (*FIRST, other) for key, _ in ROOM.profiles(one)}
    assert max(len(keys & set(thing)) for thing in found) <= len(FIRST)


def test_nor_of_a_name_that_many_have() -> None:
    assert together(held("Peter Smith", steps="arrested:2026-03-02"),
                    held("Smith", "2026-05-30", held_by="norway")) == 2  # fmt: skip


Reread = Callable[[Mapping[int, CaseProfile], Mapping[tuple[int, int], float]], object]


def all_tied(reread: Reread) -> bool:
    """Whether all accounts of the one person are tied, each to each."""
    every = {profile for one in (*FIRST, *AFTER) for _, profile in ROOM.profiles(one)}
    made = dict(enumerate(sorted(every, key=repr)))
    points = {
        (a, b): sum(ROOM.evidence(made[a], made[b]).values()) for a, b in combinations(made, 2)
    }
    return all(value > 0 for value in dict(reread(made, points)).values())  # type: ignore[call-overload]


def test_a_room_that_reads_surnames_as_they_are_is_seen() -> None:
    assert all_tied(reread)
    assert not all_tied(lambda profiles, points: points)
