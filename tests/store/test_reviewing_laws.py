"""Laws of reviewing: whatever comes first, the record is the same; what stands holds."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import InvalidVerdict
from onrecord.facts import Reading
from onrecord.record.verdicts import Verdict, standing
from onrecord.store import judging, reviewing
from onrecord.store.record import Record
from tests.store.verdict_worlds import keys_of, opened, shape, told

SLOW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # fmt: skip


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Reading], list[Verdict]]:
    """Reports of meetings on neighbouring days, and verdicts about them."""
    reports = [
        told(f"Outlet {n}", draw(st.lists(st.integers(1, 7), min_size=1, max_size=2)), 10 + n)
        for n in range(draw(st.integers(2, 5)))
    ]
    keys = [one for report in reports for one in keys_of(report)]
    verdicts: list[Verdict] = []
    for number in range(draw(st.integers(1, 5))):
        at, by = f"2026-05-01T12:00:{number:02}Z", "Osei"
        some = draw(st.lists(st.sampled_from(keys), min_size=2, max_size=3, unique=True))
        kind = draw(st.sampled_from(["merge", "split", "split", "undo"]))
        if kind == "merge":
            verdicts.append(Verdict.given("merge", some, at=at, by=by))
        elif kind == "split":
            verdicts.append(Verdict.given("split", some[:1], against=some[1:], at=at, by=by))
        elif verdicts:
            undone = draw(st.sampled_from(verdicts)).id
            verdicts.append(Verdict.given("undo", [undone], at=at, by=by))
    return reports, verdicts


def _made(folder: str, name: str, steps: list[Reading | Verdict]) -> Record:
    record = opened(Path(folder) / name)
    for step in steps:
        if isinstance(step, Verdict):
            reviewing.take_in(record, [step])
        else:
            record.add([step])
    return record


@SLOW
@given(worlds(), st.integers(0, 2**32))
def test_any_order_of_reports_and_verdicts(
    world: tuple[list[Reading], list[Verdict]], seed: int
) -> None:
    reports, verdicts = world
    steps: list[Reading | Verdict] = [*reports, *verdicts]
    with TemporaryDirectory() as folder:
        after = _made(folder, "after", steps)
        before = _made(folder, "before", [*verdicts, *reports])
        shuffled = list(steps)
        Random(seed).shuffle(shuffled)
        mixed = _made(folder, "mixed", [*shuffled, *shuffled])
        assert shape(after) == shape(before) == shape(mixed)
        for one in (after, before, mixed):
            one.close()


@SLOW
@given(worlds())
def test_what_stands_holds(world: tuple[list[Reading], list[Verdict]]) -> None:
    reports, verdicts = world
    with TemporaryDirectory() as folder, _made(folder, "r", [*reports, *verdicts]) as record:
        thing = {key: first for first, group in shape(record).items() for key in group}
        with record.reading() as connection:
            off = {one.verdict.id for one in reviewing.contradictions(connection)}
        for one in standing(verdicts):
            if one.id in off:
                continue
            mine = {thing[key] for key in one.of}
            assert len(mine) == 1 or one.verdict != "merge"
            assert one.verdict != "split" or not mine & {thing[key] for key in one.against}


@SLOW
@given(worlds())
def test_undoing_gives_back_what_was(world: tuple[list[Reading], list[Verdict]]) -> None:
    reports, verdicts = world
    with TemporaryDirectory() as folder, _made(folder, "r", [*reports]) as record:
        was = shape(record)
        reviewing.take_in(record, verdicts)
        undone = [
            Verdict.given("undo", [one.id], at=f"2026-06-01T12:00:{n:02}Z", by="Lind")
            for n, one in enumerate(standing(verdicts))
        ]
        reviewing.take_in(record, undone)
        assert shape(record) == was


@SLOW
@given(worlds())
def test_a_preview_tells_what_comes_and_writes_nothing(
    world: tuple[list[Reading], list[Verdict]],
) -> None:
    reports, verdicts = world
    with TemporaryDirectory() as folder, _made(folder, "r", [*reports]) as record:
        for one in verdicts:
            was = shape(record)
            try:
                shown = reviewing.preview(record, one)
            except InvalidVerdict:
                with pytest.raises(InvalidVerdict):
                    reviewing.give(record, one)
                assert shape(record) == was
                continue
            assert shape(record) == was
            assert reviewing.give(record, one) == shown
            assert {thing.id.partition("-")[2] for thing in shown.after} <= shape(record).keys()


def _bridge() -> list[Reading]:
    """A like B, B like C, A unlike C; D is of B's very day."""
    return [told(name, [day], n) for n, (name, day) in enumerate(
        [("Argus", 1), ("Beacon", 2), ("Courier", 3), ("Dispatch", 2)], 10)]  # fmt: skip


def test_one_of_two_equal_profiles_is_split_off(tmp_path: Path) -> None:
    (a,), (b,), (c,), (d,) = (keys_of(one) for one in _bridge())
    split = Verdict.given("split", [b], against=[d], at="2026-05-01T12:00:00Z", by="Osei")
    for steps in (
        [*_bridge(), split],
        [split, *_bridge()],
        [*_bridge()[:2], split, *_bridge()[2:]],
    ):
        with _made(str(tmp_path), f"r{len(list(tmp_path.iterdir()))}", steps) as record:
            thing = {key: first for first, group in shape(record).items() for key in group}
            assert thing[b] != thing[d]
            assert {a, b, c, d} == set(thing)


def test_planted_without_nodes_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Equal profiles left on one node: the split cannot hold."""
    (_,), (b,), (_,), (d,) = (keys_of(one) for one in _bridge())
    split = Verdict.given("split", [b], against=[d], at="2026-05-01T12:00:00Z", by="Osei")
    monkeypatch.setattr(reviewing, "singled", lambda verdicts: frozenset())
    with _made(str(tmp_path), "r", [*_bridge(), split]) as record:
        thing = {key: first for first, group in shape(record).items() for key in group}
        assert thing[b] == thing[d]


def test_planted_verdict_that_waits_for_no_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reports that are added without asking for the verdicts about them come out otherwise."""
    far = [told("Argus", [1], 10), told("Beacon", [7], 11)]
    (a,), (b,) = (keys_of(one) for one in far)
    merge = Verdict.given("merge", [a, b], at="2026-05-01T12:00:00Z", by="Osei")
    with _made(str(tmp_path), "good", [merge, *far]) as record:
        assert len(shape(record)) == 1
    from onrecord.store import writing

    monkeypatch.setattr(writing, "judgements", lambda connection: ())
    with _made(str(tmp_path), "bad", [merge, *far]) as record:
        assert len(shape(record)) == 2
    assert judging.judgements is not writing.judgements


def test_a_merge_holds_over_what_one_reading_tells_apart(tmp_path: Path) -> None:
    one = told("Argus", [1, 1], 10)
    a, b = keys_of(one)
    with _made(str(tmp_path), "r", [one]) as record:
        assert len(shape(record)) == 2
        reviewing.give(record, Verdict.given("merge", [a, b], at="2026-05-01T12:00:00Z", by="O"))
        assert len(shape(record)) == 1


def test_what_contradicts_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    reports = _bridge()
    (a,), (b,), (c,), (_,) = (keys_of(one) for one in reports)
    with _made(str(tmp_path), "r", [*reports]) as record:
        one = Verdict.given("merge", [a, b], at="2026-05-01T12:00:00Z", by="Osei")
        two = Verdict.given("merge", [b, c], at="2026-05-01T12:00:01Z", by="Osei")
        against = Verdict.given("split", [a], against=[c], at="2026-05-01T12:00:02Z", by="Lind")
        reviewing.give(record, one)
        reviewing.give(record, two)
        was = shape(record)
        with pytest.raises(InvalidVerdict, match=f"merge {one.id} by Osei"):
            reviewing.give(record, against)
        assert shape(record) == was
        with record.reading() as connection:
            assert reviewing.contradictions(connection) == ()
        reviewing.give(record, Verdict.given("undo", [two.id], at="2026-05-01T12:00:03Z", by="L"))
        outcome = reviewing.give(record, against)
        assert len(outcome.after) == 2


def test_undoing_frees_what_was_held_off(tmp_path: Path) -> None:
    reports = _bridge()[:3]
    (a,), (b,), _ = (keys_of(one) for one in reports)
    split = Verdict.given("split", [a], against=[b], at="2026-05-01T12:00:00Z", by="Osei")
    merge = Verdict.given("merge", [a, b], at="2026-05-01T12:00:01Z", by="Lind")
    with _made(str(tmp_path), "r", [*reports, split, merge]) as record:
        with record.reading() as connection:
            (found,) = reviewing.contradictions(connection)
        assert found.verdict == merge
        undo = Verdict.given("undo", [split.id], at="2026-05-01T12:00:02Z", by="Osei")
        assert reviewing.give(record, undo).freed == (merge,)


def test_a_verdict_about_nothing_is_refused_but_kept_when_taken_in(tmp_path: Path) -> None:
    reports = _bridge()
    (a,), *_ = (keys_of(one) for one in reports)
    accept = Verdict.given("accept", [a], at="2026-05-01T12:00:00Z", by="Osei")
    with _made(str(tmp_path), "r", [*reports[1:]]) as record:
        with pytest.raises(InvalidVerdict, match="no fact with the key"):
            reviewing.give(record, accept)
        assert reviewing.take_in(record, [accept, accept]) == 1
        with record.reading() as connection:
            assert reviewing.orphans(connection) == (accept,)
        record.add(reports[:1])
        with record.reading() as connection:
            assert reviewing.orphans(connection) == ()
            (thing,) = reviewing.things_of(connection, record.points, [a])
        assert accept in thing.verdicts
