"""Laws of the tables themselves: sources named, keys unique, codes real."""

import pytest

from onrecord import tables
from onrecord.tables.names import find_known
from onrecord.tables.offices import offices, plural
from onrecord.tables.states import bodies, outlets, regions, state, states

OURS = {
    "ambiguous": "name",
    "area_points": "geonames",
    "bodies": "name",
    "body_heads": "head",
    "given_names": "name",
    "groups": "name",
    "leaders": "",
    "metonyms": "name",
    "neighbours": "word",
    "offices": "name",
    "outlets": "name",
    "persons": "name",
    "place_abbreviations": "name",
    "place_names": "",
    "landmarks": "name",
    "place_aliases": "key",
    "place_forms": "name",
    "allegiance_weights": "feature",
    "place_weights": "feature",
    "places": "",
    "regions": "name",
    "state_ids": "code",
    "states": "code",
}
SECTORS = {
    *("GOV", "MIL", "LEG", "JUD", "COP", "SPY", "OPP", "PTY", "REB", "MED", "CVL", "BUS"),
    *("HLH", "EDU", "LAB", "NGO", "IGO", "CRM", "REL", "LEGAL", "OTH"),
}


@pytest.mark.parametrize("name", tables.table_names())
def test_every_table_names_its_source(name: str) -> None:
    said = tables.header(name).lower()
    assert "source:" in said if name in OURS else any(w in said for w in ("source", "compiled"))
    assert tables.rows(name)


@pytest.mark.parametrize(("name", "key"), [(n, k) for n, k in OURS.items() if k])
def test_no_key_stands_twice(name: str, key: str) -> None:
    keys = [row[key] for row in tables.rows(name)]
    assert len(keys) == len(set(keys))
    assert all(keys)


def test_every_code_is_a_state_of_ours() -> None:
    codes = {row["code"] for row in (*tables.rows("persons"), *tables.rows("leaders"))}
    codes |= {body.code for body in bodies().values()} | {o.code for o in outlets().values()}
    codes |= {row["code"] for row in tables.rows("metonyms")}
    codes |= {row["country"] for row in tables.rows("place_names")}
    codes |= {code for region in regions().values() for code in region.codes}
    codes |= {c for row in tables.rows("ambiguous") for c in row["codes"].split("|")}
    assert codes - {""} <= set(states())


def test_states_are_iso_3166() -> None:
    two = {code for code in states() if len(code) == 2}
    assert len(two) == 249 + len({"EU", "UN", "XK"})
    assert two | {code for code in states() if len(code) == 4} == set(states())
    assert all(entry.qid.startswith("Q") for code, entry in states().items() if len(code) == 2)


def test_sectors_are_listed() -> None:
    found = {body.sector for body in bodies().values()}
    found |= {office.sector for office in offices().values()}
    found |= {row["sector"] for row in tables.rows("body_heads")}
    assert found - {""} <= SECTORS


def test_ambiguous_names_are_names_of_some_table() -> None:
    for row in tables.rows("ambiguous"):
        text = f"“{row['name']}”"
        assert [(n.start, n.end) for n in find_known(text)] == [(1, len(text) - 1)], row


@pytest.mark.parametrize(
    ("name", "code"),
    [("Burma", "MM"), ("the Netherlands", "NL"), ("u.s.", "US"), ("Côte d’Ivoire", "CI")],
)
def test_states_by_any_name(name: str, code: str) -> None:
    found = state(name)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("secretary of state", "secretaries of state"),
        ("secretary-general", "secretaries-general"),
        ("attorney general", "attorneys general"),
        ("major general", "major generals"),
        ("spokeswoman", "spokeswomen"),
        ("ambassador", "ambassadors"),
        ("commander-in-chief", "commanders-in-chief"),
    ],
)
def test_plurals(one: str, many: str) -> None:
    assert plural(one) == many
