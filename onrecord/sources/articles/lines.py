"""Tables as lines of JSON, plain or packed."""

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from contextlib import closing
from typing import IO, BinaryIO, cast

from onrecord.errors import MissingLibrary, SourceError, TooLarge
from onrecord.sources.articles import Fault, Row
from onrecord.sources.manifest import numbered

_MARK = b"\xef\xbb\xbf"
_PIECE = 1 << 17


def rows(path: str, limit: int) -> Iterator[tuple[int, Row | Fault | TooLarge]]:
    """The rows of the table at a path, numbered from 1; blank lines count and are passed over.

    Raises OSError where it cannot be opened; SourceError, after all that is whole, where it is
    damaged; MissingLibrary.
    """
    with closing(_opened(path)) as file:
        try:
            for number, _, line in numbered(cast(BinaryIO, file), limit, 0):
                where = number - 1  # the first line of a table is a row, that of a list is not
                if isinstance(line, int):
                    yield where, TooLarge.of(f"{path}, row {where}", line, limit)
                elif line.strip():
                    yield where, _row(line)
        except _damages() as error:
            what = f"{path} is damaged: {error}."
            raise SourceError(what, "Get it again; what came before is read.") from error


def _row(line: bytes) -> Row | Fault:
    try:
        said = json.loads(line.removeprefix(_MARK).decode("utf-8"))
    except UnicodeDecodeError:
        return Fault("it is not UTF-8")
    except (ValueError, RecursionError):
        return Fault("it is no JSON")
    return said if isinstance(said, dict) else Fault("it is no JSON object")


def _opened(path: str) -> IO[bytes]:
    if path.lower().endswith(".gz"):
        return cast(IO[bytes], gzip.open(path, "rb"))
    if path.lower().endswith(".zst"):
        try:
            import zstandard
        except ModuleNotFoundError as error:
            raise MissingLibrary.of("zstandard", path, "'onrecord[archives]'") from error
        return io.BufferedReader(cast(io.RawIOBase, zstandard.open(path, "rb")), _PIECE)
    return open(path, "rb")


def _damages() -> tuple[type[Exception], ...]:
    """What is raised where a packed file is damaged."""
    known: tuple[type[Exception], ...] = (EOFError, zlib.error, gzip.BadGzipFile)
    try:
        import zstandard
    except ModuleNotFoundError:
        return known
    return (*known, zstandard.ZstdError)
