"""Answers by the day on which things happened: statements, encounters, events.

A thing is found by the days of its accounts that are on the way walked, and stands on one of them
(``places.placed``). So the walk meets every thing where it stands, and a page begins where the last
one ended without knowing what came before.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from onrecord.record.things import Thing
from onrecord.store.asking.contrary import Contrary
from onrecord.store.asking.cursors import Place
from onrecord.store.asking.folded import Folding
from onrecord.store.asking.meaning import Meaning
from onrecord.store.asking.places import AT_ONCE, Fits, Found, Pace, batches, in_order, placed
from onrecord.store.asking.standing import Cluster, Standing
from onrecord.store.asking.streams import Streams
from onrecord.store.asking.ways import EVERYTHING, Row, Way, days, ways
from onrecord.store.asking.worded import Worded


class ByDay:
    """Walks the days of one record as it stood at one moment."""

    def __init__(
        self,
        standing: Standing,
        folding: Folding,
        streams: Streams,
        worded: Worded,
        fits: Fits,
        contrary: Contrary,
    ) -> None:
        self._standing = standing
        self._folding = folding
        self._streams = streams
        self._worded = worded
        self._fits = fits
        self._contrary = contrary

    def found(self, means: Meaning, start: Place | None) -> Iterator[Found]:
        """Everything that fits, the newest first, behind a place."""
        if means.words:
            few = self._worded.few(means.words, means.kind, alone=not ways(means))
            if few is not None:
                return iter(self.of_accounts(means, few, start))
        return self._walked(means, start)

    def denials(self, means: Meaning, start: Place | None) -> Iterator[tuple[Place, Thing | None]]:
        """Denials that fit, the newest first, behind a place; None for those that deny nothing."""
        for way, entries in self._met(means, start, Pace(AT_ONCE)):
            clusters = self._standing.of({name for _, name in entries})
            worth = self._contrary.denying(set(clusters.values()))
            kept = [one for one in entries if clusters[one[1]].name in worth]
            found = {one.place: one.thing for one in self._standing_on(means, way, kept)}
            yield from ((Place(*one), found.get(Place(*one))) for one in entries)

    def of_accounts(
        self, means: Meaning, accounts: Sequence[int], start: Place | None
    ) -> list[Found]:
        """The things of a few accounts that fit, in order, behind a place."""
        return in_order(self._of_accounts(means, accounts), start)

    def of_things(self, means: Meaning, names: Sequence[int], start: Place | None) -> list[Found]:
        """Those of some things, by their names, that fit, in order, behind a place."""
        clusters = set(self._standing.of(names).values())
        return in_order(self._of_clusters(means, clusters), start)

    def _of_accounts(self, means: Meaning, accounts: Sequence[int]) -> Iterator[Found]:
        """All of a few accounts' things that fit."""
        return self._of_clusters(means, self._standing.of_accounts(accounts))

    def _of_clusters(self, means: Meaning, clusters: Iterable[Cluster]) -> Iterator[Found]:
        for some in batches(sorted(clusters, key=lambda one: one.name)):
            told = self._streams.days(means.kind, EVERYTHING, [one.nodes for one in some])
            for (heard, thing), on in zip(self._folding.of(some), told, strict=True):
                if thing is not None and on and self._fits(thing, heard, means):
                    yield Found(Place(placed(thing, on), heard.cluster.name), thing)

    def _walked(self, means: Meaning, start: Place | None) -> Iterator[Found]:
        pace = Pace(means.question.limit)
        for way, entries in self._met(means, start, pace):
            for one in self._standing_on(means, way, entries):
                pace.gave()
                yield one

    def _met(
        self, means: Meaning, start: Place | None, pace: Pace
    ) -> Iterator[tuple[Way, list[tuple[int, int]]]]:
        """The entries of a walk, some at a time, and the way that is walked."""
        wanted = ways(means)
        way = self._streams.narrowest(means.kind, wanted)
        first, last = days(means)
        if start is not None:
            last = start.time if last is None else min(last, start.time)
        words = self._worded.within(means.words)
        rows = self._streams.walk(means, way, wanted, (first, last), words)
        for some in _whole_days(rows, min(AT_ONCE, means.question.limit + 2)):
            for entries in batches(self._entries(means, some, start), pace):
                yield way, entries

    def _entries(
        self, means: Meaning, rows: Sequence[Row], start: Place | None
    ) -> list[tuple[int, int]]:
        """The days and the nodes that stand for things met on them, in order, behind a place."""
        if means.words:
            saying = self._worded.saying([row.account for row in rows], means.words)
            rows = [row for row in rows if row.account in saying]
        if self._standing.moment is None:
            met = {(row.day, row.thing) for row in rows if row.thing is not None}
        else:
            clusters = self._standing.of({row.node for row in rows})
            met = {(row.day, clusters[row.node].name) for row in rows if row.node in clusters}
        behind = (one for one in met if start is None or start.before(Place(*one)))
        return sorted(behind, key=lambda one: (-one[0], one[1]))

    def _standing_on(
        self, means: Meaning, way: Way, entries: Sequence[tuple[int, int]]
    ) -> Iterator[Found]:
        """Those of some things, each with a day on which it was met, that stand on this day."""
        by_name = self._standing.of({name for _, name in entries})
        clusters = list(dict.fromkeys(by_name[name] for _, name in entries))
        told = self._streams.days(means.kind, way, [one.nodes for one in clusters])
        folded = dict(
            zip(clusters, zip(self._folding.of(clusters), told, strict=True), strict=True)
        )
        for day, name in entries:
            (heard, thing), on = folded[by_name[name]]
            here = thing is not None and bool(on) and placed(thing, on) == day
            if thing is not None and here and self._fits(thing, heard, means):
                yield Found(Place(day, name), thing)


def _whole_days(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """Rows of as many days as it takes to have so many things; no day is parted."""
    some: list[Row] = []
    met: set[int] = set()
    for _, group in groupby(rows, key=lambda row: row.day):
        of_day = list(group)
        some += of_day
        met.update(row.node if row.thing is None else row.thing for row in of_day)
        if len(met) >= size:
            yield some
            some = []
            met.clear()
    if some:
        yield some
