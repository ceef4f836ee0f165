"""Clusters folded into things, each once."""

from collections.abc import Sequence

from sqlalchemy import Connection

from onrecord.record.folding import fold
from onrecord.record.things import Thing
from onrecord.record.verdicts import Verdict
from onrecord.store.asking.gathering import Gathering, Heard
from onrecord.store.asking.standing import Cluster, Standing
from onrecord.store.numbers import KINDS

Pair = tuple[Heard, Thing | None]


class Folding:
    """Folds the things of one record as it stood at one moment."""

    def __init__(
        self, connection: Connection, standing: Standing, verdicts: Sequence[Verdict] = ()
    ) -> None:
        self._gathering = Gathering(connection, standing)
        self._verdicts = verdicts
        self._known: dict[int, Pair] = {}
        self.calling = self._gathering.calling

    def of(self, clusters: Sequence[Cluster]) -> list[Pair]:
        """What each cluster is folded from, and the thing; None for one that is not there then.

        That is one of which a reviewer said that it is none.
        """
        new = [one for one in clusters if one.name not in self._known]
        for heard in self._gathering.of(new) if new else ():
            self._known[heard.cluster.name] = (heard, self._fold(heard))
        return [self._known[one.name] for one in clusters]

    def _fold(self, heard: Heard) -> Thing | None:
        kind = KINDS[heard.cluster.kind]
        return fold(kind, heard.testimonies, copies=heard.copies, verdicts=self._verdicts)
