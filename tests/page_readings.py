"""Readings of any shape, for the laws of pages: hostile texts, crossing spans, strange values."""

import dataclasses
from typing import Any, Literal, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from onrecord.facts import Reading
from onrecord.report import Part, Published, Report
from onrecord.text import Span, decode_str

# Words that would do something where they are not only shown, and that HTML may lose.
PIECES = (
    "Vela met Moren", " ", "  ", "\t", "\n", "\n\n", "\xa0", "\u2028", "\x0c", "\x1b[2J", "\x85",
    "<script>alert(1)</script>", "</style><img src=x onerror=alert(1)>", "&amp;", "&#0;", "]]>",
    "\"'` onclick=alert(1) ", "{{ 7 * 7 }}{% raw %}", "\u202egnp.exe\u2066", "\ufeff", "\ufffd",
    "<!--", "-->", "é", "👩‍🚀", "עברית", "javascript:alert(1)", "“We will,” she said. ",
)  # fmt: skip
VALUES = (
    None, "2024-05-07", "2024-05", "2024", "2024-W19", "P2Y", "PT10M", "XXXX", "2024-05-07T10:00Z",
    "\x1b[2J<b>\u202e",
)  # fmt: skip
COUNTRIES = (None, "NO", "SU", "EU", "<b>")
_WHERE = {"country", "represents"}
_REFERENCES = {
    "speaker", "addressees", "targets", "participants", "by", "parties", "person", "held_by",
    "actor", "recipient",
}  # fmt: skip
_LETTERS = {
    "actors": "a", "statements": "s", "encounters": "e", "agreements": "g", "cases": "c",
    "events": "v", "notices": "n",
}  # fmt: skip

words = st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map("".join)
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=25).map(
    lambda pieces: decode_str("".join(pieces)).text
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A reading whose spans are its text's own and whose ids are sound; all else is anything."""
    text = draw(texts) or "."
    edges = draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=8, unique=True))
    pool = [Span.of(text, a, b) for a in edges for b in edges if a < b]
    fields = {
        name: strategy(hint, name, pool)
        for name, hint in get_type_hints(Reading).items()
        if name not in ("report", "schema")
    }
    return settled(draw(st.builds(Reading, report=reports(text, pool), **fields)))


def reports(text: str, pool: list[Span]) -> st.SearchStrategy[Report]:
    """A report of this text."""
    given = get_type_hints(Report)
    own: dict[str, Any] = {
        "text": st.just(text),
        "title": st.one_of(st.none(), words, st.just(text.split("\n")[0])),
        "url": st.sampled_from((None, "https://example.org/a?b=c&d", "javascript:alert(1)", "x")),
        "parts": st.lists(
            st.builds(
                Part, strategy(get_type_hints(Part)["kind"], "", pool), st.sampled_from(pool)
            ),
            max_size=4,
        ).map(tuple),
        "published": st.builds(Published, value=st.sampled_from(VALUES)),
    }
    rest = {name: strategy(given[name], name, pool) for name in given if name not in own}
    return st.builds(Report, **own, **rest)


def strategy(hint: Any, name: str, pool: list[Span]) -> st.SearchStrategy[Any]:
    """Values for a field by its type and, for plain strings, by its name."""
    origin, members = get_origin(hint), get_args(hint)
    if hint is Span:
        return st.sampled_from(pool)
    if origin is Literal:
        return st.sampled_from(members)
    if origin is tuple:
        return st.lists(strategy(members[0], name, pool), max_size=2).map(tuple)
    if origin is dict:
        keys = st.sampled_from(("wikidata", "iso3166", "<b>", "a.b"))
        return st.dictionaries(keys, words, max_size=2)
    if dataclasses.is_dataclass(hint):
        fields = get_type_hints(hint)
        return st.builds(hint, **{n: strategy(h, n, pool) for n, h in fields.items()})
    if members:  # a union; None in it, or numbers
        return st.one_of(
            st.none() if member is type(None) else strategy(member, name, pool)
            for member in members
        )
    return _plain(hint, name)


def _plain(hint: Any, name: str) -> st.SearchStrategy[Any]:
    if hint is bool:
        return st.booleans()
    if hint is int:
        return st.integers(0, 2)
    if hint is float:
        return st.floats(0, 1)
    if name == "value":
        return st.sampled_from([value for value in VALUES if value])
    if name in _WHERE:
        return st.sampled_from([code for code in COUNTRIES if code])
    if name in _REFERENCES:
        return st.sampled_from(("a1", "a2", "a9", "<i>"))
    if name in ("about", "stated_in", "of"):
        return st.sampled_from(("g1", "c1", "s1", "s2", "s9", "<i>"))
    return words


def settled(reading: Reading) -> Reading:
    """The reading with the ids that the contract has."""
    changed: dict[str, Any] = {}
    for name, letter in _LETTERS.items():
        things = []
        for number, thing in enumerate(getattr(reading, name), 1):
            fresh: dict[str, Any] = {"id": f"{letter}{number}"}
            for turns in ("changes", "steps"):
                if hasattr(thing, turns):
                    fresh[turns] = tuple(
                        dataclasses.replace(turn, id=f"{letter}{number}-{place}")
                        for place, turn in enumerate(getattr(thing, turns), 1)
                    )
            things.append(dataclasses.replace(thing, **fresh))
        changed[name] = tuple(things)
    return dataclasses.replace(reading, **changed)
