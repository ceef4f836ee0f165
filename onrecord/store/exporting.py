"""A record taken out, one piece at a time: what it is made of, and the answers to a question.

Everything comes in an order made of content, and what is held in memory does not grow with the
record: things are asked for a page at a time, and nothing of a page is kept for the next.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from onrecord.question import Asked, Question
from onrecord.record.accounts import Kind
from onrecord.record.origins import Stone, Version
from onrecord.record.things import ActorThing, Thing
from onrecord.record.verdicts import Verdict
from onrecord.report import Report
from onrecord.store.asking.answering import Answering
from onrecord.store.asking.cursors import Place
from onrecord.store.bundling import opened
from onrecord.store.numbers import key, number
from onrecord.store.packing import unpack_rest
from onrecord.store.points import Points
from onrecord.store.schema import account, body, forgotten, version
from onrecord.store.stored import stored
from onrecord.store.verdicts import every

PAGE = 400  # things that are worked on with what is known of each other
ACTORS = 4_000  # actors that are remembered, without their tellings
REPORTS = 200  # reports that are remembered, with their texts

ASKED: dict[Kind, Asked] = {
    "statement": "statements", "encounter": "encounters", "agreement": "agreements",
    "case": "cases", "event": "events", "actor": "actors",
}  # fmt: skip


class Exporting:
    """A record as it stands in one transaction, narrowed by the parameters of a question.

    ``given`` are parameters by name, as ``Question.of`` takes them, without ``limit``; ``as_of``
    is one of them. ``narrowed`` names what else narrows it (kinds). ``notes`` say what names were
    taken for, once things were asked for.
    """

    def __init__(
        self,
        connection: Connection,
        points: Points,
        given: Mapping[str, Any],
        narrowed: Mapping[str, Any] | None = None,
    ) -> None:
        self._connection = connection
        self._points = points
        self._given = {name: value for name, value in given.items() if value}
        self._narrowed = dict(narrowed or {})
        as_of = Question.of("actors", {"as_of": given.get("as_of")}).as_of
        self._moment = int(as_of.timestamp() // 1) if as_of else None
        self.notes: dict[str, None] = {}
        self._verdicts = every(connection, self._moment)
        self.actor = lru_cache(ACTORS)(self._actor)
        self.report = lru_cache(REPORTS)(self._report)

    def asked(self) -> dict[str, Any]:
        """What narrows it, by name, but for the as-of time; empty for the whole record."""
        named = {name: value for name, value in self._given.items() if name != "as_of"}
        return named | self._narrowed

    def versions(self) -> Iterator[Version]:
        """Every version of every report counted by then, by report and text."""
        c = version.c
        asked = select(c.id, c.counted).where(c.noted.is_(None)).order_by(c.report, c.text_sha256)
        if self._moment is not None:
            asked = asked.where(c.counted <= self._moment)
        options = {"stream_results": True, "yield_per": 256}
        with self._connection.execute(asked, execution_options=options) as rows:
            for name, counted in rows:
                yield Version(_told(counted), stored(self._connection, name))

    def verdicts(self) -> Iterator[Verdict]:
        """Every verdict given by then, in the order in which they were given."""
        return iter(self._verdicts)

    def stones(self) -> Iterator[Stone]:
        """The stone of every report forgotten by then, by report."""
        c = forgotten.c
        asked = select(c.report, c.at, c.reason).order_by(c.report)
        if self._moment is not None:
            asked = asked.where(c.at <= self._moment)
        for report, at, reason in self._connection.execute(asked).all():
            yield Stone(key(report), _told(at), reason)

    def things(self, kind: Kind) -> Iterator[Thing]:
        """The things of one kind that answer the question, the newest first."""
        question = Question.of(ASKED[kind], self._given)
        last: Place | None = None
        while True:
            answering = self._answering()
            means = answering.means(question, kind)
            self.notes |= dict.fromkeys(means.notes)
            found = list(islice(answering.found(means, last), PAGE))
            for one in found:
                yield one.thing
            if len(found) < PAGE:
                return
            last = found[-1].place

    def _actor(self, identifier: str) -> ActorThing | None:
        """An actor without its tellings; None where the record has none of that id."""
        named = select(account.c.node).where(account.c.key == number(identifier[-16:])).limit(1)
        node = self._connection.scalar(named)
        answering = self._answering()
        clusters = list(answering.standing.of([node]).values()) if node is not None else []
        for _, thing in answering.folding.of(clusters):
            if isinstance(thing, ActorThing):
                return replace(thing, tellings=(), earlier=(), told=())
        return None

    def _report(self, identifier: str, counted: str) -> Report | None:
        """The version of a report that counts as of that time, with its text."""
        c = version.c
        row = self._connection.execute(
            select(body.c.reading, body.c.text, c.text_sha256)
            .join(body, body.c.version == c.id)
            .where(c.report == number(identifier), c.counted == _seconds(counted))
            .order_by(c.text_sha256.desc())
            .limit(1)
        ).first()
        if row is None:
            return None
        rest = opened(row.reading).rest
        return unpack_rest(rest, row.text, row.text_sha256.hex()).report

    def _answering(self) -> Answering:
        return Answering(self._connection, self._points, self._moment, self._verdicts)


def _told(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _seconds(told: str) -> int:
    return int(datetime.fromisoformat(told).timestamp())
