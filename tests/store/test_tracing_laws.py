"""An answer that is said to stand after a write is the answer that would be made now."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from onrecord.errors import NotInRecord, OnrecordError
from onrecord.facts import Reading
from onrecord.question import Asked, Question
from onrecord.record.accounts import Told
from onrecord.record.things import Thing
from onrecord.record.verdicts import Verdict
from onrecord.store import watched
from onrecord.store.asking.opened import Record as Asking
from onrecord.store.asking.referring import ids_in
from onrecord.store.asking.reports import Reports
from onrecord.store.forgetting import forget
from onrecord.store.record import Record, open_record
from onrecord.store.reviewing import give
from onrecord.store.straight import Straight
from onrecord.store.touching import Journal, Touched
from onrecord.store.tracing import Came, Rests, Trace, tracing
from tests.record_servers import Places
from tests.store.asked_worlds import PEOPLE, TREATIES, Tale, readings, worlds

WHEN = "2031-05-{day:02}T10:00:00Z"
KINDS: tuple[Asked, ...] = ("statements", "encounters", "agreements", "cases", "events", "actors")
Ask = Callable[[Record], object]
STEPS = ("add", "add", "add", "add beside", "forget", "reject", "rename", "merge", "split", "watch")
_few = settings(
    max_examples=6, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip

# Each report has people of its own circle; what one tells touches a part of the record.
APART = [
    Tale(1, 1, 1, said=((0, 0, 0, 1, 1, False), (1, 2, 0, None, 1, False)), met=((0, 1, 1, 1),)),
    Tale(2, 1, 2, said=((2, 1, 1, None, 2, False),), turned=((0, "signed", 2),)),
    Tale(3, 1, 3, met=((2, 3, 3, 2),), turned=((1, "suspended", 3),), held=(3,)),
    Tale(1, 2, 4, said=((0, 0, 0, 1, 4, True),)),
    Tale(4, 1, 5, said=((2, 2, 1, None, 5, False),), turned=((0, "suspended", 5),)),
    Tale(5, 1, 6, held=(3,)),
    Tale(6, 1, 7),
]


def _asks(store: Record) -> Iterator[tuple[str, Ask]]:
    """Questions of every shape, also about each thing and report that there is."""
    given: dict[str, list[dict[str, object]]] = {kind: [{}] for kind in KINDS}
    given["timeline"], given["disputes"] = [{}, {"modality": "actual"}], [{}]
    given["search"] = [{"text": "orchards"}, {"text": "spring", "by": PEOPLE[0][0]}]
    for name, *_ in PEOPLE:
        given["statements"] += [{"by": name}, {"to": name, "limit": 1}]
        given["encounters"].append({"between": [name, PEOPLE[0][0]]})
    given["statements"] += [{"act": "deny"}, {"since": "2031-03-03"}, {"as_of": "2031-03-03"},
                            {"min_sources": 2}]  # fmt: skip
    given["agreements"] += [{"about": name} for name in TREATIES]
    for kind, some in given.items():
        for one in some:
            yield f"{kind} {one}", _part(kind, one)  # type: ignore[arg-type]
    for kind in ("statements", "actors", "search"):
        yield f"count {kind}", lambda store, kind=kind: Asking(store).count(kind)  # type: ignore[misc]
    for at in (None, "2031-03-03"):
        yield f"reports {at}", lambda store, at=at: Reports(store).newest(at)  # type: ignore[misc]
        yield f"extent {at}", lambda store, at=at: Reports(store).extent(at)  # type: ignore[misc]
    yield "standings", lambda store: Asking(store).standings(Question.of("agreements", {}))
    for id in [told.report for told in Reports(store).newest().reports]:
        yield f"report {id}", lambda store, id=id: Asking(store).report(id)  # type: ignore[misc]
    for kind in KINDS:
        for thing in Asking(store).part(Question.of(kind, {})).items:
            for most in (2, 10):
                yield f"{thing.id} {most}", _show(thing.id, most)
            yield f"why {thing.id}", lambda store, id=thing.id: Asking(store).why(id)  # type: ignore[misc]


def _part(kind: Asked, filters: dict[str, object]) -> Ask:
    return lambda store: Asking(store).part(Question.of(kind, filters))


def _show(id: str, most: int) -> Ask:
    return lambda store: Asking(store).show(id, most=most)


def _told(store: Record, ask: Ask) -> bytes:
    try:
        return msgspec.json.encode(ask(store), order="deterministic", enc_hook=repr)
    except OnrecordError as error:
        return repr(error).encode()


def _alone(reading: Reading) -> Reading:
    """A reading that names nobody who does nothing in it."""
    facts: list[Told] = [*reading.statements, *reading.encounters, *reading.agreements]
    facts += [*reading.cases, *reading.events]
    used = {id for one in facts for id in ids_in(one)}
    return replace(reading, actors=tuple(one for one in reading.actors if one.id in used))


def _step(store: Record, other: Record, made: list[Reading], at: int, step: str) -> None:
    one, by = made[at % len(made)], f"Osei {at}"
    when = WHEN.format(day=at + 1)
    things = Asking(other).part(Question.of(KINDS[at % len(KINDS)], {})).items
    if step == "forget":
        with suppress(NotInRecord):
            forget(other, one.report.id, "asked for")
    elif step == "watch":
        with other.bookkeeping() as connection:
            watched.watch(connection, [(f"https://news.example/{at}", None)], at)
    elif step.startswith("add"):
        (store if step == "add" else other).add([one], again=at % 2 == 0)
    elif things:
        with suppress(OnrecordError):
            give(other, _verdict(step, things, when, by))


def _verdict(step: str, things: Sequence[Thing], when: str, by: str) -> Verdict:
    ids = [one.id for one in things]
    if step == "rename":
        named = {"name": f"Named by {by}"}
        return Verdict.given("correct", ids[:1], correction=named, at=when, by=by)
    if step == "merge":
        return Verdict.given("merge", ids[:2], at=when, by=by)
    if step == "split":
        told = max(([t.key for t in one.tellings] for one in things), key=len)
        return Verdict.given("split", told[:1], against=told[1:2], at=when, by=by)
    return Verdict.given("reject", ids[:1], at=when, by=by)


def law(where: str, tales: list[Tale], steps: list[str]) -> tuple[int, int]:
    """How many answers stood over a write, and how many did not; AssertionError for a stale one."""
    made = [_alone(one) for one in readings(tales)]
    stood = fell = 0
    with open_record(where, create=True) as store, open_record(where) as other:
        kept: dict[str, tuple[Ask, bytes, bytes, int]] = {}
        for at, step in enumerate(steps):
            _step(store, other, made, at, step)
            with store.asked() as asked:
                holding = {
                    name
                    for name, (_, _, rests, turn) in kept.items()
                    if Rests.unpacked(rests).holds(
                        asked, store.journal.since(asked, turn, asked.number)
                    )
                }
                number = asked.number
            stood, fell = stood + len(holding), fell + len(kept) - len(holding)
            kept = {name: (*kept[name][:3], number) for name in sorted(holding)}
            with open_record(where) as anew:
                for name, (ask, told, *_) in kept.items():
                    assert _told(anew, ask) == told, (step, name)
            for name, ask in _asks(store):
                if name not in kept:
                    turn, trace = store.turn(), Trace()
                    with tracing(trace):
                        told = _told(store, ask)
                    kept[name] = ask, told, trace.rests().packed(), turn
    return stood, fell


@_few
@given(worlds(), st.lists(st.sampled_from(STEPS), min_size=3, max_size=7))
def test_what_stands_is_what_would_be_told(
    places: Places, tales: list[Tale], steps: list[str]
) -> None:
    law(places(), tales, steps)


def test_most_of_it_stands_where_a_write_touches_little(places: Places) -> None:
    stood, fell = law(places(), APART, ["add"] * 7 + ["watch", "watch"])
    assert stood > fell


def test_what_is_watched_is_no_turn(places: Places) -> None:
    with open_record(places(), create=True) as store:
        store.add(readings(APART))
        before = store.turn()
        _step(store, store, readings(APART), 1, "watch")
        store.add(readings(APART)[:1])  # it is there already
        assert store.turn() == before
        with pytest.raises(AssertionError, match="no bookkeeping"), store.bookkeeping() as books:
            books.exec_driver_sql("DELETE FROM version")
        _step(store, store, readings(APART), 0, "reject")
        assert store.turn() > before


@pytest.mark.parametrize("fault", ["journal", "rests", "names", "put"])
def test_planted_faults_are_caught(
    tmp_path_factory: pytest.TempPathFactory, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A journal that tells nothing, an answer that says nothing of what it rests on …"""
    if fault == "journal":
        monkeypatch.setattr(Journal, "since", lambda *_: ())
    elif fault == "rests":
        monkeypatch.setattr(Straight, "rests", lambda *_, **__: None)
    elif fault == "names":
        touches = Touched.touches
        monkeypatch.setattr(
            Touched, "touches", lambda self, nodes, _: touches(self, nodes, frozenset())
        )
    else:
        monkeypatch.setattr(Came, "same", lambda *_: True)
    where = str(tmp_path_factory.mktemp("fault") / "record.db")
    with pytest.raises(AssertionError):  # earlier reports come later: ids are other ones then
        law(where, APART[::-1], ["add", "add beside"] * 3 + ["forget"])
