"""The same laws with every room of identity, over made-up readings of stories."""

from pathlib import Path
from random import Random

from benchmarks.record.world import World
from onrecord.store.checking import faults
from onrecord.store.forgetting import forget
from onrecord.store.record import open_record
from tests.record_servers import Places
from tests.store.record_worlds import dump


def test_any_order_of_stories(places: Places) -> None:
    world = list(World(5, actors=300).readings(40))
    mixed = [*world, *world[:5]]
    Random(2).shuffle(mixed)
    with open_record(places(), create=True) as one, open_record(places(), create=True) as other:
        one.add(world)
        for at in range(0, len(mixed), 7):
            other.add(mixed[at : at + 7])
        assert dump(one) == dump(other)
        assert list(faults(other)) == []


def test_forgotten_stories(tmp_path: Path) -> None:
    world = list(World(6, actors=300).readings(30))
    gone = {one.report.id for one in Random(1).sample(world, 6)}
    with (
        open_record(tmp_path / "one.db", create=True) as one,
        open_record(tmp_path / "other.db", create=True) as other,
    ):
        one.add(world)
        for report in sorted(gone):
            forget(one, report, "asked to")
        other.add([each for each in world if each.report.id not in gone])
        found, never = dump(one), dump(other)
        assert len(found.pop("forgotten")) == 6
        assert never.pop("forgotten") == []
        assert found == never
        assert list(faults(one)) == []
