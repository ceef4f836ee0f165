"""What of the reports of an archive is compared with those of others, kept until all are read."""

import mmap
import os
import struct
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import overload

from onrecord.errors import CannotOpen
from onrecord.harvesting.copies import ROW, row
from onrecord.harvesting.marks import Mark
from onrecord.harvesting.work import Job, Tally, Unread, documents, unwritten
from onrecord.pipeline import Failure
from onrecord.shards import Folder
from onrecord.shards.folder import settle

_HEAD = struct.Struct(">8sQ")
_MAGIC = b"onrsign1"


@dataclass(frozen=True, slots=True)
class Signed:
    """That an archive is signed."""


def sign_archive(job: Job) -> Signed | Unread:
    """Signs the reports of an archive that pass the filters. HarvestError as in reading."""
    folder = Folder(job.to)
    part = folder.work(f"{job.name}.signed.{os.urandom(4).hex()}.part")
    try:
        mark = Mark(folder.work(job.name))
        with open(part, "xb") as file:
            file.write(_HEAD.pack(_MAGIC, job.unit.bytes))
            for place, report in documents(job, mark, Tally()):
                if not isinstance(report, Failure):
                    file.write(row(place, report))
        settle(part, folder.signatures(job.name))
    except CannotOpen as error:
        return Unread(error)
    except OSError as error:
        raise unwritten(job.to, error) from error
    finally:
        with suppress(FileNotFoundError):
            os.unlink(part)
    return Signed()


def is_signed(folder: Folder, name: str, size: int) -> bool:
    """Whether an archive of so many bytes is signed already."""
    try:
        with open(folder.signatures(name), "rb") as file:
            head = file.read(_HEAD.size)
            whole = (os.fstat(file.fileno()).st_size - _HEAD.size) % ROW == 0
    except OSError:
        return False
    return whole and head == _HEAD.pack(_MAGIC, size)


@contextmanager
def signatures(folder: Folder, names: Sequence[str]) -> Iterator[dict[str, Sequence[bytes]]]:
    """The rows of archives by name; they stay on disk and are looked at there."""
    with ExitStack() as open_:
        found: dict[str, Sequence[bytes]] = {}
        for name in names:
            file = open_.enter_context(open(folder.signatures(name), "rb"))
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            found[name] = _Rows(open_.enter_context(mapped))
        yield found


class _Rows(Sequence[bytes]):
    def __init__(self, mapped: mmap.mmap) -> None:
        self._mapped = mapped

    def __len__(self) -> int:
        return (len(self._mapped) - _HEAD.size) // ROW

    @overload
    def __getitem__(self, at: int) -> bytes: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[bytes]: ...
    def __getitem__(self, at: int | slice) -> bytes | Sequence[bytes]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        begin = _HEAD.size + at % len(self) * ROW
        return self._mapped[begin : begin + ROW]
