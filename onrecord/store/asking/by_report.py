"""Answers by when things were last reported: agreements, cases, actors."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from itertools import chain, groupby
from typing import Any

from onrecord.record.things import Thing
from onrecord.record.verdicts import Verdict
from onrecord.store.asking.contrary import Contrary
from onrecord.store.asking.cursors import Place
from onrecord.store.asking.folded import Folding
from onrecord.store.asking.meaning import Meaning
from onrecord.store.asking.naming import Naming
from onrecord.store.asking.places import AT_ONCE, Fits, Found, Pace, batches, growing
from onrecord.store.asking.standing import Cluster, Standing, speaking
from onrecord.store.asking.streams import ENOUGH, Streams
from onrecord.store.asking.ways import ANY_DAY, TURNS, Given, Way, days, ways
from onrecord.store.belonging import of
from onrecord.store.numbers import PLACES, kind_number, number
from onrecord.store.numbers import day as day_in
from onrecord.store.packing import unpack_plain
from onrecord.store.straight import Straight
from onrecord.store.verdicts import bare

Placed = tuple[Place, Cluster]
_LASTING = frozenset({"agreement", "case"})
_FEW = 1_000  # rows of a way in whose things are all looked at before a walk by days
_FOLDED = 6  # things that are folded at once where few are given
_BOUNDED = 8  # … and where they are folded as their turns come
_NEVER = 4_000_000  # a day behind all days, of what has no account that speaks now


class ByReport:
    """Goes through lasting things of one record as it stood at one moment."""

    def __init__(
        self,
        asked: Straight,
        standing: Standing,
        folding: Folding,
        streams: Streams,
        naming: Naming,
        fits: Fits,
        contrary: Contrary,
    ) -> None:
        self._asked = asked
        self._standing = standing
        self._folding = folding
        self._streams = streams
        self._naming = naming
        self._fits = fits
        self._contrary = contrary
        self._keys: set[int] | None = None

    def found(self, means: Meaning, start: Place | None) -> Iterator[Found]:
        """Everything that fits, the last reported first, behind a place."""
        pace = Pace(means.question.limit)
        sample = means.question.sample or 1
        candidates = self._candidates(means, start, again=False)
        drawn = (one for one in candidates if one[1].name % sample == 0)
        for some in batches(drawn, pace):
            places = {cluster.name: place for place, cluster in some}
            for heard, folded in self._folding.of([cluster for _, cluster in some]):
                if folded is not None and self._fits(folded, heard, means):
                    pace.gave()
                    yield Found(places[heard.cluster.name], folded)

    def contrary(
        self, means: Meaning, start: Place | None, *, again: bool
    ) -> Iterator[tuple[Place, Thing | None]]:
        """The last reported first, behind a place; None for what does not fit or disputes nothing.

        Some that are given dispute nothing either. ``again``: only what more than one account
        tells need be looked at.
        """
        for some in growing(self._candidates(means, start, again)):
            worth = self._contrary.among([cluster for _, cluster in some])
            left = [cluster for _, cluster in some if cluster.name in worth]
            folded: dict[int, Thing | None] = {}
            for place, cluster in some:
                if cluster.name in worth and cluster.name not in folded:
                    of, left = left[:_FOLDED], left[_FOLDED:]
                    for heard, one in self._folding.of(of):
                        fits = one is not None and self._fits(one, heard, means)
                        folded[heard.cluster.name] = one if fits else None
                yield place, folded.get(cluster.name)

    def bounds(self, means: Meaning, start: Place | None = None) -> Iterator[tuple[int, Thing]]:
        """Everything that fits and may have turns behind a place, the last of these first.

        Each thing comes with a day that no such turn of it is later than.
        """
        told_as = means.question.modality
        met: set[int] = set()
        for some in batches(self._bounded(means, start), AT_ONCE if told_as else _BOUNDED):
            there = self._standing.of([name for name, _ in some])
            found: list[tuple[int, Cluster]] = []
            for name, bound in some:
                if name in there and there[name].name not in met:
                    met.add(there[name].name)
                    found.append((bound, there[name]))
            if told_as:
                worth = self._contrary.turning([cluster for _, cluster in found], told_as)
                found = [one for one in found if one[1].name in worth]
            for few in batches(found, _BOUNDED):
                pairs = self._folding.of([cluster for _, cluster in few])
                for (bound, _), (heard, folded) in zip(few, pairs, strict=True):
                    if folded is not None and self._fits(folded, heard, means):
                        yield bound, folded

    def _bounded(self, means: Meaning, start: Place | None) -> Iterator[tuple[int, int]]:
        """Things, by a node of theirs, and that day, the latest first."""
        clusters = self._named(means, turning=True)
        if clusters is None:
            yield from self._turning(means, start)
            return
        names = {name: one.name for one in clusters for name in one.nodes}
        latest: dict[int, int] = {}
        for name, last, reported in self._asked.rows(_ENDS, nodes=names):
            # A node that nothing is told of now says nothing of its days.
            day = _NEVER if reported is None else day_in(reported) if last is None else last
            of = names[name]
            latest[of] = max(latest.get(of, 0), day)
        yield from sorted(latest.items(), key=lambda one: (-one[1], one[0]))

    def _turning(self, means: Meaning, start: Place | None) -> Iterator[tuple[int, int]]:
        """All there are, by the days of their turns: no more is looked at than is asked for.

        A reviewer may have put a turn on another day; the few of which that may be come first.
        """
        changed = sorted(self._changed(means))
        met = set(changed)
        yield from ((node, _NEVER) for node in changed)
        first, last = days(means)
        if start is not None:
            last = start.time if last is None else min(last, start.time)
        wanted = [TURNS, *ways(means)]
        for row in self._streams.walk(means, TURNS, wanted, (first, last)):
            now = row.thing if self._standing.moment is None else None
            name = row.node if now is None else now
            if name not in met:
                met.add(name)
                yield name, row.day

    def _corrected(self) -> set[int]:
        """The keys of what a correction was given about by the moment, and of what it stands in."""
        if self._keys is None:
            moment = self._standing.moment
            bodies = self._asked.column(
                _CORRECTIONS + ("" if moment is None else " AND at <= :moment"), **self._standing.at
            )
            told = (unpack_plain(Verdict, body) for body in bodies)
            self._keys = {number(bare(key)) for one in told for key in (*one.of, *one.within)}
        return self._keys

    def _candidates(self, means: Meaning, start: Place | None, again: bool) -> Iterator[Placed]:
        if self._standing.moment is None:
            things = self._things(means)
            if things is None:
                return self._listed(means, start, again)
            return self._placed(self._asked.rows(_LASTS, things=things), start)
        clusters = self._named(means)
        found = self._walked(means, start) if clusters is None else self._sorted(clusters)
        return (one for one in found if start is None or start.before(one[0]))

    def _walked(self, means: Meaning, start: Place | None) -> Iterator[Placed]:
        """All there were at a moment, report by report, each where it was last reported."""
        moment = self._standing.at["moment"]
        last = moment if start is None else min(moment, start.time)
        asked = _REPORTED.format(speaks=speaking("version", moment))
        kind = kind_number(means.kind)
        with closing(self._asked.walk(asked, last=last, moment=moment)) as rows:
            for counted, group in groupby(rows, key=lambda row: row[0]):
                versions = [version for _, version in group]
                nodes = self._asked.column(_TOLD_IN, versions=versions, kind=kind)
                clusters = set(self._standing.of(nodes).values())
                yield from (one for one in self._sorted(clusters) if one[0].time == counted)

    def _things(self, means: Meaning) -> set[int] | None:
        """The things there are now that can fit, where what is asked for is narrow; else None."""
        found: set[int] | None = None
        for nodes in chain(self._narrow(means), self._turned(means)):
            there = set(self._asked.column(_THINGS, nodes=nodes, kind=kind_number(means.kind)))
            found = there if found is None else found & there
        return found

    def _named(self, means: Meaning, *, turning: bool = False) -> set[Cluster] | None:
        """The things that can fit, where what is asked for is narrow; None where it is not.

        ``turning``: a walk by the days of turns is the other choice; it looks at days itself.
        """
        found: set[Cluster] | None = None
        most = _FEW if turning else ENOUGH
        for nodes in chain(self._narrow(means, most), () if turning else self._turned(means)):
            kind = kind_number(means.kind)
            there = {one for one in self._standing.of(nodes).values() if one.kind == kind}
            found = there if found is None else found & there
        return found

    def _narrow(self, means: Meaning, most: int = ENOUGH) -> Iterator[set[int]]:
        """For each thing that is asked for and that few have, the nodes that do."""
        if means.kind == "actor" and means.words:
            yield self._naming.begun(means.question.text or means.question.about or "")
        for way in ways(means):
            if means.kind == "actor" and not way.nodes and self._streams.entered(way).who:
                continue
            if self._streams.about(means.kind, way) < most:
                yield self._streams.nodes(means.kind, way)

    def _turned(self, means: Meaning) -> Iterator[set[int]]:
        """The nodes of lives with a turn on the days asked for, where these are few."""
        within = days(means)
        if means.kind not in _LASTING or within == ANY_DAY:
            return
        if self._streams.about(means.kind, TURNS, within) < ENOUGH:
            yield self._streams.nodes(means.kind, TURNS, within) | self._changed(means)

    def _changed(self, means: Meaning) -> set[int]:
        """The nodes of what a reviewer may have put on other days."""
        keys = self._corrected()
        if not keys:
            return set()
        kind = kind_number(means.kind)
        return set(self._asked.column(_NODES_OF, keys=keys, kind=kind))

    def _sorted(self, clusters: Collection[Cluster]) -> list[Placed]:
        lasts = self._lasts({name for one in clusters for name in one.nodes})
        found = [
            (Place(max(lasts[name] for name in one.nodes if name in lasts), one.name), one)
            for one in clusters
        ]
        return sorted(found, key=lambda one: (-one[0].time, one[0].name))

    def _lasts(self, nodes: Collection[int]) -> dict[int, int]:
        """When the last account of each node was counted that speaks."""
        moment = self._standing.moment
        asked = _LAST_NOW if moment is None else _LAST.format(speaks=speaking("version", moment))
        rows = self._asked.rows(asked, nodes=nodes, **self._standing.at)
        return {name: counted for name, counted in rows if counted is not None}

    def _listed(self, means: Meaning, start: Place | None, again: bool) -> Iterator[Placed]:
        """All there are now, by the index of when they were last reported."""
        given = Given()
        told = [f"kind = {kind_number(means.kind)}"]
        if means.question.min_sources:
            told.append(f"accounts >= {int(means.question.min_sources)}")
        told += ["accounts > 1"] if again else []
        told += self._dated(given, means)
        told += [self._has(given, means, way) for way in ways(means)]
        told += [f"last <= {given(start.time)}"] if start is not None else []
        asked = f"SELECT last, node FROM thing WHERE {' AND '.join(told)} ORDER BY last DESC, node"
        with closing(self._asked.walk(asked, **given)) as rows:
            yield from self._placed(rows, start)

    def _placed(self, rows: Iterable[tuple[Any, ...]], start: Place | None) -> Iterator[Placed]:
        """Things in their places behind one, given by when they were last reported and by name."""
        for some in growing(rows):
            clusters = self._standing.of([name for _, name in some])
            for last, name in some:
                place = Place(last, name)
                if name in clusters and (start is None or start.before(place)):
                    yield place, clusters[name]

    def _dated(self, given: Given, means: Meaning) -> Iterator[str]:
        """That a life goes on within the days asked for, or that a reviewer may have said so."""
        if means.kind not in _LASTING:
            return
        for bound, day in zip(("hi >=", "lo <="), days(means), strict=True):
            if day is not None:
                goes = f"EXISTS (SELECT 1 FROM node WHERE {_OF_THING} AND {bound} {int(day)})"
                yield f"({goes} OR thing.node IN {given(self._standing.of(self._changed(means)))})"

    def _has(self, given: Given, means: Meaning, way: Way) -> str:
        """That a thing has an account on a way; of an actor's nodes all accounts are alike.

        One question within the other, so that the database goes from the thing to the role.
        """
        one = " AND account.counted = node.first" if means.kind == "actor" else ""
        plays = self._streams.plays(given, means.kind, way, "account")
        return _HAS.format(one=one, plays=plays)


_ENDS = "SELECT id, hi, last FROM node WHERE id IN :nodes"
# Keys first, then accounts: the other way round all accounts would be gone through.
_NODES_OF = "SELECT DISTINCT node FROM account WHERE key IN :keys AND kind = :kind"
_CORRECTIONS = "SELECT body FROM verdict WHERE verdict = 'correct'"
_REPORTED = """
    SELECT counted, id FROM version WHERE {speaks} AND counted <= :last ORDER BY counted DESC
"""
_TOLD_IN = f"""
    SELECT DISTINCT account.node FROM EACH :versions
    JOIN account ON account.id
        BETWEEN given.value << {PLACES} AND (given.value << {PLACES}) + {(1 << PLACES) - 1}
    WHERE account.kind = :kind
"""
_THINGS = """
    SELECT DISTINCT thing FROM node WHERE id IN :nodes AND kind = :kind AND thing IS NOT NULL
"""
_LASTS = "SELECT last, node FROM thing WHERE node IN :things ORDER BY last DESC, node"
_LAST_NOW = "SELECT id, last FROM node WHERE id IN :nodes"
_LAST = """
    SELECT node.id, (
        SELECT account.counted FROM account JOIN version ON version.id = account.version
        WHERE account.node = node.id AND {speaks} ORDER BY account.counted DESC LIMIT 1
    )
    FROM node WHERE node.id IN :nodes
"""
_OF_THING = of("thing", "= thing.node")
_HAS = f"""
    EXISTS (SELECT 1 FROM node WHERE {_OF_THING} AND EXISTS (
        SELECT 1 FROM account WHERE account.node = node.id{{one}} AND {{plays}}
    ))
"""
