"""Places and persons by any of their names."""

import pytest

from onrecord import tables
from onrecord.tables import persons
from onrecord.tables.places import capital_of, fold, lookup
from onrecord.tables.states import states


@pytest.mark.parametrize(
    ("name", "country", "kind", "geonames"),
    [
        ("New Delhi", "IN", "capital", 1261481),
        ("Kiev", "UA", "capital", 703448),
        ("Washington", "US", "capital", 4140963),
        ("the Hague", "NL", "capital", 2747373),
        ("New York", "US", "city", 5128581),
        ("Georgia", "GE", "state", 614540),
        ("Burma", "MM", "state", 1327865),
        ("Odessa", "UA", "city", 698740),
        ("Cox's Bazar", "BD", "city", 1336134),
        ("St. Petersburg", "RU", "city", 498817),
        ("Crimea", "UA", "division", 703883),
        ("Kherson region", "UA", "division", 706442),
        ("Texas", "US", "division", 4736286),
        ("Ky.", "US", "division", 6254925),
        ("D.C.", "US", "capital", 4140963),
        ("Black Sea", "", "water", None),
        ("Donbas", "UA", "region", None),
    ],
)
def test_the_likeliest_place_stands_first(
    name: str, country: str, kind: str, geonames: int | None
) -> None:
    first = lookup(name)[0]
    assert (first.country, first.kind, first.geonames) == (country, kind, geonames)


def test_unknown_and_odd_names_give_nothing() -> None:
    assert lookup("Nowhereville-on-Sea") == lookup("") == lookup(" region") == ()


def test_every_abbreviation_stands_for_one_place() -> None:
    for row in tables.rows("place_abbreviations"):
        (entry,) = lookup(row["name"])
        assert entry.kind == row["kind"]


def test_every_place_lies_on_earth_and_every_region_is_found() -> None:
    for name in ("Paris", "Springfield", "Victoria", "Sahel", "Kashmir"):
        assert lookup(name)
        for entry in lookup(name):
            assert -90 <= entry.lat <= 90
            assert -180 <= entry.lon <= 180


def test_states_of_today_have_their_capital_as_a_place() -> None:
    missing = [c for c, s in states().items() if s.capitals and len(c) == 2 and not capital_of(c)]
    assert missing == []


def test_fold_takes_accents_case_and_hyphens_together() -> None:
    assert fold("Port-au-Prince") == fold("PORT AU PRINCE")
    assert fold("São Tomé") == "sao tome"


def test_persons_by_any_spelling() -> None:
    (first, *_) = persons.lookup("Volodymyr Zelensky")
    assert (first.name, first.code, first.office) == ("Volodymyr Zelenskyy", "UA", "president")
    assert first.qid == "Q3874799"
    assert persons.lookup("Nobody Atall") == ()


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Jean-Claude Vane", "m"), ("Angela", "f"), ("Xi", "u"), ("", "u"), ("Qwert", "u")],
)
def test_gender_of_a_given_name(name: str, gender: str) -> None:
    assert persons.gender_of(name) == gender
