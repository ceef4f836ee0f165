"""Which of the places of a name a report means, by all that it names."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.places.meanings import places_of
from onrecord.reading.places.senses import Mention, Senses
from onrecord.reading.places.slots import likeliest
from onrecord.reading.places.spoken import area_behind, senses_of
from onrecord.tables.places import PlaceEntry, entries

NAMES = ("Springfield", "Illinois", "Chicago", "Paris", "Texan", "Georgia", "Tripoli", "Nowhereby")
MENTIONS = st.dictionaries(
    st.sampled_from(NAMES),
    st.builds(Mention, st.integers(1, 9), st.sampled_from(("", "Texas", "Ky.", "France"))),
)
CODES = st.frozensets(st.sampled_from(("US", "FR", "LY", "GE")))


def meant(text: str, name: str) -> PlaceEntry | None:
    return likeliest(name, senses_of(text, frozenset()).of(name))


@settings(deadline=None)
@given(MENTIONS, CODES, st.sampled_from(NAMES))
def test_the_places_of_a_name_share_one_whole(
    mentions: dict[str, Mention], codes: frozenset[str], name: str
) -> None:
    senses = Senses(mentions, codes).of(name)
    assert {s.entry for s in senses} == set(places_of(name))
    likely = [s.probability for s in senses]
    assert likely == sorted(likely, reverse=True)
    assert sum(likely) == pytest.approx(1.0 if senses else 0.0)


@settings(deadline=None)
@given(MENTIONS, CODES, st.randoms())
def test_the_order_of_the_names_is_nothing(
    mentions: dict[str, Mention], codes: frozenset[str], random: Random
) -> None:
    turned = list(mentions.items())
    random.shuffle(turned)
    for name in mentions:
        one, other = Senses(mentions, codes).of(name), Senses(dict(turned), codes).of(name)
        assert {s.entry: pytest.approx(s.probability) for s in one} == {
            s.entry: s.probability for s in other
        }


@settings(deadline=None)
@given(st.sampled_from(NAMES), st.integers(2, 50), CODES)
def test_a_name_does_not_vote_for_itself(name: str, count: int, codes: frozenset[str]) -> None:
    alone = Senses({}, codes).of(name)
    often = Senses({name: Mention(count)}, codes).of(name)
    assert [s.entry for s in often] == [s.entry for s in alone]
    for one, other in zip(alone, often, strict=True):
        assert one.probability == pytest.approx(other.probability)


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("They met in Paris on Monday.", "Paris", ("FR", "11")),
        ("They met in Paris, Texas, on Monday.", "Paris", ("US", "TX")),
        ("Dallas and Houston are far from Paris, he said in Austin.", "Paris", ("US", "TX")),
        ("The mayor of Birmingham went to Montgomery, Alabama.", "Birmingham", ("US", "AL")),
        ("Envoys flew from Benghazi and Misrata to Tripoli.", "Tripoli", ("LY", "77")),
        ("Beirut sent troops to Tripoli and Sidon.", "Tripoli", ("LB", "09")),
        ("Atlanta is the capital of Georgia, and Savannah is older.", "Georgia", ("US", "GA")),
        ("Tbilisi is the capital of Georgia, and Batumi is a port.", "Georgia", ("GE", "")),
        ("They came to New Delhi.", "New Delhi", ("IN", "07")),
        ("They spoke of Venezuela, Cuba and Chile.", "Venezuela", ("VE", "")),
    ],
)
def test_the_neighbours_tell(text: str, name: str, place: tuple[str, str]) -> None:
    entry = meant(text, name)
    assert entry is not None
    assert (entry.country, entry.division) == place


def test_the_capital_of_its_own_name_is_no_other_name_of_the_larger_city() -> None:
    entry = meant("They came to New Delhi.", "New Delhi")
    assert entry is not None
    assert entry.name == "New Delhi"


def test_a_name_of_many_towns_is_not_told() -> None:
    assert meant("They met in Springfield.", "Springfield") is None


@pytest.mark.parametrize(
    ("name", "country", "kind", "geonames"),
    [
        ("Texan", "US", "division", 4736286),
        ("Syrians", "SY", "state", 163843),
        ("Ky", "US", "division", 6254925),
        ("African", "", "landmark", 6255146),
        ("Wales", "GB", "division", 2634895),
        ("Canadian", "CA", "state", 6251999),
        ("North London", "GB", "capital", None),
        ("Colchester Hospital", "GB", "city", None),
    ],
)
def test_forms_sides_and_sites(name: str, country: str, kind: str, geonames: int | None) -> None:
    first = Senses({}, frozenset({country})).of(name)[0].entry
    assert (first.country, first.kind, first.geonames) == (country, kind, geonames)


@pytest.mark.parametrize("name", ["", " ", "X Hospital", "Norda Nowhereby"])
def test_what_names_no_place_has_none(name: str) -> None:
    assert places_of(name) == ()


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("in Gainesville, Va., on", "Va."),
        ("in Gainesville, Virginia, on", "Virginia"),
        ("in Gainesville, and", ""),
        ("in Gainesville", ""),
    ],
)
def test_the_area_behind_a_comma(text: str, area: str) -> None:
    assert area_behind(text, len("in Gainesville")) == area


@pytest.mark.slow
def test_every_place_is_found_by_its_own_name() -> None:
    lost = [e for n, e in enumerate(entries()) if n % 997 == 0 and e not in places_of(e.name)]
    assert lost == []
