"""Meetings told in other words: whoever leaves one, calls paid, contact, quotation marks, trips."""

import pytest
from staged import official, stage, state

from onrecord.facts import Actor, Encounter
from onrecord.reading.encounters import encounters

CAST = {
    "Corvo": official("Corvo", "NO"),
    "Dahl": official("Dahl", "IS"),
    "Norway": state("NO", "Norway"),
    "Iceland": state("IS", "Iceland"),
    "Nor": Actor(id="Nor", name="minister of Norway", kind="office", represents="NO"),
    "Ice": Actor(id="Ice", name="minister of Iceland", kind="office", represents="IS"),
    "council": Actor(id="council", name="council", kind="government_body", represents="NO"),
}


def met(marked: str) -> tuple[Encounter, ...]:
    staged = stage("The harbour was quiet that week. " + marked + "\n", CAST)
    return encounters(staged.scene, staged.times, staged.cast, ())


@pytest.mark.parametrize(
    ("marked", "format_"),
    [
        # Whoever comes out of a meeting took part in it.
        (
            "[Ana Corvo] and [Erik Dahl] emerged late on Monday from a meeting at the post.",
            "meeting",
        ),
        ("[Ana Corvo] walked out of talks with [Erik Dahl] on Monday.", "talks"),
        ("[Ana Corvo] came out of a two-hour meeting with [Erik Dahl] smiling.", "meeting"),
        ("[Ana Corvo] stormed out of a lunch with [Erik Dahl].", "meeting"),
        # Time spent together.
        ("[Ana Corvo] and [Erik Dahl] spent an hour and a half together on Monday.", "meeting"),
        ("[Ana Corvo] and [Erik Dahl] spent 40 minutes discussing the wreck.", "meeting"),
        # Each other.
        ("[Ana Corvo] and [Erik Dahl] saw each other on 1 May.", "meeting"),
        ("[Ana Corvo] and [Erik Dahl] are to see one another in Oslo.", "meeting"),
        # By telephone, whatever it was about.
        ("[Ana Corvo] and [Erik Dahl] spoke about the wreck by telephone.", "call"),
        ("[Ana Corvo] and [Erik Dahl] clarified the last details by telephone.", "call"),
        # Somebody whom only the name behind the comma makes known.
        ("[Ana Corvo] met an officer of the fleet, [Erik Dahl], in a teahouse.", "meeting"),
        # Calls paid.
        ("[Ana Corvo] paid a courtesy call on [Erik Dahl].", "meeting"),
        ("[Ana Corvo] is to pay a courtesy call on [Erik Dahl].", "meeting"),
        # Company in which somebody is found.
        ("[Ana Corvo] was photographed lunching with [Erik Dahl].", "meeting"),
        ("[Ana Corvo] was seen chatting with [Erik Dahl].", "talks"),
        ("[Ana Corvo] had a shouting match with [Erik Dahl].", "meeting"),
        # Words in quotation marks.
        ("[Ana Corvo] had “a brotherly conversation” with [Erik Dahl].", "talks"),
        ('[Ana Corvo] held "very frank" talks with [Erik Dahl] on Monday.', "talks"),
        ("[Ana Corvo] held a “productive” meeting with [Erik Dahl] in Oslo.", "meeting"),
        # What somebody goes somewhere for.
        ("[Ana Corvo] continued on to Oslo for a meeting with [Erik Dahl].", "meeting"),
        ("[Ana Corvo] slipped into Oslo for two days of talks with [Erik Dahl].", "visit"),
        # Several who do something at it.
        ("At the talks, held at a hotel, [Ana Corvo] and [Erik Dahl] set a date.", "talks"),
        ("During the meeting in Oslo, [Ana Corvo] and [Erik Dahl] exchanged maps.", "meeting"),
        ("[Ana Corvo] has been in touch with [Erik Dahl].", "talks"),
    ],
)
def test_the_two_met_however_it_is_told(marked: str, format_: str) -> None:
    (found,) = met(marked)
    assert set(found.participants) == {"Corvo", "Dahl"}
    assert found.format == format_


@pytest.mark.parametrize(
    "marked",
    [
        "[Norway] and [Iceland] have been in contact.",
        "The two sides, [Norway] and [Iceland], have been in negotiation since 2018.",
        "[Ana Corvo] praised the meeting [she|Corvo] hosted between [Norway] and [Iceland].",
        "At the meeting, [Norway] and [Iceland] agreed to share the catch.",
    ],
)
def test_the_two_states_met(marked: str) -> None:
    (found,) = met(marked)
    assert set(found.participants) == {"Norway", "Iceland"}


@pytest.mark.parametrize(
    ("marked", "visitor"),
    [
        ("[Ana Corvo] floated the idea on a trip to Oslo in 2001.", "Corvo"),
        ("[Ana Corvo] fell ill on a visit to Oslo.", "Corvo"),
        (
            "It was lent during the visit of the then Vice President of [Iceland] to Oslo.",
            "Iceland",
        ),
        ("[Ana Corvo] concluded the working visit to the Republic of Poland.", "Corvo"),
        ("[Ana Corvo] visited the crew on Monday.", "Corvo"),
    ],
)
def test_the_visitor_is_found(marked: str, visitor: str) -> None:
    (found,) = met(marked)
    assert (found.format, found.participants[0]) == ("visit", visitor)


@pytest.mark.parametrize(
    "marked",
    [
        "[Ana Corvo] and [Erik Dahl] spent two years together at the bank.",
        "[Ana Corvo] and [Erik Dahl] see each other as rivals.",
        "[Ana Corvo] and [Erik Dahl] saw each other’s notes.",
        "[Ana Corvo] and [Erik Dahl] spoke about the wreck.",
        "[Ana Corvo] came from a family of fishermen.",
        "Did [Ana Corvo] raise the wreck with [Erik Dahl]?",
        "Have you been in touch with [the council]?",
        "“Talks with [Iceland] are over,” said [Ana Corvo].",
        "In the meeting on Monday, [Ana Corvo] said that the boats would sail.",
        "The match between [Norway] and [Iceland] was a meeting of equals.",
        "[Ana Corvo] had a “frank” look at the books.",
        "The idea of a trip to Oslo was dear to [Ana Corvo].",
    ],
)
def test_no_meeting_is_made_of_it(marked: str) -> None:
    assert met(marked) == ()


@pytest.mark.parametrize(
    ("marked", "modality"),
    [
        # Short forms: ’ll, ’d for «had», ’s for «has», n’t.
        ("[Ana Corvo] said [she|Corvo]’ll meet [Erik Dahl] on Monday.", "planned"),
        ("[Ana Corvo] said [she|Corvo]’d met [Erik Dahl] on Monday.", "actual"),
        ("[Ana Corvo] said [she|Corvo]’d meet [Erik Dahl] on Monday.", "planned"),
        ("[Ana Corvo] said [she|Corvo]'s met [Erik Dahl] on Monday.", "actual"),
        ("[Ana Corvo] won’t meet [Erik Dahl].", "denied"),
        ("[Ana Corvo] hasn't met [Erik Dahl] since May.", "denied"),
        # To let somebody do it is to ask for it, unless it was let.
        ("Let [her|Corvo] phone [Erik Dahl].", "asked"),
        ("[Norway] asked [Iceland] to let [the council] visit the prisoner.", "asked"),
        ("The guards let [the council] visit the prisoner on Monday.", "actual"),
        ("[The council|council] could visit the prisoner within days.", "possible"),
        # Days of coming, the next summit's host, a minister whom the cast lacks.
        ("[Ana Corvo] will come to Oslo on May 2.", "planned"),
        ("[Ana Corvo] came to Oslo on Monday.", "actual"),
        ("[Norway] will host the next summit in 2028.", "planned"),
        ("[Ana Corvo] spoke by phone on Monday with Foreign Minister al-Rawahi.", "actual"),
        ("[Ana Corvo] and [Erik Dahl] went over the bill.", "actual"),
        ("[Ana Corvo] and [Erik Dahl] may meet. They will meet soon.", "planned"),
    ],
)
def test_how_it_stands(marked: str, modality: str) -> None:
    (found,) = met(marked)
    assert found.modality == modality


@pytest.mark.parametrize(
    "marked",
    [
        "[Ana Corvo] came to Oslo as a child.",
        "[Ana Corvo] came to Oslo in 1990.",
        "[Norway] will host the next round of exhibitions.",
        "[Ana Corvo] and [Mia Berg] discussed the weather.",
        "[Ana Corvo] clarified the last details by telephone.",
    ],
)
def test_nothing_of_note_is_told(marked: str) -> None:
    assert met(marked) == ()


@pytest.mark.parametrize(
    "marked",
    [
        "[The two states’ ministers|Nor+Ice], [Ana Corvo] and [Erik Dahl], met in Oslo.",
        "[Mia Berg] met [the two states’ ministers|Nor+Ice], [Ana Corvo] and [Erik Dahl].",
    ],
)
def test_the_offices_of_those_named_behind_are_theirs(marked: str) -> None:
    (found,) = met(marked)
    assert set(found.participants) - {"Berg"} == {"Corvo", "Dahl"}


def test_a_prisoner_whom_nobody_names_meets_somebody_of_note() -> None:
    (found,) = met("The accused met [Erik Dahl] in Alat on Monday.")
    assert found.participants == ("Dahl",)


def test_one_more_whom_somebody_saw() -> None:
    first, second = met("[Ana Corvo] met [Mia Berg] and saw [Secretary-General Erik Dahl|Dahl].")
    assert (first.participants, second.participants) == (("Corvo", "Berg"), ("Corvo", "Dahl"))


@pytest.mark.parametrize(
    ("marked", "count"),
    [
        ("[Ana Corvo] and [Erik Dahl] discussed trade in a phone call on Monday.", 1),
        (
            "[Ana Corvo] and [Erik Dahl] stressed calm during a telephone conversation.",
            1,
        ),
        ("[Ana Corvo] and [Erik Dahl] were arrested at a meeting of farmers.", 0),
    ],
)
def test_two_who_do_something_in_a_call_are_those_who_speak(marked: str, count: int) -> None:
    assert len(met(marked)) == count
