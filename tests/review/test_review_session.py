"""A review session, key by key: from lines, with a clock that is given."""

from collections.abc import Iterator
from io import StringIO
from itertools import count

import pytest

from onrecord.record.things import EncounterThing, StatementThing, Thing
from onrecord.record.verdicts import Verdict, standing
from onrecord.store import reviewing
from onrecord.store.asking.opened import Record as Asking
from onrecord.store.record import Record
from onrecord.store.verdicts import every
from onrecord.store.waiting import waiting
from onrecord.views.review.keys import Piped
from onrecord.views.review.session import Session
from onrecord.views.terminal import Look
from tests.review.review_worlds import made


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with made(place) as one:
        yield one


def session(record: Record, typed: str, *kinds: str, **given: str) -> str:
    """What is shown when ``typed`` is typed, a line a verdict."""
    shown: list[str] = []
    seconds = count()
    queue = waiting(record, given, kinds or ("encounter",))  # type: ignore[arg-type]
    Session(
        record, queue, by="Osei", keys=Piped(StringIO(typed)), write=shown.append, look=Look(),
        clock=lambda: f"2031-04-01T12:00:{next(seconds):02}Z",
    ).run()  # fmt: skip
    return "".join(shown)


def verdicts(record: Record) -> list[Verdict]:
    with record.reading() as connection:
        return list(standing(every(connection)))


def things(record: Record, asked: str) -> list[Thing]:
    return list(getattr(Asking(record), asked)())


def test_accept_and_reject(record: Record) -> None:
    before = things(record, "encounters")
    shown = session(record, "a\nr not a meeting\n")
    given = verdicts(record)
    assert [(one.verdict, one.by, one.why) for one in given] == [
        ("accept", "Osei", ""), ("reject", "Osei", "not a meeting"),
    ]  # fmt: skip
    assert "Nothing more waits here. 2 verdicts given." in shown
    left = things(record, "encounters")
    assert {one.id for one in before} - {one.id for one in left} == set(given[1].of)


def test_each_line_is_one_verdict(record: Record) -> None:
    """A reason that is not given takes nothing of the next line."""
    session(record, "r\na\n")
    assert [one.verdict for one in verdicts(record)] == ["reject", "accept"]


def test_what_is_judged_waits_no_more(record: Record) -> None:
    session(record, "a\nq\n")
    assert len(waiting(record, {}, ("encounter",))) == len(things(record, "encounters")) - 1


def test_correct(record: Record) -> None:
    shown = session(record, "c date=2031-03-07\nq\n")
    (given,) = verdicts(record)
    assert given.correction == {"date": "2031-03-07"}
    assert "Corrected:" in shown
    met = [one for one in things(record, "encounters") if isinstance(one, EncounterThing)]
    assert "2031-03-07" in {one.date.value for one in met if one.date}


def test_correct_names_people_by_their_names(record: Record) -> None:
    session(record, "c participants=Ilse Varga, Mira Dovale\nq\n")
    (given,) = verdicts(record)
    named = {one.id for one in things(record, "actors") if getattr(one, "name", "") in
             ("Ilse Varga", "Mira Dovale")}  # fmt: skip
    assert set(given.correction["participants"]) == named


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("c\n", "names no field"),
        ("c colour=red\n", "no field of"),
        ("c outlets=9\n", "follows from the tellings"),
        ("c format=party\n", "cannot have"),
        ("c participants=Nobody At All\n", "nothing called"),
        ("c participants=[\n", "nothing called"),
        ("c history={\n", "no JSON"),
        ("p 9\n", "names no reports"),
        ("p 1 2 3 4 5 6\n", "names no reports"),
        ("m 9\n", "no 9 above"),
        ("m encounter-0123456789abcdef\n", "nothing called"),
        ("x\n", "no verdict"),
        ("7\n", "no verdict"),
        ("u\n", "Nothing was given"),
    ],
)
def test_what_will_not_do_is_said_and_nothing_is_written(
    record: Record, typed: str, says: str
) -> None:
    assert says in session(record, typed)
    assert verdicts(record) == []


def test_another_candidate(record: Record) -> None:
    shown = session(record, "1\nq\n", "statement")
    (given,) = verdicts(record)
    assert "unsure, 0.55" in shown.split("\n")[1]
    assert given.verdict == "correct"
    assert given.correction.keys() == {"speaker"}
    with record.reading() as connection:
        (thing,) = reviewing.things_of(connection, record.points, given.of)
    assert isinstance(thing, StatementThing)
    assert list(thing.speaker) == given.correction["speaker"]


def test_the_words_stand_in_context(record: Record) -> None:
    shown = " ".join(session(record, "q\n", "statement").replace("┃", "").split())
    assert "« Ilse Varga urge [the orchards of the valley stay open], 1-1. »" in shown


def test_merge_is_shown_first(record: Record) -> None:
    before = things(record, "encounters")
    assert len(before) > 1
    other = min(before, key=lambda one: one.reports).id
    assert "Nothing was changed." in session(record, f"m {other}\nn\nq\n")
    assert verdicts(record) == []
    shown = session(record, f"m {other}\ny\nq\n")
    assert "Before" in shown
    assert "After" in shown
    assert len(things(record, "encounters")) == len(before) - 1


def test_split_is_shown_first_and_can_be_taken_back(record: Record) -> None:
    before = {one.id: one.reports for one in things(record, "encounters")}
    assert max(before.values()) > 1
    shown = session(record, "p 1\ny\nu\nq\n")
    if "Nothing of the thing would be left" in shown:  # the first had one report alone
        shown = session(record, "l\np 1\ny\nu\nq\n")
    assert "Split:" in shown
    assert "Taken back: split" in shown
    assert {one.id: one.reports for one in things(record, "encounters")} == before


def test_one_turn_of_an_agreement(record: Record) -> None:
    def turns() -> list[str]:
        return [turn.change for one in things(record, "agreements") for turn in one.changes]  # type: ignore[attr-defined]

    assert sorted(turns()) == ["signed", "suspended"]
    session(record, "r 1 it was not\nq\n", "agreement")
    (given,) = verdicts(record)
    assert given.of[0].startswith("change-")
    assert given.within
    assert len(turns()) == 1


def test_later_goes_on(record: Record) -> None:
    shown = session(record, "l\nl\nl\nl\n")
    assert verdicts(record) == []
    assert "0 verdicts given." in shown


def test_help(record: Record) -> None:
    assert "split" in session(record, "?\nq\n")


def test_filters_narrow(record: Record) -> None:
    assert session(record, "", "statement", by="Mira Dovale").count(" of 1") == 1
