"""As of an earlier time: the reports and the verdicts of then, and what they made of each other."""

from datetime import UTC, datetime
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.record.verdicts import Verdict
from onrecord.store import reviewing
from onrecord.store.asking import standing as standing_
from onrecord.store.asking import then
from onrecord.store.record import Record
from onrecord.store.verdicts import instant
from tests.store.record_worlds import Edition
from tests.store.test_reviewing_laws import editions, keys_of, made

SOME = settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip


def _day(number: int, hour: int = 12) -> str:
    return f"2026-04-{number:02}T{hour:02}:00:00Z"


def _noon(number: int) -> int:
    return int(datetime(2026, 4, number, 18, tzinfo=UTC).timestamp())


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Edition], list[Verdict]]:
    """Reports of five days, and verdicts given on those days, some of them taken back later."""
    reports = draw(st.lists(editions, min_size=2, max_size=6))
    keys = sorted({key for one in reports for key in keys_of(one)})
    verdicts: list[Verdict] = []
    if len(keys) < 2:
        return reports, verdicts
    for number in range(draw(st.integers(1, 4))):
        at = _day(draw(st.integers(1, 5)), 13 + number % 4)
        some = draw(st.lists(st.sampled_from(keys), min_size=2, max_size=3, unique=True))
        kind = draw(st.sampled_from(["merge", "split", "undo"]))
        if kind == "merge":
            verdicts.append(Verdict.given("merge", some, at=at, by="Osei"))
        elif kind == "split":
            verdicts.append(Verdict.given("split", some[:1], against=some[1:], at=at, by="Osei"))
        elif verdicts:
            undone = draw(st.sampled_from(verdicts))
            later = max(at, undone.at)
            verdicts.append(Verdict.given("undo", [undone.id], at=later, by="Lind"))
    return reports, verdicts


def _things(record: Record, keys: list[str], moment: int | None) -> list[object]:
    """The things of some accounts, each by its id and by who tells of it."""
    with record.reading() as connection:
        found = reviewing.things_of(connection, record.points, keys, moment)
    return [(one.id, sorted(told.key for told in one.tellings)) for one in found]


def _agrees(world: tuple[list[Edition], list[Verdict]], day: int) -> bool:
    reports, verdicts = world
    moment = _noon(day)
    then = [one for one in reports if one.seen <= day]
    given_ = [one for one in verdicts if instant(one.at) <= moment]
    keys = sorted({key for one in then for key in keys_of(one)})
    with (
        TemporaryDirectory() as folder,
        made(f"{folder}/all.db", *reports, *verdicts) as whole,
        made(f"{folder}/then.db", *then, *given_) as past,
    ):
        return all(_things(whole, [k], moment) == _things(past, [k], None) for k in keys)


@SOME
@given(worlds(), st.integers(1, 5))
def test_as_of_is_what_the_record_would_have_been(
    world: tuple[list[Edition], list[Verdict]], day: int
) -> None:
    assert _agrees(world, day)


def _split_later() -> tuple[list[Edition], list[Verdict]]:
    """Two of one day are split on day 5; as of day 3 they were one node, and bridged less."""
    reports = [Edition(0, (2,), 1), Edition(1, (2,), 2, outlet=1), Edition(2, (3,), 2, outlet=2)]
    one, other, _ = (keys_of(each)[0] for each in reports)
    return reports, [Verdict.given("split", [one], against=[other], at=_day(5), by="Osei")]


def _merged_then() -> tuple[list[Edition], list[Verdict]]:
    """Two far apart are merged on day 3, and that is taken back on day 5."""
    reports = [Edition(0, (1,), 1), Edition(1, (7,), 2, outlet=1)]
    one, other = (keys_of(each)[0] for each in reports)
    merge = Verdict.given("merge", [one, other], at=_day(3), by="Osei")
    return reports, [merge, Verdict.given("undo", [merge.id], at=_day(5), by="Lind")]


@pytest.mark.parametrize("day", [1, 2, 3, 4, 5])
def test_a_merge_that_was_taken_back_since(day: int) -> None:
    assert _agrees(_merged_then(), day)
    assert _agrees(_split_later(), day)


def test_a_split_of_equals_that_was_taken_back_since() -> None:
    """Two accounts that read alike are split on day 1, which is taken back on day 2."""
    reports = [Edition(1, (4,), 1, names=(0, 3)), Edition(0, (1, 4), 1, names=(0, 3))]
    (one,), (_, other) = (keys_of(each) for each in reports)
    split = Verdict.given("split", [other], against=[one], at=_day(1, 14), by="Osei")
    undo = Verdict.given("undo", [split.id], at=_day(2, 16), by="Lind")
    assert _agrees((reports, [split, undo]), 3)
    assert _agrees((reports, [split, undo]), 1)


def test_a_replaced_account_still_leads_to_what_it_was_one_node_with() -> None:
    """Of two equal profiles one speaks no more, and the other was split off later."""
    reports = [Edition(0, (1, 2), 1), Edition(0, (7, 1), 2), Edition(1, (2, 1), 1)]
    _, gone = keys_of(reports[0])
    one, other = keys_of(reports[2])
    split = Verdict.given("split", [one], against=[other], at=_day(4), by="Osei")
    assert _agrees((reports, [split]), 3)
    assert gone != one


def test_planted_components_of_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking at the components of now alone misses what a merge tied then."""
    monkeypatch.setattr(then.Then, "_beyond", lambda *given: set())
    assert not _agrees(_merged_then(), 4)


def test_planted_what_was_judged_taken_for_what_never_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Components of now stand for those of then only where nobody judged of them."""
    monkeypatch.setattr(standing_.Standing, "_touched_since", lambda *given: frozenset())
    assert not _agrees(_merged_then(), 4)
