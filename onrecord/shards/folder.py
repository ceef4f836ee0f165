"""What lies where in a folder of shards, and whether it is whole."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec

from onrecord.errors import HarvestError

T = TypeVar("T")
SCHEMA = "onrecord/harvest/1"
PLAN, MANIFEST, SHARDS, WORK = "harvest.json", "manifest.json", "shards", ".work"
SIGNED = ".signed"
_DONE = ".done.json"
_AGAIN = "Run onrecord harvest with the same archives and options and --resume."


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of a shard: its name in the folder of shards, its bytes, its SHA-256."""

    file: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Done:
    """An archive that is done: what it was, what was kept of it, how much of what there was.

    ``counts`` has ``documents`` met, ``reports`` in them, of those ``read``, ``aside``, ``copies``
    and ``passed`` over by a filter, and the ``words`` read; ``passed`` counts by filter. ``sha256``
    is that of the archive, None of a folder. ``copies_of`` is a hash of which of its reports are
    copies and whose; None where all are read.
    """

    name: str
    bytes: int
    sha256: str | None
    readings: Kept
    aside: Kept
    copies: Kept | None = None
    counts: dict[str, int] = field(default_factory=dict)
    passed: dict[str, int] = field(default_factory=dict)
    copies_of: str | None = None

    @property
    def files(self) -> tuple[Kept, ...]:
        """The files that are kept of it."""
        return tuple(one for one in (self.readings, self.aside, self.copies) if one)


@dataclass(frozen=True, slots=True)
class Manifest:
    """All shards of a harvest, by name, and their counts together."""

    schema: str
    plan: dict[str, Any]
    counts: dict[str, int]
    shards: tuple[Done, ...]


class Folder:
    """A folder of shards at a path."""

    def __init__(self, path: str) -> None:
        self.path = path

    def shard(self, file: str) -> str:
        """Where a file of a shard lies."""
        return os.path.join(self.path, SHARDS, file)

    def work(self, file: str = "") -> str:
        """Where what is not done yet lies."""
        return os.path.join(self.path, WORK, file)

    def signatures(self, name: str = "") -> str:
        """Where that by which copies are found lies, of an archive; until all are done."""
        return os.path.join(self.path, SIGNED, name)

    def plan(self) -> dict[str, Any] | None:
        """What was asked for; None where nothing was begun. HarvestError where it is damaged."""
        return self._json(PLAN, dict[str, Any])

    def set_plan(self, plan: dict[str, Any]) -> None:
        """Begins a harvest."""
        os.makedirs(os.path.join(self.path, SHARDS), exist_ok=True)
        write_whole(os.path.join(self.path, PLAN), _bytes(plan))

    def done(self, name: str) -> Done | None:
        """What was kept of an archive; None where it is not done, or a file of it is not whole."""
        try:
            found = self._json(os.path.join(SHARDS, name + _DONE), Done)
        except HarvestError:
            return None
        return found if found and all(map(self._has_size, found.files)) else None

    def set_done(self, done: Done) -> None:
        """Says that an archive is done, after all its files are there."""
        write_whole(self.shard(done.name + _DONE), _bytes(done))

    def set_manifest(self, done: Sequence[Done]) -> Manifest:
        """Says that all archives are done."""
        shards = tuple(sorted(done, key=lambda one: one.name))
        counts: dict[str, int] = {}
        for one in shards:
            for name, count in one.counts.items():
                counts[name] = counts.get(name, 0) + count
        manifest = Manifest(SCHEMA, self.plan() or {}, counts, shards)
        write_whole(os.path.join(self.path, MANIFEST), _bytes(manifest))
        return manifest

    def drop_manifest(self) -> None:
        """More is to be done."""
        with suppress(FileNotFoundError):
            os.unlink(os.path.join(self.path, MANIFEST))

    def is_done(self) -> bool:
        """Whether all archives are done."""
        return os.path.isfile(os.path.join(self.path, MANIFEST))

    def manifest(self) -> Manifest:
        """All shards. HarvestError where the harvest is not done, or the manifest is damaged."""
        found = self._json(MANIFEST, Manifest)
        if found is None:
            raise HarvestError(f"The harvest in {self.path} is not done.", _AGAIN)
        return found

    def verified(self) -> Iterator[Done]:
        """The shards one by one, each with its files as the manifest has them.

        HarvestError where a file is missing or has changed.
        """
        for done in self.manifest().shards:
            for kept in done.files:
                self._verify(kept)
            yield done

    def _verify(self, kept: Kept) -> None:
        path = self.shard(kept.file)
        try:
            same = sha256_of(path) == kept.sha256
        except OSError as error:
            what = f"{path} could not be opened: {error.strerror}."
            raise HarvestError(what, _AGAIN) from error
        if not same:
            what = f"{path} is not what the manifest says: its SHA-256 is another."
            raise HarvestError(what, "Get it again, or delete it, and then: " + _AGAIN)

    def _has_size(self, kept: Kept) -> bool:
        try:
            return os.path.getsize(self.shard(kept.file)) == kept.bytes
        except OSError:
            return False

    def _json(self, file: str, of: type[T]) -> T | None:
        path = os.path.join(self.path, file)
        try:
            with open(path, "rb") as opened:
                return msgspec.json.decode(opened.read(), type=of)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.MsgspecError) as error:
            raise HarvestError(
                f"{path} is damaged: {error}.", "Harvest to another folder."
            ) from error


def is_harvest(path: str) -> bool:
    """Whether a path is a folder of shards, done or not."""
    return os.path.isfile(os.path.join(path, PLAN)) and os.path.isdir(os.path.join(path, SHARDS))


def sha256_of(path: str) -> str:
    """The SHA-256 of a file."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_whole(path: str, raw: bytes) -> None:
    """Writes a file that is there whole or not at all, whatever happens to the machine."""
    part = f"{path}.{os.urandom(4).hex()}.part"
    try:
        with open(part, "xb") as file:
            file.write(raw)
        settle(part, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(part)


def settle(part: str, path: str) -> None:
    """Moves a finished file to its place, for good: the file first, then the folder's entry."""
    with open(part, "rb") as file:
        os.fsync(file.fileno())
    os.replace(part, path)
    folder = os.open(os.path.dirname(path) or os.curdir, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _bytes(value: Any) -> bytes:
    """The same value is the same bytes, and a person can read them."""
    return msgspec.json.format(msgspec.json.encode(value, order="sorted"), indent=1) + b"\n"
