"""Laws of answers: as-of is exact, filters hold after folding, pages joined are the whole."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import QuestionError
from onrecord.question import Asked, Question
from onrecord.record.codec import encode
from onrecord.record.things import StatementThing, Thing
from onrecord.store.asking import fitting, standing
from onrecord.store.asking.opened import Record
from onrecord.store.asking.words import Sought, tokens
from onrecord.store.record import open_record
from tests.record_servers import Places
from tests.store.asked_worlds import PEOPLE, Tale, readings, worlds

KINDS: tuple[Asked, ...] = (
    "statements", "encounters", "events", "agreements", "cases", "actors",
)  # fmt: skip
ASKED: tuple[dict[str, Any], ...] = (
    {},
    {"by": "Varga"},
    {"by": "Austria"},
    {"by": "AT", "text": "orchards"},
    {"about": "Lantern Pact"},
    {"about": "Dovale"},
    {"since": "2031-03-03", "until": "2031-03-07"},
    {"min_sources": 2},
    {"terms": "anonymous"},
    {"place": "Vienna"},
    {"place": "PT"},
    {"between": ["Austria", "Orlik"]},
    {"act": "deny"},
    {"to": "CZ"},
    {"mode": "indirect", "modality": "actual"},
    {"terms": "unspecified"},
)
_few = settings(
    max_examples=int(os.environ.get("ONRECORD_EXAMPLES", "8")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@contextmanager
def kept(places: Places, tales: Sequence[Tale]) -> Iterator[Record]:
    """A record of some tales."""
    with open_record(places(), create=True) as store:
        store.add(readings(tales))
        yield Record(store)


def asked(kinds: Sequence[Asked] = KINDS) -> Iterator[tuple[Asked, dict[str, Any]]]:
    """Every kind with every filter that it takes."""
    for kind in kinds:
        for given_ in ASKED:
            try:
                Question.of(kind, given_)
            except QuestionError:
                continue
            yield kind, given_


def answer(record: Record, kind: Asked, **filters: Any) -> list[bytes]:
    return [encode(one) for one in getattr(record, kind)(**filters)]


def moment(day: int) -> datetime:
    return datetime(2031, 3, 1, 12, tzinfo=UTC) + timedelta(days=day - 1)


@_few
@given(worlds(), st.integers(1, 28))
def test_as_of_answers_what_a_record_of_that_time_answers(
    places: Places, tales: list[Tale], day: int
) -> None:
    then = [tale for tale in tales if tale.day <= day]
    with kept(places, tales) as now, kept(places, then) as before:
        for kind, filters in asked():
            found = answer(now, kind, as_of=moment(day), **filters)
            assert found == answer(before, kind, **filters), (kind, filters)
        for kind in ("timeline", "disputes"):
            found = [(m.date, m.thing) for m in getattr(now, kind)(as_of=moment(day))]
            assert found == [(m.date, m.thing) for m in getattr(before, kind)()]
        assert list(now.search("orchards", as_of=moment(day))) == list(before.search("orchards"))


@_few
@given(worlds())
def test_nothing_is_given_that_does_not_fit_and_nothing_that_fits_is_missing(
    places: Places, tales: list[Tale]
) -> None:
    with kept(places, tales) as record:
        for kind, filters in asked(("statements", "encounters")):
            if not filters or "about" in filters or "text" in filters:
                continue
            every = list(getattr(record, kind)())
            found = {one.id for one in getattr(record, kind)(**filters)}
            wanted = {one.id for one in every if plainly(one, filters)}
            assert found == wanted, (kind, filters)


@_few
@given(worlds(), st.integers(1, 5))
def test_pages_joined_are_the_whole(places: Places, tales: list[Tale], size: int) -> None:
    with kept(places, tales) as record:
        for kind, filters in [*asked(), ("timeline", {}), ("disputes", {})]:
            whole = list(getattr(record, kind)(**filters))
            assert paged(record, kind, filters, size) == whole, (kind, filters)
        assert paged(record, "search", {"text": "report"}, size) == list(record.search("report"))


@_few
@given(worlds(), st.text(max_size=40))
def test_any_text_is_searched_for_or_refused_in_words(
    places: Places, tales: list[Tale], text: str
) -> None:
    with kept(places, tales) as record:
        for words in (text, f'"{text}', f"{text}*", f"orchards {text}", f"NEAR({text}) OR NOT"):
            try:
                found = list(record.search(words))
            except QuestionError:
                assert not tokens(words) or len(words) > 20
                continue
            for hit in found:
                assert all(passage.marks for passage in hit.passages)


@_few
@given(worlds(), st.sampled_from(['"harvest will"', "orch*", "naive", "NAÏVE hope", "deal gone"]))
def test_both_databases_find_what_is_there(places: Places, tales: list[Tale], words: str) -> None:
    made = {one.report.id: one for one in readings(sorted(tales, key=lambda tale: tale.day))}
    with kept(places, tales) as record:
        there = {id for id, one in made.items() if Sought.of(words).hits(one.report.text)}
        assert {hit.report for hit in record.search(words)} == there


def paged(record: Record, kind: Any, filters: dict[str, Any], size: int) -> list[Any]:
    """The whole answer, fetched in pages of a size."""
    found: list[Any] = []
    cursor = None
    while True:
        part = record.part(Question.of(kind, {**filters, "limit": size, "cursor": cursor}))
        assert len(part.items) <= size
        found += part.items
        cursor = part.cursor
        if cursor is None:
            return found


def plainly(thing: Any, filters: dict[str, Any]) -> bool:
    """Whether a thing fits, told plainly from what it shows."""
    acting = thing.speaker if isinstance(thing, StatementThing) else thing.participants
    aimed = thing.addressees if isinstance(thing, StatementThing) else ()
    date = thing.date.value if thing.date else None
    place = thing.place
    checks: dict[str, Callable[[Any], bool]] = {
        "by": lambda name: any(_is(thing, one, name) for one in acting),
        "to": lambda name: any(_is(thing, one, name) for one in aimed),
        "since": lambda day: date is not None and date >= day,
        "until": lambda day: date is not None and date <= day,
        "min_sources": lambda least: thing.outlets >= least,
        "terms": lambda terms: terms in thing.terms,
        "act": lambda act: thing.act == act,
        "mode": lambda mode: thing.mode == mode,
        "modality": lambda modality: thing.modality == modality,
        "place": lambda name: place is not None and name in (place.name, place.country),
        "between": lambda pair: _between(thing, acting, aimed, pair),
    }
    return all(checks[name](value) for name, value in filters.items())


def _between(thing: Thing, acting: Sequence[str], aimed: Sequence[str], pair: list[str]) -> bool:
    one, other = pair
    if isinstance(thing, StatementThing):
        return any(
            any(_is(thing, who, a) for who in acting) and any(_is(thing, who, b) for who in aimed)
            for a, b in ((one, other), (other, one))
        )
    return any(
        a != b and _is(thing, a, one) and _is(thing, b, other) for a in acting for b in acting
    )


def _is(thing: Thing, id: str, name: str) -> bool:
    called = thing.names[id]
    code = {"Austria": "AT", "AT": "AT", "CZ": "CZ"}.get(name)
    if code is not None:
        return any(code == state for told, _, state in PEOPLE if told == called)
    return called.endswith(name)


# Planted faults: each law fails on a record that is asked wrongly.

TALES = [
    Tale(report=1, version=0, day=2, said=((0, 1, 0, 1, 3, False),), met=((0, 1, 3, 1),)),
    Tale(report=2, version=1, day=4, said=((0, 1, 0, 1, 3, False),), met=((0, 1, 3, 1),)),
    Tale(report=1, version=2, day=9, said=((2, 2, 1, None, 4, True),), met=((2, 3, 4, 2),)),
]


def test_a_planted_fault_as_of_hears_what_came_later(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "speaking", lambda of, moment: f"{of}.until IS NULL")
    for room in (
        "calling", "gathering", "streams", "walking", "by_report", "worded", "searching", "then",
    ):  # fmt: skip
        monkeypatch.setattr(f"onrecord.store.asking.{room}.speaking", standing.speaking)
    with kept(places, TALES) as now, kept(places, TALES[:2]) as before:
        assert answer(now, "statements", as_of=moment(5)) != answer(before, "statements")


def test_a_planted_fault_filters_that_nobody_checks(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "_labels", lambda *_: True)
    monkeypatch.setattr(fitting, "_weight", lambda *_: True)
    monkeypatch.setattr("onrecord.store.asking.answering.fits", lambda *_: True)
    monkeypatch.setattr("onrecord.store.asking.by_report.ways", lambda _: [])
    monkeypatch.setattr("onrecord.store.asking.by_day.ways", lambda _: [])
    with kept(places, TALES) as record:
        found = {one.id for one in record.statements(act="deny")}
        assert found != {o.id for o in record.statements() if plainly(o, {"act": "deny"})}


def test_a_planted_fault_a_cursor_that_forgets_the_day(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Record.part

    def one_day_on(self: Record, question: Question) -> Any:
        part = real(self, question)
        if part.cursor is None:
            return part
        time, _, mark = part.cursor.split(".")
        return type(part)(part.items, f"{int(time) - 1}.0.{mark}", part.notes)

    monkeypatch.setattr(Record, "part", one_day_on)
    with kept(places, TALES) as record:
        monkeypatch.setattr(Record, "part", real)
        whole = list(record.actors())
        monkeypatch.setattr(Record, "part", one_day_on)
        assert paged(record, "actors", {}, 1) != whole
