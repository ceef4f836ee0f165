"""Answers kept as long as they are the record's: who asks for the same gets the same.

Pages and answers of REST are made of the record and of what is asked, of nothing else. Before an
answer is given, the record is asked whether anything was written that may change one
(``Record.turn``, microseconds). Where something was, the answer is held against the record
(``store/tracing.py``) and stands, or is made anew. What many ask for at a time is made once.
"""

import asyncio
import hashlib
import secrets
import zlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response

from onrecord.store.record import Record as Store
from onrecord.store.straight import Straight
from onrecord.store.tracing import Rests, Trace, tracing

ROOM = 24 << 20  # bytes of all answers that are kept, with what they were made of …
MOST = 1 << 20  # … and of one of them
# Answers that are made at a time. Two hold each other up, and whoever sends what is there already:
# at 50 requests a second of a record of 100,000 reports one took 19 ms of a processor and half of
# all were there in 52 ms; with two it were 23 and 1.2 s, with four 25 and 7.6 s.
AT_ONCE = 1

How = Literal["kept", "stood", "shared", "made"]
Renewing = Callable[[bytes, Straight], bytes]
"""Brings an answer that stands up to the record as a transaction sees it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is whole: its headers, its bytes, the turn up to which it is known to hold.

    Its bytes, and what it rests on, are compressed: so four times as many are kept.
    """

    headers: Mapping[str, str]
    packed: bytes
    turn: int
    rests: bytes

    @property
    def size(self) -> int:
        """The bytes that it takes."""
        return len(self.packed) + len(self.rests)

    def response(self) -> Response:
        """To be sent."""
        headers = {name: value for name, value in self.headers.items() if name != "content-length"}
        return Response(zlib.decompress(self.packed), headers=headers)


@dataclass(slots=True)
class Kept:
    """Answers of one record, the ones asked for last, for one event loop.

    ``of`` gives one; whatever is not a whole answer (an error, a redirection) is passed on.
    ``renewing`` is done to an answer that was made before a write and still stands. ``told`` hears
    how each was had: kept from before; it stood over a write; made for another who asked for the
    same at the time; made.
    """

    store: Store
    room: int = ROOM
    renewing: Renewing = lambda body, _: body
    told: Callable[[How], None] = lambda _: None
    held: int = 0  # bytes
    _answers: "OrderedDict[Hashable, Answer]" = field(default_factory=OrderedDict)
    _making: "dict[Hashable, asyncio.Task[Response]]" = field(default_factory=dict)
    _name: str = field(default_factory=lambda: secrets.token_hex(8))  # of this process
    _places: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(AT_ONCE))
    _looking: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(AT_ONCE))

    @property
    def count(self) -> int:
        """How many answers are kept."""
        return len(self._answers)

    async def turn(self) -> int:
        """The turn of the record now, which is to be asked for before an answer is."""
        if self.store.dialect == "sqlite":  # it answers sooner than a thread is there
            return self.store.turn()
        return await run_sync(self.store.turn)

    def tag(self, turn: int, who: str) -> str:
        """An ETag for whatever address at this turn of the record, for somebody."""
        return f'W/"{hashlib.sha256(f"{self._name} {turn} {who}".encode()).hexdigest()[:24]}"'

    async def of(
        self,
        turn: int,
        asked: Hashable,
        make: Callable[[], Awaitable[Response]],
        *,
        beside: bool = False,
    ) -> Response:
        """The answer to what is asked at a turn, made where none is kept that holds.

        A few are made at a time; ``beside`` them what has a queue of its own.
        """
        found = self._answers.get(asked)
        if found is not None and found.turn >= turn:
            self._answers.move_to_end(asked)
            self.told("kept")
            return found.response()
        name = (turn, asked)
        task = self._making.get(name)
        if task is not None:
            self.told("shared")
            return _again(await asyncio.shield(task))
        task = asyncio.ensure_future(self._found(turn, asked, found, make, beside=beside))
        self._making[name] = task
        task.add_done_callback(lambda _: self._making.pop(name, None))
        return await asyncio.shield(task)

    async def _found(
        self,
        turn: int,
        asked: Hashable,
        kept: Answer | None,
        make: Callable[[], Awaitable[Response]],
        *,
        beside: bool,
    ) -> Response:
        """The answer that was kept, where it still holds, else one that is made."""
        if kept is not None:
            held = await run_sync(self._held_against, kept, limiter=self._looking)
            if self._answers.get(asked) is kept:
                self._drop(asked)
            if held is not None:
                self._put(asked, held)
                self.told("stood")
                return held.response()
        trace = Trace()
        with tracing(trace):
            made = await (make() if beside else self._made(make))
        self._keep(turn, asked, made, trace)
        self.told("made")
        return made

    def _held_against(self, kept: Answer) -> Answer | None:
        """An answer brought up to the record as it is now; None where it does not hold."""
        with self.store.asked() as asked:
            since = self.store.journal.since(asked, kept.turn, asked.number)
            if not Rests.unpacked(kept.rests).holds(asked, since):
                return None
            body = self.renewing(zlib.decompress(kept.packed), asked)
            return replace(kept, packed=zlib.compress(body, 1), turn=asked.number)

    async def _made(self, make: Callable[[], Awaitable[Response]]) -> Response:
        async with self._places:
            return await make()

    def _keep(self, turn: int, asked: Hashable, made: Response, trace: Trace) -> None:
        body = getattr(made, "body", b"")
        if made.status_code != 200 or not body or len(body) > MOST:
            return
        packed = zlib.compress(body, 1)
        self._put(asked, Answer(dict(made.headers), packed, turn, trace.rests().packed()))

    def _put(self, asked: Hashable, kept: Answer) -> None:
        if asked in self._answers:
            self._drop(asked)
        self._answers[asked] = kept
        self.held += kept.size
        while self.held > self.room:
            self._drop(next(iter(self._answers)))

    def _drop(self, asked: Hashable) -> None:
        self.held -= self._answers.pop(asked).size


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
