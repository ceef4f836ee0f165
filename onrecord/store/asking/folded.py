"""Clusters folded into things, each once."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from onrecord.errors import InvalidVerdict
from onrecord.record.folding import fold
from onrecord.record.folding.denied import may_be_denied
from onrecord.record.folding.gathering import parts
from onrecord.record.folding.resting import bearing
from onrecord.record.things import Testimony, Thing
from onrecord.record.verdicts import Verdict
from onrecord.store.asking.gathering import ABOUT, Gathering, Heard
from onrecord.store.asking.standing import Cluster, Standing
from onrecord.store.numbers import KINDS, number
from onrecord.store.resting import elsewhere
from onrecord.store.straight import Straight
from onrecord.store.verdicts import about, bare

_ID = re.compile("[a-z]+-[0-9a-f]{16}")
_MENDING = frozenset({"correct", "add"})

Pair = tuple[Heard, Thing | None]


class Folding:
    """Folds the things of one record as it stood at one moment, with the verdicts given by then.

    ``most`` accounts of one thing are read, the first and the last ones (None: all), and the last
    ``about`` statements about it: lists of what very many reports tell of are to be had at once.
    ``strict``: InvalidVerdict where a correction does not fit; else it is passed over, for one that
    came from elsewhere must not be in the way of every question.
    """

    def __init__(
        self,
        asked: Straight,
        standing: Standing,
        most: int | None = None,
        about: int = ABOUT,
        *,
        strict: bool = False,
    ) -> None:
        self._strict = strict
        self._listing = most is not None
        self._asked = asked
        self._standing = standing
        self._gathering = Gathering(asked, standing, most, about)
        self._known: dict[int, Pair] = {}
        self._now = standing.moment is None
        remembers = self._now and self._listing and not strict
        self._memory, self._read = asked.memory if remembers else None, (most, about)
        self._judged: bool | None = None
        self.calling = self._gathering.calling
        self.told = self._gathering.told

    def of(self, clusters: Sequence[Cluster]) -> list[Pair]:
        """What each cluster is folded from, and the thing; None for one that is not there then.

        That is one of which a reviewer said that it is none.
        """
        new = [one for one in clusters if one.name not in self._known and not self._remembered(one)]
        with self.calling.rested() as named:
            with self._asked.aside(self._now):
                heard = self._gathering.of(new) if new else []
            verdicts = self._verdicts(heard)
            with self._asked.aside(self._now and not verdicts):
                folded = [self._fold(one, verdicts) for one in heard]
        for one, thing in zip(heard, folded, strict=True):
            if thing is not None and verdicts:
                thing = self._named(thing, verdicts)
            if thing is not None and one.total:
                thing = replace(thing, reports=max(one.total, thing.reports))
            self._known[one.cluster.name] = (one, thing)
            self._remember(one, thing, frozenset(named), lasts=not verdicts)
        return [self._known[one.name] for one in clusters]

    def _remembered(self, cluster: Cluster) -> bool:
        """Whether a cluster was folded before of the record as it is."""
        found = self._memory.get((*self._read, cluster)) if self._memory else None
        if found is None:
            return False
        self._known[cluster.name], nodes, things = found
        self._asked.rests(nodes, things)
        return True

    def _remember(
        self, heard: Heard, thing: Thing | None, named: frozenset[int], *, lasts: bool
    ) -> None:
        """Keeps what was folded, without what it was folded from, which is as large again.

        It rests on the accounts of its nodes (who says something about it, or beside it, gives an
        account of it too), and on the names of the things that are ``named`` in it.
        """
        nodes = frozenset(heard.cluster.nodes)
        if self._now:
            self._asked.rests(nodes, named)
        if self._memory:
            weight = 1 if thing is None else 1 + len(thing.tellings) + len(thing.earlier)
            pair = (replace(heard, testimonies=()), thing)
            name = (*self._read, heard.cluster)
            self._memory.keep(name, pair, weight, nodes, named, lasts=lasts)

    def _fold(self, heard: Heard, verdicts: Sequence[Verdict]) -> Thing | None:
        said = self._said(heard)
        bears = bearing(verdicts, heard.testimonies, self._gathering.text_of)

        def folded(with_: Sequence[Verdict]) -> Thing | None:
            kind = KINDS[heard.cluster.kind]
            return fold(
                kind, heard.testimonies, copies=heard.copies, verdicts=with_, statements_about=said,
                bearing=bears,
            )  # fmt: skip

        try:
            return folded(verdicts)
        except InvalidVerdict:
            if self._strict:
                raise
        fitting = [one for one in verdicts if one.verdict not in _MENDING]
        for one in verdicts:
            if one.verdict in _MENDING:
                with suppress(InvalidVerdict):
                    folded([*fitting, one])
                    fitting.append(one)
        return folded(fitting)

    def _said(self, heard: Heard) -> tuple[Testimony, ...]:
        """Statements that may deny what is folded: in a list only denials are asked what of."""
        if KINDS[heard.cluster.kind] != "statement":
            claimed = bool(self._judged) or any(may_be_denied(o.told) for o in heard.testimonies)
            return self._gathering.about(heard.cluster, claimed=claimed)
        denial = any(getattr(one.told, "act", "") == "deny" for one in heard.testimonies)
        return self._gathering.beside(heard.cluster) if denial or not self._listing else ()

    def _named(self, thing: Thing, verdicts: Sequence[Verdict]) -> Thing:
        """The thing with the names of those that only a correction put into it."""
        told = {
            id
            for one in verdicts
            for value in one.correction.values()
            for id in (value if isinstance(value, list | tuple) else (value,))
            if isinstance(id, str) and _ID.fullmatch(id) and id not in thing.names
        }
        if not told:
            return thing
        keys = {number(bare(id)): id for id in sorted(told)}
        rows = self._asked.rows("SELECT key, node FROM account WHERE key IN :keys", keys=keys)
        called = self.calling.of([node for _, node in rows])
        names = {keys[key]: called[node][1] for key, node in rows if node in called}
        return replace(thing, names={**thing.names, **names})

    def _verdicts(self, heard: Sequence[Heard]) -> tuple[Verdict, ...]:
        """Those about any of the accounts, changes and steps."""
        if self._judged is None:
            self._judged = self._asked.first("SELECT id FROM verdict LIMIT 1") is not None
        if not self._judged:
            return ()
        told = [testimony for one in heard for testimony in one.testimonies]
        if not told:
            return ()
        keys = {one.key for one in told}
        keys |= {k for one in told for part in parts(one) if (k := getattr(part, "key", ""))}
        keys |= {*elsewhere(self._asked, {one.source.report for one in told})}
        return about(self._asked, keys, self._standing.moment)
