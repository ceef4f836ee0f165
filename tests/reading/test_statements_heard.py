"""Statements that stand beside a clause, a list or a release, and whom they are said to."""

import pytest

from onrecord.facts import Reading, Statement, validate
from onrecord.reading import read_report
from onrecord.report import Published, Report, report_id, text_sha256

OPENING = (
    "Envoys part without a deal\n\n"
    "PRAGUE — Norwegian Foreign Minister Ingrid Halvorsen and Slovak Prime Minister Peter Kralik "
    "met in the Czech capital on Thursday.\n\n"
)
RELEASE = (
    "PRESS RELEASE\n\nChad: Free Jailed Reporters\n\n"
    "(Geneva, May 16, 2024) – Chad should release three jailed reporters at once, "
    "Open Doors International said today.\n\n"
)


def reading(text: str) -> Reading:
    report = Report(
        id=report_id(text),
        text_sha256=text_sha256(text),
        text=text,
        published=Published("2024-05-16", "given"),
    )
    made = read_report(report)
    assert validate(made) == []
    return made


def said(made: Reading, words: str) -> Statement:
    found = [s for s in made.statements if any(words in c.text for c in s.content)]
    assert found, f"no statement says {words!r}"
    return min(found, key=lambda s: sum(len(c.text) for c in s.content))


def named(made: Reading, ids: tuple[str, ...]) -> set[str]:
    return {a.name for a in made.actors if a.id in ids}


@pytest.mark.parametrize(
    ("sentence", "words", "speaker"),
    [
        ("The bridge had been closed since April, Halvorsen said on Friday.", "bridge", "Ingrid"),
        ("The bridge, according to Kralik, had been closed since April.", "closed", "Peter"),
        ("“Closed by whom?” shot back Halvorsen.", "Closed by whom", "Ingrid"),
        ("Norway turned the offer down.", "the offer", "Norway"),
        ("Slovakia wants a bigger share of the gas.", "a bigger share", "Slovakia"),
        ("Slovakia rejected it.", "it", "Slovakia"),
        ("Halvorsen raised the case with Kralik in Prague.", "the case", "Ingrid"),
    ],
)
def test_who_says_it(sentence: str, words: str, speaker: str) -> None:
    made = reading(OPENING + sentence + "\n")
    one = said(made, words)
    assert [n for n in named(made, one.speaker) if speaker in n]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nor has Slovakia ever confirmed the contacts.",
        "Norway recalled its ambassador for consultations.",
        "Slovakia never rejected the offer.",
    ],
)
def test_what_is_not_said_is_no_statement(sentence: str) -> None:
    made = reading(OPENING + sentence + "\n")
    start = made.report.text.index(sentence)
    assert [s for s in made.statements if s.content[0].start >= start] == []


def test_a_list_of_demands_is_a_demand_a_point() -> None:
    made = reading(
        RELEASE + "Open Doors International urges the Chadian authorities to:\n\n"
        "• Drop all charges against the three;\n• Let independent doctors examine them.\n"
    )
    points = [said(made, words) for words in ("Drop all charges", "independent doctors")]
    assert [c.text for s in points for c in s.content] == [
        "Drop all charges against the three",
        "Let independent doctors examine them",
    ]
    assert {s.cue[0].text for s in points} == {"urges"}


def test_a_release_vouches_for_what_it_tells() -> None:
    made = reading(
        RELEASE + "The three were seized on May 2 on their way home from a border town in the "
        "east of the country. A judge denied that they had been beaten.\n"
    )
    denial = said(made, "beaten")
    assert [named(made, (v.actor,)) for v in denial.vouched_by] == [{"Open Doors International"}]
    own = said(made, "release three")
    assert (own.mode, own.terms, own.vouched_by) == ("direct", "on_record", ())


def test_those_who_listen_go_on_listening_to_the_same_speaker() -> None:
    made = reading(
        OPENING + "Halvorsen told reporters that the talks would go on. “We are close,” she said. "
        "Kralik said that they were over.\n"
    )
    assert named(made, said(made, "We are close").addressees) == {"reporters"}
    assert said(made, "they were over").addressees == ()


def test_what_one_offers_in_a_call_is_offered_to_the_other() -> None:
    made = reading(
        OPENING + "Halvorsen telephoned Kralik on Friday. She offered to return to Prague.\n"
    )
    offer = said(made, "to return to Prague")
    assert named(made, offer.addressees) == {"Peter Kralik"}


def test_an_audience_is_whoever_is_told() -> None:
    made = reading(OPENING + "Halvorsen told a Senate panel that the talks would go on.\n")
    assert named(made, said(made, "would go on").addressees) == {"Senate panel"}


def test_words_of_the_sentence_before_are_not_according_to_whom_this_one_names() -> None:
    made = reading(
        OPENING + "The bridge was closed in April. According to Kralik, it will open in June.\n"
    )
    one = said(made, "open in June")
    assert all("closed" not in c.text for c in one.content)
