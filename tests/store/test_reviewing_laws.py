"""Laws of reviewing: whatever comes first, the record is the same; what stands holds."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from onrecord.errors import InvalidVerdict
from onrecord.record.accounts import accounts
from onrecord.record.things import Thing
from onrecord.record.verdicts import Verdict, standing
from onrecord.store import judging, reviewing, writing
from onrecord.store.checking import faults
from onrecord.store.forgetting import forget
from onrecord.store.numbers import key
from onrecord.store.record import Record
from onrecord.store.schema import account, node
from tests.record_servers import Places
from tests.store.record_worlds import Edition, dump, opened, reading

SOME = settings(
    max_examples=20, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
FEW = settings(SOME, max_examples=6)

Step = Edition | Verdict
editions = st.builds(
    Edition,
    report=st.integers(0, 3),
    days=st.lists(st.integers(1, 7), min_size=1, max_size=2).map(tuple),
    seen=st.integers(1, 5),
    names=st.just((0, 3)),
    words=st.sampled_from(["", "a"]),
    outlet=st.integers(0, 2),
)


def keys_of(one: Edition) -> list[str]:
    """The keys of an edition's meetings."""
    return [told.key for told in accounts(reading(one)) if told.kind == "encounter"]


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Edition], list[Verdict]]:
    """Reports of meetings on neighbouring days, in versions, and verdicts about them."""
    editions_ = draw(st.lists(editions, min_size=2, max_size=6))
    keys = sorted({key for one in editions_ for key in keys_of(one)})
    if len(keys) < 2:
        return editions_, []
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
    return editions_, verdicts


def made(place: str | Path, *steps: Step) -> Record:
    """A record after some steps, one after the other."""
    record = opened(str(place))
    for step in steps:
        if isinstance(step, Verdict):
            reviewing.take_in(record, [step])
        else:
            record.add([reading(step)])
    return record


def things(record: Record) -> Mapping[str, frozenset[int]]:
    """For each key of a meeting the things that its accounts are of, as the store names them."""
    with record.reading() as connection:
        found: dict[str, set[int]] = {}
        rows = connection.execute(
            select(account.c.key, node.c.thing)
            .join(node, node.c.id == account.c.node)
            .where(node.c.thing.is_not(None), node.c.kind == 2)
        )
        for told, thing in rows:
            found.setdefault(key(told), set()).add(thing)
    return {told: frozenset(group) for told, group in found.items()}


def told_of(record: Record, named: str) -> list[Thing]:
    """The things of an account, without what reviewers said of them."""
    with record.reading() as connection:
        found = reviewing.things_of(connection, record.points, [named])
    return [replace(one, verdicts=()) for one in found]


def _mixed(chance: Random, steps: list[Step]) -> list[Step]:
    mixed = [*steps, *chance.choices(steps, k=2)]
    chance.shuffle(mixed)
    return mixed


@SOME
@given(worlds(), st.randoms(use_true_random=False))
def test_any_order_of_reports_and_verdicts(
    world: tuple[list[Edition], list[Verdict]], chance: Random
) -> None:
    reports, verdicts = world
    with TemporaryDirectory() as folder:
        after = made(f"{folder}/after.db", *reports, *verdicts)
        before = made(f"{folder}/before.db", *verdicts, *reports)
        mixed = made(f"{folder}/mixed.db", *_mixed(chance, [*reports, *verdicts]))
        assert dump(after) == dump(before) == dump(mixed)
        for one in (after, before, mixed):
            assert list(faults(one)) == []
            one.close()


def test_any_order_on_a_server(postgres: Places) -> None:
    @FEW
    @given(worlds(), st.randoms(use_true_random=False))
    def same(world: tuple[list[Edition], list[Verdict]], chance: Random) -> None:
        reports, verdicts = world
        with TemporaryDirectory() as folder:
            one = made(f"{folder}/one.db", *reports, *verdicts)
            other = made(postgres(), *_mixed(chance, [*reports, *verdicts]))
            assert dump(one) == dump(other)
            one.close()
            other.close()

    same()


@SOME
@given(worlds())
def test_what_stands_holds(world: tuple[list[Edition], list[Verdict]]) -> None:
    reports, verdicts = world
    with TemporaryDirectory() as folder, made(f"{folder}/r", *reports, *verdicts) as record:
        of = things(record)
        with record.reading() as connection:
            off = {one.verdict.id for one in reviewing.contradictions(connection, record.points)}
        for one in standing(verdicts):
            mine = frozenset().union(*(of.get(told, ()) for told in one.of))
            others = frozenset().union(*(of.get(told, ()) for told in one.against))
            if one.id not in off and one.verdict == "merge":
                assert len(mine) <= 1
            if one.id not in off and one.verdict == "split":
                assert not mine & others


@SOME
@given(worlds())
def test_undoing_gives_back_what_was(world: tuple[list[Edition], list[Verdict]]) -> None:
    reports, verdicts = world
    keys = sorted({key for one in reports for key in keys_of(one)})
    with TemporaryDirectory() as folder, made(f"{folder}/r", *reports) as record:
        was = dump(record)
        shown = [told_of(record, one) for one in keys]
        reviewing.take_in(record, verdicts)
        undone = [
            Verdict.given("undo", [one.id], at=f"2026-06-01T12:00:{n:02}Z", by="Lind")
            for n, one in enumerate(standing(verdicts))
        ]
        reviewing.take_in(record, undone)
        now = dump(record)
        for table in ("verdict", "judged"):
            assert len(now[table]) >= len(was[table])  # nothing that was given is lost
        assert [told_of(record, one) for one in keys] == shown
        assert list(faults(record)) == []


EQUALS = [Edition(number, (4,), 1, outlet=number) for number in range(3)]


def _parted_and_rejoined(place: str | Path) -> set[bool]:
    """Of three equals one is split off another, which is undone, and the third off that other.

    Whether the first is one thing with the other then, whichever is the first, with that undone
    split and without.
    """
    found = set()
    for first, other, third in permutations(keys_of(one)[0] for one in EQUALS):
        once = Verdict.given("split", [first], against=[other], at=_at(0), by="Osei")
        undo = Verdict.given("undo", [once.id], at=_at(1), by="Lind")
        split = Verdict.given("split", [third], against=[other], at=_at(2), by="Osei")
        for number, given_ in enumerate(([once, undo, split], [split])):
            with made(f"{place}-{first}-{other}-{number}", *EQUALS, *given_) as record:
                of = things(record)
                found.add(of[first] == of[other] and of[first] != of[third])
    return found


def test_what_is_rejoined_counts_as_one_again(tmp_path: Path) -> None:
    assert _parted_and_rejoined(tmp_path / "r") == {True}


def test_planted_what_is_rejoined_left_on_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "rejoined", lambda *given: {})
    assert False in _parted_and_rejoined(tmp_path / "r")


@SOME
@given(worlds())
def test_a_preview_tells_what_comes_and_writes_nothing(
    world: tuple[list[Edition], list[Verdict]],
) -> None:
    reports, verdicts = world
    with TemporaryDirectory() as folder, made(f"{folder}/r", *reports) as record:
        for one in verdicts:
            was = dump(record)
            try:
                shown = reviewing.preview(record, one)
            except InvalidVerdict:
                with pytest.raises(InvalidVerdict):
                    reviewing.give(record, one)
                assert dump(record) == was
                continue
            assert dump(record) == was
            assert reviewing.give(record, one) == shown


@FEW
@given(worlds(), st.integers(0, 3))
def test_forgetting_a_report_leaves_what_never_knew_it(
    world: tuple[list[Edition], list[Verdict]], gone: int
) -> None:
    reports, verdicts = world
    there = [one for one in reports if one.report == gone]
    left = [one for one in reports if one.report != gone]
    if not there:
        return
    with TemporaryDirectory() as folder:
        one = made(f"{folder}/one.db", *reports, *verdicts)
        forget(one, reading(there[0]).report.id, "asked to")
        other = made(f"{folder}/other.db", *verdicts, *left)
        found, never = dump(one), dump(other)
        found.pop("forgotten"), never.pop("forgotten")
        assert found == never
        one.close()
        other.close()


BRIDGE = [
    Edition(0, (1,), 1),
    Edition(1, (2,), 2, outlet=1),
    Edition(2, (3,), 3, outlet=2),
    Edition(3, (2,), 4, words="b"),
]
"""A like B, B like C, A unlike C; D is of B's very day."""
A, B, C, D = (keys_of(one)[0] for one in BRIDGE)


def _at(second: int) -> str:
    return f"2026-05-01T12:00:{second:02}Z"


def test_one_of_two_equal_profiles_is_split_off(places: Places) -> None:
    split = Verdict.given("split", [B], against=[D], at=_at(0), by="Osei")
    first = None
    for steps in ([*BRIDGE, split], [split, *BRIDGE], [*BRIDGE[:2], split, *BRIDGE[2:]]):
        with made(places(), *steps) as record:
            of = things(record)
            assert not of[B] & of[D]
            first = first or dump(record)
            assert dump(record) == first


def test_planted_without_nodes_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Equal profiles left on one node: the split cannot hold."""
    split = Verdict.given("split", [B], against=[D], at=_at(0), by="Osei")
    monkeypatch.setattr(reviewing, "parted", lambda verdicts: frozenset())
    with made(tmp_path / "r", *BRIDGE, split) as record:
        assert things(record)[B] == things(record)[D]


FAR = [Edition(0, (1,), 1), Edition(1, (7,), 2, outlet=1)]


def test_planted_reports_that_ask_for_no_verdicts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reports that are added without the verdicts about them come out otherwise."""
    one, other = (keys_of(each)[0] for each in FAR)
    merge = Verdict.given("merge", [one, other], at=_at(0), by="Osei")
    with made(tmp_path / "good", merge, *FAR) as record:
        assert things(record)[one] == things(record)[other]
    monkeypatch.setattr(writing, "judgements", lambda connection: ())
    with made(tmp_path / "bad", merge, *FAR) as record:
        assert things(record)[one] != things(record)[other]


def test_planted_components_that_are_not_decided_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether a merge holds may turn on a report that comes later: its component is touched."""
    world = [Edition(0, (1,), 1), Edition(1, (4,), 2), Edition(2, (7,), 3), Edition(3, (7,), 4)]
    _, b, c, d = (keys_of(one)[0] for one in world)
    split = Verdict.given("split", [b], against=[d], at=_at(0), by="Lind")
    merge = Verdict.given("merge", [b, c], at=_at(1), by="Osei")
    late = [*world[:3], split, merge, world[3]]
    with made(tmp_path / "good", *late) as one, made(tmp_path / "first", *world, split, merge) as o:
        assert dump(one) == dump(o)
    monkeypatch.setattr(writing, "judged_in", lambda connection, verdicts, versions: set())
    with made(tmp_path / "bad", *late) as one, made(tmp_path / "again", *world, split, merge) as o:
        assert dump(one) != dump(o)


def test_a_merge_holds_over_what_one_reading_tells_apart(place: str) -> None:
    both = Edition(0, (1, 1), 1)
    one, other = keys_of(both)
    with made(place, both) as record:
        assert things(record)[one] != things(record)[other]
        reviewing.give(record, Verdict.given("merge", [one, other], at=_at(0), by="Osei"))
        assert things(record)[one] == things(record)[other]


def test_what_contradicts_is_refused_and_nothing_is_written(place: str) -> None:
    with made(place, *BRIDGE) as record:
        one = Verdict.given("merge", [A, B], at=_at(0), by="Osei")
        two = Verdict.given("merge", [B, C], at=_at(1), by="Osei")
        against = Verdict.given("split", [A], against=[C], at=_at(2), by="Lind")
        reviewing.give(record, one)
        reviewing.give(record, two)
        was = dump(record)
        with pytest.raises(InvalidVerdict, match=f"merge {one.id} by Osei"):
            reviewing.give(record, against)
        assert dump(record) == was
        reviewing.give(record, Verdict.given("undo", [two.id], at=_at(3), by="Lind"))
        assert len(reviewing.give(record, against).after) == 2


def test_undoing_frees_what_was_held_off(place: str) -> None:
    split = Verdict.given("split", [A], against=[B], at=_at(0), by="Osei")
    merge = Verdict.given("merge", [A, B], at=_at(1), by="Lind")
    with made(place, *BRIDGE[:3], split, merge) as record:
        with record.reading() as connection:
            (found,) = reviewing.contradictions(connection, record.points)
        assert found.verdict == merge
        undo = Verdict.given("undo", [split.id], at=_at(2), by="Osei")
        assert reviewing.give(record, undo).freed == (merge,)


def test_a_verdict_about_nothing_is_refused_but_kept_when_taken_in(place: str) -> None:
    accept = Verdict.given("accept", [A], at=_at(0), by="Osei")
    with made(place, *BRIDGE[1:]) as record:
        with pytest.raises(InvalidVerdict, match="no fact with the key"):
            reviewing.give(record, accept)
        assert reviewing.take_in(record, [accept, accept]) == 1
        with record.reading() as connection:
            assert reviewing.orphans(connection) == (accept,)
        record.add([reading(BRIDGE[0])])
        with record.reading() as connection:
            assert reviewing.orphans(connection) == ()
            (thing,) = reviewing.things_of(connection, record.points, [A])
        assert accept in thing.verdicts


def test_a_correction_from_elsewhere_that_does_not_fit_is_in_nobodys_way(place: str) -> None:
    good = Verdict.given("correct", [A], at=_at(0), by="Osei", correction={"occasion": "a fair"})
    bad = Verdict.given("correct", [A], at=_at(1), by="Osei", correction={"colour": "red"})
    with made(place, *BRIDGE) as record:
        with pytest.raises(InvalidVerdict, match="no field"):
            reviewing.give(record, bad)
        reviewing.take_in(record, [good, bad])
        with record.reading() as connection:
            (thing,) = reviewing.things_of(connection, record.points, [A])
            with pytest.raises(InvalidVerdict, match="no field"):
                reviewing.things_of(connection, record.points, [A], strict=True)
        assert thing.occasion == "a fair"  # type: ignore[attr-defined]
        accept = Verdict.given("accept", [A], at=_at(2), by="Lind")
        assert accept in reviewing.give(record, accept).after[0].verdicts


def test_verdicts_that_say_nothing(place: str) -> None:
    with made(place, *BRIDGE) as record:
        for of, against, says in (([A], [], "one account only"), ([A], [A], "from itself")):
            kind = "split" if against else "merge"
            one = Verdict.given(kind, of, against=against, at=_at(0), by="Osei")
            with pytest.raises(InvalidVerdict, match=says):
                reviewing.give(record, one)
        undo = Verdict.given("undo", ["0123456789abcdef"], at=_at(0), by="Osei")
        with pytest.raises(InvalidVerdict, match="no verdict 0123456789abcdef"):
            reviewing.give(record, undo)
