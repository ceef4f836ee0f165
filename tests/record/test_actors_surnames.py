"""Mere surnames in short reports: whose they are, and that they stay few nodes."""

from dataclasses import replace

import pytest
from actor_tables import reading
from deciding import grouped

from onrecord.record.identity.actors.blocking import blocks
from onrecord.record.identity.actors.room import ActorProfile, Actors

FULL = "person;Ilse Tarnhelm;foreign minister;AT;GOV"
NAMESAKE = "person;Otto Tarnhelm;colonel;DE;MIL"
BARE = "person;Tarnhelm;;;"


def post(*cells: str, id: str = "post", day: str = "2022-03-05", place: str = "Austria;;AT;GOV"):
    return reading(*cells, f"state;{place}", id=id, day=day)


def together(*readings) -> bool:
    """Whether the first actor of the last reading is put to the first of the first."""
    first, last = (next(key for key, _ in Actors().profiles(readings[at])) for at in (0, -1))
    return any({first, last} <= set(one) for one in grouped(Actors(), readings))


def test_a_mere_surname_is_of_the_one_who_bears_it():
    assert together(reading(FULL), post(BARE))


def test_where_two_bear_it_it_is_of_neither():
    assert not together(reading(FULL), reading(NAMESAKE, id="r2"), post(BARE))
    assert not together(reading(NAMESAKE), reading(FULL, id="r2"), post(BARE))


def test_an_office_says_which_of_two_it_is():
    told = "person;Tarnhelm;foreign minister;;GOV"
    assert together(reading(FULL), reading(NAMESAKE, id="r2"), post(told))
    assert not together(reading(NAMESAKE), reading(FULL, id="r2"), post(told))


def test_a_title_says_it_in_a_cluster_that_spells_the_name_in_two_ways():
    other = "person;Ilse Tarnholm;foreign minister;AT;GOV"
    told = "person;Tarnhelm;foreign minister;;GOV"
    assert together(reading(FULL), reading(other, id="r2"), post(told))


@pytest.mark.parametrize(
    ("bare", "place"),
    [
        (BARE, "Kenya;;KE;GOV"),  # another part of the world
        (BARE, "Ruritania;;;"),  # no part of the world
        ("person;Kim;;;", "South Korea;;KR;GOV"),  # a surname that many bear
        ("person;Ilse;;;", "Austria;;AT;GOV"),  # no surname
    ],
)
def test_what_does_not_say_whose_it_is_joins_nobody(bare, place):
    full = FULL if "Kim" not in bare else "person;Jong Kim;minister;KR;GOV"
    assert not together(reading(full), post(bare, place=place))


def test_the_words_of_the_report_say_where_it_is():
    told = post(BARE, place="Ruritania;;;")
    text = f"{told.report.text}\nThe Austrian side"
    told = replace(told, report=replace(told.report, text=text))
    assert together(reading(FULL), told)


def assert_few_nodes(profiles_of) -> None:
    """That a surname in very many reports is few profiles, whose blocks do not grow."""
    found = set()
    for number in range(400):
        place = ("Austria;;AT;GOV", "Kenya;;KE;GOV")[number % 2]
        day = f"{2020 + number % 3}-03-05"
        other = f"person;Ana Bel{number}a;;;"
        told = post(BARE, other, id=f"p{number}", day=day, place=place)
        found.update(
            profile for _, profile in profiles_of(told) if profile.sketch.name == "tarnhelm"
        )
    assert len(found) <= 6
    assert {block for one in found for block in blocks(one.sketch)} == {"m tarnhelm"}


def test_a_surname_in_many_reports_is_few_nodes():
    assert_few_nodes(Actors().profiles)


def test_a_profile_that_holds_the_company_is_caught():
    def with_company(told):
        others = " ".join(sorted(one.name for one in told.actors))
        for key, profile in Actors().profiles(told):
            around = f"{profile.sketch.around} {others}"
            yield key, ActorProfile(replace(profile.sketch, around=around), profile.alone)

    with pytest.raises(AssertionError):
        assert_few_nodes(with_company)


def test_a_state_does_not_say_which_of_two_it_is():
    colonel = "person;Otto Tarnhelm;colonel;;MIL"
    told = "person;Tarnhelm;;AT;GOV"
    assert not together(reading(FULL), reading(colonel, id="r2"), post(told))
    assert together(reading(FULL), reading("person;Ilse Tarnhelm;;;", id="r2"), post(told))


def test_an_officer_of_whom_the_office_is_told_once_is_the_one_who_bears_the_name():
    assert together(reading("person;Anselmo Dalagne;;;"), post("person;Dalagne;colonel;;MIL"))
    assert not together(
        reading("person;Anselmo Dalagne;professor;;EDU"), post("person;Dalagne;colonel;;MIL")
    )


def test_a_given_name_is_no_surname_of_one_who_has_it_in_the_middle():
    full = reading("person;Diego Francis Kerelo;architect;;")
    assert not together(full, post("person;Francis;pope;VA;REL"))
    assert not together(full, post("person;Francis;;;"))
