"""What an answer was made of: enough to ask, after a write, whether it would be made the same.

While an answer is made, each question that it puts to the record is noted with a digest of what
came back, and where one thing is told, what of the record it rests on. An answer is a function of
these: where all of them come back as they did, it stands. To ask them again takes a tenth of the
time that it takes to make the answer.
"""

import hashlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec

if TYPE_CHECKING:
    from onrecord.store.straight import Straight, Value
    from onrecord.store.touching import Touched

Way = Literal["rows", "first", "column", "walk"]
_ENCODER = msgspec.msgpack.Encoder()


class Put:
    """A question that was put, and what it came to; of a walk as far as it was gone."""

    __slots__ = ("_hash", "asked", "ended", "rows", "values", "way")

    def __init__(self, way: Way, asked: str, values: Mapping[str, "Value"]) -> None:
        self.way, self.asked, self.values = way, asked, values
        self.rows, self.ended = 0, False
        self._hash = hashlib.blake2b(digest_size=16)

    @property
    def digest(self) -> bytes:
        """That of all that has come back so far."""
        return self._hash.digest()

    def came(self, found: Any) -> None:
        """What came back, all of it, or the next row of a walk."""
        self.rows += 1
        self._hash.update(_ENCODER.encode(found))


class Came(NamedTuple):
    """The same, as it is kept."""

    way: Way
    asked: str
    values: Mapping[str, int | str | list[int]]
    rows: int
    ended: bool
    digest: bytes

    def same(self, asked: "Straight") -> bool:
        """Whether the same comes back now."""
        again = Put(self.way, self.asked, self.values)
        if self.way != "walk":
            again.came(getattr(asked, self.way)(self.asked, **self.values))
            return again.digest == self.digest
        walk = asked.walk(self.asked, **self.values)
        for row in islice(walk, self.rows):
            again.came(row)
        more = next(walk, None) is not None if self.ended else False
        walk.close()
        return again.digest == self.digest and again.rows == self.rows and not more


class Rests(NamedTuple):
    """A trace as it is kept."""

    came: list[Came]
    nodes: set[int]
    things: set[int]
    blind: bool

    def holds(self, asked: "Straight", since: "Sequence[Touched]") -> bool:
        """Whether what it was made of is as it was; ``since`` is what was touched since then."""
        if self.blind or any(one.touches(self.nodes, self.things) for one in since):
            return False
        return all(one.same(asked) for one in self.came)

    def packed(self) -> bytes:
        """It in few bytes: questions are much alike."""
        return zlib.compress(_ENCODER.encode(self), 1)

    @classmethod
    def unpacked(cls, packed: bytes) -> "Rests":
        """It again."""
        return _DECODER.decode(zlib.decompress(packed))


class Trace:
    """What one answer was made of.

    ``nodes`` are those whose accounts it tells of, ``things`` those that it shows by id and name,
    or whose nodes it goes by (of a node without a thing the node itself). ``blind``: something was
    asked in a way that leaves no trace.
    """

    __slots__ = ("blind", "nodes", "put", "things")

    def __init__(self) -> None:
        self.put: list[Put] = []
        self.nodes: set[int] = set()
        self.things: set[int] = set()
        self.blind = False

    def rests(self) -> Rests:
        """What an answer that is made rests on."""
        came = [
            Came(one.way, one.asked, dict(one.values), one.rows, one.ended, one.digest)  # type: ignore[arg-type]
            for one in self.put
        ]
        return Rests(came, self.nodes, self.things, self.blind)


_DECODER = msgspec.msgpack.Decoder(Rests)
_TRACE: ContextVar[Trace | None] = ContextVar("trace", default=None)


def now() -> Trace | None:
    """The trace of the answer that is being made; None where none is wanted."""
    return _TRACE.get()


@contextmanager
def tracing(trace: Trace | None) -> Iterator[None]:
    """Whatever is asked meanwhile is noted there; for None nowhere."""
    before = _TRACE.set(trace)
    try:
        yield
    finally:
        _TRACE.reset(before)
