"""One event of many reports, and one actor, rule by rule."""

import pytest
from testified import event, says

from onrecord.facts import Actor, Count, Mention
from onrecord.record.folding import fold
from onrecord.record.things import ActorThing, EventThing
from onrecord.text import Span


def folded(*told, **more) -> EventThing:
    thing = fold("event", told, **more)
    assert isinstance(thing, EventThing)
    return thing


def toll(outlet: str, moment: str, value: float, *, of: str = "killed", mod=None, **more):
    counts = (Count(of=of, value=value, mod=mod),)
    return says(event(date="2026-03-10", counts=counts), outlet, f"2026-03-{moment}Z", **more)


def test_a_toll_that_rises_is_news() -> None:
    thing = folded(
        toll("Bay News", "10T10:00:00", 12),
        toll("Isle Wire", "10T11:00:00", 12),
        toll("Cape Times", "10T12:00:00", 15),
    )
    assert thing.disputes == ()
    (update,) = thing.updates
    assert (update.about, update.of) == ("number", "killed")
    assert [(side.value, side.outlets) for side in update.values] == [("12", 2), ("15", 1)]
    assert [(one.of, one.value) for one in thing.counts] == [("killed", 15)]


def test_who_holds_on_to_the_old_number_contradicts() -> None:
    thing = folded(
        toll("Bay News", "10T10:00:00", 12),
        toll("Cape Times", "10T12:00:00", 15),
        toll("Isle Wire", "10T13:00:00", 12),
    )
    assert thing.updates == ()
    (dispute,) = thing.disputes
    assert [(side.value, side.outlets) for side in dispute.sides] == [("12", 2), ("15", 1)]
    assert [one.value for one in thing.counts] == [12]


def test_a_late_copy_of_an_old_text_holds_on_to_nothing() -> None:
    first = toll("Bay News", "10T10:00:00", 12)
    copy = toll("Isle Wire", "10T13:00:00", 12)
    thing = folded(
        first, toll("Cape Times", "10T12:00:00", 15), copy,
        copies=[(first.source.report, copy.source.report)],
    )  # fmt: skip
    assert thing.disputes == ()
    assert [side.value for side in thing.updates[0].values] == ["12", "15"]


def test_reports_of_one_moment_contradict() -> None:
    thing = folded(toll("Bay News", "10T23:59:59", 12), toll("Isle Wire", "10T23:59:59", 15))
    assert thing.updates == ()
    assert len(thing.disputes) == 1


def test_a_number_that_does_not_run_contradicts_unless_its_own_outlets_mend_it() -> None:
    first = toll("Bay News", "10T10:00:00", 35, of="expelled")
    other = toll("Isle Wire", "10T12:00:00", 53, of="expelled")
    mended = toll("Bay News", "10T13:00:00", 53, of="expelled")
    assert [d.about for d in folded(first, other).disputes] == ["number"]
    thing = folded(first, mended)
    assert thing.disputes == ()
    assert [one.value for one in thing.counts] == [53]


def test_what_an_older_version_said_is_no_side() -> None:
    thing = folded(
        toll("Bay News", "10T10:00:00", 35, of="expelled", report="1", speaks=False),
        toll("Bay News", "10T13:00:00", 53, of="expelled", report="1"),
        toll("Isle Wire", "10T12:00:00", 53, of="expelled"),
    )
    assert (thing.disputes, thing.updates) == ((), ())
    assert [one.slots["counts"][0]["value"] for one in thing.earlier] == [35]


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ((10, "MORE_THAN"), (12, None), True),
        ((12, "MORE_THAN"), (12, None), False),
        ((12, "EQUAL_OR_MORE"), (12, None), True),
        ((300, "APPROX"), (320, None), True),
        ((300, "APPROX"), (360, None), False),
        ((35, "APPROX"), (36, None), False),
        ((20, "LESS_THAN"), (10, "MORE_THAN"), True),
        ((10, "LESS_THAN"), (10, "MORE_THAN"), False),
    ],
)
def test_numbers_that_can_both_be_right(one, other, agree) -> None:
    thing = folded(
        toll("Bay News", "10T10:00:00", one[0], of="troops", mod=one[1]),
        toll("Isle Wire", "10T11:00:00", other[0], of="troops", mod=other[1]),
    )
    assert (thing.disputes == ()) is agree


def test_numbers_of_parts_told_by_one_report_do_not_contradict() -> None:
    parts = (Count(of="killed", value=12), Count(of="killed", value=3))
    thing = folded(
        says(event(counts=parts), "Bay News", "10"), toll("Isle Wire", "10T11:00:00", 15)
    )
    assert thing.disputes == ()
    assert [one.value for one in thing.counts] == [15, 12, 3]


def test_an_event_as_most_outlets_code_it() -> None:
    thing = folded(
        says(event("COERCE", mode="arrest", actor=("a4",), recipient=("a7",), of="e9"), "B", "10"),
        says(event("COERCE", mode="arrest", actor=("a6",), of="c1-1"), "Isle Wire", "11"),
        says(event("ASSAULT", actor=("a4",)), "Cape Times", "11"),
    )
    assert (thing.type, thing.mode) == ("COERCE", "arrest")
    assert thing.actor == ("actor-coastguard",)  # it acts for Iceland
    assert thing.recipient == ("actor-sandvik",)
    assert thing.of == "case-sandvik"  # e9 has no place in the record: nothing is told of it


def actor(name: str, day: str, outlet: str = "Bay News", **more):
    mentions = (Mention(Span(0, len(name), name), "name"),)
    return says(Actor(id="a1", name=name, kind="person", mentions=mentions, **more), outlet, day)


def test_an_office_that_others_name_alone_goes_by_its_holder() -> None:
    spoken = (Mention(Span(0, 20, "the foreign minister"), "description"),)
    alone = Actor(id="a1", name="foreign minister of Norway", kind="office",
                  office="foreign minister", represents="NO",
                  identifiers={"inferred_holder": "Astrid Halvorsen"}, mentions=spoken)  # fmt: skip
    thing = fold("actor", [
        says(alone, "Bay News", "2026-03-01"), says(alone, "Isle Wire", "2026-03-02"),
        actor("Astrid Halvorsen", "2026-03-03", office="foreign minister", represents="NO"),
    ])  # fmt: skip
    assert isinstance(thing, ActorThing)
    assert (thing.name, thing.kind) == ("Astrid Halvorsen", "person")
    assert "foreign minister of Norway" in [one.name for one in thing.variants]
    assert thing.identifiers == {"inferred_holder": "Astrid Halvorsen"}


def test_an_actor_has_the_office_that_was_told_last_and_all_that_were() -> None:
    thing = fold("actor", [
        actor("Astrid Halvorsen", "2024-01-10", office="Trade Minister", represents="NO"),
        actor("Halvorsen", "2026-03-02", office="foreign minister", represents="NO", sector="GOV"),
        actor("Astrid Halvorsen", "2026-03-01", "Isle Wire", office="Foreign Minister",
              represents="NO", identifiers={"wikidata": "Q5"}),
        actor("Halvorsen", "2026-03-03", "Cape Times", represents="NO"),
        actor("Halvorsen", "2026-03-04", "Fjord Post"),
    ])  # fmt: skip
    assert isinstance(thing, ActorThing)
    assert thing.name == "Astrid Halvorsen"  # the full one, though fewer use it
    assert (thing.office, thing.represents, thing.sector) == ("Foreign Minister", "NO", "GOV")
    assert thing.identifiers == {"wikidata": "Q5"}
    assert [one.name for one in thing.variants] == ["Halvorsen", "Astrid Halvorsen"]
    held = [(one.office, one.first_reported[:10], one.last_reported[:10]) for one in thing.offices]
    assert held == [
        ("Trade Minister", "2024-01-10", "2024-01-10"),
        ("Foreign Minister", "2026-03-01", "2026-03-02"),
        (None, "2026-03-03", "2026-03-03"),
    ]  # fmt: skip


def test_one_slip_unseats_nobody_and_a_second_outlet_seats_the_new_holder() -> None:
    known = [
        actor("Astrid Halvorsen", "2026-03-01", outlet, office="Trade Minister", represents="NO")
        for outlet in ("Bay News", "Isle Wire", "Cape Times")
    ]
    new = [
        actor("Astrid Halvorsen", "2026-03-05", outlet, office=office, represents=state)
        for outlet, office, state in (
            ("Bay News", "Foreign Minister", "IS"),
            ("Isle Wire", "Minister of Foreign Affairs", "NO"),
        )
    ]
    slip = fold("actor", [*known, new[0]])
    assert isinstance(slip, ActorThing)
    assert (slip.office, slip.represents) == ("Trade Minister", "NO")
    thing = fold("actor", [*known, *new])
    assert isinstance(thing, ActorThing)
    assert thing.office in ("Foreign Minister", "Minister of Foreign Affairs")  # one office
    assert thing.represents == "NO"
