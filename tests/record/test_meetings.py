"""Who met whom, counted: pairs of each encounter, whatever the order in which they are told."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from testified import encounter, says

from onrecord.record import meetings
from onrecord.record.folding import fold
from onrecord.record.meetings import Met, met
from onrecord.record.things import EncounterThing

WHO = ["a1", "a2", "a4", "a7", "a8", "a10"]


def held(*who: str, date: str | None = "2026-03-05", modality: str = "actual") -> EncounterThing:
    told = encounter(*who, date=date, modality=modality)
    thing = fold("encounter", [says(told, "Bay News", "10")])
    assert isinstance(thing, EncounterThing)
    return thing


def named(told: Met) -> list[tuple[str, str, int]]:
    return [(one.one, one.other, one.times) for one in told.bonds]


def test_pairs_are_counted_with_their_dates() -> None:
    told = met(
        [
            held("a1", "a2", date="2026-03-09"),
            held("a1", "a2", date="2026-02"),
            held("a2", "a1", date=None),
            held("a1", "a7", date="2026-03-12", modality="planned"),
        ]
    )
    assert named(told) == [("actor-eldjarn", "actor-halvorsen", 3),
                           ("actor-halvorsen", "actor-sandvik", 0)]  # fmt: skip
    often, planned = told.bonds
    assert (often.first, often.last, len(often.encounters)) == ("2026-02", "2026-03-09", 3)
    assert (planned.beside, planned.first) == ({"planned": 1}, "2026-03-12")
    assert told.names["actor-sandvik"] == "Leif Sandvik"
    assert told.states["actor-halvorsen"] == "NO"


def test_of_several_each_met_each_and_of_very_many_nobody_is_said_to() -> None:
    assert len(met([held("a1", "a2", "a7")]).bonds) == 3
    many = held("a1", "a2", "a4", "a5", "a6", "a7", "a8")
    told = met([many])
    assert (told.bonds, told.gatherings) == ((), (many.id,))


def test_states_in_place_of_those_who_act_for_them() -> None:
    told = met([held("a1", "a2"), held("a8", "a4"), held("a1", "a8"), held("a1", "a7")],
               states=True)  # fmt: skip
    assert named(told) == [("IS", "NO", 2), ("NO", "actor-sandvik", 1)]


@st.composite
def some(draw: st.DrawFn) -> list[EncounterThing]:
    one = st.tuples(
        st.lists(st.sampled_from(WHO), min_size=1, max_size=4, unique=True),
        st.sampled_from(["2026-03-05", "2026-03", "2026-02-11", None]),
        st.sampled_from(["actual", "actual", "planned", "failed"]),
    )
    told = draw(st.lists(one, max_size=8))
    return list({t.id: t for who, day, how in told for t in [held(*who, date=day, modality=how)]}
                .values())  # fmt: skip


def every_pair_once_in_any_order(encounters: list[EncounterThing]) -> None:
    """The law: as many as there are pairs in the encounters, and order says nothing."""
    told = met(encounters)
    pairs = sum(len(e.participants) * (len(e.participants) - 1) // 2 for e in encounters)
    assert sum(len(one.encounters) for one in told.bonds) == pairs
    assert sum(one.times + sum(one.beside.values()) for one in told.bonds) == pairs
    assert all(one.one < one.other for one in told.bonds)
    assert set(told.names) == {id for one in told.bonds for id in (one.one, one.other)}
    mixed = list(encounters)
    Random(1).shuffle(mixed)
    assert met(mixed) == told


@given(some())
def test_every_pair_once_in_any_order(encounters: list[EncounterThing]) -> None:
    every_pair_once_in_any_order(encounters)


def test_an_order_of_arrival_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meetings, "_order", lambda one: 0)
    told = [held("a1", "a2", date=date) for date in ("2026-03-09", "2026-03-01", "2026-02-04")]
    with pytest.raises(AssertionError):
        every_pair_once_in_any_order(told)
