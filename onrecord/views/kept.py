"""Answers kept while nothing is written to the record: who asks for the same gets the same.

Pages and answers of REST are made of the record and of what is asked, of nothing else. Before an
answer is looked for, the record is asked whether anything was written (``Record.turn``,
microseconds): none is given that was made of an earlier one. What many ask for at a time is made
once.
"""

import asyncio
import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass, field

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response

from onrecord.store.record import Record as Store

ROOM = 24 << 20  # bytes of all answers that are kept …
MOST = 1 << 20  # … and of one of them
# Answers that are made at a time. Two hold each other up, and whoever sends what is there already:
# at 50 requests a second of a record of 100,000 reports one took 19 ms of a processor and half of
# all were there in 52 ms; with two it were 23 and 1.2 s, with four 25 and 7.6 s.
AT_ONCE = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is whole: its headers and its bytes."""

    headers: Mapping[str, str]
    body: bytes

    def response(self) -> Response:
        """To be sent."""
        return Response(self.body, headers=self.headers)


@dataclass(slots=True)
class Kept:
    """Answers of one record, the ones asked for last, for one event loop.

    ``of`` gives one; whatever is not a whole answer (an error, a redirection) is passed on.
    """

    store: Store
    room: int = ROOM
    _turn: str = ""
    _held: int = 0
    _answers: "OrderedDict[Hashable, Answer]" = field(default_factory=OrderedDict)
    _making: "dict[Hashable, asyncio.Task[Response]]" = field(default_factory=dict)
    _name: str = field(default_factory=lambda: secrets.token_hex(8))  # of this process
    _places: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(AT_ONCE))

    async def turn(self) -> str:
        """The turn of the record now, which is to be asked for before an answer is."""
        if self.store.dialect == "sqlite":  # it answers sooner than a thread is there
            return self.store.turn()
        return await run_sync(self.store.turn)

    def tag(self, turn: str) -> str:
        """An ETag for whatever address at this turn of the record."""
        return f'W/"{hashlib.sha256(f"{self._name} {turn}".encode()).hexdigest()[:24]}"'

    async def of(
        self,
        turn: str,
        asked: Hashable,
        make: Callable[[], Awaitable[Response]],
        *,
        beside: bool = False,
    ) -> Response:
        """The answer to what is asked at a turn, made where it is not kept.

        A few are made at a time; ``beside`` them what has a queue of its own.
        """
        if turn != self._turn:
            self._turn, self._held = turn, 0
            self._answers.clear()
        if (found := self._answers.get(asked)) is not None:
            self._answers.move_to_end(asked)
            return found.response()
        name = (turn, asked)
        task = self._making.get(name)
        if task is not None:
            return _again(await asyncio.shield(task))
        task = self._making[name] = asyncio.ensure_future(make() if beside else self._made(make))
        task.add_done_callback(lambda _: self._making.pop(name, None))
        made = await asyncio.shield(task)
        self._keep(turn, asked, made)
        return made

    async def _made(self, make: Callable[[], Awaitable[Response]]) -> Response:
        async with self._places:
            return await make()

    def _keep(self, turn: str, asked: Hashable, made: Response) -> None:
        body = getattr(made, "body", b"")
        if made.status_code != 200 or not body or len(body) > MOST or turn != self._turn:
            return
        self._answers[asked] = Answer(dict(made.headers), bytes(body))
        self._held += len(body)
        while self._held > self.room:
            _, gone = self._answers.popitem(last=False)
            self._held -= len(gone.body)


def _again(made: Response) -> Response:
    """The same to send to another."""
    body = getattr(made, "body", None)
    if body is None:  # it comes in pieces, and they are for the first alone
        raise TypeError("only whole answers can be shared")
    return Response(body, made.status_code, dict(made.headers))


def asked_for(request: Request, *headers: str) -> Hashable:
    """What a request asks for: its address, and the headers that what is answered depends on."""
    told = tuple(",".join(request.headers.getlist(name)) for name in headers)
    return (request.scope["path"], request.scope["query_string"], told)


def named(request: Request) -> frozenset[str]:
    """The ETags that a request says it has the answers of."""
    told = ",".join(request.headers.getlist("if-none-match"))
    return frozenset(one.strip().removeprefix("W/") for one in told.split(",") if one.strip())
