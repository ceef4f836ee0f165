"""Words of what is said and done: found by their own index as they are by way of the texts."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.store import telling
from onrecord.store.asking import worded
from onrecord.store.asking.opened import Record
from onrecord.store.record import open_record
from tests.record_servers import Places
from tests.store.asked_worlds import Tale, readings, worlds

WORDS = ("orchards", "valley stay", '"the orchards"', "naive hope", "har*", "edition", "met", "u")
# New Tai Lue: one word to us, and two to the index.
STRANGE = "a\u19b0b"
TALES = [Tale(report=one, version=one, day=one, said=((0, 1, 0, 1, 3, False),)) for one in (1, 2)]
_few = settings(
    max_examples=8, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip


def _found(record: Record, words: str) -> list[list[str]]:
    kinds = (record.statements, record.encounters, record.events)
    return [[one.id for one in kind(text=words)] for kind in kinds]


def _by_both(record: Record, words: str) -> tuple[list[list[str]], list[list[str]]]:
    plain = _found(record, words)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worded, "FEW", 0)  # all texts are many
        return plain, _found(record, words)


@_few
@given(worlds(), st.sampled_from(WORDS))
def test_both_ways_find_the_same(places: Places, tales: list[Tale], words: str) -> None:
    with open_record(places(), create=True) as store:
        store.add(readings(tales))
        plain, said = _by_both(Record(store), words)
        assert plain == said


def test_a_word_that_the_index_takes_for_two(places: Places) -> None:
    with open_record(places(), create=True) as store:
        store.add(readings(TALES))
        assert _by_both(Record(store), STRANGE) == ([[], [], []], [[], [], []])


def test_a_planted_fault_what_is_done_is_not_entered(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "SAID", frozenset())
    with open_record(places(), create=True) as store:
        store.add(readings(TALES))
        plain, said = _by_both(Record(store), "orchards")
        assert plain != said
