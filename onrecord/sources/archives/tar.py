"""Reports in tar files, read as a stream: each member once, in the order of the file."""

import lzma
import tarfile
import zlib
from collections.abc import Iterator
from tarfile import ReadError
from typing import Self

from onrecord.errors import EmptySource, SourceError, TooLarge
from onrecord.report import Capture
from onrecord.sources.assembling import printable
from onrecord.sources.files import Found, cannot_open
from onrecord.sources.forms import ENDINGS

_CUT = "unexpected end of data"


class _Told(tarfile.TarInfo):
    """A header that says so where the stream ends within it; the library takes that for the end."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        if 0 < len(buf) < tarfile.BLOCKSIZE:
            raise ReadError(_CUT)
        return super().frombuf(buf, encoding, errors)


_DAMAGED = (tarfile.TarError, EOFError, zlib.error, lzma.LZMAError)


def found(path: str, limit: int) -> Iterator[Found]:
    """The reports among the files of a tar file, however it is packed; nothing is unpacked to disk.

    A name in it is only ever a name: no path is opened by it, and links are not followed.
    """
    some = False
    try:
        with tarfile.open(path, "r|*", tarinfo=_Told) as whole:
            for member in whole:
                if member.isreg() and member.name.lower().endswith(tuple(ENDINGS)):
                    some = True
                    yield _member(whole, member, path, limit)
    except OSError as error:
        if isinstance(error, _DAMAGED) or error.errno is None:
            yield _damaged(path, error)
        else:
            yield Found(path, cannot_open(path, error))
        return
    except _DAMAGED as error:
        yield _damaged(path, error)
        return
    except ValueError as error:  # a NUL in the path
        yield Found(path, cannot_open(path, error))
        return
    if not some:
        what = f"{path} holds no report ({', '.join(ENDINGS)})."
        yield Found(path, EmptySource(what, "Give one with reports of one of these forms."))


def _member(whole: tarfile.TarFile, member: tarfile.TarInfo, path: str, limit: int) -> Found:
    name = f"{path}/{printable(member.name)}"
    if member.size > limit:
        return Found(name, TooLarge.of(name, member.size, limit))
    file = whole.extractfile(member)
    assert file is not None  # of a regular file there is one
    raw = file.read()
    if len(raw) < member.size:  # of a stream that ends too early the library says nothing
        raise ReadError(_CUT)
    return Found(name, Capture(raw=raw, source=name))


def _damaged(path: str, error: Exception) -> Found:
    said = str(error) or type(error).__name__
    what = f"{path} is damaged or breaks off ({said[:1].lower()}{said[1:]})."
    return Found(path, SourceError(what, "What came before is read; get the archive again."))
