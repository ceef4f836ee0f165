"""The JSON of a reading, taken apart: every value in it, and where a page may tell it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

_KINDS = ("actors", "statements", "encounters", "agreements", "cases", "events")

# What a page leaves out, by kind of thing and path, each with its reason.
LEFT_OUT = {
    r".*: (.*\.)?(start|end)": "stands beside the words, as data-span",
    r".*: id|.*: key": "stands on the element of the thing itself",
    r"report: text|report: parts\..*": "the lines are the text; its parts are told beside them",
    r"report: dateline\.span\.text|report: complete": "marked nowhere; said only where not whole",
    r"report: published\.basis=unknown": "there is no date",
    r".*: mentions\..*": "marked in the text; the index has their words and number",
    r".*: (.*\.)?confidence=(0\.[7-9]\d*|1(\.0)?)": "silence is sure",
    r".*: tellings\.\d+\.confidence": "the fact's own confidence stands for them",
    r".*: (date|place|duration)\.told\.\d+": "said where it parts from the whole fact, in words",
    r".*: place\.(lat|lon|geonames)": "stands in the index of places",
    r".*: (place|duration|term|counts\.\d+)\.span\.text": "marked in the text",
    r".*: (.*\.)?vouched_by\.\d+\.span\.text": "marked in the text",
    r"statements: modality=actual": "what was said was said",
    r"actors: unnamed=False": "silence",
    r".*: identifiers\.(?![A-Za-z_][A-Za-z_0-9]*=).*": "a name that is none",
}  # fmt: skip
_REASONS = [re.compile(pattern, re.DOTALL) for pattern in LEFT_OUT]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value of the JSON: in which kind of thing, whose, under which path, and its equals."""

    kind: str
    owner: str
    path: str
    value: Any
    # Where the same is told once for several: ids and paths that will do as well.
    or_else: tuple[tuple[str, str], ...] = field(default=())

    def __str__(self) -> str:
        return f"{self.owner or self.kind}.{self.path} ({self.value!r})"

    def on(self, shown: set[tuple[str, str]]) -> bool:
        """Whether the page tells it: itself, or the list or the string that it is part of."""
        places = ((self.owner, self.path), *self.or_else)
        return any((owner, part) in shown for owner, path in places for part in _around(path))


def _around(path: str) -> Iterator[str]:
    """A path; for a member of a list of references, the list too."""
    yield path
    if re.fullmatch(r"\w+\.\d+", path):
        yield path.rsplit(".", 1)[0]


def leaves(whole: dict[str, Any]) -> Iterator[Leaf]:
    """Every value that a page is to tell; nulls and empty ones are nothing to tell."""
    for path, value in _values(whole["report"]):
        yield from _kept(Leaf("report", "", path, value))
    for name in _KINDS:
        for thing in whole[name]:
            yield from _of(name, thing, whole)
    for name in ("times", "places"):
        for number, member in enumerate(whole[name]):
            alike = [n for n, one in enumerate(whole[name]) if _alike(one) == _alike(member)]
            for path, value in _values({k: v for k, v in member.items() if k != "span"}):
                others = tuple(("*", f"{name}.{n}.{path}") for n in alike)
                yield Leaf(name, "*", f"{name}.{number}.{path}", value, others)


def _of(name: str, thing: dict[str, Any], whole: dict[str, Any]) -> Iterator[Leaf]:
    turns = {"agreements": "changes", "cases": "steps"}.get(name, "")
    for path, value in _values({k: v for k, v in thing.items() if k != turns}):
        equals = (*_same_voucher(thing, path), *_shared_occasion(name, path, value, whole))
        yield from _kept(Leaf(name, thing["id"], path, value, equals))
    for turn in thing.get(turns, ()):
        yield from _of(turns, turn, whole)


def _kept(leaf: Leaf) -> Iterator[Leaf]:
    told = f"{leaf.kind}: {leaf.path}"
    if not any(one.fullmatch(told) or one.fullmatch(f"{told}={leaf.value}") for one in _REASONS):
        yield leaf


def _same_voucher(thing: dict[str, Any], path: str) -> tuple[tuple[str, str], ...]:
    """A chain that vouches for several tellings is told once."""
    found = re.fullmatch(r"tellings\.(\d+)\.vouched_by\.(.*)", path)
    if not found:
        return ()
    chain = thing["tellings"][int(found[1])]["vouched_by"]
    return tuple(
        (thing["id"], f"tellings.{number}.vouched_by.{found[2]}")
        for number, telling in enumerate(thing["tellings"])
        if telling["vouched_by"] == chain
    )


def _shared_occasion(
    name: str, path: str, value: Any, whole: dict[str, Any]
) -> tuple[tuple[str, str], ...]:
    """An occasion that several statements share may stand once, in their heading."""
    if (name, path) != ("statements", "occasion"):
        return ()
    return tuple((s["id"], path) for s in whole["statements"] if s["occasion"] == value)


def _alike(member: dict[str, Any]) -> str:
    """What rows of the index are gathered by."""
    own = {name: value for name, value in member.items() if name != "span"}
    if "type" in own and not own.get("value"):
        own["words"] = member["span"]["text"]
    return json.dumps(own, sort_keys=True)


def _values(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, member in value.items():
            yield from _values(member, f"{path}.{name}" if path else name)
        return
    if isinstance(value, list):
        for number, member in enumerate(value):
            yield from _values(member, f"{path}.{number}" if path else str(number))
        return
    if value not in (None, ""):
        yield path, value


def value_at(whole: dict[str, Any], owner: str, kind: str, path: str) -> Any:
    """What JSON has at a path of a thing; of times, places and the report, in the reading."""
    if kind == "report" and owner == "":
        return _at(whole["report"], path)
    if re.match(r"(times|places)\.\d", path):
        return _at(whole, path)
    return _at(_things(whole)[owner], path)


def _things(whole: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for name in _KINDS:
        for thing in whole[name]:
            found[thing["id"]] = thing
            for turn in (*thing.get("changes", ()), *thing.get("steps", ())):
                found[turn["id"]] = turn
    return found


def _at(value: Any, path: str) -> Any:
    def part(held: Any, name: str) -> Any:
        if isinstance(held, list):
            return len(held) if name == "length" else held[int(name)]
        return held[name]

    return reduce(part, path.split("."), value)
