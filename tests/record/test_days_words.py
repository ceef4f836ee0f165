"""Days that dates may mean, sentences around tellings, stems, and words that tell encounters."""

from datetime import date

import pytest

from onrecord.record.identity.days import Days, days
from onrecord.record.identity.encounters.words import count, occasion_words, of_before, stems
from onrecord.record.identity.sentences import sentences
from onrecord.record.identity.stems import stem
from onrecord.text import Span


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2031-03-06", "2031-03-06", "2031-03-06"),
        ("2031-03-06T18:30", "2031-03-06", "2031-03-06"),
        ("2031-W10", "2031-03-03", "2031-03-09"),
        ("2031-W10-WE", "2031-03-08", "2031-03-09"),
        ("2031-02", "2031-02-01", "2031-02-28"),
        ("2032", "2032-01-01", "2032-12-31"),
        ("2031-Q4", "2031-10-01", "2031-12-31"),
        ("2031-H1", "2031-01-01", "2031-06-30"),
        ("2031-WI", "2031-12-01", "2032-02-29"),
        ("2031-03-06/2031-03-08", "2031-03-06", "2031-03-08"),
    ],
)
def test_days(value: str, first: str, last: str) -> None:
    ends = (date.fromisoformat(end).toordinal() for end in (first, last))
    assert days(value) == Days(*ends)


@pytest.mark.parametrize(
    "value", [None, "", "FUTURE_REF", "203", "2031-13", "2031-02-30", "9999-12/", "2031-W60"]
)
def test_what_names_no_days(value: str | None) -> None:
    assert days(value) is None


def test_gaps() -> None:
    assert Days(10, 12).gap(Days(12, 20)) == 0
    assert Days(10, 12).gap(Days(15, 15)) == Days(15, 15).gap(Days(10, 12)) == 3


TEXT = "Talks began. Hale met Velikov in Vienna on Thursday. They parted.\n\nNothing followed."


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (["met"], ["Hale met Velikov in Vienna on Thursday."]),
        (["met", "Vienna"], ["Hale met Velikov in Vienna on Thursday."]),
        (["followed", "Talks"], ["Talks began.", "Nothing followed."]),
    ],
)
def test_sentences(told: list[str], found: list[str]) -> None:
    spans = [Span.of(TEXT, TEXT.index(w), TEXT.index(w) + len(w)) for w in told]
    assert list(sentences(TEXT, spans)) == found


@pytest.mark.parametrize(
    "forms",
    [
        ["arrest", "arrests", "arrested", "arresting"],
        ["charge", "charges", "charged", "charging"],
        ["stab", "stabs", "stabbed", "stabbing"],
        ["carry", "carries", "carried"],
        ["die", "dies", "died"],
        ["begin", "begins", "began", "begun"],
        ["kill", "kills", "killed", "killing", "killings"],
    ],
)
def test_forms_of_one_word_meet(forms: list[str]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("The third round of talks ended.", 3),
        ("Their second meeting in a week.", 0),
        ("The first day.", 0),
        ("The 2nd session of the commission.", 2),
    ],
)
def test_numbers_of_rounds(sentence: str, number: int) -> None:
    assert count([sentence]) == number


def test_looking_back() -> None:
    assert of_before(["When they last met, Liu walked out."])
    assert not of_before(["They met last week."])


def test_words_that_tell_which_encounter() -> None:
    told = ["The ministers met in Vienna to talk about grain corridors."]
    assert stems(told, most=2) == ("corridor", "grain")
    assert occasion_words("G20 foreign ministers' meeting") == ("g20",)
