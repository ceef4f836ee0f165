"""Merges that contradict each other: shown with both ways, and «never these two» lasts."""

from dataclasses import replace
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import InvalidVerdict
from onrecord.record.verdicts import Verdict
from onrecord.store import conflicts as conflicts_
from onrecord.store import reviewing
from onrecord.store.checking import faults
from onrecord.store.conflicts import against, conflicts, give_over, settle
from tests.store.record_worlds import Edition, reading
from tests.store.test_reviewing_laws import editions, keys_of, made, things

AT = "2026-05-01T12:00:00Z"
LAWS = settings(
    max_examples=15, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip

# Meetings on the second and the third are one, until a reviewer says otherwise.
A, B = Edition(0, (2,), 1), Edition(1, (3,), 2, outlet=1)


def key(one: Edition) -> str:
    return keys_of(one)[0]


SPLIT = Verdict.given("split", [key(A)], against=[key(B)], at=AT, by="Osei", why="two days")


def _split_of(one: Edition, other: Edition) -> Verdict:
    return Verdict.given("split", [key(one)], against=[key(other)], at=AT, by="Osei", why="two")


def test_a_report_that_would_join_both_is_shown(place: str) -> None:
    one, other, later = Edition(0, (2,), 1), Edition(1, (3,), 2), Edition(2, (2,), 3, words="x")
    with made(place, one, other) as record:
        assert conflicts(record) == ()
        reviewing.give(record, _split_of(one, other))
        assert conflicts(record) == ()
        record.add([reading(later)])
        (found,) = conflicts(record)
        assert found.keys == (key(later),)
        assert found.words == "others met on 2 March"
        assert (key(one) in found.one.id, key(other) in found.other.id) == (True, True)
        assert min(found.points) > 0
        assert found.stands in ("one", "other")


@pytest.mark.parametrize("way", ["one", "other", "neither"])
def test_each_way_out_holds_and_is_asked_no_more(place: str, way: conflicts_.Way) -> None:
    one, other, later = Edition(0, (2,), 1), Edition(1, (3,), 2), Edition(2, (2,), 3, words="x")
    with made(place, one, other, _split_of(one, other), later) as record:
        (found,) = conflicts(record)
        settle(record, found, way, by="Lind")
        assert conflicts(record) == ()
        at = things(record)
        mine = at[key(later)]
        assert (mine == at[key(one)], mine == at[key(other)]) == (way == "one", way == "other")
        assert at[key(one)] != at[key(other)]
        assert list(faults(record)) == []
        with pytest.raises(InvalidVerdict):
            settle(record, found, "both", by="Lind")  # type: ignore[arg-type]


def test_a_merge_against_a_split_is_shown_with_it(place: str) -> None:
    one, other = Edition(0, (2,), 1), Edition(1, (3,), 2)
    split = _split_of(one, other)
    merge = Verdict.given("merge", [key(one), key(other)], at="2026-05-02T12:00:00Z", by="Lind")
    with made(place, one, other, split) as record:
        assert against(record, merge) == (split,)
        with pytest.raises(InvalidVerdict):
            reviewing.give(record, merge)
        with pytest.raises(InvalidVerdict, match="has changed"):
            give_over(record, merge, [], by="Lind")
        assert things(record)[key(one)] != things(record)[key(other)]
        give_over(record, merge, [split.id], by="Lind")
        assert things(record)[key(one)] == things(record)[key(other)]
        assert against(record, merge) == ()


@st.composite
def histories(draw: st.DrawFn) -> list[Edition | Verdict]:
    """What comes after a split: reports, verdicts on others, merges that it forbids, undoing."""
    later = draw(st.lists(editions, max_size=4))
    keys = sorted({key(A), key(B), *(k for one in later for k in keys_of(one))})
    given_: list[Verdict] = []
    for number in range(draw(st.integers(0, 4))):
        at = f"2026-05-02T12:00:{number:02}Z"
        kind = draw(st.sampled_from(["merge", "merge", "split", "undo", "reject"]))
        some = draw(st.lists(st.sampled_from(keys), min_size=2, max_size=3, unique=True))
        if kind == "merge":
            given_.append(Verdict.given("merge", some, at=at, by="Lind"))
        elif kind == "split":
            given_.append(Verdict.given("split", some[:1], against=some[1:], at=at, by="Lind"))
        elif kind == "reject":
            given_.append(Verdict.given("reject", some[:1], at=at, by="Lind"))
        elif given_:
            undone = draw(st.sampled_from(given_))
            given_.append(Verdict.given("undo", [undone.id], at=at, by="Lind"))
    return [*later, *given_]


def _never(steps: list[Edition | Verdict], chance: Random) -> bool:
    """Whether A and B are never one, whatever came, in whatever order; also read anew."""
    steps = chance.sample(steps, len(steps))
    with TemporaryDirectory() as folder, made(f"{folder}/one.db", A, B, SPLIT, *steps) as record:
        again = (replace(A, release="0.2.0"), replace(B, release="9.0.0"))
        record.add([reading(one) for one in again])
        at = things(record)
        return not at.get(key(A), frozenset()) & at.get(key(B), frozenset())


@LAWS
@given(histories(), st.randoms(use_true_random=False))
def test_never_these_two_lasts(steps: list[Edition | Verdict], chance: Random) -> None:
    assert _never(steps, chance)


def test_planted_a_split_that_the_last_word_undoes(monkeypatch: pytest.MonkeyPatch) -> None:
    merge = Verdict.given("merge", [key(A), key(B)], at="2026-05-02T12:00:00Z", by="Lind")
    assert _never([merge], Random(0))
    monkeypatch.setattr("onrecord.record.review._never", lambda *_: iter(()))
    assert not _never([merge], Random(0))
