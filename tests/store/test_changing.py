"""The page changes: verdicts move with identical words alone, else rest on their old version."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.facts.contexts import context
from onrecord.record.verdicts import Verdict
from onrecord.store import reviewing
from onrecord.store.asking.opened import Record as Asked
from onrecord.store.checking import faults
from onrecord.store.record import Record, open_record
from onrecord.store.verdicts import every
from onrecord.views.review.standing import RESTS
from onrecord.views.review.standing import given as given_of
from tests.store.changing_worlds import sentence, told

AT = "2031-05-02T12:00:00Z"
SAYINGS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 3)), min_size=1, max_size=5
)  # fmt: skip
SLOW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))

Sayings = Sequence[tuple[int, int]]


@contextmanager
def fresh() -> Iterator[Record]:
    """A record of its own for every example of a law."""
    with TemporaryDirectory() as folder, open_record(f"{folder}/a.db", create=True) as record:
        yield record


def left(record: Record) -> set[int]:
    """Where the statements of the version that speaks begin, those that are not rejected."""
    return {
        one.span.start
        for thing in Asked(record).statements()
        for one in thing.tellings
        if one.span is not None
    }


def rejected_there(
    record: Record, was: Sayings, now: Sayings, which: int
) -> tuple[set[int], set[int]]:
    """Which statements of the new version a verdict on one of the old rejects, and which it may."""
    old, new = told(was, 1), told(now, 3)
    record.add([old])
    meant = old.statements[which % len(old.statements)]
    reviewing.give(record, Verdict.given("reject", [meant.key], at=AT, by="Osei"))
    record.add([new])
    words = context(old.report.text, meant)
    may = {
        one.content[0].start
        for one in new.statements
        if words is not None and context(new.report.text, one) == words
    }
    if old.report.text == new.report.text:
        may = {meant.content[0].start}
    return {one.content[0].start for one in new.statements} - left(record), may


@given(SAYINGS, SAYINGS, st.integers(0, 4))
@SLOW
def test_an_edit_never_moves_a_verdict_to_other_words(
    was: Sayings, now: Sayings, which: int
) -> None:
    with fresh() as record:
        gone, may = rejected_there(record, was, now, which)
        assert gone <= may


def test_the_law_catches_verdicts_that_go_by_their_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it was: a sentence whose cue stands among the same forty characters had the same key."""
    monkeypatch.setattr(reviewing, "rested", lambda connection, one: one)
    with fresh() as record:
        gone, may = rejected_there(record, [(0, 0)], [(0, 1)], 0)
        assert not gone <= may


def test_a_verdict_moves_with_its_words(place: str) -> None:
    was, now = [(0, 0), (1, 3)], [(0, 0), (2, 3)]
    with open_record(place, create=True) as record:
        gone, may = rejected_there(record, was, now, 0)
        assert gone == may == {0}
        assert list(faults(record)) == []


def test_a_verdict_moves_with_its_sentence_among_others(place: str) -> None:
    """What stands around it is other, so that its key is another: its words are the same."""
    with open_record(place, create=True) as record:
        was, now = [(0, 0), (1, 3), (2, 2)], [(1, 3), (0, 1), (2, 2)]
        gone, may = rejected_there(record, was, now, 1)
        assert gone == may == {0}
        assert list(faults(record)) == []


def test_a_verdict_on_a_thing_rests_where_other_words_alone_tell_it(place: str) -> None:
    with open_record(place, create=True) as record:
        old, new = told([(0, 0)], 1), told([(0, 1)], 3)
        record.add([old])
        (thing,) = Asked(record).statements()
        reviewing.give(record, Verdict.given("reject", [thing.id], at=AT, by="Osei"))
        assert left(record) == set()
        record.add([new])
        assert left(record) == {0}


def test_a_sentence_that_looks_alike_gets_no_verdict(place: str) -> None:
    with open_record(place, create=True) as record:
        gone, may = rejected_there(record, [(0, 0)], [(0, 1)], 0)
        assert gone == may == set()
        assert list(faults(record)) == []


def test_a_sentence_said_twice_gets_no_verdict(place: str) -> None:
    with open_record(place, create=True) as record:
        gone, may = rejected_there(record, [(0, 0)], [(0, 0), (1, 3), (0, 0)], 0)
        assert gone == may == set()


def test_an_older_verdict_without_words_holds_by_its_key(place: str) -> None:
    """Verdicts of records that noted none go on as they did."""
    with open_record(place, create=True) as record:
        old, new = told([(0, 0)], 1), told([(0, 1)], 3)
        record.add([old])
        one = Verdict.given("reject", [old.statements[0].key], at=AT, by="Osei")
        reviewing.take_in(record, [one])
        record.add([new])
        assert left(record) == set()


def test_what_it_rests_on_goes_with_a_verdict(place: str) -> None:
    with open_record(place, create=True) as record:
        old = told([(0, 0)], 1)
        record.add([old])
        one = Verdict.given("accept", [old.statements[0].key], at=AT, by="Osei")
        reviewing.give(record, one)
        with record.reading() as connection:
            (kept,) = every(connection)
        (rest,) = kept.rests
        assert kept == one
        assert rest.version == old.report.text_sha256
        assert rest.words == context(old.report.text, old.statements[0])


def test_whatever_comes_first_the_record_is_the_same() -> None:
    """Versions before the verdict, after it, or it from elsewhere before them all."""
    old, new = told([(0, 0), (1, 3)], 1), told([(0, 1), (1, 3)], 3)
    with fresh() as record:
        record.add([old])
        for one in old.statements:
            reviewing.give(record, Verdict.given("reject", [one.key], at=AT, by="Osei"))
        record.add([new])
        with record.reading() as connection:
            given_ = every(connection)
        expected = left(record)
    assert expected == {0}
    for order in ([old, new, *given_], [*given_, new, old], [new, *given_, old]):
        with fresh() as record:
            for each in order:
                if isinstance(each, Verdict):
                    reviewing.take_in(record, [each])
                else:
                    record.add([each])
            assert left(record) == expected


def test_what_rests_is_said_among_the_verdicts(place: str) -> None:
    with open_record(place, create=True) as record:
        old = told([(0, 0), (1, 3)], 1)
        record.add([old])
        for one in old.statements:
            reviewing.give(record, Verdict.given("accept", [one.key], at=AT, by="Osei"))
        assert {one.state for one in given_of(record)} == {""}
        record.add([told([(0, 1), (1, 3)], 3)])
        states = {one.verdict.of: one.state for one in given_of(record)}
        assert states == {
            (old.statements[0].key,): RESTS,
            (old.statements[1].key,): "",
        }


def test_as_of_the_old_version_the_verdict_holds(place: str) -> None:
    with open_record(place, create=True) as record:
        rejected_there(record, [(0, 0), (1, 3)], [(0, 1), (1, 3)], 0)
        then = Asked(record).statements(as_of="2031-05-02T23:00:00Z")
        words = [one.tellings[0].span.text for one in then]  # type: ignore[union-attr]
        assert words == ["Nobody would sign"]
        assert sentence(0, 1)[:9] in {
            (one.tellings[0].span or old).text[:9]
            for one in Asked(record).statements()
            for old in [one.tellings[0].span]
            if old
        }


def test_a_split_stays_with_its_words(place: str) -> None:
    """Two outlets tell one thing; what is split off of the old text is not split off of the new."""
    with open_record(place, create=True) as record:
        old, other = told([(0, 0)], 1), told([(0, 0)], 1, url="https://two.example/a", outlet="Two")
        record.add([old, other])
        split = Verdict.given(
            "split", [old.statements[0].key], against=[other.statements[0].key], at=AT, by="Osei"
        )
        reviewing.give(record, split)
        assert len(list(Asked(record).statements())) == 2
        later = told([(0, 1)], 3)
        same = told([(0, 1)], 3, url="https://two.example/a", outlet="Two")
        assert later.statements[0].key == old.statements[0].key
        record.add([later, same])
        (one,) = Asked(record).statements()
        assert len(one.tellings) == 2
        assert list(faults(record)) == []
