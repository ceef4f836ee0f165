"""What verdicts rest on: noted when one is given; which stay behind when texts change.

Of a report with several versions a verdict holds for those that tell its fact in the same words in
the same context (``record/folding/resting.py``). Of the others the accounts are left out of what
it ties and parts.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from onrecord.facts.contexts import context
from onrecord.record.accounts import accounts
from onrecord.record.folding.resting import holds, resting_on
from onrecord.record.review import Bonds, Contradiction, bonds
from onrecord.record.verdicts import Rest, Verdict
from onrecord.store.bundling import fact
from onrecord.store.numbers import KINDS, PLACES, key, number
from onrecord.store.packing import unpack
from onrecord.store.straight import Straight
from onrecord.store.verdicts import bare

if TYPE_CHECKING:
    from sqlalchemy import Connection

_RESTING = frozenset({"accept", "correct", "reject", "add", "merge", "split"})


def rested(connection: "Connection", one: Verdict) -> Verdict:
    """The verdict with the words that it is given on: those of the versions that speak now.

    Of a key that no version which speaks has, those of the last that had it.
    """
    if one.rests or one.verdict not in _RESTING:
        return one
    wanted = {bare(name) for name in (*one.of, *one.against)}
    asked = Straight.of(connection)
    found: dict[str, tuple[bool, int, list[tuple[str, str, str, Any, str]]]] = {}
    for row in _told(asked, {*wanted, *map(bare, one.within)}):
        for of, told in _keyed(row):
            if of not in wanted:
                continue
            order = (row.speaks, row.counted)
            held = found.get(of)
            if held is None or order > held[:2]:
                found[of] = (*order, [(of, row.report, row.version, told, row.text)])
            elif order == held[:2]:
                held[2].append((of, row.report, row.version, told, row.text))
    return resting_on(one, [each for *_, told in found.values() for each in told])


def bound(
    asked: Straight,
    verdicts: Sequence[Verdict],
    nodes: Mapping[str, Collection[int]],
    alias: Mapping[int, int],
    moment: int | None,
) -> Bonds:
    """What verdicts say of nodes, where they do not hold for all accounts of a key.

    ``nodes`` gives the nodes of a key; ``alias`` and ``moment`` as ``judging.pairs`` has them.
    """
    off = _off(asked, verdicts, moment)
    if not off:
        return bonds(verdicts, nodes)
    mine: dict[str, Collection[int]] = dict(nodes)
    told = []
    for one in verdicts:
        names = {
            name: f"{name}@{one.id}" for name in (*one.of, *one.against) if (one.id, name) in off
        }
        for name, own in names.items():
            mine[own] = {alias.get(node, node) for node in off[one.id, name]}
        told.append(
            replace(
                one,
                of=tuple(names.get(name, name) for name in one.of),
                against=tuple(names.get(name, name) for name in one.against),
            )
        )
    found = bonds(told, mine)
    given = {one.id: one for one in verdicts}
    said = tuple(
        Contradiction(given[c.verdict.id], tuple(given[b.id] for b in c.before))
        for c in found.contradictions
    )
    return replace(found, contradictions=said)


def _off(
    asked: Straight, verdicts: Sequence[Verdict], moment: int | None
) -> dict[tuple[str, str], set[int]]:
    """For a verdict and a key of which it does not hold for some accounts: nodes of the rest."""
    resting: dict[str, list[Verdict]] = defaultdict(list)
    for one in verdicts:
        for name in {rest.key for rest in one.rests}:
            resting[name].append(one)
    if not resting:
        return {}
    told: dict[tuple[str, str], set[int]] = defaultdict(set)
    off = set()
    for row in _told(asked, resting, moment, several=True):
        for one in resting[row.key]:
            if holds(one, row.key, row.version, row.words):
                told[one.id, row.key].add(row.node)
            else:
                off.add((one.id, row.key))
    return {name: told[name] for name in off}


class _Row:
    """An account with its version, opened only where its words are asked for."""

    def __init__(self, *told: Any) -> None:
        number_, self.kind, numbered, self.node, report, sha, *rest = told
        self.counted, speaks, bundle, text = rest
        self.key, self.version, self.speaks = key(numbered), sha.hex(), bool(speaks)
        self.report, self.text = key(report), text
        self._bundle, self._number = bundle, number_

    @property
    def told(self) -> Any:
        """The fact."""
        return unpack(KINDS[self.kind], self.key, fact(self._bundle, self._number), self.text)

    def words(self) -> str | None:
        """The name of its words in their context."""
        return context(self.text, self.told)


def _told(
    asked: Straight, keys: Collection[str], moment: int | None = None, *, several: bool = False
) -> Iterator[_Row]:
    """The accounts of some keys; only of those that ``several`` versions tell."""
    at = {} if moment is None else {"moment": moment}
    asks = _TOLD + (" AND account.counted <= :moment" if at else "")
    asks += _SEVERAL if several else ""
    for row in asked.rows(asks, keys=sorted(map(number, keys)), **at):
        yield _Row(*row)


def _keyed(row: _Row) -> Iterator[tuple[str, Any]]:
    told = row.told
    yield row.key, told
    for part in _parts(told):
        yield part.key, part


def _parts(told: Any) -> tuple[Any, ...]:
    return (*getattr(told, "changes", ()), *getattr(told, "steps", ()))


def left_behind(connection: "Connection", verdicts: Sequence[Verdict]) -> frozenset[str]:
    """The ids of the verdicts that bear on nothing that speaks now: their words are others there.

    Those rest on older versions of their reports.
    """
    from onrecord.store.stored import stored  # long to import, and who asks needs none of it

    resting = [one for one in verdicts if one.rests]
    reports = {rest.report for one in resting for rest in one.rests}
    rows = Straight.of(connection).rows(_SPEAKING, reports=sorted(map(number, reports)))
    speaks = {key(report): (sha.hex(), id) for id, report, sha in rows}
    names: dict[str, set[str | None]] = {}

    def stands(rest: Rest) -> bool:
        if rest.report not in speaks:
            return True  # forgotten, or not here: nothing has changed
        sha, id = speaks[rest.report]
        if sha == rest.version:
            return True
        if rest.report not in names:
            reading = stored(connection, id)
            told = [one.told for one in accounts(reading)]
            facts = [*told, *(part for one in told for part in _parts(one))]
            names[rest.report] = {context(reading.report.text, one) for one in facts}
        return rest.words is not None and rest.words in names[rest.report]

    return frozenset(one.id for one in resting if not any(map(stands, one.rests)))


def elsewhere(asked: Straight, reports: Collection[str]) -> list[str]:
    """The keys that other versions of some reports have and verdicts name."""
    numbers = sorted(map(number, reports))
    return [key(one) for one in asked.column(_ELSEWHERE, reports=numbers)] if numbers else []


_SPEAKING = """
    SELECT id, report, text_sha256 FROM version WHERE report IN :reports AND until IS NULL
"""
_ELSEWHERE = f"""
    SELECT DISTINCT account.key FROM EACH :reports
    JOIN version ON version.report = given.value
    JOIN account ON account.id
        BETWEEN version.id << {PLACES} AND (version.id << {PLACES}) + {(1 << PLACES) - 1}
    JOIN judged ON judged.key = account.key
    WHERE EXISTS (SELECT 1 FROM version AS other
        WHERE other.report = version.report AND other.id <> version.id)
"""
_TOLD = """
    SELECT account.id, account.kind, account.key, account.node, version.report,
        version.text_sha256, version.counted, version.until IS NULL, body.reading, body.text
    FROM account JOIN version ON version.id = account.version JOIN body ON body.version = version.id
    WHERE account.key IN :keys
"""
_SEVERAL = """
    AND EXISTS (SELECT 1 FROM account AS other
        WHERE other.key = account.key AND other.id <> account.id)
"""
