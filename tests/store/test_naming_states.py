"""A name stands for a state where the names of all tables, matched, say so: told at a glance."""

import pytest

from onrecord.store.asking import naming
from onrecord.store.asking.naming import code_of
from onrecord.tables.lexicon import lexicon
from onrecord.tables.names import find_known
from onrecord.tables.states import State, state


def matched(name: str) -> str | None:
    """The state by the names of all tables."""
    if (known := state(name)) is not None:
        return known.code
    found = find_known(name)
    if len(found) != 1 or found[0].end != len(name):
        return None
    (one,) = found
    stands = isinstance(one.entry, State) and one.kind in ("state", "demonym", "metonym")
    before = name[: one.start].strip().lower()
    return one.code if stands and not one.ambiguous and before in ("", "the") else None


def differing() -> list[str]:
    names = sorted({name for one in lexicon().names.values() for name in one.lexemes})
    asked = [shape for name in names for shape in (name, f"the {name}", f"{name}s")]
    return [name for name in asked if code_of(name) != matched(name)]


def test_every_name_of_the_tables_stands_for_what_it_is_matched_as() -> None:
    assert code_of("the Kremlin") == "RU"
    assert code_of("Moscow Times") is None
    assert differing() == []


def test_planted_a_glance_that_misses_metonyms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(naming, "_standing_for_states", lambda: frozenset({"russian"}))
    assert differing()
