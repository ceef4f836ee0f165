"""One encounter of many reports, rule by rule."""

import pytest
from testified import REFS, at, encounter, lasting, says, telling

from onrecord.facts import DateSlot
from onrecord.record.folding import fold
from onrecord.record.things import EncounterThing, Ref

OSLO = {"country": "NO", "lat": 59.91, "lon": 10.75, "geonames": 3143244}
BERGEN = {"country": "NO", "lat": 60.39, "lon": 5.32, "geonames": 3161732}


def folded(*told, **more) -> EncounterThing:
    thing = fold("encounter", told, **more)
    assert isinstance(thing, EncounterThing)
    return thing


def test_participants_of_all_reports_are_united_the_most_told_first() -> None:
    thing = folded(
        says(encounter("a1", "a2"), "Fjord Post", "02"),
        says(encounter("a2", "a7"), "Bay News", "03"),
    )
    assert thing.participants == ("actor-eldjarn", "actor-halvorsen", "actor-sandvik")
    assert [(c.value, c.told) for c in thing.told if c.slot == "participants"] == [
        ("actor-eldjarn", (0, 1)), ("actor-halvorsen", (0,)), ("actor-sandvik", (1,)),
    ]  # fmt: skip


def test_a_state_that_stands_for_its_minister_elsewhere_is_told_by_him() -> None:
    thing = folded(
        says(encounter("a1", "a2"), "Fjord Post", "02"),
        says(encounter("a3", "a4"), "Bay News", "03"),
    )
    assert thing.participants == ("actor-halvorsen", "actor-eldjarn")


def test_a_state_named_beside_its_minister_stays() -> None:
    thing = folded(says(encounter("a1", "a3", "a2"), "Fjord Post", "02"))
    assert set(thing.participants) == {"actor-halvorsen", "actor-norway", "actor-eldjarn"}


OFFICE = Ref(id="actor-minister-of-norway", name="foreign minister of Norway", kind="office",
             office="foreign minister", represents="NO")  # fmt: skip
VAGUE = Ref(id="actor-a-minister", name="minister of Norway", kind="office", office="minister",
            represents="NO")  # fmt: skip
HEAD = Ref(id="actor-premier", name="prime minister of Norway", kind="office",
           office="prime minister", represents="NO")  # fmt: skip


@pytest.mark.parametrize(
    ("lists", "present"),
    [
        # who holds it elsewhere, and who may
        ((("a1", "a2"), ("office", "a2")), {"actor-halvorsen", "actor-eldjarn"}),
        ((("a1", "a2"), ("vague", "a2")), {"actor-halvorsen", "actor-eldjarn"}),
        # another office, another state, both in one account
        ((("a1", "a2"), ("head", "a2")), {"actor-halvorsen", HEAD.id, "actor-eldjarn"}),
        ((("a2", "a7"), ("office", "a7")), {"actor-eldjarn", OFFICE.id, "actor-sandvik"}),
        ((("a1", "office", "a2"),), {"actor-halvorsen", OFFICE.id, "actor-eldjarn"}),
        # nobody is named: the more exact office
        ((("vague", "a2"), ("office", "a2")), {OFFICE.id, "actor-eldjarn"}),
    ],
)
def test_an_office_is_told_by_who_may_hold_it(lists, present, monkeypatch) -> None:
    for local, ref in (("office", OFFICE), ("vague", VAGUE), ("head", HEAD)):
        monkeypatch.setitem(REFS, local, ref)
    told = [says(encounter(*ids), f"Outlet {n}", f"0{n}") for n, ids in enumerate(lists, 1)]
    assert set(folded(*told).participants) == present
    assert set(folded(*told[::-1]).participants) == present


def test_the_id_and_key_are_those_of_the_first_account() -> None:
    late = says(encounter("a1", "a2", key="1111111111111111"), "Fjord Post", "05")
    first = says(encounter("a1", "a2", key="2222222222222222"), "Bay News", "03")
    thing = folded(late, first)
    assert thing.id == "encounter-2222222222222222"
    assert thing.key == "2222222222222222"
    assert [one.outlet for one in thing.tellings] == ["Bay News", "Fjord Post"]


def test_the_finest_date_that_most_outlets_allow_stands() -> None:
    thing = folded(
        says(encounter("a1", "a2", date="2026-03"), "Fjord Post", "12"),
        says(encounter("a1", "a2", date="2026-03-10"), "Bay News", "12"),
        says(encounter("a1", "a2", date="2026-03-10"), "Isle Wire", "13"),
        says(encounter("a1", "a2", date="2026-03-09"), "Cape Times", "13"),
    )
    assert thing.date is not None
    assert thing.date.value == "2026-03-10"
    assert [thing.tellings[at_].outlet for at_ in thing.date.told] == ["Bay News", "Isle Wire"]
    (dispute,) = thing.disputes
    assert dispute.about == "date"
    assert [(side.value, side.outlets) for side in dispute.sides] == [
        ("2026-03-10", 2), ("2026-03-09", 1),
    ]  # fmt: skip


def test_a_vaguer_date_is_no_conflict() -> None:
    thing = folded(
        says(encounter("a1", "a2", date="2026-02"), "Fjord Post", "02"),
        says(encounter("a1", "a2", date="2026-02-28"), "Bay News", "02"),
        says(encounter("a1", "a2", date="2026-W09"), "Isle Wire", "03"),
    )
    assert thing.date is not None
    assert thing.date.value == "2026-02-28"
    assert thing.disputes == ()


def test_a_date_taken_from_the_report_itself_neither_wins_nor_disputes() -> None:
    thing = folded(
        says(encounter("a1", "a2", date=DateSlot(value="2026-03-12", basis="publication")),
             "Fjord Post", "12"),
        says(encounter("a1", "a2", date=DateSlot(value="2026-03-12", basis="publication")),
             "Cape Times", "12"),
        says(encounter("a1", "a2", date="2026-03-10"), "Bay News", "12"),
    )  # fmt: skip
    assert thing.date is not None
    assert thing.date.value == "2026-03-10"
    assert thing.disputes == ()


def test_places_a_country_around_a_city_is_no_conflict_another_city_is() -> None:
    around = [
        says(encounter("a1", "a2", place=at("Norway", "NO")), "Fjord Post", "02"),
        says(encounter("a1", "a2", place=at("Oslo", **OSLO)), "Bay News", "02"),
    ]
    thing = folded(*around)
    assert thing.place is not None
    assert (thing.place.name, thing.place.told) == (
        "Oslo", tuple(n for n, t in enumerate(thing.tellings) if t.outlet == "Bay News"),
    )  # fmt: skip
    assert thing.disputes == ()
    thing = folded(
        *around, says(encounter("a1", "a2", place=at("Bergen", **BERGEN)), "Isle Wire", "03")
    )
    (dispute,) = thing.disputes
    assert dispute.about == "place"
    assert {side.value for side in dispute.sides} == {"Oslo", "Bergen"}


def test_a_place_without_a_point_disputes_nothing() -> None:
    thing = folded(
        says(encounter("a1", "a2", place=at("Oslo", **OSLO)), "Bay News", "02"),
        says(encounter("a1", "a2", place=at("the old customs house")), "Isle Wire", "03"),
    )
    assert thing.disputes == ()


def test_durations_that_can_both_be_right_agree() -> None:
    under = says(encounter("a1", "a2", duration=lasting("PT1H", "LESS_THAN")), "Bay News", "02")
    within = says(encounter("a1", "a2", duration=lasting("PT40M")), "Isle Wire", "03")
    over = says(encounter("a1", "a2", duration=lasting("PT2H")), "Cape Times", "03")
    thing = folded(under, within)
    assert thing.duration is not None
    assert thing.duration.value == "PT40M"
    assert thing.disputes == ()
    (dispute,) = folded(under, within, over).disputes
    assert dispute.about == "number"
    assert [side.value for side in dispute.sides] == ["PT40M", "PT2H"]


def test_a_slot_rests_on_the_telling_that_gives_it() -> None:
    told = encounter(
        "a1", "a2", tellings=(telling("met"), telling("lasted", ("a5", "on_background"))),
        duration=lasting("PT10M", "LESS_THAN").__class__(value="PT10M", told=(1,)),
    )  # fmt: skip
    thing = folded(says(told, "Bay News", "02"))
    assert thing.duration is not None
    assert thing.duration.told == (1,)
    assert "duration" not in thing.tellings[0].slots
    assert thing.tellings[1].slots["duration"] == {"value": "PT10M"}


def test_planned_then_held_is_one_history() -> None:
    thing = folded(
        says(encounter("a1", "a2", date="2026-03-10", modality="planned"), "Bay News", "02"),
        says(encounter("a1", "a2", modality="planned"), "Cape Times", "03"),
        says(encounter("a1", "a2", date="2026-03-11"), "Isle Wire", "12"),
    )
    assert thing.modality == "actual"
    assert thing.date is not None
    assert thing.date.value == "2026-03-11"
    assert [(t.modality, t.date, t.told) for t in thing.history] == [
        ("planned", "2026-03-10", (0, 1)), ("actual", "2026-03-11", (2,)),
    ]  # fmt: skip
    assert thing.disputes == ()


def test_who_was_to_come_and_did_not_is_no_participant() -> None:
    thing = folded(
        says(encounter("a1", "a2", "a7", modality="planned"), "Bay News", "02"),
        says(encounter("a1", "a2"), "Isle Wire", "12"),
    )
    assert "actor-sandvik" not in thing.participants


def test_called_off_keeps_the_date_of_the_plan() -> None:
    thing = folded(
        says(encounter("a1", "a2", date="2026-03-10", modality="planned"), "Bay News", "02"),
        says(encounter("a1", "a2", modality="failed"), "Isle Wire", "09"),
    )
    assert thing.modality == "failed"
    assert thing.date is not None
    assert thing.date.value == "2026-03-10"
    assert thing.disputes == ()


def test_called_off_and_held_after_all_is_held() -> None:
    thing = folded(
        says(encounter("a1", "a2", modality="failed"), "Isle Wire", "09"),
        says(encounter("a1", "a2", date="2026-03-14"), "Bay News", "15"),
    )
    assert thing.modality == "actual"
    assert thing.disputes == ()


def test_called_off_and_planned_anew_is_planned() -> None:
    thing = folded(
        says(encounter("a1", "a2", date="2026-03-10", modality="planned"), "Bay News", "02"),
        says(encounter("a1", "a2", modality="failed"), "Isle Wire", "09"),
        says(encounter("a1", "a2", date="2026-03-20", modality="planned"), "Bay News", "11"),
    )
    assert thing.modality == "planned"
    assert thing.date is not None
    assert thing.date.value == "2026-03-20"


def test_held_and_called_off_at_once_is_disputed_and_the_cautious_side_stands() -> None:
    thing = folded(
        says(encounter("a1", "a2", date="2026-03-10"), "Bay News", "10"),
        says(encounter("a1", "a2", modality="failed"), "Isle Wire", "11"),
    )
    assert thing.modality == "failed"
    (dispute,) = thing.disputes
    assert dispute.about == "denial"
    assert [side.value for side in dispute.sides] == ["actual", "failed"]


def test_a_denial_stands_beside_what_is_told() -> None:
    thing = folded(
        says(encounter("a1", "a2", date="2026-03-10"), "Bay News", "10"),
        says(encounter("a1", "a2", modality="denied"), "Isle Wire", "11"),
    )
    assert thing.modality == "actual"
    (dispute,) = thing.disputes
    assert [(side.value, side.since) for side in dispute.sides] == [
        ("actual", "2026-03-10T23:59:59Z"), ("denied", "2026-03-11T23:59:59Z"),
    ]  # fmt: skip


def test_a_plan_that_was_denied_and_carried_out_is_history() -> None:
    thing = folded(
        says(encounter("a1", "a2", modality="planned"), "Bay News", "01"),
        says(encounter("a1", "a2", modality="denied"), "Isle Wire", "02"),
        says(encounter("a1", "a2", date="2026-03-10"), "Bay News", "10"),
    )
    assert thing.disputes == ()


def test_a_plan_put_off_is_an_update_two_plans_at_once_a_dispute() -> None:
    first = says(encounter("a1", "a2", date="2026-03-10", modality="planned"), "Bay News", "02")
    later = says(encounter("a1", "a2", date="2026-03-17", modality="planned"), "Isle Wire", "05")
    again = says(encounter("a1", "a2", date="2026-03-10", modality="planned"), "Cape Times", "07")
    thing = folded(first, later)
    assert thing.disputes == ()
    (update,) = thing.updates
    assert [value.value for value in update.values] == ["2026-03-10", "2026-03-17"]
    thing = folded(first, later, again)
    assert thing.updates == ()
    assert [dispute.about for dispute in thing.disputes] == ["date"]


def test_two_holders_of_one_office_cannot_both_have_been_there() -> None:
    thing = folded(
        says(encounter("a1", "a2"), "Bay News", "10"),
        says(encounter("a8", "a2"), "Isle Wire", "11"),
    )
    (dispute,) = thing.disputes
    assert dispute.about == "participants"
    assert [side.value for side in dispute.sides] == ["Astrid Halvorsen", "Kari Moen"]
    both = folded(says(encounter("a1", "a8", "a2"), "Bay News", "10"))
    assert both.disputes == ()


def test_a_longer_list_of_participants_is_no_dispute() -> None:
    thing = folded(
        says(encounter("a1", "a2"), "Bay News", "10"),
        says(encounter("a1", "a7"), "Isle Wire", "11"),
    )
    assert thing.disputes == ()


def test_the_more_telling_format_stands_between_equals() -> None:
    thing = folded(
        says(encounter("a1", "a2"), "Bay News", "10"),
        says(encounter("a1", "a2", format="summit"), "Isle Wire", "11"),
    )
    assert thing.format == "summit"


def test_what_only_an_older_version_said_is_history_and_no_side() -> None:
    old = says(encounter("a1", "a2", date="2026-03-09", key="aaaaaaaaaaaaaaaa"), "Bay News", "10",
               report="1", speaks=False)  # fmt: skip
    new = says(encounter("a1", "a2", date="2026-03-10", key="aaaaaaaaaaaaaaaa"), "Bay News", "11",
               report="1")  # fmt: skip
    thing = folded(old, new)
    assert thing.date is not None
    assert thing.date.value == "2026-03-10"
    assert thing.disputes == ()
    assert [one.slots["date"]["value"] for one in thing.earlier] == ["2026-03-09"]
    assert thing.first_reported == "2026-03-10T23:59:59Z"
    assert thing.reports == 1


def test_where_nothing_speaks_any_more_there_is_no_thing() -> None:
    gone = says(encounter("a1", "a2"), "Bay News", "10", speaks=False)
    assert fold("encounter", [gone]) is None
