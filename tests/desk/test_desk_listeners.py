"""Those who listen: however they go, and whenever a change comes, nobody else is held up.

What a stream runs in is cancelled again and again until it ends (as anyio does for Starlette), at
whatever it waits for; a lock that is taken while a listener goes is one that nobody gives back.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.store.pulse import Pulse, pulse
from onrecord.store.record import Record, open_record
from onrecord.views.desk.rooms.live import Listeners

SOON = 2.0  # seconds that are far more than it takes


class _Locked(Listeners):
    """The planted fault: who waits holds a lock, and takes it along when it is cancelled twice."""

    def __init__(self, store: Record) -> None:
        super().__init__(store)
        self.condition = asyncio.Condition()

    async def changes(self, since: str) -> AsyncGenerator[Pulse | None, None]:
        async with self.condition:
            await asyncio.wait_for(self.condition.wait(), 60)
        yield None

    async def closed(self) -> None:
        async with self.condition:
            self.condition.notify_all()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return open_record(tmp_path_factory.mktemp("listeners") / "record.db", create=True)


async def _left(listeners: Listeners, cancels: list[int]) -> None:
    """Listeners that come, and are each cancelled so many times, one turn of the loop apart."""

    async def listen() -> None:
        async for _ in listeners.changes(str(listeners.last)):
            pass

    tasks = [asyncio.create_task(listen()) for _ in cancels]
    await asyncio.sleep(0.05)
    for turn in range(max(cancels)):
        for task, times in zip(tasks, cancels, strict=True):
            if turn < times:
                task.cancel()
        await asyncio.sleep(0)
    await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), SOON)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=6))
def test_however_they_go_it_closes(store: Record, cancels: list[int]) -> None:
    async def walk() -> None:
        listeners = Listeners(store)
        await _left(listeners, cancels)
        assert not listeners.count
        staying = asyncio.create_task(anext(listeners.changes(str(pulse(store))), None))
        await asyncio.sleep(0.02)
        listeners.close()
        assert await asyncio.wait_for(staying, SOON) is None

    asyncio.run(walk())


def test_a_lock_that_leaves_with_a_listener_is_seen(store: Record) -> None:
    async def go(listeners: _Locked) -> None:
        for _ in range(20):
            await _left(listeners, [2, 2, 3])
            await asyncio.wait_for(listeners.closed(), 0.5)

    async def walk() -> None:
        listeners = _Locked(store)
        with pytest.raises(TimeoutError):
            await go(listeners)
        while listeners.condition.locked():  # or those who wait for it would never end
            listeners.condition.release()
            await asyncio.sleep(0.01)

    asyncio.run(walk())


def _change(listeners: Listeners) -> None:
    listeners.last = Pulse(99, 99)


@pytest.mark.parametrize("meanwhile", [Listeners.close, _change])
def test_what_comes_while_one_is_told_is_not_missed(
    store: Record, meanwhile: Callable[[Listeners], None]
) -> None:
    """A change, or the end, between a telling and the wait for the next."""

    async def walk() -> None:
        listeners = Listeners(store)
        stream = listeners.changes("0.0")
        first = await asyncio.wait_for(anext(stream), SOON)
        assert first == pulse(store)
        meanwhile(listeners)
        second = await asyncio.wait_for(anext(stream, None), SOON)
        assert second == (None if listeners.closing else listeners.last)
        await stream.aclose()

    asyncio.run(walk())
