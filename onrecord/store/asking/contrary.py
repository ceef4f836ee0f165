"""Which things reports may disagree of, told from the packages of their accounts alone.

To fold a thing takes a hundred times as long as to look at what its accounts say in the slots that
can be disputed. What is told here to be beyond dispute is; of the rest the fold decides. In the
same way it is told which lives have no turn of a modality.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import msgspec

from onrecord.record.accounts import Kind
from onrecord.record.folding.answering import is_bare, said_in
from onrecord.record.folding.denied import may_be_denied
from onrecord.record.folding.slots import TOLD_BASES
from onrecord.record.folding.where import same_place, where
from onrecord.record.periods import number as amount
from onrecord.record.periods import period
from onrecord.store.asking.standing import Cluster, Standing
from onrecord.store.bundling import fact, opened
from onrecord.store.marking import valued
from onrecord.store.numbers import KINDS, PLACES, kind_number, part_number
from onrecord.store.numbers import number as number_of
from onrecord.store.packing import peek
from onrecord.store.points import Points
from onrecord.store.straight import Straight
from onrecord.vocabulary import Modality

_AGAINST = {"actual": {"denied", "failed"}, "planned": {"denied"}}


class _Actor(msgspec.Struct, array_like=True):
    """What of a packed fact says whom an actor acts for; any other fact's id."""

    id: str
    name: Any = None
    kind: Any = None
    office: Any = None
    represents: Any = None


_ACTOR = msgspec.msgpack.Decoder(_Actor)


class Contrary:
    """Looks at the accounts of one record as it stood at one moment."""

    def __init__(self, asked: Straight, points: Points, standing: Standing) -> None:
        self._asked = asked
        self._points = points
        self._standing = standing
        self._judged: frozenset[int] | None = None
        self._by_moment = "" if standing.moment is None else " AND account.counted <= :moment"

    def among(self, clusters: Collection[Cluster]) -> set[int]:
        """The names of those that may be disputed: all of them, and some that are not."""
        of = {name: one for one in clusters for name in one.nodes}
        told: dict[int, list[Any]] = defaultdict(list)
        holders: dict[int, set[str]] = defaultdict(set)
        judged: set[int] = set()
        asked = _TOLD + self._by_moment
        for number, node, key, bundle in self._asked.rows(asked, nodes=of, **self._standing.at):
            one, kind = of[node], KINDS[of[node].kind]
            account = peek(kind, fact(bundle, number))
            told[one.name].append(account)
            if kind == "case" and account.held_by:
                holders[one.name].add(_side(account.held_by, bundle))
            if not self._keys().isdisjoint(_keys(kind, key, account)):
                judged.add(one.name)
        found = {one.name for one in clusters if contrary(KINDS[one.kind], told.get(one.name, ()))}
        found |= {name for name, sides in holders.items() if len(sides) > 1}
        claimed = {name for name, some in told.items() if any(map(may_be_denied, some))}
        denied = self._denied(clusters, claimed)
        return found | judged | self._met_otherwise(clusters) | denied

    def turning(self, clusters: Collection[Cluster], told_as: Collection[Modality]) -> set[int]:
        """The names of those agreements and cases that may have a turn of these modalities."""
        of = {name: one for one in clusters for name in one.nodes}
        found: set[int] = set()
        asked = _TOLD + self._by_moment
        for number, node, key, bundle in self._asked.rows(asked, nodes=of, **self._standing.at):
            one, kind = of[node], KINDS[of[node].kind]
            if one.name in found:
                continue
            account = peek(kind, fact(bundle, number))
            turns = getattr(account, _TURNS[kind][0])
            if any(turn.modality in told_as for turn in turns) or not self._keys().isdisjoint(
                _keys(kind, key, account)
            ):
                found.add(one.name)
        return found

    def denying(self, clusters: Collection[Cluster]) -> set[int]:
        """The names of those denials that may deny what others say in the same report."""
        of = {name: one.name for one in clusters for name in one.nodes}
        rows = self._asked.rows(_SAID + self._by_moment, nodes=of, **self._standing.at)
        beside: dict[int, list[Any]] = defaultdict(list)
        bundles = {version: bundle for _, version, _, _, bundle, _ in rows}
        for version, number in self._asked.rows(_BESIDE, versions=bundles):
            beside[version].append(peek("statement", fact(bundles[version], number)))
        told: dict[int, list[Any]] = defaultdict(list)
        found = set()
        for node, version, number, key, bundle, text in rows:
            denial = peek("statement", fact(bundle, number))
            told[of[node]].append(denial)
            if key in self._keys() or any(_denies(denial, one, text) for one in beside[version]):
                found.add(of[node])
        return found | {name for name, some in told.items() if contrary("statement", some)}

    def _keys(self) -> frozenset[int]:
        """The keys that verdicts are about: a correction may say what no account does."""
        if self._judged is None:
            self._judged = frozenset(self._asked.column("SELECT DISTINCT key FROM judged"))
        return self._judged

    def _met_otherwise(self, clusters: Collection[Cluster]) -> set[int]:
        """Encounters of which some have others in them than the rest."""
        of = {
            name: one.name
            for one in clusters
            if one.kind == _ENCOUNTERS and len(one.nodes) > 1
            for name in one.nodes
        }
        if not of:
            return set()
        who: dict[int, set[Any]] = defaultdict(set)
        for name, package in self._asked.rows(_PROFILES, nodes=of):
            who[of[name]].add(self._points.profile("encounter", name, package).participants)
        return {name for name, found in who.items() if len(found) > 1}

    def _denied(self, clusters: Collection[Cluster], claimed: Collection[int]) -> set[int]:
        """Agreements and cases of which somebody may deny what is claimed, or an accusation."""
        of = {n: one.name for one in clusters if one.kind in _SPOKEN_OF for n in one.nodes}
        denied = {of[node] for node in self._spoken_of(of, _DENY)}
        bare = [node for node, name in of.items() if name in denied and name not in claimed]
        accused = {of[node] for node in self._spoken_of(bare, _ACCUSE)}
        return {name for name in denied if name in claimed or name in accused}

    def _spoken_of(self, nodes: Collection[int], act: int) -> list[int]:
        """Those of some nodes about whose things a statement of an act is made."""
        return self._asked.column(_SPOKEN, nodes=nodes, act=act) if nodes else []


def contrary(kind: Kind, told: Sequence[Any]) -> bool:
    """Whether accounts of a thing, as they are packed, say what cannot all be right."""
    if kind in _TURNS:
        turns: dict[str, list[Any]] = defaultdict(list)
        for one in told:
            for turn in getattr(one, _TURNS[kind][0]):
                turns[getattr(turn, _TURNS[kind][1])].append(turn)
        return any(_differ(kind, some) for some in turns.values())
    return _differ(kind, told)


def _differ(kind: Kind, told: Sequence[Any]) -> bool:
    return len(told) > 1 and any(differ(told) for differ in _DIFFER.get(kind, ()))


def _keys(kind: Kind, key: int, account: Any) -> Iterator[int]:
    """The keys of an account and of its turns."""
    yield key
    for turn in getattr(account, _TURNS[kind][0]) if kind in _TURNS else ():
        if turn.key:
            yield number_of(turn.key)


def _side(holder: str, bundle: bytes) -> str:
    """For whom a holder, by the id in a reading, acts; else the name."""
    for package in opened(bundle).facts:
        actor = _ACTOR.decode(package)
        if actor.id == holder:
            return str(actor.represents or actor.name)
    return holder


def _denies(denial: Any, claim: Any, text: str) -> bool:
    """Whether a statement may be what a denial in the same text denies."""
    if claim.act == "deny" or not claim.speaker or set(claim.speaker) & set(denial.speaker):
        return False
    words = _words(denial, text)
    return is_bare(words) or said_in(words, _words(claim, text))


def _words(told: Any, text: str) -> str:
    return " … ".join(text[span.start : span.end] for span in told.content or told.cue)


def _dates(told: Sequence[Any]) -> bool:
    given = {
        one.date.value
        for one in told
        if one.date and one.date.value and one.date.basis in TOLD_BASES
    }
    days = [found for value in given if (found := period(value)) is not None]
    return bool(days) and max(one.first for one in days) > min(one.last for one in days)


def _places(told: Sequence[Any]) -> bool:
    given = {one.place.name: one.place for one in told if one.place}
    meant = [where(place) for place in given.values()]
    return any(not same_place(one, other) for one, other in combinations(meant, 2))


def _lengths(told: Sequence[Any]) -> bool:
    return len({(one.duration.value, one.duration.mod) for one in told if one.duration}) > 1


def _terms(told: Sequence[Any]) -> bool:
    return len({one.term.value for one in told if one.term}) > 1


def _denied(told: Sequence[Any]) -> bool:
    said = {one.modality for one in told}
    return any(claim in said and said & against for claim, against in _AGAINST.items())


def _counts(told: Sequence[Any]) -> bool:
    given: Mapping[Any, set[tuple[float, float]]] = defaultdict(set)
    for one in told:
        for count in one.counts:
            given[count.of, count.unit].add(amount(count.value, count.mod))
    return any(
        max(low for low, _ in meant) > min(high for _, high in meant) for meant in given.values()
    )


_DIFFER: Mapping[Kind, Iterable[Callable[[Sequence[Any]], bool]]] = {
    "statement": (_dates, _places, _denied),
    "encounter": (_dates, _places, _lengths, _denied),
    "event": (_dates, _places, _counts, _denied),
    "agreement": (_dates, _terms, _denied),
    "case": (_dates, _terms, _places, _denied),
}
# Where the turns of a life are, and what each is.
_TURNS: Mapping[Kind, tuple[str, str]] = {
    "agreement": ("changes", "change"), "case": ("steps", "step"),
}  # fmt: skip
_SPOKEN_OF = (kind_number("agreement"), kind_number("case"))
_DENY, _ACCUSE = valued("label", "deny"), valued("label", "accuse")
_SPOKEN = f"""
    SELECT DISTINCT entry.name FROM entry JOIN role ON role.who = entry.number
    WHERE entry.name IN :nodes AND role.part = {part_number("statement", "about")} AND EXISTS (
        SELECT 1 FROM role AS done
        WHERE done.who = (SELECT number FROM entry WHERE name = :act)
        AND done.part = {part_number("statement", "by")} AND done.day = role.day
        AND done.stretch = role.stretch AND (done.places & role.places) <> 0
    )
"""
_TOLD = """
    SELECT account.id, account.node, account.key, body.reading
    FROM account JOIN body ON body.version = account.version WHERE account.node IN :nodes
"""
_SAID = """
    SELECT account.node, account.version, account.id, account.key, body.reading, body.text
    FROM account JOIN body ON body.version = account.version WHERE account.node IN :nodes
"""
_BESIDE = f"""
    SELECT account.version, account.id FROM EACH :versions
    JOIN account ON account.id
        BETWEEN given.value << {PLACES} AND (given.value << {PLACES}) + {(1 << PLACES) - 1}
    WHERE account.kind = {kind_number("statement")}
"""
_ENCOUNTERS = kind_number("encounter")
_PROFILES = "SELECT id, profile FROM node WHERE id IN :nodes"
