"""Clusters folded into things, each once."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from onrecord.record.folding import fold
from onrecord.record.folding.gathering import parts
from onrecord.record.things import Thing
from onrecord.record.verdicts import Verdict
from onrecord.store.asking.gathering import Gathering, Heard
from onrecord.store.asking.standing import Cluster, Standing
from onrecord.store.numbers import KINDS
from onrecord.store.schema import verdict
from onrecord.store.verdicts import about

Pair = tuple[Heard, Thing | None]


class Folding:
    """Folds the things of one record as it stood at one moment, with the verdicts given by then.

    ``most`` accounts of one thing are read, the first and the last ones (None: all, and what is
    said about it): lists of what a hundred thousand reports tell of are to be had at once.
    """

    def __init__(self, connection: Connection, standing: Standing, most: int | None = None) -> None:
        self._connection = connection
        self._standing = standing
        self._gathering = Gathering(connection, standing, most)
        self._known: dict[int, Pair] = {}
        self._judged: bool | None = None
        self.calling = self._gathering.calling

    def of(self, clusters: Sequence[Cluster]) -> list[Pair]:
        """What each cluster is folded from, and the thing; None for one that is not there then.

        That is one of which a reviewer said that it is none.
        """
        new = [one for one in clusters if one.name not in self._known]
        heard = self._gathering.of(new) if new else []
        verdicts = self._verdicts(heard)
        for one in heard:
            kind = KINDS[one.cluster.kind]
            thing = fold(
                kind,
                one.testimonies,
                copies=one.copies,
                verdicts=verdicts,
                statements_about=self._gathering.about(one.cluster),
            )
            if thing is not None and one.total:
                thing = replace(thing, reports=max(one.total, thing.reports))
            self._known[one.cluster.name] = (one, thing)
        return [self._known[one.name] for one in clusters]

    def _verdicts(self, heard: Sequence[Heard]) -> tuple[Verdict, ...]:
        """Those about any of the accounts, changes and steps."""
        if self._judged is None:
            self._judged = self._connection.scalar(select(verdict.c.id).limit(1)) is not None
        if not self._judged:
            return ()
        told = [testimony for one in heard for testimony in one.testimonies]
        keys = {one.key for one in told}
        keys |= {k for one in told for part in parts(one) if (k := getattr(part, "key", ""))}
        return about(self._connection, keys, self._standing.moment)
