"""A claim and its denial in one report: found by `disputes`, shown by both, on both databases."""

from onrecord.question import Question
from onrecord.record.things import StatementThing
from onrecord.store.asking.opened import Record
from onrecord.store.record import open_record
from tests.record_servers import Places
from tests.store.asked_worlds import Tale, readings

CLAIM, OTHER, DENIAL = (
    (0, 0, 0, None, 2, False),
    (0, 0, 1, None, 2, False),
    (1, 2, 0, None, 3, False),
)
TALES = (
    Tale(1, 1, 3, said=(CLAIM, DENIAL)),  # both in one report
    Tale(2, 1, 4, said=(OTHER, (1, 2, 0, None, 9, False))),  # a denial of what is not said there
    Tale(3, 1, 5, said=((2, 0, 2, None, 5, False), (3, 2, 2, None, 5, False))),
)


def _sides(thing: StatementThing) -> list[list[str]]:
    return [[side.value for side in one.sides] for one in thing.disputes if one.about == "denial"]


def test_it_is_listed_once_with_what_it_denies(places: Places) -> None:
    with open_record(places(), create=True) as store:
        store.add(readings(TALES))
        record = Record(store)
        listed = [one.thing for one in record.disputes()]
        assert [thing.act for thing in listed] == ["deny", "deny"]  # type: ignore[union-attr]
        assert len({thing.id for thing in listed}) == 2
        for thing in listed:
            shown = record.show(thing.id)
            assert isinstance(shown, StatementThing)
            assert isinstance(thing, StatementThing)
            assert _sides(shown) == _sides(thing)
            (dispute,) = thing.disputes
            claim = record.show(str(dispute.of))
            assert isinstance(claim, StatementThing)
            assert _sides(claim) == _sides(thing)


def test_a_part_at_a_time_is_the_whole(places: Places) -> None:
    with open_record(places(), create=True) as store:
        store.add(readings(TALES))
        record = Record(store)
        found, cursor = [], None
        for _ in range(20):
            part = record.part(Question.of("disputes", {"limit": 1, "cursor": cursor}))
            found += [one.thing.id for one in part.items]
            cursor = part.cursor
            if cursor is None:
                break
        assert found == [one.thing.id for one in record.disputes()]


def test_before_the_report_nothing_is_denied(places: Places) -> None:
    with open_record(places(), create=True) as store:
        store.add(readings(TALES))
        record = Record(store)
        assert len(list(record.disputes(as_of="2031-03-04"))) == 1
        assert list(record.disputes(as_of="2031-03-02")) == []
        assert len(list(record.disputes(by="Orlik"))) == 1
