"""A reading made ready to be written: everything that can be worked out without the database."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, NamedTuple

from onrecord.errors import InvalidReading
from onrecord.facts import Actor, Reading, encode
from onrecord.question import moment
from onrecord.record.accounts import Account, Kind, accounts
from onrecord.record.clusters import Pair
from onrecord.record.copies import bands, signature
from onrecord.record.credits import credited
from onrecord.record.identity.deciding import kept_apart
from onrecord.record.review import node_of
from onrecord.report import text_sha256
from onrecord.store.bundling import bundled
from onrecord.store.labelling import Labels, labels
from onrecord.store.marking import TURNED, marks, turn_days
from onrecord.store.numbers import (
    STRETCH,
    Role,
    kind_number,
    number,
    part_number,
    state,
)
from onrecord.store.packing import pack, pack_rest
from onrecord.store.playing import Spoken, played, state_of
from onrecord.store.points import Node, Points
from onrecord.store.schema import PLACES
from onrecord.store.telling import said

Row = dict[str, Any]
Played = tuple[int, int, int | None, int, int]


class Line(NamedTuple):
    """The row of an account, without what only the record knows."""

    kind: int
    key: int
    node: int
    lo: int | None
    hi: int | None


@dataclass(frozen=True, slots=True)
class Ready:
    """A reading as rows: ``version`` and ``accounts`` lack what only the record knows.

    ``name`` is the report's id, ``bundle`` the reading without its ``text``, ``said`` the words of
    what is said and done. ``signature`` and ``bands`` are what near-duplicates of its text are
    known and found by.

    ``counted`` is null where neither the report nor its page says when it came out: then it counts
    as of when it is added. ``roles`` are (who, part, first day if it is known, stretch of the
    reading, places in it), as the table of roles has them.
    """

    name: str
    report: int
    sha: bytes
    counted: int | None
    version: Row
    bundle: bytes
    text: str
    said: str
    accounts: tuple[Line, ...]
    roles: tuple[Played, ...]
    nodes: Mapping[int, Node]
    apart: frozenset[Pair]
    signature: bytes
    bands: tuple[int, ...]


def ready(reading: Reading, points: Points, alone: Collection[str] = ()) -> Ready:
    """The reading as rows; InvalidReading where it cannot be kept.

    ``alone`` are keys of accounts that a reviewer has split off: each is a node of its own.
    """
    report = reading.report
    told = accounts(reading)
    _refuse(reading, told)
    profiles = {
        (kind, key): profile
        for kind, identity in points.identities.items()
        for key, profile in identity.profiles(reading)
    }
    names = {of: node_of(of[0], profile, of[1], alone) for of, profile in profiles.items()}
    nodes = {names[of]: points.node(of[0], names[of], one) for of, one in profiles.items()}
    counted = seconds(report.seen or report.published.value)
    digest = hashlib.sha256(encode(reading)).digest()
    signed = signature(report.text)
    columns = [labels(one.told) for one in told]
    return Ready(
        name=report.id,
        report=number(report.id),
        sha=bytes.fromhex(report.text_sha256),
        counted=counted,
        version=_version(reading, digest),
        bundle=bundled(pack_rest(reading), [pack(one.told) for one in told]),
        text=report.text,
        said=said(((one.kind, one.told) for one in told), report.text),
        accounts=tuple(
            _account(one, names[one.kind, one.key], of)
            for one, of in zip(told, columns, strict=True)
        ),
        roles=roles(reading, told, columns, names),
        nodes=nodes,
        apart=_apart({names[of]: (of[0], one) for of, one in profiles.items()}, nodes, points),
        signature=signed,
        bands=bands(signed),
    )


def rank(version: Row) -> tuple[Any, ...]:
    """Which of two readings of one text is kept: the one with the lower rank.

    That of a newer Onrecord, then the one that says it counts earlier, then the one whose bytes
    have the lower hash: never the one that came first, so that no order of adding is told.
    """
    release = tuple(-int(p) if p.isdecimal() else 0 for p in (version["made"] or "").split("."))
    counted = seconds(version["seen"] or version["published"])
    return release, counted is None, counted or 0, version["digest"]


def _refuse(reading: Reading, told: tuple[Account, ...]) -> None:
    """What would break the record, said in words; the rest of the contract is ``validate``'s."""
    report = reading.report
    faults = []
    if text_sha256(report.text) != report.text_sha256:
        faults.append("report.text_sha256 is not that of report.text")
    for name in (report.id, *(one.key for one in told)):
        try:
            number(name)
        except ValueError as error:
            faults.append(str(error))
    if len({one.key for one in told}) < len(told):
        faults.append("two facts have the same key")
    if len(told) >= 1 << PLACES:
        faults.append(f"{len(told)} facts are more than a record keeps of one report")
    for name in ("text", "title", "outlet", "url", "source", "seen", "copy_of"):
        if "\x00" in (getattr(report, name) or ""):
            faults.append(f"report.{name} holds U+0000")
    if faults:
        raise InvalidReading.of(faults)


def seconds(value: str | None) -> int | None:
    """The moment that ISO 8601 gives, in seconds since 1970; of a day, month or year its end."""
    found = moment(value) if value else None
    return int(found.timestamp() // 1) if found else None


def _version(reading: Reading, digest: bytes) -> Row:
    report = reading.report
    return {
        "report": number(report.id),
        "text_sha256": bytes.fromhex(report.text_sha256),
        "digest": digest,
        "made": reading.made.version if reading.made else None,
        "outlet": report.outlet,
        "url": report.url,
        "source": report.source,
        "title": report.title,
        "published": report.published.value,
        "seen": report.seen,
        "copy_of": report.copy_of or credited(report),
    }


def _account(one: Account, node: int, columns: Labels) -> Line:
    return Line(kind_number(one.kind), number(one.key), node, columns.lo, columns.hi)


def roles(
    reading: Reading,
    told: Sequence[Account],
    columns: Sequence[Labels],
    names: Mapping[tuple[Kind, str], int],
) -> tuple[Played, ...]:
    """Who plays which role where in a reading, states beside those who act for them.

    ``columns`` are those of each account, ``names`` the nodes of accounts by kind and key.
    """
    played: dict[tuple[int, int, int | None, int], int] = defaultdict(int)
    every = _roles(reading, told, names, columns)
    for place, (one, of, found) in enumerate(zip(told, columns, every, strict=True)):
        stretch, bit = place >> STRETCH, 1 << (place & (1 << STRETCH) - 1)
        for who, role in found:
            played[who, part_number(one.kind, role), of.lo, stretch] |= bit
        for day in turn_days(one.told):
            played[TURNED, part_number(one.kind, "by"), day, stretch] |= bit
    return tuple((*of, places) for of, places in played.items())


def _roles(
    reading: Reading,
    told: Sequence[Account],
    names: Mapping[tuple[Kind, str], int],
    columns: Sequence[Labels],
) -> Iterator[set[tuple[int, Role]]]:
    """Of each account who plays which role in it."""
    spoken = Spoken(reading)
    who = {one.told.id: names[one.kind, one.key] for one in told}
    actors: dict[str, Actor] = {actor.id: actor for actor in reading.actors}
    for one, of in zip(told, columns, strict=True):
        found: set[tuple[int, Role]] = {(mark, "by") for mark in marks(one, of)}
        for role, given in played(one.told, spoken):
            if given not in who:
                continue
            found.add((who[given], role))
            code = state_of(actors[given], role) if given in actors else None
            if code:
                found.add((state(code), role))
        yield found


def _apart(
    told: Mapping[int, tuple[Kind, Any]], nodes: Mapping[int, Node], points: Points
) -> frozenset[Pair]:
    """Pairs that evidence would tie, though this reading tells them apart.

    ``told`` gives the kind and the profile of each node.
    """
    first: dict[int, int] = {}
    several: dict[int, list[int]] = {}
    for name, node in nodes.items():
        for block in node.blocks:
            met = first.setdefault(block, name)
            if met != name:
                several.setdefault(block, [met]).append(name)
    pairs = {pair for names in several.values() for pair in combinations(sorted(names), 2)}
    profiles = {name: told[name][1] for pair in pairs for name in pair}
    return frozenset(
        pair
        for pair in pairs
        if points.of(told[pair[0]][0], *pair, profiles, met=True) > 0
        and kept_apart(points.identities[told[pair[0]][0]], *(profiles[name] for name in pair))
    )
