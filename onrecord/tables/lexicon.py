"""The names of all tables, ready for matching: by their first word, longest first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from onrecord.tables import rows
from onrecord.tables.offices import Office, offices, plural
from onrecord.tables.past import only_then
from onrecord.tables.states import Body, Outlet, Region, State, bodies, outlets, regions, states

__all__ = ["Entry", "Kind", "Lexeme", "Lexicon", "Patterns", "generic", "lexicon", "normal"]

Kind = Literal[
    "state", "demonym", "capital", "metonym", "body", "head", "office", "outlet", "place", "group"
]
Entry = State | Body | Office | Outlet | Region | None


@dataclass(frozen=True, slots=True)
class Lexeme:
    """What a name of the tables stands for; `codes` are its states, the likelier first."""

    kind: Kind
    codes: tuple[str, ...]
    name: str
    sector: str
    entry: Entry


_SHAPES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-"})


def normal(words: str) -> str:
    """A name as the tables write it: single spaces, plain apostrophes and hyphens."""
    return " ".join(words.translate(_SHAPES).split())


@dataclass(slots=True)
class Patterns:
    """The names that begin with one word."""

    lexemes: dict[str, Lexeme] = field(default_factory=dict)
    _compiled: re.Pattern[str] | None = None
    fold: bool = False

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """The longest of the names at `start`, ending where a word ends."""
        if self._compiled is None:
            longest_first = sorted(self.lexemes, key=lambda name: (-len(name), name))
            joined = "|".join(map(_pattern, longest_first))
            self._compiled = re.compile(
                rf"(?:{joined})(?![\w$])", re.IGNORECASE if self.fold else re.NOFLAG
            )
        return self._compiled.match(text, start)

    def found(self, words: str) -> Lexeme | None:
        """The lexeme of matched words."""
        return self.lexemes.get(normal(words))

    def has(self, name: str) -> bool:
        """Whether `name` is one of the names, whole."""
        return name in self.lexemes


def _pattern(name: str) -> str:
    escaped = re.escape(name).replace(r"\ ", r"\s+").replace(r"\-", "[-‐‑–]")
    return escaped.replace("'", "['’‘ʼ]")


def _named(entry: State | Body | Outlet | Region) -> tuple[str, ...]:
    return (entry.name, *entry.names)


def _of_states() -> Iterator[tuple[str, Lexeme]]:
    for code, state in states().items():
        lexemes: tuple[tuple[Kind, tuple[str, ...]], ...] = (
            ("state", _named(state)),
            ("capital", state.capitals),
            ("demonym", (*state.adjectives, *state.people)),
        )
        for kind, names in lexemes:
            for name in names:
                yield name, Lexeme(kind, (code,), state.name, "", state)


_SEATS: dict[str, Kind] = {"capital": "capital", "metonym": "metonym"}


def _of_past() -> Iterator[tuple[str, Lexeme]]:
    """Names that mean a state on some days only: no code says that they mean none on others."""
    for one in only_then():
        yield one.name, Lexeme(_SEATS.get(one.kind, "state"), (), one.name, "", None)


def _of_bodies() -> Iterator[tuple[str, Lexeme]]:
    for body in bodies().values():
        for name in _named(body):
            codes = (body.code,) if body.code else ()
            yield name, Lexeme("body", codes, body.name, body.sector, body)
    for row in rows("metonyms"):
        codes = (row["code"],)
        if row["kind"] == "state":
            entry: Entry = states()[row["code"]]
            yield row["name"], Lexeme("metonym", codes, row["name"], "GOV", entry)
        else:
            body = bodies().get(row["body"]) or Body(
                row["body"], (), row["code"], "government_body", "GOV"
            )
            yield row["name"], Lexeme("metonym", codes, body.name, body.sector, body)


def _of_others() -> Iterator[tuple[str, Lexeme]]:
    for outlet in outlets().values():
        codes = (outlet.code,) if outlet.code else ()
        for name in _named(outlet):
            yield name, Lexeme("outlet", codes, outlet.name, "MED", outlet)
    for row in rows("groups"):
        for name in (row["name"], *filter(None, row["names"].split("|"))):
            yield name, Lexeme("group", (), row["name"], "", None)
    for region in regions().values():
        for name in _named(region):
            yield name, Lexeme("place", region.codes, region.name, "", region)


def _of_titles() -> Iterator[tuple[str, Lexeme]]:
    for office in offices().values():
        if office.form == "title":
            for name in (office.name, *office.names):
                yield name, Lexeme("office", (), office.name, office.sector, office)


def _of_offices() -> Iterator[tuple[str, Lexeme]]:
    for office in offices().values():
        if office.form != "title":
            lexeme = Lexeme("office", (), office.name, office.sector, office)
            for name in (office.name, *office.names):
                yield name.lower(), lexeme
                yield plural(name.lower()), lexeme
    for row in rows("body_heads"):
        yield row["head"].lower(), Lexeme("head", (), row["head"], row["sector"], None)


_FIRST = re.compile(r"\w+")


def _add(table: dict[str, Patterns], name: str, lexeme: Lexeme, fold: bool) -> None:
    first = _FIRST.match(name)
    if first is None:
        return
    patterns = table.setdefault(first.group(), Patterns(fold=fold))
    held = patterns.lexemes.setdefault(name, lexeme)
    if held is not lexeme and held.kind == lexeme.kind and held.codes != lexeme.codes:
        codes = tuple(dict.fromkeys((*held.codes, *lexeme.codes)))
        merged = Lexeme(held.kind, codes, held.name, held.sector, held.entry)
        patterns.lexemes[name] = merged


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names by first word as written, offices and generic heads by first word in lower case.

    `words` has both for every shape in which a first word may stand in a text.
    """

    names: dict[str, Patterns]
    offices: dict[str, Patterns]
    words: dict[str, tuple[Patterns | None, Patterns | None]]


@cache
def lexicon() -> Lexicon:
    """All names of the tables.

    Where two tables have one name, the earlier keeps it: states, bodies, outlets, peoples,
    regions. Names of four letters and more also stand in capitals, for datelines and headlines.
    """
    names: dict[str, Patterns] = {}
    found = [*_of_states(), *_of_bodies(), *_of_others(), *_of_titles(), *_of_past()]
    for name, lexeme in found:
        _add(names, name, lexeme, fold=False)
    for name, lexeme in found:
        first = _FIRST.match(name.upper())
        held = names.get(first.group()) if first else None
        if len(name) > 3 and lexeme.kind != "office" and not (held and held.has(name.upper())):
            _add(names, name.upper(), lexeme, fold=False)
    folded: dict[str, Patterns] = {}
    for name, lexeme in _of_offices():
        _add(folded, name, lexeme, fold=True)
    shapes = {shape: word for word in folded for shape in (word.upper(), word.title(), word)}
    words = {word: (names.get(word), folded.get(shapes.get(word, ""))) for word in names | shapes}
    return Lexicon(names, folded, words)


def generic(words: str) -> Lexeme | None:
    """The generic head that `words` are, whatever their case: «Ministry of Defence»."""
    key = normal(words).lower()
    first = _FIRST.match(key)
    patterns = lexicon().offices.get(first.group()) if first else None
    lexeme = patterns.lexemes.get(key) if patterns else None
    return lexeme if lexeme is not None and lexeme.kind == "head" else None
