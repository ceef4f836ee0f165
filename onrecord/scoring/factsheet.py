"""A reading against a facts file.

A facts file (TOML) has, besides ``pass``, the share of points to reach:

[report]   paths into the report and what must stand there, a point each
[[fact]]   ``kind`` and ``find`` (all of it) look for an item: a point for finding it, and one
           for each ``expect`` that holds on the best item found
[[never]]  costs ``cost`` (1) where more than ``allow`` (0) items meet its ``find``

A kind is a list of the reading, or a list within one (``agreements.changes``; the agreement is
then ``parent``). A path walks an item: ``vouched_by.terms``. ``words`` is all that a fact
quotes; ``vouched_by`` of a fact with tellings is all of theirs. What is wanted may be

    true, false   something, nothing stands there
    a list        each member is met by something there
    "a|b"         either; "~a" contains a; "=US" the actor is or represents the US

An actor, agreement or case is met by any of its names, and a span by its words, where they
contain what is wanted; below four letters as a whole word.

Faults cost a point each. Against a complete reading, a statement, encounter, change or step
that meets nothing in it is an invention: half a point each, past one in seven of those it has.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.facts import Reading, letters, to_builtins, words
from onrecord.facts.validate import plain_faults
from onrecord.scoring.against import OF_SHORTER

# A complete reading is not the only right one: so many inventions of it are let pass.
_FORGIVEN = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class FactScore:
    """The points of one reading, and what it lost them on."""

    points: float
    total: int
    needed: float
    missing: tuple[str, ...] = ()
    partly: Mapping[str, tuple[str, ...]]
    never: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    inventions: Mapping[str, int]

    @property
    def share(self) -> float:
        """The share of the points, never below 0."""
        return max(self.points, 0.0) / self.total if self.total else 0.0

    @property
    def passed(self) -> bool:
        """Whether the share reaches what the file asks for."""
        return self.share >= self.needed


def load_facts(path: str | Path) -> dict[str, Any]:
    """The facts of a TOML file."""
    with Path(path).open("rb") as file:
        return tomllib.load(file)


def score_facts(
    reading: Reading, facts: Mapping[str, Any], whole: Reading | None = None
) -> FactScore:
    """The score of a reading against ``facts``, and against a complete reading where given."""
    tree = to_builtins(reading)
    names = _Names(tree)
    points = 0.0
    missing: list[str] = []
    partly: dict[str, tuple[str, ...]] = {}
    about_report = facts.get("report") or {}
    total = len(about_report)
    lost = [p for p, want in about_report.items() if not _none.met(_at(tree["report"], p), want)]
    points += total - len(lost)
    if lost:
        partly["report"] = tuple(lost)
    for fact in facts.get("fact") or []:
        expected = fact.get("expect") or {}
        total += 1 + len(expected)
        tries = [names.unmet(item, expected) for item in _found(tree, fact, names)]
        if not tries:
            missing.append(fact["id"])
            continue
        least = min(tries, key=len)
        points += 1 + len(expected) - len(least)
        if least:
            partly[fact["id"]] = least
    broken = [
        f for f in facts.get("never") or [] if len(_found(tree, f, names)) > f.get("allow", 0)
    ]
    faults = plain_faults(reading)
    invented = _inventions(reading, whole) if whole else {}
    points -= sum(f.get("cost", 1) for f in broken) + len(faults)
    points -= sum(max(0, count - free) / 2 for count, free in invented.values())
    return FactScore(
        points=points,
        total=total,
        needed=facts.get("pass", 1.0),
        missing=tuple(missing),
        partly=partly,
        never=tuple(f["id"] for f in broken),
        faults=tuple(faults),
        inventions={kind: count for kind, (count, _) in invented.items()},
    )


def _found(
    tree: Mapping[str, Any], fact: Mapping[str, Any], names: "_Names"
) -> list[Mapping[str, Any]]:
    """The items of the fact's kind that meet all of ``find``."""
    return [item for item in _items(tree, fact["kind"]) if not names.unmet(item, fact["find"])]


def _items(tree: Mapping[str, Any], kind: str) -> Iterator[Mapping[str, Any]]:
    outer, _, inner = kind.partition(".")
    for item in tree.get(outer) or []:
        if inner:
            yield from ({**part, "parent": item} for part in item.get(inner) or [])
        else:
            yield item


def _at(item: Any, path: str) -> list[Any]:
    """Everything that stands at a path; lists on the way are gone through."""
    if isinstance(item, list):
        return [value for member in item for value in _at(member, path)]
    if not path:
        return [] if item is None else [item]
    if not isinstance(item, dict):
        return []
    name, _, rest = path.partition(".")
    return _at(_slot(item, name), rest)


def _slot(item: Mapping[str, Any], name: str) -> Any:
    if name == "words":
        quoted = [span for part in ("source", "cue", "content") for span in item.get(part) or []]
        return quoted + [telling["span"] for telling in item.get("tellings") or []]
    if name == "vouched_by" and "tellings" in item:
        return [voucher for telling in item["tellings"] for voucher in telling["vouched_by"]]
    return item.get(name)


class _Names:
    """What stands behind the ids of actors, agreements and cases, and whether a want is met."""

    def __init__(self, tree: Mapping[str, Any]) -> None:
        self._texts: dict[str, list[str]] = {}
        self._codes: dict[str, set[str]] = {}
        for actor in tree.get("actors") or []:
            named = [actor["name"], actor["office"]]
            named += [mention["span"]["text"] for mention in actor["mentions"]]
            self._texts[actor["id"]] = [name for name in named if name]
            codes = {actor["identifiers"].get("iso3166"), actor["represents"]}
            self._codes[actor["id"]] = {code for code in codes if code}
        for agreement in tree.get("agreements") or []:
            self._texts[agreement["id"]] = [agreement["name"]]
        for case in tree.get("cases") or []:
            self._texts[case["id"]] = self._texts.get(case["person"], [])

    def unmet(self, item: Any, wants: Mapping[str, Any]) -> tuple[str, ...]:
        """The paths at which an item does not have what is wanted."""
        return tuple(path for path, want in wants.items() if not self.met(_at(item, path), want))

    def met(self, found: list[Any], want: Any) -> bool:
        """Whether what was found at a path is what is wanted."""
        if isinstance(want, bool):
            return bool(found) is want
        if isinstance(want, list):
            return all(self.met(found, member) for member in want)
        options = str(want).split("|")
        return any(self._fits(value, option) for value in found for option in options)

    def _fits(self, value: Any, option: str) -> bool:
        named = isinstance(value, str) and value in self._texts
        if option.startswith("="):
            return named and option[1:] in self._codes.get(value, ())
        quoted = isinstance(value, dict) and "text" in value
        loose = named or quoted or option.startswith("~")
        sought = option.lstrip("~").casefold()
        whole = len(sought) < 4 and (named or quoted)
        for text in self._texts[value] if named else _texts(value):
            if whole:
                hit = re.search(rf"(?<!\w){re.escape(sought)}(?!\w)", text.casefold()) is not None
            else:
                hit = sought in text.casefold() if loose else sought == text.casefold()
            if hit:
                return True
        return False


_none = _Names({})


def _texts(value: Any) -> list[str]:
    """The texts of a value: a span's words, a slot's name or value, else itself."""
    if isinstance(value, dict):
        if "text" in value:
            return [value["text"]]
        return [str(value[name]) for name in ("name", "value") if value.get(name)]
    return [str(value)]


def _inventions(reading: Reading, whole: Reading) -> dict[str, tuple[int, int]]:
    """For each kind, how many items meet nothing in the complete reading, and how many may."""
    ours, theirs = _stretches(reading), _stretches(whole)
    return {
        kind: (
            sum(not any(_meets(item, gold) for gold in theirs[kind]) for item in items),
            len(theirs[kind]) // _FORGIVEN,
        )
        for kind, items in ours.items()
    }


_Stretch = tuple[str, set[int]]


def _stretches(reading: Reading) -> dict[str, list[_Stretch]]:
    """Label and letters of every item of the four kinds."""

    def told(pairs: Iterable[tuple[str, Any]]) -> list[_Stretch]:
        return [(label, letters(words(fact))) for label, fact in pairs]

    return {
        "statements": [("", letters(s.content or words(s))) for s in reading.statements],
        "encounters": told(("", e) for e in reading.encounters),
        "changes": told((c.change, c) for a in reading.agreements for c in a.changes),
        "steps": told((s.step, s) for c in reading.cases for s in c.steps),
    }


def _meets(one: _Stretch, other: _Stretch) -> bool:
    shorter = min(len(one[1]), len(other[1]))
    common = len(one[1] & other[1])
    return one[0] == other[0] and shorter > 0 and common >= OF_SHORTER * shorter
