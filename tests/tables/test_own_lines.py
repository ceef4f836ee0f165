"""On which line an entry of a TOML file stands: a law, and a fault that it finds."""

import re
import tomllib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.tables.own.lines import line_of, statements

# What looks like the beginning of an entry, where it is none.
SNARES = ["[[verb]]", "name = 1", "#", '"', "'", "\\", "[", "]", "{", "a", "é", " ", "\n", "\t"]
WORDS = st.lists(st.sampled_from(SNARES), max_size=12).map("".join)


def basic(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'.replace("\n", "\\n").replace("\t", "\\t")


def folded(words: str) -> str:
    return '"""\n' + words.replace("\\", "\\\\").replace('"', '\\"') + '"""'


def literal(words: str) -> str:
    return "'''\n" + words.replace("'", " ") + "'''"


def quoted_at_its_end(words: str) -> str:
    return '"""' + words.replace("\\", "\\\\").replace('"', "") + '""' + '"""'


def listed(words: str) -> str:
    return f"[ # {words.splitlines()[0] if words else ''}\n  {basic(words)},\n  {literal(words)} ]"


STYLES = (basic, folded, literal, quoted_at_its_end, listed)
VALUES = st.builds(lambda style, words: style(words), st.sampled_from(STYLES), WORDS)
ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(["verb", "office"]),
        st.dictionaries(st.sampled_from(["name", "names", "act"]), VALUES).map(
            lambda told: [*told.items()]
        ),
        st.sampled_from(["", "# [[verb]]\n", "\n\n", "  # name = “x”\n"]),
    ),
    max_size=6,
)  # fmt: skip
Place = tuple[str, int, str | None]


def written(entries: list) -> tuple[str, dict[Place, int]]:
    """A file of entries, and the line of each of them and of each key."""
    text, where, count = "", dict[Place, int](), dict[str, int]()
    for kind, told, before in entries:
        text += before
        number = count[kind] = count.get(kind, -1) + 1
        where[kind, number, None] = text.count("\n") + 1
        text += f"  [[ {kind} ]]  # {kind}\n"
        for key, value in told:
            where[kind, number, key] = text.count("\n") + 1
            text += f"{key} = {value}\n"
    return text, where


def law(find: Callable[[str, str, int, str | None], int], entries: list) -> None:
    text, where = written(entries)
    tomllib.loads(text)
    assert {place: find(text, *place) for place in where} == where


@given(ENTRIES)
def test_every_entry_and_key_is_found_on_its_line(entries: list) -> None:
    law(line_of, entries)


def naive(text: str, kind: str, number: int, key: str | None) -> int:
    """The fault planted: whatever looks like a header is one."""
    headers = [m.start() for m in re.finditer(rf"\[\[\s*{kind}", text)]
    at = headers[number]
    if key:
        at = text.index(f"\n{key} =", at) + 1
    return text[:at].count("\n") + 1


def test_a_search_for_what_looks_like_it_breaks_the_law() -> None:
    entries = [("verb", [("name", literal("a\n[[verb]]\n"))], ""), ("verb", [], "")]
    law(line_of, entries)
    with pytest.raises(AssertionError):
        law(naive, entries)


@given(st.text(max_size=80))
def test_any_text_has_a_first_line_and_rising_numbers(text: str) -> None:
    numbers = [number for number, _ in statements(text)]
    assert numbers[0] == 1
    assert numbers == sorted(set(numbers))
    assert numbers[-1] <= text.count("\n") + 1
