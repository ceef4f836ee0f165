"""Answers by the day on which things happened: statements, encounters, events.

A thing is found by the days of its accounts that are on the way walked, and stands on one of them
(``places.placed``). So the walk meets every thing where it stands, and a page begins where the last
one ended without knowing what came before.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from onrecord.store.asking.cursors import Place
from onrecord.store.asking.folded import Folding
from onrecord.store.asking.meaning import Meaning
from onrecord.store.asking.places import Fits, Found, batches, in_order, placed
from onrecord.store.asking.standing import Cluster, Standing
from onrecord.store.asking.streams import EVERYTHING, Streams, Way, ways
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
    ) -> None:
        self._standing = standing
        self._folding = folding
        self._streams = streams
        self._worded = worded
        self._fits = fits

    def found(self, means: Meaning, start: Place | None) -> Iterator[Found]:
        """Everything that fits, the newest first, behind a place."""
        few = self._worded.few(means.words, means.kind) if means.words else None
        if few is not None:
            return iter(in_order(self._of_accounts(means, few), start))
        return self._walked(means, start)

    def _of_accounts(self, means: Meaning, accounts: Sequence[int]) -> Iterator[Found]:
        """All of a few accounts' things that fit."""
        clusters = sorted(self._standing.of_accounts(accounts), key=lambda one: one.name)
        for some in batches(clusters):
            told = self._streams.days(means.kind, EVERYTHING, [one.nodes for one in some])
            for (heard, thing), on in zip(self._folding.of(some), told, strict=True):
                if thing is not None and on and self._fits(thing, heard, means):
                    yield Found(Place(placed(thing, on), heard.cluster.name), thing)

    def _walked(self, means: Meaning, start: Place | None) -> Iterator[Found]:
        wanted = ways(means)
        way = self._streams.narrowest(means.kind, wanted)
        first, last = days(means)
        if start is not None:
            last = start.time if last is None else min(last, start.time)
        words = self._worded.within(means.words)
        rows = self._streams.walk(means, way, wanted, (first, last), words)
        for day, group in groupby(rows, key=lambda row: row.day):
            nodes = {row.account: row.node for row in group}
            saying = self._worded.saying(nodes, means.words)
            clusters = set(self._standing.of({nodes[one] for one in saying}).values())
            ordered = sorted(clusters, key=lambda one: one.name)
            if start is not None and day == start.time:
                ordered = [one for one in ordered if one.name > start.name]
            for some in batches(ordered):
                yield from self._of_day(means, way, some, day)

    def _of_day(
        self, means: Meaning, way: Way, clusters: Sequence[Cluster], day: int
    ) -> Iterator[Found]:
        """Those of some things that stand on this day, by name."""
        told = self._streams.days(means.kind, way, [one.nodes for one in clusters])
        for (heard, thing), on in zip(self._folding.of(clusters), told, strict=True):
            here = thing is not None and bool(on) and placed(thing, on) == day
            if thing is not None and here and self._fits(thing, heard, means):
                yield Found(Place(day, heard.cluster.name), thing)


def days(means: Meaning) -> tuple[int | None, int | None]:
    """The first and the last day asked for, as ordinals."""
    since, until = means.question.since, means.question.until
    return (since.toordinal() if since else None, until.toordinal() if until else None)
