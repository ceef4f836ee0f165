"""Events of PLOVER: what facts and plain verbs are coded as."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from staged import official, stage, state

from onrecord.facts import (
    Actor,
    Agreement,
    Case,
    Change,
    Encounter,
    Event,
    Statement,
    Step,
    Telling,
)  # fmt: skip
from onrecord.reading.events import events
from onrecord.reading.events.counts import votes
from onrecord.text import Span

BODY = "The harbour was quiet that week and few people were about in the streets of the town. "
CAST = {
    "Corvo": official("Corvo", "NO"),
    "Dahl": official("Dahl", "IS"),
    "Norway": state("NO", "Norway"),
    "Iceland": state("IS", "Iceland"),
    "Sandvik": Actor(id="Sandvik", name="Leif Sandvik", kind="person"),
    "gendarmes": Actor(id="gendarmes", name="gendarmes", kind="group", represents="NO"),
}
SPAN = Telling(span=Span(0, 3, "The"))


def of(
    marked: str = "",
    statements: tuple[Statement, ...] = (),
    encounters: tuple[Encounter, ...] = (),
    agreements: tuple[Agreement, ...] = (),
    cases: tuple[Case, ...] = (),
) -> tuple[Event, ...]:
    staged = stage(BODY + marked + "\n", CAST)
    return events(
        staged.scene, staged.times, staged.cast, statements, encounters, agreements, cases, {}
    )[1]


@pytest.mark.parametrize(
    ("format_", "people", "mode"),
    [
        ("visit", ("Corvo",), "visit"),
        ("call", ("Corvo", "Dahl"), "phone"),
        ("meeting", ("Corvo", "Dahl"), None),
    ],
)
def test_consult(format_: str, people: tuple[str, ...], mode: str | None) -> None:
    met = Encounter(
        id="e1", participants=people, format=format_, modality="planned", tellings=(SPAN,)  # type: ignore[arg-type]
    )  # fmt: skip
    (event,) = of(encounters=(met,))
    assert (event.id, event.of, event.type, event.mode) == ("v1", "e1", "CONSULT", mode)
    assert (event.actor, event.recipient, event.modality) == (people, (), "planned")
    assert event.contexts == (("diplomatic",) if len(people) > 1 else ())


@pytest.mark.parametrize(
    ("act", "type_"), [("urge", "REQUEST"), ("accuse", "ACCUSE"), ("threaten", "THREATEN")]
)
def test_statements(act: str, type_: str) -> None:
    said = Statement(
        id="s1", speaker=("Corvo",), targets=("Iceland",), mode="indirect", act=act,  # type: ignore[arg-type]
        cue=(Span(0, 3, "The"),),
    )  # fmt: skip
    (event,) = of(statements=(said,))
    assert (event.type, event.of) == (type_, "s1")
    assert (event.actor, event.recipient) == (("Corvo",), ("Iceland",))


def test_a_question_is_no_request_nor_is_saying() -> None:
    asked = Statement(
        id="s1", speaker=("Corvo",), addressees=("Dahl",), mode="indirect", act="ask",
        cue=(Span(0, 3, "The"),), content=(Span(4, 11, "whether it was so"),),
    )  # fmt: skip
    said = Statement(id="s2", speaker=("Corvo",), targets=("Dahl",), mode="indirect", act="say")
    assert of(statements=(asked, said)) == ()


def test_agreements_and_cases() -> None:
    pact = Agreement(
        id="g1", name="Northern Waters Accord", parties=("Norway", "Iceland"),
        changes=(
            Change(id="g1-1", change="signed", tellings=(SPAN,)),
            Change(id="g1-2", change="suspended", by=("Iceland",), tellings=(SPAN,)),
            Change(
                id="g1-3", change="resumed", modality="asked", by=("Iceland",), tellings=(SPAN,)
            ),
        ),
    )  # fmt: skip
    case = Case(
        id="c1", person="Sandvik", held_by="Iceland",
        steps=(
            Step(id="c1-1", step="arrested", tellings=(SPAN,)),
            Step(id="c1-2", step="released", modality="asked", tellings=(SPAN,)),
        ),
    )  # fmt: skip
    found = of(agreements=(pact,), cases=(case,))
    assert [(e.of, e.type, e.actor, e.recipient) for e in found] == [
        ("g1-1", "AGREE", ("Norway", "Iceland"), ()),
        ("g1-2", "SANCTION", ("Iceland",), ("Norway",)),
        ("c1-1", "COERCE", ("Iceland",), ("Sandvik",)),
    ]


@pytest.mark.parametrize(
    ("marked", "type_", "recipient", "count"),
    [
        ("[The gendarmes] fired on [Iceland] at dawn.", "ASSAULT", ("Iceland",), None),
        ("[Norway] expelled ten diplomats on Monday.", "SANCTION", (), ("expelled", 10, None)),
        ("[Norway] imposed new sanctions on [Iceland].", "SANCTION", ("Iceland",), None),
        (
            "[The gendarmes] killed at least 17 civilians.",
            "ASSAULT", (), ("killed", 17, "EQUAL_OR_MORE"),
        ),
        ("[Norway] deployed 5,000 troops to the border.", "MOBILIZE", (), ("troops", 5000, None)),
        ("[Norway] recalled its ambassador from [Iceland].", "SANCTION", ("Iceland",), None),
        ("[Norway] sent $50 million in food aid to [Iceland].", "AID", ("Iceland",),
         ("amount", 50_000_000, None)),
        ("[Norway] vetoed the resolution on Monday.", "REJECT", (), None),
        ("[Norway] seized two trawlers off the coast.", "COERCE", (), None),
        ("Nine people were killed in the shelling.", "ASSAULT", (), ("killed", 9, None)),
        ("The shelling left nine people dead.", "ASSAULT", (), ("killed", 9, None)),
        ("At least four sailors were injured in the attack.", "ASSAULT", (),
         ("injured", 4, "EQUAL_OR_MORE")),
        ("A drone strike killed nine soldiers.", "ASSAULT", (), ("killed", 9, None)),
    ],
)  # fmt: skip
def test_verbs(
    marked: str, type_: str, recipient: tuple[str, ...], count: tuple[str, int, str | None] | None
) -> None:
    (event,) = of(marked)
    assert (event.type, event.recipient) == (type_, recipient)
    assert [(c.of, c.value, c.mod) for c in event.counts] == ([count] if count else [])


@pytest.mark.parametrize(
    "marked",
    [
        "[Norway] has not imposed sanctions on [Iceland].",
        "The attack killed nobody.",
        "An attack on [Iceland] was feared.",
        "[Norway] sent a letter.",
        "Nine people were killed when a ferry capsized.",
        "Nine people died on the roads that week.",
        "[Corvo] attacked [Dahl] over his tax plan.",
        "The ferry carried nine people and a dead man.",
        "[Norway] held a rally outside the embassy.",
        "Sanctions were discussed by [Norway].",
    ],
)
def test_no_event(marked: str) -> None:
    assert of(marked) == ()


def test_dead_and_hurt_of_one_sentence_are_one_event_told_again_a_telling_more() -> None:
    (event,) = of(
        "The air strikes of 3 March killed nine people and wounded 20 others. The strikes, in "
        "which nine people were killed, went on."
    )
    assert [(c.of, c.value) for c in event.counts] == [("killed", 9), ("injured", 20)]
    assert len(event.tellings) == 2
    assert event.date is not None


@pytest.mark.parametrize(
    ("said", "for_", "against"),
    [
        ("The council voted 13-2 to extend the mandate.", 13, 2),
        ("Thirteen members voted in favour and two voted against.", 13, 2),
        ("The draft got 12 votes.", 12, None),
        ("In favour: 13. Against: 0.", 13, 0),
        ("He was 13-2 ahead in the polls.", None, None),
    ],
)
def test_votes(said: str, for_: int | None, against: int | None) -> None:
    found = {count.of: count.value for count in votes(said, 0, len(said))}
    assert (found.get("votes_for"), found.get("votes_against")) == (for_, against)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["[Norway] ", "[Iceland] ", "killed ", "10 ", "soldiers ", "fired ", "on ", "by ",
             "was ", "expelled ", ". ", "troops ", "sent ", "at least ", "\n", "“", "”"]
        ),
        max_size=20,
    )
)  # fmt: skip
def test_any_text(parts: list[str]) -> None:
    staged = stage("".join(parts), CAST)
    cast, coded = events(staged.scene, staged.times, staged.cast, (), (), (), (), {})
    known = {actor.id for actor in cast.actors}
    for event in coded:
        assert {*event.actor, *event.recipient} <= known
        assert all(t.span.holds(staged.scene.text) for t in event.tellings)
        assert all(c.span and c.span.holds(staged.scene.text) for c in event.counts)
