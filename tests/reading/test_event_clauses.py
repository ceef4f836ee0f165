"""Clauses whose head tells an event: who did what to whom, by the words and without the model."""

import re
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from staged import official, stage, state

from onrecord.facts import Actor, Event
from onrecord.reading.events import events
from onrecord.reading.events.clauses import classes, codings, pattern
from onrecord.reading.events.crowd import Crowd, described
from onrecord.reading.events.guessed import SURE
from onrecord.reading.relations import Relations
from onrecord.reading.turning.inflected import forms, participles
from onrecord.tables import rows
from onrecord.vocabulary import EventType

BODY = "The harbour was quiet that week and few people were about in the streets of the town. "
CAST = {
    "Norway": state("NO", "Norway"),
    "Iceland": state("IS", "Iceland"),
    "Corvo": official("Corvo", "NO"),
    "Sandvik": Actor(id="Sandvik", name="Leif Sandvik", kind="person"),
    "front": Actor(id="front", name="Velmar Front", kind="organization"),
}


def told(marked: str, chances: dict[str, float] | None = None, body: str = BODY) -> list[Event]:
    staged = stage(body + marked + "\n", CAST)
    cast, found = events(staged.scene, staged.times, staged.cast, (), (), (), (), chances or {})
    assert {i for e in found for i in (*e.actor, *e.recipient)} <= {a.id for a in cast.actors}
    return list(found)


def names(marked: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Types, and the names of those who do it and of those it is done to."""
    staged = stage(BODY + marked + "\n", CAST)
    cast, found = events(staged.scene, staged.times, staged.cast, (), (), (), (), {})
    called = {a.id: a.name for a in cast.actors}
    return [
        (e.type, tuple(called[i] for i in e.actor), tuple(called[i] for i in e.recipient))
        for e in found
    ]


@pytest.mark.parametrize(
    ("said", "type_", "doers", "done_to"),
    [
        ("[Norway] has agreed to lend [Iceland] money.", "AGREE", ["Norway"], ["Iceland"]),
        ("[Norway] has threatened to leave.", "THREATEN", ["Norway"], []),
        ("[Norway] has rejected an Icelandic offer.", "REJECT", ["Norway"], ["Iceland"]),
        ("[Iceland] is opposed to [Norway]’s plan.", "REJECT", ["Iceland"], ["Norway"]),
        ("[Norway] has praised [Iceland].", "SUPPORT", ["Norway"], ["Iceland"]),
        ("[Norway] and [Iceland] have signed a treaty.", "SUPPORT", ["Norway", "Iceland"], []),
        ("[Norway] has lifted a curfew.", "CONCEDE", ["Norway"], []),
        ("[Norway] has lifted sanctions against [Iceland].", "RETREAT", ["Norway"], ["Iceland"]),
        ("[Norway] has demanded an apology from [Iceland].", "REQUEST", ["Norway"], ["Iceland"]),
        ("[Norway] has condemned the verdict.", "ACCUSE", ["Norway"], []),
        ("[Iceland] has been condemned by [Norway].", "ACCUSE", ["Norway"], ["Iceland"]),
        ("Danish students have rioted.", "PROTEST", ["Danish students"], []),
        ("The miners have protested outside it.", "PROTEST", ["miners"], []),
        ("[Norway] has deported 40 Danish sailors.", "COERCE", ["Norway"], ["Danish sailors"]),
        ("Danish peacekeepers have been withdrawn.", "SANCTION", ["Danish peacekeepers"], []),
        ("The [Velmar Front|front] has laid down its weapons.", "RETREAT", ["Velmar Front"], []),
    ],
)  # fmt: skip
def test_clauses(said: str, type_: str, doers: list[str], done_to: list[str]) -> None:
    assert names(said) == [(type_, tuple(doers), tuple(done_to))]


@pytest.mark.parametrize(
    "said",
    [
        "[Norway] has not agreed to it.",
        "[Norway] might accept the offer.",
        "[Norway], which has rejected the offer, spoke.",
        "It was quiet after [Norway] had rejected the offer.",
        "[Norway] has declined to comment.",
        "[Sandvik] has agreed to it.",
        "The agreed text was in the harbour.",
        "Nine people were killed when a ferry capsized.",
        "[Norway] has asked whether the harbour is open.",
    ],
)
def test_no_clause(said: str) -> None:
    assert names(said) == []


def test_what_will_be_done_is_planned() -> None:
    (event,) = told("[Norway] will impose a curfew.")
    assert (event.type, event.mode, event.modality) == ("COERCE", "curfew", "planned")


def test_a_duty_is_asked_of_somebody() -> None:
    assert told("[Iceland] must open its market.") == []  # nobody says so


def test_the_model_tells_what_no_word_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        Relations, "is_predicate", lambda self, start, end: (start, end) == (11, 18)
    )
    short = "[Norway] has emptied its harbours of [Iceland]’s boats."
    assert told(short, {"NONE": 0.1, "SANCTION": 0.9}, "")[0].type == "SANCTION"
    assert told(short, {"NONE": 0.9, "SANCTION": 0.1}, "") == []
    assert told(short, {"NONE": 0.2, "AID": 0.3, "SANCTION": SURE - 0.01}, "") == []
    assert told(short, {"SANCTION": 0.9}, BODY * 3) == []  # too long a report


def test_the_model_speaks_against_a_type() -> None:
    said = "[Norway] has praised [Iceland]."
    assert told(said, {"SUPPORT": 0.04, "ACCUSE": 0.9}, "")[0].type == "ACCUSE"
    assert told(said, {"SUPPORT": 0.3, "ACCUSE": 0.7}, "")[0].type == "SUPPORT"
    assert told(said, {"SUPPORT": 0.04, "ACCUSE": 0.3}, "")[0].type == "SUPPORT"
    assert told(said, {"NONE": 0.9}, "")[0].type == "SUPPORT"
    planned = "[Norway] will impose a curfew."
    (event,) = told(planned, {"ASSAULT": 0.9}, "")
    assert (event.type, event.modality) == ("COERCE", "planned")


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Kenyan students", ["KE"]),
        ("pro-Iranian militia", []),
        ("Syrian-backed fighters", []),
        ("ethnic Turks", []),
        ("Albanians of Serbia", ["RS"]),
        ("human rights group", ["NGO"]),
    ],
)
def test_what_a_description_says_of_the_state(name: str, codes: list[str]) -> None:
    assert list(described(Actor(id="a", name=name, kind="group")))[:1] == codes


def test_who_is_named_for_nothing_does_not_join() -> None:
    staged = stage("Danish nurses and [Norway] spoke.\n", CAST)
    sides = Crowd(staged.scene.text, staged.cast)
    sides.first(0, len(staged.scene.text))
    assert sides.joined(()) == (staged.cast, {})


def test_every_row_can_be_read() -> None:
    named = {name for row in rows("plover_clauses") for name in re.findall("&([A-Z]+)", str(row))}
    assert named <= classes().keys()
    for row in rows("plover_clauses"):
        assert row["type"] in get_args(EventType)
        assert row["voice"] in {"", "passive", "adjective", "undergo", "bare"}
        assert row["verbs"] == row["verbs"].lower()
        for cell in (row["by"], row["with"]):
            found = pattern(cell)
            assert (found is None) == (not cell)
    assert codings()[1]


@pytest.mark.parametrize(
    ("verb", "some"),
    [
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("withdraw", {"withdrew", "withdrawn", "withdraws"}),
        ("deny", {"denies", "denied", "denying"}),
        ("ban", {"banned", "banning"}),
        ("lay down", {"laid down", "laying down", "lays down"}),
        ("have", {"has", "had", "having"}),
    ],
)
def test_forms(verb: str, some: set[str]) -> None:
    assert some <= forms(verb)


@given(st.sampled_from([v for row in rows("plover_clauses") for v in row["verbs"].split("|")]))
def test_forms_keep_the_verb(verb: str) -> None:
    found = forms(verb)
    rest = verb.partition(" ")[2]
    assert verb in found
    assert participles(verb) <= found
    assert {form.partition(" ")[2] for form in found} == {rest}
    assert verb.startswith("go") or {form[0] for form in found} == {verb[0]}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["[Norway] ", "[Iceland] ", "has ", "agreed to ", "rejected ", "been ", "by ", "and ",
             "Danish ", "students ", "protested ", ", ", "who ", "must ", "will ", "not ", ". ",
             "\n", "“", "”", "it ", "threatened ", "ethnic ", "against ", "the "]
        ),
        max_size=24,
    )
)  # fmt: skip
def test_any_clause(parts: list[str]) -> None:
    marked = "".join(parts)
    for event in told(marked, {"AID": 0.9}, ""):
        assert event.actor or event.recipient or event.type in {"PROTEST", "ASSAULT"}
        assert not set(event.actor) & set(event.recipient)
        assert len(set(event.actor)) == len(event.actor)
        assert event.modality != "possible"
