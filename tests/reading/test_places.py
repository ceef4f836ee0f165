"""Names that are places, names that act, and which of several places is meant."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from staged import official, stage

from onrecord.reading.places import named_place, place_slot, places, resolve
from onrecord.reading.spotting import Name
from onrecord.tables.names import find_known

BODY = "The harbour was quiet that week and few people were about in the streets of the town. "


def found(text: str) -> list[tuple[str, str | None]]:
    staged = stage(BODY + text + "\n", {"Corvo": official("Corvo", "NO")})
    known = find_known(staged.scene.text)
    return [(p.span.text, p.country) for p in places(staged.scene, known, staged.cast)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She was arrested in Oslo.", [("Oslo", "NO")]),
        ("He flew from Paris to Nairobi.", [("Paris", "FR"), ("Nairobi", "KE")]),
        ("They will visit Jakarta in March.", [("Jakarta", "ID")]),
        ("The Vienna summit was short.", [("Vienna", "AT")]),
        ("He lives in Paris, Texas.", [("Paris", "US"), ("Texas", "US")]),
        ("She spoke by phone from Ghent.", [("Ghent", "BE")]),
        ("It runs between Kars and Gyumri.", [("Kars", "TR"), ("Gyumri", "AM")]),
        ("They met at a hotel on Carlisle Bay.", [("Carlisle Bay", None)]),
        ("A patrol was hit near Velimorsk.", [("Velimorsk", None)]),
        ("He was put on a plane to Medan.", [("Medan", "ID")]),
        ("It began near Lake Chad.", [("Lake Chad", None)]),
        ("Troops were moved to Kharkiv Thursday.", [("Kharkiv", "UA")]),
    ],
)
def test_places(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Moscow said it would not pay.",
        "It has set a date for Jan. 20.",
        "The envoys from Moscow said no.",
        "It was signed in the Kazakh city.",
        "It closed in on a China Coast Guard ship.",
        "He stood near [Corvo] and left.",
        "The deal was welcomed by Paris.",
        "Oslo’s answer was short.",
        "It was signed in May and ended in March.",
        "He works at the White House.",
        "The Paris Agreement was signed.",
    ],
)
def test_no_places(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They sat in a cell in Velimorsk for days.", "Velimorsk"),
        ("She was sent to Velimorsk.", "Velimorsk"),
        ("She lives in Halifax’s north end.", "Halifax"),
    ],
)
def test_the_model_is_believed_behind_a_preposition(text: str, name: str) -> None:
    staged = stage(BODY + text + "\n", {})
    start = staged.scene.text.index(name)
    known = find_known(staged.scene.text)
    seen = Name(start, start + len(name), "place", 0.95)
    told = places(staged.scene, known, staged.cast, (seen,))
    assert [p.span.text for p in told] == [name]
    assert places(staged.scene, known, staged.cast, (replace(seen, kind="other"),)) == ()


def test_states_in_a_row_are_states() -> None:
    assert found("They live in Venezuela, Cuba and Chile.")[:2] == [
        ("Venezuela", "VE"),
        ("Cuba", "CU"),
    ]


def test_a_part_of_a_state_that_is_named_decides() -> None:
    assert ("Burlington", "US") in found("A Vermont professor lives in Burlington.")


def test_the_states_of_the_report_decide() -> None:
    near = resolve("Alexandria", frozenset({"EG"}))
    assert near is not None
    assert near.country == "EG"
    texas = resolve("Paris", frozenset(), within="Texas")
    assert texas is not None
    assert (texas.country, texas.division) == ("US", "TX")
    assert resolve("Springfield", frozenset({"US"})) is None
    assert resolve("Nowhereville-on-Sea", frozenset()) is None


def test_a_longer_name_is_not_cut() -> None:
    text = "in Port Vela on"
    assert named_place(text, 3) is None
    assert named_place("in New Delhi on", 3) == (3, 12)


def test_the_slot_of_an_unknown_place_is_its_name() -> None:
    slot = place_slot("at Kidirovo", 3, 11, frozenset())
    assert (slot.name, slot.geonames, slot.span and slot.span.start) == ("Kidirovo", None, 3)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    staged = stage(text.replace("[", "").replace("]", ""))
    for place in places(staged.scene, find_known(staged.scene.text), staged.cast):
        assert place.span.holds(staged.scene.text)


def test_an_unknown_place_lies_where_its_town_does() -> None:
    slot = place_slot("on Velim Street in Ghent on", 3, 15, frozenset())
    assert (slot.name, slot.country, slot.geonames) == ("Velim Street", "BE", None)
    assert slot.lat == pytest.approx(51.05, abs=0.1)
    far = place_slot("on Velim Street in Belgium on", 3, 15, frozenset())
    assert (far.country, far.lat) == (None, None)


def test_of_towns_of_one_name_in_one_state_the_state_is_told() -> None:
    slot = place_slot("in Springfield on", 3, 14, frozenset({"US"}))
    assert (slot.name, slot.country, slot.lat, slot.geonames) == ("Springfield", "US", None, None)


@pytest.mark.parametrize(
    ("text", "seen", "told"),
    [
        ("The Ghent ferry was late.", "Ghent", "Ghent"),
        ("The Ghent ferry was late.", "Ghent ferry", "Ghent"),
        ("The Velimorsk ferry was late.", "Velimorsk", None),
        ("The Belgian ferry was late.", "Belgian", None),
        ("[Corvo] was late.", "Corvo", None),
    ],
)
def test_a_sure_model_is_believed_about_what_is_known(
    text: str, seen: str, told: str | None
) -> None:
    staged = stage(BODY + text + "\n", {"Corvo": official("Corvo", "NO")})
    start = staged.scene.text.index(seen)
    known = find_known(staged.scene.text)
    for confidence, expected in ((0.8, told), (0.7, None)):
        name = Name(start, start + len(seen), "place", confidence)
        found = places(staged.scene, known, staged.cast, (name,))
        assert [p.span.text for p in found] == ([expected] if expected else [])
