"""Answers by when things were last reported: agreements, cases, actors."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from heapq import merge
from itertools import groupby

from onrecord.record.things import Thing
from onrecord.store.asking.contrary import Contrary
from onrecord.store.asking.cursors import Place
from onrecord.store.asking.folded import Folding
from onrecord.store.asking.meaning import Meaning
from onrecord.store.asking.naming import Naming
from onrecord.store.asking.places import Fits, Found, Pace, batches
from onrecord.store.asking.standing import Cluster, Standing, speaking
from onrecord.store.asking.streams import ENOUGH, Given, Streams, Way, ways
from onrecord.store.belonging import of
from onrecord.store.numbers import LASTING, PLACES, kind_number
from onrecord.store.numbers import day as day_in
from onrecord.store.straight import Straight

Placed = tuple[Place, Cluster]
_FOLDED = 6  # things that are folded at once where few are given
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

    def found(self, means: Meaning, start: Place | None) -> Iterator[Found]:
        """Everything that fits, the last reported first, behind a place."""
        pace = Pace(means.question.limit)
        for some in batches(self._candidates(means, start, again=False), pace):
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
        for some in batches(self._candidates(means, start, again)):
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

    def bounds(self, means: Meaning) -> Iterator[tuple[int, Thing]]:
        """Everything that fits, by the last day that anything of it may have happened on."""
        for some in batches(self._bounded(means), 8):
            there = self._standing.of([name for name, _ in some])
            found = [(bound, there[name]) for name, bound in some if name in there]
            pairs = self._folding.of([cluster for _, cluster in found])
            for (bound, _), (heard, folded) in zip(found, pairs, strict=True):
                if folded is not None and self._fits(folded, heard, means):
                    yield bound, folded

    def _bounded(self, means: Meaning) -> Iterator[tuple[int, int]]:
        """Things, by a node of theirs, and that day, the latest first.

        Of a life without a day its turns stand where they were reported.
        """
        clusters = self._named(means)
        if clusters is None and self._standing.moment is None:
            yield from self._latest(means)
            return
        clusters = self._every(means) if clusters is None else clusters
        names = {name: one.name for one in clusters for name in one.nodes}
        latest: dict[int, int] = {}
        for name, last, reported in self._asked.rows(_ENDS, nodes=names):
            # A node that nothing is told of now says nothing of its days.
            day = _NEVER if reported is None else day_in(reported) if last is None else last
            of = names[name]
            latest[of] = max(latest.get(of, 0), day)
        yield from sorted(latest.items(), key=lambda one: (-one[1], one[0]))

    def _latest(self, means: Meaning) -> Iterator[tuple[int, int]]:
        """All there are now, walked by an index as far as is needed."""
        kind = kind_number(means.kind)
        dated = self._asked.walk(_DATED, kind=kind)
        undated = self._asked.walk(_UNDATED, kind=kind)
        days = (dated, ((name, day_in(reported)) for name, reported in undated))
        met: set[int] = set()
        with closing(dated), closing(undated):
            for name, day in merge(*days, key=lambda at: -at[1]):
                if name not in met:
                    met.add(name)
                    yield name, day

    def _candidates(self, means: Meaning, start: Place | None, again: bool) -> Iterator[Placed]:
        clusters = self._named(means)
        if clusters is None and self._standing.moment is None:
            return self._listed(means, start, again)
        if clusters is None and means.kind not in ("agreement", "case"):
            found: Iterable[Placed] = self._walked(means, start)
        else:
            found = self._sorted(self._every(means) if clusters is None else clusters)
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

    def _named(self, means: Meaning) -> set[Cluster] | None:
        """The things that can fit, where what is asked for is narrow; None where it is not."""
        found: set[Cluster] | None = None
        for nodes in self._narrow(means):
            kind = kind_number(means.kind)
            there = {one for one in self._standing.of(nodes).values() if one.kind == kind}
            found = there if found is None else found & there
        return found

    def _narrow(self, means: Meaning) -> Iterator[set[int]]:
        """For each thing that is asked for and that few have, the nodes that do."""
        if means.kind == "actor" and means.words:
            yield self._naming.begun(means.question.text or means.question.about or "")
        for way in ways(means):
            if means.kind == "actor" and not way.nodes:
                continue
            if self._streams.count(means.kind, way) < ENOUGH:
                yield self._streams.nodes(means.kind, way)

    def _every(self, means: Meaning) -> set[Cluster]:
        """All agreements or cases there were at a moment."""
        kind = kind_number(means.kind)
        nodes = self._asked.column(_EVERY, kind=kind, **self._standing.at)
        return set(self._standing.of(nodes).values())

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
        told += [self._has(given, means, way) for way in ways(means)]
        told += [f"last <= {given(start.time)}"] if start is not None else []
        asked = f"SELECT last, node FROM thing WHERE {' AND '.join(told)} ORDER BY last DESC, node"
        with closing(self._asked.walk(asked, **given)) as rows:
            for some in batches(rows):
                clusters = self._standing.of([name for _, name in some])
                for last, name in some:
                    place = Place(last, name)
                    if name in clusters and (start is None or start.before(place)):
                        yield place, clusters[name]

    def _has(self, given: Given, means: Meaning, way: Way) -> str:
        """That a thing has an account on a way; of an actor's nodes all accounts are alike.

        One question within the other, so that the database goes from the thing to the role.
        """
        one = " AND account.counted = node.first" if means.kind == "actor" else ""
        plays = self._streams.plays(given, means.kind, way, "account")
        return _HAS.format(one=one, plays=plays)


_ENDS = "SELECT id, hi, last FROM node WHERE id IN :nodes"
_DATED = f"""
    SELECT thing, hi FROM node WHERE kind = :kind AND {LASTING} AND thing IS NOT NULL
    AND hi IS NOT NULL ORDER BY hi DESC
"""
_UNDATED = f"""
    SELECT thing, last FROM node WHERE kind = :kind AND {LASTING} AND thing IS NOT NULL
    AND hi IS NULL ORDER BY last DESC
"""
_EVERY = f"""
    SELECT id FROM node WHERE kind = :kind AND {LASTING} AND EXISTS (
        SELECT 1 FROM account WHERE account.node = node.id AND account.counted <= :moment
    )
"""
_REPORTED = """
    SELECT counted, id FROM version WHERE {speaks} AND counted <= :last ORDER BY counted DESC
"""
_TOLD_IN = f"""
    SELECT DISTINCT account.node FROM EACH :versions
    JOIN account ON account.id
        BETWEEN given.value << {PLACES} AND (given.value << {PLACES}) + {(1 << PLACES) - 1}
    WHERE account.kind = :kind
"""
_LAST_NOW = "SELECT id, last FROM node WHERE id IN :nodes"
_LAST = """
    SELECT node.id, (
        SELECT account.counted FROM account JOIN version ON version.id = account.version
        WHERE account.node = node.id AND {speaks} ORDER BY account.counted DESC LIMIT 1
    )
    FROM node WHERE node.id IN :nodes
"""
_HAS = f"""
    EXISTS (SELECT 1 FROM node WHERE {of("thing", "= thing.node")} AND EXISTS (
        SELECT 1 FROM account WHERE account.node = node.id{{one}} AND {{plays}}
    ))
"""
