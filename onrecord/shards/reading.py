"""What a shard holds, one by one and in bounded memory."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import msgspec

from onrecord.errors import HarvestError, MissingLibrary

_PIECE = 1 << 17
_ROWS = 64


@dataclass(frozen=True, slots=True)
class Aside:
    """What could not be read: its source, the kind of error, what happened and what to do.

    ``withdraws`` is the report that it takes back, where it is an agency's kill notice.
    """

    source: str
    error: str
    what: str
    do: str
    withdraws: str | None = None


@dataclass(frozen=True, slots=True)
class Copied:
    """A near-duplicate that was not read: whose copy, in which archive that is, how alike.

    ``reading`` is its report without a fact, as JSON.
    """

    copy_of: str
    archive: str
    alike: float
    reading: msgspec.Raw


def readings(path: str) -> Iterator[bytes]:
    """The readings of a shard as JSON, in their order. HarvestError where it is damaged."""
    if path.endswith(".parquet"):
        yield from _rows(path)
        return
    try:
        import zstandard
    except ModuleNotFoundError as error:
        raise MissingLibrary.of("zstandard", "A shard", "'onrecord[archives]'") from error
    try:
        with zstandard.open(path, "rb") as file:
            yield from io.BufferedReader(cast(io.RawIOBase, file), _PIECE)
    except zstandard.ZstdError as error:
        raise HarvestError(f"{path} is damaged: {error}.", "Harvest its archive again.") from error


def copies(path: str) -> Iterator[Copied]:
    """The near-duplicates of an archive. HarvestError where the file is damaged."""
    decoder = msgspec.json.Decoder(Copied)
    for line in readings(path):
        try:
            yield decoder.decode(line)
        except msgspec.MsgspecError as error:
            what = f"{path} is damaged: {error}."
            raise HarvestError(what, "Harvest its archive again.") from error


def asides(path: str) -> Iterator[Aside]:
    """What was set aside. HarvestError where it is damaged."""
    decoder = msgspec.json.Decoder(Aside)
    with open(path, "rb") as file:
        for line in file:
            try:
                yield decoder.decode(line)
            except msgspec.MsgspecError as error:
                what = f"{path} is damaged: {error}."
                raise HarvestError(what, "Harvest its archive again.") from error


def _rows(path: str) -> Iterator[bytes]:
    try:
        import pyarrow.parquet
    except ModuleNotFoundError as error:
        raise MissingLibrary.of("pyarrow", "A shard as Parquet", "'onrecord[arrow]'") from error
    with pyarrow.parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(_ROWS, columns=["reading"]):
            for row in batch.to_pylist():
                yield row["reading"].encode()
