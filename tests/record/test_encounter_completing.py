"""Participants told better elsewhere: name in one report, office in the next, both in a third."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from deciding import grouped
from encounter_tables import Story, reading, stories

from onrecord.record.identity.encounters import Encounters, completing
from onrecord.record.identity.encounters.completing import completed
from onrecord.record.identity.encounters.plurals import taken_apart
from onrecord.record.identity.encounters.profile import EncounterProfile
from onrecord.record.identity.encounters.words import of_before
from onrecord.record.identity.sketches import Sketch

ROOM = Encounters()
[HANDOVER] = stories("handover.tsv")
ROW = {
    "published": "2031-03-11",
    "who": "",
    "format": "meeting",
    "modality": "actual",
    "date": "",
    "basis": "",
    "place": "",
    "occasion": "",
    "sentence": "They met.",
}


def right(story: Story) -> bool:
    """Whether the encounters of a story are those of its last column."""
    wanted: dict[str, list[str]] = {}
    for key, name in story.gold.items():
        wanted.setdefault(name, []).append(key)
    return grouped(ROOM, story.readings) == sorted(sorted(keys) for keys in wanted.values())


def told(*rows: Mapping[str, str]) -> list[tuple[Sketch, ...]]:
    """The participants of some reports of one encounter each, read by one another."""
    made = [reading(f"s/{at}", [{**ROW, **row}]) for at, row in enumerate(rows)]
    profiles = dict(enumerate(profile for one in made for _, profile in ROOM.profiles(one)))
    return [one.participants for one in completed(profiles).values()]


Completing = Callable[[Mapping[int, EncounterProfile]], dict[int, EncounterProfile]]


def in_their_time(completing: Completing) -> bool:
    """Whether each has the office at that meeting at which he or she had it, and no other."""
    told = [profile for one in HANDOVER.readings for _, profile in ROOM.profiles(one)]
    gold = [HANDOVER.gold[one.encounters[0].key] for one in HANDOVER.readings]
    ministers = {
        (name, who.name)
        for name, one in zip(gold, completing(dict(enumerate(told))).values(), strict=True)
        for who in one.participants
        if who.office == "minister:foreign" and who.state == "FI"
    }
    return ministers == {("a", "ilka sarnemo"), ("b", "petra torvinen")}


def test_an_office_that_changes_hands() -> None:
    """Two meetings of the ministers, one of her who was minister, a dinner with a namesake."""
    assert right(HANDOVER)
    assert in_their_time(completed)


def _not_at_all(profiles: Mapping[int, EncounterProfile]) -> dict[int, EncounterProfile]:
    return dict(profiles)


def _for_good(profiles: Mapping[int, EncounterProfile]) -> dict[int, EncounterProfile]:
    """Planted: who held an office once holds it whenever."""
    people = [who for one in profiles.values() for who in one.participants]
    offices = {who.name: who for who in people if who.sort == "person" and who.office and who.state}
    return {
        name: replace(one, participants=tuple(offices.get(w.name, w) for w in one.participants))
        for name, one in completed(profiles).items()
    }


def test_other_ways_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not in_their_time(_not_at_all)
    assert not in_their_time(_for_good)
    monkeypatch.setattr(completing, "completed", _not_at_all)
    assert not right(HANDOVER)


def test_state_and_office_come_from_whoever_tells_them() -> None:
    alone = {"who": "sarnemo0|brekkesen0", "date": "2031-03-10"}
    assert told(alone, {"who": "sarnemo|brekkesen", "date": "2031-03-10"})[0] == tuple(
        Sketch("person", name, state, "minister:foreign", "public")
        for name, state in (("haldor brekkesen", "NO"), ("ilka sarnemo", "FI"))
    )


def test_a_surname_alone_is_the_one_that_bears_it() -> None:
    alone = {"who": "fifm|brekkesen1", "date": "2031-03-10"}
    known = {"who": "sarnemo|brekkesen", "date": "2031-03-10"}
    names = [who.name for who in told(alone, known)[0]]
    assert names == ["haldor brekkesen", "ilka sarnemo"]


def test_not_where_two_bear_it() -> None:
    alone = {"who": "fifm|brekkesen1", "date": "2031-03-10"}
    two = {"who": "sarnemo|brekkesen", "date": "2031-03-10"}, {"who": "fifm|nina"}
    assert "haldor brekkesen" not in {who.name for who in told(alone, *two)[0]}


def test_no_office_from_a_time_long_gone() -> None:
    alone = {"who": "sarnemo0|brekkesen0", "date": "2031-03-10"}
    years_ago = {"who": "sarnemo|brekkesen", "date": "2027-03-10"}
    assert {who.office for who in told(alone, years_ago)[0]} == {""}
    assert {who.state for who in told(alone, years_ago)[0]} == {"FI", "NO"}


def test_two_without_a_day_are_not_apart_where_a_third_has_it() -> None:
    """A plan of weeks before and a look back have the meeting itself in common."""
    who = {"who": "sarnemo|brekkesen"}
    plan = {**who, "published": "2031-02-20", "modality": "planned"}
    held = {**who, "published": "2031-03-10", "date": "2031-03-10"}
    made = [reading(f"s/{at}", [{**ROW, **row}]) for at, row in enumerate((plan, held, who))]
    assert len(grouped(ROOM, made)) == 1
    ahead, after = (profile for one in (made[0], made[2]) for _, profile in ROOM.profiles(one))
    assert sum(ROOM.evidence(ahead, after).values()) < -1


def test_the_two_ministers_are_those_of_the_two_states() -> None:
    two = (Sketch("described", "two foreign ministers"),)
    offices = taken_apart(two, ("FI", "NO"))
    assert [(one.state, one.office) for one in offices] == [
        ("FI", "minister:foreign"),
        ("NO", "minister:foreign"),
    ]
    assert taken_apart(two, ("FI",)) == two
    people = (Sketch("described", "diplomats"),)
    assert taken_apart(people, ("FI", "NO")) == people


def test_named_beside_the_word_they_are_nobody_else() -> None:
    named = (Sketch("person", "ilka sarnemo", "FI"), Sketch("person", "haldor brekkesen", "NO"))
    several = (Sketch("described", "foreign ministers of the two states"), *named)
    assert taken_apart(several, ("FI", "NO")) == named


def test_a_call_told_the_day_after_is_one() -> None:
    row = {"who": "sarnemo|brekkesen", "format": "call"}
    made = [reading(f"s/{day}", [{**ROW, **row, "published": f"2031-03-{day}"}])
            for day in ("11", "12")]  # fmt: skip
    assert len(grouped(ROOM, made)) == 1
    late = reading("s/14", [{**ROW, **row, "published": "2031-03-14"}])
    assert len(grouped(ROOM, [made[0], late])) == 2


def test_no_two_of_one_meeting_are_one_person() -> None:
    """A report that gives a minister the wrong state makes nobody meet herself."""
    day = {"date": "2031-03-10"}
    right, wrong = {"who": "sarnemo|nofm", **day}, {"who": "sarnemo9|brekkesen1", **day}
    (both, *_) = told({"who": "fifm|nofm", **day}, right, wrong)
    assert {(who.sort, who.state) for who in both} == {("office", "FI"), ("office", "NO")}


def test_the_first_of_several_is_of_before() -> None:
    assert of_before(["They met for three hours; the first, in Muscat, had produced nothing."])
    assert not of_before(["They met for the first time, in Muscat, on Thursday."])
