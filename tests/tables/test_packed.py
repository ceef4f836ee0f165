"""A packed table gives every line by its key, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.tables.packed import Packed

KEYS = st.text("abzÀé ß", min_size=1, max_size=4)


@given(st.lists(KEYS, max_size=80), KEYS)
def test_every_line_is_found_by_its_key_alone(keys: list[str], other: str) -> None:
    ordered = sorted(keys, key=str.encode)
    table = Packed("".join(f"{key}\t\t{n}\n" for n, key in enumerate(ordered)).encode())
    assert len(table) == len(keys)
    for key in (*keys, other):
        assert table.find(key) == [n for n, k in enumerate(ordered) if k == key]
        assert all(table.cells(n) == [key, "", str(n)] for n in table.find(key))


@given(st.lists(st.text("aBÉzß", min_size=1, max_size=3), max_size=60))
def test_an_empty_key_is_the_name_in_lower_case(names: list[str]) -> None:
    ordered = sorted(names, key=lambda name: name.lower().encode())
    table = Packed("".join(f"\t{name}\t\n" for name in ordered).encode())
    for name in names:
        same = [n for n, other in enumerate(ordered) if other.lower() == name.lower()]
        assert table.find(name.lower()) == same


def test_an_empty_table_has_nothing() -> None:
    assert Packed(b"").find("a") == []
