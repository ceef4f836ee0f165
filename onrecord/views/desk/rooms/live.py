"""``/live``: a stream of server-sent events that says when the record has changed.

Whoever writes it, in whichever process: the record itself is looked at, once for all who listen.
A stream ends after some minutes and the browser opens another, so that whoever may no longer read
hears no more.
"""

import asyncio
import json
import time
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, field
from functools import lru_cache

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse, StreamingResponse

from onrecord.store.pulse import Pulse, pulse
from onrecord.store.record import Record as Store

router = APIRouter(include_in_schema=False)
EVERY = 1.5  # seconds between two looks
BEAT = 20.0  # seconds after which something is sent, so that a listener who has gone is noticed
LONGEST = 600.0  # seconds of one stream
MOST = 2_000  # streams at once


@dataclass(slots=True)
class Listeners:
    """All who listen to one record, and the one look for all of them."""

    store: Store
    last: Pulse | None = None
    count: int = 0
    closing: bool = False
    _changed: asyncio.Event = field(default_factory=asyncio.Event)  # a new one after each change
    _looking: "asyncio.Task[None] | None" = None
    _turn: int = -1

    async def changes(self, since: str) -> AsyncGenerator[Pulse | None, None]:
        """Each pulse that is another than the one before; None where none came for a while."""
        self.count += 1
        end = time.monotonic() + LONGEST
        try:
            if self._looking is None or self._looking.done():
                self.last = await run_sync(pulse, self.store)
                self._looking = asyncio.create_task(self._look())
            heard = since
            while (left := end - time.monotonic()) > 0 and not self.closing:
                if self.last is not None and str(self.last) != heard:
                    heard = str(self.last)
                    yield self.last
                    continue  # what came while it was told
                try:
                    async with asyncio.timeout(min(BEAT, left)):
                        await self._changed.wait()
                except TimeoutError:
                    yield None
        finally:
            self.count -= 1

    def close(self) -> None:
        """Ends every stream, so that a desk that closes is not held up by those who listen."""
        self.closing = True
        self._wake()

    def _wake(self) -> None:
        # Nothing that is held: whoever goes while it waits would take a lock along, for good.
        self._changed.set()
        self._changed = asyncio.Event()

    async def _look(self) -> None:
        while self.count:
            await asyncio.sleep(EVERY)
            if (turn := await run_sync(self.store.turn)) == self._turn:
                continue
            self._turn = turn
            found = await run_sync(pulse, self.store)
            if found != self.last:
                self.last = found
                self._wake()


@router.get("/live")
async def live(request: Request, since: str = "") -> Response:
    """The stream; ``since`` is the pulse that the page was made at."""
    state = request.app.state
    if not hasattr(state, "listeners"):
        state.listeners = Listeners(state.store)
    listeners: Listeners = state.listeners
    if listeners.count >= MOST:
        return PlainTextResponse("Too many listen.\n", 503, {"Retry-After": "60"})
    since = request.headers.get("last-event-id", since)
    return StreamingResponse(
        _told(listeners, since),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _told(listeners: Listeners, since: str) -> AsyncIterator[bytes]:
    before = _versions(since)
    yield b"retry: 5000\n\n"
    async for found in listeners.changes(since):
        yield b": still here\n\n" if found is None else _event(found, before)


@lru_cache(64)  # most who listen have the same before them
def _event(found: Pulse, before: int | None) -> bytes:
    """What is sent to those who know of so many versions."""
    told = {"reports": max(0, found.versions - before) if before is not None else 0}
    return f"id: {found}\nevent: changed\ndata: {json.dumps(told)}\n\n".encode()


def _versions(since: str) -> int | None:
    """The versions that a pulse counted; None where it is none."""
    number = since.partition(".")[0]
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else None
