"""Who speaks with whose voice, where a report does not say for whom."""

import pytest
from told_tables import statement

from onrecord.record.identity.statements import StatementProfile, Statements
from onrecord.record.identity.statements.voices import voice

ROOM = Statements()
LONG = "“Not one trawler will leave these waters before the count of the herring is finished”"


def said(who: str, day: str = "03-10p", words: str = LONG) -> StatementProfile:
    made = statement({"who": who, "act": "say", "day": day, "words": words}, f"{who}/{day}/{words}")
    [(_, profile)] = ROOM.profiles(made)
    return profile


@pytest.mark.parametrize(
    ("one", "other", "as_one"),
    [
        ("spox0", "icelandminy", "voice"),  # her office is that ministry's
        ("spox0", "icelanddef", "unknown"),  # of another field: nothing says whose she is
        ("bystander", "icelandminy", "unknown"),  # may be its minister
        ("sculptor", "icelandminy", "other"),  # a sculptor is not
        ("eldjarn", "norwaymin", "other"),  # nor is another state's minister
        ("eldjarn1", "eldjarn", "voice"),  # a surname, a minister of no state that is told
        ("eldjarn1", "halvorsen", "other"),
    ],
)
def test_whose_voice(one: str, other: str, as_one: str) -> None:
    assert voice(said(one).speaker, said(other).speaker) == as_one
    assert voice(said(other).speaker, said(one).speaker) == as_one


def points(one: StatementProfile, other: StatementProfile) -> float:
    return sum(ROOM.evidence(one, other).values())


def test_the_spokeswomans_words_are_those_of_her_ministry() -> None:
    assert points(said("spox0"), said("icelandminy", "03-11p")) > 0


def test_one_long_quotation_is_one_whoever_is_taken_for_its_speaker() -> None:
    """One report has the wrong name: the words, of the same day, say that it is one."""
    assert "word for word" in ROOM.evidence(said("bystander"), said("halvorsen"))
    assert points(said("bystander"), said("halvorsen")) > 0


def test_not_of_two_who_speak_for_two_states() -> None:
    """They may well read out one text, each for a state of theirs."""
    assert points(said("eldjarn"), said("halvorsen")) < 0


def test_nor_days_later_nor_of_a_few_words() -> None:
    assert points(said("bystander"), said("halvorsen", "03-16p")) < 0
    few = "“The herring is finished”"
    assert points(said("bystander", words=few), said("halvorsen", words=few)) < 0
