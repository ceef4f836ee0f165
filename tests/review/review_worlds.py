"""A record to review: meetings, one of them told by three, a treaty, statements, a person held."""

from collections.abc import Iterable
from dataclasses import replace

from onrecord.facts import Reading
from onrecord.store.record import Record, open_record
from tests.store.asked_worlds import Tale, reading

TALES = (
    Tale(
        report=1, version=0, day=10, met=((0, 1, 5, 1),), turned=((0, "signed", 3),),
        said=((0, 1, 0, 1, 5, False), (1, 0, 1, None, 5, True)),
    ),
    Tale(
        report=2, version=1, day=11, met=((0, 1, 5, 1),), turned=((0, "suspended", 9),), held=(3,)
    ),
    Tale(
        report=4, version=2, day=12, met=((0, 1, 6, 1), (2, 3, 8, 2)),
        said=((2, 2, 2, 0, None, False),),
    ),
)  # fmt: skip


def unsure(one: Reading) -> Reading:
    """The reading; of the first report with a first statement that is unsure."""
    if int(one.report.id, 16) != 1:
        return one
    first, *rest = one.statements
    return replace(one, statements=(replace(first, confidence=0.55), *rest))


def made(place: str, tales: Iterable[Tale] = TALES) -> Record:
    """A record of these tales."""
    record = open_record(place, create=True)
    record.add([unsure(reading(tale)) for tale in tales])
    return record
