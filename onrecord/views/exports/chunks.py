"""Small pieces of output, and JSON as one line."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

# What an export had no place for, and how often.
LeftOut = Counter[str]

_JSON = msgspec.json.Encoder(order="deterministic")


def line(value: Any) -> bytes:
    """A value as one line of UTF-8 JSON."""
    return _JSON.encode(value) + b"\n"


def document(head: dict[str, Any], under: str, items: Iterable[Any]) -> Iterator[bytes]:
    """One JSON object in pieces: ``head`` with, at its end, the ``items`` as a list ``under``."""
    opening = _JSON.encode(head)[:-1] + (b"," if head else b"")
    yield opening + _JSON.encode(under) + b":["
    between = b"\n"
    for item in items:
        yield between + _JSON.encode(item)
        between = b",\n"
    yield b"\n]}\n"


def plain(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that say something: no null, no empty text, no empty list."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], (), {})}


class Once:
    """Tells what came before: eight bytes are kept of each name."""

    def __init__(self) -> None:
        self._met: set[int] = set()

    def first(self, name: str) -> bool:
        """Whether this is the first time that the name comes."""
        digest = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big")
        if digest in self._met:
            return False
        self._met.add(digest)
        return True
