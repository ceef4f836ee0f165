"""Meetings told aside: behind a comma, in a relative clause, by who comes back, by denying them."""

import pytest
from staged import official, stage, state

from onrecord.facts import Actor, Encounter
from onrecord.reading.encounters import encounters

CAST = {
    "Corvo": official("Corvo", "NO"),
    "Dahl": official("Dahl", "IS"),
    "Quill": official("Quill", "FO"),
    "Norway": state("NO", "Norway"),
    "Iceland": state("IS", "Iceland"),
    "consul": Actor(id="consul", name="Una Berg", kind="person", office="consul"),
    "prisoner": Actor(id="prisoner", name="Leif Holm", kind="person"),
    "people": Actor(id="people", name="people", kind="group"),
}


def met(marked: str) -> tuple[Encounter, ...]:
    staged = stage("The harbour was quiet that week. " + marked + "\n", CAST)
    return encounters(staged.scene, staged.times, staged.cast, ())


@pytest.mark.parametrize(
    ("marked", "format_"),
    [
        # The other side behind when and where.
        ("[Ana Corvo] is to meet on Monday, in Oslo, with [Erik Dahl].", "meeting"),
        ("[Ana Corvo] met on Monday, in Oslo, with [Erik Dahl] for an hour.", "meeting"),
        # A relative that opens the clause.
        ("Nobody asked [Erik Dahl], with whom [Ana Corvo] will confer on Monday.", "talks"),
        ("It was [Erik Dahl] with whom [Ana Corvo] met in Oslo on Monday.", "meeting"),
        # Who held it, behind the noun.
        ("The talks which [Ana Corvo] and [Erik Dahl] held on Monday were long.", "talks"),
        ("A telephone conversation [Ana Corvo] and [Erik Dahl] had on Monday was leaked.", "call"),
        # What is done with by then.
        ("[Ana Corvo] had finished talking on the telephone with [Erik Dahl].", "call"),
        ("[Ana Corvo] kept talking to [Erik Dahl] for an hour.", "talks"),
        # Time spent over something.
        ("[Ana Corvo] and [Erik Dahl] spent an hour over tea on the wreck.", "meeting"),
        ("[Ana Corvo] and [Erik Dahl] spent two hours behind closed doors.", "meeting"),
        # What was passed on in a call.
        ("[Ana Corvo] conveyed the facts to [Erik Dahl], in a telephone call on Monday.", "call"),
        # Whose state stands behind the name.
        ("[Ana Corvo] of [Norway] and [Erik Dahl] of [Iceland] met in Oslo.", "meeting"),
    ],
)
def test_the_two_met_told_aside(marked: str, format_: str) -> None:
    (found,) = met(marked)
    assert set(found.participants) == {"Corvo", "Dahl"}
    assert found.format == format_


def test_mediators_of_states_and_bodies() -> None:
    (found,) = met(
        "[Una|Quill] met mediators [Ana Corvo] of [Norway] and [Erik Dahl] of [Iceland]."
    )
    assert set(found.participants) == {"Quill", "Corvo", "Dahl"}


@pytest.mark.parametrize(
    "marked",
    [
        # What is spoken of goes to somebody.
        "[Ana Corvo] spoke of a complaint to [Iceland].",
        "[Ana Corvo] spoke of sending a note to [Erik Dahl].",
        # Called as a witness.
        "He was not much help to the [people] who had called [Erik Dahl].",
        # Nothing told before that is denied.
        "There was no meeting, and [Ana Corvo] went home.",
        # Whoever flies home visits nobody.
        "[Ana Corvo] flew back to Oslo on Monday.",
        "[Ana Corvo] and [Erik Dahl] spent two hours in traffic.",
        "[Ana Corvo] and [Erik Dahl] spent two years over the wreck.",
        # Who looks on behind the comma has not been met.
        "[Ana Corvo] and others met in Oslo, with [Iceland] unwilling to pay.",
        "[Ana Corvo] met the deadline on Monday, with [Erik Dahl] late.",
    ],
)
def test_nobody_met(marked: str) -> None:
    found = [e for e in met(marked) if len(e.participants) > 1]
    assert found == []


@pytest.mark.parametrize(
    "marked",
    [
        "[Ana Corvo] returned to the capital on Friday from an official visit to Iceland.",
        "[Ana Corvo] flew home on Friday from a two-day visit to Iceland.",
        "[Ana Corvo] cut short a visit to Iceland.",
    ],
)
def test_who_comes_back_was_there(marked: str) -> None:
    (found,) = met(marked)
    assert (found.format, found.modality) == ("visit", "actual")
    assert found.participants[0] == "Corvo"
    assert found.place is not None
    assert found.place.name == "Iceland"


def test_another_meeting_is_not_by_telephone() -> None:
    (found, *_) = met("[Ana Corvo] met [Erik Dahl] in Oslo and then, by telephone, [Una|Quill].")
    assert found.format == "meeting"


def test_a_prisoner_and_a_consul_are_no_ministers() -> None:
    found = met(
        "[Leif Holm|prisoner] met [Una Berg|consul] on Monday. The two ministers met in Oslo."
    )
    assert [set(e.participants) for e in found] == [{"prisoner", "consul"}]


def test_the_ministers_are_those_who_may_be() -> None:
    found = met(
        "[Ana Corvo] met [Erik Dahl] on Monday. [Leif Holm|prisoner] saw [Una Berg|consul] on "
        "Tuesday. The ministers are to meet again in Oslo in June."
    )
    assert set(found[-1].participants) == {"Corvo", "Dahl"}


def test_what_is_denied_was_told_before() -> None:
    (found,) = met("[Ana Corvo] met [Erik Dahl] on Monday. “There was no meeting,” said an aide.")
    assert len(found.tellings) == 2


def test_a_place_that_nobody_knows_is_another_place() -> None:
    (found,) = met(
        "[Ana Corvo] met [Erik Dahl] in Oslo. Nobody spoke of the meeting in Quillhaven."
    )
    assert len(found.tellings) == 1


@pytest.mark.parametrize(
    ("day", "value"),
    [("Tuesday", "2026-03-10"), ("Friday", "2026-03-13"), ("Saturday", "2026-03-14")],
)
def test_a_plan_given_up_is_of_the_nearer_day(day: str, value: str) -> None:
    (found,) = met(f"[Ana Corvo] was to have met [Erik Dahl] on {day}.")
    assert found.date is not None
    assert found.date.value == value


def test_only_the_number_of_a_meeting_is_said() -> None:
    found = met(
        "[Ana Corvo] and [Erik Dahl] sat down on Monday. It was [their|Corvo+Dahl] second meeting; "
        "the first, in Oslo in January, had failed."
    )
    assert {e.place.name for e in found if e.place} == {"Oslo"}
    assert all(set(e.participants) == {"Corvo", "Dahl"} for e in found)


@pytest.mark.parametrize(
    "told",
    [
        "It was the third truce to fail. The first, in 2019, held for a year.",
        "Three deals were signed. A fourth, on fish, was dropped in Oslo.",
        "The second, a trawler, sank in May.",
    ],
)
def test_the_number_of_something_else(told: str) -> None:
    found = met("[Ana Corvo] and [Erik Dahl] held a meeting on Monday. " + told)
    assert len(found) == 1


@pytest.mark.parametrize(
    ("marked", "modality"),
    [
        ("It came days before [Ana Corvo] and [Erik Dahl] are due to meet in Oslo.", "planned"),
        ("It came days before [Ana Corvo] and [Erik Dahl] meet in Oslo in June.", "planned"),
        ("No day was set before [Ana Corvo] and [Erik Dahl] meet.", "possible"),
    ],
)
def test_told_by_the_way_as_settled(marked: str, modality: str) -> None:
    (found,) = met(marked)
    assert found.modality == modality


def test_a_round_is_of_the_two_states_that_the_report_is_of() -> None:
    told = "[Norway] waits. [Iceland] waits. " * 3
    (found,) = met(told + "The first round, held on Monday in Oslo, was short.")
    assert set(found.participants) == {"Norway", "Iceland"}
    assert met(told + "Fish talks were long. The round was short.") == ()


def test_whose_daughter_sees_her() -> None:
    found = met("Her daughter told [Iceland], after being allowed to see [her|Quill] on Monday.")
    assert all("Iceland" not in e.participants for e in found)
