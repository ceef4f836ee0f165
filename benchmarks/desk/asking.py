"""A desk asked at a steady rate, whatever its answers take, while many listen for changes.

An open loop: a request is due at its time, and what it waits counts as waiting.
"""

import asyncio
import contextlib
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx2

from benchmarks.desk.addresses import Addresses, kind

AT_ONCE = 100  # connections; browsers keep theirs open


@dataclass(slots=True)
class Asked:
    """What came of it: milliseconds by kind, the largest answers, failures, what streams heard."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    bytes: dict[str, int] = field(default_factory=dict)
    failed: Counter[str] = field(default_factory=Counter)
    lately: list[float] = field(default_factory=list)
    streams: int = 0
    heard: int = 0


async def ask(
    client: httpx2.AsyncClient, addresses: Addresses, rate: float, seconds: float, asked: Asked
) -> None:
    """So many requests a second for so many seconds."""
    under_way: set[asyncio.Task[None]] = set()
    began = time.perf_counter()
    for number in range(int(rate * seconds)):
        due = began + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        task = asyncio.create_task(_one(client, addresses.drawn(), due, asked))
        under_way.add(task)
        task.add_done_callback(under_way.discard)
    await asyncio.gather(*under_way)


async def _one(client: httpx2.AsyncClient, address: str, due: float, asked: Asked) -> None:
    try:
        answer = await client.get(address)
    except httpx2.HTTPError as error:
        asked.failed[f"{type(error).__name__} {kind(address)}"] += 1
        return
    took = (time.perf_counter() - due) * 1000
    of = kind(address)
    if answer.status_code >= 400:
        asked.failed[f"{answer.status_code} {of}"] += 1
    asked.bytes[of] = max(asked.bytes.get(of, 0), len(answer.content))
    asked.took[of].append(took)
    asked.lately.append(took)


async def listen(base: str, asked: Asked, going: Callable[[], bool]) -> None:
    """One open stream, as a page holds it: opened again when the desk ends it."""
    parts = urlsplit(base)
    while going():
        with contextlib.suppress(OSError):
            reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
            asked.streams += 1
            try:
                writer.write(f"GET /live HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
                while line := await reader.readline():
                    asked.heard += line.startswith(b"event: changed")
            finally:
                asked.streams -= 1
                writer.close()
        await asyncio.sleep(1)
