"""Pairs of states in one word, who acts on whom, names that are nobody’s, titles behind «a»."""

import pytest
from test_cast import named, read, whose, words

from onrecord.reading.spotting import Name


def people(text: str, *names: str) -> list[str]:
    """The persons of a text in which the model takes those words, each there once, for persons."""
    spans = [(text.index(n), text.index(n) + len(n)) for n in names]
    found = read(text, names=tuple(Name(a, b, "Person", 1.0) for a, b in spans))
    return [actor.name for actor in found.actors if actor.kind == "person"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The US-Iran talks were called off on Friday.", {"US", "IR"}),
        ("Zambia-Angola peace talks resumed.", {"ZM", "AO"}),
        ("The India–Pakistan summit was held in June.", {"IN", "PK"}),
        ("The U.S.-China meeting took an hour.", {"US", "CN"}),
        ("Franco-German consultations were held in May.", {"FR", "DE"}),
        ("The Saudi-Iranian dialogue went on.", {"SA", "IR"}),
        ("Kyiv-Moscow negotiations broke down.", {"UA", "RU"}),
    ],
)
def test_two_states_in_one_word_do_something_together(text: str, codes: set[str]) -> None:
    assert {a.represents for a in read(text).actors if a.kind == "state"} == codes


@pytest.mark.parametrize(
    "text",
    [
        "The US-Mexico border was quiet.",
        "She crossed the Zambia-Angola frontier.",
        "The New York-Paris flight was late.",
        "Her Franco-German family moved.",
        "The Talks-Negotiations group met.",
    ],
)
def test_a_border_is_nobody(text: str) -> None:
    assert [a for a in read(text).actors if a.kind == "state"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Erik Dahl was thin. The minister, John Corvo, met him for an hour.",
        "Erik Dahl was thin. It was John Corvo who first saw him there.",
        "Erik Dahl was thin. John Corvo flew in and met him there.",
        "Erik Dahl was thin. John Corvo has never met him there.",
        "Erik Dahl was thin. John Corvo also thanked him there.",
    ],
)
def test_nobody_meets_himself(text: str) -> None:
    found = read(text, names=_names(text, "Erik Dahl", "John Corvo"))
    assert whose(found, text, "him") == "Erik Dahl"


def test_whoever_is_said_to_have_been_thanked_may_be_who_says_it() -> None:
    text = "John Corvo said that an officer had told him the border was shut."
    found = read(text, names=_names(text, "John Corvo"))
    assert whose(found, text, "him") == "John Corvo"


def test_her_office_may_be_her_own() -> None:
    text = "Anna Holt was away. Maria Lund praised her office."
    found = read(text, names=_names(text, "Anna Holt", "Maria Lund"))
    assert whose(found, text, "her") == "Maria Lund"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BERN, June 1 (Harbour Wire) - Nothing moved in the port.", "Harbour Wire"),
        ("Nothing moved, Radio Harbour said on Monday.", "Radio Harbour"),
        ("QUILLHAVEN, Friday – Nothing moved in the port.", "QUILLHAVEN"),
        ("Shots fell in Quillhaven on Monday. He asked about |Quillhaven.", "Quillhaven"),
    ],
)
def test_agencies_and_towns_are_no_persons(text: str, name: str) -> None:
    at = text.index("|") if "|" in text else text.index(name)
    text = text.replace("|", "")
    found = read(text, names=(Name(at, at + len(name), "Person", 1.0),))
    assert [a for a in found.actors if a.kind == "person"] == []


def test_a_surname_that_is_a_town_stays_a_person() -> None:
    text = "Ana Quillhaven spoke. Shots fell in Quillhaven on Monday."
    assert people(text, "Ana Quillhaven") == ["Ana Quillhaven"]


@pytest.mark.parametrize(
    ("text", "name", "description"),
    [
        ("A surveyor, Erik Dahl, 41, was held in May. The surveyor is thin.", "Erik Dahl",
         "The surveyor"),
        ("A senior diplomat, Erik Dahl, left in May. The diplomat was tired.", "Erik Dahl",
         "The diplomat"),
    ],
)  # fmt: skip
def test_a_description_before_a_name_comes_back(text: str, name: str, description: str) -> None:
    found = read(text, names=_names(text, name))
    assert description in words(named(found, name))


def test_who_is_quoted_is_not_whom_somebody_spoke_to() -> None:
    text = "Aides spoke to a minister, Erik Dahl said."
    found = read(text, names=_names(text, "Erik Dahl"))
    assert words(named(found, "Erik Dahl")) == ["Erik Dahl"]


@pytest.mark.parametrize("title", ["H.E.", "Hon.", "Comrade", "Mr"])
def test_an_address_between_office_and_name(title: str) -> None:
    text = f"She met the Angolan Minister of External Relations, {title} Erik Dahl, in May."
    found = read(text, names=_names(text, "Erik Dahl"))
    dahl = named(found, "Erik Dahl")
    assert (dahl.represents, len([a for a in found.actors if a.kind == "office"])) == ("AO", 0)


def test_the_ministers_of_the_two_countries_are_two() -> None:
    text = (
        "Kenya and Uganda suspended the treaty. The defence ministers of the two countries are "
        "to meet in June."
    )
    found = read(text)
    held = [a.represents for a in found.actors if a.kind == "office"]
    assert sorted(map(str, held)) == ["KE", "UG"]


def _names(text: str, *names: str) -> tuple[Name, ...]:
    return tuple(Name(text.index(n), text.index(n) + len(n), "Person", 1.0) for n in names)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A German envoy met the president on Monday.", "German envoy"),
        ("A Kazakh consul is to visit the prisoner on Monday.", "Kazakh consul"),
        ("She had talks with a Zambian diplomat on Monday.", "Zambian diplomat"),
    ],
)
def test_an_official_in_company_is_somebody(text: str, name: str) -> None:
    assert name in [actor.name for actor in read(text).actors]


@pytest.mark.parametrize(
    "text",
    ["A German envoy lives in that street.", "The house of a Kazakh consul burnt down.",
     "A driver met a friend."],
)  # fmt: skip
def test_an_official_alone_is_nobody(text: str) -> None:
    assert [a.name for a in read(text).actors if a.kind != "state"] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("House Speaker Erik Dahl spoke in Manila on Monday. The Philippines waits.", "PH"),
        ("House Speaker Erik Dahl spoke on Monday. The United States waits.", "US"),
    ],
)
def test_a_house_speaker_is_of_the_state_spoken_of(text: str, code: str) -> None:
    found = read(text, names=_names(text, "Erik Dahl"))
    assert named(found, "Erik Dahl").represents in (code, None if code == "PH" else code)


@pytest.mark.parametrize(
    "text",
    [
        "Officials, Anna Holt and Erik Dahl said, were late.",
        "She thanked the ministers, Anna Holt said.",
        "The three ministers, Anna Holt and Erik Dahl among them, left.",
    ],
)
def test_names_that_only_stand_behind_a_title(text: str) -> None:
    known = [n for n in ("Anna Holt", "Erik Dahl") if n in text]
    found = read(text, names=_names(text, *known))
    assert all(a.office is None for a in found.actors if a.kind == "person")


def test_a_town_before_a_title_is_where_it_was() -> None:
    text = "On 10 April in Muscat Minister of Foreign Affairs Erik Dahl held talks."
    found = read(text, names=_names(text, "Erik Dahl"))
    assert named(found, "Erik Dahl").represents is None


def test_the_minister_of_a_ministry_is_its_own() -> None:
    text = (
        "Ministry of Foreign Affairs of Kazakhstan\n\nAstana, 11 April 2031. Minister of Foreign "
        "Affairs Erik Dahl held talks in Oslo. Norwegian Foreign Minister Ivo Lund was the host. "
        "The Minister thanked him.\n"
    )
    found = read(text, names=_names(text, "Erik Dahl", "Ivo Lund"))
    assert whose(found, text, "The Minister") == "Erik Dahl"
