"""Titles and descriptions that stand before the name they belong to, and those that do not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.cast import cast
from onrecord.reading.layout import lay_out
from onrecord.reading.relations import UNREAD
from onrecord.reading.scene import Cast
from onrecord.reading.spotting import Spotted
from onrecord.report import Report, text_sha256
from onrecord.tables.names import find_known

_OFFICES = st.sampled_from(["prime minister", "foreign minister", "defence minister", "president"])
_NAMES = st.lists(
    st.sampled_from(["Anna Moe", "Helen Marchbanks", "Maria Lindqvist", "Laura Castellan"]),
    min_size=2, max_size=2, unique=True,
)  # fmt: skip
_HEAD = "Call for help goes unheard\n\nBy IDA BERG\n\nOSLO, 3 June 2025\n\n"


def read(text: str) -> Cast:
    text = _HEAD + text
    report = Report(id="r", text_sha256=text_sha256(text), kind="article", text=text)
    spotted = Spotted((), (), places=(), relations=UNREAD)
    return cast(text, lay_out(text, report), spotted, find_known(text))


def whose(found: Cast, text: str, place: str) -> set[str]:
    """The names of the actors sighted at exactly that place, the first of these words."""
    start = len(_HEAD) + text.index(place)
    return {found.actor(s.actor).name for s in found.sightings
            if (s.start, s.end) == (start, start + len(place))}  # fmt: skip


@settings(deadline=None)
@given(_OFFICES, _NAMES)
def test_only_one_who_may_hold_an_office_holds_it(office: str, names: list[str]) -> None:
    alone = f"The {office} of Norway has asked for help.\n\n{names[0]} said it was urgent.\n"
    assert whose(read(alone), alone, f"The {office} of Norway") == {names[0]}
    titled = alone + f"\nThe Norwegian {office}, {names[1]}, did not answer.\n"
    assert whose(read(titled), titled, f"The {office} of Norway") == {names[1]}
    both = (f"The {office} of Norway has asked for help.\n\n"
            f"{names[0]} said it was urgent and told {names[1]} so.\n")  # fmt: skip
    assert not whose(read(both), both, f"The {office} of Norway") & set(names)


def test_two_who_talk_hold_the_two_offices_in_their_order() -> None:
    text = (
        "The prime minister has asked Uzbekistan’s president to free a British-Uzbek translator.\n"
        "\nIn a call on Wednesday, Helen Marchbanks raised the case of Laura Ashworth, 41, and "
        "told Peter Yuldashev that it stood in the way.\n"
    )
    found = read(text)
    assert whose(found, text, "The prime minister") == {"Helen Marchbanks"}
    assert whose(found, text, "Uzbekistan’s president") == {"Peter Yuldashev"}
    assert whose(found, text, "a British-Uzbek translator") == {"Laura Ashworth"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Anna Moe is accused of grabbing a reporter in Oslo.\n\nLaura Castellan, 42, faces a "
         "charge.\n", "a reporter"),
        ("The prime minister of Norway met reporters.\n\nLaura Castellan, 42, lost her house.\n",
         "The prime minister of Norway"),
        ("The prime minister of Norway spoke.\n\nThe head of the Labour Commission (LC) "
         "Laura Castellan said no.\n", "The prime minister of Norway"),
    ],
)  # fmt: skip
def test_whoever_may_be_another_is_kept_apart(text: str, place: str) -> None:
    assert "Laura Castellan" not in whose(read(text), text, place)


def test_a_description_and_an_age_tell_of_one_person() -> None:
    text = ("A Norwegian hydrologist has been jailed in Minsk.\n\n"
            "Peter Solvang, 44, was convicted of espionage.\n")  # fmt: skip
    assert whose(read(text), text, "A Norwegian hydrologist") == {"Peter Solvang"}


def test_a_title_with_field_and_state_before_a_comma_belongs_to_the_name() -> None:
    text = (
        "The Minister for Foreign Affairs of Finland, Anna Rantala, and the Cabinet Secretary for "
        "Foreign Affairs of Kenya, Peter Omolo, met in Helsinki.\n\nThe Ministers welcomed it.\n"
    )
    found = read(text)
    assert whose(found, text, "The Ministers") == {"Anna Rantala", "Peter Omolo"}
    states = {a.name: a.represents for a in found.actors}
    assert (states["Anna Rantala"], states["Peter Omolo"]) == ("FI", "KE")


def test_two_holders_of_one_office_are_told_by_their_states() -> None:
    text = (
        "The defense ministers of Kyrgyzstan and Tajikistan spoke on Wednesday.\n\nThe talk "
        "between Kyrgyz Lt. Gen. Peter Osmonov and Tajik Col. Gen. Daniel Nazarov was brief.\n"
    )
    held = whose(read(text), text, "The defense ministers of Kyrgyzstan and Tajikistan")
    assert held == {"Peter Osmonov", "Daniel Nazarov"}


def test_adverbs_of_number_are_no_part_of_an_actor() -> None:
    text = "Four times British diplomats have asked to see her. They said so in London.\n"
    assert all("times" not in actor.name for actor in read(text).actors)


def test_whose_wife_he_speaks_of() -> None:
    text = "Laura Ashworth lives in Leeds with her husband, Tom Ashworth. He loves his wife.\n"
    assert whose(read(text), text, "his wife") == {"Laura Ashworth"}
