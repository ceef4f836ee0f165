"""A report asked for by its id: its reading as it was added, its versions, its things."""

from collections.abc import Iterator

import pytest

import onrecord
from onrecord.errors import NotInRecord
from onrecord.facts import encode
from onrecord.store.record import open_record
from tests.store.asked_worlds import Tale, readings

TALES = [
    Tale(report=1, version=0, day=2, said=((0, 1, 0, 1, 2, False),), met=((0, 1, 2, 1),)),
    Tale(report=1, version=1, day=5, said=((0, 2, 1, 1, 2, False),)),
    Tale(report=2, version=2, day=7, met=((0, 1, 2, 1),)),
    Tale(report=3, version=3, day=9, met=((0, 1, 2, 1),)),
    Tale(report=4, version=4, day=11, met=((0, 1, 2, 1),)),
    Tale(report=5, version=5, day=13, met=((0, 1, 2, 1),)),
]
READINGS = readings(TALES)


@pytest.fixture
def record(place: str) -> Iterator[onrecord.Record]:
    with open_record(place, create=True) as store:
        store.add(READINGS)
    with onrecord.open(place) as opened:
        yield opened


def test_the_version_that_speaks_is_the_reading_that_was_added(record: onrecord.Record) -> None:
    told = record.report(READINGS[1].report.id)
    assert encode(told.reading) == encode(READINGS[1])
    assert (told.version, told.until) == (READINGS[1].report.text_sha256, None)
    assert [one.version for one in told.versions] == [
        one.report.text_sha256 for one in READINGS[:2]
    ]
    assert told.versions[0].until == told.versions[1].counted == told.counted


def test_an_earlier_moment_has_the_version_of_then_and_knows_no_later_one(
    record: onrecord.Record,
) -> None:
    told = record.report(READINGS[0].report.id, as_of="2031-03-03")
    assert encode(told.reading) == encode(READINGS[0])
    assert len(told.versions) == 1


def test_a_replaced_version_is_had_by_its_hash(record: onrecord.Record) -> None:
    told = record.report(READINGS[0].report.id, READINGS[0].report.text_sha256)
    assert encode(told.reading) == encode(READINGS[0])


def test_every_fact_leads_to_its_thing(record: onrecord.Record) -> None:
    told = record.report(READINGS[2].report.id)
    facts = [
        *told.reading.actors, *told.reading.statements, *told.reading.encounters,
        *told.reading.events,
    ]  # fmt: skip
    assert set(told.things) == {one.id for one in facts}
    (met,) = told.reading.encounters
    thing = record.show(told.things[met.id])
    assert thing.thing == "encounter"
    assert any(one.report == told.report for one in thing.tellings)


@pytest.mark.parametrize("id", ["0" * 16, "", "../../etc/passwd", "x\x00y", "٣" * 16])
def test_what_is_not_there_is_said_not_to_be(record: onrecord.Record, id: str) -> None:
    with pytest.raises(NotInRecord):
        record.report(id)
    with pytest.raises(NotInRecord):
        record.report(READINGS[0].report.id, id)
    with pytest.raises(NotInRecord):
        record.report(READINGS[0].report.id, as_of="2031-03-01")


def test_a_thing_can_be_told_in_part(record: onrecord.Record) -> None:
    (actor,) = record.actors(text="Varga")
    whole = record.show(actor.id)
    some = record.show(actor.id, most=4)
    assert (some.id, some.reports) == (whole.id, whole.reports)
    assert len(some.tellings) < len(whole.tellings)
