"""How PLOVER's records are measured: the scores, and the codes of what a reading has."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.facts import Actor, Change, Event, PlaceSlot, Telling
from onrecord.text import Span
from training.coded import Found, measured
from training.corpora.plover import TYPES, Coded
from training.tasks.event_type import category, code_of, found_in, main_event, sides

CODES = st.lists(st.sampled_from(["NOR", "SUD", "IGO", "NGO"]), max_size=3, unique=True)


@st.composite
def records(draw: st.DrawFn) -> Coded:
    kind = draw(st.sampled_from(TYPES))
    mode = draw(st.sampled_from([None, "demo", "troops"]))
    return Coded("t", "text", kind, mode, tuple(draw(CODES)), tuple(draw(CODES)))


def right(record: Coded) -> Found:
    return Found(record.type, record.mode, record.source[::-1], record.target[::-1])


@given(st.lists(records(), min_size=1, max_size=12))
def test_who_codes_as_the_records_do_is_right(many: list[Coded]) -> None:
    scores = measured((record, right(record)) for record in many).scores
    wanted = dict.fromkeys(scores, 100.0)
    if not any(record.mode for record in many):
        wanted["mode"] = 0.0
    assert scores == wanted


@given(st.lists(records(), min_size=1, max_size=12))
def test_who_finds_nothing_is_right_about_missing_actors_alone(many: list[Coded]) -> None:
    scores = measured((record, Found()) for record in many).scores
    none = 100 * sum(not record.target for record in many) / len(many)
    assert (scores["type"], scores["found"]) == (0, 0)
    assert scores["target"] == pytest.approx(none, abs=0.01)


def test_actors_count_both_sides_and_both_at_once_is_less() -> None:
    record = Coded("t", "text", "AID", None, ("NOR",), ("SUD",))
    half = replace(right(record), target=("IGO",))
    found = measured([(record, right(record)), (record, half)])
    assert found.scores["actors"] == 75.0
    assert found.scores["both"] == 50.0
    assert found.table["AID"]["records"] == 2


def event(**given: Any) -> Event:
    span = given.pop("span", Span(0, 1, "a"))
    return Event(**({"id": "v1", "type": "AID", "tellings": (Telling(span=span),)} | given))


def reading(*events: Event, text: str = "", places: tuple[str, ...] = ()) -> Any:
    actors = (
        Actor(id="n", name="Norway", kind="state", identifiers={"iso3166": "NO"}),
        Actor(id="u", name="United Nations", kind="organization", represents="UN"),
        Actor(id="k", name="Kenyan students", kind="group"),
        Actor(id="x", name="students", kind="group"),
        Actor(id="s", name="Soviet Union", kind="state", identifiers={"iso3166": "SUHH"}),
    )
    signed = SimpleNamespace(
        changes=(Change(id="g1-1", change="signed", tellings=()),), parties=("n", "k")
    )
    return SimpleNamespace(
        actors=actors,
        agreements=(signed,),
        events=events,
        statements=(SimpleNamespace(content=(Span(0, 3, "abc"),), speaker=("n",)),),
        places=tuple(SimpleNamespace(country=code) for code in places),
        report=SimpleNamespace(text=text),
    )


@pytest.mark.parametrize(
    ("given", "called"),
    [
        ({"type": "AID"}, "AID"),
        ({"type": "AID", "modality": "planned"}, "AGREE"),
        ({"type": "COERCE", "modality": "planned"}, "THREATEN"),
        ({"type": "CONSULT", "modality": "asked"}, "REQUEST"),
        ({"type": "CONSULT", "modality": "denied"}, "REJECT"),
        ({"type": "ASSAULT", "modality": "denied"}, "ASSAULT"),
        ({"type": "AGREE", "of": "g1-1"}, "SUPPORT"),
        ({"type": "AGREE", "of": "g1-1", "modality": "planned"}, "AGREE"),
    ],
)
def test_modality_goes_into_the_type(given: dict[str, Any], called: str) -> None:
    assert category(reading(), event(**given)) == called


def test_codes_of_actors() -> None:
    codes = {actor.id: code_of(actor) for actor in reading().actors}
    assert codes == {"n": "NOR", "u": "IGO", "k": "KEN", "x": "", "s": "RUS"}


@pytest.mark.parametrize(
    ("given", "text", "places", "codes"),
    [
        ({"actor": ("n",), "recipient": ("k",)}, "", (), (("NOR",), ("KEN",))),
        ({"actor": ("n",), "recipient": ("x",)}, "", (), (("NOR",), ("NOR",))),
        ({"actor": ("n",), "recipient": ("x",)}, "", ("SE",), (("NOR",), ("SWE",))),
        ({"actor": ("n",)}, "", ("SE",), (("NOR",), ())),
        ({"actor": ("n",), "type": "ASSAULT"}, "", ("SE",), (("NOR",), ("SWE",))),
        ({"actor": ("x",), "type": "PROTEST", "recipient": ("n",)}, "Oslo. Sweden", (),
         (("SWE",), ("NOR",))),
        ({"actor": ("n",), "type": "ACCUSE"}, "Norway and Sweden", (), (("NOR",), ("SWE",))),
        ({"actor": ("n",), "type": "REQUEST"}, "Norway", ("SE",), (("NOR",), ("NOR",))),
        ({"actor": ("n", "k"), "type": "CONSULT"}, "", (), (("NOR", "KEN"), ())),
        ({"actor": ("n", "k"), "type": "CONSULT", "mode": "visit"}, "", (), (("NOR",), ("KEN",))),
    ],
)  # fmt: skip
def test_sides(
    given: dict[str, Any],
    text: str,
    places: tuple[str, ...],
    codes: tuple[tuple[str, ...], tuple[str, ...]],
) -> None:
    one = event(**given)
    assert sides(reading(one, text=text, places=places), one) == codes


def test_who_signs_alone_does_it_to_the_other_party() -> None:
    one = event(type="AGREE", of="g1-1", actor=("n",))
    assert sides(reading(one), one) == (("NOR",), ("KEN",))


def test_who_asks_is_the_source_and_who_is_asked_the_target() -> None:
    one = event(type="RETREAT", modality="asked", actor=("k",))
    assert sides(reading(one), one) == (("NOR",), ("KEN",))


def test_an_event_of_its_own_place() -> None:
    one = event(type="ASSAULT", actor=("n",), place=PlaceSlot(name="Turku", country="FI"))
    assert sides(reading(one, places=("SE",)), one)[1] == ("FIN",)


def test_the_first_told_is_the_main_event() -> None:
    late = event(id="v1", span=Span(9, 10, "b"))
    early = event(id="v2", type="ACCUSE")
    aimed = event(id="v3", type="ACCUSE", recipient=("n",), actor=("u",))
    assert main_event(reading(late, early, aimed)) is aimed
    assert found_in(reading(late, early, aimed)) == Found("ACCUSE", None, ("IGO",), ("NOR",))
    assert found_in(reading()) == Found()
