"""Stored texts read anew: what is new stands, verdicts find their facts or wait, none wanders."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import NotInRecord
from onrecord.facts import Reading, Telling, with_keys
from onrecord.record.verdicts import Verdict
from onrecord.report import text_sha256
from onrecord.store import reviewing
from onrecord.store.checking import faults
from onrecord.store.record import Record, open_record
from onrecord.store.rereading import REREADER, Renewal, renew, report_of, versions_of
from onrecord.store.verdicts import every
from onrecord.text import Span
from tests.record_servers import Places
from tests.store.asked_worlds import Tale, reading
from tests.store.record_worlds import dump

TALE = Tale(
    report=1, version=0, day=10, met=((0, 1, 5, 1),), turned=((0, "signed", 3),),
    said=((0, 1, 0, 1, 5, False), (1, 0, 1, None, 5, True)),
)  # fmt: skip
OTHER = Tale(report=2, version=1, day=11, met=((0, 1, 5, 1),))
NOW, AT = 1_900_000_000, "2031-05-01T12:00:00Z"


def made(place: str) -> Record:
    record = open_record(place, create=True)
    record.add([reading(TALE), reading(OTHER)])
    return record


def read_anew(record: Record, new: Reading) -> Renewal:
    with record.writing() as connection:
        (number,) = versions_of(connection, [new.report.id])
        return renew(connection, record.points, number, new, NOW, AT)


def accepted(record: Record, key: str) -> Verdict:
    one = Verdict.given("accept", [key], at="2031-04-01T12:00:00Z", by="Osei")
    reviewing.give(record, one)
    return one


def test_the_same_reading_changes_nothing(place: str) -> None:
    with made(place) as record:
        before = dump(record)
        assert read_anew(record, reading(TALE)).same
        assert dump(record) == before


def test_a_better_reading_keeps_the_verdict(place: str) -> None:
    """The date is read otherwise: the same fact, the same verdict."""
    old = reading(TALE)
    (met,) = old.encounters
    new = with_keys(replace(old, encounters=(replace(met, date=None, format="talks"),)))
    with made(place) as record:
        given_ = accepted(record, met.key)
        told = read_anew(record, new)
        assert told.changed["encounter"] == 1
        assert (told.waiting, told.taken_back) == ((), ())
        assert not told.lost
        with record.reading() as connection:
            (thing,) = reviewing.things_of(connection, record.points, [met.key])
        assert given_ in thing.verdicts
        assert list(faults(record)) == []


def test_a_fact_that_is_gone_leaves_an_orphan_that_finds_it_again(place: str) -> None:
    old = reading(TALE)
    (met,) = old.encounters
    without = with_keys(replace(old, encounters=(), events=()))
    with made(place) as record:
        given_ = accepted(record, met.key)
        told = read_anew(record, without)
        assert told.waiting == (given_,)
        assert told.lost["encounter"] == 1
        with record.reading() as connection:
            assert reviewing.orphans(connection) == (given_,)
            assert given_ in every(connection)
        again = read_anew(record, old)
        assert again.found == (given_,)
        with record.reading() as connection:
            assert reviewing.orphans(connection) == ()


def _refrain() -> Reading:
    """Two meetings told in the very same words, with the very same words around them."""
    old = reading(TALE)
    around = "as the old song of the river and its ferries has it"
    refrain = f"And so, {around}, they met, {around}.\n"
    text = old.report.text + refrain + refrain
    (met,) = old.encounters
    places = [len(old.report.text) + n * len(refrain) + refrain.index("met") for n in (0, 1)]
    told = tuple(
        replace(met, id=f"e{n}", tellings=(Telling(span=Span(at, at + 3, "met")),))
        for n, at in enumerate(places, 5)
    )
    report = replace(old.report, text=text, text_sha256=text_sha256(text))
    return with_keys(replace(old, report=report, encounters=told, events=()))


def test_a_verdict_never_falls_onto_another_fact(place: str) -> None:
    """The first of two refrains is read no more, and the second takes its key: taken back."""
    both = _refrain()
    first, second = both.encounters
    assert first.key != second.key
    later = with_keys(replace(both, encounters=(second,)))
    assert later.encounters[0].key == first.key  # the trap
    with open_record(place, create=True) as record:
        record.add([both])
        reject = Verdict.given("reject", [first.key], at="2031-04-01T12:00:00Z", by="Osei")
        reviewing.give(record, reject)
        told = read_anew(record, later)
        assert told.taken_back == (reject,)
        with record.reading() as connection:
            verdicts = every(connection)
            (thing,) = reviewing.things_of(connection, record.points, [first.key])
        assert reject in verdicts
        assert verdicts[-1].verdict == "undo"
        assert verdicts[-1].by == REREADER
        assert thing.reports == 1  # the second meeting was not rejected


def test_planted_places_that_nobody_looks_at(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.store import rereading

    monkeypatch.setattr(rereading, "_place", lambda told: ())
    both = _refrain()
    first, second = both.encounters
    with open_record(place, create=True) as record:
        record.add([both])
        reject = Verdict.given("reject", [first.key], at="2031-04-01T12:00:00Z", by="Osei")
        reviewing.give(record, reject)
        read_anew(record, with_keys(replace(both, encounters=(second,))))
        with record.reading() as connection:
            assert reviewing.things_of(connection, record.points, [first.key]) == ()


def test_another_text_is_refused(place: str) -> None:
    with made(place) as record, record.writing() as connection:
        (number,) = versions_of(connection, [reading(TALE).report.id])
        with pytest.raises(ValueError, match="another text"):
            renew(connection, record.points, number, reading(OTHER), NOW, AT)


def test_reports_by_id_address_and_source(place: str) -> None:
    with made(place) as record, record.reading() as connection:
        one = reading(TALE).report
        assert versions_of(connection, [one.id]) == versions_of(connection, [one.url or ""])
        assert len(versions_of(connection, [])) == 2
        with pytest.raises(NotInRecord):
            versions_of(connection, ["https://nowhere.example/"])
        assert report_of(connection, versions_of(connection, [one.id])[0]) == one


@settings(
    max_examples=12, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(st.sets(st.integers(0, 3)), st.booleans())
def test_read_anew_is_as_if_it_had_been_read_so_at_first(
    places: Places, gone: set[int], verdict: bool
) -> None:
    """But for how often it was read: all tables are those of the new reading alone."""
    old = reading(TALE)
    new = with_keys(
        replace(
            old,
            statements=tuple(one for n, one in enumerate(old.statements) if n not in gone),
            agreements=() if 2 in gone else old.agreements,
            cases=() if 3 in gone else old.cases,
        )
    )
    merge = Verdict.given("merge", [old.statements[0].key, old.statements[1].key], at=AT, by="Osei")
    with open_record(places(), create=True) as one, open_record(places(), create=True) as other:
        one.add([old])
        other.add([new])
        for record in (one, other) if verdict else ():
            reviewing.take_in(record, [merge])
        read_anew(one, new)
        found, wanted = dump(one), dump(other)
        for tables in (found, wanted):
            rows = tables.pop("version")
            tables["version"] = [tuple(p for p in row if p[0] != "reread") for row in rows]
        assert found == wanted
        assert list(faults(one)) == []
